/* tl-ledger.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-ledger.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tl-impact-sensitivity.h"
#include "tl-inputs.h"
#include "tl-tie.h"

#define DOUBT_AS_IF .25

/* What hangs on a number. */
typedef struct
{
  double swing;
  double takes_first;
} Hanging;

typedef struct
{
  GPtrArray  *rows;     /* all, with what holds where nothing is written down */
  TlSnapshot *snapshot;
} Job;

static void
row_free (gpointer data)
{
  TlLedgerRow *row = data;

  g_free (row->of);
  g_free (row->where);
  g_free (row->source);
  g_free (row->source_title);
  g_free (row->date);
  g_free (row->by);
  g_free (row->text);
  g_free (row->tie);
  g_free (row);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->rows, g_ptr_array_unref);
  g_clear_pointer (&job->snapshot, tl_snapshot_free);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static char *
make_key (const char *of, TlField field)
{
  return g_strdup_printf ("%s\n%s", of, tl_field_get_info (field)->name);
}

/* Days since 1970, of today or what stands for it in builds that must be the same byte for byte. */
static int
count_days (const char *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const char           *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  guint64               seconds;
  GDate                 day, today;
  int                   y, m, d;

  if (epoch && g_ascii_string_to_unsigned (epoch, 10, 0, G_MAXINT32, &seconds, NULL))
    {
      g_date_time_unref (now);
      now = g_date_time_new_from_unix_utc ((gint64) seconds);
    }
  if (sscanf (date, "%d-%d-%d", &y, &m, &d) != 3 || !g_date_valid_dmy ((GDateDay) d, m, (GDateYear) y))
    return -1;
  g_date_set_dmy (&day, (GDateDay) d, m, (GDateYear) y);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  return MAX (0, g_date_days_between (&day, &today));
}

static TlLedgerBasis
read_basis (TlThing *fact, gboolean is_set, gboolean is_tied)
{
  const char *basis = fact ? tl_thing_get_text (fact, TL_FACT_BASIS) : NULL;

  if (g_strcmp0 (basis, "measured") == 0)
    return TL_LEDGER_MEASURED;
  if (is_tied || g_strcmp0 (basis, "observed") == 0)
    return TL_LEDGER_OBSERVED;
  if (basis)
    return TL_LEDGER_ASSUMED;
  return is_set ? TL_LEDGER_UNSAID : TL_LEDGER_UNSET;
}

/* A number nobody wrote down, of which the model takes none either: the share of a transition, an effect's other way. */
static gboolean
holds_nothing (TlThing *thing, TlField field)
{
  return !tl_thing_has (thing, field) && tl_field_get_info (field)->preset == NULL;
}

static void
add_row (Job *job, TlJourney *journey, TlThing *thing, TlField field)
{
  TlLedgerRow *row = g_new0 (TlLedgerRow, 1);
  const char  *id = tl_thing_get_id (thing);
  TlThing     *fact = tl_journey_find_fact (journey, id, tl_field_get_info (field)->name);
  TlThing     *tie = tl_tie_find (journey, id, field);
  TlThing     *source = NULL;

  row->of = g_strdup (id);
  row->kind = tl_thing_get_kind (thing);
  row->where = tl_thing_describe (thing);
  row->field = field;
  row->value = tl_thing_get_estimate (thing, field);
  row->basis = read_basis (fact, tl_thing_has (thing, field), tie != NULL);
  row->age_days = -1;
  if (fact)
    {
      row->source = g_strdup (tl_thing_get_text (fact, TL_FACT_SOURCE));
      row->date = g_strdup (tl_thing_get_text (fact, TL_FACT_DATE));
      row->by = g_strdup (tl_thing_get_text (fact, TL_FACT_BY));
      row->text = g_strdup (tl_thing_get_text (fact, TL_FACT_TEXT));
      source = row->source ? tl_journey_lookup (journey, row->source) : NULL;
    }
  if (source)
    row->source_title = g_strdup (tl_thing_get_title (source));
  if (row->date)
    row->age_days = count_days (row->date);
  if (tie)
    row->tie = tl_tie_describe (journey, tie);
  g_ptr_array_add (job->rows, row);
}

/* What the program works out and writes down is nobody's number to find out. */
static gboolean
is_input (TlKind kind)
{
  return kind < TL_KIND_EVIDENCE;
}

static void
add_thing (Job *job, TlJourney *journey, TlThing *thing)
{
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));

  for (guint i = 0; i < info->n_fields; i++)
    if (tl_field_get_info (info->first + i)->type == TL_TYPE_ESTIMATE && !holds_nothing (thing, info->first + i))
      add_row (job, journey, thing, info->first + i);
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (is_input (kind))
      for (guint i = 0; i < tl_thing_n (thing, kind); i++)
        add_thing (job, journey, tl_thing_nth (thing, kind, i));
}

static void
doubt (TlImpactNumber *number)
{
  number->doubtful = number->doubtful || tl_estimate_is_known (&number->estimate);
}

static void
doubt_all (TlImpactJourney *journey)
{
  doubt (&journey->margin);
  doubt (&journey->incrementality);
  for (guint i = 0; i < journey->n_stages; i++)
    {
      doubt (&journey->stages[i].entry);
      doubt (&journey->stages[i].revenue);
    }
  for (guint i = 0; i < journey->n_transitions; i++)
    doubt (&journey->transitions[i].share);
  for (guint i = 0; i < journey->n_touchpoints; i++)
    {
      doubt (&journey->touchpoints[i].reach);
      doubt (&journey->touchpoints[i].unit_cost);
      doubt (&journey->touchpoints[i].fixed_cost);
      doubt (&journey->touchpoints[i].cashable);
    }
  for (guint i = 0; i < journey->n_pains; i++)
    {
      doubt (&journey->pains[i].incidence);
      doubt (&journey->pains[i].leave);
      doubt (&journey->pains[i].cost);
    }
  for (guint i = 0; i < journey->n_contacts; i++)
    doubt (&journey->contacts[i].count);
  for (guint i = 0; i < journey->n_becauses; i++)
    doubt (&journey->becauses[i].share);
  for (guint i = 0; i < journey->n_fixes; i++)
    {
      doubt (&journey->fixes[i].one_off);
      doubt (&journey->fixes[i].run);
    }
  for (guint i = 0; i < journey->n_effects; i++)
    doubt (&journey->effects[i].amount);
  if (journey->doubt <= 0)
    journey->doubt = DOUBT_AS_IF;
}

/* What the document's thread has to say. */
static Job *
job_new (TlDocument *document)
{
  Job       *job = g_new0 (Job, 1);
  TlJourney *journey = tl_document_get_journey (document);

  job->rows = g_ptr_array_new_with_free_func (row_free);
  add_thing (job, journey, tl_journey_get_root (journey));
  job->snapshot = tl_snapshot_new (journey);
  for (guint i = 0; i < job->rows->len; i++)
    {
      TlLedgerRow *row = job->rows->pdata[i];

      row->in_doubt = row->basis != TL_LEDGER_UNSET &&
                      (!tl_estimate_is_known (&row->value) ||
                       (job->snapshot->journey.doubt > 0 && row->basis < TL_LEDGER_OBSERVED && row->value.low != 0));
    }
  if (job->snapshot->valid)
    doubt_all (&job->snapshot->journey);
  return job;
}

static void
stop (GCancellable *cancellable, gpointer data)
{
  g_atomic_int_set ((gint *) data, 1);
}

static GHashTable *
find_hanging (TlFigures *figures, GCancellable *cancellable)
{
  GHashTable            *hanging = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const TlImpactResults *results = tl_figures_get_results (figures);
  g_autoptr (GArray)     all = NULL;
  gint                   stopped = 0;
  gulong                 handler = 0;

  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (stop), &stopped, NULL);
  all = tl_impact_sensitivity (tl_figures_get_model (figures), results, &stopped);
  g_cancellable_disconnect (cancellable, handler);
  for (guint i = 0; all && i < all->len; i++)
    {
      const TlImpactSensitivity *one = &g_array_index (all, TlImpactSensitivity, i);
      Hanging                   *what = g_new0 (Hanging, 1);
      TlInputName                name;

      if (!tl_inputs_name (figures, one->input.part, one->input.index, &name))
        {
          g_free (what);
          continue;
        }
      what->swing = tl_impact_swing_width (&one->swings[results->ranking[0]]);
      what->takes_first = one->takes_first;
      g_hash_table_insert (hanging, make_key (name.of, name.field), what);
    }
  return hanging;
}

/* A share of 1, as a margin that nobody has set, can only be less, and the doubt of known numbers leaves it alone: what
   hangs on it is what a share less by the doubt would change. */
static void
look_below_one (TlFigures *figures, const TlLedgerRow *row, GHashTable *hanging)
{
  const TlImpactJourney     *journey = &tl_figures_get_snapshot (figures)->journey;
  const TlFieldInfo         *info = tl_field_get_info (row->field);
  g_autoptr (TlImpactSolver) solver = NULL;
  g_autoptr (TlImpactWorld)  world = NULL;
  g_auto (TlImpactRefusal)   refusal = TL_IMPACT_REFUSAL_INIT;
  TlImpactOutcome            outcome = { FALSE };
  const guint               *first = tl_figures_get_results (figures)->ranking;
  TlImpactPart               part;
  guint                      index;
  gsize                      value;
  Hanging                   *what;

  if (!(info->flags & TL_FIELD_SHARE) || !tl_estimate_is_known (&row->value) || row->value.low != 1 ||
      !tl_inputs_find (figures, row->of, info->name, &part, &index, NULL) || index == TL_IMPACT_NONE)
    return;
  value = tl_impact_world_find (journey, part, index);
  if (value == G_MAXSIZE)
    return;
  solver = tl_impact_solver_new (tl_figures_get_model (figures));
  world = tl_impact_world_new (journey);
  tl_impact_world_set_points (world, journey);
  world->values[value] = 1 - journey->doubt;
  if (!tl_impact_solver_set_world (solver, world, &refusal))
    return;
  tl_impact_solver_outcome (solver, first, 1, &outcome);
  what = g_new0 (Hanging, 1);
  if (outcome.known)
    what->swing = fabs (outcome.npv - tl_figures_get_results (figures)->fixes[*first].npv);
  tl_impact_refusal_clear (&outcome.refusal);
  g_hash_table_insert (hanging, make_key (row->of, row->field), what);
}

static GPtrArray *
job_run (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlFigures)  figures = tl_figures_new_of_snapshot (g_steal_pointer (&job->snapshot));
  g_autoptr (GHashTable) hanging = NULL;
  GPtrArray             *rows = g_ptr_array_new_with_free_func (row_free);

  if (tl_figures_are_known (figures) && tl_figures_get_results (figures)->n_ranked > 0)
    hanging = find_hanging (figures, cancellable);
  for (guint i = 0; hanging && i < job->rows->len && !g_cancellable_is_cancelled (cancellable); i++)
    look_below_one (figures, job->rows->pdata[i], hanging);
  for (guint i = 0; i < job->rows->len; i++)
    {
      TlLedgerRow     *row = job->rows->pdata[i];
      g_autofree char *key = make_key (row->of, row->field);
      const Hanging   *what = hanging ? g_hash_table_lookup (hanging, key) : NULL;

      row->has_swing = hanging != NULL;
      row->swing = what ? what->swing : 0;
      row->takes_first = what ? what->takes_first : 0;
      if (row->basis != TL_LEDGER_UNSET || row->swing > 0)
        g_ptr_array_add (rows, g_steal_pointer (&job->rows->pdata[i]));
      else
        row_free (g_steal_pointer (&job->rows->pdata[i]));
    }
  g_ptr_array_set_free_func (job->rows, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&rows, g_ptr_array_unref);
  return rows;
}

/**
 * tl_ledger_new:
 * @document: a document
 * @cancellable: (nullable): cancelled by another thread, it ends the work
 * @error: return location
 *
 * Makes the ledger, in the calling thread. Where the journey has no figures, it has no money in it.
 *
 * Returns: (transfer full) (element-type TlLedgerRow): the rows, in the order of the journey; %NULL where it was cancelled
 */
GPtrArray *
tl_ledger_new (TlDocument *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (Job) job = job_new (document);

  return job_run (job, cancellable, error);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError    *error = NULL;
  GPtrArray *rows = job_run (data, cancellable, &error);

  if (rows)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * tl_ledger_new_async:
 * @cancellable: (nullable): cancel it when the journey has moved on
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * As tl_ledger_new(), with the work done off the calling thread.
 */
void
tl_ledger_new_async (TlDocument *document, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, tl_ledger_new_async);
  g_task_set_task_data (task, job_new (document), job_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * tl_ledger_new_finish:
 *
 * Returns: (transfer full) (element-type TlLedgerRow): as tl_ledger_new()
 */
GPtrArray *
tl_ledger_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static double
weigh (const TlLedgerRow *row)
{
  return row->swing * (row->basis == TL_LEDGER_MEASURED ? .25 : row->basis == TL_LEDGER_OBSERVED ? .5 : 1);
}

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlLedgerRow *one = *(const TlLedgerRow *const *) a, *other = *(const TlLedgerRow *const *) b;
  int                order = 0;

  switch (*(const TlLedgerSort *) data)
    {
    case TL_LEDGER_NEXT_TO_COLLECT:
      order = -compare_numbers (weigh (one), weigh (other));
      if (order == 0)
        order = (int) one->basis - (int) other->basis;
      break;
    case TL_LEDGER_BY_MONEY:
      order = -compare_numbers (one->swing, other->swing);
      break;
    case TL_LEDGER_BY_BASIS:
      order = (int) one->basis - (int) other->basis;
      if (order == 0)
        order = -compare_numbers (one->swing, other->swing);
      break;
    case TL_LEDGER_BY_AGE:
      order = -compare_numbers (one->age_days, other->age_days);
      break;
    case TL_LEDGER_IN_ORDER:
    default:
      break;
    }
  if (order == 0)
    order = strcmp (one->of, other->of);
  return order != 0 ? order : (int) one->field - (int) other->field;
}

/**
 * tl_ledger_sort:
 * @ledger: (element-type TlLedgerRow): a ledger
 * @sort: by what; %TL_LEDGER_IN_ORDER leaves it as it is
 *
 * Equals stand by id and field.
 */
void
tl_ledger_sort (GPtrArray *ledger, TlLedgerSort sort)
{
  if (sort != TL_LEDGER_IN_ORDER)
    g_ptr_array_sort_with_data (ledger, compare_rows, &sort);
}

/**
 * tl_ledger_find:
 *
 * Returns: (transfer none) (nullable): the row of a number
 */
const TlLedgerRow *
tl_ledger_find (const GPtrArray *ledger, const char *of, TlField field)
{
  for (guint i = 0; i < ledger->len; i++)
    {
      const TlLedgerRow *row = ledger->pdata[i];

      if (row->field == field && strcmp (row->of, of) == 0)
        return row;
    }
  return NULL;
}

/**
 * tl_ledger_basis_name:
 *
 * Returns: what people call a basis, translated
 */
const char *
tl_ledger_basis_name (TlLedgerBasis basis)
{
  static const char *const names[TL_LEDGER_N_BASES] = {
    NC_ ("basis", "not set"), NC_ ("basis", "nobody says"), NC_ ("basis", "assumed"),
    NC_ ("basis", "observed"), NC_ ("basis", "measured"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "basis", names[basis]);
}

/**
 * tl_ledger_format:
 *
 * Returns: (transfer full): the number as people write it
 */
char *
tl_ledger_format (const TlLedgerRow *row)
{
  return tl_estimate_format_people (&row->value, (tl_field_get_info (row->field)->flags & TL_FIELD_SHARE) != 0, NULL);
}
