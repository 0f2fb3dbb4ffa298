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
see_row (TlImportPreview *self, TlImport *import, TlMasker *masker, const TlCsvRecord *row)
{
  g_autofree char *words = _tl_import_dup_words (import, row);
  int              segment = import->columns[TL_COLUMN_SEGMENT], customer = import->columns[TL_COLUMN_CUSTOMER];
  gboolean         found = words && see_text (self, masker, words, TRUE);

  self->n_rows++;
  self->n_with_text += words != NULL;
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
      if (step == TL_CSV_STEP_REJECTED)
        self->n_rejected++;
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
  if (!_tl_import_look (import, error) || !see_rows (self, import, error))
    return NULL;
  self->dialect = g_steal_pointer (&import->result->dialect);
  self->columns = g_ptr_array_ref (import->result->columns);
  self->dates = g_steal_pointer (&import->result->dates);
  return g_steal_pointer (&self);
}
