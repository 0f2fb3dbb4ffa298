/* tl-xml-check.c: what no element of an XML file shows alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-xml-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-text.h"

typedef struct
{
  TlXmlScan  *scan;
  TlXmlIds   *ids;
  GHashTable *references;
  gboolean    lost_ids; /* some id was missing or wrong, so that references to it are not to be blamed */
} Check;

static void
add_problem (Check *self, TlXmlPlace place, const char *thing, const char *field, const char *text)
{
  _tl_xml_scan_add_problem (self->scan, place, thing, field, text);
}

static void add_problemf (Check      *self,
                          TlXmlPlace  place,
                          const char *thing,
                          const char *field,
                          const char *format,
                          ...) G_GNUC_PRINTF (5, 6);

static void
add_problemf (Check *self, TlXmlPlace place, const char *thing, const char *field, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  add_problem (self, place, thing, field, text);
}

/* Ids that are not given */

/* An id that reads like what the thing joins: `parcel-late-callcentre`, `basket-order`. */
static char *
make_id (Check *self, const TlXmlItem *item, GHashTable *next)
{
  const TlKindInfo *info = tl_kind_get_info (item->kind);
  const TlXmlItem  *parent = self->scan->items->pdata[item->parent];
  GString          *name = g_string_new (NULL);
  gboolean          is_of_field = item->kind == TL_KIND_FACT || item->kind == TL_KIND_TIE;
  const char       *end;
  char             *id;
  guint             n;

  if (info->parent != TL_KIND_JOURNEY && parent->id)
    g_string_append (name, parent->id);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const TlFieldInfo *field = tl_field_get_info (info->first + i);
      gboolean           names_it = (field->type == TL_TYPE_ID_REF || field->type == TL_TYPE_WORD ||
                                     (is_of_field && field->type == TL_TYPE_TEXT));

      if (!names_it || !(field->flags & TL_FIELD_REQUIRED) || item->values[i] == NULL)
        continue;
      if (name->len > 0)
        g_string_append_c (name, '-');
      g_string_append (name, item->values[i]);
    }
  if (is_of_field || name->len == 0)
    g_string_append_printf (name, "-%s", info->name);
  if (name->len > 180)
    {
      g_utf8_validate (name->str, 180, &end);
      g_string_truncate (name, (gsize) (end - name->str));
    }
  id = tl_text_is_name (name->str) ? g_strdup (name->str) : tl_text_make_name (name->str);
  g_string_free (name, TRUE);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (next, id));
  if (n == 0 && !_tl_xml_ids_has (self->ids, id))
    n = 1;
  else
    {
      g_autofree char *stem = g_steal_pointer (&id);

      n = MAX (n, 1);
      do
        {
          g_free (id);
          id = g_strdup_printf ("%s-%u", stem, ++n);
        }
      while (_tl_xml_ids_has (self->ids, id));
      g_hash_table_replace (next, g_steal_pointer (&stem), GUINT_TO_POINTER (n));
    }
  _tl_xml_ids_add (self->ids, id, 0);
  return id;
}

/* Facts come last: what is written down of the others then comes out the same when it is read again. */
static void
make_ids (Check *self)
{
  g_autoptr (GHashTable) next = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int facts = 0; facts < 2; facts++)
    for (guint i = 0; i < self->scan->items->len; i++)
      {
        TlXmlItem *item = self->scan->items->pdata[i];

        if (item->id == NULL && (item->kind == TL_KIND_FACT) == facts)
          {
            item->id = make_id (self, item, next);
            item->made = TRUE;
          }
      }
}

/* Rules that no element shows alone */

static void
apply (Check *self, TlJourney *journey, const TlXmlItem *item, const char *field, const char *after)
{
  TlChange           change = { item->kind, item->id, (char *) field, NULL, (char *) after };
  g_autoptr (GError) trouble = NULL;

  if (!tl_journey_apply (journey, &change, FALSE, &trouble))
    add_problem (self, item->place, NULL, field, trouble->message);
}

static TlJourney *
build (Check *self, GHashTable *items)
{
  const TlXmlItem *root = self->scan->items->pdata[0];
  TlJourney       *journey = tl_journey_new (root->id);

  for (guint i = 0; i < self->scan->items->len; i++)
    {
      TlXmlItem        *item = self->scan->items->pdata[i];
      const TlKindInfo *info = tl_kind_get_info (item->kind);

      g_hash_table_insert (items, item->id, item);
      if (i > 0)
        {
          const TlXmlItem *parent = self->scan->items->pdata[item->parent];
          g_autofree char *position = g_strdup_printf ("%u", item->nth);

          apply (self, journey, item, TL_CHANGE_EXISTS, "1");
          apply (self, journey, item, TL_CHANGE_POSITION, position);
          apply (self, journey, item, TL_CHANGE_PARENT, parent->id);
        }
      for (guint j = 0; j < info->n_fields; j++)
        if (item->values[j])
          apply (self, journey, item, tl_field_get_info (info->first + j)->name, item->values[j]);
    }
  return journey;
}

static void
check_references (Check *self, TlJourney *journey)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->references);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const TlXmlReference   *reference = key;
      const TlFieldInfo *info = tl_field_get_info (reference->field);
      TlThing           *target = tl_journey_lookup (journey, reference->id);

      if (target == NULL && !self->lost_ids)
        add_problemf (self, reference->place, reference->record, info->name,
                      _("%s refers to “%s”, and nothing has that id"), info->name, reference->id);
      else if (target && !(info->targets & (1u << tl_thing_get_kind (target))))
        add_problemf (self, reference->place, reference->record, info->name,
                      _("%s refers to “%s”, which is a %s and cannot stand here"), info->name, reference->id,
                      tl_kind_get_label (tl_thing_get_kind (target)));
    }
}

/* Makes the ids that are not given, and holds the whole against the rules of a journey. */
void
_tl_xml_check (TlXmlScan *scan, TlXmlIds *ids, GHashTable *references, gboolean lost_ids)
{
  Check                  check = { scan, ids, references, lost_ids };
  Check                 *self = &check;
  g_autoptr (GHashTable) items = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TlJourney)  journey = NULL;
  g_autoptr (GPtrArray)  problems = NULL;

  make_ids (self);
  journey = build (self, items);
  problems = tl_journey_validate (journey);
  for (guint i = 0; i < problems->len; i++)
    {
      const TlProblem *problem = problems->pdata[i];
      TlXmlItem       *item = problem->id ? g_hash_table_lookup (items, problem->id) : NULL;
      TlField          field = item && problem->field ? tl_kind_find_field (item->kind, problem->field) : TL_FIELD_NONE;
      g_autofree char *where = NULL;

      if (item == NULL)
        {
          add_problem (self, (TlXmlPlace) { 0, 0 }, problem->where, problem->field, problem->what);
          continue;
        }
      /* What was said of the attribute already, and what follows from an id that was not understood. */
      if (field != TL_FIELD_NONE && (item->told & 1u << (field - tl_kind_get_info (item->kind)->first)))
        continue;
      if (self->lost_ids && field != TL_FIELD_NONE && tl_field_get_info (field)->type == TL_TYPE_ID_REF)
        continue;
      if (!item->made)
        where = g_strdup_printf (C_ ("thing", "%s (%s)"), problem->where, item->id);
      if (field != TL_FIELD_NONE && !g_str_has_prefix (problem->what, problem->field))
        /* Translators: a field's name, and what is wrong with it. */
        add_problemf (self, item->place, where ? where : problem->where, problem->field, C_ ("problem", "%s: %s"),
                      problem->field, problem->what);
      else
        add_problem (self, item->place, where ? where : problem->where, problem->field, problem->what);
    }
  check_references (self, journey);
}
