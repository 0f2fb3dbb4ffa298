/* tl-print.c
 *
 * What is printed is chosen on a page of its own in the print dialog; paper, its orientation and the selection on GTK's.
 * The map is laid out in a thread, for the part of the paper that the printer reaches.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-print.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-export-job.h"
#include "tl-paint-cairo.h"
#include "tl-print-page.h"

/* Letters on paper are no smaller, in points. */
#define LEAST 7

/* Smaller than this, in points, a map is not cut into pages to be joined. */
#define LEAST_TILE 200

#define A_MOMENT 4000 /* us */

typedef struct
{
  GtkPrintOperation *operation; /* not owned: it owns this */
  TlSession         *session;
  TlPackWork        *work;      /* nullable */
  GSettings         *settings;  /* nullable */
  TlPrintChoice      choice;
  char             **selected;  /* nullable: stages */
  TlPaper            paper;
  GCancellable      *laying;    /* nullable: a thread lays out */
  TlExportMade      *map;
  TlPackMade        *pack;
  gboolean           waits;     /* for the pack */
  char              *why;       /* nullable: there is nothing to print */
} Job;

/* What was set up last, until the program ends. */
static GtkPageSetup     *last_setup;
static GtkPrintSettings *last_settings;

static void
job_free (gpointer data)
{
  Job *self = data;

  if (self->laying)
    g_cancellable_cancel (self->laying);
  g_clear_object (&self->laying);
  g_clear_object (&self->session);
  if (self->waits)
    tl_pack_work_release (self->work);
  g_clear_object (&self->work);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->map, tl_export_made_unref);
  g_clear_pointer (&self->pack, tl_pack_made_unref);
  g_strfreev (self->selected);
  g_free (self->why);
  g_free (self);
}

static TlExportChoice *
choice_for_map (Job *self)
{
  TlExportChoice   *choice = tl_export_choice_new (NULL);
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (self->operation);
  TlMapOptions      shown = { 0 };

  tl_map_take_strips (tl_session_get_journey (self->session), &shown);
  if (shown.n_strips == 0 && shown.without == 0)
    for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
      shown.strips[shown.n_strips++] = (TlMapStrip) i;
  memcpy (choice->strips, shown.strips, sizeof choice->strips);
  choice->n_strips = shown.n_strips;
  choice->fit = self->choice.fit;
  choice->overlap = self->choice.overlap;
  if (!self->choice.money)
    choice->without |= TL_MAP_NO_MONEY;
  if (choice->fit == TL_FIT_TILE && MIN (self->paper.width, self->paper.height) < LEAST_TILE)
    choice->fit = TL_FIT_ONE;
  if (settings && gtk_print_settings_get_print_pages (settings) == GTK_PRINT_PAGES_SELECTION)
    choice->stages = g_strdupv (self->selected);
  return choice;
}

typedef struct
{
  TlExportStuff  *stuff;
  TlExportChoice *choice;
  TlPaper         paper;
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
    g_task_return_pointer (task, tl_export_made_new (self->stuff, self->choice, &self->paper), made_free);
}

static void
was_laid_out (GObject *source, GAsyncResult *result, gpointer data)
{
  TlExportMade *made = g_task_propagate_pointer (G_TASK (result), NULL);
  Job          *self;

  /* Whoever cancelled it is gone. */
  if (made == NULL)
    return;
  self = g_object_get_data (source, "job");
  if (g_task_get_cancellable (G_TASK (result)) != self->laying)
    {
      tl_export_made_unref (made);
      return;
    }
  g_clear_object (&self->laying);
  g_clear_pointer (&self->map, tl_export_made_unref);
  self->map = made;
}

static void
lay_out_map (Job *self)
{
  g_autoptr (GTask) task = NULL;
  Layout           *layout = g_new0 (Layout, 1);

  layout->stuff = tl_export_stuff_new (self->session);
  layout->choice = choice_for_map (self);
  layout->paper = self->paper;
  if (self->laying)
    g_cancellable_cancel (self->laying);
  g_clear_object (&self->laying);
  self->laying = g_cancellable_new ();
  task = g_task_new (self->operation, self->laying, was_laid_out, NULL);
  g_task_set_source_tag (task, lay_out_map);
  g_task_set_task_data (task, layout, layout_free);
  g_task_run_in_thread (task, lay_out_in_thread);
}

static void
begin (GtkPrintOperation *operation, GtkPrintContext *context, Job *self)
{
  self->paper = (TlPaper) { .name = "print", .title = "print", .least = LEAST };
  self->paper.width = gtk_print_context_get_width (context);
  self->paper.height = gtk_print_context_get_height (context);
  g_clear_pointer (&self->map, tl_export_made_unref);
  g_clear_pointer (&self->pack, tl_pack_made_unref);
  g_clear_pointer (&self->why, g_free);
  if (self->waits)
    tl_pack_work_release (self->work);
  self->waits = self->choice.what == TL_PRINT_PACK && self->work;
  if (self->waits)
    tl_pack_work_hold (self->work);
  else
    lay_out_map (self);
}

static void
give_up (Job *self, const char *why)
{
  self->why = g_strdup (why);
  gtk_print_operation_cancel (self->operation);
}

/* Called again and again until it is known how many pages there are. */
static gboolean
paginate (GtkPrintOperation *operation, GtkPrintContext *context, Job *self)
{
  guint n = 0;

  if (self->laying || (self->waits && tl_pack_work_is_working (self->work) && tl_pack_work_get_error (self->work) == NULL))
    {
      g_usleep (A_MOMENT);
      return FALSE;
    }
  if (self->waits)
    {
      TlPackMade *made = tl_pack_work_get_made (self->work);
      const char *error = tl_pack_work_get_error (self->work);

      self->pack = made ? tl_pack_made_ref (made) : NULL;
      n = made ? tl_pack_book_n_sheets (made->book) : 0;
      self->waits = FALSE;
      tl_pack_work_release (self->work);
      if (n == 0)
        give_up (self, error ? error : _("No page of the pack is shown. Tick one first."));
    }
  else if (self->map)
    n = tl_map_book_n_pages (self->map->book);
  gtk_print_operation_set_n_pages (operation, MAX (1, (int) n));
  return TRUE;
}

static TlScene *
get_scene (Job *self, int page)
{
  if (page < 0)
    return NULL;
  if (self->pack)
    return (guint) page < tl_pack_book_n_sheets (self->pack->book)
               ? tl_pack_book_get (self->pack->book, (guint) page)->scene : NULL;
  return self->map && (guint) page < tl_map_book_n_pages (self->map->book)
             ? tl_map_book_get_page (self->map->book, (guint) page) : NULL;
}

/* Paper that is a file has a title, as every PDF of ours. */
static void
name_file (Job *self, cairo_surface_t *surface)
{
  const char *title = tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (self->session)));

  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_PDF)
    return;
  if (self->pack)
    title = self->pack->pack->title;
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title ? title : "");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Throughline");
}

static void
draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *self)
{
  cairo_t              *cr = gtk_print_context_get_cairo_context (context);
  double                width = gtk_print_context_get_width (context);
  double                height = gtk_print_context_get_height (context);
  TlScene              *scene = get_scene (self, page);
  g_autoptr (TlPainter) painter = NULL;
  double                scale;

  if (scene == NULL)
    return;
  painter = tl_painter_new (scene, self->choice.palette);
  if (page == 0)
    name_file (self, cairo_get_target (cr));
  scale = MIN (width / tl_scene_get_width (scene), height / tl_scene_get_height (scene));
  cairo_translate (cr, (width - scale * tl_scene_get_width (scene)) / 2,
                   (height - scale * tl_scene_get_height (scene)) / 2);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, tl_scene_get_width (scene), tl_scene_get_height (scene));
  cairo_clip (cr);
  tl_painter_paint (painter, cr);
}

static void
done (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *self)
{
  GtkPageSetup *setup = gtk_print_operation_get_default_page_setup (operation);

  if (result != GTK_PRINT_OPERATION_RESULT_APPLY)
    return;
  g_set_object (&last_settings, gtk_print_operation_get_print_settings (operation));
  if (setup)
    g_set_object (&last_setup, setup);
}

/* The page in the print dialog */

static GObject *
create_widget (GtkPrintOperation *operation, Job *self)
{
  return G_OBJECT (tl_print_page_new (&self->choice, self->work != NULL));
}

static void
apply_widget (GtkPrintOperation *operation, GtkWidget *widget, Job *self)
{
  self->choice = *tl_print_page_get_choice (TL_PRINT_PAGE (widget));
  tl_print_choice_remember (&self->choice, self->settings);
}

static void
set_up (GtkPrintOperation *operation, const char *title)
{
  g_autoptr (GtkPageSetup)     setup = last_setup ? g_object_ref (last_setup) : gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = last_settings ? gtk_print_settings_copy (last_settings) : gtk_print_settings_new ();
  g_autofree char             *clean = g_strdelimit (g_strdup (title), "/\\:*?\"<>|\n\t", '-');
  g_autofree char             *name = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), 60));

  /* Journeys are wide. */
  if (last_setup == NULL)
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  /* The pages of the last time were of something else, and so was the file. */
  gtk_print_settings_set_print_pages (settings, GTK_PRINT_PAGES_ALL);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PAGE_RANGES);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_operation_set_print_settings (operation, settings);
}

/**
 * tl_print_new:
 * @work: (nullable): makes the fact pack, where one can be printed; it is waited for
 * @what: what is printed, where nothing else is chosen
 * @settings: (nullable): where habits are kept
 *
 * Returns: (transfer full): what prints the map, or the fact pack
 */
GtkPrintOperation *
tl_print_new (TlSession *session, TlPackWork *work, TlPrintWhat what, GSettings *settings)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  const char        *title = tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (session)));
  Job               *self = g_new0 (Job, 1);

  self->operation = operation;
  self->session = g_object_ref (session);
  self->work = work ? g_object_ref (work) : NULL;
  self->settings = settings ? g_object_ref (settings) : NULL;
  self->selected = tl_export_find_selected (session);
  tl_print_choice_init (&self->choice, settings);
  self->choice.what = work ? what : TL_PRINT_MAP;
  g_object_set_data_full (G_OBJECT (operation), "job", self, job_free);
  if (title == NULL || *title == '\0')
    title = _("Journey");
  set_up (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_support_selection (operation, TRUE);
  gtk_print_operation_set_has_selection (operation, self->selected != NULL);
  gtk_print_operation_set_custom_tab_label (operation, _("What to Print"));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin), self);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw), self);
  g_signal_connect (operation, "done", G_CALLBACK (done), self);
  g_signal_connect (operation, "create-custom-widget", G_CALLBACK (create_widget), self);
  g_signal_connect (operation, "custom-widget-apply", G_CALLBACK (apply_widget), self);
  return operation;
}

/**
 * tl_print_get_why:
 *
 * Returns: (transfer none) (nullable): why there was nothing to print, for people
 */
const char *
tl_print_get_why (GtkPrintOperation *operation)
{
  Job *self = g_object_get_data (G_OBJECT (operation), "job");

  return self ? self->why : NULL;
}
