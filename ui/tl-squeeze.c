/* tl-squeeze.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-squeeze.h"

struct _TlSqueezeLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TlSqueezeLayout, tl_squeeze_layout, GTK_TYPE_LAYOUT_MANAGER)

/* How narrow a child of the paned can be; of one that is hidden, how narrow it was. */
static int
get_least (GtkWidget *child)
{
  int least = 0;

  if (child == NULL)
    return 0;
  if (!gtk_widget_get_visible (child))
    return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "tl-least"));
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_object_set_data (G_OBJECT (child), "tl-least", GINT_TO_POINTER (least));
  return least;
}

/**
 * tl_squeeze_measure:
 * @paned: a #GtkPaned, from side to side
 * @minimum: (out): as narrow as the wider of those of its children that are shown
 * @natural: (out): as the paned would have it
 *
 * As gtk_widget_measure().
 */
void
tl_squeeze_measure (GtkWidget *paned, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  GtkWidget *start = gtk_paned_get_start_child (GTK_PANED (paned));
  GtkWidget *end = gtk_paned_get_end_child (GTK_PANED (paned));
  int        least;

  gtk_widget_measure (paned, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, least);
  gtk_widget_measure (paned, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  *minimum = MAX (start && gtk_widget_get_visible (start) ? get_least (start) : 0,
                  end && gtk_widget_get_visible (end) ? get_least (end) : 0);
  *natural = MAX (*natural, *minimum);
}

/**
 * tl_squeeze_allocate:
 * @paned: a #GtkPaned
 *
 * Places it. Where it does not fit, it reaches beyond the edge, until one of its children is hidden.
 */
void
tl_squeeze_allocate (GtkWidget *paned, int width, int height)
{
  int least, high;

  gtk_widget_measure (paned, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  width = MAX (width, least);
  gtk_widget_measure (paned, GTK_ORIENTATION_VERTICAL, width, &high, NULL, NULL, NULL);
  gtk_widget_allocate (paned, width, MAX (height, high), -1, NULL);
}

/**
 * tl_squeeze_get_need:
 * @paned: a #GtkPaned
 *
 * Returns: how wide it would have to be for both of its children, whether they are shown or not
 */
int
tl_squeeze_get_need (GtkWidget *paned)
{
  return get_least (gtk_paned_get_start_child (GTK_PANED (paned))) +
         get_least (gtk_paned_get_end_child (GTK_PANED (paned))) + 1;
}

static void
tl_squeeze_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  if (gtk_widget_get_first_child (widget))
    tl_squeeze_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural);
}

static void
tl_squeeze_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  if (gtk_widget_get_first_child (widget))
    tl_squeeze_allocate (gtk_widget_get_first_child (widget), width, height);
}

static void
tl_squeeze_layout_class_init (TlSqueezeLayoutClass *klass)
{
  GTK_LAYOUT_MANAGER_CLASS (klass)->measure = tl_squeeze_layout_measure;
  GTK_LAYOUT_MANAGER_CLASS (klass)->allocate = tl_squeeze_layout_allocate;
}

static void
tl_squeeze_layout_init (TlSqueezeLayout *self)
{
}

/**
 * tl_squeeze_layout_new:
 *
 * Returns: (transfer full): the layout of a widget whose only child is a #GtkPaned
 */
GtkLayoutManager *
tl_squeeze_layout_new (void)
{
  return g_object_new (TL_TYPE_SQUEEZE_LAYOUT, NULL);
}
