/* tl-fragment-read.c: a fragment from XML that may come from anywhere
 *
 * What other programs put on the clipboard is not to be trusted: it is bounded, checked field by field, and refused
 * whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fragment-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-text.h"
#include "tl-xml-private.h"

typedef struct
{
  TlFragment  *fragment;
  TlXmlParser *parser;
  GArray      *open;   /* guint: indices of items; G_MAXUINT - 1 for what is none */
  gboolean     inside; /* of the root */
  gboolean     ended;
  GString     *prose;
  TlField      field;  /* where @prose goes, or TL_FIELD_NONE */
  GError      *error;
} Reader;

#define NO_ITEM (G_MAXUINT - 1)

static void refuse (Reader     *self,
                    TlXmlPlace  place,
                    const char *format,
                    ...) G_GNUC_PRINTF (3, 4);

static void
refuse (Reader *self, TlXmlPlace place, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list          args;

  if (self->error)
    return;
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  /* Translators: %s is a reason that begins with a small letter, without a full stop. */
  g_set_error (&self->error, TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_REFUSED,
               _("What was copied cannot be pasted: line %d: %s. Nothing was changed; copy it again."), place.line, what);
  if (self->parser)
    _tl_xml_parser_stop (self->parser);
}

static void
read_outside (Reader *self, TlXmlPlace place, const TlXmlAttribute *attributes, guint n)
{
  const char *id = NULL, *kind_name = NULL, *title = NULL;
  TlKind      kind;

  for (guint i = 0; i < n; i++)
    if (g_str_equal (attributes[i].name, "id"))
      id = attributes[i].value;
    else if (g_str_equal (attributes[i].name, "kind"))
      kind_name = attributes[i].value;
    else if (g_str_equal (attributes[i].name, "title"))
      title = attributes[i].value;
  kind = kind_name ? tl_kind_from_name (kind_name) : TL_KIND_NONE;
  if (id == NULL || !tl_text_is_name (id) || kind == TL_KIND_NONE)
    refuse (self, place, _("something outside has no id, or no kind"));
  else
    _tl_fragment_add_outside (self->fragment, id, kind, title);
}

static void
read_attribute (Reader *self, TlFragmentItem *item, const TlXmlAttribute *attribute)
{
  TlField            field = tl_kind_find_field (item->kind, attribute->name);
  g_autoptr (GError) error = NULL;
  TlValue            value = { FALSE };

  if (field == TL_FIELD_NONE || !_tl_xml_is_attribute (field) || (attribute->uri && *attribute->uri))
    {
      refuse (self, attribute->place, _("a %s has no field “%s”"), tl_kind_get_label (item->kind), attribute->name);
      return;
    }
  if (!tl_field_parse (field, attribute->value, &value, &error))
    {
      refuse (self, attribute->place, _("%s: %s"), attribute->name, error->message);
      return;
    }
  g_free (*_tl_fragment_item_value (item, field));
  *_tl_fragment_item_value (item, field) = tl_field_format (field, &value);
  tl_value_clear (&value, field);
}

static guint
get_open (Reader *self)
{
  return self->open->len > 0 ? g_array_index (self->open, guint, self->open->len - 1) : TL_FRAGMENT_ROOT;
}

static void
push (Reader *self, guint at)
{
  g_array_append_val (self->open, at);
}

static void
read_item (Reader *self, const char *name, TlXmlPlace place, const TlXmlAttribute *attributes, guint n)
{
  TlFragment     *fragment = self->fragment;
  TlKind          kind = tl_kind_from_name (name);
  guint           parent = get_open (self);
  TlFragmentItem *item;
  const char     *id = NULL;

  if (kind == TL_KIND_NONE || kind == TL_KIND_JOURNEY || kind == TL_KIND_EVIDENCE)
    {
      refuse (self, place, _("a fragment holds no “%s”"), name);
      return;
    }
  if (parent != TL_FRAGMENT_ROOT
      && (parent == NO_ITEM
          || tl_kind_get_info (kind)->parent != ((TlFragmentItem *) fragment->items->pdata[parent])->kind))
    {
      refuse (self, place, _("a %s cannot stand here"), tl_kind_get_label (kind));
      return;
    }
  if (fragment->items->len >= TL_FRAGMENT_MAX_THINGS)
    {
      refuse (self, place, _("it holds more than %d things"), TL_FRAGMENT_MAX_THINGS);
      return;
    }
  for (guint i = 0; i < n; i++)
    if (g_str_equal (attributes[i].name, "id"))
      id = attributes[i].value;
  if (id && !tl_text_is_name (id))
    refuse (self, place, _("“%s” is no id"), id);
  else if (id && g_hash_table_contains (fragment->index, id))
    refuse (self, place, _("the id “%s” is used twice"), id);
  if (self->error)
    return;
  item = _tl_fragment_add (fragment, kind, id, parent);
  push (self, fragment->items->len - 1);
  for (guint i = 0; i < n && self->error == NULL; i++)
    if (!g_str_equal (attributes[i].name, "id"))
      read_attribute (self, item, &attributes[i]);
  self->field = _tl_xml_find_prose (kind, TL_TYPE_BODY);
  g_string_truncate (self->prose, 0);
}

static void
on_start (TlXmlParser *parser, const char *uri, const char *name, TlXmlPlace place, const TlXmlAttribute *attributes,
          guint n_attributes, gpointer data)
{
  Reader *self = data;

  self->parser = parser;
  if (self->error)
    return;
  if (g_strcmp0 (uri, TL_XML_NAMESPACE) != 0)
    refuse (self, place, _("“%s” is not of a journey"), name);
  else if (!self->inside)
    {
      if (!g_str_equal (name, "fragment"))
        refuse (self, place, _("it is no fragment of a journey"));
      self->inside = TRUE;
      for (guint i = 0; i < n_attributes; i++)
        if (g_str_equal (attributes[i].name, "from"))
          {
            g_free (self->fragment->from);
            self->fragment->from = g_strdup (attributes[i].value);
          }
    }
  else if (g_str_equal (name, "outside") && self->open->len == 0)
    {
      if (g_hash_table_size (self->fragment->outside) >= TL_FRAGMENT_MAX_THINGS)
        refuse (self, place, _("it holds more than %d things"), TL_FRAGMENT_MAX_THINGS);
      else
        read_outside (self, place, attributes, n_attributes);
      push (self, NO_ITEM);
    }
  else if (g_str_equal (name, "note") && self->open->len > 0 && get_open (self) != NO_ITEM)
    {
      TlFragmentItem *item = self->fragment->items->pdata[get_open (self)];

      self->field = _tl_xml_find_prose (item->kind, TL_TYPE_NOTE);
      g_string_truncate (self->prose, 0);
      if (self->field == TL_FIELD_NONE)
        refuse (self, place, _("a %s has no field “%s”"), tl_kind_get_label (item->kind), name);
      push (self, NO_ITEM);
    }
  else
    read_item (self, name, place, attributes, n_attributes);
}

static void
on_text (TlXmlParser *parser, const char *text, gsize length, gpointer data)
{
  Reader *self = data;

  if (self->error == NULL && self->field != TL_FIELD_NONE)
    g_string_append_len (self->prose, text, (gssize) length);
}

static void
on_end (TlXmlParser *parser, gpointer data)
{
  Reader *self = data;
  guint   at = get_open (self);

  if (self->error || self->open->len == 0)
    return;
  g_array_set_size (self->open, self->open->len - 1);
  if (self->field != TL_FIELD_NONE)
    {
      guint           of = at == NO_ITEM ? get_open (self) : at;
      TlFragmentItem *item = self->fragment->items->pdata[of];

      g_free (*_tl_fragment_item_value (item, self->field));
      *_tl_fragment_item_value (item, self->field) = self->prose->len > 0 ? g_strdup (self->prose->str) : NULL;
    }
  self->field = TL_FIELD_NONE;
}

static void
on_refuse (TlXmlParser *parser, TlXmlPlace place, const char *why, gpointer data)
{
  Reader *self = data;

  self->parser = NULL;
  refuse (self, place, "%s", why);
}

/**
 * tl_fragment_read:
 * @bytes: what claims to be of %TL_FRAGMENT_TYPE
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a fragment; %NULL with %TL_FRAGMENT_ERROR_REFUSED, and a sentence that says why
 */
TlFragment *
tl_fragment_read (GBytes *bytes, GError **error)
{
  static const TlXmlHandler handler = { on_start, on_text, on_end, on_refuse };
  Reader                    self = { .field = TL_FIELD_NONE };
  g_autoptr (TlXmlInput)    input = NULL;

  if (g_bytes_get_size (bytes) > TL_FRAGMENT_MAX_BYTES)
    {
      g_autofree char *most = g_format_size_full (TL_FRAGMENT_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, TL_FRAGMENT_ERROR, TL_FRAGMENT_ERROR_REFUSED,
                   _("What was copied is larger than %s, the most that can be pasted. Nothing was changed."), most);
      return NULL;
    }
  input = tl_xml_input_new_for_bytes (bytes, _("clipboard"));
  self.fragment = _tl_fragment_alloc ();
  self.open = g_array_new (FALSE, FALSE, sizeof (guint));
  self.prose = g_string_new (NULL);
  _tl_xml_parse (input, &handler, &self);
  g_array_unref (self.open);
  g_string_free (self.prose, TRUE);
  if (self.error == NULL)
    return self.fragment;
  tl_fragment_free (self.fragment);
  g_propagate_error (error, self.error);
  return NULL;
}
