/* tl-panel-links.c: what a thing has to do with others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-panel-sections.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"
#include "tl-evidence-box.h"
#include "tl-phrase-effect.h"
#include "tl-phrase.h"

static void
add (TlSection *self, GtkWidget *widget)
{
  gtk_box_append (self->box, widget);
}

/**
 * tl_section_effects:
 *
 * What a fix does, for people who do not think in multipliers.
 */
void
tl_section_effects (TlSection *self)
{
  guint n = self->kind == TL_KIND_FIX ? tl_thing_n (self->thing, TL_KIND_EFFECT) : 0;

  if (self->kind != TL_KIND_FIX)
    return;
  add (self, tl_part_heading (_("What it does"), NULL));
  if (n == 0)
    add (self, tl_part_note (_("Nothing is written of what it does, so it comes to what it costs.")));
  for (guint i = 0; i < n; i++)
    {
      TlThing         *effect = tl_thing_nth (self->thing, TL_KIND_EFFECT, i);
      TlThing         *on = tl_phrase_effect_thing (self->journey, effect);
      g_autofree char *change = tl_phrase_effect_change (self->journey, effect, self->currency);
      g_autofree char *result = tl_phrase_effect_result (self->journey, effect, self->currency);
      g_autofree char *words = NULL;

      /* Translators: what of a thing a fix changes, and how: “Interactions it hits: 50% less”. */
      words = g_strdup_printf (_("%s: %s"), tl_phrase_effect_field (self->journey, effect), change);
      if (on)
        add (self, tl_part_link (on, words, result, NULL));
      else
        add (self, tl_part_note (words));
    }
}

/**
 * tl_section_reasons:
 *
 * The causes behind a pain, and how much of it each explains.
 */
void
tl_section_reasons (TlSection *self)
{
  guint n = self->kind == TL_KIND_PAIN ? tl_thing_n (self->thing, TL_KIND_BECAUSE) : 0;

  for (guint i = 0; i < n; i++)
    {
      TlThing         *because = tl_thing_nth (self->thing, TL_KIND_BECAUSE, i);
      const char      *id = tl_thing_get_text (because, TL_BECAUSE_CAUSE);
      TlThing         *cause = id ? tl_journey_lookup (self->journey, id) : NULL;
      g_autofree char *share = tl_phrase_value (because, TL_BECAUSE_SHARE, self->currency);

      if (i == 0)
        add (self, tl_part_heading (_("Why it happens"), NULL));
      if (cause)
        add (self, tl_part_link (cause, tl_thing_get_text (cause, TL_CAUSE_OWNER), share, NULL));
    }
}

/**
 * tl_section_contacts:
 *
 * Where a pain makes people get in touch.
 */
void
tl_section_contacts (TlSection *self)
{
  guint n = self->kind == TL_KIND_PAIN ? tl_thing_n (self->thing, TL_KIND_CONTACT) : 0;

  for (guint i = 0; i < n; i++)
    {
      TlThing         *contact = tl_thing_nth (self->thing, TL_KIND_CONTACT, i);
      const char      *id = tl_thing_get_text (contact, TL_CONTACT_TOUCHPOINT);
      TlThing         *touchpoint = id ? tl_journey_lookup (self->journey, id) : NULL;
      TlThing         *place = touchpoint ? tl_thing_get_parent (touchpoint) : NULL;
      g_autofree char *count = tl_phrase_value (contact, TL_CONTACT_COUNT, self->currency);
      g_autofree char *times = g_strdup_printf (_("%s each time"), count ? count : "1");

      if (i == 0)
        add (self, tl_part_heading (_("Makes them contact us"), NULL));
      if (touchpoint)
        add (self, tl_part_link (touchpoint, place ? tl_thing_get_title (place) : NULL, times, NULL));
    }
}

static void
add_inside (TlSection *self, TlKind kind, const char *heading)
{
  guint n = tl_thing_n (self->thing, kind);

  for (guint i = 0; i < n; i++)
    {
      TlThing                  *thing = tl_thing_nth (self->thing, kind, i);
      const TlImpactPainResult *pain = NULL;
      g_autofree char          *stake = NULL;
      const char               *subtitle = NULL;

      if (i == 0)
        add (self, tl_part_heading (heading, NULL));
      if (kind == TL_KIND_PAIN && self->figures && tl_figures_has_money (self->figures))
        pain = tl_figures_get_pain (self->figures, tl_thing_get_id (thing));
      if (pain && pain->stake.known && pain->stake.net_lost != 0)
        stake = tl_phrase_money (pain->stake.net_lost, self->currency);
      if (kind == TL_KIND_TOUCHPOINT)
        subtitle = tl_thing_get_text (thing, TL_TOUCHPOINT_CHANNEL);
      if (kind == TL_KIND_DELIGHT)
        subtitle = tl_thing_get_text (thing, TL_DELIGHT_CREDIT);
      add (self, tl_part_link (thing, subtitle, stake, "tl-loss-ink"));
    }
}

/**
 * tl_section_inside:
 *
 * The touchpoints of a stage; the pains and delights of a touchpoint.
 */
void
tl_section_inside (TlSection *self)
{
  if (self->kind == TL_KIND_STAGE)
    add_inside (self, TL_KIND_TOUCHPOINT, _("Touchpoints"));
  if (self->kind == TL_KIND_TOUCHPOINT)
    {
      add_inside (self, TL_KIND_PAIN, _("Pain points"));
      add_inside (self, TL_KIND_DELIGHT, _("Delights"));
    }
}

/**
 * tl_section_ways:
 *
 * Where customers go from a stage.
 */
void
tl_section_ways (TlSection *self)
{
  TlThing *root = tl_journey_get_root (self->journey);
  guint    n = self->kind == TL_KIND_STAGE ? tl_thing_n (root, TL_KIND_TRANSITION) : 0;
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      TlThing                        *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      const char                     *to = tl_thing_get_text (way, TL_TRANSITION_TO);
      TlThing                        *stage = to ? tl_journey_lookup (self->journey, to) : NULL;
      const TlImpactTransitionResult *result;
      g_autofree char                *share = NULL;
      g_autofree char                *flow = NULL;
      g_autofree char                *words = NULL;

      if (stage == NULL || g_strcmp0 (tl_thing_get_text (way, TL_TRANSITION_FROM), self->id) != 0)
        continue;
      if (!any)
        add (self, tl_part_heading (_("From here to"), NULL));
      any = TRUE;
      result = self->figures ? tl_figures_get_transition (self->figures, tl_thing_get_id (way)) : NULL;
      if (result)
        {
          share = tl_number_format_percent (result->share, NULL);
          flow = tl_phrase_count (result->flow);
          words = g_strdup_printf (_("%s customers a year"), flow);
        }
      add (self, tl_part_link (stage, words, share, NULL));
    }
}

/**
 * tl_section_driven:
 *
 * The pains that a cause is behind.
 */
void
tl_section_driven (TlSection *self)
{
  g_autoptr (GPtrArray) becauses = NULL;
  gboolean              any = FALSE;

  if (self->kind != TL_KIND_CAUSE)
    return;
  becauses = tl_journey_collect (self->journey, TL_KIND_BECAUSE);
  for (guint i = 0; i < becauses->len; i++)
    {
      TlThing         *because = becauses->pdata[i];
      TlThing         *pain = tl_thing_get_parent (because);
      TlThing         *place = pain ? tl_thing_get_parent (pain) : NULL;
      g_autofree char *share = tl_phrase_value (because, TL_BECAUSE_SHARE, self->currency);

      if (pain == NULL || g_strcmp0 (tl_thing_get_text (because, TL_BECAUSE_CAUSE), self->id) != 0)
        continue;
      if (!any)
        add (self, tl_part_heading (_("Pain points it is behind"), NULL));
      any = TRUE;
      add (self, tl_part_link (pain, place ? tl_thing_get_title (place) : NULL, share, NULL));
    }
}

static GtkWidget *
fix_row (TlSection *self, TlThing *thing, const TlFixFigures *fix)
{
  gboolean         known = fix && fix->outcome && fix->outcome->known;
  g_autofree char *impact = known ? tl_phrase_gain (fix->outcome->npv, self->currency) : NULL;
  GtkWidget       *row = tl_part_link (thing, known ? NULL : fix ? fix->why_not : NULL, impact,
                                       known && fix->outcome->npv < 0 ? "tl-loss-ink" : "tl-gain-ink");
  GtkWidget       *box = gtk_button_get_child (GTK_BUTTON (row));

  gtk_box_prepend (GTK_BOX (box), tl_part_rank (fix ? fix->rank : 0));
  return row;
}

/**
 * tl_section_fixes:
 *
 * The fixes that act on a thing, or on what stands in it; for the whole journey, the best of them.
 */
void
tl_section_fixes (TlSection *self)
{
  guint    n = self->figures ? tl_figures_n_fixes (self->figures) : 0;
  guint    shown = 0;
  gboolean whole = self->kind == TL_KIND_JOURNEY;

  if (self->kind == TL_KIND_FIX || self->kind == TL_KIND_SOURCE || self->kind == TL_KIND_PERSONA)
    return;
  for (guint i = 0; i < n; i++)
    {
      const TlFixFigures *fix = tl_figures_nth_fix (self->figures, i);
      TlThing            *thing = tl_journey_lookup (self->journey, fix->id);

      if (thing == NULL || (whole ? shown == 3 || fix->rank == 0
                                  : !tl_phrase_fix_acts_on (self->journey, thing, self->thing)))
        continue;
      if (shown++ == 0)
        {
          g_autofree char *years = tl_phrase_years (tl_figures_get_horizon (self->figures));
          g_autofree char *aside = g_strdup_printf (_("combined impact, %s"), years);

          add (self, tl_part_heading (whole ? _("Fixes that rank first") : _("Fixes that act on it"), aside));
        }
      add (self, fix_row (self, thing, fix));
    }
}

/**
 * tl_section_evidence:
 *
 * What customers said of it.
 */
void
tl_section_evidence (TlSection *self)
{
  GtkWidget *quotes;

  if (self->kind == TL_KIND_TRANSITION || self->kind == TL_KIND_PERSONA)
    return;
  quotes = tl_evidence_box_new (self->session, self->id);
  if (quotes)
    add (self, quotes);
}
