/* tl-workbook-grid.h: sheets of cells that know what their formulas come to
 *
 * What is written as a formula has to show its figure where nothing recalculates: in previews, on telephones, and in
 * LibreOffice as it is preset. So the cells are kept, the formulas worked out, and then all of it written at once.
 *
 * The formulas known are those the workbook needs: + − * / ^ & comparisons, ABS AND COUNTIF IF MAX MIN OR PRODUCT RANK
 * ROUND ROUNDUP SUM, ranges, names, and MMULT(MINVERSE(range),range) over several cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a number is written. */
typedef enum
{
  TL_CELL_WORDS,
  TL_CELL_MONEY,   /* whole */
  TL_CELL_PRICE,   /* with what is smaller than one */
  TL_CELL_COUNT,   /* whole, in thousands */
  TL_CELL_NUMBER,  /* as it is */
  TL_CELL_SHARE,   /* per cent */
  TL_CELL_FACTOR,  /* three decimals */
  TL_N_CELL_FORMS,
} TlCellForm;

/* What a cell is. */
typedef enum
{
  TL_LOOK_PLAIN,
  TL_LOOK_INPUT,   /* may be changed */
  TL_LOOK_CHANGED, /* differs from the journey as it is, because of this fix */
  TL_LOOK_TOTAL,
  TL_LOOK_SAID,    /* what Throughline said; no formula */
  TL_LOOK_TITLE,
  TL_LOOK_SECTION,
  TL_LOOK_HEADER,
  TL_LOOK_HEADER_END, /* of a column of numbers */
  TL_LOOK_NOTE,
  TL_LOOK_WRAPPED, /* words that may take several lines */
  TL_LOOK_FAINT,   /* words beside what nobody wrote down */
  TL_LOOK_GROUP,   /* a name between rows */
  TL_LOOK_LINK,
  TL_N_CELL_LOOKS,
} TlCellLook;

/**
 * TlAt:
 * @row: from 0
 * @col: from 0
 *
 * Where a cell is.
 */
typedef struct
{
  guint sheet;
  guint row;
  guint col;
} TlAt;

typedef struct TlGrid TlGrid;

TlGrid     *_tl_grid_new          (const char  *currency);
void        _tl_grid_free         (TlGrid      *self);
guint       _tl_grid_add_sheet    (TlGrid      *self,
                                   const char  *name);
const char *_tl_grid_sheet_name   (TlGrid      *self,
                                   guint        sheet);
guint       _tl_grid_n_cells      (TlGrid      *self);

/* Of a sheet: widths of columns in characters, rows that stay in sight and stand on every page, and how many pages wide
 * it is printed. */
void        _tl_grid_set_width    (TlGrid      *self,
                                   guint        sheet,
                                   guint        first,
                                   guint        last,
                                   double       width);
void        _tl_grid_set_panes    (TlGrid      *self,
                                   guint        sheet,
                                   guint        rows,
                                   guint        cols);
void        _tl_grid_set_print    (TlGrid      *self,
                                   guint        sheet,
                                   guint        last_col,
                                   guint        pages_wide);
void        _tl_grid_set_dimmed   (TlGrid      *self,
                                   guint        sheet,
                                   guint        first_row,
                                   guint        first_col,
                                   const char  *when);

/* Words stay words, whatever they begin with. */
void        _tl_grid_text         (TlGrid      *self,
                                   TlAt         at,
                                   TlCellLook   look,
                                   const char  *text);
void        _tl_grid_link         (TlGrid      *self,
                                   TlAt         at,
                                   const char  *text,
                                   guint        sheet);
void        _tl_grid_number       (TlGrid      *self,
                                   TlAt         at,
                                   TlCellLook   look,
                                   TlCellForm   form,
                                   double       value);
void        _tl_grid_formula      (TlGrid      *self,
                                   TlAt         at,
                                   TlCellLook   look,
                                   TlCellForm   form,
                                   const char  *format,
                                   ...) G_GNUC_PRINTF (5, 6);
void        _tl_grid_solve        (TlGrid      *self,
                                   TlAt         at,
                                   guint        n,
                                   TlAt         matrix,
                                   TlAt         right);
void        _tl_grid_bound        (TlGrid      *self,
                                   TlAt         at,
                                   double       low,
                                   double       high,
                                   const char  *message);
void        _tl_grid_name         (TlGrid      *self,
                                   const char  *name,
                                   TlAt         at);

/* A row of numbers that a chart shows as a line: from @first on, @n of them, by those in the row @across. */
typedef struct
{
  const char *name;
  TlAt        first;
  TlAt        across;
  guint       n;
} TlGridLine;

void        _tl_grid_chart        (TlGrid      *self,
                                   TlAt         at,
                                   const char  *title,
                                   const char  *across,
                                   const char  *alt,
                                   const TlGridLine *lines,
                                   guint        n_lines);

/* How a formula on @sheet says a cell, or a range of them; lives as long as the grid. */
const char *_tl_grid_ref          (TlGrid      *self,
                                   guint        sheet,
                                   TlAt         at);
const char *_tl_grid_range        (TlGrid      *self,
                                   guint        sheet,
                                   TlAt         first,
                                   TlAt         last);
const char *_tl_grid_quote        (TlGrid      *self,
                                   const char  *text);
const char *_tl_grid_keep         (TlGrid      *self,
                                   const char  *text);
double      _tl_grid_value        (TlGrid      *self,
                                   TlAt         at);
const char *_tl_grid_words        (TlGrid      *self,
                                   TlAt         at);

GBytes     *_tl_grid_to_bytes     (TlGrid      *self,
                                   const char  *title,
                                   const char  *author,
                                   GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlGrid, _tl_grid_free)

G_END_DECLS
