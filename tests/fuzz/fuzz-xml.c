/* fuzz-xml.c: the interchange format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "tl-xml.h"

static TlDocument *
read_bytes (GBytes *bytes)
{
  g_autoptr (TlXmlInput) input = tl_xml_input_new_for_bytes (bytes, "fuzz.xml");
  g_autoptr (GPtrArray)  problems = NULL;
  g_autoptr (GError)     error = NULL;
  TlDocument            *document = tl_xml_read (input, &problems, &error);

  if (document == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  for (guint i = 0; problems && i < problems->len; i++)
    {
      g_autofree char *line = tl_xml_problem_to_string (problems->pdata[i]);

      g_assert_true (g_utf8_validate (line, -1, NULL));
    }
  return document;
}

/* What is read can be written, and what was written is read as the same. */
int
fuzz_xml (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes)     bytes = g_bytes_new (data, size);
  g_autoptr (TlDocument) document = read_bytes (bytes);
  g_autoptr (TlDocument) again = NULL;
  g_autoptr (GBytes)     first = NULL;
  g_autoptr (GBytes)     second = NULL;
  g_autoptr (GError)     error = NULL;

  if (document == NULL)
    return 0;
  first = tl_xml_to_bytes (document, &error);
  g_assert_no_error (error);
  again = read_bytes (first);
  g_assert_nonnull (again);
  second = tl_xml_to_bytes (again, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  return 0;
}
