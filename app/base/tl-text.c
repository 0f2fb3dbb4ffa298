/* tl-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-text.h"

#include <string.h>

#include "tl-text-private.h"

/**
 * tl_text_is_name:
 * @text: a would-be id
 *
 * Whether XML takes @text for an NCName: a letter or `_`, then letters, digits, `-`, `.` and `_`. At most 200 bytes.
 */
gboolean
tl_text_is_name (const char *text)
{
  if (text == NULL || strlen (text) > 200 || !_tl_text_may_begin_name (g_utf8_get_char (text)))
    return FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (!_tl_text_may_be_in_name (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * tl_text_make_name:
 * @text: a title
 *
 * An id that reads like @text: lower case, words joined by `-`, at most 40 characters; `x` where nothing is left.
 *
 * Returns: (transfer full): a name
 */
char *
tl_text_make_name (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString         *name = g_string_new (NULL);
  gsize            n = 0;
  gboolean         gap = FALSE;

  for (const char *p = lower; *p && n < 40; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) || !_tl_text_may_be_in_name (c) || (name->len == 0 && !_tl_text_may_begin_name (c)))
        {
          gap = name->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (name, '-');
      gap = FALSE;
      g_string_append_unichar (name, c);
      n++;
    }
  if (name->len == 0)
    g_string_append_c (name, 'x');
  return g_string_free (name, FALSE);
}

/**
 * tl_text_make_unique:
 * @name: a name
 * @is_taken: (scope call): tells whether a name is in use
 * @data: for @is_taken
 *
 * Returns: (transfer full): @name, or the first of `name-2`, `name-3`, … that is free
 */
char *
tl_text_make_unique (const char *name, gboolean (*is_taken) (const char *name, gpointer data), gpointer data)
{
  char *unique = g_strdup (name);

  for (guint i = 2; is_taken (unique, data); i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s-%u", name, i);
    }
  return unique;
}

/**
 * tl_text_is_date:
 * @text: a would-be date
 *
 * Whether @text is a day of the calendar as `YYYY-MM-DD`.
 */
gboolean
tl_text_is_date (const char *text)
{
  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  return g_date_valid_dmy ((GDateDay) g_ascii_strtoull (text + 8, NULL, 10),
                           (GDateMonth) g_ascii_strtoull (text + 5, NULL, 10),
                           (GDateYear) g_ascii_strtoull (text, NULL, 10));
}

/**
 * tl_text_clean:
 * @text: (array length=length): bytes that may not be text
 * @length: how many
 * @n_replaced: (out) (optional): how many were replaced, added to what it holds
 *
 * Makes @text valid UTF-8 that XML can hold: what is not becomes U+FFFD; CR LF and CR become LF.
 *
 * Returns: (transfer full): the text
 */
char *
tl_text_clean (const char *text, gsize length, gsize *n_replaced)
{
  GString    *out;
  const char *p = text;
  const char *end = text + length;
  gboolean    good = TRUE;

  for (const char *q = text; q < end && good; q++)
    good = (guchar) *q >= 0x20 || *q == '\n' || *q == '\t';
  if (good && g_utf8_validate (text, (gssize) length, NULL) &&
      g_strstr_len (text, (gssize) length, "\xef\xbf\xbe") == NULL &&
      g_strstr_len (text, (gssize) length, "\xef\xbf\xbf") == NULL)
    return g_strndup (text, length);

  out = g_string_sized_new (length);
  while (p < end)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar) -1 || c == (gunichar) -2 || (c < 0x20 && c != '\n' && c != '\t' && c != '\r') ||
          c == 0xfffe || c == 0xffff)
        {
          g_string_append (out, "\ufffd");
          if (n_replaced)
            (*n_replaced)++;
          p += c == (gunichar) -1 || c == (gunichar) -2 ? 1 : g_utf8_skip[(guchar) *p];
          continue;
        }
      if (c == '\r')
        {
          while (p < end && *p == '\r')
            p++;
          if (p < end && *p == '\n')
            p++;
          g_string_append_c (out, '\n');
          continue;
        }
      g_string_append_unichar (out, c);
      p = g_utf8_next_char (p);
    }
  return g_string_free (out, FALSE);
}

/**
 * tl_text_is_blank:
 *
 * Whether @text is %NULL, empty, or white space alone.
 */
gboolean
tl_text_is_blank (const char *text)
{
  for (; text && *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* A space that keeps what stands before and after it on one line: between a currency and its amount. */
static gboolean
is_tie (const char *at)
{
  gunichar c = g_utf8_get_char (at), next = g_utf8_get_char (g_utf8_next_char (at));

  return (c == 0xa0 || c == 0x202f) && g_unichar_isdigit (next);
}

/**
 * tl_text_squeeze:
 *
 * Returns: (transfer full): @text on one line, its ends trimmed, each run of white space one space; a space at which a line
 *   must not end stays one
 */
char *
tl_text_squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) || (out->len > 0 && out->str[out->len - 1] != ' ' && is_tie (p)))
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* Whether a quotation has begun in @text and not ended; where „ stands, “ is its end. */
static gboolean
is_quoting (const char *text)
{
  const char *begins = g_strrstr (text, "“"), *ends = g_strrstr (text, "”");

  return begins && (ends == NULL || ends < begins) && strstr (text, "„") == NULL;
}

/**
 * tl_text_shorten:
 *
 * Returns: (transfer full): @text in at most @n_chars characters, cut at a word with an ellipsis where it is longer, and
 *   with the closing quotation mark of a quotation that is cut
 */
char *
tl_text_shorten (const char *text, gsize n_chars)
{
  const char      *cut;
  const char      *word = NULL;
  g_autofree char *head = NULL;

  if ((gsize) g_utf8_strlen (text, -1) <= n_chars || n_chars == 0)
    return g_strdup (text);
  cut = g_utf8_offset_to_pointer (text, (glong) n_chars - 1);
  for (const char *p = text; p < cut; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      word = p;
  if (word && (word - text) * 3 > (cut - text) * 2)
    cut = word;
  head = g_strndup (text, (gsize) (cut - text));
  if (is_quoting (head) && n_chars > 3)
    {
      char *end = head + strlen (head);

      /* The mark takes the place of a letter. */
      if ((gsize) g_utf8_strlen (head, -1) + 2 > n_chars)
        *g_utf8_prev_char (end) = '\0';
      if (is_quoting (head) && !g_str_has_suffix (head, "“"))
        return g_strconcat (g_strchomp (head), "…”", NULL);
    }
  return g_strconcat (g_strchomp (head), "…", NULL);
}

/* Damerau-Levenshtein (optimal string alignment) over characters, ignoring case. */
static gsize
edit_distance (const char *a, const char *b)
{
  g_autofree char     *fa = g_utf8_casefold (a, -1);
  g_autofree char     *fb = g_utf8_casefold (b, -1);
  glong                na, nb;
  g_autofree gunichar *ca = g_utf8_to_ucs4_fast (fa, -1, &na);
  g_autofree gunichar *cb = g_utf8_to_ucs4_fast (fb, -1, &nb);
  g_autofree gsize    *rows = g_new0 (gsize, 3 * (gsize) (nb + 1));
  gsize               *before = rows, *above = rows + nb + 1, *row = rows + 2 * (nb + 1);

  for (glong j = 0; j <= nb; j++)
    above[j] = (gsize) j;
  for (glong i = 1; i <= na; i++)
    {
      gsize *spare = before;

      row[0] = (gsize) i;
      for (glong j = 1; j <= nb; j++)
        {
          gsize cost = ca[i - 1] != cb[j - 1];

          row[j] = MIN (MIN (above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
          if (i > 1 && j > 1 && ca[i - 1] == cb[j - 2] && ca[i - 2] == cb[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = above;
      above = row;
      row = spare;
    }
  return above[nb];
}

/**
 * tl_text_nearest:
 * @text: what someone wrote
 * @candidates: (array length=n_candidates): what they may have meant
 * @n_candidates: how many
 *
 * Returns: (nullable): the candidate that takes the fewest slips to get to from @text, if it takes no more than two and
 *   a third of its length; %NULL otherwise
 */
const char *
tl_text_nearest (const char *text, const char *const *candidates, gsize n_candidates)
{
  const char *best = NULL;
  gsize       best_distance = G_MAXSIZE;

  if (strlen (text) > 400)
    return NULL;
  for (gsize i = 0; i < n_candidates; i++)
    {
      gsize distance;

      if (strlen (candidates[i]) > 400)
        continue;
      distance = edit_distance (text, candidates[i]);
      if (distance < best_distance)
        {
          best_distance = distance;
          best = candidates[i];
        }
    }
  if (best && best_distance <= MAX (2, (gsize) g_utf8_strlen (best, -1) / 3))
    return best;
  return NULL;
}

/**
 * tl_text_append_markup:
 * @format: markup, as for printf()
 *
 * Appends markup to @out; what is put in is escaped.
 */
void
tl_text_append_markup (GString *out, const char *format, ...)
{
  va_list          args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_markup_vprintf_escaped (format, args);
  va_end (args);
  g_string_append (out, text);
}
