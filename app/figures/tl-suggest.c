/* tl-suggest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-suggest.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-error.h"
#include "tl-text.h"

#define PAGE 400
#define FEWEST_TO_LEARN 10 /* records in all, of two things at least */
#define FEWEST_SENTIMENTS 20 /* of each sort */
#define WORDS_TOLD 5
#define EXTRACT_CHARS 120
#define TEXT_CHARS 1000

/* What the document's thread knows. */
typedef struct
{
  TlEvidenceQuery *known;   /* records that speak of something */
  TlEvidenceQuery *scored;  /* all with words */
  TlEvidenceQuery *asked;   /* records to propose something for */
  GHashTable      *things;  /* set of ids that may be proposed */
  guint            at_most;
  double           least;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->known);
  g_clear_object (&job->scored);
  g_clear_object (&job->asked);
  g_hash_table_unref (job->things);
  g_free (job);
}

static void
suggestion_free (gpointer data)
{
  TlSuggestion *self = data;

  g_free (self->record);
  g_free (self->thing);
  g_strfreev (self->words);
  g_free (self->extract);
  g_free (self->text);
  g_free (self);
}

/**
 * tl_suggestions_free:
 */
void
tl_suggestions_free (TlSuggestions *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->all);
  g_free (self);
}

/* Visits the records of a query, a page at a time: at most @most of them, evenly spread. */
static gboolean
visit (TlEvidenceQuery *query, guint most, void (*each) (const TlRecord *record, gpointer data), gpointer data,
       GCancellable *cancellable, GError **error)
{
  TlEvidenceCount count;
  guint           n, step;

  if (!tl_evidence_query_count (query, &count, error))
    return FALSE;
  n = (guint) MIN (count.records, G_MAXINT32);
  step = n > most ? (guint) ((guint64) n * PAGE / most) : PAGE;
  for (guint first = 0; first < n; first += step)
    {
      g_autoptr (GPtrArray) page = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      page = tl_evidence_query_fetch (query, first, PAGE, error);
      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        each (page->pdata[i], data);
    }
  return TRUE;
}

/* Counting first, so that things with hardly a record are no class. */
typedef struct
{
  GHashTable *things;
  GHashTable *counts;  /* id → how many */
  GPtrArray  *texts;
  GPtrArray  *labels;  /* GPtrArray of ids */
} Collecting;

static void
note_label (Collecting *self, GPtrArray *labels, const char *thing)
{
  const char *known = g_hash_table_lookup (self->things, thing);

  if (known == NULL)
    return;
  g_ptr_array_add (labels, (char *) known);
  g_hash_table_insert (self->counts, (char *) known,
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, known)) + 1));
}

static void
collect (const TlRecord *record, gpointer data)
{
  Collecting           *self = data;
  const char           *text = tl_record_get_text (record, TL_EVIDENCE_TEXT);
  const char           *on = tl_record_get_text (record, TL_EVIDENCE_ON);
  const char           *touchpoint = tl_record_get_text (record, TL_EVIDENCE_TOUCHPOINT);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (tl_text_is_blank (text))
    return;
  if (on)
    note_label (self, labels, on);
  for (guint i = 0; record->about && record->about[i]; i++)
    note_label (self, labels, record->about[i]);
  /* Where nothing closer is said, the touchpoint it is. */
  if (labels->len == 0 && touchpoint)
    note_label (self, labels, touchpoint);
  if (labels->len == 0)
    return;
  g_ptr_array_add (self->texts, g_strdup (text));
  g_ptr_array_add (self->labels, g_steal_pointer (&labels));
}

/* The classes are the things that enough records speak of. */
static TlLearner *
learn_things (const Collecting *self, GPtrArray *classes, TlSuggestions *result, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList)      ids = g_list_sort (g_hash_table_get_keys (self->counts), (GCompareFunc) strcmp);
  g_autoptr (TlLearner)  learner = NULL;

  for (GList *l = ids; l; l = l->next)
    if (GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, l->data)) >= TL_SUGGEST_FEWEST)
      {
        g_ptr_array_add (classes, l->data);
        g_hash_table_insert (numbers, l->data, GUINT_TO_POINTER (classes->len));
      }
  learner = tl_learner_new (classes->len);
  for (guint i = 0; i < self->texts->len; i++)
    {
      GPtrArray         *labels = self->labels->pdata[i];
      g_autoptr (GArray) mine = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint j = 0; j < labels->len; j++)
        {
          guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, labels->pdata[j]));

          if (number-- > 0)
            g_array_append_val (mine, number);
        }
      if (mine->len == 0)
        continue;
      tl_learner_add (learner, self->texts->pdata[i], (const guint *) (gpointer) mine->data, mine->len);
      result->n_learned++;
    }
  result->n_things = classes->len;
  if (classes->len < 2 || result->n_learned < FEWEST_TO_LEARN)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   _("There is too little to learn from: at least %d records with words must be assigned, to two things or "
                     "more, %d to each."),
                   FEWEST_TO_LEARN, TL_SUGGEST_FEWEST);
      return NULL;
    }
  return tl_learner_teach (learner, &result->skill, cancellable, error) ? g_steal_pointer (&learner) : NULL;
}

typedef struct
{
  GPtrArray *texts;
  GArray    *happy; /* guint: 0 or 1 */
  guint      counts[2];
} Feeling;

/* 1 happy, −1 unhappy, 0 neither. Where scores disagree, neither. */
static int
read_feeling (const TlRecord *record)
{
  static const struct
  {
    TlField field;
    double  low, high;
  } ends[] = {
    { TL_EVIDENCE_NPS, 6, 9 },
    { TL_EVIDENCE_STARS, 2, 4 },
    { TL_EVIDENCE_CSAT, 2, 4 },
    { TL_EVIDENCE_SENTIMENT, -.3, .3 },
  };
  int feeling = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      double value;

      if (!tl_record_has (record, ends[i].field))
        continue;
      value = record->values[ends[i].field - TL_EVIDENCE_SOURCE].number;
      /* Of a satisfaction beyond 5 the scale is not known. */
      if (ends[i].field == TL_EVIDENCE_CSAT && value > 5)
        continue;
      feeling += value <= ends[i].low ? -1 : value >= ends[i].high ? 1 : 0;
    }
  return CLAMP (feeling, -1, 1);
}

static void
feel (const TlRecord *record, gpointer data)
{
  Feeling    *self = data;
  const char *text = tl_record_get_text (record, TL_EVIDENCE_TEXT);
  int         feeling = read_feeling (record);
  guint       class = feeling > 0;

  if (feeling == 0 || tl_text_is_blank (text))
    return;
  g_ptr_array_add (self->texts, g_strdup (text));
  g_array_append_val (self->happy, class);
  self->counts[class]++;
}

/* Returns NULL without an error where there is too little to learn from. */
static TlLearner *
learn_feeling (Job *job, TlSuggestions *result, GCancellable *cancellable, GError **error)
{
  Feeling               feeling = { .texts = g_ptr_array_new_with_free_func (g_free),
                                    .happy = g_array_new (FALSE, FALSE, sizeof (guint)) };
  g_autoptr (TlLearner) learner = tl_learner_new (2);
  gboolean              done;

  done = visit (job->scored, TL_SUGGEST_LEARN_MOST, feel, &feeling, cancellable, error);
  if (done && feeling.counts[0] >= FEWEST_SENTIMENTS && feeling.counts[1] >= FEWEST_SENTIMENTS)
    {
      for (guint i = 0; i < feeling.texts->len; i++)
        tl_learner_add (learner, feeling.texts->pdata[i], &g_array_index (feeling.happy, guint, i), 1);
      result->n_sentiment = feeling.texts->len;
      done = tl_learner_teach (learner, &result->sentiment_skill, cancellable, error);
    }
  else
    done = FALSE;
  g_ptr_array_unref (feeling.texts);
  g_array_unref (feeling.happy);
  return done ? g_steal_pointer (&learner) : NULL;
}

typedef struct
{
  const TlLearner *learner;
  const TlLearner *feeling;
  GPtrArray       *classes;
  double          *chances;
  double           least;
  TlSuggestions   *result;
} Asking;

static void
ask (const TlRecord *record, gpointer data)
{
  Asking       *self = data;
  const char   *text = tl_record_get_text (record, TL_EVIDENCE_TEXT);
  TlSuggestion *suggestion;
  guint         best;
  double        feelings[2];

  if (tl_text_is_blank (text))
    return;
  self->result->n_asked++;
  best = tl_learner_ask (self->learner, text, self->chances);
  if (self->chances[best] < self->least)
    return;
  suggestion = g_new0 (TlSuggestion, 1);
  suggestion->record = g_strdup (record->id);
  suggestion->thing = g_strdup (self->classes->pdata[best]);
  suggestion->confidence = self->chances[best];
  suggestion->words = tl_learner_explain (self->learner, text, best, WORDS_TOLD);
  suggestion->extract = tl_text_shorten (text, EXTRACT_CHARS);
  suggestion->text = tl_text_shorten (text, TEXT_CHARS);
  suggestion->sentiment = NAN;
  if (self->feeling)
    {
      tl_learner_ask (self->feeling, text, feelings);
      suggestion->sentiment = feelings[1] - feelings[0];
    }
  g_ptr_array_add (self->result->all, suggestion);
}

static int
compare_suggestions (gconstpointer a, gconstpointer b)
{
  const TlSuggestion *one = *(const TlSuggestion *const *) a, *other = *(const TlSuggestion *const *) b;

  if (one->confidence != other->confidence)
    return one->confidence < other->confidence ? 1 : -1;
  return strcmp (one->record, other->record);
}

static TlSuggestions *
job_run (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlSuggestions) result = g_new0 (TlSuggestions, 1);
  g_autoptr (GHashTable)    counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray)     texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray)     labels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray)     classes = g_ptr_array_new ();
  g_autoptr (TlLearner)     learner = NULL;
  g_autoptr (TlLearner)     feeling = NULL;
  g_autoptr (GError)        why = NULL;
  g_autofree double        *chances = NULL;
  Collecting                collecting = { job->things, counts, texts, labels };
  Asking                    asking = { .result = result, .least = job->least, .classes = classes };

  result->all = g_ptr_array_new_with_free_func (suggestion_free);
  if (!visit (job->known, TL_SUGGEST_LEARN_MOST, collect, &collecting, cancellable, error))
    return NULL;
  learner = learn_things (&collecting, classes, result, cancellable, error);
  if (learner == NULL)
    return NULL;
  feeling = learn_feeling (job, result, cancellable, &why);
  if (why)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  chances = g_new0 (double, classes->len);
  asking.learner = learner;
  asking.feeling = feeling;
  asking.chances = chances;
  if (!visit (job->asked, job->at_most, ask, &asking, cancellable, error))
    return NULL;
  g_ptr_array_sort (result->all, compare_suggestions);
  return g_steal_pointer (&result);
}

static void
note_thing (TlThing *thing, gpointer data)
{
  char *id = g_strdup (tl_thing_get_id (thing));

  g_hash_table_insert (data, id, id);
}

static Job *
job_new (TlDocument *document, const TlEvidenceFilter *filter, guint at_most, double least)
{
  Job                         *job = g_new0 (Job, 1);
  TlJourney                   *journey = tl_document_get_journey (document);
  TlThing                     *root = tl_journey_get_root (journey);
  g_autoptr (GPtrArray)        stages = g_ptr_array_new ();
  TlEvidenceFilter             known = { .with_text_only = TRUE };
  const TlEvidenceFilter       scored = { .with_text_only = TRUE };
  g_autoptr (TlEvidenceFilter) asked = tl_evidence_filter_copy (filter);

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_STAGE); i++)
    g_ptr_array_add (stages, (char *) tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, i)));
  g_ptr_array_add (stages, NULL);
  known.things = (const char *const *) stages->pdata;
  asked->with_text_only = TRUE;
  asked->unassigned = TRUE;
  job->known = tl_evidence_query_new (document, &known, NULL);
  job->scored = tl_evidence_query_new (document, &scored, NULL);
  job->asked = tl_evidence_query_new (document, asked, NULL);
  job->things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tl_journey_foreach (journey, TL_KIND_TOUCHPOINT, note_thing, job->things);
  tl_journey_foreach (journey, TL_KIND_PAIN, note_thing, job->things);
  tl_journey_foreach (journey, TL_KIND_DELIGHT, note_thing, job->things);
  job->at_most = MAX (at_most, 1);
  job->least = least;
  return job;
}

/**
 * tl_suggestions_new:
 * @document: a document
 * @filter: (nullable): for which records; of those it finds, the ones with words that are assigned to nothing
 * @at_most: how many records to look at, about; where there are more, some, evenly spread
 * @least: the least confidence to be proposed with, 0 to 1
 * @error: return location
 *
 * Learns and proposes, in the calling thread.
 *
 * Returns: (transfer full): the proposals; %NULL with %TL_ERROR_LIMIT where there is too little to learn from, in a sentence
 *   for people, or another error
 */
TlSuggestions *
tl_suggestions_new (TlDocument *document, const TlEvidenceFilter *filter, guint at_most, double least, GError **error)
{
  Job           *job = job_new (document, filter, at_most, least);
  TlSuggestions *result = job_run (job, NULL, error);

  job_free (job);
  return result;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError        *error = NULL;
  TlSuggestions *result = job_run (data, cancellable, &error);

  if (result)
    g_task_return_pointer (task, result, (GDestroyNotify) tl_suggestions_free);
  else
    g_task_return_error (task, error);
}

/**
 * tl_suggestions_new_async:
 * @cancellable: (nullable): ends it
 * @callback: called in the caller's thread
 * @data: for @callback
 *
 * As tl_suggestions_new(), off the calling thread.
 */
void
tl_suggestions_new_async (TlDocument *document, const TlEvidenceFilter *filter, guint at_most, double least,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (document, cancellable, callback, data);

  g_task_set_source_tag (task, tl_suggestions_new_async);
  g_task_set_task_data (task, job_new (document, filter, at_most, least), job_free);
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * tl_suggestions_new_finish:
 *
 * Returns: (transfer full): as tl_suggestions_new()
 */
TlSuggestions *
tl_suggestions_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
