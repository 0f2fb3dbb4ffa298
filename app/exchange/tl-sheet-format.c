/* tl-sheet-format.c: what the numbers of a sheet stand for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A date in a spreadsheet is a number of days that a format makes a date of. Days are counted from the end of 1899, as
 * if 1900 had been a leap year (number 60 is a 29 February that never was), or from the beginning of 1904.
 */
#include "tl-sheet-private.h"

#include <math.h>
#include <string.h>

#define LAST_DAY 2958465 /* 9999-12-31 */

/* What the formats are that a file need not describe. */
TlSheetFormat
tl_sheet_format_of_id (guint id)
{
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
    return TL_SHEET_DATE;
  if (id == 22)
    return TL_SHEET_DATE_TIME;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
    return TL_SHEET_TIME;
  return TL_SHEET_NUMBER;
}

/* Whether a format of letters makes a date or a time: "dd/mm/yyyy hh:mm", [h]:mm, "0.00 "€"". The first section counts. */
TlSheetFormat
tl_sheet_format_of_code (const char *code)
{
  gboolean has_day = FALSE, has_month = FALSE, has_hour = FALSE;

  for (const char *p = code; *p && *p != ';'; p++)
    switch (*p)
      {
      case '"':
        p = strchr (p + 1, '"');
        if (p == NULL)
          return TL_SHEET_NUMBER;
        break;
      case '\\':
      case '_':
      case '*':
        if (p[1] == '\0')
          return has_day ? TL_SHEET_DATE : TL_SHEET_NUMBER;
        p++;
        break;
      case '[':
        /* [h], [mm], [ss]: hours that go on beyond a day; else a colour, a condition, a language */
        has_hour = has_hour || (p[1] && strchr ("hHmMsS", p[1]) && (p[2] == ']' || p[2] == p[1]));
        p = strchr (p, ']');
        if (p == NULL)
          return TL_SHEET_NUMBER;
        break;
      case 'G':
      case 'g':
        if (g_ascii_strncasecmp (p, "General", 7) == 0)
          p += 6;
        break;
      case 'd':
      case 'D':
      case 'y':
      case 'Y':
        has_day = TRUE;
        break;
      case 'm':
      case 'M':
        has_month = TRUE;
        break;
      case 'h':
      case 'H':
      case 's':
      case 'S':
        has_hour = TRUE;
        break;
      case '0':
      case '#':
      case '?':
        /* Fractions of a second may stand behind a time; digits alone are a number. */
        if (!has_day && !has_month && !has_hour)
          return TL_SHEET_NUMBER;
        break;
      default:
        break;
      }
  if (has_day || (has_month && !has_hour))
    return has_hour ? TL_SHEET_DATE_TIME : TL_SHEET_DATE;
  return has_hour ? TL_SHEET_TIME : TL_SHEET_NUMBER;
}

static void
say_plain (GString *out, const char *text, double value)
{
  char buffer[64];

  for (const char *p = text + (*text == '-'); g_ascii_isdigit (*p) || *p == '\0'; p++)
    if (*p == '\0')
      {
        g_string_append (out, text);
        return;
      }
  if (fabs (value) < 1e21 && value == floor (value))
    g_ascii_formatd (buffer, sizeof buffer, "%.0f", value);
  else
    g_ascii_formatd (buffer, sizeof buffer, "%.15g", value);
  g_string_append (out, buffer);
}

/* Appends a number as it is stored: "45000.5" is 2023-03-15 12:00:00 where its format makes a date and time of it. */
void
tl_sheet_say_number (GString *out, const char *text, TlSheetFormat format, gboolean is_1904)
{
  char            *end;
  double           value = g_ascii_strtod (text, &end), days, rest;
  int              seconds;
  g_autoptr (GDate) date = NULL;

  if (end == text || *end != '\0' || !isfinite (value))
    {
      g_string_append (out, text);
      return;
    }
  if (format == TL_SHEET_NUMBER || value < 0 || value >= LAST_DAY + 1)
    {
      say_plain (out, text, value);
      return;
    }
  days = floor (value);
  rest = value - days;
  seconds = (int) floor (rest * 86400 + 0.5);
  if (seconds == 86400)
    {
      seconds = 0;
      days++;
    }
  if (format == TL_SHEET_TIME && days < 1)
    {
      g_string_append_printf (out, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
      return;
    }
  if (format == TL_SHEET_TIME)
    {
      /* More than a day: a length of time, or a moment that is shown without its day. */
      if (days < 367)
        {
          g_string_append_printf (out, "%d:%02d:%02d", (int) days * 24 + seconds / 3600, seconds / 60 % 60, seconds % 60);
          return;
        }
      format = TL_SHEET_DATE_TIME;
    }
  if (is_1904)
    days += 1462;
  if (days > LAST_DAY)
    {
      say_plain (out, text, value);
      return;
    }
  if (days == 60 && !is_1904)
    g_string_append (out, "1900-02-29");
  else
    {
      date = g_date_new_dmy (31, G_DATE_DECEMBER, 1899);
      if (days > 60)
        days--;
      g_date_add_days (date, (guint) days);
      g_string_append_printf (out, "%04u-%02u-%02u", (guint) g_date_get_year (date), (guint) g_date_get_month (date),
                              (guint) g_date_get_day (date));
    }
  if (format == TL_SHEET_DATE_TIME || (seconds > 0 && format != TL_SHEET_DATE))
    g_string_append_printf (out, " %02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* Appends "PT08H05M00S" as 08:05:00; anything else as it is. */
void
tl_sheet_say_duration (GString *out, const char *text)
{
  const char *p = text;
  gboolean    is_negative = *p == '-';
  double      parts[3] = { 0 };

  p += is_negative;
  if (p[0] != 'P' || p[1] != 'T')
    {
      g_string_append (out, text);
      return;
    }
  for (p += 2; *p;)
    {
      char  *end;
      double value = g_ascii_strtod (p, &end);
      int    part = *end == 'H' ? 0 : *end == 'M' ? 1 : *end == 'S' ? 2 : -1;

      if (end == p || part < 0 || !(value >= 0 && value < 1e6))
        {
          g_string_append (out, text);
          return;
        }
      parts[part] = value;
      p = end + 1;
    }
  g_string_append_printf (out, "%s%02d:%02d:%02d", is_negative ? "-" : "", (int) parts[0], (int) parts[1], (int) parts[2]);
}
