/* tl-mask-private.h: what the parts of masking share
 *
 * Patterns are not looked for in the text itself but in a plain form of it, a byte for each character: letters in lower
 * case and without accents, digits of any script as 0 to 9, dashes and blanks of any kind as one, and nothing of what
 * cannot be seen. Every look ahead or back is bounded, so that the time is linear in the text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-mask.h"

G_BEGIN_DECLS

/* Characters beyond ASCII in the plain form. */
#define TL_PLAIN_LETTER   0x80 /* of a script with capital letters: words end where they end */
#define TL_PLAIN_SIGN     0x81 /* a letter of another script, in which words need not be apart */
#define TL_PLAIN_CURRENCY 0x82
#define TL_PLAIN_OTHER    0x83

/**
 * TlPlain:
 * @s: the plain form, with some zeroes behind it
 * @n: how long it is
 * @text: the text
 * @at: (nullable): where in @text each of its characters begins, and the last ends; %NULL where that is the same
 */
typedef struct
{
  const guchar  *s;
  gsize          n;
  const char    *text;
  const guint32 *at;
} TlPlain;

/* What the words before a number say of it. */
typedef enum
{
  TL_CUE_NONE,
  TL_CUE_PHONE,
  TL_CUE_ACCOUNT,
  TL_CUE_CARD,
  TL_CUE_SORT,    /* the sort code of a bank */
  TL_CUE_REFERENCE,
  TL_CUE_MONEY,
  TL_CUE_VERSION,
  TL_CUE_FILLER,
} TlCue;

/* A number as it is written: groups of digits. */
#define TL_MASK_MAX_GROUPS 10

typedef struct
{
  gsize  start;
  gsize  end;
  guchar sep;     /* what stands before it: ' ', '-', '.', '/', '(' or ')' */
} TlDigits;

static inline gboolean
_tl_plain_is_digit (guchar c)
{
  return c >= '0' && c <= '9';
}

static inline gboolean
_tl_plain_is_hex (guchar c)
{
  return _tl_plain_is_digit (c) || (c >= 'a' && c <= 'f');
}

static inline gboolean
_tl_plain_is_letter (guchar c)
{
  return (c >= 'a' && c <= 'z') || c == TL_PLAIN_LETTER;
}

/* Whether a number cannot begin or end beside it. */
static inline gboolean
_tl_plain_is_part (guchar c)
{
  return _tl_plain_is_digit (c) || _tl_plain_is_letter (c) || c == '_';
}

TlCue    _tl_mask_find_cue  (const TlPlain *plain,
                             gsize          at,
                             guint         *gap);
gboolean _tl_mask_is_money  (const TlPlain *plain,
                             gsize          start,
                             gsize          end);

guint    _tl_mask_read_digits (const TlPlain *plain,
                               gsize          at,
                               TlDigits      *groups);
gboolean _tl_mask_find_number (const TlPlain *plain,
                               gsize          at,
                               gsize          floor,
                               guint          kinds,
                               TlMaskSpan    *span,
                               gsize         *next);
gboolean _tl_mask_find_account (const TlPlain *plain,
                               const TlDigits *groups,
                               guint          n,
                               TlCue          cue,
                               guint          gap,
                               TlMaskSpan    *span);
gboolean _tl_mask_find_iban    (const TlPlain *plain,
                               gsize          at,
                               TlMaskSpan    *span,
                               gsize         *next);

G_END_DECLS
