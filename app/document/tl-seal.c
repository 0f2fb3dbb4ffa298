/* tl-seal.c
 *
 *   head     "Throughline seal", and in four bytes each: the seal's format, the size of a page, how many pages there are,
 *            how many owners, how long their names are together, and 0
 *   owners   their names, each with a NUL
 *   pages    of each: its digest in eight bytes, its owner and how many cells it has in two each
 *   tail     the head once more, so that the seal is found where the file's header is broken
 *
 * Numbers are big-endian, as in the rest of the file. Each digest is held against its own page, so that damage to one
 * entry of the seal puts one page in doubt, and no more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-seal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "tl-place-private.h"
#include "tl-sql-private.h"

#define HEAD_SIZE 40
#define ENTRY_SIZE 12
#define FORMAT 1
#define MAX_OWNERS 4096
#define MAX_NAMES 65536
#define CHUNK (1 << 20)
#define AT_PAGE_SIZE 16
#define AT_RESERVED 20
#define AT_N_PAGES 28

static const char magic[16] = "Throughline seal"; /* without its NUL */

static void
put_32 (guchar *bytes, guint32 value)
{
  for (int i = 0; i < 4; i++)
    bytes[i] = (guchar) (value >> (24 - 8 * i));
}

static gboolean
read_at (int fd, void *bytes, gsize length, guint64 offset)
{
  for (gsize done = 0; done < length;)
    {
      ssize_t n = pread (fd, (char *) bytes + done, length - done, (off_t) (offset + done));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          if (n == 0)
            errno = EIO;
          return FALSE;
        }
      done += (gsize) n;
    }
  return TRUE;
}

static gboolean
write_at (int fd, const void *bytes, gsize length, guint64 offset)
{
  for (gsize done = 0; done < length;)
    {
      ssize_t n = pwrite (fd, (const char *) bytes + done, length - done, (off_t) (offset + done));

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      done += (gsize) n;
    }
  return TRUE;
}

guint64
_tl_seal_digest (const guchar *bytes, gsize length)
{
  return XXH3_64bits (bytes, length);
}

/**
 * _tl_seal_get_least_size:
 *
 * Returns: how many bytes the seal of a file of @n_pages has at the least
 */
guint64
_tl_seal_get_least_size (guint32 n_pages)
{
  return 2 * HEAD_SIZE + (guint64) ENTRY_SIZE * n_pages;
}

static guint32
get_page_size (const guchar *header)
{
  guint32 size = (guint32) header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];

  return size == 1 ? 65536 : size;
}

/**
 * _tl_seal_free:
 */
void
_tl_seal_free (TlSeal *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->owners);
  g_free (self->pages);
  g_free (self);
}

/* Calls @look for each page of a file, in order. */
static gboolean
for_each_page (int fd, guint32 size, guint32 n, void (*look) (guint32 number, const guchar *page, gpointer data),
               gpointer data)
{
  g_autofree guchar *chunk = g_malloc (CHUNK);
  guint              n_in_chunk = CHUNK / size;

  for (guint64 first = 0; first < n; first += n_in_chunk)
    {
      guint here = (guint) MIN (n_in_chunk, n - first);

      if (!read_at (fd, chunk, (gsize) here * size, first * size))
        return FALSE;
      for (guint i = 0; i < here; i++)
        look ((guint32) (first + i + 1), chunk + (gsize) i * size, data);
    }
  return TRUE;
}

/* Writing */

typedef struct
{
  TlSeal     *seal;
  guint32     usable;
  GHashTable *inner; /* number → children, as GArray of guint32 */
} Writing;

static void
note_page (guint32 number, const guchar *bytes, gpointer data)
{
  Writing    *self = data;
  TlSealPage *entry = &self->seal->pages[number - 1];
  TlPage      page;
  TlCell      cell;
  GArray     *children;

  entry->digest = _tl_seal_digest (bytes, self->seal->page_size);
  if (!_tl_page_read (bytes, self->seal->page_size, self->usable, number, &page))
    return;
  /* What a table's inner pages hold is no row. */
  entry->n_cells = page.type == TL_PAGE_TABLE_INNER ? 0 : (guint16) MIN (page.n_cells, G_MAXUINT16);
  if (page.type != TL_PAGE_INDEX_INNER && page.type != TL_PAGE_TABLE_INNER)
    return;
  children = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < page.n_cells; i++)
    if (_tl_page_get_cell (&page, i, &cell))
      g_array_append_val (children, cell.child);
  g_array_append_val (children, page.right);
  g_hash_table_insert (self->inner, GUINT_TO_POINTER (number), children);
}

static void
mark_owner (Writing *self, guint32 root, guint16 owner)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (stack, root);
  while (stack->len > 0)
    {
      guint32 number = g_array_index (stack, guint32, stack->len - 1);
      GArray *children;

      g_array_set_size (stack, stack->len - 1);
      if (number == 0 || number > self->seal->n_pages || self->seal->pages[number - 1].owner != 0)
        continue;
      self->seal->pages[number - 1].owner = owner;
      children = g_hash_table_lookup (self->inner, GUINT_TO_POINTER (number));
      if (children)
        g_array_append_vals (stack, children->data, children->len);
    }
}

static gboolean
find_owners (Writing *self, const char *path, GError **error)
{
  g_autoptr (TlSql)      sql = _tl_sql_open (path, error);
  g_autoptr (TlSqlFresh) rows = NULL;
  g_autoptr (GPtrArray)  names = g_ptr_array_new_with_free_func (g_free);
  gboolean               has_row;

  rows = sql ? _tl_sql_prepare (sql, "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0", error) : NULL;
  if (rows == NULL)
    return FALSE;
  g_ptr_array_add (names, g_strdup ("sqlite_schema"));
  mark_owner (self, 1, 1);
  while (_tl_sql_step (sql, rows, &has_row, error))
    {
      if (!has_row)
        {
          self->seal->n_owners = names->len;
          g_ptr_array_add (names, NULL);
          self->seal->owners = (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
          return TRUE;
        }
      g_ptr_array_add (names, _tl_sql_dup_text (rows, 0));
      mark_owner (self, (guint32) sqlite3_column_int64 (rows, 1), (guint16) names->len);
    }
  return FALSE;
}

static GByteArray *
to_bytes (const TlSeal *self)
{
  guchar      head[HEAD_SIZE] = { 0 };
  GByteArray *bytes = g_byte_array_new ();
  GString    *names = g_string_new (NULL);

  for (guint i = 0; i < self->n_owners; i++)
    g_string_append_len (names, self->owners[i], (gssize) strlen (self->owners[i]) + 1);
  memcpy (head, magic, sizeof magic);
  put_32 (head + 16, FORMAT);
  put_32 (head + 20, self->page_size);
  put_32 (head + 24, self->n_pages);
  put_32 (head + 28, self->n_owners);
  put_32 (head + 32, (guint32) names->len);
  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, (const guchar *) names->str, (guint) names->len);
  for (guint32 i = 0; i < self->n_pages; i++)
    {
      const TlSealPage *page = &self->pages[i];
      guchar            entry[ENTRY_SIZE];
      gboolean          has_owner = page->owner > 0;

      put_32 (entry, (guint32) (page->digest >> 32));
      put_32 (entry + 4, (guint32) page->digest);
      put_32 (entry + 8, (guint32) page->owner << 16 | (has_owner ? page->n_cells : 0));
      g_byte_array_append (bytes, entry, sizeof entry);
    }
  g_byte_array_append (bytes, head, sizeof head);
  g_string_free (names, TRUE);
  return bytes;
}

static gboolean
seal_file (int fd, const char *path, GError **error)
{
  guchar                header[TL_PAGE_HEADER_SIZE];
  g_autoptr (TlSeal)    seal = g_new0 (TlSeal, 1);
  g_autoptr (GByteArray) bytes = NULL;
  Writing               writing = { .seal = seal };
  gboolean              done;

  if (!read_at (fd, header, sizeof header, 0))
    {
      _tl_place_set_error (errno, path, error);
      return FALSE;
    }
  seal->page_size = get_page_size (header);
  seal->n_pages = _tl_bytes_get_32 (header + AT_N_PAGES);
  writing.usable = seal->page_size - header[AT_RESERVED];
  seal->pages = g_new0 (TlSealPage, seal->n_pages);
  writing.inner = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  done = for_each_page (fd, seal->page_size, seal->n_pages, note_page, &writing);
  if (!done)
    _tl_place_set_error (errno, path, error);
  done = done && find_owners (&writing, path, error);
  g_hash_table_unref (writing.inner);
  if (!done)
    return FALSE;
  bytes = to_bytes (seal);
  seal->start = (guint64) seal->n_pages * seal->page_size;
  if (!write_at (fd, bytes->data, bytes->len, seal->start) || ftruncate (fd, (off_t) (seal->start + bytes->len)) != 0)
    {
      _tl_place_set_error (errno, path, error);
      return FALSE;
    }
  return TRUE;
}

/**
 * _tl_seal_write:
 * @path: a journey that was just written, and that nobody has open
 *
 * Puts a seal behind a file's last page, in the place of what may be there. It is not brought to the disk yet.
 */
gboolean
_tl_seal_write (const char *path, GError **error)
{
  int      fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  gboolean done;

  if (fd < 0)
    {
      _tl_place_set_error (errno, path, error);
      return FALSE;
    }
  done = seal_file (fd, path, error);
  if (close (fd) != 0 && done)
    {
      _tl_place_set_error (errno, path, error);
      return FALSE;
    }
  return done;
}

/* Reading */

static gboolean
read_head (const guchar *head, TlSeal *seal, guint32 *names_length)
{
  if (memcmp (head, magic, sizeof magic) != 0 || _tl_bytes_get_32 (head + 16) != FORMAT)
    return FALSE;
  seal->page_size = _tl_bytes_get_32 (head + 20);
  seal->n_pages = _tl_bytes_get_32 (head + 24);
  seal->n_owners = _tl_bytes_get_32 (head + 28);
  *names_length = _tl_bytes_get_32 (head + 32);
  if (!_tl_pages_is_size (seal->page_size) || seal->n_owners > MAX_OWNERS || *names_length > MAX_NAMES)
    return FALSE;
  seal->length = 2 * HEAD_SIZE + (guint64) *names_length + (guint64) ENTRY_SIZE * seal->n_pages;
  return TRUE;
}

static void
read_owners (TlSeal *seal, const char *names, gsize length)
{
  const char *end = names + length;

  seal->owners = g_new0 (char *, seal->n_owners + 1);
  for (guint i = 0; i < seal->n_owners; i++)
    {
      const char      *stop = names < end ? memchr (names, '\0', (gsize) (end - names)) : NULL;
      g_autofree char *name = stop ? g_strndup (names, (gsize) (stop - names)) : g_strdup ("");

      seal->owners[i] = g_utf8_make_valid (name, -1);
      names = stop ? stop + 1 : end;
    }
}

/* Reads the seal whose head is @head, and which begins at @start. */
static TlSeal *
read_seal (int fd, guint64 file_size, const guchar *head, guint64 start)
{
  g_autoptr (TlSeal) seal = g_new0 (TlSeal, 1);
  g_autofree guchar *bytes = NULL;
  const guchar      *entry;
  guint32            names_length;

  if (!read_head (head, seal, &names_length) || start > file_size || seal->length > file_size - start)
    return NULL;
  bytes = g_try_malloc (seal->length);
  if (bytes == NULL || !read_at (fd, bytes, seal->length, start))
    return NULL;
  seal->start = start;
  read_owners (seal, (const char *) bytes + HEAD_SIZE, names_length);
  seal->pages = g_new0 (TlSealPage, seal->n_pages);
  entry = bytes + HEAD_SIZE + names_length;
  for (guint32 i = 0; i < seal->n_pages; i++, entry += ENTRY_SIZE)
    {
      guint32 rest = _tl_bytes_get_32 (entry + 8);

      seal->pages[i].digest = _tl_bytes_get_64 (entry);
      seal->pages[i].owner = rest >> 16 <= seal->n_owners ? (guint16) (rest >> 16) : 0;
      seal->pages[i].n_cells = (guint16) rest;
    }
  return g_steal_pointer (&seal);
}

static TlSeal *
find_by_header (int fd, guint64 file_size)
{
  guchar  header[TL_PAGE_HEADER_SIZE], head[HEAD_SIZE];
  guint64 start;

  if (!read_at (fd, header, sizeof header, 0) || !_tl_pages_is_size (get_page_size (header)))
    return NULL;
  start = (guint64) get_page_size (header) * _tl_bytes_get_32 (header + AT_N_PAGES);
  if (start + HEAD_SIZE > file_size || !read_at (fd, head, sizeof head, start))
    return NULL;
  return read_seal (fd, file_size, head, start);
}

static TlSeal *
find_by_tail (int fd, guint64 file_size)
{
  guchar             head[HEAD_SIZE];
  g_autoptr (TlSeal) seal = g_new0 (TlSeal, 1);
  guint32            names_length;

  if (file_size < HEAD_SIZE || !read_at (fd, head, sizeof head, file_size - HEAD_SIZE) ||
      !read_head (head, seal, &names_length) || seal->length > file_size)
    return NULL;
  return read_seal (fd, file_size, head, file_size - seal->length);
}

static TlSeal *
find_by_looking (int fd, guint64 file_size)
{
  g_autofree guchar *chunk = g_malloc (CHUNK);

  for (guint64 offset = 0; offset + HEAD_SIZE <= file_size;)
    {
      gsize   n = (gsize) MIN (CHUNK, file_size - offset);
      off_t   next;
      TlSeal *seal;

      if (!read_at (fd, chunk, n, offset))
        return NULL;
      for (gsize at = 0; at + HEAD_SIZE <= n; at += 512)
        if (memcmp (chunk + at, magic, sizeof magic) == 0 &&
            (seal = read_seal (fd, file_size, chunk + at, offset + at)) != NULL)
          return seal;
      /* Holes hold nothing. */
      next = lseek (fd, (off_t) (offset + n), SEEK_DATA);
      if (next < 0 && errno == ENXIO)
        return NULL;
      offset = next < 0 ? offset + n : ((guint64) next & ~(guint64) 511);
    }
  return NULL;
}

/**
 * _tl_seal_find:
 * @fd: a file
 * @anywhere: whether to look for it throughout the file, where it is not where it should be
 *
 * Returns: (transfer full) (nullable): the file's seal
 */
TlSeal *
_tl_seal_find (int fd, gboolean anywhere)
{
  struct stat about;
  TlSeal     *seal;

  if (fstat (fd, &about) != 0 || about.st_size <= 0)
    return NULL;
  seal = find_by_header (fd, (guint64) about.st_size);
  if (seal == NULL)
    seal = find_by_tail (fd, (guint64) about.st_size);
  if (seal == NULL && anywhere)
    seal = find_by_looking (fd, (guint64) about.st_size);
  return seal;
}

typedef struct
{
  const TlSeal *seal;
  guint32       n_wrong;
} Checking;

static void
check_page (guint32 number, const guchar *page, gpointer data)
{
  Checking *self = data;

  if (_tl_seal_digest (page, self->seal->page_size) != self->seal->pages[number - 1].digest)
    self->n_wrong++;
}

/**
 * _tl_seal_check:
 * @path: our own copy of a journey, as it was read
 * @n_wrong: (out): how many pages are not as they were written
 * @has_seal: (out): whether there is a seal where one belongs
 *
 * Holds each page against its digest, and takes the seal away: what is left is what SQLite knows of.
 *
 * Returns: %FALSE where the file cannot be read
 */
gboolean
_tl_seal_check (const char *path, guint32 *n_wrong, gboolean *has_seal, GError **error)
{
  int                fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  struct stat        about;
  g_autoptr (TlSeal) seal = NULL;
  Checking           checking = { 0 };
  gboolean           done = TRUE;

  *n_wrong = 0;
  *has_seal = FALSE;
  if (fd < 0 || fstat (fd, &about) != 0)
    {
      _tl_place_set_error (errno, path, error);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  errno = 0;
  seal = find_by_header (fd, (guint64) about.st_size);
  /* That the disk does not give it is another thing than that it is not there. */
  done = seal != NULL || errno == 0;
  if (seal && (guint64) seal->n_pages * seal->page_size == seal->start)
    {
      checking.seal = seal;
      *has_seal = TRUE;
      done = for_each_page (fd, seal->page_size, seal->n_pages, check_page, &checking) &&
             ftruncate (fd, (off_t) seal->start) == 0;
      *n_wrong = checking.n_wrong;
    }
  if (!done)
    _tl_place_set_error (errno, path, error);
  close (fd);
  return done;
}

/**
 * _tl_seal_fits:
 * @fd: a file
 * @number: of a page, from 1
 *
 * Returns: whether the file has a seal, and the page is as it was written
 */
gboolean
_tl_seal_fits (int fd, guint32 number)
{
  g_autoptr (TlSeal) seal = _tl_seal_find (fd, FALSE);
  g_autofree guchar *page = seal ? g_malloc (seal->page_size) : NULL;

  return seal && number >= 1 && number <= seal->n_pages &&
         read_at (fd, page, seal->page_size, (guint64) (number - 1) * seal->page_size) &&
         _tl_seal_digest (page, seal->page_size) == seal->pages[number - 1].digest;
}
