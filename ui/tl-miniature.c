/* tl-miniature.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-miniature.h"

#include <adwaita.h>

#include "tl-map.h"
#include "tl-open.h"
#include "tl-paint-cairo.h"

/* A journey without figures folds beyond so many columns. */
#define COLUMNS 4

struct _TlMiniature
{
  GtkWidget     parent_instance;

  TlPainter    *painter;
  GCancellable *cancellable; /* of the journey that is on its way */
  TlPalette     palette;
  gboolean      has_palette; /* of its own, whatever the window looks like */
};

G_DEFINE_FINAL_TYPE (TlMiniature, tl_miniature, GTK_TYPE_WIDGET)

/* What was drawn already, by path: the files that come with the program do not change. */
static GHashTable *drawn;

static TlPalette
get_palette (TlMiniature *self)
{
  if (self->has_palette)
    return self->palette;
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? TL_PALETTE_DARK : TL_PALETTE_LIGHT;
}

static void
scene_free (gpointer scene)
{
  tl_scene_unref (scene);
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TlMapOptions           options = { .without = TL_MAP_NO_TITLE | TL_MAP_NO_LEGEND };
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  document = tl_open (data, TL_DOCUMENT_READ_ONLY, NULL, &error);
  figures = document ? tl_figures_new_for_document (document, &error) : NULL;
  if (figures == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Folded, cards can be told apart; but what stands under the journey needs it in one piece. */
  if (!tl_figures_has_money (figures))
    options.max_columns = COLUMNS;
  g_task_return_pointer (task, tl_map_layout (tl_document_get_journey (document), figures, &options), scene_free);
}

static void
was_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  TlMiniature       *self = TL_MINIATURE (source);
  g_autoptr (GError) error = NULL;
  TlScene           *scene = g_task_propagate_pointer (G_TASK (result), &error);

  /* Without it, the card is a card with words. */
  if (scene == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (drawn == NULL)
    drawn = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, scene_free);
  g_hash_table_insert (drawn, g_strdup (g_task_get_task_data (G_TASK (result))), scene);
  tl_miniature_set_scene (self, scene);
}

static void
tl_miniature_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlMiniature *self = TL_MINIATURE (widget);
  int          width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  TlScene     *scene = self->painter ? tl_painter_get_scene (self->painter) : NULL;
  cairo_t     *cr;
  double       scale;

  if (scene == NULL || width <= 0 || height <= 0)
    return;
  scale = MIN (width / tl_scene_get_width (scene), height / tl_scene_get_height (scene));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, (width - scale * tl_scene_get_width (scene)) / 2,
                   (height - scale * tl_scene_get_height (scene)) / 2);
  cairo_scale (cr, scale, scale);
  tl_painter_paint (self->painter, cr);
  cairo_destroy (cr);
}

static void
take_palette (TlMiniature *self)
{
  if (self->painter)
    tl_painter_set_palette (self->painter, get_palette (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tl_miniature_dispose (GObject *object)
{
  TlMiniature *self = TL_MINIATURE (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->painter, tl_painter_free);
  G_OBJECT_CLASS (tl_miniature_parent_class)->dispose (object);
}

static void
tl_miniature_class_init (TlMiniatureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_miniature_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = tl_miniature_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tl-miniature");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tl_miniature_init (TlMiniature *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (take_palette), self,
                           G_CONNECT_SWAPPED);
}

/**
 * tl_miniature_new:
 *
 * Returns: (transfer floating): room for a picture, with none in it yet
 */
GtkWidget *
tl_miniature_new (void)
{
  return g_object_new (TL_TYPE_MINIATURE, NULL);
}

/**
 * tl_miniature_set_scene:
 * @scene: (nullable): what it shows, whole, as large as there is room
 */
void
tl_miniature_set_scene (TlMiniature *self, TlScene *scene)
{
  g_return_if_fail (TL_IS_MINIATURE (self));
  g_clear_pointer (&self->painter, tl_painter_free);
  if (scene)
    self->painter = tl_painter_new (scene, get_palette (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * tl_miniature_set_palette:
 *
 * Gives it colours of its own, whatever the window looks like.
 */
void
tl_miniature_set_palette (TlMiniature *self, TlPalette palette)
{
  g_return_if_fail (TL_IS_MINIATURE (self));
  self->palette = palette;
  self->has_palette = TRUE;
  take_palette (self);
}

/**
 * tl_miniature_set_path:
 * @path: a journey that came with the program
 *
 * Draws a journey in a thread of its own, and shows it when that is done. Where it cannot be drawn, nothing is shown.
 */
void
tl_miniature_set_path (TlMiniature *self, const char *path)
{
  TlScene          *known = drawn ? g_hash_table_lookup (drawn, path) : NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TL_IS_MINIATURE (self));
  if (known)
    {
      tl_miniature_set_scene (self, known);
      return;
    }
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, was_drawn, NULL);
  g_task_set_source_tag (task, tl_miniature_set_path);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, draw_in_thread);
}

/**
 * tl_miniature_get_scene:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
TlScene *
tl_miniature_get_scene (TlMiniature *self)
{
  g_return_val_if_fail (TL_IS_MINIATURE (self), NULL);
  return self->painter ? tl_painter_get_scene (self->painter) : NULL;
}
