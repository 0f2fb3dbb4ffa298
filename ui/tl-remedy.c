/* tl-remedy.c
 *
 * A remedy is one edit, and says in its name what it does. Where there are several ways to mend a thing, only a person
 * can choose: there is none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-remedy.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-number.h"

static double
point_of (TlThing *thing, TlField field)
{
  TlEstimate estimate = tl_thing_get_estimate (thing, field);

  return tl_estimate_point (&estimate);
}

/* The share of visits that pains drive away, at the most. */
static double
claimed (TlThing *stage)
{
  double sum = 0;

  for (guint i = 0; i < tl_thing_n (stage, TL_KIND_TOUCHPOINT); i++)
    {
      TlThing *touchpoint = tl_thing_nth (stage, TL_KIND_TOUCHPOINT, i);

      for (guint k = 0; k < tl_thing_n (touchpoint, TL_KIND_PAIN); k++)
        {
          TlThing *pain = tl_thing_nth (touchpoint, TL_KIND_PAIN, k);

          sum += point_of (touchpoint, TL_TOUCHPOINT_REACH) * point_of (pain, TL_PAIN_INCIDENCE)
                 * point_of (pain, TL_PAIN_LEAVE);
        }
    }
  return sum;
}

/* The shares that are given out of a stage come to more than all who do not leave it over pain: each gives way alike. */
static TlEdit *
scale_shares (TlJourney *journey, TlThing *stage)
{
  TlThing           *root = tl_journey_get_root (journey);
  g_autoptr (TlEdit) edit = tl_edit_new (_("Scale the shares to fit"));
  double             sum = 0, most = 1 - claimed (stage);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
      {
        TlThing         *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
        g_autofree char *text = NULL;

        if (g_strcmp0 (tl_thing_get_text (way, TL_TRANSITION_FROM), tl_thing_get_id (stage)) != 0
            || !tl_thing_has (way, TL_TRANSITION_SHARE))
          continue;
        if (pass == 0)
          {
            sum += point_of (way, TL_TRANSITION_SHARE);
            continue;
          }
        if (sum <= most || most <= 0)
          return NULL;
        /* Rounded down, so that they do not come to more again. */
        text = tl_number_format (floor (point_of (way, TL_TRANSITION_SHARE) / sum * most * 1e4) / 1e4);
        tl_edit_set (edit, tl_thing_get_id (way), TL_TRANSITION_SHARE, text);
      }
  return tl_edit_is_empty (edit) ? NULL : g_steal_pointer (&edit);
}

/* What is left makes a share that nobody has given: write it down. */
static TlEdit *
write_share (TlFigures *figures, TlThing *way)
{
  const TlImpactTransitionResult *result = tl_figures_get_transition (figures, tl_thing_get_id (way));
  g_autofree char                *shown = NULL;
  g_autofree char                *text = NULL;
  g_autofree char                *name = NULL;
  TlEdit                         *edit;

  if (result == NULL || !isfinite (result->share) || result->share < 0 || result->share > 1)
    return NULL;
  shown = tl_number_format_percent (result->share, NULL);
  text = tl_number_format (floor (result->share * 1e6) / 1e6);
  name = g_strdup_printf (_("Write down %s"), shown);
  edit = tl_edit_new (name);
  tl_edit_set (edit, tl_thing_get_id (way), TL_TRANSITION_SHARE, text);
  return edit;
}

static TlEdit *
delete_cause (TlThing *cause)
{
  TlEdit *edit = tl_edit_new (_("Delete the cause"));

  tl_edit_delete (edit, tl_thing_get_id (cause));
  return edit;
}

typedef struct
{
  TlJourney  *journey;
  TlEdit     *edit;
  GHashTable *ids; /* that it makes */
  guint       n;
} Bases;

static void
give_bases (TlThing *thing, gpointer data)
{
  Bases            *bases = data;
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));
  const char       *of = tl_thing_get_id (thing);

  for (guint i = 0; i < info->n_fields; i++)
    {
      TlField            field = info->first + i;
      const TlFieldInfo *about = tl_field_get_info (field);
      g_autofree char   *wish = NULL;
      char              *id;

      if (about->type != TL_TYPE_ESTIMATE || !tl_thing_has (thing, field)
          || tl_journey_find_fact (bases->journey, of, about->name))
        continue;
      wish = g_strdup_printf ("fact-%s-%s", of, about->name);
      id = tl_journey_make_id (bases->journey, wish);
      if (!g_hash_table_add (bases->ids, id))
        continue;
      tl_edit_create (bases->edit, TL_KIND_FACT, id, NULL, TL_EDIT_LAST);
      tl_edit_set (bases->edit, id, TL_FACT_OF, of);
      tl_edit_set (bases->edit, id, TL_FACT_FIELD, about->name);
      tl_edit_set (bases->edit, id, TL_FACT_BASIS, "assumed");
      bases->n++;
    }
}

/* What nobody has said anything of is assumed: to say so is honest, and a beginning. */
static TlEdit *
assume (TlJourney *journey)
{
  static const TlKind    kinds[] = { TL_KIND_STAGE, TL_KIND_TOUCHPOINT, TL_KIND_PAIN, TL_KIND_CONTACT, TL_KIND_BECAUSE,
                                     TL_KIND_TRANSITION, TL_KIND_FIX, TL_KIND_EFFECT };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TlEdit)     edit = tl_edit_new (_("Mark what has no basis as assumed"));
  Bases                  bases = { journey, edit, ids, 0 };

  give_bases (tl_journey_get_root (journey), &bases);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    tl_journey_foreach (journey, kinds[i], give_bases, &bases);
  return bases.n > 0 ? g_steal_pointer (&edit) : NULL;
}

/**
 * tl_remedy_new:
 * @figures: what @problem is from
 * @problem: what is wrong
 *
 * Returns: (transfer full) (nullable): what mends it in one step, named so that a button can say it; %NULL where only a
 *   person can tell
 */
TlEdit *
tl_remedy_new (TlJourney *journey, TlFigures *figures, const TlProblem *problem)
{
  TlThing *thing = problem->id ? tl_journey_lookup (journey, problem->id) : NULL;

  switch (thing ? tl_thing_get_kind (thing) : TL_KIND_NONE)
    {
    case TL_KIND_JOURNEY:
      /* The one thing that is said of the journey and none of its fields, but that nobody enters it. */
      return problem->severity == TL_PROBLEM_WARNING && problem->field == NULL && tl_figures_get_entries (figures) > 0
               ? assume (journey) : NULL;

    case TL_KIND_STAGE:
      return problem->severity == TL_PROBLEM_REFUSED ? scale_shares (journey, thing) : NULL;

    case TL_KIND_TRANSITION:
      return problem->severity == TL_PROBLEM_WARNING && !tl_thing_has (thing, TL_TRANSITION_SHARE)
               ? write_share (figures, thing) : NULL;

    case TL_KIND_CAUSE:
      return problem->severity == TL_PROBLEM_WARNING && problem->field == NULL ? delete_cause (thing) : NULL;

    default:
      return NULL;
    }
}
