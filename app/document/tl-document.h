/* tl-document.h: the open journey: its file, the door, its history
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-edit.h"

G_BEGIN_DECLS

#define TL_TYPE_DOCUMENT (tl_document_get_type ())
G_DECLARE_FINAL_TYPE (TlDocument, tl_document, TL, DOCUMENT, GObject)

#define TL_DOCUMENT_ERROR (tl_document_error_quark ())

typedef enum
{
  TL_DOCUMENT_ERROR_FOREIGN,  /* not a journey */
  TL_DOCUMENT_ERROR_NEWER,    /* written by a newer version */
  TL_DOCUMENT_ERROR_DAMAGED,  /* a journey that cannot be read */
  TL_DOCUMENT_ERROR_LOCKED,   /* another program writes it */
  TL_DOCUMENT_ERROR_CHANGED,  /* someone else changed it meanwhile; both are kept */
  TL_DOCUMENT_ERROR_READ_ONLY,
  TL_DOCUMENT_ERROR_NOTHING_TO_UNDO,
  TL_DOCUMENT_ERROR_INVALID,  /* the edit would break a rule of the journey */
  TL_DOCUMENT_ERROR_FAILED,   /* the disk or SQLite could not */
} TlDocumentError;

GQuark tl_document_error_quark (void);

/**
 * TlDocumentFlags:
 * @TL_DOCUMENT_READ_ONLY: only to look at: no lock, no history, nothing is ever written back
 */
typedef enum
{
  TL_DOCUMENT_DEFAULT = 0,
  TL_DOCUMENT_READ_ONLY = 1 << 0,
} TlDocumentFlags;

/**
 * TL_DOCUMENT_APPLICATION_ID:
 *
 * SQLite's application_id of a journey, the bytes "Thru" at offset 68 of the file.
 */
#define TL_DOCUMENT_APPLICATION_ID 0x54687275

/**
 * TL_DOCUMENT_VERSION:
 *
 * The user_version that this program writes. It goes up whenever the schema changes, or what else makes a file whole:
 *
 *   1  the first
 *   2  behind the last page stands a seal, with a digest of each
 *   3  parked thoughts, scenarios, rules, ties, fact packs; more of fixes and records
 */
#define TL_DOCUMENT_VERSION 3
#define TL_DOCUMENT_SEALED_VERSION 2 /* the first with a seal */

/**
 * TlPastEdit:
 * @number: the edit's number
 * @name: what people call it
 * @time: when it was made, in seconds since 1970, UTC
 * @undone: whether it is taken back, and can be made again
 *
 * A line of the history.
 */
typedef struct
{
  gint64    number;
  char     *name;
  gint64    time;
  gboolean  undone;
} TlPastEdit;

TlDocument *tl_document_new           (const char       *id,
                                       const char       *title,
                                       GError          **error);
TlDocument *tl_document_open          (const char       *path,
                                       TlDocumentFlags   flags,
                                       GError          **error);
GPtrArray  *tl_document_recover_untitled (void);
TlDocument *tl_document_recover_origin (const char      *origin,
                                       char            **notice);
gboolean    tl_document_is_journey    (const char       *path);
TlJourney  *tl_document_get_journey   (TlDocument       *self);
const char *tl_document_get_path      (TlDocument       *self);
gboolean    tl_document_is_read_only  (TlDocument       *self);
gboolean    tl_document_is_modified   (TlDocument       *self);
guint64     tl_document_get_serial    (TlDocument       *self);
guint64     tl_document_get_evidence_serial (TlDocument *self);
guint       tl_document_get_recovered (TlDocument       *self);
const char *tl_document_get_notice    (TlDocument       *self);
void        tl_document_set_notice    (TlDocument       *self,
                                       const char       *notice);
void        tl_document_set_read_only (TlDocument       *self);
gboolean    tl_document_set_origin    (TlDocument       *self,
                                       const char       *origin,
                                       GError          **error);
const char *tl_document_get_origin    (TlDocument       *self);
void        tl_document_discard       (TlDocument       *self);

gint64      tl_document_apply         (TlDocument       *self,
                                       TlEdit           *edit,
                                       GError          **error);
gboolean    tl_document_load          (TlDocument       *self,
                                       TlEdit           *edit,
                                       GError          **error);
gboolean    tl_document_undo          (TlDocument       *self,
                                       GError          **error);
gboolean    tl_document_redo          (TlDocument       *self,
                                       GError          **error);
char       *tl_document_dup_undo_name (TlDocument       *self);
char       *tl_document_dup_redo_name (TlDocument       *self);
gint64      tl_document_get_position  (TlDocument       *self);
GPtrArray  *tl_document_list_doomed   (TlDocument       *self,
                                       const char       *id);
GPtrArray  *tl_document_list_edits    (TlDocument       *self,
                                       GError          **error);
char       *tl_document_make_id       (TlDocument       *self,
                                       const char       *wish);

gboolean    tl_document_publish       (TlDocument       *self,
                                       GError          **error);
void        tl_document_publish_async (TlDocument       *self,
                                       GAsyncReadyCallback callback,
                                       gpointer          data);
gboolean    tl_document_publish_finish (TlDocument      *self,
                                       GAsyncResult     *result,
                                       GError          **error);
gboolean    tl_document_publish_origin (TlDocument      *self,
                                       const char       *path,
                                       GBytes           *bytes,
                                       GError          **error);
void        tl_document_publish_origin_async (TlDocument *self,
                                       const char       *path,
                                       GBytes           *bytes,
                                       GAsyncReadyCallback callback,
                                       gpointer          data);
gboolean    tl_document_publish_to    (TlDocument       *self,
                                       const char       *path,
                                       GError          **error);
gboolean    tl_document_copy_to       (TlDocument       *self,
                                       const char       *path,
                                       GError          **error);
gboolean    tl_document_share_to      (TlDocument       *self,
                                       const char       *path,
                                       GError          **error);

G_END_DECLS
