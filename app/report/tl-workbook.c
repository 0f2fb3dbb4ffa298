/* tl-workbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-pack.h"
#include "tl-tie.h"
#include "tl-workbook-private.h"

#define MONTHS_AT_LEAST 60   /* columns, so that the horizon may be moved */
#define MOST_SHEETS 100      /* of fixes */
#define MOST_CELLS 300000    /* of the sheets of fixes, roughly; of what is at stake, half as many */

static void
fact_free (gpointer data)
{
  TlBookFact *self = data;

  g_free (self->basis);
  g_free (self->source);
  g_free (self);
}

/* “Helpdesk tickets, 2026-05-01, by Ann: three weeks counted by hand”: whatever of that there is. */
static char *
say_source (TlJourney *journey, TlThing *fact, TlThing *tie)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  TlThing              *source = NULL;

  if (tie)
    g_ptr_array_add (parts, tl_tie_describe (journey, tie));
  if (fact && tl_thing_has (fact, TL_FACT_SOURCE))
    source = tl_journey_lookup (journey, tl_thing_get_text (fact, TL_FACT_SOURCE));
  if (source)
    g_ptr_array_add (parts, g_strdup (tl_thing_get_title (source)));
  for (guint i = 0; fact && i < 3; i++)
    {
      const TlField fields[] = { TL_FACT_DATE, TL_FACT_BY, TL_FACT_TEXT };
      const char   *text = tl_thing_get_text (fact, fields[i]);

      if (text && *text)
        g_ptr_array_add (parts, g_strdup (text));
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_facts (TlThing *thing, gpointer data)
{
  struct
  {
    TlWorkbook *self;
    TlJourney  *journey;
  } *taking = data;
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));
  const char       *id = tl_thing_get_id (thing);

  for (TlField field = info->first; field < info->first + info->n_fields; field++)
    {
      TlBookFact *one;
      TlThing    *fact, *tie;
      const char *basis;

      if (!tl_field_is_number (field) || !tl_thing_has (thing, field))
        continue;
      fact = tl_journey_find_fact (taking->journey, id, tl_field_get_info (field)->name);
      tie = tl_tie_find (taking->journey, id, field);
      basis = fact ? tl_thing_get_text (fact, TL_FACT_BASIS) : NULL;
      one = g_new0 (TlBookFact, 1);
      if (g_strcmp0 (basis, "measured") == 0)
        basis = _("measured");
      else if (tie || g_strcmp0 (basis, "observed") == 0)
        basis = _("observed");
      else
        basis = basis ? _("assumed") : _("nobody says");
      one->basis = g_strdup (basis);
      one->source = say_source (taking->journey, fact, tie);
      g_hash_table_insert (taking->self->facts, g_strdup_printf ("%s\n%s", id, tl_field_get_info (field)->name), one);
    }
}

/* Who signs the pack that a workbook goes with. */
static char *
find_author (TlJourney *journey)
{
  const TlAudience audiences[] = { TL_AUDIENCE_FINANCE, TL_AUDIENCE_BOARD, TL_AUDIENCE_TEAM };

  for (gsize i = 0; i < G_N_ELEMENTS (audiences); i++)
    {
      TlThing    *settings = tl_pack_find_settings (journey, audiences[i]);
      const char *author = settings ? tl_thing_get_text (settings, TL_PACK_AUTHOR) : NULL;

      if (author && *author)
        return g_strdup (author);
    }
  return NULL;
}

/**
 * tl_workbook_new:
 * @document: a journey
 * @figures: what it comes to
 * @error: return location
 *
 * Takes what the workbook says beside its figures: where they come from. To be called where the document lives.
 *
 * Returns: (transfer full): a workbook to be written, or %NULL where the journey has no figures
 */
TlWorkbook *
tl_workbook_new (TlDocument *document, TlFigures *figures, GError **error)
{
  TlWorkbook *self;
  struct
  {
    TlWorkbook *self;
    TlJourney  *journey;
  } taking;

  if (!tl_figures_check (figures, error))
    return NULL;
  self = g_new0 (TlWorkbook, 1);
  self->figures = g_object_ref (figures);
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, fact_free);
  taking.self = self;
  taking.journey = tl_document_get_journey (document);
  self->author = find_author (taking.journey);
  self->period = g_strdup (tl_thing_get_text (tl_journey_get_root (taking.journey), TL_JOURNEY_PERIOD));
  for (TlKind kind = 0; kind < TL_KIND_SOURCE; kind++)
    tl_journey_foreach (taking.journey, kind, add_facts, &taking);
  return self;
}

/**
 * tl_workbook_free:
 */
void
tl_workbook_free (TlWorkbook *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->figures);
  g_hash_table_unref (self->facts);
  g_free (self->period);
  g_free (self->author);
  g_free (self);
}

/* How many fixes get a sheet: all, unless there are very many or the journey is very large. */
static guint
count_sheets (const TlBookMaker *self)
{
  const TlImpactJourney *journey = self->journey;
  guint                  each = 14 * journey->n_stages + 5 * journey->n_transitions + 12 * journey->n_touchpoints +
                                9 * journey->n_pains + 4 * journey->n_contacts + 8 * self->n_months + 100;

  return MIN (self->results->n_ranked, MAX (1, MIN (MOST_SHEETS, MOST_CELLS / each)));
}

static void
add_sheets (TlBookMaker *self)
{
  self->summary = _tl_grid_add_sheet (self->grid, C_("sheet", "Summary"));
  self->assumptions = _tl_grid_add_sheet (self->grid, C_("sheet", "Assumptions"));
  self->flow = _tl_grid_add_sheet (self->grid, C_("sheet", "Flow"));
  self->pains = _tl_grid_add_sheet (self->grid, C_("sheet", "Pains"));
  self->fixes = g_new0 (guint, self->n_fixes + 1);
  self->results_at = g_new0 (TlAt, self->n_fixes + 1);
  for (guint i = 0; i < self->n_fixes; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u %s", i + 1,
                                               self->snapshot->fixes.titles[self->results->ranking[i]]);

      self->fixes[i] = _tl_grid_add_sheet (self->grid, name);
    }
  if (self->n_fixes > 0)
    self->cash = _tl_grid_add_sheet (self->grid, C_("sheet", "Cash flow"));
  if (self->stake_row_of_all > 0)
    self->stakes = _tl_grid_add_sheet (self->grid, C_("sheet", "At stake"));
}

/**
 * tl_workbook_to_bytes:
 * @self: a workbook
 * @error: return location
 *
 * Writes the workbook. May be called from any thread. The same journey gives the same bytes; SOURCE_DATE_EPOCH sets the
 * date in its properties.
 *
 * Returns: (transfer full): an Office Open XML workbook, or %NULL where it would not hold the journey
 */
GBytes *
tl_workbook_to_bytes (const TlWorkbook *self, GError **error)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (self->figures);
  TlBookMaker       maker = { .book = self, .snapshot = snapshot, .journey = &snapshot->journey,
                              .results = tl_figures_get_results (self->figures) };
  double            months = floor (snapshot->journey.horizon_years * 12 + .5);
  GBytes           *bytes = NULL;
  TlImpactWorld    *world;

  if (!(months <= TL_WORKBOOK_MOST_MONTHS))
    {
      g_set_error (error, TL_FIGURES_ERROR, TL_FIGURES_ERROR_REFUSED,
                   _("The horizon is %g years; a workbook has room for the months of %u years"),
                   snapshot->journey.horizon_years, TL_WORKBOOK_MOST_MONTHS / 12);
      return NULL;
    }
  maker.n_months = MAX (MONTHS_AT_LEAST, (guint) months);
  maker.n_fixes = count_sheets (&maker);
  if (!_tl_book_plan (&maker, error))
    {
      _tl_book_plan_clear (&maker);
      return NULL;
    }
  world = tl_impact_world_new (&snapshot->journey);
  maker.inputs = g_new0 (TlAt, world->n_values);
  tl_impact_world_free (world);
  maker.grid = _tl_grid_new (snapshot->currency);
  _tl_book_plan_stakes (&maker, MOST_CELLS / 2);
  add_sheets (&maker);
  _tl_book_assumptions (&maker);
  _tl_book_base (&maker);
  for (guint i = 0; i < maker.n_fixes; i++)
    _tl_book_fix (&maker, i);
  if (maker.n_fixes > 0)
    _tl_book_cash (&maker);
  if (maker.stake_row_of_all > 0)
    _tl_book_stakes (&maker);
  _tl_book_assumptions_of_fixes (&maker);
  _tl_book_summary (&maker);
  bytes = _tl_grid_to_bytes (maker.grid, snapshot->title, self->author, error);
  _tl_grid_free (maker.grid);
  _tl_book_plan_clear (&maker);
  g_free (maker.inputs);
  g_free (maker.fixes);
  g_free (maker.stake_rows);
  g_free (maker.results_at);
  return bytes;
}
