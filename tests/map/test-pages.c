/* test-pages.c: proves from the scenes that a map on pages loses nothing, and that all of it can be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "map-journeys.h"
#include "tl-book.h"
#include "tl-export.h"

static gboolean
boxes_meet (const TlBox *a, const TlBox *b)
{
  const double slop = 0.25; /* rounding */

  return a->x + slop < b->x + b->width && b->x + slop < a->x + a->width && a->y + slop < b->y + b->height &&
         b->y + slop < a->y + a->height;
}

static gboolean
box_holds (const TlBox *outer, const TlBox *inner)
{
  const double slop = 0.25;

  return inner->x >= outer->x - slop && inner->y >= outer->y - slop &&
         inner->x + inner->width <= outer->x + outer->width + slop &&
         inner->y + inner->height <= outer->y + outer->height + slop;
}

static guint
find_above (TlScene *scene, guint group, TlRole role)
{
  while (group != TL_SCENE_NONE && tl_scene_get_group (scene, group)->role != role)
    group = tl_scene_get_group (scene, group)->parent;
  return group;
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

static const TlBox *
first_box (TlScene *scene, guint group)
{
  return &tl_scene_get_item (scene, tl_scene_get_group (scene, group)->first_item)->box;
}

static gboolean
is_plain (const char *words)
{
  for (const char *p = words; *p; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) >= 0x300 && g_utf8_get_char (p) < 0x2000)
      return FALSE;
  return TRUE;
}

/* Every text can be read, stands on the page, in its card and in its panel, and meets no other. */
static void
check_texts (TlScene *scene, const TlPaper *paper)
{
  TlBox             page = { 0, 0, tl_scene_get_width (scene), tl_scene_get_height (scene) };
  double            scale = paper->width / page.width;
  g_autofree guint *groups = g_new0 (guint, tl_scene_n_items (scene) + 1);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (guint));

  g_assert_cmpfloat_with_epsilon (page.height / page.width, paper->height / paper->width, 1e-3);
  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    for (guint k = tl_scene_get_group (scene, i)->first_item; k < tl_scene_get_group (scene, i)->end_item; k++)
      groups[k] = i;
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);
      const TlRole  roles[] = { TL_ROLE_STAGE, TL_ROLE_PANEL };

      if (item->type != TL_ITEM_TEXT)
        continue;
      g_array_append_val (texts, i);
      /* Letters with marks above marks are set a little smaller, so that they keep to their line. */
      if (item->text.font.size * scale < paper->least * (is_plain (item->text.string) ? 1 : 0.85) - 1e-6)
        g_error ("“%s” is %.2f points", item->text.string, item->text.font.size * scale);
      if (!box_holds (&page, &item->text.room))
        g_error ("“%s” leaves the page: %g,%g %g×%g of %g×%g", item->text.string, item->text.room.x, item->text.room.y,
                 item->text.room.width, item->text.room.height, page.width, page.height);
      for (gsize r = 0; r < G_N_ELEMENTS (roles); r++)
        {
          guint group = find_above (scene, groups[i], roles[r]);

          if (group != TL_SCENE_NONE && !box_holds (first_box (scene, group), &item->text.room))
            g_error ("“%s” leaves “%s”", item->text.string, tl_scene_get_group (scene, group)->title);
        }
    }
  for (guint i = 0; i < texts->len; i++)
    for (guint k = i + 1; k < texts->len; k++)
      {
        const TlText *a = &tl_scene_get_item (scene, g_array_index (texts, guint, i))->text;
        const TlText *b = &tl_scene_get_item (scene, g_array_index (texts, guint, k))->text;

        if (boxes_meet (&a->room, &b->room))
          g_error ("“%s” (%g,%g) meets “%s” (%g,%g)", a->string, a->x, a->y, b->string, b->x, b->y);
      }
}

/* Cards stand in their panels, and none on another; panels, strips and foot stand on the page, one under the other. */
static void
check_boxes (TlScene *scene)
{
  TlBox              page = { 0, 0, tl_scene_get_width (scene), tl_scene_get_height (scene) };
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (TlBox));
  double             bottom = 0;
  const char        *above = NULL;

  for (guint i = 1; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (scene, i);

      if (group->role == TL_ROLE_STAGE)
        {
          guint panel = find_above (scene, i, TL_ROLE_PANEL);

          g_assert_cmpuint (panel, !=, TL_SCENE_NONE);
          g_assert_true (box_holds (first_box (scene, panel), first_box (scene, i)));
          g_array_append_val (cards, *first_box (scene, i));
        }
      if (group->parent != 0 || group->role == TL_ROLE_TITLE)
        continue;
      g_assert_true (box_holds (&page, &group->bounds));
      if (group->role == TL_ROLE_PANEL || group->role == TL_ROLE_STRIP || group->role == TL_ROLE_LEGEND)
        {
          const TlBox *box = group->role == TL_ROLE_PANEL ? first_box (scene, i) : &group->bounds;

          if (box->y < bottom - 1.5)
            g_error ("“%s” begins at %g, over the end of “%s” at %g", group->title, box->y, above, bottom);
          bottom = box->y + box->height;
          above = group->title;
        }
    }
  for (guint i = 0; i < cards->len; i++)
    for (guint k = i + 1; k < cards->len; k++)
      g_assert_false (boxes_meet (&g_array_index (cards, TlBox, i), &g_array_index (cards, TlBox, k)));
}

/* Where everything is shown: by role and thing, the panels of the groups that show it, on all pages in their order. */
static GHashTable *
index_book (TlMapBook *book)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint p = 0; p < tl_map_book_n_pages (book); p++)
    {
      TlScene *scene = tl_map_book_get_page (book, p);

      for (guint i = 0; i < tl_scene_n_groups (scene); i++)
        {
          const TlGroup *group = tl_scene_get_group (scene, i);
          char          *key = g_strdup_printf ("%d:%s", group->role, group->thing);
          GPtrArray     *shown = group->thing ? g_hash_table_lookup (index, key) : NULL;
          guint          panel = find_above (scene, i, TL_ROLE_PANEL);

          if (shown == NULL)
            g_hash_table_insert (index, g_strdup (key), shown = g_ptr_array_new ());
          g_ptr_array_add (shown, panel == TL_SCENE_NONE ? NULL : (gpointer) tl_scene_get_group (scene, panel));
          g_free (key);
        }
    }
  return index;
}

static GPtrArray *
list_panels (GHashTable *index, TlRole role, const char *thing)
{
  g_autofree char *key = g_strdup_printf ("%d:%s", role, thing);
  GPtrArray       *panels = g_hash_table_lookup (index, key);

  if (panels == NULL)
    g_error ("“%s” is shown nowhere", thing);
  return panels;
}

/* Once, or where the first page shows the whole journey, there and once among what it leaves out. */
static void
check_once (GHashTable *index, TlRole role, TlThing *thing)
{
  guint n = list_panels (index, role, tl_thing_get_id (thing))->len;

  if (n != 1 && n != 2)
    g_error ("“%s” is shown %u times", tl_thing_get_title (thing), n);
}

static void
check_touchpoint (GHashTable *index, TlThing *touchpoint, gboolean has_feelings)
{
  guint n = list_panels (index, TL_ROLE_TOUCHPOINT, tl_thing_get_id (touchpoint))->len;

  /* Where a card goes on between its pains, its name is said again. */
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, 2 + tl_thing_n (touchpoint, TL_KIND_PAIN) + tl_thing_n (touchpoint, TL_KIND_DELIGHT));
  for (guint i = 0; i < tl_thing_n (touchpoint, TL_KIND_PAIN); i++)
    check_once (index, TL_ROLE_PAIN, tl_thing_nth (touchpoint, TL_KIND_PAIN, i));
  for (guint i = 0; i < tl_thing_n (touchpoint, TL_KIND_DELIGHT); i++)
    check_once (index, TL_ROLE_DELIGHT, tl_thing_nth (touchpoint, TL_KIND_DELIGHT, i));
  /* Where the first page has no room for the strip, faces stand beside their touchpoints alone. */
  if (has_feelings && tl_thing_has (touchpoint, TL_TOUCHPOINT_EMOTION))
    check_once (index, TL_ROLE_FEELING, touchpoint);
}

/* A transition is drawn once, or as two ends: one with the stage it leaves, one with the stage it leads to. */
static void
check_transition (GHashTable *index, TlThing *transition)
{
  const GPtrArray *panels = list_panels (index, TL_ROLE_TRANSITION, tl_thing_get_id (transition));
  const GPtrArray *froms = list_panels (index, TL_ROLE_STAGE, tl_thing_get_text (transition, TL_TRANSITION_FROM));
  const GPtrArray *tos = list_panels (index, TL_ROLE_STAGE, tl_thing_get_text (transition, TL_TRANSITION_TO));

  /* The first panel of a stage is its own; more hold what did not fit there. */
  if (froms->pdata[0] == tos->pdata[0])
    {
      g_assert_cmpuint (panels->len, ==, 1);
      g_assert_true (panels->pdata[0] == froms->pdata[0]);
      return;
    }
  g_assert_cmpuint (panels->len, ==, 2);
  g_assert_true ((panels->pdata[0] == froms->pdata[0] && panels->pdata[1] == tos->pdata[0]) ||
                 (panels->pdata[1] == froms->pdata[0] && panels->pdata[0] == tos->pdata[0]));
}

static guint
count_role (TlScene *scene, TlRole role)
{
  guint n = 0;

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    n += tl_scene_get_group (scene, i)->role == role;
  return n;
}

static void
check_things (TlMapBook *book, TlJourney *journey, TlFigures *figures)
{
  TlThing                *root = tl_journey_get_root (journey);
  g_autoptr (GHashTable) index = index_book (book);
  gboolean               has_feelings = FALSE;

  for (guint p = 0; p < tl_map_book_n_pages (book); p++)
    has_feelings = has_feelings || count_role (tl_map_book_get_page (book, p), TL_ROLE_FEELING) > 0;
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_STAGE); i++)
    {
      TlThing *stage = tl_thing_nth (root, TL_KIND_STAGE, i);

      g_assert_cmpuint (list_panels (index, TL_ROLE_STAGE, tl_thing_get_id (stage))->len, >=, 1);
      for (guint k = 0; k < tl_thing_n (stage, TL_KIND_TOUCHPOINT); k++)
        check_touchpoint (index, tl_thing_nth (stage, TL_KIND_TOUCHPOINT, k), has_feelings);
    }
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    check_transition (index, tl_thing_nth (root, TL_KIND_TRANSITION, i));
  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    if (tl_figures_nth_fix (figures, i)->rank > 0 && tl_figures_has_money (figures))
      check_once (index, TL_ROLE_FIX, tl_journey_lookup (journey, tl_figures_nth_fix (figures, i)->id));
}

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

static void
put_stage (TlJourney *journey, guint index, const char *column, const char *row)
{
  g_autofree char *id = g_strdup_printf ("s%u", index);
  g_autofree char *title = g_strdup_printf ("Stage %u", index);

  put (journey, TL_KIND_STAGE, id, "j", "title", title, "column", column, "row", row, "entry",
       index == 0 ? "10000" : NULL, NULL);
}

static TlJourney *
new_journey (void)
{
  TlJourney *journey = tl_journey_new ("j");

  put (journey, TL_KIND_JOURNEY, "j", NULL, "title", "All of it", "currency", "GBP", "margin", "0.4", NULL);
  return journey;
}

static void
put_touchpoints (TlJourney *journey, const char *stage, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-t%u", stage, i);
      g_autofree char *pain = g_strdup_printf ("%s-p%u", stage, i);
      g_autofree char *title = g_strdup_printf ("Touchpoint %u", i);

      put (journey, TL_KIND_TOUCHPOINT, id, stage, "title", title, "channel", "web", "emotion", i % 3 ? "1" : "-1",
           "unit-cost", "1", NULL);
      if (i % 2 == 0)
        put (journey, TL_KIND_PAIN, pain, id, "title", "Nobody knows where the parcel is", "incidence", "0.1", "leave",
             "0.02", "cost", "3", NULL);
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
  const guint sizes[] = { 1, 3, 8, 12, 20, 40, 60, 300 };

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
  g_test_add_func ("/map/pages/overview", test_overview);
  g_test_add_func ("/map/pages/ladder", test_ladder);
  g_test_add_func ("/map/pages/no-overview", test_no_overview);
  g_test_add_func ("/map/pages/same", test_same);
  return g_test_run ();
}
