/* tl-workbook-write.c: a grid as an Office Open XML workbook, through libxlsxwriter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#include "tl-figures.h"
#include "tl-money.h"
#include "tl-plain.h"
#include "tl-text.h"
#include "tl-workbook-grid-private.h"

#define MOST_LETTERS 32000 /* in a cell */
#define WRAPPED_LETTERS 84 /* on a line of a source */
#define INK 0x1f2933
#define SOFT 0x66717d
#define LINE 0xb8c1cc
#define TEAL 0x0b6e72
#define PAPER 0xeef2f5
#define YELLOW 0xfff6d6
#define AMBER 0xe8c24a
#define BLUE 0x1c3f94 /* inputs are blue on yellow, as finance has it */
#define MARKED 0xdff1ee

typedef struct
{
  TlGrid       *grid;
  lxw_workbook *book;
  lxw_format   *formats[TL_N_CELL_LOOKS][TL_N_CELL_FORMS][2]; /* by whether they stand at the edge */
  lxw_format   *pale;
  char         *money;
  char         *price;
} Writer;

/* How spreadsheets write amounts of the journey's currency: its sign or code, quoted, or nothing at all. */
static char *
make_money (const char *currency, const char *digits)
{
  const char         *symbol = tl_money_symbol (currency);
  g_autoptr (GString) mark = g_string_new (NULL);

  if (symbol)
    g_string_append_printf (mark, "\"%s\"", symbol);
  else if (currency && *currency)
    g_string_append_printf (mark, "\"%s\u00a0\"", currency);
  /* One section, so that a hair below nothing is not shown as “−0”. */
  return g_strconcat (mark->str, digits, NULL);
}

static void
set_form (Writer *self, lxw_format *format, TlCellForm form)
{
  switch (form)
    {
    case TL_CELL_MONEY:
      format_set_num_format (format, self->money);
      break;

    case TL_CELL_PRICE:
      format_set_num_format (format, self->price);
      break;

    case TL_CELL_COUNT:
      format_set_num_format (format, "#,##0");
      break;

    case TL_CELL_NUMBER:
      format_set_num_format (format, "General");
      break;

    case TL_CELL_SHARE:
      format_set_num_format (format, "0.0%");
      break;

    case TL_CELL_FACTOR:
      format_set_num_format (format, "0.000");
      break;

    case TL_CELL_WORDS:
    case TL_N_CELL_FORMS:
      break;
    }
}

static void
set_look (lxw_format *format, TlCellLook look)
{
  format_set_font_color (format, INK);
  switch (look)
    {
    case TL_LOOK_INPUT:
      format_set_bg_color (format, YELLOW);
      format_set_font_color (format, BLUE);
      format_set_border (format, LXW_BORDER_HAIR);
      format_set_border_color (format, LINE);
      break;

    case TL_LOOK_CHANGED:
      format_set_bg_color (format, MARKED);
      format_set_bold (format);
      break;

    case TL_LOOK_TOTAL:
      format_set_bold (format);
      break;

    case TL_LOOK_SAID:
    case TL_LOOK_NOTE:
    case TL_LOOK_FAINT:
      format_set_font_color (format, SOFT);
      if (look == TL_LOOK_SAID)
        format_set_italic (format);
      break;

    case TL_LOOK_TITLE:
      format_set_font_size (format, 16);
      format_set_bold (format);
      break;

    case TL_LOOK_SECTION:
      format_set_font_size (format, 12);
      format_set_bold (format);
      format_set_font_color (format, TEAL);
      break;

    case TL_LOOK_HEADER:
    case TL_LOOK_HEADER_END:
      format_set_bold (format);
      format_set_bg_color (format, PAPER);
      format_set_bottom (format, LXW_BORDER_THIN);
      format_set_bottom_color (format, LINE);
      format_set_text_wrap (format);
      format_set_align (format, LXW_ALIGN_VERTICAL_BOTTOM);
      if (look == TL_LOOK_HEADER_END)
        format_set_align (format, LXW_ALIGN_RIGHT);
      break;

    case TL_LOOK_GROUP:
      format_set_bold (format);
      format_set_font_color (format, TEAL);
      format_set_top (format, LXW_BORDER_THIN);
      format_set_top_color (format, LINE);
      break;

    case TL_LOOK_LINK:
      format_set_font_color (format, TEAL);
      format_set_underline (format, LXW_UNDERLINE_SINGLE);
      break;

    case TL_LOOK_WRAPPED:
      format_set_text_wrap (format);
      break;

    case TL_LOOK_PLAIN:
    case TL_N_CELL_LOOKS:
      break;
    }
  /* Beside words of several lines, numbers stand at the first. */
  if (look != TL_LOOK_HEADER && look != TL_LOOK_HEADER_END)
    format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
}

static lxw_format *
get_format (Writer *self, TlCellLook look, TlCellForm form, gboolean at_edge)
{
  lxw_format **format = &self->formats[look][form][at_edge];

  if (*format == NULL)
    {
      *format = workbook_add_format (self->book);
      format_set_font_name (*format, "Calibri");
      format_set_font_size (*format, 11);
      set_look (*format, look);
      set_form (self, *format, form);
      /* “none”, where a number could be. */
      if (form != TL_CELL_WORDS)
        format_set_align (*format, LXW_ALIGN_RIGHT);
      else if (!at_edge && (look == TL_LOOK_PLAIN || look == TL_LOOK_FAINT || look == TL_LOOK_WRAPPED ||
                            look == TL_LOOK_HEADER || look == TL_LOOK_LINK))
        format_set_indent (*format, 1);
    }
  return *format;
}

static double
get_sound (double number)
{
  return isfinite (number) ? number : 0;
}

/* Not every program makes rows as tall as what is in them. */
static void
set_height (lxw_worksheet *sheet, const TlCell *cell, const char *words)
{
  glong n_lines;

  if (cell->look == TL_LOOK_HEADER || cell->look == TL_LOOK_HEADER_END)
    worksheet_set_row (sheet, cell->at.row, 31, NULL); /* two lines */
  else if (cell->look == TL_LOOK_TITLE)
    worksheet_set_row (sheet, cell->at.row, 25, NULL);
  else if (cell->look == TL_LOOK_WRAPPED && words)
    {
      n_lines = MIN ((g_utf8_strlen (words, -1) + WRAPPED_LETTERS - 1) / WRAPPED_LETTERS, 20);
      if (n_lines > 1)
        worksheet_set_row (sheet, cell->at.row, 15.0 * (double) n_lines, NULL);
    }
}

static void
put_cell (Writer *self, lxw_worksheet *sheet, TlCell *cell)
{
  lxw_format      *format = get_format (self, cell->look, cell->form, cell->at.col == 0);
  lxw_row_t        row = cell->at.row;
  lxw_col_t        col = (lxw_col_t) cell->at.col;
  TlCellValue      value = _tl_grid_reckon (self->grid, cell);
  g_autofree char *formula = NULL;

  set_height (sheet, cell, value.words);
  switch (cell->kind)
    {
    case TL_CELL_IS_TEXT:
      if (cell->link >= 0)
        {
          TlAt             top = { (guint) cell->link, 0, 0 };
          g_autofree char *url = g_strdup_printf ("internal:%s", _tl_grid_ref (self->grid, G_MAXUINT, top));

          worksheet_write_url (sheet, row, col, url, format);
        }
      if (*value.words)
        {
          g_autofree char *plain = _tl_plain (value.words);
          g_autofree char *words = tl_text_shorten (plain, MOST_LETTERS);

          worksheet_write_string (sheet, row, col, words, format);
        }
      else
        worksheet_write_blank (sheet, row, col, format);
      break;

    case TL_CELL_IS_NUMBER:
      worksheet_write_number (sheet, row, col, value.number, format);
      break;

    case TL_CELL_IS_FORMULA:
      formula = g_strconcat ("=", cell->formula, NULL);
      if (value.words)
        worksheet_write_formula_str (sheet, row, col, formula, format, value.words);
      else
        worksheet_write_formula_num (sheet, row, col, formula, format, get_sound (value.number));
      break;

    case TL_CELL_IS_SOLUTION:
      break;
    }
}

/* Array formulas; their first cell holds the formula, the others what it came to. */
static void
put_solves (Writer *self, lxw_worksheet *sheet, guint number)
{
  for (guint i = 0; i < self->grid->solves->len; i++)
    {
      const TlGridSolve *one = &g_array_index (self->grid->solves, TlGridSolve, i);
      lxw_format        *format = get_format (self, TL_LOOK_PLAIN, TL_CELL_COUNT, FALSE);
      lxw_col_t          col = (lxw_col_t) one->at.col;
      TlAt               matrix = one->matrix, right = one->right;
      g_autofree char   *formula = NULL;

      if (one->at.sheet != number)
        continue;
      matrix.row += one->n - 1;
      matrix.col += one->n - 1;
      right.row += one->n - 1;
      formula = g_strdup_printf ("{=MMULT(MINVERSE(%s),%s)}",
                                 _tl_grid_range (self->grid, number, one->matrix, matrix),
                                 _tl_grid_range (self->grid, number, one->right, right));
      worksheet_write_array_formula_num (sheet, one->at.row, col, one->at.row + one->n - 1, col, formula, format,
                                         get_sound (_tl_grid_value (self->grid, one->at)));
      for (guint k = 1; k < one->n; k++)
        {
          TlAt at = { one->at.sheet, one->at.row + k, one->at.col };

          worksheet_write_number (sheet, at.row, col, get_sound (_tl_grid_value (self->grid, at)), format);
        }
    }
}

static void
put_bounds (const TlGridSheet *from, lxw_worksheet *sheet)
{
  for (guint i = 0; i < from->bounds->len; i++)
    {
      const TlGridBound  *one = &g_array_index (from->bounds, TlGridBound, i);
      lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_DECIMAL,
        .criteria = one->high >= 1e300 ? LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO
                                       : LXW_VALIDATION_CRITERIA_BETWEEN,
        .value_number = one->low,
        .minimum_number = one->low,
        .maximum_number = one->high,
        .error_message = (char *) one->message,
      };

      worksheet_data_validation_cell (sheet, one->at.row, (lxw_col_t) one->at.col, &rule);
    }
}

/* How much room the amounts and counts of each column take, in characters. */
static double *
measure_columns (Writer *self, TlGridSheet *from)
{
  double *widest = g_new0 (double, TL_GRID_MOST_COLS);
  glong   mark = g_utf8_strlen (self->money, -1) - (glong) strlen ("#,##0");

  for (guint i = 0; i < from->order->len; i++)
    {
      TlCell *cell = from->order->pdata[i];
      double  size = fabs (get_sound (_tl_grid_reckon (self->grid, cell).number));
      double  digits = size < 10 ? 1 : floor (log10 (size)) + 1;

      if (cell->form == TL_CELL_WORDS || cell->form == TL_CELL_FACTOR)
        continue;
      digits += floor ((digits - 1) / 3) + 3;
      if (cell->form == TL_CELL_MONEY || cell->form == TL_CELL_PRICE)
        digits += (double) mark + (cell->form == TL_CELL_PRICE ? 5 : 0);
      widest[cell->at.col] = MAX (widest[cell->at.col], MIN (digits * 1.1, 120));
    }
  return widest;
}

static void
set_page (Writer *self, TlGridSheet *from, lxw_worksheet *sheet)
{
  g_autofree double *widest = measure_columns (self, from);

  worksheet_gridlines (sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9 /* A4 */);
  worksheet_set_margins (sheet, .5, .5, .6, .6);
  worksheet_fit_to_pages (sheet, (uint16_t) from->pages_wide, 0);
  worksheet_set_footer (sheet, "&L&A&R&P / &N");
  if (from->last_col > 0)
    worksheet_print_area (sheet, 0, 0, from->last_row, (lxw_col_t) from->last_col);
  if (from->frozen_rows + from->frozen_cols > 0)
    worksheet_freeze_panes (sheet, from->frozen_rows, (lxw_col_t) from->frozen_cols);
  if (from->frozen_rows > 0)
    worksheet_repeat_rows (sheet, 0, from->frozen_rows - 1);
  if (from->frozen_cols > 0 && from->pages_wide > 1)
    worksheet_repeat_columns (sheet, 0, (lxw_col_t) (from->frozen_cols - 1));
  for (guint i = 0; i < from->widths->len; i++)
    {
      const TlGridWidth *one = &g_array_index (from->widths, TlGridWidth, i);

      for (guint col = one->first; col <= one->last; col++)
        worksheet_set_column (sheet, (lxw_col_t) col, (lxw_col_t) col, MAX (one->width, widest[col]), NULL);
    }
  if (from->dimmed_when)
    {
      g_autofree char       *when = g_strconcat ("=", from->dimmed_when, NULL);
      lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = when,
                                      .format = self->pale };

      worksheet_conditional_format_range (sheet, from->dimmed_row, (lxw_col_t) from->dimmed_col, from->last_row,
                                          TL_GRID_MOST_COLS - 1, &rule);
    }
}

/* Lines are told apart by their colour and by how they are broken. */
static void
put_line (Writer *self, lxw_chart *chart, const TlGridLine *line, guint nth)
{
  static const lxw_color_t colours[] = { 0x0a5fa8, 0xb5390b, 0x565c6b, 0x748ab4, 0x1e2230 };
  static const uint8_t     dashes[] = { LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH,
                                        LXW_CHART_LINE_DASH_ROUND_DOT, LXW_CHART_LINE_DASH_LONG_DASH,
                                        LXW_CHART_LINE_DASH_DASH_DOT };
  const char              *name = _tl_grid_sheet_name (self->grid, line->first.sheet);
  g_autofree char         *words = _tl_plain (line->name);
  g_autofree char         *said = tl_text_shorten (words, 60);
  lxw_chart_series        *series = chart_add_series (chart, NULL, NULL);
  lxw_chart_line           look = { .color = colours[nth % G_N_ELEMENTS (colours)], .width = 2.25,
                                    .dash_type = dashes[nth % G_N_ELEMENTS (dashes)] };

  chart_series_set_categories (series, name, line->across.row, (lxw_col_t) line->across.col, line->across.row,
                               (lxw_col_t) (line->across.col + line->n - 1));
  chart_series_set_values (series, name, line->first.row, (lxw_col_t) line->first.col, line->first.row,
                           (lxw_col_t) (line->first.col + line->n - 1));
  /* A name that begins with “=” would be a formula. */
  if (*said == '=')
    *said = ' ';
  chart_series_set_name (series, said);
  chart_series_set_line (series, &look);
}

static void
put_charts (Writer *self, lxw_worksheet *sheet, guint number)
{
  for (guint i = 0; i < self->grid->charts->len; i++)
    {
      const TlGridChart *one = &g_array_index (self->grid->charts, TlGridChart, i);
      lxw_chart_options  options = { .x_scale = 2.1, .y_scale = 1.35, .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                     .description = (char *) one->alt };
      lxw_chart_font     plain = { .bold = LXW_EXPLICIT_FALSE, .color = SOFT, .size = 10 };
      lxw_chart_font     bold = { .bold = TRUE, .color = INK, .size = 12 };
      lxw_chart_line     faint = { .color = LINE, .width = 0.5 };
      lxw_chart         *chart;

      if (one->at.sheet != number)
        continue;
      chart = workbook_add_chart (self->book, LXW_CHART_LINE);
      for (guint k = 0; k < one->lines->len; k++)
        put_line (self, chart, &g_array_index (one->lines, TlGridLine, k), k);
      chart_title_set_name (chart, one->title);
      chart_title_set_name_font (chart, &bold);
      chart_axis_set_name (chart->x_axis, one->across);
      chart_axis_set_name_font (chart->x_axis, &plain);
      chart_axis_set_num_font (chart->x_axis, &plain);
      chart_axis_set_num_font (chart->y_axis, &plain);
      chart_axis_set_interval_unit (chart->x_axis, 6);
      chart_axis_set_interval_tick (chart->x_axis, 6);
      chart_axis_set_label_position (chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
      chart_axis_set_num_format (chart->y_axis, self->money);
      chart_axis_major_gridlines_set_line (chart->y_axis, &faint);
      chart_legend_set_position (chart, LXW_CHART_LEGEND_RIGHT);
      worksheet_insert_chart_opt (sheet, one->at.row, (lxw_col_t) one->at.col, chart, &options);
    }
}

static void
put_sheet (Writer *self, guint number)
{
  TlGridSheet   *from = self->grid->sheets->pdata[number];
  lxw_worksheet *sheet = workbook_get_worksheet_by_name (self->book, from->name);

  set_page (self, from, sheet);
  /* Where one begins, and where numbers are changed. */
  if (number < 2)
    worksheet_set_tab_color (sheet, number == 0 ? TEAL : AMBER);
  for (guint i = 0; i < from->order->len; i++)
    put_cell (self, sheet, from->order->pdata[i]);
  put_solves (self, sheet, number);
  put_bounds (from, sheet);
  put_charts (self, sheet, number);
}

static gint64
get_day (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64      seconds;

  if (epoch && g_ascii_string_to_signed (epoch, 10, 1, G_MAXINT32, &seconds, NULL))
    return seconds;
  return g_get_real_time () / G_USEC_PER_SEC / 86400 * 86400;
}

static gboolean
put_book (Writer *self, const char *path, const char *title, const char *author, GError **error)
{
  lxw_doc_properties properties = { .title = (char *) title, .author = (char *) author, .company = (char *) "",
                                    .created = (time_t) get_day () };
  lxw_error          failed = LXW_NO_ERROR;

  self->book = workbook_new (path);
  if (self->book == NULL)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, lxw_strerror (LXW_ERROR_MEMORY_MALLOC_FAILED));
      return FALSE;
    }
  for (guint i = 0; i < self->grid->sheets->len && failed == LXW_NO_ERROR; i++)
    if (workbook_add_worksheet (self->book, _tl_grid_sheet_name (self->grid, i)) == NULL)
      failed = LXW_ERROR_MEMORY_MALLOC_FAILED;
  if (failed == LXW_NO_ERROR)
    {
      self->pale = workbook_add_format (self->book);
      format_set_font_color (self->pale, 0xd5dade);
      for (guint i = 0; i < self->grid->sheets->len; i++)
        put_sheet (self, i);
      for (guint i = 0; i < self->grid->names->len; i++)
        {
          TlGridName      *one = &g_array_index (self->grid->names, TlGridName, i);
          g_autofree char *where = g_strconcat ("=", _tl_grid_ref (self->grid, G_MAXUINT, one->at), NULL);

          workbook_define_name (self->book, one->name, where);
        }
      workbook_set_properties (self->book, &properties);
    }
  if (failed == LXW_NO_ERROR)
    failed = workbook_close (self->book);
  else
    lxw_workbook_free (self->book);
  if (failed == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("The workbook could not be written: %s"),
               lxw_strerror (failed));
  return FALSE;
}

/*
 * _tl_grid_to_bytes:
 * @title: of the workbook
 * @author: (nullable): who made it
 *
 * Writes all sheets. The library writes numbers as the locale does: so with the locale of files.
 */
GBytes *
_tl_grid_to_bytes (TlGrid *self, const char *title, const char *author, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("throughline-XXXXXX", error);
  g_autofree char *path = NULL;
  g_autofree char *short_title = tl_text_shorten (title, 200);
  g_autofree char *short_author = tl_text_shorten (author ? author : "", 200);
  Writer           writer = { .grid = self };
  locale_t         plain, before;
  char            *data = NULL;
  gsize            length = 0;

  if (folder == NULL)
    return NULL;
  if (self->is_too_long)
    {
      g_rmdir (folder);
      g_set_error_literal (error, TL_FIGURES_ERROR, TL_FIGURES_ERROR_REFUSED,
                           _("One thing of this journey is joined to so many others that the formula of a workbook has "
                             "no room for them all"));
      return NULL;
    }
  path = g_build_filename (folder, "workbook.xlsx", NULL);
  writer.money = make_money (self->currency, "#,##0");
  writer.price = make_money (self->currency, "#,##0.00##");
  plain = newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0);
  before = uselocale (plain);
  if (put_book (&writer, path, short_title, short_author, error))
    g_file_get_contents (path, &data, &length, error);
  uselocale (before);
  freelocale (plain);
  g_remove (path);
  g_rmdir (folder);
  g_free (writer.money);
  g_free (writer.price);
  return data ? g_bytes_new_take (data, length) : NULL;
}
