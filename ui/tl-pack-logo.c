/* tl-pack-logo.c
 *
 * A pack keeps its logo as PNG, and a small one. What can be made into one is: JPEG and SVG, and pictures that are larger
 * than a logo needs to be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-logo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-picture.h"

#define FILE_MOST (8 * 1024 * 1024) /* bytes */
#define SVG_MOST (1024 * 1024)
#define SIDE_MOST 12000 /* pixels of what is read */
#define SIDE_GOOD 1200  /* and of what is kept, where it is made anew */

static const char *const formats[] = { "png", "jpeg", "svg", NULL };

typedef struct
{
  gboolean is_svg;
  gboolean is_huge;
} Reading;

static void
size_prepared (GdkPixbufLoader *loader, int width, int height, Reading *reading)
{
  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);
  g_autofree char *name = format ? gdk_pixbuf_format_get_name (format) : NULL;
  double           scale;

  reading->is_svg = g_strcmp0 (name, "svg") == 0;
  reading->is_huge = width > SIDE_MOST || height > SIDE_MOST;
  if (width <= 0 || height <= 0)
    return;
  scale = (double) SIDE_GOOD / MAX (width, height);
  /* A drawing can be as sharp as it should be. */
  if (reading->is_svg || scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) round (width * scale)), MAX (1, (int) round (height * scale)));
}

static GdkPixbuf *
decode (GBytes *bytes, const char **why)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  Reading                     reading = { FALSE, FALSE };
  gsize                       length, step;
  const guchar               *data = g_bytes_get_data (bytes, &length);
  gboolean                    sound = TRUE;
  GdkPixbufFormat            *format;
  g_autofree char            *name = NULL;
  GdkPixbuf                  *picture;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared), &reading);
  for (gsize at = 0; at < length && sound && !reading.is_huge; at += step)
    {
      step = MIN (length - at, 65536);
      sound = gdk_pixbuf_loader_write (loader, data + at, step, NULL);
    }
  sound = gdk_pixbuf_loader_close (loader, NULL) && sound;
  format = gdk_pixbuf_loader_get_format (loader);
  name = format ? gdk_pixbuf_format_get_name (format) : NULL;
  picture = sound ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (name == NULL || !g_strv_contains (formats, name))
    *why = _("A logo must be a picture in PNG, JPEG or SVG. Save it as PNG first.");
  else if (reading.is_huge)
    *why = _("That picture is too large. A logo may have 12,000 pixels to a side.");
  else if (reading.is_svg && length > SVG_MOST)
    *why = _("That drawing is too large. A logo in SVG may weigh 1 MiB.");
  else if (picture == NULL)
    *why = _("That picture is damaged and cannot be drawn.");
  else
    return gdk_pixbuf_apply_embedded_orientation (picture);
  return NULL;
}

static GBytes *
encode (GdkPixbuf *picture)
{
  g_autoptr (GdkPixbuf) now = g_object_ref (picture);

  /* A photograph is heavy as PNG: half as large, it weighs a quarter. */
  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GdkPixbuf) smaller = NULL;
      char                 *data;
      gsize                 length;

      if (!gdk_pixbuf_save_to_buffer (now, &data, &length, "png", NULL, "compression", "9", NULL))
        return NULL;
      if (length <= TL_PICTURE_MOST)
        return g_bytes_new_take (data, length);
      g_free (data);
      smaller = gdk_pixbuf_scale_simple (now, MAX (1, gdk_pixbuf_get_width (now) / 2),
                                         MAX (1, gdk_pixbuf_get_height (now) / 2), GDK_INTERP_BILINEAR);
      if (smaller == NULL)
        return NULL;
      g_set_object (&now, smaller);
    }
  return NULL;
}

/**
 * tl_pack_logo_read:
 * @file: a picture: PNG, JPEG or SVG
 * @why: (out): why it cannot be the logo, for people
 *
 * Returns: (transfer full) (nullable): the picture as a pack keeps it, or %NULL
 */
GBytes *
tl_pack_logo_read (GFile *file, char **why)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, NULL, &error);
  g_autoptr (GBytes)    bytes = NULL;
  g_autoptr (GBytes)    made = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;
  const char           *problem = NULL;

  *why = NULL;
  if (info && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    problem = _("A logo must be a picture in PNG, JPEG or SVG. Save it as PNG first.");
  else if (info && g_file_info_get_size (info) > FILE_MOST)
    problem = _("That file is too large. A picture for a logo may weigh 8 MiB.");
  else if (info)
    bytes = g_file_load_bytes (file, NULL, NULL, &error);
  if (bytes == NULL)
    {
      *why = g_strdup (problem ? problem : error->message);
      return NULL;
    }
  if (tl_picture_check (bytes, NULL))
    return g_steal_pointer (&bytes);
  picture = decode (bytes, &problem);
  made = picture ? encode (picture) : NULL;
  if (made && tl_picture_check (made, NULL))
    return g_steal_pointer (&made);
  *why = g_strdup (problem ? problem : _("That picture cannot be made small enough for a logo."));
  return NULL;
}
