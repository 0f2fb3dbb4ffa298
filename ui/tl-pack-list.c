/* tl-pack-list.c
 *
 * A row for each page, in their order; rows stay, and what stands in them changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-list.h"

#include <glib/gi18n-lib.h>

#include "tl-pack-edits.h"
#include "tl-sheet-picture.h"

typedef struct
{
  GtkWidget *row;
  GtkWidget *picture;
  GtkLabel  *name;
  GtkLabel  *where;
  GtkWidget *shown;
} Row;

struct _TlPackList
{
  GtkWidget    parent_instance;

  GtkWidget   *scrolled;
  GtkListBox  *list;
  GtkWidget   *menu;
  TlPackWork  *work;
  TlPalette    palette;
  TlPackAbout  selected;
  TlPackAbout  order[TL_PACK_N_PAGES];
  Row          rows[TL_PACK_N_PAGES];
  gboolean     is_filling;
};

enum
{
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlPackList, tl_pack_list, GTK_TYPE_WIDGET)

static guint
find_place (TlPackList *self, TlPackAbout about)
{
  guint place = 0;

  while (place < TL_PACK_N_PAGES - 1 && self->order[place] != about)
    place++;
  return place;
}

static gboolean
can_edit (TlPackList *self)
{
  TlSession *session = tl_pack_work_get_session (self->work);

  return session && tl_session_can_edit (session);
}

static void
enable_moves (TlPackList *self)
{
  guint    place = find_place (self, self->selected);
  gboolean may = can_edit (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pack.up", may && place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pack.down", may && place < TL_PACK_N_PAGES - 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pack.first", may && place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pack.last", may && place < TL_PACK_N_PAGES - 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pack.shown", gtk_widget_is_sensitive (self->rows[place].shown));
}

static void
move_to (TlPackList *self, TlPackAbout about, guint place)
{
  TlSession  *session = tl_pack_work_get_session (self->work);
  TlPackAbout was;

  if (!can_edit (self) || !tl_pack_edits_move (session, tl_pack_work_get_audience (self->work), about, place))
    return;
  was = self->selected;
  tl_pack_list_update (self);
  tl_pack_list_select (self, about);
  gtk_widget_grab_focus (self->rows[find_place (self, about)].row);
  if (was != about)
    g_signal_emit (self, signals[SELECTED], 0, (guint) about);
}

static void
up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlPackList *self = TL_PACK_LIST (widget);
  guint       place = find_place (self, self->selected);

  if (place > 0)
    move_to (self, self->selected, place - 1);
}

static void
down_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlPackList *self = TL_PACK_LIST (widget);

  move_to (self, self->selected, find_place (self, self->selected) + 1);
}

static void
row_selected (TlPackList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (self->is_filling || row == NULL)
    return;
  self->selected = self->order[gtk_list_box_row_get_index (row)];
  enable_moves (self);
  g_signal_emit (self, signals[SELECTED], 0, (guint) self->selected);
}

static void
shown_toggled (GtkCheckButton *button, TlPackList *self)
{
  TlSession  *session = tl_pack_work_get_session (self->work);
  guint       place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));
  const char *value = gtk_check_button_get_active (button) ? "1" : "0";

  if (self->is_filling || session == NULL)
    return;
  tl_pack_edits_set_page (session, tl_pack_work_get_audience (self->work), self->order[place], TL_PAGE_SHOWN, value,
                          NULL);
  tl_pack_list_update (self);
}

static void
first_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_to (TL_PACK_LIST (widget), TL_PACK_LIST (widget)->selected, 0);
}

static void
last_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_to (TL_PACK_LIST (widget), TL_PACK_LIST (widget)->selected, TL_PACK_N_PAGES - 1);
}

static void
shown_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlPackList *self = TL_PACK_LIST (widget);
  GtkWidget  *check = self->rows[find_place (self, self->selected)].shown;

  if (gtk_widget_is_sensitive (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
}

/* The menu of the selected page: at @x and @y of the list, or at its row. */
static void
show_menu (TlPackList *self, const GdkRectangle *at)
{
  GtkWidget   *row = self->rows[find_place (self, self->selected)].row;
  GdkRectangle place = { 0 };

  if (!can_edit (self) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (at)
    place = *at;
  else
    {
      graphene_rect_t bounds;

      if (!gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
        return;
      place = (GdkRectangle) { (int) bounds.origin.x + 40, (int) (bounds.origin.y + bounds.size.height / 2), 1, 1 };
    }
  /* The row may be scrolled out of sight. */
  place.x = CLAMP (place.x, 0, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 1, 0));
  place.y = CLAMP (place.y, 0, MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 1, 0));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_menu (TL_PACK_LIST (widget), NULL);
}

static void
menu_pressed (GtkGestureClick *click, int n_press, double x, double y, TlPackList *self)
{
  double         down;
  GtkListBoxRow *row;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->list), x, y, &x, &down);
  row = gtk_list_box_get_row_at_y (self->list, (int) down);
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->list), GTK_WIDGET (self), x, down, &x, &y);
  show_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static GtkWidget *
menu_new (void)
{
  static const struct
  {
    const char *label, *action;
  } items[] = { { N_("Move _Up"), "pack.up" },
                { N_("Move _Down"), "pack.down" },
                { N_("Move to the _Beginning"), "pack.first" },
                { N_("Move to the _End"), "pack.last" },
                { N_("_Show or Leave Out"), "pack.shown" } };
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget        *popover;

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    g_menu_append (menu, _(items[i].label), items[i].action);
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  return popover;
}

static GdkContentProvider *
drag_prepare (GtkDragSource *source, double x, double y, TlPackList *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  if (!can_edit (self))
    return NULL;
  return gdk_content_provider_new_typed (G_TYPE_UINT, (guint) self->order[gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))]);
}

static void
drag_begin (GtkDragSource *source, GdkDrag *drag, TlPackList *self)
{
  GtkWidget                 *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, picture, 20, 20);
}

static gboolean
drag_drop (GtkDropTarget *target, const GValue *value, double x, double y, TlPackList *self)
{
  GtkWidget  *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  TlPackAbout about = g_value_get_uint (value);
  guint       place = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (about >= TL_PACK_N_PAGES)
    return FALSE;
  move_to (self, about, place);
  return TRUE;
}

static void
row_init (TlPackList *self, guint place)
{
  Row           *row = &self->rows[place];
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget     *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_UINT, GDK_ACTION_MOVE);

  row->row = gtk_list_box_row_new ();
  row->picture = tl_sheet_picture_new ();
  row->name = GTK_LABEL (gtk_label_new (NULL));
  row->where = GTK_LABEL (gtk_label_new (NULL));
  row->shown = gtk_check_button_new ();
  gtk_widget_set_size_request (row->picture, 64, 36);
  gtk_widget_set_valign (row->picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row->picture, "tl-pack-thumb");
  gtk_label_set_xalign (row->name, 0);
  gtk_label_set_wrap (row->name, TRUE);
  gtk_label_set_wrap_mode (row->name, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (row->where, 0);
  gtk_label_set_ellipsize (row->where, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (row->where), "tl-small");
  gtk_widget_add_css_class (GTK_WIDGET (row->where), "dim-label");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (row->shown, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (row->shown, _("Part of the pack"));
  g_object_set_data (G_OBJECT (row->shown), "place", GUINT_TO_POINTER (place));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (row->name));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (row->where));
  gtk_box_append (GTK_BOX (box), row->picture);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), row->shown);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect (target, "drop", G_CALLBACK (drag_drop), self);
  g_signal_connect (row->shown, "toggled", G_CALLBACK (shown_toggled), self);
  gtk_widget_add_controller (row->row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (row->row, GTK_EVENT_CONTROLLER (target));
  gtk_list_box_append (self->list, row->row);
}

static void
tl_pack_list_dispose (GObject *object)
{
  TlPackList *self = TL_PACK_LIST (object);

  if (self->list)
    g_signal_handlers_disconnect_by_data (self->list, self);
  self->list = NULL;
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (tl_pack_list_parent_class)->dispose (object);
}

static void
tl_pack_list_class_init (TlPackListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_pack_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-pack-list");

  /**
   * TlPackList|pack.up:
   *
   * Puts the selected page before the one above it.
   */
  gtk_widget_class_install_action (widget_class, "pack.up", NULL, up_action);

  /**
   * TlPackList|pack.down:
   *
   * Puts the selected page behind the one below it.
   */
  gtk_widget_class_install_action (widget_class, "pack.down", NULL, down_action);

  /**
   * TlPackList|pack.first:
   *
   * Puts the selected page before all others.
   */
  gtk_widget_class_install_action (widget_class, "pack.first", NULL, first_action);

  /**
   * TlPackList|pack.last:
   *
   * Puts the selected page behind all others.
   */
  gtk_widget_class_install_action (widget_class, "pack.last", NULL, last_action);

  /**
   * TlPackList|pack.shown:
   *
   * Takes the selected page into the pack, or leaves it out.
   */
  gtk_widget_class_install_action (widget_class, "pack.shown", NULL, shown_action);

  /**
   * TlPackList|pack.menu:
   *
   * Shows what can be done with the selected page.
   */
  gtk_widget_class_install_action (widget_class, "pack.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "pack.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "pack.down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, GDK_ALT_MASK, "pack.first", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, GDK_ALT_MASK, "pack.last", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "pack.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "pack.menu", NULL);

  /**
   * TlPackList::selected:
   * @about: a #TlPackAbout
   */
  signals[SELECTED] = g_signal_new ("selected", TL_TYPE_PACK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    1, G_TYPE_UINT);
}

static void
tl_pack_list_init (TlPackList *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->scrolled = gtk_scrolled_window_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "tl-pack-pages");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  for (guint i = 0; i < TL_PACK_N_PAGES; i++)
    row_init (self, i);
  self->menu = menu_new ();
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (menu_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (self->list, "selected-rows-changed", G_CALLBACK (row_selected), self, G_CONNECT_SWAPPED);
}

/**
 * tl_pack_list_new:
 * @work: what it shows the pages of
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
tl_pack_list_new (TlPackWork *work)
{
  TlPackList *self = g_object_new (TL_TYPE_PACK_LIST, NULL);

  self->work = g_object_ref (work);
  tl_pack_find_order (NULL, tl_pack_work_get_audience (work), self->order);
  self->selected = self->order[0];
  return GTK_WIDGET (self);
}

/* Which sheets of the pack a page is on. */
static char *
say_where (TlPackMade *made, TlPackAbout about, gboolean shown, TlScene **scene)
{
  guint first = 0, last = 0;

  *scene = NULL;
  if (made == NULL)
    return g_strdup ("");
  if (tl_pack_find (made->pack, about) == NULL)
    return g_strdup (_("Nothing to say yet"));
  for (guint i = 0; i < tl_pack_book_n_sheets (made->book); i++)
    if (tl_pack_book_get_about (made->book, i) == about)
      {
        first = first ? first : i + 1;
        last = i + 1;
      }
  if (first)
    *scene = tl_pack_book_get (made->book, first - 1)->scene;
  if (!shown)
    return g_strdup (_("Left out"));
  if (first == 0)
    return g_strdup ("");
  return first == last ? g_strdup_printf (_("Sheet %u"), first) : g_strdup_printf (_("Sheets %u to %u"), first, last);
}

static void
row_fill (TlPackList *self, guint place, TlPackMade *made, TlThing *settings)
{
  Row             *row = &self->rows[place];
  TlPackAbout      about = self->order[place];
  TlThing         *page = tl_pack_find_page_settings (settings, about);
  gboolean         shown = page == NULL || !tl_thing_has (page, TL_PAGE_SHOWN) ||
                           tl_thing_get_number (page, TL_PAGE_SHOWN) != 0;
  gboolean         has_words = made == NULL || tl_pack_find (made->pack, about) != NULL;
  TlScene         *scene;
  g_autofree char *where = say_where (made, about, shown, &scene);
  g_autofree char *label = g_strdup_printf (_("“%s” is part of the pack"), tl_pack_get_name (about));

  gtk_label_set_label (row->name, tl_pack_get_name (about));
  gtk_label_set_label (row->where, where);
  tl_sheet_picture_set_scene (TL_SHEET_PICTURE (row->picture), scene, self->palette);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->shown), shown);
  gtk_widget_set_sensitive (row->shown, has_words && can_edit (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->shown), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, tl_pack_get_name (about),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, where, -1);
  if (has_words && shown)
    gtk_widget_remove_css_class (row->row, "tl-pack-off");
  else
    gtk_widget_add_css_class (row->row, "tl-pack-off");
}

/**
 * tl_pack_list_update:
 *
 * Shows what is decided now, and the pages that were made last.
 */
void
tl_pack_list_update (TlPackList *self)
{
  TlSession  *session;
  TlPackMade *made;
  TlThing    *settings;

  g_return_if_fail (TL_IS_PACK_LIST (self));
  session = tl_pack_work_get_session (self->work);
  made = tl_pack_work_get_made (self->work);
  settings = session ? tl_pack_find_settings (tl_session_get_journey (session), tl_pack_work_get_audience (self->work))
                     : NULL;
  if (made && made->pack->audience != tl_pack_work_get_audience (self->work))
    made = NULL;
  tl_pack_find_order (settings, tl_pack_work_get_audience (self->work), self->order);
  self->is_filling = TRUE;
  for (guint i = 0; i < TL_PACK_N_PAGES; i++)
    row_fill (self, i, made, settings);
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (self->rows[find_place (self, self->selected)].row));
  self->is_filling = FALSE;
  enable_moves (self);
}

/**
 * tl_pack_list_set_palette:
 */
void
tl_pack_list_set_palette (TlPackList *self, TlPalette palette)
{
  g_return_if_fail (TL_IS_PACK_LIST (self));
  self->palette = palette;
  tl_pack_list_update (self);
}

/**
 * tl_pack_list_select:
 *
 * Selects a page, without saying so.
 */
void
tl_pack_list_select (TlPackList *self, TlPackAbout about)
{
  g_return_if_fail (TL_IS_PACK_LIST (self) && about < TL_PACK_N_PAGES);
  self->selected = about;
  self->is_filling = TRUE;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (self->rows[find_place (self, about)].row));
  self->is_filling = FALSE;
  enable_moves (self);
}

/**
 * tl_pack_list_get_selected:
 */
TlPackAbout
tl_pack_list_get_selected (TlPackList *self)
{
  g_return_val_if_fail (TL_IS_PACK_LIST (self), TL_PACK_DECISION);
  return self->selected;
}
