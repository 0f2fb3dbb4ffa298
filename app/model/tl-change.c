/* tl-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-change.h"

/**
 * tl_change_new:
 *
 * Returns: (transfer full): a change that holds copies of what it is given
 */
TlChange *
tl_change_new (TlKind kind, const char *id, const char *field, const char *before, const char *after)
{
  TlChange *self = g_new0 (TlChange, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  self->field = g_strdup (field);
  self->before = g_strdup (before);
  self->after = g_strdup (after);
  return self;
}

/**
 * tl_change_free:
 */
void
tl_change_free (TlChange *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->field);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}
