/* tl-batch-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-batch-queue-private.h"

#include <string.h>

#define BLOCK_RECORDS 512
#define BLOCK_BYTES   (512 * 1024)
#define MAX_BLOCKS    4 /* that wait, with at most one record's bytes above their size */

typedef struct
{
  TlRecord record; /* its texts are the block's */
  gint64   number;
} Item;

typedef struct
{
  GStringChunk *texts;
  GPtrArray    *lists;
  GArray       *items;
  gsize         n_bytes;
} Block;

struct _TlBatchQueue
{
  TlBatchWrite write;
  gpointer     data;
  GThread     *thread;
  Block       *filling; /* of who adds */

  GMutex       lock; /* of what follows */
  GCond        changed;
  GQueue       blocks;
  gboolean     is_writing;
  gboolean     is_ending;
  GError      *error; /* the first; what comes behind it is thrown away */
};

static Block *
block_new (void)
{
  Block *self = g_new0 (Block, 1);

  self->texts = g_string_chunk_new (64 * 1024);
  self->lists = g_ptr_array_new_with_free_func (g_free);
  self->items = g_array_sized_new (FALSE, FALSE, sizeof (Item), BLOCK_RECORDS);
  return self;
}

static void
block_free (gpointer data)
{
  Block *self = data;

  if (self == NULL)
    return;
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->lists);
  g_array_unref (self->items);
  g_free (self);
}

static char *
keep_text (Block *self, const char *text)
{
  gsize length = strlen (text);

  self->n_bytes += length + 1;
  return g_string_chunk_insert_len (self->texts, text, (gssize) length);
}

static void
block_add (Block *self, const TlRecord *record, gint64 number)
{
  Item item = { *record, number };

  item.record.id = keep_text (self, record->id);
  item.record.extract = item.record.marked = NULL;
  for (guint i = 0; i < TL_N_EVIDENCE_FIELDS; i++)
    if (record->values[i].is_set && !tl_field_is_number (TL_EVIDENCE_SOURCE + i))
      item.record.values[i].text = keep_text (self, record->values[i].text);
  if (record->about)
    {
      guint  n = g_strv_length (record->about);
      char **about = g_new0 (char *, n + 1);

      for (guint i = 0; i < n; i++)
        about[i] = keep_text (self, record->about[i]);
      item.record.about = about;
      g_ptr_array_add (self->lists, about);
    }
  g_array_append_val (self->items, item);
}

static void
write_block (TlBatchQueue *self, Block *block)
{
  for (guint i = 0; i < block->items->len; i++)
    {
      const Item *item = &g_array_index (block->items, Item, i);
      GError     *error = NULL;

      if (self->write (&item->record, item->number, self->data, &error))
        continue;
      g_mutex_lock (&self->lock);
      self->error = error;
      g_mutex_unlock (&self->lock);
      return;
    }
}

static gpointer
run (gpointer data)
{
  TlBatchQueue *self = data;

  g_mutex_lock (&self->lock);
  while (TRUE)
    {
      Block   *block;
      gboolean is_wanted;

      while (g_queue_is_empty (&self->blocks) && !self->is_ending)
        g_cond_wait (&self->changed, &self->lock);
      if (self->is_ending)
        break;
      block = g_queue_pop_head (&self->blocks);
      is_wanted = self->error == NULL;
      self->is_writing = TRUE;
      g_mutex_unlock (&self->lock);
      if (is_wanted)
        write_block (self, block);
      block_free (block);
      g_mutex_lock (&self->lock);
      self->is_writing = FALSE;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

/**
 * _tl_batch_queue_new:
 *
 * Returns: (transfer full): a queue, whose thread runs
 */
TlBatchQueue *
_tl_batch_queue_new (TlBatchWrite write, gpointer data)
{
  TlBatchQueue *self = g_new0 (TlBatchQueue, 1);

  self->write = write;
  self->data = data;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->blocks);
  self->filling = block_new ();
  self->thread = g_thread_new ("records", run, self);
  return self;
}

/* With the lock. */
static gboolean
tell (TlBatchQueue *self, GError **error)
{
  if (self->error && error)
    *error = g_error_copy (self->error);
  return self->error == NULL;
}

static gboolean
push (TlBatchQueue *self, GError **error)
{
  gboolean is_good;

  g_mutex_lock (&self->lock);
  while (g_queue_get_length (&self->blocks) >= MAX_BLOCKS)
    g_cond_wait (&self->changed, &self->lock);
  g_queue_push_tail (&self->blocks, self->filling);
  self->filling = block_new ();
  g_cond_broadcast (&self->changed);
  is_good = tell (self, error);
  g_mutex_unlock (&self->lock);
  return is_good;
}

/**
 * _tl_batch_queue_add:
 *
 * Takes a copy of @record, to be written in its turn.
 *
 * Returns: %FALSE with an error where one before it could not be written
 */
gboolean
_tl_batch_queue_add (TlBatchQueue *self, const TlRecord *record, gint64 number, GError **error)
{
  block_add (self->filling, record, number);
  return (self->filling->items->len < BLOCK_RECORDS && self->filling->n_bytes < BLOCK_BYTES) || push (self, error);
}

/**
 * _tl_batch_queue_drain:
 *
 * Waits until all is written.
 *
 * Returns: %FALSE with an error where it could not be
 */
gboolean
_tl_batch_queue_drain (TlBatchQueue *self, GError **error)
{
  gboolean is_good;

  if (self->filling->items->len > 0 && !push (self, error))
    return FALSE;
  g_mutex_lock (&self->lock);
  while (!g_queue_is_empty (&self->blocks) || self->is_writing)
    g_cond_wait (&self->changed, &self->lock);
  is_good = tell (self, error);
  g_mutex_unlock (&self->lock);
  return is_good;
}

/**
 * _tl_batch_queue_free:
 *
 * Ends the thread behind the block that it is at; what still waits is not written.
 */
void
_tl_batch_queue_free (TlBatchQueue *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_queue_clear_full (&self->blocks, block_free);
  block_free (self->filling);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/**
 * _tl_batch_queue_hash_id:
 *
 * Returns: the hash by which an id is known in a set of them; not 0
 */
guint64
_tl_batch_queue_hash_id (const char *id)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (; *id; id++)
    hash = (hash ^ (guchar) *id) * G_GUINT64_CONSTANT (0x100000001b3);
  hash ^= hash >> 32;
  return hash ? hash : 1;
}
