/* tl-validate.h: what a journey must keep to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-journey.h"

G_BEGIN_DECLS

typedef enum
{
  TL_PROBLEM_WARNING, /* worth knowing; figures are given all the same */
  TL_PROBLEM_REFUSED, /* there are no figures until it is mended */
} TlSeverity;

/**
 * TlProblem:
 * @id: (nullable): the thing it is about
 * @field: (nullable): the field's name
 * @where: the thing in words
 * @what: one sentence, with the figures
 */
typedef struct
{
  TlSeverity  severity;
  char       *id;
  char       *field;
  char       *where;
  char       *what;
} TlProblem;

TlProblem *tl_problem_new        (TlSeverity       severity,
                                  TlThing         *thing,
                                  const char      *field,
                                  const char      *format,
                                  ...) G_GNUC_PRINTF (4, 5);
void       tl_problem_free       (TlProblem       *self);
char      *tl_problem_to_string  (const TlProblem *self);
GPtrArray *tl_journey_validate   (TlJourney       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlProblem, tl_problem_free)

G_END_DECLS
