/* test-office.c: slides are whole, and another program opens them
 *
 * Every part is read strictly: well formed, known by its type, with links that lead somewhere, numbers that are used
 * once, and shapes that stay on their slide. Then LibreOffice draws all of them, started once, and no word may leave its
 * page or stand in its foot.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#include "tl-export.h"
#include "tl-measure.h"
#include "tl-open.h"
#include "tl-pack-html.h"
#include "tl-pptx.h"

#define SLIDE_RELS "ppt/slides/_rels/slide"

/* A package that was read. */
typedef struct
{
  GHashTable *parts; /* name → GBytes */
  GHashTable *types; /* names and endings that have a type */
  GHashTable *used;  /* names that something refers to */
  gint64      width, height;
} Package;

static void
package_free (Package *self)
{
  g_hash_table_unref (self->parts);
  g_hash_table_unref (self->types);
  g_hash_table_unref (self->used);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Package, package_free)

/* What is read in a part. */
typedef struct
{
  Package    *package;
  const char *name;
  GHashTable *ids;    /* of shapes */
  GHashTable *links;  /* of relationships */
  GHashTable *wanted; /* links that are used */
  guint       n_titles, n_numbers, n_pictures, n_tables, n_heads;
  gint64      x, y;
} Reading;

static const char *
find (const char *name, const char **names, const char **values)
{
  for (guint i = 0; names[i]; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

/* “../media/a.png” in “ppt/slides/_rels/slide1.xml.rels” is “ppt/media/a.png”. */
static char *
resolve (const char *rels, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (rels);
  g_autofree char *base = g_path_get_dirname (folder);
  g_autofree char *whole = g_canonicalize_filename (target, base[0] == '.' ? "/" : NULL);
  g_autofree char *here = g_strdup_printf ("/%s", base[0] == '.' ? "" : base);
  g_autofree char *path = g_canonicalize_filename (target, here);

  return g_strdup (path + 1);
}

static void
on_start (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data,
          GError **error)
{
  Reading    *self = data;
  const char *id;

  for (guint i = 0; names[i]; i++)
    if (g_str_equal (names[i], "r:id") || g_str_equal (names[i], "r:embed"))
      g_hash_table_add (self->wanted, g_strdup (values[i]));
  if (g_str_equal (element, "Override"))
    {
      g_assert_true (g_hash_table_contains (self->package->parts, find ("PartName", names, values) + 1));
      g_hash_table_add (self->package->types, g_strdup (find ("PartName", names, values) + 1));
    }
  else if (g_str_equal (element, "Default"))
    g_hash_table_add (self->package->types, g_strdup (find ("Extension", names, values)));
  else if (g_str_equal (element, "Relationship"))
    {
      char *path = resolve (self->name, find ("Target", names, values));

      g_assert_true (g_hash_table_contains (self->package->parts, path));
      g_hash_table_add (self->package->used, path);
      g_assert_true (g_hash_table_add (self->links, g_strdup (find ("Id", names, values))));
    }
  else if (g_str_equal (element, "p:cNvPr"))
    {
      id = find ("id", names, values);
      g_assert_true (g_hash_table_add (self->ids, g_strdup (id)));
      if (g_str_equal (g_markup_parse_context_get_element_stack (context)->next->data, "p:nvPicPr"))
        {
          g_assert_cmpstr (find ("descr", names, values), !=, NULL);
          g_assert_cmpstr (find ("descr", names, values), !=, "");
          self->n_pictures++;
        }
    }
  else if (g_str_equal (element, "p:ph"))
    {
      self->n_titles += g_strcmp0 (find ("type", names, values), "title") == 0;
      self->n_numbers += g_strcmp0 (find ("type", names, values), "sldNum") == 0;
    }
  else if (g_str_equal (element, "a:tbl"))
    self->n_tables++;
  else if (g_str_equal (element, "a:tblPr"))
    self->n_heads += g_strcmp0 (find ("firstRow", names, values), "1") == 0;
  else if (g_str_equal (element, "p:sldSz"))
    {
      self->package->width = g_ascii_strtoll (find ("cx", names, values), NULL, 10);
      self->package->height = g_ascii_strtoll (find ("cy", names, values), NULL, 10);
    }
  else if (g_str_equal (element, "a:off"))
    {
      self->x = g_ascii_strtoll (find ("x", names, values), NULL, 10);
      self->y = g_ascii_strtoll (find ("y", names, values), NULL, 10);
    }
  else if (g_str_equal (element, "a:ext") && find ("cx", names, values) && self->package->width > 0 &&
           !strstr (self->name, "notes"))
    {
      g_assert_cmpint (self->x, >=, 0);
      g_assert_cmpint (self->y, >=, 0);
      g_assert_cmpint (self->x + g_ascii_strtoll (find ("cx", names, values), NULL, 10), <=, self->package->width);
      g_assert_cmpint (self->y + g_ascii_strtoll (find ("cy", names, values), NULL, 10), <=, self->package->height);
    }
}

static gboolean
is_markup (const char *name)
{
  return g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".rels") || g_str_has_suffix (name, ".svg");
}

/* Reads a part; the links that it uses are those that stand beside it. */
static void
read_part (Package *self, const char *name)
{
  static const GMarkupParser      parser = { on_start, NULL, NULL, NULL, NULL };
  g_autoptr (GHashTable)          ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)          links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)          wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading                         reading = { self, name, ids, links, wanted };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reading, NULL);
  g_autofree char                *folder = g_path_get_dirname (name);
  g_autofree char                *base = g_path_get_basename (name);
  g_autofree char                *beside = g_strdup_printf ("%s/_rels/%s.rels", folder, base);
  GBytes                         *rels = g_hash_table_lookup (self->parts, beside);
  GBytes                         *bytes = g_hash_table_lookup (self->parts, name);
  g_autoptr (GError)              error = NULL;
  GHashTableIter                  iter;
  gpointer                        link;

  g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  if (error == NULL)
    g_markup_parse_context_end_parse (context, &error);
  if (error)
    g_error ("%s: %s", name, error->message);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &link, NULL))
    {
      g_autofree char *id = g_strdup_printf ("Id=\"%s\"", (char *) link);

      g_assert_nonnull (rels);
      g_assert_nonnull (g_strstr_len (g_bytes_get_data (rels, NULL), (gssize) g_bytes_get_size (rels), id));
    }
  if (g_str_has_prefix (name, "ppt/slides/slide"))
    {
      g_assert_cmpuint (reading.n_titles, ==, 1);
      g_assert_cmpuint (reading.n_numbers, ==, 1);
      g_assert_cmpuint (reading.n_tables, ==, reading.n_heads);
    }
}

static Package *
package_read (GBytes *bytes)
{
  Package       *self = g_new0 (Package, 1);
  zip_source_t  *source = zip_source_buffer_create (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, NULL);
  zip_t         *zip = zip_open_from_source (source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
  GHashTableIter iter;
  gpointer       name;

  g_assert_nonnull (zip);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_assert_cmpstr (zip_get_name (zip, 0, 0), ==, "[Content_Types].xml");
  for (zip_int64_t i = 0; i < zip_get_num_entries (zip, 0); i++)
    {
      zip_stat_t  about;
      zip_file_t *file;
      guchar     *data;

      g_assert_cmpint (zip_stat_index (zip, (zip_uint64_t) i, 0, &about), ==, 0);
      data = g_malloc (about.size);
      file = zip_fopen_index (zip, (zip_uint64_t) i, 0);
      g_assert_cmpint (zip_fread (file, data, about.size), ==, (zip_int64_t) about.size);
      zip_fclose (file);
      g_assert_true (g_hash_table_insert (self->parts, g_strdup (about.name), g_bytes_new_take (data, about.size)));
    }
  zip_discard (zip);
  read_part (self, "ppt/presentation.xml");
  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (is_markup (name))
      read_part (self, name);
  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      const char *dot = strrchr (name, '.') + 1;

      g_assert_true (g_hash_table_contains (self->types, name) || g_hash_table_contains (self->types, dot));
      if (!g_str_has_suffix (name, ".rels") && !g_str_equal (name, "[Content_Types].xml"))
        g_assert_true (g_hash_table_contains (self->used, name));
    }
  return self;
}

static TlDocument *
open_text (const char *folder, const char *name, const char *xml)
{
  g_autofree char   *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  TlDocument        *document;

  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  return document;
}

/* A blue picture, as a file. */
static char *
make_logo (void)
{
  g_autoptr (TlScene) scene = tl_scene_new ();
  TlExportOptions     options = { .width = 120 };
  g_autoptr (GBytes)  png = NULL;

  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, NULL, NULL);
  tl_scene_rect (scene, (TlBox) { 0, 0, 120, 40 }, 8, (TlPen) { .fill = TL_COLOUR_GAIN });
  tl_scene_end (scene);
  tl_scene_set_size (scene, 120, 40);
  png = tl_export_png (scene, &options, NULL);
  return g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
}

static void
append_title (GString *xml, const char *name, const char *text, guint n)
{
  g_autofree char *title = g_strdup_printf ("%s %u", text, n);

  g_string_append_printf (xml, " %s=\"", name);
  while (g_utf8_strlen (title, -1) > 400)
    *g_utf8_prev_char (title + strlen (title)) = '\0';
  g_string_append (xml, title);
  g_string_append (xml, "\"");
}

/* A journey all of whose titles are alike; a pack with a logo. */
static char *
make_journey (const char *title, const char *words, guint n_stages, guint n_fixes)
{
  GString         *xml = g_string_new ("<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" currency=\"EUR\" "
                                       "margin=\"0.4\" doubt=\"0.25\" period=\"2026\"");
  g_autofree char *logo = make_logo ();

  append_title (xml, "title", title, 1);
  g_string_append_printf (xml,
                          "><pack id=\"board\" audience=\"board\" logo=\"%s\" author=\"A &amp; B\">"
                          "<page id=\"g1\" about=\"certainty\" shown=\"0\"/><page id=\"g2\" about=\"sources\" "
                          "shown=\"0\"/>"
                          "<page id=\"g3\" about=\"options\" shown=\"0\"/><page id=\"g4\" about=\"leaks\" shown=\"0\"/>"
                          "<page id=\"g5\" about=\"proof\" shown=\"0\"/></pack>",
                          logo);
  for (guint i = 0; i < n_stages; i++)
    {
      g_string_append_printf (xml, "<stage id=\"s%u\" column=\"%u\" entry=\"%u\"", i, i, i == 0 ? 90000 : 0);
      append_title (xml, "title", words, i);
      g_string_append_printf (xml, "><touchpoint id=\"t%u\" reach=\"0.8\" unit-cost=\"2\" emotion=\"%d\"", i,
                              (int) (i % 5) - 2);
      append_title (xml, "title", words, i);
      g_string_append_printf (xml, "><pain id=\"p%u\" incidence=\"0.05..0.08..0.1\" leave=\"0.02\" cost=\"1\"", i);
      append_title (xml, "title", words, i);
      g_string_append_printf (xml, "/><delight id=\"d%u\"", i);
      append_title (xml, "title", words, i);
      append_title (xml, "credit", words, i);
      g_string_append (xml, "/></touchpoint></stage>");
    }
  g_string_append_printf (xml, "<stage id=\"won\" title=\"Won\" kind=\"won\" column=\"%u\" revenue=\"80\"/>", n_stages);
  for (guint i = 0; i < n_stages; i++)
    g_string_append_printf (xml, "<transition id=\"w%u\" from=\"s%u\" to=\"%s%.0u\" share=\"0.97\"/>", i, i,
                            i + 1 < n_stages ? "s" : "won", i + 1 < n_stages ? i + 1 : 0);
  for (guint i = 0; i < n_fixes; i++)
    {
      g_string_append_printf (xml, "<fix id=\"f%u\" one-off=\"%u\" status=\"proposed\" due=\"2027-03-01\"", i,
                              2000 * (i + 1));
      append_title (xml, "title", words, i);
      append_title (xml, "owner", words, i);
      g_string_append_printf (xml, "><effect on=\"p%u\" field=\"incidence\" scale=\"0.%u\"/></fix>", i % n_stages,
                              i % 9 + 1);
    }
  g_string_append (xml, "</journey>");
  return g_string_free (xml, FALSE);
}

typedef struct
{
  char    *path;
  char    *foot;
  guint    n_sheets;
} Deck;

static void
deck_free (gpointer data)
{
  Deck *self = data;

  g_free (self->path);
  g_free (self->foot);
  g_free (self);
}

/* Writes slides, reads every part of them, and keeps them for LibreOffice. */
static Package *
add_deck (GPtrArray *decks, const char *folder, const char *name, TlDocument *document, TlAudience audience,
          const char *page, TlPalette palette)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlFigures)  figures = tl_figures_new_for_document (document, &error);
  TlPackOptions          options = { .audience = audience, .n_worlds = 60, .numbers = &TL_NUMBER_STYLE_POINT,
                                     .today = "2026-11-22" };
  g_autoptr (TlPack)     pack = tl_pack_new (document, figures, &options, NULL, &error);
  g_autoptr (TlPackBook) book = tl_pack_book_new (pack, tl_paper_find (page, NULL), NULL);
  g_autoptr (GBytes)     first = tl_pack_to_pptx (pack, book, palette, &error);
  g_autoptr (GBytes)     second = decks->len == 0 ? tl_pack_to_pptx (pack, book, palette, &error) : NULL;
  Deck                  *deck = g_new0 (Deck, 1);

  g_assert_no_error (error);
  if (second)
    g_assert_true (g_bytes_equal (first, second));
  deck->path = g_strdup_printf ("%s/%s.pptx", folder, name);
  deck->foot = g_markup_escape_text (pack->foot, -1);
  deck->n_sheets = tl_pack_book_n_sheets (book);
  g_ptr_array_add (decks, deck);
  g_assert_true (g_file_set_contents (deck->path, g_bytes_get_data (first, NULL), (gssize) g_bytes_get_size (first),
                                      NULL));
  return package_read (first);
}

/* Has LibreOffice turn all decks into PDF, started once. */
static gboolean
convert (GPtrArray *decks, const char *folder)
{
  g_autofree char      *office = g_find_program_in_path ("soffice");
  g_autofree char      *reader = g_find_program_in_path ("pdftotext");
  g_autofree char      *profile = g_strdup_printf ("-env:UserInstallation=file://%s/office", folder);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv)        env = g_environ_unsetenv (g_environ_unsetenv (g_get_environ (), "G_DEBUG"), "MALLOC_PERTURB_");
  const char *const     start[] = { office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder };
  g_autoptr (GError)    error = NULL;
  int                   status;

  if (office == NULL || reader == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (start); i++)
    g_ptr_array_add (argv, (char *) start[i]);
  for (guint i = 0; i < decks->len; i++)
    g_ptr_array_add (argv, ((Deck *) decks->pdata[i])->path);
  g_ptr_array_add (argv, NULL);
  env = g_environ_unsetenv (env, "MALLOC_CHECK_");
  g_spawn_sync (NULL, (char **) argv->pdata, env, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return TRUE;
}

/* Where LibreOffice puts each word: on its page, and none in the foot but the foot's own. */
static void
check_words (const Deck *deck, const char *folder)
{
  g_autofree char   *pdftotext = g_find_program_in_path ("pdftotext");
  g_autofree char   *base = g_path_get_basename (deck->path);
  g_autofree char   *stem = g_strndup (base, strlen (base) - strlen (".pptx"));
  g_autofree char   *pdf = g_strdup_printf ("%s/%s.pdf", folder, stem);
  const char        *argv[] = { pdftotext, "-bbox", pdf, "-", NULL };
  g_autofree char   *text = NULL;
  g_auto (GStrv)     lines = NULL;
  g_autoptr (GError) error = NULL;
  double             width = 0, height = 0;
  guint              n_pages = 0, n_words = 0;
  int                status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      double left, top, right, bottom;

      if (sscanf (lines[i], " <page width=\"%lf\" height=\"%lf\"", &width, &height) == 2)
        n_pages++;
      else if (sscanf (lines[i], " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &left, &top, &right,
                       &bottom) == 4)
        {
          const char      *start = strchr (lines[i], '>') + 1;
          g_autofree char *word = g_strndup (start, (gsize) (strstr (start, "</word>") - start));

          n_words++;
          if (left < 0 || top < 0 || right > width + 1 || bottom > height + 1)
            g_error ("%s, page %u: “%s” is not on its page", stem, n_pages, word);
          if ((top + bottom) / 2 > height * (1 - 46 / (width > 900 ? 900.0 : 1131.0)) && !strstr (deck->foot, word) &&
              strlen (word) > 3 && !g_str_has_suffix (word, "…") && !tl_text_is_rtl (word))
            g_error ("%s, page %u: “%s” stands in the foot", stem, n_pages, word);
        }
    }
  g_assert_cmpuint (n_pages, ==, deck->n_sheets);
  g_assert_cmpuint (n_words, >, 100);
}

static gboolean
has_part (Package *package, const char *prefix)
{
  GHashTableIter iter;
  gpointer       name;

  g_hash_table_iter_init (&iter, package->parts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, prefix))
      return TRUE;
  return FALSE;
}

static gboolean
has_text (Package *package, const char *part, const char *text)
{
  GBytes *bytes = g_hash_table_lookup (package->parts, part);

  return bytes && g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), text);
}

static void
test_slides (void)
{
  static const char long_words[] = "Zufriedenheitsversicherungsangelegenheiten &amp; &lt;b&gt;alles&lt;/b&gt;, was "
                                   "dazu gehört, wenn man es einmal "
                                   "ausführlich sagen will, und noch mehr: "
                                   "&quot;Donaudampfschifffahrtsgesellschaftskapitänsmützen&quot;, =1+1, "
                                   "]]&gt; Zufriedenheitsversicherungsangelegenheiten und alles, was dazu gehört, wenn "
                                   "man es ausführlich sagen will";
  g_autofree char       *folder = g_dir_make_tmp ("office-XXXXXX", NULL);
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), "tradeoffs.xml", NULL);
  g_autofree char       *lengthy = make_journey (long_words, long_words, 3, 3);
  g_autofree char       *arabic = make_journey ("رحلة العميل", "مركز خدمة العملاء お客様😀👍🏽", 2, 2);
  g_autoptr (GPtrArray)  decks = g_ptr_array_new_with_free_func (deck_free);
  g_autoptr (TlDocument) first = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, NULL);
  g_autoptr (TlDocument) second = open_text (folder, "long.xml", lengthy);
  g_autoptr (TlDocument) third = open_text (folder, "rtl.xml", arabic);
  g_autoptr (Package)    plain = add_deck (decks, folder, "plain", first, TL_AUDIENCE_BOARD, "a4",
                                           TL_PALETTE_DARK);
  g_autoptr (Package)    words = add_deck (decks, folder, "long", second, TL_AUDIENCE_BOARD, "slide",
                                           TL_PALETTE_LIGHT);
  g_autoptr (Package)    rtl = add_deck (decks, folder, "rtl", third, TL_AUDIENCE_BOARD, "slide",
                                         TL_PALETTE_PRINT);

  g_assert_cmpint (words->width, ==, 12192000);
  g_assert_cmpint (plain->width, ==, 10692000);
  /* Charts as vectors with dots beside them, and told in the notes. */
  g_assert_true (has_part (plain, "ppt/media/image1.svg"));
  g_assert_true (has_part (plain, "ppt/media/image1.png"));
  g_assert_true (has_part (plain, "ppt/notesSlides/notesSlide"));
  g_assert_true (has_text (plain, "ppt/presentation.xml", "p14:section name"));
  g_assert_true (has_text (plain, "ppt/slides/slide1.xml", "hlinksldjump"));
  g_assert_true (has_text (plain, "docProps/core.xml", "<dc:creator>Throughline</dc:creator>"));
  /* The map's stages, and where they lead, are told. */
  g_assert_true (has_text (plain, "ppt/slides/slide3.xml", "leads to ") ||
                 has_text (plain, "ppt/slides/slide4.xml", "leads to ") ||
                 has_text (plain, "ppt/slides/slide5.xml", "leads to "));
  g_assert_false (has_part (plain, "ppt/media/logo"));
  /* The logo stands on the layouts: one place to change it. */
  g_assert_true (has_part (words, "ppt/media/logo.png"));
  g_assert_true (has_text (words, "ppt/slideLayouts/_rels/slideLayout1.xml.rels", "logo.png"));
  g_assert_true (has_text (words, "ppt/slideLayouts/_rels/slideLayout2.xml.rels", "logo.png"));
  g_assert_true (has_text (words, "docProps/core.xml", "A &amp; B"));
  g_assert_true (has_text (rtl, "ppt/presentation.xml", "rtl=\"1\""));
  if (!convert (decks, folder))
    {
      g_test_skip ("LibreOffice or pdftotext is not installed");
      return;
    }
  for (guint i = 0; i < decks->len; i++)
    check_words (decks->pdata[i], folder);
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p; p = strstr (p + 1, what))
    n++;
  return n;
}

/* Attributes whose values are read aloud, or must be there once. */
static void
check_attributes (const char *text)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex)     regex = g_regex_new (" (id|href|aria-labelledby)=\"([^\"]*)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (int pass = 0; pass < 2; pass++)
    {
      g_clear_pointer (&match, g_match_info_free);
      for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *name = g_match_info_fetch (match, 1), *value = g_match_info_fetch (match, 2);

          if (pass == 0 && g_str_equal (name, "id"))
            g_assert_true (g_hash_table_add (ids, g_strdup (value)));
          /* All links lead to places on the page. */
          if (pass == 1 && g_str_equal (name, "href"))
            g_assert_true (value[0] == '#' && g_hash_table_contains (ids, value + 1));
          if (pass == 1 && g_str_equal (name, "aria-labelledby"))
            g_assert_true (g_hash_table_contains (ids, value));
        }
    }
}

/* The pack in words: read aloud, on a telephone, by whoever was sent it. */
static void
test_page (void)
{
  static const char *const hostile = "&lt;script&gt;alert(1)&lt;/script&gt; &quot; onload=&quot;x &#xFDD0; &#x85; "
                                     "]]&gt;";
  g_autofree char         *folder = g_dir_make_tmp ("office-XXXXXX", NULL);
  g_autofree char         *xml = make_journey (hostile, hostile, 3, 3);
  g_autofree char         *arabic = make_journey ("رحلة العميل", "Plain", 2, 2);
  g_autoptr (TlDocument)   document = open_text (folder, "hostile.xml", xml);
  g_autoptr (TlDocument)   other = open_text (folder, "rtl.xml", arabic);
  TlDocument              *both[] = { document, other };

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (GError)    error = NULL;
      g_autoptr (TlFigures) figures = tl_figures_new_for_document (both[i], &error);
      TlPackOptions         options = { .n_worlds = 60, .today = "2026-11-22" };
      g_autoptr (TlPack)    pack = tl_pack_new (both[i], figures, &options, NULL, &error);
      g_autoptr (GBytes)    bytes = tl_pack_to_html (pack);
      g_autofree char      *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      guint                 n_shown = 0;

      g_assert_no_error (error);
      for (guint k = 0; k < pack->pages->len; k++)
        n_shown += ((TlPackPage *) pack->pages->pdata[k])->shown;
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (count (text, "<h1"), ==, 1);
      g_assert_cmpuint (count (text, "<h2"), ==, n_shown);
      g_assert_cmpuint (count (text, "<section"), ==, n_shown);
      g_assert_cmpuint (count (text, "<img"), ==, count (text, " alt=\"") - count (text, " alt=\"\""));
      g_assert_cmpuint (count (text, "<table"), ==, count (text, "</table>"));
      g_assert_cmpuint (count (text, "<picture>"), >=, 2);
      g_assert_cmpuint (count (text, "data:image/png;base64,"), ==, 1);
      g_assert_nonnull (strstr (text, i == 0 ? "dir=\"ltr\">\n<head>" : "dir=\"rtl\">\n<head>"));
      g_assert_null (strstr (text, "<script"));
      g_assert_null (strstr (text, "\" onload=\""));
      g_assert_null (strstr (text, "http"));
      g_assert_null (strstr (text, "&#x"));
      g_assert_null (strstr (text, "\xef\xb7\x90"));
      check_attributes (text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/office/page", test_page);
  g_test_add_func ("/office/slides", test_slides);
  return g_test_run ();
}
