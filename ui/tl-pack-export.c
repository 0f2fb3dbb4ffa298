/* tl-pack-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-export.h"

#include <glib/gi18n-lib.h>

#include "tl-pack-html.h"
#include "tl-pptx.h"
#include "tl-replace.h"
#include "tl-workbook.h"

static const struct
{
  const char *ending;
  const char *title;
} formats[TL_PACK_N_FORMATS] = {
  [TL_PACK_FORMAT_PDF] = { ".pdf", N_("PDF, to send and print") },
  [TL_PACK_FORMAT_PPTX] = { ".pptx", N_("Slides that can be edited (PPTX)") },
  [TL_PACK_FORMAT_XLSX] = { ".xlsx", N_("Workbook with formulas (XLSX)") },
  [TL_PACK_FORMAT_HTML] = { ".html", N_("Web page for screen readers (HTML)") },
};

typedef struct
{
  TlPackMade   *made;
  TlWorkbook   *workbook; /* nullable: no workbook is asked for */
  TlPackFormat  format;
  TlPalette     palette;
  char         *path;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  tl_pack_made_unref (self->made);
  tl_workbook_free (self->workbook);
  g_free (self->path);
  g_free (self);
}

/**
 * tl_pack_format_get_ending:
 *
 * Returns: (transfer none): how names of such files end, with the dot
 */
const char *
tl_pack_format_get_ending (TlPackFormat format)
{
  g_return_val_if_fail (format < TL_PACK_N_FORMATS, "");
  return formats[format].ending;
}

/**
 * tl_pack_format_get_title:
 *
 * Returns: (transfer none): what people call it
 */
const char *
tl_pack_format_get_title (TlPackFormat format)
{
  g_return_val_if_fail (format < TL_PACK_N_FORMATS, "");
  return _(formats[format].title);
}

static GBytes *
write_pack (const Work *work, GError **error)
{
  TlExportOptions options = { .palette = work->palette };

  switch (work->format)
    {
    case TL_PACK_FORMAT_PPTX:
      return tl_pack_to_pptx (work->made->pack, work->made->book, work->palette, error);
    case TL_PACK_FORMAT_XLSX:
      return tl_workbook_to_bytes (work->workbook, error);
    case TL_PACK_FORMAT_HTML:
      return tl_pack_to_html (work->made->pack);
    case TL_PACK_FORMAT_PDF:
    default:
      return tl_pack_book_to_pdf (work->made->book, work->made->pack, &options, error);
    }
}

static void
export_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work              *work = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write_pack (work, &error);
  gsize              length;
  const char        *text;

  /* Until here nothing is written; from here on it is written whole. */
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }
  text = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  if (text && tl_replace_bytes (work->path, text, length, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * tl_pack_export_async:
 * @document: the open journey, which a workbook takes its numbers from
 * @made: the pack; its sheets that are shown are written
 * @palette: the colours; not of web pages
 * @path: where to; it is replaced whole
 * @cancellable: (nullable): as long as nothing is written, ends it
 * @callback: called in the caller's thread
 * @data: for @callback
 */
void
tl_pack_export_async (TlDocument *document, TlPackMade *made, TlPackFormat format, TlPalette palette,
                      const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask)  task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GError) error = NULL;
  Work              *work = g_new0 (Work, 1);

  work->made = tl_pack_made_ref (made);
  work->format = format;
  work->palette = palette;
  work->path = g_strdup (path);
  g_task_set_source_tag (task, tl_pack_export_async);
  /* Where it is written all the same, it says so. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, work_free);
  if (format == TL_PACK_FORMAT_XLSX)
    work->workbook = tl_workbook_new (document, made->pack->figures, &error);
  if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_run_in_thread (task, export_in_thread);
}

/**
 * tl_pack_export_finish:
 *
 * Returns: whether it is written
 */
gboolean
tl_pack_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
