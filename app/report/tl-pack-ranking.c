/* tl-pack-ranking.c: the fixes by what they come to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-private.h"

#define INTERVALS_MOST 10

static void
add_interval (TlPackMaker *maker, TlBlock *block, const TlPackRanked *fix)
{
  TlPackInterval *interval = g_new0 (TlPackInterval, 1);

  interval->rank = fix->rank;
  interval->title = g_strdup (fix->title);
  interval->kind = _tl_pack_kind (fix->outcome);
  interval->mean = fix->npv;
  interval->low = fix->spread ? fix->spread->npv_p10 : fix->npv;
  interval->high = fix->spread ? fix->spread->npv_p90 : fix->npv;
  /* What a price that is cut gives away counts in full, as it does in the net figure. */
  interval->revenue = fix->outcome->change.gross + fix->outcome->change.cost;
  interval->saved = -fix->outcome->change.cost;
  interval->money = fix->outcome->one_off;
  interval->words = _tl_pack_gain (maker, fix->npv);
  g_ptr_array_add (block->items, interval);
}

static char *
describe (TlBlock *block)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];

      g_string_append_printf (text, "%s%u. %s: %s (%s).", i ? " " : "", at->rank, at->title, at->words, at->kind);
    }
  return g_string_free (text, FALSE);
}

/* How many of each kind there are, in a sentence. */
static char *
make_headline (TlPackMaker *maker)
{
  guint         n_pay = 0, n_both = 0, n_false = 0;
  g_autofree char *first = _tl_pack_short (maker->ranked[0].title, 50);

  for (guint i = 0; i < maker->n_ranked; i++)
    {
      n_pay += maker->ranked[i].npv > 0;
      n_both += maker->ranked[i].npv > 0 && maker->ranked[i].outcome->kind == TL_IMPACT_PAYS_BOTH_WAYS;
      n_false += maker->ranked[i].outcome->kind == TL_IMPACT_FALSE_ECONOMY;
    }
  if (n_pay == maker->n_ranked && n_pay > 1 && n_false == 0)
    return n_pay == 2 ? g_strdup_printf (_("Both fixes pay, “%s” first"), first)
                      : g_strdup_printf (ngettext ("The %u fix pays: “%s”", "All %u fixes pay, “%s” first", n_pay),
                                         n_pay, first);
  if (n_pay == 0)
    return maker->n_ranked == 1   ? g_strdup_printf (_("“%s” does not pay as it stands"), first)
           : maker->n_ranked == 2 ? g_strdup (_("Neither of the fixes pays as it stands"))
                                  : g_strdup_printf (ngettext ("The %u fix does not pay as it stands",
                                                             "None of the %u fixes pays as it stands", maker->n_ranked),
                                                   maker->n_ranked);
  if (maker->n_ranked == 1)
    return g_strdup_printf (_("“%s” pays"), first);
  if (n_false > 0)
    {
      g_autofree char *pay =
          g_strdup_printf (ngettext ("%u of %u fixes pays", "%u of %u fixes pay", n_pay), n_pay, maker->n_ranked);

      /* Translators: %s is "2 of 5 fixes pay". */
      return g_strdup_printf (
          ngettext ("%s, “%s” first; %u is a false economy", "%s, “%s” first; %u are false economies", n_false), pay,
          first, n_false);
    }
  if (n_both > 0)
    {
      g_autofree char *pay =
          g_strdup_printf (ngettext ("%u of %u fixes pays", "%u of %u fixes pay", n_pay), n_pay, maker->n_ranked);

      return g_strdup_printf (
          ngettext ("%s, %u of them both ways", "%s, %u of them both ways", n_both), pay,
          n_both);
    }
  return g_strdup_printf (ngettext ("%u of %u fixes pays, “%s” first", "%u of %u fixes pay, “%s” first", n_pay), n_pay,
                          maker->n_ranked, first);
}

/* What would make another fix the first, the fact worth collecting next, and where it stops paying. */
static void
add_order_note (TlPackMaker *maker)
{
  const TlPackRanked        *first = &maker->ranked[0];
  const TlImpactSensitivity *taking = NULL;
  TlBlock                   *note;
  g_autofree char           *stops = _tl_pack_say_break_even (maker, first);
  g_autoptr (GArray)         next = _tl_pack_list_next (maker);

  if (maker->doubt == NULL || first->spread == NULL)
    return;
  note = _tl_pack_add (maker, TL_BLOCK_NOTE, maker->n_ranked > 1 ? _("Would the order change?") : _("How sure is it?"));
  {
    g_autofree char *best = _tl_pack_chance (maker, first->spread->p_best);
    g_autofree char *pays = _tl_pack_chance (maker, first->spread->p_pays);

    if (maker->n_ranked > 1)
      g_ptr_array_add (note->items, g_strdup_printf (_("“%s” is first in %s of the simulated futures, and pays in %s."),
                                                     first->name, best, pays));
    else
      g_ptr_array_add (note->items,
                       g_strdup_printf (_("“%s” pays in %s of the simulated futures."), first->name, pays));
  }
  if (maker->sensitivity->len > 0)
    taking = &g_array_index (maker->sensitivity, TlImpactSensitivity, 0);
  if (taking && taking->takes_first > 0 && taking->taker != TL_IMPACT_NONE && maker->n_ranked > 1)
    g_ptr_array_add (note->items, _tl_pack_say_taking (maker, taking));
  else if (maker->n_ranked > 1)
    g_ptr_array_add (note->items, g_strdup (_("No number by itself, within its range, puts another fix first.")));
  if (stops)
    g_ptr_array_add (note->items, g_strdup (stops));
  if (next->len > 0)
    {
      g_autofree char *fact = _tl_pack_say_input (maker, g_array_index (next, TlPackNext, 0).of);

      g_ptr_array_add (note->items, g_strdup_printf (_("The next fact worth collecting: %s."), fact));
    }
}

/* A message for the chart, which may stand on a sheet of its own. */
static char *
say_both_ways (TlPackMaker *maker)
{
  guint n = 0, n_not = 0;

  for (guint i = 0; i < maker->n_ranked; i++)
    if (maker->ranked[i].outcome->kind == TL_IMPACT_PAYS_BOTH_WAYS)
      {
        n++;
        n_not += maker->ranked[i].npv <= 0;
      }
  if (n == 0)
    return g_strdup (_("No fix gains both ways"));
  if (n_not == n)
    return g_strdup_printf (ngettext ("%u of %u fixes gains both ways, but too little to pay",
                                      "%u of %u fixes gain both ways, but too little to pay", n),
                            n, maker->n_ranked);
  if (n_not > 0)
    return g_strdup_printf (ngettext ("%u of %u fixes gain both ways, %u too little to pay",
                                      "%u of %u fixes gain both ways, %u too little to pay", n_not),
                            n, maker->n_ranked, n_not);
  return g_strdup_printf (ngettext ("%u of %u fixes gains both ways", "%u of %u fixes gain both ways", n), n,
                          maker->n_ranked);
}

/* The same in figures, as finance wants them. */
static void
add_figures (TlPackMaker *maker)
{
  TlBlock *table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("Fix by fix; by year, payback and return in the likely case"));

  _tl_pack_add_column (table, _("Rank"), 0.6, TRUE);
  _tl_pack_add_column (table, _("Fix"), 3.4, FALSE);
  _tl_pack_add_column (table, _("To start"), 1.1, TRUE);
  _tl_pack_add_column (table, _("To run a year"), 1.1, TRUE);
  _tl_pack_add_column (table, _("Net a year"), 1.2, TRUE);
  _tl_pack_add_column (table, _("Pays back in"), 1.3, TRUE);
  _tl_pack_add_column (table, _("Return"), 1, TRUE);
  _tl_pack_add_column (table, _("Combined impact"), 1.4, TRUE);
  if (maker->doubt)
    {
      _tl_pack_add_column (table, _("Four times out of five"), 2, TRUE);
      _tl_pack_add_column (table, _("Futures that gain"), 1.2, TRUE);
    }
  for (guint i = 0; i < maker->n_ranked; i++)
    {
      const TlPackRanked    *fix = &maker->ranked[i];
      const TlImpactOutcome *outcome = fix->outcome;
      char                 **row = g_new0 (char *, table->columns->len + 1);
      guint                  n = 0;

      row[n++] = g_strdup_printf ("%u", fix->rank);
      row[n++] = g_strdup (fix->title);
      row[n++] = _tl_pack_money (maker, outcome->one_off);
      row[n++] = _tl_pack_money (maker, outcome->run);
      row[n++] = _tl_pack_gain (maker, outcome->net_year);
      row[n++] = outcome->pays_back ? _tl_pack_months (outcome->payback_months) : g_strdup (_("not in time"));
      row[n++] = outcome->has_roi ? _tl_pack_percent (maker, round (outcome->roi * 100) / 100) : g_strdup ("–");
      row[n++] = _tl_pack_gain (maker, fix->npv);
      if (maker->doubt)
        {
          row[n++] = fix->spread ? _tl_pack_range (maker, fix->spread->npv_p10, fix->spread->npv_p90) : g_strdup ("–");
          row[n++] = fix->spread ? _tl_pack_chance (maker, fix->spread->p_pays) : g_strdup ("–");
        }
      g_ptr_array_add (table->items, row);
    }
}

/**
 * _tl_pack_make_ranking:
 */
gboolean
_tl_pack_make_ranking (TlPackMaker *maker, GError **error)
{
  TlBlock         *block, *chart;
  g_autofree char *years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));

  if (maker->n_ranked == 0 || !tl_figures_has_money (maker->figures))
    return TRUE;
  block = _tl_pack_add (maker, TL_BLOCK_INTERVALS, NULL);
  for (guint i = 0; i < maker->n_ranked && i < INTERVALS_MOST; i++)
    add_interval (maker, block, &maker->ranked[i]);
  block->alt = describe (block);
  add_order_note (maker);
  if (maker->n_ranked > 1)
    {
      g_autofree char *heading = say_both_ways (maker);

      chart = _tl_pack_add (maker, TL_BLOCK_CHART, heading);
      for (guint i = 0; i < maker->n_ranked && i < 30; i++)
        add_interval (maker, chart, &maker->ranked[i]);
      chart->alt = describe (chart);
    }
  if (maker->audience == TL_AUDIENCE_FINANCE)
    add_figures (maker);
  else if (maker->n_ranked > INTERVALS_MOST)
    {
      TlBlock *table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("All fixes"));

      _tl_pack_add_column (table, _("Rank"), 0.6, TRUE);
      _tl_pack_add_column (table, _("Fix"), 4, FALSE);
      _tl_pack_add_column (table, _("Kind"), 3, FALSE);
      _tl_pack_add_column (table, _("Combined impact"), 2, TRUE);
      for (guint i = 0; i < maker->n_ranked; i++)
        _tl_pack_add_row (table, g_strdup_printf ("%u", maker->ranked[i].rank), g_strdup (maker->ranked[i].title),
                          _tl_pack_kind (maker->ranked[i].outcome),
                          _tl_pack_gain (maker, maker->ranked[i].npv), NULL);
    }
  maker->page->headline = make_headline (maker);
  maker->page->lead = maker->doubt ? g_strdup_printf (_("Combined impact over %s: the mean over all simulated "
                                                        "futures. The bars hold four times out of five."),
                                                      years)
                                   : g_strdup_printf (_("Combined impact over %s, the likely case."), years);
  return TRUE;
}
