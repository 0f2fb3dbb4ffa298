/* test-pack-matrix.c: whatever is said, and however much of it, stands on its sheet and meets nothing else
 *
 * Packs are made up: each kind of block, from one item to many, in words of many languages from one letter to four
 * hundred, beside maps of one stage to sixty.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "map/map-journeys.h"
#include "tl-pack-book.h"

#define SLOP 0.6
#define FULL_ENOUGH 0.4 /* of the room between head and foot, on average */

/* What a pack is made of. */
typedef struct
{
  const char        *name;
  const char *const *titles;
  guint              n_stages;
  guint              n; /* items of each block */
  double             amounts; /* how far they differ: each is so many times the one before */
  gboolean           plain; /* it is like most packs: its sheets are to be full */
  gboolean           flat;  /* all amounts are the same */
} Sort;

static const char *const plain_words[] = {
  "Call notes on the van", "Stock vans by fault", "One fault, one fee", "Operations director",
  "Members who leave within 60 days of a visit", "Two of nine depots keep paper notes", "26 February 2027",
  "The service is worth it for the peace of mind. Same engineer four years running, he asks after the dog.", NULL,
};

static const char *const hebrew_titles[] = { "תשלום", "החלטה על דחיית המשלוח לשבוע הבא", "שלום, £12.50 ועוד 3", NULL };

static const char *const longest_titles[] = {
  "It takes four hundred letters to say what went wrong here, and whoever wrote it was in no mood to be brief: the "
  "parcel "
  "was announced for Monday, came on Thursday, went back on Friday because nobody was at home on Thursday, was then "
  "announced for Monday again, and when I called, the line told me that my call was important, for forty minutes, "
  "after "
  "which a person told me that parcels are another department’s affair.",
  "a",
  "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
  NULL,
};

static const Sort sorts[] = {
  { "plain 6", plain_words, 9, 6, 1.7, TRUE, FALSE },
  { "plain 1", plain_words, 1, 1, 1, FALSE, FALSE },
  { "plain 3", plain_words, 3, 3, 30, TRUE, FALSE },
  { "plain 12", plain_words, 12, 12, 1.2, TRUE, FALSE },
  { "plain 30", plain_words, 60, 30, 1.5, TRUE, FALSE },
  { "alike 12", plain_words, 7, 12, 1, FALSE, TRUE },
  { "long 2", longest_titles, 4, 2, 2, FALSE, FALSE },
  { "long 6", longest_titles, 14, 6, 900, FALSE, FALSE },
  { "german 8", long_titles, 8, 8, 1.4, FALSE, FALSE },
  { "arabic 7", arabic_titles, 8, 7, 2, FALSE, FALSE },
  { "hebrew 16", hebrew_titles, 14, 16, 1.1, FALSE, FALSE },
  { "cjk 8", cjk_titles, 11, 8, 3, FALSE, FALSE },
  { "odd 5", odd_titles, 5, 5, 40, FALSE, FALSE },
};

typedef struct
{
  const Sort *sort;
  TlPack     *pack;
  TlPackPage *page;
  guint       at; /* words that were used */
} Maker;

static char *
say (Maker *self)
{
  guint n = g_strv_length ((char **) self->sort->titles);

  return g_strdup (self->sort->titles[self->at++ % n]);
}

static char *
say_amount (Maker *self, guint i)
{
  return g_strdup_printf ("%s£%.*fk", i % 3 == 2 ? "−" : "+", i % 2 ? 1 : 0,
                          fmod (pow (self->sort->amounts, i) * 7, 1e6));
}

static double
get_amount (Maker *self, guint i)
{
  double size = 1000 * (self->sort->flat ? 1 : pow (self->sort->amounts, MIN (i, 12)));

  return i % 3 == 2 && !self->sort->flat ? -size : size;
}

static void
block_free (gpointer data)
{
  TlBlock *self = data;

  g_free (self->heading);
  g_free (self->alt);
  g_clear_pointer (&self->columns, g_array_unref);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* What is said in a pack that is made up is never freed before the test ends: it is little, and of many kinds. */
static TlBlock *
add (Maker *self, TlBlockKind kind, gboolean has_heading, gboolean half)
{
  TlBlock *block = g_new0 (TlBlock, 1);

  block->kind = kind;
  block->half = half;
  block->heading = has_heading ? say (self) : NULL;
  block->alt = g_strdup ("What it shows.");
  block->items = g_ptr_array_new ();
  g_ptr_array_add (self->page->blocks, block);
  return block;
}

static void
add_words (Maker *self, TlBlockKind kind, guint n, gboolean has_heading, gboolean half)
{
  TlBlock *block = add (self, kind, has_heading, half);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (block->items, say (self));
}

static void
add_figures (Maker *self)
{
  TlBlock *block = add (self, TL_BLOCK_FIGURES, FALSE, FALSE);

  for (guint i = 0; i < CLAMP (self->sort->n, 1, 5); i++)
    {
      TlPackFigure *figure = g_new0 (TlPackFigure, 1);

      figure->value = say_amount (self, i);
      figure->label = say (self);
      figure->detail = i % 2 ? NULL : say (self);
      figure->tone = i % 4;
      g_ptr_array_add (block->items, figure);
    }
}

static void
add_table (Maker *self, guint n_columns, guint n_rows, gboolean has_heading)
{
  TlBlock *block = add (self, TL_BLOCK_TABLE, has_heading, FALSE);

  block->columns = g_array_new (FALSE, TRUE, sizeof (TlPackColumn));
  for (guint i = 0; i < n_columns; i++)
    {
      TlPackColumn column = { i % 2 ? say (self) : g_strdup ("Owner"), 1 + i % 3, i % 3 == 2 };

      g_array_append_val (block->columns, column);
    }
  for (guint i = 0; i < n_rows; i++)
    {
      char **row = g_new0 (char *, n_columns + 1);

      for (guint k = 0; k < n_columns; k++)
        row[k] = k % 3 == 2 ? say_amount (self, i) : k % 4 == 3 && i % 2 ? g_strdup ("–") : say (self);
      g_ptr_array_add (block->items, row);
    }
}

static void
add_bars (Maker *self)
{
  TlBlock *block = add (self, TL_BLOCK_BARS, FALSE, FALSE);

  for (guint i = 0; i < self->sort->n; i++)
    {
      TlPackBar *bar = g_new0 (TlPackBar, 1);

      bar->title = say (self);
      bar->detail = i % 4 ? say (self) : NULL;
      bar->lost = i % 5 == 3 ? 0 : fabs (get_amount (self, i));
      bar->cost = i % 2 ? fabs (get_amount (self, i + 1)) : 0;
      bar->words = i % 3 ? g_strdup ("£251k margin lost, £50k less to serve") : say (self);
      bar->net = say_amount (self, i);
      bar->right = i % 3 == 1 ? g_strdup ("1,204 records") : NULL;
      g_ptr_array_add (block->items, bar);
    }
}

static void
add_intervals (Maker *self, TlBlockKind kind)
{
  TlBlock *block = add (self, kind, kind == TL_BLOCK_CHART, FALSE);

  for (guint i = 0; i < self->sort->n; i++)
    {
      TlPackInterval *at = g_new0 (TlPackInterval, 1);
      double          mean = get_amount (self, i);

      at->rank = i + 1;
      at->title = say (self);
      at->kind = g_strdup (i % 2 ? "grows revenue (does not pay)" : "false economy");
      at->mean = mean;
      at->low = mean - fabs (mean) * (i % 4) / 3;
      at->high = mean + fabs (mean) * (i % 3) / 3;
      at->revenue = get_amount (self, i + 1);
      at->saved = get_amount (self, i + 2);
      at->money = i % 4 ? fabs (mean) : 0;
      at->words = say_amount (self, i);
      g_ptr_array_add (block->items, at);
    }
}

static void
add_links (Maker *self)
{
  TlBlock *block = add (self, TL_BLOCK_LINKS, FALSE, FALSE);
  guint    n = MIN (self->sort->n, 12);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k <= i % 3; k++)
      {
        TlPackLink *link = g_new0 (TlPackLink, 1);

        link->cause = g_strdup_printf ("%u %s", i, self->sort->titles[0]);
        link->cause_detail = i % 2 ? g_strdup ("Head of supply") : NULL;
        link->pain = g_strdup_printf ("%u %s", (i * 5 + k * 7) % (n + 1), self->sort->titles[1 % n]);
        link->pain_detail = g_strdup ("£128k at stake a year");
        link->share = (k + 1) / 4.0;
        g_ptr_array_add (block->items, link);
      }
}

static void
add_quotes (Maker *self)
{
  TlBlock *block = add (self, TL_BLOCK_QUOTES, TRUE, FALSE);

  for (guint i = 0; i < self->sort->n; i++)
    {
      TlPackQuote *quote = g_new0 (TlPackQuote, 1);

      quote->words = say (self);
      quote->about = say (self);
      quote->source = i % 2 ? say (self) : NULL;
      g_ptr_array_add (block->items, quote);
    }
}

static void
add_map (Maker *self)
{
  TlBlock *map = add (self, TL_BLOCK_MAP, FALSE, FALSE), *line = add (self, TL_BLOCK_JOURNEY, FALSE, FALSE);

  for (guint i = 0; i < MIN (self->sort->n, 5); i++)
    {
      TlPackMark *mark = g_new0 (TlPackMark, 1);

      mark->thing = g_strdup_printf ("s%u", i % self->sort->n_stages);
      mark->rank = i > 1 ? i : 0;
      mark->tone = i == 0 ? TL_TONE_LOSS : i == 1 ? TL_TONE_GAIN : TL_TONE_PLAIN;
      mark->name = g_strdup (i > 1 ? "Fix 2" : "Most at stake");
      mark->words = say (self);
      g_ptr_array_add (map->items, mark);
    }
  for (guint i = 0; i < self->sort->n_stages; i++)
    {
      TlPackStage *stage = g_new0 (TlPackStage, 1);

      stage->title = say (self);
      stage->visits = g_strdup ("214,000 visits");
      stage->leave = i % 3 ? g_strdup ("5,621 leave") : NULL;
      stage->emotion = i % 4 == 3 ? NAN : (double) (i % 5) - 2;
      stage->stake = i % 2 ? fabs (get_amount (self, i)) : 0;
      stage->words = i % 2 ? say_amount (self, i) : NULL;
      stage->pain = i % 3 ? say (self) : NULL;
      stage->delight = i % 5 ? NULL : say (self);
      stage->fixes = i % 4 ? NULL : g_strdup ("1, 2, 14, 20");
      stage->is_outcome = i + 1 == self->sort->n_stages;
      g_ptr_array_add (line->items, stage);
    }
}

static void
begin_page (Maker *self, TlPackAbout about)
{
  self->page = g_new0 (TlPackPage, 1);
  self->page->about = about;
  self->page->name = tl_pack_get_name (about);
  self->page->headline = say (self);
  self->page->lead = about % 3 ? say (self) : NULL;
  self->page->shown = TRUE;
  self->page->blocks = g_ptr_array_new_with_free_func (block_free);
  g_ptr_array_add (self->pack->pages, self->page);
}

static void
page_free (gpointer data)
{
  TlPackPage *self = data;

  g_free (self->headline);
  g_free (self->lead);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static TlPack *
make_pack (const Sort *sort)
{
  TlPack *pack = g_new0 (TlPack, 1);
  Maker   maker = { sort, pack, NULL, 0 };
  Shape   shape = { sort->name, sort->n_stages, sort->titles, TRUE, TRUE, TRUE, TRUE, MIN (sort->n, 6), sort->n };
  guint   n = sort->n;

  pack->title = say (&maker);
  pack->author = g_strdup ("Ana");
  pack->foot = g_strdup_printf ("%s  ·  year to June 2026  ·  GBP", sort->titles[0]);
  pack->date = g_strdup ("2026-11-22");
  pack->pages = g_ptr_array_new_with_free_func (page_free);
  pack->journey = make_journey (&shape);
  pack->figures = tl_figures_new (pack->journey);
  begin_page (&maker, TL_PACK_DECISION);
  add_figures (&maker);
  add_words (&maker, TL_BLOCK_POINTS, CLAMP (n, 1, 5), TRUE, TRUE);
  add_words (&maker, TL_BLOCK_POINTS, CLAMP (n, 1, 4), TRUE, TRUE);
  add_words (&maker, TL_BLOCK_NOTE, 1, FALSE, FALSE);
  begin_page (&maker, TL_PACK_LOVES);
  add_table (&maker, 6, n, FALSE);
  add_words (&maker, TL_BLOCK_NOTE, 1, TRUE, FALSE);
  begin_page (&maker, TL_PACK_MEASURES);
  add_figures (&maker);
  add_table (&maker, 4, MIN (n, 4), TRUE);
  add_table (&maker, 7, sort->n_stages, TRUE);
  begin_page (&maker, TL_PACK_MAP);
  add_map (&maker);
  begin_page (&maker, TL_PACK_LEAKS);
  add_bars (&maker);
  add_words (&maker, TL_BLOCK_NOTE, 1, FALSE, FALSE);
  begin_page (&maker, TL_PACK_CAUSES);
  add_links (&maker);
  add_words (&maker, TL_BLOCK_NOTE, MIN (n, 3), TRUE, FALSE);
  begin_page (&maker, TL_PACK_RANKING);
  add_intervals (&maker, TL_BLOCK_INTERVALS);
  add_words (&maker, TL_BLOCK_NOTE, 2, TRUE, FALSE);
  add_intervals (&maker, TL_BLOCK_CHART);
  begin_page (&maker, TL_PACK_OPTIONS);
  add_table (&maker, 5, 4, FALSE);
  add_words (&maker, TL_BLOCK_POINTS, n, TRUE, FALSE);
  add_words (&maker, TL_BLOCK_NOTE, 1, TRUE, FALSE);
  begin_page (&maker, TL_PACK_VOICES);
  add_quotes (&maker);
  add_quotes (&maker);
  begin_page (&maker, TL_PACK_SOURCES);
  add_table (&maker, 5, n * 4, TRUE);
  add_words (&maker, TL_BLOCK_NOTE, 3, TRUE, TRUE);
  add_words (&maker, TL_BLOCK_NOTE, 1, TRUE, TRUE);
  return pack;
}

static gboolean
meet (const TlBox *a, const TlBox *b)
{
  return a->x + SLOP < b->x + b->width && b->x + SLOP < a->x + a->width && a->y + SLOP < b->y + b->height &&
         b->y + SLOP < a->y + a->height;
}

static void
check_words (const Sort *sort, const TlPagedPage *sheet, const TlPaper *paper, gboolean has_map)
{
  TlScene              *scene = sheet->scene;
  double                width = tl_scene_get_width (scene), height = tl_scene_get_height (scene);
  g_autoptr (GArray)    boxes = g_array_new (FALSE, FALSE, sizeof (TlBox));
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);
      const TlBox  *box = &item->text.room;
      /* Letters that reach high or low are set smaller than their line. */
      double        points = MAX (item->text.font.size, box->height / 1.24) * paper->width / width;

      if (item->type != TL_ITEM_TEXT || *item->text.string == '\0')
        continue;
      if (points < paper->least * 0.99 && !has_map)
        g_error ("%s, %s, sheet %s: “%s” is %.2f points", sort->name, paper->name, sheet->label, item->text.string,
                 points);
      if (box->x < -SLOP || box->y < -SLOP || box->x + box->width > width + SLOP ||
          box->y + box->height > height + SLOP)
        g_error ("%s, %s, sheet %s: “%s” leaves the sheet", sort->name, paper->name, sheet->label, item->text.string);
      for (guint k = 0; k < boxes->len; k++)
        if (meet (box, &g_array_index (boxes, TlBox, k)))
          g_error ("%s, %s, sheet %s: “%s” and “%s” meet", sort->name, paper->name, sheet->label, item->text.string,
                   (char *) words->pdata[k]);
      g_array_append_val (boxes, *box);
      g_ptr_array_add (words, (gpointer) item->text.string);
    }
  g_assert_cmpuint (boxes->len, >, 2);
  /* What stands on a sheet of its own is a panel or a strip: other groups are painted with the sheet, and again. */
  for (guint i = 1; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (scene, i);

      g_assert_true (group->parent != 0 || group->role == TL_ROLE_PANEL || group->role == TL_ROLE_STRIP);
    }
}

/* Blocks stand between head and foot, beside or under each other. Returns: how full the sheet is */
static double
check_blocks (const Sort *sort, TlPackBook *book, guint index, const TlPaper *paper)
{
  const GArray *placed = tl_pack_book_get_placed (book, index);
  double        height = tl_scene_get_height (tl_pack_book_get (book, index)->scene), top = height, bottom = 0;

  g_assert_cmpuint (placed->len, >, 0);
  for (guint i = 0; i < placed->len; i++)
    {
      const TlPackPlaced *at = &g_array_index (placed, TlPackPlaced, i);

      if (at->box.y + at->box.height > height - 60)
        g_error ("%s, %s, sheet %u: block %u of kind %d reaches down to %.0f of %.0f", sort->name, paper->name,
                 index + 1, i, at->block->kind, at->box.y + at->box.height, height);
      for (guint k = 0; k < i; k++)
        if (meet (&at->box, &g_array_index (placed, TlPackPlaced, k).box))
          g_error ("%s, %s, sheet %u: blocks %u and %u meet", sort->name, paper->name, index + 1, k, i);
      top = MIN (top, at->box.y);
      bottom = MAX (bottom, at->box.y + at->box.height);
    }
  return (bottom - top) / (height - 74 - top);
}

/* Each item stands once, in order. */
static void
check_items (const TlPack *pack, TlPackBook *book)
{
  for (guint p = 0; p < pack->pages->len; p++)
    {
      const TlPackPage *page = pack->pages->pdata[p];

      for (guint b = 0; b < page->blocks->len; b++)
        {
          const TlBlock *block = page->blocks->pdata[b];
          guint          next = 0;
          gboolean       seen = FALSE;

          for (guint i = 0; i < tl_pack_book_n_sheets (book); i++)
            {
              const GArray *placed = tl_pack_book_get_placed (book, i);

              for (guint k = 0; k < placed->len; k++)
                if (g_array_index (placed, TlPackPlaced, k).block == block)
                  {
                    g_assert_cmpuint (g_array_index (placed, TlPackPlaced, k).first, ==, next);
                    next += g_array_index (placed, TlPackPlaced, k).n;
                    seen = TRUE;
                  }
            }
          /* Of the map and the line of stages, one stands for both. */
          if (block->kind == TL_BLOCK_MAP || block->kind == TL_BLOCK_JOURNEY)
            continue;
          g_assert_true (seen);
          g_assert_cmpuint (next, ==, block->items->len);
        }
    }
}

static gboolean
has_map (TlPackBook *book, guint index)
{
  const GArray *placed = tl_pack_book_get_placed (book, index);

  for (guint i = 0; i < placed->len; i++)
    if (g_array_index (placed, TlPackPlaced, i).block->kind == TL_BLOCK_MAP)
      return TRUE;
  return FALSE;
}

static void
test_sort (gconstpointer data)
{
  static const char *const papers[] = { "slide", "a4" };
  const Sort              *sort = data;
  g_autoptr (TlPack)       pack = make_pack (sort);

  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      const TlPaper         *paper = tl_paper_find (papers[i], NULL);
      g_autoptr (TlPackBook) book = tl_pack_book_new (pack, paper, NULL);
      guint                  n = tl_pack_book_n_sheets (book);
      double                 full = 0;

      g_assert_cmpuint (n, >=, pack->pages->len);
      for (guint k = 0; k < n; k++)
        {
          double share = check_blocks (sort, book, k, paper);

          full += share;
          g_test_message ("%s sheet %u: %.0f%%", paper->name, k + 1, 100 * share);
          check_words (sort, tl_pack_book_get (book, k), paper, has_map (book, k));
        }
      check_items (pack, book);
      if (sort->plain)
        g_assert_cmpfloat (full / n, >, FULL_ENOUGH);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/pack-matrix/%s", sorts[i].name);

      g_test_add_data_func (path, &sorts[i], test_sort);
    }
  return g_test_run ();
}
