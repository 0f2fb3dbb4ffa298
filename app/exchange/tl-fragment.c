/* tl-fragment.c: things taken out of a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fragment-private.h"

#include "tl-text.h"

#define TOKEN "tl-fragment-token"

G_DEFINE_QUARK (tl-fragment-error-quark, tl_fragment_error)

static void
item_free (gpointer data)
{
  TlFragmentItem   *item = data;
  const TlKindInfo *info = tl_kind_get_info (item->kind);

  for (guint i = 0; i < info->n_fields; i++)
    g_free (item->values[i]);
  g_free (item->values);
  g_free (item->id);
  g_free (item);
}

static void
outside_free (gpointer data)
{
  TlFragmentOutside *outside = data;

  g_free (outside->title);
  g_free (outside);
}

TlFragment *
_tl_fragment_alloc (void)
{
  TlFragment *self = g_new0 (TlFragment, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  self->outside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, outside_free);
  return self;
}

/**
 * tl_fragment_free:
 */
void
tl_fragment_free (TlFragment *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->index);
  g_hash_table_unref (self->outside);
  g_ptr_array_unref (self->items);
  g_free (self->from);
  g_free (self);
}

TlFragmentItem *
_tl_fragment_add (TlFragment *self, TlKind kind, const char *id, guint parent)
{
  TlFragmentItem *item = g_new0 (TlFragmentItem, 1);

  item->kind = kind;
  item->id = g_strdup (id);
  item->parent = parent;
  item->values = g_new0 (char *, tl_kind_get_info (kind)->n_fields);
  g_ptr_array_add (self->items, item);
  if (id)
    g_hash_table_insert (self->index, item->id, GUINT_TO_POINTER (self->items->len));
  return item;
}

void
_tl_fragment_add_outside (TlFragment *self, const char *id, TlKind kind, const char *title)
{
  TlFragmentOutside *outside = g_new0 (TlFragmentOutside, 1);

  outside->kind = kind;
  outside->title = g_strdup (title);
  g_hash_table_replace (self->outside, g_strdup (id), outside);
}

/* Two journeys may use one id for two things. Within one, an id is enough to know a thing by, whatever it is called now. */
const char *
_tl_fragment_get_token (TlJourney *journey)
{
  if (g_object_get_data (G_OBJECT (journey), TOKEN) == NULL)
    g_object_set_data_full (G_OBJECT (journey), TOKEN, g_uuid_string_random (), g_free);
  return g_object_get_data (G_OBJECT (journey), TOKEN);
}

/* A thing, and with @whole all that stands in it. */
static void
take (TlFragment *self, TlThing *thing, guint parent, gboolean whole)
{
  TlKind            kind = tl_thing_get_kind (thing);
  const TlKindInfo *info = tl_kind_get_info (kind);
  TlFragmentItem   *item = _tl_fragment_add (self, kind, tl_thing_get_id (thing), parent);
  guint             at = self->items->len - 1;

  for (guint i = 0; i < info->n_fields; i++)
    if (tl_thing_has (thing, info->first + i))
      item->values[i] = tl_thing_format (thing, info->first + i);
  for (TlKind child = 0; whole && child < TL_N_KINDS; child++)
    if (tl_kind_get_info (child)->parent == kind)
      for (guint i = 0; i < tl_thing_n (thing, child); i++)
        take (self, tl_thing_nth (thing, child, i), at, TRUE);
}

static gboolean
has (TlFragment *self, const char *id)
{
  return id && g_hash_table_contains (self->index, id);
}

/* What nobody chose and belongs to what was chosen: ways between two stages of it, and where its numbers come from. */
static void
take_belongings (TlFragment *self, TlJourney *journey)
{
  TlThing *root = tl_journey_get_root (journey);

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);

      if (has (self, tl_thing_get_text (way, TL_TRANSITION_FROM)) && has (self, tl_thing_get_text (way, TL_TRANSITION_TO))
          && !has (self, tl_thing_get_id (way)))
        take (self, way, TL_FRAGMENT_ROOT, TRUE);
    }
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_FACT); i++)
    {
      TlThing *fact = tl_thing_nth (root, TL_KIND_FACT, i);

      if (has (self, tl_thing_get_text (fact, TL_FACT_OF)) && !has (self, tl_thing_get_id (fact)))
        take (self, fact, TL_FRAGMENT_ROOT, TRUE);
    }
}

static void
note_outside (TlFragment *self, TlJourney *journey)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      TlFragmentItem   *item = self->items->pdata[i];
      const TlKindInfo *info = tl_kind_get_info (item->kind);

      for (guint j = 0; j < info->n_fields; j++)
        {
          TlThing *thing;

          if (tl_field_get_info (info->first + j)->type != TL_TYPE_ID_REF || item->values[j] == NULL
              || has (self, item->values[j]))
            continue;
          thing = tl_journey_lookup (journey, item->values[j]);
          if (thing)
            _tl_fragment_add_outside (self, item->values[j], tl_thing_get_kind (thing), tl_thing_get_title (thing));
        }
    }
}

static gboolean
stands_in_chosen (TlThing *thing, GHashTable *chosen)
{
  for (TlThing *above = tl_thing_get_parent (thing); above; above = tl_thing_get_parent (above))
    if (g_hash_table_contains (chosen, tl_thing_get_id (above)))
      return TRUE;
  return FALSE;
}

/* What is chosen below a thing, with the things between. */
static void
take_framed (TlFragment *self, TlThing *thing, guint parent, GHashTable *chosen, GHashTable *frames)
{
  TlKind kind = tl_thing_get_kind (thing);
  guint  at;

  if (g_hash_table_contains (chosen, tl_thing_get_id (thing)))
    {
      take (self, thing, parent, TRUE);
      return;
    }
  if (!g_hash_table_contains (frames, tl_thing_get_id (thing)))
    return;
  take (self, thing, parent, FALSE);
  at = self->items->len - 1;
  for (TlKind child = 0; child < TL_N_KINDS; child++)
    if (tl_kind_get_info (child)->parent == kind)
      for (guint i = 0; i < tl_thing_n (thing, child); i++)
        take_framed (self, tl_thing_nth (thing, child, i), at, chosen, frames);
}

static GHashTable *
make_set (const char *const *ids)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; ids && ids[i]; i++)
    g_hash_table_add (set, (gpointer) ids[i]);
  return set;
}

/**
 * tl_fragment_new:
 * @ids: (array zero-terminated=1): ids of things
 *
 * Copies things with what stands in them, the transitions between those of them that are stages, and the facts about
 * their numbers. Of a thing and one that it stands in, the latter counts. They come in the order of the journey.
 *
 * Returns: (transfer full): a fragment, which may be empty
 */
TlFragment *
tl_fragment_new (TlJourney *journey, const char *const *ids)
{
  TlFragment            *self = _tl_fragment_alloc ();
  g_autoptr (GHashTable) chosen = make_set (ids);

  g_return_val_if_fail (TL_IS_JOURNEY (journey), self);
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) things = kind == TL_KIND_JOURNEY ? NULL : tl_journey_collect (journey, kind);

      for (guint i = 0; things && i < things->len; i++)
        if (g_hash_table_contains (chosen, tl_thing_get_id (things->pdata[i]))
            && !stands_in_chosen (things->pdata[i], chosen))
          take (self, things->pdata[i], TL_FRAGMENT_ROOT, TRUE);
    }
  take_belongings (self, journey);
  note_outside (self, journey);
  self->from = g_strdup (_tl_fragment_get_token (journey));
  return self;
}

/**
 * tl_fragment_new_framed:
 * @ids: (array zero-terminated=1): ids of things
 *
 * As tl_fragment_new(), but with what the things stand in, bare of anything else: for a picture of them.
 *
 * Returns: (transfer full): a fragment
 */
TlFragment *
tl_fragment_new_framed (TlJourney *journey, const char *const *ids)
{
  TlFragment            *self = _tl_fragment_alloc ();
  g_autoptr (GHashTable) chosen = make_set (ids);
  g_autoptr (GHashTable) frames = g_hash_table_new (g_str_hash, g_str_equal);
  TlThing               *root = tl_journey_get_root (journey);

  for (gsize i = 0; ids && ids[i]; i++)
    {
      TlThing *thing = tl_journey_lookup (journey, ids[i]);

      /* A way is seen between its ends. */
      if (thing && tl_thing_get_kind (thing) == TL_KIND_TRANSITION)
        {
          g_hash_table_add (frames, (gpointer) tl_thing_get_text (thing, TL_TRANSITION_FROM));
          g_hash_table_add (frames, (gpointer) tl_thing_get_text (thing, TL_TRANSITION_TO));
        }
      while (thing && (thing = tl_thing_get_parent (thing)) && thing != root)
        g_hash_table_add (frames, (gpointer) tl_thing_get_id (thing));
    }
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (tl_kind_get_info (kind)->parent == TL_KIND_JOURNEY)
      for (guint i = 0; i < tl_thing_n (root, kind); i++)
        take_framed (self, tl_thing_nth (root, kind, i), TL_FRAGMENT_ROOT, chosen, frames);
  take_belongings (self, journey);
  return self;
}

/**
 * tl_fragment_new_whole:
 *
 * Returns: (transfer full): all that stands in a journey, but for its records and what is said of the journey itself
 */
TlFragment *
tl_fragment_new_whole (TlJourney *journey)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  TlThing              *root = tl_journey_get_root (journey);

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (tl_kind_get_info (kind)->parent == TL_KIND_JOURNEY && kind != TL_KIND_FACT)
      for (guint i = 0; i < tl_thing_n (root, kind); i++)
        g_ptr_array_add (ids, (gpointer) tl_thing_get_id (tl_thing_nth (root, kind, i)));
  g_ptr_array_add (ids, NULL);
  return tl_fragment_new (journey, (const char *const *) ids->pdata);
}

/**
 * tl_fragment_n:
 *
 * Returns: how many things of a kind it holds, at any depth
 */
guint
tl_fragment_n (TlFragment *self, TlKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += ((TlFragmentItem *) self->items->pdata[i])->kind == kind;
  return n;
}

/* A belonging: nobody would count it among what they chose. */
gboolean
_tl_fragment_is_belonging (TlFragment *self, const TlFragmentItem *item)
{
  if (item->kind == TL_KIND_FACT)
    return TRUE;
  return item->kind == TL_KIND_TRANSITION && has (self, *_tl_fragment_item_value ((TlFragmentItem *) item, TL_TRANSITION_FROM))
         && has (self, *_tl_fragment_item_value ((TlFragmentItem *) item, TL_TRANSITION_TO));
}

/**
 * tl_fragment_n_roots:
 *
 * Returns: how many things were chosen for it, rather than taken along
 */
guint
tl_fragment_n_roots (TlFragment *self)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const TlFragmentItem *item = self->items->pdata[i];

      n += item->parent == TL_FRAGMENT_ROOT && !_tl_fragment_is_belonging (self, item);
    }
  return n;
}

static const char *
title_of (const TlFragmentItem *item)
{
  TlField field = tl_kind_get_title (item->kind);

  return field == TL_FIELD_NONE ? NULL : *_tl_fragment_item_value ((TlFragmentItem *) item, field);
}

/**
 * tl_fragment_get_title:
 *
 * Returns: (transfer none) (nullable): the title of the first thing in it
 */
const char *
tl_fragment_get_title (TlFragment *self)
{
  return self->items->len > 0 ? title_of (self->items->pdata[0]) : NULL;
}

static TlFragmentItem *
find (TlFragment *self, const char *id, TlField field)
{
  guint           at = id ? GPOINTER_TO_UINT (g_hash_table_lookup (self->index, id)) : 0;
  TlFragmentItem *item = at > 0 ? self->items->pdata[at - 1] : NULL;

  return item && tl_field_get_info (field)->kind == item->kind ? item : NULL;
}

/**
 * tl_fragment_set:
 * @id: of a thing in it
 * @value: (nullable): canonical
 *
 * Says something else of a thing; nothing where there is no such thing.
 */
void
tl_fragment_set (TlFragment *self, const char *id, TlField field, const char *value)
{
  TlFragmentItem *item = find (self, id, field);

  if (item == NULL)
    return;
  g_free (*_tl_fragment_item_value (item, field));
  *_tl_fragment_item_value (item, field) = g_strdup (value);
}

/**
 * tl_fragment_get:
 * @id: of a thing in it
 *
 * Returns: (transfer none) (nullable): what is said of a thing, canonical
 */
const char *
tl_fragment_get (TlFragment *self, const char *id, TlField field)
{
  TlFragmentItem *item = find (self, id, field);

  return item ? *_tl_fragment_item_value (item, field) : NULL;
}

static guint
depth_of (TlFragment *self, const TlFragmentItem *item)
{
  guint depth = 0;

  for (guint at = item->parent; at != TL_FRAGMENT_ROOT; at = ((TlFragmentItem *) self->items->pdata[at])->parent)
    depth++;
  return depth;
}

static const char *
name_end (TlFragment *self, const char *id)
{
  guint                    at = id ? GPOINTER_TO_UINT (g_hash_table_lookup (self->index, id)) : 0;
  const TlFragmentOutside *outside = id ? g_hash_table_lookup (self->outside, id) : NULL;
  const char              *title = at > 0 ? title_of (self->items->pdata[at - 1]) : outside ? outside->title : NULL;

  return title ? title : id ? id : "";
}

/* Transitions have no title; alone they are said by their ends. */
static void
append_ways (TlFragment *self, GString *text)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      TlFragmentItem *item = self->items->pdata[i];

      if (item->kind == TL_KIND_TRANSITION)
        g_string_append_printf (text, "%s → %s\n", name_end (self, *_tl_fragment_item_value (item, TL_TRANSITION_FROM)),
                                name_end (self, *_tl_fragment_item_value (item, TL_TRANSITION_TO)));
    }
}

/**
 * tl_fragment_to_text:
 *
 * Returns: (transfer full): titles, one a line, each level behind one more tab; pains behind `! `, delights behind `+ `
 */
char *
tl_fragment_to_text (TlFragment *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const TlFragmentItem *item = self->items->pdata[i];
      g_autofree char      *title = title_of (item) ? tl_text_squeeze (title_of (item)) : NULL;

      if (title == NULL)
        continue;
      for (guint depth = depth_of (self, item); depth > 0; depth--)
        g_string_append_c (text, '\t');
      if (item->kind == TL_KIND_PAIN)
        g_string_append (text, "! ");
      else if (item->kind == TL_KIND_DELIGHT)
        g_string_append (text, "+ ");
      g_string_append (text, title);
      g_string_append_c (text, '\n');
    }
  if (text->len == 0)
    append_ways (self, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whether something in it refers to nothing in it. */
static gboolean
is_loose (TlFragment *self, const TlFragmentItem *item, guint i)
{
  return tl_field_get_info (tl_kind_get_info (item->kind)->first + i)->type == TL_TYPE_ID_REF && item->values[i]
         && !has (self, item->values[i]);
}

static gboolean
change (TlJourney *journey, const TlFragmentItem *item, const char *field, const char *value)
{
  g_autoptr (TlChange) row = tl_change_new (item->kind, item->id, field, NULL, value);

  return tl_journey_apply (journey, row, FALSE, NULL);
}

/**
 * tl_fragment_to_journey:
 *
 * Returns: (transfer full): a journey of nothing but these things, as far as they can stand in one, to be drawn; nobody
 *   edits or saves it
 */
TlJourney *
tl_fragment_to_journey (TlFragment *self)
{
  TlJourney  *journey = tl_journey_new ("\n");
  const char *root = tl_thing_get_id (tl_journey_get_root (journey));

  for (guint i = 0; i < self->items->len; i++)
    {
      const TlFragmentItem *item = self->items->pdata[i];
      const TlKindInfo     *info = tl_kind_get_info (item->kind);
      const TlFragmentItem *parent = item->parent == TL_FRAGMENT_ROOT ? NULL : self->items->pdata[item->parent];
      g_autofree char      *place = g_strdup_printf ("%u", i + 1);

      gboolean              stands = item->id && (parent || info->parent == TL_KIND_JOURNEY);

      for (guint j = 0; j < info->n_fields; j++)
        stands = stands && !(is_loose (self, item, j) && tl_field_get_info (info->first + j)->flags & TL_FIELD_REQUIRED);
      if (!stands || !change (journey, item, TL_CHANGE_EXISTS, "1")
          || !change (journey, item, TL_CHANGE_PARENT, parent ? parent->id : root))
        continue;
      change (journey, item, TL_CHANGE_POSITION, place);
      for (guint j = 0; j < info->n_fields; j++)
        if (item->values[j] && !is_loose (self, item, j))
          change (journey, item, tl_field_get_info (info->first + j)->name, item->values[j]);
    }
  return journey;
}
