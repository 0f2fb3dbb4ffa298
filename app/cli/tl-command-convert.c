/* tl-command-convert.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-cli.h"
#include "tl-open.h"

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;

  if (!tl_cli_parse (command, NULL, 2, 2, &argc, &argv))
    return TL_EXIT_USAGE;
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  if (!tl_save (document, argv[2], &error))
    return tl_cli_fail (g_steal_pointer (&error));
  return TL_EXIT_DONE;
}

const TlCommand tl_command_convert = {
  "convert",
  N_("IN OUT"),
  N_("Write a journey as .journey or as .xml, whichever OUT ends in"),
  N_("An OUT that is there already is replaced whole, or left alone if anything goes wrong."),
  run,
};
