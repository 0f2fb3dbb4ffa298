/* tl-workbook-fix.c: changed worlds: one fix's sheet, with what it costs and changes, and the year without a pain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-workbook-private.h"

typedef struct
{
  TlBookMaker *book;
  TlGrid      *grid;
  guint        sheet;
  guint        fix;
  guint        rank;
  GArray      *effects;   /* guint: of the journey */
  guint        effect_row;
  gboolean     is_without; /* a pain, or all of them: @without */
  guint        without;
  TlBookWorld  world;
} Maker;

#define HERE(row, col) _tl_book_ref (self->book, self->sheet, self->sheet, (row), (col))
#define BASE(row, col) _tl_book_ref (self->book, self->sheet, self->book->flow, (row), (col))
#define BASE_PAINS(row, col) _tl_book_ref (self->book, self->sheet, self->book->pains, (row), (col))

static const TlImpactEffect *
nth_effect (Maker *self, guint i)
{
  return &self->book->journey->effects[g_array_index (self->effects, guint, i)];
}

/* “*C12*C13”: everything by which a field of a thing is multiplied. */
static void
append_scales (Maker *self, GString *out, TlImpactField field, guint on)
{
  for (guint i = 0; i < self->effects->len; i++)
    if (nth_effect (self, i)->field == field && nth_effect (self, i)->on == on && !nth_effect (self, i)->shift)
      g_string_append_printf (out, "*%s", HERE (self->effect_row + i, TL_INPUT_VALUE));
}

static void
append_shifts (Maker *self, GString *out, TlImpactField field, guint on)
{
  for (guint i = 0; i < self->effects->len; i++)
    if (nth_effect (self, i)->field == field && nth_effect (self, i)->on == on && nth_effect (self, i)->shift)
      g_string_append_printf (out, "+%s", HERE (self->effect_row + i, TL_INPUT_VALUE));
}

/* What causes behind a pain that are weakened make of its incidence. */
static void
append_causes (Maker *self, GString *out, guint pain)
{
  const TlImpactJourney *journey = self->book->journey;

  for (guint b = 0; b < journey->n_becauses; b++)
    {
      g_autoptr (GString) strength = NULL;

      if (journey->becauses[b].pain != pain)
        continue;
      strength = g_string_new (NULL);
      append_scales (self, strength, TL_IMPACT_FIELD_STRENGTH, journey->becauses[b].cause);
      if (strength->len > 0)
        g_string_append_printf (out, "*(1-%s*(1-%s))",
                                _tl_book_in (self->book, self->sheet, TL_IMPACT_PART_BECAUSE, b), strength->str + 1);
    }
}

/* What scales on other reaches of the stage move here. */
static void
append_moves (Maker *self, GString *out, guint touch)
{
  for (guint i = 0; i < self->effects->len; i++)
    if (nth_effect (self, i)->to == touch && !nth_effect (self, i)->shift)
      g_string_append_printf (
          out, "+%s*%s",
          BASE (self->book->base.touches + self->book->touches.place[nth_effect (self, i)->on], TL_TOUCH_COL_REACH),
          HERE (self->effect_row + i, TL_INPUT_PART));
}

/* A field in the changed world: as it is, or changed and held to its range. */
static void
put_field (Maker *self, guint row, guint col, TlCellForm form, TlImpactField field, guint on, const char *base)
{
  g_autoptr (GString) value = g_string_new (base);
  TlAt                at = _tl_at (self->sheet, row, col);
  gsize               bare = value->len;

  if (self->is_without && field == TL_IMPACT_FIELD_INCIDENCE &&
      (self->without == on || self->without == TL_IMPACT_NONE))
    {
      _tl_grid_number (self->grid, at, TL_LOOK_CHANGED, form, 0);
      return;
    }
  append_scales (self, value, field, on);
  if (field == TL_IMPACT_FIELD_INCIDENCE)
    append_causes (self, value, on);
  append_shifts (self, value, field, on);
  if (field == TL_IMPACT_FIELD_REACH)
    append_moves (self, value, on);
  if (value->len == bare)
    _tl_grid_formula (self->grid, at, TL_LOOK_PLAIN, form, "%s", base);
  else if (field == TL_IMPACT_FIELD_REVENUE)
    _tl_grid_formula (self->grid, at, TL_LOOK_CHANGED, form, "%s", value->str);
  else if (field == TL_IMPACT_FIELD_SHARE || field == TL_IMPACT_FIELD_INCIDENCE || field == TL_IMPACT_FIELD_LEAVE)
    _tl_grid_formula (self->grid, at, TL_LOOK_CHANGED, form, "MAX(0,MIN(1,%s))", value->str);
  else
    _tl_grid_formula (self->grid, at, TL_LOOK_CHANGED, form, "MAX(0,%s)", value->str);
}

/*
 * _tl_book_effect_on:
 *
 * Returns: what an effect changes
 */
const char *
_tl_book_effect_on (TlBookMaker *self, guint index)
{
  const TlSnapshot     *snapshot = self->snapshot;
  const TlImpactEffect *effect = &self->journey->effects[index];

  switch (effect->field)
    {
    case TL_IMPACT_FIELD_ENTRY:
    case TL_IMPACT_FIELD_REVENUE:
    case TL_IMPACT_FIELD_CONTINUE:
      return snapshot->stages.titles[effect->on];

    case TL_IMPACT_FIELD_SHARE:
      return snapshot->transitions.titles[effect->on];

    case TL_IMPACT_FIELD_REACH:
    case TL_IMPACT_FIELD_UNIT_COST:
    case TL_IMPACT_FIELD_FIXED_COST:
      return snapshot->touchpoints.titles[effect->on];

    case TL_IMPACT_FIELD_INCIDENCE:
    case TL_IMPACT_FIELD_LEAVE:
    case TL_IMPACT_FIELD_COST:
    case TL_IMPACT_FIELD_CONTACTS:
      return snapshot->pains.titles[effect->on];

    case TL_IMPACT_FIELD_STRENGTH:
      return snapshot->causes.titles[effect->on];
    }
  return "";
}

/*
 * _tl_book_effect_field:
 *
 * Returns: which number of it an effect changes
 */
const char *
_tl_book_effect_field (TlBookMaker *self, guint index)
{
  switch (self->journey->effects[index].field)
    {
    case TL_IMPACT_FIELD_ENTRY:
      return tl_field_get_label (TL_STAGE_ENTRY);
    case TL_IMPACT_FIELD_REVENUE:
      return tl_field_get_label (TL_STAGE_REVENUE);
    case TL_IMPACT_FIELD_CONTINUE:
      return _("Share that goes on");
    case TL_IMPACT_FIELD_SHARE:
      return tl_field_get_label (TL_TRANSITION_SHARE);
    case TL_IMPACT_FIELD_REACH:
      return tl_field_get_label (TL_TOUCHPOINT_REACH);
    case TL_IMPACT_FIELD_UNIT_COST:
      return tl_field_get_label (TL_TOUCHPOINT_UNIT_COST);
    case TL_IMPACT_FIELD_FIXED_COST:
      return tl_field_get_label (TL_TOUCHPOINT_FIXED_COST);
    case TL_IMPACT_FIELD_INCIDENCE:
      return tl_field_get_label (TL_PAIN_INCIDENCE);
    case TL_IMPACT_FIELD_LEAVE:
      return tl_field_get_label (TL_PAIN_LEAVE);
    case TL_IMPACT_FIELD_COST:
      return tl_field_get_label (TL_PAIN_COST);
    case TL_IMPACT_FIELD_CONTACTS:
      return _("Contacts each time");
    case TL_IMPACT_FIELD_STRENGTH:
      return _("Strength of the cause");
    }
  return "";
}

/* The part of the reach that a scale moves: (1 − Πz)·(1−z)/Σ(1−z) over all that move from there. */
static void
put_part (Maker *self, guint i)
{
  const TlImpactEffect *effect = nth_effect (self, i);
  const char           *own = HERE (self->effect_row + i, TL_INPUT_VALUE);
  g_autoptr (GString)   product = g_string_new (NULL), sum = g_string_new (NULL);
  guint                 n = 0;
  TlAt                  at = _tl_at (self->sheet, self->effect_row + i, TL_INPUT_PART);

  for (guint j = 0; j < self->effects->len; j++)
    if (nth_effect (self, j)->on == effect->on && nth_effect (self, j)->field == TL_IMPACT_FIELD_REACH &&
        !nth_effect (self, j)->shift && nth_effect (self, j)->to != TL_IMPACT_NONE)
      {
        const char *z = HERE (self->effect_row + j, TL_INPUT_VALUE);

        n++;
        g_string_append_printf (product, "%s%s", product->len ? "*" : "", z);
        g_string_append_printf (sum, "%s(1-%s)", sum->len ? "+" : "", z);
      }
  if (n == 1)
    _tl_grid_formula (self->grid, at, TL_LOOK_PLAIN, TL_CELL_SHARE, "1-%s", own);
  else
    _tl_grid_formula (self->grid, at, TL_LOOK_PLAIN, TL_CELL_SHARE, "IF(%s>0,(1-%s)*(1-%s)/(%s),0)", sum->str,
                      product->str, own, sum->str);
}

/* A cell that another formula of the same sheet may name. */
static void
put_effects (Maker *self, guint row)
{
  const TlSnapshot *snapshot = self->book->snapshot;

  _tl_grid_text (self->grid, _tl_at (self->sheet, row, 0), TL_LOOK_SECTION, _("What it changes"));
  _tl_book_input_header (self->book, self->sheet, row + 1);
  for (guint i = 0; i < self->effects->len; i++)
    {
      const TlImpactEffect *effect = nth_effect (self, i);
      guint                 at = self->effect_row + i;

      _tl_book_input (self->book, self->sheet, at, TL_IMPACT_PART_AMOUNT, g_array_index (self->effects, guint, i));
      _tl_grid_text (self->grid, _tl_at (self->sheet, at, TL_INPUT_WHERE), TL_LOOK_PLAIN,
                     _tl_book_effect_on (self->book, g_array_index (self->effects, guint, i)));
      _tl_grid_text (self->grid, _tl_at (self->sheet, at, TL_INPUT_WHAT), TL_LOOK_PLAIN,
                     _tl_book_effect_field (self->book, g_array_index (self->effects, guint, i)));
      _tl_grid_text (self->grid, _tl_at (self->sheet, at, TL_INPUT_UNIT), TL_LOOK_PLAIN,
                     effect->shift ? _("added") : _("times"));
      if (effect->to == TL_IMPACT_NONE)
        continue;
      _tl_grid_text (self->grid, _tl_at (self->sheet, row + 1, TL_INPUT_MOVES), TL_LOOK_HEADER, _("Moves to"));
      _tl_grid_text (self->grid, _tl_at (self->sheet, row + 1, TL_INPUT_PART), TL_LOOK_HEADER_END, _("Part moved"));
      _tl_grid_text (self->grid, _tl_at (self->sheet, at, TL_INPUT_MOVES), TL_LOOK_PLAIN,
                     snapshot->touchpoints.titles[effect->to]);
      put_part (self, i);
    }
}

static void
put_stages (Maker *self)
{
  const TlImpactJourney *journey = self->book->journey;
  const TlBookWorld     *world = &self->world, *base = &self->book->base;
  const TlBookOrder     *ways = &self->book->ways;
  guint                  sheet = self->sheet;

  for (guint s = 0; s < journey->n_stages; s++)
    {
      guint       row = world->stages + s, was = base->stages + s;
      guint       first = ways->first[2 * s], lost = ways->first[2 * s + 1];
      const char *survive = HERE (row, TL_STAGE_COL_SURVIVE), *survived = BASE (was, TL_STAGE_COL_SURVIVE);
      const char *more = HERE (row, TL_STAGE_COL_MORE), *price = BASE (was, TL_STAGE_COL_REVENUE);
      const char *now = HERE (row, TL_STAGE_COL_VISITS_NOW), *price_now = HERE (row, TL_STAGE_COL_REVENUE);

      _tl_grid_text (self->grid, _tl_at (sheet, row, 0), TL_LOOK_PLAIN, self->book->snapshot->stages.titles[s]);
      put_field (self, row, TL_STAGE_COL_ENTRY, TL_CELL_COUNT, TL_IMPACT_FIELD_ENTRY, s,
                 BASE (was, TL_STAGE_COL_ENTRY));
      put_field (self, row, TL_STAGE_COL_REVENUE, TL_CELL_PRICE, TL_IMPACT_FIELD_REVENUE, s, price);
      if (ways->first[2 * s + 2] > first)
        {
          put_field (self, row, TL_STAGE_COL_CONTINUE, TL_CELL_FACTOR, TL_IMPACT_FIELD_CONTINUE, s, "1");
          _tl_grid_formula (self->grid, _tl_at (sheet, row, TL_STAGE_COL_RATIO), TL_LOOK_PLAIN, TL_CELL_FACTOR,
                            "IF(%s<0.000000001,1,IF(%s>%s,1+Incrementality*(%s/%s-1),%s/%s))", survived, survive,
                            survived, survive, survived, survive, survived);
          _tl_grid_formula (self->grid, _tl_at (sheet, row, TL_STAGE_COL_WANTED), TL_LOOK_PLAIN, TL_CELL_SHARE, "%s",
                            _tl_book_over (self->book, sheet, "SUM", sheet, world->ways + first, lost - first,
                                           TL_WAY_COL_SHARE));
          _tl_grid_formula (self->grid, _tl_at (sheet, row, TL_STAGE_COL_FACTOR), TL_LOOK_PLAIN, TL_CELL_FACTOR,
                            "IF(%s>0,MIN(%s*%s,%s/%s),%s*%s)", HERE (row, TL_STAGE_COL_WANTED),
                            HERE (row, TL_STAGE_COL_RATIO), HERE (row, TL_STAGE_COL_CONTINUE), survive,
                            HERE (row, TL_STAGE_COL_WANTED), HERE (row, TL_STAGE_COL_RATIO),
                            HERE (row, TL_STAGE_COL_CONTINUE));
          _tl_grid_formula (self->grid, _tl_at (sheet, row, TL_STAGE_COL_KEPT_NOW), TL_LOOK_PLAIN, TL_CELL_SHARE,
                            "%s",
                            _tl_book_over (self->book, sheet, "SUM", sheet, world->ways + first, lost - first,
                                           TL_WAY_COL_SHARE_NOW));
        }
      _tl_grid_formula (self->grid, _tl_at (sheet, row, TL_STAGE_COL_MORE), TL_LOOK_PLAIN, TL_CELL_COUNT, "%s-%s", now,
                        BASE (was, TL_STAGE_COL_VISITS));
      _tl_grid_formula (self->grid, _tl_at (sheet, row, TL_STAGE_COL_MORE_INCOME), TL_LOOK_PLAIN, TL_CELL_MONEY,
                        "%s*%s+%s*(%s-%s)", more, price, now, price_now, price);
      _tl_grid_formula (self->grid, _tl_at (sheet, row, TL_STAGE_COL_WORTH), TL_LOOK_PLAIN, TL_CELL_MONEY,
                        "%s*%s*IF(%s>0,Margin,1)+%s*(%s-%s)", more, price, price, now, price_now, price);
    }
}

static void
put_ways (Maker *self)
{
  const TlImpactJourney *journey = self->book->journey;
  const TlBookOrder     *ways = &self->book->ways;
  guint                  sheet = self->sheet;

  for (guint i = 0; i < journey->n_transitions; i++)
    {
      guint       way = ways->nth[i], from = journey->transitions[way].from;
      guint       row = self->world.ways + i, stage = self->world.stages + from;
      guint       lost = ways->first[2 * from + 1], end = ways->first[2 * from + 2];
      const char *base = BASE (self->book->base.ways + i, TL_WAY_COL_SHARE);
      const char *kept = BASE (self->book->base.stages + from, TL_STAGE_COL_KEPT);
      const char *now = HERE (stage, TL_STAGE_COL_KEPT_NOW);
      TlAt        at = _tl_at (sheet, row, TL_WAY_COL_SHARE_NOW);

      _tl_grid_text (self->grid, _tl_at (sheet, row, 0), TL_LOOK_PLAIN, self->book->snapshot->stages.titles[from]);
      _tl_grid_text (self->grid, _tl_at (sheet, row, 1), TL_LOOK_PLAIN,
                     self->book->snapshot->stages.titles[journey->transitions[way].to]);
      put_field (self, row, TL_WAY_COL_SHARE, TL_CELL_SHARE, TL_IMPACT_FIELD_SHARE, way, base);
      if (i < lost)
        _tl_grid_formula (self->grid, at, TL_LOOK_PLAIN, TL_CELL_SHARE, "%s*%s", HERE (row, TL_WAY_COL_SHARE),
                          HERE (stage, TL_STAGE_COL_FACTOR));
      else
        _tl_grid_formula (self->grid, at, TL_LOOK_PLAIN, TL_CELL_SHARE,
                          "IF(1-%s<=0.000000001,MAX(0,1-%s)/%u,%s*MAX(0,1-%s)/(1-%s))", kept, now, end - lost,
                          HERE (row, TL_WAY_COL_SHARE), now, kept);
    }
}

static void
put_touches (Maker *self)
{
  const TlImpactJourney *journey = self->book->journey;
  const struct
  {
    TlImpactField field;
    guint         col;
    TlCellForm    form;
  } fields[] = {
    { TL_IMPACT_FIELD_REACH, TL_TOUCH_COL_REACH, TL_CELL_FACTOR },
    { TL_IMPACT_FIELD_UNIT_COST, TL_TOUCH_COL_UNIT, TL_CELL_PRICE },
    { TL_IMPACT_FIELD_FIXED_COST, TL_TOUCH_COL_FIXED, TL_CELL_MONEY },
  };

  for (guint i = 0; i < journey->n_touchpoints; i++)
    {
      guint       t = self->book->touches.nth[i], row = self->world.touches + i, was = self->book->base.touches + i;
      const char *more = HERE (row, TL_TOUCH_COL_MORE);

      _tl_grid_text (self->grid, _tl_at (self->sheet, row, 0), TL_LOOK_PLAIN,
                     self->book->snapshot->touchpoints.titles[t]);
      _tl_grid_text (self->grid, _tl_at (self->sheet, row, 1), TL_LOOK_PLAIN,
                     self->book->snapshot->stages.titles[journey->touchpoints[t].stage]);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        put_field (self, row, fields[f].col, fields[f].form, fields[f].field, t, BASE (was, fields[f].col));
      _tl_grid_formula (self->grid, _tl_at (self->sheet, row, TL_TOUCH_COL_CASHABLE), TL_LOOK_PLAIN, TL_CELL_SHARE,
                        "%s", BASE (was, TL_TOUCH_COL_CASHABLE));
      _tl_grid_formula (self->grid, _tl_at (self->sheet, row, TL_TOUCH_COL_MORE), TL_LOOK_PLAIN, TL_CELL_MONEY,
                        "%s-%s", HERE (row, TL_TOUCH_COL_COST), BASE (was, TL_TOUCH_COL_COST));
      _tl_grid_formula (self->grid, _tl_at (self->sheet, row, TL_TOUCH_COL_COUNTED), TL_LOOK_PLAIN, TL_CELL_MONEY,
                        "IF(%s<0,%s*%s,%s)", more, HERE (row, TL_TOUCH_COL_CASHABLE), more, more);
    }
}

static void
put_pains (Maker *self)
{
  const TlImpactJourney *journey = self->book->journey;
  const struct
  {
    TlImpactField field;
    guint         col;
    TlCellForm    form;
  } fields[] = {
    { TL_IMPACT_FIELD_INCIDENCE, TL_PAIN_COL_INCIDENCE, TL_CELL_SHARE },
    { TL_IMPACT_FIELD_LEAVE, TL_PAIN_COL_LEAVE, TL_CELL_SHARE },
    { TL_IMPACT_FIELD_COST, TL_PAIN_COL_EACH, TL_CELL_PRICE },
  };

  for (guint i = 0; i < journey->n_pains; i++)
    {
      guint k = self->book->hurts.nth[i], row = self->world.pains + i, was = self->book->base.pains + i;

      _tl_grid_text (self->grid, _tl_at (self->sheet, row, 0), TL_LOOK_PLAIN, self->book->snapshot->pains.titles[k]);
      _tl_grid_text (self->grid, _tl_at (self->sheet, row, 1), TL_LOOK_PLAIN,
                     self->book->snapshot->touchpoints.titles[journey->pains[k].touchpoint]);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        put_field (self, row, fields[f].col, fields[f].form, fields[f].field, k, BASE_PAINS (was, fields[f].col));
      _tl_grid_formula (self->grid, _tl_at (self->sheet, row, TL_PAIN_COL_MORE), TL_LOOK_PLAIN, TL_CELL_MONEY,
                        "%s-%s", HERE (row, TL_PAIN_COL_COST), BASE_PAINS (was, TL_PAIN_COL_COST));
    }
  for (guint i = 0; i < self->world.rows->len; i++)
    {
      const TlBookContact *one = &g_array_index (self->world.rows, TlBookContact, i);
      guint                row = self->world.contacts + i;
      g_autoptr (GString)  count = g_string_new (NULL);
      gsize                bare;

      for (guint j = 0; j < self->book->base.rows->len; j++)
        if (g_array_index (self->book->base.rows, TlBookContact, j).contact == one->contact)
          g_string_append (count, BASE_PAINS (self->book->base.contacts + j, TL_CONTACT_COL_COUNT));
      bare = count->len;
      append_scales (self, count, TL_IMPACT_FIELD_CONTACTS, one->pain);
      if (one->effect == TL_IMPACT_NONE)
        append_scales (self, count, TL_IMPACT_FIELD_REACH, one->at);
      else
        g_string_append_printf (count, "*%s", HERE (self->effect_row + one->effect, TL_INPUT_PART));
      _tl_grid_text (self->grid, _tl_at (self->sheet, row, 0), TL_LOOK_PLAIN,
                     self->book->snapshot->pains.titles[one->pain]);
      _tl_grid_text (self->grid, _tl_at (self->sheet, row, 1), TL_LOOK_PLAIN,
                     self->book->snapshot->touchpoints.titles[one->at]);
      _tl_grid_formula (self->grid, _tl_at (self->sheet, row, TL_CONTACT_COL_COUNT),
                        count->len > bare ? TL_LOOK_CHANGED : TL_LOOK_PLAIN, TL_CELL_FACTOR, "%s", count->str);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlBookContact *x = a, *y = b;
  const guint         *place = data;

  if (x->at != y->at)
    return place[x->at] < place[y->at] ? -1 : 1;
  if (x->contact != y->contact)
    return x->contact < y->contact ? -1 : 1;
  return (x->effect > y->effect) - (x->effect < y->effect);
}

/* The contacts as they are, and what is moved of them. */
static GArray *
make_rows (Maker *self)
{
  const GArray *base = self->book->base.rows;
  GArray       *rows = g_array_new (FALSE, FALSE, sizeof (TlBookContact));

  g_array_append_vals (rows, base->data, base->len);
  for (guint i = 0; i < self->effects->len; i++)
    for (guint j = 0; j < base->len && nth_effect (self, i)->to != TL_IMPACT_NONE; j++)
      {
        TlBookContact row = g_array_index (base, TlBookContact, j);

        if (row.at != nth_effect (self, i)->on)
          continue;
        row.at = nth_effect (self, i)->to;
        row.effect = i;
        g_array_append_val (rows, row);
      }
  g_array_sort_with_data (rows, compare_rows, self->book->touches.place);
  return rows;
}

static void
put_sections (Maker *self)
{
  const TlBookWorld *world = &self->world;
  guint              sheet = self->sheet;

  _tl_grid_text (self->grid, _tl_at (sheet, world->stages - 2, 0), TL_LOOK_SECTION, _("Stages then"));
  _tl_book_header (self->book, sheet, world->stages - 1, 2, _("Stage"), "", _("Start here"), _("Revenue each"),
                   _("Survive pains"), _("Continue, times"), _("Pains, times"), _("Want to go on"), _("Shares, times"),
                   _("Go on"), _("Visits a year"), _("Change of visits"), _("Change of revenue"), _("Worth"), NULL);
  _tl_grid_text (self->grid, _tl_at (sheet, world->ways - 2, 0), TL_LOOK_SECTION, _("Transitions then"));
  _tl_book_header (self->book, sheet, world->ways - 1, 2, _("From"), _("To"), _("Share, by itself"), _("Share"),
                   _("Customers a year"), NULL);
  _tl_grid_text (self->grid, _tl_at (sheet, world->touches - 2, 0), TL_LOOK_SECTION, _("Touchpoints then"));
  _tl_book_header (self->book, sheet, world->touches - 1, 2, _("Touchpoint"), _("Stage"), _("Per visit"),
                   _("Cost of one"), _("Fixed cost"), _("Cashable"), _("Survive pains"), _("Interactions"),
                   _("Contacts caused"), _("Cost a year"), _("Change"), _("Counted as"), NULL);
  _tl_grid_text (self->grid, _tl_at (sheet, world->pains - 2, 0), TL_LOOK_SECTION, _("Pains then"));
  _tl_book_header (self->book, sheet, world->pains - 1, 2, _("Pain"), _("Touchpoint"), _("Share hit"), _("Leave"),
                   _("Cost each"), _("Stay"), _("Incidents a year"), _("Their cost"), _("Change"), NULL);
  if (world->rows->len == 0)
    return;
  _tl_grid_text (self->grid, _tl_at (sheet, world->contacts - 2, 0), TL_LOOK_SECTION, _("Contacts then"));
  _tl_book_header (self->book, sheet, world->contacts - 1, 2, _("Pain"), _("Touchpoint"), _("Each time"),
                   _("Contacts a year"), NULL);
}

/* The change of revenue a year, or with a minus before it, what is lost. */
static void
put_revenue (Maker *self, TlAt at, TlCellLook look, const char *sign)
{
  _tl_grid_formula (self->grid, at, look, TL_CELL_MONEY, "%s%s", sign,
                    _tl_book_over (self->book, self->sheet, "SUM", self->sheet, self->world.stages,
                                   self->book->journey->n_stages, TL_STAGE_COL_MORE_INCOME));
}

static void
put_cost (Maker *self, TlAt at, TlCellLook look, const char *sign)
{
  _tl_grid_formula (self->grid, at, look, TL_CELL_MONEY, "%s(%s+%s)", sign,
                    _tl_book_over (self->book, self->sheet, "SUM", self->sheet, self->world.touches,
                                   self->book->journey->n_touchpoints, TL_TOUCH_COL_COUNTED),
                    _tl_book_over (self->book, self->sheet, "SUM", self->sheet, self->world.pains,
                                   self->book->journey->n_pains, TL_PAIN_COL_MORE));
}

static void
put_gross (Maker *self, TlAt at, TlCellLook look, const char *cost)
{
  _tl_grid_formula (self->grid, at, look, TL_CELL_MONEY, "%s-%s",
                    _tl_book_over (self->book, self->sheet, "SUM", self->sheet, self->world.stages,
                                   self->book->journey->n_stages, TL_STAGE_COL_WORTH),
                    cost);
}

static void
put_results (Maker *self, guint row, guint cost_row)
{
  const TlImpactOutcome *outcome = &self->book->results->fixes[self->fix];
  guint                  sheet = self->sheet;

  _tl_grid_text (self->grid, _tl_at (sheet, row - 2, 0), TL_LOOK_SECTION, _("What it comes to"));
  _tl_book_header (self->book, sheet, row - 1, 2, "", "", _("This workbook"), _("Throughline says"), _("Difference"),
                   NULL);
  for (guint i = 0; i < TL_N_RESULTS; i++)
    {
      TlAt       at = _tl_at (sheet, row + i, TL_INPUT_VALUE);
      TlCellForm form = _tl_book_result_form (i);
      TlCellLook look = i == TL_RESULT_NPV || i == TL_RESULT_NET ? TL_LOOK_TOTAL : TL_LOOK_PLAIN;

      _tl_grid_text (self->grid, _tl_at (sheet, row + i, 0), TL_LOOK_PLAIN, _tl_book_result_name (i));
      switch ((TlBookResult) i)
        {
        case TL_RESULT_REVENUE:
          put_revenue (self, at, look, "");
          break;

        case TL_RESULT_COST:
          put_cost (self, at, look, "");
          break;

        case TL_RESULT_GROSS:
          put_gross (self, at, look, HERE (row + TL_RESULT_COST, TL_INPUT_VALUE));
          break;

        case TL_RESULT_ONE_OFF:
          _tl_grid_formula (self->grid, at, look, form, "%s", HERE (cost_row, TL_INPUT_VALUE));
          break;

        case TL_RESULT_RUN:
          _tl_grid_formula (self->grid, at, look, form, "%s", HERE (cost_row + 1, TL_INPUT_VALUE));
          break;

        case TL_RESULT_NET:
          _tl_grid_formula (self->grid, at, look, form, "%s-%s", HERE (row + TL_RESULT_GROSS, TL_INPUT_VALUE),
                            HERE (row + TL_RESULT_RUN, TL_INPUT_VALUE));
          break;

        default:
          _tl_grid_formula (self->grid, at, look, form, "%s",
                            _tl_grid_ref (self->grid, sheet, _tl_book_cash_total (self->book, self->rank, i)));
          break;
        }
    }
  for (guint i = 0; i < TL_N_RESULTS; i++)
    _tl_book_said (self->book, sheet, row + i, TL_INPUT_VALUE, TL_INPUT_VALUE + 1, TL_INPUT_VALUE + 2, outcome, i);
  self->book->results_at[self->rank] = _tl_at (sheet, row, TL_INPUT_VALUE);
}

static void
put_timing (Maker *self, guint row)
{
  const TlImpactFix *fix = &self->book->journey->fixes[self->fix];
  const char        *id = self->book->snapshot->fixes.ids[self->fix];
  const struct
  {
    TlField field;
    double  value;
  } plain[] = {
    { TL_FIX_START, fix->start_month },
    { TL_FIX_RAMP, fix->ramp_months },
    { TL_FIX_FADES, fix->half_life },
  };

  _tl_grid_text (self->grid, _tl_at (self->sheet, row - 2, 0), TL_LOOK_SECTION, _("What it costs, and when"));
  _tl_book_input_header (self->book, self->sheet, row - 1);
  _tl_book_input (self->book, self->sheet, row, TL_IMPACT_PART_ONE_OFF, self->fix);
  _tl_book_input (self->book, self->sheet, row + 1, TL_IMPACT_PART_RUN, self->fix);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    _tl_book_plain_input (self->book, self->sheet, row + 2 + i, id, self->book->snapshot->fixes.titles[self->fix],
                          plain[i].field, plain[i].value);
}

/* Writes the whole world from @row down, and the heads above its parts. */
static void
put_world (Maker *self, guint row)
{
  const TlImpactJourney *journey = self->book->journey;
  TlBookWorld           *world = &self->world;

  *world = (TlBookWorld) { .sheet = self->sheet, .pain_sheet = self->sheet, .share_col = TL_WAY_COL_SHARE_NOW,
                           .flow_col = TL_WAY_COL_FLOW_NOW, .visits_col = TL_STAGE_COL_VISITS_NOW,
                           .rows = make_rows (self) };
  world->stages = row + 2;
  world->ways = world->stages + journey->n_stages + 3;
  world->touches = world->ways + journey->n_transitions + 3;
  world->pains = world->touches + journey->n_touchpoints + 3;
  world->contacts = world->pains + journey->n_pains + 3;
  world->loops = world->contacts + world->rows->len + 2;
  put_sections (self);
  put_stages (self);
  put_ways (self);
  put_touches (self);
  put_pains (self);
  _tl_book_rest (self->book, world);
}

/*
 * _tl_book_fix:
 * @rank: from 0
 *
 * Writes the sheet of a fix.
 */
void
_tl_book_fix (TlBookMaker *book, guint rank)
{
  const TlImpactJourney *journey = book->journey;
  guint                  fix = book->results->ranking[rank];
  g_autoptr (GArray)     effects = g_array_new (FALSE, FALSE, sizeof (guint));
  Maker                  maker = { book, book->grid, book->fixes[rank], fix, rank, effects };
  Maker                 *self = &maker;
  const guint            result_row = 5, cost_row = result_row + TL_N_RESULTS + 3, effect_head = cost_row + 6;

  for (guint e = 0; e < journey->n_effects; e++)
    if (journey->effects[e].fix == fix)
      g_array_append_val (effects, e);
  self->effect_row = effect_head + 2;
  _tl_book_head (book, self->sheet, book->snapshot->fixes.titles[fix],
                 _("Yellow cells may be changed. Below them stands the whole journey as it would be with this fix "
                   "alone, at full effect; what it changes is marked."));
  put_timing (self, cost_row);
  put_effects (self, effect_head);
  put_world (self, self->effect_row + effects->len + 1);
  put_results (self, result_row, cost_row);
  _tl_grid_set_width (book->grid, self->sheet, 0, 1, 28);
  _tl_grid_set_width (book->grid, self->sheet, 2, 7, 14);
  _tl_grid_set_width (book->grid, self->sheet, 8, 13, 16);
  _tl_grid_set_panes (book->grid, self->sheet, 2, 1);
  _tl_grid_set_print (book->grid, self->sheet, TL_STAGE_COL_WORTH, 1);
  g_clear_pointer (&self->world.rows, g_array_unref);
}

/* How many rows a world without a pain takes: its figures, the world, and some air. */
static guint
measure_stake (TlBookMaker *self)
{
  const TlImpactJourney *journey = self->journey;

  return 22 + journey->n_stages + journey->n_transitions + journey->n_touchpoints + journey->n_pains +
         journey->n_contacts + _tl_book_loops_height (self);
}

static int
compare_stakes (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlImpactPainResult *pains = data;
  guint                     x = *(const guint *) a, y = *(const guint *) b;

  if (pains[x].stake.net_lost != pains[y].stake.net_lost)
    return pains[x].stake.net_lost > pains[y].stake.net_lost ? -1 : 1;
  return (x > y) - (x < y);
}

/*
 * _tl_book_plan_stakes:
 * @most_cells: how many there is room for, roughly
 *
 * Finds which pains get a world without them: all, or those with most at stake.
 */
void
_tl_book_plan_stakes (TlBookMaker *self, guint most_cells)
{
  const TlImpactJourney *journey = self->journey;
  guint                  height = measure_stake (self);
  guint                  most = most_cells / (height * 9);
  g_autofree guint      *order = g_new (guint, journey->n_pains + 1);
  guint                  n = 0, row = 3;

  self->stake_rows = g_new0 (guint, journey->n_pains + 1);
  if (self->results->stake.known && journey->n_pains > 0)
    {
      self->stake_row_of_all = row;
      row += height;
    }
  for (guint k = 0; k < journey->n_pains; k++)
    if (self->results->pains[k].stake.known)
      order[n++] = k;
  g_qsort_with_data (order, (int) n, sizeof *order, compare_stakes, self->results->pains);
  for (guint i = 0; i < MIN (n, most); i++, row += height)
    self->stake_rows[order[i]] = row;
}

/*
 * _tl_book_stake_ref:
 * @on: the sheet of the formula
 * @pain: a pain, or %TL_IMPACT_NONE for all of them
 * @which: 0 revenue lost, 1 cost caused, 2 net
 *
 * Returns: how a formula says what is at stake
 */
const char *
_tl_book_stake_ref (TlBookMaker *self, guint on, guint pain, guint which)
{
  guint row = pain == TL_IMPACT_NONE ? self->stake_row_of_all : self->stake_rows[pain];

  return _tl_book_ref (self, on, self->stakes, row + 1 + which, TL_INPUT_VALUE);
}

static void
put_stake (TlBookMaker *book, guint pain, guint row)
{
  g_autoptr (GArray) effects = g_array_new (FALSE, FALSE, sizeof (guint));
  Maker              maker = { book, book->grid, book->stakes, 0, 0, effects, 0, TRUE, pain };
  Maker             *self = &maker;
  g_autofree char   *title = NULL;
  const char *const  names[] = { _("Revenue lost"), _("Cost caused"), _("At stake, net") };

  if (pain == TL_IMPACT_NONE)
    title = g_strdup (_("Without any pain"));
  else
    title = g_strdup_printf (C_("world", "Without: %s"), book->snapshot->pains.titles[pain]);
  _tl_grid_text (book->grid, _tl_at (self->sheet, row, 0), TL_LOOK_TITLE, title);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    _tl_grid_text (book->grid, _tl_at (self->sheet, row + 1 + i, 0), TL_LOOK_PLAIN, names[i]);
  put_world (self, row + 5);
  put_revenue (self, _tl_at (self->sheet, row + 1, TL_INPUT_VALUE), TL_LOOK_PLAIN, "");
  put_cost (self, _tl_at (self->sheet, row + 2, TL_INPUT_VALUE), TL_LOOK_PLAIN, "0-");
  _tl_grid_formula (book->grid, _tl_at (self->sheet, row + 3, TL_INPUT_VALUE), TL_LOOK_TOTAL, TL_CELL_MONEY, "%s+%s",
                    _tl_book_over (book, self->sheet, "SUM", self->sheet, self->world.stages,
                                   book->journey->n_stages, TL_STAGE_COL_WORTH),
                    HERE (row + 2, TL_INPUT_VALUE));
  g_clear_pointer (&self->world.rows, g_array_unref);
}

/*
 * _tl_book_stakes:
 *
 * Writes the sheet of what is at stake: the year with each pain gone.
 */
void
_tl_book_stakes (TlBookMaker *self)
{
  _tl_book_head (self, self->stakes, _("At stake: the year with a pain gone"),
                 _("The whole journey once more for each pain, as it would be without it. The sheet of the pains shows "
                   "what each comes to."));
  if (self->stake_row_of_all > 0)
    put_stake (self, TL_IMPACT_NONE, self->stake_row_of_all);
  for (guint k = 0; k < self->journey->n_pains; k++)
    if (self->stake_rows[k] > 0)
      put_stake (self, k, self->stake_rows[k]);
  _tl_grid_set_width (self->grid, self->stakes, 0, 1, 28);
  _tl_grid_set_width (self->grid, self->stakes, 2, 7, 14);
  _tl_grid_set_width (self->grid, self->stakes, 8, 13, 16);
  _tl_grid_set_panes (self->grid, self->stakes, 2, 1);
  _tl_grid_set_print (self->grid, self->stakes, TL_STAGE_COL_WORTH, 1);
}
