/* tl-check.c
 *
 * What can be said of a file from its first hundred bytes, from what stands beside it, and from its pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-check-private.h"
#include "tl-salvage-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* The file header of SQLite (fileformat2.html, 1.3); numbers are big-endian. */
#define HEADER_SIZE 100
#define AT_PAGE_SIZE 16
#define AT_READ_VERSION 19
#define AT_CHANGES 24
#define AT_N_PAGES 28
#define AT_USER_VERSION 60
#define AT_APPLICATION_ID 68
#define AT_VALID_FOR 92

static const guchar sqlite_magic[16] = "SQLite format 3";
static const guchar journal_magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };

static guint32
get_number (const guchar *header, gsize at)
{
  return (guint32) header[at] << 24 | (guint32) header[at + 1] << 16 | (guint32) header[at + 2] << 8 | header[at + 3];
}

static gssize
read_start (int fd, guchar *bytes, gsize length)
{
  ssize_t n;

  do
    n = pread (fd, bytes, length, 0);
  while (n < 0 && errno == EINTR);
  return n;
}

static gboolean
check_length (const guchar *header, const struct stat *about, const char *name, GError **error)
{
  guint32 size = (guint32) header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];
  guint32 n = get_number (header, AT_N_PAGES);
  guint64 length;

  if (size == 1)
    size = 65536;
  if (size < 512 || (size & (size - 1)) != 0)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                   _("“%s” is damaged: its pages cannot have %u bytes."), name, size);
      return FALSE;
    }
  length = (guint64) n * size;
  if (get_number (header, AT_USER_VERSION) >= TL_DOCUMENT_SEALED_VERSION)
    length += _tl_seal_get_least_size (n);
  if (get_number (header, AT_CHANGES) == get_number (header, AT_VALID_FOR) && length > (guint64) about->st_size)
    {
      g_autofree char *has = g_format_size_full ((guint64) about->st_size, G_FORMAT_SIZE_LONG_FORMAT);
      g_autofree char *needs = g_format_size_full (length, G_FORMAT_SIZE_LONG_FORMAT);

      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                   _("“%s” is cut short: it has %s of %s. It may still be on its way; if not, get it anew."), name, has,
                   needs);
      return FALSE;
    }
  return TRUE;
}

/* Whether a file that does not say that it is a journey has the seal of one, and is damaged where it would say so. */
static gboolean
was_journey (int fd)
{
  g_autoptr (TlSeal) seal = _tl_seal_find (fd, FALSE);

  return seal && !_tl_seal_fits (fd, 1);
}

/**
 * _tl_check_header:
 * @fd: the file
 * @about: what fstat() says of it
 * @path: its name, for the message
 *
 * Whether a file says of itself that it is a journey that this version can read.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_FOREIGN, %TL_DOCUMENT_ERROR_NEWER or %TL_DOCUMENT_ERROR_DAMAGED
 */
gboolean
_tl_check_header (int fd, const struct stat *about, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  guchar           header[HEADER_SIZE] = { 0 };
  gssize           n;
  guint32          version;

  if (!S_ISREG (about->st_mode))
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FOREIGN, _("“%s” is not a file."), name);
      return FALSE;
    }
  n = read_start (fd, header, sizeof header);
  if (n < 0)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED, _("“%s” cannot be read: %s."), name,
                   g_strerror (errno));
      return FALSE;
    }
  if (n == 0)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FOREIGN, _("“%s” is empty: it is not a journey."), name);
      return FALSE;
    }
  version = get_number (header, AT_USER_VERSION);
  if ((memcmp (header, sqlite_magic, sizeof sqlite_magic) != 0 ||
       get_number (header, AT_APPLICATION_ID) != TL_DOCUMENT_APPLICATION_ID || version > TL_DOCUMENT_VERSION) &&
      was_journey (fd))
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                   _("“%s” is damaged: its first page is not as it was written."), name);
      return FALSE;
    }
  if (memcmp (header, sqlite_magic, MIN ((gsize) n, sizeof sqlite_magic)) != 0)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FOREIGN, _("“%s” is not a journey."), name);
      return FALSE;
    }
  if (n < HEADER_SIZE)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                   _("“%s” is cut short: only its first bytes are there. Get it anew."), name);
      return FALSE;
    }
  if (get_number (header, AT_APPLICATION_ID) != TL_DOCUMENT_APPLICATION_ID)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FOREIGN,
                   _("“%s” is a database of another program, not a journey."), name);
      return FALSE;
    }
  if (version > TL_DOCUMENT_VERSION && version <= G_MAXINT32)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NEWER,
                   _("“%s” was written by a newer version of Throughline (format %u; this one reads up to %d). Open it"
                     " with a newer version."), name, version, TL_DOCUMENT_VERSION);
      return FALSE;
    }
  if (version == 0 || version > G_MAXINT32)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
                   _("“%s” is damaged: it says that it has the format %d, and there is none."), name, (int) version);
      return FALSE;
    }
  return check_length (header, about, name, error);
}

static gboolean
starts_with (const char *path, const guchar *bytes, gsize length)
{
  int      fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  guchar   start[16];
  gboolean is_same;

  if (fd < 0)
    return FALSE;
  is_same = read_start (fd, start, length) == (gssize) length && memcmp (start, bytes, length) == 0;
  close (fd);
  return is_same;
}

static gboolean
is_wal_database (const char *path)
{
  int      fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  guchar   header[HEADER_SIZE];
  gboolean is_wal = fd >= 0 && read_start (fd, header, sizeof header) == HEADER_SIZE && header[AT_READ_VERSION] == 2;

  if (fd >= 0)
    close (fd);
  return is_wal;
}

/**
 * _tl_check_sidecars:
 * @path: a resolved name
 *
 * Whether some program is in the middle of writing @path, or died there: then a journal stands beside it, and only both
 * together are whole. We do not play such a journal: what it says can reach beyond the file.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_DAMAGED, naming the journal
 */
gboolean
_tl_check_sidecars (const char *path, GError **error)
{
  static const guchar wal_magic_be[4] = { 0x37, 0x7f, 0x06, 0x83 };
  static const guchar wal_magic_le[4] = { 0x37, 0x7f, 0x06, 0x82 };

  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  const char      *found = NULL;
  g_autofree char *name = NULL;
  g_autofree char *beside = NULL;

  if (starts_with (journal, journal_magic, sizeof journal_magic))
    found = journal;
  else if ((starts_with (wal, wal_magic_be, sizeof wal_magic_be) || starts_with (wal, wal_magic_le, sizeof wal_magic_le)) &&
           is_wal_database (path))
    found = wal;
  if (found == NULL)
    return TRUE;
  name = g_filename_display_basename (path);
  beside = g_filename_display_basename (found);
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
               _("“%s” is being written by another program, or was left half written: “%s” stands beside it, and only both"
                 " together are whole. Close it in that program first."), name, beside);
  return FALSE;
}

/**
 * _tl_check_pages:
 *
 * Has SQLite look through every page of a file whose schema is known to be ours.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_DAMAGED and the first thing that is wrong
 */
gboolean
_tl_check_pages (TlSql *sql, GError **error)
{
  g_autoptr (TlSqlFresh) row = _tl_sql_prepare (sql, "PRAGMA quick_check(1)", error);
  g_autofree char       *answer = NULL;
  const char            *what;
  gboolean               has_row;

  if (row == NULL || !_tl_sql_step (sql, row, &has_row, error))
    return FALSE;
  answer = has_row ? _tl_sql_dup_text (row, 0) : g_strdup ("");
  if (strcmp (answer, "ok") == 0)
    return TRUE;
  if (_tl_sql_get_errno (sql) != 0)
    {
      _tl_sql_set_error (sql, SQLITE_CORRUPT, error);
      return FALSE;
    }
  /* Before what is wrong, SQLite may say on a line of its own in which database. */
  what = strchr (answer, '\n') ? strchr (answer, '\n') + 1 : answer;
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("the file's pages are damaged (%s)"), what);
  return FALSE;
}

/**
 * _tl_check_is_journey:
 *
 * Whether a file is a journey of a version that we know, in whatever state.
 *
 * Returns: %FALSE with an error that says what it is instead
 */
gboolean
_tl_check_is_journey (const char *path, GError **error)
{
  g_autoptr (GError) why = NULL;
  struct stat        about;
  int                fd = _tl_open_for_reading (path, &about, error);
  gboolean           is_one;

  if (fd < 0)
    return FALSE;
  is_one = _tl_check_header (fd, &about, path, &why) || g_error_matches (why, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED);
  close (fd);
  if (!is_one)
    g_propagate_error (error, g_steal_pointer (&why));
  return is_one;
}
