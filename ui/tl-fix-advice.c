/* tl-fix-advice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-advice.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"

struct _TlFixAdvice
{
  GtkWidget  parent_instance;

  GtkWidget *title;
  GtkWidget *heading;
  GtkWidget *lines;

  TlRanking *ranking;
};

G_DEFINE_FINAL_TYPE (TlFixAdvice, tl_fix_advice, GTK_TYPE_WIDGET)

/* The name of a warning, before its reason. */
static const char *
name_of (TlAdviceKind kind)
{
  static const char *const names[] = {
    [TL_ADVICE_FALSE_ECONOMY] = NC_ ("advice", "False economy"),
    [TL_ADVICE_SYMPTOM] = NC_ ("advice", "Symptom, not cause"),
    [TL_ADVICE_FADES] = NC_ ("advice", "It fades"),
    [TL_ADVICE_COST_MOVED] = NC_ ("advice", "Cost moved"),
    [TL_ADVICE_OTHER_GAINS] = NC_ ("advice", "One pays, another gains"),
    [TL_ADVICE_ASSUMED] = NC_ ("advice", "Rests on an assumption"),
    [TL_ADVICE_LESS_AFTER] = NC_ ("advice", "Worth less after another"),
    [TL_ADVICE_CANCELS] = NC_ ("advice", "They cancel out"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "advice", names[kind]);
}

static void
add_line (TlFixAdvice *self, const TlAdvice *advice)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = tl_part_label (name_of (advice->kind), "tl-strong");
  GtkWidget *reason = tl_part_label (advice->text, NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_widget_add_css_class (icon, "tl-loss-ink");
  gtk_box_append (GTK_BOX (line), icon);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (reason), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), head);
  gtk_box_append (GTK_BOX (words), reason);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (self->lines), line);
}

static void
update (TlFixAdvice *self)
{
  const char         *id = self->ranking ? tl_ranking_get_selected (self->ranking) : NULL;
  TlFigures          *figures = self->ranking ? tl_ranking_get_figures (self->ranking) : NULL;
  const TlFixFigures *fix = figures && id ? tl_figures_get_fix (figures, id) : NULL;
  const GPtrArray    *all = self->ranking ? tl_ranking_get_advice (self->ranking) : NULL;
  GtkWidget          *child;

  gtk_widget_set_visible (GTK_WIDGET (self), fix != NULL);
  if (fix)
    gtk_label_set_label (GTK_LABEL (self->title), fix->title);
  /* What was said stays while it is found out anew. */
  if (all == NULL && fix && tl_ranking_is_working (self->ranking))
    return;
  while ((child = gtk_widget_get_first_child (self->lines)))
    gtk_box_remove (GTK_BOX (self->lines), child);
  for (guint i = 0; fix && all && i < all->len; i++)
    {
      const TlAdvice *advice = all->pdata[i];

      if (g_str_equal (advice->fix, id))
        add_line (self, advice);
    }
  gtk_widget_set_visible (self->heading, gtk_widget_get_first_child (self->lines) != NULL);
  gtk_widget_set_visible (self->lines, gtk_widget_get_first_child (self->lines) != NULL);
}

static void
tl_fix_advice_dispose (GObject *object)
{
  TlFixAdvice *self = TL_FIX_ADVICE (object);
  GtkWidget   *child;

  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  g_clear_object (&self->ranking);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (tl_fix_advice_parent_class)->dispose (object);
}

static void
tl_fix_advice_class_init (TlFixAdviceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_fix_advice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_fix_advice_init (TlFixAdvice *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->title = tl_part_label ("", "tl-title");
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  self->heading = tl_part_label (_("What to beware of"), "tl-strong");
  gtk_widget_set_visible (self->heading, FALSE);
  gtk_widget_set_parent (self->heading, GTK_WIDGET (self));
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_visible (self->lines, FALSE);
  gtk_widget_set_parent (self->lines, GTK_WIDGET (self));
}

/**
 * tl_fix_advice_set_ranking:
 * @ranking: (nullable): whose selected fix it speaks of
 */
void
tl_fix_advice_set_ranking (TlFixAdvice *self, TlRanking *ranking)
{
  g_return_if_fail (TL_IS_FIX_ADVICE (self));
  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  g_set_object (&self->ranking, ranking);
  if (ranking)
    {
      g_signal_connect_swapped (ranking, "changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (ranking, "notify::selected", G_CALLBACK (update), self);
    }
  update (self);
}
