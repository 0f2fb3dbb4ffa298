/* fuzz-salvage.c: a damaged file, and what can still be read of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "tl-salvage.h"

int
fuzz_salvage (const uint8_t *data, size_t size)
{
  g_autofree char            *path = fuzz_write (data, size);
  g_autoptr (TlSalvageReport) report = NULL;
  g_autoptr (GError)          error = NULL;
  g_autoptr (TlDocument)      document = tl_document_salvage (path, NULL, &report, &error);
  g_autofree char            *text = NULL;
  g_autofree char            *dump = NULL;

  if (document == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  text = tl_salvage_report_to_text (report);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  fuzz_exercise (document);
  dump = fuzz_dump (document);
  tl_document_discard (document);
  return 0;
}
