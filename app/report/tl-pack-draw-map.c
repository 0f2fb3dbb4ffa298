/* tl-pack-draw-map.c: the map, with what nobody should overlook marked on it
 *
 * What is marked is said in a row over the map; a disc stands at its place. A disc covers no words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-draw.h"

#include <math.h>

#define MAP_LEAST 340.0
#define MAP_EASE 520.0
#define MARK_LINES 2
#define DISC 13.0
#define MAP_EDGE 32.0    /* of paper beside a map, in its units */
#define MAP_LETTERS 13.0 /* its smallest letters, in its units */
#define ICON_MOST 44.0 /* of the map's units: a path that is larger is a ribbon */

static TlFont
name_font (const TlPackPen *self)
{
  return _tl_pen_font (self, 15, 600);
}

static TlFont
words_font (const TlPackPen *self)
{
  return _tl_pen_font (self, 16, 400);
}

static double
get_mark_room (const TlPackPen *self, const TlBlock *block, double width)
{
  guint n = MAX (1, block->items->len);

  return (width - 24 * (n - 1.0)) / n - (2 * DISC + 12) * _tl_pen_unit (self);
}

static guint
count_mark_lines (TlPackPen *self, const TlBlock *block, double width)
{
  guint lines = 0;

  for (guint i = 0; i < block->items->len; i++)
    lines = MAX (lines, _tl_pen_lines (self, words_font (self), get_mark_room (self, block, width), MARK_LINES,
                                       ((TlPackMark *) block->items->pdata[i])->words));
  return lines;
}

/* How much room the row of marks takes. */
static double
get_row (TlPackPen *self, const TlBlock *block, double width)
{
  guint lines = count_mark_lines (self, block, width);

  return lines ? (22 + lines * 21.5 + 18) * _tl_pen_unit (self) : 0;
}

static TlScene *
make_map (TlPackPen *self, const TlBlock *block, double width, double height)
{
  TlMapOptions options = { .without = TL_MAP_NO_TITLE | TL_MAP_NO_LEGEND, .family = tl_measure_family (self->measure) };
  gboolean     has_fixes = FALSE;
  double       scale;

  for (guint i = 0; i < block->items->len; i++)
    has_fixes = has_fixes || ((TlPackMark *) block->items->pdata[i])->rank > 0;
  tl_map_take_strips (self->pack->journey, &options);
  /* They are marked at their places. */
  if (has_fixes)
    options.without |= TL_MAP_NO_FIXES;
  /* The sheet has edges of its own. */
  width += 2 * MAP_EDGE * self->least / MAP_LETTERS;
  return tl_map_overview (self->pack->journey, self->pack->figures, &options, width * self->point,
                          height * self->point, self->least * self->point, &scale);
}

/**
 * _tl_pen_map_fits:
 *
 * Returns: whether the whole journey can be read in so much room
 */
gboolean
_tl_pen_map_fits (TlPackPen *self, const TlBlock *block, double width, double height)
{
  g_autoptr (TlScene) map = make_map (self, block, width, height - get_row (self, block, width));

  return map != NULL;
}

static TlColour
get_ground (TlTone tone)
{
  return tone == TL_TONE_LOSS ? TL_COLOUR_LOSS_INK : tone == TL_TONE_GAIN ? TL_COLOUR_GAIN_INK : TL_COLOUR_STRONG;
}

/* A disc with the rank of a fix, or with a sign: what is lost points down, what is loved up. */
static void
draw_disc (TlPackPen *self, const TlPackMark *mark, double x, double y, double radius)
{
  TlPen  pen = { .fill = get_ground (mark->tone), .stroke = TL_COLOUR_PAPER, .stroke_width = 2 };
  double r = radius * 0.5;

  tl_scene_circle (self->scene, x, y, radius, pen);
  if (mark->rank > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", mark->rank);

      _tl_pen_line (self, TL_PACK_FONT (MAX (self->least, radius * 1.15), 700), TL_COLOUR_ON_STRONG, x,
                    y + radius * 0.42, TL_ANCHOR_MIDDLE, 2 * radius, number);
      return;
    }
  tl_scene_path_begin (self->scene, (TlPen) { .fill = TL_COLOUR_PAPER });
  if (mark->tone == TL_TONE_LOSS)
    {
      tl_scene_move_to (self->scene, x - r, y - r * 0.7);
      tl_scene_line_to (self->scene, x + r, y - r * 0.7);
      tl_scene_line_to (self->scene, x, y + r);
    }
  else
    {
      tl_scene_move_to (self->scene, x, y + r);
      tl_scene_curve_to (self->scene, x - 2.2 * r, y - r * 0.2, x - r * 0.9, y - 1.7 * r, x, y - r * 0.5);
      tl_scene_curve_to (self->scene, x + r * 0.9, y - 1.7 * r, x + 2.2 * r, y - r * 0.2, x, y + r);
    }
  tl_scene_close_path (self->scene);
  tl_scene_path_end (self->scene);
}

static void
draw_row (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  const double z = _tl_pen_unit (self);
  double       room = get_mark_room (self, block, width), radius = DISC * z;

  _tl_pen_begin (self, "L", NULL, NULL);
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackMark *mark = block->items->pdata[i];
      double            left = x + i * (room + 2 * radius + 12 * z + 24);

      _tl_pen_begin (self, "LI", mark->name, mark->words);
      draw_disc (self, mark, left + radius, y + radius, radius);
      _tl_pen_line (self, name_font (self), _tl_tone_ink (mark->tone), left + 2 * radius + 12 * z, y + 14 * z,
                    TL_ANCHOR_START, room, mark->name);
      _tl_pen_text (self, words_font (self), TL_COLOUR_INK, left + 2 * radius + 12 * z, y + (22 + 15.5) * z, room,
                    21.5 * z, MARK_LINES, mark->words);
      _tl_pen_end (self);
    }
  _tl_pen_end (self);
}

/* The group that shows a thing, or what it stands in, at the detail that the map has. */
static guint
find_group (TlPackPen *self, TlScene *map, const TlPackMark *mark)
{
  /* What is loved is marked on the curve of feelings. */
  static const TlRole roles[] = { TL_ROLE_PAIN, TL_ROLE_TOUCHPOINT, TL_ROLE_STAGE, TL_ROLE_FEELING };
  gsize               n = mark->tone == TL_TONE_GAIN ? 4 : 3;

  for (TlThing *thing = tl_journey_lookup (self->pack->journey, mark->thing); thing;
       thing = tl_thing_get_parent (thing))
    for (gsize i = 0; i < n; i++)
      {
        guint group = tl_scene_find_group (map, roles[i], tl_thing_get_id (thing));

        if (group != TL_SCENE_NONE)
          return group;
      }
  return TL_SCENE_NONE;
}

/* The card of a group: its first rectangle, without those who leave below it. */
static TlBox
find_card (TlScene *map, guint index)
{
  const TlGroup *group = tl_scene_get_group (map, index);

  for (guint i = group->first_item; i < group->end_item; i++)
    {
      const TlItem *item = tl_scene_get_item (map, i);

      if (item->type == TL_ITEM_RECT)
        return item->box;
      if (item->type == TL_ITEM_CIRCLE)
        return (TlBox) { item->box.x - item->box.width, item->box.y - item->box.width, 2 * item->box.width,
                         2 * item->box.width };
    }
  return group->bounds;
}

static gboolean
overlap (const TlBox *a, const TlBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static gboolean
is_free (GArray *taken, TlBox box, const TlBox *in)
{
  if (box.x < in->x || box.y < in->y || box.x + box.width > in->x + in->width ||
      box.y + box.height > in->y + in->height)
    return FALSE;
  for (guint i = 0; i < taken->len; i++)
    if (overlap (&box, &g_array_index (taken, TlBox, i)))
      return FALSE;
  return TRUE;
}

/* Words, faces, dots and icons, none of which a disc may cover. */
static GArray *
list_taken (TlScene *map, double x, double y, double scale)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (TlBox));

  for (guint i = 0; i < tl_scene_n_items (map); i++)
    {
      const TlItem *item = tl_scene_get_item (map, i);
      TlBox         box = item->text.room;

      if (item->type == TL_ITEM_CIRCLE)
        box = (TlBox) { item->box.x - item->box.width, item->box.y - item->box.width, 2 * item->box.width,
                        2 * item->box.width };
      else if (item->type == TL_ITEM_PATH && MAX (item->box.width, item->box.height) <= ICON_MOST)
        box = item->box;
      else if (item->type != TL_ITEM_TEXT)
        continue;
      box = (TlBox) { x + box.x * scale, y + box.y * scale, box.width * scale, box.height * scale };
      g_array_append_val (taken, box);
    }
  return taken;
}

/* A place at a card for a disc, as near as may be: on its upper corners, in a lower one, under it, beside it. */
static gboolean
find_place (GArray *taken, const TlBox *card, const TlBox *in, double side, TlBox *place)
{
  for (guint ring = 0; ring < 4; ring++)
    {
      double      out = ring * side * 0.4, right = card->x + card->width, bottom = card->y + card->height;
      const TlBox places[] = {
        { right - side * 0.6 + out, card->y - side * 0.6 - out, side, side },
        { right - side * 1.3, card->y - side * 0.85 - out, side, side },
        { right - side - 4, bottom - side - 4, side, side },
        { card->x + card->width / 2 - side / 2, card->y - side * 0.9 - out, side, side },
        { card->x - side * 0.4 - out, card->y - side * 0.6 - out, side, side },
        { right - side * 0.7 + out, bottom - side * 0.3 + out, side, side },
        { card->x + card->width / 2 - side / 2, bottom - side * 0.2 + out, side, side },
        { card->x - side * 0.4 - out, bottom - side * 0.4 + out, side, side },
        { right - side * 0.2 + out, card->y + card->height / 2 - side / 2, side, side },
      };

      for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
        if (is_free (taken, places[i], in))
          {
            *place = places[i];
            return TRUE;
          }
    }
  return FALSE;
}

static void
draw_discs (TlPackPen *self, const TlBlock *block, TlScene *map, double x, double y, double scale)
{
  g_autoptr (GArray) taken = list_taken (map, x, y, scale);
  const double       radius = DISC * _tl_pen_unit (self);
  TlBox              in = { x, y, tl_scene_get_width (map) * scale, tl_scene_get_height (map) * scale };

  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackMark *mark = block->items->pdata[i];
      guint             group = find_group (self, map, mark);
      TlBox             card, place;

      if (group == TL_SCENE_NONE)
        continue;
      card = find_card (map, group);
      card = (TlBox) { x + card.x * scale, y + card.y * scale, card.width * scale, card.height * scale };
      if (!find_place (taken, &card, &in, 2 * radius, &place))
        continue;
      draw_disc (self, mark, place.x + radius, place.y + radius, radius);
      g_array_append_val (taken, place);
    }
}

/**
 * _tl_pen_map:
 */
double
_tl_pen_map (TlPackPen *self, const TlBlock *block, double x, double y, double width)
{
  double              row = get_row (self, block, width), scale;
  double              height = _tl_pen_stretch (self, row, 1, MAP_LEAST, MAP_EASE, 2000);
  g_autoptr (TlScene) map = NULL;

  /* Only where it is drawn: it takes a moment. */
  if (self->tall <= 0 || !isfinite (self->tall))
    return y + row + height;
  if (row > 0)
    draw_row (self, block, x, y, width);
  y += row;
  map = make_map (self, block, width, height);
  if (map == NULL)
    return y;
  /* It knows itself which way it runs; a sheet that is turned round turns it back. */
  if (self->mirrored)
    tl_scene_mirror (map);
  scale = MIN ((width + 2 * MAP_EDGE * self->least / MAP_LETTERS) / tl_scene_get_width (map),
               height / tl_scene_get_height (map));
  _tl_pen_begin (self, "Figure", NULL, block->alt);
  tl_scene_embed (self->scene, map, x + (width - tl_scene_get_width (map) * scale) / 2, y, scale);
  draw_discs (self, block, map, x + (width - tl_scene_get_width (map) * scale) / 2, y, scale);
  _tl_pen_end (self);
  return y + tl_scene_get_height (map) * scale;
}
