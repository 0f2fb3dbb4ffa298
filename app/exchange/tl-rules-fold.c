/* tl-rules-fold.c: text beyond case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text is folded as g_utf8_normalize (NFKC) and g_utf8_casefold() would have it, many times as fast: most characters
 * stand alone, and what becomes of one alone is known from a table. Where a character has marks behind it, it is
 * normalised together with them.
 */
#include "tl-rules-private.h"

#include <string.h>

#define N_TABLE 0x3000 /* all alphabets in common use; beyond are the scripts of East Asia */

typedef struct
{
  guint8 length; /* 0: ask GLib */
  guint8 is_word;
  char   bytes[6];
} Fold;

static gboolean
is_joining (gunichar c)
{
  return c >= 0x300 && (g_unichar_ismark (c) || g_unichar_combining_class (c) > 0 || (c >= 0x1100 && c < 0x1200));
}

/* Scripts that write no blanks between words: each character is a word, so that words are found inside a run. */
static gboolean
stands_alone (gunichar c)
{
  switch (c < 0xe00 ? G_UNICODE_SCRIPT_LATIN : g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
fold_slowly (const char *text, gssize length)
{
  g_autofree char *normal = g_utf8_normalize (text, length, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = normal ? g_utf8_casefold (normal, -1) : NULL;

  /* Folding can take apart what was put together: İ. */
  return folded ? g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE) : g_strdup ("");
}

static const Fold *
get_table (void)
{
  static Fold *table;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      table = g_new0 (Fold, N_TABLE);
      for (gunichar c = 1; c < N_TABLE; c++)
        {
          char             text[6];
          g_autofree char *folded = NULL;
          gsize            length;
          gunichar         first;

          if (is_joining (c) || !g_unichar_isdefined (c))
            continue;
          folded = fold_slowly (text, g_unichar_to_utf8 (c, text));
          length = strlen (folded);
          first = length > 0 ? g_utf8_get_char (folded) : 0;
          /* What becomes two words or a mark is left to the slow way. */
          if (length == 0 || length > sizeof table[c].bytes || stands_alone (first) || is_joining (first))
            continue;
          table[c].is_word = 1;
          for (const char *p = folded; *p; p = g_utf8_next_char (p))
            if (!g_unichar_isalnum (g_utf8_get_char (p)))
              table[c].is_word = 0;
          if (!table[c].is_word && g_utf8_next_char (folded) != folded + length)
            continue;
          table[c].length = (guint8) length;
          memcpy (table[c].bytes, folded, length);
        }
      g_once_init_leave (&once, 1);
    }
  return table;
}

typedef struct
{
  GString *out;
  gsize    start;
  gboolean words;
  gboolean in_word;
} Writer;

/* Writes folded characters one by one. */
static void
write_slowly (Writer *self, const char *folded)
{
  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_alone = self->words && stands_alone (c);

      if (self->words ? g_unichar_isalnum (c) || g_unichar_ismark (c) : !g_unichar_isspace (c))
        {
          if ((!self->in_word || (is_alone && !g_unichar_ismark (c))) && (self->words || self->out->len > self->start))
            g_string_append_c (self->out, ' ');
          g_string_append_len (self->out, p, g_utf8_next_char (p) - p);
          self->in_word = !is_alone;
        }
      else
        self->in_word = FALSE;
    }
}

/* Appends @text folded to @out. With @words: its words alone, a blank before each and one behind the last; otherwise
 * all of it, with blanks at its ends left out and each run of white space one blank. */
void
tl_rules_fold (GString *out, const char *text, gsize length, gboolean words)
{
  const Fold      *table = get_table ();
  Writer           writer = { .out = out, .start = out->len, .words = words };
  const char      *p = text ? text : "", *end = p + length;
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (p, (gssize) length, NULL))
    {
      valid = g_utf8_make_valid (text, (gssize) length);
      p = valid;
      end = valid + strlen (valid);
    }
  while (p < end)
    {
      gunichar    c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char (p);
      const char *next = c < 0x80 ? p + 1 : g_utf8_next_char (p);
      const Fold *fold = c < N_TABLE ? &table[c] : NULL;

      if (fold && fold->length > 0 && !(next < end && (guchar) *next >= 0xcc && is_joining (g_utf8_get_char (next))))
        {
          if (words ? fold->is_word : fold->bytes[0] != ' ' && !(c < 0x80 && g_ascii_isspace ((char) c)))
            {
              if (!writer.in_word && (words || out->len > writer.start))
                g_string_append_c (out, ' ');
              if (out->len + sizeof fold->bytes < out->allocated_len)
                {
                  memcpy (out->str + out->len, fold->bytes, sizeof fold->bytes);
                  out->len += fold->length;
                  out->str[out->len] = '\0';
                }
              else
                g_string_append_len (out, fold->bytes, fold->length);
              writer.in_word = TRUE;
            }
          else
            writer.in_word = FALSE;
        }
      else
        {
          g_autofree char *folded = NULL;

          while (next < end && ((guchar) *next >= 0xe3 || is_joining (g_utf8_get_char (next))))
            next = g_utf8_next_char (next);
          folded = fold_slowly (p, next - p);
          write_slowly (&writer, folded);
        }
      p = next;
    }
  if (words)
    g_string_append_c (out, ' ');
}
