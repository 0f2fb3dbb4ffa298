/* tl-layout-grid.c: which column each fix stands under
 *
 * Fixes stand under the stages that they act on where all of them have room there. Else all stand side by side by rank,
 * and each says where it acts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-layout.h"

#define GRID_PITCH 290.0 /* of fixes that stand side by side, at least */
#define NARROW 200.0   /* a column that takes none */
#define ROWS_AT_EASE 2 /* so many may stand under one stage */

/* The column in this band under which a fix would stand, or -1. What acts on no stage stands under the first. */
static int
find_own (TlLayout *self, TlBand *band, const TlDataFix *fix)
{
  guint index = (guint) (band - self->bands);

  if (fix->stage == G_MAXUINT)
    return index == 0 ? 0 : -1;
  return self->cards[fix->stage].band == index ? self->cards[fix->stage].column : -1;
}

static gboolean
is_narrow (TlLayout *self, TlBand *band, int column)
{
  return tl_strip_room (self, band, column) < NARROW;
}

/* All of them by rank, from left to right and then in rows: over the columns of the band that are wide enough, or over
 * the whole width where that takes more of them. Returns how many rows there are. */
static int
spread (TlLayout *self, TlBand *band, int *columns, int *rows)
{
  double          room = self->width - TL_EDGE - self->left;
  int             n_columns = MAX (1, (int) floor (room / GRID_PITCH));
  g_autofree int *usable = g_new0 (int, band->n_columns + 1);
  int             n_usable = 0, at = 0;

  for (int c = 0; c < band->n_columns; c++)
    if (!is_narrow (self, band, c))
      usable[n_usable++] = c;
  band->grid = n_columns > n_usable ? floor (room / n_columns) : 0;
  if (band->grid <= 0)
    n_columns = n_usable;
  for (guint i = 0; i < self->data->fixes->len; i++)
    if (columns[i] >= 0)
      {
        columns[i] = band->grid > 0 ? at % n_columns : usable[at % n_columns];
        rows[i] = at++ / n_columns;
      }
  return (at - 1) / n_columns + 1;
}

/**
 * tl_grid_n_columns:
 *
 * Returns: how many columns the fixes of a band stand in
 */
int
tl_grid_n_columns (TlLayout *self, TlBand *band)
{
  return band->grid > 0 ? (int) floor ((self->width - TL_EDGE - self->left) / band->grid) : band->n_columns;
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
  *x = band->grid > 0 ? self->left + column * band->grid : band->x[column];
  return band->grid > 0 ? band->grid - 20 : tl_strip_room (self, band, column);
}

/**
 * tl_layout_grid_find:
 * @columns: (out caller-allocates): by fix, the column of the band that it stands under, or -1
 * @rows: (out caller-allocates): by fix, how many stand above it there
 *
 * Where not all of them have room under their own stages, all stand by rank instead, so that no order misleads.
 *
 * Returns: how many stand under each other at most
 */
int
tl_layout_grid_find (TlLayout *self, TlBand *band, int *columns, int *rows)
{
  guint           n_fixes = self->data->fixes->len;
  g_autofree int *own = g_new0 (int, band->n_columns + 1);
  int             most = self->tight ? 1 : ROWS_AT_EASE, n = 0, n_rows = 0;

  band->grid = 0;
  band->is_ranked = FALSE;
  for (guint i = 0; i < n_fixes; i++)
    {
      columns[i] = find_own (self, band, &g_array_index (self->data->fixes, TlDataFix, i));
      rows[i] = columns[i] >= 0 ? own[columns[i]]++ : 0;
      n += columns[i] >= 0;
    }
  if (n == 0)
    return 0;
  for (int c = 0; c < band->n_columns; c++)
    {
      n_rows = MAX (n_rows, own[c]);
      band->is_ranked = band->is_ranked || own[c] > most || (own[c] > 0 && is_narrow (self, band, c));
    }
  return band->is_ranked ? spread (self, band, columns, rows) : n_rows;
}
