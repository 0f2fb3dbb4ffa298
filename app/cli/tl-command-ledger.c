/* tl-command-ledger.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <string.h>

#include "tl-ledger.h"
#include "tl-money.h"
#include "tl-table.h"

static const char *const sorts[] = { "order", "next", "money", "basis", "age", NULL };

static void
add_text (TlTable *table, const char *text)
{
  if (text && *text)
    tl_table_text (table, text, NULL);
  else
    tl_table_none (table, NULL);
}

static void
add_row (TlTable *table, const TlLedgerRow *row, const char *currency)
{
  static const char *const bases[TL_LEDGER_N_BASES] = { "unset", "unsaid", "assumed", "observed", "measured" };
  g_autofree char         *value = tl_estimate_format (&row->value);
  g_autofree char         *shown = tl_ledger_format (row);

  tl_table_text (table, row->of, NULL);
  tl_table_text (table, row->where, NULL);
  tl_table_text (table, tl_field_get_info (row->field)->name, tl_field_get_label (row->field));
  tl_table_text (table, value, shown);
  tl_table_text (table, bases[row->basis], tl_ledger_basis_name (row->basis));
  if (row->has_swing)
    tl_table_number (table, row->swing, tl_money_format (row->swing, currency, TL_MONEY_PLAIN, NULL));
  else
    tl_table_none (table, NULL);
  tl_table_text (table, row->in_doubt ? "yes" : "no", row->in_doubt ? _("yes") : _("no"));
  add_text (table, row->source_title);
  add_text (table, row->date);
  add_text (table, row->by);
  add_text (table, row->tie);
}

static void
add_columns (TlTable *table)
{
  tl_table_column (table, "of", NULL);
  tl_table_column (table, "where", _("What"));
  tl_table_column (table, "field", _("Number"));
  tl_table_column (table, "value", _("Value"));
  tl_table_column (table, "basis", _("Basis"));
  tl_table_column (table, "hangs_on_it", _("Hangs on it"));
  tl_table_column (table, "in_doubt", _("In doubt"));
  tl_table_column (table, "source", _("Source"));
  tl_table_column (table, "date", _("Date"));
  tl_table_column (table, "by", _("By"));
  tl_table_column (table, "tied_to", _("Tied to"));
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *format_name = NULL;
  g_autofree char       *sort_name = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GPtrArray)  ledger = NULL;
  g_autoptr (TlTable)    table = tl_table_new ();
  g_autoptr (GError)     error = NULL;
  TlLedgerSort           sort = TL_LEDGER_NEXT_TO_COLLECT;
  TlThing               *root;
  TlFormat               format;
  const GOptionEntry     entries[] = {
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort_name, N_("next (most money, weakest basis; the preset), money, basis, age or order"),
      N_("SORT") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format_name, N_("text (the preset), csv or json"), N_("FORMAT") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (!tl_cli_parse_format (format_name, 7, &format))
    return tl_cli_usage (command, _("“%s” is not one of its formats"), format_name);
  if (sort_name && !g_strv_contains (sorts, sort_name))
    return tl_cli_usage (command, _("“%s” is not one of the ways to sort"), sort_name);
  for (guint i = 0; sort_name && sorts[i]; i++)
    if (strcmp (sorts[i], sort_name) == 0)
      sort = (TlLedgerSort) i;
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  ledger = tl_ledger_new (document, NULL, &error);
  if (ledger == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  tl_ledger_sort (ledger, sort);
  root = tl_journey_get_root (tl_document_get_journey (document));
  add_columns (table);
  for (guint i = 0; i < ledger->len; i++)
    add_row (table, ledger->pdata[i], tl_thing_get_text (root, TL_JOURNEY_CURRENCY));
  return tl_table_print (table, format);
}

const TlCommand tl_command_ledger = {
  "ledger",
  N_("FILE [--sort SORT] [--format text|csv|json]"),
  N_("List every number with where it comes from and how much money hangs on it"),
  N_("The money is the swing of the first-ranked fix as the number alone goes from its P10 to its P90; of numbers that are "
     "sure, as if they were in doubt. Numbers nobody has set are listed where money hangs on what holds instead. At the top "
     "stand the facts to collect next."),
  run,
};
