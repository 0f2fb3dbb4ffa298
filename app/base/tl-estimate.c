/* tl-estimate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-estimate.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-error.h"

/* Puts the parts of a range, or a count, together. Says what is wrong with them in words that need no field. */
static gboolean
assemble (TlEstimate *estimate, const double *parts, int n_parts, gboolean count, GError **error)
{
  if (count)
    {
      if (!(parts[1] > 0))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_RANGE, _("a count must be out of more than none"));
          return FALSE;
        }
      if (parts[0] < 0 || parts[0] > parts[1])
        {
          g_set_error (error, TL_ERROR, TL_ERROR_RANGE, _("a count cannot be below 0 or above what it is out of"));
          return FALSE;
        }
      *estimate = (TlEstimate) { TL_ESTIMATE_COUNT, parts[0], parts[0], parts[1] };
      return TRUE;
    }
  for (int i = 1; i < n_parts; i++)
    if (parts[i] < parts[i - 1])
      {
        g_set_error (error, TL_ERROR, TL_ERROR_RANGE,
                     n_parts == 2 ? _("the low end must not be above the high end")
                                  : _("low, likely and high must come in that order"));
        return FALSE;
      }
  if (n_parts == 1)
    *estimate = tl_estimate_known (parts[0]);
  else if (n_parts == 2)
    *estimate = (TlEstimate) { TL_ESTIMATE_BETWEEN, parts[0], parts[0], parts[1] };
  else
    *estimate = (TlEstimate) { TL_ESTIMATE_LIKELY, parts[0], parts[1], parts[2] };
  return TRUE;
}

static gboolean
wrong_form (const char *text, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_FORM,
               _("“%s” is not an estimate: write a number, low..high, low..likely..high, or seen/of"), text);
  return FALSE;
}

/**
 * tl_estimate_point:
 * @self: an estimate
 *
 * The point value: the number; the midpoint; (low + 4·likely + high)/6; or seen/of.
 *
 * Returns: the value, finite
 */
double
tl_estimate_point (const TlEstimate *self)
{
  switch (self->form)
    {
    case TL_ESTIMATE_BETWEEN:
      return self->low == self->high ? self->low : self->low / 2 + self->high / 2;

    case TL_ESTIMATE_LIKELY:
      return self->low == self->high ? self->low : self->low / 6 + self->likely * (4. / 6) + self->high / 6;

    case TL_ESTIMATE_COUNT:
      return self->low / self->high;

    case TL_ESTIMATE_KNOWN:
    default:
      return self->low;
    }
}

/**
 * tl_estimate_is_known:
 * @self: an estimate
 *
 * Returns: whether there is only one value it can have: a known number, or a range without width
 */
gboolean
tl_estimate_is_known (const TlEstimate *self)
{
  return self->form != TL_ESTIMATE_COUNT && self->low == self->high;
}

/**
 * tl_estimate_equal:
 *
 * Returns: whether the two are written in the same form with the same numbers
 */
gboolean
tl_estimate_equal (const TlEstimate *a, const TlEstimate *b)
{
  return a->form == b->form && a->low == b->low && a->high == b->high &&
         (a->form != TL_ESTIMATE_LIKELY || a->likely == b->likely);
}

/**
 * tl_estimate_get_ends:
 * @self: an estimate
 * @low: (out): the lowest value
 * @high: (out): the highest value
 *
 * The ends that a field's range is held against: of a count, its share twice.
 */
void
tl_estimate_get_ends (const TlEstimate *self, double *low, double *high)
{
  if (self->form == TL_ESTIMATE_COUNT)
    *low = *high = self->low / self->high;
  else
    {
      *low = self->low;
      *high = self->high;
    }
}

/**
 * tl_estimate_parse:
 * @text: an estimate as files hold it
 * @estimate: (out): the estimate
 * @error: return location
 *
 * Reads the canonical form (interchange.rng, `estimate`).
 *
 * Returns: %FALSE with %TL_ERROR_FORM or %TL_ERROR_RANGE
 */
gboolean
tl_estimate_parse (const char *text, TlEstimate *estimate, GError **error)
{
  double      parts[3];
  int         n = 0;
  const char *p = text;

  if (!tl_number_scan (p, &p, &parts[n++]))
    return wrong_form (text, error);
  if (*p == '/')
    {
      const char *digits = p + 1;

      for (p++; g_ascii_isdigit (*p); )
        p++;
      if (p == digits || *p != '\0')
        return wrong_form (text, error);
      parts[1] = g_ascii_strtod (digits, NULL);
      if (!isfinite (parts[1]))
        return wrong_form (text, error);
      return assemble (estimate, parts, 2, TRUE, error);
    }
  while (n < 3 && g_str_has_prefix (p, ".."))
    if (!tl_number_scan (p + 2, &p, &parts[n++]))
      return wrong_form (text, error);
  if (*p != '\0')
    return wrong_form (text, error);
  return assemble (estimate, parts, n, FALSE, error);
}

/**
 * tl_estimate_format:
 * @self: an estimate
 *
 * The canonical form, which reads back as the same estimate.
 *
 * Returns: (transfer full): the text
 */
char *
tl_estimate_format (const TlEstimate *self)
{
  g_autofree char *low = tl_number_format (self->low);
  g_autofree char *likely = tl_number_format (self->likely);
  g_autofree char *high = tl_number_format (self->high);

  switch (self->form)
    {
    case TL_ESTIMATE_BETWEEN:
      return g_strdup_printf ("%s..%s", low, high);

    case TL_ESTIMATE_LIKELY:
      return g_strdup_printf ("%s..%s..%s", low, likely, high);

    case TL_ESTIMATE_COUNT:
      {
        char of[400];

        /* After the stroke stand digits alone, however many. */
        return g_strdup_printf ("%s/%s", low, g_ascii_formatd (of, sizeof of, "%.0f", self->high));
      }

    case TL_ESTIMATE_KNOWN:
    default:
      return g_steal_pointer (&low);
    }
}

static const char *
skip_space (const char *p)
{
  while (g_ascii_isspace (*p) || g_str_has_prefix (p, "\u00a0") || g_str_has_prefix (p, "\u202f"))
    p = g_utf8_next_char (p);
  return p;
}

/* A currency sign or code before or behind a number says nothing that the journey does not say already. */
static const char *
skip_currency (const char *p)
{
  const char *q = p;

  if (*p && g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_CURRENCY_SYMBOL)
    return skip_space (g_utf8_next_char (p));
  while (g_ascii_isupper (*q))
    q++;
  if (q - p == 3)
    return skip_space (q);
  return p;
}

/* What stands between the parts of a range: “..”, an ellipsis, a dash, or the word. Returns what is behind it. */
static const char *
skip_range_mark (const char *p)
{
  /* Translators: the word between the ends of a range that someone types, as in “5 to 8”. */
  const char *word = C_ ("range", "to");

  if (g_str_has_prefix (p, "..."))
    return p + 3;
  if (g_str_has_prefix (p, ".."))
    return p + 2;
  if (g_str_has_prefix (p, "…"))
    return p + strlen ("…");
  if (g_str_has_prefix (p, "–"))
    return p + strlen ("–");
  if (g_str_has_prefix (p, word) && g_ascii_isspace (p[strlen (word)]))
    return p + strlen (word);
  return NULL;
}

static const char *
skip_of (const char *p)
{
  /* Translators: the word between what was seen and what it is out of, as someone types it: “132 of 1,200”. */
  const char *word = C_ ("count", "of");

  if (*p == '/')
    return p + 1;
  if (g_str_has_prefix (p, "out of "))
    return p + strlen ("out of ");
  if (g_str_has_prefix (p, word) && g_ascii_isspace (p[strlen (word)]))
    return p + strlen (word);
  if (g_str_has_prefix (p, "of "))
    return p + strlen ("of ");
  return NULL;
}

/**
 * tl_estimate_parse_people:
 * @text: an estimate as people write it
 * @style: (nullable): the language's marks
 * @estimate: (out): the estimate
 * @error: return location
 *
 * Reads `12%`, `5% .. 8% .. 15%`, `5 to 8%`, `132 of 1,200`, `£1.5m`, and the canonical form. A per cent sign behind
 * any part of a range holds for all of them.
 *
 * Returns: %FALSE with %TL_ERROR_FORM or %TL_ERROR_RANGE
 */
gboolean
tl_estimate_parse_people (const char *text, const TlNumberStyle *style, TlEstimate *estimate, GError **error)
{
  double      parts[3];
  gboolean    percent = FALSE;
  gboolean    count = FALSE;
  int         n = 0;
  const char *p = skip_space (text);

  for (;;)
    {
      const char *next;

      p = skip_currency (p);
      if (!tl_number_scan_people (p, &p, style, &parts[n++]))
        return wrong_form (text, error);
      p = skip_space (p);
      if (*p == '%')
        {
          percent = TRUE;
          p = skip_space (p + 1);
        }
      p = skip_currency (p);
      if (*p == '\0')
        break;
      next = count || n == 3 ? NULL : skip_range_mark (p);
      if (next == NULL && n == 1)
        {
          next = skip_of (p);
          count = next != NULL;
        }
      if (next == NULL)
        return wrong_form (text, error);
      p = skip_space (next);
    }
  if (count && (percent || n != 2 || parts[1] != floor (parts[1])))
    return wrong_form (text, error);
  for (int i = 0; percent && i < n; i++)
    {
      /* By way of text, so that 14% is the number that 0.14 is. */
      g_autofree char *digits = tl_number_format (parts[i]);
      g_autofree char *shifted = g_strdup_printf ("%se-2", digits);

      parts[i] = strpbrk (digits, "eE") ? parts[i] / 100 : g_ascii_strtod (shifted, NULL);
    }
  return assemble (estimate, parts, n, count, error);
}

/**
 * tl_estimate_format_people:
 * @self: an estimate
 * @as_percent: whether it is a share, shown per cent
 * @style: (nullable): the language's marks
 *
 * As people write it; reads back by tl_estimate_parse_people() as the same estimate to six decimals.
 *
 * Returns: (transfer full): the text
 */
char *
tl_estimate_format_people (const TlEstimate *self, gboolean as_percent, const TlNumberStyle *style)
{
  double         parts[3] = { self->low, self->likely, self->high };
  g_auto (GStrv) texts = g_new0 (char *, G_N_ELEMENTS (parts) + 1);

  if (self->form == TL_ESTIMATE_COUNT)
    as_percent = FALSE;
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *number = tl_number_format_people (as_percent ? parts[i] * 100 : parts[i], -1, style);

      texts[i] = as_percent ? g_strdup_printf (C_ ("number", "%s%%"), number) : g_steal_pointer (&number);
    }
  switch (self->form)
    {
    case TL_ESTIMATE_BETWEEN:
      return g_strdup_printf ("%s .. %s", texts[0], texts[2]);

    case TL_ESTIMATE_LIKELY:
      return g_strdup_printf ("%s .. %s .. %s", texts[0], texts[1], texts[2]);

    case TL_ESTIMATE_COUNT:
      /* Translators: seen so often out of so many, as in “132 of 1,200”. */
      return g_strdup_printf (C_ ("count", "%s of %s"), texts[0], texts[2]);

    case TL_ESTIMATE_KNOWN:
    default:
      return g_strdup (texts[0]);
    }
}
