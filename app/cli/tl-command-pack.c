/* tl-command-pack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>

#include "tl-cli.h"
#include "tl-mask.h"
#include "tl-pack-book.h"
#include "tl-pack-html.h"
#include "tl-pptx.h"
#include "tl-replace.h"
#include "tl-workbook.h"

static gboolean
write_bytes (const char *path, GBytes *bytes, GError **error)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);

  return tl_replace_bytes (path, data, length, error);
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *output = NULL;
  g_autofree char       *audience = NULL;
  g_autofree char       *page = NULL;
  g_autofree char       *style = NULL;
  gint64                 seed = TL_DOUBT_SEED;
  guint64                begin;
  int                    draws = 0;
  gboolean               is_html, is_pptx, is_xlsx;
  const TlPaper         *paper;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (TlPack)     pack = NULL;
  g_autoptr (TlPackBook) book = NULL;
  g_autoptr (GBytes)     bytes = NULL;
  g_autoptr (GError)     error = NULL;
  TlPackOptions          options = { 0 };
  TlExportOptions        export = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Where to: a name that ends in .pdf, .pptx, .xlsx or .html"),
      N_("OUT") },
    { "audience", 'a', 0, G_OPTION_ARG_STRING, &audience, N_("Whom it is for: board, finance or team"), N_("WHO") },
    { "page", 'p', 0, G_OPTION_ARG_STRING, &page, N_("The page size: slide (16:9) or a4 (landscape)"), N_("SIZE") },
    { "style", 's', 0, G_OPTION_ARG_STRING, &style, N_("The colours: light, dark or print"), N_("STYLE") },
    { "draws", 0, 0, G_OPTION_ARG_INT, &draws, N_("How many worlds to draw (10,000)"), N_("N") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("The same seed gives the same worlds (1)"), N_("S") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (output == NULL)
    return tl_cli_usage (command, _("-o OUT is missing"));
  is_html = g_str_has_suffix (output, ".html");
  is_pptx = g_str_has_suffix (output, ".pptx");
  is_xlsx = g_str_has_suffix (output, ".xlsx");
  if (!is_html && !is_pptx && !is_xlsx && !g_str_has_suffix (output, ".pdf"))
    return tl_cli_usage (command, _("OUT must end in .pdf, .pptx, .xlsx or .html"));
  if (audience && !tl_audience_from_name (audience, &options.audience))
    return tl_cli_usage (command, _("“%s” is not an audience: say board, finance or team"), audience);
  if (style && !tl_palette_from_name (style, &export.palette))
    return tl_cli_usage (command, _("“%s” is not a style: say light, dark or print"), style);
  if (draws < 0 || draws > TL_IMPACT_MAX_DRAWS)
    return tl_cli_usage (command, _("--draws must be from 1 to %d"), TL_IMPACT_MAX_DRAWS);
  paper = tl_paper_find (page ? page : "slide", &error);
  if (paper == NULL)
    return tl_cli_usage (command, "%s", error->message);
  options.n_worlds = (guint) draws;
  begin = (guint64) seed;
  options.seed = &begin;
  options.mask = tl_mask_words;
  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  figures = tl_figures_new_for_document (document, &error);
  if (figures == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  if (is_xlsx)
    {
      g_autoptr (TlWorkbook) workbook = tl_workbook_new (document, figures, &error);

      bytes = workbook ? tl_workbook_to_bytes (workbook, &error) : NULL;
      if (bytes == NULL || !write_bytes (output, bytes, &error))
        return tl_cli_fail (g_steal_pointer (&error));
      return TL_EXIT_DONE;
    }
  pack = tl_pack_new (document, figures, &options, NULL, &error);
  if (pack == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  book = is_html ? NULL : tl_pack_book_new (pack, paper, NULL);
  bytes = is_html   ? tl_pack_to_html (pack)
          : is_pptx ? tl_pack_to_pptx (pack, book, export.palette, &error)
                    : tl_pack_book_to_pdf (book, pack, &export, &error);
  if (bytes == NULL || !write_bytes (output, bytes, &error))
    return tl_cli_fail (g_steal_pointer (&error));
  return TL_EXIT_DONE;
}

const TlCommand tl_command_pack = {
  "pack",
  N_("FILE -o OUT.pdf|OUT.pptx|OUT.xlsx|OUT.html [--audience board|finance|team] [--page slide|a4] [--style light|dark|print] "
      "[--draws "
      "N] "
      "[--seed S]"),
  N_("Write the fact pack"),
  N_("What a board needs to decide, a message a page: the decision, what customers love, where money leaks, the "
      "ranking and "
      "how sure it is, who does what. Headlines are written from the figures; the window lets you write your own. "
      "Pages with "
      "nothing to say are left out. The same journey, draws and seed give the same bytes; SOURCE_DATE_EPOCH sets the "
      "date."),
  run,
};
