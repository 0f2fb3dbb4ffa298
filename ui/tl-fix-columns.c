/* tl-fix-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-columns.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"
#include "tl-phrase.h"

#define GAP       18
#define RANK      44
#define TITLE_MIN 120
#define TITLE_FIT 230 /* figures go before titles are cut shorter than this */
#define TITLE_MAX 420
#define BAR_MIN   130
#define BAR_LEAST 40 /* where even the titles have too little */
#define BAR_MAX   340
#define OWNER_MAX 140

/* What goes first where there is too little room: it is in the side panel all the same. */
static const TlFixColumn expendable[] = { TL_COLUMN_OWNER, TL_COLUMN_RETURN, TL_COLUMN_ONE_OFF,
                                          TL_COLUMN_NET,   TL_COLUMN_PAYBACK, TL_COLUMN_COST, TL_COLUMN_REVENUE };

/**
 * tl_fix_column_get_title:
 *
 * Returns: (transfer none): what stands at its head
 */
const char *
tl_fix_column_get_title (TlFixColumn column)
{
  static const char *const titles[] = {
    [TL_COLUMN_IMPACT] = N_("Combined impact"), [TL_COLUMN_REVENUE] = N_("Revenue a year"),
    [TL_COLUMN_COST] = N_("Cost a year"),       [TL_COLUMN_NET] = N_("Net a year"),
    [TL_COLUMN_ONE_OFF] = N_("One-off"),        [TL_COLUMN_PAYBACK] = N_("Pays back"),
    [TL_COLUMN_RETURN] = N_("Return"),          [TL_COLUMN_OWNER] = N_("Owner"),
  };

  return _(titles[column]);
}

/**
 * tl_fix_column_say:
 * @fix: a fix
 * @owner: (nullable): whose it is
 * @columns: the columns
 *
 * Returns: (transfer full) (nullable): what stands there; %NULL for nothing
 */
char *
tl_fix_column_say (TlFixColumn column, const TlFixFigures *fix, const char *owner, const TlFixColumns *columns)
{
  const TlImpactOutcome *outcome = fix->outcome && fix->outcome->known ? fix->outcome : NULL;

  if (column == TL_COLUMN_OWNER)
    return g_strdup (owner);
  if (outcome == NULL)
    return NULL;
  switch (column)
    {
    case TL_COLUMN_IMPACT:
      return tl_phrase_gain (outcome->npv, columns->currency);

    case TL_COLUMN_REVENUE:
      return tl_phrase_gain (outcome->change.revenue, columns->currency);

    case TL_COLUMN_COST:
      return tl_phrase_gain (outcome->change.cost, columns->currency);

    case TL_COLUMN_NET:
      return tl_phrase_gain (outcome->net_year, columns->currency);

    case TL_COLUMN_ONE_OFF:
      return tl_phrase_money (outcome->one_off, columns->currency);

    case TL_COLUMN_PAYBACK:
      return tl_phrase_payback (outcome, columns->horizon);

    case TL_COLUMN_RETURN:
      return tl_phrase_return (outcome);

    case TL_COLUMN_OWNER:
    case TL_N_COLUMNS:
    default:
      return NULL;
    }
}

void
tl_fix_columns_init (TlFixColumns *self)
{
  *self = (TlFixColumns) { { 0 } };
}

void
tl_fix_columns_clear (TlFixColumns *self)
{
  g_clear_pointer (&self->currency, g_free);
}

static int
width_of (PangoLayout *layout, const char *text)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/**
 * tl_fix_columns_measure:
 * @widget: whose font counts
 * @journey: the journey
 * @figures: what it comes to
 *
 * Makes every column as wide as what it holds.
 */
void
tl_fix_columns_measure (TlFixColumns *self, GtkWidget *widget, TlJourney *journey, TlFigures *figures)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  PangoAttrList          *attributes = pango_attr_list_new ();
  guint                   n = tl_figures_n_fixes (figures);
  g_autofree double      *values = g_new0 (double, n);
  gsize                   n_values = 0;

  tl_fix_columns_clear (self);
  tl_fix_columns_init (self);
  self->currency = g_strdup (tl_figures_get_currency (figures));
  self->horizon = tl_figures_get_horizon (figures);
  self->text = tl_part_text_factor ();
  /* Heads and the combined impact are bold, and the figures of one width. */
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (column != TL_COLUMN_IMPACT)
      self->widths[column] = width_of (layout, tl_fix_column_get_title (column));
  for (guint i = 0; i < n; i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (figures, i);
      TlThing            *thing = tl_journey_lookup (journey, fix->id);
      const char         *owner = thing ? tl_thing_get_text (thing, TL_FIX_OWNER) : NULL;

      g_autofree char    *kind = tl_phrase_kind_of_fix (fix);

      self->title = MAX (self->title, width_of (layout, fix->title));
      self->title = MAX (self->title, kind ? width_of (layout, kind) + 24 : 0);
      if (fix->outcome && fix->outcome->known)
        values[n_values++] = fix->outcome->npv;
      for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
        {
          g_autofree char *text = tl_fix_column_say (column, fix, owner, self);

          if (text == NULL)
            continue;
          self->used[column] = TRUE;
          self->widths[column] = MAX (self->widths[column], width_of (layout, text));
        }
    }
  self->used[TL_COLUMN_IMPACT] = TRUE;
  /* The combined impact is set a little larger. */
  self->widths[TL_COLUMN_IMPACT] = self->widths[TL_COLUMN_IMPACT] * 6 / 5 + 4;
  self->widths[TL_COLUMN_OWNER] = MIN (self->widths[TL_COLUMN_OWNER], OWNER_MAX);
  tl_fix_scale_init (&self->scale, values, n_values);
}

static int
width_needed (const TlFixColumns *self, const TlFixPlaces *places, int title)
{
  int needed = RANK + title + GAP + BAR_MIN;

  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (places->shown[column])
      needed += GAP + self->widths[column];
  return needed;
}

/**
 * tl_fix_columns_place:
 * @width: of a row
 * @places: (out): where everything stands
 *
 * Titles come first, then the combined impact, then as many figures as there is room for; what is left over goes to
 * titles that are still cut, then to the bars, then to the space behind the titles.
 */
void
tl_fix_columns_place (const TlFixColumns *self, int width, TlFixPlaces *places)
{
  int title = CLAMP (self->title, TITLE_MIN, (int) (TITLE_FIT * MAX (self->text, 1)));
  int spare, more, at;

  *places = (TlFixPlaces) { .rank = 0, .rank_width = RANK, .title = RANK };
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    places->shown[column] = self->used[column];
  for (gsize i = 0; i < G_N_ELEMENTS (expendable) && width_needed (self, places, title) > width; i++)
    places->shown[expendable[i]] = FALSE;
  spare = width - width_needed (self, places, title);
  if (spare < 0)
    {
      more = MAX (spare, TITLE_MIN - title);
      title += more;
      spare = MAX (spare - more, BAR_LEAST - BAR_MIN);
    }
  more = CLAMP (MIN (self->title, TITLE_MAX) - title, 0, MAX (spare / 2, 0));
  title += more;
  spare -= more;
  places->bar_width = MIN (BAR_MIN + spare, BAR_MAX);
  places->title_width = title + BAR_MIN + spare - places->bar_width;
  places->bar = places->title + places->title_width + GAP;
  at = places->bar + places->bar_width + GAP;
  for (TlFixColumn column = 0; column < TL_N_COLUMNS; column++)
    if (places->shown[column])
      {
        places->x[column] = at;
        at += self->widths[column] + GAP;
      }
}
