/* tl-find-index.h: the words on the map, ready to be searched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-journey.h"

G_BEGIN_DECLS

/**
 * TlFindEntry:
 * @thing: its id
 * @place: (nullable): the id of what shows it on the map; %NULL where nothing does
 * @folded: its title, note and other words, in small letters and without accents
 */
typedef struct
{
  char *thing;
  char *place;
  char *folded;
} TlFindEntry;

typedef struct _TlFindIndex TlFindIndex;

TlFindIndex       *tl_find_index_new    (TlJourney          *journey);
void               tl_find_index_free   (TlFindIndex        *self);
guint              tl_find_index_n      (TlFindIndex        *self);
const TlFindEntry *tl_find_index_nth    (TlFindIndex        *self,
                                         guint               n);
guint              tl_find_index_lookup (TlFindIndex        *self,
                                         const char         *thing);
char             **tl_find_words        (const char         *text);
gboolean           tl_find_matches      (const TlFindEntry  *entry,
                                         char              **words);
char              *tl_find_place        (TlJourney          *journey,
                                         const char         *thing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlFindIndex, tl_find_index_free)

G_END_DECLS
