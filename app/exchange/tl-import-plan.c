/* tl-import-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-plan.h"

#include <string.h>

/**
 * tl_import_plan_new:
 * @dialect: a table's
 *
 * Returns: (transfer full): a plan that reads it so, and has no role for any column yet
 */
TlImportPlan *
tl_import_plan_new (const TlCsvDialect *dialect)
{
  TlImportPlan *self = g_new0 (TlImportPlan, 1);

  self->encoding = dialect->encoding;
  self->delimiter = (guchar) dialect->delimiter;
  self->quote = (guchar) dialect->quote;
  self->n_header_rows = (int) dialect->n_header_rows;
  self->sheet = g_strdup (dialect->sheet_name);
  self->n_columns = dialect->n_columns;
  self->roles = g_new (TlColumnRole, dialect->n_columns + 1);
  for (guint i = 0; i < dialect->n_columns; i++)
    self->roles[i] = TL_COLUMN_N_ROLES;
  self->ranges = g_new0 (TlImportRange, dialect->n_columns + 1);
  return self;
}

TlImportPlan *
tl_import_plan_copy (const TlImportPlan *self)
{
  TlImportPlan *copy = g_new (TlImportPlan, 1);

  *copy = *self;
  copy->sheet = g_strdup (self->sheet);
  copy->roles = g_new (TlColumnRole, self->n_columns + 1);
  memcpy (copy->roles, self->roles, self->n_columns * sizeof *self->roles);
  copy->ranges = g_new0 (TlImportRange, self->n_columns + 1);
  memcpy (copy->ranges, self->ranges, self->n_columns * sizeof *self->ranges);
  return copy;
}

void
tl_import_plan_free (TlImportPlan *self)
{
  if (self == NULL)
    return;
  g_free (self->sheet);
  g_free (self->roles);
  g_free (self->ranges);
  g_free (self);
}

/**
 * tl_import_plan_set_role:
 * @column: from 0
 * @role: what it is; %TL_COLUMN_N_ROLES: nothing
 *
 * Gives @column a role, and takes it from the column that had it.
 */
void
tl_import_plan_set_role (TlImportPlan *self, guint column, TlColumnRole role)
{
  g_return_if_fail (column < self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    if (self->roles[i] == role && i != column)
      {
        self->roles[i] = TL_COLUMN_N_ROLES;
        self->ranges[i] = (TlImportRange){ 0, 0 };
      }
  if (self->roles[column] != role)
    self->ranges[column] = (TlImportRange){ 0, 0 };
  self->roles[column] = role;
}

/**
 * tl_import_plan_set_range:
 * @column: from 0, one of scores
 * @low: the least on its scale
 * @high: the most; as @low: to be found out
 *
 * Says how far the scale of @column goes. What lies beyond is left out and reported, but for codes such as 99.
 */
void
tl_import_plan_set_range (TlImportPlan *self, guint column, double low, double high)
{
  g_return_if_fail (column < self->n_columns && low <= high);
  self->ranges[column] = (TlImportRange){ low, high };
}

/**
 * tl_import_plan_forget_columns:
 *
 * Lets what the columns are be found out anew, since the table is read in another way.
 */
void
tl_import_plan_forget_columns (TlImportPlan *self)
{
  self->n_columns = 0;
}

/* Makers */

typedef struct
{
  const char *maker;
  const char *names[4]; /* normalised; all of them stand in the header */
} Signature;

static const Signature signatures[] = {
  { "Qualtrics", { "response id", "recorded date" } },
  { "Qualtrics", { "v1", "v9", "v10" } },
  { "SurveyMonkey", { "respondent id", "collector id" } },
  { "Typeform", { "submit date", "network id" } },
  { "Typeform", { "start date", "submit date", "response type" } },
  { "Google Play", { "package name", "star rating", "review text" } },
  { "Google Play", { "package name", "review submit date and time" } },
  { "Trustpilot", { "review stars", "review content" } },
  { "Trustpilot", { "review created", "stars", "review title" } },
  { "Zendesk", { "satisfaction score", "requester" } },
  { "Zendesk", { "ticket id", "satisfaction score" } },
  { "Zendesk", { "ticket id", "satisfaction rating" } },
  { "Zendesk", { "ticket id", "requester", "assignee" } },
  { "Medallia", { "survey id", "response date", "likelihood to recommend" } },
  { "Medallia", { "surveyid", "responsedate" } },
};

/* What Google Forms calls its first column, in the languages it writes. */
static const char *const timestamps[] = {
  "timestamp", "zeitstempel", "horodateur", "marca temporal", "tijdstempel", "informazioni cronologiche",
  "carimbo de data hora", "sygnatura czasowa", "tidsstampel", "tidsstempel", "aikaleima",
};

static gboolean
has_name (char **names, const char *name)
{
  return g_strv_contains ((const char *const *) names, name);
}

/* Medallia's own names of fields: e_responsedate, q_ltr_score, k_unit … */
static gboolean
has_medallia_names (const TlCsvDialect *dialect)
{
  guint n = 0;

  for (guint i = 0; i < dialect->n_columns; i++)
    {
      const char *name = dialect->names[i];

      n += strchr ("aekq", name[0]) != NULL && name[0] && name[1] == '_' && g_ascii_islower (name[2]);
    }
  return n >= 3 && n * 2 >= dialect->n_columns;
}

/**
 * tl_import_find_maker:
 * @dialect: a table's
 *
 * Returns: (nullable): whose export this is, by the names in its header: "Qualtrics", "Zendesk" …; names, for people
 */
const char *
tl_import_find_maker (const TlCsvDialect *dialect)
{
  g_auto (GStrv) names = NULL;
  const char    *maker = NULL;

  if (dialect->n_header_rows == 0)
    return NULL;
  if (dialect->import_ids)
    return "Qualtrics";
  names = g_new0 (char *, dialect->n_columns + 1);
  for (guint i = 0; i < dialect->n_columns; i++)
    names[i] = tl_columns_normalise (dialect->names[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (signatures) && maker == NULL; i++)
    {
      maker = signatures[i].maker;
      for (gsize j = 0; j < G_N_ELEMENTS (signatures[i].names) && signatures[i].names[j]; j++)
        if (!has_name (names, signatures[i].names[j]))
          maker = NULL;
    }
  if (maker == NULL && has_medallia_names (dialect))
    maker = "Medallia";
  if (maker == NULL && dialect->n_columns >= 2 && g_strv_contains (timestamps, names[0]))
    maker = "Google Forms";
  return maker;
}
