/* bench-evidence.c: a survey of a million rows: in, found, counted, assigned, undone, opened
 *
 * Beside the peers of the same run: the program sqlite3 with `.import` and a full-text index of its own, and the same
 * queries on its bare table. TL_BENCH_ROWS makes the survey smaller.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "tl-bench.h"
#include "tl-evidence-query.h"
#include "tl-import.h"
#include "tl-measures.h"
#include "tl-tie.h"

#define N_QUERIES 40

static char *folder;
static guint n_rows = 1000000;

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1e6;
}

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
write_survey (const char *path)
{
  static const char *const words[] = { "the", "parcel", "came", "two days", "late", "and nobody", "could say where",
                                       "it was; “with courier”", "refunded", "helpful", "thank you", "delivery" };
  static const char *const channels[] = { "web", "phone", "shop", "app" };
  static const char *const segments[] = { "consumer", "business", "public" };
  g_autoptr (GRand)        rand = g_rand_new_with_seed (7);
  FILE                    *out = g_fopen (path, "w");

  fputs ("response id,date,channel,segment,nps,csat,ces,stars,product,region,customer id,comment\n", out);
  for (guint i = 0; i < n_rows; i++)
    {
      int n = g_rand_int_range (rand, 4, 30);

      fprintf (out, "r%u,2026-%02d-%02d,%s,%s,%d,%d,%d,%d,\"Bundle, large\",North,c%d,\"", i, g_rand_int_range (rand, 1, 13),
               g_rand_int_range (rand, 1, 29), channels[g_rand_int_range (rand, 0, 4)], segments[g_rand_int_range (rand, 0, 3)],
               g_rand_int_range (rand, 0, 11), g_rand_int_range (rand, 1, 6), g_rand_int_range (rand, 1, 8),
               g_rand_int_range (rand, 1, 6), g_rand_int_range (rand, 1, 99999));
      for (int j = 0; j < n; j++)
        fprintf (out, "%s%s", words[g_rand_int_range (rand, 0, 12)], j % 11 == 10 ? "\n" : " ");
      fprintf (out, "ticket%d\"\n", g_rand_int_range (rand, 0, 100000));
    }
  fclose (out);
}

static void
run_sqlite3 (const char *database, const char *const *commands)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError)    error = NULL;

  g_ptr_array_add (argv, (char *) "sqlite3");
  g_ptr_array_add (argv, (char *) database);
  for (guint i = 0; commands[i]; i++)
    g_ptr_array_add (argv, (char *) commands[i]);
  g_ptr_array_add (argv, NULL);
  if (!g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, NULL, &error))
    g_error ("sqlite3: %s", error->message);
}

/* The same columns in, and an index over the words. */
static double
import_as_peer (const char *survey, const char *database)
{
  g_autofree char *import = g_strdup_printf (".import --csv %s r", survey);
  const char      *commands[] = { import, "CREATE VIRTUAL TABLE f USING fts5 (comment, content=r)",
                                  "INSERT INTO f (f) VALUES ('rebuild')", NULL };
  gint64           start = g_get_monotonic_time ();

  g_unlink (database);
  run_sqlite3 (database, commands);
  return seconds_since (start);
}

static TlDocument *
new_document (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlEdit) edit = tl_edit_new ("Load");
  TlDocument        *document = tl_document_new ("j", "Bench", &error);

  tl_edit_create (edit, TL_KIND_STAGE, "s", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "s", TL_STAGE_TITLE, "Stage");
  tl_edit_create (edit, TL_KIND_TOUCHPOINT, "t", "s", TL_EDIT_LAST);
  tl_edit_set (edit, "t", TL_TOUCHPOINT_TITLE, "Touchpoint");
  tl_edit_create (edit, TL_KIND_PAIN, "p", "t", TL_EDIT_LAST);
  tl_edit_set (edit, "p", TL_PAIN_TITLE, "Pain");
  g_assert_true (tl_document_load (document, edit, &error));
  return document;
}

static double
import_as_ours (const char *survey, gboolean is_plain, TlDocument **result)
{
  TlDocument                  *document = new_document ();
  TlImportOptions              options = { .source = "Survey", .kind = "survey" };
  g_autoptr (GError)           error = NULL;
  g_autoptr (TlCsvSource)      csv = tl_csv_source_new_for_path (survey, &error);
  g_autoptr (TlImportResult)   imported = NULL;
  gint64                       start = g_get_monotonic_time ();
  double                       seconds;

  if (is_plain)
    {
      options.unmasked = (1u << TL_MASK_N_KINDS) - 1;
      options.keep_ids = options.keep_duplicates = TRUE;
    }
  imported = tl_import_evidence (document, csv, &options, NULL, &error);
  g_assert_no_error (error);
  seconds = seconds_since (start);
  if (result)
    *result = document;
  else
    {
      tl_document_discard (document);
      g_object_unref (document);
    }
  return seconds;
}

static guint64
read_peak (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) / 1024 : 0;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

typedef double (*Timed) (gpointer data);

/* Milliseconds: the median, and the 95th percentile behind it. */
static double
time_many (Timed job, gpointer data, double *p95)
{
  double times[N_QUERIES];

  job (data);
  for (int i = 0; i < N_QUERIES; i++)
    times[i] = job (data) * 1000;
  qsort (times, N_QUERIES, sizeof *times, compare_doubles);
  *p95 = times[N_QUERIES * 95 / 100];
  return times[N_QUERIES / 2];
}

typedef struct
{
  TlDocument       *document;
  TlEvidenceFilter  filter;
  TlEvidenceSort    sort;
  sqlite3          *peer;
  const char       *sql;
  guint             first;
} Queries;

static double
count_ours (gpointer data)
{
  Queries                    *self = data;
  gint64                      start = g_get_monotonic_time ();
  g_autoptr (TlEvidenceQuery) query = tl_evidence_query_new (self->document, &self->filter, &self->sort);
  TlEvidenceCount             count;

  g_assert_true (tl_evidence_query_count (query, &count, NULL));
  return seconds_since (start);
}

static double
page_ours (gpointer data)
{
  Queries                    *self = data;
  gint64                      start = g_get_monotonic_time ();
  g_autoptr (TlEvidenceQuery) query = tl_evidence_query_new (self->document, &self->filter, &self->sort);
  g_autoptr (GPtrArray)       page = tl_evidence_query_fetch (query, self->first, 50, NULL);

  g_assert_cmpuint (page->len, ==, 50);
  return seconds_since (start);
}

static double
facets_ours (gpointer data)
{
  Queries                    *self = data;
  gint64                      start = g_get_monotonic_time ();
  g_autoptr (TlEvidenceQuery) query = tl_evidence_query_new (self->document, &self->filter, NULL);
  g_autoptr (TlFacets)        facets = tl_evidence_query_facets (query, NULL);

  g_assert_nonnull (facets);
  return seconds_since (start);
}

static double
run_peer (gpointer data)
{
  Queries      *self = data;
  gint64        start = g_get_monotonic_time ();
  sqlite3_stmt *rows;

  g_assert_cmpint (sqlite3_prepare_v2 (self->peer, self->sql, -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    ;
  sqlite3_finalize (rows);
  return seconds_since (start);
}

static void
compare_with (const char *name, double bound, Timed ours, Timed peer, Queries *queries)
{
  double           p95, peer_p95;
  double           mine = time_many (ours, queries, &p95);
  double           theirs = time_many (peer, queries, &peer_p95);
  g_autofree char *what = g_strdup_printf ("%.2f ms (p95 %.2f) against %.2f ms (p95 %.2f)", mine, p95, theirs, peer_p95);

  tl_bench_ratio (name, bound, mine / theirs, what);
}

static void
note_times (const char *name, Timed job, Queries *queries)
{
  double p95;
  double median = time_many (job, queries, &p95);

  tl_bench_note ("%-40s %8.2f ms, p95 %.2f ms", name, median, p95);
}

static void
measure_queries (TlDocument *document, const char *database)
{
  Queries queries = { .document = document };
  gint64  start = g_get_monotonic_time ();

  count_ours (&queries);
  tl_bench_note ("%-40s %8.0f ms, once", "what is filtered by, into memory", 1000 * seconds_since (start));
  if (sqlite3_open_v2 (database, &queries.peer, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    return;
  sqlite3_exec (queries.peer, "PRAGMA cache_size = -65536", NULL, NULL, NULL);
  queries.filter.words = "refunded";
  queries.sql = "SELECT count(*) FROM f WHERE f MATCH 'refunded'";
  compare_with ("search and count, a frequent word", 1.5, count_ours, run_peer, &queries);
  queries.filter.words = "ticket777";
  queries.sql = "SELECT count(*) FROM f WHERE f MATCH 'ticket777'";
  note_times ("search and count, a rare word", count_ours, &queries);
  queries.filter.words = "\"two days late\"";
  queries.sql = "SELECT count(*) FROM f WHERE f MATCH '\"two days late\"'";
  compare_with ("search and count, a phrase", 1.5, count_ours, run_peer, &queries);
  queries.filter.words = "deliv*";
  queries.sql = "SELECT count(*) FROM f WHERE f MATCH 'deliv*'";
  compare_with ("search and count, a prefix", 1.5, count_ours, run_peer, &queries);
  queries.filter = (TlEvidenceFilter) { NULL };
  queries.sql = "SELECT channel, segment, substr (date, 1, 7), nps, count(*) FROM r GROUP BY 1, 2, 3, 4";
  {
    double           p95;
    double           mine = time_many (facets_ours, &queries, &p95);
    double           theirs = 1000 * run_peer (&queries);
    g_autofree char *what = g_strdup_printf ("%.2f ms (p95 %.2f) against %.0f ms", mine, p95, theirs);

    tl_bench_ratio ("all facets", .05, mine / theirs, what);
  }
  queries.filter.channels = (const char *const[]) { "web", "app", NULL };
  queries.filter.from = "2026-03-01";
  note_times ("filter and count: channels, period", count_ours, &queries);
  note_times ("all facets of that", facets_ours, &queries);
  queries.filter.words = "refunded";
  note_times ("and a word", count_ours, &queries);
  queries.filter = (TlEvidenceFilter) { NULL };
  queries.first = n_rows / 2;
  note_times ("a page from the middle", page_ours, &queries);
  queries.sort.by = TL_EVIDENCE_DATE;
  queries.sort.descending = TRUE;
  note_times ("the same by date", page_ours, &queries);
  sqlite3_close (queries.peer);
}

static void
measure_acts (TlDocument *document)
{
  g_autoptr (TlEvidenceQuery) query = tl_evidence_query_new (document, NULL, NULL);
  g_autoptr (TlRecordSet)     all = tl_evidence_query_list_all (query, NULL);
  g_autoptr (TlEdit)          edit = tl_edit_new ("Assign");
  g_autoptr (TlEdit)          tie = tl_edit_new ("Tie");
  g_autoptr (GError)          error = NULL;
  gint64                      start = g_get_monotonic_time ();

  tl_edit_assign (edit, all, "p");
  g_assert_cmpint (tl_document_apply (document, edit, &error), >, 0);
  tl_bench_note ("%-40s %8.2f s", "assign all of them", seconds_since (start));
  start = g_get_monotonic_time ();
  tl_edit_tie (tie, document, "p", TL_PAIN_INCIDENCE, &(TlTieTerms) { "p", "t", NULL, NULL, NULL });
  g_assert_cmpint (tl_document_apply (document, tie, &error), >, 0);
  tl_bench_note ("%-40s %8.2f s", "tie a number to all of them", seconds_since (start));
  start = g_get_monotonic_time ();
  g_assert_true (tl_document_undo (document, &error) && tl_document_undo (document, &error));
  tl_bench_note ("%-40s %8.2f s", "undo both", seconds_since (start));
  start = g_get_monotonic_time ();
  g_assert_true (tl_document_undo (document, &error));
  tl_bench_note ("%-40s %8.2f s", "undo the import", seconds_since (start));
  start = g_get_monotonic_time ();
  g_assert_true (tl_document_redo (document, &error));
  tl_bench_note ("%-40s %8.2f s", "redo it", seconds_since (start));
}

static void
measure_file (TlDocument *document)
{
  g_autofree char        *path = in_folder ("million.journey");
  g_autoptr (GError)      error = NULL;
  g_autoptr (TlDocument)  opened = NULL;
  gint64                  start = g_get_monotonic_time ();

  g_assert_true (tl_document_publish_to (document, path, &error));
  tl_bench_note ("%-40s %8.2f s", "save", seconds_since (start));
  start = g_get_monotonic_time ();
  opened = tl_document_open (path, TL_DOCUMENT_READ_ONLY, &error);
  g_assert_no_error (error);
  tl_bench_note ("%-40s %8.2f s", "open", seconds_since (start));
  g_unlink (path);
}

int
main (void)
{
  g_autofree char *survey = NULL;
  g_autofree char *database = NULL;
  g_autofree char *program = g_find_program_in_path ("sqlite3");
  TlDocument      *document = NULL;
  double           peer, plain, whole;

  if (g_getenv ("TL_BENCH_ROWS"))
    n_rows = (guint) MAX (1000, atoi (g_getenv ("TL_BENCH_ROWS")));
  if (program == NULL)
    {
      tl_bench_note ("evidence is measured against the program sqlite3, which is not here");
      return 0;
    }
  folder = g_dir_make_tmp ("throughline-bench-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  survey = in_folder ("survey.csv");
  database = in_folder ("peer.db");
  write_survey (survey);
  tl_bench_note ("a survey of %u rows, 12 columns, with words", n_rows);
  peer = import_as_peer (survey, database);
  plain = import_as_ours (survey, TRUE, NULL);
  whole = import_as_ours (survey, FALSE, &document);
  {
    g_autofree char *what = g_strdup_printf ("%.2f s against %.2f s, sqlite3 .import and FTS5", plain, peer);
    g_autofree char *more = g_strdup_printf ("%.2f s against %.2f s, sqlite3 .import and FTS5", whole, peer);

    tl_bench_ratio ("import with full-text index", .75, plain / peer, what);
    tl_bench_ratio ("and masking, and looking for duplicates", 1, whole / peer, more);
  }
  tl_bench_note ("%-40s %8" G_GUINT64_FORMAT " MB", "memory, at its most", read_peak ());
  measure_queries (document, database);
  measure_acts (document);
  measure_file (document);
  tl_bench_note ("%-40s %8" G_GUINT64_FORMAT " MB", "memory, at its most, in the end", read_peak ());
  tl_document_discard (document);
  g_object_unref (document);
  g_unlink (survey);
  g_unlink (database);
  {
    const char      *argv[] = { "rm", "-rf", folder, NULL };

    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  }
  return 0;
}
