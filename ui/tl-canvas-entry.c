/* tl-canvas-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-canvas-entry.h"

#include <math.h>

struct _TlCanvasEntry
{
  GtkWidget  parent_instance;

  GtkWidget *line;
  GtkWidget *icon;
  GtkWidget *entry;
  GtkWidget *text;
  GtkWidget *message;
  gboolean   captures; /* its keys go on to the next */
  gboolean   is_done;  /* it tells only once */
};

enum
{
  DONE,
  PRESSED,
  TYPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlCanvasEntry, tl_canvas_entry, GTK_TYPE_WIDGET)

static void
finish (TlCanvasEntry *self, gboolean commits, const char *next)
{
  if (self->is_done)
    return;
  self->is_done = TRUE;
  g_signal_emit (self, signals[DONE], 0, commits, next);
}

/* A key that ends what is typed: one goes on, or is done. */
static void
press (TlCanvasEntry *self, TlCaptureKey key, const char *next)
{
  if (self->is_done)
    return;
  if (self->captures)
    g_signal_emit (self, signals[PRESSED], 0, (int) key);
  else
    finish (self, key != TL_CAPTURE_LEAVE, next);
}

static void
activated (TlCanvasEntry *self)
{
  press (self, TL_CAPTURE_ENTER, "");
}

static void
typed (TlCanvasEntry *self)
{
  if (!self->is_done)
    g_signal_emit (self, signals[TYPED], 0);
}

/* Someone has turned to something else: what they typed counts. */
static void
focus_left (GtkEventControllerFocus *controller, gpointer data)
{
  finish (data, TRUE, NULL);
}

static void
commit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  press (TL_CANVAS_ENTRY (widget), TL_CAPTURE_ENTER, "");
}

static void
commit_after_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  press (TL_CANVAS_ENTRY (widget), TL_CAPTURE_STAGE, "canvas.add-after");
}

static void
commit_inside_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  press (TL_CANVAS_ENTRY (widget), TL_CAPTURE_IN, "canvas.add-inside");
}

static void
go_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  press (TL_CANVAS_ENTRY (widget), TL_CAPTURE_IN, "");
}

static void
go_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  press (TL_CANVAS_ENTRY (widget), TL_CAPTURE_OUT, "");
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  press (TL_CANVAS_ENTRY (widget), TL_CAPTURE_LEAVE, "");
}

static gboolean
tl_canvas_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TL_CANVAS_ENTRY (widget)->text);
}

static void
tl_canvas_entry_dispose (GObject *object)
{
  TlCanvasEntry *self = TL_CANVAS_ENTRY (object);

  self->is_done = TRUE;
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->message, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_canvas_entry_parent_class)->dispose (object);
}

static void
tl_canvas_entry_class_init (TlCanvasEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_canvas_entry_dispose;
  widget_class->grab_focus = tl_canvas_entry_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-canvas-entry");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * TlCanvasEntry::done:
   * @commits: whether the title counts
   * @next: (nullable): an action to go on with, empty to go back to the map; %NULL where someone has turned to something
   *   else
   */
  signals[DONE] = g_signal_new ("done", TL_TYPE_CANVAS_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_BOOLEAN, G_TYPE_STRING);

  /**
   * TlCanvasEntry::pressed:
   * @key: a #TlCaptureKey
   *
   * In an entry that captures: what ends what is typed. The entry stays.
   */
  signals[PRESSED] = g_signal_new ("pressed", TL_TYPE_CANVAS_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_INT);

  /**
   * TlCanvasEntry::typed:
   *
   * Something else stands in it.
   */
  signals[TYPED] = g_signal_new ("typed", TL_TYPE_CANVAS_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "entry.commit", NULL, commit_action);
  gtk_widget_class_install_action (widget_class, "entry.commit-after", NULL, commit_after_action);
  gtk_widget_class_install_action (widget_class, "entry.commit-inside", NULL, commit_inside_action);
  gtk_widget_class_install_action (widget_class, "entry.in", NULL, go_in_action);
  gtk_widget_class_install_action (widget_class, "entry.out", NULL, go_out_action);
  gtk_widget_class_install_action (widget_class, "entry.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Tab, 0, "entry.in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Tab, 0, "entry.in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Tab, GDK_SHIFT_MASK, "entry.out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, "entry.out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "entry.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "entry.commit-after", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "entry.commit-after", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "entry.commit-inside", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "entry.commit-inside", NULL);
}

static void
tl_canvas_entry_init (TlCanvasEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->icon = gtk_image_new ();
  gtk_widget_set_visible (self->icon, FALSE);
  gtk_box_append (GTK_BOX (self->line), self->icon);
  /* A bare GtkText is not there for assistive tools: the entry around it is. */
  self->entry = gtk_entry_new ();
  self->text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_text_set_truncate_multiline (GTK_TEXT (self->text), TRUE);
  gtk_box_append (GTK_BOX (self->line), self->entry);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  self->message = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->message, "tl-message");
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0);
  gtk_widget_set_visible (self->message, FALSE);
  gtk_widget_set_parent (self->message, GTK_WIDGET (self));
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (activated), self);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (typed), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * tl_canvas_entry_new:
 * @title: (nullable): what stands in it at first
 * @label: what it is for, where nothing is typed and for those who do not see it
 *
 * Returns: (transfer floating): an entry
 */
GtkWidget *
tl_canvas_entry_new (const char *title, const char *label)
{
  TlCanvasEntry *self = g_object_new (TL_TYPE_CANVAS_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->text), title ? title : "");
  gtk_text_set_placeholder_text (GTK_TEXT (self->text), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

/**
 * tl_canvas_entry_set_font:
 * @size: in pixels
 * @weight: 400 regular, 700 bold
 */
void
tl_canvas_entry_set_font (TlCanvasEntry *self, double size, int weight)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) lround (size * PANGO_SCALE)));
  pango_attr_list_insert (attributes, pango_attr_weight_new ((PangoWeight) weight));
  gtk_text_set_attributes (GTK_TEXT (self->text), attributes);
}

/**
 * tl_canvas_entry_set_text:
 */
void
tl_canvas_entry_set_text (TlCanvasEntry *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
}

/**
 * tl_canvas_entry_get_text:
 *
 * Returns: (transfer none): what was typed
 */
const char *
tl_canvas_entry_get_text (TlCanvasEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

/**
 * tl_canvas_entry_set_captures:
 * @captures: whether Enter and Tab go on to the next, and the entry with them
 */
void
tl_canvas_entry_set_captures (TlCanvasEntry *self, gboolean captures)
{
  self->captures = captures;
}

/**
 * tl_canvas_entry_set_use:
 * @label: what it is for, where nothing is typed and for those who do not see it
 * @icon: (nullable): name of an icon that says the same
 */
void
tl_canvas_entry_set_use (TlCanvasEntry *self, const char *label, const char *icon)
{
  gtk_text_set_placeholder_text (GTK_TEXT (self->text), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
  gtk_widget_set_visible (self->icon, icon != NULL);
}

/**
 * tl_canvas_entry_set_message:
 * @text: (nullable): said under what is typed
 * @is_wrong: whether it says what is wrong with it
 */
void
tl_canvas_entry_set_message (TlCanvasEntry *self, const char *text, gboolean is_wrong)
{
  gtk_label_set_text (GTK_LABEL (self->message), text ? text : "");
  gtk_widget_set_visible (self->message, text != NULL);
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text ? text : "", -1);
}

/**
 * tl_canvas_entry_get_line:
 *
 * Returns: (transfer none): what is typed in, without what is said under it
 */
GtkWidget *
tl_canvas_entry_get_line (TlCanvasEntry *self)
{
  return self->line;
}

/**
 * tl_canvas_entry_forward:
 *
 * Gives it the key that it was opened by, so that an input method sees that, too.
 *
 * Returns: whether it took it
 */
gboolean
tl_canvas_entry_forward (TlCanvasEntry *self, GtkEventControllerKey *controller)
{
  return gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller)) &&
         gtk_event_controller_key_forward (controller, self->text);
}

/**
 * tl_canvas_entry_go_on:
 *
 * What is in it could not be taken: it is not done with.
 */
void
tl_canvas_entry_go_on (TlCanvasEntry *self)
{
  self->is_done = FALSE;
}
