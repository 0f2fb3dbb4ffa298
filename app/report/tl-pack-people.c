/* tl-pack-people.c: how we will know, and who does what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-inputs.h"
#include "tl-pack-private.h"
#include "tl-text.h"

#define MISSING_MOST 6
#define PROMISES_MOST 12

static char *
text_or_dash (TlThing *thing, TlField field)
{
  const char *text = tl_thing_get_text (thing, field);

  return text && *text ? tl_text_squeeze (text) : g_strdup ("–");
}

static gboolean
has_any (TlThing *thing, const TlField *fields, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (tl_thing_has (thing, fields[i]) && *tl_thing_get_text (thing, fields[i]))
      return TRUE;
  return FALSE;
}

static char *
day_or_dash (TlThing *thing, TlField field)
{
  char *day = _tl_pack_day (tl_thing_get_text (thing, field));

  return day ? day : g_strdup ("–");
}

/* The number that a fix wins most by: what there is to measure where nobody has said so. */
static char *
propose_measure (TlPackMaker *maker, guint fix)
{
  g_auto (TlImpactRefusal) refusal = TL_IMPACT_REFUSAL_INIT;
  TlImpactWhy             *why = tl_impact_why (tl_figures_get_model (maker->figures), fix, &maker->stop, &refusal);
  guint                    best = 0;
  char                    *text = NULL;

  for (guint i = 1; why && i < why->n_steps; i++)
    if (why->steps[i].npv > why->steps[best].npv)
      best = i;
  if (why && why->n_steps > 0)
    {
      guint            effect = why->steps[best].effect;
      double           amount = tl_estimate_point (&maker->snapshot->journey.effects[effect].amount.estimate);
      g_autofree char *full = tl_inputs_describe (maker->figures, TL_IMPACT_PART_AMOUNT, effect, FALSE);
      g_autofree char *what = full ? tl_text_shorten (full, TL_PACK_NAME_MOST) : NULL;
      g_autofree char *change = tl_inputs_show (maker->figures, TL_IMPACT_PART_AMOUNT, effect, amount, maker->numbers);

      /* Translators: what a fix changes, and by how much. */
      text = g_strdup_printf (_("Not agreed yet. The figures rest on: %s, %s"), what ? what : "", change);
    }
  tl_impact_why_free (why);
  return text ? text : g_strdup (_("Not agreed yet"));
}

/* What is promised: what is asked for, and what is approved already. */
static gboolean
is_promised (TlPackMaker *maker, const TlPackRanked *fix)
{
  return _tl_pack_set_has (maker->choice, fix->fix) || tl_thing_is_word (fix->thing, TL_FIX_STATUS, "approved");
}

/* What somebody has written down of any of them; a column that nobody has filled is left out. */
typedef struct
{
  guint       n;
  guint       n_unmeasured;
  guint       n_uncontrolled;
  gboolean    has_owner;
  gboolean    has_control;
  gboolean    has_day;
  const char *last; /* day on which somebody looks */
} Promises;

static gboolean
has_text (const TlPackRanked *fix, TlField field)
{
  const char *text = tl_thing_get_text (fix->thing, field);

  return text && *text;
}

static Promises
count_promises (TlPackMaker *maker)
{
  Promises promises = { 0 };

  for (guint i = 0; maker->choice && i < maker->n_ranked; i++)
    {
      const TlPackRanked *fix = &maker->ranked[i];
      const char         *day = tl_thing_get_text (fix->thing, TL_FIX_MEASURED);

      if (!is_promised (maker, fix))
        continue;
      promises.n++;
      promises.n_unmeasured += !has_text (fix, TL_FIX_MEASURE);
      promises.n_uncontrolled += !has_text (fix, TL_FIX_CONTROL);
      promises.has_owner = promises.has_owner || has_text (fix, TL_FIX_OWNER);
      promises.has_control = promises.has_control || has_text (fix, TL_FIX_CONTROL);
      promises.has_day = promises.has_day || has_text (fix, TL_FIX_MEASURED);
      if (has_text (fix, TL_FIX_MEASURED) && (promises.last == NULL || strcmp (day, promises.last) > 0))
        promises.last = day;
    }
  return promises;
}

static void
add_promise (TlBlock *table, const Promises *promises, char *title, char *owner, char *measure, char *control, char *day,
             char *npv)
{
  char **row = g_new0 (char *, table->columns->len + 1);
  guint  n = 0;

  row[n++] = title;
  if (promises->has_owner)
    row[n++] = g_steal_pointer (&owner);
  row[n++] = measure;
  if (promises->has_control)
    row[n++] = g_steal_pointer (&control);
  if (promises->has_day)
    row[n++] = g_steal_pointer (&day);
  row[n++] = npv;
  g_ptr_array_add (table->items, row);
  g_free (owner);
  g_free (control);
  g_free (day);
}

static TlBlock *
begin_promises (TlPackMaker *maker, const Promises *promises)
{
  TlBlock         *table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
  g_autofree char *years = _tl_pack_years (maker, tl_figures_get_horizon (maker->figures));
  g_autofree char *promise = g_strdup_printf (_("Promised in %s"), years);

  _tl_pack_add_column (table, _("Fix"), 2.6, FALSE);
  if (promises->has_owner)
    _tl_pack_add_column (table, _("Owner"), 2, FALSE);
  _tl_pack_add_column (table, _("Measure"), 3.4, FALSE);
  if (promises->has_control)
    _tl_pack_add_column (table, _("Held back"), 2.4, FALSE);
  if (promises->has_day)
    _tl_pack_add_column (table, _("We look on"), 1.7, FALSE);
  _tl_pack_add_column (table, promise, 1.5, TRUE);
  return table;
}

static void
add_promises (TlPackMaker *maker, const Promises *promises)
{
  TlBlock          *table = promises->n > 0 ? begin_promises (maker, promises) : NULL;
  g_autofree guint *fixes = g_new (guint, maker->n_ranked + 1);
  guint             n = 0, most = maker->audience == TL_AUDIENCE_BOARD ? PROMISES_MOST : G_MAXUINT;

  for (guint i = 0; table && i < maker->n_ranked; i++)
    {
      const TlPackRanked *fix = &maker->ranked[i];

      if (!is_promised (maker, fix))
        continue;
      fixes[n++] = fix->fix;
      if (n > most)
        continue;
      add_promise (table, promises, g_strdup (fix->title), text_or_dash (fix->thing, TL_FIX_OWNER),
                   has_text (fix, TL_FIX_MEASURE) ? text_or_dash (fix->thing, TL_FIX_MEASURE)
                                                  : propose_measure (maker, fix->fix),
                   text_or_dash (fix->thing, TL_FIX_CONTROL), day_or_dash (fix->thing, TL_FIX_MEASURED),
                   _tl_pack_gain (maker, fix->npv));
    }
  if (n > most)
    add_promise (table, promises, g_strdup_printf (ngettext ("And %u more", "And %u more", n - most), n - most),
                 g_strdup (""), g_strdup (""), g_strdup (""), g_strdup (""), g_strdup (""));
  if (n > 1)
    {
      TlPackSet *all = _tl_pack_set_new (maker, fixes, n);

      if (all->known)
        add_promise (table, promises, g_strdup (_("Together")), g_strdup (""),
                     g_strdup (_("What they share is counted once")), g_strdup (""), g_strdup (""),
                     _tl_pack_gain (maker, all->npv));
      _tl_pack_set_free (all);
    }
}

/* What nobody has agreed yet, fix by fix. */
static void
add_missing (TlPackMaker *maker, guint n_promised)
{
  static const struct
  {
    TlField     field;
    const char *what;
  } parts[] = {
    { TL_FIX_OWNER, N_("an owner") },
    { TL_FIX_MEASURE, N_("a measure") },
    { TL_FIX_CONTROL, N_("a group held back") },
    { TL_FIX_MEASURED, N_("a day on which we look") },
  };
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  TlBlock              *block;
  gboolean              are_alike = n_promised > 1;

  for (guint i = 0; maker->choice && i < maker->n_ranked; i++)
    {
      const TlPackRanked   *fix = &maker->ranked[i];
      g_autoptr (GPtrArray) missing = g_ptr_array_new ();

      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        if (!has_text (fix, parts[k].field))
          g_ptr_array_add (missing, (gpointer) _(parts[k].what));
      if (!is_promised (maker, fix) || missing->len == 0)
        continue;
      g_ptr_array_add (lists, _tl_pack_join (missing));
      g_ptr_array_add (names, (gpointer) fix->name);
      are_alike = are_alike && g_str_equal (lists->pdata[0], lists->pdata[lists->len - 1]);
    }
  if (lists->len == 0)
    return;
  block = _tl_pack_add (maker, TL_BLOCK_POINTS, _("What has still to be agreed"));
  if (are_alike && lists->len == n_promised)
    {
      /* Translators: what every fix lacks: “an owner and a measure”. */
      g_ptr_array_add (block->items, g_strdup_printf (_("For every fix: %s."), (char *) lists->pdata[0]));
      return;
    }
  for (guint i = 0; i < lists->len && i < MISSING_MOST; i++)
    /* Translators: a fix, and what it lacks: “an owner and a measure”. */
    g_ptr_array_add (block->items, g_strdup_printf (_("“%s”: %s."), (char *) names->pdata[i], (char *) lists->pdata[i]));
}

static char *
make_proof_headline (const Promises *promises)
{
  g_autofree char *day = _tl_pack_day (promises->last);

  if (promises->n == 0)
    return g_strdup (_("What has been delivered, and by whom"));
  if (promises->n_unmeasured == promises->n)
    return g_strdup (_("How we will know has still to be agreed"));
  if (promises->n_unmeasured > 0)
    return g_strdup_printf (ngettext ("%u of %u fixes has no measure yet", "%u of %u fixes have no measure yet",
                                      promises->n_unmeasured), promises->n_unmeasured, promises->n);
  if (day && promises->n_uncontrolled == 0)
    return promises->n > 1 ? g_strdup_printf (_("By %s we will know what each fix did"), day)
                           : g_strdup_printf (_("By %s we will know what it did"), day);
  return g_strdup (_("How we will know, and who gets the credit"));
}

static char *
make_proof_lead (const Promises *promises)
{
  if (promises->n_unmeasured > 0)
    return g_strdup (_("Without a measure, a group held back, and a day on which we look, a gain is a claim."));
  if (promises->n_uncontrolled > 0)
    return g_strdup_printf (ngettext ("%u fix holds nobody back: what would have come by itself will be counted as "
                                      "its gain.",
                                      "%u fixes hold nobody back: what would have come by itself will be counted as "
                                      "their gain.",
                                      promises->n_uncontrolled),
                            promises->n_uncontrolled);
  return promises->n > 1 ? g_strdup (_("Each fix has a measure, a group held back to compare with, and an owner who "
                                       "gets the credit."))
                         : g_strdup (_("The fix has a measure, a group held back to compare with, and an owner who "
                                       "gets the credit."));
}

/**
 * _tl_pack_make_proof:
 */
gboolean
_tl_pack_make_proof (TlPackMaker *maker, GError **error)
{
  Promises promises = { 0 };

  if (tl_figures_has_money (maker->figures))
    promises = count_promises (maker);
  add_promises (maker, &promises);
  if (promises.n > 0)
    add_missing (maker, promises.n);
  if (maker->audience != TL_AUDIENCE_TEAM)
    _tl_pack_add_delivered (maker);
  if (maker->page->blocks->len == 0)
    return TRUE;
  maker->page->headline = make_proof_headline (&promises);
  if (promises.n > 0)
    maker->page->lead = make_proof_lead (&promises);
  return TRUE;
}

static const char *
say_status (TlThing *fix)
{
  const char *status = tl_thing_get_text (fix, TL_FIX_STATUS);

  if (status && g_str_equal (status, "proposed"))
    return C_("fix", "proposed");
  if (status && g_str_equal (status, "approved"))
    return C_("fix", "approved");
  return C_("fix", "idea");
}

static void
add_person (TlPackMaker *maker, TlBlock *table, const TlPackRanked *fix)
{
  _tl_pack_add_row (table, g_strdup (fix->title), g_strdup (say_status (fix->thing)),
                    text_or_dash (fix->thing, TL_FIX_OWNER), text_or_dash (fix->thing, TL_FIX_SPONSOR),
                    text_or_dash (fix->thing, TL_FIX_BUDGET), day_or_dash (fix->thing, TL_FIX_DUE), NULL);
}

/* How many of the fixes on the page have an owner, and which are due before the day of the pack, or next. */
typedef struct
{
  guint       n;
  guint       n_without;
  guint       n_late;
  const char *late; /* the day of one that is late */
  const char *next;
} Owners;

static Owners
count_owners (TlPackMaker *maker, gboolean all)
{
  Owners owners = { 0 };

  for (guint i = 0; i < maker->n_ranked; i++)
    {
      const TlPackRanked *fix = &maker->ranked[i];
      const char         *due = tl_thing_get_text (fix->thing, TL_FIX_DUE);

      if (!all && !is_promised (maker, fix))
        continue;
      owners.n++;
      owners.n_without += !has_any (fix->thing, (const TlField[]) { TL_FIX_OWNER }, 1);
      if (due == NULL || *due == '\0')
        continue;
      if (_tl_pack_is_past (maker, due))
        {
          owners.n_late++;
          owners.late = due;
        }
      else if (owners.next == NULL || strcmp (due, owners.next) < 0)
        owners.next = due;
    }
  return owners;
}

/* Who is missing comes first, then what is late, then what is next. Where the page has only what is asked for, it says so. */
static char *
make_people_headline (TlPackMaker *maker, gboolean all)
{
  Owners           owners = count_owners (maker, all);
  gboolean         is_part = owners.n < maker->n_ranked;
  g_autofree char *late = _tl_pack_day (owners.late);
  g_autofree char *next = _tl_pack_day (owners.next);

  if (owners.n_without == owners.n)
    return g_strdup (ngettext ("Nobody owns the fix yet", "Nobody owns the fixes yet", owners.n));
  if (owners.n_without > 0)
    return g_strdup_printf (ngettext ("%u of %u fixes has no owner yet", "%u of %u fixes have no owner yet",
                                      owners.n_without), owners.n_without, owners.n);
  if (owners.n == 1 && all)
    return late   ? g_strdup_printf (_("The fix has an owner; its day, %s, is past"), late)
           : next ? g_strdup_printf (_("The fix has an owner, and is due on %s"), next)
                  : g_strdup (_("The fix has an owner"));
  if (owners.n == 1)
    return late   ? g_strdup_printf (_("The fix that is asked for has an owner; its day, %s, is past"), late)
           : next ? g_strdup_printf (_("The fix that is asked for has an owner, and is due on %s"), next)
                  : g_strdup (_("The fix that is asked for has an owner"));
  if (owners.n_late > 0 && is_part)
    return g_strdup_printf (ngettext ("Every fix that is asked for has an owner; %u is past the day it was due",
                                      "Every fix that is asked for has an owner; %u are past the day they were due",
                                      owners.n_late), owners.n_late);
  if (owners.n_late > 0)
    return g_strdup_printf (ngettext ("Every fix has an owner; %u is past the day it was due",
                                      "Every fix has an owner; %u are past the day they were due", owners.n_late),
                            owners.n_late);
  if (next)
    return g_strdup_printf (is_part ? _("Every fix that is asked for has an owner; the first is due on %s")
                                    : _("Every fix has an owner; the first is due on %s"), next);
  return g_strdup (is_part ? _("Every fix that is asked for has an owner") : _("Every fix has an owner"));
}

/**
 * _tl_pack_make_people:
 *
 * The board sees who does what it decides on; the others see all.
 */
gboolean
_tl_pack_make_people (TlPackMaker *maker, GError **error)
{
  static const TlField fields[] = { TL_FIX_OWNER, TL_FIX_SPONSOR, TL_FIX_BUDGET, TL_FIX_DUE };
  TlBlock             *table;
  guint                n = 0, n_promised = 0;
  gboolean             all;

  for (guint i = 0; i < maker->n_ranked; i++)
    {
      n += has_any (maker->ranked[i].thing, fields, G_N_ELEMENTS (fields));
      n_promised += is_promised (maker, &maker->ranked[i]);
    }
  if (n == 0)
    return TRUE;
  all = maker->audience != TL_AUDIENCE_BOARD || n_promised == 0;
  table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
  _tl_pack_add_column (table, _("Fix"), 3.4, FALSE);
  _tl_pack_add_column (table, _("Status"), 1.2, FALSE);
  _tl_pack_add_column (table, _("Owner"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Sponsor"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Budget holder"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Due"), 1.7, FALSE);
  /* What is asked for first. */
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < maker->n_ranked; i++)
      if (is_promised (maker, &maker->ranked[i]) ? pass == 0 : pass == 1 && all)
        add_person (maker, table, &maker->ranked[i]);
  maker->page->headline = make_people_headline (maker, all);
  maker->page->lead = g_strdup (_("Who does it, who stands for it, who pays for it, and by when."));
  return TRUE;
}
