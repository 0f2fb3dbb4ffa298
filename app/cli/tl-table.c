/* tl-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-table.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "tl-csv-write.h"
#include "tl-text.h"

typedef enum
{
  CELL_NONE,
  CELL_TEXT,
  CELL_NUMBER,
} CellType;

typedef struct
{
  CellType  type;
  char     *text; /* exact */
  char     *shown;
  double    number;
} Cell;

typedef struct
{
  char *name;
  char *heading; /* NULL: not shown as text */
} Column;

struct _TlTable
{
  GArray *columns;
  GArray *cells; /* row by row */
};

static void
cell_clear (gpointer data)
{
  Cell *cell = data;

  g_free (cell->text);
  g_free (cell->shown);
}

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->heading);
}

/**
 * tl_table_new:
 *
 * Returns: (transfer full): an empty table; give it its columns, then its cells, row by row
 */
TlTable *
tl_table_new (void)
{
  TlTable *self = g_new0 (TlTable, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, cell_clear);
  return self;
}

/**
 * tl_table_free:
 */
void
tl_table_free (TlTable *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * tl_table_column:
 * @name: (nullable): its name in CSV and JSON; %NULL leaves it out of them, which the first column cannot be
 * @heading: (nullable): its heading for people; %NULL leaves it out of the text
 */
void
tl_table_column (TlTable *self, const char *name, const char *heading)
{
  Column column = { g_strdup (name), g_strdup (heading) };

  g_array_append_val (self->columns, column);
}

/**
 * tl_table_text:
 * @shown: (nullable): what people read, where it is not @text itself
 */
void
tl_table_text (TlTable *self, const char *text, const char *shown)
{
  Cell cell = { CELL_TEXT, g_strdup (text), tl_text_squeeze (shown ? shown : text) };

  g_array_append_val (self->cells, cell);
}

/**
 * tl_table_number:
 * @shown: (transfer full): what people read
 */
void
tl_table_number (TlTable *self, double value, char *shown)
{
  Cell cell = { CELL_NUMBER, tl_number_format (value), shown, value };

  g_array_append_val (self->cells, cell);
}

/**
 * tl_table_none:
 * @shown: (nullable): what people read in place of a value that there is none of
 */
void
tl_table_none (TlTable *self, const char *shown)
{
  Cell cell = { CELL_NONE, NULL, g_strdup (shown ? shown : "") };

  g_array_append_val (self->cells, cell);
}

static Cell *
cell_at (TlTable *self, guint row, guint column)
{
  return &g_array_index (self->cells, Cell, row * self->columns->len + column);
}

static guint
n_rows (TlTable *self)
{
  return self->cells->len / self->columns->len;
}

static glong
width_of (const char *text)
{
  glong width = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
append_cell_text (GString *out, const char *text, glong width, gboolean right, gboolean last)
{
  glong padding = width - width_of (text);

  if (right)
    g_string_append_printf (out, "%*s", (int) padding, "");
  g_string_append (out, text);
  if (!right && !last)
    g_string_append_printf (out, "%*s", (int) padding, "");
  if (!last)
    g_string_append (out, "  ");
}

static GString *
to_text (TlTable *self)
{
  GString             *out = g_string_new (NULL);
  g_autofree glong    *widths = g_new0 (glong, self->columns->len);
  g_autofree gboolean *right = g_new0 (gboolean, self->columns->len);
  guint                last = 0;

  for (guint column = 0; column < self->columns->len; column++)
    {
      const char *heading = g_array_index (self->columns, Column, column).heading;

      if (heading == NULL)
        continue;
      last = column;
      widths[column] = width_of (heading);
      for (guint row = 0; row < n_rows (self); row++)
        {
          Cell *cell = cell_at (self, row, column);

          widths[column] = MAX (widths[column], width_of (cell->shown));
          right[column] |= cell->type == CELL_NUMBER;
        }
    }
  for (guint row = 0; row <= n_rows (self); row++)
    {
      for (guint column = 0; column < self->columns->len; column++)
        {
          const char *heading = g_array_index (self->columns, Column, column).heading;

          if (heading)
            append_cell_text (out, row == 0 ? heading : cell_at (self, row - 1, column)->shown, widths[column],
                              right[column], column == last);
        }
      while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
      g_string_append_c (out, '\n');
    }
  return out;
}

static GString *
to_csv (TlTable *self)
{
  GString *out = g_string_new (NULL);

  for (guint column = 0; column < self->columns->len; column++)
    if (g_array_index (self->columns, Column, column).name)
      tl_csv_write_text (out, column == 0, g_array_index (self->columns, Column, column).name);
  tl_csv_write_end (out);
  for (guint row = 0; row < n_rows (self); row++)
    {
      for (guint column = 0; column < self->columns->len; column++)
        {
          Cell *cell = cell_at (self, row, column);

          if (g_array_index (self->columns, Column, column).name == NULL)
            continue;
          if (cell->type == CELL_TEXT)
            tl_csv_write_text (out, column == 0, cell->text);
          else
            tl_csv_write_raw (out, column == 0, cell->text);
        }
      tl_csv_write_end (out);
    }
  return out;
}

static GString *
to_json (TlTable *self)
{
  g_autoptr (JsonBuilder)   builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode)      root = NULL;
  GString                  *out = g_string_new (NULL);

  json_builder_begin_array (builder);
  for (guint row = 0; row < n_rows (self); row++)
    {
      json_builder_begin_object (builder);
      for (guint column = 0; column < self->columns->len; column++)
        {
          Cell *cell = cell_at (self, row, column);

          if (g_array_index (self->columns, Column, column).name == NULL)
            continue;
          json_builder_set_member_name (builder, g_array_index (self->columns, Column, column).name);
          if (cell->type == CELL_TEXT)
            json_builder_add_string_value (builder, cell->text);
          else if (cell->type == CELL_NUMBER)
            json_builder_add_double_value (builder, cell->number);
          else
            json_builder_add_null_value (builder);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_to_gstring (generator, out);
  g_string_append_c (out, '\n');
  return out;
}

/**
 * tl_table_print:
 *
 * Writes the table to standard output.
 */
TlExit
tl_table_print (TlTable *self, TlFormat format)
{
  GString *out = format == TL_FORMAT_CSV ? to_csv (self) : format == TL_FORMAT_JSON ? to_json (self) : to_text (self);
  TlExit   code = tl_cli_print (out->str, out->len);

  g_string_free (out, TRUE);
  return code;
}
