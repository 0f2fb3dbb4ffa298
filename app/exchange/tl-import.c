/* tl-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-import-private.h"
#include "tl-text.h"

#define TICK        256         /* records between looks at the cancellable */
#define REPORT      4096        /* records between reports of the progress */
#define MAX_PREFIX  150         /* bytes of a source's id that a record's begins with */

G_DEFINE_QUARK (tl-import-error-quark, tl_import_error)

static void
column_free (gpointer data)
{
  TlImportColumn *column = data;

  g_free (column->name);
  g_free (column->label);
  g_free (column);
}

static void
rule_free (gpointer data)
{
  TlImportRule *rule = data;

  g_free (rule->id);
  g_free (rule->thing);
  g_free (rule->why);
  g_free (rule);
}

static TlImportResult *
result_new (void)
{
  TlImportResult *self = g_new0 (TlImportResult, 1);

  self->rejected = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_import_note_free);
  self->duplicates = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_import_note_free);
  self->spoilt = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_import_note_free);
  self->junk = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_import_note_free);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  return self;
}

/**
 * tl_import_result_free:
 */
void
tl_import_result_free (TlImportResult *self)
{
  if (self == NULL)
    return;
  g_free (self->source);
  g_free (self->source_title);
  g_ptr_array_unref (self->rejected);
  g_ptr_array_unref (self->duplicates);
  g_ptr_array_unref (self->spoilt);
  g_ptr_array_unref (self->junk);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rules);
  g_free (self->dialect);
  g_free (self->dates);
  g_free (self);
}

/* Whether to go on. */
gboolean
_tl_import_tick (TlImport *self, double done, GError **error)
{
  if (self->n_ticks % TICK == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->n_ticks % REPORT == 0 && self->options->progress)
    self->options->progress (CLAMP (done, 0, 1), self->result->n_records, self->options->progress_data);
  self->n_ticks++;
  return TRUE;
}

/* The source */

static char *
fold_title (const char *title)
{
  g_autofree char *line = tl_text_squeeze (title);

  return g_utf8_casefold (line, -1);
}

/* The file's name, on one line. */
static char *
name_of_file (TlCsvSource *csv)
{
  g_autofree char *name = g_path_get_basename (tl_csv_source_get_name (csv));
  g_autofree char *clean = tl_text_clean (name, strlen (name), NULL);

  return tl_text_squeeze (clean);
}

/* The same without its ending. */
static char *
title_of_file (TlCsvSource *csv)
{
  g_autofree char *line = name_of_file (csv);
  char            *dot = strrchr (line, '.');

  if (dot && dot > line)
    *dot = '\0';
  return *line ? g_steal_pointer (&line) : g_strdup (_("Import"));
}

static gboolean
find_source (TlImport *self, const char *title, TlThing **source, GError **error)
{
  TlThing         *root = tl_journey_get_root (self->journey);
  TlThing         *thing = tl_journey_lookup (self->journey, title);
  g_autofree char *key = fold_title (title);

  *source = NULL;
  if (thing && tl_thing_get_kind (thing) == TL_KIND_SOURCE)
    {
      *source = thing;
      return TRUE;
    }
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_SOURCE); i++)
    {
      TlThing         *other = tl_thing_nth (root, TL_KIND_SOURCE, i);
      g_autofree char *other_key = fold_title (tl_thing_get_title (other));

      if (strcmp (key, other_key) != 0)
        continue;
      if (*source)
        {
          g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_OPTIONS,
                       _("There are two sources “%s”: %s and %s. Say which by its id."), title,
                       tl_thing_get_id (*source), tl_thing_get_id (other));
          return FALSE;
        }
      *source = other;
    }
  return TRUE;
}

/* What was said of a source, before anything is done. */
static gboolean
check_source (const TlImportOptions *options, GError **error)
{
  const struct
  {
    TlField     field;
    const char *said;
  } fields[] = {
    { TL_SOURCE_KIND, options->kind }, { TL_SOURCE_ASKED, options->asked }, { TL_SOURCE_FROM, options->from },
    { TL_SOURCE_TO, options->to },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      TlValue value = { FALSE };

      if (fields[i].said && !tl_field_parse (fields[i].field, fields[i].said, &value, error))
        return FALSE;
      tl_value_clear (&value, fields[i].field);
    }
  return TRUE;
}

static gboolean
prepare_source (TlImport *self, GError **error)
{
  g_autofree char *clean = self->options->source ? tl_text_clean (self->options->source, strlen (self->options->source), NULL)
                                                 : title_of_file (self->csv);
  g_autofree char *title = tl_text_squeeze (clean);
  g_autofree char *name = NULL;
  TlThing         *source;

  if (*title == '\0')
    {
      g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_OPTIONS, _("The source must have a title."));
      return FALSE;
    }
  if (!check_source (self->options, error) || !find_source (self, title, &source, error))
    return FALSE;
  if (source)
    {
      self->result->source = g_strdup (tl_thing_get_id (source));
      self->result->source_title = g_strdup (tl_thing_get_title (source));
    }
  else
    {
      g_autofree char *wish = tl_text_make_name (title);

      self->result->source = tl_document_make_id (self->document, wish);
      self->result->source_title = g_steal_pointer (&title);
      self->result->source_is_new = TRUE;
    }
  self->file = name_of_file (self->csv);
  name = g_strdup_printf (_("Import “%s”"), self->result->source_title);
  self->edit = tl_edit_new (name);
  if (source == NULL)
    {
      tl_edit_create (self->edit, TL_KIND_SOURCE, self->result->source, NULL, TL_EDIT_LAST);
      tl_edit_set (self->edit, self->result->source, TL_SOURCE_TITLE, self->result->source_title);
    }
  if (self->options->kind && (source == NULL || !tl_thing_has (source, TL_SOURCE_KIND)))
    tl_edit_set (self->edit, self->result->source, TL_SOURCE_KIND, self->options->kind);
  if (self->options->asked && source == NULL)
    tl_edit_set (self->edit, self->result->source, TL_SOURCE_ASKED, self->options->asked);

  self->id = g_string_new (self->result->source);
  if (self->id->len > MAX_PREFIX)
    {
      const char *end;

      g_utf8_validate (self->id->str, MAX_PREFIX, &end);
      g_string_truncate (self->id, (gsize) (end - self->id->str));
    }
  g_string_append_c (self->id, '.');
  self->n_prefix = self->id->len;
  return TRUE;
}

static void
date_one (TlImport *self, TlThing *source, TlField field, const char *said, const char *found)
{
  if (source == NULL && said)
    tl_edit_set (self->edit, self->result->source, field, said);
  else if (*found && (source == NULL || !tl_thing_has (source, field)))
    tl_edit_set (self->edit, self->result->source, field, found);
}

/* A source says from when to when its records are, where nobody else said it. */
static void
date_source (TlImport *self)
{
  TlThing *source = tl_journey_lookup (self->journey, self->result->source);

  date_one (self, source, TL_SOURCE_FROM, self->options->from, self->result->from);
  date_one (self, source, TL_SOURCE_TO, self->options->to, self->result->to);
}

/**
 * _tl_import_new:
 * @document: (nullable): the document; %NULL to look only
 * @options: (nullable): how; they must outlive the import
 *
 * Returns: (transfer full): an import that has not begun
 */
TlImport *
_tl_import_new (TlDocument *document, TlCsvSource *csv, const TlImportOptions *options, GCancellable *cancellable)
{
  static const TlImportOptions presets = { NULL };
  TlImport                    *self = g_new0 (TlImport, 1);

  self->document = document ? g_object_ref (document) : NULL;
  self->journey = document ? tl_document_get_journey (document) : NULL;
  self->csv = csv;
  self->cancellable = cancellable;
  self->options = options ? options : &presets;
  self->result = result_new ();
  self->hits = g_array_new (FALSE, FALSE, sizeof (guint));
  self->masker = tl_masker_new (TL_MASK_ALL & ~self->options->unmasked);
  self->note_masker = tl_masker_new (TL_MASK_ALL & ~self->options->unmasked);
  return self;
}

/**
 * _tl_import_free:
 *
 * Ends an import, in the document's thread. What was not committed was never there.
 */
void
_tl_import_free (TlImport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->batch, tl_batch_free);
  g_clear_pointer (&self->edit, tl_edit_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->sets); i++)
    {
      g_clear_pointer (&self->sets[i].matcher, tl_rules_matcher_free);
      g_clear_pointer (&self->sets[i].rules, tl_rules_unref);
      g_clear_pointer (&self->sets[i].targets, g_free);
      g_clear_pointer (&self->sets[i].indices, g_free);
    }
  g_array_unref (self->hits);
  g_clear_pointer (&self->same, tl_same_free);
  g_clear_pointer (&self->plan, tl_import_plan_free);
  g_clear_pointer (&self->known, tl_import_plan_free);
  g_clear_pointer (&self->shape, tl_csv_dialect_free);
  g_clear_pointer (&self->ranges, g_free);
  g_clear_pointer (&self->dialect, tl_csv_dialect_free);
  g_clear_pointer (&self->result, tl_import_result_free);
  tl_masker_free (self->masker);
  tl_masker_free (self->note_masker);
  g_free (self->file);
  if (self->id)
    g_string_free (self->id, TRUE);
  g_clear_object (&self->document);
  g_free (self);
}

/* In the document's thread. */
static gboolean
begin (TlImport *self, GError **error)
{
  if (!_tl_import_prepare_rules (self, error) || !prepare_source (self, error))
    return FALSE;
  _tl_import_keep_rules (self);
  self->batch = tl_batch_new (self->document, self->edit, FALSE, error);
  if (self->batch == NULL)
    return FALSE;
  tl_batch_set_cancellable (self->batch, self->cancellable);
  if (self->options->keep_ids || (self->columns[TL_COLUMN_CUSTOMER] < 0 && self->columns[TL_COLUMN_ID] < 0))
    return TRUE;
  self->key = tl_batch_hash_customers (self->batch, error);
  return self->key != NULL;
}

/* In any thread. */
static gboolean
fill (TlImport *self, GError **error)
{
  self->same = tl_same_new ();
  if (!tl_same_learn (self->same, self->document, self->cancellable, error) || !_tl_import_take_rows (self, error))
    return FALSE;
  if (self->result->n_records == 0 && self->result->n_duplicates == 0)
    {
      g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_COLUMNS, _("“%s” has no rows that could be imported."),
                   tl_csv_source_get_name (self->csv));
      return FALSE;
    }
  memcpy (self->result->masked, tl_masker_get_counts (self->masker), sizeof self->result->masked);
  return self->result->n_records == 0 || self->options->is_trial || tl_batch_index (self->batch, error);
}

/* In the document's thread. */
static TlImportResult *
commit (TlImport *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  if (self->result->n_records == 0 || self->options->is_trial)
    {
      /* There is nothing to add: not even the source. */
      g_clear_pointer (&self->batch, tl_batch_free);
      return g_steal_pointer (&self->result);
    }
  date_source (self);
  self->result->edit = tl_batch_commit (self->batch, error);
  if (self->result->edit == 0)
    return NULL;
  /* That it could not be remembered takes nothing from what was imported. */
  if (self->is_worth_keeping && self->options->memory != TL_IMPORT_MEMORY_NONE)
    tl_import_memory_keep (self->shape, self->plan, NULL);
  if (self->options->progress)
    self->options->progress (1, self->result->n_records, self->options->progress_data);
  return g_steal_pointer (&self->result);
}

/**
 * tl_import_evidence:
 * @document: a journey
 * @csv: a table
 * @options: (nullable): how
 * @cancellable: (nullable): to stop it: then nothing has changed
 * @error: return location
 *
 * Imports the rows of @csv as records of one source, which is made where there is none of that title yet, in one edit.
 *
 * Returns: (transfer full) (nullable): what came of it; %NULL with a %TL_IMPORT_ERROR, %G_IO_ERROR_CANCELLED, or an error
 *   of the file or the document, and nothing changed
 */
TlImportResult *
tl_import_evidence (TlDocument *document, TlCsvSource *csv, const TlImportOptions *options, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (TlImport) self = _tl_import_new (document, csv, options, cancellable);

  return _tl_import_look (self, error) && begin (self, error) && fill (self, error) ? commit (self, error) : NULL;
}

static void
free_import (gpointer data)
{
  _tl_import_free (data);
}

static void
fill_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (fill (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (_tl_import_look (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_filled (GObject *source, GAsyncResult *step, gpointer data)
{
  g_autoptr (GTask) task = data;
  TlImport         *self = g_task_get_task_data (task);
  GError           *error = NULL;
  TlImportResult   *result = g_task_propagate_boolean (G_TASK (step), &error) ? commit (self, &error) : NULL;

  /* The document must be free for edits before anybody hears of the end. */
  g_clear_pointer (&self->batch, tl_batch_free);
  if (result)
    g_task_return_pointer (task, result, (GDestroyNotify) tl_import_result_free);
  else
    g_task_return_error (task, error);
}

static void
run_step (GTask *task, GTaskThreadFunc thread, GAsyncReadyCallback behind)
{
  g_autoptr (GTask) step = g_task_new (g_task_get_source_object (task), NULL, behind, task);

  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (step, thread);
}

static void
on_looked (GObject *source, GAsyncResult *step, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError           *error = NULL;

  if (g_task_propagate_boolean (G_TASK (step), &error) && begin (g_task_get_task_data (task), &error))
    run_step (g_steal_pointer (&task), fill_in_thread, on_filled);
  else
    {
      g_clear_pointer (&((TlImport *) g_task_get_task_data (task))->batch, tl_batch_free);
      g_task_return_error (task, error);
    }
}

/**
 * tl_import_evidence_async:
 * @document: a journey
 * @csv: a table
 * @options: (nullable): how; they must stay until the callback
 * @cancellable: (nullable): to stop it: then nothing has changed
 * @callback: called when it is done
 * @data: for @callback
 *
 * Imports as tl_import_evidence() does, off the main thread. The document takes no edits meanwhile; its records can be
 * read. The progress is told in other threads.
 */
void
tl_import_evidence_async (TlDocument *document, TlCsvSource *csv, const TlImportOptions *options, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer data)
{
  GTask    *task = g_task_new (document, cancellable, callback, data);
  TlImport *self = _tl_import_new (document, csv, options, cancellable);

  g_object_set_data_full (G_OBJECT (task), "tl-csv", tl_csv_source_ref (csv), (GDestroyNotify) tl_csv_source_unref);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, free_import);
  run_step (task, look_in_thread, on_looked);
}

/**
 * tl_import_evidence_finish:
 *
 * Returns: (transfer full) (nullable): what came of it, or %NULL with an error as of tl_import_evidence()
 */
TlImportResult *
tl_import_evidence_finish (TlDocument *document, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
