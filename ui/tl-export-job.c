/* tl-export-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-export-job.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>

#include "tl-map-html.h"
#include "tl-quotes.h"
#include "tl-replace.h"

#define PNG_LONGEST 32767

struct _TlExportStuff
{
  gatomicrefcount  count;
  GMutex           lock; /* a journey is for one thread at a time */
  TlJourney       *journey;
  TlFigures       *figures;
  TlQuotes        *quotes;
};

/**
 * tl_export_find_selected:
 *
 * Returns: (transfer full) (nullable): ids of the stages that are selected, or something in them, in the journey's order;
 *   %NULL for none
 */
char **
tl_export_find_selected (TlSession *session)
{
  TlJourney            *journey = tl_session_get_journey (session);
  TlThing              *root = tl_journey_get_root (journey);
  g_auto (GStrv)        ids = tl_session_dup_selection (session);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_STAGE); i++)
    {
      TlThing *stage = tl_thing_nth (root, TL_KIND_STAGE, i);

      for (guint k = 0; ids && ids[k]; k++)
        {
          TlThing *thing = tl_journey_lookup (journey, ids[k]);

          while (thing && thing != stage)
            thing = tl_thing_get_parent (thing);
          if (thing == NULL)
            continue;
          g_ptr_array_add (found, g_strdup (tl_thing_get_id (stage)));
          break;
        }
    }
  if (found->len == 0)
    return NULL;
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

/**
 * tl_export_stuff_new:
 *
 * Takes down what maps need, in the thread that owns the journey.
 *
 * Returns: (transfer full): it
 */
TlExportStuff *
tl_export_stuff_new (TlSession *session)
{
  TlExportStuff *self = g_new0 (TlExportStuff, 1);
  TlFigures     *figures = tl_session_get_figures (session);

  g_atomic_ref_count_init (&self->count);
  g_mutex_init (&self->lock);
  self->journey = tl_journey_copy (tl_session_get_journey (session));
  self->figures = figures ? g_object_ref (figures) : NULL;
  self->quotes = figures ? tl_quotes_new (tl_session_get_document (session), figures, NULL) : NULL;
  return self;
}

/**
 * tl_export_stuff_ref:
 */
TlExportStuff *
tl_export_stuff_ref (TlExportStuff *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * tl_export_stuff_unref:
 */
void
tl_export_stuff_unref (TlExportStuff *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->count))
    return;
  g_clear_pointer (&self->quotes, tl_quotes_free);
  g_clear_object (&self->figures);
  g_object_unref (self->journey);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * tl_export_made_new:
 * @paper: (nullable): instead of the one that @choice names, for the paper of a printer
 *
 * Lays the map out, in any thread.
 *
 * Returns: (transfer full): it
 */
TlExportMade *
tl_export_made_new (TlExportStuff *stuff, const TlExportChoice *choice, const TlPaper *paper)
{
  TlExportMade *self = g_new0 (TlExportMade, 1);
  TlMapOptions  options = tl_export_choice_get_options (choice);

  g_atomic_ref_count_init (&self->count);
  self->choice = tl_export_choice_copy (choice);
  if (paper == NULL)
    paper = choice->paper;
  if (stuff->quotes)
    {
      options.quotes = stuff->quotes->quotes;
      options.n_quotes = stuff->quotes->n;
    }
  g_mutex_lock (&stuff->lock);
  if (choice->kind == TL_EXPORT_AS_HTML)
    self->html = tl_map_to_html (stuff->journey, stuff->figures, &options, &(TlExportOptions) { 0 });
  else if (paper && choice->fit == TL_FIT_TILE)
    self->book = tl_map_book_new_tiled (stuff->journey, stuff->figures, &options, paper, choice->overlap);
  else
    self->book = tl_map_book_new_fitted (stuff->journey, stuff->figures, &options, paper, choice->fit);
  g_mutex_unlock (&stuff->lock);
  return self;
}

/**
 * tl_export_made_ref:
 */
TlExportMade *
tl_export_made_ref (TlExportMade *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * tl_export_made_unref:
 */
void
tl_export_made_unref (TlExportMade *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->count))
    return;
  tl_export_choice_free (self->choice);
  g_clear_pointer (&self->book, tl_map_book_unref);
  g_clear_pointer (&self->html, g_bytes_unref);
  g_free (self);
}

/**
 * tl_export_made_n_files:
 *
 * Returns: how many files it takes
 */
guint
tl_export_made_n_files (TlExportMade *self, TlExportKind kind)
{
  return self->book && (kind == TL_EXPORT_AS_SVG || kind == TL_EXPORT_AS_PNG) ? tl_map_book_n_pages (self->book) : 1;
}

/**
 * tl_export_made_is_small:
 *
 * Returns: whether its letters are too small to be read on its paper
 */
gboolean
tl_export_made_is_small (TlExportMade *self)
{
  const TlPaper *paper = self->book ? tl_map_book_get_paper (self->book) : NULL;

  return paper && tl_map_book_letters (self->book) < paper->least - 0.05;
}

/**
 * tl_export_made_dup_pages:
 *
 * Returns: (transfer full): how many pages there are, in words
 */
char *
tl_export_made_dup_pages (TlExportMade *self)
{
  guint n = self->book ? tl_map_book_n_pages (self->book) : 0;

  if (n == 0)
    return g_strdup (_("One web page"));
  if (self->choice->fit == TL_FIT_TILE && tl_map_book_get_paper (self->book) && n > 1)
    return g_strdup_printf (ngettext ("%u page to join", "%u pages to join", n), n);
  return g_strdup_printf (ngettext ("%u page", "%u pages", n), n);
}

/* As large as tl_export_png() makes it. */
static void
find_pixels (TlExportMade *self, int width, double *across, double *down)
{
  TlScene       *scene = tl_map_book_get_page (self->book, 0);
  const TlPaper *paper = tl_map_book_get_paper (self->book);
  double         ratio = tl_scene_get_height (scene) / tl_scene_get_width (scene);
  double         longest;

  *across = width > 0 ? width : paper ? paper->pixels : ceil (2 * tl_scene_get_width (scene));
  *down = MAX (1, round (*across * ratio));
  longest = MAX (*across, *down);
  if (width <= 0 && longest > PNG_LONGEST)
    {
      *across = MAX (1, floor (*across * PNG_LONGEST / longest));
      *down = MAX (1, floor (*down * PNG_LONGEST / longest));
    }
}

/**
 * tl_export_made_dup_size:
 * @width: of a PNG, in pixels; 0 for the usual
 *
 * Returns: (transfer full): how large a page is, in words
 */
char *
tl_export_made_dup_size (TlExportMade *self, TlExportKind kind, int width)
{
  const double   mm = 25.4 / 72;
  TlScene       *scene = self->book ? tl_map_book_get_page (self->book, 0) : NULL;
  const TlPaper *paper = self->book ? tl_map_book_get_paper (self->book) : NULL;
  double         across, down;

  if (scene == NULL)
    return g_strdup (_("read well by screen readers"));
  if (kind == TL_EXPORT_AS_PNG)
    {
      find_pixels (self, width, &across, &down);
      return g_strdup_printf (_("%.0f × %.0f pixels"), across, down);
    }
  across = paper ? paper->width : tl_scene_get_width (scene) * TL_EXPORT_POINTS_PER_UNIT;
  down = paper ? paper->height : tl_scene_get_height (scene) * TL_EXPORT_POINTS_PER_UNIT;
  return g_strdup_printf (_("%.0f × %.0f mm"), across * mm, down * mm);
}

typedef struct
{
  TlExportStuff  *stuff;
  TlExportChoice *choice;
} Layout;

static void
layout_free (gpointer data)
{
  Layout *self = data;

  tl_export_stuff_unref (self->stuff);
  tl_export_choice_free (self->choice);
  g_free (self);
}

static void
made_free (gpointer data)
{
  tl_export_made_unref (data);
}

static void
lay_out_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Layout *self = data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, tl_export_made_new (self->stuff, self->choice, NULL), made_free);
}

/**
 * tl_export_lay_out_async:
 * @cancellable: (nullable): once it is cancelled, nobody waits for the layout any more
 */
void
tl_export_lay_out_async (TlExportStuff *stuff, const TlExportChoice *choice, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Layout           *self = g_new0 (Layout, 1);

  self->stuff = tl_export_stuff_ref (stuff);
  self->choice = tl_export_choice_copy (choice);
  g_task_set_source_tag (task, tl_export_lay_out_async);
  g_task_set_task_data (task, self, layout_free);
  g_task_run_in_thread (task, lay_out_in_thread);
}

/**
 * tl_export_lay_out_finish:
 *
 * Returns: (transfer full): the map, or %NULL with an error where it was cancelled
 */
TlExportMade *
tl_export_lay_out_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
writing_free (gpointer data)
{
  TlExportWriting *self = data;

  tl_export_made_unref (self->made);
  tl_export_choice_free (self->choice);
  g_free (self->path);
  g_free (self->author);
  g_clear_pointer (&self->journey, g_bytes_unref);
  g_free (self);
}

/* Every file, in memory. */
static GPtrArray *
make_files (TlExportWriting *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  TlExportOptions       options = { .palette = self->choice->palette, .author = self->author, .journey = self->journey };
  TlMapBook            *book = self->made->book;
  const TlPaper        *paper = book ? tl_map_book_get_paper (book) : NULL;
  TlExportFormat        format = self->choice->kind == TL_EXPORT_AS_SVG ? TL_EXPORT_SVG : TL_EXPORT_PNG;

  if (self->choice->kind == TL_EXPORT_AS_HTML)
    {
      g_ptr_array_add (files, g_bytes_ref (self->made->html));
      return g_steal_pointer (&files);
    }
  if (self->choice->kind == TL_EXPORT_AS_PDF)
    return tl_export_book (book, TL_EXPORT_PDF, &options, error);
  options.width = self->choice->width > 0 ? self->choice->width : paper ? paper->pixels : 0;
  for (guint i = 0; i < tl_map_book_n_pages (book); i++)
    {
      GBytes *bytes = NULL;

      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        bytes = tl_export (tl_map_book_get_page (book, i), format, &options, error);
      if (bytes == NULL)
        return NULL;
      options.journey = NULL; /* the first page carries it */
      g_ptr_array_add (files, bytes);
      g_atomic_int_inc (&self->n_done);
    }
  return g_steal_pointer (&files);
}

typedef struct
{
  GPtrArray    *files;
  GPtrArray    *paths;
  guint         at;
  GCancellable *cancellable;
} Placing;

/* Writes one of the files, and all behind it, before the first of them is put in its place: none is there when another
 * cannot be written. */
static gboolean
place (const char *temporary, gpointer data, GError **error)
{
  Placing   *self = data;
  GBytes    *bytes = self->files->pdata[self->at];
  GError    *problem = NULL;
  gssize     length = (gssize) g_bytes_get_size (bytes);

  if (!g_file_set_contents_full (temporary, g_bytes_get_data (bytes, NULL), length, G_FILE_SET_CONTENTS_NONE, 0600,
                                 &problem))
    {
      g_autofree char *name = g_filename_display_basename (self->paths->pdata[self->at]);

      g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FAILED, _("“%s” could not be written: %s."), name,
                   g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? _("the disk is full") : problem->message);
      g_error_free (problem);
      return FALSE;
    }
  if (++self->at == self->files->len)
    return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
  return tl_replace_with (self->paths->pdata[self->at], place, self, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TlExportWriting      *self = data;
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) files = make_files (self, cancellable, &error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Placing               placing = { files, paths, 0, cancellable };

  for (guint i = 0; files && i < files->len; i++)
    g_ptr_array_add (paths, tl_export_page_name (self->path, i));
  if (files && !g_cancellable_set_error_if_cancelled (cancellable, &error) &&
      tl_replace_with (self->path, place, &placing, &error))
    g_task_return_pointer (task, g_steal_pointer (&paths), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * tl_export_write_async:
 * @writing: (transfer full): what to write, and where; its n_done can be read until @callback was called
 * @cancellable: (nullable): as long as no file is in its place, ends it
 *
 * Writes a map: every file whole, or none.
 */
void
tl_export_write_async (TlExportWriting *writing, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, tl_export_write_async);
  /* Where it is written all the same, it says so. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * tl_export_write_finish:
 *
 * Returns: (transfer full) (element-type utf8): the files that were written, or %NULL with an error
 */
GPtrArray *
tl_export_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
