/* tl-sheet-part.c: the XML in an archive, as it is inflated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#include "tl-error.h"

#define CHUNK (32 * 1024)

struct _TlPart
{
  TlBook              *book;
  char                *entry;
  zip_file_t          *file; /* or NULL: the source itself */
  guint64              size;   /* as the archive says */
  guint64              packed;
  guint64              n_read;
  xmlParserCtxtPtr     context;
  const TlPartHandler *handler;
  gpointer             data;
  guint                depth;
  gboolean             is_stopped;
  GError              *error;
};

void
tl_part_free (TlPart *self)
{
  if (self->file)
    zip_fclose (self->file);
  if (self->context)
    {
      xmlDocPtr document = self->context->myDoc;

      xmlFreeParserCtxt (self->context);
      if (document)
        xmlFreeDoc (document);
    }
  g_clear_error (&self->error);
  g_free (self->entry);
  g_free (self);
}

/* No more is read. What the handler was told stays. */
void
tl_part_stop (TlPart *self)
{
  self->is_stopped = TRUE;
  xmlStopParser (self->context);
}

/* Gives up; the first error counts. @error: (transfer full) */
void
tl_part_fail (TlPart *self, GError *error)
{
  if (self->error)
    g_error_free (error);
  else
    self->error = error;
  tl_part_stop (self);
}

static void
on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces, const xmlChar **spaces,
          int n_attributes, int n_presets, const xmlChar **attributes)
{
  TlPart *self = data;

  if (self->is_stopped)
    return;
  if (++self->depth > TL_SHEET_MAX_DEPTH)
    {
      tl_part_fail (self, g_error_new (TL_ERROR, TL_ERROR_LIMIT,
                                       _("“%s” is nested more deeply than any spreadsheet is and was not read. Save the "
                                         "sheet as CSV and import that."),
                                       tl_csv_source_get_name (self->book->source)));
      return;
    }
  if (self->handler->start)
    self->handler->start (self->data, (const char *) name, uri ? (const char *) uri : "", (const char **) attributes,
                          (guint) n_attributes);
}

static void
on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  TlPart *self = data;

  if (self->is_stopped)
    return;
  self->depth--;
  if (self->handler->end)
    self->handler->end (self->data, (const char *) name, uri ? (const char *) uri : "");
}

static void
on_text (void *data, const xmlChar *text, int length)
{
  TlPart *self = data;

  if (!self->is_stopped && self->handler->text)
    self->handler->text (self->data, (const char *) text, (gsize) length);
}

static void
on_doctype (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  TlPart *self = data;

  tl_part_fail (self, g_error_new (TL_ERROR, TL_ERROR_FORM,
                                   _("“%s” has a document type declaration (DOCTYPE), which can be made to do harm and "
                                     "which no spreadsheet program writes. Save the sheet as CSV and import that."),
                                   tl_csv_source_get_name (self->book->source)));
}

static void
on_trouble (void *data, xmlErrorPtr error)
{
  /* What is wrong is asked for afterwards. */
}

static zip_int64_t
locate (TlBook *book, const char *entry)
{
  zip_int64_t index = zip_name_locate (book->zip, entry, ZIP_FL_NOCASE);

  if (index < 0)
    {
      g_autofree char *other = g_strdelimit (g_strdup (entry), "/", '\\');

      index = zip_name_locate (book->zip, other, ZIP_FL_NOCASE);
    }
  return index;
}

gboolean
tl_part_has (TlBook *book, const char *entry)
{
  return book->zip && locate (book, entry) >= 0;
}

static gboolean
set_damaged (TlBook *book, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_FORM,
               _("“%s” is damaged or not a whole spreadsheet. Open it in a spreadsheet program, save it again, and import "
                 "that."),
               tl_csv_source_get_name (book->source));
  return FALSE;
}

static gboolean
set_bomb (TlBook *book, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
               _("“%s” unpacks to far more than its size and was not read: it may have been made to do harm. Save the sheet "
                 "as CSV and import that."),
               tl_csv_source_get_name (book->source));
  return FALSE;
}

static gboolean
is_bomb (guint64 size, guint64 packed)
{
  return size > TL_SHEET_MAX_XML || (size > TL_SHEET_FREE_XML && size / TL_SHEET_MAX_RATIO > packed);
}

static gboolean
open_entry (TlPart *self, GError **error)
{
  zip_int64_t index = locate (self->book, self->entry);
  zip_stat_t  about;

  if (index < 0 || zip_stat_index (self->book->zip, (zip_uint64_t) index, 0, &about) != 0)
    return set_damaged (self->book, error);
  if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) && about.encryption_method != ZIP_EM_NONE)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_FORM,
                   _("“%s” is protected with a password. Open it, save it without one or as CSV, and import that."),
                   tl_csv_source_get_name (self->book->source));
      return FALSE;
    }
  if ((about.valid & ZIP_STAT_COMP_METHOD) && about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE)
    return set_damaged (self->book, error);
  self->size = about.valid & ZIP_STAT_SIZE ? about.size : 0;
  self->packed = about.valid & ZIP_STAT_COMP_SIZE ? about.comp_size : 0;
  if (is_bomb (self->size, self->packed))
    return set_bomb (self->book, error);
  self->file = zip_fopen_index (self->book->zip, (zip_uint64_t) index, 0);
  return self->file || set_damaged (self->book, error);
}

/* @entry: (nullable): NULL: the file itself. Returns: (nullable): the part before its first byte */
TlPart *
tl_part_open (TlBook *book, const char *entry, const TlPartHandler *handler, gpointer data, GError **error)
{
  g_autoptr (TlPart) self = g_new0 (TlPart, 1);
  xmlSAXHandler      sax = { .initialized = XML_SAX2_MAGIC };

  self->book = book;
  self->entry = g_strdup (entry);
  self->handler = handler;
  self->data = data;
  if (entry)
    {
      if (!open_entry (self, error))
        return NULL;
    }
  else
    self->size = self->packed = tl_csv_source_get_size (book->source);
  sax.startElementNs = on_start;
  sax.endElementNs = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = on_text;
  sax.internalSubset = on_doctype;
  sax.serror = on_trouble;
  self->context = xmlCreatePushParserCtxt (&sax, self, NULL, 0, NULL);
  if (self->context == NULL)
    g_error ("out of memory");
  xmlCtxtUseOptions (self->context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  return g_steal_pointer (&self);
}

static gssize
read_chunk (TlPart *self, char *chunk, GError **error)
{
  gssize n;

  if (self->file == NULL)
    return tl_csv_source_read (self->book->source, self->n_read, chunk, CHUNK, error);
  n = zip_fread (self->file, chunk, CHUNK);
  if (n < 0)
    set_damaged (self->book, error);
  return n;
}

/* Parses a little more, and tells the handler. */
gboolean
tl_part_feed (TlPart *self, gboolean *at_end, GError **error)
{
  char   chunk[CHUNK];
  gssize n;

  *at_end = self->is_stopped;
  if (!self->is_stopped)
    {
      if (g_cancellable_set_error_if_cancelled (self->book->cancellable, error))
        return FALSE;
      n = read_chunk (self, chunk, error);
      if (n < 0)
        return FALSE;
      self->n_read += (guint64) n;
      if (is_bomb (self->n_read, self->packed))
        return set_bomb (self->book, error);
      if (xmlParseChunk (self->context, chunk, (int) n, n == 0) != 0 && !self->is_stopped)
        return set_damaged (self->book, error);
      *at_end = n == 0 || self->is_stopped;
    }
  if (self->error)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  return TRUE;
}

/* Parses all of a part. */
gboolean
tl_part_run (TlBook *book, const char *entry, const TlPartHandler *handler, gpointer data, GError **error)
{
  g_autoptr (TlPart) part = tl_part_open (book, entry, handler, data, error);
  gboolean           at_end = FALSE;

  while (part && !at_end)
    if (!tl_part_feed (part, &at_end, error))
      return FALSE;
  return part != NULL;
}

double
tl_part_get_done (TlPart *self)
{
  return self->size == 0 ? 1 : MIN (1, (double) self->n_read / (double) self->size);
}

/* Copies what fits of an attribute, by its name without the prefix, to @out. */
gboolean
tl_part_attribute (const char **attributes, guint n_attributes, const char *name, char *out, gsize size)
{
  for (guint i = 0; i < n_attributes; i++, attributes += 5)
    if (strcmp (attributes[0], name) == 0)
      {
        gsize n = MIN ((gsize) (attributes[4] - attributes[3]), size - 1);

        memcpy (out, attributes[3], n);
        out[n] = '\0';
        return TRUE;
      }
  *out = '\0';
  return FALSE;
}

char *
tl_part_dup_attribute (const char **attributes, guint n_attributes, const char *name)
{
  for (guint i = 0; i < n_attributes; i++, attributes += 5)
    if (strcmp (attributes[0], name) == 0)
      return g_strndup (attributes[3], (gsize) (attributes[4] - attributes[3]));
  return NULL;
}
