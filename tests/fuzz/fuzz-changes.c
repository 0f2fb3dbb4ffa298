/* fuzz-changes.c: edits as JSON, one a line, and change rows that somebody has tampered with
 *
 * A line that begins with a tab is a change row for the newest edit: kind, id, field, old and new, with tabs between them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <string.h>

#include "tl-document-private.h"
#include "tl-json.h"

static void
edit_line (TlDocument *document, const char *line)
{
  g_autoptr (GPtrArray) created = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) deleted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError)    error = NULL;
  g_autoptr (TlEdit)    edit = NULL;

  if (!g_utf8_validate (line, -1, NULL))
    return;
  edit = tl_json_read_edit (document, line, created, deleted, &error);
  if (edit == NULL || tl_document_apply (document, edit, &error) == 0)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
tamper (TlDocument *document, const char *line, guint n)
{
  g_auto (GStrv) parts = g_strsplit (line + 1, "\t", 5);

  if (g_strv_length (parts) < 4)
    return;
  _tl_sql_do (document->sql, NULL, "INSERT INTO change (edit, seq, kind, id, field, old, new) VALUES (?, ?, ?, ?, ?, ?, ?)",
              "iisssss", document->undo_number, (gint64) (1000000 + n), parts[0], parts[1], parts[2],
              *parts[3] ? parts[3] : NULL, parts[4] && *parts[4] ? parts[4] : NULL);
}

int
fuzz_changes (const uint8_t *data, size_t size)
{
  g_autoptr (TlDocument) document = fuzz_new_sample ();
  g_autofree char       *text = fuzz_dup_text (data, size);
  g_auto (GStrv)         lines = g_strsplit (text, "\n", 60);
  g_autofree char       *before = fuzz_dump (document);
  g_autofree char       *edited = NULL;
  g_autofree char       *again = NULL;
  gint64                 position = tl_document_get_position (document);
  gboolean               tampered = FALSE;
  guint                  n_undone = 0;

  for (guint i = 0; lines[i]; i++)
    if (lines[i][0] == '\t')
      {
        tamper (document, lines[i], i);
        tampered = TRUE;
      }
    else if (lines[i][0])
      edit_line (document, lines[i]);
  edited = fuzz_dump (document);
  while (tl_document_get_position (document) > position && tl_document_undo (document, NULL))
    n_undone++;
  if (!tampered)
    {
      g_autofree char *undone = fuzz_dump (document);

      /* All of it can be taken back, exactly, and made again. */
      g_assert_cmpint (tl_document_get_position (document), ==, position);
      g_assert_cmpstr (before, ==, undone);
    }
  while (n_undone > 0 && tl_document_redo (document, NULL))
    n_undone--;
  again = fuzz_dump (document);
  if (!tampered)
    {
      g_assert_cmpuint (n_undone, ==, 0);
      g_assert_cmpstr (edited, ==, again);
    }
  tl_document_discard (document);
  return 0;
}
