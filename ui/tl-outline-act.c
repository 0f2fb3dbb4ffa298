/* tl-outline-act.c: what can be done in the outline, as actions
 *
 * Every act has an action, which acts on the selected row, so that keys, the menu and assistive tools all do the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-form.h"
#include "tl-outline-private.h"
#include "tl-panel-edit.h"

/* The thing of the selected row; NULL for a heading. */
static TlThing *
get_thing (TlOutline *self)
{
  TlOutlineItem *item = _tl_outline_get_item (self);

  return self->session && item && item->id ? tl_journey_lookup (tl_session_get_journey (self->session), item->id) : NULL;
}

static TlGrid *
get_grid (TlOutline *self)
{
  return tl_outline_tree_get_grid (self->tree);
}

static gboolean
can_edit (TlOutline *self)
{
  return self->session && tl_session_can_edit (self->session);
}

static void
select_key_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline     *self = TL_OUTLINE (widget);
  const char    *key = g_variant_get_string (parameter, NULL);
  TlOutlineItem *item;
  guint          n;

  if (self->session == NULL || !tl_outline_tree_find (self->tree, key, &n))
    return;
  item = tl_outline_tree_nth (self->tree, n);
  _tl_outline_go_to (self, key, TRUE);
  tl_session_select (self->session, item->id);
  _tl_outline_act_update (self);
}

/* The focus may have been on what is folded away: it goes to where that is. */
static void
fold (TlOutline *self, const char *key, gboolean unfolded)
{
  TlOutlineItem   *item = _tl_outline_get_item (self);
  g_autofree char *selected = item ? g_strdup (item->key) : NULL;
  g_autofree char *owned = g_strdup (key);
  gboolean         was_focused = gtk_widget_get_focus_child (self->list) != NULL;
  guint            n;

  _tl_outline_end_edit (self);
  self->syncing++;
  tl_outline_tree_unfold (self->tree, owned, unfolded);
  self->syncing--;
  if (selected && tl_outline_tree_find (self->tree, selected, &n))
    _tl_outline_go_to (self, selected, was_focused);
  else
    {
      _tl_outline_go_to (self, owned, was_focused);
      item = _tl_outline_get_item (self);
      tl_session_select (self->session, item ? item->id : NULL);
    }
  _tl_outline_act_update (self);
}

static void
fold_key_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *key;
  gboolean    unfolded;

  g_variant_get (parameter, "(&sb)", &key, &unfolded);
  fold (TL_OUTLINE (widget), key, unfolded);
}

static void
fold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline     *self = TL_OUTLINE (widget);
  TlOutlineItem *item = _tl_outline_get_item (self);

  if (item && item->n_inside > 0)
    fold (self, item->key, g_str_equal (name, "outline.unfold"));
}

static void
fold_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline       *self = TL_OUTLINE (widget);
  TlOutlineItem   *item = _tl_outline_get_item (self);
  g_autofree char *key = item ? g_strdup (item->key) : NULL;
  guint            n;

  _tl_outline_end_edit (self);
  self->syncing++;
  tl_outline_tree_unfold_all (self->tree, g_str_equal (name, "outline.unfold-all"));
  self->syncing--;
  if (key && tl_outline_tree_find (self->tree, key, &n))
    _tl_outline_go_to (self, key, TRUE);
  else
    gtk_widget_grab_focus (self->list);
}

/* In: unfolds, then goes to the first row under it. */
static void
walk_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline     *self = TL_OUTLINE (widget);
  TlOutlineItem *item = _tl_outline_get_item (self);
  guint          n;

  if (item == NULL || item->n_inside == 0)
    return;
  if (!item->unfolded)
    fold (self, item->key, TRUE);
  else if (tl_outline_tree_find (self->tree, item->key, &n) && (item = tl_outline_tree_nth (self->tree, n + 1)))
    {
      _tl_outline_go_to (self, item->key, TRUE);
      tl_session_select (self->session, item->id);
    }
}

/* Out: folds, or goes to what it stands under. */
static void
walk_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline     *self = TL_OUTLINE (widget);
  TlOutlineItem *item = _tl_outline_get_item (self);
  guint          n, parent;

  if (item == NULL || !tl_outline_tree_find (self->tree, item->key, &n))
    return;
  if (item->n_inside > 0 && item->unfolded)
    fold (self, item->key, FALSE);
  else if (tl_outline_tree_find_parent (self->tree, n, &parent))
    {
      item = tl_outline_tree_nth (self->tree, parent);
      _tl_outline_go_to (self, item->key, TRUE);
      tl_session_select (self->session, item->id);
    }
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_thing (TL_OUTLINE (widget)))
    gtk_widget_activate_action (widget, "win.edit-details", NULL);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline *self = TL_OUTLINE (widget);
  TlThing   *thing = get_thing (self);

  if (thing && can_edit (self))
    _tl_outline_edit_row (self, tl_thing_get_id (thing));
}

static void
add_stage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline *self = TL_OUTLINE (widget);
  TlThing   *stage = get_thing (self);
  TlDraft   *draft;

  if (!can_edit (self))
    return;
  while (stage && tl_thing_get_kind (stage) != TL_KIND_STAGE)
    stage = tl_thing_get_parent (stage);
  draft = tl_draft_new (TL_KIND_STAGE, NULL, stage ? tl_thing_get_id (stage) : NULL);
  _tl_outline_draft_begin (self, draft);
}

static void
add_after_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline     *self = TL_OUTLINE (widget);
  TlOutlineItem *item = _tl_outline_get_item (self);

  if (!can_edit (self))
    return;
  if (item && item->id == NULL)
    _tl_outline_draft_begin (self, tl_draft_new (item->kind, NULL, NULL));
  else
    _tl_outline_draft_begin (self, tl_outline_draft_after (self->session, get_grid (self), item ? item->id : NULL));
}

static void
add_inside_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline     *self = TL_OUTLINE (widget);
  TlOutlineItem *item = _tl_outline_get_item (self);

  if (item == NULL || !can_edit (self))
    return;
  if (item->id == NULL)
    _tl_outline_draft_begin (self, tl_draft_new (item->kind, NULL, NULL));
  else
    _tl_outline_draft_begin (self, tl_outline_draft_inside (self->session, item->id));
}

static void
add_delight_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline *self = TL_OUTLINE (widget);
  TlThing   *thing = get_thing (self);

  if (thing && (tl_thing_get_kind (thing) == TL_KIND_PAIN || tl_thing_get_kind (thing) == TL_KIND_DELIGHT))
    thing = tl_thing_get_parent (thing);
  if (thing && tl_thing_get_kind (thing) == TL_KIND_TOUCHPOINT)
    _tl_outline_draft_begin (self, tl_draft_new (TL_KIND_DELIGHT, tl_thing_get_id (thing), NULL));
}

/* Where the focus goes when a row goes: to the one behind it on its level, else to the one before it. */
static char *
find_heir (TlOutline *self, TlOutlineItem *item)
{
  TlOutlineItem *next;
  guint          n, at;

  if (!tl_outline_tree_find (self->tree, item->key, &n))
    return NULL;
  for (at = n + 1; (next = tl_outline_tree_nth (self->tree, at)) && next->depth > item->depth;)
    at++;
  if (next == NULL || next->depth < item->depth || next->id == NULL)
    next = n > 0 ? tl_outline_tree_nth (self->tree, n - 1) : NULL;
  return next ? g_strdup (next->key) : NULL;
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline       *self = TL_OUTLINE (widget);
  TlOutlineItem   *item = _tl_outline_get_item (self);
  g_autofree char *heir = NULL;
  g_autofree char *said = NULL;
  guint            n;

  if (get_thing (self) == NULL || !can_edit (self))
    return;
  heir = find_heir (self, item);
  if (!tl_panel_edit_delete (self->session, item->id, &said))
    return;
  if (heir && tl_outline_tree_find (self->tree, heir, &n))
    {
      tl_session_select (self->session, tl_outline_tree_nth (self->tree, n)->id);
      _tl_outline_go_to (self, heir, TRUE);
    }
  else
    gtk_widget_grab_focus (self->list);
  _tl_outline_say (self, said, TRUE);
}

static void
move (TlOutline *self, int by)
{
  TlThing            *thing = get_thing (self);
  g_autofree char    *id = thing ? g_strdup (tl_thing_get_id (thing)) : NULL;
  g_autoptr (TlEdit)  edit = NULL;
  guint               n;

  if (thing == NULL || !can_edit (self))
    return;
  edit = tl_outline_edit_move (self->session, get_grid (self), id, by);
  if (edit == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  if (!_tl_outline_apply (self, edit))
    return;
  /* What it stands in now may be folded. */
  self->syncing++;
  if (tl_outline_tree_reveal (self->tree, id, &n))
    _tl_outline_go_to (self, id, TRUE);
  self->syncing--;
}

static void
move_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (TL_OUTLINE (widget), -1);
}

static void
move_down_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (TL_OUTLINE (widget), 1);
}

static void
turn (TlOutline *self, TlTurnWay way)
{
  TlThing             *thing = get_thing (self);
  g_autoptr (TlTurn)   found = NULL;
  g_autoptr (TlEdit)   edit = NULL;
  g_autoptr (GError)   error = NULL;
  g_autofree char     *id = NULL;
  guint                n;

  if (thing == NULL || !can_edit (self))
    return;
  found = tl_outline_turn_find (self->session, get_grid (self), tl_thing_get_id (thing), way);
  if (found == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  edit = tl_outline_turn_to_edit (found, self->session, get_grid (self), tl_thing_get_id (thing), &id, &error);
  if (edit == NULL)
    {
      _tl_outline_say (self, error->message, FALSE);
      return;
    }
  if (!_tl_outline_apply (self, edit))
    return;
  self->syncing++;
  if (tl_outline_tree_reveal (self->tree, id, &n))
    _tl_outline_go_to (self, id, TRUE);
  self->syncing--;
  tl_session_select (self->session, id);
}

static void
turn_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (TL_OUTLINE (widget), TL_TURN_OTHER);
}

static void
move_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (TL_OUTLINE (widget), TL_TURN_OUT);
}

static void
move_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (TL_OUTLINE (widget), TL_TURN_IN);
}

/* Alt and an arrow, as it is seen: outwards is to where rows begin. */
static void
move_left_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (TL_OUTLINE (widget), gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? TL_TURN_IN : TL_TURN_OUT);
}

static void
move_right_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (TL_OUTLINE (widget), gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? TL_TURN_OUT : TL_TURN_IN);
}

static void
connect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline *self = TL_OUTLINE (widget);
  TlThing   *thing = get_thing (self);

  if (thing && can_edit (self) && tl_thing_get_kind (thing) == TL_KIND_STAGE)
    _tl_outline_menu_connect (self);
}

static void
connect_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline          *self = TL_OUTLINE (widget);
  TlThing            *thing = get_thing (self);
  g_autoptr (TlAct)   act = NULL;
  g_autoptr (TlEdit)  edit = NULL;

  if (thing == NULL || !can_edit (self) || tl_thing_get_kind (thing) != TL_KIND_STAGE)
    return;
  act = tl_act_new (TL_ACT_CONNECT, tl_thing_get_id (thing));
  act->to = g_variant_dup_string (parameter, NULL);
  edit = tl_act_to_edit (act, tl_session_get_document (self->session), get_grid (self));
  _tl_outline_apply (self, edit);
}

static void
set_kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline          *self = TL_OUTLINE (widget);
  TlThing            *thing = get_thing (self);
  g_autoptr (TlEdit)  edit = NULL;

  if (thing == NULL || !can_edit (self))
    return;
  edit = tl_edits_set_kind (tl_session_get_document (self->session), tl_thing_get_id (thing),
                            g_variant_get_string (parameter, NULL));
  _tl_outline_apply (self, edit);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline       *self = TL_OUTLINE (widget);
  TlOutlineItem   *item = _tl_outline_get_item (self);
  TlOutlineRow    *row = item ? _tl_outline_get_row (self, item->key) : NULL;
  graphene_point_t at = GRAPHENE_POINT_INIT (24, 48), from;

  if (row)
    {
      from = GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (GTK_WIDGET (row)) / 2,
                                  (float) gtk_widget_get_height (GTK_WIDGET (row)) / 2);
      if (!gtk_widget_compute_point (GTK_WIDGET (row), widget, &from, &at))
        at = from;
    }
  _tl_outline_menu_open (self, at.x, at.y);
}

/* A share, written into the row of a transition or a reason. Whether it was right. */
static gboolean
set_share (TlOutline *self, TlOutlineRow *row, TlThing *thing, TlField field, const char *text)
{
  g_autofree char    *value = NULL;
  g_autoptr (GError)  error = NULL;
  g_autoptr (TlEdit)  edit = NULL;

  if (!tl_form_read (tl_session_get_journey (self->session), field, text, NULL, &value, &error))
    {
      tl_outline_row_refuse (row, error->message);
      _tl_outline_say (self, error->message, FALSE);
      return FALSE;
    }
  edit = tl_form_edit (tl_thing_get_id (thing), field, value);
  _tl_outline_end_edit (self);
  if (edit && !tl_edit_is_empty (edit))
    _tl_outline_apply (self, edit);
  return TRUE;
}

/* What was written in the row of a thing that is there. */
static void
commit_row (TlOutline *self, TlOutlineRow *row, const char *text, const char *next)
{
  g_autofree char    *key = g_strdup (self->edited);
  TlThing            *thing = tl_journey_lookup (tl_session_get_journey (self->session), key);
  TlKind              kind = thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;
  g_autoptr (TlEdit)  edit = NULL;

  if (kind == TL_KIND_TRANSITION || kind == TL_KIND_BECAUSE)
    {
      if (!set_share (self, row, thing, kind == TL_KIND_TRANSITION ? TL_TRANSITION_SHARE : TL_BECAUSE_SHARE, text))
        {
          if (next == NULL)
            _tl_outline_end_edit (self);
          return;
        }
    }
  else
    {
      edit = thing ? tl_edits_rename (tl_session_get_document (self->session), key, text) : NULL;
      _tl_outline_end_edit (self);
      if (edit)
        _tl_outline_apply (self, edit);
    }
  if (next)
    _tl_outline_go_to (self, key, TRUE);
}

/* What a draft without a title becomes: one level in, it goes into what stands before it; one level out, behind what it
 * stands in. */
static TlDraft *
shift_draft (TlOutline *self, gboolean in)
{
  TlGrid  *grid = get_grid (self);
  TlDraft *next = NULL;

  if (in && self->draft->after)
    next = tl_outline_draft_inside (self->session, self->draft->after);
  else if (!in && self->draft->parent)
    next = tl_outline_draft_after (self->session, grid, self->draft->parent);
  return next;
}

static void
commit_draft (TlOutline *self, const char *text, const char *next)
{
  TlGrid             *grid = get_grid (self);
  TlThing            *made;
  TlDraft            *draft = NULL;
  g_autofree char    *id = NULL;
  g_autofree char    *from = g_strdup (self->draft->after ? self->draft->after : self->draft->parent);
  g_autoptr (TlEdit)  edit = tl_outline_draft_to_edit (self->draft, self->session, grid, text, &id);
  gboolean            goes_on = next && *next;

  if (edit == NULL)
    {
      draft = goes_on && !g_str_equal (next, "after") ? shift_draft (self, g_str_equal (next, "in")) : NULL;
      _tl_outline_end_edit (self);
      if (draft)
        _tl_outline_draft_begin (self, draft);
      else if (next)
        _tl_outline_go_to (self, from, TRUE);
      return;
    }
  _tl_outline_end_edit (self);
  if (!_tl_outline_apply (self, edit))
    return;
  tl_session_select (self->session, id);
  made = tl_journey_lookup (tl_session_get_journey (self->session), id);
  if (made == NULL || !goes_on)
    {
      if (next)
        _tl_outline_go_to (self, id, TRUE);
      return;
    }
  if (g_str_equal (next, "in"))
    draft = tl_outline_draft_inside (self->session, id);
  else if (g_str_equal (next, "out") && tl_thing_get_kind (tl_thing_get_parent (made)) != TL_KIND_JOURNEY)
    draft = tl_outline_draft_after (self->session, get_grid (self), tl_thing_get_id (tl_thing_get_parent (made)));
  /* Nothing stands in the last level: there, one goes on beside it. */
  if (draft == NULL)
    draft = tl_outline_draft_after (self->session, get_grid (self), id);
  if (draft)
    _tl_outline_draft_begin (self, draft);
  else
    _tl_outline_go_to (self, id, TRUE);
}

/* Someone is done with writing in a row. */
void
_tl_outline_done (TlOutlineRow *row, const char *text, gboolean commits, const char *next, gpointer data)
{
  TlOutline       *self = data;
  g_autofree char *typed = g_strstrip (g_strdup (text));
  g_autofree char *back = NULL;
  TlOutlineItem   *item = tl_outline_row_get_item (row);

  if (self->edited == NULL || self->session == NULL || item == NULL)
    return;
  back = g_strdup (item->is_draft ? (self->draft && self->draft->after ? self->draft->after
                                     : self->draft             ? self->draft->parent : NULL)
                                  : item->key);
  if (commits && self->draft)
    commit_draft (self, typed, next);
  else if (commits)
    commit_row (self, row, typed, next);
  else
    {
      _tl_outline_end_edit (self);
      if (next)
        {
          _tl_outline_go_to (self, back, TRUE);
          if (back == NULL)
            gtk_widget_grab_focus (self->list);
        }
    }
  _tl_outline_act_update (self);
}

/* What can be done with the selected row. */
void
_tl_outline_act_update (TlOutline *self)
{
  GtkWidget     *widget = GTK_WIDGET (self);
  TlThing       *thing = get_thing (self);
  TlOutlineItem *item = _tl_outline_get_item (self);
  gboolean       can = can_edit (self);
  TlKind         kind = thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;
  gboolean       is_way = kind == TL_KIND_TRANSITION || kind == TL_KIND_BECAUSE;
  gboolean       is_mark = kind == TL_KIND_PAIN || kind == TL_KIND_DELIGHT;

  gtk_widget_set_visible (self->add, can);
  gtk_widget_action_set_enabled (widget, "outline.add-stage", can);
  gtk_widget_action_set_enabled (widget, "outline.add-after", can && !is_way);
  gtk_widget_action_set_enabled (widget, "outline.add-inside",
                                 can && (kind == TL_KIND_STAGE || kind == TL_KIND_TOUCHPOINT
                                         || (item && item->id == NULL)));
  gtk_widget_action_set_enabled (widget, "outline.add-delight", can && (kind == TL_KIND_TOUCHPOINT || is_mark));
  gtk_widget_action_set_enabled (widget, "outline.rename", can && thing);
  gtk_widget_action_set_enabled (widget, "outline.open", thing != NULL);
  gtk_widget_action_set_enabled (widget, "outline.delete", can && thing);
  gtk_widget_action_set_enabled (widget, "outline.move-up", can && thing);
  gtk_widget_action_set_enabled (widget, "outline.move-down", can && thing);
  gtk_widget_action_set_enabled (widget, "outline.move-out", can && (is_mark || kind == TL_KIND_TOUCHPOINT));
  gtk_widget_action_set_enabled (widget, "outline.move-in", can && (kind == TL_KIND_STAGE || kind == TL_KIND_TOUCHPOINT));
  gtk_widget_action_set_enabled (widget, "outline.turn", can && is_mark);
  gtk_widget_action_set_enabled (widget, "outline.connect", can && kind == TL_KIND_STAGE);
  gtk_widget_action_set_enabled (widget, "outline.connect-to", can && kind == TL_KIND_STAGE);
  gtk_widget_action_set_enabled (widget, "outline.set-kind", can && kind == TL_KIND_STAGE);
}

void
_tl_outline_act_class_init (GtkWidgetClass *klass)
{
  static const struct
  {
    const char                 *name;
    const char                 *parameter;
    GtkWidgetActionActivateFunc activate;
    guint                       key, other_key;
    GdkModifierType             state;
  } actions[] = {
    { "outline.select-key", "s", select_key_action, 0, 0, 0 },
    { "outline.fold-key", "(sb)", fold_key_action, 0, 0, 0 },
    { "outline.fold", NULL, fold_action, 0, 0, 0 },
    { "outline.unfold", NULL, fold_action, 0, 0, 0 },
    { "outline.fold-all", NULL, fold_all_action, 0, 0, 0 },
    { "outline.unfold-all", NULL, fold_all_action, 0, 0, 0 },
    { "outline.walk-in", NULL, walk_in_action, 0, 0, 0 },
    { "outline.walk-out", NULL, walk_out_action, 0, 0, 0 },
    { "outline.open", NULL, open_action, 0, 0, 0 },
    { "outline.rename", NULL, rename_action, GDK_KEY_F2, 0, 0 },
    { "outline.add-stage", NULL, add_stage_action, GDK_KEY_Insert, GDK_KEY_KP_Insert, 0 },
    { "outline.add-after", NULL, add_after_action, GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_CONTROL_MASK },
    { "outline.add-inside", NULL, add_inside_action, GDK_KEY_Return, GDK_KEY_KP_Enter,
      GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "outline.add-delight", NULL, add_delight_action, 0, 0, 0 },
    { "outline.delete", NULL, delete_action, GDK_KEY_Delete, GDK_KEY_KP_Delete, 0 },
    { "outline.move-up", NULL, move_up_action, GDK_KEY_Up, GDK_KEY_KP_Up, GDK_ALT_MASK },
    { "outline.move-down", NULL, move_down_action, GDK_KEY_Down, GDK_KEY_KP_Down, GDK_ALT_MASK },
    { "outline.move-left", NULL, move_left_action, GDK_KEY_Left, GDK_KEY_KP_Left, GDK_ALT_MASK },
    { "outline.move-right", NULL, move_right_action, GDK_KEY_Right, GDK_KEY_KP_Right, GDK_ALT_MASK },
    { "outline.move-out", NULL, move_out_action, 0, 0, 0 },
    { "outline.move-in", NULL, move_in_action, 0, 0, 0 },
    { "outline.turn", NULL, turn_action, 0, 0, 0 },
    { "outline.connect", NULL, connect_action, GDK_KEY_l, 0, GDK_CONTROL_MASK },
    { "outline.connect-to", "s", connect_to_action, 0, 0, 0 },
    { "outline.set-kind", "s", set_kind_action, 0, 0, 0 },
    { "outline.menu", NULL, menu_action, GDK_KEY_Menu, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (klass, actions[i].name, actions[i].parameter, actions[i].activate);
      if (actions[i].key)
        gtk_widget_class_add_binding_action (klass, actions[i].key, actions[i].state, actions[i].name, NULL);
      if (actions[i].other_key)
        gtk_widget_class_add_binding_action (klass, actions[i].other_key, actions[i].state, actions[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "outline.menu", NULL);
  _tl_outline_feel_class_init (klass);
}
