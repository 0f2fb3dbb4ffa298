/* tl-cli.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "tl-open.h"

/* The name of a file may hold what a terminal obeys. */
static void
put_line (FILE *stream, const char *text)
{
  g_autofree char *shown = g_strdup (text);

  for (char *p = shown; *p; p++)
    if (g_ascii_iscntrl (*p) && *p != '\n' && *p != '\t')
      *p = '?';
  fputs (shown, stream);
  fputc ('\n', stream);
}

/**
 * tl_cli_say:
 *
 * A line for people, on standard error.
 */
void
tl_cli_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  put_line (stderr, text);
}

static TlExit reason = TL_EXIT_CANNOT; /* what the last failure was */

/**
 * tl_cli_explain:
 * @code: how a command ended
 *
 * Returns: the same, or where it only says that the command could not, why
 */
TlExit
tl_cli_explain (TlExit code)
{
  return code == TL_EXIT_CANNOT ? reason : code;
}

/**
 * tl_cli_fail:
 * @error: (transfer full): why
 *
 * Returns: %TL_EXIT_CANNOT, when the message is on standard error
 */
TlExit
tl_cli_fail (GError *error)
{
  reason = g_error_matches (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_LOCKED)    ? TL_EXIT_LOCKED
           : g_error_matches (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED) ? TL_EXIT_CONFLICT
                                                                                   : TL_EXIT_CANNOT;
  tl_cli_say ("throughline-cli: %s", error->message);
  g_error_free (error);
  return TL_EXIT_CANNOT;
}

/**
 * tl_cli_usage:
 *
 * Returns: %TL_EXIT_USAGE, when what is wrong with the call is on standard error
 */
TlExit
tl_cli_usage (const TlCommand *command, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  tl_cli_say ("throughline-cli %s: %s", command->name, text);
  tl_cli_say (_("Usage: throughline-cli %s %s"), command->name, command->arguments);
  tl_cli_say (_("“throughline-cli %s --help” says more."), command->name);
  return TL_EXIT_USAGE;
}

/* Where the words of a call go while they are looked at. */
static gboolean
print_help (const char *option, const char *value, gpointer data, GError **error)
{
  *(gboolean *) data = TRUE;
  return TRUE;
}

/**
 * tl_cli_parse:
 * @command: whose call it is
 * @entries: its options, closed by an empty one
 * @n_least: how many arguments it needs
 * @n_most: how many it takes
 * @argc: (inout): its words, the command's name first; without the options afterwards
 * @argv: (inout): as @argc
 *
 * Reads the options of a call. Where it says --help, prints that and ends the program.
 *
 * Returns: %FALSE where the call is wrong, when it has said so
 */
gboolean
tl_cli_parse (const TlCommand *command, const GOptionEntry *entries, int n_least, int n_most, int *argc, char ***argv)
{
  gboolean                  help = FALSE;
  const GOptionEntry        help_entries[] = {
    { "help", 'h', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, print_help, N_("Show this help"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GError)         error = NULL;
  GOptionGroup              *group = g_option_group_new ("main", NULL, NULL, &help, NULL);
  g_autofree char           *name = g_strconcat ("throughline-cli ", command->name, NULL);

  g_option_group_add_entries (group, help_entries);
  if (entries)
    g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, _(command->summary));
  if (command->details)
    g_option_context_set_description (context, _(command->details));
  g_set_prgname (name);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      tl_cli_usage (command, "%s", error->message);
      return FALSE;
    }
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      fputs (text, stdout);
      fflush (stdout);
      g_clear_pointer (&text, g_free);
      g_clear_pointer (&context, g_option_context_free);
      exit (TL_EXIT_DONE);
    }
  /* A lone “--” only ends the options. */
  if (*argc > 1 && strcmp ((*argv)[1], "--") == 0)
    {
      (*argv)[1] = (*argv)[0];
      (*argv)++;
      (*argc)--;
    }
  if (*argc - 1 < n_least)
    tl_cli_usage (command, _("something is missing"));
  else if (*argc - 1 > n_most)
    tl_cli_usage (command, _("“%s” is one argument too many"), (*argv)[n_most + 1]);
  else
    return TRUE;
  return FALSE;
}

/**
 * tl_cli_parse_format:
 * @text: (nullable): what follows --format; nothing means text
 * @allowed: the formats that the command has, as bits
 * @format: (out): the format
 *
 * Returns: whether @text names one of them
 */
gboolean
tl_cli_parse_format (const char *text, guint allowed, TlFormat *format)
{
  static const char *const names[] = { "text", "csv", "json" };

  *format = TL_FORMAT_TEXT;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((allowed & (1u << i)) && strcmp (text, names[i]) == 0)
      {
        *format = (TlFormat) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * tl_cli_open:
 *
 * Opens a journey, or says on standard error why it cannot.
 *
 * Returns: (transfer full) (nullable): the document
 */
TlDocument *
tl_cli_open (const char *path, TlDocumentFlags flags)
{
  g_autoptr (GError) error = NULL;
  TlDocument        *document = tl_open (path, flags, NULL, &error);

  if (document == NULL)
    tl_cli_fail (g_steal_pointer (&error));
  else if (tl_document_get_notice (document))
    tl_cli_say ("%s", tl_document_get_notice (document));
  return document;
}

/**
 * tl_cli_open_figures:
 * @document: (out) (transfer full): the document
 *
 * Opens a journey and works out its figures, or says on standard error why it cannot: then every reason is one line.
 *
 * Returns: (transfer full) (nullable): the figures
 */
TlFigures *
tl_cli_open_figures (const char *path, TlDocument **document)
{
  g_autoptr (TlDocument) opened = tl_cli_open (path, TL_DOCUMENT_READ_ONLY);
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (GError)     error = NULL;

  if (opened == NULL)
    return NULL;
  figures = tl_figures_new_for_document (opened, &error);
  if (figures == NULL || !tl_figures_check (figures, &error))
    {
      tl_cli_fail (g_steal_pointer (&error));
      return NULL;
    }
  *document = g_steal_pointer (&opened);
  return g_steal_pointer (&figures);
}

/**
 * tl_cli_print:
 *
 * Writes @text to standard output, all of it or an error.
 */
TlExit
tl_cli_print (const char *text, gsize length)
{
  if (fwrite (text, 1, length, stdout) == length && fflush (stdout) == 0)
    return TL_EXIT_DONE;
  tl_cli_say (_("throughline-cli: the output could not be written: %s"), g_strerror (errno));
  return TL_EXIT_CANNOT;
}
