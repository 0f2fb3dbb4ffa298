/* tl-records-view-list.c: the list itself: rows, keys, and what is dragged out of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-records-view-private.h"

#include <glib/gi18n-lib.h>

#include "tl-phrase.h"
#include "tl-records-row.h"

static void
row_pressed (GtkGestureClick *gesture, int n_press, double x, double y, GtkListItem *item)
{
  TlRecordsView *self = g_object_get_data (G_OBJECT (item), "view");
  GtkWidget     *row = gtk_list_item_get_child (item);
  double         here_x, here_y;

  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->model), gtk_list_item_get_position (item), TRUE);
  gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &here_x, &here_y);
  _tl_records_view_pop_up_menu (self, here_x, here_y);
}

static GdkContentProvider *
prepare_drag (GtkDragSource *source, double x, double y, GtkListItem *item)
{
  TlRecordsView *self = g_object_get_data (G_OBJECT (item), "view");

  if (self->session == NULL || !tl_session_can_edit (self->session))
    return NULL;
  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->model), gtk_list_item_get_position (item), TRUE);
  return gdk_content_provider_new_typed (TL_TYPE_RECORDS_MODEL, self->model);
}

static void
drag_begun (GtkDragSource *source, GdkDrag *drag, GtkListItem *item)
{
  TlRecordsView   *self = g_object_get_data (G_OBJECT (item), "view");
  guint            n = tl_records_model_n_selected (self->model);
  g_autofree char *number = tl_phrase_count (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s record", "%s records", n), number);
  GtkWidget       *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "tl-dragged");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

static void
set_up_row (GtkListItemFactory *factory, GtkListItem *item, TlRecordsView *self)
{
  GtkWidget     *row = tl_records_row_new ();
  GtkGesture    *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  g_object_set_data (G_OBJECT (item), "view", self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (row_pressed), item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (drag, "prepare", G_CALLBACK (prepare_drag), item, 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begun), item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  gtk_list_item_set_child (item, row);
}

static void
bind_row (GtkListItemFactory *factory, GtkListItem *item, TlRecordsView *self)
{
  if (self->session)
    tl_records_row_bind (TL_RECORDS_ROW (gtk_list_item_get_child (item)), self->session, gtk_list_item_get_item (item),
                         gtk_list_item_get_position (item));
}

static void
unbind_row (GtkListItemFactory *factory, GtkListItem *item, TlRecordsView *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row && self->session)
    tl_records_row_bind (TL_RECORDS_ROW (row), self->session, NULL, GTK_INVALID_LIST_POSITION);
}

/* A double click shows all of it. */
static void
activated (GtkListView *list, guint position, TlRecordsView *self)
{
  g_autoptr (TlRecordsItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const TlRecord           *record = item ? tl_records_item_get_record (item) : NULL;

  if (record)
    tl_records_bar_read (self->bar, record);
}

static void
add_key (GtkEventController *keys, guint key, GdkModifierType state, const char *action, GVariant *parameter)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, state), gtk_named_action_new (action));

  if (parameter)
    gtk_shortcut_set_arguments (shortcut, parameter);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

/* Keys of the list alone: in the search one types. */
static void
add_keys (TlRecordsView *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  add_key (keys, GDK_KEY_a, 0, "records.assign", NULL);
  add_key (keys, GDK_KEY_u, 0, "records.unassign", NULL);
  add_key (keys, GDK_KEY_s, 0, "records.star", NULL);
  add_key (keys, GDK_KEY_Delete, 0, "records.delete", NULL);
  add_key (keys, GDK_KEY_KP_Delete, 0, "records.delete", NULL);
  add_key (keys, GDK_KEY_slash, 0, "records.search", NULL);
  add_key (keys, GDK_KEY_Menu, 0, "records.menu", NULL);
  add_key (keys, GDK_KEY_F10, GDK_SHIFT_MASK, "records.menu", NULL);
  for (int i = 1; i <= TL_RECORDS_TARGETS; i++)
    {
      add_key (keys, (guint) (GDK_KEY_0 + i), 0, "records.assign-recent", g_variant_new_int32 (i));
      add_key (keys, (guint) (GDK_KEY_KP_0 + i), 0, "records.assign-recent", g_variant_new_int32 (i));
    }
  gtk_widget_add_controller (self->list, keys);
}

/**
 * _tl_records_view_make_list:
 *
 * Returns: (transfer floating): the list, with its keys
 */
GtkWidget *
_tl_records_view_make_list (TlRecordsView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), self);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->model)), factory);
  gtk_widget_add_css_class (self->list, "tl-records");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Records"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (activated), self);
  add_keys (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}
