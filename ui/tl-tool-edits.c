/* tl-tool-edits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-tool-edits-private.h"

#include <glib/gi18n-lib.h>

static TlThing *
lookup (TlDocument *document, const char *id)
{
  return id ? tl_journey_lookup (tl_document_get_journey (document), id) : NULL;
}

static TlKind
get_kind (TlDocument *document, const char *id)
{
  TlThing *thing = lookup (document, id);

  return thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;
}

static const char *
name_adding (TlKind kind)
{
  switch (kind)
    {
    case TL_KIND_STAGE:
      return _("Add stage");

    case TL_KIND_TOUCHPOINT:
      return _("Add touchpoint");

    case TL_KIND_PAIN:
      return _("Add pain point");

    case TL_KIND_DELIGHT:
    default:
      return _("Add delight");
    }
}

static const char *
name_renaming (TlKind kind)
{
  switch (kind)
    {
    case TL_KIND_STAGE:
      return _("Rename stage");

    case TL_KIND_TOUCHPOINT:
      return _("Rename touchpoint");

    case TL_KIND_PAIN:
      return _("Rename pain point");

    case TL_KIND_DELIGHT:
      return _("Rename delight");

    case TL_KIND_FIX:
      return _("Rename fix");

    default:
      return _("Rename");
    }
}

static const char *
name_moving (TlKind kind)
{
  switch (kind)
    {
    case TL_KIND_STAGE:
      return _("Move stage");

    case TL_KIND_TOUCHPOINT:
      return _("Move touchpoint");

    case TL_KIND_PAIN:
      return _("Move pain point");

    case TL_KIND_DELIGHT:
    default:
      return _("Move delight");
    }
}

static const char *
name_deleting (TlKind kind)
{
  switch (kind)
    {
    case TL_KIND_STAGE:
      return _("Delete stage");

    case TL_KIND_TOUCHPOINT:
      return _("Delete touchpoint");

    case TL_KIND_PAIN:
      return _("Delete pain point");

    case TL_KIND_DELIGHT:
      return _("Delete delight");

    case TL_KIND_TRANSITION:
      return _("Delete transition");

    case TL_KIND_FIX:
      return _("Delete fix");

    default:
      return _("Delete");
    }
}

static void
set_whole (TlEdit *edit, const char *id, TlField field, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  tl_edit_set (edit, id, field, text);
}

/**
 * tl_edits_set_places:
 * @shifts: (element-type TlShift): what is to be said
 * @new_id: (nullable): the id of a stage that is not there yet
 * @new_ids: (nullable) (element-type utf8): the ids of several such
 *
 * Says where stages stand; a row that is not given is the first.
 */
void
tl_edits_set_places (TlEdit *edit, TlGrid *grid, GArray *shifts, const char *new_id, GPtrArray *new_ids)
{
  for (guint i = 0; i < shifts->len; i++)
    {
      const TlShift *shift = &g_array_index (shifts, TlShift, i);
      const TlCell  *cell = shift->index < grid->cells->len ? &g_array_index (grid->cells, TlCell, shift->index) : NULL;
      const char    *id = cell ? cell->id : new_ids ? new_ids->pdata[shift->index - grid->cells->len] : new_id;

      if (cell == NULL || cell->asked.column != shift->place.column)
        set_whole (edit, id, TL_STAGE_COLUMN, shift->place.column);
      if (shift->place.row > 0 && (cell == NULL || cell->asked.row != shift->place.row))
        set_whole (edit, id, TL_STAGE_ROW, shift->place.row);
      else if (shift->place.row == 0 && cell && cell->asked.row > 0)
        tl_edit_set (edit, id, TL_STAGE_ROW, NULL);
    }
}

/* A new id of a transition reads like what it joins. */
static void
add_transition (TlEdit *edit, TlDocument *document, const char *from, const char *to)
{
  g_autofree char *wish = g_strdup_printf ("%s-%s", from, to);
  g_autofree char *id = tl_document_make_id (document, wish);

  tl_edit_create (edit, TL_KIND_TRANSITION, id, NULL, TL_EDIT_LAST);
  tl_edit_set (edit, id, TL_TRANSITION_FROM, from);
  tl_edit_set (edit, id, TL_TRANSITION_TO, to);
}

/* What happens in a stage happens at a touchpoint: where nobody has said at which, at one that is called like the stage. */
static char *
add_touchpoint (TlEdit *edit, TlDocument *document, const char *stage, const char *taken)
{
  const char      *title = tl_thing_get_title (lookup (document, stage));
  g_autofree char *wish = g_strdup_printf ("%s-touchpoint", stage);
  char            *id = tl_document_make_id (document, wish);

  /* Two that are not there yet must not have one id. */
  while (g_str_equal (id, taken))
    {
      g_autofree char *other = g_steal_pointer (&id);
      g_autofree char *longer = g_strdup_printf ("%s-2", other);

      id = tl_document_make_id (document, longer);
    }
  tl_edit_create (edit, TL_KIND_TOUCHPOINT, id, stage, TL_EDIT_LAST);
  tl_edit_set (edit, id, TL_TOUCHPOINT_TITLE, title);
  return id;
}

/**
 * tl_draft_new:
 *
 * Returns: (transfer full): a thing to be
 */
TlDraft *
tl_draft_new (TlKind kind, const char *parent, const char *after)
{
  TlDraft *self = g_new0 (TlDraft, 1);

  self->kind = kind;
  self->parent = g_strdup (parent);
  self->after = g_strdup (after);
  return self;
}

/**
 * tl_draft_free:
 */
void
tl_draft_free (TlDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->parent);
  g_free (self->after);
  g_free (self->from);
  g_free (self);
}

/**
 * tl_draft_to_edit:
 * @title: what people call it
 * @id: (out) (transfer full): the id that it will have
 *
 * Returns: (transfer full) (nullable): the edit that makes it; %NULL where @title is blank
 */
TlEdit *
tl_draft_to_edit (TlDraft *self, TlDocument *document, TlGrid *grid, const char *title, char **id)
{
  g_autofree char *made = NULL;
  TlEdit          *edit;

  *id = NULL;
  if (title == NULL || *title == '\0')
    return NULL;
  edit = tl_edit_new (name_adding (self->kind));
  *id = tl_document_make_id (document, title);
  if (self->kind != TL_KIND_TOUCHPOINT && get_kind (document, self->parent) == TL_KIND_STAGE)
    made = add_touchpoint (edit, document, self->parent, *id);
  tl_edit_create (edit, self->kind, *id, made ? made : self->parent, TL_EDIT_LAST);
  tl_edit_set (edit, *id, tl_kind_get_title (self->kind), title);
  if (self->after && get_kind (document, self->after) == self->kind)
    tl_edit_place (edit, *id, NULL, self->after, TRUE);
  if (self->kind == TL_KIND_STAGE)
    {
      g_autoptr (GArray) shifts = tl_grid_shift (grid, NULL, &self->spot);

      tl_edits_set_places (edit, grid, shifts, *id, NULL);
      if (self->from)
        add_transition (edit, document, self->from, *id);
    }
  return edit;
}

/**
 * tl_act_new:
 *
 * Returns: (transfer full): an act
 */
TlAct *
tl_act_new (TlActType type, const char *thing)
{
  TlAct *self = g_new0 (TlAct, 1);

  self->type = type;
  self->thing = g_strdup (thing);
  return self;
}

/**
 * tl_act_free:
 */
void
tl_act_free (TlAct *self)
{
  if (self == NULL)
    return;
  g_free (self->thing);
  g_strfreev (self->things);
  g_free (self->to);
  g_free (self->sibling);
  g_free (self);
}

/* Its place among its siblings; G_MAXUINT where it has none. */
static guint
find_index (TlThing *parent, TlThing *thing)
{
  TlKind kind = tl_thing_get_kind (thing);

  for (guint i = 0; i < tl_thing_n (parent, kind); i++)
    if (tl_thing_nth (parent, kind, i) == thing)
      return i;
  return G_MAXUINT;
}

/* Whether a thing stands there already. */
static gboolean
stands_there (TlDocument *document, const TlAct *self, TlThing *thing)
{
  TlThing *parent = tl_thing_get_parent (thing);
  TlThing *sibling = lookup (document, self->sibling);
  guint    at;

  if (parent == NULL || (self->to && g_strcmp0 (tl_thing_get_id (parent), self->to) != 0))
    return FALSE;
  if (sibling == NULL)
    return tl_thing_nth (parent, tl_thing_get_kind (thing), tl_thing_n (parent, tl_thing_get_kind (thing)) - 1) == thing;
  if (sibling == thing)
    return TRUE;
  if (tl_thing_get_parent (sibling) != parent)
    return FALSE;
  at = find_index (parent, thing);
  return self->after ? find_index (parent, sibling) + 1 == at : at + 1 == find_index (parent, sibling);
}

/**
 * tl_act_to_edit:
 *
 * Returns: (transfer full) (nullable): the edit that does it; %NULL where nothing would change. Whether it may be done is
 *   the door's to say.
 */
TlEdit *
tl_act_to_edit (const TlAct *self, TlDocument *document, TlGrid *grid)
{
  g_autoptr (TlEdit) edit = NULL;
  TlThing           *thing = lookup (document, self->thing);

  if (thing == NULL)
    return NULL;
  if (self->things && self->things[0] && self->things[1])
    return _tl_act_many_to_edit (self, document, grid);
  switch (self->type)
    {
    case TL_ACT_MOVE:
      {
        g_autoptr (GArray) shifts = tl_grid_shift (grid, self->thing, &self->spot);

        edit = tl_edit_new (name_moving (TL_KIND_STAGE));
        tl_edits_set_places (edit, grid, shifts, NULL, NULL);
      }
      break;

    case TL_ACT_PLACE:
      edit = tl_edit_new (name_moving (tl_thing_get_kind (thing)));
      if (stands_there (document, self, thing))
        break;
      if (self->sibling)
        tl_edit_place (edit, self->thing, self->to, self->sibling, self->after);
      else
        tl_edit_move (edit, self->thing, self->to, TL_EDIT_LAST);
      break;

    case TL_ACT_CONNECT:
      edit = tl_edit_new (_("Connect stages"));
      add_transition (edit, document, self->thing, self->to);
      break;

    case TL_ACT_RECONNECT:
      {
        TlField field = self->at_start ? TL_TRANSITION_FROM : TL_TRANSITION_TO;

        edit = tl_edit_new (_("Reconnect transition"));
        if (g_strcmp0 (tl_thing_get_text (thing, field), self->to) != 0)
          tl_edit_set (edit, self->thing, field, self->to);
      }
      break;

    case TL_ACT_NONE:
    case TL_ACT_CONNECT_NEW:
    case TL_ACT_SELECT:
    default:
      return NULL;
    }
  return tl_edit_is_empty (edit) ? NULL : g_steal_pointer (&edit);
}

/* A stage before or behind another, as the journey runs: by column, then by row. */
static const TlCell *
find_neighbour (TlGrid *grid, const char *stage, int by)
{
  const TlCell *from = tl_grid_find (grid, stage), *best = NULL;

  for (guint i = 0; from && i < grid->cells->len; i++)
    {
      const TlCell *cell = &g_array_index (grid->cells, TlCell, i);
      int           ahead = by * (cell->place.column - from->place.column);
      int           best_ahead = best ? by * (best->place.column - from->place.column) : G_MAXINT;

      if (ahead <= 0 || ahead > best_ahead)
        continue;
      if (ahead < best_ahead
          || ABS (cell->place.row - from->place.row) < ABS (best->place.row - from->place.row))
        best = cell;
    }
  return best;
}

/* Sideways to another stage; up and down among siblings, and beyond them into the next that such things stand in. */
static TlAct *
step_inside (TlDocument *document, TlGrid *grid, TlThing *thing, int dx, int dy)
{
  g_autoptr (TlAct) act = tl_act_new (TL_ACT_PLACE, tl_thing_get_id (thing));
  TlThing          *parent = tl_thing_get_parent (thing), *to = NULL;
  TlKind            kind = tl_thing_get_kind (thing);
  guint             at = find_index (parent, thing);

  if (kind == TL_KIND_TOUCHPOINT && dx != 0)
    {
      const TlCell *cell = find_neighbour (grid, tl_thing_get_id (parent), grid->rtl ? -dx : dx);

      if (cell == NULL)
        return NULL;
      act->to = g_strdup (cell->id);
      return g_steal_pointer (&act);
    }
  if (dy == 0)
    return NULL;
  if ((dy < 0 && at > 0) || (dy > 0 && at + 1 < tl_thing_n (parent, kind)))
    {
      act->sibling = g_strdup (tl_thing_get_id (tl_thing_nth (parent, kind, dy < 0 ? at - 1 : at + 1)));
      act->after = dy > 0;
      return g_steal_pointer (&act);
    }
  if (kind == TL_KIND_TOUCHPOINT)
    return NULL;
  at = find_index (tl_thing_get_parent (parent), parent);
  if ((dy < 0 && at > 0) || (dy > 0 && at + 1 < tl_thing_n (tl_thing_get_parent (parent), TL_KIND_TOUCHPOINT)))
    to = tl_thing_nth (tl_thing_get_parent (parent), TL_KIND_TOUCHPOINT, dy < 0 ? at - 1 : at + 1);
  if (to == NULL)
    return NULL;
  act->to = g_strdup (tl_thing_get_id (to));
  if (dy > 0 && tl_thing_n (to, kind) > 0)
    act->sibling = g_strdup (tl_thing_get_id (tl_thing_nth (to, kind, 0)));
  return g_steal_pointer (&act);
}

/**
 * tl_act_step:
 * @dx: to the right, as it is drawn
 * @dy: down
 *
 * Returns: (transfer full) (nullable): the act that moves a thing a step by keyboard; %NULL where it cannot go there
 */
TlAct *
tl_act_step (TlDocument *document, TlGrid *grid, const char *thing, int dx, int dy)
{
  TlThing *found = lookup (document, thing);
  TlKind   kind = get_kind (document, thing);

  if (kind == TL_KIND_STAGE)
    {
      g_autoptr (TlAct) act = tl_act_new (TL_ACT_MOVE, thing);

      return tl_grid_step (grid, thing, dx, dy, &act->spot) ? g_steal_pointer (&act) : NULL;
    }
  if (kind == TL_KIND_TOUCHPOINT || kind == TL_KIND_PAIN || kind == TL_KIND_DELIGHT)
    return step_inside (document, grid, found, dx, dy);
  return NULL;
}

/**
 * tl_edits_rename:
 * @title: what people shall call it
 *
 * Returns: (transfer full) (nullable): the edit; %NULL where that is its title already, or is blank
 */
TlEdit *
tl_edits_rename (TlDocument *document, const char *thing, const char *title)
{
  TlThing *found = lookup (document, thing);
  TlField  field = found ? tl_kind_get_title (tl_thing_get_kind (found)) : TL_FIELD_NONE;
  TlEdit  *edit;

  if (field == TL_FIELD_NONE || title == NULL || *title == '\0'
      || g_strcmp0 (tl_thing_get_text (found, field), title) == 0)
    return NULL;
  edit = tl_edit_new (name_renaming (tl_thing_get_kind (found)));
  tl_edit_set (edit, thing, field, title);
  return edit;
}

/**
 * tl_edits_count:
 *
 * Returns: (transfer full): how many of a kind, in words
 */
char *
tl_edits_count (TlKind kind, guint n)
{
  switch (kind)
    {
    case TL_KIND_STAGE:
      return g_strdup_printf (ngettext ("%u stage", "%u stages", n), n);

    case TL_KIND_CAUSE:
      return g_strdup_printf (ngettext ("%u cause", "%u causes", n), n);

    case TL_KIND_FIX:
      return g_strdup_printf (ngettext ("%u fix", "%u fixes", n), n);

    case TL_KIND_TOUCHPOINT:
      return g_strdup_printf (ngettext ("%u touchpoint", "%u touchpoints", n), n);

    case TL_KIND_PAIN:
      return g_strdup_printf (ngettext ("%u pain point", "%u pain points", n), n);

    case TL_KIND_CONTACT:
      return g_strdup_printf (ngettext ("%u contact", "%u contacts", n), n);

    case TL_KIND_BECAUSE:
      return g_strdup_printf (ngettext ("%u link to a cause", "%u links to causes", n), n);

    case TL_KIND_DELIGHT:
      return g_strdup_printf (ngettext ("%u delight", "%u delights", n), n);

    case TL_KIND_TRANSITION:
      return g_strdup_printf (ngettext ("%u transition", "%u transitions", n), n);

    case TL_KIND_EFFECT:
      return g_strdup_printf (ngettext ("%u effect of a fix", "%u effects of fixes", n), n);

    case TL_KIND_FACT:
      return g_strdup_printf (ngettext ("%u note on where a number comes from", "%u notes on where numbers come from", n),
                              n);

    default:
      return g_strdup_printf (ngettext ("%u other thing", "%u other things", n), n);
    }
}

/* “Stage A deleted, and with it 2 touchpoints and 1 transition”: what goes along, by kind. */
static char *
describe_doomed (GPtrArray *doomed)
{
  g_autoptr (GString) with = g_string_new (NULL);
  g_autofree char    *title = tl_thing_describe (doomed->pdata[0]);

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      guint n = 0;

      for (guint i = 1; i < doomed->len; i++)
        n += tl_thing_get_kind (doomed->pdata[i]) == kind;
      if (n > 0)
        {
          g_autofree char *words = tl_edits_count (kind, n);

          /* Translators: between the parts of a list: “2 touchpoints, 1 pain point”. */
          g_string_append_printf (with, "%s%s", with->len > 0 ? C_ ("list", ", ") : "", words);
        }
    }
  if (with->len == 0)
    /* Translators: %s is a thing with its title. */
    return g_strdup_printf (_("Deleted: %s"), title);
  /* Translators: a thing with its title, and a list such as “2 touchpoints, 1 pain point”. */
  return g_strdup_printf (_("Deleted: %s, and with it %s"), title, with->str);
}

/**
 * tl_edits_delete:
 * @what: (out) (transfer full): what goes, for people
 *
 * Returns: (transfer full) (nullable): the edit; %NULL where there is no such thing
 */
TlEdit *
tl_edits_delete (TlDocument *document, const char *thing, char **what)
{
  g_autoptr (GPtrArray) doomed = tl_document_list_doomed (document, thing);
  TlEdit               *edit;

  *what = NULL;
  if (doomed->len == 0)
    return NULL;
  *what = describe_doomed (doomed);
  edit = tl_edit_new (name_deleting (tl_thing_get_kind (doomed->pdata[0])));
  tl_edit_delete (edit, thing);
  return edit;
}

/**
 * tl_edits_set_kind:
 * @kind: “step”, “won” or “lost”
 *
 * Returns: (transfer full) (nullable): the edit; %NULL where it is of that kind already
 */
TlEdit *
tl_edits_set_kind (TlDocument *document, const char *stage, const char *kind)
{
  TlThing *found = lookup (document, stage);
  TlEdit  *edit;

  if (found == NULL || tl_thing_get_kind (found) != TL_KIND_STAGE || tl_thing_is_word (found, TL_STAGE_KIND, kind))
    return NULL;
  edit = tl_edit_new (_("Change the kind of stage"));
  tl_edit_set (edit, stage, TL_STAGE_KIND, g_str_equal (kind, "step") ? NULL : kind);
  return edit;
}
