/* tl-pays.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pays.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-impact-sensitivity.h"
#include "tl-inputs.h"
#include "tl-money.h"

typedef struct
{
  TlFigures             *figures;
  const TlSnapshot      *snapshot;
  const TlImpactJourney *journey;
  guint                  fix;
  GPtrArray             *sentences;
} Asking;

static gboolean
find (Asking *self, TlImpactPart part, guint index, TlImpactBreakEven *even)
{
  return tl_impact_break_even (tl_figures_get_model (self->figures), self->fix, part, index, even);
}

/* Takes the sentence. */
static void
say (Asking *self, char *sentence)
{
  g_ptr_array_add (self->sentences, sentence);
}

static char *
share (double value)
{
  return tl_number_format_percent (value, NULL);
}

/* Of a share that holds for all: what it must be at the least, or at the most. */
static void
ask_share (Asking *self, TlImpactPart part, guint index, const char *above, const char *below, const char *always,
           const char *never)
{
  TlImpactBreakEven even;
  g_autofree char  *at = NULL;
  g_autofree char  *now = NULL;

  if (!find (self, part, index, &even))
    return;
  if (!even.found)
    {
      say (self, g_strdup (even.npv >= 0 ? always : never));
      return;
    }
  at = share (even.at);
  now = share (even.now);
  say (self, g_strdup_printf (even.pays_below ? below : above, at, now));
}

static void
ask_pain (Asking *self, TlImpactPart part, guint pain, const char *above, const char *below)
{
  TlImpactBreakEven even;
  g_autofree char  *at = NULL;
  g_autofree char  *now = NULL;

  if (!find (self, part, pain, &even) || !even.found)
    return;
  at = share (even.at);
  now = share (even.now);
  say (self, g_strdup_printf (even.pays_below ? below : above, self->snapshot->pains.titles[pain], at, now));
}

static void
ask_cost (Asking *self, TlImpactPart part, const char *below)
{
  const char       *currency = self->snapshot->currency;
  TlImpactBreakEven even;
  g_autofree char  *at = NULL;
  g_autofree char  *now = NULL;

  if (!find (self, part, self->fix, &even) || !even.found || !even.pays_below)
    return;
  at = tl_money_format (even.at, currency, TL_MONEY_PLAIN, NULL);
  now = tl_money_format (even.now, currency, TL_MONEY_PLAIN, NULL);
  say (self, g_strdup_printf (below, at, now));
}

static void
ask_effect (Asking *self, guint index)
{
  TlImpactBreakEven even;
  g_autofree char  *what = NULL;
  g_autofree char  *at = NULL;
  g_autofree char  *now = NULL;

  if (!find (self, TL_IMPACT_PART_AMOUNT, index, &even) || !even.found)
    return;
  what = tl_inputs_describe (self->figures, TL_IMPACT_PART_AMOUNT, index, FALSE);
  at = tl_inputs_show (self->figures, TL_IMPACT_PART_AMOUNT, index, even.at, NULL);
  now = tl_inputs_show (self->figures, TL_IMPACT_PART_AMOUNT, index, even.now, NULL);
  if (g_str_equal (at, now))
    return;
  /* Translators: what an effect changes, by how much, and another amount: “Customers who go on from “Basket”: 9.5% more is
     reckoned with; at 4.5% more it stops paying.” */
  say (self, g_strdup_printf (even.npv >= 0 ? _("%s: %s is reckoned with; at %s the fix stops paying.")
                                            : _("%s: %s is reckoned with; at %s the fix would begin to pay."),
                              what, now, at));
}

static gboolean
acts_on_pain (Asking *self, guint pain)
{
  for (guint e = 0; e < self->journey->n_effects; e++)
    {
      const TlImpactEffect *effect = &self->journey->effects[e];

      if (effect->fix == self->fix && effect->on == pain &&
          (effect->field == TL_IMPACT_FIELD_INCIDENCE || effect->field == TL_IMPACT_FIELD_LEAVE ||
           effect->field == TL_IMPACT_FIELD_COST || effect->field == TL_IMPACT_FIELD_CONTACTS))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_stopped (const gint *stop)
{
  return stop && g_atomic_int_get (stop);
}

/**
 * tl_pays_explain:
 * @figures: figures that are known
 * @fix: index of a ranked fix
 * @stop: (nullable): set to other than 0 by any thread, it ends the work
 *
 * Finds, for the numbers that a fix hangs on most, at which value it stops paying, all others at their points: the
 * incrementality, the cashable share of every saving, what its pains do, what it costs, and how well it works.
 *
 * Returns: (transfer full) (element-type utf8): whole sentences; those that say nothing are left out
 */
GPtrArray *
tl_pays_explain (TlFigures *figures, guint fix, const gint *stop)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (figures);
  Asking            self = { figures, snapshot, &snapshot->journey, fix, g_ptr_array_new_with_free_func (g_free) };

  ask_share (&self, TL_IMPACT_PART_INCREMENTALITY, 0,
             _("It pays while at least %s of the customers kept would not have come back anyway; %s is reckoned with."),
             _("It pays while at most %s of the customers kept would not have come back anyway; %s is reckoned with."),
             _("It pays however many of the customers kept would have come back anyway."),
             _("It does not pay, however few of the customers kept would have come back anyway."));
  ask_share (&self, TL_IMPACT_PART_CASHABLE, TL_IMPACT_NONE,
             _("It pays while at least %s of every saving is money not spent; %s is reckoned with."),
             _("It pays while at most %s of every saving is money not spent; %s is reckoned with."),
             _("It pays however little of a saving is money not spent."),
             _("It does not pay, however much of a saving is money not spent."));
  for (guint k = 0; k < self.journey->n_pains && !is_stopped (stop); k++)
    if (acts_on_pain (&self, k))
      {
        ask_pain (&self, TL_IMPACT_PART_LEAVE, k,
                  _("Of those whom “%s” hits, at least %s must leave because of it for the fix to pay; %s do now."),
                  _("Of those whom “%s” hits, at most %s may leave because of it for the fix to pay; %s do now."));
        ask_pain (&self, TL_IMPACT_PART_INCIDENCE, k,
                  _("“%s” must hit at least %s of the interactions for the fix to pay; it hits %s now."),
                  _("“%s” may hit at most %s of the interactions for the fix to pay; it hits %s now."));
      }
  for (guint e = 0; e < self.journey->n_effects && !is_stopped (stop); e++)
    if (self.journey->effects[e].fix == fix)
      ask_effect (&self, e);
  ask_cost (&self, TL_IMPACT_PART_ONE_OFF, _("It pays while it costs less than %s once; it is to cost %s."));
  ask_cost (&self, TL_IMPACT_PART_RUN, _("It pays while it costs less than %s a year to run; it is to cost %s."));
  return self.sentences;
}
