/* tl-import-look.c: finding out what there is to import, before it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-import-private.h"
#include "tl-text.h"

static gboolean
is_used (TlColumnRole role)
{
  return role != TL_COLUMN_N_ROLES;
}

/* Says the roles of a plan to @columns, and its ranges. */
static void
set_roles (TlImport *self, TlColumns *columns, const TlImportPlan *plan)
{
  g_clear_pointer (&self->ranges, g_free);
  self->ranges = g_memdup2 (plan->ranges, (plan->n_columns + 1) * sizeof *plan->ranges);
  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    tl_columns_set (columns, role, -1);
  for (guint i = 0; i < plan->n_columns; i++)
    if (plan->roles[i] < TL_COLUMN_N_ROLES)
      tl_columns_set (columns, plan->roles[i], (int) i);
}

/* What was remembered, and what was said by plan. */
static void
take_plans (TlImport *self, TlColumns *columns)
{
  const TlImportPlan *plan = self->options->plan;

  if (self->known && self->known->n_columns == self->dialect->n_columns)
    {
      self->result->is_remembered = TRUE;
      set_roles (self, columns, self->known);
      if (self->date_order == TL_DATE_ORDER_AUTO)
        self->date_order = self->known->date_order;
    }
  if (plan)
    self->date_order = plan->date_order;
  if (plan && plan->n_columns == self->dialect->n_columns)
    set_roles (self, columns, plan);
}

/* What was said by name. */
static gboolean
take_names (TlImport *self, TlColumns *columns, GError **error)
{
  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    {
      const char *wanted = self->options->columns[role];
      guint       at;

      if (wanted == NULL)
        continue;
      if (*wanted == '\0')
        tl_columns_set (columns, role, -1);
      else if (!tl_columns_find_in (self->dialect, wanted, &at, error))
        return FALSE;
      else
        tl_columns_set (columns, role, (int) at);
    }
  for (guint i = 0; self->options->ignored && self->options->ignored[i]; i++)
    {
      guint at;

      if (!tl_columns_find_in (self->dialect, self->options->ignored[i], &at, error))
        return FALSE;
      for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
        if (tl_columns_get (columns, role) == (int) at)
          tl_columns_set (columns, role, -1);
    }
  return TRUE;
}

/* Whether anything was said of the columns, so that it is worth remembering. */
static gboolean
was_said (TlImport *self)
{
  const TlImportOptions *options = self->options;
  gboolean               said = options->plan || (options->ignored && options->ignored[0]) ||
                  options->date_order != TL_DATE_ORDER_AUTO;

  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    said = said || options->columns[role];
  return said;
}

static gboolean
find_columns (TlImport *self, GError **error)
{
  g_autoptr (TlColumns) columns = tl_columns_guess_for (self->csv, self->dialect, error);
  gboolean              is_of_use = self->options->rules != NULL;

  if (columns == NULL)
    return FALSE;
  self->date_order = self->options->date_order;
  take_plans (self, columns);
  if (!take_names (self, columns, error))
    return FALSE;
  for (guint i = 0; i < self->dialect->n_columns; i++)
    {
      TlImportColumn *column = g_new0 (TlImportColumn, 1);

      column->name = g_strdup (self->dialect->names[i]);
      column->label = self->dialect->labels ? g_strdup (self->dialect->labels[i]) : NULL;
      column->role = TL_COLUMN_N_ROLES;
      g_ptr_array_add (self->result->columns, column);
    }
  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    {
      self->columns[role] = is_used (role) ? tl_columns_get (columns, role) : -1;
      if (self->columns[role] < 0)
        continue;
      ((TlImportColumn *) self->result->columns->pdata[self->columns[role]])->role = role;
      is_of_use = is_of_use || (role != TL_COLUMN_ID && role != TL_COLUMN_CHANNEL);
    }
  self->plan = tl_import_plan_new (self->dialect);
  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    if (self->columns[role] >= 0)
      self->plan->roles[self->columns[role]] = role;
  for (guint i = 0; self->ranges && i < self->plan->n_columns; i++)
    self->plan->ranges[i] = self->ranges[i];
  self->plan->date_order = self->date_order;
  self->is_worth_keeping = was_said (self);
  /* Who only looks may say next what the columns are. */
  if (!is_of_use && self->document)
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
is_score (TlColumnRole role)
{
  return role >= TL_COLUMN_NPS && role <= TL_COLUMN_SENTIMENT;
}

/* Whether all of the table must be looked through first. */
static gboolean
must_read (TlImport *self)
{
  gboolean must = self->columns[TL_COLUMN_DATE] >= 0 && self->date_order == TL_DATE_ORDER_AUTO;

  /* The others have one scale only. */
  for (TlColumnRole role = TL_COLUMN_CSAT; role <= TL_COLUMN_STARS; role++)
    must = must || self->columns[role] >= 0;
  return must;
}

static void
see_row (TlImport *self, TlDates *dates, const TlCsvRecord *row)
{
  int column = self->columns[TL_COLUMN_DATE];

  if (column >= 0)
    tl_dates_see (dates, row->fields[column].text, row->fields[column].length,
                  self->dialect->sheet > 0 ? row->line : row->number);
  for (TlColumnRole role = TL_COLUMN_CSAT; role <= TL_COLUMN_STARS; role++)
    if (self->columns[role] >= 0)
      _tl_import_see_score (&self->scales[role], row->fields[self->columns[role]].text);
}

static void
decide (TlImport *self, const TlDates *dates)
{
  TlDateVerdict verdict = tl_dates_decide (dates);

  if (self->columns[TL_COLUMN_DATE] >= 0 && self->date_order == TL_DATE_ORDER_AUTO)
    {
      self->date_order = verdict.order;
      self->result->dates = tl_dates_say (dates);
      self->result->dates_are_ambiguous = verdict.is_ambiguous || verdict.is_mixed;
      self->plan->date_order_is_open = verdict.is_ambiguous;
    }
  for (TlColumnRole role = 0; role < TL_COLUMN_N_ROLES; role++)
    {
      TlImportScale  *scale = &self->scales[role];
      TlImportColumn *column;

      if (!is_score (role))
        continue;
      _tl_import_decide_scale (scale, role);
      if (self->columns[role] >= 0 && self->plan->ranges[self->columns[role]].low < self->plan->ranges[self->columns[role]].high)
        _tl_import_set_scale (scale, &self->plan->ranges[self->columns[role]]);
      if (self->columns[role] < 0 || !scale->is_known)
        continue;
      column = self->result->columns->pdata[self->columns[role]];
      column->low = scale->low;
      column->high = scale->high;
    }
}

/* Finds the order of day and month, and how far scales go: by all rows, as the last may be the only one to tell. */
static gboolean
look_through (TlImport *self, GError **error)
{
  g_autoptr (TlCsvReader) reader = NULL;
  const TlCsvRecord      *record;
  TlDates                 dates = { 0 };
  TlCsvStep               step = TL_CSV_STEP_END;

  if (must_read (self))
    reader = tl_csv_reader_new (self->csv, self->dialect);
  while (reader && (step = tl_csv_reader_next (reader, &record, error)) != TL_CSV_STEP_END)
    {
      if (step == TL_CSV_STEP_FAILED || !_tl_import_tick (self, tl_csv_reader_get_progress (reader) * TL_IMPORT_LOOK_SHARE, error))
        return FALSE;
      if (step == TL_CSV_STEP_RECORD)
        see_row (self, &dates, record);
    }
  decide (self, &dates);
  return TRUE;
}

static void
describe_file (TlImport *self)
{
  self->result->dialect = tl_csv_dialect_describe (self->dialect);
  self->result->maker = tl_import_find_maker (self->dialect);
  for (guint i = 0; i < self->dialect->n_junk; i++)
    g_ptr_array_add (self->result->junk,
                     tl_import_note_new (self->dialect->junk[i].line, "%s", self->dialect->junk[i].text));
}

/* Whether nothing is said of how the table is written. */
static gboolean
is_auto (const TlCsvHints *hints)
{
  return hints == NULL || (hints->encoding == TL_CSV_ENCODING_AUTO && hints->delimiter == TL_CSV_AUTO &&
                           hints->quote == TL_CSV_AUTO && hints->n_header_rows == TL_CSV_AUTO && hints->sheet == NULL);
}

static TlCsvDialect *
sniff_by_plan (TlImport *self, const TlImportPlan *plan, GError **error)
{
  TlCsvHints hints = { plan->encoding, plan->delimiter, plan->quote, plan->n_header_rows, plan->sheet };

  return tl_csv_sniff (self->csv, &hints, error);
}

/* How the table is written: as it was said, as it was said of another of this shape, or as it looks. What a shape is, is
 * what it looks like, so that the next one can be known before anybody says something of it. */
static gboolean
read_dialect (TlImport *self, GError **error)
{
  const TlImportPlan *plan = self->options->plan;
  gboolean            said = plan || !is_auto (self->options->hints);

  self->dialect = plan ? sniff_by_plan (self, plan, error) : tl_csv_sniff (self->csv, self->options->hints, error);
  if (self->dialect == NULL)
    return FALSE;
  if (self->options->memory == TL_IMPORT_MEMORY_NONE)
    return TRUE;
  if (said)
    self->shape = tl_csv_sniff (self->csv, NULL, NULL);
  if (self->shape == NULL)
    self->shape = tl_csv_dialect_copy (self->dialect);
  if (self->options->memory == TL_IMPORT_MEMORY_FORGET)
    tl_import_memory_forget (self->shape, NULL);
  if (self->options->memory == TL_IMPORT_MEMORY_USE)
    self->known = tl_import_memory_recall (self->shape);
  if (self->known && !said)
    {
      TlCsvDialect *dialect = sniff_by_plan (self, self->known, NULL);

      if (dialect)
        {
          tl_csv_dialect_free (self->dialect);
          self->dialect = dialect;
        }
    }
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/**
 * _tl_import_look:
 *
 * Finds out how the table is written and what is in its columns, in any thread.
 */
gboolean
_tl_import_look (TlImport *self, GError **error)
{
  tl_csv_source_set_cancellable (self->csv, self->cancellable);
  if (!read_dialect (self, error))
    return FALSE;
  describe_file (self);
  return find_columns (self, error) && look_through (self, error);
}
