/* tl-watch.c: what must hold after each step of a walk, and the shortest script after which it does not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tl-figures.h"
#include "tl-validate.h"
#include "tl-walk.h"

struct _TlWatch
{
  TlRig      *rig;
  GHashTable *states; /* position in the history → what the journey said there */
  char       *first;  /* what it said at the beginning */
  guint       n_steps;
};

static gboolean
object (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
object (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, message);
  return FALSE;
}

/* The first line on which two texts differ, for whoever has to find out why. */
static char *
tell_difference (const char *expected, const char *found)
{
  g_auto (GStrv) a = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) b = g_strsplit (found, "\n", -1);
  guint          i = 0;

  while (a[i] && b[i] && strcmp (a[i], b[i]) == 0)
    i++;
  return g_strdup_printf ("line %u: expected “%s”, found “%s”", i + 1, a[i] ? a[i] : "", b[i] ? b[i] : "");
}

static gboolean
expect_same (const char *when, const char *expected, const char *found, GError **error)
{
  g_autofree char *difference = NULL;

  if (strcmp (expected, found) == 0)
    return TRUE;
  difference = tell_difference (expected, found);
  return object (error, "%s: %s", when, difference);
}

static gint64 *
dup_number (gint64 number)
{
  return g_memdup2 (&number, sizeof number);
}

TlWatch *
tl_watch_new (TlRig *rig)
{
  TlWatch *self = g_new0 (TlWatch, 1);

  self->rig = rig;
  self->states = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->first = tl_rig_dump (rig->document);
  g_hash_table_insert (self->states, dup_number (tl_document_get_position (rig->document)), g_strdup (self->first));
  return self;
}

void
tl_watch_free (TlWatch *self)
{
  g_hash_table_unref (self->states);
  g_free (self->first);
  g_free (self);
}

/* The history as it is told, against what undo and redo say. */
static gboolean
check_history (TlDocument *document, GError **error)
{
  g_autoptr (GPtrArray) edits = tl_document_list_edits (document, error);
  g_autofree char      *undo = tl_document_dup_undo_name (document);
  g_autofree char      *redo = tl_document_dup_redo_name (document);
  TlPastEdit           *last = NULL, *next = NULL;

  if (edits == NULL)
    return FALSE;
  for (guint i = 0; i < edits->len; i++)
    {
      TlPastEdit *edit = edits->pdata[i];

      if (!edit->undone && next)
        return object (error, "edit %" G_GINT64_FORMAT " is done, and an older one is not", edit->number);
      if (!edit->undone)
        last = edit;
      else if (next == NULL)
        next = edit;
    }
  if (g_strcmp0 (undo, last ? last->name : NULL) != 0 || g_strcmp0 (redo, next ? next->name : NULL) != 0 ||
      tl_document_get_position (document) != (last ? last->number : 0))
    return object (error, "the history says undo “%s”, redo “%s”, and its list something else", undo, redo);
  return TRUE;
}

static gboolean
check_file (TlWatch *self, const char *dump, GError **error)
{
  g_autofree char *path = g_strconcat (self->rig->path, "-reread.journey", NULL);
  g_autofree char *read = NULL;
  gboolean         done;

  done = tl_document_copy_to (self->rig->document, path, error) && (read = tl_rig_dump_file (path, error)) != NULL &&
         expect_same ("what was read again from the file is not what is shown", dump, read, error);
  g_remove (path);
  return done;
}

static gboolean
check_state (TlWatch *self, const char *dump, gboolean reread, GError **error)
{
  TlDocument            *document = self->rig->document;
  gint64                 position = tl_document_get_position (document);
  g_autoptr (GPtrArray)  problems = tl_journey_validate (tl_document_get_journey (document));
  g_autoptr (TlFigures)  figures = NULL;
  const char            *before = g_hash_table_lookup (self->states, &position);

  if (problems->len > 0)
    {
      g_autofree char *problem = tl_problem_to_string (problems->pdata[0]);

      return object (error, "the journey breaks a rule: %s", problem);
    }
  if (before && !expect_same ("the same place in the history is not the same journey", before, dump, error))
    return FALSE;
  if (!check_history (document, error) || (reread && !check_file (self, dump, error)))
    return FALSE;
  if (self->n_steps % 10 == 0)
    figures = tl_figures_new_for_document (document, error);
  return self->n_steps % 10 != 0 || figures;
}

/* A new edit makes those that were undone be forgotten, and their numbers are never given again. */
static gboolean
is_newer (gpointer number, gpointer dump, gpointer data)
{
  return *(gint64 *) number >= *(gint64 *) data;
}

/**
 * tl_watch_step:
 * @line: what to do
 * @reread: whether the file is to be held against the journey, which takes a while
 *
 * Does it, and looks whether all holds. That a line is refused is no trouble.
 */
gboolean
tl_watch_step (TlWatch *self, const char *line, gboolean reread, GError **error)
{
  TlDocument        *document = self->rig->document;
  g_autoptr (GError) why = NULL;
  g_autofree char   *before = tl_rig_dump (document);
  g_autofree char   *undo = tl_document_dup_undo_name (document);
  g_autofree char   *after = NULL;
  g_autofree char   *undo_after = NULL;
  guint64            serial = tl_document_get_serial (document);
  gboolean           done = tl_rig_run (self->rig, line, &why);
  gboolean           is_edit = tl_rig_is_plain (line) || strstr (line, "\"import\"") || strstr (line, "\"thread\"");
  gint64             position;

  if (!done && (self->rig->document == NULL || !is_edit))
    return object (error, "%s", why->message);
  document = self->rig->document;
  after = tl_rig_dump (document);
  undo_after = tl_document_dup_undo_name (document);
  if (!done && (serial != tl_document_get_serial (document) || g_strcmp0 (undo, undo_after) != 0))
    return object (error, "a refused edit left a trace in the history (%s)", why->message);
  if (!done && !expect_same ("a refused edit left a trace", before, after, error))
    return FALSE;
  if (!done && strlen (why->message) < 5)
    return object (error, "an edit was refused with no word why");
  if (strstr (line, "\"reopen\"") && !expect_same ("opened again, it is another journey", before, after, error))
    return FALSE;
  position = tl_document_get_position (document);
  if (done && is_edit && strcmp (before, after) != 0)
    {
      g_hash_table_foreach_remove (self->states, is_newer, &position);
      g_hash_table_insert (self->states, dup_number (position), g_strdup (after));
    }
  else if (!g_hash_table_contains (self->states, &position) && done && is_edit)
    g_hash_table_insert (self->states, dup_number (position), g_strdup (after));
  self->n_steps++;
  return check_state (self, after, reread, error);
}

static gboolean
go_all_the_way (TlDocument *document, gboolean (*act) (TlDocument *, GError **), GError **error)
{
  g_autoptr (GError) why = NULL;

  while (act (document, &why))
    ;
  if (g_error_matches (why, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NOTHING_TO_UNDO))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/**
 * tl_watch_end:
 *
 * Undoes everything, to the first state byte for byte, and does it all again, to the last.
 */
gboolean
tl_watch_end (TlWatch *self, GError **error)
{
  TlDocument      *document = self->rig->document;
  g_autofree char *last = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  if (!go_all_the_way (document, tl_document_redo, error))
    return FALSE;
  last = tl_rig_dump (document);
  if (!go_all_the_way (document, tl_document_undo, error))
    return FALSE;
  first = tl_rig_dump (document);
  if (!expect_same ("undone to the beginning, it is not what it was at first", self->first, first, error) ||
      !go_all_the_way (document, tl_document_redo, error))
    return FALSE;
  again = tl_rig_dump (document);
  return expect_same ("redone to the end, it is not what it was at last", last, again, error);
}

static GPtrArray *
without (GPtrArray *lines, guint from, guint n)
{
  GPtrArray *rest = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < lines->len; i++)
    if (i < from || i >= from + n)
      g_ptr_array_add (rest, g_strdup (lines->pdata[i]));
  return rest;
}

/**
 * tl_walk_shrink:
 * @lines: (element-type utf8): a script that fails
 * @run: runs a script
 * @seconds: how long to go on at the most
 *
 * Leaves out what is not needed for it to fail: first long pieces, then shorter ones.
 *
 * Returns: (transfer full) (element-type utf8): a script that fails, of which no line can be left out
 */
GPtrArray *
tl_walk_shrink (GPtrArray *lines, TlWalkRun run, gpointer data, guint seconds)
{
  gint64     deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  GPtrArray *now = without (lines, 0, 0);

  for (guint n = MAX (now->len / 2, 1); n > 0; n = n > 1 ? n / 2 : 0)
    {
      gboolean shorter;

      do
        {
          shorter = FALSE;
          for (guint from = now->len; from > 0 && g_get_monotonic_time () < deadline;)
            {
              GPtrArray *less;

              from = from > n ? from - n : 0;
              less = without (now, from, n);
              if (less->len < now->len && !run (less, data))
                {
                  g_ptr_array_unref (now);
                  now = less;
                  shorter = TRUE;
                  from = MIN (from, now->len);
                }
              else
                g_ptr_array_unref (less);
            }
        }
      while (shorter && n == 1 && g_get_monotonic_time () < deadline);
    }
  return now;
}
