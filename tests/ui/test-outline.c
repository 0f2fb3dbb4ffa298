/* test-outline.c: the journey as a tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-open.h"
#include "tl-outline-edits.h"
#include "tl-outline-split.h"
#include "ui-fixture.h"

typedef struct
{
  TlSession     *session;
  TlOutlineTree *tree;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char       *path = ui_case (data);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_DEFAULT, NULL, &error);

  g_assert_no_error (error);
  self->session = tl_session_new (document);
  self->tree = tl_outline_tree_new ();
  tl_outline_tree_set_session (self->tree, self->session);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer watched = self->session;

  g_assert_finalize_object (self->tree);
  /* Its figures may still be worked out. */
  g_object_add_weak_pointer (watched, &watched);
  g_object_unref (self->session);
  ui_wait_until (is_gone, &watched);
}

static guint
find (TlOutlineTree *tree, const char *id)
{
  guint n = G_MAXUINT;

  g_assert_true (tl_outline_tree_find (tree, id, &n));
  return n;
}

static gboolean
is_shown (TlOutlineTree *tree, const char *id)
{
  guint n;

  return tl_outline_tree_find (tree, id, &n);
}

static void
note_change (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  *(guint *) data += removed + added;
}

/* Stages along the journey, what stands in them, and where they lead. */
static void
test_tree (Fixture *self, gconstpointer data)
{
  guint basket = find (self->tree, "basket"), page = find (self->tree, "basketpage"), fee = find (self->tree, "fee");
  guint parent;

  g_assert_cmpuint (basket, ==, 0);
  g_assert_cmpuint (page, ==, 1);
  g_assert_cmpuint (fee, ==, 2);
  g_assert_cmpuint (tl_outline_tree_nth (self->tree, fee)->depth, ==, 2);
  g_assert_cmpint (tl_outline_tree_nth (self->tree, 3)->kind, ==, TL_KIND_TRANSITION);
  g_assert_true (tl_outline_tree_find_parent (self->tree, fee, &parent));
  g_assert_cmpuint (parent, ==, page);
  g_assert_false (tl_outline_tree_find_parent (self->tree, basket, &parent));
  g_assert_cmpuint (find (self->tree, "again"), >, find (self->tree, "basket"));
}

static void
test_fold (Fixture *self, gconstpointer data)
{
  guint changed = 0, n;

  g_signal_connect (self->tree, "items-changed", G_CALLBACK (note_change), &changed);
  tl_outline_tree_unfold (self->tree, "basket", FALSE);
  g_assert_cmpuint (changed, ==, 3);
  g_assert_false (is_shown (self->tree, "fee"));
  g_assert_true (tl_outline_tree_reveal (self->tree, "fee", &n));
  g_assert_cmpstr (tl_outline_tree_nth (self->tree, n)->id, ==, "fee");
  g_assert_false (tl_outline_tree_reveal (self->tree, "nothing", &n));
  tl_outline_tree_unfold_all (self->tree, FALSE);
  g_assert_false (is_shown (self->tree, "basketpage"));
  tl_outline_tree_unfold_all (self->tree, TRUE);
  g_assert_true (is_shown (self->tree, "fee"));
  g_assert_true (tl_outline_tree_find_words (self->tree, "DELIV", 0, &n));
  g_assert_cmpstr (tl_outline_tree_nth (self->tree, n)->id, ==, "fee");
  g_assert_false (tl_outline_tree_find_words (self->tree, "no such words", 0, &n));
}

static void
apply (Fixture *self, TlEdit *edit)
{
  g_autoptr (TlEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  g_assert_true (tl_session_apply (self->session, edit, &error));
  g_assert_no_error (error);
  tl_outline_tree_update (self->tree);
}

static const char *
parent_of (Fixture *self, const char *id)
{
  return tl_thing_get_id (tl_thing_get_parent (tl_journey_lookup (tl_session_get_journey (self->session), id)));
}

static void
test_move (Fixture *self, gconstpointer data)
{
  TlGrid *grid = tl_outline_tree_get_grid (self->tree);

  /* Beyond its stage, into the next, and back to where it was. */
  apply (self, tl_outline_edit_move (self->session, grid, "basketpage", 1));
  g_assert_cmpstr (parent_of (self, "basketpage"), !=, "basket");
  apply (self, tl_outline_edit_move (self->session, tl_outline_tree_get_grid (self->tree), "basketpage", -1));
  g_assert_cmpstr (parent_of (self, "basketpage"), ==, "basket");
  g_assert_null (tl_outline_edit_move (self->session, tl_outline_tree_get_grid (self->tree), "basketpage", -1));
  g_assert_null (tl_outline_edit_move (self->session, tl_outline_tree_get_grid (self->tree), "basket", -1));
  apply (self, tl_outline_edit_move (self->session, tl_outline_tree_get_grid (self->tree), "basket", 1));
  g_assert_cmpuint (find (self->tree, "basket"), >, 0);
}

/* A thing becomes one of another kind where nothing is lost by it, and is left alone where something would be. */
static void
test_turn (Fixture *self, gconstpointer data)
{
  g_autoptr (TlTurn)  turn = NULL;
  g_autoptr (TlTurn)  back = NULL;
  g_autoptr (TlDraft) draft = tl_outline_draft_inside (self->session, "basketpage");
  g_autoptr (GError)  error = NULL;
  g_autofree char    *id = NULL;
  g_autofree char    *as_delight = NULL;
  g_autofree char    *none = NULL;
  TlThing            *thing;

  apply (self, tl_outline_draft_to_edit (draft, self->session, tl_outline_tree_get_grid (self->tree), "No parking", &id));
  turn = tl_outline_turn_find (self->session, tl_outline_tree_get_grid (self->tree), id, TL_TURN_OTHER);
  apply (self, tl_outline_turn_to_edit (turn, self->session, tl_outline_tree_get_grid (self->tree), id, &as_delight, &error));
  g_assert_no_error (error);
  thing = tl_journey_lookup (tl_session_get_journey (self->session), as_delight);
  g_assert_cmpint (tl_thing_get_kind (thing), ==, TL_KIND_DELIGHT);
  g_assert_cmpstr (tl_thing_get_title (thing), ==, "No parking");
  g_assert_null (strcmp (id, as_delight) == 0 ? NULL : tl_journey_lookup (tl_session_get_journey (self->session), id));
  g_assert_true (tl_session_undo (self->session));
  g_assert_true (tl_session_undo (self->session));
  back = tl_outline_turn_find (self->session, tl_outline_tree_get_grid (self->tree), "fee", TL_TURN_OTHER);
  g_assert_null (tl_outline_turn_to_edit (back, self->session, tl_outline_tree_get_grid (self->tree), "fee", &none, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_null (tl_outline_turn_find (self->session, tl_outline_tree_get_grid (self->tree), "basket", TL_TURN_OUT));
}

/* A large journey is there at once, and an edit tells of no more rows than it changes. */
static void
test_large (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEdit) many = tl_edit_new ("Many");
  guint              changed = 0;
  double             seconds;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *stage = g_strdup_printf ("s%u", i);
      g_autofree char *column = g_strdup_printf ("%u", i % 40);

      tl_edit_create (many, TL_KIND_STAGE, stage, NULL, TL_EDIT_LAST);
      tl_edit_set (many, stage, TL_STAGE_TITLE, stage);
      tl_edit_set (many, stage, TL_STAGE_COLUMN, column);
      for (guint k = 0; k < 5; k++)
        {
          g_autofree char *touchpoint = g_strdup_printf ("s%u-%u", i, k);

          tl_edit_create (many, TL_KIND_TOUCHPOINT, touchpoint, stage, TL_EDIT_LAST);
          tl_edit_set (many, touchpoint, TL_TOUCHPOINT_TITLE, touchpoint);
        }
    }
  apply (self, g_steal_pointer (&many));
  g_test_timer_start ();
  tl_outline_tree_unfold_all (self->tree, TRUE);
  seconds = g_test_timer_elapsed ();
  g_test_message ("%u rows in %.1f ms", g_list_model_get_n_items (G_LIST_MODEL (self->tree)), seconds * 1000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->tree)), >, 2400);
  g_signal_connect (self->tree, "items-changed", G_CALLBACK (note_change), &changed);
  many = tl_edit_new ("One");
  tl_edit_delete (many, "s300-3");
  apply (self, g_steal_pointer (&many));
  g_assert_cmpuint (changed, ==, 1);
}

static TlOutline *
get_outline (UiFixture *self)
{
  return TL_OUTLINE (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_OUTLINE));
}

static gboolean
act (TlOutline *outline, const char *action)
{
  gboolean done = gtk_widget_activate_action (GTK_WIDGET (outline), action, NULL);

  ui_settle ();
  return done;
}

static gboolean
has_entry (gpointer data)
{
  return ui_find_type (data, GTK_TYPE_ENTRY) != NULL;
}

static void
write_in (TlOutline *outline, const char *text, const char *next)
{
  GtkWidget *entry;

  ui_wait_until (has_entry, outline);
  entry = ui_find_type (GTK_WIDGET (outline), GTK_TYPE_ENTRY);
  if (entry == NULL)
    g_test_message ("There is nowhere to write “%s”; typing: %d", text, tl_outline_is_typing (outline));
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_assert_true (gtk_widget_activate_action (entry, "entry.next", "s", next));
  ui_settle ();
}

/* In the window: shown and hidden by its action; written in, it stays in step with what is selected, and undo takes back
 * each act. */
static void
test_window (UiFixture *self, gconstpointer data)
{
  TlSession *session = tl_window_get_session (self->window);
  TlJourney *journey = tl_session_get_journey (session);
  TlOutline *outline = get_outline (self);
  guint      n_stages = tl_journey_n (journey, TL_KIND_STAGE), n_pains = tl_journey_n (journey, TL_KIND_PAIN);

  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (outline)));
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "outline", g_variant_new_boolean (TRUE));
  ui_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (outline)));
  tl_session_select (session, "basket");
  ui_settle ();
  g_assert_true (act (outline, "outline.add-after"));
  g_assert_true (tl_outline_is_typing (outline));
  write_in (outline, "Queue", "in");
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_STAGE), ==, n_stages + 1);
  write_in (outline, "Doorman", "in");
  write_in (outline, "He is rude", "after");
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_PAIN), ==, n_pains + 1);
  /* Nothing written is nothing made. */
  write_in (outline, "", "after");
  g_assert_false (tl_outline_is_typing (outline));
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_PAIN), ==, n_pains + 1);
  g_assert_cmpstr (tl_thing_get_title (tl_session_get_thing (session)), ==, "He is rude");
  g_assert_true (act (outline, "outline.rename"));
  write_in (outline, "He is very rude", "");
  g_assert_cmpstr (tl_thing_get_title (tl_session_get_thing (session)), ==, "He is very rude");
  g_assert_true (act (outline, "outline.delete"));
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_PAIN), ==, n_pains);
  for (guint i = 0; i < 5; i++)
    g_assert_true (tl_session_undo (session));
  ui_settle ();
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_STAGE), ==, n_stages);
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "outline", g_variant_new_boolean (FALSE));
  ui_settle ();
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (outline)));
}

/* A share is written into the row of its transition; what is no share stays to be mended. */
static void
test_share (UiFixture *self, gconstpointer data)
{
  TlSession *session = tl_window_get_session (self->window);
  TlOutline *outline = get_outline (self);
  TlThing   *way = tl_thing_nth (tl_journey_get_root (tl_session_get_journey (session)), TL_KIND_TRANSITION, 0);
  g_autofree char *shown = NULL;

  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "outline", g_variant_new_boolean (TRUE));
  ui_settle ();
  tl_session_select (session, tl_thing_get_id (way));
  ui_settle ();
  g_assert_true (act (outline, "outline.rename"));
  write_in (outline, "a lot", "");
  g_assert_true (tl_outline_is_typing (outline));
  write_in (outline, "2,300 of 5,000", "");
  g_assert_false (tl_outline_is_typing (outline));
  shown = tl_thing_format (way, TL_TRANSITION_SHARE);
  g_assert_cmpstr (shown, ==, "2300/5000");
  g_assert_true (tl_session_undo (session));
}

#define TREE_TEST(path, function) g_test_add (path, Fixture, "tradeoffs.xml", set_up, function, tear_down)

/* A touchpoint's feeling and channel by the keys of the map; what is parked has a branch; a draft goes when the focus
 * does, with no row pulled from under it. */
static void
test_more (UiFixture *self, gconstpointer data)
{
  TlSession         *session = tl_window_get_session (self->window);
  TlJourney         *journey = tl_session_get_journey (session);
  TlOutline         *outline = get_outline (self);
  TlThing           *page = tl_journey_lookup (journey, "basketpage");
  guint              n_stages = tl_journey_n (journey, TL_KIND_STAGE);
  g_autoptr (TlEdit) edit = tl_edit_new ("Park");

  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "outline", g_variant_new_boolean (TRUE));
  ui_settle ();
  tl_session_select (session, "basketpage");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (outline), "outline.feel", "i", 2));
  g_assert_cmpfloat (tl_thing_get_number (page, TL_TOUCHPOINT_EMOTION), ==, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (outline), "outline.channel", "s", "phone"));
  g_assert_cmpstr (tl_thing_get_text (page, TL_TOUCHPOINT_CHANNEL), ==, "phone");
  gtk_widget_activate_action (GTK_WIDGET (outline), "outline.select-key", "s", "support");
  g_assert_true (act (outline, "outline.add-after"));
  gtk_editable_set_text (GTK_EDITABLE (ui_find_type (GTK_WIDGET (outline), GTK_TYPE_ENTRY)), "Wait");
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  ui_settle ();
  g_assert_false (tl_outline_is_typing (outline));
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_STAGE), ==, n_stages + 1);
  tl_edit_create (edit, TL_KIND_PARKED, "later", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "later", TL_PARKED_TITLE, "Ask legal");
  g_assert_true (tl_session_apply (session, edit, NULL));
  tl_session_select (session, "later");
  ui_settle ();
  g_assert_nonnull (ui_find_label (GTK_WIDGET (outline), "Parking Lot"));
  g_assert_nonnull (ui_find_label (GTK_WIDGET (outline), "Ask legal"));
  while (tl_session_undo (session))
    ;
  ui_settle ();
}

int
main (int argc, char *argv[])
{
  ui_test_init (argc, argv);
  TREE_TEST ("/ui/outline/tree", test_tree);
  TREE_TEST ("/ui/outline/fold", test_fold);
  TREE_TEST ("/ui/outline/move", test_move);
  TREE_TEST ("/ui/outline/turn", test_turn);
  TREE_TEST ("/ui/outline/large", test_large);
  UI_TEST ("/ui/outline/window", "tradeoffs.xml", test_window);
  UI_TEST ("/ui/outline/share", "tradeoffs.xml", test_share);
  UI_TEST ("/ui/outline/more", "tradeoffs.xml", test_more);
  return g_test_run ();
}
