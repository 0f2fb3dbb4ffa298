/* tl-pack-decision.c: what is asked for, what it gives, and what doing nothing costs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-inputs.h"
#include "tl-pack-private.h"

#define ASKS_MOST 4
#define NAMES_MOST 46 /* letters of two titles that a headline has room for */

static const TlPackRanked *
find_ranked (TlPackMaker *maker, guint fix)
{
  for (guint i = 0; i < maker->n_ranked; i++)
    if (maker->ranked[i].fix == fix)
      return &maker->ranked[i];
  return NULL;
}

/* Why there is nothing to say yes to. */
static char *
make_headline_of_none (TlPackMaker *maker)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  const TlPackRanked  *first = maker->n_ranked ? &maker->ranked[0] : NULL;
  guint                n_pay = 0;

  if (first == NULL)
    {
      g_autofree char *lost = stake->known && stake->net_lost >= 1 ? _tl_pack_money (maker, stake->net_lost) : NULL;

      return lost ? g_strdup_printf (_("%s a year is at stake, and no fix is up for decision"), lost)
                  : g_strdup (_("No fix is up for decision yet"));
    }
  if (!tl_figures_has_money (maker->figures))
    return g_strdup (_("Nobody can tell yet which fix pays: the journey holds no money"));
  for (guint i = 0; i < maker->n_ranked; i++)
    n_pay += maker->ranked[i].npv > 0;
  if (n_pay > 0 && !isnan (maker->budget))
    {
      g_autofree char *budget = _tl_pack_money (maker, maker->budget);

      return g_strdup_printf (_("Nothing that %s buys pays"), budget);
    }
  if (maker->n_ranked == 1)
    {
      const TlImpactFix *fix = &maker->snapshot->journey.fixes[first->fix];
      g_autofree char   *title = _tl_pack_short (first->title, 60);
      g_autofree char   *years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));

      if (first->npv <= -1)
        {
          g_autofree char *loss = _tl_pack_money (maker, -first->npv);

          return g_strdup_printf (_("Say no to “%s”: it would lose %s in %s"), title, loss, years);
        }
      if (fix->start_month >= tl_figures_get_horizon (maker->figures) * 12)
        return g_strdup_printf (_("“%s” starts after the %s that are looked at"), title, years);
      return g_strdup_printf (_("Nothing speaks for “%s” yet: it changes no figure"), title);
    }
  if (maker->n_ranked == 2)
    return g_strdup (_("Say no to both: neither of the fixes pays"));
  return g_strdup_printf (ngettext ("Say no for now: the %u fix does not pay",
                                    "Say no to all of them: none of the %u fixes pays", maker->n_ranked),
                          maker->n_ranked);
}

/* The first half of the headline: what to say yes to. */
static char *
name_choice (TlPackMaker *maker)
{
  const TlPackSet    *choice = maker->choice;
  const TlPackRanked *first = find_ranked (maker, choice->fixes[0]);
  g_autofree char    *one = _tl_pack_short (first->title, 50);

  if (choice->n_fixes == 1)
    return g_strdup_printf (_("Say yes to “%s”"), one);
  if (choice->n_fixes == 2)
    {
      const TlPackRanked *second = find_ranked (maker, choice->fixes[1]);

      if (g_utf8_strlen (first->title, -1) + g_utf8_strlen (second->title, -1) <= NAMES_MOST)
        return g_strdup_printf (_("Say yes to “%s” and “%s”"), first->title, second->title);
    }
  if (choice->n_fixes == 2 && maker->n_ranked == 2)
    return g_strdup (_("Say yes to both fixes"));
  if (choice->n_fixes == maker->n_ranked)
    return g_strdup_printf (ngettext ("Say yes to the %u fix", "Say yes to all %u fixes", choice->n_fixes),
                            choice->n_fixes);
  return g_strdup_printf (ngettext ("Say yes to %u fix", "Say yes to %u fixes", choice->n_fixes), choice->n_fixes);
}

/* What is asked for over and above what is approved already. */
static double
count_new_money (TlPackMaker *maker)
{
  double more = 0;

  for (guint i = 0; maker->choice && i < maker->choice->n_fixes; i++)
    {
      const TlPackRanked *fix = find_ranked (maker, maker->choice->fixes[i]);

      if (!tl_thing_is_word (fix->thing, TL_FIX_STATUS, "approved"))
        more += fix->outcome->one_off;
    }
  return more;
}

static char *
make_headline (TlPackMaker *maker)
{
  const char      *ask = maker->settings ? tl_thing_get_text (maker->settings, TL_PACK_ASK) : NULL;
  double           more = count_new_money (maker);
  g_autofree char *what = NULL, *gain = NULL, *one_off = NULL, *years = NULL, *new_money = NULL;

  if (ask && *ask)
    return g_strdup (ask);
  if (maker->choice == NULL || maker->choice->n_fixes == 0)
    return make_headline_of_none (maker);
  what = name_choice (maker);
  gain = _tl_pack_money (maker, maker->choice->npv);
  one_off = _tl_pack_money (maker, maker->choice->outcome.one_off);
  years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));
  new_money = _tl_pack_money (maker, more);
  if (more >= 1 && !g_str_equal (new_money, one_off))
    /* Translators: the headline of a decision where a part of the money is approved: “Say yes to 3 fixes: £120k more (£370k
     * in all), £785k better off in 2 years” */
    return g_strdup_printf (_("%s: %s more (%s in all), %s better off in %s"), what, new_money, one_off, gain, years);
  if (more < 1 && maker->choice->outcome.one_off >= 1)
    /* Translators: the headline of a decision where all of the money is approved already. */
    return g_strdup_printf (_("%s: no new money, %s better off in %s"), what, gain, years);
  if (maker->choice->outcome.one_off >= 1)
    /* Translators: the headline of a decision: “Say yes to “Free delivery”: £20k now, £785k better off in 2 years” */
    return g_strdup_printf (_("%s: %s now, %s better off in %s"), what, one_off, gain, years);
  /* Translators: the headline of a decision: “Say yes to “Free delivery”: £785k better off in 2 years” */
  return g_strdup_printf (_("%s: %s better off in %s"), what, gain, years);
}

/* What has to be known to read the figures: what is given up for them, and which futures they are of. */
static char *
make_lead (TlPackMaker *maker)
{
  const TlPackSet *choice = maker->choice;
  GString         *text = g_string_new (NULL);

  if (choice && choice->n_fixes > 0)
    {
      double given_up = _tl_pack_set_give_up (maker, choice);

      if (given_up >= 1)
        {
          g_autofree char *money = _tl_pack_money (maker, given_up);

          g_string_append_printf (text, _("After giving up about %s of income a year."), money);
          g_string_append_c (text, ' ');
        }
      if (choice->n_fixes > 1)
        g_string_append_printf (text, "%s ", _("All of them at once; what they share is counted once."));
      g_string_append (text, choice->has_range ? _("The mean over all simulated futures; the range holds four times "
                                                   "out of five.")
                                               : _("Each figure is the likely case."));
    }
  else if (maker->n_ranked > 0)
    g_string_append (text, maker->doubt ? _("Each fix was looked at in the mean over all simulated futures.")
                                        : _("Each figure is the likely case."));
  return g_string_free (text, text->len == 0);
}

/* The pains that a set acts on. */
static guint
list_pains (TlPackMaker *maker, const TlPackSet *set, guint *pains)
{
  guint n = 0;

  for (guint i = 0; i < maker->results->n_pains; i++)
    for (guint k = 0; k < set->n_fixes; k++)
      if (_tl_pack_acts_on_pain (maker, set->fixes[k], i, TRUE))
        {
          pains[n++] = i;
          break;
        }
  return n;
}

/* What waiting costs: what would be won, which is the only price of it; where nothing is asked for, what stays at
 * stake. */
static void
add_waiting (TlPackMaker *maker, TlBlock *block)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);

  if (maker->choice && maker->choice->n_fixes > 0 && maker->choice->outcome.net_year >= 1)
    _tl_pack_add_figure (block, TL_TONE_LOSS, _tl_pack_money (maker, maker->choice->outcome.net_year),
                         _("forgone each year we wait"), g_strdup (_("net, at full effect")));
  else if (stake->known && stake->net_lost >= 1)
    _tl_pack_add_figure (block, TL_TONE_LOSS, _tl_pack_money (maker, stake->net_lost), _("at stake a year"),
                         maker->results->n_pains > 1 ? g_strdup (_("over all pain points together")) : NULL);
}

static void
add_key_figures (TlPackMaker *maker)
{
  TlBlock         *block = _tl_pack_add (maker, TL_BLOCK_FIGURES, NULL);
  const TlPackSet *choice = maker->choice;
  g_autofree char *years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));
  g_autofree char *label = g_strdup_printf (_("combined impact in %s"), years);

  if (choice && choice->n_fixes > 0)
    {
      const TlImpactOutcome *outcome = &choice->outcome;
      g_autofree char       *added = _tl_pack_money (maker, choice->added_up);
      g_autofree char       *together = _tl_pack_money (maker, choice->npv);
      char                  *detail = NULL;

      if (choice->has_range)
        detail = _tl_pack_range (maker, choice->low, choice->high);
      else if (choice->n_fixes > 1 && !g_str_equal (added, together))
        detail = g_strdup_printf (_("added up, they would claim %s"), added);
      _tl_pack_add_figure (block, TL_TONE_GAIN, _tl_pack_gain (maker, choice->npv), label, detail);
      if (outcome->pays_back)
        _tl_pack_add_figure (block, TL_TONE_PLAIN, _tl_pack_months (outcome->payback_months),
                             outcome->payback_months > 0 ? _("until it has paid for itself") : _("it pays for itself"),
                             g_strdup (_("the likely case")));
      if (choice->has_range)
        {
          g_autofree char *worlds = _tl_pack_count (maker, maker->doubt->n_worlds);

          _tl_pack_add_figure (block, TL_TONE_PLAIN, _tl_pack_chance (maker, choice->p_pays),
                               _("of simulated futures gain"), g_strdup_printf (_("%s futures"), worlds));
        }
      else
        {
          g_autofree char *run = _tl_pack_money (maker, outcome->run);

          _tl_pack_add_figure (block, TL_TONE_PLAIN, _tl_pack_money (maker, outcome->one_off), _("to start"),
                               outcome->run >= 1 ? g_strdup_printf (_("and %s a year to run"), run) : NULL);
        }
    }
  add_waiting (maker, block);
  if (block->items->len == 0)
    g_ptr_array_remove (maker->page->blocks, block);
}

static char *
say_who (TlThing *fix)
{
  const char *owner = tl_thing_get_text (fix, TL_FIX_OWNER);
  const char *sponsor = tl_thing_get_text (fix, TL_FIX_SPONSOR);

  if (owner && *owner && sponsor && *sponsor)
    /* Translators: who owns a fix, and who sponsors it. */
    return g_strdup_printf (_("Owner: %s. Sponsor: %s."), owner, sponsor);
  if (owner && *owner)
    return g_strdup_printf (_("Owner: %s. It has no sponsor yet."), owner);
  if (sponsor && *sponsor)
    return g_strdup_printf (_("Sponsor: %s. Nobody owns it yet."), sponsor);
  return g_strdup (_("Name somebody who owns it, and a sponsor."));
}

static char *
say_ask (TlPackMaker *maker, const TlPackRanked *fix, const char *day)
{
  g_autofree char *money = _tl_pack_money (maker, fix->outcome->one_off);
  g_autofree char *title = _tl_pack_short (fix->title, 90);
  gboolean         is_free = fix->outcome->one_off < 1;

  if (tl_thing_is_word (fix->thing, TL_FIX_STATUS, "approved"))
    {
      if (is_free)
        return day ? g_strdup_printf (_("Keep to “%s”, approved already, done by %s."), title, day)
                   : g_strdup_printf (_("Keep to “%s”, approved already."), title);
      return day ? g_strdup_printf (_("Keep to %s for “%s”, approved already, done by %s."), money, title, day)
                 : g_strdup_printf (_("Keep to %s for “%s”, approved already."), money, title);
    }
  if (is_free)
    return day ? g_strdup_printf (_("Approve “%s”, done by %s."), title, day)
               : g_strdup_printf (_("Approve “%s”."), title);
  return day ? g_strdup_printf (_("Approve %s for “%s”, done by %s."), money, title, day)
             : g_strdup_printf (_("Approve %s for “%s”."), money, title);
}

/* A day that is past is no day to ask for. */
static void
ask_for (TlPackMaker *maker, TlBlock *block, const TlPackRanked *fix)
{
  const char      *due = tl_thing_get_text (fix->thing, TL_FIX_DUE);
  g_autofree char *day = _tl_pack_day (due);
  gboolean         is_past = day && _tl_pack_is_past (maker, due);
  g_autofree char *ask = say_ask (maker, fix, is_past ? NULL : day);

  if (is_past)
    /* Translators: a whole sentence that asks for a fix, and the day it was to be done by. */
    g_ptr_array_add (block->items, g_strdup_printf (_("%s Its day, %s, is past: name a new one."), ask, day));
  else
    g_ptr_array_add (block->items, g_steal_pointer (&ask));
}

/* Where there is no money: the fixes by name, and how many more customers they bring to a good end. */
static void
add_kept (TlPackMaker *maker, TlBlock *block)
{
  for (guint i = 0; i < maker->n_ranked && i < ASKS_MOST; i++)
    {
      const TlImpactOutcome *outcome = maker->ranked[i].outcome;
      double                 won = outcome->known ? outcome->change.won : 0;
      g_autofree char       *title = _tl_pack_short (maker->ranked[i].title, 60);
      g_autofree char       *n = _tl_pack_count (maker, won);

      if (won >= 1)
        g_ptr_array_add (block->items,
                         g_strdup_printf (ngettext ("“%s” would bring %s more customer a year to a good end.",
                                                    "“%s” would bring %s more customers a year to a good end.",
                                                    _tl_pack_plural (won)), title, n));
      else
        g_ptr_array_add (block->items, g_strdup_printf (_("“%s” is up for decision."), title));
    }
  if (maker->n_ranked > ASKS_MOST)
    g_ptr_array_add (block->items, g_strdup_printf (ngettext ("And %u more fix.", "And %u more fixes.",
                                                              maker->n_ranked - ASKS_MOST),
                                                    maker->n_ranked - ASKS_MOST));
}

/* Where nothing is asked for: what would have to be known. */
static void
ask_to_measure (TlPackMaker *maker, TlBlock *block)
{
  g_autofree char *begins = NULL;

  if (!tl_figures_has_money (maker->figures))
    {
      g_ptr_array_add (block->items, g_strdup (_("Write down what a customer brings, what contacts cost, and what the "
                                                 "fixes cost.")));
      add_kept (maker, block);
      return;
    }
  if (maker->n_ranked == 0)
    {
      g_ptr_array_add (block->items, g_strdup (_("Ask the teams for fixes, with what they cost and what they "
                                                 "change.")));
      return;
    }
  g_ptr_array_add (block->items, g_strdup (_("No money now.")));
  begins = _tl_pack_say_break_even (maker, &maker->ranked[0]);
  if (begins && maker->ranked[0].npv < 0)
    g_ptr_array_add (block->items, g_steal_pointer (&begins));
  if (maker->sensitivity->len > 0)
    {
      const TlImpactInput *input = &g_array_index (maker->sensitivity, TlImpactSensitivity, 0).input;
      g_autofree char     *what = tl_inputs_describe (maker->figures, input->part, input->index, TRUE);

      if (what)
        g_ptr_array_add (block->items,
                         g_strdup_printf (_("Time to measure what the ranking hangs on most: %s."), what));
    }
}

/* What the budget leaves out, where that is worth asking about. */
static void
add_beyond (TlPackMaker *maker, TlBlock *block)
{
  TlPackSet *best;

  if (isnan (maker->budget) || maker->choice == NULL)
    return;
  best = _tl_pack_set_choose (maker, NAN);
  if (best->n_fixes > 0 && best->npv > 1.1 * maker->choice->npv && best->npv - maker->choice->npv >= 1)
    {
      g_autofree char *once = _tl_pack_money (maker, best->outcome.one_off);
      g_autofree char *budget = _tl_pack_money (maker, maker->budget);
      g_autofree char *gain = _tl_pack_gain (maker, best->npv);

      g_ptr_array_add (block->items, g_strdup_printf (_("With %s rather than %s it would be %s: see the options."), once,
                                                      budget, gain));
    }
  _tl_pack_set_free (best);
}

/* Who stands for several of them. */
static void
add_owners (TlPackMaker *maker, TlBlock *block)
{
  const TlPackSet      *choice = maker->choice;
  g_autoptr (GPtrArray) owners = g_ptr_array_new ();
  g_autofree char      *names = NULL;
  guint                 n_without = 0;

  for (guint i = 0; i < choice->n_fixes; i++)
    {
      const char *owner = tl_thing_get_text (find_ranked (maker, choice->fixes[i])->thing, TL_FIX_OWNER);

      if (owner == NULL || *owner == '\0')
        n_without++;
      else if (!g_ptr_array_find_with_equal_func (owners, owner, g_str_equal, NULL))
        g_ptr_array_add (owners, (gpointer) owner);
    }
  if (n_without == choice->n_fixes)
    g_ptr_array_add (block->items, g_strdup (_("Name somebody who owns each of them.")));
  else if (n_without > 0)
    g_ptr_array_add (block->items, g_strdup_printf (ngettext ("Name an owner for the one that has none.",
                                                              "Name owners for the %u that have none.", n_without),
                                                    n_without));
  else if (owners->len <= ASKS_MOST)
    {
      names = _tl_pack_join_long (owners);
      g_ptr_array_add (block->items, g_strdup_printf (_("Owners: %s."), names));
    }
}

/* By when it works, all of it. */
static void
add_when (TlPackMaker *maker, TlBlock *block)
{
  double months = 0;

  for (guint i = 0; maker->choice && i < maker->choice->n_fixes; i++)
    {
      const TlImpactFix *fix = &maker->snapshot->journey.fixes[maker->choice->fixes[i]];

      months = MAX (months, fix->start_month + fix->ramp_months);
    }
  if (months >= 1 && months < 1200)
    {
      g_autofree char *when = _tl_pack_months ((int) ceil (months));

      g_ptr_array_add (block->items, g_strdup_printf (_("At full effect in %s."), when));
    }
}

static void
add_ask (TlPackMaker *maker)
{
  const TlPackSet *choice = maker->choice;
  guint            n = choice ? choice->n_fixes : 0;
  TlBlock         *block = _tl_pack_add (maker, TL_BLOCK_POINTS, _("What we ask"));
  g_autofree char *by = maker->settings ? _tl_pack_day (tl_thing_get_text (maker->settings, TL_PACK_BY)) : NULL;

  block->half = TRUE;
  for (guint i = 0; i < n && i < ASKS_MOST; i++)
    ask_for (maker, block, find_ranked (maker, choice->fixes[i]));
  if (n > ASKS_MOST)
    g_ptr_array_add (block->items, g_strdup_printf (ngettext ("And %u more: see the options.",
                                                              "And %u more: see the options.", n - ASKS_MOST),
                                                    n - ASKS_MOST));
  if (n > 0 && choice->outcome.run >= 1)
    {
      g_autofree char *run = _tl_pack_money (maker, choice->outcome.run);

      g_ptr_array_add (block->items,
                       g_strdup_printf (ngettext ("Running it costs %s a year, which is taken off already.",
                                                  "Running them costs %s a year, which is taken off already.", n),
                                        run));
    }
  if (n > 1)
    add_owners (maker, block);
  add_when (maker, block);
  add_beyond (maker, block);
  if (n == 1)
    {
      TlThing    *fix = find_ranked (maker, choice->fixes[0])->thing;
      const char *control = tl_thing_get_text (fix, TL_FIX_CONTROL);

      g_ptr_array_add (block->items, say_who (fix));
      g_ptr_array_add (block->items, control && *control
                                         ? g_strdup_printf (_("Control group: %s."), control)
                                         : g_strdup (_("Leave some customers out at first, to compare with those who have "
                                                       "it.")));
    }
  if (n == 0)
    ask_to_measure (maker, block);
  if (by)
    g_ptr_array_add (block->items, g_strdup_printf (_("Decide by %s."), by));
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

/* What stays at stake: over the one pain that is acted on, or over all of the journey. */
static void
add_at_stake (TlPackMaker *maker, TlBlock *block)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  g_autofree guint    *pains = g_new (guint, maker->results->n_pains + 1);
  guint                n = maker->choice ? list_pains (maker, maker->choice, pains) : 0;
  g_autofree char     *money = NULL, *title = NULL;

  if (maker->choice == NULL || maker->choice->n_fixes == 0)
    return;
  if (n == 1 && maker->results->pains[pains[0]].stake.known && maker->results->pains[pains[0]].stake.net_lost >= 1)
    {
      money = _tl_pack_money (maker, maker->results->pains[pains[0]].stake.net_lost);
      title = _tl_pack_short (maker->snapshot->pains.titles[pains[0]], 60);
      g_ptr_array_add (block->items, g_strdup_printf (_("“%s” goes on costing %s a year."), title, money));
    }
  else if (stake->known && stake->net_lost >= 1)
    {
      money = _tl_pack_money (maker, stake->net_lost);
      g_ptr_array_add (block->items, g_strdup_printf (_("%s a year stays at stake over all pain points."), money));
    }
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
    g_ptr_array_add (block->items, g_strdup_printf (ngettext ("%s customer a year keeps leaving because of a pain "
                                                              "point.",
                                                              "%s customers a year keep leaving because of a pain "
                                                              "point.",
                                                              _tl_pack_plural (leavers)),
                                                    customers));
  if (maker->results->year.avoidable >= 1)
    {
      g_autofree char *money = _tl_pack_money (maker, maker->results->year.avoidable);

      g_ptr_array_add (block->items, g_strdup_printf (_("%s a year goes on contacts and costs that pain points cause, before "
                                                        "what it would cost to serve those who leave."),
                                                      money));
    }
  add_at_stake (maker, block);
  if (records > 0)
    g_ptr_array_add (block->items,
                     g_strdup_printf (ngettext ("%s record says how it is, in the customer’s words.",
                                                "%s records say how it is, in customers’ words.",
                                                (gulong) records), voices));
  for (guint i = 0; i < maker->n_ranked; i++)
    if (maker->ranked[i].outcome->kind == TL_IMPACT_FALSE_ECONOMY && maker->ranked[i].npv <= 0 &&
        block->items->len < 5)
      {
        g_autofree char *saved = _tl_pack_money (maker, -maker->ranked[i].outcome->change.cost);
        g_autofree char *lost = _tl_pack_money (maker, -maker->ranked[i].outcome->change.revenue);
        g_autofree char *title = _tl_pack_short (maker->ranked[i].title, 60);

        g_ptr_array_add (block->items,
                         g_strdup_printf (_("“%s” instead saves %s of cost a year and loses %s of sales: turned down."),
                                          title, saved, lost));
      }
  if (block->items->len == 0)
    g_ptr_array_add (block->items, g_strdup (_("Nothing is known to be lost.")));
}

static void
add_credit (TlPackMaker *maker)
{
  TlThing         *credit = _tl_pack_find_credit (maker);
  TlBlock         *block;
  gint64           records;
  const char      *title, *team;
  g_autofree char *n = NULL, *builds = NULL;
  GString         *text;

  if (credit == NULL)
    return;
  block = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);
  block->tone = TL_TONE_GAIN;
  records = tl_figures_count_records (maker->figures, tl_thing_get_id (credit));
  n = _tl_pack_count (maker, (double) records);
  title = tl_thing_get_title (credit);
  team = tl_thing_get_text (credit, TL_DELIGHT_CREDIT);
  text = g_string_new (NULL);
  if (records > 0)
    g_string_append_printf (text, ngettext ("Credit first: customers love “%s” (%s record). Thank you, %s.",
                                            "Credit first: customers love “%s” (%s records). Thank you, %s.",
                                            (gulong) records), title, n, team);
  else
    /* Translators: a delight's title, and the team that earned it. */
    g_string_append_printf (text, _("Credit first: customers love “%s”. Thank you, %s."), title, team);
  builds = _tl_pack_say_touch (maker, credit, TRUE);
  if (builds)
    g_string_append_printf (text, " %s", builds);
  g_ptr_array_add (block->items, g_string_free (text, FALSE));
}

/**
 * _tl_pack_make_decision:
 */
gboolean
_tl_pack_make_decision (TlPackMaker *maker, GError **error)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);

  if (maker->n_ranked == 0 && !(stake->known && stake->net_lost >= 1) && count_leavers (maker) < 1)
    return TRUE;
  maker->page->headline = make_headline (maker);
  maker->page->lead = make_lead (maker);
  add_key_figures (maker);
  add_ask (maker);
  add_nothing (maker);
  add_credit (maker);
  return TRUE;
}
