/* tl-scenario-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-scenario-grid.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-parts.h"
#include "tl-phrase.h"

typedef struct
{
  GtkGrid         *grid;
  const GPtrArray *shown; /* TlScenario */
  const char      *currency;
  int              row;
} Filling;

/* What a cell says; NULL for nothing. */
typedef char *(*Say) (const Filling    *filling,
                      const TlScenario *scenario);

static GtkWidget *
cell_new (const char *text, gboolean number, const char *css_class)
{
  GtkWidget *label = tl_part_label (text ? text : "–", text ? css_class : "dim-label");

  gtk_label_set_width_chars (GTK_LABEL (label), number ? 7 : 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (number)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_widget_add_css_class (label, "numeric");
    }
  return label;
}

static char *
gain (const Filling *self, double amount)
{
  return isfinite (amount) ? tl_phrase_gain (amount, self->currency) : NULL;
}

static char *
share (double value)
{
  return isfinite (value) ? tl_number_format_percent (value, NULL) : NULL;
}

static char *
say_npv (const Filling *self, const TlScenario *scenario)
{
  return gain (self, scenario->now.npv);
}

static char *
say_range (const Filling *self, const TlScenario *scenario)
{
  g_autofree char *low = gain (self, scenario->now.low);
  g_autofree char *high = gain (self, scenario->now.high);

  /* Translators: two amounts of money, the ends of an interval. */
  return low && high ? g_strdup_printf (_("%s to %s"), low, high) : NULL;
}

static char *
say_pays (const Filling *self, const TlScenario *scenario)
{
  return share (scenario->p_pays);
}

static char *
say_then (const Filling *self, const TlScenario *scenario)
{
  return gain (self, scenario->then.npv);
}

static char *
say_added (const Filling *self, const TlScenario *scenario)
{
  return gain (self, scenario->now.added_up);
}

static char *
say_revenue (const Filling *self, const TlScenario *scenario)
{
  return gain (self, scenario->now.revenue);
}

static char *
say_cost (const Filling *self, const TlScenario *scenario)
{
  return gain (self, -scenario->now.saved);
}

static char *
say_one_off (const Filling *self, const TlScenario *scenario)
{
  return isfinite (scenario->now.one_off) ? tl_phrase_money (scenario->now.one_off, self->currency) : NULL;
}

static char *
say_overspent (const Filling *self, const TlScenario *scenario)
{
  return share (scenario->p_overspent);
}

static char *
say_payback (const Filling *self, const TlScenario *scenario)
{
  return scenario->known && scenario->fixes->len > 0 ? tl_phrase_payback (&scenario->outcome, scenario->horizon) : NULL;
}

static char *
say_horizon (const Filling *self, const TlScenario *scenario)
{
  return tl_phrase_years (scenario->horizon);
}

static char *
say_rate (const Filling *self, const TlScenario *scenario)
{
  return share (scenario->rate);
}

static char *
say_margin (const Filling *self, const TlScenario *scenario)
{
  return tl_estimate_format_people (&scenario->margin, TRUE, NULL);
}

static const struct
{
  const char *label;
  const char *tip;
  Say         say;
} rows[] = {
  { N_("Combined impact"), N_("Of its fixes together, over its horizon, at the points"), say_npv },
  { N_("In four worlds of five"), N_("From the P10 to the P90 of 10,000 simulated worlds"), say_range },
  { N_("Chance to pay"), N_("In how many worlds combined impact is above 0"), say_pays },
  { N_("Combined impact when it was frozen"), N_("What it came to on that day, at the points"), say_then },
  { N_("Added up"), N_("What each fix would bring alone, added up: fixes overlap"), say_added },
  { N_("Revenue, a year"), N_("At full effect"), say_revenue },
  { N_("Cost, a year"), N_("At full effect; what is saved counts only as far as it is cash"), say_cost },
  { N_("One-off cost"), N_("Of its fixes, at the points"), say_one_off },
  { N_("Chance to cost more"), N_("In how many worlds the one-off costs together pass what they are at the points"),
    say_overspent },
  { N_("Pays back"), N_("The first month from which what it brought stays at or above what it cost"), say_payback },
  { N_("Horizon"), N_("Over how many years gains and costs count"), say_horizon },
  { N_("Discount rate a year"), N_("How much less money is worth a year later"), say_rate },
  { N_("Margin"), N_("What is left of a pound of revenue before the costs drawn in this journey"), say_margin },
};

static void
add_row (Filling *self, int n)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean              any = FALSE;
  GtkWidget            *label;

  for (guint i = 0; i < self->shown->len; i++)
    {
      g_ptr_array_add (texts, rows[n].say (self, self->shown->pdata[i]));
      any |= texts->pdata[i] != NULL;
    }
  if (!any)
    return;
  label = cell_new (_(rows[n].label), FALSE, "dim-label");
  gtk_widget_set_tooltip_text (label, _(rows[n].tip));
  gtk_grid_attach (self->grid, label, 0, self->row, 1, 1);
  for (guint i = 0; i < texts->len; i++)
    gtk_grid_attach (self->grid, cell_new (texts->pdata[i], TRUE, rows[n].say == say_npv ? "tl-strong" : NULL),
                     (int) i + 1, self->row, 1, 1);
  self->row++;
}

static gboolean
has_fix (const TlScenario *scenario, const char *id)
{
  return g_ptr_array_find_with_equal_func (scenario->fixes, id, g_str_equal, NULL);
}

/* Which fixes are in which: those that are in all tell nothing, and stay. */
static void
add_fixes (Filling *self, const TlScenario *everything)
{
  for (guint f = 0; f < everything->fixes->len; f++)
    {
      const char *id = everything->fixes->pdata[f];
      const char *title = everything->titles->pdata[f];

      gtk_grid_attach (self->grid, cell_new (title, FALSE, "dim-label"), 0, self->row, 1, 1);
      for (guint i = 0; i < self->shown->len; i++)
        {
          GtkWidget  *image;
          const char *state;

          if (!has_fix (self->shown->pdata[i], id))
            continue;
          image = gtk_image_new_from_icon_name ("object-select-symbolic");
          state = _("Included");
          gtk_widget_set_halign (image, GTK_ALIGN_END);
          gtk_widget_set_tooltip_text (image, title);
          gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, state, -1);
          gtk_grid_attach (self->grid, image, (int) i + 1, self->row, 1, 1);
        }
      self->row++;
    }
}

/**
 * tl_scenario_grid_fill:
 * @grid: an empty or filled grid
 * @scenarios: scenarios that were worked out
 * @shown: (element-type TlScenario): which of them, side by side
 * @currency: (nullable): ISO 4217
 *
 * A row for each figure and for each fix, a column for each scenario.
 */
void
tl_scenario_grid_fill (GtkGrid *grid, const TlScenarios *scenarios, const GPtrArray *shown, const char *currency)
{
  Filling    self = { grid, shown, currency, 1 };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))))
    gtk_grid_remove (grid, child);
  for (guint i = 0; i < shown->len; i++)
    gtk_grid_attach (grid, cell_new (((TlScenario *) shown->pdata[i])->title, TRUE, "tl-strong"), (int) i + 1, 0, 1, 1);
  for (int i = 0; i < (int) G_N_ELEMENTS (rows); i++)
    add_row (&self, i);
  add_fixes (&self, tl_scenarios_nth (scenarios, tl_scenarios_n (scenarios) - 1));
}
