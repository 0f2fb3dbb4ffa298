/* tl-installed.c
 *
 * Where nothing is installed, the environment's THROUGHLINE_DATADIR says where to look.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-installed.h"

#include <stdlib.h>
#include <string.h>

/* A template is small; what is larger is none. */
#define MAX_TEMPLATE (1024 * 1024)

static const char sample_folder[] = "samples";
static const char template_folder[] = "templates";

/* Where journeys of the program may stand, the best first. */
static GStrv
list_folders (const char *folder)
{
  const char *const     *shared = g_get_system_data_dirs ();
  const char            *here = g_getenv ("THROUGHLINE_DATADIR");
  g_autoptr (GPtrArray)  folders = g_ptr_array_new ();

  g_ptr_array_add (folders, g_build_filename (here ? here : TL_PKGDATADIR, folder, NULL));
  for (gsize i = 0; shared[i]; i++)
    g_ptr_array_add (folders, g_build_filename (shared[i], "throughline", folder, NULL));
  g_ptr_array_add (folders, NULL);
  return (GStrv) g_ptr_array_steal (folders, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The paths of the journeys in a folder, by name. */
static GPtrArray *
list_journeys (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray       *paths = g_ptr_array_new_with_free_func (g_free);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".journey") || g_str_has_suffix (name, ".xml"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

/* The journeys in the first folder that has any. */
static GPtrArray *
find_journeys (const char *folder)
{
  g_auto (GStrv) folders = list_folders (folder);

  for (gsize i = 0; folders[i]; i++)
    {
      g_autoptr (GPtrArray) paths = list_journeys (folders[i]);

      if (paths->len > 0)
        return g_steal_pointer (&paths);
    }
  return g_ptr_array_new_with_free_func (g_free);
}

/**
 * tl_installed_find_sample:
 *
 * Returns: (transfer full) (nullable): the path of the sample journey, where it is installed
 */
char *
tl_installed_find_sample (void)
{
  g_autoptr (GPtrArray) paths = find_journeys (sample_folder);

  return paths->len > 0 ? g_strdup (paths->pdata[0]) : NULL;
}

/* What a file says of itself: the journey's title, and the first sentence of its note. */
typedef struct
{
  GString *note;
  char    *title;
  int      depth;
  gboolean in_note;
} Reading;

static void
begin_element (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
               GError **error)
{
  Reading *self = data;

  self->depth++;
  for (gsize i = 0; self->depth == 1 && names[i]; i++)
    if (g_str_equal (names[i], "title") && self->title == NULL)
      self->title = g_strdup (values[i]);
  self->in_note = self->depth == 2 && g_str_equal (element, "note");
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  ((Reading *) data)->depth--;
  ((Reading *) data)->in_note = FALSE;
}

static void
read_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  if (((Reading *) data)->in_note)
    g_string_append_len (((Reading *) data)->note, text, (gssize) length);
}

static void
template_free (gpointer data)
{
  TlTemplate *self = data;

  g_free (self->path);
  g_free (self->title);
  g_free (self->summary);
  g_free (self);
}

static TlTemplate *
template_new (const char *path)
{
  static const GMarkupParser      parser = { begin_element, end_element, read_text, NULL, NULL };
  g_autoptr (GString)             note = g_string_new (NULL);
  Reading                         reading = { note, NULL, 0, FALSE };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reading, NULL);
  g_autofree char                *text = NULL;
  TlTemplate                     *self;
  gsize                           length;
  char                           *stop;

  if (!g_file_get_contents (path, &text, &length, NULL) || length > MAX_TEMPLATE
      || !g_markup_parse_context_parse (context, text, (gssize) length, NULL)
      || !g_markup_parse_context_end_parse (context, NULL) || reading.title == NULL)
    {
      g_free (reading.title);
      return NULL;
    }
  self = g_new0 (TlTemplate, 1);
  self->path = g_strdup (path);
  self->title = reading.title;
  stop = strstr (note->str, ". ");
  if (stop)
    g_string_truncate (note, (gsize) (stop - note->str) + 1);
  if (note->len > 0)
    self->summary = g_strdup (note->str);
  return self;
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(const TlTemplate *const *) a)->title, (*(const TlTemplate *const *) b)->title);
}

/**
 * tl_installed_list_templates:
 *
 * Returns: (transfer full) (element-type TlTemplate): the journeys to begin from, by title
 */
GPtrArray *
tl_installed_list_templates (void)
{
  g_autoptr (GPtrArray) paths = find_journeys (template_folder);
  GPtrArray            *templates = g_ptr_array_new_with_free_func (template_free);

  for (guint i = 0; i < paths->len; i++)
    {
      TlTemplate *found = template_new (paths->pdata[i]);

      if (found)
        g_ptr_array_add (templates, found);
    }
  g_ptr_array_sort (templates, compare_titles);
  return templates;
}

static gboolean
is_below (const char *real, const char *folder)
{
  char    *real_folder = realpath (folder, NULL);
  gboolean is = real && real_folder && g_str_has_prefix (real, real_folder)
                && real[strlen (real_folder)] == G_DIR_SEPARATOR;

  free (real_folder);
  return is;
}

/**
 * tl_installed_is_original:
 * @file: a file
 *
 * Returns: whether it came with the program, as the sample and the templates did, which nobody means to edit in place
 */
gboolean
tl_installed_is_original (GFile *file)
{
  static const char *const kinds[] = { sample_folder, template_folder };
  g_autofree char         *path = g_file_get_path (file);
  char                    *real = path ? realpath (path, NULL) : NULL;
  gboolean                 is = FALSE;

  for (gsize k = 0; k < G_N_ELEMENTS (kinds) && real; k++)
    {
      g_auto (GStrv)   folders = list_folders (kinds[k]);
      g_autofree char *installed = g_build_filename (TL_PKGDATADIR, kinds[k], NULL);
      g_autofree char *source = g_build_filename (TL_SOURCE_DATADIR, kinds[k], NULL);

      for (gsize i = 0; folders[i] && !is; i++)
        is = is_below (real, folders[i]);
      is = is || is_below (real, installed) || is_below (real, source);
    }
  free (real);
  return is;
}
