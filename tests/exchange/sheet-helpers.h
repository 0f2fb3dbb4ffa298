/* sheet-helpers.h: spreadsheets made on the spot
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <string.h>
#include <zip.h>

#define XLSX_NS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define XLSX_SHEET(rows) "<?xml version=\"1.0\"?><worksheet " XLSX_NS "><sheetData>" rows "</sheetData></worksheet>"
#define XLSX_RELATION(id, type, target)                                                                                \
  "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type        \
  "\" Target=\"" target "\"/>"
#define XLSX_RELATIONS(inside)                                                                                         \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" inside "</Relationships>"
#define XLSX_BOOK(before, sheets)                                                                                      \
  "<workbook " XLSX_NS " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">" before       \
  "<sheets>" sheets "</sheets></workbook>"
#define ODS_CONTENT(styles, tables)                                                                                    \
  "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "   \
  "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "                                                   \
  "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "                                                   \
  "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                                                     \
  "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\">"                                                  \
  "<office:automatic-styles>" styles "</office:automatic-styles><office:body><office:spreadsheet>" tables               \
  "</office:spreadsheet></office:body></office:document-content>"

typedef struct
{
  const char *name;
  const char *text; /* NULL: none */
  gssize      length; /* 0: of the string */
} Entry;

/* An archive of @entries up to the one without a name, packed or not. */
static inline GBytes *
make_archive (const Entry *entries, gboolean packed)
{
  zip_error_t   error;
  zip_source_t *out;
  zip_t        *zip;
  zip_stat_t    about;
  char         *bytes;

  zip_error_init (&error);
  out = zip_source_buffer_create (NULL, 0, 0, &error);
  zip = zip_open_from_source (out, ZIP_CREATE | ZIP_TRUNCATE, &error);
  g_assert_nonnull (zip);
  zip_source_keep (out);
  for (; entries->name; entries++)
    if (entries->text)
      {
        gsize         length = entries->length > 0 ? (gsize) entries->length : strlen (entries->text);
        zip_source_t *in = zip_source_buffer (zip, entries->text, length, 0);
        zip_int64_t   index = zip_file_add (zip, entries->name, in, ZIP_FL_ENC_UTF_8);

        g_assert_cmpint (index, >=, 0);
        zip_set_file_compression (zip, (zip_uint64_t) index, packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
      }
  g_assert_cmpint (zip_close (zip), ==, 0);
  g_assert_cmpint (zip_source_open (out), ==, 0);
  zip_source_stat (out, &about);
  bytes = g_malloc (about.size + 1);
  g_assert_cmpint (zip_source_read (out, bytes, about.size), ==, (zip_int64_t) about.size);
  zip_source_close (out);
  zip_source_free (out);
  zip_error_fini (&error);
  return g_bytes_new_take (bytes, about.size);
}

typedef struct
{
  const char *book;    /* NULL: one sheet “Data” */
  const char *sheet;   /* of “Data” */
  const char *other;   /* of a second one */
  const char *strings;
  const char *styles;
} Parts;

static inline GBytes *
make_xlsx (const Parts *parts)
{
  const Entry entries[] = {
    { "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>", 0 },
    { "_rels/.rels", XLSX_RELATIONS (XLSX_RELATION ("rId1", "officeDocument", "xl/workbook.xml")), 0 },
    { "xl/_rels/workbook.xml.rels",
      XLSX_RELATIONS (XLSX_RELATION ("rId1", "worksheet", "worksheets/sheet1.xml") XLSX_RELATION (
        "rId2", "worksheet", "/xl/worksheets/sheet2.xml") XLSX_RELATION ("rId3", "sharedStrings", "sharedStrings.xml")
                        XLSX_RELATION ("rId4", "styles", "styles.xml")),
      0 },
    { "xl/workbook.xml", parts->book ? parts->book : XLSX_BOOK ("", "<sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/>"), 0 },
    { "xl/worksheets/sheet1.xml", parts->sheet, 0 },
    { "xl/worksheets/sheet2.xml", parts->other, 0 },
    { "xl/sharedStrings.xml", parts->strings, 0 },
    { "xl/styles.xml", parts->styles, 0 },
    { NULL },
  };

  return make_archive (entries, TRUE);
}

static inline GBytes *
make_ods (const char *content, const char *manifest)
{
  const Entry entries[] = {
    { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0 },
    { "content.xml", content, 0 },
    { "META-INF/manifest.xml", manifest, 0 },
    { NULL },
  };

  return make_archive (entries, TRUE);
}
