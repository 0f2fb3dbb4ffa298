/* tl-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-error.h"

G_DEFINE_QUARK (tl-error-quark, tl_error)
