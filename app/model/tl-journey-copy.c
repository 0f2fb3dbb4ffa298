/* tl-journey-copy.c: a journey of one's own, to be read in another thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-journey.h"

static void
apply (TlJourney *copy, TlKind kind, const char *id, const char *field, const char *text)
{
  TlChange change = { kind, (char *) id, (char *) field, NULL, (char *) text };

  /* What is there already broke no rule when it came. */
  tl_journey_apply (copy, &change, FALSE, NULL);
}

static void
copy_fields (TlJourney *copy, TlThing *thing)
{
  TlKind            kind = tl_thing_get_kind (thing);
  const TlKindInfo *info = tl_kind_get_info (kind);

  for (TlField field = info->first; field < info->first + info->n_fields; field++)
    if (tl_thing_has (thing, field))
      {
        g_autofree char *text = tl_thing_format (thing, field);

        apply (copy, kind, tl_thing_get_id (thing), tl_field_get_info (field)->name, text);
      }
}

static void
copy_thing (TlThing *thing, gpointer data)
{
  TlJourney  *copy = data;
  TlKind      kind = tl_thing_get_kind (thing);
  const char *id = tl_thing_get_id (thing);
  char        position[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (position, sizeof position, tl_thing_get_position (thing));
  apply (copy, kind, id, TL_CHANGE_EXISTS, "1");
  apply (copy, kind, id, TL_CHANGE_PARENT, tl_thing_get_id (tl_thing_get_parent (thing)));
  apply (copy, kind, id, TL_CHANGE_POSITION, position);
  copy_fields (copy, thing);
}

/**
 * tl_journey_copy:
 *
 * Returns: (transfer full): the journey as it is now, without its records, for one thread at a time
 */
TlJourney *
tl_journey_copy (TlJourney *self)
{
  TlThing   *root = tl_journey_get_root (self);
  TlJourney *copy = tl_journey_new (tl_thing_get_id (root));

  copy_fields (copy, root);
  /* Parents before what stands in them: that is how kinds are listed. */
  for (TlKind kind = TL_KIND_JOURNEY + 1; kind < TL_N_KINDS; kind++)
    if (kind != TL_KIND_EVIDENCE)
      tl_journey_foreach (self, kind, copy_thing, copy);
  return copy;
}
