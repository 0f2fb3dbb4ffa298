/* tl-records-targets.h: what records may speak of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-session.h"

G_BEGIN_DECLS

/**
 * TlRecordsTarget:
 * @thing: (transfer none): a stage, a touchpoint, a pain or a delight
 * @depth: how deep it stands: 0 for a stage
 */
typedef struct
{
  TlThing *thing;
  guint    depth;
} TlRecordsTarget;

GArray *tl_records_list_targets (TlJourney *journey);
char   *tl_records_say_place    (TlThing   *thing);

G_END_DECLS
