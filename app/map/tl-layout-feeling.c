/* tl-layout-feeling.c: how customers feel along the way
 *
 * Faces stand under their touchpoints. The main way through the journey is a solid line, ways beside it are dotted;
 * nothing joins what stands beside each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-layout.h"

#define RADIUS 11.0
#define RADIUS_DENSE 9.0
#define RADIUS_LEAST 3.0 /* of faces that stand close */
#define LABEL TL_FONT (14, 500)
#define LONGEST_NAME 300.0
#define NAME_STEP 18.0
#define NAME_LEAST 36.0

typedef struct
{
  const TlDataTouchpoint *touchpoint;
  guint                   stage;
  double                  x, y;
  double                  before_y; /* of its neighbours on the line; NAN for none */
  double                  after_y;
  double                  radius;
  double                  name_room; /* of its name; 0 where it has none */
  gboolean                is_below;  /* where the name stands */
  guint                   n_lines;
} Spot;

/* A line between two faces, level at both ends. */
typedef struct
{
  double x1, y1, x2, y2;
} Line;

/**
 * tl_feeling_plan:
 *
 * Finds the main way: from where most start, the widest ribbon onwards, until it ends or turns back.
 */
void
tl_feeling_plan (TlLayout *self)
{
  guint at = 0, rank = 0;

  self->main_rank = g_new0 (guint, self->data->stages->len + 1);
  for (guint i = 1; i < self->data->stages->len; i++)
    if (TL_STAGE_AT (self->data, i)->entry > TL_STAGE_AT (self->data, at)->entry)
      at = i;
  while (at < self->data->stages->len)
    {
      guint  next = G_MAXUINT;
      double widest = -1;

      self->main_rank[at] = ++rank;
      for (guint k = self->first_link[at]; k < self->first_link[at + 1]; k++)
        {
          const TlDataLink *link = TL_LINK_AT (self->data, self->links_from[k]);
          double            weight = isfinite (link->share) ? link->share : 0;

          if (self->links[self->links_from[k]].back || self->main_rank[link->to] > 0 ||
              TL_STAGE_AT (self->data, link->to)->kind == TL_DATA_LOST)
            continue;
          if (weight > widest)
            {
              widest = weight;
              next = link->to;
            }
        }
      at = next;
    }
}

static guint
count_faces (const TlDataStage *stage)
{
  guint n = 0;

  for (guint i = 0; i < stage->touchpoints->len; i++)
    n += isfinite (g_array_index (stage->touchpoints, TlDataTouchpoint, i).emotion);
  return n;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlCard *cards = data;

  return cards[*(const guint *) a].row - cards[*(const guint *) b].row;
}

/* The faces of one column, side by side under it. */
static void
collect_column (TlLayout *self, TlBand *band, int column, GArray *spots)
{
  g_autoptr (GArray) stages = g_array_new (FALSE, FALSE, sizeof (guint));
  guint              n = 0, at = 0;
  double             width, left, radius = self->dense ? RADIUS_DENSE : RADIUS;

  for (guint i = 0; i < band->cards->len; i++)
    {
      guint index = g_array_index (band->cards, guint, i);

      if (self->cards[index].column != column)
        continue;
      g_array_append_val (stages, index);
      n += count_faces (TL_STAGE_AT (self->data, index));
    }
  g_array_sort_with_data (stages, compare_rows, self->cards);
  if (n == 0)
    return;
  /* Several faces spread a little into the gaps beside their column, so that there is room for their names. */
  width = band->width[column];
  if (n * (2 * radius + 2) > width)
    radius = MAX (RADIUS_LEAST, (width / n - 2) / 2);
  if (n > 1)
    width += MIN (48, (tl_strip_room (self, band, column) - width) * 0.6);
  left = band->x[column] + (band->width[column] - width) / 2;
  for (guint i = 0; i < stages->len; i++)
    {
      guint              index = g_array_index (stages, guint, i);
      const TlDataStage *stage = TL_STAGE_AT (self->data, index);

      for (guint k = 0; k < stage->touchpoints->len; k++)
        {
          const TlDataTouchpoint *touchpoint = &g_array_index (stage->touchpoints, TlDataTouchpoint, k);
          Spot spot = { touchpoint, index, left + width * (at + 0.5) / n, 0, NAN, NAN, radius, 0, FALSE, 1 };

          if (!isfinite (touchpoint->emotion))
            continue;
          g_array_append_val (spots, spot);
          at++;
        }
    }
}

static Spot *
find_first (GArray *spots, guint stage)
{
  for (guint i = 0; i < spots->len; i++)
    if (g_array_index (spots, Spot, i).stage == stage)
      return &g_array_index (spots, Spot, i);
  return NULL;
}

static void
join (TlLayout *self, GArray *lines, Spot *from, Spot *to, gboolean is_main)
{
  Line   line = { from->x, from->y, to->x, to->y };
  TlPen  pen = { TL_COLOUR_NONE, TL_COLOUR_INK, 2.4, is_main ? TL_DASH_SOLID : TL_DASH_DOTS, TRUE, is_main ? 1 : 0.65 };
  double middle = (from->x + to->x) / 2;

  if (to->x <= from->x)
    return;
  g_array_append_val (lines, line);
  tl_scene_path_begin (self->scene, pen);
  tl_scene_move_to (self->scene, from->x, from->y);
  tl_scene_curve_to (self->scene, middle, from->y, middle, to->y, to->x, to->y);
  tl_scene_path_end (self->scene);
  /* Steeper neighbours say more about where a name can stand. */
  if (!isfinite (from->after_y) || fabs (to->y - from->y) > fabs (from->after_y - from->y))
    from->after_y = to->y;
  if (!isfinite (to->before_y) || fabs (from->y - to->y) > fabs (to->before_y - to->y))
    to->before_y = from->y;
}

/* Where the main way goes on from a stage, to the next one that has faces; 0 where the stage is not on it. */
static guint
find_next_main (TlLayout *self, const GArray *spots, guint stage)
{
  guint rank = self->main_rank[stage], next = G_MAXUINT;

  for (guint i = 0; i < spots->len && rank > 0; i++)
    {
      guint other = self->main_rank[g_array_index (spots, Spot, i).stage];

      if (other > rank)
        next = MIN (next, other);
    }
  return rank > 0 ? next : 0;
}

/* The next stages that have faces, over those that have none. */
static void
join_onwards (TlLayout *self, GArray *spots, GArray *lines, Spot *from, guint stage, gboolean *seen, guint depth)
{
  if (seen[stage] || depth > 64)
    return;
  seen[stage] = TRUE;
  for (guint k = self->first_link[stage]; k < self->first_link[stage + 1]; k++)
    {
      const TlDataLink *link = TL_LINK_AT (self->data, self->links_from[k]);
      Spot             *to;

      if (self->links[self->links_from[k]].back || TL_STAGE_AT (self->data, link->to)->kind == TL_DATA_LOST)
        continue;
      to = find_first (spots, link->to);
      if (to == NULL)
        join_onwards (self, spots, lines, from, link->to, seen, depth + 1);
      else if (!seen[link->to])
        {
          join (self, lines, from, to, self->main_rank[to->stage] > 0 &&
                                         self->main_rank[to->stage] == find_next_main (self, spots, from->stage));
          seen[link->to] = TRUE;
        }
    }
}

/* Within each stage first, then from the last face of each onwards. */
static void
draw_lines (TlLayout *self, GArray *spots, GArray *lines)
{
  for (guint i = 0; i < spots->len; i++)
    {
      Spot *spot = &g_array_index (spots, Spot, i);
      Spot *next = i + 1 < spots->len ? spot + 1 : NULL;

      if (next && next->stage == spot->stage)
        join (self, lines, spot, next, self->main_rank[spot->stage] > 0);
      else
        {
          g_autofree gboolean *seen = g_new0 (gboolean, self->data->stages->len + 1);

          join_onwards (self, spots, lines, spot, spot->stage, seen, 0);
        }
    }
}

/* A name stands where the line does not: over the face, unless the line leaves upwards on both sides or steeply. */
static gboolean
is_better_below (const Spot *spot)
{
  double up = 0, down = 0;
  double sides[2] = { spot->before_y, spot->after_y };

  for (int i = 0; i < 2; i++)
    if (isfinite (sides[i]))
      {
        up = MAX (up, spot->y - sides[i]);
        down = MAX (down, sides[i] - spot->y);
      }
  return up > down + 1;
}

/* The room of a name's lines over or under its face: how far down it begins, and how high it is. */
static void
find_lines (const Spot *spot, gboolean below, guint n_lines, double *top, double *height)
{
  *top = spot->y + (below ? 14 : -32 - (n_lines - 1) * NAME_STEP);
  *height = 18 + (n_lines - 1) * NAME_STEP;
}

/* How wide a name may be over or under a face before it meets another name, another face, or the strip's ends. */
static double
find_room (TlLayout *self, const GArray *spots, const GArray *names, const Spot *spot, gboolean below, guint n_lines)
{
  double top, bottom, room = 2 * MIN (spot->x - self->left + 12, self->width - TL_EDGE - spot->x);

  find_lines (spot, below, n_lines, &top, &bottom);
  bottom += top;
  for (guint i = 0; i < spots->len; i++)
    {
      const Spot *other = &g_array_index (spots, Spot, i);

      if (other != spot && other->y + other->radius > top && other->y - other->radius < bottom)
        room = MIN (room, 2 * (fabs (other->x - spot->x) - other->radius - 3));
    }
  for (guint i = 0; i < names->len; i++)
    {
      const TlBox *other = &g_array_index (names, TlBox, i);

      if (other->y + other->height > top && other->y < bottom)
        room = MIN (room, 2 * (spot->x < other->x + other->width / 2 ? other->x - spot->x
                                                                     : spot->x - other->x - other->width) - 8);
    }
  return room;
}

/* How much of a name a line would run through, as points of the lines within its box. */
static guint
count_struck (const GArray *lines, const Spot *spot, double width, gboolean below, guint n_lines)
{
  double top, bottom;
  guint  n = 0;

  find_lines (spot, below, n_lines, &top, &bottom);
  top += 1;
  bottom += top - 2;
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (line->x2 < spot->x - width / 2 || line->x1 > spot->x + width / 2)
        continue;
      for (int k = 0; k <= 32; k++)
        {
          double t = k / 32.0, u = 1 - t;
          double from = u * u * u, to = t * t * t, first = 3 * u * u * t, second = 3 * u * t * t;
          double x = from * line->x1 + (first + second) * (line->x1 + line->x2) / 2 + to * line->x2;
          double y = (from + first) * line->y1 + (second + to) * line->y2;

          n += fabs (x - spot->x) < width / 2 && y > top && y < bottom;
        }
    }
  return n;
}

/* How wide a name is on two lines, broken between words; 0 where that is wider than the room. */
static double
find_two_lines (TlLayout *self, const char *title, double room)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_auto (GStrv)        words = g_strsplit_set (title, " \t\n", -1);
  double                width = 0;

  room = MIN (room, LONGEST_NAME);
  if (room < NAME_LEAST || words[0] == NULL || words[1] == NULL)
    return 0;
  for (guint i = 0; words[i]; i++)
    if (tl_measure_room (self->measure, LABEL, words[i]) > room)
      return 0;
  lines = tl_measure_wrap (self->measure, LABEL, title, room, 3);
  for (guint i = 0; i < lines->len; i++)
    width = MAX (width, tl_measure_room (self->measure, LABEL, lines->pdata[i]));
  return lines->len <= 2 && width <= room ? width : 0;
}

/* Finds a place for a name over or under its face: on the better side if it fits there whole and no line runs through
 * it, on the other if it is better off there; then on two lines; else cut on the side that has more room, or left to the
 * face's title where the whole journey stands on one page. */
static void
place_name (TlLayout *self, const GArray *spots, const GArray *lines, GArray *names, Spot *spot, double top)
{
  const char *title = spot->touchpoint->title;
  double      wish = MIN (LONGEST_NAME, tl_measure_room (self->measure, LABEL, title));
  gboolean    below = is_better_below (spot);
  double      room = find_room (self, spots, names, spot, below, 1);
  double      other = find_room (self, spots, names, spot, !below, 1);
  TlBox       box = { 0, 0, 0, 0 };

  if ((room < wish && other > room) ||
      (other >= wish && count_struck (lines, spot, wish, below, 1) > count_struck (lines, spot, wish, !below, 1)))
    {
      below = !below;
      room = other;
    }
  spot->n_lines = 1;
  spot->is_below = below;
  spot->name_room = room < NAME_LEAST ? 0 : MIN (room, wish);
  for (int side = 0; side < 2 && room < wish; side++)
    {
      gboolean here = side == 0 ? below : !below;
      double   two = find_two_lines (self, title, find_room (self, spots, names, spot, here, 2));

      if (two <= 0 || (!here && spot->y - 32 - NAME_STEP < top + 2))
        continue;
      spot->n_lines = 2;
      spot->is_below = here;
      spot->name_room = two;
      break;
    }
  if (self->dense && spot->n_lines == 1 && room < wish)
    spot->name_room = 0;
  if (spot->name_room <= 0)
    return;
  box.x = spot->x - spot->name_room / 2;
  box.width = spot->name_room;
  find_lines (spot, spot->is_below, spot->n_lines, &box.y, &box.height);
  g_array_append_val (names, box);
}

static int
compare_telling (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *spots = data;
  double ea = g_array_index (spots, Spot, *(const guint *) a).touchpoint->emotion;
  double eb = g_array_index (spots, Spot, *(const guint *) b).touchpoint->emotion;

  if (fabs (ea) != fabs (eb))
    return fabs (ea) > fabs (eb) ? -1 : 1;
  if (ea != eb)
    return ea < eb ? -1 : 1;
  return (*(const guint *) a > *(const guint *) b) - (*(const guint *) a < *(const guint *) b);
}

/* From left to right; where not all have room, the strongest feelings first. */
static void
place_names (TlLayout *self, GArray *spots, const GArray *lines, double top)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (TlBox));
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < spots->len; i++)
    g_array_append_val (order, i);
  if (self->dense)
    g_array_sort_with_data (order, compare_telling, spots);
  for (guint i = 0; i < order->len; i++)
    place_name (self, spots, lines, names, &g_array_index (spots, Spot, g_array_index (order, guint, i)), top);
}

/* Returns how far down it reaches. */
static double
draw_name (TlLayout *self, const GArray *lines, const Spot *spot)
{
  const char *title = spot->touchpoint->title;
  double      top, height;

  if (spot->name_room <= 0)
    return spot->y + spot->radius;
  find_lines (spot, spot->is_below, spot->n_lines, &top, &height);
  /* Where a line runs through it all the same, the line gives way. */
  if (count_struck (lines, spot, spot->name_room, spot->is_below, spot->n_lines) > 0)
    {
      double width = MIN (spot->name_room, tl_measure_exact (self->measure, LABEL, title) + 8);

      tl_scene_rect (self->scene, (TlBox) { spot->x - width / 2, top + (spot->is_below ? 1 : 0), width, height - 1 }, 4,
                     (TlPen) { .fill = TL_COLOUR_PAPER });
    }
  tl_words_block (self, LABEL, TL_COLOUR_SOFT, spot->x, top + 14, TL_ANCHOR_MIDDLE, spot->name_room, NAME_STEP,
                  spot->n_lines, title);
  return spot->is_below ? top + height + 2 : spot->y + spot->radius;
}

static double
face_y (TlLayout *self, double top, double highest, double emotion)
{
  return top + (self->dense ? 38 : 44) + (highest - emotion) * self->feeling_unit;
}

/**
 * tl_feeling_draw:
 * @y: the strip's top
 *
 * Returns: where the next strip begins; @y where nobody said how customers feel
 */
double
tl_feeling_draw (TlLayout *self, TlBand *band, double y)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, TRUE, sizeof (Spot));
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  double             highest = -2, lowest = 2, neutral, bottom = 0;

  if (!self->has_faces || (self->options->without & TL_MAP_NO_FEELING))
    return y;
  for (int c = 0; c < band->n_columns; c++)
    collect_column (self, band, c, spots);
  if (spots->len == 0)
    return y;
  for (guint i = 0; i < spots->len; i++)
    {
      double emotion = g_array_index (spots, Spot, i).touchpoint->emotion;

      highest = MAX (highest, emotion);
      lowest = MIN (lowest, emotion);
    }
  highest = MAX (highest, 0);
  lowest = MIN (lowest, 0);
  tl_strip_begin (self, "feeling", _("Feeling"), _("of customers"), y);
  neutral = face_y (self, y, highest, 0);
  tl_scene_line (self->scene, self->left - 6, neutral, self->width - TL_EDGE - 16, neutral,
                 (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1, .dash = TL_DASH_FINE });
  for (guint i = 0; i < spots->len; i++)
    {
      Spot *spot = &g_array_index (spots, Spot, i);

      spot->y = face_y (self, y, highest, spot->touchpoint->emotion);
    }
  draw_lines (self, spots, lines);
  place_names (self, spots, lines, y);
  for (guint i = 0; i < spots->len; i++)
    {
      const Spot      *spot = &g_array_index (spots, Spot, i);
      g_autofree char *feeling = tl_number_format_people (spot->touchpoint->emotion, -1, self->options->numbers);
      /* Translators: how customers feel at a touchpoint, from −2 to 2. */
      g_autofree char *desc = g_strdup_printf (_("Feeling %s of −2 to 2"), feeling);
      double           reach;

      tl_scene_begin (self->scene, TL_ROLE_FEELING, spot->touchpoint->id, spot->touchpoint->title, desc);
      tl_face_draw (self, spot->x, spot->y, spot->radius, spot->touchpoint->emotion);
      reach = draw_name (self, lines, spot);
      bottom = MAX (bottom, reach);
      tl_scene_end (self->scene);
    }
  tl_scene_end (self->scene);
  return MAX (bottom, y + (self->dense ? 58 : 72)) + (self->dense ? 8 : 14);
}
