/* tl-command-import-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "tl-cli.h"
#include "tl-import.h"
#include "tl-open.h"

/* How many notes of a kind are shown; beyond, their number is said. */
#define MOST_NOTES 20

typedef struct
{
  char    *source;
  char    *kind;
  char    *columns[TL_COLUMN_N_ROLES];
  char   **scores;
  char   **roles;
  GPtrArray *ignored;
  char    *duplicates;
  char    *rejected;
  char    *rules;
  char    *delimiter;
  char    *encoding;
  char    *sheet;
  char    *date_order;
  int      header_rows;
  gboolean all_notes;
  gboolean no_mask;
  gboolean keep_ids;
  gboolean dry_run;
  gboolean fresh;
  gboolean forget;
  gboolean keep_rules;
  gboolean no_rules;
  gboolean first_rule;
  char    *mask;
} Call;

static void
call_clear (Call *call)
{
  g_free (call->source);
  g_free (call->kind);
  for (int i = 0; i < TL_COLUMN_N_ROLES; i++)
    g_free (call->columns[i]);
  g_strfreev (call->scores);
  g_strfreev (call->roles);
  g_clear_pointer (&call->ignored, g_ptr_array_unref);
  g_free (call->duplicates);
  g_free (call->rejected);
  g_free (call->rules);
  g_free (call->delimiter);
  g_free (call->encoding);
  g_free (call->sheet);
  g_free (call->date_order);
  g_free (call->mask);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

/* “nps=How likely …” says which column holds which score. */
static gboolean
take_scores (Call *call, const TlCommand *command)
{
  static const TlColumnRole scales[] = { TL_COLUMN_NPS, TL_COLUMN_CSAT, TL_COLUMN_CES, TL_COLUMN_STARS };

  for (char **score = call->scores; score && *score; score++)
    {
      const char      *equals = strchr (*score, '=');
      g_autofree char *scale = equals ? g_strndup (*score, (gsize) (equals - *score)) : NULL;
      gboolean         known = FALSE;

      for (gsize i = 0; scale && i < G_N_ELEMENTS (scales); i++)
        if (strcmp (scale, tl_column_role_to_string (scales[i])) == 0)
          {
            g_free (call->columns[scales[i]]);
            call->columns[scales[i]] = g_strdup (equals + 1);
            known = TRUE;
          }
      if (!known)
        {
          tl_cli_usage (command, _("--score %s: write nps=COLUMN, csat=COLUMN, ces=COLUMN or stars=COLUMN"), *score);
          return FALSE;
        }
    }
  return TRUE;
}

/* “customer=Account” says what a column is, “ignore=Notes” that it is nothing. */
static gboolean
take_roles (Call *call, const TlCommand *command)
{
  call->ignored = g_ptr_array_new ();
  for (char **word = call->roles; word && *word; word++)
    {
      const char      *equals = strchr (*word, '=');
      g_autofree char *name = equals ? g_strndup (*word, (gsize) (equals - *word)) : NULL;
      TlColumnRole     role;

      if (name && strcmp (name, "ignore") == 0)
        g_ptr_array_add (call->ignored, (gpointer) (equals + 1));
      else if (name && tl_column_role_parse (name, &role))
        {
          g_free (call->columns[role]);
          call->columns[role] = g_strdup (equals + 1);
        }
      else
        {
          tl_cli_usage (command, _("--column %s: write ROLE=COLUMN; a role is text, title, date, nps, csat, ces, stars, "
                                   "sentiment, customer, segment, channel, id or ignore"), *word);
          return FALSE;
        }
    }
  g_ptr_array_add (call->ignored, NULL);
  if (call->duplicates && strcmp (call->duplicates, "keep") != 0 && strcmp (call->duplicates, "skip") != 0)
    {
      tl_cli_usage (command, _("--duplicates must be keep or skip"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_hints (Call *call, const TlCommand *command, TlCsvHints *hints, TlDateOrder *order)
{
  static const struct
  {
    const char    *name;
    TlCsvEncoding  encoding;
  } encodings[] = {
    { "utf-8", TL_CSV_ENCODING_UTF_8 },
    { "utf-16le", TL_CSV_ENCODING_UTF_16_LE },
    { "utf-16be", TL_CSV_ENCODING_UTF_16_BE },
    { "windows-1252", TL_CSV_ENCODING_WINDOWS_1252 },
    { "iso-8859-1", TL_CSV_ENCODING_WINDOWS_1252 },
    { "latin-1", TL_CSV_ENCODING_WINDOWS_1252 },
    { "windows-1250", TL_CSV_ENCODING_WINDOWS_1250 },
    { "windows-1251", TL_CSV_ENCODING_WINDOWS_1251 },
    { "iso-8859-15", TL_CSV_ENCODING_ISO_8859_15 },
    { "latin-9", TL_CSV_ENCODING_ISO_8859_15 },
    { "mac-roman", TL_CSV_ENCODING_MAC_ROMAN },
    { "macintosh", TL_CSV_ENCODING_MAC_ROMAN },
  };

  hints->n_header_rows = call->header_rows;
  hints->sheet = call->sheet;
  if (call->delimiter)
    {
      gboolean tab = strcmp (call->delimiter, "tab") == 0 || strcmp (call->delimiter, "\\t") == 0;

      if (!tab && strlen (call->delimiter) != 1)
        {
          tl_cli_usage (command, _("--delimiter must be one character, or “tab”"));
          return FALSE;
        }
      hints->delimiter = tab ? '\t' : call->delimiter[0];
    }
  for (gsize i = 0; call->encoding && i < G_N_ELEMENTS (encodings); i++)
    if (g_ascii_strcasecmp (call->encoding, encodings[i].name) == 0)
      hints->encoding = encodings[i].encoding;
  if (call->encoding && hints->encoding == TL_CSV_ENCODING_AUTO)
    {
      tl_cli_usage (command, _("--encoding must be utf-8, utf-16le, utf-16be, windows-1250, windows-1251, windows-1252, "
                               "iso-8859-15 or mac-roman"));
      return FALSE;
    }
  if (call->date_order && strcmp (call->date_order, "dmy") == 0)
    *order = TL_DATE_ORDER_DMY;
  else if (call->date_order && strcmp (call->date_order, "mdy") == 0)
    *order = TL_DATE_ORDER_MDY;
  else if (call->date_order)
    {
      tl_cli_usage (command, _("--date-order must be dmy or mdy"));
      return FALSE;
    }
  return TRUE;
}

/* What is to be masked: everything, or what was said. */
static gboolean
take_mask (Call *call, const TlCommand *command, TlImportOptions *options)
{
  guint kinds;

  options->keep_ids = call->keep_ids;
  if (call->no_mask && call->mask)
    {
      tl_cli_usage (command, _("--mask and --no-mask cannot both be given"));
      return FALSE;
    }
  if (call->no_mask)
    options->unmasked = TL_MASK_ALL;
  if (call->mask == NULL)
    return TRUE;
  if (!tl_mask_parse_kinds (call->mask, &kinds))
    {
      tl_cli_usage (command, _("--mask takes a list of e-mail, phone, card, account and ip, with commas between them"));
      return FALSE;
    }
  options->unmasked = TL_MASK_ALL & ~kinds;
  return TRUE;
}

static void
say_masked (TlImportResult *result, const TlImportOptions *options)
{
  g_autoptr (GString) line = tl_cli_list_masked (result->masked);

  if (line->len > 0)
    /* Translators: what was masked, such as: 3 e-mail addresses, 1 card number */
    tl_cli_say (ngettext ("Masked in %" G_GUINT64_FORMAT " record, by pattern: %s",
                          "Masked in %" G_GUINT64_FORMAT " records, by pattern: %s", (gulong) result->n_masked),
                result->n_masked, line->str);
  else if (options->unmasked != TL_MASK_ALL)
    tl_cli_say (_("Nothing that looks like a personal detail was found to mask."));
  else
    tl_cli_say (_("Personal details were not masked."));
  if (result->n_hashed > 0)
    tl_cli_say (ngettext ("The customer's id of %" G_GUINT64_FORMAT " record was replaced by a hash.",
                          "The customers' ids of %" G_GUINT64_FORMAT " records were replaced by hashes.",
                          (gulong) result->n_hashed),
                result->n_hashed);
}

static void
say_notes (GPtrArray *notes, guint64 n, gboolean all, const char *file)
{
  for (guint i = 0; i < notes->len && (all || i < MOST_NOTES); i++)
    {
      g_autofree char *line = tl_import_note_to_string (notes->pdata[i], file);

      tl_cli_say ("  %s", line);
    }
  if (!all && n > MOST_NOTES)
    tl_cli_say (_("  … and %" G_GUINT64_FORMAT " more; --all-notes shows them"), n - MOST_NOTES);
}

static void
say_columns (TlImportResult *result)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < result->columns->len; i++)
    {
      const TlImportColumn *column = result->columns->pdata[i];

      if (column->role == TL_COLUMN_N_ROLES)
        continue;
      g_string_append_printf (line, "%s%s: “%s”", line->len > 0 ? ", " : "", tl_column_role_to_string (column->role),
                              column->name);
      if (column->high > column->low)
        g_string_append_printf (line, " (%g–%g)", column->low, column->high);
    }
  if (line->len > 0)
    tl_cli_say (_("Columns taken: %s"), line->str);
}

static void
say_scores (TlImportResult *result)
{
  guint64 n = result->n_promoters + result->n_passives + result->n_detractors;

  if (n > 0)
    /* Translators: the Net Promoter Score, with its sign and one decimal, and the counts it is made of */
    tl_cli_say (_("NPS of these records: %+.1f (%" G_GUINT64_FORMAT " promoters, %" G_GUINT64_FORMAT " passives, %"
                  G_GUINT64_FORMAT " detractors)"),
                100.0 * ((double) result->n_promoters - (double) result->n_detractors) / (double) n, result->n_promoters,
                result->n_passives, result->n_detractors);
  if (result->n_codes > 0)
    tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " answer says that there is none (such as 99 or “don’t know”) and was left out",
                          "%" G_GUINT64_FORMAT " answers say that there is none (such as 99 or “don’t know”) and were left out",
                          (gulong) result->n_codes),
                result->n_codes);
}

static void
say_duplicates (TlImportResult *result, gboolean kept, gboolean all, const char *file)
{
  if (result->n_duplicates == 0)
    return;
  if (kept)
    tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " record was there already and came in again:",
                          "%" G_GUINT64_FORMAT " records were there already and came in again:",
                          (gulong) result->n_duplicates),
                result->n_duplicates);
  else
    tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " record was there already and was left out:",
                          "%" G_GUINT64_FORMAT " records were there already and were left out:",
                          (gulong) result->n_duplicates),
                result->n_duplicates);
  if (result->n_records == 0)
    tl_cli_say (_("  Nothing was added: all of it is in the journey already."));
  else
    say_notes (result->duplicates, result->n_duplicates, all, file);
}

static void
say_result (TlImportResult *result, const TlImportOptions *options, TlDocument *document, gboolean all, const char *file)
{
  if (options->is_trial)
    printf (ngettext ("%" G_GUINT64_FORMAT " record would be imported", "%" G_GUINT64_FORMAT " records would be imported",
                      (gulong) result->n_records),
            result->n_records);
  else
    printf (ngettext ("%" G_GUINT64_FORMAT " record imported", "%" G_GUINT64_FORMAT " records imported",
                      (gulong) result->n_records),
            result->n_records);
  printf (": ");
  printf (_("%" G_GUINT64_FORMAT " with words, %" G_GUINT64_FORMAT " without"), result->n_with_text,
          result->n_without_text);
  printf ("\n");
  fflush (stdout);

  tl_cli_say (_("Source: %s (%s)"), result->source_title, result->source);
  tl_cli_say (_("Read as %s"), result->dialect);
  if (result->maker)
    tl_cli_say (_("It looks like an export of %s."), result->maker);
  say_columns (result);
  if (result->is_remembered)
    tl_cli_say (_("The columns are taken as in the last table with this header; --fresh recognises them anew."));
  if (*result->from)
    tl_cli_say (_("Dates from %s to %s"), result->from, result->to);
  if (result->dates)
    tl_cli_say ("%s", result->dates);
  if (result->junk->len > 0)
    {
      tl_cli_say (ngettext ("%u line before the header was left out:", "%u lines before the header were left out:",
                            result->junk->len),
                  result->junk->len);
      say_notes (result->junk, result->junk->len, all, file);
    }
  say_scores (result);
  say_duplicates (result, options->keep_duplicates, all, file);
  if (result->n_rejected > 0)
    {
      tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " row was rejected:", "%" G_GUINT64_FORMAT " rows were rejected:",
                            (gulong) result->n_rejected),
                  result->n_rejected);
      say_notes (result->rejected, result->n_rejected, all, file);
    }
  if (result->n_spoilt > 0)
    {
      tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " value could not be read and was left out; its record stays:",
                            "%" G_GUINT64_FORMAT " values could not be read and were left out; their records stay:",
                            (gulong) result->n_spoilt),
                  result->n_spoilt);
      say_notes (result->spoilt, result->n_spoilt, all, file);
    }
  if (result->n_replaced > 0)
    tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " character could not be kept and became U+FFFD",
                          "%" G_GUINT64_FORMAT " characters could not be kept and became U+FFFD",
                          (gulong) result->n_replaced),
                result->n_replaced);
  if (result->n_bad_quotes > 0)
    tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " quotation mark opened a field and never closed it; it stays in the words",
                          "%" G_GUINT64_FORMAT " quotation marks opened fields and never closed them; they stay in the words",
                          (gulong) result->n_bad_quotes),
                result->n_bad_quotes);
  if (result->quotes_off_line > 0)
    tl_cli_say (_("From line %" G_GUINT64_FORMAT " on, quotation marks were taken as they stand: too many were not closed"),
                result->quotes_off_line);
  say_masked (result, options);
  if (result->n_unkept > 0)
    tl_cli_say (ngettext ("%u rule assigns to a stage; it acted here, but a journey keeps no such rule.",
                          "%u rules assign to stages; they acted here, but a journey keeps no such rules.", result->n_unkept),
                result->n_unkept);
  if (result->rules->len == 0)
    return;
  tl_cli_say (_("Assigned: %" G_GUINT64_FORMAT "; no rule held for %" G_GUINT64_FORMAT), result->n_assigned,
              result->n_unassigned);
  for (guint i = 0; i < result->rules->len; i++)
    {
      const TlImportRule *rule = result->rules->pdata[i];
      TlThing            *thing = tl_journey_lookup (tl_document_get_journey (document), rule->thing);
      g_autofree char    *where = thing ? tl_thing_describe (thing) : g_strdup (rule->thing);

      if (rule->why)
        tl_cli_say (_("  rule %s, to %s: %s It was passed over."), rule->id, where, rule->why);
      else if (rule->id)
        tl_cli_say (_("  rule %s: %" G_GUINT64_FORMAT " to %s"), rule->id, rule->n_records, where);
      else
        tl_cli_say (_("  rule in line %u: %" G_GUINT64_FORMAT " to %s"), rule->line, rule->n_records, where);
    }
}

static TlExit
import (Call *call, const TlCommand *command, const char *path, const char *csv_path)
{
  TlCsvHints                 hints = TL_CSV_HINTS_INIT;
  TlImportOptions            options = { .source = call->source, .kind = call->kind, .hints = &hints };
  g_autoptr (TlDocument)     document = NULL;
  g_autoptr (TlCsvSource)    csv = NULL;
  g_autoptr (TlRules)        rules = NULL;
  g_autoptr (TlImportResult) result = NULL;
  g_autoptr (GError)         error = NULL;

  if (!take_scores (call, command) || !take_hints (call, command, &hints, &options.date_order) ||
      !take_mask (call, command, &options) || !take_roles (call, command))
    return TL_EXIT_USAGE;
  if (call->kind && !g_strv_contains (tl_field_get_info (TL_SOURCE_KIND)->words, call->kind))
    {
      g_autofree char *words = g_strjoinv (", ", (char **) tl_field_get_info (TL_SOURCE_KIND)->words);

      return tl_cli_usage (command, _("--kind must be one of %s"), words);
    }
  for (int i = 0; i < TL_COLUMN_N_ROLES; i++)
    options.columns[i] = call->columns[i];
  options.ignored = (const char *const *) call->ignored->pdata;
  options.keep_duplicates = g_strcmp0 (call->duplicates, "keep") == 0;
  options.is_trial = call->dry_run;
  options.memory = call->forget ? TL_IMPORT_MEMORY_FORGET : call->fresh ? TL_IMPORT_MEMORY_FRESH : TL_IMPORT_MEMORY_USE;
  options.keep_rules = call->keep_rules;
  options.without_rules = call->no_rules;
  options.first_rule_only = call->first_rule;
  csv = tl_csv_source_new_for_path (csv_path, &error);
  if (csv == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  if (call->rules)
    {
      options.rules = rules = tl_rules_load (call->rules, &error);
      if (rules == NULL)
        return tl_cli_fail (g_steal_pointer (&error));
    }
  document = tl_cli_open (path, TL_DOCUMENT_DEFAULT);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  result = tl_import_evidence (document, csv, &options, NULL, &error);
  if (result == NULL || (result->edit > 0 && !tl_save_back (document, &error)))
    return tl_cli_fail (g_steal_pointer (&error));
  say_result (result, &options, document, call->all_notes, csv_path);
  if (call->rejected && !tl_import_result_save_rejected (result, call->rejected, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  return TL_EXIT_DONE;
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_auto (Call)      call = { .header_rows = TL_CSV_AUTO };
  const GOptionEntry entries[] = {
    { "source", 's', 0, G_OPTION_ARG_STRING, &call.source, N_("What the source is called; the file's name without it"),
      N_("TITLE") },
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &call.kind,
      N_("survey, review, complaint, contact, interview, observation, workshop or metric"), N_("KIND") },
    { "text", 't', 0, G_OPTION_ARG_STRING, &call.columns[TL_COLUMN_TEXT], N_("The column with the words"), N_("COLUMN") },
    { "date", 'd', 0, G_OPTION_ARG_STRING, &call.columns[TL_COLUMN_DATE], N_("The column with the date"), N_("COLUMN") },
    { "score", 0, 0, G_OPTION_ARG_STRING_ARRAY, &call.scores,
      N_("A column with a score: nps, csat, ces or stars; may be given several times"), N_("SCALE=COLUMN") },
    { "column", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &call.roles,
      N_("What a column is: text, title, date, nps, csat, ces, stars, sentiment, customer, segment, channel, id or ignore"),
      N_("ROLE=COLUMN") },
    { "customer", 0, 0, G_OPTION_ARG_STRING, &call.columns[TL_COLUMN_CUSTOMER], N_("The column with the customer's id"),
      N_("COLUMN") },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &call.columns[TL_COLUMN_SEGMENT], N_("The column with the segment"),
      N_("COLUMN") },
    { "assign", 'a', 0, G_OPTION_ARG_FILENAME, &call.rules, N_("Rules that assign records to touchpoints and pains"),
      N_("RULES") },
    { "keep-rules", 0, 0, G_OPTION_ARG_NONE, &call.keep_rules, N_("Keep these rules in the journey, for the next import"),
      NULL },
    { "no-rules", 0, 0, G_OPTION_ARG_NONE, &call.no_rules, N_("Leave out the rules that the journey keeps"), NULL },
    { "first-rule", 0, 0, G_OPTION_ARG_NONE, &call.first_rule, N_("Assign by the first rule that holds alone"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &call.dry_run, N_("Say what would come of it, and change nothing"), NULL },
    { "fresh", 0, 0, G_OPTION_ARG_NONE, &call.fresh,
      N_("Recognise the columns anew, whatever was said of the last table with this header"), NULL },
    { "forget", 0, 0, G_OPTION_ARG_NONE, &call.forget, N_("Forget what was said of tables with this header"), NULL },
    { "duplicates", 0, 0, G_OPTION_ARG_STRING, &call.duplicates,
      N_("keep or skip records that are there already; skip without it"), N_("WHAT") },
    { "rejected", 0, 0, G_OPTION_ARG_FILENAME, &call.rejected, N_("Write what was left out, and why, to this file"),
      N_("CSV") },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &call.date_order, N_("dmy or mdy, where 3/4/2026 could be either"),
      N_("ORDER") },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &call.delimiter, N_("What stands between the fields"), N_("CHARACTER") },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &call.encoding,
      N_("utf-8, utf-16le, utf-16be, windows-1250, windows-1251, windows-1252, iso-8859-15 or mac-roman"),
      N_("ENCODING") },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &call.sheet,
      N_("Of a spreadsheet, the sheet's name or number; the first with anything in it without it"), N_("SHEET") },
    { "header-rows", 0, 0, G_OPTION_ARG_INT, &call.header_rows, N_("How many rows the header has; 0 for none"), N_("N") },
    { "mask", 0, 0, G_OPTION_ARG_STRING, &call.mask,
      N_("Which personal details to mask: e-mail, phone, card, account, ip; all without it"), N_("LIST") },
    { "no-mask", 0, 0, G_OPTION_ARG_NONE, &call.no_mask, N_("Leave personal details as they are"), NULL },
    { "keep-ids", 0, 0, G_OPTION_ARG_NONE, &call.keep_ids, N_("Leave customers' ids as they are"), NULL },
    { "all-notes", 0, 0, G_OPTION_ARG_NONE, &call.all_notes, N_("Show every rejected row and unreadable value"), NULL },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 2, 2, &argc, &argv))
    return TL_EXIT_USAGE;
  if (call.header_rows < TL_CSV_AUTO)
    return tl_cli_usage (command, _("--header-rows must be 0 or more"));
  return import (&call, command, argv[1], argv[2]);
}

const TlCommand tl_command_import_evidence = {
  "import-evidence",
  N_("FILE TABLE [--source TITLE] [--kind KIND] [--text COLUMN] [--date COLUMN] [--score SCALE=COLUMN] [--assign RULES]"),
  N_("Take records from a CSV, TSV, XLSX or ODS file: a survey, a complaints log, call notes"),
  N_("Delimiter, encoding, header and columns are recognised; each can be said. A COLUMN is a header's name, or #3 for the "
     "third. The import is one edit: all of it goes in, or nothing.\n\n"
     "What looks like an e-mail address, a telephone, card or account number or an IP address gives way to a token such "
     "as [phone], and customers' ids to hashes that are the same in every import into this journey. Masking knows "
     "patterns: names and what people tell of themselves stay.\n\n"
     "Records that are in the journey already are left out: by the response's id, else by words, date, scores and "
     "customer.\n\n"
     "Rules, one a line; each that holds assigns, up to one that ends with “stop”:\n"
     "  column \"Issue\" is \"Incorrect information on your report\" -> pain wrong-data\n"
     "  column Product contains \"credit card\" -> touchpoint \"Monthly statement\"\n"
     "  text has any of \"late\", \"delay*\", \"never arrived\" -> pain late\n"
     "  text has all of \"call\", \"hold\" -> pain queue stop\n"
     "Lines that begin with # are comments. A pain or touchpoint is named by its id or its title."),
  run,
};
