/* tl-plain.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-plain.h"

/*
 * _tl_plain:
 *
 * Returns: (transfer full): @text on one line, without the characters that no format holds: controls, and those that
 * are no characters
 */
char *
_tl_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
        g_string_append_c (plain, ' ');
      else if ((c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
        g_string_append (plain, "\ufffd");
      else
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

/*
 * _tl_plain_put:
 *
 * As printf(), with what is put in made plain and escaped.
 */
void
_tl_plain_put (GString *out, const char *format, ...)
{
  va_list          args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_markup_vprintf_escaped (format, args);
  va_end (args);
  for (char *p = text; *p;)
    {
      gunichar c = g_utf8_get_char (p);

      /* Escaping writes controls as references, which neither XML nor HTML takes. */
      if (g_str_has_prefix (p, "&#x"))
        {
          char   *end;
          guint64 code = g_ascii_strtoull (p + 3, &end, 16);

          if (*end == ';' && (code < 0x20 || (code >= 0x7f && code < 0xa0)))
            {
              g_string_append_c (out, ' ');
              p = end + 1;
              continue;
            }
        }
      if ((c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
        g_string_append (out, "\ufffd");
      else
        g_string_append_unichar (out, c);
      p = g_utf8_next_char (p);
    }
}
