/* tl-book.c: the journey on pages
 *
 * A page is filled: the map is drawn as large as it fits on as few pages as it needs, and never so small that its
 * letters cannot be read. Then it folds, first into bands and then into pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-book.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-export.h"
#include "tl-layout-detail.h"
#include "tl-layout-pages.h"

#define WAYS_MOST 3         /* how many numbers of bands are tried; fewer for large journeys */
#define WORK 320            /* stages that are laid out in all while ways are tried, about */

struct _TlMapBook
{
  gatomicrefcount ref_count;
  const TlPaper  *paper;
  GPtrArray      *pages; /* TlScene */
};

#define MM (72 / 25.4)

static const TlPaper papers[] = {
  { "a4", N_("A4"), 297 * MM, 210 * MM, 7, 2339 },
  { "a3", N_("A3"), 420 * MM, 297 * MM, 7, 3307 },
  { "a2", N_("A2"), 594 * MM, 420 * MM, 7, 4677 },
  /* 18 pixels of a projector's 1,920. */
  { "slide", N_("Slide"), 960, 540, 9, 1920 },
};

/**
 * tl_paper_list:
 * @n: (out): how many there are
 *
 * Returns: (array length=n): all that a map can be put on
 */
const TlPaper *
tl_paper_list (guint *n)
{
  *n = G_N_ELEMENTS (papers);
  return papers;
}

/**
 * tl_paper_find:
 * @name: a4, a3, a2 or slide, in any letters
 * @error: return location
 *
 * Returns: (nullable): it, or %NULL with a %TL_EXPORT_ERROR
 */
const TlPaper *
tl_paper_find (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_ascii_strcasecmp (name, papers[i].name) == 0)
      return &papers[i];
  /* Translators: a4, a3, a2 and slide are to be written so. */
  g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT, _("“%s” is not a page: say a4, a3, a2 or slide."), name);
  return NULL;
}

/* A way to lay out a map that is too long for one page, and what speaks against it: pages, strips without their cards,
 * then what is not told. */
typedef struct
{
  TlOverview overview;
  double     cost;
} Try;

/* How many columns a band can have at a width: as many as can be read. */
static guint
find_columns (TlLayout *self, guint step, double width)
{
  guint most = (guint) CLAMP (floor (width / 120), 1, 1000);

  while (most > 1 && tl_overview_apply (self, step, most, width) < 1)
    most--;
  return most;
}

static void
lay_out (TlLayout *self, const TlOverview *overview, TlPages *pages)
{
  tl_overview_apply (self, overview->step, overview->columns, overview->width);
  /* Fixes act on many bands: they stand together, behind them. */
  self->resolved.without |= TL_MAP_NO_FIXES;
  tl_pages_init (pages, self, overview->height);
  tl_pages_plan (pages);
}

static void
try_out (TlLayout *self, const TlPaper *paper, guint step, guint columns, double width, Try *best)
{
  TlOverview overview = { step, columns, width, width * paper->height / paper->width, width };
  TlPages    pages;
  double     cost;

  lay_out (self, &overview, &pages);
  cost = 1000.0 * pages.n_pages + 600.0 * pages.n_parted + 150.0 * step + 20.0 * self->n_bands;
  /* The last page should not stand nearly empty. */
  cost += 200.0 * (1 - pages.y / pages.height);
  tl_pages_clear (&pages);
  if (cost < best->cost)
    *best = (Try) { overview, cost };
}

/* How much there is to lay out, counted in stages of the usual size. */
static guint
count_work (TlLayout *self)
{
  guint n = self->data->stages->len + self->data->fixes->len / 4;

  for (guint i = 0; i < self->data->stages->len; i++)
    n += tl_card_n_pieces (TL_STAGE_AT (self->data, i)) / 8;
  return MAX (n, 1);
}

static void
find_best (TlLayout *self, const TlPaper *paper, Try *best)
{
  double most = floor (paper->width * TL_LEAST_LETTERS / paper->least);
  guint  n_ways = CLAMP (WORK / count_work (self), 2, WAYS_MOST);

  for (guint step = tl_overview_first_of_many (); step < tl_overview_n_steps (); step++)
    {
      guint columns = find_columns (self, step, most), n_columns = (guint) self->n_columns;
      guint n_bands = (n_columns - 1) / columns + 1;

      /* With more bands cards are wider and lower, and pages may be fewer. */
      for (guint i = 0; i < n_ways && n_bands + i <= n_columns; i++)
        try_out (self, paper, step, (n_columns - 1) / (n_bands + i) + 1, most, best);
    }
}

/* The whole journey on pages, and behind them, stage by stage, what has no room there. */
static void
make_pages (TlMapBook *self, TlLayout *layout)
{
  g_autofree char *widest = tl_foot_describe (layout, 87, 88);
  Try              best = { .cost = INFINITY };
  TlPages          pages;
  TlDetails        details;

  find_best (layout, self->paper, &best);
  layout->foot = widest;
  tl_details_init (&details, layout, &best.overview);
  layout->foot = NULL;
  lay_out (layout, &best.overview, &pages);
  pages.n_more = details.n_pages;
  tl_pages_draw (&pages, self->pages);
  tl_details_draw (&details, pages.n_pages, pages.n_pages + details.n_pages, self->pages);
  tl_pages_clear (&pages);
  tl_details_clear (&details);
}

/* The whole journey on one page, and behind it, stage by stage, what had no room there. FALSE where no page can hold it. */
static gboolean
make_overview (TlMapBook *self, TlLayout *layout)
{
  const TlPaper   *paper = self->paper;
  /* About as many pages as there may be: what the foot says takes room. */
  guint            about = layout->data->stages->len > 30 ? 88 : 8;
  g_autofree char *widest = tl_foot_describe (layout, about - 1, about);
  g_autofree char *foot = NULL;
  TlOverview       overview;
  TlDetails        details;

  layout->foot = widest;
  if (!tl_overview_find (layout, paper->width, paper->height, paper->least, &overview))
    {
      layout->foot = NULL;
      tl_layout_reset (layout);
      return FALSE;
    }
  tl_details_init (&details, layout, &overview);
  foot = tl_foot_describe (layout, 0, details.n_pages + 1);
  g_ptr_array_add (self->pages, tl_overview_draw (layout, &overview, foot));
  tl_details_draw (&details, 1, details.n_pages + 1, self->pages);
  tl_details_clear (&details);
  return TRUE;
}

static void
make_empty_page (TlMapBook *self, TlLayout *layout)
{
  double y;

  layout->width = MIN (1600, self->paper->width * TL_LEAST_LETTERS / self->paper->least);
  tl_layout_begin (layout);
  y = tl_title_draw (layout);
  tl_empty_draw (layout, y);
  g_ptr_array_add (self->pages, tl_layout_end (layout, layout->width * self->paper->height / self->paper->width));
}

/**
 * tl_map_book_new:
 * @journey: a journey
 * @figures: (nullable): what it comes to
 * @options: (nullable): how it is drawn
 * @paper: (nullable): what it is put on; %NULL for one page as large as the map
 *
 * Lays out the journey on as few pages as it needs: all of it on one page, and where that cannot hold all there is to
 * say, the rest stage by stage behind it. What is too long for one page folds into bands on several. No letters are
 * smaller than the paper says; nothing is cut off.
 *
 * Returns: (transfer full): the pages
 */
TlMapBook *
tl_map_book_new (TlJourney *journey, TlFigures *figures, const TlMapOptions *options, const TlPaper *paper)
{
  TlMapBook *self = g_new0 (TlMapBook, 1);
  TlLayout   layout = { 0 };

  g_atomic_ref_count_init (&self->ref_count);
  self->paper = paper;
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_scene_unref);
  if (paper == NULL)
    {
      g_ptr_array_add (self->pages, tl_map_layout (journey, figures, options));
      return self;
    }
  tl_layout_init (&layout, journey, figures, options);
  if (layout.data->stages->len == 0)
    make_empty_page (self, &layout);
  else if (!make_overview (self, &layout))
    make_pages (self, &layout);
  for (guint i = 0; i < self->pages->len; i++)
    tl_scene_set_paper (self->pages->pdata[i], paper->width, paper->height);
  tl_layout_clear (&layout);
  return self;
}

/**
 * tl_map_book_new_from_pages:
 * @pages: (element-type TlScene): at least one
 * @paper: what they are put on
 *
 * Returns: (transfer full): the pages
 */
TlMapBook *
tl_map_book_new_from_pages (GPtrArray *pages, const TlPaper *paper)
{
  TlMapBook *self = g_new0 (TlMapBook, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->paper = paper;
  self->pages = g_ptr_array_ref (pages);
  return self;
}

TlMapBook *
tl_map_book_ref (TlMapBook *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_map_book_unref (TlMapBook *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->pages);
  g_free (self);
}

guint
tl_map_book_n_pages (TlMapBook *self)
{
  return self->pages->len;
}

/**
 * tl_map_book_get_page:
 *
 * Returns: (transfer none): a page, for any painter
 */
TlScene *
tl_map_book_get_page (TlMapBook *self, guint index)
{
  g_return_val_if_fail (index < self->pages->len, NULL);
  return self->pages->pdata[index];
}

/**
 * tl_map_book_get_paper:
 *
 * Returns: (transfer none) (nullable): what it is put on
 */
const TlPaper *
tl_map_book_get_paper (TlMapBook *self)
{
  return self->paper;
}

/**
 * tl_map_book_get_scale:
 *
 * Returns: points to a unit of its first scene
 */
double
tl_map_book_get_scale (TlMapBook *self)
{
  return self->paper ? self->paper->width / tl_scene_get_width (self->pages->pdata[0]) : TL_EXPORT_POINTS_PER_UNIT;
}
