/* tl-command-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-cli.h"
#include "tl-evidence.h"
#include "tl-table.h"
#include "tl-text.h"

/* The marks around what was found, as people see them on a terminal. */
static char *
show_extract (const TlRecord *record)
{
  const char      *text = tl_record_get_text (record, TL_EVIDENCE_TEXT);
  g_autofree char *line = tl_text_squeeze (record->extract ? record->extract : text ? text : "");
  GString         *out = g_string_new (NULL);

  for (const char *p = line; *p; p++)
    g_string_append_c (out, *p == '\002' ? '[' : *p == '\003' ? ']' : *p);
  return g_string_free (out, FALSE);
}

static char *
join_words (int argc, char **argv)
{
  GString *words = g_string_new (NULL);

  for (int i = 2; i < argc; i++)
    g_string_append_printf (words, "%s%s", i > 2 ? " " : "", argv[i]);
  return g_string_free (words, FALSE);
}

static void
add_columns (TlTable *table)
{
  tl_table_column (table, "id", _("Record"));
  tl_table_column (table, "source", _("Source"));
  tl_table_column (table, "date", _("Date"));
  tl_table_column (table, "touchpoint", NULL);
  tl_table_column (table, "on", _("About"));
  tl_table_column (table, "text", _("Words"));
}

static void
add_text (TlTable *table, const char *text)
{
  if (text)
    tl_table_text (table, text, NULL);
  else
    tl_table_none (table, NULL);
}

static void
add_row (TlTable *table, const TlRecord *record)
{
  g_autofree char *extract = show_extract (record);
  const char      *text = tl_record_get_text (record, TL_EVIDENCE_TEXT);

  tl_table_text (table, record->id, NULL);
  add_text (table, tl_record_get_text (record, TL_EVIDENCE_SOURCE));
  add_text (table, tl_record_get_text (record, TL_EVIDENCE_DATE));
  add_text (table, tl_record_get_text (record, TL_EVIDENCE_TOUCHPOINT));
  add_text (table, tl_record_get_text (record, TL_EVIDENCE_ON));
  tl_table_text (table, text ? text : "", extract);
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *format_name = NULL;
  g_autofree char       *thing = NULL;
  g_autofree char       *words = NULL;
  int                    at_most = 20;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GPtrArray)  records = NULL;
  g_autoptr (TlTable)    table = tl_table_new ();
  g_autoptr (GError)     error = NULL;
  TlEvidenceFilter       filter = { NULL };
  TlEvidenceCount        count;
  TlFormat               format;
  const GOptionEntry     entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &thing, N_("Only records assigned to this thing, or to what stands in it"), N_("ID") },
    { "most", 'n', 0, G_OPTION_ARG_INT, &at_most, N_("Show so many at the most (20)"), N_("N") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("text (the preset), csv or json"), N_("FORMAT") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 2, G_MAXINT, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_cli_parse_format (format_name, 7, &format))
    return tl_cli_usage (command, _("“%s” is not one of its formats"), format_name);
  if (at_most < 1)
    return tl_cli_usage (command, _("--most must be at least 1"));
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  if (thing && tl_journey_lookup (tl_document_get_journey (document), thing) == NULL)
    {
      tl_cli_say (_("throughline-cli: nothing in the journey has the id “%s”"), thing);
      return TL_EXIT_CANNOT;
    }
  words = join_words (argc, argv);
  if (!g_utf8_validate (words, -1, NULL))
    return tl_cli_usage (command, _("the words are not valid text"));
  filter.thing = thing;
  filter.words = words;
  records = tl_evidence_list (document, &filter, 0, at_most, &error);
  if (records == NULL || !tl_evidence_count (document, &filter, &count, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  add_columns (table);
  for (guint i = 0; i < records->len; i++)
    add_row (table, records->pdata[i]);
  tl_cli_say (ngettext ("%" G_GINT64_FORMAT " record found", "%" G_GINT64_FORMAT " records found",
                        (gulong) count.records),
              count.records);
  if (records->len == 0 && format == TL_FORMAT_TEXT)
    return TL_EXIT_DONE;
  return tl_table_print (table, format);
}

const TlCommand tl_command_search = {
  "search",
  N_("FILE WORDS… [--on ID] [--most N] [--format text|csv|json]"),
  N_("Find records by their words"),
  N_("Every word must occur, in any of its English forms. \"Several words\" in quotation marks must stand together; a star at "
     "the end of a word stands for any ending; what has a minus right before it, or NOT, must not occur."),
  run,
};
