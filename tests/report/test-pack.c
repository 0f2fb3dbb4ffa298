/* test-pack.c: the fact pack says what the figures say, and every word of it can be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "tl-mask.h"
#include "tl-money.h"
#include "tl-open.h"
#include "tl-pack-book.h"
#include "tl-pack-html.h"

static TlDocument *
open_case (const char *name)
{
  g_autofree char   *path = g_build_filename (g_getenv ("TL_CASES"), name, NULL);
  g_autoptr (GError) error = NULL;
  TlDocument        *document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static TlDocument *
open_sample (void)
{
  g_autofree char   *path = g_build_filename (g_getenv ("TL_CASES"), "..", "..", "data", "samples", "sample.xml", NULL);
  g_autoptr (GError) error = NULL;
  TlDocument        *document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static TlPack *
make_pack (TlDocument *document, TlAudience audience)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (TlFigures) figures = tl_figures_new_for_document (document, &error);
  TlPackOptions         options = { .audience = audience, .n_worlds = 400, .numbers = &TL_NUMBER_STYLE_POINT,
                                    .today = "2026-11-22" };
  TlPack               *pack;

  g_assert_no_error (error);
  pack = tl_pack_new (document, figures, &options, NULL, &error);
  g_assert_no_error (error);
  return pack;
}

static gboolean
meet (const TlBox *a, const TlBox *b)
{
  const double slop = 0.5;

  return a->x + slop < b->x + b->width && b->x + slop < a->x + a->width && a->y + slop < b->y + b->height &&
         b->y + slop < a->y + a->height;
}

static void
check_sheet (const TlPagedPage *sheet, const TlPaper *paper)
{
  TlScene           *scene = sheet->scene;
  double             width = tl_scene_get_width (scene), height = tl_scene_get_height (scene);
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (TlBox));
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_assert_cmpfloat_with_epsilon (height / width, paper->height / paper->width, 1e-3);
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);
      const TlBox  *box = &item->text.room;

      if (item->type != TL_ITEM_TEXT || *item->text.string == '\0')
        continue;
      if (item->text.font.size * paper->width / width < 6.9)
        g_error ("“%s” is %.2f points", item->text.string, item->text.font.size * paper->width / width);
      if (box->x < -0.5 || box->y < -0.5 || box->x + box->width > width + 0.5 || box->y + box->height > height + 0.5)
        g_error ("“%s” leaves the sheet", item->text.string);
      for (guint k = 0; k < boxes->len; k++)
        if (meet (box, &g_array_index (boxes, TlBox, k)))
          g_error ("sheet %s: “%s” and “%s” meet", sheet->label, item->text.string, (char *) words->pdata[k]);
      g_array_append_val (boxes, *box);
      g_ptr_array_add (words, (gpointer) item->text.string);
    }
  g_assert_cmpuint (boxes->len, >, 2);
}

static void
test_sheets (void)
{
  static const char *const names[] = { "tradeoffs.xml", "causes.xml", "edges.xml", "line.xml", "overlap.xml" };
  static const char *const papers[] = { "slide", "a4" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TlDocument) document = open_case (names[i]);

      for (TlAudience audience = 0; audience < TL_N_AUDIENCES; audience++)
        {
          g_autoptr (TlPack) pack = make_pack (document, audience);

          for (gsize k = 0; k < G_N_ELEMENTS (papers); k++)
            {
              const TlPaper         *paper = tl_paper_find (papers[k], NULL);
              g_autoptr (TlPackBook) book = tl_pack_book_new (pack, paper, NULL);

              g_assert_cmpuint (tl_pack_book_n_sheets (book), >=, pack->pages->len);
              for (guint at = 0; at < tl_pack_book_n_sheets (book); at++)
                check_sheet (tl_pack_book_get (book, at), paper);
            }
        }
    }
}

static const TlPackPage *
find (TlPack *pack, TlPackAbout about)
{
  const TlPackPage *page = tl_pack_find (pack, about);

  g_assert_nonnull (page);
  return page;
}

/* Every word of a page, with line breaks between its parts. */
static char *
read_page (const TlPackPage *page)
{
  GString *text = g_string_new (page->headline);

  g_string_append_printf (text, "\n%s\n", page->lead ? page->lead : "");
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const TlBlock *block = page->blocks->pdata[i];

      g_string_append_printf (text, "[%s]\n", block->heading ? block->heading : "");
      for (guint k = 0; k < block->items->len; k++)
        if (block->kind == TL_BLOCK_TABLE)
          {
            g_autofree char *row = g_strjoinv (" | ", block->items->pdata[k]);

            g_string_append_printf (text, "%s\n", row);
          }
        else if (block->kind == TL_BLOCK_POINTS || block->kind == TL_BLOCK_NOTE)
          g_string_append_printf (text, "%s\n", (char *) block->items->pdata[k]);
        else if (block->kind == TL_BLOCK_FIGURES)
          {
            const TlPackFigure *figure = block->items->pdata[k];

            g_string_append_printf (text, "%s %s (%s)\n", figure->value, figure->label, figure->detail ? figure->detail : "");
          }
        else if (block->kind == TL_BLOCK_QUOTES)
          {
            const TlPackQuote *quote = block->items->pdata[k];

            g_string_append_printf (text, "“%s” %s\n", quote->words, quote->about);
          }
    }
  return g_string_free (text, FALSE);
}

static void
assert_says (const TlPackPage *page, const char *words)
{
  g_autofree char *text = read_page (page);

  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in: %s", words, text);
}

static void
assert_silent (const TlPackPage *page, const char *words)
{
  g_autofree char *text = read_page (page);

  if (strstr (text, words))
    g_error ("“%s” is in: %s", words, text);
}

/* The decision asks for the fix that the ranking puts first, with the figures of the case. */
static void
test_decision (void)
{
  g_autoptr (TlDocument) document = open_case ("tradeoffs.xml");
  g_autoptr (TlPack)     pack = make_pack (document, TL_AUDIENCE_BOARD);
  const TlPackPage      *decision = find (pack, TL_PACK_DECISION);
  const TlPackPage      *options = find (pack, TL_PACK_OPTIONS);
  const TlPackPage      *leaks = find (pack, TL_PACK_LEAKS);
  const TlBlock         *bars = leaks->blocks->pdata[0];
  const TlPackBar       *first = bars->items->pdata[0];
  const TlImpactStake   *stake = &tl_figures_get_pain (pack->figures, "fee")->stake;

  g_assert_true (pack->pages->pdata[0] == decision);
  g_assert_nonnull (strstr (decision->headline, "Free delivery"));
  g_assert_nonnull (strstr (decision->headline, "£20k now"));
  g_assert_nonnull (strstr (decision->headline, "2 years"));
  g_assert_nonnull (strstr (decision->lead, "giving up"));
  g_assert_nonnull (strstr (options->headline, "1 of 3"));
  g_assert_cmpuint (bars->kind, ==, TL_BLOCK_BARS);
  g_assert_cmpstr (first->title, ==, "Delivery fee appears late");
  /* The bars are as long as what stands beside them, which is what they are in the order of. */
  g_assert_cmpfloat_with_epsilon (first->lost + first->cost, stake->net_lost, 1e-6);
  assert_says (leaks, "Of those whom “Delivery fee appears late” hits, 11% to 20% are taken to leave because of it");
  g_assert_cmpstr (first->net, ==, "£1.02m");
  g_assert_cmpstr (first->words, ==, "£1.18m margin lost, £155k less to serve");
  for (guint i = 1; i < bars->items->len; i++)
    {
      const TlPackBar *above = bars->items->pdata[i - 1], *bar = bars->items->pdata[i];

      g_assert_cmpfloat (above->lost + above->cost, >=, bar->lost + bar->cost);
    }
  /* Nobody said what anybody loves, nor a word: no page is printed empty. */
  g_assert_null (tl_pack_find (pack, TL_PACK_LOVES));
  g_assert_null (tl_pack_find (pack, TL_PACK_VOICES));
  g_assert_null (tl_pack_find (pack, TL_PACK_CAUSES));
}

static double
find_mean (const TlPackPage *ranking, const char *title)
{
  const TlBlock *block = ranking->blocks->pdata[0];

  for (guint i = 0; i < block->items->len; i++)
    if (g_str_equal (((TlPackInterval *) block->items->pdata[i])->title, title))
      return ((TlPackInterval *) block->items->pdata[i])->mean;
  g_assert_not_reached ();
}

/* Where nobody asks for other worlds the pack, the ranking and its page show the same ones: one number everywhere. */
static void
test_same_worlds (void)
{
  g_autoptr (TlDocument) document = open_case ("tradeoffs.xml");
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlFigures)  figures = tl_figures_new_for_document (document, &error);
  TlPackOptions          options = { .numbers = &TL_NUMBER_STYLE_POINT };
  g_autoptr (TlPack)     pack = tl_pack_new (document, figures, &options, NULL, &error);
  g_autoptr (TlImpactDoubt) doubt = tl_doubt_draw (figures, TL_IMPACT_DRAWS, TL_DOUBT_SEED, NULL, &error);
  guint                  free_delivery = tl_names_find (&tl_figures_get_snapshot (figures)->fixes, "free");
  const TlImpactSpread  *spread = &doubt->fixes[free_delivery];
  const TlBlock         *cards = find (pack, TL_PACK_DECISION)->blocks->pdata[0];
  const TlPackFigure    *card = cards->items->pdata[0];
  g_autofree char       *mean = tl_money_format (spread->npv_mean, "GBP", TL_MONEY_SHORT | TL_MONEY_SIGNED,
                                                 &TL_NUMBER_STYLE_POINT);
  g_autofree char       *low = tl_money_format (spread->npv_p10, "GBP", TL_MONEY_SHORT, &TL_NUMBER_STYLE_POINT);
  g_autofree char       *high = tl_money_format (spread->npv_p90, "GBP", TL_MONEY_SHORT, &TL_NUMBER_STYLE_POINT);
  g_autofree char       *range = g_strdup_printf ("%s to %s", low, high);

  g_assert_no_error (error);
  g_assert_cmpfloat (find_mean (find (pack, TL_PACK_RANKING), "Free delivery"), ==, spread->npv_mean);
  g_assert_cmpstr (card->value, ==, mean);
  g_assert_cmpstr (card->detail, ==, range);
  g_assert_nonnull (strstr (find (pack, TL_PACK_DECISION)->headline, mean + 1));
  g_assert_nonnull (strstr (find (pack, TL_PACK_OPTIONS)->headline, mean));
}

/* Several fixes: what they come to together is drawn together, never added up. */
static void
test_joint (void)
{
  g_autoptr (TlDocument) document = open_case ("overlap.xml");
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlFigures)  figures = tl_figures_new_for_document (document, &error);
  g_autoptr (TlPack)     pack = make_pack (document, TL_AUDIENCE_BOARD);
  g_autoptr (TlImpactSimulation) simulation = NULL;
  g_autoptr (TlImpactTogether) together = tl_impact_together_new (tl_figures_get_model (figures),
                                                                  tl_figures_get_results (figures), NULL);
  TlImpactPortfolio     *best = tl_impact_together_portfolio (together, INFINITY);
  const TlBlock         *cards = find (pack, TL_PACK_DECISION)->blocks->pdata[0];
  const TlPackFigure    *card = cards->items->pdata[0];
  TlImpactSpread         spread;
  g_autofree char       *mean = NULL;

  g_assert_cmpuint (best->n_fixes, >, 1);
  simulation = tl_impact_simulation_new (tl_figures_get_model (figures), TL_DOUBT_SEED, 0);
  g_assert_true (tl_impact_simulation_run (simulation, 400, NULL));
  g_assert_true (tl_impact_simulation_set (simulation, best->fixes, best->n_fixes, INFINITY, NULL, &spread, NULL));
  mean = tl_money_format (spread.npv_mean, tl_figures_get_currency (figures), TL_MONEY_SHORT | TL_MONEY_SIGNED,
                          &TL_NUMBER_STYLE_POINT);
  g_assert_cmpstr (card->value, ==, mean);
  g_assert_nonnull (strstr (card->detail, " to "));
  tl_impact_portfolio_free (best);
}

/* A day that is past is not asked for, and is past only by a day that the pack was given. */
static void
test_days (void)
{
  g_autoptr (TlDocument) document = open_sample ();
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlFigures)  figures = tl_figures_new_for_document (document, &error);
  TlPackOptions          options = { .n_worlds = 400, .numbers = &TL_NUMBER_STYLE_POINT, .today = "2027-03-01" };
  g_autoptr (TlPack)     late = tl_pack_new (document, figures, &options, NULL, &error);
  g_autoptr (TlPack)     early = make_pack (document, TL_AUDIENCE_BOARD);

  g_assert_no_error (error);
  assert_says (find (late, TL_PACK_DECISION), "approved already. Its day, 26 February 2027, is past: name a new one.");
  g_assert_cmpstr (find (late, TL_PACK_PEOPLE)->headline, ==,
                   "Every fix that is asked for has an owner; 1 is past the day it was due");
  assert_silent (find (early, TL_PACK_DECISION), "is past");
  g_assert_cmpstr (find (early, TL_PACK_PEOPLE)->headline, ==,
                   "Every fix that is asked for has an owner; the first is due on 26 February 2027");
}

/* The share of all savings that is cash is no number of the journey's: it has a name, and what it is now. */
static void
test_every_saving (void)
{
  g_autoptr (TlDocument) document = open_case ("overlap.xml");
  g_autoptr (TlPack)     pack = make_pack (document, TL_AUDIENCE_FINANCE);
  const TlPackPage      *page = find (pack, TL_PACK_CERTAINTY);

  assert_says (page, "Pay small claims at once | Cashable share, alike for every saving | 60% to 100% | 50%");
  assert_silent (page, "|  |");
}

static void
test_orders (void)
{
  g_autoptr (TlDocument) document = open_case ("causes.xml");
  g_autoptr (TlPack)     finance = make_pack (document, TL_AUDIENCE_FINANCE);
  g_autoptr (TlPack)     team = make_pack (document, TL_AUDIENCE_TEAM);
  const TlPackPage      *sources = find (finance, TL_PACK_SOURCES);
  gboolean               has_ledger = FALSE;

  g_assert_cmpint (((TlPackPage *) finance->pages->pdata[0])->about, ==, TL_PACK_DECISION);
  g_assert_cmpint (((TlPackPage *) finance->pages->pdata[1])->about, ==, TL_PACK_RANKING);
  g_assert_cmpint (((TlPackPage *) team->pages->pdata[0])->about, !=, TL_PACK_DECISION);
  for (guint i = 0; i < sources->blocks->len; i++)
    {
      const TlBlock *block = sources->blocks->pdata[i];

      has_ledger = has_ledger || (block->kind == TL_BLOCK_TABLE && block->columns->len == 5 && block->items->len > 10 &&
                                   g_str_equal (block->heading, "Every number that goes in"));
    }
  g_assert_true (has_ledger);
}

/* A journey with everything: what each page says of it. */
static void
test_sample (void)
{
  g_autoptr (TlDocument) document = open_sample ();
  g_autoptr (TlPack)     pack = make_pack (document, TL_AUDIENCE_BOARD);
  g_autoptr (TlPack)     team = make_pack (document, TL_AUDIENCE_TEAM);
  const TlPackPage      *page = find (pack, TL_PACK_PROOF);
  guint                  n = 0;

  /* Only what is asked for or approved is promised; what is turned down is named where it is turned down. */
  assert_silent (page, "Bot before the helpline");
  assert_says (page, "Call notes on the van");
  assert_says (page, "Together |");
  assert_says (page, "Thank you, Web team lead");
  page = find (pack, TL_PACK_OPTIONS);
  assert_says (page, "“Bot before the helpline” is a false economy: it saves £224k of cost a year and loses £409k of revenue");
  assert_says (page, "Do nothing | Nothing: £1.23m a year stays at stake | – | – | £0");
  assert_says (page, "“One fault, one fee” pays by itself");
  /* What the board has no program to look up is said in a sentence; a share of the numbers says nothing of money. */
  page = find (pack, TL_PACK_SOURCES);
  assert_silent (page, "in the program");
  assert_says (page, "records speak of each of these, too few to say how common it is: “Old boilers in small print”, ");
  assert_says (page, "63% of the numbers are observed or measured, but the one that most money hangs on (£");
  assert_says (page, "would not have come back anyway (incrementality).");
  /* Records are counted by their source. */
  assert_says (find (pack, TL_PACK_SOURCES), "Visit survey | survey | 1 July 2025 to 30 June 2026 | 1,240 | 101 | 8.1%");
  assert_says (find (pack, TL_PACK_LEAKS), "Half of what leaks away is lost at “Repair visit”: £618k of £1.23m a year");
  page = find (pack, TL_PACK_DECISION);
  assert_says (page, "At full effect in 7 months.");
  /* Waiting has one price, and what is approved is not asked for again. */
  assert_says (page, "£120k more (£370k in all)");
  assert_says (page, "forgone each year we wait (net, at full effect)");
  assert_says (page, "£1.23m a year stays at stake over all pain points.");
  assert_silent (page, "lost each year");
  page = find (pack, TL_PACK_CAUSES);
  assert_says (page, "“One fault, one fee” eases “Charged twice, one fault”, but “Call notes stay behind”, which is behind 40% "
                     "of it, remains: “Call notes on the van” acts on that.");
  assert_silent (page, "It treats");
  page = find (pack, TL_PACK_MEASURES);
  assert_says (page, "NPS is −22");
  assert_says (page, "too few to tell");
  assert_says (page, "Repair visit | 3.0");
  /* What the stages do not add up to has a line, and a reason that holds. */
  assert_says (page, "All together | ");
  assert_says (page, "| £1.18m | £52k | £1.23m");
  assert_silent (page, "could be saved");
  page = find (pack, TL_PACK_LEAKS);
  assert_says (page, "Mending one brings customers on to the next, so together they cost £1.23m, not the £1.17m they add up "
                     "to.");
  assert_silent (page, "leaves once");
  page = find (pack, TL_PACK_CERTAINTY);
  assert_says (page, "“Stock vans by fault”, from 3.1% less on");
  assert_silent (page, "percentage");
  assert_says (page, "hangs on it.");
  page = find (pack, TL_PACK_LOVES);
  assert_says (page, "Heat back the same day | Repair visit / Engineer | Winter standby crew | 19 | “");
  assert_says (page, "endangers it");
  /* Not more quotes than a board reads, grouped by where they are from. */
  page = find (pack, TL_PACK_VOICES);
  for (guint i = 0; i < page->blocks->len; i++)
    n += ((TlBlock *) page->blocks->pdata[i])->items->len;
  g_assert_cmpuint (n, <=, 12);
  assert_says (page, "[Repair visit / Engineer: 107 records]");
  assert_says (page, "Part not on the van (one of 38)");
  /* To the team its delights and wins come first. */
  g_assert_cmpint (((TlPackPage *) team->pages->pdata[0])->about, ==, TL_PACK_LOVES);
  assert_says (team->pages->pdata[0], "Thank you, Web team lead");
  assert_silent (find (team, TL_PACK_PROOF), "Web team lead");
}

#define STAGES(money)                                                                                                  \
  "<stage id=\"a\" title=\"Look\" entry=\"10000\"><touchpoint id=\"web\" title=\"Page\" channel=\"web\">"              \
  "<pain id=\"slow\" title=\"Too slow\" incidence=\"0.4\" leave=\"0.1\"/></touchpoint></stage>"                        \
  "<stage id=\"b\" title=\"Buys\" kind=\"won\" " money "/><transition from=\"a\" to=\"b\" share=\"0.5\"/>"
#define FIX(id, title, money, scale)                                                                                   \
  "<fix id=\"" id "\" title=\"" title "\" " money "><effect on=\"slow\" field=\"incidence\" scale=\"" scale "\"/></fix>"

/* A journey with a budget, scenarios and letters: the best that it buys, what is beyond it, and words without details. */
static void
test_choices (void)
{
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), "overlap.xml", NULL);
  g_autofree char       *copy = g_build_filename (g_get_tmp_dir (), "pack-choices.xml", NULL);
  g_autofree char       *text = NULL, *changed = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (TlPack)     pack = NULL;
  TlPackOptions          options = { .n_worlds = 400, .mask = tl_mask_words, .numbers = &TL_NUMBER_STYLE_POINT };
  const TlPackPage      *page;
  const TlBlock         *quotes;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_strdup_printf (
      "%.*s<source id=\"src\" title=\"Post box\" kind=\"complaint\"/>"
      "<evidence id=\"e1\" source=\"src\" on=\"queue\">I waited for an hour, and then the line went dead.</evidence>"
      "<evidence id=\"e2\" source=\"src\" on=\"queue\">Write to jane.doe@example.com, nobody ever picks up.</evidence>"
      "<evidence id=\"e3\" source=\"src\" on=\"again\" starred=\"1\">Again and again!</evidence>"
      "<scenario id=\"s1\" title=\"Cheap\" date=\"2026-05-03\" horizon-years=\"3\" discount-rate=\"0.06\">"
      "<choice id=\"c1\" fix=\"script\"/></scenario>"
      "<scenario id=\"s2\" title=\"Far\" horizon-years=\"10\"><choice id=\"c2\" fix=\"onefile\"/></scenario>"
      "<pack audience=\"board\" budget=\"50000\"/></journey>", (int) (strstr (text, "</journey>") - text), text);
  g_assert_true (g_file_set_contents (copy, changed, -1, NULL));
  document = tl_open (copy, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  figures = tl_figures_new_for_document (document, &error);
  g_assert_no_error (error);
  pack = tl_pack_new (document, figures, &options, NULL, &error);
  g_assert_no_error (error);
  page = find (pack, TL_PACK_OPTIONS);
  assert_says (page, "The best that £50k buys is 1 of 5 fixes");
  assert_says (page, "The best for £50k | Pay small claims at once | £35k |");
  assert_says (page, "The best, whatever it costs | Photos instead of a visit and Pay small claims at once | £95k |");
  assert_says (page, "Scenario “Cheap” | Warm hand-over script (saved on 3 May 2026) | £9k |");
  assert_says (page, "Scenario “Far”, over 10 years | One claim file for both systems | £180k |");
  assert_says (page, "“Photos instead of a visit” would add £");
  assert_says (page, "“New letterhead” was turned down before.");
  assert_says (find (pack, TL_PACK_DECISION), "With £95k rather than £50k it would be +£");
  /* The one with a star first, though fewer say so. */
  page = find (pack, TL_PACK_VOICES);
  quotes = page->blocks->pdata[0];
  g_assert_cmpstr (((TlPackQuote *) quotes->items->pdata[0])->words, ==, "Again and again!");
  assert_says (page, "Write to [e-mail], nobody ever picks up.");
  assert_silent (page, "jane");
  g_unlink (copy);
}

/* What customers say over two years, worse at first: it rises, by more than chance would make it. */
static void
test_trend (void)
{
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), "tradeoffs.xml", NULL);
  g_autofree char       *copy = g_build_filename (g_get_tmp_dir (), "pack-trend.xml", NULL);
  g_autofree char       *text = NULL;
  g_autoptr (GString)    changed = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlPack)     pack = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new_len (text, strstr (text, "</journey>") - text);
  g_string_append (changed, "<source id=\"q\" title=\"Survey\" kind=\"survey\" asked=\"1000\"/>");
  for (guint i = 0; i < 600; i++)
    g_string_append_printf (changed, "<evidence id=\"e%u\" source=\"q\" on=\"fee\" date=\"%u-%02u-11\" nps=\"%u\"/>", i,
                            2024 + i / 300, i / 25 % 12 + 1, i < 300 ? i % 8 : 4 + i % 7);
  g_string_append (changed, "</journey>");
  g_assert_true (g_file_set_contents (copy, changed->str, -1, NULL));
  document = tl_open (copy, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  pack = make_pack (document, TL_AUDIENCE_BOARD);
  g_assert_nonnull (strstr (find (pack, TL_PACK_MEASURES)->headline, "and rising; pain points cost £1.19m a year"));
  assert_says (find (pack, TL_PACK_SOURCES), "Survey | survey | – | 1,000 | 600 | 60%");
  /* Nobody wrote a word: there is nothing to quote. */
  g_assert_null (tl_pack_find (pack, TL_PACK_VOICES));
  g_unlink (copy);
}

/* Journeys as people leave them half done: what the decision says, which pages there are, and which there are not. */
static const struct
{
  const char *name;
  const char *attributes;
  const char *body;
  const char *decision; /* its headline; NULL where there is no such page */
  const char *pages;    /* letters: d l m p k c r o s f w v q, in the order of the pages */
} odd[] = {
  { "empty", "", "", NULL, "q" },
  { "one stage", "currency=\"GBP\"", "<stage id=\"a\" title=\"Only\" entry=\"500\" revenue=\"10\"/>", NULL, "mpq" },
  { "nobody comes", "currency=\"GBP\"", "<stage id=\"a\" title=\"Only\"/>" "<stage id=\"b\" title=\"Next\"/>"
    "<transition from=\"a\" to=\"b\"/>", NULL, "pq" },
  { "only causes", "currency=\"GBP\"", "<cause id=\"c\" title=\"Old rules\"/><stage id=\"a\" title=\"Only\"/>", NULL, "pq" },
  { "no money", "", STAGES ("") FIX ("f", "Speed up", "", "0.5") FIX ("g", "Cache", "", "0.7"),
    "Nobody can tell yet which fix pays: the journey holds no money", "dmpq" },
  { "no fixes", "currency=\"GBP\"", STAGES ("revenue=\"50\""), "£10k a year is at stake, and no fix is up for decision",
    "dmpkq" },
  { "no fixes, no money", "", STAGES (""), "No fix is up for decision yet", "dmpq" },
  { "one fix that pays", "currency=\"GBP\" horizon-years=\"2\"", STAGES ("revenue=\"50\"")
    FIX ("f", "Speed up", "one-off=\"2000\"", "0.5"), "Say yes to “Speed up”: £2k now, £8.4k better off in 2 years",
    "dmpkrosfq" },
  { "it costs nothing", "currency=\"CHF\" horizon-years=\"1\"", STAGES ("revenue=\"50\"")
    FIX ("f", "Speed up", "", "0.5"), "Say yes to “Speed up”: CHF\u00a05.2k better off in 1 year", "dmpkrosfq" },
  { "months, no currency", "horizon-years=\"1.5\"", STAGES ("revenue=\"50\"")
    FIX ("f", "Speed up", "one-off=\"100\"", "0.5"), "Say yes to “Speed up”: 100 now, 7.7k better off in 18 months",
    "dmpkrosfq" },
  { "one that does not pay", "currency=\"GBP\"", STAGES ("revenue=\"50\"")
    FIX ("f", "Gold plate", "one-off=\"900000\"", "0.5"), "Say no to “Gold plate”: it would lose £884k in 3 years", "dmpkrosq" },
  { "one that does nothing", "currency=\"GBP\"", STAGES ("revenue=\"50\"") "<fix id=\"f\" title=\"Poster\"/>",
    "Nothing speaks for “Poster” yet: it changes no figure", "dmpkrosq" },
  { "none pays", "currency=\"GBP\"", STAGES ("revenue=\"50\"") FIX ("f", "Gold", "one-off=\"900000\"", "0.5")
    FIX ("g", "Silver", "one-off=\"500000\"", "0.6") FIX ("h", "Bronze", "one-off=\"100000\"", "0.7"),
    "Say no to all of them: none of the 3 fixes pays", "dmpkrosq" },
  { "beyond the budget", "currency=\"GBP\"", STAGES ("revenue=\"50\"") FIX ("f", "Speed up", "one-off=\"2000\"", "0.5")
    FIX ("g", "Gold", "one-off=\"900000\"", "0.6") "<pack audience=\"board\" budget=\"1000\"/>",
    "Nothing that £1k buys pays", "dmpkrosq" },
  { "two that pay", "currency=\"GBP\"", STAGES ("revenue=\"50\"") FIX ("f", "Speed up", "one-off=\"1000\"", "0.5")
    FIX ("g", "Warn", "one-off=\"500\"", "0.6"), "Say yes to “Speed up” and “Warn”: £1.5k now, £20k better off in 3 years",
    "dmpkrosfq" },
  { "the mean says no", "currency=\"GBP\" horizon-years=\"2\"",
    "<stage id=\"a\" title=\"Look\" entry=\"10000\"/><stage id=\"b\" title=\"Buys\" kind=\"won\" revenue=\"50\"/>"
    "<transition from=\"a\" to=\"b\" share=\"0.95\"/><fix id=\"f\" title=\"Push\" one-off=\"100\"><effect on=\"a\" "
    "field=\"continue\" scale=\"0.8..1..1.25\"/></fix><fix id=\"g\" title=\"Advertise\" one-off=\"100\"><effect on=\"a\" "
    "field=\"entry\" shift=\"100\"/></fix>", "Say yes to “Advertise”: £100 now, £9.4k better off in 2 years", "dmprosfq" },
  { "all delivered", "currency=\"GBP\"", STAGES ("revenue=\"50\"")
    "<fix id=\"f\" title=\"Speed up\" status=\"measured\" owner=\"Web team\" outcome=\"Half as slow\"/>",
    "£10k a year is at stake, and no fix is up for decision", "dmpkfq" },
  { "nothing at stake", "currency=\"GBP\" horizon-years=\"1\"",
    "<stage id=\"a\" title=\"Look\" entry=\"1000\"/><stage id=\"b\" title=\"Buys\" kind=\"won\" revenue=\"9\"/>"
    "<transition from=\"a\" to=\"b\" share=\"0.5\"/>"
    "<fix id=\"f\" title=\"Advertise\" one-off=\"10\"><effect on=\"a\" field=\"entry\" shift=\"100\"/></fix>",
    "Say yes to “Advertise”: £10 now, £440 better off in 1 year", "dmprosfq" },
  { "a pain that spares", "currency=\"GBP\"",
    "<stage id=\"a\" title=\"Look\" entry=\"1000\"><touchpoint id=\"t\" title=\"Page\"><pain id=\"p\" title=\"Hidden\" "
    "incidence=\"0.5\" leave=\"0.5\"/></touchpoint></stage><stage id=\"b\" title=\"Calls\"><touchpoint id=\"u\" "
    "title=\"Desk\" unit-cost=\"9\"/></stage><transition from=\"a\" to=\"b\" share=\"0.5\"/>", "No fix is up for decision yet",
    "dmpkq" },
};

static void
check_odd (gsize index, TlAudience audience)
{
  static const char letters[] = "dlmpkcrosfwvq";
  static const char *const never[] = { "(null)", "nan", "inf ", "−£0", "−0", "%s", "%u", "+£0 ", ": +£0" };
  g_autofree char   *folder = g_dir_make_tmp ("throughline-pack-XXXXXX", NULL);
  g_autofree char   *copy = g_build_filename (folder, "odd.xml", NULL);
  g_autofree char   *text = g_strdup_printf ("<journey xmlns=\"urn:throughline:journey:1\" id=\"odd\" title=\"Odd\" %s>%s"
                                             "</journey>", odd[index].attributes, odd[index].body);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlPack) pack = NULL;
  g_autoptr (TlPackBook) book = NULL;
  g_autofree char   *pages = NULL;
  GString           *found = g_string_new (NULL);

  g_assert_true (g_file_set_contents (copy, text, -1, NULL));
  document = tl_open (copy, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  pack = make_pack (document, audience);
  book = tl_pack_book_new (pack, tl_paper_find ("slide", NULL), NULL);
  for (TlPackAbout about = 0; about < TL_PACK_N_PAGES; about++)
    {
      const TlPackPage *page = tl_pack_find (pack, about);
      g_autofree char  *words = page ? read_page (page) : NULL;

      if (page == NULL)
        continue;
      g_string_append_c (found, letters[about]);
      g_assert_nonnull (page->headline);
      g_assert_cmpint (g_utf8_strlen (page->headline, -1), <=, 120);
      for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
        if (strstr (words, never[i]))
          g_error ("%s: “%s” in: %s", odd[index].name, never[i], words);
    }
  pages = g_string_free (found, FALSE);
  if (g_strcmp0 (pages, odd[index].pages) != 0 && audience != TL_AUDIENCE_TEAM)
    g_error ("%s: pages %s, not %s", odd[index].name, pages, odd[index].pages);
  if (g_str_equal (odd[index].name, "the mean says no"))
    assert_says (find (pack, TL_PACK_OPTIONS), "“Push” comes to +£7.8k in the likely case, but to −£");
  if (g_str_equal (odd[index].name, "no money"))
    {
      assert_says (find (pack, TL_PACK_DECISION), "“Speed up” would bring 104 more customers a year to a good end.");
      assert_silent (find (pack, TL_PACK_SOURCES), "margin");
    }
  if (odd[index].decision)
    g_assert_cmpstr (find (pack, TL_PACK_DECISION)->headline, ==, odd[index].decision);
  else
    g_assert_null (tl_pack_find (pack, TL_PACK_DECISION));
  g_unlink (copy);
  g_rmdir (folder);
}

static void
test_odd (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    for (TlAudience audience = 0; audience < TL_N_AUDIENCES; audience++)
      if (audience == TL_AUDIENCE_BOARD || strstr (odd[i].body, "<pack") == NULL)
        check_odd (i, audience);
}

/* What somebody wrote into the journey decides: headlines, order, and what is left out. */
static void
test_own (void)
{
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), "tradeoffs.xml", NULL);
  g_autoptr (GError)     error = NULL;
  g_autofree char       *text = NULL, *changed = NULL, *copy = NULL;
  g_autoptr (TlDocument) own = NULL;
  g_autoptr (TlPack)     pack = NULL;
  const char            *end;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  end = strstr (text, "</journey>");
  changed = g_strdup_printf ("%.*s<pack audience=\"board\" title=\"For the board\" author=\"Ana\">"
                             "<page about=\"ranking\" headline=\"Trust the order\"/><page about=\"decision\"/>"
                             "<page about=\"map\" shown=\"0\"/></pack></journey>", (int) (end - text), text);
  copy = g_build_filename (g_get_tmp_dir (), "pack-own.xml", NULL);
  g_assert_true (g_file_set_contents (copy, changed, -1, NULL));
  own = tl_open (copy, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  pack = make_pack (own, TL_AUDIENCE_BOARD);
  g_assert_cmpstr (pack->title, ==, "For the board");
  g_assert_cmpint (((TlPackPage *) pack->pages->pdata[0])->about, ==, TL_PACK_RANKING);
  g_assert_cmpstr (((TlPackPage *) pack->pages->pdata[0])->headline, ==, "Trust the order");
  g_assert_true (((TlPackPage *) pack->pages->pdata[0])->is_own);
  g_assert_cmpint (((TlPackPage *) pack->pages->pdata[1])->about, ==, TL_PACK_DECISION);
  g_assert_false (find (pack, TL_PACK_MAP)->shown);
  {
    g_autoptr (TlPackBook) book = tl_pack_book_new (pack, tl_paper_find ("slide", NULL), NULL);

    for (guint i = 0; i < tl_pack_book_n_sheets (book); i++)
      g_assert_cmpint (tl_pack_book_get_about (book, i), !=, TL_PACK_MAP);
  }
  g_unlink (copy);
}

static void
test_pdf (void)
{
  g_autoptr (TlDocument) document = open_case ("tradeoffs.xml");
  g_autoptr (GBytes)     first = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (TlPack)     pack = make_pack (document, TL_AUDIENCE_BOARD);
      g_autoptr (TlPackBook) book = tl_pack_book_new (pack, tl_paper_find ("slide", NULL), NULL);
      g_autoptr (GError)     error = NULL;
      g_autoptr (GBytes)     bytes = tl_pack_book_to_pdf (book, pack, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5) == 0);
      g_assert_cmpuint (g_bytes_get_size (bytes), <, 2 << 20);
      if (i == 0)
        first = g_steal_pointer (&bytes);
      else
        g_assert_true (g_bytes_equal (first, bytes));
    }
}

/* What somebody wrote stands in the page as words, whatever it holds. */
static void
test_html (void)
{
  g_autoptr (TlDocument) document = open_case ("tradeoffs.xml");
  g_autoptr (TlPack)     pack = make_pack (document, TL_AUDIENCE_BOARD);
  TlPackPage            *first = pack->pages->pdata[0];
  g_autoptr (GBytes)     bytes = NULL;
  g_autofree char       *text = NULL;

  g_free (first->headline);
  first->headline = g_strdup ("<script>alert(1)</script> & “more”");
  bytes = tl_pack_to_html (pack);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (strstr (text, "<script"));
  g_assert_nonnull (strstr (text, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “more”"));
  g_assert_nonnull (strstr (text, " scope=\"row\""));
  g_assert_nonnull (strstr (text, "Delivery fee appears late"));
  g_assert_null (strstr (text, "http:"));
  g_assert_null (strstr (text, "https:"));
}

static void
test_refused (void)
{
  g_autofree char       *folder = g_build_filename (g_getenv ("TL_CASES"), "refused", NULL);
  g_autoptr (GDir)       dir = g_dir_open (folder, 0, NULL);
  const char            *name;
  guint                  n = 0;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char       *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError)     error = NULL;
      g_autoptr (TlDocument) document =
          g_str_has_suffix (name, ".xml") ? tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, NULL) : NULL;
      g_autoptr (TlFigures)  figures = document ? tl_figures_new_for_document (document, NULL) : NULL;

      if (figures == NULL)
        continue;
      g_assert_null (tl_pack_new (document, figures, NULL, NULL, &error));
      g_assert_nonnull (error);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pack/sheets", test_sheets);
  g_test_add_func ("/pack/decision", test_decision);
  g_test_add_func ("/pack/same-worlds", test_same_worlds);
  g_test_add_func ("/pack/joint", test_joint);
  g_test_add_func ("/pack/orders", test_orders);
  g_test_add_func ("/pack/days", test_days);
  g_test_add_func ("/pack/every-saving", test_every_saving);
  g_test_add_func ("/pack/sample", test_sample);
  g_test_add_func ("/pack/choices", test_choices);
  g_test_add_func ("/pack/trend", test_trend);
  g_test_add_func ("/pack/odd", test_odd);
  g_test_add_func ("/pack/own", test_own);
  g_test_add_func ("/pack/pdf", test_pdf);
  g_test_add_func ("/pack/html", test_html);
  g_test_add_func ("/pack/refused", test_refused);
  return g_test_run ();
}
