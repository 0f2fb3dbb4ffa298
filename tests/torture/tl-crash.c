/* tl-crash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-crash.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  gboolean         is_there;
  GByteArray      *bytes;   /* what is on the disk for sure */
  struct timespec  time;
  GPtrArray       *pending; /* (element-type TlDiskOp): what is not, in order */
} File;

struct _TlCrash
{
  TlDiskLog  *log;
  TlCrashLie  lie;
  guint       at;      /* how many calls have been made */
  GPtrArray  *files;
  GHashTable *names;   /* path → file + 1, or 0: what is on the disk for sure */
  GPtrArray  *pending; /* (element-type TlDiskOp): what happened to names since */
};

static void
file_free (gpointer data)
{
  File *file = data;

  g_byte_array_unref (file->bytes);
  g_ptr_array_unref (file->pending);
  g_free (file);
}

static void
apply_to_bytes (GByteArray *bytes, const TlDiskOp *op)
{
  gsize         length;
  gconstpointer data;
  guint         before = bytes->len;

  if (op->type == TL_DISK_TRUNCATE)
    {
      g_byte_array_set_size (bytes, (guint) op->offset);
      if (op->offset > before)
        memset (bytes->data + before, 0, (gsize) op->offset - before);
      return;
    }
  data = g_bytes_get_data (op->bytes, &length);
  if (op->offset + (gint64) length > bytes->len)
    {
      g_byte_array_set_size (bytes, (guint) (op->offset + (gint64) length));
      memset (bytes->data + before, 0, bytes->len - before);
    }
  memcpy (bytes->data + op->offset, data, length);
}

static void
apply_to_names (GHashTable *names, const TlDiskOp *op)
{
  gpointer first = NULL, second = NULL;

  switch (op->type)
    {
    case TL_DISK_CREATE:
      g_hash_table_insert (names, g_strdup (op->path), GUINT_TO_POINTER (op->file + 1));
      break;
    case TL_DISK_MAKE_FOLDER:
      g_hash_table_insert (names, g_strdup (op->path), NULL);
      break;
    case TL_DISK_UNLINK:
    case TL_DISK_REMOVE_FOLDER:
      g_hash_table_remove (names, op->path);
      break;
    case TL_DISK_LINK:
    case TL_DISK_RENAME:
    case TL_DISK_EXCHANGE:
      first = g_hash_table_lookup (names, op->path);
      second = g_hash_table_lookup (names, op->other);
      /* Where the disk does not know of the file yet, it cannot know of its second name. */
      if (!g_hash_table_contains (names, op->path))
        break;
      g_hash_table_insert (names, g_strdup (op->other), first);
      if (op->type == TL_DISK_EXCHANGE && second)
        g_hash_table_insert (names, g_strdup (op->path), second);
      else if (op->type != TL_DISK_LINK)
        g_hash_table_remove (names, op->path);
      break;
    default:
      break;
    }
}

/* A name and the file under it go to the disk together: what is made in a folder and then renamed is two steps, but a
   step can only be known where the one before it is. So a rename brings its file with it. */
static guint
find_file (TlCrash *self, const TlDiskOp *op, guint index)
{
  for (guint i = index; i > 0; i--)
    {
      const TlDiskOp *before = self->log->ops->pdata[i - 1];

      if (before->type == TL_DISK_CREATE && strcmp (before->path, op->path) == 0)
        return before->file + 1;
    }
  return 0;
}

static gboolean
is_in (const char *path, const char *folder)
{
  g_autofree char *parent = path ? g_path_get_dirname (path) : NULL;

  return g_strcmp0 (parent, folder) == 0;
}

static void
do_op (TlCrash *self, TlDiskOp *op)
{
  File *file = op->file < self->files->len ? self->files->pdata[op->file] : NULL;

  switch (op->type)
    {
    case TL_DISK_CREATE:
      file->time = op->time;
      g_ptr_array_add (self->pending, op);
      break;
    case TL_DISK_WRITE:
    case TL_DISK_TRUNCATE:
      g_ptr_array_add (file->pending, op);
      break;
    case TL_DISK_SYNC:
      if (self->lie & TL_CRASH_NO_SYNC)
        break;
      for (guint i = 0; i < file->pending->len; i++)
        apply_to_bytes (file->bytes, file->pending->pdata[i]);
      g_ptr_array_set_size (file->pending, 0);
      file->time = op->time;
      break;
    case TL_DISK_SYNC_FOLDER:
      if (self->lie & TL_CRASH_NO_FOLDER_SYNC)
        break;
      for (guint i = 0; i < self->pending->len;)
        {
          TlDiskOp *pending = self->pending->pdata[i];

          if (is_in (pending->path, op->path) || is_in (pending->other, op->path))
            {
              apply_to_names (self->names, pending);
              g_ptr_array_remove_index (self->pending, i);
            }
          else
            i++;
        }
      break;
    case TL_DISK_MARK:
      break;
    default:
      g_ptr_array_add (self->pending, op);
    }
}

/**
 * tl_crash_new:
 * @log: (transfer none): what was done
 * @lie: what of it never reached the disk
 *
 * Returns: (transfer full): the disk as it was before
 */
TlCrash *
tl_crash_new (TlDiskLog *log, TlCrashLie lie)
{
  TlCrash       *self = g_new0 (TlCrash, 1);
  GHashTableIter iter;
  gpointer       path, file;

  self->log = log;
  self->lie = lie;
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pending = g_ptr_array_new ();
  for (guint i = 0; i < log->files->len; i++)
    {
      File   *one = g_new0 (File, 1);
      GBytes *held = log->files->pdata[i];

      one->bytes = g_byte_array_new ();
      one->pending = g_ptr_array_new ();
      one->time = g_array_index (log->times, struct timespec, i);
      if (held)
        g_byte_array_append (one->bytes, g_bytes_get_data (held, NULL), (guint) g_bytes_get_size (held));
      g_ptr_array_add (self->files, one);
    }
  g_hash_table_iter_init (&iter, log->names);
  while (g_hash_table_iter_next (&iter, &path, &file))
    g_hash_table_insert (self->names, g_strdup (path), file);
  return self;
}

/**
 * tl_crash_step:
 *
 * Goes on by one call.
 *
 * Returns: (transfer none) (nullable): the call; %NULL at the end
 */
const TlDiskOp *
tl_crash_step (TlCrash *self)
{
  TlDiskOp *op;

  if (self->at >= self->log->ops->len)
    return NULL;
  op = self->log->ops->pdata[self->at++];
  do_op (self, op);
  return op;
}

static void
clear_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          clear_folder (path);
          g_rmdir (path);
        }
      else
        g_unlink (path);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char **) a, *(char **) b);
}

/* How much of what is pending gets to the disk. */
typedef struct
{
  GRand  *chance;
  double  files;  /* 0 … 1; beyond 1: what was done before the call @until */
  double  names;
  guint   until;
  guint   sector;
  gboolean garbage;
} Fate;

static gboolean
gets_through (const Fate *fate, double share, guint index)
{
  return share > 1 ? index < fate->until : share >= 1 || (share > 0 && g_rand_double (fate->chance) < share);
}

static guint
index_of (TlCrash *self, const TlDiskOp *op, guint hint)
{
  for (guint i = hint; i < self->at; i++)
    if (self->log->ops->pdata[i] == op)
      return i;
  return self->at;
}

/* Writes the sectors of a write that get through. */
static void
apply_sectors (GByteArray *bytes, const TlDiskOp *op, const Fate *fate)
{
  gsize         length;
  const guchar *data = g_bytes_get_data (op->bytes, &length);
  guint         before = bytes->len;
  gint64        end = op->offset + (gint64) length;

  for (gint64 at = op->offset; at < end;)
    {
      gint64   next = MIN ((at / fate->sector + 1) * fate->sector, end);
      gboolean through = g_rand_double (fate->chance) < fate->files;

      /* Beyond the old end the length may be known and the sectors not: what is in them then is anybody's guess. */
      if (through && next > bytes->len)
        {
          guint from = bytes->len;

          g_byte_array_set_size (bytes, (guint) next);
          for (guint i = from; i < bytes->len; i++)
            bytes->data[i] = fate->garbage && i >= before ? (guint8) g_rand_int (fate->chance) : 0;
        }
      if (through)
        memcpy (bytes->data + at, data + (at - op->offset), (gsize) (next - at));
      at = next;
    }
}

static GByteArray *
settle_file (TlCrash *self, File *file, const Fate *fate, struct timespec *time)
{
  GByteArray *bytes = g_byte_array_sized_new (file->bytes->len);
  guint       hint = 0;

  g_byte_array_append (bytes, file->bytes->data, file->bytes->len);
  *time = file->time;
  for (guint i = 0; i < file->pending->len; i++)
    {
      const TlDiskOp *op = file->pending->pdata[i];

      hint = fate->files > 1 ? index_of (self, op, hint) : 0;
      if (fate->files > 0 && fate->files < 1 && op->type == TL_DISK_WRITE)
        {
          apply_sectors (bytes, op, fate);
          *time = op->time;
        }
      else if (gets_through (fate, fate->files, hint))
        {
          apply_to_bytes (bytes, op);
          *time = op->time;
        }
    }
  return bytes;
}

static void
put_file (TlCrash *self, guint number, const char *path, const Fate *fate)
{
  const char              *grave = self->log->graves->pdata[number];
  struct timespec          times[2];
  g_autoptr (GByteArray)   bytes = settle_file (self, self->files->pdata[number], fate, &times[1]);
  int                      fd = open (grave, O_WRONLY | O_TRUNC | O_CLOEXEC);

  times[0] = times[1];
  if (fd < 0 || (bytes->len > 0 && write (fd, bytes->data, bytes->len) != (ssize_t) bytes->len) || futimens (fd, times) != 0)
    g_error ("%s: %s", grave, g_strerror (errno));
  close (fd);
  if (link (grave, path) != 0)
    g_error ("%s: %s", path, g_strerror (errno));
}

static GHashTable *
settle_names (TlCrash *self, const Fate *fate)
{
  GHashTable    *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       path, file;
  guint          hint = 0;

  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &path, &file))
    g_hash_table_insert (names, g_strdup (path), file);
  for (guint i = 0; i < self->pending->len; i++)
    {
      const TlDiskOp *op = self->pending->pdata[i];

      hint = index_of (self, op, hint);
      if (!gets_through (fate, fate->names, hint))
        continue;
      if ((op->type == TL_DISK_RENAME || op->type == TL_DISK_EXCHANGE) && !g_hash_table_contains (names, op->path) &&
          find_file (self, op, hint) > 0)
        g_hash_table_insert (names, g_strdup (op->path), GUINT_TO_POINTER (find_file (self, op, hint)));
      apply_to_names (names, op);
    }
  return names;
}

/**
 * tl_crash_happen:
 * @chance: decides what of the rest got through
 * @style: from 0 to %TL_CRASH_N_STYLES - 1
 *
 * Puts what is left into the folder, in the place of what is there: the same files by device and inode, with the times
 * of change that they had.
 *
 * Returns: (transfer full): what was decided, in words
 */
char *
tl_crash_happen (TlCrash *self, GRand *chance, int style)
{
  static const double    shares[TL_CRASH_N_STYLES][2] = {
    { 0, 0 }, { 0, 1 }, { 1, 0 }, { 2, 2 }, { 0.5, 0.5 }, { 0.9, 0.5 },
  };
  Fate                   fate = { chance, shares[style][0], shares[style][1] };
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GPtrArray)  paths = g_ptr_array_new ();
  GHashTableIter         iter;
  gpointer               path;

  fate.until = (guint) g_rand_int_range (chance, MAX (0, (gint32) self->at - 40), (gint32) self->at + 1);
  fate.sector = g_rand_boolean (chance) ? 512 : 4096;
  fate.garbage = g_rand_int_range (chance, 0, 4) == 0;
  names = settle_names (self, &fate);
  clear_folder (self->log->folder);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (paths, path);
  g_ptr_array_sort (paths, compare_names);
  for (guint i = 0; i < paths->len; i++)
    {
      guint            file = GPOINTER_TO_UINT (g_hash_table_lookup (names, paths->pdata[i]));
      g_autofree char *parent = g_path_get_dirname (paths->pdata[i]);

      /* What stands in a folder that the disk does not know of is not to be found. */
      if (strcmp (paths->pdata[i], self->log->folder) == 0 || !g_file_test (parent, G_FILE_TEST_IS_DIR))
        continue;
      if (file == 0)
        g_mkdir (paths->pdata[i], 0700);
      else
        put_file (self, file - 1, paths->pdata[i], &fate);
    }
  return g_strdup_printf ("after call %u of %u: %g of unsynced sectors of %u bytes%s, %g of unsynced names", self->at,
                          self->log->ops->len, fate.files, fate.sector, fate.garbage ? " (garbage)" : "", fate.names);
}

void
tl_crash_free (TlCrash *self)
{
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->pending);
  g_free (self);
}
