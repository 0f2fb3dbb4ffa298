/* tl-facts-table.c: how a table of facts is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-facts-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-columns.h"
#include "tl-error.h"
#include "tl-facts.h"

/* What columns are called, as tl_columns_normalise() leaves it. The first is ours. */
static const char *const column_names[TL_FACTS_N_COLUMNS][16] = {
  [TL_FACTS_THING] = { "thing", "what", "item", "path", "element", "name", "where", "ding", "was", "objekt", "pfad",
                       "chose", "objet", "chemin", "quoi" },
  [TL_FACTS_ID] = { "id", "thing id", "identifier", "kennung", "identifiant" },
  [TL_FACTS_FIELD] = { "field", "attribute", "number", "measure", "quantity", "feld", "merkmal", "champ", "attribut",
                       "mesure" },
  [TL_FACTS_VALUE] = { "value", "estimate", "amount", "figure", "wert", "schätzung", "schatzung", "betrag", "valeur",
                       "montant", "estimation" },
  [TL_FACTS_BASIS] = { "basis", "how sure", "certainty", "kind", "grundlage", "art", "sicherheit", "base", "fondement" },
  [TL_FACTS_SOURCE] = { "source", "from", "origin", "quelle", "herkunft", "provenance" },
  [TL_FACTS_DATE] = { "date", "as of", "when", "day", "datum", "stand", "tag", "le", "en date du" },
  [TL_FACTS_BY] = { "by", "by whom", "who", "person", "author", "von", "durch", "wer", "par", "par qui", "auteur" },
  [TL_FACTS_TEXT] = { "text", "note", "notes", "comment", "comments", "remark", "remarks", "how it is known", "notiz",
                      "bemerkung", "kommentar", "anmerkung", "remarque", "commentaire" },
};

static const struct
{
  const char *word;
  const char *basis;
} bases[] = {
  { "assumed", "assumed" },      { "assumption", "assumed" },  { "guess", "assumed" },       { "guessed", "assumed" },
  { "estimate", "assumed" },     { "estimated", "assumed" },   { "angenommen", "assumed" },  { "annahme", "assumed" },
  { "geschatzt", "assumed" },    { "vermutet", "assumed" },    { "suppose", "assumed" },     { "hypothese", "assumed" },
  { "estime", "assumed" },       { "observed", "observed" },   { "seen", "observed" },       { "observation", "observed" },
  { "beobachtet", "observed" },  { "beobachtung", "observed" }, { "observe", "observed" },   { "constate", "observed" },
  { "measured", "measured" },    { "measurement", "measured" }, { "actual", "measured" },    { "counted", "measured" },
  { "gemessen", "measured" },    { "messung", "measured" },    { "mesure", "measured" },
};

const char *
_tl_facts_column_name (TlFactsColumn column)
{
  return column_names[column][0];
}

static gboolean
is_called (const char *name, TlFactsColumn column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (column_names[column]) && column_names[column][i]; i++)
    {
      g_autofree char *known = tl_columns_normalise (column_names[column][i]);

      if (strcmp (name, known) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Finds which column is what: our own names count before others. */
gboolean
_tl_facts_find_columns (const TlCsvDialect *dialect, int columns[TL_FACTS_N_COLUMNS], GError **error)
{
  g_autofree gboolean *taken = g_new0 (gboolean, dialect->n_columns);
  g_autofree char     *all = NULL;

  for (guint i = 0; i < TL_FACTS_N_COLUMNS; i++)
    columns[i] = -1;
  for (int others = 0; others < 2; others++)
    for (guint i = 0; i < TL_FACTS_N_COLUMNS; i++)
      for (guint j = 0; j < dialect->n_columns && columns[i] < 0; j++)
        {
          g_autofree char *name = tl_columns_normalise (dialect->names[j]);

          if (taken[j] || (others ? !is_called (name, i) : strcmp (name, column_names[i][0]) != 0))
            continue;
          taken[j] = TRUE;
          columns[i] = (int) j;
        }
  if ((columns[TL_FACTS_THING] >= 0 || (columns[TL_FACTS_ID] >= 0 && columns[TL_FACTS_FIELD] >= 0)) &&
      (columns[TL_FACTS_VALUE] >= 0 || columns[TL_FACTS_BASIS] >= 0))
    return TRUE;
  all = g_strjoinv (", ", dialect->names);
  g_set_error (error, TL_FACTS_ERROR, TL_FACTS_ERROR_COLUMNS,
               _("The table must have columns “thing” and “value”, and may have id, field, basis, source, date, by and "
                 "text. It has: %s."), all);
  return FALSE;
}

/* Returns the basis that @text means, or NULL with an error. */
char *
_tl_facts_read_basis (const char *text, GError **error)
{
  g_autofree char *word = tl_columns_normalise (text);

  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    if (strcmp (bases[i].word, word) == 0)
      return g_strdup (bases[i].basis);
  g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("basis is “%s”, and must be one of %s"), text,
               "assumed, observed, measured");
  return NULL;
}

/* Looks for marks that can only part a number from its decimals: not followed by three digits, or behind a nought alone,
 * or the last of two kinds. */
void
_tl_facts_see_marks (TlFactsMarks *marks, const char *text)
{
  for (const char *p = text; *p; )
    {
      const char *start = p;
      const char *last = NULL;
      gboolean    has_both = FALSE;
      guint       n_marks = 0;
      gsize       n_behind;

      if (!g_ascii_isdigit (*p))
        {
          p++;
          continue;
        }
      while (g_ascii_isdigit (*p) || ((*p == '.' || *p == ',') && g_ascii_isdigit (p[1])))
        {
          if (*p == '.' || *p == ',')
            {
              has_both |= last && *last != *p;
              last = p;
              n_marks++;
            }
          p++;
        }
      if (last == NULL)
        continue;
      n_behind = (gsize) (p - last) - 1;
      if (has_both || (n_marks == 1 && (n_behind != 3 || (last - start == 1 && *start == '0') || last - start > 3)))
        {
          marks->n_points += *last == '.';
          marks->n_commas += *last == ',';
        }
      else if (n_marks > 1)
        {
          /* Groups of three: the other mark is the decimal one. */
          marks->n_points += *last == ',';
          marks->n_commas += *last == '.';
        }
    }
}

const TlNumberStyle *
_tl_facts_decide_style (const TlFactsMarks *marks, char delimiter)
{
  if (marks->n_points != marks->n_commas)
    return marks->n_commas > marks->n_points ? &TL_NUMBER_STYLE_COMMA : &TL_NUMBER_STYLE_POINT;
  /* Where the comma is the decimal mark, spreadsheets part fields by semicolons. */
  return delimiter == ';' && marks->n_points == 0 ? &TL_NUMBER_STYLE_COMMA : &TL_NUMBER_STYLE_POINT;
}

/* Why a row is rejected, without its line, which is said beside it. */
char *
_tl_facts_say_rejected (TlCsvReader *reader, const TlCsvRecord *record)
{
  g_autofree char *reason = tl_csv_reader_say_reason (reader, record);
  const char      *behind = strstr (reason, ": ");

  return g_strdup (behind && behind - reason < 40 ? behind + 2 : reason);
}
