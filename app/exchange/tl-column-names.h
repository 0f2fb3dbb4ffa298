/* tl-column-names.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-columns.h"

G_BEGIN_DECLS

typedef struct
{
  TlColumnRole role;
  int          rank;
  const char  *name;
} TlColumnName;

extern const TlColumnName tl_column_names[];
extern const guint        tl_n_column_names;
extern const char *const  tl_column_other_names[];
extern const guint        tl_n_column_other_names;

G_END_DECLS
