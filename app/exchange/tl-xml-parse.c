/* tl-xml-parse.c: bytes to elements, by libxml2, with every door shut
 *
 * libxml2's reader (xmlReader) would build a node of each element, let an internal DTD in before it shows it, and look
 * over a long tag again with every 512 bytes that come. Its SAX interface does none of these, and tells where in a tag an
 * attribute stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-xml-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

/* libxml2 compares every attribute of an element with every other, and keeps each name: few different names bound
 * both. A journey has about a hundred. */
#define MAX_NAMES_SIZE (64 * 1024)

struct _TlXmlParser
{
  const TlXmlHandler *handler;
  gpointer            data;
  TlXmlInput         *input;
  gint64              offset;
  int                 read_error;
  xmlParserCtxt      *context;
  gboolean            has_stopped;
  gboolean            is_telling_error;
  guint               depth;
  gsize               text_size; /* of the text that comes piece by piece */
  const char         *text_start; /* of its last piece, which ends where the parser is */
  const char         *text_end;
  GString            *values;    /* the attributes' values, one behind the other */
  GArray             *attributes;
  GArray             *marks;
};

/* Where an attribute's name stands in its tag. */
typedef struct
{
  const char *name; /* with its prefix, not terminated */
  gsize       length;
  TlXmlPlace  place;
} Mark;

#if LIBXML_VERSION >= 21200
typedef const xmlError *ErrorArgument;
#else
typedef xmlErrorPtr ErrorArgument;
#endif

static int
on_read (void *data, char *buffer, int size)
{
  TlXmlParser *self = data;
  gssize       n;

  if (self->has_stopped || size <= 0)
    return 0;
  n = _tl_xml_input_read (self->input, self->offset, buffer, (gsize) size);
  if (n < 0)
    {
      self->read_error = errno;
      return -1;
    }
  self->offset += n;
  return (int) n;
}

static int
on_close (void *data)
{
  return 0;
}

void
_tl_xml_parser_stop (TlXmlParser *self)
{
  if (self->has_stopped)
    return;
  self->has_stopped = TRUE;
  /* In the middle of telling an error, libxml2 2.9 still needs the input that stopping would take away: then there is
     merely nothing more to read, and nothing more is told. */
  if (self->is_telling_error)
    self->context->disableSAX = 1;
  else
    xmlStopParser (self->context);
}

static void
refuse (TlXmlParser *self, TlXmlPlace place, const char *why)
{
  if (self->has_stopped)
    return;
  self->handler->refuse (self, place, why, self->data);
  _tl_xml_parser_stop (self);
}

/* Where the parser is. */
static TlXmlPlace
here (TlXmlParser *self)
{
  const xmlParserInput *input = self->context->input;

  return input ? (TlXmlPlace) { input->line, input->col } : (TlXmlPlace) { 0, 0 };
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
advance (TlXmlPlace *place, const char *from, const char *to)
{
  for (; from < to; from++)
    if (*from == '\n')
      {
        place->line++;
        place->column = 1;
      }
    else if (((guchar) *from & 0xc0) != 0x80)
      place->column++;
}

/* The place of @p between @base and @end, where the parser is at @end. The column is one of the piece alone where its line
 * begins before @base. */
static TlXmlPlace
place_of (TlXmlParser *self, const char *p, const char *base, const char *end)
{
  TlXmlPlace  place = here (self);
  TlXmlPlace  way = { 0, 0 };
  const char *line = p;

  advance (&way, p, end);
  if (way.line == 0)
    {
      place.column = MAX (1, place.column - way.column);
      return place;
    }
  place.line -= way.line;
  while (line > base && line[-1] != '\n')
    line--;
  place.column = 1;
  way = (TlXmlPlace) { 0, 1 };
  advance (&way, line, p);
  place.column = way.column;
  return place;
}

/* Finds the places of the tag just read and of its attributes: the parser stands before the `>` or `/>` of it, and a
 * tag holds no other `<`. */
static TlXmlPlace
mark_tag (TlXmlParser *self)
{
  const char *base = (const char *) self->context->input->base;
  const char *end = (const char *) self->context->input->cur;
  const char *p = end;
  TlXmlPlace  tag, place;

  g_array_set_size (self->marks, 0);
  while (p > base && *p != '<')
    p--;
  tag = place = place_of (self, p, base, end);
  if (*p != '<')
    return tag;
  while (p < end && !is_space (*p))
    p++, place.column += ((guchar) *p & 0xc0) != 0x80;
  for (;;)
    {
      const char *from = p;
      Mark        mark;
      char        quote;

      while (p < end && is_space (*p))
        p++;
      advance (&place, from, p);
      mark = (Mark) { p, 0, place };
      from = p;
      while (p < end && !is_space (*p) && *p != '=')
        p++;
      mark.length = (gsize) (p - mark.name);
      while (p < end && *p != '"' && *p != '\'')
        p++;
      if (p >= end)
        return tag;
      quote = *p++;
      while (p < end && *p != quote)
        p++;
      if (p < end)
        p++;
      advance (&place, from, p);
      g_array_append_val (self->marks, mark);
    }
}

static TlXmlPlace
find_mark (TlXmlParser *self, const char *prefix, const char *name, TlXmlPlace otherwise)
{
  gsize before = prefix ? strlen (prefix) : 0;
  gsize length = strlen (name);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      if (prefix == NULL && mark->length == length && memcmp (mark->name, name, length) == 0)
        return mark->place;
      if (prefix && mark->length == before + 1 + length && memcmp (mark->name, prefix, before) == 0 &&
          memcmp (mark->name + before + 1, name, length) == 0)
        return mark->place;
    }
  return otherwise;
}

/* Appends an attribute's value. As long as it does not replace entities, libxml2 hands on an ampersand as “&#38;”, for
 * whoever looks for entities next; and only so. */
static void
append_value (GString *values, const char *text, const char *end)
{
  static const char ampersand[] = "&#38;";

  for (;;)
    {
      const char *p = memchr (text, '&', (gsize) (end - text));

      if (p == NULL)
        break;
      g_string_append_len (values, text, p + 1 - text);
      text = p + 1;
      if ((gsize) (end - p) >= strlen (ampersand) && memcmp (p, ampersand, strlen (ampersand)) == 0)
        text = p + strlen (ampersand);
    }
  g_string_append_len (values, text, end - text);
  g_string_append_c (values, '\0');
}

static void
on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  TlXmlParser *self = data;
  TlXmlPlace   place;

  if (self->has_stopped)
    return;
  place = mark_tag (self);
  self->text_size = 0;
  if (++self->depth > TL_XML_MAX_DEPTH)
    {
      g_autofree char *why = g_strdup_printf (_("elements stand in each other more than %d deep"), TL_XML_MAX_DEPTH);

      refuse (self, place, why);
      return;
    }
  g_array_set_size (self->attributes, 0);
  g_string_truncate (self->values, 0);
  for (int i = 0; i < n_attributes; i++)
    {
      const char   **at = (const char **) attributes + 5 * i;
      TlXmlAttribute attribute = { .uri = at[2], .name = at[0], .place = find_mark (self, at[1], at[0], place) };
      gsize          size = (gsize) (at[4] - at[3]);

      if (size > TL_XML_MAX_ATTRIBUTE)
        {
          g_autofree char *most = g_format_size_full (TL_XML_MAX_ATTRIBUTE, G_FORMAT_SIZE_IEC_UNITS);
          g_autofree char *why = g_strdup_printf (_("the attribute “%s” is longer than %s"), attribute.name, most);

          refuse (self, attribute.place, why);
          return;
        }
      attribute.value = GSIZE_TO_POINTER (self->values->len);
      append_value (self->values, at[3], at[4]);
      g_array_append_val (self->attributes, attribute);
    }
  /* Only now does the string stay where it is. */
  for (guint i = 0; i < self->attributes->len; i++)
    {
      TlXmlAttribute *attribute = &g_array_index (self->attributes, TlXmlAttribute, i);

      attribute->value = self->values->str + GPOINTER_TO_SIZE (attribute->value);
    }
  self->handler->start (self, (const char *) uri, (const char *) name, place, (TlXmlAttribute *) self->attributes->data,
                        self->attributes->len, self->data);
}

static void
on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  TlXmlParser *self = data;

  if (self->has_stopped)
    return;
  self->depth--;
  self->text_size = 0;
  self->handler->end (self, self->data);
}

static void
on_text (void *data, const xmlChar *text, int length)
{
  TlXmlParser *self = data;

  if (self->has_stopped)
    return;
  self->text_size += (gsize) length;
  if (self->text_size > TL_XML_MAX_TEXT)
    {
      g_autofree char *most = g_format_size_full (TL_XML_MAX_TEXT, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *why = g_strdup_printf (_("the text here is longer than %s"), most);

      refuse (self, here (self), why);
      return;
    }
  self->text_start = (const char *) text;
  self->text_end = self->text_start + length;
  self->handler->text (self, (const char *) text, (gsize) length, self->data);
}

/* The place of @p in the text that `text` was just given. */
TlXmlPlace
_tl_xml_parser_find (TlXmlParser *self, const char *p)
{
  return place_of (self, p, self->text_start, self->text_end);
}

static void
on_doctype (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  refuse (data, here (data),
          _("the file has a document type declaration (DOCTYPE), which can be made to do harm; a journey has none: take it out"));
}

/* libxml2 says it in English, with a line's end. */
static char *
say (ErrorArgument trouble)
{
  g_autofree char *text = trouble->message ? g_strchomp (g_utf8_make_valid (trouble->message, -1)) : NULL;
  g_autofree char *line = text ? g_strdelimit (g_steal_pointer (&text), "\n", ' ') : NULL;

  if (line && (strstr (line, "too long") || strstr (line, "too big") || strstr (line, "Huge input")))
    return g_strdup (_("a name, an attribute or a text here is longer than can be read"));
  if (line && strstr (line, "not proper UTF-8"))
    return g_strdup (_("the text is not in the encoding that the file says; save it as UTF-8"));
  switch ((int) trouble->code)
    {
    case XML_ERR_DOCUMENT_EMPTY:
      return g_strdup (_("there is no XML here: the file is empty, or of another kind"));

    case XML_ERR_NO_MEMORY:
      return g_strdup (_("the file uses more names than any journey has"));

    case XML_ERR_INVALID_ENCODING:
    case XML_I18N_CONV_FAILED:
      return g_strdup (_("the text is not in the encoding that the file says; save it as UTF-8"));

    case XML_ERR_UNKNOWN_ENCODING:
    case XML_ERR_UNSUPPORTED_ENCODING:
      return g_strdup (_("the file is in an encoding that is not known here; save it as UTF-8"));

    case XML_ERR_DOCUMENT_END:
      return g_strdup (_("something stands behind the end of the journey"));

    default:
      /* Translators: %s is libxml2's message, which is in English. */
      return g_strdup_printf (_("this is not well-formed XML: %s"), line && *line ? line : _("no reason was given"));
    }
}

static void
on_error (void *data, ErrorArgument trouble)
{
  TlXmlParser     *self = data;
  TlXmlPlace       place;
  g_autofree char *why = NULL;

  if (self->has_stopped || trouble == NULL || trouble->level < XML_ERR_ERROR)
    return;
  place = here (self);
  if (self->read_error)
    why = g_strdup_printf (_("the file could not be read on: %s"), g_strerror (self->read_error));
  else
    why = say (trouble);
  self->is_telling_error = TRUE;
  refuse (self, place, why);
  self->is_telling_error = FALSE;
}

/* Reads @input from its beginning to its end, or to where @handler stops it. */
void
_tl_xml_parse (TlXmlInput *input, const TlXmlHandler *handler, gpointer data)
{
  TlXmlParser            self = { .handler = handler, .data = data, .input = input };
  xmlSAXHandler          sax = { .initialized = XML_SAX2_MAGIC };
  xmlStructuredErrorFunc old_error = xmlStructuredError;
  void                  *old_data = xmlStructuredErrorContext;

  sax.internalSubset = on_doctype;
  sax.startElementNs = on_start;
  sax.endElementNs = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = on_text;
  sax.serror = on_error;

  xmlInitParser ();
  self.values = g_string_new (NULL);
  self.attributes = g_array_new (FALSE, FALSE, sizeof (TlXmlAttribute));
  self.marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  self.context = xmlCreateIOParserCtxt (&sax, &self, on_read, on_close, &self, XML_CHAR_ENCODING_NONE);
  if (self.context == NULL)
    g_error ("libxml2 could not allocate a parser");
  xmlCtxtUseOptions (self.context, XML_PARSE_NONET);
  xmlDictSetLimit (self.context->dict, MAX_NAMES_SIZE);
  /* Some troubles (of encodings) are told to the thread, not to the parser, and would go to standard error. */
  xmlSetStructuredErrorFunc (&self, on_error);
  xmlParseDocument (self.context);
  if (!self.has_stopped && (self.read_error || !self.context->wellFormed))
    on_error (&self, &self.context->lastError);
  xmlSetStructuredErrorFunc (old_data, old_error);

  xmlFreeParserCtxt (self.context);
  g_array_unref (self.marks);
  g_array_unref (self.attributes);
  g_string_free (self.values, TRUE);
}
