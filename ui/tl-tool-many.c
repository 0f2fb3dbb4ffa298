/* tl-tool-many.c: what people do with several things at once, as edits
 *
 * However many, it is one edit with one name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-tool-edits-private.h"

static TlThing *
lookup (TlDocument *document, const char *id)
{
  return id ? tl_journey_lookup (tl_document_get_journey (document), id) : NULL;
}

static char *
name_moving (TlKind kind, guint n)
{
  switch (kind)
    {
    case TL_KIND_STAGE:
      return g_strdup_printf (ngettext ("Move %u stage", "Move %u stages", n), n);

    case TL_KIND_TOUCHPOINT:
      return g_strdup_printf (ngettext ("Move %u touchpoint", "Move %u touchpoints", n), n);

    case TL_KIND_PAIN:
      return g_strdup_printf (ngettext ("Move %u pain point", "Move %u pain points", n), n);

    case TL_KIND_DELIGHT:
    default:
      return g_strdup_printf (ngettext ("Move %u delight", "Move %u delights", n), n);
    }
}

/* What stands in a parent, when those that are moved have come to where they are wanted. */
static GPtrArray *
list_wanted (const TlAct *self, TlDocument *document, TlThing *parent, TlKind kind)
{
  GPtrArray             *wanted = g_ptr_array_new ();
  g_autoptr (GHashTable) moving = g_hash_table_new (g_str_hash, g_str_equal);
  guint                  at = G_MAXUINT;

  for (gsize i = 0; self->things[i]; i++)
    g_hash_table_add (moving, self->things[i]);
  for (guint i = 0; i < tl_thing_n (parent, kind); i++)
    {
      TlThing *thing = tl_thing_nth (parent, kind, i);

      if (g_hash_table_contains (moving, tl_thing_get_id (thing)))
        continue;
      g_ptr_array_add (wanted, thing);
      if (g_strcmp0 (tl_thing_get_id (thing), self->sibling) == 0)
        at = wanted->len - (self->after ? 0 : 1);
    }
  at = MIN (at, wanted->len);
  for (gsize i = 0; self->things[i]; i++)
    if (lookup (document, self->things[i]))
      g_ptr_array_insert (wanted, (int) at++, lookup (document, self->things[i]));
  return wanted;
}

/* Each behind the one before it, the first beside the sibling. */
static void
place_many (const TlAct *self, TlDocument *document, TlEdit *edit)
{
  TlThing              *first = lookup (document, self->thing);
  TlThing              *parent = self->to ? lookup (document, self->to) : tl_thing_get_parent (first);
  TlKind                kind = tl_thing_get_kind (first);
  g_autoptr (GPtrArray) wanted = NULL;
  gboolean              same;
  const char           *sibling = self->sibling;

  if (parent == NULL)
    return;
  wanted = list_wanted (self, document, parent, kind);
  same = wanted->len == tl_thing_n (parent, kind);
  for (guint i = 0; same && i < wanted->len; i++)
    same = wanted->pdata[i] == tl_thing_nth (parent, kind, i);
  if (same)
    return;
  for (gsize i = 0; self->things[i]; i++)
    {
      if (lookup (document, self->things[i]) == NULL)
        continue;
      if (sibling == NULL)
        tl_edit_move (edit, self->things[i], tl_thing_get_id (parent), TL_EDIT_LAST);
      else
        tl_edit_place (edit, self->things[i], tl_thing_get_id (parent), sibling, i > 0 || self->after);
      sibling = self->things[i];
    }
}

TlEdit *
_tl_act_many_to_edit (const TlAct *self, TlDocument *document, TlGrid *grid)
{
  TlThing           *thing = lookup (document, self->thing);
  g_autofree char   *name = name_moving (tl_thing_get_kind (thing), g_strv_length (self->things));
  g_autoptr (TlEdit) edit = tl_edit_new (name);

  if (self->type == TL_ACT_MOVE)
    {
      g_autoptr (GArray) shifts = tl_grid_shift_many (grid, (const char *const *) self->things, self->thing, &self->spot);

      tl_edits_set_places (edit, grid, shifts, NULL, NULL);
    }
  else if (self->type == TL_ACT_PLACE)
    place_many (self, document, edit);
  return tl_edit_is_empty (edit) ? NULL : g_steal_pointer (&edit);
}

/* Those of a kind, in the order of the journey. */
static char **
list_of_kind (TlDocument *document, const char *const *things, TlKind kind)
{
  TlJourney             *journey = tl_document_get_journey (document);
  g_autoptr (GPtrArray)  all = tl_journey_collect (journey, kind);
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray             *ids = g_ptr_array_new ();

  for (gsize i = 0; things[i]; i++)
    g_hash_table_add (chosen, (gpointer) things[i]);
  for (guint i = 0; i < all->len; i++)
    if (g_hash_table_contains (chosen, tl_thing_get_id (all->pdata[i])))
      g_ptr_array_add (ids, g_strdup (tl_thing_get_id (all->pdata[i])));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

/**
 * tl_act_step_many:
 * @things: (array zero-terminated=1): what is selected
 * @primary: one of them; those of its kind are moved
 * @dx: to the right, as it is drawn
 * @dy: down
 *
 * Returns: (transfer full) (nullable): the act that moves several things a step by keyboard; %NULL where they cannot go there
 */
TlAct *
tl_act_step_many (TlDocument *document, TlGrid *grid, const char *const *things, const char *primary, int dx, int dy)
{
  TlThing          *thing = lookup (document, primary);
  g_auto (GStrv)    moved = thing ? list_of_kind (document, things, tl_thing_get_kind (thing)) : NULL;
  guint             n = moved ? g_strv_length (moved) : 0;
  g_autoptr (TlAct) act = NULL;

  if (n == 0)
    return NULL;
  /* The foremost leads: past it the way goes on. */
  act = tl_act_step (document, grid, n == 1 || tl_thing_get_kind (thing) == TL_KIND_STAGE
                                       ? primary : dx > 0 || dy > 0 ? moved[n - 1] : moved[0], dx, dy);
  if (act && n > 1)
    {
      act->things = g_steal_pointer (&moved);
      if (act->sibling && g_strv_contains ((const char *const *) act->things, act->sibling))
        return NULL;
    }
  return g_steal_pointer (&act);
}

/**
 * tl_act_move_to:
 * @things: (array zero-terminated=1): things of one kind
 * @to: for stages, the stage that they come behind; for others, what they shall stand in
 *
 * Returns: (transfer full) (nullable): the act that puts them there; %NULL where they cannot stand there
 */
TlAct *
tl_act_move_to (TlDocument *document, TlGrid *grid, const char *const *things, const char *to)
{
  TlThing          *thing = lookup (document, things[0]), *home = lookup (document, to);
  TlKind            kind = thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;
  g_autoptr (TlAct) act = NULL;

  if (thing == NULL || home == NULL || g_strv_contains (things, to))
    return NULL;
  act = tl_act_new (kind == TL_KIND_STAGE ? TL_ACT_MOVE : TL_ACT_PLACE, things[0]);
  act->things = list_of_kind (document, things, kind);
  if (kind == TL_KIND_STAGE)
    {
      const TlCell *cell = tl_grid_find (grid, to), *own = tl_grid_find (grid, things[0]);

      if (cell == NULL || own == NULL)
        return NULL;
      act->spot = (TlSpot) { .column = cell->place.column + 1, .row = cell->place.row, .inserts = TRUE };
      return g_steal_pointer (&act);
    }
  if (tl_thing_get_kind (home) != tl_kind_get_info (kind)->parent)
    return NULL;
  act->to = g_strdup (to);
  return g_steal_pointer (&act);
}

/* “3 stages, 1 pain point” */
static char *
describe_counts (const guint *counts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (counts[kind] > 0)
      {
        g_autofree char *words = tl_edits_count (kind, counts[kind]);

        /* Translators: between the parts of a list: “2 touchpoints, 1 pain point”. */
        g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "", words);
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * tl_edits_delete_many:
 * @things: (array zero-terminated=1): what shall go
 * @what: (out) (transfer full): what goes, for people
 *
 * Returns: (transfer full) (nullable): the edit; %NULL where there is nothing of it
 */
TlEdit *
tl_edits_delete_many (TlDocument *document, const char *const *things, char **what)
{
  g_autoptr (GHashTable) doomed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_str_hash, g_str_equal);
  guint                  counts[TL_N_KINDS] = { 0 }, along[TL_N_KINDS] = { 0 };
  g_autofree char       *name = NULL;
  g_autofree char       *said = NULL;
  g_autofree char       *with = NULL;
  g_autoptr (TlEdit)     edit = NULL;
  guint                  n = 0;

  *what = NULL;
  if (things[0] && things[1] == NULL)
    return tl_edits_delete (document, things[0], what);
  for (gsize i = 0; things[i]; i++)
    if (lookup (document, things[i]) && g_hash_table_add (chosen, (gpointer) things[i]))
      n++;
  if (n == 0)
    return NULL;
  name = g_strdup_printf (ngettext ("Delete %u thing", "Delete %u things", n), n);
  edit = tl_edit_new (name);
  /* What stands in something goes with it, and comes behind it in the order of the kinds. */
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    for (gsize i = 0; things[i]; i++)
      {
        TlThing              *thing = lookup (document, things[i]);
        g_autoptr (GPtrArray) list = NULL;

        if (thing == NULL || tl_thing_get_kind (thing) != kind || g_hash_table_contains (doomed, things[i]))
          continue;
        list = tl_document_list_doomed (document, things[i]);
        for (guint j = 0; j < list->len; j++)
          if (g_hash_table_add (doomed, g_strdup (tl_thing_get_id (list->pdata[j]))))
            {
              gboolean was_chosen = g_hash_table_contains (chosen, tl_thing_get_id (list->pdata[j]));

              (was_chosen ? counts : along)[tl_thing_get_kind (list->pdata[j])]++;
            }
        if (list->len > 0)
          tl_edit_delete (edit, things[i]);
      }
  if (tl_edit_is_empty (edit))
    return NULL;
  said = describe_counts (counts);
  with = describe_counts (along);
  if (*with)
    /* Translators: two lists such as “2 touchpoints, 1 pain point”. */
    *what = g_strdup_printf (_("Deleted: %s, and with them %s"), said, with);
  else
    /* Translators: %s is a list such as “2 touchpoints, 1 pain point”. */
    *what = g_strdup_printf (_("Deleted: %s"), said);
  return g_steal_pointer (&edit);
}
