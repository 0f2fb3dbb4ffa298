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

/* The shares that are given out of a stage come to more than all: each gives way alike. */
static TlEdit *
scale_shares (TlJourney *journey, TlThing *stage)
{
  TlThing           *root = tl_journey_get_root (journey);
  g_autoptr (TlEdit) edit = tl_edit_new (_("Scale the shares to 100%"));
  double             sum = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
      {
        TlThing         *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
        TlEstimate       share;
        g_autofree char *text = NULL;

        if (g_strcmp0 (tl_thing_get_text (way, TL_TRANSITION_FROM), tl_thing_get_id (stage)) != 0
            || !tl_thing_has (way, TL_TRANSITION_SHARE))
          continue;
        share = tl_thing_get_estimate (way, TL_TRANSITION_SHARE);
        if (pass == 0)
          {
            sum += tl_estimate_point (&share);
            continue;
          }
        /* Rounded down, so that they do not come to more than all again. */
        text = tl_number_format (floor (tl_estimate_point (&share) / sum * 1e6) / 1e6);
        tl_edit_set (edit, tl_thing_get_id (way), TL_TRANSITION_SHARE, text);
      }
  return sum > 1 ? g_steal_pointer (&edit) : NULL;
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
