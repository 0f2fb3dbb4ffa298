/* tl-impact-circle.c: circles with no way out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only needed once the flow as a whole looks wrong. Visits come back to a stage only within its strongly connected
 * part, so each part is looked at alone: with N = (I − P)⁻¹ there, no entry of a column is greater than the one on the
 * diagonal, and none at all is greater than the greatest sum of a row.
 */
#include "tl-impact-private.h"

/* Parts larger than this are named whole rather than searched for those of their stages that are worst off. */
#define SEARCHED 200

typedef struct
{
  const TlImpactModel *model;
  const double        *shares;
  const guint8        *leave_out;
  GArray              *refusals;
  guint               *local; /* by stage: its index in the part at hand, or TL_IMPACT_NONE */
  gboolean             found;
} Search;

/* Puts stages in the order in which one walks through them, always on by the greatest share. */
static void
report (Search *self, const guint *stages, guint n, double figure)
{
  const TlImpactModel *model = self->model;
  g_autoptr (GHashTable) left = g_hash_table_new (NULL, NULL);
  TlImpactRefusal      refusal = TL_IMPACT_REFUSAL_INIT;
  guint                next = 0;

  self->found = TRUE;
  if (self->refusals == NULL)
    return;
  for (guint i = 0; i < n; i++)
    g_hash_table_add (left, GUINT_TO_POINTER (stages[i]));
  refusal.code = TL_IMPACT_CIRCLE;
  refusal.figure = figure;
  refusal.limit = TL_IMPACT_MOST_VISITS;
  refusal.circle = g_new (guint, n);
  while (refusal.n_circle < n)
    {
      guint  stage = TL_IMPACT_NONE;
      double best = 0;

      if (refusal.n_circle > 0)
        for TL_IMPACT_EACH (model->out, refusal.circle[refusal.n_circle - 1], i, transition)
          {
            guint to = model->to[transition];

            if (self->shares[transition] > best && g_hash_table_contains (left, GUINT_TO_POINTER (to)))
              {
                best = self->shares[transition];
                stage = to;
              }
          }
      while (stage == TL_IMPACT_NONE)
        {
          if (g_hash_table_contains (left, GUINT_TO_POINTER (stages[next])))
            stage = stages[next];
          next++;
        }
      g_hash_table_remove (left, GUINT_TO_POINTER (stage));
      refusal.circle[refusal.n_circle++] = stage;
    }
  refusal.stage = refusal.circle[0];
  g_array_append_val (self->refusals, refusal);
}

/* The part's own I − Pᵀ. */
static void
build (Search *self, const guint *stages, int n, int *column, GArray *rows, GArray *values)
{
  const TlImpactModel *model = self->model;
  g_autofree guint    *seen = g_new0 (guint, n);

  for (int j = 0; j < n; j++)
    {
      double one = 1;

      column[j] = (int) rows->len;
      g_array_append_val (rows, j);
      g_array_append_val (values, one);
      seen[j] = rows->len;
      for TL_IMPACT_EACH (model->out, stages[j], i, transition)
        {
          guint  to = self->local[model->to[transition]];
          double share = -self->shares[transition];

          if (to == TL_IMPACT_NONE)
            continue;
          if (seen[to] > (guint) column[j])
            g_array_index (values, double, seen[to] - 1) += share;
          else
            {
              g_array_append_val (rows, to);
              g_array_append_val (values, share);
              seen[to] = rows->len;
            }
        }
    }
  column[n] = (int) rows->len;
}

/* Looks at one strongly connected part. */
static void
look_at (Search *self, const guint *stages, int n)
{
  g_autofree int    *column = g_new (int, n + 1);
  g_autofree double *side = g_new (double, n);
  g_autofree guint  *trapped = g_new (guint, n);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  klu_common         common;
  klu_symbolic      *symbolic;
  klu_numeric       *numeric;
  double             longest = 0;
  double             most = 0;
  guint              n_trapped = 0;
  gboolean           singular = FALSE;

  for (int i = 0; i < n; i++)
    self->local[stages[i]] = (guint) i;
  build (self, stages, n, column, rows, values);
  klu_defaults (&common);
  common.scale = 0;
  symbolic = klu_analyze (n, column, (int *) (void *) rows->data, &common);
  numeric = symbolic ? klu_factor (column, (int *) (void *) rows->data, (double *) (void *) values->data, symbolic,
                                   &common)
                     : NULL;
  if (numeric == NULL)
    singular = TRUE;
  else
    {
      for (int i = 0; i < n; i++)
        side[i] = 1;
      klu_tsolve (symbolic, numeric, n, 1, side, &common);
      for (int i = 0; i < n; i++)
        if (side[i] >= 0)
          longest = MAX (longest, side[i]);
        else
          singular = TRUE; /* shares sum to a hair more than 1, or the sum is no number: not to be inverted soundly */
      /* Sums of rows are no more than n times the greatest entry, and no less than it. */
      if (!singular && longest > TL_IMPACT_MOST_VISITS && (n <= SEARCHED || longest <= n * TL_IMPACT_MOST_VISITS))
        {
          for (int j = 0; j < n; j++)
            {
              for (int i = 0; i < n; i++)
                side[i] = i == j;
              klu_solve (symbolic, numeric, n, 1, side, &common);
              if (!(side[j] <= TL_IMPACT_MOST_VISITS))
                trapped[n_trapped++] = stages[j];
              most = MAX (most, side[j]);
            }
        }
      else if (!singular && longest > TL_IMPACT_MOST_VISITS)
        {
          most = longest;
          for (int i = 0; i < n; i++)
            trapped[n_trapped++] = stages[i];
        }
    }
  if (singular)
    report (self, stages, (guint) n, INFINITY);
  else if (n_trapped > 0)
    report (self, trapped, n_trapped, most);
  if (numeric != NULL)
    klu_free_numeric (&numeric, &common);
  if (symbolic != NULL)
    klu_free_symbolic (&symbolic, &common);
  for (int i = 0; i < n; i++)
    self->local[stages[i]] = TL_IMPACT_NONE;
}

static int
by_index (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}

static gboolean
has_own_loop (Search *self, guint stage)
{
  for TL_IMPACT_EACH (self->model->out, stage, i, transition)
    if (self->model->to[transition] == stage && self->shares[transition] > 0)
      return TRUE;
  return FALSE;
}

/* Tarjan's strongly connected parts, with a stack of its own: a journey may be one line of many thousand stages. */
static void
each_part (Search *self)
{
  const TlImpactModel *model = self->model;
  guint                n = (guint) model->n;
  g_autofree guint    *number = g_new0 (guint, n);
  g_autofree guint    *low = g_new (guint, n);
  g_autofree guint    *next = g_new (guint, n);
  g_autofree guint    *path = g_new (guint, n);
  g_autofree guint    *open = g_new (guint, n);
  g_autofree guint8   *is_open = g_new0 (guint8, n);
  guint                count = 0;
  guint                n_path = 0;
  guint                n_open = 0;

  for (guint root = 0; root < n; root++)
    {
      if (number[root] != 0)
        continue;
      path[n_path++] = root;
      while (n_path > 0)
        {
          guint stage = path[n_path - 1];

          if (number[stage] == 0)
            {
              number[stage] = low[stage] = ++count;
              next[stage] = model->out.start[stage];
              if (self->leave_out && self->leave_out[stage])
                next[stage] = model->out.start[stage + 1];
              open[n_open++] = stage;
              is_open[stage] = TRUE;
            }
          if (next[stage] < model->out.start[stage + 1])
            {
              guint transition = model->out.member[next[stage]++];
              guint to = model->to[transition];

              if (!(self->shares[transition] > 0))
                continue;
              if (number[to] == 0)
                path[n_path++] = to;
              else if (is_open[to])
                low[stage] = MIN (low[stage], number[to]);
              continue;
            }
          n_path--;
          if (n_path > 0)
            low[path[n_path - 1]] = MIN (low[path[n_path - 1]], low[stage]);
          if (low[stage] == number[stage])
            {
              guint first = n_open;

              do
                is_open[open[--first]] = FALSE;
              while (open[first] != stage);
              if (n_open - first > 1 || (has_own_loop (self, stage) && !(self->leave_out && self->leave_out[stage])))
                {
                  qsort (open + first, n_open - first, sizeof *open, by_index);
                  look_at (self, open + first, (int) (n_open - first));
                }
              n_open = first;
            }
        }
    }
}

/*
 * tl_impact_circle_find:
 * @shares: by transition
 * @leave_out: (nullable): by stage: whether to take it that nothing leaves it
 * @refusals: (nullable): where to add one %TL_IMPACT_CIRCLE for each part with no way out
 *
 * Returns: whether there is a circle with no way out
 */
gboolean
tl_impact_circle_find (const TlImpactModel *model, const double *shares, const guint8 *leave_out, GArray *refusals)
{
  Search            self = { model, shares, leave_out, refusals, NULL, FALSE };
  g_autofree guint *local = g_new (guint, model->n);

  for (int s = 0; s < model->n; s++)
    local[s] = TL_IMPACT_NONE;
  self.local = local;
  each_part (&self);
  return self.found;
}
