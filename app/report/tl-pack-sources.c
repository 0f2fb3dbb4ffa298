/* tl-pack-sources.c: where the numbers come from, and how they are worked out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-inputs.h"
#include "tl-pack-private.h"
#include "tl-text.h"

#define NUMBERS_MOST 400
#define BEWARES_MOST 3
#define NOTE_MOST 300 /* letters of what is said of a number */
#define FEW_MOST 5 /* titles */

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
  table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("Where it comes from"));
  _tl_pack_add_column (table, _("Source"), 4, FALSE);
  _tl_pack_add_column (table, _("Kind"), 1.6, FALSE);
  _tl_pack_add_column (table, _("Period"), 3.6, FALSE);
  _tl_pack_add_column (table, _("Asked"), 1, TRUE);
  _tl_pack_add_column (table, _("Records"), 1, TRUE);
  _tl_pack_add_column (table, _("Of those asked"), 1.2, TRUE);
  for (guint i = 0; i < sources->len; i++)
    {
      TlThing            *source = sources->pdata[i];
      const TlTallyGroup *group = _tl_pack_find_group (maker->basis->sources, tl_thing_get_id (source));
      double              records = group ? (double) group->n : 0;
      double asked = tl_thing_has (source, TL_SOURCE_ASKED) ? tl_thing_get_number (source, TL_SOURCE_ASKED) : 0;

      _tl_pack_add_row (table, g_strdup (tl_thing_get_title (source)), g_strdup (say_kind (source)),
                        say_period (source), asked > 0 ? _tl_pack_count (maker, asked) : g_strdup ("–"),
                        records > 0 ? _tl_pack_count (maker, records) : g_strdup ("–"),
                        asked > 0 && records > 0 && records <= asked ? _tl_pack_percent (maker, records / asked)
                                                                     : g_strdup ("–"),
                        NULL);
    }
}

/* The pain points and touchpoints of which few speak, in one sentence; each of them alone says the same. */
static char *
say_few (TlPackMaker *maker, guint *n)
{
  const GPtrArray      *bewares = maker->basis->bewares;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint                 most = maker->audience == TL_AUDIENCE_FINANCE ? G_MAXUINT : FEW_MOST, rest;
  g_autofree char      *list = NULL;

  *n = 0;
  for (guint i = 0; i < bewares->len; i++)
    {
      const TlBeware  *beware = bewares->pdata[i];
      TlThing         *thing = beware->kind == TL_BEWARE_FEW_RECORDS ? tl_journey_lookup (maker->journey, beware->id) : NULL;
      g_autofree char *title = NULL;

      if (thing == NULL)
        continue;
      if ((*n)++ >= most)
        continue;
      title = _tl_pack_short (tl_thing_get_title (thing), 40);
      /* Translators: a title within a list. */
      g_ptr_array_add (names, g_strdup_printf (C_("list", "“%s”"), title));
    }
  if (*n < 2)
    return NULL;
  rest = *n - names->len;
  if (rest > 0)
    g_ptr_array_add (names, g_strdup_printf (ngettext ("%u more", "%u more", rest), rest));
  list = _tl_pack_join_long (names);
  return g_strdup_printf (_("Fewer than %d records speak of each of these, too few to say how common it is: %s."),
                          TL_BEWARE_FEW, list);
}

/* Where the records mislead: all that is known for finance, the first few for the others. */
static void
add_bewares (TlPackMaker *maker)
{
  const GPtrArray *bewares = maker->basis->bewares;
  guint            most = maker->audience == TL_AUDIENCE_FINANCE ? G_MAXUINT : BEWARES_MOST;
  guint            n_few = 0, n_left = 0;
  g_autofree char *few = say_few (maker, &n_few);
  TlBlock         *block;

  if (bewares->len == 0)
    return;
  /* One that is left over takes no more room than the word of it. */
  if (bewares->len - (few ? n_few : 0) <= BEWARES_MOST + 1)
    most = G_MAXUINT;
  block = _tl_pack_add (maker, TL_BLOCK_POINTS, _("Where the evidence may mislead"));
  block->tone = TL_TONE_LOSS;
  for (guint i = 0; i < bewares->len; i++)
    {
      const TlBeware *beware = bewares->pdata[i];

      if (few && beware->kind == TL_BEWARE_FEW_RECORDS)
        continue;
      if (block->items->len < most)
        g_ptr_array_add (block->items, g_strdup (beware->text));
      else
        n_left++;
    }
  if (few)
    g_ptr_array_add (block->items, g_steal_pointer (&few));
  if (n_left > 0)
    g_ptr_array_add (block->items, g_strdup_printf (ngettext ("Finance’s pack lists %u more.",
                                                              "Finance’s pack lists %u more.", n_left), n_left));
}

typedef enum
{
  MEASURED,
  OBSERVED,
  ASSUMED,
  UNSAID,
  N_BASES,
} Basis;

static const char *
say_basis (Basis basis)
{
  static const char *const words[N_BASES] = { N_("measured"), N_("observed"), N_("assumed"), N_("no source") };

  return _(words[basis]);
}

typedef struct
{
  TlPackMaker *maker;
  GHashTable  *swings; /* id, a line break and a field's name → swing of the first fix, of those in doubt */
  TlBlock     *table;
  guint        n[N_BASES];
  guint        n_in_doubt[N_BASES];
  double       most[N_BASES];
  char        *which[N_BASES];
} Ledger;

static char *
make_key (const char *of, TlField field)
{
  return g_strdup_printf ("%s\n%s", of, tl_field_get_info (field)->name);
}

/* How far the first fix goes with each number in doubt. */
static GHashTable *
index_swings (TlPackMaker *maker)
{
  GHashTable *swings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; maker->n_ranked > 0 && i < maker->sensitivity->len; i++)
    {
      const TlImpactSensitivity *of = &g_array_index (maker->sensitivity, TlImpactSensitivity, i);
      TlInputName                name;
      double                     swing = 0;

      if (!tl_inputs_name (maker->figures, of->input.part, of->input.index, &name))
        continue;
      for (guint k = 0; k < MAX (1, maker->choice->n_fixes); k++)
        swing = MAX (swing, tl_impact_swing_width (&of->swings[maker->choice->n_fixes ? maker->choice->fixes[k]
                                                                                      : maker->ranked[0].fix]));
      g_hash_table_insert (swings, make_key (name.of, name.field), g_memdup2 (&swing, sizeof swing));
    }
  return swings;
}

/* Where it is a number of an effect, which one of the model's it is. */
static gboolean
find_effect (TlPackMaker *maker, TlThing *thing, TlField field, guint *index)
{
  TlImpactPart part;

  return tl_thing_get_kind (thing) == TL_KIND_EFFECT &&
         tl_inputs_find (maker->figures, tl_thing_get_id (thing), tl_field_get_info (field)->name, &part, index,
                         NULL) &&
         part == TL_IMPACT_PART_AMOUNT;
}

/* An amount of money has its currency; what an effect does is said as what becomes more or less. */
static char *
say_estimate (TlPackMaker *maker, TlThing *thing, TlField field)
{
  TlEstimate estimate = tl_thing_get_estimate (thing, field);
  gboolean   is_money = (tl_field_get_info (field)->flags & TL_FIELD_MONEY) != 0;
  double     low, high;
  guint      effect;

  tl_estimate_get_ends (&estimate, &low, &high);
  if (find_effect (maker, thing, field, &effect))
    return low < high ? tl_inputs_show_range (maker->figures, TL_IMPACT_PART_AMOUNT, effect, low, high, maker->numbers)
                      : tl_inputs_show (maker->figures, TL_IMPACT_PART_AMOUNT, effect, low, maker->numbers);
  if (is_money && low < high)
    {
      g_autofree char *from = tl_money_format (low, maker->currency, TL_MONEY_PLAIN, maker->numbers);
      g_autofree char *to = tl_money_format (high, maker->currency, TL_MONEY_PLAIN, maker->numbers);

      return g_strdup_printf (_("%s to %s"), from, to);
    }
  if (is_money)
    return tl_money_format (low, maker->currency, TL_MONEY_PLAIN, maker->numbers);
  return tl_estimate_format_people (&estimate, (tl_field_get_info (field)->flags & TL_FIELD_SHARE) != 0,
                                    maker->numbers);
}

/* What a number is of, and what it is called; of an effect, what the fix changes. */
static char *
say_number (TlPackMaker *maker, TlThing *thing, TlField field)
{
  g_autofree char *where = NULL;
  guint            effect;

  if (find_effect (maker, thing, field, &effect))
    return tl_inputs_describe (maker->figures, TL_IMPACT_PART_AMOUNT, effect, TRUE);
  where = tl_thing_describe (thing);
  return g_strdup_printf (_("%s: %s"), where, tl_field_get_label (field));
}

/* Who says so, since when, and how it is known. */
static char *
say_origin (TlPackMaker *maker, TlThing *fact)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  TlThing    *source = fact && tl_thing_has (fact, TL_FACT_SOURCE)
                           ? tl_journey_lookup (maker->journey, tl_thing_get_text (fact, TL_FACT_SOURCE)) : NULL;
  const char *by = fact ? tl_thing_get_text (fact, TL_FACT_BY) : NULL;
  const char *text = fact ? tl_thing_get_text (fact, TL_FACT_TEXT) : NULL;
  char       *day = fact ? _tl_pack_day (tl_thing_get_text (fact, TL_FACT_DATE)) : NULL;
  GString    *all;

  if (source)
    g_ptr_array_add (parts, g_strdup (tl_thing_get_title (source)));
  if (by && *by)
    g_ptr_array_add (parts, tl_text_squeeze (by));
  if (day)
    g_ptr_array_add (parts, day);
  if (text && *text)
    {
      g_autofree char *line = tl_text_squeeze (text);

      g_ptr_array_add (parts, tl_text_shorten (line, NOTE_MOST));
    }
  if (parts->len == 0)
    return g_strdup ("–");
  all = g_string_new (parts->pdata[0]);
  for (guint i = 1; i < parts->len; i++)
    g_string_append_printf (all, " · %s", (char *) parts->pdata[i]);
  return g_string_free (all, FALSE);
}

static void
add_numbers_of (TlThing *thing, gpointer data)
{
  Ledger           *self = data;
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));

  for (guint i = 0; i < info->n_fields; i++)
    {
      TlField          field = info->first + i;
      TlThing         *fact;
      const char      *word;
      const double    *swing;
      char           **row;
      guint            n = 0;
      g_autofree char *key = NULL;
      Basis            basis;

      if (tl_field_get_info (field)->type != TL_TYPE_ESTIMATE || !tl_thing_has (thing, field))
        continue;
      fact = tl_journey_find_fact (self->maker->journey, tl_thing_get_id (thing), tl_field_get_info (field)->name);
      word = fact ? tl_thing_get_text (fact, TL_FACT_BASIS) : NULL;
      basis = word == NULL                     ? UNSAID
              : g_str_equal (word, "measured") ? MEASURED
              : g_str_equal (word, "observed") ? OBSERVED
                                               : ASSUMED;
      key = make_key (tl_thing_get_id (thing), field);
      swing = g_hash_table_lookup (self->swings, key);
      self->n[basis]++;
      self->n_in_doubt[basis] += swing != NULL;
      if (swing && *swing >= 1 && *swing > self->most[basis])
        {
          self->most[basis] = *swing;
          g_free (self->which[basis]);
          self->which[basis] = say_number (self->maker, thing, field);
        }
      if (self->table == NULL || self->table->items->len >= NUMBERS_MOST)
        continue;
      row = g_new0 (char *, self->table->columns->len + 1);
      row[n++] = say_number (self->maker, thing, field);
      row[n++] = say_estimate (self->maker, thing, field);
      row[n++] = g_strdup (say_basis (basis));
      row[n++] = say_origin (self->maker, fact);
      if (g_hash_table_size (self->swings) > 0)
        row[n++] = swing && *swing >= 1 ? _tl_pack_money (self->maker, *swing) : g_strdup ("–");
      g_ptr_array_add (self->table->items, row);
    }
}

/* How much of it somebody has seen, and what most money hangs on, by where it comes from. */
static void
add_summary (TlPackMaker *maker, const Ledger *ledger)
{
  TlBlock *table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("How the numbers are known"));
  gboolean has_money = FALSE;

  for (Basis i = 0; i < N_BASES; i++)
    has_money = has_money || ledger->which[i];
  _tl_pack_add_column (table, _("Basis"), 1.6, FALSE);
  _tl_pack_add_column (table, _("Numbers"), 1, TRUE);
  if (maker->doubt)
    _tl_pack_add_column (table, _("In doubt"), 1, TRUE);
  if (has_money)
    {
      _tl_pack_add_column (table, _("The one that most money hangs on"), 5.4, FALSE);
      _tl_pack_add_column (table, _("How much"), 1.2, TRUE);
    }
  for (Basis i = 0; i < N_BASES; i++)
    {
      char **row;
      guint  n = 0;

      if (ledger->n[i] == 0)
        continue;
      row = g_new0 (char *, table->columns->len + 1);
      row[n++] = g_strdup (say_basis (i));
      row[n++] = _tl_pack_count (maker, ledger->n[i]);
      if (maker->doubt)
        row[n++] = _tl_pack_count (maker, ledger->n_in_doubt[i]);
      if (has_money)
        {
          row[n++] = g_strdup (ledger->which[i] ? ledger->which[i] : "–");
          row[n++] = ledger->which[i] ? _tl_pack_money (maker, ledger->most[i]) : g_strdup ("–");
        }
      g_ptr_array_add (table->items, row);
    }
  /* One line says no more than the headline. */
  if (table->items->len == 0 || (table->items->len == 1 && !has_money))
    g_ptr_array_remove (maker->page->blocks, table);
}

/* By what most money hangs on, where somebody should look at that first; a share of the numbers says nothing of money. */
static char *
make_ledger_headline (TlPackMaker *maker, const Ledger *ledger, const char *known)
{
  Basis            dearest = MEASURED;
  g_autofree char *money = NULL;

  for (Basis i = 0; i < N_BASES; i++)
    if (ledger->most[i] > ledger->most[dearest])
      dearest = i;
  if (ledger->most[dearest] < 1)
    return g_strdup_printf (_("%s of the numbers are observed or measured"), known);
  money = _tl_pack_money (maker, ledger->most[dearest]);
  if (dearest == UNSAID)
    return g_strdup_printf (_("%s of the numbers are observed or measured, but the one that most money hangs on (%s) has no "
                              "source"), known, money);
  if (dearest == ASSUMED)
    return g_strdup_printf (_("%s of the numbers are observed or measured, but the one that most money hangs on (%s) is "
                              "assumed"), known, money);
  return g_strdup_printf (_("%s of the numbers are observed or measured, as is the one that most money hangs on (%s)"), known,
                          money);
}

/* Every number that goes in: listed for finance, summed up for all. */
static void
add_numbers (TlPackMaker *maker)
{
  Ledger              ledger = { .maker = maker, .swings = index_swings (maker) };
  guint               all;
  g_autofree char    *known = NULL;

  if (maker->audience == TL_AUDIENCE_FINANCE)
    {
      ledger.table = _tl_pack_add (maker, TL_BLOCK_TABLE, _("Every number that goes in"));
      _tl_pack_add_column (ledger.table, _("Number"), 5.4, FALSE);
      _tl_pack_add_column (ledger.table, _("Value"), 1.8, TRUE);
      _tl_pack_add_column (ledger.table, _("Basis"), 1.2, FALSE);
      _tl_pack_add_column (ledger.table, _("Source"), 3.2, FALSE);
      if (g_hash_table_size (ledger.swings) > 0)
        _tl_pack_add_column (ledger.table, _("Hangs on it"), 1.2, TRUE);
      /* It stands behind all else. */
      g_ptr_array_steal_index (maker->page->blocks, maker->page->blocks->len - 1);
    }
  for (TlKind kind = 0; kind < TL_KIND_SOURCE; kind++)
    tl_journey_foreach (maker->journey, kind, add_numbers_of, &ledger);
  add_summary (maker, &ledger);
  all = ledger.n[MEASURED] + ledger.n[OBSERVED] + ledger.n[ASSUMED] + ledger.n[UNSAID];
  if (all > 0)
    known = _tl_pack_percent (maker, (ledger.n[MEASURED] + ledger.n[OBSERVED]) / (double) all);
  if (all == 0)
    maker->page->headline = g_strdup (_("Where the figures come from"));
  else if (ledger.n[UNSAID] == all)
    maker->page->headline = g_strdup_printf (ngettext ("No source is given yet for the %u number",
                                                       "No source is given yet for any of the %u numbers", all), all);
  else if (ledger.n[MEASURED] + ledger.n[OBSERVED] == 0)
    maker->page->headline = g_strdup_printf (ngettext ("The %u number is assumed: nobody has measured or observed it",
                                                       "None of the %u numbers has been measured or observed", all),
                                             all);
  else
    maker->page->headline = make_ledger_headline (maker, &ledger, known);
  if (ledger.table && ledger.table->items->len > 0)
    maker->ledger = ledger.table;
  else if (ledger.table)
    _tl_pack_block_free (ledger.table);
  for (Basis i = 0; i < N_BASES; i++)
    g_free (ledger.which[i]);
  g_hash_table_unref (ledger.swings);
}

/* A share in a sentence. */
static char *
say_share (TlPackMaker *maker, const TlEstimate *share)
{
  double           low, high;
  g_autofree char *from = NULL, *to = NULL;

  tl_estimate_get_ends (share, &low, &high);
  if (share->form == TL_ESTIMATE_COUNT || !(low < high))
    return _tl_pack_percent (maker, tl_estimate_point (share));
  from = _tl_pack_percent (maker, low);
  to = _tl_pack_percent (maker, high);
  return g_strdup_printf (_("%s to %s"), from, to);
}

/* Horizon, rate and what else holds for all of it. */
static char *
say_settings (TlPackMaker *maker)
{
  TlThing         *root = tl_journey_get_root (maker->journey);
  TlEstimate       margin = tl_thing_get_estimate (root, TL_JOURNEY_MARGIN);
  TlEstimate       incrementality = tl_thing_get_estimate (root, TL_JOURNEY_INCREMENTALITY);
  double           doubt = tl_thing_get_number (root, TL_JOURNEY_DOUBT);
  double           rate = tl_thing_get_number (root, TL_JOURNEY_RATE);
  g_autofree char *years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));
  g_autofree char *of_revenue = say_share (maker, &margin);
  g_autofree char *anyway = say_share (maker, &incrementality);
  GString         *text = g_string_new (NULL);

  g_string_append_printf (text, _("It looks %s ahead."), years);
  g_string_append_c (text, ' ');
  if (rate > 0)
    {
      g_autofree char *percent = _tl_pack_percent (maker, rate);

      g_string_append_printf (text, _("Money to come is discounted at %s a year."), percent);
    }
  else
    g_string_append (text, _("Money to come is not discounted."));
  g_string_append_c (text, ' ');
  g_string_append_printf (text, _("The margin is %s of revenue."), of_revenue);
  g_string_append_c (text, ' ');
  if (tl_estimate_is_known (&incrementality) && incrementality.low >= 1)
    g_string_append (text, _("Every customer who is kept is taken for one who would not have come back anyway."));
  else
    g_string_append_printf (text, _("Of customers who are kept, %s would not have come back anyway (incrementality)."),
                            anyway);
  if (doubt > 0)
    {
      g_autofree char *about = _tl_pack_percent (maker, doubt);

      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("A number that is assumed, or has no source, is in doubt by %s."), about);
    }
  return g_string_free (text, FALSE);
}

static void
add_method (TlPackMaker *maker)
{
  TlBlock *note = _tl_pack_add (maker, TL_BLOCK_NOTE, _("How it is worked out"));

  note->half = TRUE;
  g_ptr_array_add (note->items, g_strdup (_("Customers flow through the stages by the shares on the map. Pain points "
                                            "drive some of them away and cause contacts and costs. A fix changes "
                                            "these numbers, and the whole journey is worked out again with it.")));
  if (tl_figures_has_money (maker->figures))
    g_ptr_array_add (note->items, g_strdup (_("Combined impact is margin won plus cost saved, less what the fix costs, "
                                            "over the horizon, in today’s money. A saving counts as far as it is "
                                            "money not spent; a price that is cut counts in full. Nobody is counted "
                                            "twice.")));
  if (tl_figures_has_money (maker->figures))
    g_ptr_array_add (note->items, say_settings (maker));
  if (maker->doubt && tl_figures_has_money (maker->figures))
    {
      g_autofree char *worlds = _tl_pack_count (maker, maker->doubt->n_worlds);

      g_ptr_array_add (note->items, g_strdup_printf (_("Numbers in doubt were drawn from their ranges %s times, the "
                                                       "same for every fix. Combined impact is the mean over these "
                                                       "futures, and a range holds four times out of five. The map, "
                                                       "what is at stake, and all that is called the likely case hold "
                                                       "every number at its middle."),
                                                     worlds));
    }
  else
    g_ptr_array_add (note->items, g_strdup (_("Every figure is the likely case: nothing here is drawn from ranges.")));
}

static void
add_limits (TlPackMaker *maker)
{
  TlBlock *note = _tl_pack_add (maker, TL_BLOCK_NOTE, _("What it does not know"));

  note->half = TRUE;
  g_ptr_array_add (note->items, g_strdup (_("It is a picture of one steady year: no seasons, no competitors, no other "
                                            "projects, prices as they are, before tax.")));
  if (maker->doubt)
    g_ptr_array_add (note->items, g_strdup (_("Numbers are drawn independently of each other, so that totals look "
                                              "surer than they are.")));
  g_ptr_array_add (note->items, g_strdup (_("Pain points at different touchpoints are taken as independent, and a "
                                            "contact that one causes as free of further pain.")));
  if (tl_figures_get_records (maker->figures) > 0)
    g_ptr_array_add (note->items, g_strdup (_("Who answers, reviews or complains chooses to: what they say is no "
                                              "random sample of all customers.")));
  g_ptr_array_add (note->items, g_strdup (_("What a pain point or a fix is said to cause is a claim until a control "
                                            "group has shown it.")));
}

/**
 * _tl_pack_make_sources:
 */
gboolean
_tl_pack_make_sources (TlPackMaker *maker, GError **error)
{
  /* Finance asks first how it is worked out; others, where it comes from. */
  if (maker->audience == TL_AUDIENCE_FINANCE)
    {
      add_method (maker);
      add_limits (maker);
    }
  add_sources (maker);
  add_numbers (maker);
  if (maker->audience != TL_AUDIENCE_FINANCE)
    {
      add_method (maker);
      add_limits (maker);
    }
  add_bewares (maker);
  if (maker->ledger)
    g_ptr_array_add (maker->page->blocks, g_steal_pointer (&maker->ledger));
  return TRUE;
}
