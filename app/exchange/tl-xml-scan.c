/* tl-xml-scan.c: elements to things, by the description of the kinds
 *
 * What may stand where, and what each attribute may be, comes from tl-kinds.def. Reading goes on behind a mistake where
 * it can, so that one run finds them all. Records are checked as they pass and not kept: a second reading loads them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-xml-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-text.h"

#define NAMESPACE_STEM "urn:throughline:journey:"

/* An element that is not closed yet. */
typedef struct
{
  TlKind     kind;
  TlField    prose; /* where its text goes; TL_FIELD_NONE: it holds elements alone */
  guint      item;
  TlXmlPlace place;
  gboolean   is_note;
  gboolean   has_note;
  gboolean   was_told; /* of text where none may be */
  guint      counts[TL_N_KINDS];
} Open;

typedef struct
{
  TlXmlScan   *scan; /* NULL in the second reading */
  TlXmlParser *parser;
  GArray      *open;
  guint        skip; /* elements open in one that is passed over */
  GString     *prose;
  gboolean     is_cut; /* not read to the end */
  gboolean     lost_ids;
  TlXmlIds    *ids;
  GHashTable  *references; /* set of TlXmlReference */

  char       *record_id; /* of the record being read */
  TlValue     record[TL_N_EVIDENCE_FIELDS];
  GPtrArray  *about;     /* ids of what else it speaks of */

  gboolean (*visit) (const TlRecord *record, gpointer data, GError **error);
  gpointer visit_data;
  GError **error;
  gboolean has_failed;
} Reader;

static void
item_free (TlXmlItem *self)
{
  const TlKindInfo *info = tl_kind_get_info (self->kind);

  for (guint i = 0; i < info->n_fields; i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_free (self->id);
  g_free (self);
}

static guint
reference_hash (gconstpointer data)
{
  const TlXmlReference *reference = data;

  return g_str_hash (reference->id) ^ (guint) reference->field;
}

static gboolean
reference_equal (gconstpointer a, gconstpointer b)
{
  const TlXmlReference *one = a, *two = b;

  return one->field == two->field && strcmp (one->id, two->id) == 0;
}

static void
reference_free (gpointer data)
{
  TlXmlReference *reference = data;

  g_free (reference->id);
  g_free (reference->record);
  g_free (reference);
}

/* Problems */

static void
add_problem (Reader *self, TlXmlPlace place, const char *thing, const char *field, const char *text)
{
  if (self->scan == NULL || _tl_xml_scan_add_problem (self->scan, place, thing, field, text))
    return;
  self->is_cut = TRUE;
  _tl_xml_parser_stop (self->parser);
}

static void add_problemf (Reader     *self,
                          TlXmlPlace  place,
                          const char *thing,
                          const char *field,
                          const char *format,
                          ...) G_GNUC_PRINTF (5, 6);

static void
add_problemf (Reader *self, TlXmlPlace place, const char *thing, const char *field, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  add_problem (self, place, thing, field, text);
}

/* A thing in words, as the file has it: `Queue (p)`, `record r12`, `contact in Queue (p)`. */
static char *
words_for (Reader *self, TlKind kind, const char *id, const char *title, guint parent)
{
  const char      *label = tl_kind_get_label (kind);
  g_autofree char *shown = title && !tl_text_is_blank (title) ? tl_text_shorten (title, 80) : NULL;
  g_autofree char *above = NULL;
  TlXmlItem       *item;

  if (shown && id)
    return g_strdup_printf (C_ ("thing", "%s (%s)"), shown, id);
  if (shown)
    return g_steal_pointer (&shown);
  if (id)
    return g_strdup_printf (C_ ("thing", "%s %s"), label, id);
  if (self->scan == NULL || parent == 0 || parent >= self->scan->items->len)
    return g_strdup (label);
  item = self->scan->items->pdata[parent];
  above = words_for (self, item->kind, item->id, item->values[0], 0);
  /* Translators: a kind of thing, and the thing it stands in: “contact in Queue (p)”. */
  return g_strdup_printf (C_ ("thing", "%s in %s"), label, above);
}

/* Values */

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space as XML Schema's whiteSpace="collapse" has it. */
static char *
collapse (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p++)
    if (!is_space (*p))
      g_string_append_c (out, *p);
    else if (out->len > 0 && !is_space (p[1]) && p[1] != '\0')
      g_string_append_c (out, ' ');
  return g_string_free (out, FALSE);
}

/* XML Schema's dates may have a time zone, which says nothing of a day in a journey. */
static void
cut_time_zone (char *text)
{
  gsize length = strlen (text);

  if (length == 11 && text[10] == 'Z')
    text[10] = '\0';
  else if (length == 16 && (text[10] == '+' || text[10] == '-') && g_ascii_isdigit (text[11]) &&
           g_ascii_isdigit (text[12]) && text[13] == ':' && g_ascii_isdigit (text[14]) && g_ascii_isdigit (text[15]))
    {
      int hours = (text[11] - '0') * 10 + text[12] - '0';
      int minutes = (text[14] - '0') * 10 + text[15] - '0';

      if ((hours < 14 && minutes < 60) || (hours == 14 && minutes == 0))
        text[10] = '\0';
    }
}

/* Reads @text as the XML writes it. The error names the field. */
static gboolean
read_value (TlField field, const char *text, TlValue *value, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  g_autofree char   *plain = NULL;

  switch (info->type)
    {
    case TL_TYPE_TEXT:
    case TL_TYPE_NOTE:
    case TL_TYPE_BODY:
    case TL_TYPE_ESTIMATE:
    case TL_TYPE_CURRENCY:
      return tl_field_parse (field, text, value, error);

    default:
      plain = collapse (text);
      break;
    }
  if (info->type == TL_TYPE_DATE)
    cut_time_zone (plain);
  if (info->type == TL_TYPE_WORD && !g_strv_contains (info->words, plain))
    {
      g_autofree char *all = g_strjoinv (", ", (char **) info->words);

      g_set_error (error, TL_XML_ERROR, TL_XML_ERROR_REFUSED, _("%s is “%s”, and must be one of %s"), info->name, plain,
                   all);
      return FALSE;
    }
  return tl_field_parse (field, plain, value, error);
}

/* The canonical form of @value, which is cleared. */
static char *
take_canonical (TlField field, TlValue *value)
{
  char *text = tl_field_get_info (field)->type == TL_TYPE_INTEGER ? g_strdup_printf ("%.0f", value->number)
                                                                  : tl_field_format (field, value);

  tl_value_clear (value, field);
  return text;
}

static const char *
nearest_attribute (TlKind kind, const char *name)
{
  const TlKindInfo      *info = tl_kind_get_info (kind);
  g_autoptr (GPtrArray)  names = g_ptr_array_new ();

  if (_tl_xml_takes_id (kind))
    g_ptr_array_add (names, (char *) "id");
  for (guint i = 0; i < info->n_fields; i++)
    if (_tl_xml_is_attribute (info->first + i))
      g_ptr_array_add (names, (char *) tl_field_get_info (info->first + i)->name);
  return tl_text_nearest (name, (const char *const *) names->pdata, names->len);
}

static const char *
nearest_element (TlKind parent, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (tl_kind_get_info (kind)->parent == parent)
      g_ptr_array_add (names, (char *) tl_kind_get_info (kind)->name);
  if (_tl_xml_find_prose (parent, TL_TYPE_NOTE) != TL_FIELD_NONE)
    g_ptr_array_add (names, (char *) "note");
  return tl_text_nearest (name, (const char *const *) names->pdata, names->len);
}

static void
refuse_attribute (Reader *self, TlKind kind, const char *thing, const TlXmlAttribute *attribute)
{
  const char *element = tl_kind_get_info (kind)->name;
  TlField     field = tl_kind_find_field (kind, attribute->name);
  const char *nearest = nearest_attribute (kind, attribute->name);

  if (attribute->uri)
    add_problemf (self, attribute->place, thing, NULL, _("the attribute “%s” is of another format (%s); take it out"),
                  attribute->name, attribute->uri);
  else if (field != TL_FIELD_NONE && tl_field_get_info (field)->type == TL_TYPE_NOTE)
    add_problemf (self, attribute->place, thing, NULL, _("the note is an element, <note>…</note>, not an attribute"));
  else if (field != TL_FIELD_NONE)
    add_problemf (self, attribute->place, thing, NULL, _("the words stand between the tags of <%s>, not in an attribute"),
                  element);
  else if (nearest)
    add_problemf (self, attribute->place, thing, NULL, _("<%s> has no attribute “%s”; did you mean “%s”?"), element,
                  attribute->name, nearest);
  else
    add_problemf (self, attribute->place, thing, NULL, _("<%s> has no attribute “%s”"), element, attribute->name);
}

static void
take_id (Reader *self, TlKind kind, const char *title, guint parent, const TlXmlAttribute *attribute, char **id)
{
  g_autofree char *plain = collapse (attribute->value);
  g_autofree char *thing = NULL;
  int              line;

  if (!tl_text_is_name (plain))
    {
      g_autofree char *shown = tl_text_shorten (plain, 80);

      thing = words_for (self, kind, NULL, title, parent);

      self->lost_ids = TRUE;
      add_problemf (self, attribute->place, thing, "id",
                    _("id is “%s”, and must be a letter or _, then letters, digits, - . or _, 200 bytes at the most"), shown);
      return;
    }
  line = self->ids ? _tl_xml_ids_add (self->ids, plain, attribute->place.line) : 0;
  if (line != 0)
    {
      thing = words_for (self, kind, NULL, title, parent);
      self->lost_ids = TRUE;
      add_problemf (self, attribute->place, thing, "id", _("the id “%s” is used twice: on line %d and on line %d"), plain,
                    line, attribute->place.line);
      return;
    }
  *id = g_steal_pointer (&plain);
}

static const char *
find_plain (const TlXmlAttribute *attributes, guint n_attributes, const char *name)
{
  for (guint i = 0; i < n_attributes; i++)
    if (attributes[i].uri == NULL && strcmp (attributes[i].name, name) == 0)
      return attributes[i].value;
  return NULL;
}

static void
note_reference (Reader *self, TlField field, const char *id, const TlXmlAttribute *attributes, guint n_attributes,
                TlXmlPlace place)
{
  TlXmlReference  key = { field, (char *) id, NULL, place };
  TlXmlReference *reference;

  if (g_hash_table_contains (self->references, &key))
    return;
  reference = g_new0 (TlXmlReference, 1);
  *reference = (TlXmlReference) { field, g_strdup (id), NULL, place };
  reference->record = words_for (self, TL_KIND_EVIDENCE, find_plain (attributes, n_attributes, "id"), NULL, 0);
  g_hash_table_add (self->references, reference);
}

/* Reads the attributes of a thing of @kind into @id and, by field, either @values or @record. */
static void
read_attributes (Reader *self, TlKind kind, TlXmlPlace place, const TlXmlAttribute *attributes, guint n_attributes,
                 guint parent, char **id, char **values, TlValue *record, guint32 *told)
{
  const TlKindInfo *info = tl_kind_get_info (kind);
  g_autofree char  *thing = NULL;
  gboolean          missing[32] = { FALSE };

  g_assert (info->n_fields <= G_N_ELEMENTS (missing));
  /* In the second reading nothing is wrong any more; in the first, words are made only for what is. */
  for (guint i = 0; i < info->n_fields; i++)
    missing[i] = (tl_field_get_info (info->first + i)->flags & TL_FIELD_REQUIRED) != 0;
#define THING                                                                                                          \
  (thing ? thing                                                                                                       \
         : (thing = words_for (self, kind,                                                                             \
                               _tl_xml_takes_id (kind) ? find_plain (attributes, n_attributes, "id") : NULL,           \
                               find_plain (attributes, n_attributes, "title"), parent)))
  for (guint i = 0; i < n_attributes; i++)
    {
      const TlXmlAttribute *attribute = &attributes[i];
      TlField               field = attribute->uri ? TL_FIELD_NONE : tl_kind_find_field (kind, attribute->name);
      g_autoptr (GError)    trouble = NULL;
      TlValue               value = { FALSE };

      if (attribute->uri == NULL && _tl_xml_takes_id (kind) && strcmp (attribute->name, "id") == 0)
        {
          take_id (self, kind, find_plain (attributes, n_attributes, "title"), parent, attribute, id);
          continue;
        }
      if (field == TL_FIELD_NONE || !_tl_xml_is_attribute (field))
        {
          refuse_attribute (self, kind, THING, attribute);
          continue;
        }
      missing[field - info->first] = FALSE;
      if (!read_value (field, attribute->value, &value, &trouble))
        {
          *told |= 1u << (field - info->first);
          add_problem (self, attribute->place, THING, attribute->name, trouble->message);
        }
      else if (values)
        values[field - info->first] = take_canonical (field, &value);
      else
        {
          record[field - info->first] = value;
          if (tl_field_get_info (field)->type == TL_TYPE_ID_REF && self->references)
            note_reference (self, field, value.text, attributes, n_attributes, attribute->place);
        }
    }
  if (info->has_given_id && find_plain (attributes, n_attributes, "id") == NULL)
    {
      self->lost_ids = TRUE;
      add_problemf (self, place, THING, "id", _("the attribute “%s” is missing"), "id");
    }
  for (guint i = 0; i < info->n_fields; i++)
    if (missing[i])
      {
        *told |= 1u << i;
        add_problemf (self, place, THING, tl_field_get_info (info->first + i)->name, _("the attribute “%s” is missing"),
                      tl_field_get_info (info->first + i)->name);
      }
#undef THING
}

/* Elements */

static Open *
top (Reader *self)
{
  return self->open->len ? &g_array_index (self->open, Open, self->open->len - 1) : NULL;
}

static void
push (Reader *self, Open open)
{
  g_array_append_val (self->open, open);
  g_string_truncate (self->prose, 0);
}

static void
give_up (Reader *self, TlXmlPlace place, const char *text)
{
  add_problem (self, place, NULL, NULL, text);
  self->is_cut = TRUE;
  _tl_xml_parser_stop (self->parser);
}

static gboolean
check_root (Reader *self, const char *uri, const char *name, TlXmlPlace place)
{
  g_autofree char *text = NULL;

  if (uri && strcmp (uri, TL_XML_NAMESPACE) == 0 && strcmp (name, "journey") == 0)
    return TRUE;
  if (uri && g_str_has_prefix (uri, NAMESPACE_STEM) && strcmp (name, "journey") == 0)
    {
      const char *version = uri + strlen (NAMESPACE_STEM);

      if (*version != '\0' && *version != '0' && strspn (version, "0123456789") == strlen (version))
        {
          text = g_strdup_printf (_("the journey was written by a newer version of this program, in version %s of the "
                                    "format; this one reads version 1"), version);
          if (self->scan)
            self->scan->is_newer = TRUE;
          give_up (self, place, text);
          return FALSE;
        }
    }
  if (strcmp (name, "journey") == 0)
    text = g_strdup_printf (_("this <journey> is not ours: it must begin with <journey xmlns=\"%s\" …>"), TL_XML_NAMESPACE);
  else
    text = g_strdup_printf (_("this is not a journey: the file begins with <%s>, and must begin with "
                              "<journey xmlns=\"%s\" …>"), name, TL_XML_NAMESPACE);
  give_up (self, place, text);
  return FALSE;
}

static void
start_record (Reader *self, Open *above, TlXmlPlace place, const TlXmlAttribute *attributes, guint n_attributes)
{
  Open open = { .kind = TL_KIND_EVIDENCE, .prose = _tl_xml_find_prose (TL_KIND_EVIDENCE, TL_TYPE_BODY), .place = place };

  guint32 told = 0;

  read_attributes (self, TL_KIND_EVIDENCE, place, attributes, n_attributes, above->item, &self->record_id, NULL,
                   self->record, &told);
  push (self, open);
}

static void
clear_record (Reader *self)
{
  g_clear_pointer (&self->record_id, g_free);
  g_ptr_array_set_size (self->about, 0);
  for (guint i = 0; i < TL_N_EVIDENCE_FIELDS; i++)
    tl_value_clear (&self->record[i], TL_EVIDENCE_SOURCE + i);
}

static void
end_record (Reader *self, TlField prose)
{
  if (self->scan)
    self->scan->n_records++;
  else if (!self->has_failed)
    {
      TlRecord record = { .id = self->record_id };

      if (self->about->len > 0)
        {
          g_ptr_array_add (self->about, NULL);
          record.about = (char **) self->about->pdata;
        }
      if (self->prose->len > 0 && (record.about == NULL || !tl_text_is_blank (self->prose->str)))
        tl_field_parse (prose, self->prose->str, &self->record[prose - TL_EVIDENCE_SOURCE], NULL);
      memcpy (record.values, self->record, sizeof record.values);
      if (!self->visit (&record, self->visit_data, self->error))
        {
          self->has_failed = TRUE;
          _tl_xml_parser_stop (self->parser);
        }
    }
  clear_record (self);
}

/* One more thing that the record speaks of. What is between the tags of it is passed over. */
static void
read_about (Reader *self, TlXmlPlace place, const TlXmlAttribute *attributes, guint n_attributes)
{
  const TlFieldInfo *info = tl_field_get_info (TL_EVIDENCE_ON);
  g_autofree char   *thing = words_for (self, TL_KIND_EVIDENCE, self->record_id, NULL, 0);
  gboolean           has_on = FALSE;

  for (guint i = 0; i < n_attributes; i++)
    {
      const TlXmlAttribute id = { NULL, "id", self->record_id ? self->record_id : "", place };
      g_autoptr (GError)   trouble = NULL;
      TlValue              value = { FALSE };

      if (attributes[i].uri || strcmp (attributes[i].name, info->name) != 0)
        {
          add_problemf (self, attributes[i].place, thing, NULL, _("<%s> has no attribute “%s”"), TL_XML_ABOUT,
                        attributes[i].name);
          continue;
        }
      has_on = TRUE;
      if (!read_value (TL_EVIDENCE_ON, attributes[i].value, &value, &trouble))
        {
          add_problem (self, attributes[i].place, thing, info->name, trouble->message);
          continue;
        }
      if (self->references)
        note_reference (self, TL_EVIDENCE_ON, value.text, &id, 1, attributes[i].place);
      g_ptr_array_add (self->about, g_steal_pointer (&value.text));
    }
  if (!has_on)
    add_problemf (self, place, thing, info->name, _("the attribute “%s” is missing"), info->name);
  /* What is indented by hand before it is not the record's words. */
  if (tl_text_is_blank (self->prose->str))
    g_string_truncate (self->prose, 0);
}

static void
start_thing (Reader *self, TlKind kind, Open *above, TlXmlPlace place, const TlXmlAttribute *attributes,
             guint n_attributes)
{
  TlXmlItem *item;
  Open       open = { .kind = kind, .prose = _tl_xml_find_prose (kind, TL_TYPE_BODY), .place = place };

  if (self->scan->items->len >= TL_XML_MAX_THINGS)
    {
      g_autofree char *text =
        g_strdup_printf (_("there are more than %d things, which is more than can be read"), TL_XML_MAX_THINGS);

      give_up (self, place, text);
      return;
    }
  item = g_new0 (TlXmlItem, 1);
  item->kind = kind;
  item->place = place;
  item->values = g_new0 (char *, tl_kind_get_info (kind)->n_fields);
  item->parent = above ? above->item : 0;
  item->nth = above ? ++above->counts[kind] : 1;
  open.item = self->scan->items->len;
  g_ptr_array_add (self->scan->items, item);
  read_attributes (self, kind, place, attributes, n_attributes, item->parent, &item->id, item->values, NULL,
                   &item->told);
  push (self, open);
}

static void
refuse_element (Reader *self, const Open *above, const char *uri, const char *name, TlXmlPlace place)
{
  const char *parent = above->is_note ? "note" : tl_kind_get_info (above->kind)->name;
  TlKind      kind = tl_kind_from_name (name);
  const char *nearest = above->is_note ? NULL : nearest_element (above->kind, name);

  if (g_strcmp0 (uri, TL_XML_NAMESPACE) != 0)
    add_problemf (self, place, NULL, NULL, _("the element <%s> is of another format (%s); take it out"), name,
                  uri ? uri : _("none is named"));
  else if (above->is_note)
    add_problemf (self, place, NULL, NULL, _("a note is text alone: <%s> cannot stand in it"), name);
  else if (kind != TL_KIND_NONE && kind != TL_KIND_JOURNEY)
    add_problemf (self, place, NULL, NULL, _("<%s> cannot stand in <%s>, only in <%s>"), name, parent,
                  tl_kind_get_info (tl_kind_get_info (kind)->parent)->name);
  else if (nearest)
    add_problemf (self, place, NULL, NULL, _("<%s> cannot stand in <%s>; did you mean <%s>?"), name, parent, nearest);
  else
    add_problemf (self, place, NULL, NULL, _("<%s> cannot stand in <%s>"), name, parent);
}

static void
on_start (TlXmlParser *parser, const char *uri, const char *name, TlXmlPlace place, const TlXmlAttribute *attributes,
          guint n_attributes, gpointer data)
{
  Reader *self = data;
  Open   *above = top (self);
  TlKind  kind;

  self->parser = parser;
  if (self->skip > 0)
    {
      self->skip++;
      return;
    }
  if (above == NULL)
    {
      if (!check_root (self, uri, name, place))
        return;
      if (self->scan)
        start_thing (self, TL_KIND_JOURNEY, NULL, place, attributes, n_attributes);
      else
        push (self, (Open) { .kind = TL_KIND_JOURNEY, .prose = TL_FIELD_NONE });
      return;
    }
  kind = !above->is_note && g_strcmp0 (uri, TL_XML_NAMESPACE) == 0 ? tl_kind_from_name (name) : TL_KIND_NONE;
  if (kind == TL_KIND_EVIDENCE && above->kind == TL_KIND_JOURNEY)
    {
      start_record (self, above, place, attributes, n_attributes);
      return;
    }
  self->skip = 1;
  if (above->kind == TL_KIND_EVIDENCE && g_strcmp0 (uri, TL_XML_NAMESPACE) == 0 && strcmp (name, TL_XML_ABOUT) == 0)
    {
      read_about (self, place, attributes, n_attributes);
      return;
    }
  if (self->scan == NULL)
    return;
  if (kind != TL_KIND_NONE && tl_kind_get_info (kind)->parent == above->kind)
    {
      self->skip = 0;
      start_thing (self, kind, above, place, attributes, n_attributes);
    }
  else if (!above->is_note && g_strcmp0 (uri, TL_XML_NAMESPACE) == 0 && strcmp (name, "note") == 0 &&
           _tl_xml_find_prose (above->kind, TL_TYPE_NOTE) != TL_FIELD_NONE)
    {
      Open open = { above->kind, _tl_xml_find_prose (above->kind, TL_TYPE_NOTE), above->item, place, .is_note = TRUE };

      if (above->has_note)
        add_problem (self, place, NULL, NULL, _("there is a second note; one thing has one note"));
      for (guint i = 0; i < n_attributes; i++)
        add_problemf (self, attributes[i].place, NULL, NULL, _("<%s> has no attribute “%s”"), name, attributes[i].name);
      above->has_note = TRUE;
      self->skip = 0;
      push (self, open);
    }
  else
    refuse_element (self, above, uri, name, place);
}

static void
on_text (TlXmlParser *parser, const char *text, gsize length, gpointer data)
{
  Reader *self = data;
  Open   *open = top (self);

  if (self->skip > 0 || open == NULL)
    return;
  if (open->prose != TL_FIELD_NONE)
    {
      g_string_append_len (self->prose, text, (gssize) length);
      return;
    }
  for (gsize i = 0; i < length && !open->was_told && self->scan; i++)
    if (!is_space (text[i]))
      {
        g_autofree char *word = g_strndup (text + i, MIN (length - i, 400));
        g_autofree char *valid = g_utf8_make_valid (word, -1);
        g_autofree char *line = tl_text_squeeze (valid);
        g_autofree char *shown = tl_text_shorten (line, 40);

        open->was_told = TRUE;
        add_problemf (self, _tl_xml_parser_find (parser, text + i), NULL, NULL, _("text cannot stand in <%s>: “%s”"),
                      tl_kind_get_info (open->kind)->name, shown);
      }
}

static void
on_end (TlXmlParser *parser, gpointer data)
{
  Reader *self = data;
  Open   *open = top (self);

  if (self->skip > 0)
    {
      self->skip--;
      return;
    }
  if (open == NULL)
    return;
  if (open->kind == TL_KIND_EVIDENCE)
    end_record (self, open->prose);
  else if (self->scan && open->prose != TL_FIELD_NONE && (open->is_note || self->prose->len > 0))
    {
      TlXmlItem *item = self->scan->items->pdata[open->item];
      char     **text = &item->values[open->prose - tl_kind_get_info (open->kind)->first];
      TlValue    value = { FALSE };

      g_clear_pointer (text, g_free);
      if (tl_field_parse (open->prose, self->prose->str, &value, NULL))
        *text = take_canonical (open->prose, &value);
    }
  g_array_set_size (self->open, self->open->len - 1);
}

static void
on_refuse (TlXmlParser *parser, TlXmlPlace place, const char *why, gpointer data)
{
  Reader *self = data;

  self->is_cut = TRUE;
  if (self->scan)
    _tl_xml_scan_add_problem (self->scan, place, NULL, NULL, why);
}

static const TlXmlHandler handler = { on_start, on_text, on_end, on_refuse };

static void
reader_clear (Reader *self)
{
  g_array_unref (self->open);
  g_string_free (self->prose, TRUE);
  clear_record (self);
  g_ptr_array_unref (self->about);
}

/* Reads everything but the records, and checks those too. What is wrong stands in the result's problems, by place. */
TlXmlScan *
_tl_xml_scan (TlXmlInput *input)
{
  TlXmlScan             *scan = g_new0 (TlXmlScan, 1);
  g_autoptr (TlXmlIds)   ids = _tl_xml_ids_new ();
  g_autoptr (GHashTable) references = g_hash_table_new_full (reference_hash, reference_equal, reference_free, NULL);
  Reader                 reader = { .scan = scan, .ids = ids, .references = references };

  scan->name = tl_xml_input_get_name (input);
  scan->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  scan->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_xml_problem_free);
  reader.open = g_array_new (FALSE, FALSE, sizeof (Open));
  reader.prose = g_string_new (NULL);
  reader.about = g_ptr_array_new_with_free_func (g_free);
  _tl_xml_parse (input, &handler, &reader);
  if (!reader.is_cut && scan->items->len > 0)
    _tl_xml_check (scan, ids, references, reader.lost_ids);
  _tl_xml_scan_sort (scan);
  reader_clear (&reader);
  return scan;
}

void
_tl_xml_scan_free (TlXmlScan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* Reads the records of an input that _tl_xml_scan() found no problem in, and shows each to @visit. */
gboolean
_tl_xml_scan_records (TlXmlInput *input, gboolean (*visit) (const TlRecord *record, gpointer data, GError **error),
                      gpointer data, GError **error)
{
  Reader reader = { .visit = visit, .visit_data = data, .error = error };

  reader.open = g_array_new (FALSE, FALSE, sizeof (Open));
  reader.prose = g_string_new (NULL);
  reader.about = g_ptr_array_new_with_free_func (g_free);
  _tl_xml_parse (input, &handler, &reader);
  if (reader.is_cut && !reader.has_failed)
    {
      reader.has_failed = TRUE;
      g_set_error (error, TL_XML_ERROR, TL_XML_ERROR_UNREADABLE,
                   _("“%s” changed while it was being read; try again."), input->name);
    }
  reader_clear (&reader);
  return !reader.has_failed;
}
