/* tl-open.c
 *
 * The person's file is read once, from its first byte to its last, and never locked or written. Everything else happens
 * on a private copy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tl-check-private.h"
#include "tl-evidence-private.h"
#include "tl-history-private.h"
#include "tl-input.h"
#include "tl-publish-private.h"
#include "tl-recover-private.h"
#include "tl-salvage-private.h"
#include "tl-schema-private.h"
#include "tl-seal-private.h"
#include "tl-store-private.h"

#define SECONDS_TO_CHECK 10.0 /* a small file; a large one gets more */
#define BYTES_A_SECOND 2e7

int
_tl_open_for_reading (const char *path, struct stat *about, GError **error)
{
  int              fd = tl_input_open (path, about);
  int              number = errno;
  g_autofree char *name = NULL;

  if (fd >= 0)
    return fd;
  name = g_filename_display_name (path);
  if (number == ENOENT)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("There is no file “%s”."), name);
  else
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("“%s” cannot be read: %s."), name,
                 tl_input_strerror (number));
  return -1;
}

static ssize_t
copy_some (int from, int to, char *buffer, gsize size)
{
  ssize_t n = read (from, buffer, size);

  for (ssize_t done = 0, m = 0; done < n; done += m)
    {
      m = write (to, buffer + done, (gsize) (n - done));
      if (m < 0 && errno == EINTR)
        m = 0;
      else if (m < 0)
        return -1;
    }
  return n;
}

/* Copies from where both files stand to @end, or to the end of the file. */
static gboolean
copy_range (int from, int to, off_t end)
{
  const gsize      size = 1 << 20;
  g_autofree char *buffer = NULL; /* where the kernel does not copy by itself */

  for (off_t at = lseek (from, 0, SEEK_CUR); at < end;)
    {
      gsize   most = (gsize) MIN (end - at, 1 << 30);
      ssize_t n = buffer ? copy_some (from, to, buffer, MIN (size, most))
                         : copy_file_range (from, NULL, to, NULL, most, 0);

      if (n == 0)
        return TRUE;
      if (n > 0)
        at += n;
      else if (errno == EINTR)
        continue;
      else if (buffer)
        return FALSE;
      else
        buffer = g_malloc (size);
    }
  return TRUE;
}

/* Copies a file, but for its holes: a file that only claims to be huge fills no disk. */
gboolean
_tl_copy_bytes (int from, int to, off_t length, guint64 *n_bytes, const char *path, GError **error)
{
  gboolean done = TRUE;

  *n_bytes = 0;
  for (off_t at = 0; done && at < length;)
    {
      off_t data = lseek (from, at, SEEK_DATA);
      off_t hole = data < 0 ? -1 : lseek (from, data, SEEK_HOLE);

      if (data < 0 && errno == ENXIO)
        break;
      /* Where there is no telling, all is data. */
      data = data < 0 ? at : data;
      hole = hole <= data ? length : MIN (hole, length);
      done = lseek (from, data, SEEK_SET) == data && lseek (to, data, SEEK_SET) == data && copy_range (from, to, hole);
      *n_bytes += (guint64) (hole - data);
      at = hole;
    }
  done = done && ftruncate (to, length) == 0;
  if (!done)
    _tl_place_set_error (errno, path, error);
  return done;
}

/* What was found out while a file was copied: how many bytes are in it, and what its seal says of its pages. */
typedef struct
{
  guint64  n_bytes;
  gboolean has_seal;
  guint32  n_wrong;
} Copied;

/* Copies the person's file as it is at one moment: while it is copied it must not change. */
static gboolean
copy_to_working (const char *target, TlWorking *working, Copied *copied, GError **error)
{
  for (int i = 0; i < 5; i++)
    {
      struct stat before, after;
      int         from = _tl_open_for_reading (target, &before, error);
      int         to;
      gboolean    done;

      if (from < 0)
        return FALSE;
      if (!_tl_check_header (from, &before, target, error) || !_tl_check_sidecars (target, error))
        {
          close (from);
          return FALSE;
        }
      to = open (working->file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
      done = to >= 0 && _tl_copy_bytes (from, to, before.st_size, &copied->n_bytes, working->file, error);
      if (to < 0)
        _tl_place_set_error (errno, working->file, error);
      else
        close (to);
      done = done && fstat (from, &after) == 0;
      close (from);
      if (!done)
        return FALSE;
      _tl_identity_from_stat (&working->published, &before);
      _tl_identity_from_stat (&working->next, &after);
      done = _tl_identity_equal (&working->published, &working->next);
      working->next = (TlIdentity) { FALSE };
      if (done)
        return _tl_seal_check (working->file, &copied->n_wrong, &copied->has_seal, error);
      g_usleep (200000);
    }
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
               _("Another program keeps writing the file. Try again when it is done."));
  return FALSE;
}

static gboolean
check_history (TlDocument *self, GError **error)
{
  gint64 n;

  if (!_tl_sql_int (self->sql, &n, error, "SELECT EXISTS (SELECT 1 FROM edit WHERE undone = 0 AND number >"
                    " (SELECT min(number) FROM edit WHERE undone <> 0))", ""))
    return FALSE;
  if (n == 0 && self->last_number >= 0 && self->last_number < G_GINT64_CONSTANT (1) << 52 && self->acts >= 0)
    return TRUE;
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("its history is not in order"));
  return FALSE;
}

static gboolean
check_seal (const Copied *copied, gint64 version, GError **error)
{
  if (copied->n_wrong > 0)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                 ngettext ("%u of its pages is not as it was written", "%u of its pages are not as they were written",
                           copied->n_wrong), copied->n_wrong);
  else if (version >= TL_DOCUMENT_SEALED_VERSION && !copied->has_seal)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                 _("the seal behind its last page is missing or broken, and nothing shows that the rest is whole"));
  else
    return TRUE;
  return FALSE;
}

/* Reads what the working file holds, and believes none of it before it has been looked at.
   @copied: (nullable): what is known of a file that was published */
static gboolean
read_working (TlDocument *self, const Copied *copied, GError **error)
{
  double seconds = SECONDS_TO_CHECK +
                   (double) (copied ? copied->n_bytes : (guint64) self->working->published.size) / BYTES_A_SECOND;
  gint64 version;

  self->sql = _tl_sql_open (self->working->file, error);
  if (self->sql == NULL)
    return FALSE;
  _tl_sql_set_deadline (self->sql, seconds);
  if (!_tl_sql_int (self->sql, &version, error, "PRAGMA user_version", "") ||
      !_tl_schema_check (self->sql, version, error) || !_tl_check_pages (self->sql, error) ||
      (copied && version < TL_DOCUMENT_VERSION && !check_seal (copied, version, error)) ||
      !_tl_schema_migrate (self->sql, version, error))
    return FALSE;
  self->journey = _tl_store_load (self->sql, error);
  if (self->journey == NULL || !_tl_document_validate (self, error) || !_tl_history_refresh (self, error) ||
      !check_history (self, error) || !_tl_evidence_check (self, error) ||
      (copied && !check_seal (copied, version, error)))
    return FALSE;
  _tl_sql_set_deadline (self->sql, 0);
  return TRUE;
}

/* What is wrong with a file, with its name and what it means. Trouble of the disk speaks for itself. */
static void
explain_damage (const char *path, GError *why, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (why->domain == TL_DOCUMENT_ERROR && why->code == TL_DOCUMENT_ERROR_FAILED)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("“%s” was not opened. %s"), name, why->message);
  else
    /* Translators: the name of a file, and what is wrong in it; no full stop. */
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                 _("“%s” is damaged and was not opened; the file was left as it is. What is wrong: %s"), name,
                 why->message);
  g_error_free (why);
}

/* The lock is on what stands under the name now: it may just be changing hands. */
static gboolean
lock_target (TlDocument *self, const char *target, GError **error)
{
  for (int i = 0; i < 20; i++)
    {
      TlIdentity before, after;

      if (!_tl_identity_get (target, &before, error))
        return FALSE;
      if (!before.exists)
        return TRUE;
      self->lock = _tl_lock_take (&before, target, error);
      if (self->lock == NULL || !_tl_identity_get (target, &after, error))
        return FALSE;
      if (after.exists && after.device == before.device && after.inode == before.inode)
        return TRUE;
      g_clear_pointer (&self->lock, _tl_lock_release);
    }
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED,
               _("Another program keeps replacing the file. Try again when it is done."));
  return FALSE;
}

/**
 * _tl_recover_working:
 * @working: (transfer full): what a program that died has left
 *
 * Returns: (transfer full): the journey in it; the working file stays, whatever happens, until told otherwise
 */
TlDocument *
_tl_recover_working (TlWorking *working, GError **error)
{
  g_autoptr (TlDocument) self = g_object_new (TL_TYPE_DOCUMENT, NULL);
  gint64                 is_wal;

  self->working = working;
  self->is_kept = TRUE;
  if (!read_working (self, NULL, error) || !_tl_sql_exec (self->sql, "PRAGMA synchronous = FULL", error) ||
      !_tl_sql_int (self->sql, &is_wal, error, "SELECT journal_mode = 'wal' FROM pragma_journal_mode", ""))
    return NULL;
  self->is_wal = is_wal != 0;
  return g_steal_pointer (&self);
}

/**
 * _tl_open_copy:
 * @working: (transfer full): a private copy of a file, put right as far as it could be
 *
 * Returns: (transfer full): the journey in it, which belongs to no file of the person's
 */
TlDocument *
_tl_open_copy (TlWorking *working, GError **error)
{
  g_autoptr (TlDocument) self = g_object_new (TL_TYPE_DOCUMENT, NULL);

  self->working = working;
  if (!read_working (self, NULL, error) ||
      !_tl_sql_exec (self->sql, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", error))
    return NULL;
  self->working->published = (TlIdentity) { FALSE };
  self->working->acts = self->acts;
  self->serial = 1;
  return g_steal_pointer (&self);
}

/* A working file that nobody can read is put away rather than thrown away. */
static char *
put_away (const char *folder)
{
  g_autofree char *aside = _tl_lock_get_state_folder ("unreadable", TRUE, NULL);
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *there = aside ? g_build_filename (aside, name, NULL) : NULL;

  return there && rename (folder, there) == 0 ? g_steal_pointer (&there) : g_strdup (folder);
}

/* Edits that were made to another version of the file than the one that is there now are kept beside it. */
static void
keep_as_conflict (TlDocument *left, const char *target, char **notice)
{
  g_autoptr (GError) why = NULL;
  g_autofree char   *copy = _tl_publish_beside (left, target, &why);
  g_autofree char   *name = g_filename_display_basename (target);
  g_autofree char   *shown = copy ? g_filename_display_basename (copy) : NULL;
  guint              n = (guint) (left->acts - left->working->acts);

  if (copy)
    {
      left->is_kept = FALSE;
      left->is_discarded = TRUE;
      *notice = g_strdup_printf (ngettext ("“%s” was changed by another program. %u edit made here before, and never"
                                           " saved, is kept in “%s”.",
                                           "“%s” was changed by another program. %u edits made here before, and never"
                                           " saved, are kept in “%s”.", n), name, n, shown);
    }
  else
    *notice = g_strdup_printf (ngettext ("“%s” was changed by another program. %u edit made here before could not be"
                                         " put beside it and waits: %s",
                                         "“%s” was changed by another program. %u edits made here before could not be"
                                         " put beside it and wait: %s", n), name, n, why->message);
}

static void
clear_temporary (TlWorking *working, const char *target, char **notice)
{
  TlIdentity       left;
  g_autofree char *kept = NULL;
  g_autofree char *name = g_filename_display_basename (target);
  g_autofree char *shown = NULL;

  if (working->temporary == NULL || !_tl_identity_get (working->temporary, &left, NULL) || !left.exists)
    return;
  if (_tl_identity_equal (&left, &working->next) || _tl_identity_equal (&left, &working->published))
    {
      unlink (working->temporary);
      return;
    }
  kept = _tl_place_keep_beside (working->temporary, target, NULL);
  shown = g_filename_display_basename (kept ? kept : working->temporary);
  *notice = g_strdup_printf (_("“%s” was changed by another program while it was being saved. That version is kept in “%s”."),
                             name, shown);
}

/**
 * _tl_recover_settle:
 * @target: the file that @working is of
 * @there: what stands under that name
 * @notice: (out) (nullable): what the person should be told
 *
 * A program died, perhaps while it put a file in place. What it left under the temporary name is its own file, the one it
 * was to replace, or, where somebody else had just changed that, theirs: that one is kept.
 */
void
_tl_recover_settle (TlWorking *working, const char *target, const TlIdentity *there, char **notice)
{
  clear_temporary (working, target, notice);
  if (working->next.exists && _tl_identity_equal (there, &working->next))
    {
      working->published = working->next;
      working->acts = working->next_acts;
    }
  working->next = (TlIdentity) { FALSE };
}

static void
set_waiting_error (const char *target, const char *folder, const GError *why, GError **error)
{
  g_autofree char *name = g_filename_display_basename (target);
  g_autofree char *shown = g_filename_display_name (folder);

  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
               /* Translators: the last %s is a whole sentence. */
               _("“%s” was not opened: edits made to it before, and never saved, wait in “%s” and cannot be read now. Try"
                 " again, or open it only to look at. %s"), name, shown, why->message);
}

/* Sees to what a program that died has left. The document is the one to go on with; NULL where the file itself is, or,
   with an error, where that cannot be told. */
static TlDocument *
recover (const char *target, const TlIdentity *there, char **notice, GError **error)
{
  TlWorking             *working = _tl_working_find (target, there, error);
  g_autofree char       *folder = NULL;
  g_autofree char       *found = NULL;
  g_autoptr (TlDocument) left = NULL;
  g_autoptr (GError)     why = NULL;

  if (working == NULL)
    return NULL;
  if (g_strcmp0 (working->path, target) != 0)
    {
      /* The file was given another name meanwhile. */
      g_free (working->path);
      working->path = g_strdup (target);
    }
  _tl_recover_settle (working, target, there, &found);
  folder = g_strdup (working->folder);
  left = _tl_recover_working (working, &why);
  if (left == NULL)
    {
      g_autofree char *aside = NULL;
      g_autofree char *shown = NULL;

      /* Trouble of the disk may pass: then it waits where it is, and nothing else is put in its place. */
      if (g_error_matches (why, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED))
        {
          set_waiting_error (target, folder, why, error);
          return NULL;
        }
      aside = put_away (folder);
      shown = g_filename_display_name (aside);
      *notice = g_strdup_printf (_("Edits that were never saved could not be read. What is left of them is in “%s”."), shown);
      return NULL;
    }
  /* Where it has even less than the file, it is half taken away: its program was done with it. */
  if (left->acts <= working->acts)
    {
      left->is_kept = FALSE;
      *notice = g_steal_pointer (&found);
      return NULL;
    }
  if (there->exists && !_tl_identity_equal (there, &working->published))
    {
      keep_as_conflict (left, target, notice);
      return NULL;
    }
  left->n_recovered = (guint) (left->acts - working->acts);
  left->serial = 1;
  left->is_safe = TRUE;
  left->is_kept = FALSE;
  *notice = g_strdup_printf (ngettext ("%u edit made after the last save was brought back.",
                                       "%u edits made after the last save were brought back.", left->n_recovered),
                             left->n_recovered);
  if (found)
    {
      g_autofree char *first = g_steal_pointer (notice);

      *notice = g_strconcat (first, "\n", found, NULL);
    }
  return g_steal_pointer (&left);
}

static TlDocument *
open_to_look_at (const char *target, GError **error)
{
  g_autoptr (TlDocument) self = g_object_new (TL_TYPE_DOCUMENT, NULL);
  Copied                 copied = { 0 };
  GError                *why = NULL;

  self->is_read_only = TRUE;
  self->working = _tl_working_new (error);
  if (self->working == NULL || !copy_to_working (target, self->working, &copied, error))
    return NULL;
  if (!read_working (self, &copied, &why) || !_tl_sql_exec (self->sql, "PRAGMA journal_mode = MEMORY", &why))
    {
      explain_damage (target, why, error);
      return NULL;
    }
  /* SQLite has it open: that is all that is needed. Nothing is left behind, however this program ends. */
  _tl_working_remove (self->working);
  g_clear_pointer (&self->working, _tl_working_free);
  return g_steal_pointer (&self);
}

static TlDocument *
open_to_edit (const char *target, GError **error)
{
  g_autoptr (TlDocument) self = g_object_new (TL_TYPE_DOCUMENT, NULL);
  g_autoptr (TlDocument) recovered = NULL;
  g_autofree char       *notice = NULL;
  TlIdentity             there;
  Copied                 copied = { 0 };
  GError                *why = NULL;

  if (!lock_target (self, target, error) || !_tl_identity_get (target, &there, error))
    return NULL;
  recovered = recover (target, &there, &notice, &why);
  if (why)
    {
      g_propagate_error (error, why);
      return NULL;
    }
  if (recovered)
    {
      recovered->lock = g_steal_pointer (&self->lock);
      recovered->notice = g_steal_pointer (&notice);
      return g_steal_pointer (&recovered);
    }
  self->notice = g_steal_pointer (&notice);
  self->working = _tl_working_new (error);
  if (self->working == NULL || !copy_to_working (target, self->working, &copied, error))
    return NULL;
  self->working->path = g_strdup (target);
  if (!read_working (self, &copied, &why) ||
      !_tl_sql_exec (self->sql, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY", &why))
    {
      explain_damage (target, why, error);
      return NULL;
    }
  self->working->acts = self->acts;
  return g_steal_pointer (&self);
}

/**
 * tl_document_open:
 * @path: a `.journey` file; links are followed
 * @flags: how to open it
 * @error: return location
 *
 * Opens a journey. The file itself is only read; work goes on in a private copy, and tl_document_publish() puts it back.
 * If a program died before it published its edits, and the file has not changed since, they are brought back: see
 * tl_document_get_recovered(); if it has changed, they are put beside it: see tl_document_get_notice().
 *
 * Returns: (transfer full): the document; %NULL with %TL_DOCUMENT_ERROR_FOREIGN, %TL_DOCUMENT_ERROR_NEWER,
 *   %TL_DOCUMENT_ERROR_DAMAGED, %TL_DOCUMENT_ERROR_LOCKED or %TL_DOCUMENT_ERROR_FAILED
 */
TlDocument *
tl_document_open (const char *path, TlDocumentFlags flags, GError **error)
{
  g_autofree char *target = NULL;
  TlDocument      *self;

  g_return_val_if_fail (path, NULL);
  target = _tl_place_resolve (path, NULL);
  if (target == NULL)
    {
      struct stat about;
      int         fd = _tl_open_for_reading (path, &about, error);

      /* That the name leads nowhere is best said by trying. */
      if (fd >= 0)
        close (fd);
      if (fd >= 0)
        _tl_place_set_error (ELOOP, path, error);
      return NULL;
    }
  self = flags & TL_DOCUMENT_READ_ONLY ? open_to_look_at (target, error) : open_to_edit (target, error);
  if (self)
    _tl_document_set_path (self, path);
  return self;
}

/**
 * tl_document_recover_untitled:
 *
 * Brings back the journeys that never had a file, or whose file is gone, and that were not discarded when their program
 * ended.
 *
 * Returns: (transfer full) (element-type TlDocument): the documents, without a path; mostly none
 */
GPtrArray *
tl_document_recover_untitled (void)
{
  GPtrArray            *documents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) found = _tl_working_find_untitled ();

  while (found->len > 0)
    {
      g_autoptr (TlDocument) left = _tl_recover_working (g_ptr_array_steal_index (found, 0), NULL);

      if (left == NULL)
        continue;
      left->is_kept = FALSE;
      left->is_safe = TRUE;
      if (left->acts <= left->working->acts)
        {
          left->is_safe = FALSE;
          continue;
        }
      left->n_recovered = (guint) (left->acts - left->working->acts);
      left->serial = 1;
      g_ptr_array_add (documents, g_steal_pointer (&left));
    }
  return documents;
}

/**
 * tl_document_is_journey:
 * @path: a file's name
 *
 * Returns: whether the file says of itself that it is a journey, of whatever version and in whatever state
 */
gboolean
tl_document_is_journey (const char *path)
{
  struct stat        about;
  g_autoptr (GError) why = NULL;
  gboolean           is_one;
  int                fd = _tl_open_for_reading (path, &about, NULL);

  if (fd < 0)
    return FALSE;
  is_one = _tl_check_header (fd, &about, path, &why) || why->code == TL_DOCUMENT_ERROR_NEWER ||
           why->code == TL_DOCUMENT_ERROR_DAMAGED;
  close (fd);
  return is_one;
}
