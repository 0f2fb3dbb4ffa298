/* tl-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each column gets points for each role: for its name (and the question in its label), then for what stands in it. The
 * pair with most points is taken, then the next that is free. A column whose name says nothing can still be the text or
 * the date by what stands in it.
 */
#include "tl-column-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-dates.h"
#include "tl-error.h"
#include "tl-import-scores.h"
#include "tl-text.h"

#define MAX_NAME      500  /* bytes of a name that count */
#define N_LOOK        1000 /* rows that tl_columns_guess_for() looks at */
#define MAX_DISTINCT  64
#define OUT           (-1000)
#define MIN_POINTS    25
#define INSIDE        50 /* rank from which on a name counts inside a longer one */

typedef struct
{
  guint   n_filled;
  guint   n_numbers;
  guint   n_whole;
  guint   n_dates;
  guint   n_feelings; /* positive, negative, neutral */
  guint   n_grades;   /* words of a scale: “very satisfied” */
  guint   n_words;
  gsize   n_bytes;
  double  min;
  double  max;
  guint   n_in[5]; /* numbers within the ranges below */
  guint   hashes[MAX_DISTINCT];
  guint   n_distinct; /* MAX_DISTINCT: as many or more */
} Look;

/* What scores run over. A survey's codes for “no answer” (99, -1) lie outside. */
typedef enum
{
  WITHIN_1,   /* -1 to 1 */
  WITHIN_5,   /* -5 to 5 */
  WITHIN_0_5,
  WITHIN_0_10,
  WITHIN_0_100,
} Range;

static const double ranges[][2] = { { -1, 1 }, { -5, 5 }, { 0, 5 }, { 0, 10 }, { 0, 100 } };

struct _TlColumns
{
  guint         n_columns;
  gboolean      has_header;
  gboolean      is_narrow; /* two columns at most */
  char        **names;     /* normalised */
  char        **labels;
  char        **import_ids;
  Look         *looks;
  int           columns[TL_COLUMN_N_ROLES];
};

static const char *const role_names[TL_COLUMN_N_ROLES] = {
  "text", "date", "nps", "csat", "ces", "stars", "sentiment", "customer", "segment", "channel", "id", "title",
};

/* Words that take a name out of a role, or count much against it. */
static const struct
{
  TlColumnRole role;
  int          points;
  const char  *words;
} against[] = {
  { TL_COLUMN_TEXT, OUT,
    " company agent staff developer reply id date type category topics topic sentiment length count language lang "
    "score url number time status code group tags rating author owner public internal title subject via consent "
    "channel timely " },
  { TL_COLUMN_DATE, -45,
    " sent closed due updated update modified birth resolved expiry expiration last next order purchase birthday "
    "solved deadline " },
  { TL_COLUMN_DATE, OUT, " id type name flag format " },
  { TL_COLUMN_NPS, OUT,
    " group category segment type bucket label class band text comment comments reason why name id date count feedback "
    "verbatim warum pourquoi waarom gruppe " },
  { TL_COLUMN_CSAT, OUT,
    " group category segment type bucket label class band text comment comments reason why name id date count feedback "
    "verbatim warum pourquoi waarom gruppe " },
  { TL_COLUMN_CES, OUT,
    " group category segment type bucket label class band text comment comments reason why name id date count feedback "
    "verbatim warum pourquoi waarom gruppe " },
  { TL_COLUMN_STARS, OUT,
    " group category segment type bucket label class band text comment comments reason why name id date count feedback "
    "verbatim content rating_count url " },
  { TL_COLUMN_SENTIMENT, -20, " confidence probability magnitude reason " },
  { TL_COLUMN_CUSTOMER, OUT, " service type segment group satisfaction effort since date feedback comment comments " },
  { TL_COLUMN_SEGMENT, -20, " id " },
  { TL_COLUMN_CHANNEL, -20, " id " },
  { TL_COLUMN_TITLE, OUT, " id job " },
};

/**
 * tl_columns_normalise:
 * @name: a column's name
 *
 * Takes from a name what says nothing: case, accents, punctuation, what stands in brackets. `customerID`,
 * `Customer_Id` and `customer id (hashed)` are one.
 *
 * Returns: (transfer full): lower case words parted by one blank; empty where there are none
 */
char *
tl_columns_normalise (const char *name)
{
  const char      *cut = name + strnlen (name, MAX_NAME);
  g_autofree char *plain = NULL;
  GString         *out = g_string_new (NULL);
  gunichar         before = 0;
  gboolean         is_gap = FALSE;
  int              depth = 0;

  while (cut > name && (*cut & 0xc0) == 0x80)
    cut--;
  plain = g_utf8_normalize (name, cut - name, G_NORMALIZE_ALL);
  if (plain == NULL)
    return g_string_free (out, FALSE);
  for (const char *p = plain; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p), next;

      if (c == '(' || c == '[')
        depth += depth > 0 || (out->len > 0 && strpbrk (p, ")]") != NULL);
      if (depth > 0)
        {
          depth -= c == ')' || c == ']';
          is_gap = TRUE;
          before = 0;
          continue;
        }
      if (g_unichar_ismark (c))
        continue;
      if (!g_unichar_isalnum (c))
        {
          /* "don't" stays one word */
          if (c != '\'' && c != 0x2019)
            is_gap = TRUE;
          before = 0;
          continue;
        }
      next = g_utf8_get_char (g_utf8_next_char (p));
      if (g_unichar_isupper (c) &&
          (g_unichar_islower (before) || (g_unichar_isupper (before) && g_unichar_islower (next))))
        is_gap = TRUE;
      if (is_gap && out->len > 0)
        g_string_append_c (out, ' ');
      is_gap = FALSE;
      if (c == 0xdf)
        g_string_append (out, "ss");
      else
        g_string_append_unichar (out, g_unichar_tolower (c));
      before = c;
    }
  return g_string_free (out, FALSE);
}

static int
find_exact (const char *name, TlColumnRole role)
{
  int rank = 0;

  for (guint i = 0; i < tl_n_column_names; i++)
    if (tl_column_names[i].role == role && strcmp (tl_column_names[i].name, name) == 0)
      rank = MAX (rank, tl_column_names[i].rank);
  return rank;
}

/* Whether @words stands in @text as whole words. */
static gboolean
has_words (const char *text, const char *words)
{
  gsize length = strlen (words);

  for (const char *p = strstr (text, words); p; p = strstr (p + 1, words))
    if ((p == text || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

static guint
count_words (const char *text)
{
  guint n = *text != '\0';

  for (; *text; text++)
    n += *text == ' ';
  return n;
}

static int
points_against (const char *name, TlColumnRole role)
{
  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  int            points = 0;

  for (guint i = 0; i < G_N_ELEMENTS (against); i++)
    for (guint j = 0; against[i].role == role && words[j]; j++)
      if (*words[j] && has_words (against[i].words, words[j]))
        points += against[i].points;
  /* In a whole question a single word says less: "What is the main reason for your score?" */
  if (role == TL_COLUMN_TEXT && points < 0 && count_words (name) >= 5)
    return -20;
  return points;
}

/* Points for a name: 100 and more for one that is in the table, less for one that holds one of it. */
static int
points_for_name (const char *name, TlColumnRole role)
{
  int rank = find_exact (name, role);
  int best = 0;

  if (*name == '\0')
    return 0;
  if (rank > 0)
    return 100 + rank;
  for (guint i = 0; i < tl_n_column_names; i++)
    if (tl_column_names[i].role == role && tl_column_names[i].rank >= INSIDE &&
        has_words (name, tl_column_names[i].name))
      {
        int n_more = (int) (count_words (name) - count_words (tl_column_names[i].name));

        best = MAX (best, MAX (20, 40 + tl_column_names[i].rank / 2 - 3 * n_more));
      }
  return best > 0 ? best + points_against (name, role) : 0;
}

/**
 * tl_columns_is_known_name:
 * @name: a cell
 *
 * Returns: whether @name is what people call a column
 */
gboolean
tl_columns_is_known_name (const char *name)
{
  g_autofree char *normal = NULL;

  if (strlen (name) > 100)
    return FALSE;
  normal = tl_columns_normalise (name);
  if (*normal == '\0')
    return FALSE;
  for (guint i = 0; i < tl_n_column_names; i++)
    if (strcmp (tl_column_names[i].name, normal) == 0)
      return TRUE;
  for (guint i = 0; i < tl_n_column_other_names; i++)
    if (strcmp (tl_column_other_names[i], normal) == 0)
      return TRUE;
  return FALSE;
}

/**
 * tl_columns_new:
 * @dialect: a table's
 *
 * Returns: (transfer full): columns without a role yet
 */
TlColumns *
tl_columns_new (const TlCsvDialect *dialect)
{
  TlColumns *self = g_new0 (TlColumns, 1);

  self->n_columns = dialect->n_columns;
  self->has_header = dialect->n_header_rows > 0;
  self->is_narrow = dialect->n_columns <= 2;
  self->names = g_new0 (char *, self->n_columns + 1);
  self->labels = g_new0 (char *, self->n_columns + 1);
  self->looks = g_new0 (Look, self->n_columns);
  self->import_ids = g_strdupv (dialect->import_ids);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->names[i] = self->has_header ? tl_columns_normalise (dialect->names[i]) : g_strdup ("");
      self->labels[i] = dialect->labels ? tl_columns_normalise (dialect->labels[i]) : g_strdup ("");
    }
  for (guint i = 0; i < TL_COLUMN_N_ROLES; i++)
    self->columns[i] = -1;
  return self;
}

void
tl_columns_free (TlColumns *self)
{
  g_strfreev (self->names);
  g_strfreev (self->labels);
  g_strfreev (self->import_ids);
  g_free (self->looks);
  g_free (self);
}

/* A number, alone or before words: "10 - Extremely likely", "5 stars". */
static gboolean
leads_with_number (const char *text, double *value)
{
  g_autofree char *copy = NULL; /* as long as @end may point into it */
  char            *end;

  while (*text == ' ')
    text++;
  if (!g_ascii_isdigit (*text) && !((*text == '-' || *text == '.') && g_ascii_isdigit (text[1])))
    return FALSE;
  *value = g_ascii_strtod (text, &end);
  if (*end == ',' && g_ascii_isdigit (end[1])) /* a decimal comma */
    {
      copy = g_strndup (text, 40);
      copy[MIN ((gsize) (end - text), strlen (copy))] = '.';
      *value = g_ascii_strtod (copy, &end);
    }
  return *end == '\0' || *end == ' ' || *end == '/';
}

static gboolean
is_feeling (const char *text)
{
  static const char *const feelings[] = {
    "positive", "negative", "neutral", "mixed",   "pos",     "neg",   "neu",      "positiv", "negativ",
    "positif",  "negatif",  "neutre",  "négatif", "positivo", "negativo", "neutro", "positief", "negatief", "neutraal",
  };

  for (guint i = 0; i < G_N_ELEMENTS (feelings); i++)
    if (g_ascii_strcasecmp (text, feelings[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * tl_columns_see:
 * @record: a row of the table
 *
 * Looks at what stands in the columns. Some hundred rows are enough.
 */
void
tl_columns_see (TlColumns *self, const TlCsvRecord *record)
{
  for (guint i = 0; i < MIN (self->n_columns, record->n_fields); i++)
    {
      const TlCsvField *field = &record->fields[i];
      Look             *look = &self->looks[i];
      double            value;
      char              iso[TL_DATE_LENGTH + 1];
      guint             hash, j;
      gboolean          in_word = FALSE;

      if (tl_text_is_blank (field->text) || (field->length <= 4 && tl_score_is_code (field->text)))
        continue;
      look->n_filled++;
      look->n_bytes += field->length;
      for (const char *p = field->text; *p; p++)
        {
          look->n_words += !in_word && !g_ascii_isspace (*p);
          in_word = !g_ascii_isspace (*p);
        }
      if (leads_with_number (field->text, &value))
        {
          look->min = look->n_numbers == 0 ? value : MIN (look->min, value);
          look->max = look->n_numbers == 0 ? value : MAX (look->max, value);
          for (gsize r = 0; r < G_N_ELEMENTS (ranges); r++)
            look->n_in[r] += value >= ranges[r][0] && value <= ranges[r][1];
          look->n_numbers++;
          look->n_whole += value > -1e9 && value < 1e9 && value == (double) (gint64) value;
        }
      if (field->length <= 64)
        {
          look->n_dates += tl_date_parse (field->text, field->length, TL_DATE_ORDER_AUTO, iso);
          look->n_feelings += is_feeling (field->text);
          look->n_grades += !g_ascii_isdigit (field->text[0]) && tl_score_is_word (field->text);
        }
      hash = g_str_hash (field->text);
      for (j = 0; j < look->n_distinct && look->hashes[j] != hash; j++)
        ;
      if (j == look->n_distinct && j < MAX_DISTINCT)
        look->hashes[look->n_distinct++] = hash;
    }
}

static gboolean
mostly (guint n, const Look *look, guint percent)
{
  return look->n_filled > 0 && (guint64) n * 100 >= (guint64) look->n_filled * percent;
}

static gboolean
is_within (const Look *look, double min, double max)
{
  return look->n_numbers > 0 && look->min >= min && look->max <= max;
}

/* Of a column whose name says what it is, a few values may be none of the scale: they are reported when they are read. */
static gboolean
is_mostly_within (const Look *look, Range range)
{
  return look->n_numbers > 0 && (guint64) look->n_in[range] * 100 >= (guint64) look->n_numbers * 90;
}

/* As many different values as one would expect of words or ids. */
static gboolean
is_varied (const Look *look)
{
  return look->n_distinct * 10 >= MIN (look->n_filled, MAX_DISTINCT) * 4;
}

/* Points for what stands in the column. */
static int
points_for_look (const Look *look, TlColumnRole role)
{
  double length = look->n_filled ? (double) look->n_bytes / look->n_filled : 0;
  double n_words = look->n_filled ? (double) look->n_words / look->n_filled : 0;

  if (look->n_filled == 0)
    return -20;
  switch (role)
    {
    case TL_COLUMN_TEXT:
      if (mostly (look->n_dates, look, 80) || (mostly (look->n_numbers, look, 90) && n_words < 2))
        return OUT;
      if (length >= 25 && n_words >= 4)
        return length >= 60 ? 35 : 25;
      return look->n_filled >= 50 && !is_varied (look) ? -30 : 0;
    case TL_COLUMN_DATE:
      return mostly (look->n_dates, look, 80) ? 25 : mostly (look->n_dates, look, 30) ? 0 : OUT;
    case TL_COLUMN_NPS:
      if (!mostly (look->n_whole, look, 70) || mostly (look->n_dates, look, 50) || !is_mostly_within (look, WITHIN_0_10))
        return OUT;
      return is_mostly_within (look, WITHIN_0_5) && look->min >= 1 && look->n_filled >= 20 ? -25 : 20;
    case TL_COLUMN_CSAT:
      if (mostly (look->n_grades, look, 70))
        return 20;
      if (!mostly (look->n_numbers, look, 70) || !is_mostly_within (look, WITHIN_0_100))
        return OUT;
      return is_mostly_within (look, WITHIN_0_10) ? 20 : 0;
    case TL_COLUMN_CES:
      if (mostly (look->n_grades, look, 70))
        return 20;
      return mostly (look->n_numbers, look, 70) && is_mostly_within (look, WITHIN_0_10) ? 20 : OUT;
    case TL_COLUMN_STARS:
      if (!mostly (look->n_numbers, look, 70) || !is_mostly_within (look, WITHIN_0_10))
        return OUT;
      return is_mostly_within (look, WITHIN_0_5) ? 20 : 0;
    case TL_COLUMN_SENTIMENT:
      if (mostly (look->n_feelings, look, 80))
        return 30;
      return mostly (look->n_numbers, look, 80) && is_mostly_within (look, WITHIN_1) ? 20
             : mostly (look->n_numbers, look, 80) && is_mostly_within (look, WITHIN_5) ? 0
                                                                             : OUT;
    case TL_COLUMN_CUSTOMER:
    case TL_COLUMN_ID:
      if (length > 80 || mostly (look->n_dates, look, 80))
        return OUT;
      return look->n_filled >= 20 && !is_varied (look) ? -60 : 5;
    case TL_COLUMN_SEGMENT:
    case TL_COLUMN_CHANNEL:
      if (length > 60 || mostly (look->n_dates, look, 80))
        return OUT;
      return look->n_distinct < 32 ? 10 : -30;
    case TL_COLUMN_TITLE:
      if (mostly (look->n_numbers, look, 90) || mostly (look->n_dates, look, 80))
        return OUT;
      return length > 200 ? -40 : 0;
    case TL_COLUMN_N_ROLES:
    default:
      return OUT;
    }
}

/* Points where neither name nor label says anything. */
static int
points_without_name (const TlColumns *self, const Look *look, TlColumnRole role)
{
  double   length = look->n_filled ? (double) look->n_bytes / look->n_filled : 0;
  double   n_words = look->n_filled ? (double) look->n_words / look->n_filled : 0;
  gboolean is_bare = !self->has_header && mostly (look->n_whole, look, 95); /* whole numbers, and no name at all */

  if (look->n_filled == 0)
    return 0;
  switch (role)
    {
    case TL_COLUMN_TEXT:
      return length >= 25 && n_words >= 4.5 && is_varied (look) ? 30 + (int) MIN (20, length / 20) : 0;
    case TL_COLUMN_DATE:
      return mostly (look->n_dates, look, 90) ? 30 : 0;
    case TL_COLUMN_SENTIMENT:
      if (mostly (look->n_feelings, look, 90))
        return 35;
      return is_bare && is_within (look, -1, 1) && look->n_distinct >= 2 && look->n_distinct <= 3 ? 32 : 0;
    case TL_COLUMN_NPS:
      return is_bare && is_within (look, 0, 10) && look->max > 5 && look->n_distinct >= 4 ? 30 : 0;
    case TL_COLUMN_STARS:
      return is_bare && is_within (look, 1, 5) && look->n_distinct >= 3 ? 30 : 0;
    case TL_COLUMN_CSAT:
    case TL_COLUMN_CES:
    case TL_COLUMN_CUSTOMER:
    case TL_COLUMN_SEGMENT:
    case TL_COLUMN_CHANNEL:
    case TL_COLUMN_ID:
    case TL_COLUMN_TITLE:
    case TL_COLUMN_N_ROLES:
    default:
      return 0;
    }
}

static int
points_of (const TlColumns *self, guint column, TlColumnRole role)
{
  const Look *look = &self->looks[column];
  int         points = points_for_name (self->names[column], role);
  int         of_label = points_for_name (self->labels[column], role) - 5;

  /* The name may say outright that it is not: "NPS_NPS_GROUP" with the question as its label. */
  if (points < 0 || (points_against (self->names[column], role) <= OUT && find_exact (self->names[column], role) == 0))
    return OUT;
  points = MAX (points, of_label);
  if (role == TL_COLUMN_TEXT && self->import_ids && g_str_has_suffix (self->import_ids[column], "_TEXT"))
    points = MAX (points, 150);
  if (points > 0)
    return points + points_for_look (look, role);
  return points_without_name (self, look, role);
}

typedef struct
{
  int          points;
  guint        column;
  TlColumnRole role;
} Pair;

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *x = a, *y = b;

  if (x->points != y->points)
    return x->points > y->points ? -1 : 1;
  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  return (int) x->role - (int) y->role;
}

/**
 * tl_columns_guess:
 *
 * Gives each role to the column that fits it best, if any does. A role that tl_columns_set() gave is taken away.
 */
void
tl_columns_guess (TlColumns *self)
{
  g_autoptr (GArray)  pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autofree guint8  *taken = g_new0 (guint8, self->n_columns);

  for (guint i = 0; i < TL_COLUMN_N_ROLES; i++)
    self->columns[i] = -1;
  for (guint i = 0; i < self->n_columns; i++)
    for (guint role = 0; role < TL_COLUMN_N_ROLES; role++)
      {
        Pair pair = { .points = points_of (self, i, role), .column = i, .role = role };

        if (pair.points >= MIN_POINTS)
          g_array_append_val (pairs, pair);
      }
  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      if (taken[pair->column] || self->columns[pair->role] >= 0)
        continue;
      taken[pair->column] = 1;
      self->columns[pair->role] = (int) pair->column;
    }
}

/**
 * tl_columns_guess_for:
 * @source: a file
 * @dialect: how it is written
 *
 * Looks at the first rows of @source and finds which column is what.
 *
 * Returns: (transfer full): the columns; %NULL with an error where the file cannot be read
 */
TlColumns *
tl_columns_guess_for (TlCsvSource *source, const TlCsvDialect *dialect, GError **error)
{
  g_autoptr (TlCsvReader) reader = tl_csv_reader_new (source, dialect);
  g_autoptr (TlColumns)   self = tl_columns_new (dialect);
  const TlCsvRecord      *record;

  for (guint i = 0; i < N_LOOK; i++)
    {
      TlCsvStep step = tl_csv_reader_next (reader, &record, error);

      if (step == TL_CSV_STEP_FAILED)
        return NULL;
      if (step == TL_CSV_STEP_END)
        break;
      if (step == TL_CSV_STEP_RECORD)
        tl_columns_see (self, record);
    }
  tl_columns_guess (self);
  return g_steal_pointer (&self);
}

/**
 * tl_columns_get:
 *
 * Returns: the column that has @role, from 0; -1: none has
 */
int
tl_columns_get (const TlColumns *self, TlColumnRole role)
{
  return self->columns[role];
}

/**
 * tl_columns_set:
 * @column: from 0; -1: none
 *
 * Gives @role to @column, and takes from @column what it had.
 */
void
tl_columns_set (TlColumns *self, TlColumnRole role, int column)
{
  for (guint i = 0; column >= 0 && i < TL_COLUMN_N_ROLES; i++)
    if (self->columns[i] == column)
      self->columns[i] = -1;
  self->columns[role] = column;
}

/**
 * tl_column_role_to_string:
 *
 * Returns: the role's name as files and options write it: "text", "nps" …
 */
const char *
tl_column_role_to_string (TlColumnRole role)
{
  return role < TL_COLUMN_N_ROLES ? role_names[role] : "";
}

/**
 * tl_column_role_parse:
 * @text: a role's name
 *
 * Returns: whether there is such a role
 */
gboolean
tl_column_role_parse (const char *text, TlColumnRole *role)
{
  for (guint i = 0; i < TL_COLUMN_N_ROLES; i++)
    if (g_ascii_strcasecmp (text, role_names[i]) == 0)
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}

static void
set_ambiguous (GError **error, const char *wanted, guint first, guint second)
{
  g_set_error (error, TL_ERROR, TL_ERROR_FORM,
               _("There are two columns “%s”. Say which by its number: “#%u” or “#%u”."), wanted, first + 1,
               second + 1);
}

/**
 * tl_columns_find:
 * @names: (array length=n_names): a table's names
 * @wanted: what someone calls a column: its name, case and punctuation aside, or its number, as `#3`
 * @column: (out): which it is, from 0
 *
 * Finds a column.
 *
 * Returns: %FALSE with a #TlError that names the nearest column where there is none, or two
 */
gboolean
tl_columns_find (const char *const *names, gsize n_names, const char *wanted, guint *column, GError **error)
{
  g_autofree char     *squeezed = tl_text_squeeze (wanted);
  g_autofree char     *normal = tl_columns_normalise (wanted);
  g_autoptr (GString)  list = NULL;
  const char          *nearest;
  guint64              number;
  int                  found = -1;

  for (guint i = 0; i < n_names; i++)
    if (strcmp (names[i], squeezed) == 0)
      {
        if (found >= 0)
          {
            set_ambiguous (error, squeezed, (guint) found, i);
            return FALSE;
          }
        found = (int) i;
      }
  if (found < 0 && squeezed[0] == '#' &&
      g_ascii_string_to_unsigned (squeezed + 1, 10, 0, G_MAXUINT32, &number, NULL))
    {
      if (number < 1 || number > n_names)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_RANGE,
                       ngettext ("There is no column “%s”: the table has %u column.",
                                 "There is no column “%s”: the table has %u columns.", (gulong) n_names),
                       squeezed, (guint) n_names);
          return FALSE;
        }
      found = (int) number - 1;
    }
  for (guint i = 0; found < 0 && *normal && i < n_names; i++)
    {
      g_autofree char *name = tl_columns_normalise (names[i]);

      if (strcmp (name, normal) != 0)
        continue;
      for (guint j = i + 1; j < n_names; j++)
        {
          g_autofree char *other = tl_columns_normalise (names[j]);

          if (strcmp (other, normal) == 0)
            {
              set_ambiguous (error, squeezed, i, j);
              return FALSE;
            }
        }
      found = (int) i;
    }
  if (found >= 0)
    {
      *column = (guint) found;
      return TRUE;
    }

  nearest = tl_text_nearest (squeezed, names, n_names);
  if (nearest && *nearest)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("There is no column “%s”. Did you mean “%s”?"), squeezed,
                   nearest);
      return FALSE;
    }
  list = g_string_new (NULL);
  for (guint i = 0; i < MIN (n_names, 30); i++)
    {
      g_autofree char *name = tl_text_shorten (names[i], 40);

      if (i > 0)
        g_string_append (list, C_("between columns of a table", ", "));
      g_string_append_printf (list, C_("a column of a table", "“%s”"), name);
    }
  if (n_names > 30)
    g_string_append (list, ", …");
  g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("There is no column “%s”. The columns are: %s."), squeezed,
               list->str);
  return FALSE;
}

/**
 * tl_columns_find_in:
 * @dialect: a table's
 * @wanted: as in tl_columns_find(); or a label or import id, where the table has them
 * @column: (out): which it is, from 0
 *
 * Finds a column of @dialect by its name; where no name fits, by the second row of its header ("How was it?" for Q1) or
 * by Qualtrics' own id ("QID1").
 *
 * Returns: %FALSE with a #TlError where there is none, or two
 */
gboolean
tl_columns_find_in (const TlCsvDialect *dialect, const char *wanted, guint *column, GError **error)
{
  char *const *others[] = { dialect->labels, dialect->import_ids };
  g_autoptr (GError) local = NULL;

  if (tl_columns_find ((const char *const *) dialect->names, dialect->n_columns, wanted, column, &local))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others) && g_error_matches (local, TL_ERROR, TL_ERROR_MISSING); i++)
    if (others[i] && tl_columns_find ((const char *const *) others[i], dialect->n_columns, wanted, column, NULL))
      return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
