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

/* What stands in a thing, list by list. */
static const struct
{
  TlKind      in;
  TlKind      kind;
  const char *heading;
  const char *add;
} lists[] = {
  { TL_KIND_STAGE, TL_KIND_TOUCHPOINT, N_("Touchpoints"), N_("Add a touchpoint…") },
  { TL_KIND_TOUCHPOINT, TL_KIND_PAIN, N_("Pain points"), N_("Add a pain point…") },
  { TL_KIND_TOUCHPOINT, TL_KIND_DELIGHT, N_("Delights"), N_("Add a delight…") },
  { TL_KIND_JOURNEY, TL_KIND_PERSONA, N_("Personas"), N_("Add a persona…") },
  { TL_KIND_JOURNEY, TL_KIND_CAUSE, N_("Causes"), N_("Add a cause…") },
  { TL_KIND_JOURNEY, TL_KIND_SOURCE, N_("Sources"), N_("Add a source…") },
};

/* More are for the search to find. */
#define MAX_ROWS 100

/* Which of the lists is meant, or -1. */
static int
find_list (TlSection *self)
{
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i].in == self->kind && n++ == self->index)
      return (int) i;
  return -1;
}

static void
add_inside_row (TlSection *self, TlThing *thing)
{
  const TlImpactPainResult *pain = NULL;
  g_autofree char          *stake = NULL;
  const char               *subtitle = NULL;

  if (tl_thing_get_kind (thing) == TL_KIND_PAIN && self->figures && tl_figures_has_money (self->figures))
    pain = tl_figures_get_pain (self->figures, tl_thing_get_id (thing));
  if (pain && pain->stake.known && pain->stake.net_lost != 0)
    stake = tl_phrase_money (pain->stake.net_lost, self->currency);
  if (tl_thing_get_kind (thing) == TL_KIND_TOUCHPOINT)
    subtitle = tl_thing_get_text (thing, TL_TOUCHPOINT_CHANNEL);
  if (tl_thing_get_kind (thing) == TL_KIND_DELIGHT)
    subtitle = tl_thing_get_text (thing, TL_DELIGHT_CREDIT);
  tl_section_add_row (self, thing, tl_part_link (thing, subtitle, stake, "tl-loss-ink"));
}

/**
 * tl_section_inside:
 *
 * One list of what stands in a thing: the touchpoints of a stage, the pains of a touchpoint, the causes of a journey.
 */
void
tl_section_inside (TlSection *self)
{
  int   list = find_list (self);
  guint n = list < 0 ? 0 : tl_thing_n (self->thing, lists[list].kind);

  if (list < 0 || (n == 0 && !tl_session_can_edit (self->session)))
    return;
  add (self, tl_part_heading (_(lists[list].heading), NULL));
  for (guint i = 0; i < MIN (n, MAX_ROWS); i++)
    add_inside_row (self, tl_thing_nth (self->thing, lists[list].kind, i));
  if (n > MAX_ROWS)
    {
      g_autofree char *rest = g_strdup_printf (ngettext ("… and %u more", "… and %u more", n - MAX_ROWS), n - MAX_ROWS);

      add (self, tl_part_note (rest));
    }
}

/**
 * tl_section_shape_inside:
 *
 * Returns: (transfer full): what stands in a list, and what is said of each
 */
char *
tl_section_shape_inside (TlSection *self)
{
  int      list = find_list (self);
  guint    n = list < 0 ? 0 : tl_thing_n (self->thing, lists[list].kind);
  GString *shape = g_string_new (NULL);

  g_string_append_printf (shape, "%u;", n);
  for (guint i = 0; i < MIN (n, MAX_ROWS); i++)
    {
      TlThing    *thing = tl_thing_nth (self->thing, lists[list].kind, i);
      const char *subtitle = lists[list].kind == TL_KIND_TOUCHPOINT ? tl_thing_get_text (thing, TL_TOUCHPOINT_CHANNEL)
                             : lists[list].kind == TL_KIND_DELIGHT  ? tl_thing_get_text (thing, TL_DELIGHT_CREDIT)
                                                                    : NULL;

      g_string_append_printf (shape, "%s=%s,%s;", tl_thing_get_id (thing), tl_thing_get_title (thing),
                              subtitle ? subtitle : "");
    }
  return g_string_free (shape, FALSE);
}

/**
 * tl_section_adder:
 *
 * Adds to that list.
 */
void
tl_section_adder (TlSection *self)
{
  int list = find_list (self);

  if (list >= 0)
    tl_section_add_title_adder (self, lists[list].kind, _(lists[list].add));
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

/**
 * tl_section_shape_evidence:
 *
 * Returns: (transfer full): how many records there are of a thing
 */
char *
tl_section_shape_evidence (TlSection *self)
{
  TlEvidenceFilter filter = { NULL };
  TlEvidenceCount  count = { 0 };

  if (self->kind != TL_KIND_JOURNEY)
    filter.thing = self->id;
  if (self->kind == TL_KIND_TRANSITION || self->kind == TL_KIND_PERSONA
      || !tl_evidence_count (tl_session_get_document (self->session), &filter, &count, NULL))
    return g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, count.records, count.with_text);
}
