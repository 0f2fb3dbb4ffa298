/* tl-command-portfolio.c: what to do with a budget, and what more of it would bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <math.h>

#include "tl-doubt.h"
#include "tl-results.h"

static TlImpactTogether *
open_together (TlFigures *figures)
{
  return tl_impact_together_new (tl_figures_get_model (figures), tl_figures_get_results (figures), NULL);
}

static void
add_rows (TlTable *table, TlFigures *figures, const TlImpactPortfolio *portfolio)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (figures);

  tl_table_column (table, "id", NULL);
  tl_table_column (table, NULL, _("Fix"));
  tl_table_column (table, "chosen", _("Chosen"));
  tl_table_column (table, "npv_alone", _("Alone"));
  tl_table_column (table, "credit", _("Credit"));
  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (figures, i);
      guint               index = tl_names_find (&snapshot->fixes, fix->id);
      guint               k = 0;

      if (fix->rank == 0)
        continue;
      while (k < portfolio->n_fixes && portfolio->fixes[k] != index)
        k++;
      tl_table_text (table, fix->id, NULL);
      tl_table_text (table, fix->title, NULL);
      tl_table_number (table, k < portfolio->n_fixes, g_strdup (k < portfolio->n_fixes ? _("yes") : _("no")));
      tl_results_money (table, figures, fix->outcome->npv, TRUE);
      if (k < portfolio->n_fixes && portfolio->has_credit)
        tl_results_money (table, figures, portfolio->credit[k], TRUE);
      else
        tl_table_none (table, NULL);
    }
}

/* Where there is doubt, how likely the costs are to pass the budget, and how sure the total is. */
static void
say_doubt (TlFigures *figures, const TlImpactPortfolio *portfolio, guint draws, guint64 seed)
{
  g_autoptr (TlImpactSimulation) simulation = NULL;
  g_autoptr (TlImpactDoubt)      doubt = NULL;
  TlImpactSpread                 spread;
  double                         over;
  g_autofree char               *chance = NULL;
  g_autofree char               *low = NULL;
  g_autofree char               *high = NULL;

  simulation = tl_impact_simulation_new (tl_figures_get_model (figures), seed, 0);
  if (tl_impact_simulation_n_inputs (simulation) == 0 || portfolio->n_fixes == 0 ||
      !tl_impact_simulation_run (simulation, draws, NULL))
    return;
  tl_impact_simulation_set (simulation, portfolio->fixes, portfolio->n_fixes, portfolio->budget, NULL, &spread, &over);
  chance = tl_number_format_percent (over, NULL);
  low = tl_money_format (spread.npv_p10, tl_figures_get_currency (figures), TL_MONEY_SIGNED, NULL);
  high = tl_money_format (spread.npv_p90, tl_figures_get_currency (figures), TL_MONEY_SIGNED, NULL);
  /* Translators: two amounts of money, the ends of an interval. */
  tl_cli_say (_("Four in five worlds: %s to %s."), low, high);
  tl_cli_say (_("Chance of overspending: %s."), chance);
}

static void
say_totals (TlFigures *figures, const TlImpactPortfolio *portfolio)
{
  const char      *currency = tl_figures_get_currency (figures);
  g_autofree char *npv = tl_money_format (portfolio->npv, currency, TL_MONEY_SIGNED, NULL);
  g_autofree char *added = tl_money_format (portfolio->added_up, currency, TL_MONEY_SIGNED, NULL);
  g_autofree char *once = tl_money_format (portfolio->one_off, currency, TL_MONEY_PLAIN, NULL);
  g_autofree char *budget = tl_money_format (portfolio->budget, currency, TL_MONEY_PLAIN, NULL);

  if (portfolio->n_fixes == 0)
    {
      tl_cli_say (_("Within %s nothing is better than doing nothing."), budget);
      return;
    }
  tl_cli_say (_("Together: %s, for %s of a budget of %s."), npv, once, budget);
  tl_cli_say (_("Added up they claim %s, together they give %s."), added, npv);
  tl_cli_say ("%s", portfolio->exact ? _("Every set of fixes was looked at.")
                                     : _("There are too many fixes to look at every set; this one was found step by step, "
                                         "with swaps, and a better one may exist."));
  if (!portfolio->has_credit)
    tl_cli_say ("%s", _("No credits: some of these fixes alone or in part have no result."));
  else if (portfolio->credit_error > 0)
    {
      g_autofree char *error = tl_money_format (portfolio->credit_error, currency, TL_MONEY_PLAIN, NULL);

      tl_cli_say (_("The credits were sampled, and are right to about %s."), error);
    }
}

static TlExit
run_portfolio (const TlCommand *command, int argc, char **argv)
{
  g_autofree char              *format_name = NULL;
  g_autofree char              *budget_text = NULL;
  g_autoptr (TlDocument)        document = NULL;
  g_autoptr (TlFigures)         figures = NULL;
  g_autoptr (TlImpactTogether)  together = NULL;
  g_autoptr (TlImpactPortfolio) portfolio = NULL;
  g_autoptr (TlTable)           table = tl_table_new ();
  g_autoptr (GError)            error = NULL;
  TlFormat                      format;
  double                        budget;
  int                           draws = TL_IMPACT_DRAWS;
  gint64                        seed = TL_RESULTS_SEED;
  const GOptionEntry            entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("text (the preset), csv or json"), N_("FORMAT") },
    { "budget", 'b', 0, G_OPTION_ARG_STRING, &budget_text, N_("What the fixes may cost together, once"), N_("AMOUNT") },
    { "draws", 'd', 0, G_OPTION_ARG_INT, &draws, N_("How many worlds to draw (10000)"), N_("N") },
    { "seed", 's', 0, G_OPTION_ARG_INT64, &seed, N_("The same seed gives the same worlds (1)"), N_("S") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_cli_parse_format (format_name, 7, &format))
    return tl_cli_usage (command, _("“%s” is not one of its formats"), format_name);
  if (budget_text == NULL)
    return tl_cli_usage (command, _("--budget AMOUNT is missing"));
  if (!tl_number_parse (budget_text, &budget, &error) || !(budget >= 0))
    return tl_cli_usage (command, _("--budget must be an amount of 0 or more, as 100000, not “%s”"), budget_text);
  if (draws < 1 || draws > TL_IMPACT_MAX_DRAWS)
    return tl_cli_usage (command, _("--draws must be from 1 to %d"), TL_IMPACT_MAX_DRAWS);
  figures = tl_cli_open_figures (argv[1], &document);
  if (figures == NULL)
    return TL_EXIT_CANNOT;
  together = open_together (figures);
  portfolio = tl_impact_together_portfolio (together, budget);
  add_rows (table, figures, portfolio);
  if (tl_table_print (table, format) != TL_EXIT_DONE)
    return TL_EXIT_CANNOT;
  say_totals (figures, portfolio);
  say_doubt (figures, portfolio, (guint) draws, (guint64) seed);
  return TL_EXIT_DONE;
}

static TlExit
run_frontier (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument)       document = NULL;
  g_autoptr (TlFigures)        figures = NULL;
  g_autoptr (TlImpactTogether) together = NULL;
  g_autoptr (GArray)           frontier = NULL;
  g_autoptr (TlTable)          table = tl_table_new ();
  TlFormat                     format;
  TlExit                       code;

  if (!tl_results_open (command, 1, 1, &argc, &argv, &format, &document, &figures, &code))
    return code;
  together = open_together (figures);
  frontier = tl_impact_together_frontier (together);
  tl_table_column (table, "budget", _("Budget"));
  tl_table_column (table, "npv", _("Combined impact"));
  tl_table_column (table, "fixes", _("Fixes"));
  for (guint i = 0; i < frontier->len; i++)
    {
      const TlImpactFrontierPoint *point = &g_array_index (frontier, TlImpactFrontierPoint, i);
      g_autoptr (GString)          ids = g_string_new (NULL);

      for (guint k = 0; k < point->n_fixes; k++)
        g_string_append_printf (ids, "%s%s", k ? " " : "", tl_figures_get_snapshot (figures)->fixes.ids[point->fixes[k]]);
      tl_results_money (table, figures, point->budget, FALSE);
      tl_results_money (table, figures, point->npv, TRUE);
      tl_table_text (table, ids->str, NULL);
    }
  return tl_table_print (table, format);
}

const TlCommand tl_command_portfolio = {
  "portfolio",
  N_("FILE --budget AMOUNT [--draws N] [--seed S] [--format text|csv|json]"),
  N_("Find the fixes that together bring most for a budget"),
  N_("The budget holds for the sum of one-off costs. Fixes are worked out together, never added up; the credit of each is "
     "its Shapley value, and the credits sum to what they give together. Every set is looked at up to 15 fixes."),
  run_portfolio,
};

const TlCommand tl_command_frontier = {
  "frontier",
  N_("FILE [--format text|csv|json]"),
  N_("Show the best combined impact against budget"),
  N_("One line wherever more money would buy something better; where the lines end, more money stops helping."),
  run_frontier,
};
