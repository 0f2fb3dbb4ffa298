/* tl-pack-sources.c: where the numbers come from, and how they are worked out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-pack-private.h"

#define NUMBERS_MOST 400

static const char *
say_kind (TlThing *source)
{
  static const char *const words[][2] = {
    { "survey", N_("survey") },       { "review", N_("reviews") },         { "complaint", N_("complaints") },
    { "contact", N_("contacts") },    { "interview", N_("interviews") },   { "observation", N_("observation") },
    { "workshop", N_("workshop") },   { "metric", N_("figures kept") },
  };
  const char *kind = tl_thing_get_text (source, TL_SOURCE_KIND);

  for (gsize i = 0; kind && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], kind))
      return _(words[i][1]);
  return "–";
}

static char *
say_period (TlThing *source)
{
  g_autofree char *from = _tl_pack_day (tl_thing_get_text (source, TL_SOURCE_FROM));
  g_autofree char *to = _tl_pack_day (tl_thing_get_text (source, TL_SOURCE_TO));

  if (from && to)
    return g_strdup_printf (_("%s to %s"), from, to);
  return from ? g_strdup_printf (_("from %s"), from) : to ? g_strdup_printf (_("until %s"), to) : g_strdup ("–");
}

static void
add_sources (TlPackMaker *maker)
{
  g_autoptr (GPtrArray) sources = tl_journey_collect (maker->journey, TL_KIND_SOURCE);
  TlBlock              *table;

  if (sources->len == 0)
    return;
  table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("Sources"));
  _tl_pack_add_column (table, _("Source"), 4, FALSE);
  _tl_pack_add_column (table, _("Kind"), 1.6, FALSE);
  _tl_pack_add_column (table, _("Period"), 3.6, FALSE);
  _tl_pack_add_column (table, _("Asked"), 1, TRUE);
  _tl_pack_add_column (table, _("Records"), 1, TRUE);
  for (guint i = 0; i < sources->len; i++)
    {
      TlThing *source = sources->pdata[i];
      gint64   records = tl_figures_count_records (maker->figures, tl_thing_get_id (source));

      _tl_pack_add_row (
          table, g_strdup (tl_thing_get_title (source)), g_strdup (say_kind (source)), say_period (source),
          tl_thing_has (source, TL_SOURCE_ASKED) ? _tl_pack_count (maker, tl_thing_get_number (source, TL_SOURCE_ASKED))
                                                 : g_strdup ("–"),
          records > 0 ? _tl_pack_count (maker, (double)records) : g_strdup ("–"), NULL);
    }
}

typedef struct
{
  TlPackMaker *maker;
  TlBlock     *table;
  guint        n[4]; /* measured, observed, assumed, nobody says */
} Ledger;

static char *
say_estimate (TlPackMaker *maker, TlThing *thing, TlField field)
{
  TlEstimate estimate = tl_thing_get_estimate (thing, field);

  return tl_estimate_format_people (&estimate, (tl_field_get_info (field)->flags & TL_FIELD_SHARE) != 0,
                                    maker->numbers);
}

static void
add_numbers_of (TlThing *thing, gpointer data)
{
  Ledger           *self = data;
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));

  for (guint i = 0; i < info->n_fields; i++)
    {
      TlField     field = info->first + i;
      TlThing    *fact, *source;
      const char *basis, *by;
      guint       which;

      if (tl_field_get_info (field)->type != TL_TYPE_ESTIMATE || !tl_thing_has (thing, field))
        continue;
      fact = tl_journey_find_fact (self->maker->journey, tl_thing_get_id (thing), tl_field_get_info (field)->name);
      basis = fact ? tl_thing_get_text (fact, TL_FACT_BASIS) : NULL;
      which = basis == NULL ? 3 : g_str_equal (basis, "measured") ? 0 : g_str_equal (basis, "observed") ? 1 : 2;
      self->n[which]++;
      if (self->table == NULL || self->table->items->len >= NUMBERS_MOST)
        continue;
      source = fact && tl_thing_has (fact, TL_FACT_SOURCE)
                   ? tl_journey_lookup (self->maker->journey, tl_thing_get_text (fact, TL_FACT_SOURCE))
                   : NULL;
      by = fact ? tl_thing_get_text (fact, TL_FACT_BY) : NULL;
      _tl_pack_add_row (self->table, tl_thing_describe (thing), g_strdup (tl_field_get_label (field)),
                        say_estimate (self->maker, thing, field),
                        g_strdup (which == 0 ? _("measured") : which == 1 ? _("observed") : which == 2 ? _("assumed")
                                                                                                    : _("nobody says")),
                        g_strdup (source ? tl_thing_get_title (source) : by && *by ? by : "–"), NULL);
    }
}

/* Every number that goes in: listed for finance, counted for the others. */
static void
add_numbers (TlPackMaker *maker)
{
  Ledger           ledger = { maker, NULL, { 0 } };
  guint            all;
  TlBlock         *note;
  g_autofree char *known = NULL;

  if (maker->audience == TL_AUDIENCE_FINANCE)
    {
      ledger.table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("Every number that goes in"));
      _tl_pack_add_column (ledger.table, _("Of"), 4.6, FALSE);
      _tl_pack_add_column (ledger.table, _("Number"), 2.8, FALSE);
      _tl_pack_add_column (ledger.table, _("Value"), 1.8, TRUE);
      _tl_pack_add_column (ledger.table, _("Basis"), 1.4, FALSE);
      _tl_pack_add_column (ledger.table, _("Source"), 2.4, FALSE);
    }
  for (TlKind kind = 0; kind < TL_KIND_SOURCE; kind++)
    tl_journey_foreach (maker->journey, kind, add_numbers_of, &ledger);
  all = ledger.n[0] + ledger.n[1] + ledger.n[2] + ledger.n[3];
  if (all > 0)
    known = _tl_pack_percent (maker, (ledger.n[0] + ledger.n[1]) / (double) all);
  maker->page->headline = all > 0 ? g_strdup_printf (_("%s of the numbers are observed or measured"), known)
                                  : g_strdup (_("Where the figures come from"));
  maker->page->lead = g_strdup_printf (_("Of %u numbers, %u are measured, %u observed, %u assumed; of %u nobody says "
                                          "where they come from."),
                                       all, ledger.n[0], ledger.n[1], ledger.n[2], ledger.n[3]);
  note = _tl_pack_add (maker, TL_BLOCK_NOTE, _("How it is worked out"));
  note->half = TRUE;
  g_ptr_array_add (note->items, g_strdup (_("Customers flow through the stages by the shares drawn on the map. Pains "
                                             "drive some of"
                                             " them away and cause contacts and costs; a fix changes these numbers, "
                                             "and the whole"
                                             " journey is worked out again with it.")));
  g_ptr_array_add (note->items, g_strdup (_("Combined impact is margin won plus cost saved, less what the fix costs, "
                                             "over the horizon,"
                                             " discounted to today. Of a cost saved only the cashable share counts; of "
                                             "customers"
                                             " kept only those who would not have come back anyway.")));
  if (maker->doubt)
    {
      g_autofree char *worlds = _tl_pack_count (maker, maker->doubt->n_worlds);

      g_ptr_array_add (note->items, g_strdup_printf (_("Numbers in doubt were drawn from their ranges %s times, the "
                                                        "same for every"
                                                        " fix; ranges hold four times out of five."),
                                                     worlds));
    }
  note = _tl_pack_add (maker, TL_BLOCK_NOTE, _("Limits"));
  note->half = TRUE;
  g_ptr_array_add (note->items, g_strdup (_("The model knows what is drawn, and nothing else: competitors, seasons "
                                             "and other projects"
                                             " are not in it. Who answers a survey chose to; shares from them may "
                                             "differ from those of"
                                             " all customers.")));
}

/**
 * _tl_pack_make_sources:
 */
gboolean
_tl_pack_make_sources (TlPackMaker *maker, GError **error)
{
  add_sources (maker);
  add_numbers (maker);
  return TRUE;
}
