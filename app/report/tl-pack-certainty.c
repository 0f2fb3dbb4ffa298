/* tl-pack-certainty.c: how sure it is, what would change it, and what to measure next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-inputs.h"
#include "tl-pack-private.h"
#include "tl-text.h"

#define NEXT_MOST 3

/**
 * _tl_pack_say_basis:
 * @basis: (nullable): assumed, observed or measured
 *
 * Returns: (transfer none): the same for people
 */
const char *
_tl_pack_say_basis (const char *basis)
{
  if (basis == NULL)
    return _("no source");
  if (g_str_equal (basis, "measured"))
    return _("measured");
  if (g_str_equal (basis, "observed"))
    return _("observed");
  return _("assumed");
}

/* Money is written as everywhere on the page; but for what costs pence. */
static gboolean
is_short_money (TlPackMaker *maker, const TlImpactInput *input, double value)
{
  TlInputName name;

  return input->part != TL_IMPACT_PART_AMOUNT && tl_inputs_name (maker->figures, input->part, input->index, &name) &&
         (tl_field_get_info (name.field)->flags & TL_FIELD_MONEY) && fabs (value) >= 1000;
}

static char *
show (TlPackMaker *maker, const TlImpactInput *input, double value)
{
  return is_short_money (maker, input, value)
             ? _tl_pack_money (maker, value)
             : tl_inputs_show (maker->figures, input->part, input->index, value, maker->numbers);
}

static char *
show_range (TlPackMaker *maker, const TlImpactInput *input, double low, double high)
{
  return is_short_money (maker, input, high)
             ? _tl_pack_range (maker, low, high)
             : tl_inputs_show_range (maker->figures, input->part, input->index, low, high, maker->numbers);
}

/* The cashable share of all touchpoints, which is no number of the journey's. */
static gboolean
is_every_saving (const TlImpactInput *input)
{
  return input->part == TL_IMPACT_PART_CASHABLE && input->index == TL_IMPACT_NONE;
}

/* What a number is, as long as a sentence bears. */
static char *
name_input (TlPackMaker *maker, const TlImpactInput *input, gboolean with_fix)
{
  g_autofree char *what = tl_inputs_describe (maker->figures, input->part, input->index, with_fix);
  TlInputName      name;

  if (is_every_saving (input))
    return g_strdup (_("Cashable share, alike for every saving"));
  if (what == NULL || !tl_inputs_name (maker->figures, input->part, input->index, &name))
    return g_strdup ("");
  if (input->part != TL_IMPACT_PART_AMOUNT && g_utf8_strlen (what, -1) > 2 * TL_PACK_NAME_MOST)
    {
      g_autofree char *where = _tl_pack_short (name.where, TL_PACK_NAME_MOST);

      return g_strdup_printf (_("%s: %s"), where, tl_field_get_label (name.field));
    }
  return tl_text_shorten (what, 2 * TL_PACK_NAME_MOST);
}

/* What a number is; the fix that it is of is named where that is not said beside it. */
static char *
describe (TlPackMaker *maker, const TlImpactInput *input, guint fix)
{
  gboolean is_of_fix =
      input->part == TL_IMPACT_PART_AMOUNT && maker->snapshot->journey.effects[input->index].fix == fix;

  return name_input (maker, input, !is_of_fix);
}

/**
 * _tl_pack_say_input:
 *
 * Returns: (transfer full): what a number is, where it is from and what it could be, in a phrase
 */
char *
_tl_pack_say_input (TlPackMaker *maker, const TlImpactSensitivity *of)
{
  g_autofree char *what = name_input (maker, &of->input, TRUE);
  g_autofree char *range = show_range (maker, &of->input, of->low, of->high);
  TlInputName      name = { 0 };

  tl_inputs_name (maker->figures, of->input.part, of->input.index, &name);
  /* Translators: what a number is, whether it is assumed, observed or measured, and what it could be. */
  return g_strdup_printf (_("%s (%s, %s)"), what, _tl_pack_say_basis (name.basis), range);
}

/* The value at which another fix begins to be first: the one among those tried that is nearest to the other end. */
static double
find_turn (TlPackMaker *maker, const TlImpactSensitivity *of)
{
  const TlImpactSwing *taker = &of->swings[of->taker], *first = &of->swings[maker->results->ranking[0]];
  gboolean             is_high = taker->high - first->high > taker->low - first->low;
  double               part = CLAMP (of->takes_first * 19 / 20, 0.05, 0.95); /* of quantiles from 5 % to 95 % */

  return tl_impact_input_quantile (&of->input, is_high ? 1 - part : part);
}

/**
 * _tl_pack_say_taking:
 * @of: a number over some of whose range another fix is first
 *
 * Returns: (transfer full): which, and from which value on, in a sentence
 */
char *
_tl_pack_say_taking (TlPackMaker *maker, const TlImpactSensitivity *of)
{
  const char      *taker = _tl_pack_name (maker, &maker->snapshot->fixes, of->taker);
  TlInputName      name;
  g_autofree char *turn = show (maker, &of->input, find_turn (maker, of));
  g_autofree char *what = _tl_pack_say_if (maker, &of->input, turn, of->taker);
  g_autofree char *now = NULL;

  if (!tl_inputs_name (maker->figures, of->input.part, of->input.index, &name))
    return g_strdup_printf (_("“%s” would come first if %s."), taker, what);
  now = show (maker, &of->input, tl_estimate_point (&name.number->estimate));
  /* Translators: a fix, what would be so, and the value that the figures rest on. */
  return g_strdup_printf (_("“%s” would come first if %s; we reckon %s."), taker, what, now);
}

/* Whose combined impact a number moves: of the first fix where it does, else of that which it moves most. */
static guint
find_moved (TlPackMaker *maker, const TlImpactSensitivity *of)
{
  guint  best = maker->ranked[0].fix;
  double most = tl_impact_swing_width (&of->swings[best]);

  if (of->takes_first > 0 && of->taker != TL_IMPACT_NONE && tl_impact_swing_width (&of->swings[of->taker]) > most)
    return of->taker;
  if (most >= 1)
    return best;
  for (guint i = 0; i < maker->n_ranked; i++)
    if (tl_impact_swing_width (&of->swings[maker->ranked[i].fix]) > most)
      {
        best = maker->ranked[i].fix;
        most = tl_impact_swing_width (&of->swings[best]);
      }
  return best;
}

static void
add_swing (TlPackMaker *maker, TlBlock *table, const TlImpactSensitivity *of, const TlInputName *name)
{
  guint                fix = find_moved (maker, of);
  const TlImpactSwing *swing = &of->swings[fix];
  char               **row = g_new0 (char *, table->columns->len + 1);
  guint                n = 0;

  row[n++] = describe (maker, &of->input, fix);
  row[n++] = g_strdup (_tl_pack_say_basis (name->basis));
  row[n++] = show_range (maker, &of->input, of->low, of->high);
  row[n++] = _tl_pack_short (maker->snapshot->fixes.titles[fix], 40);
  row[n++] = swing->known ? _tl_pack_range (maker, MIN (swing->low, swing->high), MAX (swing->low, swing->high))
                          : g_strdup ("–");
  if (maker->n_ranked > 1 && of->takes_first > 0 && of->taker != TL_IMPACT_NONE)
    {
      g_autofree char *turn = show (maker, &of->input, find_turn (maker, of));
      g_autofree char *title = _tl_pack_short (maker->snapshot->fixes.titles[of->taker], 32);

      /* Translators: a fix, and the value of a number from which on it comes first. */
      row[n++] = g_strdup_printf (_("“%s”, from %s on"), title, turn);
    }
  else if (maker->n_ranked > 1)
    row[n++] = g_strdup (_("no other"));
  g_ptr_array_add (table->items, row);
}

/* The most of what is asked for that hangs on one number. */
static double
weigh (TlPackMaker *maker, const TlImpactSensitivity *of, guint *fix)
{
  guint  n = maker->choice->n_fixes ? maker->choice->n_fixes : 1;
  double most = 0;

  for (guint i = 0; i < n; i++)
    {
      guint  at = maker->choice->n_fixes ? maker->choice->fixes[i] : maker->ranked[0].fix;
      double width = tl_impact_swing_width (&of->swings[at]);

      if (width > most)
        {
          most = width;
          *fix = at;
        }
    }
  return most;
}

typedef struct
{
  const TlImpactSensitivity *of;
  double                     weight;
} Row;

/* What gives another fix first place, then what moves most of what is asked for. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *first = a, *second = b;

  if (first->of->takes_first != second->of->takes_first)
    return first->of->takes_first > second->of->takes_first ? -1 : 1;
  if (first->weight != second->weight)
    return first->weight > second->weight ? -1 : 1;
  return first->of < second->of ? -1 : 1;
}

static void
add_swings (TlPackMaker *maker)
{
  TlBlock           *table = NULL;
  guint              most = maker->audience == TL_AUDIENCE_FINANCE ? 14 : maker->audience == TL_AUDIENCE_TEAM ? 4 : 6;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < maker->sensitivity->len; i++)
    {
      guint fix = 0;
      Row   row = { &g_array_index (maker->sensitivity, TlImpactSensitivity, i), 0 };

      row.weight = weigh (maker, row.of, &fix);
      /* What moves less than can be read is left out. */
      if (row.weight >= MAX (1, 0.01 * fabs (maker->ranked[0].npv)) || row.of->takes_first > 0)
        g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len && i < most; i++)
    {
      const TlImpactSensitivity *of = g_array_index (rows, Row, i).of;
      TlInputName                name;

      if (!tl_inputs_name (maker->figures, of->input.part, of->input.index, &name))
        continue;
      if (table == NULL)
        {
          table = _tl_pack_add (maker, TL_BLOCK_TABLE, maker->n_ranked > 1 ? _("What would change the order")
                                                                           : _("What would change the result"));
          _tl_pack_add_column (table, _("If this number moves"), 4.2, FALSE);
          _tl_pack_add_column (table, _("Basis"), 1.1, FALSE);
          _tl_pack_add_column (table, _("within its range"), 1.9, TRUE);
          _tl_pack_add_column (table, _("this fix comes to"), 2.4, FALSE);
          _tl_pack_add_column (table, _("from and to"), 1.9, TRUE);
          if (maker->n_ranked > 1)
            _tl_pack_add_column (table, _("and this one is first"), 2.2, FALSE);
        }
      add_swing (maker, table, of, &name);
    }
}

/* A number that decides whether a fix pays. */
typedef struct
{
  TlImpactInput     input;
  TlImpactBreakEven even;
  double            distance; /* from what is reckoned with, held against its size */
  double            low, high; /* what is reckoned with; more than one number where it stands for several */
} Edge;

static char *
show_now (TlPackMaker *maker, const Edge *edge)
{
  return edge->low < edge->high ? show_range (maker, &edge->input, edge->low, edge->high)
                                : show (maker, &edge->input, edge->low);
}

/* The cashable shares as they are, of touchpoints where anything costs; FALSE where one share for all would not say on
 * which side of them a fix pays. */
static gboolean
take_shares (TlPackMaker *maker, Edge *edge)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;

  edge->low = 1;
  edge->high = 0;
  for (guint i = 0; i < journey->n_touchpoints; i++)
    if (tl_estimate_point (&journey->touchpoints[i].unit_cost.estimate) > 0)
      {
        double share = tl_estimate_point (&journey->touchpoints[i].cashable.estimate);

        edge->low = MIN (edge->low, share);
        edge->high = MAX (edge->high, share);
      }
  edge->distance = fabs (edge->even.at - (edge->low + edge->high) / 2) / MAX ((edge->low + edge->high) / 2, 1e-9);
  return edge->low <= edge->high &&
         (edge->even.npv >= 0 ? edge->even.at < edge->low && !edge->even.pays_below
                              : edge->even.at > edge->high && !edge->even.pays_below);
}

static void
try_edge (TlPackMaker *maker, guint fix, TlImpactPart part, guint index, double none, GArray *edges)
{
  Edge edge = { .input = { .part = part, .index = index } };

  if (!tl_impact_break_even (tl_figures_get_model (maker->figures), fix, part, index, &edge.even) || !edge.even.found)
    return;
  edge.low = edge.high = edge.even.now;
  edge.distance = fabs (edge.even.at - edge.even.now) / MAX (fabs (edge.even.now - none), 1e-9);
  if (is_every_saving (&edge.input) && !take_shares (maker, &edge))
    return;
  {
    g_autofree char *now = show_now (maker, &edge);
    g_autofree char *at = show (maker, &edge.input, edge.even.at);

    if (!g_str_equal (now, at))
      g_array_append_val (edges, edge);
  }
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *first = a, *second = b;

  if (first->distance != second->distance)
    return first->distance < second->distance ? -1 : 1;
  if (first->input.part != second->input.part)
    return first->input.part < second->input.part ? -1 : 1;
  return first->input.index < second->input.index ? -1 : first->input.index > second->input.index;
}

/* Where a fix stops paying, or begins to, the nearest first. */
static GArray *
list_edges (TlPackMaker *maker, guint fix)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  GArray                *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  try_edge (maker, fix, TL_IMPACT_PART_INCREMENTALITY, 0, 0, edges);
  try_edge (maker, fix, TL_IMPACT_PART_CASHABLE, TL_IMPACT_NONE, 0, edges);
  try_edge (maker, fix, TL_IMPACT_PART_ONE_OFF, fix, 0, edges);
  try_edge (maker, fix, TL_IMPACT_PART_RUN, fix, 0, edges);
  for (guint i = 0; i < journey->n_effects; i++)
    if (journey->effects[i].fix == fix)
      try_edge (maker, fix, TL_IMPACT_PART_AMOUNT, i, journey->effects[i].shift ? 0 : 1, edges);
  for (guint i = 0; i < journey->n_pains; i++)
    if (_tl_pack_acts_on_pain (maker, fix, i, FALSE))
      {
        try_edge (maker, fix, TL_IMPACT_PART_INCIDENCE, i, 0, edges);
        try_edge (maker, fix, TL_IMPACT_PART_LEAVE, i, 0, edges);
      }
  g_array_sort (edges, compare_edges);
  return edges;
}

/**
 * _tl_pack_say_break_even:
 *
 * Returns: (transfer full) (nullable): where a fix stops paying, by the number that has the shortest way to go there, in a
 *   sentence; %NULL where no number by itself does it
 */
char *
_tl_pack_say_break_even (TlPackMaker *maker, const TlPackRanked *fix)
{
  g_autoptr (GArray) edges = list_edges (maker, fix->fix);
  const Edge        *edge;
  g_autofree char   *what = NULL, *now = NULL, *at = NULL;

  if (edges->len == 0)
    return NULL;
  edge = &g_array_index (edges, Edge, 0);
  /* Where even the contrary of what it is to do would not stop it, there is nothing to tell. */
  if (edge->input.part == TL_IMPACT_PART_AMOUNT && edge->even.npv >= 0 && edge->distance >= 1)
    return NULL;
  now = show_now (maker, edge);
  at = show (maker, &edge->input, edge->even.at);
  what = _tl_pack_say_if (maker, &edge->input, at, fix->fix);
  /* Translators: a fix, what would be so, and the value that the figures rest on. */
  return g_strdup_printf (edge->even.npv >= 0 ? _("“%s” stops paying if %s; we reckon %s.")
                                              : _("“%s” would pay if %s; we reckon %s."),
                          fix->name, what, now);
}

/* For each fix that is asked for, or for the first where none is: how much worse, or better, it would have to be. */
static void
add_break_evens (TlPackMaker *maker)
{
  TlBlock *table = NULL;
  guint    each = maker->audience == TL_AUDIENCE_FINANCE ? 4 : maker->choice->n_fixes > 1 ? 1 : 3;
  guint    n = maker->choice->n_fixes ? MIN (maker->choice->n_fixes, 4) : 1;

  for (guint i = 0; i < n; i++)
    {
      guint              fix = maker->choice->n_fixes ? maker->choice->fixes[i] : maker->ranked[0].fix;
      g_autoptr (GArray) edges = list_edges (maker, fix);

      if (table == NULL)
        {
          table = _tl_pack_add (maker, TL_BLOCK_TABLE,
                                maker->choice->n_fixes ? _("Where it stops paying, in the likely case")
                                                       : _("Where it would begin to pay"));
          _tl_pack_add_column (table, _("Fix"), 2.6, FALSE);
          _tl_pack_add_column (table, _("The number"), 4.6, FALSE);
          _tl_pack_add_column (table, _("We reckon with"), 1.6, TRUE);
          _tl_pack_add_column (table, maker->choice->n_fixes ? _("It stops paying at") : _("It begins to pay at"),
                               1.6, TRUE);
        }
      for (guint k = 0; k < edges->len && k < each; k++)
        {
          const Edge *edge = &g_array_index (edges, Edge, k);

          _tl_pack_add_row (table, g_strdup (maker->snapshot->fixes.titles[fix]),
                            describe (maker, &edge->input, fix), show_now (maker, edge),
                            show (maker, &edge->input, edge->even.at), NULL);
        }
      if (edges->len == 0)
        _tl_pack_add_row (table, g_strdup (maker->snapshot->fixes.titles[fix]),
                          g_strdup (_("No number by itself makes a difference to that")), g_strdup ("–"),
                          g_strdup ("–"), NULL);
    }
}

/**
 * _tl_pack_list_next:
 *
 * What nobody has measured, and most of what is asked for hangs on (of the first fix, where nothing is): not more than a
 * few things at a time.
 *
 * Returns: (transfer full) (element-type TlPackNext): them, the first to be measured first
 */
GArray *
_tl_pack_list_next (TlPackMaker *maker)
{
  GArray              *list = g_array_new (FALSE, FALSE, sizeof (TlPackNext));
  g_autofree gboolean *done = g_new0 (gboolean, maker->sensitivity->len + 1);

  while (list->len < NEXT_MOST)
    {
      TlPackNext next = { .width = 1 };
      guint      best = G_MAXUINT;

      for (guint i = 0; i < maker->sensitivity->len; i++)
        {
          const TlImpactSensitivity *of = &g_array_index (maker->sensitivity, TlImpactSensitivity, i);
          guint                      fix = 0;
          double                     width = weigh (maker, of, &fix);
          TlInputName                name;

          if (done[i] || width < next.width ||
              !tl_inputs_name (maker->figures, of->input.part, of->input.index, &name) ||
              (name.basis && g_str_equal (name.basis, "measured")))
            continue;
          best = i;
          next = (TlPackNext) { of, fix, width };
        }
      if (best == G_MAXUINT)
        break;
      done[best] = TRUE;
      g_array_append_val (list, next);
    }
  return list;
}

static void
add_next (TlPackMaker *maker)
{
  g_autoptr (GArray) list = _tl_pack_list_next (maker);
  TlBlock           *note = list->len ? _tl_pack_add (maker, TL_BLOCK_NOTE, _("What to measure next")) : NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const TlPackNext *next = &g_array_index (list, TlPackNext, i);
      g_autofree char  *swing = _tl_pack_money (maker, next->width);
      g_autofree char  *what = _tl_pack_say_input (maker, next->of);

      /* Translators: one of the numbers that go in, an amount of money, and a fix. */
      g_ptr_array_add (note->items, g_strdup_printf (_("%s: %s of “%s” hangs on it."), what, swing,
                                                     _tl_pack_name (maker, &maker->snapshot->fixes, next->fix)));
    }
}

static char *
make_headline (TlPackMaker *maker)
{
  const TlPackRanked *first = &maker->ranked[0];
  g_autofree char    *title = _tl_pack_short (first->title, 60);

  if (first->spread && maker->n_ranked > 1)
    {
      g_autofree char *best = _tl_pack_chance (maker, first->spread->p_best);

      return g_strdup_printf (_("“%s” stays first in %s of simulated futures"), title, best);
    }
  if (first->spread)
    {
      g_autofree char *pays = _tl_pack_chance (maker, first->spread->p_pays);

      return g_strdup_printf (_("“%s” pays in %s of simulated futures"), title, pays);
    }
  return g_strdup (_("How sure these figures are is not known yet"));
}

/**
 * _tl_pack_make_certainty:
 */
gboolean
_tl_pack_make_certainty (TlPackMaker *maker, GError **error)
{
  guint            numbers = maker->snapshot->n_numbers;
  g_autofree char *warning = maker->doubt ? tl_doubt_warn (maker->figures, maker->doubt) : NULL;

  if (maker->n_ranked == 0 || !tl_figures_has_money (maker->figures))
    return TRUE;
  add_swings (maker);
  add_break_evens (maker);
  add_next (maker);
  if (maker->doubt == NULL)
    g_ptr_array_add (_tl_pack_add (maker, TL_BLOCK_NOTE, NULL)->items, g_strdup (_("No number is given as a range or "
                                                                                   "as a count, and no doubt is "
                                                                                   "stated: so nothing here says how "
                                                                                   "sure the figures are.")));
  if (warning)
    g_ptr_array_add (_tl_pack_add (maker, TL_BLOCK_NOTE, NULL)->items, g_strdup (warning));
  maker->page->headline = make_headline (maker);
  if (maker->doubt)
    maker->page->lead = g_strdup_printf (ngettext ("%u number goes in; %u of them in doubt. Each line moves one over "
                                                   "its range (four times out of five), all others as they are.",
                                                   "%u numbers go in; %u of them in doubt. Each line moves one over "
                                                   "its range (four times out of five), all others as they are.",
                                                   numbers),
                                         numbers, maker->snapshot->n_in_doubt);
  return TRUE;
}
