/* tl-parking-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-parking-edit.h"

#include <glib/gi18n-lib.h>

#include "tl-text.h"

/**
 * tl_parking_add:
 * @title: what was said
 * @id: (out) (transfer full): the id that it will have
 *
 * Returns: (transfer full) (nullable): the edit that keeps it; %NULL where it is blank
 */
TlEdit *
tl_parking_add (TlDocument *document, const char *title, char **id)
{
  g_autofree char *line = tl_text_squeeze (title);
  TlEdit          *edit;

  *id = NULL;
  if (*line == '\0')
    return NULL;
  edit = tl_edit_new (_("Park"));
  *id = tl_document_make_id (document, line);
  tl_edit_create (edit, TL_KIND_PARKED, *id, NULL, TL_EDIT_LAST);
  tl_edit_set (edit, *id, TL_PARKED_TITLE, line);
  return edit;
}

static TlThing *
find_above (TlJourney *journey, const char *id, TlKind kind)
{
  TlThing *thing = id ? tl_journey_lookup (journey, id) : NULL;

  while (thing && tl_thing_get_kind (thing) != kind)
    thing = tl_thing_get_parent (thing);
  return thing;
}

static TlThing *
find_last (TlThing *parent, TlKind kind)
{
  guint n = parent ? tl_thing_n (parent, kind) : 0;

  return n > 0 ? tl_thing_nth (parent, kind, n - 1) : NULL;
}

/**
 * tl_parking_draft:
 * @kind: what it becomes: a stage, touchpoint, pain or delight
 * @at: (nullable): id of what one was at; the last stage counts where that is none
 *
 * Returns: (transfer full) (nullable): where it goes on the map, without a spot; %NULL where there is no stage for it
 */
TlDraft *
tl_parking_draft (TlJourney *journey, TlKind kind, const char *at)
{
  TlThing *stage = find_above (journey, at, TL_KIND_STAGE);
  TlThing *touchpoint = find_above (journey, at, TL_KIND_TOUCHPOINT);

  if (kind == TL_KIND_STAGE)
    return tl_draft_new (kind, NULL, stage ? tl_thing_get_id (stage) : NULL);
  if (stage == NULL)
    stage = find_last (tl_journey_get_root (journey), TL_KIND_STAGE);
  if (stage == NULL)
    return NULL;
  if (kind == TL_KIND_TOUCHPOINT)
    return tl_draft_new (kind, tl_thing_get_id (stage), touchpoint ? tl_thing_get_id (touchpoint) : NULL);
  if (touchpoint == NULL)
    touchpoint = find_last (stage, TL_KIND_TOUCHPOINT);
  return tl_draft_new (kind, tl_thing_get_id (touchpoint ? touchpoint : stage), NULL);
}

/**
 * tl_parking_take:
 * @parked: id of what is parked
 * @draft: what it becomes, and where
 * @id: (out) (transfer full): the id that it will have
 *
 * Returns: (transfer full) (nullable): the edit that takes it onto the map, with its note; %NULL where it is not there
 */
TlEdit *
tl_parking_take (TlDocument *document, TlGrid *grid, const char *parked, TlDraft *draft, char **id)
{
  TlThing *thing = tl_journey_lookup (tl_document_get_journey (document), parked);
  TlField  note = draft->kind == TL_KIND_STAGE        ? TL_STAGE_NOTE
                  : draft->kind == TL_KIND_TOUCHPOINT ? TL_TOUCHPOINT_NOTE
                  : draft->kind == TL_KIND_PAIN       ? TL_PAIN_NOTE
                                                      : TL_DELIGHT_NOTE;
  TlEdit  *edit;

  *id = NULL;
  if (thing == NULL || tl_thing_get_kind (thing) != TL_KIND_PARKED)
    return NULL;
  edit = tl_draft_to_edit (draft, document, grid, tl_thing_get_title (thing), id);
  if (edit == NULL)
    return NULL;
  tl_edit_set_name (edit, _("Take from the parking lot"));
  if (tl_thing_has (thing, TL_PARKED_NOTE))
    tl_edit_set (edit, *id, note, tl_thing_get_text (thing, TL_PARKED_NOTE));
  tl_edit_delete (edit, parked);
  return edit;
}
