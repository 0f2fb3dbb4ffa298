/* tl-number.h: numbers in files and numbers for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlNumberStyle:
 * @decimal: the decimal mark, UTF-8
 * @grouping: what stands between thousands, UTF-8; may be empty
 *
 * How a language writes numbers. Files never depend on it.
 */
typedef struct
{
  char decimal[8];
  char grouping[8];
} TlNumberStyle;

extern const TlNumberStyle TL_NUMBER_STYLE_POINT; /* 1,234.5 */
extern const TlNumberStyle TL_NUMBER_STYLE_COMMA; /* 1.234,5 */

const TlNumberStyle *tl_number_style_default (void);

char     *tl_number_format         (double                value);
gboolean  tl_number_scan           (const char           *text,
                                    const char          **end,
                                    double               *value);
gboolean  tl_number_parse          (const char           *text,
                                    double               *value,
                                    GError              **error);
char     *tl_number_format_people  (double                value,
                                    int                   decimals,
                                    const TlNumberStyle  *style);
char     *tl_number_format_short   (double                value,
                                    const TlNumberStyle  *style);
char     *tl_number_format_percent (double                share,
                                    const TlNumberStyle  *style);
gboolean  tl_number_scan_people    (const char           *text,
                                    const char          **end,
                                    const TlNumberStyle  *style,
                                    double               *value);

G_END_DECLS
