/* tl-tie-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-tie-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-evidence-query.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-records-targets.h"
#include "tl-tie.h"

typedef struct
{
  GtkWidget    *window; /* not owned: it owns this */
  TlSession    *session;
  char         *of;
  TlField       field;
  GPtrArray    *about;   /* ids, as in the list */
  GPtrArray    *among;   /* ids; NULL for all records */
  GPtrArray    *sources; /* GtkCheckButton, with their ids */
  GtkWidget    *lists[2];
  GtkWidget    *count;
  GtkWidget    *tie;
  GtkWidget    *message;
  GCancellable *counting;
  gint64        n[2]; /* counted, among; −1 while it is not known */
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_ptr_array_unref (self->about);
  g_ptr_array_unref (self->among);
  g_ptr_array_unref (self->sources);
  g_object_unref (self->session);
  g_free (self->of);
  g_free (self);
}

static char **
fill_terms (Dialog *self, TlTieTerms *terms)
{
  g_autoptr (GStrvBuilder) sources = g_strv_builder_new ();
  guint                    at[2], n = 0;
  char                   **chosen;

  for (int i = 0; i < 2; i++)
    at[i] = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->lists[i]));
  for (guint i = 0; i < self->sources->len; i++)
    if (gtk_check_button_get_active (self->sources->pdata[i]))
      {
        g_strv_builder_add (sources, g_object_get_data (self->sources->pdata[i], "id"));
        n++;
      }
  chosen = g_strv_builder_end (sources);
  /* All of them, or none, is every source: those to come, too. */
  *terms = (TlTieTerms) {
    .about = at[0] < self->about->len ? self->about->pdata[at[0]] : NULL,
    .among = at[1] < self->among->len ? self->among->pdata[at[1]] : NULL,
    .sources = n > 0 && n < self->sources->len ? (const char *const *) chosen : NULL,
  };
  return chosen;
}

static void
say (Dialog *self)
{
  g_autofree char *x = tl_phrase_count ((double) self->n[0]), *n = tl_phrase_count ((double) self->n[1]);
  g_autofree char *text = NULL;

  if (self->n[0] < 0 || self->n[1] < 0)
    return;
  /* Translators: so many records of so many, as in “132 of 1,200”. */
  text = g_strdup_printf (C_ ("tie", "%s of %s"), x, n);
  gtk_label_set_label (GTK_LABEL (self->count), text);
  gtk_widget_set_sensitive (self->tie, self->n[1] > 0);
}

typedef struct
{
  Dialog       *self;
  GCancellable *cancellable;
  int           which;
} Count;

static void
counted (GObject *source, GAsyncResult *result, gpointer data)
{
  Count             *count = data;
  TlEvidenceCount    n = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean           ok = tl_evidence_query_count_finish (TL_EVIDENCE_QUERY (source), result, &n, &error);

  /* Where it was cancelled, the dialog may be gone. */
  if (!g_cancellable_is_cancelled (count->cancellable))
    {
      count->self->n[count->which] = ok ? n.records : 0;
      say (count->self);
    }
  g_object_unref (count->cancellable);
  g_free (count);
}

static void
count (Dialog *self)
{
  TlTieTerms     terms;
  g_auto (GStrv) sources = fill_terms (self, &terms);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  self->n[0] = self->n[1] = -1;
  gtk_widget_set_sensitive (self->tie, FALSE);
  if (terms.about == NULL)
    return;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (TlEvidenceFilter) filter = tl_tie_terms_dup_filter (&terms, i == 1);
      g_autoptr (TlEvidenceQuery)  query = tl_evidence_query_new (tl_session_get_document (self->session), filter, NULL);
      Count                       *data = g_new0 (Count, 1);

      *data = (Count) { self, g_object_ref (self->counting), i };
      tl_evidence_query_count_async (query, self->counting, counted, data);
    }
}

static void
tie (Dialog *self)
{
  TlTieTerms         terms;
  g_auto (GStrv)     sources = fill_terms (self, &terms);
  g_autoptr (TlEdit) edit = tl_edit_new (_("Tie to evidence"));
  g_autoptr (GError) error = NULL;

  if (terms.about == NULL)
    return;
  tl_edit_tie (edit, tl_session_get_document (self->session), self->of, self->field, &terms);
  if (tl_session_apply (self->session, edit, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self->window));
      return;
    }
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->message)), error->message);
  gtk_widget_set_visible (self->message, TRUE);
}

/* The pain itself among its touchpoint, unless there is a better guess: what the number is of. */
static void
fill_lists (Dialog *self)
{
  TlJourney                *journey = tl_session_get_journey (self->session);
  TlThing                  *thing = tl_journey_lookup (journey, self->of);
  TlThing                  *parent = thing ? tl_thing_get_parent (thing) : NULL;
  g_autoptr (GArray)        targets = tl_records_list_targets (journey);
  g_autoptr (GtkStringList) abouts = gtk_string_list_new (NULL), amongs = gtk_string_list_new (NULL);
  guint                     about = 0, among = 0;

  gtk_string_list_append (amongs, _("All records"));
  g_ptr_array_add (self->among, NULL);
  for (guint i = 0; i < targets->len; i++)
    {
      TlThing         *target = g_array_index (targets, TlRecordsTarget, i).thing;
      TlKind           kind = tl_thing_get_kind (target);
      g_autofree char *place = tl_records_say_place (target);
      g_autofree char *text = g_strdup_printf (C_ ("place", "%s (%s)"), tl_thing_get_title (target), place);

      if (target == thing)
        about = self->about->len;
      gtk_string_list_append (abouts, text);
      g_ptr_array_add (self->about, g_strdup (tl_thing_get_id (target)));
      if (kind != TL_KIND_TOUCHPOINT && kind != TL_KIND_STAGE)
        continue;
      if (target == parent)
        among = self->among->len;
      gtk_string_list_append (amongs, text);
      g_ptr_array_add (self->among, g_strdup (tl_thing_get_id (target)));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->lists[0]), G_LIST_MODEL (abouts));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->lists[1]), G_LIST_MODEL (amongs));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->lists[0]), about);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->lists[1]), among);
}

static void
add_sources (Dialog *self, GtkWidget *box)
{
  g_autoptr (GPtrArray) sources = tl_journey_collect (tl_session_get_journey (self->session), TL_KIND_SOURCE);

  if (sources->len == 0)
    return;
  gtk_box_append (GTK_BOX (box), tl_part_label (_("Only of these sources; none for all"), "dim-label"));
  for (guint i = 0; i < sources->len; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (tl_thing_get_title (sources->pdata[i]));

      g_object_set_data_full (G_OBJECT (check), "id", g_strdup (tl_thing_get_id (sources->pdata[i])), g_free);
      g_ptr_array_add (self->sources, check);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (count), self);
      gtk_box_append (GTK_BOX (box), check);
    }
}

/**
 * tl_tie_dialog_show:
 * @of: id of a thing
 * @field: a number of it, of which tl_tie_may() holds
 *
 * Asks what is counted, and ties the number to it.
 */
void
tl_tie_dialog_show (GtkWindow *parent, TlSession *session, const char *of, TlField field)
{
  const char *const names[] = { _("Records that speak of"), _("Among the records of") };
  Dialog           *self = g_new0 (Dialog, 1);
  GtkWidget        *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget        *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget        *scrolled = gtk_scrolled_window_new ();

  self->session = g_object_ref (session);
  self->of = g_strdup (of);
  self->field = field;
  self->about = g_ptr_array_new_with_free_func (g_free);
  self->among = g_ptr_array_new_with_free_func (g_free);
  self->sources = g_ptr_array_new ();
  self->window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (self->window), _("Tie to Evidence"));
  gtk_window_set_transient_for (GTK_WINDOW (self->window), parent);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 420, 520);
  gtk_box_append (GTK_BOX (all), adw_header_bar_new ());
  self->count = tl_part_label (NULL, "tl-title");
  gtk_widget_add_css_class (self->count, "numeric");
  self->tie = gtk_button_new_with_mnemonic (_("_Tie"));
  self->message = tl_part_problem ();
  gtk_box_append (GTK_BOX (box), tl_part_label (tl_field_get_label (field), "heading"));
  gtk_box_append (GTK_BOX (box), self->count);
  for (int i = 0; i < 2; i++)
    {
      self->lists[i] = gtk_drop_down_new (NULL, NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->lists[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, names[i], -1);
      gtk_box_append (GTK_BOX (box), tl_part_label (names[i], "dim-label"));
      gtk_box_append (GTK_BOX (box), self->lists[i]);
    }
  fill_lists (self);
  for (int i = 0; i < 2; i++)
    g_signal_connect_swapped (self->lists[i], "notify::selected", G_CALLBACK (count), self);
  add_sources (self, box);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_widget_add_css_class (self->tie, "suggested-action");
  gtk_widget_add_css_class (self->tie, "pill");
  gtk_widget_set_halign (self->tie, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->tie, 12);
  g_signal_connect_swapped (self->tie, "clicked", G_CALLBACK (tie), self);
  gtk_box_append (GTK_BOX (box), self->tie);
  gtk_widget_add_css_class (box, "tl-export-choices");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (all), scrolled);
  adw_window_set_content (ADW_WINDOW (self->window), all);
  g_object_set_data_full (G_OBJECT (self->window), "tie", self, dialog_free);
  count (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* The part of a number's origin */

static void
part_act (GtkWidget *button, gpointer data)
{
  TlSession  *session = g_object_get_data (G_OBJECT (button), "session");
  const char *of = g_object_get_data (G_OBJECT (button), "of");
  TlField     field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "field"));
  const char *what = data;
  GtkWidget  *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  GtkWidget  *root = GTK_WIDGET (gtk_widget_get_root (button));

  g_object_ref (button);
  if (popover)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (g_str_equal (what, "show"))
    gtk_widget_activate_action (root, "win.show-tied", "(ss)", of, tl_field_get_info (field)->name);
  else if (g_str_equal (what, "untie"))
    {
      g_autoptr (TlEdit) edit = tl_edit_new (_("Untie from evidence"));

      tl_edit_untie (edit, tl_session_get_document (session), of, field);
      tl_session_apply (session, edit, NULL);
    }
  else
    tl_tie_dialog_show (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, session, of, field);
  g_object_unref (button);
}

static void
add_button (GtkWidget *box, TlSession *session, const char *of, TlField field, const char *label, const char *what)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data_full (G_OBJECT (button), "session", g_object_ref (session), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), "of", g_strdup (of), g_free);
  g_object_set_data (G_OBJECT (button), "field", GINT_TO_POINTER (field));
  g_signal_connect (button, "clicked", G_CALLBACK (part_act), (gpointer) what);
  gtk_box_append (GTK_BOX (box), button);
}

/**
 * tl_tie_part_new:
 *
 * Returns: (transfer floating) (nullable): what the number is tied to, and how to tie and untie it; %NULL where it cannot be
 */
GtkWidget *
tl_tie_part_new (TlSession *session, const char *of, TlField field)
{
  TlThing         *found = tl_tie_may (field) ? tl_tie_find (tl_session_get_journey (session), of, field) : NULL;
  g_autofree char *text = found ? tl_tie_describe (tl_session_get_journey (session), found) : NULL;
  GtkWidget       *box, *line;

  if (!tl_tie_may (field) || (found == NULL && !tl_session_can_edit (session)))
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  if (text)
    gtk_box_append (GTK_BOX (box), tl_part_label (text, "tl-small"));
  if (found)
    add_button (line, session, of, field, _("Show the _Records"), "show");
  if (found && tl_session_can_edit (session))
    add_button (line, session, of, field, _("_Untie"), "untie");
  if (found == NULL)
    add_button (line, session, of, field, _("_Tie to Evidence…"), "tie");
  gtk_box_append (GTK_BOX (box), line);
  return box;
}
