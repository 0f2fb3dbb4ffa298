/* tl-mask.h: personal details in texts, by their patterns
 *
 * What looks like an e-mail address, a telephone number, a payment card, an account or an IP address gives way to a short
 * token. This knows patterns, no persons: names, streets and what people tell of themselves stay.
 *
 * The tokens are not translated: they stand in the file for good, where whoever searches, and whoever opens the journey
 * in another language, must find one form of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlMaskKind:
 * @TL_MASK_EMAIL: an e-mail address
 * @TL_MASK_PHONE: a telephone number
 * @TL_MASK_CARD: the number of a payment card, whose check digit is right
 * @TL_MASK_ACCOUNT: an IBAN whose check digits are right, a sort code, or a long number that is called an account
 * @TL_MASK_IP: an IP address, of version 4 or 6
 *
 * A kind of personal detail.
 */
typedef enum
{
  TL_MASK_EMAIL,
  TL_MASK_PHONE,
  TL_MASK_CARD,
  TL_MASK_ACCOUNT,
  TL_MASK_IP,
  TL_MASK_N_KINDS,
} TlMaskKind;

#define TL_MASK_ALL ((1u << TL_MASK_N_KINDS) - 1)

/**
 * TlMaskSpan:
 * @start: the first byte of it
 * @end: the first byte behind it
 * @kind: what it is
 *
 * A personal detail in a text.
 */
typedef struct
{
  gsize      start;
  gsize      end;
  TlMaskKind kind;
} TlMaskSpan;

typedef struct _TlMasker TlMasker;

TlMasker         *tl_masker_new           (guint          kinds);
void              tl_masker_free          (TlMasker      *self);
const TlMaskSpan *tl_masker_find          (TlMasker      *self,
                                           const char    *text,
                                           gsize          length,
                                           guint         *n);
char             *tl_masker_mask          (TlMasker      *self,
                                           const char    *text,
                                           gsize          length);
const guint64    *tl_masker_get_counts    (TlMasker      *self);
char             *tl_mask_words           (const char    *words);

const char       *tl_mask_kind_to_string  (TlMaskKind     kind);
const char       *tl_mask_kind_get_token  (TlMaskKind     kind);
const char       *tl_mask_kind_get_label  (TlMaskKind     kind);
char             *tl_mask_kind_say        (TlMaskKind     kind,
                                           guint64        n);
gboolean          tl_mask_parse_kinds     (const char    *text,
                                           guint         *kinds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlMasker, tl_masker_free)

G_END_DECLS
