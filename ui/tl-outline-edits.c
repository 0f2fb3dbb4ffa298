/* tl-outline-edits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-outline-edits.h"

#include <glib/gi18n-lib.h>

#include "tl-panel-edit.h"

static TlThing *
lookup (TlSession *session, const char *id)
{
  return id ? tl_journey_lookup (tl_session_get_journey (session), id) : NULL;
}

static const char *
name_moving (TlKind kind)
{
  static const char *const names[TL_N_KINDS] = {
    [TL_KIND_STAGE] = N_("Move stage"),     [TL_KIND_TOUCHPOINT] = N_("Move touchpoint"),
    [TL_KIND_PAIN] = N_("Move pain point"), [TL_KIND_DELIGHT] = N_("Move delight"),
    [TL_KIND_CAUSE] = N_("Move cause"),     [TL_KIND_FIX] = N_("Move fix"),
    [TL_KIND_PERSONA] = N_("Move persona"), [TL_KIND_TRANSITION] = N_("Move transition"),
    [TL_KIND_PARKED] = N_("Move what is parked"),
  };

  return names[kind] ? _(names[kind]) : _("Move");
}

/* Whether one stage stands before another, as the journey runs. */
static gboolean
is_before (const TlCell *a, const TlCell *b)
{
  return a->place.column != b->place.column ? a->place.column < b->place.column : a->place.row < b->place.row;
}

/* The stage before or behind another, as the journey runs. */
static const TlCell *
find_next_stage (TlGrid *grid, const char *id, int by)
{
  const TlCell *from = tl_grid_find (grid, id), *best = NULL;

  for (guint i = 0; from && i < grid->cells->len; i++)
    {
      const TlCell *cell = &g_array_index (grid->cells, TlCell, i);

      if (cell == from || is_before (cell, from) != (by < 0))
        continue;
      if (best == NULL || is_before (cell, best) == (by > 0))
        best = cell;
    }
  return best;
}

/* The next of the same kind that @thing could stand in: for a touchpoint a stage, for a pain a touchpoint. */
static TlThing *
find_next_parent (TlSession *session, TlGrid *grid, TlThing *parent, int by)
{
  TlThing      *above = tl_thing_get_parent (parent);
  const TlCell *cell;
  guint         at = 0, n;

  if (tl_thing_get_kind (parent) == TL_KIND_STAGE)
    {
      cell = find_next_stage (grid, tl_thing_get_id (parent), by);
      return cell ? lookup (session, cell->id) : NULL;
    }
  n = tl_thing_n (above, tl_thing_get_kind (parent));
  while (at < n && tl_thing_nth (above, tl_thing_get_kind (parent), at) != parent)
    at++;
  if (by < 0 ? at > 0 : at + 1 < n)
    return tl_thing_nth (above, tl_thing_get_kind (parent), at + by);
  /* Beyond the stage: into the nearest that has any. */
  for (cell = find_next_stage (grid, tl_thing_get_id (above), by); cell; cell = find_next_stage (grid, cell->id, by))
    {
      TlThing *stage = lookup (session, cell->id);

      n = stage ? tl_thing_n (stage, TL_KIND_TOUCHPOINT) : 0;
      if (n > 0)
        return tl_thing_nth (stage, TL_KIND_TOUCHPOINT, by < 0 ? n - 1 : 0);
    }
  return NULL;
}

static gboolean
are_together (TlThing *a, TlThing *b)
{
  return tl_thing_get_kind (a) != TL_KIND_TRANSITION
         || g_strcmp0 (tl_thing_get_text (a, TL_TRANSITION_FROM), tl_thing_get_text (b, TL_TRANSITION_FROM)) == 0;
}

/* The sibling before or behind a thing, as they are shown together. */
static TlThing *
find_sibling (TlThing *thing, int by)
{
  TlThing *parent = tl_thing_get_parent (thing), *before = NULL;
  TlKind   kind = tl_thing_get_kind (thing);
  gboolean seen = FALSE;

  for (guint i = 0; i < tl_thing_n (parent, kind); i++)
    {
      TlThing *sibling = tl_thing_nth (parent, kind, i);

      if (sibling == thing)
        {
          if (by < 0)
            return before;
          seen = TRUE;
        }
      else if (are_together (thing, sibling))
        {
          if (seen)
            return sibling;
          before = sibling;
        }
    }
  return NULL;
}

static TlEdit *
move_stage (TlSession *session, TlGrid *grid, const char *thing, int by)
{
  const TlCell     *cell = tl_grid_find (grid, thing), *next = find_next_stage (grid, thing, by);
  g_autoptr (TlAct) act = tl_act_new (TL_ACT_MOVE, thing);
  gboolean          sideways;

  if (cell == NULL || next == NULL)
    return NULL;
  sideways = next->place.column != cell->place.column;
  if (!tl_grid_step (grid, thing, sideways ? by : 0, sideways ? 0 : by, &act->spot))
    return NULL;
  return tl_act_to_edit (act, tl_session_get_document (session), grid);
}

/**
 * tl_outline_edit_move:
 * @grid: where stages stand, drawn from left to right
 * @by: -1 up, 1 down
 *
 * Returns: (transfer full) (nullable): the edit that moves a thing past its neighbour, or into the next that such things
 *   stand in; %NULL where there is none
 */
TlEdit *
tl_outline_edit_move (TlSession *session, TlGrid *grid, const char *thing, int by)
{
  TlThing           *found = lookup (session, thing), *sibling, *to;
  TlKind             kind = found ? tl_thing_get_kind (found) : TL_KIND_NONE;
  g_autoptr (TlEdit) edit = NULL;
  guint              n;

  if (kind == TL_KIND_STAGE)
    return move_stage (session, grid, thing, by);
  if (found == NULL || tl_thing_get_parent (found) == NULL)
    return NULL;
  edit = tl_edit_new (name_moving (kind));
  sibling = find_sibling (found, by);
  if (sibling)
    {
      tl_edit_place (edit, thing, NULL, tl_thing_get_id (sibling), by > 0);
      return g_steal_pointer (&edit);
    }
  if (kind != TL_KIND_TOUCHPOINT && kind != TL_KIND_PAIN && kind != TL_KIND_DELIGHT)
    return NULL;
  to = find_next_parent (session, grid, tl_thing_get_parent (found), by);
  if (to == NULL)
    return NULL;
  n = tl_thing_n (to, kind);
  if (n > 0)
    tl_edit_place (edit, thing, tl_thing_get_id (to), tl_thing_get_id (tl_thing_nth (to, kind, by < 0 ? n - 1 : 0)),
                   by < 0);
  else
    tl_edit_move (edit, thing, tl_thing_get_id (to), TL_EDIT_LAST);
  return g_steal_pointer (&edit);
}

void
tl_turn_free (TlTurn *self)
{
  if (self == NULL)
    return;
  g_free (self->parent);
  g_free (self->after);
  g_free (self);
}

static TlTurn *
turn_new (TlKind kind, TlThing *parent, TlThing *after)
{
  TlTurn *self = g_new0 (TlTurn, 1);

  self->kind = kind;
  self->parent = parent && tl_thing_get_kind (parent) != TL_KIND_JOURNEY ? g_strdup (tl_thing_get_id (parent)) : NULL;
  self->after = after ? g_strdup (tl_thing_get_id (after)) : NULL;
  return self;
}

/**
 * tl_outline_turn_find:
 * @way: where to
 *
 * Returns: (transfer full) (nullable): what a thing can become that way; %NULL where nothing
 */
TlTurn *
tl_outline_turn_find (TlSession *session, TlGrid *grid, const char *thing, TlTurnWay way)
{
  TlThing      *found = lookup (session, thing), *parent = found ? tl_thing_get_parent (found) : NULL;
  TlKind        kind = found ? tl_thing_get_kind (found) : TL_KIND_NONE;
  gboolean      is_mark = kind == TL_KIND_PAIN || kind == TL_KIND_DELIGHT;
  const TlCell *cell;
  TlThing      *before;

  if (parent == NULL)
    return NULL;
  if (way == TL_TURN_OTHER)
    return is_mark ? turn_new (kind == TL_KIND_PAIN ? TL_KIND_DELIGHT : TL_KIND_PAIN, parent, NULL) : NULL;
  if (way == TL_TURN_OUT && is_mark)
    return turn_new (TL_KIND_TOUCHPOINT, tl_thing_get_parent (parent), parent);
  if (way == TL_TURN_OUT)
    return kind == TL_KIND_TOUCHPOINT ? turn_new (TL_KIND_STAGE, NULL, parent) : NULL;
  if (kind == TL_KIND_TOUCHPOINT)
    {
      before = find_sibling (found, -1);
      return before ? turn_new (TL_KIND_PAIN, before, NULL) : NULL;
    }
  cell = kind == TL_KIND_STAGE ? find_next_stage (grid, thing, -1) : NULL;
  return cell ? turn_new (TL_KIND_TOUCHPOINT, lookup (session, cell->id), NULL) : NULL;
}

/* Where a stage stands on the map is nothing that someone wrote. */
static gboolean
is_own (TlField field)
{
  return field != TL_STAGE_COLUMN && field != TL_STAGE_ROW;
}

/* What is known of a thing and cannot be known of one of another kind. */
static char *
list_lost (TlThing *thing, TlKind kind)
{
  const TlKindInfo   *info = tl_kind_get_info (tl_thing_get_kind (thing));
  g_autoptr (GString) lost = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    {
      TlField field = (TlField) (info->first + i);

      if (tl_thing_has (thing, field) && is_own (field)
          && tl_kind_find_field (kind, tl_field_get_info (field)->name) == TL_FIELD_NONE)
        g_string_append_printf (lost, "%s%s", lost->len > 0 ? C_ ("list", ", ") : "", tl_field_get_label (field));
    }
  return lost->len > 0 ? g_string_free (g_steal_pointer (&lost), FALSE) : NULL;
}

/* Nothing is lost: what could not come along is in the way, and it is said what. */
static gboolean
may_turn (TlSession *session, TlThing *thing, TlKind kind, GError **error)
{
  const char      *title = tl_thing_get_title (thing);
  TlFigures       *figures = tl_session_get_figures (session);
  g_autofree char *doomed = tl_panel_edit_say_doomed (session, tl_thing_get_id (thing));
  g_autofree char *lost = list_lost (thing, kind);

  if (doomed)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _("“%s” cannot become something else while it has %s. Move or delete that first."), title, doomed);
  else if (lost)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _("“%s” would lose what is known of it: %s. Clear that first, or add a new one."), title, lost);
  else if (figures && tl_figures_count_records (figures, tl_thing_get_id (thing)) > 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _("“%s” has evidence, which would be left behind. Assign that to something else first."), title);
  else
    return TRUE;
  return FALSE;
}

/**
 * tl_outline_turn_to_edit:
 * @thing: what becomes something else
 * @id: (out) (transfer full): the id that it has then
 *
 * Title and note come along. Where anything else is known of it or hangs on it, it is refused: nothing is lost.
 *
 * Returns: (transfer full) (nullable): the edit
 */
TlEdit *
tl_outline_turn_to_edit (const TlTurn *turn, TlSession *session, TlGrid *grid, const char *thing, char **id,
                         GError **error)
{
  TlThing           *found = lookup (session, thing);
  const TlKindInfo  *info = tl_kind_get_info (tl_thing_get_kind (found));
  g_autoptr (TlDraft) draft = tl_draft_new (turn->kind, turn->parent, turn->after);
  TlEdit            *edit;

  *id = NULL;
  if (!may_turn (session, found, turn->kind, error))
    return NULL;
  edit = tl_outline_draft_to_edit (draft, session, grid, tl_thing_get_title (found), id);
  tl_edit_set_name (edit, _("Change kind"));
  for (guint i = 0; i < info->n_fields; i++)
    {
      TlField          field = (TlField) (info->first + i);
      TlField          to = tl_kind_find_field (turn->kind, tl_field_get_info (field)->name);
      g_autofree char *value = tl_thing_has (found, field) ? tl_thing_format (found, field) : NULL;

      if (value && to != TL_FIELD_NONE && is_own (field))
        tl_edit_set (edit, *id, to, value);
    }
  tl_edit_delete (edit, thing);
  return edit;
}

/**
 * tl_outline_draft_after:
 * @thing: (nullable): what it shall follow
 *
 * Returns: (transfer full) (nullable): a thing to be, of the same kind; %NULL where that is not how such things are made
 */
TlDraft *
tl_outline_draft_after (TlSession *session, TlGrid *grid, const char *thing)
{
  TlThing *found = lookup (session, thing), *parent = found ? tl_thing_get_parent (found) : NULL;
  TlKind   kind = found ? tl_thing_get_kind (found) : TL_KIND_STAGE;
  TlDraft *draft;

  if (tl_kind_get_title (kind) == TL_FIELD_NONE || kind == TL_KIND_SOURCE || kind == TL_KIND_JOURNEY)
    return NULL;
  if (parent && tl_thing_get_kind (parent) == TL_KIND_JOURNEY)
    parent = NULL;
  draft = tl_draft_new (kind, parent ? tl_thing_get_id (parent) : NULL, thing);
  /* Customers go on to it, as on the map; nobody goes on from an outcome. */
  if (kind == TL_KIND_STAGE && found && tl_thing_is_word (found, TL_STAGE_KIND, "step"))
    draft->from = g_strdup (thing);
  return draft;
}

/**
 * tl_outline_draft_inside:
 *
 * Returns: (transfer full) (nullable): a thing to be, one level in; %NULL where nothing stands in it
 */
TlDraft *
tl_outline_draft_inside (TlSession *session, const char *thing)
{
  TlThing *found = lookup (session, thing);

  switch (found ? (guint) tl_thing_get_kind (found) : TL_KIND_NONE)
    {
    case TL_KIND_STAGE:
      return tl_draft_new (TL_KIND_TOUCHPOINT, thing, NULL);

    case TL_KIND_TOUCHPOINT:
      return tl_draft_new (TL_KIND_PAIN, thing, NULL);

    default:
      return NULL;
    }
}

/**
 * tl_outline_draft_to_edit:
 * @title: what people call it
 * @id: (out) (transfer full): the id that it will have
 *
 * Returns: (transfer full) (nullable): the edit that makes it; %NULL where @title is blank
 */
TlEdit *
tl_outline_draft_to_edit (TlDraft *draft, TlSession *session, TlGrid *grid, const char *title, char **id)
{
  TlEdit *edit;

  if (draft->kind == TL_KIND_STAGE)
    tl_grid_next (grid, draft->after, &draft->spot);
  edit = tl_draft_to_edit (draft, tl_session_get_document (session), grid, title, id);
  if (edit)
    tl_edit_set_name (edit, tl_panel_edit_add_name (draft->kind));
  return edit;
}
