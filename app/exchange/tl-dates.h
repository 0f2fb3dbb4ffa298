/* tl-dates.h: dates as people's programs write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TL_DATE_LENGTH 10 /* of YYYY-MM-DD, without the NUL */

/**
 * TlDateOrder:
 * @TL_DATE_ORDER_AUTO: find out; of one date alone: what fits, the day first where both do
 * @TL_DATE_ORDER_DMY: the day first: 3/4/2026 is in April
 * @TL_DATE_ORDER_MDY: the month first: 3/4/2026 is in March
 *
 * What comes first where a date is three numbers that end with the year. A year of four digits at the beginning is
 * followed by month and day, whatever the order.
 */
typedef enum
{
  TL_DATE_ORDER_AUTO,
  TL_DATE_ORDER_DMY,
  TL_DATE_ORDER_MDY,
} TlDateOrder;

/**
 * TlDates:
 * @n_seen: cells that are not empty
 * @n_dates: cells that read as a date in one order or the other
 * @n_open: of these, how many read in both orders as different days
 * @n_day_first: how many fit only with the day first
 * @n_month_first: how many fit only with the month first
 * @n_half_days: how many have a time with AM or PM
 * @n_dotted: of @n_open, how many are written with points
 * @day_first_row: the first row that fits only with the day first; 0: none
 * @month_first_row: the first row that fits only with the month first; 0: none
 *
 * What the cells of a column say about the order of day and month. Begin with zeroes.
 */
typedef struct
{
  guint64 n_seen;
  guint64 n_dates;
  guint64 n_open;
  guint64 n_day_first;
  guint64 n_month_first;
  guint64 n_half_days;
  guint64 n_dotted;
  guint64 day_first_row;
  guint64 month_first_row;
} TlDates;

/**
 * TlDateVerdict:
 * @order: never AUTO
 * @is_ambiguous: there are dates that read both ways, and no row decides; @order is a guess to ask about
 * @is_mixed: some rows fit one order only and some the other only; those that do not fit @order are not read
 * @row: the row that decided; 0 where none did
 *
 * How the dates of a column are read.
 */
typedef struct
{
  TlDateOrder order;
  gboolean    is_ambiguous;
  gboolean    is_mixed;
  guint64     row;
} TlDateVerdict;

void          tl_dates_see    (TlDates       *self,
                               const char    *text,
                               gssize         length,
                               guint64        row);
TlDateVerdict tl_dates_decide (const TlDates *self);
char         *tl_dates_say    (const TlDates *self);
gboolean      tl_date_parse   (const char    *text,
                               gssize         length,
                               TlDateOrder    order,
                               char           iso[TL_DATE_LENGTH + 1]);

G_END_DECLS
