/* tl-command-export-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "tl-cli.h"
#include "tl-facts.h"
#include "tl-ledger.h"

/* What the ledger says of each number: behind the table's own columns, and not read back. */
static const char *const more_names[] = { "hangs on it", "in doubt", "tied to", "age in days", NULL };

static char *
tell_more (const char *of, TlField field, guint column, gpointer data)
{
  const TlLedgerRow *row = tl_ledger_find (data, of, field);

  if (row == NULL)
    return NULL;
  switch (column)
    {
    case 0:
      return row->has_swing ? tl_number_format (round (row->swing * 100) / 100) : NULL;
    case 1:
      return g_strdup (row->in_doubt ? "yes" : "no");
    case 2:
      return g_strdup (row->tie);
    default:
      return row->age_days < 0 ? NULL : g_strdup_printf ("%d", row->age_days);
    }
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *output = NULL;
  g_autofree char       *csv = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GPtrArray)  ledger = NULL;
  g_autoptr (GError)     error = NULL;
  TlFactsMore            more = { more_names, tell_more, NULL };
  const GOptionEntry     entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Where to; standard output without it"), N_("CSV") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  ledger = tl_ledger_new (document, NULL, &error);
  if (ledger == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  more.data = ledger;
  if (output && !tl_facts_export (document, &more, output, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  if (output)
    return TL_EXIT_DONE;
  csv = tl_facts_to_csv (document, &more);
  return tl_cli_print (csv, strlen (csv));
}

const TlCommand tl_command_export_facts = {
  "export-facts",
  N_("FILE [-o CSV]"),
  N_("Write every number of the journey and where it comes from as a table"),
  N_("Numbers that nobody has given yet are there with an empty value, to be filled in and read back by “import-facts”, "
     "which passes over the last columns: how much money hangs on each number (see “ledger”), whether it is in doubt, what "
     "it is tied to, and its age."),
  run,
};
