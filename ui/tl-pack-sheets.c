/* tl-pack-sheets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-sheets.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-paint-cairo.h"

#define WIDEST 1180

/* One sheet. It is painted where it can be seen. */
#define TL_TYPE_PACK_SHEET (tl_pack_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TlPackSheet, tl_pack_sheet, TL, PACK_SHEET, GtkWidget)

struct _TlPackSheet
{
  GtkWidget    parent_instance;

  TlPainter   *painter;
  TlPackMade  *made;
  TlPackAbout  about;
};

struct _TlPackSheets
{
  GtkWidget      parent_instance;

  GtkWidget     *scrolled;
  GtkWidget     *box;
  TlPackMade    *made;
  TlPalette      palette;
  TlPackAbout    wanted;
  guint          going; /* a tick: there is a sheet to come into sight */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlPackSheet, tl_pack_sheet, GTK_TYPE_WIDGET)
G_DEFINE_FINAL_TYPE (TlPackSheets, tl_pack_sheets, GTK_TYPE_WIDGET)

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget      *view = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return view == NULL || !gtk_widget_compute_bounds (widget, view, &bounds) ||
         (bounds.origin.y < (float) gtk_widget_get_height (view) && bounds.origin.y + bounds.size.height > 0);
}

static void
tl_pack_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlPackSheet *self = TL_PACK_SHEET (widget);
  int          width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t     *cr;
  double       scale;

  if (self->painter == NULL || width <= 0 || height <= 0 || !is_in_sight (widget))
    return;
  scale = width / tl_scene_get_width (tl_painter_get_scene (self->painter));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_scale (cr, scale, scale);
  tl_painter_paint (self->painter, cr);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
tl_pack_sheet_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tl_pack_sheet_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  TlPackSheet *self = TL_PACK_SHEET (widget);
  TlScene     *scene = self->painter ? tl_painter_get_scene (self->painter) : NULL;
  double       ratio = scene ? tl_scene_get_height (scene) / tl_scene_get_width (scene) : 9.0 / 16;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = WIDEST;
    }
  else
    *minimum = *natural = (int) (ratio * (for_size > 0 ? for_size : 240));
}

static void
tl_pack_sheet_dispose (GObject *object)
{
  TlPackSheet *self = TL_PACK_SHEET (object);

  g_clear_pointer (&self->painter, tl_painter_free);
  g_clear_pointer (&self->made, tl_pack_made_unref);
  G_OBJECT_CLASS (tl_pack_sheet_parent_class)->dispose (object);
}

static void
tl_pack_sheet_class_init (TlPackSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_pack_sheet_dispose;
  widget_class->snapshot = tl_pack_sheet_snapshot;
  widget_class->measure = tl_pack_sheet_measure;
  widget_class->get_request_mode = tl_pack_sheet_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "tl-pack-sheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tl_pack_sheet_init (TlPackSheet *self)
{
}

static void
sheet_take (TlPackSheet *self, TlPackMade *made, guint index, TlPalette palette)
{
  const TlPagedPage *page = tl_pack_book_get (made->book, index);
  const TlPackPage  *of = tl_pack_find (made->pack, tl_pack_book_get_about (made->book, index));
  g_autofree char   *label = g_strdup_printf (_("Sheet %u: %s"), index + 1, of ? of->headline : "");

  tl_pack_made_ref (made);
  g_clear_pointer (&self->made, tl_pack_made_unref);
  g_clear_pointer (&self->painter, tl_painter_free);
  self->made = made;
  self->painter = tl_painter_new (page->scene, palette);
  self->about = tl_pack_book_get_about (made->book, index);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sheet_clicked (GtkGestureClick *click, int n_press, double x, double y, TlPackSheets *self)
{
  TlPackSheet *sheet = TL_PACK_SHEET (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click)));

  g_signal_emit (self, signals[CHOSEN], 0, (guint) sheet->about);
}

static GtkWidget *
sheet_new (TlPackSheets *self)
{
  GtkWidget  *sheet = g_object_new (TL_TYPE_PACK_SHEET, NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (sheet_clicked), self);
  gtk_widget_add_controller (sheet, GTK_EVENT_CONTROLLER (click));
  return sheet;
}

/* What comes into sight is painted then. */
static void
scrolled (TlPackSheets *self)
{
  for (GtkWidget *sheet = gtk_widget_get_first_child (self->box); sheet; sheet = gtk_widget_get_next_sibling (sheet))
    gtk_widget_queue_draw (sheet);
}

static gboolean
go (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TlPackSheets  *self = TL_PACK_SHEETS (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child; child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (TL_PACK_SHEET (child)->about != self->wanted)
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
  self->going = 0;
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
  GtkWidget *clamp = adw_clamp_new ();

  self->scrolled = gtk_scrolled_window_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->box, "tl-pack-stack");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST + 48);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST + 48);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), "value-changed",
                           G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
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
      sheet_take (TL_PACK_SHEET (child), self->made, i, self->palette);
      child = gtk_widget_get_next_sibling (child);
    }
  while (child)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (GTK_BOX (self->box), child);
      child = next;
    }
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
