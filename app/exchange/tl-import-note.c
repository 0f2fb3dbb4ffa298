/* tl-import-note.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-note.h"

/**
 * tl_import_note_new:
 * @line: line of the file, from 1
 * @format: what there is to say, as for printf()
 *
 * Returns: (transfer full): a note
 */
TlImportNote *
tl_import_note_new (guint64 line, const char *format, ...)
{
  TlImportNote *self = g_new0 (TlImportNote, 1);
  va_list       args;

  self->line = line;
  va_start (args, format);
  self->text = g_strdup_vprintf (format, args);
  va_end (args);
  return self;
}

/**
 * tl_import_note_free:
 */
void
tl_import_note_free (TlImportNote *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->field);
  g_free (self->raw);
  g_free (self);
}

/**
 * tl_import_note_to_string:
 * @file: what to call the file
 *
 * Returns: (transfer full): the note on one line: `costs.csv:12: nothing is called “Baskt”`
 */
char *
tl_import_note_to_string (const TlImportNote *self, const char *file)
{
  return g_strdup_printf ("%s:%" G_GUINT64_FORMAT ": %s", file, self->line, self->text);
}
