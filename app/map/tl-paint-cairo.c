/* tl-paint-cairo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-paint-cairo.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "tl-hatch.h"
#include "tl-picture.h"

/* What is smaller cannot be told from afar, in units. */
#define SMALL 36.0

/* Pictures are no wider, in pixels. */
#define IMAGE_WIDEST 900

struct _TlPainter
{
  TlScene      *scene;
  TlPalette     palette;
  gboolean      coarse;
  PangoContext *contexts[2]; /* from left to right, from right to left */
  cairo_surface_t *image;    /* the last picture that was painted */
  GBytes       *image_of;
  PangoLayout **layouts;     /* by item; NULL until it is painted */
  GHashTable   *same;        /* TlText of the scene → its layout, which all texts alike share */
  guint         n_layouts;
};

static guint
text_hash (gconstpointer data)
{
  const TlText *text = data;

  return g_str_hash (text->string) * 31 + (guint) (text->font.size * 64) + (guint) text->font.weight * 7 +
         (text->font.italic ? 3 : 0) + (text->rtl ? 1 : 0);
}

/* Whether two texts look the same, wherever they stand. */
static gboolean
text_equal (gconstpointer a, gconstpointer b)
{
  const TlText *first = a, *second = b;

  return first->font.size == second->font.size && first->font.weight == second->font.weight &&
         !first->font.italic == !second->font.italic && !first->rtl == !second->rtl &&
         strcmp (first->string, second->string) == 0;
}

static PangoContext *
new_context (PangoDirection direction)
{
  /* Of the thread's own map, whose fonts stay loaded from scene to scene. */
  PangoContext         *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Letters stand where they were measured, at every zoom. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en"));
  pango_context_set_base_dir (context, direction);
  return context;
}

/**
 * tl_painter_new:
 *
 * Returns: (transfer full): a painter of @scene, of which it keeps a reference
 */
TlPainter *
tl_painter_new (TlScene *scene, TlPalette palette)
{
  TlPainter *self = g_new0 (TlPainter, 1);

  self->scene = tl_scene_ref (scene);
  self->palette = palette;
  self->contexts[0] = new_context (PANGO_DIRECTION_LTR);
  self->contexts[1] = new_context (PANGO_DIRECTION_RTL);
  self->layouts = g_new0 (PangoLayout *, tl_scene_n_items (scene) + 1);
  self->same = g_hash_table_new_full (text_hash, text_equal, NULL, g_object_unref);
  return self;
}

void
tl_painter_free (TlPainter *self)
{
  g_free (self->layouts);
  g_hash_table_unref (self->same);
  g_clear_pointer (&self->image, cairo_surface_destroy);
  g_object_unref (self->contexts[0]);
  g_object_unref (self->contexts[1]);
  tl_scene_unref (self->scene);
  g_free (self);
}

/**
 * tl_painter_get_scene:
 *
 * Returns: (transfer none): what it paints
 */
TlScene *
tl_painter_get_scene (TlPainter *self)
{
  return self->scene;
}

void
tl_painter_set_palette (TlPainter *self, TlPalette palette)
{
  self->palette = palette;
}

/**
 * tl_painter_set_coarse:
 * @coarse: whether words, and what is as small as they are, are left out, since it is painted to be seen from afar
 */
void
tl_painter_set_coarse (TlPainter *self, gboolean coarse)
{
  self->coarse = coarse;
}

/**
 * tl_painter_n_layouts:
 *
 * Returns: how many texts were laid out so far
 */
guint
tl_painter_n_layouts (TlPainter *self)
{
  return self->n_layouts;
}

static void
set_colour (TlPainter *self, cairo_t *cr, TlColour colour, double opacity)
{
  guint32 rgb = tl_palette_get (self->palette, colour);

  cairo_set_source_rgba (cr, (rgb >> 16) / 255.0, ((rgb >> 8) & 0xff) / 255.0, (rgb & 0xff) / 255.0, opacity);
}

static void
trace_rect (cairo_t *cr, const TlBox *box, double radius)
{
  double x = box->x, y = box->y, w = box->width, h = box->height;

  if (radius <= 0)
    {
      cairo_rectangle (cr, x, y, w, h);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + w - radius, y + h - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + h - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
trace_path (TlPainter *self, cairo_t *cr, const TlItem *item)
{
  const TlStep *steps = tl_scene_get_steps (self->scene, item);

  for (guint i = 0; i < item->n_steps; i++)
    switch (steps[i].type)
      {
      case TL_STEP_MOVE:
        cairo_move_to (cr, steps[i].x, steps[i].y);
        break;
      case TL_STEP_LINE:
        cairo_line_to (cr, steps[i].x, steps[i].y);
        break;
      case TL_STEP_CURVE:
        cairo_curve_to (cr, steps[i].x1, steps[i].y1, steps[i].x2, steps[i].y2, steps[i].x, steps[i].y);
        break;
      case TL_STEP_CLOSE:
      default:
        cairo_close_path (cr);
        break;
      }
}

static void
fill_and_stroke (TlPainter *self, cairo_t *cr, const TlItem *item)
{
  double dashes[2];
  double offset = tl_dash_get (item->dash, dashes);

  if (item->fill != TL_COLOUR_NONE)
    {
      set_colour (self, cr, item->fill, item->opacity);
      cairo_fill_preserve (cr);
    }
  if (item->stroke != TL_COLOUR_NONE && item->stroke_width > 0)
    {
      set_colour (self, cr, item->stroke, item->opacity);
      cairo_set_line_width (cr, item->stroke_width);
      cairo_set_line_cap (cr, item->round_cap ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_dash (cr, dashes, item->dash == TL_DASH_SOLID ? 0 : 2, offset);
      cairo_stroke_preserve (cr);
    }
  cairo_new_path (cr);
}

static void
paint_hatch (TlPainter *self, cairo_t *cr, const TlItem *item)
{
  const TlBox *box = &item->box;

  cairo_save (cr);
  trace_rect (cr, box, item->radius);
  set_colour (self, cr, item->fill, item->opacity);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  set_colour (self, cr, TL_COLOUR_CARD, TL_HATCH_OPACITY);
  cairo_set_line_width (cr, TL_HATCH_WIDTH);
  cairo_set_dash (cr, NULL, 0, 0);
  /* On a grid of the whole picture, so that neighbours match and SVG's pattern looks the same. */
  for (double d = floor ((box->x + box->y) / TL_HATCH_STEP) * TL_HATCH_STEP;
       d <= box->x + box->width + box->y + box->height + TL_HATCH_STEP; d += TL_HATCH_STEP)
    {
      cairo_move_to (cr, d - box->y + 1, box->y - 1);
      cairo_line_to (cr, d - box->y - box->height - 1, box->y + box->height + 1);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
add_stop (cairo_pattern_t *pattern, double offset, guint32 rgb)
{
  cairo_pattern_add_color_stop_rgb (pattern, offset, (rgb >> 16) / 255.0, ((rgb >> 8) & 0xff) / 255.0,
                                    (rgb & 0xff) / 255.0);
}

static void
paint_fade (TlPainter *self, cairo_t *cr, const TlItem *item)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, 0, item->box.height);

  /* In its own place: cairo's gradients reach 32,767 pixels, and a thousand stages are wider than that. */
  cairo_save (cr);
  cairo_translate (cr, item->box.x, item->box.y);
  add_stop (pattern, 0, tl_palette_mix (self->palette, item->fill, item->stroke, item->opacity));
  add_stop (pattern, 1, tl_palette_get (self->palette, item->stroke));
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, 0, 0, item->box.width, item->box.height);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_pattern_destroy (pattern);
}

/* Not larger than it is of use: files may hold a poster. */
static cairo_surface_t *
load_image (GBytes *bytes)
{
  cairo_surface_t *surface = tl_picture_load (bytes);
  int              width = surface ? cairo_image_surface_get_width (surface) : 0;
  double           scale = width > IMAGE_WIDEST ? (double) IMAGE_WIDEST / width : 1;
  cairo_surface_t *small;
  cairo_t         *cr;
  char            *id;

  if (surface == NULL)
    return NULL;
  if (scale < 1)
    {
      small = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, IMAGE_WIDEST,
                                          MAX (1, (int) (scale * cairo_image_surface_get_height (surface))));
      cr = cairo_create (small);
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, surface, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      surface = small;
    }
  /* On many pages of a document it is one. */
  id = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_UNIQUE_ID, (const unsigned char *) id, strlen (id), g_free, id);
  return surface;
}

static void
paint_image (TlPainter *self, cairo_t *cr, const TlItem *item)
{
  if (self->image_of != item->image)
    {
      g_clear_pointer (&self->image, cairo_surface_destroy);
      self->image_of = item->image;
      self->image = load_image (item->image);
    }
  if (self->image == NULL)
    return;
  cairo_save (cr);
  cairo_translate (cr, item->box.x, item->box.y);
  cairo_scale (cr, item->box.width / cairo_image_surface_get_width (self->image),
               item->box.height / cairo_image_surface_get_height (self->image));
  cairo_set_source_surface (cr, self->image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
}

static PangoLayout *
get_layout (TlPainter *self, guint index, const TlText *text)
{
  PangoFontDescription *font;
  PangoLayout          *layout = self->layouts[index];

  if (layout == NULL)
    layout = self->layouts[index] = g_hash_table_lookup (self->same, text);
  if (layout)
    return layout;
  layout = pango_layout_new (self->contexts[text->rtl]);
  font = pango_font_description_new ();
  pango_font_description_set_family (font, tl_scene_get_family (self->scene));
  pango_font_description_set_absolute_size (font, text->font.size * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) text->font.weight);
  pango_font_description_set_style (font, text->font.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text->string, -1);
  self->layouts[index] = layout;
  g_hash_table_insert (self->same, (gpointer) text, layout);
  self->n_layouts++;
  return layout;
}

static void
paint_text (TlPainter *self, cairo_t *cr, guint index, const TlItem *item)
{
  const TlText    *text = &item->text;
  PangoLayout     *layout = get_layout (self, index, text);
  PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
  PangoRectangle   extents;
  double           x = text->x;

  pango_layout_line_get_extents (line, NULL, &extents);
  if (text->anchor == TL_ANCHOR_MIDDLE)
    x -= (double) extents.width / PANGO_SCALE / 2;
  else if (text->anchor == TL_ANCHOR_END)
    x -= (double) extents.width / PANGO_SCALE;
  set_colour (self, cr, item->fill, item->opacity);
  cairo_move_to (cr, x, text->y);
  pango_cairo_show_layout_line (cr, line);
  cairo_new_path (cr);
}

/* From afar words are no more than dirt, and so is what is made to hold them. */
static gboolean
is_small (const TlItem *item)
{
  switch (item->type)
    {
    case TL_ITEM_TEXT:
      return TRUE;

    case TL_ITEM_CIRCLE:
      return item->box.width < SMALL / 2;

    case TL_ITEM_PATH:
      return item->box.width < SMALL && item->box.height < SMALL;

    case TL_ITEM_RECT:
      return item->radius > 0 && item->box.height < SMALL && item->box.width < 4 * SMALL;

    case TL_ITEM_HATCH:
    case TL_ITEM_FADE:
    default:
      return FALSE;
    }
}

static void
paint_item (TlPainter *self, cairo_t *cr, guint index)
{
  const TlItem *item = tl_scene_get_item (self->scene, index);

  if (self->coarse && is_small (item))
    return;
  switch (item->type)
    {
    case TL_ITEM_RECT:
      trace_rect (cr, &item->box, item->radius);
      fill_and_stroke (self, cr, item);
      break;
    case TL_ITEM_CIRCLE:
      cairo_new_sub_path (cr);
      cairo_arc (cr, item->box.x, item->box.y, item->box.width, 0, 2 * G_PI);
      fill_and_stroke (self, cr, item);
      break;
    case TL_ITEM_PATH:
      trace_path (self, cr, item);
      fill_and_stroke (self, cr, item);
      break;
    case TL_ITEM_TEXT:
      paint_text (self, cr, index, item);
      break;
    case TL_ITEM_IMAGE:
      paint_image (self, cr, item);
      break;
    case TL_ITEM_HATCH:
      paint_hatch (self, cr, item);
      break;
    case TL_ITEM_FADE:
    default:
      paint_fade (self, cr, item);
      break;
    }
}

/**
 * tl_painter_is_blank:
 * @group: index of a group
 *
 * Returns: whether nothing of @group is painted, because all of it is too small to be seen from afar
 */
gboolean
tl_painter_is_blank (TlPainter *self, guint group)
{
  const TlGroup *found = tl_scene_get_group (self->scene, group);

  for (guint i = found->first_item; i < found->end_item; i++)
    if (!self->coarse || !is_small (tl_scene_get_item (self->scene, i)))
      return FALSE;
  return TRUE;
}

/**
 * tl_painter_paint:
 * @cr: where the scene's origin is the origin and its unit the unit
 *
 * Paints the whole scene.
 */
void
tl_painter_paint (TlPainter *self, cairo_t *cr)
{
  for (guint i = 0; i < tl_scene_n_items (self->scene); i++)
    paint_item (self, cr, i);
}

/**
 * tl_painter_paint_group:
 * @cr: as above
 * @group: index of a group; 0 is the whole scene
 * @without: roles of groups in it that are left out, as %TL_ROLE_BIT
 *
 * Paints what stands in @group: a card alone, or everything but the cards.
 */
void
tl_painter_paint_group (TlPainter *self, cairo_t *cr, guint group, guint without)
{
  const TlGroup *root;
  guint          next = group + 1;
  guint          i;

  g_return_if_fail (group < tl_scene_n_groups (self->scene));
  root = tl_scene_get_group (self->scene, group);
  for (i = root->first_item; i < root->end_item;)
    {
      gboolean skipped = FALSE;

      /* Groups come in the order of their items, so one walk beside the items sees each. */
      while (next < root->end_group && tl_scene_get_group (self->scene, next)->first_item <= i)
        {
          const TlGroup *inner = tl_scene_get_group (self->scene, next);

          if ((without & TL_ROLE_BIT (inner->role)) == 0)
            {
              next++;
              continue;
            }
          next = inner->end_group;
          if (inner->end_item > i)
            {
              i = inner->end_item;
              skipped = TRUE;
            }
        }
      if (!skipped)
        paint_item (self, cr, i++);
    }
}
