/* case-loader.h: the worked cases as snapshots, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-impact.h"

/**
 * Case:
 * @kinds: id → what it is: index + 1 of its kind, one table a kind, in the order of the kinds below
 *
 * A journey read from the interchange XML by a reader that knows no more than the cases need.
 */
enum
{
  CASE_STAGE,
  CASE_TRANSITION,
  CASE_TOUCHPOINT,
  CASE_PAIN,
  CASE_CAUSE,
  CASE_FIX,
  CASE_N_KINDS,
};

typedef struct
{
  TlImpactJourney  journey;
  GHashTable      *ids[CASE_N_KINDS];
  GPtrArray       *stage_ids;
} Case;

Case  *case_load (const char *path);
void   case_free (Case       *self);
guint  case_find (Case       *self,
                  int         kind,
                  const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)
