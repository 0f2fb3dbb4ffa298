/* tl-command-breakeven.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-impact-sensitivity.h"
#include "tl-inputs.h"
#include "tl-results.h"

static void
say (TlFigures *figures, const TlFixFigures *fix, TlImpactPart part, guint index, const TlImpactBreakEven *found)
{
  g_autofree char *what = tl_inputs_describe (figures, part, index, TRUE);
  g_autofree char *now = tl_inputs_show (figures, part, index, found->now, NULL);
  g_autofree char *at = tl_inputs_show (figures, part, index, found->at, NULL);

  /* Translators: a fix, one of the numbers it hangs on, and what that is: “Parcel late: Interactions it hits”, 7%. */
  if (!found->found)
    tl_cli_say (found->npv >= 0 ? _("“%s” pays whatever this is: %s. It is %s now.")
                                : _("“%s” does not pay, whatever this is: %s. It is %s now."),
                fix->title, what, now);
  else if (part == TL_IMPACT_PART_AMOUNT)
    tl_cli_say (found->npv >= 0 ? _("“%s” stops paying where this is %s: %s. It is %s now.")
                                : _("“%s” begins to pay where this is %s: %s. It is %s now."),
                fix->title, at, what, now);
  else
    tl_cli_say (found->pays_below ? _("“%s” pays while this is below %s: %s. It is %s now.")
                                  : _("“%s” pays while this is above %s: %s. It is %s now."),
                fix->title, at, what, now);
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (TlTable)    table = tl_table_new ();
  g_autoptr (GError)     error = NULL;
  g_autofree char       *what = NULL;
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
  what = tl_inputs_describe (figures, part, index, TRUE);
  tl_table_column (table, "fix", _("Fix"));
  tl_table_column (table, "of", NULL);
  tl_table_column (table, "field", _("Number"));
  tl_table_column (table, "now", _("Now"));
  tl_table_column (table, "breakeven", _("Breaks even at"));
  tl_table_column (table, "pays", _("Pays"));
  tl_table_text (table, fix->id, fix->title);
  tl_table_text (table, name.of, NULL);
  tl_table_text (table, tl_field_get_info (name.field)->name, what);
  tl_table_number (table, found.now, tl_inputs_show (figures, part, index, found.now, NULL));
  if (found.found)
    {
      tl_table_number (table, found.at, tl_inputs_show (figures, part, index, found.at, NULL));
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
    say (figures, fix, part, index, &found);
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
