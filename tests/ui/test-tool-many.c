/* test-tool-many.c: what the pointer means with many things, without a display
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

static void
choose (Fixture *self, const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);

  tl_tool_set_chosen (self->tool, (const char *const *) list);
}

static TlAct *
band (Fixture *self, TlBox box)
{
  g_assert_true (tl_tool_press (self->tool, TL_TOOL_BAND, NULL, FALSE, box.x + box.width, box.y, 8));
  g_assert_true (tl_tool_move (self->tool, box.x, box.y + box.height));
  g_assert_nonnull (tl_tool_get_preview (self->tool)->inside);
  return tl_tool_release (self->tool);
}

static TlBox
around (TlBox a, TlBox b)
{
  double x = MIN (a.x, b.x) - 2, y = MIN (a.y, b.y) - 2;

  return (TlBox) { x, y, MAX (a.x + a.width, b.x + b.width) + 2 - x, MAX (a.y + a.height, b.y + b.height) + 2 - y };
}

/* A band takes what lies in it whole: a stage as it is, or what stands in one that does not. */
static void
test_band (Fixture *self, gconstpointer data)
{
  TlBox             basket = box_of (self, "basket"), order = box_of (self, "order");
  TlBox             phone = box_of (self, "callcentre"), email = box_of (self, "email"), fee = box_of (self, "fee");
  g_autoptr (TlAct) stages = band (self, around (basket, order));
  g_autoptr (TlAct) inside = band (self, around (phone, email));
  g_autoptr (TlAct) pain = band (self, around (fee, fee));
  g_autoptr (TlAct) none = band (self, (TlBox) { -900, -900, 20, 20 });
  g_autoptr (TlAct) all = band (self, (TlBox) { -5000, -5000, 20000, 20000 });

  g_assert_cmpint (stages->type, ==, TL_ACT_SELECT);
  g_assert_cmpuint (g_strv_length (stages->things), ==, 2);
  g_assert_cmpstr (stages->things[0], ==, "basket");
  g_assert_cmpstr (stages->things[1], ==, "order");
  g_assert_cmpuint (g_strv_length (inside->things), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) inside->things, "callcentre"));
  g_assert_true (g_strv_contains ((const char *const *) inside->things, "email"));
  g_assert_cmpuint (g_strv_length (pain->things), ==, 1);
  g_assert_cmpstr (pain->things[0], ==, "fee");
  g_assert_cmpuint (g_strv_length (none->things), ==, 0);
  g_assert_true (g_strv_contains ((const char *const *) all->things, "again"));
  g_assert_false (g_strv_contains ((const char *const *) all->things, "email"));
  /* It changes nothing. */
  g_assert_null (tl_act_to_edit (stages, self->document, self->grid));
  /* Hardly moved, it is none; given up, neither. */
  g_assert_true (tl_tool_press (self->tool, TL_TOOL_BAND, NULL, FALSE, 0, 0, 8));
  g_assert_false (tl_tool_move (self->tool, 3, 3));
  g_assert_null (tl_tool_release (self->tool));
  g_assert_true (tl_tool_press (self->tool, TL_TOOL_BAND, NULL, FALSE, 0, 0, 8));
  g_assert_true (tl_tool_move (self->tool, 300, 300));
  tl_tool_cancel (self->tool);
  g_assert_null (tl_tool_release (self->tool));
}

static void
assert_no_overlap (Fixture *self)
{
  for (guint a = 0; a < self->grid->cells->len; a++)
    for (guint b = 0; b < a; b++)
      {
        const TlCell *first = &g_array_index (self->grid->cells, TlCell, a);
        const TlCell *other = &g_array_index (self->grid->cells, TlCell, b);

        g_assert_false (first->place.column == other->place.column && first->place.row == other->place.row);
      }
}

/* Several stages keep their places beside each other; who is in their way gives way. */
static void
test_move_many (Fixture *self, gconstpointer data)
{
  TlBox             order = box_of (self, "order"), support = box_of (self, "support");
  g_autoptr (TlAct) act = NULL;
  g_autoptr (TlAct) alone = NULL;
  g_autoptr (TlAct) back = NULL;

  choose (self, "support order email");
  act = drag_to (self, "order", order.x + order.width / 2, support.y + support.height / 2);
  g_assert_cmpuint (g_strv_length (act->things), ==, 2);
  apply (self, tl_act_to_edit (act, self->document, self->grid), "Move 2 stages");
  assert_place (self, "order", 1, 1);
  assert_place (self, "support", 2, 2);
  assert_place (self, "basket", 0, 0);
  assert_no_overlap (self);
  /* What is not among what is selected is dragged alone. */
  alone = drag_to (self, "basket", 9000, 0);
  g_assert_null (alone->things);
  /* By key: to the left past nothing, and what was in the way comes to the other side. */
  back = tl_act_step_many (self->document, self->grid, (const char *const[]) { "order", "support", NULL }, "support", -1, 0);
  apply (self, tl_act_to_edit (back, self->document, self->grid), "Move 2 stages");
  assert_place (self, "order", 0, 1);
  assert_place (self, "support", 1, 2);
  assert_no_overlap (self);
}

static void
test_swap_many (Fixture *self, gconstpointer data)
{
  const char *const both[] = { "basket", "order", NULL };
  g_autoptr (TlAct) down = tl_act_step (self->document, self->grid, "support", 0, -1);
  g_autoptr (TlAct) right = NULL;
  g_autoptr (TlAct) up = NULL;

  apply (self, tl_act_to_edit (down, self->document, self->grid), "Move stage");
  /* [basket order] support again → support [basket order] again */
  right = tl_act_step_many (self->document, self->grid, both, "basket", 1, 0);
  apply (self, tl_act_to_edit (right, self->document, self->grid), "Move 2 stages");
  assert_place (self, "support", 0, 0);
  assert_place (self, "basket", 1, 0);
  assert_place (self, "order", 2, 0);
  assert_place (self, "again", 3, 0);
  up = tl_act_step_many (self->document, self->grid, both, "basket", 0, -1);
  g_assert_null (up);
}

static void
test_place_many (Fixture *self, gconstpointer data)
{
  TlJourney        *journey = tl_document_get_journey (self->document);
  TlBox             parcel = box_of (self, "parcel");
  TlThing          *order = tl_journey_lookup (journey, "order");
  g_autoptr (TlAct) act = NULL;
  g_autoptr (TlAct) same = NULL;
  g_autoptr (TlAct) there = NULL;
  g_autoptr (TlAct) inside = NULL;

  choose (self, "email basketpage callcentre");
  act = drag_to (self, "email", parcel.x + 20, parcel.y + 1);
  apply (self, tl_act_to_edit (act, self->document, self->grid), "Move 3 touchpoints");
  g_assert_cmpuint (tl_thing_n (order, TL_KIND_TOUCHPOINT), ==, 4);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (order, TL_KIND_TOUCHPOINT, 0)), ==, "basketpage");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (order, TL_KIND_TOUCHPOINT, 1)), ==, "callcentre");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (order, TL_KIND_TOUCHPOINT, 2)), ==, "email");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (order, TL_KIND_TOUCHPOINT, 3)), ==, "parcel");
  /* There they stand already. */
  parcel = box_of (self, "parcel");
  same = drag_to (self, "callcentre", parcel.x + 20, parcel.y + 1);
  g_assert_null (tl_act_to_edit (same, self->document, self->grid));
  there = tl_act_move_to (self->document, self->grid, (const char *const[]) { "callcentre", NULL }, "again");
  apply (self, tl_act_to_edit (there, self->document, self->grid), "Move touchpoint");
  g_assert_cmpuint (tl_thing_n (tl_journey_lookup (journey, "again"), TL_KIND_TOUCHPOINT), ==, 1);
  g_assert_null (tl_act_move_to (self->document, self->grid, (const char *const[]) { "callcentre", NULL }, "fee"));
  inside = tl_act_move_to (self->document, self->grid, (const char *const[]) { "basket", "again", NULL }, "support");
  apply (self, tl_act_to_edit (inside, self->document, self->grid), "Move 2 stages");
  g_assert_cmpint (place_of (self, "basket").column, >, place_of (self, "support").column);
  assert_no_overlap (self);
}

static void
test_delete_many (Fixture *self, gconstpointer data)
{
  const char *const things[] = { "fee", "email", "support", "order-again", "free", "nothing", "fee", NULL };
  const char *const none[] = { "nothing", "neither", NULL };
  g_autofree char  *what = NULL;
  g_autofree char  *nothing = NULL;

  apply (self, tl_edits_delete_many (self->document, things, &what), "Delete 5 things");
  g_assert_nonnull (strstr (what, "1 stage"));
  g_assert_nonnull (strstr (what, "1 touchpoint"));
  g_assert_nonnull (strstr (what, "and with them"));
  g_assert_null (tl_edits_delete_many (self->document, none, &nothing));
  g_assert_null (nothing);
}

/* New stages get columns of their own; all others stand where they stood, but further on. */
static void
test_insert (Fixture *self, gconstpointer data)
{
  const TlPlace      places[] = { { 7, 0 }, { 8, 1 }, { 7, 2 } };
  g_autoptr (GArray) shifts = tl_grid_insert (self->grid, "basket", places, 3);
  g_autoptr (TlEdit) edit = tl_edit_new ("Insert");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < 3; i++)
    {
      static const char *const names[] = { "x", "y", "z" };

      tl_edit_create (edit, TL_KIND_STAGE, names[i], NULL, TL_EDIT_LAST);
      tl_edit_set (edit, names[i], TL_STAGE_TITLE, names[i]);
      g_ptr_array_add (ids, (gpointer) names[i]);
    }
  tl_edits_set_places (edit, self->grid, shifts, NULL, ids);
  apply (self, g_steal_pointer (&edit), "Insert");
  assert_place (self, "basket", 0, 0);
  assert_place (self, "x", 1, 0);
  assert_place (self, "y", 2, 1);
  assert_place (self, "z", 1, 2);
  assert_place (self, "order", 3, 0);
  assert_place (self, "support", 4, 1);
  assert_no_overlap (self);
}

/* At the edges the map moves on, faster the nearer; inside it stands still. */
static void
test_scroll (Fixture *self, gconstpointer data)
{
  double dx, dy, faster;

  g_assert_false (tl_tool_get_scroll (400, 300, 800, 600, &dx, &dy));
  g_assert_true (tl_tool_get_scroll (20, 300, 800, 600, &dx, &dy));
  g_assert_cmpfloat (dx, <, 0);
  g_assert_cmpfloat (dy, ==, 0);
  g_assert_true (tl_tool_get_scroll (2, 300, 800, 600, &faster, &dy));
  g_assert_cmpfloat (faster, <, dx);
  g_assert_true (tl_tool_get_scroll (900, 700, 800, 600, &dx, &dy));
  g_assert_cmpfloat (dx, >, 0);
  g_assert_cmpfloat (dy, >, 0);
  g_assert_true (tl_tool_get_scroll (9000, 300, 800, 600, &faster, &dy));
  g_assert_cmpfloat (faster, ==, dx);
}

/* Any group dragged anywhere: no two share a cell, and every drop can be taken back. */
static void
test_chance_many (Fixture *self, gconstpointer data)
{
  static const char *const stages[] = { "basket", "order", "support", "again" };
  GRand                   *random = g_rand_new_with_seed (20261122);

  for (int i = 0; i < 40; i++)
    {
      const char          *id = stages[g_rand_int_range (random, 0, 4)], *other = stages[g_rand_int_range (random, 0, 4)];
      g_autofree char     *ids = g_strjoin (" ", id, other, NULL);
      g_autoptr (TlAct)    act = NULL;
      g_autoptr (TlEdit)   edit = NULL;

      choose (self, ids);
      act = drag_to (self, id, g_rand_double_range (random, -200, tl_scene_get_width (self->scene) + 200),
                     g_rand_double_range (random, -200, tl_scene_get_height (self->scene) + 200));
      edit = act ? tl_act_to_edit (act, self->document, self->grid) : NULL;
      if (edit)
        apply (self, g_steal_pointer (&edit), g_str_equal (id, other) ? "Move stage" : "Move 2 stages");
      assert_no_overlap (self);
    }
  g_rand_free (random);
}

#define TEST(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("/tool/band", "tradeoffs.xml", test_band);
  TEST ("/tool/move/many", "tradeoffs.xml", test_move_many);
  TEST ("/tool/move/swap-many", "tradeoffs.xml", test_swap_many);
  TEST ("/tool/move/chance-many", "tradeoffs.xml", test_chance_many);
  TEST ("/tool/place/many", "tradeoffs.xml", test_place_many);
  TEST ("/tool/delete/many", "tradeoffs.xml", test_delete_many);
  TEST ("/tool/insert", "tradeoffs.xml", test_insert);
  TEST ("/tool/scroll", "tradeoffs.xml", test_scroll);
  return g_test_run ();
}
