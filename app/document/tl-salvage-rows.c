/* tl-salvage-rows.c
 *
 * Which page belongs to which table says the seal; without one, the schema and the trees, as far as they can be followed.
 * What nothing leads to any more is told by what its rows look like.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-salvage-private.h"
#include "tl-schema-private.h"
#include "tl-text.h"

#define MAX_RECORD (32 << 20)
#define SCHEMA "sqlite_schema"

static guint16
get_owner (TlImage *self, const char *name)
{
  for (guint i = 0; i < self->names->len; i++)
    if (strcmp (self->names->pdata[i], name) == 0)
      return (guint16) (i + 1);
  if (self->names->len >= 4096)
    return 0;
  g_ptr_array_add (self->names, g_strdup (name));
  return (guint16) self->names->len;
}

static gboolean
read_page (TlImage *self, guint32 number, TlPage *page)
{
  const guchar *bytes = _tl_pages_get (&self->pages, number);

  return bytes && _tl_page_read (bytes, self->pages.size, self->pages.usable, number, page);
}

/* Marks a tree's pages, as far as it can be followed. */
static void
mark_tree (TlImage *self, guint32 root, guint16 owner)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (stack, root);
  while (stack->len > 0)
    {
      guint32 number = g_array_index (stack, guint32, stack->len - 1);
      TlPage  page;
      TlCell  cell;

      g_array_set_size (stack, stack->len - 1);
      if (number == 0 || number > self->n_pages || self->owners[number - 1] != 0)
        continue;
      self->owners[number - 1] = owner;
      if (!read_page (self, number, &page))
        continue;
      if (page.type == TL_PAGE_INDEX_LEAF || page.type == TL_PAGE_TABLE_LEAF)
        continue;
      for (guint i = 0; i < page.n_cells; i++)
        if (_tl_page_get_cell (&page, i, &cell))
          g_array_append_val (stack, cell.child);
      g_array_append_val (stack, page.right);
    }
}

static gboolean
note_root (const TlSalvageRow *row, gpointer data, GError **error)
{
  TlImage         *self = data;
  g_autofree char *name = row->n == 5 ? _tl_value_dup_text (&row->values[1]) : NULL;

  /* Not page 1: that is the schema's own. */
  if (name && row->values[3].type == SQLITE_INTEGER && row->values[3].integer > 1 && row->values[3].integer <= self->n_pages)
    mark_tree (self, (guint32) row->values[3].integer, get_owner (self, name));
  return TRUE;
}

/* Which columns a table has, by what they may hold: a letter each, upper case where it must be given. */
static char *
make_shape (TlKind kind)
{
  const TlKindInfo *info = tl_kind_get_info (kind);
  GString          *shape = g_string_new (kind == TL_KIND_EVIDENCE ? "nTII" : info->parent == TL_KIND_NONE ? "T" : "TTR");

  for (guint i = 0; i < info->n_fields; i++)
    {
      const TlFieldInfo *field = tl_field_get_info (info->first + i);
      char               letter = field->type == TL_TYPE_NUMBER ? 'r' : field->type == TL_TYPE_INTEGER ? 'i' : 't';

      if (!(field->flags & TL_FIELD_ROW))
        g_string_append_c (shape, field->flags & TL_FIELD_REQUIRED ? g_ascii_toupper (letter) : letter);
    }
  return g_string_free (shape, FALSE);
}

/* @n_new: how many of the last columns rows of older versions may be without */
static gboolean
has_shape (const TlSalvageRow *row, const char *shape, guint n_new)
{
  int most = (int) strlen (shape);

  if (row->n > most || row->n < most - (int) n_new)
    return FALSE;
  for (int i = 0; i < row->n; i++)
    {
      int type = row->values[i].type;

      if (type == SQLITE_NULL ? g_ascii_isupper (shape[i])
          : shape[i] == 'n'   ? TRUE
          : g_ascii_tolower (shape[i]) == 't' ? type != SQLITE_TEXT
          : g_ascii_tolower (shape[i]) == 'i' ? type != SQLITE_INTEGER
                                              : type != SQLITE_FLOAT && type != SQLITE_INTEGER)
        return FALSE;
    }
  return TRUE;
}

/* A row as its cell has it: in @buffer, where it goes on in overflow pages. */
static gboolean
read_row (TlImage *self, const TlPage *page, guint i, GByteArray *buffer, TlCellValue *values, TlSalvageRow *row)
{
  TlCell        cell;
  const guchar *record;
  gsize         length;
  guint32       next;

  *row = (TlSalvageRow) { .values = values, .is_doubtful = self->states[page->number - 1] != TL_PAGE_SOUND };
  if (!_tl_page_get_cell (page, i, &cell) || cell.length == 0 || cell.length > MAX_RECORD)
    return FALSE;
  row->rowid = cell.rowid;
  record = cell.local;
  length = cell.n_local;
  next = cell.overflow;
  if (cell.n_local < cell.length)
    {
      g_byte_array_set_size (buffer, 0);
      g_byte_array_append (buffer, cell.local, cell.n_local);
      while (buffer->len < cell.length)
        {
          const guchar *bytes = next > 1 ? _tl_pages_get (&self->pages, next) : NULL;
          gsize         most = MIN (self->pages.usable - 4, (gsize) cell.length - buffer->len);

          if (bytes == NULL || self->budget < most)
            break;
          self->budget -= most;
          row->is_doubtful = row->is_doubtful || self->states[next - 1] != TL_PAGE_SOUND;
          g_byte_array_append (buffer, bytes + 4, (guint) most);
          next = _tl_bytes_get_32 (bytes);
        }
      row->is_doubtful = row->is_doubtful || buffer->len < cell.length;
      record = buffer->data;
      length = buffer->len;
    }
  row->n = _tl_record_read (record, length, (gsize) cell.length, values, TL_PAGES_MAX_COLUMNS);
  return row->n >= 0;
}

/* Finds the table whose rows look like those of a page that nothing leads to. */
static guint16
guess_owner (TlImage *self, const TlPage *page, char **shapes, GByteArray *buffer, TlCellValue *values)
{
  static const struct
  {
    const char *name;
    const char *shape;
  } house[] = { { "assignment", "nITTI" }, { "batch", "nIiiiiI" }, { "edit", "nTII" }, { "change", "IITTTtt" } };
  gboolean is_table = page->type == TL_PAGE_TABLE_LEAF;

  for (guint i = 0; i < page->n_cells; i++)
    {
      TlSalvageRow row;

      if (!read_row (self, page, i, buffer, values, &row))
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (house); k++)
        if (is_table == (house[k].shape[0] == 'n') && has_shape (&row, house[k].shape, 0))
          return get_owner (self, house[k].name);
      for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
        if (is_table == (kind == TL_KIND_EVIDENCE) && has_shape (&row, shapes[kind], _tl_schema_count_new (kind)))
          return get_owner (self, tl_kind_get_info (kind)->name);
      return 0;
    }
  return 0;
}

static void
guess_rest (TlImage *self)
{
  g_autoptr (GByteArray)  buffer = g_byte_array_new ();
  g_autofree TlCellValue *values = g_new (TlCellValue, TL_PAGES_MAX_COLUMNS);
  char                   *shapes[TL_N_KINDS];

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    shapes[kind] = make_shape (kind);
  for (guint32 number = 2; number <= self->pages.n; number++)
    {
      TlPage page;

      if (self->owners[number - 1] == 0 && read_page (self, number, &page) && page.type != TL_PAGE_TABLE_INNER)
        self->owners[number - 1] = guess_owner (self, &page, shapes, buffer, values);
    }
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    g_free (shapes[kind]);
}

/**
 * _tl_image_find_owners:
 *
 * Finds out which page belongs to which table.
 */
void
_tl_image_find_owners (TlImage *self)
{
  if (self->seal)
    {
      g_autofree guint16 *numbers = g_new0 (guint16, self->seal->n_owners + 1);

      for (guint i = 0; i < self->seal->n_owners; i++)
        numbers[i + 1] = get_owner (self, self->seal->owners[i]);
      for (guint32 i = 0; i < self->n_pages; i++)
        self->owners[i] = numbers[self->seal->pages[i].owner];
      return;
    }
  mark_tree (self, 1, get_owner (self, SCHEMA));
  _tl_image_foreach (self, SCHEMA, note_root, self, NULL);
  guess_rest (self);
}

/**
 * _tl_image_foreach:
 * @table: the name of a table of ours
 * @visit: called for each row; %FALSE ends it
 *
 * Reads the rows of a table: those of sound pages first.
 */
gboolean
_tl_image_foreach (TlImage *self, const char *table, TlSalvageVisit visit, gpointer data, GError **error)
{
  g_autoptr (GByteArray)  buffer = g_byte_array_new ();
  g_autofree TlCellValue *values = g_new (TlCellValue, TL_PAGES_MAX_COLUMNS);
  guint16                 owner = get_owner (self, table);

  for (int doubtful = 0; owner > 0 && doubtful < 2; doubtful++)
    for (guint32 number = 1; number <= self->pages.n; number++)
      {
        TlPage page;

        if (self->owners[number - 1] != owner || (self->states[number - 1] != TL_PAGE_SOUND) != doubtful ||
            !read_page (self, number, &page) || page.type == TL_PAGE_TABLE_INNER)
          continue;
        if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
          return FALSE;
        for (guint i = 0; i < page.n_cells; i++)
          {
            TlSalvageRow row;

            if (read_row (self, &page, i, buffer, values, &row) && !visit (&row, data, error))
              return FALSE;
          }
      }
  return TRUE;
}

/**
 * _tl_image_count:
 *
 * Returns: how many rows a table should have, where there is a seal; otherwise 0
 */
guint64
_tl_image_count (TlImage *self, const char *table)
{
  guint16 owner = get_owner (self, table);
  guint64 n = 0;

  for (guint32 i = 0; self->seal && owner > 0 && i < self->n_pages; i++)
    if (self->owners[i] == owner)
      n += self->seal->pages[i].n_cells;
  return n;
}

/**
 * _tl_image_count_missing:
 *
 * Returns: how many pages of a table are known to be there no more, where there is no seal to tell how many rows that is
 */
guint32
_tl_image_count_missing (TlImage *self, const char *table)
{
  guint16 owner = get_owner (self, table);
  guint32 n = 0;
  TlPage  page;

  for (guint32 i = 0; self->seal == NULL && owner > 0 && i < self->n_pages; i++)
    n += self->owners[i] == owner && !read_page (self, i + 1, &page);
  return n;
}

/**
 * _tl_value_dup_text:
 *
 * What a column holds, in canonical form. Of a text that is damaged, what stands before the first NUL.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for nothing
 */
char *
_tl_value_dup_text (const TlCellValue *value)
{
  const guchar *nul;

  switch (value->type)
    {
    case SQLITE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    case SQLITE_FLOAT:
      return isfinite (value->number) ? tl_number_format (value->number) : NULL;
    case SQLITE_TEXT:
      nul = memchr (value->bytes, '\0', value->length);
      return tl_text_clean ((const char *) value->bytes, nul ? (gsize) (nul - value->bytes) : value->length, NULL);
    default:
      return NULL;
    }
}
