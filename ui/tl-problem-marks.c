/* tl-problem-marks.c
 *
 * A small mark at the corner of a card where something is to be mended, and on a transition that stops the figures. What
 * it says is in its tooltip, and in a popover with what mends it. The marks stand over the canvas and let everything
 * else through.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-view.h"
#include "tl-problems.h"
#include "tl-text.h"

/* So many marks at most: with more to be seen, the map is far away, and the list has them all. */
#define MOST 60

/* Below this scale only what stops the figures is marked. */
#define SMALLEST 0.45

#define SIZE 20

typedef struct
{
  char      *thing;
  gboolean   refused;
  GString   *text;
  GtkWidget *button; /* NULL while it is not seen */
} Mark;

struct _TlProblemMarks
{
  GtkWidget      parent_instance;

  TlCanvas      *canvas;  /* weak */
  TlSession     *session;
  GPtrArray     *marks;   /* Mark */
  GtkWidget     *popover;
  TlProblemList *list;
  guint          placing; /* an idle */
};

enum
{
  GO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlProblemMarks, tl_problem_marks, GTK_TYPE_WIDGET)

static void
mark_free (gpointer data)
{
  Mark *mark = data;

  if (mark->button)
    gtk_widget_unparent (mark->button);
  g_string_free (mark->text, TRUE);
  g_free (mark->thing);
  g_free (mark);
}

static void
clicked (GtkButton *button, TlProblemMarks *self)
{
  TlBox                 box;
  const TlViewport     *view = tl_canvas_get_view (self->canvas);
  const char           *thing = g_object_get_data (G_OBJECT (button), "thing");
  graphene_rect_t       bounds;
  GdkRectangle          at;

  if (!tl_canvas_get_box (self->canvas, thing, &box) || view == NULL
      || !gtk_widget_compute_bounds (GTK_WIDGET (button), GTK_WIDGET (self), &bounds))
    return;
  at = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  tl_problem_list_set_thing (self->list, thing);
  tl_problem_list_fill (self->list);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &at);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
list_go (TlProblemList *list, const char *thing, gpointer data)
{
  TlProblemMarks *self = data;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[GO], 0, thing);
}

static GtkWidget *
button_new (TlProblemMarks *self, const Mark *mark)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (mark->refused ? "dialog-warning-symbolic"
                                                                : "dialog-information-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_button_set_child (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "tl-problem-mark");
  if (mark->refused)
    gtk_widget_add_css_class (button, "tl-refused");
  /* The list is for keys; the journey's things keep the order of Tab to themselves. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, mark->text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Problem"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, mark->text->str, -1);
  g_object_set_data_full (G_OBJECT (button), "thing", g_strdup (mark->thing), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, 0);
  gtk_widget_insert_before (button, GTK_WIDGET (self), self->popover);
  return button;
}

/* Where a mark stands: over the upper end corner of a card, or at the middle of a transition. */
static gboolean
find_place (TlProblemMarks *self, const Mark *mark, double *x, double *y)
{
  const TlViewport *view = tl_canvas_get_view (self->canvas);
  TlBox             box;

  if (view->scale < SMALLEST && !mark->refused)
    return FALSE;
  if (!tl_canvas_get_box (self->canvas, mark->thing, &box)
      || !tl_viewport_sees (view, box.x, box.y, box.width, box.height))
    return FALSE;
  tl_viewport_to_view (view, box.x + box.width, box.y, x, y);
  *x -= SIZE / 2.0 + 2;
  *y -= SIZE / 2.0;
  return *x > -SIZE && *y > -SIZE && *x < view->view_width && *y < view->view_height;
}

static gboolean
place (gpointer data)
{
  TlProblemMarks *self = data;
  guint           n = 0;

  self->placing = 0;
  for (guint i = 0; self->canvas && i < self->marks->len; i++)
    {
      Mark    *mark = self->marks->pdata[i];
      double   x, y;
      gboolean seen = n < MOST && find_place (self, mark, &x, &y) && !tl_canvas_is_dragging (self->canvas);

      n += seen;
      if (seen && mark->button == NULL)
        mark->button = button_new (self, mark);
      else if (!seen && mark->button)
        g_clear_pointer (&mark->button, gtk_widget_unparent);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being given out. */
static void
place_soon (TlProblemMarks *self)
{
  if (self->placing == 0 && self->marks->len > 0)
    self->placing = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, place, self, NULL);
}

/* What is only worth knowing is not marked on a transition: half of a workshop's have no share yet. */
static gboolean
is_marked (TlProblemMarks *self, const TlProblem *problem, const char *thing)
{
  TlThing *found = tl_journey_lookup (tl_session_get_journey (self->session), thing);

  return problem->severity == TL_PROBLEM_REFUSED || (found && tl_thing_get_kind (found) == TL_KIND_STAGE);
}

static void
refresh (TlProblemMarks *self)
{
  TlFigures             *figures = self->session ? tl_session_get_figures (self->session) : NULL;
  const GPtrArray       *problems = figures ? tl_figures_get_problems (figures) : NULL;
  g_autoptr (GHashTable) by_thing = g_hash_table_new (g_str_hash, g_str_equal);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_ptr_array_set_size (self->marks, 0);
  for (guint i = 0; problems && i < problems->len; i++)
    {
      const TlProblem *problem = problems->pdata[i];
      g_autofree char *thing = tl_problem_place (tl_session_get_journey (self->session), problem->id);
      g_autofree char *line = NULL;
      Mark            *mark;

      if (thing == NULL || !is_marked (self, problem, thing))
        continue;
      mark = g_hash_table_lookup (by_thing, thing);
      if (mark == NULL)
        {
          mark = g_new0 (Mark, 1);
          mark->thing = g_strdup (thing);
          mark->text = g_string_new (NULL);
          g_ptr_array_add (self->marks, mark);
          g_hash_table_insert (by_thing, mark->thing, mark);
        }
      mark->refused = mark->refused || problem->severity == TL_PROBLEM_REFUSED;
      line = tl_problem_to_string (problem);
      if (mark->text->len < 1000)
        g_string_append_printf (mark->text, "%s%s", mark->text->len > 0 ? "\n" : "", line);
    }
  place_soon (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
tl_problem_marks_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
tl_problem_marks_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlProblemMarks *self = TL_PROBLEM_MARKS (widget);

  for (guint i = 0; self->canvas && i < self->marks->len; i++)
    {
      Mark            *mark = self->marks->pdata[i];
      double           x, y;
      graphene_point_t at;

      if (mark->button == NULL)
        continue;
      gtk_widget_set_child_visible (mark->button, find_place (self, mark, &x, &y));
      if (!gtk_widget_get_child_visible (mark->button))
        continue;
      at = GRAPHENE_POINT_INIT ((float) round (x), (float) round (y));
      gtk_widget_allocate (mark->button, SIZE, SIZE, -1, gsk_transform_translate (NULL, &at));
    }
  gtk_popover_present (GTK_POPOVER (self->popover));
}

/* Only the marks themselves are there for a pointer. */
static gboolean
tl_problem_marks_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
tl_problem_marks_dispose (GObject *object)
{
  TlProblemMarks *self = TL_PROBLEM_MARKS (object);

  g_clear_handle_id (&self->placing, g_source_remove);
  if (self->canvas)
    g_signal_handlers_disconnect_by_data (self->canvas, self);
  g_clear_weak_pointer (&self->canvas);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_problem_marks_parent_class)->dispose (object);
}

static void
tl_problem_marks_class_init (TlProblemMarksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_problem_marks_dispose;
  widget_class->measure = tl_problem_marks_measure;
  widget_class->size_allocate = tl_problem_marks_size_allocate;
  widget_class->contains = tl_problem_marks_contains;
  gtk_widget_class_set_css_name (widget_class, "tl-problem-marks");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * TlProblemMarks::go:
   * @thing: (nullable): the id of what someone wants to see
   */
  signals[GO] = g_signal_new ("go", TL_TYPE_PROBLEM_MARKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);
}

static void
tl_problem_marks_init (TlProblemMarks *self)
{
  self->marks = g_ptr_array_new_with_free_func (mark_free);
  self->popover = gtk_popover_new ();
  self->list = g_object_new (TL_TYPE_PROBLEM_LIST, NULL);
  g_signal_connect (self->list, "go", G_CALLBACK (list_go), self);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Problems on the Map"), -1);
}

/**
 * tl_problem_marks_set_canvas:
 * @canvas: what the marks stand over, and as large as they are together
 */
void
tl_problem_marks_set_canvas (TlProblemMarks *self, TlCanvas *canvas)
{
  g_return_if_fail (TL_IS_PROBLEM_MARKS (self) && TL_IS_CANVAS (canvas) && self->canvas == NULL);
  g_set_weak_pointer (&self->canvas, canvas);
  g_signal_connect_swapped (canvas, "moved", G_CALLBACK (place_soon), self);
  g_signal_connect_swapped (canvas, "drawn", G_CALLBACK (place_soon), self);
}

/**
 * tl_problem_marks_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_problem_marks_set_session (TlProblemMarks *self, TlSession *session)
{
  g_return_if_fail (TL_IS_PROBLEM_MARKS (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "notify::figures", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  tl_problem_list_set_session (self->list, session);
  refresh (self);
}
