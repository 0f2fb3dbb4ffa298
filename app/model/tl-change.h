/* tl-change.h: one change to one thing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-kind.h"

G_BEGIN_DECLS

/**
 * TlChange:
 * @kind: the thing's kind
 * @id: the thing's id
 * @field: the field's name; %TL_CHANGE_PARENT or %TL_CHANGE_POSITION for its place; %TL_CHANGE_EXISTS for the thing
 * @before: (nullable): what was there, in canonical form; %NULL for nothing
 * @after: (nullable): what is there now
 *
 * A reversible change row. A thing begins with a change of %TL_CHANGE_EXISTS from nothing to "1", after which its
 * place and fields are set; it ends the other way round, when nothing of it is set any more.
 */
typedef struct
{
  TlKind  kind;
  char   *id;
  char   *field;
  char   *before;
  char   *after;
} TlChange;

#define TL_CHANGE_EXISTS "exists"
#define TL_CHANGE_PARENT "parent"
#define TL_CHANGE_POSITION "position"

TlChange *tl_change_new  (TlKind          kind,
                          const char     *id,
                          const char     *field,
                          const char     *before,
                          const char     *after);
void      tl_change_free (TlChange       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlChange, tl_change_free)

G_END_DECLS
