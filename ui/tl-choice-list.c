/* tl-choice-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-choice-list.h"

#include <string.h>

#include "tl-parts.h"
#include "tl-text.h"

/* More than this many are found by writing. */
#define MAX_CHOICES 8

/**
 * tl_choice_list_new:
 *
 * Returns: (transfer floating): an empty list, which is not shown
 */
GtkWidget *
tl_choice_list_new (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_SINGLE);
  gtk_widget_add_css_class (list, "tl-choices");
  gtk_widget_set_visible (list, FALSE);
  return list;
}

/**
 * tl_choice_list_clear:
 *
 * Offers nothing any more.
 */
void
tl_choice_list_clear (GtkWidget *list)
{
  GtkWidget *row;

  gtk_widget_set_visible (list, FALSE);
  while ((row = gtk_widget_get_first_child (list)))
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

static GtkWidget *
row_new (const TlChoice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), tl_part_label (choice->title, NULL));
  if (choice->subtitle)
    gtk_box_append (GTK_BOX (box), tl_part_note (choice->subtitle));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->title, -1);
  g_object_set_data (G_OBJECT (row), "choice", (gpointer) choice);
  return row;
}

/**
 * tl_choice_list_offer:
 * @choices: (element-type TlChoice): what can be chosen; it must outlive the list
 * @text: what is written so far
 * @all: whether to offer what does not fit @text, too
 *
 * Offers what can be chosen.
 *
 * Returns: whether there is anything
 */
gboolean
tl_choice_list_offer (GtkWidget *list, GPtrArray *choices, const char *text, gboolean all)
{
  g_autofree char *line = tl_text_squeeze (text);
  g_autofree char *folded = g_utf8_casefold (line, -1);
  guint            n = 0;

  tl_choice_list_clear (list);
  for (guint i = 0; i < choices->len && n < MAX_CHOICES; i++)
    {
      const TlChoice  *choice = choices->pdata[i];
      g_autofree char *other = g_utf8_casefold (choice->title, -1);

      if (!all && strstr (other, folded) == NULL)
        continue;
      /* What is written in full already is nothing to choose, unless it is more than its words. */
      if (!all && choice->value == NULL && strcmp (other, folded) == 0)
        continue;
      gtk_list_box_append (GTK_LIST_BOX (list), row_new (choice));
      n++;
    }
  gtk_widget_set_visible (list, n > 0);
  return n > 0;
}

/**
 * tl_choice_list_get_selected:
 *
 * Returns: (transfer none) (nullable): the row that arrows led to
 */
GtkListBoxRow *
tl_choice_list_get_selected (GtkWidget *list)
{
  return gtk_widget_get_visible (list) ? gtk_list_box_get_selected_row (GTK_LIST_BOX (list)) : NULL;
}

/**
 * tl_choice_list_get_choice:
 *
 * Returns: (transfer none): what a row stands for
 */
const TlChoice *
tl_choice_list_get_choice (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "choice");
}

/**
 * tl_choice_list_get_only:
 *
 * Returns: (transfer none) (nullable): what someone means who has begun to write what can mean one thing only
 */
const TlChoice *
tl_choice_list_get_only (GtkWidget *list)
{
  GtkWidget *row = gtk_widget_get_visible (list) ? gtk_widget_get_first_child (list) : NULL;

  return row && gtk_widget_get_next_sibling (row) == NULL ? tl_choice_list_get_choice (GTK_LIST_BOX_ROW (row)) : NULL;
}

/**
 * tl_choice_list_step:
 * @by: 1 down, -1 up
 * @written_in: what has the focus
 *
 * Selects the row below or above. Above the first is what is written.
 *
 * Returns: whether there is a list to step through
 */
gboolean
tl_choice_list_step (GtkWidget *list, int by, GtkAccessible *written_in)
{
  GtkListBoxRow *row = tl_choice_list_get_selected (list);
  int            at = row ? gtk_list_box_row_get_index (row) + by : by > 0 ? 0 : -1;

  if (!gtk_widget_get_visible (list))
    return FALSE;
  row = at >= 0 ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), at) : NULL;
  if (row == NULL && by > 0)
    return TRUE;
  gtk_list_box_select_row (GTK_LIST_BOX (list), row);
  if (row)
    gtk_accessible_update_relation (written_in, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  else
    gtk_accessible_reset_relation (written_in, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  return TRUE;
}
