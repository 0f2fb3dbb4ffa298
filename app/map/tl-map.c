/* tl-map.c: from the journey to the picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-map.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-export.h"
#include "tl-layout-overview.h"

/* The picture is as wide as this unless its columns need more. */
#define WIDTH 1680.0

#define WIDE 1e7 /* wider than any picture: from here on, what is more goes to the cards alone */
#define CARD_NARROWEST 172.0
#define CARD_AT_EASE 264.0    /* the picture grows before cards get narrower than this */
#define GROWS_TO 2240.0       /* then the cards give way */

/* How wide the picture is. Three stages fill it; then it grows while cards stay at ease, then the cards give way, and
 * when they are as narrow as they can be read it grows again. */
static double
find_width (TlLayout *self)
{
  double width = WIDTH, card;

  /* Where cards are as wide as is said, what is added makes the picture wider, and moves nothing else. */
  if (self->options->card_width > 0)
    {
      double some = tl_bands_share (self, WIDE), more = tl_bands_share (self, 2 * WIDE);

      return isfinite (some) ? WIDE + (self->options->card_width + 0.5 - some) * WIDE / (more - some) : width;
    }
  while ((card = tl_bands_share (self, width)) < CARD_AT_EASE && width < GROWS_TO)
    width = MIN (width + 20, GROWS_TO);
  while ((card = tl_bands_share (self, width)) < CARD_NARROWEST)
    width += MAX (20, floor ((CARD_NARROWEST - card) * self->bands[0].n_columns));
  return width;
}

static double
draw_strips (TlLayout *self, TlBand *band, double y)
{
  TlMapStrip strips[TL_MAP_N_STRIPS];
  guint      n = tl_map_strips (self->options, strips);
  double     top = y;

  for (guint i = 0; i < n; i++)
    y = tl_band_strip (self, band, strips[i], y);
  return y > top ? y : top - 14;
}

static double
draw_journey (TlLayout *self)
{
  guint  most = self->options->max_columns == 0  ? TL_MAP_MAX_COLUMNS
                : self->options->max_columns < 0 ? G_MAXUINT
                                                 : (guint) self->options->max_columns;
  double y;

  tl_bands_find (self, most);
  tl_bands_plan (self);
  tl_bands_set_width (self, find_width (self));
  y = tl_title_draw (self);
  for (guint b = 0; b < self->n_bands; b++)
    {
      TlBand *band = &self->bands[b];

      tl_band_measure (self, band);
      tl_band_settle (self, band, y);
      tl_band_draw (self, band);
      y = draw_strips (self, band, band->bottom + 14);
      if (b + 1 < self->n_bands)
        y += 18;
    }
  return y;
}

/**
 * tl_map_layout:
 * @journey: a journey
 * @figures: (nullable): what it comes to; without, the map is drawn without money and flow
 * @options: (nullable): how it is drawn
 *
 * Lays out the journey as a map: title, panels with cards and ribbons, strips, legend. What is not known is left out.
 * The same journey gives the same scene, as large as the map is; see tl_map_book_new() for pages.
 *
 * Returns: (transfer full): the picture
 */
TlScene *
tl_map_layout (TlJourney *journey, TlFigures *figures, const TlMapOptions *options)
{
  TlLayout self = { 0 };
  TlScene *scene;
  double   y;

  tl_layout_init (&self, journey, figures, options);
  self.width = WIDTH;
  tl_layout_begin (&self);
  if (self.data->stages->len == 0)
    {
      y = tl_title_draw (&self);
      tl_empty_draw (&self, y);
      y += 374;
    }
  else
    y = draw_journey (&self);
  scene = tl_layout_end (&self, ceil (tl_legend_draw (&self, y)));
  tl_layout_clear (&self);
  return scene;
}

/**
 * tl_map_overview:
 * @journey: a journey
 * @figures: (nullable): what it comes to
 * @options: (nullable): how it is drawn
 * @width: of the room, in points
 * @height: of the room, in points
 * @least: the smallest letters that may be on it, in points
 * @scale: (out): points to a unit of the scene
 *
 * Draws the whole journey in one room, with as much detail as can be read there: columns in one band, or in several under
 * each other; cards with everything on them, or with the worst pains, or with what is at stake alone; strips likewise.
 * The scene has the shape of the room, and fills it.
 *
 * Returns: (transfer full) (nullable): the picture; %NULL where not even the plainest fits, and for an empty journey
 */
TlScene *
tl_map_overview (TlJourney *journey, TlFigures *figures, const TlMapOptions *options, double width, double height,
                 double least, double *scale)
{
  TlLayout   self = { 0 };
  TlScene   *scene = NULL;
  TlOverview overview;

  g_return_val_if_fail (width > 0 && height > 0 && least > 0, NULL);
  tl_layout_init (&self, journey, figures, options);
  if (tl_overview_find (&self, width, height, least, &overview))
    {
      scene = tl_overview_draw (&self, &overview, NULL);
      *scale = width / overview.width;
    }
  tl_layout_clear (&self);
  return scene;
}

static const char *const strip_names[TL_MAP_N_STRIPS] = { "feeling", "voice", "stake", "fixes" };

static gboolean
add_strip (TlMapOptions *options, const char *name, GError **error)
{
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    if (strcmp (name, strip_names[i]) == 0)
      {
        for (guint k = 0; k < options->n_strips; k++)
          if (options->strips[k] == (TlMapStrip) i)
            {
              g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT, _("The strip “%s” is named twice."), name);
              return FALSE;
            }
        options->strips[options->n_strips++] = (TlMapStrip) i;
        return TRUE;
      }
  g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT,
               /* Translators: feeling, voice, stake, fixes and none are to be written so. */
               _("“%s” is not a strip. Name some of feeling, voice, stake and fixes, with commas between them, or none."),
               name);
  return FALSE;
}

/**
 * tl_map_parse_strips:
 * @text: names with commas between them, in the order in which they are shown: feeling, voice, stake, fixes; or none
 * @options: whose strips are set
 * @error: return location
 *
 * Returns: %FALSE with a %TL_EXPORT_ERROR where a name is wrong
 */
gboolean
tl_map_parse_strips (const char *text, TlMapOptions *options, GError **error)
{
  const TlMapParts all = TL_MAP_NO_FEELING | TL_MAP_NO_VOICE | TL_MAP_NO_STAKE | TL_MAP_NO_FIXES;
  g_auto (GStrv)   names = g_strsplit (text, ",", -1);

  options->n_strips = 0;
  if (names[0] == NULL)
    return add_strip (options, "", error);
  if (names[1] == NULL && strcmp (g_strstrip (names[0]), "none") == 0)
    {
      options->without |= all;
      return TRUE;
    }
  for (guint i = 0; names[i]; i++)
    if (!add_strip (options, g_strstrip (names[i]), error))
      return FALSE;
  return TRUE;
}

/**
 * tl_map_parse_parts:
 * @text: names with commas between them of what is left out: title, money, quotes, leavers, feeling, stake, fixes, legend
 * @options: to whose @without they are added
 * @error: return location
 *
 * Returns: %FALSE with a %TL_EXPORT_ERROR where a name is wrong
 */
gboolean
tl_map_parse_parts (const char *text, TlMapOptions *options, GError **error)
{
  static const struct
  {
    const char *name;
    TlMapParts  part;
  } parts[] = {
    { "title", TL_MAP_NO_TITLE },     { "money", TL_MAP_NO_MONEY }, { "quotes", TL_MAP_NO_VOICE },
    { "leavers", TL_MAP_NO_LEAVERS }, { "feeling", TL_MAP_NO_FEELING }, { "stake", TL_MAP_NO_STAKE },
    { "fixes", TL_MAP_NO_FIXES },     { "legend", TL_MAP_NO_LEGEND },
  };
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (guint i = 0; i == 0 || names[i]; i++)
    {
      const char *name = names[i] ? g_strstrip (names[i]) : "";
      guint       k = 0;

      while (k < G_N_ELEMENTS (parts) && strcmp (name, parts[k].name) != 0)
        k++;
      if (k == G_N_ELEMENTS (parts))
        {
          g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT,
                       /* Translators: the names are to be written so. */
                       _("“%s” is not a part of a map. Name some of title, money, quotes, leavers, feeling, stake, fixes "
                         "and legend, with commas between them."),
                       name);
          return FALSE;
        }
      options->without |= parts[k].part;
      if (names[i] == NULL)
        break;
    }
  return TRUE;
}

/**
 * tl_map_take_strips:
 * @journey: a journey, which may say which strips it shows
 * @options: whose strips are set, unless they are
 *
 * A journey says it in its field “strips”, with spaces between the names, or “none”. What is no strip's name is passed
 * over: another version may know it.
 */
void
tl_map_take_strips (TlJourney *journey, TlMapOptions *options)
{
  const TlMapParts all = TL_MAP_NO_FEELING | TL_MAP_NO_VOICE | TL_MAP_NO_STAKE | TL_MAP_NO_FIXES;
  const char      *text = tl_thing_get_text (tl_journey_get_root (journey), TL_JOURNEY_STRIPS);
  g_auto (GStrv)   names = NULL;
  gboolean         none = FALSE;

  if (options->n_strips > 0 || text == NULL)
    return;
  names = g_strsplit_set (text, " ,\t\n", -1);
  for (guint i = 0; names[i]; i++)
    if (*names[i] && options->n_strips < TL_MAP_N_STRIPS && !add_strip (options, names[i], NULL))
      none = none || strcmp (names[i], "none") == 0;
  if (none && options->n_strips == 0)
    options->without |= all;
}

/**
 * tl_map_name_strips:
 * @strips: (array length=n): some strips
 * @n: how many; 0 for none
 *
 * Returns: (transfer full) (nullable): what the journey's field “strips” says for these; %NULL for all of them in the
 *   usual order, of which nothing needs to be said
 */
char *
tl_map_name_strips (const TlMapStrip *strips, guint n)
{
  GString *text;
  gboolean usual = n == TL_MAP_N_STRIPS;

  for (guint i = 0; i < n; i++)
    usual = usual && strips[i] == (TlMapStrip) i;
  if (usual)
    return NULL;
  text = g_string_new (n == 0 ? "none" : NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", strip_names[strips[i]]);
  return g_string_free (text, FALSE);
}
