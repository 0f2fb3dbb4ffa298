/* tl-doubt.h: figures with their doubt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"
#include "tl-impact-sensitivity.h"
#include "tl-impact-simulate.h"
#include "tl-impact-together.h"

G_BEGIN_DECLS

/* Where nobody gives another seed, everybody sees the same worlds: the ranking, its page, the fact pack. */
#define TL_DOUBT_SEED 1

/**
 * TlDoubtFunc:
 * @doubt: what the worlds so far say; it is the callee's while it is called
 * @data: as given
 *
 * Called in the thread that began the simulation, each time there are more worlds.
 */
typedef void (*TlDoubtFunc) (TlFigures           *figures,
                             const TlImpactDoubt *doubt,
                             gpointer             data);

TlImpactDoubt *tl_doubt_draw         (TlFigures           *figures,
                                      guint                n_worlds,
                                      guint64              seed,
                                      GCancellable        *cancellable,
                                      GError             **error);
void           tl_doubt_draw_async   (TlFigures           *figures,
                                      guint                n_worlds,
                                      guint64              seed,
                                      TlDoubtFunc          refined,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             data);
TlImpactDoubt *tl_doubt_draw_finish  (GAsyncResult        *result,
                                      GError             **error);
TlImpactDoubt *tl_doubt_simulate     (TlFigures           *figures,
                                      guint                n_worlds,
                                      guint64              seed,
                                      GCancellable        *cancellable,
                                      TlImpactSimulation **simulation,
                                      GError             **error);
char          *tl_doubt_warn         (TlFigures           *figures,
                                      const TlImpactDoubt *doubt);

G_END_DECLS
