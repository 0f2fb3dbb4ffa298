/* tl-workbook-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-workbook-grid-private.h"

#define ROOM_FOR_WORDS 32767 /* characters in a cell */
#define ROOM_FOR_FORMULA 8192
#define ROOM_FOR_NAME 31     /* UTF-16 units in the name of a sheet */

static void
sheet_free (gpointer data)
{
  TlGridSheet *self = data;

  g_free (self->name);
  g_hash_table_unref (self->cells);
  g_ptr_array_unref (self->order);
  g_array_unref (self->widths);
  g_array_unref (self->bounds);
  g_free (self);
}

static void
chart_clear (gpointer data)
{
  g_array_unref (((TlGridChart *) data)->lines);
}

/*
 * _tl_grid_new:
 * @currency: (nullable): ISO 4217
 */
TlGrid *
_tl_grid_new (const char *currency)
{
  TlGrid *self = g_new0 (TlGrid, 1);

  self->currency = g_strdup (currency);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->names = g_array_new (FALSE, FALSE, sizeof (TlGridName));
  self->solves = g_array_new (FALSE, FALSE, sizeof (TlGridSolve));
  self->charts = g_array_new (FALSE, FALSE, sizeof (TlGridChart));
  g_array_set_clear_func (self->charts, chart_clear);
  self->words = g_string_chunk_new (1 << 16);
  return self;
}

void
_tl_grid_free (TlGrid *self)
{
  if (self == NULL)
    return;
  g_free (self->currency);
  g_ptr_array_unref (self->sheets);
  g_array_unref (self->names);
  g_array_unref (self->solves);
  g_array_unref (self->charts);
  g_string_chunk_free (self->words);
  g_free (self);
}

static TlGridSheet *
nth_sheet (TlGrid *self, guint sheet)
{
  return self->sheets->pdata[sheet];
}

static gboolean
is_taken (TlGrid *self, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < self->sheets->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (nth_sheet (self, i)->name, -1);

      if (g_str_equal (folded, other))
        return TRUE;
    }
  return FALSE;
}

/* As much of a name as a sheet has room for, without what may not stand in one. */
static char *
fit_name (const char *name, glong room)
{
  GString *fitted = g_string_new (NULL);
  glong    taken = 0;

  for (const char *p = name; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || g_unichar_isspace (c) || (c < 0x80 && strchr ("[]:*?/\\", (int) c)))
        c = ' ';
      if (c >= 0xfffe && c <= 0xffff)
        continue;
      taken += c > 0xffff ? 2 : 1;
      if (taken > room)
        break;
      g_string_append_unichar (fitted, c);
    }
  while (fitted->len > 0 && strchr (" '", fitted->str[fitted->len - 1]))
    g_string_truncate (fitted, fitted->len - 1);
  while (fitted->len > 0 && strchr (" '", fitted->str[0]))
    g_string_erase (fitted, 0, 1);
  return g_string_free (fitted, FALSE);
}

/*
 * _tl_grid_add_sheet:
 * @name: what it is about; cut and changed as far as names of sheets must be
 *
 * Returns: its number
 */
guint
_tl_grid_add_sheet (TlGrid *self, const char *name)
{
  TlGridSheet *sheet = g_new0 (TlGridSheet, 1);

  sheet->name = fit_name (name, ROOM_FOR_NAME);
  for (guint i = 2; *sheet->name == '\0' || is_taken (self, sheet->name); i++)
    {
      g_autofree char *shorter = fit_name (name, ROOM_FOR_NAME - 7);

      g_free (sheet->name);
      sheet->name = *shorter ? g_strdup_printf ("%s %u", shorter, i) : g_strdup_printf ("%u", i);
    }
  sheet->cells = g_hash_table_new (NULL, NULL);
  sheet->order = g_ptr_array_new_with_free_func (g_free);
  sheet->widths = g_array_new (FALSE, FALSE, sizeof (TlGridWidth));
  sheet->bounds = g_array_new (FALSE, FALSE, sizeof (TlGridBound));
  sheet->pages_wide = 1;
  g_ptr_array_add (self->sheets, sheet);
  return self->sheets->len - 1;
}

const char *
_tl_grid_sheet_name (TlGrid *self, guint sheet)
{
  return nth_sheet (self, sheet)->name;
}

guint
_tl_grid_n_cells (TlGrid *self)
{
  return self->n_cells;
}

void
_tl_grid_set_width (TlGrid *self, guint sheet, guint first, guint last, double width)
{
  TlGridWidth one = { first, last, width };

  g_array_append_val (nth_sheet (self, sheet)->widths, one);
}

void
_tl_grid_set_panes (TlGrid *self, guint sheet, guint rows, guint cols)
{
  nth_sheet (self, sheet)->frozen_rows = rows;
  nth_sheet (self, sheet)->frozen_cols = cols;
}

void
_tl_grid_set_print (TlGrid *self, guint sheet, guint last_col, guint pages_wide)
{
  nth_sheet (self, sheet)->last_col = last_col;
  nth_sheet (self, sheet)->pages_wide = pages_wide;
}

/*
 * _tl_grid_chart:
 * @at: its upper left corner
 * @across: what its lines go by
 * @alt: what it shows, in a sentence
 *
 * Puts a chart over the cells, which follows the numbers.
 */
void
_tl_grid_chart (TlGrid *self, TlAt at, const char *title, const char *across, const char *alt, const TlGridLine *lines,
                guint n_lines)
{
  TlGridChart chart = { at, _tl_grid_keep (self, title), _tl_grid_keep (self, across), _tl_grid_keep (self, alt),
                        g_array_new (FALSE, FALSE, sizeof (TlGridLine)) };

  for (guint i = 0; i < n_lines; i++)
    {
      TlGridLine line = lines[i];

      line.name = _tl_grid_keep (self, line.name);
      g_array_append_val (chart.lines, line);
    }
  g_array_append_val (self->charts, chart);
}

/* Cells from there on are dimmed where the formula @when, written for the first of them, is true. */
void
_tl_grid_set_dimmed (TlGrid *self, guint sheet, guint first_row, guint first_col, const char *when)
{
  nth_sheet (self, sheet)->dimmed_row = first_row;
  nth_sheet (self, sheet)->dimmed_col = first_col;
  nth_sheet (self, sheet)->dimmed_when = g_string_chunk_insert (self->words, when);
}

static gpointer
make_key (TlAt at)
{
  return GUINT_TO_POINTER (at.row * TL_GRID_MOST_COLS + at.col + 1);
}

TlCell *
_tl_grid_find (TlGrid *self, TlAt at)
{
  return at.sheet < self->sheets->len ? g_hash_table_lookup (nth_sheet (self, at.sheet)->cells, make_key (at)) : NULL;
}

static TlCell *
add (TlGrid *self, TlAt at, TlCellKind kind, TlCellLook look, TlCellForm form)
{
  TlGridSheet *sheet = nth_sheet (self, at.sheet);
  TlCell      *cell = _tl_grid_find (self, at);

  if (cell == NULL)
    {
      cell = g_new0 (TlCell, 1);
      g_hash_table_insert (sheet->cells, make_key (at), cell);
      g_ptr_array_add (sheet->order, cell);
      sheet->last_row = MAX (sheet->last_row, at.row);
      self->n_cells++;
    }
  *cell = (TlCell) { .at = at, .kind = kind, .look = look, .form = form, .link = -1 };
  return cell;
}

void
_tl_grid_text (TlGrid *self, TlAt at, TlCellLook look, const char *text)
{
  TlCell          *cell = add (self, at, TL_CELL_IS_TEXT, look, TL_CELL_WORDS);
  g_autofree char *sound = g_utf8_make_valid (text ? text : "", -1);

  if (g_utf8_strlen (sound, -1) > ROOM_FOR_WORDS)
    *g_utf8_offset_to_pointer (sound, ROOM_FOR_WORDS) = '\0';
  cell->value.words = g_string_chunk_insert_const (self->words, sound);
}

void
_tl_grid_link (TlGrid *self, TlAt at, const char *text, guint sheet)
{
  _tl_grid_text (self, at, TL_LOOK_LINK, text);
  _tl_grid_find (self, at)->link = (gint) sheet;
}

void
_tl_grid_number (TlGrid *self, TlAt at, TlCellLook look, TlCellForm form, double value)
{
  add (self, at, TL_CELL_IS_NUMBER, look, form)->value.number = value;
}

/* Without “=”. */
void
_tl_grid_formula (TlGrid *self, TlAt at, TlCellLook look, TlCellForm form, const char *format, ...)
{
  TlCell          *cell = add (self, at, TL_CELL_IS_FORMULA, look, form);
  g_autofree char *formula = NULL;
  va_list          args;

  va_start (args, format);
  formula = g_strdup_vprintf (format, args);
  va_end (args);
  self->is_too_long |= strlen (formula) >= ROOM_FOR_FORMULA;
  cell->formula = g_string_chunk_insert (self->words, formula);
}

/* Fills @n cells, from @at down, with the solution of @matrix · x = @right, which go from where they begin. */
void
_tl_grid_solve (TlGrid *self, TlAt at, guint n, TlAt matrix, TlAt right)
{
  TlGridSolve one = { at, n, matrix, right };

  for (guint i = 0; i < n; i++)
    add (self, (TlAt) { at.sheet, at.row + i, at.col }, TL_CELL_IS_SOLUTION, TL_LOOK_PLAIN, TL_CELL_COUNT);
  g_array_append_val (self->solves, one);
}

/* What is typed into an input has to lie between @low and @high. */
void
_tl_grid_bound (TlGrid *self, TlAt at, double low, double high, const char *message)
{
  TlGridBound one = { at, low, high, g_string_chunk_insert_const (self->words, message) };

  g_array_append_val (nth_sheet (self, at.sheet)->bounds, one);
}

void
_tl_grid_name (TlGrid *self, const char *name, TlAt at)
{
  TlGridName one = { g_string_chunk_insert_const (self->words, name), at };

  g_array_append_val (self->names, one);
}

static void
append_cell (GString *out, TlAt at, gboolean fixed)
{
  char  letters[8];
  guint n = 0;

  for (guint col = at.col + 1; col > 0; col = (col - 1) / 26)
    letters[n++] = (char) ('A' + (col - 1) % 26);
  if (fixed)
    g_string_append_c (out, '$');
  while (n > 0)
    g_string_append_c (out, letters[--n]);
  g_string_append_printf (out, "%s%u", fixed ? "$" : "", at.row + 1);
}

static void
append_sheet (TlGrid *self, GString *out, guint sheet)
{
  g_string_append_c (out, '\'');
  for (const char *p = nth_sheet (self, sheet)->name; *p; p++)
    {
      if (*p == '\'')
        g_string_append_c (out, '\'');
      g_string_append_c (out, *p);
    }
  g_string_append (out, "'!");
}

const char *
_tl_grid_range (TlGrid *self, guint sheet, TlAt first, TlAt last)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (first.sheet != sheet)
    append_sheet (self, out, first.sheet);
  append_cell (out, first, first.sheet != sheet);
  if (first.row != last.row || first.col != last.col)
    {
      g_string_append_c (out, ':');
      append_cell (out, last, first.sheet != sheet);
    }
  return g_string_chunk_insert_const (self->words, out->str);
}

const char *
_tl_grid_ref (TlGrid *self, guint sheet, TlAt at)
{
  return _tl_grid_range (self, sheet, at, at);
}

/* Words in a formula. */
const char *
_tl_grid_quote (TlGrid *self, const char *text)
{
  g_autoptr (GString) out = g_string_new ("\"");

  for (const char *p = text; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
  return g_string_chunk_insert_const (self->words, out->str);
}

/* Returns: (transfer none): the same text, for as long as the grid lives */
const char *
_tl_grid_keep (TlGrid *self, const char *text)
{
  return g_string_chunk_insert_const (self->words, text);
}

double
_tl_grid_value (TlGrid *self, TlAt at)
{
  TlCell *cell = _tl_grid_find (self, at);

  return cell ? _tl_grid_reckon (self, cell).number : 0;
}

/* Returns: (nullable): the words in a cell */
const char *
_tl_grid_words (TlGrid *self, TlAt at)
{
  TlCell *cell = _tl_grid_find (self, at);

  return cell ? _tl_grid_reckon (self, cell).words : NULL;
}
