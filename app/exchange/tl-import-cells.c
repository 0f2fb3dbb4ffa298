/* tl-import-cells.c: what stands in the cells of a table of evidence, and where rules lead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-import-find.h"
#include "tl-import-private.h"
#include "tl-text.h"

#define MAX_CELL 200 /* bytes of a cell that may be a score */

/* Words for nothing, which are no mistakes. */
gboolean
_tl_import_is_nothing (const char *text)
{
  static const char *const words[] = { "-",  "–",    "—",    ".",   "?",   "n/a",  "#n/a",
                                       "na", "null", "none", "nan", "nil", "k.a.", "k. a." };
  g_autofree char         *plain = NULL;

  if (strlen (text) > 32)
    return FALSE;
  plain = g_strstrip (g_ascii_strdown (text, -1));
  if (*plain == '\0')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (plain, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static const struct
{
  const char *word;
  double      value;
} feelings[] = {
  { "positive", 1 }, { "pos", 1 },      { "positiv", 1 },  { "positif", 1 },  { "positivo", 1 }, { "positief", 1 },
  { "negative", -1 }, { "neg", -1 },    { "negativ", -1 }, { "négatif", -1 }, { "negatif", -1 }, { "negativo", -1 },
  { "negatief", -1 }, { "neutral", 0 }, { "neu", 0 },      { "neutre", 0 },   { "neutro", 0 },   { "neutraal", 0 },
  { "mixed", 0 },     { "gemischt", 0 },
};

/* A number with a point or a comma before its decimals. Returns what is behind it, or NULL. */
static const char *
scan_number (const char *p, double *value)
{
  char  number[64];
  gsize n = 0;

  if (*p == '-' || *p == '+' || g_str_has_prefix (p, "−"))
    {
      if (*p != '+')
        number[n++] = '-';
      p = g_utf8_next_char (p);
    }
  if (!g_ascii_isdigit (*p) && !((*p == '.' || *p == ',') && g_ascii_isdigit (p[1])))
    return NULL;
  for (; n < sizeof number - 2 && g_ascii_isdigit (*p); p++)
    number[n++] = *p;
  if ((*p == '.' || *p == ',') && g_ascii_isdigit (p[1]))
    for (number[n++] = '.', p++; n < sizeof number - 1 && g_ascii_isdigit (*p); p++)
      number[n++] = *p;
  number[n] = '\0';
  *value = g_ascii_strtod (number, NULL);
  return g_ascii_isdigit (*p) ? NULL : p;
}

/* “7”, “10 - Extremely likely”, “4/5”, “4 stars”, “★★★★”, “Extremely likely (10)”. */
static gboolean
find_number (const char *text, double *value)
{
  const char *behind = scan_number (text, value);
  const char *p;
  int         n_stars = 0;

  if (behind)
    return *behind == '\0' || strchr (" \t/-(%:", *behind) || g_unichar_ispunct (g_utf8_get_char (behind)) ||
           g_unichar_isspace (g_utf8_get_char (behind)) || (guchar) *behind >= 0x80;
  for (p = text; g_str_has_prefix (p, "★") || g_str_has_prefix (p, "⭐"); p = g_utf8_next_char (p))
    n_stars++;
  while (g_str_has_prefix (p, "☆"))
    p = g_utf8_next_char (p);
  if (n_stars > 0 && *p == '\0')
    {
      *value = n_stars;
      return TRUE;
    }
  p = strrchr (text, '(');
  if (p == NULL)
    return FALSE;
  behind = scan_number (p + 1, value);
  return behind && strcmp (behind, ")") == 0;
}

/* Reads the cell of a column that has @role, one of the scores. */
TlImportCell
_tl_import_read_score (TlColumnRole role, const char *text, double *value)
{
  static const TlField fields[TL_COLUMN_N_ROLES] = {
    [TL_COLUMN_NPS] = TL_EVIDENCE_NPS,     [TL_COLUMN_CSAT] = TL_EVIDENCE_CSAT,
    [TL_COLUMN_CES] = TL_EVIDENCE_CES,     [TL_COLUMN_STARS] = TL_EVIDENCE_STARS,
    [TL_COLUMN_SENTIMENT] = TL_EVIDENCE_SENTIMENT,
  };
  const TlFieldInfo *info = tl_field_get_info (fields[role]);
  g_autofree char   *plain = NULL;

  if (*text == '\0')
    return TL_IMPORT_CELL_EMPTY;
  if (strlen (text) > MAX_CELL)
    return TL_IMPORT_CELL_BAD;
  plain = g_strstrip (g_strdup (text));
  if (!find_number (plain, value))
    {
      g_autofree char *word = g_utf8_strdown (plain, -1);

      if (_tl_import_is_nothing (plain))
        return TL_IMPORT_CELL_EMPTY;
      for (gsize i = 0; role == TL_COLUMN_SENTIMENT && i < G_N_ELEMENTS (feelings); i++)
        if (strcmp (word, feelings[i].word) == 0)
          {
            *value = feelings[i].value;
            return TL_IMPORT_CELL_GOOD;
          }
      return TL_IMPORT_CELL_BAD;
    }
  if (!isfinite (*value) || *value < info->minimum || *value > info->maximum ||
      (info->type == TL_TYPE_INTEGER && *value != floor (*value)))
    return TL_IMPORT_CELL_BAD;
  return TL_IMPORT_CELL_GOOD;
}

/* Whether tl_text_clean() would change @text, which is valid UTF-8. */
gboolean
_tl_import_needs_cleaning (const char *text, gsize length)
{
  const guchar *p = (const guchar *) text;

  for (gsize i = 0; i < length; i++)
    {
      if (p[i] < 0x20 && p[i] != '\n' && p[i] != '\t')
        return TRUE;
      if (p[i] == 0xef && i + 2 < length && p[i + 1] == 0xbf && p[i + 2] >= 0xbe)
        return TRUE;
    }
  return FALSE;
}

/* Finds what each of @rules assigns to. A pain takes the touchpoint that it stands at with it. */
gboolean
_tl_import_find_targets (TlJourney *journey, TlRules *rules, TlImportTarget *targets, GError **error)
{
  g_autoptr (TlFinder) finder = tl_finder_new (journey);

  for (guint i = 0; i < tl_rules_get_n (rules); i++)
    {
      const TlRule       *rule = tl_rules_get (rules, i);
      TlKind              kind = rule->kind == TL_RULE_PAIN ? TL_KIND_PAIN : TL_KIND_TOUCHPOINT;
      g_autoptr (GError)  trouble = NULL;
      TlThing            *thing = tl_finder_find (finder, rule->target, 1u << kind, &trouble);

      if (thing == NULL)
        {
          /* It may be there, and be something else. */
          TlThing *other = tl_finder_find (finder, rule->target, G_MAXUINT, NULL);

          if (other)
            g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_RULES, _("%s:%u: “%s” is a %s, and the rule says %s"),
                         tl_rules_get_name (rules), rule->line, rule->target, tl_kind_get_label (tl_thing_get_kind (other)),
                         tl_kind_get_label (kind));
          else
            g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_RULES, "%s:%u: %s", tl_rules_get_name (rules), rule->line,
                         trouble->message);
          return FALSE;
        }
      if (kind == TL_KIND_PAIN)
        targets[i] = (TlImportTarget) { tl_thing_get_id (tl_thing_get_parent (thing)), tl_thing_get_id (thing) };
      else
        targets[i] = (TlImportTarget) { tl_thing_get_id (thing), NULL };
    }
  return TRUE;
}
