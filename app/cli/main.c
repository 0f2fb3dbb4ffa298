/* main.c: throughline-cli, the program without a display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tl-cli.h"

static const TlCommand *const commands[] = {
  &tl_command_new,
  &tl_command_info,
  &tl_command_check,
  &tl_command_recover,
  &tl_command_convert,
  &tl_command_edit,
  &tl_command_undo,
  &tl_command_redo,
  &tl_command_log,
  &tl_command_import_evidence,
  &tl_command_mask,
  &tl_command_erase,
  &tl_command_search,
  &tl_command_suggest,
  &tl_command_import_facts,
  &tl_command_export_facts,
  &tl_command_ledger,
  &tl_command_measures,
  &tl_command_rank,
  &tl_command_thumbnail,
  &tl_command_why,
  &tl_command_sensitivity,
  &tl_command_breakeven,
  &tl_command_portfolio,
  &tl_command_frontier,
  &tl_command_scenarios,
  &tl_command_flow,
  &tl_command_pack,
  &tl_command_pains,
  &tl_command_export,
};

static void
print_help (FILE *stream)
{
  fprintf (stream, "%s\n\n%s\n\n", _("Usage: throughline-cli COMMAND [OPTION…] [ARGUMENT…]"),
           _("Reads and writes customer journeys, their evidence and their money, without a display."));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-16s %s\n", commands[i]->name, _(commands[i]->summary));
  fprintf (stream, "\n%s\n%s\n", _("FILE may be a journey (.journey) or its XML wherever it is read."),
           _("“throughline-cli COMMAND --help” says more of each. Exit: 0 done, 1 cannot, 2 wrong usage, 3 open"
             " elsewhere, 4 changed elsewhere: both are kept."));
}

int
main (int argc, char **argv)
{
  const char *override = g_getenv ("THROUGHLINE_LOCALEDIR");

  setlocale (LC_ALL, "");
  /* A reader that goes away must not end the program between saving and tidying up. */
  signal (SIGPIPE, SIG_IGN);
  /* A file that may not grow any more is a full disk, which is told. */
  signal (SIGXFSZ, SIG_IGN);
  bindtextdomain (GETTEXT_PACKAGE, override ? override : TL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc < 2)
    {
      print_help (stderr);
      return TL_EXIT_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help (stdout);
      return TL_EXIT_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      puts ("throughline-cli " TL_VERSION);
      return TL_EXIT_DONE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i]->name) == 0)
      return tl_cli_explain (commands[i]->run (commands[i], argc - 1, argv + 1));
  tl_cli_say (_("throughline-cli: there is no command “%s”; “throughline-cli --help” lists them"), argv[1]);
  return TL_EXIT_USAGE;
}
