/* tl-scenario-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-scenario-save.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-application.h"
#include "tl-phrase.h"
#include "tl-preferences.h"
#include "tl-scenario-name.h"

static double
get_other (TlWhatIf *what_if, TlWhatIfSetting setting)
{
  double value = tl_what_if_get_setting (what_if, setting);

  return value == tl_what_if_get_preset (what_if, setting) ? NAN : value;
}

/**
 * tl_scenario_save:
 * @what_if: what is asked
 * @title: what it shall be called
 * @by: (nullable): who says so
 * @id: (out) (optional): of the scenario
 *
 * Returns: (transfer full) (nullable): the edit that saves what is asked, and what it comes to, as a scenario; %NULL while
 *   that is not known
 */
TlEdit *
tl_scenario_save (TlWhatIf *what_if, const char *title, const char *by, char **id)
{
  const TlOverrides        settings = { get_other (what_if, TL_WHAT_IF_HORIZON), get_other (what_if, TL_WHAT_IF_RATE),
                                        get_other (what_if, TL_WHAT_IF_MARGIN) };
  const TlImpactPortfolio *set = tl_what_if_get_set (what_if);
  const TlImpactSpread    *spread = tl_what_if_get_spread (what_if);
  TlRanking               *ranking = tl_what_if_get_ranking (what_if);
  TlSession               *session = ranking ? tl_ranking_get_session (ranking) : NULL;
  g_autofree const char  **fixes = NULL;
  TlScenarioSums           sums = { NAN, NAN, NAN, NAN, NAN, NAN, NAN };

  if (set == NULL || session == NULL)
    return NULL;
  fixes = g_new0 (const char *, set->n_fixes + 1);
  for (guint i = 0; i < set->n_fixes; i++)
    fixes[i] = tl_figures_get_snapshot (tl_what_if_get_figures (what_if))->fixes.ids[set->fixes[i]];
  if (set->n_fixes == 0)
    sums = (TlScenarioSums) { 0 };
  else if (set->outcome.known)
    sums = (TlScenarioSums) { set->outcome.one_off, set->outcome.change.revenue, -set->outcome.change.cost, set->npv,
                              spread ? spread->npv_p10 : NAN, spread ? spread->npv_p90 : NAN, set->added_up };
  return tl_scenario_freeze (tl_session_get_document (session), title, by, &settings, fixes, &sums, id);
}

typedef struct
{
  GWeakRef  button;
  TlWhatIf *what_if;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_weak_ref_clear (&self->button);
  g_object_unref (self->what_if);
  g_free (self);
}

static char *
dup_author (GtkWidget *widget)
{
  GtkRoot        *root = gtk_widget_get_root (widget);
  GtkApplication *application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  return TL_IS_APPLICATION (application)
           ? tl_preferences_dup_author (tl_application_get_settings (TL_APPLICATION (application)))
           : NULL;
}

static void
named (const char *name, gpointer data)
{
  Saving               *self = data;
  g_autoptr (GtkWidget) button = g_weak_ref_get (&self->button);
  TlRanking            *ranking = tl_what_if_get_ranking (self->what_if);
  TlSession            *session = ranking ? tl_ranking_get_session (ranking) : NULL;
  g_autofree char      *by = button ? dup_author (button) : NULL;
  g_autoptr (TlEdit)    edit = session && tl_session_can_edit (session) ? tl_scenario_save (self->what_if, name, by, NULL)
                                                                        : NULL;
  g_autoptr (GError)    error = NULL;

  if (edit && !tl_session_apply (session, edit, &error))
    g_message ("%s", error->message);
}

/* A name to begin with: what the budget was, or what number it has. */
static char *
suggest (TlWhatIf *what_if)
{
  TlSession *session = tl_ranking_get_session (tl_what_if_get_ranking (what_if));
  TlThing   *root = tl_journey_get_root (tl_session_get_journey (session));
  double     budget = tl_what_if_get_budget (what_if);

  if (isfinite (budget))
    {
      g_autofree char *amount = tl_phrase_money (budget, tl_session_get_currency (session));

      return g_strdup_printf (_("Best for %s"), amount);
    }
  return g_strdup_printf (_("Scenario %u"), tl_thing_n (root, TL_KIND_SCENARIO) + 1);
}

static void
clicked (GtkButton *button, gpointer data)
{
  TlWhatIf        *what_if = data;
  Saving          *saving;
  g_autofree char *name = NULL;

  if (tl_what_if_get_set (what_if) == NULL)
    return;
  saving = g_new0 (Saving, 1);
  saving->what_if = g_object_ref (what_if);
  g_weak_ref_init (&saving->button, button);
  name = suggest (what_if);
  tl_scenario_name_ask (GTK_WIDGET (button), _("Save as Scenario"),
                        _("The fixes with their horizon, rate and margin are kept with what they come to today."),
                        _("_Save"), name, named, saving, saving_free);
}

/* Sets that are still being worked out are not frozen yet. */
static void
follow (GtkWidget *button, TlWhatIf *what_if)
{
  TlRanking *ranking = tl_what_if_get_ranking (what_if);
  TlSession *session = ranking ? tl_ranking_get_session (ranking) : NULL;

  gtk_widget_set_sensitive (button, session && tl_session_can_edit (session) && tl_what_if_get_set (what_if) &&
                                      !tl_what_if_is_working (what_if));
}

/**
 * tl_scenario_save_button:
 * @what_if: what is asked
 *
 * Returns: (transfer floating): a button that asks for a name and saves a scenario
 */
GtkWidget *
tl_scenario_save_button (TlWhatIf *what_if)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Save as Scenario…"));

  gtk_widget_set_tooltip_text (button, _("Keeps these fixes and settings under a name, with what they come to today, to be "
                                         "set beside others"));
  gtk_widget_set_name (button, "what-if:save");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked), what_if);
  g_signal_connect_object (what_if, "changed", G_CALLBACK (follow), button, G_CONNECT_SWAPPED);
  follow (button, what_if);
  return button;
}
