/* tl-salvage.h: what a damaged journey still gives back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"

G_BEGIN_DECLS

/**
 * TlSalvageCount:
 * @name: the kind in the interchange: "stage", "pain", "evidence"; or "assignment"
 * @label: what people call them, translated
 * @n_read: how many are in the recovered copy as they were written
 * @n_doubtful: how many more are in it that were read from damaged places: some of what they say may be wrong
 * @n_made: how many more are in it of which only the id was left, because something else refers to it
 * @n_lost: how many are known to be missing
 * @n_dropped: how many were read, but could not stand: they refer to what is gone, or break a rule of the journey
 *
 * What became of the things of one kind.
 */
typedef struct
{
  const char *name;
  const char *label;
  guint64     n_read;
  guint64     n_doubtful;
  guint64     n_made;
  guint64     n_lost;
  guint64     n_dropped;
} TlSalvageCount;

/**
 * TlSalvageReport:
 * @n_pages: of how many pages the file consists, or should
 * @n_repaired: how many damaged pages were put right, proven by the file's seal: nothing of them is lost
 * @n_damaged: how many could not
 * @is_whole: nothing is missing and nothing is in doubt; the history is there too
 * @has_seal: whether the file had digests of its pages to hold them against. Without, more may be wrong than is known.
 * @n_edits: how many edits of the history were left out
 * @counts: (element-type TlSalvageCount): one for each kind of which there was anything, in the order of the kinds
 * @lines: (element-type utf8): the same in whole sentences for people, translated: first what happened to the file, then
 *   what is missing or in doubt, thing by thing, as far as there is room
 *
 * What is missing from a recovered copy.
 */
typedef struct
{
  guint64    n_pages;
  guint64    n_repaired;
  guint64    n_damaged;
  gboolean   is_whole;
  gboolean   has_seal;
  guint64    n_edits;
  GPtrArray *counts;
  GPtrArray *lines;
} TlSalvageReport;

TlDocument *tl_document_salvage        (const char           *path,
                                        GCancellable         *cancellable,
                                        TlSalvageReport     **report,
                                        GError              **error);
void        tl_document_salvage_async  (const char           *path,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              data);
TlDocument *tl_document_salvage_finish (GAsyncResult         *result,
                                        TlSalvageReport     **report,
                                        GError              **error);
gboolean    tl_document_can_salvage    (const char           *path);
char       *tl_salvage_suggest_path    (const char           *path);
char       *tl_salvage_report_to_text  (const TlSalvageReport *report);
void        tl_salvage_report_free     (TlSalvageReport      *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSalvageReport, tl_salvage_report_free)

G_END_DECLS
