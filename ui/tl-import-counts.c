/* tl-import-counts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-counts.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"

static void
add_count (GtkWidget *box, char *text, gboolean is_main)
{
  GtkWidget *label = tl_part_label (text, is_main ? "tl-strong" : "tl-import-count");

  gtk_box_append (GTK_BOX (box), label);
  g_free (text);
}

/**
 * tl_import_counts_show:
 * @box: where to
 * @result: what would come of an import
 *
 * Says in numbers what would come of an import.
 */
void
tl_import_counts_show (GtkWidget *box, const TlImportResult *result)
{
  guint64    n_masked = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
  for (TlMaskKind kind = 0; kind < TL_MASK_N_KINDS; kind++)
    n_masked += result->masked[kind];
  if (result->n_records == 0)
    add_count (box, g_strdup (_("Nothing would be added: all of it is in the journey already.")), TRUE);
  else
    add_count (box, g_strdup_printf (ngettext ("%'" G_GUINT64_FORMAT " record, %'" G_GUINT64_FORMAT " with words",
                                                "%'" G_GUINT64_FORMAT " records, %'" G_GUINT64_FORMAT " with words",
                                                (gulong) result->n_records),
                                      result->n_records, result->n_with_text),
               TRUE);
  if (result->n_rejected > 0)
    add_count (box, g_strdup_printf (ngettext ("%'" G_GUINT64_FORMAT " row rejected", "%'" G_GUINT64_FORMAT " rows rejected",
                                                (gulong) result->n_rejected), result->n_rejected), FALSE);
  if (result->n_duplicates > 0)
    add_count (box, g_strdup_printf (ngettext ("%'" G_GUINT64_FORMAT " already there", "%'" G_GUINT64_FORMAT " already there",
                                                (gulong) result->n_duplicates), result->n_duplicates), FALSE);
  if (n_masked > 0)
    add_count (box, g_strdup_printf (ngettext ("%'" G_GUINT64_FORMAT " detail masked", "%'" G_GUINT64_FORMAT " details masked",
                                                (gulong) n_masked), n_masked), FALSE);
  if (result->n_assigned > 0)
    add_count (box, g_strdup_printf (ngettext ("%'" G_GUINT64_FORMAT " assigned by rules",
                                                "%'" G_GUINT64_FORMAT " assigned by rules",
                                                (gulong) result->n_assigned), result->n_assigned), FALSE);
}
