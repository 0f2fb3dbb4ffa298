/* tl-map-html.c: the map in words
 *
 * The map's twin for those who read by ear or on a telephone: the same stages in the order in which the map shows them,
 * with headings, tables and lists, and every ribbon as a sentence. One file, without scripts and without anything from
 * elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-map-html.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-layout.h"
#include "tl-text.h"

static const char style[] =
  "body{font:1rem/1.5 Inter,Cantarell,\"DejaVu Sans\",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
  "color:#1e2230;background:#fff;overflow-wrap:anywhere}h1{font-size:2rem;line-height:1.2}"
  "h2{font-size:1.4rem;margin-top:2.5rem;line-height:1.25}h3{font-size:1.05rem;margin-bottom:.3rem}"
  ".soft,footer{color:#565c6b}.mark{display:inline-block;border:2px solid #565c6b;border-radius:.4rem;padding:.1rem .7rem;"
  "font-weight:700;color:#565c6b}table{border-collapse:collapse;width:100%;margin:.6rem 0}"
  "caption{text-align:start;padding-bottom:.3rem}.w1{width:19%}.w2{width:10%}.w3{width:14%}.w4{width:10%}"
  "th,td{text-align:start;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #d5d8df;vertical-align:top}"
  "th{font-weight:600}td.n,th.n{text-align:end}thead th,td.n{overflow-wrap:normal}td.n{white-space:nowrap}"
  "ul{padding-inline-start:1.3rem;margin:.3rem 0}"
  "blockquote{margin:1rem 0;padding-inline-start:1rem;border-inline-start:.25rem solid #b9bfcc}"
  "a{color:#1c5fa8}@media (prefers-color-scheme:dark){body{background:#191b20;color:#e8eaf0}.soft,footer{color:#a9b0bf}"
  ".mark{color:#a9b0bf;border-color:#a9b0bf}th,td{border-color:#3b404b}a{color:#8ebdf3}}"
  /* Each sentence runs its own way, from whichever side the page does. */
  "p,li,td,th,h1,h2,h3,caption,a{unicode-bidi:plaintext}[dir=rtl] :is(p,li,td,th,h1,h2,h3,caption){text-align:right}"
  "[dir=rtl] :is(td,th).n{text-align:left}"
  /* On a telephone each touchpoint is a list of its own, with the heads of the columns before what stands in them. */
  "@media (max-width:40rem){table,tbody,tr,td,tbody th,caption{display:block}thead{position:absolute;clip-path:inset(50%);"
  "width:1px;height:1px;overflow:hidden}tr{padding:.6rem 0;border-bottom:1px solid #d5d8df}th,td{border:0;padding:.1rem 0}"
  "tbody th{font-size:1.05rem}td.n{text-align:start;white-space:normal}"
  "td[data-head]::before{content:attr(data-head) \": \";color:#565c6b}"
  "td ul{margin:.2rem 0}}"
  "@media (max-width:40rem) and (prefers-color-scheme:dark){tr{border-color:#3b404b}td[data-head]::before{color:#a9b0bf}}"
  "@media print{h2{break-after:avoid}tr,blockquote{break-inside:avoid}}";

typedef struct
{
  TlLayout  layout;
  GString  *out;
  guint    *order; /* stages as they are read */
  guint    *nth;   /* by stage: its number, from 1; 0 for a bare name beside the chosen */
} Page;

static void put (Page       *self,
                 const char *format,
                 ...) G_GNUC_PRINTF (2, 3);

/* As printf(), with what is put in made harmless. */
static void
put (Page *self, const char *format, ...)
{
  va_list          args;
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;

  va_start (args, format);
  text = g_markup_vprintf_escaped (format, args);
  va_end (args);
  clean = tl_text_clean (text, strlen (text), NULL);
  g_string_append (self->out, clean);
}

static void
put_raw (Page *self, const char *text)
{
  g_string_append (self->out, text);
}

static const char *
title_of (const char *title)
{
  return title && *title ? title : _("Untitled");
}

/* A title in a sentence: where it may run the other way, it is kept apart by signs that nobody sees. */
static char *
dup_title (Page *self, const char *title)
{
  const char *text = title_of (title);

  return tl_text_is_rtl (text) || tl_layout_is_rtl (&self->layout) ? g_strdup_printf ("\u2068%s\u2069", text) : g_strdup (text);
}

static const char *
feeling_words (double emotion)
{
  static const char *const words[] = {
    NC_ ("feeling", "very bad"), NC_ ("feeling", "bad"), NC_ ("feeling", "neither good nor bad"), NC_ ("feeling", "good"),
    NC_ ("feeling", "very good"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "feeling", words[(int) CLAMP (lround (emotion) + 2, 0, 4)]);
}

static gint
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlPlace *places = data;
  const TlPlace *first = &places[*(const guint *) a], *second = &places[*(const guint *) b];

  if (first->column != second->column)
    return first->column < second->column ? -1 : 1;
  return first->row < second->row ? -1 : first->row > second->row;
}

/* From column to column, in each from the top. */
static void
find_order (Page *self)
{
  guint n = self->layout.data->stages->len, at = 0;

  self->order = g_new0 (guint, n + 1);
  self->nth = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    self->order[i] = i;
  g_qsort_with_data (self->order, (gint) n, sizeof *self->order, compare_places, self->layout.places);
  for (guint i = 0; i < n; i++)
    if (!TL_STAGE_AT (self->layout.data, self->order[i])->is_stub)
      self->nth[self->order[i]] = ++at;
}

static char *
net_words (Page *self, double net)
{
  return isfinite (net) ? tl_words_stake_yearly (&self->layout, net) : NULL;
}

static char *
records_words (Page *self, gint64 n)
{
  g_autofree char *count = n > 0 ? tl_words_count_of (&self->layout, (double) n) : NULL;

  return count ? g_strdup_printf (ngettext ("%s record", "%s records", tl_words_plural ((double) n)), count) : NULL;
}

static void
put_item (Page *self, const char *id, const char *what, const char *title, const char *const *details)
{
  g_autofree char *name = dup_title (self, title);

  put (self, "<li id=\"item-%s\"><strong>%s</strong> %s", id, what, name);
  for (guint i = 0; i < 3; i++)
    if (details[i])
      put (self, " · %s", details[i]);
  put_raw (self, "</li>\n");
}

static void
put_pains (Page *self, const TlDataTouchpoint *touchpoint)
{
  for (guint i = 0; i < touchpoint->pains->len; i++)
    {
      const TlDataPain *pain = &g_array_index (touchpoint->pains, TlDataPain, i);
      g_autofree char  *net = net_words (self, pain->sized ? pain->net : NAN);
      g_autofree char  *records = records_words (self, pain->records);
      const char *const details[] = { net, records, NULL };

      put_item (self, pain->id, _("Pain point:"), pain->title, details);
    }
  for (guint i = 0; i < touchpoint->delights->len; i++)
    {
      const TlDataDelight *delight = &g_array_index (touchpoint->delights, TlDataDelight, i);
      g_autofree char     *records = records_words (self, delight->records);
      g_autofree char     *credit = delight->credit ? g_strdup_printf (_("thanks to %s"), delight->credit) : NULL;
      const char *const    details[] = { credit, records, NULL };

      put_item (self, delight->id, _("Delight:"), delight->title, details);
    }
}

static void
put_cell (Page *self, const char *head, gboolean is_number, const char *text)
{
  if (is_number)
    put (self, "<td role=\"cell\" class=\"n\" data-head=\"%s\">%s</td>", head, text);
  else
    put (self, "<td role=\"cell\" data-head=\"%s\">%s</td>", head, text);
}

static void
put_touchpoints (Page *self, const TlDataStage *stage)
{
  gboolean costs = FALSE, evidence = FALSE;

  if (stage->touchpoints->len == 0)
    return;
  for (guint i = 0; i < stage->touchpoints->len; i++)
    {
      costs = costs || isfinite (g_array_index (stage->touchpoints, TlDataTouchpoint, i).cost);
      evidence = evidence || g_array_index (stage->touchpoints, TlDataTouchpoint, i).records > 0;
    }
  /* The roles are those that the elements have anyhow; a narrow screen's style would take them away. */
  put (self, "<table role=\"table\"><caption class=\"soft\">%s</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">"
             "<th role=\"columnheader\" scope=\"col\" class=\"w1\">%s</th>"
             "<th role=\"columnheader\" scope=\"col\" class=\"w2\">%s</th>"
             "<th role=\"columnheader\" scope=\"col\" class=\"w3\">%s</th>",
       _("Touchpoints, with their pain points and delights"), _("Touchpoint"), _("Channel"), _("Feeling"));
  if (costs)
    put (self, "<th role=\"columnheader\" scope=\"col\" class=\"n w4\">%s</th>", _("Cost a year"));
  if (evidence)
    put (self, "<th role=\"columnheader\" scope=\"col\" class=\"n w4\">%s</th>", _("Records"));
  put (self, "<th role=\"columnheader\" scope=\"col\">%s</th></tr></thead>\n<tbody role=\"rowgroup\">\n",
       _("Pain points and delights"));
  for (guint i = 0; i < stage->touchpoints->len; i++)
    {
      const TlDataTouchpoint *touchpoint = &g_array_index (stage->touchpoints, TlDataTouchpoint, i);
      g_autofree char        *cost = isfinite (touchpoint->cost) ? tl_words_money (&self->layout, touchpoint->cost, FALSE) : NULL;
      g_autofree char *records = touchpoint->records > 0 ? tl_words_count_of (&self->layout, (double) touchpoint->records) : NULL;

      put (self, "<tr role=\"row\" id=\"touchpoint-%s\"><th role=\"rowheader\" scope=\"row\">%s</th>", touchpoint->id,
           title_of (touchpoint->title));
      put_cell (self, _("Channel"), FALSE, touchpoint->channel ? touchpoint->channel : _("not said"));
      put_cell (self, _("Feeling"), FALSE,
                isfinite (touchpoint->emotion) ? feeling_words (touchpoint->emotion) : _("not said"));
      if (costs)
        put_cell (self, _("Cost a year"), TRUE, cost ? cost : _("unknown"));
      if (evidence)
        put_cell (self, _("Records"), TRUE, records ? records : _("none"));
      if (touchpoint->pains->len + touchpoint->delights->len > 0)
        {
          put_raw (self, "<td role=\"cell\"><ul>\n");
          put_pains (self, touchpoint);
          put_raw (self, "</ul></td></tr>\n");
        }
      else
        {
          put_cell (self, _("Pain points and delights"), FALSE, _("none"));
          put_raw (self, "</tr>\n");
        }
    }
  put_raw (self, "</tbody></table>\n");
}

/* One ribbon as a sentence. */
static void
put_link (Page *self, const TlDataLink *link)
{
  const TlMapData *data = self->layout.data;
  g_autofree char *from = dup_title (self, TL_STAGE_AT (data, link->from)->title);
  g_autofree char *to = dup_title (self, TL_STAGE_AT (data, link->to)->title);
  gboolean         back = self->layout.places[link->to].column <= self->layout.places[link->from].column;
  g_autofree char *share = isfinite (link->share) ? tl_words_percent (&self->layout, link->share) : NULL;
  g_autofree char *flow = isfinite (link->flow) ? tl_words_count_of (&self->layout, link->flow) : NULL;
  g_autofree char *text = NULL;

  if (share == NULL)
    text = g_strdup_printf (back ? _("From %s, some go back to %s") : _("From %s, some go on to %s"), from, to);
  else
    /* Translators: “From Basket, 64% go on to Order placed”. */
    text = g_strdup_printf (back ? _("From %s, %s go back to %s") : _("From %s, %s go on to %s"), from, share, to);
  if (flow)
    {
      g_autofree char *year =
        g_strdup_printf (ngettext ("%s customer a year", "%s customers a year", tl_words_plural (link->flow)), flow);

      put (self, "<li>%s <span class=\"soft\">(%s)</span></li>\n", text, year);
    }
  else
    put (self, "<li>%s</li>\n", text);
}

static void
put_links (Page *self, guint index)
{
  const TlMapData   *data = self->layout.data;
  const TlDataStage *stage = TL_STAGE_AT (data, index);
  gboolean           leaves = stage->kind == TL_DATA_STEP && isfinite (stage->undrawn) && stage->undrawn > 0.0005;
  guint              n = 0;

  for (guint i = 0; i < data->links->len; i++)
    n += TL_LINK_AT (data, i)->from == index ||
         (TL_LINK_AT (data, i)->to == index && TL_STAGE_AT (data, TL_LINK_AT (data, i)->from)->is_stub);
  if (n == 0 && !leaves)
    return;
  put (self, "<h3>%s</h3>\n<ul>\n", _("Where customers go"));
  for (guint i = 0; i < data->links->len; i++)
    if (TL_LINK_AT (data, i)->to == index && TL_STAGE_AT (data, TL_LINK_AT (data, i)->from)->is_stub)
      put_link (self, TL_LINK_AT (data, i));
  for (guint i = 0; i < data->links->len; i++)
    if (TL_LINK_AT (data, i)->from == index)
      put_link (self, TL_LINK_AT (data, i));
  if (leaves)
    {
      g_autofree char *share = tl_words_percent (&self->layout, stage->undrawn);

      put (self, "<li>");
      put (self, _("%s go no further"), share);
      if (isfinite (stage->leave) && stage->leave > 0.0005)
        {
          g_autofree char *painful = tl_words_percent (&self->layout, stage->leave);

          put (self, " · ");
          put (self, _("%s because of pain"), painful);
        }
      put (self, "</li>\n");
    }
  put_raw (self, "</ul>\n");
}

static void
put_figures (Page *self, const TlDataStage *stage)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char      *all = NULL;

  if (stage->kind != TL_DATA_STEP)
    g_ptr_array_add (parts, g_strdup (stage->kind == TL_DATA_WON ? _("An end that is won") : _("An end that is lost")));
  if (isfinite (stage->visits))
    {
      g_autofree char *count = tl_words_count_of (&self->layout, stage->visits);

      g_ptr_array_add (parts, g_strdup_printf (ngettext ("%s visit a year", "%s visits a year", tl_words_plural (stage->visits)),
                                               count));
    }
  if (self->layout.data->has_flow && stage->entry > 0)
    {
      g_autofree char *count = tl_words_count_of (&self->layout, stage->entry);

      g_ptr_array_add (parts, g_strdup_printf (ngettext ("%s starts here", "%s start here", tl_words_plural (stage->entry)),
                                               count));
    }
  if (stage->has_pains && isfinite (stage->net))
    g_ptr_array_add (parts, net_words (self, stage->net));
  if (parts->len == 0)
    return;
  g_ptr_array_add (parts, NULL);
  all = g_strjoinv (" · ", (char **) parts->pdata);
  put (self, "<p class=\"soft\">%s</p>\n", all);
}

static void
put_fix (Page *self, const TlDataFix *fix)
{
  g_autofree char *name = dup_title (self, fix->title);
  g_autofree char *amount = fix->known && self->layout.data->has_money ? tl_words_money (&self->layout, fix->npv, TRUE) : NULL;

  put (self, "<li id=\"fix-%s\">%s", fix->id, name);
  if (amount)
    {
      put (self, " · ");
      /* Translators: what a fix brings over the horizon: “rank 1, +£410k combined impact”. */
      put (self, _("rank %u, %s combined impact"), fix->rank, amount);
    }
  put (self, "</li>\n");
}

static void
put_fixes (Page *self, guint index, const char *heading, const char *level)
{
  const TlMapData *data = self->layout.data;
  gboolean         any = FALSE;

  for (guint i = 0; i < data->fixes->len; i++)
    if (g_array_index (data->fixes, TlDataFix, i).stage == index)
      {
        if (!any)
          put (self, "<%s>%s</%s>\n<ul>\n", level, heading, level);
        any = TRUE;
        put_fix (self, &g_array_index (data->fixes, TlDataFix, i));
      }
  if (any)
    put_raw (self, "</ul>\n");
}

static gboolean
shows (Page *self, TlMapStrip strip)
{
  TlMapStrip strips[TL_MAP_N_STRIPS];
  guint      n = tl_map_strips (self->layout.options, strips);

  for (guint i = 0; i < n; i++)
    if (strips[i] == strip)
      return TRUE;
  return FALSE;
}

static void
put_stage (Page *self, guint index)
{
  const TlDataStage *stage = TL_STAGE_AT (self->layout.data, index);

  put (self, "<section id=\"stage-%s\" aria-labelledby=\"name-%s\">\n<h2 id=\"name-%s\">%u. %s</h2>\n", stage->id, stage->id,
       stage->id, self->nth[index], title_of (stage->title));
  put_figures (self, stage);
  put_touchpoints (self, stage);
  put_links (self, index);
  if (stage->quote && shows (self, TL_MAP_STRIP_VOICE))
    {
      put (self, "<blockquote><p>“%s”</p>", stage->quote->words);
      if (stage->quote->source)
        put (self, "<footer>%s</footer>", stage->quote->source);
      put (self, "</blockquote>\n");
    }
  if (shows (self, TL_MAP_STRIP_FIXES))
    put_fixes (self, index, _("Fixes"), "h3");
  put_raw (self, "</section>\n");
}

static void
put_head (Page *self, const char *title)
{
  const TlMapData *data = self->layout.data;
  g_autofree char *net = net_words (self, data->net);

  put (self, "<header><h1>%s</h1>\n", title_of (title));
  if (self->layout.options->watermark)
    put (self, "<p class=\"mark\">%s</p>\n", self->layout.options->watermark);
  if (data->persona)
    {
      put (self, "<p>%s", data->persona);
      if (data->goal)
        put (self, ": %s", data->goal);
      put (self, "</p>\n");
    }
  if (data->has_flow)
    {
      g_autofree char *entries = tl_words_count_of (&self->layout, data->entries);
      g_autofree char *won = tl_words_count_of (&self->layout, data->won);

      put (self, "<p>");
      put (self, ngettext ("%s customer enters a year.", "%s customers enter a year.", tl_words_plural (data->entries)), entries);
      if (data->n_won > 0)
        {
          put (self, " ");
          put (self, ngettext ("%s reaches an end that is won.", "%s reach an end that is won.", tl_words_plural (data->won)), won);
        }
      put (self, "</p>\n");
    }
  if (net)
    put (self, "<p>%s</p>\n", net);
  put (self, "</header>\n");
}

static void
put_foot (Page *self)
{
  const TlMapData    *data = self->layout.data;
  const TlMapOptions *options = self->layout.options;

  put (self, "<footer>\n");
  if (data->has_money && (options->without & TL_MAP_NO_LEGEND) == 0)
    put (self, "<p>%s</p>\n", _("Beside touchpoints: cost a year; beside pains: at stake a year, net. Amounts are point "
                                "estimates."));
  if (options->source)
    put (self, "<p>%s</p>\n", options->source);
  if (options->date && *options->date)
    put (self, "<p>%s</p>\n", options->date);
  put (self, "</footer>\n");
}

/**
 * tl_map_is_html:
 * @name: a file's name
 *
 * Returns: whether its ending asks for a page of words
 */
gboolean
tl_map_is_html (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm");
}

/**
 * tl_map_to_html:
 * @figures: (nullable): what the journey comes to
 * @options: (nullable): what is shown
 * @export_options: (nullable): how it is written
 *
 * Returns: (transfer full): what the map shows, in words, as one HTML file
 */
GBytes *
tl_map_to_html (TlJourney *journey, TlFigures *figures, const TlMapOptions *options, const TlExportOptions *export_options)
{
  Page        self = { 0 };
  const char *title;
  guint       n;
  gsize       length;

  tl_layout_init (&self.layout, journey, figures, options);
  self.out = g_string_new ("<!DOCTYPE html>\n");
  find_order (&self);
  n = self.layout.data->stages->len;
  title = export_options && export_options->title ? export_options->title : self.layout.data->title;
  put (&self, "<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>",
       /* Translators: the language that this is translated into, as HTML writes it: de, pt-BR, ar. */
       _("en-GB"), tl_layout_is_rtl (&self.layout) ? "rtl" : "ltr", title_of (title));
  put_raw (&self, style);
  put_raw (&self, "</style>\n</head>\n<body>\n");
  put_head (&self, title);
  if (n > 1)
    {
      put (&self, "<nav aria-label=\"%s\"><h2>%s</h2>\n<ol>\n", _("Stages"), _("Stages"));
      for (guint i = 0; i < n; i++)
        {
          const TlDataStage *stage = TL_STAGE_AT (self.layout.data, self.order[i]);

          if (self.nth[self.order[i]] > 0)
            put (&self, "<li><a href=\"#stage-%s\">%s</a></li>\n", stage->id, title_of (stage->title));
        }
      put (&self, "</ol></nav>\n");
    }
  put (&self, "<main>\n");
  if (n == 0)
    put (&self, "<p>%s</p>\n", _("There are no stages yet."));
  for (guint i = 0; i < n; i++)
    if (self.nth[self.order[i]] > 0)
      put_stage (&self, self.order[i]);
  if (shows (&self, TL_MAP_STRIP_FIXES))
    put_fixes (&self, G_MAXUINT, _("Fixes that act on the whole journey"), "h2");
  put (&self, "</main>\n");
  put_foot (&self);
  put (&self, "</body>\n</html>\n");
  tl_layout_clear (&self.layout);
  g_free (self.order);
  g_free (self.nth);
  length = self.out->len;
  return g_bytes_new_take (g_string_free (self.out, FALSE), length);
}
