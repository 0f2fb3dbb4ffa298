/* tl-outline-row.h: one row of the outline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-outline-tree.h"

G_BEGIN_DECLS

#define TL_TYPE_OUTLINE_ROW (tl_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (TlOutlineRow, tl_outline_row, TL, OUTLINE_ROW, GtkWidget)

GtkWidget     *tl_outline_row_new      (void);
void           tl_outline_row_set_item (TlOutlineRow  *self,
                                        TlSession     *session,
                                        TlOutlineItem *item);
TlOutlineItem *tl_outline_row_get_item (TlOutlineRow  *self);
void           tl_outline_row_update   (TlOutlineRow  *self);
void           tl_outline_row_edit     (TlOutlineRow  *self,
                                        const char    *text,
                                        const char    *label);
void           tl_outline_row_end_edit (TlOutlineRow  *self);
void           tl_outline_row_finish   (TlOutlineRow  *self);
const char    *tl_outline_row_get_text (TlOutlineRow  *self);
void           tl_outline_row_set_text (TlOutlineRow  *self,
                                        const char    *text);
gboolean       tl_outline_row_is_edited (TlOutlineRow *self);
void           tl_outline_row_refuse   (TlOutlineRow  *self,
                                        const char    *why);

G_END_DECLS
