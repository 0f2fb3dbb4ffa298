/* tl-rules-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-rules.h"

G_BEGIN_DECLS

typedef enum
{
  TL_RULE_IS,
  TL_RULE_CONTAINS,
  TL_RULE_HAS,
} TlRuleTest;

typedef struct
{
  gboolean   is_text; /* or a column */
  char      *column;
  guint      position; /* of the column's name in the line, in characters, from 1 */
  TlRuleTest test;
  gboolean   negated;
  gboolean   all;    /* or any */
  char     **values; /* as written; none: is empty */
} TlRuleCondition;

typedef struct
{
  TlRule     public;
  char      *target;
  char      *when;
  GPtrArray *conditions; /* of TlRuleCondition */
} TlRuleLine;

struct _TlRules
{
  gatomicrefcount ref_count;
  char           *name;
  GPtrArray      *lines; /* of TlRuleLine */
};

/* Folded text: lower case beyond case, one form for each character. With @words: words alone, each between blanks. */
void tl_rules_fold (GString *out, const char *text, gsize length, gboolean words);

G_END_DECLS
