/* tl-import-scores.c: what scores are, how far their scale goes, and which answers are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Surveys write scores as numbers, as words, or as both, and codes where somebody did not answer: 99 on a scale of 0 to
 * 10 means “don't know”. How far a scale goes is told by all of a column's values but such codes.
 */
#include <math.h>
#include <string.h>

#include "tl-import-private.h"
#include "tl-import-scores.h"
#include "tl-text.h"

#define MAX_CELL 200 /* bytes of a cell that may be a score */

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

/* Words of scales, normalised as names of columns are. Of five: 1 to 5; of seven: 1 to 7, where a column has one of
 * @is_of_seven. */
static const struct
{
  const char *words;
  gint8       of_five;
  gint8       of_seven;
  gboolean    is_of_seven;
} words[] = {
  /* satisfaction */
  { "very dissatisfied", 1, 2, FALSE }, { "very unsatisfied", 1, 2, FALSE }, { "extremely dissatisfied", 1, 1, FALSE },
  { "completely dissatisfied", 1, 1, FALSE }, { "moderately dissatisfied", 2, 2, TRUE }, { "mostly dissatisfied", 2, 2, TRUE },
  { "dissatisfied", 2, 2, FALSE }, { "unsatisfied", 2, 2, FALSE }, { "somewhat dissatisfied", 2, 3, FALSE },
  { "slightly dissatisfied", 2, 3, TRUE }, { "neither satisfied nor dissatisfied", 3, 4, FALSE }, { "neutral", 3, 4, FALSE },
  { "neither", 3, 4, FALSE }, { "ok", 3, 4, FALSE }, { "okay", 3, 4, FALSE }, { "average", 3, 4, FALSE },
  { "slightly satisfied", 4, 5, TRUE }, { "somewhat satisfied", 4, 5, FALSE }, { "satisfied", 4, 6, FALSE },
  { "moderately satisfied", 4, 6, TRUE }, { "mostly satisfied", 4, 6, TRUE }, { "very satisfied", 5, 6, FALSE },
  { "extremely satisfied", 5, 7, FALSE }, { "completely satisfied", 5, 7, FALSE },
  { "very bad", 1, 1, FALSE }, { "very poor", 1, 1, FALSE }, { "terrible", 1, 1, FALSE }, { "bad", 1, 1, FALSE },
  { "poor", 2, 2, FALSE }, { "fair", 3, 4, FALSE }, { "good", 4, 6, FALSE }, { "very good", 5, 7, FALSE },
  { "excellent", 5, 7, FALSE },
  { "sehr unzufrieden", 1, 1, FALSE }, { "unzufrieden", 2, 2, FALSE }, { "eher unzufrieden", 2, 3, FALSE },
  { "teils teils", 3, 4, FALSE }, { "weder noch", 3, 4, FALSE }, { "eher zufrieden", 4, 5, FALSE },
  { "zufrieden", 4, 6, FALSE }, { "sehr zufrieden", 5, 7, FALSE },
  { "weder zufrieden noch unzufrieden", 3, 4, FALSE },
  { "tres insatisfait", 1, 1, FALSE }, { "tres insatisfait e", 1, 1, FALSE }, { "insatisfait", 2, 2, FALSE },
  { "plutot insatisfait", 2, 3, FALSE }, { "neutre", 3, 4, FALSE }, { "ni satisfait ni insatisfait", 3, 4, FALSE },
  { "plutot satisfait", 4, 5, FALSE }, { "satisfait", 4, 6, FALSE }, { "tres satisfait", 5, 7, FALSE },
  { "muy insatisfecho", 1, 1, FALSE }, { "insatisfecho", 2, 2, FALSE }, { "ni satisfecho ni insatisfecho", 3, 4, FALSE },
  { "satisfecho", 4, 6, FALSE }, { "muy satisfecho", 5, 7, FALSE }, { "neutro", 3, 4, FALSE },
  { "zeer ontevreden", 1, 1, FALSE }, { "ontevreden", 2, 2, FALSE }, { "neutraal", 3, 4, FALSE },
  { "tevreden", 4, 6, FALSE }, { "zeer tevreden", 5, 7, FALSE },
  { "molto insoddisfatto", 1, 1, FALSE }, { "insoddisfatto", 2, 2, FALSE }, { "soddisfatto", 4, 6, FALSE },
  { "molto soddisfatto", 5, 7, FALSE },
  /* effort, and what people agree with */
  { "very difficult", 1, 1, FALSE }, { "extremely difficult", 1, 1, FALSE }, { "very hard", 1, 1, FALSE },
  { "difficult", 2, 2, FALSE }, { "somewhat difficult", 2, 3, FALSE }, { "neither easy nor difficult", 3, 4, FALSE },
  { "somewhat easy", 4, 5, FALSE }, { "easy", 4, 6, FALSE }, { "very easy", 5, 7, FALSE }, { "extremely easy", 5, 7, FALSE },
  { "sehr schwierig", 1, 1, FALSE }, { "schwierig", 2, 2, FALSE }, { "einfach", 4, 6, FALSE }, { "sehr einfach", 5, 7, FALSE },
  { "tres difficile", 1, 1, FALSE }, { "difficile", 2, 2, FALSE }, { "facile", 4, 6, FALSE }, { "tres facile", 5, 7, FALSE },
  { "strongly disagree", 1, 1, FALSE }, { "disagree", 2, 2, FALSE }, { "somewhat disagree", 2, 3, TRUE },
  { "slightly disagree", 2, 3, TRUE }, { "neither agree nor disagree", 3, 4, FALSE }, { "somewhat agree", 4, 5, TRUE },
  { "slightly agree", 4, 5, TRUE }, { "agree", 4, 6, FALSE }, { "strongly agree", 5, 7, FALSE },
  { "stimme uberhaupt nicht zu", 1, 1, FALSE }, { "stimme nicht zu", 2, 2, FALSE }, { "stimme zu", 4, 6, FALSE },
  { "stimme voll zu", 5, 7, FALSE }, { "stimme voll und ganz zu", 5, 7, FALSE },
  /* stars */
  { "one star", 1, 1, FALSE }, { "two stars", 2, 2, FALSE }, { "three stars", 3, 3, FALSE }, { "four stars", 4, 4, FALSE },
  { "five stars", 5, 5, FALSE },
};

/* What people did not say. */
static const char *const unsaid[] = {
  "don t know", "dont know", "do not know", "not applicable", "prefer not to say", "no answer", "no opinion", "refused",
  "not sure", "unsure", "skipped", "unanswered", "offered", "unoffered", "keine angabe", "weiss nicht", "weiss ich nicht",
  "nicht zutreffend", "trifft nicht zu", "ne sait pas", "sans reponse", "sans objet", "nsp", "no sabe", "no aplica",
  "no contesta", "ns nc", "weet niet", "niet van toepassing", "n v t", "geen antwoord", "non so", "non applicabile",
};

/* A number with a point or a comma before its decimals. Returns what is behind it, or NULL. */
static const char *
scan_number (const char *p, double *value)
{
  char  number[64];
  gsize n = 0;

  if (g_ascii_isdigit (p[0]) && p[1] == '\0')
    {
      *value = p[0] - '0';
      return p + 1;
    }
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

/* “7”, “10 - Extremely likely”, “4/5”, “4 stars”, “★★★★”, “Extremely likely (10)”, “Extremely likely - 10”. */
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
    {
      n_stars++;
      if (g_str_has_prefix (g_utf8_next_char (p), "\xef\xb8\x8f"))
        p = g_utf8_next_char (p); /* that says: in colour */
    }
  while (g_str_has_prefix (p, "☆"))
    p = g_utf8_next_char (p);
  if (n_stars > 0 && *p == '\0')
    {
      *value = n_stars;
      return TRUE;
    }
  p = strrchr (text, '(');
  if (p)
    {
      behind = scan_number (p + 1, value);
      return behind && strcmp (behind, ")") == 0;
    }
  p = strrchr (text, ' ');
  if (p == NULL || p == text || !(p[-1] == '-' || p[-1] == ':' || p[-1] == '=' || ((guchar) p[-1] >= 0x80)))
    return FALSE;
  behind = scan_number (p + 1, value);
  return behind && *behind == '\0' && g_ascii_isdigit (p[1]);
}

/* What surveys write for “don't know”, “not asked”, “refused”. */
static gboolean
is_code (double value)
{
  static const int codes[] = {
    -1, -2, -3, -4, -5, -6, -7, -8, -9, -66, -77, -88, -96, -97, -98, -99, -999, 66, 77, 88, 96, 97, 98, 99, 777, 888, 997,
    998, 999, 8888, 9998, 9999,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (value == codes[i])
      return TRUE;
  return FALSE;
}

static int
find_words (const char *normal)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].words, normal) == 0)
      return (int) i;
  return -1;
}

static gboolean
is_unsaid (const char *normal)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unsaid); i++)
    if (strcmp (unsaid[i], normal) == 0)
      return TRUE;
  return FALSE;
}

/**
 * _tl_import_see_score:
 * @scale: what was seen of the column so far
 *
 * Looks at a cell of a column that has @role, to find its scale.
 */
void
_tl_import_see_score (TlImportScale *scale, const char *text)
{
  double value;

  while (g_ascii_isspace (*text))
    text++;
  if (*text == '\0' || strlen (text) > MAX_CELL)
    return;
  if (!find_number (text, &value))
    {
      g_autofree char *normal = tl_columns_normalise (text);
      int              word = find_words (normal);

      scale->has_words = scale->has_words || word >= 0;
      scale->is_of_seven = scale->is_of_seven || (word >= 0 && words[word].is_of_seven);
      scale->has_good = scale->has_good || strcmp (normal, "good") == 0;
      scale->has_more = scale->has_more || (word >= 0 && strcmp (normal, "good") != 0 && strcmp (normal, "bad") != 0);
      return;
    }
  if (is_code (value))
    {
      scale->n_codes++;
      return;
    }
  if (scale->n++ == 0)
    scale->least = scale->most = value;
  scale->least = MIN (scale->least, value);
  scale->most = MAX (scale->most, value);
}

/* Decides how far the scale of a column goes that has @role. */
void
_tl_import_decide_scale (TlImportScale *scale, TlColumnRole role)
{
  static const double tops[] = { 5, 7, 10, 100 };

  scale->low = -G_MAXDOUBLE;
  scale->high = G_MAXDOUBLE;
  scale->is_known = FALSE;
  if (role == TL_COLUMN_NPS)
    {
      scale->low = 0;
      scale->high = 10;
      scale->is_known = TRUE;
      return;
    }
  if (role == TL_COLUMN_SENTIMENT)
    {
      scale->low = -1;
      scale->high = 1;
      scale->is_known = TRUE;
      return;
    }
  if (scale->n == 0 && scale->has_words)
    {
      scale->low = 1;
      scale->high = scale->is_of_seven ? 7 : 5;
      scale->is_known = TRUE;
      return;
    }
  if (scale->n == 0 || scale->least < 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (tops) && !scale->is_known; i++)
    if (scale->most <= tops[i])
      {
        scale->low = scale->least < 1 || tops[i] == 100 ? 0 : 1;
        scale->high = tops[i];
        scale->is_known = TRUE;
      }
}

/* Says how far the scale of a column goes, whatever was seen of it. */
void
_tl_import_set_scale (TlImportScale *scale, const TlImportRange *range)
{
  scale->low = range->low;
  scale->high = range->high;
  scale->is_known = TRUE;
  if (range->low == 1 && (range->high == 5 || range->high == 7))
    scale->is_of_seven = range->high == 7;
}

/* Reads the cell of a column that has @role, one of the scores. */
TlImportCell
_tl_import_read_score (TlColumnRole role, const TlImportScale *scale, const char *text, double *value)
{
  g_autofree char *plain = NULL;
  g_autofree char *normal = NULL;
  int              word;

  if (g_ascii_isdigit (text[0]) && text[1] == '\0')
    {
      *value = text[0] - '0';
      return *value >= scale->low && *value <= scale->high ? TL_IMPORT_CELL_GOOD : TL_IMPORT_CELL_BAD;
    }
  if (*text == '\0')
    return TL_IMPORT_CELL_EMPTY;
  if (strlen (text) > MAX_CELL)
    return TL_IMPORT_CELL_BAD;
  plain = g_strstrip (g_strdup (text));
  if (find_number (plain, value))
    {
      if (isfinite (*value) && *value >= scale->low && *value <= scale->high &&
          (role != TL_COLUMN_NPS || *value == floor (*value)))
        return TL_IMPORT_CELL_GOOD;
      return is_code (*value) ? TL_IMPORT_CELL_CODE : TL_IMPORT_CELL_BAD;
    }
  if (_tl_import_is_nothing (plain))
    return TL_IMPORT_CELL_EMPTY;
  if (role == TL_COLUMN_SENTIMENT)
    {
      g_autofree char *lower = g_utf8_strdown (plain, -1);

      for (gsize i = 0; i < G_N_ELEMENTS (feelings); i++)
        if (strcmp (lower, feelings[i].word) == 0)
          {
            *value = feelings[i].value;
            return TL_IMPORT_CELL_GOOD;
          }
    }
  normal = tl_columns_normalise (plain);
  if (is_unsaid (normal))
    return TL_IMPORT_CELL_CODE;
  if (role == TL_COLUMN_NPS && (strcmp (normal, "extremely likely") == 0 || strcmp (normal, "not at all likely") == 0))
    {
      *value = *normal == 'e' ? 10 : 0;
      return TL_IMPORT_CELL_GOOD;
    }
  word = role == TL_COLUMN_SENTIMENT || role == TL_COLUMN_NPS ? -1 : find_words (normal);
  if (word < 0)
    return TL_IMPORT_CELL_BAD;
  /* A thumb up or down (Zendesk) has no middle. */
  if (scale->has_good && !scale->has_more && strcmp (normal, "good") == 0)
    *value = 5;
  else
    *value = scale->is_of_seven ? words[word].of_seven : words[word].of_five;
  return TL_IMPORT_CELL_GOOD;
}

/**
 * tl_score_is_word:
 * @text: a cell
 *
 * Returns: whether it is a word of a scale, such as “very satisfied”, or says that there is no answer
 */
gboolean
tl_score_is_word (const char *text)
{
  g_autofree char *normal = NULL;

  if (strlen (text) > 64)
    return FALSE;
  normal = tl_columns_normalise (text);
  return find_words (normal) >= 0 || is_unsaid (normal);
}

/**
 * tl_score_is_code:
 * @text: a cell
 *
 * Returns: whether it is a number that surveys write where there is no answer, such as 99
 */
gboolean
tl_score_is_code (const char *text)
{
  double      value;
  const char *behind = scan_number (text, &value);

  return behind && *behind == '\0' && fabs (value) >= 9 && is_code (value);
}
