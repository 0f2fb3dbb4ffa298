/* tl-layout-strips.c: what customers say, and what is at stake, under the journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-icon.h"
#include "tl-layout.h"

#define QUOTE_LINES 4
#define QUOTE_INDENT 23.0
#define BAR_HEIGHT 18.0
#define WIDEST_BAR 210.0

/**
 * tl_strip_begin:
 * @part: what tells it from other strips, for its id
 * @name: what the strip is called
 * @detail: what its figures are
 * @y: its top
 *
 * Begins a strip's group with its rule and its name; whoever calls it ends the group.
 *
 * Returns: how far down its name reaches
 */
double
tl_strip_begin (TlLayout *self, const char *part, const char *name, const char *detail, double y)
{
  double x = self->dense ? TL_LABEL_X_DENSE : TL_LABEL_X;
  double room = self->left - x - 8;
  guint  n;

  tl_scene_begin_part (self->scene, TL_ROLE_STRIP, part, name, detail);
  tl_scene_line (self->scene, TL_EDGE, y, self->width - TL_EDGE, y,
                 (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1 });
  if (self->dense)
    {
      tl_words_line (self, TL_FONT (14, 600), TL_COLOUR_INK, x, y + 24, TL_ANCHOR_START, room, name);
      n = tl_words_block (self, TL_FONT (13, 400), TL_COLOUR_SOFT, x, y + 41, TL_ANCHOR_START, room, 16, 2, detail);
      return y + 41 + (n - 1) * 16;
    }
  tl_words_line (self, TL_FONT (15, 600), TL_COLOUR_INK, x, y + 30, TL_ANCHOR_START, room, name);
  n = tl_words_block (self, TL_FONT (13.5, 400), TL_COLOUR_SOFT, x, y + 50, TL_ANCHOR_START, room, 18, 2, detail);
  return y + 50 + (n - 1) * 18;
}

/**
 * tl_strip_room:
 *
 * Returns: how wide what stands under a column may be: up to the next column
 */
double
tl_strip_room (TlLayout *self, TlBand *band, int column)
{
  double end = column + 1 < band->n_columns ? band->x[column + 1] - 16 : self->width - TL_EDGE;

  return MIN (end - band->x[column], self->card_width + 120);
}

static gboolean
has_quote (const TlDataStage *stage)
{
  return stage->quote != NULL;
}

/**
 * tl_stage_has_stake:
 *
 * Returns: whether anything is known to be at stake
 */
gboolean
tl_stage_has_stake (const TlDataStage *stage)
{
  return stage->has_pains && isfinite (stage->net);
}

/* How many stages of a column have something to say in a strip. */
static guint
count_in_column (TlLayout *self, TlBand *band, int column, gboolean (*has) (const TlDataStage *))
{
  guint n = 0;

  for (guint i = 0; i < band->cards->len; i++)
    {
      const TlCard *card = TL_BAND_CARD (self, band, i);

      n += card->column == column && TL_SHOWS_ROW (self, card->row) && has (TL_STAGE_AT (self->data, card->stage));
    }
  return n;
}

/* Which stage is meant, where several stand in one column. */
static double
draw_caption (TlLayout *self, TlBand *band, const TlCard *card, double y, gboolean needed)
{
  if (!needed)
    return y;
  tl_words_line (self, TL_FONT (13, 600), TL_COLOUR_SOFT, band->x[card->column], y + 12, TL_ANCHOR_START,
                 band->width[card->column], TL_STAGE_AT (self->data, card->stage)->title);
  return y + 22;
}

/* How many say the same: of the pain that is quoted, its records, of all at its touchpoint where that are more. */
static char *
count_same (TlLayout *self, const TlDataStage *stage)
{
  const TlMapQuote *quote = stage->quote;
  g_autofree char  *count = tl_words_count_of (self, (double) quote->records);
  g_autofree char  *all = tl_words_count_of (self, (double) stage->quoted_of);

  if (quote->records <= 1)
    return NULL;
  if (stage->quoted_of == 0)
    return g_strdup_printf (ngettext ("%s record", "%s records", (gulong) quote->records), count);
  if (stage->quoted_of <= quote->records)
    /* Translators: how many customers said what is quoted: “412 say the same”. */
    return g_strdup_printf (ngettext ("%s says the same", "%s say the same", (gulong) quote->records), count);
  /* Translators: how many records say what is quoted, of all there are of that touchpoint: “132 of 1,200”. */
  return g_strdup_printf (C_("quote", "%s of %s"), count, all);
}

/* Where a quote comes from, and how many say the same. */
static char *
describe_quote (TlLayout *self, const TlDataStage *stage)
{
  const char      *source = stage->quote->source;
  g_autofree char *same = count_same (self, stage);

  if (source == NULL || *source == '\0')
    return g_steal_pointer (&same);
  return same ? g_strdup_printf ("%s · %s", source, same) : g_strdup (source);
}

/**
 * tl_quote_draw:
 * @stage: has a quote
 * @x: the left edge of its mark
 * @y: its top
 * @room: how wide it may be
 * @max_lines: how many lines its words may take
 *
 * Returns: where what comes next begins
 */
double
tl_quote_draw (TlLayout *self, const TlDataStage *stage, double x, double y, double room, guint max_lines)
{
  const TlMapQuote  *quote = stage->quote;
  TlFont             font = { self->dense ? 14.5 : 15.5, 400, TRUE }, source_font = TL_FONT (13.5, 400);
  double             step = self->dense ? 19 : 21;
  g_autofree char   *source = describe_quote (self, stage);
  /* Translators: what a customer said, with the mark that closes a quote; one that opens it is drawn before it. */
  g_autofree char   *words = g_strdup_printf (C_("quote", "%s”"), quote->words);
  guint              n;

  tl_scene_begin (self->scene, TL_ROLE_QUOTE, stage->id, quote->words, source);
  tl_icon_draw (self->scene, "quote", x - 1, y - 1, 17, TL_COLOUR_QUOTE);
  x += QUOTE_INDENT;
  room -= QUOTE_INDENT;
  n = tl_words_block (self, font, TL_COLOUR_INK, x, y + 14, TL_ANCHOR_START, room, step, max_lines, words);
  y += 14 + (n - 1) * step;
  if (source)
    {
      y += step + (self->dense ? 1 : 4);
      n = tl_words_block (self, source_font, TL_COLOUR_SOFT, x, y, TL_ANCHOR_START, room, 18, 2, source);
      y += (n - 1) * 18;
    }
  tl_scene_end (self->scene);
  return y + 18;
}

/* The stages with the quotes that tell most: of which most records say the same, then of which most is at stake. */
static int
compare_quotes (gconstpointer a, gconstpointer b, gpointer data)
{
  TlLayout          *self = data;
  guint              ia = *(const guint *) a, ib = *(const guint *) b;
  const TlDataStage *sa = TL_STAGE_AT (self->data, ia), *sb = TL_STAGE_AT (self->data, ib);
  double             na = isfinite (sa->net) ? sa->net : 0, nb = isfinite (sb->net) ? sb->net : 0;

  if (sa->quote->records != sb->quote->records)
    return sa->quote->records > sb->quote->records ? -1 : 1;
  if (na != nb)
    return na > nb ? -1 : 1;
  return (ia > ib) - (ia < ib);
}

static int
compare_guints (gconstpointer a, gconstpointer b)
{
  return (*(const guint *) a > *(const guint *) b) - (*(const guint *) a < *(const guint *) b);
}

/* The most telling quotes of the whole journey side by side, in its order, each under its stage's title. */
static double
draw_best_quotes (TlLayout *self, double y)
{
  g_autoptr (GArray) stages = g_array_new (FALSE, FALSE, sizeof (guint));
  double             bottom, pitch;

  for (guint i = 0; i < self->data->stages->len; i++)
    if (has_quote (TL_STAGE_AT (self->data, i)))
      g_array_append_val (stages, i);
  if (stages->len == 0)
    return y;
  g_array_sort_with_data (stages, compare_quotes, self);
  g_array_set_size (stages, MIN (stages->len, self->n_quotes));
  g_array_sort (stages, compare_guints);
  bottom = tl_strip_begin (self, "voice", _("Voice"), _("of the customer"), y) + 8;
  pitch = floor ((self->width - TL_EDGE - self->left) / stages->len);
  for (guint i = 0; i < stages->len; i++)
    {
      const TlDataStage *stage = TL_STAGE_AT (self->data, g_array_index (stages, guint, i));
      double             x = self->left + i * pitch, at;

      tl_words_line (self, TL_FONT (13, 600), TL_COLOUR_SOFT, x + QUOTE_INDENT, y + 24, TL_ANCHOR_START,
                     pitch - 24 - QUOTE_INDENT, stage->title);
      at = tl_quote_draw (self, stage, x, y + 31, pitch - 24, QUOTE_LINES);
      bottom = MAX (bottom, at);
    }
  tl_scene_end (self->scene);
  return bottom + 2;
}

/**
 * tl_voice_draw:
 * @y: the strip's top
 *
 * Returns: where the next strip begins; @y where nobody said anything
 */
double
tl_voice_draw (TlLayout *self, TlBand *band, double y)
{
  double bottom;
  guint  n = 0;

  for (int c = 0; c < band->n_columns; c++)
    n += count_in_column (self, band, c, has_quote);
  if (self->n_quotes > 0 && !(self->options->without & TL_MAP_NO_VOICE))
    return band == &self->bands[self->n_bands - 1] ? draw_best_quotes (self, y) : y;
  if (n == 0 || (self->options->without & TL_MAP_NO_VOICE))
    return y;
  bottom = tl_strip_begin (self, "voice", _("Voice"), _("of the customer"), y) + 8;
  for (int c = 0; c < band->n_columns; c++)
    {
      double at = y + 16;
      guint  n_here = count_in_column (self, band, c, has_quote);

      for (int row = 0; row < band->n_rows && n_here > 0; row++)
        for (guint i = 0; TL_SHOWS_ROW (self, row) && i < band->cards->len; i++)
          {
            const TlCard *card = TL_BAND_CARD (self, band, i);

            if (card->column != c || card->row != row || !has_quote (TL_STAGE_AT (self->data, card->stage)))
              continue;
            at = draw_caption (self, band, card, at, n_here > 1 || self->end_row > 0);
            at = tl_quote_draw (self, TL_STAGE_AT (self->data, card->stage), band->x[c], at,
                                tl_strip_room (self, band, c), QUOTE_LINES);
          }
      bottom = MAX (bottom, at);
    }
  tl_scene_end (self->scene);
  return bottom + 6;
}

/* What is at stake, in two parts: margin, and cost to serve. */
static char *
describe_parts (TlLayout *self, const TlDataStage *stage)
{
  double           lost = stage->net - stage->caused;
  double           small = MAX (fabs (lost), fabs (stage->caused)) * 0.005;
  g_autofree char *margin = tl_words_money (self, lost, FALSE);
  g_autofree char *cost = tl_words_money (self, fabs (stage->caused), FALSE);

  if (fabs (lost) < 0.5 && fabs (stage->caused) < 0.5)
    return NULL;
  if (fabs (stage->caused) <= small)
    /* Translators: all that is at stake is margin on lost revenue. */
    return g_strdup (_("margin"));
  if (fabs (lost) <= small)
    return g_strdup (stage->caused > 0 ? _("cost to serve") : _("less to serve"));
  /* Translators: what is at stake: “£32k margin, £103k cost to serve”. */
  if (stage->caused > 0)
    return g_strdup_printf (_("%s margin, %s cost to serve"), margin, cost);
  /* Translators: what is at stake, less what those who leave do not cost: “£1.18m margin, £155k less to serve”. */
  return g_strdup_printf (_("%s margin, %s less to serve"), margin, cost);
}

/* The largest amount at stake anywhere, for a scale that all bars share. */
static double
find_most_at_stake (TlLayout *self)
{
  double most = 0;

  for (guint i = 0; i < self->data->stages->len; i++)
    if (tl_stage_has_stake (TL_STAGE_AT (self->data, i)))
      most = MAX (most, TL_STAGE_AT (self->data, i)->net);
  return most;
}

/* How long bars can be beside the longest amount, where columns are narrow. */
static double
find_bar_room (TlLayout *self)
{
  double room = INFINITY, amount = 0;

  for (guint b = 0; b < self->n_bands; b++)
    for (int c = 0; c < self->bands[b].n_columns; c++)
      if (count_in_column (self, &self->bands[b], c, tl_stage_has_stake) > 0)
        room = MIN (room, tl_strip_room (self, &self->bands[b], c));
  for (guint i = 0; i < self->data->stages->len; i++)
    if (tl_stage_has_stake (TL_STAGE_AT (self->data, i)))
      {
        g_autofree char *words = tl_words_stake (self, TL_STAGE_AT (self->data, i)->net);

        amount = MAX (amount, tl_measure_room (self->measure, TL_FONT (16, 700), words));
      }
  return CLAMP (room - amount - 12, 8, WIDEST_BAR);
}

/**
 * tl_stake_draw_bar:
 * @stage: has something at stake
 * @x: its left edge
 * @y: its top
 * @room: how wide it may be
 * @widest: how long a bar is for the most that is at stake anywhere
 * @with_parts: whether it says what the amount is made of
 *
 * Returns: where what comes next begins
 */
double
tl_stake_draw_bar (TlLayout *self, const TlDataStage *stage, double x, double y, double room, double widest,
                   gboolean with_parts)
{
  double             most = find_most_at_stake (self);
  g_autofree char   *amount = tl_words_stake (self, stage->net);
  g_autofree char   *parts = describe_parts (self, stage);
  TlFont             font = TL_FONT (16, 700);
  double             width = 0;

  tl_scene_begin (self->scene, TL_ROLE_STAKE, stage->id, stage->title, amount);
  if (stage->net > 0 && most > 0)
    {
      width = MAX (3, widest * stage->net / most);
      tl_scene_hatch (self->scene, (TlBox) { x, y, width, BAR_HEIGHT }, 3, TL_COLOUR_LOSS);
      width += 10;
    }
  tl_words_line (self, font, stage->net > 0.5 ? TL_COLOUR_LOSS : TL_COLOUR_SOFT, x + width, y + 15, TL_ANCHOR_START,
                 room - width, amount);
  y += BAR_HEIGHT;
  if (parts && with_parts)
    {
      guint n = tl_words_block (self, TL_FONT (14, 400), TL_COLOUR_SOFT, x, y + 23, TL_ANCHOR_START, room, 19, 2,
                                parts);

      y += 23 + (n - 1) * 19;
    }
  tl_scene_end (self->scene);
  return y + (self->dense ? 10 : 20);
}

static double
draw_stake (TlLayout *self, TlBand *band, const TlCard *card, double y)
{
  /* One scale for all bars, and room for the longest amount beside the longest. */
  double widest = self->dense ? find_bar_room (self) : MIN (WIDEST_BAR, self->card_width - 110);

  return tl_stake_draw_bar (self, TL_STAGE_AT (self->data, card->stage), band->x[card->column], y,
                            tl_strip_room (self, band, card->column), widest, !self->dense);
}

/**
 * tl_stake_draw:
 * @y: the strip's top
 *
 * Returns: where the next strip begins; @y where no money is known
 */
double
tl_stake_draw (TlLayout *self, TlBand *band, double y)
{
  double bottom;
  guint  n = 0;

  for (int c = 0; c < band->n_columns; c++)
    n += count_in_column (self, band, c, tl_stage_has_stake);
  if (n == 0 || (self->options->without & TL_MAP_NO_STAKE))
    return y;
  /* Translators: a strip of the map, and what its amounts are. */
  bottom = tl_strip_begin (self, "stake", _("At stake"), _("net, a year"), y) + 10;
  for (int c = 0; c < band->n_columns; c++)
    {
      double at = y + 16;
      guint  n_here = count_in_column (self, band, c, tl_stage_has_stake);

      for (int row = 0; row < band->n_rows && n_here > 0; row++)
        for (guint i = 0; TL_SHOWS_ROW (self, row) && i < band->cards->len; i++)
          {
            const TlCard *card = TL_BAND_CARD (self, band, i);

            if (card->column != c || card->row != row || !tl_stage_has_stake (TL_STAGE_AT (self->data, card->stage)))
              continue;
            at = draw_caption (self, band, card, at, n_here > 1 || self->end_row > 0);
            at = draw_stake (self, band, card, at);
          }
      bottom = MAX (bottom, at);
    }
  tl_scene_end (self->scene);
  return bottom + 4;
}
