/* tl-import-rules-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-rules-box.h"

#include <glib/gi18n-lib.h>

#include "tl-file-dialog.h"

#define SHOWN 100 /* rules of an origin */

struct _TlImportRulesBox
{
  AdwPreferencesGroup parent_instance;

  AdwExpanderRow     *kept_row;
  GtkSwitch          *kept;
  AdwExpanderRow     *file_row;
  GtkWidget          *choose;
  GtkWidget          *drop;
  GtkWidget          *keep_row;
  GtkSwitch          *keep;

  TlJourney          *journey;
  TlRules            *rules; /* of a file; NULL: none */
  char               *name;
  GPtrArray          *lines; /* of GtkWidget, borrowed, by the row they stand in */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlImportRulesBox, tl_import_rules_box, ADW_TYPE_PREFERENCES_GROUP)

static void
changed (TlImportRulesBox *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear_lines (TlImportRulesBox *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    adw_expander_row_remove (g_object_get_data (self->lines->pdata[i], "row"), self->lines->pdata[i]);
  g_ptr_array_set_size (self->lines, 0);
}

static void
add_line (TlImportRulesBox *self, AdwExpanderRow *row, const char *title, const char *subtitle, const char *aside)
{
  GtkWidget *line = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (line), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (line), 3);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (line), subtitle);
  if (aside)
    {
      GtkWidget *label = gtk_label_new (aside);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (line), label);
    }
  adw_expander_row_add_row (row, line);
  g_object_set_data (G_OBJECT (line), "row", row);
  g_ptr_array_add (self->lines, line);
}

/* What must hold, as it is written. */
static char *
dup_when (TlImportRulesBox *self, const TlImportRule *rule)
{
  TlThing *thing = rule->id ? tl_journey_lookup (self->journey, rule->id) : NULL;

  if (thing)
    return g_strdup (tl_thing_get_text (thing, TL_RULE_WHEN));
  for (guint i = 0; self->rules && i < tl_rules_get_n (self->rules); i++)
    if (tl_rules_get (self->rules, i)->line == rule->line)
      return g_strdup (tl_rules_get (self->rules, i)->when);
  return NULL;
}

static void
add_rule (TlImportRulesBox *self, const TlImportRule *rule)
{
  TlThing         *thing = tl_journey_lookup (self->journey, rule->thing);
  g_autofree char *where = thing ? tl_thing_describe (thing) : g_strdup (rule->thing);
  g_autofree char *when = dup_when (self, rule);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, rule->n_records);
  g_autofree char *why = rule->why ? g_strdup_printf (_("%s It is passed over."), rule->why) : NULL;

  add_line (self, rule->id ? self->kept_row : self->file_row, where, why ? why : when, why ? NULL : count);
}

static void
update (TlImportRulesBox *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), self->rules ? self->name : _("A File of Rules"));
  gtk_widget_set_visible (self->keep_row, self->rules != NULL);
  gtk_widget_set_visible (self->drop, self->rules != NULL);
  gtk_widget_set_visible (self->choose, self->rules == NULL);
  adw_expander_row_set_enable_expansion (self->file_row, self->rules != NULL);
  if (self->rules == NULL)
    adw_expander_row_set_subtitle (self->file_row, _("Lines such as: text has \"late\" -> pain late"));
}

/**
 * tl_import_rules_box_show:
 * @result: what would come of an import
 */
void
tl_import_rules_box_show (TlImportRulesBox *self, const TlImportResult *result)
{
  guint            n_kept = 0, n_given = 0;
  g_autofree char *assigned = NULL;

  clear_lines (self);
  for (guint i = 0; i < result->rules->len; i++)
    {
      const TlImportRule *rule = result->rules->pdata[i];

      if ((rule->id ? n_kept : n_given) < SHOWN)
        add_rule (self, rule);
      n_kept += rule->id != NULL;
      n_given += rule->id == NULL;
    }
  assigned = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " record is assigned by rules.",
                                        "%" G_GUINT64_FORMAT " records are assigned by rules.", (gulong) result->n_assigned),
                              result->n_assigned);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), n_kept + n_given > 0 ? assigned : NULL);
  if (self->rules)
    {
      g_autofree char *rules = g_strdup_printf (ngettext ("%u rule", "%u rules", n_given), n_given);

      adw_expander_row_set_subtitle (self->file_row, rules);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->keep_row), "");
  if (result->n_unkept > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u of them assigns to a stage: it acts now, and is not kept.",
                                                         "%u of them assign to stages: they act now, and are not kept.",
                                                         result->n_unkept), result->n_unkept);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->keep_row), text);
    }
}

/**
 * tl_import_rules_box_refuse:
 * @why: what is wrong with the file's rules
 *
 * Lets go of a file of rules, and says why.
 */
void
tl_import_rules_box_refuse (TlImportRulesBox *self, const char *why)
{
  g_clear_pointer (&self->rules, tl_rules_unref);
  clear_lines (self);
  update (self);
  adw_expander_row_set_subtitle (self->file_row, why);
}

/**
 * tl_import_rules_box_load:
 * @path: a file of rules
 */
void
tl_import_rules_box_load (TlImportRulesBox *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  TlRules           *rules = tl_rules_load (path, &error);

  if (rules == NULL)
    {
      tl_import_rules_box_refuse (self, error->message);
      return;
    }
  g_clear_pointer (&self->rules, tl_rules_unref);
  self->rules = rules;
  g_free (self->name);
  self->name = g_filename_display_basename (path);
  update (self);
  changed (self);
}

static void
chosen (GFile *file, gpointer data)
{
  g_autoptr (TlImportRulesBox) self = data;
  g_autofree char             *path = file ? g_file_get_path (file) : NULL;

  if (file && path == NULL)
    tl_import_rules_box_refuse (self, _("The rules are not on this computer. Copy them here first."));
  else if (path)
    tl_import_rules_box_load (self, path);
}

static void
choose_clicked (TlImportRulesBox *self)
{
  tl_file_dialog_open_rules (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), chosen, g_object_ref (self));
}

static void
drop_clicked (TlImportRulesBox *self)
{
  g_clear_pointer (&self->rules, tl_rules_unref);
  update (self);
  changed (self);
}

/**
 * tl_import_rules_box_say:
 * @options: (inout): what is said of the rules is put in; they are borrowed
 */
void
tl_import_rules_box_say (TlImportRulesBox *self, TlImportOptions *options)
{
  options->rules = self->rules;
  options->without_rules = !gtk_switch_get_active (self->kept);
  options->keep_rules = self->rules && gtk_switch_get_active (self->keep);
}

static void
tl_import_rules_box_finalize (GObject *object)
{
  TlImportRulesBox *self = TL_IMPORT_RULES_BOX (object);

  g_clear_object (&self->journey);
  g_clear_pointer (&self->rules, tl_rules_unref);
  g_free (self->name);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (tl_import_rules_box_parent_class)->finalize (object);
}

static void
tl_import_rules_box_class_init (TlImportRulesBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_import_rules_box_finalize;

  /**
   * TlImportRulesBox::changed:
   *
   * Other rules are to act.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_IMPORT_RULES_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_button (const char *label, GCallback clicked, TlImportRulesBox *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (self->file_row, button);
  return button;
}

static AdwExpanderRow *
new_expander (TlImportRulesBox *self, const char *title)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_EXPANDER_ROW (row);
}

static void
tl_import_rules_box_init (TlImportRulesBox *self)
{
  self->lines = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Rules"));
  self->kept_row = new_expander (self, _("The Journey’s Rules"));
  self->kept = GTK_SWITCH (gtk_switch_new ());
  gtk_switch_set_active (self->kept, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->kept), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kept), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Assign by the journey’s rules"),
                                  -1);
  adw_expander_row_add_action (self->kept_row, GTK_WIDGET (self->kept));
  g_signal_connect_object (self->kept, "notify::active", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  self->file_row = new_expander (self, _("A File of Rules"));
  self->choose = new_button (_("C_hoose…"), G_CALLBACK (choose_clicked), self);
  self->drop = new_button (_("_Leave Out"), G_CALLBACK (drop_clicked), self);
  self->keep_row = adw_action_row_new ();
  self->keep = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->keep), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->keep_row), _("_Keep Them in the Journey"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->keep_row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->keep_row), GTK_WIDGET (self->keep));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->keep_row), GTK_WIDGET (self->keep));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->keep_row);
  g_signal_connect_object (self->keep, "notify::active", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * tl_import_rules_box_new:
 * @journey: whose rules there are, and what they assign to
 *
 * Returns: (transfer floating): rules
 */
GtkWidget *
tl_import_rules_box_new (TlJourney *journey)
{
  TlImportRulesBox *self = g_object_new (TL_TYPE_IMPORT_RULES_BOX, NULL);
  guint             n = tl_thing_n (tl_journey_get_root (journey), TL_KIND_RULE);
  g_autofree char  *rules = g_strdup_printf (ngettext ("%u rule", "%u rules", n), n);

  self->journey = g_object_ref (journey);
  adw_expander_row_set_subtitle (self->kept_row, rules);
  gtk_widget_set_visible (GTK_WIDGET (self->kept_row), n > 0);
  return GTK_WIDGET (self);
}
