/* fuzz-support.c: what the targets share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "document/support.h"
#include "fuzz.h"

/* All files are in memory: a fuzzer opens thousands a second. */
void
fuzz_begin (void)
{
  support_begin (TRUE);
}

void
fuzz_end (void)
{
  support_end ();
}

char *
fuzz_write (const uint8_t *data, size_t size)
{
  char *path = support_path ("fuzz.journey");
  FILE *file = fopen (path, "wb");

  /* Not g_file_set_contents(): it syncs. */
  g_assert_nonnull (file);
  g_assert_true (size == 0 || fwrite (data, 1, size, file) == size);
  g_assert_cmpint (fclose (file), ==, 0);
  return path;
}

char *
fuzz_dup_text (const uint8_t *data, size_t size)
{
  return g_strndup ((const char *) data, size);
}

/* A journey with a past: an import, an edit, and one that is undone. */
TlDocument *
fuzz_new_sample (void)
{
  TlDocument *document = support_new_sample ();
  TlEdit     *edit = tl_edit_new ("Rename");

  support_import (document, "survey", "r", 12, "fee");
  tl_edit_set (edit, "basket", TL_STAGE_TITLE, "The basket");
  support_apply (document, edit);
  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "gone");
  support_apply (document, edit);
  tl_document_undo (document, NULL);
  return document;
}

char *
fuzz_dump (TlDocument *document)
{
  return support_dump (document);
}

/* Reads all that an open journey can be asked for. */
void
fuzz_exercise (TlDocument *document)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (GPtrArray)  list = tl_evidence_list (document, NULL, 0, 50, &error);
  g_autoptr (GPtrArray)  edits = NULL;
  g_autoptr (GHashTable) things = NULL;
  TlEvidenceFilter       filter = { .words = "customer del*" };
  TlEvidenceCount        count;

  if (list == NULL)
    g_assert_nonnull (error);
  g_clear_error (&error);
  tl_evidence_count (document, &filter, &count, NULL);
  things = tl_evidence_count_things (document, NULL);
  edits = tl_document_list_edits (document, NULL);
}
