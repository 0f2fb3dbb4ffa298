/* test-maps.c: maps as they are sent: in words, in part, over pages, with their journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-run.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
export_text (const char *source, const char *name, ...) G_GNUC_NULL_TERMINATED;

/* What `export` writes, with some options. */
static char *
export_text (const char *source, const char *name, ...)
{
  g_autofree char  *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char  *path = g_build_filename (folder, name, NULL);
  const char       *options[5] = { NULL };
  g_autoptr (TlRun) run = NULL;
  char             *text = NULL;
  va_list           list;

  va_start (list, name);
  for (guint i = 0; i < 4 && (options[i] = va_arg (list, const char *)); i++)
    ;
  va_end (list);
  run = tl_run ("export", source, "-o", path, options[0], options[1], options[2], options[3], NULL);
  g_assert_cmpint (run->code, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_unlink (path);
  g_rmdir (folder);
  return text;
}

static void
test_words (void)
{
  g_autofree char *source = tl_run_case ("tradeoffs.xml");
  g_autofree char *all = export_text (source, "map.html", NULL);
  g_autofree char *bare = export_text (source, "map.html", "--no-money", NULL);

  tl_run_assert_contains (all, "<html lang=\"en-GB\" dir=\"ltr\">");
  tl_run_assert_contains (all, "From Basket, ");
  tl_run_assert_contains (all, "at stake a year, net");
  tl_run_assert_contains (all, "<th role=\"rowheader\" scope=\"row\">");
  tl_run_assert_contains (all, "data-head=\"Channel\"");
  g_assert_null (strstr (all, "&quot;n&quot;"));
  g_assert_null (strstr (all, "<script"));
  g_assert_null (strstr (all, "http"));
  g_assert_null (strstr (bare, "at stake a year, net"));
  g_assert_null (strstr (bare, "£"));
}

/* Titles that run the other way stand apart in sentences, which run their own way whatever they begin with. */
static void
test_both_ways (void)
{
  g_autofree char *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char *source = g_build_filename (folder, "a.xml", NULL);
  g_autofree char *all = NULL;

  g_assert_true (g_file_set_contents (
      source,
      "<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"رحلة\">"
      "<stage id=\"a\" title=\"حجز الموعد\" entry=\"100\"><touchpoint id=\"t\" title=\"مكالمة\"/></stage>"
      "<stage id=\"b\" title=\"زيارة\" kind=\"won\"/>"
      "<transition id=\"ab\" from=\"a\" to=\"b\" share=\"0.5\"/></journey>",
      -1, NULL));
  all = export_text (source, "map.html", NULL);
  tl_run_assert_contains (all, "dir=\"rtl\"");
  tl_run_assert_contains (all, "unicode-bidi:plaintext");
  tl_run_assert_contains (all, "From \u2068حجز الموعد\u2069, 50% go on to \u2068زيارة\u2069");
  tl_run_assert_contains (all, "thead th,td.n{overflow-wrap:normal}");
  g_unlink (source);
  g_rmdir (folder);
}

static void
test_parts (void)
{
  g_autofree char *source = tl_run_case ("tradeoffs.xml");
  g_autofree char *marked =
      export_text (source, "map.svg", "--watermark", "Entwurf", "--source", "Survey of May", NULL);
  g_autofree char *none = export_text (source, "map.svg", "--without", "leavers,money", NULL);
  g_autoptr (TlRun) wrong = tl_run ("export", source, "-o", "x.svg", "--without", "people", NULL);
  g_autoptr (TlRun) unknown = tl_run ("export", source, "-o", "x.svg", "--stages", "nowhere", NULL);

  tl_run_assert_contains (marked, ">Entwurf</text>");
  tl_run_assert_contains (marked, "Survey of May");
  g_assert_null (strstr (none, "go no further"));
  g_assert_null (strstr (none, "£"));
  g_assert_cmpint (wrong->code, ==, 2);
  tl_run_assert_contains (wrong->err, "people");
  g_assert_cmpint (unknown->code, ==, 2);
  tl_run_assert_contains (unknown->err, "nowhere");
}

static void
test_tiles (void)
{
  g_autofree char *source = tl_run_case ("tradeoffs.xml");
  g_autofree char *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.svg", NULL);
  g_autofree char *text = NULL;
  g_autoptr (TlRun) run = tl_run ("export", source, "-o", path, "--page", "a4", "--fit", "tile", NULL);
  g_auto (GStrv)   names = g_strsplit (run->out, "\n", -1);
  g_autofree char *note = NULL;

  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpuint (g_strv_length (names), >, 2);
  note = g_strdup_printf ("1 of %u, row 1 column 1", g_strv_length (names) - 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  tl_run_assert_contains (text, note);
  for (guint i = 0; names[i] && *names[i]; i++)
    g_unlink (names[i]);
  g_rmdir (folder);
}

/* Returns: the first page */
static char *
export_tiles (const char *source, const char *option, const char *overlap)
{
  g_autofree char *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.svg", NULL);
  g_autoptr (TlRun) run =
      tl_run ("export", source, "-o", path, "--page", "a4", "--fit", "tile", option, overlap, NULL);
  g_auto (GStrv) names = g_strsplit (run->out, "\n", -1);
  char          *text = NULL;

  g_assert_cmpint (run->code, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (guint i = 0; names[i] && *names[i]; i++)
    g_unlink (names[i]);
  g_rmdir (folder);
  return text;
}

static void
test_overlap (void)
{
  static const char *const nonsense[] = { "", "-3", "61", "1e9", "nan", "12mm", "twelve", "0x10" };
  g_autofree char         *source = tl_run_case ("tradeoffs.xml");
  g_autofree char         *preset = export_tiles (source, NULL, NULL);
  g_autofree char         *same = export_tiles (source, "--overlap", "12");
  g_autofree char         *none = export_tiles (source, "--overlap", "0");
  g_autofree char         *most = export_tiles (source, "--overlap", "60");

  g_assert_cmpstr (preset, ==, same);
  g_assert_cmpstr (preset, !=, none);
  g_assert_cmpstr (preset, !=, most);
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autofree char  *given = g_strdup_printf ("--overlap=%s", nonsense[i]);
      g_autoptr (TlRun) wrong = tl_run ("export", source, "-o", "x.pdf", "--page", "a4", "--fit", "tile", given, NULL);

      g_assert_cmpint (wrong->code, ==, 2);
      tl_run_assert_contains (wrong->err, "is no overlap");
    }
  g_autoptr (TlRun) folded = tl_run ("export", source, "-o", "x.pdf", "--page", "a4", "--overlap", "10", NULL);

  g_assert_cmpint (folded->code, ==, 2);
  tl_run_assert_contains (folded->err, "--fit tile");
}

static void
test_carried (void)
{
  g_autofree char *source = tl_run_case ("tradeoffs.xml");
  g_autofree char *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.svg", NULL);
  g_autofree char *small = g_build_filename (folder, "small.png", NULL);
  g_autoptr (TlRun) with = tl_run ("export", source, "-o", path, "--with-journey", NULL);
  g_autoptr (TlRun) here = tl_run ("convert", source, "-", NULL);
  g_autoptr (TlRun) back = tl_run ("convert", path, "-", NULL);
  g_autoptr (TlRun) thumbnail = tl_run ("thumbnail", path, small, "128", NULL);
  g_autoptr (TlRun) without = tl_run ("export", source, "-o", path, NULL);
  g_autoptr (TlRun) none = tl_run ("info", path, NULL);

  g_assert_cmpint (with->code, ==, 0);
  g_assert_cmpint (back->code, ==, 0);
  g_assert_cmpstr (back->out, ==, here->out);
  g_assert_cmpint (thumbnail->code, ==, 0);
  g_assert_true (g_file_test (small, G_FILE_TEST_EXISTS));
  g_assert_cmpint (without->code, ==, 0);
  g_assert_cmpint (none->code, ==, 1);
  tl_run_assert_contains (none->err, "carries no journey");
  g_unlink (path);
  g_unlink (small);
  g_rmdir (folder);
}

/* What a picture carries beside its journey: nothing that customers said, nor who they are. */
static void
test_private (void)
{
  g_autofree char *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char *journey = g_build_filename (folder, "a.journey", NULL);
  g_autofree char *table = g_build_filename (folder, "survey.csv", NULL);
  g_autofree char *source = tl_run_case ("tradeoffs.xml");
  g_autoptr (TlRun) made = tl_run ("convert", source, journey, NULL);
  g_autoptr (TlRun) imported = NULL;
  g_autofree char  *text = NULL;
  const char       *from, *to;

  g_assert_cmpint (made->code, ==, 0);
  g_assert_true (g_file_set_contents (table,
                                      "customer,email,comment,date\n"
                                      "C-778812,ada.lovelace@example.com,The zebra at the counter sang,2026-01-02\n"
                                      "C-778813,bob@example.com,Ring me on +44 20 7946 0999 about the "
                                      "walrus,2026-01-03\n",
                                      -1, NULL));
  imported = tl_run ("import-evidence", journey, table, NULL);
  g_assert_cmpint (imported->code, ==, 0);
  text = export_text (journey, "map.svg", "--with-journey", NULL);
  from = strstr (text, "<metadata>");
  to = strstr (text, "</metadata>");
  g_assert_nonnull (from);
  g_assert_nonnull (to);
  tl_run_assert_contains (from, "<journey xmlns=\"urn:throughline:journey:1\"");
  g_assert_null (g_strstr_len (from, to - from, "<evidence"));
  g_assert_null (g_strstr_len (from, to - from, "zebra"));
  g_assert_null (g_strstr_len (from, to - from, "walrus"));
  g_assert_null (strstr (text, "778812"));
  g_assert_null (strstr (text, "lovelace"));
  g_assert_null (strstr (text, "7946"));
  g_unlink (journey);
  g_unlink (table);
  g_rmdir (folder);
}

/* Nor what was parked, nor what is said in packs: the picture does not show it. */
static void
test_behind (void)
{
  static const char *const behind[] = { "zebra", "before May", "120000", "yak",
                                        "gnu",   "emu",        "<pack",  "<parked" };
  g_autofree char  *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char  *source = g_build_filename (folder, "a.xml", NULL);
  g_autofree char  *path = g_build_filename (folder, "map.svg", NULL);
  g_autofree char  *text = NULL;
  g_autoptr (TlRun) made = NULL, back = NULL;

  g_assert_true (g_file_set_contents (
      source,
      "<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"T\" currency=\"GBP\">"
      "<stage id=\"a\" title=\"Pay\" entry=\"100\"><note>Till by the door</note></stage>"
      "<fact of=\"a\" field=\"entry\" basis=\"measured\">Counted</fact>"
      "<parked id=\"p\" title=\"Sack the zebra\"><note>Not before May</note></parked>"
      "<pack id=\"board\" audience=\"board\" budget=\"120000\" ask=\"Ask for the yak\">"
      "<page about=\"map\" headline=\"The gnu leaves\"><note>Do not show the emu</note></page></pack></journey>",
      -1, NULL));
  made = tl_run ("export", source, "-o", path, "--with-journey", NULL);
  g_assert_cmpstr (made->err, ==, "");
  g_assert_cmpint (made->code, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  tl_run_assert_contains (text, "Till by the door");
  tl_run_assert_contains (text, "Counted");
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    g_assert_null (strstr (text, behind[i]));
  back = tl_run ("info", path, NULL);
  g_assert_cmpstr (back->err, ==, "");
  g_assert_cmpint (back->code, ==, 0);
  g_unlink (source);
  g_unlink (path);
  g_rmdir (folder);
}

static void
refuses (const char *what, const char *text, gsize length, const char *says)
{
  g_autofree char  *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char  *path = g_build_filename (folder, "odd.svg", NULL);
  g_autofree char  *out = g_build_filename (folder, "out.png", NULL);
  g_autoptr (TlRun) info = NULL;
  g_autoptr (TlRun) thumbnail = NULL;

  g_test_message ("%s", what);
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  info = tl_run ("info", path, NULL);
  g_assert_cmpint (info->code, ==, 1);
  g_assert_cmpstr (info->out, ==, "");
  tl_run_assert_contains (info->err, says);
  thumbnail = tl_run ("thumbnail", path, out, "128", NULL);
  g_assert_cmpint (thumbnail->code, ==, 1);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_rmdir (folder);
}

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\">"
#define OURS "xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"T\""

/* Pictures that nobody should send: each is told what is wrong with it, and where. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *what, *text, *says;
  } all[] = {
    { "a document type", "<!DOCTYPE svg SYSTEM \"file:///etc/passwd\">" SVG "</svg>", "DOCTYPE" },
    { "an entity", "<!DOCTYPE svg [<!ENTITY a SYSTEM \"/etc/passwd\">]>" SVG "<metadata>&a;</metadata></svg>",
      "DOCTYPE" },
    { "no end", SVG "<metadata><journey " OURS "><stage id=\"s\" title=", "odd.svg:1:" },
    { "no end of the picture", SVG "<metadata>", "damaged" },
    { "no journey", SVG "<metadata>aGVsbG8gd29ybGQ=</metadata></svg>", "carries no journey" },
    { "a journey of others", SVG "<metadata><journey xmlns=\"urn:others\" id=\"j\"/></metadata></svg>",
      "carries no journey" },
    { "a journey as picture", SVG "<journey " OURS "/></svg>", "carries no journey" },
    { "an unknown entity", SVG "<metadata><journey " OURS "><note>&who;</note></journey></metadata></svg>",
      "odd.svg:1:" },
    { "a wrong journey",
      SVG "<metadata>\n<journey " OURS ">\n<stage id=\"s\" title=\"S\" entry=\"many\"/></journey></metadata></svg>",
      "odd.svg:3:" },
    { "a lie about its letters", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" SVG "<metadata>\xff\xfe</metadata></svg>",
      "UTF-8" },
  };
  g_autoptr (GString) deep = g_string_new (SVG);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    refuses (all[i].what, all[i].text, strlen (all[i].text), all[i].says);
  for (guint i = 0; i < 1000000; i++)
    g_string_append (deep, "<g>");
  refuses ("a million levels", deep->str, deep->len, "deep");
}

/* What other programs make of a picture does not matter, as long as the journey is still in it. */
static void
test_rewritten (void)
{
  g_autofree char *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "odd.svg", NULL);
  const char      *text = "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" xmlns:t=\"urn:throughline:journey:1\" "
                          "xmlns:o=\"urn:others\"><s:svg>"
                          "<s:metadata/><s:metadata><o:rdf><t:journey id=\"j\" title=\"First\" o:label=\"x\"><o:stage "
                          "id=\"no\"><t:stage id=\"n\"/>"
                          "</o:stage><t:stage id=\"s\" title=\"S\"/></t:journey></o:rdf></s:metadata></s:svg>"
                          "<s:metadata><t:journey id=\"k\" title=\"Second\"/></s:metadata></s:svg>";
  g_autoptr (TlRun) run = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  run = tl_run ("convert", path, "-", NULL);
  g_assert_cmpint (run->code, ==, 0);
  tl_run_assert_contains (run->out, "title=\"First\"");
  tl_run_assert_contains (run->out, "<stage id=\"s\" title=\"S\"/>");
  g_assert_null (strstr (run->out, "id=\"n\""));
  g_assert_null (strstr (run->out, "label"));
  g_unlink (path);
  g_rmdir (folder);
}

static guint32
png_number (const char *data, gsize offset)
{
  const guint8 *at = (const guint8 *) data + offset;

  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* A picture that fits the size, of a file that is not written to; or nothing at all. */
static void
check_thumbnail (const char *path, const char *size, gboolean works)
{
  g_autofree char  *out = g_strconcat (path, ".png", NULL);
  g_autofree char  *before = NULL;
  g_autofree char  *after = NULL;
  g_autofree char  *picture = NULL;
  gsize             before_length, after_length, length;
  g_autoptr (TlRun) run = NULL;

  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  run = tl_run ("thumbnail", path, out, size, NULL);
  g_assert_cmpint (run->code, ==, works ? 0 : 1);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
  g_assert_cmpint (g_file_get_contents (out, &picture, &length, NULL), ==, works);
  if (!works)
    return;
  g_assert_cmpmem (picture, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint (png_number (picture, 16), ==, g_ascii_strtoull (size, NULL, 10));
  g_assert_cmpuint (png_number (picture, 20), <=, png_number (picture, 16));
  g_assert_cmpuint (length, >, 200);
  g_unlink (out);
}

static void
test_thumbnails (void)
{
  static const char *const sizes[] = { "16", "128", "256", "512" };
  g_autofree char         *folder = g_dir_make_tmp ("throughline-XXXXXX", NULL);
  g_autofree char         *journey = g_build_filename (folder, "a.journey", NULL);
  g_autofree char         *cut = g_build_filename (folder, "cut.journey", NULL);
  g_autofree char         *blank = g_build_filename (folder, "blank.xml", NULL);
  g_autofree char         *noise = g_build_filename (folder, "noise.journey", NULL);
  g_autofree char         *source = tl_run_case ("tradeoffs.xml");
  g_autofree char         *old = g_test_build_filename (G_TEST_DIST, "document", "samples", "version-1.journey", NULL);
  g_autofree char         *older = g_build_filename (folder, "older.journey", NULL);
  g_autofree char         *bytes = NULL;
  g_autofree char         *old_bytes = NULL;
  gsize                    length;
  g_autoptr (TlRun)        made = tl_run ("convert", source, journey, NULL);

  g_assert_cmpint (made->code, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    check_thumbnail (journey, sizes[i], TRUE);
  g_assert_true (g_file_get_contents (journey, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (cut, bytes, (gssize) length / 2, NULL));
  check_thumbnail (cut, "128", FALSE);
  memset (bytes + 100, 0x5a, length - 100);
  g_assert_true (g_file_set_contents (noise, bytes, (gssize) length, NULL));
  check_thumbnail (noise, "128", FALSE);
  tl_run_write (blank, "<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" title=\"Nothing yet\"/>");
  check_thumbnail (blank, "128", TRUE);
  /* One that has to be brought up to date is so in a copy. */
  g_assert_true (g_file_get_contents (old, &old_bytes, &length, NULL));
  g_assert_true (g_file_set_contents (older, old_bytes, (gssize) length, NULL));
  check_thumbnail (older, "128", TRUE);
  g_unlink (journey);
  g_unlink (cut);
  g_unlink (noise);
  g_unlink (blank);
  g_unlink (older);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/maps/words", test_words);
  g_test_add_func ("/cli/maps/both-ways", test_both_ways);
  g_test_add_func ("/cli/maps/parts", test_parts);
  g_test_add_func ("/cli/maps/tiles", test_tiles);
  g_test_add_func ("/cli/maps/overlap", test_overlap);
  g_test_add_func ("/cli/maps/carried", test_carried);
  g_test_add_func ("/cli/maps/private", test_private);
  g_test_add_func ("/cli/maps/behind", test_behind);
  g_test_add_func ("/cli/maps/hostile", test_hostile);
  g_test_add_func ("/cli/maps/rewritten", test_rewritten);
  g_test_add_func ("/cli/maps/thumbnails", test_thumbnails);
  return g_test_run ();
}
