/* tl-fragment-private.h: what the parts of fragments share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-fragment.h"

G_BEGIN_DECLS

#define TL_FRAGMENT_ROOT G_MAXUINT /* the parent of what stands in no other thing of the fragment */

/* A thing; what it stands in comes before it. */
typedef struct
{
  TlKind  kind;
  char   *id;
  guint   parent; /* index, or TL_FRAGMENT_ROOT */
  char  **values; /* canonical, by field; NULL where not set */
} TlFragmentItem;

/* What something in it refers to and is not in it. */
typedef struct
{
  TlKind  kind;
  char   *title;
} TlFragmentOutside;

struct _TlFragment
{
  GPtrArray  *items;   /* TlFragmentItem */
  GHashTable *index;   /* id → index + 1; of those that have one */
  GHashTable *outside; /* id → TlFragmentOutside */
  char       *from;    /* (nullable): which journey it was taken from, as long as that is open */
};

TlFragment     *_tl_fragment_alloc       (void);
TlFragmentItem *_tl_fragment_add         (TlFragment *self,
                                          TlKind      kind,
                                          const char *id,
                                          guint       parent);
void            _tl_fragment_add_outside (TlFragment *self,
                                          const char *id,
                                          TlKind      kind,
                                          const char *title);
gboolean        _tl_fragment_is_belonging (TlFragment           *self,
                                           const TlFragmentItem *item);
const char     *_tl_fragment_get_token   (TlJourney  *journey);

static inline char **
_tl_fragment_item_value (TlFragmentItem *item, TlField field)
{
  return &item->values[field - tl_kind_get_info (item->kind)->first];
}

G_END_DECLS
