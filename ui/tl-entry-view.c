/* tl-entry-view.c
 *
 * A text view finds out how high its text is only when it is given a size, and then asks for another, while sizes are
 * still being given out: GTK paints before anyone has answered, and complains. This one asks for no room, as somebody
 * else sees to that, and lays out its text for another size only when the sizes have been given out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-entry-view.h"

struct _TlEntryView
{
  GtkTextView parent_instance;

  int         width, height; /* that its text is laid out for */
  guint       later;
};

G_DEFINE_FINAL_TYPE (TlEntryView, tl_entry_view, GTK_TYPE_TEXT_VIEW)

static void
give (TlEntryView *self, int width, int height)
{
  self->width = width;
  self->height = height;
  GTK_WIDGET_CLASS (tl_entry_view_parent_class)->size_allocate (GTK_WIDGET (self), width, height, -1);
}

static gboolean
give_later (gpointer data)
{
  TlEntryView *self = data;

  self->later = 0;
  give (self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
tl_entry_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
tl_entry_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlEntryView *self = TL_ENTRY_VIEW (widget);

  if (width == self->width && height == self->height)
    give (self, width, height);
  else if (self->later == 0)
    self->later = g_idle_add_full (G_PRIORITY_HIGH_IDLE, give_later, self, NULL);
}

/* Before it has been given a size, there is nothing to paint. */
static void
tl_entry_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  if (TL_ENTRY_VIEW (widget)->width >= 0)
    GTK_WIDGET_CLASS (tl_entry_view_parent_class)->snapshot (widget, snapshot);
}

static void
tl_entry_view_dispose (GObject *object)
{
  g_clear_handle_id (&TL_ENTRY_VIEW (object)->later, g_source_remove);
  G_OBJECT_CLASS (tl_entry_view_parent_class)->dispose (object);
}

static void
tl_entry_view_class_init (TlEntryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_entry_view_dispose;
  widget_class->measure = tl_entry_view_measure;
  widget_class->size_allocate = tl_entry_view_size_allocate;
  widget_class->snapshot = tl_entry_view_snapshot;
}

static void
tl_entry_view_init (TlEntryView *self)
{
  self->width = self->height = -1;
}
