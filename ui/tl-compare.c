/* tl-compare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-compare.h"

#include <glib/gi18n-lib.h>

#include "tl-compare-rows.h"
#include "tl-parts.h"
#include "tl-wrap-layout.h"

struct _TlCompare
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkDropDown  *choices[2];
  GtkWidget    *body;
  GtkGrid      *grid;

  TlRanking    *ranking;
  GPtrArray    *ids;    /* of the fixes, as the choices list them */
  char         *chosen[2];
  TlFigures    *of;
  GArray       *evens;  /* of the two that are chosen, or NULL for now */
  GCancellable *working;
  gboolean      filling;
};

G_DEFINE_FINAL_TYPE (TlCompare, tl_compare, GTK_TYPE_WIDGET)

static GtkWidget *
cell_new (const char *text, gboolean number, const char *css_class)
{
  GtkWidget *label = tl_part_label (text ? text : C_ ("figure", "none"), text ? css_class : "dim-label");

  gtk_label_set_width_chars (GTK_LABEL (label), 9);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (number)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_widget_add_css_class (label, "numeric");
    }
  return label;
}

static void
clear_grid (TlCompare *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))))
    gtk_grid_remove (self->grid, child);
}

static void
add_head (TlCompare *self)
{
  for (int i = 0; i < 2; i++)
    {
      const TlFixFigures *fix = tl_figures_get_fix (self->of, self->chosen[i]);

      gtk_grid_attach (self->grid, cell_new (fix ? fix->title : "", TRUE, "tl-strong"), 1 + i, 0, 1, 1);
    }
  gtk_grid_attach (self->grid, cell_new (_("Difference"), TRUE, "tl-strong"), 3, 0, 1, 1);
}

static void
fill (TlCompare *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  clear_grid (self);
  if (!gtk_expander_get_expanded (GTK_EXPANDER (self->box)) || self->of == NULL || self->chosen[0] == NULL ||
      self->chosen[1] == NULL)
    return;
  rows = tl_compare_rows (self->ranking, self->chosen[0], self->chosen[1], self->evens);
  add_head (self);
  for (guint i = 0; i < rows->len; i++)
    {
      const TlCompareRow *row = rows->pdata[i];
      int                 n = (int) i + 1;

      gtk_grid_attach (self->grid, cell_new (row->label, FALSE, "dim-label"), 0, n, 1, 1);
      gtk_grid_attach (self->grid, cell_new (row->values[0], TRUE, NULL), 1, n, 1, 1);
      gtk_grid_attach (self->grid, cell_new (row->values[1], TRUE, NULL), 2, n, 1, 1);
      if (row->difference)
        gtk_grid_attach (self->grid, cell_new (row->difference, TRUE, "tl-strong"), 3, n, 1, 1);
    }
}

static void
stop (TlCompare *self)
{
  if (self->working)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
}

static void
got_evens (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) evens = tl_fix_evens_finish (result, &error);
  TlCompare         *self = data;

  /* Cancelled, it is about something that nobody looks at any more, or whoever asked is gone. */
  if (evens == NULL)
    return;
  g_clear_object (&self->working);
  self->evens = g_steal_pointer (&evens);
  fill (self);
}

static void
ask (TlCompare *self)
{
  g_autoptr (GArray) asked = g_array_new (FALSE, TRUE, sizeof (TlFixEven));

  stop (self);
  g_clear_pointer (&self->evens, g_array_unref);
  if (!gtk_expander_get_expanded (GTK_EXPANDER (self->box)) || self->of == NULL ||
      tl_figures_get_model (self->of) == NULL)
    return;
  for (int i = 0; i < 2; i++)
    {
      guint           fix = tl_names_find (&tl_figures_get_snapshot (self->of)->fixes, self->chosen[i]);
      const TlFixEven even[] = { { fix, TL_IMPACT_PART_INCREMENTALITY, 0 },
                                 { fix, TL_IMPACT_PART_CASHABLE, TL_IMPACT_NONE } };

      if (fix == TL_IMPACT_NONE)
        return;
      g_array_append_vals (asked, even, G_N_ELEMENTS (even));
    }
  self->working = g_cancellable_new ();
  tl_fix_evens_async (self->of, asked, self->working, got_evens, self);
}

static void
chose (GtkDropDown *choice, GParamSpec *pspec, gpointer data)
{
  TlCompare *self = data;

  if (self->filling)
    return;
  for (int i = 0; i < 2; i++)
    {
      guint n = gtk_drop_down_get_selected (self->choices[i]);

      g_free (self->chosen[i]);
      self->chosen[i] = n < self->ids->len ? g_strdup (self->ids->pdata[n]) : NULL;
    }
  ask (self);
  fill (self);
}

static void
opened (TlCompare *self)
{
  ask (self);
  fill (self);
}

static gboolean
is_listed (TlCompare *self, const char *id, guint *place)
{
  return id && g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, place);
}

/* Those that are chosen stay so; otherwise the first two of the ranking. */
static void
list_fixes (TlCompare *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < tl_figures_n_fixes (self->of); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (self->of, i);

      if (fix->rank == 0)
        continue;
      g_ptr_array_add (self->ids, g_strdup (fix->id));
      gtk_string_list_append (titles, fix->title);
    }
  self->filling = TRUE;
  for (guint i = 0; i < 2; i++)
    {
      guint place = MIN (i, self->ids->len ? self->ids->len - 1 : 0);

      is_listed (self, self->chosen[i], &place);
      g_free (self->chosen[i]);
      self->chosen[i] = place < self->ids->len ? g_strdup (self->ids->pdata[place]) : NULL;
      gtk_drop_down_set_model (self->choices[i], G_LIST_MODEL (titles));
      if (self->ids->len > 0)
        gtk_drop_down_set_selected (self->choices[i], place);
    }
  self->filling = FALSE;
}

static void
follow (TlCompare *self, guint parts)
{
  TlFigures *figures = self->ranking ? tl_ranking_get_figures (self->ranking) : NULL;
  gboolean   known = figures && tl_figures_are_known (figures) && tl_figures_get_results (figures)->n_ranked > 1;

  gtk_widget_set_visible (GTK_WIDGET (self), known);
  if (!known)
    {
      stop (self);
      g_clear_object (&self->of);
      g_clear_pointer (&self->evens, g_array_unref);
      return;
    }
  if (g_set_object (&self->of, figures))
    {
      list_fixes (self);
      ask (self);
    }
  else if (!(parts & (TL_RANKING_DOUBT | TL_RANKING_ENDED)))
    return;
  fill (self);
}

static void
tl_compare_dispose (GObject *object)
{
  TlCompare *self = TL_COMPARE (object);

  tl_compare_set_ranking (self, NULL);
  stop (self);
  g_clear_object (&self->of);
  g_clear_pointer (&self->evens, g_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->chosen[0], g_free);
  g_clear_pointer (&self->chosen[1], g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_compare_parent_class)->dispose (object);
}

static void
tl_compare_class_init (TlCompareClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_compare_dispose;
  gtk_widget_class_set_css_name (widget_class, "tl-compare");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_compare_init (TlCompare *self)
{
  static const char *const labels[] = { N_("One fix"), N_("The other fix") };
  GtkWidget               *expander = gtk_expander_new (NULL);
  GtkWidget               *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->box = expander;
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), tl_part_label (_("Compare two fixes"), "heading"));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->body, 9);
  gtk_widget_set_layout_manager (line, tl_wrap_layout_new (9));
  for (int i = 0; i < 2; i++)
    {
      self->choices[i] = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, _(labels[i]), -1);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->choices[i]), _(labels[i]));
      g_signal_connect (self->choices[i], "notify::selected", G_CALLBACK (chose), self);
      gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->choices[i]));
    }
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 24);
  gtk_grid_set_row_spacing (self->grid, 4);
  gtk_box_append (GTK_BOX (self->body), line);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->grid));
  tl_part_fold (expander, self->body);
  g_signal_connect_swapped (expander, "notify::expanded", G_CALLBACK (opened), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Compare two fixes"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tl_compare_set_ranking:
 * @ranking: (nullable): what stands behind the ranking
 */
void
tl_compare_set_ranking (TlCompare *self, TlRanking *ranking)
{
  g_return_if_fail (TL_IS_COMPARE (self));
  if (self->ranking == ranking)
    return;
  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  g_set_object (&self->ranking, ranking);
  if (ranking)
    g_signal_connect_swapped (ranking, "changed", G_CALLBACK (follow), self);
  if (self->box)
    follow (self, TL_RANKING_FIGURES);
}

/**
 * tl_compare_choose:
 * @one: id of a fix
 * @other: id of another
 *
 * Opens the comparison on these two.
 */
void
tl_compare_choose (TlCompare *self, const char *one, const char *other)
{
  const char *ids[] = { one, other };

  g_return_if_fail (TL_IS_COMPARE (self));
  for (int i = 0; i < 2; i++)
    {
      guint place;

      if (is_listed (self, ids[i], &place))
        gtk_drop_down_set_selected (self->choices[i], place);
    }
  gtk_expander_set_expanded (GTK_EXPANDER (self->box), TRUE);
}
