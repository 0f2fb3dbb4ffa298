/* tl-pack-ranking.c: the ranking, and how sure it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-inputs.h"
#include "tl-pack-private.h"

#define INTERVALS_MOST 10
#define SWINGS_MOST 6

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
  interval->revenue = fix->outcome->change.revenue * tl_figures_get_margin (maker->figures);
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
  const TlPackRanked *first = &maker->ranked[0];

  for (guint i = 0; i < maker->n_ranked; i++)
    {
      n_pay += maker->ranked[i].npv > 0;
      n_both += maker->ranked[i].npv > 0 && maker->ranked[i].outcome->kind == TL_IMPACT_PAYS_BOTH_WAYS;
      n_false += maker->ranked[i].outcome->kind == TL_IMPACT_FALSE_ECONOMY;
    }
  if (n_pay == 0)
    return g_strdup (_("No fix pays as it stands"));
  if (maker->n_ranked == 1)
    return g_strdup_printf (_("“%s” pays"), first->title);
  if (n_false > 0)
    {
      g_autofree char *pay =
          g_strdup_printf (ngettext ("%u of %u fixes pays", "%u of %u fixes pay", n_pay), n_pay, maker->n_ranked);

      /* Translators: %s is "2 of 5 fixes pay". */
      return g_strdup_printf (
          ngettext ("%s, “%s” first; %u is a false economy", "%s, “%s” first; %u are false economies", n_false), pay,
          first->title, n_false);
    }
  if (n_both > 0)
    {
      g_autofree char *pay =
          g_strdup_printf (ngettext ("%u of %u fixes pays", "%u of %u fixes pay", n_pay), n_pay, maker->n_ranked);

      return g_strdup_printf (
          ngettext ("%s, %u of them in revenue and in cost", "%s, %u of them in revenue and in cost", n_both), pay,
          n_both);
    }
  return g_strdup_printf (ngettext ("%u of %u fixes pays, “%s” first", "%u of %u fixes pay, “%s” first", n_pay), n_pay,
                          maker->n_ranked, first->title);
}

static void
add_order_note (TlPackMaker *maker)
{
  const TlPackRanked *first = &maker->ranked[0];
  TlBlock            *note;

  if (maker->doubt == NULL || maker->n_ranked < 2 || first->spread == NULL)
    return;
  note = _tl_pack_add (maker, TL_BLOCK_NOTE, _("Would the order change?"));
  {
    g_autofree char *best = _tl_pack_chance (maker, first->spread->p_best);
    g_autofree char *pays = _tl_pack_chance (maker, first->spread->p_pays);

    g_ptr_array_add (note->items, g_strdup_printf (_("“%s” is first in %s of the simulated futures, and pays in %s."),
                                                   first->title, best, pays));
  }
  for (guint i = 0; i < maker->advice->len; i++)
    {
      const TlAdvice *advice = maker->advice->pdata[i];

      if (advice->kind == TL_ADVICE_ASSUMED)
        {
          g_ptr_array_add (note->items, g_strdup (advice->text));
          break;
        }
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

  if (maker->n_ranked == 0)
    return TRUE;
  block = _tl_pack_add (maker, TL_BLOCK_INTERVALS, NULL);
  for (guint i = 0; i < maker->n_ranked && i < INTERVALS_MOST; i++)
    add_interval (maker, block, &maker->ranked[i]);
  block->alt = describe (block);
  add_order_note (maker);
  if (maker->n_ranked > 1)
    {
      chart = _tl_pack_add (maker, TL_BLOCK_CHART, _("Revenue against cost saved, a year"));
      for (guint i = 0; i < maker->n_ranked && i < 30; i++)
        add_interval (maker, chart, &maker->ranked[i]);
      chart->alt = describe (chart);
    }
  if (maker->n_ranked > INTERVALS_MOST)
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
  maker->page->lead = maker->doubt
                        ? g_strdup_printf (_("Combined impact over %s; the bars hold four times out of five."), years)
                        : g_strdup_printf (_("Combined impact over %s, the likely case."), years);
  return TRUE;
}

static const char *
say_basis (const char *basis)
{
  if (basis == NULL)
    return _("nobody says");
  if (g_str_equal (basis, "measured"))
    return _("measured");
  if (g_str_equal (basis, "observed"))
    return _("observed");
  return _("assumed");
}

static void
add_swings (TlPackMaker *maker)
{
  TlBlock *table = NULL;
  guint    first = maker->ranked[0].fix;

  for (guint i = 0; i < maker->sensitivity->len && (table == NULL || table->items->len < SWINGS_MOST); i++)
    {
      const TlImpactSensitivity *of = &g_array_index (maker->sensitivity, TlImpactSensitivity, i);
      TlInputName                name;
      double                     swing = tl_impact_swing_width (&of->swings[first]);
      char                      *takes;

      if ((swing < 1 && of->takes_first <= 0) ||
          !tl_inputs_name (maker->figures, of->input.part, of->input.index, &name))
        continue;
      if (table == NULL)
        {
          g_autofree char *title = g_strdup_printf (_("Combined impact of “%s”, from and to"), maker->ranked[0].title);

          table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("What would change the order"));
          _tl_pack_add_column (table, _("Number"), 5.6, FALSE);
          _tl_pack_add_column (table, _("Basis"), 1.2, FALSE);
          _tl_pack_add_column (table, _("Could be"), 2, TRUE);
          _tl_pack_add_column (table, title, 2.6, TRUE);
          _tl_pack_add_column (table, _("First place changes hands"), 2, TRUE);
        }
      takes = of->takes_first > 0 ? _tl_pack_percent (maker, of->takes_first) : g_strdup (_("never"));
      {
        const TlImpactInput *input = &of->input;

        _tl_pack_add_row (table, tl_inputs_describe (maker->figures, input->part, input->index, TRUE),
                          g_strdup (say_basis (name.basis)),
                          tl_inputs_show_range (maker->figures, input->part, input->index, of->low, of->high,
                                                maker->numbers),
                          of->swings[first].known
                              ? _tl_pack_range (maker, of->swings[first].low, of->swings[first].high)
                              : g_strdup ("–"),
                          takes, NULL);
      }
    }
}

/* Where a fix stops paying, for the two numbers that every finance director asks about first. */
static void
add_break_evens (TlPackMaker *maker)
{
  const TlImpactModel *model = tl_figures_get_model (maker->figures);
  TlBlock             *block = NULL;

  for (guint i = 0; i < maker->n_ranked && i < 3; i++)
    {
      TlImpactBreakEven at;

      if (maker->ranked[i].npv <= 0 ||
          !tl_impact_break_even (model, maker->ranked[i].fix, TL_IMPACT_PART_INCREMENTALITY, 0, &at))
        continue;
      if (block == NULL)
        block = _tl_pack_add (maker, TL_BLOCK_POINTS, _("Where it stops paying"));
      if (at.found)
        {
          g_autofree char *share = _tl_pack_percent (maker, at.at);
          g_autofree char *now = _tl_pack_percent (maker, at.now);

          g_ptr_array_add (block->items, g_strdup_printf (_("“%s” pays unless fewer than %s of the customers kept are "
                                                             "new income; we say %s."),
                                                          maker->ranked[i].title, share, now));
        }
      else
        g_ptr_array_add (block->items, g_strdup_printf (_("“%s” pays even if none of the customers kept were new "
                                                           "income."),
                                                        maker->ranked[i].title));
    }
}

/**
 * _tl_pack_make_certainty:
 */
gboolean
_tl_pack_make_certainty (TlPackMaker *maker, GError **error)
{
  const TlPackRanked *first = maker->n_ranked ? &maker->ranked[0] : NULL;
  TlBlock            *next = NULL;
  guint               numbers = maker->snapshot->n_numbers;

  if (first == NULL)
    return TRUE;
  add_swings (maker);
  add_break_evens (maker);
  for (guint i = 0; i < maker->sensitivity->len && (next == NULL || next->items->len < 3); i++)
    {
      const TlImpactSensitivity *of = &g_array_index (maker->sensitivity, TlImpactSensitivity, i);
      TlInputName                name;

      if (tl_impact_swing_width (&of->swings[first->fix]) < 1 ||
          !tl_inputs_name (maker->figures, of->input.part, of->input.index, &name) ||
          (name.basis && g_str_equal (name.basis, "measured")))
        continue;
      if (next == NULL)
        next = _tl_pack_add (maker, TL_BLOCK_NOTE, _("What to measure next"));
      {
        g_autofree char *swing = _tl_pack_money (maker, tl_impact_swing_width (&of->swings[first->fix]));
        g_autofree char *what = tl_inputs_describe (maker->figures, of->input.part, of->input.index, TRUE);

        /* Translators: one of the numbers that go in, and an amount of money. */
        g_ptr_array_add (next->items, g_strdup_printf (_("%s. %s hangs on it."), what, swing));
      }
    }
  if (maker->page->blocks->len == 0)
    {
      TlBlock *note = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);

      g_ptr_array_add (note->items, g_strdup (_("No number is given as a range or as a count, and no doubt is stated. "
                                                 "So "
                                                 "nothing here says how sure the figures are.")));
      maker->page->headline = g_strdup (_("How sure these figures are is not known yet"));
      return TRUE;
    }
  if (first->spread && maker->n_ranked > 1)
    {
      g_autofree char *best = _tl_pack_chance (maker, first->spread->p_best);

      maker->page->headline = g_strdup_printf (_("“%s” stays first in %s of simulated futures"), first->title, best);
    }
  else if (first->spread)
    {
      g_autofree char *pays = _tl_pack_chance (maker, first->spread->p_pays);

      maker->page->headline = g_strdup_printf (_("“%s” pays in %s of simulated futures"), first->title, pays);
    }
  else
    maker->page->headline = g_strdup (_("What the result hangs on"));
  maker->page->lead = g_strdup_printf (ngettext ("%u number goes in; %u are in doubt. Each line moves one of them over "
                                                 "its range, all others as they are.",
                                                 "%u numbers go in; %u are in doubt. Each line moves one of them over "
                                                 "its range, all others as they are.",
                                                 numbers),
                                       numbers, maker->snapshot->n_in_doubt);
  return TRUE;
}
