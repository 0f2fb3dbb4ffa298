/* tl-what-if-budget.c
 *
 * The curve of the best combined impact against budget, a slider along it, and its steps by name. Moving the slider, or
 * taking a step, includes the fixes that together bring most for that budget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-what-if-budget.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-money.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-what-if-curve.h"

struct _TlWhatIfBudget
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  TlWhatIfCurve *curve;
  GtkScale      *slider;
  GtkAdjustment *adjustment;
  GtkLabel      *says;
  GtkWidget     *steps;

  TlWhatIf      *what_if;
  const GArray  *shown; /* the frontier, held by the curve */
  gboolean       filling;
};

G_DEFINE_FINAL_TYPE (TlWhatIfBudget, tl_what_if_budget, GTK_TYPE_WIDGET)

/* What all ranked fixes cost, and a little more, so that it can be seen where money stops helping. */
static double
find_most (TlFigures *figures)
{
  double most = 0;

  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (figures, i);

      if (fix->rank > 0)
        most += fix->outcome->one_off;
    }
  return most * 1.15;
}

static char *
list_titles (TlFigures *figures, const guint *fixes, guint n)
{
  const TlSnapshot  *snapshot = tl_figures_get_snapshot (figures);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (titles, "%s%s", i ? C_ ("between the items of a list", ", ") : "",
                            snapshot->fixes.titles[fixes[i]]);
  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static char *
name_step (TlFigures *figures, const TlImpactFrontierPoint *step)
{
  g_autofree char *budget = tl_phrase_money (step->budget, tl_figures_get_currency (figures));
  g_autofree char *npv = tl_phrase_gain (step->npv, tl_figures_get_currency (figures));
  g_autofree char *titles = list_titles (figures, step->fixes, step->n_fixes);

  if (step->n_fixes == 0)
    return g_strdup_printf (_("%s: nothing is better than doing nothing"), budget);
  /* Translators: an amount to spend, what comes of it, and the titles of the fixes that it buys. */
  return g_strdup_printf (_("%s brings %s: %s"), budget, npv, titles);
}

static void
take_step (GtkButton *button, gpointer data)
{
  TlWhatIfBudget *self = data;
  const double   *budget = g_object_get_data (G_OBJECT (button), "budget");

  tl_what_if_set_budget (self->what_if, *budget);
}

static void
fill_steps (TlWhatIfBudget *self, TlFigures *figures)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->steps)))
    gtk_box_remove (GTK_BOX (self->steps), child);
  for (guint i = 0; i < self->shown->len; i++)
    {
      const TlImpactFrontierPoint *step = &g_array_index (self->shown, TlImpactFrontierPoint, i);
      GtkWidget                   *button = gtk_button_new ();
      g_autofree char             *name = name_step (figures, step);

      gtk_button_set_child (GTK_BUTTON (button), tl_part_label (name, "tl-small"));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "tl-step");
      g_object_set_data_full (G_OBJECT (button), "budget", g_memdup2 (&step->budget, sizeof step->budget), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (take_step), self);
      gtk_box_append (GTK_BOX (self->steps), button);
    }
}

static void
slid (GtkAdjustment *adjustment, gpointer data)
{
  TlWhatIfBudget *self = data;

  if (!self->filling)
    tl_what_if_set_budget (self->what_if, gtk_adjustment_get_value (adjustment));
}

static void
say (TlWhatIfBudget *self, TlFigures *figures)
{
  const TlImpactFrontierPoint *step;
  double                       budget = tl_what_if_get_budget (self->what_if);
  g_autofree char             *amount = NULL;
  g_autofree char             *name = NULL;
  g_autofree char             *text = NULL;

  if (isnan (budget))
    {
      gtk_label_set_label (self->says, _("No budget is set. Move the slider to see what each amount would buy."));
      return;
    }
  step = tl_what_if_find_step (self->shown, budget);
  amount = tl_money_format (round (budget), tl_figures_get_currency (figures), TL_MONEY_PLAIN, NULL);
  name = step ? list_titles (figures, step->fixes, step->n_fixes) : NULL;
  if (step == NULL || step->n_fixes == 0)
    text = g_strdup_printf (_("Within %s nothing is better than doing nothing."), amount);
  else
    text = g_strdup_printf (_("The best for %s: %s."), amount, name);
  gtk_label_set_label (self->says, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, amount, -1);
}

static void
tl_what_if_budget_dispose (GObject *object)
{
  TlWhatIfBudget *self = TL_WHAT_IF_BUDGET (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->what_if);
  G_OBJECT_CLASS (tl_what_if_budget_parent_class)->dispose (object);
}

static void
tl_what_if_budget_class_init (TlWhatIfBudgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_what_if_budget_dispose;
  gtk_widget_class_set_css_name (widget_class, "tl-what-if-budget");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_what_if_budget_init (TlWhatIfBudget *self)
{
  GtkWidget *expander = gtk_expander_new (_("What each step buys"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->curve = TL_WHAT_IF_CURVE (tl_what_if_curve_new ());
  self->adjustment = gtk_adjustment_new (0, 0, 1, .01, .1, 0);
  self->slider = GTK_SCALE (gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->adjustment));
  gtk_scale_set_draw_value (self->slider, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->slider), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Budget"), -1);
  g_signal_connect (self->adjustment, "value-changed", G_CALLBACK (slid), self);
  self->says = GTK_LABEL (tl_part_label (NULL, "tl-small"));
  gtk_label_set_max_width_chars (self->says, 48);
  self->steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_expander_set_child (GTK_EXPANDER (expander), self->steps);
  gtk_widget_add_css_class (expander, "tl-small");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->curve));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->slider));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->says));
  gtk_box_append (GTK_BOX (self->box), expander);
}

GtkWidget *
tl_what_if_budget_new (TlWhatIf *what_if)
{
  TlWhatIfBudget *self = g_object_new (TL_TYPE_WHAT_IF_BUDGET, NULL);

  self->what_if = g_object_ref (what_if);
  return GTK_WIDGET (self);
}

/**
 * tl_what_if_budget_follow:
 *
 * Shows what holds now.
 */
void
tl_what_if_budget_follow (TlWhatIfBudget *self)
{
  TlFigures               *figures;
  const GArray            *frontier;
  const TlImpactPortfolio *set;
  double                   budget, most;

  g_return_if_fail (TL_IS_WHAT_IF_BUDGET (self));
  figures = tl_what_if_get_figures (self->what_if);
  frontier = tl_what_if_get_frontier (self->what_if);
  set = tl_what_if_get_set (self->what_if);
  budget = tl_what_if_get_budget (self->what_if);
  if (figures == NULL || frontier == NULL)
    return;
  self->filling = TRUE;
  most = find_most (figures);
  /* Where nothing costs anything to start, there is no budget to speak of. */
  gtk_widget_set_visible (GTK_WIDGET (self), most > 0);
  if (frontier != self->shown)
    {
      tl_what_if_curve_set (self->curve, frontier, most);
      self->shown = frontier;
      fill_steps (self, figures);
      gtk_adjustment_configure (self->adjustment, gtk_adjustment_get_value (self->adjustment), 0, MAX (most, 1e-9),
                                most / 100, most / 10, 0);
    }
  gtk_adjustment_set_value (self->adjustment, isnan (budget) ? most : budget);
  tl_what_if_curve_set_point (self->curve, set ? set->one_off : NAN, set && set->outcome.known ? set->npv : 0);
  say (self, figures);
  self->filling = FALSE;
}
