/* tl-impact-draw.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-draw.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "tl-impact-batch.h"
#include "tl-impact-strips.h"

/* Beyond this the peak of a law is too narrow for the precision of its logarithm. */
#define WIDEST 1e8

/* Counts of where the same customers went: inputs member[first] to member[first + n − 1], and what is left over. */
typedef struct
{
  guint                 first;
  guint                 n;
  double                rest;
  const TlImpactStrips *strips; /* of the rest */
  guint64               key;
} Group;

/* A sure share among those that may be divided by their sum. */
typedef struct
{
  gsize  value;
  double point;
} Sure;

/* The given shares out of one stage, some in doubt: transitions member[first] to member[first + n − 1]. */
typedef struct
{
  guint first;
  guint n;
} Bounded;

/*
 * tl_impact_part_is_share:
 *
 * Returns: whether the number's range is 0 to 1
 */
gboolean
tl_impact_part_is_share (const TlImpactJourney *journey, TlImpactPart part, guint index)
{
  switch (part)
    {
    case TL_IMPACT_PART_MARGIN:
    case TL_IMPACT_PART_INCREMENTALITY:
    case TL_IMPACT_PART_SHARE:
    case TL_IMPACT_PART_CASHABLE:
    case TL_IMPACT_PART_INCIDENCE:
    case TL_IMPACT_PART_LEAVE:
    case TL_IMPACT_PART_BECAUSE:
      return TRUE;

    case TL_IMPACT_PART_AMOUNT:
      return journey->effects[index].to != TL_IMPACT_NONE;

    default:
      return FALSE;
    }
}

/* Whether any result depends on the number. */
static gboolean
matters (const TlImpactJourney *journey, TlImpactPart part, guint index)
{
  switch (part)
    {
    case TL_IMPACT_PART_SHARE:
      return journey->transitions[index].given;

    case TL_IMPACT_PART_ONE_OFF:
    case TL_IMPACT_PART_RUN:
      return tl_impact_status_is_ranked (journey->fixes[index].status);

    case TL_IMPACT_PART_AMOUNT:
      return tl_impact_status_is_ranked (journey->fixes[journey->effects[index].fix].status);

    default:
      return TRUE;
    }
}

/* low + (high − low)·Beta(1 + 4(likely − low)/(high − low), 1 + 4(high − likely)/(high − low)) */
static void
set_pert (TlImpactInput *input, double low, double likely, double high)
{
  double width = high - low;

  input->law = TL_IMPACT_BETA;
  input->low = low;
  input->width = width;
  input->a = 1 + 4 * ((likely - low) / width);
  input->b = 1 + 4 * ((high - likely) / width);
}

/* Returns FALSE where the number is sure. */
static gboolean
describe (const TlImpactJourney *journey, const TlImpactNumber *number, TlImpactInput *input)
{
  const TlEstimate *estimate = &number->estimate;

  switch (estimate->form)
    {
    case TL_ESTIMATE_KNOWN:
      {
        double v = estimate->low;
        double h = journey->doubt * (tl_impact_part_is_share (journey, input->part, input->index) ? MIN (v, 1 - v)
                                                                                              : fabs (v));

        if (!number->doubtful || !(h > 0) || !isfinite (2 * h))
          return FALSE;
        set_pert (input, v - h, v, v + h);
        input->a = input->b = 3;
        input->doubtful = TRUE;
        return TRUE;
      }

    case TL_ESTIMATE_BETWEEN:
      input->law = TL_IMPACT_UNIFORM;
      input->low = estimate->low;
      input->width = estimate->high - estimate->low;
      return input->width > 0;

    case TL_ESTIMATE_LIKELY:
      if (!(estimate->high > estimate->low))
        return FALSE;
      set_pert (input, estimate->low, estimate->likely, estimate->high);
      return TRUE;

    case TL_ESTIMATE_COUNT:
    default:
      input->law = TL_IMPACT_BETA;
      input->low = 0;
      input->width = 1;
      input->a = estimate->low + .5;
      input->b = estimate->high - estimate->low + .5;
      return TRUE;
    }
}

static void
note_sure (TlImpactDraw *self, const guint *input_of, guint transition)
{
  Sure sure = { tl_impact_world_find (self->journey, TL_IMPACT_PART_SHARE, transition),
                tl_estimate_point (&self->journey->transitions[transition].share.estimate) };

  if (input_of[transition] == TL_IMPACT_NONE)
    g_array_append_val (self->sure, sure);
}

/* Finds the shares out of each stage that count where the same customers went, and those to be held to a sum of 1. */
static void
group_shares (TlImpactDraw *self)
{
  const TlImpactJourney *journey = self->journey;
  g_autofree guint      *input_of = g_new (guint, journey->n_transitions);
  g_autofree guint8     *is_grouped = g_new0 (guint8, journey->n_transitions);
  g_autofree guint      *start = g_new0 (guint, journey->n_stages + 1);
  g_autofree guint      *out = g_new (guint, journey->n_transitions);

  for (guint i = 0; i < journey->n_transitions; i++)
    input_of[i] = TL_IMPACT_NONE;
  for (guint i = 0; i < self->n_inputs; i++)
    if (self->inputs[i].part == TL_IMPACT_PART_SHARE)
      input_of[self->inputs[i].index] = i;

  for (guint i = 0; i < journey->n_transitions; i++)
    start[journey->transitions[i].from]++;
  for (guint s = 0, sum = 0; s <= journey->n_stages; s++)
    {
      guint n = start[s];

      start[s] = sum;
      sum += n;
    }
  {
    g_autofree guint *next = g_memdup2 (start, (journey->n_stages + 1) * sizeof *start);

    for (guint i = 0; i < journey->n_transitions; i++)
      out[next[journey->transitions[i].from]++] = i;
  }

  for (guint s = 0; s < journey->n_stages; s++)
    {
      Bounded  bounded = { self->members->len, 0 };
      gboolean in_doubt = FALSE;

      for (guint i = start[s]; i < start[s + 1]; i++)
        if (journey->transitions[out[i]].given)
          {
            g_array_append_val (self->members, out[i]);
            bounded.n++;
            in_doubt |= input_of[out[i]] != TL_IMPACT_NONE;
          }
      if (in_doubt && bounded.n > 0)
        {
          g_array_append_val (self->bounded, bounded);
          for (guint i = bounded.first; i < bounded.first + bounded.n; i++)
            note_sure (self, input_of, g_array_index (self->members, guint, i));
        }
      else
        g_array_set_size (self->members, bounded.first);

      for (guint i = start[s]; i < start[s + 1]; i++)
        {
          const TlEstimate *first = &journey->transitions[out[i]].share.estimate;
          Group             group = { self->members->len, 0, 0, NULL, 0 };
          double            sum = 0;

          if (is_grouped[out[i]] || !journey->transitions[out[i]].given || first->form != TL_ESTIMATE_COUNT)
            continue;
          for (guint j = i; j < start[s + 1]; j++)
            {
              const TlEstimate *other = &journey->transitions[out[j]].share.estimate;

              if (!journey->transitions[out[j]].given || other->form != TL_ESTIMATE_COUNT || other->high != first->high)
                continue;
              is_grouped[out[j]] = TRUE;
              g_array_append_val (self->members, input_of[out[j]]);
              group.n++;
              sum += other->low;
            }
          if (group.n < 2)
            {
              g_array_set_size (self->members, group.first);
              continue;
            }
          for (guint j = group.first; j < group.first + group.n; j++)
            self->inputs[g_array_index (self->members, guint, j)].law = TL_IMPACT_COUNTED;
          group.rest = MAX (first->high - sum, 0) + .5;
          group.key = tl_impact_random_key (self->inputs[g_array_index (self->members, guint, group.first)].key, 1);
          g_array_append_val (self->groups, group);
        }
    }
}

static const TlImpactStrips *
find_strips (TlImpactDraw *self, double a, double b)
{
  double          key[2] = { a, b };
  GBytes         *bytes;
  TlImpactStrips *strips;

  /* The density of others is without a peak, or too narrow to be cut. */
  if (!(a >= 1) || !(b >= 1 || b == 0) || !(a < WIDEST) || !(b < WIDEST))
    return NULL;
  bytes = g_bytes_new (key, sizeof key);
  strips = g_hash_table_lookup (self->strips, bytes);
  if (strips != NULL)
    {
      g_bytes_unref (bytes);
      return strips;
    }
  strips = b == 0 ? tl_impact_strips_new_gamma (a) : tl_impact_strips_new_beta (a, b);
  g_hash_table_insert (self->strips, bytes, strips);
  return strips;
}

/* Laws that are alike share what is found for them. */
static void
cut_strips (TlImpactDraw *self)
{
  for (guint i = 0; i < self->n_inputs; i++)
    {
      TlImpactInput *input = &self->inputs[i];

      if (input->law != TL_IMPACT_UNIFORM)
        input->strips = find_strips (self, input->a, input->law == TL_IMPACT_COUNTED ? 0 : input->b);
    }
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = &g_array_index (self->groups, Group, i);

      group->strips = find_strips (self, group->rest, 0);
    }
}

/**
 * tl_impact_draw_new:
 * @journey: a snapshot; it must outlive what is returned and not change
 *
 * Returns: (transfer full): how its worlds are drawn; without inputs where nothing is in doubt
 */
TlImpactDraw *
tl_impact_draw_new (const TlImpactJourney *journey)
{
  g_autoptr (TlImpactWorld) world = tl_impact_world_new (journey);
  TlImpactDraw             *self = g_new0 (TlImpactDraw, 1);
  g_autoptr (GArray)        inputs = g_array_new (FALSE, FALSE, sizeof (TlImpactInput));
  gsize                     at = 0;

  self->journey = journey;
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  self->bounded = g_array_new (FALSE, FALSE, sizeof (Bounded));
  self->members = g_array_new (FALSE, FALSE, sizeof (guint));
  self->sure = g_array_new (FALSE, FALSE, sizeof (Sure));
  self->strips = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                        (GDestroyNotify) tl_impact_strips_free);
  for (int p = 0; p < TL_IMPACT_N_PARTS; p++)
    for (guint i = 0; tl_impact_world_find (journey, (TlImpactPart) p, i) != G_MAXSIZE; i++, at++)
      {
        TlImpactInput input = { .value = at, .part = (TlImpactPart) p, .index = i };

        if (!matters (journey, input.part, i) ||
            !describe (journey, tl_impact_world_get_number (world, journey, at), &input))
          continue;
        input.key = tl_impact_random_key (tl_impact_random_key (0, (guint64) p), i);
        g_array_append_val (inputs, input);
      }
  self->first_share = tl_impact_world_find (journey, TL_IMPACT_PART_SHARE, 0);
  self->n_inputs = inputs->len;
  self->inputs = (TlImpactInput *) (void *) g_array_free (g_steal_pointer (&inputs), FALSE);
  group_shares (self);
  cut_strips (self);
  return self;
}

/**
 * tl_impact_draw_free:
 * @self: (nullable): how worlds are drawn
 */
void
tl_impact_draw_free (TlImpactDraw *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->groups);
  g_array_unref (self->bounded);
  g_array_unref (self->members);
  g_array_unref (self->sure);
  g_hash_table_unref (self->strips);
  g_free (self->inputs);
  g_free (self);
}

static inline double
draw_gamma (const TlImpactStrips *strips, double shape, TlImpactRandom *random)
{
  return strips != NULL ? tl_impact_strips_draw (strips, random) : tl_impact_random_gamma (random, shape);
}

/* Dirichlet: independent gammas, divided by their sum. */
static void
draw_group (const TlImpactDraw *self, const Group *group, guint64 key, double *values)
{
  const guint   *member = (const guint *) (const void *) self->members->data;
  TlImpactRandom random = { group->key ^ key };
  double         sum = draw_gamma (group->strips, group->rest, &random);

  for (guint i = group->first; i < group->first + group->n; i++)
    {
      const TlImpactInput *input = &self->inputs[member[i]];

      sum += values[input->value] = draw_gamma (input->strips, input->a, &random);
    }
  for (guint i = group->first; i < group->first + group->n; i++)
    values[self->inputs[member[i]].value] /= sum;
}

static inline double
draw_input (const TlImpactInput *input, guint64 key)
{
  TlImpactRandom random = { input->key ^ key };

  if (input->law == TL_IMPACT_UNIFORM)
    return input->low + input->width * tl_impact_random_unit (&random);
  return input->low + input->width * (input->strips != NULL ? tl_impact_strips_draw (input->strips, &random)
                                                            : tl_impact_random_beta (&random, input->a, input->b));
}

static void
bound (const TlImpactDraw *self, double *values)
{
  const guint *member = (const guint *) (const void *) self->members->data;

  for (guint i = 0; i < self->bounded->len; i++)
    {
      const Bounded *bounded = &g_array_index (self->bounded, Bounded, i);
      double         sum = 0;

      for (guint j = bounded->first; j < bounded->first + bounded->n; j++)
        sum += values[self->first_share + member[j]];
      if (sum > 1)
        for (guint j = bounded->first; j < bounded->first + bounded->n; j++)
          values[self->first_share + member[j]] /= sum;
    }
}

/* Where the given shares sum to more than 1, in any lane. */
static void
bound_lanes (const TlImpactDraw *self, TlLanes *values)
{
  const guint *member = (const guint *) (const void *) self->members->data;

  for (guint i = 0; i < self->bounded->len; i++)
    {
      const Bounded *bounded = &g_array_index (self->bounded, Bounded, i);
      TlLanes       *share = values + self->first_share;
      TlLanes        sum = TL_LANES (0);
      TlLaneMask     over;

      for (guint j = bounded->first; j < bounded->first + bounded->n; j++)
        sum += share[member[j]];
      over = (TlLaneMask) (sum > 1);
      if (tl_lanes_any (over))
        for (guint j = bounded->first; j < bounded->first + bounded->n; j++)
          share[member[j]] = tl_lanes_pick (over, share[member[j]] / sum, share[member[j]]);
    }
}

/**
 * tl_impact_draw_bound:
 * @self: how worlds are drawn
 * @world: a world
 *
 * Where the given shares out of a stage sum to more than 1, divides them by that sum.
 */
void
tl_impact_draw_bound (const TlImpactDraw *self, TlImpactWorld *world)
{
  bound (self, world->values);
}

/**
 * tl_impact_draw_world:
 * @self: how worlds are drawn
 * @key: which world it is; the same key gives the same world
 * @world: a world of the journey's shape, whose sure numbers stand at their points, or that was drawn before
 *
 * Draws every number in doubt.
 */
void
tl_impact_draw_world (const TlImpactDraw *self, guint64 key, TlImpactWorld *world)
{
  for (guint i = 0; i < self->sure->len; i++)
    {
      const Sure *sure = &g_array_index (self->sure, Sure, i);

      world->values[sure->value] = sure->point;
    }
  for (guint i = 0; i < self->n_inputs; i++)
    if (self->inputs[i].law != TL_IMPACT_COUNTED)
      world->values[self->inputs[i].value] = draw_input (&self->inputs[i], key);
  for (guint i = 0; i < self->groups->len; i++)
    draw_group (self, &g_array_index (self->groups, Group, i), key, world->values);
  bound (self, world->values);
}

/* A gamma from each stream, which goes on. */
static void
draw_gammas (const TlImpactStrips *strips, double shape, guint64 *states, guint n, double *values)
{
  if (strips != NULL)
    {
      tl_impact_strips_draw_many (strips, states, n, values);
      return;
    }
  for (guint w = 0; w < n; w++)
    {
      TlImpactRandom random = { states[w] };

      values[w] = tl_impact_random_gamma (&random, shape);
      states[w] = random.state;
    }
}

static void
draw_groups (const TlImpactDraw *self, const guint64 *keys, guint n, double *block)
{
  const guint *member = (const guint *) (const void *) self->members->data;

  for (guint g = 0; g < self->groups->len; g++)
    {
      const Group *group = &g_array_index (self->groups, Group, g);
      guint64      states[TL_IMPACT_BLOCK];
      double       sum[TL_IMPACT_BLOCK];

      for (guint w = 0; w < n; w++)
        states[w] = group->key ^ keys[w];
      draw_gammas (group->strips, group->rest, states, n, sum);
      for (guint i = group->first; i < group->first + group->n; i++)
        {
          double *values = block + (gsize) member[i] * TL_IMPACT_BLOCK;

          draw_gammas (self->inputs[member[i]].strips, self->inputs[member[i]].a, states, n, values);
          for (guint w = 0; w < n; w++)
            sum[w] += values[w];
        }
      for (guint i = group->first; i < group->first + group->n; i++)
        for (guint w = 0; w < n; w++)
          block[(gsize) member[i] * TL_IMPACT_BLOCK + w] /= sum[w];
    }
}

/*
 * tl_impact_draw_block:
 * @keys: (array length=n): which worlds they are
 * @n: at most %TL_IMPACT_BLOCK
 * @block: (out): by input, then by world
 *
 * Draws the same worlds as tl_impact_draw_world() does, input by input.
 */
void
tl_impact_draw_block (const TlImpactDraw *self, const guint64 *keys, guint n, double *block)
{
  for (guint i = 0; i < self->n_inputs; i++)
    {
      const TlImpactInput *input = &self->inputs[i];
      double              *values = block + (gsize) i * TL_IMPACT_BLOCK;

      if (input->law == TL_IMPACT_COUNTED)
        continue;
      if (input->law == TL_IMPACT_UNIFORM || input->strips == NULL)
        {
          for (guint w = 0; w < n; w++)
            values[w] = draw_input (input, keys[w]);
          continue;
        }
      else
        {
          guint64 states[TL_IMPACT_BLOCK];

          for (guint w = 0; w < n; w++)
            states[w] = input->key ^ keys[w];
          tl_impact_strips_draw_many (input->strips, states, n, values);
          for (guint w = 0; w < n; w++)
            values[w] = input->low + input->width * values[w];
        }
    }
  draw_groups (self, keys, n, block);
}

/*
 * tl_impact_draw_take:
 * @block: what tl_impact_draw_block() drew
 * @first: a multiple of the number of lanes
 * @values: (inout): as a world's values, those that are sure at their points
 *
 * Puts worlds @first and those behind it into the lanes; lanes for which none was drawn mean nothing.
 */
TL_IMPACT_WIDE void
tl_impact_draw_take (const TlImpactDraw *self, const double *block, guint first, TlLanes *values)
{
  for (guint i = 0; i < self->sure->len; i++)
    {
      const Sure *sure = &g_array_index (self->sure, Sure, i);

      values[sure->value] = TL_LANES (sure->point);
    }
  for (guint i = 0; i < self->n_inputs; i++)
    values[self->inputs[i].value] =
      *(const TlLanes *) (const void *) (block + (gsize) i * TL_IMPACT_BLOCK + first);
  bound_lanes (self, values);
}

/**
 * tl_impact_input_quantile:
 * @input: a number in doubt
 * @p: from 0 to 1
 *
 * Returns: the value below which it lies with chance @p; a counted share by itself
 */
double
tl_impact_input_quantile (const TlImpactInput *input, double p)
{
  double low = 0;
  double high = 1;
  double x;

  if (input->law == TL_IMPACT_UNIFORM)
    return input->low + p * input->width;
  gsl_set_error_handler_off ();
  if (!(p > 0 && p < 1))
    return input->low + (p > 0 ? input->width : 0);
  /* Newton's steps between two ends that close in, halved where a step would leave them: ends at the answer always. */
  x = input->a / (input->a + input->b);
  for (int i = 0; i < 200; i++)
    {
      double over = gsl_cdf_beta_P (x, input->a, input->b) - p;
      double slope = gsl_ran_beta_pdf (x, input->a, input->b);
      double next;

      if (over == 0)
        break;
      if (over < 0)
        low = x;
      else
        high = x;
      next = x - over / slope;
      if (!(next > low && next < high) || i % 8 == 7)
        next = .5 * (low + high);
      if (next == low || next == high || fabs (next - x) <= 1e-16 * x)
        break;
      x = next;
    }
  return input->low + input->width * x;
}
