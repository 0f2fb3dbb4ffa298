/* tl-pack-journey.c: the journey in one line, for a map that is too large for one sheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-draw.h"
#include "tl-pack-private.h"

#define COLUMNS_MOST 10
#define COLUMN_GAP 18.0
#define FEELING_TALL 96.0

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
      find_worst (maker, index, item);
      find_feeling (maker, tl_journey_lookup (maker->journey, maker->snapshot->stages.ids[index]), item);
      g_ptr_array_add (journey->items, item);
      if (result->stake.net_lost > maker->results->stages[most].stake.net_lost)
        most = index;
    }
  if (stake->known && maker->results->stages[most].stake.net_lost >= 1)
    {
      g_autofree char *money = _tl_pack_money (maker, maker->results->stages[most].stake.net_lost);

      maker->page->headline = g_strdup_printf (_("Most is at stake at “%s”: %s a year"),
                                               _tl_pack_name (maker, &maker->snapshot->stages, most), money);
    }
  else
    maker->page->headline = g_strdup (_("The journey, as customers go through it"));
  return TRUE;
}

static void
draw_stage (TlPackPen *self, const TlPackStage *stage, double x, double y, double width, double most)
{
  double room = width - 28;
  double at = y + 118 + FEELING_TALL;

  tl_scene_rect (self->scene, (TlBox) { x, y, width, 104 }, 12,
                 (TlPen) { .fill = TL_COLOUR_CARD, .stroke = stage->is_outcome ? TL_COLOUR_GAIN : TL_COLOUR_CARD_EDGE,
                           .stroke_width = stage->is_outcome ? 2 : 1 });
  _tl_pen_text (self, TL_PACK_FONT (18, 700), TL_COLOUR_INK, x + 14, y + 26, room, 23, 2, stage->title);
  _tl_pen_line (self, TL_PACK_FONT (15, 400), TL_COLOUR_SOFT, x + 14, y + 72, TL_ANCHOR_START, room, stage->visits);
  if (stage->leave)
    _tl_pen_line (self, TL_PACK_FONT (15, 400), TL_COLOUR_LOSS_INK, x + 14, y + 93, TL_ANCHOR_START, room,
                  stage->leave);
  if (stage->words)
    {
      if (stage->stake > 0)
        tl_scene_hatch (self->scene, (TlBox) { x + 14, at, MAX (4, room * stage->stake / most), 18 }, 4,
                        TL_COLOUR_LOSS);
      _tl_pen_line (self, TL_PACK_FONT (18, 700), TL_COLOUR_LOSS_INK, x + 14, at + 44, TL_ANCHOR_START, room,
                    stage->words);
    }
  at += 72;
  if (stage->pain)
    {
      tl_scene_path_begin (self->scene, (TlPen) { .fill = TL_COLOUR_LOSS });
      tl_scene_move_to (self->scene, x + 14, at);
      tl_scene_line_to (self->scene, x + 26, at);
      tl_scene_line_to (self->scene, x + 20, at - 11);
      tl_scene_close_path (self->scene);
      tl_scene_path_end (self->scene);
      _tl_pen_text (self, TL_PACK_FONT (15, 500), TL_COLOUR_INK, x + 34, at, room - 20, 20, 3, stage->pain);
    }
  at += 72;
  if (stage->delight)
    {
      tl_scene_circle (self->scene, x + 20, at - 5, 6, (TlPen) { .fill = TL_COLOUR_GAIN });
      _tl_pen_text (self, TL_PACK_FONT (15, 500), TL_COLOUR_INK, x + 34, at, room - 20, 20, 3, stage->delight);
    }
  if (stage->fixes)
    {
      g_autofree char *words = g_strdup_printf (_("Fixes %s"), stage->fixes);

      _tl_pen_line (self, TL_PACK_FONT (15, 600), TL_COLOUR_GAIN_INK, x + 14, at + 66, TL_ANCHOR_START, room, words);
    }
}

/* The feelings of neighbours are joined; where one says nothing the line stops. */
static void
draw_feelings (TlPackPen *self, const TlBlock *block, guint first, guint n, double x, double y, double pitch,
               double width)
{
  double middle = y + 104 + 14 + FEELING_TALL / 2 - 10;
  double last_x = NAN, last_y = NAN;

  tl_scene_line (self->scene, x, middle, x + n * pitch - COLUMN_GAP, middle,
                 (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1, .dash = TL_DASH_FINE });
  for (guint i = 0; i < n; i++)
    {
      const TlPackStage *stage = block->items->pdata[first + i];
      double             cx = x + i * pitch + width / 2, cy = middle - stage->emotion / 2 * (FEELING_TALL / 2 - 22);

      if (isfinite (stage->emotion) && isfinite (last_x))
        tl_scene_line (self->scene, last_x, last_y, cx, cy, (TlPen) { .stroke = TL_COLOUR_SOFT, .stroke_width = 2.5 });
      last_x = isfinite (stage->emotion) ? cx : NAN;
      last_y = cy;
    }
  for (guint i = 0; i < n; i++)
    {
      const TlPackStage *stage = block->items->pdata[first + i];
      double             cx = x + i * pitch + width / 2, cy = middle - stage->emotion / 2 * (FEELING_TALL / 2 - 22);
      double             smile = 5 * stage->emotion / 2;
      TlPen              pen = { .stroke = TL_COLOUR_FACE, .stroke_width = 1.8, .round_cap = TRUE };

      if (!isfinite (stage->emotion))
        continue;
      tl_scene_circle (self->scene, cx, cy, 13, (TlPen) { .fill = tl_colour_of_feeling (stage->emotion) });
      tl_scene_circle (self->scene, cx - 4.5, cy - 3, 1.6, (TlPen) { .fill = TL_COLOUR_FACE });
      tl_scene_circle (self->scene, cx + 4.5, cy - 3, 1.6, (TlPen) { .fill = TL_COLOUR_FACE });
      tl_scene_path_begin (self->scene, pen);
      tl_scene_move_to (self->scene, cx - 5.5, cy + 4.5 - smile / 2);
      tl_scene_curve_to (self->scene, cx - 2, cy + 4.5 + smile / 2, cx + 2, cy + 4.5 + smile / 2, cx + 5.5,
                         cy + 4.5 - smile / 2);
      tl_scene_path_end (self->scene);
    }
}

/**
 * _tl_pen_journey:
 */
double
_tl_pen_journey (TlPackPen *self, const TlBlock *block, double x, double y, double width, guint begin, guint n)
{
  guint  rows = (n + COLUMNS_MOST - 1) / COLUMNS_MOST;
  guint  each = MAX (3, (n + rows - 1) / rows);
  double pitch = (width + COLUMN_GAP) / each, most = 0;
  double tall = 104 + 14 + FEELING_TALL + 72 + 72 + 84;

  for (guint i = 0; i < block->items->len; i++)
    most = MAX (most, ((TlPackStage *) block->items->pdata[i])->stake);
  _tl_pen_begin (self, "Figure", NULL, block->alt);
  for (guint first = 0; first < n; first += each)
    {
      guint here = MIN (each, n - first);

      draw_feelings (self, block, begin + first, here, x, y, pitch, pitch - COLUMN_GAP);
      for (guint i = 0; i < here; i++)
        draw_stage (self, block->items->pdata[begin + first + i], x + i * pitch, y, pitch - COLUMN_GAP, most);
      y += tall + 20;
    }
  _tl_pen_end (self);
  return y - 20;
}
