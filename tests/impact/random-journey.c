/* random-journey.c: journeys nobody drew, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "random-journey.h"

#include <math.h>

static TlImpactNumber
number (double value)
{
  return (TlImpactNumber) { tl_estimate_known (value), FALSE };
}

static gboolean
chance (GRand *rand, double p)
{
  return g_rand_double (rand) < p;
}

/* With two decimals, as people write. */
static double
between (GRand *rand, double low, double high)
{
  return round (g_rand_double_range (rand, low, high) * 100) / 100;
}

static double
pick (GRand *rand, const double *values, int n)
{
  return values[g_rand_int_range (rand, 0, n)];
}

static void
draw_stages (TlImpactJourney *self, GRand *rand)
{
  self->n_stages = (guint) g_rand_int_range (rand, 1, 9);
  self->stages = g_new0 (TlImpactStage, self->n_stages);
  for (guint s = 0; s < self->n_stages; s++)
    {
      self->stages[s].kind = chance (rand, .6) ? TL_IMPACT_STEP : chance (rand, .5) ? TL_IMPACT_WON : TL_IMPACT_LOST;
      self->stages[s].entry = number (s == 0 || chance (rand, .2) ? between (rand, 0, 20000) : 0);
      self->stages[s].revenue = number (chance (rand, .5) ? 0 : between (rand, -50, 200));
    }
}

/* Shares of a stage sum to at most what is left after its pains, mostly. */
static void
draw_transitions (TlImpactJourney *self, GRand *rand)
{
  GArray *transitions = g_array_new (FALSE, FALSE, sizeof (TlImpactTransition));

  for (guint from = 0; from < self->n_stages; from++)
    {
      double left = chance (rand, .1) ? 1 : between (rand, .4, .95);
      guint  first = transitions->len;

      if (self->stages[from].kind != TL_IMPACT_STEP)
        continue;
      for (guint to = 0; to < self->n_stages; to++)
        {
          TlImpactTransition transition = { from, to, chance (rand, .75), number (0) };

          if (!chance (rand, .4))
            continue;
          if (transition.given)
            {
              double share = chance (rand, .1) ? 0 : chance (rand, .2) ? left : between (rand, 0, left);

              transition.share = number (share);
              left = MAX (0, round ((left - share) * 100) / 100);
            }
          g_array_append_val (transitions, transition);
        }
      for (guint i = transitions->len; i > first + 1; i--)
        {
          guint              k = (guint) g_rand_int_range (rand, (int) first, (int) i);
          TlImpactTransition swap = g_array_index (transitions, TlImpactTransition, k);

          g_array_index (transitions, TlImpactTransition, k) = g_array_index (transitions, TlImpactTransition, i - 1);
          g_array_index (transitions, TlImpactTransition, i - 1) = swap;
        }
    }
  self->n_transitions = transitions->len;
  self->transitions = (void *) g_array_free (transitions, FALSE);
}

static void
draw_pains (TlImpactJourney *self, GRand *rand)
{
  const double reaches[] = { 1, 1, .3, .8, 1.6, 2.5, 0 };
  GArray      *contacts = g_array_new (FALSE, FALSE, sizeof (TlImpactContact));
  GArray      *becauses = g_array_new (FALSE, FALSE, sizeof (TlImpactBecause));
  double       hurt = chance (rand, .2) ? .6 : .12;

  self->n_touchpoints = (guint) g_rand_int_range (rand, 0, 9);
  self->touchpoints = g_new0 (TlImpactTouchpoint, self->n_touchpoints);
  for (guint t = 0; t < self->n_touchpoints; t++)
    self->touchpoints[t] = (TlImpactTouchpoint) {
      (guint) g_rand_int_range (rand, 0, (int) self->n_stages), number (pick (rand, reaches, 7)),
      number (between (rand, 0, 9)), number (chance (rand, .7) ? 0 : between (rand, 0, 50000)),
      number (chance (rand, .5) ? 1 : between (rand, 0, 1))
    };
  self->n_pains = self->n_touchpoints ? (guint) g_rand_int_range (rand, 0, 9) : 0;
  self->pains = g_new0 (TlImpactPain, self->n_pains);
  self->n_causes = (guint) g_rand_int_range (rand, 0, 4);
  for (guint k = 0; k < self->n_pains; k++)
    {
      self->pains[k] = (TlImpactPain) {
        (guint) g_rand_int_range (rand, 0, (int) self->n_touchpoints), number (between (rand, 0, 1)),
        number (chance (rand, .2) ? 0 : between (rand, 0, hurt)), number (chance (rand, .5) ? 0 : between (rand, 0, 9))
      };
      for (guint t = 0; t < self->n_touchpoints; t++)
        if (chance (rand, .15))
          {
            TlImpactContact contact = { k, t, number (between (rand, 0, 2)) };

            g_array_append_val (contacts, contact);
          }
      for (guint c = 0; c < self->n_causes; c++)
        if (chance (rand, .4))
          {
            TlImpactBecause because = { k, c, number (chance (rand, .3) ? 1 : between (rand, 0, 1)) };

            g_array_append_val (becauses, because);
          }
    }
  self->n_contacts = contacts->len;
  self->contacts = (void *) g_array_free (contacts, FALSE);
  self->n_becauses = becauses->len;
  self->becauses = (void *) g_array_free (becauses, FALSE);
}

static gboolean
draw_effect (TlImpactJourney *self, GRand *rand, guint fix, TlImpactEffect *effect)
{
  const guint  n_things[] = { self->n_stages, self->n_stages, self->n_stages, self->n_transitions,
                              self->n_touchpoints, self->n_touchpoints, self->n_touchpoints,
                              self->n_pains, self->n_pains, self->n_pains, self->n_pains, self->n_causes };
  const double shifts[] = { 1000, 30, .3, .3, .4, 2, 9000, .3, .2, 4, 0, 0 };
  int          field = chance (rand, .25) ? TL_IMPACT_FIELD_REACH : g_rand_int_range (rand, 0, TL_IMPACT_N_FIELDS);

  if (n_things[field] == 0)
    return FALSE;
  *effect = (TlImpactEffect) { fix, (TlImpactField) field, (guint) g_rand_int_range (rand, 0, (int) n_things[field]),
                               field != TL_IMPACT_FIELD_CONTACTS && field != TL_IMPACT_FIELD_STRENGTH &&
                               chance (rand, .35),
                               number (chance (rand, .1) ? 0 : between (rand, 0, 1.6)), TL_IMPACT_NONE };
  if (effect->shift)
    effect->amount = number (between (rand, -shifts[field], shifts[field]));
  if (field == TL_IMPACT_FIELD_SHARE &&
      self->stages[self->transitions[effect->on].to].kind == TL_IMPACT_LOST)
    return FALSE;
  if (field == TL_IMPACT_FIELD_REACH && !effect->shift && chance (rand, .6))
    {
      guint to = (guint) g_rand_int_range (rand, 0, (int) self->n_touchpoints);

      if (to != effect->on && self->touchpoints[to].stage == self->touchpoints[effect->on].stage)
        {
          effect->to = to;
          effect->amount = number (chance (rand, .1) ? 1 : between (rand, 0, 1));
        }
    }
  return TRUE;
}

static void
draw_fixes (TlImpactJourney *self, GRand *rand)
{
  const double starts[] = { 0, 0, 0, 1, 2.5, 6, 30, 12 };
  const double ramps[] = { 0, 0, 3, 7.5 };
  const double half_lives[] = { 0, 0, 6, 1.5 };
  GArray      *effects = g_array_new (FALSE, FALSE, sizeof (TlImpactEffect));

  self->n_fixes = (guint) g_rand_int_range (rand, 0, 6);
  self->fixes = g_new0 (TlImpactFix, self->n_fixes);
  for (guint f = 0; f < self->n_fixes; f++)
    {
      int n = g_rand_int_range (rand, 0, 5);

      self->fixes[f] = (TlImpactFix) {
        g_strdup_printf ("f%02d", g_rand_int_range (rand, 0, 100)),
        chance (rand, .9) ? TL_IMPACT_IDEA : (TlImpactStatus) g_rand_int_range (rand, 0, 6),
        number (chance (rand, .3) ? 0 : between (rand, 0, 90000)),
        number (chance (rand, .5) ? 0 : between (rand, 0, 9000)),
        pick (rand, starts, 8), pick (rand, ramps, 4), pick (rand, half_lives, 4)
      };
      for (int i = 0; i < n; i++)
        {
          TlImpactEffect effect;

          if (draw_effect (self, rand, f, &effect))
            g_array_append_val (effects, effect);
        }
    }
  self->n_effects = effects->len;
  self->effects = (void *) g_array_free (effects, FALSE);
}

TlImpactJourney *
random_journey (GRand *rand)
{
  const double     horizons[] = { 0, .5, 1, 2, 2.1, 3 };
  TlImpactJourney *self = g_new (TlImpactJourney, 1);

  *self = (TlImpactJourney) TL_IMPACT_JOURNEY_INIT;
  self->margin = number (between (rand, 0, 1));
  self->incrementality = number (chance (rand, .3) ? 1 : between (rand, 0, 1));
  self->horizon_years = pick (rand, horizons, 6);
  self->discount_rate = chance (rand, .3) ? 0 : between (rand, 0, .3);
  draw_stages (self, rand);
  draw_pains (self, rand);
  draw_transitions (self, rand);
  draw_fixes (self, rand);
  if (self->n_transitions > 0 && chance (rand, .02))
    self->transitions[0] = (TlImpactTransition) { self->transitions[0].from, self->transitions[0].to, TRUE,
                                                  number (.97) };
  if (self->n_pains > 0 && chance (rand, .02))
    {
      self->pains[0].incidence = self->pains[0].leave = number (1);
      self->touchpoints[self->pains[0].touchpoint].reach = number (1.5);
    }
  return self;
}

/* The shares come first. */
static const double extremes[] = { 0, 1, 1e-320, 1e-300, 1e-160, 1e-12, 1e-9, .5, 1 - 1e-9, 1 - 1e-16,
                                   2, 1e9, 1e100, 1e155, 1e200, 1e300, G_MAXDOUBLE };

static double
spoil (GRand *rand, double p, double value, gboolean is_share)
{
  return chance (rand, p) ? pick (rand, extremes, is_share ? 10 : G_N_ELEMENTS (extremes)) : value;
}

#define SPOIL(field, is_share) \
  (field) = number (spoil (rand, p, tl_estimate_point (&(field).estimate), is_share))

/* Puts the most extreme numbers that a file may hold in the place of some. */
void
random_spoil (TlImpactJourney *self, GRand *rand, double p)
{
  for (guint s = 0; s < self->n_stages; s++)
    {
      SPOIL (self->stages[s].entry, FALSE);
      SPOIL (self->stages[s].revenue, FALSE);
      if (chance (rand, p))
        self->stages[s].revenue.estimate = tl_estimate_known (-self->stages[s].revenue.estimate.low);
    }
  for (guint i = 0; i < self->n_transitions; i++)
    SPOIL (self->transitions[i].share, TRUE);
  for (guint t = 0; t < self->n_touchpoints; t++)
    {
      SPOIL (self->touchpoints[t].reach, FALSE);
      SPOIL (self->touchpoints[t].unit_cost, FALSE);
      SPOIL (self->touchpoints[t].fixed_cost, FALSE);
      SPOIL (self->touchpoints[t].cashable, TRUE);
    }
  for (guint k = 0; k < self->n_pains; k++)
    {
      SPOIL (self->pains[k].incidence, TRUE);
      SPOIL (self->pains[k].leave, TRUE);
      SPOIL (self->pains[k].cost, FALSE);
    }
  for (guint i = 0; i < self->n_contacts; i++)
    SPOIL (self->contacts[i].count, FALSE);
  for (guint i = 0; i < self->n_becauses; i++)
    SPOIL (self->becauses[i].share, TRUE);
  for (guint e = 0; e < self->n_effects; e++)
    {
      SPOIL (self->effects[e].amount, self->effects[e].to != TL_IMPACT_NONE);
      if (self->effects[e].shift && chance (rand, p))
        self->effects[e].amount.estimate = tl_estimate_known (-self->effects[e].amount.estimate.low);
    }
  for (guint f = 0; f < self->n_fixes; f++)
    {
      SPOIL (self->fixes[f].one_off, FALSE);
      SPOIL (self->fixes[f].run, FALSE);
      self->fixes[f].start_month = spoil (rand, p, self->fixes[f].start_month, FALSE);
      self->fixes[f].ramp_months = spoil (rand, p, self->fixes[f].ramp_months, FALSE);
      self->fixes[f].half_life = spoil (rand, p, self->fixes[f].half_life, FALSE);
    }
  self->discount_rate = spoil (rand, p, self->discount_rate, FALSE);
}

/* A long journey with ways back: five touchpoints and three pains in each stage. */
TlImpactJourney *
random_large (GRand *rand, guint n_stages, guint n_fixes)
{
  TlImpactJourney *self = g_new (TlImpactJourney, 1);
  GArray          *transitions = g_array_new (FALSE, FALSE, sizeof (TlImpactTransition));

  *self = (TlImpactJourney) TL_IMPACT_JOURNEY_INIT;
  self->margin = number (.4);
  self->incrementality = number (.7);
  self->n_stages = n_stages;
  self->stages = g_new0 (TlImpactStage, n_stages);
  self->n_touchpoints = 5 * n_stages;
  self->touchpoints = g_new0 (TlImpactTouchpoint, self->n_touchpoints);
  self->n_pains = 3 * n_stages;
  self->pains = g_new0 (TlImpactPain, self->n_pains);
  self->n_contacts = n_stages;
  self->contacts = g_new0 (TlImpactContact, n_stages);
  self->n_causes = 10;
  self->n_becauses = n_stages;
  self->becauses = g_new0 (TlImpactBecause, n_stages);
  for (guint s = 0; s < n_stages; s++)
    {
      guint                next[] = { s + 1, s + 2, s + 1 + (guint) g_rand_int_range (rand, 1, 8),
                                      s > 5 ? s - (guint) g_rand_int_range (rand, 1, 5) : TL_IMPACT_NONE };
      const double         shares[] = { .6, .15, .05, .1 };

      self->stages[s].kind = s + 1 < n_stages ? TL_IMPACT_STEP : TL_IMPACT_WON;
      self->stages[s].entry = number (s % 50 == 0 ? between (rand, 1000, 90000) : 0);
      self->stages[s].revenue = number (s % 7 == 0 ? between (rand, -5, 90) : 0);
      for (int i = 0; i < 4 && s + 1 < n_stages; i++)
        {
          TlImpactTransition transition = { s, next[i], TRUE, number (shares[i]) };

          if (next[i] < n_stages && (i != 2 || next[2] != s + 2))
            g_array_append_val (transitions, transition);
        }
      for (guint t = 0; t < 5; t++)
        self->touchpoints[5 * s + t] = (TlImpactTouchpoint) { s, number (between (rand, .2, 1.3)),
                                                              number (between (rand, 0, 9)), number (1000),
                                                              number (between (rand, .5, 1)) };
      for (guint k = 0; k < 3; k++)
        self->pains[3 * s + k] = (TlImpactPain) { 5 * s + k, number (between (rand, 0, .3)),
                                                  number (between (rand, 0, .08)), number (1) };
      self->contacts[s] = (TlImpactContact) { 3 * s, 5 * ((s * 7) % n_stages), number (.5) };
      self->becauses[s] = (TlImpactBecause) { 3 * s + 1, s % 10, number (.5) };
    }
  self->n_transitions = transitions->len;
  self->transitions = (void *) g_array_free (transitions, FALSE);
  self->n_fixes = n_fixes;
  self->fixes = g_new0 (TlImpactFix, n_fixes);
  self->n_effects = 3 * n_fixes;
  self->effects = g_new0 (TlImpactEffect, self->n_effects);
  for (guint f = 0; f < n_fixes; f++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (int) n_stages);

      self->fixes[f] = (TlImpactFix) { g_strdup_printf ("f%u", f), TL_IMPACT_IDEA, number (5000), number (100),
                                       f % 5, f % 3 * 4, f % 4 * 3 };
      self->effects[3 * f] = (TlImpactEffect) { f, TL_IMPACT_FIELD_INCIDENCE, FALSE, FALSE, number (.5),
                                                TL_IMPACT_NONE };
      self->effects[3 * f].on = 3 * at;
      self->effects[3 * f + 1] = (TlImpactEffect) { f, TL_IMPACT_FIELD_REACH, 5 * at + 3, FALSE, number (.8),
                                                    5 * at + 4 };
      self->effects[3 * f + 2] = (TlImpactEffect) { f, f % 10 == 0 ? TL_IMPACT_FIELD_STRENGTH
                                                                  : TL_IMPACT_FIELD_UNIT_COST,
                                                    f % 10 == 0 ? f / 10 : 5 * at, FALSE, number (.9),
                                                    TL_IMPACT_NONE };
    }
  return self;
}

void
random_journey_free (TlImpactJourney *self)
{
  tl_impact_journey_clear (self);
  g_free (self);
}
