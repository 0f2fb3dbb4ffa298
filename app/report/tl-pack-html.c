/* tl-pack-html.c: the fact pack as a page of words and tables
 *
 * The twin of the PDF for those who read by ear or on a telephone: the same pages in the same order, with headings,
 * lists and tables, and every chart as the table it was drawn from. One file, without scripts and without anything from
 * elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-html.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-measure.h"
#include "tl-text.h"

static const char style[] =
    "body{font:1rem/1.5 Inter,Cantarell,\"DejaVu Sans\",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1e2230;background:#fff}h1{font-size:2rem;line-height:1.2}h2{font-size:1.5rem;margin-top:3rem;line-height:1."
    "25}"
    "h3{font-size:1.1rem}.lead,.detail,footer{color:#565c6b}table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{text-align:start;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #d5d8df;vertical-align:top}"
    "td.n,th.n{text-align:end;white-space:nowrap}dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,"
    "1fr));gap:1rem}"
    "dl "
    "div{background:#f6f7f9;border-radius:.7rem;padding:1rem}dt{font-weight:600}dd{margin:0}dd.v{font-size:1.8rem;font-"
    "weight:700}"
    "aside{background:#f6f7f9;border-radius:.7rem;padding:1rem 1.3rem;margin:1rem 0}aside.gain{background:#e3eefa}"
    "aside.loss{background:#fdeee8}blockquote{margin:1rem 0;padding-inline-start:1rem;border-inline-start:.25rem solid "
    "#b9bfcc}"
    "@media (prefers-color-scheme:dark){body{background:#191b20;color:#e8eaf0}.lead,.detail,footer{color:#a9b0bf}"
    "dl "
    "div,aside{background:#24272e}aside.gain{background:#17304a}aside.loss{background:#48231a}th,td{border-color:#"
    "3b404b}}";

static const char *
tone_class (TlTone tone)
{
  return tone == TL_TONE_GAIN ? " class=\"gain\"" : tone == TL_TONE_LOSS ? " class=\"loss\"" : "";
}

static void
put_table (GString *out, const TlBlock *block)
{
  g_string_append (out, "<table>\n");
  if (block->heading)
    tl_text_append_markup (out, "<caption class=\"detail\">%s</caption>\n", block->heading);
  g_string_append (out, "<thead><tr>");
  for (guint i = 0; i < block->columns->len; i++)
    {
      const TlPackColumn *column = &g_array_index (block->columns, TlPackColumn, i);

      tl_text_append_markup (
          out, column->at_end ? "<th scope=\"col\" class=\"n\">%s</th>" : "<th scope=\"col\">%s</th>", column->title);
    }
  g_string_append (out, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < block->items->len; i++)
    {
      char *const *row = block->items->pdata[i];

      g_string_append (out, "<tr>");
      for (guint k = 0; k < block->columns->len; k++)
        tl_text_append_markup (out,
                               k == 0                                                   ? "<th scope=\"row\">%s</th>"
                               : g_array_index (block->columns, TlPackColumn, k).at_end ? "<td class=\"n\">%s</td>"
                                                                                        : "<td>%s</td>",
                               row[k]);
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</tbody></table>\n");
}

static void
put_head (GString *out, const char *const *titles, const gboolean *at_end, guint n)
{
  g_string_append (out, "<table><thead><tr>");
  for (guint i = 0; i < n; i++)
    tl_text_append_markup (out, at_end[i] ? "<th scope=\"col\" class=\"n\">%s</th>" : "<th scope=\"col\">%s</th>",
                           titles[i]);
  g_string_append (out, "</tr></thead><tbody>\n");
}

static void
put_bars (GString *out, const TlBlock *block)
{
  const char *const titles[] = { _("Pain point"), _("Where"), _("What it costs a year"), _("Evidence") };
  const gboolean    at_end[] = { FALSE, FALSE, FALSE, TRUE };

  put_head (out, titles, at_end, 4);
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackBar *bar = block->items->pdata[i];

      tl_text_append_markup (out, "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td class=\"n\">%s</td></tr>\n",
                             bar->title, bar->detail ? bar->detail : "", bar->words, bar->right ? bar->right : "");
    }
  g_string_append (out, "</tbody></table>\n");
}

static void
put_intervals (GString *out, const TlBlock *block, const char *currency)
{
  const char *const titles[] = { _("Rank"), _("Fix"), _("Kind"), _("Combined impact"), _("Low"), _("High") };
  const gboolean    at_end[] = { TRUE, FALSE, FALSE, TRUE, TRUE, TRUE };

  put_head (out, titles, at_end, 6);
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];
      g_autofree char      *low = tl_money_format (at->low, currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);
      g_autofree char      *high = tl_money_format (at->high, currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);

      tl_text_append_markup (out,
           "<tr><td class=\"n\">%u</td><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td>"
           "<td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n",
           at->rank, at->title, at->kind, at->words, low, high);
    }
  g_string_append (out, "</tbody></table>\n");
}

static void
put_chart (GString *out, const TlBlock *block, const char *currency)
{
  const char *const titles[] = { _("Rank"), _("Fix"), _("Margin won a year"), _("Cost saved a year"), _("To start") };
  const gboolean    at_end[] = { TRUE, FALSE, TRUE, TRUE, TRUE };

  put_head (out, titles, at_end, 5);
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackInterval *at = block->items->pdata[i];
      g_autofree char      *won = tl_money_format (at->revenue, currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);
      g_autofree char      *saved = tl_money_format (at->saved, currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, NULL);
      g_autofree char      *money = tl_money_format (at->money, currency, TL_MONEY_SHORT, NULL);

      tl_text_append_markup (out,
                             "<tr><td class=\"n\">%u</td><th scope=\"row\">%s</th><td class=\"n\">%s</td><td "
                             "class=\"n\">%s</td>"
                             "<td class=\"n\">%s</td></tr>\n",
                             at->rank, at->title, won, saved, money);
    }
  g_string_append (out, "</tbody></table>\n");
}

static void
put_links (GString *out, const TlBlock *block)
{
  const char *const titles[] = { _("Cause"), _("Pain point"), _("Share due to it"), _("At stake") };
  const gboolean    at_end[] = { FALSE, FALSE, TRUE, TRUE };

  put_head (out, titles, at_end, 4);
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackLink *link = block->items->pdata[i];
      g_autofree char  *share = tl_number_format_percent (link->share, NULL);

      tl_text_append_markup (out,
                             "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td "
                             "class=\"n\">%s</td></tr>\n",
                             link->cause, link->pain, share, link->pain_detail ? link->pain_detail : "");
    }
  g_string_append (out, "</tbody></table>\n");
}

static void
put_stages (GString *out, const TlBlock *block)
{
  const char *const titles[] = { _("Stage"), _("Visits"), _("Feeling, from −2 to 2"), _("At stake a year"),
                                 _("Greatest pain"), _("What is loved"), _("Fixes") };
  const gboolean    at_end[] = { FALSE, TRUE, TRUE, TRUE, FALSE, FALSE, FALSE };

  put_head (out, titles, at_end, 7);
  for (guint i = 0; i < block->items->len; i++)
    {
      const TlPackStage *stage = block->items->pdata[i];
      g_autofree char   *feeling =
          isfinite (stage->emotion) ? tl_number_format_people (stage->emotion, 1, NULL) : g_strdup ("–");

      tl_text_append_markup (out,
           "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td><td class=\"n\">%s</td><td "
           "class=\"n\">%s</td><td>%s</td>"
           "<td>%s</td><td>%s</td></tr>\n",
           stage->title, stage->visits, feeling, stage->words ? stage->words : "–", stage->pain ? stage->pain : "–",
           stage->delight ? stage->delight : "–", stage->fixes ? stage->fixes : "–");
    }
  g_string_append (out, "</tbody></table>\n");
}

static void
put_block (GString *out, const TlPack *pack, const TlBlock *block)
{
  const char *currency = tl_figures_get_currency (pack->figures);

  if (block->heading && block->kind != TL_BLOCK_NOTE && block->kind != TL_BLOCK_TABLE)
    tl_text_append_markup (out, "<h3>%s</h3>\n", block->heading);
  switch (block->kind)
    {
    case TL_BLOCK_FIGURES:
      g_string_append (out, "<dl>\n");
      for (guint i = 0; i < block->items->len; i++)
        {
          const TlPackFigure *figure = block->items->pdata[i];

          tl_text_append_markup (out, "<div><dt>%s</dt><dd class=\"v\">%s</dd>", figure->label, figure->value);
          if (figure->detail)
            tl_text_append_markup (out, "<dd class=\"detail\">%s</dd>", figure->detail);
          g_string_append (out, "</div>\n");
        }
      g_string_append (out, "</dl>\n");
      break;
    case TL_BLOCK_POINTS:
      g_string_append (out, "<ul>\n");
      for (guint i = 0; i < block->items->len; i++)
        tl_text_append_markup (out, "<li>%s</li>\n", (char *) block->items->pdata[i]);
      g_string_append (out, "</ul>\n");
      break;
    case TL_BLOCK_NOTE:
      g_string_append_printf (out, "<aside%s>\n", tone_class (block->tone));
      if (block->heading)
        tl_text_append_markup (out, "<h3>%s</h3>\n", block->heading);
      for (guint i = 0; i < block->items->len; i++)
        tl_text_append_markup (out, "<p>%s</p>\n", (char *) block->items->pdata[i]);
      g_string_append (out, "</aside>\n");
      break;
    case TL_BLOCK_TABLE:
      put_table (out, block);
      break;
    case TL_BLOCK_BARS:
      put_bars (out, block);
      break;
    case TL_BLOCK_INTERVALS:
      put_intervals (out, block, currency);
      break;
    case TL_BLOCK_CHART:
      put_chart (out, block, currency);
      break;
    case TL_BLOCK_LINKS:
      put_links (out, block);
      break;
    case TL_BLOCK_QUOTES:
      for (guint i = 0; i < block->items->len; i++)
        {
          const TlPackQuote *quote = block->items->pdata[i];

          tl_text_append_markup (out, "<blockquote><p>%s</p><footer>%s%s%s</footer></blockquote>\n", quote->words,
                                 quote->about, quote->source ? " · " : "", quote->source ? quote->source : "");
        }
      break;
    case TL_BLOCK_JOURNEY:
      put_stages (out, block);
      break;
    case TL_BLOCK_MAP:
    default:
      break;
    }
}

/**
 * tl_pack_to_html:
 *
 * Returns: (transfer full): the pages of @pack that are shown, as one HTML file
 */
GBytes *
tl_pack_to_html (const TlPack *pack)
{
  GString *out = g_string_new ("<!DOCTYPE html>\n");
  gboolean rtl = tl_text_is_rtl (pack->title);
  gsize    length;

  tl_text_append_markup (out, "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n",
       /* Translators: the language that this is translated into, as HTML writes it: de, pt-BR, ar. */
       _("en-GB"), pack->title);
  g_string_append_printf (out, "<style>%s</style>\n</head>\n<body%s>\n<header><h1>", style, rtl ? " dir=\"rtl\"" : "");
  tl_text_append_markup (out, "%s</h1><p class=\"lead\">%s</p></header>\n<nav aria-label=\"%s\"><ol>\n", pack->title,
                         pack->foot, _("Contents"));
  for (guint i = 0; i < pack->pages->len; i++)
    {
      const TlPackPage *page = pack->pages->pdata[i];

      if (page->shown)
        tl_text_append_markup (out, "<li><a href=\"#page-%u\">%s</a>: %s</li>\n", (guint)page->about + 1, page->name,
                               page->headline);
    }
  g_string_append (out, "</ol></nav>\n<main>\n");
  for (guint i = 0; i < pack->pages->len; i++)
    {
      const TlPackPage *page = pack->pages->pdata[i];

      if (!page->shown)
        continue;
      tl_text_append_markup (out, "<section id=\"page-%u\"><h2>%s</h2>\n", (guint) page->about + 1, page->headline);
      if (page->lead)
        tl_text_append_markup (out, "<p class=\"lead\">%s</p>\n", page->lead);
      for (guint k = 0; k < page->blocks->len; k++)
        put_block (out, pack, page->blocks->pdata[k]);
      g_string_append (out, "</section>\n");
    }
  g_string_append (out, "</main>\n</body>\n</html>\n");
  length = out->len;
  return g_bytes_new_take (g_string_free (out, FALSE), length);
}
