/* tl-command-why.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-impact-together.h"
#include "tl-inputs.h"
#include "tl-pays.h"
#include "tl-results.h"

static void
add_cells (TlTable *table, TlFigures *figures, double won, double revenue, double cost, double npv)
{
  tl_table_number (table, won, tl_number_format_people (won, 0, NULL));
  tl_results_money (table, figures, revenue, TRUE);
  tl_results_money (table, figures, cost, TRUE);
  tl_results_money (table, figures, npv, TRUE);
}

static void
add_names (TlTable *table, const char *step, const char *shown, const char *of, const char *where, const char *phrase)
{
  tl_table_text (table, step, shown);
  tl_table_text (table, of, NULL);
  tl_table_text (table, where, phrase);
}

/* What is spent has no customers. */
static void
add_cost (TlTable *table, TlFigures *figures, double npv)
{
  for (int i = 0; i < 3; i++)
    tl_table_none (table, NULL);
  tl_results_money (table, figures, npv, TRUE);
}

static void
fill (TlTable *table, TlFigures *figures, const TlFixFigures *fix, const TlImpactWhy *why)
{
  const TlImpactYear *year = tl_figures_get_year (figures);
  double              won = tl_figures_get_won (figures);

  tl_table_column (table, "step", _("Step"));
  tl_table_column (table, "of", NULL);
  tl_table_column (table, "what", _("What"));
  tl_table_column (table, "customers", _("Customers won a year"));
  tl_table_column (table, "revenue_change", _("Revenue a year"));
  tl_table_column (table, "cost_change", _("Cost a year"));
  tl_table_column (table, "npv", _("Combined impact"));
  add_names (table, "base", _("the year as it is"), "", "", NULL);
  add_cells (table, figures, won, year->revenue, year->cost, 0);
  for (guint i = 0; i < why->n_steps; i++)
    {
      const TlImpactStep *step = &why->steps[i];
      TlInputName         name;

      g_autofree char    *phrase = tl_inputs_describe (figures, TL_IMPACT_PART_AMOUNT, step->effect, FALSE);

      tl_inputs_name (figures, TL_IMPACT_PART_AMOUNT, step->effect, &name);
      add_names (table, "effect", _("effect"), name.of, name.where, phrase);
      add_cells (table, figures, step->won, step->revenue, step->cost, step->npv);
    }
  add_names (table, "one-off", _("one-off cost"), fix->id, fix->title, NULL);
  add_cost (table, figures, why->one_off);
  add_names (table, "run", _("running cost"), fix->id, fix->title, NULL);
  add_cost (table, figures, why->run);
  add_names (table, "total", _("all together"), fix->id, fix->title, NULL);
  add_cells (table, figures, won + why->change.won, year->revenue + why->change.revenue,
             year->cost + why->change.cost, why->npv);
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument)   document = NULL;
  g_autoptr (TlFigures)    figures = NULL;
  g_autoptr (TlImpactWhy)  why = NULL;
  g_autoptr (TlTable)      table = tl_table_new ();
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  const TlFixFigures      *fix;
  TlFormat                 format;
  TlExit                   code;

  if (!tl_results_open (command, 2, 2, &argc, &argv, &format, &document, &figures, &code))
    return code;
  fix = tl_results_find_fix (figures, argv[2]);
  if (fix == NULL)
    return TL_EXIT_CANNOT;
  why = tl_impact_why (tl_figures_get_model (figures), tl_results_fix_index (figures, fix->id), NULL, &refusal);
  if (why == NULL)
    {
      g_autofree char *reason = tl_figures_explain_refusal (figures, &refusal);

      tl_cli_say (_("%s: with only some of its effects there is no result: %s"), fix->title, reason);
      return TL_EXIT_CANNOT;
    }
  fill (table, figures, fix, why);
  if (tl_table_print (table, format) != TL_EXIT_DONE)
    return TL_EXIT_CANNOT;
  if (!why->exact)
    {
      g_autofree char *error = tl_money_format (why->error, tl_figures_get_currency (figures), TL_MONEY_PLAIN, NULL);

      tl_cli_say (_("It has too many effects to look at every set of them; the parts are right to about %s."), error);
    }
  if (format == TL_FORMAT_TEXT)
    {
      g_autoptr (GPtrArray) pays = tl_pays_explain (figures, tl_results_fix_index (figures, fix->id), NULL);

      for (guint i = 0; i < pays->len; i++)
        tl_cli_say ("%s", (const char *) pays->pdata[i]);
    }
  return TL_EXIT_DONE;
}

const TlCommand tl_command_why = {
  "why",
  N_("FILE FIX [--format text|csv|json]"),
  N_("Show what each effect of a fix contributes"),
  N_("From the year as it is to the fix's combined impact, at the points. Each effect's part is its Shapley value: what it "
     "adds on average over every order in which the effects could come. The parts add up."),
  run,
};
