/* tl-pack-journey.c: the map and what is marked on it; the stages, for a map that is too large for one sheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-private.h"

#define FIX_MARKS_MOST 3

/* The thing that an effect acts on. */
static const char *
find_target (TlPackMaker *maker, const TlImpactEffect *effect)
{
  const TlSnapshot *snapshot = maker->snapshot;

  switch (effect->field)
    {
    case TL_IMPACT_FIELD_ENTRY:
    case TL_IMPACT_FIELD_REVENUE:
    case TL_IMPACT_FIELD_CONTINUE:
      return snapshot->stages.ids[effect->on];
    case TL_IMPACT_FIELD_REACH:
    case TL_IMPACT_FIELD_UNIT_COST:
    case TL_IMPACT_FIELD_FIXED_COST:
      return snapshot->touchpoints.ids[effect->on];
    case TL_IMPACT_FIELD_INCIDENCE:
    case TL_IMPACT_FIELD_LEAVE:
    case TL_IMPACT_FIELD_COST:
    case TL_IMPACT_FIELD_CONTACTS:
      return snapshot->pains.ids[effect->on];
    case TL_IMPACT_FIELD_SHARE:
    case TL_IMPACT_FIELD_STRENGTH:
    default:
      return NULL;
    }
}

/* Where a fix acts: the first of its effects that has a place, or the worst pain that its cause drives. */
static const char *
find_place_of_fix (TlPackMaker *maker, guint fix)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  const char            *place = NULL;
  double                 most = -INFINITY;

  for (guint i = 0; i < journey->n_effects; i++)
    if (journey->effects[i].fix == fix && find_target (maker, &journey->effects[i]))
      return find_target (maker, &journey->effects[i]);
  for (guint i = 0; i < journey->n_pains; i++)
    {
      const TlImpactStake *stake = &maker->results->pains[i].stake;
      double               net = stake->known ? stake->net_lost : 0;

      if (net > most && _tl_pack_acts_on_pain (maker, fix, i, TRUE))
        {
          most = net;
          place = maker->snapshot->pains.ids[i];
        }
    }
  return place;
}

static void
mark_free (gpointer data)
{
  TlPackMark *self = data;

  g_free (self->thing);
  g_free (self->name);
  g_free (self->words);
  g_free (self);
}

/* @name, @words: (transfer full) */
static void
add_mark (TlBlock *map, const char *thing, guint rank, TlTone tone, char *name, char *words)
{
  TlPackMark *mark = g_new0 (TlPackMark, 1);

  mark->thing = g_strdup (thing);
  mark->rank = rank;
  mark->tone = tone;
  mark->name = name;
  mark->words = words;
  g_ptr_array_add (map->items, mark);
}

/* What nobody should overlook: where most is at stake, what is loved best, where the fixes act that are asked for. */
static void
add_marks (TlPackMaker *maker, TlBlock *map, guint worst_stage)
{
  const TlImpactStake *stake = &maker->results->stages[worst_stage].stake;
  TlThing             *loved = _tl_pack_find_credit (maker);
  guint                n = 0;

  g_ptr_array_set_free_func (map->items, mark_free);
  if (stake->known && stake->net_lost >= 1)
    {
      g_autofree char *money = _tl_pack_money (maker, stake->net_lost);

      add_mark (map, maker->snapshot->stages.ids[worst_stage], 0, TL_TONE_LOSS, g_strdup (_("Most at stake")),
                /* Translators: a stage, and an amount of money. */
                g_strdup_printf (_("%s: %s a year"),
                                 _tl_pack_name (maker, &maker->snapshot->stages, worst_stage), money));
    }
  if (loved)
    {
      g_autofree char *title = _tl_pack_short (tl_thing_get_title (loved), TL_PACK_NAME_MOST);

      add_mark (map, tl_thing_get_id (tl_thing_get_parent (loved)), 0, TL_TONE_GAIN, g_strdup (_("Loved best")),
                g_strdup (title));
    }
  for (guint i = 0; maker->choice && i < maker->n_ranked && n < FIX_MARKS_MOST; i++)
    {
      const char *place = _tl_pack_set_has (maker->choice, maker->ranked[i].fix)
                            ? find_place_of_fix (maker, maker->ranked[i].fix) : NULL;

      if (place == NULL)
        continue;
      add_mark (map, place, maker->ranked[i].rank, TL_TONE_PLAIN, g_strdup_printf (_("Fix %u"), maker->ranked[i].rank),
                g_strdup (_tl_pack_name (maker, &maker->snapshot->fixes, maker->ranked[i].fix)));
      n++;
    }
}

/* The ranks of the fixes that act on a stage or on what stands in it: "1, 4". */
static char *
list_fixes (TlPackMaker *maker, guint stage)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  GString               *text = g_string_new (NULL);
  guint                  n = 0;

  for (guint i = 0; i < maker->n_ranked && n < 4; i++)
    for (guint k = 0; k < journey->n_effects; k++)
      {
        const TlImpactEffect *effect = &journey->effects[k];
        guint                 at = TL_IMPACT_NONE;

        if (effect->fix != maker->ranked[i].fix)
          continue;
        switch (effect->field)
          {
          case TL_IMPACT_FIELD_ENTRY:
          case TL_IMPACT_FIELD_REVENUE:
          case TL_IMPACT_FIELD_CONTINUE:
            at = effect->on;
            break;
          case TL_IMPACT_FIELD_REACH:
          case TL_IMPACT_FIELD_UNIT_COST:
          case TL_IMPACT_FIELD_FIXED_COST:
            at = journey->touchpoints[effect->on].stage;
            break;
          case TL_IMPACT_FIELD_INCIDENCE:
          case TL_IMPACT_FIELD_LEAVE:
          case TL_IMPACT_FIELD_COST:
          case TL_IMPACT_FIELD_CONTACTS:
            at = journey->touchpoints[journey->pains[effect->on].touchpoint].stage;
            break;
          case TL_IMPACT_FIELD_SHARE:
            at = journey->transitions[effect->on].from;
            break;
          case TL_IMPACT_FIELD_STRENGTH:
            for (guint b = 0; b < journey->n_becauses; b++)
              if (journey->becauses[b].cause == effect->on &&
                  journey->touchpoints[journey->pains[journey->becauses[b].pain].touchpoint].stage == stage)
                at = stage;
            break;
          default:
            break;
          }
        if (at != stage)
          continue;
        g_string_append_printf (text, "%s%u", n++ ? ", " : "", maker->ranked[i].rank);
        break;
      }
  return g_string_free (text, n == 0);
}

/* Returns: (nullable): “Renewal (80%), Get help (12%)” */
static char *
list_ways (TlPackMaker *maker, guint stage)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  g_autoptr (GPtrArray)  ways = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < journey->n_transitions; i++)
    if (journey->transitions[i].from == stage)
      {
        g_autofree char *share = _tl_pack_percent (maker, maker->results->transitions[i].share);

        /* Translators: a stage, and how many of the customers go there: “Renewal (80%)”. */
        g_ptr_array_add (ways, g_strdup_printf (_("%s (%s)"),
                                                maker->snapshot->stages.titles[journey->transitions[i].to], share));
      }
  if (ways->len == 0)
    return NULL;
  g_ptr_array_add (ways, NULL);
  return g_strjoinv (", ", (char **) ways->pdata);
}

static void
find_worst (TlPackMaker *maker, guint stage, TlPackStage *item)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  double                 most = 0;

  for (guint i = 0; i < journey->n_pains; i++)
    {
      const TlImpactStake *stake = &maker->results->pains[i].stake;

      if (journey->touchpoints[journey->pains[i].touchpoint].stage != stage || !stake->known || stake->net_lost <= most)
        continue;
      most = stake->net_lost;
      g_free (item->pain);
      item->pain = g_strdup (maker->snapshot->pains.titles[i]);
    }
}

/* How the stage feels: the mean of its touchpoints; and what is loved where it feels best. */
static void
find_feeling (TlPackMaker *maker, TlThing *stage, TlPackStage *item)
{
  double sum = 0, best = -INFINITY;
  guint  n = 0;

  for (guint i = 0; i < tl_thing_n (stage, TL_KIND_TOUCHPOINT); i++)
    {
      TlThing *touchpoint = tl_thing_nth (stage, TL_KIND_TOUCHPOINT, i);
      double   emotion = tl_thing_has (touchpoint, TL_TOUCHPOINT_EMOTION)
                           ? tl_thing_get_number (touchpoint, TL_TOUCHPOINT_EMOTION) : NAN;

      if (isfinite (emotion))
        {
          sum += emotion;
          n++;
        }
      if (tl_thing_n (touchpoint, TL_KIND_DELIGHT) > 0 && (isfinite (emotion) ? emotion : 0) > best)
        {
          best = isfinite (emotion) ? emotion : 0;
          g_free (item->delight);
          item->delight = g_strdup (tl_thing_get_title (tl_thing_nth (touchpoint, TL_KIND_DELIGHT, 0)));
        }
    }
  item->emotion = n ? sum / n : NAN;
}

typedef struct
{
  guint  stage;
  double at; /* its column, then its row */
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = a, *second = b;

  return first->at < second->at ? -1 : first->at > second->at ? 1 : first->stage < second->stage ? -1 : 1;
}

static double
find_place (TlPackMaker *maker, guint stage)
{
  TlThing *thing = tl_journey_lookup (maker->journey, maker->snapshot->stages.ids[stage]);
  double   column = tl_thing_has (thing, TL_STAGE_COLUMN) ? tl_thing_get_number (thing, TL_STAGE_COLUMN) : 1e6 + stage;

  return column * 1e3 + tl_thing_get_number (thing, TL_STAGE_ROW);
}

/**
 * _tl_pack_make_map:
 */
gboolean
_tl_pack_make_map (TlPackMaker *maker, GError **error)
{
  const TlImpactStake *stake = tl_figures_get_stake (maker->figures);
  g_autofree Place    *places = g_new (Place, maker->results->n_stages + 1);
  guint                most = 0;
  TlBlock             *map, *journey;

  if (maker->results->n_stages == 0)
    return TRUE;
  map = _tl_pack_add (maker, TL_BLOCK_MAP, NULL);
  map->alt = g_strdup_printf (ngettext ("The journey as a map of %u stage.", "The journey as a map of %u stages.",
                                        maker->results->n_stages), maker->results->n_stages);
  journey = _tl_pack_add (maker, TL_BLOCK_JOURNEY, NULL);
  journey->alt = g_strdup (map->alt);
  for (guint i = 0; i < maker->results->n_stages; i++)
    places[i] = (Place) { i, find_place (maker, i) };
  qsort (places, maker->results->n_stages, sizeof *places, compare_places);
  for (guint i = 0; i < maker->results->n_stages; i++)
    {
      guint                      index = places[i].stage;
      const TlImpactStageResult *result = &maker->results->stages[index];
      TlPackStage               *item = g_new0 (TlPackStage, 1);
      g_autofree char           *visits = _tl_pack_count (maker, result->visits);

      item->title = g_strdup (maker->snapshot->stages.titles[index]);
      item->visits = g_strdup_printf (ngettext ("%s visit", "%s visits", _tl_pack_plural (result->visits)), visits);
      item->is_outcome = result->is_outcome;
      if (result->leave > 0 && result->visits * result->leave >= 1)
        {
          g_autofree char *leavers = _tl_pack_count (maker, result->visits * result->leave);

          /* Translators: customers who leave because of pain, in little room. */
          item->leave = g_strdup_printf (_("%s leave"), leavers);
        }
      item->stake = result->stake.known ? result->stake.net_lost : 0;
      item->words = fabs (item->stake) >= 1 ? _tl_pack_money (maker, item->stake) : NULL;
      item->fixes = list_fixes (maker, index);
      item->ways = list_ways (maker, index);
      find_worst (maker, index, item);
      find_feeling (maker, tl_journey_lookup (maker->journey, maker->snapshot->stages.ids[index]), item);
      g_ptr_array_add (journey->items, item);
      if (result->stake.net_lost > maker->results->stages[most].stake.net_lost)
        most = index;
    }
  add_marks (maker, map, most);
  if (stake->known && maker->results->stages[most].stake.net_lost >= 1)
    {
      g_autofree char *money = _tl_pack_money (maker, maker->results->stages[most].stake.net_lost);

      maker->page->headline = g_strdup_printf (_("Most is at stake at “%s”: %s a year"),
                                               _tl_pack_name (maker, &maker->snapshot->stages, most), money);
    }
  else
    maker->page->headline = g_strdup (_("The journey, as customers go through it"));
  maker->page->lead = g_strdup (tl_figures_has_money (maker->figures)
                                  ? _("What customers go through, and what is at stake at each stage a year, net.")
                                  : _("What customers go through."));
  return TRUE;
}
