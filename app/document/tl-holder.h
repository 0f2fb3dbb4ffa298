/* tl-holder.h: who has a file open to write
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlHolder:
 * @program: (nullable): what the program is called
 * @host: (nullable): the computer that it runs on
 * @since: when it opened the file, in seconds since 1970, UTC; 0 where that is not known
 * @process: its number, or 0
 *
 * The program that has a journey's file open to write.
 */
typedef struct
{
  char   *program;
  char   *host;
  gint64  since;
  gint64  process;
} TlHolder;

TlHolder *tl_holder_find      (const char     *path);
char     *tl_holder_dup_words (const TlHolder *self);
void      tl_holder_free      (TlHolder       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlHolder, tl_holder_free)

G_END_DECLS
