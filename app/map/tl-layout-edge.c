/* tl-layout-edge.c: those who come into the journey at a card, and those who go no further
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-layout.h"

#define FADE_HEIGHT 56.0
#define FADE_HEIGHT_DENSE 36.0
#define INSET 26.0       /* from the card's left edge to the bars */
#define NOMINAL 10.0     /* a bar's width where nobody's number is known */
#define LEAST 0.0005     /* a share below it is not worth a bar */
#define TEXT_GAP 10.0
#define ENTRY_OVERHANG 40.0 /* the same of those who start, over whom nothing runs */
#define OVERHANG 12.0    /* how far words may reach beyond the card's right edge: ribbons there still run straight */

/**
 * tl_entry_width:
 *
 * Returns: the width of the ribbon of those who start at the card; 0 where nobody does
 */
double
tl_entry_width (TlLayout *self, const TlCard *card)
{
  const TlDataStage *stage = TL_STAGE_AT (self->data, card->stage);

  if (!(stage->entry > 0))
    return 0;
  return self->data->has_flow ? MAX (TL_THINNEST, stage->entry * self->scale) : 4;
}

/**
 * tl_entry_is_left:
 *
 * Returns: whether they come in from the left, where the first column has room for them, rather than from above
 */
gboolean
tl_entry_is_left (TlLayout *self, const TlCard *card)
{
  return card->column == 0 && card->band == 0 && tl_entry_width (self, card) > 0;
}

static double
total_width (TlLayout *self, const TlDataStage *stage)
{
  if (!isfinite (stage->visits))
    return NOMINAL;
  return MAX (1.5, stage->undrawn * stage->visits * self->scale);
}

static gboolean
has_leavers (const TlDataStage *stage)
{
  double painful = stage->leave * stage->visits; /* NAN where it is not known */

  return stage->kind == TL_DATA_STEP && isfinite (stage->undrawn) && (stage->undrawn > LEAST || painful >= 0.5);
}

static char *
leavers_words (TlLayout *self, const TlDataStage *stage)
{
  g_autofree char *share = stage->undrawn > LEAST ? tl_words_percent (self, stage->undrawn) : NULL;

  /* Translators: customers who leave the journey at a stage: “36% go no further”. */
  return share ? g_strdup_printf (_("%s go no further"), share) : NULL;
}

#define PAIN_FONT TL_FONT (13, 500)

/* The one pain that makes them leave by name where that fits on one line; where room is dear, only what fits on one. */
static char *
pain_words (TlLayout *self, const TlDataStage *stage, double room)
{
  g_autofree char *count = NULL;
  g_autofree char *named = NULL;
  double           n = stage->leave * stage->visits;

  if (!isfinite (n) || n < 0.5)
    return NULL;
  count = tl_words_count_of (self, n);
  /* Translators: how many customers leave at a stage because of one pain point: “65,250 over “Late fee””. */
  named = stage->painful ? g_strdup_printf (_("%s over “%s”"), count, stage->painful) : NULL;
  if (named && tl_measure_room (self->measure, PAIN_FONT, named) <= room)
    return g_steal_pointer (&named);
  g_free (named);
  /* Translators: how many customers leave at a stage because of pain points: “65,250 because of pain”. */
  named = g_strdup_printf (_("%s because of pain"), count);
  if (self->dense && stage->undrawn > LEAST && tl_measure_room (self->measure, PAIN_FONT, named) > room)
    return NULL;
  return g_steal_pointer (&named);
}

static double
fade_height (TlLayout *self)
{
  return self->dense ? FADE_HEIGHT_DENSE : FADE_HEIGHT;
}

static TlFont
leavers_font (TlLayout *self)
{
  return TL_FONT (self->compact ? 13 : 14, 600);
}

static guint
leavers_lines (TlLayout *self)
{
  return self->dense ? 3 : 2;
}

static double
leavers_step (TlLayout *self)
{
  return self->dense ? 18 : 19;
}

static double
leavers_room (TlLayout *self, const TlCard *card, const TlDataStage *stage, double *x)
{
  double left = (self->compact ? 12 : INSET) + total_width (self, stage) + TEXT_GAP;

  /* The same wherever the card stands, so that it is painted as it was measured. */
  *x = card->x + left;
  return MAX (card->width + OVERHANG - left, 40);
}

/* Of those who start above a card. */
static double
entry_height (TlLayout *self)
{
  return self->dense ? 38 : 50;
}

/**
 * tl_edges_measure:
 *
 * Finds the room above and below the card that those who start or end there take.
 */
void
tl_edges_measure (TlLayout *self, TlCard *card)
{
  const TlDataStage *stage = TL_STAGE_AT (self->data, card->stage);

  card->above = tl_entry_width (self, card) > 0 && !tl_entry_is_left (self, card) ? entry_height (self) + 2 : 0;
  card->below = 0;
  if (has_leavers (stage))
    {
      double           x, room = leavers_room (self, card, stage, &x), height = 8;
      g_autofree char *leavers = leavers_words (self, stage);
      g_autofree char *pain = pain_words (self, stage, room);

      if (leavers)
        height += leavers_step (self) * tl_words_count (self, leavers_font (self), room, leavers_lines (self), leavers);
      if (pain)
        height += 18 * tl_words_count (self, PAIN_FONT, room, 2, pain);
      card->below = MAX (fade_height (self), height + (self->dense ? 2 : 6));
    }
}

/* How far to the right those who start above a card may reach: their words over the gap, too, where cards are narrow. */
static double
entry_end (TlLayout *self, const TlCard *card)
{
  return card->x + card->width + (self->dense ? ENTRY_OVERHANG : 0);
}

/**
 * tl_leavers_describe:
 *
 * Returns: (transfer full) (nullable): how many go no further than a stage, and how many of them because of pain
 */
char *
tl_leavers_describe (TlLayout *self, const TlDataStage *stage)
{
  g_autofree char *leavers = NULL;
  g_autofree char *pain = NULL;

  if (!has_leavers (stage))
    return NULL;
  leavers = leavers_words (self, stage);
  pain = pain_words (self, stage, 0);
  if (leavers == NULL || pain == NULL)
    return g_strdup (leavers ? leavers : pain);
  /* Translators: who leaves at a stage: “36% go no further, 65,250 because of pain”. */
  return g_strdup_printf (C_("leavers", "%s, %s"), leavers, pain);
}

/**
 * tl_edges_take:
 *
 * Says what room those take who start or end at the card, so that no label lies there.
 */
void
tl_edges_take (TlLayout *self, TlBand *band, const TlCard *card)
{
  double width = tl_entry_width (self, card);
  double inset = self->compact ? 12 : INSET;
  TlBox  entry = { card->x + inset, card->y - entry_height (self), entry_end (self, card) - inset - card->x,
                   entry_height (self) };
  TlBox  leavers = { card->x, card->y + card->height, card->width + OVERHANG, card->below };

  if (tl_entry_is_left (self, card))
    entry = (TlBox) { card->x - 116, card->entry_y + MAX (width / 2, 10) + 8, 108, 40 };
  if (width > 0)
    g_array_append_val (band->taken, entry);
  if (has_leavers (TL_STAGE_AT (self->data, card->stage)))
    g_array_append_val (band->taken, leavers);
}

/**
 * tl_entry_draw:
 *
 * Draws those who start at the card: from the left, or from above where there is no room to the left.
 */
void
tl_entry_draw (TlLayout *self, const TlCard *card)
{
  const TlDataStage *stage = TL_STAGE_AT (self->data, card->stage);
  double             width = tl_entry_width (self, card);
  double             y = card->entry_y;
  g_autofree char   *count = NULL;
  g_autofree char   *words = NULL;
  TlPen              ribbon = { TL_COLOUR_RIBBON, TL_COLOUR_RIBBON_EDGE, 0.8, TL_DASH_SOLID, FALSE, 1 };
  TlPen              dot = { .fill = TL_COLOUR_STRONG };

  if (width <= 0)
    return;
  if (width < 4)
    ribbon = (TlPen) { .fill = TL_COLOUR_RIBBON_EDGE };
  count = tl_words_count_of (self, stage->entry);
  /* Translators: how many customers start at a stage in a year: “12,000 enter”. */
  words = g_strdup_printf (ngettext ("%s enters", "%s enter", tl_words_plural (stage->entry)), count);
  tl_scene_begin (self->scene, TL_ROLE_ENTRY, stage->id, words, NULL);
  if (tl_entry_is_left (self, card))
    {
      double left = card->x - 34;
      double x = card->x - 62;

      tl_scene_rect (self->scene, (TlBox) { left, y - width / 2, card->x - left + 1, width }, 0,
                     ribbon);
      tl_scene_circle (self->scene, left - 16, y, 10, dot);
      y += MAX (width / 2, 10) + 24;
      tl_words_line (self, TL_FONT (15, 600), TL_COLOUR_INK, x, y, TL_ANCHOR_MIDDLE, 108, count);
      tl_words_line (self, TL_FONT (14, 400), TL_COLOUR_SOFT, x, y + 19, TL_ANCHOR_MIDDLE, 108,
                     ngettext ("enters", "enter", tl_words_plural (stage->entry)));
    }
  else
    {
      double inset = self->compact ? 12 : INSET;
      double x = card->x + inset, height = entry_height (self);

      tl_scene_rect (self->scene, (TlBox) { x, card->y - height + 20, width, height - 20 }, 0, ribbon);
      tl_scene_circle (self->scene, x + width / 2, card->y - height + 8, 8, dot);
      x += MAX (width, width / 2 + 8) + TEXT_GAP;
      tl_words_line (self, TL_FONT (self->dense ? 13 : 14, 600), TL_COLOUR_INK, x, card->y - (self->dense ? 9 : 14),
                     TL_ANCHOR_START, MAX (40, entry_end (self, card) - x), words);
    }
  tl_scene_end (self->scene);
}

/**
 * tl_leavers_draw:
 *
 * Draws those who go no further: bars that fade away under the card, as wide as the flow. Only the part that pain
 * causes has the colour of loss.
 */
void
tl_leavers_draw (TlLayout *self, const TlCard *card)
{
  const TlDataStage *stage = TL_STAGE_AT (self->data, card->stage);
  g_autofree char   *leavers = NULL;
  g_autofree char   *pain = NULL;
  double             bottom = card->y + card->height;
  double             x, y, room, width, painful = 0;

  if (!has_leavers (stage))
    return;
  leavers = leavers_words (self, stage);
  room = leavers_room (self, card, stage, &x);
  pain = pain_words (self, stage, room);
  width = total_width (self, stage);
  if (stage->undrawn > 0 && stage->leave > 0)
    painful = MIN (width, MAX (width * MIN (1, stage->leave / stage->undrawn), pain ? 0.5 : 0));
  tl_scene_begin (self->scene, TL_ROLE_LEAVERS, stage->id, leavers ? leavers : pain, leavers ? pain : NULL);
  if (leavers)
    {
      double left = x - TEXT_GAP - width;

      if (width - painful > 0.01)
        tl_scene_fade (self->scene, (TlBox) { left, bottom, width - painful, fade_height (self) }, TL_COLOUR_LEAVERS,
                       0.6, TL_COLOUR_PANEL);
      if (painful > 0.01)
        tl_scene_fade (self->scene, (TlBox) { left + width - painful, bottom, painful, fade_height (self) },
                       TL_COLOUR_LOSS, 0.85, TL_COLOUR_PANEL);
    }
  y = bottom + (self->dense ? 20 : 22);
  if (leavers)
    y += leavers_step (self) * tl_words_block (self, leavers_font (self), TL_COLOUR_INK, x, y, TL_ANCHOR_START, room,
                                               leavers_step (self) - 1, leavers_lines (self), leavers);
  if (pain)
    tl_words_block (self, PAIN_FONT, TL_COLOUR_LOSS, x, y, TL_ANCHOR_START, room, 17, 2, pain);
  tl_scene_end (self->scene);
}
