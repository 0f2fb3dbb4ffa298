/* tl-evidence-plan.c: a filter, and all that it means in a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-query-private.h"
#include "tl-text.h"

static const char *const *
dup_list (const char *const *list)
{
  return (const char *const *) g_strdupv ((char **) list);
}

static void
free_list (const char *const *list)
{
  g_strfreev ((char **) list);
}

/**
 * tl_evidence_filter_copy:
 * @self: (nullable): a filter; %NULL for one that finds all
 *
 * Returns: (transfer full): a filter of the same meaning that owns its texts
 */
TlEvidenceFilter *
tl_evidence_filter_copy (const TlEvidenceFilter *self)
{
  TlEvidenceFilter *copy = g_new0 (TlEvidenceFilter, 1);

  if (self == NULL)
    return copy;
  *copy = *self;
  copy->thing = g_strdup (self->thing);
  copy->source = g_strdup (self->source);
  copy->words = g_strdup (self->words);
  copy->from = g_strdup (self->from);
  copy->until = g_strdup (self->until);
  copy->sources = dup_list (self->sources);
  copy->channels = dup_list (self->channels);
  copy->segments = dup_list (self->segments);
  copy->things = dup_list (self->things);
  return copy;
}

/**
 * tl_evidence_filter_free:
 * @self: (nullable): a filter made by tl_evidence_filter_copy()
 */
void
tl_evidence_filter_free (TlEvidenceFilter *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->thing);
  g_free ((char *) self->source);
  g_free ((char *) self->words);
  g_free ((char *) self->from);
  g_free ((char *) self->until);
  free_list (self->sources);
  free_list (self->channels);
  free_list (self->segments);
  free_list (self->things);
  g_free (self);
}

/**
 * _tl_evidence_plan_free:
 */
void
_tl_evidence_plan_free (TlEvidencePlan *self)
{
  if (self == NULL)
    return;
  tl_evidence_filter_free (self->filter);
  g_clear_pointer (&self->things, g_hash_table_unref);
  g_clear_pointer (&self->any_things, g_hash_table_unref);
  g_clear_pointer (&self->parents, g_hash_table_unref);
  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_free (self->words);
  g_free (self);
}

static void
add_below (GHashTable *ids, TlThing *thing)
{
  g_hash_table_add (ids, g_strdup (tl_thing_get_id (thing)));
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    for (guint i = 0; i < tl_thing_n (thing, kind); i++)
      add_below (ids, tl_thing_nth (thing, kind, i));
}

/**
 * _tl_evidence_add_meant:
 * @ids: where they go
 * @id: of a thing
 *
 * Adds what a filter by @id means: the thing, and where it is a stage or a touchpoint all that stands in it.
 */
void
_tl_evidence_add_meant (TlJourney *journey, GHashTable *ids, const char *id)
{
  TlThing *thing = tl_journey_lookup (journey, id);

  if (thing && (tl_thing_get_kind (thing) == TL_KIND_STAGE || tl_thing_get_kind (thing) == TL_KIND_TOUCHPOINT))
    add_below (ids, thing);
  else if (thing)
    g_hash_table_add (ids, g_strdup (id));
}

/* What is said of a thing is said of the touchpoint and the stage that it stands in. */
static void
note_parents (GHashTable *parents, TlThing *thing)
{
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    for (guint i = 0; i < tl_thing_n (thing, kind); i++)
      {
        TlThing *child = tl_thing_nth (thing, kind, i);

        g_hash_table_insert (parents, g_strdup (tl_thing_get_id (child)), g_strdup (tl_thing_get_id (thing)));
        note_parents (parents, child);
      }
}

static void
note_title (TlThing *thing, gpointer data)
{
  TlField title = tl_kind_get_title (tl_thing_get_kind (thing));
  char   *key = g_utf8_collate_key (title != TL_FIELD_NONE ? tl_thing_get_title (thing) : tl_thing_get_id (thing), -1);

  g_hash_table_insert (data, g_strdup (tl_thing_get_id (thing)), key);
}

/**
 * _tl_evidence_plan_new:
 *
 * In the document's thread.
 *
 * Returns: (transfer full): the plan; %NULL with an error where the words cannot be searched for
 */
TlEvidencePlan *
_tl_evidence_plan_new (TlDocument *document, const TlEvidenceFilter *filter, const TlEvidenceSort *sort, GError **error)
{
  g_autoptr (TlEvidencePlan) self = g_new0 (TlEvidencePlan, 1);
  TlThing                   *root = tl_journey_get_root (document->journey);

  self->filter = tl_evidence_filter_copy (filter);
  if (sort)
    self->sort = *sort;
  if (!tl_text_is_blank (self->filter->words))
    {
      self->words = _tl_words_make_query (self->filter->words, &self->without, error);
      if (self->words == NULL)
        return NULL;
      self->finds_nothing = *self->words == '\0';
    }
  if (self->filter->thing)
    {
      self->things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      _tl_evidence_add_meant (document->journey, self->things, self->filter->thing);
    }
  if (self->filter->things)
    {
      self->any_things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; self->filter->things[i]; i++)
        _tl_evidence_add_meant (document->journey, self->any_things, self->filter->things[i]);
    }
  self->parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_STAGE); i++)
    note_parents (self->parents, tl_thing_nth (root, TL_KIND_STAGE, i));
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (self->sort.by == TL_EVIDENCE_SOURCE)
    tl_journey_foreach (document->journey, TL_KIND_SOURCE, note_title, self->titles);
  else if (self->sort.by == TL_EVIDENCE_ON || self->sort.by == TL_EVIDENCE_TOUCHPOINT)
    for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
      if (tl_field_get_info (TL_EVIDENCE_ON)->targets & (1u << kind))
        tl_journey_foreach (document->journey, kind, note_title, self->titles);
  return g_steal_pointer (&self);
}
