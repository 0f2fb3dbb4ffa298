/* tl-import-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-error.h"
#include "tl-text.h"

#define MAX_SHOWN  3   /* things in a message */
#define MAX_NEARBY 200 /* searches for what is nearest, which look at every thing */

struct _TlFinder
{
  TlJourney  *journey;
  GHashTable *whole; /* path → GPtrArray of things */
  GHashTable *ends;  /* the end of a path → GPtrArray of things */
  GPtrArray  *names; /* what may have been meant: paths, their ends, ids */
  guint       n_nearby;
};

/* Case, accents' forms and blanks aside; a stroke without blanks around it; an arrow of either shape. */
static char *
normalise (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (composed ? composed : text, -1);
  g_autofree char *line = tl_text_squeeze (folded);
  GString         *out = g_string_new (NULL);

  for (const char *p = line; *p; p++)
    {
      if (*p == ' ' && (p[1] == '/' || (out->len > 0 && out->str[out->len - 1] == '/')))
        continue;
      if (g_str_has_prefix (p, "->"))
        {
          g_string_append (out, "→");
          p++;
          continue;
        }
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static void
add_key (GHashTable *keys, const char *key, TlThing *thing)
{
  GPtrArray *things = g_hash_table_lookup (keys, key);

  if (things == NULL)
    {
      things = g_ptr_array_new ();
      g_hash_table_insert (keys, g_strdup (key), things);
    }
  if (things->len == 0 || things->pdata[things->len - 1] != thing)
    g_ptr_array_add (things, thing);
}

static void
add_thing (TlThing *thing, gpointer data)
{
  TlFinder        *self = data;
  g_autofree char *path = tl_thing_describe (thing);
  g_autofree char *key = normalise (path);
  TlThing         *parent = tl_thing_get_parent (thing);
  const char      *end = key;

  add_key (self->whole, key, thing);
  g_ptr_array_add (self->names, g_strdup (key));
  g_ptr_array_add (self->names, g_strdup (tl_thing_get_id (thing)));
  /* As many ends as it has things above it; a stroke inside a title is none of theirs. */
  for (; parent && tl_thing_get_kind (parent) != TL_KIND_JOURNEY; parent = tl_thing_get_parent (parent))
    {
      g_autofree char *above = tl_thing_describe (parent);
      g_autofree char *before = normalise (above);
      gsize            length = strlen (before);

      if (strncmp (key, before, length) != 0 || key[length] != '/')
        continue;
      end = key + length + 1;
      add_key (self->ends, end, thing);
      g_ptr_array_add (self->names, g_strdup (end));
    }
}

/**
 * tl_finder_new:
 * @journey: a journey, which must outlive the finder and not change
 *
 * Returns: (transfer full): a finder
 */
TlFinder *
tl_finder_new (TlJourney *journey)
{
  TlFinder *self = g_new0 (TlFinder, 1);

  self->journey = journey;
  self->whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (kind != TL_KIND_FACT && kind != TL_KIND_EVIDENCE)
      tl_journey_foreach (journey, kind, add_thing, self);
  return self;
}

/**
 * tl_finder_free:
 */
void
tl_finder_free (TlFinder *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->whole);
  g_hash_table_unref (self->ends);
  g_ptr_array_unref (self->names);
  g_free (self);
}

static gboolean
is_wanted (TlThing *thing, guint kinds)
{
  return (kinds & (1u << tl_thing_get_kind (thing))) != 0;
}

/* Those of @kinds that @text may mean: by id, or else by the whole path, or else by its end. */
static GPtrArray *
collect (TlFinder *self, const char *text, guint kinds)
{
  GPtrArray       *found = g_ptr_array_new ();
  g_autofree char *id = g_strstrip (g_strdup (text));
  g_autofree char *key = normalise (text);
  TlThing         *thing = tl_journey_lookup (self->journey, id);
  GHashTable      *tables[] = { self->whole, self->ends };

  if (thing && is_wanted (thing, kinds) && tl_thing_get_kind (thing) != TL_KIND_FACT)
    {
      g_ptr_array_add (found, thing);
      return found;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tables) && found->len == 0; i++)
    {
      GPtrArray *things = g_hash_table_lookup (tables[i], key);

      for (guint j = 0; things && j < things->len; j++)
        if (is_wanted (things->pdata[j], kinds))
          g_ptr_array_add (found, things->pdata[j]);
    }
  return found;
}

/* What @text comes nearest to, in words; NULL where nothing is near. */
static char *
find_nearest (TlFinder *self, const char *text, guint kinds)
{
  g_autofree char      *key = normalise (text);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char      *path = NULL;
  const char           *nearest;

  if (self->n_nearby++ >= MAX_NEARBY)
    return NULL;
  nearest = tl_text_nearest (key, (const char *const *) self->names->pdata, self->names->len);
  if (nearest == NULL)
    return NULL;
  found = collect (self, nearest, kinds);
  if (found->len == 0)
    return NULL;
  path = tl_thing_describe (found->pdata[0]);
  return g_strdup_printf (C_ ("thing", "%s (%s)"), path, tl_thing_get_id (found->pdata[0]));
}

static void
set_unknown (TlFinder *self, const char *text, guint kinds, GError **error)
{
  g_autofree char *line = tl_text_squeeze (text);
  g_autofree char *shown = tl_text_shorten (line, 80);
  g_autofree char *nearest = find_nearest (self, text, kinds);

  if (nearest)
    g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("nothing is called “%s”; did you mean %s?"), shown, nearest);
  else
    g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("nothing is called “%s”"), shown);
}

static void
set_ambiguous (const char *text, GPtrArray *found, GError **error)
{
  g_autofree char     *line = tl_text_squeeze (text);
  g_autofree char     *shown = tl_text_shorten (line, 80);
  g_autoptr (GString)  list = g_string_new (NULL);

  for (guint i = 0; i < found->len && i < MAX_SHOWN; i++)
    {
      g_autofree char *path = tl_thing_describe (found->pdata[i]);

      if (i > 0)
        g_string_append (list, C_ ("between things", ", "));
      g_string_append_printf (list, C_ ("thing", "%s (%s)"), path, tl_thing_get_id (found->pdata[i]));
    }
  if (found->len > MAX_SHOWN)
    g_string_append (list, ", …");
  g_set_error (error, TL_ERROR, TL_ERROR_FORM,
               ngettext ("“%s” may mean %u thing: %s; give its id", "“%s” may mean any of %u things: %s; give its id",
                         found->len),
               shown, found->len, list->str);
}

/**
 * tl_finder_find:
 * @text: an id, or titles with strokes between them
 * @kinds: the kinds it may be of, as bits (1 << kind)
 * @error: return location
 *
 * Finds one thing. An id counts before a title, and a title from the stage on before the end of another.
 *
 * Returns: (transfer none) (nullable): the thing, or %NULL with %TL_ERROR_MISSING (the message has the nearest) or, where
 *   several may be meant, %TL_ERROR_FORM
 */
TlThing *
tl_finder_find (TlFinder *self, const char *text, guint kinds, GError **error)
{
  g_autoptr (GPtrArray) found = collect (self, text, kinds);

  if (found->len == 1)
    return found->pdata[0];
  if (found->len == 0)
    set_unknown (self, text, kinds, error);
  else
    set_ambiguous (text, found, error);
  return NULL;
}

/* A field's name as someone may write it: `Unit cost`, `unit_cost`. */
static char *
normalise_field (const char *text)
{
  g_autofree char *name = normalise (text);

  for (char *p = name; *p; p++)
    if (*p == ' ' || *p == '_')
      *p = '-';
  return g_steal_pointer (&name);
}

static TlField
match_field (TlKind kind, const char *text)
{
  g_autofree char  *name = normalise_field (text);
  const TlKindInfo *info = tl_kind_get_info (kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const TlFieldInfo *field = tl_field_get_info (info->first + i);
      g_autofree char   *label = NULL;
      g_autofree char   *own = NULL;

      if (field->type == TL_TYPE_NOTE || field->type == TL_TYPE_BODY)
        continue;
      if (strcmp (name, field->name) == 0)
        return info->first + i;
      label = normalise_field (field->label);
      own = normalise_field (tl_field_get_label (info->first + i));
      if (strcmp (name, label) == 0 || strcmp (name, own) == 0)
        return info->first + i;
    }
  return TL_FIELD_NONE;
}

static void
set_no_field (TlThing *thing, const char *text, GError **error)
{
  const TlKindInfo     *info = tl_kind_get_info (tl_thing_get_kind (thing));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char      *name = normalise_field (text);
  g_autofree char      *shown = tl_text_shorten (name, 40);
  const char           *nearest;

  for (guint i = 0; i < info->n_fields; i++)
    if (tl_field_is_number (info->first + i))
      g_ptr_array_add (names, (char *) tl_field_get_info (info->first + i)->name);
  nearest = tl_text_nearest (name, (const char *const *) names->pdata, names->len);
  if (nearest)
    g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("“%s” is a %s, which has no field “%s”; did you mean “%s”?"),
                 tl_thing_get_title (thing), tl_kind_get_label (tl_thing_get_kind (thing)), shown, nearest);
  else if (names->len > 0)
    {
      g_autofree char *all = NULL;

      g_ptr_array_add (names, NULL);
      all = g_strjoinv (", ", (char **) names->pdata);
      g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("“%s” is a %s, which has no field “%s”; it has %s"),
                   tl_thing_get_title (thing), tl_kind_get_label (tl_thing_get_kind (thing)), shown, all);
    }
  else
    g_set_error (error, TL_ERROR, TL_ERROR_MISSING, _("“%s” is a %s, which has no numbers"), tl_thing_get_title (thing),
                 tl_kind_get_label (tl_thing_get_kind (thing)));
}

/* The one of @found that has @field_text. Several may be meant by their titles, and one by its field. */
static TlThing *
narrow (GPtrArray *found, const char *text, const char *field_text, TlField *field, GError **error)
{
  g_autoptr (GPtrArray) having = g_ptr_array_new ();

  for (guint i = 0; i < found->len; i++)
    if (match_field (tl_thing_get_kind (found->pdata[i]), field_text) != TL_FIELD_NONE)
      g_ptr_array_add (having, found->pdata[i]);
  if (having->len == 0)
    {
      set_no_field (found->pdata[0], field_text, error);
      return NULL;
    }
  if (having->len > 1)
    {
      set_ambiguous (text, having, error);
      return NULL;
    }
  *field = match_field (tl_thing_get_kind (having->pdata[0]), field_text);
  return having->pdata[0];
}

/**
 * tl_finder_find_field:
 * @text: an id or titles, with the field behind a last stroke where @field_text is %NULL: `Basket / Basket page / Fee /
 *   incidence`
 * @field_text: (nullable): the field, by its name in the XML or as people call it
 * @field: (out): the field
 * @error: return location
 *
 * Finds a field of a thing.
 *
 * Returns: (transfer none) (nullable): the thing, or %NULL with an error as tl_finder_find() gives
 */
TlThing *
tl_finder_find_field (TlFinder *self, const char *text, const char *field_text, TlField *field, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char      *thing_text = NULL;
  const char           *stroke;

  if (field_text)
    {
      found = collect (self, text, G_MAXUINT);
      if (found->len > 0)
        return narrow (found, text, field_text, field, error);
      set_unknown (self, text, G_MAXUINT, error);
      return NULL;
    }
  stroke = strrchr (text, '/');
  thing_text = stroke ? g_strndup (text, (gsize) (stroke - text)) : NULL;
  found = thing_text ? collect (self, thing_text, G_MAXUINT) : NULL;
  if (found && found->len > 0)
    return narrow (found, thing_text, stroke + 1, field, error);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = collect (self, text, G_MAXUINT);
  if (found->len > 0)
    g_set_error (error, TL_ERROR, TL_ERROR_MISSING,
                 _("“%s” names no field: write it behind a last stroke, as in “%s / unit-cost”, or in a column of its own"),
                 tl_thing_get_title (found->pdata[0]), tl_thing_get_title (found->pdata[0]));
  else
    set_unknown (self, thing_text ? thing_text : text, G_MAXUINT, error);
  return NULL;
}
