/* test-rules.c: rules that say what a record speaks of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tl-error.h"
#include "tl-rules.h"

static const char *const columns[] = { "Issue", "Product", "Channel", "Sub issue" };

static const char *
get_cell (guint column, gsize *length, gpointer data)
{
  const char **cells = data;

  *length = cells[column] ? strlen (cells[column]) : 0;
  return cells[column];
}

/* Which rule holds for a record of four cells and a text. */
static int
match (const char *rules_text, const char *issue, const char *product, const char *channel, const char *text)
{
  const char                *cells[] = { issue, product, channel, NULL };
  g_autoptr (GError)         error = NULL;
  g_autoptr (TlRules)        rules = tl_rules_parse (rules_text, -1, "test.rules", &error);
  g_autoptr (TlRulesMatcher) matcher = NULL;
  int                        first, again;

  g_assert_no_error (error);
  matcher = tl_rules_matcher_new (rules, columns, G_N_ELEMENTS (columns), &error);
  g_assert_no_error (error);
  first = tl_rules_matcher_match (matcher, get_cell, cells, text, -1, 0);
  g_assert_cmpint (tl_rules_matcher_match (matcher, NULL, NULL, "nothing of all this", -1, 0), <, 1000);
  again = tl_rules_matcher_match (matcher, get_cell, cells, text, text ? (gssize) strlen (text) : 0, 0);
  g_assert_cmpint (first, ==, again);
  return first;
}

static void
test_parse (void)
{
  static const char text[] =
    "\xef\xbb\xbf# what people complain about\r\n"
    "\r\n"
    "column \"Issue\" is \"Incorrect information on your report\" -> pain wrong-data\r\n"
    "  COLUMN Product Contains \"credit card\", prepaid → touchpoint \"Monthly statement\"\n"
    "\t# another\n"
    "text has any of \"late\", \"delay*\", \"never arrived\" -> pain late\n"
    "text has all of call, hold and column #3 is not phone=>pain “The queue”";
  g_autoptr (GError)  error = NULL;
  g_autoptr (TlRules) rules = tl_rules_parse (text, -1, "test.rules", &error);
  static const struct
  {
    guint        line;
    TlRuleTarget kind;
    const char  *target;
  } wanted[] = {
    { 3, TL_RULE_PAIN, "wrong-data" },
    { 4, TL_RULE_TOUCHPOINT, "Monthly statement" },
    { 6, TL_RULE_PAIN, "late" },
    { 7, TL_RULE_PAIN, "The queue" },
  };

  g_assert_no_error (error);
  g_assert_cmpuint (tl_rules_get_n (rules), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_assert_cmpuint (tl_rules_get (rules, i)->line, ==, wanted[i].line);
      g_assert_cmpint (tl_rules_get (rules, i)->kind, ==, wanted[i].kind);
      g_assert_cmpstr (tl_rules_get (rules, i)->target, ==, wanted[i].target);
    }
}

static void
test_match (void)
{
  static const struct
  {
    const char *rule;
    const char *issue;
    const char *product;
    const char *text;
    gboolean    holds;
  } cases[] = {
    { "column Issue is Late", "late", NULL, NULL, TRUE },
    { "column Issue is Late", "  LATE ", NULL, NULL, TRUE },
    { "column Issue is Late", "later", NULL, NULL, FALSE },
    { "column Issue is Late", "", NULL, NULL, FALSE },
    { "column Issue is Late", NULL, NULL, NULL, FALSE },
    { "column ISSUE is \"too  late\"", "Too\nlate", NULL, NULL, TRUE },
    { "column Issue is any of a, b, \"c d\"", "C D", NULL, NULL, TRUE },
    { "column Issue is a or b", "b", NULL, NULL, TRUE },
    { "column Issue is not a, b", "b", NULL, NULL, FALSE },
    { "column Issue is not a, b", "c", NULL, NULL, TRUE },
    { "column Issue is empty", "", NULL, NULL, TRUE },
    { "column Issue is empty", " \n ", NULL, NULL, TRUE },
    { "column Issue is empty", NULL, NULL, NULL, TRUE },
    { "column Issue is empty", "x", NULL, NULL, FALSE },
    { "column Issue is not empty", "x", NULL, NULL, TRUE },
    { "column Issue is \"\"", "", NULL, NULL, TRUE },
    { "column Issue is \"say \"\"hi\"\"\"", "say \"hi\"", NULL, NULL, TRUE },
    { "column Issue is \"say \\\"hi\\\"\"", "say \"hi\"", NULL, NULL, TRUE },
    { "column Issue is STRASSE", "Straße", NULL, NULL, TRUE },
    { "column Issue is ÉTÉ", "été", NULL, NULL, TRUE },
    { "column Issue is \"e\u0301te\u0301\"", "ÉTÉ", NULL, NULL, TRUE },
    { "column Issue contains card", "Discards", NULL, NULL, TRUE },
    { "column Issue contains \"credit card\"", "My CREDIT   Card", NULL, NULL, TRUE },
    { "column Issue contains any of x, card", "Discards", NULL, NULL, TRUE },
    { "column Issue contains all of dis, card", "Discards", NULL, NULL, TRUE },
    { "column Issue contains all of dis, cart", "Discards", NULL, NULL, FALSE },
    { "column Issue not contains card", "Discards", NULL, NULL, FALSE },
    { "column Issue contains not card", "none", NULL, NULL, TRUE },
    { "column Issue has card", "Discards", NULL, NULL, FALSE },
    { "column Issue has card", "My card.", NULL, NULL, TRUE },
    { "text has late", NULL, NULL, "It came late!", TRUE },
    { "text has late", NULL, NULL, "later on", FALSE },
    { "text has late", NULL, NULL, "translate", FALSE },
    { "text has late*", NULL, NULL, "later on", TRUE },
    { "text has late*", NULL, NULL, "too late", TRUE },
    { "text has late*", NULL, NULL, "translate", FALSE },
    { "text has \"never arrived\"", NULL, NULL, "It NEVER,\narrived", TRUE },
    { "text has \"never arrived\"", NULL, NULL, "never ever arrived", FALSE },
    { "text has \"never arriv*\"", NULL, NULL, "never arriving", TRUE },
    { "text has \"never arrived\"", NULL, NULL, "never", FALSE },
    { "text has any of a, b, c", NULL, NULL, "x c y", TRUE },
    { "text has any of a, b, c", NULL, NULL, "x y", FALSE },
    { "text has all of a, b, c", NULL, NULL, "c b a", TRUE },
    { "text has all of a, b, c", NULL, NULL, "c b", FALSE },
    { "text has don't", NULL, NULL, "I don’t know", TRUE },
    { "text has größe", NULL, NULL, "Die GRÖSSE stimmt", TRUE },
    { "text has 配送", NULL, NULL, "配送が遅い", TRUE },
    { "text has 送配", NULL, NULL, "配送が遅い", FALSE },
    { "text contains \"%\"", NULL, NULL, "50 % off", TRUE },
    { "text has any", NULL, NULL, "any", TRUE },
    { "text has all, none", NULL, NULL, "none", TRUE },
    { "text is empty", NULL, NULL, NULL, TRUE },
    { "text is empty", NULL, NULL, "x", FALSE },
    { "text not has late", NULL, NULL, "in time", TRUE },
    { "column Issue is a and column Product is b", "a", "b", NULL, TRUE },
    { "column Issue is a and column Product is b", "a", "c", NULL, FALSE },
    { "column Issue is a and text has all of x, y and column Product contains b", "a", "abc", "y x", TRUE },
    { "column \"sub_issue\" is empty", NULL, NULL, NULL, TRUE },
    { "column #2 is b", NULL, "B", NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rule = g_strconcat (cases[i].rule, " -> pain x\n", NULL);

      g_test_message ("%s", cases[i].rule);
      g_assert_cmpint (match (rule, cases[i].issue, cases[i].product, NULL, cases[i].text), ==,
                       cases[i].holds ? 0 : -1);
    }
}

static void
test_order (void)
{
  static const char text[] = "text has a -> pain one\n\n# no\n"
                             "text has b -> pain two\ntext has a, c -> touchpoint three\n";
  g_autoptr (TlRules)        rules = tl_rules_parse (text, -1, "test.rules", NULL);
  g_autoptr (TlRulesMatcher) matcher = tl_rules_matcher_new (rules, columns, 4, NULL);

  g_assert_cmpint (match (text, NULL, NULL, NULL, "b a"), ==, 0);
  g_assert_cmpint (match (text, NULL, NULL, NULL, "c b"), ==, 1);
  g_assert_cmpint (match (text, NULL, NULL, NULL, "c"), ==, 2);
  g_assert_cmpint (match (text, NULL, NULL, NULL, "d"), ==, -1);
  g_assert_cmpint (match ("", NULL, NULL, NULL, "d"), ==, -1);
  g_assert_cmpint (tl_rules_matcher_match (matcher, NULL, NULL, "a b", -1, 1), ==, 1);
  g_assert_cmpint (tl_rules_matcher_match (matcher, NULL, NULL, "a b", -1, 2), ==, 2);
  g_assert_cmpint (tl_rules_matcher_match (matcher, NULL, NULL, "a b", -1, 3), ==, -1);
  g_assert_cmpint (tl_rules_matcher_match (matcher, NULL, NULL, "a\xff", 2, 0), ==, 0);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    const char *where;
    const char *expected;
  } cases[] = {
    { "when it rains", "line 1, column 1", "“column” or “text”" },
    { "# fine\n\ncolumn Issue is a > pain x", "line 3, column 19", "“->”" },
    { "column Issue equals a -> pain x", "line 1, column 14", "“is”, “contains” or “has”" },
    { "column Sub issue is a -> pain x", "line 1, column 12", "“is”, “contains” or “has”" },
    { "column", "line 1, column 7", "name of a column" },
    { "column \"\" is a -> pain x", "line 1, column 8", "name of a column" },
    { "text has -> pain x", "line 1, column 10", "a word" },
    { "text has a, -> pain x", "line 1, column 13", "after the comma" },
    { "text has a b -> pain x", "line 1, column 12", "several words need quotes" },
    { "text has \"a -> pain x", "line 1, column 10", "never closed" },
    { "text has \"!?\" -> pain x", "line 1, column 10", "letter or digit" },
    { "text contains \"\" -> pain x", "line 1, column 15", "empty" },
    { "text has a -> wish x", "line 1, column 15", "“touchpoint”, “pain”" },
    { "text has a -> pain", "line 1, column 19", "id, or a title" },
    { "text has a -> pain \"\"", "line 1, column 20", "id, or a title" },
    { "text has a -> pain The queue", "line 1, column 24", "quotes" },
    { "text has a", "line 1, column 11", "“->”" },
    { "text has é and -> pain x", "line 1, column 16", "“column” or “text”" },
    { "text has a -> pain \xff", "line 1", "UTF-8" },
    { "ok\rtext", "line 1", "“column” or “text”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError)  error = NULL;
      g_autoptr (TlRules) rules = tl_rules_parse (cases[i].text, -1, "test.rules", &error);

      g_assert_null (rules);
      g_assert_error (error, TL_ERROR, TL_ERROR_FORM);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "test.rules"));
      g_assert_nonnull (strstr (error->message, cases[i].where));
      g_assert_nonnull (strstr (error->message, cases[i].expected));
    }
}

static void
test_columns (void)
{
  static const char text[] = "column Product is a -> pain x\n\ntext has a and column \"Isue\" is b -> pain y\n";
  g_autoptr (GError)  error = NULL;
  g_autoptr (TlRules) rules = tl_rules_parse (text, -1, "test.rules", &error);

  g_assert_no_error (error);
  g_assert_null (tl_rules_matcher_new (rules, columns, 4, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "line 3, column 23"));
  g_assert_nonnull (strstr (error->message, "“Isue”"));
  g_assert_nonnull (strstr (error->message, "“Issue”"));
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError)  error = NULL;
  g_autofree char    *name = NULL;
  g_autoptr (TlRules) rules = NULL;
  int                 fd;

  for (guint i = 0; i <= TL_RULES_MAX; i++)
    g_string_append (text, "text has a -> pain x\n");
  g_assert_null (tl_rules_parse (text->str, (gssize) text->len, "test.rules", &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_clear_error (&error);

  g_string_assign (text, "text has ");
  for (guint i = 0; i < TL_RULES_MAX_WORDS; i++)
    g_string_append (text, "a,");
  g_string_append (text, "b -> pain x");
  g_assert_null (tl_rules_parse (text->str, -1, "test.rules", &error));
  g_assert_true (error && error->domain == TL_ERROR);
  g_clear_error (&error);

  g_string_set_size (text, TL_RULES_MAX_BYTES + 1);
  memset (text->str, '\n', text->len);
  g_assert_null (tl_rules_parse (text->str, (gssize) text->len, "test.rules", &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_clear_error (&error);

  fd = g_file_open_tmp ("tl-rules-XXXXXX", &name, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (name, text->str, (gssize) text->len, NULL));
  g_assert_null (tl_rules_load (name, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (name, "text has a -> pain x", -1, NULL));
  rules = tl_rules_load (name, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tl_rules_get_n (rules), ==, 1);
  g_unlink (name);
  g_assert_null (tl_rules_load (name, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* Many rules cost a record hardly more than few; and the quick way finds what a slow one finds. */
static void
test_many (void)
{
  static const char *const   words[] = { "red", "green", "blue", "grey", "redder", "greens", "Bleu", "é", "x" };
  g_autoptr (GRand)          rand = g_rand_new_with_seed (5);
  g_autoptr (GString)        text = g_string_new (NULL);
  g_autoptr (GPtrArray)      phrases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TlRules)        rules = NULL;
  g_autoptr (TlRulesMatcher) matcher = NULL;
  g_autoptr (GError)         error = NULL;
  gint64                     start;

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GString) phrase = g_string_new (NULL);
      guint               n = (guint) g_rand_int_range (rand, 2, 5);

      for (guint j = 0; j < n; j++)
        g_string_append_printf (phrase, "%s%s", j > 0 ? " " : "",
                                words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      g_string_append_printf (text, "text %s \"%s\" -> pain p%u\n", i % 7 == 6 ? "contains" : "has", phrase->str, i);
      g_ptr_array_add (phrases, g_string_free (g_steal_pointer (&phrase), FALSE));
    }
  rules = tl_rules_parse (text->str, -1, "test.rules", &error);
  g_assert_no_error (error);
  matcher = tl_rules_matcher_new (rules, columns, 4, &error);
  g_assert_no_error (error);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) record = g_string_new (" ");
      g_autofree char    *folded = NULL;
      int                 wanted = -1;

      for (int j = g_rand_int_range (rand, 0, 30); j > 0; j--)
        g_string_append_printf (record, "%s ", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      folded = g_utf8_casefold (record->str, -1);
      for (guint j = 0; j < phrases->len && wanted < 0; j++)
        {
          g_autofree char *phrase = g_utf8_casefold (g_ptr_array_index (phrases, j), -1);
          g_autofree char *bounded = g_strconcat (" ", phrase, " ", NULL);

          if (strstr (folded, j % 7 == 6 ? phrase : bounded))
            wanted = (int) j;
        }
      g_assert_cmpint (tl_rules_matcher_match (matcher, NULL, NULL, record->str, -1, 0), ==, wanted);
    }
  g_test_message ("%.0f ms", (double) (g_get_monotonic_time () - start) / 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/parse", test_parse);
  g_test_add_func ("/rules/match", test_match);
  g_test_add_func ("/rules/order", test_order);
  g_test_add_func ("/rules/errors", test_errors);
  g_test_add_func ("/rules/columns", test_columns);
  g_test_add_func ("/rules/limits", test_limits);
  g_test_add_func ("/rules/many", test_many);
  return g_test_run ();
}
