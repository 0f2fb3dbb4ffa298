/* tl-long.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-long.h"

#include <stdio.h>

static gint64 deadline, last_word;
static guint  most;

/* The seconds that `./dev torture` gives to the whole of one program, or 0. */
static double
get_seconds (void)
{
  const char *text = g_getenv ("TL_TORTURE_SECONDS");

  return text ? g_ascii_strtod (text, NULL) : 0;
}

gboolean
tl_long_is (void)
{
  return get_seconds () > 0;
}

/**
 * tl_long_seed:
 *
 * Returns: the seed that everything at random begins with
 */
guint32
tl_long_seed (void)
{
  const char *text = g_getenv ("TL_TORTURE_SEED");

  return text ? (guint32) g_ascii_strtoull (text, NULL, 10) : 1;
}

/**
 * tl_long_begin:
 * @share: of the long run's time, 0 … 1
 * @in_suite: how often something is tried in the test suite
 */
void
tl_long_begin (double share, guint in_suite)
{
  deadline = g_get_monotonic_time () + (gint64) (get_seconds () * share * G_USEC_PER_SEC);
  most = in_suite;
}

/**
 * tl_long_goes_on:
 * @n: how often it was tried
 *
 * Returns: whether to try once more
 */
gboolean
tl_long_goes_on (guint n)
{
  return tl_long_is () ? g_get_monotonic_time () < deadline : n < most;
}

/* Something to see while it goes on, not more often than every few seconds. */
void
tl_long_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  if (!tl_long_is () || g_get_monotonic_time () < last_word + 5 * G_USEC_PER_SEC)
    return;
  last_word = g_get_monotonic_time ();
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  printf ("# %s\n", text);
  fflush (stdout);
}

/**
 * tl_long_row:
 * @what: what was tried
 * @n: how often
 * @lost: how often something was lost
 * @format: more about it
 *
 * Adds a line to the closing table.
 */
void
tl_long_row (const char *what, guint64 n, guint64 lost, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  printf ("# table: %-34s %9" G_GUINT64_FORMAT " %5" G_GUINT64_FORMAT "  %s\n", what, n, lost, text);
  fflush (stdout);
}
