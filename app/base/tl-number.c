/* tl-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-number.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "tl-error.h"

const TlNumberStyle TL_NUMBER_STYLE_POINT = { ".", "," };
const TlNumberStyle TL_NUMBER_STYLE_COMMA = { ",", "." };

#define NARROW_NBSP "\u202f"

/**
 * tl_number_style_default:
 *
 * How the current locale writes numbers; as English does where the locale has no say (C, POSIX). Call it after
 * setlocale().
 *
 * Returns: (transfer none): a style that lasts as long as the program
 */
const TlNumberStyle *
tl_number_style_default (void)
{
  static TlNumberStyle style;
  static gsize         once;

  if (g_once_init_enter (&once))
    {
      const struct lconv *lc = localeconv ();
      const char         *grouping = lc->thousands_sep;

      style = TL_NUMBER_STYLE_POINT;
      if (lc->decimal_point && *lc->decimal_point && strlen (lc->decimal_point) < sizeof style.decimal)
        {
          g_strlcpy (style.decimal, lc->decimal_point, sizeof style.decimal);
          if (grouping && *grouping && strlen (grouping) < sizeof style.grouping &&
              g_utf8_validate (grouping, -1, NULL))
            g_strlcpy (style.grouping, grouping, sizeof style.grouping);
          else if (g_strcmp0 (style.decimal, ",") == 0)
            g_strlcpy (style.grouping, NARROW_NBSP, sizeof style.grouping);
        }
      g_once_init_leave (&once, 1);
    }
  return &style;
}

/**
 * tl_number_format:
 * @value: a finite number
 *
 * The shortest text that reads back as exactly @value, in the form that files hold (a point, no grouping).
 *
 * Returns: (transfer full): the text
 */
char *
tl_number_format (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == 0)
    return g_strdup ("0"); /* never -0 */
  if (fabs (value) <= 9007199254740992 && value == floor (value)) /* 2⁵³ */
    {
      g_ascii_formatd (buffer, sizeof buffer, "%.0f", value);
      return g_strdup (buffer);
    }
  for (int digits = 1; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  return g_strdup (buffer);
}

/**
 * tl_number_scan:
 * @text: where to begin
 * @end: (out): behind the number
 * @value: (out): the number
 *
 * Reads `-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?`, the number of interchange.rng's estimates.
 *
 * Returns: %FALSE where there is none, or it is not finite
 */
gboolean
tl_number_scan (const char *text, const char **end, double *value)
{
  const char       *p = text;
  g_autofree char  *copy = NULL;

  if (*p == '-')
    p++;
  if (!g_ascii_isdigit (*p))
    return FALSE;
  while (g_ascii_isdigit (*p))
    p++;
  if (p[0] == '.' && g_ascii_isdigit (p[1]))
    for (p++; g_ascii_isdigit (*p); )
      p++;
  if (*p == 'e' || *p == 'E')
    {
      const char *q = p + 1;

      if (*q == '+' || *q == '-')
        q++;
      if (g_ascii_isdigit (*q))
        {
          while (g_ascii_isdigit (*q))
            q++;
          p = q;
        }
    }
  copy = g_strndup (text, (gsize) (p - text));
  *value = g_ascii_strtod (copy, NULL);
  *end = p;
  return isfinite (*value);
}

/**
 * tl_number_parse:
 * @text: a number as XML Schema's double writes it, white space around it allowed
 * @value: (out): the number
 * @error: return location
 *
 * Returns: %FALSE with %TL_ERROR_FORM where it is no finite number
 */
gboolean
tl_number_parse (const char *text, double *value, GError **error)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  const char      *p = copy;
  gsize            digits = 0;

  if (*p == '+' || *p == '-')
    p++;
  for (; g_ascii_isdigit (*p); p++)
    digits++;
  if (*p == '.')
    for (p++; g_ascii_isdigit (*p); p++)
      digits++;
  if (digits > 0 && (*p == 'e' || *p == 'E'))
    {
      p++;
      if (*p == '+' || *p == '-')
        p++;
      if (!g_ascii_isdigit (*p))
        digits = 0;
      while (g_ascii_isdigit (*p))
        p++;
    }
  if (digits > 0 && *p == '\0')
    {
      *value = g_ascii_strtod (copy, NULL);
      if (isfinite (*value))
        return TRUE;
    }
  g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s” is not a number"), copy);
  return FALSE;
}

/* The digits of an integer part, in groups of three. */
static void
append_grouped (GString *out, const char *digits, gsize n, const char *grouping)
{
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (out, grouping);
      g_string_append_c (out, digits[i]);
    }
}

/**
 * tl_number_format_people:
 * @value: a finite number
 * @decimals: how many decimals, 0 to 12; -1 for as many as it takes, at most six
 * @style: (nullable): how to write it; %NULL for the locale's
 *
 * The number as people read it, in groups of three, with a true minus sign.
 *
 * Returns: (transfer full): the text
 */
char *
tl_number_format_people (double value, int decimals, const TlNumberStyle *style)
{
  char        buffer[400];
  char        format[8];
  GString    *out = g_string_new (NULL);
  const char *point;

  if (style == NULL)
    style = tl_number_style_default ();
  g_snprintf (format, sizeof format, "%%.%df", decimals < 0 ? 6 : MIN (decimals, 12));
  g_ascii_formatd (buffer, sizeof buffer, format, fabs (value));
  point = strchr (buffer, '.');
  if (decimals < 0 && point)
    {
      char *last = buffer + strlen (buffer) - 1;

      while (*last == '0')
        *last-- = '\0';
      if (*last == '.')
        {
          *last = '\0';
          point = NULL;
        }
    }
  if (value < 0 && strpbrk (buffer, "123456789"))
    g_string_append (out, "−");
  append_grouped (out, buffer, point ? (gsize) (point - buffer) : strlen (buffer), style->grouping);
  if (point)
    g_string_append_printf (out, "%s%s", style->decimal, point + 1);
  return g_string_free (out, FALSE);
}

/**
 * tl_number_format_short:
 * @value: a finite number
 * @style: (nullable): how to write it
 *
 * The number in little room: `412`, `1.2k`, `135k`, `1.02m`, `3.4bn`. Three figures at the most.
 *
 * Returns: (transfer full): the text
 */
char *
tl_number_format_short (double value, const TlNumberStyle *style)
{
  static const struct
  {
    double      unit;
    const char *suffix;
  } units[] = {
    /* Translators: suffixes of shortened numbers: thousand, million, thousand million, million million. */
    { 1e12, NC_ ("number", "%stn") },
    { 1e9, NC_ ("number", "%sbn") },
    { 1e6, NC_ ("number", "%sm") },
    { 1e3, NC_ ("number", "%sk") },
  };
  double size = fabs (value);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *text = NULL;
      double           in_units = value / units[i].unit;
      double           n = fabs (in_units);
      int              decimals;

      /* What would round to a thousand of the unit below belongs to this one. */
      if (size < units[i].unit * 0.9995)
        continue;
      if (i == G_N_ELEMENTS (units) - 1)
        decimals = n < 9.95 && fabs (n - round (n)) >= 0.05 ? 1 : 0;
      else
        decimals = n < 9.995 ? 2 : n < 99.95 ? 1 : 0;
      text = tl_number_format_people (in_units, decimals, style);
      return g_strdup_printf (g_dpgettext2 (GETTEXT_PACKAGE, "number", units[i].suffix), text);
    }
  return tl_number_format_people (value, size < 9.995 && fabs (size - round (size)) >= 0.005 ? 2 : 0, style);
}

/**
 * tl_number_format_percent:
 * @share: a share, 1 for the whole
 * @style: (nullable): how to write it
 *
 * `64%`, `6.5%`, `0.4%`: one decimal below ten per cent where it says something.
 *
 * Returns: (transfer full): the text
 */
char *
tl_number_format_percent (double share, const TlNumberStyle *style)
{
  double           percent = share * 100;
  g_autofree char *text = NULL;
  gboolean         fine = fabs (percent) < 9.95 && fabs (percent - round (percent)) >= 0.05;

  text = tl_number_format_people (percent, fine ? 1 : 0, style);
  if (percent > 0 && strpbrk (text, "123456789") == NULL)
    {
      g_free (text);
      text = tl_number_format_people (percent, 2, style);
    }
  /* Translators: a percentage, as in “64%”. */
  return g_strdup_printf (C_ ("number", "%s%%"), text);
}

static gsize
skip_grouping (const char *p, const TlNumberStyle *style)
{
  /* Spaces of any width group too, in every language. */
  static const char *const spaces[] = { "\u00a0", "\u202f", "\u2009", " ", "’", "'" };
  gsize                    n = strlen (style->grouping);

  if (n > 0 && strncmp (p, style->grouping, n) == 0)
    return n;
  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (g_str_has_prefix (p, spaces[i]))
      return strlen (spaces[i]);
  return 0;
}

/**
 * tl_number_scan_people:
 * @text: where to begin
 * @end: (out): behind the number
 * @style: (nullable): the language's marks
 * @value: (out): the number
 *
 * Reads a number as people write it: a minus of either shape, groups of three, the decimal mark of @style, and a `k`,
 * `m` or `bn` right behind it.
 *
 * Returns: %FALSE where there is no finite number
 */
gboolean
tl_number_scan_people (const char *text, const char **end, const TlNumberStyle *style, double *value)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  const char         *p = text;
  gsize               since_group = 0;
  gboolean            grouped = FALSE;
  double              factor = 1;

  if (style == NULL)
    style = tl_number_style_default ();
  if (g_str_has_prefix (p, "−") || *p == '-')
    {
      g_string_append_c (plain, '-');
      p += *p == '-' ? 1 : strlen ("−");
    }
  else if (*p == '+')
    p++;
  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (;;)
    {
      gsize skip;

      if (g_ascii_isdigit (*p))
        {
          g_string_append_c (plain, *p++);
          since_group++;
          continue;
        }
      skip = skip_grouping (p, style);
      if (skip > 0 && (grouped ? since_group == 3 : since_group <= 3) && g_ascii_isdigit (p[skip]) &&
          g_ascii_isdigit (p[skip + 1]) && g_ascii_isdigit (p[skip + 2]) && !g_ascii_isdigit (p[skip + 3]))
        {
          grouped = TRUE;
          since_group = 0;
          p += skip;
          continue;
        }
      break;
    }
  if (g_str_has_prefix (p, style->decimal) && !g_str_has_prefix (p, "..") &&
      g_ascii_isdigit (p[strlen (style->decimal)]))
    {
      p += strlen (style->decimal);
      g_string_append_c (plain, '.');
      while (g_ascii_isdigit (*p))
        g_string_append_c (plain, *p++);
    }
  if ((*p == 'e' || *p == 'E') && (g_ascii_isdigit (p[1]) || ((p[1] == '-' || p[1] == '+') && g_ascii_isdigit (p[2]))))
    {
      g_string_append_c (plain, *p++);
      if (!g_ascii_isdigit (*p))
        g_string_append_c (plain, *p++);
      while (g_ascii_isdigit (*p))
        g_string_append_c (plain, *p++);
    }
  else if (g_ascii_tolower (p[0]) == 'b' && g_ascii_tolower (p[1]) == 'n' && !g_ascii_isalpha (p[2]))
    {
      factor = 1e9;
      p += 2;
    }
  else if (g_ascii_tolower (*p) == 'm' && !g_ascii_isalpha (p[1]))
    {
      factor = 1e6;
      p++;
    }
  else if (g_ascii_tolower (*p) == 'k' && !g_ascii_isalpha (p[1]))
    {
      factor = 1e3;
      p++;
    }
  *value = g_ascii_strtod (plain->str, NULL) * factor;
  *end = p;
  return isfinite (*value);
}
