/* tl-two-sides.c
 *
 * What is chosen stands at the side, what comes of it has the rest; folded, it stands above. Nothing changes its parent
 * for that, so that the focus stays where it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-two-sides.h"

#include "tl-parts.h"

struct _TlTwoSides
{
  GtkWidget  parent_instance;

  GtkWidget *side;
  GtkWidget *main;
  int        width; /* of the side, in letters of the usual size */
  int        least; /* narrower than this, both are one under the other */
  gboolean   folded;
};

G_DEFINE_FINAL_TYPE (TlTwoSides, tl_two_sides, GTK_TYPE_WIDGET)

static int
find_side (TlTwoSides *self)
{
  int least;

  gtk_widget_measure (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return MAX (least, (int) (self->width * tl_part_text_factor ()));
}

static int
find_least (TlTwoSides *self)
{
  int main;

  gtk_widget_measure (self->main, GTK_ORIENTATION_HORIZONTAL, -1, &main, NULL, NULL, NULL);
  return MAX (find_side (self) + main, (int) (self->least * tl_part_text_factor ()));
}

static void
tl_two_sides_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  TlTwoSides *self = TL_TWO_SIDES (widget);
  int         side[2], main[2];

  gtk_widget_measure (self->side, orientation, -1, &side[0], &side[1], NULL, NULL);
  gtk_widget_measure (self->main, orientation, -1, &main[0], &main[1], NULL, NULL);
  *minimum = MAX (side[0], main[0]);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? find_side (self) + main[1] : MAX (side[1], main[1]);
  /* Side and main share the height when it is folded; each scrolls, or shrinks. */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0 && for_size < find_least (self))
    *minimum = side[0] + main[0];
  *natural = MAX (*natural, *minimum);
}

static void
tl_two_sides_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlTwoSides *self = TL_TWO_SIDES (widget);
  gboolean    rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int         side = find_side (self);

  self->folded = width < find_least (self);
  if (self->folded)
    {
      int least, natural, most;

      gtk_widget_measure (self->main, GTK_ORIENTATION_VERTICAL, width, &least, &natural, NULL, NULL);
      gtk_widget_measure (self->side, GTK_ORIENTATION_VERTICAL, width, &most, NULL, NULL, NULL);
      most = MAX (least, height - most);
      natural = CLAMP (height * 2 / 5, least, most);
      gtk_widget_size_allocate (self->main, &(GtkAllocation) { 0, 0, width, natural }, -1);
      gtk_widget_size_allocate (self->side, &(GtkAllocation) { 0, natural, width, MAX (height - natural, 0) }, -1);
      return;
    }
  gtk_widget_size_allocate (self->side, &(GtkAllocation) { rtl ? width - side : 0, 0, side, height }, -1);
  gtk_widget_size_allocate (self->main, &(GtkAllocation) { rtl ? 0 : side, 0, width - side, height }, -1);
}

static GtkSizeRequestMode
tl_two_sides_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tl_two_sides_dispose (GObject *object)
{
  TlTwoSides *self = TL_TWO_SIDES (object);

  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->main, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_two_sides_parent_class)->dispose (object);
}

static void
tl_two_sides_class_init (TlTwoSidesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_two_sides_dispose;
  widget_class->measure = tl_two_sides_measure;
  widget_class->size_allocate = tl_two_sides_size_allocate;
  widget_class->get_request_mode = tl_two_sides_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "tl-two-sides");
}

static void
tl_two_sides_init (TlTwoSides *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * tl_two_sides_new:
 * @side: at the side; the focus goes there first
 * @main: has the rest of the room
 * @width: of @side, at the usual size of letters
 * @least: narrower than this, at the usual size of letters, both stand one under the other
 *
 * Returns: (transfer floating): both
 */
GtkWidget *
tl_two_sides_new (GtkWidget *side, GtkWidget *main, int width, int least)
{
  TlTwoSides *self = g_object_new (TL_TYPE_TWO_SIDES, NULL);

  self->side = side;
  self->main = main;
  self->width = width;
  self->least = least;
  gtk_widget_set_parent (side, GTK_WIDGET (self));
  gtk_widget_set_parent (main, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * tl_two_sides_is_folded:
 *
 * Returns: whether they stood one under the other, the last time they were placed
 */
gboolean
tl_two_sides_is_folded (TlTwoSides *self)
{
  g_return_val_if_fail (TL_IS_TWO_SIDES (self), FALSE);
  return self->folded;
}
