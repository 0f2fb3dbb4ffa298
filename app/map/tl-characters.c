/* tl-characters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-characters.h"

/**
 * tl_characters_dup:
 * @text: (nullable): UTF-8
 *
 * What Unicode keeps for programs’ own use (U+FDD0 to U+FDEF, and the last two of each plane) is valid in UTF-8, but no
 * PDF is written with it.
 *
 * Returns: (transfer full) (nullable): @text with U+FFFD in its place
 */
char *
tl_characters_dup (const char *text)
{
  GString    *out = NULL;
  const char *from = text;

  for (const char *p = text; p && *p; p = g_utf8_next_char (p))
    {
      gunichar c;

      if ((guchar) *p < 0xef)
        continue;
      c = g_utf8_get_char (p);
      if ((c & 0xfffe) != 0xfffe && (c < 0xfdd0 || c > 0xfdef))
        continue;
      if (out == NULL)
        out = g_string_new (NULL);
      g_string_append_len (out, from, p - from);
      g_string_append (out, "\ufffd");
      from = g_utf8_next_char (p);
    }
  if (out == NULL)
    return g_strdup (text);
  g_string_append (out, from);
  return g_string_free (out, FALSE);
}
