/* fuzz-pages.c: changes to a SQLite file that do not at once make rubbish of it
 *
 * Most of what chance does to a database is noticed in its first hundred bytes. So the header stays mostly as it is, and
 * one page at a time is changed: where its cells are, what is in them, or with which other page it is exchanged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <string.h>

#define PAGE 4096

size_t LLVMFuzzerMutate (uint8_t *data, size_t size, size_t max_size);

static void
mutate_cell (uint8_t *page, gboolean is_first, GRand *rand)
{
  guint header = is_first ? 100 : 0;
  guint n = (guint) page[header + 3] << 8 | page[header + 4];
  guint pointers = header + (page[header] == 2 || page[header] == 5 ? 12 : 8);
  guint at, length;

  if (n == 0 || n > 2000)
    at = (guint) g_rand_int_range (rand, 0, PAGE - 64);
  else
    {
      guint pointer = pointers + 2 * (guint) g_rand_int_range (rand, 0, (gint32) n);

      at = pointer + 1 < PAGE ? (guint) page[pointer] << 8 | page[pointer + 1] : 0;
    }
  if (at >= PAGE - 8)
    at = PAGE - 8;
  at += (guint) g_rand_int_range (rand, 0, 4) * (guint) g_rand_int_range (rand, 0, 24);
  at = MIN (at, PAGE - 8);
  length = MIN ((guint) g_rand_int_range (rand, 1, 40), PAGE - at);
  LLVMFuzzerMutate (page + at, length, length);
}

size_t
fuzz_mutate_pages (uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gsize             n_pages = size / PAGE;
  uint8_t          *page, *other;
  guint8            kept[PAGE];

  if (n_pages < 2)
    return LLVMFuzzerMutate (data, size, max_size);
  page = data + PAGE * (gsize) g_rand_int_range (rand, 0, (gint32) n_pages);
  other = data + PAGE * (gsize) g_rand_int_range (rand, 0, (gint32) n_pages);
  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0: /* the header of the file */
      LLVMFuzzerMutate (data + 16, 84, 84);
      break;
    case 1: /* the schema */
      LLVMFuzzerMutate (data + 100, PAGE - 100, PAGE - 100);
      break;
    case 2: /* the page's header and its list of cells */
      LLVMFuzzerMutate (page + (page == data ? 100 : 0), 40, 40);
      break;
    case 3:
      if (page != data && other != data)
        {
          memcpy (kept, page, PAGE);
          memcpy (page, other, PAGE);
          memcpy (other, kept, PAGE);
        }
      break;
    case 4:
      if (page != data && other != data)
        memcpy (page, other, PAGE);
      break;
    case 5:
      memset (page + (page == data ? 100 : 0), 0, PAGE - 100);
      break;
    case 6:
      return size - (gsize) g_rand_int_range (rand, 0, PAGE);
    default:
      mutate_cell (page, page == data, rand);
      break;
    }
  return size;
}
