/* tl-crash.h: what a power failure leaves of what was done
 *
 * What was synced is there. Of the rest, anything may be: nothing, all, some of the sectors, in whatever order; names of
 * files that were made, moved or removed, or not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-disk.h"

G_BEGIN_DECLS

/**
 * TlCrashLie:
 *
 * What a disk, or a program that does not sync, does not do though it says so: what the harness must notice.
 */
typedef enum
{
  TL_CRASH_HONEST = 0,
  TL_CRASH_NO_SYNC = 1 << 0,        /* of files */
  TL_CRASH_NO_FOLDER_SYNC = 1 << 1,
} TlCrashLie;

typedef struct _TlCrash TlCrash;

TlCrash        *tl_crash_new     (TlDiskLog  *log,
                                  TlCrashLie  lie);
const TlDiskOp *tl_crash_step    (TlCrash    *self);
char           *tl_crash_happen  (TlCrash    *self,
                                  GRand      *chance,
                                  int         style);
void            tl_crash_free    (TlCrash    *self);

#define TL_CRASH_N_STYLES 6

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCrash, tl_crash_free)

G_END_DECLS
