/* main.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>

#include "tl-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (TlApplication) application = NULL;

  setlocale (LC_ALL, "");
  /* A file that may not grow any more is a full disk, which is told. */
  signal (SIGXFSZ, SIG_IGN);
  bindtextdomain (GETTEXT_PACKAGE, TL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  /* No textdomain(): every word is asked for by its domain. With it, GLib would keep GTK's words, and with them the
   * direction of the whole window, from people in whose language this program is not translated yet. */

  g_set_application_name (_("Throughline"));
  gtk_window_set_default_icon_name (TL_APP_ID);
  application = tl_application_new (G_APPLICATION_HANDLES_OPEN);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
