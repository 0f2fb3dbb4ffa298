/* tl-what-if-pane.c
 *
 * One line that says what all those included come to at once, beside what they claim when added up. It opens on what can
 * be asked otherwise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-what-if-pane.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-form.h"
#include "tl-money.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-what-if-budget.h"
#include "tl-what-if-list.h"
#include "tl-wrap-layout.h"

/* The settings that are written, and the budget. */
#define BUDGET   TL_WHAT_IF_N_SETTINGS
#define N_WRITTEN (TL_WHAT_IF_N_SETTINGS + 1)

static const struct
{
  TlField     field;
  const char *label;
  const char *tip;
} written[N_WRITTEN] = {
  [TL_WHAT_IF_HORIZON] = { TL_JOURNEY_HORIZON, N_("Horizon in years"), N_("Over how many years gains and costs count") },
  [TL_WHAT_IF_RATE] = { TL_JOURNEY_RATE, N_("Discount rate a year"), N_("How much less money is worth a year later") },
  [TL_WHAT_IF_MARGIN] = { TL_JOURNEY_MARGIN, N_("Margin"),
                          N_("What is left of a pound of revenue before the costs drawn in this journey") },
  [BUDGET] = { TL_FIX_ONE_OFF, N_("Budget"), N_("What the fixes may cost together, once") },
};

struct _TlWhatIfPane
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkToggleButton *opener;
  GtkLabel        *headline;
  GtkLabel        *aside;
  GtkRevealer     *revealer;
  GtkWidget       *buttons;
  GtkWidget       *reset;
  GtkWidget       *use;
  GtkWidget       *results;
  TlWhatIfList    *list;
  TlWhatIfBudget  *budget;
  GtkEntry        *entries[N_WRITTEN];
  GtkLabel        *message;

  TlWhatIf        *what_if;
};

G_DEFINE_FINAL_TYPE (TlWhatIfPane, tl_what_if_pane, GTK_TYPE_WIDGET)

static TlSession *
get_session (TlWhatIfPane *self)
{
  TlRanking *ranking = tl_what_if_get_ranking (self->what_if);

  return ranking ? tl_ranking_get_session (ranking) : NULL;
}

static char *
show_written (TlWhatIfPane *self, int i)
{
  double     value = i == BUDGET ? tl_what_if_get_budget (self->what_if) : tl_what_if_get_setting (self->what_if, i);
  TlEstimate known;

  if (!isfinite (value))
    return g_strdup ("");
  known = tl_estimate_known (i == BUDGET ? round (value) : value);
  return tl_estimate_format_people (&known, tl_phrase_is_percent (written[i].field), NULL);
}

static void
say_wrong (TlWhatIfPane *self, int i, const char *message)
{
  GtkWidget *entry = GTK_WIDGET (self->entries[i]);

  if (message)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               message ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_label_set_label (self->message, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

/* What is written is a number as people write it; of a range, its point. Nothing means the journey's own. */
static void
commit (TlWhatIfPane *self, int i)
{
  TlSession         *session = get_session (self);
  g_autofree char   *shown = show_written (self, i);
  g_autofree char   *value = NULL;
  g_autoptr (GError) error = NULL;
  const char        *text = gtk_editable_get_text (GTK_EDITABLE (self->entries[i]));
  TlEstimate         estimate;
  double             number = NAN;

  if (session == NULL)
    return;
  if (g_str_equal (text, shown))
    {
      say_wrong (self, i, NULL);
      return;
    }
  if (!tl_form_read (tl_session_get_journey (session), written[i].field, text, tl_session_get_currency (session), &value,
                     &error) ||
      (value && !tl_estimate_parse (value, &estimate, &error)))
    {
      say_wrong (self, i, error->message);
      return;
    }
  say_wrong (self, i, NULL);
  if (value)
    number = tl_estimate_point (&estimate);
  if (i < BUDGET)
    tl_what_if_set_setting (self->what_if, (TlWhatIfSetting) i, number);
  else if (isfinite (number))
    tl_what_if_set_budget (self->what_if, number);
  gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), "");
  g_free (shown);
  shown = show_written (self, i);
  gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), shown);
}

static int
find_entry (TlWhatIfPane *self, gpointer entry)
{
  for (int i = 0; i < N_WRITTEN; i++)
    if ((gpointer) self->entries[i] == entry)
      return i;
  return -1;
}

static void
activated (GtkEntry *entry, gpointer data)
{
  commit (data, find_entry (data, entry));
}

static void
left (GtkEventControllerFocus *focus, gpointer data)
{
  int i = find_entry (data, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));

  if (i >= 0)
    commit (data, i);
}

static void
add_figure (TlWhatIfPane *self, const char *number, const char *label, const char *tip)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *big = tl_part_label (number, "tl-figure");
  GtkWidget *quiet = tl_part_label (label, "dim-label");

  gtk_widget_add_css_class (big, "numeric");
  gtk_widget_add_css_class (quiet, "tl-small");
  gtk_label_set_max_width_chars (GTK_LABEL (quiet), 22);
  gtk_box_append (GTK_BOX (box), big);
  gtk_box_append (GTK_BOX (box), quiet);
  gtk_widget_set_tooltip_text (box, tip);
  gtk_box_append (GTK_BOX (self->results), box);
}

static void
add_money (TlWhatIfPane *self, double amount, gboolean gain, const char *label, const char *tip)
{
  const char      *currency = tl_figures_get_currency (tl_what_if_get_figures (self->what_if));
  g_autofree char *number = gain ? tl_phrase_gain (amount, currency) : tl_phrase_money (amount, currency);

  add_figure (self, number, label, tip);
}

static void
add_doubt (TlWhatIfPane *self, const TlImpactPortfolio *set, const char *currency)
{
  const TlImpactSpread *spread = tl_what_if_get_spread (self->what_if);
  double                budget = tl_what_if_get_budget (self->what_if);
  g_autofree char      *low = NULL;
  g_autofree char      *high = NULL;
  g_autofree char      *range = NULL;
  g_autofree char      *pays = NULL;
  g_autofree char      *over = NULL;
  g_autofree char      *amount = NULL;
  g_autofree char      *label = NULL;

  if (spread == NULL)
    return;
  low = tl_phrase_gain (spread->npv_p10, currency);
  high = tl_phrase_gain (spread->npv_p90, currency);
  /* Translators: two amounts of money, the ends of an interval. */
  range = g_strdup_printf (_("%s to %s"), low, high);
  add_figure (self, range, _("in four worlds of five"), _("From the P10 to the P90 of 10,000 simulated worlds"));
  pays = tl_number_format_percent (spread->p_pays, NULL);
  add_figure (self, pays, _("chance to pay"), _("In how many worlds combined impact is above 0"));
  if (!isfinite (tl_what_if_get_overspent (self->what_if)))
    return;
  over = tl_number_format_percent (tl_what_if_get_overspent (self->what_if), NULL);
  amount = tl_phrase_money (isnan (budget) ? set->one_off : budget, currency);
  label = g_strdup_printf (_("chance to cost more than %s"), amount);
  add_figure (self, over, label, _("In how many worlds the one-off costs together pass that amount"));
}

static void
show_results (TlWhatIfPane *self, const TlImpactPortfolio *set)
{
  TlFigures       *figures = tl_what_if_get_figures (self->what_if);
  const char      *currency = tl_figures_get_currency (figures);
  g_autofree char *years = tl_phrase_years (tl_figures_get_horizon (figures));
  g_autofree char *at_once = g_strdup_printf (_("all at once, over %s"), years);
  g_autofree char *payback = NULL;
  g_autofree char *net_tip = NULL;
  g_autofree char *gross = NULL;
  g_autofree char *run = NULL;
  g_autofree char *net = NULL;
  GtkWidget       *child;

  while ((child = gtk_widget_get_first_child (self->results)))
    gtk_box_remove (GTK_BOX (self->results), child);
  if (set->n_fixes == 0 || !set->outcome.known)
    return;
  gross = tl_phrase_gain (set->outcome.net_year + set->outcome.run, currency);
  run = tl_phrase_money (set->outcome.run, currency);
  net = tl_phrase_gain (set->outcome.net_year, currency);
  /* Translators: gross, running cost, net: all a year. */
  net_tip = g_strdup_printf (_("Gross − running cost, all at once: %s − %s = %s"), gross, run, net);
  add_money (self, set->npv, TRUE, at_once, _("Combined impact of those included, evaluated jointly"));
  add_money (self, set->added_up, TRUE, _("added up"), _("What each would bring alone, added up: fixes overlap"));
  add_money (self, set->outcome.net_year, TRUE, _("net a year, at full effect"), net_tip);
  add_money (self, set->one_off, FALSE, _("one-off cost"),
             _("What those included cost once, at the points, added up"));
  payback = tl_phrase_payback (&set->outcome, tl_figures_get_horizon (figures));
  add_figure (self, payback, _("pays back"),
              _("The first month from today from which the undiscounted running total stays at or above 0 to the horizon"));
  add_doubt (self, set, currency);
}

static void
show_headline (TlWhatIfPane *self, const TlImpactPortfolio *set)
{
  TlFigures       *figures = tl_what_if_get_figures (self->what_if);
  const char      *currency = tl_figures_get_currency (figures);
  g_autofree char *npv = tl_phrase_gain (set->npv, currency);
  g_autofree char *added = tl_phrase_gain (set->added_up, currency);
  g_autofree char *years = tl_phrase_years (tl_figures_get_horizon (figures));
  g_autofree char *text = NULL;
  g_autofree char *aside = NULL;

  if (set->n_fixes == 0)
    text = g_strdup (_("No fix is included"));
  else if (!set->outcome.known)
    {
      g_autofree char *why = tl_figures_explain_refusal (figures, &set->outcome.refusal);

      text = g_strdup (_("Those included have no result together"));
      aside = g_steal_pointer (&why);
    }
  else
    {
      text = g_strdup_printf (ngettext ("%u fix: %s over %s", "%u fixes at once: %s over %s", set->n_fixes),
                              set->n_fixes, npv, years);
      if (set->n_fixes > 1)
        aside = g_strdup_printf (_("Added up they claim %s."), added);
    }
  gtk_label_set_label (self->headline, text);
  gtk_label_set_label (self->aside, aside ? aside : "");
}

static void
show_written_all (TlWhatIfPane *self)
{
  for (int i = 0; i < N_WRITTEN; i++)
    {
      g_autofree char *text = show_written (self, i);
      GtkStateFlags    state = gtk_widget_get_state_flags (GTK_WIDGET (self->entries[i]));

      /* What someone is writing is theirs. */
      if (state & GTK_STATE_FLAG_FOCUS_WITHIN || gtk_widget_has_css_class (GTK_WIDGET (self->entries[i]), "error"))
        continue;
      if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entries[i])), text))
        gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), text);
    }
}

static void
follow (TlWhatIfPane *self)
{
  const TlImpactPortfolio *set = tl_what_if_get_set (self->what_if);
  TlSession               *session = get_session (self);
  TlFigures               *figures = tl_what_if_get_figures (self->what_if);

  /* Itself it stays, to be told when it is looked at. */
  gtk_widget_set_visible (self->box, figures != NULL && tl_figures_get_results (figures)->n_ranked > 0);
  gtk_widget_set_sensitive (self->reset, tl_what_if_is_changed (self->what_if));
  gtk_widget_set_sensitive (self->use, tl_what_if_has_settings (self->what_if) && session &&
                                         tl_session_can_edit (session));
  show_written_all (self);
  if (set == NULL || figures == NULL)
    return;
  tl_what_if_list_follow (self->list);
  tl_what_if_budget_follow (self->budget);
  show_headline (self, set);
  show_results (self, set);
}

static void
reset (GtkButton *button, gpointer data)
{
  TlWhatIfPane *self = data;

  for (int i = 0; i < N_WRITTEN; i++)
    say_wrong (self, i, NULL);
  tl_what_if_reset (self->what_if);
}

static void
use (GtkButton *button, gpointer data)
{
  TlWhatIfPane      *self = data;
  g_autoptr (GError) error = NULL;

  if (!tl_what_if_use (self->what_if, &error))
    {
      gtk_label_set_label (self->message, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
    }
}

static GtkWidget *
column_new (GtkWidget *parent, const char *heading, double width, gboolean expand)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = tl_part_label (heading, "dim-label");

  gtk_widget_add_css_class (label, "tl-strong");
  gtk_widget_set_size_request (box, (int) (width * tl_part_text_factor ()), -1);
  gtk_widget_set_hexpand (box, expand);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (parent), box);
  return box;
}

static void
add_written (TlWhatIfPane *self, GtkWidget *box, int i)
{
  GtkWidget          *label = tl_part_label (_(written[i].label), "tl-small");
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char    *name = g_strdup_printf ("what-if:%s", i == BUDGET ? "budget" : tl_field_get_info (written[i].field)->name);

  self->entries[i] = GTK_ENTRY (gtk_entry_new ());
  if (i == BUDGET)
    gtk_entry_set_placeholder_text (self->entries[i], C_ ("budget", "none"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entries[i]), 8);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entries[i]), _(written[i].tip));
  gtk_widget_set_name (GTK_WIDGET (self->entries[i]), name);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entries[i]), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL,
                                  -1);
  g_signal_connect (self->entries[i], "activate", G_CALLBACK (activated), self);
  g_signal_connect (focus, "leave", G_CALLBACK (left), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entries[i]), focus);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entries[i]));
}

static GtkWidget *
body_new (TlWhatIfPane *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *box;

  gtk_widget_set_layout_manager (columns, tl_wrap_layout_new (24));
  box = column_new (columns, _("Fixes included"), 330, FALSE);
  self->list = TL_WHAT_IF_LIST (tl_what_if_list_new (self->what_if));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  box = column_new (columns, _("Settings"), 150, FALSE);
  for (int i = 0; i < BUDGET; i++)
    add_written (self, box, i);
  box = column_new (columns, _("What a budget buys"), 300, TRUE);
  add_written (self, box, BUDGET);
  self->budget = TL_WHAT_IF_BUDGET (tl_what_if_budget_new (self->what_if));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->budget));
  gtk_widget_set_margin_top (body, 12);
  gtk_box_append (GTK_BOX (body), columns);
  self->message = GTK_LABEL (tl_part_label (NULL, "tl-loss-ink"));
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->message));
  self->results = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_widget_set_layout_manager (self->results, tl_wrap_layout_new (18));
  gtk_box_append (GTK_BOX (body), self->results);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_layout_manager (self->buttons, tl_wrap_layout_new (6));
  self->reset = gtk_button_new_with_mnemonic (_("_Reset"));
  self->use = gtk_button_new_with_mnemonic (_("_Use in the Journey"));
  gtk_widget_set_tooltip_text (self->use, _("Writes the horizon, the rate and the margin into the journey, as one edit"));
  g_signal_connect (self->reset, "clicked", G_CALLBACK (reset), self);
  g_signal_connect (self->use, "clicked", G_CALLBACK (use), self);
  gtk_box_append (GTK_BOX (self->buttons), self->reset);
  gtk_box_append (GTK_BOX (self->buttons), self->use);
  gtk_box_append (GTK_BOX (body), self->buttons);
  return body;
}

static void
want (TlWhatIfPane *self)
{
  tl_what_if_set_wanted (self->what_if, gtk_widget_get_mapped (GTK_WIDGET (self)),
                         gtk_toggle_button_get_active (self->opener));
}

static void
tl_what_if_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_what_if_pane_parent_class)->map (widget);
  want (TL_WHAT_IF_PANE (widget));
}

static void
tl_what_if_pane_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_what_if_pane_parent_class)->unmap (widget);
  want (TL_WHAT_IF_PANE (widget));
}

static void
tl_what_if_pane_dispose (GObject *object)
{
  TlWhatIfPane *self = TL_WHAT_IF_PANE (object);

  if (self->what_if)
    {
      g_signal_handlers_disconnect_by_data (self->what_if, self);
      tl_what_if_set_ranking (self->what_if, NULL);
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->what_if);
  G_OBJECT_CLASS (tl_what_if_pane_parent_class)->dispose (object);
}

static void
tl_what_if_pane_class_init (TlWhatIfPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_what_if_pane_dispose;
  widget_class->map = tl_what_if_pane_map;
  widget_class->unmap = tl_what_if_pane_unmap;
  gtk_widget_class_set_css_name (widget_class, "tl-what-if-pane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_what_if_pane_init (TlWhatIfPane *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->what_if = tl_what_if_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->opener = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_mnemonic (_("_What If…")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->opener),
                               _("Try some of the fixes, a budget, or other settings: the journey is not changed"));
  self->headline = GTK_LABEL (tl_part_label (NULL, "tl-strong"));
  self->aside = GTK_LABEL (tl_part_label (NULL, "dim-label"));
  gtk_widget_set_valign (GTK_WIDGET (self->headline), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->aside), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->opener));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->headline));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->aside));
  gtk_box_append (GTK_BOX (self->box), line);
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, body_new (self));
  g_object_bind_property (self->opener, "active", self->revealer, "reveal-child", G_BINDING_DEFAULT);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->revealer));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What If"), -1);
  g_signal_connect_swapped (self->what_if, "changed", G_CALLBACK (follow), self);
  g_signal_connect_swapped (self->opener, "toggled", G_CALLBACK (want), self);
  gtk_widget_set_visible (self->box, FALSE);
}

/**
 * tl_what_if_pane_set_ranking:
 * @ranking: (nullable): what stands behind the ranking
 */
void
tl_what_if_pane_set_ranking (TlWhatIfPane *self, TlRanking *ranking)
{
  g_return_if_fail (TL_IS_WHAT_IF_PANE (self));
  if (tl_what_if_get_ranking (self->what_if) == ranking)
    return;
  tl_what_if_set_ranking (self->what_if, ranking);
  follow (self);
}

/**
 * tl_what_if_pane_get_what_if:
 *
 * Returns: (transfer none): what is asked
 */
TlWhatIf *
tl_what_if_pane_get_what_if (TlWhatIfPane *self)
{
  return self->what_if;
}

/**
 * tl_what_if_pane_add_button:
 * @button: (transfer floating): something else that can be done with what is asked
 */
void
tl_what_if_pane_add_button (TlWhatIfPane *self, GtkWidget *button)
{
  g_return_if_fail (TL_IS_WHAT_IF_PANE (self));
  gtk_box_append (GTK_BOX (self->buttons), button);
}

/**
 * tl_what_if_pane_open:
 *
 * Shows what can be asked otherwise.
 */
void
tl_what_if_pane_open (TlWhatIfPane *self)
{
  g_return_if_fail (TL_IS_WHAT_IF_PANE (self));
  gtk_toggle_button_set_active (self->opener, TRUE);
}
