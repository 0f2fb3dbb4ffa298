/* tl-document-private.h: what the files of this room share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence.h"
#include "tl-lock-private.h"
#include "tl-sql-private.h"
#include "tl-working-private.h"

G_BEGIN_DECLS

#define TL_HISTORY_MAX 10000 /* edits that can be undone; older ones stay done for good */

/* What queries on evidence have to look out for. */
typedef struct
{
  gboolean has_dead_batches;
  gboolean has_gone_records;
  gboolean has_gone_assignments;
  gint64   open_record;  /* where the records of the import under way begin, or 0 */
  gint64   open_assignment;
} TlEvidenceState;

typedef struct _TlReader TlReader;

struct _TlDocument
{
  GObject     parent_instance;

  TlJourney  *journey;
  TlSql      *sql;
  TlWorking  *working; /* NULL where the document is only to look at */
  TlLock     *lock;    /* on the person's file */
  char       *path;
  char       *notice;

  gboolean    is_read_only;
  gboolean    is_busy;      /* an edit is being made */
  gboolean    is_safe;      /* the working file is fit for edits: synced, with its key beside it */
  gboolean    is_wal;       /* the working file is in WAL mode: it can be read while it is written */
  gboolean    is_fresh;     /* made by tl_document_new(), without an edit yet */
  gboolean    is_kept;      /* the working file is not to be taken away, whatever happens */
  gboolean    is_discarded;
  gboolean    is_publishing; /* in a thread: see tl_document_publish_async() */
  TlBatch    *batch;        /* borrowed: an import that is under way */

  guint64     serial;
  guint64     published_serial;
  gint64      acts;         /* edits, undos and redos ever made */
  guint       n_recovered;

  /* The history, as the file has it. */
  gint64      last_number;
  gint64      undo_number;
  gint64      redo_number;
  char       *undo_name;
  char       *redo_name;

  /* The thread that the newest edit belongs to, if any, and when it last went on. */
  char       *thread;
  gint64      thread_number;
  gint64      thread_time;

  TlEvidenceState evidence;

  /* Looking through the records in other threads (tl-reader.c). */
  TlReader   *reader;           /* NULL until somebody asks */
  guint64     evidence_serial;  /* goes up with every change of a record, or of what it is assigned to */
  guint64     epoch;            /* goes up when numbers of records become free */
  guint64     epoch_at_begin;   /* what it was when the edit under way began */
  gboolean    touched_records;  /* by the edit under way */
  gboolean    touched_assignments;
  gboolean    follows_anyway;   /* ties are to be looked at, whatever the edit under way does */
  gboolean    touched_counts;   /* in a way that changes what is counted of things */
};

gboolean _tl_document_check_room (TlDocument  *self,
                                  gboolean     loading,
                                  GError     **error);
gboolean _tl_document_begin      (TlDocument  *self,
                                  gboolean     loading,
                                  GError     **error);
gint64   _tl_document_run_edit   (TlDocument  *self,
                                  TlEdit      *edit,
                                  gboolean     loading,
                                  TlBatch     *batch,
                                  GError     **error);
void     _tl_document_note_done  (TlDocument  *self);
gboolean _tl_document_validate   (TlDocument  *self,
                                  GError     **error);
void     _tl_document_set_path   (TlDocument  *self,
                                  const char  *path);
void     _tl_document_mark_published (TlDocument *self,
                                      guint64     serial);

G_END_DECLS
