/* tl-fragment-write.c: a fragment as XML
 *
 * The elements are those of the interchange format, in its namespace. They stand in a `fragment`, where each kind may
 * stand, and behind what they refer to and is not among them, by title.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fragment-private.h"
#include "tl-xml-private.h"

static void
append_outside (TlFragment *self, GString *out)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->outside), (GCompareFunc) g_strcmp0);

  for (GList *l = ids; l; l = l->next)
    {
      const TlFragmentOutside *outside = g_hash_table_lookup (self->outside, l->data);

      g_string_append (out, "  <outside");
      _tl_xml_append_attribute (out, "id", l->data);
      _tl_xml_append_attribute (out, "kind", tl_kind_get_info (outside->kind)->name);
      if (outside->title)
        _tl_xml_append_attribute (out, "title", outside->title);
      g_string_append (out, "/>\n");
    }
}

/* Items come each behind what it stands in, and all that stands in it before the next of its level. */
static guint
append_item (TlFragment *self, GString *out, guint at, guint depth)
{
  const TlFragmentItem *item = self->items->pdata[at];
  const TlKindInfo     *info = tl_kind_get_info (item->kind);
  TlField               note = _tl_xml_find_prose (item->kind, TL_TYPE_NOTE);
  TlField               body = _tl_xml_find_prose (item->kind, TL_TYPE_BODY);
  const char           *noted = note != TL_FIELD_NONE ? item->values[note - info->first] : NULL;
  guint                 next = at + 1;

  _tl_xml_append_indent (out, depth);
  g_string_append_printf (out, "<%s", info->name);
  if (_tl_xml_takes_id (item->kind) && item->id)
    _tl_xml_append_attribute (out, "id", item->id);
  for (guint i = 0; i < info->n_fields; i++)
    if (item->values[i] && _tl_xml_is_attribute (info->first + i))
      _tl_xml_append_attribute (out, tl_field_get_info (info->first + i)->name, item->values[i]);
  if (body != TL_FIELD_NONE)
    {
      _tl_xml_append_prose (out, info->name, item->values[body - info->first]);
      return next;
    }
  g_string_append (out, ">\n");
  if (noted)
    {
      _tl_xml_append_indent (out, depth + 1);
      g_string_append (out, "<note");
      _tl_xml_append_prose (out, "note", noted);
    }
  while (next < self->items->len && ((TlFragmentItem *) self->items->pdata[next])->parent == at)
    next = append_item (self, out, next, depth + 1);
  _tl_xml_append_indent (out, depth);
  g_string_append_printf (out, "</%s>\n", info->name);
  return next;
}

/**
 * tl_fragment_write:
 *
 * Returns: (transfer full): the fragment as XML, UTF-8, of %TL_FRAGMENT_TYPE
 */
GBytes *
tl_fragment_write (TlFragment *self)
{
  GString *out = g_string_sized_new (4096);

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<fragment");
  _tl_xml_append_attribute (out, "xmlns", TL_XML_NAMESPACE);
  if (self->from)
    _tl_xml_append_attribute (out, "from", self->from);
  g_string_append (out, ">\n");
  append_outside (self, out);
  for (guint at = 0; at < self->items->len;)
    at = append_item (self, out, at, 1);
  g_string_append (out, "</fragment>\n");
  return g_string_free_to_bytes (out);
}
