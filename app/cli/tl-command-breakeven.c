/* tl-command-breakeven.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-impact-sensitivity.h"
#include "tl-inputs.h"
#include "tl-results.h"

static char *
show (TlFigures *figures, TlField field, double value)
{
  const TlFieldInfo *info = tl_field_get_info (field);

  if (info->flags & TL_FIELD_MONEY)
    return tl_money_format (value, tl_figures_get_currency (figures), TL_MONEY_PLAIN, NULL);
  return info->flags & TL_FIELD_SHARE ? tl_number_format_percent (value, NULL) : tl_number_format_people (value, -1, NULL);
}

static void
say (TlFigures *figures, const TlFixFigures *fix, const char *where, TlField field, const TlImpactBreakEven *found)
{
  g_autofree char *now = show (figures, field, found->now);
  g_autofree char *at = show (figures, field, found->at);
  const char      *label = tl_field_get_label (field);

  if (!found->found)
    tl_cli_say (found->npv >= 0 ? _("“%s” pays whatever “%s” of “%s” is; it is %s now.")
                                : _("“%s” does not pay whatever “%s” of “%s” is; it is %s now."),
                fix->title, label, where, now);
  else
    tl_cli_say (found->pays_below ? _("“%s” pays while “%s” of “%s” is below %s; it is %s now.")
                                  : _("“%s” pays while “%s” of “%s” is above %s; it is %s now."),
                fix->title, label, where, at, now);
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (TlTable)    table = tl_table_new ();
  g_autoptr (GError)     error = NULL;
  const TlFixFigures    *fix;
  TlInputName            name;
  TlImpactBreakEven      found;
  TlImpactPart           part;
  guint                  index;
  TlFormat               format;
  TlExit                 code;

  if (!tl_results_open (command, 4, 4, &argc, &argv, &format, &document, &figures, &code))
    return code;
  fix = tl_results_find_fix (figures, argv[2]);
  if (fix == NULL)
    return TL_EXIT_CANNOT;
  if (!tl_inputs_find (figures, argv[3], argv[4], &part, &index, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  if (index == TL_IMPACT_NONE)
    name = (TlInputName) { argv[3], tl_figures_get_snapshot (figures)->title, TL_TOUCHPOINT_CASHABLE, NULL, NULL };
  else
    tl_inputs_name (figures, part, index, &name);
  if (!tl_impact_break_even (tl_figures_get_model (figures), tl_results_fix_index (figures, fix->id), part, index, &found))
    {
      tl_cli_say (_("%s has no result to begin with."), fix->title);
      return TL_EXIT_CANNOT;
    }
  tl_table_column (table, "fix", _("Fix"));
  tl_table_column (table, "of", _("Of"));
  tl_table_column (table, "field", _("Number"));
  tl_table_column (table, "now", _("Now"));
  tl_table_column (table, "breakeven", _("Breaks even at"));
  tl_table_column (table, "pays", _("Pays"));
  tl_table_text (table, fix->id, fix->title);
  tl_table_text (table, name.of, name.where);
  tl_table_text (table, tl_field_get_info (name.field)->name, tl_field_get_label (name.field));
  tl_table_number (table, found.now, show (figures, name.field, found.now));
  if (found.found)
    {
      tl_table_number (table, found.at, show (figures, name.field, found.at));
      tl_table_text (table, found.pays_below ? "below" : "above", found.pays_below ? _("below it") : _("above it"));
    }
  else
    {
      tl_table_none (table, _("nowhere"));
      tl_table_text (table, found.npv >= 0 ? "always" : "never", found.npv >= 0 ? _("always") : _("never"));
    }
  if (tl_table_print (table, format) != TL_EXIT_DONE)
    return TL_EXIT_CANNOT;
  if (format == TL_FORMAT_TEXT)
    say (figures, fix, name.where, name.field, &found);
  return TL_EXIT_DONE;
}

const TlCommand tl_command_breakeven = {
  "breakeven",
  N_("FILE FIX OF FIELD [--format text|csv|json]"),
  N_("Find the value of a number at which a fix stops paying"),
  N_("OF is the id of a thing, FIELD the name of one of its numbers, as “leave” of a pain; the journey's id with "
     "“cashable” means that of all touchpoints. All other numbers stand at their points. The value found is the nearest "
     "to the present one."),
  run,
};
