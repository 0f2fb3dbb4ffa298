/* tl-command-history.c: undo, redo and log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <stdio.h>

#include "tl-cli.h"
#include "tl-open.h"
#include "tl-table.h"

/* Takes back, or makes again, as many edits as the call says; those that were there before one could not. */
static TlExit
step (const TlCommand *command, int argc, char **argv, gboolean back)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (GError)     why = NULL;
  guint64                n = 1, done = 0;

  if (!tl_cli_parse (command, NULL, 1, 2, &argc, &argv))
    return TL_EXIT_USAGE;
  if (argc > 2 && !g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXINT, &n, &error))
    return tl_cli_usage (command, _("N must be a whole number from 1 up"));
  document = tl_cli_open (argv[1], TL_DOCUMENT_DEFAULT);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  for (guint64 i = 0; i < n && why == NULL; i++)
    {
      g_autofree char *name = back ? tl_document_dup_undo_name (document) : tl_document_dup_redo_name (document);

      if (back ? tl_document_undo (document, &why) : tl_document_redo (document, &why))
        {
          tl_cli_say (back ? _("Undone: %s") : _("Done again: %s"), name ? name : "");
          done++;
        }
    }
  if (tl_document_is_modified (document) && !tl_save_back (document, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  if (why == NULL)
    return TL_EXIT_DONE;
  /* Fewer than were asked for is all there were. */
  if (done > 0 && g_error_matches (why, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NOTHING_TO_UNDO))
    {
      tl_cli_say ("%s", why->message);
      return TL_EXIT_DONE;
    }
  return tl_cli_fail (g_steal_pointer (&why));
}

static TlExit
run_undo (const TlCommand *command, int argc, char **argv)
{
  return step (command, argc, argv, TRUE);
}

static TlExit
run_redo (const TlCommand *command, int argc, char **argv)
{
  return step (command, argc, argv, FALSE);
}

static TlExit
run_log (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *format_name = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GPtrArray)  edits = NULL;
  g_autoptr (TlTable)    table = tl_table_new ();
  g_autoptr (GError)     error = NULL;
  TlFormat               format;
  const GOptionEntry     entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("text (the preset), csv or json"), N_("FORMAT") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_cli_parse_format (format_name, 7, &format))
    return tl_cli_usage (command, _("“%s” is not one of its formats"), format_name);
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  edits = tl_document_list_edits (document, &error);
  if (edits == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  tl_table_column (table, "edit", _("Edit"));
  tl_table_column (table, "name", _("Name"));
  tl_table_column (table, "time", _("Time"));
  tl_table_column (table, "undone", _("Undone"));
  for (guint i = 0; i < edits->len; i++)
    {
      const TlPastEdit      *edit = edits->pdata[i];
      g_autoptr (GDateTime)  time = g_date_time_new_from_unix_utc (edit->time);
      g_autofree char       *shown = time ? g_date_time_format_iso8601 (time) : g_strdup ("");

      tl_table_number (table, (double) edit->number, g_strdup_printf ("%" G_GINT64_FORMAT, edit->number));
      tl_table_text (table, edit->name, NULL);
      tl_table_text (table, shown, NULL);
      tl_table_text (table, edit->undone ? "yes" : "no", edit->undone ? _("undone") : "");
    }
  if (edits->len == 0 && format == TL_FORMAT_TEXT)
    {
      tl_cli_say (_("There is no history: nothing was edited yet, or it was shared without."));
      return TL_EXIT_DONE;
    }
  return tl_table_print (table, format);
}

const TlCommand tl_command_undo = {
  "undo",
  N_("FILE [N]"),
  N_("Take back the last edit, or the last N"),
  NULL,
  run_undo,
};

const TlCommand tl_command_redo = {
  "redo",
  N_("FILE [N]"),
  N_("Make the last edit that was taken back again, or the last N"),
  NULL,
  run_redo,
};

const TlCommand tl_command_log = {
  "log",
  N_("FILE [--format text|csv|json]"),
  N_("List the edits: number, name, time, undone or not"),
  N_("The history travels in the .journey file; its XML has none."),
  run_log,
};
