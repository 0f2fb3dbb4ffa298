/* tl-import-memory.c: what was corrected once is known the next time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key file in the user's folder of states, which is the user's and never the journey's: for each shape of table, by a
 * hash of the names in its header, which column is what. The names themselves are not kept.
 */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "tl-import-plan.h"
#include "tl-replace.h"

#define MAX_SHAPES 500
#define MAX_BYTES  (4 * 1024 * 1024)

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "throughline", NULL);
}

static char *
get_path (void)
{
  g_autofree char *folder = get_folder ();

  return g_build_filename (folder, "tables.ini", NULL);
}

/* What tells one shape of table from another: the names in its header, in their order. */
static char *
sign (const TlCsvDialect *dialect)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  char                 *signature;

  for (guint i = 0; i < dialect->n_columns; i++)
    {
      g_autofree char *name = tl_columns_normalise (dialect->names[i]);

      g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name) + 1);
    }
  signature = g_strndup (g_checksum_get_string (checksum), 32);
  return signature;
}

/* What cannot be read is as nothing: it is only a help. */
static GKeyFile *
load (void)
{
  GKeyFile        *file = g_key_file_new ();
  g_autofree char *path = get_path ();
  GStatBuf         about;

  if (g_stat (path, &about) == 0 && S_ISREG (about.st_mode) && about.st_size <= MAX_BYTES)
    g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return file;
}

static gboolean
save (GKeyFile *file, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path ();
  g_autofree char *text = NULL;
  gsize            length;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), _("“%s” cannot be made: %s."), folder,
                   g_strerror (code));
      return FALSE;
    }
  text = g_key_file_to_data (file, &length, error);
  return text && tl_replace_bytes (path, text, length, error);
}

/* Lets go of those that were not used for longest. */
static void
trim (GKeyFile *file)
{
  gsize          n;
  g_auto (GStrv) groups = g_key_file_get_groups (file, &n);

  for (; n >= MAX_SHAPES; n--)
    {
      gint64 least = G_MAXINT64;
      gsize  oldest = 0;

      for (gsize i = 0; groups[i]; i++)
        {
          gint64 used = *groups[i] ? g_key_file_get_int64 (file, groups[i], "used", NULL) : G_MAXINT64;

          if (used < least)
            {
              least = used;
              oldest = i;
            }
        }
      g_key_file_remove_group (file, groups[oldest], NULL);
      *groups[oldest] = '\0';
    }
}

/**
 * tl_import_memory_recall:
 * @dialect: a table's
 * @plan: (inout): a plan for it; roles and the order of dates are put in
 *
 * Returns: whether a table of this shape was imported before, with something corrected
 */
gboolean
tl_import_memory_recall (const TlCsvDialect *dialect, TlImportPlan *plan)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char     *signature = NULL;
  g_autofree char     *order = NULL;

  if (dialect->n_header_rows == 0)
    return FALSE;
  file = load ();
  signature = sign (dialect);
  if (!g_key_file_has_group (file, signature))
    return FALSE;
  for (guint i = 0; i < plan->n_columns; i++)
    plan->roles[i] = TL_COLUMN_N_ROLES;
  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    {
      int column = g_key_file_get_integer (file, signature, tl_column_role_to_string (role), NULL);

      if (column >= 1 && (guint) column <= plan->n_columns)
        plan->roles[column - 1] = role;
    }
  order = g_key_file_get_string (file, signature, "date-order", NULL);
  if (g_strcmp0 (order, "dmy") == 0)
    plan->date_order = TL_DATE_ORDER_DMY;
  else if (g_strcmp0 (order, "mdy") == 0)
    plan->date_order = TL_DATE_ORDER_MDY;
  return TRUE;
}

/**
 * tl_import_memory_keep:
 * @dialect: a table's
 * @plan: how it was imported
 *
 * Remembers @plan for the next table that has this header. A table without one has no shape to know it by.
 */
gboolean
tl_import_memory_keep (const TlCsvDialect *dialect, const TlImportPlan *plan, GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char     *signature = NULL;

  if (dialect->n_header_rows == 0)
    return TRUE;
  file = load ();
  signature = sign (dialect);
  g_key_file_remove_group (file, signature, NULL);
  trim (file);
  g_key_file_set_int64 (file, signature, "used", g_get_real_time () / G_USEC_PER_SEC);
  for (guint i = 0; i < plan->n_columns; i++)
    if (plan->roles[i] < TL_COLUMN_N_ROLES)
      g_key_file_set_integer (file, signature, tl_column_role_to_string (plan->roles[i]), (int) i + 1);
  if (plan->date_order != TL_DATE_ORDER_AUTO)
    g_key_file_set_string (file, signature, "date-order", plan->date_order == TL_DATE_ORDER_DMY ? "dmy" : "mdy");
  return save (file, error);
}

/**
 * tl_import_memory_forget:
 * @dialect: a table's
 *
 * Forgets what is remembered of tables of this shape.
 */
gboolean
tl_import_memory_forget (const TlCsvDialect *dialect, GError **error)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char     *signature = sign (dialect);

  return !g_key_file_remove_group (file, signature, NULL) || save (file, error);
}
