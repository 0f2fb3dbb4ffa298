/* mutate.c SEED COUNT [RECORDS]: damages a journey COUNT times, and sees that nothing is lost in silence
 *
 * Each damaged file opens whole, is recovered with a report, or is refused with a message; the file itself stays as it
 * is. What a recovered copy has is held against the original: whatever is not there, or not as it was, the report must
 * speak of. Prints a table; exits with 1 where a promise was broken.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/support.h"
#include "fuzz/mutate.h"

int
main (int argc, char **argv)
{
  guint32  seed = argc > 1 ? (guint32) strtoul (argv[1], NULL, 10) : 1;
  guint    n = argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : 1000;
  guint    n_records = argc > 3 ? (guint) strtoul (argv[3], NULL, 10) : 400;
  gboolean done;

  support_begin (TRUE);
  g_log_set_always_fatal (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
  done = mutate_run (seed, n, n_records, TRUE);
  support_end ();
  return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
