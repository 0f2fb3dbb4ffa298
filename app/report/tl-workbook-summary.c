/* tl-workbook-summary.c: the sheet that is seen first: what it all comes to, beside what Throughline says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-workbook-private.h"

#define SAID_COL (TL_N_RESULTS + 5)
#define LESS_COL (SAID_COL + TL_N_RESULTS + 1)
#define FIRST_RESULT 2
#define AGREES_COL (FIRST_RESULT + TL_N_RESULTS)
#define KIND_COL (AGREES_COL + 1)

const char *
_tl_book_result_name (TlBookResult result)
{
  static const char *const names[TL_N_RESULTS] = {
    [TL_RESULT_REVENUE] = N_("Revenue change a year"),
    [TL_RESULT_COST] = N_("Cost change a year"),
    [TL_RESULT_GROSS] = N_("Gross benefit a year"),
    [TL_RESULT_RUN] = N_("Running cost a year"),
    [TL_RESULT_NET] = N_("Net a year"),
    [TL_RESULT_ONE_OFF] = N_("One-off cost"),
    [TL_RESULT_NPV] = N_("Combined impact"),
    [TL_RESULT_PAYBACK] = N_("Payback in months"),
    [TL_RESULT_RETURN] = N_("Return"),
  };

  return _(names[result]);
}

TlCellForm
_tl_book_result_form (TlBookResult result)
{
  return result == TL_RESULT_PAYBACK ? TL_CELL_NUMBER : result == TL_RESULT_RETURN ? TL_CELL_SHARE : TL_CELL_MONEY;
}

static double
get_said (const TlImpactOutcome *outcome, TlBookResult result)
{
  switch (result)
    {
    case TL_RESULT_REVENUE:
      return outcome->change.revenue;
    case TL_RESULT_COST:
      return outcome->change.cost;
    case TL_RESULT_GROSS:
      return outcome->change.gross;
    case TL_RESULT_RUN:
      return outcome->run;
    case TL_RESULT_NET:
      return outcome->net_year;
    case TL_RESULT_ONE_OFF:
      return outcome->one_off;
    case TL_RESULT_NPV:
      return outcome->npv;
    case TL_RESULT_PAYBACK:
      return outcome->pays_back ? outcome->payback_months : NAN;
    case TL_RESULT_RETURN:
      return outcome->has_roi ? outcome->roi : NAN;
    case TL_N_RESULTS:
      break;
    }
  return NAN;
}

static void
put_year (TlBookMaker *self, guint row)
{
  const TlImpactJourney *journey = self->journey;
  const TlBookWorld     *base = &self->base;
  const TlImpactYear    *year = &self->results->year;
  guint                  sheet = self->summary;
  const char            *costs = _tl_book_over (self, sheet, "SUM", self->flow, base->touches, journey->n_touchpoints,
                                                TL_TOUCH_COL_COST);
  const struct
  {
    const char *label;
    const char *formula;
    const char *more;
    double      said;
  } lines[] = {
    { _("Revenue a year"),
      _tl_book_over (self, sheet, "SUM", self->flow, base->stages, journey->n_stages, TL_STAGE_COL_INCOME), "0",
      year->revenue },
    { _("Cost a year"), costs,
      _tl_book_over (self, sheet, "SUM", self->pains, base->pains, journey->n_pains, TL_PAIN_COL_COST), year->cost },
    { _("Of that, avoidable"),
      _tl_book_over (self, sheet, "SUM", self->pains, base->pains, journey->n_pains, TL_PAIN_COL_AVOIDABLE), "0",
      year->avoidable },
    { _("At stake: with no pain at all"), _tl_book_stake_ref (self, sheet, TL_IMPACT_NONE, 2), "0",
      self->results->stake.net_lost },
  };
  guint n_lines = self->stake_row_of_all > 0 ? G_N_ELEMENTS (lines) : G_N_ELEMENTS (lines) - 1;

  _tl_grid_text (self->grid, _tl_at (sheet, row, 0), TL_LOOK_SECTION, _("The year as it is"));
  _tl_book_header (self, sheet, row + 1, 2, "", "", _("This workbook"), _("Throughline says"), _("Difference"), NULL);
  for (guint i = 0; i < n_lines; i++)
    {
      guint at = row + 2 + i;

      _tl_grid_text (self->grid, _tl_at (sheet, at, 1), TL_LOOK_PLAIN, lines[i].label);
      _tl_grid_formula (self->grid, _tl_at (sheet, at, 2), TL_LOOK_TOTAL, TL_CELL_MONEY, "%s+%s", lines[i].formula,
                        lines[i].more);
      _tl_grid_number (self->grid, _tl_at (sheet, at, 3), TL_LOOK_SAID, TL_CELL_MONEY, lines[i].said);
      _tl_grid_formula (self->grid, _tl_at (sheet, at, 4), TL_LOOK_PLAIN, TL_CELL_MONEY, "%s-%s",
                        _tl_book_ref (self, sheet, sheet, at, 2), _tl_book_ref (self, sheet, sheet, at, 3));
    }
  _tl_grid_text (self->grid, _tl_at (sheet, row + 2 + n_lines, 1), TL_LOOK_PLAIN, _("Do the numbers hold together?"));
  _tl_grid_formula (self->grid, _tl_at (sheet, row + 2 + n_lines, 2), TL_LOOK_TOTAL, TL_CELL_WORDS,
                    "IF(COUNTIF(%s,%s)=%u,%s,%s)",
                    _tl_grid_range (self->grid, sheet, _tl_at (self->flow, base->stages, TL_STAGE_COL_CHECK),
                                    _tl_at (self->flow, base->stages + MAX (1, journey->n_stages) - 1,
                                            TL_STAGE_COL_CHECK)),
                    _tl_grid_quote (self->grid, _("fine")), journey->n_stages, _tl_grid_quote (self->grid, _("yes")),
                    _tl_grid_quote (self->grid, _("no: see the checks on the sheet of the flow")));
}

/* The kind of fix, as the specification has it, from the figures that live. */
static void
put_kind (TlBookMaker *self, guint row)
{
  guint       sheet = self->summary;
  TlGrid     *grid = self->grid;
  const char *revenue = _tl_book_ref (self, sheet, sheet, row, FIRST_RESULT + TL_RESULT_REVENUE);
  const char *cost = _tl_book_ref (self, sheet, sheet, row, FIRST_RESULT + TL_RESULT_COST);
  const char *net = _tl_book_ref (self, sheet, sheet, row, FIRST_RESULT + TL_RESULT_NET);
  const char *npv = _tl_book_ref (self, sheet, sheet, row, FIRST_RESULT + TL_RESULT_NPV);
  g_autofree char *most = g_strdup_printf ("(0.000000001*%s)",
                                           _tl_grid_ref (grid, sheet, _tl_at (sheet, self->year_row + 2, 2)));
  g_autofree char *more = g_strdup_printf ("(0.000000001*%s)",
                                           _tl_grid_ref (grid, sheet, _tl_at (sheet, self->year_row + 3, 2)));
  const char *words[TL_IMPACT_NO_EFFECT + 1][2];

  for (guint i = 0; i <= TL_IMPACT_NO_EFFECT; i++)
    {
      const char *both[2] = { _(tl_impact_kind_to_text (i, FALSE)), _(tl_impact_kind_to_text (i, TRUE)) };

      words[i][0] = _tl_grid_quote (grid, both[0]);
      words[i][1] = i > TL_IMPACT_SAVES_COST_LOSES_REVENUE ? words[i][0] : _tl_grid_quote (grid, both[1]);
    }
#define PAYS(kind) npv, words[kind][1], words[kind][0]
  _tl_grid_formula (grid, _tl_at (sheet, row, KIND_COL), TL_LOOK_PLAIN, TL_CELL_WORDS,
                    "IF(%s>ABS%s,IF(%s<0-%s,IF(%s<0,%s,%s),IF(%s<0,%s,%s)),"
                    "IF(%s>=0-ABS%s,IF(%s<0-%s,IF(%s<0,%s,%s),IF(%s>%s,%s,%s)),"
                    "IF(%s<0-%s,IF(%s<0,%s,IF(%s<0,%s,%s)),%s)))",
                    revenue, most, cost, more, PAYS (TL_IMPACT_PAYS_BOTH_WAYS), PAYS (TL_IMPACT_GROWS_REVENUE), revenue,
                    most, cost, more, PAYS (TL_IMPACT_SAVES_COST), cost, more, words[TL_IMPACT_HURTS_BOTH][0],
                    words[TL_IMPACT_NO_EFFECT][0], cost, more, net, words[TL_IMPACT_FALSE_ECONOMY][0],
                    PAYS (TL_IMPACT_SAVES_COST_LOSES_REVENUE), words[TL_IMPACT_HURTS_BOTH][0]);
#undef PAYS
}

/*
 * _tl_book_said:
 *
 * Writes what Throughline says beside a figure that lives at @live_col, and the difference.
 *
 * Returns: in a formula, whether the two agree
 */
const char *
_tl_book_said (TlBookMaker *self, guint sheet, guint row, guint live_col, guint said_col, guint less_col,
               const TlImpactOutcome *outcome, TlBookResult i)
{
  double           said = get_said (outcome, i);
  const char      *none = C_("payback", "none"), *quoted = _tl_grid_quote (self->grid, none);
  const char      *live = _tl_book_ref (self, sheet, sheet, row, live_col);
  const char      *was = _tl_book_ref (self, sheet, sheet, row, said_col);
  const char      *less = _tl_book_ref (self, sheet, sheet, row, less_col);
  g_autofree char *agrees = NULL;

  if (isnan (said))
    _tl_grid_text (self->grid, _tl_at (sheet, row, said_col), TL_LOOK_SAID, none);
  else
    _tl_grid_number (self->grid, _tl_at (sheet, row, said_col), TL_LOOK_SAID, _tl_book_result_form (i), said);
  _tl_grid_formula (self->grid, _tl_at (sheet, row, less_col), TL_LOOK_PLAIN, _tl_book_result_form (i),
                    "IF(%s=%s,0,IF(OR(%s=%s,%s=%s),%s,%s-%s))", live, was, live, quoted, was, quoted,
                    _tl_grid_quote (self->grid, _("changed")), live, was);
  if (isnan (said))
    agrees = g_strdup_printf ("%s=%s", live, quoted);
  else /* words come behind all numbers */
    agrees = g_strdup_printf ("%s<=0.000001*MAX(1,ABS(%s)),%s>=0-0.000001*MAX(1,ABS(%s))", less, was, less, was);
  return _tl_grid_keep (self->grid, agrees);
}

static void
put_result (TlBookMaker *self, guint row, guint rank, TlBookResult i, GString *agrees)
{
  TlAt result = self->results_at[rank];

  result.row += i;
  _tl_grid_formula (self->grid, _tl_at (self->summary, row, FIRST_RESULT + i),
                    i == TL_RESULT_NPV ? TL_LOOK_TOTAL : TL_LOOK_PLAIN, _tl_book_result_form (i), "%s",
                    _tl_grid_ref (self->grid, self->summary, result));
  g_string_append_printf (agrees, "%s%s", agrees->len ? "," : "",
                          _tl_book_said (self, self->summary, row, FIRST_RESULT + i, SAID_COL + i, LESS_COL + i,
                                         &self->results->fixes[self->results->ranking[rank]], i));
}

static void
put_ranking (TlBookMaker *self, guint row)
{
  guint sheet = self->summary;

  _tl_grid_text (self->grid, _tl_at (sheet, row, 0), TL_LOOK_SECTION, _("Fixes, by combined impact at the points"));
  _tl_grid_text (self->grid, _tl_at (sheet, row, SAID_COL), TL_LOOK_SECTION, _("Throughline says"));
  _tl_grid_text (self->grid, _tl_at (sheet, row, LESS_COL), TL_LOOK_SECTION, _("Difference"));
  _tl_book_header (self, sheet, row + 1, 2, _("Rank"), _("Fix"), NULL);
  for (guint i = 0; i < TL_N_RESULTS; i++)
    {
      _tl_grid_text (self->grid, _tl_at (sheet, row + 1, FIRST_RESULT + i), TL_LOOK_HEADER_END,
                     _tl_book_result_name (i));
      _tl_grid_text (self->grid, _tl_at (sheet, row + 1, SAID_COL + i), TL_LOOK_HEADER_END, _tl_book_result_name (i));
      _tl_grid_text (self->grid, _tl_at (sheet, row + 1, LESS_COL + i), TL_LOOK_HEADER_END, _tl_book_result_name (i));
    }
  _tl_grid_text (self->grid, _tl_at (sheet, row + 1, AGREES_COL), TL_LOOK_HEADER, _("As Throughline says?"));
  _tl_grid_text (self->grid, _tl_at (sheet, row + 1, KIND_COL), TL_LOOK_HEADER, _("Kind"));
  for (guint rank = 0; rank < self->n_fixes; rank++)
    {
      guint               at = row + 2 + rank;
      g_autoptr (GString) agrees = g_string_new (NULL);

      _tl_grid_formula (self->grid, _tl_at (sheet, at, 0), TL_LOOK_PLAIN, TL_CELL_NUMBER, "RANK(%s,%s)",
                        _tl_book_ref (self, sheet, sheet, at, FIRST_RESULT + TL_RESULT_NPV),
                        _tl_grid_range (self->grid, sheet, _tl_at (sheet, row + 2, FIRST_RESULT + TL_RESULT_NPV),
                                        _tl_at (sheet, row + 1 + self->n_fixes, FIRST_RESULT + TL_RESULT_NPV)));
      _tl_grid_link (self->grid, _tl_at (sheet, at, 1),
                     self->snapshot->fixes.titles[self->results->ranking[rank]], self->fixes[rank]);
      for (guint i = 0; i < TL_N_RESULTS; i++)
        put_result (self, at, rank, i, agrees);
      _tl_grid_formula (self->grid, _tl_at (sheet, at, AGREES_COL), TL_LOOK_PLAIN, TL_CELL_WORDS,
                        "IF(AND(%s),%s,%s)", agrees->str, _tl_grid_quote (self->grid, _("yes")),
                        _tl_grid_quote (self->grid, _("no: numbers were changed")));
      put_kind (self, at);
    }
}

/* What has no sheet of its own, and why. */
static guint
put_others (TlBookMaker *self, guint row)
{
  TlFigures *figures = self->book->figures;
  gboolean   said = FALSE;

  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (figures, i);

      if (fix->rank > 0 && fix->rank <= self->n_fixes)
        continue;
      if (!said)
        _tl_grid_text (self->grid, _tl_at (self->summary, row++, 0), TL_LOOK_SECTION,
                       _("Fixes without a sheet of their own"));
      said = TRUE;
      _tl_grid_text (self->grid, _tl_at (self->summary, row, 1), TL_LOOK_PLAIN, fix->title);
      if (fix->rank > 0)
        {
          _tl_grid_number (self->grid, _tl_at (self->summary, row, 0), TL_LOOK_SAID, TL_CELL_NUMBER, fix->rank);
          for (guint r = 0; fix->outcome && r < TL_N_RESULTS; r++)
            if (!isnan (get_said (fix->outcome, r)))
              _tl_grid_number (self->grid, _tl_at (self->summary, row, FIRST_RESULT + r), TL_LOOK_SAID,
                               _tl_book_result_form (r), get_said (fix->outcome, r));
          _tl_grid_text (self->grid, _tl_at (self->summary, row, AGREES_COL), TL_LOOK_NOTE,
                         _("no room for its sheet: as Throughline says"));
        }
      else if (fix->why_not)
        _tl_grid_text (self->grid, _tl_at (self->summary, row, 2), TL_LOOK_NOTE, fix->why_not);
      row++;
    }
  return row + said;
}

static guint
put_method (TlBookMaker *self, guint row)
{
  static const char *const notes[] = {
    N_("Yellow cells may be changed: on the sheet of assumptions, and on each fix's own sheet. All else is worked "
        "out, "
        "and grey figures are what Throughline said when this was written."),
    N_("All figures are at the points of their estimates: the middle of a range, (low + 4 × likely + high) / 6 of "
        "three "
        "numbers, the share of a count. Where numbers are in doubt, Throughline ranks by the mean of many drawn "
        "worlds; "
        "the fact pack shows those, with their ranges."),
    N_("Customers flow through the stages by their shares. Pains drive some away, once each; what is won upstream has "
        "to survive every later stage."),
    N_("Gross is more visits at margin, a change of price in full, less the change of cost. Of a cost saved only the "
        "cashable share counts; of customers kept only those who would not have come back anyway."),
    N_("Combined impact is the net present value over the horizon: the benefit with its start, ramp and fading, less "
        "running and one-off costs, discounted to today by months. Fixes stand alone here: their sum is not what they "
        "come to together."),
    N_("What stays as it is: which stages, paths, pains, fixes and effects there are, and what each acts on. No sum "
        "of "
        "cells, and so not in here: what fixes come to together and the best for a budget, ranges and chances from "
        "drawn "
        "worlds, what would change the order. The fact pack has these."),
    N_("Limits: an annual steady state, constant prices, before tax. What a pain or a fix is said to cause is a claim "
        "until a control group has shown it."),
  };

  _tl_grid_text (self->grid, _tl_at (self->summary, row++, 0), TL_LOOK_SECTION, _("How to read this"));
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    _tl_grid_text (self->grid, _tl_at (self->summary, row++, 0), TL_LOOK_NOTE, _(notes[i]));
  return row;
}

/*
 * _tl_book_summary:
 *
 * Writes the sheet that is seen first, once all others are known.
 */
void
_tl_book_summary (TlBookMaker *self)
{
  guint            sheet = self->summary;
  guint            row;
  g_autofree char *note = NULL;

  if (self->book->period)
    note = g_strdup_printf (_("%s. Change a yellow cell, and every figure here follows."), self->book->period);
  _tl_book_head (self, sheet, self->snapshot->title,
                 note ? note : _("Change a yellow cell, and every figure here follows."));
  self->year_row = 3;
  put_year (self, self->year_row);
  row = self->year_row + 8;
  if (self->n_fixes > 0)
    {
      put_ranking (self, row);
      row += self->n_fixes + 3;
    }
  row = put_others (self, row);
  row = put_method (self, row);
  if (self->n_fixes > 0)
    _tl_book_cash_chart (self, _tl_at (sheet, row + 1, 1));
  _tl_grid_set_width (self->grid, sheet, 0, 0, 7);
  _tl_grid_set_width (self->grid, sheet, 1, 1, 38);
  _tl_grid_set_width (self->grid, sheet, 2, 1 + TL_N_RESULTS, 13.5);
  _tl_grid_set_width (self->grid, sheet, AGREES_COL, AGREES_COL, 22);
  _tl_grid_set_width (self->grid, sheet, KIND_COL, KIND_COL, 34);
  _tl_grid_set_width (self->grid, sheet, KIND_COL + 1, KIND_COL + 1, 4);
  _tl_grid_set_width (self->grid, sheet, SAID_COL, SAID_COL + TL_N_RESULTS - 1, 14);
  _tl_grid_set_width (self->grid, sheet, LESS_COL - 1, LESS_COL - 1, 4);
  _tl_grid_set_width (self->grid, sheet, LESS_COL, LESS_COL + TL_N_RESULTS - 1, 14);
  _tl_grid_set_panes (self->grid, sheet, 2, 2);
  _tl_grid_set_print (self->grid, sheet, KIND_COL, 1);
}
