/* tl-erase.h: what goes for good
 *
 * Erasing cannot be undone, on purpose: what it takes goes from the records, the full-text index, the history, the
 * batches that were undone, and the files that a crash left behind. Every other edit can still be undone.
 *
 * What it cannot reach: copies of the file elsewhere, and what people have typed about a customer in their own words. For
 * that there is erasing words, wherever they stand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence.h"

G_BEGIN_DECLS

#define TL_ERASED "[erased]" /* what stands for words that were erased out of a text */

/**
 * TlEraseWhat:
 * @customer: (nullable): a customer, by the id as it stands in the table, or by its hash
 * @records: (nullable) (array zero-terminated=1): records, by id
 * @words: (nullable): words, to the letter, wherever they stand: in records, titles, notes and the history
 */
typedef struct
{
  const char        *customer;
  const char *const *records;
  const char        *words;
} TlEraseWhat;

/**
 * TlErased:
 * @n_records: records that go
 * @n_dead: of these, how many had been deleted or undone before
 * @n_assignments: what they were assigned to, one by one
 * @n_changes: lines of the history that go or lose words
 * @n_texts: records out of which words go, and which stay
 * @n_things: things out of which words go
 * @n_leftovers: copies that a crash had left behind, and that go
 *
 * What goes, or would go.
 */
typedef struct
{
  guint64 n_records;
  guint64 n_dead;
  guint64 n_assignments;
  guint64 n_changes;
  guint64 n_texts;
  guint64 n_things;
  guint   n_leftovers;
} TlErased;

/**
 * TlRewrite:
 * @field: a field of records
 * @text: what it says
 * @data: what was given with it
 *
 * Returns: (transfer full) (nullable): what it shall say; %NULL to leave it
 */
typedef char *(*TlRewrite) (TlField     field,
                            const char *text,
                            gpointer    data);

gboolean tl_erase_count      (TlDocument         *document,
                              const TlEraseWhat  *what,
                              TlErased           *erased,
                              GError            **error);
gboolean tl_erase            (TlDocument         *document,
                              const TlEraseWhat  *what,
                              TlErased           *erased,
                              GError            **error);
gboolean tl_evidence_rewrite (TlDocument         *document,
                              TlRewrite           rewrite,
                              gpointer            data,
                              gboolean            hash_customers,
                              gboolean            dry_run,
                              TlErased           *erased,
                              guint64            *n_hashed,
                              GError            **error);

G_END_DECLS
