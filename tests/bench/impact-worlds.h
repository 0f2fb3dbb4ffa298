/* impact-worlds.h: many worlds, beside numpy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

void bench_worlds (const char *name,
                   guint       n_stages,
                   guint       n_fixes,
                   double      ratio_bound);
