/* tl-records-act.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-records-act.h"

#include <glib/gi18n-lib.h>

/* More than these are worked on in a thread. */
#define MANY 10000

/* Each deletion is a row of the history: more would be no step that one undoes, but another import. */
#define MOST_DELETED 20000

typedef struct
{
  TlSession    *session;
  TlRecordsAct  act;
  char         *thing;
  TlRecordSet  *set;
  TlBatch      *batch;
  guint         n;
} Act;

static void
act_free (gpointer data)
{
  Act *self = data;

  g_clear_pointer (&self->batch, tl_batch_free);
  g_clear_pointer (&self->set, tl_record_set_unref);
  g_object_unref (self->session);
  g_free (self->thing);
  g_free (self);
}

static TlEdit *
edit_new (TlRecordsAct act)
{
  switch (act)
    {
    case TL_RECORDS_ASSIGN:
      return tl_edit_new (_("Assign records"));

    case TL_RECORDS_UNASSIGN:
      return tl_edit_new (_("Unassign records"));

    case TL_RECORDS_STAR:
      return tl_edit_new (_("Star records"));

    case TL_RECORDS_UNSTAR:
      return tl_edit_new (_("Take stars away"));

    case TL_RECORDS_DELETE:
    default:
      return tl_edit_new (_("Delete records"));
    }
}

static void
finish (GTask *task, gboolean ok, GError *error)
{
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Act     *self = data;
  GError  *error = NULL;
  gboolean ok;

  switch (self->act)
    {
    case TL_RECORDS_ASSIGN:
      ok = tl_batch_assign (self->batch, self->set, self->thing, cancellable, &error);
      break;

    case TL_RECORDS_UNASSIGN:
      ok = tl_batch_unassign (self->batch, self->set, NULL, cancellable, &error);
      break;

    case TL_RECORDS_STAR:
    case TL_RECORDS_UNSTAR:
    case TL_RECORDS_DELETE:
    default:
      ok = tl_batch_star (self->batch, self->set, self->act == TL_RECORDS_STAR, cancellable, &error);
      break;
    }
  finish (task, ok, error);
}

static void
worked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Act              *self = g_task_get_task_data (task);
  GError           *error = NULL;
  gboolean          ok = g_task_propagate_boolean (G_TASK (result), &error);

  ok = ok && tl_batch_commit (self->batch, &error) >= 0;
  g_clear_pointer (&self->batch, tl_batch_free);
  finish (task, ok, error);
}

static void
act_on_set (GTask *task)
{
  Act               *self = g_task_get_task_data (task);
  GError            *error = NULL;
  g_autoptr (TlEdit) edit = edit_new (self->act);
  g_autoptr (GTask)  inner = NULL;

  self->n = tl_record_set_get_size (self->set);
  if (self->n > MANY)
    {
      self->batch = tl_batch_new (tl_session_get_document (self->session), edit, FALSE, &error);
      if (self->batch == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      inner = g_task_new (NULL, g_task_get_cancellable (task), worked, g_object_ref (task));
      g_task_set_task_data (inner, self, NULL);
      g_task_run_in_thread (inner, work);
      return;
    }
  if (self->act == TL_RECORDS_ASSIGN)
    tl_edit_assign (edit, self->set, self->thing);
  else if (self->act == TL_RECORDS_UNASSIGN)
    tl_edit_unassign (edit, self->set, NULL);
  else
    tl_edit_star (edit, self->set, self->act == TL_RECORDS_STAR);
  finish (task, tl_session_apply (self->session, edit, &error), error);
}

static void
delete (GTask *task, char **ids)
{
  Act               *self = g_task_get_task_data (task);
  GError            *error = NULL;
  g_autoptr (TlEdit) edit = edit_new (self->act);

  self->n = g_strv_length (ids);
  for (char **id = ids; *id; id++)
    tl_edit_delete (edit, *id);
  finish (task, tl_session_apply (self->session, edit, &error), error);
}

static void
listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Act              *self = g_task_get_task_data (task);
  GError           *error = NULL;
  g_auto (GStrv)    ids = tl_records_model_ids_finish (TL_RECORDS_MODEL (source), result, &error);

  if (ids == NULL)
    g_task_return_error (task, error);
  else if (self->act == TL_RECORDS_DELETE)
    delete (task, ids);
  else
    {
      self->set = tl_record_set_new (tl_session_get_document (self->session), (const char *const *) ids);
      act_on_set (task);
    }
}

/**
 * tl_records_act_async:
 * @session: the open journey
 * @model: records
 * @places: which of them
 * @act: what is done
 * @thing: (nullable): what they are assigned to
 * @cancellable: (nullable): ends it; then nothing was done
 *
 * One edit, which one undo takes back.
 */
void
tl_records_act_async (TlSession *session, TlRecordsModel *model, GtkBitset *places, TlRecordsAct act, const char *thing,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, data);
  guint64           n = gtk_bitset_get_size (places);
  Act              *self = g_new0 (Act, 1);
  GError           *error = NULL;

  self->session = g_object_ref (session);
  self->act = act;
  self->thing = g_strdup (thing);
  g_task_set_task_data (task, self, act_free);
  if (act == TL_RECORDS_DELETE && n > MOST_DELETED)
    {
      g_autofree char *most = g_strdup_printf ("%'d", MOST_DELETED);

      /* Translators: %s is a number. */
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _("At most %s records can be deleted at once. Choose fewer, or undo the import."), most);
    }
  else if (act != TL_RECORDS_DELETE && n == g_list_model_get_n_items (G_LIST_MODEL (model)))
    {
      self->set = tl_evidence_query_list_all (tl_records_model_get_query (model), &error);
      if (self->set)
        act_on_set (task);
      else
        g_task_return_error (task, error);
    }
  else
    tl_records_model_ids_async (model, places, cancellable, listed, g_object_ref (task));
}

/**
 * tl_records_act_finish:
 * @n: (out): how many records it was about
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_records_act_finish (GAsyncResult *result, guint *n, GError **error)
{
  *n = ((Act *) g_task_get_task_data (G_TASK (result)))->n;
  return g_task_propagate_boolean (G_TASK (result), error);
}
