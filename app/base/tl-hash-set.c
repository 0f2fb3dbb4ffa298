/* tl-hash-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-hash-set.h"

struct _TlHashSet
{
  guint64 *slots; /* 0: free */
  gsize    n_slots;
  gsize    n_used;
};

/**
 * tl_hash_set_new:
 * @n_slots: a power of two: how many slots it has at first
 */
TlHashSet *
tl_hash_set_new (gsize n_slots)
{
  TlHashSet *self = g_new0 (TlHashSet, 1);

  self->n_slots = n_slots;
  self->slots = g_new0 (guint64, n_slots);
  return self;
}

void
tl_hash_set_free (TlHashSet *self)
{
  if (self == NULL)
    return;
  g_free (self->slots);
  g_free (self);
}

/* Mixed once more: not every hash is good in its lowest bits. */
static gsize
first_slot (gsize n_slots, guint64 hash)
{
  return (gsize) (hash * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 20) & (n_slots - 1);
}

static gsize
find_slot (const guint64 *slots, gsize n_slots, guint64 hash)
{
  gsize at = first_slot (n_slots, hash);

  while (slots[at] != 0 && slots[at] != hash)
    at = (at + 1) & (n_slots - 1);
  return at;
}

/**
 * tl_hash_set_add:
 * @hash: not 0
 *
 * Returns: whether it is new
 */
gboolean
tl_hash_set_add (TlHashSet *self, guint64 hash)
{
  gsize at = find_slot (self->slots, self->n_slots, hash);

  if (self->slots[at] == hash)
    return FALSE;
  self->slots[at] = hash;
  if (++self->n_used * 4 > self->n_slots * 3)
    {
      gsize    n_slots = self->n_slots * 2;
      guint64 *slots = g_new0 (guint64, n_slots);

      for (gsize i = 0; i < self->n_slots; i++)
        if (self->slots[i] != 0)
          slots[find_slot (slots, n_slots, self->slots[i])] = self->slots[i];
      g_free (self->slots);
      self->slots = slots;
      self->n_slots = n_slots;
    }
  return TRUE;
}

/**
 * tl_hash_set_has:
 * @hash: not 0
 */
gboolean
tl_hash_set_has (const TlHashSet *self, guint64 hash)
{
  return self->slots[find_slot (self->slots, self->n_slots, hash)] == hash;
}

/**
 * tl_hash_set_prefetch:
 *
 * Has the memory of a hash fetched that will be asked for soon.
 */
void
tl_hash_set_prefetch (const TlHashSet *self, guint64 hash)
{
  __builtin_prefetch (&self->slots[first_slot (self->n_slots, hash)]);
}
