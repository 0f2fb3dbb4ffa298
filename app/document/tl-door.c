/* tl-door.c
 *
 * Each wish becomes change rows, which are made in the model at once, so that the next wish finds what it builds on.
 * What happens to records happens in the file's transaction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-door-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-edit-private.h"
#include "tl-evidence-private.h"
#include "tl-record-set-private.h"
#include "tl-text.h"
#include "tl-tie-private.h"

#define MAX_POSITION 1e15 /* beyond, there is no next place */

typedef struct
{
  TlDocument *document;
  TlJourney  *journey;
  gint64      number;  /* the edit's, or 0 where there is no history */
  GPtrArray  *changes;
} Plan;

typedef struct
{
  TlJourney  *journey;
  GHashTable *things; /* id → thing, owned */
  gboolean    grew;
} Doomed;

static void refuse (GError     **error,
                    const char  *format,
                    ...) G_GNUC_PRINTF (2, 3);

static void
refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID, message);
}

static gboolean
make (Plan *plan, TlKind kind, const char *id, const char *field, const char *before, const char *after, GError **error)
{
  g_autoptr (TlChange) change = tl_change_new (kind, id, field, before, after);
  g_autoptr (GError)   why = NULL;

  if (!tl_journey_apply (plan->journey, change, FALSE, &why))
    {
      refuse (error, "%s", why->message);
      return FALSE;
    }
  g_ptr_array_add (plan->changes, g_steal_pointer (&change));
  return TRUE;
}

static TlThing *
find_thing (Plan *plan, const char *id, GError **error)
{
  TlThing *thing = tl_journey_lookup (plan->journey, id);

  if (thing == NULL)
    refuse (error, _("Nothing in this journey has the id “%s”."), id);
  return thing;
}

static gboolean
check_position (double position, GError **error)
{
  if (position == TL_EDIT_LAST || (position >= -MAX_POSITION && position <= MAX_POSITION))
    return TRUE;
  refuse (error, _("A position must be a number from −10¹⁵ to 10¹⁵."));
  return FALSE;
}

/* The canonical form of @position among the things of @kind in @parent; @self is not in its own way. */
static char *
place_among (TlThing *parent, TlKind kind, TlThing *self, double position)
{
  guint n = tl_thing_n (parent, kind);

  if (position == TL_EDIT_LAST)
    {
      TlThing *last = n > 0 ? tl_thing_nth (parent, kind, n - 1) : NULL;

      if (last && last == self)
        position = tl_thing_get_position (self);
      else if (last)
        position = MAX (tl_thing_get_position (last) + 1, nextafter (tl_thing_get_position (last), HUGE_VAL));
      else
        position = 1;
    }
  return tl_number_format (position);
}

static gboolean
create_thing (Plan *plan, const TlWish *wish, GError **error)
{
  const TlKindInfo *info = tl_kind_get_info (wish->kind);
  TlThing          *parent = tl_journey_get_root (plan->journey);
  g_autofree char  *position = NULL;
  gboolean          is_taken;

  if (wish->kind == TL_KIND_JOURNEY || wish->kind == TL_KIND_EVIDENCE)
    {
      refuse (error, wish->kind == TL_KIND_JOURNEY ? _("A journey cannot hold another journey.")
                                                   : _("Records come into a journey by an import only."));
      return FALSE;
    }
  if (!tl_text_is_name (wish->id))
    {
      refuse (error, _("“%s” cannot be an id: it must be a letter, then letters, digits, “-”, “.” or “_”."), wish->id);
      return FALSE;
    }
  if (!_tl_evidence_is_taken (plan->document, wish->id, &is_taken, error))
    return FALSE;
  if (is_taken || tl_journey_lookup (plan->journey, wish->id))
    {
      refuse (error, _("The id “%s” is used already."), wish->id);
      return FALSE;
    }
  if (wish->text || info->parent != TL_KIND_JOURNEY)
    parent = find_thing (plan, wish->text ? wish->text : "", error);
  if (parent == NULL || !check_position (wish->position, error))
    return FALSE;
  if (tl_thing_get_kind (parent) != info->parent)
    {
      refuse (error, _("A %s cannot stand in “%s”, which is a %s."), tl_kind_get_label (wish->kind),
              tl_thing_get_title (parent), tl_kind_get_label (tl_thing_get_kind (parent)));
      return FALSE;
    }
  position = place_among (parent, wish->kind, NULL, wish->position);
  return make (plan, wish->kind, wish->id, TL_CHANGE_EXISTS, NULL, "1", error) &&
         make (plan, wish->kind, wish->id, TL_CHANGE_POSITION, NULL, position, error) &&
         make (plan, wish->kind, wish->id, TL_CHANGE_PARENT, NULL, tl_thing_get_id (parent), error);
}

static gboolean
set_field (Plan *plan, TlThing *thing, const TlWish *wish, GError **error)
{
  TlKind             kind = tl_thing_get_kind (thing);
  g_autofree char   *before = NULL;
  g_autofree char   *after = NULL;
  g_autofree char   *where = NULL;
  g_autoptr (GError) why = NULL;
  TlValue            value = { FALSE };

  if (tl_field_get_info (wish->field)->kind != kind)
    {
      refuse (error, _("“%s” is a %s, which has no such “%s” as a %s has."), tl_thing_get_title (thing),
              tl_kind_get_label (kind), tl_field_get_info (wish->field)->name,
              tl_kind_get_label (tl_field_get_info (wish->field)->kind));
      return FALSE;
    }
  before = tl_thing_format (thing, wish->field);
  if (wish->text && tl_field_parse (wish->field, wish->text, &value, &why))
    {
      after = tl_field_format (wish->field, &value);
      tl_value_clear (&value, wish->field);
    }
  else if (wish->text)
    {
      where = tl_thing_describe (thing);
      refuse (error, "%s: %s", where, why->message);
      return FALSE;
    }
  return g_strcmp0 (before, after) == 0 ||
         make (plan, kind, wish->id, tl_field_get_info (wish->field)->name, before, after, error);
}

/* Finds what is to be moved, and where to: @parent is where it stands now, or what @wish names. */
static TlThing *
find_movable (Plan *plan, const TlWish *wish, TlThing **parent, GError **error)
{
  TlThing *thing = find_thing (plan, wish->id, error);
  TlThing *now = thing ? tl_thing_get_parent (thing) : NULL;

  if (thing && now == NULL)
    refuse (error, _("A journey cannot be moved."));
  if (now == NULL)
    return NULL;
  *parent = wish->text ? find_thing (plan, wish->text, error) : now;
  if (*parent == NULL)
    return NULL;
  if (tl_thing_get_kind (*parent) == tl_thing_get_kind (now))
    return thing;
  refuse (error, _("A %s cannot stand in “%s”, which is a %s."), tl_kind_get_label (tl_thing_get_kind (thing)),
          tl_thing_get_title (*parent), tl_kind_get_label (tl_thing_get_kind (*parent)));
  return NULL;
}

static gboolean
put_at (Plan *plan, TlThing *thing, TlThing *parent, const char *position, GError **error)
{
  TlKind           kind = tl_thing_get_kind (thing);
  const char      *id = tl_thing_get_id (thing);
  TlThing         *now = tl_thing_get_parent (thing);
  g_autofree char *before = tl_number_format (tl_thing_get_position (thing));

  return (parent == now ||
          make (plan, kind, id, TL_CHANGE_PARENT, tl_thing_get_id (now), tl_thing_get_id (parent), error)) &&
         (strcmp (before, position) == 0 || make (plan, kind, id, TL_CHANGE_POSITION, before, position, error));
}

static gboolean
move_thing (Plan *plan, const TlWish *wish, GError **error)
{
  TlThing         *parent;
  TlThing         *thing = find_movable (plan, wish, &parent, error);
  g_autofree char *position = NULL;

  if (thing == NULL || !check_position (wish->position, error))
    return FALSE;
  position = place_among (parent, tl_thing_get_kind (thing), thing, wish->position);
  return put_at (plan, thing, parent, position, error);
}

/* The position between @sibling and its neighbour on that side, @self being in nobody's way. Where they stand too close
   for one between them, or on the very same place, there is none. */
static gboolean
find_room (TlThing *parent, TlThing *self, TlThing *sibling, gboolean after, double *position)
{
  TlKind   kind = tl_thing_get_kind (sibling);
  TlThing *before = NULL;
  TlThing *behind = NULL;
  gboolean is_past = FALSE;

  for (guint i = 0; i < tl_thing_n (parent, kind) && behind == NULL; i++)
    {
      TlThing *thing = tl_thing_nth (parent, kind, i);

      if (thing == self)
        continue;
      if (is_past || (thing == sibling && !after))
        behind = thing;
      else
        before = thing;
      is_past = is_past || thing == sibling;
    }
  if (behind == NULL)
    *position = tl_thing_get_position (before) + 1;
  else if (before == NULL)
    *position = tl_thing_get_position (behind) - 1;
  else
    *position = tl_thing_get_position (before) / 2 + tl_thing_get_position (behind) / 2;
  return (before == NULL || *position > tl_thing_get_position (before)) &&
         (behind == NULL || *position < tl_thing_get_position (behind)) && fabs (*position) <= MAX_POSITION;
}

static gboolean
number_anew (Plan *plan, TlThing *parent, TlKind kind, GError **error)
{
  g_autoptr (GPtrArray) things = g_ptr_array_new ();

  for (guint i = 0; i < tl_thing_n (parent, kind); i++)
    g_ptr_array_add (things, tl_thing_nth (parent, kind, i));
  for (guint i = 0; i < things->len; i++)
    {
      g_autofree char *position = tl_number_format (i + 1);

      if (!put_at (plan, things->pdata[i], parent, position, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
place_thing (Plan *plan, const TlWish *wish, GError **error)
{
  TlThing         *parent;
  TlThing         *thing = find_movable (plan, wish, &parent, error);
  TlThing         *sibling = thing ? find_thing (plan, wish->sibling, error) : NULL;
  g_autofree char *text = NULL;
  double           position;

  if (sibling == NULL)
    return FALSE;
  if (wish->text == NULL && tl_thing_get_parent (sibling))
    parent = tl_thing_get_parent (sibling);
  if (sibling == thing || tl_thing_get_kind (sibling) != tl_thing_get_kind (thing) || tl_thing_get_parent (sibling) != parent)
    {
      refuse (error, _("“%s” cannot stand next to “%s”: they are not of one kind in the same place."),
              tl_thing_get_title (thing), tl_thing_get_title (sibling));
      return FALSE;
    }
  if (!find_room (parent, thing, sibling, wish->after, &position) &&
      (!number_anew (plan, parent, tl_thing_get_kind (thing), error) ||
       !find_room (parent, thing, sibling, wish->after, &position)))
    return FALSE;
  text = tl_number_format (position);
  return put_at (plan, thing, parent, text, error);
}

static void
doom (Doomed *doomed, TlThing *thing)
{
  if (!g_hash_table_insert (doomed->things, (char *) tl_thing_get_id (thing), g_object_ref (thing)))
    return;
  doomed->grew = TRUE;
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    for (guint i = 0; i < tl_thing_n (thing, kind); i++)
      doom (doomed, tl_thing_nth (thing, kind, i));
}

/* A thing that refers to what goes has lost its meaning. An effect that moves contacts to a touchpoint goes with it
   too: without, it would claim that the contacts vanish. Only a fact does well without its source, and a scenario goes
   on saying that it held a fix that is gone. */
static void
doom_if_refers (TlThing *thing, gpointer data)
{
  Doomed           *doomed = data;
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));

  for (guint i = 0; i < info->n_fields; i++)
    {
      TlField field = info->first + i;

      if (tl_field_get_info (field)->type == TL_TYPE_ID_REF && field != TL_FACT_SOURCE && field != TL_CHOICE_FIX &&
          tl_thing_has (thing, field) &&
          g_hash_table_contains (doomed->things, tl_thing_get_text (thing, field)))
        doom (doomed, thing);
    }
}

static int
get_depth (TlThing *thing)
{
  int depth = 0;

  for (; thing; thing = tl_thing_get_parent (thing))
    depth++;
  return depth;
}

/* The deepest first, and of neighbours the last first, so that taking it back puts each behind the one before it. */
static int
compare_doomed (gconstpointer a, gconstpointer b)
{
  TlThing *first = *(TlThing **) a;
  TlThing *second = *(TlThing **) b;
  int      depth = get_depth (second) - get_depth (first);

  if (depth != 0)
    return depth;
  if (tl_thing_get_kind (first) != tl_thing_get_kind (second))
    return tl_thing_get_kind (first) > tl_thing_get_kind (second) ? -1 : 1;
  if (tl_thing_get_position (first) != tl_thing_get_position (second))
    return tl_thing_get_position (first) > tl_thing_get_position (second) ? -1 : 1;
  return strcmp (tl_thing_get_id (second), tl_thing_get_id (first));
}

static gboolean
remove_thing (Plan *plan, TlThing *thing, GError **error)
{
  g_autoptr (TlThing) hold = g_object_ref (thing);
  TlKind              kind = tl_thing_get_kind (thing);
  const TlKindInfo   *info = tl_kind_get_info (kind);
  const char         *id = tl_thing_get_id (thing);
  g_autofree char    *parent = g_strdup (tl_thing_get_id (tl_thing_get_parent (thing)));
  g_autofree char    *position = tl_number_format (tl_thing_get_position (thing));

  if (!make (plan, kind, id, TL_CHANGE_PARENT, parent, NULL, error))
    return FALSE;
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autofree char *value = tl_thing_format (thing, info->first + i);

      if (value && !make (plan, kind, id, tl_field_get_info (info->first + i)->name, value, NULL, error))
        return FALSE;
    }
  return make (plan, kind, id, TL_CHANGE_POSITION, position, NULL, error) &&
         make (plan, kind, id, TL_CHANGE_EXISTS, "1", NULL, error);
}

typedef struct
{
  Plan       *plan;
  GHashTable *doomed;
  GError    **error;
  gboolean    failed;
} Forgetting;

static void
forget_source (TlThing *fact, gpointer data)
{
  Forgetting      *forgetting = data;
  g_autofree char *source = g_strdup (tl_thing_get_text (fact, TL_FACT_SOURCE));

  if (source == NULL || forgetting->failed || g_hash_table_contains (forgetting->doomed, tl_thing_get_id (fact)) ||
      !g_hash_table_contains (forgetting->doomed, source))
    return;
  forgetting->failed = !make (forgetting->plan, TL_KIND_FACT, tl_thing_get_id (fact),
                              tl_field_get_info (TL_FACT_SOURCE)->name, source, NULL, forgetting->error);
}

/* What the fix was called stays in the scenarios that held it. */
static void
forget_fix (TlThing *choice, gpointer data)
{
  Forgetting      *forgetting = data;
  g_autofree char *id = g_strdup (tl_thing_get_id (choice));
  g_autofree char *fix = g_strdup (tl_thing_get_text (choice, TL_CHOICE_FIX));
  g_autofree char *title = NULL;

  if (fix == NULL || forgetting->failed || g_hash_table_contains (forgetting->doomed, id) ||
      !g_hash_table_contains (forgetting->doomed, fix))
    return;
  title = g_strdup (tl_thing_get_title (tl_journey_lookup (forgetting->plan->journey, fix)));
  forgetting->failed =
    !make (forgetting->plan, TL_KIND_CHOICE, id, tl_field_get_info (TL_CHOICE_FIX)->name, fix, NULL,
           forgetting->error) ||
    !make (forgetting->plan, TL_KIND_CHOICE, id, tl_field_get_info (TL_CHOICE_TITLE)->name, NULL, title,
           forgetting->error);
}

static gboolean
remove_doomed (Plan *plan, Doomed *doomed, GError **error)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Forgetting            forgetting = { plan, doomed->things, error, FALSE };
  GHashTableIter        iter;
  gpointer              thing;

  tl_journey_foreach (plan->journey, TL_KIND_FACT, forget_source, &forgetting);
  tl_journey_foreach (plan->journey, TL_KIND_CHOICE, forget_fix, &forgetting);
  if (forgetting.failed)
    return FALSE;
  g_hash_table_iter_init (&iter, doomed->things);
  while (g_hash_table_iter_next (&iter, NULL, &thing))
    g_ptr_array_add (order, thing);
  g_ptr_array_sort (order, compare_doomed);
  for (guint i = 0; i < order->len; i++)
    {
      g_autofree char *id = g_strdup (tl_thing_get_id (order->pdata[i]));
      TlKind           kind = tl_thing_get_kind (order->pdata[i]);

      if (!remove_thing (plan, order->pdata[i], error) ||
          !_tl_evidence_take_from (plan->document, plan->number, kind, id, error))
        return FALSE;
    }
  return TRUE;
}

/* Everything that goes with what is doomed. */
static void
spread_doom (Doomed *doomed)
{
  static const TlKind referring[] = { TL_KIND_TRANSITION, TL_KIND_CONTACT, TL_KIND_BECAUSE, TL_KIND_EFFECT, TL_KIND_FACT,
                                      TL_KIND_RULE, TL_KIND_TIE, TL_KIND_WITHIN };

  do
    {
      doomed->grew = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (referring); i++)
        tl_journey_foreach (doomed->journey, referring[i], doom_if_refers, doomed);
    }
  while (doomed->grew);
}

/* A tie that loses every source it is limited to would count all of them. */
static void
doom_if_unlimited (TlThing *tie, gpointer data)
{
  Doomed *doomed = data;
  guint   n = tl_thing_n (tie, TL_KIND_WITHIN);

  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (doomed->things, tl_thing_get_id (tl_thing_nth (tie, TL_KIND_WITHIN, i))))
      return;
  if (n > 0)
    doom (doomed, tie);
}

/* Neighbouring wishes to delete are one: what the first takes with it, the second may ask for too. */
static gboolean
delete_things (Plan *plan, TlEdit *edit, guint first, guint n, GError **error)
{
  Doomed                 doomed = { .journey = plan->journey };
  g_autoptr (GHashTable) things = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  const char            *id;

  doomed.things = things;
  for (guint i = first; i < first + n; i++)
    {
      TlThing *thing;
      gboolean is_record;

      id = _tl_edit_get_wish (edit, i)->id;
      thing = tl_journey_lookup (plan->journey, id);
      if (thing == NULL)
        {
          if (!_tl_evidence_take_record (plan->document, plan->number, id, &is_record, error))
            return FALSE;
          if (is_record)
            continue;
          find_thing (plan, id, error);
          return FALSE;
        }
      if (tl_thing_get_kind (thing) == TL_KIND_JOURNEY)
        {
          refuse (error, _("A journey cannot be deleted from itself."));
          return FALSE;
        }
      doom (&doomed, thing);
    }
  spread_doom (&doomed);
  tl_journey_foreach (doomed.journey, TL_KIND_TIE, doom_if_unlimited, &doomed);
  return remove_doomed (plan, &doomed, error);
}

static gboolean
set_on_anything (Plan *plan, const TlWish *wish, GError **error)
{
  TlThing  *thing = tl_journey_lookup (plan->journey, wish->id);
  gboolean  is_record = FALSE;

  if (thing)
    return set_field (plan, thing, wish, error);
  if (tl_field_get_info (wish->field)->kind == TL_KIND_EVIDENCE &&
      !_tl_evidence_set (plan->document, plan->number, wish->id, wish->field, wish->text, plan->changes, &is_record, error))
    return FALSE;
  return is_record || find_thing (plan, wish->id, error);
}

/**
 * _tl_door_make:
 * @number: the edit's number, or 0 where there is no history
 * @changes: (element-type TlChange): where the changes go
 *
 * Makes what @edit asks for, in the model and, for records, in the file's open transaction. Where it fails, @changes
 * holds what was done to the model, to be taken back by _tl_door_revert().
 */
gboolean
_tl_door_make (TlDocument *document, TlEdit *edit, gint64 number, GPtrArray *changes, GError **error)
{
  Plan  plan = { document, document->journey, number, changes };
  guint n = _tl_edit_get_n_wishes (edit);

  for (guint i = 0; i < n; i++)
    {
      const TlWish *wish = _tl_edit_get_wish (edit, i);
      gboolean      done = FALSE;
      guint         m;

      switch (wish->type)
        {
        case TL_WISH_CREATE:
          done = create_thing (&plan, wish, error);
          break;
        case TL_WISH_SET:
          done = set_on_anything (&plan, wish, error);
          break;
        case TL_WISH_MOVE:
          done = move_thing (&plan, wish, error);
          break;
        case TL_WISH_PLACE:
          done = place_thing (&plan, wish, error);
          break;
        case TL_WISH_DELETE:
          for (m = 1; i + m < n && _tl_edit_get_wish (edit, i + m)->type == TL_WISH_DELETE; m++)
            ;
          done = delete_things (&plan, edit, i, m, error);
          i += m - 1;
          break;
        case TL_WISH_ACT:
          done = _tl_record_set_act (document, number, wish->set, (TlMassAct) wish->act, wish->text, NULL, error);
          break;
        default:
          g_assert_not_reached ();
        }
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/* What is there now, where @change would put something else, in canonical form. */
static char *
dup_current (TlJourney *journey, const TlChange *change)
{
  TlThing *thing = tl_journey_lookup (journey, change->id);
  TlField  field;

  if (thing == NULL || tl_thing_get_kind (thing) != change->kind)
    return NULL;
  if (strcmp (change->field, TL_CHANGE_EXISTS) == 0)
    return g_strdup ("1");
  if (strcmp (change->field, TL_CHANGE_POSITION) == 0)
    return tl_number_format (tl_thing_get_position (thing));
  if (strcmp (change->field, TL_CHANGE_PARENT) == 0)
    return tl_thing_get_parent (thing) ? g_strdup (tl_thing_get_id (tl_thing_get_parent (thing))) : NULL;
  field = tl_kind_find_field (change->kind, change->field);
  return field == TL_FIELD_NONE ? NULL : tl_thing_format (thing, field);
}

/* A change of the history is made only where it fits: then it can also be taken back exactly. */
static gboolean
apply_if_it_fits (TlJourney *journey, const TlChange *change, gboolean back, GError **error)
{
  g_autofree char *current = dup_current (journey, change);
  const char      *expected = back ? change->after : change->before;

  /* A thing that has just come, or is about to go, stands at 0, which is no place of its own. */
  if ((g_strcmp0 (current, expected) == 0 || _tl_ties_bind (journey, change->id, change->field) ||
       (expected == NULL && g_strcmp0 (current, "0") == 0 && strcmp (change->field, TL_CHANGE_POSITION) == 0)) &&
      tl_journey_apply (journey, change, back, NULL))
    return TRUE;
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
               _("The history does not fit this journey (%s of “%s”): the file was changed by something else."),
               change->field, change->id);
  return FALSE;
}

/**
 * _tl_door_apply:
 * @changes: (element-type TlChange): changes, in the order in which they are to be made or taken back
 * @back: whether they are taken back
 * @n_applied: (out): how many were, also where it fails
 *
 * Makes changes of the history, or takes them back.
 */
gboolean
_tl_door_apply (TlDocument *document, GPtrArray *changes, gboolean back, guint *n_applied, GError **error)
{
  for (*n_applied = 0; *n_applied < changes->len; (*n_applied)++)
    {
      const TlChange *change = changes->pdata[*n_applied];
      gboolean        done;

      if (change->kind == TL_KIND_EVIDENCE)
        done = _tl_evidence_write_field (document, change->id, change->field, back ? change->before : change->after, error);
      else
        done = apply_if_it_fits (document->journey, change, back, error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/**
 * _tl_door_revert:
 * @changes: what was made, or taken back where @back says so
 * @n_applied: how many of them
 *
 * Puts the model back as it was. Records are put back by rolling back the transaction.
 */
void
_tl_door_revert (TlDocument *document, GPtrArray *changes, guint n_applied, gboolean back)
{
  while (n_applied-- > 0)
    {
      const TlChange *change = changes->pdata[n_applied];

      if (change->kind != TL_KIND_EVIDENCE)
        tl_journey_apply (document->journey, change, !back, NULL);
    }
}

/**
 * tl_document_list_doomed:
 * @self: a document
 * @id: a thing's id
 *
 * Tells what deleting a thing takes with it, so that it can be said before, or after.
 *
 * Returns: (transfer full) (element-type TlThing): the thing itself first, then what goes with it, by kind and in the order
 *   of the file; empty where nothing has that id. Assignments of records are not among them.
 */
GPtrArray *
tl_document_list_doomed (TlDocument *self, const char *id)
{
  g_autoptr (GHashTable) things = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  Doomed                 doomed = { .journey = self->journey, .things = things };
  TlThing               *thing = tl_journey_lookup (self->journey, id);
  GPtrArray             *list = g_ptr_array_new_with_free_func (g_object_unref);

  if (thing == NULL || tl_thing_get_kind (thing) == TL_KIND_JOURNEY)
    return list;
  doom (&doomed, thing);
  spread_doom (&doomed);
  tl_journey_foreach (doomed.journey, TL_KIND_TIE, doom_if_unlimited, &doomed);
  g_ptr_array_add (list, g_object_ref (thing));
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) all = tl_journey_collect (self->journey, kind);

      for (guint i = 0; i < all->len; i++)
        if (all->pdata[i] != thing && g_hash_table_contains (things, tl_thing_get_id (all->pdata[i])))
          g_ptr_array_add (list, g_object_ref (all->pdata[i]));
    }
  return list;
}
