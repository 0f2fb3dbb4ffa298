/* test-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-measure.h"

static const TlFont plain = { 14, 400, FALSE };

static void
check_lines (const char *text, double room, guint most)
{
  g_autoptr (TlMeasure) measure = tl_measure_new (NULL);
  g_autoptr (GPtrArray) lines = tl_measure_wrap (measure, plain, text, room, most);

  g_assert_cmpuint (lines->len, >=, 1);
  g_assert_cmpuint (lines->len, <=, most);
  for (guint i = 0; i < lines->len; i++)
    {
      g_assert_true (g_utf8_validate (lines->pdata[i], -1, NULL));
      if (g_utf8_strlen (lines->pdata[i], -1) > 1)
        g_assert_cmpfloat (tl_measure_exact (measure, plain, lines->pdata[i]), <=, room / 1.15 + 0.6);
    }
}

static void
test_wrap (void)
{
  const char *const texts[] = {
    "", " ", "one", "Delivery fee appears late", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "商品を探して比較する商品を探して比較する商品を探して比較する", "المقارنة بين العروض المختلفة قبل الشراء من الموقع",
    "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "e\u0301\u0302e\u0301\u0302e\u0301\u0302e\u0301\u0302e\u0301\u0302",
  };
  const double      rooms[] = { 1, 20, 60, 150, 400, 5000 };

  for (gsize t = 0; t < G_N_ELEMENTS (texts); t++)
    for (gsize r = 0; r < G_N_ELEMENTS (rooms); r++)
      for (guint most = 1; most <= 4; most++)
        check_lines (texts[t], rooms[r], most);
}

static void
test_whole (void)
{
  g_autoptr (TlMeasure) measure = tl_measure_new (NULL);
  g_autoptr (GPtrArray) one = tl_measure_wrap (measure, plain, "Delivery  fee\nappears late", 1000, 2);
  g_autoptr (GPtrArray) two = tl_measure_wrap (measure, plain, "Delivery fee appears late", 130, 2);
  g_autoptr (GPtrArray) cut = tl_measure_wrap (measure, plain, "Delivery fee appears late, again and again", 130, 2);

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (one->pdata[0], ==, "Delivery fee appears late");
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpstr (two->pdata[0], ==, "Delivery fee");
  g_assert_cmpstr (two->pdata[1], ==, "appears late");
  g_assert_cmpuint (cut->len, ==, 2);
  g_assert_true (g_str_has_suffix (cut->pdata[1], "…"));
}

static void
test_room (void)
{
  g_autoptr (TlMeasure) measure = tl_measure_new (NULL);
  TlFont                bold = { 14, 700, FALSE };
  double                exact = tl_measure_exact (measure, plain, "Order placed");

  g_assert_cmpfloat (exact, >, 60);
  g_assert_cmpfloat (exact, <, 120);
  g_assert_cmpfloat (tl_measure_room (measure, plain, "Order placed"), >=, exact * 1.15);
  g_assert_cmpfloat (tl_measure_exact (measure, bold, "Order placed"), >, exact);
}

/* A word that is broken inside says so, and leaves no two letters behind. */
static void
test_hyphen (void)
{
  const char           *word = "Donaudampfschifffahrtsgesellschaft";
  g_autoptr (TlMeasure) measure = tl_measure_new (NULL);
  TlFont                font = { 16, 700, FALSE };

  for (double room = 90; room < 330; room += 7)
    {
      g_autoptr (GPtrArray) lines = tl_measure_wrap (measure, font, word, room, 9);
      g_autoptr (GString)   whole = g_string_new (NULL);

      for (guint i = 0; i < lines->len; i++)
        {
          const char *line = lines->pdata[i];
          gsize       length = strlen (line);

          g_assert_cmpuint (length, >=, 3);
          g_assert_true (g_str_has_suffix (line, "-") == (i + 1 < lines->len));
          g_string_append_len (whole, line, (gssize) length - (i + 1 < lines->len));
        }
      g_assert_cmpstr (whole->str, ==, word);
    }
}

static void
test_huge (void)
{
  g_autoptr (TlMeasure) measure = tl_measure_new (NULL);
  g_autofree char      *text = g_strnfill (2000000, 'x');
  g_autoptr (GPtrArray) lines = tl_measure_wrap (measure, plain, text, 200, 2);

  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpuint (strlen (lines->pdata[1]), <, 100);
}

static void
test_direction (void)
{
  g_assert_false (tl_text_is_rtl (""));
  g_assert_false (tl_text_is_rtl ("12 %"));
  g_assert_false (tl_text_is_rtl ("Order طلب"));
  g_assert_true (tl_text_is_rtl ("12 طلب Order"));
  g_assert_true (tl_text_is_rtl ("שלום"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/measure/wrap", test_wrap);
  g_test_add_func ("/map/measure/whole", test_whole);
  g_test_add_func ("/map/measure/room", test_room);
  g_test_add_func ("/map/measure/hyphen", test_hyphen);
  g_test_add_func ("/map/measure/huge", test_huge);
  g_test_add_func ("/map/measure/direction", test_direction);
  return g_test_run ();
}
