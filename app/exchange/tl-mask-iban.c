/* tl-mask-iban.c: accounts: IBANs, sort codes, and long numbers that are called one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-mask-private.h"

#define MIN_ACCOUNT 6  /* digits of what is called an account */
#define MAX_ACCOUNT 20

/* How long an IBAN of a country is: SWIFT's registry, release 99. */
static const char lengths[] =
  "ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 bi27 br29 by28 ch21 cr22 cy28 cz24 de22 dj27 dk18 do28 ee20 eg29 es24 "
  "fi18 fk18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hn28 hr21 hu28 ie22 il23 iq23 is26 it27 jo30 kw30 kz20 lb28 lc32 "
  "li21 lt20 lu20 lv21 ly25 mc27 md24 me22 mk19 mn20 mr27 mt31 mu30 ni28 nl18 no15 om23 pk24 pl28 ps29 pt25 qa29 ro24 "
  "rs22 ru33 sa24 sc31 sd18 se24 si19 sk24 sm27 so23 st25 sv28 tl23 tn24 tr26 ua29 va22 vg24 xk20 ye30 ";

static guint
get_length (const guchar *country)
{
  for (const char *p = lengths; *p; p += 5)
    if (p[0] == country[0] && p[1] == country[1])
      return (guint) (p[2] - '0') * 10 + (guint) (p[3] - '0');
  return 0;
}

static gboolean
is_alnum (guchar c)
{
  return _tl_plain_is_digit (c) || (c >= 'a' && c <= 'z');
}

/* ISO 7064, mod 97-10. */
static gboolean
is_right (const char *iban, guint n)
{
  guint rest = 0;

  for (guint i = 0; i < n; i++)
    {
      char  c = iban[(i + 4) % n];
      guint value = c <= '9' ? (guint) (c - '0') : (guint) (c - 'a') + 10;

      rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
    }
  return rest == 1;
}

/**
 * _tl_mask_find_iban:
 * @at: where two letters and two digits stand, at the beginning of a word
 * @next: (inout): behind it, where it is made like one, right or not
 *
 * Finds an IBAN whose check digits are right, or that is called one; in groups or not.
 */
gboolean
_tl_mask_find_iban (const TlPlain *plain, gsize at, TlMaskSpan *span, gsize *next)
{
  char  iban[40];
  guint wanted = get_length (plain->s + at);
  guint n = 0, gap;
  gsize end = at;

  if (wanted == 0)
    return FALSE;
  for (; n < wanted; end++)
    {
      if (is_alnum (plain->s[end]))
        iban[n++] = (char) plain->s[end];
      else if (!((plain->s[end] == ' ' || plain->s[end] == '-' || plain->s[end] == '.') && is_alnum (plain->s[end + 1])))
        return FALSE;
    }
  if (_tl_plain_is_part (plain->s[end]))
    return FALSE;
  *next = end;
  if (!is_right (iban, n) && _tl_mask_find_cue (plain, at, &gap) != TL_CUE_ACCOUNT)
    return FALSE;
  *span = (TlMaskSpan) { at, end, TL_MASK_ACCOUNT };
  return TRUE;
}

static gsize
length_of (const TlDigits *group)
{
  return group->end - group->start;
}

/* “20210315” may be a day. */
static gboolean
is_day (const TlPlain *plain, const TlDigits *group)
{
  const guchar *s = plain->s + group->start;
  int           month = (s[4] - '0') * 10 + s[5] - '0';
  int           day = (s[6] - '0') * 10 + s[7] - '0';

  return length_of (group) == 8 && ((s[0] == '1' && s[1] == '9') || (s[0] == '2' && s[1] == '0')) && month >= 1 &&
         month <= 12 && day >= 1 && day <= 31;
}

/* “20-00-00 55779911”, “20-00-00, account 55779911” are found as two. */
static gboolean
find_sort_code (const TlPlain *plain, const TlDigits *groups, guint n, TlCue cue, TlMaskSpan *span)
{
  gboolean is_grouped = n >= 3 && length_of (&groups[0]) == 2 && length_of (&groups[1]) == 2 &&
                        length_of (&groups[2]) == 2 && groups[1].sep == groups[2].sep &&
                        (groups[1].sep == '-' || groups[1].sep == ' ');
  guint    used = is_grouped ? 3 : 1;
  gboolean has_account = n > used && length_of (&groups[used]) == 8 &&
                         (n == used + 1 || groups[used + 1].sep != groups[used].sep);

  if (!is_grouped && !(cue == TL_CUE_SORT && length_of (&groups[0]) == 6))
    return FALSE;
  if (cue != TL_CUE_SORT && (!has_account || groups[1].sep == ' '))
    return FALSE;
  *span = (TlMaskSpan) { groups[0].start, groups[has_account ? used : used - 1].end, TL_MASK_ACCOUNT };
  return TRUE;
}

/**
 * _tl_mask_find_account:
 * @groups: the number, and what comes behind it
 * @cue: what the words before it say
 * @gap: at what distance
 *
 * Finds a sort code, or a long number that is called an account.
 */
gboolean
_tl_mask_find_account (const TlPlain *plain, const TlDigits *groups, guint n, TlCue cue, guint gap, TlMaskSpan *span)
{
  gsize digits = 0;
  guint used = 0;

  if (find_sort_code (plain, groups, n, cue, span))
    return TRUE;
  if ((cue != TL_CUE_ACCOUNT && cue != TL_CUE_CARD && cue != TL_CUE_SORT) || gap > 1)
    return FALSE;
  /* A group may stand alone, or all of them are one number: “1234 567 890”. */
  while (used < n && digits + length_of (&groups[used]) <= MAX_ACCOUNT &&
         (used == 0 || (groups[used].sep == groups[1].sep && (groups[used].sep == '-' || groups[used].sep == ' ') &&
                        length_of (&groups[used]) >= 2 &&
                        !(digits >= 8 && groups[used].sep == ' ' && length_of (&groups[used]) != length_of (&groups[0])))))
    digits += length_of (&groups[used++]);
  if (used > 1 && (digits < 8 || (length_of (&groups[0]) == 4 && digits == 8 && groups[1].sep == '-' && n == 3)))
    {
      used = 1;
      digits = length_of (&groups[0]);
    }
  if (cue == TL_CUE_CARD && digits < 12)
    return FALSE;
  if (digits < MIN_ACCOUNT || (used == 1 && gap > 0 && is_day (plain, &groups[0])) ||
      _tl_mask_is_money (plain, groups[0].start, groups[used - 1].end))
    return FALSE;
  *span = (TlMaskSpan) { groups[0].start, groups[used - 1].end, TL_MASK_ACCOUNT };
  return TRUE;
}
