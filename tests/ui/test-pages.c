/* test-pages.c: the side panel and the ranking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-row.h"
#include "tl-fixes-page.h"
#include "tl-panel.h"
#include "ui-fixture.h"

static GtkWidget *
find (UiFixture *self, GType type)
{
  GtkWidget *widget = ui_find_type (GTK_WIDGET (self->window), type);

  g_assert_nonnull (widget);
  return widget;
}

static void
look_at (UiFixture *self, const char *id)
{
  tl_session_select (tl_window_get_session (self->window), id);
  ui_settle ();
}

static void
assert_says (GtkWidget *widget, const char *text)
{
  if (ui_find_label (widget, text) == NULL)
    g_error ("nothing says “%s”", text);
}

static void
test_journey (UiFixture *self, gconstpointer data)
{
  GtkWidget *panel = find (self, TL_TYPE_PANEL);

  assert_says (panel, "Free delivery, and the telephone number taken away");
  assert_says (panel, "journey");
  assert_says (panel, "500,000");
  assert_says (panel, "142,464");
  assert_says (panel, "£1.19m");
  assert_says (panel, "60% .. 75% .. 90%");
}

static void
test_pain (UiFixture *self, gconstpointer data)
{
  GtkWidget *panel = find (self, TL_TYPE_PANEL);

  look_at (self, "fee");
  assert_says (panel, "Delivery fee appears late");
  assert_says (panel, "pain point");
  assert_says (panel, "Of those hit, leave because of it");
  assert_says (panel, "11% .. 14% .. 20%");
  assert_says (panel, "low .. likely .. high");
  assert_says (panel, "£1.02m");
  assert_says (panel, "Free delivery");
  assert_says (panel, "+£785k");
  g_assert_true (gtk_widget_activate_action (panel, "panel.select", "s", "basketpage"));
  g_assert_cmpstr (tl_session_get_selected (tl_window_get_session (self->window)), ==, "basketpage");
  g_assert_true (gtk_widget_activate_action (panel, "panel.select", "s", "tradeoffs"));
  g_assert_null (tl_session_get_selected (tl_window_get_session (self->window)));
}

static void
test_fix (UiFixture *self, gconstpointer data)
{
  GtkWidget *panel = find (self, TL_TYPE_PANEL);

  look_at (self, "free");
  assert_says (panel, "Rank 1: grows revenue");
  assert_says (panel, "Delivery fee appears late: Interactions it hits");
  assert_says (panel, "ends it");
  assert_says (panel, "takes £3.95 off");
  assert_says (panel, "£58.95 → £55");
}

/* An unset number says so, and never shows as 0. */
static void
test_unset (UiFixture *self, gconstpointer data)
{
  GtkWidget *panel = find (self, TL_TYPE_PANEL);

  look_at (self, "order");
  assert_says (panel, "Customers who start here a year");
  assert_says (panel, "counts as 0");
}

static void
collect (TlThing *thing, gpointer ids)
{
  g_ptr_array_add (ids, (gpointer) tl_thing_get_id (thing));
}

/* Whatever is selected, the panel has something to say and nothing complains. */
static void
test_everything (UiFixture *self, gconstpointer data)
{
  TlSession             *session = tl_window_get_session (self->window);
  GtkWidget             *panel = find (self, TL_TYPE_PANEL);
  g_autoptr (GPtrArray)  ids = g_ptr_array_new ();

  g_assert_nonnull (session);
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    tl_journey_foreach (tl_session_get_journey (session), kind, collect, ids);
  g_assert_cmpuint (ids->len, >, 5);
  for (guint i = 0; i < ids->len; i++)
    {
      tl_session_select (session, ids->pdata[i]);
      assert_says (panel, tl_kind_get_label (tl_thing_get_kind (tl_session_get_thing (session))));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  ui_settle ();
}

static void
titles_below (GtkWidget *widget, GPtrArray *titles)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "tl-fix-title"))
    g_ptr_array_add (titles, (gpointer) gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    titles_below (child, titles);
}

static void
assert_order (GtkWidget *page, const char *first, const char *second, const char *third)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  ui_settle ();
  titles_below (page, titles);
  g_assert_cmpuint (titles->len, ==, 4); /* the first is the table's head */
  g_assert_cmpstr (titles->pdata[1], ==, first);
  g_assert_cmpstr (titles->pdata[2], ==, second);
  g_assert_cmpstr (titles->pdata[3], ==, third);
}

static void
test_ranking (UiFixture *self, gconstpointer data)
{
  static const char phone[] = "Take the telephone number off the site", parcel[] = "Live parcel tracking",
                    free_delivery[] = "Free delivery";
  GtkWidget        *page = find (self, TL_TYPE_FIXES_PAGE);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "fixes");
  ui_settle ();
  g_assert_true (gtk_widget_get_mapped (page));
  assert_order (page, free_delivery, parcel, phone);
  assert_says (page, "+£785k");
  assert_says (page, "grows revenue");
  assert_says (page, "1 month");
  g_assert_true (gtk_widget_activate_action (page, "fixes.sort", "s", "cost"));
  assert_order (page, phone, parcel, free_delivery);
  gtk_widget_activate_action (page, "fixes.sort", "s", "nonsense");
  assert_order (page, phone, parcel, free_delivery);
  gtk_widget_activate_action (page, "fixes.sort", "s", "revenue");
  assert_order (page, free_delivery, parcel, phone);
  look_at (self, "tracking");
  assert_says (find (self, TL_TYPE_PANEL), "Rank 2: pays both ways (does not pay)");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "map");
  ui_settle ();
  g_assert_false (gtk_widget_get_mapped (page));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "nowhere");
}

/* A journey that contradicts itself is drawn all the same, and says why it has no figures. */
static void
test_refused (UiFixture *self, gconstpointer data)
{
  TlSession *session = tl_window_get_session (self->window);

  if (session == NULL)
    {
      /* Refused as it was read: then the window says why. */
      g_assert_nonnull (tl_window_get_error (self->window));
      return;
    }
  g_assert_false (tl_figures_are_known (tl_session_get_figures (session)));
  assert_says (find (self, TL_TYPE_PANEL), "There are no figures until this is mended");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "fixes");
  ui_settle ();
  assert_says (GTK_WIDGET (self->window), "There Are No Figures");
}

int
main (int argc, char **argv)
{
  static const char *const all[] = { "line.xml", "edges.xml", "causes.xml", "overlap.xml", "tradeoffs.xml" };
  static const char *const refused[] = { "circle", "claims", "lostshare", "nothing", "outcome", "over", "range",
                                         "twice" };

  ui_test_init (argc, argv);
  UI_TEST ("/panel/journey", "tradeoffs.xml", test_journey);
  UI_TEST ("/panel/pain", "tradeoffs.xml", test_pain);
  UI_TEST ("/panel/fix", "tradeoffs.xml", test_fix);
  UI_TEST ("/panel/unset", "tradeoffs.xml", test_unset);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *path = g_strdup_printf ("/panel/everything/%s", all[i]);

      UI_TEST (path, all[i], test_everything);
    }
  UI_TEST ("/fixes/ranking", "tradeoffs.xml", test_ranking);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strdup_printf ("/refused/%s", refused[i]);
      char            *file = g_strdup_printf ("refused/%s.xml", refused[i]);

      UI_TEST (path, file, test_refused);
    }
  return g_test_run ();
}
