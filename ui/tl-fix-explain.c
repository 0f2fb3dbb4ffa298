/* tl-fix-explain.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-explain.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-fix-evidence.h"
#include "tl-money.h"
#include "tl-phrase.h"

/**
 * tl_fix_explain_column:
 *
 * Returns: (transfer full): what a column means, with the formula
 */
char *
tl_fix_explain_column (TlFixColumn column)
{
  switch (column)
    {
    case TL_COLUMN_IMPACT:
      return g_strdup (_("Combined impact, over the horizon: the net present value\n"
                         "−one-off·(1 + rate)^(−start/12) + Σ (benefit − running)·(1 + rate)^(−m/12)\n"
                         "over its months m. Where worlds were drawn, the mean ranks; the band goes from P10 to P90."));

    case TL_COLUMN_REVENUE:
      return g_strdup (_("Revenue change a year, at full effect: Σ V′·R′ − Σ V·R\n"
                         "over all stages, of visits V and revenue per arrival R."));

    case TL_COLUMN_COST:
      return g_strdup (_("Cost change a year, at full effect, of touchpoints and pains.\n"
                         "A saving counts only as far as it is cash."));

    case TL_COLUMN_NET:
      return g_strdup (_("Net a year = gross − running cost, at full effect.\n"
                         "Volume won counts at margin, a price given away in full."));

    case TL_COLUMN_ONE_OFF:
      return g_strdup (_("What it costs, once."));

    case TL_COLUMN_PAYBACK:
      return g_strdup (_("Payback: the first month from today from which the undiscounted running total\n"
                         "stays at or above 0 to the horizon."));

    case TL_COLUMN_RETURN:
      return g_strdup (_("Return = (benefits − costs)/costs over the horizon, undiscounted."));

    case TL_COLUMN_SURE:
      return g_strdup (_("Chance to pay: the share of worlds in which its combined impact is above 0."));

    case TL_COLUMN_BEST:
      return g_strdup (_("Chance to be best: the share of worlds in which it ranks first."));

    case TL_COLUMN_EVIDENCE:
      return g_strdup (_("Strength of evidence: how many of the numbers it hangs on were observed or measured.\n"
                         "These are its costs and effects, the numbers of what it acts on, how many customers come,\n"
                         "what they bring, and the margin."));

    case TL_COLUMN_KEPT:
      return g_strdup (_("The incrementality at which it stops paying: the share of customers kept who would not have come\n"
                         "back anyway. All other numbers stand at their points."));

    case TL_COLUMN_CASH:
      return g_strdup (_("The cashable share at which it stops paying: how much of every saving is money not spent, rather\n"
                         "than time freed. All other numbers stand at their points."));

    case TL_COLUMN_OWNER:
    case TL_N_COLUMNS:
    default:
      return g_strdup (_("Whose fix it is."));
    }
}

typedef struct
{
  TlRanking             *ranking;
  TlFigures             *figures;
  const TlImpactJourney *journey;
  const TlImpactFix     *fix;
  const TlImpactOutcome *outcome;
  const TlImpactSpread  *spread;
  const char            *currency;
} Subject;

static gboolean
find_subject (TlRanking *ranking, const char *id, Subject *subject)
{
  TlFigures          *figures = tl_ranking_get_figures (ranking);
  const TlFixFigures *fix = figures && id ? tl_figures_get_fix (figures, id) : NULL;
  const TlSnapshot   *snapshot;

  if (fix == NULL || fix->outcome == NULL || !fix->outcome->known)
    return FALSE;
  snapshot = tl_figures_get_snapshot (figures);
  *subject = (Subject) { ranking, figures, &snapshot->journey,
                         &snapshot->journey.fixes[tl_names_find (&snapshot->fixes, id)], fix->outcome,
                         tl_ranking_get_spread (ranking, id), tl_figures_get_currency (figures) };
  return TRUE;
}

static char *
gain (const Subject *self, double amount)
{
  return tl_money_format (amount, self->currency, TL_MONEY_SIGNED, NULL);
}

static char *
plain (const Subject *self, double amount)
{
  return tl_money_format (amount, self->currency, TL_MONEY_PLAIN, NULL);
}

static char *
count_worlds (const Subject *self)
{
  return tl_phrase_count (self->spread->n_worlds);
}

/* What its one-off and its running cost take from combined impact, as in "Over time". */
static void
find_costs (const Subject *self, double *one_off, double *run)
{
  int    months = (int) floor (self->journey->horizon_years * 12 + .5);
  double factor = 1 + self->journey->discount_rate;

  *one_off = self->fix->start_month <= months ? self->outcome->one_off * pow (factor, -self->fix->start_month / 12) : 0;
  *run = 0;
  for (int m = 1; m <= months && self->outcome->run > 0; m++)
    if (m > self->fix->start_month)
      *run += self->outcome->run / 12 * pow (factor, -m / 12.0);
}

static char *
explain_spread (const Subject *self)
{
  g_autofree char *worlds = self->spread ? count_worlds (self) : NULL;
  g_autofree char *mean = NULL;
  g_autofree char *low = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *high = NULL;

  if (self->spread == NULL)
    return g_strdup (tl_ranking_is_working (self->ranking) ? _("Worlds are being drawn.") : _("No doubt entered."));
  if (!(self->spread->npv_p90 > self->spread->npv_p10))
    return g_strdup (_("Nothing that it hangs on is in doubt."));
  mean = gain (self, self->spread->npv_mean);
  low = gain (self, self->spread->npv_p10);
  middle = gain (self, self->spread->npv_p50);
  high = gain (self, self->spread->npv_p90);
  return g_strdup_printf (_("Mean of %s worlds: %s; it ranks. P10 %s, P50 %s, P90 %s: four worlds in five lie between the "
                            "first and the last."),
                          worlds, mean, low, middle, high);
}

static char *
explain_impact (const Subject *self)
{
  g_autofree char *spread = explain_spread (self);
  g_autofree char *one_off = NULL;
  g_autofree char *benefit = NULL;
  g_autofree char *run = NULL;
  g_autofree char *npv = plain (self, self->outcome->npv);
  g_autofree char *gross = plain (self, self->outcome->change.gross);
  g_autofree char *rate = tl_number_format_percent (self->journey->discount_rate, NULL);
  g_autofree char *start = tl_number_format_people (self->fix->start_month, -1, NULL);
  g_autofree char *whole = plain (self, self->outcome->one_off);
  int              months = (int) floor (self->journey->horizon_years * 12 + .5);
  double           once;
  double           running;

  find_costs (self, &once, &running);
  one_off = plain (self, once);
  run = plain (self, running);
  benefit = plain (self, self->outcome->npv + once + running);
  return g_strdup_printf (ngettext ("Combined impact = −one-off·(1 + rate)^(−start/12) + Σ (benefit − running)·(1 + "
                                    "rate)^(−m/12)\n"
                                    "One-off %s at month %s, gross %s a year at full effect, rate %s, %d month.\n"
                                    "At the points: −%s + %s − %s = %s\n%s",
                                    "Combined impact = −one-off·(1 + rate)^(−start/12) + Σ (benefit − running)·(1 + "
                                    "rate)^(−m/12)\n"
                                    "One-off %s at month %s, gross %s a year at full effect, rate %s, %d months.\n"
                                    "At the points: −%s + %s − %s = %s\n%s",
                                    months),
                          whole, start, gross, rate, months, one_off, benefit, run, npv, spread);
}

static char *
explain_revenue (const Subject *self)
{
  double           before = tl_figures_get_year (self->figures)->revenue;
  g_autofree char *from = plain (self, before);
  g_autofree char *to = plain (self, before + self->outcome->change.revenue);
  g_autofree char *change = gain (self, self->outcome->change.revenue);

  return g_strdup_printf (_("Revenue change = Σ V′·R′ − Σ V·R = %s − %s = %s a year\nAt the points, at full effect."), to,
                          from, change);
}

static char *
explain_cost (const Subject *self)
{
  g_autofree char *year = plain (self, tl_figures_get_year (self->figures)->cost);
  g_autofree char *change = gain (self, self->outcome->change.cost);

  return g_strdup_printf (_("Cost change = Σ (δ < 0: cashable·δ, else δ) + change of what pains cost = %s a year\n"
                            "The year as it is costs %s. δ is the change of a touchpoint's cost: a saving counts only as "
                            "far as it is cash."),
                          change, year);
}

static char *
explain_net (const Subject *self)
{
  g_autofree char *gross = plain (self, self->outcome->change.gross);
  g_autofree char *run = plain (self, self->outcome->run);
  g_autofree char *net = gain (self, self->outcome->net_year);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (self->spread == NULL || !(self->spread->net_year_p90 > self->spread->net_year_p10))
    return g_strdup_printf (_("Net a year = gross − running cost = %s − %s = %s, at full effect."), gross, run, net);
  low = gain (self, self->spread->net_year_p10);
  high = gain (self, self->spread->net_year_p90);
  return g_strdup_printf (_("Net a year = gross − running cost = %s − %s = %s, at full effect.\nP10 %s, P90 %s."), gross,
                          run, net, low, high);
}

static char *
explain_payback (const Subject *self)
{
  g_autofree char *once = plain (self, self->outcome->one_off);
  g_autofree char *net = plain (self, self->outcome->net_year);
  g_autofree char *when = tl_phrase_payback (self->outcome, self->journey->horizon_years);

  return g_strdup_printf (_("Payback, at the points: the first month from which the undiscounted running total stays at or "
                            "above 0 to the horizon: %s.\nIt begins at −%s, and gains %s net a year at full effect."),
                          when, once, net);
}

static char *
explain_sure (const Subject *self)
{
  g_autofree char *share = NULL;
  g_autofree char *worlds = NULL;

  if (self->spread == NULL)
    return explain_spread (self);
  share = tl_number_format_percent (self->spread->p_pays, NULL);
  worlds = count_worlds (self);
  return g_strdup_printf (_("Chance to pay: in %s of %s worlds its combined impact is above 0."), share, worlds);
}

static char *
explain_best (const Subject *self)
{
  g_autofree char *share = NULL;
  g_autofree char *worlds = NULL;
  g_autofree char *rank = NULL;

  if (self->spread == NULL)
    return explain_spread (self);
  share = tl_number_format_percent (self->spread->p_best, NULL);
  worlds = count_worlds (self);
  rank = tl_number_format_people (self->spread->mean_rank, 2, NULL);
  return g_strdup_printf (_("Chance to be best: in %s of %s worlds it ranks first.\nMean rank: %s."), share, worlds, rank);
}

/**
 * tl_fix_explain:
 * @ranking: the ranking
 * @id: (nullable): of a fix
 * @column: a column
 *
 * Returns: (transfer full) (nullable): how its figure there comes about, with the formula and the figures put in
 */
char *
tl_fix_explain (TlRanking *ranking, const char *id, TlFixColumn column)
{
  Subject self;

  if (!find_subject (ranking, id, &self))
    return NULL;
  switch (column)
    {
    case TL_COLUMN_IMPACT:
      return explain_impact (&self);

    case TL_COLUMN_REVENUE:
      return explain_revenue (&self);

    case TL_COLUMN_COST:
      return explain_cost (&self);

    case TL_COLUMN_NET:
      return explain_net (&self);

    case TL_COLUMN_PAYBACK:
      return explain_payback (&self);

    case TL_COLUMN_SURE:
      return explain_sure (&self);

    case TL_COLUMN_BEST:
      return explain_best (&self);

    case TL_COLUMN_EVIDENCE:
      return tl_fix_evidence_explain (tl_ranking_get_evidence (ranking, id));

    case TL_COLUMN_OWNER:
      return g_strdup (tl_fix_column_owner (ranking, tl_figures_get_fix (self.figures, id)));

    case TL_COLUMN_KEPT:
    case TL_COLUMN_CASH:
    case TL_COLUMN_ONE_OFF:
    case TL_COLUMN_RETURN:
    case TL_N_COLUMNS:
    default:
      return tl_fix_explain_column (column);
    }
}

/**
 * tl_fix_explain_kind:
 * @ranking: the ranking
 * @id: of a fix
 *
 * Returns: (transfer full) (nullable): what makes it that kind of fix
 */
char *
tl_fix_explain_kind (TlRanking *ranking, const char *id)
{
  Subject          self;
  g_autofree char *kind = NULL;
  g_autofree char *revenue = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *npv = NULL;

  if (!find_subject (ranking, id, &self))
    return NULL;
  kind = tl_phrase_kind_of_fix (tl_figures_get_fix (self.figures, id));
  revenue = gain (&self, self.outcome->change.revenue);
  cost = gain (&self, self.outcome->change.cost);
  npv = gain (&self, self.outcome->npv);
  return g_strdup_printf (_("%s: by the signs of the changes at the points, revenue %s and cost %s a year; combined impact "
                            "%s."),
                          kind, revenue, cost, npv);
}

/**
 * tl_fix_explain_advice:
 * @ranking: the ranking
 * @id: of a fix
 *
 * Returns: (transfer full) (nullable): what to beware of, a line for each; %NULL for nothing, or nothing yet
 */
char *
tl_fix_explain_advice (TlRanking *ranking, const char *id)
{
  const GPtrArray *all = tl_ranking_get_advice (ranking);
  GString         *text = g_string_new (NULL);

  for (guint i = 0; all && i < all->len; i++)
    {
      const TlAdvice *advice = all->pdata[i];

      if (g_strcmp0 (advice->fix, id) == 0)
        g_string_append_printf (text, "%s%s", text->len ? "\n" : "", advice->text);
    }
  return g_string_free (text, text->len == 0);
}

/**
 * tl_fix_explain_row:
 * @ranking: the ranking
 * @id: of a fix
 *
 * Returns: (transfer full): all of its row, for those who hear it
 */
char *
tl_fix_explain_row (TlRanking *ranking, const char *id)
{
  TlFigures          *figures = tl_ranking_get_figures (ranking);
  const TlFixFigures *fix = tl_figures_get_fix (figures, id);
  g_autofree char    *kind = NULL;
  g_autofree char    *impact = NULL;
  g_autofree char    *low = NULL;
  g_autofree char    *high = NULL;
  g_autofree char    *sure = NULL;
  guint               place = tl_ranking_get_place (ranking, id);
  double              amount;
  Subject             self;

  if (!find_subject (ranking, id, &self))
    return g_strdup_printf (_("Not ranked: %s, %s"), fix->title, fix->why_not ? fix->why_not : "");
  kind = tl_phrase_kind_of_fix (fix);
  tl_ranking_get_impact (ranking, id, &amount);
  impact = tl_phrase_gain (amount, self.currency);
  if (self.spread == NULL || !(self.spread->npv_p90 > self.spread->npv_p10))
    return g_strdup_printf (_("Rank %u: %s, %s, combined impact %s"), place, fix->title, kind, impact);
  low = tl_phrase_gain (self.spread->npv_p10, self.currency);
  high = tl_phrase_gain (self.spread->npv_p90, self.currency);
  sure = tl_number_format_percent (self.spread->p_pays, NULL);
  return g_strdup_printf (_("Rank %u: %s, %s, combined impact %s, from %s to %s, chance to pay %s"), place, fix->title, kind,
                          impact, low, high, sure);
}

/**
 * tl_fix_explain_icon:
 * @fix: a fix with an outcome
 *
 * Returns: (transfer none): the name of the icon that stands for its kind
 */
const char *
tl_fix_explain_icon (const TlFixFigures *fix)
{
  static const char *const icons[] = {
    [TL_IMPACT_PAYS_BOTH_WAYS] = "throughline-fix-both-symbolic",
    [TL_IMPACT_GROWS_REVENUE] = "throughline-fix-grows-symbolic",
    [TL_IMPACT_SAVES_COST] = "throughline-fix-saves-symbolic",
    [TL_IMPACT_SAVES_COST_LOSES_REVENUE] = "throughline-fix-saves-symbolic",
    [TL_IMPACT_FALSE_ECONOMY] = "throughline-fix-trap-symbolic",
    [TL_IMPACT_HURTS_BOTH] = "throughline-fix-hurts-symbolic",
    [TL_IMPACT_NO_EFFECT] = "throughline-fix-none-symbolic",
  };

  return icons[fix->outcome->kind];
}
