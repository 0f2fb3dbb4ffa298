/* tl-fragment.h: some things of a journey, to be put somewhere else
 *
 * What is copied, pasted, duplicated or inserted: things with all that stands in them and is known of their numbers, but
 * no records. A fragment is a copy: it outlives the journey that it was taken from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"

G_BEGIN_DECLS

#define TL_FRAGMENT_TYPE "application/x-throughline-fragment+xml"

/* What we take. Beyond these, a fragment from elsewhere is refused. */
#define TL_FRAGMENT_MAX_BYTES  (16 * 1024 * 1024)
#define TL_FRAGMENT_MAX_THINGS 20000

#define TL_FRAGMENT_ERROR (tl_fragment_error_quark ())

typedef enum
{
  TL_FRAGMENT_ERROR_REFUSED, /* not a fragment, or one with mistakes */
  TL_FRAGMENT_ERROR_NOWHERE, /* nothing of it has a place in this journey */
} TlFragmentError;

GQuark tl_fragment_error_quark (void);

typedef struct _TlFragment TlFragment;

/**
 * TlFragmentPut:
 * @after: (nullable): the id of what it is put behind or into; %NULL for behind all that there is
 * @beside: whether each thing goes beside the one that it was copied from, where that is in this journey
 * @name: what people call the act
 *
 * Where a fragment goes.
 */
typedef struct
{
  const char *after;
  gboolean    beside;
  const char *name;
} TlFragmentPut;

/**
 * TlFragmentResult:
 * @ids: (element-type utf8): the new ids of what was chosen for the fragment, rather than taken along, in its order
 * @stages: (element-type utf8): the new ids of its stages, in its order
 * @origins: (element-type utf8): what those stages were called in the fragment
 * @n_dropped: how many things and references stayed behind, as they refer to what is not here or has no place here
 */
typedef struct
{
  GPtrArray *ids;
  GPtrArray *stages;
  GPtrArray *origins;
  guint      n_dropped;
} TlFragmentResult;

TlFragment *tl_fragment_new        (TlJourney            *journey,
                                    const char *const    *ids);
TlFragment *tl_fragment_new_framed (TlJourney            *journey,
                                    const char *const    *ids);
TlFragment *tl_fragment_new_whole  (TlJourney            *journey);
void        tl_fragment_free       (TlFragment           *self);
guint       tl_fragment_n          (TlFragment           *self,
                                    TlKind                kind);
guint       tl_fragment_n_roots    (TlFragment           *self);
const char *tl_fragment_get_title  (TlFragment           *self);
void        tl_fragment_set        (TlFragment           *self,
                                    const char           *id,
                                    TlField               field,
                                    const char           *value);
const char *tl_fragment_get        (TlFragment           *self,
                                    const char           *id,
                                    TlField               field);
char       *tl_fragment_to_text    (TlFragment           *self);
TlJourney  *tl_fragment_to_journey (TlFragment           *self);

GBytes     *tl_fragment_write      (TlFragment           *self);
TlFragment *tl_fragment_read       (GBytes               *bytes,
                                    GError              **error);

TlEdit     *tl_fragment_to_edit    (TlFragment           *self,
                                    TlDocument           *document,
                                    const TlFragmentPut  *put,
                                    TlFragmentResult     *result,
                                    GError              **error);
void        tl_fragment_result_clear (TlFragmentResult   *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFragment, tl_fragment_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlFragmentResult, tl_fragment_result_clear)

G_END_DECLS
