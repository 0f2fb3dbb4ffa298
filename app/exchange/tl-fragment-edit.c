/* tl-fragment-edit.c: a fragment put into a journey, as one edit
 *
 * Everything gets an id that is new. What refers to something in the fragment refers to its copy; what refers to something
 * that is here, too, goes on doing so; what refers to nothing that is here stays behind, and is counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fragment-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-text.h"

typedef struct
{
  TlFragment          *fragment;
  TlDocument          *document;
  TlJourney           *journey;
  const TlFragmentPut *put;
  TlFragmentResult    *result;
  gboolean             is_home;  /* it was taken from this very journey */
  char               **ids;      /* the new ids, by item; NULL for what stays behind */
  GHashTable          *taken;    /* the new ids */
  GHashTable          *pairs;    /* what must not be there twice */
  const char          *last[TL_N_KINDS]; /* what was put where @put says, by kind */
} Work;

static TlFragmentItem *
get_item (Work *self, guint i)
{
  return self->fragment->items->pdata[i];
}

static gboolean
is_taken (const char *name, gpointer data)
{
  Work            *self = data;
  g_autofree char *free_name = NULL;

  if (g_hash_table_contains (self->taken, name))
    return TRUE;
  free_name = tl_document_make_id (self->document, name);
  return strcmp (free_name, name) != 0;
}

static char *
make_id (Work *self, const TlFragmentItem *item)
{
  TlField          title = tl_kind_get_title (item->kind);
  const char      *wish = item->id;
  g_autofree char *name = NULL;
  char            *id;

  if (wish == NULL && title != TL_FIELD_NONE)
    wish = item->values[title - tl_kind_get_info (item->kind)->first];
  if (wish == NULL)
    wish = tl_kind_get_info (item->kind)->name;
  name = tl_text_is_name (wish) ? g_strdup (wish) : tl_text_make_name (wish);
  id = tl_text_make_unique (name, is_taken, self);
  g_hash_table_add (self->taken, id);
  return id;
}

/* What a reference means here: an id of the journey as it will be, or NULL. */
static const char *
resolve (Work *self, const char *id)
{
  guint                    at = GPOINTER_TO_UINT (g_hash_table_lookup (self->fragment->index, id));
  const TlFragmentOutside *outside;
  TlThing                 *thing;

  if (at > 0)
    return self->ids[at - 1];
  thing = tl_journey_lookup (self->journey, id);
  if (thing == NULL || self->is_home)
    return thing ? id : NULL;
  /* Elsewhere the same id may be something else. */
  outside = g_hash_table_lookup (self->fragment->outside, id);
  return outside && outside->kind == tl_thing_get_kind (thing)
           && g_strcmp0 (outside->title, tl_thing_get_title (thing)) == 0 ? id : NULL;
}

static gboolean
refers (TlField field)
{
  return tl_field_get_info (field)->type == TL_TYPE_ID_REF;
}

/* Whether a thing has all that it must refer to, and is not there already. */
static gboolean
can_be (Work *self, const TlFragmentItem *item)
{
  const TlKindInfo *info = tl_kind_get_info (item->kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (refers (info->first + i) && item->values[i] && resolve (self, item->values[i]) == NULL
        && tl_field_get_info (info->first + i)->flags & TL_FIELD_REQUIRED)
      return FALSE;
  if (item->kind == TL_KIND_TRANSITION)
    {
      const char *from = *_tl_fragment_item_value ((TlFragmentItem *) item, TL_TRANSITION_FROM);
      const char *to = *_tl_fragment_item_value ((TlFragmentItem *) item, TL_TRANSITION_TO);

      return from && to
             && g_hash_table_add (self->pairs, g_strdup_printf ("%s\n%s", resolve (self, from), resolve (self, to)));
    }
  return TRUE;
}

static TlThing *
find_above (TlThing *thing, TlKind kind)
{
  while (thing && tl_thing_get_kind (thing) != kind)
    thing = tl_thing_get_parent (thing);
  return thing;
}

/* Where a thing goes that stands in no other of the fragment: what it stands in, and what it comes behind. */
static gboolean
find_home (Work *self, const TlFragmentItem *item, const char **parent, const char **after)
{
  TlKind   kind = tl_kind_get_info (item->kind)->parent;
  TlThing *original = self->put->beside && self->is_home && item->id ? tl_journey_lookup (self->journey, item->id) : NULL;
  TlThing *at = original ? original
                         : self->put->after ? tl_journey_lookup (self->journey, self->put->after) : NULL;
  TlThing *sibling = find_above (at, item->kind);
  TlThing *home = kind == TL_KIND_JOURNEY ? tl_journey_get_root (self->journey) : find_above (at, kind);

  *parent = *after = NULL;
  /* What is meant for a touchpoint goes into the last of a stage. */
  if (home == NULL && at && kind == TL_KIND_TOUCHPOINT && tl_thing_get_kind (at) == TL_KIND_STAGE
      && tl_thing_n (at, TL_KIND_TOUCHPOINT) > 0)
    home = tl_thing_nth (at, TL_KIND_TOUCHPOINT, tl_thing_n (at, TL_KIND_TOUCHPOINT) - 1);
  if (home == NULL)
    return FALSE;
  *parent = kind == TL_KIND_JOURNEY ? NULL : tl_thing_get_id (home);
  if (self->last[item->kind] && original == NULL)
    *after = self->last[item->kind];
  else if (sibling)
    *after = tl_thing_get_id (sibling);
  return TRUE;
}

/* Which things come, and what they are called here. A thing stays behind with what it stands in; what refers to it does
 * so only when everything has its new id, and then what refers to that. */
static void
choose (Work *self)
{
  GPtrArray *items = self->fragment->items;
  gboolean   again = TRUE;

  for (guint i = 0; i < items->len; i++)
    {
      const TlFragmentItem *item = items->pdata[i];
      const char           *parent, *after;

      if (item->parent == TL_FRAGMENT_ROOT ? find_home (self, item, &parent, &after) : self->ids[item->parent] != NULL)
        self->ids[i] = make_id (self, item);
      else
        self->result->n_dropped++;
    }
  while (again)
    {
      again = FALSE;
      g_hash_table_remove_all (self->pairs);
      for (guint i = 0; i < tl_thing_n (tl_journey_get_root (self->journey), TL_KIND_TRANSITION); i++)
        {
          TlThing *way = tl_thing_nth (tl_journey_get_root (self->journey), TL_KIND_TRANSITION, i);

          g_hash_table_add (self->pairs, g_strdup_printf ("%s\n%s", tl_thing_get_text (way, TL_TRANSITION_FROM),
                                                          tl_thing_get_text (way, TL_TRANSITION_TO)));
        }
      for (guint i = 0; i < items->len; i++)
        {
          TlFragmentItem *item = items->pdata[i];

          if (self->ids[i] == NULL
              || ((item->parent == TL_FRAGMENT_ROOT || self->ids[item->parent]) && can_be (self, item)))
            continue;
          g_hash_table_remove (self->taken, self->ids[i]);
          g_clear_pointer (&self->ids[i], g_free);
          /* That a number was known is no loss where the number itself is none. */
          self->result->n_dropped += item->kind != TL_KIND_FACT;
          again = TRUE;
        }
    }
}

static void
set_fields (Work *self, TlEdit *edit, guint i)
{
  const TlFragmentItem *item = get_item (self, i);
  const TlKindInfo     *info = tl_kind_get_info (item->kind);

  for (guint j = 0; j < info->n_fields; j++)
    {
      const char *value = item->values[j];

      if (value && refers (info->first + j))
        {
          value = resolve (self, value);
          self->result->n_dropped += value == NULL;
        }
      if (value)
        tl_edit_set (edit, self->ids[i], info->first + j, value);
    }
}

static void
put_item (Work *self, TlEdit *edit, guint i)
{
  const TlFragmentItem *item = get_item (self, i);
  const char           *parent = NULL, *after = NULL, *id = self->ids[i];

  if (item->parent == TL_FRAGMENT_ROOT)
    find_home (self, item, &parent, &after);
  else
    parent = self->ids[item->parent];
  tl_edit_create (edit, item->kind, id, parent, TL_EDIT_LAST);
  set_fields (self, edit, i);
  if (item->parent != TL_FRAGMENT_ROOT)
    return;
  if (after)
    tl_edit_place (edit, id, NULL, after, TRUE);
  self->last[item->kind] = id;
  if (!_tl_fragment_is_belonging (self->fragment, item))
    g_ptr_array_add (self->result->ids, g_strdup (id));
  if (item->kind == TL_KIND_STAGE)
    {
      g_ptr_array_add (self->result->stages, g_strdup (id));
      g_ptr_array_add (self->result->origins, g_strdup (item->id));
    }
}

/**
 * tl_fragment_to_edit:
 * @document: where it goes
 * @put: where in it
 * @result: (out caller-allocates): what becomes of it
 * @error: return location
 *
 * Makes the edit that puts a fragment into a journey. Where stages stand on the map is what the fragment says; the
 * caller may say better.
 *
 * Returns: (transfer full) (nullable): the edit; %NULL with %TL_FRAGMENT_ERROR_NOWHERE where nothing of it can be put there
 */
TlEdit *
tl_fragment_to_edit (TlFragment *self, TlDocument *document, const TlFragmentPut *put, TlFragmentResult *result,
                     GError **error)
{
  Work      work = { .fragment = self, .document = document, .put = put, .result = result };
  TlEdit   *edit = tl_edit_new (put->name);

  *result = (TlFragmentResult) { 0 };
  result->ids = g_ptr_array_new_with_free_func (g_free);
  result->stages = g_ptr_array_new_with_free_func (g_free);
  result->origins = g_ptr_array_new_with_free_func (g_free);
  work.journey = tl_document_get_journey (document);
  work.is_home = g_strcmp0 (self->from, _tl_fragment_get_token (work.journey)) == 0;
  work.ids = g_new0 (char *, self->items->len + 1);
  work.taken = g_hash_table_new (g_str_hash, g_str_equal);
  work.pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  choose (&work);
  for (guint i = 0; i < self->items->len; i++)
    if (work.ids[i])
      put_item (&work, edit, i);
  for (guint i = 0; i < self->items->len; i++)
    g_free (work.ids[i]);
  g_free (work.ids);
  g_hash_table_unref (work.taken);
  g_hash_table_unref (work.pairs);
  if (!tl_edit_is_empty (edit))
    return edit;
  tl_edit_free (edit);
  if (tl_fragment_n (self, TL_KIND_TRANSITION) == self->items->len && self->items->len > 0)
    g_set_error_literal (error, TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_NOWHERE,
                         _("These transitions are there already, or their stages are not. Copy the stages, too."));
  else if (tl_fragment_n (self, TL_KIND_TOUCHPOINT) > 0)
    g_set_error_literal (error, TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_NOWHERE,
                         _("A touchpoint stands in a stage. Select the stage that it shall stand in, then paste again."));
  else
    g_set_error_literal (error, TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_NOWHERE,
                         _("Nothing of it has a place here. Select the touchpoint that it shall stand in, then paste again."));
  return NULL;
}

/**
 * tl_fragment_result_clear:
 */
void
tl_fragment_result_clear (TlFragmentResult *result)
{
  g_clear_pointer (&result->ids, g_ptr_array_unref);
  g_clear_pointer (&result->stages, g_ptr_array_unref);
  g_clear_pointer (&result->origins, g_ptr_array_unref);
}
