/* tl-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-import-private.h"
#include "tl-text.h"

#define MAX_LABEL   (64 * 1024) /* bytes of a segment or a customer */
#define TICK        256         /* records between looks at the cancellable */
#define REPORT      4096        /* records between reports of the progress */
#define MAX_PREFIX  150         /* bytes of a source's id that a record's begins with */
#define LOOK_SHARE  0.1         /* of the progress, that finding out about dates takes */

typedef struct
{
  TlDocument            *document;
  TlJourney             *journey;
  TlCsvSource           *csv;
  const TlImportOptions *options;
  GCancellable          *cancellable;
  TlCsvDialect          *dialect;
  int                    columns[TL_COLUMN_N_ROLES];
  TlDateOrder            date_order;
  TlRulesMatcher        *matcher;
  TlImportTarget        *targets;
  TlEdit                *edit;
  TlBatch               *batch;
  GString               *id;
  gsize                  n_prefix;
  guint64                n_replaced;
  guint64                n_ticks;
  TlImportResult        *result;
} Import;

/* The record that is being put together. Its values are borrowed from the reader, or from what is made here. */
typedef struct
{
  TlRecord record;
  char    *words;
  char    *segment;
  char    *customer;
  char     date[TL_DATE_LENGTH + 1];
} Draft;

static const struct
{
  TlColumnRole role;
  TlField      field;
} scores[] = {
  { TL_COLUMN_NPS, TL_EVIDENCE_NPS },     { TL_COLUMN_CSAT, TL_EVIDENCE_CSAT },
  { TL_COLUMN_CES, TL_EVIDENCE_CES },     { TL_COLUMN_STARS, TL_EVIDENCE_STARS },
  { TL_COLUMN_SENTIMENT, TL_EVIDENCE_SENTIMENT },
};

G_DEFINE_QUARK (tl-import-error-quark, tl_import_error)

static void
column_free (gpointer data)
{
  TlImportColumn *column = data;

  g_free (column->name);
  g_free (column);
}

static void
rule_free (gpointer data)
{
  TlImportRule *rule = data;

  g_free (rule->thing);
  g_free (rule);
}

static TlImportResult *
result_new (void)
{
  TlImportResult *self = g_new0 (TlImportResult, 1);

  self->rejected = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_import_note_free);
  self->spoilt = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_import_note_free);
  self->junk = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_import_note_free);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  return self;
}

/**
 * tl_import_result_free:
 */
void
tl_import_result_free (TlImportResult *self)
{
  if (self == NULL)
    return;
  g_free (self->source);
  g_free (self->source_title);
  g_ptr_array_unref (self->rejected);
  g_ptr_array_unref (self->spoilt);
  g_ptr_array_unref (self->junk);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rules);
  g_free (self->dialect);
  g_free (self->dates);
  g_free (self);
}

/* Whether to go on. */
static gboolean
tick (Import *self, double done, GError **error)
{
  if (self->n_ticks % TICK == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->n_ticks % REPORT == 0 && self->options->progress)
    self->options->progress (CLAMP (done, 0, 1), self->result->n_records, self->options->progress_data);
  self->n_ticks++;
  return TRUE;
}

/* Columns */

static gboolean
is_used (TlColumnRole role)
{
  return role != TL_COLUMN_CHANNEL && role != TL_COLUMN_ID && role != TL_COLUMN_N_ROLES;
}

static gboolean
find_columns (Import *self, GError **error)
{
  g_autoptr (TlColumns) columns = tl_columns_guess_for (self->csv, self->dialect, error);
  gboolean              is_of_use = self->options->rules != NULL;

  if (columns == NULL)
    return FALSE;
  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    {
      const char *wanted = self->options->columns[role];
      guint       at;

      if (wanted == NULL)
        continue;
      if (*wanted == '\0')
        tl_columns_set (columns, role, -1);
      else if (!tl_columns_find ((const char *const *) self->dialect->names, self->dialect->n_columns, wanted, &at, error))
        return FALSE;
      else
        tl_columns_set (columns, role, (int) at);
    }
  for (guint i = 0; i < self->dialect->n_columns; i++)
    {
      TlImportColumn *column = g_new0 (TlImportColumn, 1);

      column->name = g_strdup (self->dialect->names[i]);
      column->role = TL_COLUMN_N_ROLES;
      g_ptr_array_add (self->result->columns, column);
    }
  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    {
      self->columns[role] = is_used (role) ? tl_columns_get (columns, role) : -1;
      if (self->columns[role] < 0)
        continue;
      ((TlImportColumn *) self->result->columns->pdata[self->columns[role]])->role = role;
      is_of_use = TRUE;
    }
  if (!is_of_use)
    {
      g_autofree char *all = g_strjoinv (", ", self->dialect->names);
      g_autofree char *shown = tl_text_shorten (all, 300);

      g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_COLUMNS,
                   _("“%s”: no column is known as words, date or score. Say which has the words. The columns are: %s."),
                   tl_csv_source_get_name (self->csv), shown);
      return FALSE;
    }
  return TRUE;
}

static gboolean
find_date_order (Import *self, GError **error)
{
  g_autoptr (TlCsvReader) reader = NULL;
  const TlCsvRecord      *record;
  TlDates                 dates = { 0 };
  TlDateVerdict           verdict;
  int                     column = self->columns[TL_COLUMN_DATE];
  TlCsvStep               step;

  self->date_order = self->options->date_order;
  if (column < 0 || self->date_order != TL_DATE_ORDER_AUTO)
    return TRUE;
  reader = tl_csv_reader_new (self->csv, self->dialect);
  while ((step = tl_csv_reader_next (reader, &record, error)) != TL_CSV_STEP_END)
    {
      if (step == TL_CSV_STEP_FAILED || !tick (self, tl_csv_reader_get_progress (reader) * LOOK_SHARE, error))
        return FALSE;
      if (step == TL_CSV_STEP_RECORD)
        tl_dates_see (&dates, record->fields[column].text, record->fields[column].length, record->number);
    }
  verdict = tl_dates_decide (&dates);
  self->date_order = verdict.order;
  self->result->dates = tl_dates_say (&dates);
  self->result->dates_are_ambiguous = verdict.is_ambiguous || verdict.is_mixed;
  return TRUE;
}

/* Rules */

static gboolean
prepare_rules (Import *self, GError **error)
{
  TlRules *rules = self->options->rules;
  guint    n;

  if (rules == NULL)
    return TRUE;
  n = tl_rules_get_n (rules);
  self->targets = g_new0 (TlImportTarget, n + 1);
  if (!_tl_import_find_targets (self->journey, rules, self->targets, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      TlImportRule *rule = g_new0 (TlImportRule, 1);

      rule->line = tl_rules_get (rules, i)->line;
      rule->thing = g_strdup (self->targets[i].on ? self->targets[i].on : self->targets[i].touchpoint);
      g_ptr_array_add (self->result->rules, rule);
    }
  self->matcher = tl_rules_matcher_new (rules, (const char *const *) self->dialect->names, self->dialect->n_columns, error);
  return self->matcher != NULL;
}

static const char *
get_field (guint column, gsize *length, gpointer data)
{
  const TlCsvRecord *row = data;

  if (column >= row->n_fields)
    return NULL;
  *length = row->fields[column].length;
  return row->fields[column].text;
}

/* The source */

static char *
fold_title (const char *title)
{
  g_autofree char *line = tl_text_squeeze (title);

  return g_utf8_casefold (line, -1);
}

/* The file's name without its ending, on one line. */
static char *
title_of_file (TlCsvSource *csv)
{
  g_autofree char *name = g_path_get_basename (tl_csv_source_get_name (csv));
  g_autofree char *clean = tl_text_clean (name, strlen (name), NULL);
  g_autofree char *line = tl_text_squeeze (clean);
  char            *dot = strrchr (line, '.');

  if (dot && dot > line)
    *dot = '\0';
  return *line ? g_steal_pointer (&line) : g_strdup (_("Import"));
}

static gboolean
find_source (Import *self, const char *title, TlThing **source, GError **error)
{
  TlThing         *root = tl_journey_get_root (self->journey);
  TlThing         *thing = tl_journey_lookup (self->journey, title);
  g_autofree char *key = fold_title (title);

  *source = NULL;
  if (thing && tl_thing_get_kind (thing) == TL_KIND_SOURCE)
    {
      *source = thing;
      return TRUE;
    }
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_SOURCE); i++)
    {
      TlThing         *other = tl_thing_nth (root, TL_KIND_SOURCE, i);
      g_autofree char *other_key = fold_title (tl_thing_get_title (other));

      if (strcmp (key, other_key) != 0)
        continue;
      if (*source)
        {
          g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_OPTIONS,
                       _("There are two sources “%s”: %s and %s. Say which by its id."), title,
                       tl_thing_get_id (*source), tl_thing_get_id (other));
          return FALSE;
        }
      *source = other;
    }
  return TRUE;
}

static gboolean
prepare_source (Import *self, GError **error)
{
  g_autofree char *clean = self->options->source ? tl_text_clean (self->options->source, strlen (self->options->source), NULL)
                                                 : title_of_file (self->csv);
  g_autofree char *title = tl_text_squeeze (clean);
  g_autofree char *name = NULL;
  TlThing         *source;
  TlValue          kind = { FALSE };

  if (*title == '\0')
    {
      g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_OPTIONS, _("The source must have a title."));
      return FALSE;
    }
  if (self->options->kind && !tl_field_parse (TL_SOURCE_KIND, self->options->kind, &kind, error))
    return FALSE;
  tl_value_clear (&kind, TL_SOURCE_KIND);
  if (!find_source (self, title, &source, error))
    return FALSE;
  if (source)
    {
      self->result->source = g_strdup (tl_thing_get_id (source));
      self->result->source_title = g_strdup (tl_thing_get_title (source));
    }
  else
    {
      g_autofree char *wish = tl_text_make_name (title);

      self->result->source = tl_document_make_id (self->document, wish);
      self->result->source_title = g_steal_pointer (&title);
      self->result->source_is_new = TRUE;
    }
  name = g_strdup_printf (_("Import “%s”"), self->result->source_title);
  self->edit = tl_edit_new (name);
  if (source == NULL)
    {
      tl_edit_create (self->edit, TL_KIND_SOURCE, self->result->source, NULL, TL_EDIT_LAST);
      tl_edit_set (self->edit, self->result->source, TL_SOURCE_TITLE, self->result->source_title);
    }
  if (self->options->kind && (source == NULL || !tl_thing_has (source, TL_SOURCE_KIND)))
    tl_edit_set (self->edit, self->result->source, TL_SOURCE_KIND, self->options->kind);

  self->id = g_string_new (self->result->source);
  if (self->id->len > MAX_PREFIX)
    {
      const char *end;

      g_utf8_validate (self->id->str, MAX_PREFIX, &end);
      g_string_truncate (self->id, (gsize) (end - self->id->str));
    }
  g_string_append_c (self->id, '.');
  self->n_prefix = self->id->len;
  return TRUE;
}

/* A source says from when to when its records are, where nobody else said it. */
static void
date_source (Import *self)
{
  TlThing *source = tl_journey_lookup (self->journey, self->result->source);

  if (*self->result->from == '\0')
    return;
  if (source == NULL || !tl_thing_has (source, TL_SOURCE_FROM))
    tl_edit_set (self->edit, self->result->source, TL_SOURCE_FROM, self->result->from);
  if (source == NULL || !tl_thing_has (source, TL_SOURCE_TO))
    tl_edit_set (self->edit, self->result->source, TL_SOURCE_TO, self->result->to);
}

/* Records */

static void
spoil (Import *self, const TlCsvRecord *row, int column, const char *text)
{
  g_autofree char *head = g_strndup (text, 400);
  g_autofree char *valid = g_utf8_make_valid (head, -1);
  g_autofree char *line = tl_text_squeeze (valid);
  g_autofree char *shown = tl_text_shorten (line, 40);

  if (self->result->n_spoilt++ < TL_IMPORT_MAX_NOTES)
    g_ptr_array_add (self->result->spoilt,
                     tl_import_note_new (row->line, _("%s is “%s”, which cannot be read and was left out"),
                                         self->dialect->names[column], shown));
}

static const TlCsvField *
get_cell (Import *self, const TlCsvRecord *row, TlColumnRole role)
{
  int column = self->columns[role];

  return column >= 0 && (guint) column < row->n_fields && row->fields[column].length > 0 ? &row->fields[column] : NULL;
}

static void
set_text (Draft *draft, TlField field, const char *text)
{
  /* Borrowed: a batch only reads it. */
  draft->record.values[field - TL_EVIDENCE_SOURCE] = (TlValue) { TRUE, .text = (char *) text };
}

static void
set_number (Draft *draft, TlField field, double number)
{
  draft->record.values[field - TL_EVIDENCE_SOURCE] = (TlValue) { TRUE, .number = number };
}

/* The text of a field, cleaned where it must be, then in @made. */
static const char *
clean (Import *self, const TlCsvField *cell, char **made)
{
  gsize n_replaced = 0;

  if (!_tl_import_needs_cleaning (cell->text, cell->length))
    return cell->text;
  *made = tl_text_clean (cell->text, cell->length, &n_replaced);
  self->n_replaced += n_replaced;
  return *made;
}

static void
take_words (Import *self, const TlCsvRecord *row, Draft *draft)
{
  const TlCsvField *text = get_cell (self, row, TL_COLUMN_TEXT);
  const TlCsvField *title = get_cell (self, row, TL_COLUMN_TITLE);
  const char       *words;

  if (title && tl_text_is_blank (title->text))
    title = NULL;
  if (text && tl_text_is_blank (text->text))
    text = NULL;
  if (text == NULL && title == NULL)
    return;
  words = clean (self, text ? text : title, &draft->words);
  if (text && title)
    {
      g_autofree char *body = draft->words;
      g_autofree char *made = NULL;
      const char      *headline = clean (self, title, &made);

      draft->words = g_strconcat (headline, "\n", words, NULL);
      words = draft->words;
    }
  set_text (draft, TL_EVIDENCE_TEXT, words);
}

static void
take_label (Import *self, const TlCsvRecord *row, TlColumnRole role, TlField field, Draft *draft, char **made)
{
  const TlCsvField *cell = get_cell (self, row, role);
  g_autofree char  *text = NULL;

  if (cell == NULL || tl_text_is_blank (cell->text))
    return;
  if (cell->length > MAX_LABEL)
    {
      spoil (self, row, self->columns[role], cell->text);
      return;
    }
  *made = tl_text_squeeze (clean (self, cell, &text));
  set_text (draft, field, *made);
}

static void
take_date (Import *self, const TlCsvRecord *row, Draft *draft)
{
  const TlCsvField *cell = get_cell (self, row, TL_COLUMN_DATE);

  if (cell == NULL)
    return;
  if (!tl_date_parse (cell->text, cell->length, self->date_order, draft->date))
    {
      if (!tl_text_is_blank (cell->text) && !_tl_import_is_nothing (cell->text))
        spoil (self, row, self->columns[TL_COLUMN_DATE], cell->text);
      return;
    }
  set_text (draft, TL_EVIDENCE_DATE, draft->date);
  if (*self->result->from == '\0' || strcmp (draft->date, self->result->from) < 0)
    g_strlcpy (self->result->from, draft->date, sizeof self->result->from);
  if (strcmp (draft->date, self->result->to) > 0)
    g_strlcpy (self->result->to, draft->date, sizeof self->result->to);
}

static void
take_scores (Import *self, const TlCsvRecord *row, Draft *draft)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      const TlCsvField *cell = get_cell (self, row, scores[i].role);
      double            value;

      if (cell == NULL)
        continue;
      switch (_tl_import_read_score (scores[i].role, cell->text, &value))
        {
        case TL_IMPORT_CELL_GOOD:
          set_number (draft, scores[i].field, value);
          break;

        case TL_IMPORT_CELL_BAD:
          spoil (self, row, self->columns[scores[i].role], cell->text);
          break;

        case TL_IMPORT_CELL_EMPTY:
        default:
          break;
        }
    }
}

static void
assign (Import *self, const TlCsvRecord *row, Draft *draft)
{
  const char *text = tl_record_get_text (&draft->record, TL_EVIDENCE_TEXT);
  int         rule = -1;

  if (self->matcher)
    rule = tl_rules_matcher_match (self->matcher, get_field, (gpointer) row, text ? text : "", -1, 0);
  if (rule < 0)
    {
      self->result->n_unassigned++;
      return;
    }
  self->result->n_assigned++;
  ((TlImportRule *) self->result->rules->pdata[rule])->n_records++;
  if (self->targets[rule].touchpoint)
    set_text (draft, TL_EVIDENCE_TOUCHPOINT, self->targets[rule].touchpoint);
  if (self->targets[rule].on)
    set_text (draft, TL_EVIDENCE_ON, self->targets[rule].on);
}

/* Adds the record under the first id that is free. */
static gboolean
add (Import *self, const TlCsvRecord *row, Draft *draft, GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) trouble = NULL;

      g_string_truncate (self->id, self->n_prefix);
      g_string_append_printf (self->id, "%" G_GUINT64_FORMAT, row->number);
      if (i > 1)
        g_string_append_printf (self->id, "-%u", i);
      draft->record.id = self->id->str;
      if (tl_journey_lookup (self->journey, self->id->str))
        continue;
      if (tl_batch_add (self->batch, &draft->record, &trouble))
        return TRUE;
      if (!g_error_matches (trouble, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID) ||
          !tl_evidence_has_id (self->document, self->id->str))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
    }
}

static gboolean
take_row (Import *self, const TlCsvRecord *row, GError **error)
{
  Draft    draft = { .words = NULL };
  gboolean done;

  set_text (&draft, TL_EVIDENCE_SOURCE, self->result->source);
  set_number (&draft, TL_EVIDENCE_ROW, (double) row->number);
  take_words (self, row, &draft);
  take_date (self, row, &draft);
  take_scores (self, row, &draft);
  take_label (self, row, TL_COLUMN_SEGMENT, TL_EVIDENCE_SEGMENT, &draft, &draft.segment);
  take_label (self, row, TL_COLUMN_CUSTOMER, TL_EVIDENCE_CUSTOMER, &draft, &draft.customer);
  assign (self, row, &draft);
  done = add (self, row, &draft, error);
  if (done)
    {
      self->result->n_records++;
      if (tl_record_has (&draft.record, TL_EVIDENCE_TEXT))
        self->result->n_with_text++;
      else
        self->result->n_without_text++;
    }
  g_free (draft.words);
  g_free (draft.segment);
  g_free (draft.customer);
  return done;
}

static void
reject (Import *self, TlCsvReader *reader, const TlCsvRecord *row)
{
  g_autofree char *reason = tl_csv_reader_say_reason (reader, row);
  const char      *behind = strstr (reason, ": ");

  /* The line is said beside it. */
  if (self->result->n_rejected++ < TL_IMPORT_MAX_NOTES)
    g_ptr_array_add (self->result->rejected,
                     tl_import_note_new (row->line, "%s", behind && behind - reason < 40 ? behind + 2 : reason));
}

static gboolean
take_rows (Import *self, GError **error)
{
  g_autoptr (TlCsvReader) reader = tl_csv_reader_new (self->csv, self->dialect);
  double                  before = self->n_ticks > 0 ? LOOK_SHARE : 0;
  const TlCsvRecord      *row;
  const TlCsvStats       *stats;
  TlCsvStep               step;

  while ((step = tl_csv_reader_next (reader, &row, error)) != TL_CSV_STEP_END)
    {
      if (step == TL_CSV_STEP_FAILED || !tick (self, before + tl_csv_reader_get_progress (reader) * (1 - before), error))
        return FALSE;
      if (step == TL_CSV_STEP_REJECTED)
        reject (self, reader, row);
      else if (!take_row (self, row, error))
        return FALSE;
    }
  stats = tl_csv_reader_get_stats (reader);
  self->result->n_blank = stats->n_blank;
  self->result->n_replaced = stats->n_replaced + self->n_replaced;
  return TRUE;
}

static void
describe_file (Import *self)
{
  self->result->dialect = tl_csv_dialect_describe (self->dialect);
  for (guint i = 0; i < self->dialect->n_junk; i++)
    g_ptr_array_add (self->result->junk,
                     tl_import_note_new (self->dialect->junk[i].line, "%s", self->dialect->junk[i].text));
}

static gboolean
run (Import *self, GError **error)
{
  self->dialect = tl_csv_sniff (self->csv, self->options->hints, error);
  if (self->dialect == NULL)
    return FALSE;
  describe_file (self);
  if (!find_columns (self, error) || !prepare_rules (self, error) || !find_date_order (self, error) ||
      !prepare_source (self, error))
    return FALSE;
  self->batch = tl_batch_new (self->document, self->edit, FALSE, error);
  if (self->batch == NULL || !take_rows (self, error))
    return FALSE;
  if (self->result->n_records == 0)
    {
      g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_COLUMNS, _("“%s” has no rows that could be imported."),
                   tl_csv_source_get_name (self->csv));
      return FALSE;
    }
  date_source (self);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  self->result->edit = tl_batch_commit (self->batch, error);
  return self->result->edit > 0;
}

/**
 * tl_import_evidence:
 * @document: a journey
 * @csv: a table
 * @options: (nullable): how
 * @cancellable: (nullable): to stop it: then nothing has changed
 * @error: return location
 *
 * Imports the rows of @csv as records of one source, which is made where there is none of that title yet, in one edit.
 *
 * Returns: (transfer full) (nullable): what came of it; %NULL with a %TL_IMPORT_ERROR, %G_IO_ERROR_CANCELLED, or an error
 *   of the file or the document, and nothing changed
 */
TlImportResult *
tl_import_evidence (TlDocument *document, TlCsvSource *csv, const TlImportOptions *options, GCancellable *cancellable,
                    GError **error)
{
  static const TlImportOptions presets = { NULL };
  Import                       self = { .document = document, .csv = csv, .cancellable = cancellable };
  gboolean                     done;

  self.options = options ? options : &presets;
  self.journey = tl_document_get_journey (document);
  self.result = result_new ();
  done = run (&self, error);
  if (done && self.options->progress)
    self.options->progress (1, self.result->n_records, self.options->progress_data);

  g_clear_pointer (&self.batch, tl_batch_free);
  g_clear_pointer (&self.edit, tl_edit_free);
  g_clear_pointer (&self.matcher, tl_rules_matcher_free);
  g_clear_pointer (&self.dialect, tl_csv_dialect_free);
  g_free (self.targets);
  if (self.id)
    g_string_free (self.id, TRUE);
  if (done)
    return self.result;
  tl_import_result_free (self.result);
  return NULL;
}
