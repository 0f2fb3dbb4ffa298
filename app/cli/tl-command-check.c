/* tl-command-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-cli.h"
#include "tl-open.h"
#include "tl-salvage.h"

static void
append_problem (GString *out, const TlProblem *problem)
{
  g_autofree char *line = tl_problem_to_string (problem);

  g_string_append_printf (out, "%s: %s\n", problem->severity == TL_PROBLEM_REFUSED ? _("problem") : _("warning"), line);
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (GPtrArray)  found = NULL;
  g_autoptr (GString)    out = g_string_new (NULL);
  g_autoptr (GError)     error = NULL;
  const GPtrArray       *problems;

  if (!tl_cli_parse (command, NULL, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  document = tl_open (argv[1], TL_DOCUMENT_READ_ONLY, &found, &error);
  if (document == NULL)
    {
      if (found == NULL || found->len == 0)
        {
          gboolean damaged = g_error_matches (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED);

          tl_cli_fail (g_steal_pointer (&error));
          if (damaged && tl_document_can_salvage (argv[1]))
            tl_cli_say (_("“throughline-cli recover” saves what it still gives back as another file."));
          return TL_EXIT_CANNOT;
        }
      for (guint i = 0; i < found->len; i++)
        append_problem (out, found->pdata[i]);
      tl_cli_print (out->str, out->len);
      return TL_EXIT_CANNOT;
    }
  figures = tl_figures_new_for_document (document, &error);
  if (figures == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  problems = tl_figures_get_problems (figures);
  /* What stops the figures first. */
  for (int severity = TL_PROBLEM_REFUSED; severity >= TL_PROBLEM_WARNING; severity--)
    for (guint i = 0; i < problems->len; i++)
      if ((int) ((const TlProblem *) problems->pdata[i])->severity == severity)
        append_problem (out, problems->pdata[i]);
  if (tl_cli_print (out->str, out->len) != TL_EXIT_DONE)
    return TL_EXIT_CANNOT;
  return tl_figures_are_known (figures) ? TL_EXIT_DONE : TL_EXIT_CANNOT;
}

const TlCommand tl_command_check = {
  "check",
  N_("FILE"),
  N_("List every problem and warning, one a line"),
  N_("A line says where, what, and the figures. Exit: 1 if there is a problem, 0 if there are only warnings or nothing."),
  run,
};
