/* tl-tie.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-tie-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-evidence-private.h"

/**
 * tl_tie_may:
 *
 * Returns: whether a number of the field @field can be tied: a share, which may be a count
 */
gboolean
tl_tie_may (TlField field)
{
  const TlFieldInfo *info = tl_field_get_info (field);

  return info->type == TL_TYPE_ESTIMATE && info->flags & TL_FIELD_SHARE;
}

static TlThing *
find_tie (TlJourney *journey, const char *of, const char *field)
{
  TlThing *root = tl_journey_get_root (journey);

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TIE); i++)
    {
      TlThing *tie = tl_thing_nth (root, TL_KIND_TIE, i);

      if (g_strcmp0 (tl_thing_get_text (tie, TL_TIE_OF), of) == 0 &&
          g_strcmp0 (tl_thing_get_text (tie, TL_TIE_FIELD), field) == 0)
        return tie;
    }
  return NULL;
}

/**
 * tl_tie_find:
 * @of: the id of a thing
 * @field: one of its fields
 *
 * Returns: (transfer none) (nullable): what ties that number
 */
TlThing *
tl_tie_find (TlJourney *journey, const char *of, TlField field)
{
  return find_tie (journey, of, tl_field_get_info (field)->name);
}

/**
 * _tl_ties_bind:
 *
 * Returns: whether the number @field of the thing @of is tied
 */
gboolean
_tl_ties_bind (TlJourney *journey, const char *of, const char *field)
{
  return find_tie (journey, of, field) != NULL;
}

/**
 * tl_edit_untie:
 * @edit: an edit
 * @document: the document that it is for
 * @of: the id of a thing
 * @field: one of its fields
 *
 * Asks for a number to be a number of its own again, as it stands. Nothing, where it is not tied.
 */
void
tl_edit_untie (TlEdit *edit, TlDocument *document, const char *of, TlField field)
{
  TlThing *tie = tl_tie_find (tl_document_get_journey (document), of, field);

  if (tie)
    tl_edit_delete (edit, tl_thing_get_id (tie));
}

/**
 * tl_edit_tie:
 * @edit: an edit
 * @document: the document that it is for
 * @of: the id of a thing
 * @field: one of its fields, of which tl_tie_may() holds
 * @terms: what is counted
 *
 * Asks for a number to follow the evidence, in the place of what it is now, or is tied to.
 */
void
tl_edit_tie (TlEdit *edit, TlDocument *document, const char *of, TlField field, const TlTieTerms *terms)
{
  g_autofree char *wish = g_strdup_printf ("tie-%s-%s", of, tl_field_get_info (field)->name);
  g_autofree char *id = tl_document_make_id (document, wish);

  tl_edit_untie (edit, document, of, field);
  tl_edit_create (edit, TL_KIND_TIE, id, NULL, TL_EDIT_LAST);
  tl_edit_set (edit, id, TL_TIE_OF, of);
  tl_edit_set (edit, id, TL_TIE_FIELD, tl_field_get_info (field)->name);
  tl_edit_set (edit, id, TL_TIE_ABOUT, terms->about);
  tl_edit_set (edit, id, TL_TIE_AMONG, terms->among);
  tl_edit_set (edit, id, TL_TIE_FROM, terms->from);
  tl_edit_set (edit, id, TL_TIE_UNTIL, terms->until);
  for (guint i = 0; terms->sources && terms->sources[i]; i++)
    {
      g_autofree char *part = g_strdup_printf ("%s-%s", id, terms->sources[i]);
      g_autofree char *within = tl_document_make_id (document, part);

      tl_edit_create (edit, TL_KIND_WITHIN, within, id, TL_EDIT_LAST);
      tl_edit_set (edit, within, TL_WITHIN_SOURCE, terms->sources[i]);
    }
}

/**
 * tl_tie_terms_dup_filter:
 * @among: whether the whole is meant, rather than the part of it that is counted
 *
 * Returns: (transfer full): the filter of the records that @terms count
 */
TlEvidenceFilter *
tl_tie_terms_dup_filter (const TlTieTerms *terms, gboolean among)
{
  const char *const      about[] = { terms->about, NULL };
  const TlEvidenceFilter filter = {
    .thing = terms->among,
    .things = among ? NULL : about,
    .sources = terms->sources && terms->sources[0] ? terms->sources : NULL,
    .from = terms->from,
    .until = terms->until,
  };

  return tl_evidence_filter_copy (&filter);
}

/**
 * tl_tie_dup_filter:
 * @tie: a tie
 * @among: whether the whole is meant, rather than the part of it that is counted
 *
 * Returns: (transfer full): the filter of the records that @tie counts
 */
TlEvidenceFilter *
tl_tie_dup_filter (TlThing *tie, gboolean among)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  TlTieTerms            terms = { tl_thing_get_text (tie, TL_TIE_ABOUT), tl_thing_get_text (tie, TL_TIE_AMONG), NULL,
                                  tl_thing_get_text (tie, TL_TIE_FROM), tl_thing_get_text (tie, TL_TIE_UNTIL) };

  for (guint i = 0; i < tl_thing_n (tie, TL_KIND_WITHIN); i++)
    g_ptr_array_add (sources, (char *) tl_thing_get_text (tl_thing_nth (tie, TL_KIND_WITHIN, i), TL_WITHIN_SOURCE));
  g_ptr_array_add (sources, NULL);
  terms.sources = (const char *const *) sources->pdata;
  return tl_tie_terms_dup_filter (&terms, among);
}

/**
 * tl_tie_count:
 * @x: (out): how many records are counted
 * @n: (out): of how many
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_tie_count (TlDocument *document, TlThing *tie, gint64 *x, gint64 *n, GError **error)
{
  g_autoptr (TlEvidenceFilter) part = tl_tie_dup_filter (tie, FALSE);
  g_autoptr (TlEvidenceFilter) whole = tl_tie_dup_filter (tie, TRUE);
  TlEvidenceCount              count;

  if (!tl_evidence_count (document, whole, &count, error))
    return FALSE;
  *n = count.records;
  if (!tl_evidence_count (document, part, &count, error))
    return FALSE;
  *x = count.records;
  return TRUE;
}

static char *
join_sources (TlThing *tie, TlJourney *journey)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < tl_thing_n (tie, TL_KIND_WITHIN); i++)
    {
      const char *id = tl_thing_get_text (tl_thing_nth (tie, TL_KIND_WITHIN, i), TL_WITHIN_SOURCE);
      TlThing    *source = tl_journey_lookup (journey, id);

      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", source ? tl_thing_get_title (source) : id);
    }
  return g_string_free (all, FALSE);
}

static const char *
title_of (TlJourney *journey, const char *id)
{
  TlThing *thing = id ? tl_journey_lookup (journey, id) : NULL;

  return thing ? tl_thing_get_title (thing) : id;
}

/**
 * tl_tie_describe:
 *
 * Returns: (transfer full): what the tie counts, in words
 */
char *
tl_tie_describe (TlJourney *journey, TlThing *tie)
{
  const char      *about = title_of (journey, tl_thing_get_text (tie, TL_TIE_ABOUT));
  const char      *among = title_of (journey, tl_thing_get_text (tie, TL_TIE_AMONG));
  const char      *from = tl_thing_get_text (tie, TL_TIE_FROM);
  const char      *until = tl_thing_get_text (tie, TL_TIE_UNTIL);
  g_autofree char *sources = join_sources (tie, journey);
  g_autofree char *what = among ? g_strdup_printf (_("records about “%s” of those at “%s”"), about, among)
                                : g_strdup_printf (_("records about “%s” of all"), about);
  g_autofree char *within = *sources ? g_strdup_printf (C_ ("tie", "%s, from %s"), what, sources) : g_strdup (what);

  if (from && until)
    return g_strdup_printf (C_ ("tie", "%s, %s to %s"), within, from, until);
  if (from)
    return g_strdup_printf (C_ ("tie", "%s, since %s"), within, from);
  if (until)
    return g_strdup_printf (C_ ("tie", "%s, until %s"), within, until);
  return g_steal_pointer (&within);
}

/* Whether an edit made or changed what @tie is, or the number that it ties. */
static void
look_for (GPtrArray *changes, TlThing *tie, gboolean *is_new, gboolean *is_changed, gboolean *is_typed)
{
  const char *id = tl_thing_get_id (tie);
  const char *of = tl_thing_get_text (tie, TL_TIE_OF);
  const char *field = tl_thing_get_text (tie, TL_TIE_FIELD);

  *is_new = *is_changed = *is_typed = FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const TlChange *change = changes->pdata[i];

      if (change->kind == TL_KIND_TIE && strcmp (change->id, id) == 0)
        {
          *is_changed = TRUE;
          *is_new |= strcmp (change->field, TL_CHANGE_EXISTS) == 0;
        }
      else if (change->kind == TL_KIND_WITHIN || strcmp (change->field, TL_CHANGE_PARENT) == 0)
        *is_changed = TRUE;
      else if (strcmp (change->id, of) == 0 && strcmp (change->field, field) == 0)
        *is_typed = TRUE;
    }
}

static gboolean
follow (TlDocument *document, TlThing *tie, gboolean may_set, GPtrArray *made, GError **error)
{
  TlThing            *thing = tl_journey_lookup (document->journey, tl_thing_get_text (tie, TL_TIE_OF));
  const char         *name = tl_thing_get_text (tie, TL_TIE_FIELD);
  TlField             field = thing && name ? tl_kind_find_field (tl_thing_get_kind (thing), name) : TL_FIELD_NONE;
  g_autoptr (TlChange) change = NULL;
  g_autofree char    *before = NULL;
  g_autofree char    *after = NULL;
  gint64              x, n;

  /* What is wrong with it, the rules of the journey say. */
  if (field == TL_FIELD_NONE || !tl_tie_may (field) || tl_thing_get_text (tie, TL_TIE_ABOUT) == NULL)
    return TRUE;
  if (!tl_tie_count (document, tie, &x, &n, error))
    return FALSE;
  before = tl_thing_format (thing, field);
  after = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, x, n);
  if (n == 0 || g_strcmp0 (before, after) == 0)
    return TRUE;
  if (!may_set)
    {
      g_autofree char *where = tl_thing_describe (thing);

      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID,
                   _("%s: %s is tied to evidence and follows it (%s). Untie it to type another number."), where,
                   tl_field_get_label (field), after);
      return FALSE;
    }
  change = tl_change_new (tl_thing_get_kind (thing), tl_thing_get_id (thing), name, before, after);
  if (!tl_journey_apply (document->journey, change, FALSE, error))
    return FALSE;
  g_ptr_array_add (made, g_steal_pointer (&change));
  return TRUE;
}

/**
 * _tl_ties_follow:
 * @changes: (element-type TlChange): what the edit has changed so far
 * @made: (element-type TlChange): where the changes go that this makes; may be @changes
 *
 * Brings every number that is tied in step with the records, as they are in the open transaction.
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_INVALID where the edit has typed over one, or another error
 */
gboolean
_tl_ties_follow (TlDocument *document, GPtrArray *changes, GPtrArray *made, GError **error)
{
  g_autoptr (GPtrArray) ties = tl_journey_collect (document->journey, TL_KIND_TIE);

  if (ties->len == 0)
    return TRUE;
  /* What the edit took away counts no more. */
  if (!_tl_evidence_refresh (document, error))
    return FALSE;
  for (guint i = 0; i < ties->len; i++)
    {
      gboolean is_new, is_changed, is_typed;

      look_for (changes, ties->pdata[i], &is_new, &is_changed, &is_typed);
      if ((document->touched_counts || document->follows_anyway || is_changed || is_typed) &&
          !follow (document, ties->pdata[i], is_new || !is_typed || changes != made, made, error))
        return FALSE;
    }
  return TRUE;
}
