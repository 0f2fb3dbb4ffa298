/* tl-command-recover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#include "tl-cli.h"
#include "tl-open.h"
#include "tl-salvage.h"

static gboolean
is_same_file (const char *a, const char *b)
{
  struct stat first, second;

  return stat (a, &first) == 0 && stat (b, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char            *output = NULL;
  g_autofree char            *text = NULL;
  g_autofree char            *shown = NULL;
  g_autoptr (TlDocument)      document = NULL;
  g_autoptr (TlSalvageReport) report = NULL;
  g_autoptr (GError)          error = NULL;
  const GOptionEntry          entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The file for the recovered copy: .journey or .xml"), N_("OUT") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (output && strcmp (output, "-") != 0 && is_same_file (argv[1], output))
    return tl_cli_usage (command, _("OUT must be another file than the damaged one, which stays as it is"));
  document = tl_document_salvage (argv[1], NULL, &report, &error);
  if (document == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  if (output == NULL)
    output = tl_salvage_suggest_path (argv[1]);
  if (!tl_save (document, output, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  tl_document_discard (document);
  shown = g_filename_display_name (output);
  tl_cli_say (_("Recovered copy: %s"), shown);
  text = tl_salvage_report_to_text (report);
  return tl_cli_print (text, strlen (text));
}

const TlCommand tl_command_recover = {
  "recover",
  N_("FILE [-o OUT]"),
  N_("Save what a damaged journey still gives back as another file"),
  N_("FILE stays as it is. What was read, what is in doubt, what was made anew from its id because something else refers "
     "to it, what is lost and what had to be left out is listed by kind, then thing by thing. Without -o the copy stands "
     "beside FILE. Exit: 0 if there is a recovered copy, 1 if nothing of a journey could be found."),
  run,
};
