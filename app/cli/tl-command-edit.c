/* tl-command-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tl-cli.h"
#include "tl-input.h"
#include "tl-json.h"
#include "tl-open.h"

/* One object on one line, and out at once: whoever reads it knows that the edit is safe. */
static gboolean
answer (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode)      root = json_builder_get_root (builder);
  g_autofree char          *line = NULL;

  json_generator_set_root (generator, root);
  line = json_generator_to_data (generator, NULL);
  return puts (line) >= 0 && fflush (stdout) == 0;
}

static void
add_ids (JsonBuilder *builder, const char *member, GPtrArray *ids)
{
  if (ids->len == 0)
    return;
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    json_builder_add_string_value (builder, ids->pdata[i]);
  json_builder_end_array (builder);
}

static gboolean
answer_edit (gint64 number, TlEdit *edit, GPtrArray *created, GPtrArray *deleted)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "edit");
  json_builder_add_int_value (builder, number);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, tl_edit_get_name (edit));
  add_ids (builder, "created", created);
  add_ids (builder, "deleted", deleted);
  json_builder_end_object (builder);
  return answer (builder);
}

static gboolean
answer_error (guint64 line, const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_add_string_value (builder, error->message);
  json_builder_set_member_name (builder, "line");
  json_builder_add_int_value (builder, (gint64) line);
  json_builder_end_object (builder);
  return answer (builder);
}

/* Makes the edit that one line asks for, and says so, or says why not. */
static gboolean
make_edit (TlDocument *document, const char *text, guint64 line, gboolean *refused)
{
  g_autoptr (GPtrArray) created = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) deleted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)    error = NULL;
  g_autoptr (TlEdit)    edit = NULL;
  gint64                number = 0;

  if (!g_utf8_validate (text, -1, NULL))
    g_set_error_literal (&error, TL_JSON_ERROR, TL_JSON_ERROR_FORM, _("The line is not valid UTF-8."));
  else
    edit = tl_json_read_edit (document, text, created, deleted, &error);
  if (edit)
    number = tl_document_apply (document, edit, &error);
  if (number > 0)
    return answer_edit (number, edit, created, deleted);
  *refused = TRUE;
  return answer_error (line, error);
}

/* Who ended the program; what came in until then is saved. A second time it ends at once. */
static volatile sig_atomic_t ended;

static void
note_end (int number)
{
  ended = number;
}

static void
watch_for_end (void)
{
  static const int numbers[] = { SIGTERM, SIGINT, SIGHUP };
  struct sigaction act = { .sa_handler = note_end, .sa_flags = (int) SA_RESETHAND };
  struct sigaction before;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    /* Whoever started it with nohup wants it to go on. */
    if (sigaction (numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
      sigaction (numbers[i], &act, NULL);
}

/* Reads a line, of one that is longer than any edit only as much as shows that. Returns whether there is one. */
static gboolean
read_line (GString *line)
{
  int      c = getc_unlocked (stdin);
  gboolean has_nul = FALSE;

  g_string_truncate (line, 0);
  if (c == EOF)
    return FALSE;
  for (; c != EOF && c != '\n'; c = getc_unlocked (stdin))
    {
      has_nul |= c == '\0';
      if (line->len <= TL_JSON_MAX_BYTES)
        g_string_append_c (line, (char) c);
    }
  /* Half a line is no edit. */
  if (c == EOF && ended)
    return FALSE;
  /* What stands behind a NUL would be passed over in silence. */
  if (has_nul)
    g_string_assign (line, "?");
  return TRUE;
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;
  g_autoptr (GString)    line = g_string_new (NULL);
  struct stat            about;
  guint64                n = 0;
  gboolean               refused = FALSE;

  if (!tl_cli_parse (command, NULL, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_input_accept (STDIN_FILENO, &about) && errno == ENODEV)
    {
      tl_cli_say (_("throughline-cli: standard input cannot be read: %s."), tl_input_strerror (errno));
      return TL_EXIT_CANNOT;
    }
  document = tl_cli_open (argv[1], TL_DOCUMENT_DEFAULT);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  watch_for_end ();
  while (!ended && read_line (line))
    {
      n++;
      g_strchomp (line->str);
      if (*line->str && !make_edit (document, line->str, n, &refused))
        break;
    }
  if (tl_document_is_modified (document) && !tl_save_back (document, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  if (ended)
    return (TlExit) (128 + ended);
  return refused ? TL_EXIT_CANNOT : TL_EXIT_DONE;
}

const TlCommand tl_command_edit = {
  "edit",
  N_("FILE"),
  N_("Make edits that come as JSON, one a line, on standard input"),
  N_("Each edit is answered by a line on standard output once it is safe: {\"edit\":12,\"name\":\"Move stage\"}, with the "
     "ids of what it created, and of what it deleted with what goes with that; or {\"error\":…,\"line\":…}, when it has "
     "changed nothing. FILE is replaced whole at the end. If the program dies before, the next that opens FILE brings "
     "every answered edit back. Exit: 1 if an edit was refused.\n\n"
     "  {\"create\":\"stage\",\"id\":\"pay\",\"set\":{\"title\":\"Pay\",\"column\":1}}\n"
     "  {\"create\":\"touchpoint\",\"in\":\"pay\",\"set\":{\"title\":\"Till\",\"unit-cost\":\"0.30\"}}\n"
     "  {\"change\":\"pay\",\"set\":{\"title\":\"Pay now\",\"note\":null}}\n"
     "  {\"move\":\"chat\",\"in\":\"pay\",\"before\":\"till\"}\n"
     "  {\"connect\":\"basket\",\"to\":\"pay\",\"share\":\"64%\"}\n"
     "  {\"reconnect\":\"basket-pay\",\"from\":\"order\"}\n"
     "  {\"attach\":[\"r.17\"],\"to\":\"fee\"}   {\"detach\":[\"r.17\"],\"from\":\"fee\"}\n"
     "  {\"delete\":[\"old\",\"older\"]}\n"
     "  {\"paste\":[{\"create\":\"pain\",\"id\":\"fee\",\"set\":{\"title\":\"Fee\"}}],\"in\":\"till\"}\n"
     "  {\"name\":\"Split the desk\",\"do\":[…]}\n\n"
     "See throughline-cli(1)."),
  run,
};
