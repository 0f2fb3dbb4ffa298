/* mutate.h: damage of every kind, done to a journey
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean mutate_run (guint32   seed,
                     guint     n,
                     guint     n_records,
                     gboolean  loud);

G_END_DECLS
