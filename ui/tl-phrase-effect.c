/* tl-phrase-effect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-phrase-effect.h"

#include <glib/gi18n-lib.h>

#include "tl-money.h"

/**
 * tl_phrase_effect_fields:
 *
 * Returns: (transfer none) (array zero-terminated=1): what of a thing of that kind effects can change, as effects name it
 *   (impact-model.md, "A world with fixes"); empty where nothing can be changed
 */
const char *const *
tl_phrase_effect_fields (TlKind kind)
{
  static const char *const stage[] = { "entry", "revenue", "continue", NULL };
  static const char *const transition[] = { "share", NULL };
  static const char *const touchpoint[] = { "reach", "unit-cost", "fixed-cost", NULL };
  static const char *const pain[] = { "incidence", "leave", "cost", "contacts", NULL };
  static const char *const cause[] = { "strength", NULL };
  static const char *const none[] = { NULL };

  switch ((guint) kind)
    {
    case TL_KIND_STAGE:
      return stage;

    case TL_KIND_TRANSITION:
      return transition;

    case TL_KIND_TOUCHPOINT:
      return touchpoint;

    case TL_KIND_PAIN:
      return pain;

    case TL_KIND_CAUSE:
      return cause;

    default:
      return none;
    }
}

/**
 * tl_phrase_effect_label:
 * @kind: the kind of what an effect is on
 * @name: what of it is changed, as effects name it
 *
 * Returns: (transfer none): that, for people
 */
const char *
tl_phrase_effect_label (TlKind kind, const char *name)
{
  TlField field = tl_kind_find_field (kind, name);

  if (g_str_equal (name, "continue"))
    return _("Customers who go on from here");
  if (g_str_equal (name, "contacts"))
    return _("Contacts that it causes");
  if (g_str_equal (name, "strength"))
    return _("Strength of the cause");
  return field != TL_FIELD_NONE ? tl_field_get_label (field) : name;
}

/**
 * tl_phrase_effect_thing:
 *
 * Returns: (transfer none) (nullable): the thing that @effect changes
 */
TlThing *
tl_phrase_effect_thing (TlJourney *journey, TlThing *effect)
{
  const char *on = tl_thing_get_text (effect, TL_EFFECT_ON);

  return on ? tl_journey_lookup (journey, on) : NULL;
}

/* The field that an effect changes, where the thing has one of that name; continue, contacts and strength are none. */
static TlField
field_of (TlJourney *journey, TlThing *effect)
{
  TlThing    *thing = tl_phrase_effect_thing (journey, effect);
  const char *name = tl_thing_get_text (effect, TL_EFFECT_FIELD);

  return thing && name ? tl_kind_find_field (tl_thing_get_kind (thing), name) : TL_FIELD_NONE;
}

/**
 * tl_phrase_effect_field:
 *
 * Returns: (transfer none): what of the thing is changed
 */
const char *
tl_phrase_effect_field (TlJourney *journey, TlThing *effect)
{
  TlThing    *thing = tl_phrase_effect_thing (journey, effect);
  const char *name = tl_thing_get_text (effect, TL_EFFECT_FIELD);

  return thing && name ? tl_phrase_effect_label (tl_thing_get_kind (thing), name) : name;
}

/* In full, as it may be written over and read again. */
static char *
percent (double share)
{
  TlEstimate known = tl_estimate_known (fabs (share));

  return tl_estimate_format_people (&known, TRUE, NULL);
}

/* Of one scale, what becomes of it: most people halve and double, or take per cents off. */
static char *
factor_in_words (double factor)
{
  g_autofree char *change = percent (factor - 1);

  if (factor == 0)
    return g_strdup (_("ends it"));
  if (factor == 0.5)
    return g_strdup (_("halves it"));
  if (factor == 1)
    return g_strdup (_("leaves it as it is"));
  if (factor == 2)
    return g_strdup (_("doubles it"));
  if (factor == 3)
    return g_strdup (_("trebles it"));
  return g_strdup_printf (factor < 1 ? _("%s less") : _("%s more"), change);
}

static char *
scale_in_words (const TlEstimate *scale)
{
  g_autofree char *low = percent (scale->low - 1);
  g_autofree char *high = percent (scale->high - 1);
  g_autofree char *likely = percent (scale->likely - 1);
  gboolean         has_likely = scale->form == TL_ESTIMATE_LIKELY;

  if (tl_estimate_is_known (scale))
    return factor_in_words (scale->low);
  if (scale->high <= 1)
    return has_likely ? g_strdup_printf (_("%s to %s less, %s most likely"), high, low, likely)
                      : g_strdup_printf (_("%s to %s less"), high, low);
  if (scale->low >= 1)
    return has_likely ? g_strdup_printf (_("%s to %s more, %s most likely"), low, high, likely)
                      : g_strdup_printf (_("%s to %s more"), low, high);
  if (!has_likely)
    return g_strdup_printf (_("between %s less and %s more"), low, high);
  return g_strdup_printf (scale->likely < 1 ? _("between %s less and %s more, most likely %s less")
                                            : _("between %s less and %s more, most likely %s more"), low, high, likely);
}

/* A shift is in the field's own unit; of shares, in percentage points. */
static char *
amount_in_words (TlField field, double amount, const char *currency, gboolean with_unit)
{
  const TlFieldInfo *info = field == TL_FIELD_NONE ? NULL : tl_field_get_info (field);
  g_autofree char   *points = NULL;

  if (info && (info->flags & TL_FIELD_MONEY))
    return tl_money_format (fabs (amount), currency, TL_MONEY_PLAIN, NULL);
  if (info == NULL || !(info->flags & TL_FIELD_SHARE))
    return tl_number_format_people (fabs (amount), -1, NULL);
  points = tl_number_format_people (fabs (amount) * 100, -1, NULL);
  if (!with_unit)
    return g_steal_pointer (&points);
  return g_strdup_printf (ngettext ("%s percentage point", "%s percentage points", fabs (amount) == 0.01 ? 1 : 2),
                          points);
}

static char *
shift_in_words (TlField field, const TlEstimate *shift, const char *currency)
{
  gboolean         off = shift->high <= 0, mixed = shift->low < 0 && shift->high > 0;
  double           first = off ? shift->high : shift->low, second = off ? shift->low : shift->high;
  g_autofree char *from = amount_in_words (field, first, currency, tl_estimate_is_known (shift) || mixed);
  g_autofree char *to = amount_in_words (field, second, currency, TRUE);
  g_autofree char *likely = amount_in_words (field, shift->likely, currency, mixed);

  if (shift->low == 0 && shift->high == 0)
    return g_strdup (_("leaves it as it is"));
  if (tl_estimate_is_known (shift))
    return g_strdup_printf (off ? _("takes %s off") : _("adds %s"), from);
  if (shift->form != TL_ESTIMATE_LIKELY)
    return g_strdup_printf (mixed ? _("between %s off and %s added")
                            : off ? _("takes %s to %s off")
                                  : _("adds %s to %s"), from, to);
  if (mixed)
    return g_strdup_printf (shift->likely < 0 ? _("between %s off and %s added, most likely %s off")
                                              : _("between %s off and %s added, most likely %s added"), from, to, likely);
  return g_strdup_printf (off ? _("takes %s to %s off, %s most likely") : _("adds %s to %s, %s most likely"), from, to,
                          likely);
}

/* What moves elsewhere is what a scale takes away. */
static char *
move_in_words (const TlEstimate *scale, const char *title)
{
  g_autofree char *least = percent (1 - scale->high);
  g_autofree char *most = percent (1 - scale->low);
  g_autofree char *likely = percent (1 - scale->likely);

  /* Translators: a share of the interactions, and the title of the touchpoint they move to. */
  if (tl_estimate_is_known (scale))
    return g_strdup_printf (_("moves %s to “%s”"), most, title);
  if (scale->form == TL_ESTIMATE_LIKELY)
    return g_strdup_printf (_("moves %s to %s, %s most likely, to “%s”"), least, most, likely, title);
  return g_strdup_printf (_("moves %s to %s to “%s”"), least, most, title);
}

/**
 * tl_phrase_effect_change:
 * @journey: the journey
 * @effect: an effect of a fix
 * @currency: (nullable): the journey's
 *
 * Returns: (transfer full): what @effect does: `halves it`, `50% less`, `adds £0.15`, `moves 20% to E-mail`
 */
char *
tl_phrase_effect_change (TlJourney *journey, TlThing *effect, const char *currency)
{
  TlField          field = field_of (journey, effect);
  const char      *to = tl_thing_get_text (effect, TL_EFFECT_TO);
  g_autofree char *scaled = NULL;
  g_autofree char *shifted = NULL;

  if (tl_thing_has (effect, TL_EFFECT_SCALE))
    {
      TlEstimate scale = tl_thing_get_estimate (effect, TL_EFFECT_SCALE);
      TlThing   *thing = to ? tl_journey_lookup (journey, to) : NULL;

      if (thing)
        scaled = move_in_words (&scale, tl_thing_get_title (thing));
      else
        scaled = scale_in_words (&scale);
    }
  if (tl_thing_has (effect, TL_EFFECT_SHIFT))
    {
      TlEstimate shift = tl_thing_get_estimate (effect, TL_EFFECT_SHIFT);

      shifted = shift_in_words (field, &shift, currency);
    }
  if (scaled && shifted)
    return g_strdup_printf (_("%s, then %s"), scaled, shifted);
  if (scaled)
    return g_steal_pointer (&scaled);
  return shifted ? g_steal_pointer (&shifted) : g_strdup (_("nothing is said of what it does"));
}

static char *
show (TlField field, double value, const char *currency)
{
  const TlFieldInfo *info = tl_field_get_info (field);

  if (info->flags & TL_FIELD_MONEY)
    return tl_money_format (value, currency, TL_MONEY_PLAIN, NULL);
  if (info->flags & TL_FIELD_SHARE)
    return tl_number_format_percent (value, NULL);
  return tl_number_format_people (value, value < 100 ? -1 : 0, NULL);
}

/**
 * tl_phrase_effect_bounds:
 * @thing: what is changed
 * @name: what of it, as effects name it
 * @scale: (nullable): what it is multiplied by
 * @shift: (nullable): what is added
 * @currency: (nullable): the journey's
 *
 * Returns: (transfer full) (nullable): what is changed, before and after, at the points: `90% → 0%`; %NULL where the thing
 *   has no such field
 */
char *
tl_phrase_effect_bounds (TlThing *thing, const char *name, const TlEstimate *scale, const TlEstimate *shift,
                         const char *currency)
{
  TlField          field = tl_kind_find_field (tl_thing_get_kind (thing), name);
  double           before, after;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (field == TL_FIELD_NONE || !tl_field_is_number (field)
      || (!tl_thing_has (thing, field) && tl_field_get_info (field)->preset == NULL))
    return NULL;
  before = after = tl_thing_get_number (thing, field);
  if (scale)
    after *= tl_estimate_point (scale);
  if (shift)
    after += tl_estimate_point (shift);
  after = CLAMP (after, tl_field_get_info (field)->minimum, tl_field_get_info (field)->maximum);
  if (!isfinite (after))
    return NULL;
  from = show (field, before, currency);
  to = show (field, after, currency);
  return g_strdup_printf ("%s → %s", from, to);
}

/**
 * tl_phrase_effect_result:
 *
 * Returns: (transfer full) (nullable): the field before and after @effect alone, at the points: `90% → 0%`; %NULL where
 *   the thing has no such field
 */
char *
tl_phrase_effect_result (TlJourney *journey, TlThing *effect, const char *currency)
{
  TlThing    *thing = tl_phrase_effect_thing (journey, effect);
  const char *name = tl_thing_get_text (effect, TL_EFFECT_FIELD);
  TlEstimate  scale, shift;

  if (thing == NULL || name == NULL)
    return NULL;
  scale = tl_thing_get_estimate (effect, TL_EFFECT_SCALE);
  shift = tl_thing_get_estimate (effect, TL_EFFECT_SHIFT);
  return tl_phrase_effect_bounds (thing, name, tl_thing_has (effect, TL_EFFECT_SCALE) ? &scale : NULL,
                                  tl_thing_has (effect, TL_EFFECT_SHIFT) ? &shift : NULL, currency);
}

static gboolean
is_cause_of (TlJourney *journey, TlThing *cause, TlThing *pain)
{
  for (guint i = 0; i < tl_thing_n (pain, TL_KIND_BECAUSE); i++)
    if (g_strcmp0 (tl_thing_get_text (tl_thing_nth (pain, TL_KIND_BECAUSE, i), TL_BECAUSE_CAUSE),
                   tl_thing_get_id (cause)) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a cause is behind any pain in @thing. */
static gboolean
is_cause_within (TlJourney *journey, TlThing *cause, TlThing *thing)
{
  static const TlKind below[] = { TL_KIND_TOUCHPOINT, TL_KIND_PAIN };

  if (tl_thing_get_kind (thing) == TL_KIND_PAIN)
    return is_cause_of (journey, cause, thing);
  for (gsize k = 0; k < G_N_ELEMENTS (below); k++)
    for (guint i = 0; i < tl_thing_n (thing, below[k]); i++)
      if (is_cause_within (journey, cause, tl_thing_nth (thing, below[k], i)))
        return TRUE;
  return FALSE;
}

static gboolean
stands_in (TlThing *thing, TlThing *in)
{
  for (; thing; thing = tl_thing_get_parent (thing))
    if (thing == in)
      return TRUE;
  return FALSE;
}

/**
 * tl_phrase_fix_acts_on:
 *
 * Returns: whether @fix changes @thing, something that stands in it, a way out of it, or a cause behind its pains
 */
gboolean
tl_phrase_fix_acts_on (TlJourney *journey, TlThing *fix, TlThing *thing)
{
  for (guint i = 0; i < tl_thing_n (fix, TL_KIND_EFFECT); i++)
    {
      TlThing *on = tl_phrase_effect_thing (journey, tl_thing_nth (fix, TL_KIND_EFFECT, i));

      if (on == NULL)
        continue;
      if (stands_in (on, thing))
        return TRUE;
      if (tl_thing_get_kind (on) == TL_KIND_CAUSE && is_cause_within (journey, on, thing))
        return TRUE;
      if (tl_thing_get_kind (on) == TL_KIND_TRANSITION
          && g_strcmp0 (tl_thing_get_text (on, TL_TRANSITION_FROM), tl_thing_get_id (thing)) == 0)
        return TRUE;
    }
  return FALSE;
}
