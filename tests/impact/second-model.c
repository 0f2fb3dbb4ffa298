/* second-model.c: the model a second time, as plainly as it can be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "second-model.h"

#include <math.h>
#include <string.h>

#define POINT(number) ((Real) tl_estimate_point (&(number).estimate))
#define HAS(set, i) (((set) >> (i)) & 1)

static gboolean
is_lost (const TlImpactJourney *j, guint stage)
{
  return j->stages[stage].kind == TL_IMPACT_LOST;
}

/* new = base · Πscales + Σshifts, without its range */
static Real
field (const TlImpactJourney *j, guint64 fixes, TlImpactField which, guint on, Real base, Real scale, Real shift)
{
  for (guint e = 0; e < j->n_effects; e++)
    {
      const TlImpactEffect *effect = &j->effects[e];

      if (!HAS (fixes, effect->fix) || effect->field != which || effect->on != on)
        continue;
      if (effect->shift)
        shift += POINT (effect->amount);
      else
        scale *= POINT (effect->amount);
    }
  return base * scale + shift;
}

static Real
hold (Real value, Real low, Real high)
{
  return value < low ? low : value > high ? high : value;
}

/* The part of what touchpoint u had that moves to v. */
static Real
moved (const TlImpactJourney *j, guint64 fixes, guint u, guint v)
{
  Real product = 1;
  Real sum = 0;
  Real to_v = 0;

  for (guint e = 0; e < j->n_effects; e++)
    {
      const TlImpactEffect *effect = &j->effects[e];
      Real                  z = POINT (effect->amount);

      if (!HAS (fixes, effect->fix) || effect->field != TL_IMPACT_FIELD_REACH || effect->on != u ||
          effect->to == TL_IMPACT_NONE)
        continue;
      product *= z;
      sum += 1 - z;
      if (effect->to == v)
        to_v += 1 - z;
    }
  return sum == 0 ? 0 : (1 - product) * to_v / sum;
}

static Real
reach_of (const TlImpactJourney *j, guint64 fixes, guint t)
{
  Real shift = 0;

  for (guint u = 0; u < j->n_touchpoints; u++)
    shift += POINT (j->touchpoints[u].reach) * moved (j, fixes, u, t);
  return hold (field (j, fixes, TL_IMPACT_FIELD_REACH, t, POINT (j->touchpoints[t].reach), 1, shift), 0, INFINITY);
}

static Real
incidence_of (const TlImpactJourney *j, guint64 fixes, guint64 gone, guint k)
{
  Real scale = 1;

  if (HAS (gone, k))
    return 0;
  for (guint b = 0; b < j->n_becauses; b++)
    if (j->becauses[b].pain == k)
      {
        Real z = field (j, fixes, TL_IMPACT_FIELD_STRENGTH, j->becauses[b].cause, 1, 1, 0);

        scale *= 1 - POINT (j->becauses[b].share) * (1 - z);
      }
  return hold (field (j, fixes, TL_IMPACT_FIELD_INCIDENCE, k, POINT (j->pains[k].incidence), scale, 0), 0, 1);
}

static Real
leave_of (const TlImpactJourney *j, guint64 fixes, guint k)
{
  return hold (field (j, fixes, TL_IMPACT_FIELD_LEAVE, k, POINT (j->pains[k].leave), 1, 0), 0, 1);
}

static Real
survival (const TlImpactJourney *j, guint64 fixes, guint64 gone, guint s)
{
  Real S = 1;

  for (guint t = 0; t < j->n_touchpoints; t++)
    {
      Real r = reach_of (j, fixes, t);
      Real h = 1;

      if (j->touchpoints[t].stage != s)
        continue;
      for (guint k = 0; k < j->n_pains; k++)
        if (j->pains[k].touchpoint == t)
          h *= 1 - incidence_of (j, fixes, gone, k) * leave_of (j, fixes, k);
      h = 1 - h;
      S *= r <= 1 ? 1 - r * h : powl (1 - h, r);
    }
  return S;
}

/* Inverts I − Pᵀ by Gauss and Jordan. */
static gboolean
invert (const TlImpactJourney *j, Real P[SECOND_MOST][SECOND_MOST], Real N[SECOND_MOST][SECOND_MOST])
{
  Real A[SECOND_MOST][SECOND_MOST];
  guint n = j->n_stages;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++)
      {
        A[i][k] = (i == k) - P[k][i];
        N[i][k] = i == k;
      }
  for (guint c = 0; c < n; c++)
    {
      guint best = c;

      for (guint r = c; r < n; r++)
        if (fabsl (A[r][c]) > fabsl (A[best][c]))
          best = r;
      if (A[best][c] == 0)
        return FALSE;
      for (guint k = 0; k < n; k++)
        {
          Real swap = A[c][k];

          A[c][k] = A[best][k];
          A[best][k] = swap;
          swap = N[c][k];
          N[c][k] = N[best][k];
          N[best][k] = swap;
        }
      for (guint r = 0; r < n; r++)
        {
          Real factor = A[r][c] / A[c][c];

          for (guint k = 0; r != c && k < n; k++)
            {
              A[r][k] -= factor * A[c][k];
              N[r][k] -= factor * N[c][k];
            }
        }
    }
  for (guint r = 0; r < n; r++)
    for (guint k = 0; k < n; k++)
      {
        N[r][k] /= A[r][r];
        if (!(N[r][k] >= -1e-9L && N[r][k] <= 1e9L))
          return FALSE;
      }
  return TRUE;
}

static void
base_shares (const TlImpactJourney *j, SecondYear *y)
{
  for (guint s = 0; s < j->n_stages; s++)
    {
      Real     a = 0, b = 0, not_lost = 0;
      int      open_kept = 0, open_lost = 0;
      gboolean goes_on = FALSE;

      y->S[s] = survival (j, 0, 0, s);
      for (guint i = 0; i < j->n_transitions; i++)
        if (j->transitions[i].from == s)
          {
            gboolean lost = is_lost (j, j->transitions[i].to);

            goes_on |= !lost;
            if (j->transitions[i].given)
              *(lost ? &b : &a) += POINT (j->transitions[i].share);
            else
              *(lost ? &open_lost : &open_kept) += 1;
          }
      for (guint i = 0; i < j->n_transitions; i++)
        if (j->transitions[i].from == s && !is_lost (j, j->transitions[i].to))
          {
            y->P[s][j->transitions[i].to] = j->transitions[i].given ? POINT (j->transitions[i].share)
                                            : fmaxl (0, 1 - a - fmaxl (1 - y->S[s], b)) / open_kept;
            not_lost += y->P[s][j->transitions[i].to];
          }
      for (guint i = 0; i < j->n_transitions; i++)
        if (j->transitions[i].from == s && is_lost (j, j->transitions[i].to))
          y->P[s][j->transitions[i].to] = j->transitions[i].given ? POINT (j->transitions[i].share)
                                          : fmaxl (0, 1 - not_lost - b) / open_lost;
      y->stage = s;
      if (a + b > 1 + 1e-9L)
        y->refused = TL_IMPACT_SHARES_OVER_ONE;
      else if (1 - y->S[s] > 1 - not_lost + 1e-9L)
        y->refused = TL_IMPACT_CLAIMS_OVER_LOST;
      else if (y->S[s] < 1e-9L && goes_on)
        y->refused = TL_IMPACT_NOBODY_SURVIVES;
      if (y->refused)
        return;
    }
}

static void
changed_shares (const TlImpactJourney *j, guint64 fixes, guint64 gone, const SecondYear *base, SecondYear *y)
{
  for (guint s = 0; s < j->n_stages; s++)
    {
      Real rho, continues, old_sum = 0, new_sum = 0;
      int  n_lost = 0;

      y->S[s] = survival (j, fixes, gone, s);
      rho = base->S[s] < 1e-9L ? 1 : y->S[s] / base->S[s];
      if (rho > 1)
        rho = 1 + y->incrementality * (y->S[s] / base->S[s] - 1);
      continues = hold (field (j, fixes, TL_IMPACT_FIELD_CONTINUE, s, 1, 1, 0), 0, INFINITY);
      for (guint i = 0; i < j->n_transitions; i++)
        if (j->transitions[i].from == s && !is_lost (j, j->transitions[i].to))
          {
            guint to = j->transitions[i].to;
            Real  share = hold (field (j, fixes, TL_IMPACT_FIELD_SHARE, i, base->P[s][to], 1, 0), 0, 1);

            y->P[s][to] = share * rho * continues;
            old_sum += base->P[s][to];
            new_sum += y->P[s][to];
          }
        else if (j->transitions[i].from == s)
          n_lost++;
      if (new_sum > y->S[s])
        {
          for (guint to = 0; to < j->n_stages; to++)
            y->P[s][to] *= y->S[s] / new_sum;
          new_sum = y->S[s];
        }
      for (guint i = 0; i < j->n_transitions; i++)
        if (j->transitions[i].from == s && is_lost (j, j->transitions[i].to))
          y->P[s][j->transitions[i].to] = 1 - old_sum <= 1e-9L
                                          ? (1 - new_sum) / n_lost
                                          : base->P[s][j->transitions[i].to] * (1 - new_sum) / (1 - old_sum);
    }
}

/* A whole year: as it is where base is NULL, or with fixes, or without pains. */
static void
work_out (const TlImpactJourney *j, guint64 fixes, guint64 gone, const SecondYear *base, SecondYear *y)
{
  Real N[SECOND_MOST][SECOND_MOST];
  Real x[SECOND_MOST] = { 0 };

  memset (y, 0, sizeof *y);
  y->margin = POINT (j->margin);
  y->incrementality = POINT (j->incrementality);
  if (base == NULL)
    base_shares (j, y);
  else
    changed_shares (j, fixes, gone, base, y);
  if (y->refused)
    return;
  if (!invert (j, y->P, N))
    {
      y->refused = TL_IMPACT_CIRCLE;
      return;
    }
  for (guint s = 0; s < j->n_stages; s++)
    {
      y->E[s] = hold (field (j, fixes, TL_IMPACT_FIELD_ENTRY, s, POINT (j->stages[s].entry), 1, 0), 0, INFINITY);
      y->R[s] = field (j, fixes, TL_IMPACT_FIELD_REVENUE, s, POINT (j->stages[s].revenue), 1, 0);
    }
  for (guint s = 0; s < j->n_stages; s++)
    {
      for (guint k = 0; k < j->n_stages; k++)
        y->V[s] += N[s][k] * y->E[k];
      y->revenue += y->V[s] * y->R[s];
      y->turnover += fabsl (y->V[s] * y->R[s]);
    }
  for (guint t = 0; t < j->n_touchpoints; t++)
    y->q[t] = y->V[j->touchpoints[t].stage] * reach_of (j, fixes, t);
  for (guint k = 0; k < j->n_pains; k++)
    {
      Real n = y->q[j->pains[k].touchpoint] * incidence_of (j, fixes, gone, k);
      Real d = hold (field (j, fixes, TL_IMPACT_FIELD_COST, k, POINT (j->pains[k].cost), 1, 0), 0, INFINITY);

      y->pain_cost += n * d;
      y->avoidable += n * d;
      for (guint c = 0; c < j->n_contacts; c++)
        if (j->contacts[c].pain == k)
          {
            guint u = j->contacts[c].touchpoint;
            Real  m = POINT (j->contacts[c].count) * field (j, fixes, TL_IMPACT_FIELD_CONTACTS, k, 1, 1, 0);
            Real  scales = 1;

            for (guint e = 0; e < j->n_effects; e++)
              if (HAS (fixes, j->effects[e].fix) && j->effects[e].field == TL_IMPACT_FIELD_REACH &&
                  j->effects[e].on == u && !j->effects[e].shift)
                scales *= POINT (j->effects[e].amount);
            x[u] += n * m * scales;
            for (guint v = 0; v < j->n_touchpoints; v++)
              x[v] += n * m * moved (j, fixes, u, v);
            y->avoidable += n * m * POINT (j->touchpoints[u].unit_cost);
          }
    }
  y->cost = y->pain_cost;
  for (guint t = 0; t < j->n_touchpoints; t++)
    {
      Real unit = hold (field (j, fixes, TL_IMPACT_FIELD_UNIT_COST, t, POINT (j->touchpoints[t].unit_cost), 1, 0), 0,
                        INFINITY);
      Real fixed = hold (field (j, fixes, TL_IMPACT_FIELD_FIXED_COST, t, POINT (j->touchpoints[t].fixed_cost), 1, 0),
                         0, INFINITY);

      y->touchpoint_cost[t] = (y->q[t] + x[t]) * unit + fixed;
      y->cost += y->touchpoint_cost[t];
    }
}

static SecondChange
subtract (const TlImpactJourney *j, const SecondYear *before, const SecondYear *after)
{
  SecondChange change = { after->refused };

  if (after->refused)
    return change;
  change.revenue = after->revenue - before->revenue;
  change.cost = after->pain_cost - before->pain_cost;
  for (guint t = 0; t < j->n_touchpoints; t++)
    {
      Real delta = after->touchpoint_cost[t] - before->touchpoint_cost[t];

      change.cost += delta < 0 ? POINT (j->touchpoints[t].cashable) * delta : delta;
    }
  for (guint s = 0; s < j->n_stages; s++)
    change.gross += (after->V[s] - before->V[s]) * before->R[s] * (before->R[s] > 0 ? before->margin : 1) +
                    after->V[s] * (after->R[s] - before->R[s]);
  change.gross -= change.cost;
  return change;
}

void
second_base (const TlImpactJourney *j, SecondYear *year)
{
  work_out (j, 0, 0, NULL, year);
}

SecondChange
second_fixes (const TlImpactJourney *j, guint64 fixes)
{
  SecondYear before, after;

  work_out (j, 0, 0, NULL, &before);
  work_out (j, fixes, 0, &before, &after);
  return subtract (j, &before, &after);
}

SecondChange
second_without (const TlImpactJourney *j, guint64 pains)
{
  SecondYear before, after;

  work_out (j, 0, 0, NULL, &before);
  work_out (j, 0, pains, &before, &after);
  return subtract (j, &before, &after);
}

static Real
effect_share (const TlImpactFix *fix, int month)
{
  Real age = month - 0.5L - fix->start_month;
  Real e;

  if (age <= 0)
    return 0;
  e = fix->ramp_months > 0 ? fminl (1, age / fix->ramp_months) : 1;
  if (fix->half_life > 0)
    e *= powl (0.5L, fmaxl (0, age - fix->ramp_months) / fix->half_life);
  return e;
}

SecondOutcome
second_outcome (const TlImpactJourney *j, guint64 fixes)
{
  SecondOutcome   out = { 0 };
  SecondYear      base;
  int             H = (int) floorl (j->horizon_years * 12.0L + 0.5L);
  g_autofree Real *total = g_new0 (Real, H + 1);
  Real            one_off = 0, costs = 0, benefits = 0, running_total = 0, tolerance, run = 0;
  gboolean        any = FALSE;
  int             revenue, cost;

  second_base (j, &base);
  out.change = second_fixes (j, fixes);
  out.payback = -1;
  if (out.change.refused)
    return out;
  for (guint f = 0; f < j->n_fixes; f++)
    if (HAS (fixes, f))
      {
        run += POINT (j->fixes[f].run);
        if (j->fixes[f].start_month > H)
          continue;
        any = TRUE;
        one_off += POINT (j->fixes[f].one_off);
        out.npv -= POINT (j->fixes[f].one_off) * powl (1 + (Real) j->discount_rate, -j->fixes[f].start_month / 12.0L);
      }
  out.net_year = out.change.gross - run;
  for (int m = 0; m <= H; m++)
    {
      guint64 left = fixes, taken = 0;
      Real    benefit = 0, running = 0;

      for (guint f = 0; f < j->n_fixes; f++)
        if (HAS (fixes, f))
          {
            const TlImpactFix *fix = &j->fixes[f];

            if (fix->start_month <= H && m >= fix->start_month && m - 1 < fix->start_month)
              {
                running_total -= POINT (fix->one_off);
                costs += POINT (fix->one_off);
              }
            if (m > fix->start_month)
              running += POINT (fix->run) / 12;
          }
      while (m > 0 && left)
        {
          guint best = TL_IMPACT_NONE;
          Real  e, next = 0;

          for (guint f = 0; f < j->n_fixes; f++)
            if (HAS (left, f) && (best == TL_IMPACT_NONE ||
                                  effect_share (&j->fixes[f], m) > effect_share (&j->fixes[best], m)))
              best = f;
          e = effect_share (&j->fixes[best], m);
          left &= ~((guint64) 1 << best);
          taken |= (guint64) 1 << best;
          for (guint f = 0; f < j->n_fixes; f++)
            if (HAS (left, f))
              next = fmaxl (next, effect_share (&j->fixes[f], m));
          if (e > next)
            {
              SecondChange change = second_fixes (j, taken);

              if (change.refused)
                {
                  out.change.refused = change.refused;
                  return out;
                }
              benefit += (e - next) * change.gross / 12;
            }
        }
      if (m > 0)
        {
          out.npv += (benefit - running) * powl (1 + (Real) j->discount_rate, -m / 12.0L);
          running_total += benefit - running;
          benefits += benefit;
          costs += running;
        }
      total[m] = running_total;
    }
  tolerance = fmaxl (1e-9L, 1e-9L * one_off);
  for (int m = H; any && m >= 0 && total[m] >= -tolerance; m--)
    out.payback = m;
  out.has_roi = costs > 0;
  out.roi = out.has_roi ? (benefits - costs) / costs : 0;

  revenue = fabsl (out.change.revenue) < 1e-9L * base.turnover || out.change.revenue == 0 ? 0
            : out.change.revenue > 0 ? 1 : -1;
  cost = fabsl (out.change.cost) < 1e-9L * base.cost || out.change.cost == 0 ? 0 : out.change.cost > 0 ? 1 : -1;
  if (revenue > 0)
    out.kind = cost < 0 ? "pays both ways" : "grows revenue";
  else if (revenue == 0)
    out.kind = cost < 0 ? "saves cost" : cost > 0 ? "hurts both" : "no effect";
  else
    out.kind = cost >= 0 ? "hurts both" : out.net_year < 0 ? "false economy" : "saves cost, loses revenue";
  out.known = TRUE;
  return out;
}
