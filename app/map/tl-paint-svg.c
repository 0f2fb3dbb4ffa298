/* tl-paint-svg.c: a scene as SVG
 *
 * Text stays text, so that it can be read, searched and edited; nothing outside the file is referred to; every thing
 * has a group with an id that stays the same, its title and what the picture says about it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <libxml/xmlwriter.h>
#include <math.h>
#include <string.h>

#include "tl-export.h"
#include "tl-hatch.h"
#include "tl-text.h"

typedef struct
{
  TlScene         *scene;
  TlPalette        palette;
  xmlTextWriterPtr xml;
  gboolean         failed;
} Writer;

#define X(text) ((const xmlChar *) (text))

static void
check (Writer *self, int result)
{
  if (result < 0)
    self->failed = TRUE;
}

static void
start (Writer *self, const char *name)
{
  check (self, xmlTextWriterStartElement (self->xml, X (name)));
}

static void
end (Writer *self)
{
  check (self, xmlTextWriterEndElement (self->xml));
}

static void
attribute (Writer *self, const char *name, const char *value)
{
  check (self, xmlTextWriterWriteAttribute (self->xml, X (name), X (value)));
}

/* Two decimals are a fortieth of a hair's breadth; the same on every machine and in every language. */
static void
append_number (GString *out, double value)
{
  gint64 hundredths = (gint64) llround (CLAMP (value, -1e12, 1e12) * 100);
  gint64 size = ABS (hundredths);

  if (hundredths < 0)
    g_string_append_c (out, '-');
  g_string_append_printf (out, "%" G_GINT64_FORMAT, size / 100);
  if (size % 100 != 0)
    {
      g_string_append_c (out, '.');
      g_string_append_c (out, (char) ('0' + size % 100 / 10));
      if (size % 10 != 0)
        g_string_append_c (out, (char) ('0' + size % 10));
    }
}

static void
number (Writer *self, const char *name, double value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_number (text, value);
  attribute (self, name, text->str);
}

static void
colour (Writer *self, const char *name, TlColour value)
{
  char text[16];

  if (value == TL_COLOUR_NONE)
    g_strlcpy (text, "none", sizeof text);
  else
    g_snprintf (text, sizeof text, "#%06x", tl_palette_get (self->palette, value));
  attribute (self, name, text);
}

static void
words (Writer *self, const char *element, const char *text)
{
  g_autofree char *clean = NULL;

  if (text == NULL || *text == '\0')
    return;
  clean = tl_text_clean (text, strlen (text), NULL);
  check (self, xmlTextWriterWriteElement (self->xml, X (element), X (clean)));
}

static void
write_box (Writer *self, const TlBox *box, double radius)
{
  number (self, "x", box->x);
  number (self, "y", box->y);
  number (self, "width", box->width);
  number (self, "height", box->height);
  if (radius > 0)
    number (self, "rx", radius);
}

static void
write_pen (Writer *self, const TlItem *item)
{
  double dashes[2];

  colour (self, "fill", item->fill);
  if (item->stroke != TL_COLOUR_NONE && item->stroke_width > 0)
    {
      colour (self, "stroke", item->stroke);
      if (item->stroke_width != 1)
        number (self, "stroke-width", item->stroke_width);
      if (item->round_cap)
        attribute (self, "stroke-linecap", "round");
      if (item->type == TL_ITEM_PATH)
        attribute (self, "stroke-linejoin", "round");
      if (item->dash != TL_DASH_SOLID)
        {
          g_autofree char *text = NULL;

          tl_dash_get (item->dash, dashes);
          text = g_strdup_printf ("%d %d", (int) dashes[0], (int) dashes[1]);
          attribute (self, "stroke-dasharray", text);
        }
    }
  if (item->opacity < 1)
    number (self, "opacity", item->opacity);
}

static void
append_point (GString *out, const char *command, double x, double y)
{
  g_string_append (out, command);
  append_number (out, x);
  g_string_append_c (out, ',');
  append_number (out, y);
}

static void
write_path (Writer *self, const TlItem *item)
{
  const TlStep       *steps = tl_scene_get_steps (self->scene, item);
  g_autoptr (GString) d = g_string_new (NULL);

  for (guint i = 0; i < item->n_steps; i++)
    switch (steps[i].type)
      {
      case TL_STEP_MOVE:
        append_point (d, "M", steps[i].x, steps[i].y);
        break;
      case TL_STEP_LINE:
        append_point (d, "L", steps[i].x, steps[i].y);
        break;
      case TL_STEP_CURVE:
        append_point (d, "C", steps[i].x1, steps[i].y1);
        append_point (d, " ", steps[i].x2, steps[i].y2);
        append_point (d, " ", steps[i].x, steps[i].y);
        break;
      case TL_STEP_CLOSE:
      default:
        g_string_append_c (d, 'Z');
        break;
      }
  start (self, "path");
  attribute (self, "d", d->str);
  write_pen (self, item);
  end (self);
}

static void
write_text (Writer *self, const TlItem *item)
{
  const TlText    *text = &item->text;
  g_autofree char *clean = tl_text_clean (text->string, strlen (text->string), NULL);
  TlAnchor         anchor = text->anchor;
  char             weight[8];

  start (self, "text");
  number (self, "x", text->x);
  number (self, "y", text->y);
  number (self, "font-size", text->font.size);
  if (text->font.weight != 400)
    {
      g_snprintf (weight, sizeof weight, "%d", text->font.weight);
      attribute (self, "font-weight", weight);
    }
  if (text->font.italic)
    attribute (self, "font-style", "italic");
  /* In SVG a text that runs from right to left starts at its right end. */
  if (text->rtl)
    {
      attribute (self, "direction", "rtl");
      if (anchor != TL_ANCHOR_MIDDLE)
        anchor = anchor == TL_ANCHOR_START ? TL_ANCHOR_END : TL_ANCHOR_START;
    }
  if (anchor != TL_ANCHOR_START)
    attribute (self, "text-anchor", anchor == TL_ANCHOR_MIDDLE ? "middle" : "end");
  colour (self, "fill", item->fill);
  if (item->opacity < 1)
    number (self, "opacity", item->opacity);
  check (self, xmlTextWriterWriteString (self->xml, X (clean)));
  end (self);
}

static char *
fade_id (const TlItem *item)
{
  return g_strdup_printf ("fade-%d-%d-%d", (int) item->fill, (int) item->stroke, (int) lround (item->opacity * 100));
}

static char *
hatch_id (const TlItem *item)
{
  return g_strdup_printf ("hatch-%d", (int) item->fill);
}

static void
write_item (Writer *self, const TlItem *item)
{
  g_autofree char *id = NULL;
  g_autofree char *url = NULL;

  switch (item->type)
    {
    case TL_ITEM_RECT:
      start (self, "rect");
      write_box (self, &item->box, item->radius);
      write_pen (self, item);
      end (self);
      break;
    case TL_ITEM_CIRCLE:
      start (self, "circle");
      number (self, "cx", item->box.x);
      number (self, "cy", item->box.y);
      number (self, "r", item->box.width);
      write_pen (self, item);
      end (self);
      break;
    case TL_ITEM_PATH:
      write_path (self, item);
      break;
    case TL_ITEM_TEXT:
      write_text (self, item);
      break;
    case TL_ITEM_IMAGE:
      start (self, "image");
      write_box (self, &item->box, 0);
      url = g_base64_encode (g_bytes_get_data (item->image, NULL), g_bytes_get_size (item->image));
      id = g_strconcat ("data:image/png;base64,", url, NULL);
      attribute (self, "href", id);
      end (self);
      break;
    case TL_ITEM_HATCH:
    case TL_ITEM_FADE:
    default:
      id = item->type == TL_ITEM_HATCH ? hatch_id (item) : fade_id (item);
      url = g_strdup_printf ("url(#%s)", id);
      start (self, "rect");
      write_box (self, &item->box, item->radius);
      attribute (self, "fill", url);
      end (self);
      break;
    }
}

static void
write_stop (Writer *self, const char *offset, guint32 rgb)
{
  char text[16];

  g_snprintf (text, sizeof text, "#%06x", rgb);
  start (self, "stop");
  attribute (self, "offset", offset);
  attribute (self, "stop-color", text);
  end (self);
}

static void
write_fade (Writer *self, const TlItem *item, const char *id)
{
  start (self, "linearGradient");
  attribute (self, "id", id);
  attribute (self, "x1", "0");
  attribute (self, "y1", "0");
  attribute (self, "x2", "0");
  attribute (self, "y2", "1");
  write_stop (self, "0", tl_palette_mix (self->palette, item->fill, item->stroke, item->opacity));
  write_stop (self, "1", tl_palette_get (self->palette, item->stroke));
  end (self);
}

static void
write_hatch (Writer *self, const TlItem *item, const char *id)
{
  start (self, "pattern");
  attribute (self, "id", id);
  attribute (self, "patternUnits", "userSpaceOnUse");
  number (self, "width", TL_HATCH_STEP);
  number (self, "height", TL_HATCH_STEP);
  start (self, "rect");
  number (self, "width", TL_HATCH_STEP);
  number (self, "height", TL_HATCH_STEP);
  colour (self, "fill", item->fill);
  end (self);
  start (self, "path");
  attribute (self, "d", "M-1,1L1,-1M-1,8L8,-1M6,8L8,6");
  colour (self, "stroke", TL_COLOUR_CARD);
  number (self, "stroke-width", TL_HATCH_WIDTH);
  number (self, "stroke-opacity", TL_HATCH_OPACITY);
  end (self);
  end (self);
}

/* Each gradient and pattern once, in the order in which it is first used. */
static void
write_defs (Writer *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tl_scene_n_items (self->scene); i++)
    {
      const TlItem *item = tl_scene_get_item (self->scene, i);
      char         *id;

      if (item->type != TL_ITEM_HATCH && item->type != TL_ITEM_FADE)
        continue;
      id = item->type == TL_ITEM_HATCH ? hatch_id (item) : fade_id (item);
      if (g_hash_table_contains (seen, id))
        {
          g_free (id);
          continue;
        }
      if (g_hash_table_size (seen) == 0)
        start (self, "defs");
      if (item->type == TL_ITEM_HATCH)
        write_hatch (self, item, id);
      else
        write_fade (self, item, id);
      g_hash_table_add (seen, id);
    }
  if (g_hash_table_size (seen) > 0)
    end (self);
}

/* What has groups in it is a group to those who listen, and anything else a picture of its own. */
static void
open_group (Writer *self, guint index)
{
  const TlGroup *group = tl_scene_get_group (self->scene, index);

  start (self, "g");
  attribute (self, "id", group->id);
  if (group->title && *group->title)
    {
      g_autofree char *label = tl_text_clean (group->title, strlen (group->title), NULL);

      attribute (self, "role", group->end_group > index + 1 ? "group" : "img");
      attribute (self, "aria-label", label);
      words (self, "title", group->title);
    }
  words (self, "desc", group->desc);
}

static void
write_groups (Writer *self)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  guint              n_groups = tl_scene_n_groups (self->scene);
  guint              n_items = tl_scene_n_items (self->scene);
  guint              next = 1; /* group 0 is the picture itself */

  for (guint i = 0; i <= n_items; i++)
    {
      for (;;)
        {
          guint last = open->len > 0 ? g_array_index (open, guint, open->len - 1) : 0;

          /* What ended before this item closes first; what begins here opens then. */
          if (open->len > 0 && tl_scene_get_group (self->scene, last)->end_item <= i &&
              (next >= n_groups || tl_scene_get_group (self->scene, next)->parent != last))
            {
              end (self);
              g_array_set_size (open, open->len - 1);
            }
          else if (next < n_groups && tl_scene_get_group (self->scene, next)->first_item <= i)
            {
              open_group (self, next);
              g_array_append_val (open, next);
              next++;
            }
          else
            break;
        }
      if (i < n_items)
        write_item (self, tl_scene_get_item (self->scene, i));
    }
}

/* The families as CSS writes them: names of several words in quotes. */
static char *
css_family (const char *family)
{
  g_auto (GStrv) parts = g_strsplit (family, ",", -1);
  GString       *out = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    {
      g_strstrip (parts[i]);
      g_string_append (out, out->len > 0 ? ", " : "");
      g_string_append_printf (out, strchr (parts[i], ' ') ? "'%s'" : "%s", parts[i]);
    }
  return g_string_free (out, FALSE);
}

/* On paper as large as that is, in millimetres; else a unit is a pixel. */
static void
write_size (Writer *self, double width, double height)
{
  double              paper_width, paper_height;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!tl_scene_get_paper (self->scene, &paper_width, &paper_height))
    {
      number (self, "width", width);
      number (self, "height", height);
      return;
    }
  append_number (text, paper_width * 25.4 / 72);
  g_string_append (text, "mm");
  attribute (self, "width", text->str);
  g_string_truncate (text, 0);
  append_number (text, paper_height * 25.4 / 72);
  g_string_append (text, "mm");
  attribute (self, "height", text->str);
}

/* The journey as it is interchanged, without what stands before its first element. */
static void
write_journey (Writer *self, GBytes *journey)
{
  g_autofree char *text = journey ? g_strndup (g_bytes_get_data (journey, NULL), g_bytes_get_size (journey)) : NULL;
  const char      *from = text ? strstr (text, "<journey") : NULL;

  if (from == NULL)
    return;
  start (self, "metadata");
  check (self, xmlTextWriterWriteRaw (self->xml, X (from)));
  end (self);
}

static void
write_document (Writer *self, const TlExportOptions *options)
{
  const TlGroup      *root = tl_scene_get_group (self->scene, 0);
  double              width = tl_scene_get_width (self->scene);
  double              height = tl_scene_get_height (self->scene);
  g_autofree char    *family = css_family (tl_scene_get_family (self->scene));
  g_autoptr (GString) view = g_string_new ("0 0 ");
  const char         *title = options->title ? options->title : root->title;

  append_number (view, width);
  g_string_append_c (view, ' ');
  append_number (view, height);
  xmlTextWriterSetIndent (self->xml, 1);
  xmlTextWriterSetIndentString (self->xml, X (" "));
  check (self, xmlTextWriterStartDocument (self->xml, "1.0", "UTF-8", NULL));
  start (self, "svg");
  attribute (self, "xmlns", "http://www.w3.org/2000/svg");
  write_size (self, width, height);
  attribute (self, "viewBox", view->str);
  attribute (self, "font-family", family);
  /* Translators: the language that this is translated into, as HTML writes it: de, pt-BR, ar. */
  attribute (self, "xml:lang", _("en-GB"));
  attribute (self, "role", "graphics-document document");
  if (title)
    attribute (self, "aria-labelledby", root->desc ? "map-title map-desc" : "map-title");
  if (title)
    {
      g_autofree char *clean = tl_text_clean (title, strlen (title), NULL);

      start (self, "title");
      attribute (self, "id", "map-title");
      check (self, xmlTextWriterWriteString (self->xml, X (clean)));
      end (self);
    }
  if (root->desc)
    {
      g_autofree char *clean = tl_text_clean (root->desc, strlen (root->desc), NULL);

      start (self, "desc");
      attribute (self, "id", "map-desc");
      check (self, xmlTextWriterWriteString (self->xml, X (clean)));
      end (self);
    }
  write_journey (self, options->journey);
  write_defs (self);
  write_groups (self);
  check (self, xmlTextWriterEndDocument (self->xml));
}

/**
 * tl_export_svg:
 * @scene: what to write
 * @options: (nullable): how
 * @error: return location
 *
 * Returns: (transfer full): the file, or %NULL with a %TL_EXPORT_ERROR
 */
GBytes *
tl_export_svg (TlScene *scene, const TlExportOptions *options, GError **error)
{
  static const TlExportOptions plain = { 0 };
  Writer                       self = { scene, 0, NULL, FALSE };
  xmlBufferPtr                 buffer = xmlBufferCreate ();
  GBytes                      *bytes = NULL;

  if (options == NULL)
    options = &plain;
  self.palette = options->palette;
  if (buffer)
    {
      xmlBufferSetAllocationScheme (buffer, XML_BUFFER_ALLOC_DOUBLEIT);
      self.xml = xmlNewTextWriterMemory (buffer, 0);
    }
  if (self.xml)
    write_document (&self, options);
  if (self.xml == NULL || self.failed || xmlTextWriterFlush (self.xml) < 0)
    g_set_error_literal (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FAILED, _("The map could not be written as SVG."));
  else
    bytes = g_bytes_new (xmlBufferContent (buffer), (gsize) xmlBufferLength (buffer));
  if (self.xml)
    xmlFreeTextWriter (self.xml);
  if (buffer)
    xmlBufferFree (buffer);
  return bytes;
}
