/* tl-fix-cards.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-cards.h"

#include "tl-parts.h"

struct _TlFixCards
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TlFixCards, tl_fix_cards, GTK_TYPE_LAYOUT_MANAGER)

#define SPACING 18
#define CARD_MIN 380

static guint
count_cards (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child);
  return n;
}

static int
least_width (GtkWidget *widget)
{
  int most = (int) (CARD_MIN * MAX (tl_part_text_factor (), 1));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int least;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      most = MAX (most, least);
    }
  return most;
}

/* Whether all of them stand in one row; sets how wide each is. */
static gboolean
is_row (GtkWidget *widget, int width, int *card)
{
  int n = (int) MAX (count_cards (widget), 1);

  *card = (width - (n - 1) * SPACING) / n;
  if (n == 1 || *card >= least_width (widget))
    return TRUE;
  *card = width;
  return FALSE;
}

static void
tl_fix_cards_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  gboolean row = FALSE;
  int      card = -1;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    row = is_row (widget, for_size, &card);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, card, &least, &wanted, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL || row)
        {
          *minimum = MAX (*minimum, orientation == GTK_ORIENTATION_VERTICAL ? wanted : least);
          *natural = row ? MAX (*natural, wanted) : *natural + wanted + (*natural > 0 ? SPACING : 0);
        }
      else
        {
          *minimum += wanted + (*minimum > 0 ? SPACING : 0);
          *natural = *minimum;
        }
    }
  *natural = MAX (*natural, *minimum);
}

static void
tl_fix_cards_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int      card;
  gboolean row = is_row (widget, width, &card);
  int      x = 0;
  int      y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation at = { x, y, card, height };

      if (!gtk_widget_should_layout (child))
        continue;
      if (!row)
        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, card, NULL, &at.height, NULL, NULL);
      if (rtl)
        at.x = width - x - card;
      gtk_widget_size_allocate (child, &at, -1);
      if (row)
        x += card + SPACING;
      else
        y += at.height + SPACING;
    }
}

static GtkSizeRequestMode
tl_fix_cards_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tl_fix_cards_class_init (TlFixCardsClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = tl_fix_cards_measure;
  layout_class->allocate = tl_fix_cards_allocate;
  layout_class->get_request_mode = tl_fix_cards_get_request_mode;
}

static void
tl_fix_cards_init (TlFixCards *self)
{
}

/**
 * tl_fix_cards_new:
 *
 * Returns: (transfer full): a layout for gtk_widget_set_layout_manager()
 */
GtkLayoutManager *
tl_fix_cards_new (void)
{
  return g_object_new (TL_TYPE_FIX_CARDS, NULL);
}
