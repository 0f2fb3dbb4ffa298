/* tl-workbook-world.c: the year as it is, in formulas, and what every world shares with it
 *
 * Things of one owner are neighbours, so that what is summed is a range. Visits are sums of what flows in, stage by
 * stage; only stages that lie on a circle are solved together, by the inverse of a matrix of that circle alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-workbook-private.h"

#define ON_FLOW(row, col) _tl_book_ref (self, world->sheet, world->sheet, (row), (col))

static void
order_init (TlBookOrder *self, const guint *owner, guint n, guint n_owners)
{
  g_autofree guint *next = g_new0 (guint, n_owners + 1);

  self->nth = g_new0 (guint, n + 1);
  self->place = g_new0 (guint, n + 1);
  self->first = g_new0 (guint, n_owners + 1);
  for (guint i = 0; i < n; i++)
    self->first[owner[i] + 1]++;
  for (guint o = 0; o < n_owners; o++)
    self->first[o + 1] += self->first[o];
  memcpy (next, self->first, (n_owners + 1) * sizeof *next);
  for (guint i = 0; i < n; i++)
    {
      self->place[i] = next[owner[i]]++;
      self->nth[self->place[i]] = i;
    }
}

static void
order_clear (TlBookOrder *self)
{
  g_clear_pointer (&self->nth, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->first, g_free);
}

/* Which stages can be reached from which. */
static guint8 *
find_reach (const TlImpactJourney *journey)
{
  guint             n = journey->n_stages;
  guint8           *reach = g_new0 (guint8, (gsize) n * n + 1);
  g_autofree guint *queue = g_new (guint, n + 1);
  TlBookOrder       out;
  g_autofree guint *owner = g_new (guint, journey->n_transitions + 1);

  for (guint i = 0; i < journey->n_transitions; i++)
    owner[i] = journey->transitions[i].from;
  order_init (&out, owner, journey->n_transitions, n);
  for (guint s = 0; s < n; s++)
    {
      guint n_queue = 0;

      queue[n_queue++] = s;
      for (guint q = 0; q < n_queue; q++)
        for (guint i = out.first[queue[q]]; i < out.first[queue[q] + 1]; i++)
          {
            guint to = journey->transitions[out.nth[i]].to;

            if (reach[(gsize) s * n + to])
              continue;
            reach[(gsize) s * n + to] = TRUE;
            if (to != s)
              queue[n_queue++] = to;
          }
    }
  order_clear (&out);
  return reach;
}

static void
find_loops (TlBookMaker *self)
{
  const TlImpactJourney *journey = self->journey;
  guint                  n = journey->n_stages;
  g_autofree guint8     *reach = find_reach (journey);

  self->loop = g_new (guint, n + 1);
  self->loops = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint s = 0; s < n; s++)
    self->loop[s] = TL_IMPACT_NONE;
  for (guint s = 0; s < n; s++)
    {
      GArray *loop;

      if (self->loop[s] != TL_IMPACT_NONE || !reach[(gsize) s * n + s])
        continue;
      loop = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint other = s; other < n; other++)
        if (other == s || (reach[(gsize) s * n + other] && reach[(gsize) other * n + s]))
          {
            self->loop[other] = self->loops->len;
            g_array_append_val (loop, other);
          }
      g_ptr_array_add (self->loops, loop);
    }
}

/*
 * _tl_book_plan:
 *
 * Puts everything in order.
 *
 * Returns: whether a workbook can hold the journey
 */
gboolean
_tl_book_plan (TlBookMaker *self, GError **error)
{
  const TlImpactJourney *journey = self->journey;
  guint                  most = MAX (MAX (journey->n_transitions, journey->n_touchpoints), journey->n_pains);
  g_autofree guint      *owner = g_new (guint, most + 1);

  for (guint i = 0; i < journey->n_transitions; i++)
    owner[i] = 2 * journey->transitions[i].from +
               (journey->stages[journey->transitions[i].to].kind == TL_IMPACT_LOST);
  order_init (&self->ways, owner, journey->n_transitions, 2 * journey->n_stages);
  for (guint i = 0; i < journey->n_touchpoints; i++)
    owner[i] = journey->touchpoints[i].stage;
  order_init (&self->touches, owner, journey->n_touchpoints, journey->n_stages);
  for (guint i = 0; i < journey->n_pains; i++)
    owner[i] = journey->pains[i].touchpoint;
  order_init (&self->hurts, owner, journey->n_pains, journey->n_touchpoints);
  find_loops (self);
  for (guint i = 0; i < self->loops->len; i++)
    {
      GArray *loop = self->loops->pdata[i];

      if (loop->len <= TL_WORKBOOK_MOST_IN_CIRCLE)
        continue;
      g_set_error (error, TL_FIGURES_ERROR, TL_FIGURES_ERROR_REFUSED,
                   _("“%s” is one of %u stages on a circle; a workbook can solve circles of up to %u stages"),
                   self->snapshot->stages.titles[g_array_index (loop, guint, 0)], loop->len,
                   TL_WORKBOOK_MOST_IN_CIRCLE);
      return FALSE;
    }
  return TRUE;
}

void
_tl_book_plan_clear (TlBookMaker *self)
{
  order_clear (&self->ways);
  order_clear (&self->touches);
  order_clear (&self->hurts);
  g_clear_pointer (&self->loop, g_free);
  g_clear_pointer (&self->loops, g_ptr_array_unref);
  g_clear_pointer (&self->base.rows, g_array_unref);
}

/* How many rows the circles of a world take. */
guint
_tl_book_loops_height (TlBookMaker *self)
{
  guint height = 0;

  for (guint i = 0; i < self->loops->len; i++)
    height += ((GArray *) self->loops->pdata[i])->len + 2;
  return height ? height + 2 : 0;
}

static guint
touch_row (TlBookMaker *self, const TlBookWorld *world, guint touch)
{
  return world->touches + self->touches.place[touch];
}

static guint
pain_row (TlBookMaker *self, const TlBookWorld *world, guint pain)
{
  return world->pains + self->hurts.place[pain];
}

/* S: who survives, pain by pain, touchpoint by touchpoint, stage by stage. */
static void
put_survival (TlBookMaker *self, const TlBookWorld *world)
{
  const TlImpactJourney *journey = self->journey;
  TlGrid                *grid = self->grid;

  for (guint k = 0; k < journey->n_pains; k++)
    {
      guint row = pain_row (self, world, k), sheet = world->pain_sheet;

      _tl_grid_formula (grid, _tl_at (sheet, row, TL_PAIN_COL_STAY), TL_LOOK_PLAIN, TL_CELL_SHARE, "1-%s*%s",
                        _tl_book_ref (self, sheet, sheet, row, TL_PAIN_COL_INCIDENCE),
                        _tl_book_ref (self, sheet, sheet, row, TL_PAIN_COL_LEAVE));
    }
  for (guint t = 0; t < journey->n_touchpoints; t++)
    {
      guint       row = touch_row (self, world, t);
      guint       first = self->hurts.first[t], n = self->hurts.first[t + 1] - first;
      const char *reach = ON_FLOW (row, TL_TOUCH_COL_REACH);
      const char *spared = _tl_book_over (self, world->sheet, "PRODUCT", world->pain_sheet, world->pains + first, n,
                                          TL_PAIN_COL_STAY);
      TlAt        at = _tl_at (world->sheet, row, TL_TOUCH_COL_SURVIVE);

      if (n == 0)
        _tl_grid_number (grid, at, TL_LOOK_PLAIN, TL_CELL_SHARE, 1);
      else
        _tl_grid_formula (grid, at, TL_LOOK_PLAIN, TL_CELL_SHARE, "IF(%s<=1,1-%s*(1-%s),%s^%s)", reach, reach, spared,
                          spared, reach);
    }
  for (guint s = 0; s < journey->n_stages; s++)
    {
      guint first = self->touches.first[s];

      _tl_grid_formula (grid, _tl_at (world->sheet, world->stages + s, TL_STAGE_COL_SURVIVE), TL_LOOK_PLAIN,
                        TL_CELL_SHARE, "%s",
                        _tl_book_over (self, world->sheet, "PRODUCT", world->sheet, world->touches + first,
                                       self->touches.first[s + 1] - first, TL_TOUCH_COL_SURVIVE));
    }
}

/* Where a stage of a circle stands among the rows of the circles. */
static guint
loop_row (TlBookMaker *self, const TlBookWorld *world, guint stage)
{
  guint row = world->loops;

  for (guint i = 0; i < self->loop[stage]; i++)
    row += ((GArray *) self->loops->pdata[i])->len + 2;
  for (guint i = 0;; i++)
    if (g_array_index ((GArray *) self->loops->pdata[self->loop[stage]], guint, i) == stage)
      return row + 1 + i;
}

/* What comes in: who starts there, and the flows of all transitions but those within its own circle. */
static void
put_arrivals (TlBookMaker *self, const TlBookWorld *world, GPtrArray *terms)
{
  const TlImpactJourney *journey = self->journey;

  for (guint i = 0; i < journey->n_transitions; i++)
    {
      guint    from = journey->transitions[self->ways.nth[i]].from, to = journey->transitions[self->ways.nth[i]].to;
      GString *sum = terms->pdata[to];

      if (self->loop[to] == TL_IMPACT_NONE || self->loop[from] != self->loop[to])
        g_string_append_printf (sum, "+%s", ON_FLOW (world->ways + i, world->flow_col));
    }
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
put_loop (TlBookMaker *self, const TlBookWorld *world, GArray *loop, GPtrArray *arrivals)
{
  TlGrid                *grid = self->grid;
  const TlImpactJourney *journey = self->journey;
  guint                  n = loop->len;
  guint                  top = loop_row (self, world, g_array_index (loop, guint, 0));

  _tl_book_header (self, world->sheet, top - 1, 2, _("Circle"), "", _("From outside"), _("Visits a year"), NULL);
  for (guint i = 0; i < n; i++)
    {
      guint stage = g_array_index (loop, guint, i);

      _tl_grid_text (grid, _tl_at (world->sheet, top - 1, 4 + i), TL_LOOK_HEADER_END,
                     self->snapshot->stages.titles[stage]);
      _tl_grid_text (grid, _tl_at (world->sheet, top + i, 0), TL_LOOK_PLAIN, self->snapshot->stages.titles[stage]);
      _tl_grid_formula (grid, _tl_at (world->sheet, top + i, 2), TL_LOOK_PLAIN, TL_CELL_COUNT, "%s",
                        ((GString *) arrivals->pdata[stage])->str);
      for (guint j = 0; j < n; j++)
        _tl_grid_number (grid, _tl_at (world->sheet, top + i, 4 + j), TL_LOOK_PLAIN, TL_CELL_FACTOR, i == j);
    }
  for (guint i = 0; i < journey->n_transitions; i++)
    {
      const TlImpactTransition *way = &journey->transitions[self->ways.nth[i]];

      if (self->loop[way->from] != self->loop[g_array_index (loop, guint, 0)] ||
          self->loop[way->to] != self->loop[way->from])
        continue;
      _tl_grid_formula (grid,
                        _tl_at (world->sheet, loop_row (self, world, way->to),
                                4 + loop_row (self, world, way->from) - top),
                        TL_LOOK_PLAIN, TL_CELL_FACTOR, "%s-%s", way->from == way->to ? "1" : "0",
                        ON_FLOW (world->ways + i, world->share_col));
    }
  _tl_grid_solve (grid, _tl_at (world->sheet, top, 3), n, _tl_at (world->sheet, top, 4),
                  _tl_at (world->sheet, top, 2));
}

static void
put_visits (TlBookMaker *self, const TlBookWorld *world)
{
  const TlImpactJourney *journey = self->journey;
  g_autoptr (GPtrArray)  arrivals = g_ptr_array_new_with_free_func (free_string);

  for (guint s = 0; s < journey->n_stages; s++)
    g_ptr_array_add (arrivals, g_string_new (ON_FLOW (world->stages + s, TL_STAGE_COL_ENTRY)));
  put_arrivals (self, world, arrivals);
  if (self->loops->len > 0)
    _tl_grid_text (self->grid, _tl_at (world->sheet, world->loops - 1, 0), TL_LOOK_SECTION,
                   _("Circles: stages that lead back to each other are solved together"));
  for (guint i = 0; i < self->loops->len; i++)
    put_loop (self, world, self->loops->pdata[i], arrivals);
  for (guint s = 0; s < journey->n_stages; s++)
    _tl_grid_formula (self->grid, _tl_at (world->sheet, world->stages + s, world->visits_col), TL_LOOK_TOTAL,
                      TL_CELL_COUNT, "%s",
                      self->loop[s] == TL_IMPACT_NONE ? ((GString *) arrivals->pdata[s])->str
                                                      : ON_FLOW (loop_row (self, world, s), 3));
  for (guint i = 0; i < journey->n_transitions; i++)
    _tl_grid_formula (self->grid, _tl_at (world->sheet, world->ways + i, world->flow_col), TL_LOOK_PLAIN,
                      TL_CELL_COUNT, "%s*%s",
                      ON_FLOW (world->stages + journey->transitions[self->ways.nth[i]].from, world->visits_col),
                      ON_FLOW (world->ways + i, world->share_col));
}

/* Interactions, incidents, contacts and what they cost. */
static void
put_costs (TlBookMaker *self, const TlBookWorld *world)
{
  const TlImpactJourney *journey = self->journey;
  TlGrid                *grid = self->grid;
  guint                  pains = world->pain_sheet;
  guint                  contact = 0;

  for (guint i = 0; i < journey->n_pains; i++)
    {
      guint k = self->hurts.nth[i], row = world->pains + i;

      _tl_grid_formula (grid, _tl_at (pains, row, TL_PAIN_COL_INCIDENTS), TL_LOOK_PLAIN, TL_CELL_COUNT, "%s*%s",
                        _tl_book_ref (self, pains, world->sheet,
                                      touch_row (self, world, journey->pains[k].touchpoint), TL_TOUCH_COL_REACHED),
                        _tl_book_ref (self, pains, pains, row, TL_PAIN_COL_INCIDENCE));
      _tl_grid_formula (grid, _tl_at (pains, row, TL_PAIN_COL_COST), TL_LOOK_PLAIN, TL_CELL_MONEY, "%s*%s",
                        _tl_book_ref (self, pains, pains, row, TL_PAIN_COL_INCIDENTS),
                        _tl_book_ref (self, pains, pains, row, TL_PAIN_COL_EACH));
    }
  for (guint i = 0; i < world->rows->len; i++)
    {
      const TlBookContact *one = &g_array_index (world->rows, TlBookContact, i);

      _tl_grid_formula (grid, _tl_at (pains, world->contacts + i, TL_CONTACT_COL_FLOW), TL_LOOK_PLAIN, TL_CELL_COUNT,
                        "%s*%s",
                        _tl_book_ref (self, pains, pains, pain_row (self, world, one->pain), TL_PAIN_COL_INCIDENTS),
                        _tl_book_ref (self, pains, pains, world->contacts + i, TL_CONTACT_COL_COUNT));
    }
  for (guint i = 0; i < journey->n_touchpoints; i++)
    {
      guint t = self->touches.nth[i], row = world->touches + i;
      guint first = contact;

      _tl_grid_formula (grid, _tl_at (world->sheet, row, TL_TOUCH_COL_REACHED), TL_LOOK_PLAIN, TL_CELL_COUNT, "%s*%s",
                        ON_FLOW (world->stages + journey->touchpoints[t].stage, world->visits_col),
                        ON_FLOW (row, TL_TOUCH_COL_REACH));
      while (contact < world->rows->len && g_array_index (world->rows, TlBookContact, contact).at == t)
        contact++;
      if (contact == first)
        _tl_grid_number (grid, _tl_at (world->sheet, row, TL_TOUCH_COL_CAUSED), TL_LOOK_PLAIN, TL_CELL_COUNT, 0);
      else
        _tl_grid_formula (grid, _tl_at (world->sheet, row, TL_TOUCH_COL_CAUSED), TL_LOOK_PLAIN, TL_CELL_COUNT, "%s",
                          _tl_book_over (self, world->sheet, "SUM", pains, world->contacts + first, contact - first,
                                         TL_CONTACT_COL_FLOW));
      _tl_grid_formula (grid, _tl_at (world->sheet, row, TL_TOUCH_COL_COST), TL_LOOK_PLAIN, TL_CELL_MONEY,
                        "(%s+%s)*%s+%s", ON_FLOW (row, TL_TOUCH_COL_REACHED), ON_FLOW (row, TL_TOUCH_COL_CAUSED),
                        ON_FLOW (row, TL_TOUCH_COL_UNIT), ON_FLOW (row, TL_TOUCH_COL_FIXED));
    }
}

/*
 * _tl_book_rest:
 *
 * Writes what every world has: who survives, who goes where, and what that costs.
 */
void
_tl_book_rest (TlBookMaker *self, const TlBookWorld *world)
{
  put_survival (self, world);
  put_visits (self, world);
  put_costs (self, world);
}

static void
put_base_stages (TlBookMaker *self, const TlBookWorld *world)
{
  const TlImpactJourney *journey = self->journey;
  TlGrid                *grid = self->grid;
  guint                  flow = self->flow;
  const char            *fine = _tl_grid_quote (grid, _("fine"));
  const char            *over = _tl_grid_quote (grid, _("shares are over 100%"));
  const char            *claims = _tl_grid_quote (grid, _("pains claim more than is lost"));

  for (guint s = 0; s < journey->n_stages; s++)
    {
      guint row = world->stages + s;
      guint first = self->ways.first[2 * s], lost = self->ways.first[2 * s + 1], end = self->ways.first[2 * s + 2];
      g_autoptr (GString) given = g_string_new ("0");
      g_autoptr (GString) given_lost = g_string_new ("0");

      _tl_grid_text (grid, _tl_at (flow, row, 0), TL_LOOK_PLAIN, self->snapshot->stages.titles[s]);
      _tl_grid_text (grid, _tl_at (flow, row, 1), TL_LOOK_PLAIN,
                     journey->stages[s].kind == TL_IMPACT_STEP  ? C_("stage", "step")
                     : journey->stages[s].kind == TL_IMPACT_WON ? C_("stage", "won")
                                                                : C_("stage", "lost"));
      _tl_grid_formula (grid, _tl_at (flow, row, TL_STAGE_COL_ENTRY), TL_LOOK_PLAIN, TL_CELL_COUNT, "%s",
                        _tl_book_in (self, flow, TL_IMPACT_PART_ENTRY, s));
      _tl_grid_formula (grid, _tl_at (flow, row, TL_STAGE_COL_REVENUE), TL_LOOK_PLAIN, TL_CELL_PRICE, "%s",
                        _tl_book_in (self, flow, TL_IMPACT_PART_REVENUE, s));
      _tl_grid_formula (grid, _tl_at (flow, row, TL_STAGE_COL_INCOME), TL_LOOK_PLAIN, TL_CELL_MONEY, "%s*%s",
                        ON_FLOW (row, TL_STAGE_COL_VISITS), ON_FLOW (row, TL_STAGE_COL_REVENUE));
      for (guint i = first; i < end; i++)
        if (journey->transitions[self->ways.nth[i]].given)
          g_string_append_printf (i < lost ? given : given_lost, "+%s", ON_FLOW (world->ways + i, TL_WAY_COL_SHARE));
      _tl_grid_formula (grid, _tl_at (flow, row, TL_STAGE_COL_GIVEN), TL_LOOK_PLAIN, TL_CELL_SHARE, "%s",
                        given->len > 1 ? given->str + 2 : "0");
      _tl_grid_formula (grid, _tl_at (flow, row, TL_STAGE_COL_GIVEN_LOST), TL_LOOK_PLAIN, TL_CELL_SHARE, "%s",
                        given_lost->len > 1 ? given_lost->str + 2 : "0");
      _tl_grid_formula (grid, _tl_at (flow, row, TL_STAGE_COL_KEPT), TL_LOOK_PLAIN, TL_CELL_SHARE, "%s",
                        _tl_book_over (self, flow, "SUM", flow, world->ways + first, lost - first, TL_WAY_COL_SHARE));
      _tl_grid_formula (grid, _tl_at (flow, row, TL_STAGE_COL_CHECK), TL_LOOK_PLAIN, TL_CELL_WORDS,
                        "IF(%s+%s>1.000000001,%s,IF(1-%s>1-%s+0.000000001,%s,%s))", ON_FLOW (row, TL_STAGE_COL_GIVEN),
                        ON_FLOW (row, TL_STAGE_COL_GIVEN_LOST), over, ON_FLOW (row, TL_STAGE_COL_SURVIVE),
                        ON_FLOW (row, TL_STAGE_COL_KEPT), claims, fine);
    }
}

static void
put_base_ways (TlBookMaker *self, const TlBookWorld *world)
{
  const TlImpactJourney *journey = self->journey;
  TlGrid                *grid = self->grid;
  guint                  flow = self->flow;

  for (guint s = 0; s < journey->n_stages; s++)
    {
      guint row = world->stages + s;
      guint open[2] = { 0, 0 };

      for (guint i = self->ways.first[2 * s]; i < self->ways.first[2 * s + 2]; i++)
        open[i >= self->ways.first[2 * s + 1]] += !journey->transitions[self->ways.nth[i]].given;
      for (guint i = self->ways.first[2 * s]; i < self->ways.first[2 * s + 2]; i++)
        {
          guint    way = self->ways.nth[i];
          gboolean lost = i >= self->ways.first[2 * s + 1];
          TlAt     at = _tl_at (flow, world->ways + i, TL_WAY_COL_SHARE);

          _tl_grid_text (grid, _tl_at (flow, world->ways + i, 0), TL_LOOK_PLAIN, self->snapshot->stages.titles[s]);
          _tl_grid_text (grid, _tl_at (flow, world->ways + i, 1), TL_LOOK_PLAIN,
                         self->snapshot->stages.titles[journey->transitions[way].to]);
          if (journey->transitions[way].given)
            _tl_grid_formula (grid, at, TL_LOOK_PLAIN, TL_CELL_SHARE, "%s",
                              _tl_book_in (self, flow, TL_IMPACT_PART_SHARE, way));
          else if (!lost)
            _tl_grid_formula (grid, at, TL_LOOK_PLAIN, TL_CELL_SHARE, "MAX(0,1-%s-MAX(1-%s,%s))/%u",
                              ON_FLOW (row, TL_STAGE_COL_GIVEN), ON_FLOW (row, TL_STAGE_COL_SURVIVE),
                              ON_FLOW (row, TL_STAGE_COL_GIVEN_LOST), open[0]);
          else
            _tl_grid_formula (grid, at, TL_LOOK_PLAIN, TL_CELL_SHARE, "MAX(0,1-%s-%s)/%u",
                              ON_FLOW (row, TL_STAGE_COL_KEPT), ON_FLOW (row, TL_STAGE_COL_GIVEN_LOST), open[1]);
          _tl_grid_text (grid, _tl_at (flow, world->ways + i, TL_WAY_COL_FLOW + 1), TL_LOOK_NOTE,
                         journey->transitions[way].given ? "" : _("worked out: no share is given"));
        }
    }
}

static void
put_base_touches (TlBookMaker *self, const TlBookWorld *world)
{
  const struct
  {
    TlImpactPart part;
    guint        col;
    TlCellForm   form;
  } fields[] = {
    { TL_IMPACT_PART_REACH, TL_TOUCH_COL_REACH, TL_CELL_FACTOR },
    { TL_IMPACT_PART_UNIT_COST, TL_TOUCH_COL_UNIT, TL_CELL_PRICE },
    { TL_IMPACT_PART_FIXED_COST, TL_TOUCH_COL_FIXED, TL_CELL_MONEY },
    { TL_IMPACT_PART_CASHABLE, TL_TOUCH_COL_CASHABLE, TL_CELL_SHARE },
  };

  for (guint i = 0; i < self->journey->n_touchpoints; i++)
    {
      guint t = self->touches.nth[i];

      _tl_grid_text (self->grid, _tl_at (self->flow, world->touches + i, 0), TL_LOOK_PLAIN,
                     self->snapshot->touchpoints.titles[t]);
      _tl_grid_text (self->grid, _tl_at (self->flow, world->touches + i, 1), TL_LOOK_PLAIN,
                     self->snapshot->stages.titles[self->journey->touchpoints[t].stage]);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        _tl_grid_formula (self->grid, _tl_at (self->flow, world->touches + i, fields[f].col), TL_LOOK_PLAIN,
                          fields[f].form, "%s", _tl_book_in (self, self->flow, fields[f].part, t));
    }
}

/* What is at stake: from the world without the pain, or where there is no room for that, as Throughline says. */
static void
put_stake (TlBookMaker *self, guint row, guint pain, const TlImpactStake *stake)
{
  const double said[] = { stake->revenue_lost, stake->cost_caused, stake->net_lost };
  guint        sheet = self->pains;

  if (!stake->known)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      TlAt at = _tl_at (sheet, row, TL_PAIN_COL_LOST + i);

      if (self->stake_rows[pain] > 0)
        _tl_grid_formula (self->grid, at, i == 2 ? TL_LOOK_TOTAL : TL_LOOK_PLAIN, TL_CELL_MONEY, "%s",
                          _tl_book_stake_ref (self, sheet, pain, i));
      else
        _tl_grid_number (self->grid, at, TL_LOOK_SAID, TL_CELL_MONEY, said[i]);
    }
  _tl_grid_number (self->grid, _tl_at (sheet, row, TL_PAIN_COL_NET_SAID), TL_LOOK_SAID, TL_CELL_MONEY,
                   stake->net_lost);
  _tl_grid_formula (self->grid, _tl_at (sheet, row, TL_PAIN_COL_NET_LESS), TL_LOOK_PLAIN, TL_CELL_MONEY, "%s-%s",
                    _tl_book_ref (self, sheet, sheet, row, TL_PAIN_COL_NET),
                    _tl_book_ref (self, sheet, sheet, row, TL_PAIN_COL_NET_SAID));
}

static void
put_base_pains (TlBookMaker *self, const TlBookWorld *world)
{
  const TlImpactJourney *journey = self->journey;
  TlGrid                *grid = self->grid;
  guint                  pains = self->pains;
  g_autoptr (GPtrArray)  caused = g_ptr_array_new_with_free_func (free_string);

  for (guint k = 0; k < journey->n_pains; k++)
    g_ptr_array_add (caused, g_string_new (NULL));
  for (guint i = 0; i < world->rows->len; i++)
    {
      const TlBookContact *one = &g_array_index (world->rows, TlBookContact, i);
      guint                row = world->contacts + i;

      _tl_grid_text (grid, _tl_at (pains, row, 0), TL_LOOK_PLAIN, self->snapshot->pains.titles[one->pain]);
      _tl_grid_text (grid, _tl_at (pains, row, 1), TL_LOOK_PLAIN, self->snapshot->touchpoints.titles[one->at]);
      _tl_grid_formula (grid, _tl_at (pains, row, TL_CONTACT_COL_COUNT), TL_LOOK_PLAIN, TL_CELL_FACTOR, "%s",
                        _tl_book_in (self, pains, TL_IMPACT_PART_COUNT, one->contact));
      _tl_grid_formula (grid, _tl_at (pains, row, TL_CONTACT_COL_COST), TL_LOOK_PLAIN, TL_CELL_MONEY, "%s*%s",
                        _tl_book_ref (self, pains, pains, row, TL_CONTACT_COL_FLOW),
                        _tl_book_ref (self, pains, self->flow, touch_row (self, world, one->at), TL_TOUCH_COL_UNIT));
      g_string_append_printf (caused->pdata[one->pain], "+%s",
                              _tl_book_ref (self, pains, pains, row, TL_CONTACT_COL_COST));
    }
  for (guint i = 0; i < journey->n_pains; i++)
    {
      guint                k = self->hurts.nth[i], row = world->pains + i;
      const TlImpactStake *stake = &self->results->pains[k].stake;
      const struct
      {
        TlImpactPart part;
        guint        col;
        TlCellForm   form;
      } fields[] = {
        { TL_IMPACT_PART_INCIDENCE, TL_PAIN_COL_INCIDENCE, TL_CELL_SHARE },
        { TL_IMPACT_PART_LEAVE, TL_PAIN_COL_LEAVE, TL_CELL_SHARE },
        { TL_IMPACT_PART_COST, TL_PAIN_COL_EACH, TL_CELL_PRICE },
      };

      _tl_grid_text (grid, _tl_at (pains, row, 0), TL_LOOK_PLAIN, self->snapshot->pains.titles[k]);
      _tl_grid_text (grid, _tl_at (pains, row, 1), TL_LOOK_PLAIN,
                     self->snapshot->touchpoints.titles[journey->pains[k].touchpoint]);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        _tl_grid_formula (grid, _tl_at (pains, row, fields[f].col), TL_LOOK_PLAIN, fields[f].form, "%s",
                          _tl_book_in (self, pains, fields[f].part, k));
      _tl_grid_formula (grid, _tl_at (pains, row, TL_PAIN_COL_AVOIDABLE), TL_LOOK_TOTAL, TL_CELL_MONEY, "%s%s",
                        _tl_book_ref (self, pains, pains, row, TL_PAIN_COL_COST),
                        ((GString *) caused->pdata[k])->str);
      put_stake (self, row, k, stake);
    }
}

/* The contacts as they are, by the touchpoint they come to. */
static GArray *
make_rows (TlBookMaker *self)
{
  const TlImpactJourney *journey = self->journey;
  GArray                *rows = g_array_new (FALSE, FALSE, sizeof (TlBookContact));
  g_autofree guint      *owner = g_new (guint, journey->n_contacts + 1);
  TlBookOrder            order;

  for (guint i = 0; i < journey->n_contacts; i++)
    owner[i] = self->touches.place[journey->contacts[i].touchpoint];
  order_init (&order, owner, journey->n_contacts, journey->n_touchpoints);
  for (guint i = 0; i < journey->n_contacts; i++)
    {
      const TlImpactContact *contact = &journey->contacts[order.nth[i]];
      TlBookContact          row = { order.nth[i], contact->pain, contact->touchpoint, TL_IMPACT_NONE };

      g_array_append_val (rows, row);
    }
  order_clear (&order);
  return rows;
}

/*
 * _tl_book_base:
 *
 * Writes the sheets of the flow and the pains: the year as it is.
 */
void
_tl_book_base (TlBookMaker *self)
{
  const TlImpactJourney *journey = self->journey;
  TlBookWorld           *world = &self->base;
  guint                  flow = self->flow, pains = self->pains;

  *world = (TlBookWorld) { .sheet = flow, .pain_sheet = pains, .share_col = TL_WAY_COL_SHARE,
                           .flow_col = TL_WAY_COL_FLOW, .visits_col = TL_STAGE_COL_VISITS, .rows = make_rows (self) };
  world->stages = 5;
  world->ways = world->stages + journey->n_stages + 3;
  world->touches = world->ways + journey->n_transitions + 3;
  world->loops = world->touches + journey->n_touchpoints + 2;
  world->pains = 4;
  world->contacts = world->pains + journey->n_pains + 3;

  _tl_book_head (self, flow, _("Flow: the year as it is"),
                 _("Who goes where, and what it costs. Everything here is worked out: change the numbers on the sheet "
                   "of assumptions, and follow them here."));
  _tl_grid_text (self->grid, _tl_at (flow, world->stages - 2, 0), TL_LOOK_SECTION, _("Stages"));
  _tl_book_header (self, flow, world->stages - 1, 2, _("Stage"), _("Kind"), _("Start here"), _("Revenue each"),
                   _("Survive pains"), _("Given, go on"), _("Given, lost"), _("Go on"), _("Visits a year"),
                   _("Revenue a year"), _("Check"), NULL);
  _tl_grid_text (self->grid, _tl_at (flow, world->ways - 2, 0), TL_LOOK_SECTION, _("Transitions"));
  _tl_book_header (self, flow, world->ways - 1, 2, _("From"), _("To"), _("Share"), _("Customers a year"), NULL);
  _tl_grid_text (self->grid, _tl_at (flow, world->touches - 2, 0), TL_LOOK_SECTION, _("Touchpoints"));
  _tl_book_header (self, flow, world->touches - 1, 2, _("Touchpoint"), _("Stage"), _("Per visit"), _("Cost of one"),
                   _("Fixed cost"), _("Cashable"), _("Survive pains"), _("Interactions"), _("Contacts caused"),
                   _("Cost a year"), NULL);
  _tl_book_head (self, pains, _("Pains: the year as it is"),
                 _("What is at stake is what the year would gain with that pain gone, each worked out on the sheet of "
                   "what is at stake. Pains overlap: their sum is not what all of them cost together."));
  _tl_book_header (self, pains, world->pains - 1, 2, _("Pain"), _("Touchpoint"), _("Share hit"), _("Leave"),
                   _("Cost each"), _("Stay"), _("Incidents a year"), _("Their cost"), _("Avoidable cost"),
                   _("Revenue lost"), _("Cost caused"), _("At stake, net"), _("Throughline says"), _("Difference"),
                   NULL);
  if (world->rows->len > 0)
    {
      _tl_grid_text (self->grid, _tl_at (pains, world->contacts - 2, 0), TL_LOOK_SECTION,
                     _("Contacts that pains cause"));
      _tl_book_header (self, pains, world->contacts - 1, 2, _("Pain"), _("Touchpoint"), _("Each time"),
                       _("Contacts a year"), _("Cost a year"), NULL);
    }
  put_base_stages (self, world);
  put_base_ways (self, world);
  put_base_touches (self, world);
  put_base_pains (self, world);
  _tl_book_rest (self, world);
  _tl_grid_set_width (self->grid, flow, 0, 1, 26);
  _tl_grid_set_width (self->grid, flow, 2, 9, 14);
  _tl_grid_set_width (self->grid, flow, 10, 10, 26);
  _tl_grid_set_panes (self->grid, flow, 2, 1);
  _tl_grid_set_print (self->grid, flow, 10, 1);
  _tl_grid_set_width (self->grid, pains, 0, 1, 28);
  _tl_grid_set_width (self->grid, pains, 2, TL_PAIN_COL_NET_LESS, 13.5);
  _tl_grid_set_panes (self->grid, pains, 4, 1);
  _tl_grid_set_print (self->grid, pains, TL_PAIN_COL_NET_LESS, 1);
}
