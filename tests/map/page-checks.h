/* page-checks.h: what holds of every page of a map, proved from its scene, and journeys to prove it with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>
#include <string.h>

#include "map-journeys.h"
#include "tl-book.h"

G_BEGIN_DECLS

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

static inline guint
find_above (TlScene *scene, guint group, TlRole role)
{
  while (group != TL_SCENE_NONE && tl_scene_get_group (scene, group)->role != role)
    group = tl_scene_get_group (scene, group)->parent;
  return group;
}

static inline gboolean
says (TlScene *scene, const char *words)
{
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);

      if (item->type == TL_ITEM_TEXT && strstr (item->text.string, words))
        return TRUE;
    }
  return FALSE;
}

static inline const TlBox *
first_box (TlScene *scene, guint group)
{
  return &tl_scene_get_item (scene, tl_scene_get_group (scene, group)->first_item)->box;
}

static inline gboolean
is_plain (const char *words)
{
  for (const char *p = words; *p; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) >= 0x300 && g_utf8_get_char (p) < 0x2000)
      return FALSE;
  return TRUE;
}

/* Every text can be read, stands on the page, in its card and in its panel, and meets no other. */
static inline void
check_texts (TlScene *scene, const TlPaper *paper)
{
  TlBox             page = { 0, 0, tl_scene_get_width (scene), tl_scene_get_height (scene) };
  double            scale = paper->width / page.width;
  g_autofree guint *groups = g_new0 (guint, tl_scene_n_items (scene) + 1);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (guint));

  g_assert_cmpfloat_with_epsilon (page.height / page.width, paper->height / paper->width, 1e-3);
  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    for (guint k = tl_scene_get_group (scene, i)->first_item; k < tl_scene_get_group (scene, i)->end_item; k++)
      groups[k] = i;
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);
      const TlRole  roles[] = { TL_ROLE_STAGE, TL_ROLE_PANEL };

      if (item->type != TL_ITEM_TEXT)
        continue;
      g_array_append_val (texts, i);
      /* Letters with marks above marks are set a little smaller, so that they keep to their line. */
      if (item->text.font.size * scale < paper->least * (is_plain (item->text.string) ? 1 : 0.85) - 1e-6)
        g_error ("“%s” is %.2f points", item->text.string, item->text.font.size * scale);
      if (!box_holds (&page, &item->text.room))
        g_error ("“%s” leaves the page: %g,%g %g×%g of %g×%g", item->text.string, item->text.room.x, item->text.room.y,
                 item->text.room.width, item->text.room.height, page.width, page.height);
      for (gsize r = 0; r < G_N_ELEMENTS (roles); r++)
        {
          guint group = find_above (scene, groups[i], roles[r]);

          if (group != TL_SCENE_NONE && !box_holds (first_box (scene, group), &item->text.room))
            g_error ("“%s” leaves “%s”", item->text.string, tl_scene_get_group (scene, group)->title);
        }
    }
  for (guint i = 0; i < texts->len; i++)
    for (guint k = i + 1; k < texts->len; k++)
      {
        const TlText *a = &tl_scene_get_item (scene, g_array_index (texts, guint, i))->text;
        const TlText *b = &tl_scene_get_item (scene, g_array_index (texts, guint, k))->text;

        if (boxes_meet (&a->room, &b->room))
          g_error ("“%s” (%g,%g) meets “%s” (%g,%g)", a->string, a->x, a->y, b->string, b->x, b->y);
      }
}

/* Cards stand in their panels, and none on another; panels, strips and foot stand on the page, one under the other. */
static inline void
check_boxes (TlScene *scene)
{
  TlBox              page = { 0, 0, tl_scene_get_width (scene), tl_scene_get_height (scene) };
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (TlBox));
  double             bottom = 0;
  const char        *above = NULL;

  for (guint i = 1; i < tl_scene_n_groups (scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (scene, i);

      if (group->role == TL_ROLE_STAGE)
        {
          guint panel = find_above (scene, i, TL_ROLE_PANEL);

          g_assert_cmpuint (panel, !=, TL_SCENE_NONE);
          g_assert_true (box_holds (first_box (scene, panel), first_box (scene, i)));
          g_array_append_val (cards, *first_box (scene, i));
        }
      if (group->parent != 0 || group->role == TL_ROLE_TITLE)
        continue;
      g_assert_true (box_holds (&page, &group->bounds));
      if (group->role == TL_ROLE_PANEL || group->role == TL_ROLE_STRIP || group->role == TL_ROLE_LEGEND)
        {
          const TlBox *box = group->role == TL_ROLE_PANEL ? first_box (scene, i) : &group->bounds;

          if (box->y < bottom - 1.5)
            g_error ("“%s” begins at %g, over the end of “%s” at %g", group->title, box->y, above, bottom);
          bottom = box->y + box->height;
          above = group->title;
        }
    }
  for (guint i = 0; i < cards->len; i++)
    for (guint k = i + 1; k < cards->len; k++)
      g_assert_false (boxes_meet (&g_array_index (cards, TlBox, i), &g_array_index (cards, TlBox, k)));
}

/* Where everything is shown: by role and thing, the panels of the groups that show it, on all pages in their order. */
static inline GHashTable *
index_book (TlMapBook *book)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint p = 0; p < tl_map_book_n_pages (book); p++)
    {
      TlScene *scene = tl_map_book_get_page (book, p);

      for (guint i = 0; i < tl_scene_n_groups (scene); i++)
        {
          const TlGroup *group = tl_scene_get_group (scene, i);
          char          *key = g_strdup_printf ("%d:%s", group->role, group->thing);
          GPtrArray     *shown = group->thing ? g_hash_table_lookup (index, key) : NULL;
          guint          panel = find_above (scene, i, TL_ROLE_PANEL);

          if (shown == NULL)
            g_hash_table_insert (index, g_strdup (key), shown = g_ptr_array_new ());
          g_ptr_array_add (shown, panel == TL_SCENE_NONE ? NULL : (gpointer) tl_scene_get_group (scene, panel));
          g_free (key);
        }
    }
  return index;
}

static inline GPtrArray *
list_panels (GHashTable *index, TlRole role, const char *thing)
{
  g_autofree char *key = g_strdup_printf ("%d:%s", role, thing);
  GPtrArray       *panels = g_hash_table_lookup (index, key);

  if (panels == NULL)
    g_error ("“%s” is shown nowhere", thing);
  return panels;
}

/* Once, or where the first page shows the whole journey, there and once among what it leaves out. */
static inline void
check_once (GHashTable *index, TlRole role, TlThing *thing)
{
  guint n = list_panels (index, role, tl_thing_get_id (thing))->len;

  if (n != 1 && n != 2)
    g_error ("“%s” is shown %u times", tl_thing_get_title (thing), n);
}

static inline void
check_touchpoint (GHashTable *index, TlThing *touchpoint, gboolean has_feelings)
{
  guint n = list_panels (index, TL_ROLE_TOUCHPOINT, tl_thing_get_id (touchpoint))->len;

  /* Where a card goes on between its pains, its name is said again. */
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, 2 + tl_thing_n (touchpoint, TL_KIND_PAIN) + tl_thing_n (touchpoint, TL_KIND_DELIGHT));
  for (guint i = 0; i < tl_thing_n (touchpoint, TL_KIND_PAIN); i++)
    check_once (index, TL_ROLE_PAIN, tl_thing_nth (touchpoint, TL_KIND_PAIN, i));
  for (guint i = 0; i < tl_thing_n (touchpoint, TL_KIND_DELIGHT); i++)
    check_once (index, TL_ROLE_DELIGHT, tl_thing_nth (touchpoint, TL_KIND_DELIGHT, i));
  /* Where the first page has no room for the strip, faces stand beside their touchpoints alone. */
  if (has_feelings && tl_thing_has (touchpoint, TL_TOUCHPOINT_EMOTION))
    check_once (index, TL_ROLE_FEELING, touchpoint);
}

/* A transition is drawn once, or as two ends: one with the stage it leaves, one with the stage it leads to. */
static inline void
check_transition (GHashTable *index, TlThing *transition)
{
  const GPtrArray *panels = list_panels (index, TL_ROLE_TRANSITION, tl_thing_get_id (transition));
  const GPtrArray *froms = list_panels (index, TL_ROLE_STAGE, tl_thing_get_text (transition, TL_TRANSITION_FROM));
  const GPtrArray *tos = list_panels (index, TL_ROLE_STAGE, tl_thing_get_text (transition, TL_TRANSITION_TO));

  /* The first panel of a stage is its own; more hold what did not fit there. */
  if (froms->pdata[0] == tos->pdata[0])
    {
      g_assert_cmpuint (panels->len, ==, 1);
      g_assert_true (panels->pdata[0] == froms->pdata[0]);
      return;
    }
  g_assert_cmpuint (panels->len, ==, 2);
  g_assert_true ((panels->pdata[0] == froms->pdata[0] && panels->pdata[1] == tos->pdata[0]) ||
                 (panels->pdata[1] == froms->pdata[0] && panels->pdata[0] == tos->pdata[0]));
}

static inline guint
count_role (TlScene *scene, TlRole role)
{
  guint n = 0;

  for (guint i = 0; i < tl_scene_n_groups (scene); i++)
    n += tl_scene_get_group (scene, i)->role == role;
  return n;
}

static inline void
check_things (TlMapBook *book, TlJourney *journey, TlFigures *figures)
{
  TlThing                *root = tl_journey_get_root (journey);
  g_autoptr (GHashTable) index = index_book (book);
  gboolean               has_feelings = FALSE;

  for (guint p = 0; p < tl_map_book_n_pages (book); p++)
    has_feelings = has_feelings || count_role (tl_map_book_get_page (book, p), TL_ROLE_FEELING) > 0;
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_STAGE); i++)
    {
      TlThing *stage = tl_thing_nth (root, TL_KIND_STAGE, i);

      g_assert_cmpuint (list_panels (index, TL_ROLE_STAGE, tl_thing_get_id (stage))->len, >=, 1);
      for (guint k = 0; k < tl_thing_n (stage, TL_KIND_TOUCHPOINT); k++)
        check_touchpoint (index, tl_thing_nth (stage, TL_KIND_TOUCHPOINT, k), has_feelings);
    }
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    check_transition (index, tl_thing_nth (root, TL_KIND_TRANSITION, i));
  for (guint i = 0; i < tl_figures_n_fixes (figures); i++)
    if (tl_figures_nth_fix (figures, i)->rank > 0 && tl_figures_has_money (figures))
      check_once (index, TL_ROLE_FIX, tl_journey_lookup (journey, tl_figures_nth_fix (figures, i)->id));
}

static inline void
put_stage (TlJourney *journey, guint index, const char *column, const char *row)
{
  g_autofree char *id = g_strdup_printf ("s%u", index);
  g_autofree char *title = g_strdup_printf ("Stage %u", index);

  put (journey, TL_KIND_STAGE, id, "j", "title", title, "column", column, "row", row, "entry",
       index == 0 ? "10000" : NULL, NULL);
}

static inline TlJourney *
new_journey (void)
{
  TlJourney *journey = tl_journey_new ("j");

  put (journey, TL_KIND_JOURNEY, "j", NULL, "title", "All of it", "currency", "GBP", "margin", "0.4", NULL);
  return journey;
}

static inline void
put_touchpoints (TlJourney *journey, const char *stage, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-t%u", stage, i);
      g_autofree char *pain = g_strdup_printf ("%s-p%u", stage, i);
      g_autofree char *title = g_strdup_printf ("Touchpoint %u", i);

      put (journey, TL_KIND_TOUCHPOINT, id, stage, "title", title, "channel", "web", "emotion", i % 3 ? "1" : "-1",
           "unit-cost", "1", NULL);
      if (i % 2 == 0)
        put (journey, TL_KIND_PAIN, pain, id, "title", "Nobody knows where the parcel is", "incidence", "0.1", "leave",
             "0.02", "cost", "3", NULL);
    }
}

G_END_DECLS
