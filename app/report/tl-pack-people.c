/* tl-pack-people.c: how we will know, and who does what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-pack-private.h"
#include "tl-text.h"

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

/**
 * _tl_pack_make_proof:
 */
gboolean
_tl_pack_make_proof (TlPackMaker *maker, GError **error)
{
  static const TlField fields[] = { TL_FIX_MEASURE, TL_FIX_CONTROL, TL_FIX_MEASURED };
  TlBlock             *table = NULL;
  guint                n_without = 0;

  for (guint i = 0; i < maker->n_ranked; i++)
    n_without += !has_any (maker->ranked[i].thing, fields, G_N_ELEMENTS (fields));
  if (n_without < maker->n_ranked)
    {
      table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
      _tl_pack_add_column (table, _("Fix"), 3, FALSE);
      _tl_pack_add_column (table, _("We promise"), 1.6, TRUE);
      _tl_pack_add_column (table, _("Measure"), 3.2, FALSE);
      _tl_pack_add_column (table, _("Held back"), 2.6, FALSE);
      _tl_pack_add_column (table, _("We look on"), 1.8, FALSE);
    }
  for (guint i = 0; table && i < maker->n_ranked; i++)
    {
      const TlPackRanked *fix = &maker->ranked[i];

      if (has_any (fix->thing, fields, G_N_ELEMENTS (fields)))
        _tl_pack_add_row (table, g_strdup (fix->title), _tl_pack_gain (maker, fix->npv),
                          text_or_dash (fix->thing, TL_FIX_MEASURE), text_or_dash (fix->thing, TL_FIX_CONTROL),
                          day_or_dash (fix->thing, TL_FIX_MEASURED), NULL);
    }
  _tl_pack_add_delivered (maker);
  if (maker->page->blocks->len == 0)
    return TRUE;
  if (n_without > 0 && table)
    {
      TlBlock *note = _tl_pack_add (maker, TL_BLOCK_NOTE, NULL);

      g_ptr_array_add (note->items, g_strdup_printf (ngettext ("%u fix has no measure yet: without one, nobody will "
                                                               "know.",
                                                               "%u fixes have no measure yet: without one, nobody will "
                                                               "know.",
                                                               n_without),
                                                     n_without));
    }
  maker->page->headline =
      g_strdup (table ? _("How we will know, and who gets the credit") : _("What has been delivered"));
  if (table)
    maker->page->lead = g_strdup (_("Each fix has a measure, a group held back, and a day on which we look."));
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

/**
 * _tl_pack_make_people:
 */
gboolean
_tl_pack_make_people (TlPackMaker *maker, GError **error)
{
  static const TlField fields[] = { TL_FIX_OWNER, TL_FIX_SPONSOR, TL_FIX_BUDGET, TL_FIX_DUE };
  TlBlock             *table;
  guint                n_without = 0;

  for (guint i = 0; i < maker->n_ranked; i++)
    n_without += !has_any (maker->ranked[i].thing, fields, 1);
  if (maker->n_ranked == 0 ||
      (n_without == maker->n_ranked && !has_any (maker->ranked[0].thing, fields, G_N_ELEMENTS (fields))))
    return TRUE;
  table = _tl_pack_add (maker, TL_BLOCK_TABLE, NULL);
  _tl_pack_add_column (table, _("Fix"), 3.4, FALSE);
  _tl_pack_add_column (table, _("Status"), 1.2, FALSE);
  _tl_pack_add_column (table, _("Owner"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Sponsor"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Budget holder"), 2.2, FALSE);
  _tl_pack_add_column (table, _("Due"), 1.7, FALSE);
  for (guint i = 0; i < maker->n_ranked; i++)
    {
      TlThing *fix = maker->ranked[i].thing;

      _tl_pack_add_row (table, g_strdup (maker->ranked[i].title), g_strdup (say_status (fix)),
                        text_or_dash (fix, TL_FIX_OWNER), text_or_dash (fix, TL_FIX_SPONSOR),
                        text_or_dash (fix, TL_FIX_BUDGET), day_or_dash (fix, TL_FIX_DUE), NULL);
    }
  if (n_without == 0)
    maker->page->headline = g_strdup (_("Every fix has an owner"));
  else
    maker->page->headline =
        g_strdup_printf (ngettext ("%u fix has no owner yet", "%u fixes have no owner yet", n_without), n_without);
  maker->page->lead = g_strdup (_("Who does it, who stands for it, who pays for it, and by when."));
  return TRUE;
}
