/* tl-facts.c: facts out of a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-csv-write.h"
#include "tl-error.h"
#include "tl-facts-private.h"
#include "tl-import-find.h"
#include "tl-text.h"

G_DEFINE_QUARK (tl-facts-error-quark, tl_facts_error)

/* What one row comes to. */
typedef struct
{
  guint64  line;
  TlThing *thing;
  TlField  field;
  char    *value; /* canonical; NULL: it stays */
  char    *basis;
  char    *source; /* id, or of a new one its title in Import.made */
  char    *date;
  char    *by;
  char    *text;
} Row;

typedef struct
{
  TlDocument          *document;
  TlJourney           *journey;
  TlFinder            *finder;
  int                  columns[TL_FACTS_N_COLUMNS];
  const TlNumberStyle *style;
  TlDateOrder          date_order;
  GHashTable          *seen;  /* "id\nfield" → Row */
  GHashTable          *made;  /* title, normalised → id of a source that the import makes */
  GHashTable          *taken; /* ids that it gives */
  GPtrArray           *sources; /* title, id, title, id … of those, in order */
  GPtrArray           *rows;
  TlFactsResult       *result;
} Import;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->value);
  g_free (row->basis);
  g_free (row->source);
  g_free (row->date);
  g_free (row->by);
  g_free (row->text);
  g_free (row);
}

/**
 * tl_facts_result_free:
 */
void
tl_facts_result_free (TlFactsResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->problems);
  g_free (self);
}

/* The words of a cell, or NULL where there are none. */
static char *
get_cell (Import *self, const TlCsvRecord *record, TlFactsColumn column)
{
  int              at = self->columns[column];
  g_autofree char *plain = NULL;
  g_autofree char *clean = NULL;

  if (at < 0 || (guint) at >= record->n_fields || tl_text_is_blank (record->fields[at].text))
    return NULL;
  plain = tl_csv_unguard (record->fields[at].text);
  clean = tl_text_clean (plain, strlen (plain), NULL);
  /* Words are taken as they are; the rest is names. */
  if (column == TL_FACTS_TEXT || column == TL_FACTS_BY)
    return g_steal_pointer (&clean);
  return tl_text_squeeze (clean);
}

/* Values */

static char *
hint_percent (TlField field, const TlEstimate *estimate)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  g_autofree char   *number = NULL;

  if (!(info->flags & TL_FIELD_SHARE) || estimate->form != TL_ESTIMATE_KNOWN || estimate->low <= 1 || estimate->low > 100)
    return NULL;
  number = tl_number_format (estimate->low);
  return g_strdup_printf (_("did you mean %s%%?"), number);
}

/* Reads what someone wrote as a value of @field. Returns the canonical form. */
static char *
read_value (Import *self, TlThing *thing, TlField field, const char *text, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  TlEstimate         estimate;
  TlValue            value = { FALSE };
  g_autofree char   *canonical = NULL;
  g_autofree char   *now = NULL;
  g_autofree char   *hint = NULL;
  g_autoptr (GError) trouble = NULL;

  if (!tl_field_is_number (field))
    {
      now = tl_thing_format (thing, field);
      if (g_strcmp0 (now, text) == 0)
        return g_steal_pointer (&now);
      g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("%s is no number, and only numbers are imported"), info->name);
      return NULL;
    }
  if (!tl_estimate_parse_people (text, self->style, &estimate, error))
    {
      g_prefix_error (error, "%s: ", info->name);
      return NULL;
    }
  if (info->type != TL_TYPE_ESTIMATE && estimate.form != TL_ESTIMATE_KNOWN)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("%s is “%s”, and must be one number"), info->name, text);
      return NULL;
    }
  if (info->type == TL_TYPE_ESTIMATE)
    canonical = tl_estimate_format (&estimate);
  else if (info->type == TL_TYPE_INTEGER && estimate.low == (double) (gint64) estimate.low)
    canonical = g_strdup_printf ("%.0f", estimate.low);
  else
    canonical = tl_number_format (estimate.low);
  if (tl_field_parse (field, canonical, &value, &trouble))
    {
      tl_value_clear (&value, field);
      return g_steal_pointer (&canonical);
    }
  hint = hint_percent (field, &estimate);
  if (hint)
    g_set_error (error, TL_ERROR, TL_ERROR_RANGE, "%s; %s", trouble->message, hint);
  else
    g_propagate_error (error, g_steal_pointer (&trouble));
  return NULL;
}

static gboolean
id_is_taken (const char *id, gpointer data)
{
  Import          *self = data;
  g_autofree char *free_id = NULL;

  if (g_hash_table_contains (self->taken, id))
    return TRUE;
  free_id = tl_document_make_id (self->document, id);
  return strcmp (free_id, id) != 0;
}

/* An id that neither the document nor this import has. */
static char *
make_id (Import *self, const char *wish)
{
  g_autofree char *name = tl_text_is_name (wish) ? g_strdup (wish) : tl_text_make_name (wish);
  char            *id = tl_text_make_unique (name, id_is_taken, self);

  g_hash_table_add (self->taken, g_strdup (id));
  return id;
}

/* The source that is called @text: one of the journey's, or a new one. */
static char *
read_source (Import *self, const char *text, GError **error)
{
  TlThing         *thing = tl_journey_lookup (self->journey, text);
  TlThing         *root = tl_journey_get_root (self->journey);
  TlThing         *found = NULL;
  g_autofree char *folded = g_utf8_casefold (text, -1);
  const char      *made;

  if (thing && tl_thing_get_kind (thing) == TL_KIND_SOURCE)
    return g_strdup (text);
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_SOURCE); i++)
    {
      TlThing         *source = tl_thing_nth (root, TL_KIND_SOURCE, i);
      g_autofree char *title = tl_text_squeeze (tl_thing_get_title (source));
      g_autofree char *other = g_utf8_casefold (title, -1);

      if (strcmp (other, folded) != 0)
        continue;
      if (found)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("there are two sources “%s”: %s and %s; give the id"), text,
                       tl_thing_get_id (found), tl_thing_get_id (source));
          return NULL;
        }
      found = source;
    }
  if (found)
    return g_strdup (tl_thing_get_id (found));
  made = g_hash_table_lookup (self->made, folded);
  if (made == NULL)
    {
      g_autofree char *wish = tl_text_make_name (text);
      char            *id = make_id (self, wish);

      g_hash_table_insert (self->made, g_strdup (folded), id);
      g_ptr_array_add (self->sources, g_strdup (text));
      g_ptr_array_add (self->sources, g_strdup (id));
      made = id;
    }
  return g_strdup (made);
}

static char *
read_date (Import *self, const char *text, GError **error)
{
  char iso[TL_DATE_LENGTH + 1];

  if (tl_date_parse (text, -1, self->date_order, iso))
    return g_strdup (iso);
  g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s” is no date; write it as 2026-03-31"), text);
  return NULL;
}

static gboolean
read_fact (Import *self, const TlCsvRecord *record, Row *row, GError **error)
{
  g_autofree char *basis = get_cell (self, record, TL_FACTS_BASIS);
  g_autofree char *source = get_cell (self, record, TL_FACTS_SOURCE);
  g_autofree char *date = get_cell (self, record, TL_FACTS_DATE);

  if (basis && (row->basis = _tl_facts_read_basis (basis, error)) == NULL)
    return FALSE;
  if (date && (row->date = read_date (self, date, error)) == NULL)
    return FALSE;
  /* Last, so that a row that is wrong makes no source. */
  if (source && (row->source = read_source (self, source, error)) == NULL)
    return FALSE;
  row->by = get_cell (self, record, TL_FACTS_BY);
  row->text = get_cell (self, record, TL_FACTS_TEXT);
  return TRUE;
}

static gboolean
says_same (const Row *a, const Row *b)
{
  return g_strcmp0 (a->value, b->value) == 0 && g_strcmp0 (a->basis, b->basis) == 0 &&
         g_strcmp0 (a->source, b->source) == 0 && g_strcmp0 (a->date, b->date) == 0 && g_strcmp0 (a->by, b->by) == 0 &&
         g_strcmp0 (a->text, b->text) == 0;
}

static const char *
nearest_id (Import *self, const char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) things = tl_journey_collect (self->journey, kind);

      for (guint i = 0; kind != TL_KIND_FACT && i < things->len; i++)
        g_ptr_array_add (ids, (char *) tl_thing_get_id (things->pdata[i]));
    }
  return tl_text_nearest (id, (const char *const *) ids->pdata, ids->len);
}

static gboolean
find_field (Import *self, const char *id, const char *thing, const char *field, Row *row, GError **error)
{
  if (id && tl_journey_lookup (self->journey, id) == NULL)
    {
      const char *nearest = nearest_id (self, id);

      if (nearest)
        g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("nothing has the id “%s”; did you mean “%s”?"), id, nearest);
      else
        g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("nothing has the id “%s”"), id);
      return FALSE;
    }
  if (id && field == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("the row names no field"));
      return FALSE;
    }
  if (id == NULL && thing == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("the row names no thing"));
      return FALSE;
    }
  row->thing = tl_finder_find_field (self->finder, id ? id : thing, field, &row->field, error);
  if (row->thing && id && thing)
    {
      /* A table that was sorted by one column alone has ids beside the wrong titles. */
      TlField  other_field;
      TlThing *other = tl_finder_find_field (self->finder, thing, field, &other_field, NULL);

      if (other && other != row->thing)
        {
          g_autofree char *is = tl_thing_describe (row->thing);

          g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("the id “%s” is “%s”, but the row speaks of “%s”"), id, is, thing);
          return FALSE;
        }
    }
  return row->thing != NULL;
}

static gboolean
read_row (Import *self, const TlCsvRecord *record, GError **error)
{
  g_autofree char *thing = get_cell (self, record, TL_FACTS_THING);
  g_autofree char *id = get_cell (self, record, TL_FACTS_ID);
  g_autofree char *field = get_cell (self, record, TL_FACTS_FIELD);
  g_autofree char *value = get_cell (self, record, TL_FACTS_VALUE);
  g_autofree char *key = NULL;
  Row             *row;
  Row             *other;
  gboolean         says_something = value != NULL;

  for (TlFactsColumn i = TL_FACTS_BASIS; i <= TL_FACTS_TEXT && !says_something; i++)
    {
      g_autofree char *cell = get_cell (self, record, i);

      says_something = cell != NULL;
    }
  if (!says_something)
    {
      self->result->n_empty++;
      return TRUE;
    }
  row = g_new0 (Row, 1);
  row->line = record->line;
  if (!find_field (self, id, thing, field, row, error) ||
      (value && (row->value = read_value (self, row->thing, row->field, value, error)) == NULL) ||
      !read_fact (self, record, row, error))
    {
      row_free (row);
      return FALSE;
    }
  key = g_strdup_printf ("%s\n%d", tl_thing_get_id (row->thing), row->field);
  other = g_hash_table_lookup (self->seen, key);
  if (other)
    {
      gboolean same = says_same (row, other);

      row_free (row);
      if (!same)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("line %" G_GUINT64_FORMAT " says something else of the same field"),
                       other->line);
          return FALSE;
        }
      self->result->n_unchanged++;
      return TRUE;
    }
  g_hash_table_insert (self->seen, g_steal_pointer (&key), row);
  g_ptr_array_add (self->rows, row);
  return TRUE;
}

/* Changes */

static gboolean
set_if_other (TlEdit *edit, const char *id, TlThing *now, TlField field, const char *text)
{
  g_autofree char *before = now ? tl_thing_format (now, field) : NULL;

  if (text == NULL || g_strcmp0 (before, text) == 0)
    return FALSE;
  tl_edit_set (edit, id, field, text);
  return TRUE;
}

/* What is written differs, or only how. */
static gboolean
is_other_value (const Row *row)
{
  g_autofree char *now = NULL;

  if (row->value == NULL)
    return FALSE;
  now = tl_thing_format (row->thing, row->field);
  if (now && tl_field_get_info (row->field)->type == TL_TYPE_INTEGER)
    {
      g_free (now);
      now = g_strdup_printf ("%.0f", tl_thing_get_number (row->thing, row->field));
    }
  return g_strcmp0 (now, row->value) != 0;
}

static gboolean
write_row (Import *self, TlEdit *edit, const Row *row)
{
  const char      *of = tl_thing_get_id (row->thing);
  const char      *name = tl_field_get_info (row->field)->name;
  gboolean         has_fact = row->basis || row->source || row->date || row->by || row->text;
  TlThing         *fact = tl_journey_find_fact (self->journey, of, name);
  g_autofree char *id = NULL;
  gboolean         changes = FALSE;

  if (is_other_value (row))
    {
      tl_edit_set (edit, of, row->field, row->value);
      self->result->n_values++;
      changes = TRUE;
      /* Where the old number came from says nothing of the new one. */
      if (fact && !has_fact)
        {
          tl_edit_delete (edit, tl_thing_get_id (fact));
          self->result->n_forgotten++;
        }
    }
  if (!has_fact)
    return changes;
  if (fact)
    id = g_strdup (tl_thing_get_id (fact));
  else
    {
      g_autofree char *wish = g_strdup_printf ("%s-%s-fact", of, name);

      id = make_id (self, wish);
      tl_edit_create (edit, TL_KIND_FACT, id, NULL, TL_EDIT_LAST);
      tl_edit_set (edit, id, TL_FACT_OF, of);
      tl_edit_set (edit, id, TL_FACT_FIELD, name);
    }
  {
    gboolean touched = fact == NULL;

    touched |= set_if_other (edit, id, fact, TL_FACT_BASIS, row->basis ? row->basis : fact ? NULL : "assumed");
    touched |= set_if_other (edit, id, fact, TL_FACT_SOURCE, row->source);
    touched |= set_if_other (edit, id, fact, TL_FACT_DATE, row->date);
    touched |= set_if_other (edit, id, fact, TL_FACT_BY, row->by);
    touched |= set_if_other (edit, id, fact, TL_FACT_TEXT, row->text);
    self->result->n_facts += touched;
    changes |= touched;
  }
  return changes;
}

static gboolean
is_used (Import *self, const char *source)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (((Row *) self->rows->pdata[i])->source, source) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
write_rows (Import *self, GError **error)
{
  g_autoptr (TlEdit) edit = tl_edit_new (_("Import facts"));

  for (guint i = 0; i + 1 < self->sources->len; i += 2)
    if (is_used (self, self->sources->pdata[i + 1]))
      {
        tl_edit_create (edit, TL_KIND_SOURCE, self->sources->pdata[i + 1], NULL, TL_EDIT_LAST);
        tl_edit_set (edit, self->sources->pdata[i + 1], TL_SOURCE_TITLE, self->sources->pdata[i]);
        self->result->n_sources++;
      }
  for (guint i = 0; i < self->rows->len; i++)
    if (!write_row (self, edit, self->rows->pdata[i]))
      self->result->n_unchanged++;
  if (tl_edit_is_empty (edit))
    return TRUE;
  self->result->edit = tl_document_apply (self->document, edit, error);
  return self->result->edit > 0;
}

/* The file */

static gboolean
read_rows (Import *self, TlCsvReader *reader, GError **error)
{
  const TlCsvRecord *record;

  for (;;)
    {
      g_autoptr (GError) trouble = NULL;
      g_autofree char   *reason = NULL;

      switch (tl_csv_reader_next (reader, &record, error))
        {
        case TL_CSV_STEP_END:
          return TRUE;

        case TL_CSV_STEP_FAILED:
          return FALSE;

        case TL_CSV_STEP_REJECTED:
          self->result->n_rows++;
          reason = _tl_facts_say_rejected (reader, record);
          g_ptr_array_add (self->result->problems, tl_import_note_new (record->line, "%s", reason));
          break;

        case TL_CSV_STEP_RECORD:
        default:
          self->result->n_rows++;
          if (!read_row (self, record, &trouble))
            g_ptr_array_add (self->result->problems, tl_import_note_new (record->line, "%s", trouble->message));
          break;
        }
    }
}

/* What the cells say of the order of day and month, and of the decimal mark. */
static gboolean
look (Import *self, TlCsvSource *csv, const TlCsvDialect *dialect, const TlFactsOptions *options, GError **error)
{
  g_autoptr (TlCsvReader) reader = tl_csv_reader_new (csv, dialect);
  TlDates                 dates = { 0 };
  TlFactsMarks            marks = { 0 };
  const TlCsvRecord      *record;
  TlCsvStep               step;

  while ((step = tl_csv_reader_next (reader, &record, error)) != TL_CSV_STEP_END)
    {
      if (step == TL_CSV_STEP_FAILED)
        return FALSE;
      if (step == TL_CSV_STEP_RECORD)
        {
          g_autofree char *value = get_cell (self, record, TL_FACTS_VALUE);
          g_autofree char *date = get_cell (self, record, TL_FACTS_DATE);

          if (value)
            _tl_facts_see_marks (&marks, value);
          if (date)
            tl_dates_see (&dates, date, -1, record->number);
        }
    }
  self->date_order = options->date_order != TL_DATE_ORDER_AUTO ? options->date_order : tl_dates_decide (&dates).order;
  if (options->decimal == ',')
    self->style = &TL_NUMBER_STYLE_COMMA;
  else if (options->decimal == '.')
    self->style = &TL_NUMBER_STYLE_POINT;
  else
    self->style = _tl_facts_decide_style (&marks, dialect->delimiter);
  return TRUE;
}

/* The dialect whose header has the columns that it takes. */
static TlCsvDialect *
sniff (Import *self, TlCsvSource *csv, GError **error)
{
  TlCsvHints               hints = TL_CSV_HINTS_INIT;
  g_autoptr (TlCsvDialect) dialect = tl_csv_sniff (csv, &hints, error);

  if (dialect == NULL)
    return NULL;
  if (_tl_facts_find_columns (dialect, self->columns, NULL))
    return g_steal_pointer (&dialect);
  /* A short table may not show that its first row is a header. */
  hints.n_header_rows = 1;
  g_clear_pointer (&dialect, tl_csv_dialect_free);
  dialect = tl_csv_sniff (csv, &hints, error);
  if (dialect == NULL || !_tl_facts_find_columns (dialect, self->columns, error))
    return NULL;
  return g_steal_pointer (&dialect);
}

static gboolean
run (Import *self, TlCsvSource *csv, const TlFactsOptions *options, GError **error)
{
  g_autoptr (TlCsvDialect) dialect = sniff (self, csv, error);
  g_autoptr (TlCsvReader)  reader = NULL;
  guint                    n;

  if (dialect == NULL || !look (self, csv, dialect, options, error))
    return FALSE;
  reader = tl_csv_reader_new (csv, dialect);
  if (!read_rows (self, reader, error))
    return FALSE;
  n = self->result->problems->len;
  if (n > 0 && !options->skip_bad)
    {
      g_autofree char *first = tl_import_note_to_string (self->result->problems->pdata[0], tl_csv_source_get_name (csv));

      g_set_error (error, TL_FACTS_ERROR, TL_FACTS_ERROR_ROWS,
                   ngettext ("%u row is wrong, and nothing was imported: %s",
                             "%u rows are wrong, and nothing was imported. The first: %s", n),
                   n, first);
      return FALSE;
    }
  return write_rows (self, error);
}

/**
 * tl_facts_import:
 * @document: a journey
 * @csv: a table
 * @options: (nullable): how
 * @result: (out) (optional) (transfer full): what came of it, also where it fails
 * @error: return location
 *
 * Sets what the rows of @csv say, all in one edit.
 *
 * Returns: %FALSE with %TL_FACTS_ERROR_ROWS where rows are wrong (@result has all of them), %TL_FACTS_ERROR_COLUMNS, or
 *   an error of the file or the document: then nothing changed
 */
gboolean
tl_facts_import (TlDocument *document, TlCsvSource *csv, const TlFactsOptions *options, TlFactsResult **result,
                 GError **error)
{
  static const TlFactsOptions presets = { FALSE };
  Import                      self = { .document = document };
  gboolean                    done;

  self.journey = tl_document_get_journey (document);
  self.finder = tl_finder_new (self.journey);
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.sources = g_ptr_array_new_with_free_func (g_free);
  self.rows = g_ptr_array_new_with_free_func (row_free);
  self.result = g_new0 (TlFactsResult, 1);
  self.result->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_import_note_free);

  done = run (&self, csv, options ? options : &presets, error);

  g_ptr_array_unref (self.rows);
  g_ptr_array_unref (self.sources);
  g_hash_table_unref (self.taken);
  g_hash_table_unref (self.made);
  g_hash_table_unref (self.seen);
  tl_finder_free (self.finder);
  if (result)
    *result = self.result;
  else
    tl_facts_result_free (self.result);
  return done;
}
