/* tl-edit-private.h: what an edit asks for; for the door alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-edit.h"
#include "tl-record-set.h"

G_BEGIN_DECLS

typedef enum
{
  TL_WISH_CREATE,
  TL_WISH_SET,
  TL_WISH_MOVE,
  TL_WISH_PLACE,
  TL_WISH_DELETE,
  TL_WISH_ACT, /* on many records */
} TlWishType;

typedef struct
{
  TlWishType  type;
  TlKind      kind;
  TlField     field;
  char       *id;
  char       *text; /* the parent, or the value */
  char       *sibling; /* of TL_WISH_PLACE: what it shall stand next to, behind it if @after says so */
  gboolean    after;
  double      position;
  TlRecordSet *set; /* of TL_WISH_ACT: which; @act says what, and @text to what */
  int         act;
} TlWish;

guint         _tl_edit_get_n_wishes (TlEdit *self);
const TlWish *_tl_edit_get_wish     (TlEdit *self,
                                     guint   n);

G_END_DECLS
