/* tl-import-memory.c: what was corrected once is known the next time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key file in the user's folder of states, which is the user's and never the journey's: for each shape of table, by a
 * hash of the names in its header, how it is read, where that was corrected, and which column is what. The names
 * themselves are not kept. A shape is what a table looks like before anybody says anything of it.
 */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
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

static const char *const encodings[] = {
  [TL_CSV_ENCODING_AUTO] = "",
  [TL_CSV_ENCODING_UTF_8] = "utf-8",
  [TL_CSV_ENCODING_UTF_16_LE] = "utf-16le",
  [TL_CSV_ENCODING_UTF_16_BE] = "utf-16be",
  [TL_CSV_ENCODING_WINDOWS_1252] = "windows-1252",
  [TL_CSV_ENCODING_WINDOWS_1250] = "windows-1250",
  [TL_CSV_ENCODING_WINDOWS_1251] = "windows-1251",
  [TL_CSV_ENCODING_ISO_8859_15] = "iso-8859-15",
  [TL_CSV_ENCODING_MAC_ROMAN] = "mac-roman",
};

/* A number from @least to @most, or @preset. */
static int
get_number (GKeyFile *file, const char *group, const char *key, int least, int most, int preset)
{
  g_autoptr (GError) error = NULL;
  int                number = g_key_file_get_integer (file, group, key, &error);

  return error || number < least || number > most ? preset : number;
}

static void
recall_reading (GKeyFile *file, const char *group, TlImportPlan *plan)
{
  g_autofree char *encoding = g_key_file_get_string (file, group, "encoding", NULL);

  for (gsize i = 1; encoding && i < G_N_ELEMENTS (encodings); i++)
    if (strcmp (encoding, encodings[i]) == 0)
      plan->encoding = (TlCsvEncoding) i;
  plan->delimiter = get_number (file, group, "delimiter", 0, 127, plan->delimiter);
  plan->quote = get_number (file, group, "quote", 0, 127, plan->quote);
  plan->n_header_rows = get_number (file, group, "header-rows", 0, G_MAXINT, plan->n_header_rows);
  g_clear_pointer (&plan->sheet, g_free);
  plan->sheet = g_key_file_get_string (file, group, "sheet", NULL);
}

static void
recall_range (GKeyFile *file, const char *group, TlColumnRole role, TlImportRange *range)
{
  g_autofree char *key = g_strconcat (tl_column_role_to_string (role), "-scale", NULL);
  gsize            n = 0;
  g_autofree double *ends = g_key_file_get_double_list (file, group, key, &n, NULL);

  if (n == 2 && isfinite (ends[0]) && isfinite (ends[1]) && ends[0] < ends[1])
    *range = (TlImportRange){ ends[0], ends[1] };
}

/**
 * tl_import_memory_recall:
 * @shape: how a table looks before anybody says anything of it
 *
 * Returns: (transfer full) (nullable): how the last table of this shape was imported; %NULL where none was with something
 *   corrected
 */
TlImportPlan *
tl_import_memory_recall (const TlCsvDialect *shape)
{
  g_autoptr (GKeyFile)     file = NULL;
  g_autoptr (TlImportPlan) plan = NULL;
  g_autofree char         *signature = NULL;
  g_autofree char         *order = NULL;
  TlCsvDialect             looks = *shape;

  if (shape->n_header_rows == 0)
    return NULL;
  file = load ();
  signature = sign (shape);
  if (!g_key_file_has_group (file, signature))
    return NULL;
  looks.n_columns = (guint) get_number (file, signature, "columns", 1, TL_CSV_MAX_COLUMNS, (int) shape->n_columns);
  plan = tl_import_plan_new (&looks);
  recall_reading (file, signature, plan);
  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    {
      int column = get_number (file, signature, tl_column_role_to_string (role), 1, (int) plan->n_columns, 0);

      if (column == 0)
        continue;
      plan->roles[column - 1] = role;
      recall_range (file, signature, role, &plan->ranges[column - 1]);
    }
  order = g_key_file_get_string (file, signature, "date-order", NULL);
  if (g_strcmp0 (order, "dmy") == 0)
    plan->date_order = TL_DATE_ORDER_DMY;
  else if (g_strcmp0 (order, "mdy") == 0)
    plan->date_order = TL_DATE_ORDER_MDY;
  return g_steal_pointer (&plan);
}

/* What differs from how the table looks. */
static void
keep_reading (GKeyFile *file, const char *group, const TlCsvDialect *shape, const TlImportPlan *plan)
{
  if (plan->n_columns != shape->n_columns)
    g_key_file_set_integer (file, group, "columns", (int) plan->n_columns);
  if (plan->encoding != shape->encoding)
    g_key_file_set_string (file, group, "encoding", encodings[plan->encoding]);
  if (plan->delimiter != (guchar) shape->delimiter)
    g_key_file_set_integer (file, group, "delimiter", plan->delimiter);
  if (plan->quote != (guchar) shape->quote)
    g_key_file_set_integer (file, group, "quote", plan->quote);
  if (plan->n_header_rows != (int) shape->n_header_rows)
    g_key_file_set_integer (file, group, "header-rows", plan->n_header_rows);
  if (plan->sheet && g_strcmp0 (plan->sheet, shape->sheet_name) != 0)
    g_key_file_set_string (file, group, "sheet", plan->sheet);
}

/**
 * tl_import_memory_keep:
 * @shape: how the table looks before anybody says anything of it
 * @plan: how it was imported
 *
 * Remembers @plan for the next table of this shape. A table that looks as if it had no header has no shape to know it by.
 */
gboolean
tl_import_memory_keep (const TlCsvDialect *shape, const TlImportPlan *plan, GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char     *signature = NULL;

  if (shape->n_header_rows == 0)
    return TRUE;
  file = load ();
  signature = sign (shape);
  g_key_file_remove_group (file, signature, NULL);
  trim (file);
  g_key_file_set_int64 (file, signature, "used", g_get_real_time () / G_USEC_PER_SEC);
  keep_reading (file, signature, shape, plan);
  for (guint i = 0; i < plan->n_columns; i++)
    if (plan->roles[i] < TL_COLUMN_N_ROLES)
      {
        const char      *role = tl_column_role_to_string (plan->roles[i]);
        g_autofree char *scale = g_strconcat (role, "-scale", NULL);
        double           ends[] = { plan->ranges[i].low, plan->ranges[i].high };

        g_key_file_set_integer (file, signature, role, (int) i + 1);
        if (ends[0] < ends[1])
          g_key_file_set_double_list (file, signature, scale, ends, 2);
      }
  if (plan->date_order != TL_DATE_ORDER_AUTO)
    g_key_file_set_string (file, signature, "date-order", plan->date_order == TL_DATE_ORDER_DMY ? "dmy" : "mdy");
  return save (file, error);
}

/**
 * tl_import_memory_forget:
 * @shape: how a table looks before anybody says anything of it
 *
 * Forgets what is remembered of tables of this shape.
 */
gboolean
tl_import_memory_forget (const TlCsvDialect *shape, GError **error)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char     *signature = sign (shape);

  return !g_key_file_remove_group (file, signature, NULL) || save (file, error);
}
