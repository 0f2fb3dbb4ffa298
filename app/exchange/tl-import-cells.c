/* tl-import-cells.c: what stands in the cells of a table of evidence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-import-private.h"

/* Words for nothing, which are no mistakes. */
gboolean
_tl_import_is_nothing (const char *text)
{
  static const char *const words[] = { "-",  "–",    "—",    ".",   "?",   "n/a",  "#n/a",
                                       "na", "null", "none", "nan", "nil", "k.a.", "k. a." };
  g_autofree char         *plain = NULL;

  if (strlen (text) > 32)
    return FALSE;
  plain = g_strstrip (g_ascii_strdown (text, -1));
  if (*plain == '\0')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (plain, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Whether tl_text_clean() would change @text, which is valid UTF-8. */
gboolean
_tl_import_needs_cleaning (const char *text, gsize length)
{
  const guchar *p = (const guchar *) text;

  for (gsize i = 0; i < length; i++)
    {
      if (p[i] < 0x20 && p[i] != '\n' && p[i] != '\t')
        return TRUE;
      if (p[i] == 0xef && i + 2 < length && p[i + 1] == 0xbf && p[i + 2] >= 0xbe)
        return TRUE;
    }
  return FALSE;
}
