/* tl-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-print.h"

#include <glib/gi18n-lib.h>

#include "tl-book.h"
#include "tl-paint-cairo.h"
#include "tl-quotes.h"
#include "tl-strips.h"

/* Letters on paper are no smaller, in points. */
#define LEAST 7

typedef struct
{
  TlSession  *session; /* of a map, which is laid out for the paper; NULL for a pack */
  TlPackMade *made;
  TlPalette   palette;
  GPtrArray  *scenes;  /* TlScene */
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *self = data;

  g_clear_object (&self->session);
  g_clear_pointer (&self->made, tl_pack_made_unref);
  g_ptr_array_unref (self->scenes);
  g_free (self);
}

static void
scene_unref (gpointer scene)
{
  tl_scene_unref (scene);
}

static void
add_scene (Job *self, TlScene *scene)
{
  g_ptr_array_add (self->scenes, tl_scene_ref (scene));
}

/* The map folds for the paper that was chosen. */
static void
lay_out_map (Job *self, GtkPrintContext *context)
{
  TlFigures            *figures = tl_session_get_figures (self->session);
  g_autoptr (TlQuotes)  quotes =
      figures ? tl_quotes_new (tl_session_get_document (self->session), figures, NULL) : NULL;
  TlMapOptions          options = { 0 };
  TlMapStrip            order[TL_MAP_N_STRIPS];
  guint                 shown = tl_strips_read (tl_session_get_journey (self->session), order);
  g_autoptr (TlMapBook) book = NULL;
  TlPaper               paper = { .name = "print", .title = "print", .least = LEAST };

  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    if (shown & (1u << order[i]))
      options.strips[options.n_strips++] = order[i];
  if (options.n_strips == 0)
    options.without = TL_MAP_NO_FEELING | TL_MAP_NO_VOICE | TL_MAP_NO_STAKE | TL_MAP_NO_FIXES;
  if (quotes)
    {
      options.quotes = quotes->quotes;
      options.n_quotes = quotes->n;
    }
  paper.width = gtk_print_context_get_width (context);
  paper.height = gtk_print_context_get_height (context);
  book = tl_map_book_new (tl_session_get_journey (self->session), figures, &options, &paper);
  for (guint i = 0; i < tl_map_book_n_pages (book); i++)
    add_scene (self, tl_map_book_get_page (book, i));
}

static void
begin (GtkPrintOperation *operation, GtkPrintContext *context, Job *self)
{
  g_ptr_array_set_size (self->scenes, 0);
  if (self->session)
    lay_out_map (self, context);
  for (guint i = 0; self->made && i < tl_pack_book_n_sheets (self->made->book); i++)
    add_scene (self, tl_pack_book_get (self->made->book, i)->scene);
  gtk_print_operation_set_n_pages (operation, MAX (1, (int) self->scenes->len));
}

static void
draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *self)
{
  cairo_t              *cr = gtk_print_context_get_cairo_context (context);
  double                width = gtk_print_context_get_width (context);
  double                height = gtk_print_context_get_height (context);
  g_autoptr (TlPainter) painter = NULL;
  TlScene              *scene;
  double                scale;

  if (page < 0 || (guint) page >= self->scenes->len)
    return;
  scene = self->scenes->pdata[page];
  painter = tl_painter_new (scene, self->palette);
  scale = MIN (width / tl_scene_get_width (scene), height / tl_scene_get_height (scene));
  cairo_translate (cr, (width - scale * tl_scene_get_width (scene)) / 2,
                   (height - scale * tl_scene_get_height (scene)) / 2);
  cairo_scale (cr, scale, scale);
  tl_painter_paint (painter, cr);
}

static GtkPrintOperation *
operation_new (Job *self, const char *name)
{
  GtkPrintOperation       *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();

  self->scenes = g_ptr_array_new_with_free_func (scene_unref);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, name && *name ? name : _("Journey"));
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin), self, job_free, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw), self);
  return operation;
}

/**
 * tl_print_map_new:
 *
 * Returns: (transfer full): the map, laid out for whatever paper is chosen, in colours for print
 */
GtkPrintOperation *
tl_print_map_new (TlSession *session)
{
  Job *self = g_new0 (Job, 1);

  self->session = g_object_ref (session);
  self->palette = TL_PALETTE_PRINT;
  return operation_new (self, tl_thing_get_title (tl_journey_get_root (tl_session_get_journey (session))));
}

/**
 * tl_print_pack_new:
 *
 * Returns: (transfer full): the sheets of a pack, each as large as the paper allows
 */
GtkPrintOperation *
tl_print_pack_new (TlPackMade *made, TlPalette palette)
{
  Job *self = g_new0 (Job, 1);

  self->made = tl_pack_made_ref (made);
  self->palette = palette;
  return operation_new (self, made->pack->title);
}
