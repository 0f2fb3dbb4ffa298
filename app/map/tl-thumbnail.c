/* tl-thumbnail.c: a journey as a small picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-thumbnail.h"

#include <math.h>

#include "tl-paint-cairo.h"

#define LEAST 16
#define MOST 2048
#define COARSE 512       /* below, words are no more than dirt */
#define BROADEST 2.0     /* beyond, the picture would be a line: its beginning is shown */

static cairo_status_t
append_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* As much of the map as makes a picture, from its beginning. */
static GBytes *
draw (TlScene *scene, int size)
{
  double                width = tl_scene_get_width (scene), height = tl_scene_get_height (scene);
  double                shown_width = MIN (width, height * BROADEST), shown_height = MIN (height, width * BROADEST);
  double                scale = size / MAX (shown_width, shown_height);
  g_autoptr (TlPainter) painter = tl_painter_new (scene, TL_PALETTE_LIGHT);
  int                   right = MAX (1, (int) round (shown_width * scale));
  int                   bottom = MAX (1, (int) round (shown_height * scale));
  cairo_surface_t      *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, right, bottom);
  cairo_t              *cr = cairo_create (surface);
  GByteArray           *bytes = g_byte_array_new ();

  cairo_scale (cr, scale, scale);
  tl_painter_set_coarse (painter, size < COARSE);
  tl_painter_paint (painter, cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/**
 * tl_thumbnail_new:
 * @size: how many pixels it is wide and high at the most
 *
 * Draws the stages, without figures; where the picture is small, without words.
 *
 * Returns: (transfer full): a PNG
 */
GBytes *
tl_thumbnail_new (TlJourney *journey, int size)
{
  TlMapOptions        options = { 0 };
  g_autoptr (TlScene) scene = NULL;

  size = CLAMP (size, LEAST, MOST);
  options.without = TL_MAP_NO_LEGEND | TL_MAP_NO_FEELING | TL_MAP_NO_VOICE | TL_MAP_NO_STAKE | TL_MAP_NO_FIXES;
  if (size < COARSE)
    options.without |= TL_MAP_NO_TITLE;
  scene = tl_map_layout (journey, NULL, &options);
  return draw (scene, size);
}
