/* fuzz-svg.c: pictures that carry a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <string.h>

#include "tl-open.h"
#include "tl-xml.h"

static TlDocument *
open_bytes (const void *data, size_t size)
{
  g_autofree char       *path = fuzz_write (data, size);
  g_autoptr (GPtrArray)  problems = NULL;
  g_autoptr (GError)     error = NULL;
  TlDocument            *document = tl_open (path, TL_DOCUMENT_READ_ONLY, &problems, &error);

  if (document == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (strlen (error->message), >, 8);
    }
  return document;
}

/* The journey in a picture, as exporting puts it there. */
static GBytes *
put_into_picture (GBytes *journey)
{
  GString *out = g_string_new ("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Map</title><metadata>");

  g_string_append_len (out, g_bytes_get_data (journey, NULL), (gssize) g_bytes_get_size (journey));
  g_string_erase (out, (gssize) (strstr (out->str, "<?xml") - out->str), (gssize) strlen ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
  g_string_append (out, "</metadata><g id=\"stage-a\"/></svg>");
  return g_string_free_to_bytes (out);
}

/* Bytes that begin with what a .journey begins with are another target's. What a picture carries can be put into another
 * and comes out of it as the same. */
int
fuzz_svg (const uint8_t *data, size_t size)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlDocument) again = NULL;
  g_autoptr (GBytes)     first = NULL;
  g_autoptr (GBytes)     picture = NULL;
  g_autoptr (GBytes)     second = NULL;
  g_autoptr (GError)     error = NULL;

  if (size >= 6 && memcmp (data, "SQLite", 6) == 0)
    return 0;
  document = open_bytes (data, size);
  if (document == NULL)
    return 0;
  first = tl_xml_to_bytes (document, &error);
  g_assert_no_error (error);
  picture = put_into_picture (first);
  again = open_bytes (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_assert_nonnull (again);
  second = tl_xml_to_bytes (again, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  return 0;
}
