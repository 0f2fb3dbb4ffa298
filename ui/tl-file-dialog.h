/* tl-file-dialog.h: asking for a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TlFileChosen:
 * @file: (nullable): what was chosen, or %NULL where nothing was
 *
 * Called once for every dialog.
 */
typedef void (*TlFileChosen) (GFile    *file,
                              gpointer  data);

void tl_file_dialog_open (GtkWindow    *parent,
                          TlFileChosen  chosen,
                          gpointer      data);
void tl_file_dialog_open_table (GtkWindow    *parent,
                                TlFileChosen  chosen,
                                gpointer      data);
void tl_file_dialog_open_rules (GtkWindow    *parent,
                                TlFileChosen  chosen,
                                gpointer      data);
void tl_file_dialog_save_table (GtkWindow    *parent,
                                const char   *title,
                                const char   *name,
                                TlFileChosen  chosen,
                                gpointer      data);
void tl_file_dialog_save (GtkWindow    *parent,
                          const char   *title,
                          const char   *name,
                          GFile        *folder,
                          TlFileChosen  chosen,
                          gpointer      data);

G_END_DECLS
