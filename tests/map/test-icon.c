/* test-icon.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-icon.h"

static GArray *
parse (const char *d, gboolean good)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (TlStep));

  g_assert_cmpint (tl_icon_parse_path (d, steps), ==, good);
  return steps;
}

static void
test_lines (void)
{
  g_autoptr (GArray) steps = parse ("m1 2 3,4-1.5.5H9v-3z l1 1", TRUE);
  const double       expected[][2] = { { 1, 2 }, { 4, 6 }, { 2.5, 6.5 }, { 9, 6.5 }, { 9, 3.5 }, { 0, 0 }, { 2, 3 } };

  g_assert_cmpuint (steps->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < steps->len; i++)
    {
      const TlStep *step = &g_array_index (steps, TlStep, i);

      g_assert_cmpint (step->type, ==, i == 0 ? TL_STEP_MOVE : i == 5 ? TL_STEP_CLOSE : TL_STEP_LINE);
      if (step->type == TL_STEP_CLOSE)
        continue;
      g_assert_cmpfloat_with_epsilon (step->x, expected[i][0], 1e-12);
      g_assert_cmpfloat_with_epsilon (step->y, expected[i][1], 1e-12);
    }
}

static void
test_curves (void)
{
  g_autoptr (GArray) steps = parse ("M0 0C1 1 2 1 3 0S5-1 6 0Q7 3 9 0", TRUE);
  const TlStep      *smooth = &g_array_index (steps, TlStep, 2);
  const TlStep      *quad = &g_array_index (steps, TlStep, 3);

  g_assert_cmpuint (steps->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (smooth->x1, 4, 1e-12);
  g_assert_cmpfloat_with_epsilon (smooth->y1, -1, 1e-12);
  g_assert_cmpfloat_with_epsilon (quad->x1, 6 + 2.0 / 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (quad->y2, 2, 1e-12);
}

static void
test_arcs (void)
{
  /* Half a circle of radius 5 round (5, 0), its flags run together with the numbers. */
  g_autoptr (GArray) steps = parse ("M0 0a5 5 0 0110 0", TRUE);

  g_assert_cmpuint (steps->len, ==, 3);
  for (guint i = 1; i < steps->len; i++)
    {
      const TlStep *step = &g_array_index (steps, TlStep, i);

      g_assert_cmpint (step->type, ==, TL_STEP_CURVE);
      g_assert_cmpfloat_with_epsilon (hypot (step->x - 5, step->y), 5, 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (g_array_index (steps, TlStep, 1).y, -5, 1e-9);
  g_assert_cmpfloat_with_epsilon (g_array_index (steps, TlStep, 2).x, 10, 1e-9);
}

static void
test_wrong (void)
{
  const char *const wrong[] = { "1 2", "M1", "M0 0L", "M0 0X1 1", "M0 0C1 1 2 2 3", "M0 0a5 5 0 2 0 1 1",
                                "M0 0Z1 1", "Mnan 0" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GArray) steps = parse (wrong[i], FALSE);

      g_assert_cmpuint (steps->len, <=, 2);
    }
}

static void
test_channels (void)
{
  const char *const icons[] = {
    "channel-web", "channel-phone", "channel-email", "channel-chat", "channel-app", "channel-post", "channel-shop",
    "channel-courier", "channel-person", "channel-social", "channel-sms", "channel-paper", "channel-machine",
    "channel-other", "pain", "delight", "quote", "fix-both", "fix-grows", "fix-saves", "fix-trap", "fix-hurts",
    "fix-none",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      g_autoptr (TlScene) scene = tl_scene_new ();
      const TlItem       *item;

      tl_scene_begin (scene, TL_ROLE_ROOT, NULL, NULL, NULL);
      g_test_message ("%s", icons[i]);
      g_assert_true (tl_icon_draw (scene, icons[i], 100, 200, 32, TL_COLOUR_ICON));
      tl_scene_end (scene);
      item = tl_scene_get_item (scene, 0);
      g_assert_cmpint (item->type, ==, TL_ITEM_PATH);
      /* On the grid, and of a size to be seen. */
      g_assert_cmpfloat (item->box.x, >=, 100);
      g_assert_cmpfloat (item->box.y, >=, 200);
      g_assert_cmpfloat (item->box.x + item->box.width, <=, 132);
      g_assert_cmpfloat (item->box.y + item->box.height, <=, 232);
      g_assert_cmpfloat (item->box.width, >=, 16);
    }
  g_assert_cmpstr (tl_icon_for_channel ("Web shop"), ==, "channel-web");
  g_assert_cmpstr (tl_icon_for_channel ("PHONE"), ==, "channel-phone");
  g_assert_cmpstr (tl_icon_for_channel ("E-Mail"), ==, "channel-email");
  g_assert_cmpstr (tl_icon_for_channel ("carrier"), ==, "channel-courier");
  g_assert_cmpstr (tl_icon_for_channel ("telepathy machine"), ==, "channel-phone");
  g_assert_cmpstr (tl_icon_for_channel ("pigeon"), ==, "channel-other");
  g_assert_cmpstr (tl_icon_for_channel (""), ==, "channel-other");
  g_assert_cmpstr (tl_icon_for_channel (NULL), ==, "channel-other");
}

static void
test_unknown (void)
{
  g_autoptr (TlScene) scene = tl_scene_new ();

  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, NULL, NULL);
  g_assert_false (tl_icon_draw (scene, "no-such-icon", 0, 0, 16, TL_COLOUR_ICON));
  g_assert_false (tl_icon_draw (scene, "no-such-icon", 0, 0, 16, TL_COLOUR_ICON));
  tl_scene_end (scene);
  g_assert_cmpuint (tl_scene_n_items (scene), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/icon/lines", test_lines);
  g_test_add_func ("/map/icon/curves", test_curves);
  g_test_add_func ("/map/icon/arcs", test_arcs);
  g_test_add_func ("/map/icon/wrong", test_wrong);
  g_test_add_func ("/map/icon/channels", test_channels);
  g_test_add_func ("/map/icon/unknown", test_unknown);
  return g_test_run ();
}
