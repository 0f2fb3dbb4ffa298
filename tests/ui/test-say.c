/* test-say.c: feelings, channels and what is parked, without a display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-channel.h"
#include "tl-feeling.h"
#include "tl-list.h"
#include "tl-map.h"
#include "tl-parking-edit.h"

typedef struct
{
  TlDocument *document;
} Fixture;

static TlJourney *
get_journey (Fixture *self)
{
  return tl_document_get_journey (self->document);
}

static void
apply (Fixture *self, TlEdit *edit)
{
  g_autoptr (TlEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  tl_document_apply (self->document, edit, &error);
  g_assert_no_error (error);
}

static TlThing *
find (Fixture *self, TlKind kind, const char *title)
{
  g_autoptr (GPtrArray) things = tl_journey_collect (get_journey (self), kind);

  for (guint i = 0; i < things->len; i++)
    if (g_str_equal (tl_thing_get_title (things->pdata[i]), title))
      return things->pdata[i];
  return NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->document = tl_document_new ("journey", "Journey", &error);
  g_assert_no_error (error);
  apply (self, tl_list_to_edit (get_journey (self),
                                "stage,touchpoint,pain,channel,feeling\nBasket,Page,Slow,web,1\n,Shop,,kiosk,-2\n"
                                "Pay,Card,,phone,\nEmpty,,,,\n", NULL, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tl_document_discard (self->document);
  g_object_unref (self->document);
}

static double
get_feeling (Fixture *self, const char *title)
{
  TlThing *thing = find (self, TL_KIND_TOUCHPOINT, title);

  return tl_thing_has (thing, TL_TOUCHPOINT_EMOTION) ? tl_thing_get_number (thing, TL_TOUCHPOINT_EMOTION) : NAN;
}

static void
test_feeling (Fixture *self, gconstpointer data)
{
  const char *things[] = { tl_thing_get_id (find (self, TL_KIND_PAIN, "Slow")),
                           tl_thing_get_id (find (self, TL_KIND_TOUCHPOINT, "Page")),
                           tl_thing_get_id (find (self, TL_KIND_TOUCHPOINT, "Card")),
                           tl_thing_get_id (find (self, TL_KIND_STAGE, "Pay")), "nothing", NULL };

  apply (self, tl_feeling_edit (get_journey (self), things, 2));
  g_assert_cmpfloat (get_feeling (self, "Page"), ==, 2);
  g_assert_cmpfloat (get_feeling (self, "Card"), ==, 2);
  g_assert_cmpfloat (get_feeling (self, "Shop"), ==, -2);
  g_assert_null (tl_feeling_edit (get_journey (self), things, 2));
  apply (self, tl_feeling_edit (get_journey (self), things, TL_FEELING_NONE));
  g_assert_true (isnan (get_feeling (self, "Page")));
  g_assert_null (tl_feeling_edit (get_journey (self), things, TL_FEELING_NONE));
  g_assert_null (tl_feeling_edit (get_journey (self), &things[3], 1));
}

/* Where the face of a touchpoint is. */
static void
find_face (TlScene *scene, const char *thing, double *x, double *y)
{
  const TlGroup *group = tl_scene_get_group (scene, tl_scene_find_group (scene, TL_ROLE_FEELING, thing));

  for (guint i = group->first_item; i < group->end_item; i++)
    if (tl_scene_get_item (scene, i)->type == TL_ITEM_CIRCLE)
      {
        *x = tl_scene_get_item (scene, i)->box.x;
        *y = tl_scene_get_item (scene, i)->box.y;
        return;
      }
  g_assert_not_reached ();
}

/* A face is dragged to another, and snaps; what is held shows where it would go, and Esc forgets it. */
static void
test_face (Fixture *self, gconstpointer data)
{
  g_autoptr (TlFigures)     figures = tl_figures_new (get_journey (self));
  g_autoptr (TlScene)       scene = tl_map_layout (get_journey (self), figures, &(TlMapOptions) { 0 });
  g_autoptr (TlFeelingTool) tool = tl_feeling_tool_new ();
  const char               *shop = tl_thing_get_id (find (self, TL_KIND_TOUCHPOINT, "Shop"));
  double                    x = 0, y = 0, at_x, at_y;

  find_face (scene, shop, &x, &y);
  g_assert_false (tl_feeling_tool_press (tool, scene, get_journey (self), x + 40, y, 4));
  g_assert_false (tl_feeling_tool_move (tool, x, y - 50));
  g_assert_true (tl_feeling_tool_press (tool, scene, get_journey (self), x + 3, y + 2, 4));
  g_assert_cmpstr (tl_feeling_tool_get_thing (tool), ==, shop);
  /* Not far enough to mean anything. */
  g_assert_false (tl_feeling_tool_move (tool, x + 3, y));
  g_assert_cmpint (tl_feeling_tool_get_state (tool), ==, TL_TOOL_PRESSED);
  g_assert_null (tl_feeling_tool_release (tool, get_journey (self)));

  g_assert_true (tl_feeling_tool_press (tool, scene, get_journey (self), x, y, 4));
  for (int feeling = TL_FEELING_WORST; feeling <= TL_FEELING_BEST; feeling++)
    {
      tl_feeling_tool_get_place (tool, feeling, &at_x, &at_y);
      g_assert_cmpfloat (at_x, ==, x);
      g_assert_true (tl_feeling_tool_move (tool, at_x + 7, at_y + (feeling == TL_FEELING_WORST ? 100 : 8)));
      g_assert_cmpint (tl_feeling_tool_get_feeling (tool), ==, feeling);
    }
  tl_feeling_tool_move (tool, x, -1e6);
  g_assert_cmpint (tl_feeling_tool_get_feeling (tool), ==, TL_FEELING_BEST);
  tl_feeling_tool_cancel (tool);
  g_assert_null (tl_feeling_tool_release (tool, get_journey (self)));
  g_assert_cmpfloat (get_feeling (self, "Shop"), ==, -2);

  g_assert_true (tl_feeling_tool_press (tool, scene, get_journey (self), x, y, 4));
  tl_feeling_tool_get_place (tool, 1, &at_x, &at_y);
  tl_feeling_tool_move (tool, at_x, at_y);
  apply (self, tl_feeling_tool_release (tool, get_journey (self)));
  g_assert_cmpfloat (get_feeling (self, "Shop"), ==, 1);
  g_assert_cmpint (tl_feeling_tool_get_state (tool), ==, TL_TOOL_IDLE);
}

static void
test_channel (Fixture *self, gconstpointer data)
{
  const char           *things[] = { tl_thing_get_id (find (self, TL_KIND_PAIN, "Slow")), NULL };
  TlThing              *page = find (self, TL_KIND_TOUCHPOINT, "Page");
  g_autoptr (GPtrArray) own = tl_channel_list_own (get_journey (self));
  const TlChannel      *channels;
  gboolean              taken[128] = { FALSE };
  guint                 n;

  /* One that some touchpoint has is remembered; those that everybody has are not said twice. */
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpstr (own->pdata[0], ==, "kiosk");
  apply (self, tl_channel_edit (get_journey (self), things, "  carrier   pigeon "));
  g_assert_cmpstr (tl_thing_get_text (page, TL_TOUCHPOINT_CHANNEL), ==, "carrier pigeon");
  g_assert_null (tl_channel_edit (get_journey (self), things, "carrier pigeon"));
  apply (self, tl_channel_edit (get_journey (self), things, " "));
  g_assert_null (tl_thing_get_text (page, TL_TOUCHPOINT_CHANNEL));
  g_assert_null (tl_channel_edit (get_journey (self), things, NULL));
  channels = tl_channel_list (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *icon = tl_channel_dup_icon (channels[i].name);

      /* Each has an icon and a key of its own, and none of the keys of buttons and menus in the window. */
      g_assert_cmpstr (icon, !=, "throughline-channel-other-symbolic");
      g_assert_false (taken[(guint) channels[i].key]);
      taken[(guint) channels[i].key] = TRUE;
      g_assert_null (strchr ("cosw", channels[i].key));
      g_assert_nonnull (tl_channel_get_title (&channels[i]));
    }
}

static void
test_parking (Fixture *self, gconstpointer data)
{
  g_autoptr (TlFigures) figures = tl_figures_new (get_journey (self));
  g_autoptr (TlScene)   scene = tl_map_layout (get_journey (self), figures, &(TlMapOptions) { 0 });
  g_autoptr (TlGrid)    grid = tl_grid_new (get_journey (self), figures, scene);
  g_autoptr (TlDraft)   pain = tl_parking_draft (get_journey (self), TL_KIND_PAIN,
                                                 tl_thing_get_id (find (self, TL_KIND_TOUCHPOINT, "Page")));
  g_autoptr (TlDraft)   lone = tl_parking_draft (get_journey (self), TL_KIND_PAIN, NULL);
  g_autofree char      *id = NULL, *made = NULL, *none = NULL, *other = NULL;
  TlEdit               *edit;

  g_assert_null (tl_parking_add (self->document, " \t", &none));
  apply (self, tl_parking_add (self->document, " Who owns\nreturns? ", &id));
  g_assert_cmpstr (tl_thing_get_title (find (self, TL_KIND_PARKED, "Who owns returns?")), ==, "Who owns returns?");
  edit = tl_edit_new ("Note");
  tl_edit_set (edit, id, TL_PARKED_NOTE, "Ask Ana");
  apply (self, edit);
  apply (self, tl_parking_take (self->document, grid, id, pain, &made));
  g_assert_null (find (self, TL_KIND_PARKED, "Who owns returns?"));
  g_assert_cmpstr (tl_thing_get_text (find (self, TL_KIND_PAIN, "Who owns returns?"), TL_PAIN_NOTE), ==, "Ask Ana");
  g_assert_null (tl_parking_take (self->document, grid, id, pain, &none));
  /* It is one edit. */
  g_assert_true (tl_document_undo (self->document, NULL));
  g_assert_nonnull (find (self, TL_KIND_PARKED, "Who owns returns?"));
  g_assert_null (find (self, TL_KIND_PAIN, "Who owns returns?"));
  /* In a stage that has no touchpoint yet, it makes one. */
  apply (self, tl_parking_take (self->document, grid, id, lone, &other));
  g_assert_cmpstr (tl_thing_get_title (tl_thing_get_parent (tl_journey_lookup (get_journey (self), other))), ==, "Empty");
  while (tl_document_undo (self->document, NULL))
    ;
  g_assert_null (tl_parking_draft (get_journey (self), TL_KIND_TOUCHPOINT, NULL));
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("/say/feeling", test_feeling);
  TEST ("/say/face", test_face);
  TEST ("/say/channel", test_channel);
  TEST ("/say/parking", test_parking);
  return g_test_run ();
}
