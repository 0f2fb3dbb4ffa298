/* tl-pack-html.c: the fact pack as a page of words and tables
 *
 * The twin of the PDF for those who read by ear or on a telephone: the same pages in the same order, with headings,
 * lists and tables, and every chart as the table it was drawn from. One file, without scripts and without anything from
 * elsewhere. It carries the text alternatives that the PDF cannot.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-html.h"

#include <glib/gi18n-lib.h>

#include "tl-pack-draw.h"
#include "tl-pack-html-private.h"
#include "tl-picture.h"
#include "tl-plain.h"

static const char *
get_tone (TlTone tone)
{
  return tone == TL_TONE_GAIN ? "gain" : tone == TL_TONE_LOSS ? "loss" : tone == TL_TONE_SOFT ? "quiet" : "plain";
}

static void
put_table (TlPackHtml *self, const TlBlock *block)
{
  guint                    n = block->columns->len;
  g_autofree TlHtmlColumn *columns = g_new0 (TlHtmlColumn, n + 1);

  for (guint i = 0; i < n; i++)
    {
      columns[i].title = g_array_index (block->columns, TlPackColumn, i).title;
      columns[i].at_end = g_array_index (block->columns, TlPackColumn, i).at_end;
    }
  _tl_html_begin_table (self, block, columns, n);
  for (guint i = 0; i < block->items->len; i++)
    {
      char *const *row = block->items->pdata[i];

      _tl_html_begin_row (self);
      _tl_html_head (self, row[0], NULL);
      for (guint k = 1; k < n; k++)
        _tl_html_cell (self, row[k]);
      _tl_html_end_row (self);
    }
  _tl_html_end_table (self);
}

static void
put_figures (TlPackHtml *self, const TlBlock *block)
{
  g_string_append (self->out, "<ul class=\"figures\">\n");
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackFigure *figure = block->items->pdata[i];

      _tl_plain_put (self->out, "<li><strong class=\"%s\" dir=\"auto\">%s</strong> <b dir=\"auto\">%s</b>",
                     get_tone (figure->tone), figure->value, figure->label);
      if (figure->detail)
        _tl_plain_put (self->out, " <span class=\"detail\" dir=\"auto\">%s</span>", figure->detail);
      g_string_append (self->out, "</li>\n");
    }
  g_string_append (self->out, "</ul>\n");
}

static void
put_points (TlPackHtml *self, const TlBlock *block)
{
  g_string_append_printf (self->out, "<ul class=\"points %s\">\n", get_tone (block->tone));
  for (guint i = 0; i < block->items->len; i++)
    _tl_plain_put (self->out, "<li><span dir=\"auto\">%s</span></li>\n", (char *) block->items->pdata[i]);
  g_string_append (self->out, "</ul>\n");
}

static void
put_note (TlPackHtml *self, const TlBlock *block)
{
  if (block->heading)
    _tl_plain_put (self->out, "<aside class=\"%s\" aria-labelledby=\"h-%u\">\n<h3 id=\"h-%u\" dir=\"auto\">%s</h3>\n",
                   get_tone (block->tone), self->n_blocks, self->n_blocks, block->heading);
  else
    _tl_plain_put (self->out, "<aside class=\"%s\" aria-label=\"%s\">\n", get_tone (block->tone), _("Note"));
  for (guint i = 0; i < block->items->len; i++)
    _tl_plain_put (self->out, "<p dir=\"auto\">%s</p>\n", (char *) block->items->pdata[i]);
  g_string_append (self->out, "</aside>\n");
}

static void
put_quotes (TlPackHtml *self, const TlBlock *block)
{
  g_string_append (self->out, "<div class=\"quotes\">\n");
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackQuote *quote = block->items->pdata[i];
      g_autofree char   *words = _tl_pen_quote (quote->words);

      _tl_plain_put (self->out,
                     "<blockquote><p dir=\"auto\">%s</p><footer dir=\"auto\">%s%s%s</footer></blockquote>\n",
                     words, quote->about, quote->source ? " · " : "", quote->source ? quote->source : "");
    }
  g_string_append (self->out, "</div>\n");
}

static void
put_block (TlPackHtml *self, const TlBlock *block)
{
  self->n_blocks++;
  if (block->heading && block->kind != TL_BLOCK_NOTE)
    _tl_plain_put (self->out, "<h3 id=\"h-%u\" dir=\"auto\">%s</h3>\n", self->n_blocks, block->heading);
  switch (block->kind)
    {
    case TL_BLOCK_FIGURES:
      put_figures (self, block);
      break;
    case TL_BLOCK_POINTS:
      put_points (self, block);
      break;
    case TL_BLOCK_NOTE:
      put_note (self, block);
      break;
    case TL_BLOCK_TABLE:
      put_table (self, block);
      break;
    case TL_BLOCK_BARS:
      _tl_html_bars (self, block);
      break;
    case TL_BLOCK_INTERVALS:
      _tl_html_intervals (self, block);
      break;
    case TL_BLOCK_CHART:
      _tl_html_chart (self, block);
      break;
    case TL_BLOCK_LINKS:
      _tl_html_links (self, block);
      break;
    case TL_BLOCK_QUOTES:
      put_quotes (self, block);
      break;
    case TL_BLOCK_JOURNEY:
      _tl_html_stages (self, block);
      break;
    case TL_BLOCK_MAP:
      _tl_html_map (self, block);
      break;
    default:
      break;
    }
}

static void
put_page (TlPackHtml *self, const TlPackPage *page)
{
  guint number = (guint) page->about + 1;

  _tl_plain_put (self->out,
                 "<section id=\"page-%u\" aria-labelledby=\"title-%u\">\n<p class=\"name\">%s</p>\n"
                 "<h2 id=\"title-%u\" dir=\"auto\">%s</h2>\n",
                 number, number, page->name, number, page->headline);
  if (page->lead)
    _tl_plain_put (self->out, "<p class=\"lead\" dir=\"auto\">%s</p>\n", page->lead);
  self->headline = page->headline;
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const TlBlock *block = page->blocks->pdata[i];
      const TlBlock *beside = i + 1 < page->blocks->len ? page->blocks->pdata[i + 1] : NULL;

      if (block->half && beside && beside->half)
        {
          g_string_append (self->out, "<div class=\"pair\"><div>\n");
          put_block (self, block);
          g_string_append (self->out, "</div><div>\n");
          put_block (self, beside);
          g_string_append (self->out, "</div></div>\n");
          i++;
        }
      else
        put_block (self, block);
    }
  _tl_plain_put (self->out, "<p class=\"up detail\"><a href=\"#contents\">%s</a></p>\n</section>\n",
                 _("Back to the contents"));
}

static void
put_top (TlPackHtml *self, gboolean rtl)
{
  const TlPack *pack = self->pack;
  double        width = 0, height = 0;

  _tl_plain_put (self->out,
                 "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"color-scheme\" content=\"light dark\">\n<title>%s</title>\n",
                 /* Translators: the language that this is translated into, as HTML writes it: de, pt-BR, ar. */
                 _("en-GB"), rtl ? "rtl" : "ltr", pack->title);
  if (pack->author && *pack->author)
    _tl_plain_put (self->out, "<meta name=\"author\" content=\"%s\">\n", pack->author);
  g_string_append_printf (self->out, "<style>%s</style>\n</head>\n", _tl_pack_html_style);
  _tl_plain_put (self->out,
                 "<body>\n<div class=\"page\">\n<a class=\"skip\" href=\"#main\">%s</a>\n"
                 "<header><div class=\"top\"><div><h1 dir=\"auto\">%s</h1><p class=\"lead\" dir=\"auto\">%s</p></div>",
                 _("Skip the contents"), pack->title, pack->foot);
  if (pack->logo)
    tl_picture_get_size (pack->logo, &width, &height);
  if (width > 0)
    {
      g_autofree char *logo = g_base64_encode (g_bytes_get_data (pack->logo, NULL), g_bytes_get_size (pack->logo));

      _tl_plain_put (self->out, "<img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/png;base64,", _("Logo"),
                     (int) width, (int) height);
      g_string_append_printf (self->out, "%s\">", logo);
    }
  _tl_plain_put (self->out, "</div></header>\n<nav id=\"contents\" aria-label=\"%s\"><ol>\n", _("Contents"));
  for (guint i = 0; i < pack->pages->len; i++)
    {
      const TlPackPage *page = pack->pages->pdata[i];

      if (page->shown)
        _tl_plain_put (self->out,
                       "<li><a href=\"#page-%u\">%s</a> <span class=\"detail\" dir=\"auto\">%s</span></li>\n",
                       (guint) page->about + 1, page->name, page->headline);
    }
  g_string_append (self->out, "</ol></nav>\n<main id=\"main\">\n");
}

/**
 * tl_pack_to_html:
 *
 * Returns: (transfer full): the pages of @pack that are shown, as one HTML file
 */
GBytes *
tl_pack_to_html (const TlPack *pack)
{
  TlPackHtml        self = { .pack = pack, .currency = tl_figures_get_currency (pack->figures),
                             .out = g_string_new (NULL) };
  gsize             length;

  put_top (&self, tl_text_is_rtl (pack->title));
  for (guint i = 0; i < pack->pages->len; i++)
    if (((TlPackPage *) pack->pages->pdata[i])->shown)
      put_page (&self, pack->pages->pdata[i]);
  _tl_plain_put (self.out,
                 "</main>\n<footer class=\"foot\" dir=\"auto\">%s%s%s · %s</footer>\n</div>\n</body>\n</html>\n",
                 pack->author ? pack->author : "", pack->author && *pack->author ? " · " : "", pack->foot, pack->date);
  length = self.out->len;
  return g_bytes_new_take (g_string_free (self.out, FALSE), length);
}
