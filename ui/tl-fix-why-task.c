/* tl-fix-why-task.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-why-task.h"

#include <glib/gi18n-lib.h>

#include "tl-inputs.h"
#include "tl-pays.h"

/**
 * tl_fix_reasons_free:
 * @self: (nullable): reasons
 */
void
tl_fix_reasons_free (TlFixReasons *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->why, tl_impact_why_free);
  g_object_unref (self->figures);
  g_free (self->why_not);
  g_free (self);
}

static TlFixReasons *
reasons_new (TlFigures *figures, guint fix)
{
  TlFixReasons *self = g_new0 (TlFixReasons, 1);

  self->figures = g_object_ref (figures);
  self->fix = fix;
  return self;
}

static void
stop_finding (GCancellable *cancellable, gpointer data)
{
  g_atomic_int_set ((gint *) data, 1);
}

static void
find_reasons (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const TlFixReasons      *asked = data;
  g_autoptr (TlFixReasons) self = reasons_new (asked->figures, asked->fix);
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  gint                     stop = 0;
  gulong                   handler = 0;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (stop_finding), &stop, NULL);
  self->why = tl_impact_why (tl_figures_get_model (self->figures), self->fix, &stop, &refusal);
  if (cancellable)
    g_cancellable_disconnect (cancellable, handler);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->why == NULL)
    self->why_not = tl_figures_explain_refusal (self->figures, &refusal);
  g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) tl_fix_reasons_free);
}

/**
 * tl_fix_reasons_async:
 * @figures: figures that are known
 * @fix: index of a fix
 * @cancellable: (nullable): cancel it when something else is looked at
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Finds what each effect of a fix contributes.
 */
void
tl_fix_reasons_async (TlFigures *figures, guint fix, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, tl_fix_reasons_async);
  g_task_set_task_data (task, reasons_new (figures, fix), (GDestroyNotify) tl_fix_reasons_free);
  g_task_run_in_thread (task, find_reasons);
}

/**
 * tl_fix_reasons_finish:
 *
 * Returns: (transfer full) (nullable): the reasons
 */
TlFixReasons *
tl_fix_reasons_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
find_pays (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const TlFixReasons   *asked = data;
  g_autoptr (GPtrArray) pays = NULL;
  gint                  stop = 0;
  gulong                handler = 0;

  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (stop_finding), &stop, NULL);
  pays = tl_pays_explain (asked->figures, asked->fix, &stop);
  if (cancellable)
    g_cancellable_disconnect (cancellable, handler);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&pays), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * tl_fix_pays_async:
 * @figures: figures that are known
 * @fix: index of a ranked fix
 * @cancellable: (nullable): cancel it when something else is looked at
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Finds where a fix stops paying, in sentences.
 */
void
tl_fix_pays_async (TlFigures *figures, guint fix, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, tl_fix_pays_async);
  g_task_set_task_data (task, reasons_new (figures, fix), (GDestroyNotify) tl_fix_reasons_free);
  g_task_run_in_thread (task, find_pays);
}

/**
 * tl_fix_pays_finish:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the sentences
 */
GPtrArray *
tl_fix_pays_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  TlFigures *figures;
  GArray    *evens;
} Evens;

static void
evens_free (gpointer data)
{
  Evens *self = data;

  g_object_unref (self->figures);
  g_array_unref (self->evens);
  g_free (self);
}

static void
find_evens (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Evens *self = data;

  for (guint i = 0; i < self->evens->len; i++)
    {
      TlFixEven *even = &g_array_index (self->evens, TlFixEven, i);

      if (g_task_return_error_if_cancelled (task))
        return;
      even->known = tl_impact_break_even (tl_figures_get_model (self->figures), even->fix, even->part, even->index,
                                          &even->even);
    }
  g_task_return_pointer (task, g_array_ref (self->evens), (GDestroyNotify) g_array_unref);
}

/**
 * tl_fix_evens_async:
 * @figures: figures that are known
 * @asked: (element-type TlFixEven): what is asked; it is worked on in another thread until @callback is called
 * @cancellable: (nullable): cancel it when something else is looked at
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * Finds where fixes stop paying.
 */
void
tl_fix_evens_async (TlFigures *figures, GArray *asked, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Evens            *self = g_new (Evens, 1);

  *self = (Evens) { g_object_ref (figures), g_array_ref (asked) };
  g_task_set_source_tag (task, tl_fix_evens_async);
  g_task_set_task_data (task, self, evens_free);
  g_task_run_in_thread (task, find_evens);
}

/**
 * tl_fix_evens_finish:
 *
 * Returns: (transfer full) (nullable) (element-type TlFixEven): the answers, in the order in which they were asked
 */
GArray *
tl_fix_evens_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tl_fix_even_say:
 * @figures: the figures it was asked of
 * @even: where a fix stops paying
 *
 * Returns: (transfer full) (nullable): that, without the number's own name: `Pays while above 7.2%; it is 14% now.`
 */
char *
tl_fix_even_say (TlFigures *figures, const TlFixEven *even)
{
  g_autofree char *now = NULL;
  g_autofree char *at = NULL;

  if (!even->known)
    return NULL;
  now = tl_inputs_show (figures, even->part, even->index, even->even.now, NULL);
  at = tl_inputs_show (figures, even->part, even->index, even->even.at, NULL);
  if (!even->even.found)
    return g_strdup (even->even.npv >= 0 ? _("The fix pays whatever this is.")
                                         : _("The fix does not pay, whatever this is."));
  /* Of a change, “below” and “above” say nothing to people: 40% less is below 30% less. */
  if (even->part == TL_IMPACT_PART_AMOUNT)
    return g_strdup_printf (even->even.npv >= 0 ? _("The fix stops paying at %s; it is %s now.")
                                                : _("The fix begins to pay at %s; it is %s now."),
                            at, now);
  return g_strdup_printf (even->even.pays_below ? _("The fix pays while this is below %s; it is %s now.")
                                                : _("The fix pays while this is above %s; it is %s now."),
                          at, now);
}
