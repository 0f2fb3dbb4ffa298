/* test-pack.c: the page of the fact pack: what is decided there is an edit, and the sheets follow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "tl-entry.h"
#include "tl-pack-edits.h"
#include "tl-pack-view.h"
#include "ui-fixture.h"

static TlPackView *
get_view (UiFixture *self)
{
  return TL_PACK_VIEW (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_PACK_VIEW));
}

static gboolean
is_made (gpointer data)
{
  TlPackWork *work = tl_pack_view_get_work (data);

  return tl_pack_work_get_made (work) && !tl_pack_work_is_working (work);
}

static TlPack *
wait_for_pack (TlPackView *view)
{
  ui_wait_until (is_made, view);
  ui_settle ();
  return tl_pack_work_get_made (tl_pack_view_get_work (view))->pack;
}

static TlPackView *
go_to_page_of (UiFixture *self, const char *name)
{
  g_autofree char *path = ui_case (name);
  TlPackView      *view = get_view (self);

  ui_open (self, path);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "pack");
  wait_for_pack (view);
  return view;
}

static TlPackView *
go_to_page (UiFixture *self)
{
  return go_to_page_of (self, "tradeoffs.xml");
}

static void
test_words (UiFixture *self, gconstpointer data)
{
  TlPackView      *view = go_to_page (self);
  TlSession       *session = tl_window_get_session (self->window);
  TlPack          *pack = wait_for_pack (view);
  g_autofree char *written = g_strdup (tl_pack_find (pack, TL_PACK_RANKING)->headline);
  TlPackBasis     *basis = pack->basis;

  g_assert_cmpuint (tl_pack_sheets_get_n (tl_pack_view_get_sheets (view)), >=, pack->pages->len);
  g_assert_null (tl_pack_find_settings (tl_session_get_journey (session), TL_AUDIENCE_BOARD));
  g_assert_true (tl_pack_edits_set_page (session, TL_AUDIENCE_BOARD, TL_PACK_RANKING, TL_PAGE_HEADLINE, "Trust it", NULL));
  pack = wait_for_pack (view);
  g_assert_cmpstr (tl_pack_find (pack, TL_PACK_RANKING)->headline, ==, "Trust it");
  g_assert_cmpstr (tl_pack_find (pack, TL_PACK_RANKING)->written, ==, written);
  /* A page of one's own words stays where it was, and no world is drawn again. */
  g_assert_cmpint (((TlPackPage *) pack->pages->pdata[0])->about, ==, TL_PACK_DECISION);
  g_assert_true (pack->basis == basis);
  g_assert_true (tl_session_undo (session));
  pack = wait_for_pack (view);
  g_assert_cmpstr (tl_pack_find (pack, TL_PACK_RANKING)->headline, ==, written);
  g_assert_null (tl_pack_find_settings (tl_session_get_journey (session), TL_AUDIENCE_BOARD));
}

static void
test_order (UiFixture *self, gconstpointer data)
{
  TlPackView *view = go_to_page (self);
  TlSession  *session = tl_window_get_session (self->window);
  GtkWidget  *list = GTK_WIDGET (tl_pack_view_get_list (view));
  TlPackAbout order[TL_PACK_N_PAGES];
  TlPack     *pack;

  tl_pack_view_choose (view, TL_PACK_RANKING);
  while (gtk_widget_activate_action (list, "pack.up", NULL) &&
         (tl_pack_find_order (tl_pack_find_settings (tl_session_get_journey (session), TL_AUDIENCE_BOARD),
                              TL_AUDIENCE_BOARD, order),
          order[0] != TL_PACK_RANKING))
    ;
  pack = wait_for_pack (view);
  g_assert_cmpint (((TlPackPage *) pack->pages->pdata[0])->about, ==, TL_PACK_RANKING);
  g_assert_cmpint (tl_pack_list_get_selected (tl_pack_view_get_list (view)), ==, TL_PACK_RANKING);
  /* Each audience has its own. */
  g_assert_null (tl_pack_find_settings (tl_session_get_journey (session), TL_AUDIENCE_TEAM));
  g_assert_true (tl_pack_edits_set_page (session, TL_AUDIENCE_BOARD, TL_PACK_DECISION, TL_PAGE_SHOWN, "0", NULL));
  pack = wait_for_pack (view);
  g_assert_false (tl_pack_find (pack, TL_PACK_DECISION)->shown);
  g_object_set (view, "audience", "team", "paper", "a4", "style", "print", NULL);
  pack = wait_for_pack (view);
  g_assert_cmpint (pack->audience, ==, TL_AUDIENCE_TEAM);
  g_assert_true (tl_pack_find (pack, TL_PACK_DECISION)->shown);
  /* These are a person's habits, and the next test is another's. */
  g_object_set (view, "audience", "board", "paper", "slide", "style", "light", NULL);
}

/* An edit to the journey's numbers is in the pack that follows. */
static void
test_follows (UiFixture *self, gconstpointer data)
{
  TlPackView        *view = go_to_page (self);
  TlSession         *session = tl_window_get_session (self->window);
  g_autoptr (TlEdit) edit = tl_edit_new ("Rename");

  tl_edit_set (edit, tl_thing_get_id (tl_journey_get_root (tl_session_get_journey (session))), TL_JOURNEY_TITLE, "Other");
  g_assert_true (tl_session_apply (session, edit, NULL));
  g_assert_true (tl_pack_work_is_working (tl_pack_view_get_work (view)));
  g_assert_cmpstr (wait_for_pack (view)->title, ==, "Other");
}

static void
test_logo (UiFixture *self, gconstpointer data)
{
  TlPackView        *view = go_to_page (self);
  TlPackSide        *side = tl_pack_view_get_side (view);
  g_autofree char   *path = g_build_filename (g_get_tmp_dir (), "pack-logo.png", NULL);
  g_autoptr (GFile)  file = g_file_new_for_path (path);
  cairo_surface_t   *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 80, 20);

  /* Neither words nor a picture cut short. */
  g_assert_true (g_file_set_contents (path, "No picture", -1, NULL));
  g_assert_false (tl_pack_side_take_logo (side, file));
  g_assert_true (g_file_set_contents (path, "\x89PNG\r\n\x1a\n", -1, NULL));
  g_assert_false (tl_pack_side_take_logo (side, file));
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_true (tl_pack_side_take_logo (side, file));
  g_assert_nonnull (wait_for_pack (view)->logo);
  {
    TlPackBook *book = tl_pack_work_get_made (tl_pack_view_get_work (view))->book;
    TlScene    *scene = tl_pack_book_get (book, 0)->scene;
    guint       n = 0;

    for (guint i = 0; i < tl_scene_n_items (scene); i++)
      n += tl_scene_get_item (scene, i)->type == TL_ITEM_IMAGE;
    g_assert_cmpuint (n, ==, 1);
  }
  gtk_widget_activate_action (GTK_WIDGET (side), "pack.remove-logo", NULL);
  g_assert_null (wait_for_pack (view)->logo);
  /* A photograph is made small enough. */
  {
    g_autoptr (GdkPixbuf) photograph = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 2400, 1600);
    guchar               *pixels = gdk_pixbuf_get_pixels (photograph);

    for (gsize i = 0; i < gdk_pixbuf_get_byte_length (photograph); i++)
      pixels[i] = (guchar) (i * 2654435761u >> 13);
    g_assert_true (gdk_pixbuf_save (photograph, path, "jpeg", NULL, NULL));
  }
  g_assert_true (tl_pack_side_take_logo (side, file));
  g_assert_cmpuint (g_bytes_get_size (wait_for_pack (view)->logo), <=, 512 * 1024);
  g_unlink (path);
}

static void
note_path (TlPackView *view, const char *path, char **to)
{
  *to = g_strdup (path);
}

static gboolean
is_there (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_export (UiFixture *self, gconstpointer data)
{
  static const char *const begins[] = { "%PDF-", "PK", "PK", "<!DOCTYPE" };
  TlPackView              *view = go_to_page (self);

  for (TlPackFormat i = 0; i < TL_PACK_N_FORMATS; i++)
    {
      g_autofree char *path = g_strconcat (g_get_tmp_dir (), "/pack-export", tl_pack_format_get_ending (i), NULL);
      g_autofree char *done = NULL, *text = NULL;
      gulong           id = g_signal_connect (view, "exported", G_CALLBACK (note_path), &done);

      tl_pack_view_export_to (view, i, path);
      ui_wait_until (is_there, &done);
      g_signal_handler_disconnect (view, id);
      g_assert_cmpstr (done, ==, path);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_ascii_strncasecmp (text, begins[i], strlen (begins[i])) == 0);
      g_unlink (path);
    }
}

/* Pages go up and down by keys and by the menu's items, which say so where they cannot. */
static void
test_keys (UiFixture *self, gconstpointer data)
{
  TlPackView *view = go_to_page_of (self, "causes.xml");
  TlSession  *session = tl_window_get_session (self->window);
  GtkWidget  *list = GTK_WIDGET (tl_pack_view_get_list (view));
  TlPackAbout order[TL_PACK_N_PAGES];
  TlThing    *settings;

  tl_pack_view_choose (view, TL_PACK_DECISION);
  gtk_widget_activate_action (list, "pack.up", NULL);
  g_assert_null (tl_pack_find_settings (tl_session_get_journey (session), TL_AUDIENCE_BOARD));
  g_assert_true (gtk_widget_activate_action (list, "pack.last", NULL));
  settings = tl_pack_find_settings (tl_session_get_journey (session), TL_AUDIENCE_BOARD);
  tl_pack_find_order (settings, TL_AUDIENCE_BOARD, order);
  g_assert_cmpint (order[TL_PACK_N_PAGES - 1], ==, TL_PACK_DECISION);
  gtk_widget_activate_action (list, "pack.down", NULL);
  g_assert_true (gtk_widget_activate_action (list, "pack.first", NULL));
  tl_pack_find_order (settings, TL_AUDIENCE_BOARD, order);
  g_assert_cmpint (order[0], ==, TL_PACK_DECISION);
  wait_for_pack (view);
  g_assert_true (gtk_widget_activate_action (list, "pack.shown", NULL));
  g_assert_false (tl_pack_find (wait_for_pack (view), TL_PACK_DECISION)->shown);
  gtk_widget_activate_action (list, "pack.menu", NULL);
  ui_settle ();
  /* One edit back at a time, to the first. */
  for (int i = 0; i < 3; i++)
    g_assert_true (tl_session_undo (session));
  g_assert_null (tl_pack_find_settings (tl_session_get_journey (session), TL_AUDIENCE_BOARD));
  g_assert_true (tl_pack_find (wait_for_pack (view), TL_PACK_DECISION)->shown);
}

static const char *
get_state (TlPackView *view)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (ui_find_type (GTK_WIDGET (view), GTK_TYPE_STACK)));
}

static gboolean
has_error (gpointer data)
{
  return tl_pack_work_get_error (tl_pack_view_get_work (data)) != NULL;
}

/* Without stages it teaches; with a contradiction it says which, until that is mended. */
static void
test_states (UiFixture *self, gconstpointer data)
{
  TlPackView        *view = go_to_page (self);
  TlSession         *session = tl_window_get_session (self->window);
  TlThing           *root = tl_journey_get_root (tl_session_get_journey (session));
  g_autoptr (TlEdit) edit = tl_edit_new ("Contradict");

  g_assert_cmpstr (get_state (view), ==, "pack");
  tl_edit_set (edit, tl_thing_get_id (tl_thing_nth (root, TL_KIND_TRANSITION, 0)), TL_TRANSITION_SHARE, "1");
  for (guint i = 1; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    tl_edit_set (edit, tl_thing_get_id (tl_thing_nth (root, TL_KIND_TRANSITION, i)), TL_TRANSITION_SHARE, "1");
  g_assert_true (tl_session_apply (session, edit, NULL));
  ui_wait_until (has_error, view);
  g_assert_cmpstr (get_state (view), ==, "error");
  g_assert_true (tl_session_undo (session));
  wait_for_pack (view);
  g_assert_cmpstr (get_state (view), ==, "pack");
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "new", NULL);
  ui_settle ();
  self->window = TL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
  view = get_view (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "pack");
  ui_settle ();
  g_assert_cmpstr (get_state (view), ==, "empty");
}

static void
note_why (TlPackView *view, const char *why, char **to)
{
  *to = g_strdup (why);
}

static gboolean
is_free (gpointer data)
{
  GtkWidget *label = ui_find_label (data, "Stopping…");

  return label == NULL || !gtk_widget_get_mapped (label);
}

/* What is stopped, or cannot be written, leaves nothing; nor does a window that is closed meanwhile. */
static void
test_stop (UiFixture *self, gconstpointer data)
{
  TlPackView      *view = go_to_page (self);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "pack-stop", NULL);
  g_autofree char *path = g_build_filename (folder, "pack.pptx", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no-such", "pack.pdf", NULL);
  g_autofree char *why = NULL, *done = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_signal_connect (view, "failed", G_CALLBACK (note_why), &why);
  g_signal_connect (view, "exported", G_CALLBACK (note_path), &done);
  tl_pack_view_export_to (view, TL_PACK_FORMAT_PPTX, path);
  gtk_widget_activate_action (GTK_WIDGET (view), "pack.cancel", NULL);
  ui_wait_until (is_free, view);
  ui_settle ();
  g_assert_null (why);
  g_assert_null (done);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  tl_pack_view_export_to (view, TL_PACK_FORMAT_PDF, nowhere);
  ui_wait_until (is_there, &why);
  g_assert_null (done);
  /* Turning elsewhere does not stop it. */
  tl_pack_view_export_to (view, TL_PACK_FORMAT_PDF, path);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "map");
  ui_wait_until (is_there, &done);
  g_unlink (done);
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  UI_TEST ("/pack/words", NULL, test_words);
  UI_TEST ("/pack/order", NULL, test_order);
  UI_TEST ("/pack/follows", NULL, test_follows);
  UI_TEST ("/pack/logo", NULL, test_logo);
  UI_TEST ("/pack/export", NULL, test_export);
  UI_TEST ("/pack/keys", NULL, test_keys);
  UI_TEST ("/pack/states", NULL, test_states);
  UI_TEST ("/pack/stop", NULL, test_stop);
  return g_test_run ();
}
