/* tl-file-watch.c
 *
 * Only stat() is used on the file: it is a database, and to open and close it here would drop the locks of whoever works
 * on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-file-watch.h"

#include <sys/stat.h>

/* Programs that write a file do so in several steps, in ms. */
#define DEBOUNCE 250

/* Some file systems tell nothing, and a monitor takes a moment to begin: so it is also looked at, every so many s. */
#define LOOK 4

struct _TlFileWatch
{
  GObject       parent_instance;

  char         *path;
  GFileMonitor *monitor;
  struct stat   known; /* st_ino is 0 where there was no file */
  struct stat   told;  /* what was told last */
  guint         timer;
  guint         looks;
  guint         n_pauses;
};

enum
{
  TOUCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlFileWatch, tl_file_watch, G_TYPE_OBJECT)

static struct stat
look (TlFileWatch *self)
{
  struct stat about;

  if (stat (self->path, &about) != 0)
    about = (struct stat) { 0 };
  return about;
}

static gboolean
is_same (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Tells of each change once. */
static void
tell (TlFileWatch *self)
{
  struct stat now = look (self);

  if (self->n_pauses > 0 || is_same (&now, &self->told))
    return;
  self->told = now;
  if (!is_same (&now, &self->known))
    g_signal_emit (self, signals[TOUCHED], 0, now.st_ino == 0);
}

static gboolean
settled (gpointer data)
{
  TlFileWatch *self = data;

  self->timer = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

static gboolean
look_now (gpointer data)
{
  TlFileWatch *self = data;

  if (self->timer == 0)
    tell (self);
  return G_SOURCE_CONTINUE;
}

static void
stirred (TlFileWatch *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->n_pauses == 0)
    self->timer = g_timeout_add (DEBOUNCE, settled, self);
}

static void
tl_file_watch_dispose (GObject *object)
{
  TlFileWatch *self = TL_FILE_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->looks, g_source_remove);
  if (self->monitor)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (tl_file_watch_parent_class)->dispose (object);
}

static void
tl_file_watch_class_init (TlFileWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_file_watch_dispose;

  /**
   * TlFileWatch::touched:
   * @is_gone: whether there is no file any more
   *
   * Somebody else has changed the file, and seems to be done with it.
   */
  signals[TOUCHED] = g_signal_new ("touched", TL_TYPE_FILE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_BOOLEAN);
}

static void
tl_file_watch_init (TlFileWatch *self)
{
}

/**
 * tl_file_watch_new:
 * @path: a file, as it is now
 *
 * Returns: (transfer full): a watch on it
 */
TlFileWatch *
tl_file_watch_new (const char *path)
{
  TlFileWatch      *self = g_object_new (TL_TYPE_FILE_WATCH, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->path = g_strdup (path);
  self->known = self->told = look (self);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (stirred), self, G_CONNECT_SWAPPED);
  self->looks = g_timeout_add_seconds (LOOK, look_now, self);
  return self;
}

/**
 * tl_file_watch_pause:
 *
 * From now on it is we who change the file.
 */
void
tl_file_watch_pause (TlFileWatch *self)
{
  g_return_if_fail (TL_IS_FILE_WATCH (self));
  self->n_pauses++;
  g_clear_handle_id (&self->timer, g_source_remove);
}

/**
 * tl_file_watch_resume:
 *
 * @ours: whether what the file is now is what we have made of it
 */
void
tl_file_watch_resume (TlFileWatch *self, gboolean ours)
{
  g_return_if_fail (TL_IS_FILE_WATCH (self));
  if (self->n_pauses > 0)
    self->n_pauses--;
  if (ours)
    self->known = self->told = look (self);
}

/**
 * tl_file_watch_differs:
 *
 * Returns: whether the file is another one than we know
 */
gboolean
tl_file_watch_differs (TlFileWatch *self)
{
  struct stat now;

  g_return_val_if_fail (TL_IS_FILE_WATCH (self), FALSE);
  now = look (self);
  return !is_same (&now, &self->known);
}

/**
 * tl_file_watch_is_gone:
 *
 * Returns: whether there is no file
 */
gboolean
tl_file_watch_is_gone (TlFileWatch *self)
{
  g_return_val_if_fail (TL_IS_FILE_WATCH (self), FALSE);
  return look (self).st_ino == 0;
}
