/* tl-workbook-private.h: what the sheets of a workbook are made with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-workbook-grid.h"
#include "tl-workbook.h"

G_BEGIN_DECLS

#define TL_WORKBOOK_MOST_MONTHS 600
#define TL_WORKBOOK_MOST_IN_CIRCLE 100

/* Where a number comes from. */
typedef struct
{
  gboolean is_set;
  char    *basis;
  char    *source;
} TlBookFact;

struct TlWorkbook
{
  TlFigures  *figures;
  GHashTable *facts; /* id, a line break and a field's name → TlBookFact */
  char       *period;
  char       *author; /* nullable */
};

/* The columns of numbers that are put in. */
enum
{
  TL_INPUT_WHERE,
  TL_INPUT_WHAT,
  TL_INPUT_VALUE,
  TL_INPUT_LOW,
  TL_INPUT_LIKELY,
  TL_INPUT_HIGH,
  TL_INPUT_UNIT,
  TL_INPUT_BASIS,
  TL_INPUT_SOURCE,
  TL_INPUT_MOVES, /* of effects: to which touchpoint */
  TL_INPUT_PART,  /* of effects: how much of the reach moves there */
};

/* The columns of a world, as it is and changed. */
enum
{
  TL_STAGE_COL_ENTRY = 2,
  TL_STAGE_COL_REVENUE,
  TL_STAGE_COL_SURVIVE,

  TL_STAGE_COL_GIVEN = 5, /* as it is */
  TL_STAGE_COL_GIVEN_LOST,
  TL_STAGE_COL_KEPT,
  TL_STAGE_COL_VISITS,
  TL_STAGE_COL_INCOME,
  TL_STAGE_COL_CHECK,

  TL_STAGE_COL_CONTINUE = 5, /* changed */
  TL_STAGE_COL_RATIO,
  TL_STAGE_COL_WANTED,
  TL_STAGE_COL_FACTOR,
  TL_STAGE_COL_KEPT_NOW,
  TL_STAGE_COL_VISITS_NOW,
  TL_STAGE_COL_MORE,
  TL_STAGE_COL_MORE_INCOME,
  TL_STAGE_COL_WORTH,

  TL_WAY_COL_SHARE = 2, /* of transitions */
  TL_WAY_COL_FLOW = 3,
  TL_WAY_COL_SHARE_NOW = 3,
  TL_WAY_COL_FLOW_NOW = 4,

  TL_TOUCH_COL_REACH = 2,
  TL_TOUCH_COL_UNIT,
  TL_TOUCH_COL_FIXED,
  TL_TOUCH_COL_CASHABLE,
  TL_TOUCH_COL_SURVIVE,
  TL_TOUCH_COL_REACHED,
  TL_TOUCH_COL_CAUSED,
  TL_TOUCH_COL_COST,
  TL_TOUCH_COL_MORE,
  TL_TOUCH_COL_COUNTED,

  TL_PAIN_COL_INCIDENCE = 2,
  TL_PAIN_COL_LEAVE,
  TL_PAIN_COL_EACH,
  TL_PAIN_COL_STAY,
  TL_PAIN_COL_INCIDENTS,
  TL_PAIN_COL_COST,
  TL_PAIN_COL_MORE,
  TL_PAIN_COL_AVOIDABLE = 8,
  TL_PAIN_COL_LOST,
  TL_PAIN_COL_CAUSED,
  TL_PAIN_COL_NET,
  TL_PAIN_COL_NET_SAID,
  TL_PAIN_COL_NET_LESS,

  TL_CONTACT_COL_COUNT = 2,
  TL_CONTACT_COL_FLOW,
  TL_CONTACT_COL_COST,
};

/* A row of contacts: those of a pain to a touchpoint, or what an effect moves of them. */
typedef struct
{
  guint contact;
  guint pain;
  guint at;
  guint effect; /* or TL_IMPACT_NONE */
} TlBookContact;

/* Where a world stands: the first row of each part, and the columns that differ. */
typedef struct
{
  guint   sheet;
  guint   pain_sheet;
  guint   stages;
  guint   loops;
  guint   ways;
  guint   touches;
  guint   pains;
  guint   contacts;
  guint   share_col;
  guint   flow_col;
  guint   visits_col;
  GArray *rows; /* TlBookContact, by touchpoint */
} TlBookWorld;

/* Things in an order in which those of one owner are neighbours. */
typedef struct
{
  guint *nth;   /* position → index */
  guint *place; /* index → position */
  guint *first; /* owner → position of its first; one more at the end */
} TlBookOrder;

typedef struct
{
  const TlWorkbook      *book;
  const TlSnapshot      *snapshot;
  const TlImpactJourney *journey;
  const TlImpactResults *results;
  TlGrid                *grid;
  guint                  summary;
  guint                  assumptions;
  guint                  flow;
  guint                  pains;
  guint                  stakes;
  guint                  cash;
  guint                 *fixes;      /* sheets, by rank */
  guint                  n_fixes;    /* that have one */
  TlAt                  *inputs;     /* by value of a world */
  TlAt                   months;
  guint                  n_months;   /* columns of the cash flow, today's aside */
  TlBookOrder            ways;       /* by from, those to lost stages last; owner: 2·stage + lost */
  TlBookOrder            touches;    /* by stage */
  TlBookOrder            hurts;      /* by touchpoint */
  guint                 *loop;       /* stage → its loop, or TL_IMPACT_NONE */
  GPtrArray             *loops;      /* GArray of stages */
  TlBookWorld            base;
  guint                 *stake_rows; /* by pain: where its world without it begins, or 0 */
  guint                  stake_row_of_all;
  guint                  fixes_row;  /* of the assumptions: where those of fixes begin */
  guint                  year_row;   /* of the summary */
  TlAt                  *results_at; /* by rank: the first of TL_RESULT_N cells on the fix's sheet */
} TlBookMaker;

/* What a fix comes to, in the order in which its sheet and the summary say it. */
typedef enum
{
  TL_RESULT_REVENUE,
  TL_RESULT_COST,
  TL_RESULT_GROSS,
  TL_RESULT_RUN,
  TL_RESULT_NET,
  TL_RESULT_ONE_OFF,
  TL_RESULT_NPV,
  TL_RESULT_PAYBACK,
  TL_RESULT_RETURN,
  TL_N_RESULTS,
} TlBookResult;

/* tl-workbook-sheets.c */
void        _tl_book_assumptions   (TlBookMaker *self);
void        _tl_book_assumptions_of_fixes (TlBookMaker *self);
void        _tl_book_head          (TlBookMaker *self, guint sheet, const char *title, const char *note);
void        _tl_book_header        (TlBookMaker *self, guint sheet, guint row, guint n_words, ...)
                                   G_GNUC_NULL_TERMINATED;
void        _tl_book_input_header  (TlBookMaker *self, guint sheet, guint row);
void        _tl_book_input         (TlBookMaker *self, guint sheet, guint row, TlImpactPart part, guint index);
void        _tl_book_plain_input   (TlBookMaker *self, guint sheet, guint row, const char *of, const char *where,
                                    TlField field, double value);

/* tl-workbook-summary.c */
void        _tl_book_summary       (TlBookMaker *self);
const char *_tl_book_said          (TlBookMaker *self, guint sheet, guint row, guint live_col, guint said_col,
                                    guint less_col, const TlImpactOutcome *outcome, TlBookResult result);
const char *_tl_book_result_name   (TlBookResult result);
TlCellForm  _tl_book_result_form   (TlBookResult result);

/* tl-workbook-world.c */
gboolean    _tl_book_plan          (TlBookMaker *self, GError **error);
void        _tl_book_plan_clear    (TlBookMaker *self);
void        _tl_book_base          (TlBookMaker *self);
guint       _tl_book_loops_height  (TlBookMaker *self);
void        _tl_book_rest          (TlBookMaker *self, const TlBookWorld *world);

/* tl-workbook-fix.c */
void        _tl_book_fix           (TlBookMaker *self, guint rank);
const char *_tl_book_effect_on     (TlBookMaker *self, guint effect);
const char *_tl_book_effect_field  (TlBookMaker *self, guint effect);
void        _tl_book_plan_stakes   (TlBookMaker *self, guint most_cells);
void        _tl_book_stakes        (TlBookMaker *self);
const char *_tl_book_stake_ref     (TlBookMaker *self, guint on, guint pain, guint which);

/* tl-workbook-cash.c */
void        _tl_book_cash          (TlBookMaker *self);
guint       _tl_book_cash_chart    (TlBookMaker *self, TlAt at);
TlAt        _tl_book_cash_total    (TlBookMaker *self, guint rank, TlBookResult result);

static inline TlAt
_tl_at (guint sheet, guint row, guint col)
{
  return (TlAt) { sheet, row, col };
}

/* How a formula on @sheet says the cell of a number that is put in. */
static inline const char *
_tl_book_in (TlBookMaker *self, guint sheet, TlImpactPart part, guint index)
{
  return _tl_grid_ref (self->grid, sheet, self->inputs[tl_impact_world_find (self->journey, part, index)]);
}

static inline const char *
_tl_book_ref (TlBookMaker *self, guint on, guint sheet, guint row, guint col)
{
  return _tl_grid_ref (self->grid, on, _tl_at (sheet, row, col));
}

/* SUM or another function over rows of a column; @none where there are none. */
static inline const char *
_tl_book_over (TlBookMaker *self, guint on, const char *function, guint sheet, guint row, guint n, guint col)
{
  g_autofree char *formula = NULL;

  if (n == 0)
    return g_str_equal (function, "PRODUCT") ? "1" : "0";
  formula = g_strdup_printf ("%s(%s)", function,
                             _tl_grid_range (self->grid, on, _tl_at (sheet, row, col),
                                             _tl_at (sheet, row + n - 1, col)));
  return _tl_grid_keep (self->grid, formula);
}

G_END_DECLS
