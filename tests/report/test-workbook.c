/* test-workbook.c: the workbook says what the engine says, and follows when its numbers are changed
 *
 * Each workbook is read as it was written, so as programs show it that do not recalculate, and again after LibreOffice
 * has worked out every formula anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <zip.h>

#include "tl-open.h"
#include "tl-workbook.h"

/* One sheet that was read: what each cell shows, by its reference. */
typedef struct
{
  char       *name;
  char       *xml;
  GHashTable *cells;
} Sheet;

typedef struct
{
  GPtrArray *sheets;
  GPtrArray *strings;
} Book;

static void
sheet_free (gpointer data)
{
  Sheet *self = data;

  g_free (self->name);
  g_free (self->xml);
  g_hash_table_unref (self->cells);
  g_free (self);
}

static void
book_free (Book *self)
{
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->strings);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Book, book_free)

static char *
read_entry (const char *path, const char *name)
{
  zip_t      *zip = zip_open (path, ZIP_RDONLY, NULL);
  zip_stat_t  about;
  zip_file_t *file;
  char       *text;

  g_assert_nonnull (zip);
  g_assert_cmpint (zip_stat (zip, name, 0, &about), ==, 0);
  text = g_malloc (about.size + 1);
  file = zip_fopen (zip, name, 0);
  g_assert_cmpint (zip_fread (file, text, about.size), ==, (zip_int64_t) about.size);
  text[about.size] = '\0';
  zip_fclose (file);
  zip_discard (zip);
  return text;
}

typedef struct
{
  Book    *book;
  Sheet   *sheet;
  GString *text;
  char    *ref;
  gboolean is_shared;
} Reading;

static void
on_start (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
          GError **error)
{
  Reading *self = data;

  if (g_str_equal (element, "c"))
    {
      self->is_shared = FALSE;
      for (guint i = 0; names[i]; i++)
        if (g_str_equal (names[i], "r"))
          {
            g_free (self->ref);
            self->ref = g_strdup (values[i]);
          }
        else if (g_str_equal (names[i], "t"))
          self->is_shared = g_str_equal (values[i], "s");
    }
  if (g_str_equal (element, "sheet"))
    for (guint i = 0; names[i]; i++)
      if (g_str_equal (names[i], "name"))
        {
          Sheet *sheet = g_new0 (Sheet, 1);

          sheet->name = g_strdup (values[i]);
          sheet->cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
          g_ptr_array_add (self->book->sheets, sheet);
        }
  if (g_str_equal (element, "si") || g_str_equal (element, "v") || g_str_equal (element, "f"))
    g_string_truncate (self->text, 0);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reading *self = data;

  if (g_str_equal (element, "si"))
    g_ptr_array_add (self->book->strings, g_strdup (self->text->str));
  else if (g_str_equal (element, "v"))
    g_hash_table_insert (self->sheet->cells, g_strdup (self->ref),
                         g_strdup (self->is_shared ? self->book->strings->pdata[atoi (self->text->str)]
                                                   : self->text->str));
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len (((Reading *) data)->text, text, (gssize) length);
}

static void
parse (Reading *self, const char *xml)
{
  static const GMarkupParser           parser = { on_start, on_end, on_text, NULL, NULL };
  g_autoptr (GMarkupParseContext)      context = g_markup_parse_context_new (&parser, 0, self, NULL);
  g_autoptr (GError)                   error = NULL;

  g_markup_parse_context_parse (context, xml, -1, &error);
  g_assert_no_error (error);
}

static char *
make_ref (guint col, guint row)
{
  return col < 26 ? g_strdup_printf ("%c%u", 'A' + col, row)
                  : g_strdup_printf ("%c%c%u", 'A' + col / 26 - 1, 'A' + col % 26, row);
}

static Book *
book_read (const char *path)
{
  Book               *self = g_new0 (Book, 1);
  g_autofree char    *strings = read_entry (path, "xl/sharedStrings.xml");
  g_autofree char    *sheets = read_entry (path, "xl/workbook.xml");
  g_autoptr (GString) text = g_string_new (NULL);
  Reading             reading = { self, NULL, text, NULL, FALSE };

  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->strings = g_ptr_array_new_with_free_func (g_free);
  parse (&reading, strings);
  parse (&reading, sheets);
  for (guint i = 0; i < self->sheets->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", i + 1);

      reading.sheet = self->sheets->pdata[i];
      reading.sheet->xml = read_entry (path, name);
      parse (&reading, reading.sheet->xml);
    }
  g_free (reading.ref);
  return self;
}

/* A sheet as LibreOffice writes it in CSV, with all digits. */
static void
add_csv (Book *self, const char *folder, const char *stem, const char *name)
{
  g_autofree char    *path = g_strdup_printf ("%s/%s-%s.csv", folder, stem, name);
  g_autofree char    *text = NULL;
  g_autoptr (GString) cell = g_string_new (NULL);
  Sheet              *sheet = g_new0 (Sheet, 1);
  gboolean            is_quoted = FALSE;
  guint               row = 1, col = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  sheet->name = g_strdup (name);
  sheet->cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->sheets, sheet);
  for (const char *p = text; *p; p++)
    if (*p == '"' && is_quoted && p[1] == '"')
      g_string_append_c (cell, *p++);
    else if (*p == '"')
      is_quoted = !is_quoted;
    else if (is_quoted || (*p != ',' && *p != '\n'))
      g_string_append_c (cell, *p);
    else
      {
        if (cell->len > 0)
          g_hash_table_insert (sheet->cells, make_ref (col, row), g_strdup (cell->str));
        g_string_truncate (cell, 0);
        col = *p == '\n' ? 0 : col + 1;
        row += *p == '\n';
      }
}

static Book *
book_read_again (const char *folder, const char *stem)
{
  Book *self = g_new0 (Book, 1);

  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->strings = g_ptr_array_new_with_free_func (g_free);
  add_csv (self, folder, stem, "Summary");
  add_csv (self, folder, stem, "Flow");
  add_csv (self, folder, stem, "Pains");
  return self;
}

static Sheet *
find_sheet (Book *self, const char *name)
{
  for (guint i = 0; i < self->sheets->len; i++)
    if (g_str_equal (((Sheet *) self->sheets->pdata[i])->name, name))
      return self->sheets->pdata[i];
  return NULL;
}

static const char *
get (const Sheet *sheet, guint col, guint row)
{
  g_autofree char *ref = make_ref (col, row);

  return g_hash_table_lookup (sheet->cells, ref);
}

static double
get_number (const Sheet *sheet, guint col, guint row)
{
  const char *text = get (sheet, col, row);
  char       *end;
  double      value;

  if (text == NULL || g_str_equal (text, "none"))
    return NAN;
  value = g_ascii_strtod (text, &end);
  if (g_str_equal (end, "%"))
    return value / 100;
  g_assert_cmpstr (end, ==, "");
  return value;
}

static TlDocument *
open_path (const char *path)
{
  g_autoptr (GError) error = NULL;
  TlDocument        *document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static GBytes *
make (TlDocument *document, GError **error)
{
  g_autoptr (TlFigures)  figures = tl_figures_new_for_document (document, NULL);
  g_autoptr (TlWorkbook) workbook = tl_workbook_new (document, figures, error);

  return workbook ? tl_workbook_to_bytes (workbook, error) : NULL;
}

static void
write_book (TlDocument *document, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make (document, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

static void
assert_close (double value, double wanted, double turnover, const char *what)
{
  if (isnan (wanted) ? !isnan (value) : !(fabs (value - wanted) <= 1e-6 * fabs (wanted) + 1e-13 * turnover))
    g_error ("%s: %.17g in the workbook, %.17g in the engine", what, value, wanted);
}

/* The summary against the engine. */
static void
check_summary (Book *book, TlDocument *document)
{
  g_autoptr (TlFigures)  figures = tl_figures_new_for_document (document, NULL);
  const TlImpactYear    *year = tl_figures_get_year (figures);
  const TlSnapshot      *snapshot = tl_figures_get_snapshot (figures);
  const TlImpactResults *results = tl_figures_get_results (figures);
  Sheet                 *sheet = book->sheets->pdata[0];
  Sheet                 *flow = find_sheet (book, "Flow"), *pains = find_sheet (book, "Pains");
  guint                  row = 1;
  guint                  n = 0;

  while (g_strcmp0 (get (sheet, 1, row), "Revenue a year") != 0)
    row++;
  assert_close (get_number (sheet, 2, row), year->revenue, year->turnover, "revenue");
  assert_close (get_number (sheet, 2, row + 1), year->cost, year->turnover, "cost");
  assert_close (get_number (sheet, 2, row + 2), year->avoidable, year->turnover, "avoidable");
  if (g_strcmp0 (get (sheet, 1, row + 3), "At stake: with no pain at all") == 0)
    assert_close (get_number (sheet, 2, ++row + 2), tl_figures_get_stake (figures)->net_lost, year->turnover, "stake");
  g_assert_cmpstr (get (sheet, 2, row + 3), ==, "yes");
  for (; row < 40 && g_strcmp0 (get (sheet, 0, row), "Rank") != 0; row++)
    ;
  for (row++; get (sheet, 0, row) && get (sheet, 1, row); row++, n++)
    {
      const TlFixFigures    *fix = NULL;
      const TlImpactOutcome *outcome;

      for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
        if (g_str_equal (tl_figures_nth_fix (figures, i)->title, get (sheet, 1, row)))
          fix = tl_figures_nth_fix (figures, i);
      g_assert_nonnull (fix);
      outcome = fix->outcome;
      g_assert_cmpfloat (get_number (sheet, 0, row), ==, fix->rank);
      assert_close (get_number (sheet, 2, row), outcome->change.revenue, year->turnover, "change of revenue");
      assert_close (get_number (sheet, 3, row), outcome->change.cost, year->turnover, "change of cost");
      assert_close (get_number (sheet, 4, row), outcome->change.gross, year->turnover, "gross");
      assert_close (get_number (sheet, 5, row), outcome->run, 0, "run");
      assert_close (get_number (sheet, 6, row), outcome->net_year, year->turnover, "net a year");
      assert_close (get_number (sheet, 7, row), outcome->one_off, 0, "one-off");
      assert_close (get_number (sheet, 8, row), outcome->npv, year->turnover, "combined impact");
      assert_close (get_number (sheet, 9, row), outcome->pays_back ? outcome->payback_months : NAN, 0, "payback");
      assert_close (get_number (sheet, 10, row), outcome->has_roi ? outcome->roi : NAN, 1, "return");
      g_assert_cmpstr (get (sheet, 12, row), ==, fix->kind);
    }
  g_assert_cmpuint (n, ==, results->n_ranked);
  for (guint s = 0; s < snapshot->journey.n_stages; s++)
    assert_close (get_number (flow, 8, 6 + s), results->stages[s].visits, year->turnover, "visits");
  for (row = 5; get (pains, 0, row); row++)
    for (guint k = 0; k < snapshot->journey.n_pains; k++)
      if (g_str_equal (snapshot->pains.titles[k], get (pains, 0, row)) && get (pains, 11, row))
        {
          assert_close (get_number (pains, 6, row), results->pains[k].incidents, year->turnover, "incidents");
          assert_close (get_number (pains, 8, row), results->pains[k].avoidable, year->turnover, "avoidable of a pain");
          assert_close (get_number (pains, 9, row), results->pains[k].stake.revenue_lost, year->turnover, "lost");
          assert_close (get_number (pains, 10, row), results->pains[k].stake.cost_caused, year->turnover, "caused");
          assert_close (get_number (pains, 11, row), results->pains[k].stake.net_lost, year->turnover, "at stake");
        }
}

/* A number that is typed over, in the workbook and in the journey. */
typedef struct
{
  const char *sheet;
  const char *of;
  const char *number;
  guint       col;
  const char *value;
  const char *from;
  const char *to;
} Change;

static const Change tradeoffs[] = {
  { "Assumptions", NULL, "Margin", 2, "0.52", " margin=\"0.38\"", " margin=\"0.52\"" },
  { "Assumptions", NULL, "Incrementality", 5, "1", "0.6..0.75..0.9", "0.6..0.75..1" },
  { "Assumptions", NULL, "Horizon in years", 2, "4", "horizon-years=\"2\"", "horizon-years=\"4\"" },
  { "Assumptions", NULL, "Discount rate a year", 2, "0.03", "rate=\"0.1\"", "rate=\"0.03\"" },
  { "Assumptions", "Basket", NULL, 2, "410000", "500000", "410000" },
  { "Assumptions", "Parcel late", NULL, 2, "0.11", "incidence=\"0.07\"", "incidence=\"0.11\"" },
  { "Assumptions", "Call centre", NULL, 2, "0.7", "reach=\"0.62\"", "reach=\"0.7\"" },
  { "Assumptions", "Order placed → Buys again", NULL, 2, "0.44", "share=\"0.41\"", "share=\"0.44\"" },
  { "Assumptions", "Order placed", "Revenue per arrival", 2, "62.5", "revenue=\"58.95\"", "revenue=\"62.5\"" },
  { "Assumptions", "Delivery fee appears late", "Of those hit, leave because of it", 5, "0.25", "0.11..0.14..0.2",
    "0.11..0.14..0.25" },
  { "Assumptions", "Parcel late", "Cost each time", 2, "3.5", " cost=\"2\"", " cost=\"3.5\"" },
  { "Assumptions", "Parcel late → Call centre", NULL, 2, "1.1", "count=\"0.8\"", "count=\"1.1\"" },
  { "Assumptions", "Call centre", "Cost of an interaction", 2, "5.2", "unit-cost=\"4.80\"", "unit-cost=\"5.2\"" },
  { "Assumptions", "Call centre", "Fixed cost a year", 2, "151000", "fixed-cost=\"140000\"", "fixed-cost=\"151000\"" },
  { "Assumptions", "Call centre", "Cashable share of a saving", 2, "0.55", "cashable=\"0.7\"", "cashable=\"0.55\"" },
  { "1 Free delivery", "Order placed", NULL, 2, "-2.5", "shift=\"-3.95\"", "shift=\"-2.5\"" },
  { "1 Free delivery", "Basket", NULL, 5, "1.2", "1.05..1.09..1.16", "1.05..1.09..1.2" },
  { "2 Live parcel tracking", NULL, "One-off cost", 2, "48000", "one-off=\"60000\"", "one-off=\"48000\"" },
  { "2 Live parcel tracking", NULL, "Running cost a year", 2, "12500", "run=\"15000\"", "run=\"12500\"" },
  { "3 Take the telephone number off", "Call centre", NULL, 2, "0.3", "scale=\"0.45\"", "scale=\"0.3\"" },
  { "2 Live parcel tracking", NULL, "Months to full effect", 2, "7", "ramp-months=\"2\"", "ramp-months=\"7\"" },
};

static const Change edges[] = {
  { "Assumptions", "First payment → Ask", NULL, 2, "0.2", "to=\"ask\" share=\"0.3\"", "to=\"ask\" share=\"0.2\"" },
  { "Assumptions", "On hold → Phone", NULL, 2, "0.9", "count=\"0.4\"", "count=\"0.9\"" },
  { "Assumptions", "On hold ← A form nobody owns", NULL, 2, "0.8", "share=\"0.5\"", "share=\"0.8\"" },
  { "1 A fifth of calls to chat", "Phone", NULL, 2, "0.5", "scale=\"0.8\"", "scale=\"0.5\"" },
  { "4 Owner for the form, again", NULL, "Half-life of its effect in months", 2, "11", "half-life=\"6\"",
    "half-life=\"11\"" },
  { "Assumptions", "In debt", "Revenue per arrival", 2, "-45", "revenue=\"-30\"", "revenue=\"-45\"" },
  { "1 A fifth of calls to chat", NULL, "Running cost a year", 2, "2400", "run=\"1200\"", "run=\"2400\"" },
  { "8 Curt to the end", "Curt answer", NULL, 2, "0.05", "shift=\"0.4\"", "shift=\"0.05\"" },
  { "5 Answer by text, not by phone", "Form lost", NULL, 2, "0.6", "field=\"contacts\" scale=\"0.3\"",
    "field=\"contacts\" scale=\"0.6\"" },
  { "7 After the horizon", NULL, "Starts in month", 2, "12.5", "start-month=\"30\"", "start-month=\"12.5\"" },
};

static void
replace_entry (zip_t *zip, guint number, const char *xml)
{
  g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", number);
  gsize            length = strlen (xml);
  zip_source_t    *source = zip_source_buffer (zip, memcpy (malloc (length), xml, length), length, 1);

  g_assert_cmpint (zip_file_replace (zip, (zip_uint64_t) zip_name_locate (zip, name, 0), source, 0), ==, 0);
}

/* Types numbers into a workbook that was written, and into the journey it was written from. */
static TlDocument *
change_both (const char *folder, const char *name, const char *path, const Change *changes, guint n)
{
  g_autoptr (Book)    book = book_read (path);
  g_autofree char    *from = g_strdup_printf ("%s/%s.xml", g_getenv ("TL_CASES"), name);
  g_autofree char    *to = g_strdup_printf ("%s/%s-changed.xml", folder, name);
  g_autofree char    *xml = NULL;
  g_autoptr (GString) journey = NULL;
  zip_t              *zip = zip_open (path, 0, NULL);

  g_assert_true (g_file_get_contents (from, &xml, NULL, NULL));
  journey = g_string_new (xml);
  for (guint i = 0; i < n; i++)
    {
      Sheet              *sheet = find_sheet (book, changes[i].sheet);
      guint               row = 1;
      g_autoptr (GString) text = NULL;
      g_autofree char    *ref = NULL;
      const char         *v, *end;

      g_assert_nonnull (sheet);
      while ((changes[i].of && g_strcmp0 (get (sheet, 0, row), changes[i].of) != 0) ||
             (changes[i].number && g_strcmp0 (get (sheet, 1, row), changes[i].number) != 0) ||
             get (sheet, changes[i].col, row) == NULL)
        g_assert_cmpuint (row++, <, 400);
      ref = g_strdup_printf ("<c r=\"%c%u\"", 'A' + changes[i].col, row);
      v = strstr (strstr (sheet->xml, ref), "<v>") + 3;
      end = strstr (v, "</v>");
      text = g_string_new_len (sheet->xml, v - sheet->xml);
      g_string_append (text, changes[i].value);
      g_string_append (text, end);
      g_free (sheet->xml);
      sheet->xml = g_strdup (text->str);
      g_assert_cmpuint (g_string_replace (journey, changes[i].from, changes[i].to, 1), ==, 1);
    }
  for (guint i = 0; i < book->sheets->len; i++)
    replace_entry (zip, i + 1, ((Sheet *) book->sheets->pdata[i])->xml);
  g_assert_cmpint (zip_close (zip), ==, 0);
  g_assert_true (g_file_set_contents (to, journey->str, (gssize) journey->len, NULL));
  return open_path (to);
}

/* Has LibreOffice work everything out anew, whatever the file says it came to, for all workbooks in one go. */
static gboolean
recalculate (const char *folder, GPtrArray *paths)
{
  g_autofree char        *office = g_find_program_in_path ("soffice");
  g_autofree char        *profile = g_build_filename (folder, "office", "user", NULL);
  g_autofree char        *settings = g_build_filename (profile, "registrymodifications.xcu", NULL);
  g_autofree char        *where = g_strdup_printf ("-env:UserInstallation=file://%s/office", folder);
  g_autofree char        *out = g_build_filename (folder, "again", NULL);
  g_auto (GStrv)          env = g_environ_unsetenv (g_get_environ (), "G_DEBUG");
  g_autoptr (GPtrArray)   argv = g_ptr_array_new ();
  g_autoptr (GError)      error = NULL;
  int                     status;

  if (office == NULL)
    return FALSE;
  g_assert_cmpint (g_mkdir_with_parents (profile, 0700), ==, 0);
  g_assert_true (g_file_set_contents (
      settings,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">"
      "<item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\">"
      "<prop oor:name=\"OOXMLRecalcMode\" oor:op=\"fuse\"><value>0</value></prop></item></oor:items>\n",
      -1, NULL));
  g_ptr_array_add (argv, office);
  g_ptr_array_add (argv, where);
  g_ptr_array_add (argv, (char *) "--headless");
  g_ptr_array_add (argv, (char *) "--convert-to");
  g_ptr_array_add (argv, (char *) "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1");
  g_ptr_array_add (argv, (char *) "--outdir");
  g_ptr_array_add (argv, out);
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (argv, paths->pdata[i]);
  g_ptr_array_add (argv, NULL);
  env = g_environ_unsetenv (env, "MALLOC_CHECK_");
  env = g_environ_unsetenv (env, "MALLOC_PERTURB_");
  g_spawn_sync (NULL, (char **) argv->pdata, env, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return TRUE;
}

static void
add (GPtrArray *paths, GPtrArray *documents, const char *folder, const char *name, TlDocument *document)
{
  char *path = g_strdup_printf ("%s/%s.xlsx", folder, name);

  write_book (document, path);
  g_ptr_array_add (paths, path);
  g_ptr_array_add (documents, document);
}

static void
test_figures (void)
{
  static const char *const names[] = { "line", "overlap", "causes", "tradeoffs", "edges" };
  g_autofree char         *folder = g_dir_make_tmp ("workbook-XXXXXX", NULL);
  g_autoptr (GPtrArray)    paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray)    documents = g_ptr_array_new_with_free_func (g_object_unref);
  guint                    n_plain;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.xml", g_getenv ("TL_CASES"), names[i]);

      add (paths, documents, folder, names[i], open_path (path));
    }
  add (paths, documents, folder, "sample", open_path (TL_SOURCE_DATADIR "/samples/sample.xml"));
  n_plain = paths->len;
  for (guint i = 0; i < n_plain; i++)
    {
      g_autoptr (Book) book = book_read (paths->pdata[i]);

      check_summary (book, documents->pdata[i]);
    }
  for (guint i = 0; i < 2; i++)
    {
      const char      *name = i == 0 ? "tradeoffs" : "edges";
      char            *changed = g_strdup_printf ("%s/%s-changed.xlsx", folder, name);
      g_autofree char *whole = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (paths->pdata[3 + i], &whole, &length, NULL));
      g_assert_true (g_file_set_contents (changed, whole, (gssize) length, NULL));
      g_ptr_array_add (paths, changed);
      g_ptr_array_add (documents, i == 0 ? change_both (folder, name, changed, tradeoffs, G_N_ELEMENTS (tradeoffs))
                                         : change_both (folder, name, changed, edges, G_N_ELEMENTS (edges)));
    }
  if (!recalculate (folder, paths))
    {
      g_test_skip ("LibreOffice is not installed");
      return;
    }
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *stem = g_path_get_basename (paths->pdata[i]);
      g_autofree char *again = g_build_filename (folder, "again", NULL);
      g_autoptr (Book) book = NULL;

      g_test_message ("%s", stem);
      *strrchr (stem, '.') = '\0';
      book = book_read_again (again, stem);
      check_summary (book, documents->pdata[i]);
    }
}

static TlDocument *
open_text (const char *folder, const char *xml)
{
  g_autofree char *path = g_build_filename (folder, "journey.xml", NULL);

  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  return open_path (path);
}

/* Words are words wherever they stand, and names of sheets are such as every program opens. */
static void
test_words (void)
{
  static const char       head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                                   "<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"=1+1\">"
                                   "<stage id=\"a\" title=\"+cmd|' /C calc'!A0\" column=\"0\" entry=\"100\">"
                                   "<touchpoint id=\"t\" title=\"@SUM(1)\" reach=\"1\" unit-cost=\"2\">"
                                   "<pain id=\"p\" title=\"-2+3\" incidence=\"0.1\" leave=\"0.5\"/></touchpoint></stage>"
                                   "<stage id=\"b\" title=\"𝔊ot &lt;b&gt; &quot;it&quot;\" kind=\"won\" column=\"1\" "
                                   "revenue=\"10\"/><transition from=\"a\" to=\"b\"/>";
  static const char *const titles[] = { "History", "=HYPERLINK(&quot;x&quot;)", "a/b\\c*d?e:f[g]h", "'quoted'",
                                        "Zufriedenheitsversicherungsangelegenheiten zum Ersten",
                                        "Zufriedenheitsversicherungsangelegenheiten zum Zweiten", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
                                        "שירות טוב יותר", "O'Neil's fix" };
  g_autofree char         *folder = g_dir_make_tmp ("workbook-XXXXXX", NULL);
  g_autofree char         *path = g_build_filename (folder, "words.xlsx", NULL);
  g_autoptr (GString)      xml = g_string_new (head);
  g_autoptr (GHashTable)   seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TlDocument)   document = NULL;
  g_autoptr (Book)         book = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    g_string_append_printf (xml,
                            "<fix id=\"f%u\" title=\"%s\"><effect on=\"p\" field=\"incidence\" scale=\"0.%u\"/></fix>",
                            i, titles[i], i + 1);
  g_string_append (xml, "</journey>");
  document = open_text (folder, xml->str);
  write_book (document, path);
  book = book_read (path);
  check_summary (book, document);
  g_assert_cmpuint (book->sheets->len, ==, 6 + G_N_ELEMENTS (titles));
  for (guint i = 0; i < book->sheets->len; i++)
    {
      Sheet            *sheet = book->sheets->pdata[i];
      glong             units;
      g_autofree gunichar2 *wide = g_utf8_to_utf16 (sheet->name, -1, NULL, &units, NULL);

      g_assert_nonnull (wide);
      g_assert_cmpint (units, <=, 31);
      g_assert_null (strpbrk (sheet->name, "[]:*?/\\"));
      g_assert_true (g_hash_table_add (seen, g_utf8_casefold (sheet->name, -1)));
      g_assert_null (strstr (sheet->xml, "<f>cmd"));
      g_assert_null (strstr (sheet->xml, "<f>HYPERLINK"));
    }
  g_assert_cmpstr (get (book->sheets->pdata[0], 0, 1), ==, "=1+1");
}

/* The same journey gives the same bytes, and a decimal comma in the language none in the file. */
static void
test_bytes (void)
{
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), "edges.xml", NULL);
  g_autoptr (TlDocument) document = open_path (path);
  g_autoptr (GBytes)     first = NULL, second = NULL;

  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  first = make (document, NULL);
  second = make (document, NULL);
  g_unsetenv ("SOURCE_DATE_EPOCH");
  g_assert_true (g_bytes_equal (first, second));
}

static void
assert_refused (const char *xml, const char *words)
{
  g_autofree char       *folder = g_dir_make_tmp ("workbook-XXXXXX", NULL);
  g_autoptr (TlDocument) document = open_text (folder, xml);
  g_autoptr (GError)     error = NULL;
  g_autoptr (GBytes)     bytes = make (document, &error);

  g_assert_null (bytes);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_limits (void)
{
  g_autoptr (GString)    circle = g_string_new ("<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\">");
  g_autofree char       *folder = g_dir_make_tmp ("workbook-XXXXXX", NULL);
  g_autofree char       *path = g_build_filename (folder, "empty.xlsx", NULL);
  g_autoptr (TlDocument) empty = open_text (folder,
                                            "<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\"/>");

  assert_refused ("<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\" horizon-years=\"51\"/>",
                  "50 years");
  for (guint i = 0; i < 101; i++)
    g_string_append_printf (circle, "<stage id=\"s%u\" title=\"S%u\" column=\"%u\" entry=\"1\"/>", i, i, i);
  for (guint i = 0; i < 101; i++)
    g_string_append_printf (circle, "<transition from=\"s%u\" to=\"s%u\" share=\"0.9\"/>", i, (i + 1) % 101);
  g_string_append (circle, "</journey>");
  assert_refused (circle->str, "circle");
  assert_refused ("<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"J\"><stage id=\"a\" title=\"A\" "
                  "column=\"0\"/><stage id=\"b\" title=\"B\" column=\"1\"/><transition from=\"a\" to=\"b\" "
                  "share=\"0.9\"/><stage id=\"c\" title=\"C\" column=\"1\"/><transition from=\"a\" to=\"c\" "
                  "share=\"0.9\"/></journey>",
                  "A");
  write_book (empty, path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/workbook/figures", test_figures);
  g_test_add_func ("/workbook/words", test_words);
  g_test_add_func ("/workbook/bytes", test_bytes);
  g_test_add_func ("/workbook/limits", test_limits);
  return g_test_run ();
}
