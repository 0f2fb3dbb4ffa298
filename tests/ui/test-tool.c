/* test-tool.c: what the pointer means on the map, without a display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-map.h"
#include "tl-open.h"
#include "tl-tool.h"
#include "tl-xml.h"

typedef struct
{
  TlDocument *document;
  TlScene    *scene;
  TlGrid     *grid;
  TlTool     *tool;
} Fixture;

static void
draw (Fixture *self)
{
  TlJourney             *journey = tl_document_get_journey (self->document);
  g_autoptr (TlFigures)  figures = tl_figures_new (journey);
  TlMapOptions           options = { .without = TL_MAP_NO_TITLE };

  tl_tool_set_map (self->tool, NULL, NULL, NULL);
  g_clear_pointer (&self->grid, tl_grid_free);
  g_clear_pointer (&self->scene, tl_scene_unref);
  self->scene = tl_map_layout (journey, figures, &options);
  self->grid = tl_grid_new (journey, figures, self->scene);
  tl_tool_set_map (self->tool, journey, self->scene, self->grid);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (data)
    {
      g_autofree char *path = g_build_filename (g_getenv ("TL_CASES"), data, NULL);

      self->document = tl_open (path, TL_DOCUMENT_DEFAULT, NULL, &error);
    }
  else
    self->document = tl_document_new ("journey", "Journey", &error);
  g_assert_no_error (error);
  self->tool = tl_tool_new ();
  draw (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tl_tool_free (self->tool);
  tl_grid_free (self->grid);
  tl_scene_unref (self->scene);
  tl_document_discard (self->document);
  g_object_unref (self->document);
}

static char *
to_xml (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tl_xml_to_bytes (self->document, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static TlBox
box_of (Fixture *self, const char *id)
{
  static const TlRole roles[] = { TL_ROLE_STAGE, TL_ROLE_TOUCHPOINT, TL_ROLE_PAIN, TL_ROLE_DELIGHT };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      guint group = tl_scene_find_group (self->scene, roles[i], id);

      if (group != TL_SCENE_NONE)
        return tl_scene_get_group (self->scene, group)->bounds;
    }
  g_assert_not_reached ();
}

/* Applies an edit, and takes it back to see that nothing is left of it, and makes it again. */
static void
apply (Fixture *self, TlEdit *edit, const char *name)
{
  g_autofree char   *before = to_xml (self);
  g_autofree char   *after = NULL;
  g_autofree char   *undo_name = NULL;
  g_autofree char   *again = NULL;
  g_autofree char   *undone = NULL;
  g_autoptr (TlEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  g_assert_cmpint (tl_document_apply (self->document, edit, &error), >, 0);
  g_assert_no_error (error);
  undo_name = tl_document_dup_undo_name (self->document);
  g_assert_cmpstr (undo_name, ==, name);
  after = to_xml (self);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (tl_document_undo (self->document, &error));
  undone = to_xml (self);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (tl_document_redo (self->document, &error));
  again = to_xml (self);
  g_assert_cmpstr (again, ==, after);
  draw (self);
}

/* Drags the middle of a thing by so much; returns what is meant. */
static TlAct *
drag_to (Fixture *self, const char *id, double x, double y)
{
  TlBox box = box_of (self, id);

  g_assert_true (tl_tool_press (self->tool, TL_TOOL_MOVE, id, FALSE, box.x + box.width / 2, box.y + box.height / 2, 8));
  g_assert_true (tl_tool_move (self->tool, x, y));
  return tl_tool_release (self->tool);
}

static TlPlace
place_of (Fixture *self, const char *id)
{
  const TlCell *cell = tl_grid_find (self->grid, id);

  g_assert_nonnull (cell);
  return cell->place;
}

static void
assert_place (Fixture *self, const char *id, int column, int row)
{
  g_assert_cmpint (place_of (self, id).column, ==, column);
  g_assert_cmpint (place_of (self, id).row, ==, row);
}

static const char *
text_of (Fixture *self, const char *id, TlField field)
{
  return tl_thing_get_text (tl_journey_lookup (tl_document_get_journey (self->document), id), field);
}

/* A press that is not moved, or hardly, means nothing; Esc means nothing, whatever comes behind it. */
static void
test_states (Fixture *self, gconstpointer data)
{
  TlBox              box = box_of (self, "basket");
  double             x = box.x + 20, y = box.y + 20;
  g_autoptr (TlAct)  act = NULL;
  g_autoptr (TlEdit) edit = NULL;
  g_autofree char   *what = NULL;

  g_assert_cmpint (tl_tool_get_state (self->tool), ==, TL_TOOL_IDLE);
  g_assert_false (tl_tool_move (self->tool, x, y));
  g_assert_null (tl_tool_release (self->tool));
  g_assert_false (tl_tool_press (self->tool, TL_TOOL_MOVE, "nothing", FALSE, x, y, 8));
  g_assert_false (tl_tool_press (self->tool, TL_TOOL_MOVE, NULL, FALSE, x, y, 8));
  g_assert_false (tl_tool_press (self->tool, TL_TOOL_MOVE, "free", FALSE, x, y, 8));
  g_assert_false (tl_tool_press (self->tool, TL_TOOL_CONNECT, "fee", FALSE, x, y, 8));
  g_assert_false (tl_tool_press (self->tool, TL_TOOL_RECONNECT, "basket", FALSE, x, y, 8));
  g_assert_cmpint (tl_tool_get_state (self->tool), ==, TL_TOOL_IDLE);

  g_assert_true (tl_tool_press (self->tool, TL_TOOL_MOVE, "basket", FALSE, x, y, 8));
  g_assert_cmpint (tl_tool_get_state (self->tool), ==, TL_TOOL_PRESSED);
  g_assert_null (tl_tool_get_preview (self->tool));
  g_assert_false (tl_tool_move (self->tool, x + 5, y + 5));
  g_assert_null (tl_tool_release (self->tool));
  g_assert_cmpint (tl_tool_get_state (self->tool), ==, TL_TOOL_IDLE);

  g_assert_true (tl_tool_press (self->tool, TL_TOOL_MOVE, "basket", FALSE, x, y, 8));
  g_assert_true (tl_tool_move (self->tool, x + 500, y + 300));
  g_assert_cmpint (tl_tool_get_state (self->tool), ==, TL_TOOL_ACTIVE);
  g_assert_nonnull (tl_tool_get_preview (self->tool));
  g_assert_cmpfloat (tl_tool_get_preview (self->tool)->ghost.width, >, 0);
  /* Near where it began again, it still means something: where it would be dropped. */
  g_assert_true (tl_tool_move (self->tool, x + 1, y));
  tl_tool_cancel (self->tool);
  g_assert_null (tl_tool_get_preview (self->tool));
  g_assert_false (tl_tool_move (self->tool, x + 500, y));
  g_assert_null (tl_tool_release (self->tool));

  /* In another picture it goes on; where there is none, or what is dragged is gone, it does not. */
  g_assert_true (tl_tool_press (self->tool, TL_TOOL_MOVE, "basket", FALSE, x, y, 8));
  g_assert_true (tl_tool_move (self->tool, x + 500, y));
  tl_tool_set_map (self->tool, NULL, NULL, NULL);
  g_assert_false (tl_tool_move (self->tool, x + 500, y));
  draw (self);
  g_assert_cmpint (tl_tool_get_state (self->tool), ==, TL_TOOL_ACTIVE);
  g_assert_cmpfloat (tl_tool_get_preview (self->tool)->ghost.width, >, 0);
  act = tl_tool_release (self->tool);
  g_assert_cmpint (act->type, ==, TL_ACT_MOVE);
  g_assert_true (tl_tool_press (self->tool, TL_TOOL_MOVE, "basket", FALSE, x, y, 8));
  g_assert_true (tl_tool_move (self->tool, x + 500, y));
  edit = tl_edits_delete (self->document, "basket", &what);
  g_assert_cmpint (tl_document_apply (self->document, edit, NULL), >, 0);
  draw (self);
  g_assert_null (tl_tool_release (self->tool));
}

/* The grid says what the map drew. */
static void
test_grid (Fixture *self, gconstpointer data)
{
  assert_place (self, "basket", 0, 0);
  assert_place (self, "order", 1, 0);
  assert_place (self, "support", 2, 1);
  assert_place (self, "again", 3, 0);
  g_assert_false (self->grid->rtl);
  g_assert_null (tl_grid_find (self->grid, "fee"));
  g_assert_null (tl_grid_find (self->grid, NULL));
}

static void
test_move_stage (Fixture *self, gconstpointer data)
{
  TlBox               order = box_of (self, "order"), support = box_of (self, "support");
  g_autoptr (TlAct)   act = drag_to (self, "support", order.x + order.width / 2, support.y + support.height / 2);
  g_autoptr (TlAct)   there = NULL;
  TlEdit             *edit;

  /* To the free cell under “Order placed”: nothing else moves, but the columns close up. */
  g_assert_cmpint (act->type, ==, TL_ACT_MOVE);
  g_assert_cmpint (act->spot.column, ==, 1);
  g_assert_cmpint (act->spot.row, ==, 1);
  g_assert_false (act->spot.inserts);
  edit = tl_act_to_edit (act, self->document, self->grid);
  apply (self, edit, "Move stage");
  assert_place (self, "support", 1, 1);
  assert_place (self, "basket", 0, 0);
  assert_place (self, "order", 1, 0);
  assert_place (self, "again", 2, 0);
  g_assert_false (tl_thing_has (tl_journey_lookup (tl_document_get_journey (self->document), "basket"), TL_STAGE_ROW));

  /* Dropped where it stands, nothing changes. */
  support = box_of (self, "support");
  there = drag_to (self, "support", support.x + support.width / 2 + 9, support.y + support.height / 2);
  g_assert_null (tl_act_to_edit (there, self->document, self->grid));
}

static void
test_move_onto (Fixture *self, gconstpointer data)
{
  TlBox             order = box_of (self, "order");
  g_autoptr (TlAct) act = drag_to (self, "basket", order.x + order.width / 2, order.y + order.height / 2);

  /* What stands there goes down a row, and only that. */
  apply (self, tl_act_to_edit (act, self->document, self->grid), "Move stage");
  assert_place (self, "basket", 0, 0);
  assert_place (self, "order", 0, 1);
  assert_place (self, "support", 1, 1);
  assert_place (self, "again", 2, 0);
}

static void
test_move_between (Fixture *self, gconstpointer data)
{
  TlBox             basket = box_of (self, "basket"), order = box_of (self, "order"), again = box_of (self, "again");
  g_autoptr (TlAct) act = drag_to (self, "again", (basket.x + basket.width + order.x) / 2, again.y + again.height / 2);

  g_assert_true (act->spot.inserts);
  g_assert_cmpint (act->spot.column, ==, 1);
  apply (self, tl_act_to_edit (act, self->document, self->grid), "Move stage");
  assert_place (self, "basket", 0, 0);
  assert_place (self, "again", 1, 0);
  assert_place (self, "order", 2, 0);
  assert_place (self, "support", 3, 1);
}

static void
test_step_stage (Fixture *self, gconstpointer data)
{
  g_autoptr (TlAct) up = tl_act_step (self->document, self->grid, "support", 0, -1);
  g_autoptr (TlAct) right = NULL;
  g_autoptr (TlAct) above = NULL;

  apply (self, tl_act_to_edit (up, self->document, self->grid), "Move stage");
  assert_place (self, "support", 2, 0);
  right = tl_act_step (self->document, self->grid, "support", 1, 0);
  apply (self, tl_act_to_edit (right, self->document, self->grid), "Move stage");
  assert_place (self, "support", 3, 0);
  assert_place (self, "again", 2, 0);
  above = tl_act_step (self->document, self->grid, "support", 0, -1);
  g_assert_null (above);
}

static void
test_place (Fixture *self, gconstpointer data)
{
  TlThing           *support = tl_journey_lookup (tl_document_get_journey (self->document), "support");
  TlBox              email = box_of (self, "email"), callcentre = box_of (self, "callcentre"), basket;
  g_autoptr (TlAct)  act = drag_to (self, "callcentre", email.x + 20, email.y + email.height - 2);
  g_autoptr (TlAct)  same = NULL;
  g_autoptr (TlAct)  across = NULL;
  g_autoptr (TlAct)  nowhere = NULL;

  g_assert_cmpint (act->type, ==, TL_ACT_PLACE);
  apply (self, tl_act_to_edit (act, self->document, self->grid), "Move touchpoint");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (support, TL_KIND_TOUCHPOINT, 1)), ==, "callcentre");
  same = drag_to (self, "callcentre", callcentre.x + 20, box_of (self, "callcentre").y + 4);
  g_assert_null (tl_act_to_edit (same, self->document, self->grid));

  basket = box_of (self, "basketpage");
  across = drag_to (self, "email", basket.x + 20, basket.y + 1);
  apply (self, tl_act_to_edit (across, self->document, self->grid), "Move touchpoint");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (tl_journey_lookup (tl_document_get_journey (self->document),
                                                                            "email"))), ==, "basket");
  nowhere = drag_to (self, "email", -5000, -5000);
  g_assert_null (nowhere);
}

static void
test_place_pain (Fixture *self, gconstpointer data)
{
  TlJourney         *journey = tl_document_get_journey (self->document);
  TlBox              email = box_of (self, "email");
  g_autoptr (TlAct)  act = drag_to (self, "noanswer", email.x + 20, email.y + 5);
  g_autoptr (TlAct)  up = NULL;
  g_autoptr (TlAct)  end = NULL;

  apply (self, tl_act_to_edit (act, self->document, self->grid), "Move pain point");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (tl_journey_lookup (journey, "noanswer"))), ==, "email");
  /* By keyboard, up from the first place is into the touchpoint above. */
  up = tl_act_step (self->document, self->grid, "noanswer", 0, -1);
  apply (self, tl_act_to_edit (up, self->document, self->grid), "Move pain point");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (tl_journey_lookup (journey, "noanswer"))), ==, "callcentre");
  end = tl_act_step (self->document, self->grid, "noanswer", 0, -1);
  g_assert_null (end);
}

static void
test_step_touchpoint (Fixture *self, gconstpointer data)
{
  TlJourney        *journey = tl_document_get_journey (self->document);
  g_autoptr (TlAct) down = tl_act_step (self->document, self->grid, "callcentre", 0, 1);
  g_autoptr (TlAct) left = NULL;
  g_autoptr (TlAct) none = tl_act_step (self->document, self->grid, "email", 0, 1);

  g_assert_null (none);
  apply (self, tl_act_to_edit (down, self->document, self->grid), "Move touchpoint");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (tl_journey_lookup (journey, "support"), TL_KIND_TOUCHPOINT, 1)), ==,
                   "callcentre");
  left = tl_act_step (self->document, self->grid, "email", -1, 0);
  apply (self, tl_act_to_edit (left, self->document, self->grid), "Move touchpoint");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_get_parent (tl_journey_lookup (journey, "email"))), ==, "order");
}

static TlAct *
pull (Fixture *self, const char *from, double x, double y)
{
  TlBox box = box_of (self, from);

  g_assert_true (tl_tool_press (self->tool, TL_TOOL_CONNECT, from, FALSE, box.x + box.width, box.y + 50, 8));
  g_assert_true (tl_tool_move (self->tool, x, y));
  return tl_tool_release (self->tool);
}

static void
test_connect (Fixture *self, gconstpointer data)
{
  TlBox              again = box_of (self, "again"), basket = box_of (self, "basket"), order = box_of (self, "order");
  g_autoptr (TlAct)  act = pull (self, "basket", again.x + 20, again.y + 20);
  g_autoptr (TlAct)  home = NULL;
  g_autoptr (TlAct)  twice = NULL;
  g_autoptr (TlEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (act->type, ==, TL_ACT_CONNECT);
  g_assert_cmpstr (act->to, ==, "again");
  apply (self, tl_act_to_edit (act, self->document, self->grid), "Connect stages");
  g_assert_cmpstr (text_of (self, "basket-again", TL_TRANSITION_TO), ==, "again");
  home = pull (self, "basket", basket.x + 30, basket.y + 30);
  g_assert_null (home);
  /* Drawn twice: the door says no. */
  twice = pull (self, "basket", order.x + 20, order.y + 20);
  edit = tl_act_to_edit (twice, self->document, self->grid);
  g_assert_cmpint (tl_document_apply (self->document, edit, &error), <=, 0);
  g_assert_nonnull (error);
}

static void
test_connect_new (Fixture *self, gconstpointer data)
{
  TlBox               support = box_of (self, "support"), basket = box_of (self, "basket");
  g_autoptr (TlAct)   act = pull (self, "basket", basket.x + basket.width / 2, support.y + support.height / 2);
  g_autoptr (TlDraft) draft = tl_draft_new (TL_KIND_STAGE, NULL, "basket");
  g_autofree char    *id = NULL;
  g_autofree char    *none = NULL;

  g_assert_cmpint (act->type, ==, TL_ACT_CONNECT_NEW);
  g_assert_null (tl_act_to_edit (act, self->document, self->grid));
  draft->from = g_strdup ("basket");
  draft->spot = act->spot;
  g_assert_null (tl_draft_to_edit (draft, self->document, self->grid, "", &none));
  apply (self, tl_draft_to_edit (draft, self->document, self->grid, "Compare prices", &id), "Add stage");
  assert_place (self, id, 0, 1);
  assert_place (self, "basket", 0, 0);
  assert_place (self, "support", 2, 1);
  g_assert_cmpuint (tl_journey_n (tl_document_get_journey (self->document), TL_KIND_TRANSITION), ==, 5);
}

static void
test_reconnect (Fixture *self, gconstpointer data)
{
  TlBox             order = box_of (self, "order"), again = box_of (self, "again"), support = box_of (self, "support");
  g_autoptr (TlAct) act = NULL;
  g_autoptr (TlAct) none = NULL;

  g_assert_true (tl_tool_press (self->tool, TL_TOOL_RECONNECT, "basket-order", FALSE, order.x, order.y + 80, 8));
  g_assert_true (tl_tool_move (self->tool, support.x + 10, support.y + 10));
  g_assert_cmpstr (tl_tool_get_preview (self->tool)->target, ==, "support");
  act = tl_tool_release (self->tool);
  g_assert_cmpint (act->type, ==, TL_ACT_RECONNECT);
  apply (self, tl_act_to_edit (act, self->document, self->grid), "Reconnect transition");
  g_assert_cmpstr (text_of (self, "basket-order", TL_TRANSITION_TO), ==, "support");
  /* On empty ground an end is not let go. */
  g_assert_true (tl_tool_press (self->tool, TL_TOOL_RECONNECT, "basket-order", FALSE, order.x, order.y + 80, 8));
  g_assert_true (tl_tool_move (self->tool, again.x, -4000));
  none = tl_tool_release (self->tool);
  g_assert_null (none);
}

static void
test_delete (Fixture *self, gconstpointer data)
{
  g_autofree char *what = NULL;
  g_autofree char *none = NULL;

  apply (self, tl_edits_delete (self->document, "support", &what), "Delete stage");
  g_assert_nonnull (strstr (what, "Get help"));
  g_assert_nonnull (strstr (what, "2 touchpoints"));
  g_assert_nonnull (strstr (what, "2 transitions"));
  g_assert_null (tl_edits_delete (self->document, "support", &none));
  g_assert_null (none);
}

static void
test_rename (Fixture *self, gconstpointer data)
{
  g_assert_null (tl_edits_rename (self->document, "basket", "Basket"));
  g_assert_null (tl_edits_rename (self->document, "basket", ""));
  g_assert_null (tl_edits_rename (self->document, "nothing", "Basket"));
  apply (self, tl_edits_rename (self->document, "basket", "Trolley"), "Rename stage");
  apply (self, tl_edits_rename (self->document, "fee", "Fee"), "Rename pain point");
  apply (self, tl_edits_set_kind (self->document, "again", "lost"), "Change the kind of stage");
  g_assert_null (tl_edits_set_kind (self->document, "again", "lost"));
  apply (self, tl_edits_set_kind (self->document, "again", "step"), "Change the kind of stage");
}

static char *
add (Fixture *self, TlKind kind, const char *parent, const char *after, const char *title, const char *name)
{
  g_autoptr (TlDraft) draft = tl_draft_new (kind, parent, after);
  char               *id = NULL;

  if (kind == TL_KIND_STAGE)
    tl_grid_next (self->grid, after, &draft->spot);
  apply (self, tl_draft_to_edit (draft, self->document, self->grid, title, &id), name);
  return id;
}

/* From nothing: each stage beside the last, and nothing moves that need not. */
static void
test_from_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *basket = add (self, TL_KIND_STAGE, NULL, NULL, "Basket", "Add stage");
  g_autofree char *order = add (self, TL_KIND_STAGE, NULL, basket, "Order placed", "Add stage");
  g_autofree char *again = add (self, TL_KIND_STAGE, NULL, order, "Buys again", "Add stage");
  g_autofree char *aside = add (self, TL_KIND_STAGE, NULL, basket, "Basket", "Add stage");
  g_autofree char *page = add (self, TL_KIND_TOUCHPOINT, basket, NULL, "Basket page", "Add touchpoint");
  g_autofree char *mail = add (self, TL_KIND_TOUCHPOINT, basket, NULL, "E-mail", "Add touchpoint");
  g_autofree char *shop = add (self, TL_KIND_TOUCHPOINT, basket, page, "Shop", "Add touchpoint");
  g_autofree char *fee = add (self, TL_KIND_PAIN, page, NULL, "Delivery fee appears late", "Add pain point");
  g_autofree char *joy = add (self, TL_KIND_DELIGHT, page, NULL, "Quick", "Add delight");
  TlThing         *stage = tl_journey_lookup (tl_document_get_journey (self->document), basket);

  assert_place (self, basket, 0, 0);
  assert_place (self, order, 1, 0);
  assert_place (self, again, 2, 0);
  assert_place (self, aside, 1, 1);
  g_assert_cmpstr (aside, !=, basket);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (stage, TL_KIND_TOUCHPOINT, 0)), ==, page);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (stage, TL_KIND_TOUCHPOINT, 1)), ==, shop);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (stage, TL_KIND_TOUCHPOINT, 2)), ==, mail);
  g_assert_cmpstr (text_of (self, fee, TL_PAIN_TITLE), ==, "Delivery fee appears late");
  g_assert_cmpstr (text_of (self, joy, TL_DELIGHT_TITLE), ==, "Quick");
  while (tl_document_undo (self->document, NULL))
    ;
  g_assert_cmpuint (tl_journey_n (tl_document_get_journey (self->document), TL_KIND_STAGE), ==, 0);
}

/* Whatever is dragged wherever: the map obeys, and every drop can be taken back. */
static void
test_chance (Fixture *self, gconstpointer data)
{
  static const char *const stages[] = { "basket", "order", "support", "again" };
  GRand                   *random = g_rand_new_with_seed (20261121);

  for (int i = 0; i < 60; i++)
    {
      const char        *id = stages[g_rand_int_range (random, 0, G_N_ELEMENTS (stages))];
      g_autoptr (TlAct)  act = drag_to (self, id, g_rand_double_range (random, -200, tl_scene_get_width (self->scene) + 200),
                                        g_rand_double_range (random, -200, tl_scene_get_height (self->scene) + 200));
      g_autoptr (TlEdit) edit = act ? tl_act_to_edit (act, self->document, self->grid) : NULL;
      TlSpot             spot;

      if (edit == NULL)
        continue;
      spot = act->spot;
      apply (self, g_steal_pointer (&edit), "Move stage");
      /* No two share a cell, and it stands in the column that was shown, but for columns that closed up. */
      for (guint a = 0; a < self->grid->cells->len; a++)
        for (guint b = 0; b < a; b++)
          {
            const TlCell *first = &g_array_index (self->grid->cells, TlCell, a);
            const TlCell *other = &g_array_index (self->grid->cells, TlCell, b);

            g_assert_false (first->place.column == other->place.column && first->place.row == other->place.row);
          }
      g_assert_cmpint (place_of (self, id).column, <=, spot.column);
      g_assert_cmpint (place_of (self, id).column, >=, spot.column - 1);
    }
  g_rand_free (random);
}

#define TEST(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("/tool/states", "tradeoffs.xml", test_states);
  TEST ("/tool/grid", "tradeoffs.xml", test_grid);
  TEST ("/tool/move/stage", "tradeoffs.xml", test_move_stage);
  TEST ("/tool/move/onto", "tradeoffs.xml", test_move_onto);
  TEST ("/tool/move/between", "tradeoffs.xml", test_move_between);
  TEST ("/tool/move/step", "tradeoffs.xml", test_step_stage);
  TEST ("/tool/move/chance", "tradeoffs.xml", test_chance);
  TEST ("/tool/place/touchpoint", "tradeoffs.xml", test_place);
  TEST ("/tool/place/pain", "tradeoffs.xml", test_place_pain);
  TEST ("/tool/place/step", "tradeoffs.xml", test_step_touchpoint);
  TEST ("/tool/connect", "tradeoffs.xml", test_connect);
  TEST ("/tool/connect-new", "tradeoffs.xml", test_connect_new);
  TEST ("/tool/reconnect", "tradeoffs.xml", test_reconnect);
  TEST ("/tool/delete", "tradeoffs.xml", test_delete);
  TEST ("/tool/rename", "tradeoffs.xml", test_rename);
  TEST ("/tool/from-nothing", NULL, test_from_nothing);
  return g_test_run ();
}
