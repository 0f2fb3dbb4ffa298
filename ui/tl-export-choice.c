/* tl-export-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-export-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OVERLAP 12 /* mm, where nothing else is said */

static const struct
{
  const char *name;
  const char *ending;
  const char *title;
} kinds[TL_EXPORT_N_KINDS] = {
  [TL_EXPORT_AS_PDF] = { "pdf", ".pdf", N_("PDF, to print and send") },
  [TL_EXPORT_AS_SVG] = { "svg", ".svg", N_("SVG, to edit and for slides") },
  [TL_EXPORT_AS_PNG] = { "png", ".png", N_("PNG, a picture") },
  [TL_EXPORT_AS_HTML] = { "html", ".html", N_("HTML, the map in words") },
};

static const char *const fits[] = { "fold", "tile", "one" };

/* What is a person's habit to leave out, whatever the journey. */
static const struct
{
  const char *name;
  TlMapParts  part;
} habits[] = {
  { "title", TL_MAP_NO_TITLE },
  { "money", TL_MAP_NO_MONEY },
  { "leavers", TL_MAP_NO_LEAVERS },
  { "legend", TL_MAP_NO_LEGEND },
};

const char *
tl_export_kind_get_ending (TlExportKind kind)
{
  g_return_val_if_fail (kind < TL_EXPORT_N_KINDS, "");
  return kinds[kind].ending;
}

/**
 * tl_export_kind_get_title:
 *
 * Returns: (transfer none): what people call it
 */
const char *
tl_export_kind_get_title (TlExportKind kind)
{
  g_return_val_if_fail (kind < TL_EXPORT_N_KINDS, "");
  return _(kinds[kind].title);
}

/**
 * tl_export_choice_today:
 *
 * Returns: (transfer full): today, as the foot of a map says it
 */
char *
tl_export_choice_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static void
read_habits (TlExportChoice *self, GSettings *settings)
{
  g_autofree char *kind = g_settings_get_string (settings, "export-format");
  g_autofree char *page = g_settings_get_string (settings, "export-page");
  g_autofree char *fit = g_settings_get_string (settings, "export-fit");
  g_autofree char *style = g_settings_get_string (settings, "export-style");
  g_autofree char *watermark = g_settings_get_string (settings, "export-watermark");
  g_auto (GStrv)   without = g_settings_get_strv (settings, "export-without");

  for (guint i = 0; i < TL_EXPORT_N_KINDS; i++)
    if (g_str_equal (kinds[i].name, kind))
      self->kind = (TlExportKind) i;
  self->paper = *page ? tl_paper_find (page, NULL) : NULL;
  tl_fit_from_name (fit, &self->fit);
  tl_palette_from_name (style, &self->palette);
  self->overlap = g_settings_get_int (settings, "export-overlap");
  self->width = g_settings_get_int (settings, "export-width");
  if (*watermark)
    self->watermark = g_steal_pointer (&watermark);
  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    if (g_strv_contains ((const char *const *) without, habits[i].name))
      self->without |= habits[i].part;
  self->today = g_settings_get_boolean (settings, "export-today");
  if (self->today)
    self->date = tl_export_choice_today ();
}

/**
 * tl_export_choice_new:
 * @settings: (nullable): of the person
 *
 * Returns: (transfer full): what they chose the last time, or what is usual; with no strips yet
 */
TlExportChoice *
tl_export_choice_new (GSettings *settings)
{
  TlExportChoice *self = g_new0 (TlExportChoice, 1);

  self->overlap = OVERLAP;
  if (settings)
    read_habits (self, settings);
  return self;
}

/**
 * tl_export_choice_copy:
 */
TlExportChoice *
tl_export_choice_copy (const TlExportChoice *self)
{
  TlExportChoice *copy = g_memdup2 (self, sizeof *self);

  copy->stages = g_strdupv (self->stages);
  copy->watermark = g_strdup (self->watermark);
  copy->source = g_strdup (self->source);
  copy->date = g_strdup (self->date);
  return copy;
}

/**
 * tl_export_choice_free:
 */
void
tl_export_choice_free (TlExportChoice *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->stages);
  g_free (self->watermark);
  g_free (self->source);
  g_free (self->date);
  g_free (self);
}

/**
 * tl_export_choice_remember:
 * @settings: (nullable): of the person
 *
 * Keeps what is a habit. Which stages, strips and sources are shown is the journey's, and that a file carries the
 * journey is to be decided each time.
 */
void
tl_export_choice_remember (const TlExportChoice *self, GSettings *settings)
{
  g_autoptr (GPtrArray) without = g_ptr_array_new ();

  if (settings == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    if (self->without & habits[i].part)
      g_ptr_array_add (without, (gpointer) habits[i].name);
  g_ptr_array_add (without, NULL);
  g_settings_set_string (settings, "export-format", kinds[self->kind].name);
  g_settings_set_string (settings, "export-page", self->paper ? self->paper->name : "");
  g_settings_set_string (settings, "export-fit", fits[self->fit]);
  g_settings_set_string (settings, "export-style", tl_palette_get_name (self->palette));
  g_settings_set_int (settings, "export-overlap", self->overlap);
  g_settings_set_int (settings, "export-width", self->width);
  g_settings_set_string (settings, "export-watermark", self->watermark ? self->watermark : "");
  g_settings_set_strv (settings, "export-without", (const char *const *) without->pdata);
  g_settings_set_boolean (settings, "export-today", self->today);
}

/**
 * tl_export_choice_may_carry:
 *
 * Returns: whether the file can carry the journey: nothing that is left out of the picture may be in it all the same
 */
gboolean
tl_export_choice_may_carry (const TlExportChoice *self)
{
  const TlMapParts plain = TL_MAP_NO_TITLE | TL_MAP_NO_LEGEND;

  return self->kind == TL_EXPORT_AS_SVG && self->stages == NULL && (self->without & ~plain) == 0 &&
         self->n_strips == TL_MAP_N_STRIPS;
}

static gboolean
is_same_list (char **a, char **b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal ((const char *const *) a, (const char *const *) b);
}

/**
 * tl_export_choice_is_same_map:
 *
 * Returns: whether both come to the same pages, colours aside
 */
gboolean
tl_export_choice_is_same_map (const TlExportChoice *self, const TlExportChoice *other)
{
  return (self->kind == TL_EXPORT_AS_HTML) == (other->kind == TL_EXPORT_AS_HTML) && self->paper == other->paper &&
         self->fit == other->fit && self->overlap == other->overlap && self->without == other->without &&
         self->n_strips == other->n_strips &&
         memcmp (self->strips, other->strips, self->n_strips * sizeof *self->strips) == 0 &&
         is_same_list (self->stages, other->stages) && g_strcmp0 (self->watermark, other->watermark) == 0 &&
         g_strcmp0 (self->source, other->source) == 0 && g_strcmp0 (self->date, other->date) == 0;
}

/**
 * tl_export_choice_get_options:
 *
 * Returns: what the layout is told; it points into @self
 */
TlMapOptions
tl_export_choice_get_options (const TlExportChoice *self)
{
  TlMapOptions options = { 0 };

  options.without = self->without;
  if (self->n_strips == 0)
    options.without |= TL_MAP_NO_FEELING | TL_MAP_NO_VOICE | TL_MAP_NO_STAKE | TL_MAP_NO_FIXES;
  memcpy (options.strips, self->strips, sizeof options.strips);
  options.n_strips = self->n_strips;
  options.stages = (const char *const *) self->stages;
  options.watermark = self->watermark;
  options.source = self->source;
  options.date = self->date;
  return options;
}
