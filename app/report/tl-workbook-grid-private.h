/* tl-workbook-grid-private.h: what the writer and the reckoner of a grid share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-workbook-grid.h"

G_BEGIN_DECLS

#define TL_GRID_MOST_COLS 4096

/* What a formula comes to: a number, or words. */
typedef struct
{
  double      number;
  const char *words; /* nullable; the grid's */
} TlCellValue;

typedef enum
{
  TL_CELL_IS_TEXT,
  TL_CELL_IS_NUMBER,
  TL_CELL_IS_FORMULA,
  TL_CELL_IS_SOLUTION, /* one of the cells of an array formula */
} TlCellKind;

typedef struct
{
  TlAt        at;
  TlCellKind  kind;
  TlCellLook  look;
  TlCellForm  form;
  guint8      state;   /* of a formula: 0 not worked out, 1 under way, 2 done */
  gint        link;    /* the sheet it leads to, or −1 */
  TlCellValue value;
  const char *formula; /* without “=” */
} TlCell;

typedef struct
{
  guint  first;
  guint  last;
  double width;
} TlGridWidth;

typedef struct
{
  TlAt        at;
  double      low;
  double      high;
  const char *message;
} TlGridBound;

typedef struct
{
  char       *name;
  GHashTable *cells;  /* row and column → TlCell */
  GPtrArray  *order;  /* TlCell, as they were written */
  GArray     *widths; /* TlGridWidth */
  GArray     *bounds; /* TlGridBound */
  guint       frozen_rows;
  guint       frozen_cols;
  guint       last_col; /* that is printed */
  guint       last_row;
  guint       pages_wide;
  const char *dimmed_when; /* nullable */
  guint       dimmed_row;
  guint       dimmed_col;
} TlGridSheet;

typedef struct
{
  const char *name;
  TlAt        at;
} TlGridName;

/* The cells of one array formula, n high. */
typedef struct
{
  TlAt at;
  guint n;
  TlAt matrix;
  TlAt right;
} TlGridSolve;

typedef struct
{
  TlAt        at;
  const char *title;
  const char *across;
  const char *alt;
  GArray     *lines; /* TlGridLine */
} TlGridChart;

struct TlGrid
{
  char         *currency;
  GPtrArray    *sheets;  /* TlGridSheet */
  GArray       *names;   /* TlGridName */
  GArray       *solves;  /* TlGridSolve */
  GArray       *charts;  /* TlGridChart */
  GStringChunk *words;
  guint         n_cells;
  gboolean      is_too_long; /* a formula is longer than spreadsheets take */
};

TlCell     *_tl_grid_find    (TlGrid *self,
                              TlAt    at);
TlCellValue _tl_grid_reckon  (TlGrid *self,
                              TlCell *cell);

G_END_DECLS
