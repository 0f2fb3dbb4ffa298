/* tl-panel-many.c: what the panel says of several things
 *
 * How many of what, each to be turned to, and what can be done with all of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-panel-sections.h"
#include "tl-parts.h"
#include "tl-tool-edits.h"

/* So many are named; of the others there is the number. */
#define MOST_NAMED 12

static void
ask (GtkButton *button, TlSession *session)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_SCROLLED_WINDOW);

  /* The button may go with what it acts on: leave the focus with the panel. */
  if (scrolled)
    gtk_widget_grab_focus (scrolled);
  tl_session_ask (session, g_object_get_data (G_OBJECT (button), "action"));
}

static void
add_act (GtkWidget *row, TlSession *session, const char *label, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_hexpand (button, TRUE);
  g_object_set_data (G_OBJECT (button), "action", (gpointer) action);
  g_signal_connect_object (button, "clicked", G_CALLBACK (ask), session, 0);
  gtk_box_append (GTK_BOX (row), button);
}

static GtkWidget *
add_row (GtkBox *box)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_box_append (box, row);
  return row;
}

/* Whether they are all of one kind that can be moved. */
static gboolean
can_move (const guint *counts, guint n)
{
  return counts[TL_KIND_STAGE] == n || counts[TL_KIND_TOUCHPOINT] == n || counts[TL_KIND_PAIN] == n
         || counts[TL_KIND_DELIGHT] == n;
}

/**
 * tl_section_many:
 * @box: where it goes
 * @session: what the window shows, with several things selected
 */
void
tl_section_many (GtkBox *box, TlSession *session)
{
  TlJourney       *journey = tl_session_get_journey (session);
  g_auto (GStrv)   ids = tl_session_dup_selection (session);
  guint            counts[TL_N_KINDS] = { 0 }, n = g_strv_length (ids);
  g_autofree char *head = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
  GtkWidget       *row;

  for (guint i = 0; i < n; i++)
    counts[tl_thing_get_kind (tl_journey_lookup (journey, ids[i]))]++;
  gtk_box_append (box, tl_part_label (head, "tl-title"));
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (counts[kind] > 0)
      {
        g_autofree char *words = tl_edits_count (kind, counts[kind]);

        gtk_box_append (box, tl_part_note (words));
      }
  row = add_row (box);
  add_act (row, session, _("_Copy"), _("Copy (Ctrl+C)"), "canvas.copy");
  if (tl_session_can_edit (session))
    {
      add_act (row, session, _("D_uplicate"), _("Duplicate (Ctrl+D)"), "canvas.duplicate");
      row = add_row (box);
      if (can_move (counts, n))
        add_act (row, session, _("_Move…"), _("Move (Ctrl+Shift+M)"), "canvas.move");
      add_act (row, session, _("D_elete"), _("Delete (Delete)"), "canvas.delete");
    }
  gtk_box_append (box, tl_part_heading (_("Selected"), NULL));
  for (guint i = 0; i < MIN (n, MOST_NAMED); i++)
    gtk_box_append (box, tl_part_link (tl_journey_lookup (journey, ids[i]), NULL, NULL, NULL));
  if (n > MOST_NAMED)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MOST_NAMED), n - MOST_NAMED);

      gtk_box_append (box, tl_part_note (more));
    }
}
