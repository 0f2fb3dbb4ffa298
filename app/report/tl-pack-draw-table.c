/* tl-pack-draw-table.c: tables
 *
 * Columns are as wide as what is in them asks for; numbers stand in one line, under heads that end where they end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-draw.h"

#include <math.h>
#include <string.h>

#include "tl-lettering.h"

#define COLUMN_GAP 28.0
#define CELL_LINES 5
#define HEAD_LINES 3
#define HEAD_PAD_MOST 14.0
#define ROWS_MEASURED 160 /* of a long table; the others are like them */

static TlFont
head_font (const TlPackPen *self)
{
  return _tl_pen_font (self, 15, 600);
}

static TlFont
cell_font (const TlPackPen *self, guint column)
{
  return _tl_pen_font (self, 16.5, column == 0 ? 600 : 400);
}

/* What is known of a table in a width: rows that are not counted yet have 0 lines, the head stands behind them. */
typedef struct
{
  const TlBlock *block;
  double         width, zoom;
  double        *widths;
  guint         *lines;
} Known;

static guint
known_hash (gconstpointer data)
{
  const Known *self = data;

  return g_direct_hash (self->block) ^ (guint) (self->width * 8) ^ (guint) (self->zoom * 1024) * 31;
}

static gboolean
known_equal (gconstpointer a, gconstpointer b)
{
  const Known *first = a, *second = b;

  return first->block == second->block && first->width == second->width && first->zoom == second->zoom;
}

static void
known_free (gpointer data)
{
  Known *self = data;

  g_free (self->widths);
  g_free (self->lines);
  g_free (self);
}

/**
 * _tl_pen_tables_new:
 *
 * Returns: (transfer full): room for what is known of tables, for the pens of one layout
 */
GHashTable *
_tl_pen_tables_new (void)
{
  return g_hash_table_new_full (known_hash, known_equal, known_free, NULL);
}

/* The longest word of a text: narrower than it no column should be. */
static double
find_word (TlPackPen *self, TlFont font, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  double         most = 0;

  for (guint i = 0; words[i]; i++)
    most = MAX (most, tl_measure_room (self->measure, font, words[i]));
  return most;
}

/* What each column asks for: the least, and all it could use. */
static void
find_wishes (TlPackPen *self, const TlBlock *block, double width, double *least, double *most)
{
  guint step = 1 + block->items->len / ROWS_MEASURED;

  for (guint i = 0; i < block->columns->len; i++)
    {
      const TlPackColumn *column = &g_array_index (block->columns, TlPackColumn, i);
      double              cap = column->at_end ? 0.26 * width : 0.2 * width;

      least[i] = MIN (cap, find_word (self, head_font (self), column->title));
      most[i] = tl_measure_room (self->measure, head_font (self), column->title);
      if (most[i] > 180 * _tl_pen_unit (self))
        most[i] = MAX (least[i], most[i] * 0.55);
      for (guint row = 0; row < block->items->len; row += step)
        {
          const char *text = ((char **) block->items->pdata[row])[i];
          double      room = tl_measure_room (self->measure, cell_font (self, i), text);

          most[i] = MAX (most[i], room);
          /* What is short stands in one line: dates, names. */
          least[i] = MAX (least[i], column->at_end || room < (i == 0 ? 240 : 175) * _tl_pen_unit (self)
                                      ? MIN (room, cap) : MIN (cap, find_word (self, cell_font (self, i), text)));
        }
      most[i] = MAX (least[i], most[i]);
    }
}

/* Room for each column: what it could use, and a share of what is left by its weight; or between the least and that. */
static double *
find_widths (TlPackPen *self, const TlBlock *block, double width)
{
  guint              n = block->columns->len;
  double            *widths = g_new0 (double, MAX (1, n));
  g_autofree double *least = g_new0 (double, MAX (1, n)), *most = g_new0 (double, MAX (1, n));
  double room = width - COLUMN_GAP * _tl_pen_unit (self) * (n - 1.0), sum_least = 0, sum_most = 0, weights = 0;

  find_wishes (self, block, width, least, most);
  for (guint i = 0; i < n; i++)
    {
      sum_least += least[i];
      sum_most += most[i];
      weights += MAX (0.1, g_array_index (block->columns, TlPackColumn, i).weight);
    }
  for (guint i = 0; i < n; i++)
    {
      double weight = MAX (0.1, g_array_index (block->columns, TlPackColumn, i).weight) / weights;

      if (sum_most <= room)
        widths[i] = most[i] + (room - sum_most) * weight;
      else if (sum_least <= room)
        widths[i] = least[i] + (room - sum_least) * (most[i] - least[i]) / (sum_most - sum_least);
      else
        widths[i] = room * least[i] / sum_least;
    }
  return widths;
}

/**
 * _tl_pen_table_widths:
 *
 * Returns: how many columns there are, each as wide as its width with the room behind it
 */
guint
_tl_pen_table_widths (TlPackPen *self, const TlBlock *block, double width, double *widths)
{
  g_autofree double *inner = find_widths (self, block, width);
  guint              n = block->columns->len;

  for (guint i = 0; i < n; i++)
    widths[i] = inner[i] + (i + 1 < n ? COLUMN_GAP * _tl_pen_unit (self) : 0);
  return n;
}

/**
 * _tl_pen_table_narrowest:
 *
 * Returns: the width that its words ask for
 */
double
_tl_pen_table_narrowest (TlPackPen *self, const TlBlock *block)
{
  guint              n = block->columns->len;
  g_autofree double *least = g_new0 (double, MAX (1, n)), *most = g_new0 (double, MAX (1, n));
  double             sum = COLUMN_GAP * _tl_pen_unit (self) * (n - 1.0);

  find_wishes (self, block, TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE, least, most);
  for (guint i = 0; i < n; i++)
    sum += g_array_index (block->columns, TlPackColumn, i).at_end ? least[i]
                                                                  : MIN (most[i], MAX (least[i], 0.45 * most[i]));
  return sum;
}

typedef struct
{
  const double *widths;
  double        line, head_line; /* from one line to the next */
  double        pad;             /* above and below the words of a cell */
  double        head_pad;
} Grid;

static guint
count_lines (TlPackPen *self, const TlBlock *block, const double *widths, char *const *row)
{
  guint lines = 1;

  for (guint i = 0; i < block->columns->len; i++)
    lines = MAX (lines, _tl_pen_lines (self, row ? cell_font (self, i) : head_font (self), widths[i],
                                       row ? CELL_LINES : HEAD_LINES,
                                       row ? row[i] : g_array_index (block->columns, TlPackColumn, i).title));
  return lines;
}

/* Returns: (transfer none): the widths of the columns, and the lines of the rows that are asked for; kept in the pen */
static Known *
look_up (TlPackPen *self, const TlBlock *block, double width, guint first, guint n, Known *own)
{
  Known  key = { block, width, self->zoom, NULL, NULL };
  Known *known = self->tables ? g_hash_table_lookup (self->tables, &key) : NULL;

  if (known == NULL)
    {
      known = self->tables ? g_new0 (Known, 1) : own;
      *known = key;
      known->widths = find_widths (self, block, width);
      known->lines = g_new0 (guint, block->items->len + 1);
      known->lines[block->items->len] = count_lines (self, block, known->widths, NULL);
      if (self->tables)
        g_hash_table_add (self->tables, known);
    }
  for (guint i = first; i < first + n; i++)
    if (known->lines[i] == 0)
      known->lines[i] = count_lines (self, block, known->widths, block->items->pdata[i]);
  return known;
}

static double
draw_row (TlPackPen *self, const TlBlock *block, const Grid *grid, char *const *row, guint lines, double x, double y,
          double width)
{
  const double z = _tl_pen_unit (self);
  double       line = row ? grid->line : grid->head_line, left = x;
  double       pad = row ? grid->pad : grid->head_pad, height = lines * line + 2 * pad;

  _tl_pen_begin (self, "TR", NULL, NULL);
  if (row == NULL)
    tl_scene_rect (self->scene, (TlBox) { x - 12, y, width + 24, height }, 10,
                   (TlPen) { .fill = TL_COLOUR_PANEL, .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
  for (guint i = 0; i < block->columns->len; i++)
    {
      const TlPackColumn *column = &g_array_index (block->columns, TlPackColumn, i);
      TlFont              font = row ? cell_font (self, i) : head_font (self);
      const char         *text = row ? row[i] : column->title;
      guint               own = _tl_pen_lines (self, font, grid->widths[i], row ? CELL_LINES : HEAD_LINES, text);
      /* Heads of fewer lines stand at the foot of the band. */
      double base = y + pad + line * 0.5 + font.size * 0.36 + (row ? 0 : (lines - own) * line);

      _tl_pen_begin (self, row ? "TD" : "TH", NULL, NULL);
      tl_lettering_block (self->scene, self->measure, font, row ? TL_COLOUR_INK : TL_COLOUR_SOFT,
                          column->at_end ? left + grid->widths[i] : left, base,
                          column->at_end ? TL_ANCHOR_END : TL_ANCHOR_START, grid->widths[i], line,
                          row ? CELL_LINES : HEAD_LINES, text);
      _tl_pen_end (self);
      left += grid->widths[i] + COLUMN_GAP * z;
    }
  if (row)
    tl_scene_line (self->scene, x, y + height, x + width, y + height,
                   (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1 });
  _tl_pen_end (self);
  return y + height;
}

/**
 * _tl_pen_table:
 */
double
_tl_pen_table (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint first, guint n)
{
  const double z = _tl_pen_unit (self);
  Known        own = { 0 };
  const Known *known = look_up (self, block, width, first, n, &own);
  Grid         grid = { known->widths, 1.36 * cell_font (self, 1).size, 1.33 * head_font (self).size, 0, 0 };
  guint        head = known->lines[block->items->len];
  double       fixed = head * grid.head_line;

  for (guint i = first; i < first + n; i++)
    fixed += known->lines[i] * grid.line;
  grid.pad = _tl_pen_stretch (self, fixed, 2 * (n + 1.0), 5.5 * z, 11 * z, HEAD_PAD_MOST * z);
  grid.head_pad = grid.pad;
  if (grid.pad >= HEAD_PAD_MOST * z && n > 0)
    grid.pad = _tl_pen_stretch (self, fixed + 2 * grid.head_pad, 2.0 * n, HEAD_PAD_MOST * z, 11 * z,
                                CLAMP (42 - 3.0 * n, 18, 32) * z);
  if (self->dry)
    y += fixed + 2.0 * n * grid.pad + 2 * grid.head_pad;
  else
    {
      _tl_pen_begin (self, "Table", block->heading, NULL);
      y = draw_row (self, block, &grid, NULL, head, x, y, width);
      for (guint i = first; i < first + n; i++)
        y = draw_row (self, block, &grid, block->items->pdata[i], known->lines[i], x, y, width);
      _tl_pen_end (self);
    }
  g_free (own.widths);
  g_free (own.lines);
  return y;
}
