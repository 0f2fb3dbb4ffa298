/* tl-canvas-parked.c: what was parked comes onto the map
 *
 * Dropped on a touchpoint it is a pain point, on a stage a touchpoint, on empty ground a stage; where it would go shows
 * before the drop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-private.h"
#include "tl-parking-edit.h"

static void
take (TlCanvas *self, const char *parked, TlDraft *draft)
{
  g_autoptr (TlDraft) owned = draft;
  g_autoptr (TlEdit)  edit = NULL;
  g_autofree char    *id = NULL;
  GtkWidget          *leaf;

  if (draft == NULL || !_tl_canvas_can_edit (self))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  edit = tl_parking_take (tl_session_get_document (self->session), self->grid, parked, draft, &id);
  if (edit == NULL || !_tl_canvas_apply (self, edit))
    return;
  tl_session_select (self->session, id);
  leaf = tl_canvas_get_leaf (self, id);
  gtk_widget_grab_focus (leaf ? leaf : GTK_WIDGET (self));
}

/* (what is parked, what it becomes, what one is at or nothing) */
static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const TlKind kinds[] = { TL_KIND_STAGE, TL_KIND_TOUCHPOINT, TL_KIND_PAIN, TL_KIND_DELIGHT };
  TlCanvas           *self = TL_CANVAS (widget);
  const char         *parked, *wanted, *at;
  TlDraft            *draft;

  if (!_tl_canvas_can_edit (self))
    return;
  _tl_canvas_title_end (self, TRUE, FALSE);
  g_variant_get (parameter, "(&s&s&s)", &parked, &wanted, &at);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (tl_kind_get_info (kinds[i])->name, wanted))
        continue;
      draft = tl_parking_draft (tl_session_get_journey (self->session), kinds[i], *at ? at : NULL);
      if (draft && kinds[i] == TL_KIND_STAGE)
        tl_grid_next (self->grid, draft->after, &draft->spot);
      take (self, parked, draft);
    }
}

/* What dropping at a point of the widget would make, and the box that shows it. */
static TlDraft *
find_draft (TlCanvas *self, double x, double y, TlBox *box)
{
  guint          hit = _tl_canvas_hit (self, x, y);
  const char    *thing = _tl_canvas_get_thing (self, hit);
  TlThing       *at = thing ? tl_journey_lookup (tl_session_get_journey (self->session), thing) : NULL;
  TlDraft       *draft;
  const TlGroup *group;

  while (at && tl_thing_get_kind (at) != TL_KIND_TOUCHPOINT && tl_thing_get_kind (at) != TL_KIND_STAGE)
    at = tl_thing_get_parent (at);
  if (at)
    {
      guint index = _tl_canvas_find_group (self, tl_thing_get_id (at));

      if (index == TL_SCENE_NONE)
        return NULL;
      group = tl_scene_get_group (self->scene, index);
      *box = group->bounds;
      return tl_draft_new (tl_thing_get_kind (at) == TL_KIND_STAGE ? TL_KIND_TOUCHPOINT : TL_KIND_PAIN, tl_thing_get_id (at),
                           NULL);
    }
  draft = tl_draft_new (TL_KIND_STAGE, NULL, NULL);
  tl_viewport_to_picture (&self->view, x, y, &x, &y);
  if (!tl_grid_drop (self->grid, NULL, x, y, &draft->spot))
    tl_grid_next (self->grid, NULL, &draft->spot);
  *box = draft->spot.box;
  return draft;
}

static void
forget (TlCanvas *self)
{
  self->dropping.width = 0;
  gtk_widget_queue_draw (self->above);
}

static GdkDragAction
drop_moved (GtkDropTarget *target, double x, double y, gpointer data)
{
  TlCanvas           *self = data;
  g_autoptr (TlDraft) draft = NULL;

  if (!_tl_canvas_can_edit (self) || self->grid == NULL)
    return 0;
  draft = find_draft (self, x, y, &self->dropping);
  gtk_widget_queue_draw (self->above);
  return draft ? GDK_ACTION_MOVE : 0;
}

static void
drop_left (GtkDropTarget *target, gpointer data)
{
  forget (data);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  TlCanvas        *self = data;
  TlThing         *thing = g_value_get_object (value);
  g_autofree char *id = NULL;
  TlBox            box;

  forget (self);
  /* From another window it would be another journey's. */
  if (thing == NULL || !_tl_canvas_can_edit (self) || self->grid == NULL || tl_thing_get_kind (thing) != TL_KIND_PARKED
      || tl_journey_lookup (tl_session_get_journey (self->session), tl_thing_get_id (thing)) != thing)
    return FALSE;
  id = g_strdup (tl_thing_get_id (thing));
  _tl_canvas_title_end (self, TRUE, FALSE);
  take (self, id, find_draft (self, x, y, &box));
  return TRUE;
}

/* Where it would go. */
void
_tl_canvas_parked_paint (TlCanvas *self, GtkSnapshot *snapshot, const GdkRGBA *accent)
{
  double         x, y;
  float          widths[4] = { 2, 2, 2, 2 };
  GdkRGBA        colours[4] = { *accent, *accent, *accent, *accent }, tint = *accent;
  GskRoundedRect round;

  if (self->dropping.width <= 0)
    return;
  tl_viewport_to_view (&self->view, self->dropping.x, self->dropping.y, &x, &y);
  tint.alpha = 0.12f;
  gsk_rounded_rect_init_from_rect (&round,
                                   &GRAPHENE_RECT_INIT ((float) x - 3, (float) y - 3,
                                                        (float) (self->dropping.width * self->view.scale) + 6,
                                                        (float) (self->dropping.height * self->view.scale) + 6), 8);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &tint, &round.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &round, widths, colours);
}

void
_tl_canvas_parked_class_init (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "canvas.take-parked", "(sss)", take_action);
}

void
_tl_canvas_parked_init (TlCanvas *self)
{
  GtkDropTarget *target = gtk_drop_target_new (TL_TYPE_THING, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (drop_moved), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_left), self);
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
