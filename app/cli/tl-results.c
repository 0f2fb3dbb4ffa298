/* tl-results.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-results.h"

#include <glib/gi18n.h>

/**
 * tl_results_open:
 * @n_least: how many words follow the command at least, the file among them
 * @n_most: how many at most
 * @format: (out): how the results are wanted
 * @document: (out) (transfer full): the document
 * @figures: (out) (transfer full): its figures
 * @code: (out): how the program ends, where it ends here
 *
 * Reads a call that takes a FILE, perhaps more words, and a --format and no other option, and works the figures out.
 *
 * Returns: %FALSE where the call is wrong or there are no figures, when that has been said
 */
gboolean
tl_results_open (const TlCommand *command, int n_least, int n_most, int *argc, char ***argv, TlFormat *format,
                 TlDocument **document, TlFigures **figures, TlExit *code)
{
  g_autofree char   *name = NULL;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &name, N_("text (the preset), csv or json"), N_("FORMAT") },
    { NULL },
  };

  *code = TL_EXIT_USAGE;
  if (!tl_cli_parse (command, entries, n_least, n_most, argc, argv))
    return FALSE;
  if (!tl_cli_parse_format (name, 7, format))
    {
      tl_cli_usage (command, _("“%s” is not one of its formats"), name);
      return FALSE;
    }
  *code = TL_EXIT_CANNOT;
  *figures = tl_cli_open_figures ((*argv)[1], document);
  return *figures != NULL;
}

/**
 * tl_results_money:
 *
 * Adds a cell with an amount in the journey's currency.
 */
void
tl_results_money (TlTable *table, TlFigures *figures, double amount, gboolean is_signed)
{
  tl_table_number (table, amount,
                   tl_money_format (amount, tl_figures_get_currency (figures),
                                    is_signed ? TL_MONEY_SIGNED : TL_MONEY_PLAIN, NULL));
}

/**
 * tl_results_stake_columns:
 *
 * Adds the three columns that tl_results_stake() fills.
 */
void
tl_results_stake_columns (TlTable *table)
{
  tl_table_column (table, "revenue_lost", _("Revenue lost a year"));
  tl_table_column (table, "cost_caused", _("Cost caused a year"));
  tl_table_column (table, "net_lost", _("Net lost a year"));
}

/**
 * tl_results_stake:
 *
 * Adds the cells of a stake; where it is not known, empty ones, with the reason on standard error.
 */
void
tl_results_stake (TlTable *table, TlFigures *figures, const TlImpactStake *stake, const char *title)
{
  g_autofree char *why = tl_figures_explain_stake (figures, stake);

  if (why)
    {
      tl_cli_say (_("%s: what is at stake is not known: %s"), title, why);
      for (int i = 0; i < 3; i++)
        tl_table_none (table, NULL);
      return;
    }
  tl_results_money (table, figures, stake->revenue_lost, FALSE);
  tl_results_money (table, figures, stake->cost_caused, FALSE);
  tl_results_money (table, figures, stake->net_lost, FALSE);
}

/**
 * tl_results_find_fix:
 *
 * Returns: (nullable): the ranked fix of that id; %NULL where there is none, when that has been said
 */
const TlFixFigures *
tl_results_find_fix (TlFigures *figures, const char *id)
{
  const TlFixFigures *fix = tl_figures_get_fix (figures, id);

  if (fix == NULL)
    tl_cli_say (_("No fix has the id “%s”; “rank FILE --format csv” lists them."), id);
  else if (fix->rank == 0)
    tl_cli_say (_("Not ranked: %s (%s): %s"), fix->title, fix->id, fix->why_not);
  return fix && fix->rank > 0 ? fix : NULL;
}

/**
 * tl_results_first_fix:
 *
 * Returns: (nullable): the fix that ranks first at the points; %NULL where there is none, when that has been said
 */
const TlFixFigures *
tl_results_first_fix (TlFigures *figures)
{
  const TlFixFigures *fix = tl_figures_nth_fix (figures, 0);

  if (fix && fix->rank > 0)
    return fix;
  tl_cli_say (_("There is no fix to rank yet."));
  return NULL;
}

/**
 * tl_results_fix_index:
 *
 * Returns: the index of the fix in the model's arrays
 */
guint
tl_results_fix_index (TlFigures *figures, const char *id)
{
  return tl_names_find (&tl_figures_get_snapshot (figures)->fixes, id);
}
