/* tl-command-pains.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <string.h>

#include "tl-results.h"

/* The most at stake first; those without a figure last. */
static int
compare_pains (gconstpointer a, gconstpointer b, gpointer data)
{
  TlThing                  *pain_a = *(TlThing *const *) a;
  TlThing                  *pain_b = *(TlThing *const *) b;
  const TlImpactPainResult *ra = tl_figures_get_pain (data, tl_thing_get_id (pain_a));
  const TlImpactPainResult *rb = tl_figures_get_pain (data, tl_thing_get_id (pain_b));

  if (ra->stake.known != rb->stake.known)
    return ra->stake.known ? -1 : 1;
  if (ra->stake.known && ra->stake.net_lost != rb->stake.net_lost)
    return ra->stake.net_lost > rb->stake.net_lost ? -1 : 1;
  return strcmp (tl_thing_get_id (pain_a), tl_thing_get_id (pain_b));
}

static void
add_thing (TlTable *table, TlThing *thing)
{
  tl_table_text (table, tl_thing_get_id (thing), tl_thing_get_title (thing));
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (GPtrArray)  pains = NULL;
  g_autoptr (TlTable)    table = tl_table_new ();
  TlFormat               format;
  TlExit                 code;

  if (!tl_results_open (command, 1, 1, &argc, &argv, &format, &document, &figures, &code))
    return code;
  tl_table_column (table, "id", NULL);
  tl_table_column (table, "title", _("Pain point"));
  tl_table_column (table, "stage", _("Stage"));
  tl_table_column (table, "touchpoint", _("Touchpoint"));
  tl_results_stake_columns (table);
  tl_table_column (table, "evidence", _("Records"));
  pains = tl_journey_collect (tl_document_get_journey (document), TL_KIND_PAIN);
  g_ptr_array_sort_with_data (pains, compare_pains, figures);
  for (guint i = 0; i < pains->len; i++)
    {
      TlThing *pain = pains->pdata[i];
      TlThing *touchpoint = tl_thing_get_parent (pain);
      double   records = (double) tl_figures_count_records (figures, tl_thing_get_id (pain));

      tl_table_text (table, tl_thing_get_id (pain), NULL);
      tl_table_text (table, tl_thing_get_title (pain), NULL);
      add_thing (table, tl_thing_get_parent (touchpoint));
      add_thing (table, touchpoint);
      tl_results_stake (table, figures, &tl_figures_get_pain (figures, tl_thing_get_id (pain))->stake,
                        tl_thing_get_title (pain));
      tl_table_number (table, records, tl_number_format_people (records, 0, NULL));
    }
  return tl_table_print (table, format);
}

const TlCommand tl_command_pains = {
  "pains",
  N_("FILE [--format text|csv|json]"),
  N_("List the pain points by what is at stake"),
  N_("Money: a year, if that pain alone were gone; a pain that drives customers away also spares the cost of serving "
     "them. The stakes of several pains do not add up."),
  run,
};
