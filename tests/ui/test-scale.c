/* test-scale.c: the scale of the bars, and the columns beside them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-fix-columns.h"

static void
test_linear (void)
{
  static const double values[] = { 785, -42, -155 };
  TlFixScale          scale;

  tl_fix_scale_init (&scale, values, G_N_ELEMENTS (values));
  g_assert_false (scale.logarithmic);
  g_assert_cmpfloat (tl_fix_scale_place (&scale, 785), ==, 1);
  g_assert_cmpfloat (tl_fix_scale_place (&scale, -155), ==, 0);
  g_assert_cmpfloat_with_epsilon (tl_fix_scale_place (&scale, 0), 155.0 / 940, 1e-12);
}

static void
test_logarithmic (void)
{
  static const double values[] = { 1e6, 400, -300, 0 };
  TlFixScale          scale;
  double              zero;

  tl_fix_scale_init (&scale, values, G_N_ELEMENTS (values));
  g_assert_true (scale.logarithmic);
  zero = tl_fix_scale_place (&scale, 0);
  /* What would be nothing on a plain scale can be seen, on its own side of 0. */
  g_assert_cmpfloat (tl_fix_scale_place (&scale, 400), >, zero + 0.05);
  g_assert_cmpfloat (tl_fix_scale_place (&scale, -300), <, zero - 0.05);
  g_assert_cmpfloat (tl_fix_scale_place (&scale, 1e6), ==, 1);
}

static void
test_degenerate (void)
{
  static const double odd[] = { NAN, INFINITY, 0 };
  TlFixScale          scale;

  tl_fix_scale_init (&scale, NULL, 0);
  g_assert_cmpfloat (tl_fix_scale_place (&scale, 7), ==, 0);
  tl_fix_scale_init (&scale, odd, G_N_ELEMENTS (odd));
  g_assert_cmpfloat (tl_fix_scale_place (&scale, 0), ==, 0);
  g_assert_cmpfloat (tl_fix_scale_place (&scale, NAN), ==, 0);
}

/* Whatever the width, nothing stands on anything else, and the combined impact is always there. */
static void
test_columns (void)
{
  TlFixColumns columns;
  guint        shown_before = 0;

  tl_fix_columns_init (&columns);
  columns.title = 260;
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    {
      columns.widths[column] = 70;
      columns.used[column] = TRUE;
    }
  for (int width = 360; width < 2400; width += 7)
    {
      TlFixPlaces places;
      guint       shown = 0;
      int         end;

      tl_fix_columns_place (&columns, width, &places);
      g_assert_cmpint (places.title + places.title_width, <, places.bar);
      end = places.bar + places.bar_width;
      for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
        if (places.shown[column])
          {
            g_assert_cmpint (places.x[column], >, end);
            end = places.x[column] + columns.widths[column];
            shown++;
          }
      g_assert_true (places.shown[TL_COLUMN_IMPACT]);
      g_assert_cmpint (end, <=, width);
      g_assert_cmpuint (shown, >=, shown_before);
      shown_before = shown;
    }
  g_assert_cmpuint (shown_before, ==, TL_N_COLUMNS);
  tl_fix_columns_clear (&columns);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/linear", test_linear);
  g_test_add_func ("/scale/logarithmic", test_logarithmic);
  g_test_add_func ("/scale/degenerate", test_degenerate);
  g_test_add_func ("/scale/columns", test_columns);
  return g_test_run ();
}
