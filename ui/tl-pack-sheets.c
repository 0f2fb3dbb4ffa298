/* tl-pack-sheets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-sheets.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-sheet-picture.h"

#define WIDEST 1180
#define LEAST 240

struct _TlPackSheets
{
  GtkWidget      parent_instance;

  GtkWidget     *scrolled;
  GtkWidget     *box;
  TlPackMade    *made;
  TlPalette      palette;
  TlPackAbout    wanted;
  guint          going;   /* a tick: there is a sheet to come into sight */
  guint          looking; /* a tick: it is to be found out which sheets are in sight */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlPackSheets, tl_pack_sheets, GTK_TYPE_WIDGET)

static TlPackAbout
get_about (GtkWidget *sheet)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (sheet), "about"));
}

/* What is near is painted before it is scrolled to; what is far away keeps no picture. */
static gboolean
look (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TlPackSheets *self = TL_PACK_SHEETS (widget);
  float         height = (float) gtk_widget_get_height (self->scrolled);

  self->looking = 0;
  for (GtkWidget *sheet = gtk_widget_get_first_child (self->box); sheet; sheet = gtk_widget_get_next_sibling (sheet))
    {
      graphene_rect_t bounds;
      gboolean        near = gtk_widget_get_height (sheet) > 0 && gtk_widget_compute_bounds (sheet, self->scrolled, &bounds) &&
                             bounds.origin.y < 1.5f * height && bounds.origin.y + bounds.size.height > -0.5f * height;

      tl_sheet_picture_set_in_sight (TL_SHEET_PICTURE (sheet), near);
    }
  return G_SOURCE_REMOVE;
}

static void
look_soon (TlPackSheets *self)
{
  if (self->looking == 0)
    self->looking = gtk_widget_add_tick_callback (GTK_WIDGET (self), look, NULL, NULL);
}

static void
sheet_take (GtkWidget *sheet, TlPackMade *made, guint index, TlPalette palette)
{
  TlPackAbout       about = tl_pack_book_get_about (made->book, index);
  const TlPackPage *of = tl_pack_find (made->pack, about);
  g_autofree char  *label = g_strdup_printf (_("Sheet %u: %s"), index + 1, of ? of->headline : "");

  g_object_set_data (G_OBJECT (sheet), "about", GUINT_TO_POINTER (about));
  tl_sheet_picture_set_scene (TL_SHEET_PICTURE (sheet), tl_pack_book_get (made->book, index)->scene, palette);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sheet), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
sheet_clicked (GtkGestureClick *click, int n_press, double x, double y, TlPackSheets *self)
{
  GtkWidget *sheet = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  gtk_widget_grab_focus (self->scrolled);
  g_signal_emit (self, signals[CHOSEN], 0, (guint) get_about (sheet));
}

static GtkWidget *
sheet_new (TlPackSheets *self)
{
  GtkWidget  *sheet = tl_sheet_picture_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  tl_sheet_picture_set_widths (TL_SHEET_PICTURE (sheet), LEAST, WIDEST);
  tl_sheet_picture_set_in_sight (TL_SHEET_PICTURE (sheet), FALSE);
  gtk_widget_add_css_class (sheet, "tl-pack-sheet");
  g_signal_connect (click, "released", G_CALLBACK (sheet_clicked), self);
  gtk_widget_add_controller (sheet, GTK_EVENT_CONTROLLER (click));
  return sheet;
}

static gboolean
go (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TlPackSheets  *self = TL_PACK_SHEETS (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child; child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (get_about (child) != self->wanted)
        continue;
      if (gtk_widget_get_height (child) == 0 || !gtk_widget_compute_bounds (child, self->box, &bounds))
        return G_SOURCE_CONTINUE;
      gtk_adjustment_set_value (adjustment, bounds.origin.y);
      break;
    }
  self->going = 0;
  return G_SOURCE_REMOVE;
}

static void
tl_pack_sheets_dispose (GObject *object)
{
  TlPackSheets *self = TL_PACK_SHEETS (object);

  if (self->going)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->going);
  if (self->looking)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->looking);
  self->going = self->looking = 0;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->made, tl_pack_made_unref);
  G_OBJECT_CLASS (tl_pack_sheets_parent_class)->dispose (object);
}

static void
tl_pack_sheets_class_init (TlPackSheetsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_pack_sheets_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tl-pack-sheets");

  /**
   * TlPackSheets::chosen:
   * @about: a #TlPackAbout: of the sheet that was clicked
   */
  signals[CHOSEN] = g_signal_new ("chosen", TL_TYPE_PACK_SHEETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_UINT);
}

static void
tl_pack_sheets_init (TlPackSheets *self)
{
  GtkWidget     *clamp = adw_clamp_new ();
  GtkAdjustment *adjustment;

  self->scrolled = gtk_scrolled_window_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->box, "tl-pack-stack");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST + 48);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST + 48);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  /* With the focus here, the arrows and Page Up and Down scroll. */
  gtk_widget_set_focusable (self->scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sheets"), -1);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
}

/**
 * tl_pack_sheets_new:
 *
 * Returns: (transfer floating): room for sheets, with none yet
 */
GtkWidget *
tl_pack_sheets_new (void)
{
  return g_object_new (TL_TYPE_PACK_SHEETS, NULL);
}

static void
show (TlPackSheets *self)
{
  guint      n = self->made ? tl_pack_book_n_sheets (self->made->book) : 0;
  GtkWidget *child = gtk_widget_get_first_child (self->box);

  for (guint i = 0; i < n; i++)
    {
      if (child == NULL)
        {
          child = sheet_new (self);
          gtk_box_append (GTK_BOX (self->box), child);
        }
      sheet_take (child, self->made, i, self->palette);
      child = gtk_widget_get_next_sibling (child);
    }
  while (child)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (GTK_BOX (self->box), child);
      child = next;
    }
  look_soon (self);
}

/**
 * tl_pack_sheets_set_made:
 * @made: (nullable): what is shown; where one looks stays
 */
void
tl_pack_sheets_set_made (TlPackSheets *self, TlPackMade *made)
{
  g_return_if_fail (TL_IS_PACK_SHEETS (self));
  if (made)
    tl_pack_made_ref (made);
  g_clear_pointer (&self->made, tl_pack_made_unref);
  self->made = made;
  show (self);
}

/**
 * tl_pack_sheets_set_palette:
 */
void
tl_pack_sheets_set_palette (TlPackSheets *self, TlPalette palette)
{
  g_return_if_fail (TL_IS_PACK_SHEETS (self));
  self->palette = palette;
  show (self);
}

/**
 * tl_pack_sheets_go_to:
 *
 * Brings the first sheet of a page into sight, where it has one.
 */
void
tl_pack_sheets_go_to (TlPackSheets *self, TlPackAbout about)
{
  g_return_if_fail (TL_IS_PACK_SHEETS (self));
  self->wanted = about;
  if (self->going == 0)
    self->going = gtk_widget_add_tick_callback (GTK_WIDGET (self), go, NULL, NULL);
}

/**
 * tl_pack_sheets_get_n:
 *
 * Returns: how many sheets there are
 */
guint
tl_pack_sheets_get_n (TlPackSheets *self)
{
  g_return_val_if_fail (TL_IS_PACK_SHEETS (self), 0);
  return self->made ? tl_pack_book_n_sheets (self->made->book) : 0;
}

/**
 * tl_pack_sheets_are_painted:
 *
 * Returns: whether every sheet in sight shows what was made last
 */
gboolean
tl_pack_sheets_are_painted (TlPackSheets *self)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (TL_IS_PACK_SHEETS (self), FALSE);
  for (GtkWidget *sheet = gtk_widget_get_first_child (self->box); sheet; sheet = gtk_widget_get_next_sibling (sheet))
    if (gtk_widget_compute_bounds (sheet, self->scrolled, &bounds) && bounds.origin.y + bounds.size.height > 0 &&
        bounds.origin.y < (float) gtk_widget_get_height (self->scrolled) &&
        !tl_sheet_picture_is_painted (TL_SHEET_PICTURE (sheet)))
      return FALSE;
  return TRUE;
}
