/* tl-advice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-advice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-inputs.h"
#include "tl-money.h"

/* What is less than this part of the whole is not worth a warning. */
#define WORTH_SAYING .1
/* A fix is worth less after another where it keeps less than this part of what it is worth alone. */
#define MUCH_LESS .75

typedef struct
{
  TlFigures              *figures;
  const TlSnapshot       *snapshot;
  const TlImpactJourney  *journey;
  const TlImpactResults  *results;
  GPtrArray              *all;
} Advising;

static void
advice_free (gpointer data)
{
  TlAdvice *advice = data;

  g_free (advice->text);
  g_free (advice);
}

static void
add (Advising *self, TlAdviceKind kind, guint fix, guint other, char *text)
{
  TlAdvice *advice = g_new (TlAdvice, 1);

  *advice = (TlAdvice) { kind, self->snapshot->fixes.ids[fix],
                         other == TL_IMPACT_NONE ? NULL : self->snapshot->fixes.ids[other], text };
  g_ptr_array_add (self->all, advice);
}

static char *
money (Advising *self, double amount)
{
  return tl_money_format (amount, self->snapshot->currency, TL_MONEY_PLAIN, NULL);
}

static void
warn_of_false_economy (Advising *self, guint fix)
{
  const TlImpactOutcome *outcome = &self->results->fixes[fix];
  g_autofree char       *saved = NULL;
  g_autofree char       *lost = NULL;
  g_autofree char       *worse = NULL;

  if (outcome->kind != TL_IMPACT_FALSE_ECONOMY)
    return;
  saved = money (self, -outcome->change.cost);
  lost = money (self, -outcome->change.revenue);
  worse = money (self, -outcome->net_year);
  add (self, TL_ADVICE_FALSE_ECONOMY, fix, TL_IMPACT_NONE,
       g_strdup_printf (_("A false economy: it saves %s of cost a year and loses %s of revenue, which leaves %s less a "
                          "year."),
                        saved, lost, worse));
}

/* Whether any effect of the fix is on that field of that thing. */
static gboolean
acts_on (Advising *self, guint fix, TlImpactField field, guint on)
{
  for (guint e = 0; e < self->journey->n_effects; e++)
    {
      const TlImpactEffect *effect = &self->journey->effects[e];

      if (effect->fix == fix && effect->field == field && effect->on == on)
        return TRUE;
    }
  return FALSE;
}

static gboolean
acts_on_pain (Advising *self, guint fix, guint pain)
{
  return acts_on (self, fix, TL_IMPACT_FIELD_INCIDENCE, pain) || acts_on (self, fix, TL_IMPACT_FIELD_LEAVE, pain) ||
         acts_on (self, fix, TL_IMPACT_FIELD_COST, pain) || acts_on (self, fix, TL_IMPACT_FIELD_CONTACTS, pain);
}

static void
warn_of_symptoms (Advising *self, guint fix)
{
  for (guint b = 0; b < self->journey->n_becauses; b++)
    {
      const TlImpactBecause *because = &self->journey->becauses[b];
      guint                  other = TL_IMPACT_NONE;

      g_autofree char       *part = NULL;

      if (!acts_on_pain (self, fix, because->pain) || acts_on (self, fix, TL_IMPACT_FIELD_STRENGTH, because->cause))
        continue;
      for (guint i = 0; i < self->results->n_ranked && other == TL_IMPACT_NONE; i++)
        if (acts_on (self, self->results->ranking[i], TL_IMPACT_FIELD_STRENGTH, because->cause))
          other = self->results->ranking[i];
      part = tl_number_format_percent (tl_estimate_point (&because->share.estimate), NULL);
      if (other == TL_IMPACT_NONE)
        add (self, TL_ADVICE_SYMPTOM, fix, other,
             g_strdup_printf (_("It treats a symptom: “%s” remains, which is behind %s of “%s”, and no fix acts on it."),
                              self->snapshot->causes.titles[because->cause], part,
                              self->snapshot->pains.titles[because->pain]));
      else
        add (self, TL_ADVICE_SYMPTOM, fix, other,
             g_strdup_printf (_("It treats a symptom: “%s” remains, which is behind %s of “%s”; “%s” acts on it."),
                              self->snapshot->causes.titles[because->cause], part,
                              self->snapshot->pains.titles[because->pain], self->snapshot->fixes.titles[other]));
    }
}

static void
warn_of_fading (Advising *self, guint fix)
{
  const TlImpactFix *it = &self->journey->fixes[fix];
  double             full = self->journey->horizon_years * 12 - it->start_month - it->ramp_months;
  g_autofree char   *half = NULL;
  g_autofree char   *left = NULL;

  if (!(it->half_life > 0) || !(full > 0))
    return;
  half = tl_number_format_people (it->half_life, -1, NULL);
  left = tl_number_format_percent (exp2 (-full / it->half_life), NULL);
  add (self, TL_ADVICE_FADES, fix, TL_IMPACT_NONE,
       g_strdup_printf (_("Its effect halves every %s months: at the horizon %s of it is left."), half, left));
}

/* Whether the fix sends something to a touchpoint itself; that more customers stay and cost more is no moving. */
static gboolean
sends_to (Advising *self, guint fix, guint touchpoint)
{
  for (guint e = 0; e < self->journey->n_effects; e++)
    if (self->journey->effects[e].fix == fix && self->journey->effects[e].to == touchpoint)
      return TRUE;
  return acts_on (self, fix, TL_IMPACT_FIELD_REACH, touchpoint) ||
         acts_on (self, fix, TL_IMPACT_FIELD_UNIT_COST, touchpoint) ||
         acts_on (self, fix, TL_IMPACT_FIELD_FIXED_COST, touchpoint);
}

/* Where costs go up because of what the fix saves elsewhere, and who has the saving. */
static void
warn_of_costs (Advising *self, TlImpactSolver *solver, guint fix)
{
  g_autofree double       *costs = g_new0 (double, self->journey->n_touchpoints + 1);
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  guint                    most_saved = TL_IMPACT_NONE;
  guint                    most_moved = TL_IMPACT_NONE;
  const char              *payer = self->snapshot->holders[fix];
  double                   saved = 0;
  double                   total = 0;

  if (!tl_impact_solver_costs (solver, &fix, 1, costs, &refusal))
    return;
  for (guint t = 0; t < self->journey->n_touchpoints; t++)
    {
      if (costs[t] < 0)
        saved -= costs[t];
      total += fabs (costs[t]);
      if (costs[t] < 0 && (most_saved == TL_IMPACT_NONE || costs[t] < costs[most_saved]))
        most_saved = t;
      if (costs[t] > 0 && (most_moved == TL_IMPACT_NONE || costs[t] > costs[most_moved]) && sends_to (self, fix, t))
        most_moved = t;
    }
  if (most_saved == TL_IMPACT_NONE || !(saved > WORTH_SAYING * total))
    return;
  if (most_moved != TL_IMPACT_NONE && costs[most_moved] > WORTH_SAYING * saved)
    {
      g_autofree char *less = money (self, -costs[most_saved]);
      g_autofree char *more = money (self, costs[most_moved]);
      const char      *from = self->snapshot->owners[most_saved];
      const char      *to = self->snapshot->owners[most_moved];

      if (from && to && *from && *to && strcmp (from, to) != 0)
        add (self, TL_ADVICE_COST_MOVED, fix, TL_IMPACT_NONE,
             g_strdup_printf (_("Part of the cost is moved to another department, not saved: “%s” (%s) costs %s less a year, "
                                "“%s” (%s) costs %s more."),
                              self->snapshot->touchpoints.titles[most_saved], from, less,
                              self->snapshot->touchpoints.titles[most_moved], to, more));
      else
        add (self, TL_ADVICE_COST_MOVED, fix, TL_IMPACT_NONE,
             g_strdup_printf (_("Part of the cost is moved, not saved: “%s” costs %s less a year, “%s” costs %s more."),
                              self->snapshot->touchpoints.titles[most_saved], less,
                              self->snapshot->touchpoints.titles[most_moved], more));
    }
  if (payer && *payer && self->snapshot->owners[most_saved] && *self->snapshot->owners[most_saved] &&
      strcmp (payer, self->snapshot->owners[most_saved]) != 0)
    {
      g_autofree char *gain = money (self, -costs[most_saved]);
      g_autofree char *once = money (self, self->results->fixes[fix].one_off);
      g_autofree char *run = money (self, self->results->fixes[fix].run);

      add (self, TL_ADVICE_OTHER_GAINS, fix, TL_IMPACT_NONE,
           g_strdup_printf (_("%s pays %s once and %s a year for it, while %s saves %s a year at “%s”."), payer, once, run,
                            self->snapshot->owners[most_saved], gain, self->snapshot->touchpoints.titles[most_saved]));
    }
}

/* The first number that would give first place to another, where nobody has observed it. */
static void
warn_of_assumptions (Advising *self, const GArray *sensitivity)
{
  for (guint i = 0; sensitivity && i < sensitivity->len; i++)
    {
      const TlImpactSensitivity *one = &g_array_index (sensitivity, TlImpactSensitivity, i);
      TlInputName                name;
      g_autofree char           *share = NULL;
      g_autofree char           *what = NULL;

      if (!(one->takes_first > 0) || one->taker == TL_IMPACT_NONE)
        return;
      if (!tl_inputs_name (self->figures, one->input.part, one->input.index, &name) ||
          (name.basis && strcmp (name.basis, "assumed") != 0))
        continue;
      share = tl_number_format_percent (one->takes_first, NULL);
      what = tl_inputs_describe (self->figures, one->input.part, one->input.index, TRUE);
      add (self, TL_ADVICE_ASSUMED, self->results->ranking[0], one->taker,
           g_strdup_printf (_("First place rests on an assumption: over %s of what this may be, “%s” comes first. Find it "
                              "out next: %s."),
                            share, self->snapshot->fixes.titles[one->taker], what));
      return;
    }
}

static void
warn_of_pairs (Advising *self, TlImpactTogether *together)
{
  const guint *ranking = self->results->ranking;

  for (guint i = 0; i < self->results->n_ranked; i++)
    for (guint j = 0; j < self->results->n_ranked; j++)
      {
        const guint      pair[2] = { ranking[i], ranking[j] };
        double           alone = self->results->fixes[pair[0]].npv;
        double           other = self->results->fixes[pair[1]].npv;
        double           both;
        double           after;
        g_autofree char *first = NULL;
        g_autofree char *then = NULL;

        if (i == j || !(alone > 0) || !(other > 0) || !tl_impact_together_set (together, pair, 2, &both))
          continue;
        after = both - other;
        first = money (self, alone);
        then = tl_money_format (after, self->snapshot->currency, TL_MONEY_SIGNED, NULL);
        if (both < MAX (alone, other))
          {
            /* Said once, of the one that ranks lower. */
            if (i > j)
              add (self, TL_ADVICE_CANCELS, pair[0], pair[1],
                   g_strdup_printf (_("It and “%s” cancel out: after that one it comes to %s, alone to %s."),
                                    self->snapshot->fixes.titles[pair[1]], then, first));
          }
        else if (after < MUCH_LESS * alone && i > j)
          add (self, TL_ADVICE_LESS_AFTER, pair[0], pair[1],
               g_strdup_printf (_("It is worth less after “%s”: %s rather than %s."),
                                self->snapshot->fixes.titles[pair[1]], then, first));
      }
}

/**
 * tl_advice_new:
 * @figures: figures that are known
 * @together: (nullable): sets of their fixes
 * @sensitivity: (nullable) (element-type TlImpactSensitivity): what would change their order
 *
 * Finds what to beware of, fix by fix in the order of the ranking, all at the points.
 *
 * Returns: (transfer full) (element-type TlAdvice): the warnings; they may be used as long as @figures are
 */
GPtrArray *
tl_advice_new (TlFigures *figures, TlImpactTogether *together, const GArray *sensitivity)
{
  const TlSnapshot          *snapshot = tl_figures_get_snapshot (figures);
  const TlImpactModel       *model = tl_figures_get_model (figures);
  Advising                   self = { figures, snapshot, &snapshot->journey, tl_figures_get_results (figures),
                                      g_ptr_array_new_with_free_func (advice_free) };
  g_autoptr (TlImpactSolver) solver = NULL;
  g_autoptr (TlImpactWorld)  world = NULL;
  g_auto (TlImpactRefusal)   refusal = TL_IMPACT_REFUSAL_INIT;

  if (model == NULL)
    return self.all;
  solver = tl_impact_solver_new (model);
  world = tl_impact_world_new (&snapshot->journey);
  if (!tl_impact_solver_set_world (solver, world, &refusal))
    return self.all;
  for (guint i = 0; i < self.results->n_ranked; i++)
    {
      guint fix = self.results->ranking[i];

      warn_of_false_economy (&self, fix);
      warn_of_symptoms (&self, fix);
      warn_of_fading (&self, fix);
      warn_of_costs (&self, solver, fix);
    }
  if (self.results->n_ranked > 1)
    warn_of_assumptions (&self, sensitivity);
  if (together)
    warn_of_pairs (&self, together);
  return self.all;
}
