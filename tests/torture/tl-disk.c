/* tl-disk.c
 *
 * The functions at the end have the names of the C library's, and are found in its place by every library of the
 * process. They do their work by system calls of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#undef _FILE_OFFSET_BITS /* both names of each function are answered */

#include "tl-disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_FDS 1024

static char          *watched;      /* the folder, or NULL */
static gsize          watched_length;
static GRecMutex      mutex;
static gboolean       is_ours[MAX_FDS]; /* below the watched folder */
static gboolean       is_folder[MAX_FDS];
static char          *fd_paths[MAX_FDS];

static guint          fail_at;      /* 0: nothing fails */
static guint          n_calls;
static int            fail_number;
static TlDiskFailing  fail_how;
static char           failed[128];

static TlDiskLog     *the_log;
static char          *the_graveyard;
static GHashTable    *inodes;       /* inode → file + 1, while recording */
static __thread int   depth;        /* > 0: a call of our own */

static gboolean
is_below (const char *path)
{
  return watched && depth == 0 && path && strncmp (path, watched, watched_length) == 0 &&
         (path[watched_length] == '/' || path[watched_length] == '\0');
}

static gboolean
is_watched_fd (int fd)
{
  return watched && depth == 0 && fd >= 0 && fd < MAX_FDS && is_ours[fd];
}

/* Counts a call that could fail. Returns whether it does. */
static gboolean
fails (const char *what, const char *path, gboolean writes)
{
  gboolean now;

  if (fail_at == 0)
    return FALSE;
  g_rec_mutex_lock (&mutex);
  n_calls++;
  now = n_calls == fail_at || (n_calls > fail_at && writes && fail_how == TL_DISK_FROM_THEN_ON) ||
        (n_calls == fail_at + 1 && writes && fail_how == TL_DISK_SHORT);
  if (now && *failed == '\0')
    {
      const char *name = path ? strrchr (path, '/') : NULL;

      g_snprintf (failed, sizeof failed, "%s %s", what, name ? name + 1 : "");
    }
  g_rec_mutex_unlock (&mutex);
  if (now)
    errno = fail_number;
  return now;
}

/* What is called back to the library while it answers is its own affair. */
static guint
add_file (GBytes *held, const struct timespec *time, const char *path, guint64 inode)
{
  guint  file = the_log->files->len;
  char  *grave = g_strdup_printf ("%s/%u", the_graveyard, file);

  syscall (SYS_linkat, AT_FDCWD, path, AT_FDCWD, grave, 0);
  g_ptr_array_add (the_log->files, held);
  g_array_append_val (the_log->times, *time);
  g_ptr_array_add (the_log->graves, grave);
  g_hash_table_insert (inodes, GUINT_TO_POINTER (inode), GUINT_TO_POINTER (file + 1));
  return file;
}

static gboolean
get_stat (int fd, struct stat *about)
{
  return syscall (SYS_fstat, fd, about) == 0;
}

static TlDiskOp *
note (TlDiskType type, guint file, const char *path)
{
  TlDiskOp *op = g_new0 (TlDiskOp, 1);

  op->type = type;
  op->file = file;
  op->path = g_strdup (path);
  g_ptr_array_add (the_log->ops, op);
  return op;
}

static gboolean
is_recorded (const char *path)
{
  /* What two connections share in memory starts anew with the program. */
  return the_log && !(path && g_str_has_suffix (path, "-shm"));
}

static TlDiskOp *
note_fd (TlDiskType type, int fd)
{
  struct stat about;
  gpointer    file;
  TlDiskOp   *op;

  if (!get_stat (fd, &about) || (file = g_hash_table_lookup (inodes, GUINT_TO_POINTER (about.st_ino))) == NULL)
    return NULL;
  op = note (type, GPOINTER_TO_UINT (file) - 1, NULL);
  op->time = about.st_mtim;
  return op;
}

static void
note_write (int fd, const void *bytes, gsize length, gint64 offset)
{
  TlDiskOp *op = is_recorded (fd_paths[fd]) ? note_fd (TL_DISK_WRITE, fd) : NULL;

  if (op)
    {
      op->offset = offset;
      op->bytes = g_bytes_new (bytes, length);
    }
}

static void
note_open (const char *path, int fd, gboolean is_new)
{
  struct stat about;

  if (fd >= MAX_FDS || !get_stat (fd, &about))
    return;
  is_ours[fd] = TRUE;
  is_folder[fd] = S_ISDIR (about.st_mode);
  g_free (fd_paths[fd]);
  fd_paths[fd] = g_strdup (path);
  if (is_recorded (path) && is_new)
    {
      guint     file = add_file (NULL, &about.st_mtim, path, about.st_ino);
      TlDiskOp *op = note (TL_DISK_CREATE, file, path);

      op->time = about.st_mtim;
    }
}

static int
open_it (const char *path, int flags, mode_t mode)
{
  struct stat about;
  gboolean    below = is_below (path);
  gboolean    is_new = FALSE;
  int         fd;

  if (below)
    {
      if (fails (flags & O_CREAT ? "create" : "open", path, (flags & O_CREAT) != 0))
        return -1;
      is_new = flags & O_CREAT && syscall (SYS_newfstatat, AT_FDCWD, path, &about, AT_SYMLINK_NOFOLLOW) != 0;
    }
  fd = (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
  if (below && fd >= 0)
    {
      g_rec_mutex_lock (&mutex);
      depth++;
      note_open (path, fd, is_new);
      if (flags & O_TRUNC && !is_new && is_recorded (path))
        note_fd (TL_DISK_TRUNCATE, fd);
      depth--;
      g_rec_mutex_unlock (&mutex);
    }
  return fd;
}

static ssize_t
write_it (int fd, const void *bytes, size_t length, gint64 offset, gboolean is_at)
{
  ssize_t n;

  if (!is_watched_fd (fd))
    return is_at ? syscall (SYS_pwrite64, fd, bytes, length, offset) : syscall (SYS_write, fd, bytes, length);
  if (fails ("write", fd_paths[fd], TRUE))
    {
      /* The first of the two does half of it. */
      if (fail_how != TL_DISK_SHORT || n_calls != fail_at || length < 2)
        return -1;
      length /= 2;
    }
  g_rec_mutex_lock (&mutex);
  if (!is_at)
    offset = syscall (SYS_lseek, fd, 0, SEEK_CUR);
  n = is_at ? syscall (SYS_pwrite64, fd, bytes, length, offset) : syscall (SYS_write, fd, bytes, length);
  if (n > 0)
    {
      int number = errno;

      depth++;
      note_write (fd, bytes, (gsize) n, offset);
      depth--;
      errno = number;
    }
  g_rec_mutex_unlock (&mutex);
  return n;
}

static ssize_t
read_it (int fd, void *bytes, size_t length, gint64 offset, gboolean is_at)
{
  if (is_watched_fd (fd) && fails ("read", fd_paths[fd], FALSE))
    return -1;
  return is_at ? syscall (SYS_pread64, fd, bytes, length, offset) : syscall (SYS_read, fd, bytes, length);
}

static int
sync_it (long call, int fd)
{
  int rc;

  if (!is_watched_fd (fd))
    return (int) syscall (call, fd);
  if (fails (is_folder[fd] ? "sync of folder" : "sync", fd_paths[fd], TRUE))
    return -1;
  /* What is remembered need not be brought to the disk that it is remembered from. */
  rc = the_log ? 0 : (int) syscall (call, fd);
  g_rec_mutex_lock (&mutex);
  depth++;
  if (rc == 0 && is_recorded (fd_paths[fd]))
    {
      if (is_folder[fd])
        note (TL_DISK_SYNC_FOLDER, 0, fd_paths[fd]);
      else
        note_fd (TL_DISK_SYNC, fd);
    }
  depth--;
  g_rec_mutex_unlock (&mutex);
  return rc;
}

static int
truncate_it (int fd, gint64 length, gboolean only_longer)
{
  struct stat about;
  int         rc;

  if (!is_watched_fd (fd))
    return only_longer ? (int) syscall (SYS_fallocate, fd, 0, 0, length) : (int) syscall (SYS_ftruncate, fd, length);
  if (fails ("truncate", fd_paths[fd], TRUE))
    return -1;
  if (only_longer && get_stat (fd, &about) && about.st_size >= length)
    return 0;
  rc = (int) syscall (SYS_ftruncate, fd, length);
  g_rec_mutex_lock (&mutex);
  depth++;
  if (rc == 0 && is_recorded (fd_paths[fd]))
    {
      TlDiskOp *op = note_fd (TL_DISK_TRUNCATE, fd);

      if (op)
        op->offset = length;
    }
  depth--;
  g_rec_mutex_unlock (&mutex);
  return rc;
}

static int
rename_it (const char *from, const char *to, guint flags)
{
  int rc;

  if (!is_below (from) && !is_below (to))
    return (int) syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags);
  if (fails ("rename", to, TRUE))
    return -1;
  g_rec_mutex_lock (&mutex);
  rc = (int) syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags);
  if (rc == 0 && the_log)
    {
      TlDiskOp *op;

      depth++;
      op = note (flags & RENAME_EXCHANGE ? TL_DISK_EXCHANGE : TL_DISK_RENAME, 0, from);
      op->other = g_strdup (to);
      depth--;
    }
  g_rec_mutex_unlock (&mutex);
  return rc;
}

/* A call on one or two names that is noted when it is done. */
static int
name_it (TlDiskType type, const char *what, const char *path, const char *other, mode_t mode)
{
  int      rc = -1;
  gboolean below = is_below (path) || is_below (other);

  if (below && fails (what, path, TRUE))
    return -1;
  if (below)
    g_rec_mutex_lock (&mutex);
  if (type == TL_DISK_LINK)
    rc = (int) syscall (SYS_linkat, AT_FDCWD, path, AT_FDCWD, other, 0);
  else if (type == TL_DISK_UNLINK || type == TL_DISK_REMOVE_FOLDER)
    rc = (int) syscall (SYS_unlinkat, AT_FDCWD, path, type == TL_DISK_UNLINK ? 0 : AT_REMOVEDIR);
  else if (type == TL_DISK_MAKE_FOLDER)
    rc = (int) syscall (SYS_mkdirat, AT_FDCWD, path, mode);
  if (below && rc == 0 && is_recorded (path))
    {
      depth++;
      note (type, 0, path)->other = g_strdup (other);
      depth--;
    }
  if (below)
    g_rec_mutex_unlock (&mutex);
  return rc;
}

static void
note_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  g_hash_table_insert (the_log->names, g_strdup (folder), NULL);
  while (dir && (name = g_dir_read_name (dir)))
    {
      char            *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            length;
      struct stat      about;
      guint            file;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          note_all (path);
          g_free (path);
          continue;
        }
      if (!g_file_get_contents (path, &bytes, &length, NULL) || stat (path, &about) != 0)
        g_error ("cannot read %s", path);
      file = add_file (g_bytes_new_take (g_steal_pointer (&bytes), length), &about.st_mtim, path, about.st_ino);
      g_hash_table_insert (the_log->names, path, GUINT_TO_POINTER (file + 1));
    }
}

static void
op_free (gpointer data)
{
  TlDiskOp *op = data;

  g_free (op->path);
  g_free (op->other);
  g_clear_pointer (&op->bytes, g_bytes_unref);
  g_free (op);
}

static void
bytes_free (gpointer data)
{
  g_clear_pointer ((GBytes **) &data, g_bytes_unref);
}

/**
 * tl_disk_watch:
 * @folder: (nullable): what lies below is concerned from now on; %NULL for nothing
 */
void
tl_disk_watch (const char *folder)
{
  char *old = watched;

  watched = g_strdup (folder);
  watched_length = folder ? strlen (folder) : 0;
  g_free (old);
}

/**
 * tl_disk_fail:
 * @nth: which call, from 1
 * @number: the errno it fails with
 *
 * Has a call fail from now on. All that open, read, write, sync, rename or remove are counted.
 */
void
tl_disk_fail (guint nth, int number, TlDiskFailing how)
{
  n_calls = 0;
  *failed = '\0';
  fail_number = number;
  fail_how = how;
  fail_at = nth;
}

/**
 * tl_disk_stop_failing:
 *
 * Returns: (nullable): what failed, or %NULL where there were not so many calls
 */
const char *
tl_disk_stop_failing (void)
{
  fail_at = 0;
  return *failed ? failed : NULL;
}

/**
 * tl_disk_record:
 * @graveyard: an empty folder on the same file system that is not watched
 *
 * Begins to remember. What is there now counts as synced. Nothing below the folder may be open.
 */
void
tl_disk_record (const char *graveyard)
{
  g_assert (watched && the_log == NULL);
  depth++;
  the_graveyard = g_strdup (graveyard);
  inodes = g_hash_table_new (NULL, NULL);
  the_log = g_new0 (TlDiskLog, 1);
  the_log->folder = g_strdup (watched);
  the_log->ops = g_ptr_array_new_with_free_func (op_free);
  the_log->files = g_ptr_array_new_with_free_func (bytes_free);
  the_log->times = g_array_new (FALSE, FALSE, sizeof (struct timespec));
  the_log->graves = g_ptr_array_new_with_free_func (g_free);
  the_log->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  note_all (watched);
  depth--;
}

/**
 * tl_disk_mark:
 *
 * Notes @value between two calls.
 */
void
tl_disk_mark (gint64 value)
{
  g_rec_mutex_lock (&mutex);
  if (the_log)
    note (TL_DISK_MARK, 0, NULL)->offset = value;
  g_rec_mutex_unlock (&mutex);
}

/**
 * tl_disk_stop_recording:
 *
 * Returns: (transfer full): what was done
 */
TlDiskLog *
tl_disk_stop_recording (void)
{
  g_clear_pointer (&inodes, g_hash_table_unref);
  g_clear_pointer (&the_graveyard, g_free);
  return g_steal_pointer (&the_log);
}

void
tl_disk_log_free (TlDiskLog *log)
{
  for (guint i = 0; i < log->graves->len; i++)
    unlink (log->graves->pdata[i]);
  g_ptr_array_unref (log->ops);
  g_ptr_array_unref (log->files);
  g_array_unref (log->times);
  g_ptr_array_unref (log->graves);
  g_hash_table_unref (log->names);
  g_free (log->folder);
  g_free (log);
}

/* From here on: the C library's names. */

#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#pragma GCC diagnostic ignored "-Wredundant-decls"

#define MODE_OF(flags, mode) \
  if ((flags) & (O_CREAT | O_TMPFILE)) \
    { \
      va_list args; \
      va_start (args, flags); \
      mode = va_arg (args, mode_t); \
      va_end (args); \
    }

#undef open
#undef open64

int
open (const char *path, int flags, ...)
{
  mode_t mode = 0;

  MODE_OF (flags, mode)
  return open_it (path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  mode_t mode = 0;

  MODE_OF (flags, mode)
  return open_it (path, flags, mode);
}

int
__open_2 (const char *path, int flags)
{
  return open_it (path, flags, 0);
}

int
__open64_2 (const char *path, int flags)
{
  return open_it (path, flags, 0);
}

int
close (int fd)
{
  if (fd >= 0 && fd < MAX_FDS && is_ours[fd])
    {
      is_ours[fd] = FALSE;
      g_clear_pointer (&fd_paths[fd], g_free);
    }
  return (int) syscall (SYS_close, fd);
}

ssize_t
write (int fd, const void *bytes, size_t length)
{
  return write_it (fd, bytes, length, 0, FALSE);
}

ssize_t
pwrite (int fd, const void *bytes, size_t length, off_t offset)
{
  return write_it (fd, bytes, length, offset, TRUE);
}

ssize_t
pwrite64 (int fd, const void *bytes, size_t length, off64_t offset)
{
  return write_it (fd, bytes, length, offset, TRUE);
}

ssize_t
read (int fd, void *bytes, size_t length)
{
  return read_it (fd, bytes, length, 0, FALSE);
}

ssize_t
pread (int fd, void *bytes, size_t length, off_t offset)
{
  return read_it (fd, bytes, length, offset, TRUE);
}

ssize_t
pread64 (int fd, void *bytes, size_t length, off64_t offset)
{
  return read_it (fd, bytes, length, offset, TRUE);
}

ssize_t
__read_chk (int fd, void *bytes, size_t length, size_t room)
{
  return read_it (fd, bytes, MIN (length, room), 0, FALSE);
}

ssize_t
__pread_chk (int fd, void *bytes, size_t length, off_t offset, size_t room)
{
  return read_it (fd, bytes, MIN (length, room), offset, TRUE);
}

ssize_t
__pread64_chk (int fd, void *bytes, size_t length, off64_t offset, size_t room)
{
  return read_it (fd, bytes, MIN (length, room), offset, TRUE);
}

ssize_t
copy_file_range (int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned int flags)
{
  gint64  offset = syscall (SYS_lseek, to, 0, SEEK_CUR);
  ssize_t n;

  if (is_watched_fd (to) && fails ("copy", fd_paths[to], TRUE))
    return -1;
  n = syscall (SYS_copy_file_range, from, from_at, to, to_at, length, flags);
  if (n > 0 && is_watched_fd (to) && the_log)
    {
      g_autofree char *copy = g_malloc ((gsize) n);

      /* It was opened only to write. */
      depth++;
      for (int fd = open (fd_paths[to], O_RDONLY | O_CLOEXEC); fd >= 0; fd = -1)
        {
          if (syscall (SYS_pread64, fd, copy, n, offset) == n)
            note_write (to, copy, (gsize) n, offset);
          close (fd);
        }
      depth--;
    }
  return n;
}

int
fsync (int fd)
{
  return sync_it (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  return sync_it (SYS_fdatasync, fd);
}

int
ftruncate (int fd, off_t length)
{
  return truncate_it (fd, length, FALSE);
}

int
ftruncate64 (int fd, off64_t length)
{
  return truncate_it (fd, length, FALSE);
}

int
fallocate64 (int fd, int mode, off64_t offset, off64_t length)
{
  if (mode != 0)
    {
      errno = EOPNOTSUPP;
      return -1;
    }
  return truncate_it (fd, offset + length, TRUE);
}

int
rename (const char *from, const char *to)
{
  return rename_it (from, to, 0);
}

int
renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
  return rename_it (from, to, flags);
}

int
link (const char *path, const char *other)
{
  return name_it (TL_DISK_LINK, "link", path, other, 0);
}

int
unlink (const char *path)
{
  return name_it (TL_DISK_UNLINK, "unlink", path, NULL, 0);
}

int
mkdir (const char *path, mode_t mode)
{
  return name_it (TL_DISK_MAKE_FOLDER, "make folder", path, NULL, mode);
}

int
rmdir (const char *path)
{
  return name_it (TL_DISK_REMOVE_FOLDER, "remove folder", path, NULL, 0);
}
