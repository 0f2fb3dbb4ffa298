/* tl-pack-rows.c: the blocks of a page on as few sheets as hold them
 *
 * A page is one sheet where it can be: its letters are as large as there is room for, or a little smaller than usual,
 * and narrow blocks stand side by side where they would not fit otherwise. A page that needs more sheets is cut so that
 * they are about equally full. Then everything stretches to what there is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-pack-sheet.h"

#define WIDTH (TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE)
#define BESIDE 56.0 /* between blocks side by side */
#define GAP_LEAST 20.0
#define GAP_EASE 34.0
#define GAP_MOST 52.0
#define PIECES_MOST 2
#define ARRANGEMENTS_MOST 40
#define TIGHT 0.2       /* what it costs a page to be tight, in zoom */
#define UNASKED 0.3     /* what it costs to put blocks side by side that do not ask for it */
#define MANY_SHEETS 5   /* of one page: they are looked up, not read */
#define FULL_ENOUGH 0.4 /* of a sheet, for one that a page goes on on */

static const double zooms[] = { 1.3, 1.22, 1.15, 1.08, 1, 0.94, 0.88 };

typedef struct
{
  const TlBlock *block;
  guint          first, n;
  double         left, width;
} Piece;

typedef struct
{
  Piece pieces[PIECES_MOST];
  guint n;
} Row;

/* How tall a row may be. */
typedef struct
{
  double least, ease, most;
} Fit;

typedef struct
{
  TlPackLayout     *layout;
  const TlPackPage *page;
  GPtrArray        *blocks; /* TlBlock, those of the page that are laid out */
  TlPackPen         pen;    /* for measuring */
  GHashTable       *heights; /* Height: what was measured */
} Job;

/* Rows on one sheet. */
typedef struct
{
  GArray *rows; /* Row */
  double  used, room;
} Plan;

static void
plan_free (gpointer data)
{
  Plan *self = data;

  g_array_unref (self->rows);
  g_free (self);
}

static Row
make_row (const TlBlock *block)
{
  return (Row) { { { block, 0, block->items->len, 0, WIDTH } }, 1 };
}

/* How tall a piece is. */
typedef struct
{
  Piece    piece;
  double   zoom, tall;
  gboolean bare;
  double   height;
} Height;

static guint
height_hash (gconstpointer data)
{
  const Height *self = data;

  return g_direct_hash (self->piece.block) ^ self->piece.first * 7919 ^ self->piece.n * 31 ^
         (guint) (self->zoom * 4096) ^ (guint) self->piece.width << 12 ^ (guint) (int) CLAMP (self->tall, -1, 1e6) << 3;
}

static gboolean
height_equal (gconstpointer a, gconstpointer b)
{
  const Height *first = a, *second = b;

  return first->piece.block == second->piece.block && first->piece.first == second->piece.first &&
         first->piece.n == second->piece.n && first->piece.width == second->piece.width &&
         first->zoom == second->zoom && first->tall == second->tall && first->bare == second->bare;
}

static double
measure_piece (Job *job, const Piece *piece, double zoom, double tall, gboolean bare)
{
  Height              key = { *piece, zoom, tall, bare, 0 };
  const Height       *known = g_hash_table_lookup (job->heights, &key);
  g_autoptr (TlScene) scratch = NULL;

  if (known)
    return known->height;
  scratch = tl_scene_new ();
  job->pen.scene = scratch;
  job->pen.zoom = zoom;
  job->pen.tall = tall;
  job->pen.bare = bare;
  tl_scene_begin (scratch, TL_ROLE_ROOT, NULL, NULL, NULL);
  key.height = _tl_pen_block (&job->pen, piece->block, 0, 0, piece->width, piece->first, piece->n);
  tl_scene_end (scratch);
  g_hash_table_add (job->heights, g_memdup2 (&key, sizeof key));
  return key.height;
}

static double
measure (Job *job, const Row *row, double zoom, double tall, gboolean bare)
{
  double most = 0;

  for (guint i = 0; i < row->n; i++)
    most = MAX (most, measure_piece (job, &row->pieces[i], zoom, tall, bare));
  return most;
}

static double
sum_up (Job *job, GArray *rows, double zoom, double tall)
{
  double sum = ((double) rows->len - 1) * (tall == TL_TALL_LEAST ? GAP_LEAST : GAP_EASE);

  for (guint i = 0; i < rows->len; i++)
    sum += measure (job, &g_array_index (rows, Row, i), zoom, tall, FALSE);
  return sum;
}

/* Two blocks side by side, each as wide as it needs. Returns: whether that is possible */
static gboolean
pair_up (Job *job, const TlBlock *left, const TlBlock *right, double zoom, Row *row)
{
  double a, b, share, room = WIDTH - BESIDE;

  job->pen.zoom = zoom;
  a = _tl_pen_narrowest (&job->pen, left);
  b = _tl_pen_narrowest (&job->pen, right);
  if (!isfinite (a) || !isfinite (b) || a + b > room)
    return FALSE;
  share = a <= room / 2 && b <= room / 2 ? 0.5 : a / (a + b);
  *row = (Row) { { { left, 0, left->items->len, 0, share * room },
                   { right, 0, right->items->len, share * room + BESIDE, (1 - share) * room } }, 2 };
  return TRUE;
}

typedef struct
{
  GArray *rows;
  guint   n_unasked;
} Arrangement;

static void
arrangement_clear (gpointer data)
{
  g_array_unref (((Arrangement *) data)->rows);
}

/* All ways in which blocks from @at on may stand side by side. */
static void
list_arrangements (Job *job, guint at, GArray *rows, guint n_unasked, double zoom, GArray *all)
{
  const TlBlock *block = at < job->blocks->len ? job->blocks->pdata[at] : NULL;
  const TlBlock *beside = at + 1 < job->blocks->len ? job->blocks->pdata[at + 1] : NULL;
  gboolean       asked = block && beside && block->half && beside->half;
  Row            row;

  if (all->len >= ARRANGEMENTS_MOST)
    return;
  if (block == NULL)
    {
      Arrangement done = { g_array_copy (rows), n_unasked };

      g_array_append_val (all, done);
      return;
    }
  if (!asked || !pair_up (job, block, beside, zoom, &row))
    {
      Row alone = make_row (block);

      g_array_append_val (rows, alone);
      list_arrangements (job, at + 1, rows, n_unasked, zoom, all);
      g_array_set_size (rows, rows->len - 1);
    }
  if (beside && pair_up (job, block, beside, zoom, &row))
    {
      g_array_append_val (rows, row);
      list_arrangements (job, at + 2, rows, n_unasked + !asked, zoom, all);
      g_array_set_size (rows, rows->len - 1);
    }
}

/* The best way onto one sheet. Returns: how good it is; 0 where there is none */
static double
find_one_sheet (Job *job, double room, GArray **rows, double *zoom)
{
  double best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Arrangement));
      g_autoptr (GArray) begun = g_array_new (FALSE, FALSE, sizeof (Row));

      /* What is smaller is no better. */
      if (zooms[i] <= best)
        break;
      g_array_set_clear_func (all, arrangement_clear);
      list_arrangements (job, 0, begun, 0, zooms[i], all);
      for (guint k = 0; k < all->len; k++)
        {
          const Arrangement *at = &g_array_index (all, Arrangement, k);
          double             score = zooms[i] - at->n_unasked * UNASKED;

          if (score <= best || sum_up (job, at->rows, zooms[i], TL_TALL_LEAST) > room)
            continue;
          if (sum_up (job, at->rows, zooms[i], TL_TALL_EASE) > room)
            score -= TIGHT;
          if (score <= best)
            continue;
          best = score;
          *zoom = zooms[i];
          g_clear_pointer (rows, g_array_unref);
          *rows = g_array_copy (at->rows);
        }
    }
  return best;
}

static guint
get_least_part (const TlBlock *block)
{
  return block->kind == TL_BLOCK_POINTS || block->kind == TL_BLOCK_NOTE || block->kind == TL_BLOCK_JOURNEY ? 1 : 3;
}

/* The block whose heading stands at the head of a sheet that a page goes on on. */
static const TlBlock *
get_beginning (const Row *row)
{
  return row->n == 1 ? row->pieces[0].block : NULL;
}

static double
get_room (Job *job, gboolean goes_on, const Row *begins)
{
  TlPackLayout *layout = job->layout;
  TlPackHead    head = _tl_sheet_plan_head (layout, job->page, goes_on, get_beginning (begins), begins->pieces[0].first,
                                            FALSE);
  double room = layout->height - _tl_sheet_get_foot (layout, layout->sheets->len == 0 && !goes_on) - head.bottom;

  _tl_sheet_clear_head (&head);
  return room;
}

/* How many items of a row fit @room. */
static guint
count_fitting (Job *job, const Row *row, double zoom, double tall, double room, gboolean bare)
{
  guint low = 1, high = row->pieces[0].n, fits = 0;

  while (low <= high)
    {
      guint middle = (low + high) / 2;
      Row   part = *row;

      part.pieces[0].n = middle;
      if (measure (job, &part, zoom, tall, bare) <= room)
        {
          fits = middle;
          low = middle + 1;
        }
      else
        high = middle - 1;
    }
  return fits;
}

static Plan *
begin_plan (Job *job, GPtrArray *plans, const Row *begins)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  plan->room = get_room (job, plans->len > 0, begins);
  g_ptr_array_add (plans, plan);
  return plan;
}

/* Whether a row may be cut; a note is one thing, and is only cut where no sheet holds it. */
static gboolean
may_split (Job *job, const Row *row, double zoom, double tall)
{
  const TlBlock *block = row->pieces[0].block;

  if (row->n > 1 || !_tl_pen_splits (block))
    return FALSE;
  return block->kind != TL_BLOCK_NOTE || measure (job, row, zoom, tall, TRUE) > get_room (job, TRUE, row);
}

static gboolean
is_alone (const Row *row, TlBlockKind kind)
{
  return row->n == 1 && row->pieces[0].block->kind == kind;
}

/* A chart that follows a note onto a sheet of theirs goes before it: what it shows is the headline there. */
static void
lead_with_charts (GPtrArray *plans)
{
  for (guint i = 1; i < plans->len; i++)
    {
      GArray *rows = ((Plan *) plans->pdata[i])->rows;
      Row     first;

      if (rows->len < 2 || !is_alone (&g_array_index (rows, Row, 0), TL_BLOCK_NOTE) ||
          !is_alone (&g_array_index (rows, Row, 1), TL_BLOCK_CHART))
        continue;
      first = g_array_index (rows, Row, 0);
      g_array_index (rows, Row, 0) = g_array_index (rows, Row, 1);
      g_array_index (rows, Row, 1) = first;
    }
}

/* Rows onto sheets, each filled up to @share of its room. @splits: whether blocks are cut where that helps */
static GPtrArray *
fill (Job *job, GArray *rows, double zoom, double tall, double share, gboolean splits)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func (plan_free);
  Plan      *plan = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      Row      rest = g_array_index (rows, Row, i);
      gboolean can_split = may_split (job, &rest, zoom, tall);
      guint    least = get_least_part (rest.pieces[0].block);

      while (TRUE)
        {
          gboolean is_new = plan == NULL || plan->rows->len == 0;
          gboolean bare;
          double   height, room;
          guint    fits = 0;
          Row      part = rest;

          plan = plan ? plan : begin_plan (job, plans, &rest);
          bare = is_new && plans->len > 1 && rest.n == 1;
          /* A note stays with what it is about. */
          room = plan->room * (rest.pieces[0].block->kind == TL_BLOCK_NOTE ? 1 : share) - plan->used -
                 (is_new ? 0 : GAP_LEAST);
          height = measure (job, &rest, zoom, tall, bare);
          if (height <= room)
            {
              plan->used += height + (is_new ? 0 : GAP_LEAST);
              g_array_append_val (plan->rows, rest);
              break;
            }
          /* What is as tall as a whole sheet is cut in any case. */
          if (can_split && (splits || height > plan->room))
            fits = count_fitting (job, &rest, zoom, tall, is_new ? MAX (room, 1) : room, bare);
          if (fits > 0 && rest.pieces[0].n - fits < least)
            fits = rest.pieces[0].n > 2 * least ? rest.pieces[0].n - least : MIN (fits, (rest.pieces[0].n + 1) / 2);
          if (is_new && can_split && (splits || height > plan->room))
            fits = MAX (1, fits);
          if (fits > 0 && (fits >= MIN (least, rest.pieces[0].n) || is_new))
            {
              part.pieces[0].n = fits;
              rest.pieces[0].first += fits;
              rest.pieces[0].n -= fits;
              plan->used += measure (job, &part, zoom, tall, bare);
              g_array_append_val (plan->rows, part);
            }
          else if (is_new)
            {
              /* It does not fit, and cannot be cut: it takes what there is. */
              plan->used = plan->room;
              g_array_append_val (plan->rows, rest);
              break;
            }
          plan = begin_plan (job, plans, &rest);
        }
    }
  return plans;
}

static double
find_emptiest (GPtrArray *plans)
{
  double least = 1;

  for (guint i = 0; i < plans->len; i++)
    {
      const Plan *plan = plans->pdata[i];

      least = MIN (least, plan->used / plan->room);
    }
  return least;
}

/* The same number of sheets, about equally full. */
static GPtrArray *
balance (Job *job, GArray *rows, double zoom, double tall, guint n, gboolean splits)
{
  GPtrArray *best = NULL;
  double     low = 0.3, high = 1;

  for (guint i = 0; i < 7; i++)
    {
      double     share = i == 0 ? 1 : (low + high) / 2;
      GPtrArray *tried = fill (job, rows, zoom, tall, share, splits);

      if (tried->len <= n)
        {
          g_clear_pointer (&best, g_ptr_array_unref);
          best = tried;
          high = share;
        }
      else
        {
          g_ptr_array_unref (tried);
          if (i == 0)
            break;
          low = share;
        }
    }
  return best;
}

static guint
count_sheets (Job *job, GArray *rows, double zoom, double tall, double *emptiest)
{
  g_autoptr (GPtrArray) plans = fill (job, rows, zoom, tall, 1, TRUE);

  if (emptiest)
    *emptiest = find_emptiest (plans);
  return plans->len;
}

/* The way onto several sheets: as few as hold it at the usual size; one less where one would be nearly empty. */
static GPtrArray *
find_sheets (Job *job, double *zoom)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Arrangement));
  g_autoptr (GArray) begun = g_array_new (FALSE, FALSE, sizeof (Row));
  GArray            *rows;
  GPtrArray         *whole, *cut;
  double             emptiest;
  guint              n;

  g_array_set_clear_func (all, arrangement_clear);
  list_arrangements (job, 0, begun, 0, 1, all);
  rows = g_array_index (all, Arrangement, 0).rows;
  *zoom = 1;
  n = count_sheets (job, rows, 1, TL_TALL_LEAST, &emptiest);
  if (n >= MANY_SHEETS)
    {
      *zoom = zooms[G_N_ELEMENTS (zooms) - 1];
      n = count_sheets (job, rows, *zoom, TL_TALL_LEAST, NULL);
    }
  else if (emptiest < FULL_ENOUGH)
    for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
      if (zooms[i] < 1 && count_sheets (job, rows, zooms[i], TL_TALL_LEAST, NULL) < n)
        {
          *zoom = zooms[i];
          n--;
          break;
        }
  if (*zoom >= 1)
    for (guint i = 0; zooms[i] > 1; i++)
      if (count_sheets (job, rows, zooms[i], TL_TALL_EASE, NULL) <= n)
        {
          *zoom = zooms[i];
          break;
        }
  whole = balance (job, rows, *zoom, TL_TALL_LEAST, n, FALSE);
  if (whole && find_emptiest (whole) >= FULL_ENOUGH)
    return whole;
  cut = balance (job, rows, *zoom, TL_TALL_LEAST, n, TRUE);
  if (cut == NULL || (whole && find_emptiest (whole) >= find_emptiest (cut)))
    {
      g_clear_pointer (&cut, g_ptr_array_unref);
      return whole;
    }
  g_clear_pointer (&whole, g_ptr_array_unref);
  return cut;
}

static void
put_row (TlPackSheet *sheet, const Row *row, double tall, double zoom, gboolean bare)
{
  double bottom = sheet->y;

  sheet->pen.zoom = zoom;
  sheet->pen.bare = bare;
  sheet->pen.level = row->n > 1;
  for (guint i = 0; i < row->n; i++)
    {
      const Piece *piece = &row->pieces[i];
      TlPackPlaced placed = { piece->block, piece->first, piece->n,
                              { TL_SHEET_EDGE + piece->left, sheet->y, piece->width, 0 }, zoom, bare };
      double       end;

      sheet->pen.tall = tall;
      end = _tl_pen_block (&sheet->pen, piece->block, placed.box.x, sheet->y, piece->width, piece->first, piece->n);
      placed.box.height = end - sheet->y;
      g_array_append_val (sheet->placed, placed);
      bottom = MAX (bottom, end);
    }
  sheet->y = bottom;
}

static double
between (double t, double least, double ease, double most)
{
  return t < 1 ? least + t * (ease - least) : ease + (t - 1) * (most - ease);
}

static void
put_rows (Job *job, GArray *rows, gboolean goes_on, double zoom, gboolean is_balanced)
{
  TlPackLayout    *layout = job->layout;
  const Row       *begins = &g_array_index (rows, Row, 0);
  gboolean         is_first = layout->sheets->len == 0;
  TlPackHead       head = _tl_sheet_plan_head (layout, job->page, goes_on, get_beginning (begins),
                                               begins->pieces[0].first, is_balanced);
  TlPackSheet     *sheet = _tl_sheet_begin (layout, job->page, goes_on, &head);
  double           room = layout->height - _tl_sheet_get_foot (layout, is_first) - sheet->y, t, gap;
  double           least = 0, ease = 0, most = 0, n_gaps = (double) rows->len - 1;
  g_autofree Fit  *fits = g_new (Fit, rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      gboolean   bare = goes_on && i == 0 && row->n == 1;

      fits[i].least = measure (job, row, zoom, TL_TALL_LEAST, bare);
      fits[i].ease = MAX (fits[i].least, measure (job, row, zoom, TL_TALL_EASE, bare));
      fits[i].most = MAX (fits[i].ease, measure (job, row, zoom, TL_TALL_MOST, bare));
      fits[i].most = MIN (fits[i].most, fits[i].ease + 2000);
      least += fits[i].least;
      ease += fits[i].ease;
      most += fits[i].most;
    }
  least += n_gaps * GAP_LEAST;
  ease += n_gaps * GAP_EASE;
  most += n_gaps * GAP_MOST;
  t = room <= ease ? CLAMP ((room - least) / MAX (1, ease - least), 0, 1)
                   : 1 + CLAMP ((room - ease) / MAX (1, most - ease), 0, 1);
  gap = between (t, GAP_LEAST, GAP_EASE, GAP_MOST);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      double     tall = between (t, fits[i].least, fits[i].ease, fits[i].most);

      if (row->n > 1)
        tall = MAX (fits[i].least, MIN (tall, measure (job, row, zoom, tall, FALSE)));
      put_row (sheet, row, MAX (1, tall), zoom, goes_on && i == 0 && row->n == 1);
      sheet->y += gap;
    }
}

/* The blocks of a page: of the map and the line of stages that may stand for it, the one that can be read. */
static void
list_blocks (Job *job)
{
  TlPackLayout *layout = job->layout;
  TlPackHead    head = _tl_sheet_plan_head (layout, job->page, FALSE, NULL, 0, FALSE);
  double        room = layout->height - _tl_sheet_get_foot (layout, layout->sheets->len == 0) - head.bottom;
  gboolean      has_map = FALSE;

  _tl_sheet_clear_head (&head);
  for (guint i = 0; i < job->page->blocks->len; i++)
    {
      TlBlock *block = job->page->blocks->pdata[i];

      if (block->kind == TL_BLOCK_MAP)
        has_map = _tl_pen_map_fits (&job->pen, block, WIDTH, room);
      if (block->kind == TL_BLOCK_MAP ? has_map : block->kind != TL_BLOCK_JOURNEY || !has_map)
        g_ptr_array_add (job->blocks, block);
    }
}

/**
 * _tl_rows_put_page:
 *
 * Lays out a page of the pack on as many sheets as it needs.
 */
void
_tl_rows_put_page (TlPackLayout *layout, const TlPackPage *page)
{
  Job                   job = { layout, page, g_ptr_array_new (), { 0 }, NULL };
  g_autoptr (GPtrArray) blocks = job.blocks;
  g_autoptr (GHashTable) heights = g_hash_table_new_full (height_hash, height_equal, g_free, NULL);
  g_autoptr (GHashTable) tables = _tl_pen_tables_new ();
  g_autoptr (GArray)    rows = NULL;
  double                zoom = 1, best;
  gboolean              is_balanced = TRUE;
  TlPackHead            head;

  job.pen = (TlPackPen) { .pack = layout->pack, .measure = layout->measure, .least = layout->least, .zoom = 1,
                          .point = layout->paper->width / TL_SHEET_WIDTH, .mirrored = layout->mirrored,
                          .dry = TRUE, .tables = tables };
  job.heights = heights;
  list_blocks (&job);
  if (blocks->len == 0)
    return;
  for (guint i = 0; i < 2; i++)
    {
      double              other_zoom = 1, score;
      g_autoptr (GArray)  other = NULL;

      head = _tl_sheet_plan_head (layout, page, FALSE, NULL, 0, i == 0);
      score =
          find_one_sheet (&job, layout->height - _tl_sheet_get_foot (layout, layout->sheets->len == 0) - head.bottom,
                          &other, &other_zoom);
      _tl_sheet_clear_head (&head);
      if (i == 0 || score > best)
        {
          best = score;
          zoom = other_zoom;
          is_balanced = i == 0;
          g_clear_pointer (&rows, g_array_unref);
          rows = g_steal_pointer (&other);
        }
      if (best >= 1)
        break;
    }
  if (rows)
    put_rows (&job, rows, FALSE, zoom, is_balanced);
  else
    {
      g_autoptr (GPtrArray) plans = find_sheets (&job, &zoom);

      lead_with_charts (plans);
      for (guint i = 0; i < plans->len; i++)
        put_rows (&job, ((Plan *) plans->pdata[i])->rows, i > 0, zoom, FALSE);
    }
}
