/* fuzz-main.c: one target as libFuzzer wants it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <stdlib.h>

int    LLVMFuzzerInitialize (int *argc, char ***argv);
int    LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max_size, unsigned int seed);

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  const char *seed = g_getenv ("FUZZ_SEED");

  g_log_set_always_fatal (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
  fuzz_begin ();
  atexit (fuzz_end);
  if (seed)
    {
      /* A valid file to begin with is asked for. */
      g_autoptr (TlDocument) document = fuzz_new_sample ();

      exit (tl_document_copy_to (document, seed, NULL) ? EXIT_SUCCESS : EXIT_FAILURE);
    }
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  return FUZZ_TARGET (data, size);
}

#ifdef FUZZ_PAGES
size_t
LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
  return fuzz_mutate_pages (data, size, max_size, seed);
}
#endif
