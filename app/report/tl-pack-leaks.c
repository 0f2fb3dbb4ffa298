/* tl-pack-leaks.c: where money leaks, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-inputs.h"
#include "tl-pack-private.h"

#define BARS_MOST 12
#define FEW_BARS 6
#define LINKS_MOST 24
#define SYMPTOMS_MOST 4

typedef struct
{
  guint  pain;
  double net;
} Leak;

static int
compare_leaks (gconstpointer a, gconstpointer b)
{
  const Leak *first = a, *second = b;

  return first->net > second->net ? -1 : first->net < second->net ? 1 : first->pain < second->pain ? -1 : 1;
}

static GArray *
list_leaks (TlPackMaker *maker)
{
  GArray *leaks = g_array_new (FALSE, FALSE, sizeof (Leak));

  for (guint i = 0; i < maker->results->n_pains; i++)
    {
      const TlImpactStake *stake = &maker->results->pains[i].stake;
      Leak                 leak = { i, stake->known ? stake->net_lost : 0 };

      if (stake->known && fabs (stake->net_lost) >= 1)
        g_array_append_val (leaks, leak);
    }
  g_array_sort (leaks, compare_leaks);
  return leaks;
}

static char *
say_leak (TlPackMaker *maker, double lost, double cost)
{
  g_autofree char *margin = _tl_pack_money (maker, fabs (lost));
  g_autofree char *caused = _tl_pack_money (maker, fabs (cost));

  if (lost <= -1)
    return cost >= 1 ? g_strdup_printf (_("%s of cost caused, %s margin kept"), caused, margin)
                     : g_strdup_printf (_("%s margin kept"), margin);
  if (lost >= 1 && cost >= 1)
    /* Translators: what a pain costs a year: margin, and contacts and costs. */
    return g_strdup_printf (_("%s margin lost, %s of cost caused"), margin, caused);
  if (lost >= 1 && cost <= -1)
    return g_strdup_printf (_("%s margin lost, %s less to serve"), margin, caused);
  if (cost >= 1)
    return g_strdup_printf (_("%s of cost caused"), caused);
  return cost <= -1 ? g_strdup_printf (_("%s less to serve"), caused) : g_strdup_printf (_("%s margin lost"), margin);
}

static void
add_bar (TlPackMaker *maker, TlBlock *block, guint pain, GString *alt)
{
  const TlImpactStake *of = &maker->results->pains[pain].stake;
  guint                touchpoint = maker->snapshot->journey.pains[pain].touchpoint;
  gint64               records = tl_figures_count_records (maker->figures, maker->snapshot->pains.ids[pain]);
  g_autofree char     *n = _tl_pack_count (maker, (double) records);
  double               margin = of->net_lost - of->cost_caused;
  TlPackBar           *bar = g_new0 (TlPackBar, 1);

  bar->title = g_strdup (maker->snapshot->pains.titles[pain]);
  bar->detail = g_strdup (maker->snapshot->touchpoints.titles[touchpoint]);
  /* As long as what is lost net, so that the longest stands first. */
  bar->cost = CLAMP (of->cost_caused, 0, MAX (0, of->net_lost));
  bar->lost = MAX (0, of->net_lost - bar->cost);
  bar->words = say_leak (maker, margin, of->cost_caused);
  bar->net = _tl_pack_money (maker, of->net_lost);
  if (records > 0)
    bar->right = g_strdup_printf (ngettext ("%s record", "%s records", (gulong) records), n);
  /* Translators: a pain point, what it costs a year net, and what that is made of. */
  g_string_append_printf (alt, "%s", block->items->len ? " " : "");
  g_string_append_printf (alt, _("%s: %s a year, net (%s)."), bar->title, bar->net, bar->words);
  g_ptr_array_add (block->items, bar);
}

/* The stage that loses most. */
static guint
find_stage (TlPackMaker *maker)
{
  guint best = TL_IMPACT_NONE;

  for (guint i = 0; i < maker->results->n_stages; i++)
    if (maker->results->stages[i].stake.known &&
        (best == TL_IMPACT_NONE ||
         maker->results->stages[i].stake.net_lost > maker->results->stages[best].stake.net_lost))
      best = i;
  return best;
}

static guint
count_in_stage (TlPackMaker *maker, const GArray *leaks, guint stage)
{
  guint n = 0;

  for (guint i = 0; i < leaks->len; i++)
    n += maker->snapshot->journey.touchpoints[maker->snapshot->journey.pains[g_array_index (leaks, Leak, i).pain]
                                                  .touchpoint].stage == stage;
  return n;
}

/* One pain point, one stage, or the first few: where most of it is lost, held against all pain points together. */
static char *
make_leaks_headline (TlPackMaker *maker, const GArray *leaks)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  const Leak          *first = &g_array_index (leaks, Leak, 0);
  guint                worst = find_stage (maker), most = MIN (3, leaks->len);
  guint                pains[3];
  double               all = stake->known ? stake->net_lost : NAN, together;
  g_autofree char     *title = _tl_pack_short (maker->snapshot->pains.titles[first->pain], 60);
  g_autofree char     *money = _tl_pack_money (maker, first->net);
  g_autofree char     *total = isfinite (all) ? _tl_pack_money (maker, all) : NULL;
  g_autofree char     *part = NULL, *sum = NULL;

  if (first->net < 1)
    return g_strdup (_("No pain point costs more than it spares"));
  if (leaks->len == 1 || !(all >= 1))
    return g_strdup_printf (_("“%s” costs %s a year"), title, money);
  if (first->net > 1.005 * all)
    return g_strdup_printf (_("“%s” costs %s a year, more than all pain points together"), title, money);
  if (first->net / all >= 0.7)
    {
      part = _tl_pack_say_part (maker, first->net / all);
      return g_strdup_printf (_("%s of what leaks away is lost in one place: “%s”"), part, title);
    }
  if (worst != TL_IMPACT_NONE && count_in_stage (maker, leaks, worst) > 1 &&
      maker->results->stages[worst].stake.net_lost / all >= 0.4)
    {
      double           there = maker->results->stages[worst].stake.net_lost;
      g_autofree char *stage = _tl_pack_short (maker->snapshot->stages.titles[worst], 40);

      part = _tl_pack_say_part (maker, there / all);
      sum = _tl_pack_money (maker, there);
      return g_strdup_printf (_("%s of what leaks away is lost at “%s”: %s of %s a year"), part, stage, sum, total);
    }
  if (first->net / all >= 0.4)
    return g_strdup_printf (_("“%s” alone costs %s of the %s a year that leaks away"), title, money, total);
  for (guint i = 0; i < most; i++)
    pains[i] = g_array_index (leaks, Leak, i).pain;
  together = _tl_pack_stake (maker, pains, most);
  if (most < leaks->len && together >= 1)
    {
      sum = _tl_pack_money (maker, together);
      return g_strdup_printf (ngettext ("%u of %u pain points costs %s of the %s a year that leaks away",
                                        "%u of %u pain points cost %s of the %s a year that leaks away", most),
                              most, leaks->len, sum, total);
    }
  return g_strdup_printf (_("%s a year leaks away, most of it over “%s”"), total, title);
}

/* What the dearest rests on: the share that is said to leave, which is what everybody doubts first. */
static void
add_basis (TlPackMaker *maker, guint pain)
{
  const TlEstimate *leave = &maker->snapshot->journey.pains[pain].leave.estimate;
  const char       *title = _tl_pack_name (maker, &maker->snapshot->pains, pain);
  gint64            records = tl_figures_count_records (maker->figures, maker->snapshot->pains.ids[pain]);
  TlInputName       name = { 0 };
  TlBlock          *note;
  double            low, high;
  g_autofree char  *share = NULL;

  tl_estimate_get_ends (leave, &low, &high);
  if (!(tl_estimate_point (leave) > 0))
    return;
  share = leave->form == TL_ESTIMATE_COUNT || !(low < high)
            ? tl_inputs_show (maker->figures, TL_IMPACT_PART_LEAVE, pain, tl_estimate_point (leave), maker->numbers)
            : tl_inputs_show_range (maker->figures, TL_IMPACT_PART_LEAVE, pain, low, high, maker->numbers);
  tl_inputs_name (maker->figures, TL_IMPACT_PART_LEAVE, pain, &name);
  note = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);
  g_ptr_array_add (note->items,
                   g_strdup_printf (_("Of those whom “%s” hits, %s are taken to leave because of it (%s)."), title, share,
                                    _tl_pack_say_basis (name.basis)));
  if (records > 0)
    {
      g_autofree char *n = _tl_pack_count (maker, (double) records);

      g_ptr_array_add (note->items, g_strdup_printf (ngettext ("%s record speaks of it; those who speak up are no random "
                                                               "sample.",
                                                               "%s records speak of it; those who speak up are no random "
                                                               "sample.", (gulong) records), n));
    }
}

/* What they cost together, and why that is not their sum: who leaves meets no further pain, which is why mending one
 * brings more customers on to the next, and of several that hit the same customer one drives him away. */
static char *
make_leaks_lead (TlPackMaker *maker, const GArray *leaks, double together)
{
  double           sum = 0;
  g_autofree char *all = _tl_pack_money (maker, together);
  g_autofree char *added = NULL;

  for (guint i = 0; i < leaks->len; i++)
    sum += g_array_index (leaks, Leak, i).net;
  added = _tl_pack_money (maker, sum);
  if (g_str_equal (all, added))
    return g_strdup_printf (_("What each pain point costs a year by itself, net, the dearest first. Together they cost "
                              "%s."), all);
  if (together > sum)
    return g_strdup_printf (_("What each pain point costs a year by itself, net, the dearest first. Mending one brings "
                              "customers on to the next, so together they cost %s, not the %s they add up to."),
                            all, added);
  if (together < g_array_index (leaks, Leak, 0).net)
    return g_strdup_printf (_("What each pain point costs a year by itself, net, the dearest first. Together they cost "
                              "%s: those whom one drives away cost nothing to serve later on."), all);
  return g_strdup_printf (_("What each pain point costs a year by itself, net, the dearest first. One customer leaves "
                            "once, so together they cost %s, not the %s they add up to."), all, added);
}

/**
 * _tl_pack_make_leaks:
 */
gboolean
_tl_pack_make_leaks (TlPackMaker *maker, GError **error)
{
  g_autoptr (GArray)   leaks = list_leaks (maker);
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  g_autofree char     *all = stake->known ? _tl_pack_money (maker, stake->net_lost) : NULL;
  TlBlock             *block;
  GString             *alt;

  if (leaks->len == 0)
    return TRUE;
  alt = g_string_new (NULL);
  block = _tl_pack_add (maker, TL_BLOCK_BARS, NULL);
  for (guint i = 0; i < leaks->len && i < BARS_MOST; i++)
    add_bar (maker, block, g_array_index (leaks, Leak, i).pain, alt);
  block->alt = g_string_free (alt, FALSE);
  if (leaks->len > BARS_MOST)
    {
      TlBlock *note = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);

      g_ptr_array_add (note->items, g_strdup_printf (ngettext ("And %u more, which costs less than these.",
                                                               "And %u more, each of which costs less than these.",
                                                               leaks->len - BARS_MOST), leaks->len - BARS_MOST));
    }
  /* Where there are many, the bars need the room. */
  if (leaks->len <= FEW_BARS)
    add_basis (maker, g_array_index (leaks, Leak, 0).pain);
  maker->page->headline = make_leaks_headline (maker, leaks);
  if (leaks->len > 1 && all)
    maker->page->lead = make_leaks_lead (maker, leaks, stake->net_lost);
  else
    maker->page->lead = g_strdup (_("What it costs a year, net: margin lost and cost caused."));
  return TRUE;
}

/* What would not be lost, were a cause gone altogether, with everything else as it is: worked out as a fix that takes its
 * strength to nothing, so that pains that share a cause are counted together. NaN where that has no result. */
static double *
weigh_causes (TlPackMaker *maker)
{
  const TlImpactJourney    *journey = &maker->snapshot->journey;
  double                   *money = g_new0 (double, journey->n_causes + 1);
  g_autofree TlImpactFix   *fixes = g_new0 (TlImpactFix, journey->n_causes + 1);
  g_autofree TlImpactEffect *effects = g_new0 (TlImpactEffect, journey->n_causes + 1);
  TlImpactJourney           without = *journey;
  g_autoptr (TlImpactWorld) points = NULL;
  g_autoptr (TlImpactModel) model = NULL;
  g_autoptr (TlImpactSolver) solver = NULL;
  g_auto (TlImpactRefusal)  refusal = TL_IMPACT_REFUSAL_INIT;

  for (guint i = 0; i < journey->n_causes; i++)
    {
      fixes[i].status = TL_IMPACT_IDEA;
      fixes[i].id = maker->snapshot->causes.ids[i];
      effects[i] = (TlImpactEffect) { .fix = i, .field = TL_IMPACT_FIELD_STRENGTH, .on = i,
                                      .amount = TL_IMPACT_NUMBER (0), .to = TL_IMPACT_NONE };
    }
  without.fixes = fixes;
  without.n_fixes = journey->n_causes;
  without.effects = effects;
  without.n_effects = journey->n_causes;
  model = tl_impact_model_new (&without);
  points = tl_impact_world_new (&without);
  solver = tl_impact_solver_new (model);
  if (!tl_impact_solver_set_world (solver, points, &refusal))
    return money;
  for (guint i = 0; i < journey->n_causes; i++)
    {
      TlImpactChange          change;
      g_auto (TlImpactRefusal) refused = TL_IMPACT_REFUSAL_INIT;

      money[i] = tl_impact_solver_change (solver, &i, 1, &change, &refused) ? change.gross : NAN;
    }
  return money;
}

static void
add_link (TlPackMaker *maker, TlBlock *block, const TlImpactBecause *because, double money)
{
  const TlImpactStake *stake = &maker->results->pains[because->pain].stake;
  TlThing             *cause = tl_journey_lookup (maker->journey, maker->snapshot->causes.ids[because->cause]);
  const char          *owner = cause ? tl_thing_get_text (cause, TL_CAUSE_OWNER) : NULL;
  TlPackLink          *link = g_new0 (TlPackLink, 1);
  g_autofree char     *behind = money >= 1 ? _tl_pack_money (maker, money) : NULL;

  link->cause = g_strdup (maker->snapshot->causes.titles[because->cause]);
  if (behind && owner && *owner)
    /* Translators: money that is lost because of a cause, and who owns that cause. */
    link->cause_detail = g_strdup_printf (_("%s a year · %s"), behind, owner);
  else if (behind)
    link->cause_detail = g_strdup_printf (_("%s a year"), behind);
  else
    link->cause_detail = owner && *owner ? g_strdup (owner) : NULL;
  link->pain = g_strdup (maker->snapshot->pains.titles[because->pain]);
  if (stake->known && stake->net_lost >= 1)
    {
      g_autofree char *at_stake = _tl_pack_money (maker, stake->net_lost);

      link->pain_detail = g_strdup_printf (_("%s at stake a year"), at_stake);
    }
  link->share = tl_estimate_point (&because->share.estimate);
  link->money = stake->known && stake->net_lost > 0 ? link->share * stake->net_lost : 0;
  g_ptr_array_add (block->items, link);
}

/* Causes by what hangs on them. */
static void
add_links (TlPackMaker *maker, const double *money, const guint *n_pains)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  TlBlock               *block = _tl_pack_add (maker, TL_BLOCK_LINKS, NULL);
  g_autofree gboolean   *done = g_new0 (gboolean, journey->n_causes + 1);
  guint                  n_left = 0;

  for (guint round = 0; round < journey->n_causes; round++)
    {
      guint most = G_MAXUINT;

      for (guint i = 0; i < journey->n_causes; i++)
        if (n_pains[i] > 0 && !done[i] && (most == G_MAXUINT || money[i] > money[most]))
          most = i;
      if (most == G_MAXUINT)
        break;
      done[most] = TRUE;
      n_left += block->items->len + n_pains[most] > LINKS_MOST && block->items->len > 0;
      for (guint i = 0; n_left == 0 && i < journey->n_becauses && block->items->len < LINKS_MOST; i++)
        if (journey->becauses[i].cause == most)
          add_link (maker, block, &journey->becauses[i], money[most]);
    }
  block->alt = g_strdup (_("Causes on the left, the pain points that they drive on the right; the line is as thick as "
                           "what hangs on it."));
  if (n_left > 0)
    g_ptr_array_add (_tl_pack_add (maker, TL_BLOCK_NOTE, NULL)->items,
                     g_strdup_printf (ngettext ("And %u more cause, behind less than these.",
                                                "And %u more causes, each behind less than these.", n_left), n_left));
}

static gboolean
acts_on_cause (TlPackMaker *maker, guint fix, guint cause)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;

  for (guint i = 0; i < journey->n_effects; i++)
    if (journey->effects[i].fix == fix && journey->effects[i].field == TL_IMPACT_FIELD_STRENGTH &&
        journey->effects[i].on == cause)
      return TRUE;
  return FALSE;
}

/* The cause that a fix leaves alone though it acts on what that cause drives: the one behind most. */
static const TlImpactBecause *
find_left_alone (TlPackMaker *maker, guint fix)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  const TlImpactBecause *worst = NULL;
  double                 most = -1;

  for (guint i = 0; i < journey->n_becauses; i++)
    {
      const TlImpactBecause *because = &journey->becauses[i];
      const TlImpactStake   *stake = &maker->results->pains[because->pain].stake;
      double                 weight = tl_estimate_point (&because->share.estimate) * MAX (1, stake->net_lost);

      if (!_tl_pack_acts_on_pain (maker, fix, because->pain, FALSE) || acts_on_cause (maker, fix, because->cause) ||
          weight <= most)
        continue;
      worst = because;
      most = weight;
    }
  return worst;
}

static char *
say_symptom (TlPackMaker *maker, const TlPackRanked *fix, const TlImpactBecause *because)
{
  const char          *pain = _tl_pack_name (maker, &maker->snapshot->pains, because->pain);
  const char          *cause = _tl_pack_name (maker, &maker->snapshot->causes, because->cause);
  g_autofree char     *part = _tl_pack_percent (maker, tl_estimate_point (&because->share.estimate));

  for (guint i = 0; i < maker->n_ranked; i++)
    if (acts_on_cause (maker, maker->ranked[i].fix, because->cause))
      return g_strdup_printf (_("“%s” eases “%s”, but “%s”, which is behind %s of it, remains: “%s” acts on that."),
                              fix->name, pain, cause, part, maker->ranked[i].name);
  return g_strdup_printf (_("“%s” eases “%s”, but “%s”, which is behind %s of it, remains: no fix acts on that."),
                          fix->name, pain, cause, part);
}

/* A sentence for each fix that treats a symptom, those that are asked for first; where what is asked for acts on the cause
 * as well there is nothing to beware of. */
static void
add_symptoms (TlPackMaker *maker)
{
  TlBlock *block = NULL;

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < maker->n_ranked; i++)
      {
        const TlPackRanked    *fix = &maker->ranked[i];
        gboolean               is_asked = _tl_pack_set_has (maker->choice, fix->fix), is_met = FALSE;
        const TlImpactBecause *because = find_left_alone (maker, fix->fix);

        for (guint k = 0; because && is_asked && k < maker->choice->n_fixes; k++)
          is_met = is_met || acts_on_cause (maker, maker->choice->fixes[k], because->cause);
        /* What is turned down for other reasons needs no second one. */
        if (fix->outcome->kind == TL_IMPACT_FALSE_ECONOMY || fabs (fix->npv) < 0.5)
          continue;
        if (because == NULL || is_met || is_asked != (pass == 0) || (block && block->items->len >= SYMPTOMS_MOST))
          continue;
        if (block == NULL)
          {
            block = _tl_pack_add (maker, TL_BLOCK_NOTE, _("Symptoms treated while their cause remains"));
            block->tone = TL_TONE_LOSS;
          }
        g_ptr_array_add (block->items, say_symptom (maker, fix, because));
      }
}

static char *
make_causes_headline (TlPackMaker *maker, const double *money, const guint *n_pains)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  guint                best = G_MAXUINT;
  g_autofree char     *title = NULL;

  for (guint i = 0; i < maker->snapshot->journey.n_causes; i++)
    if (n_pains[i] > 0 && (best == G_MAXUINT || money[i] > money[best] ||
                           (money[i] == money[best] && n_pains[i] > n_pains[best])))
      best = i;
  title = _tl_pack_short (maker->snapshot->causes.titles[best], 60);
  if (money[best] >= 1)
    {
      g_autofree char *behind = _tl_pack_money (maker, money[best]);
      g_autofree char *all =
          stake->known && stake->net_lost > money[best] ? _tl_pack_money (maker, stake->net_lost) : NULL;

      return all ? g_strdup_printf (_("One cause is behind %s of the %s a year: “%s”"), behind, all, title)
                 : g_strdup_printf (_("One cause is behind %s a year: “%s”"), behind, title);
    }
  if (n_pains[best] > 1)
    return g_strdup_printf (ngettext ("“%s” drives %u pain point", "“%s” drives %u pain points", n_pains[best]), title,
                            n_pains[best]);
  return g_strdup (_("Which causes drive which pain points"));
}

/**
 * _tl_pack_make_causes:
 */
gboolean
_tl_pack_make_causes (TlPackMaker *maker, GError **error)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  g_autofree guint      *n_pains = g_new0 (guint, journey->n_causes + 1);
  g_autofree double     *money = NULL;

  if (journey->n_becauses == 0)
    return TRUE;
  for (guint i = 0; i < journey->n_becauses; i++)
    n_pains[journey->becauses[i].cause]++;
  money = weigh_causes (maker);
  for (guint i = 0; i < journey->n_causes; i++)
    money[i] = isfinite (money[i]) ? money[i] : 0;
  add_links (maker, money, n_pains);
  if (maker->choice)
    add_symptoms (maker);
  maker->page->headline = make_causes_headline (maker, money, n_pains);
  maker->page->lead = g_strdup (_("A fix that acts on the cause lasts; one that acts on the symptom has to be paid "
                                  "for again."));
  return TRUE;
}
