/* tl-import-rows.c: rows of a table become records
 *
 * What this does to the document goes by way of the batch alone: it may be another thread than the document's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-import-private.h"
#include "tl-text.h"

#define MAX_LABEL   (64 * 1024) /* bytes of a segment or a customer */

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

static void
spoil (TlImport *self, const TlCsvRecord *row, int column, const char *text)
{
  g_autofree char *head = g_strndup (text, 400);
  g_autofree char *valid = g_utf8_make_valid (head, -1);
  g_autofree char *line = tl_text_squeeze (valid);
  g_autofree char *masked = tl_masker_mask (self->note_masker, line, strlen (line));
  g_autofree char *shown = tl_text_shorten (masked ? masked : line, 40);

  if (self->result->n_spoilt++ < TL_IMPORT_MAX_NOTES)
    g_ptr_array_add (self->result->spoilt,
                     tl_import_note_new (row->line, _("%s is “%s”, which cannot be read and was left out"),
                                         self->dialect->names[column], shown));
}

static const TlCsvField *
get_cell (TlImport *self, const TlCsvRecord *row, TlColumnRole role)
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
clean (TlImport *self, const TlCsvField *cell, char **made)
{
  gsize n_replaced = 0;

  if (!_tl_import_needs_cleaning (cell->text, cell->length))
    return cell->text;
  *made = tl_text_clean (cell->text, cell->length, &n_replaced);
  self->n_replaced += n_replaced;
  return *made;
}

static void
take_words (TlImport *self, const TlCsvRecord *row, Draft *draft)
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

/**
 * _tl_import_dup_words:
 *
 * Returns: (transfer full) (nullable): the words of a row, as they would be kept but for what is masked
 */
char *
_tl_import_dup_words (TlImport *self, const TlCsvRecord *row)
{
  Draft       draft = { .words = NULL };
  const char *words;

  take_words (self, row, &draft);
  words = tl_record_get_text (&draft.record, TL_EVIDENCE_TEXT);
  return draft.words ? draft.words : g_strdup (words);
}

static void
take_label (TlImport *self, const TlCsvRecord *row, TlColumnRole role, TlField field, Draft *draft, char **made)
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
take_date (TlImport *self, const TlCsvRecord *row, Draft *draft)
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
take_scores (TlImport *self, const TlCsvRecord *row, Draft *draft)
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

static const char *
get_field (guint column, gsize *length, gpointer data)
{
  const TlCsvRecord *row = data;

  if (column >= row->n_fields)
    return NULL;
  *length = row->fields[column].length;
  return row->fields[column].text;
}

static void
assign (TlImport *self, const TlCsvRecord *row, Draft *draft)
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

/* Returns: whether there was something to mask. @made: (inout): holds the text where it is no cell's */
static gboolean
mask (TlImport *self, Draft *draft, TlField field, char **made)
{
  const char *text = tl_record_get_text (&draft->record, field);
  char       *masked = text ? tl_masker_mask (self->masker, text, strlen (text)) : NULL;

  if (masked == NULL)
    return FALSE;
  g_free (*made);
  *made = masked;
  set_text (draft, field, masked);
  return TRUE;
}

/* Behind the rules, which may ask for what is masked. */
static void
hide (TlImport *self, Draft *draft)
{
  const char *customer = tl_record_get_text (&draft->record, TL_EVIDENCE_CUSTOMER);
  gboolean    found = mask (self, draft, TL_EVIDENCE_TEXT, &draft->words);

  found = mask (self, draft, TL_EVIDENCE_SEGMENT, &draft->segment) || found;
  self->result->n_masked += found;
  if (self->key == NULL || customer == NULL)
    return;
  customer = tl_customer_key_hash (self->key, draft->customer);
  g_free (draft->customer);
  draft->customer = (char *) customer;
  set_text (draft, TL_EVIDENCE_CUSTOMER, customer);
  self->result->n_hashed++;
}

/* Adds the record under the first id that is free. */
static gboolean
add (TlImport *self, const TlCsvRecord *row, Draft *draft, GError **error)
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
          !tl_batch_has_id (self->batch, self->id->str))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
    }
}

static gboolean
take_row (TlImport *self, const TlCsvRecord *row, GError **error)
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
  hide (self, &draft);
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
reject (TlImport *self, TlCsvReader *reader, const TlCsvRecord *row)
{
  g_autofree char *reason = tl_csv_reader_say_reason (reader, row);
  const char      *behind = strstr (reason, ": ");

  /* The line is said beside it. */
  if (self->result->n_rejected++ < TL_IMPORT_MAX_NOTES)
    g_ptr_array_add (self->result->rejected,
                     tl_import_note_new (row->line, "%s", behind && behind - reason < 40 ? behind + 2 : reason));
}

/* Takes all rows of the table in. */
gboolean
_tl_import_take_rows (TlImport *self, GError **error)
{
  g_autoptr (TlCsvReader) reader = tl_csv_reader_new (self->csv, self->dialect);
  double                  before = self->n_ticks > 0 ? TL_IMPORT_LOOK_SHARE : 0;
  const TlCsvRecord      *row;
  const TlCsvStats       *stats;
  TlCsvStep               step;

  while ((step = tl_csv_reader_next (reader, &row, error)) != TL_CSV_STEP_END)
    {
      if (step == TL_CSV_STEP_FAILED || !_tl_import_tick (self, before + tl_csv_reader_get_progress (reader) * (1 - before), error))
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
