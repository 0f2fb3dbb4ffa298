/* test-overview.c: proves from the scenes that a whole journey on one page can be read, and that what it leaves out follows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "page-checks.h"
#include "tl-open.h"
#include "tl-quotes.h"

/* How far down the last strip or panel of a picture reaches, of its height without the foot. */
static double
find_fill (TlScene *scene)
{
  double bottom = 0, foot = tl_scene_get_height (scene);

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (scene, i);

      if (group->role == TL_ROLE_LEGEND)
        foot = group->bounds.y;
      else if (group->role == TL_ROLE_STRIP || group->role == TL_ROLE_PANEL)
        bottom = MAX (bottom, group->bounds.y + group->bounds.height);
    }
  return bottom / foot;
}

/* Every stage and every ribbon is in a picture of the whole journey. */
static void
check_whole (TlScene *scene, TlJourney *journey)
{
  TlThing *root = tl_journey_get_root (journey);

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_STAGE); i++)
    g_assert_cmpuint (
        tl_scene_find_group (scene, TL_ROLE_STAGE, tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, i))), !=,
        TL_SCENE_NONE);
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    g_assert_cmpuint (tl_scene_find_group (scene, TL_ROLE_TRANSITION,
                                           tl_thing_get_id (tl_thing_nth (root, TL_KIND_TRANSITION, i))),
                      !=, TL_SCENE_NONE);
}

/* The whole journey in rooms from a part of a slide to a poster, in what detail they can hold. */
static void
test_overview (void)
{
  static const TlPaper rooms[] = {
    { "slide", NULL, 960, 540, 9, 0 },  { "part of a slide", NULL, 880, 390, 7, 0 }, { "a4", NULL, 842, 595, 7, 0 },
    { "upright", NULL, 595, 842, 7, 0 }, { "poster", NULL, 2384, 1684, 9, 0 },
  };
  const char *const *const titles[] = { plain_titles, long_titles, arabic_titles, cjk_titles, odd_titles };
  const guint              sizes[] = { 1, 3, 5, 8, 12, 20 };

  for (gsize r = 0; r < G_N_ELEMENTS (rooms); r++)
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        const TlPaper *room = &rooms[r];
        Shape          shape = { NULL, sizes[i], titles[(i + r) % 5], i % 2 == 0 && sizes[i] < 12, TRUE, TRUE, TRUE, 14,
                                 i };
        g_autoptr (TlJourney) journey = make_journey (&shape);
        g_autoptr (TlFigures) figures = tl_figures_new (journey);
        double                scale = 0;
        g_autoptr (TlScene)   scene =
          tl_map_overview (journey, figures, NULL, room->width, room->height, room->least, &scale);

        g_test_message ("%u stages, %s: %s", sizes[i], room->name, scene ? "fits" : "does not fit");
        if (scene == NULL)
          {
            g_assert_cmpuint (sizes[i], >=, r == 1 ? 8 : 12);
            continue;
          }
        g_assert_cmpfloat_with_epsilon (tl_scene_get_width (scene) * scale, room->width, 1e-6);
        check_texts (scene, room);
        check_boxes (scene);
        check_whole (scene, journey);
        g_assert_cmpfloat (find_fill (scene), >, 0.9);
      }
}

/* Details go one after the other as the room gets smaller: quotes, touchpoints, all pains but the worst. */
static void
test_ladder (void)
{
  Shape                 shape = { NULL, 6, plain_titles, FALSE, TRUE, TRUE, TRUE, 4, 2 };
  g_autoptr (TlJourney) journey = make_journey (&shape);
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  guint                 n_pains = G_MAXUINT, n_touchpoints = G_MAXUINT, least = G_MAXUINT, most = 0;

  for (double width = 2400; width >= 500; width *= 0.9)
    {
      double              scale;
      g_autoptr (TlScene) scene = tl_map_overview (journey, figures, NULL, width, width * 0.62, 9, &scale);
      guint               n;

      if (scene == NULL)
        {
          g_assert_cmpfloat (width, <, 900);
          continue;
        }
      n = count_role (scene, TL_ROLE_PAIN);
      g_assert_cmpuint (n, <=, n_pains);
      g_assert_cmpuint (count_role (scene, TL_ROLE_TOUCHPOINT), <=, n_touchpoints);
      n_pains = n;
      n_touchpoints = count_role (scene, TL_ROLE_TOUCHPOINT);
      most = MAX (most, n + n_touchpoints);
      least = MIN (least, n + n_touchpoints);
      check_texts (scene, &(TlPaper) { "room", NULL, width, width * 0.62, 9, 0 });
      check_boxes (scene);
    }
  g_assert_cmpuint (most, >, least + 4);
}

/* What no page can hold has no picture on one page, and neither has what is empty. */
static void
test_no_overview (void)
{
  Shape                 shape = { NULL, 300, plain_titles, FALSE, TRUE, TRUE, TRUE, 4, 2 };
  g_autoptr (TlJourney) journey = make_journey (&shape);
  g_autoptr (TlJourney) empty = new_journey ();
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  double                scale;

  g_assert_null (tl_map_overview (journey, figures, NULL, 960, 540, 9, &scale));
  g_assert_null (tl_map_overview (empty, NULL, NULL, 960, 540, 9, &scale));
}

/* How much of a page is covered by words, cards and pictures, beside the ground they stand on. */
static double
find_cover (TlScene *scene)
{
  enum
  {
    ACROSS = 48,
    DOWN = 30,
  };
  gboolean cells[ACROSS * DOWN] = { FALSE };
  double   width = tl_scene_get_width (scene) / ACROSS, height = tl_scene_get_height (scene) / DOWN;
  guint    n = 0;

  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);
      TlBox         box = item->type == TL_ITEM_TEXT ? item->text.room : tl_item_get_bounds (item);

      if (item->fill == TL_COLOUR_PAPER || item->fill == TL_COLOUR_PANEL || box.width > 0.9 * width * ACROSS)
        continue;
      for (int y = MAX (0, (int) (box.y / height)); y < DOWN && y * height < box.y + box.height; y++)
        for (int x = MAX (0, (int) (box.x / width)); x < ACROSS && x * width < box.x + box.width; x++)
          cells[y * ACROSS + x] = TRUE;
    }
  for (guint i = 0; i < ACROSS * DOWN; i++)
    n += cells[i];
  return (double) n / (ACROSS * DOWN);
}

/* The sample, on as few pages as it needs, all of them well filled. */
static void
test_sample (void)
{
  g_autofree char        *path = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", "sample.xml", NULL);
  g_autoptr (TlDocument)  document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, NULL);
  g_autoptr (TlFigures)   figures = tl_figures_new_for_document (document, NULL);
  g_autoptr (TlQuotes)    quotes = tl_quotes_new (document, figures, NULL);
  TlMapOptions            options = { .quotes = quotes->quotes, .n_quotes = quotes->n };
  static const struct
  {
    const char *paper;
    guint       most;
  } cases[] = { { "slide", 4 }, { "a4", 3 }, { "a3", 1 }, { "a2", 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TlPaper        *paper = tl_paper_find (cases[i].paper, NULL);
      g_autoptr (TlMapBook) book =
        tl_map_book_new (tl_document_get_journey (document), figures, &options, paper);

      g_assert_cmpuint (tl_map_book_n_pages (book), <=, cases[i].most);
      for (guint p = 0; p < tl_map_book_n_pages (book); p++)
        {
          TlScene *scene = tl_map_book_get_page (book, p);

          check_texts (scene, paper);
          check_boxes (scene);
          g_test_message ("%s, page %u: %.0f %%", paper->name, p + 1, 100 * find_cover (scene));
          g_assert_cmpfloat (find_cover (scene), >, p + 1 < tl_map_book_n_pages (book) ? 0.5 : 0.3);
        }
      check_things (book, tl_document_get_journey (document), figures);
      check_whole (tl_map_book_get_page (book, 0), tl_document_get_journey (document));
    }
}

/* A journey in a line, each stage with as much on it as the next. */
static TlJourney *
make_line (guint n)
{
  TlJourney *journey = new_journey ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      put_stage (journey, i, NULL, NULL);
      put_touchpoints (journey, id, 2 + i % 3);
      if (i > 0)
        put_transition (journey, i - 1, i, "0.9");
    }
  return journey;
}

/* Twelve stages still read on one page of any size; what follows is well filled, and nothing of it is parted. */
static void
test_line (void)
{
  const guint    sizes[] = { 4, 8, 12, 16 };
  guint          n_papers;
  const TlPaper *papers = tl_paper_list (&n_papers);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint k = 0; k < n_papers; k++)
      {
        g_autoptr (TlJourney) journey = make_line (sizes[i]);
        g_autoptr (TlFigures) figures = tl_figures_new (journey);
        g_autoptr (TlMapBook) book = tl_map_book_new (journey, figures, NULL, &papers[k]);
        guint                 n = tl_map_book_n_pages (book);

        check_whole (tl_map_book_get_page (book, 0), journey);
        g_assert_cmpuint (n, <=, 1 + (sizes[i] + 3) / 4);
        for (guint p = 0; p < n; p++)
          {
            TlScene *scene = tl_map_book_get_page (book, p);

            check_texts (scene, &papers[k]);
            check_boxes (scene);
            g_test_message ("%u stages, %s, page %u of %u: %.0f %%", sizes[i], papers[k].name, p + 1, n,
                            100 * find_cover (scene));
            g_assert_cmpfloat (find_cover (scene), >, p + 1 < n || n == 1 ? 0.35 : 0.2);
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/overview/sample", test_sample);
  g_test_add_func ("/map/overview/line", test_line);
  g_test_add_func ("/map/overview/rooms", test_overview);
  g_test_add_func ("/map/overview/ladder", test_ladder);
  g_test_add_func ("/map/overview/no-overview", test_no_overview);
  return g_test_run ();
}
