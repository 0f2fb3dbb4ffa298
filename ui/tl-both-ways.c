/* tl-both-ways.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-both-ways.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-both-ways-mark.h"
#include "tl-fix-scale.h"
#include "tl-parts.h"

#define LEAST_HEIGHT 320
#define WANTED_HEIGHT 400
#define MARGIN 42.0       /* of the plot, which circles may reach into */
#define LEAST_PART .3     /* of the plot for either side of 0: each quadrant can be seen */
#define RADIUS_MOST 27.0
#define RADIUS_LEAST 10.0 /* holds a number, in text of the usual size */
#define RING_MOST 9.0
#define RING_LEAST 1.5
#define LABEL_MOST 190

struct _TlBothWays
{
  GtkWidget  parent_instance;

  GtkWidget *title;
  GtkWidget *words;
  GPtrArray *marks; /* the largest first, so that none hides another */

  TlRanking *ranking;
  TlFixScale saved;   /* cost saved, to the right */
  TlFixScale revenue; /* up */
};

G_DEFINE_FINAL_TYPE (TlBothWays, tl_both_ways, GTK_TYPE_WIDGET)

static int
words_height (TlBothWays *self, int width)
{
  int title;
  int words;

  gtk_widget_measure (self->title, GTK_ORIENTATION_VERTICAL, width, NULL, &title, NULL, NULL);
  gtk_widget_measure (self->words, GTK_ORIENTATION_VERTICAL, width, NULL, &words, NULL, NULL);
  return title + words + 9;
}

/* Where a value is along a side, from 0 to 1; both sides of 0 have some room. */
static double
place_of (const TlFixScale *scale, double value)
{
  double zero = tl_fix_scale_place (scale, 0);
  double at = tl_fix_scale_place (scale, value);
  double low = LEAST_PART;
  double high = 1 - LEAST_PART;
  double middle = CLAMP (zero, low, high);

  if (!(scale->high > scale->low))
    return .5;
  if (at >= zero)
    return zero < 1 ? middle + (at - zero) / (1 - zero) * (1 - middle) : middle;
  return middle - (zero - at) / zero * middle;
}

static int
line_height (TlBothWays *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int                     height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

/* Between the names of the axes, over it and under it. */
static void
get_plot (TlBothWays *self, graphene_rect_t *plot)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int line = line_height (self) + 6;
  int top = words_height (self, width) + line;

  graphene_rect_init (plot, 0, (float) top, (float) width,
                      (float) MAX (gtk_widget_get_height (GTK_WIDGET (self)) - top - line, 1));
}

static void
find_point (TlBothWays *self, const graphene_rect_t *plot, double saved, double revenue, double *x, double *y)
{
  double margin = MIN (MARGIN * MAX (tl_part_text_factor (), 1), plot->size.width / 6.0);
  /* The names of the quadrants stand above and below. */
  double strip = MIN (MARGIN + 6 + line_height (self), plot->size.height / 5.0);

  *x = margin + place_of (&self->saved, saved) * (plot->size.width - 2 * margin);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    *x = plot->size.width - *x;
  *x += plot->origin.x;
  *y = plot->origin.y + plot->size.height - strip - place_of (&self->revenue, revenue) * (plot->size.height - 2 * strip);
}

static const TlImpactOutcome *
outcome_of (TlBothWays *self, const char *id)
{
  TlFigures          *figures = tl_ranking_get_figures (self->ranking);
  const TlFixFigures *fix = figures && id ? tl_figures_get_fix (figures, id) : NULL;

  return fix && fix->outcome && fix->outcome->known ? fix->outcome : NULL;
}

static void
tl_both_ways_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlBothWays     *self = TL_BOTH_WAYS (widget);
  GtkAllocation   at = { 0, 0, width, 0 };
  graphene_rect_t plot;

  gtk_widget_measure (self->title, GTK_ORIENTATION_VERTICAL, width, NULL, &at.height, NULL, NULL);
  gtk_widget_size_allocate (self->title, &at, -1);
  at.y = at.height;
  gtk_widget_measure (self->words, GTK_ORIENTATION_VERTICAL, width, NULL, &at.height, NULL, NULL);
  gtk_widget_size_allocate (self->words, &at, -1);
  get_plot (self, &plot);
  for (guint i = 0; i < self->marks->len; i++)
    {
      TlBothWaysMark        *mark = self->marks->pdata[i];
      const TlImpactOutcome *outcome = outcome_of (self, tl_both_ways_mark_get_id (mark));
      double                 reach = tl_both_ways_mark_reach (mark);
      double                 x;
      double                 y;

      gtk_widget_set_child_visible (GTK_WIDGET (mark), outcome != NULL);
      if (outcome == NULL)
        continue;
      find_point (self, &plot, -outcome->change.cost, outcome->change.revenue, &x, &y);
      at = (GtkAllocation) { (int) round (x - reach), (int) round (y - reach), (int) (2 * reach), (int) (2 * reach) };
      gtk_widget_size_allocate (GTK_WIDGET (mark), &at, -1);
    }
}

static void
tl_both_ways_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  TlBothWays *self = TL_BOTH_WAYS (widget);
  double      text = MAX (tl_part_text_factor (), 1);

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      *minimum = MAX (*minimum, least);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, (int) (240 * text));
      *natural = MAX (*minimum, (int) (480 * text));
      return;
    }
  for_size = MAX (for_size < 0 ? 480 : for_size, *minimum);
  *minimum = words_height (self, for_size) + (int) (LEAST_HEIGHT * text);
  *natural = words_height (self, for_size) + (int) (WANTED_HEIGHT * text);
}

static GtkSizeRequestMode
tl_both_ways_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lookup (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, colour))
    gtk_style_context_get_color (context, colour);
}

/* Writes @text at a corner of @area: @right and @bottom are 0 or 1. */
static void
write_at (TlBothWays *self, GtkSnapshot *snapshot, const graphene_rect_t *area, const char *text, const char *colour,
          gboolean bold, int right, int bottom)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  double                  room = area->size.width - 16;
  GdkRGBA                 ink;
  int                     width;
  int                     height;

  if (room < 24)
    return;
  if (bold)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  lookup (GTK_WIDGET (self), colour, &ink);
  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (area->origin.x + 8,
                                                          bottom ? area->origin.y + area->size.height - (float) height - 6
                                                                 : area->origin.y + 6));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
draw_quadrants (TlBothWays *self, GtkSnapshot *snapshot, const graphene_rect_t *plot, float x, float y)
{
  gboolean        rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float           right = plot->origin.x + plot->size.width;
  float           bottom = plot->origin.y + plot->size.height;
  graphene_rect_t left_top = GRAPHENE_RECT_INIT (plot->origin.x, plot->origin.y, x - plot->origin.x, y - plot->origin.y);
  graphene_rect_t right_top = GRAPHENE_RECT_INIT (x, plot->origin.y, right - x, y - plot->origin.y);
  graphene_rect_t left_bottom = GRAPHENE_RECT_INIT (plot->origin.x, y, x - plot->origin.x, bottom - y);
  graphene_rect_t right_bottom = GRAPHENE_RECT_INIT (x, y, right - x, bottom - y);
  GdkRGBA         tint;

  lookup (GTK_WIDGET (self), "tl_gain_tint", &tint);
  gtk_snapshot_append_color (snapshot, &tint, rtl ? &left_top : &right_top);
  write_at (self, snapshot, rtl ? &left_top : &right_top, _("pays both ways"), "tl_gain_ink", TRUE, !rtl, 0);
  write_at (self, snapshot, rtl ? &right_top : &left_top, _("grows revenue at a cost"), "tl_soft", TRUE, rtl, 0);
  write_at (self, snapshot, rtl ? &left_bottom : &right_bottom, _("saves cost, loses revenue"), "tl_loss_ink", TRUE, !rtl, 1);
  write_at (self, snapshot, rtl ? &right_bottom : &left_bottom, _("hurts both"), "tl_soft", TRUE, rtl, 1);
}

static gboolean
is_free (const graphene_rect_t *label, const GArray *taken)
{
  for (guint i = 0; i < taken->len; i++)
    if (graphene_rect_intersection (label, &g_array_index (taken, graphene_rect_t, i), NULL))
      return FALSE;
  return TRUE;
}

/* The title beside a circle, on whichever side there is room; else the number in it has to do. */
static void
draw_label (TlBothWays *self, GtkSnapshot *snapshot, TlBothWaysMark *mark, const graphene_rect_t *plot, GArray *taken)
{
  const TlFixFigures     *fix = tl_figures_get_fix (tl_ranking_get_figures (self->ranking), tl_both_ways_mark_get_id (mark));
  g_autoptr (PangoLayout) layout = NULL;
  graphene_rect_t         circle;
  graphene_rect_t         label;
  PangoRectangle          logical;
  GdkRGBA                 ink;
  int                     width;
  int                     height;

  if (fix == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (mark), GTK_WIDGET (self), &circle))
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), fix->title);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) (MIN (LABEL_MOST, plot->size.width / 2) * PANGO_SCALE));
  pango_layout_get_pixel_extents (layout, NULL, &logical);
  width = logical.width;
  height = logical.height;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &ink);
  for (int side = 0; side < 4; side++)
    {
      float x = circle.origin.x + (side == 0   ? circle.size.width + 3
                                   : side == 1 ? -(float) width - 3
                                               : (circle.size.width - (float) width) / 2);
      float y = circle.origin.y + (side == 2   ? circle.size.height
                                   : side == 3 ? -(float) height
                                               : (circle.size.height - (float) height) / 2);

      graphene_rect_init (&label, x, y, (float) width, (float) height);
      if (!graphene_rect_contains_rect (plot, &label) || !is_free (&label, taken))
        continue;
      g_array_append_val (taken, label);
      gtk_snapshot_save (snapshot);
      /* From right to left the words stand at the right of the width they may have. */
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - (float) logical.x, y - (float) logical.y));
      gtk_snapshot_append_layout (snapshot, layout, &ink);
      gtk_snapshot_restore (snapshot);
      return;
    }
}

/* Titles keep clear of circles, axes, the names of the quadrants and each other; the selected fix comes first. */
static void
draw_labels (TlBothWays *self, GtkSnapshot *snapshot, const graphene_rect_t *plot, float zero_x, float zero_y)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  const char        *selected = self->ranking ? tl_ranking_get_selected (self->ranking) : NULL;
  float              line = (float) line_height (self) + 8;
  graphene_rect_t    strips[4] = { GRAPHENE_RECT_INIT (zero_x - 1, plot->origin.y, 3, plot->size.height),
                                   GRAPHENE_RECT_INIT (plot->origin.x, zero_y - 1, plot->size.width, 3),
                                   GRAPHENE_RECT_INIT (plot->origin.x, plot->origin.y, plot->size.width, line),
                                   GRAPHENE_RECT_INIT (plot->origin.x, plot->origin.y + plot->size.height - line,
                                                       plot->size.width, line) };

  g_array_append_vals (taken, strips, G_N_ELEMENTS (strips));
  for (guint i = 0; i < self->marks->len; i++)
    {
      graphene_rect_t circle;

      if (gtk_widget_compute_bounds (self->marks->pdata[i], GTK_WIDGET (self), &circle))
        g_array_append_val (taken, circle);
    }
  for (int chosen = 1; chosen >= 0; chosen--)
    for (guint i = 0; i < self->marks->len; i++)
      if ((g_strcmp0 (tl_both_ways_mark_get_id (self->marks->pdata[i]), selected) == 0) == (chosen == 1))
        draw_label (self, snapshot, self->marks->pdata[i], plot, taken);
}

static void
tl_both_ways_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlBothWays     *self = TL_BOTH_WAYS (widget);
  gboolean        rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  graphene_rect_t plot;
  graphene_rect_t above;
  graphene_rect_t beside;
  GdkRGBA         rule;
  double          x;
  double          y;

  get_plot (self, &plot);
  find_point (self, &plot, 0, 0, &x, &y);
  draw_quadrants (self, snapshot, &plot, (float) x, (float) y);
  lookup (widget, "tl_soft", &rule);
  gtk_snapshot_append_color (snapshot, &rule,
                             &GRAPHENE_RECT_INIT ((float) round (x), plot.origin.y, 1, plot.size.height));
  gtk_snapshot_append_color (snapshot, &rule,
                             &GRAPHENE_RECT_INIT (plot.origin.x, (float) round (y), plot.size.width, 1));
  above = GRAPHENE_RECT_INIT ((float) x - 8, plot.origin.y - line_height (self) - 10, plot.origin.x + plot.size.width - (float) x,
                              (float) line_height (self));
  if (rtl)
    above = GRAPHENE_RECT_INIT (plot.origin.x, above.origin.y, (float) x - plot.origin.x + 8, above.size.height);
  write_at (self, snapshot, &above, _("more revenue"), "tl_soft", FALSE, rtl, 0);
  beside = GRAPHENE_RECT_INIT (plot.origin.x, plot.origin.y + plot.size.height - 4, plot.size.width,
                               (float) line_height (self));
  write_at (self, snapshot, &beside, _("cost saved"), "tl_soft", FALSE, !rtl, 0);
  draw_labels (self, snapshot, &plot, (float) x, (float) y);
  GTK_WIDGET_CLASS (tl_both_ways_parent_class)->snapshot (widget, snapshot);
}

/* Tab goes to the selected fix and on from there to what follows; arrows go from fix to fix, by place. */
static gboolean
tl_both_ways_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TlBothWays *self = TL_BOTH_WAYS (widget);
  GtkWidget  *focus = gtk_widget_get_focus_child (widget);
  const char *id = NULL;
  guint       place = 0;
  guint       wanted;

  if (self->marks->len == 0 || self->ranking == NULL)
    return FALSE;
  if (focus == NULL)
    id = tl_ranking_get_selected (self->ranking);
  else if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;
  else
    place = tl_ranking_get_place (self->ranking, tl_both_ways_mark_get_id (TL_BOTH_WAYS_MARK (focus)));
  wanted = direction == GTK_DIR_UP || direction == GTK_DIR_LEFT ? place - 1 : place + 1;
  if (focus == NULL)
    wanted = MAX (tl_ranking_get_place (self->ranking, id), 1);
  for (guint i = 0; i < self->marks->len; i++)
    if (tl_ranking_get_place (self->ranking, tl_both_ways_mark_get_id (self->marks->pdata[i])) == wanted)
      return gtk_widget_grab_focus (self->marks->pdata[i]);
  /* At either end it stays where it is. */
  return focus != NULL;
}

/* The ids of the fixes that have a place and a result, those that take most money first. */
static int
by_one_off (gconstpointer a, gconstpointer b, gpointer data)
{
  TlBothWays *self = data;
  const char *left = *(const char *const *) a;
  const char *right = *(const char *const *) b;
  double      x = outcome_of (self, left)->one_off;
  double      y = outcome_of (self, right)->one_off;
  guint       place = tl_ranking_get_place (self->ranking, left);
  guint       other = tl_ranking_get_place (self->ranking, right);

  if (x != y)
    return x < y ? 1 : -1;
  return (place < other) - (place > other);
}

static GPtrArray *
list_fixes (TlBothWays *self)
{
  TlFigures *figures = self->ranking ? tl_ranking_get_figures (self->ranking) : NULL;
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; figures && i < tl_figures_n_fixes (figures); i++)
    {
      const char *id = tl_figures_nth_fix (figures, i)->id;

      if (tl_ranking_get_place (self->ranking, id) > 0 && outcome_of (self, id))
        g_ptr_array_add (ids, (gpointer) id);
    }
  g_ptr_array_sort_with_data (ids, by_one_off, self);
  return ids;
}

static double
spread_of (TlBothWays *self, const char *id)
{
  const TlImpactSpread *spread = tl_ranking_get_spread (self->ranking, id);

  return spread ? spread->npv_p90 - spread->npv_p10 : 0;
}

static void
make_scales (TlBothWays *self, GPtrArray *ids, double *most_money, double *most_doubt)
{
  g_autofree double *saved = g_new (double, ids->len + 1);
  g_autofree double *revenue = g_new (double, ids->len + 1);

  *most_money = *most_doubt = 0;
  for (guint i = 0; i < ids->len; i++)
    {
      const TlImpactOutcome *outcome = outcome_of (self, ids->pdata[i]);

      saved[i] = -outcome->change.cost;
      revenue[i] = outcome->change.revenue;
      *most_money = MAX (*most_money, outcome->one_off);
      *most_doubt = MAX (*most_doubt, spread_of (self, ids->pdata[i]));
    }
  tl_fix_scale_init (&self->saved, saved, ids->len);
  tl_fix_scale_init (&self->revenue, revenue, ids->len);
  tl_fix_scale_bend (&self->saved);
  tl_fix_scale_bend (&self->revenue);
}

static void
say_words (TlBothWays *self)
{
  gboolean doubt = self->ranking && tl_ranking_get_doubt (self->ranking);
  gboolean logarithmic = self->saved.logarithmic || self->revenue.logarithmic;

  if (self->saved.logarithmic && self->revenue.logarithmic)
    gtk_label_set_label (GTK_LABEL (self->words),
                         doubt ? _("Circle: money to start; ring: doubt; blue pays, hatched does not. Both axes are "
                                   "logarithmic.")
                               : _("Circle: money to start; blue pays, hatched does not. Both axes are logarithmic."));
  else if (logarithmic && self->revenue.logarithmic)
    gtk_label_set_label (GTK_LABEL (self->words),
                         doubt ? _("Circle: money to start; ring: doubt; blue pays, hatched does not. The revenue axis is "
                                   "logarithmic.")
                               : _("Circle: money to start; blue pays, hatched does not. The revenue axis is logarithmic."));
  else if (logarithmic)
    gtk_label_set_label (GTK_LABEL (self->words),
                         doubt ? _("Circle: money to start; ring: doubt; blue pays, hatched does not. The cost axis is "
                                   "logarithmic.")
                               : _("Circle: money to start; blue pays, hatched does not. The cost axis is logarithmic."));
  else
    gtk_label_set_label (GTK_LABEL (self->words),
                         doubt ? _("Circle: money to start; ring: doubt; blue pays, hatched does not.")
                               : _("Circle: money to start; blue pays, hatched does not."));
}

static void
update (TlBothWays *self)
{
  g_autoptr (GPtrArray) ids = list_fixes (self);
  const char           *selected = self->ranking ? tl_ranking_get_selected (self->ranking) : NULL;
  double                least = RADIUS_LEAST * MAX (tl_part_text_factor (), 1);
  double                most_money;
  double                most_doubt;

  make_scales (self, ids, &most_money, &most_doubt);
  while (self->marks->len > ids->len)
    {
      gtk_widget_unparent (self->marks->pdata[self->marks->len - 1]);
      g_ptr_array_set_size (self->marks, (int) self->marks->len - 1);
    }
  while (self->marks->len < ids->len)
    {
      GtkWidget *mark = tl_both_ways_mark_new ();

      gtk_widget_set_parent (mark, GTK_WIDGET (self));
      g_ptr_array_add (self->marks, mark);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      const char            *id = ids->pdata[i];
      const TlImpactOutcome *outcome = outcome_of (self, id);
      double                 doubt = spread_of (self, id);
      double                 impact;
      TlMarkLook             look = { tl_ranking_get_place (self->ranking, id), least, 0, FALSE,
                                      g_strcmp0 (id, selected) == 0 };

      tl_ranking_get_impact (self->ranking, id, &impact);
      look.loss = impact < 0;
      if (most_money > 0)
        look.radius = MAX (least, RADIUS_MOST * sqrt (MAX (outcome->one_off, 0) / most_money));
      if (doubt > 0 && most_doubt > 0)
        look.ring = RING_LEAST + (RING_MOST - RING_LEAST) * doubt / most_doubt;
      tl_both_ways_mark_set (self->marks->pdata[i], self->ranking, id, &look);
    }
  say_words (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
note_change (TlRanking *ranking, guint parts, TlBothWays *self)
{
  if (parts & (TL_RANKING_FIGURES | TL_RANKING_DOUBT | TL_RANKING_DRAWN))
    update (self);
}

static void
tl_both_ways_dispose (GObject *object)
{
  TlBothWays *self = TL_BOTH_WAYS (object);
  GtkWidget  *child;

  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  g_ptr_array_set_size (self->marks, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->ranking);
  G_OBJECT_CLASS (tl_both_ways_parent_class)->dispose (object);
}

static void
tl_both_ways_finalize (GObject *object)
{
  g_ptr_array_unref (TL_BOTH_WAYS (object)->marks);
  G_OBJECT_CLASS (tl_both_ways_parent_class)->finalize (object);
}

static void
tl_both_ways_class_init (TlBothWaysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_both_ways_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_both_ways_finalize;
  widget_class->size_allocate = tl_both_ways_size_allocate;
  widget_class->measure = tl_both_ways_measure;
  widget_class->get_request_mode = tl_both_ways_get_request_mode;
  widget_class->snapshot = tl_both_ways_snapshot;
  widget_class->focus = tl_both_ways_focus;
  gtk_widget_class_set_css_name (widget_class, "tl-both-ways");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_both_ways_init (TlBothWays *self)
{
  self->marks = g_ptr_array_new ();
  self->title = tl_part_label (_("Revenue and cost together"), "tl-strong");
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  self->words = tl_part_label ("", "dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Revenue and cost together"), -1);
}

/**
 * tl_both_ways_set_ranking:
 * @ranking: (nullable): what it shows
 */
void
tl_both_ways_set_ranking (TlBothWays *self, TlRanking *ranking)
{
  g_return_if_fail (TL_IS_BOTH_WAYS (self));
  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  g_set_object (&self->ranking, ranking);
  if (ranking)
    {
      g_signal_connect (ranking, "changed", G_CALLBACK (note_change), self);
      g_signal_connect_swapped (ranking, "notify::selected", G_CALLBACK (update), self);
    }
  update (self);
}
