/* tl-evidence-private.h: records, as the door and the history handle them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document-private.h"
#include "tl-evidence.h"

G_BEGIN_DECLS

/* The state of the evidence, and its part in the history (tl-evidence-edit.c) */
gboolean  _tl_evidence_look            (TlSql             *sql,
                                        TlEvidenceState   *state,
                                        GError           **error);
gboolean  _tl_evidence_refresh         (TlDocument        *document,
                                        GError           **error);
void      _tl_evidence_touch           (TlDocument        *document,
                                        gboolean           records,
                                        gboolean           assignments);
void      _tl_evidence_touch_stars     (TlDocument        *document);
gboolean  _tl_evidence_check           (TlDocument        *document,
                                        GError           **error);
gboolean  _tl_evidence_check_references (TlDocument       *document,
                                        GError           **error);
gboolean  _tl_evidence_check_ids       (TlDocument        *document,
                                        GError           **error);
gboolean  _tl_evidence_cut             (TlDocument        *document,
                                        GError           **error);
gboolean  _tl_evidence_forget          (TlDocument        *document,
                                        gint64             oldest,
                                        GError           **error);
gboolean  _tl_evidence_flip            (TlDocument        *document,
                                        gint64             number,
                                        gboolean           undone,
                                        GError           **error);
gboolean  _tl_evidence_is_taken        (TlDocument        *document,
                                        const char        *id,
                                        gboolean          *is_taken,
                                        GError           **error);
gboolean  _tl_evidence_take_from       (TlDocument        *document,
                                        gint64             edit,
                                        TlKind             kind,
                                        const char        *thing,
                                        GError           **error);
gboolean  _tl_evidence_take_record     (TlDocument        *document,
                                        gint64             edit,
                                        const char        *id,
                                        gboolean          *is_record,
                                        GError           **error);
gboolean  _tl_evidence_set             (TlDocument        *document,
                                        gint64             edit,
                                        const char        *id,
                                        TlField            field,
                                        const char        *text,
                                        GPtrArray         *changes,
                                        gboolean          *is_record,
                                        GError           **error);
gboolean  _tl_evidence_write_field     (TlDocument        *document,
                                        const char        *id,
                                        const char        *field,
                                        const char        *text,
                                        GError           **error);
gboolean  _tl_evidence_get_next        (TlDocument        *document,
                                        gint64            *record,
                                        gint64            *assignment,
                                        GError           **error);
gboolean  _tl_evidence_write_batch     (TlDocument        *document,
                                        gint64             edit,
                                        gint64             first_record,
                                        gint64             first_assignment,
                                        GError           **error);
gboolean  _tl_evidence_check_target    (TlDocument        *document,
                                        const char        *record,
                                        TlField            field,
                                        const char        *thing,
                                        GError           **error);
void      _tl_batch_get_first          (TlBatch           *batch,
                                        gint64            *record,
                                        gint64            *assignment);
gboolean  _tl_batch_check_references   (TlBatch           *batch,
                                        GError           **error);

/* Reading (tl-evidence.c) */
void      _tl_evidence_append_live_record     (const TlEvidenceState *state,
                                               GString               *sql);
void      _tl_evidence_append_live_assignment (const TlEvidenceState *state,
                                               GString               *sql);
sqlite3_stmt *_tl_evidence_prepare_one (TlSql             *sql,
                                        GError           **error);
sqlite3_stmt *_tl_evidence_prepare_links (TlSql           *sql,
                                        const TlEvidenceState *state,
                                        GError           **error);
TlRecord *_tl_evidence_read_row        (TlSql             *sql,
                                        sqlite3_stmt      *row,
                                        sqlite3_stmt      *links,
                                        GError           **error);
void      _tl_evidence_add_meant       (TlJourney         *journey,
                                        GHashTable        *ids,
                                        const char        *id);

/* The full-text index (tl-words.c) */
gboolean  _tl_words_add                (TlSql             *sql,
                                        gint64             number,
                                        const char        *text,
                                        GError           **error);
gboolean  _tl_words_add_from           (TlSql             *sql,
                                        gint64             first,
                                        GError           **error);
gboolean  _tl_words_remove             (TlSql             *sql,
                                        gint64             number,
                                        const char        *text,
                                        GError           **error);
gboolean  _tl_words_remove_where       (TlSql             *sql,
                                        const char        *condition,
                                        GError           **error);
gboolean  _tl_words_check              (TlSql             *sql,
                                        GError           **error);
gboolean  _tl_words_rebuild            (TlSql             *sql,
                                        GError           **error);
gboolean  _tl_words_is_broken          (TlSql             *sql);
char     *_tl_words_make_query         (const char        *words,
                                        gboolean          *without,
                                        GError           **error);

G_END_DECLS
