/* tl-records-targets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-records-targets.h"

#include <glib/gi18n-lib.h>

static void
add_within (GArray *targets, TlThing *parent, guint depth)
{
  static const TlKind kinds[] = { TL_KIND_PAIN, TL_KIND_DELIGHT, TL_KIND_STAGE, TL_KIND_TOUCHPOINT };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < tl_thing_n (parent, kinds[k]); i++)
      {
        TlRecordsTarget target = { tl_thing_nth (parent, kinds[k], i), depth };

        g_array_append_val (targets, target);
        add_within (targets, target.thing, depth + 1);
      }
}

/**
 * tl_records_list_targets:
 *
 * Returns: (transfer full) (element-type TlRecordsTarget): everything that a record may speak of, as it stands in the journey
 */
GArray *
tl_records_list_targets (TlJourney *journey)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (TlRecordsTarget));

  add_within (targets, tl_journey_get_root (journey), 0);
  return targets;
}

/**
 * tl_records_say_place:
 *
 * Returns: (transfer full): what kind of thing it is, and where it stands
 */
char *
tl_records_say_place (TlThing *thing)
{
  TlThing    *parent = tl_thing_get_parent (thing);
  const char *kind = tl_kind_get_label (tl_thing_get_kind (thing));

  if (parent == NULL || tl_thing_get_kind (parent) == TL_KIND_JOURNEY)
    return g_strdup (kind);
  /* Translators: a kind of thing, and the title of what it stands in, as in “pain · Delivery”. */
  return g_strdup_printf (C_ ("place", "%s · %s"), kind, tl_thing_get_title (parent));
}
