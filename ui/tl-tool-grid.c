/* tl-tool-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-tool-grid.h"

#include <math.h>

/* A stage dropped so far under the last row begins another, in units. */
#define NEW_ROW 40.0

/* Where there is nothing to measure by. */
#define CARD_WIDTH 300.0
#define CARD_HEIGHT 150.0
#define GAP 90.0

#define CELL(self, i) (&g_array_index ((self)->cells, TlCell, (i)))

static void
clear_cell (gpointer data)
{
  g_free (((TlCell *) data)->id);
}

static int
get_asked (TlThing *stage, TlField field)
{
  return tl_thing_has (stage, field) ? (int) tl_thing_get_number (stage, field) : -1;
}

/* The same that the map goes by, so that what is found here is what is drawn there. */
static double
get_weight (TlThing *transition, TlFigures *figures)
{
  const TlImpactTransitionResult *result =
    figures ? tl_figures_get_transition (figures, tl_thing_get_id (transition)) : NULL;
  TlEstimate share;
  double     point;

  if (result && tl_figures_are_known (figures) && tl_figures_get_entries (figures) > 0 && isfinite (result->flow))
    return result->flow;
  if (result)
    return isfinite (result->share) ? result->share : 0;
  if (!tl_thing_has (transition, TL_TRANSITION_SHARE))
    return 0;
  share = tl_thing_get_estimate (transition, TL_TRANSITION_SHARE);
  point = tl_estimate_point (&share);
  return isfinite (point) ? point : 0;
}

static void
add_links (TlGrid *self, TlThing *root, TlFigures *figures)
{
  g_autoptr (GHashTable) indices = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->cells->len; i++)
    g_hash_table_insert (indices, CELL (self, i)->id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing    *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      const char *from_id = tl_thing_get_text (way, TL_TRANSITION_FROM);
      const char *to_id = tl_thing_get_text (way, TL_TRANSITION_TO);
      guint       from = from_id ? GPOINTER_TO_UINT (g_hash_table_lookup (indices, from_id)) : 0;
      guint       to = to_id ? GPOINTER_TO_UINT (g_hash_table_lookup (indices, to_id)) : 0;
      TlLink      link = { .from = from - 1, .to = to - 1, .weight = get_weight (way, figures) };

      if (from > 0 && to > 0)
        g_array_append_val (self->links, link);
    }
}

/* Runs the layout's own rule on what is asked for; @extra is one more stage, behind the others. */
static TlPlace *
place_all (TlGrid *self, const TlPlace *asked, guint n)
{
  TlPlace          *places = g_memdup2 (asked, (n + 1) * sizeof (TlPlace));
  g_autofree TlLink *links = g_memdup2 (self->links->data, (self->links->len + 1) * sizeof (TlLink));

  tl_layers_place (places, n, links, self->links->len);
  return places;
}

static guint
find_band (TlGrid *self, double y)
{
  guint  best = 0;
  double least = HUGE_VAL;

  for (guint i = 0; i < self->bands->len; i++)
    {
      const TlBox *box = &g_array_index (self->bands, TlBox, i);
      double       far = MAX (0, MAX (box->y - y, y - box->y - box->height));

      if (far < least)
        {
          least = far;
          best = i;
        }
    }
  return best;
}

static void
read_scene (TlGrid *self, TlScene *scene)
{
  const TlCell *first = NULL, *last = NULL;

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    if (tl_scene_get_group (scene, i)->role == TL_ROLE_PANEL)
      g_array_append_val (self->bands, tl_scene_get_group (scene, i)->bounds);
  for (guint i = 0; i < self->cells->len; i++)
    {
      TlCell *cell = CELL (self, i);
      guint   group = tl_scene_find_group (scene, TL_ROLE_STAGE, cell->id);

      if (group == TL_SCENE_NONE)
        continue;
      cell->box = tl_scene_get_group (scene, group)->bounds;
      cell->band = find_band (self, cell->box.y + cell->box.height / 2);
      if (cell->band > 0)
        continue;
      if (first == NULL || cell->place.column < first->place.column)
        first = cell;
      if (last == NULL || cell->place.column > last->place.column)
        last = cell;
    }
  self->rtl = first && last && first->box.x + first->box.width / 2 > last->box.x + last->box.width / 2;
}

/**
 * tl_grid_new:
 * @figures: (nullable): what the map was drawn with
 * @scene: (nullable): what was drawn
 *
 * Returns: (transfer full): the grid of a journey
 */
TlGrid *
tl_grid_new (TlJourney *journey, TlFigures *figures, TlScene *scene)
{
  TlGrid              *self = g_new0 (TlGrid, 1);
  TlThing             *root = tl_journey_get_root (journey);
  guint                n = tl_thing_n (root, TL_KIND_STAGE);
  g_autofree TlPlace  *asked = g_new0 (TlPlace, n + 1);
  g_autofree TlPlace  *places = NULL;

  self->cells = g_array_new (FALSE, TRUE, sizeof (TlCell));
  g_array_set_clear_func (self->cells, clear_cell);
  self->links = g_array_new (FALSE, TRUE, sizeof (TlLink));
  self->bands = g_array_new (FALSE, TRUE, sizeof (TlBox));
  for (guint i = 0; i < n; i++)
    {
      TlThing *stage = tl_thing_nth (root, TL_KIND_STAGE, i);
      TlCell   cell = { g_strdup (tl_thing_get_id (stage)) };

      cell.asked.column = get_asked (stage, TL_STAGE_COLUMN);
      cell.asked.row = get_asked (stage, TL_STAGE_ROW);
      asked[i] = cell.asked;
      g_array_append_val (self->cells, cell);
    }
  add_links (self, root, figures);
  /* An array of nothing has no data to copy. */
  g_array_set_size (self->links, self->links->len + 1);
  g_array_set_size (self->links, self->links->len - 1);
  places = place_all (self, asked, n);
  for (guint i = 0; i < n; i++)
    CELL (self, i)->place = places[i];
  if (scene)
    read_scene (self, scene);
  return self;
}

/**
 * tl_grid_free:
 */
void
tl_grid_free (TlGrid *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->cells);
  g_array_unref (self->links);
  g_array_unref (self->bands);
  g_free (self);
}

/**
 * tl_grid_find:
 * @id: (nullable): a stage's
 *
 * Returns: (transfer none) (nullable): where it stands
 */
const TlCell *
tl_grid_find (TlGrid *self, const char *id)
{
  for (guint i = 0; id && i < self->cells->len; i++)
    if (g_str_equal (CELL (self, i)->id, id))
      return CELL (self, i);
  return NULL;
}

/**
 * tl_grid_find_at:
 *
 * Returns: (transfer none) (nullable): what stands in a column and row
 */
const TlCell *
tl_grid_find_at (TlGrid *self, int column, int row)
{
  for (guint i = 0; i < self->cells->len; i++)
    if (CELL (self, i)->place.column == column && CELL (self, i)->place.row == row)
      return CELL (self, i);
  return NULL;
}

static int
last_column (TlGrid *self)
{
  int last = -1;

  for (guint i = 0; i < self->cells->len; i++)
    last = MAX (last, CELL (self, i)->place.column);
  return last;
}

/* From left to right as the journey runs, whichever way it is drawn. */
static TlBox
turn (TlGrid *self, TlBox box)
{
  if (self->rtl)
    box.x = -box.x - box.width;
  return box;
}

/* Where a column, or a row, of a band begins and ends. */
static gboolean
get_span (TlGrid *self, guint band, int column, int row, double *start, double *end)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const TlCell *cell = CELL (self, i);
      TlBox         box = turn (self, cell->box);
      double        from = column >= 0 ? box.x : box.y;
      double        to = from + (column >= 0 ? box.width : box.height);

      if (box.width <= 0 || cell->band != band || (column >= 0 && cell->place.column != column)
          || (row >= 0 && cell->place.row != row))
        continue;
      *start = any ? MIN (*start, from) : from;
      *end = any ? MAX (*end, to) : to;
      any = TRUE;
    }
  return any;
}

static void
get_column_range (TlGrid *self, guint band, int *first, int *last)
{
  *first = G_MAXINT;
  *last = -1;
  for (guint i = 0; i < self->cells->len; i++)
    if (CELL (self, i)->band == band && CELL (self, i)->box.width > 0)
      {
        *first = MIN (*first, CELL (self, i)->place.column);
        *last = MAX (*last, CELL (self, i)->place.column);
      }
}

static void
find_row (TlGrid *self, guint band, double y, TlSpot *spot)
{
  double least = HUGE_VAL, bottom = -HUGE_VAL, start, end;
  int    last = -1;

  for (guint i = 0; i < self->cells->len; i++)
    {
      int    row = CELL (self, i)->place.row;
      double far;

      if (CELL (self, i)->band != band || !get_span (self, band, -1, row, &start, &end))
        continue;
      far = MAX (0, MAX (start - y, y - end));
      if (far < least)
        {
          least = far;
          spot->row = row;
          spot->box.y = start;
        }
      last = MAX (last, row);
      bottom = MAX (bottom, end);
    }
  if (y > bottom + NEW_ROW)
    {
      spot->row = last + 1;
      spot->box.y = bottom + NEW_ROW;
    }
}

static void
find_column (TlGrid *self, guint band, double x, TlSpot *spot)
{
  int    first, last, before = -1;
  double start = 0, end = 0, right = 0;

  get_column_range (self, band, &first, &last);
  for (int column = first; column <= last; column++)
    {
      if (!get_span (self, band, column, -1, &start, &end))
        continue;
      if (x <= end)
        {
          spot->column = column;
          spot->inserts = x < start;
          if (spot->inserts)
            {
              spot->box.width = before < 0 ? 10 : MIN (10, start - right);
              spot->box.x = before < 0 ? start - 30 : (right + start) / 2 - spot->box.width / 2;
            }
          else
            spot->box.x = start;
          return;
        }
      before = column;
      right = end;
    }
  spot->column = last + 1;
  /* Behind the last column of a band that is not the last, there is a column already: in the next band. */
  spot->inserts = last < last_column (self);
  spot->box.x = right + GAP;
}

/**
 * tl_grid_drop:
 * @moving: (nullable): the stage that is moved, or %NULL for a new one
 * @x: of the middle of what is dropped, in the scene
 * @y: of the middle of what is dropped, in the scene
 * @spot: (out): where it would come to stand
 *
 * Returns: %FALSE where there is nothing to stand beside
 */
gboolean
tl_grid_drop (TlGrid *self, const char *moving, double x, double y, TlSpot *spot)
{
  const TlCell *cell = tl_grid_find (self, moving);
  guint         band = find_band (self, y);
  double        top = y - (cell ? cell->box.height : CARD_HEIGHT) / 2;

  *spot = (TlSpot) { .box = { 0, 0, cell ? cell->box.width : CARD_WIDTH, cell ? cell->box.height : CARD_HEIGHT } };
  if (self->bands->len == 0 || self->cells->len == 0)
    return FALSE;
  find_row (self, band, MAX (y - CARD_HEIGHT / 2, top), spot);
  find_column (self, band, self->rtl ? -x : x, spot);
  spot->box = turn (self, spot->box);
  spot->swaps = cell && !spot->inserts && cell->place.column == spot->column;
  return TRUE;
}

/* The rows of a column that are taken are not offered. */
static int
find_free_row (TlGrid *self, int column, int row)
{
  while (tl_grid_find_at (self, column, row))
    row++;
  return row;
}

/**
 * tl_grid_next:
 * @id: (nullable): a stage
 * @spot: (out): where a new stage stands that comes after it: in the next column, beside it where that is free; behind
 *   all where @id is %NULL
 */
void
tl_grid_next (TlGrid *self, const char *id, TlSpot *spot)
{
  const TlCell *cell = tl_grid_find (self, id);
  double        left = 0, right = 0, top, bottom;
  TlBox         box;

  *spot = (TlSpot) { .box = { 0, 0, CARD_WIDTH, CARD_HEIGHT } };
  /* Behind all: beside the uppermost of the last column. */
  for (guint i = 0; cell == NULL && i < self->cells->len; i++)
    if (CELL (self, i)->place.column == last_column (self)
        && (cell == NULL || CELL (self, i)->place.row < cell->place.row))
      cell = CELL (self, i);
  if (cell == NULL)
    return;
  spot->column = cell->place.column + 1;
  spot->row = find_free_row (self, spot->column, cell->place.row);
  box = turn (self, cell->box);
  spot->box.width = MAX (box.width, 200);
  spot->box.x = get_span (self, cell->band, spot->column, -1, &left, &right) ? left : box.x + box.width + GAP;
  spot->box.y = box.y;
  if (spot->row != cell->place.row)
    {
      if (get_span (self, cell->band, -1, spot->row, &top, &bottom))
        spot->box.y = top;
      else if (get_span (self, cell->band, -1, spot->row - 1, &top, &bottom))
        spot->box.y = bottom + NEW_ROW;
    }
  spot->box = turn (self, spot->box);
}

/**
 * tl_grid_step:
 * @dx: columns to the right, as it is drawn
 * @dy: rows down
 * @spot: (out): where a stage stands that is moved a step
 *
 * Returns: %FALSE where it would not move
 */
gboolean
tl_grid_step (TlGrid *self, const char *id, int dx, int dy, TlSpot *spot)
{
  const TlCell *cell = tl_grid_find (self, id);

  if (cell == NULL)
    return FALSE;
  *spot = (TlSpot) { .row = cell->place.row + dy, .swaps = TRUE, .box = cell->box };
  spot->column = cell->place.column + (self->rtl ? -dx : dx);
  if (spot->row < 0)
    return FALSE;
  if (spot->column < 0)
    {
      spot->column = 0;
      spot->inserts = TRUE;
    }
  return TRUE;
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return (*(const int *) a > *(const int *) b) - (*(const int *) a < *(const int *) b);
}

/* Ranks in the place of numbers, as the map leaves nothing empty. */
static void
compress (TlPlace *places, guint n, gboolean rows)
{
  g_autoptr (GArray) values = g_array_sized_new (FALSE, FALSE, sizeof (int), n);
  guint              n_unique = 0;

  for (guint i = 0; i < n; i++)
    g_array_append_val (values, *(rows ? &places[i].row : &places[i].column));
  g_array_sort (values, compare_ints);
  for (guint i = 0; i < n; i++)
    if (n_unique == 0 || g_array_index (values, int, i) != g_array_index (values, int, n_unique - 1))
      g_array_index (values, int, n_unique++) = g_array_index (values, int, i);
  g_array_set_size (values, n_unique);
  for (guint i = 0; i < n; i++)
    {
      int  *value = rows ? &places[i].row : &places[i].column;
      guint rank = 0;

      g_array_binary_search (values, value, compare_ints, &rank);
      *value = (int) rank;
    }
}

static gboolean
same (TlPlace a, TlPlace b)
{
  return a.column == b.column && a.row == b.row;
}

/* Where everything shall stand when @mover stands at @spot. */
static TlPlace *
find_wanted (TlGrid *self, guint mover, guint n, const TlSpot *spot)
{
  TlPlace *wanted = g_new0 (TlPlace, n + 1);
  guint    pushed = mover;

  for (guint i = 0; i < self->cells->len; i++)
    {
      wanted[i] = CELL (self, i)->place;
      if (spot->inserts && wanted[i].column >= spot->column)
        wanted[i].column++;
    }
  wanted[mover] = (TlPlace) { spot->column, spot->row };
  /* What stands there goes where the mover stood, or down, and so does what it meets. */
  for (gboolean again = TRUE; again;)
    {
      again = FALSE;
      for (guint i = 0; i < n && !again; i++)
        {
          if (i == pushed || i == mover || !same (wanted[i], wanted[pushed]))
            continue;
          if (pushed == mover && spot->swaps && mover < self->cells->len)
            wanted[i] = CELL (self, mover)->place;
          else
            wanted[i].row++;
          pushed = i;
          again = !spot->swaps;
        }
    }
  return wanted;
}

/* The least that must be said in the journey so that everything stands as wanted. @wanted has a place for each cell, and
 * behind them for each stage that is not there yet; @is_set tells of which it is said in any case. Nothing where all stand
 * so already. */
static GArray *
settle (TlGrid *self, TlPlace *wanted, guint n, gboolean *is_set)
{
  GArray             *shifts = g_array_new (FALSE, FALSE, sizeof (TlShift));
  g_autofree TlPlace *target = NULL;
  g_autofree TlPlace *asked = g_new0 (TlPlace, n + 1);
  gboolean            moves = n > self->cells->len;
  int                 least = 0;

  for (guint i = 0; i < n; i++)
    least = MIN (least, wanted[i].column);
  for (guint i = 0; i < n; i++)
    wanted[i].column -= least;
  target = g_memdup2 (wanted, (n + 1) * sizeof (TlPlace));
  compress (target, n, FALSE);
  compress (target, n, TRUE);
  for (guint i = 0; i < self->cells->len; i++)
    {
      asked[i] = CELL (self, i)->asked;
      moves = moves || !same (target[i], CELL (self, i)->place);
    }
  if (!moves)
    return shifts;
  for (guint i = 0; i < n; i++)
    if (is_set[i])
      asked[i] = wanted[i];
  /* Say what must be said, look where that leaves the others, and say it of those that would move, too. */
  for (guint round = 0; round <= 4; round++)
    {
      g_autofree TlPlace *places = place_all (self, asked, n);
      gboolean            settled = TRUE, all = round >= 3;

      /* Where columns are numbered with gaps, what was said may mean another one: then say it of all. */
      for (guint i = 0; i < n; i++)
        all = all || (is_set[i] && !same (places[i], target[i]));
      for (guint i = 0; i < n; i++)
        if (!is_set[i] && (all || !same (places[i], target[i])))
          {
            is_set[i] = TRUE;
            asked[i] = wanted[i];
            settled = FALSE;
          }
      if (settled)
        break;
    }
  for (guint i = 0; i < n; i++)
    if (is_set[i])
      {
        TlShift shift = { i, wanted[i] };

        g_array_append_val (shifts, shift);
      }
  return shifts;
}

/**
 * tl_grid_shift:
 * @id: (nullable): the stage that is put there, or %NULL for a new one
 * @spot: where
 *
 * Finds the least that must be said in the journey so that the stage stands there and all others stand where they stood,
 * but for those in its way.
 *
 * Returns: (transfer full) (element-type TlShift): the columns and rows to set; empty where nothing moves
 */
GArray *
tl_grid_shift (TlGrid *self, const char *id, const TlSpot *spot)
{
  const TlCell        *cell = tl_grid_find (self, id);
  guint                mover = cell ? (guint) (cell - CELL (self, 0)) : self->cells->len;
  guint                n = self->cells->len + (cell ? 0 : 1);
  g_autofree TlPlace  *wanted = NULL;
  g_autofree gboolean *is_set = g_new0 (gboolean, n + 1);

  if (id && cell == NULL)
    return g_array_new (FALSE, FALSE, sizeof (TlShift));
  wanted = find_wanted (self, mover, n, spot);
  is_set[mover] = TRUE;
  return settle (self, wanted, n, is_set);
}

static guint64
make_key (TlPlace place)
{
  return ((guint64) (guint32) place.column << 32) | (guint32) place.row;
}

static gboolean
is_free (GHashTable *taken, TlPlace place)
{
  guint64 key = make_key (place);

  return !g_hash_table_contains (taken, &key);
}

static void
occupy (GHashTable *taken, TlPlace place)
{
  guint64 key = make_key (place);

  g_hash_table_add (taken, g_memdup2 (&key, sizeof key));
}

/* Where one goes in whose place a group has come: back along the way of the group into what it has left, or else down. */
static TlPlace
find_refuge (GHashTable *taken, GHashTable *left, TlPlace place, int dx, int dy, gboolean swaps)
{
  TlPlace at = place;
  guint64 key;

  for (int i = 0; swaps && i < 1000 && ABS (dx) + ABS (dy) == 1 && at.row >= 0; i++)
    {
      key = make_key (at);
      if (is_free (taken, at) && g_hash_table_contains (left, &key))
        return at;
      at.column -= dx;
      at.row -= dy;
    }
  while (!is_free (taken, place))
    place.row++;
  return place;
}

/**
 * tl_grid_shift_many:
 * @ids: (array zero-terminated=1): stages
 * @held: the one of them that is put at @spot; the others keep their places beside it
 * @spot: where
 *
 * As tl_grid_shift(), for several stages that move as one.
 *
 * Returns: (transfer full) (element-type TlShift): the columns and rows to set; empty where nothing moves
 */
GArray *
tl_grid_shift_many (TlGrid *self, const char *const *ids, const char *held, const TlSpot *spot)
{
  const TlCell          *hold = tl_grid_find (self, held);
  guint                  n = self->cells->len;
  g_autoptr (GHashTable) moving = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree TlPlace    *wanted = g_new0 (TlPlace, n + 1);
  g_autofree gboolean   *is_set = g_new0 (gboolean, n + 1);
  int                    dx, dy, least = G_MAXINT, most = -1, top = G_MAXINT, width;

  if (hold == NULL)
    return g_array_new (FALSE, FALSE, sizeof (TlShift));
  for (gsize i = 0; ids[i]; i++)
    g_hash_table_add (moving, (gpointer) ids[i]);
  for (guint i = 0; i < n; i++)
    if (g_hash_table_contains (moving, CELL (self, i)->id))
      {
        is_set[i] = TRUE;
        occupy (left, CELL (self, i)->place);
        least = MIN (least, CELL (self, i)->place.column);
        most = MAX (most, CELL (self, i)->place.column);
        top = MIN (top, CELL (self, i)->place.row);
      }
  width = most - least + 1;
  /* A group stays as it is at the top. */
  dy = MAX (spot->row - hold->place.row, -top);
  dx = spot->column - (spot->inserts ? least : hold->place.column);
  for (guint i = 0; i < n; i++)
    {
      wanted[i] = CELL (self, i)->place;
      if (is_set[i])
        {
          wanted[i].column += dx;
          wanted[i].row += dy;
          occupy (taken, wanted[i]);
        }
      else if (spot->inserts && wanted[i].column >= spot->column)
        wanted[i].column += width;
    }
  /* Who is in nobody's way stays; then those who are find another place. */
  for (guint i = 0; i < n; i++)
    if (!is_set[i] && is_free (taken, wanted[i]))
      {
        occupy (taken, wanted[i]);
        is_set[i] = TRUE;
      }
  for (guint i = 0; i < n; i++)
    if (!is_set[i])
      {
        wanted[i] = find_refuge (taken, left, wanted[i], dx, dy, spot->swaps);
        occupy (taken, wanted[i]);
      }
  for (guint i = 0; i < n; i++)
    is_set[i] = g_hash_table_contains (moving, CELL (self, i)->id);
  return settle (self, wanted, n, is_set);
}

/**
 * tl_grid_insert:
 * @after: (nullable): a stage; %NULL for behind all
 * @places: (array length=n): where new stages stand, beside each other
 * @n: how many
 *
 * Makes room for new stages, in columns of their own behind that of @after; their rows are as given.
 *
 * Returns: (transfer full) (element-type TlShift): the columns and rows to set; the new stages are numbered from the number
 *   of cells
 */
GArray *
tl_grid_insert (TlGrid *self, const char *after, const TlPlace *places, guint n)
{
  const TlCell        *cell = tl_grid_find (self, after);
  guint                n_old = self->cells->len;
  g_autofree TlPlace  *wanted = g_new0 (TlPlace, n_old + n + 1);
  g_autofree gboolean *is_set = g_new0 (gboolean, n_old + n + 1);
  int                  first = cell ? cell->place.column + 1 : last_column (self) + 1;
  int                  least = G_MAXINT, most = 0;

  for (guint i = 0; i < n; i++)
    {
      least = MIN (least, places[i].column);
      most = MAX (most, places[i].column);
    }
  for (guint i = 0; i < n_old; i++)
    {
      wanted[i] = CELL (self, i)->place;
      if (wanted[i].column >= first)
        wanted[i].column += most - least + 1;
    }
  for (guint i = 0; i < n; i++)
    {
      wanted[n_old + i] = (TlPlace) { places[i].column - least + first, places[i].row };
      is_set[n_old + i] = TRUE;
    }
  return settle (self, wanted, n_old + n, is_set);
}
