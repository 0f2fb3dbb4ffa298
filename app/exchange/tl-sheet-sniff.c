/* tl-sheet-sniff.c: which sheet of a spreadsheet is meant, and where its table is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-dates.h"
#include "tl-error.h"
#include "tl-text.h"

#define N_ROWS  200
#define N_CELLS 200000

static char *
list_sheets (TlBook *book)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (book->sheets->len, 20); i++)
    {
      TlSheet         *sheet = tl_book_get_sheet (book, i);
      g_autofree char *name = tl_text_shorten (sheet->name, 60);

      if (i > 0)
        g_string_append (list, C_("between sheets of a spreadsheet", ", "));
      if (sheet->is_hidden)
        g_string_append_printf (list, C_("a sheet of a spreadsheet", "“%s” (hidden)"), name);
      else
        g_string_append_printf (list, C_("a sheet of a spreadsheet", "“%s”"), name);
    }
  if (book->sheets->len > 20)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

/* By its name, or by its number from 1, as “2” or “#2”. */
static gboolean
find_sheet (TlBook *book, const char *wanted, guint *number, GError **error)
{
  g_autofree char *folded = g_utf8_casefold (wanted, -1);
  g_autofree char *list = NULL;
  guint64          n;

  for (guint i = 0; i < book->sheets->len; i++)
    if (strcmp (tl_book_get_sheet (book, i)->name, wanted) == 0)
      {
        *number = i;
        return TRUE;
      }
  for (guint i = 0; i < book->sheets->len; i++)
    {
      g_autofree char *name = g_utf8_casefold (tl_book_get_sheet (book, i)->name, -1);

      if (strcmp (name, folded) == 0)
        {
          *number = i;
          return TRUE;
        }
    }
  if (g_ascii_string_to_unsigned (wanted + (*wanted == '#'), 10, 1, book->sheets->len, &n, NULL))
    {
      *number = (guint) n - 1;
      return TRUE;
    }
  list = list_sheets (book);
  g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("“%s” has no sheet “%s”. Its sheets are: %s."),
               tl_csv_source_get_name (book->source), wanted, list);
  return FALSE;
}

static gboolean
choose_sheet (TlBook *book, const char *wanted, guint *number, GError **error)
{
  g_autofree char *list = NULL;

  if (wanted)
    return find_sheet (book, wanted, number, error);
  for (guint i = 0; i < book->sheets->len; i++)
    if (tl_book_get_sheet (book, i)->is_full && !tl_book_get_sheet (book, i)->is_hidden)
      {
        *number = i;
        return TRUE;
      }
  list = list_sheets (book);
  g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("“%s” has no visible sheet with anything in it. Its sheets are: %s."),
               tl_csv_source_get_name (book->source), list);
  return FALSE;
}

static void
row_clear (gpointer data)
{
  TlCsvRow *row = data;

  g_strfreev (row->cells);
  g_free (row->raw);
}

/* The first rows, and the first column that any of them has something in. */
static GArray *
read_rows (TlBook *book, guint number, guint *first, guint *n_widest, GError **error)
{
  g_autoptr (TlSheetCursor) cursor = tl_sheet_cursor_new (book, number, error);
  g_autoptr (GArray)        rows = g_array_new (FALSE, FALSE, sizeof (TlCsvRow));
  const TlSheetRow         *row;
  gsize                     n_cells = 0;
  int                       step = 1;

  g_array_set_clear_func (rows, row_clear);
  *first = TL_CSV_MAX_COLUMNS;
  *n_widest = 0;
  if (cursor == NULL)
    return NULL;
  while (rows->len < N_ROWS && n_cells < N_CELLS && (step = tl_sheet_cursor_next (cursor, &row, error)) > 0)
    {
      TlCsvRow out = { .line = row->number };
      gboolean is_blank = TRUE;
      GString *raw;

      for (guint i = 0; i < row->n_cells && is_blank; i++)
        is_blank = tl_text_is_blank (row->cells[i].text);
      if (is_blank)
        continue;
      for (guint i = 0; i < MIN (row->n_cells, *first); i++)
        if (!tl_text_is_blank (row->cells[i].text))
          *first = i;
      raw = g_string_new (NULL);
      out.n_cells = row->n_cells;
      out.cells = g_new0 (char *, row->n_cells + 1);
      for (guint i = 0; i < row->n_cells; i++)
        {
          out.cells[i] = g_strndup (row->cells[i].text, row->cells[i].length);
          if (raw->len < 4096)
            {
              g_string_append (raw, i > 0 ? "\t" : "");
              g_string_append_len (raw, row->cells[i].text, MIN (row->cells[i].length, 4096));
            }
        }
      out.raw = g_string_free (raw, FALSE);
      n_cells += row->n_cells;
      *n_widest = MAX (*n_widest, row->n_cells);
      g_array_append_val (rows, out);
    }
  return step < 0 ? NULL : g_steal_pointer (&rows);
}

/* Leaves out the columns before the table. */
static void
shift (GArray *rows, guint first)
{
  for (guint i = 0; i < rows->len; i++)
    {
      TlCsvRow *row = &g_array_index (rows, TlCsvRow, i);
      guint     n = MIN (first, row->n_cells);

      for (guint j = 0; j < n; j++)
        g_free (row->cells[j]);
      memmove (row->cells, row->cells + n, (row->n_cells + 1 - n) * sizeof *row->cells);
      row->n_cells -= n;
    }
}

/* How wide most rows are. */
static guint
find_modal (GArray *rows)
{
  g_autofree guint *counts = g_new0 (guint, TL_CSV_MAX_COLUMNS + 1);
  guint             best = 1;

  for (guint i = 0; i < rows->len; i++)
    counts[MIN (g_array_index (rows, TlCsvRow, i).n_cells, TL_CSV_MAX_COLUMNS)]++;
  for (guint i = 2; i <= TL_CSV_MAX_COLUMNS; i++)
    if (counts[i] >= counts[best] && counts[i] > 0)
      best = i;
  return best;
}

static gboolean
is_number (const char *cell)
{
  char  iso[TL_DATE_LENGTH + 1];
  char *end;

  g_ascii_strtod (cell, &end);
  return (end > cell && *end == '\0') || tl_date_parse (cell, -1, TL_DATE_ORDER_AUTO, iso);
}

/* Whether the table's first column has numbers or dates: then words that stand there alone are a total, or a note. */
static gboolean
has_numbers_first (GArray *rows, guint n_skip)
{
  guint n_filled = 0, n_typed = 0;

  for (guint i = n_skip; i < rows->len; i++)
    {
      const TlCsvRow *row = &g_array_index (rows, TlCsvRow, i);

      if (row->n_cells < 2 || tl_text_is_blank (row->cells[0]))
        continue;
      n_filled++;
      n_typed += is_number (row->cells[0]);
    }
  return n_filled >= 2 && n_typed * 10 >= n_filled * 8;
}

static void
clear_header (TlCsvDialect *dialect)
{
  g_clear_pointer (&dialect->names, g_strfreev);
  g_clear_pointer (&dialect->labels, g_strfreev);
  g_clear_pointer (&dialect->import_ids, g_strfreev);
  for (guint i = 0; i < dialect->n_junk; i++)
    g_free (dialect->junk[i].text);
  g_clear_pointer (&dialect->junk, g_free);
  dialect->n_junk = 0;
}

TlCsvDialect *
tl_sheet_sniff (TlCsvSource *source, TlBook *book, const TlCsvHints *hints, GError **error)
{
  g_autoptr (TlCsvDialect) dialect = g_new0 (TlCsvDialect, 1);
  g_autoptr (GArray)       rows = NULL;
  guint                    number = 0, n_modal, n_widest;

  if (!choose_sheet (book, hints->sheet, &number, error))
    return NULL;
  rows = read_rows (book, number, &dialect->first_column, &n_widest, error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("The sheet “%s” of “%s” is empty: there is nothing in it to import."),
                   tl_book_get_sheet (book, number)->name, tl_csv_source_get_name (source));
      return NULL;
    }
  shift (rows, dialect->first_column);
  dialect->sheet = number + 1;
  dialect->sheet_name = g_strdup (tl_book_get_sheet (book, number)->name);
  dialect->encoding = TL_CSV_ENCODING_UTF_8;
  dialect->delimiter = '\t';
  n_modal = find_modal (rows);
  tl_csv_find_header (dialect, (const TlCsvRow *) (const void *) rows->data, rows->len, n_modal, hints->n_header_rows);
  n_widest -= dialect->first_column;
  if (dialect->n_header_rows == 0 && n_widest > n_modal)
    {
      /* No name says how wide the table is. */
      clear_header (dialect);
      tl_csv_find_header (dialect, (const TlCsvRow *) (const void *) rows->data, rows->len, n_widest, 0);
    }
  dialect->has_numbers_first = has_numbers_first (rows, dialect->n_skip);
  return g_steal_pointer (&dialect);
}
