/* tl-map-select.c: some of a journey's stages
 *
 * What is chosen is shown whole; the stages that it comes from and leads to stand beside it as bare names, so that
 * everybody sees where it goes on; everything else is left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-map-data.h"

#define GONE G_MAXUINT

typedef enum
{
  LEFT_OUT,
  BESIDE,
  CHOSEN,
} Part;

static void
make_bare (TlDataStage *stage)
{
  g_array_set_size (stage->touchpoints, 0);
  stage->is_stub = TRUE;
  stage->visits = NAN;
  stage->entry = 0;
  stage->revenue = NAN;
  stage->undrawn = NAN;
  stage->leave = NAN;
  stage->net = NAN;
  stage->caused = NAN;
  stage->has_pains = FALSE;
  stage->n_sized = 0;
  stage->n_painful = 0;
  stage->painful = NULL;
  stage->quote = NULL;
  stage->quoted_of = 0;
}

static void
find_parts (TlMapData *self, const char *const *ids, guint8 *parts)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i]; i++)
    g_hash_table_add (chosen, (gpointer) ids[i]);
  for (guint i = 0; i < self->stages->len; i++)
    parts[i] = g_hash_table_contains (chosen, TL_STAGE_AT (self, i)->id) ? CHOSEN : LEFT_OUT;
  for (guint i = 0; i < self->links->len; i++)
    {
      const TlDataLink *link = TL_LINK_AT (self, i);

      if (parts[link->from] == CHOSEN && parts[link->to] == LEFT_OUT)
        parts[link->to] = BESIDE;
      else if (parts[link->to] == CHOSEN && parts[link->from] == LEFT_OUT)
        parts[link->from] = BESIDE;
    }
}

static void
take_links (TlMapData *self, const guint8 *parts, const guint *index)
{
  guint n = 0;

  for (guint i = 0; i < self->links->len; i++)
    {
      TlDataLink link = *TL_LINK_AT (self, i);

      if (parts[link.from] != CHOSEN && parts[link.to] != CHOSEN)
        continue;
      link.from = index[link.from];
      link.to = index[link.to];
      *TL_LINK_AT (self, n++) = link;
    }
  g_array_set_size (self->links, n);
}

static void
take_fixes (TlMapData *self, const guint8 *parts, const guint *index)
{
  guint n = 0;

  for (guint i = 0; i < self->fixes->len; i++)
    {
      TlDataFix fix = g_array_index (self->fixes, TlDataFix, i);

      if (fix.stage == G_MAXUINT || parts[fix.stage] != CHOSEN)
        continue;
      fix.stage = index[fix.stage];
      g_array_index (self->fixes, TlDataFix, n++) = fix;
    }
  g_array_set_size (self->fixes, n);
}

/**
 * tl_map_data_select:
 * @places: (inout): of the stages
 * @ids: (array zero-terminated=1): ids of stages
 *
 * Keeps these stages, what runs between them, and the names of the stages beside them. The stake of the whole journey
 * is no figure of a part of it, and goes.
 */
void
tl_map_data_select (TlMapData *self, TlPlace *places, const char *const *ids)
{
  guint              n = self->stages->len;
  g_autofree guint8 *parts = g_new0 (guint8, n + 1);
  g_autofree guint  *index = g_new0 (guint, n + 1);
  guint              at = 0;

  find_parts (self, ids, parts);
  for (guint i = 0; i < n; i++)
    index[i] = parts[i] == LEFT_OUT ? GONE : at++;
  take_links (self, parts, index);
  take_fixes (self, parts, index);
  for (guint i = n; i-- > 0;)
    {
      if (parts[i] == LEFT_OUT)
        {
          g_array_remove_index (self->stages, i);
          memmove (&places[i], &places[i + 1], (n - i) * sizeof *places);
        }
      else if (parts[i] == BESIDE)
        make_bare (TL_STAGE_AT (self, i));
    }
  self->net = NAN;
}
