/* test-cases.c: the worked cases of the impact model, through the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-run.h"

static const char *const cases[] = { "line", "tradeoffs", "causes", "overlap", "edges" };

typedef struct
{
  GPtrArray *expected;
  double     turnover; /* the year's revenue, which small differences of two years are held against */
  double     cost;
} Case;

/* To a relative 1e-9, an absolute 1e-6 around zero, and a small difference to 1e-12 of the year. */
static void
assert_close (Case *it, const char *got, const char *want, const char *what)
{
  double a, b;

  if (*got == '\0' || *want == '\0')
    {
      g_assert_cmpstr (got, ==, want);
      return;
    }
  a = g_ascii_strtod (got, NULL);
  b = g_ascii_strtod (want, NULL);
  if (fabs (a - b) > fmax (fmax (1e-9 * fabs (b), 1e-6), 1e-12 * (it->turnover + it->cost)))
    g_error ("%s: %s instead of %s", what, got, want);
}

static Case *
case_new (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".expected.csv", NULL);
  g_autofree char *path = tl_run_case (file);
  g_autofree char *csv = NULL;
  Case            *it = g_new0 (Case, 1);

  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  it->expected = tl_run_table (csv);
  for (guint i = 1; i < it->expected->len; i++)
    if (strcmp (tl_run_cell (it->expected, i, "what"), "year") == 0)
      {
        it->turnover = g_ascii_strtod (tl_run_cell (it->expected, i, "revenue_change"), NULL);
        it->cost = g_ascii_strtod (tl_run_cell (it->expected, i, "cost_change"), NULL);
      }
  return it;
}

static void
case_free (Case *it)
{
  g_ptr_array_unref (it->expected);
  g_free (it);
}

/* Holds the rows of one kind against the rows of a table that come in the same order, or are found by id. */
static void
compare_rows (Case *it, const char *what, GPtrArray *got, const char *id_column, gboolean in_order,
              const char *const columns[][2])
{
  guint row = 0, n = 0;

  for (guint i = 1; i < it->expected->len; i++)
    {
      const char *id = tl_run_cell (it->expected, i, "id");

      if (strcmp (tl_run_cell (it->expected, i, "what"), what) != 0 || *id == '\0')
        continue;
      n++;
      if (in_order)
        row++;
      else
        for (row = 1; row < got->len && strcmp (tl_run_cell (got, row, id_column), id) != 0; row++)
          ;
      g_assert_cmpstr (tl_run_cell (got, row, id_column), ==, id);
      for (guint j = 0; columns[j][0]; j++)
        {
          const char *a = tl_run_cell (got, row, columns[j][0]);
          const char *b = tl_run_cell (it->expected, i, columns[j][1]);

          if (strcmp (columns[j][0], "kind") == 0)
            g_assert_cmpstr (a, ==, b);
          else
            {
              g_autofree char *where = g_strdup_printf ("%s %s %s", what, id, columns[j][0]);

              assert_close (it, a, b, where);
            }
        }
    }
  g_assert_cmpuint (n, ==, got->len - 1);
}

static void
test_case (gconstpointer data)
{
  static const char *const rank[][2] = { { "revenue_change", "revenue_change" }, { "cost_change", "cost_change" },
                                         { "run", "run" }, { "one_off", "one_off" }, { "net_year", "net_year" },
                                         { "npv", "npv" }, { "payback_months", "payback_months" }, { "roi", "roi" },
                                         { "kind", "kind" }, { NULL } };
  static const char *const flow[][2] = { { "visits", "visits" }, { "ends", "ends" }, { "leave", "leave" }, { NULL } };
  static const char *const stake[][2] = { { "revenue_lost", "revenue_change" }, { "cost_caused", "cost_change" },
                                          { "net_lost", "net_year" }, { NULL } };
  g_autofree char      *file = g_strconcat (data, ".xml", NULL);
  g_autofree char      *path = tl_run_case (file);
  Case                 *it = case_new (data);
  const char *const     commands[] = { "rank", "flow", "pains" };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (TlRun)     run = tl_run (commands[i], path, "--format", "csv", NULL);
      g_autoptr (GPtrArray) table = NULL;

      g_assert_cmpint (run->code, ==, 0);
      table = tl_run_table (run->out);
      if (i == 0)
        compare_rows (it, "fix", table, "id", TRUE, rank);
      else if (i == 1)
        {
          compare_rows (it, "stage", table, "stage", TRUE, flow);
          compare_rows (it, "stake", table, "stage", TRUE, stake);
        }
      else
        compare_rows (it, "pain", table, "id", FALSE, stake);
    }
  case_free (it);
}

static void
test_columns (void)
{
  g_autofree char  *path = tl_run_case ("line.xml");
  g_autoptr (TlRun) rank = tl_run ("rank", path, "--format", "csv", NULL);
  g_autoptr (TlRun) flow = tl_run ("flow", path, "--format", "csv", NULL);
  g_autoptr (TlRun) pains = tl_run ("pains", path, "--format", "csv", NULL);

  g_assert_true (g_str_has_prefix (rank->out, "rank,id,title,kind,revenue_change,cost_change,run,one_off,net_year,npv,"
                                              "payback_months,roi\n1,retry,Retry the card once,"));
  g_assert_true (g_str_has_prefix (flow->out, "stage,visits,ends,leave,revenue_lost,cost_caused,net_lost\nbrowse,100000,"));
  g_assert_true (g_str_has_prefix (pains->out, "id,title,stage,touchpoint,revenue_lost,cost_caused,net_lost,evidence\n"
                                               "declined,Card declined without a reason,pay,checkout,"));
}

static void
test_order (void)
{
  static const struct
  {
    const char *by;
    const char *first;
  } orders[] = { { "npv", "photos" }, { "net_year", "photos" }, { "revenue", "onefile" }, { "cost", "photos" },
                 { "payback", "photos" }, { "return", "photos" } };
  g_autofree char *path = tl_run_case ("overlap.xml");

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (TlRun)     run = tl_run ("rank", path, "--format", "csv", "--by", orders[i].by, NULL);
      g_autoptr (GPtrArray) table = tl_run_table (run->out);

      g_assert_cmpuint (table->len, ==, 6); /* the rejected one is not ranked */
      g_assert_cmpstr (tl_run_cell (table, 1, "id"), ==, orders[i].first);
      g_assert_cmpstr (tl_run_cell (table, 1, "rank"), ==, "1");
    }
}

/* Each names the thing and the figures. */
static void
test_refused (void)
{
  static const struct
  {
    const char *name;
    const char *needles[3];
  } refused[] = {
    { "over", { "Pay", "1.2" } },       { "claims", { "Pay", "0.48", "0.3" } }, { "circle", { "Chat", "Call" } },
    { "range", { "Queue", "incidence", "1.3" } }, { "twice", { "Pay", "“A”" } }, { "outcome", { "Bought" } },
    { "nothing", { "F", "ghost" } },    { "lostshare", { "F", "Pay", "Left" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char  *file = g_strconcat ("refused/", refused[i].name, ".xml", NULL);
      g_autofree char  *path = tl_run_case (file);
      g_autoptr (TlRun) rank = tl_run ("rank", path, "--format", "csv", NULL);
      g_autoptr (TlRun) check = tl_run ("check", path, NULL);

      g_assert_cmpint (rank->code, ==, 1);
      g_assert_cmpstr (rank->out, ==, "");
      g_assert_cmpint (check->code, ==, 1);
      for (guint j = 0; j < 3 && refused[i].needles[j]; j++)
        {
          tl_run_assert_contains (rank->err, refused[i].needles[j]);
          tl_run_assert_contains (check->out, refused[i].needles[j]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/cli/cases/", cases[i], NULL);

      g_test_add_data_func (name, cases[i], test_case);
    }
  g_test_add_func ("/cli/columns", test_columns);
  g_test_add_func ("/cli/order", test_order);
  g_test_add_func ("/cli/refused", test_refused);
  return g_test_run ();
}
