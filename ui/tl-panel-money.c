/* tl-panel-money.c: what a thing comes to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-panel-sections.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"
#include "tl-phrase.h"

/* More than this many problems are counted, not shown. */
#define MAX_PROBLEMS 30

static void
add (TlSection *self, GtkWidget *widget)
{
  gtk_box_append (self->box, widget);
}

static gboolean
is_known (TlSection *self)
{
  return self->figures && tl_figures_are_known (self->figures);
}

static void
add_figure (GtkWidget *figures, char *number, const char *label)
{
  tl_part_figures_add (figures, number, label);
  g_free (number);
}

static void
add_journey_figures (TlSection *self, GtkWidget *figures)
{
  const TlImpactYear *year = tl_figures_get_year (self->figures);
  double              entries = tl_figures_get_entries (self->figures);
  double              won = tl_figures_get_won (self->figures);

  add_figure (figures, tl_phrase_count (entries), _("customers start, a year"));
  if (entries > 0)
    {
      g_autofree char *share = tl_number_format_percent (won / entries, NULL);
      g_autofree char *label = g_strdup_printf (_("are won, %s of them"), share);

      add_figure (figures, tl_phrase_count (won), label);
    }
  if (!tl_figures_has_money (self->figures))
    return;
  add_figure (figures, tl_phrase_money (year->revenue, self->currency), _("revenue, a year"));
  add_figure (figures, tl_phrase_money (year->cost, self->currency), _("cost, a year"));
}

static void
add_stage_figures (TlSection *self, GtkWidget *figures)
{
  const TlImpactStageResult *stage = tl_figures_get_stage (self->figures, self->id);

  if (stage == NULL)
    return;
  add_figure (figures, tl_phrase_count (stage->visits), _("visits, a year"));
  if (stage->is_outcome)
    return;
  add_figure (figures, tl_number_format_percent (stage->ends, NULL), _("go no further"));
  if (stage->leave > 0)
    add_figure (figures, tl_number_format_percent (stage->leave, NULL), _("leave because of pain"));
}

static void
add_touchpoint_figures (TlSection *self, GtkWidget *figures)
{
  const TlImpactTouchpointResult *touchpoint = tl_figures_get_touchpoint (self->figures, self->id);

  if (touchpoint == NULL)
    return;
  add_figure (figures, tl_phrase_count (touchpoint->interactions), _("interactions, a year"));
  if (touchpoint->contacts > 0)
    add_figure (figures, tl_phrase_count (touchpoint->contacts), _("more that pains cause"));
  if (tl_figures_has_money (self->figures))
    add_figure (figures, tl_phrase_money (touchpoint->cost, self->currency), _("cost, a year"));
}

static void
add_pain_figures (TlSection *self, GtkWidget *figures)
{
  const TlImpactPainResult *pain = tl_figures_get_pain (self->figures, self->id);

  if (pain)
    add_figure (figures, tl_phrase_count (pain->incidents), _("times, a year"));
}

static void
add_transition_figures (TlSection *self, GtkWidget *figures)
{
  const TlImpactTransitionResult *transition = tl_figures_get_transition (self->figures, self->id);

  if (transition == NULL)
    return;
  add_figure (figures, tl_number_format_percent (transition->share, NULL), _("of the visits"));
  add_figure (figures, tl_phrase_count (transition->flow), _("customers, a year"));
}

/**
 * tl_section_figures:
 *
 * The flow at a thing.
 */
void
tl_section_figures (TlSection *self)
{
  static void (*const fill[TL_N_KINDS]) (TlSection *, GtkWidget *) = {
    [TL_KIND_JOURNEY] = add_journey_figures,       [TL_KIND_STAGE] = add_stage_figures,
    [TL_KIND_TOUCHPOINT] = add_touchpoint_figures, [TL_KIND_PAIN] = add_pain_figures,
    [TL_KIND_TRANSITION] = add_transition_figures,
  };
  GtkWidget *figures;

  if (!is_known (self) || fill[self->kind] == NULL)
    return;
  figures = tl_part_figures ();
  fill[self->kind] (self, figures);
  if (gtk_widget_get_first_child (figures))
    add (self, figures);
  else
    g_object_unref (g_object_ref_sink (figures));
}

/* How the net came about: what was lost with those who left, and what those who stayed cost on top. */
static char *
split_of (TlSection *self, const TlImpactStake *stake)
{
  double           margin = stake->net_lost - stake->cost_caused;
  g_autofree char *lost = tl_phrase_money (margin, self->currency);
  g_autofree char *cost = tl_phrase_money (fabs (stake->cost_caused), self->currency);

  if (stake->cost_caused > 0 && fabs (margin) > 0)
    return g_strdup_printf (_("%s margin lost and %s of cost caused."), lost, cost);
  if (stake->cost_caused > 0)
    return g_strdup_printf (_("%s of cost caused."), cost);
  if (stake->cost_caused < 0)
    return g_strdup_printf (_("%s margin lost, less %s that serving those who left would cost."), lost, cost);
  return g_strdup_printf (_("%s margin lost."), lost);
}

/* Of a pain at a touchpoint that a visit meets once at most, how many leave over it. */
static char *
leavers_of (TlSection *self)
{
  TlThing                   *touchpoint = tl_thing_get_parent (self->thing);
  TlThing                   *place = tl_thing_get_parent (touchpoint);
  const TlImpactPainResult  *pain = tl_figures_get_pain (self->figures, self->id);
  const TlImpactStageResult *stage = tl_figures_get_stage (self->figures, tl_thing_get_id (place));
  double                     leavers;
  g_autofree char           *number = NULL;
  g_autofree char           *all = NULL;

  if (pain == NULL || stage == NULL || tl_thing_get_number (touchpoint, TL_TOUCHPOINT_REACH) > 1)
    return NULL;
  leavers = pain->incidents * tl_thing_get_number (self->thing, TL_PAIN_LEAVE);
  if (leavers <= 0)
    return NULL;
  number = tl_phrase_count (leavers);
  all = tl_phrase_count (stage->visits * stage->ends);
  return g_strdup_printf (_("%s leave over it, of the %s who go no further."), number, all);
}

/**
 * tl_section_stake:
 *
 * What a pain takes, net, a year; for a stage or the journey, all its pains together.
 */
void
tl_section_stake (TlSection *self)
{
  const TlImpactStake       *stake = NULL;
  const TlImpactStageResult *stage;
  const TlImpactPainResult  *pain;
  g_autofree char           *number = NULL;
  g_autofree char           *split = NULL;
  g_autofree char           *leavers = NULL;
  g_autofree char           *text = NULL;

  if (!is_known (self))
    return;
  if (self->kind == TL_KIND_JOURNEY)
    stake = tl_figures_get_stake (self->figures);
  else if (self->kind == TL_KIND_STAGE && (stage = tl_figures_get_stage (self->figures, self->id)))
    stake = stage->is_outcome ? NULL : &stage->stake;
  else if (self->kind == TL_KIND_PAIN && (pain = tl_figures_get_pain (self->figures, self->id)))
    stake = &pain->stake;
  if (stake == NULL)
    return;
  if (!stake->known)
    {
      g_autofree char *why = tl_figures_explain_stake (self->figures, stake);

      add (self, tl_part_tinted ("tl-neutral", _("At stake, net, a year"), _("not known"), why));
      return;
    }
  leavers = self->kind == TL_KIND_PAIN ? leavers_of (self) : NULL;
  if (!tl_figures_has_money (self->figures))
    {
      if (leavers)
        add (self, tl_part_note (leavers));
      return;
    }
  if (stake->net_lost == 0 && stake->revenue_lost == 0 && stake->cost_caused == 0)
    {
      if (self->kind == TL_KIND_PAIN)
        add (self, tl_part_note (_("Nothing is at stake here as it is written: a pain costs something once people "
                                   "leave because of it, or it costs something each time.")));
      return;
    }
  number = tl_phrase_money (stake->net_lost, self->currency);
  split = split_of (self, stake);
  text = leavers ? g_strdup_printf ("%s\n%s", split, leavers) : g_strdup (split);
  add (self, tl_part_tinted (stake->net_lost >= 0 ? "tl-loss" : "tl-gain",
                             self->kind == TL_KIND_PAIN ? _("At stake, net, a year")
                                                        : _("At stake, net, a year, all pains together"),
                             number, text));
}

/**
 * tl_section_outcome:
 *
 * What a fix comes to, and its place in the ranking.
 */
void
tl_section_outcome (TlSection *self)
{
  const TlFixFigures    *fix = self->figures ? tl_figures_get_fix (self->figures, self->id) : NULL;
  const TlImpactOutcome *outcome;
  GtkWidget             *figures;
  g_autofree char       *caption = NULL;
  g_autofree char       *years = NULL;
  g_autofree char       *number = NULL;
  g_autofree char       *text = NULL;
  g_autofree char       *kind = NULL;

  if (self->kind != TL_KIND_FIX || fix == NULL)
    return;
  if (fix->outcome == NULL || !fix->outcome->known)
    {
      add (self, tl_part_tinted ("tl-neutral", _("Combined impact"), _("not ranked"), fix->why_not));
      return;
    }
  outcome = fix->outcome;
  kind = tl_phrase_kind_of_fix (fix);
  years = tl_phrase_years (tl_figures_get_horizon (self->figures));
  caption = g_strdup_printf (_("Combined impact over %s, likely case"), years);
  number = tl_phrase_gain (outcome->npv, self->currency);
  /* Translators: a fix's place in the ranking, and its kind. */
  text = g_strdup_printf (_("Rank %u: %s"), fix->rank, kind);
  add (self, tl_part_tinted (outcome->npv >= 0 ? "tl-gain" : "tl-loss", caption, number, text));
  figures = tl_part_figures ();
  add_figure (figures, tl_phrase_gain (outcome->change.revenue, self->currency), _("revenue, a year"));
  add_figure (figures, tl_phrase_gain (outcome->change.cost, self->currency), _("cost, a year"));
  add_figure (figures, tl_phrase_gain (outcome->net_year, self->currency), _("net, a year"));
  add_figure (figures, tl_phrase_money (outcome->one_off, self->currency), _("one-off cost"));
  add_figure (figures, tl_phrase_payback (outcome, tl_figures_get_horizon (self->figures)), _("until it has paid back"));
  add_figure (figures, tl_phrase_return (outcome), _("return over the horizon"));
  add (self, figures);
}

static GtkWidget *
problem_new (const TlProblem *problem)
{
  GtkWidget  *button = gtk_button_new ();
  GtkWidget  *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget  *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget  *image = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  const char *class = problem->severity == TL_PROBLEM_REFUSED ? "tl-loss-ink" : "dim-label";

  gtk_widget_add_css_class (image, class);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  if (problem->where)
    gtk_box_append (GTK_BOX (words), tl_part_label (problem->where, "tl-strong"));
  gtk_box_append (GTK_BOX (words), tl_part_note (problem->what));
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), words);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tl-row");
  if (problem->id)
    tl_part_set_link (button, problem->id);
  else
    gtk_widget_set_can_target (button, FALSE);
  return button;
}

/**
 * tl_section_problems:
 *
 * What is to be said of a thing, or of anything in the journey: why there are no figures, and what is worth knowing.
 */
void
tl_section_problems (TlSection *self)
{
  const GPtrArray *problems;
  GtkWidget       *list, *expander;
  guint            n = 0, refused = 0;
  g_autofree char *heading = NULL;

  if (self->figures == NULL)
    return;
  problems = tl_figures_get_problems (self->figures);
  list = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  for (guint i = 0; i < problems->len; i++)
    {
      const TlProblem *problem = problems->pdata[i];

      if (self->kind != TL_KIND_JOURNEY && g_strcmp0 (problem->id, self->id) != 0)
        continue;
      refused += problem->severity == TL_PROBLEM_REFUSED;
      if (n++ < MAX_PROBLEMS)
        gtk_box_append (GTK_BOX (list), problem_new (problem));
    }
  if (n > MAX_PROBLEMS)
    {
      g_autofree char *rest = g_strdup_printf (ngettext ("… and %u more", "… and %u more", n - MAX_PROBLEMS),
                                               n - MAX_PROBLEMS);

      gtk_box_append (GTK_BOX (list), tl_part_note (rest));
    }
  if (refused > 0)
    {
      add (self, tl_part_heading (_("There are no figures until this is mended"), NULL));
      add (self, list);
    }
  else if (n > 0)
    {
      heading = g_strdup_printf (ngettext ("%u thing worth knowing", "%u things worth knowing", n), n);
      expander = gtk_expander_new (heading);
      tl_part_fold (expander, list);
      gtk_widget_add_css_class (expander, "tl-expander");
      add (self, expander);
    }
  g_object_unref (list);
}
