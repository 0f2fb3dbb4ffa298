/* tl-xml-read.c: from an XML file to a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-xml-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_SHOWN 3

/* The first problems, and how many there are besides. */
static void
set_refused (TlXmlInput *input, const TlXmlScan *scan, GError **error)
{
  GString *text = g_string_new (NULL);
  guint64  n_more = scan->problems->len + scan->n_more;

  for (guint i = 0; i < scan->problems->len && i < N_SHOWN; i++)
    {
      g_autofree char *line = tl_xml_problem_to_string (scan->problems->pdata[i]);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, line);
    }
  if (n_more > N_SHOWN)
    {
      n_more -= N_SHOWN;
      g_string_append_c (text, '\n');
      if (scan->n_more > 0)
        g_string_append_printf (text, ngettext ("and at least %u more problem", "and at least %u more problems", n_more),
                                (guint) n_more);
      else
        g_string_append_printf (text, ngettext ("and %u more problem", "and %u more problems", n_more), (guint) n_more);
    }
  g_set_error_literal (error, TL_XML_ERROR, scan->is_newer ? TL_XML_ERROR_NEWER : TL_XML_ERROR_REFUSED, text->str);
  g_string_free (text, TRUE);
}

static TlEdit *
make_edit (const TlXmlScan *scan)
{
  TlEdit *edit = tl_edit_new (_("Read XML"));

  for (guint i = 0; i < scan->items->len; i++)
    {
      const TlXmlItem  *item = scan->items->pdata[i];
      const TlXmlItem  *parent = scan->items->pdata[item->parent];
      const TlKindInfo *info = tl_kind_get_info (item->kind);

      if (i > 0)
        tl_edit_create (edit, item->kind, item->id, parent->id, item->nth);
      for (guint j = 0; j < info->n_fields; j++)
        if (item->values[j])
          tl_edit_set (edit, item->id, info->first + j, item->values[j]);
    }
  return edit;
}

static gboolean
add_record (const TlRecord *record, gpointer data, GError **error)
{
  return tl_batch_add (data, record, error);
}

static gboolean
load (TlDocument *document, TlXmlInput *input, const TlXmlScan *scan, GError **error)
{
  g_autoptr (TlEdit)  edit = make_edit (scan);
  g_autoptr (TlBatch) batch = NULL;

  if (scan->n_records == 0)
    return tl_document_load (document, edit, error);
  batch = tl_batch_new (document, edit, TRUE, error);
  return batch != NULL && _tl_xml_scan_records (input, add_record, batch, error) && tl_batch_commit (batch, error) > 0;
}

/**
 * tl_xml_read:
 * @input: a file
 * @problems: (out) (optional) (transfer full) (element-type TlXmlProblem): what is wrong with it, by place, at most 100;
 *   empty where nothing is
 * @error: return location
 *
 * Reads a journey. What is accepted is what interchange.rng describes and tl_journey_validate() finds no fault with; of
 * everything else the problems tell line, column and thing. Things that need no id and have none are given one that is
 * the same each time the file is read. Records are loaded one by one, whatever their number.
 *
 * Returns: (transfer full) (nullable): the journey, in no file of its own; or %NULL with a %TL_XML_ERROR, whose message
 *   has the first problems, or an error of the document
 */
TlDocument *
tl_xml_read (TlXmlInput *input, GPtrArray **problems, GError **error)
{
  g_autoptr (TlXmlScan)  scan = _tl_xml_scan (input);
  g_autoptr (TlDocument) document = NULL;
  const TlXmlItem       *root;
  gboolean               is_good = scan->problems->len == 0;

  if (!is_good)
    set_refused (input, scan, error);
  if (problems)
    *problems = g_ptr_array_ref (scan->problems);
  if (!is_good)
    return NULL;
  root = scan->items->pdata[0];
  document = tl_document_new (root->id, root->values[TL_JOURNEY_TITLE - tl_kind_get_info (TL_KIND_JOURNEY)->first], error);
  if (document == NULL || !load (document, input, scan, error))
    return NULL;
  return g_steal_pointer (&document);
}
