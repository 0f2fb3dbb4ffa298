/* test-commands.c: each command, as a person would call it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>
#include <unistd.h>

#include "tl-run.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = tl_run_folder ();
  g_setenv ("XDG_STATE_HOME", fixture->folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", fixture->folder, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_run_remove (fixture->folder);
  g_free (fixture->folder);
}

static char *
in_folder (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[][6] = {
    { NULL },
    { "frobnicate", NULL },
    { "rank", NULL },
    { "rank", "a", "b", NULL },
    { "rank", "a", "--format", "pdf", NULL },
    { "rank", "a", "--by", "luck", NULL },
    { "rank", "a", "--nonsense", NULL },
    { "export", "a", NULL },
    { "export", "a", "-o", "b.doc", NULL },
    { "export", "a", "-o", "b.png", "--width=0" },
    { "export", "a", "-o", "b.pdf", "--page=a5" },
    { "export", "a", "-o", "b.pdf", "--style=sepia" },
    { "export", "a", "-o", "b.pdf", "--strips=voices" },
    { "export", "a", "-o", "b.pdf", "--strips=" },
    { "import-evidence", "a", NULL },
    { "import-evidence", "a", "b", "--kind", "gossip", NULL },
    { "import-evidence", "a", "b", "--score", "stars", NULL },
    { "import-facts", "a", "b", "--decimal", ";", NULL },
    { "undo", "a", "none", NULL },
  };
  static const char *const commands[] = { "new", "info", "check", "convert", "import-evidence", "search", "import-facts",
                                          "export-facts", "rank", "flow", "pains", "export", "edit", "undo", "redo", "log" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (TlRun) run = tl_run_argv (wrong[i], NULL);

      g_assert_cmpint (run->code, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_cmpuint (strlen (run->err), >, 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (TlRun) run = tl_run (commands[i], "--help", NULL);

      g_assert_cmpint (run->code, ==, 0);
      tl_run_assert_contains (run->out, commands[i]);
      g_assert_cmpstr (run->err, ==, "");
    }
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "info", "check", "rank", "flow", "pains", "export-facts", "log", "undo" };
  g_autofree char         *nowhere = in_folder (fixture, "nowhere.journey");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (TlRun) run = tl_run (commands[i], nowhere, NULL);

      g_assert_cmpint (run->code, ==, 1);
      tl_run_assert_contains (run->err, "nowhere.journey");
      g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
    }
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char  *path = in_folder (fixture, "Boiler repairs.journey");
  g_autoptr (TlRun) made = tl_run ("new", path, "--currency", "gbp", NULL);
  g_autoptr (TlRun) again = tl_run ("new", path, NULL);
  g_autoptr (TlRun) info = tl_run ("info", path, NULL);
  g_autoptr (TlRun) json = tl_run ("info", path, "--format", "json", NULL);
  g_autofree char  *wrong = in_folder (fixture, "x.docx");
  g_autoptr (TlRun) unknown = tl_run ("new", wrong, NULL);

  g_assert_cmpint (made->code, ==, 0);
  g_assert_cmpint (again->code, ==, 1);
  tl_run_assert_contains (info->out, "Title: Boiler repairs\n");
  tl_run_assert_contains (info->out, "Currency: GBP\n");
  tl_run_assert_contains (json->out, "\"doubt\" : 0.25");
  g_assert_cmpint (unknown->code, ==, 1);
  g_assert_false (g_file_test (wrong, G_FILE_TEST_EXISTS));
}

/* .journey and XML hold the same, and a second turn changes no byte. */
static void
test_convert (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "line", "tradeoffs", "causes", "overlap", "edges" };
  g_autofree char         *journey = in_folder (fixture, "a.journey");
  g_autofree char         *one = in_folder (fixture, "one.xml");
  g_autofree char         *two = in_folder (fixture, "two.xml");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i], ".xml", NULL);
      g_autofree char *path = tl_run_case (name);
      g_autofree char *text_one = NULL;
      g_autofree char *text_two = NULL;
      const char      *steps[][2] = { { path, journey }, { journey, one }, { one, journey }, { journey, two } };

      for (gsize j = 0; j < G_N_ELEMENTS (steps); j++)
        {
          g_autoptr (TlRun) run = tl_run ("convert", steps[j][0], steps[j][1], NULL);

          g_assert_cmpint (run->code, ==, 0);
          g_assert_cmpstr (run->err, ==, "");
        }
      text_one = read_file (one);
      text_two = read_file (two);
      g_assert_cmpstr (text_one, ==, text_two);
    }
}

#define SURVEY                                                                                                         \
  "Exported by hand\n"                                                                                                 \
  "Date,Comment,NPS,Topic\n"                                                                                           \
  "2026-01-05,\"The fee came last,\nso I left\",2,Fee\n"                                                               \
  "2026-01-06,,9,Fee\n"                                                                                                \
  "2026-02-07,\"Parcel was late, again\",3,Parcel\n"                                                                   \
  "2026-02-08,Nice people,10,\n"                                                                                       \
  "2026-02-09,A,B,C,D,E,F\n"

static void
test_evidence (Fixture *fixture, gconstpointer data)
{
  g_autofree char      *source = tl_run_case ("tradeoffs.xml");
  g_autofree char      *path = in_folder (fixture, "t.journey");
  g_autofree char      *csv = in_folder (fixture, "survey.csv");
  g_autofree char      *rules = in_folder (fixture, "rules.txt");
  g_autoptr (TlRun)     convert = tl_run ("convert", source, path, NULL);
  g_autoptr (TlRun)     import = NULL;
  g_autoptr (TlRun)     pains = NULL;
  g_autoptr (TlRun)     search = NULL;
  g_autoptr (TlRun)     undo = NULL;
  g_autoptr (TlRun)     info = NULL;
  g_autoptr (GPtrArray) table = NULL;

  tl_run_write (csv, SURVEY);
  tl_run_write (rules, "# by topic\ncolumn Topic is Fee -> pain fee\ntext has any of \"late\" -> pain \"Parcel late\"\n");
  import = tl_run ("import-evidence", path, csv, "--kind", "survey", "--assign", rules, NULL);
  g_assert_cmpint (import->code, ==, 0);
  g_assert_cmpstr (import->out, ==, "4 records imported: 3 with words, 1 without\n");
  tl_run_assert_contains (import->err, "survey.csv:1: Exported by hand");
  tl_run_assert_contains (import->err, "survey.csv:8:");

  pains = tl_run ("pains", path, "--format", "csv", NULL);
  table = tl_run_table (pains->out);
  g_assert_cmpstr (tl_run_cell (table, 1, "id"), ==, "fee");
  g_assert_cmpstr (tl_run_cell (table, 1, "evidence"), ==, "2");
  g_assert_cmpstr (tl_run_cell (table, 2, "evidence"), ==, "1");

  search = tl_run ("search", path, "late", "--format", "csv", NULL);
  tl_run_assert_contains (search->out, "Parcel was late, again");
  undo = tl_run ("undo", path, NULL);
  info = tl_run ("info", path, NULL);
  g_assert_cmpint (undo->code, ==, 0);
  g_assert_null (strstr (info->out, "evidence:"));
}

static void
test_bad_rules (Fixture *fixture, gconstpointer data)
{
  g_autofree char  *source = tl_run_case ("tradeoffs.xml");
  g_autofree char  *path = in_folder (fixture, "t.xml");
  g_autofree char  *csv = in_folder (fixture, "survey.csv");
  g_autofree char  *rules = in_folder (fixture, "rules.txt");
  g_autofree char  *before = NULL;
  g_autofree char  *after = NULL;
  g_autoptr (TlRun) convert = tl_run ("convert", source, path, NULL);
  g_autoptr (TlRun) import = NULL;

  before = read_file (path);
  tl_run_write (csv, SURVEY);
  tl_run_write (rules, "column Topic is Fee -> pain feee\n");
  import = tl_run ("import-evidence", path, csv, "--assign", rules, NULL);
  g_assert_cmpint (import->code, ==, 1);
  tl_run_assert_contains (import->err, "rules.txt:1");
  tl_run_assert_contains (import->err, "feee");
  after = read_file (path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  g_autofree char  *source = tl_run_case ("tradeoffs.xml");
  g_autofree char  *path = in_folder (fixture, "t.xml");
  g_autofree char  *csv = in_folder (fixture, "facts.csv");
  g_autofree char  *bad = in_folder (fixture, "bad.csv");
  g_autofree char  *out = in_folder (fixture, "out.csv");
  g_autofree char  *before = NULL;
  g_autofree char  *after = NULL;
  g_autoptr (TlRun) convert = tl_run ("convert", source, path, NULL);
  g_autoptr (TlRun) import = NULL;
  g_autoptr (TlRun) refused = NULL;
  g_autoptr (TlRun) export = NULL;
  g_autoptr (TlRun) again = NULL;

  tl_run_write (csv, "thing,field,value,basis,by\nBasket / Basket page / unit-cost,,0.04,measured,Finance\n"
                     "Parcel late,incidence,132 of 1200,observed,\n");
  import = tl_run ("import-facts", path, csv, NULL);
  g_assert_cmpint (import->code, ==, 0);
  before = read_file (path);
  tl_run_assert_contains (before, "unit-cost=\"0.04\"");
  tl_run_assert_contains (before, "incidence=\"132/1200\"");
  tl_run_assert_contains (before, "basis=\"measured\"");

  tl_run_write (bad, "thing,field,value\nBaskt page,unit-cost,1\nBasket page,unit-cost,lots\n");
  refused = tl_run ("import-facts", path, bad, NULL);
  g_assert_cmpint (refused->code, ==, 1);
  tl_run_assert_contains (refused->err, "bad.csv:2");
  tl_run_assert_contains (refused->err, "Basket page");
  tl_run_assert_contains (refused->err, "bad.csv:3");

  export = tl_run ("export-facts", path, "-o", out, NULL);
  g_assert_cmpint (export->code, ==, 0);
  again = tl_run ("import-facts", path, out, NULL);
  g_assert_cmpint (again->code, ==, 0);
  after = read_file (path);
  g_assert_cmpstr (before, ==, after);
}

/* One answer outside the scale is reported, and costs no other. */
static void
test_outlier (Fixture *fixture, gconstpointer data)
{
  g_autofree char    *path = in_folder (fixture, "n.xml");
  g_autofree char    *csv = in_folder (fixture, "nps.csv");
  g_autofree char    *after = NULL;
  g_autoptr (GString) rows = g_string_new ("date,comment,NPS\n");
  g_autoptr (TlRun)   made = tl_run ("new", path, NULL);
  g_autoptr (TlRun)   import = NULL;

  for (int i = 0; i < 100; i++)
    g_string_append_printf (rows, "2026-01-05,Comment number %d of some length,%d\n", i, i == 40 ? 55 : i % 11);
  tl_run_write (csv, rows->str);
  import = tl_run ("import-evidence", path, csv, NULL);
  g_assert_cmpint (import->code, ==, 0);
  tl_run_assert_contains (import->err, "nps.csv:42");
  after = read_file (path);
  tl_run_assert_contains (after, "nps=\"10\"");
}

/* A new number does not inherit where the old one came from; a row may not speak of two things. */
static void
test_facts_tell_the_truth (Fixture *fixture, gconstpointer data)
{
  g_autofree char  *source = tl_run_case ("overlap.xml");
  g_autofree char  *path = in_folder (fixture, "t.xml");
  g_autofree char  *csv = in_folder (fixture, "facts.csv");
  g_autofree char  *before = NULL;
  g_autofree char  *after = NULL;
  g_autoptr (TlRun) convert = tl_run ("convert", source, path, NULL);
  g_autoptr (TlRun) two_things = NULL;
  g_autoptr (TlRun) slip = NULL;
  g_autoptr (TlRun) changed = NULL;

  before = read_file (path);
  tl_run_assert_contains (before, "Management accounts");
  tl_run_write (csv, "thing,id,field,value\nAssessment / Assessor,hotline,unit-cost,9\n");
  two_things = tl_run ("import-facts", path, csv, NULL);
  g_assert_cmpint (two_things->code, ==, 1);
  tl_run_assert_contains (two_things->err, "facts.csv:2");
  tl_run_write (csv, "id,field,value\nhotlin,unit-cost,9\n");
  slip = tl_run ("import-facts", path, csv, NULL);
  g_assert_cmpint (slip->code, ==, 1);
  tl_run_assert_contains (slip->err, "did you mean “hotline”?");
  tl_run_write (csv, "id,field,value\nhotline,unit-cost,9\n");
  changed = tl_run ("import-facts", path, csv, NULL);
  g_assert_cmpint (changed->code, ==, 0);
  after = read_file (path);
  tl_run_assert_contains (after, "unit-cost=\"9\"");
  g_assert_null (strstr (after, "Management accounts"));
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  static const char *const ends[] = { "svg", "pdf", "png" };
  static const char *const magic[] = { "<?xml", "%PDF", "\x89PNG" };
  g_autofree char         *source = tl_run_case ("tradeoffs.xml");

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      char *bytes[2] = { NULL, NULL };
      gsize length[2];

      for (int j = 0; j < 2; j++)
        {
          g_autofree char  *name = g_strdup_printf ("map%d.%s", j, ends[i]);
          g_autofree char  *path = in_folder (fixture, name);
          g_autoptr (TlRun) run = tl_run ("export", source, "-o", path, NULL);

          g_assert_cmpint (run->code, ==, 0);
          g_assert_true (g_file_get_contents (path, &bytes[j], &length[j], NULL));
          g_assert_true (g_str_has_prefix (bytes[j], magic[i]));
        }
      g_assert_cmpmem (bytes[0], length[0], bytes[1], length[1]);
      if (i == 0)
        tl_run_assert_contains (bytes[0], "Basket page");
      g_free (bytes[0]);
      g_free (bytes[1]);
    }
}

static guint
count_files (const char *folder, const char *ending)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;
  guint            n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    n += g_str_has_suffix (name, ending);
  return n;
}

/* Pages: a PDF holds them, pictures have files of their own, each of which is named. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autofree char      *source = tl_run_case ("tradeoffs.xml");
  g_autofree char      *larger = tl_run_case ("edges.xml");
  g_autofree char      *pdf = in_folder (fixture, "map.pdf");
  g_autofree char      *svg = in_folder (fixture, "map.svg");
  g_autofree char      *second = in_folder (fixture, "map-2.svg");
  g_autofree char      *png = in_folder (fixture, "map.png");
  g_autofree char      *bytes = NULL;
  g_autoptr (TlRun)     one = tl_run ("export", source, "-o", pdf, "--page", "a3", "--style", "print", NULL);
  g_autoptr (TlRun)     pages = tl_run ("export", larger, "-o", svg, "--page", "slide", NULL);
  g_autoptr (TlRun)     bare = tl_run ("export", source, "-o", png, "--page", "slide", "--strips", "none", "--no-money",
                                       NULL);
  g_autoptr (TlRun)     wrong = tl_run ("export", source, "-o", svg, "--strips", "stakes", NULL);
  gsize                 length;

  g_assert_cmpint (one->code, ==, 0);
  g_assert_cmpstr (one->out, ==, "");
  g_assert_true (g_file_get_contents (pdf, &bytes, &length, NULL));
  g_assert_cmpint (pages->code, ==, 0);
  tl_run_assert_contains (pages->out, svg);
  tl_run_assert_contains (pages->out, second);
  g_assert_cmpuint (count_files (fixture->folder, ".svg"), ==, 2);
  g_clear_pointer (&bytes, g_free);
  g_assert_true (g_file_get_contents (second, &bytes, &length, NULL));
  tl_run_assert_contains (bytes, "width=\"338.67mm\" height=\"190.5mm\"");
  tl_run_assert_contains (bytes, "page 2 of 2");
  g_assert_cmpint (bare->code, ==, 0);
  g_assert_cmpuint (count_files (fixture->folder, ".png"), ==, 1);
  g_clear_pointer (&bytes, g_free);
  g_assert_true (g_file_get_contents (png, &bytes, &length, NULL));
  g_assert_cmpmem (bytes + 16, 8, "\0\0\x07\x80\0\0\x04\x38", 8);
  g_assert_cmpint (wrong->code, ==, 2);
  tl_run_assert_contains (wrong->err, "feeling, voice, stake and fixes");
}

/* Nothing of what is tried leaves the file changed. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "hello", "SQLite format 3", "<journey/>", "<!DOCTYPE x><journey/>",
                                       "<journey xmlns=\"urn:throughline:journey:2\" id=\"a\" title=\"b\"/>" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char  *path = in_folder (fixture, "foreign.journey");
      g_autofree char  *after = NULL;
      g_autoptr (TlRun) run = NULL;
      g_autoptr (TlRun) edit = NULL;
      const char *const arguments[] = { "edit", path, NULL };

      tl_run_write (path, texts[i]);
      run = tl_run ("info", path, NULL);
      edit = tl_run_argv (arguments, "{\"create\":\"stage\",\"set\":{\"title\":\"A\"}}\n");
      g_assert_cmpint (run->code, ==, 1);
      g_assert_cmpint (edit->code, ==, 1);
      tl_run_assert_contains (run->err, "foreign.journey");
      after = read_file (path);
      g_assert_cmpstr (after, ==, texts[i]);
    }
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

/* A map never takes the place of its journey, whatever the two are called. */
static void
test_export_onto_itself (void)
{
  g_autofree char  *folder = tl_run_folder ();
  g_autofree char  *from = tl_run_case ("line.xml");
  g_autofree char  *path = g_build_filename (folder, "line.svg", NULL);
  g_autofree char  *other = g_build_filename (folder, "other.svg", NULL);
  g_autofree char  *before = NULL;
  g_autofree char  *after = NULL;
  g_autoptr (TlRun) same = NULL;
  g_autoptr (TlRun) link = NULL;

  g_assert_true (g_file_get_contents (from, &before, NULL, NULL));
  tl_run_write (path, before);
  g_assert_cmpint (symlink (path, other), ==, 0);
  same = tl_run ("export", path, "-o", path, NULL);
  link = tl_run ("export", path, "-o", other, NULL);
  g_assert_cmpint (same->code, ==, 2);
  g_assert_cmpint (link->code, ==, 2);
  tl_run_assert_contains (same->err, "another file than the journey");
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  tl_run_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/usage", test_usage);
  ADD ("/cli/missing", test_missing);
  ADD ("/cli/new", test_new);
  ADD ("/cli/convert", test_convert);
  ADD ("/cli/evidence", test_evidence);
  ADD ("/cli/bad-rules", test_bad_rules);
  ADD ("/cli/facts", test_facts);
  ADD ("/cli/outlier", test_outlier);
  ADD ("/cli/facts-tell-the-truth", test_facts_tell_the_truth);
  ADD ("/cli/export", test_export);
  ADD ("/cli/pages", test_pages);
  ADD ("/cli/foreign", test_foreign);
  g_test_add_func ("/commands/export-onto-itself", test_export_onto_itself);
  return g_test_run ();
}
