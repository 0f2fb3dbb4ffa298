/* tl-sheet-ods.c: OpenDocument's sheets, in an archive or flat (OASIS OpenDocument 1.3, part 3)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "tl-error.h"

#define MAX_BLANKS 1024 /* that one element stands for */

static const char *
get_entry (TlBook *book)
{
  return book->zip ? "content.xml" : NULL;
}

static gboolean
is_in (const char *uri, const char *space)
{
  gsize n = strlen (uri), length = strlen (space);

  /* “urn:oasis:names:tc:opendocument:xmlns:table:1.0”, and Sun's older “http://openoffice.org/2000/table” */
  for (const char *p = uri; (p = strstr (p, space)) != NULL; p++)
    if (p > uri && (p[-1] == ':' || p[-1] == '/') && ((gsize) (p - uri) + length == n || p[length] == ':'))
      return TRUE;
  return FALSE;
}

/* What is no cell's own words: comments, drawings, former values. */
static gboolean
is_aside (const char *name, const char *uri)
{
  return is_in (uri, "drawing") || is_in (uri, "dr3d") || strcmp (name, "annotation") == 0 ||
         strcmp (name, "tracked-changes") == 0 || strcmp (name, "shapes") == 0 || strcmp (name, "forms") == 0 ||
         strcmp (name, "ruby-text") == 0;
}

/* The list of sheets */

typedef struct
{
  TlBook     *book;
  GHashTable *hidden; /* styles */
  char       *style;
  guint       depth;  /* of tables */
  guint       n_aside;
} List;

static void
on_list (gpointer data, const char *name, const char *uri, const char **attributes, guint n)
{
  List *self = data;
  char  value[16];

  if (self->n_aside > 0 || is_aside (name, uri))
    self->n_aside++;
  else if (strcmp (name, "style") == 0)
    {
      g_free (self->style);
      self->style = tl_part_dup_attribute (attributes, n, "name");
    }
  else if (strcmp (name, "table-properties") == 0 || (strcmp (name, "properties") == 0 && is_in (uri, "style")))
    {
      if (self->style && g_hash_table_size (self->hidden) < TL_SHEET_MAX_ENTRIES &&
          tl_part_attribute (attributes, n, "display", value, sizeof value) && strcmp (value, "false") == 0)
        g_hash_table_add (self->hidden, g_strdup (self->style));
    }
  else if (strcmp (name, "table") == 0 && is_in (uri, "table"))
    {
      if (self->depth++ == 0 && self->book->sheets->len < TL_SHEET_MAX_SHEETS)
        {
          g_autofree char *title = tl_part_dup_attribute (attributes, n, "name");
          g_autofree char *style = tl_part_dup_attribute (attributes, n, "style-name");

          tl_book_add_sheet (self->book, title, NULL, style && g_hash_table_contains (self->hidden, style));
        }
    }
  else if (self->depth == 1 && strcmp (name, "table-cell") == 0 &&
           tl_part_attribute (attributes, n, "value-type", value, sizeof value))
    tl_book_get_sheet (self->book, self->book->sheets->len - 1)->is_full = TRUE;
}

static void
on_list_end (gpointer data, const char *name, const char *uri)
{
  List *self = data;

  if (self->n_aside > 0)
    self->n_aside--;
  else if (self->depth > 0 && strcmp (name, "table") == 0 && is_in (uri, "table"))
    self->depth--;
}

static void
on_manifest (gpointer data, const char *name, const char *uri, const char **attributes, guint n)
{
  if (strcmp (name, "encryption-data") == 0)
    *(gboolean *) data = TRUE;
}

gboolean
tl_ods_open (TlBook *self, GError **error)
{
  static const TlPartHandler manifest_handler = { .start = on_manifest };
  static const TlPartHandler handler = { .start = on_list, .end = on_list_end };
  g_autoptr (GHashTable)     hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean                   is_locked = FALSE, ok;
  List                       list = { .book = self, .hidden = hidden };

  if (tl_part_has (self, "META-INF/manifest.xml") &&
      !tl_part_run (self, "META-INF/manifest.xml", &manifest_handler, &is_locked, error))
    return FALSE;
  if (is_locked)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_FORM,
                   _("“%s” is protected with a password. Open it, save it without one or as CSV, and import that."),
                   tl_csv_source_get_name (self->source));
      return FALSE;
    }
  ok = tl_part_run (self, get_entry (self), &handler, &list, error);
  g_free (list.style);
  return ok;
}

/* Rows */

typedef enum
{
  CELL_TEXT,
  CELL_NUMBER,
  CELL_DATE,
  CELL_TIME,
  CELL_BOOLEAN,
} CellType;

typedef struct
{
  TlSheetCursor *cursor;
  guint          wanted; /* tables before it */
  guint          n_tables;
  guint          depth; /* of tables */
  guint          n_aside;
  guint64        row; /* the last, from 1 */
  guint          n_rows;  /* that the one at hand stands for */
  guint          n_cells;
  GString       *text;
  GString       *shown;
  char          *value;
  CellType       type;
  guint          n_paragraphs;
  guint          in_paragraph;
  gboolean       is_error;
  gboolean       in_cell;
} Reader;

static void
reader_free (gpointer data)
{
  Reader *self = data;

  g_string_free (self->text, TRUE);
  g_string_free (self->shown, TRUE);
  g_free (self->value);
  g_free (self);
}

static guint
get_count (const char **attributes, guint n, const char *name, guint most)
{
  char    value[24];
  guint64 count = 1;

  if (tl_part_attribute (attributes, n, name, value, sizeof value))
    count = g_ascii_strtoull (value, NULL, 10);
  return (guint) CLAMP (count, 1, most);
}

static void
begin_cell (Reader *self, const char **attributes, guint n)
{
  g_string_truncate (self->text, 0);
  g_clear_pointer (&self->value, g_free);
  self->n_cells = get_count (attributes, n, "number-columns-repeated", 1u << 24);
  self->type = CELL_TEXT;
  self->n_paragraphs = self->in_paragraph = 0;
  self->is_error = FALSE;
  self->in_cell = TRUE;
  for (; n > 0; n--, attributes += 5)
    {
      const char *name = attributes[0], *text = attributes[3];
      gsize       length = (gsize) (attributes[4] - text);

      if (strcmp (name, "value-type") == 0)
        {
          if (attributes[2] && strstr (attributes[2], "calcext"))
            self->is_error = self->is_error || (length == 5 && memcmp (text, "error", 5) == 0);
          else
            self->type = length == 4 && memcmp (text, "date", 4) == 0      ? CELL_DATE
                         : length == 4 && memcmp (text, "time", 4) == 0    ? CELL_TIME
                         : length == 7 && memcmp (text, "boolean", 7) == 0 ? CELL_BOOLEAN
                         : length == 6 && memcmp (text, "string", 6) == 0  ? CELL_TEXT
                                                                           : CELL_NUMBER;
        }
      else if (self->value == NULL &&
               (strcmp (name, "value") == 0 || strcmp (name, "date-value") == 0 || strcmp (name, "time-value") == 0 ||
                strcmp (name, "boolean-value") == 0 || strcmp (name, "string-value") == 0))
        self->value = g_strndup (text, MIN (length, TL_CSV_MAX_FIELD + 1));
    }
}

static void
end_cell (Reader *self)
{
  const char *text = self->text->str;

  self->in_cell = FALSE;
  g_string_truncate (self->shown, 0);
  /* Older versions of LibreOffice make 0 of a formula that fails, and show why. */
  if (self->type == CELL_NUMBER && (*text == '#' || g_str_has_prefix (text, "Err:")))
    self->is_error = TRUE;
  if (self->is_error)
    g_string_append (self->shown, *text ? text : "#VALUE!");
  else if (self->type == CELL_NUMBER && self->value)
    tl_sheet_say_number (self->shown, self->value, TL_SHEET_NUMBER, FALSE);
  else if (self->type == CELL_DATE && self->value)
    g_string_append (self->shown, self->value);
  else if (self->type == CELL_TIME && self->value)
    tl_sheet_say_duration (self->shown, self->value);
  else if (self->type == CELL_BOOLEAN && self->value)
    g_string_append (self->shown, strcmp (self->value, "true") == 0 ? "TRUE" : "FALSE");
  else
    {
      /* The words stand for themselves; a value beside them says the same without its line breaks. */
      if (self->n_paragraphs == 0 && self->value)
        text = self->value;
      tl_sheet_cursor_add (self->cursor, text, strlen (text), 0, self->n_cells);
      return;
    }
  tl_sheet_cursor_add (self->cursor, self->shown->str, self->shown->len, self->is_error ? TL_SHEET_CELL_ERROR : 0,
                       self->n_cells);
}

static void
add_text (Reader *self, const char *text, gsize length)
{
  if (self->text->len <= TL_CSV_MAX_FIELD)
    g_string_append_len (self->text, text, (gssize) length);
}

static void
on_cell (gpointer data, const char *name, const char *uri, const char **attributes, guint n)
{
  Reader *self = data;

  if (self->n_aside > 0 || is_aside (name, uri))
    {
      self->n_aside++;
      return;
    }
  if (strcmp (name, "table") == 0 && is_in (uri, "table"))
    {
      self->n_tables += self->depth++ == 0;
      return;
    }
  if (self->depth != 1 || self->n_tables != self->wanted + 1)
    return;
  if (strcmp (name, "table-row") == 0)
    {
      self->n_rows = get_count (attributes, n, "number-rows-repeated", TL_SHEET_MAX_ROWS);
      tl_sheet_cursor_begin_row (self->cursor, self->row + 1);
    }
  else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
    begin_cell (self, attributes, n);
  else if (self->in_cell && is_in (uri, "text"))
    {
      if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
        {
          if (self->n_paragraphs++ > 0)
            add_text (self, "\n", 1);
          self->in_paragraph++;
        }
      else if (self->in_paragraph > 0 && strcmp (name, "s") == 0)
        for (guint i = get_count (attributes, n, "c", MAX_BLANKS); i > 0; i--)
          add_text (self, " ", 1);
      else if (self->in_paragraph > 0 && strcmp (name, "tab") == 0)
        add_text (self, "\t", 1);
      else if (self->in_paragraph > 0 && strcmp (name, "line-break") == 0)
        add_text (self, "\n", 1);
    }
}

static void
on_cell_end (gpointer data, const char *name, const char *uri)
{
  Reader *self = data;

  if (self->n_aside > 0)
    {
      self->n_aside--;
      return;
    }
  if (strcmp (name, "table") == 0 && is_in (uri, "table") && self->depth > 0)
    {
      self->depth--;
      if (self->depth == 0 && self->n_tables == self->wanted + 1)
        tl_part_stop (self->cursor->part);
      return;
    }
  if (self->depth != 1 || self->n_tables != self->wanted + 1)
    return;
  if (strcmp (name, "table-row") == 0)
    {
      tl_sheet_cursor_end_row (self->cursor, self->n_rows);
      self->row += self->n_rows;
    }
  else if (self->in_cell && (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0))
    end_cell (self);
  else if (self->in_paragraph > 0 && is_in (uri, "text") && (strcmp (name, "p") == 0 || strcmp (name, "h") == 0))
    self->in_paragraph--;
}

static void
on_cell_text (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (self->in_paragraph > 0 && self->n_aside == 0 && self->in_cell)
    add_text (self, text, length);
}

gboolean
tl_ods_begin (TlSheetCursor *self, guint number, GError **error)
{
  static const TlPartHandler handler = { on_cell, on_cell_end, on_cell_text };
  Reader                    *reader = g_new0 (Reader, 1);

  reader->cursor = self;
  reader->wanted = number;
  reader->text = g_string_new (NULL);
  reader->shown = g_string_new (NULL);
  self->reader = reader;
  self->free_reader = reader_free;
  self->part = tl_part_open (self->book, get_entry (self->book), &handler, reader, error);
  return self->part != NULL;
}
