/* tl-canvas-select.c: one thing or many selected on the map
 *
 * A click selects a thing alone, Ctrl takes one in or out, Shift takes it in; a band takes what lies in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-canvas-private.h"

/* Of more than so many things that are dragged together, only where they come is shown. */
#define MOST_HELD 12

/**
 * _tl_canvas_select_by:
 * @thing: (nullable): what was clicked, or %NULL for empty ground
 * @state: the keys that were held
 */
void
_tl_canvas_select_by (TlCanvas *self, const char *thing, GdkModifierType state)
{
  if (state & GDK_CONTROL_MASK)
    tl_session_toggle (self->session, thing);
  else if (state & GDK_SHIFT_MASK)
    tl_session_add (self->session, thing);
  else
    tl_session_select (self->session, thing);
}

/* Selects what a band lay around, besides what is selected where a key says so. */
void
_tl_canvas_select_band (TlCanvas *self, const char *const *things, GdkModifierType state)
{
  g_auto (GStrv)        before = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (!(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    {
      tl_session_select_many (self->session, things, NULL);
      return;
    }
  before = tl_session_dup_selection (self->session);
  all = g_ptr_array_new ();
  for (gsize i = 0; before[i]; i++)
    g_ptr_array_add (all, before[i]);
  for (gsize i = 0; things[i]; i++)
    g_ptr_array_add (all, (gpointer) things[i]);
  g_ptr_array_add (all, NULL);
  tl_session_select_many (self->session, (const char *const *) all->pdata, NULL);
}

/* The tool learns what is dragged together. */
void
_tl_canvas_tell_chosen (TlCanvas *self)
{
  g_auto (GStrv) ids = self->session ? tl_session_dup_selection (self->session) : NULL;

  tl_tool_set_chosen (self->tool, (const char *const *) ids);
}

static void
select_kind (TlCanvas *self, TlKind kind)
{
  g_autoptr (GPtrArray) things = tl_journey_collect (tl_session_get_journey (self->session), kind);
  g_autofree char      *primary = g_strdup (_tl_canvas_get_target (self));

  for (guint i = 0; i < things->len; i++)
    things->pdata[i] = (gpointer) tl_thing_get_id (things->pdata[i]);
  g_ptr_array_add (things, NULL);
  tl_session_select_many (self->session, (const char *const *) things->pdata, primary);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);

  if (self->session && self->scene && self->entry == NULL)
    select_kind (self, TL_KIND_STAGE);
}

static void
select_kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);
  TlKind    kind = tl_kind_from_name (g_variant_get_string (parameter, NULL));

  if (self->session && self->scene && self->entry == NULL && kind != TL_KIND_NONE && kind != TL_KIND_JOURNEY
      && kind != TL_KIND_EVIDENCE)
    select_kind (self, kind);
}

static void
extend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int dx, dy;

  g_variant_get (parameter, "(ii)", &dx, &dy);
  if (TL_CANVAS (widget)->session && TL_CANVAS (widget)->scene)
    _tl_canvas_walk (TL_CANVAS (widget), dx, dy, TRUE);
}

void
_tl_canvas_select_class_init (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    int   dx, dy;
  } keys[] = {
    { GDK_KEY_Left, -1, 0 },    { GDK_KEY_Right, 1, 0 },    { GDK_KEY_Up, 0, -1 },    { GDK_KEY_Down, 0, 1 },
    { GDK_KEY_KP_Left, -1, 0 }, { GDK_KEY_KP_Right, 1, 0 }, { GDK_KEY_KP_Up, 0, -1 }, { GDK_KEY_KP_Down, 0, 1 },
  };

  gtk_widget_class_install_action (klass, "canvas.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (klass, "canvas.select-kind", "s", select_kind_action);
  gtk_widget_class_install_action (klass, "canvas.extend", "(ii)", extend_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_a, GDK_CONTROL_MASK, "canvas.select-all", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, GDK_SHIFT_MASK, "canvas.extend", "(ii)", keys[i].dx,
                                         keys[i].dy);
}

/* Frames around what is selected; the primary one's is the strongest. */
void
_tl_canvas_paint_selection (TlCanvas *self, GtkSnapshot *snapshot, const char *primary)
{
  g_auto (GStrv) ids = self->session ? tl_session_dup_selection (self->session) : NULL;

  for (gsize i = 0; ids && ids[i]; i++)
    {
      guint group = g_strcmp0 (ids[i], primary) == 0 ? TL_SCENE_NONE : _tl_canvas_find_group (self, ids[i]);

      if (group != TL_SCENE_NONE)
        _tl_canvas_paint_mark (self, snapshot, group, 2, 0.8f);
    }
}

static void
to_view (TlCanvas *self, const TlBox *box, graphene_rect_t *rect)
{
  double x, y;

  tl_viewport_to_view (&self->view, box->x, box->y, &x, &y);
  *rect = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (box->width * self->view.scale),
                              (float) (box->height * self->view.scale));
}

/* The band, and what would be selected by it. */
void
_tl_canvas_paint_band (TlCanvas *self, GtkSnapshot *snapshot, const TlToolPreview *preview, const GdkRGBA *accent)
{
  GdkRGBA         tint = *accent;
  GskRoundedRect  frame;
  graphene_rect_t rect;

  if (preview->inside == NULL)
    return;
  for (gsize i = 0; preview->inside[i]; i++)
    {
      guint group = _tl_canvas_find_group (self, preview->inside[i]);

      if (group != TL_SCENE_NONE)
        _tl_canvas_paint_mark (self, snapshot, group, 2, 0.8f);
    }
  to_view (self, &preview->band, &rect);
  tint.alpha = 0.1f;
  gtk_snapshot_append_color (snapshot, &tint, &rect);
  gsk_rounded_rect_init_from_rect (&frame, &rect, 0);
  gtk_snapshot_append_border (snapshot, &frame, (const float[4]) { 1, 1, 1, 1 },
                              (const GdkRGBA[4]) { *accent, *accent, *accent, *accent });
}

/* Those that are dragged along: where they come, and as they are held. */
void
_tl_canvas_paint_along (TlCanvas *self, GtkSnapshot *snapshot, const TlToolPreview *preview, const GdkRGBA *accent,
                        void (*paint_ghost) (TlCanvas      *canvas,
                                             GtkSnapshot   *snapshot,
                                             const TlBox   *box,
                                             const GdkRGBA *colour))
{
  const char *const *things = tl_tool_get_things (self->tool);
  guint              held_group = _tl_canvas_find_group (self, tl_tool_get_thing (self->tool));
  const TlBox       *from;
  guint              n = things ? g_strv_length ((char **) things) : 0;

  if (n < 2 || held_group == TL_SCENE_NONE)
    return;
  from = &tl_scene_get_group (self->scene, held_group)->bounds;
  for (gsize i = 0; i < n; i++)
    {
      guint group = _tl_canvas_find_group (self, things[i]);
      TlBox box;

      if (group == TL_SCENE_NONE || group == held_group)
        continue;
      box = tl_scene_get_group (self->scene, group)->bounds;
      if (preview->lands)
        {
          TlBox there = box;

          there.x += preview->ghost.x - from->x;
          there.y += preview->ghost.y - from->y;
          paint_ghost (self, snapshot, &there, accent);
        }
      if (n <= MOST_HELD)
        {
          GskRoundedRect  frame;
          graphene_rect_t rect;

          box.x += preview->dx;
          box.y += preview->dy;
          to_view (self, &box, &rect);
          gsk_rounded_rect_init_from_rect (&frame, &rect, MIN ((float) (9 * self->view.scale), 9));
          gtk_snapshot_append_border (snapshot, &frame, (const float[4]) { 2, 2, 2, 2 },
                                      (const GdkRGBA[4]) { *accent, *accent, *accent, *accent });
        }
    }
}
