/* test-stable.c: what is added moves only what must move, and what was only moved still looks the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "map-checks.h"
#include "map-journeys.h"
#include "tl-far.h"

#define CARD 264.0

static const TlMapOptions on_screen = {
  .without = TL_MAP_NO_TITLE | TL_MAP_NO_LEGEND,
  .max_columns = -1,
  .card_width = CARD,
};

static void
change (TlJourney *journey, TlKind kind, const char *id, const char *field, const char *value)
{
  g_autoptr (TlChange) what = tl_change_new (kind, id, field, NULL, value);

  g_assert_true (tl_journey_apply (journey, what, FALSE, NULL));
}

static void
put_link (TlJourney *journey, guint from, guint to, double share)
{
  g_autofree char *id = g_strdup_printf ("x%u-%u", from, to);
  g_autofree char *a = g_strdup_printf ("s%u", from);
  g_autofree char *b = g_strdup_printf ("s%u", to);
  g_autofree char *text = g_strdup_printf ("%.3f", share);

  put (journey, TL_KIND_TRANSITION, id, "j", "from", a, "to", b, "share", text, NULL);
}

static void
put_stage (TlJourney *journey, guint i, gboolean enters)
{
  g_autofree char *id = g_strdup_printf ("s%u", i);
  g_autofree char *title = g_strdup_printf ("Stage %u", i);
  g_autofree char *touchpoint = g_strdup_printf ("t%u", i);

  put (journey, TL_KIND_STAGE, id, "j", "title", title, "entry", enters ? "1000" : NULL, NULL);
  put (journey, TL_KIND_TOUCHPOINT, touchpoint, id, "title", "Opens the page", NULL);
}

/* Nobody says where a stage stands: the ways between them decide. */
static TlJourney *
make (guint n, guint n_rows)
{
  TlJourney *journey = tl_journey_new ("j");

  put (journey, TL_KIND_JOURNEY, "j", NULL, "title", "Growing", NULL);
  for (guint i = 0; i < n; i++)
    put_stage (journey, i, i < n_rows);
  for (guint i = 0; i + n_rows < n; i++)
    {
      put_link (journey, i, i + n_rows, 0.7);
      if (i % 5 == 1 && i % n_rows != n_rows - 1 && i + n_rows + 1 < n)
        put_link (journey, i, i + n_rows + 1, 0.1);
    }
  return journey;
}

static TlBox
find (TlScene *scene, guint i)
{
  g_autofree char *id = g_strdup_printf ("s%u", i);
  guint            group = tl_scene_find_group (scene, TL_ROLE_STAGE, id);

  g_assert_cmpuint (group, !=, TL_SCENE_NONE);
  return tl_scene_get_group (scene, group)->bounds;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, guint n)
{
  g_autofree double *sorted = g_memdup2 (values, n * sizeof (double));

  qsort (sorted, n, sizeof (double), compare_doubles);
  return sorted[n / 2];
}

/* How many stages are elsewhere, seen through a window that follows most of them. */
static guint
count_moved (TlScene *before, TlScene *after, guint n)
{
  g_autofree double *dx = g_new (double, n);
  g_autofree double *dy = g_new (double, n);
  double             all_x, all_y;
  guint              moved = 0;

  for (guint i = 0; i < n; i++)
    {
      TlBox a = find (before, i), b = find (after, i);

      g_assert_cmpfloat_with_epsilon (a.width, b.width, 1e-6);
      dx[i] = b.x - a.x;
      dy[i] = b.y - a.y;
    }
  all_x = median (dx, n);
  all_y = median (dy, n);
  for (guint i = 0; i < n; i++)
    moved += fabs (dx[i] - all_x) > CARD / 2 || fabs (dy[i] - all_y) > CARD / 2;
  return moved;
}

static void
test_add (gconstpointer data)
{
  guint                 n = GPOINTER_TO_UINT (data), n_rows = n <= 20 ? 3 : n <= 200 ? 5 : 12;
  guint                 n_tries = n <= 200 ? 12 : 4;
  g_autoptr (TlJourney) first = make (n, n_rows);
  g_autoptr (TlScene)   before = tl_map_layout (first, NULL, &on_screen);
  g_autoptr (GRand)     rand = g_rand_new_with_seed (n);
  g_autofree double    *counts = g_new (double, n_tries);

  for (guint k = 0; k < n_tries; k++)
    {
      g_autoptr (TlJourney) journey = make (n, n_rows);
      g_autoptr (TlScene)   after = NULL;
      guint                 from = (guint) g_rand_int_range (rand, 0, (gint32) n), moved;

      put_stage (journey, n, FALSE);
      put_link (journey, from, n, 0.05);
      after = tl_map_layout (journey, NULL, &on_screen);
      moved = count_moved (before, after, n);
      g_test_message ("%u stages, one more behind stage %u: %u moved", n, from, moved);
      counts[k] = moved;
    }
  g_test_message ("%u stages: %.1f %% moved", n, 100 * median (counts, n_tries) / n);
  g_assert_cmpfloat (median (counts, n_tries), <=, 0.1 * n);
}

/* A title that is edited, or a touchpoint more, changes the look of its own card and of no other. */
static void
test_hash (void)
{
  g_autoptr (TlJourney) journey = make (20, 3);
  g_autoptr (TlScene)   before = tl_map_layout (journey, NULL, &on_screen);
  g_autoptr (TlScene)   after = NULL;
  guint                 others = 0;

  put (journey, TL_KIND_TOUCHPOINT, "more", "s4", "title", "Another", NULL);
  after = tl_map_layout (journey, NULL, &on_screen);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      guint            a = tl_scene_find_group (before, TL_ROLE_STAGE, id);
      guint            b = tl_scene_find_group (after, TL_ROLE_STAGE, id);
      gboolean         same = tl_scene_hash_group (before, a, 0) == tl_scene_hash_group (after, b, 0);

      g_assert_cmpint (same, ==, i != 4);
      for (guint k = 0; k < i; k++)
        {
          g_autofree char *other = g_strdup_printf ("s%u", k);

          others += tl_scene_hash_group (before, a, 0)
                    == tl_scene_hash_group (before, tl_scene_find_group (before, TL_ROLE_STAGE, other), 0);
        }
    }
  /* Each has its own title. */
  g_assert_cmpuint (others, ==, 0);
  g_assert_cmpuint (tl_scene_hash_group (before, 0, TL_ROLE_BIT (TL_ROLE_STAGE)), !=,
                    tl_scene_hash_group (before, 0, 0));
}

/* From afar each card has its title in letters of the size that was asked for, within its bounds; or no letters. */
static void
test_far (void)
{
  static const double   sizes[] = { 0, 26, 33, 63 };
  g_autoptr (TlJourney) journey = make (20, 3);
  g_autoptr (TlFigures) figures = NULL;
  g_autoptr (TlScene)   map = NULL;

  change (journey, TL_KIND_STAGE, "s3", "title", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk");
  change (journey, TL_KIND_STAGE, "s4", "title", "");
  change (journey, TL_KIND_TOUCHPOINT, "t5", "emotion", "-2");
  figures = tl_figures_new (journey);
  map = tl_map_layout (journey, figures, &on_screen);
  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (int rtl = 0; rtl < 2; rtl++)
      {
        g_autoptr (TlScene) far = tl_far_layout (map, journey, figures, &on_screen, rtl, sizes[k]);

        for (guint i = 0; i < 20; i++)
          {
            TlBox            box = find (map, i);
            g_autofree char *id = g_strdup_printf ("s%u", i);
            guint            group = tl_scene_find_group (far, TL_ROLE_STAGE, id), n_texts = 0;
            const TlGroup   *found = tl_scene_get_group (far, group);

            for (guint j = found->first_item; j < found->end_item; j++)
              {
                const TlItem *item = tl_scene_get_item (far, j);
                TlBox         bounds = tl_item_get_bounds (item);

                g_assert_cmpfloat (bounds.x, >=, box.x - 2);
                g_assert_cmpfloat (bounds.x + bounds.width, <=, box.x + box.width + 2);
                if (item->type != TL_ITEM_TEXT)
                  continue;
                n_texts++;
                g_assert_cmpfloat (item->text.font.size, >=, sizes[k] * 0.84 - 1e-6);
              }
            if (sizes[k] <= 0)
              g_assert_cmpuint (n_texts, ==, 0);
            else if (i != 4)
              g_assert_cmpuint (n_texts, >, 0);
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/map/stable/20", GUINT_TO_POINTER (20), test_add);
  g_test_add_data_func ("/map/stable/200", GUINT_TO_POINTER (200), test_add);
  g_test_add_data_func ("/map/stable/1000", GUINT_TO_POINTER (1000), test_add);
  g_test_add_func ("/map/stable/hash", test_hash);
  g_test_add_func ("/map/stable/far", test_far);
  return g_test_run ();
}
