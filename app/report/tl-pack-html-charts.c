/* tl-pack-html-charts.c: charts of the pack's page of words
 *
 * What is drawn in a row of the PDF stands in a row of a table here, the bar in a cell of its own that a screen reader
 * passes over; what cannot stand in rows is a picture, with the table that it was drawn from under it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-money.h"
#include "tl-pack-book.h"
#include "tl-pack-draw.h"
#include "tl-pack-html-private.h"
#include "tl-plain.h"

#define PICTURE_WIDTH 1120.0
#define PICTURE_HEIGHT 620.0
#define MAP_WIDTH 1456.0
#define MAP_HEIGHT 760.0
#define DWARFS 40 /* beyond so many times the middle one, the scale is logarithmic, as in the PDF */

/*
 * _tl_html_begin_table:
 *
 * The block's heading, where it has one, stands before it and names it. Its parts say what they are, since on a
 * telephone each row is a card of its own, and then they would no longer be a table to all readers.
 */
void
_tl_html_begin_table (TlPackHtml *self, const TlBlock *block, const TlHtmlColumn *columns, guint n)
{
  guint id = self->n_blocks;

  self->columns = columns;
  if (block->heading)
    g_string_append_printf (self->out, "<div class=\"scroll\"><table role=\"table\" aria-labelledby=\"h-%u\">\n", id);
  else if (self->headline)
    _tl_plain_put (self->out, "<div class=\"scroll\"><table role=\"table\" aria-label=\"%s\">\n", self->headline);
  else
    _tl_plain_put (self->out, "<div class=\"scroll\"><table role=\"table\" aria-label=\"%s\">\n", _("Table"));
  g_string_append (self->out, "<thead role=\"rowgroup\"><tr role=\"row\">");
  for (guint i = 0; i < n; i++)
    _tl_plain_put (self->out,
                   columns[i].at_end ? "<th role=\"columnheader\" scope=\"col\" class=\"n\">%s</th>"
                                     : "<th role=\"columnheader\" scope=\"col\">%s</th>", columns[i].title);
  g_string_append (self->out, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

void
_tl_html_end_table (TlPackHtml *self)
{
  g_string_append (self->out, "</tbody></table></div>\n");
}

void
_tl_html_begin_row (TlPackHtml *self)
{
  self->col = 0;
  g_string_append (self->out, "<tr role=\"row\">");
}

void
_tl_html_end_row (TlPackHtml *self)
{
  g_string_append (self->out, "</tr>\n");
}

/*
 * _tl_html_head:
 * @small: (nullable): what stands below
 *
 * Writes the cell that names its row.
 */
void
_tl_html_head (TlPackHtml *self, const char *title, const char *small)
{
  self->col++;
  _tl_plain_put (self->out, "<th role=\"rowheader\" scope=\"row\" dir=\"auto\">%s", title);
  if (small)
    _tl_plain_put (self->out, "<small dir=\"auto\">%s</small>", small);
  g_string_append (self->out, "</th>");
}

/*
 * _tl_html_cell:
 * @text: (nullable): %NULL where there is nothing to say
 */
void
_tl_html_cell (TlPackHtml *self, const char *text)
{
  const TlHtmlColumn *column = &self->columns[self->col++];
  gboolean            is_none = text == NULL || g_str_equal (text, "–");

  _tl_plain_put (self->out, "<td role=\"cell\" data-of=\"%s\"", column->title);
  g_string_append_printf (self->out, " class=\"%s%s\" dir=\"auto\">", column->at_end ? "n" : "t",
                          is_none ? " none" : "");
  _tl_plain_put (self->out, "%s</td>", text ? text : "–");
}

/* A cell with a number that is read first. */
static void
put_strong (TlPackHtml *self, const char *class, const char *text)
{
  _tl_plain_put (self->out, "<td role=\"cell\" data-of=\"%s\"", self->columns[self->col++].title);
  _tl_plain_put (self->out, " class=\"n\" dir=\"auto\"><strong class=\"%s\">%s</strong></td>", class,
                 text ? text : "–");
}

static void
begin_drawn (TlPackHtml *self, const char *class)
{
  self->col++;
  g_string_append_printf (self->out, "<td role=\"cell\" class=\"w\"><span class=\"%s\" aria-hidden=\"true\">", class);
}

static void
end_drawn (TlPackHtml *self)
{
  g_string_append (self->out, "</span></td>");
}

static void
put_rank (TlPackHtml *self, guint rank)
{
  self->col++;
  g_string_append_printf (self->out, "<td role=\"cell\" class=\"n rank\"><span class=\"disc\">%u</span></td>", rank);
}

static void
put_part (TlPackHtml *self, const char *class, double share)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (share > 0)
    g_string_append_printf (self->out, "<i class=\"%s\" style=\"width:%s%%\">&nbsp;</i>", class,
                            g_ascii_formatd (text, sizeof text, "%.2f", MAX (0.5, 100 * share)));
}

void
_tl_html_bars (TlPackHtml *self, const TlBlock *block)
{
  const TlHtmlColumn columns[] = { { _("Pain point"), FALSE, FALSE },          { _("Margin and cost"), FALSE, TRUE },
                                   { _("What it costs a year"), FALSE, FALSE }, { _("At stake"), TRUE, FALSE },
                                   { _("Evidence"), TRUE, FALSE } };
  double             most = 0;

  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackBar *bar = block->items->pdata[i];

      most = MAX (most, bar->lost + bar->cost);
    }
  _tl_html_begin_table (self, block, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackBar *bar = block->items->pdata[i];

      _tl_html_begin_row (self);
      _tl_html_head (self, bar->title, bar->detail);
      begin_drawn (self, "bar");
      put_part (self, "l", most > 0 ? bar->lost / most : 0);
      put_part (self, "c", most > 0 ? bar->cost / most : 0);
      end_drawn (self);
      _tl_html_cell (self, bar->words);
      put_strong (self, "plain", bar->net);
      _tl_html_cell (self, bar->right);
      _tl_html_end_row (self);
    }
  _tl_html_end_table (self);
  _tl_plain_put (self->out,
                 "<p class=\"key\" aria-hidden=\"true\"><span><span class=\"bar\"><i "
                 "class=\"l\">&nbsp;</i></span>%s</span>"
                 "<span><span class=\"bar\"><i class=\"c\">&nbsp;</i></span>%s</span></p>\n",
                 _("Margin lost"), _("Cost caused"));
}

/* From the lowest to the highest, zero between them; bent where one value dwarfs the rest. */
typedef struct
{
  double low, high, unit;
} Scale;

static double
bend (const Scale *self, double value)
{
  return self->unit > 0 ? asinh (value / self->unit) : value;
}

static double
place (const Scale *self, double value)
{
  double low = bend (self, self->low), high = bend (self, self->high);

  return high > low ? 1 + 98 * (bend (self, value) - low) / (high - low) : 50;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static Scale
make_scale (const TlBlock *block)
{
  Scale              self = { 0 };
  guint              n = 3 * block->items->len;
  g_autofree double *sizes = g_new (double, MAX (1, n));

  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];

      self.low = MIN (self.low, MIN (at->low, at->mean));
      self.high = MAX (self.high, MAX (at->high, at->mean));
      sizes[3 * i] = fabs (at->low);
      sizes[3 * i + 1] = fabs (at->mean);
      sizes[3 * i + 2] = fabs (at->high);
    }
  qsort (sizes, n, sizeof *sizes, compare_numbers);
  if (n > 0 && sizes[n / 2] > 0 && MAX (-self.low, self.high) > DWARFS * sizes[n / 2])
    self.unit = sizes[n / 2];
  return self;
}

static void
put_span (TlPackHtml *self, const Scale *scale, const char *class, double from, double to)
{
  char   left[G_ASCII_DTOSTR_BUF_SIZE], width[G_ASCII_DTOSTR_BUF_SIZE];
  double a = place (scale, MIN (from, to)), b = place (scale, MAX (from, to));

  g_string_append_printf (self->out, "<i class=\"%s\" style=\"left:%s%%;width:%s%%\">&nbsp;</i>", class,
                          g_ascii_formatd (left, sizeof left, "%.2f", a),
                          g_ascii_formatd (width, sizeof width, "%.2f", MAX (0.4, b - a)));
}

static void
put_range (TlPackHtml *self, const Scale *scale, const TlPackInterval *at)
{
  char     zero[G_ASCII_DTOSTR_BUF_SIZE], mean[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean gains = at->mean >= 0;

  begin_drawn (self, "range");
  g_string_append_printf (self->out, "<i class=\"zero\" style=\"left:%s%%\">&nbsp;</i>",
                          g_ascii_formatd (zero, sizeof zero, "%.2f", place (scale, 0)));
  if (at->high > at->low)
    put_span (self, scale, gains ? "spread" : "spread less", at->low, at->high);
  put_span (self, scale, gains ? "won" : "cut", 0, at->mean);
  g_string_append_printf (self->out, "<b%s style=\"left:%s%%\">&nbsp;</b>", gains ? "" : " class=\"less\"",
                          g_ascii_formatd (mean, sizeof mean, "%.2f", place (scale, at->mean)));
  end_drawn (self);
}

void
_tl_html_intervals (TlPackHtml *self, const TlBlock *block)
{
  const TlHtmlColumn columns[] = { { _("Rank"), TRUE, FALSE },           { _("Fix"), FALSE, FALSE },
                                   { _("Range"), FALSE, TRUE },          { _("Combined impact"), TRUE, FALSE },
                                   { _("Low"), TRUE, FALSE },            { _("High"), TRUE, FALSE } };
  Scale              scale = make_scale (block);

  _tl_html_begin_table (self, block, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];
      g_autofree char      *low = tl_money_format (at->low, self->currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);
      g_autofree char      *high = tl_money_format (at->high, self->currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);

      _tl_html_begin_row (self);
      put_rank (self, at->rank);
      self->col++;
      _tl_plain_put (self->out,
                     "<th role=\"rowheader\" scope=\"row\" dir=\"auto\">%s<br><span class=\"chip\">%s</span></th>",
                     at->title, at->kind);
      put_range (self, &scale, at);
      put_strong (self, at->mean >= 0 ? "gain" : "loss", at->words);
      _tl_html_cell (self, at->high > at->low ? low : NULL);
      _tl_html_cell (self, at->high > at->low ? high : NULL);
      _tl_html_end_row (self);
    }
  _tl_html_end_table (self);
  if (scale.unit > 0)
    _tl_plain_put (self->out, "<p class=\"detail\">%s</p>\n",
                   _("The scale of the ranges is symmetric-logarithmic: far from zero it is denser."));
}

/* A picture for light and one for dark, inside the page. */
static void
put_picture (TlPackHtml *self, TlScene *scene, const char *class, const char *alt)
{
  gboolean         is_wide = g_str_equal (class, "map");
  g_autofree char *uris[2] = { NULL, NULL };

  for (TlPalette palette = TL_PALETTE_LIGHT; palette <= TL_PALETTE_DARK; palette++)
    {
      TlExportOptions    options = { .palette = palette };
      g_autoptr (GBytes) svg = tl_export_svg (scene, &options, NULL);

      if (svg == NULL)
        return;
      uris[palette] = g_base64_encode (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
    }
  _tl_plain_put (self->out,
                 "<figure%s><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><picture>",
                 is_wide ? " class=\"wide\"" : "", _("Picture"));
  g_string_append_printf (self->out,
                          "<source media=\"screen and (prefers-color-scheme: dark)\" "
                          "srcset=\"data:image/svg+xml;base64,%s\">"
                          "<img class=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/svg+xml;base64,%s\"",
                          uris[TL_PALETTE_DARK], class, (int) tl_scene_get_width (scene),
                          (int) tl_scene_get_height (scene), uris[TL_PALETTE_LIGHT]);
  _tl_plain_put (self->out,
                 " alt=\"%s\"></picture></div><figcaption class=\"detail\" dir=\"auto\">%s</figcaption></figure>\n",
                 alt ? alt : "", alt ? alt : "");
}

void
_tl_html_chart (TlPackHtml *self, const TlBlock *block)
{
  const TlHtmlColumn  columns[] = { { _("Rank"), TRUE, FALSE }, { _("Fix"), FALSE, FALSE },
                                    { _("Margin won a year"), TRUE, FALSE }, { _("Cost saved a year"), TRUE, FALSE },
                                    { _("To start"), TRUE, FALSE } };
  g_autoptr (TlScene) scene =
      tl_pack_draw_block (self->pack, block, 0, block->items->len, PICTURE_WIDTH, PICTURE_HEIGHT, NULL);

  put_picture (self, scene, "chart", block->alt);
  _tl_html_begin_table (self, block, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];
      g_autofree char *won = tl_money_format (at->revenue, self->currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);
      g_autofree char *saved = tl_money_format (at->saved, self->currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);
      g_autofree char *money = tl_money_format (at->money, self->currency, TL_MONEY_SHORT, NULL);

      _tl_html_begin_row (self);
      put_rank (self, at->rank);
      _tl_html_head (self, at->title, NULL);
      _tl_html_cell (self, won);
      _tl_html_cell (self, saved);
      _tl_html_cell (self, money);
      _tl_html_end_row (self);
    }
  _tl_html_end_table (self);
}

/* A cause stands beside all that it drives. */
static void
put_cause (TlPackHtml *self, const TlBlock *block, guint first)
{
  const TlPackLink *link = block->items->pdata[first];
  guint             n = 1;

  while (first + n < block->items->len &&
         g_strcmp0 (((TlPackLink *) block->items->pdata[first + n])->cause, link->cause) == 0)
    n++;
  _tl_plain_put (self->out, "<th role=\"rowheader\" scope=\"rowgroup\" rowspan=\"%u\" dir=\"auto\">%s", n, link->cause);
  if (link->cause_detail)
    _tl_plain_put (self->out, "<small dir=\"auto\">%s</small>", link->cause_detail);
  g_string_append (self->out, "</th>");
}

void
_tl_html_links (TlPackHtml *self, const TlBlock *block)
{
  const TlHtmlColumn columns[] = { { _("Cause"), FALSE, FALSE }, { _("Pain point"), FALSE, FALSE },
                                   { _("Due to it"), FALSE, TRUE }, { _("Share due to it"), TRUE, FALSE },
                                   { _("At stake"), TRUE, FALSE } };

  _tl_html_begin_table (self, block, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackLink *link = block->items->pdata[i];
      g_autofree char  *share = tl_number_format_percent (link->share, NULL);

      _tl_html_begin_row (self);
      if (i == 0 || g_strcmp0 (link->cause, ((TlPackLink *) block->items->pdata[i - 1])->cause) != 0)
        put_cause (self, block, i);
      self->col = 1;
      _tl_html_cell (self, link->pain);
      begin_drawn (self, "bar");
      put_part (self, "c", CLAMP (link->share, 0, 1));
      end_drawn (self);
      _tl_html_cell (self, share);
      _tl_html_cell (self, link->pain_detail);
      _tl_html_end_row (self);
    }
  _tl_html_end_table (self);
}

static const char *
say_feeling (double emotion)
{
  static const char *const words[] = {
    NC_("feeling", "very bad"), NC_("feeling", "bad"),       NC_("feeling", "neither good nor bad"),
    NC_("feeling", "good"),     NC_("feeling", "very good"),
  };

  return isfinite (emotion)
           ? g_dpgettext2 (GETTEXT_PACKAGE, "feeling", words[(int) CLAMP (lround (emotion) + 2, 0, 4)]) : NULL;
}

void
_tl_html_stages (TlPackHtml *self, const TlBlock *block)
{
  const TlHtmlColumn columns[] = { { _("Stage"), FALSE, FALSE },      { _("Visits"), TRUE, FALSE },
                                   { _("Feeling"), FALSE, FALSE },    { _("At stake a year"), TRUE, FALSE },
                                   { _("Greatest pain"), FALSE, FALSE }, { _("What is loved"), FALSE, FALSE },
                                   { _("Leads to"), FALSE, FALSE },   { _("Fixes"), FALSE, FALSE } };

  _tl_html_begin_table (self, block, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackStage *stage = block->items->pdata[i];

      _tl_html_begin_row (self);
      _tl_html_head (self, stage->title, stage->leave);
      _tl_html_cell (self, stage->visits);
      _tl_html_cell (self, say_feeling (stage->emotion));
      _tl_html_cell (self, stage->words);
      _tl_html_cell (self, stage->pain);
      _tl_html_cell (self, stage->delight);
      _tl_html_cell (self, stage->ways);
      _tl_html_cell (self, stage->fixes);
      _tl_html_end_row (self);
    }
  _tl_html_end_table (self);
}

void
_tl_html_map (TlPackHtml *self, const TlBlock *block)
{
  g_autoptr (TlScene) scene = tl_pack_draw_block (self->pack, block, 0, block->items->len, MAP_WIDTH, MAP_HEIGHT, NULL);
  g_autofree char    *alt = NULL;

  /* Translators: %s is a sentence, of the map. */
  alt = g_strdup_printf (_("%s What it shows stands below it, in a list and a table."), block->alt);
  put_picture (self, scene, "map", alt);
  if (block->items->len == 0)
    return;
  g_string_append (self->out, "<ul class=\"points\">\n");
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackMark *mark = block->items->pdata[i];

      _tl_plain_put (self->out, "<li><span dir=\"auto\"><strong>%s</strong>: %s</span></li>\n", mark->name,
                     mark->words ? mark->words : "");
    }
  g_string_append (self->out, "</ul>\n");
}
