/* tl-validate.c: the rules that one field alone cannot show (impact-model.md, "Refused")
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-validate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-text.h"

typedef struct
{
  TlJourney  *journey;
  GPtrArray  *problems;
  GHashTable *pairs; /* "kind\nparent\na\nb", for things of which there may be one a pair */
} Check;

static void refuse (Check      *check,
                    TlThing    *thing,
                    TlField     field,
                    const char *format,
                    ...) G_GNUC_PRINTF (4, 5);

/**
 * tl_problem_new:
 * @thing: (nullable): what it is about
 * @field: (nullable): which of its fields
 * @format: a sentence, as for printf()
 *
 * Returns: (transfer full): a problem
 */
TlProblem *
tl_problem_new (TlSeverity severity, TlThing *thing, const char *field, const char *format, ...)
{
  TlProblem *self = g_new0 (TlProblem, 1);
  va_list    args;

  self->severity = severity;
  self->id = thing ? g_strdup (tl_thing_get_id (thing)) : NULL;
  self->field = g_strdup (field);
  self->where = thing ? tl_thing_describe (thing) : g_strdup ("");
  va_start (args, format);
  self->what = g_strdup_vprintf (format, args);
  va_end (args);
  return self;
}

/**
 * tl_problem_free:
 */
void
tl_problem_free (TlProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->field);
  g_free (self->where);
  g_free (self->what);
  g_free (self);
}

/**
 * tl_problem_to_string:
 *
 * Returns: (transfer full): the problem on one line: where, field, what
 */
char *
tl_problem_to_string (const TlProblem *self)
{
  g_autofree char *line = NULL;

  if (*self->where == '\0')
    line = g_strdup (self->what);
  else if (self->field)
    line = g_strdup_printf ("%s, %s: %s", self->where, self->field, self->what);
  else
    line = g_strdup_printf ("%s: %s", self->where, self->what);
  /* Titles may hold line breaks; a problem is one line all the same. */
  return tl_text_squeeze (line);
}

static void
refuse (Check *check, TlThing *thing, TlField field, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list          args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (check->problems,
                   tl_problem_new (TL_PROBLEM_REFUSED, thing, field == TL_FIELD_NONE ? NULL : tl_field_get_info (field)->name,
                                   "%s", what));
}

static const char *
title_of (Check *check, const char *id)
{
  TlThing *thing = tl_journey_lookup (check->journey, id);

  return thing ? tl_thing_get_title (thing) : id;
}

/* What every field says of itself: whether it must be there, and what it may refer to. */
static void
check_fields (TlThing *thing, gpointer data)
{
  Check            *check = data;
  const TlKindInfo *info = tl_kind_get_info (tl_thing_get_kind (thing));

  for (guint i = 0; i < info->n_fields; i++)
    {
      TlField            field = info->first + i;
      const TlFieldInfo *about = tl_field_get_info (field);
      const char        *id;
      TlThing           *target;

      if (!tl_thing_has (thing, field))
        {
          if (about->flags & TL_FIELD_REQUIRED)
            refuse (check, thing, field, _("this must be given"));
          continue;
        }
      if (about->type != TL_TYPE_ID_REF)
        continue;
      id = tl_thing_get_text (thing, field);
      target = tl_journey_lookup (check->journey, id);
      if (target == NULL)
        refuse (check, thing, field, _("refers to “%s”, and nothing has that id"), id);
      else if (!(about->targets & (1u << tl_thing_get_kind (target))))
        refuse (check, thing, field, _("refers to “%s”, which is a %s and cannot stand here"), id,
                tl_kind_get_label (tl_thing_get_kind (target)));
    }
}

/* Whether this pair is there for the first time. */
static gboolean
is_first (Check *check, TlThing *thing, const char *a, const char *b)
{
  TlThing *parent = tl_thing_get_parent (thing);
  char    *key = g_strdup_printf ("%d\n%s\n%s\n%s", tl_thing_get_kind (thing), parent ? tl_thing_get_id (parent) : "",
                                  a ? a : "", b ? b : "");

  return g_hash_table_add (check->pairs, key);
}

static void
check_transition (TlThing *thing, gpointer data)
{
  Check      *check = data;
  const char *from = tl_thing_get_text (thing, TL_TRANSITION_FROM);
  const char *to = tl_thing_get_text (thing, TL_TRANSITION_TO);
  TlThing    *stage = tl_journey_lookup (check->journey, from);

  if (!is_first (check, thing, from, to))
    refuse (check, thing, TL_FIELD_NONE, _("the transition from “%s” to “%s” is drawn twice"), title_of (check, from),
            title_of (check, to));
  if (stage && tl_thing_get_kind (stage) == TL_KIND_STAGE && !tl_thing_is_word (stage, TL_STAGE_KIND, "step"))
    refuse (check, thing, TL_TRANSITION_FROM, _("“%s” is an outcome (%s), and nothing leaves an outcome"),
            title_of (check, from), tl_thing_get_text (stage, TL_STAGE_KIND));
}

static void
check_contact (TlThing *thing, gpointer data)
{
  const char *touchpoint = tl_thing_get_text (thing, TL_CONTACT_TOUCHPOINT);

  if (!is_first (data, thing, touchpoint, NULL))
    refuse (data, thing, TL_CONTACT_TOUCHPOINT, _("the pain has two contacts at “%s”; give one, with their sum"),
            title_of (data, touchpoint));
}

static void
check_because (TlThing *thing, gpointer data)
{
  const char *cause = tl_thing_get_text (thing, TL_BECAUSE_CAUSE);

  if (!is_first (data, thing, cause, NULL))
    refuse (data, thing, TL_BECAUSE_CAUSE, _("the pain names the cause “%s” twice"), title_of (data, cause));
}

static void
check_fact (TlThing *thing, gpointer data)
{
  Check      *check = data;
  const char *of = tl_thing_get_text (thing, TL_FACT_OF);
  const char *field = tl_thing_get_text (thing, TL_FACT_FIELD);
  TlThing    *target = tl_journey_lookup (check->journey, of);
  TlField     about;

  if (field == NULL || target == NULL)
    return;
  if (!is_first (check, thing, of, field))
    refuse (check, thing, TL_FIELD_NONE, _("there are two facts on %s of “%s”"), field, title_of (check, of));
  about = tl_kind_find_field (tl_thing_get_kind (target), field);
  if (about == TL_FIELD_NONE || tl_field_get_info (about)->type == TL_TYPE_NOTE ||
      tl_field_get_info (about)->type == TL_TYPE_BODY)
    refuse (check, thing, TL_FACT_FIELD, _("“%s” is a %s, which has no field “%s”"), title_of (check, of),
            tl_kind_get_label (tl_thing_get_kind (target)), field);
}

static void
check_choice (TlThing *thing, gpointer data)
{
  const char *fix = tl_thing_get_text (thing, TL_CHOICE_FIX);

  if (fix == NULL && !tl_thing_has (thing, TL_CHOICE_TITLE))
    refuse (data, thing, TL_CHOICE_FIX, _("this must be given"));
  if (fix && tl_thing_has (thing, TL_CHOICE_TITLE))
    refuse (data, thing, TL_CHOICE_TITLE, _("only a fix that is gone is kept by its title"));
  if (fix && !is_first (data, thing, fix, NULL))
    refuse (data, thing, TL_CHOICE_FIX, _("the scenario names the fix “%s” twice"), title_of (data, fix));
}

static void
check_within (TlThing *thing, gpointer data)
{
  const char *source = tl_thing_get_text (thing, TL_WITHIN_SOURCE);

  if (!is_first (data, thing, source, NULL))
    refuse (data, thing, TL_WITHIN_SOURCE, _("the tie names the source “%s” twice"), title_of (data, source));
}

/* What is tied is a share of the records: a number that may be a count, and that two ties would each want for itself. */
static void
check_tie (TlThing *thing, gpointer data)
{
  Check      *check = data;
  const char *of = tl_thing_get_text (thing, TL_TIE_OF);
  const char *field = tl_thing_get_text (thing, TL_TIE_FIELD);
  const char *from = tl_thing_get_text (thing, TL_TIE_FROM);
  const char *until = tl_thing_get_text (thing, TL_TIE_UNTIL);
  TlThing    *target = tl_journey_lookup (check->journey, of);
  TlField     about;

  if (field == NULL || target == NULL)
    return;
  if (!is_first (check, thing, of, field))
    refuse (check, thing, TL_FIELD_NONE, _("%s of “%s” is tied twice"), field, title_of (check, of));
  about = tl_kind_find_field (tl_thing_get_kind (target), field);
  if (about == TL_FIELD_NONE || tl_field_get_info (about)->type != TL_TYPE_ESTIMATE ||
      !(tl_field_get_info (about)->flags & TL_FIELD_SHARE))
    refuse (check, thing, TL_TIE_FIELD, _("“%s” is a %s, and its “%s” is not a share that records can be counted for"),
            title_of (check, of), tl_kind_get_label (tl_thing_get_kind (target)), field);
  if (from && until && strcmp (from, until) > 0)
    refuse (check, thing, TL_TIE_UNTIL, _("the period ends on %s, before it begins on %s"), until, from);
}

static void
check_pack (TlThing *thing, gpointer data)
{
  const char *audience = tl_thing_get_text (thing, TL_PACK_AUDIENCE);

  if (audience && !is_first (data, thing, audience, NULL))
    refuse (data, thing, TL_PACK_AUDIENCE, _("there are two fact packs for this audience; give one"));
}

static void
check_page (TlThing *thing, gpointer data)
{
  const char *about = tl_thing_get_text (thing, TL_PAGE_ABOUT);

  if (about && !is_first (data, thing, about, NULL))
    refuse (data, thing, TL_PAGE_ABOUT, _("the fact pack has the page “%s” twice"), about);
}

/* The fields that effects may change, by the kind of what they are on (impact-model.md, "A world with fixes"). */
static gboolean
takes_effect (TlKind kind, const char *field)
{
  static const char *const stage[] = { "entry", "revenue", "continue", NULL };
  static const char *const transition[] = { "share", NULL };
  static const char *const touchpoint[] = { "reach", "unit-cost", "fixed-cost", NULL };
  static const char *const pain[] = { "incidence", "leave", "cost", "contacts", NULL };
  static const char *const cause[] = { "strength", NULL };
  const char *const       *fields = kind == TL_KIND_STAGE        ? stage
                                    : kind == TL_KIND_TRANSITION ? transition
                                    : kind == TL_KIND_TOUCHPOINT ? touchpoint
                                    : kind == TL_KIND_PAIN       ? pain
                                    : kind == TL_KIND_CAUSE      ? cause
                                                                 : NULL;

  return fields && g_strv_contains (fields, field);
}

static void
check_effect_to (Check *check, TlThing *thing, TlThing *on, const char *field)
{
  const char *to_id = tl_thing_get_text (thing, TL_EFFECT_TO);
  TlThing    *to = tl_journey_lookup (check->journey, to_id);
  TlEstimate  scale;
  double      low, high;

  if (strcmp (field, "reach") != 0 || !tl_thing_has (thing, TL_EFFECT_SCALE))
    {
      refuse (check, thing, TL_EFFECT_TO, _("only a scale on reach can move what it takes away to another touchpoint"));
      return;
    }
  if (to && (to == on || tl_thing_get_parent (to) != tl_thing_get_parent (on)))
    refuse (check, thing, TL_EFFECT_TO, _("“%s” is not another touchpoint of the same stage"), tl_thing_get_title (to));
  scale = tl_thing_get_estimate (thing, TL_EFFECT_SCALE);
  tl_estimate_get_ends (&scale, &low, &high);
  if (high > 1)
    {
      g_autofree char *shown = tl_number_format (high);

      refuse (check, thing, TL_EFFECT_SCALE, _("scale is %s, and must be from 0 to 1 where the effect says “to”"), shown);
    }
}

static void
check_effect (TlThing *thing, gpointer data)
{
  Check      *check = data;
  TlThing    *on = tl_journey_lookup (check->journey, tl_thing_get_text (thing, TL_EFFECT_ON));
  const char *field = tl_thing_get_text (thing, TL_EFFECT_FIELD);
  gboolean    scales = tl_thing_has (thing, TL_EFFECT_SCALE);
  gboolean    shifts = tl_thing_has (thing, TL_EFFECT_SHIFT);

  if (scales == shifts)
    refuse (check, thing, TL_FIELD_NONE,
            scales ? _("the effect has both a scale and a shift; give one") : _("the effect has neither a scale nor a shift"));
  if (on == NULL || field == NULL || !(tl_field_get_info (TL_EFFECT_ON)->targets & (1u << tl_thing_get_kind (on))))
    return;
  if (!takes_effect (tl_thing_get_kind (on), field))
    refuse (check, thing, TL_EFFECT_FIELD, _("“%s” is a %s, and effects cannot change its “%s”"), tl_thing_get_title (on),
            tl_kind_get_label (tl_thing_get_kind (on)), field);
  if (shifts && (strcmp (field, "strength") == 0 || strcmp (field, "contacts") == 0))
    refuse (check, thing, TL_EFFECT_SHIFT, _("%s can only be scaled, not shifted"), field);
  if (tl_thing_get_kind (on) == TL_KIND_TRANSITION)
    {
      TlThing *to = tl_journey_lookup (check->journey, tl_thing_get_text (on, TL_TRANSITION_TO));

      if (to && tl_thing_get_kind (to) == TL_KIND_STAGE && tl_thing_is_word (to, TL_STAGE_KIND, "lost"))
        {
          g_autofree char *words = tl_thing_describe (on);

          refuse (check, thing, TL_EFFECT_ON, _("the transition %s leads to a lost stage; change what keeps customers instead"),
                  words);
        }
    }
  if (tl_thing_has (thing, TL_EFFECT_TO) && tl_thing_get_kind (on) == TL_KIND_TOUCHPOINT)
    check_effect_to (check, thing, on, field);
  else if (tl_thing_has (thing, TL_EFFECT_TO))
    refuse (check, thing, TL_EFFECT_TO, _("only a scale on reach can move what it takes away to another touchpoint"));
}

/**
 * tl_journey_validate:
 * @self: a journey
 *
 * Holds the journey against the rules that make it one: what must be given, references, pairs of which there may be
 * one, what effects and facts may be on. What its figures say is the impact model's to judge.
 *
 * Returns: (transfer full) (element-type TlProblem): what is wrong, by kind and in the order of the file; empty if nothing
 */
GPtrArray *
tl_journey_validate (TlJourney *self)
{
  Check check = { .journey = self };

  check.problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_problem_free);
  check.pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    tl_journey_foreach (self, kind, check_fields, &check);
  tl_journey_foreach (self, TL_KIND_TRANSITION, check_transition, &check);
  tl_journey_foreach (self, TL_KIND_CONTACT, check_contact, &check);
  tl_journey_foreach (self, TL_KIND_BECAUSE, check_because, &check);
  tl_journey_foreach (self, TL_KIND_EFFECT, check_effect, &check);
  tl_journey_foreach (self, TL_KIND_FACT, check_fact, &check);
  tl_journey_foreach (self, TL_KIND_CHOICE, check_choice, &check);
  tl_journey_foreach (self, TL_KIND_TIE, check_tie, &check);
  tl_journey_foreach (self, TL_KIND_WITHIN, check_within, &check);
  tl_journey_foreach (self, TL_KIND_PACK, check_pack, &check);
  tl_journey_foreach (self, TL_KIND_PAGE, check_page, &check);
  g_hash_table_unref (check.pairs);
  return check.problems;
}
