/* tl-xml-private.h: what the parts of the XML interchange share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-xml.h"

G_BEGIN_DECLS

/* A place in the text of a file, both from 1; 0, 0 where there is none. Columns count characters. */
typedef struct
{
  int line;
  int column;
} TlXmlPlace;

/* An element in a record, for each thing it speaks of besides `on`. */
#define TL_XML_ABOUT "about"

/* Bytes in */

struct _TlXmlInput
{
  char   *name;
  GBytes *bytes; /* (nullable): all of it, where it is not read from @fd */
  int     fd;
  gint64  size;
};

gssize _tl_xml_input_read (TlXmlInput *self, gint64 offset, void *buffer, gsize size);

/* Bytes to elements */

typedef struct
{
  const char *uri; /* (nullable): its namespace */
  const char *name;
  const char *value;
  TlXmlPlace  place;
} TlXmlAttribute;

typedef struct _TlXmlParser TlXmlParser;

/* What is handed on, in the order of the file. `refuse` comes at most once, and nothing comes behind it. */
typedef struct
{
  void (*start)  (TlXmlParser *parser, const char *uri, const char *name, TlXmlPlace place,
                  const TlXmlAttribute *attributes, guint n_attributes, gpointer data);
  void (*text)   (TlXmlParser *parser, const char *text, gsize length, gpointer data);
  void (*end)    (TlXmlParser *parser, gpointer data);
  void (*refuse) (TlXmlParser *parser, TlXmlPlace place, const char *why, gpointer data);
} TlXmlHandler;

void       _tl_xml_parse       (TlXmlInput *input, const TlXmlHandler *handler, gpointer data);
GBytes    *_tl_svg_find_journey (TlXmlInput *input, gboolean *is_svg, GError **error);
void       _tl_xml_parser_stop (TlXmlParser *parser);
TlXmlPlace _tl_xml_parser_find (TlXmlParser *parser, const char *p);

/* Problems */

#define TL_XML_MAX_PROBLEMS 100

/* Ids: a set of those that are taken, in 16 bytes each, with the line where each stands */

typedef struct _TlXmlIds TlXmlIds;

TlXmlIds *_tl_xml_ids_new    (void);
void      _tl_xml_ids_free   (TlXmlIds *self);
int       _tl_xml_ids_add    (TlXmlIds *self, const char *id, int line);
gboolean  _tl_xml_ids_has    (TlXmlIds *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlXmlIds, _tl_xml_ids_free)

/* Elements to things */

typedef struct
{
  TlKind      kind;
  char       *id;     /* of a kind that needs none, made when all ids are known */
  gboolean    made;   /* whether it was */
  guint       parent; /* index */
  guint       nth;    /* among its siblings of its kind, from 1 */
  TlXmlPlace  place;
  guint32     told;    /* the fields, as bits, of which something wrong was said already */
  char      **values;  /* canonical, by field */
} TlXmlItem;

typedef struct
{
  const char *name;
  GPtrArray  *items; /* TlXmlItem; the first is the journey */
  guint64     n_records;
  GPtrArray  *problems;
  guint64     n_more;   /* problems beyond those kept */
  gboolean    is_newer; /* the file is of a later version of the format */
} TlXmlScan;

/* What some record refers to, and where that is first said. */
typedef struct
{
  TlField    field;
  char      *id;
  char      *record;
  TlXmlPlace place;
} TlXmlReference;

gboolean   _tl_xml_scan_add_problem (TlXmlScan *self, TlXmlPlace place, const char *thing, const char *field,
                                     const char *text);
void       _tl_xml_scan_sort (TlXmlScan *self);
void       _tl_xml_check     (TlXmlScan *scan, TlXmlIds *ids, GHashTable *references, gboolean lost_ids);
TlXmlScan *_tl_xml_scan      (TlXmlInput *input);
void       _tl_xml_scan_free (TlXmlScan *self);
gboolean   _tl_xml_scan_records (TlXmlInput *input, gboolean (*visit) (const TlRecord *record, gpointer data, GError **error),
                                 gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlXmlScan, _tl_xml_scan_free)

/* Text out: canonical, whatever is in it */

void       _tl_xml_append_escaped   (GString *out, const char *text, gboolean in_attribute);
void       _tl_xml_append_attribute (GString *out, const char *name, const char *value);
void       _tl_xml_append_value     (GString *out, TlField field, const TlValue *value);
void       _tl_xml_append_indent    (GString *out, guint depth);
void       _tl_xml_append_prose     (GString *out, const char *element, const char *text);

/* Whether things of @kind may carry an id of their own in the XML. */
static inline gboolean
_tl_xml_takes_id (TlKind kind)
{
  return kind != TL_KIND_FACT;
}

/* Whether @field is an attribute, rather than an element or the text of its element. */
static inline gboolean
_tl_xml_is_attribute (TlField field)
{
  TlType type = tl_field_get_info (field)->type;

  return type != TL_TYPE_NOTE && type != TL_TYPE_BODY;
}

/* The field of @kind of @type, which is TL_TYPE_NOTE or TL_TYPE_BODY: there is at most one. */
static inline TlField
_tl_xml_find_prose (TlKind kind, TlType type)
{
  const TlKindInfo *info = tl_kind_get_info (kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (tl_field_get_info (info->first + i)->type == type)
      return info->first + i;
  return TL_FIELD_NONE;
}

G_END_DECLS
