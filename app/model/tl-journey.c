/* tl-journey.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-journey.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-text.h"
#include "tl-thing-private.h"

struct _TlJourney
{
  GObject     parent_instance;

  TlThing    *root;
  GHashTable *things; /* id → thing, owned */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (tl-journey-error-quark, tl_journey_error)
G_DEFINE_FINAL_TYPE (TlJourney, tl_journey, G_TYPE_OBJECT)

static void
tl_journey_dispose (GObject *object)
{
  TlJourney     *self = TL_JOURNEY (object);
  GHashTableIter iter;
  gpointer       thing;

  /* A thing may outlive its journey in somebody's hand: then it stands alone. */
  g_hash_table_iter_init (&iter, self->things);
  while (g_hash_table_iter_next (&iter, NULL, &thing))
    _tl_thing_set_journey (thing, NULL);
  g_hash_table_remove_all (self->things);
  g_clear_object (&self->root);
  G_OBJECT_CLASS (tl_journey_parent_class)->dispose (object);
}

static void
tl_journey_finalize (GObject *object)
{
  g_hash_table_unref (TL_JOURNEY (object)->things);
  G_OBJECT_CLASS (tl_journey_parent_class)->finalize (object);
}

static void
tl_journey_class_init (TlJourneyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_journey_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_journey_finalize;

  /**
   * TlJourney::changed:
   * @self: a journey
   * @thing: the thing that changed, came or went
   *
   * Emitted behind each change that was applied.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_JOURNEY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   TL_TYPE_THING);
}

static void
tl_journey_init (TlJourney *self)
{
  self->things = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

static void
add_thing (TlJourney *self, TlThing *thing)
{
  g_hash_table_insert (self->things, (char *) tl_thing_get_id (thing), thing);
}

/**
 * tl_journey_new:
 * @id: its own id
 *
 * Returns: (transfer full): a journey with nothing in it but itself
 */
TlJourney *
tl_journey_new (const char *id)
{
  TlJourney *self = g_object_new (TL_TYPE_JOURNEY, NULL);

  self->root = _tl_thing_new (self, TL_KIND_JOURNEY, id);
  add_thing (self, g_object_ref (self->root));
  return self;
}

/**
 * tl_journey_get_root:
 *
 * Returns: (transfer none): the thing of kind %TL_KIND_JOURNEY, which all others stand in
 */
TlThing *
tl_journey_get_root (TlJourney *self)
{
  g_return_val_if_fail (TL_IS_JOURNEY (self), NULL);
  return self->root;
}

/**
 * tl_journey_lookup:
 *
 * Returns: (transfer none) (nullable): the thing whose id is @id; records are not among them
 */
TlThing *
tl_journey_lookup (TlJourney *self, const char *id)
{
  g_return_val_if_fail (TL_IS_JOURNEY (self), NULL);
  return id ? g_hash_table_lookup (self->things, id) : NULL;
}

static void
visit_below (TlThing *parent, const TlKind *path, int n_path, void (*visit) (TlThing *, gpointer), gpointer data)
{
  guint n = tl_thing_n (parent, path[n_path - 1]);

  for (guint i = 0; i < n; i++)
    {
      TlThing *thing = tl_thing_nth (parent, path[n_path - 1], i);

      if (n_path == 1)
        visit (thing, data);
      else
        visit_below (thing, path, n_path - 1, visit, data);
    }
}

/**
 * tl_journey_foreach:
 * @kind: a kind of thing
 * @visit: (scope call): called for each thing of it, in the order of the file
 * @data: for @visit
 */
void
tl_journey_foreach (TlJourney *self, TlKind kind, void (*visit) (TlThing *thing, gpointer data), gpointer data)
{
  TlKind path[4];
  int    n = 0;

  g_return_if_fail (TL_IS_JOURNEY (self));
  for (TlKind k = kind; k != TL_KIND_JOURNEY && k != TL_KIND_NONE; k = tl_kind_get_info (k)->parent)
    path[n++] = k;
  if (n == 0)
    visit (self->root, data);
  else
    visit_below (self->root, path, n, visit, data);
}

static void
collect_one (TlThing *thing, gpointer data)
{
  g_ptr_array_add (data, thing);
}

/**
 * tl_journey_collect:
 *
 * Returns: (transfer container): the things of @kind, borrowed, in the order of the file
 */
GPtrArray *
tl_journey_collect (TlJourney *self, TlKind kind)
{
  GPtrArray *things = g_ptr_array_new ();

  tl_journey_foreach (self, kind, collect_one, things);
  return things;
}

static void
count_one (TlThing *thing, gpointer data)
{
  (*(guint *) data)++;
}

/**
 * tl_journey_n:
 *
 * Returns: how many things of @kind there are
 */
guint
tl_journey_n (TlJourney *self, TlKind kind)
{
  guint n = 0;

  tl_journey_foreach (self, kind, count_one, &n);
  return n;
}

/**
 * tl_journey_find_fact:
 * @of: a thing's id
 * @field: a field's name
 *
 * Returns: (transfer none) (nullable): the fact that says where that number comes from
 */
TlThing *
tl_journey_find_fact (TlJourney *self, const char *of, const char *field)
{
  guint n = tl_thing_n (self->root, TL_KIND_FACT);

  for (guint i = 0; i < n; i++)
    {
      TlThing *fact = tl_thing_nth (self->root, TL_KIND_FACT, i);

      if (g_strcmp0 (tl_thing_get_text (fact, TL_FACT_OF), of) == 0 &&
          g_strcmp0 (tl_thing_get_text (fact, TL_FACT_FIELD), field) == 0)
        return fact;
    }
  return NULL;
}

static gboolean
id_is_taken (const char *id, gpointer data)
{
  return tl_journey_lookup (data, id) != NULL;
}

/**
 * tl_journey_make_id:
 * @wish: a title, or another text that the id should read like
 *
 * Returns: (transfer full): an id that no thing of the journey has; records' ids are the document's to look at
 */
char *
tl_journey_make_id (TlJourney *self, const char *wish)
{
  g_autofree char *name = tl_text_is_name (wish) ? g_strdup (wish) : tl_text_make_name (wish);

  return tl_text_make_unique (name, id_is_taken, self);
}

static gboolean
apply_exists (TlJourney *self, const TlChange *change, gboolean exists, GError **error)
{
  TlThing            *thing = tl_journey_lookup (self, change->id);
  g_autoptr (TlThing) hold = NULL;

  if (exists && thing)
    {
      g_set_error (error, TL_JOURNEY_ERROR, TL_JOURNEY_ERROR_ID_TAKEN, _("the id “%s” is used twice"), change->id);
      return FALSE;
    }
  if (exists)
    {
      thing = _tl_thing_new (self, change->kind, change->id);
      add_thing (self, thing);
      g_signal_emit (self, signals[CHANGED], 0, thing);
      return TRUE;
    }
  if (_tl_thing_has_children (thing))
    {
      g_set_error (error, TL_JOURNEY_ERROR, TL_JOURNEY_ERROR_NOT_EMPTY,
                   _("“%s” cannot go while other things stand in it"), tl_thing_get_title (thing));
      return FALSE;
    }
  hold = g_object_ref (thing);
  if (tl_thing_get_parent (thing))
    _tl_thing_set_parent (thing, NULL);
  g_hash_table_remove (self->things, change->id);
  _tl_thing_set_journey (thing, NULL);
  g_signal_emit (self, signals[CHANGED], 0, thing);
  return TRUE;
}

static gboolean
apply_parent (TlJourney *self, TlThing *thing, const char *parent_id, GError **error)
{
  TlThing *parent = parent_id ? tl_journey_lookup (self, parent_id) : NULL;

  if (parent_id && (parent == NULL || tl_thing_get_kind (parent) != tl_kind_get_info (tl_thing_get_kind (thing))->parent))
    {
      g_set_error (error, TL_JOURNEY_ERROR, TL_JOURNEY_ERROR_NO_PARENT, _("a %s cannot stand in “%s”"),
                   tl_kind_get_label (tl_thing_get_kind (thing)), parent_id);
      return FALSE;
    }
  _tl_thing_set_parent (thing, parent);
  return TRUE;
}

/**
 * tl_journey_apply:
 * @change: a change
 * @back: whether to take it back rather than make it
 * @error: return location
 *
 * Makes one change in memory. Only the document's door calls this, which keeps the file in step.
 *
 * Returns: %FALSE with a %TL_JOURNEY_ERROR, or an error of tl_field_parse(), and nothing changed
 */
gboolean
tl_journey_apply (TlJourney *self, const TlChange *change, gboolean back, GError **error)
{
  const char *text = back ? change->before : change->after;
  TlThing    *thing;
  TlField     field;
  TlValue     value = { FALSE };
  double      position = 0;

  g_return_val_if_fail (TL_IS_JOURNEY (self), FALSE);
  if (strcmp (change->field, TL_CHANGE_EXISTS) == 0 && text)
    return apply_exists (self, change, TRUE, error);

  thing = tl_journey_lookup (self, change->id);
  if (thing == NULL || tl_thing_get_kind (thing) != change->kind)
    {
      g_set_error (error, TL_JOURNEY_ERROR, TL_JOURNEY_ERROR_NO_THING, _("there is no %s “%s”"),
                   tl_kind_get_label (change->kind), change->id);
      return FALSE;
    }
  if (strcmp (change->field, TL_CHANGE_EXISTS) == 0)
    return apply_exists (self, change, FALSE, error);

  if (strcmp (change->field, TL_CHANGE_PARENT) == 0 && change->kind != TL_KIND_JOURNEY)
    {
      if (!apply_parent (self, thing, text, error))
        return FALSE;
    }
  else if (strcmp (change->field, TL_CHANGE_POSITION) == 0 && change->kind != TL_KIND_JOURNEY)
    {
      if (text && !tl_number_parse (text, &position, error))
        return FALSE;
      _tl_thing_set_position (thing, position);
    }
  else
    {
      field = tl_kind_find_field (change->kind, change->field);
      if (field == TL_FIELD_NONE)
        {
          g_set_error (error, TL_JOURNEY_ERROR, TL_JOURNEY_ERROR_NO_FIELD, _("a %s has no field “%s”"),
                       tl_kind_get_label (change->kind), change->field);
          return FALSE;
        }
      if (text && !tl_field_parse (field, text, &value, error))
        return FALSE;
      _tl_thing_take_value (thing, field, &value);
    }
  g_signal_emit (self, signals[CHANGED], 0, thing);
  return TRUE;
}
