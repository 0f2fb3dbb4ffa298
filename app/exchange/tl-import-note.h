/* tl-import-note.h: what there is to say about a line of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlImportNote:
 * @line: line of the file, from 1, where the row begins
 * @text: what there is to say, on one line
 * @row: of a row of data, its number from 1; 0: of none
 * @field: (nullable): the column it is about
 * @raw: (nullable): of a rejected row or value, what stands there; shortened, and masked as records are
 */
typedef struct
{
  guint64  line;
  char    *text;
  guint64  row;
  char    *field;
  char    *raw;
} TlImportNote;

TlImportNote *tl_import_note_new       (guint64              line,
                                        const char          *format,
                                        ...) G_GNUC_PRINTF (2, 3);
void          tl_import_note_free      (TlImportNote        *self);
char         *tl_import_note_to_string (const TlImportNote  *self,
                                        const char          *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImportNote, tl_import_note_free)

G_END_DECLS
