/* tl-pack-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-work.h"

#include "tl-mask.h"

struct _TlPackWork
{
  GObject        parent_instance;

  TlSession     *session;
  TlFigures     *figures;   /* what the pack is of */
  TlPackBasis   *basis;
  TlPackMade    *made;
  char          *error;
  GCancellable  *running;
  const TlPaper *paper;
  TlAudience     audience;
  guint64        evidence;  /* serial of the records that @figures are of */
  guint          later;     /* an idle */
  gboolean       active;
  guint          holds;     /* how many wait for it, whether anyone looks or not */
  gboolean       is_due;    /* what was made is not of now */
  gboolean       moved_on;  /* more than the pack's words has changed since @figures */
};

G_DEFINE_FINAL_TYPE (TlPackWork, tl_pack_work, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/**
 * tl_pack_made_ref:
 */
TlPackMade *
tl_pack_made_ref (TlPackMade *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * tl_pack_made_unref:
 */
void
tl_pack_made_unref (TlPackMade *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->count))
    return;
  tl_pack_book_free (self->book);
  tl_pack_free (self->pack);
  g_free (self);
}

typedef struct
{
  TlPackJob     *job;
  const TlPaper *paper;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  tl_pack_job_free (self->job);
  g_free (self);
}

static void
made_free (gpointer data)
{
  tl_pack_made_unref (data);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work              *work = data;
  g_autoptr (GError) error = NULL;
  TlPack            *pack = tl_pack_job_run (work->job, cancellable, &error);
  TlPackMade        *made;

  if (pack == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  made = g_new0 (TlPackMade, 1);
  g_atomic_ref_count_init (&made->count);
  made->pack = pack;
  made->paper = work->paper;
  made->book = tl_pack_book_new (pack, work->paper, NULL);
  g_task_return_pointer (task, made, made_free);
}

static void
was_made (GObject *source, GAsyncResult *result, gpointer data)
{
  TlPackWork           *self = TL_PACK_WORK (source);
  g_autoptr (GError)    error = NULL;
  g_autoptr (TlPackMade) made = g_task_propagate_pointer (G_TASK (result), &error);

  /* A later run has taken its place, or will. */
  if (g_task_get_cancellable (G_TASK (result)) != self->running)
    return;
  g_clear_object (&self->running);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_due = FALSE;
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->made, tl_pack_made_unref);
  g_clear_pointer (&self->basis, tl_pack_basis_unref);
  if (made)
    {
      self->basis = tl_pack_basis_ref (made->pack->basis);
      self->made = g_steal_pointer (&made);
    }
  else
    self->error = g_strdup (error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop (TlPackWork *self)
{
  g_clear_handle_id (&self->later, g_source_remove);
  if (self->running)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

static gboolean
is_wanted (TlPackWork *self)
{
  return self->active || self->holds > 0;
}

static gboolean
run (gpointer data)
{
  TlPackWork       *self = data;
  TlPackOptions     options = { .audience = self->audience, .mask = tl_mask_words, .basis = self->basis };
  g_autoptr (GTask) task = NULL;
  Work             *work;

  self->later = 0;
  if (!is_wanted (self) || self->moved_on || self->figures == NULL)
    return G_SOURCE_REMOVE;
  stop (self);
  work = g_new0 (Work, 1);
  work->job = tl_pack_job_new (tl_session_get_document (self->session), self->figures, &options);
  work->paper = self->paper;
  self->running = g_cancellable_new ();
  task = g_task_new (self, self->running, was_made, NULL);
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, make_in_thread);
  return G_SOURCE_REMOVE;
}

/* An edit changes many things; once is enough. */
static void
run_soon (TlPackWork *self)
{
  stop (self);
  self->is_due = TRUE;
  if (is_wanted (self) && !self->moved_on && self->figures)
    self->later = g_idle_add (run, self);
}

static void
thing_changed (TlJourney *journey, TlThing *thing, gpointer data)
{
  TlPackWork *self = data;
  TlKind      kind = tl_thing_get_kind (thing);

  if (kind != TL_KIND_PACK && kind != TL_KIND_PAGE)
    self->moved_on = TRUE;
  run_soon (self);
}

static void
take_figures (TlPackWork *self)
{
  TlFigures *figures = self->session ? tl_session_get_figures (self->session) : NULL;
  guint64    evidence;

  if (figures == NULL)
    return;
  evidence = tl_document_get_evidence_serial (tl_session_get_document (self->session));
  if (self->figures && !self->moved_on && evidence == self->evidence)
    return;
  g_set_object (&self->figures, figures);
  self->evidence = evidence;
  self->moved_on = FALSE;
  run_soon (self);
}

static void
tl_pack_work_dispose (GObject *object)
{
  tl_pack_work_set_session (TL_PACK_WORK (object), NULL);
  G_OBJECT_CLASS (tl_pack_work_parent_class)->dispose (object);
}

static void
tl_pack_work_class_init (TlPackWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_pack_work_dispose;

  /**
   * TlPackWork::changed:
   *
   * Another pack was made, or it is known why there is none.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_PACK_WORK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_pack_work_init (TlPackWork *self)
{
  self->paper = tl_paper_find ("slide", NULL);
}

/**
 * tl_pack_work_new:
 *
 * Returns: (transfer full): the work; it begins when there is a session and it is active
 */
TlPackWork *
tl_pack_work_new (void)
{
  return g_object_new (TL_TYPE_PACK_WORK, NULL);
}

/**
 * tl_pack_work_set_session:
 * @session: (nullable): the journey
 */
void
tl_pack_work_set_session (TlPackWork *self, TlSession *session)
{
  g_return_if_fail (TL_IS_PACK_WORK (self));
  if (session == self->session)
    return;
  stop (self);
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (tl_session_get_journey (self->session), self);
    }
  g_set_object (&self->session, session);
  g_clear_object (&self->figures);
  g_clear_pointer (&self->basis, tl_pack_basis_unref);
  g_clear_pointer (&self->made, tl_pack_made_unref);
  g_clear_pointer (&self->error, g_free);
  self->moved_on = FALSE;
  self->is_due = TRUE;
  if (session == NULL)
    return;
  g_signal_connect_object (session, "notify::figures", G_CALLBACK (take_figures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tl_session_get_journey (session), "changed", G_CALLBACK (thing_changed), self, 0);
  take_figures (self);
}

/**
 * tl_pack_work_get_session:
 *
 * Returns: (transfer none) (nullable): the journey
 */
TlSession *
tl_pack_work_get_session (TlPackWork *self)
{
  g_return_val_if_fail (TL_IS_PACK_WORK (self), NULL);
  return self->session;
}

/**
 * tl_pack_work_set_active:
 * @active: whether someone looks
 */
void
tl_pack_work_set_active (TlPackWork *self, gboolean active)
{
  g_return_if_fail (TL_IS_PACK_WORK (self));
  self->active = active;
  if (!is_wanted (self))
    stop (self);
  else if (self->is_due && self->running == NULL)
    run_soon (self);
}

/**
 * tl_pack_work_hold:
 *
 * Has the pack made, even while nobody looks, until tl_pack_work_release().
 */
void
tl_pack_work_hold (TlPackWork *self)
{
  g_return_if_fail (TL_IS_PACK_WORK (self));
  self->holds++;
  tl_pack_work_set_active (self, self->active);
}

/**
 * tl_pack_work_release:
 */
void
tl_pack_work_release (TlPackWork *self)
{
  g_return_if_fail (TL_IS_PACK_WORK (self) && self->holds > 0);
  self->holds--;
  tl_pack_work_set_active (self, self->active);
}

/**
 * tl_pack_work_set_audience:
 */
void
tl_pack_work_set_audience (TlPackWork *self, TlAudience audience)
{
  g_return_if_fail (TL_IS_PACK_WORK (self));
  if (audience == self->audience)
    return;
  self->audience = audience;
  run_soon (self);
}

TlAudience
tl_pack_work_get_audience (TlPackWork *self)
{
  g_return_val_if_fail (TL_IS_PACK_WORK (self), TL_AUDIENCE_BOARD);
  return self->audience;
}

/**
 * tl_pack_work_set_paper:
 * @paper: what the sheets are
 */
void
tl_pack_work_set_paper (TlPackWork *self, const TlPaper *paper)
{
  g_return_if_fail (TL_IS_PACK_WORK (self) && paper);
  if (paper == self->paper)
    return;
  self->paper = paper;
  run_soon (self);
}

/**
 * tl_pack_work_get_made:
 *
 * Returns: (transfer none) (nullable): the last pack that was made
 */
TlPackMade *
tl_pack_work_get_made (TlPackWork *self)
{
  g_return_val_if_fail (TL_IS_PACK_WORK (self), NULL);
  return self->made;
}

/**
 * tl_pack_work_is_working:
 *
 * Returns: whether what was made is not of now
 */
gboolean
tl_pack_work_is_working (TlPackWork *self)
{
  g_return_val_if_fail (TL_IS_PACK_WORK (self), FALSE);
  return self->is_due;
}

/**
 * tl_pack_work_get_error:
 *
 * Returns: (transfer none) (nullable): why there is no pack
 */
const char *
tl_pack_work_get_error (TlPackWork *self)
{
  g_return_val_if_fail (TL_IS_PACK_WORK (self), NULL);
  return self->error;
}
