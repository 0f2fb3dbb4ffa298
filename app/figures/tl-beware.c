/* tl-beware.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-beware.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "tl-number.h"

/* A source, a touchpoint or a pain, and the query for its records; nothing, for all of them. */
typedef struct
{
  TlKind           kind; /* TL_KIND_NONE for all */
  char            *id;
  char            *title;
  char            *until;   /* of a source: the end of the period that it is about */
  gint64           asked;   /* of a source; 0 where nobody says */
  gboolean         is_survey;
  TlEvidenceQuery *query;
} Subject;

typedef struct _TlBewareJob
{
  GPtrArray  *subjects;
  GHashTable *titles;     /* of sources: id → title */
  GHashTable *volunteers; /* set of ids of sources that people write to by themselves */
  int         month;      /* now, as year · 12 + month - 1 */
} Job;

static void
subject_free (gpointer data)
{
  Subject *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->until);
  g_object_unref (self->query);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->subjects);
  g_hash_table_unref (job->titles);
  g_hash_table_unref (job->volunteers);
  g_free (job);
}

static void
beware_free (gpointer data)
{
  TlBeware *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

static void
add (GPtrArray *all, TlBewareKind kind, const Subject *subject, char *text)
{
  TlBeware *beware = g_new (TlBeware, 1);

  *beware = (TlBeware) { kind, g_strdup (subject->id), text };
  g_ptr_array_add (all, beware);
}

static char *
show (gint64 n)
{
  return tl_number_format_people ((double) n, 0, NULL);
}

static int
read_month (const char *text)
{
  int year, month;

  return text && sscanf (text, "%d-%d", &year, &month) == 2 ? year * 12 + month - 1 : -1;
}

static void
warn_of_volunteers (const Job *job, const Subject *subject, const TlFacets *facets, GPtrArray *all)
{
  g_autofree char *n = show (facets->n);

  for (guint i = 0; i < facets->values[TL_FACET_SOURCE]->len; i++)
    if (!g_hash_table_contains (job->volunteers, g_array_index (facets->values[TL_FACET_SOURCE], TlFacetValue, i).value))
      return;
  if (subject->kind == TL_KIND_NONE)
    add (all, TL_BEWARE_VOLUNTEERS, subject,
         g_strdup_printf (_("All %s records are of people who came forward by themselves (reviews, complaints, contacts). They "
                            "say what happens, and not how often."), n));
  else
    add (all, TL_BEWARE_VOLUNTEERS, subject,
         g_strdup_printf (_("All %s records about “%s” are of people who came forward by themselves (reviews, complaints, "
                            "contacts). They say what happens, and not how often."), n, subject->title));
}

static void
warn_of_one_source (const Job *job, const Subject *subject, const TlFacets *facets, GPtrArray *all)
{
  const char      *id, *title;
  g_autofree char *n = show (facets->n);

  if (facets->values[TL_FACET_SOURCE]->len != 1 || g_hash_table_size (job->titles) < 2)
    return;
  id = g_array_index (facets->values[TL_FACET_SOURCE], TlFacetValue, 0).value;
  title = g_hash_table_lookup (job->titles, id);
  add (all, TL_BEWARE_ONE_SOURCE, subject,
       g_strdup_printf (_("All %s records about “%s” come from one source, “%s”."), n, subject->title, title ? title : id));
}

/* The newest month in which there are records; -1 where none has a date. */
static int
find_newest (const TlFacets *facets)
{
  int newest = -1;

  for (guint i = 0; i < facets->values[TL_FACET_MONTH]->len; i++)
    newest = MAX (newest, read_month (g_array_index (facets->values[TL_FACET_MONTH], TlFacetValue, i).value));
  return newest;
}

static void
warn_of_age (const Job *job, const Subject *subject, const TlFacets *facets, GPtrArray *all)
{
  int newest = find_newest (facets);
  int age = job->month - newest;

  if (newest < 0 || age < TL_BEWARE_OLD_MONTHS)
    return;
  add (all, TL_BEWARE_OLD, subject,
       g_strdup_printf (ngettext ("The newest record of “%s” is %d month old (%04d-%02d).",
                                  "The newest record of “%s” is %d months old (%04d-%02d).", (gulong) age),
                        subject->title, age, newest / 12, newest % 12 + 1));
}

static void
warn_of_answers (const Subject *subject, const TlFacets *facets, GPtrArray *all)
{
  g_autofree char *n = show (facets->n);
  g_autofree char *asked = show (subject->asked);
  g_autofree char *share = NULL;

  if (subject->asked <= 0 || facets->n >= TL_BEWARE_FEW_ANSWERED * (double) subject->asked)
    return;
  share = tl_number_format_percent ((double) facets->n / (double) subject->asked, NULL);
  add (all, TL_BEWARE_FEW_ANSWERS, subject,
       g_strdup_printf (_("Of %s people asked for “%s”, %s have answered (%s). The others may think otherwise."), asked,
                        subject->title, n, share));
}

static void
warn_of_afterwards (const Subject *subject, const TlFacets *facets, GPtrArray *all)
{
  int              end = read_month (subject->until);
  gint64           late = 0;
  g_autofree char *n = NULL;
  g_autofree char *whole = show (facets->n);

  if (end < 0 || !subject->is_survey)
    return;
  for (guint i = 0; i < facets->values[TL_FACET_MONTH]->len; i++)
    {
      const TlFacetValue *month = &g_array_index (facets->values[TL_FACET_MONTH], TlFacetValue, i);

      if (read_month (month->value) > end + TL_BEWARE_LATE_MONTHS)
        late += month->n;
    }
  if (late == 0)
    return;
  n = show (late);
  add (all, TL_BEWARE_AFTERWARDS, subject,
       g_strdup_printf (_("%s of %s answers to “%s” came more than a month after the time that it asks about (until %s). What is "
                          "long past is remembered as better or worse than it was."), n, whole, subject->title,
                        subject->until));
}

static void
warn_of_subject (const Job *job, const Subject *subject, const TlFacets *facets, GPtrArray *all)
{
  g_autofree char *n = show (facets->n);

  if (facets->n == 0)
    return;
  switch (subject->kind)
    {
    case TL_KIND_NONE:
      warn_of_volunteers (job, subject, facets, all);
      break;

    case TL_KIND_SOURCE:
      warn_of_answers (subject, facets, all);
      warn_of_age (job, subject, facets, all);
      warn_of_afterwards (subject, facets, all);
      break;

    default:
      warn_of_volunteers (job, subject, facets, all);
      warn_of_one_source (job, subject, facets, all);
      if (facets->n < TL_BEWARE_FEW)
        add (all, TL_BEWARE_FEW_RECORDS, subject,
             g_strdup_printf (ngettext ("Only %s record speaks of “%s”: too few to say how common it is.",
                                        "Only %s records speak of “%s”: too few to say how common it is.",
                                        (gulong) facets->n),
                              n, subject->title));
      break;
    }
}

static GPtrArray *
job_run (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (beware_free);

  for (guint i = 0; i < job->subjects->len; i++)
    {
      const Subject       *subject = job->subjects->pdata[i];
      g_autoptr (TlFacets) facets = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      facets = tl_evidence_query_facets (subject->query, error);
      if (facets == NULL)
        return NULL;
      warn_of_subject (job, subject, facets, all);
    }
  return g_steal_pointer (&all);
}

static void
add_subject (Job *job, TlDocument *document, TlThing *thing)
{
  Subject         *subject = g_new0 (Subject, 1);
  TlEvidenceFilter filter = { NULL };

  subject->kind = thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;
  if (thing)
    {
      subject->id = g_strdup (tl_thing_get_id (thing));
      subject->title = g_strdup (tl_thing_get_title (thing));
    }
  if (subject->kind == TL_KIND_SOURCE)
    {
      filter.source = subject->id;
      subject->until = g_strdup (tl_thing_get_text (thing, TL_SOURCE_TO));
      subject->asked = (gint64) tl_thing_get_number (thing, TL_SOURCE_ASKED);
      subject->is_survey = tl_thing_is_word (thing, TL_SOURCE_KIND, "survey");
    }
  else
    filter.thing = subject->id;
  subject->query = tl_evidence_query_new (document, &filter, NULL);
  g_ptr_array_add (job->subjects, subject);
}

static gboolean
come_by_themselves (TlThing *source)
{
  return tl_thing_is_word (source, TL_SOURCE_KIND, "review") || tl_thing_is_word (source, TL_SOURCE_KIND, "complaint") ||
         tl_thing_is_word (source, TL_SOURCE_KIND, "contact");
}

static Job *
job_new (TlDocument *document)
{
  static const TlKind  kinds[] = { TL_KIND_SOURCE, TL_KIND_PAIN };
  Job                 *job = g_new0 (Job, 1);
  TlJourney           *journey = tl_document_get_journey (document);
  const char          *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  guint64              seconds = 0;
  g_autoptr (GDateTime) now = epoch && g_ascii_string_to_unsigned (epoch, 10, 0, G_MAXINT32, &seconds, NULL)
                                ? g_date_time_new_from_unix_utc ((gint64) seconds) : g_date_time_new_now_utc ();

  job->subjects = g_ptr_array_new_with_free_func (subject_free);
  job->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  job->volunteers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job->month = g_date_time_get_year (now) * 12 + g_date_time_get_month (now) - 1;
  add_subject (job, document, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) things = tl_journey_collect (journey, kinds[i]);

      for (guint j = 0; j < things->len; j++)
        {
          TlThing *thing = things->pdata[j];

          add_subject (job, document, thing);
          if (kinds[i] != TL_KIND_SOURCE)
            continue;
          g_hash_table_insert (job->titles, g_strdup (tl_thing_get_id (thing)), g_strdup (tl_thing_get_title (thing)));
          if (come_by_themselves (thing))
            g_hash_table_add (job->volunteers, g_strdup (tl_thing_get_id (thing)));
        }
    }
  return job;
}

/**
 * tl_beware_job_new:
 * @document: a document; only this call reads it
 *
 * Returns: (transfer full): what tl_beware_job_run() looks at, in any thread
 */
TlBewareJob *
tl_beware_job_new (TlDocument *document)
{
  return job_new (document);
}

/**
 * tl_beware_job_run:
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Returns: (transfer full) (element-type TlBeware): as tl_beware_new()
 */
GPtrArray *
tl_beware_job_run (TlBewareJob *self, GCancellable *cancellable, GError **error)
{
  return job_run (self, cancellable, error);
}

/**
 * tl_beware_job_free:
 */
void
tl_beware_job_free (TlBewareJob *self)
{
  if (self)
    job_free (self);
}

/**
 * tl_beware_new:
 * @document: a document
 * @error: return location
 *
 * Looks for what misleads: in all evidence, in each source, and for each pain that records speak of, in that order.
 *
 * Returns: (transfer full) (element-type TlBeware): the warnings; %NULL with an error
 */
GPtrArray *
tl_beware_new (TlDocument *document, GError **error)
{
  Job       *job = job_new (document);
  GPtrArray *all = job_run (job, NULL, error);

  job_free (job);
  return all;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError    *error = NULL;
  GPtrArray *all = job_run (data, cancellable, &error);

  if (all)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * tl_beware_new_async:
 * @cancellable: (nullable): ends it
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * As tl_beware_new(), off the calling thread.
 */
void
tl_beware_new_async (TlDocument *document, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (document, cancellable, callback, data);

  g_task_set_source_tag (task, tl_beware_new_async);
  g_task_set_task_data (task, job_new (document), job_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * tl_beware_new_finish:
 *
 * Returns: (transfer full) (element-type TlBeware): as tl_beware_new()
 */
GPtrArray *
tl_beware_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
