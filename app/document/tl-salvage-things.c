/* tl-salvage-things.c
 *
 * Things are read as texts, field by field, and mended until the journey keeps its own rules: a value that cannot be read
 * goes, a thing that cannot stand goes. What others refer to and is gone comes back by its id alone, under which people
 * still know it: ids are made from titles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-salvage-private.h"
#include "tl-schema-private.h"
#include "tl-text.h"
#include "tl-validate.h"

#define MAX_ROUNDS 40
#define MAX_FIELDS 32

typedef struct
{
  TlKind   kind;
  char    *id;
  char    *parent;
  double   position;
  char    *values[MAX_FIELDS];
  gboolean is_doubtful;
  gboolean is_made;
  gboolean is_dropped;
} Thing;

G_STATIC_ASSERT (MAX_FIELDS + 3 <= TL_PAGES_MAX_COLUMNS);

static void
thing_free (gpointer data)
{
  Thing *self = data;

  for (guint i = 0; i < MAX_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self->id);
  g_free (self->parent);
  g_free (self);
}

static Thing *
find (TlSalvage *self, const char *id)
{
  Thing *thing = id ? g_hash_table_lookup (self->by_id, id) : NULL;

  return thing && !thing->is_dropped ? thing : NULL;
}

static void
add (TlSalvage *self, Thing *thing)
{
  g_ptr_array_add (self->things[thing->kind], thing);
  g_hash_table_insert (self->by_id, thing->id, thing);
}

static void
drop (TlSalvage *self, Thing *thing, const char *why)
{
  thing->is_dropped = TRUE;
  g_hash_table_remove (self->by_id, thing->id);
  self->counts[thing->kind]->n_dropped++;
  /* Translators: a kind of thing, its id, and why it is left out. */
  _tl_salvage_say (self, _("%s “%s” was left out: %s"), tl_kind_get_label (thing->kind), thing->id, why);
}

static void
clear_value (TlSalvage *self, Thing *thing, guint i, const char *why)
{
  TlField field = tl_kind_get_info (thing->kind)->first + i;

  /* Translators: a kind of thing, its id, the name of a field, and what was wrong with it. */
  _tl_salvage_say (self, _("%s “%s”: %s was left out: %s"), tl_kind_get_label (thing->kind), thing->id,
                   tl_field_get_label (field), why);
  g_clear_pointer (&thing->values[i], g_free);
  thing->is_doubtful = TRUE;
}

typedef struct
{
  TlSalvage *salvage;
  TlKind     kind;
} Reading;

static gboolean
read_thing (const TlSalvageRow *row, gpointer data, GError **error)
{
  Reading          *reading = data;
  TlSalvage        *self = reading->salvage;
  const TlKindInfo *info = tl_kind_get_info (reading->kind);
  gboolean          has_place = info->parent != TL_KIND_NONE;
  g_autofree char  *id = row->n > 0 ? _tl_value_dup_text (&row->values[0]) : NULL;
  Thing            *thing;
  int               column = has_place ? 3 : 1;

  if (row->n > (int) info->n_fields + column || info->n_fields > MAX_FIELDS ||
      row->n < (int) (info->n_fields - _tl_schema_count_new (reading->kind)) + column)
    return TRUE;
  if (id == NULL || !tl_text_is_name (id) || find (self, id) || (!has_place && self->things[reading->kind]->len > 0))
    return TRUE;
  thing = g_new0 (Thing, 1);
  thing->kind = reading->kind;
  thing->id = g_steal_pointer (&id);
  thing->is_doubtful = row->is_doubtful;
  if (has_place)
    {
      thing->parent = _tl_value_dup_text (&row->values[1]);
      thing->position = row->values[2].type == SQLITE_FLOAT     ? row->values[2].number
                        : row->values[2].type == SQLITE_INTEGER ? (double) row->values[2].integer
                                                                : 0;
      if (!isfinite (thing->position) || fabs (thing->position) > 1e300)
        thing->position = 0;
    }
  for (guint i = 0; i < info->n_fields && column < row->n; i++)
    thing->values[i] = _tl_value_dup_text (&row->values[column++]);
  add (self, thing);
  return TRUE;
}

/* The journey's own row may be lost: what stands in it still knows its id. */
static void
find_journey (TlSalvage *self)
{
  Thing *thing;

  if (self->things[TL_KIND_JOURNEY]->len > 0)
    {
      self->journey_id = g_strdup (((Thing *) self->things[TL_KIND_JOURNEY]->pdata[0])->id);
      return;
    }
  for (TlKind kind = 0; kind < TL_N_KINDS && self->journey_id == NULL; kind++)
    for (guint i = 0; tl_kind_get_info (kind)->parent == TL_KIND_JOURNEY && i < self->things[kind]->len; i++)
      {
        thing = self->things[kind]->pdata[i];
        if (thing->parent && tl_text_is_name (thing->parent) && !find (self, thing->parent))
          {
            self->journey_id = g_strdup (thing->parent);
            break;
          }
      }
  if (self->journey_id == NULL)
    self->journey_id = g_strdup (find (self, "journey") ? "recovered-journey" : "journey");
  thing = g_new0 (Thing, 1);
  thing->kind = TL_KIND_JOURNEY;
  thing->id = g_strdup (self->journey_id);
  thing->is_made = TRUE;
  thing->values[TL_JOURNEY_TITLE - TL_JOURNEY_TITLE] = g_strdup (self->journey_id);
  add (self, thing);
  _tl_salvage_say (self, _("What the journey says of itself is lost: its title, its currency, its margin and its horizon."));
}

/**
 * _tl_salvage_read_things:
 *
 * Reads the things of every kind, as they are.
 */
gboolean
_tl_salvage_read_things (TlSalvage *self, GError **error)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    self->things[kind] = g_ptr_array_new_with_free_func (thing_free);
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      Reading reading = { self, kind };

      if (kind != TL_KIND_EVIDENCE &&
          !_tl_image_foreach (self->image, tl_kind_get_info (kind)->name, read_thing, &reading, error))
        return FALSE;
    }
  find_journey (self);
  return TRUE;
}

/* Whether a thing of the kind can be made of a title alone. */
static gboolean
can_make (TlKind kind)
{
  const TlKindInfo *info = tl_kind_get_info (kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (tl_field_get_info (info->first + i)->flags & TL_FIELD_REQUIRED && info->first + i != tl_kind_get_title (kind))
      return FALSE;
  return kind != TL_KIND_JOURNEY && tl_kind_get_title (kind) != TL_FIELD_NONE;
}

/**
 * _tl_salvage_need:
 *
 * Sees to it that there is a thing with the id @id, of which nothing but that may be left.
 *
 * Returns: whether there is one of the kind @kind
 */
gboolean
_tl_salvage_need (TlSalvage *self, TlKind kind, const char *id)
{
  const TlKindInfo *info = tl_kind_get_info (kind);
  Thing            *thing = find (self, id);
  g_autofree char  *place = NULL;

  if (thing)
    return thing->kind == kind;
  if (!can_make (kind) || id == NULL || !tl_text_is_name (id))
    return FALSE;
  place = info->parent == TL_KIND_JOURNEY ? g_strdup (self->journey_id)
                                          : g_strdup_printf ("recovered-%s", tl_kind_get_info (info->parent)->name);
  if (info->parent != TL_KIND_JOURNEY && !_tl_salvage_need (self, info->parent, place))
    return FALSE;
  thing = g_new0 (Thing, 1);
  thing->kind = kind;
  thing->id = g_strdup (id);
  thing->parent = g_steal_pointer (&place);
  thing->position = self->things[kind]->len + 1;
  thing->values[tl_kind_get_title (kind) - info->first] = g_strdup (id);
  thing->is_made = TRUE;
  add (self, thing);
  /* Translators: a kind of thing and its id. */
  _tl_salvage_say (self, _("%s “%s” is lost but for its id, which others refer to; it was made anew."),
                   tl_kind_get_label (kind), id);
  return TRUE;
}

static void
mend_values (TlSalvage *self, Thing *thing)
{
  const TlKindInfo *info = tl_kind_get_info (thing->kind);

  for (guint i = 0; i < info->n_fields && !thing->is_dropped; i++)
    {
      TlField            field = info->first + i;
      const TlFieldInfo *about = tl_field_get_info (field);
      TlValue            value = { FALSE };
      g_autoptr (GError) why = NULL;

      if (thing->values[i] && tl_field_parse (field, thing->values[i], &value, &why))
        {
          tl_value_clear (&value, field);
          continue;
        }
      if (thing->values[i])
        clear_value (self, thing, i, why->message);
      if (!(about->flags & TL_FIELD_REQUIRED))
        continue;
      if (field == tl_kind_get_title (thing->kind))
        {
          thing->values[i] = g_strdup (thing->id);
          thing->is_doubtful = TRUE;
        }
      else
        drop (self, thing, _("what it must say cannot be read"));
    }
}

/* The kind that a reference must be to, where it can be to one only. */
static TlKind
get_only_target (guint targets)
{
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (targets == (1u << kind))
      return kind;
  return TL_KIND_NONE;
}

static void
mend_references (TlSalvage *self, Thing *thing, gboolean *changed)
{
  const TlKindInfo *info = tl_kind_get_info (thing->kind);

  if (info->parent == TL_KIND_JOURNEY && g_strcmp0 (thing->parent, self->journey_id) != 0)
    {
      g_free (thing->parent);
      thing->parent = g_strdup (self->journey_id);
    }
  if (info->parent != TL_KIND_NONE && info->parent != TL_KIND_JOURNEY &&
      !_tl_salvage_need (self, info->parent, thing->parent))
    {
      *changed = TRUE;
      drop (self, thing, _("what it stood in is gone"));
      return;
    }
  for (guint i = 0; i < info->n_fields; i++)
    {
      const TlFieldInfo *about = tl_field_get_info (info->first + i);
      Thing             *target;
      TlKind             only;

      if (about->type != TL_TYPE_ID_REF || thing->values[i] == NULL)
        continue;
      target = find (self, thing->values[i]);
      only = get_only_target (about->targets);
      if (target ? (about->targets & (1u << target->kind)) != 0
                 : only != TL_KIND_NONE && _tl_salvage_need (self, only, thing->values[i]))
        continue;
      *changed = TRUE;
      if (about->flags & TL_FIELD_REQUIRED)
        {
          drop (self, thing, _("what it refers to is gone"));
          return;
        }
      /* A scenario keeps a fix that is gone by what it was called: of that, the id is all there is. */
      if (info->first + i == TL_CHOICE_FIX && thing->values[TL_CHOICE_TITLE - info->first] == NULL)
        thing->values[TL_CHOICE_TITLE - info->first] = g_strdup (thing->values[i]);
      clear_value (self, thing, i, _("what it refers to is gone"));
    }
}

static gboolean
put (TlJourney *journey, const Thing *thing, const char *field, const char *value, GError **error)
{
  TlChange change = { thing->kind, thing->id, (char *) field, NULL, (char *) value };

  return tl_journey_apply (journey, &change, FALSE, error);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Thing *first = *(Thing *const *) a, *second = *(Thing *const *) b;

  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;
  return strcmp (first->id, second->id);
}

static TlJourney *
build (TlSalvage *self, GError **error)
{
  g_autoptr (TlJourney) journey = tl_journey_new (self->journey_id);

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      const TlKindInfo *info = tl_kind_get_info (kind);

      g_ptr_array_sort (self->things[kind], compare_places);
      for (guint i = 0; i < self->things[kind]->len; i++)
        {
          Thing           *thing = self->things[kind]->pdata[i];
          g_autofree char *position = tl_number_format (thing->position);

          if (thing->is_dropped)
            continue;
          if (kind != TL_KIND_JOURNEY && (!put (journey, thing, TL_CHANGE_EXISTS, "1", error) ||
                                          !put (journey, thing, TL_CHANGE_POSITION, position, error) ||
                                          !put (journey, thing, TL_CHANGE_PARENT, thing->parent, error)))
            return NULL;
          for (guint k = 0; k < info->n_fields; k++)
            if (thing->values[k] &&
                !put (journey, thing, tl_field_get_info (info->first + k)->name, thing->values[k], error))
              return NULL;
        }
    }
  return g_steal_pointer (&journey);
}

/* Takes out what a rule of the journey speaks against: the field it names where that can be, else the thing. */
static gboolean
heed (TlSalvage *self, GPtrArray *problems)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < problems->len; i++)
    {
      const TlProblem *problem = problems->pdata[i];
      Thing           *thing = find (self, problem->id);
      TlField          field;
      guint            at;

      if (thing == NULL || thing->kind == TL_KIND_JOURNEY)
        continue;
      field = problem->field ? tl_kind_find_field (thing->kind, problem->field) : TL_FIELD_NONE;
      at = field == TL_FIELD_NONE ? 0 : (guint) (field - tl_kind_get_info (thing->kind)->first);
      if (field != TL_FIELD_NONE && thing->values[at] && !(tl_field_get_info (field)->flags & TL_FIELD_REQUIRED))
        clear_value (self, thing, at, problem->what);
      else
        drop (self, thing, problem->what);
      changed = TRUE;
    }
  return changed;
}

static void
count_things (TlSalvage *self)
{
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      TlSalvageCount *count = self->counts[kind];
      guint64         expected, found;

      if (kind == TL_KIND_EVIDENCE)
        continue;
      for (guint i = 0; i < self->things[kind]->len; i++)
        {
          const Thing *thing = self->things[kind]->pdata[i];

          if (thing->is_dropped)
            continue;
          if (thing->is_made)
            count->n_made++;
          else if (thing->is_doubtful)
            count->n_doubtful++;
          else
            count->n_read++;
        }
      expected = _tl_image_count (self->image, count->name);
      found = count->n_read + count->n_doubtful + count->n_dropped;
      count->n_lost = expected > found ? expected - found : 0;
    }
}

/**
 * _tl_salvage_make_journey:
 *
 * Mends the things that were read until they make a journey.
 *
 * Returns: (transfer full): the journey
 */
TlJourney *
_tl_salvage_make_journey (TlSalvage *self, GError **error)
{
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    for (guint i = 0; i < self->things[kind]->len; i++)
      mend_values (self, self->things[kind]->pdata[i]);
  for (int round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (TlJourney) journey = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      gboolean              changed;

      do
        {
          changed = FALSE;
          for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
            for (guint i = 0; i < self->things[kind]->len; i++)
              {
                Thing *thing = self->things[kind]->pdata[i];

                if (!thing->is_dropped)
                  mend_references (self, thing, &changed);
              }
        }
      while (changed);
      if (g_cancellable_set_error_if_cancelled (self->image->cancellable, error))
        return NULL;
      journey = build (self, error);
      if (journey == NULL)
        return NULL;
      problems = tl_journey_validate (journey);
      if (problems->len == 0)
        {
          count_things (self);
          return g_steal_pointer (&journey);
        }
      if (!heed (self, problems))
        break;
    }
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED, _("what is left makes no journey"));
  return NULL;
}

void
_tl_salvage_clear_things (TlSalvage *self)
{
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    g_clear_pointer (&self->things[kind], g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_free (self->journey_id);
}
