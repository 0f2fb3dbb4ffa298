/* tl-pptx.c: the fact pack as slides that can be edited
 *
 * Office Open XML, as little of it as office programs need: one master, one layout, and slides that stand as the sheets
 * of the book do, with words, lists and tables as such. Charts and the map are pictures, as vectors with dots beside
 * them for programs that know no vectors, each with its text alternative.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pptx.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack-draw.h"
#include "tl-text.h"
#include "tl-zip-writer.h"

#define EMU (12192000.0 / TL_SHEET_WIDTH) /* to a unit: a slide is 13⅓ inches wide */
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define SPACES                                                                                                         \
  "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"" OFFICE "\" "                          \
  "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

typedef struct
{
  const TlPack *pack;
  TlPackBook   *book;
  TlPalette     palette;
  TlZipWriter  *zip;
  GString      *slide;
  GString      *links;     /* of the slide */
  guint         n_links;
  guint         n_shapes;
  guint         n_media;
  double        height;
  GError       *error;
} Writer;

/* How a run of words looks. */
typedef struct
{
  double   size; /* in units */
  gboolean bold;
  gboolean italic;
  TlColour colour;
  gboolean at_end;
  gboolean bullet;
} Look;

static int
emu (double units)
{
  return (int) round (units * EMU);
}

static guint32
get_rgb (Writer *self, TlColour colour)
{
  return tl_palette_get (self->palette, colour) & 0xffffff;
}

/* Characters that XML cannot hold are no part of what anybody wrote. */
static char *
dup_clean (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x20 && c != 0xfffe && c != 0xffff) || c == '\t')
        g_string_append_unichar (clean, c);
      else
        g_string_append_c (clean, ' ');
    }
  return g_string_free (clean, FALSE);
}

static void
put_paragraph (Writer *self, Look look, const char *text)
{
  GString         *out = self->slide;
  g_autofree char *clean = dup_clean (text);
  gboolean         rtl = tl_text_is_rtl (text);

  g_string_append_printf (out, "<a:p><a:pPr%s%s", rtl ? " rtl=\"1\"" : "", look.at_end ? " algn=\"r\"" : "");
  if (look.bullet)
    g_string_append_printf (out, " marL=\"%d\" indent=\"%d\"><a:spcAft><a:spcPts val=\"600\"/></a:spcAft>"
                            "<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/></a:pPr>", emu (30), -emu (30));
  else
    g_string_append (out, "><a:buNone/></a:pPr>");
  g_string_append_printf (out,
                          "<a:r><a:rPr lang=\"en-GB\" sz=\"%d\"%s%s><a:solidFill><a:srgbClr "
                          "val=\"%06X\"/></a:solidFill>"
                          "<a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>",
                          (int) round (look.size * 60), look.bold ? " b=\"1\"" : "", look.italic ? " i=\"1\"" : "",
                          get_rgb (self, look.colour));
  tl_text_append_markup (out, "%s", clean);
  g_string_append (out, "</a:t></a:r></a:p>");
}

static void
put_place (GString *out, const char *element, TlBox box)
{
  g_string_append_printf (out, "<%s><a:off x=\"%d\" y=\"%d\"/><a:ext cx=\"%d\" cy=\"%d\"/></%s>", element, emu (box.x),
                          emu (box.y), MAX (1, emu (box.width)), MAX (1, emu (box.height)), element);
}

/* Begins a shape with words; @ground is its colour, or none. @kind: of a placeholder, or NULL */
static void
begin_words (Writer *self, const char *name, const char *kind, TlBox box, TlColour ground, double inset, int columns)
{
  GString *out = self->slide;

  g_string_append_printf (out, "<p:sp><p:nvSpPr><p:cNvPr id=\"%u\" name=\"", ++self->n_shapes + 1);
  tl_text_append_markup (out, "%s", name);
  g_string_append (out, "\"/><p:cNvSpPr/><p:nvPr>");
  if (kind)
    g_string_append_printf (out, "<p:ph type=\"%s\"/>", kind);
  g_string_append (out, "</p:nvPr></p:nvSpPr><p:spPr>");
  put_place (out, "a:xfrm", box);
  if (ground == TL_COLOUR_NONE)
    g_string_append (out, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/>");
  else
    g_string_append_printf (out,
                            "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val %d\"/></a:avLst>"
                            "</a:prstGeom><a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill><a:ln><a:noFill/></a:ln>",
                            (int) MIN (50000, 14 / MAX (1, MIN (box.width, box.height)) * 100000),
                            get_rgb (self, ground));
  g_string_append_printf (out,
                          "</p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"%d\" tIns=\"%d\" rIns=\"%d\" bIns=\"%d\""
                          " anchor=\"t\"",
                          emu (inset), emu (inset * 0.75), emu (inset), 0);
  if (columns > 1)
    g_string_append_printf (out, " numCol=\"%d\" spcCol=\"%d\"", columns, emu (24));
  g_string_append (out, "><a:normAutofit/></a:bodyPr><a:lstStyle/>");
}

static void
end_words (Writer *self)
{
  g_string_append (self->slide, "</p:txBody></p:sp>\n");
}

static guint
add_link (Writer *self, const char *type, const char *target)
{
  g_string_append_printf (self->links, "<Relationship Id=\"rId%u\" Type=\"%s/%s\" Target=\"%s\"/>", ++self->n_links,
                          OFFICE, type, target);
  return self->n_links;
}

static void
put_picture (Writer *self, TlScene *scene, TlBox box, const char *alt)
{
  TlExportOptions    options = { .palette = self->palette, .width = (int) CLAMP (box.width * 1.2, 200, 2400) };
  g_autoptr (GBytes) svg = self->error ? NULL : tl_export_svg (scene, &options, &self->error);
  g_autoptr (GBytes) png = svg ? tl_export_png (scene, &options, &self->error) : NULL;
  g_autofree char   *svg_name = NULL, *png_name = NULL, *svg_target = NULL, *png_target = NULL;
  g_autofree char   *clean = dup_clean (alt ? alt : "");
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
  png_link = add_link (self, "image", png_target);
  svg_link = add_link (self, "image", svg_target);
  g_string_append_printf (self->slide, "<p:pic><p:nvPicPr><p:cNvPr id=\"%u\" name=\"%s %u\" descr=\"",
                          ++self->n_shapes + 1, "Picture", self->n_media);
  tl_text_append_markup (self->slide, "%s", clean);
  g_string_append_printf (self->slide,
                          "\"/><p:cNvPicPr><a:picLocks "
                          "noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>"
                          "<a:blip r:embed=\"rId%u\"><a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">"
                          "<asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\""
                          " r:embed=\"rId%u\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></"
                          "p:blipFill>"
                          "<p:spPr>",
                          png_link, svg_link);
  put_place (self->slide, "a:xfrm", box);
  g_string_append (self->slide, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>\n");
}

static void
put_chart (Writer *self, const TlPackPlaced *placed, TlBox box)
{
  g_autoptr (TlScene) scene = placed->map ? tl_scene_ref (placed->map)
                                          : tl_pack_draw_block (self->pack, placed->block, placed->first, placed->n,
                                                                box.width, box.height, NULL);
  double              scale = MIN (box.width / tl_scene_get_width (scene), box.height / tl_scene_get_height (scene));
  TlBox fitted = { box.x, box.y, tl_scene_get_width (scene) * scale, tl_scene_get_height (scene) * scale };

  fitted.x += (box.width - fitted.width) / 2;
  put_picture (self, scene, fitted, placed->block->alt);
}

static void
put_figures (Writer *self, const TlPackPlaced *placed, TlBox box)
{
  guint  n = MAX (3, placed->block->items->len);
  double room = (box.width - 24 * (n - 1)) / n;

  for (guint i = 0; i < placed->block->items->len; i++)
    {
      const TlPackFigure *figure = placed->block->items->pdata[i];

      begin_words (self, figure->label, NULL, (TlBox) { box.x + i * (room + 24), box.y, room, box.height },
                   TL_COLOUR_PANEL, 24, 1);
      put_paragraph (self, (Look) { 44, TRUE, FALSE, _tl_tone_ink (figure->tone) }, figure->value);
      put_paragraph (self, (Look) { 17, TRUE, FALSE, TL_COLOUR_INK }, figure->label);
      if (figure->detail)
        put_paragraph (self, (Look) { 15, FALSE, FALSE, TL_COLOUR_SOFT }, figure->detail);
      end_words (self);
    }
}

static void
put_table (Writer *self, const TlPackPlaced *placed, TlBox box)
{
  const TlBlock *block = placed->block;
  GString       *out = self->slide;
  double         total = 0;

  for (guint i = 0; i < block->columns->len; i++)
    total += g_array_index (block->columns, TlPackColumn, i).weight;
  g_string_append_printf (out, "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"%u\" name=\"", ++self->n_shapes + 1);
  tl_text_append_markup (out, "%s", block->heading ? block->heading : _("Table"));
  g_string_append (out, "\"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>");
  put_place (out, "p:xfrm", box);
  g_string_append (out, "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\">"
                        "<a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>");
  for (guint i = 0; i < block->columns->len; i++)
    g_string_append_printf (out, "<a:gridCol w=\"%d\"/>",
                            emu (box.width * g_array_index (block->columns, TlPackColumn, i).weight / total));
  g_string_append (out, "</a:tblGrid>");
  for (guint i = 0; i <= placed->n; i++)
    {
      char *const *row = i > 0 ? block->items->pdata[placed->first + i - 1] : NULL;

      g_string_append_printf (out, "<a:tr h=\"%d\">", emu (40));
      for (guint k = 0; k < block->columns->len; k++)
        {
          const TlPackColumn *column = &g_array_index (block->columns, TlPackColumn, k);
          Look                look = { row ? 16 : 14.5, row == NULL || k == 0,
                        FALSE,           row ? TL_COLOUR_INK : TL_COLOUR_SOFT,
                        column->at_end,  FALSE };

          g_string_append (out, "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>");
          put_paragraph (self, look, row ? row[k] : column->title);
          g_string_append_printf (out,
                                  "</a:txBody><a:tcPr marL=\"%d\" marR=\"%d\" anchor=\"ctr\"><a:lnL><a:noFill/></a:lnL>"
                                  "<a:lnR><a:noFill/></a:lnR><a:lnT><a:noFill/></a:lnT><a:lnB w=\"9525\"><a:solidFill>"
                                  "<a:srgbClr val=\"%06X\"/></a:solidFill></a:lnB>",
                                  emu (8), emu (8), get_rgb (self, TL_COLOUR_RULE));
          if (row == NULL)
            g_string_append_printf (out, "<a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill>",
                                    get_rgb (self, TL_COLOUR_PANEL));
          else
            g_string_append (out, "<a:noFill/>");
          g_string_append (out, "</a:tcPr></a:tc>");
        }
      g_string_append (out, "</a:tr>");
    }
  g_string_append (out, "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>\n");
}

static void
put_block (Writer *self, const TlPackPlaced *placed)
{
  const TlBlock *block = placed->block;
  TlBox          box = placed->box;

  if (block->heading && block->kind != TL_BLOCK_NOTE)
    {
      begin_words (self, block->heading, NULL, (TlBox) { box.x, box.y - 2, box.width, 34 }, TL_COLOUR_NONE, 0, 1);
      put_paragraph (self, (Look) { 20, TRUE, FALSE, TL_COLOUR_INK }, block->heading);
      end_words (self);
      box.y += 42;
      box.height = MAX (20, box.height - 42);
    }
  switch (block->kind)
    {
    case TL_BLOCK_FIGURES:
      put_figures (self, placed, box);
      break;
    case TL_BLOCK_POINTS:
      begin_words (self, block->heading ? block->heading : _("Points"), NULL, box, TL_COLOUR_NONE, 0, 1);
      for (guint i = placed->first; i < placed->first + placed->n; i++)
        put_paragraph (self, (Look) { 18, FALSE, FALSE, TL_COLOUR_INK, FALSE, TRUE }, block->items->pdata[i]);
      end_words (self);
      break;
    case TL_BLOCK_NOTE:
      begin_words (self, block->heading ? block->heading : _("Note"), NULL, box,
                   block->tone == TL_TONE_GAIN   ? TL_COLOUR_GAIN_TINT
                   : block->tone == TL_TONE_LOSS ? TL_COLOUR_LOSS_TINT
                                                 : TL_COLOUR_PANEL, 26, 1);
      if (block->heading)
        put_paragraph (self, (Look) { 17, TRUE, FALSE, TL_COLOUR_INK }, block->heading);
      for (guint i = 0; i < block->items->len; i++)
        put_paragraph (self, (Look) { 17, FALSE, FALSE, TL_COLOUR_INK }, block->items->pdata[i]);
      end_words (self);
      break;
    case TL_BLOCK_TABLE:
      put_table (self, placed, box);
      break;
    case TL_BLOCK_QUOTES:
      begin_words (self, _("Voices"), NULL, box, TL_COLOUR_NONE, 0, 3);
      for (guint i = placed->first; i < placed->first + placed->n; i++)
        {
          const TlPackQuote *quote = block->items->pdata[i];
          g_autofree char   *words = g_strdup_printf ("“%s”", quote->words);

          put_paragraph (self, (Look) { 16, FALSE, TRUE, TL_COLOUR_INK }, words);
          put_paragraph (self, (Look) { 14, FALSE, FALSE, TL_COLOUR_SOFT }, quote->about);
          put_paragraph (self, (Look) { 8, FALSE, FALSE, TL_COLOUR_SOFT }, "");
        }
      end_words (self);
      break;
    case TL_BLOCK_BARS:
    case TL_BLOCK_INTERVALS:
    case TL_BLOCK_CHART:
    case TL_BLOCK_LINKS:
    case TL_BLOCK_JOURNEY:
    case TL_BLOCK_MAP:
    default:
      put_chart (self, placed, box);
      break;
    }
}

static void
put_slide (Writer *self, guint index)
{
  const TlPackPage *page = tl_pack_find (self->pack, tl_pack_book_get_about (self->book, index));
  const TlPagedPage *sheet = tl_pack_book_get (self->book, index);
  const GArray     *placed = tl_pack_book_get_placed (self->book, index);
  g_autofree char  *number = g_strdup_printf ("%u", index + 1);
  g_autofree char  *name = g_strdup_printf ("ppt/slides/slide%u.xml", index + 1);
  g_autofree char  *links = g_strdup_printf ("ppt/slides/_rels/slide%u.xml.rels", index + 1);
  gboolean          goes_on = sheet->title == NULL;
  double            top = placed->len > 0 ? g_array_index (placed, TlPackPlaced, 0).box.y : 200;
  gboolean          has_lead = page->lead && !goes_on;

  self->n_shapes = self->n_links = 0;
  self->slide = g_string_new (XML "<p:sld " SPACES "><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" "
                                                   "name=\"\"/><p:cNvGrpSpPr/>"
                                  "<p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>\n");
  self->links = g_string_new (XML "<Relationships xmlns=\"" PACKAGE "/relationships\">");
  add_link (self, "slideLayout", "../slideLayouts/slideLayout1.xml");
  begin_words (self, _("Headline"), "title",
               (TlBox) { TL_SHEET_EDGE, 70, TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE, top - 70 - (has_lead ? 76 : 30) },
               TL_COLOUR_NONE, 0, 1);
  put_paragraph (self, (Look) { goes_on ? 26 : 38, TRUE, FALSE, TL_COLOUR_INK }, page->headline);
  end_words (self);
  if (has_lead)
    {
      begin_words (self, _("Lead"), NULL, (TlBox) { TL_SHEET_EDGE, top - 74, TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE, 34 },
                   TL_COLOUR_NONE, 0, 1);
      put_paragraph (self, (Look) { 18, FALSE, FALSE, TL_COLOUR_SOFT }, page->lead);
      end_words (self);
    }
  for (guint i = 0; i < placed->len; i++)
    put_block (self, &g_array_index (placed, TlPackPlaced, i));
  begin_words (self, _("Foot"), NULL, (TlBox) { TL_SHEET_EDGE, self->height - 54, 1200, 28 }, TL_COLOUR_NONE, 0, 1);
  put_paragraph (self, (Look) { 14, FALSE, FALSE, TL_COLOUR_SOFT }, self->pack->foot);
  end_words (self);
  begin_words (self, _("Number"), NULL, (TlBox) { TL_SHEET_WIDTH - TL_SHEET_EDGE - 100, self->height - 54, 100, 28 },
               TL_COLOUR_NONE, 0, 1);
  put_paragraph (self, (Look) { 14, TRUE, FALSE, TL_COLOUR_SOFT, TRUE }, number);
  end_words (self);
  g_string_append (self->slide, "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>\n");
  g_string_append (self->links, "</Relationships>\n");
  tl_zip_writer_add_text (self->zip, name, self->slide);
  tl_zip_writer_add_text (self->zip, links, self->links);
}

static void
put_types (Writer *self, guint n)
{
  GString *out = g_string_new (
    XML "<Types xmlns=\"" PACKAGE "/content-types\"><Default Extension=\"rels\""
    " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\""
    " ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\""
    " ContentType=\"image/svg+xml\"/>");
  static const char *const parts[][2] = {
    { "/ppt/presentation.xml", "presentationml.presentation.main" },
    { "/ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster" },
    { "/ppt/slideLayouts/slideLayout1.xml", "presentationml.slideLayout" },
    { "/ppt/theme/theme1.xml", "theme" },
    { "/docProps/app.xml", "extended-properties" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (out,
                            "<Override PartName=\"%s\""
                            " ContentType=\"application/vnd.openxmlformats-officedocument.%s+xml\"/>",
                            parts[i][0], parts[i][1]);
  g_string_append (out, "<Override PartName=\"/docProps/core.xml\""
                        " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out,
                            "<Override PartName=\"/ppt/slides/slide%u.xml\""
                            " ContentType=\"application/vnd.openxmlformats-officedocument.presentationml.slide+xml\"/>",
                            i + 1);
  g_string_append (out, "</Types>\n");
  tl_zip_writer_add_text (self->zip, "[Content_Types].xml", out);
}

static void
put_presentation (Writer *self, guint n)
{
  GString *out = g_string_new (XML "<p:presentation " SPACES "><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" "
                                                             "r:id=\"rId1\"/>"
                                   "</p:sldMasterIdLst><p:sldIdLst>");
  GString *links = g_string_new (XML "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" "
                                                                       "Type=\"" OFFICE
                                     "/slideMaster\" Target=\"slideMasters/slideMaster1.xml\"/><Relationship "
                                     "Id=\"rId2\" Type=\"" OFFICE "/theme\" Target=\"theme/theme1.xml\"/>");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (out, "<p:sldId id=\"%u\" r:id=\"rId%u\"/>", 256 + i, 3 + i);
      g_string_append_printf (
          links, "<Relationship Id=\"rId%u\" Type=\"" OFFICE "/slide\" Target=\"slides/slide%u.xml\"/>", 3 + i, i + 1);
    }
  g_string_append_printf (out,
                          "</p:sldIdLst><p:sldSz cx=\"12192000\" cy=\"%d\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>"
                          "</p:presentation>\n",
                          emu (self->height));
  g_string_append (links, "</Relationships>\n");
  tl_zip_writer_add_text (self->zip, "ppt/presentation.xml", out);
  tl_zip_writer_add_text (self->zip, "ppt/_rels/presentation.xml.rels", links);
}

static void
put_master (Writer *self)
{
  static const char tree[] = "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" "
                             "name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";
  static const char title[] =
      "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>"
      "<p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"548640\" y=\"533400\"/>"
      "<a:ext cx=\"11094720\" cy=\"914400\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
      "</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"en-GB\"/></a:p></p:txBody></p:sp>";
  GString *out = g_string_new (XML "<p:sldMaster " SPACES "><p:cSld><p:bg><p:bgPr>");

  g_string_append_printf (out, "<a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>%s",
                          get_rgb (self, TL_COLOUR_PAPER), tree);
  g_string_append_printf (out,
                          "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Mark\"/><p:cNvSpPr/><p:nvPr "
                          "userDrawn=\"1\"/></p:nvSpPr><p:spPr>"
                          "<a:xfrm><a:off x=\"%d\" y=\"%d\"/><a:ext cx=\"%d\" cy=\"%d\"/></a:xfrm><a:prstGeom "
                          "prst=\"rect\"><a:avLst/>"
                          "</a:prstGeom><a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill></p:spPr></p:sp>",
                          emu (TL_SHEET_EDGE), emu (58), emu (44), emu (5), get_rgb (self, TL_COLOUR_INK));
  g_string_append_printf (out,
                          "%s</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" "
                          "accent1=\"accent1\""
                          " accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" "
                          "accent6=\"accent6\""
                          " hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" "
                          "r:id=\"rId1\"/>"
                          "</p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:buNone/><a:defRPr "
                          "sz=\"2280\" b=\"1\"/>"
                          "</a:lvl1pPr></p:titleStyle><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>\n",
                          title);
  tl_zip_writer_add_text (self->zip, "ppt/slideMasters/slideMaster1.xml", out);
  tl_zip_writer_add_text (self->zip, "ppt/slideMasters/_rels/slideMaster1.xml.rels",
                          g_string_new (XML "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship "
                                                                              "Id=\"rId1\" Type=\"" OFFICE
                                            "/slideLayout\" Target=\"../slideLayouts/slideLayout1.xml\"/><Relationship "
                                            "Id=\"rId2\" Type=\"" OFFICE "/theme\" "
                                                                         "Target=\"../theme/theme1.xml\"/></"
                                                                         "Relationships>\n"));
  out = g_string_new (XML "<p:sldLayout " SPACES " type=\"titleOnly\"><p:cSld name=\"Page\">");
  g_string_append_printf (
      out, "%s%s</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>\n", tree, title);
  tl_zip_writer_add_text (self->zip, "ppt/slideLayouts/slideLayout1.xml", out);
  tl_zip_writer_add_text (self->zip, "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
                          g_string_new (XML "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship "
                                                                              "Id=\"rId1\" Type=\"" OFFICE "/slideMaste"
                                                                                                           "r\" "
                                                                                                           "Target=\".."
                                                                                                           "/slideMaste"
                                                                                                           "rs/"
                                                                                                           "slideMaster"
                                                                                                           "1.xml\"/></"
                                                                                                           "Relationshi"
                                                                                                           "ps>\n"));
}

static void
put_theme (Writer *self)
{
  static const struct
  {
    const char *name;
    TlColour    colour;
  } colours[] = {
    { "dk1", TL_COLOUR_INK },      { "lt1", TL_COLOUR_PAPER },      { "dk2", TL_COLOUR_SOFT },
    { "lt2", TL_COLOUR_PANEL },    { "accent1", TL_COLOUR_GAIN },   { "accent2", TL_COLOUR_LOSS },
    { "accent3", TL_COLOUR_SOFT }, { "accent4", TL_COLOUR_RIBBON }, { "accent5", TL_COLOUR_STRONG },
    { "accent6", TL_COLOUR_CHIP }, { "hlink", TL_COLOUR_GAIN_INK }, { "folHlink", TL_COLOUR_SOFT },
  };
  GString *out = g_string_new (XML "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                                   "name=\"Throughline\">"
                                   "<a:themeElements><a:clrScheme name=\"Throughline\">");
  static const char plain[] = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    g_string_append_printf (out, "<a:%s><a:srgbClr val=\"%06X\"/></a:%s>", colours[i].name,
                            get_rgb (self, colours[i].colour), colours[i].name);
  g_string_append (out, "</a:clrScheme><a:fontScheme name=\"Throughline\"><a:majorFont><a:latin "
                        "typeface=\"Inter\"/><a:ea typeface=\"\"/>"
                        "<a:cs typeface=\"\"/></a:majorFont><a:minorFont><a:latin typeface=\"Inter\"/><a:ea "
                        "typeface=\"\"/>"
                        "<a:cs typeface=\"\"/></a:minorFont></a:fontScheme><a:fmtScheme name=\"Throughline\">");
  g_string_append_printf (out,
                          "<a:fillStyleLst>%s%s%s</a:fillStyleLst><a:lnStyleLst><a:ln w=\"6350\">%s</a:ln><a:ln "
                          "w=\"12700\">%s</a:ln>"
                          "<a:ln "
                          "w=\"19050\">%s</a:ln></a:lnStyleLst><a:effectStyleLst><a:effectStyle><a:effectLst/></"
                          "a:effectStyle>"
                          "<a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></"
                          "a:effectStyleLst>"
                          "<a:bgFillStyleLst>%s%s%s</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>\n",
                          plain, plain, plain, plain, plain, plain, plain, plain, plain);
  tl_zip_writer_add_text (self->zip, "ppt/theme/theme1.xml", out);
}

static void
put_properties (Writer *self)
{
  GString         *core = g_string_new (XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\""
                                                    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                                                    "xmlns:dcterms=\"http://purl.org/dc/terms/\""
                                                    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
  g_autofree char *title = dup_clean (self->pack->title);
  g_autofree char *author = dup_clean (self->pack->author ? self->pack->author : "");

  tl_text_append_markup (core, "%s", title);
  g_string_append (core, "</dc:title><dc:creator>");
  tl_text_append_markup (core, "%s", author);
  g_string_append (core, "</dc:creator></cp:coreProperties>\n");
  tl_zip_writer_add_text (self->zip, "docProps/core.xml", core);
  tl_zip_writer_add_text (self->zip, "docProps/app.xml",
                          g_string_new (XML "<Properties "
                                            "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                                            "extended-properties\">"
                                            "<Application>Throughline</Application></Properties>\n"));
}

/**
 * tl_pack_to_pptx:
 * @book: the pack on slides
 * @error: return location
 *
 * Returns: (transfer full): a presentation; %NULL with a %TL_PACK_ERROR or a %TL_EXPORT_ERROR
 */
GBytes *
tl_pack_to_pptx (const TlPack *pack, TlPackBook *book, TlPalette palette, GError **error)
{
  g_autoptr (TlZipWriter) zip = tl_zip_writer_new ();
  guint                   n = tl_pack_book_n_sheets (book);
  Writer                  self = { .pack = pack, .book = book, .palette = palette, .zip = zip };

  self.height = n ? tl_scene_get_height (tl_pack_book_get (book, 0)->scene) : 900;
  put_types (&self, n);
  tl_zip_writer_add_text (zip, "_rels/.rels",
                          g_string_new (XML "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship "
                                                                              "Id=\"rId1\" Type=\"" OFFICE
                                            "/officeDocument\" Target=\"ppt/presentation.xml\"/><Relationship "
                                            "Id=\"rId2\" Type=\"" PACKAGE "/relationships/metadata/core-properties\" "
                                                                          "Target=\"docProps/core.xml\"/><Relationship "
                                                                          "Id=\"rId3\""
                                            " Type=\"" OFFICE "/extended-properties\" "
                                                              "Target=\"docProps/app.xml\"/></Relationships>\n"));
  put_presentation (&self, n);
  put_master (&self);
  put_theme (&self);
  put_properties (&self);
  for (guint i = 0; i < n && self.error == NULL; i++)
    put_slide (&self, i);
  if (self.error)
    {
      g_propagate_error (error, self.error);
      return NULL;
    }
  return tl_zip_writer_finish (zip, error);
}
