/* mutate-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz/mutate.h"

#include <stdio.h>
#include <string.h>

#include "document/support.h"
#include "tl-salvage.h"

#define PAGE 4096

typedef enum
{
  FLIP,
  BYTES,
  ZERO_PAGE,
  SWAP_PAGES,
  COPY_PAGE,
  TRUNCATE,
  APPEND,
  HEADER,
  SECTOR,
  CUT_OUT,
  N_MUTATIONS,
} Mutation;

static const char *const names[N_MUTATIONS] = {
  "one bit flipped", "random bytes",  "page zeroed",  "pages swapped", "page over another",
  "cut short",       "garbage behind", "header bytes", "sector zeroed", "piece cut out",
};

typedef struct
{
  guint n;
  guint n_opened;
  guint n_whole;
  guint n_partly;
  guint n_refused;
  guint n_silent;
  guint n_touched;
  guint64 n_rows;
  guint64 n_rows_back;
  gint64 longest; /* microseconds */
} Line;

static GByteArray *
mutate (const guchar *bytes, gsize length, Mutation mutation, GRand *rand)
{
  GByteArray *out = g_byte_array_new ();
  gsize       n_pages = length / PAGE;
  gsize       at = (gsize) g_rand_double_range (rand, 0, (double) length);
  gsize       page = PAGE * (gsize) g_rand_int_range (rand, 0, (gint32) n_pages);
  gsize       other = PAGE * (gsize) g_rand_int_range (rand, 0, (gint32) n_pages);
  guchar      kept[PAGE];
  guint       n;

  g_byte_array_append (out, bytes, (guint) length);
  switch (mutation)
    {
    case FLIP:
      out->data[at] ^= (guchar) (1 << g_rand_int_range (rand, 0, 8));
      break;
    case BYTES:
      n = (guint) MIN ((gsize) g_rand_int_range (rand, 2, 600), length - at);
      for (guint i = 0; i < n; i++)
        out->data[at + i] = (guchar) g_rand_int_range (rand, 0, 256);
      break;
    case ZERO_PAGE:
      memset (out->data + page, 0, PAGE);
      break;
    case SWAP_PAGES:
      memcpy (kept, out->data + page, PAGE);
      memcpy (out->data + page, out->data + other, PAGE);
      memcpy (out->data + other, kept, PAGE);
      break;
    case COPY_PAGE:
      memcpy (out->data + page, bytes + other, PAGE);
      break;
    case TRUNCATE:
      g_byte_array_set_size (out, (guint) at);
      break;
    case APPEND:
      n = (guint) g_rand_int_range (rand, 1, 9000);
      for (guint i = 0; i < n; i++)
        {
          guchar byte = (guchar) g_rand_int_range (rand, 0, 256);

          g_byte_array_append (out, &byte, 1);
        }
      break;
    case HEADER:
      for (guint i = 0; i < 4; i++)
        out->data[g_rand_int_range (rand, 0, 108)] = (guchar) g_rand_int_range (rand, 0, 256);
      break;
    case SECTOR:
      at &= ~(gsize) 511;
      memset (out->data + at, 0, MIN (512, length - at));
      break;
    case CUT_OUT:
    default:
      n = (guint) MIN ((gsize) g_rand_int_range (rand, 1, 3) * (g_rand_boolean (rand) ? PAGE : 512), length - at);
      g_byte_array_remove_range (out, (guint) (at & ~(gsize) 511), MIN (n, out->len - (guint) (at & ~(gsize) 511)));
      break;
    }
  return out;
}

/* How many lines of a dump are in another. */
static guint
count_kept (const char *dump, const char *of)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv)         lines = g_strsplit (dump, "\n", -1);
  g_auto (GStrv)         wanted = g_strsplit (of, "\n", -1);
  guint                  n = 0;

  for (guint i = 0; lines[i]; i++)
    g_hash_table_add (found, g_strdup (g_strchug (lines[i])));
  for (guint i = 0; wanted[i]; i++)
    n += *wanted[i] && g_hash_table_contains (found, g_strchug (wanted[i]));
  return n;
}

static guint
count_lines (const char *dump)
{
  guint n = 0;

  for (const char *p = dump; (p = strchr (p, '\n')); p++)
    n++;
  return n;
}

static void
check_recovered (TlDocument *document, const TlSalvageReport *report, const char *whole, Line *line)
{
  g_autofree char *dump = support_dump (document);
  g_autofree char *text = tl_salvage_report_to_text (report);
  guint            kept = count_kept (dump, whole);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  line->n_rows += count_lines (whole);
  line->n_rows_back += kept;
  if (report->is_whole)
    line->n_whole++;
  else
    line->n_partly++;
  /* What is missing or otherwise is never passed over. */
  if (report->is_whole && strcmp (dump, whole) != 0)
    {
      line->n_silent++;
      g_printerr ("silent: said to be whole, and is not\n");
    }
  if (!report->is_whole && report->has_seal && kept < count_lines (whole))
    {
      guint64 n = 0;

      for (guint i = 0; i < report->counts->len; i++)
        {
          const TlSalvageCount *count = report->counts->pdata[i];

          n += count->n_doubtful + count->n_made + count->n_lost + count->n_dropped;
        }
      if (n == 0)
        {
          line->n_silent++;
          g_printerr ("silent: nothing counted\n%s", text);
        }
    }
}

static void
try_one (const char *path, const char *whole, Line *line)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (TlDocument)     document = NULL;
  g_autoptr (TlSalvageReport) report = NULL;
  g_autofree char           *dump = NULL;
  gint64                     start = g_get_monotonic_time ();

  line->n++;
  document = tl_document_open (path, line->n % 2 ? TL_DOCUMENT_READ_ONLY : TL_DOCUMENT_DEFAULT, &error);
  if (document)
    {
      dump = support_dump (document);
      line->n_opened++;
      line->n_rows += count_lines (whole);
      line->n_rows_back += count_kept (dump, whole);
      if (strcmp (dump, whole) != 0)
        {
          line->n_silent++;
          g_printerr ("silent: opened, and is not as it was\n");
        }
      tl_document_discard (document);
    }
  else
    {
      g_assert_nonnull (error);
      if (!g_utf8_validate (error->message, -1, NULL))
        g_error ("not a text: %s", error->message);
      g_clear_error (&error);
      document = tl_document_salvage (path, NULL, &report, &error);
      if (document)
        {
          check_recovered (document, report, whole, line);
          tl_document_discard (document);
        }
      else
        {
          g_assert_nonnull (error);
          line->n_refused++;
          line->n_rows += count_lines (whole);
        }
    }
  line->longest = MAX (line->longest, g_get_monotonic_time () - start);
}

static void
print_line (const char *name, const Line *line)
{
  printf ("%-18s %6u %7u %7u %7u %8u %7u %8u %8.1f%% %7.2fs\n", name, line->n, line->n_opened, line->n_whole, line->n_partly,
          line->n_refused, line->n_silent, line->n_touched,
          line->n_rows > 0 ? 100.0 * (double) line->n_rows_back / (double) line->n_rows : 100.0,
          (double) line->longest / G_USEC_PER_SEC);
}

/* Damages a journey with @n_records records @n times. */
gboolean
mutate_run (guint32 seed, guint n, guint n_records, gboolean loud)
{
  g_autoptr (GRand)      rand = g_rand_new_with_seed (seed);
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;
  g_autofree char       *path = support_path ("whole.journey");
  g_autofree char       *bad = support_path ("bad.journey");
  g_autofree char       *bytes = NULL;
  g_autofree char       *whole = NULL;
  Line                   lines[N_MUTATIONS] = { 0 };
  guint                  n_broken = 0;
  gsize                  length;

  support_import (document, "survey", "r", n_records, "fee");
  support_rename (document, "The basket");
  whole = support_dump (document);
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_object (&document);
  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      Mutation               mutation = (Mutation) (i % N_MUTATIONS);
      g_autoptr (GByteArray) damaged = mutate ((guchar *) bytes, length, mutation, rand);
      g_autofree char       *after = NULL;
      gsize                  length_after;
      FILE                  *file = fopen (bad, "wb");

      g_assert_true (damaged->len == 0 || fwrite (damaged->data, 1, damaged->len, file) == damaged->len);
      fclose (file);
      try_one (bad, whole, &lines[mutation]);
      g_file_get_contents (bad, &after, &length_after, &error);
      g_assert_no_error (error);
      if (length_after != damaged->len || memcmp (after, damaged->data, length_after) != 0)
        lines[mutation].n_touched++;
      if (loud && i % 100 == 99)
        g_printerr ("\r%u of %u", i + 1, n);
    }
  if (loud)
    g_printerr ("\r");
  if (loud)
    printf ("%-18s %6s %7s %7s %7s %8s %7s %8s %9s %8s\n", "damage", "tried", "opened", "whole", "partly", "refused",
            "silent", "touched", "rows back", "longest");
  for (int i = 0; i < N_MUTATIONS; i++)
    {
      if (loud)
        print_line (names[i], &lines[i]);
      n_broken += lines[i].n_silent + lines[i].n_touched;
    }
  if (loud)
    printf ("seed %u: %u promises broken\n", seed, n_broken);
  return n_broken == 0;
}
