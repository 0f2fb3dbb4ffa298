/* tl-command-measures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "tl-measures.h"
#include "tl-table.h"
#include "tl-text.h"

static const char *const bys[] = { "all", "touchpoint", "stage", "source", "month", "pain", "channel", "segment", NULL };

static void
add_number (TlTable *table, double value, int decimals)
{
  if (isnan (value))
    tl_table_none (table, NULL);
  else
    tl_table_number (table, value, tl_number_format_people (value, decimals, NULL));
}

static void
add_row (TlTable *table, const TlMeasuresRow *row, int score)
{
  const TlMeasure *one = &row->scores[score];
  TlField          field = tl_measures_get_field (score);

  tl_table_text (table, row->key, NULL);
  tl_table_text (table, row->title, NULL);
  tl_table_text (table, tl_field_get_info (field)->name, score == 0 ? "NPS" : tl_field_get_label (field));
  tl_table_number (table, (double) one->n, tl_number_format_people ((double) one->n, 0, NULL));
  add_number (table, one->value, score == 0 ? 0 : 2);
  add_number (table, one->low, score == 0 ? 0 : 2);
  add_number (table, one->high, score == 0 ? 0 : 2);
  tl_table_number (table, one->top, tl_number_format_percent (one->top, NULL));
  tl_table_number (table, one->top_low, tl_number_format_percent (one->top_low, NULL));
  tl_table_number (table, one->top_high, tl_number_format_percent (one->top_high, NULL));
  tl_table_text (table, one->is_enough ? "yes" : "no", one->is_enough ? "" : _("too few to tell"));
}

static void
add_columns (TlTable *table)
{
  tl_table_column (table, "of", NULL);
  tl_table_column (table, "title", _("Of"));
  tl_table_column (table, "measure", _("Measure"));
  tl_table_column (table, "n", _("Answers"));
  tl_table_column (table, "value", _("Value"));
  tl_table_column (table, "low", _("Low"));
  tl_table_column (table, "high", _("High"));
  tl_table_column (table, "top", _("At the top"));
  tl_table_column (table, "top_low", _("Low"));
  tl_table_column (table, "top_high", _("High"));
  tl_table_column (table, "tells", "");
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *format_name = NULL;
  g_autofree char       *by_name = NULL;
  g_autofree char       *thing = NULL;
  g_autofree char       *source = NULL;
  g_autofree char       *from = NULL;
  g_autofree char       *until = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GPtrArray)  rows = NULL;
  g_autoptr (TlTable)    table = tl_table_new ();
  g_autoptr (GError)     error = NULL;
  TlEvidenceFilter       filter = { NULL };
  TlMeasuresBy           by = TL_MEASURES_BY_TOUCHPOINT;
  TlFormat               format;
  const GOptionEntry     entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &by_name,
      N_("touchpoint (the preset), stage, pain, source, month, channel, segment or all"), N_("WHAT") },
    { "on", 0, 0, G_OPTION_ARG_STRING, &thing, N_("Only records assigned to this thing, or to what stands in it"), N_("ID") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, N_("Only records of this source"), N_("ID") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("Only records of this day or later"), N_("DATE") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_("Only records of this day or earlier"), N_("DATE") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("text (the preset), csv or json"), N_("FORMAT") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_cli_parse_format (format_name, 7, &format))
    return tl_cli_usage (command, _("“%s” is not one of its formats"), format_name);
  if (by_name && !g_strv_contains (bys, by_name))
    return tl_cli_usage (command, _("“%s” is nothing that measures can be listed by"), by_name);
  if ((from && !tl_text_is_date (from)) || (until && !tl_text_is_date (until)))
    return tl_cli_usage (command, _("“%s” is no date, as 2026-11-22 is"), from && !tl_text_is_date (from) ? from : until);
  for (guint i = 0; by_name && bys[i]; i++)
    if (strcmp (bys[i], by_name) == 0)
      by = (TlMeasuresBy) i;
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  for (int i = 0; i < 2; i++)
    if ((i ? source : thing) && tl_journey_lookup (tl_document_get_journey (document), i ? source : thing) == NULL)
      {
        tl_cli_say (_("throughline-cli: nothing in the journey has the id “%s”"), i ? source : thing);
        return TL_EXIT_CANNOT;
      }
  filter = (TlEvidenceFilter) { .thing = thing, .source = source, .from = from, .until = until };
  rows = tl_measures_new (document, &filter, by, &error);
  if (rows == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  add_columns (table);
  for (guint i = 0; i < rows->len; i++)
    for (int score = 0; score < TL_N_SCORES; score++)
      if (((TlMeasuresRow *) rows->pdata[i])->scores[score].n > 0)
        add_row (table, rows->pdata[i], score);
  return tl_table_print (table, format);
}

const TlCommand tl_command_measures = {
  "measures",
  N_("FILE [--by WHAT] [--on ID] [--source ID] [--from DATE] [--until DATE] [--format text|csv|json]"),
  N_("Show NPS, satisfaction, effort and stars with how sure they are"),
  N_("Each with its 95 % interval: of an NPS by Bonett and Price for a difference of shares, of a mean by Student's t, of the "
     "share of answers at the top by Wilson. Fewer than 30 answers, or an interval wider than a fifth of the scale, are too "
     "few to tell."),
  run,
};
