/* fuzz-estimates.c: numbers, estimates and dates as people type them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "tl-dates.h"
#include "tl-estimate.h"

static void
check_known (const char *text)
{
  TlEstimate         first, second;
  g_autoptr (GError) error = NULL;
  g_autofree char   *written = NULL;

  if (!tl_estimate_parse (text, &first, &error))
    {
      g_assert_nonnull (error);
      return;
    }
  /* What is written down is read as the same. */
  written = tl_estimate_format (&first);
  g_assert_true (tl_estimate_parse (written, &second, &error));
  g_assert_true (tl_estimate_equal (&first, &second));
  g_assert_true (isfinite (tl_estimate_point (&first)));
}

static void
check_people (const char *text, const TlNumberStyle *style)
{
  TlEstimate         estimate, again;
  g_autoptr (GError) error = NULL;

  if (!tl_estimate_parse_people (text, style, &estimate, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *shown = NULL;

      /* Per cent are shares. */
      if (i && (fabs (estimate.low) > 1e6 || fabs (estimate.high) > 1e6))
        break;
      shown = tl_estimate_format_people (&estimate, i, style);
      /* What we show can be typed. */
      g_assert_true (tl_estimate_parse_people (shown, style, &again, NULL));
    }
}

int
fuzz_estimates (const uint8_t *data, size_t size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  char             iso[TL_DATE_LENGTH + 1];
  double           value;

  if (g_utf8_validate (text, -1, NULL))
    {
      check_known (text);
      check_people (text, &TL_NUMBER_STYLE_POINT);
      check_people (text, &TL_NUMBER_STYLE_COMMA);
      for (TlField field = 0; field < TL_N_FIELDS; field++)
        {
          TlValue          read = { FALSE };
          g_autofree char *written = NULL;

          if (!tl_field_parse (field, text, &read, NULL))
            continue;
          written = tl_field_format (field, &read);
          tl_value_clear (&read, field);
          g_assert_true (tl_field_parse (field, written, &read, NULL));
          tl_value_clear (&read, field);
        }
    }
  if (tl_number_parse (text, &value, NULL))
    {
      g_autofree char *written = tl_number_format (value);
      double           again;

      g_assert_true (tl_number_parse (written, &again, NULL));
      g_assert_true (value == again);
    }
  for (TlDateOrder order = TL_DATE_ORDER_AUTO; order <= TL_DATE_ORDER_MDY; order++)
    if (tl_date_parse ((const char *) data, (gssize) size, order, iso))
      g_assert_cmpuint (strlen (iso), ==, TL_DATE_LENGTH);
  return 0;
}
