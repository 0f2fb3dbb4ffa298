/* tl-command-scenarios.c: sets of fixes that were looked at together, then and now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <math.h>

#include "tl-results.h"
#include "tl-scenario.h"

static void
add_columns (TlTable *table)
{
  tl_table_column (table, "id", NULL);
  tl_table_column (table, "title", _("Scenario"));
  tl_table_column (table, "date", _("Frozen"));
  tl_table_column (table, "by", _("By"));
  tl_table_column (table, "fixes", NULL);
  tl_table_column (table, "horizon_years", NULL);
  tl_table_column (table, "discount_rate", NULL);
  tl_table_column (table, "margin", NULL);
  tl_table_column (table, "one_off", _("One-off"));
  tl_table_column (table, "revenue", _("Revenue a year"));
  tl_table_column (table, "saved", _("Saved a year"));
  tl_table_column (table, "npv", _("Combined impact"));
  tl_table_column (table, "npv_p10", NULL);
  tl_table_column (table, "npv_p90", NULL);
  tl_table_column (table, "p_pays", _("Sure"));
  tl_table_column (table, "added_up", _("Added up"));
  tl_table_column (table, "npv_then", _("When frozen"));
  tl_table_column (table, "one_off_then", NULL);
}

static void
add_money (TlTable *table, TlFigures *figures, double amount, gboolean is_signed)
{
  if (isfinite (amount))
    tl_results_money (table, figures, amount, is_signed);
  else
    tl_table_none (table, NULL);
}

static void
add_number (TlTable *table, double value)
{
  if (isfinite (value))
    tl_table_number (table, value, NULL);
  else
    tl_table_none (table, NULL);
}

static void
add_row (TlTable *table, TlFigures *figures, const TlScenario *scenario)
{
  g_autoptr (GString) fixes = g_string_new (NULL);
  g_autofree char    *margin = tl_estimate_format (&scenario->margin);

  for (guint i = 0; i < scenario->fixes->len; i++)
    g_string_append_printf (fixes, "%s%s", i ? " " : "", (const char *) scenario->fixes->pdata[i]);
  tl_table_text (table, scenario->id ? scenario->id : "", NULL);
  tl_table_text (table, scenario->title, NULL);
  tl_table_text (table, scenario->date ? scenario->date : "", NULL);
  tl_table_text (table, scenario->by ? scenario->by : "", NULL);
  tl_table_text (table, fixes->str, NULL);
  add_number (table, scenario->horizon);
  add_number (table, scenario->rate);
  tl_table_text (table, margin, NULL);
  add_money (table, figures, scenario->now.one_off, FALSE);
  add_money (table, figures, scenario->now.revenue, TRUE);
  add_money (table, figures, scenario->now.saved, TRUE);
  add_money (table, figures, scenario->now.npv, TRUE);
  add_number (table, scenario->now.low);
  add_number (table, scenario->now.high);
  if (isfinite (scenario->p_pays))
    tl_table_number (table, scenario->p_pays, tl_number_format_percent (scenario->p_pays, NULL));
  else
    tl_table_none (table, NULL);
  add_money (table, figures, scenario->now.added_up, TRUE);
  add_money (table, figures, scenario->then.npv, TRUE);
  add_number (table, scenario->then.one_off);
}

static void
say_changes (const TlScenarios *scenarios, const TlScenario *scenario, const char *currency)
{
  g_autoptr (GPtrArray) sentences = tl_scenarios_explain (scenarios, scenario, currency);

  for (guint i = 0; i < sentences->len; i++)
    tl_cli_say (_("%s: %s"), scenario->title, (const char *) sentences->pdata[i]);
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char         *format_name = NULL;
  g_autoptr (TlDocument)   document = NULL;
  g_autoptr (TlFigures)    figures = NULL;
  g_autoptr (TlScenarios)  scenarios = NULL;
  g_autoptr (TlTable)      table = tl_table_new ();
  TlFormat                 format;
  int                      draws = TL_IMPACT_DRAWS;
  gint64                   seed = TL_RESULTS_SEED;
  const GOptionEntry       entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("text (the preset), csv or json"), N_("FORMAT") },
    { "draws", 'd', 0, G_OPTION_ARG_INT, &draws, N_("How many worlds to draw (10000)"), N_("N") },
    { "seed", 's', 0, G_OPTION_ARG_INT64, &seed, N_("The same seed gives the same worlds (1)"), N_("S") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_cli_parse_format (format_name, 7, &format))
    return tl_cli_usage (command, _("“%s” is not one of its formats"), format_name);
  if (draws < 1 || draws > TL_IMPACT_MAX_DRAWS)
    return tl_cli_usage (command, _("--draws must be from 1 to %d"), TL_IMPACT_MAX_DRAWS);
  figures = tl_cli_open_figures (argv[1], &document);
  if (figures == NULL)
    return TL_EXIT_CANNOT;
  scenarios = tl_scenarios_new (tl_document_get_journey (document));
  tl_scenarios_work (scenarios, (guint) draws, (guint64) seed, NULL);
  add_columns (table);
  for (guint i = 0; i < tl_scenarios_n (scenarios); i++)
    add_row (table, figures, tl_scenarios_nth (scenarios, i));
  if (tl_table_print (table, format) != TL_EXIT_DONE)
    return TL_EXIT_CANNOT;
  for (guint i = 0; i < tl_scenarios_n (scenarios); i++)
    say_changes (scenarios, tl_scenarios_nth (scenarios, i), tl_figures_get_currency (figures));
  if (tl_scenarios_n (scenarios) == 2 && format == TL_FORMAT_TEXT)
    tl_cli_say ("%s", _("No scenario is saved in this journey: “What If…” in the window saves one."));
  return TL_EXIT_DONE;
}

const TlCommand tl_command_scenarios = {
  "scenarios",
  N_("FILE [--draws N] [--seed S] [--format text|csv|json]"),
  N_("Show saved scenarios side by side, then and now"),
  N_("A scenario is a set of fixes with its horizon, discount rate and margin, frozen with what it came to. Each is worked "
     "out anew by its own settings, between doing nothing and doing everything; what has changed since it was frozen is said "
     "on standard error."),
  run,
};
