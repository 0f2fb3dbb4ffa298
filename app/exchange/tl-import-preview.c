/* tl-import-preview.c: what an import would do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-import-private.h"
#include "tl-text.h"

#define MAX_EXAMPLES 2
#define BEFORE       60  /* bytes before the first detail that an example shows */
#define LENGTH       200 /* bytes of an example */
#define MAX_SHOWN    200 /* characters of a cell of the first rows */

static void
example_free (gpointer data)
{
  TlImportExample *example = data;

  g_free (example->before);
  g_free (example->after);
  g_free (example);
}

/**
 * tl_import_preview_free:
 */
void
tl_import_preview_free (TlImportPreview *self)
{
  if (self == NULL)
    return;
  g_free (self->dialect);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  tl_import_plan_free (self->plan);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->rejected, g_ptr_array_unref);
  g_clear_pointer (&self->spoilt, g_ptr_array_unref);
  g_ptr_array_unref (self->first_rows);
  g_ptr_array_unref (self->examples);
  g_free (self->dates);
  g_free (self);
}

static const char *
find_start (const char *text, const char *at)
{
  const char *p = at - text > BEFORE ? at - BEFORE : text;

  if (p == text)
    return p;
  /* At the beginning of a word, where there is one. */
  while (((guchar) *p & 0xc0) == 0x80)
    p--;
  for (const char *q = p; q < at; q++)
    if (*q == ' ' || *q == '\n')
      return q + 1;
  return p;
}

static void
add_example (TlImportPreview *self, const char *words, const TlMaskSpan *spans, guint n)
{
  const char         *start = find_start (words, words + spans[0].start);
  gsize               from = (gsize) (start - words), end = MIN (strlen (words), from + LENGTH);
  TlImportExample    *example = g_new0 (TlImportExample, 1);
  g_autoptr (GString) before = g_string_new (start > words ? "… " : "");
  g_autoptr (GString) after = g_string_new (before->str);

  while (((guchar) words[end] & 0xc0) == 0x80)
    end--;
  for (guint i = 0; i < n && spans[i].start < end; i++)
    end = MAX (end, spans[i].end);
  g_string_append_len (before, start, (gssize) (end - from));
  for (guint i = 0; i < n && spans[i].start < end; i++)
    {
      g_string_append_len (after, words + from, (gssize) (spans[i].start - from));
      g_string_append (after, tl_mask_kind_get_token (spans[i].kind));
      from = spans[i].end;
    }
  g_string_append_len (after, words + from, (gssize) (end - from));
  if (words[end])
    {
      g_string_append (before, " …");
      g_string_append (after, " …");
    }
  example->before = tl_text_squeeze (before->str);
  example->after = tl_text_squeeze (after->str);
  g_ptr_array_add (self->examples, example);
}

static gboolean
see_text (TlImportPreview *self, TlMasker *masker, const char *text, gboolean is_example)
{
  guint             n;
  const TlMaskSpan *spans = tl_masker_find (masker, text, strlen (text), &n);

  for (guint i = 0; i < n; i++)
    self->found[spans[i].kind]++;
  if (n > 0 && is_example && self->examples->len < MAX_EXAMPLES)
    add_example (self, text, spans, n);
  return n > 0;
}

static void
add_first (TlImportPreview *self, const TlCsvRecord *row)
{
  char **cells = g_new0 (char *, row->n_fields + 1);

  for (guint i = 0; i < row->n_fields; i++)
    {
      g_autofree char *head = g_strndup (row->fields[i].text, MIN (row->fields[i].length, 4 * MAX_SHOWN));
      g_autofree char *valid = g_utf8_make_valid (head, -1);
      g_autofree char *line = tl_text_squeeze (valid);

      cells[i] = tl_text_shorten (line, MAX_SHOWN);
    }
  g_ptr_array_add (self->first_rows, cells);
}

static void
see_row (TlImportPreview *self, TlImport *import, TlMasker *masker, const TlCsvRecord *row)
{
  g_autofree char *words = _tl_import_dup_words (import, row);
  int              segment = import->columns[TL_COLUMN_SEGMENT], customer = import->columns[TL_COLUMN_CUSTOMER];
  gboolean         found = words && see_text (self, masker, words, TRUE);

  self->n_rows++;
  self->n_with_text += words != NULL;
  if (self->first_rows->len < TL_IMPORT_PREVIEW_ROWS)
    add_first (self, row);
  _tl_import_try_row (import, row);
  if (segment >= 0 && (guint) segment < row->n_fields)
    found = see_text (self, masker, row->fields[segment].text, FALSE) || found;
  if (customer >= 0 && (guint) customer < row->n_fields && !tl_text_is_blank (row->fields[customer].text))
    self->n_customers++;
  self->n_found += found;
}

static gboolean
see_rows (TlImportPreview *self, TlImport *import, GError **error)
{
  g_autoptr (TlCsvReader) reader = tl_csv_reader_new (import->csv, import->dialect);
  g_autoptr (TlMasker)    masker = tl_masker_new (TL_MASK_ALL);
  const TlCsvRecord      *row;
  TlCsvStep               step;

  while ((step = tl_csv_reader_next (reader, &row, error)) != TL_CSV_STEP_END)
    {
      if (step == TL_CSV_STEP_FAILED || !_tl_import_tick (import, tl_csv_reader_get_progress (reader), error))
        return FALSE;
      if (import->options->preview_rows > 0 && self->n_rows >= import->options->preview_rows)
        {
          self->is_whole = FALSE;
          break;
        }
      if (step == TL_CSV_STEP_REJECTED)
        _tl_import_reject (import, reader, row);
      else
        see_row (self, import, masker, row);
    }
  return TRUE;
}

/**
 * tl_import_preview:
 * @csv: a table
 * @options: (nullable): how it would be imported; what they say of masking does not count
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Looks through a whole table for what an import of it would bring, and what would be masked. Any thread will do.
 *
 * Returns: (transfer full) (nullable): what there is; %NULL with an error as of tl_import_evidence()
 */
TlImportPreview *
tl_import_preview (TlCsvSource *csv, const TlImportOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlImport)        import = _tl_import_new (NULL, csv, options, cancellable);
  g_autoptr (TlImportPreview) self = g_new0 (TlImportPreview, 1);

  self->examples = g_ptr_array_new_with_free_func (example_free);
  self->first_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->is_whole = TRUE;
  import->same = tl_same_new ();
  if (!_tl_import_look (import, error) || !see_rows (self, import, error))
    return NULL;
  self->dialect = g_steal_pointer (&import->result->dialect);
  self->columns = g_ptr_array_ref (import->result->columns);
  self->dates = g_steal_pointer (&import->result->dates);
  self->dates_are_ambiguous = import->result->dates_are_ambiguous;
  self->plan = g_steal_pointer (&import->plan);
  self->maker = import->result->maker;
  self->is_remembered = import->result->is_remembered;
  self->n_rejected = import->result->n_rejected;
  self->rejected = g_ptr_array_ref (import->result->rejected);
  self->n_spoilt = import->result->n_spoilt;
  self->spoilt = g_ptr_array_ref (import->result->spoilt);
  self->n_codes = import->result->n_codes;
  self->n_duplicates = import->result->n_duplicates;
  self->sheets = tl_csv_source_list_sheets (csv, cancellable, NULL);
  return g_steal_pointer (&self);
}

static void
preview_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError          *error = NULL;
  TlImportPreview *preview = tl_import_preview (g_object_get_data (G_OBJECT (task), "tl-csv"), data, cancellable, &error);

  if (preview)
    g_task_return_pointer (task, preview, (GDestroyNotify) tl_import_preview_free);
  else
    g_task_return_error (task, error);
}

/**
 * tl_import_preview_async:
 * @csv: a table
 * @options: (nullable): as of tl_import_preview(); they must stay until the callback
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @data: for @callback
 *
 * Does as tl_import_preview() does, in another thread. One at a time may read @csv.
 */
void
tl_import_preview_async (TlCsvSource *csv, const TlImportOptions *options, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_object_set_data_full (G_OBJECT (task), "tl-csv", tl_csv_source_ref (csv), (GDestroyNotify) tl_csv_source_unref);
  g_task_set_task_data (task, (gpointer) options, NULL);
  g_task_run_in_thread (task, preview_in_thread);
}

/**
 * tl_import_preview_finish:
 *
 * Returns: (transfer full) (nullable): what there is; %NULL with an error as of tl_import_evidence()
 */
TlImportPreview *
tl_import_preview_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
