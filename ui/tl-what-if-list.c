/* tl-what-if-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-what-if-list.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"
#include "tl-phrase.h"

typedef struct
{
  char      *id;
  GtkSwitch *toggle;
  GtkLabel  *title;
  GtkLabel  *alone;
  GtkLabel  *credit;
} Row;

struct _TlWhatIfList
{
  GtkWidget  parent_instance;

  GtkWidget *scrolled;
  GtkGrid   *grid;
  TlWhatIf  *what_if;
  GPtrArray *rows; /* Row */
  gboolean   filling;
};

G_DEFINE_FINAL_TYPE (TlWhatIfList, tl_what_if_list, GTK_TYPE_WIDGET)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row);
}

static void
toggled (GtkSwitch *toggle, GParamSpec *pspec, gpointer data)
{
  TlWhatIfList *self = data;

  for (guint i = 0; !self->filling && i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];

      if (row->toggle == toggle)
        {
          g_autofree char *id = g_strdup (row->id);

          tl_what_if_include (self->what_if, id, gtk_switch_get_active (toggle));
          return;
        }
    }
}

static GtkLabel *
number_new (TlWhatIfList *self, int column, int row)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return GTK_LABEL (label);
}

static void
add_row (TlWhatIfList *self, const TlFixFigures *fix, int n)
{
  Row             *row = g_new0 (Row, 1);
  g_autofree char *name = g_strdup_printf ("include:%s", fix->id);

  row->id = g_strdup (fix->id);
  row->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (row->toggle), GTK_ALIGN_CENTER);
  gtk_widget_set_name (GTK_WIDGET (row->toggle), name);
  row->title = GTK_LABEL (tl_part_label (NULL, NULL));
  gtk_label_set_width_chars (row->title, 12);
  gtk_label_set_max_width_chars (row->title, 30);
  gtk_widget_set_hexpand (GTK_WIDGET (row->title), TRUE);
  gtk_grid_attach (self->grid, GTK_WIDGET (row->toggle), 0, n, 1, 1);
  gtk_grid_attach (self->grid, GTK_WIDGET (row->title), 1, n, 1, 1);
  row->alone = number_new (self, 2, n);
  row->credit = number_new (self, 3, n);
  g_signal_connect (row->toggle, "notify::active", G_CALLBACK (toggled), self);
  g_ptr_array_add (self->rows, row);
}

static void
add_head (TlWhatIfList *self)
{
  static const char *const heads[] = { N_("Alone"), N_("Credit") };
  static const char *const tips[] = {
    N_("Combined impact of the fix alone"),
    N_("The fix's part of what those included give together: its Shapley value. The credits sum to the total."),
  };

  for (int i = 0; i < (int) G_N_ELEMENTS (heads); i++)
    {
      GtkLabel *label = number_new (self, i + 2, 0);

      gtk_label_set_label (label, _(heads[i]));
      gtk_widget_set_tooltip_text (GTK_WIDGET (label), _(tips[i]));
      gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (label), "tl-small");
    }
}

/* Whether there is a row for each ranked fix, in the order of the journey's figures. */
static gboolean
is_complete (TlWhatIfList *self, TlFigures *figures)
{
  guint n = 0;

  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (figures, i);

      if (fix->rank == 0)
        continue;
      if (n >= self->rows->len || g_strcmp0 (((Row *) self->rows->pdata[n++])->id, fix->id) != 0)
        return FALSE;
    }
  return n == self->rows->len;
}

static void
build (TlWhatIfList *self, TlFigures *figures)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))))
    gtk_grid_remove (self->grid, child);
  add_head (self);
  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (figures, i);

      if (fix->rank > 0)
        add_row (self, fix, (int) self->rows->len + 1);
    }
}

/* The credit of a fix in the set, where it has one. */
static gboolean
find_credit (TlWhatIfList *self, const char *id, double *credit)
{
  const TlImpactPortfolio *set = tl_what_if_get_set (self->what_if);
  TlFigures               *figures = tl_what_if_get_figures (self->what_if);
  guint                    index = figures ? tl_names_find (&tl_figures_get_snapshot (figures)->fixes, id) : 0;

  for (guint i = 0; set && set->has_credit && i < set->n_fixes; i++)
    if (set->fixes[i] == index)
      {
        *credit = set->credit[i];
        return TRUE;
      }
  return FALSE;
}

static void
show_row (TlWhatIfList *self, Row *row, TlFigures *figures)
{
  TlFigures          *other = tl_what_if_get_figures (self->what_if);
  const TlFixFigures *fix = tl_figures_get_fix (figures, row->id);
  const TlFixFigures *then = other ? tl_figures_get_fix (other, row->id) : NULL;
  const char         *currency = tl_figures_get_currency (figures);
  g_autofree char    *alone = then && then->outcome ? tl_phrase_gain (then->outcome->npv, currency) : NULL;
  g_autofree char    *credit = NULL;
  g_autofree char    *label = g_strdup_printf (_("Include “%s”"), fix->title);
  double              amount;

  if (find_credit (self, row->id, &amount))
    credit = tl_phrase_gain (amount, currency);
  gtk_label_set_label (row->title, fix->title);
  gtk_label_set_label (row->alone, alone ? alone : "");
  gtk_label_set_label (row->credit, credit ? credit : "");
  gtk_switch_set_active (row->toggle, tl_what_if_is_included (self->what_if, row->id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
tl_what_if_list_dispose (GObject *object)
{
  TlWhatIfList *self = TL_WHAT_IF_LIST (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->what_if);
  G_OBJECT_CLASS (tl_what_if_list_parent_class)->dispose (object);
}

static void
tl_what_if_list_class_init (TlWhatIfListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_what_if_list_dispose;
  gtk_widget_class_set_css_name (widget_class, "tl-what-if-list");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_what_if_list_init (TlWhatIfList *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                              (int) (280 * tl_part_text_factor ()));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->grid));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Fixes included"), -1);
}

GtkWidget *
tl_what_if_list_new (TlWhatIf *what_if)
{
  TlWhatIfList *self = g_object_new (TL_TYPE_WHAT_IF_LIST, NULL);

  self->what_if = g_object_ref (what_if);
  return GTK_WIDGET (self);
}

/**
 * tl_what_if_list_follow:
 *
 * Shows what holds now.
 */
void
tl_what_if_list_follow (TlWhatIfList *self)
{
  TlRanking *ranking;
  TlFigures *figures;

  g_return_if_fail (TL_IS_WHAT_IF_LIST (self));
  ranking = tl_what_if_get_ranking (self->what_if);
  figures = ranking ? tl_ranking_get_figures (ranking) : NULL;
  if (figures == NULL || !tl_figures_are_known (figures))
    return;
  self->filling = TRUE;
  if (!is_complete (self, figures))
    build (self, figures);
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, self->rows->pdata[i], figures);
  self->filling = FALSE;
}
