/* bench-suggest.c: how often suggestions are right, on texts that others have labelled
 *
 * UCI's labelled sentences, and complaints to the CFPB by their issue, held back in five parts: against always saying the
 * most frequent label, and against naive Bayes over bare words (multinomial, add one). Where the data is missing, nothing is
 * measured. A figure of its own is the share of errors, ours by the baseline's, which must be no more than 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-bench.h"
#include "tl-csv.h"
#include "tl-learner.h"

#define N_PARTS 5

typedef struct
{
  GPtrArray  *texts;
  GArray     *labels; /* guint */
  GHashTable *numbers;
} Labelled;

static void
labelled_init (Labelled *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
labelled_clear (Labelled *self)
{
  g_ptr_array_unref (self->texts);
  g_array_unref (self->labels);
  g_hash_table_unref (self->numbers);
}

static void
add (Labelled *self, const char *text, const char *label)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, label));

  if (number == 0)
    {
      number = g_hash_table_size (self->numbers) + 1;
      g_hash_table_insert (self->numbers, g_strdup (label), GUINT_TO_POINTER (number));
    }
  number--;
  g_ptr_array_add (self->texts, g_strdup (text));
  g_array_append_val (self->labels, number);
}

/* Naive Bayes over bare words. */

static char **
split (const char *text)
{
  g_autofree char *small = g_ascii_strdown (text, -1);

  for (char *p = small; *p; p++)
    if (!g_ascii_isalnum (*p))
      *p = ' ';
  return g_strsplit (small, " ", -1);
}

static guint
count_right (const Labelled *data, guint n_labels, guint part)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree double     *totals = g_new0 (double, n_labels);
  g_autofree double     *texts = g_new0 (double, n_labels);
  g_autofree double     *scores = g_new0 (double, n_labels);
  guint                  right = 0;

  for (guint i = 0; i < data->texts->len; i++)
    {
      guint          label = g_array_index (data->labels, guint, i);
      g_auto (GStrv) words = i % N_PARTS == part ? NULL : split (data->texts->pdata[i]);

      texts[label] += i % N_PARTS != part;
      for (guint j = 0; words && words[j]; j++)
        if (*words[j])
          {
            double *by_label = g_hash_table_lookup (counts, words[j]);

            if (by_label == NULL)
              {
                by_label = g_new0 (double, n_labels);
                g_hash_table_insert (counts, g_strdup (words[j]), by_label);
              }
            by_label[label]++;
            totals[label]++;
          }
    }
  for (guint i = part; i < data->texts->len; i += N_PARTS)
    {
      g_auto (GStrv) words = split (data->texts->pdata[i]);
      guint          best = 0;

      for (guint k = 0; k < n_labels; k++)
        scores[k] = log (texts[k] + 1e-9);
      for (guint j = 0; words[j]; j++)
        {
          const double *by_label = g_hash_table_lookup (counts, words[j]);

          for (guint k = 0; *words[j] && by_label && k < n_labels; k++)
            scores[k] += log ((by_label[k] + 1) / (totals[k] + g_hash_table_size (counts)));
        }
      for (guint k = 1; k < n_labels; k++)
        best = scores[k] > scores[best] ? k : best;
      right += best == g_array_index (data->labels, guint, i);
    }
  return right;
}

static void
measure (const char *name, const Labelled *data)
{
  guint                 n_labels = g_hash_table_size (data->numbers);
  g_autoptr (TlLearner) learner = tl_learner_new (n_labels);
  TlLearnerSkill        skill;
  guint                 baseline = 0;
  gint64                start;
  double                seconds;
  g_autofree char      *what = NULL;

  if (data->texts->len < 100)
    return;
  for (guint i = 0; i < data->texts->len; i++)
    tl_learner_add (learner, data->texts->pdata[i], &g_array_index (data->labels, guint, i), 1);
  start = g_get_monotonic_time ();
  tl_learner_teach (learner, &skill, NULL, NULL);
  seconds = (double) (g_get_monotonic_time () - start) / 1e6;
  for (guint part = 0; part < N_PARTS; part++)
    baseline += count_right (data, n_labels, part);
  what = g_strdup_printf ("right %.1f %% (%.1f to %.1f), words alone %.1f %%, majority %.1f %%; %u texts, %u labels, %.1f s",
                          100. * skill.right / skill.n, 100 * skill.low, 100 * skill.high, 100. * baseline / skill.n,
                          100. * skill.majority / skill.n, skill.n, n_labels, seconds);
  tl_bench_ratio (name, 1, (double) (skill.n - skill.right) / MAX (skill.n - baseline, 1), what);
}

static void
measure_sentences (const char *folder)
{
  static const char *const names[] = { "amazon_cells", "imdb", "yelp" };
  Labelled                 all;

  labelled_init (&all);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strconcat (names[i], "_labelled.txt", NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autofree char *job = g_strdup_printf ("errors, sentiment of %s", names[i]);
      g_autofree char *content = NULL;
      g_auto (GStrv)   lines = NULL;
      Labelled         one;

      if (!g_file_get_contents (path, &content, NULL, NULL))
        continue;
      labelled_init (&one);
      lines = g_strsplit (content, "\n", -1);
      for (guint j = 0; lines[j]; j++)
        {
          char *tab = strrchr (lines[j], '\t');

          if (tab == NULL)
            continue;
          *tab = '\0';
          tab += tab[1] == ',';
          add (&one, lines[j], g_str_has_prefix (tab + 1, "1") ? "1" : "0");
          add (&all, lines[j], g_str_has_prefix (tab + 1, "1") ? "1" : "0");
        }
      measure (job, &one);
      labelled_clear (&one);
    }
  measure ("errors, sentiment of all three", &all);
  labelled_clear (&all);
}

static void
measure_complaints (const char *folder)
{
  g_autofree char         *path = g_build_filename (folder, "cfpb-complaints.csv", NULL);
  g_autoptr (TlCsvSource)  source = NULL;
  g_autoptr (TlCsvReader)  reader = NULL;
  const TlCsvDialect      *dialect;
  const TlCsvRecord       *record;
  TlCsvStep                step;
  int                      issue = -1, narrative = -1;
  Labelled                 data;

  source = tl_csv_source_new_for_path (path, NULL);
  reader = source ? tl_csv_reader_open (source, NULL, NULL) : NULL;
  if (reader == NULL)
    return;
  dialect = tl_csv_reader_get_dialect (reader);
  for (guint i = 0; i < dialect->n_columns; i++)
    {
      issue = strcmp (dialect->names[i], "Issue") == 0 ? (int) i : issue;
      narrative = strstr (dialect->names[i], "narrative") ? (int) i : narrative;
    }
  if (issue < 0 || narrative < 0)
    return;
  labelled_init (&data);
  while ((step = tl_csv_reader_next (reader, &record, NULL)) == TL_CSV_STEP_RECORD || step == TL_CSV_STEP_REJECTED)
    if (step == TL_CSV_STEP_RECORD && record->fields[narrative].length > 0)
      add (&data, record->fields[narrative].text, record->fields[issue].text);
  measure ("errors, issue of CFPB complaints", &data);
  labelled_clear (&data);
}

int
main (void)
{
  const char      *shared = g_getenv ("TL_SHARED");
  g_autofree char *folder = g_build_filename (shared ? shared : "", "data", "voc", NULL);

  if (shared == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      tl_bench_note ("suggestions are measured on labelled texts in $TL_SHARED/data/voc, which are not here");
      return 0;
    }
  measure_sentences (folder);
  measure_complaints (folder);
  return 0;
}
