/* xml-helpers.h: journeys as XML, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <string.h>

#include "tl-xml.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\""
#define BODY(inside) HEAD ">\n" inside "\n</journey>\n"

static xmlRelaxNG *schema;

G_GNUC_UNUSED static xmlRelaxNG *
get_schema (void)
{
  g_autofree char         *path = g_build_filename (g_getenv ("TL_CASES"), "..", "..", "data", "schema", "interchange.rng", NULL);
  xmlRelaxNGParserCtxtPtr  parser;

  if (schema)
    return schema;
  parser = xmlRelaxNGNewParserCtxt (path);
  schema = xmlRelaxNGParse (parser);
  xmlRelaxNGFreeParserCtxt (parser);
  g_assert_nonnull (schema);
  return schema;
}

G_GNUC_UNUSED static void
say_nothing (void *data, const char *format, ...)
{
}

/* What libxml2 thinks of @text, held against interchange.rng. */
G_GNUC_UNUSED static gboolean
is_valid (const char *text, gsize length)
{
  xmlDoc             *doc = xmlReadMemory (text, (int) length, NULL, NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  xmlRelaxNGValidCtxt *valid;
  int                 result;

  if (doc == NULL)
    return FALSE;
  valid = xmlRelaxNGNewValidCtxt (get_schema ());
  xmlRelaxNGSetValidErrors (valid, say_nothing, say_nothing, NULL);
  result = xmlRelaxNGValidateDoc (valid, doc);
  xmlRelaxNGFreeValidCtxt (valid);
  xmlFreeDoc (doc);
  return result == 0;
}

G_GNUC_UNUSED static TlDocument *
read_bytes (const void *bytes, gsize length, GPtrArray **problems, GError **error)
{
  g_autoptr (GBytes)     all = g_bytes_new (bytes, length);
  g_autoptr (TlXmlInput) input = tl_xml_input_new_for_bytes (all, "x.xml");

  return tl_xml_read (input, problems, error);
}

G_GNUC_UNUSED static TlDocument *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  TlDocument        *document = read_bytes (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);
  return document;
}

G_GNUC_UNUSED static char *
write_text (TlDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tl_xml_to_bytes (document, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Read, written, valid; read again and written again the same. Returns what was written. */
G_GNUC_UNUSED static char *
round_trip (const char *text)
{
  g_autoptr (TlDocument) document = read_text (text);
  g_autofree char       *once = write_text (document);
  g_autoptr (TlDocument) again = NULL;
  g_autofree char       *twice = NULL;

  g_assert_true (is_valid (once, strlen (once)));
  again = read_text (once);
  twice = write_text (again);
  g_assert_cmpstr (once, ==, twice);
  return g_steal_pointer (&once);
}

G_GNUC_UNUSED static char *
load_case (const char *folder, const char *name)
{
  g_autofree char   *path = g_build_filename (g_getenv ("TL_CASES"), folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char              *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}
