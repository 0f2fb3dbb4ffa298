/* tl-find-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-find-index.h"

#include <string.h>

/* So much of a long note is searched, in bytes: notes are for people to read. */
#define MAX_NOTE 65536

struct _TlFindIndex
{
  TlJourney  *journey;
  GArray     *entries;  /* TlFindEntry, along the journey */
  GHashTable *by_thing; /* id → index + 1 */
};

static void
entry_clear (gpointer data)
{
  TlFindEntry *entry = data;

  g_free (entry->thing);
  g_free (entry->place);
  g_free (entry->folded);
}

/* Small letters, and no accents: who types “cafe” means “Café”. */
static char *
fold (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  g_autofree char *taken = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *small = g_utf8_casefold (taken ? taken : valid, -1);
  GString         *out = g_string_sized_new (strlen (small));

  for (const char *p = small; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_words (TlField field)
{
  TlType type = tl_field_get_info (field)->type;

  return type == TL_TYPE_TEXT || type == TL_TYPE_NOTE || type == TL_TYPE_BODY;
}

static char *
fold_thing (TlThing *thing)
{
  const TlKindInfo   *info = tl_kind_get_info (tl_thing_get_kind (thing));
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *text = is_words (info->first + i) ? tl_thing_get_text (thing, info->first + i) : NULL;

      if (text)
        {
          g_string_append_len (all, text, (gssize) MIN (strlen (text), MAX_NOTE));
          g_string_append_c (all, '\n');
        }
    }
  return fold (all->str, all->len);
}

typedef struct
{
  const char *cause;
  TlThing    *pain;
} FirstPain;

static void
note_pain (TlThing *because, gpointer data)
{
  FirstPain *first = data;

  if (first->pain == NULL && g_strcmp0 (tl_thing_get_text (because, TL_BECAUSE_CAUSE), first->cause) == 0)
    first->pain = tl_thing_get_parent (because);
}

/* A cause is where the first of its pains is, unless the map shows it itself; a fix where it first acts. */
static char *
place_of (TlJourney *journey, TlThing *thing)
{
  switch (tl_thing_get_kind (thing))
    {
    case TL_KIND_STAGE:
    case TL_KIND_TOUCHPOINT:
    case TL_KIND_PAIN:
    case TL_KIND_DELIGHT:
    case TL_KIND_TRANSITION:
      return g_strdup (tl_thing_get_id (thing));

    case TL_KIND_CAUSE:
      {
        FirstPain first = { tl_thing_get_id (thing), NULL };

        tl_journey_foreach (journey, TL_KIND_BECAUSE, note_pain, &first);
        return first.pain ? g_strdup (tl_thing_get_id (first.pain)) : NULL;
      }

    case TL_KIND_FIX:
      for (guint i = 0; i < tl_thing_n (thing, TL_KIND_EFFECT); i++)
        {
          const char *on = tl_thing_get_text (tl_thing_nth (thing, TL_KIND_EFFECT, i), TL_EFFECT_ON);
          TlThing    *target = tl_journey_lookup (journey, on);

          if (target && tl_thing_get_kind (target) != TL_KIND_FIX)
            return place_of (journey, target);
        }
      return NULL;

    default:
      return NULL;
    }
}

static void
add (TlFindIndex *self, TlThing *thing)
{
  TlFindEntry entry = { g_strdup (tl_thing_get_id (thing)), place_of (self->journey, thing), fold_thing (thing) };

  g_array_append_val (self->entries, entry);
  g_hash_table_insert (self->by_thing, entry.thing, GUINT_TO_POINTER (self->entries->len));
}

static void
add_list (TlFindIndex *self, TlThing *parent, TlKind kind)
{
  for (guint i = 0; i < tl_thing_n (parent, kind); i++)
    {
      TlThing *thing = tl_thing_nth (parent, kind, i);

      add (self, thing);
      if (kind == TL_KIND_STAGE)
        add_list (self, thing, TL_KIND_TOUCHPOINT);
      if (kind == TL_KIND_TOUCHPOINT)
        {
          add_list (self, thing, TL_KIND_PAIN);
          add_list (self, thing, TL_KIND_DELIGHT);
        }
    }
}

/**
 * tl_find_index_new:
 * @journey: a journey
 *
 * Takes down the words of what the map shows or leads to, along the journey: stages with what is in them, then
 * transitions, causes and fixes.
 *
 * Returns: (transfer full): the index
 */
TlFindIndex *
tl_find_index_new (TlJourney *journey)
{
  static const TlKind kinds[] = { TL_KIND_STAGE, TL_KIND_TRANSITION, TL_KIND_CAUSE, TL_KIND_FIX, TL_KIND_PARKED };
  TlFindIndex        *self = g_new0 (TlFindIndex, 1);

  self->journey = g_object_ref (journey);
  self->entries = g_array_new (FALSE, FALSE, sizeof (TlFindEntry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->by_thing = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_list (self, tl_journey_get_root (journey), kinds[i]);
  return self;
}

void
tl_find_index_free (TlFindIndex *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_thing);
  g_array_unref (self->entries);
  g_object_unref (self->journey);
  g_free (self);
}

guint
tl_find_index_n (TlFindIndex *self)
{
  return self->entries->len;
}

const TlFindEntry *
tl_find_index_nth (TlFindIndex *self, guint n)
{
  return n < self->entries->len ? &g_array_index (self->entries, TlFindEntry, n) : NULL;
}

/**
 * tl_find_index_lookup:
 *
 * Returns: where @thing stands in the index; %G_MAXUINT where it does not
 */
guint
tl_find_index_lookup (TlFindIndex *self, const char *thing)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->by_thing, thing)) - 1;
}

/**
 * tl_find_words:
 * @text: what someone typed
 *
 * Returns: (transfer full): the words of it, as tl_find_matches() wants them; empty where there is none
 */
char **
tl_find_words (const char *text)
{
  g_autofree char       *folded = fold (text, strlen (text));
  g_auto (GStrv)         parts = NULL;
  g_autoptr (GPtrArray)  words = g_ptr_array_new ();

  for (char *p = folded; *p; p = g_utf8_next_char (p))
    if (*p == '"' || *p == '\t' || *p == '\n')
      *p = ' ';
  parts = g_strsplit (folded, " ", -1);
  for (guint i = 0; parts[i]; i++)
    if (*parts[i])
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/**
 * tl_find_matches:
 * @words: from tl_find_words()
 *
 * Returns: whether every word is in it, be it as part of a longer one
 */
gboolean
tl_find_matches (const TlFindEntry *entry, char **words)
{
  for (guint i = 0; words[i]; i++)
    if (strstr (entry->folded, words[i]) == NULL)
      return FALSE;
  return words[0] != NULL;
}

/**
 * tl_find_place:
 * @thing: the id of what a record speaks of
 *
 * Returns: (transfer full) (nullable): the touchpoint that a record about @thing leads to; the stage, where it speaks
 *   of a stage
 */
char *
tl_find_place (TlJourney *journey, const char *thing)
{
  TlThing *found = tl_journey_lookup (journey, thing);

  for (TlThing *up = found; up; up = tl_thing_get_parent (up))
    if (tl_thing_get_kind (up) == TL_KIND_TOUCHPOINT || tl_thing_get_kind (up) == TL_KIND_STAGE)
      return g_strdup (tl_thing_get_id (up));
  return found ? place_of (journey, found) : NULL;
}
