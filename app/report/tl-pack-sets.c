/* tl-pack-sets.c: what fixes come to together, and which of them are asked for
 *
 * A set is worked out jointly, in the worlds of which the ranking's means are, so that one number stands everywhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-pack-private.h"

#define PASSES_MOST 8

/**
 * _tl_pack_set_free:
 */
void
_tl_pack_set_free (gpointer data)
{
  TlPackSet *self = data;

  if (self == NULL)
    return;
  tl_impact_refusal_clear (&self->outcome.refusal);
  g_free (self->fixes);
  g_free (self);
}

static gboolean
is_ranked_before (TlPackMaker *maker, guint one, guint other)
{
  for (guint i = 0; i < maker->n_ranked; i++)
    if (maker->ranked[i].fix == one || maker->ranked[i].fix == other)
      return maker->ranked[i].fix == one;
  return one < other;
}

/* What a set comes to in the worlds that were drawn; kept with them, for packs of the same figures ask again. */
static gboolean
draw_set (TlPackMaker *maker, const guint *fixes, guint n, TlImpactSpread *spread)
{
  TlPackBasis      *basis = maker->basis;
  g_autoptr (GBytes) key = NULL;
  TlImpactSpread   *kept;
  g_autofree guint *sorted = g_memdup2 (fixes, n * sizeof *fixes);

  for (guint i = 1; i < n; i++)
    for (guint k = i; k > 0 && sorted[k] < sorted[k - 1]; k--)
      {
        guint other = sorted[k];

        sorted[k] = sorted[k - 1];
        sorted[k - 1] = other;
      }
  key = g_bytes_new (sorted, n * sizeof *sorted);
  g_mutex_lock (&basis->lock);
  kept = g_hash_table_lookup (basis->sets, key);
  if (kept == NULL)
    {
      kept = g_new0 (TlImpactSpread, 1);
      if (tl_impact_simulation_set (basis->simulation, sorted, n, INFINITY, &maker->stop, kept, NULL))
        g_hash_table_insert (basis->sets, g_steal_pointer (&key), kept);
      else
        g_clear_pointer (&kept, g_free);
    }
  *spread = kept ? *kept : (TlImpactSpread) { FALSE };
  g_mutex_unlock (&basis->lock);
  return spread->known;
}

/**
 * _tl_pack_set_new:
 * @fixes: (array length=n): indices of ranked fixes
 *
 * Returns: (transfer full): what they come to together
 */
TlPackSet *
_tl_pack_set_new (TlPackMaker *maker, const guint *fixes, guint n)
{
  TlPackSet     *self = g_new0 (TlPackSet, 1);
  TlImpactSpread spread = { FALSE };

  self->fixes = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      guint at = i;

      for (; at > 0 && is_ranked_before (maker, fixes[i], self->fixes[at - 1]); at--)
        self->fixes[at] = self->fixes[at - 1];
      self->fixes[at] = fixes[i];
    }
  self->n_fixes = n;
  if (n == 0)
    {
      self->known = TRUE;
      return self;
    }
  for (guint i = 0; i < maker->n_ranked; i++)
    for (guint k = 0; k < n; k++)
      if (maker->ranked[i].fix == fixes[k])
        {
          self->added_up += maker->ranked[i].npv;
          if (n == 1 && maker->ranked[i].spread)
            spread = *maker->ranked[i].spread;
        }
  tl_impact_solver_outcome (maker->solver, self->fixes, n, &self->outcome);
  self->known = self->outcome.known;
  self->npv = self->outcome.npv;
  if (maker->doubt && self->known && (spread.known || draw_set (maker, self->fixes, n, &spread)))
    {
      self->has_range = TRUE;
      self->npv = spread.npv_mean;
      self->low = spread.npv_p10;
      self->high = spread.npv_p90;
      self->p_pays = spread.p_pays;
    }
  return self;
}

/**
 * _tl_pack_set_has:
 */
gboolean
_tl_pack_set_has (const TlPackSet *self, guint fix)
{
  for (guint i = 0; i < self->n_fixes; i++)
    if (self->fixes[i] == fix)
      return TRUE;
  return FALSE;
}

/**
 * _tl_pack_set_toggle:
 *
 * Returns: (transfer full): the same set with @fix, or without it where it was in it
 */
TlPackSet *
_tl_pack_set_toggle (TlPackMaker *maker, const TlPackSet *self, guint fix)
{
  g_autofree guint *fixes = g_new (guint, self->n_fixes + 1);
  guint             n = 0;

  for (guint i = 0; i < self->n_fixes; i++)
    if (self->fixes[i] != fix)
      fixes[n++] = self->fixes[i];
  if (n == self->n_fixes)
    fixes[n++] = fix;
  return _tl_pack_set_new (maker, fixes, n);
}

static gboolean
is_affordable (const TlPackSet *set, double budget)
{
  return isnan (budget) || set->outcome.one_off <= budget * (1 + 1e-9);
}

/**
 * _tl_pack_set_choose:
 * @budget: NaN for none
 *
 * The best set at the points, found as a portfolio is. Where worlds were drawn their mean decides: fixes of which mean and
 * points do not agree whether they pay are tried in and out of it, and a set that loses in the mean is not asked for.
 *
 * Returns: (transfer full): the set that is asked for; empty where nothing pays
 */
TlPackSet *
_tl_pack_set_choose (TlPackMaker *maker, double budget)
{
  TlImpactPortfolio *portfolio;
  TlPackSet         *best;
  gboolean           is_better = maker->doubt != NULL;

  g_mutex_lock (&maker->basis->lock);
  portfolio = tl_impact_together_portfolio (maker->together, isnan (budget) ? INFINITY : budget);
  g_mutex_unlock (&maker->basis->lock);
  best = _tl_pack_set_new (maker, portfolio->fixes, portfolio->n_fixes);
  tl_impact_portfolio_free (portfolio);
  for (guint pass = 0; is_better && pass < PASSES_MOST; pass++)
    {
      is_better = FALSE;
      for (guint i = 0; i < maker->n_ranked; i++)
        {
          const TlPackRanked *fix = &maker->ranked[i];
          TlPackSet          *other;

          if (_tl_pack_set_has (best, fix->fix) == (fix->npv > 0) || (fix->npv > 0) == (fix->outcome->npv > 0))
            continue;
          other = _tl_pack_set_toggle (maker, best, fix->fix);
          if (other->known && is_affordable (other, budget) && other->npv > best->npv)
            {
              _tl_pack_set_free (best);
              best = other;
              is_better = TRUE;
            }
          else
            _tl_pack_set_free (other);
        }
    }
  if (best->n_fixes > 0 && !(best->npv > 0))
    {
      _tl_pack_set_free (best);
      best = _tl_pack_set_new (maker, NULL, 0);
    }
  return best;
}

static gboolean
is_cut (const TlImpactEffect *effect)
{
  double amount = tl_estimate_point (&effect->amount.estimate);

  return effect->field == TL_IMPACT_FIELD_REVENUE && (effect->shift ? amount < 0 : amount < 1);
}

/**
 * _tl_pack_set_give_up:
 *
 * Returns: the income a year that its fixes give away on those who buy anyway and those who are won: a price that is cut
 */
double
_tl_pack_set_give_up (TlPackMaker *maker, const TlPackSet *self)
{
  const TlImpactJourney   *journey = &maker->snapshot->journey;
  g_autofree guint        *effects = g_new (guint, journey->n_effects + 1);
  g_autofree guint        *uncut = g_new (guint, journey->n_effects + 1);
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  TlImpactChange           with, without;
  guint                    n = 0, n_uncut = 0;

  for (guint i = 0; i < journey->n_effects; i++)
    if (_tl_pack_set_has (self, journey->effects[i].fix))
      {
        effects[n++] = i;
        if (!is_cut (&journey->effects[i]))
          uncut[n_uncut++] = i;
      }
  if (n == n_uncut || !tl_impact_solver_change_some (maker->solver, effects, n, &with, &refusal) ||
      !tl_impact_solver_change_some (maker->solver, uncut, n_uncut, &without, &refusal))
    return 0;
  return without.revenue - with.revenue;
}

/**
 * _tl_pack_stake:
 * @pains: (array length=n): indices of pains
 *
 * Returns: what they cost a year, net, all of them together, so that nobody is counted twice; NaN where that has no result
 */
double
_tl_pack_stake (TlPackMaker *maker, const guint *pains, guint n)
{
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  TlImpactChange           change;

  return tl_impact_solver_without (maker->solver, pains, n, &change, &refusal) ? change.gross : NAN;
}

/**
 * _tl_pack_acts_on_pain:
 * @through_cause: whether acting on a cause of it counts too
 *
 * Returns: whether any effect of @fix is on that pain
 */
gboolean
_tl_pack_acts_on_pain (TlPackMaker *maker, guint fix, guint pain, gboolean through_cause)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;

  for (guint i = 0; i < journey->n_effects; i++)
    {
      const TlImpactEffect *effect = &journey->effects[i];

      if (effect->fix != fix)
        continue;
      switch (effect->field)
        {
        case TL_IMPACT_FIELD_INCIDENCE:
        case TL_IMPACT_FIELD_LEAVE:
        case TL_IMPACT_FIELD_COST:
        case TL_IMPACT_FIELD_CONTACTS:
          if (effect->on == pain)
            return TRUE;
          break;
        case TL_IMPACT_FIELD_STRENGTH:
          for (guint k = 0; through_cause && k < journey->n_becauses; k++)
            if (journey->becauses[k].pain == pain && journey->becauses[k].cause == effect->on)
              return TRUE;
          break;
        case TL_IMPACT_FIELD_ENTRY:
        case TL_IMPACT_FIELD_REVENUE:
        case TL_IMPACT_FIELD_CONTINUE:
        case TL_IMPACT_FIELD_SHARE:
        case TL_IMPACT_FIELD_REACH:
        case TL_IMPACT_FIELD_UNIT_COST:
        case TL_IMPACT_FIELD_FIXED_COST:
        default:
          break;
        }
    }
  return FALSE;
}
