/* tl-watermark.c: a word over a whole picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-watermark.h"

#include <math.h>

#include "tl-text.h"

/* So much ink darkens paper, or lightens what is dark, and takes the letters on it along: what was 5 : 1 stays above 4.5 : 1.
 * The test of colours proves it for everything that is written on a map. */
#define OPACITY 0.08

#define TRIAL 100.0 /* the size that is measured */
#define SMALLEST 16.0
#define FILLS 0.8      /* of the width of its part */
#define HIGHEST 0.4    /* of the height of its part */
#define WIDEST_PART 3.0  /* times its height: beyond, a picture has several words side by side */
#define HIGHEST_PART 1.1 /* times its width: beyond, one under the other */

static void
draw_one (TlScene *scene, TlMeasure *measure, const char *word, const TlBox *box)
{
  TlText           text = { word, { TRIAL, 700, FALSE }, TL_ANCHOR_MIDDLE, box->x + box->width / 2, 0, FALSE, { 0, 0, 0, 0 } };
  double           fits = TRIAL * box->width * FILLS / MAX (tl_measure_room (measure, text.font, word), 1);
  g_autofree char *line = NULL;
  double           room;

  text.font.size = floor (MAX (MIN (fits, box->height * HIGHEST), SMALLEST));
  line = tl_measure_fit (measure, text.font, word, box->width);
  room = MIN (tl_measure_room (measure, text.font, line), box->width);
  text.string = line;
  text.rtl = tl_text_is_rtl (word);
  text.y = box->y + box->height / 2 + text.font.size * 0.36;
  text.room = (TlBox) { text.x - room / 2, text.y - text.font.size, room, text.font.size * 1.3 };
  tl_scene_watermark (scene, &text, TL_COLOUR_INK, OPACITY);
}

/**
 * tl_watermark_draw:
 * @word: (nullable): such as “Draft”; blank for none
 * @box: what it lies over
 *
 * Puts a word over what is drawn already, as large as there is room, and several times where the picture is so wide or so
 * high that a reader would see none. It is so faint that everything can be read through it.
 */
void
tl_watermark_draw (TlScene *scene, TlMeasure *measure, const char *word, TlBox box)
{
  guint            columns = (guint) CLAMP (ceil (box.width / MAX (box.height * WIDEST_PART, 1)), 1, 100);
  guint            rows = (guint) CLAMP (ceil (box.height / MAX (box.width * HIGHEST_PART, 1)), 1, 100);
  g_autofree char *line = NULL;
  TlBox            part = { box.x, box.y, box.width / columns, box.height / rows };

  if (word == NULL || tl_text_is_blank (word))
    return;
  line = tl_text_squeeze (word);
  tl_scene_begin_part (scene, TL_ROLE_TITLE, "watermark", line, NULL);
  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < columns; column++)
      {
        part.x = box.x + column * part.width;
        part.y = box.y + row * part.height;
        draw_one (scene, measure, line, &part);
      }
  tl_scene_end (scene);
}
