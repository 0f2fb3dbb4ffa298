/* tl-command-rank.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <string.h>

#include "tl-advice.h"
#include "tl-results.h"

typedef enum
{
  BY_NPV,
  BY_NET_YEAR,
  BY_REVENUE,
  BY_COST,
  BY_PAYBACK,
  BY_RETURN,
} Order;

static const char *const orders[] = { "npv", "net_year", "revenue", "cost", "payback", "return" };

/* What to sort by, the greater the better. What has none of it comes last. */
static double
worth (const TlFixFigures *fix, Order order)
{
  const TlImpactOutcome *outcome = fix->outcome;

  switch (order)
    {
    case BY_NET_YEAR:
      return outcome->net_year;

    case BY_REVENUE:
      return outcome->change.revenue;

    case BY_COST:
      return -outcome->change.cost;

    case BY_PAYBACK:
      return outcome->pays_back ? -outcome->payback_months : -HUGE_VAL;

    case BY_RETURN:
      return outcome->has_roi ? outcome->roi : -HUGE_VAL;

    case BY_NPV:
    default:
      return -(double) fix->rank;
    }
}

/* The fixes as they are asked for: by one figure, or by the mean over all worlds. */
typedef struct
{
  Order                order;
  TlFigures           *figures;
  const TlImpactDoubt *doubt; /* NULL where no worlds were drawn */
} Sorting;

/* Its place by the mean; that of a fix without a result in any world is behind all others. */
static guint
place_of (const Sorting *self, const TlFixFigures *fix)
{
  guint index = tl_results_fix_index (self->figures, fix->id);
  guint i = 0;

  while (i < self->doubt->n_ranked && self->doubt->ranking[i] != index)
    i++;
  return i;
}

static int
compare_fixes (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlFixFigures *fa = *(const TlFixFigures *const *) a;
  const TlFixFigures *fb = *(const TlFixFigures *const *) b;
  const Sorting      *sorting = data;
  double              wa = worth (fa, sorting->order);
  double              wb = worth (fb, sorting->order);

  if (sorting->order == BY_NPV && sorting->doubt)
    {
      guint pa = place_of (sorting, fa);
      guint pb = place_of (sorting, fb);

      if (pa != pb)
        return pa < pb ? -1 : 1;
    }
  if (wa != wb)
    return wa > wb ? -1 : 1;
  return fa->rank < fb->rank ? -1 : fa->rank > fb->rank;
}

static void
add_columns (TlTable *table)
{
  tl_table_column (table, "rank", _("Rank"));
  tl_table_column (table, "id", NULL);
  tl_table_column (table, "title", _("Fix"));
  tl_table_column (table, "kind", _("Kind"));
  tl_table_column (table, "revenue_change", _("Revenue a year"));
  tl_table_column (table, "cost_change", _("Cost a year"));
  tl_table_column (table, "run", _("Running cost"));
  tl_table_column (table, "one_off", _("One-off"));
  tl_table_column (table, "net_year", _("Net a year"));
  tl_table_column (table, "npv", _("Combined impact"));
  tl_table_column (table, "payback_months", _("Pays back in"));
  tl_table_column (table, "roi", _("Return"));
}

/* In text, less: what the others say is in the ends of the interval. */
static void
add_doubt_columns (TlTable *table)
{
  tl_table_column (table, "net_year_p10", NULL);
  tl_table_column (table, "net_year_p50", NULL);
  tl_table_column (table, "net_year_p90", NULL);
  tl_table_column (table, "npv_mean", _("Mean impact"));
  tl_table_column (table, "npv_p10", _("1 in 10 below"));
  tl_table_column (table, "npv_p50", NULL);
  tl_table_column (table, "npv_p90", _("1 in 10 above"));
  tl_table_column (table, "p_pays", _("Pays"));
  tl_table_column (table, "p_best", _("Is best"));
  tl_table_column (table, "mean_rank", NULL);
}

static void
add_doubt (TlTable *table, TlFigures *figures, const TlImpactSpread *spread)
{
  if (spread == NULL || !spread->known)
    {
      for (int i = 0; i < 10; i++)
        tl_table_none (table, NULL);
      return;
    }
  tl_results_money (table, figures, spread->net_year_p10, TRUE);
  tl_results_money (table, figures, spread->net_year_p50, TRUE);
  tl_results_money (table, figures, spread->net_year_p90, TRUE);
  tl_results_money (table, figures, spread->npv_mean, TRUE);
  tl_results_money (table, figures, spread->npv_p10, TRUE);
  tl_results_money (table, figures, spread->npv_p50, TRUE);
  tl_results_money (table, figures, spread->npv_p90, TRUE);
  tl_table_number (table, spread->p_pays, tl_number_format_percent (spread->p_pays, NULL));
  tl_table_number (table, spread->p_best, tl_number_format_percent (spread->p_best, NULL));
  tl_table_number (table, spread->mean_rank, tl_number_format_people (spread->mean_rank, 1, NULL));
}

static void
add_row (TlTable *table, TlFigures *figures, const TlFixFigures *fix, guint rank)
{
  const TlImpactOutcome *outcome = fix->outcome;

  tl_table_number (table, rank, g_strdup_printf ("%u", rank));
  tl_table_text (table, fix->id, NULL);
  tl_table_text (table, fix->title, NULL);
  tl_table_text (table, fix->kind, _(fix->kind));
  tl_results_money (table, figures, outcome->change.revenue, TRUE);
  tl_results_money (table, figures, outcome->change.cost, TRUE);
  tl_results_money (table, figures, outcome->run, FALSE);
  tl_results_money (table, figures, outcome->one_off, FALSE);
  tl_results_money (table, figures, outcome->net_year, TRUE);
  tl_results_money (table, figures, outcome->npv, TRUE);
  if (outcome->pays_back)
    tl_table_number (table, outcome->payback_months,
                     g_strdup_printf (ngettext ("%d month", "%d months", (gulong) outcome->payback_months),
                                      outcome->payback_months));
  else
    tl_table_none (table, _("not in time"));
  if (outcome->has_roi)
    tl_table_number (table, outcome->roi, tl_number_format_percent (outcome->roi, NULL));
  else
    tl_table_none (table, _("none"));
}

/* Fixes without a rank: those without a result with their reason, the others only for people. */
static void
say_unranked (TlFigures *figures, TlFormat format)
{
  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (figures, i);

      if (fix->rank == 0)
        tl_cli_say (_("Not ranked: %s (%s): %s"), fix->title, fix->id, fix->why_not);
    }
}

static void
say_horizon (TlFigures *figures, const TlImpactDoubt *doubt)
{
  g_autofree char *years = tl_number_format_people (tl_figures_get_horizon (figures), -1, NULL);

  tl_cli_say (_("Combined impact: margin won plus cost saved, less what the fix costs, over %s years, in today's money."),
              years);
  if (doubt)
    tl_cli_say (ngettext ("The mean over %u world ranks.", "The mean over %u worlds ranks.", doubt->n_worlds),
                doubt->n_worlds);
  else
    tl_cli_say ("%s", tl_figures_has_doubt (figures) ? _("Point values; --draws 10000 shows how sure they are.")
                                                     : _("Point values: no doubt entered."));
}

/* What to beware of, under the title of the fix. Pairs and assumptions are looked for where that takes no time. */
static void
say_advice (TlFigures *figures, guint n_ranked)
{
  gboolean                     few = n_ranked <= TL_IMPACT_EXACT;
  g_autoptr (TlImpactTogether) together = NULL;
  g_autoptr (GArray)           sensitivity = NULL;
  g_autoptr (GPtrArray)        all = NULL;

  if (few)
    {
      together = tl_impact_together_new (tl_figures_get_model (figures), tl_figures_get_results (figures), NULL);
      sensitivity = tl_impact_sensitivity (tl_figures_get_model (figures), tl_figures_get_results (figures), NULL);
    }
  all = tl_advice_new (figures, together, sensitivity);
  for (guint i = 0; i < all->len; i++)
    {
      const TlAdvice *advice = all->pdata[i];

      /* Translators: a fix's title, and what to beware of. */
      tl_cli_say (_("%s: %s"), tl_figures_get_fix (figures, advice->fix)->title, advice->text);
    }
}

/* Draws worlds, where that was asked for and anything is in doubt. Returns FALSE with an error where that cannot be. */
static gboolean
draw (TlFigures *figures, guint n_worlds, guint64 seed, TlImpactDoubt **doubt, GError **error)
{
  g_autoptr (TlImpactDraw) inputs = tl_impact_draw_new (&tl_figures_get_snapshot (figures)->journey);
  g_autofree char         *warning = NULL;

  if (inputs->n_inputs == 0)
    {
      tl_cli_say ("%s", _("No doubt entered: no number is a range, a count or in doubt."));
      return TRUE;
    }
  *doubt = tl_doubt_draw (figures, n_worlds, seed, NULL, error);
  if (*doubt == NULL)
    return FALSE;
  warning = tl_doubt_warn (figures, *doubt);
  if (warning)
    tl_cli_say ("%s", warning);
  return TRUE;
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *format_name = NULL;
  g_autofree char       *by = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (GPtrArray)  fixes = g_ptr_array_new ();
  g_autoptr (TlTable)    table = tl_table_new ();
  g_autoptr (TlImpactDoubt) doubt = NULL;
  g_autoptr (GError)     error = NULL;
  Sorting                sorting = { BY_NPV };
  int                    draws = 0;
  gint64                 seed = TL_RESULTS_SEED;
  TlFormat               format;
  const GOptionEntry     entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("text (the preset), csv or json"), N_("FORMAT") },
    { "by", 'b', 0, G_OPTION_ARG_STRING, &by, N_("Order by npv (the preset), net_year, revenue, cost, payback or return"),
      N_("WHAT") },
    { "draws", 'd', 0, G_OPTION_ARG_INT, &draws, N_("Draw so many worlds and rank by the mean over them"), N_("N") },
    { "seed", 's', 0, G_OPTION_ARG_INT64, &seed, N_("The same seed gives the same worlds (1)"), N_("S") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_cli_parse_format (format_name, 7, &format))
    return tl_cli_usage (command, _("“%s” is not one of its formats"), format_name);
  if (by)
    {
      gsize i;

      for (i = 0; i < G_N_ELEMENTS (orders) && strcmp (by, orders[i]) != 0; i++)
        ;
      if (i == G_N_ELEMENTS (orders))
        return tl_cli_usage (command, _("--by cannot be “%s”"), by);
      sorting.order = (Order) i;
    }
  if (draws < 0 || draws > TL_IMPACT_MAX_DRAWS)
    return tl_cli_usage (command, _("--draws must be from 1 to %d"), TL_IMPACT_MAX_DRAWS);
  figures = tl_cli_open_figures (argv[1], &document);
  if (figures == NULL)
    return TL_EXIT_CANNOT;
  if (draws > 0 && !draw (figures, (guint) draws, (guint64) seed, &doubt, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  sorting.figures = figures;
  sorting.doubt = doubt;
  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    if (tl_figures_nth_fix (figures, i)->rank > 0)
      g_ptr_array_add (fixes, (gpointer) tl_figures_nth_fix (figures, i));
  g_ptr_array_sort_with_data (fixes, compare_fixes, &sorting);
  add_columns (table);
  if (draws > 0)
    add_doubt_columns (table);
  for (guint i = 0; i < fixes->len; i++)
    {
      const TlFixFigures *fix = fixes->pdata[i];

      add_row (table, figures, fix, i + 1);
      if (draws > 0)
        add_doubt (table, figures, doubt ? &doubt->fixes[tl_results_fix_index (figures, fix->id)] : NULL);
    }
  if (fixes->len == 0 && format == TL_FORMAT_TEXT)
    tl_cli_say (_("There is no fix to rank yet."));
  else if (tl_table_print (table, format) != TL_EXIT_DONE)
    return TL_EXIT_CANNOT;
  say_unranked (figures, format);
  if (format == TL_FORMAT_TEXT && fixes->len > 0)
    {
      say_advice (figures, fixes->len);
      say_horizon (figures, doubt);
    }
  return TL_EXIT_DONE;
}

const TlCommand tl_command_rank = {
  "rank",
  N_("FILE [--draws N] [--seed S] [--format text|csv|json] [--by npv|net_year|revenue|cost|payback|return]"),
  N_("Rank the fixes by revenue and cost together"),
  N_("npv is the combined impact over the horizon, which ranks. A fix whose world is refused is left out, with the reason "
     "on standard error."),
  run,
};
