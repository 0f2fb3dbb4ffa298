/* test-layers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-layers.h"

#define NOWHERE { -1, -1 }

static void
check_sound (const TlPlace *places, guint n, const TlLink *links, guint n_links)
{
  g_autoptr (GHashTable) cells = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL);
  int                    last = 0;

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (places[i].column, >=, 0);
      g_assert_cmpint (places[i].row, >=, 0);
      g_assert_cmpuint ((guint) places[i].row, <, n);
      g_assert_true (g_hash_table_add (cells, GSIZE_TO_POINTER ((gsize) places[i].column * n + (gsize) places[i].row)));
      g_hash_table_add (columns, GINT_TO_POINTER (places[i].column));
      last = MAX (last, places[i].column);
    }
  /* No empty columns. */
  if (n > 0)
    g_assert_cmpuint (g_hash_table_size (columns), ==, (guint) last + 1);
  for (guint i = 0; i < n_links; i++)
    g_assert_cmpint (links[i].back, ==, places[links[i].to].column <= places[links[i].from].column);
}

static void
test_given (void)
{
  TlPlace places[] = { { 10, -1 }, { 30, 0 }, { 30, 7 }, { 1000000, 3 } };
  TlLink  links[] = { { 0, 1, 1 }, { 0, 2, 1 }, { 1, 3, 1 }, { 3, 0, 1 } };

  tl_layers_place (places, 4, links, 4);
  check_sound (places, 4, links, 4);
  g_assert_cmpint (places[0].column, ==, 0);
  g_assert_cmpint (places[1].column, ==, 1);
  g_assert_cmpint (places[2].column, ==, 1);
  g_assert_cmpint (places[3].column, ==, 2);
  g_assert_cmpint (places[1].row, ==, 0);
  g_assert_cmpint (places[2].row, ==, 2);
  g_assert_cmpint (places[3].row, ==, 1);
  g_assert_true (links[3].back);
  g_assert_false (links[0].back);
}

static void
test_clash (void)
{
  TlPlace places[] = { { 0, 0 }, { 0, 0 }, { 0, -1 }, { 0, 1 } };

  tl_layers_place (places, 4, NULL, 0);
  check_sound (places, 4, NULL, 0);
  g_assert_cmpint (places[0].row, ==, 0);
}

static void
test_chain (void)
{
  TlPlace places[] = { NOWHERE, NOWHERE, NOWHERE, NOWHERE };
  TlLink  links[] = { { 0, 1, 1 }, { 1, 2, 1 }, { 2, 3, 1 }, { 2, 0, 0.1 } };

  tl_layers_place (places, 4, links, 4);
  check_sound (places, 4, links, 4);
  for (int i = 0; i < 4; i++)
    {
      g_assert_cmpint (places[i].column, ==, i);
      g_assert_cmpint (places[i].row, ==, 0);
    }
  g_assert_true (links[3].back);
}

/* A branch beside the main way: the main way keeps its row, though it skips the branch's column. */
static void
test_branch (void)
{
  TlPlace places[] = { NOWHERE, NOWHERE, NOWHERE, NOWHERE };
  TlLink  links[] = { { 0, 1, 0.2 }, { 1, 2, 0.1 }, { 0, 2, 0.7 }, { 2, 3, 0.8 } };

  tl_layers_place (places, 4, links, 4);
  check_sound (places, 4, links, 4);
  g_assert_cmpint (places[0].row, ==, 0);
  g_assert_cmpint (places[1].row, ==, 1);
  g_assert_cmpint (places[2].row, ==, 0);
  g_assert_cmpint (places[3].row, ==, 0);
}

static void
test_alone (void)
{
  TlPlace none[1];
  TlPlace places[] = { NOWHERE, NOWHERE, NOWHERE };
  TlPlace late[] = { NOWHERE, NOWHERE, NOWHERE, NOWHERE };
  TlLink  links[] = { { 0, 1, 1 }, { 1, 2, 1 }, { 3, 2, 1 } };

  tl_layers_place (none, 0, NULL, 0);
  /* Nothing is joined yet: the order of the list is the order of the picture. */
  tl_layers_place (places, 3, NULL, 0);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (places[i].column, ==, i);
  /* Who comes in late stands just before where they go. */
  tl_layers_place (late, 4, links, 3);
  g_assert_cmpint (late[3].column, ==, 1);
}

static void
test_self (void)
{
  TlPlace places[] = { NOWHERE, NOWHERE };
  TlLink  links[] = { { 0, 0, 0.3 }, { 0, 1, 0.5 }, { 1, 0, 0.5 } };

  tl_layers_place (places, 2, links, 3);
  check_sound (places, 2, links, 3);
  g_assert_true (links[0].back);
  g_assert_false (links[1].back);
  g_assert_true (links[2].back);
}

/* Some say where they stand and some do not, in circles through both. */
static void
test_mixed (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int round = 0; round < 300; round++)
    {
      guint               n = (guint) g_rand_int_range (rand, 1, 30), m = (guint) g_rand_int_range (rand, 0, 60);
      g_autofree TlPlace *places = g_new0 (TlPlace, n);
      g_autofree TlLink  *links = g_new0 (TlLink, m + 1);

      for (guint i = 0; i < n; i++)
        {
          places[i].column = g_rand_int_range (rand, 0, 2) ? g_rand_int_range (rand, 0, 12) : -1;
          places[i].row = g_rand_int_range (rand, 0, 3) ? -1 : g_rand_int_range (rand, 0, 4);
        }
      for (guint i = 0; i < m; i++)
        {
          links[i].from = (guint) g_rand_int_range (rand, 0, (gint32) n);
          links[i].to = (guint) g_rand_int_range (rand, 0, (gint32) n);
          links[i].weight = g_rand_double (rand);
        }
      tl_layers_place (places, n, links, m);
      check_sound (places, n, links, m);
    }
}

static void
test_crossings (void)
{
  TlPlace crossed[] = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
  TlPlace free[] = { NOWHERE, NOWHERE, NOWHERE, NOWHERE };
  TlLink  links[] = { { 0, 3, 1 }, { 1, 2, 1 } };

  tl_layers_place (crossed, 4, links, 2);
  g_assert_cmpuint (tl_layers_count_crossings (crossed, 4, links, 2), ==, 1);
  tl_layers_place (free, 4, links, 2);
  g_assert_cmpuint (tl_layers_count_crossings (free, 4, links, 2), ==, 0);
}

/* A thousand stages as a journey has them, in far less than a second. */
static void
test_large (void)
{
  const guint         n = 1000, m = 1250;
  g_autoptr (GRand)   rand = g_rand_new_with_seed (9);
  g_autofree TlPlace *places = g_new0 (TlPlace, n);
  g_autofree TlLink  *links = g_new0 (TlLink, m);
  gint64              begun;

  for (guint i = 0; i < n; i++)
    places[i] = (TlPlace) NOWHERE;
  for (guint i = 0; i < m; i++)
    {
      guint reach = (guint) g_rand_int_range (rand, 1, 40);

      links[i].from = i < n - 1 ? i / 3 * 2 : (guint) g_rand_int_range (rand, 0, (gint32) n);
      links[i].to = i < n - 1 ? i + 1 : MIN (n - 1, links[i].from + reach);
      links[i].weight = g_rand_double (rand);
    }
  begun = g_get_monotonic_time ();
  tl_layers_place (places, n, links, m);
  g_test_message ("%u places in %.1f ms, %" G_GUINT64_FORMAT " crossings", n,
                  (double) (g_get_monotonic_time () - begun) / 1000, tl_layers_count_crossings (places, n, links, m));
  check_sound (places, n, links, m);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
}

/* Deep enough to overflow a stack, were it walked by recursion. */
static void
test_deep (void)
{
  const guint         n = 20000;
  g_autofree TlPlace *places = g_new0 (TlPlace, n);
  g_autofree TlLink  *links = g_new0 (TlLink, n);

  for (guint i = 0; i < n; i++)
    {
      places[i] = (TlPlace) NOWHERE;
      links[i] = (TlLink) { i, (i + 1) % n, 1, FALSE };
    }
  tl_layers_place (places, n, links, n);
  check_sound (places, n, links, n);
  g_assert_true (links[n - 1].back);
}

/* All in one cell. */
static void
test_crowd (void)
{
  const guint         n = 20000;
  g_autofree TlPlace *places = g_new0 (TlPlace, n);

  tl_layers_place (places, n, NULL, 0);
  check_sound (places, n, NULL, 0);
  g_assert_cmpint (places[0].row, ==, 0);
  g_assert_cmpint (places[n - 1].row, ==, (int) n - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/layers/given", test_given);
  g_test_add_func ("/map/layers/clash", test_clash);
  g_test_add_func ("/map/layers/chain", test_chain);
  g_test_add_func ("/map/layers/branch", test_branch);
  g_test_add_func ("/map/layers/alone", test_alone);
  g_test_add_func ("/map/layers/self", test_self);
  g_test_add_func ("/map/layers/mixed", test_mixed);
  g_test_add_func ("/map/layers/crossings", test_crossings);
  g_test_add_func ("/map/layers/large", test_large);
  g_test_add_func ("/map/layers/deep", test_deep);
  g_test_add_func ("/map/layers/crowd", test_crowd);
  return g_test_run ();
}
