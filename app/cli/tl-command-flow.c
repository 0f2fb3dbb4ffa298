/* tl-command-flow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-results.h"

static void
add_share (TlTable *table, double share)
{
  tl_table_number (table, share, tl_number_format_percent (share, NULL));
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (GPtrArray)  stages = NULL;
  g_autoptr (TlTable)    table = tl_table_new ();
  TlFormat               format;
  TlExit                 code;

  if (!tl_results_open (command, 1, 1, &argc, &argv, &format, &document, &figures, &code))
    return code;
  tl_table_column (table, "stage", _("Stage"));
  tl_table_column (table, "visits", _("Visits a year"));
  tl_table_column (table, "ends", _("Go no further"));
  tl_table_column (table, "leave", _("Leave over pain"));
  tl_results_stake_columns (table);
  stages = tl_journey_collect (tl_document_get_journey (document), TL_KIND_STAGE);
  for (guint i = 0; i < stages->len; i++)
    {
      TlThing                   *stage = stages->pdata[i];
      const TlImpactStageResult *result = tl_figures_get_stage (figures, tl_thing_get_id (stage));

      tl_table_text (table, tl_thing_get_id (stage), tl_thing_get_title (stage));
      tl_table_number (table, result->visits, tl_number_format_people (result->visits, 0, NULL));
      if (result->is_outcome)
        tl_table_none (table, NULL);
      else
        add_share (table, result->ends);
      add_share (table, result->leave);
      tl_results_stake (table, figures, &result->stake, tl_thing_get_title (stage));
    }
  return tl_table_print (table, format);
}

const TlCommand tl_command_flow = {
  "flow",
  N_("FILE [--format text|csv|json]"),
  N_("Show how customers flow through the stages, and what each stage loses"),
  N_("ends: share of the visits that go no further (empty for outcomes). leave: share that leaves because of pain. "
     "Money: a year, if all the stage's pains were gone."),
  run,
};
