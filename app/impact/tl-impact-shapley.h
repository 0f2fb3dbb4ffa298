/* tl-impact-shapley.h: who deserves what of what all made together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * TlImpactWorth:
 * @players: (array length=n): which take part, from 0, in rising order
 * @worth: (out): its figures
 *
 * What a set of players is worth. Returns FALSE where it has no worth. The empty set is worth nothing and not asked for.
 */
typedef gboolean (*TlImpactWorth) (const guint *players,
                                   guint        n,
                                   double      *worth,
                                   gpointer     data);

gboolean tl_impact_shapley (guint          n_players,
                            guint          n_values,
                            guint          exact,
                            TlImpactWorth  worth,
                            gpointer       data,
                            double        *credit,
                            double        *error);

G_END_DECLS
