/* tl-snapshot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-snapshot.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  TlSnapshot *snapshot;
  TlJourney  *journey;
} Taking;

static void
names_init (TlNames *self, guint n)
{
  self->n = n;
  self->ids = g_new0 (char *, n);
  self->titles = g_new0 (char *, n);
  self->indices = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
names_set (TlNames *self, guint i, TlThing *thing, char *title)
{
  self->ids[i] = g_strdup (tl_thing_get_id (thing));
  self->titles[i] = title ? title : g_strdup (tl_thing_get_title (thing));
  g_hash_table_insert (self->indices, self->ids[i], GUINT_TO_POINTER (i + 1));
}

static void
names_clear (TlNames *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->ids[i]);
      g_free (self->titles[i]);
    }
  g_clear_pointer (&self->ids, g_free);
  g_clear_pointer (&self->titles, g_free);
  g_clear_pointer (&self->indices, g_hash_table_unref);
  self->n = 0;
}

/**
 * tl_names_find:
 *
 * Returns: the index of the thing whose id is @id, or %TL_IMPACT_NONE
 */
guint
tl_names_find (const TlNames *self, const char *id)
{
  gpointer found = self->indices && id ? g_hash_table_lookup (self->indices, id) : NULL;

  return found ? GPOINTER_TO_UINT (found) - 1 : TL_IMPACT_NONE;
}

/* Only what was observed or measured is sure; ranges and counts carry their own doubt. */
static TlImpactNumber
take (Taking *taking, TlThing *thing, TlField field)
{
  TlImpactNumber   number = { tl_thing_get_estimate (thing, field), FALSE };
  g_autofree char *key = NULL;
  const char      *basis;

  if (!tl_thing_has (thing, field))
    return number;
  key = g_strdup_printf ("%s\n%s", tl_thing_get_id (thing), tl_field_get_info (field)->name);
  basis = g_hash_table_lookup (taking->snapshot->bases, key);
  taking->snapshot->n_numbers++;
  if (basis == NULL)
    taking->snapshot->n_without_basis++;
  number.doubtful = tl_estimate_is_known (&number.estimate) && (basis == NULL || strcmp (basis, "assumed") == 0);
  taking->snapshot->n_in_doubt += !tl_estimate_is_known (&number.estimate) ||
                                  (number.doubtful && taking->snapshot->journey.doubt > 0 && number.estimate.low != 0);
  return number;
}

static GHashTable *
collect_bases (TlJourney *journey)
{
  GHashTable *bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  TlThing    *root = tl_journey_get_root (journey);

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_FACT); i++)
    {
      TlThing *fact = tl_thing_nth (root, TL_KIND_FACT, i);

      g_hash_table_insert (bases,
                           g_strdup_printf ("%s\n%s", tl_thing_get_text (fact, TL_FACT_OF),
                                            tl_thing_get_text (fact, TL_FACT_FIELD)),
                           g_strdup (tl_thing_get_text (fact, TL_FACT_BASIS)));
    }
  /* What is tied to evidence was observed, whatever else is said of it. */
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TIE); i++)
    {
      TlThing         *tie = tl_thing_nth (root, TL_KIND_TIE, i);
      g_autofree char *key = g_strdup_printf ("%s\n%s", tl_thing_get_text (tie, TL_TIE_OF),
                                              tl_thing_get_text (tie, TL_TIE_FIELD));

      if (g_strcmp0 (g_hash_table_lookup (bases, key), "measured") != 0)
        g_hash_table_insert (bases, g_steal_pointer (&key), g_strdup ("observed"));
    }
  return bases;
}

static void
take_stages (Taking *taking, GPtrArray *things)
{
  TlSnapshot *snapshot = taking->snapshot;

  snapshot->journey.n_stages = things->len;
  snapshot->journey.stages = g_new0 (TlImpactStage, things->len);
  names_init (&snapshot->stages, things->len);
  for (guint i = 0; i < things->len; i++)
    {
      TlThing *thing = things->pdata[i];

      names_set (&snapshot->stages, i, thing, NULL);
      snapshot->journey.stages[i] = (TlImpactStage) {
        tl_thing_is_word (thing, TL_STAGE_KIND, "won")    ? TL_IMPACT_WON
        : tl_thing_is_word (thing, TL_STAGE_KIND, "lost") ? TL_IMPACT_LOST
                                                          : TL_IMPACT_STEP,
        take (taking, thing, TL_STAGE_ENTRY),
        take (taking, thing, TL_STAGE_REVENUE),
      };
    }
}

static void
take_transitions (Taking *taking, GPtrArray *things)
{
  TlSnapshot *snapshot = taking->snapshot;

  snapshot->journey.n_transitions = things->len;
  snapshot->journey.transitions = g_new0 (TlImpactTransition, things->len);
  names_init (&snapshot->transitions, things->len);
  for (guint i = 0; i < things->len; i++)
    {
      TlThing *thing = things->pdata[i];

      names_set (&snapshot->transitions, i, thing, tl_thing_describe (thing));
      snapshot->journey.transitions[i] = (TlImpactTransition) {
        tl_names_find (&snapshot->stages, tl_thing_get_text (thing, TL_TRANSITION_FROM)),
        tl_names_find (&snapshot->stages, tl_thing_get_text (thing, TL_TRANSITION_TO)),
        tl_thing_has (thing, TL_TRANSITION_SHARE),
        take (taking, thing, TL_TRANSITION_SHARE),
      };
    }
}

static void
take_touchpoints (Taking *taking, GPtrArray *things)
{
  TlSnapshot *snapshot = taking->snapshot;

  snapshot->journey.n_touchpoints = things->len;
  snapshot->journey.touchpoints = g_new0 (TlImpactTouchpoint, things->len);
  names_init (&snapshot->touchpoints, things->len);
  snapshot->owners = g_new0 (char *, things->len + 1);
  for (guint i = 0; i < things->len; i++)
    {
      TlThing *thing = things->pdata[i];

      names_set (&snapshot->touchpoints, i, thing, NULL);
      snapshot->owners[i] = g_strdup (tl_thing_get_text (thing, TL_TOUCHPOINT_OWNER));
      snapshot->journey.touchpoints[i] = (TlImpactTouchpoint) {
        tl_names_find (&snapshot->stages, tl_thing_get_id (tl_thing_get_parent (thing))),
        take (taking, thing, TL_TOUCHPOINT_REACH),
        take (taking, thing, TL_TOUCHPOINT_UNIT_COST),
        take (taking, thing, TL_TOUCHPOINT_FIXED_COST),
        take (taking, thing, TL_TOUCHPOINT_CASHABLE),
      };
    }
}

/* The names of things of which each stands in another. */
static void
name_all (TlNames *names, TlJourney *journey, TlKind kind)
{
  g_autoptr (GPtrArray) things = tl_journey_collect (journey, kind);

  names_init (names, things->len);
  for (guint i = 0; i < things->len; i++)
    names_set (names, i, things->pdata[i], tl_thing_describe (things->pdata[i]));
}

static void
take_pains (Taking *taking, GPtrArray *things)
{
  TlSnapshot         *snapshot = taking->snapshot;
  g_autoptr (GPtrArray) causes = tl_journey_collect (taking->journey, TL_KIND_CAUSE);
  g_autoptr (GArray)  contacts = g_array_new (FALSE, FALSE, sizeof (TlImpactContact));
  g_autoptr (GArray)  becauses = g_array_new (FALSE, FALSE, sizeof (TlImpactBecause));

  snapshot->journey.n_pains = things->len;
  snapshot->journey.pains = g_new0 (TlImpactPain, things->len);
  snapshot->journey.n_causes = causes->len;
  names_init (&snapshot->pains, things->len);
  for (guint i = 0; i < things->len; i++)
    {
      TlThing *thing = things->pdata[i];

      names_set (&snapshot->pains, i, thing, NULL);
      snapshot->journey.pains[i] = (TlImpactPain) {
        tl_names_find (&snapshot->touchpoints, tl_thing_get_id (tl_thing_get_parent (thing))),
        take (taking, thing, TL_PAIN_INCIDENCE),
        take (taking, thing, TL_PAIN_LEAVE),
        take (taking, thing, TL_PAIN_COST),
      };
      for (guint j = 0; j < tl_thing_n (thing, TL_KIND_CONTACT); j++)
        {
          TlThing        *contact = tl_thing_nth (thing, TL_KIND_CONTACT, j);
          TlImpactContact row = {
            i,
            tl_names_find (&snapshot->touchpoints, tl_thing_get_text (contact, TL_CONTACT_TOUCHPOINT)),
            take (taking, contact, TL_CONTACT_COUNT),
          };

          g_array_append_val (contacts, row);
        }
      for (guint j = 0; j < tl_thing_n (thing, TL_KIND_BECAUSE); j++)
        {
          TlThing        *because = tl_thing_nth (thing, TL_KIND_BECAUSE, j);
          TlImpactBecause row = { i, TL_IMPACT_NONE, take (taking, because, TL_BECAUSE_SHARE) };
          TlThing        *cause = tl_journey_lookup (taking->journey, tl_thing_get_text (because, TL_BECAUSE_CAUSE));

          g_ptr_array_find (causes, cause, &row.cause);
          g_array_append_val (becauses, row);
        }
    }
  snapshot->journey.n_contacts = contacts->len;
  snapshot->journey.contacts = (TlImpactContact *) g_array_free (g_steal_pointer (&contacts), FALSE);
  snapshot->journey.n_becauses = becauses->len;
  snapshot->journey.becauses = (TlImpactBecause *) g_array_free (g_steal_pointer (&becauses), FALSE);
}

static const struct
{
  const char   *name;
  TlImpactField field;
} effect_fields[] = {
  { "entry", TL_IMPACT_FIELD_ENTRY },           { "revenue", TL_IMPACT_FIELD_REVENUE },
  { "continue", TL_IMPACT_FIELD_CONTINUE },     { "share", TL_IMPACT_FIELD_SHARE },
  { "reach", TL_IMPACT_FIELD_REACH },           { "unit-cost", TL_IMPACT_FIELD_UNIT_COST },
  { "fixed-cost", TL_IMPACT_FIELD_FIXED_COST }, { "incidence", TL_IMPACT_FIELD_INCIDENCE },
  { "leave", TL_IMPACT_FIELD_LEAVE },           { "cost", TL_IMPACT_FIELD_COST },
  { "contacts", TL_IMPACT_FIELD_CONTACTS },     { "strength", TL_IMPACT_FIELD_STRENGTH },
};

static guint
find_target (Taking *taking, GPtrArray *causes, const char *id)
{
  TlSnapshot *snapshot = taking->snapshot;
  TlThing    *thing = tl_journey_lookup (taking->journey, id);
  guint       index = TL_IMPACT_NONE;

  switch (tl_thing_get_kind (thing))
    {
    case TL_KIND_STAGE:
      return tl_names_find (&snapshot->stages, id);

    case TL_KIND_TRANSITION:
      return tl_names_find (&snapshot->transitions, id);

    case TL_KIND_TOUCHPOINT:
      return tl_names_find (&snapshot->touchpoints, id);

    case TL_KIND_PAIN:
      return tl_names_find (&snapshot->pains, id);

    default:
      g_ptr_array_find (causes, thing, &index);
      return index;
    }
}

static TlImpactStatus
status_of (TlThing *fix)
{
  /* In the order of TlImpactStatus. */
  const char *const *words = tl_field_get_info (TL_FIX_STATUS)->words;
  const char        *status = tl_thing_get_text (fix, TL_FIX_STATUS);

  for (guint i = 0; words[i]; i++)
    if (strcmp (words[i], status) == 0)
      return (TlImpactStatus) i;
  return TL_IMPACT_IDEA;
}

static void
take_fixes (Taking *taking, GPtrArray *things)
{
  TlSnapshot           *snapshot = taking->snapshot;
  g_autoptr (GPtrArray) causes = tl_journey_collect (taking->journey, TL_KIND_CAUSE);
  g_autoptr (GArray)    effects = g_array_new (FALSE, FALSE, sizeof (TlImpactEffect));

  snapshot->journey.n_fixes = things->len;
  snapshot->journey.fixes = g_new0 (TlImpactFix, things->len);
  names_init (&snapshot->fixes, things->len);
  snapshot->payers = g_new0 (char *, things->len + 1);
  snapshot->holders = g_new0 (char *, things->len + 1);
  for (guint i = 0; i < things->len; i++)
    {
      TlThing *thing = things->pdata[i];

      names_set (&snapshot->fixes, i, thing, NULL);
      snapshot->payers[i] = g_strdup (tl_thing_get_text (thing, TL_FIX_OWNER));
      snapshot->holders[i] = g_strdup (tl_thing_get_text (thing, tl_thing_has (thing, TL_FIX_BUDGET) ? TL_FIX_BUDGET
                                                                                                     : TL_FIX_OWNER));
      snapshot->journey.fixes[i] = (TlImpactFix) {
        g_strdup (tl_thing_get_id (thing)),
        status_of (thing),
        take (taking, thing, TL_FIX_ONE_OFF),
        take (taking, thing, TL_FIX_RUN),
        tl_thing_get_number (thing, TL_FIX_START),
        tl_thing_get_number (thing, TL_FIX_RAMP),
        tl_thing_get_number (thing, TL_FIX_FADES),
      };
      for (guint j = 0; j < tl_thing_n (thing, TL_KIND_EFFECT); j++)
        {
          TlThing       *effect = tl_thing_nth (thing, TL_KIND_EFFECT, j);
          gboolean       shift = tl_thing_has (effect, TL_EFFECT_SHIFT);
          TlImpactEffect row = { .fix = i, .shift = shift };

          for (guint k = 0; k < G_N_ELEMENTS (effect_fields); k++)
            if (tl_thing_is_word (effect, TL_EFFECT_FIELD, effect_fields[k].name))
              row.field = effect_fields[k].field;
          row.on = find_target (taking, causes, tl_thing_get_text (effect, TL_EFFECT_ON));
          row.amount = take (taking, effect, shift ? TL_EFFECT_SHIFT : TL_EFFECT_SCALE);
          row.to = tl_names_find (&snapshot->touchpoints, tl_thing_get_text (effect, TL_EFFECT_TO));
          g_array_append_val (effects, row);
        }
    }
  snapshot->journey.n_effects = effects->len;
  snapshot->journey.effects = (TlImpactEffect *) g_array_free (g_steal_pointer (&effects), FALSE);
}

static void
warn (TlSnapshot *snapshot, TlThing *thing, const char *field, const char *what)
{
  g_ptr_array_add (snapshot->problems, tl_problem_new (TL_PROBLEM_WARNING, thing, field, "%s", what));
}

static void
warn_of_pain (TlThing *pain, gpointer data)
{
  if (!tl_thing_has (pain, TL_PAIN_INCIDENCE))
    warn (data, pain, "incidence", _("nobody has said how many interactions it hits, so it costs nothing yet"));
  else if (!tl_thing_has (pain, TL_PAIN_LEAVE) && !tl_thing_has (pain, TL_PAIN_COST) &&
           tl_thing_n (pain, TL_KIND_CONTACT) == 0)
    warn (data, pain, NULL,
          _("it makes nobody leave, causes no contact and costs nothing; say what it does to customers"));
}

static void
note_cause (TlThing *because, gpointer data)
{
  g_hash_table_add (data, (char *) tl_thing_get_text (because, TL_BECAUSE_CAUSE));
}

static void
warn_of_causes (Taking *taking)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray)  causes = tl_journey_collect (taking->journey, TL_KIND_CAUSE);

  tl_journey_foreach (taking->journey, TL_KIND_BECAUSE, note_cause, named);
  for (guint i = 0; i < causes->len; i++)
    if (!g_hash_table_contains (named, tl_thing_get_id (causes->pdata[i])))
      warn (taking->snapshot, causes->pdata[i], NULL, _("no pain names this cause"));
}

static void
warn_of_fix (TlThing *fix, gpointer data)
{
  TlSnapshot *snapshot = data;
  double      horizon = snapshot->journey.horizon_years * 12;

  if (!tl_impact_status_is_ranked (status_of (fix)))
    return;
  if (tl_thing_n (fix, TL_KIND_EFFECT) == 0)
    warn (snapshot, fix, NULL, _("it has no effect on anything yet"));
  if (!tl_thing_has (fix, TL_FIX_ONE_OFF) && !tl_thing_has (fix, TL_FIX_RUN))
    warn (snapshot, fix, "one-off", _("nobody has said what it costs, so it counts as free"));
  if (tl_thing_get_number (fix, TL_FIX_START) > horizon)
    {
      g_autofree char *start = tl_number_format (tl_thing_get_number (fix, TL_FIX_START));
      g_autofree char *end = tl_number_format (horizon);
      g_autofree char *what =
        g_strdup_printf (_("it starts in month %s, after the horizon of %s months"), start, end);

      warn (snapshot, fix, "start-month", what);
    }
}

static void
warn_of_writing (Taking *taking)
{
  TlSnapshot *snapshot = taking->snapshot;
  TlThing    *root = tl_journey_get_root (taking->journey);
  gboolean    entered = FALSE;

  if (!tl_thing_has (root, TL_JOURNEY_MARGIN))
    warn (snapshot, root, "margin", _("no margin is given, so that all revenue counts as profit"));
  if (!tl_thing_has (root, TL_JOURNEY_CURRENCY))
    warn (snapshot, root, "currency", _("no currency is given, so that money is shown as bare numbers"));
  for (guint i = 0; i < snapshot->journey.n_stages; i++)
    entered |= tl_estimate_point (&snapshot->journey.stages[i].entry.estimate) > 0;
  if (snapshot->journey.n_stages > 0 && !entered)
    warn (snapshot, root, NULL, _("nobody enters the journey; give a stage its customers a year (entry)"));
  tl_journey_foreach (taking->journey, TL_KIND_PAIN, warn_of_pain, snapshot);
  warn_of_causes (taking);
  tl_journey_foreach (taking->journey, TL_KIND_FIX, warn_of_fix, snapshot);
  if (snapshot->n_without_basis > 0)
    {
      g_autofree char *what =
        g_strdup_printf (ngettext ("%u of %u figure has no basis: nobody says whether it is assumed, observed or measured",
                                   "%u of %u figures have no basis: nobody says whether they are assumed, observed or measured",
                                   snapshot->n_numbers),
                         snapshot->n_without_basis, snapshot->n_numbers);

      warn (snapshot, root, NULL, what);
    }
}

static void
take_all (Taking *taking)
{
  TlSnapshot           *snapshot = taking->snapshot;
  TlThing              *root = tl_journey_get_root (taking->journey);
  g_autoptr (GPtrArray) stages = tl_journey_collect (taking->journey, TL_KIND_STAGE);
  g_autoptr (GPtrArray) transitions = tl_journey_collect (taking->journey, TL_KIND_TRANSITION);
  g_autoptr (GPtrArray) touchpoints = tl_journey_collect (taking->journey, TL_KIND_TOUCHPOINT);
  g_autoptr (GPtrArray) pains = tl_journey_collect (taking->journey, TL_KIND_PAIN);
  g_autoptr (GPtrArray) fixes = tl_journey_collect (taking->journey, TL_KIND_FIX);

  snapshot->journey.margin = take (taking, root, TL_JOURNEY_MARGIN);
  snapshot->journey.incrementality = take (taking, root, TL_JOURNEY_INCREMENTALITY);
  take_stages (taking, stages);
  take_transitions (taking, transitions);
  take_touchpoints (taking, touchpoints);
  take_pains (taking, pains);
  take_fixes (taking, fixes);
  name_all (&snapshot->contacts, taking->journey, TL_KIND_CONTACT);
  name_all (&snapshot->becauses, taking->journey, TL_KIND_BECAUSE);
  name_all (&snapshot->causes, taking->journey, TL_KIND_CAUSE);
  name_all (&snapshot->effects, taking->journey, TL_KIND_EFFECT);
  warn_of_writing (taking);
}

/**
 * tl_snapshot_new:
 * @journey: a journey
 *
 * Takes the journey down as the impact model wants it, with its defaults filled in. A journey that breaks a rule is
 * only reported.
 *
 * Returns: (transfer full): the snapshot
 */
TlSnapshot *
tl_snapshot_new (TlJourney *journey)
{
  TlSnapshot *self = g_new0 (TlSnapshot, 1);
  TlThing    *root = tl_journey_get_root (journey);
  Taking      taking = { self, journey };

  self->journey = (TlImpactJourney) TL_IMPACT_JOURNEY_INIT;
  self->journey.doubt = tl_thing_get_number (root, TL_JOURNEY_DOUBT);
  self->journey.horizon_years = tl_thing_get_number (root, TL_JOURNEY_HORIZON);
  self->journey.discount_rate = tl_thing_get_number (root, TL_JOURNEY_RATE);
  self->id = g_strdup (tl_thing_get_id (root));
  self->title = g_strdup (tl_thing_get_title (root));
  self->currency = g_strdup (tl_thing_get_text (root, TL_JOURNEY_CURRENCY));
  self->problems = tl_journey_validate (journey);
  self->valid = self->problems->len == 0;
  if (self->valid)
    {
      self->bases = collect_bases (journey);
      take_all (&taking);
    }
  return self;
}

/**
 * tl_snapshot_override:
 * @self: a snapshot of which nothing has been worked out yet
 * @overrides: other settings
 *
 * Puts other settings in the place of the journey's. They are known: nothing is drawn for them.
 */
void
tl_snapshot_override (TlSnapshot *self, const TlOverrides *overrides)
{
  TlImpactNumber *margin = &self->journey.margin;

  if (isfinite (overrides->horizon_years))
    self->journey.horizon_years = CLAMP (overrides->horizon_years, 0, 1000);
  if (isfinite (overrides->discount_rate))
    self->journey.discount_rate = MAX (overrides->discount_rate, 0);
  if (!isfinite (overrides->margin))
    return;
  if (self->n_in_doubt > 0 &&
      (!tl_estimate_is_known (&margin->estimate) ||
       (margin->doubtful && self->journey.doubt > 0 && margin->estimate.low != 0)))
    self->n_in_doubt--;
  *margin = (TlImpactNumber) { tl_estimate_known (CLAMP (overrides->margin, 0, 1)), FALSE };
}

/**
 * tl_snapshot_free:
 */
void
tl_snapshot_free (TlSnapshot *self)
{
  if (self == NULL)
    return;
  tl_impact_journey_clear (&self->journey);
  for (guint i = 0; self->owners && i < self->touchpoints.n; i++)
    g_free (self->owners[i]);
  for (guint i = 0; self->payers && i < self->fixes.n; i++)
    {
      g_free (self->payers[i]);
      g_free (self->holders[i]);
    }
  g_free (self->owners);
  g_free (self->payers);
  g_free (self->holders);
  names_clear (&self->stages);
  names_clear (&self->transitions);
  names_clear (&self->touchpoints);
  names_clear (&self->pains);
  names_clear (&self->fixes);
  names_clear (&self->contacts);
  names_clear (&self->becauses);
  names_clear (&self->causes);
  names_clear (&self->effects);
  g_clear_pointer (&self->bases, g_hash_table_unref);
  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->problems);
  g_free (self->currency);
  g_free (self);
}
