/* tl-scenario.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-scenario.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-money.h"

/* The journey by some settings; scenarios that share them share it. */
typedef struct
{
  TlSnapshot         *snapshot; /* taken down, not yet worked out */
  TlFigures          *figures;
  TlImpactSimulation *simulation;
  gboolean            is_drawn; /* drawing it was tried */
  double              horizon;
  double              rate;
  TlEstimate          margin;
} World;

struct TlScenarios
{
  GPtrArray *list;   /* TlScenario */
  GArray    *worlds; /* World */
  double     horizon; /* the journey's */
  double     rate;
  TlEstimate margin;
};

static const TlScenarioSums nothing = { 0 };
static const TlScenarioSums unknown = { NAN, NAN, NAN, NAN, NAN, NAN, NAN };

static void
scenario_free (gpointer data)
{
  TlScenario *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->date);
  g_free (self->by);
  g_free (self->why_not);
  g_ptr_array_unref (self->fixes);
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->unranked);
  g_ptr_array_unref (self->gone);
  tl_impact_refusal_clear (&self->outcome.refusal);
  g_free (self);
}

static void
world_clear (gpointer data)
{
  World *self = data;

  g_clear_pointer (&self->simulation, tl_impact_simulation_free);
  g_clear_object (&self->figures);
  g_clear_pointer (&self->snapshot, tl_snapshot_free);
}

static double
number_or (TlThing *thing, TlField field, double preset)
{
  return tl_thing_has (thing, field) ? tl_thing_get_number (thing, field) : preset;
}

/* The world of these settings, taken down where there is none yet. */
static guint
find_world (TlScenarios *self, TlJourney *journey, double horizon, double rate, const TlEstimate *margin)
{
  World world = { .horizon = horizon, .rate = rate, .margin = *margin };

  for (guint i = 0; i < self->worlds->len; i++)
    {
      const World *other = &g_array_index (self->worlds, World, i);

      if (other->horizon == horizon && other->rate == rate && tl_estimate_equal (&other->margin, margin))
        return i;
    }
  world.snapshot = tl_snapshot_new (journey);
  world.snapshot->journey.horizon_years = horizon;
  world.snapshot->journey.discount_rate = rate;
  /* Another margin is somebody's what-if: it is what it says, and no more in doubt than that. */
  if (!tl_estimate_equal (&world.snapshot->journey.margin.estimate, margin))
    world.snapshot->journey.margin = (TlImpactNumber) { *margin, FALSE };
  g_array_append_val (self->worlds, world);
  return self->worlds->len - 1;
}

static TlScenario *
add_scenario (TlScenarios *self, TlScenarioSort sort, const char *title)
{
  TlScenario *scenario = g_new0 (TlScenario, 1);

  scenario->sort = sort;
  scenario->title = g_strdup (title);
  scenario->horizon = self->horizon;
  scenario->rate = self->rate;
  scenario->margin = self->margin;
  scenario->fixes = g_ptr_array_new_with_free_func (g_free);
  scenario->titles = g_ptr_array_new_with_free_func (g_free);
  scenario->unranked = g_ptr_array_new_with_free_func (g_free);
  scenario->gone = g_ptr_array_new_with_free_func (g_free);
  scenario->then = scenario->now = unknown;
  scenario->mean = scenario->p_pays = scenario->p_overspent = NAN;
  g_ptr_array_add (self->list, scenario);
  return scenario;
}

static void
add_fix (TlScenario *scenario, TlThing *fix)
{
  const char *title = tl_thing_get_title (fix);

  if (tl_thing_is_word (fix, TL_FIX_STATUS, "idea") || tl_thing_is_word (fix, TL_FIX_STATUS, "proposed") ||
      tl_thing_is_word (fix, TL_FIX_STATUS, "approved"))
    {
      g_ptr_array_add (scenario->fixes, g_strdup (tl_thing_get_id (fix)));
      g_ptr_array_add (scenario->titles, g_strdup (title));
    }
  else
    g_ptr_array_add (scenario->unranked, g_strdup (title));
}

static void
take_down (TlScenarios *self, TlJourney *journey, TlThing *thing)
{
  TlScenario *scenario = add_scenario (self, TL_SCENARIO_SAVED, tl_thing_get_title (thing));

  scenario->id = g_strdup (tl_thing_get_id (thing));
  scenario->date = g_strdup (tl_thing_get_text (thing, TL_SCENARIO_DATE));
  scenario->by = g_strdup (tl_thing_get_text (thing, TL_SCENARIO_BY));
  scenario->horizon = number_or (thing, TL_SCENARIO_HORIZON, self->horizon);
  scenario->rate = number_or (thing, TL_SCENARIO_RATE, self->rate);
  if (tl_thing_has (thing, TL_SCENARIO_MARGIN))
    scenario->margin = tl_thing_get_estimate (thing, TL_SCENARIO_MARGIN);
  scenario->then = (TlScenarioSums) {
    number_or (thing, TL_SCENARIO_ONE_OFF, NAN), number_or (thing, TL_SCENARIO_REVENUE, NAN),
    number_or (thing, TL_SCENARIO_COST, NAN),    number_or (thing, TL_SCENARIO_NPV, NAN),
    number_or (thing, TL_SCENARIO_LOW, NAN),     number_or (thing, TL_SCENARIO_HIGH, NAN),
    number_or (thing, TL_SCENARIO_ADDED_UP, NAN),
  };
  for (guint i = 0; i < tl_thing_n (thing, TL_KIND_CHOICE); i++)
    {
      TlThing    *choice = tl_thing_nth (thing, TL_KIND_CHOICE, i);
      const char *id = tl_thing_get_text (choice, TL_CHOICE_FIX);
      TlThing    *fix = id ? tl_journey_lookup (journey, id) : NULL;

      if (fix)
        add_fix (scenario, fix);
      else
        g_ptr_array_add (scenario->gone, g_strdup (tl_thing_get_text (choice, TL_CHOICE_TITLE)));
    }
  scenario->world = find_world (self, journey, scenario->horizon, scenario->rate, &scenario->margin);
}

/**
 * tl_scenarios_new:
 * @journey: a journey
 *
 * Takes down the scenarios of a journey, between doing nothing and doing everything, for any thread to work out.
 *
 * Returns: (transfer full): the scenarios
 */
TlScenarios *
tl_scenarios_new (TlJourney *journey)
{
  TlScenarios *self = g_new0 (TlScenarios, 1);
  TlThing     *root = tl_journey_get_root (journey);
  TlScenario  *everything;

  self->list = g_ptr_array_new_with_free_func (scenario_free);
  self->worlds = g_array_new (FALSE, FALSE, sizeof (World));
  g_array_set_clear_func (self->worlds, world_clear);
  self->horizon = tl_thing_get_number (root, TL_JOURNEY_HORIZON);
  self->rate = tl_thing_get_number (root, TL_JOURNEY_RATE);
  self->margin = tl_thing_get_estimate (root, TL_JOURNEY_MARGIN);
  add_scenario (self, TL_SCENARIO_NOTHING, _("Do nothing"));
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_SCENARIO); i++)
    take_down (self, journey, tl_thing_nth (root, TL_KIND_SCENARIO, i));
  everything = add_scenario (self, TL_SCENARIO_EVERYTHING, _("Everything"));
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_FIX); i++)
    add_fix (everything, tl_thing_nth (root, TL_KIND_FIX, i));
  g_ptr_array_set_size (everything->unranked, 0);
  everything->world = find_world (self, journey, self->horizon, self->rate, &self->margin);
  return self;
}

/**
 * tl_scenarios_free:
 * @self: (nullable): scenarios
 */
void
tl_scenarios_free (TlScenarios *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->list);
  g_array_unref (self->worlds);
  g_free (self);
}

static gboolean
is_stopped (const gint *stop)
{
  return stop && g_atomic_int_get (stop);
}

/* What its fixes come to together, at the points. Returns the indices of the fixes, or NULL. */
static guint *
sum_up (TlScenario *self, World *world)
{
  const TlSnapshot          *snapshot = tl_figures_get_snapshot (world->figures);
  const TlImpactResults     *results = tl_figures_get_results (world->figures);
  g_autoptr (TlImpactSolver) solver = tl_impact_solver_new (tl_figures_get_model (world->figures));
  g_autoptr (TlImpactWorld)  points = tl_impact_world_new (&snapshot->journey);
  g_auto (TlImpactRefusal)   refusal = TL_IMPACT_REFUSAL_INIT;
  g_autofree guint          *fixes = g_new0 (guint, self->fixes->len + 1);

  for (guint i = 0; i < self->fixes->len; i++)
    fixes[i] = tl_names_find (&snapshot->fixes, self->fixes->pdata[i]);
  tl_impact_solver_set_world (solver, points, &refusal);
  tl_impact_solver_outcome (solver, fixes, self->fixes->len, &self->outcome);
  self->known = self->outcome.known;
  if (!self->known)
    {
      self->why_not = tl_figures_explain_refusal (world->figures, &self->outcome.refusal);
      return NULL;
    }
  self->now = (TlScenarioSums) { self->outcome.one_off, self->outcome.change.revenue, -self->outcome.change.cost,
                                 self->outcome.npv, NAN, NAN, 0 };
  for (guint i = 0; i < self->fixes->len; i++)
    self->now.added_up += results->fixes[fixes[i]].known ? results->fixes[fixes[i]].npv : NAN;
  return g_steal_pointer (&fixes);
}

static void
draw (TlScenario *self, World *world, const guint *fixes, guint draws, guint64 seed, const gint *stop)
{
  TlImpactSpread spread;
  double         overspent;

  if (!world->is_drawn)
    {
      world->is_drawn = TRUE;
      world->simulation = tl_impact_simulation_new (tl_figures_get_model (world->figures), seed, 0);
      if (tl_impact_simulation_n_inputs (world->simulation) == 0 ||
          !tl_impact_simulation_run (world->simulation, draws, stop))
        g_clear_pointer (&world->simulation, tl_impact_simulation_free);
    }
  if (world->simulation == NULL ||
      !tl_impact_simulation_set (world->simulation, fixes, self->fixes->len, self->now.one_off, stop, &spread,
                                 &overspent) ||
      !spread.known)
    return;
  self->now.low = spread.npv_p10;
  self->now.high = spread.npv_p90;
  self->mean = spread.npv_mean;
  self->p_pays = spread.p_pays;
  self->p_overspent = overspent;
}

/**
 * tl_scenarios_work:
 * @self: scenarios that nobody else works on
 * @draws: how many worlds to draw; 0 for none
 * @seed: the same seed gives the same worlds
 * @stop: (nullable): set to other than 0 by any thread, it ends the work
 *
 * Works out what every scenario comes to now. Scenarios of the same settings share their worlds.
 *
 * Returns: whether all was worked out
 */
gboolean
tl_scenarios_work (TlScenarios *self, guint draws, guint64 seed, const gint *stop)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      TlScenario       *scenario = self->list->pdata[i];
      World            *world = &g_array_index (self->worlds, World, scenario->world);
      g_autofree guint *fixes = NULL;
      g_autoptr (GError) error = NULL;

      if (is_stopped (stop))
        return FALSE;
      if (world->figures == NULL)
        world->figures = tl_figures_new_of_snapshot (g_steal_pointer (&world->snapshot));
      if (!tl_figures_check (world->figures, &error))
        scenario->why_not = g_strdup (error->message);
      else if (scenario->fixes->len == 0)
        {
          scenario->known = TRUE;
          scenario->now = nothing;
        }
      else
        fixes = sum_up (scenario, world);
      if (fixes && draws > 0)
        draw (scenario, world, fixes, draws, seed, stop);
      scenario->worked_out = !is_stopped (stop);
    }
  return !is_stopped (stop);
}

/**
 * tl_scenarios_n:
 *
 * Returns: how many there are, with doing nothing, the first, and doing everything, the last
 */
guint
tl_scenarios_n (const TlScenarios *self)
{
  return self->list->len;
}

/**
 * tl_scenarios_nth:
 *
 * Returns: (transfer none): the nth
 */
const TlScenario *
tl_scenarios_nth (const TlScenarios *self, guint n)
{
  return self->list->pdata[n];
}

/**
 * tl_scenarios_find:
 * @id: of a saved one
 *
 * Returns: (transfer none) (nullable): that one
 */
const TlScenario *
tl_scenarios_find (const TlScenarios *self, const char *id)
{
  for (guint i = 0; i < self->list->len; i++)
    if (g_strcmp0 (((TlScenario *) self->list->pdata[i])->id, id) == 0 && id != NULL)
      return self->list->pdata[i];
  return NULL;
}

static char *
show (double amount, const char *currency, gboolean is_gain)
{
  /* What rounds to nothing is nothing, and has no sign. */
  amount = fabs (amount) < .5 ? 0 : round (amount);
  return tl_money_format (amount, currency, is_gain ? TL_MONEY_SIGNED : TL_MONEY_PLAIN, NULL);
}

/* Takes the sentence. */
static void
say (GPtrArray *sentences, char *sentence)
{
  g_ptr_array_add (sentences, sentence);
}

static void
say_moved (GPtrArray *sentences, const char *format, double then, double now, const char *currency, gboolean is_gain)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!isfinite (then) || !isfinite (now))
    return;
  before = show (then, currency, is_gain);
  after = show (now, currency, is_gain);
  if (g_str_equal (before, after))
    return;
  say (sentences, g_strdup_printf (format, before, after));
}

static char *
join_titles (const GPtrArray *titles)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < titles->len; i++)
    g_string_append_printf (text, "%s“%s”", i > 0 ? C_ ("list", ", ") : "", (const char *) titles->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
show_years (double years)
{
  return tl_number_format_people (years, -1, NULL);
}

/* Where the scenario is reckoned otherwise than the journey is now. */
static void
say_settings (GPtrArray *sentences, const TlScenarios *self, const TlScenario *scenario)
{
  if (scenario->horizon != self->horizon)
    {
      g_autofree char *own = show_years (scenario->horizon);
      g_autofree char *other = show_years (self->horizon);

      say (sentences, g_strdup_printf (_("It looks %s years ahead; the journey now looks %s."), own, other));
    }
  if (scenario->rate != self->rate)
    {
      g_autofree char *own = tl_number_format_percent (scenario->rate, NULL);
      g_autofree char *other = tl_number_format_percent (self->rate, NULL);

      say (sentences, g_strdup_printf (_("It discounts at %s a year; the journey now at %s."), own, other));
    }
  if (!tl_estimate_equal (&scenario->margin, &self->margin))
    {
      g_autofree char *own = tl_estimate_format_people (&scenario->margin, TRUE, NULL);
      g_autofree char *other = tl_estimate_format_people (&self->margin, TRUE, NULL);

      say (sentences, g_strdup_printf (_("Its margin is %s; the journey's is now %s."), own, other));
    }
}

/**
 * tl_scenarios_explain:
 * @scenario: one of them that was worked out
 * @currency: (nullable): ISO 4217
 *
 * Returns: (transfer full) (element-type utf8): in sentences, what has changed since it was frozen, and where it is reckoned
 *   otherwise than the journey; empty where all is as it was
 */
GPtrArray *
tl_scenarios_explain (const TlScenarios *self, const TlScenario *scenario, const char *currency)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  if (scenario->sort != TL_SCENARIO_SAVED)
    return sentences;
  if (scenario->unranked->len > 0)
    {
      g_autofree char *titles = join_titles (scenario->unranked);

      say (sentences, g_strdup_printf (ngettext ("%s is not ranked any more, and is left out.",
                                                 "%s are not ranked any more, and are left out.",
                                                 scenario->unranked->len), titles));
    }
  if (scenario->gone->len > 0)
    {
      g_autofree char *titles = join_titles (scenario->gone);

      say (sentences, g_strdup_printf (ngettext ("%s was in it, and is not in the journey any more.",
                                                 "%s were in it, and are not in the journey any more.",
                                                 scenario->gone->len), titles));
    }
  if (!scenario->known)
    {
      if (scenario->why_not)
        say (sentences, g_strdup (scenario->why_not));
      return sentences;
    }
  say_moved (sentences, _("Combined impact was %s when it was frozen, and is %s now."), scenario->then.npv,
             scenario->now.npv, currency, TRUE);
  say_moved (sentences, _("The one-off cost was %s, and is %s now."), scenario->then.one_off, scenario->now.one_off,
             currency, FALSE);
  say_moved (sentences, _("Revenue a year was %s, and is %s now."), scenario->then.revenue, scenario->now.revenue,
             currency, TRUE);
  say_moved (sentences, _("Cost saved a year was %s, and is %s now."), scenario->then.saved, scenario->now.saved,
             currency, TRUE);
  say_settings (sentences, self, scenario);
  return sentences;
}

static void
set_number (TlEdit *edit, const char *id, TlField field, double value)
{
  g_autofree char *text = isfinite (value) ? tl_number_format (value) : NULL;

  if (text)
    tl_edit_set (edit, id, field, text);
}

/* An id for a choice: those of one edit do not know of each other. */
static char *
choice_id (TlDocument *document, const char *scenario, guint *n)
{
  for (;;)
    {
      g_autofree char *wish = g_strdup_printf ("%s-%u", scenario, ++*n);
      g_autofree char *id = tl_document_make_id (document, wish);

      if (g_str_equal (id, wish))
        return g_steal_pointer (&id);
    }
}

/**
 * tl_scenario_freeze:
 * @document: where it is to be saved
 * @title: its name
 * @by: (nullable): who says so
 * @settings: horizon, rate and margin; NaN: as the journey says now
 * @fixes: (array zero-terminated=1): ids of its fixes
 * @sums: what they come to; NaN for what is not known
 * @id: (out) (optional): its id
 *
 * Returns: (transfer full): the edit that saves it, with today's date
 */
TlEdit *
tl_scenario_freeze (TlDocument *document, const char *title, const char *by, const TlOverrides *settings,
                    const char *const *fixes, const TlScenarioSums *sums, char **id)
{
  TlThing              *root = tl_journey_get_root (tl_document_get_journey (document));
  TlEdit               *edit = tl_edit_new (_("Save a scenario"));
  g_autofree char      *own = tl_document_make_id (document, title);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char      *date = g_date_time_format (now, "%Y-%m-%d");
  const TlEstimate      other = tl_estimate_known (isfinite (settings->margin) ? settings->margin : 0);
  const TlEstimate      preset = tl_thing_get_estimate (root, TL_JOURNEY_MARGIN);
  g_autofree char      *margin = tl_estimate_format (isfinite (settings->margin) ? &other : &preset);
  guint                 n = 0;

  tl_edit_create (edit, TL_KIND_SCENARIO, own, NULL, TL_EDIT_LAST);
  tl_edit_set (edit, own, TL_SCENARIO_TITLE, title);
  tl_edit_set (edit, own, TL_SCENARIO_DATE, date);
  if (by)
    tl_edit_set (edit, own, TL_SCENARIO_BY, by);
  set_number (edit, own, TL_SCENARIO_HORIZON,
              isfinite (settings->horizon_years) ? settings->horizon_years : tl_thing_get_number (root, TL_JOURNEY_HORIZON));
  set_number (edit, own, TL_SCENARIO_RATE,
              isfinite (settings->discount_rate) ? settings->discount_rate : tl_thing_get_number (root, TL_JOURNEY_RATE));
  tl_edit_set (edit, own, TL_SCENARIO_MARGIN, margin);
  set_number (edit, own, TL_SCENARIO_ONE_OFF, sums->one_off);
  set_number (edit, own, TL_SCENARIO_REVENUE, sums->revenue);
  set_number (edit, own, TL_SCENARIO_COST, sums->saved);
  set_number (edit, own, TL_SCENARIO_NPV, sums->npv);
  set_number (edit, own, TL_SCENARIO_LOW, sums->low);
  set_number (edit, own, TL_SCENARIO_HIGH, sums->high);
  set_number (edit, own, TL_SCENARIO_ADDED_UP, sums->added_up);
  for (guint i = 0; fixes[i]; i++)
    {
      g_autofree char *choice = choice_id (document, own, &n);

      tl_edit_create (edit, TL_KIND_CHOICE, choice, own, TL_EDIT_LAST);
      tl_edit_set (edit, choice, TL_CHOICE_FIX, fixes[i]);
    }
  if (id)
    *id = g_steal_pointer (&own);
  return edit;
}
