/* tl-impact-journey.c: snapshots, worlds and the words of kinds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-impact-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * tl_impact_journey_clear:
 * @self: a snapshot whose arrays and fix ids were allocated by g_malloc() and its kin
 *
 * Frees the arrays and the ids, and leaves an empty journey.
 */
void
tl_impact_journey_clear (TlImpactJourney *self)
{
  for (guint f = 0; f < self->n_fixes; f++)
    g_free (self->fixes[f].id);
  g_free (self->stages);
  g_free (self->transitions);
  g_free (self->touchpoints);
  g_free (self->pains);
  g_free (self->contacts);
  g_free (self->becauses);
  g_free (self->fixes);
  g_free (self->effects);
  *self = (TlImpactJourney) TL_IMPACT_JOURNEY_INIT;
}

/**
 * tl_impact_refusal_clear:
 * @self: a refusal
 *
 * Frees what it owns; it says that nothing is refused then.
 */
void
tl_impact_refusal_clear (TlImpactRefusal *self)
{
  g_free (self->circle);
  *self = (TlImpactRefusal) TL_IMPACT_REFUSAL_INIT;
}

/**
 * tl_impact_refusal_copy:
 * @to: a refusal, overwritten
 * @from: the refusal to copy
 */
void
tl_impact_refusal_copy (TlImpactRefusal *to, const TlImpactRefusal *from)
{
  guint *circle = g_memdup2 (from->circle, from->n_circle * sizeof *circle);

  g_free (to->circle);
  *to = *from;
  to->circle = circle;
}

/* The estimates of a journey in the order of a world's values. One place says which they are; each use of it is told
 * of a thing's array, how many there are, the size of one, the offset of its number, and the world's pointer to it. */
typedef struct
{
  const char *things;
  guint       n;
  gsize       size;
  gsize       number;
  gsize       pointer;
} Part;

#define N_PARTS TL_IMPACT_N_PARTS
#define PART(array, Type, field, pointer_name) \
  { (const char *) journey->array, journey->n_##array, sizeof (Type), offsetof (Type, field), \
    offsetof (TlImpactWorld, pointer_name) }

static void
list_parts (const TlImpactJourney *journey, Part parts[N_PARTS])
{
  const Part all[N_PARTS] = {
    { (const char *) journey, 1, 0, offsetof (TlImpactJourney, margin), offsetof (TlImpactWorld, margin) },
    { (const char *) journey, 1, 0, offsetof (TlImpactJourney, incrementality),
      offsetof (TlImpactWorld, incrementality) },
    PART (stages, TlImpactStage, entry, entry),
    PART (stages, TlImpactStage, revenue, revenue),
    PART (transitions, TlImpactTransition, share, share),
    PART (touchpoints, TlImpactTouchpoint, reach, reach),
    PART (touchpoints, TlImpactTouchpoint, unit_cost, unit_cost),
    PART (touchpoints, TlImpactTouchpoint, fixed_cost, fixed_cost),
    PART (touchpoints, TlImpactTouchpoint, cashable, cashable),
    PART (pains, TlImpactPain, incidence, incidence),
    PART (pains, TlImpactPain, leave, leave),
    PART (pains, TlImpactPain, cost, cost),
    PART (contacts, TlImpactContact, count, count),
    PART (becauses, TlImpactBecause, share, because),
    PART (fixes, TlImpactFix, one_off, one_off),
    PART (fixes, TlImpactFix, run, run),
    PART (effects, TlImpactEffect, amount, amount),
  };

  memcpy (parts, all, sizeof all);
}

/**
 * tl_impact_world_new:
 * @journey: a journey
 *
 * Returns: (transfer full): a world of the journey's shape, at the points
 */
TlImpactWorld *
tl_impact_world_new (const TlImpactJourney *journey)
{
  TlImpactWorld *self = g_new0 (TlImpactWorld, 1);
  Part           parts[N_PARTS];
  gsize          at = 0;

  list_parts (journey, parts);
  for (int p = 0; p < N_PARTS; p++)
    self->n_values += parts[p].n;
  self->values = g_new0 (double, self->n_values);
  for (int p = 0; p < N_PARTS; p++)
    {
      G_STRUCT_MEMBER (double *, self, parts[p].pointer) = self->values + at;
      at += parts[p].n;
    }
  tl_impact_world_set_points (self, journey);
  return self;
}

/**
 * tl_impact_world_free:
 * @self: (nullable): a world
 */
void
tl_impact_world_free (TlImpactWorld *self)
{
  if (self == NULL)
    return;
  g_free (self->values);
  g_free (self);
}

/**
 * tl_impact_world_set_points:
 * @self: a world of the journey's shape
 * @journey: the journey
 *
 * Sets every number to the point of its estimate.
 */
void
tl_impact_world_set_points (TlImpactWorld *self, const TlImpactJourney *journey)
{
  Part    parts[N_PARTS];
  double *value = self->values;

  list_parts (journey, parts);
  for (int p = 0; p < N_PARTS; p++)
    for (guint i = 0; i < parts[p].n; i++)
      {
        const TlImpactNumber *number = (const void *) (parts[p].things + i * parts[p].size + parts[p].number);

        *value++ = tl_estimate_point (&number->estimate);
      }
}

/**
 * tl_impact_world_get_number:
 * @self: a world of the journey's shape
 * @journey: the journey
 * @value: an index into the world's values
 *
 * Returns: (nullable): the estimate of which that value is the point or a draw
 */
const TlImpactNumber *
tl_impact_world_get_number (const TlImpactWorld *self, const TlImpactJourney *journey, gsize value)
{
  Part parts[N_PARTS];

  list_parts (journey, parts);
  for (int p = 0; p < N_PARTS; p++)
    {
      if (value < parts[p].n)
        return (const void *) (parts[p].things + value * parts[p].size + parts[p].number);
      value -= parts[p].n;
    }
  return NULL;
}

/**
 * tl_impact_world_locate:
 * @journey: a journey
 * @value: an index into the values of its worlds
 * @part: (out): what kind of number it is
 * @index: (out): of which thing of its kind
 *
 * Returns: whether there is such a value
 */
gboolean
tl_impact_world_locate (const TlImpactJourney *journey, gsize value, TlImpactPart *part, guint *index)
{
  Part parts[N_PARTS];

  list_parts (journey, parts);
  for (int p = 0; p < N_PARTS; p++)
    {
      if (value < parts[p].n)
        {
          *part = (TlImpactPart) p;
          *index = (guint) value;
          return TRUE;
        }
      value -= parts[p].n;
    }
  return FALSE;
}

/**
 * tl_impact_world_find:
 * @journey: a journey
 * @part: a kind of number
 * @index: of which thing of its kind
 *
 * Returns: its index in the values of the journey's worlds, or %G_MAXSIZE where there is none
 */
gsize
tl_impact_world_find (const TlImpactJourney *journey, TlImpactPart part, guint index)
{
  Part  parts[N_PARTS];
  gsize value = index;

  list_parts (journey, parts);
  if (index >= parts[part].n)
    return G_MAXSIZE;
  for (int p = 0; p < (int) part; p++)
    value += parts[p].n;
  return value;
}

/**
 * tl_impact_status_is_ranked:
 * @status: a fix's status
 *
 * Returns: whether fixes of this status are ranked
 */
gboolean
tl_impact_status_is_ranked (TlImpactStatus status)
{
  return status == TL_IMPACT_IDEA || status == TL_IMPACT_PROPOSED || status == TL_IMPACT_APPROVED;
}

/**
 * tl_impact_kind_to_text:
 * @kind: a kind of fix
 * @does_not_pay: as the outcome says
 *
 * Returns: the specification's words, in English and marked for translation
 */
const char *
tl_impact_kind_to_text (TlImpactKind kind, gboolean does_not_pay)
{
  static const char *const texts[][2] = {
    [TL_IMPACT_PAYS_BOTH_WAYS] = { N_("pays both ways"), N_("pays both ways (does not pay)") },
    [TL_IMPACT_GROWS_REVENUE] = { N_("grows revenue"), N_("grows revenue (does not pay)") },
    [TL_IMPACT_SAVES_COST] = { N_("saves cost"), N_("saves cost (does not pay)") },
    [TL_IMPACT_SAVES_COST_LOSES_REVENUE] = { N_("saves cost, loses revenue"),
                                             N_("saves cost, loses revenue (does not pay)") },
    [TL_IMPACT_FALSE_ECONOMY] = { N_("false economy"), N_("false economy") },
    [TL_IMPACT_HURTS_BOTH] = { N_("hurts both"), N_("hurts both") },
    [TL_IMPACT_NO_EFFECT] = { N_("no effect"), N_("no effect") },
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (texts), "");
  return texts[kind][does_not_pay ? 1 : 0];
}

/*
 * tl_impact_compare_ids:
 *
 * Returns: below 0 where fix @a comes before @b by its id, or by its place where they have none
 */
int
tl_impact_compare_ids (const TlImpactJourney *journey, guint a, guint b)
{
  int order = g_strcmp0 (journey->fixes[a].id, journey->fixes[b].id);

  return order != 0 ? order : (a > b) - (a < b);
}

static int
by_id (gconstpointer a, gconstpointer b, gpointer data)
{
  return tl_impact_compare_ids (data, *(const guint *) a, *(const guint *) b);
}

/*
 * tl_impact_sort_by_id:
 *
 * Orders indices of fixes by their ids.
 */
void
tl_impact_sort_by_id (const TlImpactJourney *journey, guint *fixes, guint n)
{
  g_qsort_with_data (fixes, (int) n, sizeof *fixes, by_id, (gpointer) journey);
}
