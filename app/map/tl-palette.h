/* tl-palette.h: colours by what they mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlColour:
 *
 * What a colour means. The layout names meanings; a palette has the colours. Gain is blue, loss is vermilion, those who
 * go no further are grey; feelings go from vermilion to blue.
 */
typedef enum
{
  TL_COLOUR_NONE,
  TL_COLOUR_PAPER,      /* behind everything */
  TL_COLOUR_PANEL,      /* behind the journey */
  TL_COLOUR_PANEL_EDGE, /* seen in print alone, as the edges of chips and tints: ink goes where it says something */
  TL_COLOUR_CARD,       /* a card, a pill with a share */
  TL_COLOUR_CARD_EDGE,
  TL_COLOUR_RULE,       /* lines that divide */
  TL_COLOUR_INK,        /* what is read first */
  TL_COLOUR_SOFT,       /* what is read second */
  TL_COLOUR_CHIP,       /* neutral chips, bubbles and icon boxes */
  TL_COLOUR_CHIP_EDGE,
  TL_COLOUR_ICON,
  TL_COLOUR_PILL_EDGE,
  TL_COLOUR_RIBBON,
  TL_COLOUR_RIBBON_EDGE,
  TL_COLOUR_RIBBON_LOST, /* into an outcome that is lost */
  TL_COLOUR_LEAVERS,    /* those who go no further */
  TL_COLOUR_LOSS,
  TL_COLOUR_LOSS_INK,
  TL_COLOUR_LOSS_TINT,
  TL_COLOUR_LOSS_EDGE,
  TL_COLOUR_GAIN,
  TL_COLOUR_GAIN_INK,
  TL_COLOUR_GAIN_TINT,
  TL_COLOUR_GAIN_EDGE,
  TL_COLOUR_QUOTE,
  TL_COLOUR_STRONG,     /* the disc of a rank, the dot where customers enter */
  TL_COLOUR_ON_STRONG,
  TL_COLOUR_FACE,       /* the strokes of a face */
  TL_COLOUR_FEELING_1,  /* the worst */
  TL_COLOUR_FEELING_2,
  TL_COLOUR_FEELING_3,
  TL_COLOUR_FEELING_4,
  TL_COLOUR_FEELING_5,  /* the best */
  TL_COLOUR_PLATE,      /* behind a picture that somebody gave */
  TL_N_COLOURS,
} TlColour;

typedef enum
{
  TL_PALETTE_LIGHT,
  TL_PALETTE_DARK,
  TL_PALETTE_PRINT,
  TL_N_PALETTES,
} TlPalette;

guint32     tl_palette_get       (TlPalette   self,
                                  TlColour    colour);
guint32     tl_palette_mix       (TlPalette   self,
                                  TlColour    front,
                                  TlColour    ground,
                                  double      opacity);
double      tl_palette_contrast  (guint32     a,
                                  guint32     b);
TlColour    tl_colour_of_feeling (double      emotion);
const char *tl_palette_get_name  (TlPalette   self);
gboolean    tl_palette_from_name (const char *name,
                                  TlPalette  *palette);

G_END_DECLS
