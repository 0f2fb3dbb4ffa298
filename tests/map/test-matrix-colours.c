/* test-matrix-colours.c: contrast of what is really painted on what, in every palette
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "tl-map.h"
#include "tl-open.h"
#include "tl-quotes.h"

#define TEXT_LEAST 4.5
#define GRAPHICS_LEAST 3.0

/* What only parts things that words and places tell apart as well. */
static gboolean
is_quiet (TlColour colour)
{
  switch (colour)
    {
    case TL_COLOUR_NONE:
    case TL_COLOUR_PAPER:
    case TL_COLOUR_PANEL:
    case TL_COLOUR_PANEL_EDGE:
    case TL_COLOUR_CARD:
    case TL_COLOUR_CARD_EDGE:
    case TL_COLOUR_RULE:
    case TL_COLOUR_CHIP:
    case TL_COLOUR_CHIP_EDGE:
    case TL_COLOUR_PILL_EDGE:
    case TL_COLOUR_RIBBON:
    case TL_COLOUR_RIBBON_LOST:
    case TL_COLOUR_LOSS_TINT:
    case TL_COLOUR_LOSS_EDGE:
    case TL_COLOUR_GAIN_TINT:
    case TL_COLOUR_GAIN_EDGE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether an item covers a point as a ground on which others stand. */
static gboolean
is_ground_at (const TlItem *item, double x, double y)
{
  gboolean inside = x >= item->box.x && x <= item->box.x + item->box.width && y >= item->box.y &&
                    y <= item->box.y + item->box.height;

  switch (item->type)
    {
    case TL_ITEM_RECT:
    case TL_ITEM_HATCH:
      return inside && item->fill != TL_COLOUR_NONE;
    case TL_ITEM_CIRCLE:
      return hypot (x - item->box.x, y - item->box.y) < item->box.width;
    case TL_ITEM_PATH:
      return inside && item->fill == TL_COLOUR_CHIP;
    default:
      return FALSE;
    }
}

static TlColour
find_ground (TlScene *scene, guint index)
{
  const TlItem *item = tl_scene_get_item (scene, index);
  double        x = item->box.x + item->box.width / 2, y = item->box.y + item->box.height / 2;

  if (item->type == TL_ITEM_CIRCLE)
    {
      x = item->box.x;
      y = item->box.y;
    }
  for (guint i = index; i-- > 0;)
    if (is_ground_at (tl_scene_get_item (scene, i), x, y))
      return tl_scene_get_item (scene, i)->fill;
  return TL_COLOUR_PAPER;
}

static void
check_pair (TlColour front, double opacity, TlColour ground, double least, const char *what)
{
  for (int p = 0; p < TL_N_PALETTES; p++)
    {
      TlPalette palette = (TlPalette) p;
      double    contrast = tl_palette_contrast (tl_palette_mix (palette, front, ground, opacity),
                                                tl_palette_get (palette, ground));

      if (contrast < least)
        g_error ("%s: colour %d on %d has a contrast of %.2f in the %s palette", what, front, ground, contrast,
                 tl_palette_get_name (palette));
    }
}

static guint32
lay_over (guint32 front, guint32 ground, double opacity)
{
  guint32 mixed = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    mixed |= (guint32) lround (((front >> shift) & 0xff) * opacity + ((ground >> shift) & 0xff) * (1 - opacity)) << shift;
  return mixed;
}

/* Whatever lies under a watermark, letters and ground alike, can be read as well as is asked. */
static void
check_under (const TlItem *mark, TlColour front, TlColour ground, const char *what)
{
  for (int p = 0; p < TL_N_PALETTES; p++)
    {
      TlPalette palette = (TlPalette) p;
      guint32   over = tl_palette_get (palette, mark->fill);
      double    contrast = tl_palette_contrast (lay_over (over, tl_palette_get (palette, front), mark->opacity),
                                                lay_over (over, tl_palette_get (palette, ground), mark->opacity));

      if (contrast < TEXT_LEAST)
        g_error ("“%s” under “%s”: colour %d on %d has a contrast of %.2f in the %s palette", what, mark->text.string, front,
                 ground, contrast, tl_palette_get_name (palette));
    }
}

static const TlItem *
find_mark (TlScene *scene)
{
  for (guint i = tl_scene_n_items (scene); i-- > 0;)
    if (tl_scene_get_item (scene, i)->type == TL_ITEM_TEXT && tl_scene_get_item (scene, i)->opacity < 1)
      return tl_scene_get_item (scene, i);
  return NULL;
}

static guint
check_scene_colours (TlScene *scene)
{
  const TlItem *mark = find_mark (scene);
  guint         n = 0;

  for (guint i = 1; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);
      TlColour      ground = find_ground (scene, i);

      /* A fade begins in its own colour, and says in words what it shows. */
      if (item->type == TL_ITEM_FADE || (item->type == TL_ITEM_TEXT && item->opacity < 1))
        continue;
      if (item->type == TL_ITEM_TEXT)
        {
          check_pair (item->fill, 1, ground, TEXT_LEAST, item->text.string);
          if (mark)
            check_under (mark, item->fill, ground, item->text.string);
          n++;
          continue;
        }
      if (!is_quiet (item->fill))
        check_pair (item->fill, item->opacity, ground, GRAPHICS_LEAST, "a shape");
      if (item->stroke_width > 0 && !is_quiet (item->stroke))
        check_pair (item->stroke, item->opacity, ground, GRAPHICS_LEAST, "a line");
      /* What has a quiet fill and means something has an edge that is seen. */
      if (item->fill == TL_COLOUR_RIBBON || item->fill == TL_COLOUR_RIBBON_LOST)
        g_assert_false (is_quiet (item->stroke));
    }
  return n;
}

static void
test_file (gconstpointer data)
{
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), (const char *) data, NULL);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (TlScene)    scene = NULL;
  TlQuotes              *quotes;
  TlMapOptions           options = { .date = "21 November 2026" };

  g_assert_no_error (error);
  figures = tl_figures_new_for_document (document, &error);
  g_assert_no_error (error);
  quotes = tl_quotes_new (document, figures, &error);
  g_assert_no_error (error);
  options.quotes = quotes->quotes;
  options.n_quotes = quotes->n;
  scene = tl_map_layout (tl_document_get_journey (document), figures, &options);
  g_assert_cmpuint (check_scene_colours (scene), >, 20);
  g_clear_pointer (&scene, tl_scene_unref);
  options.watermark = "Draft";
  scene = tl_map_layout (tl_document_get_journey (document), figures, &options);
  g_assert_nonnull (find_mark (scene));
  g_assert_cmpuint (check_scene_colours (scene), >, 20);
  tl_quotes_free (quotes);
}

static void
test_empty (void)
{
  g_autoptr (TlJourney) journey = tl_journey_new ("j");
  g_autoptr (TlScene)   scene = tl_map_layout (journey, NULL, NULL);

  g_assert_cmpuint (check_scene_colours (scene), >, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/map/colours/sample", "../../data/samples/sample.xml", test_file);
  g_test_add_data_func ("/map/colours/tradeoffs", "tradeoffs.xml", test_file);
  g_test_add_data_func ("/map/colours/edges", "edges.xml", test_file);
  g_test_add_data_func ("/map/colours/causes", "causes.xml", test_file);
  g_test_add_func ("/map/colours/empty", test_empty);
  return g_test_run ();
}
