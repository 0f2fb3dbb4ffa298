/* test-capture.c: what typing on the map comes to, without a display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-capture.h"
#include "tl-map.h"

typedef struct
{
  TlDocument *document;
  TlCapture  *capture;
} Fixture;

static TlJourney *
get_journey (Fixture *self)
{
  return tl_document_get_journey (self->document);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->document = tl_document_new ("journey", "Journey", &error);
  g_assert_no_error (error);
  self->capture = tl_capture_new (get_journey (self), NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tl_capture_free (self->capture);
  tl_document_discard (self->document);
  g_object_unref (self->document);
}

static void
begin_at (Fixture *self, const char *selected)
{
  tl_capture_free (self->capture);
  self->capture = tl_capture_new (get_journey (self), selected);
}

/* Types and presses, and makes what comes of it as the canvas does. */
static TlCaptureStep
type (Fixture *self, const char *text, TlCaptureKey key)
{
  g_autoptr (GError) error = NULL;
  TlCaptureStep      step;

  tl_capture_type (self->capture, text);
  step = tl_capture_press (self->capture, key);
  if (step == TL_CAPTURE_MAKES)
    {
      g_autoptr (TlScene)   scene = tl_map_layout (get_journey (self), NULL, &(TlMapOptions) { 0 });
      g_autoptr (TlGrid)    grid = tl_grid_new (get_journey (self), NULL, scene);
      const TlDraft        *draft = tl_capture_get_draft (self->capture);
      g_autoptr (TlDraft)   made = tl_draft_new (draft->kind, draft->parent, draft->after);
      g_autoptr (TlEdit)    edit = NULL;
      g_autofree char      *id = NULL;

      made->from = g_strdup (draft->from);
      tl_grid_next (grid, draft->after, &made->spot);
      edit = tl_draft_to_edit (made, self->document, grid, tl_capture_get_title (self->capture), &id);
      tl_document_apply (self->document, edit, &error);
      g_assert_no_error (error);
      tl_capture_made (self->capture, id);
    }
  return step;
}

static void
outline (GString *all, TlThing *thing, guint depth)
{
  static const TlKind kinds[] = { TL_KIND_STAGE, TL_KIND_TOUCHPOINT, TL_KIND_PAIN, TL_KIND_DELIGHT };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; tl_kind_get_info (kinds[k])->parent == tl_thing_get_kind (thing) && i < tl_thing_n (thing, kinds[k]);
         i++)
      {
        TlThing *child = tl_thing_nth (thing, kinds[k], i);

        g_string_append_printf (all, "%*s%s%s\n", (int) depth * 2, "",
                                kinds[k] == TL_KIND_PAIN ? "!" : kinds[k] == TL_KIND_DELIGHT ? "+" : "",
                                tl_thing_get_title (child));
        outline (all, child, depth + 1);
      }
}

static void
assert_outline (Fixture *self, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  outline (all, tl_journey_get_root (get_journey (self)), 0);
  g_assert_cmpstr (all->str, ==, expected);
}

static void
assert_ways (Fixture *self, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);
  TlThing            *root = tl_journey_get_root (get_journey (self));

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);

      g_string_append_printf (all, "%s>%s;", tl_thing_get_text (way, TL_TRANSITION_FROM),
                              tl_thing_get_text (way, TL_TRANSITION_TO));
    }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_levels (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_STAGE);
  g_assert_cmpint (type (self, "", TL_CAPTURE_IN), ==, TL_CAPTURE_STAYS); /* there is nothing to go into */
  g_assert_cmpint (type (self, "One", TL_CAPTURE_ENTER), ==, TL_CAPTURE_MAKES);
  g_assert_cmpint (type (self, "Two", TL_CAPTURE_IN), ==, TL_CAPTURE_MAKES);
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_TOUCHPOINT);
  type (self, "3D Secure", TL_CAPTURE_ENTER);
  type (self, "Shop", TL_CAPTURE_IN);
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_PAIN);
  type (self, "Slow", TL_CAPTURE_ENTER);
  type (self, "Far", TL_CAPTURE_OUT);
  type (self, "Post", TL_CAPTURE_OUT);
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_STAGE);
  type (self, "Three", TL_CAPTURE_IN);
  type (self, "Mail", TL_CAPTURE_STAGE);
  g_assert_cmpint (type (self, "Four", TL_CAPTURE_ENTER), ==, TL_CAPTURE_MAKES);
  g_assert_cmpint (type (self, "", TL_CAPTURE_ENTER), ==, TL_CAPTURE_ENDS);
  assert_outline (self, "One\n"
                        "Two\n"
                        "  3D Secure\n"
                        "  Shop\n"
                        "    !Slow\n"
                        "    !Far\n"
                        "  Post\n"
                        "Three\n"
                        "  Mail\n"
                        "Four\n");
  assert_ways (self, "One>Two;Two>Three;Three>Four;");
}

/* While nothing is typed, Tab and Shift+Tab change what it will be. */
static void
test_turn (Fixture *self, gconstpointer data)
{
  type (self, "One", TL_CAPTURE_ENTER);
  g_assert_cmpint (type (self, "", TL_CAPTURE_OUT), ==, TL_CAPTURE_STAYS);
  g_assert_cmpint (type (self, "", TL_CAPTURE_IN), ==, TL_CAPTURE_TURNS);
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_TOUCHPOINT);
  g_assert_cmpint (type (self, "", TL_CAPTURE_IN), ==, TL_CAPTURE_STAYS); /* it has no touchpoint yet */
  g_assert_false (tl_capture_can_go (self->capture, TL_CAPTURE_IN));
  g_assert_cmpint (type (self, "", TL_CAPTURE_OUT), ==, TL_CAPTURE_TURNS);
  g_assert_cmpint (type (self, "  ", TL_CAPTURE_IN), ==, TL_CAPTURE_TURNS); /* blanks are nothing */
  type (self, "Shop", TL_CAPTURE_ENTER);
  g_assert_cmpint (type (self, "", TL_CAPTURE_IN), ==, TL_CAPTURE_TURNS);
  g_assert_cmpstr (tl_capture_get_draft (self->capture)->parent, ==, "Shop");
  type (self, "Slow", TL_CAPTURE_ENTER);
  g_assert_cmpint (type (self, "", TL_CAPTURE_IN), ==, TL_CAPTURE_STAYS);
  g_assert_cmpint (type (self, "", TL_CAPTURE_OUT), ==, TL_CAPTURE_TURNS);
  g_assert_cmpstr (tl_capture_get_draft (self->capture)->after, ==, "Shop");
  g_assert_cmpint (type (self, "", TL_CAPTURE_STAGE), ==, TL_CAPTURE_TURNS);
  g_assert_cmpstr (tl_capture_get_draft (self->capture)->from, ==, "One");
  g_assert_cmpint (type (self, "lost", TL_CAPTURE_LEAVE), ==, TL_CAPTURE_ENDS);
  assert_outline (self, "One\n  Shop\n    !Slow\n");
}

static void
test_marks (Fixture *self, gconstpointer data)
{
  /* There is nothing that a pain could be of: it is a title like another. */
  type (self, "!", TL_CAPTURE_ENTER);
  assert_outline (self, "!\n");
  type (self, "Basket", TL_CAPTURE_IN);
  type (self, "Page", TL_CAPTURE_ENTER);
  g_assert_true (tl_capture_type (self->capture, "!"));
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_PAIN);
  g_assert_false (tl_capture_type (self->capture, "!S"));
  g_assert_true (tl_capture_type (self->capture, ""));
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_TOUCHPOINT);
  type (self, "!Slow", TL_CAPTURE_ENTER);
  type (self, " + Kind", TL_CAPTURE_ENTER);
  type (self, "++1 button", TL_CAPTURE_ENTER);
  type (self, "!Odd", TL_CAPTURE_IN);
  type (self, "Odder", TL_CAPTURE_ENTER);
  type (self, "+Bright", TL_CAPTURE_ENTER);
  type (self, "Oddest", TL_CAPTURE_STAGE);
  /* At a stage without a touchpoint, one is made that is called like it. */
  type (self, "Pay", TL_CAPTURE_ENTER);
  type (self, "!Refused", TL_CAPTURE_ENTER);
  type (self, "Done", TL_CAPTURE_ENTER);
  assert_outline (self, "!\n"
                        "Basket\n"
                        "  Page\n"
                        "    !Slow\n"
                        "    + Kind\n"
                        "  +1 button\n"
                        "    !Odd\n"
                        "    !Odder\n"
                        "    !Oddest\n"
                        "    +Bright\n"
                        "Pay\n"
                        "  Pay\n"
                        "    !Refused\n"
                        "Done\n");
}

/* Where one begins goes by what is selected. */
static void
test_begin (Fixture *self, gconstpointer data)
{
  type (self, "One", TL_CAPTURE_IN);
  type (self, "Shop", TL_CAPTURE_IN);
  type (self, "Slow", TL_CAPTURE_ENTER);
  type (self, "+Kind", TL_CAPTURE_OUT);
  type (self, "Post", TL_CAPTURE_OUT);
  begin_at (self, "Slow");
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_PAIN);
  g_assert_cmpstr (tl_capture_get_draft (self->capture)->after, ==, "Slow");
  begin_at (self, "Kind");
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_DELIGHT);
  begin_at (self, "Shop");
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_TOUCHPOINT);
  type (self, "Between", TL_CAPTURE_OUT);
  type (self, "Two", TL_CAPTURE_ENTER);
  begin_at (self, NULL);
  g_assert_cmpint (tl_capture_get_draft (self->capture)->kind, ==, TL_KIND_STAGE);
  g_assert_null (tl_capture_get_draft (self->capture)->from);
  begin_at (self, "nothing of that name");
  type (self, "!Late", TL_CAPTURE_ENTER);
  assert_outline (self, "One\n"
                        "  Shop\n"
                        "    !Slow\n"
                        "    +Kind\n"
                        "  Between\n"
                        "  Post\n"
                        "Two\n"
                        "  Two\n"
                        "    !Late\n");
}

/* What one is at may go while one types: undo, or another hand. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  type (self, "One", TL_CAPTURE_IN);
  type (self, "Shop", TL_CAPTURE_IN);
  tl_capture_type (self->capture, "Slo");
  while (tl_document_undo (self->document, NULL))
    ;
  type (self, "Slow", TL_CAPTURE_ENTER);
  assert_outline (self, "Slow\n");
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("/capture/levels", test_levels);
  TEST ("/capture/turn", test_turn);
  TEST ("/capture/marks", test_marks);
  TEST ("/capture/begin", test_begin);
  TEST ("/capture/gone", test_gone);
  return g_test_run ();
}
