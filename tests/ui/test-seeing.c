/* test-seeing.c: what helps to see the map: strips, search, overview, problems, zoom, what stands out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-canvas-leaf.h"
#include "tl-canvas-view.h"
#include "tl-evidence.h"
#include "tl-find.h"
#include "tl-map-page.h"
#include "tl-overview.h"
#include "tl-problems.h"
#include "tl-strips.h"
#include "ui-fixture.h"

static TlSession *
session_of (UiFixture *self)
{
  return tl_window_get_session (self->window);
}

static GtkWidget *
find (UiFixture *self, GType type)
{
  GtkWidget *widget = ui_find_type (GTK_WIDGET (self->window), type);

  g_assert_nonnull (widget);
  return widget;
}

static TlCanvas *
canvas_of (UiFixture *self)
{
  return TL_CANVAS (find (self, TL_TYPE_CANVAS));
}

static void
act (UiFixture *self, const char *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), name, NULL);
  ui_settle ();
}

static gboolean
draws (TlCanvas *canvas, TlRole role)
{
  TlScene *scene = tl_canvas_get_scene (canvas);

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    if (tl_scene_get_group (scene, i)->role == role)
      return TRUE;
  return FALSE;
}

static double
top_of (TlCanvas *canvas, TlRole role)
{
  TlScene *scene = tl_canvas_get_scene (canvas);

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    if (tl_scene_get_group (scene, i)->role == role)
      return tl_scene_get_group (scene, i)->bounds.y;
  g_assert_not_reached ();
}

static GtkWidget *
nth_of_type (GtkWidget *widget, GType type, guint *n)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = nth_of_type (child, type, n);
  return found;
}

static GtkWidget *
nth (GtkWidget *widget, GType type, guint n)
{
  GtkWidget *found = nth_of_type (widget, type, &n);

  g_assert_nonnull (found);
  return found;
}

/* The window's view popover is made with the page, seen or not. */
static void
test_strips (UiFixture *self, gconstpointer data)
{
  TlCanvas  *canvas = canvas_of (self);
  GtkWidget *strips = find (self, TL_TYPE_STRIPS);
  TlThing   *root = tl_journey_get_root (tl_session_get_journey (session_of (self)));
  TlMapStrip order[TL_MAP_N_STRIPS];

  g_assert_true (draws (canvas, TL_ROLE_STAKE));
  g_assert_true (draws (canvas, TL_ROLE_FIX));
  g_assert_cmpfloat (top_of (canvas, TL_ROLE_STAKE), <, top_of (canvas, TL_ROLE_FIX));
  g_assert_cmpuint (tl_strips_read (tl_session_get_journey (session_of (self)), order), ==, 15);

  /* Hidden, and back. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (nth (strips, GTK_TYPE_CHECK_BUTTON, 2)), FALSE);
  g_assert_cmpstr (tl_thing_get_text (root, TL_JOURNEY_STRIPS), ==, "feeling voice fixes");
  g_assert_false (draws (canvas, TL_ROLE_STAKE));
  g_assert_true (tl_session_undo (session_of (self)));
  g_assert_null (tl_thing_get_text (root, TL_JOURNEY_STRIPS));
  g_assert_true (draws (canvas, TL_ROLE_STAKE));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (nth (strips, GTK_TYPE_CHECK_BUTTON, 2))));

  /* The fixes above what is at stake. */
  g_signal_emit_by_name (nth (strips, GTK_TYPE_BUTTON, 6), "clicked"); /* up, of the fourth */
  g_assert_cmpstr (tl_thing_get_text (root, TL_JOURNEY_STRIPS), ==, "feeling voice fixes stake");
  g_assert_cmpfloat (top_of (canvas, TL_ROLE_FIX), <, top_of (canvas, TL_ROLE_STAKE));

  /* None at all; the rows may change places as their strips go. */
  for (guint i = 0; i < 2 * TL_MAP_N_STRIPS; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (nth (strips, GTK_TYPE_CHECK_BUTTON, i % TL_MAP_N_STRIPS)), FALSE);
  g_assert_cmpstr (tl_thing_get_text (root, TL_JOURNEY_STRIPS), ==, "none");
  g_assert_false (draws (canvas, TL_ROLE_FIX));
  g_assert_cmpuint (tl_strips_read (tl_session_get_journey (session_of (self)), order), ==, 0);
  while (tl_session_undo (session_of (self)))
    ;
  g_assert_null (tl_thing_get_text (root, TL_JOURNEY_STRIPS));
}

static gboolean
has_found (gpointer data)
{
  return tl_canvas_get_ring (data) != NULL;
}

static void
look_for (UiFixture *self, const char *words)
{
  tl_canvas_set_ring (canvas_of (self), NULL);
  gtk_editable_set_text (GTK_EDITABLE (nth (find (self, TL_TYPE_FIND), GTK_TYPE_SEARCH_ENTRY, 0)), words);
  ui_wait_until (has_found, canvas_of (self));
  ui_settle ();
}

static void
assert_count (UiFixture *self, const char *text)
{
  if (ui_find_label (find (self, TL_TYPE_FIND), text) == NULL)
    g_error ("nothing says “%s”", text);
}

static void
test_find (UiFixture *self, gconstpointer data)
{
  TlCanvas  *canvas = canvas_of (self);
  TlFind    *search = TL_FIND (find (self, TL_TYPE_FIND));
  GtkWidget *leaf = tl_canvas_get_leaf (canvas, "basket");

  gtk_widget_grab_focus (leaf);
  g_assert_false (tl_find_is_open (search));
  act (self, "find");
  g_assert_true (tl_find_is_open (search));

  /* Titles of a stage and a touchpoint, small letters or not. */
  look_for (self, "BASKET");
  assert_count (self, "1 of 2");
  g_assert_cmpstr (tl_canvas_get_ring (canvas), ==, "basket");
  g_assert_cmpstr (tl_session_get_selected (session_of (self)), ==, "basket");
  act (self, "find-next");
  assert_count (self, "2 of 2");
  g_assert_cmpstr (tl_canvas_get_ring (canvas), ==, "basketpage");
  act (self, "find-next");
  assert_count (self, "1 of 2");
  act (self, "find-previous");
  assert_count (self, "2 of 2");

  /* A fix that is in its strip is shown there. */
  look_for (self, "tracking");
  g_assert_cmpstr (tl_session_get_selected (session_of (self)), ==, "tracking");

  /* Nothing. */
  gtk_editable_set_text (GTK_EDITABLE (nth (GTK_WIDGET (search), GTK_TYPE_SEARCH_ENTRY, 0)), "xyzzy");
  for (int i = 0; i < 4; i++)
    ui_settle ();
  assert_count (self, "Nothing found");
  g_assert_null (tl_canvas_get_ring (canvas));

  look_for (self, "basket page");
  tl_find_close (search);
  g_assert_false (tl_find_is_open (search));
  g_assert_null (tl_canvas_get_ring (canvas));
  g_assert_true (gtk_widget_is_focus (tl_canvas_get_leaf (canvas, "basketpage")));
}

/* Notes, and what customers said, which leads to its touchpoint. */
static void
test_find_words (UiFixture *self, gconstpointer data)
{
  TlSession           *session = session_of (self);
  g_autoptr (TlEdit)   edit = tl_edit_new ("notes");
  g_autoptr (TlEdit)   import = tl_edit_new ("records");
  g_autoptr (GError)   error = NULL;
  g_autoptr (TlBatch)  batch = NULL;
  TlCanvas            *canvas = canvas_of (self);

  tl_edit_set (edit, "late", TL_PAIN_NOTE, "The courier’s café contract ends in May.");
  tl_edit_create (edit, TL_KIND_SOURCE, "survey", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "survey", TL_SOURCE_TITLE, "Survey");
  g_assert_true (tl_session_apply (session, edit, NULL));
  batch = tl_batch_new (tl_session_get_document (session), import, FALSE, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 900; i++)
    {
      g_autofree char     *id = g_strdup_printf ("r%d", i);
      g_autoptr (TlRecord) record = tl_record_new (id);

      tl_record_set (record, TL_EVIDENCE_SOURCE, "survey", NULL);
      tl_record_set (record, TL_EVIDENCE_TEXT, i % 2 ? "the voucher did not work" : "all was well", NULL);
      /* The last steps have something to find, too. */
      tl_record_set (record, TL_EVIDENCE_TOUCHPOINT, i > 880 ? "email" : "callcentre", NULL);
      g_assert_true (tl_batch_add (batch, record, &error));
    }
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);

  act (self, "find");
  look_for (self, "cafe");
  assert_count (self, "1 of 1");
  g_assert_cmpstr (tl_canvas_get_ring (canvas), ==, "late");
  look_for (self, "vouch");
  assert_count (self, "1 of 2");
  g_assert_cmpstr (tl_canvas_get_ring (canvas), ==, "callcentre");
  assert_count (self, "440 records say so");
  act (self, "find-next");
  assert_count (self, "2 of 2");
  g_assert_cmpstr (tl_canvas_get_ring (canvas), ==, "email");
  assert_count (self, "10 records say so");
}

static void
test_overview (UiFixture *self, gconstpointer data)
{
  TlCanvas         *canvas = canvas_of (self);
  TlOverview       *overview = TL_OVERVIEW (find (self, TL_TYPE_OVERVIEW));
  const TlViewport *view = tl_canvas_get_view (canvas);
  double            x;

  tl_canvas_fit (canvas);
  ui_settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (overview)));
  tl_canvas_zoom_to (canvas, 2);
  ui_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (overview)));
  tl_canvas_look_at (canvas, view->left + view->width * 0.75, view->top + view->height / 2);
  x = view->x + view->view_width / view->scale / 2;
  g_assert_cmpfloat_with_epsilon (x, view->left + view->width * 0.75, 1);
  g_object_set (find (self, TL_TYPE_MAP_PAGE), "overview", FALSE, NULL);
  ui_settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (overview)));
  g_object_set (find (self, TL_TYPE_MAP_PAGE), "overview", TRUE, NULL);
}

static void
test_zoom (UiFixture *self, gconstpointer data)
{
  TlCanvas         *canvas = canvas_of (self);
  const TlViewport *view = tl_canvas_get_view (canvas);
  TlBox             box;

  g_action_group_activate_action (G_ACTION_GROUP (self->window), "zoom-to", g_variant_new_double (2));
  g_assert_cmpfloat_with_epsilon (tl_canvas_get_scale (canvas), 2, 1e-6);
  act (self, "zoom-width");
  g_assert_cmpfloat (view->width * view->scale, <=, view->view_width);
  g_assert_cmpfloat (view->width * view->scale, >, view->view_width * 0.8);
  /* Nothing is selected: nothing happens. */
  act (self, "zoom-selection");
  g_assert_cmpfloat (view->width * view->scale, <=, view->view_width);
  tl_session_select (session_of (self), "support");
  act (self, "zoom-selection");
  g_assert_true (tl_canvas_get_box (canvas, "support", &box));
  g_assert_cmpfloat (box.x, >=, view->x);
  g_assert_cmpfloat (box.y, >=, view->y);
  g_assert_cmpfloat (box.x + box.width, <=, view->x + view->view_width / view->scale);
  g_assert_cmpfloat (tl_canvas_get_scale (canvas), >, 1);
}

static gboolean
is_faint (gpointer data)
{
  return gtk_widget_get_opacity (data) < 0.99;
}

static gboolean
is_full (gpointer data)
{
  return gtk_widget_get_opacity (data) > 0.99;
}

/* A stage that is selected, its paths and their ends stand out. */
static void
test_highlight (UiFixture *self, gconstpointer data)
{
  TlCanvas   *canvas = canvas_of (self);
  GtkWidget  *basket = tl_canvas_get_leaf (canvas, "basket");
  GtkWidget  *order = tl_canvas_get_leaf (canvas, "order");
  GtkWidget  *again = tl_canvas_get_leaf (canvas, "again");
  GtkWidget  *support = tl_canvas_get_leaf (canvas, "support");

  tl_session_select (session_of (self), "basket");
  ui_wait_until (is_faint, again);
  ui_wait_until (is_faint, support);
  g_assert_true (is_full (basket) && is_full (order));
  /* Off when it is not wanted. */
  g_object_set (find (self, TL_TYPE_MAP_PAGE), "highlight", FALSE, NULL);
  ui_wait_until (is_full, again);
  g_object_set (find (self, TL_TYPE_MAP_PAGE), "highlight", TRUE, NULL);
  ui_wait_until (is_faint, again);
  /* A redrawn map looks as it did. */
  tl_session_refresh (session_of (self));
  ui_settle ();
  g_assert_true (is_faint (tl_canvas_get_leaf (canvas, "again")));
  tl_session_select (session_of (self), NULL);
  ui_wait_until (is_full, again);
  /* A touchpoint is part of its stage; it asks for nothing. */
  tl_session_select (session_of (self), "email");
  ui_settle ();
  g_assert_true (is_full (again));
}

/* What drives a pain, and what else it drives. */
static void
test_highlight_cause (UiFixture *self, gconstpointer data)
{
  TlCanvas             *canvas = canvas_of (self);
  TlJourney            *journey = tl_session_get_journey (session_of (self));
  g_autoptr (GPtrArray) becauses = tl_journey_collect (journey, TL_KIND_BECAUSE);
  TlThing              *because = becauses->pdata[0];
  TlThing              *pain = tl_thing_get_parent (because);
  TlThing              *stage = tl_thing_get_parent (tl_thing_get_parent (pain));

  tl_session_select (session_of (self), tl_thing_get_text (because, TL_BECAUSE_CAUSE));
  for (int i = 0; i < 4; i++)
    ui_settle ();
  g_assert_true (is_full (tl_canvas_get_leaf (canvas, tl_thing_get_id (pain))));
  g_assert_true (is_full (tl_canvas_get_leaf (canvas, tl_thing_get_id (stage))));
}

/* The one list; the marks on the map have another, for one card at a time. */
static TlProblemList *
list_of (UiFixture *self)
{
  return TL_PROBLEM_LIST (nth (GTK_WIDGET (self->window), TL_TYPE_PROBLEM_LIST, 1));
}

static gboolean
has_figures (gpointer data)
{
  return tl_session_get_figures (data) != NULL;
}

static gboolean
are_unknown (gpointer data)
{
  TlFigures *figures = tl_session_get_figures (data);

  return figures && !tl_figures_are_known (figures);
}

static gboolean
are_known (gpointer data)
{
  TlFigures *figures = tl_session_get_figures (data);

  return figures && tl_figures_are_known (figures);
}

/* What is to be mended is marked, listed, gone to, and mended in one step. */
static void
test_problems (UiFixture *self, gconstpointer data)
{
  TlSession         *session = session_of (self);
  TlProblemList     *list = list_of (self);
  GtkWidget         *marks = find (self, TL_TYPE_PROBLEM_MARKS);
  g_autoptr (TlEdit) edit = tl_edit_new ("too much");
  TlJourney         *journey = tl_session_get_journey (session);
  GtkWidget         *mark, *mend;
  TlThing           *way;
  guint              n;

  ui_wait_until (has_figures, session);
  n = tl_problem_list_count (list);
  /* From “Order placed”: 16% and 41%. */
  way = tl_thing_nth (tl_journey_get_root (journey), TL_KIND_TRANSITION, 1);
  g_assert_cmpstr (tl_thing_get_text (way, TL_TRANSITION_FROM), ==, "order");
  tl_edit_set (edit, tl_thing_get_id (way), TL_TRANSITION_SHARE, "0.9");
  g_assert_true (tl_session_apply (session, edit, NULL));
  ui_wait_until (are_unknown, session);
  ui_settle ();
  g_assert_cmpuint (tl_problem_list_count (list), >, 0);
  mark = gtk_widget_get_first_child (marks);
  g_assert_true (GTK_IS_BUTTON (mark));
  g_assert_true (gtk_widget_has_css_class (mark, "tl-refused"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (mark), "Order placed"));

  act (self, "problems");
  mend = ui_find_label (GTK_WIDGET (list), "Scale the shares to fit");
  g_assert_nonnull (mend);
  g_signal_emit_by_name (gtk_widget_get_ancestor (mend, GTK_TYPE_BUTTON), "clicked");
  ui_wait_until (are_known, session);
  ui_settle ();
  g_assert_true (tl_session_undo (session));
  ui_wait_until (are_unknown, session);
  g_assert_true (tl_session_undo (session));
  ui_wait_until (are_known, session);
  ui_settle ();
  g_assert_cmpuint (tl_problem_list_count (list), ==, n);
}

/* What has no basis is assumed: one step, and nothing is left to be said of it. */
static void
test_assume (UiFixture *self, gconstpointer data)
{
  TlSession     *session = session_of (self);
  TlProblemList *list = list_of (self);
  guint          n;
  GtkWidget     *mend;

  ui_wait_until (are_known, session);
  n = tl_problem_list_count (list);
  act (self, "problems");
  mend = ui_find_label (GTK_WIDGET (list), "Mark what has no basis as assumed");
  g_assert_nonnull (mend);
  g_signal_emit_by_name (gtk_widget_get_ancestor (mend, GTK_TYPE_BUTTON), "clicked");
  for (int i = 0; i < 4; i++)
    ui_settle ();
  g_assert_cmpuint (tl_problem_list_count (list), ==, n - 1);
  g_assert_true (tl_session_undo (session));
  g_assert_false (tl_session_undo (session));
}

/* What the journey comes to follows each edit. */
static void
test_headline (UiFixture *self, gconstpointer data)
{
  TlSession         *session = session_of (self);
  GtkWidget         *page = find (self, TL_TYPE_MAP_PAGE);
  g_autoptr (TlEdit) edit = tl_edit_new ("no pain");

  ui_wait_until (are_known, session);
  g_assert_nonnull (ui_find_label (page, "£1.19m at stake, net · 70,425 customers lost · a year"));
  tl_edit_set (edit, "fee", TL_PAIN_LEAVE, "0");
  g_assert_true (tl_session_apply (session, edit, NULL));
  for (int i = 0; i < 6; i++)
    ui_settle ();
  g_assert_nonnull (ui_find_label (page, "£139k at stake, net · 5,175 customers lost · a year"));
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/ui/seeing/strips", "tradeoffs.xml", test_strips);
  UI_TEST ("/ui/seeing/find", "tradeoffs.xml", test_find);
  UI_TEST ("/ui/seeing/find-words", "tradeoffs.xml", test_find_words);
  UI_TEST ("/ui/seeing/overview", "tradeoffs.xml", test_overview);
  UI_TEST ("/ui/seeing/zoom", "tradeoffs.xml", test_zoom);
  UI_TEST ("/ui/seeing/highlight", "tradeoffs.xml", test_highlight);
  UI_TEST ("/ui/seeing/highlight-cause", "causes.xml", test_highlight_cause);
  UI_TEST ("/ui/seeing/problems", "tradeoffs.xml", test_problems);
  UI_TEST ("/ui/seeing/assume", "tradeoffs.xml", test_assume);
  UI_TEST ("/ui/seeing/headline", "tradeoffs.xml", test_headline);
  return g_test_run ();
}
