/* tl-wrap-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-wrap-layout.h"

struct _TlWrapLayout
{
  GtkLayoutManager parent_instance;

  int              spacing;
};

G_DEFINE_FINAL_TYPE (TlWrapLayout, tl_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* How wide a child is on a line of its own, and how high then. */
static void
measure (GtkWidget *child, int width, int extra, GtkAllocation *at)
{
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &at->width, NULL, NULL);
  at->width = MAX (MIN (at->width, width), least) + extra;
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, at->width, NULL, &at->height, NULL, NULL);
}

/* Goes through the children line by line; places them where @place is set, as high as their line. What expands shares
 * what a line has left. Returns the height of all lines. */
static int
walk (TlWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  gboolean   rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *next;
  int        y = 0;

  for (GtkWidget *first = gtk_widget_get_first_child (widget); first; first = next)
    {
      int x = 0, high = 0, n_expand = 0, extra = 0;

      for (next = first; next; next = gtk_widget_get_next_sibling (next))
        {
          GtkAllocation at;

          if (!gtk_widget_should_layout (next))
            continue;
          measure (next, width, 0, &at);
          if (x > 0 && x + self->spacing + at.width > width)
            break;
          x += (x > 0 ? self->spacing : 0) + at.width;
          high = MAX (high, at.height);
          n_expand += gtk_widget_compute_expand (next, GTK_ORIENTATION_HORIZONTAL);
        }
      if (x == 0)
        continue;
      if (n_expand > 0 && width < G_MAXINT)
        extra = MAX (width - x, 0) / n_expand;
      x = 0;
      for (GtkWidget *child = first; place && child != next; child = gtk_widget_get_next_sibling (child))
        {
          GtkAllocation at;

          if (!gtk_widget_should_layout (child))
            continue;
          measure (child, width, gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? extra : 0, &at);
          at.x = rtl ? width - x - at.width : x;
          at.y = y;
          at.height = high;
          gtk_widget_size_allocate (child, &at, -1);
          x += at.width + self->spacing;
        }
      y += high + self->spacing;
    }
  return MAX (y - self->spacing, 0);
}

static void
tl_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                        int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  TlWrapLayout *self = TL_WRAP_LAYOUT (manager);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = walk (self, widget, for_size < 0 ? G_MAXINT : for_size, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += wanted + (*natural > 0 ? self->spacing : 0);
    }
}

static void
tl_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  walk (TL_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static GtkSizeRequestMode
tl_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tl_wrap_layout_class_init (TlWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = tl_wrap_layout_measure;
  layout_class->allocate = tl_wrap_layout_allocate;
  layout_class->get_request_mode = tl_wrap_layout_get_request_mode;
}

static void
tl_wrap_layout_init (TlWrapLayout *self)
{
}

/**
 * tl_wrap_layout_new:
 * @spacing: between children and between lines, in pixels
 *
 * Returns: (transfer full): a layout for gtk_widget_set_layout_manager()
 */
GtkLayoutManager *
tl_wrap_layout_new (int spacing)
{
  TlWrapLayout *self = g_object_new (TL_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
