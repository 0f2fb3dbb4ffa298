/* tl-command-new.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <string.h>

#include "tl-cli.h"
#include "tl-open.h"
#include "tl-text.h"

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *title = NULL;
  g_autofree char       *currency = NULL;
  g_autofree char       *base = NULL;
  g_autofree char       *id = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlEdit)     edit = tl_edit_new (_("New journey"));
  const GOptionEntry     entries[] = {
    { "title", 't', 0, G_OPTION_ARG_STRING, &title, N_("What the journey is called; the file's name without it"), N_("TITLE") },
    { "currency", 'c', 0, G_OPTION_ARG_STRING, &currency, N_("The currency of its money, as in GBP"), N_("CODE") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      tl_cli_say (_("throughline-cli: %s is there already; nothing was changed"), argv[1]);
      return TL_EXIT_CANNOT;
    }
  if (title == NULL)
    {
      char *dot;

      base = g_path_get_basename (argv[1]);
      dot = strrchr (base, '.');
      title = dot && dot > base ? g_strndup (base, (gsize) (dot - base)) : g_strdup (base);
      if (!g_utf8_validate (title, -1, NULL))
        {
          char *valid = g_utf8_make_valid (title, -1);

          g_free (title);
          title = valid;
        }
    }
  id = tl_text_make_name (title);
  document = tl_document_new (id, title, &error);
  if (document == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  if (currency)
    {
      g_autofree char *upper = g_ascii_strup (currency, -1);

      tl_edit_set (edit, id, TL_JOURNEY_CURRENCY, upper);
    }
  /* What is in doubt until somebody says otherwise (impact-model.md, "Doubt"). */
  tl_edit_set (edit, id, TL_JOURNEY_DOUBT, "0.25");
  if (!tl_document_load (document, edit, &error) || !tl_save (document, argv[1], &error))
    return tl_cli_fail (g_steal_pointer (&error));
  return TL_EXIT_DONE;
}

const TlCommand tl_command_new = {
  "new",
  N_("FILE [--title TITLE] [--currency CODE]"),
  N_("Begin an empty journey in a new FILE"),
  N_("FILE ends in .journey or .xml. A file that is there already is left alone."),
  run,
};
