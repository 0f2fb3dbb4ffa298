/* race.c: the control: a race that must be found, and a handing over that must not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gio/gio.h>

static int handed_over;
static int raced;

static void
in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  handed_over++;
  raced++;
  g_task_return_boolean (task, TRUE);
}

static void
done (GObject *source, GAsyncResult *result, gpointer loop)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
  handed_over++;
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GTask)     task = g_task_new (NULL, NULL, done, loop);

  handed_over = 1;
  g_task_run_in_thread (task, in_thread);
  if (argc > 1)
    raced++;
  g_main_loop_run (loop);
  return 0;
}
