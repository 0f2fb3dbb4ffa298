/* fuzz-journey.c: a file that says it is a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <string.h>

int
fuzz_journey (const uint8_t *data, size_t size)
{
  g_autofree char       *path = fuzz_write (data, size);
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;
  gboolean               to_edit = size > 0 && (data[size - 1] & 3) == 0;

  tl_document_is_journey (path);
  document = tl_document_open (path, to_edit ? TL_DOCUMENT_DEFAULT : TL_DOCUMENT_READ_ONLY, &error);
  if (document == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  fuzz_exercise (document);
  if (to_edit)
    {
      g_autofree char *before = fuzz_dump (document);
      g_autofree char *after = NULL;
      guint            n = 0;

      /* Undoing what somebody has tampered with is refused, or else it can be done again. */
      while (n < 20 && tl_document_undo (document, NULL))
        n++;
      while (n > 0 && tl_document_redo (document, NULL))
        n--;
      if (n == 0)
        {
          fuzz_exercise (document);
          after = fuzz_dump (document);
        }
      tl_document_discard (document);
    }
  return 0;
}
