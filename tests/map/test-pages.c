/* test-pages.c: proves from the scenes that a map on pages loses nothing, and that all of it can be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "page-checks.h"
#include "tl-export.h"

/* Every page has the title, and says which it is. */
static void
check_frames (TlMapBook *book)
{
  guint n = tl_map_book_n_pages (book);

  for (guint p = 0; p < n; p++)
    {
      TlScene         *scene = tl_map_book_get_page (book, p);
      g_autofree char *words = g_strdup_printf ("page %u of %u", p + 1, n);
      gboolean         has_title = FALSE;

      for (guint i = 0; i < tl_scene_n_groups (scene); i++)
        has_title = has_title || tl_scene_get_group (scene, i)->role == TL_ROLE_TITLE;
      g_assert_true (has_title);
      g_assert_cmpint (says (scene, words), ==, n > 1);
    }
}

/* Returns how many pages there are. */
static guint
check_book (TlJourney *journey, const TlPaper *paper, const TlMapOptions *options)
{
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  g_autoptr (TlMapBook) book = tl_map_book_new (journey, figures, options, paper);

  g_assert_true (tl_map_book_get_paper (book) == paper);
  for (guint p = 0; p < tl_map_book_n_pages (book); p++)
    {
      check_texts (tl_map_book_get_page (book, p), paper);
      check_boxes (tl_map_book_get_page (book, p));
    }
  check_frames (book);
  if (options == NULL)
    check_things (book, journey, figures);
  g_test_message ("%s: %u pages", paper->name, tl_map_book_n_pages (book));
  return tl_map_book_n_pages (book);
}

static void
test_sizes (gconstpointer data)
{
  const guint    n_stages = GPOINTER_TO_UINT (data);
  guint          n_papers;
  const TlPaper *papers = tl_paper_list (&n_papers);

  for (guint i = 0; i < n_papers; i++)
    for (int columns = 0; columns < (n_stages > 12 ? 1 : 2); columns++)
      {
        Shape shape = { NULL, n_stages, columns ? long_titles : plain_titles, columns, TRUE, TRUE, TRUE, 8, i };
        g_autoptr (TlJourney) journey = make_journey (&shape);
        guint                 n = check_book (journey, &papers[i], NULL);

        if (n_stages <= 3 && i < 3 && !columns)
          g_assert_cmpuint (n, ==, 1);
      }
}

/* A card of 30 touchpoints, and one of 200. */
static void
test_long_cards (void)
{
  guint          n_papers;
  const TlPaper *papers = tl_paper_list (&n_papers);
  const guint    sizes[] = { 30, 120 };

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (TlJourney) journey = new_journey ();

      for (guint i = 0; i < 4; i++)
        put_stage (journey, i, NULL, NULL);
      for (guint i = 0; i + 1 < 4; i++)
        put_transition (journey, i, i + 1, "0.5");
      put_touchpoints (journey, "s1", sizes[k]);
      put_touchpoints (journey, "s2", 3);
      for (guint i = 0; i < n_papers; i++)
        g_assert_cmpuint (check_book (journey, &papers[i], NULL), >=, k == 1 || i == 3 ? 2 : 1);
    }
}

/* Two dozen fixes for one pain, then two hundred. */
static void
test_many_fixes (void)
{
  guint          n_papers;
  const TlPaper *papers = tl_paper_list (&n_papers);
  const guint    sizes[] = { 24, 200 };

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (TlJourney) journey = new_journey ();

      for (guint i = 0; i < 3; i++)
        put_stage (journey, i, NULL, NULL);
      put_transition (journey, 0, 1, "0.5");
      put_transition (journey, 1, 2, "0.5");
      put_touchpoints (journey, "s1", 3);
      for (guint i = 0; i < sizes[k]; i++)
        {
          g_autofree char *id = g_strdup_printf ("f%u", i);
          g_autofree char *effect = g_strdup_printf ("e%u", i);

          put (journey, TL_KIND_FIX, id, "j", "title", "Tell people where it is before they ask", "one-off", "200",
               NULL);
          put (journey, TL_KIND_EFFECT, effect, id, "on", "s1-p0", "field", "incidence", "scale", "0.9", NULL);
        }
      for (guint i = 0; i < n_papers; i++)
        check_book (journey, &papers[i], NULL);
    }
}

/* Forty stages side by side, all from one and all into one. */
static void
test_parallel (void)
{
  g_autoptr (TlJourney) journey = new_journey ();
  guint                 n_papers;
  const TlPaper        *papers = tl_paper_list (&n_papers);

  put_stage (journey, 0, "0", "0");
  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *row = g_strdup_printf ("%u", i - 1);
      g_autofree char *id = g_strdup_printf ("s%u", i);

      put_stage (journey, i, "1", row);
      put_touchpoints (journey, id, i % 4);
    }
  put_stage (journey, 41, "2", "0");
  for (guint i = 1; i <= 40; i++)
    {
      put_transition (journey, 0, i, "0.02");
      put_transition (journey, i, 41, "0.9");
    }
  put_transition (journey, 41, 0, "0.1");
  for (guint i = 0; i < n_papers; i++)
    check_book (journey, &papers[i], NULL);
}

/* In other languages, from right to left, without money, with strips in another order or none. */
static void
test_options (void)
{
  const char *const *const titles[] = { arabic_titles, cjk_titles, odd_titles };
  TlMapOptions             options[3] = { { .without = TL_MAP_NO_MONEY }, { .date = "21 November 2026" }, { 0 } };
  guint                    n_papers;
  const TlPaper           *papers = tl_paper_list (&n_papers);

  g_assert_true (tl_map_parse_strips ("fixes, feeling", &options[1], NULL));
  g_assert_true (tl_map_parse_strips ("none", &options[2], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (options); k++)
      {
        Shape                 shape = { NULL, 14, titles[i], FALSE, TRUE, TRUE, TRUE, 8, 3 };
        g_autoptr (TlJourney) journey = make_journey (&shape);

        check_book (journey, &papers[(i + k) % n_papers], &options[k]);
      }
}

static void
test_strips (void)
{
  Shape                 shape = { NULL, 4, plain_titles, FALSE, TRUE, TRUE, TRUE, 5, 1 };
  g_autoptr (TlJourney) journey = make_journey (&shape);
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  g_autoptr (TlScene)   scene = NULL;
  g_autoptr (GError)    error = NULL;
  TlMapOptions          options = { 0 };
  GString              *seen = g_string_new (NULL);
  const char *const     wrong[] = { "", "feelings", "feeling,,fixes", "feeling,feeling", "none,fixes", "feeling," };

  g_assert_true (tl_map_parse_strips ("stake, feeling", &options, NULL));
  scene = tl_map_layout (journey, figures, &options);
  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    if (tl_scene_get_group (scene, i)->role == TL_ROLE_STRIP)
      g_string_append_printf (seen, "%s;", tl_scene_get_group (scene, i)->title);
  g_assert_cmpstr (seen->str, ==, "At stake;Feeling;");
  g_string_free (seen, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      TlMapOptions none = { 0 };

      g_assert_false (tl_map_parse_strips (wrong[i], &none, &error));
      g_assert_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT);
      g_clear_error (&error);
    }
}

static void
test_papers (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (tl_paper_find ("A3", NULL)->name, ==, "a3");
  g_assert_cmpfloat (tl_paper_find ("slide", NULL)->width, ==, 960);
  g_assert_cmpfloat (tl_paper_find ("slide", NULL)->height, ==, 540);
  g_assert_cmpfloat_with_epsilon (tl_paper_find ("a4", NULL)->width, 841.89, 0.01);
  g_assert_null (tl_paper_find ("a5", &error));
  g_assert_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT);
}

static void
test_empty (void)
{
  g_autoptr (TlJourney) journey = tl_journey_new ("j");
  g_autoptr (TlMapBook) book = NULL;
  guint                 n_papers;
  const TlPaper        *papers = tl_paper_list (&n_papers);

  put (journey, TL_KIND_JOURNEY, "j", NULL, "title", "New journey", NULL);
  for (guint i = 0; i < n_papers; i++)
    {
      g_clear_pointer (&book, tl_map_book_unref);
      book = tl_map_book_new (journey, NULL, NULL, &papers[i]);
      g_assert_cmpuint (tl_map_book_n_pages (book), ==, 1);
      check_texts (tl_map_book_get_page (book, 0), &papers[i]);
      g_assert_true (says (tl_map_book_get_page (book, 0), "New journey"));
    }
}

/* What has room is drawn large: three stages take the whole width, and most of the height. */
static void
test_fills (void)
{
  guint          n_papers;
  const TlPaper *papers = tl_paper_list (&n_papers);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TlJourney) journey = new_journey ();
      g_autoptr (TlFigures) figures = NULL;
      g_autoptr (TlMapBook) book = NULL;
      TlScene              *scene;
      double                bottom = 0, width;

      for (guint k = 0; k < 3; k++)
        put_stage (journey, k, NULL, NULL);
      put_transition (journey, 0, 1, "0.6");
      put_transition (journey, 1, 2, "0.6");
      put_touchpoints (journey, "s0", 2);
      put_touchpoints (journey, "s1", 1);
      figures = tl_figures_new (journey);
      book = tl_map_book_new (journey, figures, NULL, &papers[i]);
      g_assert_cmpuint (tl_map_book_n_pages (book), ==, 1);
      scene = tl_map_book_get_page (book, 0);
      for (guint k = 0; k < tl_scene_n_groups (scene); k++)
        if (tl_scene_get_group (scene, k)->role == TL_ROLE_STRIP)
          bottom = tl_scene_get_group (scene, k)->bounds.y + tl_scene_get_group (scene, k)->bounds.height;
      g_assert_cmpfloat (bottom, >, 0.66 * tl_scene_get_height (scene));
      width = first_box (scene, tl_scene_find_group (scene, TL_ROLE_STAGE, "s1"))->width;
      g_assert_cmpfloat (width, >, 0.15 * tl_scene_get_width (scene));
    }
}

/* The same journey gives the same pages. */
static void
test_same (void)
{
  Shape                 shape = { NULL, 20, plain_titles, FALSE, TRUE, TRUE, TRUE, 5, 4 };
  g_autoptr (TlJourney) journey = make_journey (&shape);
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  g_autoptr (TlMapBook) a = tl_map_book_new (journey, figures, NULL, tl_paper_find ("a3", NULL));
  g_autoptr (TlMapBook) b = tl_map_book_new (journey, figures, NULL, tl_paper_find ("a3", NULL));
  g_autoptr (GPtrArray) first = tl_export_book (a, TL_EXPORT_PDF, NULL, NULL);
  g_autoptr (GPtrArray) second = tl_export_book (b, TL_EXPORT_PDF, NULL, NULL);

  g_assert_true (g_bytes_equal (first->pdata[0], second->pdata[0]));
}

int
main (int argc, char **argv)
{
  const guint sizes[] = { 1, 3, 8, 12, 20, 60, 300 };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/map/pages/stages/%u", sizes[i]);

      g_test_add_data_func (path, GUINT_TO_POINTER (sizes[i]), test_sizes);
    }
  g_test_add_func ("/map/pages/long-cards", test_long_cards);
  g_test_add_func ("/map/pages/many-fixes", test_many_fixes);
  g_test_add_func ("/map/pages/parallel", test_parallel);
  g_test_add_func ("/map/pages/options", test_options);
  g_test_add_func ("/map/pages/strips", test_strips);
  g_test_add_func ("/map/pages/papers", test_papers);
  g_test_add_func ("/map/pages/empty", test_empty);
  g_test_add_func ("/map/pages/fills", test_fills);
  g_test_add_func ("/map/pages/same", test_same);
  return g_test_run ();
}
