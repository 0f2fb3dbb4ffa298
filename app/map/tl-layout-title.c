/* tl-layout-title.c: what stands above the journey and below it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-layout.h"

#define TITLE_X 48.0
#define FIGURE TL_FONT (28, 700)
#define FIGURE_DENSE TL_FONT (25, 700)
#define LIFT_DENSE 12.0 /* how much higher everything stands where room is dear */
#define FIGURE_SMALL TL_FONT (15, 700)
#define FIGURE_LABEL TL_FONT (14, 500)
#define FIGURE_DETAIL TL_FONT (13.5, 400)
#define FIGURE_PAD 22.0
#define FIGURES_MOST 4

typedef struct
{
  const char *part; /* for its id */
  char    *figure;
  char    *label;
  char    *detail; /* NULL for none */
  TlColour colour;
  double   width;
} KeyFigure;

typedef struct
{
  KeyFigure figures[FIGURES_MOST];
  guint     n;
} KeyFigures;

static void
add_figure (TlLayout *self, KeyFigures *all, const char *part, TlColour colour, char *figure, char *label, char *detail)
{
  KeyFigure *at = &all->figures[all->n++];

  at->part = part;
  at->figure = figure;
  at->label = label;
  at->detail = detail;
  at->colour = colour;
  at->width = tl_measure_room (self->measure, FIGURE, figure);
  at->width = MAX (at->width, tl_measure_room (self->measure, FIGURE_LABEL, label));
  if (detail)
    at->width = MAX (at->width, tl_measure_room (self->measure, FIGURE_DETAIL, detail));
  at->width = CLAMP (at->width, 90, 260);
}

static void
add_won (TlLayout *self, KeyFigures *all)
{
  const TlMapData *data = self->data;
  double           share = data->entries > 0 ? data->won / data->entries : 0;
  char            *label;

  if (data->n_won == 0)
    return;
  /* Translators: the share of customers who come to a won outcome, under the figure: “28% reach Buys again”. */
  label = data->n_won == 1 ? g_strdup_printf (_("reach “%s”"), data->won_title) : g_strdup (_("reach a good end"));
  /* Who comes round more than once is counted each time; then a share would mislead. */
  if (share <= 1)
    add_figure (self, all, "won", TL_COLOUR_INK, tl_words_percent (self, share), label, tl_words_count_of (self, data->won));
  else
    add_figure (self, all, "won", TL_COLOUR_INK, tl_words_count_of (self, data->won), label, g_strdup (_("times a year")));
}

/* What is known, and nothing else. */
static void
collect_figures (TlLayout *self, KeyFigures *all)
{
  const TlMapData *data = self->data;

  if (data->has_flow)
    {
      add_figure (self, all, "entries", TL_COLOUR_INK, tl_words_count_of (self, data->entries),
                  g_strdup (ngettext ("customer enters", "customers enter", tl_words_plural (data->entries))),
                  g_strdup (_("a year")));
      add_won (self, all);
    }
  if (isfinite (data->net) && fabs (data->net) >= 0.5)
    add_figure (self, all, "stake", tl_words_stake_colour (data->net), tl_words_money (self, fabs (data->net), FALSE),
                g_strdup (data->net > 0 ? _("at stake a year") : _("saved a year as it is")),
                g_strdup (_("net, all pains together")));
  if (data->records > 0)
    {
      g_autofree char *sources = tl_number_format_people ((double) data->sources, 0, self->options->numbers);

      add_figure (self, all, "records", TL_COLOUR_INK, tl_words_count_of (self, (double) data->records),
                  g_strdup (ngettext ("record", "records", (gulong) data->records)),
                  data->sources > 0
                    ? g_strdup_printf (ngettext ("from %s source", "from %s sources", (gulong) data->sources), sources)
                    : NULL);
    }
}

/* The key figures at the right; returns where they begin. */
static double
draw_figures (TlLayout *self)
{
  KeyFigures all = { 0 };
  double     x = self->width - TL_EDGE - 8, lift = self->dense ? LIFT_DENSE : 0;
  double     start;

  collect_figures (self, &all);
  for (guint i = 0; i < all.n; i++)
    x -= all.figures[i].width + 2 * FIGURE_PAD;
  start = x;
  for (guint i = 0; i < all.n; i++)
    {
      KeyFigure *at = &all.figures[i];
      double     left = x + FIGURE_PAD;

      tl_scene_begin_part (self->scene, TL_ROLE_KEY_FIGURE, at->part, at->label, at->figure);
      tl_scene_line (self->scene, x, 34 - lift, x, 104 - lift * 1.3,
                     (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1 });
      tl_words_line (self, self->dense ? FIGURE_DENSE : FIGURE, at->colour, left, 62 - lift * 1.1, TL_ANCHOR_START,
                     at->width, at->figure);
      tl_words_line (self, FIGURE_LABEL, TL_COLOUR_INK, left, 84 - lift * 1.2, TL_ANCHOR_START, at->width, at->label);
      if (at->detail)
        tl_words_line (self, FIGURE_DETAIL, TL_COLOUR_SOFT, left, 103 - lift * 1.3, TL_ANCHOR_START, at->width,
                       at->detail);
      tl_scene_end (self->scene);
      x += at->width + 2 * FIGURE_PAD;
      g_free (at->figure);
      g_free (at->label);
      g_free (at->detail);
    }
  return start;
}

/* The first letters of the first two words of a name; what stands behind a comma or a bracket says who it is. */
static char *
make_initials (const char *name)
{
  static const char *const ends[] = { ",", ";", "(", "،", "、", "，", "（" };
  g_autofree char         *own = g_strdup (name);
  g_auto (GStrv)           words = NULL;
  GString                 *initials = g_string_new (NULL);
  guint                    n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      char *end = *own ? strstr (own + 1, ends[i]) : NULL;

      if (end)
        *end = '\0';
    }
  words = g_strsplit_set (own, " -", -1);

  for (guint i = 0; words[i] && n < 2; i++)
    {
      gunichar c = g_utf8_get_char (words[i]);

      if (!g_unichar_isalpha (c))
        continue;
      g_string_append_unichar (initials, g_unichar_toupper (c));
      n++;
    }
  return g_string_free (initials, FALSE);
}

static char *
describe_journey (TlLayout *self)
{
  const TlMapData *data = self->data;
  const char      *parts[] = { data->persona, data->goal, data->period, data->has_money ? data->currency : NULL };
  GString         *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i])
      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ", parts[i]);
  return g_string_free (text, FALSE);
}

/**
 * tl_title_draw:
 *
 * Returns: where the journey begins
 */
double
tl_title_draw (TlLayout *self)
{
  const TlMapData *data = self->data;
  g_autofree char *about = describe_journey (self);
  TlFont           font = TL_FONT (self->dense ? 28 : 32, 700);
  double           right, room, x = self->dense ? TL_EDGE : TITLE_X, y = 60, lift = self->dense ? LIFT_DENSE : 0;
  double           about_room;
  guint            n;

  if (self->options->without & TL_MAP_NO_TITLE)
    return self->dense ? 8 : 26;
  tl_scene_begin (self->scene, TL_ROLE_TITLE, NULL, data->title, about);
  right = draw_figures (self);
  room = MAX (right - 24 - x, 240);
  /* A long title is set smaller, and then in two lines, rather than losing its end. */
  while ((n = tl_words_count (self, font, room, 2, data->title)) > 1 && font.size > (self->dense ? 23 : 25))
    font.size -= 1;
  if (n > 1)
    y = self->dense ? 45 : 42;
  tl_words_block (self, font, TL_COLOUR_INK, x, y - lift, TL_ANCHOR_START, room, self->dense ? 29 : 32, 2, data->title);
  y = (n > 1 ? 106 : 96) - lift * (n > 1 ? 1.3 : 1.5);
  about_room = room;
  if (data->persona)
    {
      g_autofree char *initials = make_initials (data->persona);

      if (*initials)
        {
          tl_scene_circle (self->scene, x + 14, y - 5.5, 15,
                           (TlPen) { .fill = TL_COLOUR_GAIN_TINT, .stroke = TL_COLOUR_GAIN_EDGE, .stroke_width = 1 });
          tl_words_line (self, TL_FONT (13, 700), TL_COLOUR_GAIN, x + 14, y - 1, TL_ANCHOR_MIDDLE, 40, initials);
          x += 36;
          about_room -= 36;
        }
    }
  /* What does not fit one line takes two smaller ones, where the title leaves room for them. */
  if (n == 1 && tl_measure_room (self->measure, TL_FONT (16, 400), about) > about_room)
    tl_words_block (self, TL_FONT (14, 400), TL_COLOUR_SOFT, x, y - 5, TL_ANCHOR_START, about_room, 18, 2, about);
  else if (*about)
    tl_words_line (self, TL_FONT (16, 400), TL_COLOUR_SOFT, x, y, TL_ANCHOR_START, about_room, about);
  tl_scene_end (self->scene);
  return self->dense ? 102 : 126;
}

/* Where the evidence comes from. */
static char *
describe_sources (TlLayout *self)
{
  const GPtrArray    *titles = self->data->source_titles;
  g_autoptr (GString) names = g_string_new (NULL);

  if (self->options->source)
    {
      const char *source = self->options->source;

      if (*source == '\0' || g_ascii_strncasecmp (source, "source", 6) == 0)
        return *source ? g_strdup (source) : NULL;
      return g_strdup_printf (ngettext ("Source: %s", "Sources: %s", 1), source);
    }
  if (titles->len == 0 || self->data->records == 0)
    return NULL;
  for (guint i = 0; i < titles->len; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", (const char *) titles->pdata[i]);
  /* Translators: at the foot of a map, the titles of the surveys and logs that its evidence comes from. */
  return g_strdup_printf (ngettext ("Source: %s", "Sources: %s", titles->len), names->str);
}

/* What the amounts on the cards are. */
static void
describe_amounts (TlLayout *self, GString *text)
{
  gboolean costs = FALSE, pains = FALSE;

  for (guint i = 0; i < self->data->stages->len; i++)
    {
      const TlDataStage *stage = TL_STAGE_AT (self->data, i);

      pains = pains || (stage->has_pains && isfinite (stage->net));
      for (guint k = 0; k < stage->touchpoints->len && self->detail <= TL_DETAIL_TOUCHPOINTS; k++)
        costs = costs || isfinite (g_array_index (stage->touchpoints, TlDataTouchpoint, k).cost);
    }
  if (pains && self->detail == TL_DETAIL_PLAIN)
    g_string_append_printf (text, " %s", _("On the cards: at stake a year, net."));
  else if (costs && pains && self->on_sheets)
    g_string_append_printf (text, " %s",
                            _("Beside touchpoints: cost a year; beside pains and bars: at stake a year, net."));
  else if (pains && self->on_sheets)
    g_string_append_printf (text, " %s", _("Beside pains and bars: at stake a year, net."));
  else if (costs && pains)
    g_string_append_printf (text, " %s", _("Beside touchpoints: cost a year; beside pains: at stake a year, net."));
  else if (costs)
    g_string_append_printf (text, " %s", _("Beside touchpoints: cost a year."));
  else if (pains)
    g_string_append_printf (text, " %s", _("Beside pains: at stake a year, net."));
}

/**
 * tl_title_draw_small:
 *
 * The title block of a page behind the first: title and key figures on one line.
 *
 * Returns: where the journey begins
 */
double
tl_title_draw_small (TlLayout *self)
{
  const TlMapData *data = self->data;
  KeyFigures       all = { 0 };
  double           x = self->width - TL_EDGE - 8, least;

  if (self->options->without & TL_MAP_NO_TITLE)
    return 26;
  tl_scene_begin (self->scene, TL_ROLE_TITLE, NULL, data->title, NULL);
  collect_figures (self, &all);
  /* The title comes first. */
  least = tl_measure_room (self->measure, TL_FONT (20, 700), data->title) + 24;
  least = TITLE_X + CLAMP (least, self->width * 0.4, self->width * 0.8);
  for (guint i = all.n; i-- > 0;)
    {
      KeyFigure *at = &all.figures[i];
      double     label = tl_measure_room (self->measure, FIGURE_LABEL, at->label);
      double     figure = tl_measure_room (self->measure, FIGURE_SMALL, at->figure);

      /* Those for which there is no room are on the first page. */
      if (x - label - figure - 6 >= least)
        {
          double left = x - label - figure - 6;

          tl_scene_begin_part (self->scene, TL_ROLE_KEY_FIGURE, at->part, at->label, at->figure);
          tl_words_line (self, FIGURE_SMALL, at->colour, left, 42, TL_ANCHOR_START, figure, at->figure);
          tl_words_line (self, FIGURE_LABEL, TL_COLOUR_SOFT, left + figure + 2, 42, TL_ANCHOR_START, label, at->label);
          tl_scene_end (self->scene);
          x -= label + figure + 26;
        }
      g_free (at->figure);
      g_free (at->label);
      g_free (at->detail);
    }
  tl_words_line (self, TL_FONT (20, 700), TL_COLOUR_INK, TITLE_X, 43, TL_ANCHOR_START, x - TITLE_X, data->title);
  tl_scene_end (self->scene);
  return 66;
}

static char *
describe_legend (TlLayout *self)
{
  const TlMapData    *data = self->data;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean            lost = FALSE, painful = FALSE;

  for (guint i = 0; i < data->stages->len; i++)
    {
      const TlDataStage *stage = TL_STAGE_AT (data, i);

      lost = lost || (stage->kind == TL_DATA_STEP && isfinite (stage->undrawn) && stage->undrawn > 0);
      painful = painful || (isfinite (stage->leave) && stage->leave > 0);
    }
  if (data->has_flow && data->links->len > 0)
    g_string_append (text, _("Ribbons are as wide as the flow."));
  if (data->has_flow && lost)
    g_string_append_printf (text, " %s", painful ? _("Grey: go no further; red: because of pain.")
                                                 : _("Grey: go no further."));
  if (data->has_money)
    describe_amounts (self, text);
  if (isfinite (data->margin) && data->has_money)
    {
      g_autofree char *margin = tl_words_percent (self, data->margin);

      g_string_append_c (text, ' ');
      /* Translators: how much of the revenue counts in the map's amounts. */
      g_string_append_printf (text, _("Revenue counts at a margin of %s."), margin);
    }
  if (isfinite (data->kept) && data->kept < 1 && data->has_money)
    {
      g_autofree char *kept = tl_words_percent (self, data->kept);

      g_string_append_c (text, ' ');
      /* Translators: the share of customers kept who would not have stayed, or come back, anyhow. */
      g_string_append_printf (text, _("Of those kept, %s are truly won."), kept);
    }
  if (data->has_money)
    g_string_append_printf (text, " %s", _("Amounts are point estimates."));
  return g_strdup (g_strstrip (text->str));
}

/**
 * tl_legend_draw:
 * @y: the top of what is left
 *
 * Returns: the picture's bottom
 */
double
tl_legend_draw (TlLayout *self, double y)
{
  g_autofree char *about = describe_legend (self);
  g_autofree char *sources = describe_sources (self);
  const char      *date = self->foot ? self->foot : self->options->date;
  g_autofree char *legend = NULL;
  TlFont           font = TL_FONT (self->dense ? 13 : 13.5, 400);
  double           room = self->width - 2 * TL_EDGE, step = self->dense ? 17 : 19;

  /* Where room is dear, sources do not begin a line of their own. */
  if (self->dense && sources && *about)
    {
      legend = g_strdup_printf ("%s %s", about, sources);
      g_clear_pointer (&sources, g_free);
    }
  else
    legend = g_steal_pointer (&about);
  if ((self->options->without & TL_MAP_NO_LEGEND) || (*legend == '\0' && sources == NULL && date == NULL))
    return y + 8;
  y += self->dense ? 18 : 24;
  tl_scene_begin (self->scene, TL_ROLE_LEGEND, NULL, _("Legend"), *legend ? legend : NULL);
  if (date && *date)
    room -= tl_words_line (self, font, TL_COLOUR_SOFT, self->width - TL_EDGE, y, TL_ANCHOR_END, 260, date) +
            (self->dense ? 14 : 24);
  if (*legend)
    y += step * tl_words_block (self, font, TL_COLOUR_SOFT, TL_EDGE, y, TL_ANCHOR_START, room, step, self->dense ? 4 : 3,
                                 legend);
  if (sources)
    y += step * tl_words_block (self, font, TL_COLOUR_SOFT, TL_EDGE, y, TL_ANCHOR_START, room, step, 2, sources);
  else if (*legend == '\0')
    y += step;
  tl_scene_end (self->scene);
  return self->dense ? y - 5 : y + 1;
}

/**
 * tl_foot_describe:
 * @page: index of a page
 * @n_pages: how many there are
 *
 * Returns: (transfer full) (nullable): what the foot says at the end of its line: the date, and which page it is
 */
char *
tl_foot_describe (TlLayout *self, guint page, guint n_pages)
{
  const char *date = self->options->date;

  if (n_pages <= 1)
    return g_strdup (date);
  if (date && *date)
    /* Translators: the foot of a page: a date, then “page 2 of 5”. */
    return g_strdup_printf (_("%s · page %u of %u"), date, page + 1, n_pages);
  return g_strdup_printf (_("page %u of %u"), page + 1, n_pages);
}

/**
 * tl_foot_draw_small:
 * @y: its top
 *
 * The foot of a page behind the first: what its amounts are, and which page it is.
 *
 * Returns: the picture's bottom
 */
double
tl_foot_draw_small (TlLayout *self, double y)
{
  g_autoptr (GString) amounts = g_string_new (NULL);

  if (self->data->has_money)
    describe_amounts (self, amounts);
  tl_scene_begin (self->scene, TL_ROLE_LEGEND, NULL, self->foot, NULL);
  if (amounts->len > 0 && !(self->options->without & TL_MAP_NO_LEGEND))
    tl_words_line (self, TL_FONT (13.5, 400), TL_COLOUR_SOFT, TL_EDGE, y + 22, TL_ANCHOR_START,
                   self->width - 2 * TL_EDGE - 280, amounts->str + 1);
  tl_words_line (self, TL_FONT (13.5, 400), TL_COLOUR_SOFT, self->width - TL_EDGE, y + 22, TL_ANCHOR_END, 260,
                 self->foot);
  tl_scene_end (self->scene);
  return y + 32;
}
