/* tl-canvas-motion.c: what has to move when something is added slides there, and is not suddenly elsewhere
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>

#include "tl-canvas-private.h"

#define DURATION 200 /* milliseconds */

/* Beyond so many at once a motion says nothing, and costs much. */
#define MOST 400

static void
queue (TlCanvas *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      GtkWidget *leaf = self->order->pdata[i];
      GtkWidget *parent = gtk_widget_get_parent (leaf);
      double     dx, dy;

      tl_canvas_leaf_get_offset (TL_CANVAS_LEAF (leaf), &dx, &dy);
      if (parent == NULL || parent == GTK_WIDGET (self) || !gtk_widget_get_mapped (parent))
        continue;
      if (dx != 0 || dy != 0 || self->motion == 0)
        {
          gtk_widget_queue_allocate (parent);
          gtk_widget_queue_draw (parent);
        }
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
moved_on (double value, gpointer data)
{
  TlCanvas *self = data;

  self->motion = value;
  queue (self);
}

/* Everything is at its place. */
void
_tl_canvas_motion_end (TlCanvas *self)
{
  if (self->moving)
    adw_animation_pause (self->moving);
  g_clear_object (&self->moving);
  self->motion = 0;
}

static guint
depart (TlCanvas *self, double dx, double dy)
{
  guint n = 0;

  for (guint i = 0; i < self->order->len; i++)
    n += tl_canvas_leaf_depart (self->order->pdata[i], dx, dy);
  return n;
}

/* Another picture was made: whoever stands elsewhere in it goes there from where they were seen, unless the system wants
 * no motion, or the map was fitted anew and all of it moved anyhow. */
void
_tl_canvas_motion_begin (TlCanvas *self, const TlViewport *before)
{
  guint n;

  _tl_canvas_motion_end (self);
  n = depart (self, self->view.x - before->x, self->view.y - before->y);
  if (n == 0 || n > MOST || self->fitted || self->view.scale != before->scale || !self->edited
      || !gtk_widget_get_mapped (GTK_WIDGET (self)) || !adw_get_enable_animations (GTK_WIDGET (self)))
    return;
  self->motion = 1;
  self->moving = adw_timed_animation_new (GTK_WIDGET (self), 1, 0, DURATION,
                                          adw_callback_animation_target_new (moved_on, self, NULL));
  adw_timed_animation_set_easing (self->moving, ADW_EASE_OUT_CUBIC);
  adw_animation_play (self->moving);
}
