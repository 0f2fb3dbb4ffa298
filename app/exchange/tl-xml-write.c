/* tl-xml-write.c: a document as canonical XML
 *
 * The same document gives the same bytes: two spaces a level, attributes and kinds in the order of tl-kinds.def, only
 * what is set, and text exactly as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-xml-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tl-replace.h"

#define FLUSH (256 * 1024)

typedef struct
{
  TlDocument *document;
  GString    *out;
  int         fd; /* -1: everything stays in @out */
  const char *name;
  gboolean    is_carried; /* by a picture, which others are shown */
} Writer;

static void
set_write_error (Writer *self, GError **error)
{
  g_set_error (error, TL_XML_ERROR, TL_XML_ERROR_FAILED,
               _("“%s” could not be written: %s. See that there is room and that it may be written, then try again."),
               self->name, g_strerror (errno));
}

static gboolean
flush (Writer *self, gsize least, GError **error)
{
  gsize done = 0;

  if (self->fd < 0 || self->out->len < least)
    return TRUE;
  while (done < self->out->len)
    {
      gssize n = write (self->fd, self->out->str + done, self->out->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_write_error (self, error);
          return FALSE;
        }
      done += (gsize) n;
    }
  g_string_truncate (self->out, 0);
  return TRUE;
}

void
_tl_xml_append_escaped (GString *out, const char *text, gboolean in_attribute)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char      *from = valid ? valid : text;
  const char      *p = from;

  for (; *p; p++)
    {
      const char *as = NULL;
      gsize       n = 1;

      switch (*p)
        {
        case '&':
          as = "&amp;";
          break;

        case '<':
          as = "&lt;";
          break;

        case '>':
          as = "&gt;";
          break;

        case '\r':
          as = "&#13;";
          break;

        case '"':
          as = in_attribute ? "&quot;" : NULL;
          break;

        case '\n':
          as = in_attribute ? "&#10;" : NULL;
          break;

        case '\t':
          as = in_attribute ? "&#9;" : NULL;
          break;

        default:
          /* What XML cannot hold does not come in by any door; a file may have been changed by hand. */
          if ((guchar) *p < 0x20)
            as = "\ufffd";
          else if (p[0] == '\xef' && p[1] == '\xbf' && (p[2] == '\xbe' || p[2] == '\xbf'))
            {
              as = "\ufffd";
              n = 3;
            }
          break;
        }
      if (as == NULL)
        continue;
      g_string_append_len (out, from, p - from);
      g_string_append (out, as);
      p += n - 1;
      from = p + 1;
    }
  g_string_append_len (out, from, p - from);
}

void
_tl_xml_append_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
  _tl_xml_append_escaped (out, value, TRUE);
  g_string_append_c (out, '"');
}

void
_tl_xml_append_value (GString *out, TlField field, const TlValue *value)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  g_autofree char   *text = NULL;

  if (!value->is_set || !_tl_xml_is_attribute (field))
    return;
  /* XML Schema's whole numbers have no exponent, however large. */
  text = info->type == TL_TYPE_INTEGER ? g_strdup_printf ("%.0f", value->number) : tl_field_format (field, value);
  _tl_xml_append_attribute (out, info->name, text);
}

void
_tl_xml_append_indent (GString *out, guint depth)
{
  for (guint i = 0; i < depth; i++)
    g_string_append (out, "  ");
}

/* An element that holds text alone, or nothing. */
void
_tl_xml_append_prose (GString *out, const char *element, const char *text)
{
  if (text == NULL || *text == '\0')
    {
      g_string_append (out, "/>\n");
      return;
    }
  g_string_append_c (out, '>');
  _tl_xml_append_escaped (out, text, FALSE);
  g_string_append_printf (out, "</%s>\n", element);
}

/* No white space between the tags: it would be the record's words. */
static void
append_about (GString *out, char **about)
{
  g_string_append_c (out, '>');
  for (guint i = 0; about[i]; i++)
    {
      g_string_append (out, "<" TL_XML_ABOUT);
      _tl_xml_append_attribute (out, tl_field_get_info (TL_EVIDENCE_ON)->name, about[i]);
      g_string_append (out, "/>");
    }
}

static gboolean
write_record (const TlRecord *record, gpointer data, GError **error)
{
  Writer           *self = data;
  const TlKindInfo *info = tl_kind_get_info (TL_KIND_EVIDENCE);

  _tl_xml_append_indent (self->out, 1);
  g_string_append_printf (self->out, "<%s", info->name);
  _tl_xml_append_attribute (self->out, "id", record->id);
  for (guint i = 0; i < TL_N_EVIDENCE_FIELDS; i++)
    _tl_xml_append_value (self->out, TL_EVIDENCE_SOURCE + i, &record->values[i]);
  if (record->about)
    {
      const char *text = tl_record_get_text (record, TL_EVIDENCE_TEXT);

      append_about (self->out, record->about);
      _tl_xml_append_escaped (self->out, text ? text : "", FALSE);
      g_string_append_printf (self->out, "</%s>\n", info->name);
    }
  else
    _tl_xml_append_prose (self->out, info->name, tl_record_get_text (record, TL_EVIDENCE_TEXT));
  return flush (self, FLUSH, error);
}

/* Thoughts that are parked, and packs: no picture shows them, no figure needs them, and nothing refers to them. */
static gboolean
stays_behind (Writer *self, TlKind kind)
{
  return self->is_carried && (kind == TL_KIND_PARKED || kind == TL_KIND_PACK);
}

static gboolean
write_thing (Writer *self, TlThing *thing, guint depth, gboolean has_records, GError **error)
{
  TlKind            kind = tl_thing_get_kind (thing);
  const TlKindInfo *info = tl_kind_get_info (kind);
  TlField           note = _tl_xml_find_prose (kind, TL_TYPE_NOTE);
  TlField           body = _tl_xml_find_prose (kind, TL_TYPE_BODY);
  gboolean          has_children = has_records || (note != TL_FIELD_NONE && tl_thing_has (thing, note));

  _tl_xml_append_indent (self->out, depth);
  g_string_append_printf (self->out, "<%s", info->name);
  if (kind == TL_KIND_JOURNEY)
    _tl_xml_append_attribute (self->out, "xmlns", TL_XML_NAMESPACE);
  if (_tl_xml_takes_id (kind))
    _tl_xml_append_attribute (self->out, "id", tl_thing_get_id (thing));
  for (guint i = 0; i < info->n_fields; i++)
    _tl_xml_append_value (self->out, info->first + i, tl_thing_get_value (thing, info->first + i));
  for (TlKind child = 0; child < TL_N_KINDS && !has_children; child++)
    has_children = tl_kind_get_info (child)->parent == kind && tl_thing_n (thing, child) > 0;
  if (body != TL_FIELD_NONE || !has_children)
    {
      _tl_xml_append_prose (self->out, info->name, body != TL_FIELD_NONE ? tl_thing_get_value (thing, body)->text : NULL);
      return flush (self, FLUSH, error);
    }
  g_string_append (self->out, ">\n");
  if (note != TL_FIELD_NONE && tl_thing_has (thing, note))
    {
      _tl_xml_append_indent (self->out, depth + 1);
      g_string_append (self->out, "<note");
      _tl_xml_append_prose (self->out, "note", tl_thing_get_value (thing, note)->text);
    }
  for (TlKind child = 0; child < TL_N_KINDS; child++)
    {
      if (tl_kind_get_info (child)->parent != kind)
        continue;
      if (child == TL_KIND_EVIDENCE)
        {
          if (has_records && !tl_evidence_foreach (self->document, write_record, self, error))
            return FALSE;
          continue;
        }
      if (stays_behind (self, child))
        continue;
      for (guint i = 0; i < tl_thing_n (thing, child); i++)
        if (!write_thing (self, tl_thing_nth (thing, child, i), depth + 1, FALSE, error))
          return FALSE;
    }
  _tl_xml_append_indent (self->out, depth);
  g_string_append_printf (self->out, "</%s>\n", info->name);
  return flush (self, FLUSH, error);
}

static gboolean
write_all (Writer *self, GError **error)
{
  TlJourney       *journey = tl_document_get_journey (self->document);
  TlEvidenceFilter everything = { NULL };
  TlEvidenceCount  count = { 0 };
  gboolean         done;

  self->out = g_string_sized_new (4096);
  g_string_append (self->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  done = (self->is_carried || tl_evidence_count (self->document, &everything, &count, error)) &&
         write_thing (self, tl_journey_get_root (journey), 0, count.records > 0, error) && flush (self, 0, error);
  return done;
}

static gboolean
write_to (const char *temporary, gpointer data, GError **error)
{
  Writer  *self = data;
  gboolean done;

  self->fd = g_open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    {
      set_write_error (self, error);
      return FALSE;
    }
  done = write_all (self, error);
  if (close (self->fd) != 0 && done)
    {
      set_write_error (self, error);
      done = FALSE;
    }
  g_string_free (g_steal_pointer (&self->out), TRUE);
  return done;
}

/**
 * tl_xml_write:
 * @path: a file; where there is one it is replaced, whole or not at all
 * @error: return location
 *
 * Writes @document as canonical XML, UTF-8, which validates against interchange.rng and reads back as the same journey.
 * Its history stays behind.
 *
 * Returns: %FALSE with %TL_XML_ERROR_FAILED, or an error of the document
 */
gboolean
tl_xml_write (TlDocument *document, const char *path, GError **error)
{
  Writer self = { .document = document, .name = path };

  return tl_replace_with (path, write_to, &self, error);
}

/**
 * tl_xml_write_fd:
 * @fd: where to write, as standard output
 * @error: return location
 *
 * Returns: %FALSE with %TL_XML_ERROR_FAILED, or an error of the document
 */
gboolean
tl_xml_write_fd (TlDocument *document, int fd, GError **error)
{
  Writer   self = { .document = document, .fd = fd, .name = _("standard output") };
  gboolean done = write_all (&self, error);

  g_string_free (self.out, TRUE);
  return done;
}

static GBytes *
to_bytes (TlDocument *document, gboolean is_carried, GError **error)
{
  Writer self = { .document = document, .fd = -1, .name = "", .is_carried = is_carried };

  if (!write_all (&self, error))
    {
      g_string_free (self.out, TRUE);
      return NULL;
    }
  return g_string_free_to_bytes (self.out);
}

/**
 * tl_xml_to_bytes:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the XML, or %NULL with an error of the document
 */
GBytes *
tl_xml_to_bytes (TlDocument *document, GError **error)
{
  return to_bytes (document, FALSE, error);
}

/**
 * tl_xml_to_bytes_without_records:
 * @error: return location
 *
 * For a picture that carries its journey: thoughts that are parked, and packs, stay behind, too.
 *
 * Returns: (transfer full) (nullable): the XML without what customers said, or %NULL with an error of the document
 */
GBytes *
tl_xml_to_bytes_without_records (TlDocument *document, GError **error)
{
  return to_bytes (document, TRUE, error);
}
