/* tl-csv-reader.c: a table row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window of UTF-8 moves over the file; the record at its end is moved to its beginning and the window filled up. It
 * doubles where a record takes more than half of it, so that a byte is looked at a few times at most, and it never
 * grows beyond a few times TL_CSV_MAX_RECORD.
 */
#include "tl-csv-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-error.h"
#include "tl-sheet-private.h"

#define WINDOW (512 * 1024) /* stays in a processor's own cache */

G_STATIC_ASSERT (3 * TL_CSV_CHUNK <= WINDOW / 2);

struct _TlCsvReader
{
  TlCsvSource  *source;
  TlCsvDialect *dialect;
  TlCsvDecoder  decoder;
  TlCsvScanner  scanner;
  char         *window;
  gsize         n_window; /* bytes of memory, without the slack */
  guint64       line;     /* of the record that comes next, from 1 */
  guint64       number;   /* of the record read last */
  guint         n_skip;   /* rows still to be left out */
  gsize        *name_lengths;
  TlSheetCursor *sheet;   /* of a spreadsheet: all from window to scanner is empty then */
  GError       *trouble;  /* why there is none */
  GString      *raw;
  TlCsvRecord   record;
  TlCsvStats    stats;
};

/**
 * tl_csv_reader_new:
 * @source: a file
 * @dialect: how it is written, as tl_csv_sniff() found it or someone corrected it
 *
 * Returns: (transfer full): a reader before the first row of data
 */
TlCsvReader *
tl_csv_reader_new (TlCsvSource *source, const TlCsvDialect *dialect)
{
  TlCsvReader *self = g_new0 (TlCsvReader, 1);
  gsize        n_bom = 0;

  if (dialect->has_bom)
    n_bom = dialect->encoding == TL_CSV_ENCODING_UTF_8 ? 3 : 2;
  self->source = tl_csv_source_ref (source);
  self->dialect = tl_csv_dialect_copy (dialect);
  self->n_skip = dialect->n_skip;
  self->line = 1;
  if (dialect->sheet > 0)
    {
      TlBook *book;

      if (tl_csv_source_get_book (source, &book, &self->trouble) && book && dialect->sheet <= book->sheets->len)
        self->sheet = tl_sheet_cursor_new (book, dialect->sheet - 1, &self->trouble);
      else if (self->trouble == NULL)
        g_set_error (&self->trouble, TL_ERROR, TL_ERROR_MISSING, _("“%s” has no sheet to read."),
                     tl_csv_source_get_name (source));
      self->raw = g_string_new (NULL);
    }
  self->n_window = WINDOW;
  self->window = g_malloc0 (self->n_window + TL_CSV_SLACK);
  self->name_lengths = g_new0 (gsize, dialect->n_columns + 1);
  for (guint i = 0; i < dialect->n_columns; i++)
    self->name_lengths[i] = strlen (dialect->names[i]);
  tl_csv_decoder_init (&self->decoder, source, dialect->encoding, n_bom);
  tl_csv_scanner_init (&self->scanner, dialect->delimiter, dialect->quote, dialect->escape, dialect->n_columns);
  tl_csv_scanner_set_window (&self->scanner, self->window, self->window, FALSE);
  return self;
}

/**
 * tl_csv_reader_open:
 * @source: a file
 * @hints: (nullable): what is known about it
 *
 * Looks at @source and begins to read it: tl_csv_sniff() and tl_csv_reader_new() in one.
 *
 * Returns: (transfer full): a reader before the first row of data; %NULL with an error
 */
TlCsvReader *
tl_csv_reader_open (TlCsvSource *source, const TlCsvHints *hints, GError **error)
{
  g_autoptr (TlCsvDialect) dialect = tl_csv_sniff (source, hints, error);

  return dialect ? tl_csv_reader_new (source, dialect) : NULL;
}

void
tl_csv_reader_free (TlCsvReader *self)
{
  tl_csv_decoder_clear (&self->decoder);
  tl_csv_scanner_clear (&self->scanner);
  g_free (self->window);
  g_free (self->name_lengths);
  g_clear_pointer (&self->sheet, tl_sheet_cursor_free);
  g_clear_error (&self->trouble);
  if (self->raw)
    g_string_free (self->raw, TRUE);
  tl_csv_dialect_free (self->dialect);
  tl_csv_source_unref (self->source);
  g_free (self);
}

/* Moves the window on to where the scanner stands. */
static gboolean
refill (TlCsvReader *self, GError **error)
{
  gsize offset = (gsize) (self->scanner.pos - self->window);
  gsize length = (gsize) (self->scanner.end - self->scanner.pos);

  memmove (self->window, self->window + offset, length);
  if (length > self->n_window / 2)
    {
      /* At least half is new each time, and there is room for a chunk: 3 * TL_CSV_CHUNK <= WINDOW / 2. */
      self->n_window *= 2;
      self->window = g_realloc (self->window, self->n_window + TL_CSV_SLACK);
    }
  if (!tl_csv_decoder_fill (&self->decoder, self->window, self->n_window, &length, error))
    return FALSE;
  memset (self->window + length, 0, TL_CSV_SLACK);
  tl_csv_scanner_set_window (&self->scanner, self->window, self->window + length, self->decoder.at_end);
  return TRUE;
}

/* Leaves out what is left of a record that is too long: up to the end of the line that the window ends in. */
static gboolean
skip_line (TlCsvReader *self, GError **error)
{
  gsize n = (gsize) (self->scanner.end - self->scanner.pos);

  self->record.line = self->line;
  for (const char *p = self->scanner.pos; p < self->scanner.end; p++)
    self->line += *p == '\n' || (*p == '\r' && !(p + 1 < self->scanner.end && (p[1] == '\n' || p[1] == '\r')));
  for (;;)
    {
      const char *p;

      self->scanner.pos = self->scanner.end;
      if (!refill (self, error))
        return FALSE;
      for (p = self->scanner.pos; p < self->scanner.end && *p != '\n' && *p != '\r'; p++)
        ;
      n += (gsize) (p - self->scanner.pos);
      if (p < self->scanner.end || self->scanner.is_final)
        {
          const char *end = p;

          while (end < self->scanner.end && (*end == '\r' || *end == '\n'))
            if (*end++ == '\n')
              break;
          self->line++;
          tl_csv_scanner_set_window (&self->scanner, end, self->scanner.end, self->scanner.is_final);
          return TRUE;
        }
      if (n > TL_CSV_MAX_LINE)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                       _("“%s”, line %lu: the line is longer than %d MiB. This does not look like a "
                         "table; check the file."),
                       tl_csv_source_get_name (self->source), (gulong) self->record.line,
                       TL_CSV_MAX_LINE / (1024 * 1024));
          return FALSE;
        }
    }
}

/* Leaves out what is left of a record whose quoted field is too long, up to the end of the line that it ends on. */
static gboolean
skip_quoted (TlCsvReader *self, GError **error)
{
  const char quote = self->scanner.quote, delimiter = self->scanner.delimiter, escape = self->scanner.escape;
  gboolean   in_quotes = TRUE, was_quote = FALSE, was_escape = FALSE, was_cr = FALSE, at_start = FALSE;

  self->record.line = self->line;
  for (const char *p = self->scanner.pos; p < self->scanner.open_quote; p++)
    self->line += *p == '\n';
  self->scanner.pos = self->scanner.open_quote + 1;
  for (;;)
    {
      const char *p = self->scanner.pos;

      for (; p < self->scanner.end; p++)
        {
          gboolean is_end = *p == '\n' || *p == '\r';

          self->line += *p == '\n' || was_cr;
          was_cr = *p == '\r' && !(p + 1 < self->scanner.end && p[1] == '\n');
          if (was_quote)
            {
              /* One that the field ends with, one of two, or one that people forgot to double. */
              was_quote = FALSE;
              if (*p == quote)
                continue;
              in_quotes = *p != delimiter && !is_end;
            }
          if (was_escape)
            was_escape = FALSE;
          else if (in_quotes)
            {
              was_quote = *p == quote;
              was_escape = escape && *p == escape;
            }
          else if (is_end)
            {
              if (*p == '\r' && p + 1 < self->scanner.end && p[1] == '\n')
                {
                  p++;
                  self->line++;
                }
              self->line += was_cr;
              tl_csv_scanner_set_window (&self->scanner, p + 1, self->scanner.end, self->scanner.is_final);
              return TRUE;
            }
          else if (at_start && *p == quote)
            in_quotes = TRUE;
          at_start = !in_quotes && *p == delimiter;
        }
      if (self->scanner.is_final && (was_quote || !in_quotes))
        {
          tl_csv_scanner_set_window (&self->scanner, self->scanner.end, self->scanner.end, TRUE);
          return TRUE;
        }
      if (self->scanner.is_final)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                       _("“%s”, line %lu: a quote opens a field there that is longer than %d MiB and never ends. Close it, or "
                         "take it out."),
                       tl_csv_source_get_name (self->source), (gulong) self->record.line, TL_CSV_MAX_FIELD / (1024 * 1024));
          return FALSE;
        }
      self->scanner.pos = self->scanner.end;
      if (!refill (self, error))
        return FALSE;
    }
}

/* What is left of a record that is too long was left out. */
static TlCsvStep reject (TlCsvReader *self, TlCsvReason reason);

static TlCsvStep
reject_long (TlCsvReader *self)
{
  self->scanner.start = self->scanner.stop = self->window;
  self->scanner.n_fields = 0;
  self->record.n_given = 0;
  if (self->n_skip > 0)
    {
      self->n_skip--;
      return TL_CSV_STEP_END;
    }
  self->record.number = ++self->number;
  return reject (self, TL_CSV_REASON_TOO_LONG);
}

static TlCsvStep
reject (TlCsvReader *self, TlCsvReason reason)
{
  tl_csv_scanner_restore (&self->scanner);
  self->record.reason = reason;
  self->record.fields = NULL;
  self->record.n_fields = 0;
  self->record.raw = self->scanner.start;
  self->record.raw_length = (gsize) (self->scanner.stop - self->scanner.start);
  self->stats.n_rejected++;
  return TL_CSV_STEP_REJECTED;
}

static gboolean
is_blank (const TlCsvField *field)
{
  for (guint32 i = 0; i < field->length; i++)
    if (field->text[i] != ' ' && field->text[i] != '\t')
      return FALSE;
  return TRUE;
}

static gboolean
are_blank (const TlCsvScanner *scanner, gsize first)
{
  for (gsize i = first; i < scanner->n_fields; i++)
    if (!is_blank (&scanner->fields[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_header (TlCsvReader *self)
{
  const TlCsvScanner *scanner = &self->scanner;
  guint               n_named = 0;

  if (self->dialect->n_header_rows == 0 || scanner->n_fields != self->dialect->n_columns)
    return FALSE;
  for (gsize i = 0; i < scanner->n_fields; i++)
    {
      if (scanner->fields[i].length != self->name_lengths[i] ||
          memcmp (scanner->fields[i].text, self->dialect->names[i], self->name_lengths[i]) != 0)
        return FALSE;
      n_named += self->name_lengths[i] > 0;
    }
  return n_named > 1;
}

static void
pad (TlCsvScanner *scanner, guint n_columns)
{
  if (n_columns > scanner->n_allocated)
    {
      scanner->n_allocated = n_columns;
      scanner->fields = g_renew (TlCsvField, scanner->fields, n_columns);
    }
  while (scanner->n_fields < n_columns)
    scanner->fields[scanner->n_fields++] = (TlCsvField){ .text = "" };
}

/* What the record that the scanner has just read is. END: nothing; go on. */
static TlCsvStep
take_record (TlCsvReader *self)
{
  TlCsvScanner *scanner = &self->scanner;
  const guint   n_columns = self->dialect->n_columns;
  gboolean      is_lone = scanner->n_given == 1;

  self->record.line = self->line;
  self->line += scanner->n_lines;
  if (G_UNLIKELY (scanner->gave_up && self->stats.quotes_off_line == 0))
    self->stats.quotes_off_line = self->record.line;
  if (G_UNLIKELY (scanner->fields[0].length == 0 || is_lone) && are_blank (scanner, 0) &&
      !(is_lone && scanner->fields[0].flags & TL_CSV_FIELD_QUOTED))
    {
      self->stats.n_blank += self->n_skip == 0;
      return TL_CSV_STEP_END;
    }
  if (self->n_skip > 0)
    {
      self->n_skip--;
      return TL_CSV_STEP_END;
    }

  self->record.number = ++self->number;
  self->record.n_given = (guint) MIN (scanner->n_given, G_MAXUINT);
  if (scanner->n_given > TL_CSV_MAX_COLUMNS)
    return reject (self, TL_CSV_REASON_TOO_WIDE);
  if (G_UNLIKELY (scanner->stop - scanner->start > TL_CSV_MAX_FIELD))
    {
      if (scanner->stop - scanner->start > TL_CSV_MAX_RECORD)
        return reject (self, TL_CSV_REASON_TOO_LONG);
      for (gsize i = 0; i < scanner->n_fields; i++)
        if (scanner->fields[i].length > TL_CSV_MAX_FIELD)
          return reject (self, TL_CSV_REASON_TOO_LONG);
    }
  if (G_UNLIKELY (scanner->n_fields != n_columns))
    {
      if (scanner->n_fields > n_columns)
        {
          if (!are_blank (scanner, n_columns))
            return reject (self, TL_CSV_REASON_TOO_MANY);
          scanner->n_fields = n_columns;
        }
      else
        {
          if (is_lone && n_columns >= 3)
            return reject (self, TL_CSV_REASON_LONE);
          self->stats.n_short++;
        }
    }
  else if (scanner->fields[0].length == self->name_lengths[0] &&
           scanner->fields[0].text[0] == self->dialect->names[0][0] && is_header (self))
    return reject (self, TL_CSV_REASON_HEADER);

  tl_csv_scanner_unescape (scanner);
  if (scanner->n_fields < n_columns)
    pad (scanner, n_columns);
  self->record.reason = TL_CSV_REASON_NONE;
  self->record.fields = scanner->fields;
  self->record.n_fields = n_columns;
  self->stats.n_records++;
  return TL_CSV_STEP_RECORD;
}

static gboolean
is_header_of_sheet (TlCsvReader *self, const TlSheetRow *row, guint first)
{
  guint n_named = 0;

  if (self->dialect->n_header_rows == 0)
    return FALSE;
  for (guint i = 0; i < self->dialect->n_columns; i++)
    {
      const char *text = first + i < row->n_cells ? row->cells[first + i].text : "";

      if (strcmp (text, self->dialect->names[i]) != 0)
        return FALSE;
      n_named += *text != '\0';
    }
  return n_named > 1;
}

static TlCsvStep
reject_of_sheet (TlCsvReader *self, const TlSheetRow *row, TlCsvReason reason)
{
  g_string_truncate (self->raw, 0);
  for (guint i = 0; i < row->n_cells && self->raw->len <= TL_CSV_MAX_RECORD; i++)
    {
      if (i > 0)
        g_string_append_c (self->raw, '\t');
      g_string_append_len (self->raw, row->cells[i].text, row->cells[i].length);
    }
  self->record.reason = reason;
  self->record.fields = NULL;
  self->record.n_fields = 0;
  self->record.raw = self->raw->str;
  self->record.raw_length = self->raw->len;
  self->stats.n_rejected++;
  return TL_CSV_STEP_REJECTED;
}

/* What a row of a sheet is. END: nothing; go on. */
static TlCsvStep
take_sheet_row (TlCsvReader *self, const TlSheetRow *row)
{
  const guint first = self->dialect->first_column, n_columns = self->dialect->n_columns;
  guint       n_filled = 0, n_outside = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      gboolean is_full = !is_blank (&row->cells[i]);

      n_filled += is_full;
      n_outside += is_full && (i < first || i >= first + n_columns);
    }
  if (n_filled == 0 && !row->is_too_long && !row->is_too_wide)
    {
      self->stats.n_blank += self->n_skip == 0;
      return TL_CSV_STEP_END;
    }
  if (self->n_skip > 0)
    {
      self->n_skip--;
      return TL_CSV_STEP_END;
    }
  self->record.line = row->number;
  self->record.number = ++self->number;
  self->record.n_given = row->n_cells > first ? row->n_cells - first : row->n_cells;
  if (row->is_too_wide)
    return reject_of_sheet (self, row, TL_CSV_REASON_TOO_WIDE);
  if (row->is_too_long)
    return reject_of_sheet (self, row, TL_CSV_REASON_TOO_LONG);
  if (n_outside > 0)
    return reject_of_sheet (self, row, TL_CSV_REASON_TOO_MANY);
  if (n_filled == 1 && n_columns >= 3 && self->dialect->has_numbers_first && row->n_cells == first + 1 &&
      !g_ascii_isdigit (row->cells[first].text[0]))
    return reject_of_sheet (self, row, TL_CSV_REASON_LONE);
  if (is_header_of_sheet (self, row, first))
    return reject_of_sheet (self, row, TL_CSV_REASON_HEADER);
  self->scanner.n_fields = 0;
  pad (&self->scanner, n_columns);
  for (guint i = first; i < row->n_cells; i++)
    if (i - first < n_columns)
      self->scanner.fields[i - first] = row->cells[i];
  self->record.reason = TL_CSV_REASON_NONE;
  self->record.fields = self->scanner.fields;
  self->record.n_fields = n_columns;
  self->stats.n_records++;
  return TL_CSV_STEP_RECORD;
}

static TlCsvStep
next_of_sheet (TlCsvReader *self, GError **error)
{
  const TlSheetRow *row;
  TlCsvStep         step = TL_CSV_STEP_END;
  int               got = -1;

  if (self->sheet == NULL)
    {
      g_propagate_error (error, g_error_copy (self->trouble));
      return TL_CSV_STEP_FAILED;
    }
  while (step == TL_CSV_STEP_END && (got = tl_sheet_cursor_next (self->sheet, &row, error)) > 0)
    step = take_sheet_row (self, row);
  return got < 0 ? TL_CSV_STEP_FAILED : step;
}

/**
 * tl_csv_reader_next:
 * @self: a reader
 * @record: (out) (transfer none): the row; lasts until the next call
 * @error: where the file can be read no further
 *
 * Reads the next row. A row with fewer fields than the table has columns is filled up with empty ones; fields beyond
 * them are dropped where they are empty. Rows with nothing in them are passed over. A row is rejected, with the reason
 * in @record, where it holds more than the table has columns for, where it is one field alone in a table of three or
 * more, where it repeats the header, and where it goes beyond our limits.
 *
 * Returns: what it found
 */
TlCsvStep
tl_csv_reader_next (TlCsvReader *self, const TlCsvRecord **record, GError **error)
{
  *record = &self->record;
  if (self->dialect->sheet > 0)
    return next_of_sheet (self, error);
  for (;;)
    switch (tl_csv_scanner_next (&self->scanner))
      {
      case TL_CSV_SCAN_RECORD:
        {
          TlCsvStep step = take_record (self);

          if (step != TL_CSV_STEP_END)
            return step;
          break;
        }
      case TL_CSV_SCAN_MORE:
        if (self->scanner.end - self->scanner.pos > TL_CSV_MAX_RECORD)
          {
            TlCsvStep step;
            gboolean  in_quotes = self->scanner.open_quote && self->dialect->n_columns > 1;

            if (!(in_quotes ? skip_quoted (self, error) : skip_line (self, error)))
              return TL_CSV_STEP_FAILED;
            step = reject_long (self);
            if (step != TL_CSV_STEP_END)
              return step;
            break;
          }
        if (!refill (self, error))
          return TL_CSV_STEP_FAILED;
        break;
      case TL_CSV_SCAN_LONG:
        {
          TlCsvStep step;

          if (!skip_quoted (self, error))
            return TL_CSV_STEP_FAILED;
          step = reject_long (self);
          if (step != TL_CSV_STEP_END)
            return step;
          break;
        }
      case TL_CSV_SCAN_END:
      default:
        return TL_CSV_STEP_END;
      }
}

/**
 * tl_csv_reader_get_dialect:
 *
 * Returns: (transfer none): how the file is written
 */
const TlCsvDialect *
tl_csv_reader_get_dialect (TlCsvReader *self)
{
  return self->dialect;
}

/**
 * tl_csv_reader_get_stats:
 *
 * Returns: (transfer none): what was read so far
 */
const TlCsvStats *
tl_csv_reader_get_stats (TlCsvReader *self)
{
  self->stats.n_bad_quotes = self->scanner.n_bad;
  self->stats.n_replaced = self->decoder.n_replaced;
  return &self->stats;
}

/**
 * tl_csv_reader_get_progress:
 *
 * Returns: the share of the file read so far, 0 to 1
 */
double
tl_csv_reader_get_progress (TlCsvReader *self)
{
  guint64 size = tl_csv_source_get_size (self->source);

  if (self->sheet)
    return tl_sheet_cursor_get_done (self->sheet);
  return size == 0 ? 1 : MIN (1, (double) self->decoder.offset / (double) size);
}

/**
 * tl_csv_reader_say_reason:
 * @record: a rejected row
 *
 * Returns: (transfer full): a sentence for people, with the line: "Line 12: …"
 */
char *
tl_csv_reader_say_reason (TlCsvReader *self, const TlCsvRecord *record)
{
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  switch (record->reason)
    {
    case TL_CSV_REASON_TOO_MANY:
      return g_strdup_printf (_("Line %lu: the row has %u fields where the table has %u columns."),
                              (gulong) record->line, record->n_given, self->dialect->n_columns);
    case TL_CSV_REASON_LONE:
      raw = g_strndup (record->raw, MIN (record->raw_length, 1000));
      text = g_utf8_make_valid (raw, -1);
      g_free (raw);
      raw = g_strdelimit (g_steal_pointer (&text), "\t\r\n", ' ');
      shown = g_utf8_strlen (raw, -1) > 60 ? g_utf8_substring (raw, 0, 60) : g_strdup (raw);
      return g_strdup_printf (_("Line %lu: there is one field alone where the table has %u columns: "
                                "“%s”."),
                              (gulong) record->line, self->dialect->n_columns, shown);
    case TL_CSV_REASON_HEADER:
      return g_strdup_printf (_("Line %lu: the row is the header over again."), (gulong) record->line);
    case TL_CSV_REASON_TOO_LONG:
      return g_strdup_printf (_("Line %lu: the row is longer than %d MiB, or a field of it than "
                                "%d MiB."),
                              (gulong) record->line, TL_CSV_MAX_RECORD / (1024 * 1024),
                              TL_CSV_MAX_FIELD / (1024 * 1024));
    case TL_CSV_REASON_TOO_WIDE:
      return g_strdup_printf (_("Line %lu: the row has more than %d fields."), (gulong) record->line,
                              TL_CSV_MAX_COLUMNS);
    case TL_CSV_REASON_NONE:
    default:
      return g_strdup_printf (_("Line %lu: the row was read."), (gulong) record->line);
    }
}
