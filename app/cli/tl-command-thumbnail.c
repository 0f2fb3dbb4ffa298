/* tl-command-thumbnail.c: the picture that a file manager shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-cli.h"
#include "tl-replace.h"
#include "tl-thumbnail.h"

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  const GOptionEntry     entries[] = { { NULL } };
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GBytes)     bytes = NULL;
  g_autoptr (GError)     error = NULL;
  gint64                 size;

  if (!tl_cli_parse (command, entries, 3, 3, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!g_ascii_string_to_signed (argv[3], 10, 1, 65536, &size, NULL))
    return tl_cli_usage (command, _("SIZE must be a number of pixels"));
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  bytes = tl_thumbnail_new (tl_document_get_journey (document), (int) size);
  if (!tl_replace_bytes (argv[2], g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    return tl_cli_fail (g_steal_pointer (&error));
  return TL_EXIT_DONE;
}

const TlCommand tl_command_thumbnail = {
  "thumbnail",
  N_("FILE OUT.png SIZE"),
  N_("Draw the small picture that file managers show"),
  N_("A PNG, at most SIZE pixels wide and high: the stages, the ways between them and what is at stake. The journey is only "
     "looked at."),
  run,
};
