/* tl-clipboard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-clipboard.h"

#include <glib/gi18n-lib.h>

#include "tl-export.h"
#include "tl-list.h"
#include "tl-map.h"
#include "tl-tool-edits.h"

/* The widest picture that is made, in pixels. */
#define WIDEST 6000

#define CHUNK (256 * 1024)

#define TL_TYPE_CLIPBOARD_PICTURE (tl_clipboard_picture_get_type ())
G_DECLARE_FINAL_TYPE (TlClipboardPicture, tl_clipboard_picture, TL, CLIPBOARD_PICTURE, GdkContentProvider)

/* A picture of what was copied, drawn when somebody asks for it. */
struct _TlClipboardPicture
{
  GdkContentProvider parent_instance;

  TlFragment        *framed;
};

G_DEFINE_FINAL_TYPE (TlClipboardPicture, tl_clipboard_picture, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
tl_clipboard_picture_ref_formats (GdkContentProvider *provider)
{
  static const char *const types[] = { "image/svg+xml", "image/png" };

  return gdk_content_formats_new ((const char **) types, G_N_ELEMENTS (types));
}

static GBytes *
draw (TlFragment *framed, gboolean as_png, GError **error)
{
  g_autoptr (TlJourney) journey = tl_fragment_to_journey (framed);
  TlMapOptions          options = { .without = TL_MAP_NO_TITLE | TL_MAP_NO_MONEY | TL_MAP_NO_VOICE | TL_MAP_NO_STAKE
                                               | TL_MAP_NO_FIXES | TL_MAP_NO_LEGEND };
  TlExportOptions       how = { .palette = TL_PALETTE_LIGHT };
  TlScene              *scene = tl_map_layout (journey, NULL, &options);
  GBytes               *bytes;

  how.width = (int) MIN (tl_scene_get_width (scene) * 2, WIDEST);
  bytes = tl_export (scene, as_png ? TL_EXPORT_PNG : TL_EXPORT_SVG, &how, error);
  tl_scene_unref (scene);
  return bytes;
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError           *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tl_clipboard_picture_write (GdkContentProvider *provider, const char *type, GOutputStream *stream, int priority,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask  *task = g_task_new (provider, cancellable, callback, data);
  GError *error = NULL;
  GBytes *bytes;

  g_task_set_priority (task, priority);
  bytes = draw (TL_CLIPBOARD_PICTURE (provider)->framed, g_str_equal (type, "image/png"), &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_output_stream_write_all_async (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), priority,
                                   cancellable, written, task);
}

static gboolean
tl_clipboard_picture_write_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
tl_clipboard_picture_finalize (GObject *object)
{
  tl_fragment_free (TL_CLIPBOARD_PICTURE (object)->framed);
  G_OBJECT_CLASS (tl_clipboard_picture_parent_class)->finalize (object);
}

static void
tl_clipboard_picture_class_init (TlClipboardPictureClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tl_clipboard_picture_finalize;
  provider_class->ref_formats = tl_clipboard_picture_ref_formats;
  provider_class->write_mime_type_async = tl_clipboard_picture_write;
  provider_class->write_mime_type_finish = tl_clipboard_picture_write_finish;
}

static void
tl_clipboard_picture_init (TlClipboardPicture *self)
{
}

static void
set_whole (TlFragment *fragment, const char *id, TlField field, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  tl_fragment_set (fragment, id, field, text);
}

/**
 * tl_clipboard_take:
 * @grid: where stages stand on the map
 * @ids: (array zero-terminated=1): ids of things
 *
 * Returns: (transfer full): the things, with stages in the columns and rows that they stand in
 */
TlFragment *
tl_clipboard_take (TlSession *session, TlGrid *grid, const char *const *ids)
{
  TlFragment *fragment = tl_fragment_new (tl_session_get_journey (session), ids);

  for (guint i = 0; i < grid->cells->len; i++)
    {
      const TlCell *cell = &g_array_index (grid->cells, TlCell, i);

      set_whole (fragment, cell->id, TL_STAGE_COLUMN, cell->place.column);
      set_whole (fragment, cell->id, TL_STAGE_ROW, cell->place.row);
    }
  return fragment;
}

/**
 * tl_clipboard_offer:
 * @grid: where stages stand on the map
 * @ids: (array zero-terminated=1): ids of things
 *
 * Returns: (transfer full): what goes on a clipboard for them, which does not change when they do
 */
GdkContentProvider *
tl_clipboard_offer (TlSession *session, TlGrid *grid, const char *const *ids)
{
  g_autoptr (TlFragment) fragment = tl_clipboard_take (session, grid, ids);
  g_autoptr (GBytes)     bytes = tl_fragment_write (fragment);
  g_autofree char       *list = tl_list_of (tl_session_get_journey (session), ids);
  g_autofree char       *text = list && *list ? g_steal_pointer (&list) : tl_fragment_to_text (fragment);
  TlClipboardPicture    *picture = g_object_new (TL_TYPE_CLIPBOARD_PICTURE, NULL);
  GdkContentProvider    *offers[3];

  picture->framed = tl_fragment_new_framed (tl_session_get_journey (session), ids);
  offers[0] = gdk_content_provider_new_for_bytes (TL_FRAGMENT_TYPE, bytes);
  offers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  offers[2] = GDK_CONTENT_PROVIDER (picture);
  return gdk_content_provider_new_union (offers, G_N_ELEMENTS (offers));
}

/**
 * tl_clipboard_put:
 * @grid: where stages stand on the map
 * @put: where it goes
 * @result: (out caller-allocates): what becomes of it
 *
 * As tl_fragment_to_edit(), with room made for new stages behind the one that they are put behind.
 *
 * Returns: (transfer full) (nullable): the edit, or %NULL with an error
 */
TlEdit *
tl_clipboard_put (TlFragment *fragment, TlSession *session, TlGrid *grid, const TlFragmentPut *put,
                  TlFragmentResult *result, GError **error)
{
  TlJourney            *journey = tl_session_get_journey (session);
  TlThing              *at = put->after ? tl_journey_lookup (journey, put->after) : NULL;
  g_autoptr (TlJourney) alone = tl_fragment_to_journey (fragment);
  g_autoptr (TlGrid)    places = tl_grid_new (alone, NULL, NULL);
  g_autoptr (GArray)    wanted = g_array_new (FALSE, FALSE, sizeof (TlPlace));
  g_autoptr (GArray)    shifts = NULL;
  TlEdit               *edit;

  /* Where they stand is said once, and all of it at once. */
  for (guint i = 0; i < places->cells->len; i++)
    {
      tl_fragment_set (fragment, g_array_index (places->cells, TlCell, i).id, TL_STAGE_COLUMN, NULL);
      tl_fragment_set (fragment, g_array_index (places->cells, TlCell, i).id, TL_STAGE_ROW, NULL);
    }
  edit = tl_fragment_to_edit (fragment, tl_session_get_document (session), put, result, error);
  /* As it was, for whoever puts it again. */
  for (guint i = 0; i < places->cells->len; i++)
    {
      const TlCell *cell = &g_array_index (places->cells, TlCell, i);

      set_whole (fragment, cell->id, TL_STAGE_COLUMN, cell->place.column);
      set_whole (fragment, cell->id, TL_STAGE_ROW, cell->place.row);
    }
  if (edit == NULL)
    return NULL;
  for (guint i = 0; i < result->stages->len; i++)
    {
      const TlCell *cell = tl_grid_find (places, result->origins->pdata[i]);
      TlPlace       place = cell ? cell->place : (TlPlace) { (int) i, 0 };

      g_array_append_val (wanted, place);
    }
  if (wanted->len == 0)
    return edit;
  while (at && tl_thing_get_kind (at) != TL_KIND_STAGE)
    at = tl_thing_get_parent (at);
  shifts = tl_grid_insert (grid, at ? tl_thing_get_id (at) : NULL, (const TlPlace *) wanted->data, wanted->len);
  tl_edits_set_places (edit, grid, shifts, NULL, result->stages);
  return edit;
}

typedef struct
{
  GInputStream *stream;
  GByteArray   *bytes;
  TlFragment   *fragment;
  char         *text;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->stream);
  g_byte_array_unref (reading->bytes);
  tl_fragment_free (reading->fragment);
  g_free (reading->text);
  g_free (reading);
}

static void
text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading          *reading = g_task_get_task_data (task);
  GError           *error = NULL;

  reading->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  if (reading->text)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error ? error : g_error_new_literal (TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_REFUSED,
                                                                    _("There is nothing on the clipboard.")));
}

static void read_more (GTask *task);

static void
chunk_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask)  task = data;
  Reading           *reading = g_task_get_task_data (task);
  GError            *error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_byte_array_append (reading->bytes, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
  /* What is too large is not read to its end to be refused. */
  if (g_bytes_get_size (chunk) > 0 && reading->bytes->len <= TL_FRAGMENT_MAX_BYTES)
    {
      read_more (g_steal_pointer (&task));
      return;
    }
  {
    g_autoptr (GBytes) all = g_bytes_new (reading->bytes->data, reading->bytes->len);

    reading->fragment = tl_fragment_read (all, &error);
  }
  if (reading->fragment)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_more (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (reading->stream, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), chunk_read,
                                   task);
}

static void
stream_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading          *reading = g_task_get_task_data (task);
  GError           *error = NULL;

  reading->stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  if (reading->stream)
    read_more (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * tl_clipboard_read:
 *
 * Reads things from a clipboard, or else text.
 */
void
tl_clipboard_read (GdkClipboard *clipboard, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  static const char *types[] = { TL_FRAGMENT_TYPE, NULL };
  GTask             *task = g_task_new (clipboard, cancellable, callback, data);
  Reading           *reading = g_new0 (Reading, 1);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  reading->bytes = g_byte_array_new ();
  g_task_set_task_data (task, reading, reading_free);
  if (gdk_content_formats_contain_mime_type (formats, TL_FRAGMENT_TYPE))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, cancellable, stream_opened, task);
  else if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)
           || gdk_content_formats_contain_mime_type (formats, "text/plain")
           || gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8"))
    gdk_clipboard_read_text_async (clipboard, cancellable, text_read, task);
  else
    {
      g_task_return_new_error (task, TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_REFUSED,
                               _("There is nothing on the clipboard that can be pasted into a journey."));
      g_object_unref (task);
    }
}

/**
 * tl_clipboard_read_finish:
 * @fragment: (out) (transfer full) (nullable): things
 * @text: (out) (transfer full) (nullable): or text
 *
 * Returns: %FALSE with an error that says why there is neither
 */
gboolean
tl_clipboard_read_finish (GAsyncResult *result, TlFragment **fragment, char **text, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));

  *fragment = NULL;
  *text = NULL;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *fragment = g_steal_pointer (&reading->fragment);
  *text = g_steal_pointer (&reading->text);
  return TRUE;
}
