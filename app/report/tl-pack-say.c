/* tl-pack-say.c: what a number means, in plain words
 *
 * A board member knows no incidence and no scale: he is told what happens where the number is what it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-inputs.h"
#include "tl-pack-private.h"

/* What an effect does where it comes to @much: “14% less”. */
static char *
say_effect (TlPackMaker *maker, const TlImpactEffect *effect, const char *much)
{
  const TlSnapshot *snapshot = maker->snapshot;

  switch (effect->field)
    {
    case TL_IMPACT_FIELD_ENTRY:
      /* Translators: what a fix does, as a part of a sentence; %2$s is “14% more” or “2 points less” here and below. */
      return g_strdup_printf (_("the number that starts at “%1$s” is %2$s"),
                              _tl_pack_name (maker, &snapshot->stages, effect->on), much);
    case TL_IMPACT_FIELD_REVENUE:
      return g_strdup_printf (_("an arrival at “%1$s” brings %2$s"),
                              _tl_pack_name (maker, &snapshot->stages, effect->on), much);
    case TL_IMPACT_FIELD_CONTINUE:
      return g_strdup_printf (_("the share that goes on from “%1$s” is %2$s"),
                              _tl_pack_name (maker, &snapshot->stages, effect->on), much);
    case TL_IMPACT_FIELD_SHARE:
      return g_strdup_printf (_("the share that goes “%1$s” is %2$s"),
                              _tl_pack_name (maker, &snapshot->transitions, effect->on), much);
    case TL_IMPACT_FIELD_REACH:
      return g_strdup_printf (_("the interactions a visit at “%1$s” are %2$s"),
                              _tl_pack_name (maker, &snapshot->touchpoints, effect->on), much);
    case TL_IMPACT_FIELD_UNIT_COST:
      return g_strdup_printf (_("an interaction at “%1$s” costs %2$s"),
                              _tl_pack_name (maker, &snapshot->touchpoints, effect->on), much);
    case TL_IMPACT_FIELD_FIXED_COST:
      return g_strdup_printf (_("the fixed cost of “%1$s” is %2$s"),
                              _tl_pack_name (maker, &snapshot->touchpoints, effect->on), much);
    case TL_IMPACT_FIELD_INCIDENCE:
      return g_strdup_printf (_("“%1$s” happens %2$s"), _tl_pack_name (maker, &snapshot->pains, effect->on), much);
    case TL_IMPACT_FIELD_LEAVE:
      return g_strdup_printf (_("“%1$s” drives away %2$s"), _tl_pack_name (maker, &snapshot->pains, effect->on), much);
    case TL_IMPACT_FIELD_COST:
      return g_strdup_printf (_("“%1$s” costs %2$s each time"), _tl_pack_name (maker, &snapshot->pains, effect->on),
                              much);
    case TL_IMPACT_FIELD_CONTACTS:
      return g_strdup_printf (_("the contacts that “%1$s” causes are %2$s"),
                              _tl_pack_name (maker, &snapshot->pains, effect->on), much);
    case TL_IMPACT_FIELD_STRENGTH:
    default:
      return g_strdup_printf (_("the strength of “%1$s” is %2$s"),
                              _tl_pack_name (maker, &snapshot->causes, effect->on), much);
    }
}

/**
 * _tl_pack_say_if:
 * @input: a number
 * @much: its value, in words
 * @fix: the fix that the sentence is about, or %TL_IMPACT_NONE
 *
 * Returns: (transfer full): what is so where a number has a value, as a part of a sentence: “56% of those who meet
 *   ‘Queue’ leave”
 */
char *
_tl_pack_say_if (TlPackMaker *maker, const TlImpactInput *input, const char *much, guint fix)
{
  const TlSnapshot     *snapshot = maker->snapshot;
  const TlImpactEffect *effect;
  g_autofree char      *words = NULL;

  switch (input->part)
    {
    case TL_IMPACT_PART_MARGIN:
      /* Translators: parts of sentences, as “if %s of revenue is margin”; %1$s is a number here and below. */
      return g_strdup_printf (_("%1$s of revenue is margin"), much);
    case TL_IMPACT_PART_INCREMENTALITY:
      return g_strdup_printf (_("%1$s of the customers kept would otherwise have been lost"), much);
    case TL_IMPACT_PART_ENTRY:
      return g_strdup_printf (_("%1$s customers a year start at “%2$s”"), much,
                              _tl_pack_name (maker, &snapshot->stages, input->index));
    case TL_IMPACT_PART_REVENUE:
      return g_strdup_printf (_("an arrival at “%2$s” brings %1$s"), much,
                              _tl_pack_name (maker, &snapshot->stages, input->index));
    case TL_IMPACT_PART_SHARE:
      return g_strdup_printf (_("%1$s of visits go “%2$s”"), much,
                              _tl_pack_name (maker, &snapshot->transitions, input->index));
    case TL_IMPACT_PART_REACH:
      return g_strdup_printf (_("a visit takes %1$s interactions at “%2$s”"), much,
                              _tl_pack_name (maker, &snapshot->touchpoints, input->index));
    case TL_IMPACT_PART_UNIT_COST:
      return g_strdup_printf (_("an interaction at “%2$s” costs %1$s"), much,
                              _tl_pack_name (maker, &snapshot->touchpoints, input->index));
    case TL_IMPACT_PART_FIXED_COST:
      return g_strdup_printf (_("the fixed cost of “%2$s” is %1$s a year"), much,
                              _tl_pack_name (maker, &snapshot->touchpoints, input->index));
    case TL_IMPACT_PART_CASHABLE:
      if (input->index == TL_IMPACT_NONE)
        return g_strdup_printf (_("%1$s of every saving turns into cash"), much);
      return g_strdup_printf (_("%1$s of what is saved at “%2$s” turns into cash"), much,
                              _tl_pack_name (maker, &snapshot->touchpoints, input->index));
    case TL_IMPACT_PART_INCIDENCE:
      return g_strdup_printf (_("%1$s of interactions meet “%2$s”"), much,
                              _tl_pack_name (maker, &snapshot->pains, input->index));
    case TL_IMPACT_PART_LEAVE:
      return g_strdup_printf (_("%1$s of those who meet “%2$s” leave"), much,
                              _tl_pack_name (maker, &snapshot->pains, input->index));
    case TL_IMPACT_PART_COST:
      return g_strdup_printf (_("“%2$s” costs %1$s each time"), much,
                              _tl_pack_name (maker, &snapshot->pains, input->index));
    case TL_IMPACT_PART_ONE_OFF:
      if (input->index == fix)
        return g_strdup_printf (_("it takes %1$s to start"), much);
      return g_strdup_printf (_("“%2$s” takes %1$s to start"), much,
                              _tl_pack_name (maker, &snapshot->fixes, input->index));
    case TL_IMPACT_PART_RUN:
      if (input->index == fix)
        return g_strdup_printf (_("it takes %1$s a year to run"), much);
      return g_strdup_printf (_("“%2$s” takes %1$s a year to run"), much,
                              _tl_pack_name (maker, &snapshot->fixes, input->index));
    case TL_IMPACT_PART_AMOUNT:
      effect = &snapshot->journey.effects[input->index];
      words = say_effect (maker, effect, much);
      if (effect->fix == fix)
        /* Translators: what is so with the fix that the sentence is about. */
        return g_strdup_printf (_("with it %s"), words);
      return g_strdup_printf (_("with “%s”, %s"), _tl_pack_name (maker, &snapshot->fixes, effect->fix), words);
    case TL_IMPACT_PART_COUNT:
    case TL_IMPACT_PART_BECAUSE:
    default:
      words = tl_inputs_describe (maker->figures, input->part, input->index, TRUE);
      /* Translators: what a number is, and its value. */
      return g_strdup_printf (_("“%s” is %s"), words ? words : "", much);
    }
}
