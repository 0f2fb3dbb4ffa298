/* tl-tool-edits-private.h: what one thing's edits share with those of many
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-tool-edits.h"

G_BEGIN_DECLS

TlEdit *_tl_act_many_to_edit (const TlAct *self,
                              TlDocument  *document,
                              TlGrid      *grid);

G_END_DECLS
