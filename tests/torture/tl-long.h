/* tl-long.h: short in the test suite, long in `./dev torture`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tl_long_is      (void);
guint32  tl_long_seed    (void);
void     tl_long_begin   (double       share,
                          guint        at_least);
gboolean tl_long_goes_on (guint        n);
void     tl_long_say     (const char  *format,
                          ...) G_GNUC_PRINTF (1, 2);
void     tl_long_row     (const char  *what,
                          guint64      n,
                          guint64      lost,
                          const char  *format,
                          ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
