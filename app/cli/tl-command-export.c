/* tl-command-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#include "tl-cli.h"
#include "tl-export.h"
#include "tl-map-html.h"
#include "tl-quotes.h"
#include "tl-replace.h"
#include "tl-tile.h"
#include "tl-xml.h"

#define OVERLAP_MOST 60 /* mm */

/* By whatever names they go. */
static gboolean
is_same_file (const char *a, const char *b)
{
  struct stat first, second;

  return stat (a, &first) == 0 && stat (b, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

/* The ids of the stages that @text names, with commas between. */
static char **
find_stages (TlJourney *journey, const char *text, GError **error)
{
  g_auto (GStrv) ids = g_strsplit (text, ",", -1);

  for (guint i = 0; ids[i]; i++)
    {
      TlThing *thing = tl_journey_lookup (journey, g_strstrip (ids[i]));

      if (thing && tl_thing_get_kind (thing) == TL_KIND_STAGE)
        continue;
      g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT,
                   _("There is no stage “%s” in the journey; “flow” lists the stages with their ids."), ids[i]);
      return NULL;
    }
  if (ids[0] == NULL)
    {
      g_set_error (error, TL_EXPORT_ERROR, TL_EXPORT_ERROR_FORMAT, _("--stages names no stage"));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

static gboolean
parse_overlap (const char *text, double *overlap)
{
  char  *end = NULL;
  double value = g_ascii_strtod (text, &end);

  if (strspn (text, "0123456789.") != strlen (text) || end == text || *end ||
      !(value >= 0 && value <= OVERLAP_MOST))
    return FALSE;
  *overlap = value;
  return TRUE;
}

static TlExit
run (const TlCommand *command, int argc, char **argv)
{
  g_autofree char       *output = NULL;
  g_autofree char       *page = NULL;
  g_autofree char       *style = NULL;
  g_autofree char       *strips = NULL;
  g_autofree char       *without = NULL;
  g_autofree char       *stages = NULL;
  g_autofree char       *watermark = NULL;
  g_autofree char       *source = NULL;
  g_auto (GStrv)         ids = NULL;
  gboolean               no_money = FALSE;
  int                    width = -1;
  const TlPaper         *paper = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (TlFigures)  figures = NULL;
  g_autoptr (TlQuotes)   quotes = NULL;
  g_autoptr (TlMapBook)  book = NULL;
  g_autoptr (GPtrArray)  paths = NULL;
  g_autofree char       *date = NULL;
  g_autofree char       *fit_name = NULL;
  TlFit                  fit = TL_FIT_FOLD;
  g_autofree char       *overlap_text = NULL;
  double                 overlap = -1;
  gboolean               with_journey = FALSE;
  g_autoptr (GBytes)     journey = NULL;
  gboolean               is_html;
  g_autoptr (GError)     error = NULL;
  TlExportFormat         format;
  TlExportOptions        options = { 0 };
  TlMapOptions           map = { 0 };
  const GOptionEntry     entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Where to: a name that ends in .svg, .pdf, .png or .html"), N_("OUT") },
    { "page", 'p', 0, G_OPTION_ARG_STRING, &page, N_("Pages of a size: a4, a3, a2 (landscape) or slide (16:9)"), N_("SIZE") },
    { "fit", 0, 0, G_OPTION_ARG_STRING, &fit_name,
      N_("How it stands on pages: fold, tile (pages to put together) or one (all on one)"), N_("HOW") },
    { "overlap", 0, 0, G_OPTION_ARG_STRING, &overlap_text,
      N_("What neighbouring pages both show, in millimetres, with --fit tile; 12 without it"), N_("MM") },
    { "style", 's', 0, G_OPTION_ARG_STRING, &style, N_("The colours: light, dark or print"), N_("STYLE") },
    { "strips", 0, 0, G_OPTION_ARG_STRING, &strips,
      N_("What stands under the journey, in this order: some of feeling,voice,stake,fixes; or none"), N_("LIST") },
    { "no-money", 0, 0, G_OPTION_ARG_NONE, &no_money, N_("Leave out all amounts of money"), NULL },
    { "without", 0, 0, G_OPTION_ARG_STRING, &without,
      N_("Leave out some of title,money,quotes,leavers,feeling,stake,fixes,legend"), N_("LIST") },
    { "stages", 0, 0, G_OPTION_ARG_STRING, &stages, N_("Show these stages only, and where they lead: ids with commas"),
      N_("IDS") },
    { "watermark", 0, 0, G_OPTION_ARG_STRING, &watermark, N_("A word over the map, very faint: Draft"), N_("WORD") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, N_("What the foot says about the sources"), N_("TEXT") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_("The date at the foot"), N_("TEXT") },
    { "with-journey", 0, 0, G_OPTION_ARG_NONE, &with_journey,
      N_("Let an SVG carry the journey, without its records, thoughts and packs, so that it opens as one again"), NULL },
    { "width", 'w', 0, G_OPTION_ARG_INT, &width, N_("The width of a PNG in pixels"), N_("PX") },
    { NULL },
  };

  if (!tl_cli_parse (command, entries, 1, 1, &argc, &argv))
    return TL_EXIT_USAGE;
  if (output == NULL)
    return tl_cli_usage (command, _("-o OUT is missing"));
  if (width != -1 && (width < 16 || width > 32767))
    return tl_cli_usage (command, _("--width must be from 16 to 32767"));
  is_html = tl_map_is_html (output);
  if (!is_html && !tl_export_format_for_file (output, &format, &error))
    return tl_cli_usage (command, "%s", error->message);
  if (page && (paper = tl_paper_find (page, &error)) == NULL)
    return tl_cli_usage (command, "%s", error->message);
  if (fit_name && !tl_fit_from_name (fit_name, &fit))
    return tl_cli_usage (command, _("“%s” is no way to fit a map on pages: say fold, tile or one"), fit_name);
  if (fit_name && paper == NULL)
    return tl_cli_usage (command, _("--fit needs --page, which says how large the pages are"));
  if (overlap_text && !parse_overlap (overlap_text, &overlap))
    return tl_cli_usage (command, _("“%s” is no overlap: say from 0 to %d millimetres, as in --overlap 15"), overlap_text,
                         OVERLAP_MOST);
  if (overlap_text && fit != TL_FIT_TILE)
    return tl_cli_usage (command, _("--overlap needs --fit tile: no other pages are put together"));
  if (style && !tl_palette_from_name (style, &options.palette))
    return tl_cli_usage (command, _("“%s” is not a style: say light, dark or print"), style);
  if (strips && !tl_map_parse_strips (strips, &map, &error))
    return tl_cli_usage (command, "%s", error->message);
  if (without && !tl_map_parse_parts (without, &map, &error))
    return tl_cli_usage (command, "%s", error->message);
  if (with_journey && (is_html || format != TL_EXPORT_SVG))
    return tl_cli_usage (command, _("--with-journey is for SVG alone"));
  if (with_journey && (no_money || stages || without))
    return tl_cli_usage (command, _("--with-journey carries the whole journey: it does not go with --no-money, --without or "
                                    "--stages"));
  if (is_html && (page || width != -1))
    return tl_cli_usage (command, _("--page and --width say nothing about HTML, which has no pages"));
  if (is_same_file (argv[1], output))
    return tl_cli_usage (command, _("OUT must be another file than the journey, which stays as it is"));
  if (no_money)
    map.without |= TL_MAP_NO_MONEY;

  document = tl_cli_open (argv[1], TL_DOCUMENT_READ_ONLY);
  if (document == NULL)
    return TL_EXIT_CANNOT;
  figures = tl_figures_new_for_document (document, &error);
  if (figures == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  if (!tl_figures_check (figures, &error))
    {
      /* The map can be drawn all the same, without the figures. */
      tl_cli_say (_("The map shows no figures: %s"), error->message);
      g_clear_error (&error);
    }
  quotes = tl_quotes_new (document, figures, &error);
  if (quotes == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  if (stages)
    {
      ids = find_stages (tl_document_get_journey (document), stages, &error);
      if (ids == NULL)
        return tl_cli_usage (command, "%s", error->message);
      map.stages = (const char *const *) ids;
    }
  if (date == NULL)
    {
      date = tl_export_source_date ();
      if (date && strlen (date) > 10)
        date[10] = '\0'; /* the day will do */
    }
  map.watermark = watermark;
  map.source = source;
  map.quotes = quotes->quotes;
  map.n_quotes = quotes->n;
  map.date = date;
  if (is_html)
    {
      g_autoptr (GBytes) page_bytes = tl_map_to_html (tl_document_get_journey (document), figures, &map, &options);

      if (!tl_replace_bytes (output, g_bytes_get_data (page_bytes, NULL), g_bytes_get_size (page_bytes), &error))
        return tl_cli_fail (g_steal_pointer (&error));
      return TL_EXIT_DONE;
    }
  if (overlap_text)
    book = tl_map_book_new_tiled (tl_document_get_journey (document), figures, &map, paper, overlap);
  else
    book = tl_map_book_new_fitted (tl_document_get_journey (document), figures, &map, paper, fit);
  if (paper && tl_map_book_letters (book) < paper->least - 0.05)
    tl_cli_say (_("The smallest letters are %.1f points high, too small to be read on this page. “--fit fold” or “--fit tile” "
                  "keeps them larger."),
                tl_map_book_letters (book));
  if (with_journey)
    {
      journey = tl_xml_to_bytes_without_records (document, &error);
      if (journey == NULL)
        return tl_cli_fail (g_steal_pointer (&error));
      options.journey = journey;
    }
  options.width = width > 0 ? width : 0;
  paths = tl_export_book_save (book, output, &options, &error);
  if (paths == NULL)
    return tl_cli_fail (g_steal_pointer (&error));
  /* One file is where it was asked for; of several, the others have names of their own. */
  for (guint i = 0; paths->len > 1 && i < paths->len; i++)
    {
      g_autofree char *name = g_filename_display_name (paths->pdata[i]);

      g_print ("%s\n", name);
    }
  return TL_EXIT_DONE;
}

const TlCommand tl_command_export = {
  "export",
  N_("FILE -o OUT.svg|OUT.pdf|OUT.png|OUT.html [--page a4|a3|a2|slide] [--fit fold|tile|one] "
     "[--overlap MM] [--style light|dark|print] [--strips LIST] [--without LIST] [--no-money] [--stages IDS] [--watermark WORD] "
     "[--source TEXT] [--date TEXT] [--with-journey] [--width PX]"),
  N_("Draw the map"),
  N_("Without --page the map is one picture as large as it needs. On pages no letters are smaller than 7 points, on a "
     "slide 18 of 1,920 pixels; what does not fit folds into bands and pages. A PDF holds them all; other pages of a "
     "picture go to OUT-2, OUT-3, …, and the names of all files are printed. The same journey gives the same bytes. "
     "SOURCE_DATE_EPOCH sets the date that the map shows; without it, it shows none."),
  run,
};
