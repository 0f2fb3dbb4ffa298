/* tl-xml-problem.c: what is wrong in an XML file, and the ids that are taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-xml-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (tl-xml-error-quark, tl_xml_error)

static TlXmlProblem *
problem_new (const char *file, TlXmlPlace place, const char *thing, const char *field, const char *text)
{
  TlXmlProblem *self = g_new0 (TlXmlProblem, 1);
  GString      *where = g_string_new (file);

  if (place.line > 0)
    g_string_append_printf (where, ":%d:%d", place.line, place.column);
  if (thing)
    g_string_append_printf (where, ": %s", thing);
  self->problem.severity = TL_PROBLEM_REFUSED;
  self->problem.where = g_string_free (where, FALSE);
  self->problem.what = g_strdup (text);
  self->line = place.line;
  self->column = place.column;
  self->thing = g_strdup (thing);
  self->field = g_strdup (field);
  return self;
}

/**
 * tl_xml_problem_free:
 */
void
tl_xml_problem_free (TlXmlProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->problem.id);
  g_free (self->problem.field);
  g_free (self->problem.where);
  g_free (self->problem.what);
  g_free (self->thing);
  g_free (self->field);
  g_free (self);
}

/**
 * tl_xml_problem_to_string:
 *
 * Returns: (transfer full): the problem on one line: `broken.xml:12:5: Queue (p): incidence is 1.3, and must be …`
 */
char *
tl_xml_problem_to_string (const TlXmlProblem *self)
{
  return tl_problem_to_string (&self->problem);
}

/* Keeps a problem. Returns FALSE where there are too many, and it is only counted. */
gboolean
_tl_xml_scan_add_problem (TlXmlScan *self, TlXmlPlace place, const char *thing, const char *field, const char *text)
{
  if (self->problems->len >= TL_XML_MAX_PROBLEMS)
    {
      self->n_more++;
      return FALSE;
    }
  g_ptr_array_add (self->problems, problem_new (self->name, place, thing, field, text));
  return TRUE;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const TlXmlProblem *one = *(TlXmlProblem *const *) a;
  const TlXmlProblem *two = *(TlXmlProblem *const *) b;

  if (one->line != two->line)
    return one->line < two->line ? -1 : 1;
  if (one->column != two->column)
    return one->column < two->column ? -1 : 1;
  return strcmp (one->problem.what, two->problem.what);
}

void
_tl_xml_scan_sort (TlXmlScan *self)
{
  g_ptr_array_sort (self->problems, compare_places);
}

typedef struct
{
  guint64 hash; /* 0: nothing here */
  int     line;
} Slot;

struct _TlXmlIds
{
  Slot   *slots;
  gsize   n_slots; /* a power of two */
  gsize   n_used;
  guint64 key[2];
};

TlXmlIds *
_tl_xml_ids_new (void)
{
  TlXmlIds *self = g_new0 (TlXmlIds, 1);

  self->n_slots = 256;
  self->slots = g_new0 (Slot, self->n_slots);
  for (int i = 0; i < 2; i++)
    self->key[i] = (guint64) g_random_int () << 32 | g_random_int ();
  return self;
}

void
_tl_xml_ids_free (TlXmlIds *self)
{
  if (self == NULL)
    return;
  g_free (self->slots);
  g_free (self);
}

static void
sip_round (guint64 v[4])
{
#define ROTATE(x, n) ((x) << (n) | (x) >> (64 - (n)))
  v[0] += v[1];
  v[1] = ROTATE (v[1], 13) ^ v[0];
  v[0] = ROTATE (v[0], 32);
  v[2] += v[3];
  v[3] = ROTATE (v[3], 16) ^ v[2];
  v[0] += v[3];
  v[3] = ROTATE (v[3], 21) ^ v[0];
  v[2] += v[1];
  v[1] = ROTATE (v[1], 17) ^ v[2];
  v[2] = ROTATE (v[2], 32);
#undef ROTATE
}

/* SipHash-2-4 (Aumasson and Bernstein): nobody can write a file whose ids fall together. Two of a million ids that differ
 * do so by chance once in 37 million files. */
static guint64
hash_id (const TlXmlIds *self, const char *id)
{
  guint64 v[4] = { self->key[0] ^ 0x736f6d6570736575u, self->key[1] ^ 0x646f72616e646f6du,
                   self->key[0] ^ 0x6c7967656e657261u, self->key[1] ^ 0x7465646279746573u };
  gsize   length = strlen (id);
  gsize   i;
  guint64 word;

  for (i = 0; i + 8 <= length; i += 8)
    {
      memcpy (&word, id + i, 8);
      v[3] ^= word;
      sip_round (v);
      sip_round (v);
      v[0] ^= word;
    }
  word = 0;
  memcpy (&word, id + i, length - i);
  word ^= (guint64) length << 56;
  v[3] ^= word;
  sip_round (v);
  sip_round (v);
  v[0] ^= word;
  v[2] ^= 0xff;
  for (int j = 0; j < 4; j++)
    sip_round (v);
  word = v[0] ^ v[1] ^ v[2] ^ v[3];
  return word ? word : 1;
}

static Slot *
find_slot (TlXmlIds *self, guint64 hash)
{
  gsize i = hash & (self->n_slots - 1);

  while (self->slots[i].hash != 0 && self->slots[i].hash != hash)
    i = (i + 1) & (self->n_slots - 1);
  return &self->slots[i];
}

/* Takes @id, which stands on @line. Returns 0, or the line where it stands already (-1: on none). */
int
_tl_xml_ids_add (TlXmlIds *self, const char *id, int line)
{
  guint64 hash = hash_id (self, id);
  Slot   *slot = find_slot (self, hash);

  if (slot->hash == hash)
    return slot->line > 0 ? slot->line : -1;
  if (self->n_used * 3 >= self->n_slots * 2)
    {
      g_autofree Slot *old = self->slots;
      gsize            n_old = self->n_slots;

      self->n_slots *= 2;
      self->slots = g_new0 (Slot, self->n_slots);
      for (gsize i = 0; i < n_old; i++)
        if (old[i].hash != 0)
          *find_slot (self, old[i].hash) = old[i];
      slot = find_slot (self, hash);
    }
  *slot = (Slot) { hash, line };
  self->n_used++;
  return 0;
}

gboolean
_tl_xml_ids_has (TlXmlIds *self, const char *id)
{
  return find_slot (self, hash_id (self, id))->hash != 0;
}
