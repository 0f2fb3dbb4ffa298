/* tl-parts.h: what the side panel is put together from
 *
 * Each call makes one small widget; colours and spacing are in style.css. What can be followed activates
 * `panel.select` with an id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-thing.h"

G_BEGIN_DECLS

double     tl_part_text_factor (void);

GtkWidget *tl_part_label   (const char *text,
                            const char *css_class);
GtkWidget *tl_part_heading (const char *text,
                            const char *aside);
GtkWidget *tl_part_note    (const char *text);
GtkWidget *tl_part_card    (const char *label,
                            const char *value,
                            const char *hint,
                            const char *origin);
GtkWidget *tl_part_lines   (const char *caption);
void       tl_part_lines_add (GtkWidget  *lines,
                              const char *text,
                              const char *aside);
GtkWidget *tl_part_figures (void);
void       tl_part_figures_add (GtkWidget  *figures,
                                const char *number,
                                const char *label);
GtkWidget *tl_part_tinted  (const char *css_class,
                            const char *caption,
                            const char *number,
                            const char *text);
GtkWidget *tl_part_link    (TlThing    *thing,
                            const char *subtitle,
                            const char *aside,
                            const char *aside_class);
GtkWidget *tl_part_problem (void);
GtkWidget *tl_part_icon    (TlKind      kind);
GtkWidget *tl_part_rank    (guint       rank);
void       tl_part_set_link (GtkWidget  *button,
                             const char *id);

void       tl_part_fold     (GtkWidget  *expander,
                              GtkWidget  *child);

G_END_DECLS
