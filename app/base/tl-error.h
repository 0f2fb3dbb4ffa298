/* tl-error.h: what can go wrong, in words for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TL_ERROR:
 *
 * The domain of the errors that the rooms share. Each room that has more to say has a domain of its own. A message is
 * one whole sentence for people: what was wrong, where, and what to do; it is already translated.
 */
#define TL_ERROR (tl_error_quark ())

typedef enum
{
  TL_ERROR_FORM,    /* a value is not written as it must be */
  TL_ERROR_RANGE,   /* a value is outside its range */
  TL_ERROR_MISSING, /* something that is needed is not there */
  TL_ERROR_LIMIT,   /* more than this program takes */
} TlError;

GQuark tl_error_quark (void);

G_END_DECLS
