/* tl-pack-words.c: numbers in words, and blocks to put them in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tl-measure.h"
#include "tl-pack-private.h"
#include "tl-text.h"

static void
figure_free (gpointer data)
{
  TlPackFigure *self = data;

  g_free (self->value);
  g_free (self->label);
  g_free (self->detail);
  g_free (self);
}

static void
bar_free (gpointer data)
{
  TlPackBar *self = data;

  g_free (self->title);
  g_free (self->detail);
  g_free (self->words);
  g_free (self->net);
  g_free (self->right);
  g_free (self);
}

static void
interval_free (gpointer data)
{
  TlPackInterval *self = data;

  g_free (self->title);
  g_free (self->kind);
  g_free (self->words);
  g_free (self);
}

static void
link_free (gpointer data)
{
  TlPackLink *self = data;

  g_free (self->cause);
  g_free (self->cause_detail);
  g_free (self->pain);
  g_free (self->pain_detail);
  g_free (self);
}

static void
quote_free (gpointer data)
{
  TlPackQuote *self = data;

  g_free (self->words);
  g_free (self->about);
  g_free (self->source);
  g_free (self);
}

static void
stage_free (gpointer data)
{
  TlPackStage *self = data;

  g_free (self->title);
  g_free (self->visits);
  g_free (self->leave);
  g_free (self->words);
  g_free (self->pain);
  g_free (self->delight);
  g_free (self->fixes);
  g_free (self->ways);
  g_free (self);
}

static void
column_clear (gpointer data)
{
  g_free (((TlPackColumn *) data)->title);
}

static void
row_free (gpointer data)
{
  g_strfreev (data);
}

/**
 * _tl_pack_block_free:
 */
void
_tl_pack_block_free (gpointer data)
{
  TlBlock *self = data;

  g_free (self->heading);
  g_free (self->alt);
  g_clear_pointer (&self->columns, g_array_unref);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/**
 * _tl_pack_add:
 * @heading: (nullable): what stands above it
 *
 * Returns: (transfer none): a block at the end of the page that is being made
 */
TlBlock *
_tl_pack_add (TlPackMaker *maker, TlBlockKind kind, const char *heading)
{
  static const GDestroyNotify ends[] = {
    [TL_BLOCK_FIGURES] = figure_free,   [TL_BLOCK_POINTS] = g_free,         [TL_BLOCK_NOTE] = g_free,
    [TL_BLOCK_TABLE] = row_free,        [TL_BLOCK_BARS] = bar_free,         [TL_BLOCK_INTERVALS] = interval_free,
    [TL_BLOCK_CHART] = interval_free,   [TL_BLOCK_LINKS] = link_free,       [TL_BLOCK_QUOTES] = quote_free,
    [TL_BLOCK_JOURNEY] = stage_free,    [TL_BLOCK_MAP] = g_free,
  };
  TlBlock *self = g_new0 (TlBlock, 1);

  self->kind = kind;
  self->heading = g_strdup (heading);
  self->items = g_ptr_array_new_with_free_func (ends[kind]);
  if (kind == TL_BLOCK_TABLE)
    {
      self->columns = g_array_new (FALSE, TRUE, sizeof (TlPackColumn));
      g_array_set_clear_func (self->columns, column_clear);
    }
  g_ptr_array_add (maker->page->blocks, self);
  return self;
}

/**
 * _tl_pack_add_figure:
 * @value: (transfer full): the figure
 * @detail: (transfer full) (nullable): what qualifies it
 */
void
_tl_pack_add_figure (TlBlock *block, TlTone tone, char *value, const char *label, char *detail)
{
  TlPackFigure *figure = g_new0 (TlPackFigure, 1);

  figure->value = value;
  figure->label = g_strdup (label);
  figure->detail = detail;
  figure->tone = tone;
  g_ptr_array_add (block->items, figure);
}

/**
 * _tl_pack_add_column:
 */
void
_tl_pack_add_column (TlBlock *block, const char *title, double weight, gboolean at_end)
{
  TlPackColumn column = { g_strdup (title), weight, at_end };

  g_array_append_val (block->columns, column);
}

/**
 * _tl_pack_add_row:
 * @...: (transfer full): a cell for each column, then %NULL
 */
void
_tl_pack_add_row (TlBlock *block, ...)
{
  char  **row = g_new0 (char *, block->columns->len + 1);
  va_list args;
  char   *cell;
  guint   i = 0;

  va_start (args, block);
  while ((cell = va_arg (args, char *)) != NULL && i < block->columns->len)
    row[i++] = cell;
  va_end (args);
  g_assert (i == block->columns->len);
  g_ptr_array_add (block->items, row);
}

/* Less than half a unit is nothing, and nothing has no sign. */
static double
settle (double amount)
{
  return fabs (amount) < 0.5 ? 0 : amount;
}

char *
_tl_pack_money (TlPackMaker *maker, double amount)
{
  return tl_money_format (settle (amount), maker->currency, TL_MONEY_SHORT, maker->numbers);
}

char *
_tl_pack_gain (TlPackMaker *maker, double amount)
{
  return tl_money_format (settle (amount), maker->currency, TL_MONEY_SHORT | TL_MONEY_SIGNED, maker->numbers);
}

char *
_tl_pack_count (TlPackMaker *maker, double n)
{
  return n >= 1e9 ? tl_number_format_short (n, maker->numbers) : tl_number_format_people (n, 0, maker->numbers);
}

char *
_tl_pack_percent (TlPackMaker *maker, double share)
{
  return tl_number_format_percent (share, maker->numbers);
}

/**
 * _tl_pack_say_part:
 *
 * Returns: (transfer full): a large part of a whole, at the beginning of a sentence: "Half", "Nearly all", "62%"
 */
char *
_tl_pack_say_part (TlPackMaker *maker, double share)
{
  if (share >= 0.995)
    return g_strdup (C_("part", "All"));
  if (share >= 0.85)
    return g_strdup (C_("part", "Nearly all"));
  if (share >= 0.7)
    return g_strdup (C_("part", "Most"));
  if (share >= 0.55)
    return g_strdup (C_("part", "More than half"));
  if (share >= 0.49 && share <= 0.51)
    return g_strdup (C_("part", "Half"));
  if (share >= 0.46)
    return g_strdup (C_("part", "About half"));
  return _tl_pack_percent (maker, share);
}

/* A chance that was counted in worlds: never quite certain. */
char *
_tl_pack_chance (TlPackMaker *maker, double chance)
{
  if (chance > 0.995)
    return g_strdup (_("over 99%"));
  if (chance < 0.005)
    return g_strdup (_("under 1%"));
  return tl_number_format_percent (round (chance * 100) / 100, maker->numbers);
}

/**
 * _tl_pack_years:
 *
 * Returns: (transfer full): "2 years", or "18 months" where it is not whole years
 */
char *
_tl_pack_years (TlPackMaker *maker, double years)
{
  double months = round (years * 12);

  if ((fabs (years - round (years)) > 0.02 || months < 12) && months < 36)
    return g_strdup_printf (ngettext ("%d month", "%d months", (gulong) months), (int) months);
  g_autofree char *number =
      tl_number_format_people (years, fabs (years - round (years)) < 0.05 ? 0 : 1, maker->numbers);

  return g_strdup_printf (ngettext ("%s year", "%s years", _tl_pack_plural (years)), number);
}

char *
_tl_pack_months (int months)
{
  if (months <= 0)
    return g_strdup (_("at once"));
  if (months % 12 == 0)
    return g_strdup_printf (ngettext ("%d year", "%d years", (gulong) (months / 12)), months / 12);
  return g_strdup_printf (ngettext ("%d month", "%d months", (gulong) months), months);
}

/**
 * _tl_pack_day:
 * @date: (nullable): YYYY-MM-DD
 *
 * Returns: (transfer full) (nullable): "1 March 2026"
 */
char *
_tl_pack_day (const char *date)
{
  g_autoptr (GDateTime) time = NULL;
  int                   year, month, day;

  if (date == NULL || sscanf (date, "%d-%d-%d", &year, &month, &day) != 3)
    return NULL;
  time = g_date_time_new_utc (year, month, day, 0, 0, 0);
  /* Translators: a day; see strftime(): %-e is its number, %B the month, %Y the year. */
  return time ? g_date_time_format (time, _("%-e %B %Y")) : NULL;
}

/**
 * _tl_pack_is_past:
 * @date: (nullable): YYYY-MM-DD
 *
 * Returns: whether it is before the day that the pack is of; never where nobody gave one, so that what a pack says does not
 *   change overnight
 */
gboolean
_tl_pack_is_past (TlPackMaker *maker, const char *date)
{
  return maker->today && date && *date && strcmp (date, maker->today) < 0;
}

/**
 * _tl_pack_short:
 *
 * Returns: (transfer full): a title in one line, shortened where it is longer than a headline or a card has room for. Where
 *   it runs the other way than sentences do it is isolated, so that it leaves their order alone.
 */
char *
_tl_pack_short (const char *title, gsize n_chars)
{
  g_autofree char *line = tl_text_squeeze (title);
  g_autofree char *name = tl_text_shorten (line, n_chars);

  if (tl_text_is_rtl (name) != tl_text_is_rtl (_("combined impact in %s")))
    return g_strdup_printf ("\u2068%s\u2069", name);
  return g_steal_pointer (&name);
}

/**
 * _tl_pack_name:
 *
 * Returns: (transfer none): the title of a thing, as long as a sentence bears
 */
const char *
_tl_pack_name (TlPackMaker *maker, const TlNames *names, guint index)
{
  g_autofree char *name = _tl_pack_short (names->titles[index], TL_PACK_NAME_MOST);

  return g_string_chunk_insert_const (maker->names, name);
}

/**
 * _tl_pack_join:
 *
 * Returns: (transfer full): "a, b and c"
 */
char *
_tl_pack_join (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      if (i > 0)
        /* Translators: between the last two of several things, and between those before. */
        g_string_append (text, i + 1 == words->len ? C_("list", " and ") : C_("list", ", "));
      g_string_append (text, words->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * _tl_pack_join_long:
 *
 * As _tl_pack_join(), of names that may hold commas themselves.
 *
 * Returns: (transfer full): "a, north; b and c"
 */
char *
_tl_pack_join_long (GPtrArray *words)
{
  gboolean has_comma = FALSE;
  GString *text;

  for (guint i = 0; i < words->len; i++)
    has_comma = has_comma || strchr (words->pdata[i], ',');
  if (!has_comma)
    return _tl_pack_join (words);
  text = g_string_new (NULL);
  for (guint i = 0; i < words->len; i++)
    {
      if (i > 0)
        /* Translators: between things in a list that hold commas themselves. */
        g_string_append (text, C_("list", "; "));
      g_string_append (text, words->pdata[i]);
    }
  return g_string_free (text, FALSE);
}

char *
_tl_pack_range (TlPackMaker *maker, double low, double high)
{
  g_autofree char *first = _tl_pack_money (maker, low);
  g_autofree char *last = _tl_pack_money (maker, high);

  /* Translators: a range of money, from and to. */
  return g_strdup_printf (_("%s to %s"), first, last);
}

gulong
_tl_pack_plural (double n)
{
  return fabs (n - 1) < 1e-9 ? 1 : (gulong) CLAMP (round (n), 2, 1e9);
}

/**
 * _tl_pack_kind:
 *
 * Returns: (transfer full): the kind of fix, in words
 */
char *
_tl_pack_kind (const TlImpactOutcome *outcome)
{
  return g_strdup (_(tl_impact_kind_to_text (outcome->kind, outcome->does_not_pay)));
}
