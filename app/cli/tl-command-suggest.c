/* tl-command-suggest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <math.h>

#include "tl-suggest.h"
#include "tl-table.h"

static void
say_skill (const char *what, guint n_learned, const TlLearnerSkill *skill)
{
  g_autofree char *right = tl_number_format_percent ((double) skill->right / MAX (skill->n, 1), NULL);
  g_autofree char *low = tl_number_format_percent (skill->low, NULL);
  g_autofree char *high = tl_number_format_percent (skill->high, NULL);
  g_autofree char *majority = tl_number_format_percent ((double) skill->majority / MAX (skill->n, 1), NULL);

  tl_cli_say (_("%s: learned from %u records; right on %s of those held back (95 %% interval %s to %s); always saying the "
                "most frequent would be right on %s"),
              what, n_learned, right, low, high, majority);
}

static void
add_columns (TlTable *table)
{
  tl_table_column (table, "record", _("Record"));
  tl_table_column (table, "thing", _("Speaks of"));
  tl_table_column (table, "confidence", _("Confidence"));
  tl_table_column (table, "words", _("Because of"));
  tl_table_column (table, "sentiment", _("Sentiment"));
  tl_table_column (table, "text", _("Text"));
}

static void
add_row (TlTable *table, TlJourney *journey, const TlSuggestion *one)
{
  g_autofree char *words = g_strjoinv (", ", one->words);
  TlThing         *thing = tl_journey_lookup (journey, one->thing);

  tl_table_text (table, one->record, NULL);
  tl_table_text (table, one->thing, thing ? tl_thing_get_title (thing) : NULL);
  tl_table_number (table, one->confidence, tl_number_format_percent (one->confidence, NULL));
  tl_table_text (table, words, NULL);
  if (isnan (one->sentiment))
    tl_table_none (table, NULL);
  else
    tl_table_number (table, one->sentiment, tl_number_format_people (one->sentiment, 1, NULL));
  tl_table_text (table, one->extract, NULL);
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char          *format_name = NULL;
  g_autoptr (TlDocument)    document = NULL;
  g_autoptr (TlSuggestions) suggestions = NULL;
  g_autoptr (TlTable)       table = tl_table_new ();
  g_autoptr (GError)        error = NULL;
  int                       at_most = 100000;
  double                    least = 0;
  TlFormat                  format;
  const GOptionEntry        entries[] = {
    { "least", 0, 0, G_OPTION_ARG_DOUBLE, &least, N_("The least confidence to show, from 0 to 1"), N_("SHARE") },
    { "most", 'n', 0, G_OPTION_ARG_INT, &at_most, N_("Look at so many records at the most (100,000)"), N_("N") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("text (the preset), csv or json"), N_("FORMAT") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_cli_parse_format (format_name, 7, &format))
    return tl_cli_usage (command, _("“%s” is not one of its formats"), format_name);
  if (at_most < 1)
    return tl_cli_usage (command, _("--most must be at least 1"));
  if (!(least >= 0 && least <= 1))
    return tl_cli_usage (command, _("--least must be from 0 to 1"));
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  suggestions = tl_suggestions_new (document, NULL, (guint) at_most, least, &error);
  if (suggestions == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  add_columns (table);
  for (guint i = 0; i < suggestions->all->len; i++)
    add_row (table, tl_document_get_journey (document), suggestions->all->pdata[i]);
  say_skill (_("Things"), suggestions->n_learned, &suggestions->skill);
  if (suggestions->n_sentiment > 0)
    say_skill (_("Sentiment"), suggestions->n_sentiment, &suggestions->sentiment_skill);
  return tl_table_print (table, format);
}

const TlCommand tl_command_suggest = {
  "suggest",
  N_("FILE [--least SHARE] [--most N] [--format text|csv|json]"),
  N_("Propose what records speak of, from what people have assigned"),
  N_("Learned from this journey alone. For every record with words that is assigned to nothing: what it may speak of, how "
     "sure that is, and which words spoke for it. Nothing is assigned. How often it is right on records that were held back "
     "is said on standard error."),
  run,
};
