/* test-scene.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-scene.h"

static const TlPen solid = { .fill = TL_COLOUR_INK };

/* A card with a pain in it, and a ribbon that passes over an empty corner. */
static TlScene *
make_scene (void)
{
  TlScene *scene = tl_scene_new ();

  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, "Map", NULL);
  tl_scene_rect (scene, (TlBox) { 0, 0, 400, 300 }, 0, (TlPen) { .fill = TL_COLOUR_PAPER });
  tl_scene_begin (scene, TL_ROLE_TRANSITION, "a-b", "A to B", NULL);
  tl_scene_hit_shape (scene);
  tl_scene_path_begin (scene, solid);
  tl_scene_move_to (scene, 200, 100);
  tl_scene_curve_to (scene, 250, 100, 250, 200, 300, 200);
  tl_scene_line_to (scene, 300, 210);
  tl_scene_curve_to (scene, 250, 210, 250, 110, 200, 110);
  tl_scene_close_path (scene);
  tl_scene_path_end (scene);
  tl_scene_end (scene);
  tl_scene_begin (scene, TL_ROLE_STAGE, "a", "A", "ten visits");
  tl_scene_rect (scene, (TlBox) { 50, 50, 150, 100 }, 8, solid);
  tl_scene_begin (scene, TL_ROLE_PAIN, "p", "Pain", NULL);
  tl_scene_rect (scene, (TlBox) { 60, 90, 100, 30 }, 4, solid);
  tl_scene_end (scene);
  tl_scene_end (scene);
  tl_scene_end (scene);
  tl_scene_set_size (scene, 400, 300);
  return scene;
}

static guint
hit (TlScene *scene, double x, double y)
{
  return tl_scene_hit (scene, x, y,
                       TL_ROLE_BIT (TL_ROLE_STAGE) | TL_ROLE_BIT (TL_ROLE_PAIN) | TL_ROLE_BIT (TL_ROLE_TRANSITION));
}

static void
test_groups (void)
{
  g_autoptr (TlScene) scene = make_scene ();
  const TlGroup      *stage = tl_scene_get_group (scene, tl_scene_find_group (scene, TL_ROLE_STAGE, "a"));
  const TlGroup      *pain = tl_scene_get_group (scene, tl_scene_find_group (scene, TL_ROLE_PAIN, "p"));

  g_assert_cmpuint (tl_scene_n_groups (scene), ==, 4);
  g_assert_cmpstr (stage->id, ==, "stage-a");
  g_assert_cmpstr (stage->desc, ==, "ten visits");
  g_assert_cmpuint (pain->parent, ==, 2);
  g_assert_cmpuint (stage->first_item, ==, 2);
  g_assert_cmpuint (stage->end_item, ==, 4);
  g_assert_cmpuint (stage->end_group, ==, 4);
  g_assert_cmpfloat (stage->bounds.x, ==, 50);
  g_assert_cmpfloat (stage->bounds.width, ==, 150);
  g_assert_cmpuint (tl_scene_find_group (scene, TL_ROLE_STAGE, "b"), ==, TL_SCENE_NONE);
  g_assert_cmpuint (tl_scene_find_group (scene, TL_ROLE_PAIN, "a"), ==, TL_SCENE_NONE);
}

static void
test_hit (void)
{
  g_autoptr (TlScene) scene = make_scene ();

  g_assert_cmpuint (hit (scene, 70, 100), ==, tl_scene_find_group (scene, TL_ROLE_PAIN, "p"));
  g_assert_cmpuint (hit (scene, 190, 60), ==, tl_scene_find_group (scene, TL_ROLE_STAGE, "a"));
  g_assert_cmpuint (hit (scene, 10, 10), ==, TL_SCENE_NONE);
  /* The ribbon where it runs, and not in the corner of its bounds. */
  g_assert_cmpuint (hit (scene, 250, 155), ==, tl_scene_find_group (scene, TL_ROLE_TRANSITION, "a-b"));
  g_assert_cmpuint (hit (scene, 290, 120), ==, TL_SCENE_NONE);
  g_assert_cmpuint (tl_scene_hit (scene, 70, 100, TL_ROLE_BIT (TL_ROLE_STAGE)), ==,
                    tl_scene_find_group (scene, TL_ROLE_STAGE, "a"));
}

static void
test_ids (void)
{
  g_autoptr (TlScene)    scene = tl_scene_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *const      things[] = { "a", "a", "a-2", "a", NULL, NULL };

  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (things); i++)
    {
      tl_scene_begin (scene, TL_ROLE_STAGE, things[i], NULL, NULL);
      tl_scene_end (scene);
    }
  tl_scene_end (scene);
  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    g_assert_true (g_hash_table_add (seen, (gpointer) tl_scene_get_group (scene, i)->id));
  g_assert_cmpstr (tl_scene_get_group (scene, 1)->id, ==, "stage-a");
}

static void
test_mirror (void)
{
  g_autoptr (TlScene) scene = make_scene ();
  TlText              text = { "Word", { 14, 400, FALSE }, TL_ANCHOR_START, 20, 40, FALSE, { 20, 28, 50, 16 } };
  const TlItem       *item;

  tl_scene_mirror (scene);
  g_assert_cmpuint (hit (scene, 400 - 70, 100), ==, tl_scene_find_group (scene, TL_ROLE_PAIN, "p"));
  g_assert_cmpuint (hit (scene, 400 - 250, 155), ==, tl_scene_find_group (scene, TL_ROLE_TRANSITION, "a-b"));
  g_clear_pointer (&scene, tl_scene_unref);

  scene = tl_scene_new ();
  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, NULL, NULL);
  tl_scene_text (scene, &text, TL_COLOUR_INK);
  tl_scene_end (scene);
  tl_scene_set_size (scene, 400, 300);
  tl_scene_mirror (scene);
  item = tl_scene_get_item (scene, 0);
  g_assert_cmpint (item->text.anchor, ==, TL_ANCHOR_END);
  g_assert_cmpfloat (item->text.x, ==, 380);
  g_assert_cmpfloat (item->text.room.x, ==, 330);
  tl_scene_mirror (scene);
  g_assert_cmpint (item->text.anchor, ==, TL_ANCHOR_START);
  g_assert_cmpfloat (item->text.x, ==, 20);
}

static void
test_bounds (void)
{
  g_autoptr (TlScene) scene = tl_scene_new ();
  TlBox               box;

  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, NULL, NULL);
  tl_scene_circle (scene, 50, 60, 10, (TlPen) { .stroke = TL_COLOUR_INK, .stroke_width = 4 });
  tl_scene_end (scene);
  box = tl_item_get_bounds (tl_scene_get_item (scene, 0));
  g_assert_cmpfloat (box.x, ==, 38);
  g_assert_cmpfloat (box.y, ==, 48);
  g_assert_cmpfloat (box.width, ==, 24);
  g_assert_cmpfloat (tl_scene_get_group (scene, 0)->bounds.height, ==, 24);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/scene/groups", test_groups);
  g_test_add_func ("/map/scene/hit", test_hit);
  g_test_add_func ("/map/scene/ids", test_ids);
  g_test_add_func ("/map/scene/mirror", test_mirror);
  g_test_add_func ("/map/scene/bounds", test_bounds);
  return g_test_run ();
}
