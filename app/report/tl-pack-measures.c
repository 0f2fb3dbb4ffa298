/* tl-pack-measures.c: what customers say in scores, beside what the journey brings and costs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tl-measures.h"
#include "tl-pack-private.h"

#define PERIODS_MOST 6

/**
 * _tl_pack_find_group:
 * @groups: (element-type TlTallyGroup): of records
 *
 * Returns: (transfer none) (nullable): the group with that key
 */
const TlTallyGroup *
_tl_pack_find_group (const GPtrArray *groups, const char *key)
{
  for (guint i = 0; i < groups->len; i++)
    if (g_str_equal (((TlTallyGroup *) groups->pdata[i])->key, key))
      return groups->pdata[i];
  return NULL;
}

static const char *
name_score (int score)
{
  static const char *const names[TL_N_SCORES] = { N_("Would recommend (NPS)"), N_("Satisfaction (CSAT)"),
                                                  N_("Ease (CES)"), N_("Stars") };

  return _(names[score]);
}

static const char *
name_short (int score)
{
  static const char *const names[TL_N_SCORES] = { N_("NPS"), N_("CSAT"), N_("CES"), N_("Stars") };

  return _(names[score]);
}

static char *
say_value (TlPackMaker *maker, int score, double value)
{
  /* What rounds to nothing has no sign. */
  return tl_number_format_people (score == 0 ? round (value) + 0.0 : value, score == 0 ? 0 : 1, maker->numbers);
}

/* Too few to tell stands in brackets. */
static char *
say_measure (TlPackMaker *maker, int score, const TlMeasure *measure)
{
  g_autofree char *value = NULL;

  if (measure->n == 0 || !isfinite (measure->value))
    return g_strdup ("–");
  value = say_value (maker, score, measure->value);
  return measure->is_enough ? g_steal_pointer (&value) : g_strdup_printf ("(%s)", value);
}

/* Months next to each other, taken as one. */
typedef struct
{
  int          first; /* in months since year 0 */
  TlScoreTally scores[TL_N_SCORES];
} Period;

static void
add_tally (TlScoreTally *to, const TlScoreTally *from)
{
  if (from->n == 0)
    return;
  to->scale = to->n == 0 || to->scale == from->scale ? from->scale : 0;
  to->least = to->n == 0 ? from->least : MIN (to->least, from->least);
  to->n += from->n;
  to->sum += from->sum;
  to->squares += from->squares;
  to->n_top += from->n_top;
  to->n_bottom += from->n_bottom;
}

static int
parse_month (const char *key)
{
  int year, month;

  return sscanf (key, "%d-%d", &year, &month) == 2 && month >= 1 && month <= 12 ? year * 12 + month - 1 : -1;
}

/* So many months in one period that few enough are left to be read side by side. */
static int
find_step (int months)
{
  return months <= PERIODS_MOST ? 1 : months <= 3 * PERIODS_MOST ? 3 : months <= 6 * PERIODS_MOST ? 6 : 12;
}

static gboolean
has_scores (const TlTallyGroup *group)
{
  for (int i = 0; i < TL_N_SCORES; i++)
    if (group->scores[i].n > 0)
      return TRUE;
  return FALSE;
}

/* The periods in which somebody gave a score, in order; the last ones of many. */
static GArray *
list_periods (const GPtrArray *months, int *step)
{
  GArray *periods = g_array_new (FALSE, TRUE, sizeof (Period));
  int     first = G_MAXINT, last = -1;

  for (guint i = 0; i < months->len; i++)
    {
      const TlTallyGroup *group = months->pdata[i];
      int                 at = has_scores (group) ? parse_month (group->key) : -1;

      if (at < 0)
        continue;
      first = MIN (first, at);
      last = MAX (last, at);
    }
  if (last < 0)
    return periods;
  *step = find_step (last - first + 1);
  first = MAX (first / *step, last / *step - PERIODS_MOST + 1) * *step;
  for (int at = first; at <= last; at += *step)
    {
      Period period = { .first = at };

      for (guint i = 0; i < months->len; i++)
        {
          const TlTallyGroup *group = months->pdata[i];
          int                 month = parse_month (group->key);

          for (int score = 0; month >= at && month < at + *step && score < TL_N_SCORES; score++)
            add_tally (&period.scores[score], &group->scores[score]);
        }
      g_array_append_val (periods, period);
    }
  return periods;
}

static char *
format_month (int month, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (month / 12, month % 12 + 1, 1, 0, 0, 0);

  return time ? g_date_time_format (time, format) : g_strdup ("");
}

static char *
say_period (int first, int step)
{
  g_autofree char *from = NULL, *to = NULL;

  if (step == 12)
    return g_strdup_printf ("%d", first / 12);
  /* Translators: a month; see strftime(): %b is the month in short, %Y the year. */
  to = format_month (first + step - 1, _("%b %Y"));
  if (step == 1)
    return g_steal_pointer (&to);
  from = format_month (first, "%b");
  /* Translators: some months of one year, as in “Jul–Sep 2025”. */
  return g_strdup_printf (_("%s–%s"), from, to);
}

typedef enum
{
  TREND_UNKNOWN, /* there is but one period */
  TREND_TOO_FEW,
  TREND_NONE,
  TREND_UP,
  TREND_DOWN,
} Trend;

/* What has become of it from the first period in which somebody said so to the last. */
static Trend
find_trend (const GArray *periods, int score)
{
  TlMeasure first = { 0 }, last = { 0 };
  guint     n = 0;

  for (guint i = 0; i < periods->len; i++)
    {
      TlMeasure measure;

      tl_measure_take (&measure, score, &g_array_index (periods, Period, i).scores[score]);
      if (measure.n == 0 || !isfinite (measure.value))
        continue;
      if (n++ == 0)
        first = measure;
      last = measure;
    }
  if (n < 2)
    return TREND_UNKNOWN;
  if (!first.is_enough || !last.is_enough)
    return TREND_TOO_FEW;
  if (!tl_measures_differ (&first, &last))
    return TREND_NONE;
  return last.value > first.value ? TREND_UP : TREND_DOWN;
}

static const char *
say_trend (Trend trend)
{
  switch (trend)
    {
    case TREND_TOO_FEW:
      return C_("trend", "too few to tell");
    case TREND_NONE:
      return C_("trend", "no clear change");
    case TREND_UP:
      return C_("trend", "up");
    case TREND_DOWN:
      return C_("trend", "down");
    case TREND_UNKNOWN:
    default:
      return "–";
    }
}

static void
add_scores (TlPackMaker *maker)
{
  int                step = 1;
  g_autoptr (GArray) periods = list_periods (maker->basis->months, &step);
  const GPtrArray   *groups = maker->basis->scores;
  gboolean           has_trend = periods->len > 1;
  TlBlock           *table = NULL;

  for (int i = 0; groups->len > 0 && i < TL_N_SCORES; i++)
    {
      TlMeasure measure;
      char    **row;
      guint     n = 0;

      tl_measure_take (&measure, i, &((TlTallyGroup *) groups->pdata[0])->scores[i]);
      if (measure.n == 0 || !isfinite (measure.value))
        continue;
      if (table == NULL)
        {
          table = _tl_pack_add (maker, TL_BLOCK_TABLE,
                                has_trend ? _("What customers say, and how it moves (in brackets: too few to tell)")
                                          : _("What customers say (in brackets: too few to tell)"));
          _tl_pack_add_column (table, _("Measure"), 2.4, FALSE);
          _tl_pack_add_column (table, _("Answers"), 1, TRUE);
          _tl_pack_add_column (table, _("Value"), 0.9, TRUE);
          _tl_pack_add_column (table, _("95% sure: from and to"), 1.5, TRUE);
          for (guint k = 0; has_trend && k < periods->len; k++)
            {
              g_autofree char *title = say_period (g_array_index (periods, Period, k).first, step);

              _tl_pack_add_column (table, title, 1.2, TRUE);
            }
          if (has_trend)
            _tl_pack_add_column (table, _("Trend"), 1.4, FALSE);
        }
      row = g_new0 (char *, table->columns->len + 1);
      row[n++] = g_strdup (name_score (i));
      row[n++] = _tl_pack_count (maker, (double) measure.n);
      row[n++] = say_measure (maker, i, &measure);
      if (isfinite (measure.low) && isfinite (measure.high))
        {
          g_autofree char *low = say_value (maker, i, measure.low);
          g_autofree char *high = say_value (maker, i, measure.high);

          row[n++] = g_strdup_printf (_("%s to %s"), low, high);
        }
      else
        row[n++] = g_strdup ("–");
      for (guint k = 0; has_trend && k < periods->len; k++)
        {
          TlMeasure then;

          tl_measure_take (&then, i, &g_array_index (periods, Period, k).scores[i]);
          row[n++] = say_measure (maker, i, &then);
        }
      if (has_trend)
        row[n++] = g_strdup (say_trend (find_trend (periods, i)));
      g_ptr_array_add (table->items, row);
    }
}

/* The scores that most people gave, for the columns beside the money. */
static guint
find_scores (TlPackMaker *maker, int scores[2])
{
  const TlTallyGroup *all = maker->basis->scores->len ? maker->basis->scores->pdata[0] : NULL;
  guint               n = 0;

  for (int round = 0; all && round < 2; round++)
    {
      int best = -1;

      for (int i = 0; i < TL_N_SCORES; i++)
        if (all->scores[i].n > 0 && (n == 0 || scores[0] != i) && (best < 0 || all->scores[i].n > all->scores[best].n))
          best = i;
      if (best >= 0)
        scores[n++] = best;
    }
  return n;
}

/* What all of it comes to, which the stages do not add up to: who is kept at one goes on to the next. */
static void
add_together (TlPackMaker *maker, TlBlock *table, guint n_scores, const int *scores)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  const TlTallyGroup  *all = maker->basis->scores->len ? maker->basis->scores->pdata[0] : NULL;
  char               **row;
  guint                n = 0;

  if (!stake->known || table->items->len < 2)
    return;
  row = g_new0 (char *, table->columns->len + 1);
  row[n++] = g_strdup (_("All together"));
  for (guint k = 0; k < n_scores; k++)
    {
      TlMeasure measure = { 0 };

      if (all)
        tl_measure_take (&measure, scores[k], &all->scores[scores[k]]);
      row[n++] = say_measure (maker, scores[k], &measure);
    }
  row[n++] = g_strdup ("–");
  row[n++] = g_strdup ("–");
  row[n++] = _tl_pack_money (maker, stake->net_lost - stake->cost_caused);
  row[n++] = _tl_pack_money (maker, stake->cost_caused);
  row[n++] = _tl_pack_money (maker, stake->net_lost);
  g_ptr_array_add (table->items, row);
}

static void
add_stages (TlPackMaker *maker)
{
  int      scores[2];
  guint    n_scores = find_scores (maker, scores);
  gboolean has_money = tl_figures_has_money (maker->figures);
  TlBlock *table = _tl_pack_add (maker, TL_BLOCK_TABLE,
                                 n_scores > 0 ? _("Stage by stage, a year: what customers say, and what it costs")
                                 : has_money  ? _("Stage by stage, a year: who leaves, and what it costs")
                                              : _("Stage by stage, a year: who leaves"));

  _tl_pack_add_column (table, _("Stage"), 2.6, FALSE);
  for (guint k = 0; k < n_scores; k++)
    _tl_pack_add_column (table, name_short (scores[k]), 0.9, TRUE);
  _tl_pack_add_column (table, _("Visits"), 1.2, TRUE);
  _tl_pack_add_column (table, _("Leave because of pain"), 1.3, TRUE);
  if (has_money)
    {
      _tl_pack_add_column (table, _("Margin lost"), 1.2, TRUE);
      _tl_pack_add_column (table, _("Cost caused, net"), 1.2, TRUE);
      _tl_pack_add_column (table, _("At stake, net"), 1.2, TRUE);
    }
  for (guint i = 0; i < maker->results->n_stages; i++)
    {
      const TlImpactStageResult *stage = &maker->results->stages[i];
      const TlTallyGroup        *said = _tl_pack_find_group (maker->basis->places, maker->snapshot->stages.ids[i]);
      gboolean                   known = stage->stake.known;
      char                     **row;
      guint                      n = 0;

      if (stage->is_outcome || stage->visits <= 0)
        continue;
      row = g_new0 (char *, table->columns->len + 1);
      row[n++] = g_strdup (maker->snapshot->stages.titles[i]);
      for (guint k = 0; k < n_scores; k++)
        {
          TlMeasure measure = { 0 };

          if (said)
            tl_measure_take (&measure, scores[k], &said->scores[scores[k]]);
          row[n++] = say_measure (maker, scores[k], &measure);
        }
      row[n++] = _tl_pack_count (maker, stage->visits);
      row[n++] = stage->leave > 0 ? _tl_pack_percent (maker, stage->leave) : g_strdup ("–");
      if (has_money)
        {
          row[n++] = known ? _tl_pack_money (maker, stage->stake.net_lost - stage->stake.cost_caused) : g_strdup ("–");
          row[n++] = known ? _tl_pack_money (maker, stage->stake.cost_caused) : g_strdup ("–");
          row[n++] = known ? _tl_pack_money (maker, stage->stake.net_lost) : g_strdup ("–");
        }
      g_ptr_array_add (table->items, row);
    }
  if (table->items->len == 0)
    {
      g_ptr_array_remove (maker->page->blocks, table);
      return;
    }
  if (has_money)
    add_together (maker, table, n_scores, scores);
}

/* What is left of the revenue; what is paid out counts in full. */
static double
get_margin (TlPackMaker *maker)
{
  double margin = tl_figures_get_margin (maker->figures), sum = 0;

  for (guint i = 0; i < maker->results->n_stages; i++)
    {
      double revenue = tl_estimate_point (&maker->snapshot->journey.stages[i].revenue.estimate);

      sum += maker->results->stages[i].visits * revenue * (revenue > 0 ? margin : 1);
    }
  return sum;
}

static void
add_figures (TlPackMaker *maker, double entries, double leavers)
{
  const TlImpactYear *year = tl_figures_get_year (maker->figures);
  TlBlock            *block = _tl_pack_add (maker, TL_BLOCK_FIGURES, NULL);
  double              won = tl_figures_get_won (maker->figures);
  double              contacts = 0, interactions = 0;
  char               *good = NULL;

  for (guint i = 0; i < maker->results->n_touchpoints; i++)
    {
      contacts += maker->results->touchpoints[i].contacts;
      interactions += maker->results->touchpoints[i].contacts + maker->results->touchpoints[i].interactions;
    }
  if (won > 0 && won <= entries)
    {
      g_autofree char *share = _tl_pack_percent (maker, won / entries);

      good = g_strdup_printf (_("%s come to a good end"), share);
    }
  _tl_pack_add_figure (block, TL_TONE_PLAIN, _tl_pack_count (maker, entries), _("customers enter a year"), good);
  if (leavers >= 1)
    _tl_pack_add_figure (block, TL_TONE_LOSS, _tl_pack_count (maker, leavers), _("leave because of a pain point"),
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

      _tl_pack_add_figure (block, TL_TONE_PLAIN,
                           _tl_pack_money (maker, get_margin (maker)), _("margin a year"),
                           g_strdup_printf (_("on %s of revenue"), revenue));
    }
}

/* What customers say beside what it costs, in one line. */
static char *
make_headline (TlPackMaker *maker, double entries, double leavers)
{
  const TlImpactYear  *year = tl_figures_get_year (maker->figures);
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  double               margin = get_margin (maker);
  g_autofree char     *lost = _tl_pack_money (maker, stake->known ? stake->net_lost : 0);
  g_autofree char     *all = _tl_pack_money (maker, margin);
  g_autofree char     *gone = _tl_pack_count (maker, leavers);
  g_autofree char     *came = _tl_pack_count (maker, entries);
  TlMeasure            measure = { 0 };
  int                  score = 0;

  for (; maker->basis->scores->len > 0 && score < TL_N_SCORES; score++)
    {
      tl_measure_take (&measure, score, &((TlTallyGroup *) maker->basis->scores->pdata[0])->scores[score]);
      if (measure.is_enough && isfinite (measure.value))
        break;
    }
  if (stake->known && stake->net_lost >= 1 && maker->basis->scores->len > 0 && score < TL_N_SCORES)
    {
      g_autofree char *value = say_value (maker, score, measure.value);
      g_autofree char *scale = tl_number_format_people (measure.scale, 0, maker->numbers);

      int                step = 1;
      g_autoptr (GArray) periods = list_periods (maker->basis->months, &step);
      Trend              trend = find_trend (periods, score);

      if (score == 0 && trend == TREND_UP)
        return g_strdup_printf (_("NPS is %s and rising; pain points cost %s a year"), value, lost);
      if (score == 0 && trend == TREND_DOWN)
        return g_strdup_printf (_("NPS is %s and falling; pain points cost %s a year"), value, lost);
      if (score == 0)
        return g_strdup_printf (_("NPS is %s, and pain points cost %s a year"), value, lost);
      if (trend == TREND_UP)
        return g_strdup_printf (_("%s is %s of %s and rising; pain points cost %s a year"), name_short (score), value,
                                scale, lost);
      if (trend == TREND_DOWN)
        return g_strdup_printf (_("%s is %s of %s and falling; pain points cost %s a year"), name_short (score), value,
                                scale, lost);
      /* Translators: a score's short name, its mean, the greatest answer, money: “CSAT is 3.2 of 5, and …” */
      return g_strdup_printf (_("%s is %s of %s, and pain points cost %s a year"), name_short (score), value, scale,
                              lost);
    }
  if (stake->known && stake->net_lost >= 1 && margin >= 1)
    return g_strdup_printf (_("Pain points cost %s a year, beside a margin of %s"), lost, all);
  if (stake->known && stake->net_lost >= 1)
    return g_strdup_printf (_("Pain points cost %s a year"), lost);
  if (leavers >= 1)
    return g_strdup_printf (ngettext ("%s of %s customers a year leaves because of a pain point",
                                      "%s of %s customers a year leave because of a pain point",
                                      _tl_pack_plural (leavers)), gone, came);
  return year->revenue != 0 ? g_strdup_printf (_("%s customers a year bring %s of margin"), came, all)
                            : g_strdup_printf (_("%s customers a year come this way"), came);
}

static char *
make_lead (TlPackMaker *maker)
{
  const TlImpactYear *year = tl_figures_get_year (maker->figures);
  g_autofree char    *cost = _tl_pack_money (maker, year->cost);
  g_autofree char    *avoidable = _tl_pack_money (maker, year->avoidable);
  g_autofree char    *share = year->cost > 0 ? _tl_pack_percent (maker, year->avoidable / year->cost) : NULL;

  if (year->cost < 1)
    return NULL;
  if (year->avoidable >= 1)
    return g_strdup_printf (_("The journey costs %s a year to serve; %s of that (%s) goes on what pain points cause. “Cost "
                              "caused, net” below is what mending saves in cash, less what it costs to serve those kept."),
                            cost, avoidable, share);
  return g_strdup_printf (_("The journey costs %s a year to serve."), cost);
}

/**
 * _tl_pack_make_measures:
 */
gboolean
_tl_pack_make_measures (TlPackMaker *maker, GError **error)
{
  double entries = tl_figures_get_entries (maker->figures);
  double leavers = 0;

  if (entries < 0.5)
    return TRUE;
  for (guint i = 0; i < maker->results->n_stages; i++)
    leavers += maker->results->stages[i].visits * maker->results->stages[i].leave;
  add_figures (maker, entries, leavers);
  add_scores (maker);
  add_stages (maker);
  maker->page->headline = make_headline (maker, entries, leavers);
  maker->page->lead = make_lead (maker);
  return TRUE;
}
