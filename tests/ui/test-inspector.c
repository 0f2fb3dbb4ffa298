/* test-inspector.c: what is selected, written in the side panel
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "tl-entry.h"
#include "tl-fixes-page.h"
#include "tl-form-field.h"
#include "tl-open.h"
#include "tl-panel-edit.h"
#include "tl-panel.h"
#include "ui-fixture.h"

typedef struct
{
  char      *folder;
  char      *path;
  TlSession *session;
  GtkWindow *window;
  TlPanel   *panel;
} Fixture;

static gboolean
has_figures (gpointer data)
{
  TlSession *session = data;

  return tl_session_get_figures (session) != NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char       *from = ui_case (data);
  g_autofree char       *bytes = NULL;
  g_autoptr (GPtrArray)  problems = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = NULL;
  gsize                  length;

  self->folder = g_dir_make_tmp ("tl-inspector-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "journey.xml", NULL);
  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (self->path, bytes, (gssize) length, NULL));
  document = tl_open (self->path, TL_DOCUMENT_DEFAULT, &problems, &error);
  g_assert_no_error (error);
  self->session = tl_session_new (document);
  self->panel = g_object_new (TL_TYPE_PANEL, NULL);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, 340, 700);
  gtk_window_set_child (self->window, GTK_WIDGET (self->panel));
  tl_panel_set_session (self->panel, self->session);
  gtk_window_present (self->window);
  tl_session_refresh (self->session);
  ui_wait_until (has_figures, self->session);
  ui_settle ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  GWeakRef panel, document;

  g_weak_ref_init (&panel, self->panel);
  g_weak_ref_init (&document, tl_session_get_document (self->session));
  tl_panel_set_session (self->panel, NULL);
  gtk_window_destroy (self->window);
  ui_settle ();
  g_assert_null (g_weak_ref_get (&panel));
  tl_document_discard (tl_session_get_document (self->session));
  g_assert_finalize_object (self->session);
  g_assert_null (g_weak_ref_get (&document));
  g_weak_ref_clear (&panel);
  g_weak_ref_clear (&document);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

/* Helpers */

static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  if (g_str_equal (gtk_widget_get_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, name);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
get (Fixture *self, const char *name)
{
  GtkWidget *found = find_named (GTK_WIDGET (self->panel), name);

  if (found == NULL)
    g_error ("the panel has no “%s”", name);
  return found;
}

static TlEntry *
entry (Fixture *self, const char *name)
{
  GtkWidget *found = get (self, name);

  g_assert_true (TL_IS_ENTRY (found));
  return TL_ENTRY (found);
}

static void
look_at (Fixture *self, const char *id)
{
  tl_session_select (self->session, id);
  ui_settle ();
}

static void
write_in (Fixture *self, const char *name, const char *text)
{
  TlEntry *at = entry (self, name);

  gtk_widget_grab_focus (GTK_WIDGET (at));
  tl_entry_set_text (at, text);
}

static void
enter (Fixture *self, const char *name, const char *text)
{
  write_in (self, name, text);
  gtk_widget_activate_action (GTK_WIDGET (entry (self, name)), "entry.commit", NULL);
}

static TlThing *
thing (Fixture *self, const char *id)
{
  return tl_journey_lookup (tl_session_get_journey (self->session), id);
}

static void
assert_holds (Fixture *self, const char *id, TlField field, const char *value)
{
  g_autofree char *held = tl_thing_format (thing (self, id), field);

  g_assert_cmpstr (held, ==, value);
}

static void
assert_shows (Fixture *self, const char *name, const char *text)
{
  g_autofree char *shown = tl_entry_dup_text (entry (self, name));

  g_assert_cmpstr (shown, ==, text);
}

static void
assert_undo (Fixture *self, const char *name)
{
  g_autofree char *undo = tl_document_dup_undo_name (tl_session_get_document (self->session));

  g_assert_cmpstr (undo, ==, name);
}

typedef struct
{
  TlSession *session;
  TlFigures *old;
} Waiting;

static gboolean
has_new_figures (gpointer data)
{
  Waiting *waiting = data;

  return tl_session_get_figures (waiting->session) != waiting->old;
}

static void
wait_for_figures (Fixture *self, TlFigures *old)
{
  Waiting waiting = { self->session, old };

  ui_wait_until (has_new_figures, &waiting);
  ui_settle ();
}

/* Tests */

static void
test_number (Fixture *self, gconstpointer data)
{
  TlFigures *old;

  look_at (self, "fee");
  g_assert_nonnull (ui_find_label (GTK_WIDGET (self->panel), "£1.02m"));
  assert_shows (self, "fee.incidence", "90%");
  old = tl_session_get_figures (self->session);
  enter (self, "fee.incidence", "45%");
  assert_holds (self, "fee", TL_PAIN_INCIDENCE, "0.45");
  assert_undo (self, "Change “Interactions it hits”");
  wait_for_figures (self, old);
  g_assert_null (ui_find_label (GTK_WIDGET (self->panel), "£1.02m"));
  g_assert_nonnull (ui_find_label (GTK_WIDGET (self->panel), "225,000"));

  enter (self, "fee.leave", "5% .. 8% .. 15%");
  assert_holds (self, "fee", TL_PAIN_LEAVE, "0.05..0.08..0.15");
  enter (self, "fee.leave", "132 of 1,200");
  assert_holds (self, "fee", TL_PAIN_LEAVE, "132/1200");
  assert_shows (self, "fee.leave", "132 of 1,200");
  enter (self, "fee.cost", "£4.80");
  assert_holds (self, "fee", TL_PAIN_COST, "4.8");
  /* What is typed at once in one field is one edit. */
  tl_session_undo (self->session);
  tl_session_undo (self->session);
  assert_holds (self, "fee", TL_PAIN_LEAVE, "0.11..0.14..0.2");
  assert_shows (self, "fee.leave", "11% .. 14% .. 20%");
  tl_session_undo (self->session);
  assert_shows (self, "fee.incidence", "90%");
}

static void
assert_wrong (Fixture *self, const char *name, const char *text, const char *part)
{
  TlEntry *at = entry (self, name);

  write_in (self, name, text);
  /* What can be chosen is looked up only then. */
  if (g_str_has_prefix (name, "add"))
    tl_entry_commit (at);
  g_assert_true (tl_entry_is_wrong (at));
  if (strstr (tl_entry_get_message (at), part) == NULL)
    g_error ("“%s” says “%s”, not “%s”", text, tl_entry_get_message (at), part);
  g_assert_nonnull (ui_find_label (GTK_WIDGET (at), tl_entry_get_message (at)));
  gtk_widget_activate_action (GTK_WIDGET (at), "entry.commit", NULL);
  g_assert_false (tl_entry_commit (at));
}

static void
test_wrong (Fixture *self, gconstpointer data)
{
  guint64 serial;

  look_at (self, "fee");
  serial = tl_document_get_serial (tl_session_get_document (self->session));
  assert_wrong (self, "fee.incidence", "12x", "12%");
  assert_wrong (self, "fee.incidence", "140%", "from 0% to 100%");
  assert_wrong (self, "fee.incidence", "45", "write 45%");
  assert_wrong (self, "fee.incidence", "9% .. 5%", "low end");
  assert_wrong (self, "fee.incidence", "-5%", "from 0% to 100%");
  assert_wrong (self, "fee.cost", "3 of 5", "Only a share");
  assert_wrong (self, "fee.cost", "-£2", "or more");
  assert_wrong (self, "fee.cost", "£", "not a number");
  assert_wrong (self, "title", "  ", "empty");
  /* What is wrong goes nowhere, also when one turns elsewhere. */
  gtk_widget_grab_focus (GTK_WIDGET (entry (self, "fee.leave")));
  g_assert_cmpuint (tl_document_get_serial (tl_session_get_document (self->session)), ==, serial);
  g_assert_true (tl_entry_is_wrong (entry (self, "fee.cost")));
  gtk_widget_activate_action (get (self, "fee.cost"), "entry.restore", NULL);
  g_assert_false (tl_entry_is_wrong (entry (self, "fee.cost")));
  assert_shows (self, "fee.cost", "£0");
  g_assert_cmpstr (tl_entry_get_message (entry (self, "fee.cost")), ==, "");
}

static void
test_other_fields (Fixture *self, gconstpointer data)
{
  GtkWidget *words, *faces;

  look_at (self, "free");
  enter (self, "title", "Free delivery  over\n£50");
  assert_holds (self, "free", TL_FIX_TITLE, "Free delivery over £50");
  enter (self, "free.one-off", "");
  assert_holds (self, "free", TL_FIX_ONE_OFF, NULL);
  g_assert_nonnull (ui_find_label (get (self, "free.one-off"), "counts as £0"));
  enter (self, "free.due", "21 Jul 2026");
  assert_holds (self, "free", TL_FIX_DUE, "2026-07-21");
  assert_shows (self, "free.due", "21 Jul 2026");
  assert_wrong (self, "free.due", "31 Feb 2026", "is not a day");
  gtk_widget_activate_action (get (self, "free.due"), "entry.restore", NULL);
  assert_wrong (self, "free.start-month", "1 .. 3", "one number");
  enter (self, "free.start-month", "2.5");
  assert_holds (self, "free", TL_FIX_START, "2.5");
  enter (self, "free.note", "Two\nlines");
  assert_holds (self, "free", TL_FIX_NOTE, "Two\nlines");
  words = ui_find_type (get (self, "free.status"), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (words), 1);
  assert_holds (self, "free", TL_FIX_STATUS, "proposed");
  tl_session_undo (self->session);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (words)), !=, 1);

  look_at (self, "basketpage");
  faces = ui_find_type (get (self, "basketpage.emotion"), GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (faces), TRUE);
  assert_holds (self, "basketpage", TL_TOUCHPOINT_EMOTION, "-2");
  enter (self, "basketpage.channel", "kiosk");
  assert_holds (self, "basketpage", TL_TOUCHPOINT_CHANNEL, "kiosk");
  enter (self, "title", "");
  assert_holds (self, "basketpage", TL_TOUCHPOINT_TITLE, "Basket page");

  look_at (self, NULL);
  enter (self, "tradeoffs.discount-rate", "8%");
  assert_holds (self, "tradeoffs", TL_JOURNEY_RATE, "0.08");
  enter (self, "tradeoffs.currency", "eur");
  assert_holds (self, "tradeoffs", TL_JOURNEY_CURRENCY, "EUR");
}

static GtkPopover *
open_origin (Fixture *self, const char *field)
{
  GtkWidget  *button = ui_find_type (get (self, field), GTK_TYPE_MENU_BUTTON);
  GtkPopover *popover;

  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  g_assert_nonnull (popover);
  ui_settle ();
  return popover;
}

static void
fill_in (GtkPopover *popover, const char *name, const char *text)
{
  GtkWidget *at = find_named (GTK_WIDGET (popover), name);

  g_assert_true (TL_IS_ENTRY (at));
  tl_entry_set_text (TL_ENTRY (at), text);
}

static void
test_origin (Fixture *self, gconstpointer data)
{
  GtkPopover *popover;
  TlThing    *fact, *source;
  guint       n_sources = tl_journey_n (tl_session_get_journey (self->session), TL_KIND_SOURCE);

  look_at (self, "fee");
  g_assert_nonnull (ui_find_label (get (self, "fee.incidence"), "say where this comes from"));
  popover = open_origin (self, "fee.incidence");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_named (GTK_WIDGET (popover), "basis")), 1);
  fill_in (popover, "source", "Finance");
  fill_in (popover, "date", "no day");
  gtk_widget_activate_action (find_named (GTK_WIDGET (popover), "date"), "form.submit", NULL);
  g_assert_null (tl_journey_find_fact (tl_session_get_journey (self->session), "fee", "incidence"));
  fill_in (popover, "date", "21 July 2026");
  fill_in (popover, "by", "Ana");
  gtk_widget_activate_action (find_named (GTK_WIDGET (popover), "by"), "form.submit", NULL);
  fact = tl_journey_find_fact (tl_session_get_journey (self->session), "fee", "incidence");
  g_assert_nonnull (fact);
  g_assert_cmpstr (tl_thing_get_text (fact, TL_FACT_BASIS), ==, "observed");
  g_assert_cmpstr (tl_thing_get_text (fact, TL_FACT_DATE), ==, "2026-07-21");
  source = thing (self, tl_thing_get_text (fact, TL_FACT_SOURCE));
  g_assert_cmpstr (tl_thing_get_title (source), ==, "Finance");
  g_assert_cmpuint (tl_journey_n (tl_session_get_journey (self->session), TL_KIND_SOURCE), ==, n_sources + 1);
  ui_settle ();
  g_assert_nonnull (ui_find_label (get (self, "fee.incidence"), "observed · Finance · 21 Jul 2026 · Ana"));

  /* The same source again, by its name. */
  popover = open_origin (self, "fee.leave");
  fill_in (popover, "source", "finance");
  gtk_widget_activate_action (find_named (GTK_WIDGET (popover), "by"), "form.submit", NULL);
  g_assert_cmpuint (tl_journey_n (tl_session_get_journey (self->session), TL_KIND_SOURCE), ==, n_sources + 1);
  ui_settle ();
  popover = open_origin (self, "fee.incidence");
  gtk_widget_activate_action (find_named (GTK_WIDGET (popover), "by"), "form.remove", NULL);
  g_assert_null (tl_journey_find_fact (tl_session_get_journey (self->session), "fee", "incidence"));
  ui_settle ();
}

static void
test_effects (Fixture *self, gconstpointer data)
{
  TlThing   *fix, *effect;
  TlFigures *old;
  guint      n;

  look_at (self, "free");
  fix = thing (self, "free");
  n = tl_thing_n (fix, TL_KIND_EFFECT);
  effect = tl_thing_nth (fix, TL_KIND_EFFECT, 0);
  for (guint i = 0; i < n; i++)
    if (tl_thing_is_word (tl_thing_nth (fix, TL_KIND_EFFECT, i), TL_EFFECT_FIELD, "incidence"))
      effect = tl_thing_nth (fix, TL_KIND_EFFECT, i);
  {
    g_autofree char *name = g_strdup_printf ("%s.words", tl_thing_get_id (effect));

    assert_shows (self, name, "ends it");
    assert_wrong (self, name, "makes it nicer", "not understood");
    old = tl_session_get_figures (self->session);
    write_in (self, name, "60% fewer");
    g_assert_false (tl_entry_is_wrong (entry (self, name)));
    g_assert_cmpstr (tl_entry_get_message (entry (self, name)), ==, "× 0.4: 90% → 36%");
    gtk_widget_activate_action (get (self, name), "entry.commit", NULL);
    assert_holds (self, tl_thing_get_id (effect), TL_EFFECT_SCALE, "0.4");
    wait_for_figures (self, old);
    assert_shows (self, name, "60% less");
  }
  enter (self, "add:effect", "e-mail");
  enter (self, "new-effect", "halves it");
  g_assert_cmpuint (tl_thing_n (fix, TL_KIND_EFFECT), ==, n + 1);
  effect = tl_thing_nth (fix, TL_KIND_EFFECT, n);
  assert_holds (self, tl_thing_get_id (effect), TL_EFFECT_ON, "email");
  assert_holds (self, tl_thing_get_id (effect), TL_EFFECT_FIELD, "reach");
  assert_holds (self, tl_thing_get_id (effect), TL_EFFECT_SCALE, "0.5");
  assert_undo (self, "Add effect");
  enter (self, "add:effect", "Call centre");
  enter (self, "new-effect", "moves 20% of calls to E-mail");
  g_assert_cmpuint (tl_thing_n (fix, TL_KIND_EFFECT), ==, n + 2);
  effect = tl_thing_nth (fix, TL_KIND_EFFECT, n + 1);
  assert_holds (self, tl_thing_get_id (effect), TL_EFFECT_TO, "email");
  assert_wrong (self, "add:effect", "Nothing of that name", "There is no");
}

static void
test_lists (Fixture *self, gconstpointer data)
{
  TlJourney *journey = tl_session_get_journey (self->session);
  TlThing   *stage = thing (self, "basket");
  TlThing   *pain = thing (self, "fee");
  TlThing   *made;
  guint      n_ways = tl_journey_n (journey, TL_KIND_TRANSITION);
  guint      n_becauses = tl_journey_n (journey, TL_KIND_BECAUSE);

  look_at (self, "basket");
  enter (self, "add:touchpoint", "Delivery page");
  g_assert_cmpuint (tl_thing_n (stage, TL_KIND_TOUCHPOINT), ==, 2);
  made = tl_thing_nth (stage, TL_KIND_TOUCHPOINT, 1);
  g_assert_cmpstr (tl_thing_get_title (made), ==, "Delivery page");
  assert_undo (self, "Add touchpoint");
  /* Empty again, and ready for the next. */
  assert_shows (self, "add:touchpoint", "");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self->window)), get (self, "add:touchpoint")));
  g_assert_nonnull (ui_find_label (GTK_WIDGET (self->panel), "Delivery page"));
  gtk_widget_activate_action (GTK_WIDGET (self->panel), "panel.move", "(sb)", tl_thing_get_id (made), FALSE);
  g_assert_true (tl_thing_nth (stage, TL_KIND_TOUCHPOINT, 0) == made);
  gtk_widget_activate_action (GTK_WIDGET (self->panel), "panel.move", "(sb)", tl_thing_get_id (made), FALSE);
  g_assert_true (tl_thing_nth (stage, TL_KIND_TOUCHPOINT, 0) == made);
  enter (self, "add:transition.from", "get help");
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_TRANSITION), ==, n_ways + 1);
  {
    TlThing         *way = tl_thing_nth (tl_journey_get_root (journey), TL_KIND_TRANSITION, n_ways);
    g_autofree char *share = g_strdup_printf ("%s.share", tl_thing_get_id (way));

    g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self->window)), get (self, share)));
  }
  assert_undo (self, "Connect stages");
  assert_wrong (self, "add:transition.from", "get help", "There is no");

  look_at (self, "fee");
  enter (self, "add:contact", "Call centre");
  g_assert_cmpuint (tl_thing_n (pain, TL_KIND_CONTACT), ==, 1);
  made = tl_thing_nth (pain, TL_KIND_CONTACT, 0);
  {
    g_autofree char *name = g_strdup_printf ("%s.count", tl_thing_get_id (made));

    enter (self, name, "0.3");
    assert_holds (self, tl_thing_get_id (made), TL_CONTACT_COUNT, "0.3");
  }
  enter (self, "add:because", "Priced by the courier");
  g_assert_cmpuint (tl_thing_n (pain, TL_KIND_BECAUSE), ==, 1);
  made = thing (self, tl_thing_get_text (tl_thing_nth (pain, TL_KIND_BECAUSE, 0), TL_BECAUSE_CAUSE));
  g_assert_cmpstr (tl_thing_get_title (made), ==, "Priced by the courier");

  look_at (self, tl_thing_get_id (made));
  enter (self, "add:because.cause", "Parcel late");
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_BECAUSE), ==, n_becauses + 2);

  look_at (self, NULL);
  enter (self, "add:persona", "Ana, in a hurry");
  enter (self, "add:source", "Exit survey");
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_PERSONA), ==, 1);
}

static void
test_delete (Fixture *self, gconstpointer data)
{
  g_autofree char *doomed = NULL;
  guint            n_pains = tl_journey_n (tl_session_get_journey (self->session), TL_KIND_PAIN);
  guint            n_effects = tl_journey_n (tl_session_get_journey (self->session), TL_KIND_EFFECT);

  look_at (self, "basketpage");
  doomed = tl_panel_edit_say_doomed (self->session, "basketpage");
  g_assert_true (g_str_has_prefix (doomed, "1 pain point, "));
  get (self, "delete");
  gtk_widget_activate_action (GTK_WIDGET (self->panel), "panel.delete", "s", "basketpage");
  g_assert_null (thing (self, "basketpage"));
  g_assert_null (thing (self, "fee"));
  g_assert_cmpstr (tl_session_get_selected (self->session), ==, "basket");
  ui_settle ();
  assert_undo (self, "Delete “Basket page”");
  tl_session_undo (self->session);
  ui_settle ();
  g_assert_nonnull (thing (self, "basketpage"));
  g_assert_cmpuint (tl_journey_n (tl_session_get_journey (self->session), TL_KIND_PAIN), ==, n_pains);
  g_assert_cmpuint (tl_journey_n (tl_session_get_journey (self->session), TL_KIND_EFFECT), ==, n_effects);
  get (self, "link:basketpage");
}

/* Figures that arrive, and edits made elsewhere, leave alone who is writing. */
static void
test_focus (Fixture *self, gconstpointer data)
{
  g_autoptr (TlEdit) edit = NULL;
  TlEntry           *at;
  GtkWidget         *focus;
  TlFigures         *old = tl_session_get_figures (self->session);

  look_at (self, "fee");
  at = entry (self, "fee.leave");
  write_in (self, "fee.leave", "12% .. ");
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (at)));
  edit = tl_edit_new ("Elsewhere");
  tl_edit_set (edit, "fee", TL_PAIN_COST, "2");
  tl_edit_set (edit, "fee", TL_PAIN_LEAVE, "0.1");
  g_assert_true (tl_session_apply (self->session, edit, NULL));
  wait_for_figures (self, old);
  g_assert_true (entry (self, "fee.leave") == at);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->window)) == focus);
  assert_shows (self, "fee.leave", "12% .. ");
  assert_shows (self, "fee.cost", "£2");
  gtk_widget_activate_action (GTK_WIDGET (at), "entry.restore", NULL);
  assert_shows (self, "fee.leave", "10%");

  /* Turning elsewhere commits what is right. */
  write_in (self, "fee.leave", "9%");
  gtk_widget_grab_focus (GTK_WIDGET (entry (self, "fee.cost")));
  assert_holds (self, "fee", TL_PAIN_LEAVE, "0.09");
  write_in (self, "fee.leave", "8%");
  tl_session_select (self->session, "basket");
  assert_holds (self, "fee", TL_PAIN_LEAVE, "0.08");
  look_at (self, "fee");
  write_in (self, "fee.leave", "7%");
  tl_panel_commit (self->panel);
  assert_holds (self, "fee", TL_PAIN_LEAVE, "0.07");
}

/* Someone writes, and turns to what is made anew because of what they wrote. */
static void
test_turning (Fixture *self, gconstpointer data)
{
  TlThing *stage = thing (self, "basket");

  look_at (self, "basket");
  write_in (self, "add:touchpoint", "Delivery page");
  gtk_widget_grab_focus (get (self, "link:basketpage"));
  g_assert_cmpuint (tl_thing_n (stage, TL_KIND_TOUCHPOINT), ==, 2);
  ui_settle ();
  g_assert_nonnull (ui_find_label (GTK_WIDGET (self->panel), "Delivery page"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->window)) == get (self, "link:basketpage"));
  /* The panel may be gone before it gets round to it. */
  write_in (self, "add:touchpoint", "Basket by telephone");
  gtk_window_set_focus (self->window, NULL);
  g_assert_cmpuint (tl_thing_n (stage, TL_KIND_TOUCHPOINT), ==, 3);
}

static void
collect (TlThing *one, gpointer ids)
{
  g_ptr_array_add (ids, g_strdup (tl_thing_get_id (one)));
}

/* Whatever is selected can be edited, and no field commits anything by being visited. */
static void
test_everything (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint64               serial = tl_document_get_serial (tl_session_get_document (self->session));

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    tl_journey_foreach (tl_session_get_journey (self->session), kind, collect, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      TlThing          *one = thing (self, ids->pdata[i]);
      const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (one));

      tl_session_select (self->session, ids->pdata[i]);
      for (TlField field = info->first; field < info->first + info->n_fields; field++)
        if (field != tl_kind_get_title (tl_thing_get_kind (one)) && !tl_form_is_layout (field))
          {
            g_autofree char *name = g_strdup_printf ("%s.%s", (char *) ids->pdata[i], tl_field_get_info (field)->name);

            gtk_widget_grab_focus (get (self, name));
          }
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  ui_settle ();
  g_assert_cmpuint (tl_document_get_serial (tl_session_get_document (self->session)), ==, serial);
}

static void
test_ranking (Fixture *self, gconstpointer data)
{
  TlFixesPage        *page = g_object_new (TL_TYPE_FIXES_PAGE, NULL);
  GtkWidget          *window = gtk_window_new ();
  GtkListView        *list;
  GtkSingleSelection *selection;
  GObject            *item;
  TlFigures          *old;

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 400);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  tl_fixes_page_set_session (page, self->session);
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  list = GTK_LIST_VIEW (ui_find_type (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW));
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (list));
  look_at (self, "free");
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 0);
  item = gtk_single_selection_get_selected_item (selection);
  old = tl_session_get_figures (self->session);
  enter (self, "free.one-off", "£5m");
  wait_for_figures (self, old);
  /* It went down in the ranking; it is the same row, and it is selected. */
  g_assert_true (gtk_single_selection_get_selected_item (selection) == item);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), >, 0);
  g_assert_cmpstr (tl_session_get_selected (self->session), ==, "free");

  old = tl_session_get_figures (self->session);
  gtk_widget_activate_action (GTK_WIDGET (page), "fixes.add", NULL);
  g_assert_cmpstr (tl_thing_get_title (tl_session_get_thing (self->session)), ==, "New fix");
  wait_for_figures (self, old);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), >=, 4);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

static void
test_read_only (void)
{
  g_autofree char        *path = ui_case ("tradeoffs.xml");
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlDocument)  document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_autoptr (TlSession)   session = NULL;
  GtkWidget              *window = gtk_window_new ();
  TlPanel                *panel = g_object_new (TL_TYPE_PANEL, NULL);

  g_assert_no_error (error);
  session = tl_session_new (document);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (panel));
  tl_panel_set_session (panel, session);
  tl_session_select (session, "fee");
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  g_assert_null (ui_find_type (GTK_WIDGET (panel), TL_TYPE_ENTRY));
  g_assert_null (find_named (GTK_WIDGET (panel), "delete"));
  g_assert_nonnull (ui_find_label (GTK_WIDGET (panel), "90%"));
  gtk_widget_activate_action (GTK_WIDGET (panel), "panel.delete", "s", "fee");
  g_assert_nonnull (tl_journey_lookup (tl_session_get_journey (session), "fee"));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

#define TEST(path, case, function) g_test_add (path, Fixture, case, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (argc, argv);
  TEST ("/inspector/number", "tradeoffs.xml", test_number);
  TEST ("/inspector/wrong", "tradeoffs.xml", test_wrong);
  TEST ("/inspector/other-fields", "tradeoffs.xml", test_other_fields);
  TEST ("/inspector/origin", "tradeoffs.xml", test_origin);
  TEST ("/inspector/effects", "tradeoffs.xml", test_effects);
  TEST ("/inspector/lists", "tradeoffs.xml", test_lists);
  TEST ("/inspector/delete", "tradeoffs.xml", test_delete);
  TEST ("/inspector/focus", "tradeoffs.xml", test_focus);
  TEST ("/inspector/turning", "tradeoffs.xml", test_turning);
  TEST ("/inspector/everything/tradeoffs", "tradeoffs.xml", test_everything);
  TEST ("/inspector/everything/causes", "causes.xml", test_everything);
  TEST ("/inspector/everything/edges", "edges.xml", test_everything);
  TEST ("/inspector/ranking", "tradeoffs.xml", test_ranking);
  g_test_add_func ("/inspector/read-only", test_read_only);
  return g_test_run ();
}
