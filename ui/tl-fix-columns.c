/* tl-fix-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-columns.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-fix-evidence.h"
#include "tl-number.h"
#include "tl-parts.h"
#include "tl-phrase.h"

#define GAP       18
#define RANK      44
#define TITLE_MIN 120
#define TITLE_FIT 230 /* figures go before titles are cut shorter than this */
#define TITLE_MAX 420
#define BAR_MIN   130
#define BAR_LEAST 40 /* where even the titles have too little */
#define BAR_MAX   340
#define OWNER_MAX 140
#define HEAD_EXTRA 16 /* the arrow of a head that the ranking is sorted by */
#define MARKER 24     /* the sign beside a title that there is something to beware of */
#define CHIP_EXTRA 44 /* around the words of a chip: its icon and its edges */

/* What goes first where there is too little room: it is in the side panel all the same, or said on hover. */
static const TlFixColumn expendable[] = { TL_COLUMN_CASH, TL_COLUMN_KEPT,
                                          TL_COLUMN_RETURN, TL_COLUMN_ONE_OFF,  TL_COLUMN_NET,  TL_COLUMN_OWNER,
                                          TL_COLUMN_BEST,   TL_COLUMN_EVIDENCE, TL_COLUMN_PAYBACK, TL_COLUMN_SURE,
                                          TL_COLUMN_COST,   TL_COLUMN_REVENUE };

static const struct
{
  const char *name;
  const char *title;
} columns[] = {
  [TL_COLUMN_IMPACT] = { "impact", N_("Combined impact") }, [TL_COLUMN_REVENUE] = { "revenue", N_("Revenue a year") },
  [TL_COLUMN_COST] = { "cost", N_("Cost a year") },         [TL_COLUMN_NET] = { "net", N_("Net a year") },
  [TL_COLUMN_ONE_OFF] = { "one-off", N_("One-off") },       [TL_COLUMN_PAYBACK] = { "payback", N_("Pays back") },
  [TL_COLUMN_RETURN] = { "return", N_("Return") },          [TL_COLUMN_SURE] = { "sure", N_("Sure") },
  [TL_COLUMN_BEST] = { "best", N_("Best") },                [TL_COLUMN_OWNER] = { "owner", N_("Owner") },
  [TL_COLUMN_EVIDENCE] = { "evidence", N_("Evidence") },    [TL_COLUMN_KEPT] = { "kept", N_("Incrementality needed") },
  [TL_COLUMN_CASH] = { "cash", N_("Cashable needed") },
};

/**
 * tl_fix_column_get_title:
 *
 * Returns: (transfer none): what stands at its head
 */
const char *
tl_fix_column_get_title (TlFixColumn column)
{
  return _(columns[column].title);
}

/**
 * tl_fix_column_get_name:
 *
 * Returns: (transfer none): what it is called in TlRankingTable:sort
 */
const char *
tl_fix_column_get_name (TlFixColumn column)
{
  return columns[column].name;
}

/**
 * tl_fix_column_is_text:
 *
 * Returns: whether it holds words, which stand on the left
 */
gboolean
tl_fix_column_is_text (TlFixColumn column)
{
  return column == TL_COLUMN_OWNER || column == TL_COLUMN_EVIDENCE;
}

/**
 * tl_fix_column_owner:
 * @ranking: the ranking
 * @fix: one of its fixes
 *
 * Returns: (transfer none) (nullable): whose it is
 */
const char *
tl_fix_column_owner (TlRanking *ranking, const TlFixFigures *fix)
{
  TlFigures        *figures = tl_ranking_get_figures (ranking);
  const TlSnapshot *snapshot = figures ? tl_figures_get_snapshot (figures) : NULL;
  guint             index = snapshot ? tl_names_find (&snapshot->fixes, fix->id) : TL_IMPACT_NONE;

  /* A row is shown while no figures are there yet. */
  return index == TL_IMPACT_NONE ? NULL : snapshot->payers[index];
}

static char *
say_even (TlRanking *ranking, const char *id, gboolean cashable)
{
  const TlImpactBreakEven *even = tl_ranking_get_even (ranking, id, cashable);
  g_autofree char         *at = NULL;

  if (even == NULL)
    return NULL;
  if (!even->found)
    return g_strdup (even->npv >= 0 ? C_ ("pays at", "any") : C_ ("pays at", "none"));
  at = tl_number_format_percent (even->at, NULL);
  return g_strconcat (even->pays_below ? "≤ " : "≥ ", at, NULL);
}

/* Which is needed least comes first; what pays at none, last. */
static double
even_key (TlRanking *ranking, const char *id, gboolean cashable)
{
  const TlImpactBreakEven *even = tl_ranking_get_even (ranking, id, cashable);

  if (even == NULL)
    return 0;
  if (!even->found)
    return even->npv >= 0 ? -1 : HUGE_VAL;
  return even->pays_below ? 2 - even->at : even->at;
}

/**
 * tl_fix_column_say:
 * @ranking: the ranking
 * @fix: one of its fixes
 * @columns: the columns
 *
 * Returns: (transfer full) (nullable): what stands there; %NULL for nothing
 */
char *
tl_fix_column_say (TlFixColumn column, TlRanking *ranking, const TlFixFigures *fix, const TlFixColumns *self)
{
  const TlImpactOutcome *outcome = fix->outcome && fix->outcome->known ? fix->outcome : NULL;
  const TlImpactSpread  *spread = tl_ranking_get_spread (ranking, fix->id);
  double                 impact;

  if (column == TL_COLUMN_OWNER)
    return g_strdup (tl_fix_column_owner (ranking, fix));
  if (outcome == NULL)
    return NULL;
  switch (column)
    {
    case TL_COLUMN_IMPACT:
      tl_ranking_get_impact (ranking, fix->id, &impact);
      return tl_phrase_gain (impact, self->currency);

    case TL_COLUMN_REVENUE:
      return tl_phrase_gain (outcome->change.revenue, self->currency);

    case TL_COLUMN_COST:
      return tl_phrase_gain (outcome->change.cost, self->currency);

    case TL_COLUMN_NET:
      return tl_phrase_gain (outcome->net_year, self->currency);

    case TL_COLUMN_ONE_OFF:
      return tl_phrase_money (outcome->one_off, self->currency);

    case TL_COLUMN_PAYBACK:
      return tl_phrase_payback (outcome, self->horizon);

    case TL_COLUMN_RETURN:
      return tl_phrase_return (outcome);

    case TL_COLUMN_SURE:
      return spread ? tl_number_format_percent (spread->p_pays, NULL) : NULL;

    case TL_COLUMN_BEST:
      return spread ? tl_number_format_percent (spread->p_best, NULL) : NULL;

    case TL_COLUMN_EVIDENCE:
      return tl_ranking_get_evidence (ranking, fix->id)->n > 0
               ? tl_fix_evidence_say (tl_ranking_get_evidence (ranking, fix->id)) : NULL;

    case TL_COLUMN_KEPT:
    case TL_COLUMN_CASH:
      return say_even (ranking, fix->id, column == TL_COLUMN_CASH);

    case TL_COLUMN_OWNER:
    case TL_N_COLUMNS:
    default:
      return NULL;
    }
}

/**
 * tl_fix_column_key:
 * @ranking: the ranking
 * @fix: one of its fixes that has a place
 *
 * Returns: what the ranking is sorted by for that column: lower is better
 */
double
tl_fix_column_key (TlFixColumn column, TlRanking *ranking, const TlFixFigures *fix)
{
  const TlImpactOutcome *outcome = fix->outcome;
  const TlImpactSpread  *spread = tl_ranking_get_spread (ranking, fix->id);

  switch (column)
    {
    case TL_COLUMN_REVENUE:
      return -outcome->change.revenue;

    case TL_COLUMN_COST:
      return outcome->change.cost;

    case TL_COLUMN_NET:
      return -outcome->net_year;

    case TL_COLUMN_ONE_OFF:
      return outcome->one_off;

    case TL_COLUMN_PAYBACK:
      return outcome->pays_back ? outcome->payback_months : HUGE_VAL;

    case TL_COLUMN_RETURN:
      return outcome->has_roi ? -outcome->roi : HUGE_VAL;

    case TL_COLUMN_SURE:
      return spread ? -spread->p_pays : HUGE_VAL;

    case TL_COLUMN_BEST:
      return spread ? -spread->p_best : HUGE_VAL;

    case TL_COLUMN_EVIDENCE:
      return -tl_fix_evidence_share (tl_ranking_get_evidence (ranking, fix->id));

    case TL_COLUMN_KEPT:
    case TL_COLUMN_CASH:
      return even_key (ranking, fix->id, column == TL_COLUMN_CASH);

    case TL_COLUMN_IMPACT:
    case TL_COLUMN_OWNER:
    case TL_N_COLUMNS:
    default:
      return tl_ranking_get_place (ranking, fix->id);
    }
}

void
tl_fix_columns_init (TlFixColumns *self)
{
  *self = (TlFixColumns) { { 0 } };
}

void
tl_fix_columns_clear (TlFixColumns *self)
{
  g_clear_pointer (&self->currency, g_free);
}

static int
width_of (PangoLayout *layout, const char *text)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* One value that dwarfs the rest makes the scale logarithmic; that an interval is wide does not. */
static void
make_scale (TlFixColumns *self, TlRanking *ranking)
{
  TlFigures          *figures = tl_ranking_get_figures (ranking);
  guint               n = tl_figures_n_fixes (figures);
  g_autofree double  *values = g_new0 (double, n + 1);
  gsize               n_values = 0;

  for (guint i = 0; i < n; i++)
    {
      const char           *id = tl_figures_nth_fix (figures, i)->id;
      const TlImpactSpread *spread = tl_ranking_get_spread (ranking, id);
      double                impact;

      if (!tl_ranking_get_impact (ranking, id, &impact))
        continue;
      if (spread && fabs (spread->npv_p10) > fabs (impact))
        impact = spread->npv_p10;
      if (spread && fabs (spread->npv_p90) > fabs (impact))
        impact = spread->npv_p90;
      values[n_values++] = impact;
    }
  tl_fix_scale_init (&self->scale, values, n_values);
  for (guint i = 0; i < n; i++)
    {
      const TlImpactSpread *spread = tl_ranking_get_spread (ranking, tl_figures_nth_fix (figures, i)->id);

      if (spread)
        {
          tl_fix_scale_reach (&self->scale, spread->npv_p10);
          tl_fix_scale_reach (&self->scale, spread->npv_p90);
        }
    }
}

/**
 * tl_fix_columns_measure:
 * @widget: whose font counts
 * @ranking: what is ranked
 *
 * Makes every column as wide as what it holds.
 */
void
tl_fix_columns_measure (TlFixColumns *self, GtkWidget *widget, TlRanking *ranking)
{
  TlFigures              *figures = tl_ranking_get_figures (ranking);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  PangoAttrList          *attributes = pango_attr_list_new ();
  guint                   hidden = self->hidden;

  tl_fix_columns_clear (self);
  tl_fix_columns_init (self);
  self->hidden = hidden;
  self->currency = g_strdup (tl_figures_get_currency (figures));
  self->horizon = tl_figures_get_horizon (figures);
  self->text = tl_part_text_factor ();
  /* Heads and the combined impact are bold, and the figures of one width. */
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (column != TL_COLUMN_IMPACT)
      self->widths[column] = width_of (layout, tl_fix_column_get_title (column)) + HEAD_EXTRA;
  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (figures, i);
      g_autofree char    *kind = tl_phrase_kind_of_fix (fix);

      self->title = MAX (self->title, width_of (layout, fix->title) + MARKER);
      self->title = MAX (self->title, kind ? width_of (layout, kind) + CHIP_EXTRA : 0);
      for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
        {
          g_autofree char *text = tl_fix_column_say (column, ranking, fix, self);

          if (text == NULL || (hidden & 1u << column))
            continue;
          self->used[column] = TRUE;
          self->widths[column] = MAX (self->widths[column], width_of (layout, text));
        }
    }
  self->used[TL_COLUMN_IMPACT] = TRUE;
  /* The combined impact is set a little larger. */
  self->widths[TL_COLUMN_IMPACT] = self->widths[TL_COLUMN_IMPACT] * 6 / 5 + 4;
  self->widths[TL_COLUMN_OWNER] = MIN (self->widths[TL_COLUMN_OWNER], OWNER_MAX);
  make_scale (self, ranking);
}

static int
width_needed (const TlFixColumns *self, const TlFixPlaces *places, int title)
{
  int needed = places->rank_width + title + GAP + BAR_MIN;

  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (places->shown[column])
      needed += GAP + self->widths[column];
  return needed;
}

/**
 * tl_fix_columns_place:
 * @width: of a row
 * @places: (out): where everything stands
 *
 * Titles come first, then the combined impact, then as many figures as there is room for; what is left over goes to
 * titles that are still cut, then to the bars, then to the space behind the titles.
 */
void
tl_fix_columns_place (const TlFixColumns *self, int width, TlFixPlaces *places)
{
  int title = CLAMP (self->title, TITLE_MIN, (int) (TITLE_FIT * MAX (self->text, 1)));
  int rank = (int) (RANK * MAX (self->text, 1));
  int spare, more, at;

  *places = (TlFixPlaces) { .rank = 0, .rank_width = rank, .title = rank };
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    places->shown[column] = self->used[column];
  for (gsize i = 0; i < G_N_ELEMENTS (expendable) && width_needed (self, places, title) > width; i++)
    places->shown[expendable[i]] = FALSE;
  spare = width - width_needed (self, places, title);
  if (spare < 0)
    {
      more = MAX (spare, TITLE_MIN - title);
      title += more;
      spare = MAX (spare - more, BAR_LEAST - BAR_MIN);
    }
  more = CLAMP (MIN (self->title, TITLE_MAX) - title, 0, MAX (spare / 2, 0));
  title += more;
  spare -= more;
  places->bar_width = MIN (BAR_MIN + spare, BAR_MAX);
  places->title_width = title + BAR_MIN + spare - places->bar_width;
  places->bar = places->title + places->title_width + GAP;
  at = places->bar + places->bar_width + GAP;
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (places->shown[column])
      {
        places->x[column] = at;
        at += self->widths[column] + GAP;
      }
}
