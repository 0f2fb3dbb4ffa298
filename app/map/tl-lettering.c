/* tl-lettering.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-lettering.h"

/* How far letters reach above and below their line, of their size: the tallest of the fonts that are used. */
#define RISE 0.97
#define DROP 0.27

static void
put_line (TlScene *scene, TlMeasure *measure, TlFont font, TlColour colour, double x, double y, TlAnchor anchor,
          double room, gboolean rtl, const char *line)
{
  double width = MIN (room, tl_measure_room (measure, font, line));
  double left = anchor == TL_ANCHOR_START ? x : anchor == TL_ANCHOR_MIDDLE ? x - width / 2 : x - width;
  TlText text = { line, font, anchor, x, y, rtl, { left, y - font.size * RISE, width, font.size * (RISE + DROP) } };

  tl_scene_text (scene, &text, colour);
}

/**
 * tl_lettering_line:
 * @y: its base line
 * @room: the most room it may take; what does not fit ends in an ellipsis
 *
 * Puts one line of text into the group that is open.
 *
 * Returns: the room it takes
 */
double
tl_lettering_line (TlScene *scene, TlMeasure *measure, TlFont font, TlColour colour, double x, double y,
                   TlAnchor anchor, double room, const char *text)
{
  g_autofree char *line = tl_measure_fit (measure, font, text, room);

  put_line (scene, measure, font, colour, x, y, anchor, room, tl_text_is_rtl (text), line);
  return MIN (room, tl_measure_room (measure, font, line));
}

/**
 * tl_lettering_block:
 * @y: the base line of the first line
 *
 * Puts a text of several lines into the group that is open; what does not fit ends in an ellipsis.
 *
 * Returns: how many lines it takes
 */
guint
tl_lettering_block (TlScene *scene, TlMeasure *measure, TlFont font, TlColour colour, double x, double y,
                    TlAnchor anchor, double room, double line_height, guint max_lines, const char *text)
{
  g_autoptr (GPtrArray) lines = tl_measure_wrap (measure, font, text, room, max_lines);

  for (guint i = 0; i < lines->len; i++)
    put_line (scene, measure, font, colour, x, y + i * line_height, anchor, room, tl_text_is_rtl (text),
              lines->pdata[i]);
  return lines->len;
}
