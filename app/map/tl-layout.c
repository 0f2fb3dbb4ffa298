/* tl-layout.c: what every picture of a journey begins with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-layout.h"
#include "tl-watermark.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * tl_layout_is_rtl:
 *
 * Returns: whether the map runs from right to left
 */
gboolean
tl_layout_is_rtl (TlLayout *self)
{
  guint n = 0;

  if (self->options->direction != TL_MAP_AUTO)
    return self->options->direction == TL_MAP_RTL;
  for (guint i = 0; i < self->data->stages->len; i++)
    n += tl_text_is_rtl (TL_STAGE_AT (self->data, i)->title);
  return 2 * n > self->data->stages->len;
}

static char *
describe_map (TlLayout *self)
{
  g_autofree char *stages =
    g_strdup_printf (ngettext ("%u stage", "%u stages", self->data->stages->len), self->data->stages->len);

  if (isfinite (self->data->net) && fabs (self->data->net) >= 0.5)
    {
      g_autofree char *stake = tl_words_stake_yearly (self, self->data->net);

      /* Translators: what a map shows, for those who do not see it: “4 stages · £1.19m at stake a year, net”. */
      return g_strdup_printf (_("Customer journey map · %s · %s"), stages, stake);
    }
  return g_strdup_printf (_("Customer journey map · %s"), stages);
}

static void
find_slots (TlLayout *self)
{
  for (guint i = 0; i < self->data->stages->len; i++)
    {
      const TlDataStage *stage = TL_STAGE_AT (self->data, i);

      for (guint k = 0; k < stage->touchpoints->len; k++)
        {
          const TlDataTouchpoint *touchpoint = &g_array_index (stage->touchpoints, TlDataTouchpoint, k);

          self->has_faces = self->has_faces || isfinite (touchpoint->emotion);
          self->has_records = self->has_records || touchpoint->records > 0;
        }
    }
}

static void
find_places (TlLayout *self)
{
  guint n = self->data->links->len;

  self->links = g_new0 (TlLink, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const TlDataLink *link = TL_LINK_AT (self->data, i);

      self->links[i].from = link->from;
      self->links[i].to = link->to;
      self->links[i].weight = isfinite (link->flow) ? link->flow : isfinite (link->share) ? link->share : 0;
    }
  tl_layers_place (self->places, self->data->stages->len, self->links, n);
}

/* The links by the stage that they leave. */
static void
index_links (TlLayout *self)
{
  guint             n_stages = self->data->stages->len, n_links = self->data->links->len;
  g_autofree guint *at = NULL;

  self->first_link = g_new0 (guint, n_stages + 2);
  self->links_from = g_new0 (guint, n_links + 1);
  for (guint i = 0; i < n_links; i++)
    self->first_link[TL_LINK_AT (self->data, i)->from + 1]++;
  for (guint i = 0; i < n_stages; i++)
    self->first_link[i + 1] += self->first_link[i];
  at = g_memdup2 (self->first_link, (n_stages + 1) * sizeof (guint));
  for (guint i = 0; i < n_links; i++)
    self->links_from[at[TL_LINK_AT (self->data, i)->from]++] = i;
}

/**
 * tl_layout_set_dense:
 *
 * Says whether edges and ribbons give way, so that more of the journey stands side by side.
 */
void
tl_layout_set_dense (TlLayout *self, gboolean dense)
{
  double widest = dense ? 40 : TL_WIDEST;

  self->dense = dense;
  self->left = dense ? 150 : TL_LEFT;
  self->stub_room = dense ? 148 : TL_STUB_ROOM;
  self->small_width = dense ? 112 : TL_SMALL_WIDTH;
  self->port = dense ? 46 : TL_PORT;
  self->scale = self->data->has_flow && self->data->most > 0 ? widest / self->data->most : 0;
}

/**
 * tl_layout_reset:
 *
 * Shows everything at its usual size again.
 */
void
tl_layout_reset (TlLayout *self)
{
  self->detail = TL_DETAIL_FULL;
  self->n_quotes = 0;
  self->badge_rows = 0;
  self->narrowed = 0;
  self->tight = FALSE;
  self->on_sheets = FALSE;
  self->feeling_unit = TL_MAP_FEELING_UNIT;
  self->resolved.without = self->asked_without;
  tl_layout_set_dense (self, FALSE);
}

/**
 * tl_layout_init:
 * @figures: (nullable): what the journey comes to
 *
 * Reads the journey and finds columns and rows; bands, widths and pages are for later.
 */
void
tl_layout_init (TlLayout *self, TlJourney *journey, TlFigures *figures, const TlMapOptions *options)
{
  self->resolved = options ? *options : (TlMapOptions) { 0 };
  tl_map_take_strips (journey, &self->resolved);
  self->options = &self->resolved;
  self->asked_without = self->resolved.without;
  self->measure = tl_measure_new (self->options->family);
  self->data = tl_map_data_new (journey, figures, self->options, &self->places);
  tl_layout_reset (self);
  self->cards = g_new0 (TlCard, self->data->stages->len + 1);
  find_places (self);
  index_links (self);
  tl_feeling_plan (self);
  find_slots (self);
}

void
tl_layout_clear (TlLayout *self)
{
  tl_bands_clear (self);
  g_free (self->cards);
  g_free (self->links);
  g_free (self->first_link);
  g_free (self->links_from);
  g_free (self->main_rank);
  g_free (self->places);
  tl_map_data_free (self->data);
  tl_measure_free (self->measure);
}

/**
 * tl_layout_begin:
 *
 * Begins a picture, with its ground.
 */
void
tl_layout_begin (TlLayout *self)
{
  g_autofree char *desc = describe_map (self);

  self->scene = tl_scene_new ();
  tl_scene_set_family (self->scene, tl_measure_family (self->measure));
  tl_scene_begin (self->scene, TL_ROLE_ROOT, NULL, self->data->title, desc);
  tl_scene_rect (self->scene, (TlBox) { 0, 0, 1, 1 }, 0, (TlPen) { .fill = TL_COLOUR_PAPER });
}

/**
 * tl_layout_end:
 * @height: of the picture
 *
 * Returns: (transfer full): the picture that was begun
 */
TlScene *
tl_layout_end (TlLayout *self, double height)
{
  tl_scene_set_background (self->scene, (TlBox) { 0, 0, self->width, height });
  tl_watermark_draw (self->scene, self->measure, self->options->watermark, (TlBox) { 0, 0, self->width, height });
  tl_scene_end (self->scene);
  tl_scene_set_size (self->scene, self->width, height);
  if (tl_layout_is_rtl (self))
    tl_scene_mirror (self->scene);
  return g_steal_pointer (&self->scene);
}
