/* tl-command-erase.c: erase, and mask: what cannot be undone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <string.h>

#include "tl-cli.h"
#include "tl-erase.h"
#include "tl-mask.h"
#include "tl-open.h"

typedef struct
{
  char    *customer;
  char   **records;
  char    *words;
  char    *mask;
  gboolean keep_ids;
  gboolean dry_run;
  gboolean yes;
} Call;

static void
call_clear (Call *call)
{
  g_free (call->customer);
  g_strfreev (call->records);
  g_free (call->words);
  g_free (call->mask);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

/**
 * tl_cli_list_masked:
 * @counts: how many there are of each kind
 *
 * Returns: (transfer full): “3 e-mail addresses, 1 card number”; empty where there is none
 */
GString *
tl_cli_list_masked (const guint64 *counts)
{
  GString *line = g_string_new (NULL);

  for (TlMaskKind kind = 0; kind < TL_MASK_N_KINDS; kind++)
    {
      g_autofree char *text = counts[kind] > 0 ? tl_mask_kind_say (kind, counts[kind]) : NULL;

      if (text == NULL)
        continue;
      if (line->len > 0)
        g_string_append (line, C_ ("between things", ", "));
      g_string_append (line, text);
    }
  return line;
}

static gboolean
check_consent (const Call *call, const TlCommand *command)
{
  if (call->dry_run != call->yes)
    return TRUE;
  tl_cli_usage (command, _("this cannot be undone: say --dry-run to see what would go, or --yes to do it"));
  return FALSE;
}

static void
say_erased (const TlErased *erased, gboolean dry_run)
{
  gulong n = (gulong) erased->n_records;

  if (dry_run)
    tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " record would be erased for good", "%" G_GUINT64_FORMAT
                          " records would be erased for good", n), erased->n_records);
  else
    tl_cli_say (ngettext ("%" G_GUINT64_FORMAT " record erased for good", "%" G_GUINT64_FORMAT
                          " records erased for good", n), erased->n_records);
  if (erased->n_dead > 0)
    tl_cli_say (ngettext ("  of these, %" G_GUINT64_FORMAT " that had been deleted or undone",
                          "  of these, %" G_GUINT64_FORMAT " that had been deleted or undone", (gulong) erased->n_dead),
                erased->n_dead);
  if (erased->n_assignments > 0)
    tl_cli_say (ngettext ("  %" G_GUINT64_FORMAT " assignment to a touchpoint or a pain",
                          "  %" G_GUINT64_FORMAT " assignments to touchpoints or pains", (gulong) erased->n_assignments),
                erased->n_assignments);
  if (erased->n_texts > 0)
    tl_cli_say (ngettext ("  words out of %" G_GUINT64_FORMAT " record that stays",
                          "  words out of %" G_GUINT64_FORMAT " records that stay", (gulong) erased->n_texts),
                erased->n_texts);
  if (erased->n_things > 0)
    tl_cli_say (ngettext ("  words out of %" G_GUINT64_FORMAT " title or note",
                          "  words out of %" G_GUINT64_FORMAT " titles or notes", (gulong) erased->n_things),
                erased->n_things);
  if (erased->n_changes > 0)
    tl_cli_say (ngettext ("  %" G_GUINT64_FORMAT " line of the history", "  %" G_GUINT64_FORMAT " lines of the history",
                          (gulong) erased->n_changes),
                erased->n_changes);
  if (erased->n_leftovers > 0)
    tl_cli_say (ngettext ("  %u copy that a crash had left behind", "  %u copies that a crash had left behind",
                          erased->n_leftovers),
                erased->n_leftovers);
}

static TlExit
run_erase (const TlCommand *command, int argc, char **argv)
{
  g_auto (Call)          call = { NULL };
  const GOptionEntry     entries[] = {
    { "customer", 'c', 0, G_OPTION_ARG_STRING, &call.customer,
      N_("Every record of a customer, by the id as it stood in the table, or by its hash"), N_("ID") },
    { "record", 'r', 0, G_OPTION_ARG_STRING_ARRAY, &call.records, N_("A record, by its id; may be given several times"),
      N_("ID") },
    { "words", 'w', 0, G_OPTION_ARG_STRING, &call.words,
      N_("Words, to the letter, wherever they stand: in records, titles and notes"), N_("TEXT") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &call.dry_run, N_("Only say what would go"), NULL },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &call.yes, N_("Do it; there is no undoing it"), NULL },
    { NULL },
  };
  TlEraseWhat            what;
  TlErased               erased;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv) || !check_consent (&call, command))
    return TL_EXIT_USAGE;
  if (call.customer == NULL && call.records == NULL && call.words == NULL)
    return tl_cli_usage (command, _("say which --customer, --record or --words"));
  what = (TlEraseWhat) { call.customer, (const char *const *) call.records, call.words };
  document = tl_cli_open (argv[1], TL_DOCUMENT_DEFAULT);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  if (call.dry_run)
    {
      if (!tl_erase_count (document, &what, &erased, &error))
        return tl_cli_fail (g_steal_pointer (&error));
      say_erased (&erased, TRUE);
      return TL_EXIT_DONE;
    }
  if (!tl_erase (document, &what, &erased, &error) || !tl_save_back (document, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  say_erased (&erased, FALSE);
  return TL_EXIT_DONE;
}

static char *
mask (TlField field, const char *text, gpointer data)
{
  return tl_masker_mask (data, text, strlen (text));
}

static TlExit
run_mask (const TlCommand *command, int argc, char **argv)
{
  g_auto (Call)          call = { NULL };
  const GOptionEntry     entries[] = {
    { "mask", 0, 0, G_OPTION_ARG_STRING, &call.mask,
      N_("Which personal details to mask: e-mail, phone, card, account, ip; all without it"), N_("LIST") },
    { "keep-ids", 0, 0, G_OPTION_ARG_NONE, &call.keep_ids, N_("Leave customers' ids as they are"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &call.dry_run, N_("Only say what would be masked"), NULL },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &call.yes, N_("Do it; there is no undoing it"), NULL },
    { NULL },
  };
  guint                  kinds = TL_MASK_ALL;
  guint64                n_hashed = 0;
  TlErased               erased;
  g_autoptr (TlMasker)   masker = NULL;
  g_autoptr (GString)    line = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv) || !check_consent (&call, command))
    return TL_EXIT_USAGE;
  if (call.mask && !tl_mask_parse_kinds (call.mask, &kinds))
    return tl_cli_usage (command, _("--mask takes a list of e-mail, phone, card, account and ip, with commas between them"));
  document = tl_cli_open (argv[1], TL_DOCUMENT_DEFAULT);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  masker = tl_masker_new (kinds);
  if (!tl_evidence_rewrite (document, mask, masker, !call.keep_ids, call.dry_run, &erased, &n_hashed, &error) ||
      (tl_document_is_modified (document) && !tl_save_back (document, &error)))
    return tl_cli_fail (g_steal_pointer (&error));
  line = tl_cli_list_masked (tl_masker_get_counts (masker));
  if (line->len == 0)
    tl_cli_say (_("Nothing that looks like a personal detail was found to mask."));
  else if (call.dry_run)
    tl_cli_say (_("Would be masked, by pattern: %s"), line->str);
  else
    tl_cli_say (_("Masked for good, by pattern: %s"), line->str);
  if (n_hashed > 0)
    tl_cli_say (call.dry_run
                  ? ngettext ("The customer's id of %" G_GUINT64_FORMAT " record would be replaced by a hash.",
                              "The customers' ids of %" G_GUINT64_FORMAT " records would be replaced by hashes.",
                              (gulong) n_hashed)
                  : ngettext ("The customer's id of %" G_GUINT64_FORMAT " record was replaced by a hash.",
                              "The customers' ids of %" G_GUINT64_FORMAT " records were replaced by hashes.",
                              (gulong) n_hashed),
                n_hashed);
  return TL_EXIT_DONE;
}

const TlCommand tl_command_erase = {
  "erase",
  N_("FILE [--customer ID] [--record ID]… [--words TEXT] (--dry-run | --yes)"),
  N_("Erase a customer, records or words for good"),
  N_("What is erased goes from the records, the search index, the history, what was undone, and what a crash has left. "
     "It cannot be undone; every other edit still can. Copies elsewhere are not reached. What people have typed about a "
     "customer in titles and notes goes by --words only, which leaves “[erased]” in its place."),
  run_erase,
};

const TlCommand tl_command_mask = {
  "mask",
  N_("FILE [--mask LIST] [--keep-ids] (--dry-run | --yes)"),
  N_("Mask personal details in the records that are there already"),
  N_("What looks like an e-mail address, a telephone, card or account number or an IP address gives way to a token such "
     "as [phone], and customers' ids to hashes, in the records, the search index and the history. It cannot be undone. "
     "Masking knows patterns: names and what people tell of themselves stay."),
  run_mask,
};
