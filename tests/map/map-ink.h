/* map-ink.h: where the words of a picture really lie, measured by Pango with the fonts that paint them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <pango/pangocairo.h>

#include "tl-scene.h"

G_BEGIN_DECLS

/* One text: the box of its letters' ink, that of their advances, and the room that it was given. */
typedef struct
{
  const TlText *text;
  TlBox         ink;
  TlBox         advance;
  guint         group;
} Ink;

static inline PangoContext *
ink_context (gboolean rtl)
{
  static PangoContext *contexts[2] = { NULL };

  if (contexts[rtl] == NULL)
    {
      cairo_font_options_t *options = cairo_font_options_create ();

      cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
      cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
      contexts[rtl] = pango_font_map_create_context (pango_cairo_font_map_get_default ());
      pango_cairo_context_set_font_options (contexts[rtl], options);
      cairo_font_options_destroy (options);
      pango_context_set_round_glyph_positions (contexts[rtl], FALSE);
      pango_context_set_language (contexts[rtl], pango_language_from_string ("en"));
      pango_context_set_base_dir (contexts[rtl], rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    }
  return contexts[rtl];
}

static inline TlBox
ink_box (const PangoRectangle *rectangle, double x, double y)
{
  return (TlBox) { x + (double) rectangle->x / PANGO_SCALE, y + (double) rectangle->y / PANGO_SCALE,
                   (double) rectangle->width / PANGO_SCALE, (double) rectangle->height / PANGO_SCALE };
}

static inline void
ink_measure (Ink *self, const char *family)
{
  const TlText         *text = self->text;
  PangoLayout          *layout = pango_layout_new (ink_context (text->rtl));
  PangoFontDescription *font = pango_font_description_new ();
  PangoRectangle        ink, advance;
  double                x;

  pango_font_description_set_family (font, family);
  pango_font_description_set_absolute_size (font, text->font.size * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) text->font.weight);
  pango_font_description_set_style (font, text->font.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text->string, -1);
  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, 0), &ink, &advance);
  x = text->x - (text->anchor == TL_ANCHOR_START ? 0 : advance.width * (text->anchor == TL_ANCHOR_END ? 1.0 : 0.5) / PANGO_SCALE);
  self->ink = ink_box (&ink, x, text->y);
  self->advance = ink_box (&advance, x, text->y);
  pango_font_description_free (font);
  g_object_unref (layout);
}

/* Of every text but the watermark, which one can see through. */
static inline GArray *
ink_of_scene (TlScene *scene)
{
  GArray           *all = g_array_new (FALSE, TRUE, sizeof (Ink));
  g_autofree guint *groups = g_new0 (guint, tl_scene_n_items (scene) + 1);

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    for (guint k = tl_scene_get_group (scene, i)->first_item; k < tl_scene_get_group (scene, i)->end_item; k++)
      groups[k] = i;
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);
      Ink           ink = { .text = &item->text, .group = groups[i] };

      if (item->type != TL_ITEM_TEXT || item->opacity < 1)
        continue;
      ink_measure (&ink, tl_scene_get_family (scene));
      g_array_append_val (all, ink);
    }
  return all;
}

G_END_DECLS
