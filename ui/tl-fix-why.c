/* tl-fix-why.c
 *
 * From the year as it is to a fix's combined impact, as a waterfall: each bar begins where the one above it ended, all
 * in one unit and to scale, so that they add up to the eye as they do in figures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-why.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-fix-why-bar.h"
#include "tl-fix-why-task.h"
#include "tl-money.h"
#include "tl-parts.h"
#include "tl-phrase-effect.h"
#include "tl-phrase.h"

struct _TlFixWhy
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkLabel     *title;
  GtkLabel     *subtitle;
  GtkWidget    *steps;  /* the waterfall, or NULL */
  GtkWidget    *evens;  /* where the fix stops paying, or NULL */

  TlRanking    *ranking;
  GCancellable *working;
  TlFigures    *of;     /* the figures that are shown, or being worked on */
  char         *shown;  /* the fix */
};

G_DEFINE_FINAL_TYPE (TlFixWhy, tl_fix_why, GTK_TYPE_WIDGET)

enum
{
  COLUMN_NAME,
  COLUMN_BAR,
  COLUMN_MONEY,
  COLUMN_WON,
};

typedef struct
{
  GtkGrid       *grid;
  int            row;
  TlFixWhyScale  scale;
  const char    *currency;
} Chart;

static GtkWidget *
numeric_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_name (Chart *chart, const char *name, const char *detail, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = tl_part_label (name, css_class);

  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  if (detail)
    {
      label = tl_part_label (detail, "dim-label");
      gtk_widget_add_css_class (label, "tl-small");
      gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_grid_attach (chart->grid, box, COLUMN_NAME, chart->row, 1, 1);
}

/* A change is said in short, and in full to whoever hovers. */
static void
add_money (Chart *chart, double amount, gboolean strong)
{
  g_autofree char *text = tl_phrase_gain (amount, chart->currency);
  g_autofree char *full = tl_money_format (amount, chart->currency, TL_MONEY_SIGNED, NULL);
  GtkWidget       *label = numeric_new (text, amount < 0 ? "tl-loss-ink" : "tl-gain-ink");

  gtk_widget_add_css_class (label, strong ? "tl-figure" : "tl-strong");
  gtk_widget_set_tooltip_text (label, full);
  gtk_grid_attach (chart->grid, label, COLUMN_MONEY, chart->row, 1, 1);
}

static void
add_won (Chart *chart, double won, gboolean change)
{
  g_autofree char *count = tl_phrase_count (fabs (won) < .05 ? 0 : won);
  g_autofree char *text = change && won >= .05 ? g_strconcat ("+", count, NULL) : g_strdup (count);

  gtk_grid_attach (chart->grid, numeric_new (text, change ? NULL : "dim-label"), COLUMN_WON, chart->row, 1, 1);
}

static void
add_bar (Chart *chart, double from, double to)
{
  gtk_grid_attach (chart->grid, tl_fix_why_bar_new (&chart->scale, TL_FIX_WHY_CHANGE, from, to), COLUMN_BAR, chart->row,
                   1, 1);
}

static void
add_head (Chart *chart)
{
  static const char *const heads[] = { [COLUMN_MONEY] = N_("Combined impact"), [COLUMN_WON] = N_("Customers won a year") };

  for (int i = COLUMN_MONEY; i <= COLUMN_WON; i++)
    {
      GtkWidget *label = numeric_new (_(heads[i]), "dim-label");

      gtk_widget_add_css_class (label, "tl-small");
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 9);
      gtk_grid_attach (chart->grid, label, i, chart->row, 1, 1);
    }
  chart->row++;
}

/* What a person calls an effect; one that is gone from the journey by now goes by what it was called. */
static void
name_effect (TlFixWhy *self, Chart *chart, TlFigures *figures, guint effect)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (figures);
  TlJourney        *journey = tl_session_get_journey (tl_ranking_get_session (self->ranking));
  TlThing          *thing = tl_journey_lookup (journey, snapshot->effects.ids[effect]);
  TlThing          *on = thing ? tl_phrase_effect_thing (journey, thing) : NULL;
  g_autofree char  *change = NULL;
  g_autofree char  *where = NULL;
  g_autofree char  *detail = NULL;

  if (on == NULL)
    {
      add_name (chart, snapshot->effects.titles[effect], NULL, NULL);
      return;
    }
  change = tl_phrase_effect_change (journey, thing, chart->currency);
  where = tl_thing_get_kind (on) == TL_KIND_TRANSITION ? tl_thing_describe (on) : g_strdup (tl_thing_get_title (on));
  /* Translators: what of a thing an effect changes, and how: `Interactions it hits: halves it`. */
  detail = g_strdup_printf (_("%s: %s"), tl_phrase_effect_field (journey, thing), change);
  add_name (chart, where, detail, NULL);
}

static void
add_cost (Chart *chart, const char *name, double amount, double *total)
{
  if (amount == 0)
    return;
  add_name (chart, name, NULL, NULL);
  add_bar (chart, *total, *total + amount);
  add_money (chart, amount, FALSE);
  *total += amount;
  chart->row++;
}

static void
find_scale (const TlImpactWhy *why, TlFixWhyScale *scale)
{
  double total = 0;

  *scale = (TlFixWhyScale) { 0, 0, 0 };
  for (guint i = 0; i < why->n_steps; i++)
    tl_fix_why_scale_add (scale, total += why->steps[i].npv);
  tl_fix_why_scale_add (scale, total += why->one_off);
  tl_fix_why_scale_add (scale, total += why->run);
  tl_fix_why_scale_add (scale, why->npv);
}

static void
fill_steps (TlFixWhy *self, const TlFixReasons *reasons)
{
  const TlImpactWhy *why = reasons->why;
  g_autofree char   *years = tl_phrase_years (tl_figures_get_horizon (reasons->figures));
  g_autofree char   *sum = g_strdup_printf (_("Combined impact over %s"), years);
  double             total = 0;
  Chart              chart = { GTK_GRID (self->steps), 0, { 0 }, tl_figures_get_currency (reasons->figures) };

  find_scale (why, &chart.scale);
  add_head (&chart);
  add_name (&chart, _("The year as it is"), NULL, "dim-label");
  add_won (&chart, tl_figures_get_won (reasons->figures), FALSE);
  chart.row++;
  for (guint i = 0; i < why->n_steps; i++, chart.row++)
    {
      const TlImpactStep *step = &why->steps[i];

      name_effect (self, &chart, reasons->figures, step->effect);
      add_bar (&chart, total, total + step->npv);
      add_money (&chart, step->npv, FALSE);
      add_won (&chart, step->won, TRUE);
      total += step->npv;
    }
  add_cost (&chart, _("One-off cost"), why->one_off, &total);
  add_cost (&chart, _("Running cost"), why->run, &total);
  gtk_grid_attach (chart.grid, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, chart.row++, 4, 1);
  add_name (&chart, sum, NULL, "tl-strong");
  add_bar (&chart, 0, why->npv);
  add_money (&chart, why->npv, TRUE);
  add_won (&chart, why->change.won, TRUE);
}

static void
take_away (GtkWidget **widget)
{
  if (*widget)
    gtk_widget_unparent (*widget);
  *widget = NULL;
}

static void
say_pays (TlFixWhy *self, const GPtrArray *pays)
{
  take_away (&self->evens);
  self->evens = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (self->evens), tl_part_heading (_("Where it stops paying"), NULL));
  for (guint i = 0; i < pays->len; i++)
    {
      GtkWidget *label = tl_part_label (pays->pdata[i], "tl-small");

      gtk_widget_set_tooltip_text (label, _("The value nearest to the present one at which combined impact is 0, all other "
                                            "numbers at their points"));
      gtk_box_append (GTK_BOX (self->evens), label);
    }
  gtk_box_append (GTK_BOX (self->box), self->evens);
}

static void
got_pays (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) pays = tl_fix_pays_finish (result, &error);
  TlFixWhy             *self = data;

  /* Cancelled, it is about something that nobody looks at any more, or whoever asked is gone. */
  if (pays)
    {
      say_pays (self, pays);
      g_clear_object (&self->working);
    }
}

static void
got_reasons (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (TlFixReasons) reasons = tl_fix_reasons_finish (result, &error);
  TlFixWhy                *self = data;

  if (reasons == NULL)
    return;
  take_away (&self->steps);
  if (reasons->why == NULL)
    {
      g_autofree char *text = g_strdup_printf (_("With only some of its effects there is no result: %s"), reasons->why_not);

      self->steps = tl_part_label (text, "dim-label");
    }
  else
    {
      self->steps = gtk_grid_new ();
      gtk_grid_set_column_spacing (GTK_GRID (self->steps), 12);
      gtk_grid_set_row_spacing (GTK_GRID (self->steps), 6);
      fill_steps (self, reasons);
    }
  gtk_widget_insert_after (self->steps, self->box, GTK_WIDGET (self->subtitle));
  tl_fix_pays_async (reasons->figures, reasons->fix, self->working, got_pays, self);
}

static void
stop (TlFixWhy *self)
{
  if (self->working)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
}

static void
say_title (TlFixWhy *self, const TlFixFigures *fix)
{
  guint            place = tl_ranking_get_place (self->ranking, fix->id);
  g_autofree char *years = tl_phrase_years (tl_figures_get_horizon (self->of));
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (place == 1)
    title = g_strdup_printf (_("Why “%s” ranks first"), fix->title);
  else if (place > 1)
    title = g_strdup_printf (_("Why “%s” is in place %u"), fix->title, place);
  else
    title = g_strdup_printf (_("Why “%s” is not ranked"), fix->title);
  if (fix->why_not)
    subtitle = g_strdup (fix->why_not);
  else
    subtitle = g_strdup_printf (_("From the year as it is to the money over %s, at the points. Each effect counts for what "
                                  "it adds on average, whichever comes first; the parts add up."),
                                years);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
}

static void
follow (TlFixWhy *self)
{
  TlFigures          *figures = self->ranking ? tl_ranking_get_figures (self->ranking) : NULL;
  const char         *id = self->ranking ? tl_ranking_get_selected (self->ranking) : NULL;
  const TlFixFigures *fix = figures && id ? tl_figures_get_fix (figures, id) : NULL;

  /* Itself it stays, to be told when it is looked at; until then nothing is worked out. */
  gtk_widget_set_visible (self->box, fix != NULL);
  if (fix && !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (fix == NULL)
    {
      stop (self);
      g_clear_object (&self->of);
      g_clear_pointer (&self->shown, g_free);
      return;
    }
  if (figures == self->of && g_strcmp0 (id, self->shown) == 0)
    {
      say_title (self, fix);
      return;
    }
  stop (self);
  if (g_strcmp0 (id, self->shown) != 0 || fix->outcome == NULL)
    {
      take_away (&self->steps);
      take_away (&self->evens);
    }
  g_set_object (&self->of, figures);
  g_free (self->shown);
  self->shown = g_strdup (id);
  say_title (self, fix);
  if (fix->outcome == NULL || tl_figures_get_model (figures) == NULL)
    return;
  self->working = g_cancellable_new ();
  tl_fix_reasons_async (figures, tl_names_find (&tl_figures_get_snapshot (figures)->fixes, id), self->working,
                        got_reasons, self);
}

static void
tl_fix_why_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_fix_why_parent_class)->map (widget);
  follow (TL_FIX_WHY (widget));
}

static void
tl_fix_why_dispose (GObject *object)
{
  TlFixWhy *self = TL_FIX_WHY (object);

  tl_fix_why_set_ranking (self, NULL);
  stop (self);
  g_clear_object (&self->of);
  g_clear_pointer (&self->shown, g_free);
  self->steps = self->evens = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_fix_why_parent_class)->dispose (object);
}

static void
tl_fix_why_class_init (TlFixWhyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_fix_why_dispose;
  widget_class->map = tl_fix_why_map;
  gtk_widget_class_set_css_name (widget_class, "tl-fix-why");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_fix_why_init (TlFixWhy *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->title = GTK_LABEL (tl_part_label (NULL, "heading"));
  self->subtitle = GTK_LABEL (tl_part_label (NULL, "dim-label"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->subtitle));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title, NULL, -1);
  gtk_widget_set_visible (self->box, FALSE);
}

/**
 * tl_fix_why_set_ranking:
 * @ranking: (nullable): what stands behind the ranking; the fix that is selected there is explained
 */
void
tl_fix_why_set_ranking (TlFixWhy *self, TlRanking *ranking)
{
  g_return_if_fail (TL_IS_FIX_WHY (self));
  if (self->ranking == ranking)
    return;
  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  g_set_object (&self->ranking, ranking);
  if (ranking)
    {
      g_signal_connect_swapped (ranking, "changed", G_CALLBACK (follow), self);
      g_signal_connect_swapped (ranking, "notify::selected", G_CALLBACK (follow), self);
    }
  if (self->box)
    follow (self);
}
