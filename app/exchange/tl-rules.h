/* tl-rules.h: which touchpoint or pain a record speaks of, by rules in a small file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A rule is a line; blank lines, and lines that begin with `#`, are passed over:
 *
 *     # what people complain about
 *     column "Issue" is "Incorrect information on your report" -> pain wrong-data
 *     column Product contains "credit card", "prepaid card" -> touchpoint "Monthly statement"
 *     text has any of "late", "delay*", "never arrived" -> pain late
 *     text has all of "call*", "hold" and column Channel is not phone → pain queue
 *
 * What is tested is `column NAME` or `text`. How: `is`, `is any of`, `contains`, `contains any of`, `contains all of`,
 * `has`, `has any of`, `has all of`; each with `not` behind `is`, or `not` before `contains` and `has`; and `is empty`,
 * `is not empty`. `and` joins several; all must hold. Behind `->` or `→` stands `touchpoint`, `pain`, `delight` or
 * `stage` and its id or title, and `stop` where no later rule is to be tried. Quotes may be left out around a single
 * word; `""` or `\"` is a quote in quotes.
 *
 * - `is`: the whole field, blanks at its ends and their number aside;
 * - `contains`: these characters anywhere, inside words too;
 * - `has`: whole words, one after the other, whatever stands between them; `delay*` is every word that begins so.
 *
 * Case never matters (ẞ is ss, É is é). A column is meant as tl_columns_find() takes it: `#3` is the third. A
 * record may speak of several things: every rule that holds assigns it, up to one that says `stop`.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TL_RULES_MAX_BYTES (1024 * 1024)
#define TL_RULES_MAX       10000 /* rules in a file */
#define TL_RULES_MAX_WORDS 1000  /* words in a list */

/**
 * TlRuleTarget:
 * @TL_RULE_TOUCHPOINT: the record speaks of a touchpoint
 * @TL_RULE_PAIN: the record speaks of a pain
 * @TL_RULE_DELIGHT: the record speaks of a delight
 * @TL_RULE_STAGE: the record speaks of a stage as a whole
 */
typedef enum
{
  TL_RULE_TOUCHPOINT,
  TL_RULE_PAIN,
  TL_RULE_DELIGHT,
  TL_RULE_STAGE,
} TlRuleTarget;

/**
 * TlRule:
 * @line: of the file, from 1
 * @kind: of what @target is
 * @target: an id or a title, as it is written
 * @when: what must hold, as it is written
 * @stops: whether no later rule is tried where this one holds
 *
 * A rule's outcome; that the target exists is for the caller to see to.
 */
typedef struct
{
  guint        line;
  TlRuleTarget kind;
  const char  *target;
  const char  *when;
  gboolean     stops;
} TlRule;

/**
 * TlRulesGet:
 * @column: a column's number, from 0
 * @length: (out): bytes
 * @data: what was given with it
 *
 * Returns: (transfer none) (nullable): the record's field in @column, UTF-8
 */
typedef const char *(*TlRulesGet) (guint    column,
                                   gsize   *length,
                                   gpointer data);

typedef struct _TlRules        TlRules;
typedef struct _TlRulesMatcher TlRulesMatcher;

TlRules        *tl_rules_parse         (const char          *text,
                                        gssize               length,
                                        const char          *name,
                                        GError             **error);
TlRules        *tl_rules_load          (const char          *path,
                                        GError             **error);
TlRules        *tl_rules_ref           (TlRules             *self);
void            tl_rules_unref         (TlRules             *self);
guint           tl_rules_get_n         (const TlRules       *self);
const TlRule   *tl_rules_get           (const TlRules       *self,
                                        guint                index);
const char     *tl_rules_get_name      (const TlRules       *self);

TlRulesMatcher *tl_rules_matcher_new   (TlRules             *rules,
                                        const char *const   *columns,
                                        gsize                n_columns,
                                        GError             **error);
void            tl_rules_matcher_free  (TlRulesMatcher      *self);
int             tl_rules_matcher_match (TlRulesMatcher      *self,
                                        TlRulesGet           get,
                                        gpointer             data,
                                        const char          *text,
                                        gssize               length,
                                        guint                from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlRules, tl_rules_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlRulesMatcher, tl_rules_matcher_free)

G_END_DECLS
