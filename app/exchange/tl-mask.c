/* tl-mask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-mask.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-mask-private.h"

#define PADDING 8  /* zeroes behind the plain form */
#define MAX_IP  45 /* characters of an address of version 6 */

struct _TlMasker
{
  guint    kinds;
  guchar  *s;
  guint32 *at;
  gsize    size;
  GArray  *spans;
  guint64  counts[TL_MASK_N_KINDS];
};

static const struct
{
  const char *name;
  const char *token;
  const char *label;
  const char *one;
  const char *many;
} kinds_info[TL_MASK_N_KINDS] = {
  [TL_MASK_EMAIL] = { "e-mail", "[e-mail]", N_("E-mail addresses"), N_("%s e-mail address"), N_("%s e-mail addresses") },
  [TL_MASK_PHONE] = { "phone", "[phone]", N_("Telephone numbers"), N_("%s telephone number"), N_("%s telephone numbers") },
  [TL_MASK_CARD] = { "card", "[card]", N_("Card numbers"), N_("%s card number"), N_("%s card numbers") },
  [TL_MASK_ACCOUNT] = { "account", "[account]", N_("Account numbers"), N_("%s account number"), N_("%s account numbers") },
  [TL_MASK_IP] = { "ip", "[IP address]", N_("IP addresses"), N_("%s IP address"), N_("%s IP addresses") },
};

/**
 * tl_mask_kind_to_string:
 *
 * Returns: (transfer none): the kind's name on the command line
 */
const char *
tl_mask_kind_to_string (TlMaskKind kind)
{
  g_return_val_if_fail (kind < TL_MASK_N_KINDS, NULL);
  return kinds_info[kind].name;
}

/**
 * tl_mask_kind_get_token:
 *
 * Returns: (transfer none): what stands in the text instead
 */
const char *
tl_mask_kind_get_token (TlMaskKind kind)
{
  g_return_val_if_fail (kind < TL_MASK_N_KINDS, NULL);
  return kinds_info[kind].token;
}

/**
 * tl_mask_kind_get_label:
 *
 * Returns: (transfer none): what people call the kind
 */
const char *
tl_mask_kind_get_label (TlMaskKind kind)
{
  g_return_val_if_fail (kind < TL_MASK_N_KINDS, NULL);
  return _(kinds_info[kind].label);
}

/**
 * tl_mask_kind_say:
 *
 * Returns: (transfer full): “3 e-mail addresses”
 */
char *
tl_mask_kind_say (TlMaskKind kind, guint64 n)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, n);

  g_return_val_if_fail (kind < TL_MASK_N_KINDS, NULL);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, kinds_info[kind].one, kinds_info[kind].many, (gulong) n), number);
#pragma GCC diagnostic pop
}

/**
 * tl_mask_parse_kinds:
 * @text: names with commas between them, as tl_mask_kind_to_string() gives them
 * @kinds: (out): these kinds, as bits
 *
 * Returns: %FALSE where one of the names is none
 */
gboolean
tl_mask_parse_kinds (const char *text, guint *kinds)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  *kinds = 0;
  for (char **name = names; *name; name++)
    {
      TlMaskKind kind;

      g_strstrip (*name);
      for (kind = 0; kind < TL_MASK_N_KINDS && g_ascii_strcasecmp (*name, kinds_info[kind].name) != 0;)
        kind++;
      if (kind == TL_MASK_N_KINDS)
        return FALSE;
      *kinds |= 1u << kind;
    }
  return *kinds != 0;
}

/**
 * tl_masker_new:
 * @kinds: what to look for, as bits: %TL_MASK_ALL, or (1 << kind)
 *
 * Returns: (transfer full): what finds and masks them, in one thread
 */
TlMasker *
tl_masker_new (guint kinds)
{
  TlMasker *self = g_new0 (TlMasker, 1);

  self->kinds = kinds;
  self->spans = g_array_new (FALSE, FALSE, sizeof (TlMaskSpan));
  return self;
}

/**
 * tl_masker_free:
 */
void
tl_masker_free (TlMasker *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->spans);
  g_free (self->s);
  g_free (self->at);
  g_free (self);
}

/**
 * tl_masker_get_counts:
 *
 * Returns: (transfer none) (array fixed-size=5): how many of each kind tl_masker_mask() has masked so far
 */
const guint64 *
tl_masker_get_counts (TlMasker *self)
{
  return self->counts;
}

/* The plain form */

/* U+00C0 to U+00FF without their accents; '.' for what is no letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty";

/* The plain form of a character beyond ASCII; 0 for what cannot be seen. */
static guchar
fold (gunichar c)
{
  int digit;

  if (c >= 0xc0 && c <= 0xff)
    return latin[c - 0xc0] == '.' ? TL_PLAIN_OTHER : (guchar) latin[c - 0xc0];
  if (c >= 0xff01 && c <= 0xff5e)
    return (guchar) g_ascii_tolower ((char) (c - 0xff01 + 0x21));
  digit = g_unichar_digit_value (c);
  if (digit >= 0)
    return (guchar) ('0' + digit);
  switch (c)
    {
    case 0x00a0: case 0x202f: case 0x3000: case 0x2000: case 0x2001: case 0x2002: case 0x2003: case 0x2004: case 0x2005:
    case 0x2006: case 0x2007: case 0x2008: case 0x2009: case 0x200a: case 0x205f:
      return ' ';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0x2043: case 0xfe63:
    case 0xfe58: case 0x30fc:
      return '-';
    case 0xfe6b:
      return '@';
    case 0x2215: case 0x2044:
      return '/';
    case 0x00b7: case 0x2024: case 0x3002: case 0xff61:
      return '.';
    case 0x00ad:
      return 0;
    default:
      break;
    }
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CURRENCY_SYMBOL:
      return TL_PLAIN_CURRENCY;
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
      return TL_PLAIN_LETTER;
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
      return TL_PLAIN_SIGN;
    case G_UNICODE_FORMAT:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
      return 0;
    default:
      return TL_PLAIN_OTHER;
    }
}

static void
make_room (TlMasker *self, gsize size)
{
  if (size <= self->size)
    return;
  self->size = size + size / 2 + 256;
  self->s = g_realloc (self->s, self->size);
  self->at = g_realloc (self->at, self->size * sizeof *self->at);
}

/* Whether there is anything to look for: a digit, an at sign, or what may be one in another script. */
static gboolean
has_trigger (const char *text, gsize length)
{
  const guchar *p = (const guchar *) text;
  gboolean      has_beyond = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if ((p[i] >= '0' && p[i] <= '9') || p[i] == '@')
        return TRUE;
      if ((p[i] == '(' || p[i] == '[') && i + 2 < length && (p[i + 1] | 0x20) == 'a' && (p[i + 2] | 0x20) == 't')
        return TRUE;
      has_beyond |= p[i] >= 0xd9;
    }
  if (!has_beyond)
    return FALSE;
  for (const char *q = text; q < text + length; q = g_utf8_next_char (q))
    if ((guchar) *q >= 0xd9)
      {
        gunichar c = g_utf8_get_char (q);

        if (c == 0xff20 || c == 0xfe6b || g_unichar_digit_value (c) >= 0)
          return TRUE;
      }
  return FALSE;
}

static void
make_plain (TlMasker *self, const char *text, gsize length, TlPlain *plain)
{
  gboolean is_ascii = TRUE;
  gsize    n = 0;

  make_room (self, length + PADDING + 1);
  for (const char *p = text; p < text + length;)
    {
      if ((guchar) *p < 0x80)
        {
          self->at[n] = (guint32) (p - text);
          self->s[n++] = (guchar) g_ascii_tolower (*p++);
        }
      else
        {
          guchar c = fold (g_utf8_get_char (p));

          is_ascii = FALSE;
          self->at[n] = (guint32) (p - text);
          if (c)
            self->s[n++] = c;
          p = g_utf8_next_char (p);
        }
    }
  self->at[n] = (guint32) length;
  memset (self->s + n, 0, PADDING);
  *plain = (TlPlain) { self->s, n, text, is_ascii ? NULL : self->at };
}

/* E-mail addresses */

static gboolean
is_local (guchar c)
{
  return _tl_plain_is_digit (c) || _tl_plain_is_letter (c) || (c && strchr ("._%+-'!$*^`{|}~&", c));
}

static gboolean
is_domain (guchar c)
{
  return _tl_plain_is_digit (c) || _tl_plain_is_letter (c) || c == TL_PLAIN_SIGN || c == '-' || c == '.';
}

/* People leave the end away of those everybody knows. */
static gboolean
is_known_host (const guchar *s, gsize n)
{
  static const char hosts[] = " gmail googlemail hotmail yahoo outlook icloud aol gmx live msn protonmail proton comcast "
                              "btinternet orange wanadoo free freenet t-online libero qq ";
  char              host[16];

  if (n < 2 || n > sizeof host - 3)
    return FALSE;
  host[0] = ' ';
  memcpy (host + 1, s, n);
  host[n + 1] = ' ';
  host[n + 2] = '\0';
  return strstr (hosts, host) != NULL;
}

/* The end of the domain that begins at @at, or 0. */
static gsize
find_domain (const TlPlain *plain, gsize at)
{
  gsize end = at, last = 0;
  guint n_letters = 0;

  if (plain->s[at] == '[')
    {
      gsize p = at + 1;

      while (p - at < MAX_IP + 6 && (_tl_plain_is_hex (plain->s[p]) || plain->s[p] == '.' || plain->s[p] == ':'))
        p++;
      return plain->s[p] == ']' && p > at + 3 ? p + 1 : 0;
    }
  while (is_domain (plain->s[end]))
    end++;
  while (end > at && (plain->s[end - 1] == '.' || plain->s[end - 1] == '-'))
    end--;
  for (gsize p = at; p < end; p++)
    if (plain->s[p] == '.')
      {
        last = p + 1;
        n_letters = 0;
      }
    else if (_tl_plain_is_letter (plain->s[p]) || plain->s[p] == TL_PLAIN_SIGN)
      n_letters++;
  if (last > at + 1 && n_letters >= 2)
    return end;
  /* A sentence that goes on without a blank: “anna@example.com.2 days”. */
  if (last > at + 1 && end - last < 4)
    {
      gsize cut = last - 1, p = cut;

      while (p > at && plain->s[p - 1] != '.')
        p--;
      if (p > at + 1 && cut - p >= 2 && _tl_plain_is_letter (plain->s[p]))
        return cut;
    }
  return is_known_host (plain->s + at, end - at) ? end : 0;
}

/* The beginning of what stands before an at sign, or @end. */
static gsize
find_local (const TlPlain *plain, gsize floor, gsize end)
{
  gsize start = end;

  if (end > floor + 1 && plain->s[end - 1] == '"')
    {
      for (gsize p = end - 1; p > floor && end - p < 66;)
        if (plain->s[--p] == '"')
          return p;
      return end;
    }
  while (start > floor && is_local (plain->s[start - 1]))
    start--;
  if (start == end)
    while (start > floor && plain->s[start - 1] == TL_PLAIN_SIGN)
      start--;
  while (start < end && !_tl_plain_is_digit (plain->s[start]) && !_tl_plain_is_letter (plain->s[start]) &&
         plain->s[start] != '_' && plain->s[start] != TL_PLAIN_SIGN)
    start++;
  return start;
}

static gboolean
find_email (const TlPlain *plain, gsize sign, gsize behind, gsize floor, TlMaskSpan *span)
{
  gsize end = find_domain (plain, behind);
  gsize start;

  if (end == 0)
    return FALSE;
  start = find_local (plain, floor, sign);
  *span = (TlMaskSpan) { start, end, TL_MASK_EMAIL };
  return start < sign;
}

/* “anna(at)example.com”, “anna [at] example [dot] com”, “anna%40example.com” */
static gboolean
find_disguised (const TlPlain *plain, gsize at, gsize floor, TlMaskSpan *span)
{
  const guchar *s = plain->s;
  gsize         before = at, behind = at + 4;

  if (s[at] == '%')
    return s[at + 1] == '4' && s[at + 2] == '0' && find_email (plain, at, at + 3, floor, span);
  if (s[at + 1] != 'a' || s[at + 2] != 't' || s[at + 3] != (s[at] == '(' ? ')' : ']'))
    return FALSE;
  if (before > floor && s[before - 1] == ' ')
    before--;
  if (s[behind] == ' ')
    behind++;
  if (find_email (plain, before, behind, floor, span))
    return TRUE;
  /* A word, “dot” in brackets, a word. */
  for (gsize p = behind; p - behind < 64; p++)
    {
      if (is_domain (s[p]) || s[p] == ' ')
        continue;
      if (p == behind || (s[p] != '(' && s[p] != '[') || s[p + 1] != 'd' || s[p + 2] != 'o' || s[p + 3] != 't')
        return FALSE;
      p += s[p + 4] == ')' || s[p + 4] == ']' ? 5 : 4;
      if (s[p] == ' ')
        p++;
      span->start = find_local (plain, floor, before);
      span->kind = TL_MASK_EMAIL;
      for (span->end = p; span->end - p < 24 && _tl_plain_is_letter (s[span->end]);)
        span->end++;
      return span->start < before && span->end > p + 1;
    }
  return FALSE;
}

/* IP addresses */

static gboolean
find_ipv4 (const TlPlain *plain, gsize at, gsize floor, TlMaskSpan *span)
{
  gsize p = at;
  guint gap;

  if (at > floor && (_tl_plain_is_part (plain->s[at - 1]) || plain->s[at - 1] == '.'))
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      int   value = 0;
      gsize start = p;

      for (; p - start < 4 && _tl_plain_is_digit (plain->s[p]); p++)
        value = value * 10 + (plain->s[p] - '0');
      if (p == start || p - start > 3 || value > 255 || (p - start > 1 && plain->s[start] == '0'))
        return FALSE;
      if (i < 3 && plain->s[p++] != '.')
        return FALSE;
    }
  if (_tl_plain_is_part (plain->s[p]) || (plain->s[p] == '.' && _tl_plain_is_digit (plain->s[p + 1])) ||
      _tl_mask_is_money (plain, at, p))
    return FALSE;
  if (_tl_mask_find_cue (plain, at, &gap) == TL_CUE_VERSION && gap == 0)
    return FALSE;
  if (strncmp ((const char *) plain->s + p, " version", 8) == 0)
    return FALSE;
  *span = (TlMaskSpan) { at, p, TL_MASK_IP };
  return TRUE;
}

/* Around a colon. */
static gboolean
find_ipv6 (const TlPlain *plain, gsize colon, gsize floor, TlMaskSpan *span)
{
  gsize    start = colon, end;
  guint    n_groups = 0, n_digits = 0, n_colons = 0;
  gboolean is_short = FALSE, has_digit = FALSE;
  char     address[MAX_IP + 1];

  while (start > floor && colon - start < 5 && _tl_plain_is_hex (plain->s[start - 1]))
    start--;
  if (start > floor && (_tl_plain_is_part (plain->s[start - 1]) || plain->s[start - 1] == '.'))
    return FALSE;
  end = start;
  while (end - start <= MAX_IP && (_tl_plain_is_hex (plain->s[end]) || plain->s[end] == ':' ||
                                   (plain->s[end] == '.' && n_colons > 1 && _tl_plain_is_digit (plain->s[end + 1]))))
    {
      n_colons += plain->s[end] == ':';
      is_short |= plain->s[end] == ':' && plain->s[end + 1] == ':';
      has_digit |= _tl_plain_is_digit (plain->s[end]);
      n_groups += _tl_plain_is_hex (plain->s[end]) && (end == start || !_tl_plain_is_hex (plain->s[end - 1]));
      n_digits += _tl_plain_is_hex (plain->s[end]);
      end++;
    }
  /* A colon behind it ends a clause. */
  if (end > start + 1 && plain->s[end - 1] == ':' && plain->s[end - 2] != ':')
    end--;
  if (end - start > MAX_IP || _tl_plain_is_part (plain->s[end]) || n_colons < 2 || !has_digit || n_digits < 4 ||
      (is_short ? n_groups < 2 || n_digits < 5 || (n_groups == 2 && colon - start < 3) : n_colons < 6))
    return FALSE;
  memcpy (address, plain->s + start, end - start);
  address[end - start] = '\0';
  {
    g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);

    if (parsed == NULL || g_inet_address_get_family (parsed) != G_SOCKET_FAMILY_IPV6)
      return FALSE;
  }
  *span = (TlMaskSpan) { start, end, TL_MASK_IP };
  return TRUE;
}

/* All of it */

static gboolean
wants (TlMasker *self, TlMaskKind kind)
{
  return (self->kinds & (1u << kind)) != 0;
}

/* Whether an IBAN may begin at @at: two letters and two digits, at the beginning of a word. */
static gboolean
may_be_iban (const TlPlain *plain, gsize digit, gsize floor)
{
  const guchar *s = plain->s + digit;

  return digit >= floor + 2 && s[-1] >= 'a' && s[-1] <= 'z' && s[-2] >= 'a' && s[-2] <= 'z' &&
         _tl_plain_is_digit (s[1]) && (digit == 2 || !_tl_plain_is_part (s[-3]));
}

/* What is found around @at, where a sign stands that something may begin with. @next: (out): where to go on */
static gboolean
find_at (TlMasker *self, const TlPlain *plain, gsize at, gsize floor, TlMaskSpan *span, gsize *next)
{
  *next = at + 1;
  switch (plain->s[at])
    {
    case '@':
      return wants (self, TL_MASK_EMAIL) && find_email (plain, at, at + 1, floor, span);

    case '(':
    case '[':
    case '%':
      return wants (self, TL_MASK_EMAIL) && find_disguised (plain, at, floor, span);

    case ':':
      if (wants (self, TL_MASK_IP) && find_ipv6 (plain, at, floor, span))
        return TRUE;
      return FALSE;

    default:
      if (wants (self, TL_MASK_ACCOUNT) && may_be_iban (plain, at, floor))
        {
          if (_tl_mask_find_iban (plain, at - 2, span, next))
            return TRUE;
          if (*next > at + 1)
            return FALSE;
        }
      if (wants (self, TL_MASK_IP) && find_ipv4 (plain, at, floor, span))
        return TRUE;
      return _tl_mask_find_number (plain, at, floor, self->kinds, span, next);
    }
}

/* Digits at the beginning of an e-mail address are no number: “447700900123@example.com”. */
static gboolean
is_local_part (const TlPlain *plain, gsize at, gsize *sign)
{
  gsize p = at;

  while (p - at < 64 && is_local (plain->s[p]))
    p++;
  *sign = p;
  return plain->s[p] == '@' && find_domain (plain, p + 1) > 0;
}

/**
 * tl_masker_find:
 * @text: a text in UTF-8
 * @length: its length in bytes
 * @n: (out): how many were found
 *
 * Finds personal details by their patterns, from the first to the last; they do not overlap.
 *
 * Returns: (transfer none) (array length=n): where they stand, until the next call
 */
const TlMaskSpan *
tl_masker_find (TlMasker *self, const char *text, gsize length, guint *n)
{
  TlPlain plain;
  gsize   floor = 0;

  g_array_set_size (self->spans, 0);
  *n = 0;
  if (self->kinds == 0 || length >= G_MAXUINT32 - PADDING || !has_trigger (text, length))
    return NULL;
  make_plain (self, text, length, &plain);
  for (gsize i = 0; i < plain.n;)
    {
      guchar     c = plain.s[i];
      TlMaskSpan span;
      gsize      next, sign;

      if (!(_tl_plain_is_digit (c) || c == '@' || c == ':' || c == '(' || c == '[' || c == '%'))
        {
          i++;
          continue;
        }
      if (_tl_plain_is_digit (c) && (self->kinds & (1u << TL_MASK_EMAIL)) && is_local_part (&plain, i, &sign))
        {
          i = sign;
          continue;
        }
      if (!find_at (self, &plain, i, floor, &span, &next))
        {
          i = next;
          continue;
        }
      i = floor = span.end;
      if (plain.at)
        {
          span.start = plain.at[span.start];
          span.end = plain.at[span.end];
        }
      g_array_append_val (self->spans, span);
    }
  *n = self->spans->len;
  return (TlMaskSpan *) (void *) self->spans->data;
}

/**
 * tl_masker_mask:
 * @text: a text in UTF-8
 * @length: its length in bytes
 *
 * Puts a token in the place of each personal detail, and counts it.
 *
 * Returns: (transfer full) (nullable): the text with the tokens; %NULL where nothing was found
 */
char *
tl_masker_mask (TlMasker *self, const char *text, gsize length)
{
  guint             n;
  const TlMaskSpan *spans = tl_masker_find (self, text, length, &n);
  GString          *out;
  gsize             from = 0;

  if (n == 0)
    return NULL;
  out = g_string_sized_new (length + 16);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_len (out, text + from, (gssize) (spans[i].start - from));
      g_string_append (out, kinds_info[spans[i].kind].token);
      from = spans[i].end;
      self->counts[spans[i].kind]++;
    }
  g_string_append_len (out, text + from, (gssize) (length - from));
  return g_string_free (out, FALSE);
}

/**
 * tl_mask_words:
 * @words: what somebody wrote
 *
 * Returns: (transfer full) (nullable): @words with a token in the place of each personal detail of any kind; %NULL where
 *   there is none
 */
char *
tl_mask_words (const char *words)
{
  g_autoptr (TlMasker) masker = tl_masker_new (TL_MASK_ALL);

  return tl_masker_mask (masker, words, strlen (words));
}
