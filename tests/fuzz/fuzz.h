/* fuzz.h: what hostile bytes are thrown at
 *
 * Each target takes any bytes and must neither crash nor hang, nor break what it asserts. The fuzzer (./dev fuzz) makes
 * the bytes up; the test suite replays those that found something, and a few that are valid.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "tl-document.h"

G_BEGIN_DECLS

typedef int FuzzTarget (const uint8_t *data,
                        size_t         size);

FuzzTarget fuzz_changes, fuzz_csv, fuzz_estimates, fuzz_journey, fuzz_rules, fuzz_salvage, fuzz_sheet, fuzz_svg, fuzz_xml;

void        fuzz_begin         (void);
void        fuzz_end           (void);
char       *fuzz_write         (const uint8_t *data,
                                size_t         size);
TlDocument *fuzz_new_sample    (void);
void        fuzz_exercise      (TlDocument    *document);
char       *fuzz_dump          (TlDocument    *document);
char       *fuzz_dup_text      (const uint8_t *data,
                                size_t         size);
size_t      fuzz_mutate_pages  (uint8_t       *data,
                                size_t         size,
                                size_t         max_size,
                                unsigned int   seed);

G_END_DECLS
