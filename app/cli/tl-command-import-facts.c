/* tl-command-import-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "tl-cli.h"
#include "tl-facts.h"
#include "tl-open.h"

static void
say_problems (const TlFactsResult *result, const char *file)
{
  for (guint i = 0; result && i < result->problems->len; i++)
    {
      g_autofree char *line = tl_import_note_to_string (result->problems->pdata[i], file);

      tl_cli_say ("%s", line);
    }
}

static TlExit
import (const char *path, const char *csv_path, const TlFactsOptions *options)
{
  g_autoptr (TlDocument)    document = NULL;
  g_autoptr (TlCsvSource)   csv = NULL;
  g_autoptr (TlFactsResult) result = NULL;
  g_autoptr (GError)        error = NULL;
  gboolean                  imported;

  csv = tl_csv_source_new_for_path (csv_path, &error);
  if (csv == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  document = tl_cli_open (path, TL_DOCUMENT_DEFAULT);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  imported = tl_facts_import (document, csv, options, &result, &error);
  say_problems (result, csv_path);
  if (!imported || (result->edit > 0 && !tl_save_back (document, &error)))
    return tl_cli_fail (g_steal_pointer (&error));
  printf (ngettext ("%" G_GUINT64_FORMAT " row read", "%" G_GUINT64_FORMAT " rows read", (gulong) result->n_rows),
          result->n_rows);
  printf (": ");
  printf (ngettext ("%" G_GUINT64_FORMAT " value changed", "%" G_GUINT64_FORMAT " values changed",
                    (gulong) result->n_values),
          result->n_values);
  printf (", ");
  printf (ngettext ("%" G_GUINT64_FORMAT " fact written down", "%" G_GUINT64_FORMAT " facts written down",
                    (gulong) result->n_facts),
          result->n_facts);
  printf (", ");
  printf (ngettext ("%" G_GUINT64_FORMAT " source made", "%" G_GUINT64_FORMAT " sources made", (gulong) result->n_sources),
          result->n_sources);
  printf ("\n");
  if (result->n_forgotten > 0)
    tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " number changed without a word on where it comes from; what was said of the "
                          "old one is gone",
                          "%" G_GUINT64_FORMAT " numbers changed without a word on where they come from; what was said of "
                          "the old ones is gone",
                          (gulong) result->n_forgotten),
                result->n_forgotten);
  return TL_EXIT_DONE;
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char   *decimal = NULL;
  g_autofree char   *date_order = NULL;
  TlFactsOptions     options = { FALSE };
  const GOptionEntry entries[] = {
    { "skip-bad", 0, 0, G_OPTION_ARG_NONE, &options.skip_bad, N_("Import the rows that are right though others are wrong"),
      NULL },
    { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, N_("The decimal mark, . or , where it cannot be told"), N_("MARK") },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &date_order, N_("dmy or mdy, where 3/4/2026 could be either"), N_("ORDER") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 2, 2, &argc, &argv))
    return TL_EXIT_USAGE;
  if (decimal && strcmp (decimal, ".") != 0 && strcmp (decimal, ",") != 0)
    return tl_cli_usage (command, _("--decimal must be . or ,"));
  if (date_order && strcmp (date_order, "dmy") != 0 && strcmp (date_order, "mdy") != 0)
    return tl_cli_usage (command, _("--date-order must be dmy or mdy"));
  options.decimal = decimal ? *decimal : 0;
  if (date_order)
    options.date_order = *date_order == 'd' ? TL_DATE_ORDER_DMY : TL_DATE_ORDER_MDY;
  return import (argv[1], argv[2], &options);
}

const TlCommand tl_command_import_facts = {
  "import-facts",
  N_("FILE CSV [--skip-bad] [--decimal MARK] [--date-order dmy|mdy]"),
  N_("Take costs, shares and where they come from out of a table"),
  N_("Columns: thing (its titles, as in “Basket / Basket page / unit-cost”) or id, field, value, basis, source, date, by, "
     "text; in any order. Values are written as people write estimates: 12%, 5% .. 8% .. 15%, 132 of 1,200. Cells that "
     "are empty change nothing. Where a row is wrong, nothing is imported, and every wrong row is named with its line.\n\n"
     "“export-facts” writes the same table, to be filled in and read back."),
  run,
};
