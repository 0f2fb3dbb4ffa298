/* tl-facts-export.c: facts into a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-facts.h"

#include <string.h>

#include "tl-csv-write.h"
#include "tl-facts-private.h"
#include "tl-replace.h"
#include "tl-text.h"

typedef struct
{
  TlJourney  *journey;
  GString    *out;
  GHashTable *facts;  /* "of\nfield" → fact */
  GHashTable *titles; /* of sources, folded → how many have it */
  const TlFactsMore *more; /* NULL for none */
} Export;

/* 0.14 as 14%, by moving the point in the text, so that not a digit is lost. NULL where it is not written so. */
static char *
shift_point (const char *number)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char         *p = number;
  gsize               n_before = 0;
  gsize               zeroes = 0;
  gboolean            is_behind = FALSE;

  if (strpbrk (number, "eE"))
    return NULL;
  for (p += *p == '-'; *p; p++)
    if (*p == '.')
      is_behind = TRUE;
    else
      {
        g_string_append_c (digits, *p);
        n_before += !is_behind;
      }
  n_before += 2;
  while (digits->len < n_before)
    g_string_append_c (digits, '0');
  if (digits->len > n_before)
    g_string_insert_c (digits, (gssize) n_before, '.');
  while (digits->str[zeroes] == '0' && g_ascii_isdigit (digits->str[zeroes + 1]))
    zeroes++;
  return g_strdup_printf ("%s%s%%", *number == '-' ? "-" : "", digits->str + zeroes);
}

static char *
format_part (double value, gboolean as_percent)
{
  g_autofree char *number = tl_number_format (value);
  char            *percent = as_percent ? shift_point (number) : NULL;

  return percent ? percent : g_steal_pointer (&number);
}

/* As people write it, whatever their language: the point is the decimal mark, and nothing groups. Reads back exactly. */
static char *
format_estimate (const TlEstimate *estimate, gboolean as_percent)
{
  g_autofree char *low = format_part (estimate->low, as_percent && estimate->form != TL_ESTIMATE_COUNT);
  g_autofree char *likely = format_part (estimate->likely, as_percent);
  g_autofree char *high = format_part (estimate->high, as_percent && estimate->form != TL_ESTIMATE_COUNT);
  g_autofree char *text = NULL;
  TlEstimate       again;

  switch (estimate->form)
    {
    case TL_ESTIMATE_BETWEEN:
      text = g_strdup_printf ("%s .. %s", low, high);
      break;

    case TL_ESTIMATE_LIKELY:
      text = g_strdup_printf ("%s .. %s .. %s", low, likely, high);
      break;

    case TL_ESTIMATE_COUNT:
      text = g_strdup_printf ("%s of %s", low, high);
      break;

    case TL_ESTIMATE_KNOWN:
    default:
      text = g_strdup (low);
      break;
    }
  if (tl_estimate_parse_people (text, &TL_NUMBER_STYLE_POINT, &again, NULL) && tl_estimate_equal (&again, estimate))
    return g_steal_pointer (&text);
  /* The last of seventeen digits may be lost on the way to per cent and back. */
  return as_percent ? format_estimate (estimate, FALSE) : tl_estimate_format (estimate);
}

static char *
format_value (TlThing *thing, TlField field)
{
  const TlValue     *value = tl_thing_get_value (thing, field);
  const TlFieldInfo *info = tl_field_get_info (field);

  if (!value->is_set)
    return NULL;
  if (info->type == TL_TYPE_ESTIMATE)
    return format_estimate (&value->estimate, (info->flags & TL_FIELD_SHARE) != 0);
  if (info->type == TL_TYPE_INTEGER)
    return g_strdup_printf ("%.0f", value->number);
  return tl_field_format (field, value);
}

static char *
make_key (const char *of, const char *field)
{
  return g_strdup_printf ("%s\n%s", of, field);
}

static void
see_fact (TlThing *fact, gpointer data)
{
  Export *self = data;

  g_hash_table_insert (self->facts, make_key (tl_thing_get_text (fact, TL_FACT_OF), tl_thing_get_text (fact, TL_FACT_FIELD)),
                       fact);
}

static char *
fold (const char *title)
{
  g_autofree char *line = tl_text_squeeze (title);

  return g_utf8_casefold (line, -1);
}

static void
see_source (TlThing *source, gpointer data)
{
  Export *self = data;
  char   *key = fold (tl_thing_get_title (source));

  g_hash_table_insert (self->titles, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (self->titles, key)) + 1));
}

/* A source's title where it says which is meant, or else its id. */
static const char *
name_source (Export *self, TlThing *fact)
{
  const char      *id = fact ? tl_thing_get_text (fact, TL_FACT_SOURCE) : NULL;
  TlThing         *source = tl_journey_lookup (self->journey, id);
  TlThing         *other;
  const char      *title;
  g_autofree char *key = NULL;
  g_autofree char *line = NULL;

  if (source == NULL)
    return id;
  title = tl_thing_get_title (source);
  key = fold (title);
  line = tl_text_squeeze (title);
  other = tl_journey_lookup (self->journey, line);
  if (*line == '\0' || GPOINTER_TO_INT (g_hash_table_lookup (self->titles, key)) != 1 || (other && other != source))
    return id;
  return title;
}

static void
write_row (Export *self, TlThing *thing, const char *path, TlField field, TlThing *fact)
{
  const char      *name = tl_field_get_info (field)->name;
  g_autofree char *value = format_value (thing, field);
  gboolean         is_bare = value && tl_field_is_number (field) && (*value != '-' || strchr (value, ' ') == NULL);

  tl_csv_write_text (self->out, TRUE, path);
  tl_csv_write_raw (self->out, FALSE, tl_thing_get_id (thing));
  tl_csv_write_raw (self->out, FALSE, name);
  if (is_bare)
    tl_csv_write_raw (self->out, FALSE, value);
  else
    tl_csv_write_text (self->out, FALSE, value);
  tl_csv_write_raw (self->out, FALSE, fact ? tl_thing_get_text (fact, TL_FACT_BASIS) : NULL);
  tl_csv_write_text (self->out, FALSE, name_source (self, fact));
  tl_csv_write_raw (self->out, FALSE, fact ? tl_thing_get_text (fact, TL_FACT_DATE) : NULL);
  tl_csv_write_text (self->out, FALSE, fact ? tl_thing_get_text (fact, TL_FACT_BY) : NULL);
  tl_csv_write_text (self->out, FALSE, fact ? tl_thing_get_text (fact, TL_FACT_TEXT) : NULL);
  for (guint i = 0; self->more && self->more->names[i]; i++)
    {
      g_autofree char *text = self->more->tell (tl_thing_get_id (thing), field, i, self->more->data);

      tl_csv_write_text (self->out, FALSE, text);
    }
  tl_csv_write_end (self->out);
}

/* Its numbers, set or not, and whatever else there is a fact on; then what stands in it. */
static void
write_thing (Export *self, TlThing *thing)
{
  TlKind            kind = tl_thing_get_kind (thing);
  const TlKindInfo *info = tl_kind_get_info (kind);
  g_autofree char  *path = tl_thing_describe (thing);

  for (guint i = 0; i < info->n_fields; i++)
    {
      TlField          field = info->first + i;
      g_autofree char *key = make_key (tl_thing_get_id (thing), tl_field_get_info (field)->name);
      TlThing         *fact = g_hash_table_lookup (self->facts, key);

      if (fact || tl_field_is_number (field))
        write_row (self, thing, path, field, fact);
    }
  for (TlKind child = 0; child < TL_N_KINDS; child++)
    if (tl_kind_get_info (child)->parent == kind && tl_field_get_info (TL_FACT_OF)->targets & (1u << child))
      for (guint i = 0; i < tl_thing_n (thing, child); i++)
        write_thing (self, tl_thing_nth (thing, child, i));
}

/**
 * tl_facts_to_csv:
 * @more: (nullable): further columns
 *
 * The table that tl_facts_import() reads, with every number of every thing, set or not, and the facts: importing it again
 * changes nothing. Values are written with a decimal point whatever the language; words that a spreadsheet would take for
 * a formula have an apostrophe before them, which the import takes off.
 *
 * Returns: (transfer full): the table, UTF-8
 */
char *
tl_facts_to_csv (TlDocument *document, const TlFactsMore *more)
{
  Export self = { .journey = tl_document_get_journey (document), .more = more };

  self.out = g_string_new (NULL);
  self.facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tl_journey_foreach (self.journey, TL_KIND_FACT, see_fact, &self);
  tl_journey_foreach (self.journey, TL_KIND_SOURCE, see_source, &self);
  for (guint i = 0; i < TL_FACTS_N_COLUMNS; i++)
    tl_csv_write_raw (self.out, i == 0, _tl_facts_column_name (i));
  for (guint i = 0; more && more->names[i]; i++)
    tl_csv_write_raw (self.out, FALSE, more->names[i]);
  tl_csv_write_end (self.out);
  write_thing (&self, tl_journey_get_root (self.journey));
  g_hash_table_unref (self.titles);
  g_hash_table_unref (self.facts);
  return g_string_free (self.out, FALSE);
}

/**
 * tl_facts_export:
 * @more: (nullable): further columns
 * @path: a file; where there is one it is replaced, whole or not at all
 * @error: return location
 *
 * Writes the table of tl_facts_to_csv().
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_facts_export (TlDocument *document, const TlFactsMore *more, const char *path, GError **error)
{
  g_autofree char *csv = tl_facts_to_csv (document, more);

  return tl_replace_bytes (path, csv, strlen (csv), error);
}
