/* tl-export.c: PDF and PNG, by cairo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-export.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-paint-cairo.h"

/* A scene as wide as the design, 1,680 units, is as wide as an A3 sheet. */
#define PDF_POINTS_PER_UNIT (1190.5512 / 1680)

/* PDF readers take pages up to 200 inches; what is larger is written smaller. */
#define PDF_LONGEST 14400.0

/* cairo's pictures have sides of at most 32,767 pixels, and this many bytes are refused before memory is asked for. */
#define PNG_LONGEST 32767
#define PNG_MOST_BYTES (1024.0 * 1024 * 1024)

G_DEFINE_QUARK (tl-export-error-quark, tl_export_error)

/**
 * tl_export_source_date:
 *
 * Returns: (transfer full) (nullable): the time that SOURCE_DATE_EPOCH says, as ISO 8601 in UTC; %NULL where it is not
 *   set to one
 */
char *
tl_export_source_date (void)
{
  const char           *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  char                 *end;
  gint64                seconds;
  g_autoptr (GDateTime) time = NULL;

  if (epoch == NULL || !g_ascii_isdigit (*epoch))
    return NULL;
  seconds = g_ascii_strtoll (epoch, &end, 10);
  if (*end != '\0')
    return NULL;
  time = g_date_time_new_from_unix_utc (seconds);
  return time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static cairo_status_t
append_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, const TlGroup *root, const TlExportOptions *options)
{
  g_autofree char *source_date = options->date ? g_strdup (options->date) : tl_export_source_date ();
  const char      *title = options->title ? options->title : root->title;

  if (title)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  if (options->author)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, options->author);
  if (root->desc)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, root->desc);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Throughline");
  /* Left alone, cairo says when it was; an empty date says nothing, and the same journey gives the same bytes. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, source_date ? source_date : "");
}

/* The stages, and what stands in them, as the document's outline. */
static void
add_outline (TlScene *scene, cairo_surface_t *surface, double scale)
{
  g_autofree int *entries = g_new0 (int, tl_scene_n_groups (scene));

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup   *group = tl_scene_get_group (scene, i);
      g_autofree char *link = NULL;
      int              parent = CAIRO_PDF_OUTLINE_ROOT;
      char             x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

      if (group->title == NULL ||
          (group->role != TL_ROLE_STAGE && group->role != TL_ROLE_TOUCHPOINT && group->role != TL_ROLE_PAIN))
        continue;
      if (group->role != TL_ROLE_STAGE && group->parent != TL_SCENE_NONE && entries[group->parent] > 0)
        parent = entries[group->parent];
      g_ascii_formatd (x, sizeof x, "%.2f", MAX (0, group->bounds.x - 12) * scale);
      g_ascii_formatd (y, sizeof y, "%.2f", MAX (0, group->bounds.y - 12) * scale);
      link = g_strdup_printf ("page=1 pos=[%s %s]", x, y);
      entries[i] = cairo_pdf_surface_add_outline (surface, parent, group->title, link,
                                                  group->role == TL_ROLE_STAGE ? CAIRO_PDF_OUTLINE_FLAG_BOLD : 0);
    }
}

/**
 * tl_export_pdf:
 * @scene: what to write
 * @options: (nullable): how
 * @error: return location
 *
 * One page as large as the scene; a scene of the usual width is as wide as A3. Its text can be selected, and its
 * outline lists the stages.
 *
 * Returns: (transfer full): the file, or %NULL with a %TL_EXPORT_ERROR
 */
GBytes *
tl_export_pdf (TlScene *scene, const TlExportOptions *options, GError **error)
{
  static const TlExportOptions plain = { 0 };
  g_autoptr (GByteArray)       bytes = g_byte_array_new ();
  g_autoptr (TlPainter)        painter = NULL;
  double                       width = tl_scene_get_width (scene) * PDF_POINTS_PER_UNIT;
  double                       height = tl_scene_get_height (scene) * PDF_POINTS_PER_UNIT;
  double                       scale = PDF_POINTS_PER_UNIT;
  double                       fit = MIN (1, PDF_LONGEST / MAX (width, height));
  cairo_surface_t             *surface;
  cairo_t                     *cr;
  cairo_status_t               status;

  if (options == NULL)
    options = &plain;
  scale *= fit;
  surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width * fit, height * fit);
  set_metadata (surface, tl_scene_get_group (scene, 0), options);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  painter = tl_painter_new (scene, options->palette);
  tl_painter_paint (painter, cr);
  add_outline (scene, surface, scale);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FAILED, _("The map could not be written as PDF: %s."),
               cairo_status_to_string (status));
  return NULL;
}

/**
 * tl_export_png:
 * @scene: what to write
 * @options: (nullable): how
 * @error: return location
 *
 * Returns: (transfer full): the file, or %NULL with a %TL_EXPORT_ERROR
 */
GBytes *
tl_export_png (TlScene *scene, const TlExportOptions *options, GError **error)
{
  static const TlExportOptions plain = { 0 };
  g_autoptr (GByteArray)       bytes = g_byte_array_new ();
  g_autoptr (TlPainter)        painter = NULL;
  double                       scene_width = tl_scene_get_width (scene);
  double                       scene_height = tl_scene_get_height (scene);
  double                       width, height;
  cairo_surface_t             *surface;
  cairo_t                     *cr;
  cairo_status_t               status;

  if (options == NULL)
    options = &plain;
  width = options->width > 0 ? options->width : ceil (2 * scene_width);
  height = MAX (1, round (width * scene_height / scene_width));
  if (options->width <= 0 && MAX (width, height) > PNG_LONGEST)
    {
      double fit = PNG_LONGEST / MAX (width, height);

      width = MAX (1, floor (width * fit));
      height = MAX (1, floor (height * fit));
    }
  if (MAX (width, height) > PNG_LONGEST || width * height * 4 > PNG_MOST_BYTES)
    {
      g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_SIZE,
                   _("A picture of %.0f × %.0f pixels is too large to be made. Ask for a smaller width."), width,
                   height);
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_scale (cr, width / scene_width, height / scene_height);
  painter = tl_painter_new (scene, options->palette);
  tl_painter_paint (painter, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FAILED, _("The map could not be written as PNG: %s."),
               cairo_status_to_string (status));
  return NULL;
}

/**
 * tl_export_format_for_file:
 * @name: a file's name
 * @format: (out): what its ending asks for
 * @error: return location
 *
 * Returns: %FALSE with a %TL_EXPORT_ERROR where it ends in nothing that is known
 */
gboolean
tl_export_format_for_file (const char *name, TlExportFormat *format, GError **error)
{
  static const char *const endings[] = { ".svg", ".pdf", ".png" };
  g_autofree char         *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      {
        *format = (TlExportFormat) i;
        return TRUE;
      }
  g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT,
               _("“%s” says no format that a map can be exported to. Let its name end in .svg, .pdf or .png."), name);
  return FALSE;
}

/**
 * tl_export:
 * @format: which
 *
 * Returns: (transfer full): the file, or %NULL with a %TL_EXPORT_ERROR
 */
GBytes *
tl_export (TlScene *scene, TlExportFormat format, const TlExportOptions *options, GError **error)
{
  switch (format)
    {
    case TL_EXPORT_SVG:
      return tl_export_svg (scene, options, error);
    case TL_EXPORT_PDF:
      return tl_export_pdf (scene, options, error);
    case TL_EXPORT_PNG:
    default:
      return tl_export_png (scene, options, error);
    }
}
