/* tl-csv-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-csv-write.h"

#include <string.h>

/* What a spreadsheet would take for a formula, or skip on its way to one. Full-width signs count as their kin. */
static gboolean
looks_like_formula (const char *text)
{
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (text, starts[i]))
      return TRUE;
  return FALSE;
}

static void
write_field (GString *out, gboolean first, const char *guard, const char *text)
{
  if (!first)
    g_string_append_c (out, ',');
  if (strpbrk (text, ",\"\r\n") == NULL && *text != ' ' && *text != '\t')
    {
      g_string_append (out, guard);
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  g_string_append (out, guard);
  for (const char *p = text; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/**
 * tl_csv_write_text:
 * @out: where to
 * @first: whether it is the first field of its row
 * @text: (nullable): words
 *
 * Appends a field, quoted as RFC 4180 says. Words that a spreadsheet would take for a formula get an apostrophe before
 * them, and so do words that begin with an apostrophe, so that tl_csv_unguard() gives back exactly what went in.
 */
void
tl_csv_write_text (GString *out, gboolean first, const char *text)
{
  text = text ? text : "";
  write_field (out, first, looks_like_formula (text) || *text == '\'' ? "'" : "", text);
}

/**
 * tl_csv_write_raw:
 * @text: (nullable): a number, or a word of ours
 *
 * Appends a field that cannot be a formula, as it is.
 */
void
tl_csv_write_raw (GString *out, gboolean first, const char *text)
{
  write_field (out, first, "", text ? text : "");
}

/**
 * tl_csv_write_end:
 *
 * Ends a row.
 */
void
tl_csv_write_end (GString *out)
{
  g_string_append_c (out, '\n');
}

/**
 * tl_csv_unguard:
 *
 * Returns: (transfer full): @text as it was before tl_csv_write_text() put an apostrophe before it
 */
char *
tl_csv_unguard (const char *text)
{
  if (text[0] == '\'' && (text[1] == '\'' || looks_like_formula (text + 1)))
    text++;
  return g_strdup (text);
}
