/* tl-columns.c
 *
 * A row-wise table of a million records takes a second to look through; what people filter by fits into a few arrays of
 * codes, which takes milliseconds. They are a cache: made from the file, and thrown away with the document.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-columns-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROWS_BETWEEN_LOOKS 16384 /* at the cancellable */

static const TlField fields[TL_N_COLUMNS] = {
  [TL_COLUMN_SOURCE] = TL_EVIDENCE_SOURCE,       [TL_COLUMN_CHANNEL] = TL_EVIDENCE_CHANNEL,
  [TL_COLUMN_SEGMENT] = TL_EVIDENCE_SEGMENT,     [TL_COLUMN_NPS] = TL_EVIDENCE_NPS,
  [TL_COLUMN_CSAT] = TL_EVIDENCE_CSAT,           [TL_COLUMN_CES] = TL_EVIDENCE_CES,
  [TL_COLUMN_STARS] = TL_EVIDENCE_STARS,         [TL_COLUMN_SENTIMENT] = TL_EVIDENCE_SENTIMENT,
};

/* The columns while they are read: codes in the order in which values are first met. */
typedef struct
{
  GHashTable *codes; /* text or number → code */
  GPtrArray  *texts;
  GArray     *numbers;
} Coder;

typedef struct
{
  GArray *numbers;
  GArray *codes[TL_N_COLUMNS];
  GArray *dates;
  GArray *worded;
  Coder   coders[TL_N_COLUMNS];
} Loading;

/**
 * _tl_column_get_field:
 *
 * Returns: the field of records that @column holds
 */
TlField
_tl_column_get_field (TlColumn column)
{
  return fields[column];
}

static void
links_unref (TlLinks *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->n_things; i++)
    g_free (self->ids[i]);
  g_free (self->ids);
  g_free (self->starts);
  g_free (self->things);
  g_free (self->starred);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLinks, links_unref)

/**
 * _tl_columns_ref:
 */
TlColumns *
_tl_columns_ref (TlColumns *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * _tl_columns_unref:
 */
void
_tl_columns_unref (TlColumns *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->numbers);
  g_free (self->dates);
  g_free (self->worded);
  for (int i = 0; i < TL_N_COLUMNS; i++)
    {
      g_free (self->codes[i]);
      for (guint j = 0; self->dictionaries[i].texts && j < self->dictionaries[i].n; j++)
        g_free (self->dictionaries[i].texts[j]);
      g_free (self->dictionaries[i].texts);
      g_free (self->dictionaries[i].numbers);
    }
  links_unref (self->links);
  g_free (self);
}

/**
 * _tl_columns_find:
 * @row: (out): where the record with the number @number stands
 *
 * Returns: whether there is such a record
 */
gboolean
_tl_columns_find (const TlColumns *self, gint64 number, guint *row)
{
  guint low = 0, high = self->n;

  if (self->n == 0 || number < self->numbers[0])
    return FALSE;
  /* Mostly, none is missing between the first and the last. */
  if ((guint64) (number - self->numbers[0]) < self->n && self->numbers[number - self->numbers[0]] == number)
    {
      *row = (guint) (number - self->numbers[0]);
      return TRUE;
    }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->numbers[middle] < number)
        low = middle + 1;
      else
        high = middle;
    }
  *row = low;
  return low < self->n && self->numbers[low] == number;
}

static void
coder_init (Coder *self, gboolean is_number)
{
  if (is_number)
    {
      self->codes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
    }
  else
    {
      self->codes = g_hash_table_new (g_str_hash, g_str_equal);
      self->texts = g_ptr_array_new ();
    }
}

static void
coder_clear (Coder *self)
{
  for (guint i = 0; self->texts && i < self->texts->len; i++)
    g_free (self->texts->pdata[i]);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
}

static guint32
code_text (Coder *self, const char *text)
{
  gpointer code = g_hash_table_lookup (self->codes, text);
  char    *copy;

  if (code)
    return GPOINTER_TO_UINT (code);
  copy = g_strdup (text);
  g_ptr_array_add (self->texts, copy);
  g_hash_table_insert (self->codes, copy, GUINT_TO_POINTER (self->texts->len));
  return self->texts->len;
}

static guint32
code_number (Coder *self, double number)
{
  gpointer code;
  gint64   bits;

  number += 0.; /* one nought, not two */
  memcpy (&bits, &number, sizeof bits);
  code = g_hash_table_lookup (self->codes, &bits);
  if (code)
    return GPOINTER_TO_UINT (code);
  g_array_append_val (self->numbers, number);
  g_hash_table_insert (self->codes, g_memdup2 (&bits, sizeof bits), GUINT_TO_POINTER (self->numbers->len));
  return self->numbers->len;
}

static int
compare_texts (gconstpointer a, gconstpointer b, gpointer data)
{
  GPtrArray *texts = data;

  return strcmp (texts->pdata[*(const guint32 *) a], texts->pdata[*(const guint32 *) b]);
}

static int
compare_numbers (gconstpointer a, gconstpointer b, gpointer data)
{
  GArray *numbers = data;
  double  first = g_array_index (numbers, double, *(const guint32 *) a);
  double  second = g_array_index (numbers, double, *(const guint32 *) b);

  return (first > second) - (first < second);
}

/* Puts the values in order, and the codes with them. */
static void
take_dictionary (Coder *coder, TlDictionary *dictionary, guint32 *codes, guint n)
{
  guint                n_values = coder->texts ? coder->texts->len : coder->numbers->len;
  g_autofree guint32  *order = g_new (guint32, n_values + 1);
  g_autofree guint32  *ranks = g_new0 (guint32, n_values + 1);

  for (guint32 i = 0; i < n_values; i++)
    order[i] = i;
  if (coder->texts)
    g_qsort_with_data (order, (int) n_values, sizeof *order, compare_texts, coder->texts);
  else
    g_qsort_with_data (order, (int) n_values, sizeof *order, compare_numbers, coder->numbers);
  dictionary->n = n_values;
  if (coder->texts)
    dictionary->texts = g_new0 (char *, n_values + 1);
  else
    dictionary->numbers = g_new0 (double, n_values + 1);
  for (guint32 i = 0; i < n_values; i++)
    {
      ranks[order[i] + 1] = i + 1;
      if (coder->texts)
        dictionary->texts[i] = g_steal_pointer (&coder->texts->pdata[order[i]]);
      else
        dictionary->numbers[i] = g_array_index (coder->numbers, double, order[i]);
    }
  for (guint i = 0; i < n; i++)
    codes[i] = ranks[codes[i]];
}

static void
loading_init (Loading *self)
{
  memset (self, 0, sizeof *self);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->dates = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->worded = g_array_new (FALSE, FALSE, sizeof (guint8));
  for (int i = 0; i < TL_N_COLUMNS; i++)
    {
      self->codes[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
      coder_init (&self->coders[i], TL_COLUMN_IS_NUMBER (i));
    }
}

static void
loading_clear (Loading *self)
{
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->dates, g_array_unref);
  g_clear_pointer (&self->worded, g_array_unref);
  for (int i = 0; i < TL_N_COLUMNS; i++)
    {
      g_clear_pointer (&self->codes[i], g_array_unref);
      coder_clear (&self->coders[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loading, loading_clear)

/* 2026-11-22 as 20261122; 0 for what is no date. */
static gint32
read_date (const char *text)
{
  gint32 date = 0;

  for (int i = 0; i < 10; i++)
    {
      if (text == NULL || (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i])))
        return 0;
      if (i != 4 && i != 7)
        date = date * 10 + (text[i] - '0');
    }
  return date;
}

static void
take_row (Loading *self, sqlite3_stmt *row)
{
  gint64 number = sqlite3_column_int64 (row, 0);
  guint8 worded = sqlite3_column_int (row, 1) != 0;
  gint32 date = read_date ((const char *) sqlite3_column_text (row, 2));

  g_array_append_val (self->numbers, number);
  g_array_append_val (self->worded, worded);
  g_array_append_val (self->dates, date);
  for (int i = 0; i < TL_N_COLUMNS; i++)
    {
      guint32 code = 0;

      if (sqlite3_column_type (row, 3 + i) == SQLITE_NULL)
        code = 0;
      else if (TL_COLUMN_IS_NUMBER (i))
        code = code_number (&self->coders[i], sqlite3_column_double (row, 3 + i));
      else
        code = code_text (&self->coders[i], (const char *) sqlite3_column_text (row, 3 + i));
      g_array_append_val (self->codes[i], code);
    }
}

static gboolean
step (TlSql *sql, sqlite3_stmt *rows, guint n, gboolean *has_row, GCancellable *cancellable, GError **error)
{
  if (n % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return _tl_sql_step (sql, rows, has_row, error);
}

static sqlite3_stmt *
prepare_records (TlSql *sql, const TlEvidenceState *state, GError **error)
{
  g_autoptr (GString) text = g_string_new ("SELECT e.number, e.worded, e.\"date\"");

  for (int i = 0; i < TL_N_COLUMNS; i++)
    g_string_append_printf (text, ", e.\"%s\"", tl_field_get_info (fields[i])->name);
  g_string_append (text, " FROM evidence e WHERE 1");
  _tl_evidence_append_live_record (state, text);
  g_string_append (text, " ORDER BY e.number");
  return _tl_sql_prepare (sql, text->str, error);
}

/* Rows are met in the order of assignments, and kept in that order for each record. */
static TlLinks *
load_links (const TlColumns *columns, TlSql *sql, const TlEvidenceState *state, GCancellable *cancellable, GError **error)
{
  const char            *star = tl_field_get_info (TL_EVIDENCE_STARRED)->name;
  g_autoptr (TlLinks)    self = g_new0 (TlLinks, 1);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray)  ids = g_ptr_array_new ();
  g_autoptr (GArray)     pairs = g_array_new (FALSE, FALSE, 2 * sizeof (guint32));
  g_autoptr (GString)    text = g_string_new ("SELECT a.record, a.role, a.thing FROM assignment a WHERE 1");
  g_autoptr (TlSqlFresh) rows = NULL;
  gboolean               has_row = TRUE;
  gboolean               done = TRUE;

  g_atomic_ref_count_init (&self->refs);
  self->n_rows = columns->n;
  self->starts = g_new0 (guint32, (gsize) columns->n + 1);
  self->starred = g_new0 (guint8, (gsize) columns->n + 1);
  _tl_evidence_append_live_assignment (state, text);
  g_string_append (text, " ORDER BY a.number");
  rows = _tl_sql_prepare (sql, text->str, error);
  if (rows == NULL)
    return NULL;
  for (guint n = 0; (done = step (sql, rows, n, &has_row, cancellable, error)) && has_row; n++)
    {
      const char *role = (const char *) sqlite3_column_text (rows, 1);
      const char *thing = (const char *) sqlite3_column_text (rows, 2);
      guint       row;
      guint32     pair[2];

      if (role == NULL || thing == NULL || !_tl_columns_find (columns, sqlite3_column_int64 (rows, 0), &row))
        continue;
      if (strcmp (role, star) == 0)
        {
          self->starred[row] = 1;
          continue;
        }
      pair[0] = row;
      pair[1] = GPOINTER_TO_UINT (g_hash_table_lookup (codes, thing));
      if (pair[1] == 0)
        {
          g_ptr_array_add (ids, g_strdup (thing));
          g_hash_table_insert (codes, ids->pdata[ids->len - 1], GUINT_TO_POINTER (ids->len));
          pair[1] = ids->len;
        }
      pair[1]--;
      self->starts[row + 1]++;
      g_array_append_vals (pairs, pair, 1);
    }
  self->n_things = ids->len;
  self->ids = (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
  if (!done)
    return NULL;
  for (guint i = 0; i < columns->n; i++)
    self->starts[i + 1] += self->starts[i];
  self->things = g_new (guint32, (gsize) pairs->len + 1);
  {
    g_autofree guint32 *next = g_memdup2 (self->starts, ((gsize) columns->n + 1) * sizeof *next);

    for (guint i = 0; i < pairs->len; i++)
      {
        const guint32 *pair = (const guint32 *) (gpointer) (pairs->data + (gsize) i * 2 * sizeof (guint32));

        self->things[next[pair[0]]++] = pair[1];
      }
  }
  return g_steal_pointer (&self);
}

static TlColumns *
take_columns (Loading *loading)
{
  TlColumns *self = g_new0 (TlColumns, 1);

  g_atomic_ref_count_init (&self->refs);
  self->n = loading->numbers->len;
  self->numbers = (gint64 *) (gpointer) g_array_free (g_steal_pointer (&loading->numbers), FALSE);
  self->dates = (gint32 *) (gpointer) g_array_free (g_steal_pointer (&loading->dates), FALSE);
  self->worded = (guint8 *) g_array_free (g_steal_pointer (&loading->worded), FALSE);
  for (int i = 0; i < TL_N_COLUMNS; i++)
    {
      self->codes[i] = (guint32 *) (gpointer) g_array_free (g_steal_pointer (&loading->codes[i]), FALSE);
      take_dictionary (&loading->coders[i], &self->dictionaries[i], self->codes[i], self->n);
    }
  return self;
}

/**
 * _tl_columns_load:
 * @sql: a connection on which nothing changes meanwhile
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Returns: (transfer full): the live records; %NULL with an error
 */
TlColumns *
_tl_columns_load (TlSql *sql, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlColumns)  self = NULL;
  g_autoptr (TlSqlFresh) rows = NULL;
  g_auto (Loading)       loading;
  TlEvidenceState        state = { 0 };
  gboolean               has_row;

  loading_init (&loading);
  if (!_tl_evidence_look (sql, &state, error) || (rows = prepare_records (sql, &state, error)) == NULL)
    return NULL;
  while (TRUE)
    {
      if (!step (sql, rows, loading.numbers->len, &has_row, cancellable, error))
        return NULL;
      if (!has_row)
        break;
      if (loading.numbers->len == G_MAXINT32)
        {
          g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                               _("There are more records than can be listed."));
          return NULL;
        }
      take_row (&loading, rows);
    }
  self = take_columns (&loading);
  self->links = load_links (self, sql, &state, cancellable, error);
  return self->links ? g_steal_pointer (&self) : NULL;
}

/**
 * _tl_columns_relink:
 * @self: columns of which only the assignments have changed since
 *
 * Returns: (transfer full): columns with the assignments as they are now; %NULL with an error
 */
TlColumns *
_tl_columns_relink (TlColumns *self, TlSql *sql, GCancellable *cancellable, GError **error)
{
  TlEvidenceState state = { 0 };
  TlLinks        *links = NULL;
  TlColumns      *copy;

  if (!_tl_evidence_look (sql, &state, error))
    return NULL;
  links = load_links (self, sql, &state, cancellable, error);
  if (links == NULL)
    return NULL;
  /* Where nobody else looks at it, it need not be copied. */
  if (g_atomic_ref_count_compare (&self->refs, 1))
    {
      links_unref (self->links);
      self->links = links;
      return _tl_columns_ref (self);
    }
  copy = g_new0 (TlColumns, 1);
  *copy = *self;
  g_atomic_ref_count_init (&copy->refs);
  copy->links = links;
  copy->numbers = g_memdup2 (self->numbers, self->n * sizeof *self->numbers);
  copy->dates = g_memdup2 (self->dates, self->n * sizeof *self->dates);
  copy->worded = g_memdup2 (self->worded, self->n * sizeof *self->worded);
  for (int i = 0; i < TL_N_COLUMNS; i++)
    {
      const TlDictionary *from = &self->dictionaries[i];
      TlDictionary       *to = &copy->dictionaries[i];

      copy->codes[i] = g_memdup2 (self->codes[i], self->n * sizeof (guint32));
      to->numbers = from->numbers ? g_memdup2 (from->numbers, (from->n + 1) * sizeof (double)) : NULL;
      to->texts = from->texts ? g_new0 (char *, from->n + 1) : NULL;
      for (guint j = 0; from->texts && j < from->n; j++)
        to->texts[j] = g_strdup (from->texts[j]);
    }
  return copy;
}
