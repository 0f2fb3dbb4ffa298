/* tl-sheet-xlsx.c: Excel's sheets (ECMA-376, SpreadsheetML)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "tl-error.h"

#define MAX_FORMATS (1024 * 1024)

static gboolean
is_true (const char *text)
{
  return strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "on") == 0;
}

/* Which part stands for which id, beside a part: relationships */

typedef struct
{
  char *type;
  char *entry;
} Relation;

typedef struct
{
  const char *folder;
  GHashTable *relations; /* id → Relation */
} Relations;

static void
relation_free (gpointer data)
{
  Relation *self = data;

  g_free (self->type);
  g_free (self->entry);
  g_free (self);
}

/* “../a/b.xml” beside “x/y/” is “x/a/b.xml”; “/a/b.xml” is “a/b.xml”. */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *path = *target == '/' ? g_strdup (target) : g_strconcat ("/", folder, target, NULL);
  g_autofree char *plain = g_canonicalize_filename (path, "/");

  return g_strdup (plain + 1);
}

static void
on_relation (gpointer data, const char *name, const char *uri, const char **attributes, guint n)
{
  Relations       *self = data;
  g_autofree char *id = tl_part_dup_attribute (attributes, n, "Id");
  g_autofree char *type = tl_part_dup_attribute (attributes, n, "Type");
  g_autofree char *target = tl_part_dup_attribute (attributes, n, "Target");
  char             mode[16];
  Relation        *relation;

  if (strcmp (name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL ||
      g_hash_table_size (self->relations) >= TL_SHEET_MAX_ENTRIES ||
      (tl_part_attribute (attributes, n, "TargetMode", mode, sizeof mode) && strcmp (mode, "External") == 0))
    return;
  relation = g_new0 (Relation, 1);
  relation->type = g_strdup (strrchr (type, '/') ? strrchr (type, '/') + 1 : type);
  relation->entry = resolve (self->folder, target);
  g_hash_table_replace (self->relations, g_steal_pointer (&id), relation);
}

/* The relationships of @entry, or of the whole file where it is "". */
static GHashTable *
read_relations (TlBook *book, const char *entry, GError **error)
{
  static const TlPartHandler    handler = { .start = on_relation };
  g_autoptr (GHashTable)        relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, relation_free);
  const char                   *slash = strrchr (entry, '/');
  g_autofree char              *folder = slash ? g_strndup (entry, (gsize) (slash + 1 - entry)) : g_strdup ("");
  g_autofree char              *path = g_strconcat (folder, "_rels/", slash ? slash + 1 : entry, ".rels", NULL);
  Relations                     data = { folder, relations };

  if (tl_part_has (book, path) && !tl_part_run (book, path, &handler, &data, error))
    return NULL;
  return g_steal_pointer (&relations);
}

static const char *
find_by_type (GHashTable *relations, const char *type)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, relations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (strcmp (((Relation *) value)->type, type) == 0)
      return ((Relation *) value)->entry;
  return NULL;
}

/* The workbook */

typedef struct
{
  TlBook     *book;
  GHashTable *relations;
} Workbook;

static void
on_workbook (gpointer data, const char *name, const char *uri, const char **attributes, guint n)
{
  Workbook        *self = data;
  g_autofree char *title = NULL;
  g_autofree char *id = NULL;
  char             state[16];
  const Relation  *relation;

  if (strcmp (name, "workbookPr") == 0 && tl_part_attribute (attributes, n, "date1904", state, sizeof state))
    self->book->is_1904 = is_true (state);
  if (strcmp (name, "sheet") != 0 || self->book->sheets->len >= TL_SHEET_MAX_SHEETS)
    return;
  title = tl_part_dup_attribute (attributes, n, "name");
  id = tl_part_dup_attribute (attributes, n, "id");
  relation = id ? g_hash_table_lookup (self->relations, id) : NULL;
  tl_part_attribute (attributes, n, "state", state, sizeof state);
  if (relation && strcmp (relation->type, "worksheet") == 0 && tl_part_has (self->book, relation->entry))
    tl_book_add_sheet (self->book, title, relation->entry, g_str_has_suffix (state, "idden"));
}

/* Styles: which of them show a number as a date */

typedef struct
{
  TlBook     *book;
  GHashTable *codes; /* id → TlSheetFormat + 1 */
  gboolean    in_cells;
} Styles;

static void
on_style (gpointer data, const char *name, const char *uri, const char **attributes, guint n)
{
  Styles *self = data;
  char    id[16];

  if (strcmp (name, "numFmt") == 0 && g_hash_table_size (self->codes) < MAX_FORMATS)
    {
      g_autofree char *code = tl_part_dup_attribute (attributes, n, "formatCode");

      if (code && tl_part_attribute (attributes, n, "numFmtId", id, sizeof id))
        g_hash_table_insert (self->codes, GUINT_TO_POINTER ((guint) strtoul (id, NULL, 10)),
                             GUINT_TO_POINTER (tl_sheet_format_of_code (code) + 1));
    }
  else if (strcmp (name, "cellXfs") == 0)
    self->in_cells = TRUE;
  else if (strcmp (name, "xf") == 0 && self->in_cells && self->book->formats->len < MAX_FORMATS)
    {
      guint  number, known;
      guint8 format;

      tl_part_attribute (attributes, n, "numFmtId", id, sizeof id);
      number = (guint) strtoul (id, NULL, 10);
      known = GPOINTER_TO_UINT (g_hash_table_lookup (self->codes, GUINT_TO_POINTER (number)));
      format = (guint8) (known ? known - 1 : tl_sheet_format_of_id (number));
      g_array_append_val (self->book->formats, format);
    }
}

static void
on_style_end (gpointer data, const char *name, const char *uri)
{
  if (strcmp (name, "cellXfs") == 0)
    ((Styles *) data)->in_cells = FALSE;
}

/* Words: rich text comes in runs; how it is pronounced (rPh) does not belong to it. */

typedef struct
{
  TlBook  *book;
  TlPart  *part;
  GString *text;
  gboolean in_text;
  guint    n_aside;
} Words;

static void
add_text (GString *out, const char *text, gsize length)
{
  if (out->len <= TL_CSV_MAX_FIELD)
    g_string_append_len (out, text, (gssize) length);
}

/* Characters that XML cannot hold are written _x000D_. */
static void
unescape (GString *text)
{
  char *out, *p;

  if (strstr (text->str, "_x") == NULL)
    return;
  for (out = p = text->str; *p;)
    {
      gunichar c = 0;

      if (p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) && g_ascii_isxdigit (p[4]) &&
          g_ascii_isxdigit (p[5]) && p[6] == '_')
        {
          for (guint i = 2; i < 6; i++)
            c = c << 4 | (gunichar) g_ascii_xdigit_value (p[i]);
          if (!g_unichar_validate (c) || c == 0)
            c = 0xfffd;
          out += g_unichar_to_utf8 (c, out);
          p += 7;
        }
      else
        *out++ = *p++;
    }
  g_string_truncate (text, (gsize) (out - text->str));
}

static void
on_word (gpointer data, const char *name, const char *uri, const char **attributes, guint n)
{
  Words *self = data;

  if (strcmp (name, "si") == 0)
    {
      g_string_truncate (self->text, 0);
      self->n_aside = 0;
    }
  else if (strcmp (name, "rPh") == 0)
    self->n_aside++;
  self->in_text = strcmp (name, "t") == 0;
}

static void
on_word_end (gpointer data, const char *name, const char *uri)
{
  Words  *self = data;
  GError *error = NULL;

  self->in_text = FALSE;
  if (strcmp (name, "rPh") == 0 && self->n_aside > 0)
    self->n_aside--;
  if (strcmp (name, "si") != 0)
    return;
  unescape (self->text);
  if (!tl_sheet_strings_add (self->book->strings, self->text->str, self->text->len, &error))
    tl_part_fail (self->part, error);
}

static void
on_word_text (gpointer data, const char *text, gsize length)
{
  Words *self = data;

  if (self->in_text && self->n_aside == 0)
    add_text (self->text, text, length);
}

static gboolean
read_strings (TlBook *book, const char *entry, GError **error)
{
  static const TlPartHandler handler = { on_word, on_word_end, on_word_text };
  Words                      words = { .book = book, .text = g_string_new (NULL) };
  gboolean                   at_end = FALSE, ok;

  words.part = tl_part_open (book, entry, &handler, &words, error);
  ok = words.part != NULL;
  while (ok && !at_end)
    ok = tl_part_feed (words.part, &at_end, error);
  g_clear_pointer (&words.part, tl_part_free);
  g_string_free (words.text, TRUE);
  return ok && tl_sheet_strings_finish (book->strings, error);
}

/* Whether a sheet has anything in it */

typedef struct
{
  TlPart  *part;
  gboolean in_value;
  gboolean is_full;
} Peek;

static void
on_peek (gpointer data, const char *name, const char *uri, const char **attributes, guint n)
{
  ((Peek *) data)->in_value = strcmp (name, "v") == 0 || strcmp (name, "t") == 0;
}

static void
on_peek_end (gpointer data, const char *name, const char *uri)
{
  if (strcmp (name, "sheetData") == 0)
    tl_part_stop (((Peek *) data)->part);
}

static void
on_peek_text (gpointer data, const char *text, gsize length)
{
  Peek *self = data;

  if (!self->in_value || length == 0)
    return;
  self->is_full = TRUE;
  tl_part_stop (self->part);
}

static gboolean
peek (TlBook *book, TlSheet *sheet, GError **error)
{
  static const TlPartHandler handler = { on_peek, on_peek_end, on_peek_text };
  Peek                       data = { NULL };
  gboolean                   at_end = FALSE, ok;

  data.part = tl_part_open (book, sheet->entry, &handler, &data, error);
  ok = data.part != NULL;
  while (ok && !at_end)
    ok = tl_part_feed (data.part, &at_end, error);
  g_clear_pointer (&data.part, tl_part_free);
  sheet->is_full = data.is_full;
  return ok;
}

gboolean
tl_xlsx_open (TlBook *self, GError **error)
{
  static const TlPartHandler workbook_handler = { .start = on_workbook };
  static const TlPartHandler style_handler = { .start = on_style, .end = on_style_end };
  g_autoptr (GHashTable)     of_file = read_relations (self, "", error);
  g_autoptr (GHashTable)     of_book = NULL;
  g_autoptr (GHashTable)     codes = g_hash_table_new (NULL, NULL);
  const char                *entry, *styles, *strings;
  Workbook                   workbook = { self };
  Styles                     style = { .book = self, .codes = codes };

  if (of_file == NULL)
    return FALSE;
  entry = find_by_type (of_file, "officeDocument");
  if (entry == NULL)
    entry = "xl/workbook.xml";
  if (!tl_part_has (self, entry) || g_str_has_suffix (entry, ".bin") || g_str_has_prefix (entry, "word/") ||
      g_str_has_prefix (entry, "ppt/"))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_FORM,
                   g_str_has_suffix (entry, ".bin")
                     ? _("“%s” is a binary spreadsheet (XLSB). Open it, save it as XLSX or CSV, and import that.")
                     : _("“%s” is a document of Office, but not a spreadsheet. Save the table in it as XLSX or CSV and import "
                         "that."),
                   tl_csv_source_get_name (self->source));
      return FALSE;
    }
  of_book = workbook.relations = read_relations (self, entry, error);
  if (of_book == NULL || !tl_part_run (self, entry, &workbook_handler, &workbook, error))
    return FALSE;
  styles = find_by_type (of_book, "styles");
  if (styles && tl_part_has (self, styles) && !tl_part_run (self, styles, &style_handler, &style, error))
    return FALSE;
  strings = find_by_type (of_book, "sharedStrings");
  if (strings && tl_part_has (self, strings) ? !read_strings (self, strings, error)
                                             : !tl_sheet_strings_finish (self->strings, error))
    return FALSE;
  for (guint i = 0; i < self->sheets->len; i++)
    if (!peek (self, tl_book_get_sheet (self, i), error))
      return FALSE;
  return TRUE;
}

/* Rows */

typedef enum
{
  CELL_NUMBER,
  CELL_SHARED,
  CELL_TEXT,
  CELL_BOOLEAN,
  CELL_ERROR,
} CellType;

typedef struct
{
  TlSheetCursor *cursor;
  GString       *text; /* of the cell at hand */
  GString       *shown;
  guint64        row;  /* the last, from 1 */
  guint          column; /* of the next cell, from 0 */
  CellType       type;
  TlSheetFormat  format;
  gboolean       in_row;
  gboolean       in_cell;
  gboolean       in_text;
  guint          n_aside;
} Reader;

static void
reader_free (gpointer data)
{
  Reader *self = data;

  g_string_free (self->text, TRUE);
  g_string_free (self->shown, TRUE);
  g_free (self);
}

/* The column in “AB12”, from 0; @column where there is none. */
static guint
column_of (const char *reference, guint column)
{
  guint n = 0;

  for (; g_ascii_isalpha (*reference); reference++)
    {
      n = n * 26 + (guint) (g_ascii_toupper (*reference) - 'A') + 1;
      if (n > 4 * TL_CSV_MAX_COLUMNS)
        break;
    }
  return n > 0 ? n - 1 : column;
}

static void
begin_cell (Reader *self, const char **attributes, guint n)
{
  char        value[16];
  guint       column;
  gsize       style;
  GArray     *formats = self->cursor->book->formats;

  tl_part_attribute (attributes, n, "r", value, sizeof value);
  column = column_of (value, self->column);
  if (column > self->column)
    tl_sheet_cursor_add (self->cursor, "", 0, 0, column - self->column);
  self->column = MAX (self->column, column) + 1;
  tl_part_attribute (attributes, n, "t", value, sizeof value);
  self->type = strcmp (value, "s") == 0   ? CELL_SHARED
               : strcmp (value, "b") == 0 ? CELL_BOOLEAN
               : strcmp (value, "e") == 0 ? CELL_ERROR
               : *value == '\0' || strcmp (value, "n") == 0 ? CELL_NUMBER
                                                            : CELL_TEXT;
  tl_part_attribute (attributes, n, "s", value, sizeof value);
  style = strtoul (value, NULL, 10);
  self->format = style < formats->len ? (TlSheetFormat) g_array_index (formats, guint8, style) : TL_SHEET_NUMBER;
  g_string_truncate (self->text, 0);
  self->n_aside = 0;
  self->in_cell = TRUE;
}

static void
end_cell (Reader *self)
{
  TlSheetCursor *cursor = self->cursor;
  const char    *text = self->text->str;
  gsize          length = self->text->len;
  guint32        flags = 0;

  self->in_cell = FALSE;
  switch (self->type)
    {
    case CELL_SHARED:
      text = length > 0 ? tl_sheet_strings_get (cursor->book->strings, g_ascii_strtoull (text, NULL, 10), &length) : "";
      if (text == NULL)
        {
          text = "#REF!";
          length = strlen (text);
          flags = TL_SHEET_CELL_ERROR;
        }
      break;
    case CELL_NUMBER:
      if (length == 0)
        break;
      g_string_truncate (self->shown, 0);
      tl_sheet_say_number (self->shown, g_strstrip (self->text->str), self->format, cursor->book->is_1904);
      text = self->shown->str;
      length = self->shown->len;
      break;
    case CELL_BOOLEAN:
      if (length > 0)
        text = is_true (text) ? "TRUE" : "FALSE";
      length = strlen (text);
      break;
    case CELL_ERROR:
      flags = TL_SHEET_CELL_ERROR;
      break;
    case CELL_TEXT:
    default:
      unescape (self->text);
      text = self->text->str;
      length = self->text->len;
      break;
    }
  tl_sheet_cursor_add (cursor, text, length, flags, 1);
}

static void
on_cell (gpointer data, const char *name, const char *uri, const char **attributes, guint n)
{
  Reader *self = data;
  char    value[24];

  if (strcmp (name, "row") == 0)
    {
      guint64 row;

      tl_part_attribute (attributes, n, "r", value, sizeof value);
      row = g_ascii_strtoull (value, NULL, 10);
      self->row = MAX (self->row + 1, MIN (row, TL_SHEET_MAX_ROWS));
      self->column = 0;
      self->in_row = TRUE;
      tl_sheet_cursor_begin_row (self->cursor, self->row);
    }
  else if (strcmp (name, "c") == 0 && self->in_row)
    begin_cell (self, attributes, n);
  else if (self->in_cell)
    {
      if (strcmp (name, "rPh") == 0)
        self->n_aside++;
      self->in_text = strcmp (name, "v") == 0 || strcmp (name, "t") == 0;
    }
}

static void
on_cell_end (gpointer data, const char *name, const char *uri)
{
  Reader *self = data;

  self->in_text = FALSE;
  if (strcmp (name, "c") == 0 && self->in_cell)
    end_cell (self);
  else if (strcmp (name, "rPh") == 0 && self->n_aside > 0)
    self->n_aside--;
  else if (strcmp (name, "row") == 0 && self->in_row)
    {
      self->in_row = FALSE;
      tl_sheet_cursor_end_row (self->cursor, 1);
    }
  else if (strcmp (name, "sheetData") == 0)
    tl_part_stop (self->cursor->part);
}

static void
on_cell_text (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (self->in_text && self->n_aside == 0)
    add_text (self->text, text, length);
}

gboolean
tl_xlsx_begin (TlSheetCursor *self, guint number, GError **error)
{
  static const TlPartHandler handler = { on_cell, on_cell_end, on_cell_text };
  Reader                    *reader = g_new0 (Reader, 1);

  reader->cursor = self;
  reader->text = g_string_new (NULL);
  reader->shown = g_string_new (NULL);
  self->reader = reader;
  self->free_reader = reader_free;
  self->part = tl_part_open (self->book, tl_book_get_sheet (self->book, number)->entry, &handler, reader, error);
  return self->part != NULL;
}
