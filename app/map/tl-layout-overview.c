/* tl-layout-overview.c: the whole journey on one page
 *
 * What a page cannot hold is left out step by step, what tells least first: of quotes all but a few, of fixes all but
 * their names, of pains all but the worst, then touchpoints. The most detailed step that fits is drawn as large as it
 * still fits, and what room is left goes between its parts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-layout-overview.h"

#include <math.h>

#define STAGES_MOST 250      /* more are not read on one page, however large */
#define BANDS_MOST 8
#define TRIES_MOST 2         /* numbers of bands that are tried, from the first in which cards are wide enough */
#define CARD_AT_EASE 150.0
#define FOLDS_MOST 3
#define WORTH_FOLDING 0.86   /* what a picture's width must come down to for another band */
#define NARROWEST 1000.0     /* of a picture; letters do not become larger than that */
#define GROWTHS 10
#define AT_EASE 1.15         /* letters become larger as long as cards are so much wider than they must be */
#define STUB_ROOM 184.0
#define FEELING_DENSE 12.0   /* from one feeling to the next, at least */
#define FEELING_MOST 44.0
#define STRIP_GAP_MOST 36.0
#define ROW_GAP_MOST 48.0

/* How much is told, and how narrow cards may be that tell it. */
typedef struct
{
  TlDetail   detail;
  gboolean   dense;
  guint      n_quotes;
  guint      badge_rows;
  TlMapParts without;
  double     card_least;
} Step;

static const Step steps[] = {
  { TL_DETAIL_FULL, FALSE, 0, 0, 0, 172 },
  { TL_DETAIL_FULL, TRUE, 0, 0, 0, 124 },
  { TL_DETAIL_FULL, TRUE, 3, 0, 0, 124 },
  { TL_DETAIL_FULL, FALSE, 3, 2, 0, 172 },
  { TL_DETAIL_FULL, TRUE, 3, 2, 0, 124 },
  { TL_DETAIL_FULL, TRUE, 0, 2, TL_MAP_NO_VOICE, 124 },
  { TL_DETAIL_TOUCHPOINTS, TRUE, 3, 2, 0, 116 },
  { TL_DETAIL_TOUCHPOINTS, TRUE, 0, 2, TL_MAP_NO_VOICE, 116 },
  { TL_DETAIL_WORST, TRUE, 3, 2, 0, 112 },
  { TL_DETAIL_WORST, TRUE, 3, 1, 0, 112 },
  { TL_DETAIL_WORST, TRUE, 0, 1, TL_MAP_NO_VOICE, 112 },
  { TL_DETAIL_WORST, TRUE, 0, 1, TL_MAP_NO_VOICE | TL_MAP_NO_STAKE, 112 },
  { TL_DETAIL_WORST, TRUE, 0, 1, TL_MAP_NO_VOICE | TL_MAP_NO_FEELING, 112 },
  { TL_DETAIL_WORST, TRUE, 0, 1, TL_MAP_NO_VOICE | TL_MAP_NO_FEELING | TL_MAP_NO_STAKE, 112 },
  { TL_DETAIL_PLAIN, TRUE, 0, 1, TL_MAP_NO_VOICE, 106 },
  { TL_DETAIL_PLAIN, TRUE, 0, 1, TL_MAP_NO_VOICE | TL_MAP_NO_STAKE, 106 },
  { TL_DETAIL_PLAIN, TRUE, 0, 1, TL_MAP_NO_VOICE | TL_MAP_NO_FEELING | TL_MAP_NO_STAKE, 106 },
};

/* The room between things that a page has more than it needs. */
typedef struct
{
  double headroom; /* of each panel */
  double row_gap;
  double strip_gap;
} Slack;

/**
 * tl_overview_n_steps:
 *
 * Returns: how many steps there are from everything to the plainest
 */
guint
tl_overview_n_steps (void)
{
  return G_N_ELEMENTS (steps);
}

/**
 * tl_overview_first_of_many:
 *
 * Returns: the step that tells most of what is worth telling where a map takes several pages, with all details behind it
 */
guint
tl_overview_first_of_many (void)
{
  guint step = 0;

  while (steps[step].detail < TL_DETAIL_WORST || steps[step].n_quotes > 0)
    step++;
  return step;
}

/**
 * tl_overview_apply:
 * @index: of a step
 * @columns: how many a band may have
 * @width: of the picture
 *
 * Sets how much is told, and finds bands and columns.
 *
 * Returns: how wide cards can be, in units of the least they need
 */
double
tl_overview_apply (TlLayout *self, guint index, guint columns, double width)
{
  const Step *step = &steps[index];

  self->detail = step->detail;
  self->n_quotes = step->n_quotes;
  self->badge_rows = step->badge_rows;
  self->narrowed = 0;
  self->tight = step->dense;
  self->feeling_unit = step->dense ? FEELING_DENSE : TL_MAP_FEELING_UNIT;
  self->resolved.without = self->asked_without | step->without;
  tl_layout_set_dense (self, step->dense);
  tl_bands_find (self, columns);
  /* Ribbons between bands have names, which need their room. */
  if (self->n_bands > 1)
    {
      self->left = TL_LEFT;
      self->stub_room = STUB_ROOM;
    }
  tl_bands_plan (self);
  tl_bands_set_width (self, width);
  return tl_bands_share (self, width) / step->card_least;
}

/* Draws all but the foot; returns where it begins. */
static double
draw_parts (TlLayout *self, const Slack *slack, guint *n_strips)
{
  TlMapStrip strips[TL_MAP_N_STRIPS];
  guint      n = tl_map_strips (self->options, strips);
  double     y = tl_title_draw (self);

  *n_strips = 0;
  self->headroom = slack->headroom;
  self->row_gap = slack->row_gap;
  for (guint b = 0; b < self->n_bands; b++)
    {
      TlBand *band = &self->bands[b];
      gboolean any = FALSE;

      tl_band_settle (self, band, y);
      tl_band_draw (self, band);
      y = band->bottom + (self->dense ? 8 : TL_UNDER_PANEL);
      for (guint i = 0; i < n; i++)
        {
          double next = tl_band_strip (self, band, strips[i], y);

          if (next <= y)
            continue;
          y = next + slack->strip_gap;
          ++*n_strips;
          any = TRUE;
        }
      if (b + 1 < self->n_bands)
        y += self->dense ? 6 : TL_UNDER_BAND;
      else
        y = any ? y - slack->strip_gap : band->bottom;
    }
  self->headroom = 0;
  self->row_gap = 0;
  return y;
}

static double
measure_foot (TlLayout *self)
{
  double height;

  tl_layout_begin (self);
  height = ceil (tl_legend_draw (self, 0)) + 4;
  g_clear_pointer (&self->scene, tl_scene_unref);
  return height;
}

/* The height that everything needs with so much room between things. */
static double
measure (TlLayout *self, const Slack *slack, guint *n_strips)
{
  double height;

  for (guint b = 0; b < self->n_bands; b++)
    tl_band_measure (self, &self->bands[b]);
  tl_layout_begin (self);
  height = draw_parts (self, slack, n_strips);
  g_clear_pointer (&self->scene, tl_scene_unref);
  return ceil (height) + measure_foot (self);
}

static gboolean
fits (TlLayout *self, guint step, guint columns, double width, double height)
{
  Slack none = { 0 };
  guint n_strips;

  return tl_overview_apply (self, step, columns, width) >= 1 && measure (self, &none, &n_strips) <= height;
}

/* The smallest picture that still holds everything: its letters are the largest. */
static double
grow (TlLayout *self, guint step, guint columns, double most, double ratio)
{
  double best = most;

  for (guint i = 1; i <= GROWTHS; i++)
    {
      double width = floor (most * (1 - 0.05 * i));

      if (width < NARROWEST || !fits (self, step, columns, width, width * ratio) ||
          tl_bands_share (self, width) < steps[step].card_least * AT_EASE)
        break;
      best = width;
    }
  return best;
}

/* In how many bands the journey fits a picture with so much detail: in as few as cards are at ease in, or else in as few
 * as it fits at all. Returns how many columns a band has; 0 where it does not fit. */
static guint
find_bands (TlLayout *self, guint step, guint n_columns, double width, double height)
{
  guint found = 0, tries = 0;

  for (guint n_bands = 1; n_bands <= MIN (n_columns, BANDS_MOST) && tries < TRIES_MOST; n_bands++)
    {
      guint columns = (n_columns - 1) / n_bands + 1;

      if (tl_overview_apply (self, step, columns, width) < 1)
        continue;
      tries++;
      if (!fits (self, step, columns, width, height))
        continue;
      if (found == 0 || tl_bands_share (self, width) >= CARD_AT_EASE)
        found = columns;
      if (tl_bands_share (self, width) >= CARD_AT_EASE)
        break;
    }
  return found;
}

/* A long journey in one band leaves a large page empty: in more bands its letters are larger. They must be so by far, as
 * ribbons are easier to follow where they are not parted. */
static void
fold (TlLayout *self, TlOverview *overview, guint n_columns, double most, double ratio)
{
  guint n_bands = (n_columns - 1) / overview->columns + 1;

  for (guint more = 1; more <= FOLDS_MOST && n_bands + more <= n_columns; more++)
    {
      guint  columns = (n_columns - 1) / (n_bands + more) + 1;
      double width;

      if (!fits (self, overview->step, columns, most, most * ratio))
        return;
      width = grow (self, overview->step, columns, most, ratio);
      if (width > overview->width * WORTH_FOLDING)
        return;
      overview->columns = columns;
      overview->width = width;
    }
}

/**
 * tl_overview_find:
 * @width: of the room, in points
 * @height: of the room, in points
 * @least: the smallest letters, in points
 * @overview: (out): how the journey fits the room
 *
 * Returns: %FALSE where not even the plainest map of the journey fits
 */
gboolean
tl_overview_find (TlLayout *self, double width, double height, double least, TlOverview *overview)
{
  double most = floor (width * TL_LEAST_LETTERS / least), ratio = height / width;
  guint  n_columns;

  if (self->data->stages->len == 0 || self->data->stages->len > STAGES_MOST)
    return FALSE;
  tl_bands_find (self, G_MAXUINT);
  n_columns = (guint) self->n_columns;
  for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
    {
      guint columns = find_bands (self, step, n_columns, most, most * ratio);

      if (columns == 0)
        continue;
      *overview = (TlOverview) { step, columns, grow (self, step, columns, most, ratio), 0, most };
      fold (self, overview, n_columns, most, ratio);
      overview->height = overview->width * ratio;
      return TRUE;
    }
  return FALSE;
}

/**
 * tl_overview_leaves_out:
 *
 * Returns: whether a page that was found does not tell all there is of something
 */
gboolean
tl_overview_leaves_out (TlLayout *self, const TlOverview *overview, TlLeftOut what)
{
  const Step *step = &steps[overview->step];
  guint       n_quotes = 0;

  switch (what)
    {
    case TL_LEFT_OUT_CARDS:
      return step->detail != TL_DETAIL_FULL;
    case TL_LEFT_OUT_QUOTES:
      for (guint i = 0; i < self->data->stages->len; i++)
        n_quotes += TL_STAGE_AT (self->data, i)->quote != NULL;
      return (step->n_quotes > 0 && n_quotes > step->n_quotes) || (step->without & TL_MAP_NO_VOICE);
    case TL_LEFT_OUT_FIXES:
    default:
      return step->badge_rows > 0;
    }
}

static guint
count_rows (TlLayout *self)
{
  guint n = 0;

  for (guint b = 0; b < self->n_bands; b++)
    n = MAX (n, (guint) self->bands[b].n_rows);
  return n;
}

/* Deals out what room is left: to the feelings, then between the strips, and the rest to the panels. */
static Slack
find_slack (TlLayout *self, const TlOverview *overview)
{
  Slack  slack = { 0 };
  guint  n_strips, n_rows = count_rows (self);
  double left = overview->height - measure (self, &slack, &n_strips), usual = self->feeling_unit;

  while (self->feeling_unit < FEELING_MOST &&
         left > (self->feeling_unit < TL_MAP_FEELING_UNIT ? 40 : overview->height * 0.15))
    {
      self->feeling_unit += 2;
      left = overview->height - measure (self, &slack, &n_strips);
    }
  if (left < 0)
    self->feeling_unit = usual;
  left = MAX (0, overview->height - measure (self, &slack, &n_strips));
  if (n_strips > 0)
    slack.strip_gap = MIN (STRIP_GAP_MOST, left * 0.4 / n_strips);
  if (n_rows > 1)
    slack.row_gap = MIN (ROW_GAP_MOST, left * 0.3 / (n_rows - 1));
  left = MAX (0, overview->height - measure (self, &slack, &n_strips));
  slack.headroom = left / self->n_bands;
  return slack;
}

/**
 * tl_overview_draw:
 * @overview: what was found
 * @foot: (nullable): what the foot says at the end of its line, instead of the date
 *
 * Returns: (transfer full): the picture
 */
TlScene *
tl_overview_draw (TlLayout *self, const TlOverview *overview, const char *foot)
{
  Slack  slack;
  guint  n_strips;
  double bottom;

  tl_overview_apply (self, overview->step, overview->columns, overview->width);
  self->foot = foot;
  slack = find_slack (self, overview);
  bottom = overview->height - measure_foot (self);
  tl_layout_begin (self);
  draw_parts (self, &slack, &n_strips);
  tl_legend_draw (self, bottom);
  self->foot = NULL;
  return tl_layout_end (self, overview->height);
}
