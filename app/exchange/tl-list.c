/* tl-list.c: lists as edits, and things as lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-error.h"
#include "tl-list-private.h"
#include "tl-number.h"
#include "tl-text.h"

#define IS_MARK(kind) ((kind) == TL_KIND_PAIN || (kind) == TL_KIND_DELIGHT)

static void
clear_item (gpointer data)
{
  TlListItem *item = data;

  g_free (item->title);
  g_free (item->channel);
}

GArray *
_tl_list_items_new (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (TlListItem));

  g_array_set_clear_func (items, clear_item);
  return items;
}

/* A mark before a title says that it is a pain or a delight; twice, it is a part of the title. */
const char *
_tl_list_skip_mark (const char *text, TlKind *kind)
{
  *kind = TL_KIND_NONE;
  if (*text != '!' && *text != '+')
    return text;
  if (text[1] == *text)
    return text + 1;
  *kind = *text == '!' ? TL_KIND_PAIN : TL_KIND_DELIGHT;
  return text + 1;
}

gboolean
_tl_list_add (GArray *items, guint line, guint depth, TlKind kind, const char *title, GError **error)
{
  TlListItem item = { line, depth, kind, tl_text_squeeze (title), NULL, NAN };

  if (*item.title == '\0')
    {
      clear_item (&item);
      return TRUE;
    }
  if (g_utf8_strlen (item.title, -1) > TL_LIST_MAX_TITLE)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   ngettext ("Line %u is longer than a title may be, which is %u character. Shorten it, or paste it into "
                             "a note.",
                             "Line %u is longer than a title may be, which is %u characters. Shorten it, or paste it into "
                             "a note.", TL_LIST_MAX_TITLE), line, TL_LIST_MAX_TITLE);
      clear_item (&item);
      return FALSE;
    }
  if (items->len >= TL_LIST_MAX_ITEMS)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   _("There are more than %u things in it. Paste a part of it at a time."), TL_LIST_MAX_ITEMS);
      clear_item (&item);
      return FALSE;
    }
  g_array_append_val (items, item);
  return TRUE;
}

/* Valid text with plain ends of lines. */
static char *
normalise (const char *text)
{
  g_autofree char    *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) plain = g_string_new (NULL);

  if (g_str_has_prefix (valid, "\357\273\277"))
    memmove (valid, valid + 3, strlen (valid + 3) + 1);
  for (const char *p = valid; *p; p++)
    if (*p == '\r')
      {
        if (p[1] != '\n')
          g_string_append_c (plain, '\n');
      }
    else if (g_ascii_iscntrl (*p) && *p != '\n' && *p != '\t')
      g_string_append_c (plain, ' ');
    else
      g_string_append_c (plain, *p);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static GArray *
read_items (const char *text, GError **error)
{
  g_autoptr (GArray) items = _tl_list_items_new ();
  g_autofree char   *plain = NULL;

  if (strlen (text) > TL_LIST_MAX_BYTES)
    {
      g_autofree char *most = g_format_size_full (TL_LIST_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, _("The text is longer than %s. Paste a part of it at a time."), most);
      return NULL;
    }
  plain = normalise (text);
  if (!(_tl_list_is_table (plain) ? _tl_list_read_table (plain, items, error)
                                  : _tl_list_read_outline (plain, items, error)))
    return NULL;
  if (items->len == 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_MISSING,
                   _("There is nothing in it that could be a stage, a touchpoint or a pain point."));
      return NULL;
    }
  return g_steal_pointer (&items);
}

/* Putting it in its place */

typedef struct
{
  TlJourney  *journey;
  TlEdit     *edit;
  GHashTable *taken;      /* ids that are made here */
  char       *stage;      /* where one is; NULL where nowhere yet */
  char       *touchpoint;
  char       *stage_title;
  gboolean    stage_leads; /* customers go on from it */
  char       *after[TL_N_KINDS]; /* what the first of a kind comes behind */
} Writer;

static gboolean
id_is_taken (const char *id, gpointer data)
{
  Writer *self = data;

  return g_hash_table_contains (self->taken, id) || tl_journey_lookup (self->journey, id) != NULL;
}

static char *
make_id (Writer *self, const char *wish)
{
  g_autofree char *name = tl_text_is_name (wish) ? g_strdup (wish) : tl_text_make_name (wish);
  char            *id = tl_text_make_unique (name, id_is_taken, self);

  g_hash_table_add (self->taken, g_strdup (id));
  return id;
}

/* Makes a thing behind the one before it, or behind what is selected; returns its id. */
static char *
make (Writer *self, TlKind kind, const char *parent, const char *title)
{
  char *id = make_id (self, title);

  tl_edit_create (self->edit, kind, id, parent, TL_EDIT_LAST);
  tl_edit_set (self->edit, id, tl_kind_get_title (kind), title);
  if (self->after[kind])
    tl_edit_place (self->edit, id, NULL, self->after[kind], TRUE);
  g_free (self->after[kind]);
  self->after[kind] = g_strdup (id);
  return id;
}

static void
make_stage (Writer *self, const TlListItem *item)
{
  char *id = make (self, TL_KIND_STAGE, NULL, item->title);

  /* One comes after the other, as they are listed. */
  if (self->stage && self->stage_leads)
    {
      g_autofree char *wish = g_strdup_printf ("%s-%s", self->stage, id);
      g_autofree char *way = make_id (self, wish);

      tl_edit_create (self->edit, TL_KIND_TRANSITION, way, NULL, TL_EDIT_LAST);
      tl_edit_set (self->edit, way, TL_TRANSITION_FROM, self->stage);
      tl_edit_set (self->edit, way, TL_TRANSITION_TO, id);
    }
  g_free (self->stage);
  self->stage = id;
  self->stage_leads = TRUE;
  g_free (self->stage_title);
  self->stage_title = g_strdup (item->title);
  g_clear_pointer (&self->touchpoint, g_free);
  g_clear_pointer (&self->after[TL_KIND_TOUCHPOINT], g_free);
  g_clear_pointer (&self->after[TL_KIND_PAIN], g_free);
  g_clear_pointer (&self->after[TL_KIND_DELIGHT], g_free);
}

static gboolean
make_touchpoint (Writer *self, const TlListItem *item, const char *title, GError **error)
{
  if (self->stage == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_MISSING,
                   _("Line %u is of no stage: put the title of its stage before it, or select a stage first."), item->line);
      return FALSE;
    }
  g_free (self->touchpoint);
  self->touchpoint = make (self, TL_KIND_TOUCHPOINT, self->stage, title);
  if (item->channel)
    tl_edit_set (self->edit, self->touchpoint, TL_TOUCHPOINT_CHANNEL, item->channel);
  if (!isnan (item->feeling))
    {
      g_autofree char *feeling = tl_number_format (item->feeling);

      tl_edit_set (self->edit, self->touchpoint, TL_TOUCHPOINT_EMOTION, feeling);
    }
  g_clear_pointer (&self->after[TL_KIND_PAIN], g_free);
  g_clear_pointer (&self->after[TL_KIND_DELIGHT], g_free);
  return TRUE;
}

static gboolean
write_item (Writer *self, const TlListItem *item, guint level, GError **error)
{
  TlKind kind = item->kind != TL_KIND_NONE ? item->kind
                : level == 0               ? TL_KIND_STAGE
                : level == 1               ? TL_KIND_TOUCHPOINT
                                           : TL_KIND_PAIN;

  if (level > 2 && item->kind == TL_KIND_NONE)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   _("Line %u is deeper than stages, touchpoints and pain points go. Indent it less."), item->line);
      return FALSE;
    }
  if (kind == TL_KIND_STAGE)
    {
      make_stage (self, item);
      return TRUE;
    }
  if (kind == TL_KIND_TOUCHPOINT)
    return make_touchpoint (self, item, item->title, error);
  /* What happens in a stage happens at a touchpoint: where none is named, at one that is called like the stage. */
  if (self->touchpoint == NULL
      && !make_touchpoint (self, &(TlListItem) { .line = item->line, .feeling = NAN },
                           self->stage_title ? self->stage_title : item->title, error))
    return FALSE;
  g_free (make (self, kind, self->touchpoint, item->title));
  return TRUE;
}

/* Where what is selected stands. Returns the level of a list without indents there: 0 for stages. */
static guint
stand_at (Writer *self, TlThing *after)
{
  guint level = 0;

  for (TlThing *thing = after; thing; thing = tl_thing_get_parent (thing))
    {
      TlKind kind = tl_thing_get_kind (thing);

      if (IS_MARK (kind) || kind == TL_KIND_TOUCHPOINT || kind == TL_KIND_STAGE)
        self->after[kind] = g_strdup (tl_thing_get_id (thing));
      if (IS_MARK (kind))
        level = 2;
      else if (kind == TL_KIND_TOUCHPOINT)
        {
          self->touchpoint = g_strdup (tl_thing_get_id (thing));
          level = MAX (level, 1);
        }
      else if (kind == TL_KIND_STAGE)
        {
          guint n = tl_thing_n (thing, TL_KIND_TOUCHPOINT);

          self->stage = g_strdup (tl_thing_get_id (thing));
          self->stage_title = g_strdup (tl_thing_get_title (thing));
          self->stage_leads = tl_thing_is_word (thing, TL_STAGE_KIND, "step");
          if (self->touchpoint == NULL && n > 0)
            self->touchpoint = g_strdup (tl_thing_get_id (tl_thing_nth (thing, TL_KIND_TOUCHPOINT, n - 1)));
        }
    }
  return level;
}

static guint
find_deepest (GArray *items)
{
  guint deepest = 0;

  for (guint i = 0; i < items->len; i++)
    if (TL_LIST_ITEM (items, i)->kind == TL_KIND_NONE || TL_LIST_ITEM (items, i)->kind == TL_KIND_STAGE
        || TL_LIST_ITEM (items, i)->kind == TL_KIND_TOUCHPOINT)
      deepest = MAX (deepest, TL_LIST_ITEM (items, i)->depth);
  return deepest;
}

/* Whether the list itself says which of its things are touchpoints or stages. */
static gboolean
has_kinds (GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (TL_LIST_ITEM (items, i)->kind == TL_KIND_STAGE || TL_LIST_ITEM (items, i)->kind == TL_KIND_TOUCHPOINT)
      return TRUE;
  return FALSE;
}

/**
 * tl_list_to_edit:
 * @text: what was written or copied: indented lines, a Markdown list, or rows of a spreadsheet
 * @after: (nullable): id of what is selected, behind which it goes; a list that is not deep becomes what that is
 * @error: return location for a #TlError
 *
 * Turns a list into stages, each connected to the next, with their touchpoints, pains (`!`) and delights (`+`).
 *
 * Returns: (transfer full) (nullable): the edit, named “Paste 12 things”; %NULL where it is no list that can be taken
 */
TlEdit *
tl_list_to_edit (TlJourney *journey, const char *text, const char *after, GError **error)
{
  Writer             self = { .journey = journey };
  g_autoptr (GArray) items = NULL;
  g_autoptr (TlEdit) edit = NULL;
  g_autofree char   *name = NULL;
  guint              level, deepest;
  gboolean           right = TRUE;

  g_return_val_if_fail (TL_IS_JOURNEY (journey), NULL);
  g_return_val_if_fail (text != NULL, NULL);
  items = read_items (text, error);
  if (items == NULL)
    return NULL;
  name = g_strdup_printf (ngettext ("Paste %u thing", "Paste %u things", items->len), items->len);
  self.edit = edit = tl_edit_new (name);
  self.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  level = stand_at (&self, after ? tl_journey_lookup (journey, after) : NULL);
  /* A list as deep as a journey begins with stages wherever one is. */
  deepest = find_deepest (items);
  level = has_kinds (items) || deepest >= 2 ? 0 : MIN (level, 2 - deepest);
  for (guint i = 0; i < items->len && right; i++)
    right = write_item (&self, TL_LIST_ITEM (items, i), TL_LIST_ITEM (items, i)->depth + level, error);
  g_hash_table_unref (self.taken);
  g_free (self.stage);
  g_free (self.touchpoint);
  g_free (self.stage_title);
  for (guint i = 0; i < TL_N_KINDS; i++)
    g_free (self.after[i]);
  return right ? g_steal_pointer (&edit) : NULL;
}

/* Things as a list */

static void
append_title (GString *list, TlThing *thing, guint depth)
{
  TlKind           kind = tl_thing_get_kind (thing);
  g_autofree char *described = tl_kind_get_title (kind) == TL_FIELD_NONE ? tl_thing_describe (thing)
                                                                        : g_strdup (tl_thing_get_title (thing));
  g_autofree char *title = tl_text_squeeze (described);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (list, '\t');
  if (kind == TL_KIND_PAIN || kind == TL_KIND_DELIGHT)
    g_string_append (list, kind == TL_KIND_PAIN ? "! " : "+ ");
  else if (*title == '!' || *title == '+')
    g_string_append_c (list, *title);
  g_string_append (list, title);
  g_string_append_c (list, '\n');
}

static void
append (GString *list, TlThing *thing, guint depth)
{
  static const TlKind inside[] = { TL_KIND_TOUCHPOINT, TL_KIND_PAIN, TL_KIND_DELIGHT };

  append_title (list, thing, depth);
  for (gsize k = 0; k < G_N_ELEMENTS (inside); k++)
    if (tl_kind_get_info (inside[k])->parent == tl_thing_get_kind (thing))
      for (guint i = 0; i < tl_thing_n (thing, inside[k]); i++)
        append (list, tl_thing_nth (thing, inside[k], i), depth + 1);
}

/* Whether something that a thing stands in is in the list, too. */
static gboolean
is_inside (TlThing *thing, GHashTable *listed)
{
  for (thing = tl_thing_get_parent (thing); thing; thing = tl_thing_get_parent (thing))
    if (g_hash_table_contains (listed, thing))
      return TRUE;
  return FALSE;
}

/**
 * tl_list_of:
 * @ids: %NULL-terminated: what is to be listed, in this order; what stands in something goes with it
 *
 * Returns: (transfer full): the things as an outline indented by tabs, which spreadsheets take for cells and
 *   tl_list_to_edit() for what it was; pains begin with `!`, delights with `+`
 */
char *
tl_list_of (TlJourney *journey, const char *const *ids)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL); /* twice is once */
  GString               *list = g_string_new (NULL);

  for (gsize i = 0; ids[i]; i++)
    {
      TlThing *thing = tl_journey_lookup (journey, ids[i]);

      if (thing)
        g_hash_table_add (listed, thing);
    }
  for (gsize i = 0; ids[i]; i++)
    {
      TlThing *thing = tl_journey_lookup (journey, ids[i]);

      if (thing && g_hash_table_add (done, thing) && !is_inside (thing, listed))
        append (list, thing, 0);
    }
  return g_string_free (list, FALSE);
}
