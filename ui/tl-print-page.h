/* tl-print-page.h: what is printed, and how, as a page of the print dialog
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-print.h"
#include "tl-tile.h"

G_BEGIN_DECLS

/**
 * TlPrintChoice:
 * @fit: how the map stands on paper
 * @overlap: what neighbouring pages both show, in millimetres
 * @palette: of the colours
 * @money: whether the map shows its money
 */
typedef struct
{
  TlPrintWhat what;
  TlFit       fit;
  int         overlap;
  TlPalette   palette;
  gboolean    money;
} TlPrintChoice;

void                 tl_print_choice_init     (TlPrintChoice       *self,
                                               GSettings           *settings);
void                 tl_print_choice_remember (const TlPrintChoice *self,
                                               GSettings           *settings);

#define TL_TYPE_PRINT_PAGE (tl_print_page_get_type ())
G_DECLARE_FINAL_TYPE (TlPrintPage, tl_print_page, TL, PRINT_PAGE, GtkWidget)

GtkWidget           *tl_print_page_new        (const TlPrintChoice *choice,
                                               gboolean             has_pack);
const TlPrintChoice *tl_print_page_get_choice (TlPrintPage         *self);

G_END_DECLS
