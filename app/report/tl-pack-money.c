/* tl-pack-money.c: customers beside money, where it leaks, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-measures.h"
#include "tl-pack-private.h"

#define BARS_MOST 12

/* What customers say in scores, where they say it. */
static gboolean
add_scores (TlPackMaker *maker, GError **error)
{
  static const char *const names[TL_N_SCORES] = { N_("Would recommend (NPS)"), N_("Satisfaction (CSAT)"),
                                                  N_("Ease (CES)"), N_("Stars") };
  const GPtrArray *groups = maker->basis->scores;
  TlBlock         *table = NULL;

  for (guint i = 0; groups->len > 0 && i < TL_N_SCORES; i++)
    {
      TlMeasure        measure = { 0 };
      const TlMeasure *score = &measure;
      int              decimals = i == 0 ? 0 : 1;
      g_autofree char *low = NULL, *high = NULL;

      tl_measure_take (&measure, (int) i, &((TlTallyGroup *) groups->pdata[0])->scores[i]);
      if (score->n == 0 || !isfinite (score->value))
        continue;
      if (table == NULL)
        {
          table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("What customers say"));
          _tl_pack_add_column (table, _("Measure"), 3, FALSE);
          _tl_pack_add_column (table, _("Value"), 1.2, TRUE);
          _tl_pack_add_column (table, _("95% sure: from and to"), 2, TRUE);
          _tl_pack_add_column (table, _("Answers"), 1.2, TRUE);
          _tl_pack_add_column (table, "", 2.4, FALSE);
        }
      low = tl_number_format_people (score->low, decimals, maker->numbers);
      high = tl_number_format_people (score->high, decimals, maker->numbers);
      _tl_pack_add_row (table, g_strdup (_(names[i])), tl_number_format_people (score->value, decimals, maker->numbers),
                        isfinite (score->low) && isfinite (score->high) ? g_strdup_printf (_("%s to %s"), low, high)
                                                                        : g_strdup ("–"),
                        _tl_pack_count (maker, (double) score->n),
                        g_strdup (score->is_enough ? "" : _("too few to tell")), NULL);
    }
  return TRUE;
}

/**
 * _tl_pack_make_measures:
 */
gboolean
_tl_pack_make_measures (TlPackMaker *maker, GError **error)
{
  const TlImpactYear *year = tl_figures_get_year (maker->figures);
  double              entries = tl_figures_get_entries (maker->figures);
  double              won = tl_figures_get_won (maker->figures);
  double              margin = year->revenue * tl_figures_get_margin (maker->figures);
  double              leavers = 0, contacts = 0, interactions = 0;
  TlBlock            *block, *table;
  g_autofree char    *cost = _tl_pack_money (maker, year->cost);
  g_autofree char    *avoidable = _tl_pack_money (maker, year->avoidable);

  if (entries <= 0)
    return TRUE;
  for (guint i = 0; i < maker->results->n_stages; i++)
    leavers += maker->results->stages[i].visits * maker->results->stages[i].leave;
  for (guint i = 0; i < maker->results->n_touchpoints; i++)
    {
      contacts += maker->results->touchpoints[i].contacts;
      interactions += maker->results->touchpoints[i].contacts + maker->results->touchpoints[i].interactions;
    }
  block = _tl_pack_add (maker, TL_BLOCK_FIGURES, NULL);
  _tl_pack_add_figure (block, TL_TONE_PLAIN, _tl_pack_count (maker, entries), _("customers enter a year"),
                       won > 0 && won <= entries ? _tl_pack_percent (maker, won / entries) : NULL);
  if (won > 0 && won <= entries)
    {
      TlPackFigure    *figure = block->items->pdata[0];
      g_autofree char *share = g_steal_pointer (&figure->detail);

      figure->detail = g_strdup_printf (_("%s come to a good end"), share);
    }
  if (leavers >= 1)
    _tl_pack_add_figure (block, TL_TONE_LOSS, _tl_pack_count (maker, leavers), _("leave because of a pain"),
                         g_strdup (_("a year, each where it happens")));
  if (contacts >= 1)
    {
      g_autofree char *share = _tl_pack_percent (maker, contacts / interactions);

      _tl_pack_add_figure (block, TL_TONE_LOSS, _tl_pack_count (maker, contacts), _("contacts are failure demand"),
                           g_strdup_printf (_("a year; %s of all interactions"), share));
    }
  if (year->revenue != 0)
    {
      g_autofree char *revenue = _tl_pack_money (maker, year->revenue);

      _tl_pack_add_figure (block, TL_TONE_PLAIN, _tl_pack_money (maker, margin), _("margin a year"),
                           g_strdup_printf (_("on %s of revenue"), revenue));
    }
  if (!add_scores (maker, error))
    return FALSE;
  table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("Stage by stage, a year"));
  _tl_pack_add_column (table, _("Stage"), 3, FALSE);
  _tl_pack_add_column (table, _("Visits"), 1.3, TRUE);
  _tl_pack_add_column (table, _("Leave because of a pain"), 2, TRUE);
  _tl_pack_add_column (table, _("Revenue lost"), 1.4, TRUE);
  _tl_pack_add_column (table, _("Cost caused"), 1.4, TRUE);
  _tl_pack_add_column (table, _("At stake, net"), 1.4, TRUE);
  for (guint i = 0; i < maker->results->n_stages; i++)
    {
      const TlImpactStageResult *stage = &maker->results->stages[i];

      if (stage->is_outcome || stage->visits <= 0)
        continue;
      _tl_pack_add_row (table, g_strdup (maker->snapshot->stages.titles[i]), _tl_pack_count (maker, stage->visits),
                        stage->leave > 0 ? _tl_pack_percent (maker, stage->leave) : g_strdup ("–"),
                        stage->stake.known ? _tl_pack_money (maker, stage->stake.revenue_lost) : g_strdup ("–"),
                        stage->stake.known ? _tl_pack_money (maker, stage->stake.cost_caused) : g_strdup ("–"),
                        stage->stake.known ? _tl_pack_money (maker, stage->stake.net_lost) : g_strdup ("–"), NULL);
    }
  if (year->avoidable >= 1 && year->cost > 0)
    {
      g_autofree char *share = _tl_pack_percent (maker, year->avoidable / year->cost);

      maker->page->headline = g_strdup_printf (_("%s of what the journey costs is spent on what goes wrong"), share);
    }
  else
    maker->page->headline = g_strdup (_("How many customers, how much money"));
  maker->page->lead =
      g_strdup_printf (_("The journey costs %s a year to serve; %s of it is avoidable."), cost, avoidable);
  return TRUE;
}

typedef struct
{
  guint  pain;
  double net;
} Leak;

static int
compare_leaks (gconstpointer a, gconstpointer b)
{
  const Leak *first = a, *second = b;

  return first->net > second->net ? -1 : first->net < second->net ? 1 : first->pain < second->pain ? -1 : 1;
}

static GArray *
list_leaks (TlPackMaker *maker)
{
  GArray *leaks = g_array_new (FALSE, FALSE, sizeof (Leak));

  for (guint i = 0; i < maker->results->n_pains; i++)
    {
      const TlImpactStake *stake = &maker->results->pains[i].stake;
      Leak                 leak = { i, stake->known ? stake->net_lost : 0 };

      if (stake->known && fabs (stake->net_lost) >= 1)
        g_array_append_val (leaks, leak);
    }
  g_array_sort (leaks, compare_leaks);
  return leaks;
}

static char *
say_leak (TlPackMaker *maker, double lost, double cost)
{
  g_autofree char *margin = _tl_pack_money (maker, lost);
  g_autofree char *caused = _tl_pack_money (maker, fabs (cost));

  if (lost >= 1 && cost >= 1)
    /* Translators: what a pain costs a year: margin, and contacts and costs. */
    return g_strdup_printf (_("%s margin lost, %s of cost caused"), margin, caused);
  if (lost >= 1 && cost <= -1)
    return g_strdup_printf (_("%s margin lost, %s less to serve"), margin, caused);
  if (cost >= 1)
    return g_strdup_printf (_("%s of cost caused"), caused);
  return g_strdup_printf (_("%s margin lost"), margin);
}

/**
 * _tl_pack_make_leaks:
 */
gboolean
_tl_pack_make_leaks (TlPackMaker *maker, GError **error)
{
  g_autoptr (GArray)   leaks = list_leaks (maker);
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  double               margin = tl_figures_get_margin (maker->figures);
  TlBlock             *block;
  GString             *alt = g_string_new (NULL);

  if (leaks->len == 0)
    {
      g_string_free (alt, TRUE);
      return TRUE;
    }
  block = _tl_pack_add (maker, TL_BLOCK_BARS, NULL);
  for (guint i = 0; i < leaks->len && i < BARS_MOST; i++)
    {
      guint                pain = g_array_index (leaks, Leak, i).pain;
      guint                touchpoint = maker->snapshot->journey.pains[pain].touchpoint;
      const TlImpactStake *of = &maker->results->pains[pain].stake;
      TlPackBar           *bar = g_new0 (TlPackBar, 1);
      gint64               records = tl_figures_count_records (maker->figures, maker->snapshot->pains.ids[pain]);
      g_autofree char     *n = _tl_pack_count (maker, (double) records);

      bar->title = g_strdup (maker->snapshot->pains.titles[pain]);
      bar->detail = g_strdup (maker->snapshot->touchpoints.titles[touchpoint]);
      bar->lost = MAX (0, of->revenue_lost * margin);
      bar->cost = MAX (0, of->cost_caused);
      bar->words = say_leak (maker, bar->lost, of->cost_caused);
      if (records > 0)
        bar->right = g_strdup_printf (ngettext ("%s record", "%s records", (gulong) records), n);
      g_ptr_array_add (block->items, bar);
      g_string_append_printf (alt, "%s%s: %s.", i ? " " : "", bar->title, bar->words);
    }
  block->alt = g_string_free (alt, FALSE);
  if (leaks->len > BARS_MOST)
    {
      TlBlock *note = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);

      g_ptr_array_add (note->items, g_strdup_printf (ngettext ("And %u more, each smaller than these.",
                                                               "And %u more, each smaller than these.",
                                                               leaks->len - BARS_MOST), leaks->len - BARS_MOST));
    }
  {
    const Leak      *first = &g_array_index (leaks, Leak, 0);
    double           share = stake->known && stake->net_lost > 0 ? first->net / stake->net_lost : 0;
    const char      *title = maker->snapshot->pains.titles[first->pain];
    g_autofree char *money = _tl_pack_money (maker, first->net);
    g_autofree char *all = stake->known ? _tl_pack_money (maker, stake->net_lost) : NULL;

    if (leaks->len > 1 && share >= 0.7)
      maker->page->headline = g_strdup_printf (_("Nearly all the money leaks in one place: “%s”"), title);
    else if (leaks->len > 1 && share >= 0.4)
      maker->page->headline = g_strdup_printf (_("One pain leads the losses: “%s”, %s a year"), title, money);
    else if (all)
      maker->page->headline = g_strdup_printf (_("%s a year leaks away, in many places"), all);
    else
      maker->page->headline = g_strdup_printf (_("“%s” costs %s a year"), title, money);
  }
  maker->page->lead = g_strdup (_("What each pain costs a year, in margin and in cost. Each is counted alone, so they "
                                   "do not add up."));
  return TRUE;
}

/**
 * _tl_pack_make_causes:
 */
gboolean
_tl_pack_make_causes (TlPackMaker *maker, GError **error)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  TlBlock               *block;
  g_autofree guint      *n_pains = g_new0 (guint, journey->n_causes + 1);
  g_autofree double     *money = g_new0 (double, journey->n_causes + 1);
  guint                  best = 0;
  TlBlock               *warnings = NULL;

  if (journey->n_becauses == 0)
    return TRUE;
  block = _tl_pack_add (maker, TL_BLOCK_LINKS, NULL);
  for (guint i = 0; i < journey->n_becauses; i++)
    {
      const TlImpactBecause *because = &journey->becauses[i];
      const TlImpactStake   *stake = &maker->results->pains[because->pain].stake;
      double                 share = tl_estimate_point (&because->share.estimate);

      n_pains[because->cause]++;
      if (stake->known)
        money[because->cause] += share * stake->net_lost;
    }
  for (guint i = 1; i < journey->n_causes; i++)
    if (money[i] > money[best])
      best = i;
  /* Causes by what hangs on them. */
  for (guint done = 0; done < journey->n_causes; done++)
    {
      guint most = G_MAXUINT;

      for (guint i = 0; i < journey->n_causes; i++)
        if (n_pains[i] > 0 && (most == G_MAXUINT || money[i] > money[most]))
          most = i;
      if (most == G_MAXUINT)
        break;
      for (guint i = 0; i < journey->n_becauses; i++)
        {
          const TlImpactBecause *because = &journey->becauses[i];
          const TlImpactStake   *stake = &maker->results->pains[because->pain].stake;
          TlThing *cause = tl_journey_lookup (maker->journey, maker->snapshot->causes.ids[because->cause]);
          g_autofree char       *at_stake = stake->known ? _tl_pack_money (maker, stake->net_lost) : NULL;
          TlPackLink            *link;

          if (because->cause != most)
            continue;
          link = g_new0 (TlPackLink, 1);
          link->cause = g_strdup (maker->snapshot->causes.titles[most]);
          link->cause_detail = cause ? g_strdup (tl_thing_get_text (cause, TL_CAUSE_OWNER)) : NULL;
          link->pain = g_strdup (maker->snapshot->pains.titles[because->pain]);
          link->pain_detail = at_stake ? g_strdup_printf (_("%s at stake a year"), at_stake) : NULL;
          link->share = tl_estimate_point (&because->share.estimate);
          g_ptr_array_add (block->items, link);
        }
      n_pains[most] = 0;
    }
  block->alt = g_strdup (_("Causes on the left, the pains that they drive on the right; the line is as thick as the "
                            "share."));
  for (guint i = 0; i < maker->advice->len; i++)
    {
      const TlAdvice *advice = maker->advice->pdata[i];

      if (advice->kind != TL_ADVICE_SYMPTOM || (warnings && warnings->items->len >= 3))
        continue;
      if (warnings == NULL)
        {
          warnings = _tl_pack_add (maker, TL_BLOCK_NOTE, _("Symptoms treated while their cause remains"));
          warnings->tone = TL_TONE_LOSS;
        }
      g_ptr_array_add (warnings->items, g_strdup (advice->text));
    }
  if (money[best] >= 1)
    {
      g_autofree char *all = _tl_pack_money (maker, money[best]);

      maker->page->headline =
          g_strdup_printf (_("“%s” is behind %s a year"), maker->snapshot->causes.titles[best], all);
    }
  else
    maker->page->headline = g_strdup (_("Which causes drive which pains"));
  maker->page->lead = g_strdup (_("A fix that acts on the cause lasts; one that acts on the symptom has to be paid "
                                   "for again."));
  return TRUE;
}
