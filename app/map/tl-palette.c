/* tl-palette.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-palette.h"

#include <math.h>
#include <string.h>

static const guint32 colours[TL_N_COLOURS][TL_N_PALETTES] = {
  /*                          light     dark      print */
  [TL_COLOUR_PAPER] =       { 0xffffff, 0x1d1f26, 0xffffff },
  [TL_COLOUR_PANEL] =       { 0xf4f5f8, 0x25272f, 0xffffff },
  [TL_COLOUR_PANEL_EDGE] =  { 0xf4f5f8, 0x25272f, 0xb9bfcc },
  [TL_COLOUR_CARD] =        { 0xffffff, 0x32353f, 0xffffff },
  [TL_COLOUR_CARD_EDGE] =   { 0xd5d8e0, 0x4b4f5c, 0x8a90a0 },
  [TL_COLOUR_RULE] =        { 0xd5d8e0, 0x434752, 0xb9bfcc },
  [TL_COLOUR_INK] =         { 0x1e2230, 0xf1f2f6, 0x000000 },
  [TL_COLOUR_SOFT] =        { 0x565c6b, 0xc4c9d5, 0x404552 },
  [TL_COLOUR_CHIP] =        { 0xeef0f4, 0x444854, 0xffffff },
  [TL_COLOUR_CHIP_EDGE] =   { 0xeef0f4, 0x444854, 0x8a90a0 },
  [TL_COLOUR_ICON] =        { 0x4a5060, 0xd3d7e1, 0x303440 },
  [TL_COLOUR_PILL_EDGE] =   { 0xb9bfcc, 0x686e7d, 0x8a90a0 },
  [TL_COLOUR_RIBBON] =      { 0xa9bcdc, 0x54709f, 0xffffff },
  [TL_COLOUR_RIBBON_EDGE] = { 0x748ab4, 0x8fa9d4, 0x4a5f8c },
  [TL_COLOUR_RIBBON_LOST] = { 0xc9ccd5, 0x5c606d, 0xffffff },
  [TL_COLOUR_LEAVERS] =     { 0x868c9c, 0x9aa0ae, 0x868c9c },
  [TL_COLOUR_LOSS] =        { 0xb5390b, 0xff9a6b, 0xb5390b },
  [TL_COLOUR_LOSS_INK] =    { 0x74230a, 0xffd8c6, 0x74230a },
  [TL_COLOUR_LOSS_TINT] =   { 0xfdeee6, 0x4d2f24, 0xffffff },
  [TL_COLOUR_LOSS_EDGE] =   { 0xfdeee6, 0x4d2f24, 0xb5390b },
  [TL_COLOUR_GAIN] =        { 0x0a5fa8, 0x84bff5, 0x0a5fa8 },
  [TL_COLOUR_GAIN_INK] =    { 0x0b3f70, 0xd3e8fb, 0x0b3f70 },
  [TL_COLOUR_GAIN_TINT] =   { 0xe4eefa, 0x22394f, 0xffffff },
  [TL_COLOUR_GAIN_EDGE] =   { 0xe4eefa, 0x22394f, 0x0a5fa8 },
  [TL_COLOUR_QUOTE] =       { 0x6f8fc4, 0x8fa9d4, 0x6f8fc4 },
  [TL_COLOUR_STRONG] =      { 0x1e2230, 0xf1f2f6, 0x000000 },
  [TL_COLOUR_ON_STRONG] =   { 0xffffff, 0x1d1f26, 0xffffff },
  [TL_COLOUR_FACE] =        { 0xffffff, 0x1d1f26, 0xffffff },
  [TL_COLOUR_FEELING_1] =   { 0xb5390b, 0xff8552, 0xb5390b },
  [TL_COLOUR_FEELING_2] =   { 0xd0692a, 0xf0b088, 0xd0692a },
  [TL_COLOUR_FEELING_3] =   { 0x8086a0, 0xb7bcc9, 0x8086a0 },
  [TL_COLOUR_FEELING_4] =   { 0x4d8cc8, 0x9ac6ee, 0x4d8cc8 },
  [TL_COLOUR_FEELING_5] =   { 0x0a5fa8, 0x5aa9ee, 0x0a5fa8 },
  [TL_COLOUR_PLATE] =       { 0xffffff, 0xf1f2f6, 0xffffff },
};

static const char *const names[TL_N_PALETTES] = { "light", "dark", "print" };

/**
 * tl_palette_get:
 *
 * Returns: the colour as 0xRRGGBB
 */
guint32
tl_palette_get (TlPalette self, TlColour colour)
{
  g_return_val_if_fail (self < TL_N_PALETTES && colour < TL_N_COLOURS, 0);
  return colours[colour][self];
}

/**
 * tl_palette_mix:
 * @opacity: of @front on @ground
 *
 * Returns: what is seen, as 0xRRGGBB
 */
guint32
tl_palette_mix (TlPalette self, TlColour front, TlColour ground, double opacity)
{
  guint32 a = tl_palette_get (self, front), b = tl_palette_get (self, ground), mixed = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    mixed |= (guint32) lround (((a >> shift) & 0xff) * opacity + ((b >> shift) & 0xff) * (1 - opacity)) << shift;
  return mixed;
}

static double
luminance (guint32 colour)
{
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double              sum = 0;

  for (int i = 0; i < 3; i++)
    {
      double c = ((colour >> (16 - 8 * i)) & 0xff) / 255.0;

      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
    }
  return sum;
}

/**
 * tl_palette_contrast:
 * @a: 0xRRGGBB
 * @b: 0xRRGGBB
 *
 * Returns: the contrast of WCAG 2.2, from 1 to 21
 */
double
tl_palette_contrast (guint32 a, guint32 b)
{
  double la = luminance (a);
  double lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

/**
 * tl_colour_of_feeling:
 * @emotion: from −2 to 2
 *
 * Returns: the colour of a face that feels like it
 */
TlColour
tl_colour_of_feeling (double emotion)
{
  return TL_COLOUR_FEELING_1 + (int) lround (CLAMP (emotion, -2, 2) + 2);
}

/**
 * tl_palette_get_name:
 *
 * Returns: what it is called on the command line: light, dark or print
 */
const char *
tl_palette_get_name (TlPalette self)
{
  g_return_val_if_fail (self < TL_N_PALETTES, NULL);
  return names[self];
}

/**
 * tl_palette_from_name:
 * @palette: (out): the palette of that name
 *
 * Returns: %FALSE where there is none
 */
gboolean
tl_palette_from_name (const char *name, TlPalette *palette)
{
  for (guint i = 0; name && i < TL_N_PALETTES; i++)
    if (strcmp (name, names[i]) == 0)
      {
        *palette = (TlPalette) i;
        return TRUE;
      }
  return FALSE;
}
