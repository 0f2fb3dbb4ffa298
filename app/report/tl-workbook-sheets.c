/* tl-workbook-sheets.c: every number that goes in, and what sheets have at their head
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-inputs.h"
#include "tl-workbook-private.h"

void
_tl_book_head (TlBookMaker *self, guint sheet, const char *title, const char *note)
{
  _tl_grid_text (self->grid, _tl_at (sheet, 0, 0), TL_LOOK_TITLE, title);
  _tl_grid_text (self->grid, _tl_at (sheet, 1, 0), TL_LOOK_NOTE, note);
}

/* The heads of columns, as many as there are, the first @n_words of them over words. */
void
_tl_book_header (TlBookMaker *self, guint sheet, guint row, guint n_words, ...)
{
  va_list     args;
  const char *word;

  va_start (args, n_words);
  for (guint i = 0; (word = va_arg (args, const char *)) != NULL; i++)
    _tl_grid_text (self->grid, _tl_at (sheet, row, i), i < n_words ? TL_LOOK_HEADER : TL_LOOK_HEADER_END, word);
  va_end (args);
}

void
_tl_book_input_header (TlBookMaker *self, guint sheet, guint row)
{
  _tl_book_header (self, sheet, row, 2, _("Of"), _("Number"), _("Value"), _("Low, or seen"), _("Likely"),
                   _("High, or of"), NULL);
  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_UNIT), TL_LOOK_HEADER, _("Unit"));
  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_BASIS), TL_LOOK_HEADER, _("Basis"));
  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_SOURCE), TL_LOOK_HEADER, _("Source"));
}

static const char *
say_unit (TlBookMaker *self, TlField field)
{
  const TlFieldInfo *info = tl_field_get_info (field);

  if (info->flags & TL_FIELD_SHARE)
    return C_("unit", "share");
  if (info->flags & TL_FIELD_MONEY)
    return self->snapshot->currency ? self->snapshot->currency : C_("unit", "money");
  switch (field)
    {
    case TL_STAGE_ENTRY:
      return C_("unit", "customers a year");
    case TL_TOUCHPOINT_REACH:
      return C_("unit", "interactions a visit");
    case TL_CONTACT_COUNT:
      return C_("unit", "contacts each time");
    case TL_FIX_START:
    case TL_FIX_RAMP:
    case TL_FIX_FADES:
      return C_("unit", "months");
    default:
      return "";
    }
}

static TlCellForm
find_form (TlField field)
{
  const TlFieldInfo *info = tl_field_get_info (field);

  if (info->flags & TL_FIELD_SHARE)
    return TL_CELL_SHARE;
  if (info->flags & TL_FIELD_MONEY)
    return TL_CELL_PRICE;
  return field == TL_STAGE_ENTRY ? TL_CELL_COUNT : TL_CELL_NUMBER;
}

static const TlBookFact *
find_fact (TlBookMaker *self, const char *of, TlField field)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", of, tl_field_get_info (field)->name);

  return g_hash_table_lookup (self->book->facts, key);
}

/* What nobody wrote down is there to be changed, but stands back. */
static void
put_names (TlBookMaker *self, guint sheet, guint row, const char *of, TlField field, const char *where)
{
  TlCellLook look = find_fact (self, of, field) ? TL_LOOK_PLAIN : TL_LOOK_FAINT;

  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_WHERE), look, where);
  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_WHAT), look, tl_field_get_label (field));
}

static void
put_fact (TlBookMaker *self, guint sheet, guint row, const char *of, TlField field)
{
  const TlBookFact *fact = find_fact (self, of, field);
  TlCellLook        look = fact ? TL_LOOK_PLAIN : TL_LOOK_FAINT;

  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_UNIT), look, say_unit (self, field));
  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_BASIS), look,
                 fact ? fact->basis : C_("basis", "preset"));
  if (fact && fact->source)
    _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_SOURCE), TL_LOOK_WRAPPED, fact->source);
}

static void
bound (TlBookMaker *self, TlAt at, TlField field)
{
  const TlFieldInfo *info = tl_field_get_info (field);

  if (isfinite (info->minimum) && isfinite (info->maximum) && info->maximum == 1)
    {
      /* xgettext:no-c-format */
      const char *message = _("A share lies between 0% and 100%.");

      _tl_grid_bound (self->grid, at, 0, 1, message);
    }
  else if (info->minimum == 0)
    _tl_grid_bound (self->grid, at, 0, 1e300, _("This number cannot be below 0."));
}

/* A row for an estimate: its value, and its ends where it has some. */
static void
put_estimate (TlBookMaker *self, guint sheet, guint row, TlField field, TlCellForm form, const TlEstimate *estimate)
{
  TlAt        at = _tl_at (sheet, row, TL_INPUT_VALUE);
  TlAt        low = _tl_at (sheet, row, TL_INPUT_LOW), likely = _tl_at (sheet, row, TL_INPUT_LIKELY);
  TlAt        high = _tl_at (sheet, row, TL_INPUT_HIGH);
  gboolean    is_count = estimate->form == TL_ESTIMATE_COUNT;
  const char *from = _tl_grid_ref (self->grid, sheet, low), *to = _tl_grid_ref (self->grid, sheet, high);

  if (form == TL_CELL_PRICE && fabs (tl_estimate_point (estimate)) >= 1000)
    form = TL_CELL_MONEY;

  if (estimate->form == TL_ESTIMATE_KNOWN)
    {
      _tl_grid_number (self->grid, at, TL_LOOK_INPUT, form, tl_estimate_point (estimate));
      bound (self, at, field);
      return;
    }
  _tl_grid_number (self->grid, low, TL_LOOK_INPUT, is_count ? TL_CELL_COUNT : form, estimate->low);
  _tl_grid_number (self->grid, high, TL_LOOK_INPUT, is_count ? TL_CELL_COUNT : form, estimate->high);
  if (!is_count)
    {
      bound (self, low, field);
      bound (self, high, field);
    }
  if (is_count)
    _tl_grid_formula (self->grid, at, TL_LOOK_PLAIN, form, "%s/%s", from, to);
  else if (estimate->form == TL_ESTIMATE_BETWEEN)
    _tl_grid_formula (self->grid, at, TL_LOOK_PLAIN, form, "(%s+%s)/2", from, to);
  else
    {
      _tl_grid_number (self->grid, likely, TL_LOOK_INPUT, form, estimate->likely);
      bound (self, likely, field);
      _tl_grid_formula (self->grid, at, TL_LOOK_PLAIN, form, "(%s+4*%s+%s)/6", from,
                        _tl_grid_ref (self->grid, sheet, likely), to);
    }
}

static TlCellForm
find_effect_form (const TlImpactEffect *effect)
{
  if (!effect->shift)
    return TL_CELL_FACTOR;
  switch (effect->field)
    {
    case TL_IMPACT_FIELD_REVENUE:
    case TL_IMPACT_FIELD_UNIT_COST:
    case TL_IMPACT_FIELD_FIXED_COST:
    case TL_IMPACT_FIELD_COST:
      return TL_CELL_PRICE;

    case TL_IMPACT_FIELD_SHARE:
    case TL_IMPACT_FIELD_INCIDENCE:
    case TL_IMPACT_FIELD_LEAVE:
      return TL_CELL_SHARE;

    default:
      return TL_CELL_NUMBER;
    }
}

/* What a number is of: of what joins two things, both. */
static char *
say_where (TlBookMaker *self, TlImpactPart part, guint index, const char *where)
{
  const TlSnapshot *snapshot = self->snapshot;

  if (part == TL_IMPACT_PART_COUNT)
    return g_strdup_printf ("%s → %s", snapshot->pains.titles[self->journey->contacts[index].pain],
                            snapshot->touchpoints.titles[self->journey->contacts[index].touchpoint]);
  if (part == TL_IMPACT_PART_BECAUSE)
    return g_strdup_printf ("%s ← %s", snapshot->pains.titles[self->journey->becauses[index].pain],
                            snapshot->causes.titles[self->journey->becauses[index].cause]);
  if (part == TL_IMPACT_PART_AMOUNT)
    return g_strdup (snapshot->fixes.titles[self->journey->effects[index].fix]);
  return g_strdup (where);
}

/*
 * _tl_book_input:
 *
 * Writes a row for a number of the model, and notes where its value stands.
 */
void
_tl_book_input (TlBookMaker *self, guint sheet, guint row, TlImpactPart part, guint index)
{
  TlInputName      name;
  TlCellForm       form;
  g_autofree char *where = NULL;

  if (!tl_inputs_name (self->book->figures, part, index, &name))
    return;
  where = say_where (self, part, index, name.where);
  form = part == TL_IMPACT_PART_AMOUNT ? find_effect_form (&self->journey->effects[index]) : find_form (name.field);
  put_names (self, sheet, row, name.of, name.field, where);
  put_estimate (self, sheet, row, name.field, form, &name.number->estimate);
  put_fact (self, sheet, row, name.of, name.field);
  self->inputs[tl_impact_world_find (self->journey, part, index)] = _tl_at (sheet, row, TL_INPUT_VALUE);
}

/* A row for a number that is no estimate. */
void
_tl_book_plain_input (TlBookMaker *self, guint sheet, guint row, const char *of, const char *where, TlField field,
                      double value)
{
  TlAt at = _tl_at (sheet, row, TL_INPUT_VALUE);

  put_names (self, sheet, row, of, field, where);
  _tl_grid_number (self->grid, at, TL_LOOK_INPUT, field == TL_JOURNEY_RATE ? TL_CELL_SHARE : TL_CELL_NUMBER, value);
  put_fact (self, sheet, row, of, field);
  if (field == TL_JOURNEY_RATE)
    _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_UNIT), TL_LOOK_PLAIN, C_("unit", "share"));
  else if (field == TL_JOURNEY_HORIZON)
    _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_UNIT), TL_LOOK_PLAIN, C_("unit", "years"));
  if (field != TL_JOURNEY_HORIZON)
    _tl_grid_bound (self->grid, at, 0, 1e300, _("This number cannot be below 0."));
}

static void
put_group (TlBookMaker *self, guint row, const char *title)
{
  _tl_grid_text (self->grid, _tl_at (self->assumptions, row, 0), TL_LOOK_GROUP, title);
  for (guint col = 1; col <= TL_INPUT_SOURCE; col++)
    _tl_grid_text (self->grid, _tl_at (self->assumptions, row, col), TL_LOOK_GROUP, "");
}

static guint
put_settings (TlBookMaker *self, guint row)
{
  const TlSnapshot *snapshot = self->snapshot;
  guint             sheet = self->assumptions;
  g_autofree char  *too_long = g_strdup_printf (ngettext ("This workbook has room for %u month.",
                                                          "This workbook has room for %u months.", self->n_months),
                                                self->n_months);

  put_group (self, row++, _("Settings"));
  _tl_book_input (self, sheet, row, TL_IMPACT_PART_MARGIN, 0);
  _tl_grid_name (self->grid, "Margin", _tl_at (sheet, row++, TL_INPUT_VALUE));
  _tl_book_input (self, sheet, row, TL_IMPACT_PART_INCREMENTALITY, 0);
  _tl_grid_name (self->grid, "Incrementality", _tl_at (sheet, row++, TL_INPUT_VALUE));
  _tl_book_plain_input (self, sheet, row, snapshot->id, snapshot->title, TL_JOURNEY_HORIZON,
                        self->journey->horizon_years);
  _tl_grid_bound (self->grid, _tl_at (sheet, row, TL_INPUT_VALUE), 0, self->n_months / 12.0, too_long);
  _tl_grid_name (self->grid, "Horizon_years", _tl_at (sheet, row++, TL_INPUT_VALUE));
  _tl_book_plain_input (self, sheet, row, snapshot->id, snapshot->title, TL_JOURNEY_RATE,
                        self->journey->discount_rate);
  _tl_grid_name (self->grid, "Discount_rate", _tl_at (sheet, row++, TL_INPUT_VALUE));
  self->months = _tl_at (sheet, row, TL_INPUT_VALUE);
  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_WHERE), TL_LOOK_PLAIN, snapshot->title);
  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_WHAT), TL_LOOK_PLAIN, _("Horizon in months"));
  _tl_grid_formula (self->grid, self->months, TL_LOOK_PLAIN, TL_CELL_NUMBER, "MIN(ROUND(Horizon_years*12,0),%u)",
                    self->n_months);
  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_UNIT), TL_LOOK_PLAIN, C_("unit", "months"));
  _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_BASIS), TL_LOOK_PLAIN, C_("basis", "worked out"));
  _tl_grid_name (self->grid, "Months", self->months);
  return row + 2;
}

/* The numbers of fixes stand on their own sheets; here they are only looked at. */
static guint
put_fixes (TlBookMaker *self, guint row)
{
  const TlImpactJourney *journey = self->journey;
  guint                  sheet = self->assumptions;

  if (self->n_fixes == 0)
    return row;
  put_group (self, row++, _("Fixes: these are changed on each fix's own sheet, and shown here"));
  for (guint rank = 0; rank < self->n_fixes; rank++)
    {
      guint              fix = self->results->ranking[rank];
      g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gsize));
      gsize              value = tl_impact_world_find (journey, TL_IMPACT_PART_ONE_OFF, fix);

      g_array_append_val (values, value);
      value = tl_impact_world_find (journey, TL_IMPACT_PART_RUN, fix);
      g_array_append_val (values, value);
      for (guint e = 0; e < journey->n_effects; e++)
        if (journey->effects[e].fix == fix)
          {
            value = tl_impact_world_find (journey, TL_IMPACT_PART_AMOUNT, e);
            g_array_append_val (values, value);
          }
      for (guint i = 0; i < values->len; i++, row++)
        {
          TlImpactPart part;
          guint        index;
          TlInputName  name;
          gsize        number = g_array_index (values, gsize, i);
          g_autofree char *what = NULL;

          if (!tl_impact_world_locate (journey, number, &part, &index) ||
              !tl_inputs_name (self->book->figures, part, index, &name))
            continue;
          _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_WHERE), TL_LOOK_PLAIN,
                         self->snapshot->fixes.titles[fix]);
          if (part == TL_IMPACT_PART_AMOUNT)
            what = g_strdup_printf ("%s: %s", _tl_book_effect_on (self, index), _tl_book_effect_field (self, index));
          _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_WHAT), TL_LOOK_PLAIN,
                         what ? what : tl_field_get_label (name.field));
          _tl_grid_formula (self->grid, _tl_at (sheet, row, TL_INPUT_VALUE), TL_LOOK_PLAIN,
                            part == TL_IMPACT_PART_AMOUNT ? find_effect_form (&journey->effects[index])
                                                          : find_form (name.field),
                            "%s", _tl_grid_ref (self->grid, sheet, self->inputs[number]));
          put_fact (self, sheet, row, name.of, name.field);
          if (part == TL_IMPACT_PART_AMOUNT)
            _tl_grid_text (self->grid, _tl_at (sheet, row, TL_INPUT_UNIT), TL_LOOK_PLAIN,
                           journey->effects[index].shift ? _("added") : _("times"));
        }
    }
  return row;
}

static guint
put_pain (TlBookMaker *self, guint row, guint pain)
{
  const TlImpactJourney *journey = self->journey;
  guint                  sheet = self->assumptions;

  _tl_book_input (self, sheet, row++, TL_IMPACT_PART_INCIDENCE, pain);
  _tl_book_input (self, sheet, row++, TL_IMPACT_PART_LEAVE, pain);
  _tl_book_input (self, sheet, row++, TL_IMPACT_PART_COST, pain);
  for (guint c = 0; c < journey->n_contacts; c++)
    if (journey->contacts[c].pain == pain)
      _tl_book_input (self, sheet, row++, TL_IMPACT_PART_COUNT, c);
  for (guint b = 0; b < journey->n_becauses; b++)
    if (journey->becauses[b].pain == pain)
      _tl_book_input (self, sheet, row++, TL_IMPACT_PART_BECAUSE, b);
  return row;
}

/*
 * _tl_book_assumptions:
 *
 * Writes the sheet of the assumptions. It is written in two goes: with no fix's sheet yet, all that the journey says;
 * then, what the fixes' sheets hold.
 */
void
_tl_book_assumptions (TlBookMaker *self)
{
  const TlImpactJourney *journey = self->journey;
  guint                  sheet = self->assumptions;
  guint                  row = 3;

  _tl_book_head (self, sheet, _("Assumptions"),
                 _("Every number that goes in. Yellow cells may be changed, and the whole workbook follows. Where a "
                   "number is a range or a count, change its ends: the value follows from them."));
  _tl_book_input_header (self, sheet, row++);
  row = put_settings (self, row);
  for (guint s = 0; s < journey->n_stages; s++)
    {
      put_group (self, row++, self->snapshot->stages.titles[s]);
      _tl_book_input (self, sheet, row++, TL_IMPACT_PART_ENTRY, s);
      _tl_book_input (self, sheet, row++, TL_IMPACT_PART_REVENUE, s);
      for (guint i = self->ways.first[2 * s]; i < self->ways.first[2 * s + 2]; i++)
        if (journey->transitions[self->ways.nth[i]].given)
          _tl_book_input (self, sheet, row++, TL_IMPACT_PART_SHARE, self->ways.nth[i]);
      for (guint i = self->touches.first[s]; i < self->touches.first[s + 1]; i++)
        {
          guint t = self->touches.nth[i];

          _tl_book_input (self, sheet, row++, TL_IMPACT_PART_REACH, t);
          _tl_book_input (self, sheet, row++, TL_IMPACT_PART_UNIT_COST, t);
          _tl_book_input (self, sheet, row++, TL_IMPACT_PART_FIXED_COST, t);
          _tl_book_input (self, sheet, row++, TL_IMPACT_PART_CASHABLE, t);
          for (guint k = self->hurts.first[t]; k < self->hurts.first[t + 1]; k++)
            row = put_pain (self, row, self->hurts.nth[k]);
        }
      row++;
    }
  self->fixes_row = row;
  _tl_grid_set_width (self->grid, sheet, TL_INPUT_WHERE, TL_INPUT_WHERE, 44);
  _tl_grid_set_width (self->grid, sheet, TL_INPUT_WHAT, TL_INPUT_WHAT, 31);
  _tl_grid_set_width (self->grid, sheet, TL_INPUT_VALUE, TL_INPUT_HIGH, 13);
  _tl_grid_set_width (self->grid, sheet, TL_INPUT_UNIT, TL_INPUT_UNIT, 20);
  _tl_grid_set_width (self->grid, sheet, TL_INPUT_BASIS, TL_INPUT_BASIS, 14);
  _tl_grid_set_width (self->grid, sheet, TL_INPUT_SOURCE, TL_INPUT_SOURCE, 80);
  _tl_grid_set_panes (self->grid, sheet, 4, 2);
  _tl_grid_set_print (self->grid, sheet, TL_INPUT_SOURCE, 1);
}

void
_tl_book_assumptions_of_fixes (TlBookMaker *self)
{
  put_fixes (self, self->fixes_row);
}
