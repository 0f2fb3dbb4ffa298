/* tl-record.c: one record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-error.h"
#include "tl-evidence.h"

/**
 * tl_record_new:
 * @id: its id, unique in the journey
 *
 * Returns: (transfer full): a record that says nothing yet
 */
TlRecord *
tl_record_new (const char *id)
{
  TlRecord *self = g_new0 (TlRecord, 1);

  self->id = g_strdup (id);
  return self;
}

/**
 * tl_record_free:
 */
void
tl_record_free (TlRecord *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < TL_N_EVIDENCE_FIELDS; i++)
    tl_value_clear (&self->values[i], TL_EVIDENCE_SOURCE + i);
  g_free (self->id);
  g_strfreev (self->about);
  g_free (self->extract);
  g_free (self->marked);
  g_free (self);
}

static gboolean
is_evidence_field (TlField field)
{
  return field >= TL_EVIDENCE_SOURCE && field <= TL_EVIDENCE_LAST;
}

/**
 * tl_record_set:
 * @field: a field of records
 * @text: (nullable): its value in canonical form; %NULL for nothing
 * @error: return location
 *
 * Sets what a record says.
 *
 * Returns: %FALSE with an error of tl_field_parse(), and nothing changed
 */
gboolean
tl_record_set (TlRecord *self, TlField field, const char *text, GError **error)
{
  TlValue value = { FALSE };

  g_return_val_if_fail (is_evidence_field (field), FALSE);
  if (text && !tl_field_parse (field, text, &value, error))
    return FALSE;
  tl_value_clear (&self->values[field - TL_EVIDENCE_SOURCE], field);
  self->values[field - TL_EVIDENCE_SOURCE] = value;
  return TRUE;
}

/**
 * tl_record_get_text:
 * @field: a field of records that holds text, a reference or a date
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
tl_record_get_text (const TlRecord *self, TlField field)
{
  g_return_val_if_fail (is_evidence_field (field) && !tl_field_is_number (field), NULL);
  return tl_record_has (self, field) ? self->values[field - TL_EVIDENCE_SOURCE].text : NULL;
}

/**
 * tl_record_has:
 *
 * Returns: whether the record says anything in @field
 */
gboolean
tl_record_has (const TlRecord *self, TlField field)
{
  g_return_val_if_fail (is_evidence_field (field), FALSE);
  return self->values[field - TL_EVIDENCE_SOURCE].is_set;
}

/**
 * tl_record_add_about:
 * @thing: the id of something else that the record speaks of
 *
 * Assigns it to one more thing: to %TL_EVIDENCE_ON first, then to more. What it is assigned to already is left alone.
 */
void
tl_record_add_about (TlRecord *self, const char *thing)
{
  guint n = self->about ? g_strv_length (self->about) : 0;

  if (!tl_record_has (self, TL_EVIDENCE_ON))
    {
      self->values[TL_EVIDENCE_ON - TL_EVIDENCE_SOURCE] = (TlValue) { TRUE, { .text = g_strdup (thing) } };
      return;
    }
  if (strcmp (tl_record_get_text (self, TL_EVIDENCE_ON), thing) == 0 ||
      (self->about && g_strv_contains ((const char *const *) self->about, thing)))
    return;
  self->about = g_renew (char *, self->about, n + 2);
  self->about[n] = g_strdup (thing);
  self->about[n + 1] = NULL;
}

/**
 * tl_record_is_starred:
 *
 * Returns: whether it is one of those worth showing
 */
gboolean
tl_record_is_starred (const TlRecord *self)
{
  return tl_record_has (self, TL_EVIDENCE_STARRED) &&
         self->values[TL_EVIDENCE_STARRED - TL_EVIDENCE_SOURCE].number != 0;
}
