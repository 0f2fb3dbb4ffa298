/* tl-layout-card.c: the card of a stage, and what stands in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-icon.h"
#include "tl-layout.h"

/* Wide cards, narrow ones, and those of a whole map on one page. */
typedef struct
{
  double pad;
  TlFont title;
  double title_first; /* from the card's top to the first line */
  double title_step;
  TlFont sub;
  double sub_step;
  double icon;        /* size of the box of an icon */
  double indent;      /* from the card's left to a touchpoint's title */
  TlFont name;
  double name_step;
  TlFont mark;
  double mark_step;
  double mark_first;  /* from a pain's top to its first line */
  double mark_gap;    /* to what stands under it */
  double mark_left;   /* from the card's left to a pain */
  double mark_right;
  double mark_indent; /* from a pain's left to its title */
  double face;        /* radius */
  double meta_right;  /* from the card's right to faces */
  double meta_gap;    /* between cost, evidence and face */
  TlFont cost;
} Look;

static const Look wide = {
  18, { 19, 700, FALSE }, 30, 24, { 14, 400, FALSE }, 21, 24, 52,
  { 16, 500, FALSE }, 20, { 14, 500, FALSE }, 18, 20.5, 8, 52, 12, 28,
  10, 14, 11, { 14, 400, FALSE },
};

static const Look narrow = {
  12, { 16, 700, FALSE }, 25, 20, { 13, 400, FALSE }, 17, 20, 38,
  { 14, 500, FALSE }, 18, { 13, 500, FALSE }, 17, 20.5, 8, 10, 10, 26,
  9, 12, 7, { 13, 400, FALSE },
};

static const Look dense = {
  9, { 14.5, 700, FALSE }, 21, 18, { 13, 400, FALSE }, 17, 18, 32,
  { 13.5, 500, FALSE }, 17, { 13, 500, FALSE }, 16, 17.5, 6, 6, 6, 23,
  8, 9, 5, { 13, 400, FALSE },
};

#define RECORDS_FONT TL_FONT (13, 600)
#define AMOUNT_WEIGHT 700
#define BUBBLE_HEIGHT 18.0
#define BUBBLE_LEAST 36.0
#define MARK_PAD 8.0    /* from a pain's words to its right edge */
#define MARK_PAD_DENSE 4.0
#define MARK_LEAST 13.0 /* the smallest a pain is written in to stay on one line */

/* Where the pen is; nothing is painted while the card is measured. */
typedef struct
{
  TlLayout   *layout;
  TlCard     *card;
  const Look *look;
  gboolean    paints;
  double      y;
  const TlDataPain *worst; /* of the stage */
  guint       piece; /* how many touchpoints, and pains and delights in them, were passed */
} Pen;

/* Whether the piece that comes now is one of those that this card shows; what does not fit a page is shown on others. */
static gboolean
pen_shows (Pen *pen)
{
  guint piece = pen->piece++;

  return piece >= pen->card->first_piece && (pen->card->end_piece == 0 || piece < pen->card->end_piece);
}

/* Whether any of so many pieces is shown. */
static gboolean
pen_shows_any (const Pen *pen, guint n)
{
  return pen->piece + n > pen->card->first_piece && (pen->card->end_piece == 0 || pen->piece < pen->card->end_piece);
}

/**
 * tl_face_draw:
 * @emotion: from −2 to 2
 *
 * A face: its mouth says what its colour says.
 */
void
tl_face_draw (TlLayout *self, double x, double y, double radius, double emotion)
{
  double smile = CLAMP (emotion, -2, 2);
  double mouth = y + radius * 0.36 - smile * radius * 0.06;
  double bend = smile * radius * 0.21;
  TlPen  stroke = { TL_COLOUR_NONE, TL_COLOUR_FACE, radius * 0.17, TL_DASH_SOLID, TRUE, 1 };
  TlPen  eye = { .fill = TL_COLOUR_FACE };

  tl_scene_circle (self->scene, x, y, radius, (TlPen) { .fill = tl_colour_of_feeling (emotion) });
  tl_scene_circle (self->scene, x - radius * 0.33, y - radius * 0.22, radius * 0.15, eye);
  tl_scene_circle (self->scene, x + radius * 0.33, y - radius * 0.22, radius * 0.15, eye);
  tl_scene_path_begin (self->scene, stroke);
  tl_scene_move_to (self->scene, x - radius * 0.45, mouth);
  tl_scene_curve_to (self->scene, x - radius * 0.15, mouth + bend, x + radius * 0.15, mouth + bend, x + radius * 0.45,
                     mouth);
  tl_scene_path_end (self->scene);
}

static char *
describe_visits (TlLayout *self, const TlDataStage *stage, gboolean with_price)
{
  g_autofree char *count = NULL;
  g_autofree char *price = NULL;

  if (!isfinite (stage->visits))
    return NULL;
  count = tl_words_count_of (self, stage->visits);
  if (with_price && isfinite (stage->revenue) && stage->revenue != 0)
    {
      price = tl_words_money_full (self, stage->revenue);
      /* Translators: customers who come to a stage in a year, and the revenue of each: “320,000 visits at £58.95”. */
      return g_strdup_printf (ngettext ("%s visit at %s", "%s visits at %s", tl_words_plural (stage->visits)), count,
                              price);
    }
  /* Translators: how many customers come to a stage in a year: “320,000 visits”. */
  return g_strdup_printf (ngettext ("%s visit", "%s visits", tl_words_plural (stage->visits)), count);
}

/* Evidence as a speech bubble with a number in it; returns its width. */
static double
bubble_width (TlLayout *self, const char *text)
{
  return MAX (BUBBLE_LEAST, tl_measure_room (self->measure, RECORDS_FONT, text) + 10);
}

static void
draw_bubble (TlLayout *self, double x, double y, double width, const char *text)
{
  TlScene *scene = self->scene;
  double   right = x + width, bottom = y + BUBBLE_HEIGHT, r = 5;

  tl_scene_path_begin (scene, (TlPen) { .fill = TL_COLOUR_CHIP, .stroke = TL_COLOUR_CHIP_EDGE, .stroke_width = 1 });
  tl_scene_move_to (scene, x + r, y);
  tl_scene_line_to (scene, right - r, y);
  tl_scene_curve_to (scene, right - r / 2, y, right, y + r / 2, right, y + r);
  tl_scene_line_to (scene, right, bottom - r);
  tl_scene_curve_to (scene, right, bottom - r / 2, right - r / 2, bottom, right - r, bottom);
  tl_scene_line_to (scene, x + 17, bottom);
  tl_scene_line_to (scene, x + 12, bottom + 5);
  tl_scene_line_to (scene, x + 12, bottom);
  tl_scene_line_to (scene, x + r, bottom);
  tl_scene_curve_to (scene, x + r / 2, bottom, x, bottom - r / 2, x, bottom - r);
  tl_scene_line_to (scene, x, y + r);
  tl_scene_curve_to (scene, x, y + r / 2, x + r / 2, y, x + r, y);
  tl_scene_close_path (scene);
  tl_scene_path_end (scene);
  tl_words_line (self, RECORDS_FONT, TL_COLOUR_SOFT, x + width / 2, y + 13, TL_ANCHOR_MIDDLE, width, text);
}

/* Whether a card shows anything under its header. */
static gboolean
shows_more (TlLayout *self, const TlDataStage *stage)
{
  switch (self->detail)
    {
    case TL_DETAIL_PLAIN:
      return FALSE;
    case TL_DETAIL_WORST:
      return stage->has_pains;
    case TL_DETAIL_FULL:
    case TL_DETAIL_TOUCHPOINTS:
    default:
      return stage->touchpoints->len > 0;
    }
}

static void
pen_header (Pen *pen, const TlDataStage *stage)
{
  TlLayout        *self = pen->layout;
  const Look      *look = pen->look;
  TlCard          *card = pen->card;
  /* Translators: under the title of a card that did not fit the page before. */
  g_autofree char *visits = card->is_rest ? g_strdup (_("continued")) : describe_visits (self, stage, TRUE);
  double           room = card->width - 2 * look->pad;
  double           y = pen->y + look->title_first;
  double           x = card->x + look->pad;
  guint            n, most = self->dense ? 3 : 2;

  /* What the page cannot hold on one line is said where there is room for it. */
  if (visits && self->dense && !card->is_rest && tl_measure_room (self->measure, look->sub, visits) > room)
    {
      g_free (visits);
      visits = describe_visits (self, stage, FALSE);
    }
  n = pen->paints ? tl_words_block (self, look->title, TL_COLOUR_INK, x, y, TL_ANCHOR_START, room, look->title_step, most,
                                    stage->title)
                  : tl_words_count (self, look->title, room, most, stage->title);
  y += (n - 1) * look->title_step;
  if (visits)
    {
      y += look->sub_step;
      n = pen->paints ? tl_words_block (self, look->sub, TL_COLOUR_SOFT, x, y, TL_ANCHOR_START, room, look->sub_step, 2,
                                        visits)
                      : tl_words_count (self, look->sub, room, 2, visits);
      y += (n - 1) * look->sub_step;
    }
  if (card->is_sheet && !card->is_rest)
    {
      g_autofree char *leavers = tl_leavers_describe (self, stage);

      if (leavers)
        {
          y += look->sub_step;
          n = pen->paints ? tl_words_block (self, look->sub, TL_COLOUR_SOFT, x, y, TL_ANCHOR_START, room,
                                            look->sub_step, 2, leavers)
                          : tl_words_count (self, look->sub, room, 2, leavers);
          y += (n - 1) * look->sub_step;
        }
    }
  y += 13;
  if (pen->paints && shows_more (self, stage))
    tl_scene_line (self->scene, card->x + look->pad - 2, y, card->x + card->width - look->pad + 2, y,
                   (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1 });
  pen->y = y;
}

static char *
describe_records (gint64 records)
{
  g_autofree char *n = tl_number_format_people ((double) records, 0, NULL);

  return g_strdup_printf (ngettext ("%s record", "%s records", (gulong) records), n);
}

/* The font in which a title takes one line in the given room: a little smaller where that makes it fit, else as it is. */
static TlFont
fit_mark (TlLayout *self, TlFont font, double room, const char *title)
{
  for (double size = font.size; size >= MARK_LEAST; size -= 0.5)
    {
      TlFont smaller = { size, font.weight, font.italic };

      if (tl_measure_room (self->measure, smaller, title) <= room)
        return smaller;
    }
  return font;
}

/* A pain or a delight: a tinted pill with a mark, its title, and what is at stake: beside the title where that then
 * takes no more than two lines, else under it. */
static void
pen_mark (Pen *pen, TlRole role, const char *id, const char *title, const char *amount, gboolean sized,
          const char *desc)
{
  TlLayout   *self = pen->layout;
  const Look *look = pen->look;
  TlCard     *card = pen->card;
  gboolean    is_pain = role == TL_ROLE_PAIN;
  TlFont      amount_font = TL_FONT (look->mark.size, sized ? AMOUNT_WEIGHT : 400), font;
  TlColour    amount_colour = sized ? TL_COLOUR_LOSS : TL_COLOUR_SOFT;
  double      x = card->x + look->mark_left;
  double      width = card->width - look->mark_left - look->mark_right;
  double      amount_room = amount ? tl_measure_room (self->measure, amount_font, amount) : 0;
  double      text_x = x + look->mark_indent;
  double      pad = self->dense ? MARK_PAD_DENSE : MARK_PAD;
  double      room = width - pad - look->mark_indent;
  gboolean    beside = amount && room - amount_room > 40 &&
                    tl_words_count (self, look->mark, room - amount_room, 9, title) <= 2 &&
                    (!self->dense || tl_words_unbroken (self, look->mark, room - amount_room, title));
  guint       n;
  double      height;

  /* Both have their slack, so they need no gap. */
  if (beside)
    room -= amount_room;
  font = fit_mark (self, look->mark, room, title);
  n = tl_words_count (self, font, room, 3, title);
  height = look->mark_first + 10.5 + (n - 1 + (amount && !beside)) * look->mark_step;
  if (pen->paints)
    {
      tl_scene_begin (self->scene, role, id, title, desc);
      tl_scene_rect (self->scene, (TlBox) { x, pen->y, width, height }, 7,
                     (TlPen) { .fill = is_pain ? TL_COLOUR_LOSS_TINT : TL_COLOUR_GAIN_TINT,
                               .stroke = is_pain ? TL_COLOUR_LOSS_EDGE : TL_COLOUR_GAIN_EDGE,
                               .stroke_width = 1 });
      tl_icon_draw (self->scene, is_pain ? "pain" : "delight", text_x - 20, pen->y + look->mark_first - 12, 14,
                    is_pain ? TL_COLOUR_LOSS : TL_COLOUR_GAIN);
      tl_words_block (self, font, is_pain ? TL_COLOUR_LOSS_INK : TL_COLOUR_GAIN_INK, text_x,
                      pen->y + look->mark_first, TL_ANCHOR_START, room, look->mark_step, 3, title);
      if (beside)
        tl_words_line (self, amount_font, amount_colour, x + width - pad, pen->y + look->mark_first,
                       TL_ANCHOR_END, amount_room, amount);
      else if (amount)
        tl_words_line (self, amount_font, amount_colour, text_x, pen->y + look->mark_first + n * look->mark_step,
                       TL_ANCHOR_START, room, amount);
      tl_scene_end (self->scene);
    }
  pen->y += height + look->mark_gap;
}

static void
pen_pain (Pen *pen, const TlDataPain *pain)
{
  TlLayout           *self = pen->layout;
  g_autofree char    *amount = NULL;
  g_autoptr (GString) desc = g_string_new (NULL);

  if (isfinite (pain->net))
    /* Translators: where a pain’s amount stands, while nobody has said yet how many it hits. */
    amount = pain->sized ? tl_words_money (self, pain->net, FALSE) : g_strdup (_("not sized"));
  if (amount && pain->sized)
    /* Translators: what a pain point costs: “£1.02m at stake a year, net”. */
    g_string_append_printf (desc, _("%s at stake a year, net"), amount);
  if (pain->records > 0)
    {
      g_autofree char *records = describe_records (pain->records);

      g_string_append_printf (desc, "%s%s", desc->len > 0 ? " · " : "", records);
    }
  pen_mark (pen, TL_ROLE_PAIN, pain->id, pain->title, amount, pain->sized, desc->str);
}

static void
pen_delight (Pen *pen, const TlDataDelight *delight)
{
  g_autoptr (GString) desc = g_string_new (NULL);

  if (delight->credit)
    /* Translators: who is to thank for a delight. */
    g_string_append_printf (desc, _("Credit to %s"), delight->credit);
  if (delight->records > 0)
    {
      g_autofree char *records = describe_records (delight->records);

      g_string_append_printf (desc, "%s%s", desc->len > 0 ? " · " : "", records);
    }
  pen_mark (pen, TL_ROLE_DELIGHT, delight->id, delight->title, NULL, FALSE, desc->str);
}

/* Cost, evidence and face from the right edge inwards, in columns of their own around a middle line; returns where they
 * begin, from the card's left. It is the same wherever the card stands, so that it is painted as it was measured. */
static double
pen_meta (Pen *pen, const TlDataTouchpoint *touchpoint, const char *cost, const char *records, double y,
          gboolean paints)
{
  TlLayout   *self = pen->layout;
  const Look *look = pen->look;
  double      left = pen->card->x;
  double      right = pen->card->width - look->meta_right;

  if (self->has_faces)
    {
      if (paints && isfinite (touchpoint->emotion))
        tl_face_draw (self, left + right - look->face, y, look->face, touchpoint->emotion);
      right -= 2 * look->face + look->meta_gap;
    }
  if (self->has_records)
    {
      double width = records ? bubble_width (self, records) : BUBBLE_LEAST;

      if (paints && records)
        draw_bubble (self, left + right - width, y - BUBBLE_HEIGHT / 2, width, records);
      right -= width + look->meta_gap;
    }
  if (cost)
    {
      if (paints)
        tl_words_line (self, look->cost, TL_COLOUR_SOFT, left + right, y + 5, TL_ANCHOR_END, 120, cost);
      right -= MIN (120, tl_measure_room (self->measure, look->cost, cost)) + 6;
    }
  return right;
}

/* A touchpoint's title, and beside it what it costs, how much evidence it has and how it feels; under the title where
 * there is no room beside its last line. */
static void
pen_name (Pen *pen, const TlDataTouchpoint *touchpoint, const char *cost, const char *records)
{
  TlLayout             *self = pen->layout;
  const Look           *look = pen->look;
  TlCard               *card = pen->card;
  double                middle = pen->y + look->icon / 2;
  double                left = pen_meta (pen, touchpoint, cost, records, middle, FALSE);
  double                room = card->width - look->pad - look->indent;
  gboolean              any = cost || records || isfinite (touchpoint->emotion);
  g_autoptr (GPtrArray) lines = tl_measure_wrap (self->measure, look->name, touchpoint->title, room, 2);
  double                last = (lines->len - 1) * look->name_step;

  if (pen->paints)
    tl_words_block (self, look->name, TL_COLOUR_INK, card->x + look->indent, middle + 5.5, TL_ANCHOR_START, room,
                    look->name_step, 2, touchpoint->title);
  if (any)
    {
      if (tl_measure_room (self->measure, look->name, lines->pdata[lines->len - 1]) > left - look->indent)
        last += look->name_step + 3;
      pen_meta (pen, touchpoint, cost, records, middle + last, pen->paints);
    }
  pen->y += look->icon + last;
}

/* Of some pains the one that costs most; the first where nobody knows what they cost. */
static const TlDataPain *
find_worst (const TlDataTouchpoint *touchpoint)
{
  const TlDataPain *worst = NULL;

  for (guint i = 0; i < touchpoint->pains->len; i++)
    {
      const TlDataPain *pain = &g_array_index (touchpoint->pains, TlDataPain, i);

      if (worst == NULL || (isfinite (pain->net) && !(pain->net <= worst->net)))
        worst = pain;
    }
  return worst;
}

static const TlDataPain *
find_worst_of_stage (const TlDataStage *stage)
{
  const TlDataPain *worst = NULL;

  for (guint i = 0; i < stage->touchpoints->len; i++)
    {
      const TlDataPain *pain = find_worst (&g_array_index (stage->touchpoints, TlDataTouchpoint, i));

      if (worst == NULL || (pain && isfinite (pain->net) && !(pain->net <= worst->net)))
        worst = pain;
    }
  return worst;
}

/* A line of a card that is no part of a touchpoint; it takes two where it has to. */
static void
pen_line (Pen *pen, TlFont font, TlColour colour, const char *words)
{
  TlLayout   *self = pen->layout;
  const Look *look = pen->look;
  double      room = pen->card->width - 2 * look->pad;
  guint       n;

  n = pen->paints ? tl_words_block (self, font, colour, pen->card->x + look->pad, pen->y + 13, TL_ANCHOR_START, room,
                                    17, 2, words)
                  : tl_words_count (self, font, room, 2, words);
  pen->y += n * 17 + 5;
}

static guint
count_pieces (const TlDataTouchpoint *touchpoint)
{
  return 1 + touchpoint->pains->len + touchpoint->delights->len;
}

static void
pen_touchpoint (Pen *pen, const TlDataTouchpoint *touchpoint)
{
  TlLayout           *self = pen->layout;
  const Look         *look = pen->look;
  TlCard             *card = pen->card;
  g_autofree char    *cost = NULL;
  g_autofree char    *records = NULL;
  g_autoptr (GString) desc = NULL;
  guint               n_pieces = count_pieces (touchpoint), n_marks;

  if (!pen_shows_any (pen, n_pieces))
    {
      pen->piece += n_pieces;
      return;
    }
  cost = isfinite (touchpoint->cost) ? tl_words_money (self, touchpoint->cost, FALSE) : NULL;
  if (touchpoint->records > 0)
    records = tl_number_format_short ((double) touchpoint->records, self->options->numbers);
  desc = g_string_new (touchpoint->channel);
  pen->piece++;
  if (pen->paints)
    {
      if (cost)
        {
          g_string_append (desc, desc->len > 0 ? " · " : "");
          /* Translators: what a touchpoint costs: “£292k a year”. */
          g_string_append_printf (desc, _("%s a year"), cost);
        }
      if (touchpoint->records > 0)
        {
          g_autofree char *counted = describe_records (touchpoint->records);

          g_string_append_printf (desc, "%s%s", desc->len > 0 ? " · " : "", counted);
        }
      tl_scene_begin (self->scene, TL_ROLE_TOUCHPOINT, touchpoint->id, touchpoint->title, desc->str);
      tl_scene_rect (self->scene, (TlBox) { card->x + look->pad, pen->y, look->icon, look->icon }, 6,
                     (TlPen) { .fill = TL_COLOUR_CHIP, .stroke = TL_COLOUR_CHIP_EDGE, .stroke_width = 1 });
      tl_icon_draw (self->scene, tl_icon_for_channel (touchpoint->channel),
                    card->x + look->pad + look->icon / 2 - 7.5, pen->y + look->icon / 2 - 7.5, 15, TL_COLOUR_ICON);
    }
  pen_name (pen, touchpoint, cost, records);
  n_marks = self->detail == TL_DETAIL_FULL ? touchpoint->pains->len + touchpoint->delights->len
                                           : find_worst (touchpoint) == pen->worst && pen->worst;
  if (n_marks > 0)
    pen->y += self->compact ? 8 : 13;
  for (guint i = 0; i < touchpoint->pains->len; i++)
    {
      const TlDataPain *pain = &g_array_index (touchpoint->pains, TlDataPain, i);

      if (pen_shows (pen) && (self->detail == TL_DETAIL_FULL || pain == pen->worst))
        pen_pain (pen, pain);
    }
  for (guint i = 0; i < touchpoint->delights->len; i++)
    if (pen_shows (pen) && self->detail == TL_DETAIL_FULL)
      pen_delight (pen, &g_array_index (touchpoint->delights, TlDataDelight, i));
  if (pen->paints)
    tl_scene_end (self->scene);
  pen->y += n_marks > 0 ? (self->dense ? 2 : 6) : (self->dense ? 7 : 14);
}

/* What a card says of the pains that it does not name: how many, and what all of the stage's come to together; amounts of
 * their own would count twice what they share, and nobody could add them up. */
static void
pen_rest (Pen *pen, const TlDataStage *stage)
{
  TlLayout        *self = pen->layout;
  guint            n = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < stage->touchpoints->len; i++)
    n += g_array_index (stage->touchpoints, TlDataTouchpoint, i).pains->len;
  if (pen->worst == NULL || n < 2)
    return;
  n--;
  if (isfinite (stage->net) && stage->net >= 0.5)
    {
      g_autofree char *amount = tl_words_money (self, stage->net, FALSE);
      double           room = pen->card->width - 2 * pen->look->pad;

      /* Translators: of a stage’s pain points the worst is named, the others are counted; the amount is of all of them:
       * “3 more pains; £618k together”. */
      words = g_strdup_printf (ngettext ("%u more pain; %s together", "%u more pains; %s together", n), n, amount);
      if (tl_measure_room (self->measure, TL_FONT (13, 400), words) > room)
        {
          g_free (words);
          /* Translators: the same in little room, of all pain points of a stage: “all 4: £618k”. */
          words = g_strdup_printf (ngettext ("all %u: %s", "all %u: %s", n + 1), n + 1, amount);
        }
      if (tl_measure_room (self->measure, TL_FONT (13, 400), words) > room)
        g_clear_pointer (&words, g_free);
    }
  if (words == NULL)
    words = g_strdup_printf (ngettext ("%u more pain", "%u more pains", n), n);
  pen_line (pen, TL_FONT (13, 400), TL_COLOUR_SOFT, words);
}

/* What is at stake at a stage of which nothing else is said. */
static void
pen_stake (Pen *pen, const TlDataStage *stage)
{
  TlLayout        *self = pen->layout;
  g_autofree char *amount = NULL;
  g_autofree char *words = NULL;

  if (!stage->has_pains || !isfinite (stage->net) || fabs (stage->net) < 0.5)
    return;
  amount = tl_words_stake (self, stage->net);
  /* Translators: what the pains of a stage cost a year: “£259k at stake”. */
  words = stage->net > 0 ? g_strdup_printf (_("%s at stake"), amount) : g_strdup (amount);
  if (tl_measure_room (self->measure, TL_FONT (13, 600), words) > pen->card->width - 2 * pen->look->pad)
    {
      g_free (words);
      words = g_steal_pointer (&amount);
    }
  pen_line (pen, TL_FONT (13, 600), tl_words_stake_colour (stage->net), words);
}

/**
 * tl_card_n_pieces:
 *
 * Returns: how many pieces the stage's card can be parted into: its touchpoints, and the pains and delights in them
 */
guint
tl_card_n_pieces (const TlDataStage *stage)
{
  guint n = 0;

  for (guint i = 0; i < stage->touchpoints->len; i++)
    n += count_pieces (&g_array_index (stage->touchpoints, TlDataTouchpoint, i));
  return n;
}

/**
 * tl_card_is_head:
 *
 * Returns: whether a piece is a touchpoint that has pains or delights behind it
 */
gboolean
tl_card_is_head (const TlDataStage *stage, guint piece)
{
  guint at = 0;

  for (guint i = 0; i < stage->touchpoints->len && at <= piece; i++)
    {
      guint n = count_pieces (&g_array_index (stage->touchpoints, TlDataTouchpoint, i));

      if (at == piece && n > 1)
        return TRUE;
      at += n;
    }
  return FALSE;
}

/* What is said where a card goes on on the next page. */
static void
pen_more (Pen *pen, const TlDataStage *stage)
{
  TlLayout        *self = pen->layout;
  guint            piece = 0, n = 0;
  g_autofree char *words = NULL;

  if (!pen->card->goes_on)
    return;
  for (guint i = 0; i < stage->touchpoints->len; i++)
    {
      n += piece >= pen->card->end_piece;
      piece += count_pieces (&g_array_index (stage->touchpoints, TlDataTouchpoint, i));
    }
  /* Translators: how many touchpoints a card has on the next page. */
  words = n > 0 ? g_strdup_printf (ngettext ("%u more on the next page", "%u more on the next page", n), n)
                : g_strdup (_("more on the next page"));
  if (pen->paints)
    tl_words_line (self, TL_FONT (13, 500), TL_COLOUR_SOFT, pen->card->x + pen->look->pad, pen->y + 13, TL_ANCHOR_START,
                   pen->card->width - 2 * pen->look->pad, words);
  pen->y += 24;
}

static double
pen_card (Pen *pen)
{
  const TlDataStage *stage = TL_STAGE_AT (pen->layout->data, pen->card->stage);
  TlDetail           detail = pen->layout->detail;

  pen->y = pen->card->y;
  pen->worst = find_worst_of_stage (stage);
  pen_header (pen, stage);
  if (shows_more (pen->layout, stage))
    pen->y += pen->layout->dense ? 9 : 14;
  for (guint i = 0; i < stage->touchpoints->len && detail <= TL_DETAIL_TOUCHPOINTS; i++)
    pen_touchpoint (pen, &g_array_index (stage->touchpoints, TlDataTouchpoint, i));
  if (detail == TL_DETAIL_WORST && pen->worst)
    pen_pain (pen, pen->worst);
  if (detail == TL_DETAIL_WORST || detail == TL_DETAIL_TOUCHPOINTS)
    pen_rest (pen, stage);
  if (detail == TL_DETAIL_PLAIN)
    {
      pen->y -= 9;
      pen_stake (pen, stage);
    }
  pen_more (pen, stage);
  return pen->y - pen->card->y + 4;
}

#define OUTCOME_PAD 14.0
#define OUTCOME_PAD_DENSE 8.0
#define OUTCOME_TITLE TL_FONT (18, 700)
#define OUTCOME_TITLE_DENSE TL_FONT (14.5, 700)
#define OUTCOME_COUNT TL_FONT (24, 700)
#define OUTCOME_COUNT_DENSE TL_FONT (18, 700)

static const Look *
choose_look (TlLayout *self)
{
  return self->dense ? &dense : self->compact ? &narrow : &wide;
}

/* An outcome with nothing in it: its title, how many come there, and what each is worth, in the middle. */
static double
walk_outcome (TlLayout *self, TlCard *card, gboolean paints)
{
  const TlDataStage *stage = TL_STAGE_AT (self->data, card->stage);
  double             room = card->width - 2 * (self->dense ? OUTCOME_PAD_DENSE : OUTCOME_PAD);
  double             x = card->x + card->width / 2;
  double             y = card->y + (self->dense ? 24 : 36), step = self->dense ? 18 : 23;
  gboolean           is_won = stage->kind == TL_DATA_WON;
  TlFont             title = self->dense ? OUTCOME_TITLE_DENSE : OUTCOME_TITLE;
  TlFont             figure = self->dense ? OUTCOME_COUNT_DENSE : OUTCOME_COUNT;
  guint              most = self->dense ? 3 : 2, n = tl_words_count (self, title, room, most, stage->title);

  if (paints)
    tl_words_block (self, title, TL_COLOUR_INK, x, y, TL_ANCHOR_MIDDLE, room, step, most, stage->title);
  y += (n - 1) * step;
  if (isfinite (stage->visits))
    {
      g_autofree char *count = tl_words_count_of (self, stage->visits);

      /* A number that has no room is shortened, never cut. */
      if (tl_measure_room (self->measure, figure, count) > room)
        {
          g_free (count);
          count = tl_number_format_short (stage->visits, self->options->numbers);
        }
      y += self->dense ? 24 : 34;
      if (paints)
        tl_words_line (self, figure, is_won ? TL_COLOUR_GAIN : TL_COLOUR_SOFT, x, y, TL_ANCHOR_MIDDLE, room,
                       count);
      if (isfinite (stage->revenue) && stage->revenue != 0)
        {
          g_autofree char *price = tl_words_money_full (self, stage->revenue);
          /* Translators: revenue of each customer who comes to an outcome: “£61 each”. */
          g_autofree char *each = g_strdup_printf (_("%s each"), price);

          y += self->dense ? 18 : 26;
          if (paints)
            tl_words_line (self, TL_FONT (self->dense ? 13 : 14, 400), TL_COLOUR_SOFT, x, y, TL_ANCHOR_MIDDLE, room,
                           each);
        }
    }
  return y - card->y + (self->dense ? 12 : 26);
}

/**
 * tl_card_measure:
 *
 * Finds the height that the card's content needs; its width is known.
 */
void
tl_card_measure (TlLayout *self, TlCard *card)
{
  const TlDataStage *stage = TL_STAGE_AT (self->data, card->stage);
  Pen                pen = { self, card, choose_look (self), FALSE, 0, NULL, 0 };

  card->is_small = stage->is_stub || (stage->kind != TL_DATA_STEP && stage->touchpoints->len == 0);
  card->port = card->is_small ? MIN (48, self->port - (self->dense ? 12 : 0)) : self->port;
  card->height = card->is_small ? walk_outcome (self, card, FALSE) : pen_card (&pen);
}

static char *
describe_stage (TlLayout *self, const TlDataStage *stage)
{
  g_autofree char    *visits = describe_visits (self, stage, TRUE);
  g_autoptr (GString) desc = g_string_new (visits);

  if (isfinite (stage->undrawn) && stage->undrawn > 0)
    {
      g_autofree char *share = tl_words_percent (self, stage->undrawn);

      g_string_append (desc, desc->len > 0 ? " · " : "");
      /* Translators: customers who leave the journey at a stage: “36% go no further”. */
      g_string_append_printf (desc, _("%s go no further"), share);
    }
  if (isfinite (stage->net) && stage->has_pains)
    {
      g_autofree char *stake = tl_words_stake_yearly (self, stage->net);

      g_string_append_printf (desc, "%s%s", desc->len > 0 ? " · " : "", stake);
    }
  return g_strdup (desc->str);
}

/**
 * tl_card_draw:
 *
 * Draws the card where it stands.
 */
void
tl_card_draw (TlLayout *self, TlCard *card)
{
  const TlDataStage *stage = TL_STAGE_AT (self->data, card->stage);
  g_autofree char   *desc = describe_stage (self, stage);
  Pen                pen = { self, card, choose_look (self), TRUE, 0, NULL, 0 };
  TlPen              edge = { TL_COLOUR_CARD, TL_COLOUR_CARD_EDGE, 1.2, TL_DASH_SOLID, FALSE, 1 };

  if (stage->kind == TL_DATA_WON)
    {
      edge.stroke = TL_COLOUR_GAIN;
      edge.stroke_width = 2;
    }
  else if (stage->kind == TL_DATA_LOST)
    {
      edge.stroke = TL_COLOUR_LEAVERS;
      edge.stroke_width = 1.6;
    }
  tl_scene_begin (self->scene, TL_ROLE_STAGE, stage->id, stage->title, desc);
  tl_scene_rect (self->scene, (TlBox) { card->x, card->y, card->width, card->height }, 12, edge);
  if (card->is_small)
    walk_outcome (self, card, TRUE);
  else
    pen_card (&pen);
  tl_scene_end (self->scene);
}
