/* tl-scene-hash.c: whether two pictures show a thing alike
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "tl-hatch.h"
#include "tl-scene.h"

/* Places are told apart to a fraction of a unit, so that what was only moved stays the same. */
#define GRAIN 64.0

static guint64
mix (guint64 hash, guint64 value)
{
  hash ^= value * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  hash = (hash << 27) | (hash >> 37);
  return hash * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9) + 0x2545f491;
}

static guint64
mix_number (guint64 hash, double value)
{
  return mix (hash, (guint64) llround (CLAMP (value, -1e12, 1e12) * GRAIN));
}

static guint64
mix_text (guint64 hash, const char *text)
{
  gsize   length = strlen (text);
  guint64 word;

  hash = mix (hash, length);
  for (; length >= sizeof word; length -= sizeof word, text += sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = mix (hash, word);
    }
  word = 0;
  memcpy (&word, text, length);
  return mix (hash, word);
}

static guint64
mix_item (guint64 hash, TlScene *scene, const TlItem *item, double x, double y)
{
  hash = mix (hash, (guint64) item->type | (guint64) item->fill << 8 | (guint64) item->stroke << 16
                      | (guint64) item->dash << 24 | (guint64) (item->round_cap != 0) << 32);
  hash = mix_number (hash, item->stroke_width);
  hash = mix_number (hash, item->opacity * 16);
  hash = mix_number (hash, item->radius);
  hash = mix_number (hash, item->box.x - x);
  hash = mix_number (hash, item->box.y - y);
  hash = mix_number (hash, item->box.width);
  hash = mix_number (hash, item->box.height);
  switch (item->type)
    {
    case TL_ITEM_TEXT:
      hash = mix_text (hash, item->text.string);
      hash = mix_number (hash, item->text.x - x);
      hash = mix_number (hash, item->text.y - y);
      hash = mix_number (hash, item->text.font.size);
      return mix (hash, (guint64) item->text.font.weight | (guint64) (item->text.font.italic != 0) << 16
                          | (guint64) (item->text.rtl != 0) << 17 | (guint64) item->text.anchor << 18);

    case TL_ITEM_PATH:
      {
        const TlStep *steps = tl_scene_get_steps (scene, item);

        for (guint i = 0; i < item->n_steps; i++)
          {
            hash = mix (hash, steps[i].type);
            if (steps[i].type == TL_STEP_CLOSE)
              continue;
            hash = mix_number (hash, steps[i].x - x);
            hash = mix_number (hash, steps[i].y - y);
            if (steps[i].type != TL_STEP_CURVE)
              continue;
            hash = mix_number (hash, steps[i].x1 - x);
            hash = mix_number (hash, steps[i].y1 - y);
            hash = mix_number (hash, steps[i].x2 - x);
            hash = mix_number (hash, steps[i].y2 - y);
          }
        return hash;
      }

    case TL_ITEM_HATCH:
      /* Its lines stand on a grid of the whole picture. */
      return mix_number (hash, fmod (item->box.x + item->box.y, TL_HATCH_STEP));

    case TL_ITEM_RECT:
    case TL_ITEM_CIRCLE:
    case TL_ITEM_FADE:
    default:
      return hash;
    }
}

/**
 * tl_scene_hash_group:
 * @group: index of a group
 * @without: roles of groups in it that do not count, as %TL_ROLE_BIT
 *
 * Returns: a number that is the same for what looks the same, wherever it stands, in this picture or another
 */
guint64
tl_scene_hash_group (TlScene *self, guint group, guint without)
{
  const TlGroup *root = tl_scene_get_group (self, group);
  guint64        hash = mix (0, root->role);
  guint          next = group + 1;

  for (guint i = root->first_item; i < root->end_item; i++)
    {
      while (next < root->end_group && tl_scene_get_group (self, next)->first_item <= i)
        {
          const TlGroup *inner = tl_scene_get_group (self, next);

          if (without & TL_ROLE_BIT (inner->role))
            {
              next = inner->end_group;
              i = MAX (i, inner->end_item);
            }
          else
            next++;
        }
      if (i < root->end_item)
        hash = mix_item (hash, self, tl_scene_get_item (self, i), root->bounds.x, root->bounds.y);
    }
  return hash;
}
