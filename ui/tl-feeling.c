/* tl-feeling.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-feeling.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-map.h"
#include "tl-number.h"

/* How far a hand may miss a face, in units. */
#define MISS 6.0

struct _TlFeelingTool
{
  TlToolState state;
  char       *thing;
  double      slop;
  double      press_x, press_y;
  double      x, y;    /* the middle of the face, where it stands */
  double      feeling; /* as it was */
  int         snapped; /* as it would be */
};

/**
 * tl_feeling_tool_new:
 *
 * Returns: (transfer full): a tool that holds nothing
 */
TlFeelingTool *
tl_feeling_tool_new (void)
{
  return g_new0 (TlFeelingTool, 1);
}

/**
 * tl_feeling_tool_free:
 */
void
tl_feeling_tool_free (TlFeelingTool *self)
{
  if (self == NULL)
    return;
  g_free (self->thing);
  g_free (self);
}

/* The face of a group; its first circle is the face itself. */
static const TlItem *
find_face (TlScene *scene, const TlGroup *group)
{
  for (guint i = group->first_item; i < group->end_item; i++)
    if (tl_scene_get_item (scene, i)->type == TL_ITEM_CIRCLE)
      return tl_scene_get_item (scene, i);
  return NULL;
}

static TlThing *
find_touchpoint (TlJourney *journey, const char *id)
{
  TlThing *thing = id ? tl_journey_lookup (journey, id) : NULL;

  if (thing && (tl_thing_get_kind (thing) == TL_KIND_PAIN || tl_thing_get_kind (thing) == TL_KIND_DELIGHT))
    thing = tl_thing_get_parent (thing);
  return thing && tl_thing_get_kind (thing) == TL_KIND_TOUCHPOINT ? thing : NULL;
}

/**
 * tl_feeling_tool_press:
 * @x: in the scene
 * @y: in the scene
 * @slop: how far one must move before it means anything
 *
 * Returns: whether there is a face under the point, which is now held
 */
gboolean
tl_feeling_tool_press (TlFeelingTool *self, TlScene *scene, TlJourney *journey, double x, double y, double slop)
{
  tl_feeling_tool_cancel (self);
  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (scene, i);
      const TlItem  *face = group->role == TL_ROLE_FEELING && group->thing ? find_face (scene, group) : NULL;
      TlThing       *thing = face ? find_touchpoint (journey, group->thing) : NULL;

      if (thing == NULL || hypot (x - face->box.x, y - face->box.y) > face->box.width + MISS
          || !tl_thing_has (thing, TL_TOUCHPOINT_EMOTION))
        continue;
      self->state = TL_TOOL_PRESSED;
      self->thing = g_strdup (group->thing);
      self->slop = slop;
      self->press_x = x;
      self->press_y = y;
      self->x = face->box.x;
      self->y = face->box.y;
      self->feeling = tl_thing_get_number (thing, TL_TOUCHPOINT_EMOTION);
      self->snapped = (int) lround (self->feeling);
      return TRUE;
    }
  return FALSE;
}

/**
 * tl_feeling_tool_move:
 *
 * Returns: whether a face is dragged
 */
gboolean
tl_feeling_tool_move (TlFeelingTool *self, double x, double y)
{
  if (self->state == TL_TOOL_PRESSED && hypot (x - self->press_x, y - self->press_y) >= self->slop)
    self->state = TL_TOOL_ACTIVE;
  if (self->state != TL_TOOL_ACTIVE)
    return FALSE;
  self->snapped = (int) lround (CLAMP (self->feeling - (y - self->press_y) / TL_MAP_FEELING_UNIT, TL_FEELING_WORST,
                                       TL_FEELING_BEST));
  return TRUE;
}

/**
 * tl_feeling_tool_release:
 *
 * Returns: (transfer full) (nullable): the edit that the drag means; %NULL where it means nothing
 */
TlEdit *
tl_feeling_tool_release (TlFeelingTool *self, TlJourney *journey)
{
  const char *things[] = { self->thing, NULL };
  TlEdit     *edit = NULL;

  if (self->state == TL_TOOL_ACTIVE && self->snapped != self->feeling)
    edit = tl_feeling_edit (journey, things, self->snapped);
  tl_feeling_tool_cancel (self);
  return edit;
}

/**
 * tl_feeling_tool_cancel:
 *
 * Lets go, and nothing has happened.
 */
void
tl_feeling_tool_cancel (TlFeelingTool *self)
{
  self->state = TL_TOOL_IDLE;
  g_clear_pointer (&self->thing, g_free);
}

/**
 * tl_feeling_tool_get_state:
 *
 * Returns: whether a face is held, or dragged
 */
TlToolState
tl_feeling_tool_get_state (TlFeelingTool *self)
{
  return self->state;
}

/**
 * tl_feeling_tool_get_thing:
 *
 * Returns: (nullable): id of the touchpoint whose face is held
 */
const char *
tl_feeling_tool_get_thing (TlFeelingTool *self)
{
  return self->thing;
}

/**
 * tl_feeling_tool_get_feeling:
 *
 * Returns: the feeling that it would come to, from −2 to 2
 */
int
tl_feeling_tool_get_feeling (TlFeelingTool *self)
{
  return self->snapped;
}

/**
 * tl_feeling_tool_get_place:
 * @x: (out): the middle of a face, in the scene
 * @y: (out): the middle of a face, in the scene
 *
 * Where the face that is held would stand with a feeling.
 */
void
tl_feeling_tool_get_place (TlFeelingTool *self, int feeling, double *x, double *y)
{
  *x = self->x;
  *y = self->y - (feeling - self->feeling) * TL_MAP_FEELING_UNIT;
}

/**
 * tl_feeling_edit:
 * @things: %NULL-terminated: touchpoints; what stands in one means it
 * @feeling: from −2 to 2, or %TL_FEELING_NONE for not said
 *
 * Returns: (transfer full) (nullable): the edit that says how customers feel there; %NULL where that is said already
 */
TlEdit *
tl_feeling_edit (TlJourney *journey, const char *const *things, int feeling)
{
  g_autoptr (TlEdit)     edit = tl_edit_new (feeling == TL_FEELING_NONE ? _("Clear feeling") : _("Set feeling"));
  g_autofree char       *value = feeling == TL_FEELING_NONE ? NULL : tl_number_format (feeling);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; things[i]; i++)
    {
      TlThing *thing = find_touchpoint (journey, things[i]);

      if (thing == NULL || !g_hash_table_add (seen, thing))
        continue;
      if (tl_thing_has (thing, TL_TOUCHPOINT_EMOTION) ? feeling == tl_thing_get_number (thing, TL_TOUCHPOINT_EMOTION)
                                                      : feeling == TL_FEELING_NONE)
        continue;
      tl_edit_set (edit, tl_thing_get_id (thing), TL_TOUCHPOINT_EMOTION, value);
    }
  return tl_edit_is_empty (edit) ? NULL : g_steal_pointer (&edit);
}
