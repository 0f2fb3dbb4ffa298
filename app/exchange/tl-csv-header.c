/* tl-csv-header.c: where a table's header is, and whether there is one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A header is the first row as wide as the table and filled at least by half whose cells do not look like data: names
 * that we know count for it, and words above columns of numbers or dates; numbers and dates in it, sentences, and cells
 * that come again further down in their column count against it. Where nothing speaks either way there is a header.
 * Rows before it are junk.
 */
#include "tl-csv-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-columns.h"
#include "tl-dates.h"
#include "tl-text.h"

#define MAX_JUNK  40  /* rows */
#define MAX_BELOW 100 /* rows that a header is compared with */
#define MAX_CELLS 256 /* that are looked at to tell a header from data */

typedef enum
{
  CELL_EMPTY, /* or a word for it: N/A */
  CELL_NUMBER,
  CELL_DATE,
  CELL_TEXT,
} CellKind;

static const char *
cell_at (const TlCsvRow *row, guint column)
{
  return column < MIN (row->n_cells, TL_CSV_MAX_COLUMNS) ? row->cells[column] : "";
}

static CellKind
kind_of (const char *cell)
{
  static const char *const nulls[] = { "n/a", "na", "nan", "null", "none", "-", "--", ".", "?", "unknown" };
  gsize                    length = strlen (cell);
  gsize                    n_digits = 0;
  char                     iso[TL_DATE_LENGTH + 1];

  while (*cell == ' ' || *cell == '\t')
    cell++;
  if (*cell == '\0')
    return CELL_EMPTY;
  if (length > 64)
    return CELL_TEXT;
  for (guint i = 0; i < G_N_ELEMENTS (nulls); i++)
    if (g_ascii_strcasecmp (cell, nulls[i]) == 0)
      return CELL_EMPTY;
  if (tl_date_parse (cell, -1, TL_DATE_ORDER_AUTO, iso))
    return CELL_DATE;
  for (const char *p = cell; *p; p = g_utf8_next_char (p))
    {
      if (g_ascii_isdigit (*p))
        n_digits++;
      else if (strchr (".,+-%'() $/:", *p) == NULL && g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_CURRENCY_SYMBOL)
        return CELL_TEXT;
    }
  return n_digits > 0 ? CELL_NUMBER : CELL_TEXT;
}

static gboolean
is_typed (CellKind kind)
{
  return kind == CELL_NUMBER || kind == CELL_DATE;
}

static guint
count_filled (const TlCsvRow *row)
{
  guint n = 0;

  for (guint i = 0; i < MIN (row->n_cells, TL_CSV_MAX_COLUMNS); i++)
    n += !tl_text_is_blank (row->cells[i]);
  return n;
}

/* Whether the column's cells in the rows from @first on are numbers or dates, but for the row @header over again. */
static gboolean
is_typed_below (const TlCsvRow *rows, guint n_rows, guint header, guint first, guint column)
{
  guint n_filled = 0, n_typed = 0;

  for (guint i = first; i < MIN (n_rows, first + MAX_BELOW); i++)
    {
      CellKind kind;

      if (strcmp (rows[i].raw, rows[header].raw) == 0)
        continue;
      kind = kind_of (cell_at (&rows[i], column));
      n_filled += kind != CELL_EMPTY;
      n_typed += is_typed (kind);
    }
  return n_filled > 0 && n_typed * 10 >= n_filled * 8;
}

static guint
count_words (const char *text)
{
  guint    n = 0;
  gboolean in_word = FALSE;

  for (; *text; text++)
    {
      gboolean is_space = g_ascii_isspace (*text);

      n += !is_space && !in_word;
      in_word = !is_space;
    }
  return n;
}

static gboolean
is_sentence (const char *cell)
{
  gsize length = strlen (cell);

  while (length > 0 && g_ascii_isspace (cell[length - 1]))
    length--;
  return length > 200 ||
         (length > 0 && (cell[length - 1] == '.' || cell[length - 1] == '!') && count_words (cell) >= 3);
}

/* Whether the cell stands in its column again. @with_same: in the same row over again too. */
static gboolean
comes_again (const TlCsvRow *rows, guint n_rows, guint row, guint column, gboolean with_same)
{
  for (guint i = row + 1; i < MIN (n_rows, row + 1 + MAX_BELOW); i++)
    if (strcmp (cell_at (&rows[i], column), rows[row].cells[column]) == 0 &&
        (with_same || strcmp (rows[i].raw, rows[row].raw) != 0))
      return TRUE;
  return FALSE;
}

static gboolean
is_header (const TlCsvRow *rows, guint n_rows, guint h)
{
  const TlCsvRow *row = &rows[h];
  int             n_for = 0, n_against = 0;

  for (guint i = 0; i < MIN (row->n_cells, MAX_CELLS); i++)
    {
      CellKind kind = kind_of (row->cells[i]);
      gboolean is_column_typed = kind != CELL_EMPTY && is_typed_below (rows, n_rows, h, h + 1, i);

      if (kind == CELL_EMPTY)
        continue;
      if (is_typed (kind))
        n_against += is_column_typed ? 2 : 1;
      else
        n_for += (tl_columns_is_known_name (row->cells[i]) ? 2 : 0) + is_column_typed;
      n_against += !is_typed (kind) && is_sentence (row->cells[i]);
    }
  /* Tables put together repeat their header; where nothing says that it is one, a row that comes again is data. */
  for (guint i = 0; i < MIN (row->n_cells, MAX_CELLS); i++)
    n_against += kind_of (row->cells[i]) == CELL_TEXT && comes_again (rows, n_rows, h, i, n_for == 0);
  if (n_for + n_against == 0 && row->n_cells == 1 && n_rows > h + 1)
    {
      gsize length = 0;
      guint n_below = MIN (n_rows - h - 1, MAX_BELOW);

      for (guint i = h + 1; i < h + 1 + n_below; i++)
        length += strlen (cell_at (&rows[i], 0));
      return count_words (row->cells[0]) <= 3 && length >= 4 * n_below * strlen (row->cells[0]);
    }
  return n_for > n_against || n_against == 0;
}

/* Qualtrics: each cell is {"ImportId":"QID1"}. */
static gboolean
is_import_row (const TlCsvRow *row)
{
  guint n = 0;

  for (guint i = 0; i < MIN (row->n_cells, TL_CSV_MAX_COLUMNS); i++)
    {
      const char *cell = row->cells[i];

      if (tl_text_is_blank (cell))
        continue;
      if (!g_str_has_prefix (cell, "{\"ImportId\"") && !g_str_has_prefix (cell, "{'ImportId'"))
        return FALSE;
      n++;
    }
  return n > 0;
}

/* Whether the row at @second goes on with the header: words above columns of numbers and dates. */
static gboolean
is_second_row (const TlCsvRow *rows, guint n_rows, guint first, guint second)
{
  const TlCsvRow  *row = &rows[second];
  guint            n_typed = 0, n_words = 0;
  g_autofree char *name = tl_columns_normalise (cell_at (&rows[first], 0));
  g_autofree char *next = tl_columns_normalise (cell_at (&rows[first], 1));
  g_autofree char *below = tl_columns_normalise (cell_at (row, 0));

  if (strcmp (name, "v1") == 0 && strcmp (below, "response id") == 0)
    return TRUE; /* the older form of Qualtrics */
  if (strcmp (name, "respondent id") == 0 && strcmp (next, "collector id") == 0 && *below == '\0')
    return TRUE; /* SurveyMonkey */
  for (guint i = 0; i < MIN (row->n_cells, MAX_CELLS); i++)
    {
      CellKind kind;

      if (!is_typed_below (rows, n_rows, first, second + 1, i))
        continue;
      kind = kind_of (row->cells[i]);
      if (is_typed (kind))
        return FALSE;
      n_typed++;
      n_words += kind == CELL_TEXT;
    }
  return n_typed >= 3 && n_words * 10 >= n_typed * 8;
}

static gboolean
is_untyped (const TlCsvRow *row)
{
  for (guint i = 0; i < MIN (row->n_cells, MAX_CELLS); i++)
    if (is_typed (kind_of (row->cells[i])))
      return FALSE;
  return TRUE;
}

/* R's write.table() leaves out the name of the first column, which numbers the rows. */
static gboolean
is_shifted (const TlCsvRow *rows, guint n_rows, guint h, guint n_modal)
{
  gint64           before = -1;
  guint            n = 0;
  g_autofree char *name = NULL;

  if (rows[h].n_cells + 1 != n_modal)
    return FALSE;
  name = tl_columns_normalise (rows[h].cells[0]);
  if (strcmp (name, "id") == 0 || g_str_has_suffix (name, " id"))
    return FALSE; /* then these are its numbers */
  for (guint i = h + 1; i < MIN (n_rows, h + 1 + MAX_BELOW); i++)
    {
      gint64 number;

      if (rows[i].n_cells != n_modal ||
          !g_ascii_string_to_signed (cell_at (&rows[i], 0), 10, 0, G_MAXINT64, &number, NULL) ||
          (before >= 0 && number != before + 1))
        return FALSE;
      before = number;
      n++;
    }
  return n >= 2;
}

/* Whether the row is a header that lacks one name: of the rows' numbers, or of what a delimiter at their ends makes. */
static gboolean
is_one_short (const TlCsvRow *rows, guint n_rows, guint h, guint n_modal)
{
  return n_modal >= 3 && rows[h].n_cells + 1 == n_modal && h + 1 < n_rows && rows[h + 1].n_cells == n_modal &&
         (is_shifted (rows, n_rows, h, n_modal) || !is_header (rows, n_rows, h + 1));
}

/* Whether at least two of the cells, and half of them, are names that we know. */
static gboolean
has_known_names (const TlCsvRow *row)
{
  guint n = 0;

  for (guint i = 0; i < MIN (row->n_cells, MAX_CELLS); i++)
    n += tl_columns_is_known_name (row->cells[i]);
  return n >= 2 && n * 2 >= MIN (row->n_cells, MAX_CELLS);
}

/* Which row the header is in, or where there is none, which is the first of data. */
static guint
find_first (const TlCsvRow *rows, guint n_rows, guint n_modal, int n_header_rows, gboolean *has_header)
{
  guint n = MIN (n_rows, MAX_JUNK), first_wide = n_rows;

  for (guint i = 0; i < n; i++)
    if (is_import_row (&rows[i]) && i > 0 && n_header_rows == TL_CSV_AUTO)
      {
        *has_header = TRUE;
        return i >= 2 && rows[i - 2].n_cells == rows[i].n_cells ? i - 2 : i - 1;
      }
  for (guint i = 0; i < n; i++)
    {
      const TlCsvRow *row = &rows[i];
      guint           n_filled;

      if (row->n_cells < n_modal && !is_one_short (rows, n_rows, i, n_modal) && !has_known_names (row))
        continue;
      if (first_wide == n_rows)
        first_wide = i;
      n_filled = count_filled (row);
      if (n_filled * 2 < row->n_cells && !(i == 0 && n_filled >= 2 && !tl_text_is_blank (row->cells[1])))
        continue;
      *has_header = n_header_rows > 0 ||
                    (n_header_rows == TL_CSV_AUTO &&
                     (is_header (rows, n_rows, i) ||
                      (i + 1 < n_rows && is_untyped (row) && is_second_row (rows, n_rows, i, i + 1))));
      /* Only above a header a row as wide as the table can be junk. */
      return *has_header ? i : first_wide;
    }
  *has_header = n_header_rows > 0;
  return first_wide < n_rows ? first_wide : 0;
}

static char *
take_import_id (const char *cell)
{
  const char *colon = strchr (cell, ':');
  const char *start = colon ? strpbrk (colon, "\"'") : NULL;
  const char *end = start ? strchr (start + 1, *start) : NULL;

  return end ? g_strndup (start + 1, (gsize) (end - start - 1)) : g_strdup ("");
}

/* Takes the names from the header's rows. */
static void
take_names (TlCsvDialect *dialect, const TlCsvRow *rows, gboolean is_shift)
{
  const TlCsvRow *labels = NULL, *ids = NULL;

  dialect->names = g_new0 (char *, dialect->n_columns + 1);
  if (dialect->n_header_rows == 0)
    {
      for (guint i = 0; i < dialect->n_columns; i++)
        dialect->names[i] = g_strdup_printf (_("Column %u"), i + 1);
      return;
    }
  for (guint i = 1; i < dialect->n_header_rows; i++)
    if (is_import_row (&rows[i]))
      ids = &rows[i];
    else if (labels == NULL)
      labels = &rows[i];
  if (labels)
    dialect->labels = g_new0 (char *, dialect->n_columns + 1);
  if (ids)
    dialect->import_ids = g_new0 (char *, dialect->n_columns + 1);
  for (guint i = 0; i < dialect->n_columns; i++)
    {
      if (is_shift)
        dialect->names[i] = i == 0 ? g_strdup ("") : tl_text_squeeze (cell_at (&rows[0], i - 1));
      else
        dialect->names[i] = tl_text_squeeze (cell_at (&rows[0], i));
      if (labels)
        dialect->labels[i] = tl_text_squeeze (cell_at (labels, i));
      if (ids)
        dialect->import_ids[i] = take_import_id (cell_at (ids, i));
      if (labels && *dialect->names[i] == '\0' && *dialect->labels[i] != '\0')
        {
          g_free (dialect->names[i]);
          dialect->names[i] = g_strdup (dialect->labels[i]);
        }
    }
}

/* What stands in a junk row, without the delimiters that a spreadsheet program filled it up with. */
static char *
say_row (const TlCsvRow *row, char delimiter)
{
  g_autofree char *raw = g_utf8_make_valid (row->raw, -1);
  g_autofree char *text = NULL;
  gsize            length = strlen (raw);

  while (length > 0 && (raw[length - 1] == delimiter || g_ascii_isspace (raw[length - 1])))
    raw[--length] = '\0';
  text = tl_text_squeeze (raw);
  return tl_text_shorten (text, 200);
}

/* Fills in the header's part of @dialect. @n_modal: fields that most rows have. @n_header_rows: as in TlCsvHints. */
void
tl_csv_find_header (TlCsvDialect *dialect, const TlCsvRow *rows, guint n_rows, guint n_modal, int n_header_rows)
{
  gboolean has_header = FALSE, is_shift = FALSE;
  guint    first = find_first (rows, n_rows, n_modal, n_header_rows, &has_header);

  if (has_header)
    {
      guint n_left = n_rows - first;

      dialect->header_line = rows[first].line;
      dialect->n_header_rows = n_header_rows > 0 ? MIN ((guint) n_header_rows, n_left) : 1;
      if (n_header_rows == TL_CSV_AUTO)
        {
          if (n_left > 1 && is_import_row (&rows[first + 1]))
            dialect->n_header_rows = 2;
          else if (n_left > 2 && is_import_row (&rows[first + 2]))
            dialect->n_header_rows = 3;
          else if (n_left > 1 && is_second_row (rows, n_rows, first, first + 1))
            dialect->n_header_rows = 2;
        }
      is_shift = is_shifted (rows, n_rows, first, n_modal);
      dialect->n_columns = rows[first].n_cells + is_shift;
    }
  else
    dialect->n_columns = n_modal;
  dialect->n_columns = MAX (dialect->n_columns, 1);
  dialect->n_skip = first + dialect->n_header_rows;
  dialect->n_junk = first;
  dialect->junk = g_new0 (TlCsvJunk, first + 1);
  for (guint i = 0; i < first; i++)
    dialect->junk[i] = (TlCsvJunk){ .line = rows[i].line, .text = say_row (&rows[i], dialect->delimiter) };
  if (dialect->n_columns <= TL_CSV_MAX_COLUMNS)
    take_names (dialect, rows + first, is_shift);
}
