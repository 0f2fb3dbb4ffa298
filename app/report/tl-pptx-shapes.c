/* tl-pptx-shapes.c: words, tables and pictures on slides
 *
 * Words are set so that they fit where they stand: first as they stand in the book, then smaller, at last shortened.
 * The measure leaves room for the fonts that are there where ours is not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-plain.h"
#include "tl-pptx-private.h"
#include "tl-text.h"

#define SCALE_LEAST 0.8
#define LINE 1.21 /* of the font's size: what office programs take for one line of ours */
#define CELL_EDGE 12.0 /* how far the band of a table's heads reaches beyond its words */

int
_tl_pptx_emu (const TlPptx *self, double units)
{
  return (int) round (units * self->emu);
}

/* Colours of the theme go by their names there, so that they change with it. */
static const char *
find_scheme (TlColour colour)
{
  switch ((int) colour)
    {
    case TL_COLOUR_INK:
      return "tx1";
    case TL_COLOUR_PAPER:
      return "bg1";
    case TL_COLOUR_SOFT:
      return "tx2";
    case TL_COLOUR_PANEL:
      return "bg2";
    case TL_COLOUR_GAIN:
      return "accent1";
    case TL_COLOUR_LOSS:
      return "accent2";
    case TL_COLOUR_RIBBON_EDGE:
      return "accent3";
    case TL_COLOUR_LEAVERS:
      return "accent4";
    case TL_COLOUR_GAIN_INK:
      return "accent5";
    case TL_COLOUR_LOSS_INK:
      return "accent6";
    default:
      return NULL;
    }
}

void
_tl_pptx_put_colour (TlPptx *self, TlColour colour)
{
  const char *scheme = find_scheme (colour);

  if (scheme)
    g_string_append_printf (self->out, "<a:solidFill><a:schemeClr val=\"%s\"/></a:solidFill>", scheme);
  else
    g_string_append_printf (self->out, "<a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill>",
                            tl_palette_get (self->palette, colour) & 0xffffff);
}

guint
_tl_pptx_link (TlPptx *self, const char *type, const char *target)
{
  g_string_append_printf (self->links, "<Relationship Id=\"rId%u\" Type=\"" TL_PPTX_OFFICE "/%s\" Target=\"%s\"/>",
                          ++self->n_links, type, target);
  return self->n_links;
}

void
_tl_pptx_put_place (TlPptx *self, const char *element, TlBox box)
{
  double x = self->rtl ? TL_SHEET_WIDTH - box.x - box.width : box.x;

  g_string_append_printf (self->out, "<%s><a:off x=\"%d\" y=\"%d\"/><a:ext cx=\"%d\" cy=\"%d\"/></%s>", element,
                          _tl_pptx_emu (self, x), _tl_pptx_emu (self, box.y), MAX (1, _tl_pptx_emu (self, box.width)),
                          MAX (1, _tl_pptx_emu (self, box.height)), element);
}

/* Begins a shape: its number, its name and, where it is a picture, what it shows. */
void
_tl_pptx_begin_shape (TlPptx *self, const char *element, const char *name, const char *alt)
{
  g_autofree char *clean = _tl_plain (name);
  g_autofree char *shorter = tl_text_shorten (clean, 60);
  g_autofree char *said = _tl_plain (alt ? alt : "");

  g_string_append_printf (self->out, "<p:%s><p:cNvPr id=\"%u\"", element, ++self->n_shapes + 1);
  tl_text_append_markup (self->out, " name=\"%s\"", shorter);
  if (alt)
    tl_text_append_markup (self->out, " descr=\"%s\"", said);
}

static void
line_clear (gpointer data)
{
  g_free (((TlPptxLine *) data)->text);
}

/* Returns: (element-type TlPptxLine) */
GArray *
_tl_pptx_words_new (void)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (TlPptxLine));

  g_array_set_clear_func (words, line_clear);
  return words;
}

void
_tl_pptx_words_add (GArray *words, TlPptxLook look, const char *text)
{
  TlPptxLine line = { look, _tl_plain (text) };

  if (line.look.pitch <= 0)
    line.look.pitch = LINE * line.look.size;
  g_array_append_val (words, line);
}

static TlFont
get_font (const TlPptxLook *look, double scale)
{
  return (TlFont) { look->size * scale, look->bold ? 700 : 400, look->italic };
}

static GPtrArray *
wrap (TlPptx *self, const TlPptxLine *line, double width, double scale, guint most)
{
  return tl_measure_wrap (self->measure, get_font (&line->look, scale), line->text,
                          MAX (20, width - (line->look.dot != TL_COLOUR_NONE ? 30 * scale : 0)), most);
}

/*
 * _tl_pptx_words_tall:
 *
 * Returns: how tall they are, all lines
 */
double
_tl_pptx_words_tall (TlPptx *self, const GArray *words, double width, double scale)
{
  double tall = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const TlPptxLine     *line = &g_array_index (words, TlPptxLine, i);
      g_autoptr (GPtrArray) lines = wrap (self, line, width, scale, line->look.most ? line->look.most : 200);

      tall += lines->len * line->look.pitch * scale + (i + 1 < words->len ? line->look.after * scale : 0);
    }
  return tall;
}

/* Whether a paragraph that may take so many lines is cut. */
static gboolean
is_cut (TlPptx *self, const TlPptxLine *line, double width, double scale)
{
  g_autoptr (GPtrArray) lines = line->look.most ? wrap (self, line, width, scale, line->look.most + 1) : NULL;

  return lines && lines->len > line->look.most;
}

/* As much of a paragraph as some lines hold, for words that are wrapped anew where they go. */
static char *
cut (const char *text, const GPtrArray *lines)
{
  gsize       n = 0;
  const char *end = text;

  for (guint i = 0; i < lines->len; i++)
    for (const char *p = lines->pdata[i]; *p; p = g_utf8_next_char (p))
      n += !g_unichar_isspace (g_utf8_get_char (p)) && g_utf8_get_char (p) != 0x2026;
  for (; *end && n > 0; end = g_utf8_next_char (end))
    n -= !g_unichar_isspace (g_utf8_get_char (end));
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/* The largest size at which they fit; the least where they do not. @least: 0 where words are rather cut than small */
static double
find_scale (TlPptx *self, const GArray *words, double width, double room, double least)
{
  double last = least > 0 ? least : SCALE_LEAST;

  for (double scale = 1; scale > last; scale -= 0.05)
    {
      gboolean fits = _tl_pptx_words_tall (self, words, width, scale) <= room + 1;

      for (guint i = 0; fits && least > 0 && i < words->len; i++)
        fits = !is_cut (self, &g_array_index (words, TlPptxLine, i), width, scale);
      if (fits)
        return scale;
    }
  return last;
}

static const char *
find_language (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    switch ((int) g_unichar_get_script (g_utf8_get_char (p)))
      {
      case G_UNICODE_SCRIPT_HEBREW:
        return "he-IL";
      case G_UNICODE_SCRIPT_ARABIC:
        return "ar-SA";
      case G_UNICODE_SCRIPT_HIRAGANA:
      case G_UNICODE_SCRIPT_KATAKANA:
        return "ja-JP";
      case G_UNICODE_SCRIPT_HANGUL:
        return "ko-KR";
      case G_UNICODE_SCRIPT_HAN:
        /* Japanese where any of its own letters stand beside them. */
        for (; *p; p = g_utf8_next_char (p))
          if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HIRAGANA ||
              g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_KATAKANA)
            return "ja-JP";
        return "zh-CN";
      case G_UNICODE_SCRIPT_GREEK:
        return "el-GR";
      case G_UNICODE_SCRIPT_THAI:
        return "th-TH";
      case G_UNICODE_SCRIPT_DEVANAGARI:
        return "hi-IN";
      case G_UNICODE_SCRIPT_LATIN:
      case G_UNICODE_SCRIPT_CYRILLIC:
        return _("en-GB");
      default:
        break;
      }
  return _("en-GB");
}

/* What a run of letters looks like; in a placeholder only what differs from its layout. */
static void
put_run (TlPptx *self, const TlPptxLook *look, double scale, const char *text, const char *element)
{
  g_string_append_printf (self->out, "<a:%s lang=\"%s\" sz=\"%d\"%s%s", element, find_language (text),
                          MAX (100, (int) round (look->size * scale * self->emu / 127)),
                          look->bold ? " b=\"1\"" : " b=\"0\"", look->italic ? " i=\"1\"" : "");
  g_string_append (self->out, " dirty=\"0\">");
  _tl_pptx_put_colour (self, look->colour);
  if (look->slide)
    {
      g_autofree char *target = g_strdup_printf ("slide%u.xml", look->slide);

      g_string_append_printf (self->out, "<a:hlinkClick r:id=\"rId%u\" action=\"ppaction://hlinksldjump\"/>",
                              _tl_pptx_link (self, "slide", target));
    }
  g_string_append_printf (self->out, "</a:%s>", element);
}

static void
begin_paragraph (TlPptx *self, const TlPptxLook *look, double scale, const char *text, gboolean is_last)
{
  gboolean rtl = tl_text_is_rtl (text);
  gboolean at_right = look->at_end != self->rtl;

  g_string_append (self->out, "<a:p><a:pPr");
  if (look->dot != TL_COLOUR_NONE)
    g_string_append_printf (self->out, " mar%s=\"%d\" indent=\"%d\"", rtl ? "R" : "L", _tl_pptx_emu (self, 30 * scale),
                            -_tl_pptx_emu (self, 30 * scale));
  else
    g_string_append (self->out, " marL=\"0\" indent=\"0\"");
  g_string_append_printf (self->out, " algn=\"%s\" rtl=\"%d\"><a:lnSpc><a:spcPct val=\"%d\"/></a:lnSpc>",
                          at_right ? "r" : "l", rtl, (int) round (look->pitch / (LINE * look->size) * 100) * 1000);
  g_string_append_printf (self->out,
                          "<a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:spcAft><a:spcPts val=\"%d\"/></a:spcAft>",
                          is_last ? 0 : (int)round (look->after * scale * self->emu / 127));
  if (look->dot != TL_COLOUR_NONE)
    {
      g_string_append (self->out, "<a:buClr>");
      g_string_append_printf (self->out, "<a:srgbClr val=\"%06X\"/>",
                              tl_palette_get (self->palette, look->dot) & 0xffffff);
      g_string_append (self->out, "</a:buClr><a:buSzPct val=\"145000\"/><a:buFont typeface=\"Arial\"/>"
                                  "<a:buChar char=\"•\"/></a:pPr>");
    }
  else
    g_string_append (self->out, "<a:buNone/></a:pPr>");
}

static void
put_paragraph (TlPptx *self, const TlPptxLook *look, double scale, const char *text, gboolean is_last)
{
  begin_paragraph (self, look, scale, text, is_last);
  if (*text)
    {
      g_string_append (self->out, "<a:r>");
      put_run (self, look, scale, text, "rPr");
      tl_text_append_markup (self->out, "<a:t>%s</a:t></a:r></a:p>", text);
    }
  else
    {
      put_run (self, look, scale, text, "endParaRPr");
      g_string_append (self->out, "</a:p>");
    }
}

static void
begin_frame (TlPptx *self, const TlPptxFrame *frame)
{
  _tl_pptx_begin_shape (self, "sp><p:nvSpPr", frame->name, NULL);
  g_string_append_printf (self->out, "/><p:cNvSpPr%s>%s</p:cNvSpPr><p:nvPr>", frame->place ? "" : " txBox=\"1\"",
                          frame->place ? "<a:spLocks noGrp=\"1\"/>" : "");
  if (frame->place && frame->index)
    g_string_append_printf (self->out, "<p:ph type=\"%s\" sz=\"quarter\" idx=\"%u\"/>", frame->place, frame->index);
  else if (frame->place)
    g_string_append_printf (self->out, "<p:ph type=\"%s\"/>", frame->place);
  g_string_append (self->out, "</p:nvPr></p:nvSpPr><p:spPr>");
  _tl_pptx_put_place (self, "a:xfrm", frame->box);
  if (frame->ground == TL_COLOUR_NONE)
    g_string_append (self->out, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/>");
  else
    {
      g_string_append_printf (self->out,
                              "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val %d\"/></a:avLst>"
                              "</a:prstGeom>",
                              (int) MIN (50000, 14 / MAX (1, MIN (frame->box.width, frame->box.height)) * 100000));
      _tl_pptx_put_colour (self, frame->ground);
      g_string_append_printf (self->out, "<a:ln w=\"%d\">", _tl_pptx_emu (self, 1));
      if (self->palette == TL_PALETTE_PRINT)
        _tl_pptx_put_colour (self, TL_COLOUR_PANEL_EDGE);
      else
        g_string_append (self->out, "<a:noFill/>");
      g_string_append (self->out, "</a:ln>");
    }
  g_string_append_printf (self->out,
                          "</p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"%d\" tIns=\"%d\" rIns=\"%d\" bIns=\"0\""
                          " rtlCol=\"%d\" anchor=\"t\"><a:normAutofit/></a:bodyPr><a:lstStyle/>",
                          _tl_pptx_emu (self, frame->inset_x), _tl_pptx_emu (self, frame->inset_y),
                          _tl_pptx_emu (self, frame->inset_x), self->rtl);
}

/* The measure reads no further than about this. */
#define LONGEST 580

/* Returns: (nullable): a paragraph without what does not fit, which goes into the notes; %NULL where all of it does */
static char *
shorten (TlPptx *self, const TlPptxLine *line, double width, double scale, guint most, guint *n_lines)
{
  g_autoptr (GPtrArray) more = wrap (self, line, width, scale, most + 1);
  g_autoptr (GPtrArray) lines = NULL;

  *n_lines = MIN (most, more->len);
  if (more->len <= most && g_utf8_strlen (line->text, -1) <= LONGEST)
    return NULL;
  lines = wrap (self, line, width, scale, most);
  g_ptr_array_add (self->notes, g_strdup (line->text));
  return cut (line->text, lines);
}

/*
 * _tl_pptx_put_words:
 * @words: (element-type TlPptxLine): one paragraph each
 *
 * What does not fit even at a small size ends in an ellipsis, and stands in full in the notes.
 */
void
_tl_pptx_put_words (TlPptx *self, const TlPptxFrame *frame, const GArray *words)
{
  double width = frame->box.width - 2 * frame->inset_x;
  double room = frame->box.height - frame->inset_y;
  double scale = find_scale (self, words, width, room, frame->least);

  begin_frame (self, frame);
  for (guint i = 0; i < words->len; i++)
    {
      const TlPptxLine *line = &g_array_index (words, TlPptxLine, i);
      guint             most = line->look.most ? line->look.most : 200;
      g_autofree char  *text = NULL;
      guint             n_lines;

      /* The last may have to give way to what stands before it. */
      if (room < line->look.pitch * scale * most)
        most = MAX (1, (guint) ((room + 1) / (line->look.pitch * scale)));
      text = shorten (self, line, width, scale, most, &n_lines);
      room -= n_lines * line->look.pitch * scale + line->look.after * scale;
      put_paragraph (self, &line->look, scale, text ? text : line->text, i + 1 == words->len);
    }
  if (words->len == 0)
    g_string_append (self->out, "<a:p/>");
  g_string_append (self->out, "</p:txBody></p:sp>\n");
}

void
_tl_pptx_put_line (TlPptx *self, const TlPptxFrame *frame, TlPptxLook look, const char *text)
{
  g_autoptr (GArray) words = _tl_pptx_words_new ();

  _tl_pptx_words_add (words, look, text);
  _tl_pptx_put_words (self, frame, words);
}

void
_tl_pptx_put_rect (TlPptx *self, const char *name, TlBox box, TlColour colour)
{
  _tl_pptx_begin_shape (self, "sp><p:nvSpPr", name, NULL);
  g_string_append (self->out,
                   "><a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative "
                   "xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext>"
                   "</a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>");
  _tl_pptx_put_place (self, "a:xfrm", box);
  g_string_append (self->out, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
  _tl_pptx_put_colour (self, colour);
  g_string_append (self->out, "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>\n");
}

/* The number of the slide, as a field that follows when slides are moved. */
void
_tl_pptx_put_number (TlPptx *self, const TlPptxFrame *frame, TlPptxLook look, guint number)
{
  look.pitch = LINE * look.size;
  begin_frame (self, frame);
  begin_paragraph (self, &look, 1, "", TRUE);
  g_string_append (self->out, "<a:fld id=\"{5B1B1F0C-6E4A-4C8E-9A55-2D6E1C7F0A11}\" type=\"slidenum\">");
  put_run (self, &look, 1, "", "rPr");
  g_string_append_printf (self->out, "<a:t>%u</a:t></a:fld></a:p></p:txBody></p:sp>\n", number);
}

static const char *
get_cell (const TlPackPlaced *placed, guint row, guint col)
{
  return row > 0 ? ((char *const *) placed->block->items->pdata[placed->first + row - 1])[col]
                 : g_array_index (placed->block->columns, TlPackColumn, col).title;
}

static TlPptxLine
get_line (const TlPackPen *pen, const TlPackPlaced *placed, guint row, guint col)
{
  TlFont     font = row ? _tl_pen_font (pen, 16.5, col ? 400 : 600) : _tl_pen_font (pen, 15, 600);
  TlPptxLook look = { .size = font.size, .bold = font.weight >= 600, .colour = row ? TL_COLOUR_INK : TL_COLOUR_SOFT,
                      .at_end = g_array_index (placed->block->columns, TlPackColumn, col).at_end,
                      .pitch = (row ? 1.36 : 1.33) * font.size, .most = row ? 5 : 3 };

  return (TlPptxLine) { look, _tl_plain (get_cell (placed, row, col)) };
}

/* A table that is being written: @inner has the room for words in each column. */
typedef struct
{
  const TlPackPen    *pen;
  const TlPackPlaced *placed;
  double             *widths;
  double             *inner;
  double              scale;
  double              pad;
} Grid;

static double
get_words_tall (TlPptx *self, const Grid *grid, guint row)
{
  double tall = 0;

  for (guint col = 0; col < grid->placed->block->columns->len; col++)
    {
      TlPptxLine            line = get_line (grid->pen, grid->placed, row, col);
      g_autoptr (GPtrArray) lines = wrap (self, &line, grid->inner[col], grid->scale, line.look.most);

      tall = MAX (tall, lines->len * line.look.pitch * grid->scale);
      line_clear (&line);
    }
  return tall;
}

static void
put_cell (TlPptx *self, const Grid *grid, guint row, guint col)
{
  guint            n = grid->placed->block->columns->len, n_lines;
  TlPptxLine       line = get_line (grid->pen, grid->placed, row, col);
  g_autofree char *text = shorten (self, &line, grid->inner[col], grid->scale, line.look.most, &n_lines);
  double           first = col == 0 ? CELL_EDGE : 0;
  double           last = grid->widths[col] - grid->inner[col] - first;

  g_string_append (self->out, "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>");
  put_paragraph (self, &line.look, grid->scale, text ? text : line.text, TRUE);
  g_string_append_printf (self->out,
                          "</a:txBody><a:tcPr marL=\"%d\" marR=\"%d\" marT=\"%d\" marB=\"%d\" anchor=\"%s\">"
                          "<a:lnL><a:noFill/></a:lnL><a:lnR><a:noFill/></a:lnR><a:lnT><a:noFill/></a:lnT>"
                          "<a:lnB w=\"%d\">",
                          _tl_pptx_emu (self, self->rtl ? last : first), _tl_pptx_emu (self, self->rtl ? first : last),
                          _tl_pptx_emu (self, MAX (0, grid->pad - 3)), _tl_pptx_emu (self, MAX (0, grid->pad - 3)),
                          row ? "t" : "b", _tl_pptx_emu (self, 1));
  if (row)
    _tl_pptx_put_colour (self, TL_COLOUR_RULE);
  else
    g_string_append (self->out, "<a:noFill/>");
  g_string_append (self->out, "</a:lnB>");
  if (row == 0 && self->palette != TL_PALETTE_PRINT && n > 0)
    _tl_pptx_put_colour (self, TL_COLOUR_PANEL);
  else
    g_string_append (self->out, "<a:noFill/>");
  g_string_append (self->out, "</a:tcPr></a:tc>");
  line_clear (&line);
}

/* The columns of the book; the band of the heads reaches a little further on both sides. */
static void
find_columns (TlPptx *self, Grid *grid, TlBox *box)
{
  guint n = grid->placed->block->columns->len;

  tl_pack_draw_columns (self->pack, grid->placed, NULL, grid->widths);
  for (guint i = 0; i < n; i++)
    grid->inner[i] = grid->widths[i] - (i + 1 < n ? 28 * _tl_pen_unit (grid->pen) : 0);
  box->x -= CELL_EDGE;
  box->width += 2 * CELL_EDGE;
  if (n > 0)
    {
      grid->widths[0] += CELL_EDGE;
      grid->widths[n - 1] += CELL_EDGE;
    }
}

/*
 * _tl_pptx_put_table:
 *
 * Writes a table whose rows are as tall as the book's.
 */
void
_tl_pptx_put_table (TlPptx *self, const TlPackPen *pen, const TlPackPlaced *placed, TlBox box)
{
  const TlBlock     *block = placed->block;
  const double       z = _tl_pen_unit (pen);
  guint              n_rows = placed->n + 1;
  g_autofree double *talls = g_new (double, n_rows);
  g_autofree double *widths = g_new0 (double, block->columns->len + 1);
  g_autofree double *inner = g_new0 (double, block->columns->len + 1);
  Grid               grid = { pen, placed, widths, inner, 1, 0 };
  double             fixed;

  find_columns (self, &grid, &box);
  for (;; grid.scale -= 0.05)
    {
      fixed = 0;
      for (guint i = 0; i < n_rows; i++)
        fixed += talls[i] = get_words_tall (self, &grid, i);
      grid.pad = _tl_pen_stretch (pen, fixed, 2 * n_rows, 5.5 * z, 11 * z, 19 * z);
      if (fixed + 2 * n_rows * grid.pad <= box.height + 1 || grid.scale < SCALE_LEAST)
        break;
    }
  _tl_pptx_begin_shape (self, "graphicFrame><p:nvGraphicFramePr", block->heading ? block->heading : _("Table"),
                        block->heading ? block->heading : _("Table"));
  g_string_append (self->out, "/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr>"
                              "<p:nvPr/></p:nvGraphicFramePr>");
  box.height = fixed + 2 * n_rows * grid.pad;
  _tl_pptx_put_place (self, "p:xfrm", box);
  g_string_append_printf (self->out,
                          "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\">"
                          "<a:tbl><a:tblPr%s firstRow=\"1\" firstCol=\"1\"/><a:tblGrid>",
                          self->rtl ? " rtl=\"1\"" : "");
  for (guint i = 0; i < block->columns->len; i++)
    g_string_append_printf (self->out, "<a:gridCol w=\"%d\"/>", _tl_pptx_emu (self, widths[i]));
  g_string_append (self->out, "</a:tblGrid>");
  for (guint i = 0; i < n_rows; i++)
    {
      g_string_append_printf (self->out, "<a:tr h=\"%d\">", _tl_pptx_emu (self, talls[i] + 2 * grid.pad));
      for (guint k = 0; k < block->columns->len; k++)
        put_cell (self, &grid, i, k);
      g_string_append (self->out, "</a:tr>\n");
    }
  g_string_append (self->out, "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>\n");
}

static void
put_blip (TlPptx *self, const char *name, const char *alt, guint dots, guint vectors, TlBox box)
{
  _tl_pptx_begin_shape (self, "pic><p:nvPicPr", name, alt ? alt : name);
  g_string_append_printf (self->out,
                          "/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>"
                          "<p:blipFill><a:blip r:embed=\"rId%u\">", dots);
  if (vectors)
    g_string_append_printf (self->out,
                            "<a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\"><asvg:svgBlip "
                            "xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" "
                            "r:embed=\"rId%u\"/></a:ext></a:extLst>", vectors);
  g_string_append (self->out, "</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>");
  _tl_pptx_put_place (self, "a:xfrm", box);
  g_string_append (self->out, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>\n");
}

/*
 * _tl_pptx_put_picture:
 * @alt: what it shows
 *
 * As vectors, and as dots for programs that know none.
 */
void
_tl_pptx_put_picture (TlPptx *self, TlScene *scene, TlBox box, const char *name, const char *alt)
{
  TlExportOptions    options = { .palette = self->palette, .width = (int) CLAMP (box.width * 1.2, 200, 2400) };
  g_autoptr (GBytes) svg = self->error ? NULL : tl_export_svg (scene, &options, &self->error);
  g_autoptr (GBytes) png = svg ? tl_export_png (scene, &options, &self->error) : NULL;
  g_autofree char   *svg_name = NULL, *png_name = NULL, *svg_target = NULL, *png_target = NULL;
  guint              svg_link, png_link;

  if (png == NULL)
    return;
  self->n_media++;
  svg_name = g_strdup_printf ("ppt/media/image%u.svg", self->n_media);
  png_name = g_strdup_printf ("ppt/media/image%u.png", self->n_media);
  svg_target = g_strdup_printf ("../media/image%u.svg", self->n_media);
  png_target = g_strdup_printf ("../media/image%u.png", self->n_media);
  tl_zip_writer_add (self->zip, svg_name, svg);
  tl_zip_writer_add (self->zip, png_name, png);
  png_link = _tl_pptx_link (self, "image", png_target);
  svg_link = _tl_pptx_link (self, "image", svg_target);
  put_blip (self, name, alt, png_link, svg_link, box);
}

void
_tl_pptx_put_logo (TlPptx *self, TlBox box)
{
  put_blip (self, _("Logo"), _("Logo"), _tl_pptx_link (self, "image", "../media/logo.png"), 0, box);
}
