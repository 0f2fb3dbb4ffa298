/* tl-picture.c: a picture that somebody gave
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SIDE_MOST 4096

static const guchar png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static guint32
read_big (const guchar *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

typedef struct
{
  const guchar *data;
  gsize         left;
} Source;

static cairo_status_t
read_bytes (void *data, unsigned char *to, unsigned int length)
{
  Source *source = data;

  if (length > source->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (to, source->data, length);
  source->data += length;
  source->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
is_fit (const guchar *data, gsize length, const char **why)
{
  const char *problem = NULL;

  if (length < 33 || memcmp (data, png, sizeof png) != 0 || memcmp (data + 12, "IHDR", 4) != 0)
    problem = _("A logo must be a picture in PNG. Save it as PNG first.");
  else if (length > TL_PICTURE_MOST)
    problem = _("That picture is too large. A logo may weigh 512 KiB.");
  else if (read_big (data + 16) == 0 || read_big (data + 16) > SIDE_MOST || read_big (data + 20) == 0 ||
           read_big (data + 20) > SIDE_MOST)
    problem = _("That picture is too large. A logo may have 4,096 pixels to a side.");
  if (why)
    *why = problem;
  return problem == NULL;
}

/**
 * tl_picture_get_size:
 * @width: (out): in pixels; 0 where it cannot be drawn
 * @height: (out): in pixels
 */
void
tl_picture_get_size (GBytes *bytes, double *width, double *height)
{
  gsize         length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  gboolean      fits = is_fit (data, length, NULL);

  *width = fits ? read_big (data + 16) : 0;
  *height = fits ? read_big (data + 20) : 0;
}

/**
 * tl_picture_load:
 * @bytes: a file
 *
 * Returns: (transfer full) (nullable): its picture; %NULL where tl_picture_check() refuses it
 */
cairo_surface_t *
tl_picture_load (GBytes *bytes)
{
  gsize            length;
  const guchar    *data = g_bytes_get_data (bytes, &length);
  Source           source = { data, length };
  cairo_surface_t *surface;

  if (!is_fit (data, length, NULL))
    return NULL;
  surface = cairo_image_surface_create_from_png_stream (read_bytes, &source);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}

/**
 * tl_picture_check:
 * @bytes: a file
 * @why: (out) (optional) (nullable): why it cannot be a logo, for people
 *
 * Returns: whether it can be drawn: PNG, up to 512 KiB and 4,096 pixels to a side
 */
gboolean
tl_picture_check (GBytes *bytes, char **why)
{
  gsize            length;
  const guchar    *data = g_bytes_get_data (bytes, &length);
  const char      *problem = NULL;
  cairo_surface_t *surface = NULL;

  if (is_fit (data, length, &problem))
    {
      surface = tl_picture_load (bytes);
      if (surface == NULL)
        problem = _("That picture is damaged and cannot be drawn.");
    }
  if (surface)
    cairo_surface_destroy (surface);
  if (why)
    *why = g_strdup (problem);
  return problem == NULL;
}
