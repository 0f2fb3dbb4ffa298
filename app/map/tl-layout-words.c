/* tl-layout-words.c: words and numbers in the picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-layout.h"
#include "tl-lettering.h"
#include "tl-money.h"

/**
 * tl_words_line:
 * @room: the most room it may take; what does not fit ends in an ellipsis
 *
 * Puts one line of text into the group that is open.
 *
 * Returns: the room it takes
 */
double
tl_words_line (TlLayout *self, TlFont font, TlColour colour, double x, double y, TlAnchor anchor, double room,
               const char *text)
{
  return tl_lettering_line (self->scene, self->measure, font, colour, x, y, anchor, room, text);
}

/**
 * tl_words_count:
 *
 * Returns: how many lines tl_words_block() makes of it
 */
guint
tl_words_count (TlLayout *self, TlFont font, double room, guint max_lines, const char *text)
{
  g_autoptr (GPtrArray) lines = tl_measure_wrap (self->measure, font, text, room, max_lines);

  return lines->len;
}

/**
 * tl_words_unbroken:
 *
 * Returns: whether no word has to be broken in the given room; words of scripts without spaces may be, anywhere
 */
gboolean
tl_words_unbroken (TlLayout *self, TlFont font, double room, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n-", -1);

  for (guint i = 0; words[i]; i++)
    if (*words[i] && g_utf8_get_char (words[i]) < 0x2e80 && tl_measure_room (self->measure, font, words[i]) > room)
      return FALSE;
  return TRUE;
}

/**
 * tl_words_block:
 * @y: the base line of the first line
 *
 * Puts a text of several lines into the group that is open; what does not fit ends in an ellipsis.
 *
 * Returns: how many lines it takes
 */
guint
tl_words_block (TlLayout *self, TlFont font, TlColour colour, double x, double y, TlAnchor anchor, double room,
                double line_height, guint max_lines, const char *text)
{
  return tl_lettering_block (self->scene, self->measure, font, colour, x, y, anchor, room, line_height, max_lines,
                             text);
}

/**
 * tl_words_plural:
 *
 * Returns: the number that ngettext() is to choose a form by, of what tl_words_count_of() says
 */
gulong
tl_words_plural (double n)
{
  return n > 0 && n < 1.5 ? 1 : (gulong) MIN (1e9, MAX (2, round (n)));
}

/**
 * tl_words_count_of:
 *
 * Returns: (transfer full): a number of customers, who are whole
 */
char *
tl_words_count_of (TlLayout *self, double n)
{
  if (n >= 1e9)
    return tl_number_format_short (n, self->options->numbers);
  if (n > 0 && n < 0.5)
    /* Translators: a number of customers that rounds to none: “under 1 visit”. */
    return g_strdup (C_("customers", "under 1"));
  return tl_number_format_people (round (n), 0, self->options->numbers);
}

/**
 * tl_words_money:
 *
 * Returns: (transfer full): an amount in little room
 */
char *
tl_words_money (TlLayout *self, double amount, gboolean is_signed)
{
  return tl_money_format (amount, self->data->currency, TL_MONEY_SHORT | (is_signed ? TL_MONEY_SIGNED : 0),
                          self->options->numbers);
}

/**
 * tl_words_stake:
 * @net: what is at stake a year, in money; below 0 where those who leave would have cost more than they bring
 *
 * Returns: (transfer full): the amount in little room, and that it is saved where nothing is lost
 */
char *
tl_words_stake (TlLayout *self, double net)
{
  g_autofree char *amount = tl_words_money (self, net <= -0.5 ? -net : net, FALSE);

  /* Translators: at a pain point that costs less to serve than it loses, in little room: “saves £861”. */
  return net <= -0.5 ? g_strdup_printf (_("saves %s"), amount) : g_steal_pointer (&amount);
}

/**
 * tl_words_stake_yearly:
 * @net: as in tl_words_stake()
 *
 * Returns: (transfer full): what is at stake, as a phrase
 */
char *
tl_words_stake_yearly (TlLayout *self, double net)
{
  g_autofree char *amount = tl_words_money (self, net <= -0.5 ? -net : net, FALSE);

  if (net <= -0.5)
    /* Translators: a pain point that costs less to serve than it loses: “saves £861 a year as it is”. */
    return g_strdup_printf (_("saves %s a year as it is"), amount);
  /* Translators: what a pain point costs: “£1.02m at stake a year, net”. */
  return g_strdup_printf (_("%s at stake a year, net"), amount);
}

/**
 * tl_words_stake_colour:
 * @net: as in tl_words_stake()
 *
 * Returns: the colour of such an amount: only what is lost is painted as a loss
 */
TlColour
tl_words_stake_colour (double net)
{
  return net > -0.5 ? TL_COLOUR_LOSS : TL_COLOUR_SOFT;
}

/**
 * tl_words_money_full:
 *
 * Returns: (transfer full): an amount to the last penny
 */
char *
tl_words_money_full (TlLayout *self, double amount)
{
  return tl_money_format (amount, self->data->currency, TL_MONEY_PLAIN, self->options->numbers);
}

/**
 * tl_words_percent:
 *
 * Returns: (transfer full): a share per cent
 */
char *
tl_words_percent (TlLayout *self, double share)
{
  return tl_number_format_percent (share, self->options->numbers);
}
