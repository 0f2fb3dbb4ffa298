/* tl-sheet-picture.c
 *
 * One thread paints for all of them, since each thread would load the fonts anew: what is large first, and of the same
 * size what was asked for last.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-sheet-picture.h"

#include <math.h>

#include "tl-paint-cairo.h"

/* No side of a picture has more pixels. */
#define LONGEST 8192

/* A line round the paper. */
#define EDGE { 0.5f, 0.5f, 0.5f, 0.5f }

typedef struct
{
  TlSheetPicture *picture;
  TlScene        *scene;
  TlPalette       palette;
  int             width, height; /* in pixels */
  guint           serial;
  int             dropped;       /* atomic: nobody wants it any more */
  GdkTexture     *texture;
} Job;

struct _TlSheetPicture
{
  GtkWidget   parent_instance;

  TlScene    *scene;
  TlPalette   palette;
  GdkTexture *texture;
  TlScene    *painted;   /* what @texture is of */
  TlPalette   colours;   /* and in which */
  Job        *job;       /* the thread has it */
  int         least, natural;
  gboolean    in_sight;
};

G_DEFINE_FINAL_TYPE (TlSheetPicture, tl_sheet_picture, GTK_TYPE_WIDGET)

static void
job_free (Job *job)
{
  tl_scene_unref (job->scene);
  g_clear_object (&job->texture);
  g_object_unref (job->picture);
  g_free (job);
}

static gboolean
take (gpointer data)
{
  Job            *job = data;
  TlSheetPicture *self = job->picture;

  if (self->job == job)
    {
      self->job = NULL;
      if (job->texture && job->scene == self->scene && self->in_sight)
        {
          g_set_object (&self->texture, job->texture);
          g_clear_pointer (&self->painted, tl_scene_unref);
          self->painted = tl_scene_ref (job->scene);
          self->colours = job->palette;
        }
      /* Where something else is wanted by now, painting the window asks for it. */
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  job_free (job);
  return G_SOURCE_REMOVE;
}

static void
paint_in_thread (gpointer data, gpointer unused)
{
  Job *job = data;

  if (!g_atomic_int_get (&job->dropped))
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->width, job->height);

      if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
        {
          g_autoptr (TlPainter) painter = tl_painter_new (job->scene, job->palette);
          g_autoptr (GBytes)    bytes = NULL;
          cairo_t              *cr = cairo_create (surface);
          int                   stride = cairo_image_surface_get_stride (surface);

          cairo_scale (cr, job->width / tl_scene_get_width (job->scene), job->height / tl_scene_get_height (job->scene));
          tl_painter_paint (painter, cr);
          cairo_destroy (cr);
          cairo_surface_flush (surface);
          bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) job->height,
                                              (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
          job->texture = gdk_memory_texture_new (job->width, job->height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
        }
      cairo_surface_destroy (surface);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, take, job, NULL);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer data)
{
  const Job *first = a, *second = b;
  gint64     area = (gint64) second->width * second->height - (gint64) first->width * first->height;

  if (area != 0)
    return area > 0 ? 1 : -1;
  return first->serial > second->serial ? -1 : first->serial < second->serial;
}

static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (pool == NULL)
    {
      pool = g_thread_pool_new (paint_in_thread, NULL, 1, FALSE, NULL);
      g_thread_pool_set_sort_function (pool, compare_jobs, NULL);
    }
  return pool;
}

static void
drop_job (TlSheetPicture *self)
{
  if (self->job)
    g_atomic_int_set (&self->job->dropped, TRUE);
  self->job = NULL;
}

static void
ask_for (TlSheetPicture *self, int width, int height)
{
  static guint serial;
  Job         *job;

  if (self->job && self->job->scene == self->scene && self->job->palette == self->palette && self->job->width == width &&
      self->job->height == height)
    return;
  drop_job (self);
  job = g_new0 (Job, 1);
  job->picture = g_object_ref (self);
  job->scene = tl_scene_ref (self->scene);
  job->palette = self->palette;
  job->width = width;
  job->height = height;
  job->serial = ++serial;
  self->job = job;
  g_thread_pool_push (get_pool (), job, NULL);
}

static void
tl_sheet_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlSheetPicture *self = TL_SHEET_PICTURE (widget);
  double          width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int             factor = gtk_widget_get_scale_factor (widget);
  TlScene        *shown = self->painted ? self->painted : self->scene;
  double          scale, x, y;
  int             across, down;
  graphene_rect_t place;
  GskRoundedRect  edge;

  if (self->scene == NULL || width <= 0 || height <= 0 || !self->in_sight)
    return;
  scale = MIN (width / tl_scene_get_width (self->scene), height / tl_scene_get_height (self->scene)) * factor;
  across = CLAMP ((int) round (tl_scene_get_width (self->scene) * scale), 1, LONGEST);
  down = CLAMP ((int) round (tl_scene_get_height (self->scene) * scale), 1, LONGEST);
  if (self->texture == NULL || self->painted != self->scene || self->colours != self->palette ||
      gdk_texture_get_width (self->texture) != across || gdk_texture_get_height (self->texture) != down)
    ask_for (self, across, down);
  if (self->texture == NULL)
    return;
  /* A page of another shape or size stays until the next one is there. */
  if (shown != self->scene)
    scale = MIN (width / tl_scene_get_width (shown), height / tl_scene_get_height (shown)) * factor;
  across = (int) round (tl_scene_get_width (shown) * scale);
  down = (int) round (tl_scene_get_height (shown) * scale);
  x = floor ((width * factor - across) / 2) / factor;
  y = floor ((height * factor - down) / 2) / factor;
  place = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) across / (float) factor, (float) down / (float) factor);
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
  /* Paper ends somewhere, whatever lies behind it. */
  gsk_rounded_rect_init_from_rect (&edge, &place, 0);
  gtk_snapshot_append_border (snapshot, &edge, (const float[4]) { 1, 1, 1, 1 },
                              (const GdkRGBA[4]) { EDGE, EDGE, EDGE, EDGE });
}

static GtkSizeRequestMode
tl_sheet_picture_get_request_mode (GtkWidget *widget)
{
  return TL_SHEET_PICTURE (widget)->natural > 0 ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
tl_sheet_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  TlSheetPicture *self = TL_SHEET_PICTURE (widget);
  double          ratio = self->scene ? tl_scene_get_height (self->scene) / tl_scene_get_width (self->scene) : 9.0 / 16;

  *minimum = *natural = 0;
  if (self->natural <= 0)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->least;
      *natural = self->natural;
    }
  else
    *minimum = *natural = (int) (ratio * (for_size > 0 ? for_size : self->least));
}

static void
tl_sheet_picture_unmap (GtkWidget *widget)
{
  drop_job (TL_SHEET_PICTURE (widget));
  GTK_WIDGET_CLASS (tl_sheet_picture_parent_class)->unmap (widget);
}

static void
tl_sheet_picture_dispose (GObject *object)
{
  TlSheetPicture *self = TL_SHEET_PICTURE (object);

  drop_job (self);
  g_clear_pointer (&self->scene, tl_scene_unref);
  g_clear_pointer (&self->painted, tl_scene_unref);
  g_clear_object (&self->texture);
  G_OBJECT_CLASS (tl_sheet_picture_parent_class)->dispose (object);
}

static void
tl_sheet_picture_class_init (TlSheetPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_sheet_picture_dispose;
  widget_class->snapshot = tl_sheet_picture_snapshot;
  widget_class->measure = tl_sheet_picture_measure;
  widget_class->get_request_mode = tl_sheet_picture_get_request_mode;
  widget_class->unmap = tl_sheet_picture_unmap;
  gtk_widget_class_set_css_name (widget_class, "tl-sheet-picture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tl_sheet_picture_init (TlSheetPicture *self)
{
  self->in_sight = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * tl_sheet_picture_new:
 *
 * Returns: (transfer floating): room for a page, with none in it yet
 */
GtkWidget *
tl_sheet_picture_new (void)
{
  return g_object_new (TL_TYPE_SHEET_PICTURE, NULL);
}

/**
 * tl_sheet_picture_set_scene:
 * @scene: (nullable): the page
 */
void
tl_sheet_picture_set_scene (TlSheetPicture *self, TlScene *scene, TlPalette palette)
{
  gboolean has_moved;

  g_return_if_fail (TL_IS_SHEET_PICTURE (self));
  if (scene == self->scene && palette == self->palette)
    return;
  has_moved = scene != self->scene;
  if (scene)
    tl_scene_ref (scene);
  g_clear_pointer (&self->scene, tl_scene_unref);
  self->scene = scene;
  self->palette = palette;
  if (scene == NULL)
    {
      drop_job (self);
      g_clear_object (&self->texture);
      g_clear_pointer (&self->painted, tl_scene_unref);
    }
  if (has_moved && self->natural > 0)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * tl_sheet_picture_get_scene:
 *
 * Returns: (transfer none) (nullable): the page
 */
TlScene *
tl_sheet_picture_get_scene (TlSheetPicture *self)
{
  g_return_val_if_fail (TL_IS_SHEET_PICTURE (self), NULL);
  return self->scene;
}

/**
 * tl_sheet_picture_set_widths:
 *
 * Has it be as high as its page asks at its width.
 */
void
tl_sheet_picture_set_widths (TlSheetPicture *self, int least, int natural)
{
  g_return_if_fail (TL_IS_SHEET_PICTURE (self));
  self->least = least;
  self->natural = natural;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * tl_sheet_picture_set_in_sight:
 * @in_sight: %FALSE where it is scrolled far away
 */
void
tl_sheet_picture_set_in_sight (TlSheetPicture *self, gboolean in_sight)
{
  g_return_if_fail (TL_IS_SHEET_PICTURE (self));
  if (self->in_sight == in_sight)
    return;
  self->in_sight = in_sight;
  if (!in_sight)
    {
      drop_job (self);
      g_clear_object (&self->texture);
      g_clear_pointer (&self->painted, tl_scene_unref);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * tl_sheet_picture_is_painted:
 *
 * Returns: whether the page that was set last can be seen
 */
gboolean
tl_sheet_picture_is_painted (TlSheetPicture *self)
{
  g_return_val_if_fail (TL_IS_SHEET_PICTURE (self), FALSE);
  return self->texture && self->painted == self->scene && self->colours == self->palette;
}
