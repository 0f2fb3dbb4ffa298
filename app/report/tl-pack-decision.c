/* tl-pack-decision.c: what is asked for, and what else could be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-private.h"

/* The chosen fixes, the best first. */
static GPtrArray *
list_chosen (TlPackMaker *maker)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < maker->n_ranked; i++)
    for (guint k = 0; maker->chosen && k < maker->chosen->n_fixes; k++)
      if (maker->chosen->fixes[k] == maker->ranked[i].fix)
        g_ptr_array_add (list, &maker->ranked[i]);
  return list;
}

/* Of one fix, what the worlds say; of several, what they come to together at the points. */
static double
get_npv (TlPackMaker *maker, GPtrArray *chosen)
{
  return chosen->len == 1 ? ((TlPackRanked *) chosen->pdata[0])->npv : maker->chosen->npv;
}

static char *
make_headline (TlPackMaker *maker, GPtrArray *chosen)
{
  const char      *ask = maker->settings ? tl_thing_get_text (maker->settings, TL_PACK_ASK) : NULL;
  g_autofree char *gain = NULL;
  g_autofree char *one_off = NULL;
  g_autofree char *years = NULL;
  double           npv;

  if (ask && *ask)
    return g_strdup (ask);
  if (chosen->len == 0)
    return g_strdup (isnan (maker->budget) ? _("No fix pays yet: keep what works, and find out more")
                                           : _("Nothing that the budget buys pays yet"));
  npv = get_npv (maker, chosen);
  gain = _tl_pack_money (maker, npv);
  one_off = _tl_pack_money (maker, maker->chosen->one_off);
  years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));
  if (chosen->len == 1)
    {
      const TlPackRanked *only = chosen->pdata[0];

      if (maker->chosen->one_off >= 1)
        /* Translators: the headline of a decision: a fix's title, money to start, money gained, "2 years". */
        return g_strdup_printf (_("Say yes to “%s”: %s now, %s better off in %s"), only->title, one_off, gain, years);
      return g_strdup_printf (_("Say yes to “%s”: %s better off in %s"), only->title, gain, years);
    }
  if (maker->chosen->one_off >= 1)
    return g_strdup_printf (ngettext ("Say yes to %u fix: %s now, %s better off in %s",
                                      "Say yes to %u fixes: %s now, %s better off in %s", chosen->len),
                            chosen->len, one_off, gain, years);
  return g_strdup_printf (
      ngettext ("Say yes to %u fix: %s better off in %s", "Say yes to %u fixes: %s better off in %s", chosen->len),
      chosen->len, gain, years);
}

/* A fix that gives up an income to win more back. */
static char *
make_lead (TlPackMaker *maker, GPtrArray *chosen)
{
  const TlPackRanked *first = chosen->len ? chosen->pdata[0] : NULL;
  GString            *text = g_string_new (NULL);

  if (first)
    {
      double given_up = 0;

      for (guint i = 0; i < maker->snapshot->journey.n_effects; i++)
        {
          const TlImpactEffect *effect = &maker->snapshot->journey.effects[i];
          double                amount = tl_estimate_point (&effect->amount.estimate);

          if (effect->fix == first->fix && effect->field == TL_IMPACT_FIELD_REVENUE && effect->shift && amount < 0)
            given_up -= amount * maker->results->stages[effect->on].visits;
        }
      if (given_up >= 1)
        {
          g_autofree char *money = _tl_pack_money (maker, given_up);

          g_string_append_printf (text, _("After giving up about %s of income a year."), money);
        }
    }
  if (maker->doubt && chosen->len == 1)
    g_string_append_printf (text, "%s%s", text->len ? " " : "", _("The range holds four times out of five."));
  else if (chosen->len > 1)
    g_string_append_printf (text, "%s%s", text->len ? " " : "", _("All at once; what they share is counted once."));
  if (text->len == 0)
    g_string_append (text, _("Each figure is the likely case."));
  return g_string_free (text, FALSE);
}

static void
add_key_figures (TlPackMaker *maker, GPtrArray *chosen)
{
  TlBlock             *block = _tl_pack_add (maker, TL_BLOCK_FIGURES, NULL);
  const TlPackRanked  *only = chosen->len == 1 ? chosen->pdata[0] : NULL;
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  g_autofree char     *years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));
  g_autofree char     *label = g_strdup_printf (_("combined impact in %s"), years);

  if (chosen->len > 0)
    {
      const TlImpactOutcome *outcome = only ? only->outcome : &maker->chosen->outcome;
      g_autofree char       *added = _tl_pack_money (maker, maker->chosen->added_up);
      double                 npv = get_npv (maker, chosen);
      char                  *detail = NULL;

      if (only && only->spread)
        detail = _tl_pack_range (maker, only->spread->npv_p10, only->spread->npv_p90);
      else if (only == NULL && fabs (maker->chosen->added_up - maker->chosen->npv) >= 1)
        detail = g_strdup_printf (_("added up, they would claim %s"), added);
      _tl_pack_add_figure (block, npv < 0 ? TL_TONE_LOSS : TL_TONE_GAIN, _tl_pack_gain (maker, npv), label, detail);
      if (outcome->known && outcome->pays_back)
        _tl_pack_add_figure (block, TL_TONE_PLAIN, _tl_pack_months (outcome->payback_months),
                             outcome->payback_months > 0 ? _("until it has paid for itself") : _("it pays for itself"),
                             g_strdup (_("the likely case")));
      if (only && only->spread)
        {
          g_autofree char *worlds = _tl_pack_count (maker, maker->doubt->n_worlds);

          _tl_pack_add_figure (block, TL_TONE_PLAIN, _tl_pack_chance (maker, only->spread->p_pays),
                               _("of simulated futures gain"), g_strdup_printf (_("%s futures"), worlds));
        }
      else if (outcome->known)
        {
          g_autofree char *run = _tl_pack_money (maker, outcome->run);

          _tl_pack_add_figure (block, TL_TONE_PLAIN, _tl_pack_money (maker, outcome->one_off), _("to start"),
                               outcome->run >= 1 ? g_strdup_printf (_("and %s a year to run"), run) : NULL);
        }
    }
  if (stake->known && stake->net_lost >= 1)
    _tl_pack_add_figure (block, TL_TONE_LOSS, _tl_pack_money (maker, stake->net_lost), _("lost each year we wait"),
                         g_strdup (_("to all pains of the journey together")));
}

static char *
say_who (TlThing *fix)
{
  const char *owner = tl_thing_get_text (fix, TL_FIX_OWNER);
  const char *sponsor = tl_thing_get_text (fix, TL_FIX_SPONSOR);

  if (owner && *owner && sponsor && *sponsor)
    /* Translators: who owns a fix, and who sponsors it. */
    return g_strdup_printf (_("%s owns it. The sponsor is %s."), owner, sponsor);
  if (owner && *owner)
    return g_strdup_printf (_("%s owns it. It has no sponsor yet."), owner);
  if (sponsor && *sponsor)
    return g_strdup_printf (_("The sponsor is %s. Nobody owns it yet."), sponsor);
  return g_strdup (_("Name somebody who owns it, and a sponsor."));
}

static void
add_ask (TlPackMaker *maker, GPtrArray *chosen)
{
  TlBlock         *block = _tl_pack_add (maker, TL_BLOCK_POINTS, _("What we ask"));
  g_autofree char *by = maker->settings ? _tl_pack_day (tl_thing_get_text (maker->settings, TL_PACK_BY)) : NULL;

  block->half = TRUE;
  for (guint i = 0; i < chosen->len && i < 4; i++)
    {
      const TlPackRanked *fix = chosen->pdata[i];
      g_autofree char    *money = _tl_pack_money (maker, fix->outcome->one_off);
      g_autofree char    *day = _tl_pack_day (tl_thing_get_text (fix->thing, TL_FIX_DUE));
      char               *text;

      if (fix->outcome->one_off < 1)
        text = day ? g_strdup_printf (_("Approve “%s”, done by %s."), fix->title, day)
                   : g_strdup_printf (_("Approve “%s”."), fix->title);
      else
        text = day ? g_strdup_printf (_("Approve %s for “%s”, done by %s."), money, fix->title, day)
                   : g_strdup_printf (_("Approve %s for “%s”."), money, fix->title);
      g_ptr_array_add (block->items, text);
    }
  if (chosen->len > 4)
    g_ptr_array_add (block->items, g_strdup_printf (ngettext ("And %u more; see the options.",
                                                              "And %u more; see the options.", chosen->len - 4),
                                                    chosen->len - 4));
  if (chosen->len == 1)
    {
      TlThing    *fix = ((TlPackRanked *) chosen->pdata[0])->thing;
      const char *control = tl_thing_get_text (fix, TL_FIX_CONTROL);

      g_ptr_array_add (block->items, say_who (fix));
      g_ptr_array_add (block->items, control && *control
                                         ? g_strdup_printf (_("Hold back a control group: %s."), control)
                                         : g_strdup (_("Hold a part of the customers back, so that we know what it "
                                                        "did.")));
    }
  if (by)
    g_ptr_array_add (block->items, g_strdup_printf (_("Decide by %s."), by));
  if (chosen->len == 0)
    g_ptr_array_add (block->items, g_strdup (_("No money now. Time to measure what the ranking hangs on.")));
}

/* Customers a year who leave because of pain, each counted where it drives them away. */
static double
count_leavers (TlPackMaker *maker)
{
  double n = 0;

  for (guint i = 0; i < maker->results->n_stages; i++)
    n += maker->results->stages[i].visits * maker->results->stages[i].leave;
  return n;
}

static void
add_nothing (TlPackMaker *maker)
{
  TlBlock         *block = _tl_pack_add (maker, TL_BLOCK_POINTS, _("What happens if we do nothing"));
  double           leavers = count_leavers (maker);
  gint64           records = tl_figures_get_records (maker->figures);
  g_autofree char *customers = _tl_pack_count (maker, leavers);
  g_autofree char *voices = _tl_pack_count (maker, (double) records);

  block->half = TRUE;
  block->tone = TL_TONE_LOSS;
  if (leavers >= 1)
    g_ptr_array_add (block->items, g_strdup_printf (ngettext ("%s customer a year keeps leaving because of a pain.",
                                                              "%s customers a year keep leaving because of a pain.",
                                                              _tl_pack_plural (leavers)), customers));
  if (maker->results->year.avoidable >= 1)
    {
      g_autofree char *money = _tl_pack_money (maker, maker->results->year.avoidable);

      g_ptr_array_add (block->items,
                       g_strdup_printf (_("%s a year goes on contacts and costs that pains cause."), money));
    }
  if (records > 0)
    g_ptr_array_add (block->items,
                     g_strdup_printf (ngettext ("%s record says how it is, in customers’ words.",
                                                "%s records say how it is, in customers’ words.",
                                                (gulong) records), voices));
  for (guint i = 0; i < maker->n_ranked; i++)
    if (maker->ranked[i].outcome->kind == TL_IMPACT_FALSE_ECONOMY && block->items->len < 4)
      {
        g_autofree char *saved = _tl_pack_money (maker, -maker->ranked[i].outcome->change.cost);
        g_autofree char *lost = _tl_pack_money (maker, -maker->ranked[i].outcome->change.revenue);

        g_ptr_array_add (block->items, g_strdup_printf (_("“%s” instead saves %s and loses %s of sales: turned down."),
                                                        maker->ranked[i].title, saved, lost));
      }
  if (block->items->len == 0)
    g_ptr_array_add (block->items, g_strdup (_("Nothing is known to be lost.")));
}

/**
 * _tl_pack_make_decision:
 */
gboolean
_tl_pack_make_decision (TlPackMaker *maker, GError **error)
{
  g_autoptr (GPtrArray) chosen = list_chosen (maker);
  TlPackPage           *page = maker->page;
  TlThing              *credit = _tl_pack_find_credit (maker);

  if (maker->n_ranked == 0)
    return TRUE;
  page->headline = make_headline (maker, chosen);
  page->lead = make_lead (maker, chosen);
  add_key_figures (maker, chosen);
  add_ask (maker, chosen);
  add_nothing (maker);
  if (credit)
    {
      TlBlock *block = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);

      block->tone = TL_TONE_GAIN;
      /* Translators: a delight's title, and the team that earned it. */
      g_ptr_array_add (block->items, g_strdup_printf (_("Credit first: customers love “%s”. Thank you, %s."),
                                                      tl_thing_get_title (credit),
                                                      tl_thing_get_text (credit, TL_DELIGHT_CREDIT)));
    }
  return TRUE;
}

static void
add_option (TlPackMaker *maker, TlBlock *block, char *title, const TlImpactOutcome *outcome, double npv, char *what)
{
  _tl_pack_add_row (block, title, what,
                    outcome && outcome->known ? _tl_pack_money (maker, outcome->one_off) : g_strdup ("–"),
                    outcome && outcome->known ? _tl_pack_gain (maker, outcome->net_year) : g_strdup ("–"),
                    isnan (npv) ? g_strdup ("–") : _tl_pack_gain (maker, npv), NULL);
}

static char *
name_fixes (TlPackMaker *maker, const TlImpactPortfolio *set)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < maker->n_ranked && names->len < 6; i++)
    for (guint k = 0; k < set->n_fixes; k++)
      if (set->fixes[k] == maker->ranked[i].fix)
        g_ptr_array_add (names, (gpointer) maker->ranked[i].title);
  if (set->n_fixes > 6)
    return g_strdup_printf (ngettext ("%u fix", "%u fixes", set->n_fixes), set->n_fixes);
  return _tl_pack_join (names);
}

/**
 * _tl_pack_make_options:
 */
gboolean
_tl_pack_make_options (TlPackMaker *maker, GError **error)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  TlBlock             *table, *turned_down = NULL;
  g_autofree char     *years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));
  g_autofree char     *column = g_strdup_printf (_("Combined impact in %s"), years);
  g_autofree char     *best = NULL;

  if (maker->n_ranked == 0)
    return TRUE;
  table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
  _tl_pack_add_column (table, _("Option"), 2.2, FALSE);
  _tl_pack_add_column (table, _("What is done"), 4.6, FALSE);
  _tl_pack_add_column (table, _("To start"), 1.2, TRUE);
  _tl_pack_add_column (table, _("Net a year"), 1.3, TRUE);
  _tl_pack_add_column (table, column, 2, TRUE);
  {
    g_autofree char *lost = stake->known && stake->net_lost >= 1 ? _tl_pack_money (maker, stake->net_lost) : NULL;

    add_option (maker, table, g_strdup (_("Do nothing")), NULL, 0,
                lost ? g_strdup_printf (_("Nothing; %s a year stays at stake"), lost) : g_strdup (_("Nothing")));
  }
  if (maker->chosen->n_fixes > 0)
    {
      g_autofree char *budget = isnan (maker->budget) ? NULL : _tl_pack_money (maker, maker->budget);

      add_option (maker, table, budget ? g_strdup_printf (_("Best for %s"), budget) : g_strdup (_("The best together")),
                  &maker->chosen->outcome, maker->chosen->npv, name_fixes (maker, maker->chosen));
    }
  if (maker->n_ranked > 1)
    add_option (maker, table, g_strdup (_("Everything")), &maker->everything->outcome,
                maker->everything->outcome.known ? maker->everything->npv : NAN,
                g_strdup_printf (ngettext ("%u fix", "%u fixes", maker->n_ranked), maker->n_ranked));
  for (guint i = 0; i < maker->n_ranked; i++)
    if (maker->ranked[i].outcome->kind == TL_IMPACT_FALSE_ECONOMY)
      {
        g_autofree char *saved = _tl_pack_money (maker, -maker->ranked[i].outcome->change.cost);
        g_autofree char *lost = _tl_pack_money (maker, -maker->ranked[i].outcome->change.revenue);
        g_autofree char *net = _tl_pack_gain (maker, maker->ranked[i].npv);

        if (turned_down == NULL)
          {
            turned_down = _tl_pack_add (maker, TL_BLOCK_POINTS, _("Turned down: false economies"));
            turned_down->tone = TL_TONE_LOSS;
          }
        g_ptr_array_add (turned_down->items,
                         g_strdup_printf (_("“%s” saves %s of cost a year and loses %s of revenue: %s in all."),
                                          maker->ranked[i].title, saved, lost, net));
      }
  if (maker->everything && fabs (maker->everything->added_up - maker->everything->npv) >= 1 && maker->n_ranked > 1 &&
      maker->everything->outcome.known)
    {
      TlBlock         *note = _tl_pack_add (maker, TL_BLOCK_NOTE, _("Why fixes do not add up"));
      gboolean         is_less = maker->everything->npv < maker->everything->added_up;
      g_autofree char *added = _tl_pack_money (maker, maker->everything->added_up);
      g_autofree char *together = _tl_pack_money (maker, maker->everything->npv);

      g_ptr_array_add (note->items, g_strdup_printf (is_less ? _("Added up, all fixes claim %s. Together they give "
                                                                  "%s: a customer who is kept"
                                                                  " once cannot be kept twice.")
                                                             : _("Added up, all fixes claim %s. Together they give "
                                                                  "%s: what one keeps,"
                                                                  " another can build on."),
                                                     added, together));
    }
  best = _tl_pack_gain (maker, maker->chosen->npv);
  if (maker->chosen->n_fixes == 0)
    maker->page->headline = g_strdup (_("Doing nothing is the best of these options for now"));
  else if (maker->chosen->n_fixes == maker->n_ranked)
    maker->page->headline = g_strdup_printf (_("Doing everything is best: %s"), best);
  else
    maker->page->headline = g_strdup_printf (ngettext ("The best choice is %u of %u fixes: %s",
                                                       "The best choice is %u of %u fixes: %s", maker->chosen->n_fixes),
                                             maker->chosen->n_fixes, maker->n_ranked, best);
  maker->page->lead = g_strdup_printf (_("Sets of fixes compared over %s, each with everything in it at once, in the "
                                          "likely case."),
                                       years);
  return TRUE;
}
