/* tl-scene.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-scene.h"

#include <math.h>
#include <string.h>

#include "tl-characters.h"

struct _TlScene
{
  gatomicrefcount ref_count;
  double          width;
  double          height;
  double          paper_width;
  double          paper_height;
  char           *family;
  char           *label;   /* of the page that it is; NULL for its number */
  GArray         *items;   /* TlItem */
  GArray         *steps;   /* TlStep */
  GArray         *groups;  /* TlGroup, parents before what stands in them */
  GStringChunk   *strings;
  GPtrArray      *images;  /* GBytes; NULL for none */
  GHashTable     *by_id;   /* id → how many groups wished for it; what makes ids unique */
  GHashTable     *by_thing; /* "role:thing" → index + 1 of the first such group */
  guint           open;    /* the group that is being filled */
};

/**
 * tl_scene_new:
 *
 * Returns: (transfer full): an empty scene, with one group, the root, open
 */
TlScene *
tl_scene_new (void)
{
  TlScene *self = g_new0 (TlScene, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->items = g_array_new (FALSE, TRUE, sizeof (TlItem));
  self->steps = g_array_new (FALSE, TRUE, sizeof (TlStep));
  self->groups = g_array_new (FALSE, TRUE, sizeof (TlGroup));
  self->strings = g_string_chunk_new (4096);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_thing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->open = TL_SCENE_NONE;
  return self;
}

TlScene *
tl_scene_ref (TlScene *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_scene_unref (TlScene *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->items);
  g_array_unref (self->steps);
  g_array_unref (self->groups);
  g_string_chunk_free (self->strings);
  g_clear_pointer (&self->images, g_ptr_array_unref);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_thing);
  g_free (self->family);
  g_free (self->label);
  g_free (self);
}

void
tl_scene_set_size (TlScene *self, double width, double height)
{
  self->width = width;
  self->height = height;
}

/**
 * tl_scene_set_paper:
 * @width: in points
 * @height: in points
 *
 * Says how large the picture is on paper; left alone, it is as large as exporting makes it.
 */
void
tl_scene_set_paper (TlScene *self, double width, double height)
{
  self->paper_width = width;
  self->paper_height = height;
}

/**
 * tl_scene_get_paper:
 * @width: (out): in points
 * @height: (out): in points
 *
 * Returns: whether the picture is for paper of a size
 */
gboolean
tl_scene_get_paper (TlScene *self, double *width, double *height)
{
  *width = self->paper_width;
  *height = self->paper_height;
  return self->paper_width > 0;
}

/**
 * tl_scene_set_background:
 * @box: the whole picture
 *
 * Gives the first item, a rectangle, its size, which is known only once everything else is drawn.
 */
void
tl_scene_set_background (TlScene *self, TlBox box)
{
  g_return_if_fail (self->items->len > 0);
  g_array_index (self->items, TlItem, 0).box = box;
}

/**
 * tl_scene_set_family:
 * @family: font families in order of preference, as Pango and CSS write them
 */
void
tl_scene_set_family (TlScene *self, const char *family)
{
  g_free (self->family);
  self->family = g_strdup (family);
}

/**
 * tl_scene_set_label:
 * @label: (nullable): what the page that it is, is called; %NULL for its number
 */
void
tl_scene_set_label (TlScene *self, const char *label)
{
  g_free (self->label);
  self->label = tl_characters_dup (label);
}

/**
 * tl_scene_get_label:
 *
 * Returns: (transfer none) (nullable): what the page that it is, is called
 */
const char *
tl_scene_get_label (TlScene *self)
{
  return self->label;
}

static const char *
keep (TlScene *self, const char *text)
{
  g_autofree char *plain = tl_characters_dup (text);

  return plain ? g_string_chunk_insert_const (self->strings, plain) : NULL;
}

static const char *const role_names[TL_N_ROLES] = {
  "map", "title", "key-figure", "journey", "ribbons", "entry", "transition", "leavers", "stage", "touchpoint", "pain",
  "delight", "strip", "feeling", "quote", "stake", "fix", "legend", "empty",
};

/* Whether XML takes a letter in a name as it is. */
static gboolean
is_plain (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum (c) || c == '-' || c == '_';
  return g_unichar_isalpha (c) && ((c >= 0xc0 && c <= 0x2ff) || (c >= 0x370 && c <= 0x1fff) ||
                                   (c >= 0x3001 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfdcf));
}

/* An id that no other group has; the second that wishes for it gets a number behind a full stop, which no thing's id has
 * there. */
static const char *
make_unique (TlScene *self, const char *wish)
{
  const char      *id = keep (self, wish);
  guint            n = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id)) + 1;

  g_hash_table_insert (self->by_id, (gpointer) id, GUINT_TO_POINTER (n));
  while (n > 1)
    {
      g_autofree char *numbered = g_strdup_printf ("%s.%u", wish, n);

      if (!g_hash_table_contains (self->by_id, numbered))
        {
          id = keep (self, numbered);
          g_hash_table_insert (self->by_id, (gpointer) id, GUINT_TO_POINTER (1));
          break;
        }
      n++;
    }
  return id;
}

/* Ids in the picture are the role and the thing's id, as a name that XML takes and that no other id comes to. */
static const char *
make_id (TlScene *self, TlRole role, const char *thing)
{
  g_autoptr (GString) wish = g_string_new (role_names[role]);

  if (thing)
    g_string_append_c (wish, '-');
  for (const char *p = thing; p && *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_plain (c))
        g_string_append_unichar (wish, c);
      else
        g_string_append_printf (wish, ".%x.", c);
    }
  return make_unique (self, wish->str);
}

static char *
thing_key (TlRole role, const char *thing)
{
  return g_strdup_printf ("%d:%s", (int) role, thing);
}

static guint
begin (TlScene *self, TlRole role, const char *id, const char *thing, const char *title, const char *desc)
{
  TlGroup group = { 0 };
  guint   index = self->groups->len;

  group.role = role;
  group.id = id;
  group.thing = keep (self, thing);
  group.title = keep (self, title);
  group.desc = keep (self, desc);
  group.parent = self->open;
  group.first_item = self->items->len;
  g_array_append_val (self->groups, group);
  if (thing)
    {
      char *key = thing_key (role, thing);

      if (g_hash_table_contains (self->by_thing, key))
        g_free (key);
      else
        g_hash_table_insert (self->by_thing, key, GUINT_TO_POINTER (index + 1));
    }
  self->open = index;
  return index;
}

/**
 * tl_scene_begin:
 * @thing: (nullable): id of the thing it shows
 * @title: (nullable): its whole title
 * @desc: (nullable): what the picture says about it
 *
 * Begins a group in the one that is open. The scene keeps its own copies.
 *
 * Returns: its index
 */
guint
tl_scene_begin (TlScene *self, TlRole role, const char *thing, const char *title, const char *desc)
{
  return begin (self, role, make_id (self, role, thing), thing, title, desc);
}

/**
 * tl_scene_begin_part:
 * @part: what tells it from others of its role, for its id
 * @title: (nullable): its whole title
 * @desc: (nullable): what the picture says about it
 *
 * As tl_scene_begin(), for what shows no one thing.
 *
 * Returns: its index
 */
guint
tl_scene_begin_part (TlScene *self, TlRole role, const char *part, const char *title, const char *desc)
{
  return begin (self, role, make_id (self, role, part), NULL, title, desc);
}

/**
 * tl_scene_begin_copy:
 * @group: a group of another picture
 *
 * As tl_scene_begin(), with all that @group has: also its id, as long as no other group has that.
 *
 * Returns: its index
 */
guint
tl_scene_begin_copy (TlScene *self, const TlGroup *group)
{
  return begin (self, group->role, make_unique (self, group->id), group->thing, group->title, group->desc);
}

static void
include (TlBox *bounds, const TlBox *box)
{
  double right, bottom;

  if (bounds->width <= 0 && bounds->height <= 0)
    {
      *bounds = *box;
      return;
    }
  right = MAX (bounds->x + bounds->width, box->x + box->width);
  bottom = MAX (bounds->y + bounds->height, box->y + box->height);
  bounds->x = MIN (bounds->x, box->x);
  bounds->y = MIN (bounds->y, box->y);
  bounds->width = right - bounds->x;
  bounds->height = bottom - bounds->y;
}

/**
 * tl_scene_end:
 *
 * Ends the group that is open.
 */
void
tl_scene_end (TlScene *self)
{
  TlGroup *group;

  g_return_if_fail (self->open != TL_SCENE_NONE);
  group = &g_array_index (self->groups, TlGroup, self->open);
  group->end_item = self->items->len;
  group->end_group = self->groups->len;
  for (guint i = group->first_item; i < group->end_item; i++)
    {
      TlBox box = tl_item_get_bounds (&g_array_index (self->items, TlItem, i));

      include (&group->bounds, &box);
    }
  self->open = group->parent;
}

/**
 * tl_scene_hit_shape:
 *
 * The group that is open is hit only where its paths and rectangles are: a ribbon, whose bounds cover what it passes.
 */
void
tl_scene_hit_shape (TlScene *self)
{
  g_return_if_fail (self->open != TL_SCENE_NONE);
  g_array_index (self->groups, TlGroup, self->open).hits_shape = TRUE;
}

static TlItem *
add_item (TlScene *self, TlItemType type, TlPen pen)
{
  TlItem item = { 0 };

  item.type = type;
  item.fill = pen.fill;
  item.stroke = pen.stroke;
  item.stroke_width = pen.stroke == TL_COLOUR_NONE ? 0 : pen.stroke_width;
  item.dash = pen.dash;
  item.round_cap = pen.round_cap;
  item.opacity = pen.opacity > 0 ? pen.opacity : 1;
  g_array_append_val (self->items, item);
  return &g_array_index (self->items, TlItem, self->items->len - 1);
}

void
tl_scene_rect (TlScene *self, TlBox box, double radius, TlPen pen)
{
  TlItem *item = add_item (self, TL_ITEM_RECT, pen);

  item->box = box;
  item->radius = MIN (radius, MIN (box.width, box.height) / 2);
}

void
tl_scene_circle (TlScene *self, double x, double y, double radius, TlPen pen)
{
  add_item (self, TL_ITEM_CIRCLE, pen)->box = (TlBox) { x, y, radius, radius };
}

void
tl_scene_line (TlScene *self, double x1, double y1, double x2, double y2, TlPen pen)
{
  tl_scene_path_begin (self, pen);
  tl_scene_move_to (self, x1, y1);
  tl_scene_line_to (self, x2, y2);
  tl_scene_path_end (self);
}

void
tl_scene_hatch (TlScene *self, TlBox box, double radius, TlColour colour)
{
  TlItem *item = add_item (self, TL_ITEM_HATCH, (TlPen) { .fill = colour });

  item->box = box;
  item->radius = MIN (radius, MIN (box.width, box.height) / 2);
}

/**
 * tl_scene_fade:
 * @opacity: of @colour at the top
 * @ground: what it stands on
 *
 * A rectangle that fades out downwards. It is opaque, mixed with the ground it stands on, so that no painter needs a
 * mask.
 */
void
tl_scene_fade (TlScene *self, TlBox box, TlColour colour, double opacity, TlColour ground)
{
  add_item (self, TL_ITEM_FADE, (TlPen) { .fill = colour, .stroke = ground, .opacity = opacity })->box = box;
}

/**
 * tl_scene_image:
 * @box: what it fills
 * @image: a picture that tl_picture_check() takes
 */
void
tl_scene_image (TlScene *self, TlBox box, GBytes *image)
{
  TlItem *item = add_item (self, TL_ITEM_IMAGE, (TlPen) { 0 });

  if (self->images == NULL)
    self->images = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (self->images, g_bytes_ref (image));
  item->image = image;
  item->box = box;
}

void
tl_scene_text (TlScene *self, const TlText *text, TlColour colour)
{
  TlItem *item = add_item (self, TL_ITEM_TEXT, (TlPen) { .fill = colour });

  item->text = *text;
  item->text.string = keep (self, text->string);
  item->box = text->room;
}

/**
 * tl_scene_watermark:
 * @opacity: how faint
 *
 * As tl_scene_text(), but one can see through it.
 */
void
tl_scene_watermark (TlScene *self, const TlText *text, TlColour colour, double opacity)
{
  TlItem *item;

  tl_scene_text (self, text, colour);
  item = &g_array_index (self->items, TlItem, self->items->len - 1);
  item->opacity = opacity;
}

void
tl_scene_path_begin (TlScene *self, TlPen pen)
{
  add_item (self, TL_ITEM_PATH, pen)->first_step = self->steps->len;
}

static void
add_step (TlScene *self, TlStep step)
{
  g_array_append_val (self->steps, step);
}

void
tl_scene_move_to (TlScene *self, double x, double y)
{
  add_step (self, (TlStep) { .type = TL_STEP_MOVE, .x = x, .y = y });
}

void
tl_scene_line_to (TlScene *self, double x, double y)
{
  add_step (self, (TlStep) { .type = TL_STEP_LINE, .x = x, .y = y });
}

void
tl_scene_curve_to (TlScene *self, double x1, double y1, double x2, double y2, double x, double y)
{
  add_step (self, (TlStep) { TL_STEP_CURVE, x, y, x1, y1, x2, y2 });
}

void
tl_scene_close_path (TlScene *self)
{
  add_step (self, (TlStep) { .type = TL_STEP_CLOSE });
}

static void
set_path_bounds (TlScene *self, TlItem *item)
{
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

  for (guint i = 0; i < item->n_steps; i++)
    {
      const TlStep *step = &g_array_index (self->steps, TlStep, item->first_step + i);
      double        xs[3] = { step->x, step->x1, step->x2 };
      double        ys[3] = { step->y, step->y1, step->y2 };
      int           n = step->type == TL_STEP_CLOSE ? 0 : step->type == TL_STEP_CURVE ? 3 : 1;

      /* The hull of the controls holds the curve. */
      for (int k = 0; k < n; k++)
        {
          left = MIN (left, xs[k]);
          right = MAX (right, xs[k]);
          top = MIN (top, ys[k]);
          bottom = MAX (bottom, ys[k]);
        }
    }
  item->box = left <= right ? (TlBox) { left, top, right - left, bottom - top } : (TlBox) { 0 };
}

void
tl_scene_path_end (TlScene *self)
{
  TlItem *item = &g_array_index (self->items, TlItem, self->items->len - 1);

  g_return_if_fail (item->type == TL_ITEM_PATH);
  item->n_steps = self->steps->len - item->first_step;
  set_path_bounds (self, item);
}

static TlBox
mirror_box (TlScene *self, TlBox box)
{
  return (TlBox) { self->width - box.x - box.width, box.y, box.width, box.height };
}

/**
 * tl_scene_mirror:
 *
 * Turns the whole picture round, for languages that run from right to left; its size must have been set.
 */
void
tl_scene_mirror (TlScene *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      TlStep *step = &g_array_index (self->steps, TlStep, i);

      step->x = self->width - step->x;
      step->x1 = self->width - step->x1;
      step->x2 = self->width - step->x2;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      TlItem *item = &g_array_index (self->items, TlItem, i);

      if (item->type == TL_ITEM_CIRCLE)
        item->box.x = self->width - item->box.x;
      else
        item->box = mirror_box (self, item->box);
      if (item->type != TL_ITEM_TEXT)
        continue;
      item->text.x = self->width - item->text.x;
      item->text.room = mirror_box (self, item->text.room);
      if (item->text.anchor != TL_ANCHOR_MIDDLE)
        item->text.anchor = item->text.anchor == TL_ANCHOR_START ? TL_ANCHOR_END : TL_ANCHOR_START;
    }
  for (guint i = 0; i < self->groups->len; i++)
    {
      TlGroup *group = &g_array_index (self->groups, TlGroup, i);

      group->bounds = mirror_box (self, group->bounds);
    }
}

double
tl_scene_get_width (TlScene *self)
{
  return self->width;
}

double
tl_scene_get_height (TlScene *self)
{
  return self->height;
}

const char *
tl_scene_get_family (TlScene *self)
{
  return self->family ? self->family : "sans-serif";
}

guint
tl_scene_n_items (TlScene *self)
{
  return self->items->len;
}

const TlItem *
tl_scene_get_item (TlScene *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);
  return &g_array_index (self->items, TlItem, index);
}

/**
 * tl_scene_get_steps:
 * @item: a path of this scene
 *
 * Returns: (array): its steps, as many as the item says
 */
const TlStep *
tl_scene_get_steps (TlScene *self, const TlItem *item)
{
  g_return_val_if_fail (item->type == TL_ITEM_PATH, NULL);
  return (const TlStep *) (gpointer) self->steps->data + item->first_step;
}

guint
tl_scene_n_groups (TlScene *self)
{
  return self->groups->len;
}

const TlGroup *
tl_scene_get_group (TlScene *self, guint index)
{
  g_return_val_if_fail (index < self->groups->len, NULL);
  return &g_array_index (self->groups, TlGroup, index);
}

/**
 * tl_scene_find_group:
 * @thing: a thing's id
 *
 * Returns: the first group of @role that shows @thing, or %TL_SCENE_NONE
 */
guint
tl_scene_find_group (TlScene *self, TlRole role, const char *thing)
{
  g_autofree char *key = thing_key (role, thing);
  guint            index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_thing, key));

  return index == 0 ? TL_SCENE_NONE : index - 1;
}

/**
 * tl_item_get_bounds:
 *
 * Returns: what the item covers, its stroke included; of text, its room
 */
TlBox
tl_item_get_bounds (const TlItem *self)
{
  TlBox  box = self->box;
  double half = self->stroke_width / 2;

  if (self->type == TL_ITEM_CIRCLE)
    box = (TlBox) { box.x - box.width, box.y - box.width, 2 * box.width, 2 * box.width };
  return (TlBox) { box.x - half, box.y - half, box.width + 2 * half, box.height + 2 * half };
}

static gboolean
box_holds (const TlBox *box, double x, double y, double slop)
{
  return x >= box->x - slop && x <= box->x + box->width + slop && y >= box->y - slop &&
         y <= box->y + box->height + slop;
}

static double
distance_to_segment (double x, double y, double ax, double ay, double bx, double by)
{
  double dx = bx - ax, dy = by - ay;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((x - ax) * dx + (y - ay) * dy) / length, 0, 1) : 0;

  return hypot (x - ax - t * dx, y - ay - t * dy);
}

/* Whether a path is hit: inside it where it is filled, and near its line in any case. Curves count as 16 chords. */
static gboolean
path_is_hit (TlScene *self, const TlItem *item, double x, double y)
{
  const TlStep *steps = tl_scene_get_steps (self, item);
  double        px = 0, py = 0, sx = 0, sy = 0;
  double        near = MAX (item->stroke_width / 2, 1) + 3;
  gboolean      inside = FALSE;

  for (guint i = 0; i < item->n_steps; i++)
    {
      TlStep s = steps[i];
      int    n = s.type == TL_STEP_CURVE ? 16 : 1;
      double qx = px, qy = py;

      if (s.type == TL_STEP_MOVE)
        {
          px = sx = s.x;
          py = sy = s.y;
          continue;
        }
      if (s.type == TL_STEP_CLOSE)
        {
          s.x = sx;
          s.y = sy;
        }
      for (int k = 1; k <= n; k++)
        {
          double t = (double) k / n, u = 1 - t;
          double nx = s.x, ny = s.y;

          if (s.type == TL_STEP_CURVE)
            {
              nx = u * u * u * px + 3 * u * u * t * s.x1 + 3 * u * t * t * s.x2 + t * t * t * s.x;
              ny = u * u * u * py + 3 * u * u * t * s.y1 + 3 * u * t * t * s.y2 + t * t * t * s.y;
            }
          if ((qy > y) != (ny > y) && x < (nx - qx) * (y - qy) / (ny - qy) + qx)
            inside = !inside;
          if (distance_to_segment (x, y, qx, qy, nx, ny) <= near)
            return TRUE;
          qx = nx;
          qy = ny;
        }
      px = s.x;
      py = s.y;
    }
  return inside && item->fill != TL_COLOUR_NONE;
}

static gboolean
group_is_hit (TlScene *self, const TlGroup *group, double x, double y)
{
  if (!box_holds (&group->bounds, x, y, group->hits_shape ? 4 : 0))
    return FALSE;
  if (!group->hits_shape)
    return TRUE;
  for (guint i = group->first_item; i < group->end_item; i++)
    {
      const TlItem *item = &g_array_index (self->items, TlItem, i);

      if (item->type == TL_ITEM_PATH ? path_is_hit (self, item, x, y)
                                     : item->type == TL_ITEM_RECT && box_holds (&item->box, x, y, 0))
        return TRUE;
    }
  return FALSE;
}

/**
 * tl_scene_hit:
 * @x: in the scene's units
 * @roles: which roles count, as %TL_ROLE_BIT
 *
 * Returns: the group that is uppermost at the point, the innermost where they nest; %TL_SCENE_NONE where there is none
 */
guint
tl_scene_hit (TlScene *self, double x, double y, guint roles)
{
  for (guint i = self->groups->len; i-- > 0;)
    {
      const TlGroup *group = &g_array_index (self->groups, TlGroup, i);

      if ((roles & TL_ROLE_BIT (group->role)) && group_is_hit (self, group, x, y))
        return i;
    }
  return TL_SCENE_NONE;
}
