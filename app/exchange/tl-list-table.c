/* tl-list-table.c: rows of a spreadsheet as lists
 *
 * Cells behind tabs, commas or semicolons, in quotes where they must be; with names above them, or in the order stage,
 * touchpoint, pain point, channel, feeling.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-error.h"
#include "tl-list-private.h"
#include "tl-list.h"
#include "tl-number.h"
#include "tl-text.h"

typedef enum
{
  COLUMN_STAGE,
  COLUMN_TOUCHPOINT,
  COLUMN_PAIN,
  COLUMN_CHANNEL,
  COLUMN_FEELING,
  COLUMN_DELIGHT,
  N_COLUMNS,
} Column;

#define MAX_CELLS 64

typedef struct
{
  guint      line;
  GPtrArray *cells;
} Row;

/* What people call the columns, in lower case and without what is no letter. */
static const struct
{
  const char *name;
  Column      column;
} names[] = {
  { "stage", COLUMN_STAGE },           { "stages", COLUMN_STAGE },
  { "phase", COLUMN_STAGE },           { "step", COLUMN_STAGE },
  { "journeystage", COLUMN_STAGE },    { "touchpoint", COLUMN_TOUCHPOINT },
  { "touchpoints", COLUMN_TOUCHPOINT }, { "interaction", COLUMN_TOUCHPOINT },
  { "pain", COLUMN_PAIN },             { "pains", COLUMN_PAIN },
  { "painpoint", COLUMN_PAIN },        { "painpoints", COLUMN_PAIN },
  { "problem", COLUMN_PAIN },          { "channel", COLUMN_CHANNEL },
  { "channels", COLUMN_CHANNEL },      { "feeling", COLUMN_FEELING },
  { "feelings", COLUMN_FEELING },      { "emotion", COLUMN_FEELING },
  { "mood", COLUMN_FEELING },          { "sentiment", COLUMN_FEELING },
  { "delight", COLUMN_DELIGHT },       { "delights", COLUMN_DELIGHT },
};

static void
clear_row (gpointer data)
{
  g_ptr_array_unref (((Row *) data)->cells);
}

/* Reads one cell and leaves @p on what ends it. A quote that opens no whole cell is a part of it. */
static char *
read_cell (const char **p, char delimiter, guint *line)
{
  const char *end = *p;

  if (**p == '"')
    {
      g_autoptr (GString) cell = g_string_new (NULL);
      const char         *at = *p + 1;
      guint               lines = 0;

      for (; *at && !(at[0] == '"' && at[1] != '"'); at++)
        {
          if (at[0] == '"')
            at++;
          lines += *at == '\n';
          g_string_append_c (cell, *at);
        }
      if (*at == '"' && (at[1] == delimiter || at[1] == '\n' || at[1] == '\0'))
        {
          *p = at + 1;
          *line += lines;
          return g_string_free (g_steal_pointer (&cell), FALSE);
        }
    }
  while (*end && *end != '\n' && *end != delimiter)
    end++;
  {
    char *cell = g_strndup (*p, (gsize) (end - *p));

    *p = end;
    return cell;
  }
}

static gboolean
is_blank_row (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (!tl_text_is_blank (cells->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Cuts a text into rows of cells; NULL where there are too many. */
static GArray *
split (const char *text, char delimiter, guint most)
{
  GArray     *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  const char *p = text;
  guint       line = 1;

  g_array_set_clear_func (rows, clear_row);
  while (*p && rows->len < most)
    {
      Row row = { line, g_ptr_array_new_with_free_func (g_free) };

      for (;;)
        {
          char *cell = read_cell (&p, delimiter, &line);
          char *squeezed = tl_text_squeeze (cell);

          g_free (cell);
          if (row.cells->len < MAX_CELLS)
            g_ptr_array_add (row.cells, squeezed);
          else
            g_free (squeezed);
          if (*p != delimiter || *p == '\0')
            break;
          p++;
        }
      if (*p == '\n')
        p++;
      line++;
      if (is_blank_row (row.cells))
        clear_row (&row);
      else
        g_array_append_val (rows, row);
    }
  return rows;
}

static int
find_name (const char *cell)
{
  g_autofree char    *folded = g_utf8_strdown (cell, -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      g_string_append_unichar (name, g_utf8_get_char (p));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name->str, names[i].name))
      return (int) names[i].column;
  return -1;
}

/* Whether a row names the columns; @which says where each is, or -1. */
static gboolean
read_header (const Row *row, int *which)
{
  guint found = 0;

  for (guint i = 0; i < N_COLUMNS; i++)
    which[i] = -1;
  for (guint i = 0; i < row->cells->len; i++)
    {
      int column = find_name (row->cells->pdata[i]);

      if (column < 0 || which[column] >= 0)
        continue;
      which[column] = (int) i;
      found++;
    }
  return found >= 2;
}

/* Whether a tab stands between two words: one at the beginning of a line is an indent, one behind a bullet belongs to it. */
static gboolean
has_cells (const char *text)
{
  const char *begin = text; /* of what is written on the line */

  for (const char *p = text; *p; p++)
    {
      gsize words = (gsize) (p - begin);

      if (*p == '\n' || ((*p == ' ' || *p == '\t') && p == begin))
        begin = p + 1;
      else if (*p == '\t' && !(words == 1 && (strchr ("-*+o", *begin) || g_ascii_isdigit (*begin)))
               && !(words <= 4 && ((guchar) *begin >= 0200 || (g_ascii_isdigit (*begin) && strchr (".)", p[-1])))))
        return TRUE;
    }
  return FALSE;
}

static char
find_delimiter (const char *text)
{
  static const char delimiters[] = { ',', ';' };

  if (has_cells (text))
    return '\t';
  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      g_autoptr (GArray) rows = split (text, delimiters[i], TL_LIST_MAX_ITEMS);
      int                which[N_COLUMNS];
      gboolean           even = rows->len >= 2;

      if (rows->len == 0)
        continue;
      if (read_header (&g_array_index (rows, Row, 0), which))
        return delimiters[i];
      /* Without names: as many cells in each row, and no blank behind a comma, as there is in what people write. */
      for (guint k = 0; k < rows->len && even; k++)
        even = g_array_index (rows, Row, k).cells->len == g_array_index (rows, Row, 0).cells->len
               && g_array_index (rows, Row, k).cells->len >= 2;
      if (even && strstr (text, delimiters[i] == ',' ? ", " : "; ") == NULL)
        return delimiters[i];
    }
  return '\0';
}

/**
 * _tl_list_is_table:
 *
 * Returns: whether a text is rows of cells rather than an outline
 */
gboolean
_tl_list_is_table (const char *text)
{
  return find_delimiter (text) != '\0';
}

static gboolean
read_feeling (const char *cell, gboolean of_five, guint line, double *feeling, GError **error)
{
  static const struct
  {
    const char *word;
    double      feeling;
  } words[] = {
    { "very bad", -2 }, { "awful", -2 },  { "angry", -2 },    { "very negative", -2 }, { "--", -2 },
    { "bad", -1 },      { "sad", -1 },    { "negative", -1 }, { "-", -1 },             { "neither good nor bad", 0 },
    { "neutral", 0 },   { "ok", 0 },      { "mixed", 0 },     { "good", 1 },           { "happy", 1 },
    { "positive", 1 },  { "+", 1 },       { "very good", 2 }, { "great", 2 },          { "delighted", 2 },
    { "very positive", 2 }, { "++", 2 },
  };
  g_autofree char *lower = g_utf8_strdown (cell, -1);
  g_autofree char *plain = NULL;
  const char      *end;
  double           number;

  *feeling = NAN;
  if (tl_text_is_blank (cell))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (lower, words[i].word))
      {
        *feeling = words[i].feeling;
        return TRUE;
      }
  /* A minus sign of its own is a minus, too. */
  plain = g_str_has_prefix (lower, "−") ? g_strconcat ("-", lower + strlen ("−"), NULL) : g_strdup (lower);
  if (tl_number_scan (plain[0] == '+' ? plain + 1 : plain, &end, &number) && tl_text_is_blank (end))
    {
      number -= of_five ? 3 : 0;
      if (number >= -2 && number <= 2)
        {
          *feeling = number;
          return TRUE;
        }
    }
  g_set_error (error, TL_ERROR, TL_ERROR_FORM,
               _("Line %u: “%s” is no feeling. Write very bad, bad, neutral, good or very good, a number from −2 to 2, or "
                 "one from 1 to 5."), line, cell);
  return FALSE;
}

/* Whether feelings are counted from 1 to 5: there is one above 2, and none below 1. */
static gboolean
counts_to_five (GArray *rows, guint first, int column)
{
  gboolean above = FALSE;

  for (guint i = first; column >= 0 && i < rows->len; i++)
    {
      const Row  *row = &g_array_index (rows, Row, i);
      const char *end;
      double      number;

      if ((guint) column >= row->cells->len || !tl_number_scan (row->cells->pdata[column], &end, &number)
          || !tl_text_is_blank (end))
        continue;
      if (number < 1)
        return FALSE;
      above = above || number > 2;
    }
  return above;
}

static const char *
get_cell (const Row *row, int column)
{
  return column >= 0 && (guint) column < row->cells->len ? row->cells->pdata[column] : "";
}

/* What the rows before this one were about. */
typedef struct
{
  char  *stage;
  char  *touchpoint;
  guint  n_made; /* of the touchpoint: the index of its item + 1 */
} Place;

static gboolean
add_marked (GArray *items, const Row *row, const char *cell, TlKind kind, GError **error)
{
  TlKind      marked;
  const char *title = _tl_list_skip_mark (cell, &marked);

  if (tl_text_is_blank (title))
    return TRUE;
  return _tl_list_add (items, row->line, 2, marked != TL_KIND_NONE ? marked : kind, title, error);
}

static gboolean
read_row (GArray *items, const Row *row, const int *which, gboolean of_five, Place *place, GError **error)
{
  const char *stage = get_cell (row, which[COLUMN_STAGE]);
  const char *touchpoint = get_cell (row, which[COLUMN_TOUCHPOINT]);
  const char *channel = get_cell (row, which[COLUMN_CHANNEL]);
  const char *feeling = get_cell (row, which[COLUMN_FEELING]);

  /* What is said again is the same; an empty cell says the same again, too. */
  if (*stage && g_strcmp0 (stage, place->stage) != 0)
    {
      if (!_tl_list_add (items, row->line, 0, TL_KIND_STAGE, stage, error))
        return FALSE;
      g_free (place->stage);
      place->stage = g_strdup (stage);
      g_clear_pointer (&place->touchpoint, g_free);
      place->n_made = 0;
    }
  if (*touchpoint && g_strcmp0 (touchpoint, place->touchpoint) != 0)
    {
      if (!_tl_list_add (items, row->line, 1, TL_KIND_TOUCHPOINT, touchpoint, error))
        return FALSE;
      g_free (place->touchpoint);
      place->touchpoint = g_strdup (touchpoint);
      place->n_made = items->len;
    }
  if (place->n_made > 0)
    {
      TlListItem *item = TL_LIST_ITEM (items, place->n_made - 1);
      double      felt;

      if (*channel && item->channel == NULL)
        item->channel = g_strdup (channel);
      if (!read_feeling (feeling, of_five, row->line, &felt, error))
        return FALSE;
      if (!isnan (felt) && isnan (item->feeling))
        item->feeling = felt;
    }
  return add_marked (items, row, get_cell (row, which[COLUMN_PAIN]), TL_KIND_PAIN, error)
         && add_marked (items, row, get_cell (row, which[COLUMN_DELIGHT]), TL_KIND_DELIGHT, error);
}

/**
 * _tl_list_read_table:
 *
 * Reads rows of cells.
 */
gboolean
_tl_list_read_table (const char *text, GArray *items, GError **error)
{
  g_autoptr (GArray) rows = split (text, find_delimiter (text), TL_LIST_MAX_ITEMS + 2);
  Place              place = { NULL, NULL, 0 };
  int                which[N_COLUMNS];
  gboolean           named, of_five, right = TRUE;

  if (rows->len == 0)
    return TRUE;
  if (rows->len > TL_LIST_MAX_ITEMS + 1)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, _("There are more than %u rows in it. Paste a part of it at a time."),
                   TL_LIST_MAX_ITEMS);
      return FALSE;
    }
  named = read_header (&g_array_index (rows, Row, 0), which);
  if (!named)
    for (int i = 0; i < N_COLUMNS; i++)
      which[i] = i < COLUMN_DELIGHT ? i : -1;
  of_five = counts_to_five (rows, named, which[COLUMN_FEELING]);
  for (guint i = named; i < rows->len && right; i++)
    right = read_row (items, &g_array_index (rows, Row, i), which, of_five, &place, error);
  g_free (place.stage);
  g_free (place.touchpoint);
  return right;
}
