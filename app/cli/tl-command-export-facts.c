/* tl-command-export-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <string.h>

#include "tl-cli.h"
#include "tl-facts.h"

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *output = NULL;
  g_autofree char       *csv = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;
  const GOptionEntry     entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Where to; standard output without it"), N_("CSV") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  if (output && !tl_facts_export (document, output, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  if (output)
    return TL_EXIT_DONE;
  csv = tl_facts_to_csv (document);
  return tl_cli_print (csv, strlen (csv));
}

const TlCommand tl_command_export_facts = {
  "export-facts",
  N_("FILE [-o CSV]"),
  N_("Write every number of the journey and where it comes from as a table"),
  N_("Numbers that nobody has given yet are there with an empty value, to be filled in and read back by “import-facts”."),
  run,
};
