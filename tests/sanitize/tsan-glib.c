/* tsan-glib.c: tells ThreadSanitizer how GLib hands things from one thread to another
 *
 * GLib is not built with the sanitizer, and its locks are futexes that it cannot see. What the program hands over by
 * them, through tasks, idles and locks, would all be called a race. This library stands before GLib (LD_PRELOAD), does
 * what GLib does, and says what came before what.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <dlfcn.h>
#include <gio/gio.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);

#define REAL(name) \
  static __typeof__ (&name) real; \
  if (real == NULL) \
    real = (__typeof__ (&name)) dlsym (RTLD_NEXT, #name)

/* Locks */

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock);
  real (mutex);
  __tsan_acquire (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean done;

  REAL (g_mutex_trylock);
  done = real (mutex);
  if (done)
    __tsan_acquire (mutex);
  return done;
}

void
g_mutex_unlock (GMutex *mutex)
{
  REAL (g_mutex_unlock);
  __tsan_release (mutex);
  real (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  REAL (g_cond_wait);
  __tsan_release (mutex);
  real (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end)
{
  gboolean done;

  REAL (g_cond_wait_until);
  __tsan_release (mutex);
  done = real (cond, mutex, end);
  __tsan_acquire (mutex);
  return done;
}

/* Tasks */

static GQuark
work_quark (void)
{
  return g_quark_from_static_string ("tsan-work");
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTaskThreadFunc run = (GTaskThreadFunc) g_object_get_qdata (G_OBJECT (task), work_quark ());

  __tsan_acquire (task);
  run (task, source, data, cancellable);
  __tsan_release (task);
}

void
g_task_run_in_thread (GTask *task, GTaskThreadFunc run)
{
  REAL (g_task_run_in_thread);
  g_object_set_qdata (G_OBJECT (task), work_quark (), (gpointer) run);
  __tsan_release (task);
  real (task, work);
}

#define RETURN(name, type) \
  void \
  name (GTask *task, type value) \
  { \
    REAL (name); \
    __tsan_release (task); \
    real (task, value); \
  }

RETURN (g_task_return_boolean, gboolean)
RETURN (g_task_return_int, gssize)
RETURN (g_task_return_error, GError *)

void
g_task_return_pointer (GTask *task, gpointer value, GDestroyNotify destroy)
{
  REAL (g_task_return_pointer);
  __tsan_release (task);
  real (task, value, destroy);
}

#define PROPAGATE(name, type) \
  type \
  name (GTask *task, GError **error) \
  { \
    REAL (name); \
    __tsan_acquire (task); \
    return real (task, error); \
  }

PROPAGATE (g_task_propagate_boolean, gboolean)
PROPAGATE (g_task_propagate_int, gssize)
PROPAGATE (g_task_propagate_pointer, gpointer)

/* What a loop in another thread is asked to call */

typedef struct
{
  GSourceFunc    call;
  gpointer       data;
  GDestroyNotify destroy;
} Handed;

static gboolean
call_handed (gpointer data)
{
  Handed *handed = data;

  __tsan_acquire (handed);
  return handed->call (handed->data);
}

static void
free_handed (gpointer data)
{
  Handed *handed = data;

  __tsan_acquire (handed);
  if (handed->destroy)
    handed->destroy (handed->data);
  g_free (handed);
}

static Handed *
hand (GSourceFunc call, gpointer data, GDestroyNotify destroy)
{
  Handed *handed = g_new (Handed, 1);

  *handed = (Handed) { call, data, destroy };
  __tsan_release (handed);
  return handed;
}

guint
g_idle_add_full (int priority, GSourceFunc call, gpointer data, GDestroyNotify destroy)
{
  REAL (g_idle_add_full);
  return real (priority, call_handed, hand (call, data, destroy), free_handed);
}

guint
g_idle_add (GSourceFunc call, gpointer data)
{
  return g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, call, data, NULL);
}

void
g_main_context_invoke_full (GMainContext *context, int priority, GSourceFunc call, gpointer data, GDestroyNotify destroy)
{
  REAL (g_main_context_invoke_full);
  real (context, priority, call_handed, hand (call, data, destroy), free_handed);
}

gpointer
g_thread_join (GThread *thread)
{
  gpointer result;

  REAL (g_thread_join);
  result = real (thread);
  __tsan_acquire (thread);
  return result;
}
