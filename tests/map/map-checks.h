/* map-checks.h: what holds of every map, proved from its scene
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libxml/tree.h>
#include <math.h>
#include <string.h>

#include "tl-journey.h"
#include "tl-map.h"
#include "tl-measure.h"

G_BEGIN_DECLS

#define DEJAVU "DejaVu Sans"

static inline gboolean
boxes_meet (const TlBox *a, const TlBox *b)
{
  const double slop = 0.25; /* rounding */

  return a->x + slop < b->x + b->width && b->x + slop < a->x + a->width && a->y + slop < b->y + b->height &&
         b->y + slop < a->y + a->height;
}

static inline gboolean
box_holds (const TlBox *outer, const TlBox *inner)
{
  const double slop = 0.25;

  return inner->x >= outer->x - slop && inner->y >= outer->y - slop &&
         inner->x + inner->width <= outer->x + outer->width + slop &&
         inner->y + inner->height <= outer->y + outer->height + slop;
}

/* The innermost group of each item. */
static inline guint *
find_groups (TlScene *scene)
{
  guint *groups = g_new0 (guint, tl_scene_n_items (scene) + 1);

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    for (guint k = tl_scene_get_group (scene, i)->first_item; k < tl_scene_get_group (scene, i)->end_item; k++)
      groups[k] = i;
  return groups;
}

/* The outermost group of the given role that an item stands in, or none. */
static inline guint
find_above (TlScene *scene, guint group, TlRole role)
{
  while (group != TL_SCENE_NONE && tl_scene_get_group (scene, group)->role != role)
    group = tl_scene_get_group (scene, group)->parent;
  return group;
}

typedef struct
{
  const TlText *text;
  guint         stage; /* the card it stands on */
  guint         panel;
} Word;

typedef struct
{
  TlScene *scene;
  GArray  *words; /* Word */
  GArray  *cards; /* TlBox */
  GArray  *pills; /* TlBox */
} Picture;

static inline void
picture_init (Picture *self, TlScene *scene)
{
  g_autofree guint *groups = find_groups (scene);

  self->scene = scene;
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  self->cards = g_array_new (FALSE, FALSE, sizeof (TlBox));
  self->pills = g_array_new (FALSE, FALSE, sizeof (TlBox));
  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (scene, i);

      if (group->role == TL_ROLE_STAGE)
        g_array_append_val (self->cards, tl_scene_get_item (scene, group->first_item)->box);
      for (guint k = group->first_item; group->role == TL_ROLE_TRANSITION && k < group->end_item; k++)
        if (tl_scene_get_item (scene, k)->type == TL_ITEM_RECT)
          g_array_append_val (self->pills, tl_scene_get_item (scene, k)->box);
    }
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);
      Word          word = { &item->text, find_above (scene, groups[i], TL_ROLE_STAGE),
                             find_above (scene, groups[i], TL_ROLE_PANEL) };

      if (item->type == TL_ITEM_TEXT)
        g_array_append_val (self->words, word);
    }
}

static inline void
picture_clear (Picture *self)
{
  g_array_unref (self->words);
  g_array_unref (self->cards);
  g_array_unref (self->pills);
}

/* Every text fits its room, in the font it was laid out with and in the one that stands in for it. */
static inline void
check_rooms (const Picture *self, TlMeasure *inter, TlMeasure *dejavu)
{
  TlBox page = { 0, 0, tl_scene_get_width (self->scene), tl_scene_get_height (self->scene) };

  for (guint i = 0; i < self->words->len; i++)
    {
      const TlText *text = g_array_index (self->words, Word, i).text;
      double        exact = tl_measure_exact (inter, text->font, text->string);
      double        other = tl_measure_exact (dejavu, text->font, text->string);

      g_assert_true (g_utf8_validate (text->string, -1, NULL));
      if (!box_holds (&page, &text->room))
        g_error ("“%s” leaves the page: %g,%g %g×%g", text->string, text->room.x, text->room.y, text->room.width,
                 text->room.height);
      /* One letter may be wider than the room it has. */
      if (g_utf8_strlen (text->string, -1) <= 2)
        continue;
      if (exact > text->room.width + 0.5)
        g_error ("“%s” leaves its room: %g in %g", text->string, exact, text->room.width);
      if (other > text->room.width + 3)
        g_error ("“%s” leaves its room in the other font: %g in %g", text->string, other, text->room.width);
    }
}

static inline void
check_words (const Picture *self)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *a = &g_array_index (self->words, Word, i);

      for (guint k = i + 1; k < self->words->len; k++)
        {
          const Word *b = &g_array_index (self->words, Word, k);

          if (boxes_meet (&a->text->room, &b->text->room))
            g_error ("“%s” (%g,%g %g×%g) meets “%s” (%g,%g %g×%g)", a->text->string, a->text->room.x, a->text->room.y,
                     a->text->room.width, a->text->room.height, b->text->string, b->text->room.x, b->text->room.y,
                     b->text->room.width, b->text->room.height);
        }
    }
}

/* What stands on a card stays on it, and nothing else lies on one. */
static inline void
check_cards (const Picture *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    for (guint k = i + 1; k < self->cards->len; k++)
      g_assert_false (boxes_meet (&g_array_index (self->cards, TlBox, i), &g_array_index (self->cards, TlBox, k)));
  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = &g_array_index (self->words, Word, i);

      if (word->stage != TL_SCENE_NONE)
        {
          const TlGroup *stage = tl_scene_get_group (self->scene, word->stage);
          const TlBox   *card = &tl_scene_get_item (self->scene, stage->first_item)->box;

          if (!box_holds (card, &word->text->room))
            g_error ("“%s” leaves the card of “%s”", word->text->string, stage->title);
          continue;
        }
      for (guint k = 0; k < self->cards->len; k++)
        if (boxes_meet (&word->text->room, &g_array_index (self->cards, TlBox, k)))
          g_error ("“%s” lies on a card", word->text->string);
      if (word->panel != TL_SCENE_NONE &&
          !box_holds (&tl_scene_get_item (self->scene, tl_scene_get_group (self->scene, word->panel)->first_item)->box,
                      &word->text->room))
        g_error ("“%s” leaves the panel", word->text->string);
    }
  for (guint i = 0; i < self->pills->len; i++)
    {
      const TlBox *pill = &g_array_index (self->pills, TlBox, i);

      for (guint k = 0; k < self->cards->len; k++)
        g_assert_false (boxes_meet (pill, &g_array_index (self->cards, TlBox, k)));
      for (guint k = i + 1; k < self->pills->len; k++)
        g_assert_false (boxes_meet (pill, &g_array_index (self->pills, TlBox, k)));
      for (guint k = 0; k < self->words->len; k++)
        {
          const TlText *text = g_array_index (self->words, Word, k).text;

          if (boxes_meet (pill, &text->room) && !box_holds (pill, &text->room) &&
              fabs (text->room.x + text->room.width / 2 - pill->x - pill->width / 2) > 1)
            g_error ("“%s” lies under a label", text->string);
        }
    }
}

static inline void
check_point (const Picture *self, const TlGroup *group, double x, double y)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      const TlBox *card = &g_array_index (self->cards, TlBox, i);

      if (x > card->x + 3 && x < card->x + card->width - 3 && y > card->y + 3 && y < card->y + card->height - 3)
        g_error ("the ribbon “%s” runs through a card at %g,%g", group->title, x, y);
    }
}

/* No ribbon runs through a card. */
static inline void
check_ribbons (const Picture *self)
{
  for (guint g = 0; g < tl_scene_n_groups (self->scene); g++)
    {
      const TlGroup *group = tl_scene_get_group (self->scene, g);

      for (guint i = group->first_item; group->role == TL_ROLE_TRANSITION && i < group->end_item; i++)
        {
          const TlItem *item = tl_scene_get_item (self->scene, i);
          const TlStep *steps = item->type == TL_ITEM_PATH ? tl_scene_get_steps (self->scene, item) : NULL;
          double        px = 0, py = 0;

          for (guint k = 0; k < item->n_steps; k++)
            {
              const TlStep *s = &steps[k];

              if (s->type == TL_STEP_CLOSE)
                continue;
              for (int j = 1; s->type != TL_STEP_MOVE && j <= 24; j++)
                {
                  double t = j / 24.0, u = 1 - t;

                  if (s->type == TL_STEP_LINE)
                    check_point (self, group, u * px + t * s->x, u * py + t * s->y);
                  else
                    check_point (self, group,
                                 u * u * u * px + 3 * u * u * t * s->x1 + 3 * u * t * t * s->x2 + t * t * t * s->x,
                                 u * u * u * py + 3 * u * u * t * s->y1 + 3 * u * t * t * s->y2 + t * t * t * s->y);
                }
              px = s->x;
              py = s->y;
            }
        }
    }
}

static inline void
check_scene (TlScene *scene)
{
  static TlMeasure *inter = NULL, *dejavu = NULL;
  gboolean          is_dejavu = strcmp (tl_scene_get_family (scene), DEJAVU) == 0;
  Picture           picture;

  if (inter == NULL)
    {
      inter = tl_measure_new (NULL);
      dejavu = tl_measure_new (DEJAVU);
    }
  picture_init (&picture, scene);
  check_rooms (&picture, is_dejavu ? dejavu : inter, dejavu);
  check_words (&picture);
  check_cards (&picture);
  check_ribbons (&picture);
  picture_clear (&picture);
}

static inline void
check_group (TlScene *scene, TlRole role, TlThing *thing)
{
  guint index = tl_scene_find_group (scene, role, tl_thing_get_id (thing));

  if (index == TL_SCENE_NONE)
    g_error ("“%s” has no group", tl_thing_get_id (thing));
  g_assert_cmpstr (tl_scene_get_group (scene, index)->thing, ==, tl_thing_get_id (thing));
}

/* Every stage, touchpoint, pain, delight and transition of the journey has its group. */
static inline void
check_things (TlScene *scene, TlJourney *journey)
{
  static const struct
  {
    TlKind kind;
    TlRole role;
  } kinds[] = {
    { TL_KIND_STAGE, TL_ROLE_STAGE },     { TL_KIND_TOUCHPOINT, TL_ROLE_TOUCHPOINT }, { TL_KIND_PAIN, TL_ROLE_PAIN },
    { TL_KIND_DELIGHT, TL_ROLE_DELIGHT }, { TL_KIND_TRANSITION, TL_ROLE_TRANSITION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) things = tl_journey_collect (journey, kinds[i].kind);

      for (guint k = 0; k < things->len; k++)
        check_group (scene, kinds[i].role, things->pdata[k]);
    }
}

/* Every id is one that XML takes, and is there once; what shows a thing says its title. */
static inline void
check_ids (TlScene *scene)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (scene, i);

      if (xmlValidateNCName ((const xmlChar *) group->id, 0) != 0)
        g_error ("“%s” is no name that XML takes", group->id);
      if (!g_hash_table_add (seen, (gpointer) group->id))
        g_error ("the id “%s” is there twice", group->id);
      g_assert_true (group->thing == NULL || group->title != NULL);
    }
}

G_END_DECLS
