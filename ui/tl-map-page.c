/* tl-map-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-map-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _TlMapPage
{
  GtkWidget  parent_instance;

  /* Template widgets */
  GtkWidget *overlay;
  TlCanvas  *canvas;
  GtkWidget *empty;
  GtkWidget *first;
  GtkWidget *add;
  GtkWidget *zoom;
  GtkButton *scale;

  TlSession *session;
};

G_DEFINE_FINAL_TYPE (TlMapPage, tl_map_page, GTK_TYPE_WIDGET)

static void
update_scale (TlMapPage *self)
{
  g_autofree char *text = g_strdup_printf (C_ ("zoom", "%.0f%%"), tl_canvas_get_scale (self->canvas) * 100);

  gtk_button_set_label (self->scale, text);
}

static void
opened (TlMapPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-panel", NULL);
}

static void
add_stage (TlMapPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.add-stage", NULL);
}

/* Where nothing is drawn yet, the page says how to begin; and it offers nothing that cannot be done. */
static void
update (TlMapPage *self)
{
  gboolean can_edit = self->session && tl_session_can_edit (self->session);
  gboolean empty = self->session && tl_canvas_is_drawn (self->canvas)
                   && tl_journey_n (tl_session_get_journey (self->session), TL_KIND_STAGE) == 0;

  gtk_widget_set_visible (self->empty, empty && !tl_canvas_is_typing (self->canvas));
  gtk_widget_set_visible (self->first, can_edit);
  gtk_widget_set_visible (self->add, can_edit && !empty);
  gtk_widget_set_visible (self->zoom, !empty);
}

static void
tl_map_page_dispose (GObject *object)
{
  TlMapPage *self = TL_MAP_PAGE (object);

  tl_map_page_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_MAP_PAGE);
  G_OBJECT_CLASS (tl_map_page_parent_class)->dispose (object);
}

static void
tl_map_page_class_init (TlMapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_map_page_dispose;
  g_type_ensure (TL_TYPE_CANVAS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/throughline/Throughline/tl-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, empty);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, first);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, add);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, zoom);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, scale);
  gtk_widget_class_bind_template_callback (widget_class, add_stage);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_map_page_init (TlMapPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->canvas, "moved", G_CALLBACK (update_scale), self);
  g_signal_connect_swapped (self->canvas, "drawn", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->canvas, "opened", G_CALLBACK (opened), self);
}

/**
 * tl_map_page_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_map_page_set_session (TlMapPage *self, TlSession *session)
{
  g_return_if_fail (TL_IS_MAP_PAGE (self));
  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  tl_canvas_set_session (self->canvas, session);
  update (self);
}

/**
 * tl_map_page_get_canvas:
 *
 * Returns: (transfer none): the canvas
 */
TlCanvas *
tl_map_page_get_canvas (TlMapPage *self)
{
  g_return_val_if_fail (TL_IS_MAP_PAGE (self), NULL);
  return self->canvas;
}
