/* tl-dates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Read are: 2026-03-12 and 20260312, with / and . too and with a time and zone behind; 12/03/2026, 12.3.26, 12-03-2026;
 * 12 Mar 2026, 12-Mar-26, Mar 12, 2026, March 12th 2026, Thu Mar 12 10:00:00 UTC 2026, 12. März 2026, 12 de marzo de
 * 2026; 2026年3月12日. The day is the one that is written: a zone moves nothing. Years of two digits are 1969 to 2068.
 * Bare numbers, such as seconds since 1970, are no dates.
 */
#include "tl-dates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LENGTH 80
#define MAX_TOKENS 24

typedef enum
{
  TOKEN_NUMBER,
  TOKEN_MONTH,
  TOKEN_FILLER, /* a weekday, "de", "of", "th": may stand between the parts of a date */
  TOKEN_WORD,
  TOKEN_MARK,
} TokenKind;

typedef struct
{
  TokenKind kind;
  int       value; /* of a number or month; the mark */
  int       n_digits;
  gboolean  is_after_space;
} Token;

/* In lower case; a beginning of three letters or more will do, the first that fits counts. English, German, French,
 * Spanish, Dutch, Italian, Portuguese. */
static const struct
{
  const char *name;
  int         month;
} months[] = {
  { "january", 1 },   { "januar", 1 },    { "jänner", 1 },     { "janvier", 1 },   { "enero", 1 },
  { "januari", 1 },   { "gennaio", 1 },   { "janeiro", 1 },    { "february", 2 },  { "februar", 2 },
  { "février", 2 },   { "fevrier", 2 },   { "febrero", 2 },    { "februari", 2 },  { "febbraio", 2 },
  { "fevereiro", 2 }, { "march", 3 },     { "märz", 3 },       { "maerz", 3 },     { "mars", 3 },
  { "marzo", 3 },     { "maart", 3 },     { "março", 3 },      { "mrt", 3 },       { "mrz", 3 },
  { "mär", 3 },       { "april", 4 },     { "avril", 4 },      { "abril", 4 },     { "aprile", 4 },
  { "may", 5 },       { "mai", 5 },       { "mayo", 5 },       { "mei", 5 },       { "maggio", 5 },
  { "maio", 5 },      { "june", 6 },      { "juni", 6 },       { "juin", 6 },      { "junio", 6 },
  { "giugno", 6 },    { "junho", 6 },     { "july", 7 },       { "juli", 7 },      { "juillet", 7 },
  { "julio", 7 },     { "luglio", 7 },    { "julho", 7 },      { "august", 8 },    { "août", 8 },
  { "aout", 8 },      { "agosto", 8 },    { "augustus", 8 },   { "september", 9 }, { "septembre", 9 },
  { "septiembre", 9 }, { "settembre", 9 }, { "setembro", 9 },  { "october", 10 },  { "oktober", 10 },
  { "octobre", 10 },  { "octubre", 10 },  { "ottobre", 10 },   { "outubro", 10 },  { "november", 11 },
  { "novembre", 11 }, { "noviembre", 11 }, { "novembro", 11 }, { "december", 12 }, { "dezember", 12 },
  { "décembre", 12 }, { "decembre", 12 }, { "diciembre", 12 }, { "dicembre", 12 }, { "dezembro", 12 },
};

/* What may stand between the parts, and weekdays. */
static const char *const fillers[] = {
  "de", "del", "of", "the", "st", "nd", "rd", "th", "er", "den", "am", "le", "el", "op", "on", "o", "º", "ª",
};
static const char *const weekdays[] = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
  "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
  "lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo",
  "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
};
static const char *const short_weekdays[] = {
  "mo", "di", "mi", "do", "fr", "sa", "so", "tues", "thur", "thurs",
};

static int
find_month (const char *word, gsize length)
{
  if (length < 3)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      gsize n = strlen (months[i].name);

      if (length <= n && strncmp (months[i].name, word, length) == 0)
        return months[i].month;
    }
  return 0;
}

static gboolean
is_filler (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    if (strlen (fillers[i]) == length && memcmp (fillers[i], word, length) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (short_weekdays); i++)
    if (strlen (short_weekdays[i]) == length && memcmp (short_weekdays[i], word, length) == 0)
      return TRUE;
  for (guint i = 0; length >= 3 && i < G_N_ELEMENTS (weekdays); i++)
    if ((length == 3 || length == strlen (weekdays[i])) && strncmp (weekdays[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

static guint
tokenise (const char *text, Token *tokens)
{
  guint    n = 0;
  gboolean is_after_space = FALSE;

  for (const char *p = text; *p && n < MAX_TOKENS;)
    {
      gunichar c = g_utf8_get_char (p);
      Token   *token = &tokens[n];

      if (g_unichar_isspace (c))
        {
          is_after_space = TRUE;
          p = g_utf8_next_char (p);
          continue;
        }
      *token = (Token){ .is_after_space = is_after_space };
      is_after_space = FALSE;
      n++;
      if (g_ascii_isdigit (*p))
        {
          token->kind = TOKEN_NUMBER;
          for (; g_ascii_isdigit (*p); p++)
            {
              token->n_digits++;
              if (token->n_digits <= 8)
                token->value = token->value * 10 + (*p - '0');
            }
        }
      else if (g_unichar_isalpha (c) && c != 0x5e74 && c != 0x6708 && c != 0x65e5)
        {
          const char *start = p;

          while (*p && g_unichar_isalpha (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
          token->value = find_month (start, (gsize) (p - start));
          if (token->value > 0)
            token->kind = TOKEN_MONTH;
          else
            token->kind = is_filler (start, (gsize) (p - start)) ? TOKEN_FILLER : TOKEN_WORD;
        }
      else
        {
          /* 年 and 月 part as - does; 日 ends as a blank does. */
          token->kind = TOKEN_MARK;
          token->value = c == 0x5e74 || c == 0x6708 ? '-' : c == 0x65e5 ? ',' : c < 0x80 ? (int) c : 0x7f;
          p = g_utf8_next_char (p);
        }
    }
  return n;
}

static gboolean
is_filling (const Token *token, const char *marks)
{
  return token->kind == TOKEN_FILLER || (token->kind == TOKEN_MARK && strchr (marks, token->value) != NULL);
}

/* Whether what is left may stand behind a date: nothing, a time with its zone, or one word such as a weekday. */
static gboolean
is_time (const Token *tokens, guint n, guint i)
{
  guint n_words = 0;

  /* One number more hard behind makes it no date: 1.2.2026.5 */
  if (i < n && !tokens[i].is_after_space &&
      (tokens[i].kind == TOKEN_NUMBER ||
       (tokens[i].kind == TOKEN_MARK && strchr ("./-", tokens[i].value) && i + 1 < n &&
        tokens[i + 1].kind == TOKEN_NUMBER && !tokens[i + 1].is_after_space)))
    return FALSE;
  while (i < n && is_filling (&tokens[i], ",.:-()"))
    i++;
  if (i + 1 < n && tokens[i].kind == TOKEN_WORD && tokens[i + 1].kind == TOKEN_NUMBER)
    i++; /* T, at, um */
  if (i == n || (i + 1 == n && tokens[i].kind == TOKEN_WORD))
    return TRUE;
  if (tokens[i].kind != TOKEN_NUMBER)
    return FALSE;
  if (tokens[i].n_digits > 2 && tokens[i].n_digits != 4 && tokens[i].n_digits != 6)
    return FALSE;
  for (; i < n; i++)
    {
      if (tokens[i].kind == TOKEN_MARK && strchr (":.,+-()/", tokens[i].value) == NULL)
        return FALSE;
      n_words += tokens[i].kind == TOKEN_WORD;
    }
  return n_words <= 6;
}

static int
full_year (const Token *token)
{
  if (token->n_digits == 4)
    return token->value;
  if (token->n_digits == 2)
    return token->value + (token->value < 69 ? 2000 : 1900);
  return 0;
}

static gboolean
is_day (int year, int month, int day)
{
  return year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

typedef struct
{
  int      year, month, day;
  int      other_month, other_day; /* as read with the month first; 0 where there is no such day */
  gboolean is_open;                /* the order matters */
  gboolean is_dotted;
} Parts;

static guint
skip_fillers (const Token *tokens, guint n, guint i)
{
  while (i < n && is_filling (&tokens[i], ".,-/"))
    i++;
  return i;
}

/* A date with the month as a word. */
static gboolean
read_words (const Token *tokens, guint n, guint i, Parts *parts)
{
  const Token *day = NULL, *month = NULL, *year = NULL;

  while (i < n && !(day && month && year))
    {
      i = skip_fillers (tokens, n, i);
      if (i == n)
        break;
      if (tokens[i].kind == TOKEN_MONTH && month == NULL)
        month = &tokens[i++];
      else if (tokens[i].kind == TOKEN_NUMBER && tokens[i].n_digits <= 2 && i + 1 < n &&
               tokens[i + 1].kind == TOKEN_MARK && tokens[i + 1].value == ':')
        {
          /* A time between day and year, with its zone: Thu Mar 12 10:00:00 +0000 2026 */
          while (i < n && !(tokens[i].kind == TOKEN_NUMBER && tokens[i].is_after_space && tokens[i].n_digits == 4 &&
                            (i + 1 == n || tokens[i + 1].kind != TOKEN_MARK) && year == NULL))
            i++;
        }
      else if (tokens[i].kind == TOKEN_NUMBER && tokens[i].n_digits == 4 && year == NULL)
        year = &tokens[i++];
      else if (tokens[i].kind == TOKEN_NUMBER && tokens[i].n_digits <= 2 && day == NULL)
        day = &tokens[i++];
      else if (tokens[i].kind == TOKEN_NUMBER && tokens[i].n_digits == 2 && year == NULL && month)
        year = &tokens[i++];
      else
        return FALSE;
    }
  if (day == NULL || month == NULL || year == NULL || !is_time (tokens, n, skip_fillers (tokens, n, i)))
    return FALSE;
  *parts = (Parts){ .year = full_year (year), .month = month->value, .day = day->value };
  return is_day (parts->year, parts->month, parts->day);
}

/* A date whose first numbers are day and month or month and day. */
static void
set_both (Parts *parts, int a, int b, int year, gboolean is_dotted)
{
  *parts = (Parts){ .year = year, .is_dotted = is_dotted, .is_open = TRUE };
  if (is_day (year, b, a))
    {
      parts->month = b;
      parts->day = a;
    }
  if (is_day (year, a, b))
    {
      parts->other_month = a;
      parts->other_day = b;
    }
}

/* A date of three numbers. */
static gboolean
read_numbers (const Token *tokens, guint n, Parts *parts)
{
  const Token *a = &tokens[0], *b = &tokens[2], *c = &tokens[4];
  guint        i = 5;

  if (a->kind == TOKEN_NUMBER && a->n_digits == 8 && is_time (tokens, n, 1))
    {
      *parts = (Parts){ .year = a->value / 10000, .month = a->value / 100 % 100, .day = a->value % 100 };
      return parts->year >= 1900 && parts->year < 2100 && is_day (parts->year, parts->month, parts->day);
    }
  if (n < 5 || a->kind != TOKEN_NUMBER || tokens[1].kind != TOKEN_MARK || b->kind != TOKEN_NUMBER ||
      tokens[3].kind != TOKEN_MARK || tokens[3].value != tokens[1].value || c->kind != TOKEN_NUMBER ||
      strchr ("/.-", tokens[1].value) == NULL || b->n_digits > 2)
    return FALSE;
  if (a->n_digits == 4)
    {
      *parts = (Parts){ .year = a->value, .month = b->value, .day = c->value };
      if (c->n_digits > 2)
        return FALSE;
      return is_day (parts->year, parts->month, parts->day) && is_time (tokens, n, i);
    }
  if (a->n_digits > 2 || full_year (c) == 0 || !is_time (tokens, n, i))
    return FALSE;
  set_both (parts, a->value, b->value, full_year (c), tokens[1].value == '.');
  return parts->day > 0 || parts->other_day > 0;
}

static gboolean
has_half_day (const char *text)
{
  for (const char *p = text + 1; *p; p++)
    if ((*p == 'a' || *p == 'p') && (p[-1] == ' ' || g_ascii_isdigit (p[-1])) &&
        ((p[1] == 'm' && !g_ascii_isalpha (p[2])) || (p[1] == '.' && p[2] == 'm')))
      return strchr (text, ':') != NULL;
  return FALSE;
}

/* Three numbers and perhaps a time of digits, without the detour. */
static gboolean
read_plainly (const char *p, const char *end, Parts *parts)
{
  int  values[3] = { 0 }, n_digits[3] = { 0 };
  char mark = 0;

  for (guint i = 0; i < 3; i++)
    {
      for (; p < end && g_ascii_isdigit (*p) && n_digits[i] < 5; p++, n_digits[i]++)
        values[i] = values[i] * 10 + (*p - '0');
      if (i == 2)
        break;
      if (p == end || (*p != '/' && *p != '.' && *p != '-') || (mark && *p != mark))
        return FALSE;
      mark = *p++;
    }
  if (n_digits[0] < 1 || n_digits[0] > 2 || n_digits[1] < 1 || n_digits[1] > 2)
    return FALSE;
  if (n_digits[2] != 4 && n_digits[2] != 2)
    return FALSE;
  if (p < end && *p != ' ')
    return FALSE;
  if (p < end)
    {
      const char *colon = memchr (p, ':', (gsize) (end - p));

      if (end - p > 9 || colon == NULL || colon - p < 2 || colon - p > 3)
        return FALSE;
      for (p++; p < end; p++)
        if (!g_ascii_isdigit (*p) && *p != ':')
          return FALSE;
    }
  if (n_digits[2] == 2)
    values[2] += values[2] < 69 ? 2000 : 1900;
  set_both (parts, values[0], values[1], values[2], mark == '.');
  return parts->day > 0 || parts->other_day > 0;
}

/* Reads @text, which may hold a date in either order. */
static gboolean
read_date (const char *text, gssize length, Parts *parts, gboolean *half_day)
{
  char             buffer[MAX_LENGTH + 1];
  g_autofree char *folded = NULL;
  const char      *folded_text = buffer;
  Token            tokens[MAX_TOKENS];
  gboolean         has_month = FALSE, is_ascii = TRUE, has_digit = FALSE;
  guint            n, i;

  if (length < 0)
    length = (gssize) strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  if (length < 6 || length > MAX_LENGTH)
    return FALSE;
  if (read_plainly (text, text + length, parts))
    {
      if (half_day)
        *half_day = FALSE;
      return TRUE;
    }
  for (gssize k = 0; k < length; k++)
    {
      is_ascii = is_ascii && (guchar) text[k] < 0x80;
      has_digit = has_digit || g_ascii_isdigit (text[k]);
      buffer[k] = g_ascii_tolower (text[k]);
    }
  buffer[length] = '\0';
  if (!has_digit)
    return FALSE;
  if (!is_ascii)
    {
      if (!g_utf8_validate (buffer, -1, NULL))
        return FALSE;
      folded = g_utf8_strdown (buffer, -1);
      folded_text = folded;
    }
  else if (memchr (buffer, '\0', (gsize) length))
    return FALSE;
  n = tokenise (folded_text, tokens);
  if (half_day)
    *half_day = has_half_day (folded_text);
  for (i = 0; i < n && !has_month; i++)
    has_month = tokens[i].kind == TOKEN_MONTH;
  if (has_month)
    return read_words (tokens, n, 0, parts);
  i = skip_fillers (tokens, n, 0);
  return i < n && read_numbers (tokens + i, n - i, parts);
}

/* The form that most programs write today, without the detour. */
static gboolean
read_iso (const char *text, gssize length, char iso[TL_DATE_LENGTH + 1])
{
  for (int i = 0; i < TL_DATE_LENGTH; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  if (length > TL_DATE_LENGTH && text[10] != 'T' && text[10] != ' ')
    return FALSE;
  for (gssize i = TL_DATE_LENGTH + 1; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && strchr (":.+-Z", text[i]) == NULL)
      return FALSE;
  memcpy (iso, text, TL_DATE_LENGTH);
  iso[TL_DATE_LENGTH] = '\0';
  return is_day ((text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0',
                 (text[5] - '0') * 10 + text[6] - '0', (text[8] - '0') * 10 + text[9] - '0');
}

/**
 * tl_date_parse:
 * @text: a cell
 * @length: bytes, or -1 where a NUL ends it
 * @order: of day and month where the text leaves it open
 * @iso: (out): the day as YYYY-MM-DD
 *
 * Reads a day, with or without a time behind.
 *
 * Returns: whether @text holds a day of the calendar in this order
 */
gboolean
tl_date_parse (const char *text, gssize length, TlDateOrder order, char iso[TL_DATE_LENGTH + 1])
{
  Parts parts;

  if (length < 0)
    length = (gssize) strlen (text);
  if (length >= TL_DATE_LENGTH && read_iso (text, length, iso))
    return TRUE;
  if (!read_date (text, length, &parts, NULL))
    return FALSE;
  if (parts.is_open && (order == TL_DATE_ORDER_MDY || (order == TL_DATE_ORDER_AUTO && parts.day == 0)))
    {
      parts.month = parts.other_month;
      parts.day = parts.other_day;
    }
  if (parts.day == 0)
    return FALSE;
  g_snprintf (iso, TL_DATE_LENGTH + 1, "%04u-%02u-%02u", (guint) parts.year % 10000, (guint) parts.month % 100,
              (guint) parts.day % 100);
  return TRUE;
}

/**
 * tl_dates_see:
 * @self: what was seen so far
 * @text: a cell
 * @length: bytes, or -1 where a NUL ends it
 * @row: which row it is in, from 1: a record's number or line, as the caller counts
 *
 * Looks at one more cell of a column.
 */
void
tl_dates_see (TlDates *self, const char *text, gssize length, guint64 row)
{
  Parts    parts;
  gboolean half_day;
  char     iso[TL_DATE_LENGTH + 1];

  if (length < 0)
    length = (gssize) strlen (text);
  if (length == 0)
    return;
  self->n_seen++;
  if (length >= TL_DATE_LENGTH && read_iso (text, length, iso))
    {
      self->n_dates++;
      return;
    }
  if (!read_date (text, length, &parts, &half_day))
    return;
  self->n_dates++;
  if (!parts.is_open)
    return;
  self->n_half_days += half_day;
  if (parts.day > 0 && parts.other_day > 0)
    {
      self->n_open += parts.day != parts.month;
      self->n_dotted += parts.day != parts.month && parts.is_dotted;
    }
  else if (parts.day > 0)
    {
      if (self->n_day_first++ == 0)
        self->day_first_row = row;
    }
  else if (self->n_month_first++ == 0)
    self->month_first_row = row;
}

/**
 * tl_dates_decide:
 * @self: what a whole column says
 *
 * The order that more rows ask for by a number above twelve. Where no row does, the month comes first if most times
 * have AM or PM, as in the United States, and the day comes first otherwise; that is ambiguous unless the dates are
 * written with points, which no one writes month first.
 *
 * Returns: the order, and how sure it is
 */
TlDateVerdict
tl_dates_decide (const TlDates *self)
{
  TlDateVerdict verdict = { .order = TL_DATE_ORDER_DMY };

  if (self->n_month_first > self->n_day_first)
    {
      verdict.order = TL_DATE_ORDER_MDY;
      verdict.row = self->month_first_row;
    }
  else if (self->n_day_first > 0)
    verdict.row = self->day_first_row;
  else if (self->n_open > 0)
    {
      verdict.is_ambiguous = self->n_dotted < self->n_open;
      if (verdict.is_ambiguous && self->n_half_days * 2 > self->n_open)
        verdict.order = TL_DATE_ORDER_MDY;
    }
  verdict.is_mixed = self->n_day_first > 0 && self->n_month_first > 0;
  return verdict;
}

/**
 * tl_dates_say:
 *
 * Returns: (transfer full) (nullable): a sentence for people about the order of day and month; %NULL where nothing
 *   hangs on it
 */
char *
tl_dates_say (const TlDates *self)
{
  TlDateVerdict verdict = tl_dates_decide (self);
  gboolean      day_first = verdict.order == TL_DATE_ORDER_DMY;

  if (verdict.is_mixed)
    return g_strdup_printf (
      day_first ? _("Most dates have the day first (row %lu), but some fit only with the month first (row %lu); these "
                    "were not read.")
                : _("Most dates have the month first (row %lu), but some fit only with the day first (row %lu); these "
                    "were not read."),
      (gulong) verdict.row, (gulong) (day_first ? self->month_first_row : self->day_first_row));
  if (verdict.is_ambiguous)
    return g_strdup (day_first ? _("No date tells whether day or month comes first; the day was taken to. Say which "
                                   "if that is wrong.")
                               : _("No date tells whether day or month comes first; the month was taken to. Say which "
                                   "if that is wrong."));
  if (verdict.row > 0)
    return g_strdup_printf (day_first ? _("Dates have the day first, as row %lu shows.")
                                      : _("Dates have the month first, as row %lu shows."),
                            (gulong) verdict.row);
  return NULL;
}
