/* tl-layout-grid.c: which column each fix stands under
 *
 * A fix stands under the stage that it acts on. Where many act on one, the others stand under its neighbours that have
 * room, so that no column hangs far below the rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-layout.h"

#define GRID_PITCH 290.0 /* of fixes that stand side by side, at least */
#define NARROW 200.0   /* a column that takes no others' */
#define ROWS_AT_EASE 2 /* so many stand under each other before neighbours are asked */

/* The column in this band under which a fix would stand, or -1. What acts on no stage stands under the first. */
static int
find_own (TlLayout *self, TlBand *band, const TlDataFix *fix)
{
  guint index = (guint) (band - self->bands);

  if (fix->stage == G_MAXUINT)
    return index == 0 ? 0 : -1;
  return self->cards[fix->stage].band == index ? self->cards[fix->stage].column : -1;
}

/* The nearest column that has room, to the right where two are alike. */
static int
find_room (const int *room, int n_columns, int column)
{
  for (int d = 0; d < n_columns; d++)
    {
      if (column + d < n_columns && room[column + d] > 0)
        return column + d;
      if (column - d >= 0 && room[column - d] > 0)
        return column - d;
    }
  return column;
}

/* Whether they stand side by side without regard to the columns. */
static gboolean
spread (TlLayout *self, TlBand *band, int n, int *columns, int *rows)
{
  double room = self->width - TL_EDGE - TL_LEFT;
  int    n_columns = MAX (1, (int) floor (room / GRID_PITCH));
  int    at = 0;

  band->grid = 0;
  if (n <= ROWS_AT_EASE * band->n_columns || n_columns <= band->n_columns)
    return FALSE;
  band->grid = floor (room / n_columns);
  for (guint i = 0; i < self->data->fixes->len; i++)
    if (columns[i] >= 0)
      {
        columns[i] = at % n_columns;
        rows[i] = at++ / n_columns;
      }
  return TRUE;
}

/**
 * tl_grid_n_columns:
 *
 * Returns: how many columns the fixes of a band stand in
 */
int
tl_grid_n_columns (TlLayout *self, TlBand *band)
{
  return band->grid > 0 ? (int) floor ((self->width - TL_EDGE - TL_LEFT) / band->grid) : band->n_columns;
}

/**
 * tl_grid_column:
 * @x: (out): where a column of fixes begins
 *
 * Returns: how wide it is
 */
double
tl_grid_column (TlLayout *self, TlBand *band, int column, double *x)
{
  *x = band->grid > 0 ? TL_LEFT + column * band->grid : band->x[column];
  return band->grid > 0 ? band->grid - 20 : tl_strip_room (self, band, column);
}

/**
 * tl_layout_grid_find:
 * @columns: (out caller-allocates): by fix, the column of the band that it stands under, or -1
 * @rows: (out caller-allocates): by fix, how many stand above it there
 *
 * Where the band has few columns for so many, they stand side by side over its whole width, best first.
 *
 * Returns: how many stand under each other at most
 */
int
tl_layout_grid_find (TlLayout *self, TlBand *band, int *columns, int *rows)
{
  guint           n_fixes = self->data->fixes->len;
  g_autofree int *own = g_new0 (int, band->n_columns + 1);
  g_autofree int *room = g_new0 (int, band->n_columns + 1);
  g_autofree int *used = g_new0 (int, band->n_columns + 1);
  int             n = 0, most, n_rows = 0;

  for (guint i = 0; i < n_fixes; i++)
    {
      columns[i] = find_own (self, band, &g_array_index (self->data->fixes, TlDataFix, i));
      rows[i] = 0;
      if (columns[i] < 0)
        continue;
      own[columns[i]]++;
      n++;
    }
  if (n == 0)
    return 0;
  if (spread (self, band, n, columns, rows))
    return (n - 1) / (int) floor ((self->width - TL_EDGE - TL_LEFT) / band->grid) + 1;
  most = MAX (self->tight ? 1 : ROWS_AT_EASE, (n - 1) / band->n_columns + 1);
  for (int c = 0; c < band->n_columns; c++)
    room[c] = tl_strip_room (self, band, c) < NARROW ? 0 : most - MIN (own[c], most);
  /* By rank: the best stay where they belong. */
  for (guint i = 0; i < n_fixes; i++)
    if (columns[i] >= 0 && used[columns[i]] < most)
      rows[i] = used[columns[i]]++;
    else if (columns[i] >= 0)
      rows[i] = -1;
  for (guint i = 0; i < n_fixes; i++)
    {
      if (rows[i] >= 0)
        continue;
      columns[i] = find_room (room, band->n_columns, columns[i]);
      room[columns[i]]--;
      rows[i] = used[columns[i]]++;
    }
  for (int c = 0; c < band->n_columns; c++)
    n_rows = MAX (n_rows, used[c]);
  return n_rows;
}
