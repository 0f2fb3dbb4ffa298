/* test-suggestions.c: what records may speak of, proposed, accepted and taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-page.h"
#include "tl-records-row.h"
#include "tl-suggestions-row.h"
#include "tl-suggestions-view.h"
#include "ui-fixture.h"

#define N_EACH 12

static gboolean
is_idle (gpointer data)
{
  return !tl_suggestions_view_is_working (data);
}

static gint64
count_unassigned (UiFixture *self)
{
  TlDocument            *document = tl_session_get_document (tl_window_get_session (self->window));
  const TlEvidenceFilter filter = { .unassigned = TRUE };
  g_autoptr (GError)     error = NULL;
  TlEvidenceCount        n;

  g_assert_true (tl_evidence_count (document, &filter, &n, &error));
  g_assert_no_error (error);
  return n.records;
}

/* Two pains that people speak of in words of their own; the last three records are assigned to nothing. */
static void
add_records (UiFixture *self, guint n_each)
{
  static const char *const words[] = { "the parcel was late, the driver lost", "charged twice, refund my bill please" };
  static guint              n_runs;
  TlDocument               *document = tl_session_get_document (tl_window_get_session (self->window));
  g_autofree char          *source = g_strdup_printf ("said-%u", ++n_runs);
  g_autoptr (GPtrArray)     pains = tl_journey_collect (tl_document_get_journey (document), TL_KIND_PAIN);
  g_autoptr (TlEdit)        edit = tl_edit_new ("test");
  g_autoptr (GError)        error = NULL;
  g_autoptr (TlBatch)       batch = NULL;

  g_assert_cmpuint (pains->len, >=, 2);
  tl_edit_create (edit, TL_KIND_SOURCE, source, NULL, TL_EDIT_LAST);
  tl_edit_set (edit, source, TL_SOURCE_TITLE, "Said");
  batch = tl_batch_new (document, edit, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2 * n_each + 3; i++)
    {
      g_autofree char     *id = g_strdup_printf ("%s-%u", source, i);
      g_autofree char     *text = g_strdup_printf ("Note %u: %s", i, words[i % 2]);
      g_autoptr (TlRecord) record = tl_record_new (id);

      g_assert_true (tl_record_set (record, TL_EVIDENCE_SOURCE, source, &error));
      g_assert_true (tl_record_set (record, TL_EVIDENCE_TEXT, text, &error));
      if (i < 2 * n_each)
        g_assert_true (tl_record_set (record, TL_EVIDENCE_ON, tl_thing_get_id (pains->pdata[i % 2]), &error));
      g_assert_true (tl_batch_add (batch, record, &error));
    }
  g_assert_true (tl_batch_index (batch, &error));
  g_assert_cmpint (tl_batch_commit (batch, &error), >, 0);
  g_assert_no_error (error);
}

static TlSuggestionsView *
go_to_view (UiFixture *self)
{
  GtkWidget *view = ui_find_type (GTK_WIDGET (self->window), TL_TYPE_SUGGESTIONS_VIEW);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "evidence");
  g_object_set (ui_find_type (GTK_WIDGET (self->window), TL_TYPE_EVIDENCE_PAGE), "tab", "suggestions", NULL);
  ui_settle ();
  ui_wait_until (is_idle, view);
  ui_settle ();
  return TL_SUGGESTIONS_VIEW (view);
}

/* One yes is one edit; taken back, it is proposed again; what is passed over goes from here and nowhere else. */
static void
test_accept (UiFixture *self, gconstpointer data)
{
  TlSession         *session = tl_window_get_session (self->window);
  TlSuggestionsView *view;
  GListModel        *list;
  gint64             unassigned;
  guint              n;

  add_records (self, N_EACH);
  view = go_to_view (self);
  list = tl_suggestions_view_get_list (view);
  n = g_list_model_get_n_items (list);
  unassigned = count_unassigned (self);
  g_assert_cmpuint (n, >=, 3);
  for (guint i = 1; i < n; i++)
    {
      g_autoptr (TlSuggestionsItem) one = g_list_model_get_item (list, i - 1);
      g_autoptr (TlSuggestionsItem) next = g_list_model_get_item (list, i);

      g_assert_cmpfloat (tl_suggestions_item_get (one)->confidence, >=, tl_suggestions_item_get (next)->confidence);
    }
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "suggestions.accept", "u", 1u));
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n - 1);
  g_assert_cmpint (count_unassigned (self), ==, unassigned - 1);
  g_assert_true (tl_session_undo (session));
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n);
  g_assert_cmpint (count_unassigned (self), ==, unassigned);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "suggestions.skip", "u", 0u));
  ui_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n - 1);
  g_assert_cmpint (count_unassigned (self), ==, unassigned);

  /* Once records change elsewhere nothing can be accepted until it is learned again. */
  add_records (self, 1);
  ui_settle ();
  unassigned = count_unassigned (self);
  gtk_widget_activate_action (GTK_WIDGET (view), "suggestions.accept", "u", 0u);
  g_assert_cmpint (count_unassigned (self), ==, unassigned);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "suggestions.learn", NULL));
  ui_wait_until (is_idle, view);
  ui_settle ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "suggestions.accept", "u", 0u));
  g_assert_cmpint (count_unassigned (self), ==, unassigned - 1);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

/* All that are sure, after a question, as one edit. */
static void
test_all (UiFixture *self, gconstpointer data)
{
  TlSuggestionsView *view;
  GListModel        *list;
  gint64             unassigned;
  guint              n, sure = 0;

  add_records (self, N_EACH);
  view = go_to_view (self);
  list = tl_suggestions_view_get_list (view);
  n = g_list_model_get_n_items (list);
  unassigned = count_unassigned (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TlSuggestionsItem) one = g_list_model_get_item (list, i);

      sure += tl_suggestions_item_get (one)->confidence + TL_SUGGESTIONS_ROUND >= .9;
    }
  g_assert_cmpuint (sure, >, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "suggestions.accept-all", NULL));
  g_assert_cmpint (count_unassigned (self), ==, unassigned);
  ui_wait_until (has_dialog, NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_dialog ()), "accept");
  ui_settle ();
  g_assert_cmpint (count_unassigned (self), ==, unassigned - sure);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n - sure);
  g_assert_true (tl_session_undo (tl_window_get_session (self->window)));
  ui_settle ();
  g_assert_cmpint (count_unassigned (self), ==, unassigned);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n);
}

/* Words stand out as they are written, alone and in pairs, and are led up to where they come late. */
static void
test_mark (void)
{
  static const char *const words[] = { "ive", "late again", "店", NULL };
  g_autofree char         *marked = tl_suggestions_mark ("I've <been> LATE, again; later 店", (char *const *) words);
  g_autofree char         *filling = g_strnfill (300, 'y');
  g_autofree char         *text = g_strconcat (filling, " and late again", NULL);
  g_autofree char         *led = tl_suggestions_mark (text, (char *const *) words);

  g_assert_cmpstr (marked, ==, "\002I've\003 <been> \002LATE, again\003; later \002店\003");
  g_assert_cmpstr (led, ==, "… and \002late again\003");
}

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  g_test_add_func ("/ui/suggestions/mark", test_mark);
  UI_TEST ("/ui/suggestions/accept", "tradeoffs.xml", test_accept);
  UI_TEST ("/ui/suggestions/all", "tradeoffs.xml", test_all);
  return g_test_run ();
}
