/* tl-rig.h: a pair of hands that does to a journey what lines of a script say
 *
 * A line is one JSON object: an edit as `throughline-cli edit` takes it, or one of
 *
 *     {"undo": 3}  {"redo": 1}  {"publish": true}  {"reopen": true}  {"copy": "b.journey"}
 *     {"thread": "typing", "edit": {...}}
 *     {"import": 12, "source": "survey", "prefix": "r5", "on": "fee"}
 *     {"tamper": true}   spoils the history in the file and opens it again: what checks must notice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence.h"

G_BEGIN_DECLS

/**
 * TlRig:
 * @path: the person's file
 * @n_refused: lines that were refused
 */
typedef struct
{
  char       *path;
  TlDocument *document;
  guint       n_done;
  guint       n_refused;
} TlRig;

TlRig    *tl_rig_new       (const char  *path,
                            GError     **error);
TlRig    *tl_rig_new_untitled (const char *path,
                            GError     **error);
TlRig    *tl_rig_open      (const char  *path,
                            GError     **error);
gboolean  tl_rig_run       (TlRig       *self,
                            const char  *line,
                            GError     **error);
void      tl_rig_free      (TlRig       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlRig, tl_rig_free)

char     *tl_rig_dump      (TlDocument  *document);
char     *tl_rig_dump_file (const char  *path,
                            GError     **error);
char     *tl_rig_hash      (const char  *dump);
char     *tl_rig_folder    (gboolean     in_memory);
void      tl_rig_clear     (const char  *folder);
gboolean  tl_rig_is_plain  (const char  *line);
gboolean  tl_rig_check_words (const GError *error,
                              GError      **why);

G_END_DECLS
