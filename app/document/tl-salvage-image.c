/* tl-salvage-image.c
 *
 * A damaged file is copied once, and never opened by SQLite before its pages were looked at. Where it has a seal, pages
 * that are not as they were written are put right if that can be proven: a page that stands in another's place, and a
 * flipped bit, which trying finds, because only the right one can give the digest again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tl-salvage-private.h"

#define AT_PAGE_SIZE 16
#define AT_RESERVED 20
#define AT_N_PAGES 28
#define USUAL_PAGE_SIZE 4096
#define SECTOR 512
#define REPAIR_SECONDS 1.0 /* of trying, for all pages together */
#define MAX_FILE ((goffset) 1 << 40)

static gboolean
copy_file (TlImage *self, const char *path, GError **error)
{
  struct stat      about;
  g_autofree char *name = g_filename_display_basename (path);
  guint64          n_bytes;
  gboolean         done;
  int              from = _tl_open_for_reading (path, &about, error);

  if (from < 0)
    return FALSE;
  if (!S_ISREG (about.st_mode) || about.st_size == 0 || about.st_size > MAX_FILE)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FOREIGN,
                   about.st_size == 0 && S_ISREG (about.st_mode) ? _("“%s” is empty: there is nothing to recover.")
                                                                 : _("“%s” is not a file that a journey could be in."),
                   name);
      close (from);
      return FALSE;
    }
  self->fd = open (self->working->file, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  done = self->fd >= 0 && _tl_copy_bytes (from, self->fd, about.st_size, &n_bytes, self->working->file, error);
  if (self->fd < 0)
    _tl_place_set_error (errno, self->working->file, error);
  close (from);
  self->length = (gsize) about.st_size;
  self->working->published.size = about.st_size;
  if (done)
    self->budget = 4 * n_bytes + (64 << 20);
  return done;
}

static gboolean
map_file (TlImage *self, GError **error)
{
  void *file = mmap (NULL, self->length, PROT_READ, MAP_SHARED, self->fd, 0);
  void *map = file == MAP_FAILED ? MAP_FAILED
                                 : mmap (NULL, self->length, PROT_READ | PROT_WRITE, MAP_PRIVATE, self->fd, 0);

  if (map == MAP_FAILED)
    {
      if (file != MAP_FAILED)
        munmap (file, self->length);
      _tl_place_set_error (errno, self->working->file, error);
      return FALSE;
    }
  self->file = file;
  self->map = map;
  return TRUE;
}

/* Size and number of the pages: as the seal says, else as the header says, else as it mostly is. */
static void
find_pages (TlImage *self)
{
  const guchar *header = self->map;
  gboolean      has_header = self->length >= TL_PAGE_HEADER_SIZE;
  guint32       size = USUAL_PAGE_SIZE, said;
  guint64       n;

  if (has_header)
    {
      said = (guint32) header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];
      said = said == 1 ? 65536 : said;
      size = _tl_pages_is_size (said) ? said : size;
    }
  if (self->seal)
    size = self->seal->page_size;
  n = self->length / size;
  if (self->seal)
    n = MIN (n, self->seal->n_pages);
  self->pages = (TlPages) { self->map, size, size, (guint32) n };
  self->n_pages = (guint32) n;
  if (self->seal)
    self->n_pages = self->seal->n_pages;
  else if (has_header && _tl_bytes_get_32 (header + AT_N_PAGES) > n && _tl_bytes_get_32 (header + AT_N_PAGES) < 16 * n + 64)
    self->n_pages = _tl_bytes_get_32 (header + AT_N_PAGES);
  self->states = g_new0 (guint8, (gsize) self->n_pages + 1);
  self->owners = g_new0 (guint16, (gsize) self->n_pages + 1);
  for (guint32 i = self->pages.n; i < self->n_pages; i++)
    self->states[i] = TL_PAGE_GONE;
}

/**
 * _tl_image_new:
 * @path: a damaged file; it is read once, and never written
 *
 * Returns: (transfer full): its pages
 */
TlImage *
_tl_image_new (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlImage) self = g_new0 (TlImage, 1);

  self->fd = -1;
  self->cancellable = cancellable;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->working = _tl_working_new (error);
  if (self->working == NULL || !copy_file (self, path, error) || !map_file (self, error))
    return NULL;
  self->seal = _tl_seal_find (self->fd, TRUE);
  find_pages (self);
  return g_steal_pointer (&self);
}

/**
 * _tl_image_free:
 */
void
_tl_image_free (TlImage *self)
{
  if (self == NULL)
    return;
  if (self->map)
    munmap (self->map, self->length);
  if (self->file)
    munmap ((void *) self->file, self->length);
  if (self->fd >= 0)
    close (self->fd);
  if (self->working)
    {
      _tl_working_remove (self->working);
      _tl_working_free (self->working);
    }
  g_clear_pointer (&self->seal, _tl_seal_free);
  g_ptr_array_unref (self->names);
  g_free (self->states);
  g_free (self->owners);
  g_free (self);
}

/* Repairing */

/* One wrong byte of the seal puts a page in doubt that is sound. */
static gboolean
is_near (guint64 digest, guint64 expected)
{
  guint64 difference = digest ^ expected;

  for (int i = 0; i < 8; i++)
    if ((difference & ~((guint64) 0xff << (8 * i))) == 0)
      return TRUE;
  return FALSE;
}

/* Puts pages that stand elsewhere in the file where they belong: exchanged ones, and those behind a gap. */
static void
put_back (TlImage *self)
{
  g_autoptr (GHashTable) missing = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint32 i = 0; i < self->pages.n; i++)
    if (self->states[i] != TL_PAGE_SOUND)
      g_hash_table_insert (missing, &self->seal->pages[i].digest, GUINT_TO_POINTER (i + 1));
  for (gsize at = 0; g_hash_table_size (missing) > 0 && at + self->pages.size <= self->length; at += SECTOR)
    {
      guint64  digest = _tl_seal_digest (self->file + at, self->pages.size);
      gpointer found;
      guint32  i;

      if (!g_hash_table_steal_extended (missing, &digest, NULL, &found))
        continue;
      i = GPOINTER_TO_UINT (found) - 1;
      memcpy (self->map + (gsize) i * self->pages.size, self->file + at, self->pages.size);
      self->states[i] = TL_PAGE_SOUND;
      self->n_repaired++;
    }
}

/* Flips each bit, until the page is as it was written. */
static gboolean
try_bits (TlImage *self, guchar *page, guint64 expected, gint64 deadline)
{
  for (guint32 at = 0; at < self->pages.size; at++)
    {
      guchar kept = page[at];

      for (guint mask = 1; mask < 256; mask <<= 1)
        {
          page[at] = kept ^ (guchar) mask;
          if (_tl_seal_digest (page, self->pages.size) == expected)
            return TRUE;
        }
      page[at] = kept;
      if (g_get_monotonic_time () > deadline)
        return FALSE;
    }
  return FALSE;
}

static void
try_all (TlImage *self, gint64 deadline)
{
  for (guint32 i = 0; i < self->pages.n; i++)
    {
      guchar *page = self->map + (gsize) i * self->pages.size;

      if (self->states[i] == TL_PAGE_SOUND || g_get_monotonic_time () > deadline)
        continue;
      /* A page of nothing is no page with a flipped bit. */
      if (page[0] == 0 && memcmp (page, page + 1, self->pages.size - 1) == 0)
        continue;
      if (try_bits (self, page, self->seal->pages[i].digest, deadline))
        {
          self->states[i] = TL_PAGE_SOUND;
          self->n_repaired++;
        }
    }
}

/**
 * _tl_image_repair:
 *
 * Holds the pages against the seal, and puts right what can be.
 */
void
_tl_image_repair (TlImage *self)
{
  if (self->seal)
    {
      for (guint32 i = 0; i < self->pages.n; i++)
        if (!is_near (_tl_seal_digest (self->map + (gsize) i * self->pages.size, self->pages.size),
                      self->seal->pages[i].digest))
          self->states[i] = TL_PAGE_DOUBTFUL;
      put_back (self);
      try_all (self, g_get_monotonic_time () + (gint64) (REPAIR_SECONDS * G_USEC_PER_SEC));
    }
  for (guint32 i = 0; i < self->n_pages; i++)
    if (self->states[i] != TL_PAGE_SOUND)
      self->n_damaged++;
  if (self->pages.n > 0 && self->states[0] == TL_PAGE_SOUND && self->map[AT_RESERVED] <= 32)
    self->pages.usable = self->pages.size - self->map[AT_RESERVED];
}

/**
 * _tl_image_write_back:
 *
 * Puts the repaired pages into the private copy, and takes off what stands behind the last one.
 */
gboolean
_tl_image_write_back (TlImage *self, GError **error)
{
  for (guint32 i = 0; i < self->pages.n; i++)
    {
      gsize at = (gsize) i * self->pages.size;

      if (memcmp (self->map + at, self->file + at, self->pages.size) != 0 &&
          pwrite (self->fd, self->map + at, self->pages.size, (off_t) at) != (ssize_t) self->pages.size)
        {
          _tl_place_set_error (errno, self->working->file, error);
          return FALSE;
        }
    }
  return TRUE;
}
