/* tl-sheet-rows.c: the rows of a sheet, between the parser that makes them and the reader that wants the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a chunk of XML makes is kept until it has been handed out: texts in one string, cells as runs (a file can say
 * that a cell stands there sixteen thousand times, or a row a million times, in a few bytes). Cells that are empty to
 * the end of their row, and rows that are empty, take nothing.
 */
#include "tl-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-error.h"

/* Returns: (nullable): the rows of the sheet @number, from 0 */
TlSheetCursor *
tl_sheet_cursor_new (TlBook *book, guint number, GError **error)
{
  TlSheetCursor *self = g_new0 (TlSheetCursor, 1);

  self->book = book;
  self->texts = g_string_new (NULL);
  self->runs = g_array_new (FALSE, FALSE, sizeof (TlSheetRun));
  self->made = g_array_new (FALSE, FALSE, sizeof (TlSheetMade));
  if (book->is_ods ? tl_ods_begin (self, number, error) : tl_xlsx_begin (self, number, error))
    return self;
  tl_sheet_cursor_free (self);
  return NULL;
}

void
tl_sheet_cursor_free (TlSheetCursor *self)
{
  if (self->part)
    tl_part_free (self->part);
  if (self->reader)
    self->free_reader (self->reader);
  g_string_free (self->texts, TRUE);
  g_array_unref (self->runs);
  g_array_unref (self->made);
  g_free (self->cells);
  g_free (self);
}

double
tl_sheet_cursor_get_done (TlSheetCursor *self)
{
  return tl_part_get_done (self->part);
}

static void
fail (TlSheetCursor *self, const char *format)
{
  tl_part_fail (self->part, g_error_new (TL_ERROR, TL_ERROR_LIMIT, format, tl_csv_source_get_name (self->book->source)));
}

/* @number: from 1 */
void
tl_sheet_cursor_begin_row (TlSheetCursor *self, guint64 number)
{
  self->row = (TlSheetMade){ .number = number, .first = self->runs->len };
  self->column = 0;
  self->n_empty = 0;
  self->n_bytes = 0;
}

static void
add_run (TlSheetCursor *self, const char *text, gsize length, guint32 flags, guint n)
{
  TlSheetRun run = { .offset = self->texts->len, .length = (guint32) length, .flags = flags, .n = n };

  if (length > 0)
    {
      g_string_append_len (self->texts, text, (gssize) length);
      g_string_append_c (self->texts, '\0');
    }
  g_array_append_val (self->runs, run);
  self->row.n_runs++;
}

/* Puts a cell behind the others of the row at hand, @n times. */
void
tl_sheet_cursor_add (TlSheetCursor *self, const char *text, gsize length, guint32 flags, guint n)
{
  n = CLAMP (n, 1, 1u << 24);
  if (length == 0)
    {
      self->n_empty = MIN (self->n_empty + n, 1u << 24);
      return;
    }
  if ((guint64) self->column + self->n_empty + n > TL_CSV_MAX_COLUMNS)
    {
      self->row.is_too_wide = TRUE;
      return;
    }
  self->n_bytes += (guint64) (length + 1) * n;
  if (length > TL_CSV_MAX_FIELD || self->n_bytes > TL_CSV_MAX_RECORD)
    {
      self->row.is_too_long = TRUE;
      return;
    }
  if (self->n_empty > 0)
    add_run (self, NULL, 0, 0, self->n_empty);
  add_run (self, text, length, flags, n);
  self->column += self->n_empty + n;
  self->n_empty = 0;
}

/* The row at hand is whole, and there as often. */
void
tl_sheet_cursor_end_row (TlSheetCursor *self, guint n_copies)
{
  if (self->row.n_runs == 0 && !self->row.is_too_long && !self->row.is_too_wide)
    return;
  self->row.n_copies = MAX (n_copies, 1);
  self->n_copied += self->n_bytes * (self->row.n_copies - 1);
  if (self->n_copied > TL_SHEET_MAX_COPIED)
    fail (self, _("“%s” says that the same row stands there again and again, to more than can be read. Save the sheet as CSV "
                  "and import that."));
  else if (self->row.number + self->row.n_copies > TL_SHEET_MAX_ROWS)
    fail (self, _("“%s” has more rows than any sheet can have. Save the sheet as CSV and import that."));
  else
    g_array_append_val (self->made, self->row);
  self->row = (TlSheetMade){ .first = self->runs->len };
}

/* All rows were handed out: what is left belongs to the row at hand. */
static void
clear_made (TlSheetCursor *self)
{
  gsize offset = self->texts->len;

  if (self->made->len == 0)
    return;
  for (gsize i = self->row.first; i < self->runs->len; i++)
    offset = MIN (offset, g_array_index (self->runs, TlSheetRun, i).offset);
  if (self->row.first > 0)
    g_array_remove_range (self->runs, 0, (guint) self->row.first);
  g_string_erase (self->texts, 0, (gssize) offset);
  for (guint i = 0; i < self->runs->len; i++)
    g_array_index (self->runs, TlSheetRun, i).offset -= offset;
  self->row.first = 0;
  g_array_set_size (self->made, 0);
  self->next = 0;
}

static void
lay_out (TlSheetCursor *self, const TlSheetMade *made)
{
  guint n = 0;

  for (gsize i = 0; i < made->n_runs; i++)
    n += g_array_index (self->runs, TlSheetRun, made->first + i).n;
  if (n > self->n_allocated)
    {
      self->n_allocated = MAX (n, 64);
      self->cells = g_renew (TlCsvField, self->cells, self->n_allocated);
    }
  self->out.n_cells = 0;
  for (gsize i = 0; i < made->n_runs; i++)
    {
      const TlSheetRun *run = &g_array_index (self->runs, TlSheetRun, made->first + i);
      TlCsvField        cell = { .text = run->length > 0 ? self->texts->str + run->offset : "", .length = run->length,
                                 .flags = run->flags };

      for (guint j = 0; j < run->n; j++)
        self->cells[self->out.n_cells++] = cell;
    }
  self->out.cells = self->cells;
}

/* Returns: 1 and the next row that is not empty; 0 behind the last; -1 with an error */
int
tl_sheet_cursor_next (TlSheetCursor *self, const TlSheetRow **row, GError **error)
{
  const TlSheetMade *made;

  while (self->next == self->made->len)
    {
      if (self->at_end)
        return 0;
      clear_made (self);
      if (!tl_part_feed (self->part, &self->at_end, error))
        return -1;
    }
  made = &g_array_index (self->made, TlSheetMade, self->next);
  if (self->copy == 0)
    lay_out (self, made);
  self->out.number = made->number + self->copy;
  self->out.is_too_long = made->is_too_long;
  self->out.is_too_wide = made->is_too_wide;
  if (++self->copy == made->n_copies)
    {
      self->copy = 0;
      self->next++;
    }
  *row = &self->out;
  return 1;
}
