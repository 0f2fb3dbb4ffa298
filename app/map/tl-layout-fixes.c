/* tl-layout-fixes.c: fixes under the stages that they act on, or by rank
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-icon.h"
#include "tl-layout.h"

#define RANK_RADIUS 15.0
#define INDENT 42.0
#define CHIP_FONT TL_FONT (13.5, 600)
#define CHIP_FONT_LIGHT TL_FONT (13, 500)
#define CHIP_HEIGHT 24.0

static const struct
{
  const char *words; /* how the kind begins */
  const char *icon;
} kinds[] = {
  { "pays both ways", "fix-both" },
  { "grows revenue", "fix-grows" },
  { "saves cost, loses revenue", "fix-saves" },
  { "saves cost", "fix-saves" },
  { "false economy", "fix-trap" },
  { "hurts both", "fix-hurts" },
  { "no effect", "fix-none" },
};

static const char *
icon_for_kind (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (kind, kinds[i].words))
      return kinds[i].icon;
  return "fix-none";
}

/* Parts of a year are spoken of as many. */
static gulong
plural_of_years (double years)
{
  return fabs (years - 1) < 1e-9 ? 1 : (gulong) MAX (2, ceil (MIN (years, 1e6)));
}

/**
 * tl_fixes_describe:
 *
 * Returns: (transfer full): what the amounts of fixes are
 */
char *
tl_fixes_describe (TlLayout *self)
{
  g_autofree char *years = tl_number_format_people (self->data->horizon, -1, self->options->numbers);

  /* Translators: what the amounts of fixes are: over so many years, net of their costs. */
  return g_strdup_printf (ngettext ("over %s year, net", "over %s years, net", plural_of_years (self->data->horizon)),
                          years);
}

/* One chip: an icon, where there is one, and words beside it as wide as they are; returns its height. */
static double
draw_one_chip (TlLayout *self, double x, double y, double room, const char *icon, const char *words)
{
  double indent = icon ? 26 : 10;
  /* Where there is little room it is written a little lighter before it takes a second line. */
  TlFont font = tl_measure_room (self->measure, CHIP_FONT, words) + indent + 9 <= room ? CHIP_FONT : CHIP_FONT_LIGHT;
  double text = tl_measure_room (self->measure, font, words);
  double width = MIN (room, text + indent + 9);
  /* Icon and words stand about in the middle, as far as the words keep their room. */
  double slack = MAX (0, (text - tl_measure_exact (self->measure, font, words)) / 2);
  double shift = CLAMP (width - text - indent - 3, 0, MIN (8, slack));
  double words_room = width - indent - 2 - shift;
  guint  n = tl_words_count (self, font, words_room, 2, words);
  double height = CHIP_HEIGHT + (n - 1) * 17;

  tl_scene_rect (self->scene, (TlBox) { x, y, width, height }, CHIP_HEIGHT / 2,
                 (TlPen) { .fill = TL_COLOUR_CHIP, .stroke = TL_COLOUR_CHIP_EDGE, .stroke_width = 1 });
  if (icon)
    tl_icon_draw (self->scene, icon, x + 9 + shift, y + 6, 12, TL_COLOUR_ICON);
  tl_words_block (self, font, TL_COLOUR_INK, x + indent + shift, y + 17, TL_ANCHOR_START, words_room, 17, 2, words);
  return height;
}

/* The kind of fix. What its words have in brackets at the end, that it does not pay, has a chip of its own where one
 * line cannot hold both. Returns how high it is. */
static double
draw_chips (TlLayout *self, double x, double y, double room, const char *kind)
{
  const char      *words = g_dgettext (GETTEXT_PACKAGE, kind);
  const char      *bracket = strrchr (words, '(');
  const char      *icon = icon_for_kind (kind);
  g_autofree char *head = NULL;
  g_autofree char *tail = NULL;
  double           height;

  if (tl_measure_room (self->measure, CHIP_FONT_LIGHT, words) + 28 <= room || bracket == NULL || bracket == words ||
      !g_str_has_suffix (words, ")"))
    return draw_one_chip (self, x, y, room, icon, words);
  head = g_strchomp (g_strndup (words, (gsize) (bracket - words)));
  tail = g_strndup (bracket + 1, strlen (bracket + 1) - 1);
  height = draw_one_chip (self, x, y, room, icon, head) + 5;
  return height + draw_one_chip (self, x, y + height, room, NULL, tail);
}

/* What stands beside the amount: when the fix has paid for itself. */
static char *
describe_payback (TlLayout *self, const TlDataFix *fix)
{
  g_autofree char *years = NULL;

  /* What starts after the horizon neither costs nor gives anything in it. */
  if (fix->npv == 0)
    return g_strdup ("");
  if (fix->payback < 0)
    {
      years = tl_number_format_people (self->data->horizon, -1, self->options->numbers);
      /* Translators: a fix has not paid for itself when the horizon is over: “not within 2 years”. */
      return g_strdup_printf (ngettext ("not within %s year", "not within %s years",
                                        plural_of_years (self->data->horizon)), years);
    }
  if (fix->payback == 0)
    return g_strdup (_("pays at once"));
  /* Translators: after how many months a fix has paid for itself. */
  return g_strdup_printf (ngettext ("pays back in %d month", "pays back in %d months", (gulong) fix->payback),
                          fix->payback);
}

/**
 * tl_fix_draw:
 * @x: its left edge
 * @y: its top
 * @room: how wide it may be
 * @says_stage: whether it says which stage it acts on
 *
 * Draws a fix with all that is known of it.
 *
 * Returns: where what comes next begins
 */
double
tl_fix_draw (TlLayout *self, const TlDataFix *fix, double x, double y, double room, gboolean says_stage)
{
  g_autofree char *rank = g_strdup_printf ("%u", fix->rank);
  g_autofree char *amount = fix->known ? tl_words_money (self, fix->npv, TRUE) : NULL;
  TlFont           amount_font = TL_FONT (16, 700);
  guint            n;

  room -= INDENT;
  tl_scene_begin (self->scene, TL_ROLE_FIX, fix->id, fix->title, amount);
  tl_scene_circle (self->scene, x + RANK_RADIUS, y + RANK_RADIUS, RANK_RADIUS, (TlPen) { .fill = TL_COLOUR_STRONG });
  tl_words_line (self, TL_FONT (strlen (rank) > 2 ? 13 : 16, 700), TL_COLOUR_ON_STRONG, x + RANK_RADIUS,
                 y + RANK_RADIUS + (strlen (rank) > 2 ? 4.5 : 6), TL_ANCHOR_MIDDLE, 2 * RANK_RADIUS, rank);
  n = tl_words_block (self, TL_FONT (self->compact ? 15 : 17, 600), TL_COLOUR_INK, x + INDENT, y + 15, TL_ANCHOR_START,
                      room, self->compact ? 20 : 22, 2, fix->title);
  y += 15 + (n - 1) * (self->compact ? 20 : 22);
  if (says_stage && fix->stage != G_MAXUINT)
    {
      /* Translators: the stage that a fix acts on, where it cannot stand under it. */
      g_autofree char *at = g_strdup_printf (C_("fix", "at %s"), TL_STAGE_AT (self->data, fix->stage)->title);

      y += 19;
      n = tl_words_block (self, TL_FONT (13.5, 400), TL_COLOUR_SOFT, x + INDENT, y, TL_ANCHOR_START, room, 18, 2, at);
      y += (n - 1) * 18;
    }
  if (amount)
    {
      g_autofree char *payback = describe_payback (self, fix);
      TlColour         colour = fix->npv < 0 ? TL_COLOUR_LOSS : fix->npv > 0 ? TL_COLOUR_GAIN : TL_COLOUR_SOFT;
      double           width = tl_measure_room (self->measure, amount_font, amount);
      double           beside = room - width - 8;

      y += 23;
      tl_words_line (self, amount_font, colour, x + INDENT, y, TL_ANCHOR_START, room, amount);
      if (*payback == '\0')
        ;
      else if (beside >= tl_measure_room (self->measure, TL_FONT (14, 400), payback))
        tl_words_line (self, TL_FONT (14, 400), TL_COLOUR_SOFT, x + INDENT + width + 6, y, TL_ANCHOR_START, beside,
                       payback);
      else
        {
          y += 20;
          tl_words_line (self, TL_FONT (14, 400), TL_COLOUR_SOFT, x + INDENT, y, TL_ANCHOR_START, room, payback);
        }
    }
  if (fix->kind)
    {
      y += 10;
      y += draw_chips (self, x + INDENT, y, room, fix->kind);
    }
  tl_scene_end (self->scene);
  return y + 20;
}

/* The fixes of one column. */
static double
draw_column (TlLayout *self, TlBand *band, int column, const int *columns, const int *rows, int n_rows, double y)
{
  for (int row = 0; row < n_rows; row++)
    for (guint i = 0; i < self->data->fixes->len; i++)
      if (columns[i] == column && rows[i] == row && TL_SHOWS_ROW (self, row))
        {
          double x, room = tl_grid_column (self, band, column, &x);

          y = tl_fix_draw (self, &g_array_index (self->data->fixes, TlDataFix, i), x, y, room, band->is_ranked);
        }
  return y;
}

#define BADGE_PITCH 186.0
#define BADGE_RADIUS 12.0
#define BADGE_INDENT 33.0

static guint
count_badge_columns (TlLayout *self)
{
  guint most = (guint) MAX (1, floor ((self->width - TL_EDGE - self->left) / BADGE_PITCH));
  guint n = tl_fixes_n_badges (self), n_rows = (n + most - 1) / most;

  /* About as many in each row as in the others, so that the last is not short. */
  return n > 0 ? (n + n_rows - 1) / n_rows : 1;
}

/**
 * tl_fixes_n_badges:
 *
 * Returns: how many fixes are named where room is dear
 */
guint
tl_fixes_n_badges (TlLayout *self)
{
  guint most = (guint) MAX (1, floor ((self->width - TL_EDGE - self->left) / BADGE_PITCH));

  return MIN (self->data->fixes->len, most * self->badge_rows);
}

/* A fix in a few words: its rank, its title, and what it comes to. */
static double
draw_badge (TlLayout *self, const TlDataFix *fix, double x, double y, double room)
{
  g_autofree char *rank = g_strdup_printf ("%u", fix->rank);
  g_autofree char *amount = fix->known ? tl_words_money (self, fix->npv, TRUE) : NULL;
  TlColour         colour = fix->npv < 0 ? TL_COLOUR_LOSS : fix->npv > 0 ? TL_COLOUR_GAIN : TL_COLOUR_SOFT;
  guint            n;

  tl_scene_begin (self->scene, TL_ROLE_FIX, fix->id, fix->title, amount);
  tl_scene_circle (self->scene, x + BADGE_RADIUS, y + BADGE_RADIUS, BADGE_RADIUS, (TlPen) { .fill = TL_COLOUR_STRONG });
  tl_words_line (self, TL_FONT (13, 700), TL_COLOUR_ON_STRONG, x + BADGE_RADIUS, y + BADGE_RADIUS + 4.5,
                 TL_ANCHOR_MIDDLE, 2 * BADGE_RADIUS + 4, rank);
  x += BADGE_INDENT;
  room -= BADGE_INDENT;
  n = tl_words_block (self, TL_FONT (14, 600), TL_COLOUR_INK, x, y + 16, TL_ANCHOR_START, room, 18, 2, fix->title);
  y += 16 + (n - 1) * 18;
  if (amount)
    {
      y += 20;
      tl_words_line (self, TL_FONT (14.5, 700), colour, x, y, TL_ANCHOR_START, room, amount);
    }
  tl_scene_end (self->scene);
  return y + 10;
}

/* The first fixes by rank, side by side. */
static double
draw_badges (TlLayout *self, double y)
{
  guint            n = tl_fixes_n_badges (self), n_columns = count_badge_columns (self);
  double           pitch = floor ((self->width - TL_EDGE - self->left) / n_columns);
  g_autofree char *horizon = tl_fixes_describe (self);
  double           bottom, top = y + 10;

  bottom = tl_strip_begin (self, "fixes", _("Fixes"), horizon, y) + 10;
  for (guint i = 0; i < n; i += n_columns)
    {
      double reach = top;

      for (guint k = i; k < MIN (n, i + n_columns); k++)
        {
          const TlDataFix *fix = &g_array_index (self->data->fixes, TlDataFix, k);
          double           end = draw_badge (self, fix, self->left + (k - i) * pitch, top, MIN (pitch - 12, 300));

          reach = MAX (reach, end);
        }
      top = reach;
    }
  if (n < self->data->fixes->len)
    {
      guint            more = self->data->fixes->len - n;
      /* Translators: fixes that a map on one page does not name. */
      g_autofree char *words = g_strdup_printf (ngettext ("and %u more fix", "and %u more fixes", more), more);

      tl_words_line (self, TL_FONT (13, 400), TL_COLOUR_SOFT, self->left, top + 12, TL_ANCHOR_START, 300, words);
      top += 20;
    }
  tl_scene_end (self->scene);
  return MAX (bottom, top);
}

/**
 * tl_fixes_draw:
 * @y: the strip's top
 *
 * Returns: where what comes next begins; @y where there are no fixes here
 */
double
tl_fixes_draw (TlLayout *self, TlBand *band, double y)
{
  g_autofree char *horizon = NULL;
  g_autofree int  *columns = g_new (int, self->data->fixes->len + 1);
  g_autofree int  *rows = g_new (int, self->data->fixes->len + 1);
  int              n_rows;
  double           bottom;

  if (!self->data->has_money || (self->options->without & TL_MAP_NO_FIXES))
    return y;
  if (self->badge_rows > 0)
    return band == &self->bands[self->n_bands - 1] && self->data->fixes->len > 0 ? draw_badges (self, y) : y;
  n_rows = tl_layout_grid_find (self, band, columns, rows);
  if (n_rows <= self->first_row)
    return y;
  horizon = tl_fixes_describe (self);
  bottom = tl_strip_begin (self, "fixes", _("Fixes"), horizon, y) + 10;
  for (int c = 0; c < tl_grid_n_columns (self, band); c++)
    {
      double reach = draw_column (self, band, c, columns, rows, n_rows, y + 15);

      bottom = MAX (bottom, reach);
    }
  tl_scene_end (self->scene);
  return bottom + 4;
}
