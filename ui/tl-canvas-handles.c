/* tl-canvas-handles.c: what one can take hold of on the map, and what dragging shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-private.h"

/* Narrower cards, in pixels, have no room for buttons. */
#define LEAST_CARD 110.0

#define RADIUS 5.5f

static const TlGroup *
find_box (TlCanvas *self, const char *thing)
{
  guint group = thing ? _tl_canvas_find_group (self, thing) : TL_SCENE_NONE;

  return group == TL_SCENE_NONE ? NULL : tl_scene_get_group (self->scene, group);
}

static gboolean
is_at (const TlHandle *handle, double x, double y)
{
  return hypot (handle->x - x, handle->y - y) <= TL_CANVAS_HANDLE;
}

/* The handle of a stage that customers can go on from, at the edge where they leave it. */
static gboolean
get_stage_handle (TlCanvas *self, const char *thing, TlHandle *handle)
{
  TlThing       *found = thing ? tl_journey_lookup (tl_session_get_journey (self->session), thing) : NULL;
  const TlGroup *group;

  while (found && tl_thing_get_kind (found) != TL_KIND_STAGE)
    found = tl_thing_get_kind (found) == TL_KIND_TRANSITION ? NULL : tl_thing_get_parent (found);
  if (found == NULL || !tl_thing_is_word (found, TL_STAGE_KIND, "step"))
    return FALSE;
  group = find_box (self, tl_thing_get_id (found));
  if (group == NULL)
    return FALSE;
  *handle = (TlHandle) { .kind = TL_TOOL_CONNECT, .thing = tl_thing_get_id (found) };
  tl_viewport_to_view (&self->view, group->bounds.x + (self->grid->rtl ? 0 : group->bounds.width),
                       group->bounds.y + MIN (group->bounds.height / 2, 80), &handle->x, &handle->y);
  return TRUE;
}

/* Where a ribbon meets a card: the mean of its points at that edge. */
static void
find_end (TlCanvas *self, const TlGroup *ribbon, const TlBox *card, gboolean at_start, double *x, double *y)
{
  gboolean right = at_start != self->grid->rtl;
  double   edge = right ? card->x + card->width : card->x;
  double   sum = 0;
  guint    n = 0;

  for (guint i = ribbon->first_item; i < ribbon->end_item; i++)
    {
      const TlItem *item = tl_scene_get_item (self->scene, i);
      const TlStep *steps = item->type == TL_ITEM_PATH ? tl_scene_get_steps (self->scene, item) : NULL;

      for (guint k = 0; steps && k < item->n_steps; k++)
        if (steps[k].type != TL_STEP_CLOSE && fabs (steps[k].x - edge) < 3 && steps[k].y >= card->y
            && steps[k].y <= card->y + card->height)
          {
            sum += steps[k].y;
            n++;
          }
    }
  tl_viewport_to_view (&self->view, edge, n > 0 ? sum / n : card->y + MIN (card->height / 2, 80), x, y);
}

static gboolean
get_end_handle (TlCanvas *self, TlThing *transition, gboolean at_start, TlHandle *handle)
{
  const TlGroup *ribbon = find_box (self, tl_thing_get_id (transition));
  const TlGroup *card =
    find_box (self, tl_thing_get_text (transition, at_start ? TL_TRANSITION_FROM : TL_TRANSITION_TO));

  if (ribbon == NULL || card == NULL)
    return FALSE;
  *handle = (TlHandle) { .kind = TL_TOOL_RECONNECT, .thing = tl_thing_get_id (transition), .at_start = at_start };
  find_end (self, ribbon, &card->bounds, at_start, &handle->x, &handle->y);
  return TRUE;
}

/* The handles that are shown: those of what is selected, and of the stage that the pointer is over. */
static guint
list_handles (TlCanvas *self, TlHandle *handles)
{
  const char *selected = _tl_canvas_get_target (self);
  const char *hovered = _tl_canvas_get_thing (self, self->hover);
  TlThing    *thing = selected ? tl_journey_lookup (tl_session_get_journey (self->session), selected) : NULL;
  guint       n = 0;

  if (!_tl_canvas_can_edit (self) || self->entry || self->presents
      || tl_tool_get_state (self->tool) == TL_TOOL_ACTIVE)
    return 0;
  if (thing && tl_thing_get_kind (thing) == TL_KIND_TRANSITION)
    {
      n += get_end_handle (self, thing, TRUE, &handles[n]);
      n += get_end_handle (self, thing, FALSE, &handles[n]);
    }
  n += get_stage_handle (self, selected, &handles[n]);
  n += get_stage_handle (self, hovered, &handles[n]);
  return n;
}

gboolean
_tl_canvas_handle_at (TlCanvas *self, double x, double y, TlHandle *handle)
{
  TlHandle handles[4];
  guint    n;

  if (self->session == NULL || self->scene == NULL)
    return FALSE;
  n = list_handles (self, handles);
  for (guint i = 0; i < n; i++)
    if (is_at (&handles[i], x, y))
      {
        *handle = handles[i];
        return TRUE;
      }
  return FALSE;
}

static GtkWidget *
add_button (TlCanvas *self, const char *label, const char *action, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  /* The focus stays on the map, where the keys are. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_box_append (GTK_BOX (self->buttons), button);
  return button;
}

void
_tl_canvas_buttons_init (TlCanvas *self)
{
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->buttons, "tl-adders");
  self->add_inside = add_button (self, _("+ touchpoint"), "canvas.add-inside",
                                 _("Add a Touchpoint (Ctrl+Shift+Enter)"));
  self->add_pain = add_button (self, _("+ pain"), "canvas.add-pain", _("Add a Pain Point (Ctrl+Shift+Enter)"));
  self->add_delight = add_button (self, _("+ delight"), "canvas.add-delight", _("Add a Delight"));
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  gtk_widget_set_visible (self->buttons, FALSE);
}

void
_tl_canvas_buttons_update (TlCanvas *self)
{
  TlKind   kind = _tl_canvas_get_target_kind (self);
  gboolean is_stage = kind == TL_KIND_STAGE;

  if (self->buttons == NULL)
    return;
  gtk_widget_set_visible (self->add_inside, is_stage);
  gtk_widget_set_visible (self->add_pain, !is_stage);
  gtk_widget_set_visible (self->add_delight, !is_stage);
  gtk_widget_set_visible (self->buttons, (is_stage || kind == TL_KIND_TOUCHPOINT) && _tl_canvas_can_edit (self)
                                           && self->entry == NULL && !self->presents
                                           && tl_session_n_selected (self->session) == 1
                                           && tl_tool_get_state (self->tool) != TL_TOOL_ACTIVE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* The card that holds what is selected. */
static const TlGroup *
find_card (TlCanvas *self)
{
  const TlGroup *group = find_box (self, _tl_canvas_get_target (self));

  while (group && group->role != TL_ROLE_STAGE)
    group = group->parent == TL_SCENE_NONE ? NULL : tl_scene_get_group (self->scene, group->parent);
  return group;
}

/* At the foot of the card, at its end: what is said of those who go no further begins at the other. */
void
_tl_canvas_buttons_allocate (TlCanvas *self)
{
  const TlGroup   *card = find_card (self);
  graphene_point_t place;
  int              width, height;
  double           x, y;
  gboolean         fits;

  if (self->buttons == NULL || !gtk_widget_get_visible (self->buttons))
    return;
  fits = card && card->bounds.width * self->view.scale >= LEAST_CARD
         && tl_viewport_sees (&self->view, card->bounds.x, card->bounds.y, card->bounds.width, card->bounds.height);
  gtk_widget_set_child_visible (self->buttons, fits);
  if (!fits)
    return;
  gtk_widget_measure (self->buttons, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (self->buttons, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  tl_viewport_to_view (&self->view, self->grid->rtl ? card->bounds.x : card->bounds.x + card->bounds.width,
                       card->bounds.y + card->bounds.height, &x, &y);
  x += self->grid->rtl ? 10 : -10 - width;
  place = GRAPHENE_POINT_INIT ((float) round (x), (float) round (y - height / 2.0));
  gtk_widget_allocate (self->buttons, width, height, -1, gsk_transform_translate (NULL, &place));
}

static void
paint_dot (GtkSnapshot *snapshot, const TlHandle *handle, const GdkRGBA *paper, const GdkRGBA *accent, gboolean plus)
{
  float          x = (float) handle->x, y = (float) handle->y;
  float          r = plus ? RADIUS + 3 : RADIUS;
  float          widths[4] = { 2, 2, 2, 2 };
  GdkRGBA        colours[4] = { *accent, *accent, *accent, *accent };
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &GRAPHENE_RECT_INIT (x - r, y - r, 2 * r, 2 * r), r);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, paper, &round.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &round, widths, colours);
  if (!plus)
    return;
  gtk_snapshot_append_color (snapshot, accent, &GRAPHENE_RECT_INIT (x - 4, y - 0.75f, 8, 1.5f));
  gtk_snapshot_append_color (snapshot, accent, &GRAPHENE_RECT_INIT (x - 0.75f, y - 4, 1.5f, 8));
}

static void
to_view (TlCanvas *self, const TlBox *box, graphene_rect_t *rect)
{
  double x, y;

  tl_viewport_to_view (&self->view, box->x, box->y, &x, &y);
  *rect = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (box->width * self->view.scale),
                              (float) (box->height * self->view.scale));
}

/* A place where something will stand: tinted and dashed. */
static void
paint_ghost (TlCanvas *self, GtkSnapshot *snapshot, const TlBox *box, const GdkRGBA *accent)
{
  static const double dashes[] = { 6, 4 };
  graphene_rect_t     rect, around;
  double              radius;
  cairo_t            *cr;

  to_view (self, box, &rect);
  radius = MIN (12 * self->view.scale, rect.size.width / 2);
  graphene_rect_inset_r (&rect, -2, -2, &around);
  cr = gtk_snapshot_append_cairo (snapshot, &around);
  cairo_new_sub_path (cr);
  cairo_arc (cr, rect.origin.x + rect.size.width - radius, rect.origin.y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, rect.origin.x + rect.size.width - radius, rect.origin.y + rect.size.height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, rect.origin.x + radius, rect.origin.y + rect.size.height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, rect.origin.x + radius, rect.origin.y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.12);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
paint_line (TlCanvas *self, GtkSnapshot *snapshot, const TlBox *line, const GdkRGBA *accent)
{
  double   x1, y1, x2, y2, bend;
  cairo_t *cr;

  tl_viewport_to_view (&self->view, line->x, line->y, &x1, &y1);
  tl_viewport_to_view (&self->view, line->x + line->width, line->y + line->height, &x2, &y2);
  bend = MAX (fabs (x2 - x1) / 2, 30) * (self->grid->rtl ? -1 : 1);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) self->view.view_width,
                                                                 (float) self->view.view_height));
  gdk_cairo_set_source_rgba (cr, accent);
  cairo_set_line_width (cr, 3);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, x1, y1);
  if (tl_tool_get_kind (self->tool) == TL_TOOL_CONNECT)
    cairo_curve_to (cr, x1 + bend, y1, x2 - bend, y2, x2, y2);
  else
    cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
  cairo_arc (cr, x2, y2, 5, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/* What is held, see-through, where the pointer has it. */
static void
paint_held (TlCanvas *self, GtkSnapshot *snapshot, const TlToolPreview *preview, const GdkRGBA *paper)
{
  guint           group = _tl_canvas_find_group (self, tl_tool_get_thing (self->tool));
  graphene_rect_t rect;
  GskRenderNode  *node;
  const TlBox    *from;

  if (group == TL_SCENE_NONE || preview->held.width <= 0)
    return;
  from = &tl_scene_get_group (self->scene, group)->bounds;
  node = _tl_canvas_render (self, group, 0, from);
  if (node == NULL)
    return;
  gtk_snapshot_push_opacity (snapshot, 0.75);
  to_view (self, &preview->held, &rect);
  gtk_snapshot_append_color (snapshot, paper, &rect);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &rect.origin);
  gtk_snapshot_scale (snapshot, (float) self->view.scale, (float) self->view.scale);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -from->x, (float) -from->y));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
  gsk_render_node_unref (node);
}

static void
paint_preview (TlCanvas *self, GtkSnapshot *snapshot, const TlToolPreview *preview, const GdkRGBA *paper,
               const GdkRGBA *accent)
{
  const TlGroup *target = find_box (self, preview->target);

  if (preview->ghost.width > 0)
    paint_ghost (self, snapshot, &preview->ghost, accent);
  _tl_canvas_paint_along (self, snapshot, preview, accent, paint_ghost);
  _tl_canvas_paint_band (self, snapshot, preview, accent);
  if (target)
    {
      TlBox box = { target->bounds.x - 4, target->bounds.y - 4, target->bounds.width + 8, target->bounds.height + 8 };

      paint_ghost (self, snapshot, &box, accent);
    }
  if (preview->line.width != 0 || preview->line.height != 0)
    paint_line (self, snapshot, &preview->line, accent);
  if (preview->mark.width > 0)
    {
      graphene_rect_t rect;

      to_view (self, &preview->mark, &rect);
      gtk_snapshot_append_color (snapshot, accent,
                                 &GRAPHENE_RECT_INIT (rect.origin.x, rect.origin.y - 1.5f, rect.size.width, 3));
    }
  paint_held (self, snapshot, preview, paper);
}

/* Paints what editing adds to the picture: handles, the place of a draft, and what dragging would do. */
void
_tl_canvas_paint_edit (TlCanvas *self, GtkSnapshot *snapshot)
{
  const TlToolPreview *preview = tl_tool_get_preview (self->tool);
  TlHandle             handles[4];
  GdkRGBA              paper, accent;
  guint                n;

  if (self->session == NULL || self->scene == NULL)
    return;
  _tl_canvas_get_colour (GTK_WIDGET (self), "tl_paper", &paper);
  _tl_canvas_get_colour (GTK_WIDGET (self), "accent_color", &accent);
  if (self->draft && self->draft->kind == TL_KIND_STAGE && self->entry)
    {
      graphene_rect_t bounds;
      TlBox           box = self->draft->spot.box;

      /* Around the entry, which knows where it is. */
      if (gtk_widget_compute_bounds (self->entry, GTK_WIDGET (self), &bounds))
        {
          tl_viewport_to_picture (&self->view, bounds.origin.x, bounds.origin.y, &box.x, &box.y);
          box.x -= 12;
          box.y -= 12;
          box.width = bounds.size.width / self->view.scale + 24;
        }
      paint_ghost (self, snapshot, &box, &accent);
    }
  n = list_handles (self, handles);
  for (guint i = 0; i < n; i++)
    paint_dot (snapshot, &handles[i], &paper, &accent, handles[i].kind == TL_TOOL_CONNECT);
  if (preview)
    paint_preview (self, snapshot, preview, &paper, &accent);
  _tl_canvas_feel_paint (self, snapshot, &paper, &accent);
}
