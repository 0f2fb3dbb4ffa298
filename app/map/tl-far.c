/* tl-far.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-far.h"

#include <math.h>

#include "tl-layout.h"

#define MOST_LINES 5
#define SMALLER 0.84 /* of the text's size: how far a title may give way */
#define STEP 1.22 /* from line to line, of the text's size */

static double
find_feeling (const TlDataStage *stage)
{
  double sum = 0;
  guint  n = 0;

  for (guint i = 0; i < stage->touchpoints->len; i++)
    {
      double emotion = g_array_index (stage->touchpoints, TlDataTouchpoint, i).emotion;

      if (!isfinite (emotion))
        continue;
      sum += emotion;
      n++;
    }
  return n > 0 ? sum / n : NAN;
}

/* How much of the largest stake of a stage this one is. */
static double
find_part (const TlMapData *data, const TlDataStage *stage)
{
  double most = 0;

  if (!stage->has_pains || !isfinite (stage->net) || stage->net <= 0)
    return 0;
  for (guint i = 0; i < data->stages->len; i++)
    if (isfinite (TL_STAGE_AT (data, i)->net))
      most = MAX (most, TL_STAGE_AT (data, i)->net);
  return stage->net / most;
}

/* No words: what it feels like, and how much is at stake. */
static void
draw_shape (TlLayout *self, const TlDataStage *stage, const TlBox *box, gboolean faces)
{
  double feeling = find_feeling (stage);
  double part = find_part (self->data, stage);
  double radius = MIN (box->width, box->height) * 0.26;
  double bar = MIN (box->height * 0.16, 60);

  if (isfinite (feeling) && faces)
    tl_face_draw (self, box->x + box->width / 2, box->y + MIN (box->height / 2, box->width * 0.42), radius, feeling);
  if (part > 0)
    tl_scene_rect (self->scene, (TlBox) { box->x + 10, box->y + box->height - bar - 10, (box->width - 20) * part, bar }, 0,
                   (TlPen) { .fill = TL_COLOUR_LOSS });
}

/* A little smaller where that keeps the longest word in one piece; where it does not, as large as the others. */
static double
fit_words (TlLayout *self, double size, double room, const char *title)
{
  g_auto (GStrv) words = g_strsplit_set (title, " \t\n", 40);
  double         least = size * SMALLER, fits = size;

  for (guint i = 0; words[i]; i++)
    while (fits > least && tl_measure_room (self->measure, TL_FONT (fits, 600), words[i]) > room)
      fits -= size * 0.04;
  return fits > least ? fits : size;
}

/* The title, as many lines as there is room for, and under it what it feels like and what is at stake. */
static void
draw_words (TlLayout *self, const TlDataStage *stage, const TlBox *box, gboolean rtl, double size)
{
  double           pad = MIN (size * 0.45, 18);
  double           room = box->width - 2 * pad;
  double           x = rtl ? box->x + box->width - pad : box->x + pad;
  double           feeling = find_feeling (stage), left = room;
  double           bottom = box->y + box->height - pad;
  gboolean         any = isfinite (feeling) || (stage->has_pains && isfinite (stage->net) && stage->n_sized > 0);
  gboolean         beside = any && box->height - 2 * pad >= 2.4 * size;
  double           high = box->height - 2 * pad - (beside ? size * 1.4 : 0);
  guint            n_lines = (guint) CLAMP (floor (high / (size * STEP)), 1, MOST_LINES);
  g_autofree char *amount = NULL;
  double           title, width;
  guint            n_drawn;

  title = fit_words (self, size, room, stage->title);
  n_drawn = tl_words_block (self, TL_FONT (title, 600), TL_COLOUR_INK, x, box->y + pad + size * 0.95,
                            rtl ? TL_ANCHOR_END : TL_ANCHOR_START, room, size * STEP, n_lines, stage->title);
  if (!beside)
    return;
  if (isfinite (feeling))
    {
      tl_face_draw (self, rtl ? x - size * 0.55 : x + size * 0.55, bottom - size * 0.55, size * 0.55, feeling);
      left -= size * 1.5;
    }
  if (!stage->has_pains || stage->n_sized == 0 || !isfinite (stage->net))
    return;
  amount = tl_words_stake (self, stage->net);
  width = tl_measure_room (self->measure, TL_FONT (size, 700), amount);
  /* Where it has no room beside the face, it stands over it. */
  if (width > left && box->height - 2 * pad >= (n_drawn + 2.3) * size * STEP)
    {
      bottom -= size * 1.35;
      left = room;
    }
  if (width <= left)
    tl_words_line (self, TL_FONT (size, 700), tl_words_stake_colour (stage->net), rtl ? box->x + pad : box->x + box->width - pad,
                   bottom - size * 0.18, rtl ? TL_ANCHOR_START : TL_ANCHOR_END, left, amount);
}

/**
 * tl_far_layout:
 * @map: the picture that is seen from afar
 * @figures: (nullable): what the journey comes to
 * @options: (nullable): what @map was laid out with
 * @rtl: whether @map runs from right to left
 * @size: of the words, in units; 0 for none at all, and below for blocks
 *
 * Lays out the cards of @map, each where it stands there, with no more in them than can be told from afar: title,
 * feeling and money.
 *
 * Returns: (transfer full): a picture with a group for each stage
 */
TlScene *
tl_far_layout (TlScene *map, TlJourney *journey, TlFigures *figures, const TlMapOptions *options, gboolean rtl,
               double size)
{
  static const TlMapOptions plain = { 0 };
  TlLayout                  self = { 0 };
  g_autofree TlPlace       *places = NULL;

  self.options = options ? options : &plain;
  self.measure = tl_measure_new (self.options->family);
  self.data = tl_map_data_new (journey, figures, self.options, &places);
  self.scene = tl_scene_new ();
  tl_scene_set_family (self.scene, tl_measure_family (self.measure));
  tl_scene_begin (self.scene, TL_ROLE_ROOT, NULL, NULL, NULL);
  for (guint i = 0; i < self.data->stages->len; i++)
    {
      const TlDataStage *stage = TL_STAGE_AT (self.data, i);
      guint              group = tl_scene_find_group (map, TL_ROLE_STAGE, stage->id);
      TlBox              box;

      if (group == TL_SCENE_NONE)
        continue;
      box = tl_scene_get_group (map, group)->bounds;
      tl_scene_begin (self.scene, TL_ROLE_STAGE, stage->id, stage->title, NULL);
      tl_scene_rect (self.scene, box, size > 0 ? 14 : 0,
                     size < 0 ? (TlPen) { .fill = TL_COLOUR_CARD_EDGE }
                              : (TlPen) { .fill = TL_COLOUR_CARD, .stroke = TL_COLOUR_CARD_EDGE, .stroke_width = 2 });
      if (size > 0)
        draw_words (&self, stage, &box, rtl, size);
      else
        draw_shape (&self, stage, &box, size == 0);
      tl_scene_end (self.scene);
    }
  tl_scene_end (self.scene);
  tl_scene_set_size (self.scene, tl_scene_get_width (map), tl_scene_get_height (map));
  tl_map_data_free (self.data);
  tl_measure_free (self.measure);
  return self.scene;
}
