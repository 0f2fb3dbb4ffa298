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

#include "tl-characters.h"
#include "tl-paged.h"
#include "tl-paint-cairo.h"
#include "tl-replace.h"

/* PDF readers take pages up to 200 inches; what is larger is written smaller. */
#define PDF_LONGEST 14400.0

/* cairo's pictures have sides of at most 32,767 pixels, and this many bytes are refused before memory is asked for. */
#define PNG_DOTS 200.0 /* to an inch of paper; 1,920 of a slide */
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
  g_autofree char *title = tl_characters_dup (options->title ? options->title : root->title);
  g_autofree char *author = tl_characters_dup (options->author);

  if (title)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  if (author)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);
  if (root->desc)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, root->desc);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Throughline");
  /* Left alone, cairo says when it was; an empty date says nothing, and the same journey gives the same bytes. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, source_date ? source_date : "");
}

/* Whether a group has a place in the outline: stages and what stands in them, and where there are several panels or
 * pages, what these show. */
static gboolean
is_outlined (TlScene *scene, const TlGroup *group, gboolean has_parts)
{
  if (group->title == NULL)
    return FALSE;
  if (group->role == TL_ROLE_STAGE || group->role == TL_ROLE_TOUCHPOINT || group->role == TL_ROLE_PAIN)
    return TRUE;
  return has_parts && (group->role == TL_ROLE_PANEL || group->role == TL_ROLE_STRIP);
}

static int
find_entry (TlScene *scene, const int *entries, guint group)
{
  while (group != TL_SCENE_NONE && entries[group] == 0)
    group = tl_scene_get_group (scene, group)->parent;
  return group == TL_SCENE_NONE ? CAIRO_PDF_OUTLINE_ROOT : entries[group];
}

static void
add_outline (TlScene *scene, cairo_surface_t *surface, guint page, double scale, gboolean has_parts)
{
  g_autofree int *entries = g_new0 (int, tl_scene_n_groups (scene));

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup   *group = tl_scene_get_group (scene, i);
      g_autofree char *link = NULL;
      char             x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

      if (!is_outlined (scene, group, has_parts))
        continue;
      g_ascii_formatd (x, sizeof x, "%.2f", MAX (0, group->bounds.x - 12) * scale);
      g_ascii_formatd (y, sizeof y, "%.2f", MAX (0, group->bounds.y - 12) * scale);
      link = g_strdup_printf ("page=%u pos=[%s %s]", page + 1, x, y);
      entries[i] = cairo_pdf_surface_add_outline (surface, find_entry (scene, entries, group->parent), group->title, link,
                                                  group->role == TL_ROLE_STAGE ? CAIRO_PDF_OUTLINE_FLAG_BOLD : 0);
    }
}

static guint
count_panels (TlScene *scene)
{
  guint n = 0;

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    n += tl_scene_get_group (scene, i)->role == TL_ROLE_PANEL;
  return n;
}

/* How large a page is in points, and how many points there are to a unit. */
static void
find_page (TlScene *scene, double *width, double *height, double *scale)
{
  double fit;

  if (tl_scene_get_paper (scene, width, height))
    {
      *scale = *width / tl_scene_get_width (scene);
      return;
    }
  *width = tl_scene_get_width (scene) * TL_EXPORT_POINTS_PER_UNIT;
  *height = tl_scene_get_height (scene) * TL_EXPORT_POINTS_PER_UNIT;
  fit = MIN (1, PDF_LONGEST / MAX (*width, *height));
  *width *= fit;
  *height *= fit;
  *scale = TL_EXPORT_POINTS_PER_UNIT * fit;
}

static gboolean
is_container (const TlGroup *group)
{
  return group->role == TL_ROLE_ROOT || group->role == TL_ROLE_PANEL || group->role == TL_ROLE_STRIP;
}

static gboolean
has_words (TlScene *scene, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (tl_scene_get_item (scene, i)->type == TL_ITEM_TEXT)
      return TRUE;
  return FALSE;
}

static void
paint_as (cairo_t *cr, TlPainter *painter, guint group, guint without, const char *tag)
{
  if (tag)
    cairo_tag_begin (cr, tag, NULL);
  tl_painter_paint_group (painter, cr, group, without);
  if (tag)
    cairo_tag_end (cr, tag);
}

/* What belongs together is an element of the document's structure, in the order in which it is read: sections, each with
 * its heading, and in them stages, quotes and fixes. What has no words is decoration. */
static void
paint_group (cairo_t *cr, TlPainter *painter, guint index)
{
  TlScene       *scene = tl_painter_get_scene (painter);
  const TlGroup *group = tl_scene_get_group (scene, index);
  gboolean       is_section = group->role != TL_ROLE_ROOT && has_words (scene, group->first_item, group->end_item);
  guint          inner = 0, first_child = index + 1 < group->end_group ? index + 1 : TL_SCENE_NONE;

  if (!is_container (group))
    {
      paint_as (cr, painter, index, 0, is_section ? group->role == TL_ROLE_TITLE ? "H1" : "P" : NULL);
      return;
    }
  for (guint child = index + 1; child < group->end_group; child = tl_scene_get_group (scene, child)->end_group)
    inner |= TL_ROLE_BIT (tl_scene_get_group (scene, child)->role);
  if (is_section)
    cairo_tag_begin (cr, "Sect", NULL);
  paint_as (cr, painter, index, inner,
            is_section && first_child != TL_SCENE_NONE
                && has_words (scene, group->first_item, tl_scene_get_group (scene, first_child)->first_item)
              ? "H2"
            : is_section && first_child == TL_SCENE_NONE ? "P"
                                                         : NULL);
  for (guint child = index + 1; child < group->end_group; child = tl_scene_get_group (scene, child)->end_group)
    paint_group (cr, painter, child);
  if (is_section)
    cairo_tag_end (cr, "Sect");
}

static cairo_status_t
paint_pages (cairo_surface_t *surface, TlScene **scenes, guint n, TlPalette palette)
{
  cairo_t       *cr = cairo_create (surface);
  gboolean       has_parts = n > 1 || count_panels (scenes[0]) > 1;
  cairo_status_t status;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TlPainter) painter = tl_painter_new (scenes[i], palette);
      double                width, height, scale;

      find_page (scenes[i], &width, &height, &scale);
      cairo_pdf_surface_set_size (surface, width, height);
      if (n > 1)
        {
          g_autofree char *label = tl_scene_get_label (scenes[i]) ? g_strdup (tl_scene_get_label (scenes[i]))
                                                                  : g_strdup_printf ("%u", i + 1);

          cairo_pdf_surface_set_page_label (surface, label);
        }
      cairo_save (cr);
      cairo_scale (cr, scale, scale);
      paint_group (cr, painter, 0);
      add_outline (scenes[i], surface, i, scale, has_parts);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status;
}

static GBytes *
export_pdf (TlScene **scenes, guint n, const TlExportOptions *options, GError **error)
{
  static const TlExportOptions plain = { 0 };
  g_autoptr (GByteArray)       bytes = g_byte_array_new ();
  double                       width, height, scale;
  cairo_surface_t             *surface;
  cairo_status_t               status;

  if (options == NULL)
    options = &plain;
  find_page (scenes[0], &width, &height, &scale);
  surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
  set_metadata (surface, tl_scene_get_group (scenes[0], 0), options);
  status = paint_pages (surface, scenes, n, options->palette);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    {
      /* Translators: the language that this is translated into, as HTML writes it: de, pt-BR, ar. */
      _tl_pdf_mark_tagged (bytes, _("en-GB"));
      return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    }
  g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FAILED, _("The map could not be written as PDF: %s."),
               cairo_status_to_string (status));
  return NULL;
}

/**
 * tl_export_pdf:
 * @scene: what to write
 * @options: (nullable): how
 * @error: return location
 *
 * One page as large as the scene's paper, or the scene; a scene of the usual width is as wide as A3. Its text can be
 * selected, and its outline lists the stages.
 *
 * Returns: (transfer full): the file, or %NULL with a %TL_EXPORT_ERROR
 */
GBytes *
tl_export_pdf (TlScene *scene, const TlExportOptions *options, GError **error)
{
  return export_pdf (&scene, 1, options, error);
}

static void
append_big (GByteArray *bytes, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

/* The check that ends each piece of a PNG. */
static guint32
find_crc (const guint8 *bytes, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
  return ~crc;
}

/* The widest picture of a shape that can be made. */
static double
find_widest (double shape)
{
  return MIN (MIN (PNG_LONGEST, PNG_LONGEST / shape), sqrt (PNG_MOST_BYTES / 4 / shape));
}

#define PNG_HEAD 33 /* bytes of the signature and the first piece */

/* Says how large the picture is on paper, which cairo leaves out, so that it is placed as large in a document. */
static GBytes *
add_size (GByteArray *png, double dots_per_unit)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint32                dots = (guint32) llround (dots_per_unit * 96 / 0.0254);
  const guint8           metre = 1;
  guint                  from;

  if (png->len < PNG_HEAD)
    return g_byte_array_free_to_bytes (png);
  g_byte_array_append (bytes, png->data, PNG_HEAD);
  append_big (bytes, 9);
  from = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "pHYs", 4);
  append_big (bytes, dots);
  append_big (bytes, dots);
  g_byte_array_append (bytes, &metre, 1);
  append_big (bytes, find_crc (bytes->data + from, bytes->len - from));
  g_byte_array_append (bytes, png->data + PNG_HEAD, png->len - PNG_HEAD);
  g_byte_array_unref (png);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
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
  double                       width, height, paper_width, paper_height;
  cairo_surface_t             *surface;
  cairo_t                     *cr;
  cairo_status_t               status;

  if (options == NULL)
    options = &plain;
  width = options->width > 0 ? options->width : ceil (2 * scene_width);
  if (options->width <= 0 && tl_scene_get_paper (scene, &paper_width, &paper_height))
    width = round (paper_width * PNG_DOTS / 72);
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
                   _("A picture of %.0f × %.0f pixels is too large to be made. Ask for a width of at most %.0f, or for pages."),
                   width, height, MAX (1, floor (find_widest (scene_height / scene_width))));
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
    {
      double points = tl_scene_get_paper (scene, &paper_width, &paper_height) ? paper_width : scene_width * 0.75;

      /* A unit is 1/96 inch, or what paper makes of it. */
      return add_size (g_steal_pointer (&bytes), width / (points / 0.75));
    }
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

static GPtrArray *
export_pages (TlMapBook *book, TlExportFormat format, const TlExportOptions *options, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  TlExportOptions       own = { 0 };
  const TlPaper        *paper = tl_map_book_get_paper (book);

  if (options)
    own = *options;
  if (own.width <= 0 && paper)
    own.width = paper->pixels;
  for (guint i = 0; i < tl_map_book_n_pages (book); i++)
    {
      GBytes *bytes = tl_export (tl_map_book_get_page (book, i), format, &own, error);

      if (bytes == NULL)
        return NULL;
      own.journey = NULL; /* the first page carries it */
      g_ptr_array_add (files, bytes);
    }
  return g_steal_pointer (&files);
}

/**
 * tl_export_book:
 * @book: what to write
 * @options: (nullable): how
 * @error: return location
 *
 * Returns: (transfer full) (element-type GBytes): a PDF of all pages, or a picture of each; %NULL with a
 *   %TL_EXPORT_ERROR
 */
GPtrArray *
tl_export_book (TlMapBook *book, TlExportFormat format, const TlExportOptions *options, GError **error)
{
  g_autoptr (GPtrArray) scenes = NULL;
  GPtrArray            *files;
  GBytes               *bytes;

  if (format != TL_EXPORT_PDF)
    return export_pages (book, format, options, error);
  scenes = g_ptr_array_new ();
  for (guint i = 0; i < tl_map_book_n_pages (book); i++)
    g_ptr_array_add (scenes, tl_map_book_get_page (book, i));
  bytes = export_pdf ((TlScene **) scenes->pdata, scenes->len, options, error);
  if (bytes == NULL)
    return NULL;
  files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (files, bytes);
  return files;
}

/**
 * tl_export_page_name:
 * @path: of the first page
 * @index: of a page, from 0
 *
 * Returns: (transfer full): where it goes: map.svg, map-2.svg, map-3.svg
 */
char *
tl_export_page_name (const char *path, guint index)
{
  const char *dot = strrchr (path, '.');
  const char *slash = strrchr (path, G_DIR_SEPARATOR);
  gsize       stem = dot && (slash == NULL || dot > slash) ? (gsize) (dot - path) : strlen (path);

  return index == 0 ? g_strdup (path) : g_strdup_printf ("%.*s-%u%s", (int) stem, path, index + 1, path + stem);
}

/**
 * tl_export_book_save:
 * @path: of the first file; its ending says the format
 * @options: (nullable): how
 * @error: return location
 *
 * Writes a book. Every file is made before the first is written, and each is replaced whole.
 *
 * Returns: (transfer full) (element-type utf8): the paths that were written, or %NULL with an error
 */
GPtrArray *
tl_export_book_save (TlMapBook *book, const char *path, const TlExportOptions *options, GError **error)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  TlExportFormat        format;

  if (!tl_export_format_for_file (path, &format, error))
    return NULL;
  files = tl_export_book (book, format, options, error);
  for (guint i = 0; files && i < files->len; i++)
    {
      g_autofree char *name = tl_export_page_name (path, i);

      if (!tl_replace_bytes (name, g_bytes_get_data (files->pdata[i], NULL), g_bytes_get_size (files->pdata[i]), error))
        return NULL;
      g_ptr_array_add (paths, g_steal_pointer (&name));
    }
  return files ? g_steal_pointer (&paths) : NULL;
}
