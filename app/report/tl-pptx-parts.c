/* tl-pptx-parts.c: what stands behind the slides: their theme, master, layouts and notes
 *
 * As little of Office Open XML as office programs need. Two layouts: the first sheet with the logo above, all others
 * with it at the foot; so a logo is changed in one place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-plain.h"
#include "tl-pptx-private.h"
#include "tl-text.h"

#define PLAIN_FILL "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
#define MAP_COLOURS                                                                                                    \
  "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" "                 \
  "accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" "                   \
  "folHlink=\"folHlink\"/>"
#define SHEET_WIDTH TL_SHEET_WIDTH
#define MARK_TOP 58

/* Begins a part: a slide, a layout. */
void
_tl_pptx_begin_part (TlPptx *self, const char *element, const char *more)
{
  self->n_links = self->n_shapes = 0;
  self->out = g_string_new (TL_PPTX_XML);
  self->links = g_string_new (TL_PPTX_XML "<Relationships xmlns=\"" TL_PPTX_PACKAGE "/relationships\">");
  g_string_append_printf (self->out, "<p:%s " TL_PPTX_SPACES "%s>", element, more);
}

static void
add_type (TlPptx *self, const char *name, const char *type)
{
  g_string_append_printf (self->types,
                          "<Override PartName=\"/%s\" "
                          "ContentType=\"application/vnd.openxmlformats-%s+xml\"/>", name, type);
}

/* Ends it, and puts it and what it refers to into the package. */
void
_tl_pptx_end_part (TlPptx *self, const char *element, const char *folder, const char *name)
{
  g_autofree char *kind = g_strdup (name);
  g_autofree char *part = g_strdup_printf ("ppt/%s%s%s.xml", folder, *folder ? "/" : "", name);
  g_autofree char *links = g_strdup_printf ("ppt/%s%s_rels/%s.xml.rels", folder, *folder ? "/" : "", name);
  g_autofree char *type = NULL;

  while (*kind && g_ascii_isdigit (kind[strlen (kind) - 1]))
    kind[strlen (kind) - 1] = '\0';
  type = g_strdup_printf ("officedocument.presentationml.%s%s", kind, *folder ? "" : ".main");
  add_type (self, part, type);
  g_string_append_printf (self->out, "</p:%s>\n", element);
  g_string_append (self->links, "</Relationships>\n");
  tl_zip_writer_add_text (self->zip, part, g_steal_pointer (&self->out));
  tl_zip_writer_add_text (self->zip, links, g_steal_pointer (&self->links));
}

static void
put_theme (TlPptx *self, const char *name)
{
  static const struct
  {
    const char *name;
    TlColour    colour;
  } colours[] = {
    { "dk1", TL_COLOUR_INK },         { "lt1", TL_COLOUR_PAPER },         { "dk2", TL_COLOUR_SOFT },
    { "lt2", TL_COLOUR_PANEL },       { "accent1", TL_COLOUR_GAIN },      { "accent2", TL_COLOUR_LOSS },
    { "accent3", TL_COLOUR_RIBBON_EDGE }, { "accent4", TL_COLOUR_LEAVERS }, { "accent5", TL_COLOUR_GAIN_INK },
    { "accent6", TL_COLOUR_LOSS_INK }, { "hlink", TL_COLOUR_GAIN_INK },   { "folHlink", TL_COLOUR_SOFT },
  };
  /* What stands in for letters that the main font has not. */
  static const char others[] = "<a:ea typeface=\"\"/><a:cs typeface=\"\"/><a:font script=\"Jpan\" typeface=\"Yu "
                               "Gothic\"/>"
                               "<a:font script=\"Hang\" typeface=\"Malgun Gothic\"/>"
                               "<a:font script=\"Hans\" typeface=\"Microsoft YaHei\"/>"
                               "<a:font script=\"Hant\" typeface=\"Microsoft JhengHei\"/>"
                               "<a:font script=\"Arab\" typeface=\"Arial\"/><a:font script=\"Hebr\" "
                               "typeface=\"Arial\"/>"
                               "<a:font script=\"Thai\" typeface=\"Leelawadee UI\"/>";
  /* The class is that of Arial, which office programs take where Inter is not installed. */
  static const char latin[] = "<a:latin typeface=\"Inter\" panose=\"020B0604020202020204\" pitchFamily=\"34\"/>";
  GString          *out = g_string_new (TL_PPTX_XML);
  g_autofree char  *part = g_strdup_printf ("ppt/theme/%s.xml", name);

  g_string_append (out, "<a:theme xmlns:a=\"" TL_PPTX_DRAWING "\" name=\"Throughline\"><a:themeElements>"
                        "<a:clrScheme name=\"Throughline\">");
  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    g_string_append_printf (out, "<a:%s><a:srgbClr val=\"%06X\"/></a:%s>", colours[i].name,
                            tl_palette_get (self->palette, colours[i].colour) & 0xffffff, colours[i].name);
  g_string_append_printf (out,
                          "</a:clrScheme><a:fontScheme name=\"Throughline\"><a:majorFont>%s%s</a:majorFont>"
                          "<a:minorFont>%s%s</a:minorFont></a:fontScheme>", latin, others, latin, others);
  g_string_append (
      out, "<a:fmtScheme name=\"Throughline\"><a:fillStyleLst>" PLAIN_FILL PLAIN_FILL PLAIN_FILL
           "</a:fillStyleLst><a:lnStyleLst><a:ln w=\"6350\">" PLAIN_FILL "</a:ln><a:ln w=\"12700\">" PLAIN_FILL
           "</a:ln><a:ln w=\"19050\">" PLAIN_FILL "</a:ln></a:lnStyleLst><a:effectStyleLst>"
           "<a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle>"
           "<a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst><a:bgFillStyleLst>" PLAIN_FILL PLAIN_FILL
               PLAIN_FILL "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>\n");
  add_type (self, part, "officedocument.theme");
  tl_zip_writer_add_text (self->zip, part, out);
}

static void
put_level (TlPptx *self, const char *level, double size, gboolean bold, const char *colour)
{
  g_string_append_printf (self->out,
                          "<a:%s marL=\"0\" indent=\"0\" algn=\"%s\" rtl=\"%d\"><a:spcBef><a:spcPts "
                          "val=\"0\"/></a:spcBef>"
                          "<a:buNone/><a:defRPr sz=\"%d\" b=\"%d\"><a:solidFill><a:schemeClr val=\"%s\"/></a:solidFill>"
                          "<a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/>"
                          "</a:defRPr></a:%s>",
                          level, self->rtl ? "r" : "l", self->rtl, (int)(size * self->emu / 127 + 0.5), bold, colour,
                          level);
}

/* A place that slides fill. @index: 0 on the master */
static void
put_place (TlPptx *self, const char *name, const char *type, guint index, TlBox box, double size, gboolean bold,
           gboolean at_end, const char *words)
{
  gboolean at_right = at_end != self->rtl;

  _tl_pptx_begin_shape (self, "sp><p:nvSpPr", name, NULL);
  g_string_append_printf (self->out, "/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"%s\"",
                          type);
  if (index)
    g_string_append_printf (self->out, " sz=\"quarter\" idx=\"%u\"", index);
  g_string_append (self->out, "/></p:nvPr></p:nvSpPr><p:spPr>");
  _tl_pptx_put_place (self, "a:xfrm", box);
  g_string_append (self->out, "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns=\"0\""
                              " tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:normAutofit/></a:bodyPr><a:lstStyle>");
  g_string_append_printf (self->out,
                          "<a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"%s\"><a:buNone/><a:defRPr sz=\"%d\" b=\"%d\">"
                          "<a:solidFill><a:schemeClr "
                          "val=\"%s\"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle><a:p>",
                          at_right ? "r" : "l", (int)(size * self->emu / 127 + 0.5), bold,
                          strcmp (type, "title") == 0 ? "tx1" : "tx2");
  if (strcmp (type, "sldNum") == 0)
    g_string_append_printf (self->out,
                            "<a:fld id=\"{5B1B1F0C-6E4A-4C8E-9A55-2D6E1C7F0A11}\" type=\"slidenum\">"
                            "<a:rPr lang=\"%s\"/><a:t>‹#›</a:t></a:fld>", _("en-GB"));
  else if (words)
    {
      g_autofree char *clean = _tl_plain (words);

      g_string_append_printf (self->out, "<a:r><a:rPr lang=\"%s\"/><a:t>", _("en-GB"));
      tl_text_append_markup (self->out, "%s", clean);
      g_string_append (self->out, "</a:t></a:r>");
    }
  else
    g_string_append_printf (self->out, "<a:endParaRPr lang=\"%s\"/>", _("en-GB"));
  g_string_append (self->out, "</a:p></p:txBody></p:sp>\n");
}

static void
put_places (TlPptx *self, gboolean is_first)
{
  double wide = SHEET_WIDTH - 2 * TL_SHEET_EDGE;

  put_place (self, _("Headline"), "title", 0,
             (TlBox) { TL_SHEET_EDGE, 74, wide - (is_first && self->logo_width > 0 ? 280 : 0), 100 }, 38, TRUE, FALSE,
             NULL);
  put_place (self, _("Lead"), "body", TL_PPTX_LEAD, (TlBox) { TL_SHEET_EDGE, 180, wide, 34 }, 18, FALSE, FALSE, NULL);
  put_place (self, _("Foot"), "ftr", TL_PPTX_FOOT, (TlBox) { TL_SHEET_EDGE, self->height - 52, 1200, 28 }, 15, FALSE,
             FALSE, self->pack->foot);
  put_place (self, _("Number"), "sldNum", TL_PPTX_NUMBER,
             (TlBox) { TL_SHEET_WIDTH - TL_SHEET_EDGE - 60, self->height - 52, 60, 28 }, 15, TRUE, TRUE, NULL);
}

static void
put_logo (TlPptx *self, gboolean is_first)
{
  double most_wide = is_first ? 220 : 120, most_tall = is_first ? 64 : 28;
  double scale, width, height;
  TlBox  box;

  if (self->logo_width <= 0)
    return;
  scale = MIN (MIN (most_wide / self->logo_width, most_tall / self->logo_height), is_first ? 3 : 1.5);
  width = self->logo_width * scale;
  height = self->logo_height * scale;
  box = (TlBox) { TL_SHEET_WIDTH - TL_SHEET_EDGE - width - (is_first ? 0 : 60),
                  is_first ? 46 : self->height - 41 - height / 2, width, height };
  /* Most are made for white paper. */
  if (self->palette == TL_PALETTE_DARK)
    _tl_pptx_put_rect (self, _("Mark"), (TlBox) { box.x - 6, box.y - 5, box.width + 12, box.height + 10 },
                       TL_COLOUR_PLATE);
  _tl_pptx_put_logo (self, box);
}

static void
put_layout (TlPptx *self, gboolean is_first)
{
  _tl_pptx_begin_part (self, "sldLayout", " preserve=\"1\" userDrawn=\"1\"");
  _tl_pptx_link (self, "slideMaster", "../slideMasters/slideMaster1.xml");
  tl_text_append_markup (self->out, "<p:cSld name=\"%s\">" TL_PPTX_TREE, is_first ? _("First page") : _("Page"));
  put_places (self, is_first);
  put_logo (self, is_first);
  g_string_append (self->out, "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
  _tl_pptx_end_part (self, "sldLayout", "slideLayouts", is_first ? "slideLayout1" : "slideLayout2");
}

static void
put_master (TlPptx *self)
{
  static const char *const levels[] = { "lvl1pPr", "lvl2pPr", "lvl3pPr", "lvl4pPr", "lvl5pPr" };
  double                   wide = SHEET_WIDTH - 2 * TL_SHEET_EDGE;

  _tl_pptx_begin_part (self, "sldMaster", "");
  _tl_pptx_link (self, "slideLayout", "../slideLayouts/slideLayout1.xml");
  _tl_pptx_link (self, "slideLayout", "../slideLayouts/slideLayout2.xml");
  _tl_pptx_link (self, "theme", "../theme/theme1.xml");
  g_string_append (self->out, "<p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr "
                              "val=\"bg1\"/></a:solidFill><a:effectLst/>"
                              "</p:bgPr></p:bg>" TL_PPTX_TREE);
  _tl_pptx_put_rect (self, _("Mark"), (TlBox) { TL_SHEET_EDGE, MARK_TOP, 44, 5 }, TL_COLOUR_INK);
  put_place (self, _("Headline"), "title", 0, (TlBox) { TL_SHEET_EDGE, 74, wide, 100 }, 38, TRUE, FALSE, NULL);
  put_place (self, _("Words"), "body", 1, (TlBox) { TL_SHEET_EDGE, 230, wide, self->height - 300 }, 18, FALSE, FALSE,
             NULL);
  put_place (self, _("Foot"), "ftr", 3, (TlBox) { TL_SHEET_EDGE, self->height - 52, 1200, 28 }, 15, FALSE, FALSE, NULL);
  put_place (self, _("Number"), "sldNum", 4,
             (TlBox) { TL_SHEET_WIDTH - TL_SHEET_EDGE - 60, self->height - 52, 60, 28 }, 15, TRUE, TRUE, NULL);
  g_string_append (self->out, "</p:spTree></p:cSld>" MAP_COLOURS
                              "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/>"
                              "<p:sldLayoutId id=\"2147483650\" r:id=\"rId2\"/></p:sldLayoutIdLst>"
                              "<p:txStyles><p:titleStyle>");
  put_level (self, "lvl1pPr", 38, TRUE, "tx1");
  g_string_append (self->out, "</p:titleStyle><p:bodyStyle>");
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    put_level (self, levels[i], 18, FALSE, "tx1");
  g_string_append (self->out, "</p:bodyStyle><p:otherStyle>");
  put_level (self, "lvl1pPr", 18, FALSE, "tx1");
  g_string_append (self->out, "</p:otherStyle></p:txStyles>");
  _tl_pptx_end_part (self, "sldMaster", "slideMasters", "slideMaster1");
}

/* A page of notes: the slide above, and words below. */
static void
put_notes_places (TlPptx *self, const GPtrArray *notes)
{
  g_string_append (self->out,
                   "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" "
                   "noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr>"
                   "<a:xfrm><a:off x=\"685800\" y=\"685800\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm>"
                   "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp>"
                   "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"\"/><p:cNvSpPr><a:spLocks "
                   "noGrp=\"1\"/></p:cNvSpPr><p:nvPr>"
                   "<p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr>"
                   "<a:xfrm><a:off x=\"685800\" y=\"4114800\"/><a:ext cx=\"5486400\" cy=\"4343400\"/></a:xfrm>"
                   "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>");
  for (guint i = 0; notes && i < notes->len; i++)
    {
      g_autofree char *clean = _tl_plain (notes->pdata[i]);

      g_string_append_printf (self->out, "<a:p><a:pPr rtl=\"%d\"/>", tl_text_is_rtl (clean));
      if (*clean)
        {
          g_string_append_printf (self->out, "<a:r><a:rPr lang=\"%s\"/><a:t>", _("en-GB"));
          tl_text_append_markup (self->out, "%s", clean);
          g_string_append (self->out, "</a:t></a:r>");
        }
      g_string_append (self->out, "</a:p>");
    }
  if (notes == NULL)
    g_string_append (self->out, "<a:p/>");
  g_string_append (self->out, "</p:txBody></p:sp></p:spTree></p:cSld>");
}

static void
put_notes_master (TlPptx *self)
{
  _tl_pptx_begin_part (self, "notesMaster", "");
  _tl_pptx_link (self, "theme", "../theme/theme2.xml");
  g_string_append (self->out, "<p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr "
                              "val=\"FFFFFF\"/></a:solidFill><a:effectLst/>"
                              "</p:bgPr></p:bg>" TL_PPTX_TREE);
  put_notes_places (self, NULL);
  g_string_append (self->out, MAP_COLOURS "<p:notesStyle><a:lvl1pPr><a:spcAft><a:spcPts val=\"400\"/></a:spcAft>"
                                          "<a:defRPr sz=\"1100\"><a:solidFill><a:srgbClr val=\"1E2230\"/></a:solidFill>"
                                          "</a:defRPr></a:lvl1pPr></p:notesStyle>");
  _tl_pptx_end_part (self, "notesMaster", "notesMasters", "notesMaster1");
}

/*
 * _tl_pptx_put_notes:
 *
 * Writes what is said in the notes of a slide.
 */
void
_tl_pptx_put_notes (TlPptx *self, guint index)
{
  g_autofree char *name = g_strdup_printf ("notesSlide%u", index + 1);
  g_autofree char *slide = g_strdup_printf ("../slides/slide%u.xml", index + 1);

  _tl_pptx_begin_part (self, "notes", "");
  _tl_pptx_link (self, "notesMaster", "../notesMasters/notesMaster1.xml");
  _tl_pptx_link (self, "slide", slide);
  g_string_append (self->out, "<p:cSld>" TL_PPTX_TREE);
  put_notes_places (self, self->notes);
  g_string_append (self->out, "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
  _tl_pptx_end_part (self, "notes", "notesSlides", name);
}

/* Slides of one page are a section. */
static void
put_sections (TlPptx *self)
{
  g_string_append (self->out, "<p:extLst><p:ext uri=\"{521415D9-36F7-43E2-AB2F-B90AF26B5E84}\"><p14:sectionLst "
                              "xmlns:p14=\"http://schemas.microsoft.com/office/powerpoint/2010/main\">");
  for (guint i = 0; i < self->n_slides;)
    {
      TlPackAbout about = tl_pack_book_get_about (self->book, i);

      tl_text_append_markup (self->out, "<p14:section name=\"%s\"", tl_pack_get_name (about));
      g_string_append_printf (self->out, " id=\"{7A1C52E0-4D3B-4E21-9B60-0000000000%02X}\"><p14:sldIdLst>", about);
      for (; i < self->n_slides && tl_pack_book_get_about (self->book, i) == about; i++)
        g_string_append_printf (self->out, "<p14:sldId id=\"%u\"/>", 256 + i);
      g_string_append (self->out, "</p14:sldIdLst></p14:section>");
    }
  g_string_append (self->out, "</p14:sectionLst></p:ext></p:extLst>");
}

static void
put_presentation (TlPptx *self)
{
  _tl_pptx_begin_part (self, "presentation", self->rtl ? " rtl=\"1\"" : "");
  _tl_pptx_link (self, "slideMaster", "slideMasters/slideMaster1.xml");
  _tl_pptx_link (self, "notesMaster", "notesMasters/notesMaster1.xml");
  _tl_pptx_link (self, "theme", "theme/theme1.xml");
  g_string_append (self->out, "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>"
                              "<p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>");
  for (guint i = 0; i < self->n_slides; i++)
    {
      g_autofree char *target = g_strdup_printf ("slides/slide%u.xml", i + 1);

      g_string_append_printf (self->out, "<p:sldId id=\"%u\" r:id=\"rId%u\"/>", 256 + i,
                              _tl_pptx_link (self, "slide", target));
    }
  g_string_append_printf (self->out,
                          "</p:sldIdLst><p:sldSz cx=\"%d\" cy=\"%d\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>"
                          "<p:defaultTextStyle>",
                          _tl_pptx_emu (self, TL_SHEET_WIDTH), _tl_pptx_emu (self, self->height));
  put_level (self, "lvl1pPr", 18, FALSE, "tx1");
  g_string_append (self->out, "</p:defaultTextStyle>");
  put_sections (self);
  _tl_pptx_end_part (self, "presentation", "", "presentation");
}

static void
put_properties (TlPptx *self)
{
  const TlPack    *pack = self->pack;
  GString         *core = g_string_new (TL_PPTX_XML
                                        "<cp:coreProperties xmlns:cp=\"" TL_PPTX_PACKAGE "/metadata/core-properties\""
                                        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                                        " xmlns:dcterms=\"http://purl.org/dc/terms/\""
                                        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
  GString *app = g_string_new (TL_PPTX_XML "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/"
                                           "2006/extended-properties\"><Application>Throughline</Application>");
  g_autofree char *title = _tl_plain (pack->title);
  g_autofree char *author = _tl_plain (pack->author && *pack->author ? pack->author : "Throughline");
  g_autofree char *foot = _tl_plain (pack->foot);

  tl_text_append_markup (core, "<dc:title>%s</dc:title><dc:subject>%s</dc:subject><dc:creator>%s</dc:creator>"
                         "<dc:language>%s</dc:language>", title, foot, author, _("en-GB"));
  if (tl_text_is_date (pack->date))
    g_string_append_printf (core,
                            "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:created>"
                            "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:modified>",
                            pack->date, pack->date);
  g_string_append (core, "</cp:coreProperties>\n");
  tl_zip_writer_add_text (self->zip, "docProps/core.xml", core);
  g_string_append_printf (app, "<Slides>%u</Slides></Properties>\n", self->n_slides);
  tl_zip_writer_add_text (self->zip, "docProps/app.xml", app);
  add_type (self, "docProps/core.xml", "package.core-properties");
  add_type (self, "docProps/app.xml", "officedocument.extended-properties");
  tl_zip_writer_add_text (self->zip, "_rels/.rels",
                          g_string_new (TL_PPTX_XML "<Relationships xmlns=\"" TL_PPTX_PACKAGE "/relationships\"><"
                                                                                              "Relationship "
                                                                                              "Id=\"rId1\" "
                                                    "Type=\"" TL_PPTX_OFFICE "/officeDocument\" "
                                                                             "Target=\"ppt/presentation.xml\"/"
                                                                             "><Relationship Id=\"rId2\" "
                                                    "Type=\"" TL_PPTX_PACKAGE "/relationships/metadata/"
                                                                              "core-properties\" "
                                                                              "Target=\"docProps/core.xml\"/>"
                                                    "<Relationship Id=\"rId3\" Type=\"" TL_PPTX_OFFICE "/extended-"
                                                                                                       "properties\" "
                                                    "Target=\"docProps/app.xml\"/></Relationships>\n"));
}

/*
 * _tl_pptx_put_package:
 *
 * Writes everything but the slides and their notes, which come first.
 */
void
_tl_pptx_put_package (TlPptx *self)
{
  if (self->logo_width > 0)
    tl_zip_writer_add (self->zip, "ppt/media/logo.png", self->pack->logo);
  put_layout (self, TRUE);
  put_layout (self, FALSE);
  put_master (self);
  put_theme (self, "theme1");
  put_notes_master (self);
  put_theme (self, "theme2");
  put_presentation (self);
  put_properties (self);
  g_string_prepend (self->types, TL_PPTX_XML "<Types xmlns=\"" TL_PPTX_PACKAGE "/content-types\"><Default "
                                                                               "Extension=\"rels\" "
                                             "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/"
                                             "><Default Extension=\"xml\" "
                                             "ContentType=\"application/xml\"/><Default Extension=\"png\" "
                                             "ContentType=\"image/png\"/>"
                                             "<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>");
  g_string_append (self->types, "</Types>\n");
  tl_zip_writer_add_first (self->zip, "[Content_Types].xml", g_steal_pointer (&self->types));
}
