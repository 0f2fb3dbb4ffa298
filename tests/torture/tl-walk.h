/* tl-walk.h: a walk at random through everything that can be done to a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-rig.h"

G_BEGIN_DECLS

/**
 * TlWalkFlags:
 * @TL_WALK_RESTARTS: the file is closed and opened in the middle
 * @TL_WALK_THREADS: edits that go on in one another
 * @TL_WALK_STEPS_ALONE: undo and redo go one step at a time
 */
typedef enum
{
  TL_WALK_RESTARTS = 1 << 0,
  TL_WALK_THREADS = 1 << 1,
  TL_WALK_STEPS_ALONE = 1 << 2,
} TlWalkFlags;

char *tl_walk_make_line (TlDocument   *document,
                         GRand        *chance,
                         guint         number,
                         TlWalkFlags   flags);

/**
 * TlWatch:
 *
 * Watches over a walk: what must hold after each step.
 */
typedef struct _TlWatch TlWatch;

TlWatch  *tl_watch_new   (TlRig       *rig);
gboolean  tl_watch_step  (TlWatch     *self,
                          const char  *line,
                          gboolean     reread,
                          GError     **error);
gboolean  tl_watch_end   (TlWatch     *self,
                          GError     **error);
void      tl_watch_free  (TlWatch     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlWatch, tl_watch_free)

/**
 * TlWalkRun:
 *
 * Runs a script from the beginning in a fresh journey; %FALSE where something does not hold.
 */
typedef gboolean (*TlWalkRun) (GPtrArray  *lines,
                               gpointer    data);

GPtrArray *tl_walk_shrink (GPtrArray   *lines,
                           TlWalkRun    run,
                           gpointer     data,
                           guint        seconds);

G_END_DECLS
