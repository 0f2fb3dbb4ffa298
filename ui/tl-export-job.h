/* tl-export-job.h: a map that is laid out, and written, away from the main thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-export-choice.h"
#include "tl-session.h"

G_BEGIN_DECLS

/**
 * TlExportStuff:
 *
 * What maps of a journey are made from: the journey as it was, its figures, and words of its customers. It may be used by
 * one thread after the other.
 */
typedef struct _TlExportStuff TlExportStuff;

/**
 * TlExportMade:
 * @choice: what it was made for
 * @book: (nullable): its pages; %NULL where it is in words
 * @html: (nullable): its words
 *
 * A map that is laid out. It does not change, and may be read from any thread.
 */
typedef struct
{
  gatomicrefcount  count;
  TlExportChoice  *choice;
  TlMapBook       *book;
  GBytes          *html;
} TlExportMade;

char         **tl_export_find_selected  (TlSession            *session);

TlExportStuff *tl_export_stuff_new      (TlSession            *session);
TlExportStuff *tl_export_stuff_ref      (TlExportStuff        *self);
void           tl_export_stuff_unref    (TlExportStuff        *self);

TlExportMade  *tl_export_made_new       (TlExportStuff        *stuff,
                                         const TlExportChoice *choice,
                                         const TlPaper        *paper);
TlExportMade  *tl_export_made_ref       (TlExportMade         *self);
void           tl_export_made_unref     (TlExportMade         *self);
guint          tl_export_made_n_files   (TlExportMade         *self,
                                         TlExportKind          kind);
gboolean       tl_export_made_is_small  (TlExportMade         *self);
char          *tl_export_made_dup_pages (TlExportMade         *self);
char          *tl_export_made_dup_size  (TlExportMade         *self,
                                         TlExportKind          kind,
                                         int                   width);

void           tl_export_lay_out_async  (TlExportStuff        *stuff,
                                         const TlExportChoice *choice,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              data);
TlExportMade  *tl_export_lay_out_finish (GAsyncResult         *result,
                                         GError              **error);

/**
 * TlExportWriting:
 * @choice: format, colours and width
 * @journey: (nullable): XML that an SVG carries
 * @n_done: (atomic): files that are made
 *
 * A map that is being written.
 */
typedef struct
{
  TlExportMade   *made;
  TlExportChoice *choice;
  char           *path;
  char           *author;
  GBytes         *journey;
  int             n_done;
} TlExportWriting;

void           tl_export_write_async    (TlExportWriting      *writing,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              data);
GPtrArray     *tl_export_write_finish   (GAsyncResult         *result,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlExportStuff, tl_export_stuff_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlExportMade, tl_export_made_unref)

G_END_DECLS
