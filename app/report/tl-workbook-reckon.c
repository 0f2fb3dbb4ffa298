/* tl-workbook-reckon.c: what the formulas of a grid come to
 *
 * Reads no more than the workbook writes, so nothing here is hostile: what it does not know is a mistake of ours, and
 * comes out as not a number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-workbook-grid-private.h"

typedef struct
{
  TlGrid     *grid;
  guint       sheet;
  const char *p;
} Reader;

typedef struct
{
  TlAt     first;
  TlAt     last;
  gboolean is_range; /* @value counts otherwise */
  TlCellValue value;
} Argument;

static TlCellValue read_comparison (Reader *self);

static TlCellValue
say (double number)
{
  return (TlCellValue) { number, NULL };
}

static gboolean
take (Reader *self, const char *sign)
{
  if (!g_str_has_prefix (self->p, sign))
    return FALSE;
  self->p += strlen (sign);
  return TRUE;
}

static TlCellValue
look_up (Reader *self, TlAt at)
{
  TlCell *cell = _tl_grid_find (self->grid, at);

  return cell ? _tl_grid_reckon (self->grid, cell) : say (0);
}

/* A1 or $A$1. */
static gboolean
read_cell (Reader *self, guint sheet, TlAt *at)
{
  const char *p = self->p;
  guint       col = 0, row = 0, n = 0;

  p += *p == '$';
  for (; *p >= 'A' && *p <= 'Z' && n < 4; p++, n++)
    col = col * 26 + (guint) (*p - 'A') + 1;
  p += *p == '$';
  if (n == 0 || n > 3 || !g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    row = row * 10 + (guint) (*p - '0');
  if (g_ascii_isalpha (*p) || *p == '_' || *p == '(')
    return FALSE;
  *at = (TlAt) { sheet, row - 1, col - 1 };
  self->p = p;
  return TRUE;
}

static guint
read_sheet (Reader *self)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (self->p++; *self->p; self->p++)
    {
      if (*self->p == '\'' && *++self->p != '\'')
        break;
      g_string_append_c (name, *self->p);
    }
  self->p += *self->p == '!';
  for (guint i = 0; i < self->grid->sheets->len; i++)
    if (g_str_equal (_tl_grid_sheet_name (self->grid, i), name->str))
      return i;
  return self->grid->sheets->len;
}

static gboolean
read_range (Reader *self, Argument *argument)
{
  const char *before = self->p;
  guint       sheet = *self->p == '\'' ? read_sheet (self) : self->sheet;

  if (!read_cell (self, sheet, &argument->first))
    {
      self->p = before;
      return FALSE;
    }
  argument->last = argument->first;
  if (take (self, ":"))
    read_cell (self, sheet, &argument->last);
  return TRUE;
}

static Argument
read_argument (Reader *self)
{
  Argument    argument = { .is_range = FALSE };
  const char *before = self->p;

  if (read_range (self, &argument) && (*self->p == ',' || *self->p == ')'))
    {
      argument.is_range = TRUE;
      argument.value = argument.first.row == argument.last.row && argument.first.col == argument.last.col
                           ? look_up (self, argument.first)
                           : say (NAN);
      return argument;
    }
  self->p = before;
  argument.value = read_comparison (self);
  return argument;
}

/* Everything a function is given, one after the other: the cells of ranges that hold numbers, and what is written. */
static GArray *
read_arguments (Reader *self, gboolean spread)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (TlCellValue));

  do
    {
      Argument argument = read_argument (self);

      if (!spread || !argument.is_range)
        {
          g_array_append_val (values, argument.value);
          continue;
        }
      for (guint row = argument.first.row; row <= argument.last.row; row++)
        for (guint col = argument.first.col; col <= argument.last.col; col++)
          {
            TlAt        at = { argument.first.sheet, row, col };
            TlCell     *cell = _tl_grid_find (self->grid, at);
            TlCellValue value;

            if (cell == NULL)
              continue;
            value = _tl_grid_reckon (self->grid, cell);
            g_array_append_val (values, value);
          }
    }
  while (take (self, ","));
  take (self, ")");
  return values;
}

static double
round_half_up (double value)
{
  return value < 0 ? -floor (.5 - value) : floor (value + .5);
}

static TlCellValue
call (Reader *self, const char *name)
{
  gboolean           spread = !g_str_equal (name, "IF");
  g_autoptr (GArray) values = read_arguments (self, spread);
  TlCellValue       *given = (TlCellValue *) (void *) values->data;
  gboolean           is_max = g_str_equal (name, "MAX"), is_min = g_str_equal (name, "MIN");
  gboolean           is_sum = g_str_equal (name, "SUM"), is_product = g_str_equal (name, "PRODUCT");
  gboolean           is_and = g_str_equal (name, "AND"), is_or = g_str_equal (name, "OR");
  double             result = is_max ? -INFINITY : is_min ? INFINITY : is_product || is_and ? 1 : 0;

  if (values->len == 0)
    return say (NAN);
  if (g_str_equal (name, "IF"))
    return given[0].number != 0 ? given[1] : values->len > 2 ? given[2] : say (0);
  if (g_str_equal (name, "ROUND"))
    return say (round_half_up (given[0].number));
  if (g_str_equal (name, "ROUNDUP"))
    return say (ceil (given[0].number));
  if (g_str_equal (name, "ABS"))
    return say (fabs (given[0].number));
  if (g_str_equal (name, "RANK"))
    {
      for (guint i = 1; i < values->len; i++)
        result += given[i].number > given[0].number;
      return say (result + 1);
    }
  if (g_str_equal (name, "COUNTIF"))
    {
      for (guint i = 0; i + 1 < values->len; i++)
        result += g_strcmp0 (given[i].words, given[values->len - 1].words) == 0;
      return say (result);
    }
  for (guint i = 0; i < values->len; i++)
    {
      double x = given[i].number;

      if (given[i].words)
        continue;
      if (is_max)
        result = x > result ? x : result;
      else if (is_min)
        result = x < result ? x : result;
      else if (is_sum)
        result += x;
      else if (is_product)
        result *= x;
      else if (is_and)
        result = result != 0 && x != 0;
      else if (is_or)
        result = result != 0 || x != 0;
      else
        result = NAN;
    }
  return say (isinf (result) && (is_max || is_min) ? 0 : result);
}

static TlCellValue
read_words (Reader *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (self->p++; *self->p; self->p++)
    {
      if (*self->p == '"' && *++self->p != '"')
        break;
      g_string_append_c (words, *self->p);
    }
  return (TlCellValue) { 0, g_string_chunk_insert_const (self->grid->words, words->str) };
}

static TlCellValue
read_name (Reader *self)
{
  char  name[32];
  guint n = 0;

  while ((g_ascii_isalnum (*self->p) || *self->p == '_') && n < sizeof name - 1)
    name[n++] = *self->p++;
  name[n] = '\0';
  if (take (self, "("))
    return call (self, name);
  for (guint i = 0; i < self->grid->names->len; i++)
    {
      TlGridName *known = &g_array_index (self->grid->names, TlGridName, i);

      if (g_str_equal (known->name, name))
        return look_up (self, known->at);
    }
  return say (NAN);
}

static TlCellValue
read_primary (Reader *self)
{
  Argument    argument;
  TlCellValue value;
  char       *end;

  if (take (self, "("))
    {
      value = read_comparison (self);
      take (self, ")");
      return value;
    }
  if (*self->p == '"')
    return read_words (self);
  if (g_ascii_isdigit (*self->p) || *self->p == '.')
    {
      value = say (g_ascii_strtod (self->p, &end));
      self->p = end;
      return value;
    }
  if (read_range (self, &argument))
    return look_up (self, argument.first);
  if (g_ascii_isalpha (*self->p))
    return read_name (self);
  return say (NAN);
}

/* A sign binds closer than a power, as in all spreadsheets. */
static TlCellValue
read_signed (Reader *self)
{
  if (take (self, "-"))
    return say (-read_signed (self).number);
  return read_primary (self);
}

static double
read_power (Reader *self)
{
  double value = read_signed (self).number;

  while (take (self, "^"))
    value = pow (value, read_signed (self).number);
  return value;
}

static TlCellValue
read_product (Reader *self)
{
  const char *before = self->p;
  TlCellValue first = read_signed (self);
  double      value;

  if (*self->p != '^' && *self->p != '*' && *self->p != '/')
    return first;
  self->p = before;
  value = read_power (self);
  for (;;)
    if (take (self, "*"))
      value *= read_power (self);
    else if (take (self, "/"))
      value /= read_power (self);
    else
      return say (value);
}

static TlCellValue
read_sum (Reader *self)
{
  TlCellValue value = read_product (self);

  for (;;)
    if (take (self, "+"))
      value = say (value.number + read_product (self).number);
    else if (take (self, "-"))
      value = say (value.number - read_product (self).number);
    else
      return value;
}

static TlCellValue
read_comparison (Reader *self)
{
  static const char *const signs[] = { "<>", "<=", ">=", "=", "<", ">" };
  TlCellValue              left = read_sum (self), right;
  int                      order;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (!take (self, signs[i]))
        continue;
      right = read_sum (self);
      if (left.words || right.words) /* words come behind all numbers */
        order = left.words && right.words ? strcmp (left.words, right.words) : left.words ? 1 : -1;
      else
        order = (left.number > right.number) - (left.number < right.number);
      return say (i == 0   ? order != 0
                  : i == 1 ? order <= 0
                  : i == 2 ? order >= 0
                  : i == 3 ? order == 0
                  : i == 4 ? order < 0
                           : order > 0);
    }
  return left;
}

/* Gauss, with the largest pivot of each column. */
static void
solve (double *matrix, double *right, guint n)
{
  for (guint k = 0; k < n; k++)
    {
      guint best = k;

      for (guint i = k + 1; i < n; i++)
        if (fabs (matrix[i * n + k]) > fabs (matrix[best * n + k]))
          best = i;
      for (guint j = 0; j < n && best != k; j++)
        {
          double swapped = matrix[k * n + j];

          matrix[k * n + j] = matrix[best * n + j];
          matrix[best * n + j] = swapped;
        }
      if (best != k)
        {
          double swapped = right[k];

          right[k] = right[best];
          right[best] = swapped;
        }
      for (guint i = k + 1; i < n; i++)
        {
          double factor = matrix[i * n + k] / matrix[k * n + k];

          for (guint j = k; j < n && factor != 0; j++)
            matrix[i * n + j] -= factor * matrix[k * n + j];
          right[i] -= factor * right[k];
        }
    }
  for (guint k = n; k-- > 0;)
    {
      for (guint j = k + 1; j < n; j++)
        right[k] -= matrix[k * n + j] * right[j];
      right[k] /= matrix[k * n + k];
    }
}

static void
reckon_solution (TlGrid *self, TlCell *cell)
{
  for (guint s = 0; s < self->solves->len; s++)
    {
      TlGridSolve        *one = &g_array_index (self->solves, TlGridSolve, s);
      guint               n = one->n;
      g_autofree double  *matrix = NULL;
      g_autofree double  *right = NULL;

      if (one->at.sheet != cell->at.sheet || one->at.col != cell->at.col || cell->at.row < one->at.row ||
          cell->at.row >= one->at.row + n)
        continue;
      matrix = g_new (double, n * n);
      right = g_new (double, n);
      for (guint i = 0; i < n; i++)
        {
          right[i] = _tl_grid_value (self, (TlAt) { one->right.sheet, one->right.row + i, one->right.col });
          for (guint j = 0; j < n; j++)
            matrix[i * n + j] =
                _tl_grid_value (self, (TlAt) { one->matrix.sheet, one->matrix.row + i, one->matrix.col + j });
        }
      solve (matrix, right, n);
      for (guint i = 0; i < n; i++)
        {
          TlCell *other = _tl_grid_find (self, (TlAt) { one->at.sheet, one->at.row + i, one->at.col });

          other->value = say (right[i]);
          other->state = 2;
        }
      return;
    }
}

/*
 * _tl_grid_reckon:
 *
 * Returns: what a cell comes to, worked out once
 */
TlCellValue
_tl_grid_reckon (TlGrid *self, TlCell *cell)
{
  if (cell->kind == TL_CELL_IS_TEXT || cell->kind == TL_CELL_IS_NUMBER || cell->state == 2)
    return cell->value;
  if (cell->state == 1) /* a circle: the workbook writes none */
    return say (NAN);
  cell->state = 1;
  if (cell->kind == TL_CELL_IS_SOLUTION)
    reckon_solution (self, cell);
  else
    {
      Reader reader = { self, cell->at.sheet, cell->formula };

      cell->value = read_comparison (&reader);
      if (*reader.p != '\0')
        cell->value = say (NAN);
    }
  cell->state = 2;
  return cell->value;
}
