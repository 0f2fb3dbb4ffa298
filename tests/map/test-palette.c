/* test-palette.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-palette.h"

typedef struct
{
  TlColour front;
  TlColour ground;
} Pair;

/* Text on what it stands on: 4.5 to 1. */
static const Pair texts[] = {
  { TL_COLOUR_INK, TL_COLOUR_PAPER },
  { TL_COLOUR_INK, TL_COLOUR_PANEL },
  { TL_COLOUR_INK, TL_COLOUR_CARD },
  { TL_COLOUR_INK, TL_COLOUR_CHIP },
  { TL_COLOUR_SOFT, TL_COLOUR_PAPER },
  { TL_COLOUR_SOFT, TL_COLOUR_PANEL },
  { TL_COLOUR_SOFT, TL_COLOUR_CARD },
  { TL_COLOUR_SOFT, TL_COLOUR_CHIP },
  { TL_COLOUR_LOSS, TL_COLOUR_PAPER },
  { TL_COLOUR_LOSS, TL_COLOUR_PANEL },
  { TL_COLOUR_LOSS, TL_COLOUR_LOSS_TINT },
  { TL_COLOUR_LOSS_INK, TL_COLOUR_LOSS_TINT },
  { TL_COLOUR_GAIN, TL_COLOUR_PAPER },
  { TL_COLOUR_GAIN, TL_COLOUR_CARD },
  { TL_COLOUR_GAIN, TL_COLOUR_GAIN_TINT },
  { TL_COLOUR_GAIN_INK, TL_COLOUR_GAIN_TINT },
  { TL_COLOUR_ON_STRONG, TL_COLOUR_STRONG },
};

/* Graphics that carry meaning: 3 to 1. */
static const Pair graphics[] = {
  { TL_COLOUR_RIBBON_EDGE, TL_COLOUR_PANEL },
  { TL_COLOUR_LEAVERS, TL_COLOUR_PANEL },
  { TL_COLOUR_LOSS, TL_COLOUR_PANEL },
  { TL_COLOUR_GAIN, TL_COLOUR_PANEL },
  { TL_COLOUR_ICON, TL_COLOUR_CHIP },
  { TL_COLOUR_LOSS, TL_COLOUR_LOSS_TINT },
  { TL_COLOUR_GAIN, TL_COLOUR_GAIN_TINT },
  { TL_COLOUR_STRONG, TL_COLOUR_PANEL },
  { TL_COLOUR_QUOTE, TL_COLOUR_PAPER },
  { TL_COLOUR_FEELING_1, TL_COLOUR_PAPER },
  { TL_COLOUR_FEELING_2, TL_COLOUR_PAPER },
  { TL_COLOUR_FEELING_3, TL_COLOUR_PAPER },
  { TL_COLOUR_FEELING_4, TL_COLOUR_PAPER },
  { TL_COLOUR_FEELING_5, TL_COLOUR_PAPER },
  { TL_COLOUR_FEELING_1, TL_COLOUR_CARD },
  { TL_COLOUR_FEELING_2, TL_COLOUR_CARD },
  { TL_COLOUR_FEELING_3, TL_COLOUR_CARD },
  { TL_COLOUR_FEELING_4, TL_COLOUR_CARD },
  { TL_COLOUR_FACE, TL_COLOUR_FEELING_1 },
  { TL_COLOUR_FACE, TL_COLOUR_FEELING_2 },
  { TL_COLOUR_FACE, TL_COLOUR_FEELING_3 },
  { TL_COLOUR_FACE, TL_COLOUR_FEELING_4 },
  { TL_COLOUR_FACE, TL_COLOUR_FEELING_5 },
};

static void
check_pairs (const Pair *pairs, gsize n, double least)
{
  for (int p = 0; p < TL_N_PALETTES; p++)
    for (gsize i = 0; i < n; i++)
      {
        double contrast = tl_palette_contrast (tl_palette_get ((TlPalette) p, pairs[i].front),
                                               tl_palette_get ((TlPalette) p, pairs[i].ground));

        if (contrast < least)
          g_test_message ("%s: %d on %d has %.2f", tl_palette_get_name ((TlPalette) p), pairs[i].front, pairs[i].ground,
                          contrast);
        g_assert_cmpfloat (contrast, >=, least);
      }
}

static void
test_text_contrast (void)
{
  check_pairs (texts, G_N_ELEMENTS (texts), 4.5);
}

static void
test_graphics_contrast (void)
{
  check_pairs (graphics, G_N_ELEMENTS (graphics), 3);
}

static void
test_contrast (void)
{
  g_assert_cmpfloat_with_epsilon (tl_palette_contrast (0xffffff, 0x000000), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (tl_palette_contrast (0x777777, 0xffffff), 4.478, 0.001);
  g_assert_cmpfloat_with_epsilon (tl_palette_contrast (0x123456, 0x123456), 1, 1e-9);
}

static void
test_names (void)
{
  TlPalette palette;

  for (int p = 0; p < TL_N_PALETTES; p++)
    {
      g_assert_true (tl_palette_from_name (tl_palette_get_name ((TlPalette) p), &palette));
      g_assert_cmpint (palette, ==, p);
    }
  g_assert_false (tl_palette_from_name ("sepia", &palette));
  g_assert_false (tl_palette_from_name (NULL, &palette));
}

static void
test_feelings (void)
{
  g_assert_cmpint (tl_colour_of_feeling (-2), ==, TL_COLOUR_FEELING_1);
  g_assert_cmpint (tl_colour_of_feeling (-99), ==, TL_COLOUR_FEELING_1);
  g_assert_cmpint (tl_colour_of_feeling (0.2), ==, TL_COLOUR_FEELING_3);
  g_assert_cmpint (tl_colour_of_feeling (2), ==, TL_COLOUR_FEELING_5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/palette/text", test_text_contrast);
  g_test_add_func ("/map/palette/graphics", test_graphics_contrast);
  g_test_add_func ("/map/palette/contrast", test_contrast);
  g_test_add_func ("/map/palette/names", test_names);
  g_test_add_func ("/map/palette/feelings", test_feelings);
  return g_test_run ();
}
