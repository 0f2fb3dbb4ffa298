/* tl-cli.h: what the commands share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tl-document.h"
#include "tl-figures.h"

G_BEGIN_DECLS

/**
 * TlExit:
 *
 * How the program ends: done; it cannot, and said why on standard error; the words of the call are wrong; another program
 * has the file open to write, and it was left as it is; another program changed the file meanwhile, and both are kept.
 */
typedef enum
{
  TL_EXIT_DONE = 0,
  TL_EXIT_CANNOT = 1,
  TL_EXIT_USAGE = 2,
  TL_EXIT_LOCKED = 3,
  TL_EXIT_CONFLICT = 4,
} TlExit;

/**
 * TlCommand:
 * @name: the word that calls it
 * @arguments: what follows it, for the usage line
 * @summary: what it does, in one line; not translated yet
 * @details: (nullable): more about it, shown under its options; not translated yet
 */
typedef struct _TlCommand
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *details;
  TlExit    (*run) (const struct _TlCommand *command,
                    int                      argc,
                    char                   **argv);
} TlCommand;

extern const TlCommand tl_command_breakeven;
extern const TlCommand tl_command_check;
extern const TlCommand tl_command_convert;
extern const TlCommand tl_command_edit;
extern const TlCommand tl_command_erase;
extern const TlCommand tl_command_export;
extern const TlCommand tl_command_export_facts;
extern const TlCommand tl_command_flow;
extern const TlCommand tl_command_frontier;
extern const TlCommand tl_command_import_evidence;
extern const TlCommand tl_command_import_facts;
extern const TlCommand tl_command_info;
extern const TlCommand tl_command_ledger;
extern const TlCommand tl_command_log;
extern const TlCommand tl_command_mask;
extern const TlCommand tl_command_measures;
extern const TlCommand tl_command_new;
extern const TlCommand tl_command_pack;
extern const TlCommand tl_command_pains;
extern const TlCommand tl_command_portfolio;
extern const TlCommand tl_command_rank;
extern const TlCommand tl_command_recover;
extern const TlCommand tl_command_redo;
extern const TlCommand tl_command_scenarios;
extern const TlCommand tl_command_search;
extern const TlCommand tl_command_sensitivity;
extern const TlCommand tl_command_suggest;
extern const TlCommand tl_command_undo;
extern const TlCommand tl_command_thumbnail;
extern const TlCommand tl_command_why;

typedef enum
{
  TL_FORMAT_TEXT,
  TL_FORMAT_CSV,
  TL_FORMAT_JSON,
} TlFormat;

gboolean    tl_cli_parse         (const TlCommand    *command,
                                  const GOptionEntry *entries,
                                  int                 n_least,
                                  int                 n_most,
                                  int                *argc,
                                  char             ***argv);
gboolean    tl_cli_parse_format  (const char         *text,
                                  guint               allowed,
                                  TlFormat           *format);
TlExit      tl_cli_usage         (const TlCommand    *command,
                                  const char         *format,
                                  ...) G_GNUC_PRINTF (2, 3);
TlExit      tl_cli_fail          (GError             *error);
TlExit      tl_cli_explain       (TlExit              code);
void        tl_cli_say           (const char         *format,
                                  ...) G_GNUC_PRINTF (1, 2);
GString    *tl_cli_list_masked   (const guint64      *counts);
TlDocument *tl_cli_open          (const char         *path,
                                  TlDocumentFlags     flags);
TlFigures  *tl_cli_open_figures  (const char         *path,
                                  TlDocument        **document);
TlExit      tl_cli_print         (const char         *text,
                                  gsize               length);

G_END_DECLS
