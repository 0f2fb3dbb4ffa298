/* tl-suggestions-say.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-suggestions-say.h"

#include <glib/gi18n-lib.h>

#include "tl-number.h"
#include "tl-phrase.h"

/**
 * tl_suggestions_say_skill:
 *
 * Returns: (transfer full): how often it was right about records that were held back, and whether that is worth anything
 */
char *
tl_suggestions_say_skill (const TlLearnerSkill *skill)
{
  double           always = (double) skill->majority / MAX (skill->n, 1);
  g_autofree char *right = tl_number_format_percent ((double) skill->right / MAX (skill->n, 1), NULL);
  g_autofree char *low = tl_number_format_percent (skill->low, NULL);
  g_autofree char *high = tl_number_format_percent (skill->high, NULL);
  g_autofree char *majority = tl_number_format_percent (always, NULL);

  if (skill->low <= always)
    /* Translators: shares of records, as in “64%”. */
    return g_strdup_printf (_("Of records that were held back, %s came out right (95%% interval %s to %s). That is hardly "
                              "better than always naming the most frequent, which is right on %s: assign more records "
                              "first."),
                            right, low, high, majority);
  /* Translators: shares of records, as in “64%”. */
  return g_strdup_printf (_("Of records that were held back, %s came out right (95%% interval %s to %s); always naming the "
                            "most frequent would be right on %s."),
                          right, low, high, majority);
}

/**
 * tl_suggestions_say_learned:
 *
 * Returns: (transfer full): from what it was learned, how often it is right, and that nothing is assigned by it
 */
char *
tl_suggestions_say_learned (const TlSuggestions *learned)
{
  const TlLearnerSkill *feeling = &learned->sentiment_skill;
  g_autofree char      *records = tl_phrase_count (learned->n_learned);
  g_autofree char      *things = tl_phrase_count (learned->n_things);
  g_autofree char      *skill = tl_suggestions_say_skill (&learned->skill);
  g_autofree char      *n = tl_phrase_count (learned->n_sentiment);
  g_autofree char      *right = tl_number_format_percent ((double) feeling->right / MAX (feeling->n, 1), NULL);
  g_autofree char      *from = NULL, *moods = NULL;

  /* Translators: how many records, ten or more, and how many pains, delights and touchpoints, two or more. */
  from = g_strdup_printf (_("Learned from %s records that people assigned to %s things."), records, things);
  if (learned->n_sentiment > 0)
    /* Translators: how many records, and a share of them. */
    moods = g_strdup_printf (_("Moods are a hint, learned from %s records with scores, and right on %s."), n, right);
  return g_strjoin (" ", from, skill, _("Nothing is assigned without your yes."), moods, NULL);
}
