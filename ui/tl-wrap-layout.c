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

/* Goes through the children line by line; places them where @place is set. Returns the height of all lines. */
static int
walk (TlWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int      x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation at;
      int           least;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &at.width, NULL, NULL);
      at.width = MAX (MIN (at.width, width), least);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, at.width, NULL, &at.height, NULL, NULL);
      if (x > 0 && x + at.width > width)
        {
          x = 0;
          y += line + self->spacing;
          line = 0;
        }
      /* What expands takes the rest of its line. */
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) && width < G_MAXINT)
        at.width = width - x;
      at.x = rtl ? width - x - at.width : x;
      at.y = y;
      if (place)
        gtk_widget_size_allocate (child, &at, -1);
      x += at.width + self->spacing;
      line = MAX (line, at.height);
    }
  return y + line;
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
