/* tl-remedy.h: what mends a problem, where a machine can tell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"
#include "tl-edit.h"

G_BEGIN_DECLS

TlEdit *tl_remedy_new (TlJourney        *journey,
                       TlFigures        *figures,
                       const TlProblem  *problem);

G_END_DECLS
