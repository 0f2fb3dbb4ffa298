/* tl-workbook-cash.c: each fix, month by month
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-workbook-private.h"

/* The rows of a fix. */
enum
{
  ROW_TITLE,
  ROW_EFFECT,
  ROW_BENEFIT,
  ROW_RUN,
  ROW_ONE_OFF,
  ROW_NET,
  ROW_TOTAL,
  ROW_PRESENT,
  ROW_BELOW,
  ROW_RETURN,
  N_ROWS = ROW_RETURN + 2,
};

#define MONTHS_ROW 3
#define SUM_COL 1
#define FIRST_COL 2

static guint
top (guint rank)
{
  return MONTHS_ROW + 1 + rank * N_ROWS;
}

/*
 * _tl_book_cash_total:
 *
 * Returns: where the combined impact, the payback or the return of a fix is worked out
 */
TlAt
_tl_book_cash_total (TlBookMaker *self, guint rank, TlBookResult result)
{
  guint row = result == TL_RESULT_NPV ? ROW_PRESENT : result == TL_RESULT_PAYBACK ? ROW_BELOW : ROW_RETURN;

  return _tl_at (self->cash, top (rank) + row, SUM_COL);
}

static const char *
here (TlBookMaker *self, guint row, guint col)
{
  return _tl_book_ref (self, self->cash, self->cash, row, col);
}

static const char *
over_months (TlBookMaker *self, guint row)
{
  return _tl_grid_range (self->grid, self->cash, _tl_at (self->cash, row, FIRST_COL),
                         _tl_at (self->cash, row, FIRST_COL + self->n_months));
}

static void
put_month (TlBookMaker *self, guint rank, guint m, const char *const *given)
{
  guint       col = FIRST_COL + m, row = top (rank);
  const char *month = here (self, MONTHS_ROW, col);
  const char *start = given[0], *ramp = given[1], *half = given[2];
  const char *gross = given[3], *run = given[4], *once = given[5];
  TlGrid     *grid = self->grid;
#define AT(r) _tl_at (self->cash, row + (r), col)

  if (m == 0)
    {
      for (guint i = ROW_EFFECT; i <= ROW_RUN; i++)
        _tl_grid_number (grid, AT (i), TL_LOOK_PLAIN, i == ROW_EFFECT ? TL_CELL_SHARE : TL_CELL_MONEY, 0);
    }
  else
    {
      _tl_grid_formula (grid, AT (ROW_EFFECT), TL_LOOK_PLAIN, TL_CELL_SHARE,
                        "IF(OR(%s>Months,%s>Months,%s-0.5<=%s),0,IF(%s-0.5-%s<%s,(%s-0.5-%s)/%s,"
                        "IF(%s>0,0.5^((%s-0.5-%s-%s)/%s),1)))",
                        month, start, month, start, month, start, ramp, month, start, ramp, half, month, start, ramp,
                        half);
      _tl_grid_formula (grid, AT (ROW_BENEFIT), TL_LOOK_PLAIN, TL_CELL_MONEY, "%s*%s/12", gross,
                        here (self, row + ROW_EFFECT, col));
      _tl_grid_formula (grid, AT (ROW_RUN), TL_LOOK_PLAIN, TL_CELL_MONEY, "IF(OR(%s>Months,%s<=%s),0,0-%s/12)", month,
                        month, start, run);
    }
  _tl_grid_formula (grid, AT (ROW_ONE_OFF), TL_LOOK_PLAIN, TL_CELL_MONEY,
                    "IF(AND(%s<=Months,%s=ROUNDUP(%s,0)),0-%s,0)", start, month, start, once);
  _tl_grid_formula (grid, AT (ROW_NET), TL_LOOK_PLAIN, TL_CELL_MONEY, "%s+%s+%s", here (self, row + ROW_BENEFIT, col),
                    here (self, row + ROW_RUN, col), here (self, row + ROW_ONE_OFF, col));
  if (m == 0)
    _tl_grid_formula (grid, AT (ROW_TOTAL), TL_LOOK_TOTAL, TL_CELL_MONEY, "%s", here (self, row + ROW_NET, col));
  else
    _tl_grid_formula (grid, AT (ROW_TOTAL), TL_LOOK_TOTAL, TL_CELL_MONEY, "%s+%s",
                      here (self, row + ROW_TOTAL, col - 1), here (self, row + ROW_NET, col));
  _tl_grid_formula (grid, AT (ROW_PRESENT), TL_LOOK_PLAIN, TL_CELL_MONEY,
                    "(%s+%s)*(1+Discount_rate)^(0-%s/12)+%s*(1+Discount_rate)^(0-%s/12)",
                    here (self, row + ROW_BENEFIT, col), here (self, row + ROW_RUN, col), month,
                    here (self, row + ROW_ONE_OFF, col), start);
  _tl_grid_formula (grid, AT (ROW_BELOW), TL_LOOK_NOTE, TL_CELL_NUMBER,
                    "IF(AND(%s<=Months,%s<0-MAX(0.000000001*%s,0.000000001)),%s+1,0)", month,
                    here (self, row + ROW_TOTAL, col), once, month);
#undef AT
}

static void
put_fix (TlBookMaker *self, guint rank)
{
  static const char *const words[] = {
    [ROW_EFFECT] = N_("Share of the effect"),
    [ROW_BENEFIT] = N_("Benefit"),
    [ROW_RUN] = N_("Running cost"),
    [ROW_ONE_OFF] = N_("One-off cost"),
    [ROW_NET] = N_("Net in the month"),
    [ROW_TOTAL] = N_("Running total"),
    [ROW_PRESENT] = N_("Discounted to today; in all: combined impact"),
    [ROW_BELOW] = N_("Below zero until; in all: payback in months"),
    [ROW_RETURN] = N_("Return: net of costs, over costs"),
  };
  guint             fix = self->results->ranking[rank];
  guint             sheet = self->fixes[rank], row = top (rank);
  guint             cost_row = self->results_at[rank].row + TL_N_RESULTS + 3;
  const char       *given[6];
  g_autofree char  *title = g_strdup_printf ("%u  %s", rank + 1, self->snapshot->fixes.titles[fix]);
  const char       *none = _tl_grid_quote (self->grid, C_("payback", "none"));
  const char       *start;
  TlGrid           *grid = self->grid;

  for (guint i = 0; i < 3; i++)
    given[i] = _tl_book_ref (self, self->cash, sheet, cost_row + 2 + i, TL_INPUT_VALUE);
  given[3] = _tl_book_ref (self, self->cash, sheet, self->results_at[rank].row + TL_RESULT_GROSS, TL_INPUT_VALUE);
  given[4] = _tl_book_ref (self, self->cash, sheet, cost_row + 1, TL_INPUT_VALUE);
  given[5] = _tl_book_ref (self, self->cash, sheet, cost_row, TL_INPUT_VALUE);
  start = given[0];
  _tl_grid_text (grid, _tl_at (self->cash, row + ROW_TITLE, 0), TL_LOOK_SECTION, title);
  for (guint i = ROW_EFFECT; i <= ROW_RETURN; i++)
    {
      TlAt at = _tl_at (self->cash, row + i, SUM_COL);

      _tl_grid_text (grid, _tl_at (self->cash, row + i, 0), TL_LOOK_PLAIN, _(words[i]));
      if (i == ROW_BENEFIT || i == ROW_RUN || i == ROW_ONE_OFF || i == ROW_NET || i == ROW_PRESENT)
        _tl_grid_formula (grid, at, i == ROW_PRESENT ? TL_LOOK_TOTAL : TL_LOOK_PLAIN, TL_CELL_MONEY, "SUM(%s)",
                          over_months (self, row + i));
    }
  _tl_grid_formula (grid, _tl_at (self->cash, row + ROW_BELOW, SUM_COL), TL_LOOK_TOTAL, TL_CELL_NUMBER,
                    "IF(OR(%s>Months,MAX(%s)>Months),%s,MAX(%s))", start, over_months (self, row + ROW_BELOW), none,
                    over_months (self, row + ROW_BELOW));
  _tl_grid_formula (grid, _tl_at (self->cash, row + ROW_RETURN, SUM_COL), TL_LOOK_TOTAL, TL_CELL_SHARE,
                    "IF(%s+%s<0,%s/(0-%s-%s),%s)", here (self, row + ROW_RUN, SUM_COL),
                    here (self, row + ROW_ONE_OFF, SUM_COL), here (self, row + ROW_NET, SUM_COL),
                    here (self, row + ROW_RUN, SUM_COL), here (self, row + ROW_ONE_OFF, SUM_COL), none);
  for (guint m = 0; m <= self->n_months; m++)
    put_month (self, rank, m, given);
}

/*
 * _tl_book_cash:
 *
 * Writes the sheet of the months, once the fixes have theirs.
 */
void
_tl_book_cash (TlBookMaker *self)
{
  guint            sheet = self->cash;
  guint            months = (guint) _tl_grid_value (self->grid, self->months);
  g_autofree char *dimmed = NULL;

  _tl_book_head (self, sheet, _("Cash flow by month"),
                 _("Each fix alone, months counted from today. What comes in is above zero, what goes out below. "
                   "Months beyond the horizon are pale and count for nothing."));
  _tl_grid_text (self->grid, _tl_at (sheet, MONTHS_ROW, 0), TL_LOOK_HEADER, _("Month"));
  _tl_grid_text (self->grid, _tl_at (sheet, MONTHS_ROW, SUM_COL), TL_LOOK_HEADER_END, _("In all"));
  for (guint m = 0; m <= self->n_months; m++)
    _tl_grid_number (self->grid, _tl_at (sheet, MONTHS_ROW, FIRST_COL + m), TL_LOOK_HEADER_END, TL_CELL_NUMBER, m);
  for (guint i = 0; i < self->n_fixes; i++)
    put_fix (self, i);
  dimmed = g_strdup_printf ("%s>Months", _tl_grid_ref (self->grid, sheet, _tl_at (sheet, MONTHS_ROW, FIRST_COL)));
  /* The row stands still, the column moves. */
  for (char *p = dimmed; *p; p++)
    if (g_ascii_isdigit (*p))
      {
        g_autofree char *fixed = g_strdup_printf ("%.*s$%s", (int) (p - dimmed), dimmed, p);

        _tl_grid_set_dimmed (self->grid, sheet, MONTHS_ROW, FIRST_COL, fixed);
        break;
      }
  _tl_grid_set_width (self->grid, sheet, 0, 0, 40);
  _tl_grid_set_width (self->grid, sheet, SUM_COL, FIRST_COL + self->n_months, 11.5);
  _tl_grid_set_panes (self->grid, sheet, MONTHS_ROW + 1, FIRST_COL);
  _tl_grid_set_print (self->grid, sheet, FIRST_COL + months, MAX (1, (months + 6) / 13));
}

#define LINES_MOST 5
#define CHART_ROWS 21

/*
 * _tl_book_cash_chart:
 *
 * Shows the running totals of the first fixes, over the horizon as it is.
 *
 * Returns: how many rows it covers
 */
guint
_tl_book_cash_chart (TlBookMaker *self, TlAt at)
{
  guint      n = MIN (self->n_fixes, LINES_MOST), months = (guint) _tl_grid_value (self->grid, self->months);
  TlGridLine lines[LINES_MOST];

  if (n == 0 || months < 2)
    return 0;
  for (guint i = 0; i < n; i++)
    lines[i] = (TlGridLine) { self->snapshot->fixes.titles[self->results->ranking[i]],
                              _tl_at (self->cash, top (i) + ROW_TOTAL, FIRST_COL),
                              _tl_at (self->cash, MONTHS_ROW, FIRST_COL), months + 1 };
  _tl_grid_chart (self->grid, at, _("What each fix has brought by then, less what it has cost"), _("Month"),
                  _("Running totals of the first fixes, month by month; the figures are on the sheet of the cash "
                     "flow."),
                  lines, n);
  /* So that it is printed. */
  _tl_grid_text (self->grid, _tl_at (at.sheet, at.row + CHART_ROWS, at.col), TL_LOOK_PLAIN, "");
  return CHART_ROWS;
}
