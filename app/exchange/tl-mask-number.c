/* tl-mask-number.c: numbers: cards, telephones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-mask-private.h"

#define MAX_GROUP  20 /* digits: longer ones are none of these */
#define MIN_DIGITS 6  /* shorter ones neither */

static gsize
length_of (const TlDigits *group)
{
  return group->end - group->start;
}

/* What stands between two groups of one number, if anything does; 0 where they are two numbers. */
static guchar
read_separator (const TlPlain *plain, gsize *p)
{
  gsize  q = *p;
  guchar sep = 0;

  for (; q - *p < 4 && !_tl_plain_is_digit (plain->s[q]); q++)
    {
      guchar c = plain->s[q];

      if (c == ' ' || c == '(' || c == ')')
        sep = sep ? sep : c;
      else if ((c == '-' || c == '/' || c == '.') && (sep == 0 || sep == ' ' || sep == ')'))
        sep = c;
      else
        return 0;
      /* The end of a sentence. */
      if (c == '.' && plain->s[q + 1] == ' ')
        return 0;
    }
  if (!_tl_plain_is_digit (plain->s[q]) || sep == 0)
    return 0;
  *p = q;
  return sep;
}

/**
 * _tl_mask_read_digits:
 * @at: where a digit stands
 * @groups: (out): at most %TL_MASK_MAX_GROUPS groups of digits
 *
 * Reads a number, and what may yet belong to it.
 *
 * Returns: how many groups; 0 where the first is too long, or part of a word
 */
guint
_tl_mask_read_digits (const TlPlain *plain, gsize at, TlDigits *groups)
{
  guint  n = 0;
  guchar sep = 0;

  for (gsize p = at; n < TL_MASK_MAX_GROUPS;)
    {
      gsize end = p;

      while (end - p <= MAX_GROUP && _tl_plain_is_digit (plain->s[end]))
        end++;
      if (end - p > MAX_GROUP || _tl_plain_is_part (plain->s[end]))
        return n;
      groups[n++] = (TlDigits) { p, end, sep };
      p = end;
      sep = read_separator (plain, &p);
      if (sep == 0)
        return n;
    }
  return n;
}

/* ISO/IEC 7812. */
static gboolean
is_luhn (const char *digits, gsize n)
{
  guint sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint digit = (guint) (digits[n - 1 - i] - '0');

      if (i % 2 == 1)
        digit = digit > 4 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
  return sum % 10 == 0;
}

/* By how the number begins, whether cards of this length are given out. */
static gboolean
is_card_length (const char *d, gsize n)
{
  int head = (d[0] - '0') * 10 + (d[1] - '0');

  if (head == 34 || head == 37)
    return n == 15;
  if (head == 30 || head == 36 || head == 38 || head == 39)
    return n == 14 || n == 16 || n == 19;
  if (d[0] == '4')
    return n == 13 || n == 16 || n == 18 || n == 19;
  if (head >= 51 && head <= 55)
    return n == 16;
  if (head >= 22 && head <= 27)
    return n == 16;
  if (head == 35 || strncmp (d, "1800", 4) == 0 || strncmp (d, "2131", 4) == 0)
    return n == 15 || n == 16;
  return (head == 50 || (head >= 56 && head <= 69)) && n >= 13;
}

static gboolean
find_card (const TlPlain *plain, const TlDigits *groups, guint n, TlMaskSpan *span)
{
  char  digits[MAX_GROUP + 1];
  gsize length = 0;

  for (guint i = 0; i < n; i++)
    {
      gsize more = length_of (&groups[i]);

      if (length + more > 19 ||
          (i > 0 && (more < 2 || (groups[i].sep != ' ' && groups[i].sep != '-' && groups[i].sep != '.'))))
        break;
      memcpy (digits + length, plain->s + groups[i].start, more);
      length += more;
      if (length < 13 || !is_card_length (digits, length) || !is_luhn (digits, length))
        continue;
      /* Cards are written in fours, or as it comes; but not as pairs of days and amounts. */
      if (i > 0 && length_of (&groups[0]) < 4)
        continue;
      *span = (TlMaskSpan) { groups[0].start, groups[i].end, TL_MASK_CARD };
      return TRUE;
    }
  return FALSE;
}

/* A card with letters stuck to it, before or behind: “card4111111111111111”, “4111-1111-1111-1111x”. */
static gboolean
find_stuck_card (const TlPlain *plain, gsize at, TlMaskSpan *span)
{
  const guchar *s = plain->s;
  char          digits[20];
  gsize         n = 0, p = at, run = 0;

  for (;; p++)
    if (_tl_plain_is_digit (s[p]))
      {
        if (n == 19)
          return FALSE;
        digits[n++] = (char) s[p];
        run++;
      }
    else if ((s[p] == '-' || s[p] == ' ') && run == 4 && _tl_plain_is_digit (s[p + 1]))
      run = 0;
    else
      break;
  if (n < 13 || !is_card_length (digits, n) || !is_luhn (digits, n))
    return FALSE;
  *span = (TlMaskSpan) { at, p, TL_MASK_CARD };
  return TRUE;
}

static int
value_of (const TlPlain *plain, const TlDigits *group)
{
  int value = 0;

  for (gsize i = group->start; i < group->end && i < group->start + 6; i++)
    value = value * 10 + (plain->s[i] - '0');
  return value;
}

/* How many groups are a date, or a time: 0, 2 or 3. */
static guint
count_date (const TlPlain *plain, const TlDigits *groups, guint n)
{
  gsize a = length_of (&groups[0]), b, c;
  int   x = value_of (plain, &groups[0]), y;

  if (n < 2)
    return 0;
  b = length_of (&groups[1]);
  y = value_of (plain, &groups[1]);
  /* From year to year, and “03/2021”. */
  if (a == 4 && b == 4 && x >= 1900 && x < 2100 && y >= 1900 && y < 2100)
    return 2;
  if (n == 2 && a == 2 && b == 4 && x >= 1 && x <= 12 && y >= 1900 && y < 2100)
    return 2;
  if (n < 3 || groups[1].sep != groups[2].sep || (groups[1].sep != '.' && groups[1].sep != '/' && groups[1].sep != '-'))
    return 0;
  c = length_of (&groups[2]);
  if (a == 4 && x >= 1900 && x < 2100 && b <= 2 && c <= 2 && y >= 1 && y <= 12 && value_of (plain, &groups[2]) <= 31)
    return 3;
  if (a <= 2 && b <= 2 && (c == 4 || c == 2) && x >= 1 && y >= 1 && MIN (x, y) <= 12 && MAX (x, y) <= 31 &&
      (c == 2 || (value_of (plain, &groups[2]) >= 1900 && value_of (plain, &groups[2]) < 2100)))
    return 3;
  return 0;
}

/* How many groups from the first make a number of a telephone with that many digits at the most. */
static guint
take_groups (const TlDigits *groups, guint n, gsize enough, gsize most, gsize *digits)
{
  guint used = 0;

  *digits = 0;
  while (used < n && *digits + length_of (&groups[used]) <= most)
    {
      gsize more = length_of (&groups[used]);

      /* Behind a whole number, a blank and something else begin something else. */
      if (used > 1 && *digits >= enough && groups[used].sep == ' ' && (more != length_of (&groups[used - 1]) || more > 3))
        break;
      if (used > 0 && more == 1 && groups[used].sep == ' ' && *digits >= enough - 1)
        break;
      *digits += more;
      used++;
    }
  return used;
}

static void
set_phone (const TlPlain *plain, gsize start, gsize end, TlMaskSpan *span)
{
  const guchar *s = plain->s;
  gsize         p = end;

  if (s[p] == ')')
    p = ++end;
  while (p - end < 2 && (s[p] == ' ' || s[p] == ','))
    p++;
  /* An extension. */
  if (s[p] == 'e' && s[p + 1] == 'x' && s[p + 2] == 't')
    p += 3;
  else if (s[p] == 'x' || s[p] == '#')
    p++;
  else
    p = 0;
  if (p > 0)
    {
      gsize digits;

      for (gsize i = 0; i < 2 && (s[p] == '.' || s[p] == ' ' || s[p] == ':'); i++)
        p++;
      digits = p;
      while (p - digits < 7 && _tl_plain_is_digit (s[p]))
        p++;
      if (p > digits && p - digits < 7 && !_tl_plain_is_part (s[p]))
        end = p;
    }
  *span = (TlMaskSpan) { start, end, TL_MASK_PHONE };
}

/* Where a number begins that has “+” or “(” before its first digit; @floor is what must not be gone behind. */
static gsize
begin_of (const TlPlain *plain, gsize at, gsize floor, gboolean *has_plus, gboolean *has_bracket)
{
  gsize p = at;

  *has_plus = *has_bracket = FALSE;
  if (p > floor && plain->s[p - 1] == '(')
    {
      *has_bracket = TRUE;
      p--;
    }
  if (p > floor && plain->s[p - 1] == '+')
    {
      *has_plus = TRUE;
      p--;
    }
  else if (p > floor + 1 && plain->s[p - 1] == ' ' && plain->s[p - 2] == '+')
    {
      *has_plus = TRUE;
      p -= 2;
    }
  if (*has_plus && !*has_bracket && p > floor && plain->s[p - 1] == '(')
    p--;
  return p;
}

/* “+44 20 7946 0958”, “0044 (0)20 7946 0958” */
static gboolean
find_international (const TlPlain *plain, const TlDigits *groups, guint n, TlCue cue, gboolean has_plus, gsize start,
                    TlMaskSpan *span)
{
  const guchar *s = plain->s + groups[0].start;
  gboolean      has_zeroes = !has_plus && s[0] == '0' && s[1] == '0' && s[2] >= '1' && s[2] <= '9';
  gsize         digits;
  guint         used;

  if (!has_zeroes && !(has_plus && s[0] >= '1' && s[0] <= '9'))
    return FALSE;
  if (has_zeroes && cue == TL_CUE_REFERENCE)
    return FALSE;
  /* In the middle of a longer number. */
  if (has_zeroes && start > 1 && plain->s[start - 1] == ' ' && _tl_plain_is_digit (plain->s[start - 2]))
    return FALSE;
  used = take_groups (groups, n, has_zeroes ? 13 : 11, has_zeroes ? 17 : 16, &digits);
  if (used == 0 || digits < (has_zeroes ? 11u : 8u) ||
      _tl_mask_is_money (plain, start, groups[used - 1].end))
    return FALSE;
  set_phone (plain, start, groups[used - 1].end, span);
  return TRUE;
}

/* “020 7946 0958”, “0151/12345678”, “06 12 34 56 78”, “(020) 7946 0958” */
static gboolean
find_trunk (const TlPlain *plain, const TlDigits *groups, guint n, TlCue cue, gboolean has_bracket, gsize start,
            TlMaskSpan *span)
{
  const guchar *s = plain->s + groups[0].start;
  gsize         digits;
  guint         used;

  if (s[0] != '0' || !((s[1] >= '1' && s[1] <= '9') || (has_bracket && length_of (&groups[0]) > 1)))
    return FALSE;
  used = take_groups (groups, n, 10, 12, &digits);
  if (used == 0 || digits < 9 || (used == 1 && digits > 11 && cue != TL_CUE_PHONE) || (used == 1 && cue == TL_CUE_REFERENCE))
    return FALSE;
  if (used > 1 && length_of (&groups[0]) > 7)
    return FALSE;
  set_phone (plain, start, groups[used - 1].end, span);
  return TRUE;
}

static gboolean
has_shape (const TlDigits *groups, guint n, const char *shape)
{
  for (guint i = 0; shape[i]; i++)
    if (i >= n || length_of (&groups[i]) != (gsize) (shape[i] - '0'))
      return FALSE;
  return TRUE;
}

/* Where no other group is joined to the first ones, but by a blank. */
static gboolean
ends_at (const TlDigits *groups, guint n, guint used)
{
  return n == used || groups[used].sep == ' ' || groups[used].sep == '(' || groups[used].sep == ')';
}

/* “202-555-0173”, “1 (202) 555-0173”: neither the area nor the exchange begins with 0 or 1, but for “555.123.4567”, which
 * people write to stand for one. */
static gboolean
find_north_american (const TlPlain *plain, const TlDigits *groups, guint n, TlCue cue, guint gap, gsize start,
                     TlMaskSpan *span)
{
  guint first = n > 0 && length_of (&groups[0]) == 1 && plain->s[groups[0].start] == '1' ? 1 : 0;

  gboolean is_dotted = has_shape (groups + first, n - first, "334") && groups[first + 1].sep == '.' &&
                       groups[first + 2].sep == '.' && cue != TL_CUE_VERSION;

  if (!has_shape (groups + first, n - first, "334") || !ends_at (groups, n, first + 3) ||
      plain->s[groups[first].start] < '2' || (plain->s[groups[first + 1].start] < '2' && !is_dotted) ||
      (cue == TL_CUE_REFERENCE && gap == 0) || _tl_mask_is_money (plain, start, groups[first + 2].end))
    return FALSE;
  set_phone (plain, start, groups[first + 2].end, span);
  return TRUE;
}

/* “(11) 98765-4321”, “138 0013 8000”, “98765 43210” */
static gboolean
find_other (const TlPlain *plain, const TlDigits *groups, guint n, TlCue cue, gboolean has_bracket, gsize start,
            TlMaskSpan *span)
{
  gsize digits;
  guint used = 0;

  if (cue == TL_CUE_REFERENCE || cue == TL_CUE_MONEY || cue == TL_CUE_ACCOUNT)
    return FALSE;
  if (has_bracket && n > 1 && groups[1].sep == ')' && length_of (&groups[0]) >= 2 && length_of (&groups[0]) <= 5 &&
      count_date (plain, groups, 1) == 0)
    {
      int area = value_of (plain, &groups[0]);

      used = take_groups (groups, n, 9, 12, &digits);
      if (digits < 9 || (area >= 1900 && area < 2100))
        used = 0;
    }
  else if (has_shape (groups, n, "344") && plain->s[groups[0].start] == '1' && plain->s[groups[0].start + 1] >= '3')
    used = 3;
  else if (has_shape (groups, n, "55") && plain->s[groups[0].start] >= '6' && n == 2)
    used = 2;
  if (used == 0 || !ends_at (groups, n, used) || _tl_mask_is_money (plain, start, groups[used - 1].end))
    return FALSE;
  set_phone (plain, start, groups[used - 1].end, span);
  return TRUE;
}

/* Whatever is called a telephone, and long enough for one. */
static gboolean
find_called (const TlPlain *plain, const TlDigits *groups, guint n, TlCue cue, guint gap, gsize start, TlMaskSpan *span)
{
  gsize digits;
  guint used;

  if (cue != TL_CUE_PHONE || gap > 2)
    return FALSE;
  used = take_groups (groups, n, 10, 13, &digits);
  /* What is left may be as long as a whole one. */
  if (used == 0 || digits < 7 || (used == 1 && digits == 8 && count_date (plain, groups, 1) > 0) ||
      _tl_mask_is_money (plain, start, groups[used - 1].end))
    return FALSE;
  for (guint i = 0; i < used && i < 3; i++)
    if (count_date (plain, groups + i, used - i) > 0)
      return FALSE;
  set_phone (plain, start, groups[used - 1].end, span);
  return TRUE;
}

/* “INV-0123456789”, “#0123456789”, “/item/0123456789”: no telephone, whatever it looks like. */
static gboolean
is_code (const TlPlain *plain, gsize start)
{
  guchar before = start > 0 ? plain->s[start - 1] : 0;
  guchar further = start > 1 ? plain->s[start - 2] : 0;

  return before == '#' || before == '_' ||
         ((before == '-' || before == '/' || before == '=' || before == '.') &&
          (_tl_plain_is_letter (further) || _tl_plain_is_digit (further)));
}

static gboolean
find_phone (const TlPlain *plain, const TlDigits *groups, guint n, TlCue cue, guint gap, gsize floor, TlMaskSpan *span)
{
  gboolean has_plus, has_bracket, is_called = cue == TL_CUE_PHONE && gap <= 2;
  gsize    start = begin_of (plain, groups[0].start, floor, &has_plus, &has_bracket);

  if (find_international (plain, groups, n, gap > 1 ? TL_CUE_NONE : cue, has_plus, start, span))
    return TRUE;
  if (has_plus || (!is_called && is_code (plain, start)))
    return FALSE;
  if (cue == TL_CUE_REFERENCE && gap > 1)
    cue = TL_CUE_NONE;
  return find_trunk (plain, groups, n, cue, has_bracket, start, span) ||
         find_north_american (plain, groups, n, cue, gap, start, span) ||
         find_other (plain, groups, n, cue, has_bracket, start, span) ||
         find_called (plain, groups, n, cue, gap, start, span);
}

/* Five pairs of digits that begin with 0 are a telephone in France, and none of them a date. */
static gboolean
is_french (const TlPlain *plain, const TlDigits *groups, guint n)
{
  if (!has_shape (groups, n, "22222") || plain->s[groups[0].start] != '0' || plain->s[groups[0].start + 1] == '0')
    return FALSE;
  for (guint i = 2; i < 5; i++)
    if (groups[i].sep != groups[1].sep)
      return FALSE;
  return ends_at (groups, n, 5);
}

/**
 * _tl_mask_find_number:
 * @at: where the first digit of a number stands
 * @floor: what is behind the last that was found
 * @kinds: what to look for, as bits
 * @span: (out): what was found
 * @next: (out): where to go on
 *
 * Finds a card, an account or a telephone that begins at a digit.
 */
gboolean
_tl_mask_find_number (const TlPlain *plain, gsize at, gsize floor, guint kinds, TlMaskSpan *span, gsize *next)
{
  TlDigits groups[TL_MASK_MAX_GROUPS];
  guint    n = _tl_mask_read_digits (plain, at, groups);
  guint    gap, n_date;
  gsize    digits = 0;
  TlCue    cue;

  *next = at + 1;
  while (_tl_plain_is_digit (plain->s[*next]))
    (*next)++;
  if ((kinds & (1u << TL_MASK_CARD)) && (n == 0 || (at > 0 && _tl_plain_is_letter (plain->s[at - 1]))) &&
      find_stuck_card (plain, at, span))
    return TRUE;
  for (guint i = 0; i < n; i++)
    digits += length_of (&groups[i]);
  if (digits < MIN_DIGITS)
    return FALSE;
  *next = groups[0].end;
  /* Decimals, as of a place on the map. */
  if (at > 1 && (plain->s[at - 1] == '.' || plain->s[at - 1] == ',') && _tl_plain_is_digit (plain->s[at - 2]))
    return FALSE;
  if (at > 0 && _tl_plain_is_part (plain->s[at - 1]))
    {
      /* Part of a word, such as “AB1234567”; but “tel0207…”. */
      cue = _tl_mask_find_cue (plain, at, &gap);
      if (!_tl_plain_is_letter (plain->s[at - 1]) || gap > 0 || (cue != TL_CUE_PHONE && cue != TL_CUE_ACCOUNT))
        return FALSE;
    }
  if ((kinds & (1u << TL_MASK_CARD)) && find_card (plain, groups, n, span))
    return TRUE;
  n_date = is_french (plain, groups, n) ? 0 : count_date (plain, groups, n);
  cue = _tl_mask_find_cue (plain, at, &gap);
  if ((kinds & (1u << TL_MASK_ACCOUNT)) && (n_date == 0 || cue == TL_CUE_SORT || (n > 3 && length_of (&groups[3]) == 8)) &&
      _tl_mask_find_account (plain, groups, n, cue, gap, span))
    return TRUE;
  if (n_date > 0)
    {
      *next = groups[n_date - 1].end;
      return FALSE;
    }
  return (kinds & (1u << TL_MASK_PHONE)) && find_phone (plain, groups, n, cue, gap, floor, span);
}
