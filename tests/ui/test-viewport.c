/* test-viewport.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-viewport.h"

#include <math.h>

static TlViewport
viewport (double width, double height)
{
  TlViewport view;

  tl_viewport_init (&view);
  tl_viewport_set_picture (&view, 100, 50, width, height);
  view.view_width = 800;
  view.view_height = 600;
  return view;
}

static void
test_zoom_stays (void)
{
  TlViewport view = viewport (2000, 1000);
  double     x, y, view_x, view_y;

  tl_viewport_fit (&view, 20, TRUE, FALSE, 1);
  for (int i = 0; i < 200; i++)
    {
      double at_x = g_test_rand_double_range (200, 600), at_y = g_test_rand_double_range (200, 400);

      tl_viewport_to_picture (&view, at_x, at_y, &x, &y);
      tl_viewport_zoom (&view, g_test_rand_double_range (0.5, 3), at_x, at_y);
      tl_viewport_to_view (&view, x, y, &view_x, &view_y);
      if (x > 100 && x < 2100 && y > 50 && y < 1050)
        {
          g_assert_cmpfloat_with_epsilon (view_x, at_x, 1e-6);
          g_assert_cmpfloat_with_epsilon (view_y, at_y, 1e-6);
        }
    }
}

static void
test_zoom_held (void)
{
  TlViewport view = viewport (2000, 1000);

  tl_viewport_zoom (&view, 1e9, 400, 300);
  g_assert_cmpfloat (view.scale, ==, TL_VIEWPORT_MAX_SCALE);
  tl_viewport_zoom (&view, 0, 400, 300);
  g_assert_cmpfloat (view.scale, ==, TL_VIEWPORT_MIN_SCALE);
  tl_viewport_zoom (&view, NAN, 400, 300);
  g_assert_cmpfloat (view.scale, ==, TL_VIEWPORT_MIN_SCALE);
}

static void
test_fit_whole (void)
{
  TlViewport view = viewport (2000, 1000);
  double     x, y;

  tl_viewport_fit (&view, 20, TRUE, FALSE, 1);
  g_assert_cmpfloat_with_epsilon (view.scale, 0.38, 1e-9);
  tl_viewport_to_view (&view, 100, 50, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 20, 1e-6);
  tl_viewport_to_view (&view, 2100, 1050, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 780, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 300 + 190, 1e-6);
}

/* What cannot be read at full width is begun at its beginning. */
static void
test_fit_legible (void)
{
  TlViewport view = viewport (5000, 1000);
  double     x, y;

  tl_viewport_fit (&view, 20, FALSE, FALSE, 1);
  g_assert_cmpfloat (view.scale, ==, TL_VIEWPORT_PLEASANT);
  tl_viewport_to_view (&view, 100, 50, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 20, 1e-6);
  tl_viewport_fit (&view, 20, FALSE, TRUE, 1);
  tl_viewport_to_view (&view, 5100, 50, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 780, 1e-6);
  view = viewport (300, 200);
  tl_viewport_fit (&view, 20, FALSE, FALSE, 1);
  g_assert_cmpfloat (view.scale, ==, 1);
}

/* However far one pans, some of the picture is left in sight. */
static void
test_pan_held (void)
{
  TlViewport view = viewport (2000, 1000);

  for (int i = 0; i < 4; i++)
    {
      tl_viewport_pan (&view, i % 2 ? 1e7 : -1e7, i / 2 ? 1e7 : -1e7);
      g_assert_true (tl_viewport_sees (&view, 100, 50, 2000, 1000));
    }
}

static void
test_reveal (void)
{
  TlViewport view = viewport (2000, 1000);

  view.x = 100;
  view.y = 50;
  g_assert_false (tl_viewport_reveal (&view, 200, 200, 100, 100, 10));
  g_assert_true (tl_viewport_reveal (&view, 1900, 900, 100, 100, 10));
  g_assert_true (tl_viewport_sees (&view, 1900, 900, 100, 100));
  g_assert_false (tl_viewport_reveal (&view, 1900, 900, 100, 100, 10));
  g_assert_true (tl_viewport_reveal (&view, 110, 60, 5000, 20, 10));
  g_assert_cmpfloat_with_epsilon (view.x, 100, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/zoom-stays", test_zoom_stays);
  g_test_add_func ("/viewport/zoom-held", test_zoom_held);
  g_test_add_func ("/viewport/fit-whole", test_fit_whole);
  g_test_add_func ("/viewport/fit-legible", test_fit_legible);
  g_test_add_func ("/viewport/pan-held", test_pan_held);
  g_test_add_func ("/viewport/reveal", test_reveal);
  return g_test_run ();
}
