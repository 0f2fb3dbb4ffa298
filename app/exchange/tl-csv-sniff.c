/* tl-csv-sniff.c: how a table is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first megabyte (more where it holds no two rows) is read with each delimiter that people use. The one wins that
 * makes most rows equally wide, many columns, and cells that hold no other delimiter as no prose and no number would.
 */
#include "tl-csv-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-columns.h"
#include "tl-error.h"
#include "tl-sheet-private.h"

#define SAMPLE     (1024 * 1024)
#define SAMPLE_MAX (TL_CSV_MAX_RECORD + 1024 * 1024)
#define N_RECORDS  1000   /* that a delimiter is judged by */
#define N_ROWS     200    /* that the header is judged by */
#define N_CELLS    200000 /* in these */

static const char delimiters[] = { ',', ';', '\t', '|' };

typedef struct
{
  char  *text;
  gsize  length;
  gsize  start; /* behind a "sep=" line */
  gboolean is_whole;
} Sample;

typedef struct
{
  guint    n_records;
  guint    n_modal; /* fields that most rows have, of those with two or more; 0: none has */
  guint    n_first; /* fields of the first row */
  double   share;   /* of the rows that have n_modal */
  double   dirt;    /* share of cells that hold another delimiter as no prose would */
  guint64  n_good;
  guint64  n_bad;
  gboolean is_single_quoted;
} Verdict;

static gboolean
take_sample (TlCsvSource *source, TlCsvEncoding encoding, gsize n_bom, gsize size, Sample *sample, GError **error)
{
  TlCsvDecoder decoder;
  gboolean     ok;

  sample->text = g_realloc (sample->text, size + 3 * TL_CSV_CHUNK + TL_CSV_SLACK);
  sample->length = 0;
  tl_csv_decoder_init (&decoder, source, encoding, n_bom);
  ok = tl_csv_decoder_fill (&decoder, sample->text, size + 3 * TL_CSV_CHUNK, &sample->length, error);
  sample->is_whole = decoder.at_end;
  tl_csv_decoder_clear (&decoder);
  memset (sample->text + sample->length, 0, TL_CSV_SLACK);
  return ok;
}

static gboolean
has_two_lines (const Sample *sample)
{
  guint n = 0;

  for (gsize i = 0; i < sample->length && n < 2; i++)
    n += sample->text[i] == '\n' || (sample->text[i] == '\r' && i + 1 < sample->length && sample->text[i + 1] != '\n');
  return n >= 2;
}

/* How many of @delimiter most lines have, quotes or not, plus one; 0 where no line has any. */
static guint
modal_of_lines (const Sample *sample, char delimiter)
{
  g_autofree guint *counts = g_new0 (guint, TL_CSV_MAX_COLUMNS + 1);
  guint             n = 0, n_lines = 0, best = 0;

  for (gsize i = sample->start; i < sample->length && n_lines < 4 * N_RECORDS; i++)
    if (sample->text[i] == delimiter)
      n++;
    else if (sample->text[i] == '\n' || sample->text[i] == '\r')
      {
        counts[MIN (n, TL_CSV_MAX_COLUMNS)]++;
        n_lines++;
        n = 0;
      }
  for (guint i = 1; i < TL_CSV_MAX_COLUMNS; i++)
    if (counts[i] > counts[best] || best == 0)
      best = i;
  return counts[best] == 0 || best == 0 ? 0 : best + 1;
}

static gboolean
is_numeric (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && strchr ("., +-%'", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_dirty (const TlCsvField *field, char delimiter)
{
  gboolean numeric = FALSE, asked = FALSE;

  if (field->flags & TL_CSV_FIELD_QUOTED)
    return FALSE;
  for (gsize i = 0; i < field->length; i++)
    {
      char c = field->text[i];

      if (c == delimiter || memchr (delimiters, c, sizeof delimiters) == NULL)
        continue;
      if (c == '\t' || c == '|')
        return TRUE;
      if (i + 1 == field->length || field->text[i + 1] == ' ')
        continue;
      if (c == ',' && !asked)
        {
          numeric = is_numeric (field->text, field->length);
          asked = TRUE;
        }
      if (c != ',' || !numeric)
        return TRUE;
    }
  return FALSE;
}

/* Reads the sample with @delimiter. */
static void
judge (const Sample *sample, char delimiter, char quote, char escape, Verdict *verdict)
{
  g_autofree guint *counts = g_new0 (guint, TL_CSV_MAX_COLUMNS + 1);
  TlCsvScanner      scanner;
  guint             n_cells = 0, n_dirty = 0, n_text = 0, n_open = 0, n_closed = 0, best = 0;
  guint             n_first_wide = 0;

  *verdict = (Verdict){ 0 };
  tl_csv_scanner_init (&scanner, delimiter, quote, escape, delimiter ? modal_of_lines (sample, delimiter) : 1);
  tl_csv_scanner_set_window (&scanner, sample->text + sample->start, sample->text + sample->length, sample->is_whole);
  while (verdict->n_records < N_RECORDS && tl_csv_scanner_next (&scanner) == TL_CSV_SCAN_RECORD)
    {
      guint n = (guint) MIN (scanner.n_given, TL_CSV_MAX_COLUMNS);

      tl_csv_scanner_restore (&scanner); /* others want to read the sample too */
      if (scanner.n_given == 1 && scanner.fields[0].length == 0)
        continue;
      if (verdict->n_records++ == 0)
        verdict->n_first = n;
      counts[n]++;
      if (n >= 2 && n_first_wide == 0)
        n_first_wide = n;
      for (gsize i = 0; i < scanner.n_fields && n_cells < N_CELLS / 4; i++, n_cells++)
        {
          const TlCsvField *field = &scanner.fields[i];

          n_dirty += is_dirty (field, delimiter);
          n_text += field->length > 0 && !is_numeric (field->text, field->length);
          if (field->length >= 2 && field->text[0] == '\'')
            {
              n_open++;
              n_closed += field->text[field->length - 1] == '\'';
            }
        }
    }
  for (guint i = 2; i <= TL_CSV_MAX_COLUMNS; i++)
    if (counts[i] > 0 && (best == 0 || counts[i] > counts[best] || (counts[i] == counts[best] && i == n_first_wide)))
      best = i;
  verdict->n_modal = best;
  verdict->share = best == 0 ? 0 : (double) counts[best] / verdict->n_records;
  verdict->dirt = n_cells == 0 ? 0 : (double) n_dirty / n_cells;
  verdict->n_good = scanner.n_good;
  verdict->n_bad = scanner.n_bad;
  verdict->is_single_quoted = scanner.n_good == 0 && n_closed >= 4 && n_closed * 10 >= n_open * 6 &&
                              n_closed * 3 >= n_text;
  tl_csv_scanner_clear (&scanner);
}

/* Few rows alike can still be a table where the first one, the header, says so; prose has commas too. */
static double
rate (const Verdict *verdict)
{
  if (verdict->n_modal < 2)
    return 0;
  if (verdict->share < 0.6 && !(verdict->n_modal >= 3 && verdict->n_first == verdict->n_modal &&
                                verdict->share >= 0.15))
    return 0;
  return verdict->share * verdict->share * (1 - 0.9 * verdict->dirt) * (1 - 0.5 / verdict->n_modal);
}

/* Whether the first line is the name of a column: then the commas below are those of prose. */
static gboolean
is_headed_by_one_name (const Sample *sample)
{
  const char      *start = sample->text + sample->start, *end = sample->text + sample->length, *p;
  g_autofree char *line = NULL;

  while (start < end && (*start == '\n' || *start == '\r'))
    start++;
  for (p = start; p < end && *p != '\n' && *p != '\r' && p - start < 100; p++)
    ;
  line = g_strndup (start, (gsize) (p - start));
  return strpbrk (line, ",;\t|") == NULL && tl_columns_is_known_name (line);
}

static char
find_delimiter (const Sample *sample, char quote)
{
  double   best = 0;
  char     delimiter = 0;
  gboolean is_prose = is_headed_by_one_name (sample);

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      Verdict verdict;
      double  rating;

      judge (sample, delimiters[i], quote, 0, &verdict);
      rating = is_prose && verdict.n_modal <= 4 && delimiters[i] != '\t' ? 0 : rate (&verdict);
      if (rating > best)
        {
          best = rating;
          delimiter = delimiters[i];
        }
    }
  return delimiter;
}

/* Whether quotes in quoted fields are written \" rather than "". */
static gboolean
has_escapes (const Sample *sample, char delimiter, char quote)
{
  gsize n_escaped = 0;

  for (gsize i = sample->start + 1; i + 1 < sample->length; i++)
    {
      char before = sample->text[i - 1], behind = sample->text[i + 1];

      if (sample->text[i] != quote)
        continue;
      if (behind == quote)
        {
          if (before != delimiter && before != '\n' && before != '\r' && before != '\\' && before != quote)
            {
              char next = i + 2 < sample->length ? sample->text[i + 2] : '\n';

              if (next != delimiter && next != '\n' && next != '\r' && next != quote)
                return FALSE;
            }
          continue;
        }
      if (before == '\\' && behind != delimiter && behind != '\n' && behind != '\r')
        n_escaped++;
    }
  return n_escaped > 0;
}

/* "sep=;" on the first line is a word to a spreadsheet program. */
static char
find_sep_line (Sample *sample)
{
  const char *p = sample->text + sample->start, *end = sample->text + sample->length;
  gboolean    is_quoted = p < end && *p == '"';
  char        delimiter;

  p += is_quoted;
  if (end - p < 5 || g_ascii_strncasecmp (p, "sep=", 4) != 0 || (guchar) p[4] >= 0x80 || p[4] == '\n' || p[4] == '\r')
    return 0;
  delimiter = p[4];
  p += 5;
  if (is_quoted && p < end && *p == '"')
    p++;
  if (p < end && *p != '\n' && *p != '\r')
    return 0;
  while (p < end && *p == '\r')
    p++;
  if (p < end && *p == '\n')
    p++;
  sample->start = (gsize) (p - sample->text);
  return delimiter;
}

static void
row_clear (gpointer data)
{
  TlCsvRow *row = data;

  g_strfreev (row->cells);
  g_free (row->raw);
}

/* The first rows of the sample, as text. Writes on the sample. */
static GArray *
read_rows (Sample *sample, const TlCsvDialect *dialect, guint n_columns, guint64 line)
{
  GArray      *rows = g_array_new (FALSE, FALSE, sizeof (TlCsvRow));
  TlCsvScanner scanner;
  gsize        n_cells = 0;

  g_array_set_clear_func (rows, row_clear);
  tl_csv_scanner_init (&scanner, dialect->delimiter, dialect->quote, dialect->escape, n_columns);
  tl_csv_scanner_set_window (&scanner, sample->text + sample->start, sample->text + sample->length, sample->is_whole);
  while (rows->len < N_ROWS && n_cells < N_CELLS && tl_csv_scanner_next (&scanner) == TL_CSV_SCAN_RECORD)
    {
      TlCsvRow row = { .line = line };
      gboolean is_blank = TRUE;

      line += scanner.n_lines;
      for (gsize i = 0; i < scanner.n_fields && is_blank; i++)
        for (gsize j = 0; j < scanner.fields[i].length && is_blank; j++)
          is_blank = scanner.fields[i].text[j] == ' ' || scanner.fields[i].text[j] == '\t';
      if (is_blank && !(scanner.n_given == 1 && scanner.fields[0].flags & TL_CSV_FIELD_QUOTED))
        continue;
      tl_csv_scanner_restore (&scanner);
      row.raw = g_strndup (scanner.start, MIN ((gsize) (scanner.stop - scanner.start), 4096));
      row.n_cells = (guint) MIN (scanner.n_given, G_MAXUINT);
      row.cells = g_new0 (char *, scanner.n_fields + 1);
      tl_csv_scanner_unescape (&scanner);
      for (gsize i = 0; i < scanner.n_fields; i++)
        row.cells[i] = g_strndup (scanner.fields[i].text, scanner.fields[i].length);
      n_cells += scanner.n_fields;
      g_array_append_val (rows, row);
    }
  tl_csv_scanner_clear (&scanner);
  return rows;
}

static void
set_endless (TlCsvSource *source, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
               _("“%s”, line 1: the line is longer than %d MiB. This does not look like a table; check the file."),
               tl_csv_source_get_name (source), TL_CSV_MAX_RECORD / (1024 * 1024));
}

/**
 * tl_csv_sniff:
 * @source: a file
 * @hints: (nullable): what is known about it
 *
 * Looks at @source and finds how it is written: encoding, delimiter, quotes, the lines before the header, the header's
 * rows and the names in it. What @hints say is taken as it is.
 *
 * Returns: (transfer full): the dialect; %NULL with a #TlError where @source is no table of text or empty, or a
 *   #GFileError where it cannot be read
 */
TlCsvDialect *
tl_csv_sniff (TlCsvSource *source, const TlCsvHints *hints, GError **error)
{
  static const TlCsvHints  none = TL_CSV_HINTS_INIT;
  g_autoptr (TlCsvDialect) dialect = g_new0 (TlCsvDialect, 1);
  g_autoptr (GArray)       rows = NULL;
  g_autofree char         *text = NULL;
  Sample                   sample = { 0 };
  TlBook                  *book;
  Verdict                  verdict;
  gsize                    n_bom;
  guint                    n_columns;
  char                     sep;
  gboolean                 ok;

  if (hints == NULL)
    hints = &none;
  if (!tl_csv_source_get_book (source, &book, error))
    return NULL;
  if (book)
    return tl_sheet_sniff (source, book, hints, error);
  if (!tl_csv_find_encoding (source, hints->encoding, &dialect->encoding, &n_bom, error))
    return NULL;
  dialect->has_bom = n_bom > 0;
  ok = take_sample (source, dialect->encoding, n_bom, SAMPLE, &sample, error);
  if (ok && !sample.is_whole && !has_two_lines (&sample))
    ok = take_sample (source, dialect->encoding, n_bom, SAMPLE_MAX, &sample, error);
  text = sample.text;
  if (!ok)
    return NULL;
  if (!sample.is_whole && memchr (text, '\n', sample.length) == NULL && memchr (text, '\r', sample.length) == NULL)
    {
      set_endless (source, error);
      return NULL;
    }

  sep = find_sep_line (&sample);
  dialect->quote = hints->quote == TL_CSV_AUTO ? '"' : (char) hints->quote;
  if (hints->delimiter != TL_CSV_AUTO)
    dialect->delimiter = (char) hints->delimiter;
  else
    dialect->delimiter = sep ? sep : find_delimiter (&sample, dialect->quote);
  if (dialect->quote && has_escapes (&sample, dialect->delimiter, dialect->quote))
    dialect->escape = '\\';
  judge (&sample, dialect->delimiter, dialect->quote, dialect->escape, &verdict);
  if (hints->quote == TL_CSV_AUTO)
    {
      if (verdict.is_single_quoted)
        dialect->quote = '\'';
      else if (dialect->delimiter == '\t' ? verdict.n_bad > 0 && verdict.n_bad * 4 >= verdict.n_good
                                          : verdict.n_bad > 1 && verdict.n_bad > verdict.n_good)
        dialect->quote = dialect->escape = 0;
      if (dialect->quote != '"')
        judge (&sample, dialect->delimiter, dialect->quote, dialect->escape, &verdict);
    }

  n_columns = rate (&verdict) > 0 || hints->delimiter != TL_CSV_AUTO || sep ? MAX (verdict.n_modal, 1) : 1;
  rows = read_rows (&sample, dialect, n_columns, sep ? 2 : 1);
  if (rows->len == 0)
    {
      if (sample.is_whole)
        g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("“%s” is empty: there is nothing in it to import."),
                     tl_csv_source_get_name (source));
      else
        set_endless (source, error);
      return NULL;
    }
  tl_csv_find_header (dialect, (const TlCsvRow *) (const void *) rows->data, rows->len, n_columns,
                      hints->n_header_rows);
  dialect->n_skip += sep ? 1 : 0;
  if (dialect->n_columns > TL_CSV_MAX_COLUMNS)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   _("“%s” has more than %d columns. Leave out those that are not needed and import it again."),
                   tl_csv_source_get_name (source), TL_CSV_MAX_COLUMNS);
      return NULL;
    }
  return g_steal_pointer (&dialect);
}

/**
 * tl_csv_dialect_copy:
 *
 * Returns: (transfer full): a copy
 */
TlCsvDialect *
tl_csv_dialect_copy (const TlCsvDialect *self)
{
  TlCsvDialect *copy = g_new (TlCsvDialect, 1);

  *copy = *self;
  copy->names = g_strdupv (self->names);
  copy->labels = g_strdupv (self->labels);
  copy->import_ids = g_strdupv (self->import_ids);
  copy->sheet_name = g_strdup (self->sheet_name);
  copy->junk = g_new0 (TlCsvJunk, self->n_junk + 1);
  for (guint i = 0; i < self->n_junk; i++)
    copy->junk[i] = (TlCsvJunk){ .line = self->junk[i].line, .text = g_strdup (self->junk[i].text) };
  return copy;
}

void
tl_csv_dialect_free (TlCsvDialect *self)
{
  g_strfreev (self->names);
  g_strfreev (self->labels);
  g_strfreev (self->import_ids);
  for (guint i = 0; i < self->n_junk; i++)
    g_free (self->junk[i].text);
  g_free (self->junk);
  g_free (self->sheet_name);
  g_free (self);
}

static const char *
say_encoding (TlCsvEncoding encoding)
{
  switch (encoding)
    {
    case TL_CSV_ENCODING_UTF_16_LE:
      return "UTF-16LE";
    case TL_CSV_ENCODING_UTF_16_BE:
      return "UTF-16BE";
    case TL_CSV_ENCODING_WINDOWS_1252:
      return "Windows-1252";
    case TL_CSV_ENCODING_WINDOWS_1250:
      return "Windows-1250";
    case TL_CSV_ENCODING_WINDOWS_1251:
      return "Windows-1251";
    case TL_CSV_ENCODING_ISO_8859_15:
      return "ISO-8859-15";
    case TL_CSV_ENCODING_MAC_ROMAN:
      return "Mac Roman";
    case TL_CSV_ENCODING_AUTO:
    case TL_CSV_ENCODING_UTF_8:
    default:
      return "UTF-8";
    }
}

static char *
describe_sheet (const TlCsvDialect *self)
{
  g_autofree char *columns = g_strdup_printf (ngettext ("%u column", "%u columns", self->n_columns), self->n_columns);

  if (self->n_header_rows == 0)
    return g_strdup_printf (_("the sheet “%s”, %s, no header"), self->sheet_name, columns);
  if (self->n_header_rows == 1)
    return g_strdup_printf (_("the sheet “%s”, %s, header in row %lu"), self->sheet_name, columns, (gulong) self->header_line);
  return g_strdup_printf (ngettext ("the sheet “%s”, %s, a header of %u row from row %lu",
                                    "the sheet “%s”, %s, a header of %u rows from row %lu", self->n_header_rows),
                          self->sheet_name, columns, self->n_header_rows, (gulong) self->header_line);
}

/**
 * tl_csv_dialect_describe:
 *
 * Returns: (transfer full): what was recognised, for people: "18 columns separated by commas, UTF-8, header on line 3"
 */
char *
tl_csv_dialect_describe (const TlCsvDialect *self)
{
  g_autofree char *columns = NULL;
  char             other[2] = { self->delimiter, '\0' };

  if (self->sheet > 0)
    return describe_sheet (self);
  switch (self->delimiter)
    {
    case 0:
      columns = g_strdup (_("one column"));
      break;
    case ',':
      columns = g_strdup_printf (ngettext ("%u column separated by commas", "%u columns separated by commas",
                                           self->n_columns),
                                 self->n_columns);
      break;
    case ';':
      columns = g_strdup_printf (ngettext ("%u column separated by semicolons", "%u columns separated by semicolons",
                                           self->n_columns),
                                 self->n_columns);
      break;
    case '\t':
      columns = g_strdup_printf (ngettext ("%u column separated by tabs", "%u columns separated by tabs",
                                           self->n_columns),
                                 self->n_columns);
      break;
    default:
      columns = g_strdup_printf (ngettext ("%u column separated by “%s”", "%u columns separated by “%s”",
                                           self->n_columns),
                                 self->n_columns, other);
      break;
    }
  if (self->n_header_rows == 0)
    return g_strdup_printf (_("%s, %s, no header"), columns, say_encoding (self->encoding));
  if (self->n_header_rows == 1)
    return g_strdup_printf (_("%s, %s, header on line %lu"), columns, say_encoding (self->encoding),
                            (gulong) self->header_line);
  return g_strdup_printf (ngettext ("%s, %s, a header of %u row from line %lu",
                                    "%s, %s, a header of %u rows from line %lu", self->n_header_rows),
                          columns, say_encoding (self->encoding), self->n_header_rows, (gulong) self->header_line);
}

/**
 * tl_csv_dialect_say_junk:
 *
 * Returns: (transfer full) (nullable): a sentence that tells which lines before the header were left out; %NULL: none
 */
char *
tl_csv_dialect_say_junk (const TlCsvDialect *self)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  if (self->n_junk == 0)
    return NULL;
  for (guint i = 0; i < self->n_junk; i++)
    {
      if (i > 0)
        g_string_append (lines, C_("between lines of a file", "; "));
      g_string_append_printf (lines, C_("a line of a file: number, text", "%lu “%s”"), (gulong) self->junk[i].line,
                              self->junk[i].text);
    }
  return g_strdup_printf (ngettext ("%u line before the table was left out: %s.",
                                    "%u lines before the table were left out: %s.", self->n_junk),
                          self->n_junk, lines->str);
}
