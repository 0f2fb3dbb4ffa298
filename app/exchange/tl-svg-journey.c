/* tl-svg-journey.c: the journey that a picture of it carries
 *
 * A map may be exported with its journey in the metadata of the SVG. Another program may have written the picture anew
 * since: what counts is the first element `journey` of our namespace in a `metadata`, and what of our namespace stands in
 * it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-open.h"
#include "tl-xml-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SVG "http://www.w3.org/2000/svg"

/* Lines before the journey that are counted, so that what is wrong in it is told by the picture's own lines. */
#define LINES_MOST 1000000

typedef struct
{
  GString  *out;      /* NULL: nothing found yet */
  GArray   *names;    /* char *: open elements of the journey */
  guint     depth;    /* of all elements */
  guint     metadata; /* its depth while it is open; 0 while none is */
  guint     foreign;  /* depth of an element in the journey that is not ours; 0 while none is open */
  gboolean  is_svg;
  gboolean  is_open;  /* the last tag still lacks its > */
  gboolean  is_done;
  char     *why;      /* why it could not be read on: a line for people, with the place; NULL while it can */
  TlXmlInput *input;
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
on_refuse (TlXmlParser *parser, TlXmlPlace place, const char *why, gpointer data)
{
  Reader *self = data;

  /* Translators: why a picture’s journey could not be read: the file’s name, line, column, and what is wrong there. */
  self->why = g_strdup_printf (_("%s:%d:%d: %s"), tl_xml_input_get_name (self->input), place.line, place.column, why);
}

/* All of it is kept in memory. */
static void
check_size (Reader *self, TlXmlParser *parser, TlXmlPlace place)
{
  g_autofree char *most = NULL;
  g_autofree char *why = NULL;

  if (self->out->len <= TL_XML_MAX_PIPE)
    return;
  most = g_format_size_full (TL_XML_MAX_PIPE, G_FORMAT_SIZE_IEC_UNITS);
  why = g_strdup_printf (_("the journey in the picture is larger than %s"), most);
  on_refuse (parser, place, why, self);
  _tl_xml_parser_stop (parser);
}

static void
on_start (TlXmlParser *parser, const char *uri, const char *name, TlXmlPlace place, const TlXmlAttribute *attributes,
          guint n_attributes, gpointer data)
{
  Reader  *self = data;
  gboolean is_ours = uri && strcmp (uri, TL_XML_NAMESPACE) == 0;

  self->depth++;
  if (self->foreign > 0)
    return;
  if (self->depth == 1)
    {
      self->is_svg = strcmp (name, "svg") == 0 && (uri == NULL || strcmp (uri, SVG) == 0);
      if (!self->is_svg)
        _tl_xml_parser_stop (parser);
    }
  else if (self->names->len > 0 && !is_ours)
    self->foreign = self->depth;
  else if (self->names->len > 0)
    {
      copy_start (self, name, attributes, n_attributes);
      check_size (self, parser, place);
    }
  else if (self->metadata == 0 && strcmp (name, "metadata") == 0)
    self->metadata = self->depth;
  else if (self->metadata > 0 && is_ours && strcmp (name, "journey") == 0)
    {
      self->out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
      for (int i = 2; i < MIN (place.line, LINES_MOST); i++)
        g_string_append_c (self->out, '\n');
      copy_start (self, name, attributes, n_attributes);
    }
}

static void
on_text (TlXmlParser *parser, const char *text, gsize length, gpointer data)
{
  Reader          *self = data;
  g_autofree char *copy = NULL;

  if (self->names->len == 0 || self->foreign > 0)
    return;
  close_tag (self);
  copy = g_strndup (text, length);
  _tl_xml_append_escaped (self->out, copy, FALSE);
}

static void
on_end (TlXmlParser *parser, gpointer data)
{
  Reader *self = data;

  if (self->foreign > 0)
    {
      if (self->foreign == self->depth)
        self->foreign = 0;
    }
  else if (self->names->len > 0)
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

/**
 * _tl_svg_find_journey:
 * @input: XML
 * @is_svg: (out): whether it is a picture
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the XML of the journey that it carries; %NULL with an error where it is a picture
 *   that carries none, or one that cannot be read
 */
GBytes *
_tl_svg_find_journey (TlXmlInput *input, gboolean *is_svg, GError **error)
{
  static const TlXmlHandler handler = { on_start, on_text, on_end, on_refuse };
  Reader                    self = { .names = g_array_new (FALSE, FALSE, sizeof (char *)), .input = input };
  GBytes                   *bytes = NULL;

  _tl_xml_parse (input, &handler, &self);
  *is_svg = self.is_svg;
  for (guint i = 0; i < self.names->len; i++)
    g_free (g_array_index (self.names, char *, i));
  g_array_unref (self.names);
  if (self.out && self.is_done)
    bytes = g_string_free_to_bytes (g_steal_pointer (&self.out));
  else if (self.is_svg && self.why)
    g_set_error (error, TL_XML_ERROR, TL_XML_ERROR_REFUSED,
                 _("%s. The picture is damaged or was changed: open the journey that it was exported from."), self.why);
  else if (self.is_svg)
    g_set_error (error, TL_OPEN_ERROR, TL_OPEN_ERROR_UNKNOWN_FORMAT,
                 _("“%s” is a picture that carries no journey. Open the journey that it was exported from."),
                 tl_xml_input_get_name (input));
  if (self.out)
    g_string_free (self.out, TRUE);
  g_free (self.why);
  return bytes;
}
