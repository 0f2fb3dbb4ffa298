/* tl-import-same.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hashes of 64 bits, in a table of its own: a million records take 16 to 32 MiB. That two records that differ share one
 * is to be expected once in half a million imports of ten million records.
 */
#include "tl-import-same.h"

#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "tl-hash-set.h"

#define ENOUGH_TEXT 20 /* bytes of words that two people would not write alike */
#define FIRST_SLOTS 1024

struct _TlSame
{
  TlHashSet *seen;
  GString   *text; /* folded */
};

TlSame *
tl_same_new (void)
{
  TlSame *self = g_new0 (TlSame, 1);

  self->seen = tl_hash_set_new (FIRST_SLOTS);
  self->text = g_string_new (NULL);
  return self;
}

void
tl_same_free (TlSame *self)
{
  tl_hash_set_free (self->seen);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* Returns: whether it was there */
static gboolean
put (TlSame *self, guint64 hash)
{
  return !tl_hash_set_add (self->seen, hash);
}

/* Case and blanks aside. A million records pass here: the room for the whole text is made once. */
static void
add_folded (GString *out, const char *text)
{
  gsize    length = text ? strlen (text) : 0;
  gsize    start = out->len;
  gboolean is_gap = FALSE;
  char    *to;

  g_string_set_size (out, start + length + 1);
  to = out->str + start;
  for (gsize i = 0; i < length; i++)
    {
      const char c = text[i];

      if (c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'))
        {
          is_gap = TRUE;
          continue;
        }
      if (is_gap && to > out->str)
        *to++ = ' ';
      is_gap = FALSE;
      *to++ = (char) (c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
    }
  *to++ = '\x1f';
  g_string_truncate (out, (gsize) (to - out->str));
}

typedef enum
{
  TOO_LITTLE, /* two people may well have said just that */
  WORDS,      /* words alone: enough to know them by in another file, where two may stand in one file */
  ENOUGH,
} Weight;

/* What the record says, in self->text, and how much that is. */
static Weight
fold_content (TlSame *self, const TlRecord *record)
{
  static const TlField scores[] = {
    TL_EVIDENCE_NPS, TL_EVIDENCE_CSAT, TL_EVIDENCE_CES, TL_EVIDENCE_STARS, TL_EVIDENCE_SENTIMENT,
  };
  const char *customer = tl_record_get_text (record, TL_EVIDENCE_CUSTOMER);
  gsize       n_text;
  gboolean    has_customer = customer && *customer, has_score = FALSE;

  g_string_truncate (self->text, 0);
  add_folded (self->text, tl_record_get_text (record, TL_EVIDENCE_TEXT));
  n_text = self->text->len - 1;
  add_folded (self->text, tl_record_get_text (record, TL_EVIDENCE_DATE));
  add_folded (self->text, customer);
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      const TlValue *score = &record->values[scores[i] - TL_EVIDENCE_SOURCE];
      double         number = score->number + 0.; /* one nought, not two */

      has_score = has_score || score->is_set;
      g_string_append_c (self->text, score->is_set ? '\x1e' : '\x1f');
      if (score->is_set)
        g_string_append_len (self->text, (const char *) &number, sizeof number);
    }
  if (has_customer && (n_text > 0 || has_score || tl_record_has (record, TL_EVIDENCE_DATE)))
    return ENOUGH;
  if (n_text < ENOUGH_TEXT)
    return TOO_LITTLE;
  return tl_record_has (record, TL_EVIDENCE_DATE) ? ENOUGH : WORDS;
}

static guint64
hash (const GString *text, char kind)
{
  guint64 value = XXH3_64bits_withSeed (text->str, text->len, (guint64) kind);

  return value ? value : 1;
}

/**
 * tl_same_see:
 * @record: a record as it would be kept, or is
 * @is_known: whether it is in the journey already
 *
 * Returns: which record seen before this is the same as, if any is
 */
TlSameReason
tl_same_see (TlSame *self, const TlRecord *record, gboolean is_known)
{
  const char *source = tl_record_get_text (record, TL_EVIDENCE_SOURCE);
  const char *response = tl_record_get_text (record, TL_EVIDENCE_RESPONSE);
  const char *file = tl_record_get_text (record, TL_EVIDENCE_FILE);
  Weight      weight = fold_content (self, record);
  guint64     content = hash (self->text, 'C');

  if (response && *response)
    {
      guint64  within, anywhere;
      gboolean was_there;

      g_string_append (self->text, response);
      anywhere = hash (self->text, 'A');
      g_string_assign (self->text, source ? source : "");
      g_string_append_c (self->text, '\x1f');
      g_string_append (self->text, response);
      within = hash (self->text, 'R');
      tl_hash_set_prefetch (self->seen, content);
      tl_hash_set_prefetch (self->seen, anywhere);
      was_there = put (self, within);
      was_there = put (self, anywhere) || was_there;
      if (was_there)
        return TL_SAME_RESPONSE;
      /* One of the journey's that has no response id, since it came in before they were kept. */
      if (!is_known && weight >= WORDS && tl_hash_set_has (self->seen, content))
        return TL_SAME_CONTENT;
      return TL_SAME_NONE;
    }
  if (weight == ENOUGH || (weight == WORDS && is_known))
    return put (self, content) ? TL_SAME_CONTENT : TL_SAME_NONE;
  if (weight == WORDS)
    return tl_hash_set_has (self->seen, content) ? TL_SAME_CONTENT : TL_SAME_NONE;
  g_string_append_printf (self->text, "%s\x1f%s\x1f%.17g", source ? source : "", file ? file : "",
                          record->values[TL_EVIDENCE_ROW - TL_EVIDENCE_SOURCE].number);
  return put (self, hash (self->text, 'W')) ? TL_SAME_ROW : TL_SAME_NONE;
}

typedef struct
{
  TlSame       *self;
  GCancellable *cancellable;
  guint         n;
} Learning;

static gboolean
learn (const TlRecord *record, gpointer data, GError **error)
{
  Learning *learning = data;

  if (learning->n++ % 256 == 0 && g_cancellable_set_error_if_cancelled (learning->cancellable, error))
    return FALSE;
  tl_same_see (learning->self, record, TRUE);
  return TRUE;
}

/**
 * tl_same_learn:
 *
 * Looks through the records that are in @document.
 */
gboolean
tl_same_learn (TlSame *self, TlDocument *document, GCancellable *cancellable, GError **error)
{
  Learning learning = { self, cancellable, 0 };

  return tl_evidence_foreach (document, learn, &learning, error);
}
