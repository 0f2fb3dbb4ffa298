/* tl-outline-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-outline-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-canvas-names.h"
#include "tl-parts.h"
#include "tl-phrase.h"

/* How far each level stands in, in pixels. */
#define INDENT 18

struct _TlOutlineRow
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkWidget     *arrow;
  GtkWidget     *icon;
  GtkWidget     *title;
  GtkWidget     *text; /* NULL but while someone writes in it */
  GtkWidget     *aside;

  TlSession     *session;
  TlOutlineItem *item;
  gboolean       is_done; /* it tells only once */
  guint          leaving; /* an idle: someone has turned to something else */
};

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlOutlineRow, tl_outline_row, GTK_TYPE_WIDGET)

static void
finish (TlOutlineRow *self, gboolean commits, const char *next)
{
  if (self->is_done || self->text == NULL)
    return;
  self->is_done = TRUE;
  g_signal_emit (self, signals[DONE], 0, gtk_editable_get_text (GTK_EDITABLE (self->text)), commits, next);
}

static void
activated (TlOutlineRow *self)
{
  finish (self, TRUE, "after");
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  finish (TL_OUTLINE_ROW (widget), TRUE, g_variant_get_string (parameter, NULL));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  finish (TL_OUTLINE_ROW (widget), FALSE, "");
}

static void
commit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  finish (TL_OUTLINE_ROW (widget), TRUE, "");
}

static gboolean
left (gpointer data)
{
  TlOutlineRow *self = data;

  self->leaving = 0;
  if (self->text && gtk_widget_get_focus_child (self->text) == NULL)
    finish (self, TRUE, NULL);
  return G_SOURCE_REMOVE;
}

/* Someone has turned to something else: what they typed counts. Not now: the row may go, and the focus is still on its
 * way out of it. */
static void
focus_left (GtkEventControllerFocus *controller, gpointer data)
{
  TlOutlineRow *self = data;

  if (self->leaving == 0 && !self->is_done)
    self->leaving = g_idle_add_full (G_PRIORITY_HIGH_IDLE, left, self, NULL);
}

static gboolean
typed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  TlOutlineRow *self = data;

  state &= gtk_accelerator_get_default_mod_mask ();
  switch (key)
    {
    case GDK_KEY_Escape:
      finish (self, FALSE, "");
      return GDK_EVENT_STOP;

    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      if (state != 0)
        return GDK_EVENT_PROPAGATE;
      finish (self, TRUE, "in");
      return GDK_EVENT_STOP;

    case GDK_KEY_ISO_Left_Tab:
      finish (self, TRUE, "out");
      return GDK_EVENT_STOP;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (!(state & GDK_CONTROL_MASK))
        return GDK_EVENT_PROPAGATE;
      finish (self, TRUE, state & GDK_SHIFT_MASK ? "in" : "after");
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
arrow_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  TlOutlineRow *self = data;

  if (self->item == NULL || self->item->n_inside == 0)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "outline.fold-key", "(sb)", self->item->key, !self->item->unfolded);
}

/* What can be done with a row is done by the outline, with what is selected: this one, from now on. */
static void
row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutlineRow    *self = TL_OUTLINE_ROW (widget);
  g_autofree char *action = g_strconcat ("outline.", name + strlen ("row."), NULL);

  if (self->item == NULL)
    return;
  gtk_widget_activate_action (widget, "outline.select-key", "s", self->item->key);
  gtk_widget_activate_action (widget, action, NULL);
}

static const char *const row_actions[] = {
  "row.open",    "row.rename",    "row.add-inside", "row.add-after", "row.add-delight", "row.delete", "row.connect",
  "row.move-up", "row.move-down", "row.move-out",   "row.move-in",   "row.turn",        "row.unfold", "row.fold",
  "row.menu",
};

static void
tl_outline_row_dispose (GObject *object)
{
  TlOutlineRow *self = TL_OUTLINE_ROW (object);

  self->is_done = TRUE;
  self->text = NULL;
  g_clear_handle_id (&self->leaving, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (tl_outline_row_parent_class)->dispose (object);
  /* What goes may have asked for it once more. */
  g_clear_handle_id (&self->leaving, g_source_remove);
}

static void
tl_outline_row_class_init (TlOutlineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_outline_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-outline-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * TlOutlineRow::done:
   * @text: what was typed
   * @commits: whether it counts
   * @next: (nullable): “after”, “in” or “out” to go on with another, empty to go back to the row; %NULL where someone has
   *   turned to something else
   */
  signals[DONE] = g_signal_new ("done", TL_TYPE_OUTLINE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_STRING);
  for (gsize i = 0; i < G_N_ELEMENTS (row_actions); i++)
    gtk_widget_class_install_action (widget_class, row_actions[i], NULL, row_action);
  gtk_widget_class_install_action (widget_class, "entry.next", "s", next_action);
  gtk_widget_class_install_action (widget_class, "entry.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "entry.commit", NULL, commit_action);
}

static void
tl_outline_row_init (TlOutlineRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->arrow = gtk_image_new ();
  self->icon = gtk_image_new ();
  self->title = gtk_label_new (NULL);
  self->aside = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->arrow, "tl-outline-arrow");
  gtk_widget_set_margin_end (self->aside, 6);
  gtk_widget_add_css_class (self->aside, "numeric");
  gtk_widget_add_css_class (self->aside, "dim-label");
  gtk_widget_add_css_class (self->aside, "tl-readable");
  gtk_box_append (GTK_BOX (self->box), self->arrow);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), self->aside);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect (click, "pressed", G_CALLBACK (arrow_pressed), self);
  gtk_widget_add_controller (self->arrow, GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
tl_outline_row_new (void)
{
  return g_object_new (TL_TYPE_OUTLINE_ROW, NULL);
}

static TlThing *
get_thing (TlOutlineRow *self)
{
  return self->item && self->item->id && self->session
           ? tl_journey_lookup (tl_session_get_journey (self->session), self->item->id) : NULL;
}

static const char *
get_icon (TlOutlineRow *self, TlThing *thing)
{
  static const char *const faces[] = { "tl-face-1-symbolic", "tl-face-2-symbolic", "tl-face-3-symbolic",
                                       "tl-face-4-symbolic", "tl-face-5-symbolic" };

  switch ((guint) self->item->kind)
    {
    case TL_KIND_STAGE:
      return "tl-stage-symbolic";

    case TL_KIND_TOUCHPOINT:
      if (thing && tl_thing_has (thing, TL_TOUCHPOINT_EMOTION))
        return faces[CLAMP ((int) (tl_thing_get_number (thing, TL_TOUCHPOINT_EMOTION) + 2.5), 0, 4)];
      return "tl-touchpoint-symbolic";

    case TL_KIND_PAIN:
      return "tl-pain-symbolic";

    case TL_KIND_DELIGHT:
      return "tl-delight-symbolic";

    case TL_KIND_TRANSITION:
      return "go-next-symbolic";

    case TL_KIND_CAUSE:
    case TL_KIND_BECAUSE:
      return "tl-cause-symbolic";

    case TL_KIND_FIX:
      return "tl-fixes-symbolic";

    case TL_KIND_PERSONA:
      return "avatar-default-symbolic";

    case TL_KIND_PARKED:
      return "view-pin-symbolic";

    default:
      return NULL;
    }
}

/* Money at the end of the row, or how many. */
static char *
get_aside (TlOutlineRow *self, TlThing *thing)
{
  TlFigures                 *figures = tl_session_get_figures (self->session);
  const char                *currency = tl_session_get_currency (self->session);
  const TlImpactStageResult *stage;
  const TlImpactPainResult  *pain;

  if (thing == NULL)
    return self->item->is_draft ? NULL : g_strdup_printf ("%u", self->item->n_inside);
  if (self->item->kind == TL_KIND_TRANSITION)
    return tl_name_share (thing);
  if (self->item->kind == TL_KIND_BECAUSE)
    return tl_thing_has (thing, TL_BECAUSE_SHARE) ? tl_phrase_value (thing, TL_BECAUSE_SHARE, NULL) : NULL;
  if (figures == NULL || !tl_figures_are_known (figures) || !tl_figures_has_money (figures))
    return NULL;
  stage = self->item->kind == TL_KIND_STAGE ? tl_figures_get_stage (figures, self->item->id) : NULL;
  pain = self->item->kind == TL_KIND_PAIN ? tl_figures_get_pain (figures, self->item->id) : NULL;
  if (stage && stage->stake.known && stage->stake.net_lost > 0)
    return tl_phrase_money (stage->stake.net_lost, currency);
  /* What nobody has sized yet is not nothing. */
  if (pain && pain->stake.known && tl_thing_has (thing, TL_PAIN_INCIDENCE))
    return tl_phrase_money (pain->stake.net_lost, currency);
  return NULL;
}

/* What stands in the row: the title, or where it leads. */
static char *
get_title (TlOutlineRow *self, TlThing *thing)
{
  const char *to;
  TlThing    *target;

  if (thing == NULL)
    return self->item->is_draft ? g_strdup ("") : tl_outline_tree_heading (self->item->kind);
  if (self->item->kind == TL_KIND_BECAUSE)
    {
      to = tl_thing_get_text (thing, TL_BECAUSE_CAUSE);
      target = to ? tl_journey_lookup (tl_session_get_journey (self->session), to) : NULL;
      return g_strdup_printf (_("because of %s"), target ? tl_thing_get_title (target) : _("nothing"));
    }
  if (self->item->kind != TL_KIND_TRANSITION)
    return g_strdup (tl_thing_get_title (thing));
  to = tl_thing_get_text (thing, TL_TRANSITION_TO);
  target = to ? tl_journey_lookup (tl_session_get_journey (self->session), to) : NULL;
  return g_strdup_printf (_("goes to %s"), target ? tl_thing_get_title (target) : _("nothing"));
}

static char *
get_name (TlOutlineRow *self, const char *title)
{
  if (self->item->id)
    return tl_name_thing (self->session, self->item->id);
  if (self->item->is_draft)
    return g_strdup (_("New, without a title yet"));
  /* Translators: what a screen reader says of a heading: “Fixes, 4”. */
  return g_strdup_printf (_("%s, %u"), title, self->item->n_inside);
}

/* The row of the list is what has the focus, and what is heard. */
static void
tell (TlOutlineRow *self, const char *title)
{
  GtkWidget       *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = get_name (self, title);
  g_autofree char *more = self->item->id ? tl_name_more (self->session, self->item->id) : NULL;

  if (row == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_LEVEL, (int) self->item->depth + 1,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, more ? more : "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->item->n_inside > 0)
    gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED, self->item->unfolded, -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
enable (TlOutlineRow *self)
{
  TlKind   kind = self->item->kind;
  gboolean is_thing = self->item->id != NULL;
  gboolean can = tl_session_can_edit (self->session);
  gboolean is_mark = kind == TL_KIND_PAIN || kind == TL_KIND_DELIGHT;
  gboolean is_drawn = is_mark || kind == TL_KIND_STAGE || kind == TL_KIND_TOUCHPOINT;

  for (gsize i = 0; i < G_N_ELEMENTS (row_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), row_actions[i], can && is_thing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.open", is_thing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.menu", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.add-inside",
                                 can && (kind == TL_KIND_STAGE || kind == TL_KIND_TOUCHPOINT || !is_thing));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.add-after",
                                 can && kind != TL_KIND_TRANSITION && kind != TL_KIND_BECAUSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.add-delight", can && (kind == TL_KIND_TOUCHPOINT || is_mark));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.connect", can && kind == TL_KIND_STAGE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.move-out", can && is_drawn && kind != TL_KIND_STAGE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.move-in", can && is_drawn && !is_mark);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.turn", can && is_mark);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.unfold", self->item->n_inside > 0 && !self->item->unfolded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.fold", self->item->n_inside > 0 && self->item->unfolded);
}

/**
 * tl_outline_row_update:
 *
 * Shows what is known now.
 */
void
tl_outline_row_update (TlOutlineRow *self)
{
  TlThing         *thing;
  g_autofree char *title = NULL;
  g_autofree char *aside = NULL;

  if (self->item == NULL || self->session == NULL)
    return;
  thing = get_thing (self);
  /* It is about to go. */
  if (self->item->id && thing == NULL)
    return;
  title = get_title (self, thing);
  aside = get_aside (self, thing);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_tooltip_text (self->title, title);
  gtk_label_set_label (GTK_LABEL (self->aside), aside ? aside : "");
  gtk_widget_set_visible (self->aside, aside != NULL && self->text == NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), get_icon (self, thing));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                self->item->n_inside == 0 ? NULL
                                : self->item->unfolded    ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_margin_start (self->box, INDENT * (int) self->item->depth);
  set_class (self->icon, "tl-loss-ink", self->item->kind == TL_KIND_PAIN);
  set_class (self->icon, "tl-gain-ink", self->item->kind == TL_KIND_DELIGHT);
  set_class (self->title, "tl-strong", self->item->kind == TL_KIND_STAGE || self->item->id == NULL);
  set_class (self->title, "dim-label", self->item->kind == TL_KIND_TRANSITION || self->item->kind == TL_KIND_BECAUSE);
  set_class (self->title, "tl-readable", TRUE);
  enable (self);
  tell (self, title);
}

/**
 * tl_outline_row_set_item:
 * @item: (nullable): what it shows
 */
void
tl_outline_row_set_item (TlOutlineRow *self, TlSession *session, TlOutlineItem *item)
{
  g_return_if_fail (TL_IS_OUTLINE_ROW (self));
  tl_outline_row_end_edit (self);
  g_set_object (&self->session, session);
  g_set_object (&self->item, item);
  tl_outline_row_update (self);
}

TlOutlineItem *
tl_outline_row_get_item (TlOutlineRow *self)
{
  return self->item;
}

/**
 * tl_outline_row_get_text:
 *
 * Returns: (transfer none) (nullable): what is being written in it
 */
const char *
tl_outline_row_get_text (TlOutlineRow *self)
{
  return self->text ? gtk_editable_get_text (GTK_EDITABLE (self->text)) : NULL;
}

/**
 * tl_outline_row_set_text:
 *
 * Puts @text in the place of what is being written, with the caret behind it.
 */
void
tl_outline_row_set_text (TlOutlineRow *self, const char *text)
{
  g_return_if_fail (self->text);
  gtk_editable_set_text (GTK_EDITABLE (self->text), text ? text : "");
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
}

gboolean
tl_outline_row_is_edited (TlOutlineRow *self)
{
  return self->text != NULL;
}

/**
 * tl_outline_row_edit:
 * @text: what stands in it at first
 * @label: what it is for
 *
 * Lets someone write in the row; TlOutlineRow::done says when they are done.
 */
void
tl_outline_row_edit (TlOutlineRow *self, const char *text, const char *label)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_return_if_fail (TL_IS_OUTLINE_ROW (self));
  tl_outline_row_end_edit (self);
  self->is_done = FALSE;
  /* Not a bare GtkText, which is not there for assistive tools. */
  self->text = gtk_entry_new ();
  gtk_widget_add_css_class (self->text, "tl-outline-entry");
  gtk_widget_set_hexpand (self->text, TRUE);
  gtk_entry_set_has_frame (GTK_ENTRY (self->text), FALSE);
  g_object_set (self->text, "truncate-multiline", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (activated), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (self->text, focus);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (typed), self);
  gtk_widget_add_controller (self->text, key);
  gtk_widget_set_visible (self->title, FALSE);
  gtk_widget_set_visible (self->aside, FALSE);
  gtk_box_insert_child_after (GTK_BOX (self->box), self->text, self->icon);
  gtk_widget_grab_focus (self->text);
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
}

/**
 * tl_outline_row_finish:
 *
 * Takes at once what was typed by someone who has turned to something else.
 */
void
tl_outline_row_finish (TlOutlineRow *self)
{
  g_return_if_fail (TL_IS_OUTLINE_ROW (self));
  if (self->leaving == 0)
    return;
  g_clear_handle_id (&self->leaving, g_source_remove);
  finish (self, TRUE, NULL);
}

/**
 * tl_outline_row_end_edit:
 *
 * What was typed is of no interest any more. The focus must be elsewhere by then, or it goes to the row.
 */
void
tl_outline_row_end_edit (TlOutlineRow *self)
{
  GtkWidget *text = g_steal_pointer (&self->text), *row = gtk_widget_get_parent (GTK_WIDGET (self));

  self->is_done = TRUE;
  g_clear_handle_id (&self->leaving, g_source_remove);
  if (text == NULL)
    return;
  if (row && gtk_widget_get_focus_child (text))
    gtk_widget_grab_focus (row);
  gtk_box_remove (GTK_BOX (self->box), text);
  gtk_widget_set_visible (self->title, TRUE);
  tl_outline_row_update (self);
}

/**
 * tl_outline_row_refuse:
 * @why: what is wrong with what was typed, for people
 *
 * It stays as it was typed, to be mended.
 */
void
tl_outline_row_refuse (TlOutlineRow *self, const char *why)
{
  if (self->text == NULL)
    return;
  self->is_done = FALSE;
  gtk_widget_add_css_class (self->text, "tl-wrong");
  gtk_widget_set_tooltip_text (self->text, why);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why, -1);
  gtk_widget_grab_focus (self->text);
}
