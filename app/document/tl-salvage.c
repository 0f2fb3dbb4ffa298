/* tl-salvage.c
 *
 * First the pages are put right, as far as that can be proven. Where SQLite and all checks then accept the file, it is
 * opened as it is, history and all. Otherwise the rows are read from the pages, and a new journey is made of them, which
 * keeps every rule of a journey; its history is left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "tl-check-private.h"
#include "tl-evidence-private.h"
#include "tl-history-private.h"
#include "tl-salvage-private.h"
#include "tl-schema-private.h"
#include "tl-store-private.h"

#define MAX_LINES 200

static void
free_count (gpointer data)
{
  g_free (data);
}

/**
 * tl_salvage_report_free:
 */
void
tl_salvage_report_free (TlSalvageReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->counts);
  g_ptr_array_unref (report->lines);
  g_free (report);
}

/* Says one thing about what is missing; where there are too many, they are counted. */
void
_tl_salvage_say (TlSalvage *self, const char *format, ...)
{
  va_list args;

  if (self->report->lines->len >= MAX_LINES)
    {
      self->n_unsaid++;
      return;
    }
  va_start (args, format);
  g_ptr_array_add (self->report->lines, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
make_counts (TlSalvage *self)
{
  for (guint i = 0; i <= TL_N_KINDS; i++)
    {
      TlSalvageCount *count = g_new0 (TlSalvageCount, 1);

      count->name = i < TL_N_KINDS ? tl_kind_get_info (i)->name : "assignment";
      count->label = i < TL_N_KINDS ? tl_kind_get_label (i) : C_ ("kind", "assignment");
      self->counts[i] = count;
      g_ptr_array_add (self->report->counts, count);
    }
}

/* What is said first of all: what became of the file. */
static void
say_file (TlSalvage *self)
{
  TlSalvageReport *report = self->report;
  TlImage         *image = self->image;

  report->n_pages = image->n_pages;
  report->n_repaired = image->n_repaired;
  report->n_damaged = image->n_damaged;
  report->has_seal = image->seal != NULL;
  if (!report->has_seal)
    _tl_salvage_say (self, _("The file has no seal, so that not all damage can be seen."));
  if (report->n_repaired > 0)
    _tl_salvage_say (self, ngettext ("%u damaged page was put right; what is on it is as it was written.",
                                     "%u damaged pages were put right; what is on them is as it was written.",
                                     image->n_repaired), image->n_repaired);
  if (report->n_damaged > 0)
    _tl_salvage_say (self, ngettext ("%u of %u pages is damaged or missing.", "%u of %u pages are damaged or missing.",
                                     image->n_damaged), image->n_damaged, image->n_pages);
}

static gboolean
count_row (const TlSalvageRow *row, gpointer data, GError **error)
{
  TlSalvageCount *count = data;

  if (row->is_doubtful)
    count->n_doubtful++;
  else
    count->n_read++;
  return TRUE;
}

/* Counts what is in a file that could be opened as it is. */
static gboolean
count_rows (TlSalvage *self, GError **error)
{
  for (guint i = 0; i <= TL_N_KINDS; i++)
    {
      TlSalvageCount *count = self->counts[i];
      guint64         expected, found;

      if (!_tl_image_foreach (self->image, count->name, count_row, count, error))
        return FALSE;
      expected = _tl_image_count (self->image, count->name);
      found = count->n_read + count->n_doubtful;
      count->n_lost = expected > found ? expected - found : 0;
      if (count->n_doubtful > 0)
        _tl_salvage_say (self, ngettext ("%s: %" G_GUINT64_FORMAT " stands in a damaged place; some of what it says may be"
                                         " wrong.",
                                         "%s: %" G_GUINT64_FORMAT " stand in damaged places; some of what they say may be"
                                         " wrong.", (gulong) count->n_doubtful), count->label, count->n_doubtful);
    }
  return TRUE;
}

/* What SQLite can work out again, it does: it trusts an index, and quick_check does not hold it against its table. */
static gboolean
renew_indexes (TlDocument *document, GError **error)
{
  return _tl_sql_exec (document->sql, "REINDEX", error) && _tl_words_rebuild (document->sql, error) &&
         _tl_evidence_check (document, error);
}

static TlDocument *
open_as_it_is (TlSalvage *self)
{
  TlWorking             *working;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     why = NULL;

  if (!_tl_image_write_back (self->image, &why) ||
      (self->image->seal && ftruncate (self->image->fd, (off_t) self->image->n_pages * self->image->pages.size) != 0))
    return NULL;
  /* A file of its own, so that the pages stay as they are while they are read. */
  working = g_steal_pointer (&self->image->working);
  document = _tl_open_copy (working, &why);
  if (document == NULL || (self->image->n_damaged > 0 && !renew_indexes (document, &why)))
    return NULL;
  return g_steal_pointer (&document);
}

static gboolean
count_edit (const TlSalvageRow *row, gpointer data, GError **error)
{
  TlSalvageReport *report = data;

  report->n_edits++;
  return TRUE;
}

/* A document of its own for what was read. */
static TlDocument *
write_document (TlSalvage *self, GError **error)
{
  g_autoptr (TlDocument) document = g_object_new (TL_TYPE_DOCUMENT, NULL);
  gboolean               done = TRUE;

  document->working = _tl_working_new (error);
  if (document->working == NULL)
    return NULL;
  document->sql = _tl_sql_open (document->working->file, error);
  if (document->sql == NULL ||
      !_tl_sql_exec (document->sql, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", error) ||
      !_tl_schema_create (document->sql, error))
    return NULL;
  document->journey = _tl_salvage_make_journey (self, error);
  if (document->journey == NULL || !_tl_sql_begin (document->sql, error))
    return NULL;
  for (TlKind kind = 0; done && kind < TL_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) things = kind == TL_KIND_EVIDENCE ? NULL : tl_journey_collect (document->journey, kind);

      for (guint i = 0; done && things && i < things->len; i++)
        done = _tl_store_write (document->sql, document->journey, kind, tl_thing_get_id (things->pdata[i]), error);
    }
  done = done && _tl_salvage_write_records (self, document, error) && _tl_sql_commit (document->sql, error) &&
         _tl_history_refresh (document, error) && _tl_evidence_check (document, error);
  if (!done)
    return NULL;
  document->serial = 1;
  return g_steal_pointer (&document);
}

static TlDocument *
make_anew (TlSalvage *self, GError **error)
{
  g_autoptr (TlDocument) document = NULL;
  guint64                n_edits;

  if (_tl_salvage_read_things (self, error) && _tl_salvage_add_sources (self, error) &&
      _tl_image_foreach (self->image, "edit", count_edit, self->report, error))
    document = write_document (self, error);
  _tl_salvage_clear_things (self);
  if (document == NULL)
    return NULL;
  n_edits = MAX (self->report->n_edits, _tl_image_count (self->image, "edit"));
  self->report->n_edits = n_edits;
  if (n_edits > 0)
    _tl_salvage_say (self, ngettext ("The history was left out: %" G_GUINT64_FORMAT " edit can no longer be undone.",
                                     "The history was left out: %" G_GUINT64_FORMAT " edits can no longer be undone.",
                                     (gulong) n_edits), n_edits);
  return g_steal_pointer (&document);
}

/* Without a seal, what is lost can be counted in pages only. */
static void
say_missing (TlSalvage *self)
{
  for (guint i = 0; i <= TL_N_KINDS; i++)
    {
      guint32 n = _tl_image_count_missing (self->image, self->counts[i]->name);

      if (n > 0)
        _tl_salvage_say (self, ngettext ("%s: %u page is missing; how many were on it is not known.",
                                         "%s: %u pages are missing; how many were on them is not known.", n),
                         self->counts[i]->label, n);
    }
}

/* Whether there is anything of a journey at all. */
static gboolean
is_something (TlSalvage *self)
{
  guint64 n = 0;

  for (guint i = 0; i <= TL_N_KINDS; i++)
    n += self->counts[i]->n_read + self->counts[i]->n_doubtful;
  return n > 0;
}

static void
finish_report (TlSalvage *self)
{
  TlSalvageReport *report = self->report;

  report->is_whole = report->has_seal && report->n_damaged == 0 && report->n_edits == 0;
  for (guint i = 0; i < report->counts->len;)
    {
      const TlSalvageCount *count = report->counts->pdata[i];

      if (count->n_doubtful + count->n_made + count->n_lost + count->n_dropped > 0)
        report->is_whole = FALSE;
      if (count->n_read + count->n_doubtful + count->n_made + count->n_lost + count->n_dropped == 0)
        g_ptr_array_remove_index (report->counts, i);
      else
        i++;
    }
  if (self->n_unsaid > 0)
    g_ptr_array_add (report->lines, g_strdup_printf (ngettext ("… and %u line more.", "… and %u lines more.",
                                                               self->n_unsaid), self->n_unsaid));
  if (report->is_whole)
    g_ptr_array_add (report->lines, g_strdup (_("Nothing is missing.")));
}

static TlDocument *
rescue (TlSalvage *self, GError **error)
{
  TlDocument        *document;
  g_autoptr (GError) why = NULL;

  make_counts (self);
  _tl_image_repair (self->image);
  _tl_image_find_owners (self->image);
  say_file (self);
  document = open_as_it_is (self);
  if (document)
    {
      if (count_rows (self, error))
        return document;
      g_object_unref (document);
      return NULL;
    }
  say_missing (self);
  document = make_anew (self, &why);
  if (document && !is_something (self))
    g_clear_object (&document);
  if (document)
    return document;
  if (why && !g_error_matches (why, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED))
    g_propagate_error (error, g_steal_pointer (&why));
  else
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                 _("Nothing of a journey could be found in the file. It was left as it is."));
  return NULL;
}

/**
 * tl_document_salvage:
 * @path: a damaged `.journey` file; links are followed
 * @cancellable: (nullable): to stop it
 * @report: (out) (optional): what is missing; %NULL with an error
 * @error: return location
 *
 * Recovers what a damaged file still gives back, as a journey of its own that has no file yet and wants to be saved:
 * tl_salvage_suggest_path() has a name for it. The damaged file is read once, and never locked or written.
 *
 * Returns: (transfer full): the recovered copy; %NULL with %TL_DOCUMENT_ERROR_FOREIGN where the file is no journey at all,
 *   %TL_DOCUMENT_ERROR_DAMAGED where nothing could be found in it, or another error
 */
TlDocument *
tl_document_salvage (const char *path, GCancellable *cancellable, TlSalvageReport **report, GError **error)
{
  g_autofree char           *target = NULL;
  g_autoptr (TlImage)        image = NULL;
  g_autoptr (TlSalvageReport) mine = NULL;
  TlSalvage                  self = { 0 };
  TlDocument                *document;

  g_return_val_if_fail (path, NULL);
  if (report)
    *report = NULL;
  target = _tl_place_resolve (path, error);
  if (target == NULL || !_tl_check_is_journey (target, error))
    return NULL;
  image = _tl_image_new (target, cancellable, error);
  if (image == NULL)
    return NULL;
  mine = g_new0 (TlSalvageReport, 1);
  mine->counts = g_ptr_array_new_with_free_func (free_count);
  mine->lines = g_ptr_array_new_with_free_func (g_free);
  self.image = image;
  self.report = mine;
  document = rescue (&self, error);
  if (document == NULL)
    return NULL;
  finish_report (&self);
  if (report)
    *report = g_steal_pointer (&mine);
  return document;
}

static void
salvage_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TlSalvageReport *report = NULL;
  GError          *error = NULL;
  TlDocument      *document = tl_document_salvage (data, cancellable, &report, &error);

  if (document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "report", report, (GDestroyNotify) tl_salvage_report_free);
  g_task_return_pointer (task, document, g_object_unref);
}

/**
 * tl_document_salvage_async:
 * @path: a damaged `.journey` file
 * @cancellable: (nullable): to stop it
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Does what tl_document_salvage() does, in a thread.
 */
void
tl_document_salvage_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (path);
  g_task_set_source_tag (task, tl_document_salvage_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, salvage_in_thread);
}

/**
 * tl_document_salvage_finish:
 * @report: (out) (optional): what is missing
 *
 * Returns: (transfer full): what tl_document_salvage() would have given
 */
TlDocument *
tl_document_salvage_finish (GAsyncResult *result, TlSalvageReport **report, GError **error)
{
  TlDocument *document;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  document = g_task_propagate_pointer (G_TASK (result), error);
  if (report)
    *report = document ? g_object_steal_data (G_OBJECT (result), "report") : NULL;
  return document;
}

/**
 * tl_document_can_salvage:
 * @path: a file's name
 *
 * Returns: whether it is worth while to try tl_document_salvage(): the file is a journey of a version that is known,
 *   or was one before it was damaged
 */
gboolean
tl_document_can_salvage (const char *path)
{
  g_autofree char *target = _tl_place_resolve (path, NULL);

  return target && _tl_check_is_journey (target, NULL);
}

/**
 * tl_salvage_suggest_path:
 * @path: the damaged file
 *
 * Returns: (transfer full): a name beside it for the recovered copy, that no file has yet
 */
char *
tl_salvage_suggest_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".journey"))
    name[strlen (name) - strlen (".journey")] = '\0';
  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf (" %u", i) : g_strdup ("");
      /* Translators: the name of a file that was recovered; %s is what the damaged file is called, then a number. */
      g_autofree char *file = g_strdup_printf (_("%s (recovered%s).journey"), name, number);
      char            *whole = g_build_filename (folder, file, NULL);

      if (!g_file_test (whole, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK) || i == 1000)
        return whole;
      g_free (whole);
    }
}

static void
append_number (GString *line, const char *format, guint64 n)
{
  g_autofree char *text = n > 0 ? g_strdup_printf (format, n) : NULL;

  if (text)
    g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", text);
}

/**
 * tl_salvage_report_to_text:
 *
 * Returns: (transfer full): the whole report, line by line, for people
 */
char *
tl_salvage_report_to_text (const TlSalvageReport *report)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < report->counts->len; i++)
    {
      const TlSalvageCount *count = report->counts->pdata[i];
      g_autoptr (GString)   line = g_string_new (NULL);

      append_number (line, C_ ("recovered", "%" G_GUINT64_FORMAT " read"), count->n_read);
      append_number (line, C_ ("recovered", "%" G_GUINT64_FORMAT " in doubt"), count->n_doubtful);
      append_number (line, C_ ("recovered", "%" G_GUINT64_FORMAT " made anew from its id"), count->n_made);
      append_number (line, C_ ("recovered", "%" G_GUINT64_FORMAT " lost"), count->n_lost);
      append_number (line, C_ ("recovered", "%" G_GUINT64_FORMAT " left out"), count->n_dropped);
      /* Translators: a kind of thing, and how many of it were recovered. */
      g_string_append_printf (out, _("%s: %s"), count->label, line->str);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < report->lines->len; i++)
    g_string_append_printf (out, "%s\n", (const char *) report->lines->pdata[i]);
  return g_string_free (out, FALSE);
}
