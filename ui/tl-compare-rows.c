/* tl-compare-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-compare-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-money.h"
#include "tl-phrase.h"

typedef struct
{
  TlRanking             *ranking;
  TlFigures             *figures;
  TlJourney             *journey;
  const char            *currency;
  const char            *ids[2];
  const TlImpactOutcome *outcomes[2];
  const TlImpactSpread  *spreads[2];
  GPtrArray             *rows;
} Comparison;

static void
row_free (gpointer data)
{
  TlCompareRow *row = data;

  g_free (row->label);
  g_free (row->values[0]);
  g_free (row->values[1]);
  g_free (row->difference);
  g_free (row);
}

/* Takes the texts. */
static TlCompareRow *
add (Comparison *self, const char *label, char *one, char *other)
{
  TlCompareRow *row = g_new0 (TlCompareRow, 1);

  row->label = g_strdup (label);
  row->values[0] = one;
  row->values[1] = other;
  g_ptr_array_add (self->rows, row);
  return row;
}

static char *
format_money (double amount, const char *currency, TlMoneyFlags flags)
{
  return isfinite (amount) ? tl_money_format (round (amount), currency, flags, NULL) : NULL;
}

/* An amount of each; NaN where it is not known. */
static void
add_money (Comparison *self, const char *label, double one, double other, gboolean gain)
{
  TlMoneyFlags  flags = gain ? TL_MONEY_SIGNED : TL_MONEY_PLAIN;
  TlCompareRow *row = add (self, label, format_money (one, self->currency, flags),
                           format_money (other, self->currency, flags));

  if (isfinite (one) && isfinite (other))
    row->difference = round (other) == round (one) ? g_strdup (_("the same"))
                                                   : format_money (round (other) - round (one), self->currency,
                                                                   TL_MONEY_SIGNED);
}

static char *
say_points (double share)
{
  g_autofree char *number = tl_number_format_people (fabs (share * 100), 0, NULL);
  g_autofree char *text = NULL;

  if (g_str_equal (number, "0"))
    return g_strdup (_("the same"));
  text = g_strdup_printf (ngettext ("%s point", "%s points", (gulong) llround (fabs (share * 100))), number);
  return g_strconcat (share < 0 ? "−" : "+", text, NULL);
}

static void
add_share (Comparison *self, const char *label, double one, double other)
{
  TlCompareRow *row = add (self, label, isfinite (one) ? tl_number_format_percent (one, NULL) : NULL,
                           isfinite (other) ? tl_number_format_percent (other, NULL) : NULL);

  if (isfinite (one) && isfinite (other))
    row->difference = say_points (other - one);
}

static void
add_number (Comparison *self, const char *label, double one, double other, int decimals)
{
  TlCompareRow    *row = add (self, label, isfinite (one) ? tl_number_format_people (one, decimals, NULL) : NULL,
                              isfinite (other) ? tl_number_format_people (other, decimals, NULL) : NULL);
  g_autofree char *number = NULL;

  if (!isfinite (one) || !isfinite (other))
    return;
  number = tl_number_format_people (fabs (other - one), decimals, NULL);
  if (strpbrk (number, "123456789") == NULL)
    row->difference = g_strdup (_("the same"));
  else
    row->difference = g_strconcat (other < one ? "−" : "+", number, NULL);
}

#define OF(self, array, i, field) ((self)->array[i] ? (double) (self)->array[i]->field : NAN)
#define BOTH(self, array, field) OF (self, array, 0, field), OF (self, array, 1, field)

static void
add_points (Comparison *self)
{
  double           horizon = tl_figures_get_horizon (self->figures);
  g_autofree char *years = tl_phrase_years (horizon);
  g_autofree char *npv = g_strdup_printf (_("Combined impact over %s, at the points"), years);
  char            *kinds[2] = { NULL }, *paybacks[2] = { NULL }, *returns[2] = { NULL }, *owners[2] = { NULL };

  for (int i = 0; i < 2; i++)
    {
      const TlFixFigures *fix = tl_figures_get_fix (self->figures, self->ids[i]);
      TlThing            *thing = tl_journey_lookup (self->journey, self->ids[i]);

      if (fix && fix->outcome)
        {
          kinds[i] = tl_phrase_kind_of_fix (fix);
          paybacks[i] = tl_phrase_payback (fix->outcome, horizon);
          returns[i] = tl_phrase_return (fix->outcome);
        }
      owners[i] = thing ? g_strdup (tl_thing_get_text (thing, TL_FIX_OWNER)) : NULL;
    }
  add (self, _("Kind of fix"), kinds[0], kinds[1]);
  add (self, _("Owner"), owners[0], owners[1]);
  add_money (self, npv, BOTH (self, outcomes, npv), TRUE);
  add_money (self, _("Net a year, at full effect"), BOTH (self, outcomes, net_year), TRUE);
  add_money (self, _("Revenue, a year"), BOTH (self, outcomes, change.revenue), TRUE);
  add_money (self, _("Cost, a year"), BOTH (self, outcomes, change.cost), TRUE);
  add_number (self, _("Customers won, a year"), BOTH (self, outcomes, change.won), 0);
  add_money (self, _("One-off cost"), BOTH (self, outcomes, one_off), FALSE);
  add_money (self, _("Running cost, a year"), BOTH (self, outcomes, run), FALSE);
  add (self, _("Pays back"), paybacks[0], paybacks[1]);
  add (self, _("Return on what it costs"), returns[0], returns[1]);
}

static void
add_doubt (Comparison *self)
{
  if (self->spreads[0] == NULL && self->spreads[1] == NULL)
    return;
  add_money (self, _("Combined impact, mean of the worlds"), BOTH (self, spreads, npv_mean), TRUE);
  add_money (self, _("Combined impact, P10"), BOTH (self, spreads, npv_p10), TRUE);
  add_money (self, _("Combined impact, P90"), BOTH (self, spreads, npv_p90), TRUE);
  add_share (self, _("Chance to pay"), BOTH (self, spreads, p_pays));
  add_share (self, _("Chance to be best"), BOTH (self, spreads, p_best));
  add_number (self, _("Mean rank"), BOTH (self, spreads, mean_rank), 1);
}

/* Two of each fix: incrementality, then the cashable share. */
static void
add_evens (Comparison *self, const GArray *evens)
{
  static const char *const labels[] = { N_("Incrementality"), N_("Cashable share of every saving") };

  for (guint i = 0; i < G_N_ELEMENTS (labels) && evens && evens->len == 4; i++)
    add (self, _(labels[i]), tl_fix_even_say (self->figures, &g_array_index (evens, TlFixEven, i)),
         tl_fix_even_say (self->figures, &g_array_index (evens, TlFixEven, i + 2)));
}

/**
 * tl_compare_rows:
 * @ranking: what stands behind the ranking, with figures that are known
 * @one: id of a fix
 * @other: id of another
 * @evens: (nullable) (element-type TlFixEven): of each, where it stops paying by incrementality and by cashable share
 *
 * Returns: (transfer full) (element-type TlCompareRow): everything that is known of both
 */
GPtrArray *
tl_compare_rows (TlRanking *ranking, const char *one, const char *other, const GArray *evens)
{
  Comparison self = { ranking, tl_ranking_get_figures (ranking),
                      tl_session_get_journey (tl_ranking_get_session (ranking)), NULL, { one, other } };

  self.rows = g_ptr_array_new_with_free_func (row_free);
  self.currency = tl_figures_get_currency (self.figures);
  for (int i = 0; i < 2; i++)
    {
      const TlFixFigures *fix = tl_figures_get_fix (self.figures, self.ids[i]);

      self.outcomes[i] = fix ? fix->outcome : NULL;
      self.spreads[i] = tl_ranking_get_spread (ranking, self.ids[i]);
    }
  add_points (&self);
  add_doubt (&self);
  add_evens (&self, evens);
  return self.rows;
}
