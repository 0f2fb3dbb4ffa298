/* tl-lettering.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-lettering.h"

/* How far letters reach above and below their line, of their size: the tallest of the fonts that are used. */
#define RISE 0.97
#define DROP 0.27
#define SLOP 0.03      /* what nobody sees */
#define SMALLEST 0.5   /* of the size, however high letters are */

/* How lines are set whose letters reach further than lines have room for: smaller, and a little higher or lower. */
typedef struct
{
  double scale;
  double shift; /* downwards, of the size */
} Setting;

static Setting
find_setting (TlMeasure *measure, TlFont font, char **lines, guint n)
{
  double  rise = 0, drop = 0, least, most;
  Setting setting = { 1, 0 };

  for (guint i = 0; i < n; i++)
    {
      double up, down;

      tl_measure_ink (measure, font, lines[i], &up, &down);
      rise = MAX (rise, up / font.size);
      drop = MAX (drop, down / font.size);
    }
  if (rise <= RISE + SLOP && drop <= DROP + SLOP)
    return setting;
  setting.scale = CLAMP ((RISE + DROP) / (rise + drop), SMALLEST, 1);
  least = setting.scale * rise - RISE;
  most = DROP - setting.scale * drop;
  setting.shift = least > 0 ? least : MIN (most, 0);
  return setting;
}

static void
put_line (TlScene *scene, TlMeasure *measure, TlFont font, TlColour colour, double x, double y, TlAnchor anchor,
          double room, gboolean rtl, Setting setting, const char *line)
{
  double width = MIN (room, tl_measure_room (measure, font, line));
  double left = anchor == TL_ANCHOR_START ? x : anchor == TL_ANCHOR_MIDDLE ? x - width / 2 : x - width;
  TlText text = { line, font, anchor, x, y, rtl, { left, y - font.size * RISE, width, font.size * (RISE + DROP) } };

  text.y += setting.shift * font.size;
  text.font.size *= setting.scale;
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

  put_line (scene, measure, font, colour, x, y, anchor, room, tl_text_is_rtl (text), find_setting (measure, font, &line, 1),
            line);
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
  Setting               setting = find_setting (measure, font, (char **) lines->pdata, lines->len);

  for (guint i = 0; i < lines->len; i++)
    put_line (scene, measure, font, colour, x, y + i * line_height, anchor, room, tl_text_is_rtl (text), setting,
              lines->pdata[i]);
  return lines->len;
}
