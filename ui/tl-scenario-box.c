/* tl-scenario-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-scenario-box.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-scenario-grid.h"
#include "tl-scenario-name.h"
#include "tl-scenario-task.h"

/* As many as are still read side by side. */
#define MOST_SHOWN 3

struct _TlScenarioBox
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkWidget    *body;
  GtkWidget    *list;
  GtkGrid      *grid;

  TlWhatIf     *what_if;
  TlRanking    *ranking;
  TlFigures    *of;        /* what @scenarios are of */
  TlScenarios  *scenarios; /* worked out, or being so */
  GCancellable *working;
  GPtrArray    *shown;     /* ids, the longest shown first */
  gboolean      filling;
};

G_DEFINE_FINAL_TYPE (TlScenarioBox, tl_scenario_box, GTK_TYPE_WIDGET)

static TlSession *
get_session (TlScenarioBox *self)
{
  return self->ranking ? tl_ranking_get_session (self->ranking) : NULL;
}

static gboolean
is_shown (TlScenarioBox *self, const char *id)
{
  return g_ptr_array_find_with_equal_func (self->shown, id, g_str_equal, NULL);
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

/* When, by whom, and by which settings. */
static char *
describe (const TlScenario *scenario)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char    *date = scenario->date ? tl_phrase_date (scenario->date) : NULL;
  g_autofree char    *fixes = g_strdup_printf (ngettext ("%u fix", "%u fixes", scenario->fixes->len),
                                               scenario->fixes->len);
  g_autofree char    *years = tl_phrase_years (scenario->horizon);
  g_autofree char    *rate = tl_number_format_percent (scenario->rate, NULL);
  g_autofree char    *margin = tl_estimate_format_people (&scenario->margin, TRUE, NULL);
  g_autofree char    *settings = NULL;

  if (date && scenario->by)
    g_string_append_printf (text, _("Frozen on %s by %s."), date, scenario->by);
  else if (date)
    g_string_append_printf (text, _("Frozen on %s."), date);
  else if (scenario->by)
    g_string_append_printf (text, _("Frozen by %s."), scenario->by);
  /* Translators: “3 fixes over 2 years, at 8% a year and a margin of 40%.” */
  settings = g_strdup_printf (_("%s over %s, at %s a year and a margin of %s."), fixes, years, rate, margin);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", settings);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void show_list (TlScenarioBox *self);
static void show_grid (TlScenarioBox *self);

static void
apply (TlScenarioBox *self, TlEdit *edit)
{
  TlSession         *session = get_session (self);
  g_autoptr (GError) error = NULL;

  if (session && tl_session_can_edit (session) && !tl_session_apply (session, edit, &error))
    g_message ("%s", error->message);
}

/* A dialog that may outlive what it was asked for. */
typedef struct
{
  TlScenarioBox *box;
  char          *id;
} Renaming;

static void
renaming_free (gpointer data)
{
  Renaming *self = data;

  g_object_unref (self->box);
  g_free (self->id);
  g_free (self);
}

static const char *
id_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_parent (widget)), "id");
}

static void
toggled (GtkCheckButton *check, gpointer data)
{
  TlScenarioBox   *self = data;
  g_autofree char *id = g_strdup (id_of (check));
  guint            at;

  if (self->filling)
    return;
  if (g_ptr_array_find_with_equal_func (self->shown, id, g_str_equal, &at))
    g_ptr_array_remove_index (self->shown, at);
  else
    g_ptr_array_add (self->shown, g_steal_pointer (&id));
  /* One more than there is room for takes the place of the one that was chosen first. */
  if (self->shown->len > MOST_SHOWN)
    g_ptr_array_remove_index (self->shown, 0);
  self->filling = TRUE;
  for (GtkWidget *line = gtk_widget_get_first_child (self->list); line; line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *check_of_line = gtk_widget_get_first_child (line);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check_of_line), is_shown (self, id_of (check_of_line)));
    }
  self->filling = FALSE;
  show_grid (self);
}

static void
open_clicked (GtkButton *button, gpointer data)
{
  TlScenarioBox    *self = data;
  const TlScenario *scenario = self->scenarios ? tl_scenarios_find (self->scenarios, id_of (button)) : NULL;

  if (scenario == NULL)
    return;
  tl_what_if_open (self->what_if, scenario);
  gtk_widget_activate_action (GTK_WIDGET (self), "fixes.what-if", NULL);
}

static void
renamed (const char *name, gpointer data)
{
  Renaming          *renaming = data;
  g_autoptr (TlEdit) edit = tl_edit_new (_("Rename a scenario"));
  TlSession         *session = get_session (renaming->box);

  if (session == NULL || tl_journey_lookup (tl_session_get_journey (session), renaming->id) == NULL)
    return;
  tl_edit_set (edit, renaming->id, TL_SCENARIO_TITLE, name);
  apply (renaming->box, edit);
}

static void
rename_clicked (GtkButton *button, gpointer data)
{
  TlScenarioBox    *self = data;
  const char       *id = id_of (button);
  const TlScenario *scenario = self->scenarios ? tl_scenarios_find (self->scenarios, id) : NULL;
  Renaming         *renaming;

  if (scenario == NULL)
    return;
  renaming = g_new0 (Renaming, 1);
  renaming->box = g_object_ref (self);
  renaming->id = g_strdup (id);
  tl_scenario_name_ask (GTK_WIDGET (self), _("Rename Scenario"), NULL, _("_Rename"), scenario->title, renamed, renaming,
                        renaming_free);
}

/* It comes back with an undo. */
static void
delete_clicked (GtkButton *button, gpointer data)
{
  TlScenarioBox     *self = data;
  g_autoptr (TlEdit) edit = tl_edit_new (_("Delete a scenario"));
  TlSession         *session = get_session (self);
  g_autofree char   *id = g_strdup (id_of (button));

  if (session == NULL || tl_journey_lookup (tl_session_get_journey (session), id) == NULL)
    return;
  tl_edit_delete (edit, id);
  apply (self, edit);
}

static void
add_button (GtkWidget *line, const char *icon, const char *text, const char *format, const char *title, GCallback clicked,
            TlScenarioBox *self, gboolean edits)
{
  GtkWidget       *button = icon ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (text);
  g_autofree char *label = g_strdup_printf (format, title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (button, !edits || tl_session_can_edit (get_session (self)));
  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (line), button);
}

static void
add_line (TlScenarioBox *self, const TlScenario *scenario)
{
  GtkWidget       *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *check = gtk_check_button_new ();
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *label = g_strdup_printf (_("Show “%s” beside others"), scenario->title);
  g_autofree char *about = describe (scenario);

  g_object_set_data_full (G_OBJECT (line), "id", g_strdup (scenario->id), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_shown (self, scenario->id));
  gtk_widget_set_tooltip_text (check, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), check);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), tl_part_label (scenario->title, "tl-strong"));
  gtk_box_append (GTK_BOX (words), tl_part_label (about, "tl-small"));
  if (scenario->worked_out)
    {
      g_autoptr (GPtrArray) changes =
        tl_scenarios_explain (self->scenarios, scenario, tl_figures_get_currency (self->of));

      for (guint i = 0; i < changes->len; i++)
        gtk_box_append (GTK_BOX (words), tl_part_label (changes->pdata[i], "tl-small"));
      if (changes->len == 0 && isfinite (scenario->then.npv))
        gtk_box_append (GTK_BOX (words), tl_part_label (_("Nothing has changed since."), "tl-small"));
    }
  gtk_box_append (GTK_BOX (line), words);
  add_button (line, NULL, _("Open"), _("Ask for “%s” in What If"), scenario->title, G_CALLBACK (open_clicked), self, FALSE);
  add_button (line, "document-edit-symbolic", NULL, _("Rename “%s”"), scenario->title, G_CALLBACK (rename_clicked), self,
              TRUE);
  add_button (line, "user-trash-symbolic", NULL, _("Delete “%s”"), scenario->title, G_CALLBACK (delete_clicked), self,
              TRUE);
  gtk_box_append (GTK_BOX (self->list), line);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled), self);
}

static void
show_list (TlScenarioBox *self)
{
  clear_box (self->list);
  for (guint i = 0; self->scenarios && i < tl_scenarios_n (self->scenarios); i++)
    {
      const TlScenario *scenario = tl_scenarios_nth (self->scenarios, i);

      if (scenario->sort == TL_SCENARIO_SAVED)
        add_line (self, scenario);
    }
}

static void
show_grid (TlScenarioBox *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  gboolean              ready = self->scenarios != NULL && self->working == NULL;

  for (guint i = 0; ready && i < tl_scenarios_n (self->scenarios); i++)
    {
      const TlScenario *scenario = tl_scenarios_nth (self->scenarios, i);

      if (scenario->sort != TL_SCENARIO_SAVED || is_shown (self, scenario->id))
        g_ptr_array_add (shown, (gpointer) scenario);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->grid), ready && shown->len > 2);
  if (ready && shown->len > 2)
    tl_scenario_grid_fill (self->grid, self->scenarios, shown, tl_figures_get_currency (self->of));
}

static void
stop (TlScenarioBox *self)
{
  if (self->working)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
}

static void
worked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlScenarios) scenarios = tl_scenario_work_finish (result, &error);
  TlScenarioBox          *self = data;

  /* Cancelled, it is about a journey that has moved on, or whoever asked is gone. */
  if (scenarios == NULL)
    return;
  g_clear_object (&self->working);
  g_clear_pointer (&self->scenarios, tl_scenarios_free);
  self->scenarios = g_steal_pointer (&scenarios);
  show_list (self);
  show_grid (self);
}

/* Scenarios that are gone are not shown; a new one is, where there is room. */
static void
choose_shown (TlScenarioBox *self)
{
  TlThing *root = tl_journey_get_root (tl_session_get_journey (get_session (self)));
  guint    n = tl_thing_n (root, TL_KIND_SCENARIO);

  for (guint i = self->shown->len; i-- > 0; )
    if (tl_scenarios_find (self->scenarios, self->shown->pdata[i]) == NULL)
      g_ptr_array_remove_index (self->shown, i);
  for (guint i = n; i-- > 0 && self->shown->len < MOST_SHOWN; )
    {
      const char *id = tl_thing_get_id (tl_thing_nth (root, TL_KIND_SCENARIO, i));

      if (!is_shown (self, id))
        g_ptr_array_add (self->shown, g_strdup (id));
    }
}

static void
ask (TlScenarioBox *self)
{
  TlJourney *journey = tl_session_get_journey (get_session (self));

  stop (self);
  g_clear_pointer (&self->scenarios, tl_scenarios_free);
  /* What is listed at once is not worked out yet. */
  self->scenarios = tl_scenarios_new (journey);
  choose_shown (self);
  self->working = g_cancellable_new ();
  tl_scenario_work_async (tl_scenarios_new (journey), TL_RANKING_SEED, self->working, worked, self);
  show_list (self);
}

static void
follow (TlScenarioBox *self)
{
  TlFigures *figures = self->ranking ? tl_ranking_get_figures (self->ranking) : NULL;
  TlSession *session = get_session (self);
  TlThing   *root = session ? tl_journey_get_root (tl_session_get_journey (session)) : NULL;
  gboolean   any = figures && tl_figures_are_known (figures) && root && tl_thing_n (root, TL_KIND_SCENARIO) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self), any);
  if (!any)
    {
      stop (self);
      g_clear_object (&self->of);
      g_clear_pointer (&self->scenarios, tl_scenarios_free);
      return;
    }
  if (self->of == figures && self->scenarios)
    return;
  g_set_object (&self->of, figures);
  if (gtk_expander_get_expanded (GTK_EXPANDER (self->box)))
    ask (self);
  else
    {
      stop (self);
      g_clear_pointer (&self->scenarios, tl_scenarios_free);
    }
}

static void
opened (TlScenarioBox *self)
{
  if (gtk_expander_get_expanded (GTK_EXPANDER (self->box)))
    follow (self);
}

static void
tl_scenario_box_dispose (GObject *object)
{
  TlScenarioBox *self = TL_SCENARIO_BOX (object);

  tl_scenario_box_set_what_if (self, NULL);
  stop (self);
  g_clear_object (&self->of);
  g_clear_pointer (&self->scenarios, tl_scenarios_free);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_scenario_box_parent_class)->dispose (object);
}

static void
tl_scenario_box_class_init (TlScenarioBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_scenario_box_dispose;
  gtk_widget_class_set_css_name (widget_class, "tl-scenario-box");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_scenario_box_init (TlScenarioBox *self)
{
  GtkWidget *expander = gtk_expander_new (NULL);

  self->shown = g_ptr_array_new_with_free_func (g_free);
  self->box = expander;
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), tl_part_label (_("Saved scenarios"), "heading"));
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->body, 9);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), FALSE);
  gtk_box_append (GTK_BOX (self->body), self->list);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->grid));
  tl_part_fold (expander, self->body);
  g_signal_connect_swapped (expander, "notify::expanded", G_CALLBACK (opened), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Saved scenarios"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tl_scenario_box_set_what_if:
 * @what_if: (nullable): where a scenario is opened, and whose ranking's scenarios are shown
 */
void
tl_scenario_box_set_what_if (TlScenarioBox *self, TlWhatIf *what_if)
{
  TlRanking *ranking;

  g_return_if_fail (TL_IS_SCENARIO_BOX (self));
  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  g_set_object (&self->what_if, what_if);
  ranking = what_if ? tl_what_if_get_ranking (what_if) : NULL;
  g_set_object (&self->ranking, ranking);
  if (self->ranking)
    g_signal_connect_swapped (self->ranking, "changed", G_CALLBACK (follow), self);
  if (self->box)
    follow (self);
}

/**
 * tl_scenario_box_is_working:
 *
 * Returns: whether there will be other figures
 */
gboolean
tl_scenario_box_is_working (TlScenarioBox *self)
{
  return self->working != NULL;
}
