/* tl-bench.h: two ways of doing one job, timed in turn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*TlBenchJob) (gpointer data);

void tl_bench_compare (const char *name,
                       double      bound,
                       TlBenchJob  ours,
                       const char *peer_name,
                       TlBenchJob  peer,
                       gpointer    data,
                       int         n_runs);
void tl_bench_ratio   (const char *name,
                       double      bound,
                       double      ratio,
                       const char *what);
void tl_bench_note    (const char *format,
                       ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
