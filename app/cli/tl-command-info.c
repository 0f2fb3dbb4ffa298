/* tl-command-info.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "tl-cli.h"
#include "tl-evidence.h"
#include "tl-money.h"

typedef struct
{
  TlDocument      *document;
  TlJourney       *journey;
  TlFigures       *figures;
  TlEvidenceCount  records;
} Info;

static void
put (GString *out, const char *label, const char *value)
{
  g_string_append_printf (out, "%s: %s\n", label, value);
}

static void
put_number (GString *out, const char *label, double value)
{
  g_autofree char *text = tl_number_format_people (value, 0, NULL);

  put (out, label, text);
}

static void
put_money (GString *out, Info *info, const char *label, double amount)
{
  g_autofree char *text = tl_money_format (amount, tl_figures_get_currency (info->figures), TL_MONEY_PLAIN, NULL);

  put (out, label, text);
}

static GString *
to_text (Info *info)
{
  GString            *out = g_string_new (NULL);
  TlThing            *root = tl_journey_get_root (info->journey);
  const TlImpactYear *year = tl_figures_get_year (info->figures);
  guint               n_problems = 0, n_warnings = 0;

  put (out, _("Title"), tl_thing_get_title (root));
  put (out, _("Id"), tl_thing_get_id (root));
  for (TlField field = TL_JOURNEY_CURRENCY; field <= TL_JOURNEY_PERIOD; field++)
    if (tl_thing_has (root, field))
      {
        g_autofree char *value = tl_thing_format (root, field);

        put (out, tl_field_get_label (field), value);
      }
  for (TlKind kind = TL_KIND_PERSONA; kind < TL_N_KINDS; kind++)
    {
      gint64           n = kind == TL_KIND_EVIDENCE ? info->records.records : tl_journey_n (info->journey, kind);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

      if (n > 0)
        put (out, tl_kind_get_info (kind)->name, text);
    }
  if (info->records.records > 0)
    put_number (out, _("Records with words"), (double) info->records.with_text);
  if (year)
    {
      put_number (out, _("Customers who enter a year"), tl_figures_get_entries (info->figures));
      put_number (out, _("Arrivals at a won outcome a year"), tl_figures_get_won (info->figures));
      put_money (out, info, _("Revenue a year"), year->revenue);
      put_money (out, info, _("Cost a year"), year->cost);
      put_money (out, info, _("Avoidable cost a year"), year->avoidable);
      if (tl_figures_get_stake (info->figures)->known)
        put_money (out, info, _("At stake a year, net, all pains together"),
                   tl_figures_get_stake (info->figures)->net_lost);
    }
  for (guint i = 0; i < tl_figures_get_problems (info->figures)->len; i++)
    {
      const TlProblem *problem = tl_figures_get_problems (info->figures)->pdata[i];

      n_problems += problem->severity == TL_PROBLEM_REFUSED;
      n_warnings += problem->severity == TL_PROBLEM_WARNING;
    }
  put_number (out, _("Problems"), n_problems);
  put_number (out, _("Warnings"), n_warnings);
  return out;
}

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_fields (JsonBuilder *builder, TlThing *thing)
{
  const TlKindInfo *kind = tl_kind_get_info (tl_thing_get_kind (thing));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      TlField          field = kind->first + i;
      g_autofree char *value = tl_thing_format (thing, field);

      if (value == NULL)
        continue;
      json_builder_set_member_name (builder, tl_field_get_info (field)->name);
      if (tl_field_is_number (field) && tl_field_get_info (field)->type != TL_TYPE_ESTIMATE)
        json_builder_add_double_value (builder, tl_thing_get_number (thing, field));
      else
        json_builder_add_string_value (builder, value);
    }
}

static void
add_year (JsonBuilder *builder, Info *info)
{
  const TlImpactYear  *year = tl_figures_get_year (info->figures);
  const TlImpactStake *stake = tl_figures_get_stake (info->figures);

  json_builder_set_member_name (builder, "year");
  if (year == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_number (builder, "entries", tl_figures_get_entries (info->figures));
  add_number (builder, "won", tl_figures_get_won (info->figures));
  add_number (builder, "revenue", year->revenue);
  add_number (builder, "cost", year->cost);
  add_number (builder, "avoidable_cost", year->avoidable);
  if (stake->known)
    {
      add_number (builder, "revenue_lost", stake->revenue_lost);
      add_number (builder, "cost_caused", stake->cost_caused);
      add_number (builder, "net_lost", stake->net_lost);
    }
  json_builder_end_object (builder);
}

static GString *
to_json (Info *info)
{
  g_autoptr (JsonBuilder)   builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode)      root = NULL;
  GString                  *out = g_string_new (NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, tl_thing_get_id (tl_journey_get_root (info->journey)));
  add_fields (builder, tl_journey_get_root (info->journey));
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  for (TlKind kind = TL_KIND_PERSONA; kind < TL_N_KINDS; kind++)
    add_integer (builder, tl_kind_get_info (kind)->name,
                 kind == TL_KIND_EVIDENCE ? info->records.records : tl_journey_n (info->journey, kind));
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "records");
  json_builder_begin_object (builder);
  add_integer (builder, "all", info->records.records);
  add_integer (builder, "with_words", info->records.with_text);
  add_integer (builder, "sources", info->records.sources);
  json_builder_end_object (builder);
  add_year (builder, info);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tl_figures_get_problems (info->figures)->len; i++)
    {
      const TlProblem *problem = tl_figures_get_problems (info->figures)->pdata[i];
      g_autofree char *line = tl_problem_to_string (problem);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "severity");
      json_builder_add_string_value (builder, problem->severity == TL_PROBLEM_REFUSED ? "problem" : "warning");
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, line);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_to_gstring (generator, out);
  g_string_append_c (out, '\n');
  return out;
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *format_name = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (GString)    out = NULL;
  g_autoptr (GError)     error = NULL;
  TlEvidenceFilter       all = { NULL };
  TlFormat               format;
  Info                   info = { NULL };
  const GOptionEntry     entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("text (the preset) or json"), N_("FORMAT") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_cli_parse_format (format_name, 1u << TL_FORMAT_TEXT | 1u << TL_FORMAT_JSON, &format))
    return tl_cli_usage (command, _("“%s” is not one of its formats"), format_name);
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  figures = tl_figures_new_for_document (document, &error);
  if (figures == NULL || !tl_evidence_count (document, &all, &info.records, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  info.document = document;
  info.journey = tl_document_get_journey (document);
  info.figures = figures;
  out = format == TL_FORMAT_JSON ? to_json (&info) : to_text (&info);
  return tl_cli_print (out->str, out->len);
}

const TlCommand tl_command_info = {
  "info",
  N_("FILE [--format text|json]"),
  N_("Say what is in a journey"),
  NULL,
  run,
};
