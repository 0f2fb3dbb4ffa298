/* tl-command-sensitivity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-impact-sensitivity.h"
#include "tl-inputs.h"
#include "tl-results.h"

static int
by_swing (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlImpactSensitivity *x = *(const TlImpactSensitivity *const *) a;
  const TlImpactSensitivity *y = *(const TlImpactSensitivity *const *) b;
  guint                      fix = *(const guint *) data;
  double                     wx = tl_impact_swing_width (&x->swings[fix]);
  double                     wy = tl_impact_swing_width (&y->swings[fix]);

  if (wx != wy)
    return wx < wy ? 1 : -1;
  return (x->input.value > y->input.value) - (x->input.value < y->input.value);
}

static void
add_columns (TlTable *table)
{
  tl_table_column (table, "of", NULL);
  tl_table_column (table, NULL, _("Number"));
  tl_table_column (table, "field", NULL);
  tl_table_column (table, "low", _("Low"));
  tl_table_column (table, "high", _("High"));
  tl_table_column (table, "npv_low", _("Impact at low"));
  tl_table_column (table, "npv_high", _("Impact at high"));
  tl_table_column (table, "swing", _("Swing"));
  tl_table_column (table, "takes_first", _("Takes first place"));
}

static void
add_number (TlTable *table, TlFigures *figures, const TlImpactInput *input, double value)
{
  tl_table_number (table, value, tl_inputs_show (figures, input->part, input->index, value, NULL));
}

static void
add_row (TlTable *table, TlFigures *figures, const TlImpactSensitivity *one, guint fix)
{
  const TlImpactSwing *swing = &one->swings[fix];
  g_autofree char     *what = tl_inputs_describe (figures, one->input.part, one->input.index, TRUE);
  TlInputName          name;

  tl_inputs_name (figures, one->input.part, one->input.index, &name);
  tl_table_text (table, name.of, NULL);
  tl_table_text (table, what, NULL);
  tl_table_text (table, tl_field_get_info (name.field)->name, NULL);
  add_number (table, figures, &one->input, one->low);
  add_number (table, figures, &one->input, one->high);
  if (swing->known)
    {
      tl_results_money (table, figures, swing->low, TRUE);
      tl_results_money (table, figures, swing->high, TRUE);
      tl_results_money (table, figures, tl_impact_swing_width (swing), FALSE);
    }
  else
    for (int i = 0; i < 3; i++)
      tl_table_none (table, NULL);
  tl_table_number (table, one->takes_first, tl_number_format_percent (one->takes_first, NULL));
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (GArray)     all = NULL;
  g_autoptr (GPtrArray)  rows = g_ptr_array_new ();
  g_autoptr (TlTable)    table = tl_table_new ();
  const TlFixFigures    *fix;
  guint                  index;
  TlFormat               format;
  TlExit                 code;

  if (!tl_results_open (command, 1, 2, &argc, &argv, &format, &document, &figures, &code))
    return code;
  fix = argc > 2 ? tl_results_find_fix (figures, argv[2]) : tl_results_first_fix (figures);
  if (fix == NULL)
    return TL_EXIT_CANNOT;
  all = tl_impact_sensitivity (tl_figures_get_model (figures), tl_figures_get_results (figures), NULL);
  index = tl_results_fix_index (figures, fix->id);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (rows, &g_array_index (all, TlImpactSensitivity, i));
  g_ptr_array_sort_with_data (rows, by_swing, &index);
  add_columns (table);
  for (guint i = 0; i < rows->len; i++)
    add_row (table, figures, rows->pdata[i], index);
  if (tl_table_print (table, format) != TL_EXIT_DONE)
    return TL_EXIT_CANNOT;
  if (rows->len == 0)
    tl_cli_say ("%s", _("No doubt entered: nothing could change the order."));
  else if (format == TL_FORMAT_TEXT)
    tl_cli_say (_("Of “%s”, as each number alone goes from its P10 to its P90, the rest at their points."), fix->title);
  return TL_EXIT_DONE;
}

const TlCommand tl_command_sensitivity = {
  "sensitivity",
  N_("FILE [FIX] [--format text|csv|json]"),
  N_("Show what would change a fix's figures and the order"),
  N_("Of the fix that ranks first where none is named. The swing is the change of combined impact as one number goes from "
     "its P10 to its P90, the rest at their points; takes_first is the fraction of its quantiles from 5 % to 95 % at which "
     "another fix ranks first."),
  run,
};
