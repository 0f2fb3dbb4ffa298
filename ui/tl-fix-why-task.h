/* tl-fix-why-task.h: what stands behind a fix's figures, worked out off the main thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"
#include "tl-impact-sensitivity.h"
#include "tl-impact-together.h"

G_BEGIN_DECLS

/**
 * TlFixReasons:
 * @fix: index of the fix
 * @why: (nullable): what each of its effects contributes
 * @why_not: (nullable): why that cannot be said, for people
 */
typedef struct
{
  TlFigures   *figures;
  guint        fix;
  TlImpactWhy *why;
  char        *why_not;
} TlFixReasons;

/**
 * TlFixEven:
 * @fix: index of the fix
 * @part: the kind of number; set it before asking
 * @index: of which thing; %TL_IMPACT_NONE with %TL_IMPACT_PART_CASHABLE for all touchpoints
 * @known: whether there is an answer
 * @even: where the fix stops paying
 */
typedef struct
{
  guint             fix;
  TlImpactPart      part;
  guint             index;
  gboolean          known;
  TlImpactBreakEven even;
} TlFixEven;

void          tl_fix_reasons_free    (TlFixReasons        *self);
void          tl_fix_reasons_async   (TlFigures           *figures,
                                      guint                fix,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             data);
TlFixReasons *tl_fix_reasons_finish  (GAsyncResult        *result,
                                      GError             **error);
void          tl_fix_pays_async      (TlFigures           *figures,
                                      guint                fix,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             data);
GPtrArray    *tl_fix_pays_finish     (GAsyncResult        *result,
                                      GError             **error);
void          tl_fix_evens_async     (TlFigures           *figures,
                                      GArray              *asked,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             data);
GArray       *tl_fix_evens_finish    (GAsyncResult        *result,
                                      GError             **error);
char         *tl_fix_even_say        (TlFigures           *figures,
                                      const TlFixEven     *even);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFixReasons, tl_fix_reasons_free)

G_END_DECLS
