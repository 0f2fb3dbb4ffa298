/* tl-form-origin.c: where a number comes from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-form-field.h"

#include <glib/gi18n-lib.h>

#include "tl-entry.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-text.h"
#include "tl-tie-dialog.h"

/* In pixels, at the usual size of text. */
#define WIDTH 300

typedef struct
{
  TlSession     *session;
  char          *id;
  TlField        field;

  GtkMenuButton *button; /* not owned: it owns this */
  GtkLabel      *label;

  /* Of the popover, while it is there */
  GtkDropDown   *basis;
  TlEntry       *source;
  TlEntry       *date;
  TlEntry       *by;
  TlEntry       *text;
  GtkWidget     *message;
} Origin;

static void
origin_free (gpointer data)
{
  Origin *self = data;

  g_object_unref (self->session);
  g_free (self->id);
  g_free (self);
}

static TlThing *
find_fact (Origin *self)
{
  return tl_journey_find_fact (tl_session_get_journey (self->session), self->id, tl_field_get_info (self->field)->name);
}

static void
refresh (GtkWidget *button)
{
  Origin          *self = g_object_get_data (G_OBJECT (button), "origin");
  TlJourney       *journey = tl_session_get_journey (self->session);
  TlThing         *thing = tl_journey_lookup (journey, self->id);
  g_autofree char *text = thing ? tl_phrase_origin (journey, thing, self->field) : NULL;
  g_autofree char *name = NULL;

  gtk_label_set_label (self->label, text ? text : _("say where this comes from"));
  gtk_widget_set_tooltip_text (button, text);
  if (text)
    gtk_widget_remove_css_class (button, "tl-nobody");
  else
    gtk_widget_add_css_class (button, "tl-nobody");
  /* Translators: a field's label, and what is known of where its number comes from. */
  name = g_strdup_printf (_("Where “%s” comes from: %s"), tl_field_get_label (self->field),
                          text ? text : _("nobody says"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The entries of the form: nothing is committed before the whole is. */

static gboolean
check_date (TlEntry *entry, const char *text, gpointer data, char **understood, GError **error)
{
  g_autofree char *value = NULL;

  return tl_form_read (data, TL_FACT_DATE, text, NULL, &value, error);
}

static gboolean
check_source (TlEntry *entry, const char *text, gpointer data, char **understood, GError **error)
{
  g_autoptr (GPtrArray) sources = tl_form_suggest (data, NULL, TL_FACT_SOURCE);
  g_autofree char      *id = NULL;

  if (!tl_text_is_blank (text) && !tl_choices_find (sources, text, &id, NULL))
    *understood = g_strdup (_("A new source of this name is added."));
  return TRUE;
}

static GPtrArray *
suggest_sources (TlEntry *entry, gpointer data)
{
  return tl_form_suggest (data, NULL, TL_FACT_SOURCE);
}

static GPtrArray *
suggest_people (TlEntry *entry, gpointer data)
{
  return tl_form_suggest (data, NULL, TL_FACT_BY);
}

static const TlEntryUse source_use = { check_source, NULL, suggest_sources };
static const TlEntryUse date_use = { check_date, NULL, NULL };
static const TlEntryUse by_use = { NULL, NULL, suggest_people };
static const TlEntryUse text_use = { NULL, NULL, NULL };

static void
fail (Origin *self, const char *why)
{
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->message)), why);
  gtk_widget_set_visible (self->message, TRUE);
}

/* The source that is meant: the one that is named already, another by its title, or a new one. */
static char *
get_source (Origin *self, TlThing *fact, const char *fact_id, TlEdit *edit)
{
  TlJourney            *journey = tl_session_get_journey (self->session);
  TlDocument           *document = tl_session_get_document (self->session);
  g_autoptr (GPtrArray) sources = tl_form_suggest (journey, NULL, TL_FACT_SOURCE);
  g_autofree char      *text = tl_entry_dup_text (self->source);
  g_autofree char      *title = tl_text_squeeze (text);
  char                 *id = NULL;

  if (*title == '\0')
    return NULL;
  if (fact && tl_thing_has (fact, TL_FACT_SOURCE) && !tl_entry_is_dirty (self->source))
    return g_strdup (tl_thing_get_text (fact, TL_FACT_SOURCE));
  for (guint i = 0; i < sources->len; i++)
    {
      TlChoice *choice = sources->pdata[i];

      if (g_utf8_collate (choice->title, title) == 0)
        return g_strdup (choice->value);
    }
  if (tl_choices_find (sources, title, &id, NULL))
    return id;
  id = tl_document_make_id (document, title);
  if (g_strcmp0 (id, fact_id) == 0)
    {
      g_autofree char *wish = g_strconcat ("source-", id, NULL);

      g_free (id);
      id = tl_document_make_id (document, wish);
    }
  tl_edit_create (edit, TL_KIND_SOURCE, id, NULL, TL_EDIT_LAST);
  tl_edit_set (edit, id, TL_SOURCE_TITLE, title);
  return id;
}

static void
set_from (TlEdit *edit, const char *id, TlField field, TlJourney *journey, TlEntry *entry)
{
  g_autofree char *text = tl_entry_dup_text (entry);
  g_autofree char *value = NULL;

  if (tl_form_read (journey, field, text, NULL, &value, NULL))
    tl_edit_set (edit, id, field, value && tl_text_is_blank (value) ? NULL : value);
}

static void
submit (Origin *self)
{
  const TlFieldInfo  *info = tl_field_get_info (self->field);
  TlThing            *fact = find_fact (self);
  /* Translators: the name of an edit; %s is the label of a field. */
  g_autofree char    *name = g_strdup_printf (_("Say where “%s” comes from"), tl_field_get_label (self->field));
  g_autofree char    *wish = g_strdup_printf ("%s-%s", self->id, info->name);
  g_autofree char    *id = fact ? g_strdup (tl_thing_get_id (fact))
                               : tl_document_make_id (tl_session_get_document (self->session), wish);
  g_autofree char    *source = NULL;
  g_autoptr (TlEdit)  edit = tl_edit_new (name);
  g_autoptr (GError)  error = NULL;
  TlJourney          *journey = tl_session_get_journey (self->session);

  if (tl_entry_is_wrong (self->date))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->date));
      return;
    }
  source = get_source (self, fact, id, edit);
  if (fact == NULL)
    {
      tl_edit_create (edit, TL_KIND_FACT, id, NULL, TL_EDIT_LAST);
      tl_edit_set (edit, id, TL_FACT_OF, self->id);
      tl_edit_set (edit, id, TL_FACT_FIELD, info->name);
    }
  tl_edit_set (edit, id, TL_FACT_BASIS,
               tl_field_get_info (TL_FACT_BASIS)->words[gtk_drop_down_get_selected (self->basis)]);
  tl_edit_set (edit, id, TL_FACT_SOURCE, source);
  set_from (edit, id, TL_FACT_DATE, journey, self->date);
  set_from (edit, id, TL_FACT_BY, journey, self->by);
  set_from (edit, id, TL_FACT_TEXT, journey, self->text);
  if (tl_session_apply (self->session, edit, &error))
    gtk_menu_button_popdown (self->button);
  else
    fail (self, error->message);
}

static void
submit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  submit (data);
}

static void
remove_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Origin            *self = data;
  TlThing           *fact = find_fact (self);
  g_autofree char   *name = g_strdup_printf (_("Say no more where “%s” comes from"), tl_field_get_label (self->field));
  g_autoptr (TlEdit) edit = tl_edit_new (name);
  g_autoptr (GError) error = NULL;

  if (fact)
    tl_edit_delete (edit, tl_thing_get_id (fact));
  if (fact && !tl_session_apply (self->session, edit, &error))
    fail (self, error->message);
  else
    gtk_menu_button_popdown (self->button);
}

static const GActionEntry actions[] = {
  { "submit", submit_action },
  { "remove", remove_action },
};

static TlEntry *
add_entry (Origin *self, GtkWidget *box, TlField field, TlEntryFlags flags, const TlEntryUse *use, TlThing *fact)
{
  TlJourney       *journey = tl_session_get_journey (self->session);
  GtkWidget       *entry = tl_entry_new (tl_field_get_label (field), flags, use, g_object_ref (journey), g_object_unref);
  g_autofree char *text = fact ? tl_form_show (journey, fact, field, NULL) : NULL;

  tl_entry_set_given (TL_ENTRY (entry), text ? text : "");
  tl_entry_set_placeholder (TL_ENTRY (entry), C_ ("field", "not given"));
  gtk_widget_set_name (entry, tl_field_get_info (field)->name);
  gtk_box_append (GTK_BOX (box), entry);
  return TL_ENTRY (entry);
}

static void
add_basis (Origin *self, GtkWidget *box, TlThing *fact)
{
  const TlFieldInfo *info = tl_field_get_info (TL_FACT_BASIS);
  GtkStringList     *list = gtk_string_list_new (NULL);
  guint              chosen = 0;

  for (guint i = 0; info->words[i]; i++)
    {
      gtk_string_list_append (list, tl_phrase_word (info->words[i]));
      if (fact && tl_thing_is_word (fact, TL_FACT_BASIS, info->words[i]))
        chosen = i;
    }
  self->basis = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (list), NULL));
  gtk_drop_down_set_selected (self->basis, chosen);
  gtk_widget_set_name (GTK_WIDGET (self->basis), "basis");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->basis), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tl_field_get_label (TL_FACT_BASIS), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->basis));
}

static void
add_buttons (Origin *self, GtkWidget *box, TlThing *fact)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save"));
  GtkWidget *remove = gtk_button_new_with_mnemonic (_("_Remove"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "form.submit");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "form.remove");
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_set_hexpand (save, TRUE);
  gtk_widget_set_halign (save, GTK_ALIGN_END);
  gtk_widget_set_visible (remove, fact != NULL);
  gtk_box_append (GTK_BOX (buttons), remove);
  gtk_box_append (GTK_BOX (buttons), save);
  gtk_box_append (GTK_BOX (box), buttons);
}

/* The form is made when it is asked for, of what is known then. */
static void
open_form (GtkMenuButton *button, gpointer data)
{
  Origin             *self = g_object_get_data (G_OBJECT (button), "origin");
  TlThing            *fact = find_fact (self);
  GtkWidget          *popover = gtk_popover_new ();
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget          *scrolled = gtk_scrolled_window_new ();
  GtkWidget          *tie;
  GSimpleActionGroup *group = g_simple_action_group_new ();
  /* Translators: %s is the label of a field. */
  g_autofree char    *heading = g_strdup_printf (_("Where “%s” comes from"), tl_field_get_label (self->field));

  gtk_box_append (GTK_BOX (box), tl_part_label (heading, "heading"));
  tie = tl_tie_part_new (self->session, self->id, self->field);
  if (tie)
    gtk_box_append (GTK_BOX (box), tie);
  add_basis (self, box, fact);
  self->source = add_entry (self, box, TL_FACT_SOURCE, TL_ENTRY_PLAIN, &source_use, fact);
  self->date = add_entry (self, box, TL_FACT_DATE, TL_ENTRY_PLAIN, &date_use, fact);
  self->by = add_entry (self, box, TL_FACT_BY, TL_ENTRY_PLAIN, &by_use, fact);
  self->text = add_entry (self, box, TL_FACT_TEXT, TL_ENTRY_NOTE, &text_use, fact);
  self->message = tl_part_problem ();
  gtk_box_append (GTK_BOX (box), self->message);
  add_buttons (self, box, fact);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (popover, "form", G_ACTION_GROUP (group));
  g_object_unref (group);
  gtk_widget_set_size_request (box, (int) MIN (WIDTH * tl_part_text_factor (), 420), -1);
  gtk_widget_add_css_class (popover, "tl-form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 560);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  gtk_menu_button_set_popover (button, popover);
}

/**
 * tl_form_origin_new:
 * @id: a thing's id
 * @field: a number of it
 *
 * Returns: (transfer floating): what is known of where the number comes from, and a form to say so
 */
GtkWidget *
tl_form_origin_new (TlSession *session, const char *id, TlField field)
{
  GtkWidget *button = gtk_menu_button_new ();
  Origin    *self = g_new0 (Origin, 1);

  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  self->field = field;
  self->button = GTK_MENU_BUTTON (button);
  self->label = GTK_LABEL (tl_part_label (NULL, "tl-small"));
  /* One line, whole in the tooltip: GTK 4.8's menu button does not ask for the height that wrapped words take. */
  gtk_label_set_wrap (self->label, FALSE);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->label, 3);
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->label));
  gtk_menu_button_set_has_frame (self->button, FALSE);
  gtk_menu_button_set_direction (self->button, GTK_ARROW_LEFT);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "tl-origin");
  g_object_set_data_full (G_OBJECT (button), "origin", self, origin_free);
  gtk_menu_button_set_create_popup_func (self->button, open_form, NULL, NULL);
  refresh (button);
  g_signal_connect_object (session, "edited", G_CALLBACK (refresh), button, G_CONNECT_SWAPPED);
  return button;
}
