/* tl-pack-options.c: what else could be done, and why it is not asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-private.h"
#include "tl-scenario.h"

#define NAMES_MOST 6
#define LEFT_OUT_MOST 8
#define SCENARIOS_MOST 6

static const char *
get_title (TlPackMaker *maker, guint fix)
{
  return maker->snapshot->fixes.titles[fix];
}

static char *
name_fixes (TlPackMaker *maker, const TlPackSet *set)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (set->n_fixes > 3 && set->n_fixes == maker->n_ranked)
    return g_strdup_printf (ngettext ("%u fix", "All %u fixes", set->n_fixes), set->n_fixes);
  if (set->n_fixes > NAMES_MOST)
    return g_strdup_printf (ngettext ("%u fix", "%u fixes", set->n_fixes), set->n_fixes);
  for (guint i = 0; i < set->n_fixes; i++)
    g_ptr_array_add (names, (gpointer) get_title (maker, set->fixes[i]));
  return _tl_pack_join (names);
}

static TlBlock *
begin_table (TlPackMaker *maker)
{
  TlBlock         *table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
  g_autofree char *years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));
  g_autofree char *column = g_strdup_printf (_("Combined impact in %s"), years);

  _tl_pack_add_column (table, _("Option"), 2.2, FALSE);
  _tl_pack_add_column (table, _("What is done"), 3.8, FALSE);
  _tl_pack_add_column (table, _("To start"), 1.1, TRUE);
  _tl_pack_add_column (table, _("Net a year"), 1.2, TRUE);
  _tl_pack_add_column (table, column, 1.5, TRUE);
  if (maker->doubt)
    {
      _tl_pack_add_column (table, _("Four times out of five"), 2.1, TRUE);
      _tl_pack_add_column (table, _("Futures that gain"), 1.2, TRUE);
    }
  return table;
}

static void
add_row (TlPackMaker *maker, TlBlock *table, char *title, char *what, const TlPackSet *set)
{
  char *once = set->known && set->n_fixes > 0 ? _tl_pack_money (maker, set->outcome.one_off) : g_strdup ("–");
  char *year = set->known && set->n_fixes > 0 ? _tl_pack_gain (maker, set->outcome.net_year) : g_strdup ("–");
  char *npv = set->known ? _tl_pack_gain (maker, set->npv) : g_strdup (_("no result"));

  if (maker->doubt)
    _tl_pack_add_row (table, title, what, once, year, npv,
                      set->has_range ? _tl_pack_range (maker, set->low, set->high) : g_strdup ("–"),
                      set->has_range ? _tl_pack_chance (maker, set->p_pays) : g_strdup ("–"), NULL);
  else
    _tl_pack_add_row (table, title, what, once, year, npv, NULL);
}

/* The row of doing nothing, which gains nothing and costs what it costs. */
static void
add_nothing (TlPackMaker *maker, TlBlock *table)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  g_autofree char     *lost = stake->known && stake->net_lost >= 1 ? _tl_pack_money (maker, stake->net_lost) : NULL;
  TlPackSet           *none = _tl_pack_set_new (maker, NULL, 0);

  add_row (maker, table, g_strdup (_("Do nothing")),
           lost ? g_strdup_printf (_("Nothing: %s a year stays at stake"), lost) : g_strdup (_("Nothing")), none);
  _tl_pack_set_free (none);
}

/* Each fix by itself, where none of them is to be done: what doing nothing is held against. */
static void
add_singles (TlPackMaker *maker, TlBlock *table)
{
  for (guint i = 0; i < maker->n_ranked && i < NAMES_MOST; i++)
    {
      TlPackSet *set = _tl_pack_set_new (maker, &maker->ranked[i].fix, 1);

      add_row (maker, table,
               maker->n_ranked > 1 ? g_strdup_printf (_("Only fix %u"), maker->ranked[i].rank) : g_strdup (_("Do it")),
               g_strdup (maker->ranked[i].title), set);
      _tl_pack_set_free (set);
    }
}

static gboolean
is_same_as (const TlPackSet *set, const guint *fixes, guint n_fixes)
{
  if (set->n_fixes != n_fixes)
    return FALSE;
  for (guint i = 0; i < n_fixes; i++)
    if (!_tl_pack_set_has (set, fixes[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_same (const TlPackSet *one, const TlPackSet *other)
{
  return is_same_as (one, other->fixes, other->n_fixes);
}

/* What somebody has put aside, on its own settings. */
static void
add_scenario (TlPackMaker *maker, TlBlock *table, const TlScenario *scenario)
{
  TlPackSet             set = { .known = scenario->known, .n_fixes = scenario->fixes->len, .outcome = scenario->outcome,
                                .npv = isnan (scenario->mean) ? scenario->now.npv : scenario->mean,
                                .has_range = !isnan (scenario->now.low), .low = scenario->now.low,
                                .high = scenario->now.high, .p_pays = scenario->p_pays };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char      *day = _tl_pack_day (scenario->date);
  g_autofree char      *fixes = NULL;
  char                 *what;

  for (guint i = 0; i < scenario->titles->len && i < NAMES_MOST; i++)
    g_ptr_array_add (names, scenario->titles->pdata[i]);
  fixes = scenario->titles->len > NAMES_MOST
            ? g_strdup_printf (ngettext ("%u fix", "%u fixes", scenario->titles->len), scenario->titles->len)
            : _tl_pack_join (names);
  if (scenario->titles->len == 0)
    what = g_strdup (_("Nothing any more: none of its fixes is up for decision"));
  /* Translators: the fixes of a scenario, and the day on which it was saved. */
  else if (day)
    what = g_strdup_printf (_("%s (saved on %s)"), fixes, day);
  else
    what = g_steal_pointer (&fixes);
  if (scenario->horizon != tl_figures_get_horizon (maker->figures))
    {
      g_autofree char *years = _tl_pack_years (maker, scenario->horizon);

      add_row (maker, table, g_strdup_printf (_("Scenario “%s”, over %s"), scenario->title, years), what, &set);
    }
  else
    add_row (maker, table, g_strdup_printf (_("Scenario “%s”"), scenario->title), what, &set);
}

static void
add_scenarios (TlPackMaker *maker, TlBlock *table)
{
  guint n = 0;

  for (guint i = 0; maker->basis->scenarios && i < tl_scenarios_n (maker->basis->scenarios); i++)
    {
      const TlScenario *scenario = tl_scenarios_nth (maker->basis->scenarios, i);

      if (scenario->sort == TL_SCENARIO_SAVED && n++ < SCENARIOS_MOST)
        add_scenario (maker, table, scenario);
    }
}

/* Why a fix is not asked for, though it pays by itself. */
static char *
say_why_not (TlPackMaker *maker, const TlPackRanked *fix)
{
  TlPackSet       *with = _tl_pack_set_toggle (maker, maker->choice, fix->fix);
  double           more = with->known ? with->npv - maker->choice->npv : NAN;
  gboolean         is_dear = !isnan (maker->budget) && with->outcome.one_off > maker->budget * (1 + 1e-9);
  g_autofree char *alone = _tl_pack_gain (maker, fix->npv);
  g_autofree char *money = _tl_pack_money (maker, fabs (more));
  g_autofree char *once = _tl_pack_money (maker, fix->outcome->one_off);
  char            *text = NULL;

  if (is_dear && more > 0)
    text = g_strdup_printf (_("“%s” would add %s, but the %s that it takes to start is more than the budget leaves."),
                            fix->name, money, once);
  else if (is_dear)
    text = g_strdup_printf (_("“%s” pays by itself (%s), but the %s that it takes to start is more than the budget "
                              "leaves."),
                            fix->name, alone, once);
  else if (more < 0)
    text = g_strdup_printf (_("“%s” pays by itself (%s), but beside these it would take %s away: they leave it too "
                              "little to do."),
                            fix->name, alone, money);
  else
    text = g_strdup_printf (_("“%s” pays by itself (%s), but adds nothing beside these."), fix->name, alone);
  _tl_pack_set_free (with);
  return text;
}

static char *
say_loss (TlPackMaker *maker, const TlPackRanked *fix)
{
  g_autofree char *npv = _tl_pack_gain (maker, fix->npv);
  g_autofree char *saved = _tl_pack_money (maker, -fix->outcome->change.cost);
  g_autofree char *lost = _tl_pack_money (maker, -fix->outcome->change.revenue);
  g_autofree char *costs = _tl_pack_money (maker, fix->outcome->one_off);
  g_autofree char *run = _tl_pack_money (maker, fix->outcome->run);
  g_autofree char *years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));

  if (fix->npv < 0 && fix->outcome->npv > 0)
    {
      g_autofree char *likely = _tl_pack_gain (maker, fix->outcome->npv);

      return g_strdup_printf (_("“%s” comes to %s in the likely case, but to %s in the mean over all futures."),
                              fix->name, likely, npv);
    }
  if (fix->outcome->kind == TL_IMPACT_FALSE_ECONOMY)
    return g_strdup_printf (_("“%s” is a false economy: it saves %s of cost a year and loses %s of revenue, %s in "
                              "all."),
                            fix->name, saved, lost, npv);
  if (maker->snapshot->journey.fixes[fix->fix].start_month >= tl_figures_get_horizon (maker->figures) * 12)
    return g_strdup_printf (_("“%s” starts after the %s that are looked at, so it brings nothing in them."), fix->name,
                            years);
  if (fabs (fix->npv) < 0.5 && fix->outcome->kind != TL_IMPACT_NO_EFFECT)
    return g_strdup_printf (_("“%s” brings nothing within %s."), fix->name, years);
  if (fix->outcome->kind == TL_IMPACT_NO_EFFECT)
    return g_strdup_printf (_("“%s” changes nothing that is drawn: %s."), fix->name, npv);
  if (fix->outcome->kind == TL_IMPACT_HURTS_BOTH)
    return g_strdup_printf (_("“%s” hurts both revenue and cost: %s."), fix->name, npv);
  if (fix->outcome->run >= 1)
    return g_strdup_printf (_("“%s” costs more than it brings: %s, with %s to start and %s a year to run."),
                            fix->name, npv, costs, run);
  return g_strdup_printf (_("“%s” costs more than it brings: %s, with %s to start."), fix->name, npv, costs);
}

static void
add_left_out (TlPackMaker *maker)
{
  TlBlock *block = NULL;
  guint    n = 0;

  /* False economies first: they look like savings. */
  for (int pass = 0; pass < 3; pass++)
    for (guint i = 0; i < maker->n_ranked; i++)
      {
        const TlPackRanked *fix = &maker->ranked[i];
        int                 sort = fix->npv > 0 ? 2 : fix->outcome->kind == TL_IMPACT_FALSE_ECONOMY ? 0 : 1;

        if (sort != pass || _tl_pack_set_has (maker->choice, fix->fix) || n++ >= LEFT_OUT_MOST)
          continue;
        if (block == NULL)
          {
            block = _tl_pack_add (maker, TL_BLOCK_POINTS, _("Not asked for, and why"));
            block->tone = TL_TONE_LOSS;
          }
        g_ptr_array_add (block->items, sort == 2 ? say_why_not (maker, fix) : say_loss (maker, fix));
      }
  for (guint i = 0; i < maker->snapshot->fixes.n; i++)
    {
      const TlFixFigures *fix = tl_figures_get_fix (maker->figures, maker->snapshot->fixes.ids[i]);
      TlThing            *thing = tl_journey_lookup (maker->journey, maker->snapshot->fixes.ids[i]);
      const char         *name = _tl_pack_name (maker, &maker->snapshot->fixes, i);
      gboolean            is_rejected = thing && tl_thing_is_word (thing, TL_FIX_STATUS, "rejected");
      gboolean            is_refused = fix && fix->rank == 0 && fix->why_not &&
                                       tl_impact_status_is_ranked (maker->snapshot->journey.fixes[i].status);

      if ((!is_rejected && !is_refused) || n++ >= LEFT_OUT_MOST)
        continue;
      if (block == NULL)
        block = _tl_pack_add (maker, TL_BLOCK_POINTS, _("Not asked for, and why"));
      g_ptr_array_add (block->items, is_rejected ? g_strdup_printf (_("“%s” was turned down before."), name)
                                                 : g_strdup_printf (_("“%s” has no result: %s"), name, fix->why_not));
    }
  if (n > LEFT_OUT_MOST)
    g_ptr_array_add (block->items,
                     g_strdup_printf (ngettext ("And %u more, which the ranking lists.",
                                                "And %u more, which the ranking lists.", n - LEFT_OUT_MOST),
                                      n - LEFT_OUT_MOST));
}

/* What the reader would otherwise reckon himself, and wrongly. */
static void
add_notes (TlPackMaker *maker, const TlPackSet *best)
{
  const TlPackSet *all = maker->everything;
  TlBlock         *note = NULL;
  g_autofree char *added = _tl_pack_money (maker, all->added_up);
  g_autofree char *together = _tl_pack_money (maker, all->npv);
  guint            last = maker->frontier->len;

  if (maker->n_ranked < 2)
    return;
  note = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);
  if (all->known && !g_str_equal (added, together))
    {
      note->heading = g_strdup (_("Why fixes do not add up"));
      g_ptr_array_add (note->items,
                       g_strdup_printf (all->npv < all->added_up
                                            ? _("Added up, all fixes come to %s. Together they come to %s: a customer "
                                                "who is kept once cannot be kept twice.")
                                            : _("Added up, all fixes come to %s. Together they come to %s: what one "
                                                "keeps, another can build on."),
                                        added, together));
    }
  if (last > 1)
    {
      const TlImpactFrontierPoint *point = &g_array_index (maker->frontier, TlImpactFrontierPoint, last - 1);
      g_autofree char             *budget = _tl_pack_money (maker, point->budget);

      /* Where the mean chose otherwise, the likely case has nothing to say. */
      if (point->budget >= 1 && is_same_as (best, point->fixes, point->n_fixes))
        g_ptr_array_add (note->items, g_strdup_printf (_("More than %s to start buys nothing better, in the likely "
                                                         "case."), budget));
    }
  if (note->items->len == 0)
    g_ptr_array_remove (maker->page->blocks, note);
}

static char *
make_headline (TlPackMaker *maker)
{
  g_autofree char *best = _tl_pack_gain (maker, maker->choice->npv);
  guint            n = maker->choice->n_fixes;

  if (n == 0)
    return g_strdup (_("Doing nothing is the best of these options for now"));
  if (n == maker->n_ranked && n == 1)
    return g_strdup_printf (_("Doing it is better than doing nothing: %s"), best);
  if (n == maker->n_ranked)
    return g_strdup_printf (_("Doing everything is the best option: %s"), best);
  if (!isnan (maker->budget))
    {
      g_autofree char *budget = _tl_pack_money (maker, maker->budget);

      return g_strdup_printf (ngettext ("The best that %s buys is %u of %u fixes: %s",
                                        "The best that %s buys is %u of %u fixes: %s", n), budget, n, maker->n_ranked,
                              best);
    }
  return g_strdup_printf (
      ngettext ("The best option is %u of %u fixes: %s", "The best option is %u of %u fixes: %s", n), n,
      maker->n_ranked, best);
}

/**
 * _tl_pack_make_options:
 */
gboolean
_tl_pack_make_options (TlPackMaker *maker, GError **error)
{
  TlBlock   *table;
  TlPackSet *best = NULL;

  if (maker->n_ranked == 0 || !tl_figures_has_money (maker->figures))
    return TRUE;
  table = begin_table (maker);
  add_nothing (maker, table);
  if (maker->choice->n_fixes == 0)
    add_singles (maker, table);
  if (maker->choice->n_fixes != 1 && maker->n_ranked > 1 && maker->ranked[0].npv > 0)
    {
      TlPackSet *first = _tl_pack_set_new (maker, &maker->ranked[0].fix, 1);

      if (isnan (maker->budget) || first->outcome.one_off <= maker->budget)
        add_row (maker, table, g_strdup (_("Only the first")), g_strdup (maker->ranked[0].title), first);
      _tl_pack_set_free (first);
    }
  if (!isnan (maker->budget))
    {
      g_autofree char *budget = _tl_pack_money (maker, maker->budget);

      best = _tl_pack_set_choose (maker, NAN);
      add_row (maker, table, g_strdup_printf (_("The best for %s"), budget),
               maker->choice->n_fixes ? name_fixes (maker, maker->choice) : g_strdup (_("Nothing")), maker->choice);
      if (best->n_fixes > 0 && !is_same (best, maker->choice))
        add_row (maker, table, g_strdup (_("The best, whatever it costs")), name_fixes (maker, best), best);
    }
  else if (maker->choice->n_fixes > 0)
    add_row (maker, table,
             maker->n_ranked > 1 && is_same (maker->everything, maker->choice) ? g_strdup (_("Everything"))
             : maker->choice->n_fixes > 1                                      ? g_strdup (_("The best together"))
                                                                               : g_strdup (_("The best")),
             name_fixes (maker, maker->choice), maker->choice);
  if (maker->n_ranked > 1 && !is_same (maker->everything, maker->choice) &&
      (best == NULL || !is_same (maker->everything, best)))
    add_row (maker, table, g_strdup (_("Everything")), name_fixes (maker, maker->everything), maker->everything);
  add_scenarios (maker, table);
  add_left_out (maker);
  add_notes (maker, best ? best : maker->choice);
  maker->page->headline = make_headline (maker);
  maker->page->lead = g_strdup (maker->doubt ? _("Each option is worked out as a whole, never added up, in the same "
                                                 "simulated futures; net a year is the likely case at full effect.")
                                             : _("Each option is worked out as a whole, never added up, in the likely "
                                                 "case."));
  _tl_pack_set_free (best);
  return TRUE;
}
