/* tl-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-run.h"

#include <glib/gstdio.h>
#include <string.h>

/* Runs the program with @arguments, a NULL-ended list, and @input, which may be NULL. It must not have died of a signal
 * or left a warning behind. */
TlRun *
tl_run_argv (const char *const *arguments, const char *input)
{
  g_autoptr (GPtrArray)   argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError)      error = NULL;
  TlRun                  *run = g_new0 (TlRun, 1);

  g_ptr_array_add (argv, (char *) g_getenv ("TL_CLI"));
  for (guint i = 0; arguments[i]; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input ? input : "", NULL, &run->out, &run->err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process))
    g_error ("%s died of signal %d: %s", arguments[0], g_subprocess_get_term_sig (process), run->err);
  run->code = g_subprocess_get_exit_status (process);
  if (strstr (run->err, "CRITICAL") || strstr (run->err, "WARNING"))
    g_error ("%s: %s", arguments[0], run->err);
  return run;
}

TlRun *
tl_run (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  va_list               args;

  va_start (args, first);
  for (const char *argument = first; argument; argument = va_arg (args, const char *))
    g_ptr_array_add (arguments, (char *) argument);
  va_end (args);
  g_ptr_array_add (arguments, NULL);
  return tl_run_argv ((const char *const *) arguments->pdata, NULL);
}

void
tl_run_free (TlRun *self)
{
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

static void
end_cell (GPtrArray *row, GString *cell)
{
  g_ptr_array_add (row, g_strdup (cell->str));
  g_string_truncate (cell, 0);
}

/* Rows of cells of a small, well-formed CSV; the first row holds the column names. */
GPtrArray *
tl_run_table (const char *csv)
{
  GPtrArray          *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray          *row = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean            quoted = FALSE;

  for (const char *p = csv; *p; p++)
    {
      if (*p == '"' && quoted && p[1] == '"')
        g_string_append_c (cell, *p++);
      else if (*p == '"')
        quoted = !quoted;
      else if (*p == ',' && !quoted)
        end_cell (row, cell);
      else if (*p == '\n' && !quoted)
        {
          end_cell (row, cell);
          g_ptr_array_add (table, row);
          row = g_ptr_array_new_with_free_func (g_free);
        }
      else if (*p != '\r' || quoted)
        g_string_append_c (cell, *p);
    }
  g_assert_cmpuint (row->len, ==, 0);
  g_ptr_array_unref (row);
  return table;
}

const char *
tl_run_cell (GPtrArray *table, guint row, const char *column)
{
  GPtrArray *names = table->pdata[0];

  g_assert_cmpuint (row, <, table->len);
  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], column) == 0)
      return ((GPtrArray *) table->pdata[row])->pdata[i];
  g_error ("no column %s", column);
}

char *
tl_run_folder (void)
{
  g_autoptr (GError) error = NULL;
  char              *folder = g_dir_make_tmp ("throughline-cli-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
tl_run_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        tl_run_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

char *
tl_run_case (const char *name)
{
  return g_build_filename (g_getenv ("TL_CASES"), name, NULL);
}

void
tl_run_write (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

void
tl_run_assert_contains (const char *text, const char *needle)
{
  if (strstr (text, needle) == NULL)
    g_error ("“%s” is not in: %s", needle, text);
}
