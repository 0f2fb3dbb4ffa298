/* tl-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-capture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  LEVEL_STAGE,
  LEVEL_TOUCHPOINT,
  LEVEL_MARK, /* a pain or a delight */
} Level;

struct _TlCapture
{
  TlJourney   *journey;
  Level        level;
  TlKind       mark_kind;  /* what is written at %LEVEL_MARK */
  gboolean     loose;      /* the first stage is not to be connected */
  char        *stage;      /* the ones that one is at; NULL where there is none */
  char        *touchpoint;
  char        *mark;
  char        *text;       /* as typed */
  const char  *title;      /* in @text, behind what says the kind */
  TlDraft     *draft;
  Level        made_level; /* of what is being made */
  TlCaptureKey key;        /* what it is being made by */
};

static TlThing *
find (TlCapture *self, const char *id, TlKind kind)
{
  TlThing *thing = id ? tl_journey_lookup (self->journey, id) : NULL;

  return thing && tl_thing_get_kind (thing) == kind ? thing : NULL;
}

static TlThing *
find_last (TlThing *parent, TlKind kind)
{
  guint n = parent ? tl_thing_n (parent, kind) : 0;

  return n > 0 ? tl_thing_nth (parent, kind, n - 1) : NULL;
}

/* The stage that things are typed into: the one that one is at, or the last. */
static TlThing *
get_stage (TlCapture *self)
{
  TlThing *stage = find (self, self->stage, TL_KIND_STAGE);

  return stage ? stage : find_last (tl_journey_get_root (self->journey), TL_KIND_STAGE);
}

static TlThing *
get_touchpoint (TlCapture *self)
{
  TlThing *touchpoint = find (self, self->touchpoint, TL_KIND_TOUCHPOINT);

  return touchpoint ? touchpoint : find_last (get_stage (self), TL_KIND_TOUCHPOINT);
}

static TlThing *
get_mark (TlCapture *self, TlKind kind)
{
  TlThing *mark = find (self, self->mark, kind);

  return mark && tl_thing_get_parent (mark) == get_touchpoint (self) ? mark : NULL;
}

static const char *
get_id (TlThing *thing)
{
  return thing ? tl_thing_get_id (thing) : NULL;
}

/* What is before a title says that it is something else than one would think; twice, it is a part of the title. */
static TlKind
read_mark (TlCapture *self, const char **title)
{
  const char *text = self->text;
  char        mark;

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  *title = text;
  mark = *text;
  if (mark != '!' && mark != '+')
    return TL_KIND_NONE;
  if (text[1] == mark)
    {
      *title = text + 1;
      return TL_KIND_NONE;
    }
  /* There is nothing that it could be of. */
  if (get_stage (self) == NULL)
    return TL_KIND_NONE;
  *title = text + 1;
  return mark == '!' ? TL_KIND_PAIN : TL_KIND_DELIGHT;
}

static void
draft_mark (TlCapture *self, TlKind kind)
{
  TlThing *touchpoint = get_touchpoint (self);

  /* In a stage that has no touchpoint yet, it makes one. */
  self->draft = tl_draft_new (kind, get_id (touchpoint ? touchpoint : get_stage (self)), get_id (get_mark (self, kind)));
}

static void
draft_stage (TlCapture *self)
{
  TlThing *stage = find (self, self->stage, TL_KIND_STAGE);

  self->draft = tl_draft_new (TL_KIND_STAGE, NULL, get_id (stage));
  /* Nobody goes on from an outcome. */
  if (stage && !self->loose && tl_thing_is_word (stage, TL_STAGE_KIND, "step"))
    self->draft->from = g_strdup (get_id (stage));
}

static void
draft_touchpoint (TlCapture *self)
{
  TlThing *touchpoint = find (self, self->touchpoint, TL_KIND_TOUCHPOINT);

  self->draft = tl_draft_new (TL_KIND_TOUCHPOINT, get_id (get_stage (self)), get_id (touchpoint));
}

static gboolean
is_same (const TlDraft *a, const TlDraft *b)
{
  return a && b && a->kind == b->kind && g_strcmp0 (a->parent, b->parent) == 0 && g_strcmp0 (a->after, b->after) == 0;
}

/* Returns whether it is something else that is drafted, or stands somewhere else. */
static gboolean
update (TlCapture *self)
{
  g_autoptr (TlDraft) old = g_steal_pointer (&self->draft);
  TlKind              mark = read_mark (self, &self->title);

  if (mark != TL_KIND_NONE)
    {
      draft_mark (self, mark);
      self->made_level = LEVEL_MARK;
    }
  else
    {
      /* What one was at may be gone by now. */
      if (self->level != LEVEL_STAGE && get_stage (self) == NULL)
        self->level = LEVEL_STAGE;
      if (self->level == LEVEL_STAGE)
        draft_stage (self);
      else if (self->level == LEVEL_TOUCHPOINT)
        draft_touchpoint (self);
      else
        draft_mark (self, self->mark_kind);
      self->made_level = self->level;
    }
  return !is_same (old, self->draft);
}

static void
stand_at (TlCapture *self, TlThing *thing)
{
  TlKind kind = thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;

  switch ((guint) kind)
    {
    case TL_KIND_STAGE:
      self->level = LEVEL_STAGE;
      self->stage = g_strdup (tl_thing_get_id (thing));
      break;

    case TL_KIND_TOUCHPOINT:
      stand_at (self, tl_thing_get_parent (thing));
      self->level = LEVEL_TOUCHPOINT;
      self->touchpoint = g_strdup (tl_thing_get_id (thing));
      break;

    case TL_KIND_PAIN:
    case TL_KIND_DELIGHT:
      stand_at (self, tl_thing_get_parent (thing));
      self->level = LEVEL_MARK;
      self->mark_kind = kind;
      self->mark = g_strdup (tl_thing_get_id (thing));
      break;

    default:
      self->level = LEVEL_STAGE;
      break;
    }
}

static TlCapture *
begin (TlJourney *journey)
{
  TlCapture *self = g_new0 (TlCapture, 1);

  self->journey = g_object_ref (journey);
  self->mark_kind = TL_KIND_PAIN;
  self->text = g_strdup ("");
  return self;
}

/**
 * tl_capture_new:
 * @selected: (nullable): id of what is selected
 *
 * Returns: (transfer full): a capture of what comes after what is selected; behind all where that is nothing
 */
TlCapture *
tl_capture_new (TlJourney *journey, const char *selected)
{
  TlCapture *self = begin (journey);

  stand_at (self, selected ? tl_journey_lookup (journey, selected) : NULL);
  update (self);
  return self;
}

/**
 * tl_capture_new_for:
 *
 * Returns: (transfer full): a capture that begins with what someone has asked for by a menu or a button
 */
TlCapture *
tl_capture_new_for (TlJourney *journey, const TlDraft *draft)
{
  TlCapture *self = begin (journey);
  TlThing   *at = draft->after ? tl_journey_lookup (journey, draft->after) : NULL;

  if (at == NULL && draft->parent)
    at = tl_journey_lookup (journey, draft->parent);
  stand_at (self, at);
  self->loose = draft->kind == TL_KIND_STAGE && draft->from == NULL;
  self->level = draft->kind == TL_KIND_STAGE        ? LEVEL_STAGE
                : draft->kind == TL_KIND_TOUCHPOINT ? LEVEL_TOUCHPOINT
                                                    : LEVEL_MARK;
  if (self->level == LEVEL_MARK)
    self->mark_kind = draft->kind;
  update (self);
  return self;
}

/**
 * tl_capture_free:
 */
void
tl_capture_free (TlCapture *self)
{
  if (self == NULL)
    return;
  tl_draft_free (self->draft);
  g_object_unref (self->journey);
  g_free (self->stage);
  g_free (self->touchpoint);
  g_free (self->mark);
  g_free (self->text);
  g_free (self);
}

/**
 * tl_capture_type:
 * @text: what stands in the entry
 *
 * Returns: whether it is something else that is drafted now, or stands somewhere else
 */
gboolean
tl_capture_type (TlCapture *self, const char *text)
{
  if (!g_str_equal (self->text, text))
    {
      g_free (self->text);
      self->text = g_strdup (text);
    }
  return update (self);
}

/**
 * tl_capture_get_draft:
 *
 * Returns: (transfer none): what is drafted; a pain or delight whose parent is a stage makes a touchpoint there
 */
const TlDraft *
tl_capture_get_draft (TlCapture *self)
{
  return self->draft;
}

/**
 * tl_capture_get_title:
 *
 * Returns: (transfer none): what it would be called: what was typed, without what says the kind
 */
const char *
tl_capture_get_title (TlCapture *self)
{
  return self->title;
}

static gboolean
is_blank (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* Where a key leads from a level, once something of that level stands there; returns FALSE where it leads nowhere. */
static gboolean
lead (Level from, TlCaptureKey key, Level *to)
{
  *to = from;
  if (key == TL_CAPTURE_STAGE)
    *to = LEVEL_STAGE;
  else if (key == TL_CAPTURE_IN && from != LEVEL_MARK)
    *to = from + 1;
  else if (key == TL_CAPTURE_OUT && from != LEVEL_STAGE)
    *to = from - 1;
  return *to != from || key == TL_CAPTURE_ENTER;
}

/* Turns to another level while nothing is typed: into what one is at, or out of it. */
static gboolean
turn (TlCapture *self, TlCaptureKey key)
{
  Level to;

  if (!lead (self->level, key, &to) || to == self->level)
    return FALSE;
  if (to == LEVEL_TOUCHPOINT && self->level == LEVEL_STAGE && get_stage (self) == NULL)
    return FALSE;
  if (to == LEVEL_MARK && get_touchpoint (self) == NULL)
    return FALSE;
  if (to == LEVEL_MARK)
    self->mark_kind = TL_KIND_PAIN;
  self->level = to;
  return TRUE;
}

/**
 * tl_capture_press:
 *
 * Returns: what comes of a key
 */
TlCaptureStep
tl_capture_press (TlCapture *self, TlCaptureKey key)
{
  if (key == TL_CAPTURE_LEAVE)
    return TL_CAPTURE_ENDS;
  if (!is_blank (self->title))
    {
      self->key = key;
      return TL_CAPTURE_MAKES;
    }
  if (key == TL_CAPTURE_ENTER)
    return TL_CAPTURE_ENDS;
  if (!turn (self, key))
    return TL_CAPTURE_STAYS;
  tl_capture_type (self, "");
  return TL_CAPTURE_TURNS;
}

static void
set (char **place, const char *id)
{
  g_free (*place);
  *place = g_strdup (id);
}

/**
 * tl_capture_made:
 * @id: of what was made of the draft
 *
 * Goes on behind it: what is drafted now is the next.
 */
void
tl_capture_made (TlCapture *self, const char *id)
{
  TlThing *thing = tl_journey_lookup (self->journey, id);
  Level    base = self->level, to;

  self->loose = FALSE;
  if (self->made_level == LEVEL_MARK && thing)
    {
      set (&self->mark, id);
      set (&self->touchpoint, get_id (tl_thing_get_parent (thing)));
      set (&self->stage, get_id (tl_thing_get_parent (tl_thing_get_parent (thing))));
    }
  else if (self->made_level == LEVEL_TOUCHPOINT && thing)
    {
      set (&self->mark, NULL);
      set (&self->touchpoint, id);
      set (&self->stage, get_id (tl_thing_get_parent (thing)));
    }
  else if (thing)
    {
      set (&self->mark, NULL);
      set (&self->touchpoint, NULL);
      set (&self->stage, id);
    }
  /* What was marked with a character is one of those that stand in what one is at: Enter goes on as before it. */
  if (lead (self->key == TL_CAPTURE_ENTER ? base : self->made_level, self->key, &to))
    {
      if (to == LEVEL_MARK && self->key == TL_CAPTURE_IN)
        self->mark_kind = TL_KIND_PAIN;
      self->level = to;
    }
  else
    self->level = self->made_level;
  tl_capture_type (self, "");
}

/**
 * tl_capture_refused:
 *
 * What was typed could not be made, and still stands there.
 */
void
tl_capture_refused (TlCapture *self)
{
  update (self);
}

/**
 * tl_capture_can_go:
 *
 * Returns: whether a key would do anything now
 */
gboolean
tl_capture_can_go (TlCapture *self, TlCaptureKey key)
{
  Level to;

  if (key == TL_CAPTURE_LEAVE || key == TL_CAPTURE_ENTER)
    return TRUE;
  if (!is_blank (self->title))
    return lead (self->made_level, key, &to);
  if (!lead (self->level, key, &to))
    return FALSE;
  if (to == LEVEL_MARK)
    return get_touchpoint (self) != NULL;
  return to != LEVEL_TOUCHPOINT || get_stage (self) != NULL;
}

/**
 * tl_capture_say:
 *
 * Returns: (transfer full): what is drafted, and where, for people
 */
char *
tl_capture_say (TlCapture *self)
{
  TlThing    *parent = self->draft->parent ? tl_journey_lookup (self->journey, self->draft->parent) : NULL;
  TlThing    *after = self->draft->after ? tl_journey_lookup (self->journey, self->draft->after) : NULL;
  const char *title = parent ? tl_thing_get_title (parent) : NULL;

  switch ((guint) self->draft->kind)
    {
    case TL_KIND_TOUCHPOINT:
      return g_strdup_printf (_("Touchpoint in “%s”"), title ? title : "");

    case TL_KIND_PAIN:
      return g_strdup_printf (_("Pain point of “%s”"), title ? title : "");

    case TL_KIND_DELIGHT:
      return g_strdup_printf (_("Delight of “%s”"), title ? title : "");

    default:
      if (after == NULL)
        return g_strdup (tl_journey_n (self->journey, TL_KIND_STAGE) == 0 ? _("First stage") : _("Stage at the end"));
      return g_strdup_printf (_("Stage after “%s”"), tl_thing_get_title (after));
    }
}
