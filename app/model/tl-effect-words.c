/* tl-effect-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-effect-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-error.h"
#include "tl-text.h"

typedef struct
{
  TlJourney           *journey;
  TlThing             *on;
  const char          *field;
  const TlNumberStyle *style;
  const char          *text;   /* as it was written */
  char                *folded; /* on one line, in lower case */
} Words;

/* Whether any of the words of a list, joined by bars, stands in @text as a word of its own. */
static gboolean
has_any (const char *text, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, "|", -1);

  for (char **word = words; *word; word++)
    {
      gsize n = strlen (*word);

      for (const char *p = strstr (text, *word); n > 0 && p; p = strstr (p + 1, *word))
        if ((p == text || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (p)))) &&
            !g_unichar_isalpha (g_utf8_get_char (p + n)))
          return TRUE;
    }
  return FALSE;
}

static gboolean
wrong (Words *words, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_FORM,
               _("“%s” is not understood: write what it does, as in “halves it”, “60%% fewer”, “adds 0.15” or “× 0.7”"),
               words->text);
  return FALSE;
}

static gboolean
is_number_part (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isdigit (c) || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL || (*p && strchr (".,%+-/", *p)) ||
         g_str_has_prefix (p, "−") || g_str_has_prefix (p, "–") || g_str_has_prefix (p, "…");
}

/* What is written in figures, from the first digit to the last per cent sign, with a sign or currency before it. */
static char *
cut_figures (const char *text)
{
  const char *first = NULL, *last = NULL;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      if (first == NULL && g_unichar_isdigit (g_utf8_get_char (p)))
        for (first = p; first > text && is_number_part (g_utf8_prev_char (first)); )
          first = g_utf8_prev_char (first);
      if (g_unichar_isdigit (g_utf8_get_char (p)) || *p == '%')
        last = g_utf8_next_char (p);
    }
  if (first == NULL)
    return NULL;
  /* £1.5k, 2m */
  if ((*last == 'k' || *last == 'm') && !g_ascii_isalpha (last[1]))
    last++;
  return g_strndup (first, (gsize) (last - first));
}

/* The figures as an estimate. “20% to 40% less, 30% most likely” has its likeliest value last. */
static gboolean
parse_figures (Words *words, const char *text, TlEstimate *amount, GError **error)
{
  /* Translators: what stands behind the likeliest value of a range, as in “20% to 40% less, 30% most likely”. */
  const char      *likely_words = C_ ("effect", "most likely|likeliest|likely");
  /* A comma without a space may stand between thousands. */
  const char      *comma = g_strrstr (text, ", ");
  g_autofree char *figures = NULL;

  if (comma && has_any (comma, likely_words))
    {
      g_autofree char *head = g_strndup (text, (gsize) (comma - text));
      g_autofree char *tail = cut_figures (comma + 1);
      TlEstimate       likely;

      figures = cut_figures (head);
      if (figures == NULL || tail == NULL || !tl_estimate_parse_people (figures, words->style, amount, NULL) ||
          !tl_estimate_parse_people (tail, words->style, &likely, NULL) || amount->form != TL_ESTIMATE_BETWEEN ||
          likely.low < amount->low || likely.low > amount->high)
        return wrong (words, error);
      *amount = (TlEstimate) { TL_ESTIMATE_LIKELY, amount->low, likely.low, amount->high };
      return TRUE;
    }
  figures = cut_figures (text);
  if (figures == NULL || !tl_estimate_parse_people (figures, words->style, amount, NULL) ||
      amount->form == TL_ESTIMATE_COUNT)
    return wrong (words, error);
  return TRUE;
}

/* a + b·x, part by part, put in order again. */
static TlEstimate
turn (TlEstimate x, double a, double b)
{
  double low = a + b * x.low, high = a + b * x.high;

  return (TlEstimate) { x.form, MIN (low, high), a + b * x.likely, MAX (low, high) };
}

/* Without what people put around a title, and without the stop behind it. */
static char *
unquote (const char *text)
{
  static const char *const marks[] = { "“", "”", "„", "«", "»", "‘", "’", "\"", "'" };
  g_autofree char         *title = g_strstrip (g_strdup (text));
  gsize                    from = 0, to = strlen (title);

  if (to > 0 && (title[to - 1] == '.' || title[to - 1] == '!'))
    title[--to] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (from == 0 && g_str_has_prefix (title, marks[i]))
        from = strlen (marks[i]);
      if (to == strlen (title) && to >= from + strlen (marks[i]) && g_str_has_suffix (title, marks[i]))
        to -= strlen (marks[i]);
    }
  return g_strstrip (g_strndup (title + from, to - from));
}

/* The other touchpoint of the stage that is called so. */
static TlThing *
find_other (Words *words, const char *written)
{
  TlThing         *stage = tl_thing_get_parent (words->on);
  g_autofree char *plain = g_strstrip (g_strdup (written));
  g_autofree char *title = unquote (written);

  for (guint i = 0; i < tl_thing_n (stage, TL_KIND_TOUCHPOINT); i++)
    {
      TlThing         *other = tl_thing_nth (stage, TL_KIND_TOUCHPOINT, i);
      g_autofree char *squeezed = tl_text_squeeze (tl_thing_get_title (other));
      g_autofree char *folded = g_utf8_strdown (squeezed, -1);

      if (other != words->on && (strcmp (folded, title) == 0 || strcmp (folded, plain) == 0 ||
                                 g_ascii_strcasecmp (tl_thing_get_id (other), title) == 0))
        return other;
    }
  return NULL;
}

static gboolean
parse_move (Words *words, TlEffectWords *result, GError **error)
{
  /* Translators: the word before where interactions move, as in “moves 20% to E-mail”, with a space on either side. */
  const char      *to_word = C_ ("effect", " to ");
  const char      *last = NULL;
  g_autofree char *head = NULL;
  TlThing         *found = NULL;

  /* A range holds that word too, and so may a title. */
  if (tl_thing_get_kind (words->on) == TL_KIND_TOUCHPOINT && strcmp (words->field, "reach") == 0)
    for (const char *to = strstr (words->folded, to_word); to && found == NULL; to = strstr (to + 1, to_word))
      {
        last = to;
        found = find_other (words, to + strlen (to_word));
      }
  if (last == NULL)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_FORM,
                   _("only interactions at a touchpoint can move, and only to another of its stage: "
                             "“moves 20% to E-mail”"));
      return FALSE;
    }
  if (found == NULL)
    {
      g_autofree char *title = unquote (last + strlen (to_word));

      g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("there is no other touchpoint “%s” in this stage"), title);
      return FALSE;
    }
  head = g_strndup (words->folded, (gsize) (last - words->folded));
  if (!parse_figures (words, head, &result->amount, error))
    return FALSE;
  result->amount = turn (result->amount, 1, -1);
  result->to = g_strdup (tl_thing_get_id (found));
  if (result->amount.low < 0 || result->amount.high > 1)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_RANGE, _("what moves must be from 0% to 100%"));
      return FALSE;
    }
  return TRUE;
}

/* Words that need no figure. */
static gboolean
parse_plain (Words *words, double *scale)
{
  static const struct
  {
    const char *list;
    double      scale;
  } plain[] = {
    /* Translators: verbs for effects, in lower case, joined by bars; give as many as people may type. */
    { NC_ ("effect", "halves|halved|half"), 0.5 },
    { NC_ ("effect", "doubles|doubled|double|twice"), 2 },
    { NC_ ("effect", "trebles|triples|tripled|treble|triple"), 3 },
    { NC_ ("effect", "ends|stops|removes|none|gone"), 0 },
    { NC_ ("effect", "leaves it as it is|no change|nothing"), 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (has_any (words->folded, g_dpgettext2 (GETTEXT_PACKAGE, "effect", plain[i].list)))
      {
        *scale = plain[i].scale;
        return TRUE;
      }
  return FALSE;
}

/* “down to 5%”: what it becomes, against what it is. */
static gboolean
parse_target (Words *words, TlEffectWords *result, GError **error)
{
  TlField field = tl_kind_find_field (tl_thing_get_kind (words->on), words->field);
  double  base;

  if (field == TL_FIELD_NONE || !tl_field_is_number (field))
    return wrong (words, error);
  base = tl_thing_get_number (words->on, field);
  if (!parse_figures (words, words->folded, &result->amount, error))
    return FALSE;
  if (base > 0 && result->amount.low >= 0)
    result->amount = turn (result->amount, 0, 1 / base);
  else
    {
      result->shift = TRUE;
      result->amount = turn (result->amount, -base, 1);
    }
  return TRUE;
}

static gboolean parse_figured (Words          *words,
                               TlEffectWords  *result,
                               GError        **error);

/* One side of “between 10% less and 20% more”, or what is most likely: one number, and which way. */
static gboolean
parse_side (Words *words, const char *text, TlEffectWords *side)
{
  g_autofree char *folded = g_strstrip (g_strdup (text));
  Words            part = *words;

  part.text = part.folded = folded;
  /* “added” and “off” stand behind the figure here. */
  return parse_figured (&part, side, NULL) && side->amount.form == TL_ESTIMATE_KNOWN;
}

/* “between 10% less and 20% more, most likely 5% more” */
static gboolean
parse_between (Words *words, const char *and, TlEffectWords *result, GError **error)
{
  /* Translators: what stands before the likeliest value, as in “between 10% less and 20% more, most likely 5% more”. */
  const char            *likely_words = C_ ("effect", ", most likely ");
  const char            *likely = strstr (and, likely_words);
  g_autofree char       *head = g_strndup (words->folded, (gsize) (and - words->folded));
  const char            *right = and + strlen (C_ ("effect", " and "));
  g_autofree char       *tail = g_strndup (right, likely ? (gsize) (likely - right) : strlen (right));
  g_auto (TlEffectWords) low = { FALSE }, high = { FALSE }, middle = { FALSE };

  if (!parse_side (words, head, &low) || !parse_side (words, tail, &high) || low.shift != high.shift ||
      low.amount.low > high.amount.low)
    return wrong (words, error);
  result->shift = low.shift;
  result->amount = (TlEstimate) { TL_ESTIMATE_BETWEEN, low.amount.low, low.amount.low, high.amount.low };
  if (likely == NULL)
    return TRUE;
  if (!parse_side (words, likely + strlen (likely_words), &middle) || middle.shift != low.shift ||
      middle.amount.low < low.amount.low || middle.amount.low > high.amount.low)
    return wrong (words, error);
  result->amount = (TlEstimate) { TL_ESTIMATE_LIKELY, low.amount.low, middle.amount.low, high.amount.low };
  return TRUE;
}

static gboolean
parse_figured (Words *words, TlEffectWords *result, GError **error)
{
  const char *text = words->folded;
  gboolean    less = has_any (text, C_ ("effect", "fewer|less|lower|off|cuts|cut|reduces|reduced|saves|down|takes")) ||
                  *text == '-' || g_str_has_prefix (text, "−");
  gboolean    more = has_any (text, C_ ("effect", "more|higher|adds|add|added|raises|raised|grows|up|plus|increases")) ||
                  *text == '+';
  gboolean    points = has_any (text, C_ ("effect", "point|points|pp"));
  gboolean    percent = strchr (text, '%') != NULL;
  gboolean    times = has_any (text, C_ ("effect", "times|x")) || strchr (text, '*') || strstr (text, "×") ||
                   (*text == 'x' && g_ascii_isdigit (text[1]));

  if (!times && has_any (text, C_ ("effect", "down to|up to|becomes|to only")) && !points)
    return parse_target (words, result, error);
  if (!parse_figures (words, text, &result->amount, error))
    return FALSE;
  if (times && !less && !more)
    return TRUE;
  if (!less && !more)
    return wrong (words, error);
  if (less && more && !has_any (text, C_ ("effect", "takes")))
    return wrong (words, error);
  if (result->amount.high < 0)
    result->amount = turn (result->amount, 0, -1);
  if (percent && !points)
    {
      result->amount = turn (result->amount, 1, less ? -1 : 1);
      return TRUE;
    }
  result->shift = TRUE;
  /* “2 percentage points” are 0.02 of a share, however the sign is written. */
  result->amount = turn (result->amount, 0, (points && !percent ? 0.01 : 1) * (less ? -1 : 1));
  return TRUE;
}

/**
 * tl_effect_words_clear:
 */
void
tl_effect_words_clear (TlEffectWords *self)
{
  g_clear_pointer (&self->to, g_free);
}

/**
 * tl_effect_words_parse:
 * @journey: a journey
 * @on: what the effect is on
 * @field: which of its fields, as effects name them: `leave`, `continue`, `strength`
 * @text: what someone says it does
 * @style: (nullable): the language's marks
 * @words: (out): what that means
 * @error: return location
 *
 * Reads `halves it`, `60% fewer`, `20% to 30% less`, `adds £0.15 per call`, `takes 2 percentage points off`, `down to 5%`,
 * `moves 20% of calls to E-mail`, `× 0.7`.
 *
 * Returns: %FALSE with a %TL_ERROR that says what may be written
 */
gboolean
tl_effect_words_parse (TlJourney *journey, TlThing *on, const char *field, const char *text, const TlNumberStyle *style,
                       TlEffectWords *words, GError **error)
{
  g_autofree char *line = tl_text_squeeze (text);
  g_autofree char *folded = g_utf8_strdown (line, -1);
  Words            reading = { journey, on, field };
  const char      *and;
  double           scale;
  gboolean         good;

  reading.text = line;
  reading.style = style ? style : tl_number_style_default ();
  reading.folded = folded;
  *words = (TlEffectWords) { FALSE, TL_ESTIMATE_INIT (1), NULL };
  /* Translators: the verb of “moves 20% to E-mail”. */
  if (has_any (folded, C_ ("effect", "moves|move|moved|shifts")))
    good = parse_move (&reading, words, error);
  /* Translators: the words of “between 10% less and 20% more”; the second with a space on either side. */
  else if (has_any (folded, C_ ("effect", "between")) && (and = strstr (folded, C_ ("effect", " and "))))
    good = parse_between (&reading, and, words, error);
  else if (strpbrk (folded, "0123456789") == NULL && parse_plain (&reading, &scale))
    {
      words->amount = tl_estimate_known (scale);
      good = TRUE;
    }
  else
    good = parse_figured (&reading, words, error);
  if (good && words->shift && (strcmp (field, "strength") == 0 || strcmp (field, "contacts") == 0))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("%s can only be scaled: say how many per cent fewer or more"), field);
      good = FALSE;
    }
  if (good && !words->shift && words->amount.low < 0)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_RANGE, _("more than all of it cannot be taken off"));
      good = FALSE;
    }
  if (!good)
    tl_effect_words_clear (words);
  return good;
}
