/* tl-paged.c: a document of scenes as PDF, tagged and linked, and scenes in scenes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-paged.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "tl-characters.h"
#include "tl-paint-cairo.h"

static void
add_path (TlScene *scene, TlScene *other, const TlItem *item, TlPen pen, double x, double y, double scale)
{
  const TlStep *steps = tl_scene_get_steps (other, item);

  tl_scene_path_begin (scene, pen);
  for (guint i = 0; i < item->n_steps; i++)
    {
      const TlStep *step = &steps[i];

      switch (step->type)
        {
        case TL_STEP_MOVE:
          tl_scene_move_to (scene, x + step->x * scale, y + step->y * scale);
          break;
        case TL_STEP_LINE:
          tl_scene_line_to (scene, x + step->x * scale, y + step->y * scale);
          break;
        case TL_STEP_CURVE:
          tl_scene_curve_to (scene, x + step->x1 * scale, y + step->y1 * scale, x + step->x2 * scale,
                             y + step->y2 * scale, x + step->x * scale, y + step->y * scale);
          break;
        case TL_STEP_CLOSE:
        default:
          tl_scene_close_path (scene);
          break;
        }
    }
  tl_scene_path_end (scene);
}

static void
add_item (TlScene *scene, TlScene *other, const TlItem *item, double x, double y, double scale)
{
  TlPen pen = { item->fill, item->stroke, item->stroke_width * scale, item->dash, item->round_cap, item->opacity };
  TlBox box = { x + item->box.x * scale, y + item->box.y * scale, item->box.width * scale, item->box.height * scale };

  switch (item->type)
    {
    case TL_ITEM_RECT:
      tl_scene_rect (scene, box, item->radius * scale, pen);
      break;
    case TL_ITEM_CIRCLE:
      tl_scene_circle (scene, box.x, box.y, box.width, pen);
      break;
    case TL_ITEM_HATCH:
      tl_scene_hatch (scene, box, item->radius * scale, item->fill);
      break;
    case TL_ITEM_IMAGE:
      tl_scene_image (scene, box, item->image);
      break;
    case TL_ITEM_FADE:
      tl_scene_fade (scene, box, item->fill, item->opacity, item->stroke);
      break;
    case TL_ITEM_TEXT:
      {
        TlText text = item->text;

        text.font.size *= scale;
        text.x = x + text.x * scale;
        text.y = y + text.y * scale;
        text.room = (TlBox) { x + text.room.x * scale, y + text.room.y * scale, text.room.width * scale,
                              text.room.height * scale };
        tl_scene_watermark (scene, &text, item->fill, item->opacity);
      }
      break;
    case TL_ITEM_PATH:
    default:
      add_path (scene, other, item, pen, x, y, scale);
      break;
    }
}

static gboolean
meets (TlBox box, const TlBox *clip)
{
  return clip == NULL || (box.x <= clip->x + clip->width && clip->x <= box.x + box.width &&
                          box.y <= clip->y + clip->height && clip->y <= box.y + box.height);
}

static void
add_group (TlScene *scene, TlScene *other, guint index, double x, double y, double scale, const TlBox *clip)
{
  const TlGroup *group = tl_scene_get_group (other, index);
  guint          child = index + 1;
  guint          item = group->first_item;

  if (group->role != TL_ROLE_ROOT)
    tl_scene_begin_copy (scene, group);
  while (item < group->end_item || child < group->end_group)
    {
      const TlGroup *next = child < group->end_group ? tl_scene_get_group (other, child) : NULL;

      if (next && next->first_item <= item)
        {
          if (meets (next->bounds, clip))
            add_group (scene, other, child, x, y, scale, clip);
          item = MAX (item, next->end_item);
          child = next->end_group;
        }
      else if (item < group->end_item)
        {
          const TlItem *at = tl_scene_get_item (other, item++);

          if (meets (tl_item_get_bounds (at), clip))
            add_item (scene, other, at, x, y, scale);
        }
      else
        break;
    }
  if (group->role != TL_ROLE_ROOT)
    tl_scene_end (scene);
}

/**
 * tl_scene_embed:
 * @other: what is put into the group of @scene that is open
 * @x: where its left edge comes to stand
 * @y: where its top comes to stand
 * @scale: how large one unit of it becomes
 *
 * Puts a copy of a picture into another. Its groups come with it.
 */
void
tl_scene_embed (TlScene *scene, TlScene *other, double x, double y, double scale)
{
  add_group (scene, other, 0, x, y, scale, NULL);
}

/**
 * tl_scene_embed_part:
 * @clip: a part of @other, in its units
 *
 * As tl_scene_embed(), but without what does not meet @clip. What meets it comes whole.
 */
void
tl_scene_embed_part (TlScene *scene, TlScene *other, double x, double y, double scale, const TlBox *clip)
{
  add_group (scene, other, 0, x, y, scale, clip);
}

/**
 * tl_paged_page_new:
 * @scene: (transfer full): the page
 */
TlPagedPage *
tl_paged_page_new (TlScene *scene)
{
  TlPagedPage *self = g_new0 (TlPagedPage, 1);

  self->scene = scene;
  self->tags = g_ptr_array_new ();
  self->links = g_array_new (FALSE, FALSE, sizeof (TlPagedLink));
  return self;
}

/**
 * tl_paged_page_free:
 */
void
tl_paged_page_free (TlPagedPage *self)
{
  if (self == NULL)
    return;
  tl_scene_unref (self->scene);
  g_free (self->label);
  g_free (self->title);
  g_ptr_array_unref (self->tags);
  g_array_unref (self->links);
  g_free (self);
}

static cairo_status_t
append_bytes (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static const char *
get_tag (const TlPagedPage *page, guint group)
{
  return group < page->tags->len ? page->tags->pdata[group] : NULL;
}

static const TlPagedLink *
get_link (const TlPagedPage *page, guint group)
{
  for (guint i = 0; i < page->links->len; i++)
    if (g_array_index (page->links, TlPagedLink, i).group == group)
      return &g_array_index (page->links, TlPagedLink, i);
  return NULL;
}

/* In reading order: what is tagged, what is in it, and what has no tag as decoration. */
static void
paint_group (cairo_t *cr, TlPainter *painter, const TlPagedPage *page, guint index)
{
  const TlGroup     *group = tl_scene_get_group (page->scene, index);
  const char        *tag = get_tag (page, index);
  const TlPagedLink *link = get_link (page, index);
  gboolean           is_outer = group->role == TL_ROLE_STRIP || group->role == TL_ROLE_ROOT;

  if (tag)
    cairo_tag_begin (cr, tag, NULL);
  if (link)
    {
      g_autofree char *to = g_strdup_printf ("page=%u pos=[0 0]", link->page + 1);

      cairo_tag_begin (cr, CAIRO_TAG_LINK, to);
    }
  tl_painter_paint_group (painter, cr, index, is_outer ? TL_ROLE_BIT (TL_ROLE_PANEL) | TL_ROLE_BIT (TL_ROLE_STRIP) : 0);
  for (guint child = index + 1; is_outer && child < group->end_group;
       child = tl_scene_get_group (page->scene, child)->end_group)
    paint_group (cr, painter, page, child);
  if (link)
    cairo_tag_end (cr, CAIRO_TAG_LINK);
  if (tag)
    cairo_tag_end (cr, tag);
}

static void
add_metadata (cairo_surface_t *surface, const TlExportOptions *options)
{
  g_autofree char *date = options->date ? g_strdup (options->date) : tl_export_source_date ();
  g_autofree char *title = tl_characters_dup (options->title);
  g_autofree char *author = tl_characters_dup (options->author);

  if (title)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  if (author)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Throughline");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date ? date : "");
}

/**
 * tl_paged_to_pdf:
 * @pages: (element-type TlPagedPage): the pages, at least one
 * @language: (nullable): of its words, as in "en-GB"
 * @options: how
 * @error: return location
 *
 * Returns: (transfer full): a PDF with outline, page labels, links and tags; %NULL with a %TL_EXPORT_ERROR
 */
GBytes *
tl_paged_to_pdf (GPtrArray *pages, const char *language, const TlExportOptions *options, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t       *surface;
  cairo_t               *cr;
  double                 width = 0, height = 0;
  cairo_status_t         status;

  g_return_val_if_fail (pages->len > 0, NULL);
  tl_scene_get_paper (((TlPagedPage *) pages->pdata[0])->scene, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
  add_metadata (surface, options);
  cr = cairo_create (surface);
  for (guint i = 0; i < pages->len; i++)
    {
      TlPagedPage          *page = pages->pdata[i];
      g_autoptr (TlPainter) painter = tl_painter_new (page->scene, options->palette);
      g_autofree char      *title = tl_characters_dup (page->title);
      g_autofree char      *label = tl_characters_dup (page->label);
      double                scale;

      tl_scene_get_paper (page->scene, &width, &height);
      scale = width / tl_scene_get_width (page->scene);
      cairo_pdf_surface_set_size (surface, width, height);
      if (label)
        cairo_pdf_surface_set_page_label (surface, label);
      cairo_save (cr);
      cairo_scale (cr, scale, scale);
      paint_group (cr, painter, page, 0);
      cairo_restore (cr);
      if (title)
        {
          g_autofree char *link = g_strdup_printf ("page=%u pos=[0 0]", i + 1);

          cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, title, link, 0);
        }
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    {
      _tl_pdf_mark_tagged (bytes, language ? language : "en-GB");
      return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    }
  g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FAILED, _("The pages could not be written as PDF: %s."),
               cairo_status_to_string (status));
  return NULL;
}
