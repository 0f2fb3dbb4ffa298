/* tl-thumbnail.c: a journey as a small picture
 *
 * A map made small is a grey haze. This draws what still can be told from afar: the title, the stages where they stand,
 * how many pain points and delights they have, how wide the ways between them are, and what is at stake.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-thumbnail.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-layout.h"
#include "tl-lettering.h"
#include "tl-paint-cairo.h"

#define LEAST 16
#define MOST 2048
#define SHAPE 0.75           /* of the width: its height */
#define UNITS 256.0          /* it is as wide as this, whatever its size */
#define PAD 14.0
#define TITLED 96            /* from this size on it has its title */
#define LABELLED 192         /* and from this, what its amount is */
#define CELL_LEAST 7.0       /* of a stage; what has no room so is not shown */
#define LONG 9               /* columns; beyond, stages stand in bands */
#define MARKS_MOST 5         /* of a stage */
#define WAY_WIDEST 0.34      /* of a stage's height */
#define FIGURES_MOST 300     /* stages beyond which nobody waits for figures */

typedef struct
{
  TlLayout layout;
  TlScene *scene;
  TlBox    room;    /* of the stages */
  int      columns; /* of the journey */
  int      in_band;
  int      rows;    /* of the fullest column */
  int      bands;
  double   width, height; /* of a stage's cell */
} Sketch;

static cairo_status_t
append_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* As many bands, one under the other, as make the stages largest. */
static void
find_cells (Sketch *self)
{
  double best = 0;

  for (guint i = 0; i < self->layout.data->stages->len; i++)
    {
      self->columns = MAX (self->columns, self->layout.places[i].column + 1);
      self->rows = MAX (self->rows, self->layout.places[i].row + 1);
    }
  /* What is not long stays in one. */
  for (int bands = 1; bands <= (self->columns <= LONG ? 1 : MIN (self->columns, 40)); bands++)
    {
      int    in_band = (self->columns + bands - 1) / bands;
      double width = MIN (self->room.width / in_band, 90), height = MIN (self->room.height / (bands * self->rows), 60);

      if (MIN (width * 0.6, height) <= best * 1.3)
        continue;
      best = MIN (width * 0.6, height);
      self->bands = bands;
      self->in_band = in_band;
      self->width = width;
      self->height = height;
    }
  /* What is beyond that is the same again. */
  if (self->width < CELL_LEAST)
    self->width = CELL_LEAST;
  if (self->height < CELL_LEAST * 0.7)
    self->height = CELL_LEAST * 0.7;
}

static gboolean
find_card (Sketch *self, guint stage, TlBox *card)
{
  const TlPlace *place = &self->layout.places[stage];
  int            band = place->column / self->in_band, column = place->column % self->in_band;
  double         used_width = self->in_band * self->width, used_height = self->bands * self->rows * self->height;
  double         left = self->room.x + MAX (0, (self->room.width - used_width) / 2);
  double         top = self->room.y + MAX (0, (self->room.height - used_height) / 2);

  if (tl_layout_is_rtl (&self->layout))
    column = self->in_band - 1 - column;
  *card = (TlBox) { left + (column + 0.14) * self->width, top + (band * self->rows + place->row + 0.12) * self->height,
                    self->width * 0.72, self->height * 0.76 };
  return card->x + card->width <= self->room.x + self->room.width + 0.5 &&
         card->y + card->height <= self->room.y + self->room.height + 0.5;
}

static void
draw_ways (Sketch *self)
{
  const TlMapData *data = self->layout.data;

  for (guint i = 0; i < data->links->len; i++)
    {
      const TlDataLink *link = TL_LINK_AT (data, i);
      double            share = isfinite (link->flow) && data->most > 0 ? link->flow / data->most
                                : isfinite (link->share)                ? link->share * 0.5
                                                                        : 0.2;
      TlBox             from, to;
      double            x1, y1, x2, y2;

      if (!find_card (self, link->from, &from) || !find_card (self, link->to, &to) || link->from == link->to
          || self->layout.places[link->from].column / self->in_band != self->layout.places[link->to].column / self->in_band)
        continue;
      x1 = from.x + from.width / 2;
      y1 = from.y + from.height / 2;
      x2 = to.x + to.width / 2;
      y2 = to.y + to.height / 2;
      tl_scene_path_begin (self->scene,
                           (TlPen) { .stroke = TL_STAGE_AT (data, link->to)->kind == TL_DATA_LOST
                                                 ? TL_COLOUR_LEAVERS
                                                 : TL_COLOUR_RIBBON_EDGE,
                                     .stroke_width = CLAMP (share * self->height * WAY_WIDEST, 0.6, 12) });
      tl_scene_move_to (self->scene, x1, y1);
      tl_scene_curve_to (self->scene, (x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2);
      tl_scene_path_end (self->scene);
    }
}

/* A line for its title, and under it one for each pain point and delight. */
static void
draw_card (Sketch *self, const TlDataStage *stage, const TlBox *card)
{
  TlColour edge = stage->kind == TL_DATA_WON ? TL_COLOUR_GAIN : stage->kind == TL_DATA_LOST ? TL_COLOUR_LEAVERS
                                                                                           : TL_COLOUR_PILL_EDGE;
  double   inset = card->width * 0.14, bar = MIN (card->height * 0.11, 5), y = card->y + card->height * 0.14;
  guint    n_pains = 0, n_delights = 0, n = 0;

  for (guint i = 0; i < stage->touchpoints->len; i++)
    {
      n_pains += g_array_index (stage->touchpoints, TlDataTouchpoint, i).pains->len;
      n_delights += g_array_index (stage->touchpoints, TlDataTouchpoint, i).delights->len;
    }
  tl_scene_rect (self->scene, *card, MIN (3, card->height / 5),
                 (TlPen) { .fill = TL_COLOUR_CARD, .stroke = edge, .stroke_width = stage->kind == TL_DATA_STEP ? 0.8 : 1.4 });
  if (card->width < 9 || card->height < 7)
    {
      if (n_pains > 0)
        tl_scene_rect (self->scene, (TlBox) { card->x, card->y + card->height * 0.7, card->width, card->height * 0.3 }, 0,
                       (TlPen) { .fill = TL_COLOUR_LOSS });
      return;
    }
  tl_scene_rect (self->scene, (TlBox) { card->x + inset, y, card->width * 0.55, bar }, bar / 2,
                 (TlPen) { .fill = stage->kind == TL_DATA_WON ? TL_COLOUR_GAIN : TL_COLOUR_SOFT });
  for (y += bar * 1.75; n < MIN (n_pains + n_delights, MARKS_MOST) && y + bar < card->y + card->height; n++, y += bar * 1.5)
    {
      gboolean is_pain = n < n_pains && (n < MARKS_MOST - 1 || n_delights == 0);

      tl_scene_rect (self->scene, (TlBox) { card->x + inset, y, card->width - 2 * inset, bar }, bar / 3,
                     (TlPen) { .fill = is_pain ? TL_COLOUR_LOSS : TL_COLOUR_GAIN });
    }
}

static void
draw_stages (Sketch *self)
{
  const TlMapData *data = self->layout.data;

  find_cells (self);
  draw_ways (self);
  for (guint i = 0; i < data->stages->len; i++)
    {
      TlBox card;

      if (find_card (self, i, &card))
        draw_card (self, TL_STAGE_AT (data, i), &card);
    }
}

/* What a journey will look like that has no stage yet. */
static void
draw_blanks (Sketch *self)
{
  for (int i = 0; i < 3; i++)
    tl_scene_rect (self->scene,
                   (TlBox) { self->room.x + i * self->room.width / 3 + 5, self->room.y + self->room.height * 0.3,
                             self->room.width / 3 - 10, self->room.height * 0.4 },
                   4, (TlPen) { .fill = TL_COLOUR_CARD, .stroke = TL_COLOUR_LEAVERS, .stroke_width = 1, .dash = TL_DASH_FINE });
}

/* The title above and the amount below; what is between is for the stages. */
static void
draw_words (Sketch *self, int size)
{
  const TlMapData *data = self->layout.data;
  TlAnchor         anchor = tl_layout_is_rtl (&self->layout) ? TL_ANCHOR_END : TL_ANCHOR_START;
  double           room = UNITS - 2 * PAD, x = anchor == TL_ANCHOR_START ? PAD : UNITS - PAD;
  double           top = PAD, bottom = UNITS * SHAPE - PAD;

  if (size >= TITLED)
    {
      TlFont font = { 18, 700, FALSE };
      guint  n;

      n = tl_lettering_block (self->scene, self->layout.measure, font, TL_COLOUR_INK, x, PAD + 15, anchor, room, 22, 2,
                              data->title && *data->title ? data->title : "–");
      top += 22 * n + 4;
    }
  if (size >= TITLED && isfinite (data->net) && fabs (data->net) >= 0.5)
    {
      g_autofree char *amount = tl_words_stake (&self->layout, data->net);
      TlFont           font = { 22, 700, FALSE };
      TlColour         colour = data->net > 0 ? TL_COLOUR_LOSS : TL_COLOUR_INK;
      double           used = tl_lettering_line (self->scene, self->layout.measure, font, colour, x, bottom - 1, anchor, room,
                                                 amount);

      if (size >= LABELLED && room - used > 60)
        tl_lettering_line (self->scene, self->layout.measure, (TlFont) { 13, 500, FALSE }, TL_COLOUR_SOFT,
                           anchor == TL_ANCHOR_START ? x + used : x - used, bottom - 1, anchor, room - used,
                           _("at stake a year"));
      bottom -= 26;
    }
  self->room = (TlBox) { PAD, top, room, bottom - top };
}

static GBytes *
paint (TlScene *scene, int size)
{
  g_autoptr (TlPainter) painter = tl_painter_new (scene, TL_PALETTE_LIGHT);
  int                   height = MAX (1, (int) round (size * SHAPE));
  cairo_surface_t      *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, height);
  cairo_t              *cr = cairo_create (surface);
  GByteArray           *bytes = g_byte_array_new ();

  cairo_scale (cr, size / UNITS, size / UNITS);
  tl_painter_paint (painter, cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * tl_thumbnail_new:
 * @size: how many pixels it is wide and high at the most
 *
 * Draws the stages and the ways between them, what is at stake where that is quickly known, and the title where the picture
 * is large enough for words.
 *
 * Returns: (transfer full): a PNG
 */
GBytes *
tl_thumbnail_new (TlJourney *journey, int size)
{
  g_autoptr (GPtrArray) stages = tl_journey_collect (journey, TL_KIND_STAGE);
  g_autoptr (TlFigures) figures = stages->len <= FIGURES_MOST ? tl_figures_new (journey) : NULL;
  Sketch                self = { .scene = tl_scene_new () };
  GBytes               *bytes;

  size = CLAMP (size, LEAST, MOST);
  tl_layout_init (&self.layout, journey, figures, NULL);
  tl_scene_set_family (self.scene, tl_measure_family (self.layout.measure));
  tl_scene_begin (self.scene, TL_ROLE_ROOT, NULL, self.layout.data->title, NULL);
  tl_scene_rect (self.scene, (TlBox) { 0, 0, UNITS, UNITS * SHAPE }, 0, (TlPen) { .fill = TL_COLOUR_PANEL });
  tl_scene_rect (self.scene, (TlBox) { 0.5, 0.5, UNITS - 1, UNITS * SHAPE - 1 }, 0,
                 (TlPen) { .stroke = TL_COLOUR_CARD_EDGE, .stroke_width = 1 });
  draw_words (&self, size);
  if (stages->len == 0)
    draw_blanks (&self);
  else
    draw_stages (&self);
  tl_scene_end (self.scene);
  tl_scene_set_size (self.scene, UNITS, UNITS * SHAPE);
  bytes = paint (self.scene, size);
  tl_scene_unref (self.scene);
  tl_layout_clear (&self.layout);
  return bytes;
}
