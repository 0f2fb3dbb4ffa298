/* tl-canvas-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-canvas-names.h"

#include <glib/gi18n-lib.h>

#include "tl-canvas-private.h"
#include "tl-phrase.h"

/* So many names are made at once; a map with more is named while nothing else is to be done. */
#define AT_ONCE 400
#define A_SLICE 100

/* A plural that is right for any count, however large. */
static gulong
plural (double count)
{
  return count < 0.5 || count >= 1e9 ? 1000000 : (gulong) (count + 0.5);
}

static char *
count_visits (double visits)
{
  g_autofree char *number = tl_phrase_count (visits);

  return g_strdup_printf (ngettext ("%s visit", "%s visits", plural (visits)), number);
}

static guint
count_pains (TlThing *stage)
{
  guint n = 0;

  for (guint i = 0; i < tl_thing_n (stage, TL_KIND_TOUCHPOINT); i++)
    n += tl_thing_n (tl_thing_nth (stage, TL_KIND_TOUCHPOINT, i), TL_KIND_PAIN);
  return n;
}

static char *
name_stage (TlFigures *figures, TlThing *thing, const char *currency)
{
  const TlImpactStageResult *stage = figures ? tl_figures_get_stage (figures, tl_thing_get_id (thing)) : NULL;
  const char                *title = tl_thing_get_title (thing);
  guint                      n_pains = count_pains (thing);
  g_autofree char           *visits = stage ? count_visits (stage->visits) : NULL;
  g_autofree char           *pains = NULL;
  g_autofree char           *stake = NULL;

  if (n_pains > 0 && stage && stage->stake.known && tl_figures_has_money (figures))
    {
      stake = tl_phrase_money (stage->stake.net_lost, currency);
      /* Translators: how many pain points, and the money that is at stake by them: “2 pains at stake £1.31m”. */
      pains = g_strdup_printf (ngettext ("%u pain at stake %s", "%u pains at stake %s", n_pains), n_pains, stake);
    }
  else if (n_pains > 0)
    pains = g_strdup_printf (ngettext ("%u pain", "%u pains", n_pains), n_pains);
  /* Translators: what a screen reader says of a stage: its title, “500,000 visits”, “1 pain at stake £1.31m”. */
  if (visits && pains)
    return g_strdup_printf (_("Stage %s, %s, %s"), title, visits, pains);
  if (visits || pains)
    /* Translators: what a screen reader says of a stage: its title, and its visits or its pains. */
    return g_strdup_printf (_("Stage %s, %s"), title, visits ? visits : pains);
  return g_strdup_printf (_("Stage %s"), title);
}

static char *
count_records (gint64 n)
{
  g_autofree char *number = tl_phrase_count ((double) n);

  return g_strdup_printf (ngettext ("%s record", "%s records", plural ((double) n)), number);
}

static gint64
get_records (TlFigures *figures, TlThing *thing)
{
  return figures ? tl_figures_count_records (figures, tl_thing_get_id (thing)) : 0;
}

static char *
name_touchpoint (TlThing *thing)
{
  const char      *title = tl_thing_get_title (thing);
  guint            n = tl_thing_n (thing, TL_KIND_PAIN);
  g_autofree char *pains = g_strdup_printf (ngettext ("%u pain", "%u pains", n), n);

  if (n == 0)
    return g_strdup_printf (_("Touchpoint %s"), title);
  /* Translators: what a screen reader says of a touchpoint: its title, and “2 pains”. */
  return g_strdup_printf (_("Touchpoint %s, %s"), title, pains);
}

static char *
name_pain (TlFigures *figures, TlThing *thing, const char *currency)
{
  const TlImpactPainResult *pain = figures ? tl_figures_get_pain (figures, tl_thing_get_id (thing)) : NULL;
  const char               *title = tl_thing_get_title (thing);
  g_autofree char          *stake = NULL;

  if (pain == NULL || !pain->stake.known || !tl_figures_has_money (figures))
    return g_strdup_printf (_("Pain point %s"), title);
  stake = tl_phrase_money (pain->stake.net_lost, currency);
  return g_strdup_printf (_("Pain point %s, at stake %s"), title, stake);
}

/**
 * tl_name_share:
 * @transition: a transition
 *
 * Returns: (transfer full) (nullable): how many take it, as it was given; %NULL where nothing was
 */
char *
tl_name_share (TlThing *transition)
{
  return tl_thing_has (transition, TL_TRANSITION_SHARE) ? tl_phrase_value (transition, TL_TRANSITION_SHARE, NULL) : NULL;
}

static const char *
title_of (TlSession *session, TlThing *thing, TlField field)
{
  const char *id = tl_thing_get_text (thing, field);
  TlThing    *found = id ? tl_journey_lookup (tl_session_get_journey (session), id) : NULL;

  return found ? tl_thing_get_title (found) : _("nothing");
}

static char *
name_transition (TlSession *session, TlThing *thing)
{
  const char      *to = title_of (session, thing, TL_TRANSITION_TO);
  g_autofree char *share = tl_name_share (thing);

  if (share)
    /* Translators: where customers go from a stage, and how many: “goes to Basket, 40 %”. */
    return g_strdup_printf (_("goes to %s, %s"), to, share);
  /* Translators: where customers go from a stage. */
  return g_strdup_printf (_("goes to %s"), to);
}

static char *
name_because (TlSession *session, TlThing *thing)
{
  const char      *cause = title_of (session, thing, TL_BECAUSE_CAUSE);
  g_autofree char *share = tl_phrase_value (thing, TL_BECAUSE_SHARE, NULL);

  if (share && tl_thing_has (thing, TL_BECAUSE_SHARE))
    /* Translators: what a pain point comes from, and the share of it that this explains. */
    return g_strdup_printf (_("because of %s, %s"), cause, share);
  /* Translators: what a pain point comes from. */
  return g_strdup_printf (_("because of %s"), cause);
}

static TlFigures *
get_figures (TlSession *session)
{
  TlFigures *figures = tl_session_get_figures (session);

  return figures && tl_figures_are_known (figures) ? figures : NULL;
}

/**
 * tl_name_thing:
 * @session: what the window shows
 * @thing: its id
 *
 * Returns: (transfer full): what a screen reader calls it
 */
char *
tl_name_thing (TlSession *session, const char *thing)
{
  TlThing    *found = tl_journey_lookup (tl_session_get_journey (session), thing);
  TlFigures  *figures = get_figures (session);
  const char *currency = tl_session_get_currency (session);
  TlKind      kind = found ? tl_thing_get_kind (found) : TL_KIND_NONE;

  switch ((guint) kind)
    {
    case TL_KIND_STAGE:
      return name_stage (figures, found, currency);

    case TL_KIND_TOUCHPOINT:
      return name_touchpoint (found);

    case TL_KIND_PAIN:
      return name_pain (figures, found, currency);

    case TL_KIND_DELIGHT:
      return g_strdup_printf (_("Delight %s"), tl_thing_get_title (found));

    case TL_KIND_CAUSE:
      return g_strdup_printf (_("Cause %s"), tl_thing_get_title (found));

    case TL_KIND_PERSONA:
      return g_strdup_printf (_("Persona %s"), tl_thing_get_title (found));

    case TL_KIND_FIX:
      return g_strdup_printf (_("Fix %s"), tl_thing_get_title (found));

    case TL_KIND_TRANSITION:
      return name_transition (session, found);

    case TL_KIND_BECAUSE:
      return name_because (session, found);

    case TL_KIND_NONE:
      return g_strdup (thing);

    default:
      return tl_kind_get_title (kind) == TL_FIELD_NONE ? tl_thing_describe (found)
                                                       : g_strdup (tl_thing_get_title (found));
    }
}

static void
say (GString *all, char *sentence)
{
  if (sentence && *sentence)
    g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

static void
say_stage (GString *all, TlSession *session, TlThing *stage)
{
  TlThing    *root = tl_journey_get_root (tl_session_get_journey (session));
  const char *id = tl_thing_get_id (stage);
  guint       n = tl_thing_n (stage, TL_KIND_TOUCHPOINT);

  if (tl_thing_is_word (stage, TL_STAGE_KIND, "won"))
    say (all, g_strdup (_("Customers are won here.")));
  else if (tl_thing_is_word (stage, TL_STAGE_KIND, "lost"))
    say (all, g_strdup (_("Customers are lost here.")));
  if (n > 0)
    say (all, g_strdup_printf (ngettext ("It has %u touchpoint.", "It has %u touchpoints.", n), n));
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing         *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      g_autofree char *share = NULL;

      if (g_strcmp0 (tl_thing_get_text (way, TL_TRANSITION_FROM), id) != 0)
        continue;
      share = tl_name_share (way);
      if (share)
        /* Translators: a share of a stage's customers, and the stage that they go to. */
        say (all, g_strdup_printf (_("%s go to %s."), share, title_of (session, way, TL_TRANSITION_TO)));
      else
        say (all, g_strdup_printf (_("It leads to %s."), title_of (session, way, TL_TRANSITION_TO)));
    }
}

static void
say_touchpoint (GString *all, TlThing *thing)
{
  const char *channel = tl_thing_get_text (thing, TL_TOUCHPOINT_CHANNEL);
  guint       n = tl_thing_n (thing, TL_KIND_DELIGHT);

  if (channel)
    say (all, g_strdup_printf (_("Channel: %s."), channel));
  if (tl_thing_has (thing, TL_TOUCHPOINT_EMOTION))
    say (all, g_strdup_printf (_("Feeling: %s."),
                               tl_phrase_feeling (tl_thing_get_number (thing, TL_TOUCHPOINT_EMOTION))));
  for (guint i = 0; i < n; i++)
    say (all, g_strdup_printf (_("Delight: %s."), tl_thing_get_title (tl_thing_nth (thing, TL_KIND_DELIGHT, i))));
}

static void
say_pain (GString *all, TlSession *session, TlThing *thing)
{
  g_autofree char *incidence = tl_phrase_value (thing, TL_PAIN_INCIDENCE, NULL);
  g_autofree char *leave = tl_phrase_value (thing, TL_PAIN_LEAVE, NULL);

  if (tl_thing_has (thing, TL_PAIN_INCIDENCE) && incidence)
    say (all, g_strdup_printf (_("It hits %s of the interactions."), incidence));
  if (tl_thing_has (thing, TL_PAIN_LEAVE) && leave)
    say (all, g_strdup_printf (_("Of those hit, %s leave because of it."), leave));
  for (guint i = 0; i < tl_thing_n (thing, TL_KIND_BECAUSE); i++)
    say (all, g_strdup_printf (_("Cause: %s."),
                               title_of (session, tl_thing_nth (thing, TL_KIND_BECAUSE, i), TL_BECAUSE_CAUSE)));
}

/**
 * tl_name_more:
 * @session: what the window shows
 * @thing: id of a stage, touchpoint, pain point or delight
 *
 * Returns: (transfer full) (nullable): what a screen reader says of it beyond its name, in whole sentences
 */
char *
tl_name_more (TlSession *session, const char *thing)
{
  TlThing            *found = tl_journey_lookup (tl_session_get_journey (session), thing);
  TlFigures          *figures = get_figures (session);
  g_autoptr (GString) all = g_string_new (NULL);
  gint64              records;

  switch (found ? (guint) tl_thing_get_kind (found) : TL_KIND_NONE)
    {
    case TL_KIND_STAGE:
      say_stage (all, session, found);
      break;

    case TL_KIND_TOUCHPOINT:
      say_touchpoint (all, found);
      break;

    case TL_KIND_PAIN:
      say_pain (all, session, found);
      break;

    default:
      break;
    }
  records = found ? get_records (figures, found) : 0;
  if (records > 0)
    {
      g_autofree char *count = count_records (records);

      /* Translators: how much evidence there is of a thing: “Evidence: 34 records.” */
      say (all, g_strdup_printf (_("Evidence: %s."), count));
    }
  return all->len > 0 ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}

static void
name_leaf (TlCanvas *self, TlCanvasLeaf *leaf)
{
  const char      *thing = tl_canvas_leaf_get_thing (leaf);
  g_autofree char *label = tl_name_thing (self->session, thing);
  g_autofree char *more = tl_name_more (self->session, thing);

  gtk_accessible_update_property (GTK_ACCESSIBLE (leaf), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (more)
    gtk_accessible_update_property (GTK_ACCESSIBLE (leaf), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, more, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (leaf), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static gboolean
name_slice (gpointer data)
{
  TlCanvas *self = data;
  guint     end = MIN (self->named + A_SLICE, self->order->len);

  for (; self->named < end; self->named++)
    name_leaf (self, self->order->pdata[self->named]);
  if (self->session && self->named < self->order->len)
    return G_SOURCE_CONTINUE;
  self->naming = 0;
  return G_SOURCE_REMOVE;
}

/* What is drawn gets its names, and learns what is selected. */
void
_tl_canvas_name_leaves (TlCanvas *self)
{
  for (guint i = 0; i < self->order->len; i++)
    tl_canvas_leaf_set_selected (self->order->pdata[i],
                                 tl_session_is_selected (self->session,
                                                         tl_canvas_leaf_get_thing (self->order->pdata[i])));
  self->named = 0;
  for (; self->named < MIN (self->order->len, AT_ONCE); self->named++)
    name_leaf (self, self->order->pdata[self->named]);
  if (self->named < self->order->len && self->naming == 0)
    self->naming = g_idle_add_full (G_PRIORITY_LOW, name_slice, self, NULL);
}

/* The leaves are going. */
void
_tl_canvas_name_nothing (TlCanvas *self)
{
  g_clear_handle_id (&self->naming, g_source_remove);
}
