/* tl-import-rows.c: rows of a table become records
 *
 * What this does to the document goes by way of the batch alone: it may be another thread than the document's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-import-private.h"
#include "tl-sheet-private.h"
#include "tl-text.h"

#define MAX_LABEL   (64 * 1024) /* bytes of a segment or a customer */
#define MAX_RAW     1000        /* bytes of a rejected row that are kept to show */

/* The record that is being put together. Its values are borrowed from the reader, or from what is made here. */
typedef struct
{
  TlRecord record;
  char    *words;
  char    *segment;
  char    *customer;
  char    *channel;
  char    *response;
  char    *about[TL_IMPORT_MAX_ABOUT + 1];
  guint    n_spoilt;
  guint    n_codes;
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
spoil (TlImport *self, const TlCsvRecord *row, int column, const char *text, Draft *draft)
{
  TlImportNote    *note;
  g_autofree char *head = g_strndup (text, 400);
  g_autofree char *valid = g_utf8_make_valid (head, -1);
  g_autofree char *line = tl_text_squeeze (valid);
  g_autofree char *masked = tl_masker_mask (self->note_masker, line, strlen (line));
  g_autofree char *shown = tl_text_shorten (masked ? masked : line, 40);

  draft->n_spoilt++;
  if (self->result->n_spoilt++ >= TL_IMPORT_MAX_NOTES)
    return;
  note = tl_import_note_new (row->line, _("%s is “%s”, which cannot be read and was left out"),
                             self->dialect->names[column], shown);
  note->row = row->number;
  note->field = g_strdup (self->dialect->names[column]);
  note->raw = g_strdup (masked ? masked : line);
  g_ptr_array_add (self->result->spoilt, note);
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

/* A formula's error stands for something that is lost. */
static gboolean
is_lost (TlImport *self, const TlCsvRecord *row, TlColumnRole role, const TlCsvField *cell, Draft *draft)
{
  if (cell == NULL || !(cell->flags & TL_SHEET_CELL_ERROR))
    return FALSE;
  spoil (self, row, self->columns[role], cell->text, draft);
  return TRUE;
}

static void
take_words (TlImport *self, const TlCsvRecord *row, Draft *draft)
{
  const TlCsvField *text = get_cell (self, row, TL_COLUMN_TEXT);
  const TlCsvField *title = get_cell (self, row, TL_COLUMN_TITLE);
  const char       *words;

  if (is_lost (self, row, TL_COLUMN_TEXT, text, draft))
    text = NULL;
  if (is_lost (self, row, TL_COLUMN_TITLE, title, draft))
    title = NULL;

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

/* Whether it is what tl_text_squeeze() would make of it, and there is nothing to clean; others are looked at closely. */
static gboolean
is_plain_label (const TlCsvField *cell)
{
  const guchar *p = (const guchar *) cell->text;
  guchar        before = ' ';

  for (guint i = 0; i < cell->length; before = p[i++])
    if (p[i] < ' ' || p[i] > '~' || (p[i] == ' ' && before == ' '))
      return FALSE;
  return before != ' ';
}

/* @made: (inout): holds the text where it is not the cell's own */
static void
take_label (TlImport *self, const TlCsvRecord *row, TlColumnRole role, TlField field, Draft *draft, char **made)
{
  const TlCsvField *cell = get_cell (self, row, role);
  g_autofree char  *text = NULL;

  if (cell == NULL || tl_text_is_blank (cell->text) || is_lost (self, row, role, cell, draft))
    return;
  if (cell->length > MAX_LABEL)
    {
      spoil (self, row, self->columns[role], cell->text, draft);
      return;
    }
  if (is_plain_label (cell))
    {
      set_text (draft, field, cell->text);
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
        spoil (self, row, self->columns[TL_COLUMN_DATE], cell->text, draft);
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
      if (is_lost (self, row, scores[i].role, cell, draft))
        continue;
      switch (_tl_import_read_score (scores[i].role, &self->scales[scores[i].role], cell->text, &value))
        {
        case TL_IMPORT_CELL_GOOD:
          set_number (draft, scores[i].field, value);
          break;

        case TL_IMPORT_CELL_CODE:
          draft->n_codes++;
          break;

        case TL_IMPORT_CELL_BAD:
          spoil (self, row, self->columns[scores[i].role], cell->text, draft);
          break;

        case TL_IMPORT_CELL_EMPTY:
        default:
          break;
        }
    }
}

static void
assign (TlImport *self, const TlCsvRecord *row, Draft *draft)
{
  const TlImportTarget *targets[TL_IMPORT_MAX_ABOUT];
  const char           *text = tl_record_get_text (&draft->record, TL_EVIDENCE_TEXT);
  guint                 n = _tl_import_find_targets (self, row, text ? text : "", targets);
  guint                 first = 0, n_about = 0;

  if (n == 0)
    return;
  /* The first that is more than a touchpoint. */
  while (first < n && targets[first]->on == NULL)
    first++;
  first = first < n ? first : 0;
  if (targets[first]->touchpoint)
    set_text (draft, TL_EVIDENCE_TOUCHPOINT, targets[first]->touchpoint);
  if (targets[first]->on)
    set_text (draft, TL_EVIDENCE_ON, targets[first]->on);
  for (guint i = 0; i < n; i++)
    {
      const char *thing = targets[i]->on ? targets[i]->on : targets[i]->touchpoint;

      /* Its touchpoint speaks of it already. */
      if (i != first && thing && g_strcmp0 (thing, targets[first]->touchpoint) != 0)
        draft->about[n_about++] = (char *) thing;
    }
  if (n_about > 0)
    draft->record.about = draft->about;
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
  customer = tl_customer_key_hash (self->key, customer);
  g_free (draft->customer);
  draft->customer = (char *) customer;
  set_text (draft, TL_EVIDENCE_CUSTOMER, customer);
  self->result->n_hashed++;
}

/* The response's own id; one that is an e-mail address is hidden as a customer is. */
static void
take_response (TlImport *self, const TlCsvRecord *row, Draft *draft)
{
  const char *response;
  char       *hash;

  take_label (self, row, TL_COLUMN_ID, TL_EVIDENCE_RESPONSE, draft, &draft->response);
  response = tl_record_get_text (&draft->record, TL_EVIDENCE_RESPONSE);
  if (response == NULL || self->key == NULL || strchr (response, '@') == NULL)
    return;
  hash = tl_customer_key_hash (self->key, response);
  g_free (draft->response);
  draft->response = hash;
  set_text (draft, TL_EVIDENCE_RESPONSE, hash);
}

/* Whether a record is there already, and is to be left out. */
static gboolean
is_same (TlImport *self, const TlCsvRecord *row, Draft *draft)
{
  TlSameReason  reason = tl_same_see (self->same, &draft->record, FALSE);
  TlImportNote *note;

  if (reason == TL_SAME_NONE)
    return FALSE;
  if (self->result->n_duplicates++ < TL_IMPORT_MAX_NOTES)
    {
      note = tl_import_note_new (row->line, "%s",
                                 reason == TL_SAME_RESPONSE  ? _("a record with this response id is there already")
                                 : reason == TL_SAME_CONTENT ? _("a record with these words, date, scores and customer is "
                                                                 "there already")
                                                             : _("this row of this file is there already"));
      note->row = row->number;
      g_ptr_array_add (self->result->duplicates, note);
    }
  return !self->options->keep_duplicates;
}

/* Whether nothing of the row is left, of what there was. */
static gboolean
is_spoilt (const Draft *draft)
{
  if (draft->n_spoilt == 0)
    return FALSE;
  for (TlField field = TL_EVIDENCE_DATE; field <= TL_EVIDENCE_CUSTOMER; field++)
    if (tl_record_has (&draft->record, field))
      return FALSE;
  return !tl_record_has (&draft->record, TL_EVIDENCE_TEXT);
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

/* Its values were reported one by one; they leave nothing of the row. */
static void
reject_spoilt (TlImport *self, const TlCsvRecord *row, guint n_spoilt)
{
  TlImportNote *note;

  if (self->result->n_rejected++ >= TL_IMPORT_MAX_NOTES)
    return;
  note = tl_import_note_new (row->line, "%s", _("nothing in the row could be read"));
  note->row = row->number;
  g_ptr_array_add (self->result->rejected, note);
}

static void
count_nps (TlImportResult *result, const Draft *draft)
{
  double nps;

  if (!tl_record_has (&draft->record, TL_EVIDENCE_NPS))
    return;
  nps = draft->record.values[TL_EVIDENCE_NPS - TL_EVIDENCE_SOURCE].number;
  result->n_promoters += nps >= 9;
  result->n_passives += nps >= 7 && nps < 9;
  result->n_detractors += nps < 7;
}

static gboolean
take_row (TlImport *self, const TlCsvRecord *row, GError **error);

/* Does with a row as the import would, and adds nothing. */
void
_tl_import_try_row (TlImport *self, const TlCsvRecord *row)
{
  g_assert (self->batch == NULL);
  take_row (self, row, NULL);
}

static gboolean
take_row (TlImport *self, const TlCsvRecord *row, GError **error)
{
  Draft    draft = { .words = NULL };
  gboolean done = TRUE;

  set_text (&draft, TL_EVIDENCE_SOURCE, self->result->source);
  set_text (&draft, TL_EVIDENCE_FILE, self->file);
  set_number (&draft, TL_EVIDENCE_ROW, (double) (self->dialect->sheet > 0 ? row->line : row->number));
  take_words (self, row, &draft);
  take_date (self, row, &draft);
  take_scores (self, row, &draft);
  take_label (self, row, TL_COLUMN_SEGMENT, TL_EVIDENCE_SEGMENT, &draft, &draft.segment);
  take_label (self, row, TL_COLUMN_CUSTOMER, TL_EVIDENCE_CUSTOMER, &draft, &draft.customer);
  take_label (self, row, TL_COLUMN_CHANNEL, TL_EVIDENCE_CHANNEL, &draft, &draft.channel);
  take_response (self, row, &draft);
  assign (self, row, &draft);
  if (is_spoilt (&draft))
    reject_spoilt (self, row, draft.n_spoilt);
  else if (hide (self, &draft), !is_same (self, row, &draft))
    {
      done = self->options->is_trial || self->batch == NULL || add (self, row, &draft, error);
      self->result->n_records++;
      self->result->n_codes += draft.n_codes;
      count_nps (self->result, &draft);
      if (self->hits->len > 0)
        self->result->n_assigned++;
      else
        self->result->n_unassigned++;
      for (guint i = 0; i < self->hits->len; i++)
        ((TlImportRule *) self->result->rules->pdata[g_array_index (self->hits, guint, i)])->n_records++;
      if (tl_record_has (&draft.record, TL_EVIDENCE_TEXT))
        self->result->n_with_text++;
      else
        self->result->n_without_text++;
    }
  g_free (draft.words);
  g_free (draft.segment);
  g_free (draft.customer);
  g_free (draft.channel);
  g_free (draft.response);
  return done;
}

/* The beginning of a rejected row, as it may be shown. */
static char *
dup_raw (TlImport *self, const char *raw, gsize length)
{
  g_autofree char *head = g_strndup (raw, MIN (length, MAX_RAW));
  g_autofree char *valid = g_utf8_make_valid (head, -1);
  char            *masked = tl_masker_mask (self->note_masker, valid, strlen (valid));

  return masked ? masked : g_steal_pointer (&valid);
}

void
_tl_import_reject (TlImport *self, TlCsvReader *reader, const TlCsvRecord *row)
{
  g_autofree char *reason = tl_csv_reader_say_reason (reader, row);
  const char      *behind = strstr (reason, ": ");
  TlImportNote    *note;

  if (self->result->n_rejected++ >= TL_IMPORT_MAX_NOTES)
    return;
  /* The line is said beside it. */
  note = tl_import_note_new (row->line, "%s", behind && behind - reason < 40 ? behind + 2 : reason);
  note->row = row->number;
  note->raw = dup_raw (self, row->raw, row->raw_length);
  g_ptr_array_add (self->result->rejected, note);
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
        _tl_import_reject (self, reader, row);
      else if (!take_row (self, row, error))
        return FALSE;
    }
  stats = tl_csv_reader_get_stats (reader);
  self->result->n_blank = stats->n_blank;
  self->result->n_replaced = stats->n_replaced + self->n_replaced;
  self->result->n_bad_quotes = stats->n_bad_quotes;
  self->result->quotes_off_line = stats->quotes_off_line;
  return TRUE;
}
