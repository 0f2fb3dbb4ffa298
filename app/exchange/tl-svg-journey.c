/* tl-svg-journey.c: the journey that a picture of it carries
 *
 * A map may be exported with its journey in the metadata of the SVG. Another program may have written the picture anew
 * since: what counts is the first element `journey` of our namespace in a `metadata`, and what stands in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-xml-private.h"

#define SVG "http://www.w3.org/2000/svg"

typedef struct
{
  GString  *out;      /* NULL: nothing found yet */
  GArray   *names;    /* char *: open elements of the journey */
  guint     depth;    /* of all elements */
  guint     metadata; /* its depth while it is open; 0 while none is */
  gboolean  is_svg;
  gboolean  is_open;  /* the last tag still lacks its > */
  gboolean  is_done;
} Reader;

static void
close_tag (Reader *self)
{
  if (self->is_open)
    g_string_append_c (self->out, '>');
  self->is_open = FALSE;
}

static void
copy_start (Reader *self, const char *name, const TlXmlAttribute *attributes, guint n_attributes)
{
  char *copy = g_strdup (name);

  close_tag (self);
  g_string_append_printf (self->out, "<%s", name);
  if (self->names->len == 0)
    _tl_xml_append_attribute (self->out, "xmlns", TL_XML_NAMESPACE);
  /* Attributes of others, which an editor may have added, are not ours to read. */
  for (guint i = 0; i < n_attributes; i++)
    if (attributes[i].uri == NULL)
      _tl_xml_append_attribute (self->out, attributes[i].name, attributes[i].value);
  self->is_open = TRUE;
  g_array_append_val (self->names, copy);
}

static void
on_start (TlXmlParser *parser, const char *uri, const char *name, TlXmlPlace place, const TlXmlAttribute *attributes,
          guint n_attributes, gpointer data)
{
  Reader  *self = data;
  gboolean is_ours = uri && strcmp (uri, TL_XML_NAMESPACE) == 0;

  self->depth++;
  if (self->depth == 1)
    {
      self->is_svg = strcmp (name, "svg") == 0 && (uri == NULL || strcmp (uri, SVG) == 0);
      if (!self->is_svg)
        _tl_xml_parser_stop (parser);
    }
  else if (self->names->len > 0)
    copy_start (self, name, attributes, n_attributes);
  else if (self->metadata == 0 && strcmp (name, "metadata") == 0)
    self->metadata = self->depth;
  else if (self->metadata > 0 && is_ours && strcmp (name, "journey") == 0)
    {
      self->out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
      copy_start (self, name, attributes, n_attributes);
    }
}

static void
on_text (TlXmlParser *parser, const char *text, gsize length, gpointer data)
{
  Reader          *self = data;
  g_autofree char *copy = NULL;

  if (self->names->len == 0)
    return;
  close_tag (self);
  copy = g_strndup (text, length);
  _tl_xml_append_escaped (self->out, copy, FALSE);
}

static void
on_end (TlXmlParser *parser, gpointer data)
{
  Reader *self = data;

  if (self->names->len > 0)
    {
      g_autofree char *name = g_array_index (self->names, char *, self->names->len - 1);

      close_tag (self);
      g_string_append_printf (self->out, "</%s>", name);
      g_array_set_size (self->names, self->names->len - 1);
      self->is_done = self->names->len == 0;
      if (self->is_done)
        _tl_xml_parser_stop (parser);
    }
  if (self->depth == self->metadata)
    self->metadata = 0;
  self->depth--;
}

static void
on_refuse (TlXmlParser *parser, TlXmlPlace place, const char *why, gpointer data)
{
}

/**
 * _tl_svg_find_journey:
 * @input: XML
 * @is_svg: (out): whether it is a picture
 *
 * Returns: (transfer full) (nullable): the XML of the journey that it carries
 */
GBytes *
_tl_svg_find_journey (TlXmlInput *input, gboolean *is_svg)
{
  static const TlXmlHandler handler = { on_start, on_text, on_end, on_refuse };
  Reader                    self = { .names = g_array_new (FALSE, FALSE, sizeof (char *)) };
  GBytes                   *bytes = NULL;

  _tl_xml_parse (input, &handler, &self);
  *is_svg = self.is_svg;
  for (guint i = 0; i < self.names->len; i++)
    g_free (g_array_index (self.names, char *, i));
  g_array_unref (self.names);
  if (self.out && self.is_done)
    bytes = g_string_free_to_bytes (self.out);
  else if (self.out)
    g_string_free (self.out, TRUE);
  return bytes;
}
