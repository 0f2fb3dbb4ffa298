/* tl-life.c
 *
 * Files are written by a thread, while edits go on. XML is made in this thread, from the journey itself, which belongs to
 * it: that takes a hundredth of a second for a journey of a hundred stages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-life.h"

#include <glib/gi18n-lib.h>

#include "tl-file-watch.h"
#include "tl-open.h"

#define REST 2000         /* ms from an edit to the moment it goes into the file, at the least */
#define REST_FACTOR 20    /* and so many times what the last saving took */
#define REST_MAX 30000    /* someone who never rests is saved all the same */
#define CLOCK 20          /* s between two looks at the clock, for “3 minutes ago”, and between two tries to save */

struct _TlLife
{
  GObject       parent_instance;

  TlSession    *session;
  TlDocument   *document;
  char         *path;
  gboolean      is_xml;
  TlLifeState   state;
  gboolean      is_writing;
  char         *error;
  gboolean      is_precious;  /* it would be missed, though nobody has edited it */
  gboolean      is_retold;    /* the words are about something that was done here */
  gint64        saved_at;     /* real time, µs */
  gint64        opened_at;    /* where in its history the journey stood */

  guint         rest;
  gint64        took;         /* the last saving, µs */
  gint64        waiting_since; /* monotonic, or 0 */
  guint         timer;
  guint         clock;
  GList        *savers;       /* GTask: those who wait until everything is saved */
  gint64        began;
  char         *writing;      /* what is being written */
  GApplication *held;         /* the program does not end while a file is written */
  TlFileWatch  *watch;
};

enum
{
  CHANGED,
  CONFLICT,
  TOUCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlLife, tl_life, G_TYPE_OBJECT)

static void begin (TlLife *self);

static void
set_state (TlLife *self, TlLifeState state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
look_at_clock (gpointer data)
{
  tl_life_retry (data);
  g_signal_emit (data, signals[CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

static gboolean
at_rest (gpointer data)
{
  TlLife *self = data;

  self->timer = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

/* Sets the moment when the file follows; each edit puts it off a little, but not for ever. */
static void
wait_for_rest (TlLife *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 rest = MAX ((gint64) self->rest, REST_FACTOR * self->took / 1000);
  gint64 most = MAX (rest, REST_MAX);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->waiting_since == 0)
    self->waiting_since = now;
  rest = CLAMP (most - (now - self->waiting_since) / 1000, 0, rest);
  self->timer = g_timeout_add ((guint) rest, at_rest, self);
}

static void
edited (TlLife *self)
{
  self->is_retold = TRUE;
  if (self->path == NULL || self->state == TL_LIFE_LOOKED_AT)
    {
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  if (self->is_writing)
    return;
  wait_for_rest (self);
  set_state (self, self->state == TL_LIFE_FAILED ? TL_LIFE_FAILED : TL_LIFE_WAITING);
}

static void
touched (TlLife *self, gboolean is_gone)
{
  g_signal_emit (self, signals[TOUCHED], 0, is_gone);
}

static void
set_path (TlLife *self, const char *path)
{
  g_autofree char *old = g_steal_pointer (&self->path);

  self->path = g_strdup (path);
  g_clear_object (&self->watch);
  if (path == NULL)
    return;
  self->watch = tl_file_watch_new (path);
  g_signal_connect_object (self->watch, "touched", G_CALLBACK (touched), self, G_CONNECT_SWAPPED);
}

/* Answers all that wait. The error, where there is one, is everybody's. */
static void
answer (TlLife *self, const GError *error)
{
  g_autolist (GTask) savers = g_steal_pointer (&self->savers);

  for (GList *l = savers; l; l = l->next)
    if (error)
      g_task_return_error (l->data, g_error_copy (error));
    else
      g_task_return_boolean (l->data, TRUE);
}

/* A writing ended, one way or the other. */
static void
ended (TlLife *self, const GError *error)
{
  const char *path = self->is_xml ? tl_document_get_origin (self->document) : tl_document_get_path (self->document);
  gboolean    is_conflict = g_error_matches (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_CHANGED);

  self->took = g_get_monotonic_time () - self->began;
  self->is_writing = FALSE;
  if (is_conflict)
    {
      set_path (self, path);
      g_signal_emit (self, signals[CONFLICT], 0, error->message, self->writing);
    }
  tl_file_watch_resume (self->watch, error == NULL || is_conflict);
  g_clear_pointer (&self->error, g_free);
  if (error && !is_conflict)
    {
      self->error = g_strdup (error->message);
      set_state (self, TL_LIFE_FAILED);
      answer (self, error);
      return;
    }
  self->saved_at = g_get_real_time ();
  self->is_retold = TRUE;
  self->waiting_since = 0;
  if (!tl_document_is_modified (self->document))
    {
      set_state (self, TL_LIFE_SAVED);
      answer (self, error);
    }
  else if (self->savers)
    begin (self);
  else
    {
      /* Edits were made meanwhile. */
      wait_for_rest (self);
      set_state (self, TL_LIFE_WAITING);
    }
}

static void
published (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlLife) self = data;
  g_autoptr (GError) error = NULL;

  tl_document_publish_finish (TL_DOCUMENT (source), result, &error);
  ended (self, error);
  if (self->held)
    g_application_release (self->held);
  g_clear_object (&self->held);
}

/* Writes the file now. */
static void
begin (TlLife *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->is_writing)
    return;
  self->is_writing = TRUE;
  self->began = g_get_monotonic_time ();
  g_free (self->writing);
  self->writing = g_strdup (self->path);
  set_state (self, TL_LIFE_SAVING);
  tl_file_watch_pause (self->watch);
  if (self->is_xml && (bytes = tl_xml_to_bytes (self->document, &error)) == NULL)
    {
      ended (self, error);
      return;
    }
  if (g_set_object (&self->held, g_application_get_default ()))
    g_application_hold (self->held);
  if (self->is_xml)
    tl_document_publish_origin_async (self->document, self->path, bytes, published, g_object_ref (self));
  else
    tl_document_publish_async (self->document, published, g_object_ref (self));
}

static void
tl_life_dispose (GObject *object)
{
  TlLife *self = TL_LIFE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->writing, g_free);
  G_OBJECT_CLASS (tl_life_parent_class)->dispose (object);
}

static void
tl_life_class_init (TlLifeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_life_dispose;

  /**
   * TlLife::changed:
   *
   * The state is another one, or is told in other words.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_LIFE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * TlLife::conflict:
   * @message: what happened, for people
   * @theirs: the file that somebody else has changed; the journey goes on in another one
   */
  signals[CONFLICT] = g_signal_new ("conflict", TL_TYPE_LIFE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                    G_TYPE_STRING, G_TYPE_STRING);

  /**
   * TlLife::touched:
   * @is_gone: whether there is no file any more
   *
   * Somebody else has changed the file, a moment ago.
   */
  signals[TOUCHED] = g_signal_new ("touched", TL_TYPE_LIFE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_BOOLEAN);
}

static void
tl_life_init (TlLife *self)
{
  self->rest = REST;
  self->clock = g_timeout_add_seconds (CLOCK, look_at_clock, self);
}

/**
 * tl_life_new:
 * @session: an open journey
 * @path: (nullable): the file it was opened from, in whatever format; %NULL where it has none yet
 *
 * Returns: (transfer full): what sees to it that the file follows the journey
 */
TlLife *
tl_life_new (TlSession *session, const char *path)
{
  TlLife *self = g_object_new (TL_TYPE_LIFE, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (tl_session_get_document (session));
  self->is_xml = path && tl_document_get_path (self->document) == NULL;
  self->opened_at = tl_document_get_position (self->document);
  if (tl_document_is_read_only (self->document))
    {
      self->path = g_strdup (path);
      self->state = TL_LIFE_LOOKED_AT;
      return self;
    }
  set_path (self, path);
  self->state = path ? TL_LIFE_SAVED : TL_LIFE_UNTITLED;
  g_signal_connect_object (session, "edited", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
  /* Edits that were brought back are not in the file yet. */
  if (path && tl_document_is_modified (self->document))
    edited (self);
  return self;
}

/**
 * tl_life_get_state:
 *
 * Returns: how things stand
 */
TlLifeState
tl_life_get_state (TlLife *self)
{
  g_return_val_if_fail (TL_IS_LIFE (self), TL_LIFE_UNTITLED);
  return self->state;
}

/**
 * tl_life_get_path:
 *
 * Returns: (transfer none) (nullable): the journey's file
 */
const char *
tl_life_get_path (TlLife *self)
{
  g_return_val_if_fail (TL_IS_LIFE (self), NULL);
  return self->path;
}

/**
 * tl_life_get_error:
 *
 * Returns: (transfer none) (nullable): why the file could not be written
 */
const char *
tl_life_get_error (TlLife *self)
{
  g_return_val_if_fail (TL_IS_LIFE (self), NULL);
  return self->state == TL_LIFE_FAILED ? self->error : NULL;
}

static char *
say_since (gint64 then)
{
  gint64 minutes = (g_get_real_time () - then) / (60 * G_USEC_PER_SEC);
  gint64 hours = minutes / 60;

  if (minutes < 1)
    return g_strdup (_("saved just now"));
  if (hours < 1)
    return g_strdup_printf (ngettext ("saved %d minute ago", "saved %d minutes ago", (gulong) minutes), (int) minutes);
  if (hours < 24)
    return g_strdup_printf (ngettext ("saved %d hour ago", "saved %d hours ago", (gulong) hours), (int) hours);
  return g_strdup_printf (ngettext ("saved %d day ago", "saved %d days ago", (gulong) (hours / 24)), (int) (hours / 24));
}

/**
 * tl_life_dup_words:
 *
 * Returns: (transfer full): how things stand, in words, short enough for a header
 */
char *
tl_life_dup_words (TlLife *self)
{
  g_autofree char *name = NULL;
  g_autofree char *since = NULL;

  g_return_val_if_fail (TL_IS_LIFE (self), NULL);
  name = self->path ? g_filename_display_basename (self->path) : NULL;
  switch (self->state)
    {
    case TL_LIFE_UNTITLED:
      return g_strdup (tl_life_is_untouched (self) ? _("Not saved anywhere yet")
                                                   : _("Every change is kept · not saved anywhere yet"));

    case TL_LIFE_LOOKED_AT:
      return name ? g_strdup_printf (_("%s · Read only"), name) : g_strdup (_("Read only"));

    case TL_LIFE_SAVING:
      return g_strdup (_("Saving…"));

    case TL_LIFE_FAILED:
      return g_strdup (_("Every change is kept · could not be saved"));

    case TL_LIFE_SAVED:
    case TL_LIFE_WAITING:
    default:
      break;
    }
  if (!self->is_retold)
    return g_steal_pointer (&name);
  if (self->saved_at == 0)
    return g_strdup (_("Every change is kept"));
  since = say_since (self->saved_at);
  /* Translators: “saved just now” or “saved 3 minutes ago”, and the name of the file. */
  return name ? g_strdup_printf (_("Every change is kept · %s in %s"), since, name)
              : g_strdup_printf (_("Every change is kept · %s"), since);
}

/**
 * tl_life_is_saved:
 *
 * Returns: whether there is nothing that the file does not have
 */
gboolean
tl_life_is_saved (TlLife *self)
{
  g_return_val_if_fail (TL_IS_LIFE (self), TRUE);
  if (self->state == TL_LIFE_LOOKED_AT)
    return TRUE;
  if (self->path == NULL)
    return tl_life_is_untouched (self);
  return !self->is_writing && !tl_document_is_modified (self->document);
}

/**
 * tl_life_is_untouched:
 *
 * Returns: whether nobody would miss anything if the journey were gone: it was never edited
 */
gboolean
tl_life_is_untouched (TlLife *self)
{
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  g_return_val_if_fail (TL_IS_LIFE (self), TRUE);
  undo = tl_document_dup_undo_name (self->document);
  redo = tl_document_dup_redo_name (self->document);
  return undo == NULL && redo == NULL && !self->is_precious;
}

/**
 * tl_life_set_precious:
 *
 * The journey is not to go without a word, though it was never edited: it is all that is left of a file.
 */
void
tl_life_set_precious (TlLife *self)
{
  g_return_if_fail (TL_IS_LIFE (self));
  self->is_precious = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * tl_life_set_rest:
 * @rest: ms from an edit to the moment the file follows, at the least
 */
void
tl_life_set_rest (TlLife *self, guint rest)
{
  g_return_if_fail (TL_IS_LIFE (self));
  self->rest = rest;
}

/**
 * tl_life_save_async:
 * @callback: called when the file has everything, or could not be written
 * @data: for @callback
 *
 * Writes the file now. A journey without a file fails with %TL_DOCUMENT_ERROR_READ_ONLY.
 */
void
tl_life_save_async (TlLife *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_return_if_fail (TL_IS_LIFE (self));
  g_task_set_source_tag (task, tl_life_save_async);
  if (self->path == NULL || self->state == TL_LIFE_LOOKED_AT)
    {
      g_task_return_new_error (task, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY,
                               self->path ? _("The journey was opened only to look at. Save a copy somewhere else.")
                                          : _("The journey has no file yet. Save it under a name."));
      return;
    }
  self->savers = g_list_append (self->savers, g_steal_pointer (&task));
  begin (self);
}

/**
 * tl_life_save_finish:
 *
 * Returns: whether the file has everything; otherwise an error, with %TL_DOCUMENT_ERROR_CHANGED where it is another file
 *   that has
 */
gboolean
tl_life_save_finish (TlLife *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * tl_life_retry:
 *
 * Where the file could not be written, tries again: there may be room by now, or the folder may be there again.
 */
void
tl_life_retry (TlLife *self)
{
  g_return_if_fail (TL_IS_LIFE (self));
  if (self->state == TL_LIFE_FAILED && self->timer == 0)
    begin (self);
}

static gboolean
save_as_xml (TlLife *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = tl_xml_to_bytes (self->document, error);

  return bytes && tl_document_publish_origin (self->document, path, bytes, error);
}

/**
 * tl_life_save_as:
 * @path: a name that ends in `.journey` or `.xml`
 *
 * Gives a journey without a file one.
 */
gboolean
tl_life_save_as (TlLife *self, const char *path, GError **error)
{
  gboolean xml = g_str_has_suffix (path, ".xml");

  g_return_val_if_fail (TL_IS_LIFE (self) && self->state == TL_LIFE_UNTITLED, FALSE);
  if (xml ? !save_as_xml (self, path, error) : !tl_document_publish_to (self->document, path, error))
    return FALSE;
  self->is_xml = xml;
  self->saved_at = g_get_real_time ();
  self->is_retold = TRUE;
  set_path (self, path);
  set_state (self, TL_LIFE_SAVED);
  return TRUE;
}

/**
 * tl_life_save_copy:
 * @path: a name that ends in `.journey` or `.xml`
 * @share: whether to leave the history out
 *
 * Writes a copy. The journey stays with the file it has.
 */
gboolean
tl_life_save_copy (TlLife *self, const char *path, gboolean share, GError **error)
{
  g_return_val_if_fail (TL_IS_LIFE (self), FALSE);
  if (g_str_has_suffix (path, ".xml"))
    return tl_xml_write (self->document, path, error);
  return share ? tl_document_share_to (self->document, path, error) : tl_document_copy_to (self->document, path, error);
}

/**
 * tl_life_can_revert:
 *
 * Returns: whether anything was done since the journey was opened
 */
gboolean
tl_life_can_revert (TlLife *self)
{
  g_return_val_if_fail (TL_IS_LIFE (self), FALSE);
  return self->state != TL_LIFE_LOOKED_AT && tl_document_get_position (self->document) != self->opened_at;
}

/**
 * tl_life_revert:
 *
 * Goes back, or forth, in the history to where the journey stood when it was opened. Undo and redo bring back what it was.
 *
 * Returns: how many steps it took
 */
guint
tl_life_revert (TlLife *self)
{
  g_autoptr (GPtrArray) edits = NULL;
  guint                 n_back = 0, n_forth = 0, n;

  g_return_val_if_fail (TL_IS_LIFE (self), 0);
  edits = tl_document_list_edits (self->document, NULL);
  for (guint i = 0; edits && i < edits->len; i++)
    {
      const TlPastEdit *edit = edits->pdata[i];

      n_back += !edit->undone && edit->number > self->opened_at;
      n_forth += edit->undone && edit->number <= self->opened_at;
    }
  n = n_back ? n_back : n_forth;
  /* The last step is told to everybody who watches; they need not see the others. */
  for (guint i = 1; i < n; i++)
    if (!(n_back ? tl_document_undo (self->document, NULL) : tl_document_redo (self->document, NULL)))
      break;
  if (n > 0 && !(n_back ? tl_session_undo (self->session) : tl_session_redo (self->session)))
    return 0;
  return n;
}
