/* test-layout.c: proves from the scene that nothing collides
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "map-checks.h"
#include "map-journeys.h"
#include "tl-open.h"

static void
check_journey (TlJourney *journey, const TlMapOptions *options)
{
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  g_autoptr (TlScene)   scene = tl_map_layout (journey, figures, options);
  g_autoptr (TlScene)   bare = tl_map_layout (journey, NULL, options);

  check_scene (scene);
  check_scene (bare);
  for (guint i = 0; i < tl_thing_n (tl_journey_get_root (journey), TL_KIND_STAGE); i++)
    {
      const char *id = tl_thing_get_id (tl_thing_nth (tl_journey_get_root (journey), TL_KIND_STAGE, i));

      g_assert_cmpuint (tl_scene_find_group (scene, TL_ROLE_STAGE, id), !=, TL_SCENE_NONE);
      g_assert_cmpuint (tl_scene_find_group (bare, TL_ROLE_STAGE, id), !=, TL_SCENE_NONE);
    }
}

static void
test_shapes (gconstpointer data)
{
  const char *const *titles = data;
  const guint        sizes[] = { 1, 2, 3, 5, 8, 20, 60 };
  gsize              n_sizes = titles == long_titles ? 7 : 6;

  for (gsize i = 0; i < n_sizes; i++)
    for (int columns = 0; columns < 2; columns++)
      {
        Shape shape = { NULL, sizes[i], titles, columns, TRUE, i != 2, i != 3, 8, (guint) i };
        g_autoptr (TlJourney) journey = make_journey (&shape);

        g_test_message ("%u stages, %s", shape.n_stages, columns ? "columns given" : "columns found");
        check_journey (journey, NULL);
      }
}

static void
test_options (void)
{
  const TlMapQuote quotes[] = {
    { "s0", "Two days late and the tracker said “with courier” the whole time, and when I called nobody could tell me",
      "Post-delivery survey", 132 },
    { "t1", "ok", NULL, 0 },
    { "s2", "Verylongwordthatgoesonandonandonandonwithoutanyspaceatallinitwhatsoeverhowever", "Complaints", 1 },
    { "nothing", "lost", "Nowhere", 1 },
    { "s1", "", NULL, 0 },
  };
  const TlMapOptions options[] = {
    { .max_columns = -1 },
    { .max_columns = 1 },
    { .max_columns = 3 },
    { .direction = TL_MAP_RTL },
    { .family = DEJAVU },
    { .quotes = quotes, .n_quotes = G_N_ELEMENTS (quotes) },
    { .date = "21 November 2026" },
    { .without = TL_MAP_NO_MONEY | TL_MAP_NO_TITLE | TL_MAP_NO_LEGEND },
    { .without = TL_MAP_NO_FEELING | TL_MAP_NO_VOICE | TL_MAP_NO_STAKE | TL_MAP_NO_FIXES },
    { .numbers = &TL_NUMBER_STYLE_COMMA },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      Shape                 shape = { NULL, 13, plain_titles, i % 2 == 0, TRUE, TRUE, TRUE, 9, 3 };
      g_autoptr (TlJourney) journey = make_journey (&shape);

      g_test_message ("options %d", (int) i);
      check_journey (journey, &options[i]);
    }
}

static guint
count_role (TlScene *scene, TlRole role)
{
  guint n = 0;

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    n += tl_scene_get_group (scene, i)->role == role;
  return n;
}

static gboolean
says (TlScene *scene, const char *words)
{
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);

      if (item->type == TL_ITEM_TEXT && strstr (item->text.string, words))
        return TRUE;
    }
  return FALSE;
}

/* What is not known is not shown, and never shown as nought. */
static void
test_unknown (void)
{
  Shape                 shape = { NULL, 5, plain_titles, TRUE, FALSE, FALSE, FALSE, 0, 1 };
  g_autoptr (TlJourney) journey = make_journey (&shape);
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  g_autoptr (TlScene)   scene = tl_map_layout (journey, figures, NULL);

  g_assert_cmpuint (count_role (scene, TL_ROLE_STAGE), ==, 5);
  g_assert_cmpuint (count_role (scene, TL_ROLE_STRIP), ==, 0);
  g_assert_cmpuint (count_role (scene, TL_ROLE_KEY_FIGURE), ==, 0);
  g_assert_cmpuint (count_role (scene, TL_ROLE_ENTRY), ==, 0);
  g_assert_false (says (scene, "visits"));
  g_assert_false (says (scene, "£"));
  g_assert_false (says (scene, "because of pain"));
}

static void
test_empty (void)
{
  g_autoptr (TlJourney) journey = tl_journey_new ("j");
  g_autoptr (TlScene)   scene = NULL;

  put (journey, TL_KIND_JOURNEY, "j", NULL, "title", "New journey", NULL);
  scene = tl_map_layout (journey, NULL, NULL);
  check_scene (scene);
  g_assert_cmpuint (count_role (scene, TL_ROLE_EMPTY), ==, 1);
  g_assert_true (says (scene, "New journey"));
}

static TlScene *
draw_case (const char *name)
{
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), name, NULL);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_autoptr (TlFigures)  figures = NULL;

  g_assert_no_error (error);
  figures = tl_figures_new_for_document (document, &error);
  g_assert_no_error (error);
  check_journey (tl_document_get_journey (document), NULL);
  return tl_map_layout (tl_document_get_journey (document), figures, NULL);
}

static TlBox
card_of (TlScene *scene, const char *id)
{
  guint group = tl_scene_find_group (scene, TL_ROLE_STAGE, id);

  g_assert_cmpuint (group, !=, TL_SCENE_NONE);
  return tl_scene_get_item (scene, tl_scene_get_group (scene, group)->first_item)->box;
}

static void
test_tradeoffs (void)
{
  g_autoptr (TlScene) scene = draw_case ("tradeoffs.xml");
  const char *const   words[] = {
    "Free delivery, and the telephone number taken away", "500,000", "customers enter", "28%", "142,464", "£1.19m",
    "at stake a year", "Basket", "500,000 visits", "320,000 visits at £58.95", "£10k", "£1.02m", "36% go no further",
    "65,250 over “Delivery fee appears late”", "43% go no further", "4,032 over “Parcel late”", "64%", "41%", "16%",
    "22%", "£61 each", "At stake", "net, a year", "£135k", "£1.18m margin, £155k less to serve", "over 2 years, net",
    "+£785k", "−£42k",
    "−£155k", "grows revenue", "pays both ways (does not pay)", "false economy", "Revenue counts at a margin of 38%.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (!says (scene, words[i]))
        g_test_message ("“%s” is missing", words[i]);
      g_assert_true (says (scene, words[i]));
    }
  /* From left to right, the branch below, and a fix under what it acts on. */
  g_assert_cmpfloat (card_of (scene, "basket").x, <, card_of (scene, "order").x);
  g_assert_cmpfloat (card_of (scene, "order").x, <, card_of (scene, "support").x);
  g_assert_cmpfloat (card_of (scene, "support").x, <, card_of (scene, "again").x);
  g_assert_cmpfloat (card_of (scene, "basket").y, ==, card_of (scene, "order").y);
  g_assert_cmpfloat (card_of (scene, "support").y, >, card_of (scene, "order").y + 60);
  g_assert_cmpuint (tl_scene_find_group (scene, TL_ROLE_FIX, "free"), !=, TL_SCENE_NONE);
  g_assert_cmpuint (tl_scene_find_group (scene, TL_ROLE_PAIN, "late"), !=, TL_SCENE_NONE);
  g_assert_cmpuint (tl_scene_find_group (scene, TL_ROLE_TRANSITION, "basket-order"), !=, TL_SCENE_NONE);
}

/* The ribbon of 64 % of 500,000 is as wide as it says: in the middle between its ends it is 0.64 of the entry's. */
static void
test_widths (void)
{
  g_autoptr (TlScene) scene = draw_case ("tradeoffs.xml");
  const TlGroup      *entry = tl_scene_get_group (scene, tl_scene_find_group (scene, TL_ROLE_ENTRY, "basket"));
  const TlGroup      *on = tl_scene_get_group (scene, tl_scene_find_group (scene, TL_ROLE_TRANSITION, "basket-order"));
  const TlGroup      *off = tl_scene_get_group (scene, tl_scene_find_group (scene, TL_ROLE_LEAVERS, "basket"));
  double              whole = tl_scene_get_item (scene, entry->first_item)->box.height;
  double              part = tl_scene_get_item (scene, on->first_item)->box.height;
  double              grey = tl_scene_get_item (scene, off->first_item)->box.width;
  double              red = tl_scene_get_item (scene, off->first_item + 1)->box.width;

  g_assert_cmpfloat_with_epsilon (part / whole, 0.64, 1e-6);
  g_assert_cmpfloat_with_epsilon ((grey + red) / whole, 0.36, 1e-6);
  g_assert_cmpfloat_with_epsilon (red / whole, 65250.0 / 500000, 1e-6);
  g_assert_cmpint (tl_scene_get_item (scene, off->first_item)->fill, ==, TL_COLOUR_LEAVERS);
  g_assert_cmpint (tl_scene_get_item (scene, off->first_item + 1)->fill, ==, TL_COLOUR_LOSS);
}

static void
test_cases (void)
{
  const char *const names[] = { "line.xml", "causes.xml", "overlap.xml", "edges.xml", "refused/circle.xml" };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TlScene) scene = draw_case (names[i]);

      g_assert_cmpuint (count_role (scene, TL_ROLE_STAGE), >, 1);
    }
}

/* A loop runs back above the cards that it passes. */
static void
test_loop (void)
{
  g_autoptr (TlScene) scene = draw_case ("edges.xml");
  const TlGroup      *loop = tl_scene_get_group (scene, tl_scene_find_group (scene, TL_ROLE_TRANSITION, "pay-ask"));

  g_assert_cmpfloat (loop->bounds.y, <, card_of (scene, "ask").y);
  g_assert_cmpfloat (loop->bounds.y, <, card_of (scene, "sign").y);
  g_assert_cmpfloat (loop->bounds.y + loop->bounds.height, <, card_of (scene, "ask").y + card_of (scene, "ask").height);
}

static void
test_same (void)
{
  Shape                 shape = { NULL, 20, plain_titles, FALSE, TRUE, TRUE, TRUE, 5, 4 };
  g_autoptr (TlJourney) journey = make_journey (&shape);
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  g_autoptr (TlScene)   a = tl_map_layout (journey, figures, NULL);
  g_autoptr (TlScene)   b = tl_map_layout (journey, figures, NULL);

  g_assert_cmpuint (tl_scene_n_items (a), ==, tl_scene_n_items (b));
  for (guint i = 0; i < tl_scene_n_items (a); i++)
    {
      TlBox box = tl_scene_get_item (a, i)->box;

      g_assert_cmpmem (&box, sizeof box, &tl_scene_get_item (b, i)->box, sizeof box);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/map/layout/plain", plain_titles, test_shapes);
  g_test_add_data_func ("/map/layout/long", long_titles, test_shapes);
  g_test_add_data_func ("/map/layout/arabic", arabic_titles, test_shapes);
  g_test_add_data_func ("/map/layout/cjk", cjk_titles, test_shapes);
  g_test_add_data_func ("/map/layout/odd", odd_titles, test_shapes);
  g_test_add_func ("/map/layout/options", test_options);
  g_test_add_func ("/map/layout/unknown", test_unknown);
  g_test_add_func ("/map/layout/empty", test_empty);
  g_test_add_func ("/map/layout/tradeoffs", test_tradeoffs);
  g_test_add_func ("/map/layout/widths", test_widths);
  g_test_add_func ("/map/layout/cases", test_cases);
  g_test_add_func ("/map/layout/loop", test_loop);
  g_test_add_func ("/map/layout/same", test_same);
  return g_test_run ();
}
