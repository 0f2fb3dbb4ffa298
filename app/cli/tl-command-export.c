/* tl-command-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <string.h>

#include "tl-cli.h"
#include "tl-export.h"
#include "tl-quotes.h"
#include "tl-replace.h"

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *output = NULL;
  int                    width = -1;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (TlQuotes)   quotes = NULL;
  g_autoptr (TlScene)    scene = NULL;
  g_autoptr (GBytes)     bytes = NULL;
  g_autofree char       *date = NULL;
  g_autoptr (GError)     error = NULL;
  TlExportFormat         format;
  TlExportOptions        options = { 0 };
  TlMapOptions           map = { 0 };
  const GOptionEntry     entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Where to: a name that ends in .svg, .pdf or .png"), N_("OUT") },
    { "width", 'w', 0, G_OPTION_ARG_INT, &width, N_("The width of a PNG in pixels"), N_("PX") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (output == NULL)
    return tl_cli_usage (command, _("-o OUT is missing"));
  if (width != -1 && (width < 16 || width > 32767))
    return tl_cli_usage (command, _("--width must be from 16 to 32767"));
  if (!tl_export_format_for_file (output, &format, &error))
    return tl_cli_usage (command, "%s", error->message);

  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  figures = tl_figures_new_for_document (document, &error);
  if (figures == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  if (!tl_figures_check (figures, &error))
    {
      /* The map can be drawn all the same, without the figures. */
      tl_cli_say (_("The map shows no figures: %s"), error->message);
      g_clear_error (&error);
    }
  quotes = tl_quotes_new (document, figures, &error);
  if (quotes == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  date = tl_export_source_date ();
  if (date && strlen (date) > 10)
    date[10] = '\0'; /* the day will do */
  map.quotes = quotes->quotes;
  map.n_quotes = quotes->n;
  map.date = date;
  scene = tl_map_layout (tl_document_get_journey (document), figures, &map);
  options.width = width > 0 ? width : 0;
  bytes = tl_export (scene, format, &options, &error);
  if (bytes == NULL || !tl_replace_bytes (output, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    return tl_cli_fail (g_steal_pointer (&error));
  return TL_EXIT_DONE;
}

const TlCommand tl_command_export = {
  "export",
  N_("FILE -o OUT.svg|OUT.pdf|OUT.png [--width PX]"),
  N_("Draw the map"),
  N_("The same journey gives the same bytes. SOURCE_DATE_EPOCH sets the date that the map shows; without it, it shows "
     "none."),
  run,
};
