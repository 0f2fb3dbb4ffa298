/* tl-disk.h: the disk under the program, made to fail, or remembered call by call
 *
 * A test that is linked with this answers the system calls of files itself, in the place of the C library: SQLite's own
 * and ours alike, in the one order in which they come. The program has no hook for it. Only what lies below the watched
 * folder is concerned.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <time.h>

G_BEGIN_DECLS

void tl_disk_watch (const char *folder);

/**
 * TlDiskFailing:
 * @TL_DISK_ONCE: one call fails, and the disk is well again
 * @TL_DISK_FROM_THEN_ON: that call and all behind it that write
 * @TL_DISK_SHORT: a write does half of what it should, and says so; the next fails; other calls just fail
 */
typedef enum
{
  TL_DISK_ONCE,
  TL_DISK_FROM_THEN_ON,
  TL_DISK_SHORT,
} TlDiskFailing;

void        tl_disk_fail       (guint          nth,
                                int            number,
                                TlDiskFailing  how);
const char *tl_disk_stop_failing (void);

/**
 * TlDiskType:
 *
 * What was done to the disk.
 */
typedef enum
{
  TL_DISK_CREATE,      /* a file, empty, under a name */
  TL_DISK_WRITE,
  TL_DISK_TRUNCATE,
  TL_DISK_SYNC,
  TL_DISK_RENAME,
  TL_DISK_EXCHANGE,
  TL_DISK_LINK,
  TL_DISK_UNLINK,
  TL_DISK_MAKE_FOLDER,
  TL_DISK_REMOVE_FOLDER,
  TL_DISK_SYNC_FOLDER,
  TL_DISK_MARK,        /* nothing: the test notes something */
} TlDiskType;

/**
 * TlDiskOp:
 * @file: the file it was done to, whatever its name
 * @path: (nullable): the name, or the folder
 * @other: (nullable): the second name
 * @offset: where it was written, how long it was made; of a mark, its value
 * @time: what the file's time of change was behind it
 */
typedef struct
{
  TlDiskType       type;
  guint            file;
  char            *path;
  char            *other;
  gint64           offset;
  GBytes          *bytes;
  struct timespec  time;
} TlDiskOp;

/**
 * TlDiskLog:
 * @ops: (element-type TlDiskOp)
 * @files: what each file held when recording began, %NULL where it was not there; by @file
 * @times: its time of change then
 * @graves: a second name for each file, so that its place on the disk is never given to another
 * @names: path → file + 1, or 0 for a folder, as they were when recording began
 */
typedef struct
{
  char       *folder;
  GPtrArray  *ops;
  GPtrArray  *files;
  GArray     *times;
  GPtrArray  *graves;
  GHashTable *names;
} TlDiskLog;

void       tl_disk_record     (const char *graveyard);
void       tl_disk_mark       (gint64      value);
TlDiskLog *tl_disk_stop_recording (void);
void       tl_disk_log_free   (TlDiskLog  *log);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDiskLog, tl_disk_log_free)

G_END_DECLS
