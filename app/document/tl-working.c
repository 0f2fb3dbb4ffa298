/* tl-working.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-working-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tl-lock-private.h"

#define FILE_NAME "journey"
#define LOCK_NAME "lock"
#define KEY_NAME "key"
#define GROUP "working"
#define N_FOLDERS 6 /* from the working file up to the person's home: its own, working, throughline, state, .local, home */

static const char *const own_names[] = {
  FILE_NAME, FILE_NAME "-wal", FILE_NAME "-shm", FILE_NAME "-journal", KEY_NAME ".new", KEY_NAME, LOCK_NAME,
};

static TlWorking *
working_new_for (const char *folder, int lock)
{
  TlWorking *self = g_new0 (TlWorking, 1);

  self->folder = g_strdup (folder);
  self->file = g_build_filename (folder, FILE_NAME, NULL);
  self->lock = lock;
  return self;
}

/**
 * _tl_working_new:
 *
 * Returns: (transfer full): a new, locked place for a working file, which is empty yet
 */
TlWorking *
_tl_working_new (GError **error)
{
  g_autofree char *base = _tl_lock_get_state_folder ("working", TRUE, error);
  g_autofree char *folder = NULL;
  g_autofree char *lock = NULL;
  int              fd, made;
  g_autoptr (TlWorking) self = NULL;

  if (base == NULL)
    return NULL;
  folder = g_build_filename (base, "XXXXXX", NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      _tl_place_set_error (errno, base, error);
      return NULL;
    }
  lock = g_build_filename (folder, LOCK_NAME, NULL);
  /* Another program that looks for what was left behind may hold the lock for a moment. */
  for (int i = 0; (fd = _tl_lock_open_file (lock, NULL)) < 0 && errno == EWOULDBLOCK && i < 100; i++)
    g_usleep (10000);
  if (fd < 0)
    {
      _tl_place_set_error (errno, lock, error);
      rmdir (folder);
      return NULL;
    }
  self = working_new_for (folder, fd);
  /* SQLite would make it for everybody to read, and its journals after it. */
  made = open (self->file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (made < 0)
    {
      _tl_place_set_error (errno, self->file, error);
      _tl_working_remove (self);
      return NULL;
    }
  close (made);
  return g_steal_pointer (&self);
}

static void
put_identity (GKeyFile *keys, const char *prefix, const TlIdentity *identity)
{
  g_autofree char *text = NULL;
  g_autofree char *name = g_strdup_printf ("%s-file", prefix);

  if (!identity->exists)
    return;
  text = g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT,
                          identity->device, identity->inode, identity->size, identity->seconds, identity->nanoseconds);
  g_key_file_set_string (keys, GROUP, name, text);
}

static void
get_identity (GKeyFile *keys, const char *prefix, TlIdentity *identity)
{
  g_autofree char *name = g_strdup_printf ("%s-file", prefix);
  g_autofree char *text = g_key_file_get_string (keys, GROUP, name, NULL);
  g_auto (GStrv)   parts = g_strsplit (text ? text : "", " ", 6);

  *identity = (TlIdentity) { FALSE };
  if (g_strv_length (parts) != 5)
    return;
  identity->exists = TRUE;
  identity->device = g_ascii_strtoull (parts[0], NULL, 10);
  identity->inode = g_ascii_strtoull (parts[1], NULL, 10);
  identity->size = g_ascii_strtoll (parts[2], NULL, 10);
  identity->seconds = g_ascii_strtoll (parts[3], NULL, 10);
  identity->nanoseconds = g_ascii_strtoll (parts[4], NULL, 10);
}

static void
put_path (GKeyFile *keys, const char *name, const char *path)
{
  g_autofree char *escaped = path ? g_uri_escape_bytes ((const guint8 *) path, strlen (path), "/") : NULL;

  if (escaped)
    g_key_file_set_string (keys, GROUP, name, escaped);
}

static char *
get_path (GKeyFile *keys, const char *name)
{
  g_autofree char *escaped = g_key_file_get_string (keys, GROUP, name, NULL);

  return escaped ? g_uri_unescape_string (escaped, NULL) : NULL;
}

/**
 * _tl_working_write_key:
 *
 * Writes down whose working file this is, so that it can be found again after a crash.
 */
gboolean
_tl_working_write_key (TlWorking *self, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char     *path = g_build_filename (self->folder, KEY_NAME, NULL);
  g_autofree char     *temporary = g_build_filename (self->folder, KEY_NAME ".new", NULL);

  put_path (keys, "path", self->path);
  put_path (keys, "origin", self->origin);
  put_identity (keys, "published", &self->published);
  g_key_file_set_int64 (keys, GROUP, "published-acts", self->acts);
  if (self->next.exists)
    {
      put_identity (keys, "next", &self->next);
      g_key_file_set_int64 (keys, GROUP, "next-acts", self->next_acts);
      put_path (keys, "temporary", self->temporary);
    }
  if (!g_key_file_save_to_file (keys, temporary, NULL) || g_chmod (temporary, 0600) != 0 ||
      !_tl_place_sync_file (temporary, NULL) || rename (temporary, path) != 0)
    {
      _tl_place_set_error (errno ? errno : EIO, path, error);
      unlink (temporary);
      return FALSE;
    }
  self->has_key = TRUE;
  return _tl_place_sync_folder_of (path, error);
}

/* Returns FALSE where there is no key or no working file, and also, with an error, where that cannot be told. */
static gboolean
read_key (TlWorking *self, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char     *path = g_build_filename (self->folder, KEY_NAME, NULL);
  g_autofree char     *text = NULL;
  g_autoptr (GError)   why = NULL;
  gsize                length;

  if (!g_file_get_contents (path, &text, &length, &why))
    {
      if (!g_error_matches (why, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (!g_key_file_load_from_data (keys, text, length, G_KEY_FILE_NONE, NULL) || !g_key_file_has_group (keys, GROUP))
    return FALSE;
  self->path = get_path (keys, "path");
  self->origin = get_path (keys, "origin");
  self->temporary = get_path (keys, "temporary");
  get_identity (keys, "published", &self->published);
  get_identity (keys, "next", &self->next);
  self->acts = g_key_file_get_int64 (keys, GROUP, "published-acts", NULL);
  self->next_acts = g_key_file_get_int64 (keys, GROUP, "next-acts", NULL);
  self->has_key = TRUE;
  return g_file_test (self->file, G_FILE_TEST_IS_REGULAR);
}

static void
set_unread_error (const char *folder, const char *reason, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);

  /* Of several, the first. */
  if (error && *error == NULL)
    g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                 _("Edits that were never saved may be waiting in “%s”, which cannot be read now (%s). Try again, or open the"
                   " file only to look at."), shown, reason);
}

/* Whether a working file is of the file @path, which may have had another name when it was opened; where that is NULL,
   whether it is of none. */
static gboolean
is_of (TlWorking *self, const char *path, const TlIdentity *identity)
{
  if (g_strcmp0 (self->path, path) == 0)
    return TRUE;
  /* Where its file is gone, nobody else will ask for it. */
  if (path == NULL)
    return access (self->path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
  return self->path && identity && identity->exists &&
         (_tl_identity_equal (&self->published, identity) || _tl_identity_equal (&self->next, identity));
}

typedef gboolean (*IsWanted) (TlWorking *working, const char *path, const TlIdentity *identity);

/* What its key says of a working file, whoever has it. */
static gboolean
looks_wanted (const char *folder, IsWanted is_wanted, const char *path, const TlIdentity *identity, gboolean *has_key,
              GError **error)
{
  g_autoptr (TlWorking) seen = working_new_for (folder, -1);

  *has_key = read_key (seen, error);
  return *has_key && is_wanted (seen, path, identity);
}

/* Takes over what a dead program left in @folder, where it is wanted. Nothing that is alive, or was just begun, is touched;
   and what is not wanted is not even locked: another program may look for just that at this moment. */
static TlWorking *
adopt (const char *folder, IsWanted is_wanted, const char *path, const TlIdentity *identity, GError **error)
{
  g_autofree char       *lock = g_build_filename (folder, LOCK_NAME, NULL);
  g_autoptr (TlWorking)  self = NULL;
  g_autoptr (GError)     why = NULL;
  struct stat            about;
  gboolean               has_key, is_one;
  int                    fd;

  if (stat (folder, &about) != 0 || !S_ISDIR (about.st_mode) || about.st_uid != geteuid ())
    return NULL;
  is_one = looks_wanted (folder, is_wanted, path, identity, &has_key, &why);
  if (why)
    {
      set_unread_error (folder, why->message, error);
      return NULL;
    }
  if (!is_one && (has_key || about.st_mtim.tv_sec >= time (NULL) - 60))
    return NULL;
  fd = _tl_lock_open_file (lock, NULL);
  if (fd < 0)
    {
      /* Somebody works there, or has just taken it away. */
      if (errno != EWOULDBLOCK && errno != ENOENT && errno != ENOTDIR)
        set_unread_error (folder, g_strerror (errno), error);
      return NULL;
    }
  self = working_new_for (folder, fd);
  /* Its program may have gone on with it between the look and the lock. */
  if (read_key (self, &why))
    return is_wanted (self, path, identity) ? g_steal_pointer (&self) : NULL;
  if (why)
    {
      set_unread_error (folder, why->message, error);
      return NULL;
    }
  /* Without a key there is no edit in it. A minute's grace: its program may just be between two steps. */
  if (about.st_mtim.tv_sec < time (NULL) - 60)
    _tl_working_remove (self);
  return NULL;
}

/* @error: (nullable): set where some may have been missed; the others are found all the same */
static GPtrArray *
find_all (IsWanted is_wanted, const char *path, const TlIdentity *identity, GError **error)
{
  GPtrArray         *found = g_ptr_array_new_with_free_func ((GDestroyNotify) _tl_working_free);
  g_autofree char   *base = _tl_lock_get_state_folder ("working", TRUE, NULL);
  g_autoptr (GError) why = NULL;
  g_autoptr (GDir)   dir = base ? g_dir_open (base, 0, &why) : NULL;
  const char        *name;

  if (why)
    set_unread_error (base, why->message, error);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char       *folder = g_build_filename (base, name, NULL);
      g_autoptr (TlWorking)  working = adopt (folder, is_wanted, path, identity, error);

      if (working)
        g_ptr_array_add (found, g_steal_pointer (&working));
    }
  return found;
}

/**
 * _tl_working_find:
 * @path: the person's file, resolved
 * @identity: what stands there now
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a working file of it that was left behind, locked now; %NULL also with an error,
 *   where there may be one and the disk does not say
 */
TlWorking *
_tl_working_find (const char *path, const TlIdentity *identity, GError **error)
{
  g_autoptr (GError)    why = NULL;
  g_autoptr (GPtrArray) found = find_all (is_of, path, identity, &why);

  if (found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  if (why)
    g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}

/* Whether a working file belongs to no file any more: some belong to a file of another format that will find them. */
static gboolean
is_untitled (TlWorking *self, const char *path, const TlIdentity *identity)
{
  TlIdentity there;

  return is_of (self, NULL, NULL) &&
         !(self->origin && self->published.exists && _tl_identity_get (self->origin, &there, NULL) &&
           (_tl_identity_equal (&there, &self->published) || _tl_identity_equal (&there, &self->next)));
}

/**
 * _tl_working_find_untitled:
 *
 * Returns: (transfer container) (element-type TlWorking): the working files left behind that belong to no file yet, or to
 *   one that is gone
 */
GPtrArray *
_tl_working_find_untitled (void)
{
  return find_all (is_untitled, NULL, NULL, NULL);
}

static gboolean
has_origin (TlWorking *self, const char *origin, const TlIdentity *identity)
{
  return self->path == NULL && g_strcmp0 (self->origin, origin) == 0;
}

/**
 * _tl_working_find_origin:
 * @origin: a file of another format, resolved
 *
 * Returns: (transfer full) (nullable): a working file of it that was left behind, locked now
 */
TlWorking *
_tl_working_find_origin (const char *origin)
{
  g_autoptr (GPtrArray) found = find_all (has_origin, origin, NULL, NULL);

  return found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

/**
 * _tl_working_sync:
 *
 * Brings to the disk that the working file is there; SQLite syncs what is in it. The folders above may have been made
 * just now too, as they are when somebody works here for the first time.
 */
gboolean
_tl_working_sync (TlWorking *self, GError **error)
{
  g_autofree char *path = g_strdup (self->file);

  for (int i = 0; i < N_FOLDERS; i++)
    {
      char *folder = g_path_get_dirname (path);

      if (!_tl_place_sync_folder_of (path, error))
        {
          g_free (folder);
          return FALSE;
        }
      g_free (path);
      path = folder;
    }
  return TRUE;
}

/**
 * _tl_working_remove:
 *
 * Takes the files away, the lock last. SQLite may still have them open, where a journey is only looked at.
 */
void
_tl_working_remove (TlWorking *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, own_names[i], NULL);

      unlink (path);
    }
  rmdir (self->folder);
}

/**
 * _tl_working_free:
 *
 * Unlocks the working file. What is still there stays.
 */
void
_tl_working_free (TlWorking *self)
{
  if (self == NULL)
    return;
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->folder);
  g_free (self->file);
  g_free (self->path);
  g_free (self->origin);
  g_free (self->temporary);
  g_free (self);
}
