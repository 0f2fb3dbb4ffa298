/* tl-layers.c: columns, and what stands where it is told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-layers.h"

#include <string.h>

#include "tl-rows.h"

/* The links out of each place, as one array: first[i] .. first[i + 1] of out. */
typedef struct
{
  guint *first;
  guint *out;
} Fan;

static void
fan_init (Fan *self, guint n_places, const TlLink *links, guint n_links)
{
  g_autofree guint *at = g_new0 (guint, n_places + 1);

  self->first = g_new0 (guint, n_places + 1);
  self->out = g_new0 (guint, n_links + 1);
  for (guint i = 0; i < n_links; i++)
    self->first[links[i].from + 1]++;
  for (guint i = 0; i < n_places; i++)
    self->first[i + 1] += self->first[i];
  memcpy (at, self->first, (n_places + 1) * sizeof (guint));
  for (guint i = 0; i < n_links; i++)
    self->out[at[links[i].from]++] = i;
}

static void
fan_clear (Fan *self)
{
  g_free (self->first);
  g_free (self->out);
}

/* Whether both ends say their column; such a link follows from them and is never turned round. */
static gboolean
is_fixed (const TlPlace *places, const TlLink *link)
{
  return places[link->from].column >= 0 && places[link->to].column >= 0;
}

/* Marks the links that close a circle on the way from @root, without recursion: journeys may be deep. */
static void
mark_back_from (guint root, const TlPlace *places, TlLink *links, const Fan *fan, guint8 *state, guint *stack,
                guint *next)
{
  guint depth = 0;

  stack[depth] = root;
  next[root] = fan->first[root];
  state[root] = 1;
  for (;;)
    {
      guint at = stack[depth];

      if (next[at] < fan->first[at + 1])
        {
          TlLink *link = &links[fan->out[next[at]++]];

          if (is_fixed (places, link) && places[link->to].column <= places[link->from].column)
            link->back = TRUE;
          else if (state[link->to] == 1)
            link->back = !is_fixed (places, link);
          else if (state[link->to] == 0)
            {
              stack[++depth] = link->to;
              next[link->to] = fan->first[link->to];
              state[link->to] = 1;
            }
          continue;
        }
      state[at] = 2;
      if (depth == 0)
        return;
      depth--;
    }
}

static void
mark_back (const TlPlace *places, guint n_places, TlLink *links, guint n_links, const Fan *fan)
{
  g_autofree guint8 *state = g_new0 (guint8, n_places);
  g_autofree guint8 *entered = g_new0 (guint8, n_places);
  g_autofree guint  *stack = g_new0 (guint, n_places + 1);
  g_autofree guint  *next = g_new0 (guint, n_places + 1);

  for (guint i = 0; i < n_links; i++)
    if (links[i].from != links[i].to)
      entered[links[i].to] = TRUE;
  /* From where nothing leads to first: the journey's starts. */
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n_places; i++)
      if (state[i] == 0 && (pass == 1 || !entered[i]))
        mark_back_from (i, places, links, fan, state, stack, next);
}

/* Moves those that do not say their column to where their links are short: towards where more lead, as far as there is
 * room. */
static void
tighten_columns (TlPlace *places, const gboolean *given, guint n_places, const TlLink *links, guint n_links)
{
  g_autofree int *balance = g_new (int, n_places);
  g_autofree int *most = g_new (int, n_places);
  gboolean        moved = TRUE;

  for (guint round = 0; round < 8 && moved; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < n_places; i++)
        {
          balance[i] = 0;
          most[i] = G_MAXINT;
        }
      for (guint i = 0; i < n_links; i++)
        {
          if (links[i].back)
            continue;
          balance[links[i].from]++;
          balance[links[i].to]--;
          most[links[i].from] = MIN (most[links[i].from], places[links[i].to].column - 1);
        }
      for (guint i = 0; i < n_places; i++)
        if (!given[i] && balance[i] > 0 && most[i] != G_MAXINT && most[i] > places[i].column)
          {
            places[i].column = most[i];
            moved = TRUE;
          }
    }
}

/* Columns of those that do not say theirs: one further than the furthest that leads to them. */
static void
find_columns (TlPlace *places, guint n_places, TlLink *links, guint n_links, const Fan *fan)
{
  g_autofree guint    *waiting = g_new0 (guint, n_places);
  g_autofree guint    *queue = g_new0 (guint, n_places);
  g_autofree gboolean *given = g_new0 (gboolean, n_places);
  g_autofree gboolean *done = g_new0 (gboolean, n_places);
  g_autofree gboolean *joined = g_new0 (gboolean, n_places);
  guint                head = 0, tail = 0, scan = 0;

  for (guint i = 0; i < n_links; i++)
    {
      joined[links[i].from] = joined[links[i].to] = TRUE;
      if (!links[i].back)
        waiting[links[i].to]++;
    }
  for (guint i = 0; i < n_places; i++)
    {
      given[i] = places[i].column >= 0;
      if (waiting[i] == 0)
        {
          queue[tail++] = i;
          done[i] = TRUE;
        }
    }
  while (head < n_places)
    {
      guint at;

      /* What is left stands in a circle of given and found columns: it is opened at the first. */
      if (head == tail)
        {
          while (done[scan])
            scan++;
          done[scan] = TRUE;
          queue[tail++] = scan;
        }
      at = queue[head++];
      places[at].column = MAX (places[at].column, 0);
      for (guint k = fan->first[at]; k < fan->first[at + 1]; k++)
        {
          TlLink *link = &links[fan->out[k]];

          if (link->back)
            continue;
          if (!given[link->to] && !done[link->to])
            places[link->to].column = MAX (places[link->to].column, places[at].column + 1);
          if (waiting[link->to] > 0 && --waiting[link->to] == 0 && !done[link->to])
            {
              done[link->to] = TRUE;
              queue[tail++] = link->to;
            }
        }
    }
  tighten_columns (places, given, n_places, links, n_links);
  /* Who is joined to nobody follows the one before in the file. */
  for (guint i = 0; i < n_places; i++)
    if (!given[i] && !joined[i])
      places[i].column = i > 0 ? places[i - 1].column + 1 : 0;
}

static int
compare_ints (const void *a, const void *b)
{
  return (*(const int *) a > *(const int *) b) - (*(const int *) a < *(const int *) b);
}

/* Replaces numbers by their rank among those that occur; -1 stays. */
static void
compress (int *values, guint stride, guint n)
{
  g_autofree int *sorted = g_new (int, n + 1);
  guint           n_sorted = 0, n_unique = 0;

  for (guint i = 0; i < n; i++)
    if (values[i * stride] >= 0)
      sorted[n_sorted++] = values[i * stride];
  qsort (sorted, n_sorted, sizeof (int), compare_ints);
  for (guint i = 0; i < n_sorted; i++)
    if (i == 0 || sorted[i] != sorted[n_unique - 1])
      sorted[n_unique++] = sorted[i];
  for (guint i = 0; i < n; i++)
    if (values[i * stride] >= 0)
      {
        int *found = bsearch (&values[i * stride], sorted, n_unique, sizeof (int), compare_ints);

        values[i * stride] = (int) (found - sorted);
      }
}

/**
 * tl_layers_place:
 * @places: (array length=n_places): what is asked for, and what comes of it
 * @links: (array length=n_links): what joins them
 *
 * Gives every place a column and a row. Columns and rows that are asked for are kept but for their gaps; where two ask
 * for the same, the later in the list moves down. A place that asks for a column stands in row 0 unless it asks for
 * another.
 */
void
tl_layers_place (TlPlace *places, guint n_places, TlLink *links, guint n_links)
{
  g_autofree gboolean *has_row = g_new0 (gboolean, n_places + 1);
  Fan                  fan;

  if (n_places == 0)
    return;
  for (guint i = 0; i < n_links; i++)
    links[i].back = links[i].from == links[i].to;
  for (guint i = 0; i < n_places; i++)
    {
      has_row[i] = places[i].column >= 0 || places[i].row >= 0;
      if (has_row[i])
        places[i].row = MAX (places[i].row, 0);
    }
  fan_init (&fan, n_places, links, n_links);
  compress (&places[0].column, sizeof (TlPlace) / sizeof (int), n_places);
  mark_back (places, n_places, links, n_links, &fan);
  find_columns (places, n_places, links, n_links, &fan);
  compress (&places[0].column, sizeof (TlPlace) / sizeof (int), n_places);
  for (guint i = 0; i < n_links; i++)
    links[i].back = places[links[i].to].column <= places[links[i].from].column;
  tl_rows_find (places, has_row, n_places, links, n_links);
  compress (&places[0].row, sizeof (TlPlace) / sizeof (int), n_places);
  fan_clear (&fan);
}
