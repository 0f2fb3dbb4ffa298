/* tl-pack-loves.c: what customers love, what the fixes do to it, and what has been delivered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-pack-private.h"
#include "tl-text.h"

#define LOVES_MOST 12
#define TEAMS_MOST 6
#define QUOTE_SHORT 130

typedef struct
{
  TlThing *touchpoint;
  TlThing *delight;
  double   emotion;
  gint64   records;
} Love;

/* What most people say comes first; where nobody says anything, what feels best. */
static int
compare_loves (gconstpointer a, gconstpointer b)
{
  const Love *first = a, *second = b;

  if (first->records != second->records)
    return first->records > second->records ? -1 : 1;
  if (first->emotion != second->emotion)
    return first->emotion > second->emotion ? -1 : 1;
  return strcmp (tl_thing_get_id (first->delight), tl_thing_get_id (second->delight));
}

static GArray *
list_loves (TlPackMaker *maker)
{
  g_autoptr (GPtrArray) delights = tl_journey_collect (maker->journey, TL_KIND_DELIGHT);
  GArray               *loves = g_array_new (FALSE, FALSE, sizeof (Love));

  for (guint i = 0; i < delights->len; i++)
    {
      TlThing *touchpoint = tl_thing_get_parent (delights->pdata[i]);
      Love     love = { touchpoint, delights->pdata[i], tl_thing_get_number (touchpoint, TL_TOUCHPOINT_EMOTION),
                        tl_figures_count_records (maker->figures, tl_thing_get_id (delights->pdata[i])) };

      g_array_append_val (loves, love);
    }
  g_array_sort (loves, compare_loves);
  return loves;
}

static const char *
get_credit (const Love *love)
{
  const char *credit = tl_thing_get_text (love->delight, TL_DELIGHT_CREDIT);

  return credit && *credit ? credit : NULL;
}

/**
 * _tl_pack_find_credit:
 *
 * Returns: (transfer none) (nullable): the delight that is loved best of those that somebody has credit for
 */
TlThing *
_tl_pack_find_credit (TlPackMaker *maker)
{
  g_autoptr (GArray) loves = list_loves (maker);

  for (guint i = 0; i < loves->len; i++)
    {
      const Love *love = &g_array_index (loves, Love, i);

      if (get_credit (love) && (love->records > 0 || love->emotion > 0))
        return love->delight;
    }
  return NULL;
}

/* Whether a fix makes more of a place (1), less of it (−1), or neither. */
static int
touch (TlPackMaker *maker, guint fix, guint touchpoint)
{
  const TlImpactJourney *journey = &maker->snapshot->journey;
  gboolean               is_built_on = FALSE;

  for (guint i = 0; i < journey->n_effects; i++)
    {
      const TlImpactEffect *effect = &journey->effects[i];
      double                amount = tl_estimate_point (&effect->amount.estimate);
      int                   sign = effect->shift ? (amount > 0) - (amount < 0) : (amount > 1) - (amount < 1);
      gboolean              is_pain = FALSE, is_here = FALSE;

      if (effect->fix != fix)
        continue;
      switch (effect->field)
        {
        case TL_IMPACT_FIELD_REACH:
          is_here = effect->on == touchpoint;
          if (effect->to == touchpoint && sign < 0)
            is_built_on = TRUE;
          break;
        case TL_IMPACT_FIELD_INCIDENCE:
        case TL_IMPACT_FIELD_LEAVE:
          is_pain = TRUE;
          is_here = journey->pains[effect->on].touchpoint == touchpoint;
          break;
        case TL_IMPACT_FIELD_STRENGTH:
          is_pain = TRUE;
          for (guint k = 0; k < journey->n_becauses; k++)
            is_here = is_here || (journey->becauses[k].cause == effect->on &&
                                  journey->pains[journey->becauses[k].pain].touchpoint == touchpoint);
          break;
        case TL_IMPACT_FIELD_ENTRY:
        case TL_IMPACT_FIELD_REVENUE:
        case TL_IMPACT_FIELD_CONTINUE:
        case TL_IMPACT_FIELD_SHARE:
        case TL_IMPACT_FIELD_UNIT_COST:
        case TL_IMPACT_FIELD_FIXED_COST:
        case TL_IMPACT_FIELD_COST:
        case TL_IMPACT_FIELD_CONTACTS:
        default:
          break;
        }
      if (!is_here || sign == 0)
        continue;
      if ((sign > 0) == is_pain)
        return -1;
      is_built_on = TRUE;
    }
  return is_built_on;
}

/* The titles of the fixes that touch it that way, the best first. */
static char *
name_touching (TlPackMaker *maker, guint touchpoint, int way, gboolean chosen_only, guint *n)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < maker->n_ranked && names->len < 2; i++)
    if ((!chosen_only || (maker->choice && _tl_pack_set_has (maker->choice, maker->ranked[i].fix))) &&
        touch (maker, maker->ranked[i].fix, touchpoint) == way)
      {
        g_autofree char *title = _tl_pack_short (maker->ranked[i].title, 40);

        g_ptr_array_add (names, g_strdup_printf (_("“%s”"), title));
      }
  *n = names->len;
  return names->len ? _tl_pack_join (names) : NULL;
}

/**
 * _tl_pack_say_touch:
 * @delight: what customers love
 * @chosen_only: whether only what is asked for is looked at
 *
 * Returns: (transfer full) (nullable): which fixes endanger it, or else which build on it, in a sentence
 */
char *
_tl_pack_say_touch (TlPackMaker *maker, TlThing *delight, gboolean chosen_only)
{
  guint            at = tl_names_find (&maker->snapshot->touchpoints, tl_thing_get_id (tl_thing_get_parent (delight)));
  g_autofree char *names = NULL;
  guint            n;

  if (at >= maker->snapshot->touchpoints.n)
    return NULL;
  names = name_touching (maker, at, -1, chosen_only, &n);
  if (names)
    /* Translators: titles of fixes, and what they do to what customers love. */
    return g_strdup_printf (ngettext ("%s endangers it.", "%s endanger it.", n), names);
  names = name_touching (maker, at, 1, chosen_only, &n);
  return names ? g_strdup_printf (ngettext ("%s builds on it.", "%s build on it.", n), names) : NULL;
}

/* A few words of somebody who said so. */
static char *
quote (TlPackMaker *maker, TlThing *delight)
{
  const TlRecord  *record = _tl_pack_find_quote (maker, tl_thing_get_id (delight));
  g_autofree char *words = record ? _tl_pack_take_words (maker, record) : NULL;
  g_autofree char *shorter = words ? tl_text_shorten (words, QUOTE_SHORT) : NULL;

  return shorter ? g_strdup_printf (_("“%s”"), shorter) : g_strdup ("–");
}

static void
add_loves (TlPackMaker *maker, const GArray *loves)
{
  TlBlock *table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
  gboolean has_records = FALSE, has_quotes = FALSE, has_touch = FALSE;

  for (guint i = 0; i < loves->len && i < LOVES_MOST; i++)
    {
      const Love      *love = &g_array_index (loves, Love, i);
      g_autofree char *said = _tl_pack_say_touch (maker, love->delight, FALSE);

      has_records = has_records || love->records > 0;
      has_quotes = has_quotes || _tl_pack_find_quote (maker, tl_thing_get_id (love->delight)) != NULL;
      has_touch = has_touch || said != NULL;
    }
  _tl_pack_add_column (table, _("What they love"), 2.4, FALSE);
  _tl_pack_add_column (table, _("Where"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Credit to"), 2, FALSE);
  if (has_records)
    _tl_pack_add_column (table, _("Records"), 0.9, TRUE);
  if (has_quotes)
    _tl_pack_add_column (table, _("In their words"), 4.2, FALSE);
  if (has_touch)
    _tl_pack_add_column (table, _("What fixes do to it"), 2.8, FALSE);
  for (guint i = 0; i < loves->len && i < LOVES_MOST; i++)
    {
      const Love *love = &g_array_index (loves, Love, i);
      const char *credit = get_credit (love);
      char      **row = g_new0 (char *, table->columns->len + 1);
      guint       n = 0;

      row[n++] = g_strdup (tl_thing_get_title (love->delight));
      row[n++] = tl_thing_describe (love->touchpoint);
      row[n++] = credit ? tl_text_squeeze (credit) : g_strdup ("–");
      if (has_records)
        row[n++] = love->records > 0 ? _tl_pack_count (maker, (double) love->records) : g_strdup ("–");
      if (has_quotes)
        row[n++] = quote (maker, love->delight);
      if (has_touch)
        {
          row[n] = _tl_pack_say_touch (maker, love->delight, FALSE);
          if (row[n] == NULL)
            row[n] = g_strdup ("–");
          n++;
        }
      g_ptr_array_add (table->items, row);
    }
}

static void
add_thanks (TlPackMaker *maker, const GArray *loves)
{
  g_autoptr (GPtrArray) teams = g_ptr_array_new ();
  g_autofree char      *names = NULL;
  TlBlock              *note;

  for (guint i = 0; i < loves->len && teams->len < TEAMS_MOST; i++)
    {
      const char *credit = get_credit (&g_array_index (loves, Love, i));

      if (credit && !g_ptr_array_find_with_equal_func (teams, credit, g_str_equal, NULL))
        g_ptr_array_add (teams, (gpointer) credit);
    }
  if (teams->len == 0)
    return;
  note = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);
  note->tone = TL_TONE_GAIN;
  names = _tl_pack_join_long (teams);
  g_ptr_array_add (note->items, g_strdup_printf (_("Thank you: %s. Whatever is decided, this is to be kept."), names));
}

/* A sentence, whether somebody has ended it or not. */
static char *
end_sentence (const char *text)
{
  g_autofree char *line = tl_text_squeeze (text);
  gsize            length = strlen (line);

  return length && strchr (".!?", line[length - 1]) ? g_steal_pointer (&line) : g_strconcat (line, ".", NULL);
}

/**
 * _tl_pack_add_delivered:
 *
 * Adds the fixes that are over, live and measured ones, with thanks; they are not ranked any more.
 */
void
_tl_pack_add_delivered (TlPackMaker *maker)
{
  g_autoptr (GPtrArray) fixes = tl_journey_collect (maker->journey, TL_KIND_FIX);
  TlBlock              *note = NULL;

  for (guint i = 0; i < fixes->len; i++)
    {
      TlThing         *fix = fixes->pdata[i];
      const char      *outcome = tl_thing_get_text (fix, TL_FIX_OUTCOME);
      const char      *owner = tl_thing_get_text (fix, TL_FIX_OWNER);
      const char      *title = tl_thing_get_title (fix);
      g_autofree char *sentence = outcome && *outcome ? end_sentence (outcome) : NULL;

      if (!tl_thing_is_word (fix, TL_FIX_STATUS, "live") && !tl_thing_is_word (fix, TL_FIX_STATUS, "measured"))
        continue;
      if (note == NULL)
        {
          note = _tl_pack_add (maker, TL_BLOCK_NOTE, _("Already delivered"));
          note->tone = TL_TONE_GAIN;
        }
      if (owner && *owner)
        g_ptr_array_add (note->items, sentence
                                        ? g_strdup_printf (_("“%s”: %s Thank you, %s."), title, sentence, owner)
                                        : g_strdup_printf (_("“%s” is live. Thank you, %s."), title, owner));
      else
        g_ptr_array_add (note->items, sentence ? g_strdup_printf (_("“%s”: %s"), title, sentence)
                                               : g_strdup_printf (_("“%s” is live."), title));
    }
}

static char *
make_headline (TlPackMaker *maker, const GArray *loves)
{
  const Love      *first = &g_array_index (loves, Love, 0);
  const char      *team = get_credit (first);
  g_autofree char *title = _tl_pack_short (tl_thing_get_title (first->delight), 60);
  g_autofree char *credit = team ? _tl_pack_short (team, 40) : NULL;

  if (credit && (first->records > 0 || loves->len == 1))
    return g_strdup_printf (loves->len > 1 ? _("What customers love most is “%s”: thank you, %s")
                                           : _("Customers love “%s”: thank you, %s"), title, credit);
  return loves->len > 1 && first->records > 0 ? g_strdup_printf (_("What customers love most is “%s”"), title)
                                              : g_strdup_printf (_("Customers love “%s”"), title);
}

/**
 * _tl_pack_make_loves:
 */
gboolean
_tl_pack_make_loves (TlPackMaker *maker, GError **error)
{
  g_autoptr (GArray) loves = list_loves (maker);

  if (loves->len > 0)
    {
      add_loves (maker, loves);
      add_thanks (maker, loves);
      maker->page->headline = make_headline (maker, loves);
      maker->page->lead = g_strdup (_("What works today, and who made it work. A fix that spoils one of these costs "
                                      "more than it shows."));
    }
  /* To the team its wins come first; others see them where it says how we will know. */
  if (maker->audience == TL_AUDIENCE_TEAM)
    _tl_pack_add_delivered (maker);
  if (maker->page->headline == NULL && maker->page->blocks->len > 0)
    maker->page->headline = g_strdup (_("What has been delivered, and by whom"));
  return TRUE;
}
