/* tl-canvas-edit.c: what can be done on the map, as actions
 *
 * Every act has an action of the canvas, which acts on what is selected, so that keys, menus, buttons and assistive tools
 * all do the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-canvas-private.h"

#define IS_INSIDE(kind) ((kind) == TL_KIND_TOUCHPOINT || (kind) == TL_KIND_PAIN || (kind) == TL_KIND_DELIGHT)

gboolean
_tl_canvas_can_edit (TlCanvas *self)
{
  return self->session && self->scene && tl_session_can_edit (self->session);
}

/* What actions act on. */
const char *
_tl_canvas_get_target (TlCanvas *self)
{
  return self->session ? tl_session_get_selected (self->session) : NULL;
}

static TlThing *
get_target (TlCanvas *self)
{
  const char *id = _tl_canvas_get_target (self);

  return id ? tl_journey_lookup (tl_session_get_journey (self->session), id) : NULL;
}

TlKind
_tl_canvas_get_target_kind (TlCanvas *self)
{
  TlThing *thing = get_target (self);

  return thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;
}

static void
forget_toast (TlCanvas *self)
{
  g_clear_weak_pointer (&self->toast);
}

/* Says something in passing. What was said before gives way at once: it is no use any more. */
void
_tl_canvas_say (TlCanvas *self, const char *text, gboolean offers_undo)
{
  GtkWidget       *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast        *toast = self->toast;

  if (overlay == NULL)
    return;
  if (toast)
    adw_toast_set_title (toast, escaped);
  else
    toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, offers_undo ? _("_Undo") : NULL);
  adw_toast_set_action_name (toast, offers_undo ? "win.undo" : NULL);
  if (self->toast)
    return;
  g_set_weak_pointer (&self->toast, toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (forget_toast), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/* Another edit came behind the one that was spoken of, or it was taken back: undoing would mean something else. A toast
 * that is dismissed while it comes or goes is more than libadwaita 1.2 can bear, so it stays, without its button. */
void
_tl_canvas_unsay (TlCanvas *self)
{
  if (self->toast)
    {
      adw_toast_set_button_label (self->toast, NULL);
      adw_toast_set_action_name (self->toast, NULL);
    }
}

/* Hands an edit to the door; what the door has against it is said in passing. */
gboolean
_tl_canvas_apply (TlCanvas *self, TlEdit *edit)
{
  g_autoptr (GError) error = NULL;

  if (edit == NULL || !_tl_canvas_can_edit (self))
    return FALSE;
  if (tl_session_apply (self->session, edit, &error))
    return TRUE;
  _tl_canvas_say (self, error->message, FALSE);
  return FALSE;
}

/* Whether a thing moves with another, being it or standing in it. */
static gboolean
goes_with (TlThing *thing, TlAct *act)
{
  for (; thing; thing = tl_thing_get_parent (thing))
    if (g_strcmp0 (tl_thing_get_id (thing), act->thing) == 0
        || (act->things && g_strv_contains ((const char *const *) act->things, tl_thing_get_id (thing))))
      return TRUE;
  return FALSE;
}

/* Stages go to columns, pain points into touchpoints: of a mixed selection, what is of the kind that was held moves. */
static gboolean
leaves_any (TlCanvas *self, TlAct *act)
{
  g_auto (GStrv) things = tl_session_dup_selection (self->session);

  if (act->type != TL_ACT_MOVE || !tl_session_is_selected (self->session, act->thing))
    return FALSE;
  for (gsize i = 0; things[i]; i++)
    {
      TlThing *thing = tl_journey_lookup (tl_session_get_journey (self->session), things[i]);

      if (thing && tl_thing_get_kind (thing) != TL_KIND_TRANSITION && !goes_with (thing, act))
        return TRUE;
    }
  return FALSE;
}

/* Does what the pointer or a key meant, and owns it. */
void
_tl_canvas_do (TlCanvas *self, TlAct *act)
{
  g_autoptr (TlAct)  owned = act;
  g_autoptr (TlEdit) edit = NULL;
  gboolean           leaves;

  if (act == NULL || !_tl_canvas_can_edit (self))
    return;
  if (act->type == TL_ACT_CONNECT_NEW)
    {
      TlDraft *draft = tl_draft_new (TL_KIND_STAGE, NULL, act->thing);

      draft->from = g_strdup (act->thing);
      draft->spot = act->spot;
      draft->is_pulled = TRUE;
      _tl_canvas_draft_begin (self, draft);
      return;
    }
  edit = tl_act_to_edit (act, tl_session_get_document (self->session), self->grid);
  if (edit == NULL)
    return;
  leaves = leaves_any (self, act);
  if (act->things && act->things[0] && act->things[1])
    tl_session_select_many (self->session, (const char *const *) act->things, act->thing);
  else
    tl_session_select (self->session, act->thing);
  if (!_tl_canvas_apply (self, edit))
    return;
  if (leaves)
    _tl_canvas_say (self, _("Only things of one kind move together. The others stayed."), TRUE);
  /* How many go a way that was just drawn is what is asked next. */
  if (act->type == TL_ACT_CONNECT)
    _tl_canvas_share_begin_between (self, act->thing, act->to);
}

/* @from: whether customers come from there; nobody goes on from an outcome */
static void
add_stage (TlCanvas *self, const char *after, gboolean from)
{
  TlDraft *draft = tl_draft_new (TL_KIND_STAGE, NULL, after);
  TlThing *stage = after ? tl_journey_lookup (tl_session_get_journey (self->session), after) : NULL;

  if (from && stage && tl_thing_is_word (stage, TL_STAGE_KIND, "step"))
    draft->from = g_strdup (after);
  tl_grid_next (self->grid, after, &draft->spot);
  _tl_canvas_draft_begin (self, draft);
}

static void
add_stage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);
  TlThing  *thing;

  if (!_tl_canvas_can_edit (self))
    return;
  _tl_canvas_title_end (self, TRUE, FALSE);
  /* Beside the stage that one is at, wherever in it that is. */
  thing = get_target (self);
  while (thing && tl_thing_get_kind (thing) != TL_KIND_STAGE)
    thing = tl_thing_get_parent (thing);
  add_stage (self, thing ? tl_thing_get_id (thing) : NULL, FALSE);
}

static void
add_after_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);
  TlThing  *thing = get_target (self);

  if (!_tl_canvas_can_edit (self))
    return;
  if (thing && IS_INSIDE (tl_thing_get_kind (thing)))
    _tl_canvas_draft_begin (self, tl_draft_new (tl_thing_get_kind (thing), tl_thing_get_id (tl_thing_get_parent (thing)),
                                                tl_thing_get_id (thing)));
  else
    add_stage (self, thing && tl_thing_get_kind (thing) == TL_KIND_STAGE ? tl_thing_get_id (thing) : NULL, TRUE);
}

/* The touchpoint that is selected, or that what is selected stands in. */
static TlThing *
get_touchpoint (TlCanvas *self)
{
  TlThing *thing = get_target (self);

  if (thing && (tl_thing_get_kind (thing) == TL_KIND_PAIN || tl_thing_get_kind (thing) == TL_KIND_DELIGHT))
    thing = tl_thing_get_parent (thing);
  return thing && tl_thing_get_kind (thing) == TL_KIND_TOUCHPOINT ? thing : NULL;
}

static void
add_mark (TlCanvas *self, TlKind kind)
{
  TlThing *touchpoint = get_touchpoint (self);

  if (touchpoint && _tl_canvas_can_edit (self))
    _tl_canvas_draft_begin (self, tl_draft_new (kind, tl_thing_get_id (touchpoint), NULL));
}

static void
add_pain_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_mark (TL_CANVAS (widget), TL_KIND_PAIN);
}

static void
add_delight_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_mark (TL_CANVAS (widget), TL_KIND_DELIGHT);
}

static void
add_inside_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);

  if (!_tl_canvas_can_edit (self))
    return;
  if (_tl_canvas_get_target_kind (self) == TL_KIND_STAGE)
    _tl_canvas_draft_begin (self, tl_draft_new (TL_KIND_TOUCHPOINT, _tl_canvas_get_target (self), NULL));
  else
    add_mark (self, TL_KIND_PAIN);
}

static void
rename_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);

  if (_tl_canvas_can_edit (self) && _tl_canvas_get_target (self))
    _tl_canvas_rename_begin (self, _tl_canvas_get_target (self));
}

/* Where the focus goes when a thing goes: to the leaf before it that stays. */
static GtkWidget *
find_heir (TlCanvas *self, const char *thing)
{
  GtkWidget *leaf = tl_canvas_get_leaf (self, thing);
  guint      at;

  if (leaf == NULL || !g_ptr_array_find (self->order, leaf, &at))
    return NULL;
  return at > 0 ? self->order->pdata[at - 1] : NULL;
}

/* Deletes what is selected; @name is what people call that, or NULL for what it is. */
void
_tl_canvas_delete (TlCanvas *self, const char *name)
{
  g_auto (GStrv)      things = NULL;
  g_autofree char    *what = NULL;
  g_autofree char    *heir_id = NULL;
  g_autoptr (TlEdit)  edit = NULL;
  GtkWidget          *heir;

  if (!_tl_canvas_can_edit (self) || tl_session_n_selected (self->session) == 0)
    return;
  things = tl_session_dup_selection (self->session);
  heir = find_heir (self, things[0]);
  heir_id = heir ? g_strdup (tl_canvas_leaf_get_thing (TL_CANVAS_LEAF (heir))) : NULL;
  edit = tl_edits_delete_many (tl_session_get_document (self->session), (const char *const *) things, &what);
  if (edit && name)
    tl_edit_set_name (edit, name);
  if (!_tl_canvas_apply (self, edit))
    return;
  heir = tl_canvas_get_leaf (self, heir_id);
  gtk_widget_grab_focus (heir ? heir : GTK_WIDGET (self));
  _tl_canvas_say (self, what, TRUE);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _tl_canvas_delete (TL_CANVAS (widget), NULL);
}

static void
connect_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);
  TlAct    *act;

  if (_tl_canvas_get_target_kind (self) != TL_KIND_STAGE)
    return;
  act = tl_act_new (TL_ACT_CONNECT, _tl_canvas_get_target (self));
  act->to = g_variant_dup_string (parameter, NULL);
  _tl_canvas_do (self, act);
}

static void
reconnect (TlCanvas *self, gboolean at_start, GVariant *parameter)
{
  TlAct *act;

  if (_tl_canvas_get_target_kind (self) != TL_KIND_TRANSITION)
    return;
  act = tl_act_new (TL_ACT_RECONNECT, _tl_canvas_get_target (self));
  act->at_start = at_start;
  act->to = g_variant_dup_string (parameter, NULL);
  _tl_canvas_do (self, act);
}

static void
reconnect_from_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reconnect (TL_CANVAS (widget), TRUE, parameter);
}

static void
reconnect_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reconnect (TL_CANVAS (widget), FALSE, parameter);
}

static void
move_step (TlCanvas *self, int dx, int dy)
{
  const char    *thing = _tl_canvas_get_target (self);
  g_auto (GStrv) things = self->session ? tl_session_dup_selection (self->session) : NULL;

  if (thing && _tl_canvas_can_edit (self))
    _tl_canvas_do (self, tl_act_step_many (tl_session_get_document (self->session), self->grid,
                                           (const char *const *) things, thing, dx, dy));
}

static void
move_left_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_step (TL_CANVAS (widget), -1, 0);
}

static void
move_right_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_step (TL_CANVAS (widget), 1, 0);
}

static void
move_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_step (TL_CANVAS (widget), 0, -1);
}

static void
move_down_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_step (TL_CANVAS (widget), 0, 1);
}

static void
set_kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas          *self = TL_CANVAS (widget);
  const char        *kind = g_variant_get_string (parameter, NULL);
  const char        *thing = _tl_canvas_get_target (self);
  g_autoptr (TlEdit) edit = NULL;

  if (thing == NULL || !_tl_canvas_can_edit (self)
      || (!g_str_equal (kind, "step") && !g_str_equal (kind, "won") && !g_str_equal (kind, "lost")))
    return;
  edit = tl_edits_set_kind (tl_session_get_document (self->session), thing, kind);
  _tl_canvas_apply (self, edit);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);

  if (_tl_canvas_get_target (self))
    _tl_canvas_open (self, _tl_canvas_get_target (self));
}

/* What can be done now: with what is selected, and only where the journey may be changed. */
void
_tl_canvas_edit_update (TlCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   can = _tl_canvas_can_edit (self) && self->entry == NULL;
  TlThing   *thing = can ? get_target (self) : NULL;
  TlKind     kind = thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;
  gboolean   is_stage = kind == TL_KIND_STAGE;
  gboolean   is_inside = IS_INSIDE (kind);
  gboolean   is_way = kind == TL_KIND_TRANSITION;
  gboolean   is_step = is_stage && tl_thing_is_word (thing, TL_STAGE_KIND, "step");

  gtk_widget_action_set_enabled (widget, "canvas.add-stage", _tl_canvas_can_edit (self));
  gtk_widget_action_set_enabled (widget, "canvas.add-after", can);
  gtk_widget_action_set_enabled (widget, "canvas.add-inside", is_stage || kind == TL_KIND_TOUCHPOINT);
  gtk_widget_action_set_enabled (widget, "canvas.add-pain", is_inside);
  gtk_widget_action_set_enabled (widget, "canvas.add-delight", is_inside);
  _tl_canvas_feel_update (self, _tl_canvas_can_edit (self));
  gtk_widget_action_set_enabled (widget, "canvas.rename", is_stage || is_inside);
  gtk_widget_action_set_enabled (widget, "canvas.delete", is_stage || is_inside || is_way || kind == TL_KIND_FIX
                                                           || (can && tl_session_n_selected (self->session) > 1));
  gtk_widget_action_set_enabled (widget, "canvas.connect", is_step);
  gtk_widget_action_set_enabled (widget, "canvas.connect-to", is_stage);
  gtk_widget_action_set_enabled (widget, "canvas.reconnect-from", is_way);
  gtk_widget_action_set_enabled (widget, "canvas.reconnect-to", is_way);
  gtk_widget_action_set_enabled (widget, "canvas.set-kind", is_stage);
  gtk_widget_action_set_enabled (widget, "canvas.move-left", is_stage || kind == TL_KIND_TOUCHPOINT);
  gtk_widget_action_set_enabled (widget, "canvas.move-right", is_stage || kind == TL_KIND_TOUCHPOINT);
  gtk_widget_action_set_enabled (widget, "canvas.move-up", is_stage || is_inside);
  gtk_widget_action_set_enabled (widget, "canvas.move-down", is_stage || is_inside);
  _tl_canvas_clipboard_update (self);
  _tl_canvas_choose_update (self);
  for (guint i = 0; i < self->order->len; i++)
    tl_canvas_leaf_set_editable (self->order->pdata[i], _tl_canvas_can_edit (self));
  _tl_canvas_buttons_update (self);
  _tl_canvas_tell_drawn (self);
}

void
_tl_canvas_edit_class_init (GtkWidgetClass *klass)
{
  static const struct
  {
    const char                 *name;
    const char                 *parameter;
    GtkWidgetActionActivateFunc activate;
    guint                       key;
    GdkModifierType             state;
  } actions[] = {
    { "canvas.open", NULL, open_action, 0, 0 },
    { "canvas.add-stage", NULL, add_stage_action, GDK_KEY_Insert, 0 },
    { "canvas.add-after", NULL, add_after_action, GDK_KEY_Return, GDK_CONTROL_MASK },
    { "canvas.add-inside", NULL, add_inside_action, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "canvas.add-pain", NULL, add_pain_action, 0, 0 },
    { "canvas.add-delight", NULL, add_delight_action, 0, 0 },
    { "canvas.rename", NULL, rename_action, GDK_KEY_F2, 0 },
    { "canvas.delete", NULL, delete_action, GDK_KEY_Delete, 0 },
    { "canvas.connect-to", "s", connect_to_action, 0, 0 },
    { "canvas.reconnect-from", "s", reconnect_from_action, 0, 0 },
    { "canvas.reconnect-to", "s", reconnect_to_action, 0, 0 },
    { "canvas.set-kind", "s", set_kind_action, 0, 0 },
    { "canvas.move-left", NULL, move_left_action, GDK_KEY_Left, GDK_ALT_MASK },
    { "canvas.move-right", NULL, move_right_action, GDK_KEY_Right, GDK_ALT_MASK },
    { "canvas.move-up", NULL, move_up_action, GDK_KEY_Up, GDK_ALT_MASK },
    { "canvas.move-down", NULL, move_down_action, GDK_KEY_Down, GDK_ALT_MASK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (klass, actions[i].name, actions[i].parameter, actions[i].activate);
      if (actions[i].key)
        gtk_widget_class_add_binding_action (klass, actions[i].key, actions[i].state, actions[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Delete, 0, "canvas.delete", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Insert, 0, "canvas.add-stage", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "canvas.add-after", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Enter, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.add-inside",
                                       NULL);
  _tl_canvas_select_class_init (klass);
  _tl_canvas_clipboard_class_init (klass);
  _tl_canvas_choose_class_init (klass);
  _tl_canvas_menu_class_init (klass);
  _tl_canvas_feel_class_init (klass);
  _tl_canvas_parked_class_init (klass);
}

void
_tl_canvas_edit_init (TlCanvas *self)
{
  _tl_canvas_buttons_init (self);
  _tl_canvas_parked_init (self);
  _tl_canvas_edit_update (self);
}

void
_tl_canvas_edit_dispose (TlCanvas *self)
{
  _tl_canvas_title_end (self, FALSE, FALSE);
  _tl_canvas_menu_dispose (self);
  _tl_canvas_feel_dispose (self);
  g_clear_weak_pointer (&self->toast);
  g_clear_pointer (&self->buttons, gtk_widget_unparent);
}
