/* tl-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-session.h"

struct _TlSession
{
  GObject       parent_instance;

  TlDocument   *document;
  TlFigures    *figures; /* NULL until the first are worked out */
  char         *selected; /* the primary one, or NULL */
  GPtrArray    *chosen;   /* ids, in the order in which they were selected */
  GHashTable   *marks;    /* the same ids, borrowed, to be looked up */

  GCancellable *working;
  guint64       serial; /* of the document, when the work began */
};

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_FIGURES,
  PROP_SELECTED,
  N_PROPS,
};

enum
{
  FAILED,
  EDITED,
  ASKED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlSession, tl_session, G_TYPE_OBJECT)

static void
worked_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlSession) self = data;
  g_autoptr (GError)    error = NULL;
  g_autoptr (TlFigures) figures = tl_figures_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->working);
  /* The journey has moved on: these figures are of what it was. */
  if (tl_document_get_serial (self->document) != self->serial)
    {
      tl_session_refresh (self);
      return;
    }
  if (figures == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else if (g_set_object (&self->figures, figures))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIGURES]);
}

static void
tl_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlSession *self = TL_SESSION (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;

    case PROP_FIGURES:
      g_value_set_object (value, self->figures);
      break;

    case PROP_SELECTED:
      g_value_set_string (value, self->selected);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TlSession *self = TL_SESSION (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      self->document = g_value_dup_object (value);
      break;

    case PROP_SELECTED:
      tl_session_select (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_session_dispose (GObject *object)
{
  TlSession *self = TL_SESSION (object);

  if (self->working)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  g_clear_object (&self->figures);
  g_clear_object (&self->document);
  g_clear_pointer (&self->selected, g_free);
  g_hash_table_remove_all (self->marks);
  g_ptr_array_set_size (self->chosen, 0);
  G_OBJECT_CLASS (tl_session_parent_class)->dispose (object);
}

static void
tl_session_finalize (GObject *object)
{
  g_hash_table_unref (TL_SESSION (object)->marks);
  g_ptr_array_unref (TL_SESSION (object)->chosen);
  G_OBJECT_CLASS (tl_session_parent_class)->finalize (object);
}

static void
tl_session_class_init (TlSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tl_session_get_property;
  object_class->set_property = tl_session_set_property;
  object_class->dispose = tl_session_dispose;
  object_class->finalize = tl_session_finalize;
  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, TL_TYPE_DOCUMENT,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FIGURES] = g_param_spec_object ("figures", NULL, NULL, TL_TYPE_FIGURES,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                   | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TlSession::failed:
   * @message: why there are no figures, for people
   */
  signals[FAILED] = g_signal_new ("failed", TL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);

  /**
   * TlSession::edited:
   *
   * Behind each edit, undo and redo, when it is committed and the journey holds it; the figures follow later.
   */
  signals[EDITED] = g_signal_new ("edited", TL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * TlSession::asked:
   * @action: the name of an action of the map, such as `canvas.delete`
   *
   * Someone elsewhere in the window wants that done with what is selected: see tl_session_ask().
   */
  signals[ASKED] = g_signal_new ("asked", TL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
}

static void
tl_session_init (TlSession *self)
{
  self->chosen = g_ptr_array_new_with_free_func (g_free);
  self->marks = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * tl_session_new:
 * @document: an open document
 *
 * Its figures are not worked out before tl_session_refresh() is called.
 *
 * Returns: (transfer full): a session
 */
TlSession *
tl_session_new (TlDocument *document)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (document), NULL);
  return g_object_new (TL_TYPE_SESSION, "document", document, NULL);
}

/**
 * tl_session_get_document:
 *
 * Returns: (transfer none): the document
 */
TlDocument *
tl_session_get_document (TlSession *self)
{
  g_return_val_if_fail (TL_IS_SESSION (self), NULL);
  return self->document;
}

/**
 * tl_session_get_journey:
 *
 * Returns: (transfer none): the document's journey
 */
TlJourney *
tl_session_get_journey (TlSession *self)
{
  g_return_val_if_fail (TL_IS_SESSION (self), NULL);
  return tl_document_get_journey (self->document);
}

/**
 * tl_session_get_figures:
 *
 * Returns: (transfer none) (nullable): what the journey comes to, or %NULL while the first figures are worked out
 */
TlFigures *
tl_session_get_figures (TlSession *self)
{
  g_return_val_if_fail (TL_IS_SESSION (self), NULL);
  return self->figures;
}

/**
 * tl_session_get_currency:
 *
 * Returns: (transfer none) (nullable): the journey's currency, ISO 4217
 */
const char *
tl_session_get_currency (TlSession *self)
{
  g_return_val_if_fail (TL_IS_SESSION (self), NULL);
  return tl_thing_get_text (tl_journey_get_root (tl_session_get_journey (self)), TL_JOURNEY_CURRENCY);
}

/**
 * tl_session_get_selected:
 *
 * Returns: (transfer none) (nullable): the id of what is selected; of several things, of the primary one
 */
const char *
tl_session_get_selected (TlSession *self)
{
  g_return_val_if_fail (TL_IS_SESSION (self), NULL);
  return self->selected;
}

/**
 * tl_session_get_thing:
 *
 * Returns: (transfer none): what is selected, the primary one of several, or the journey itself where nothing is
 */
TlThing *
tl_session_get_thing (TlSession *self)
{
  TlJourney *journey = tl_session_get_journey (self);
  TlThing   *thing = self->selected ? tl_journey_lookup (journey, self->selected) : NULL;

  return thing ? thing : tl_journey_get_root (journey);
}

/* The id as the journey has it, of a thing that can be selected; NULL for any other. */
static const char *
find_id (TlSession *self, const char *id)
{
  TlThing *thing = id ? tl_journey_lookup (tl_session_get_journey (self), id) : NULL;

  return thing && tl_thing_get_kind (thing) != TL_KIND_JOURNEY ? tl_thing_get_id (thing) : NULL;
}

static gboolean
find_chosen (TlSession *self, const char *id, guint *index)
{
  return g_ptr_array_find_with_equal_func (self->chosen, id, g_str_equal, index);
}

/* What is selected has changed, or which of it is the primary one. */
static void
set_primary (TlSession *self, const char *id)
{
  char *copy = g_strdup (id);

  g_hash_table_remove_all (self->marks);
  for (guint i = 0; i < self->chosen->len; i++)
    g_hash_table_add (self->marks, self->chosen->pdata[i]);
  g_free (self->selected);
  self->selected = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * tl_session_select:
 * @id: (nullable): a thing's id, or %NULL to select nothing; so does the journey's own, or one that is not there
 *
 * Selects one thing alone. `notify::selected` comes with every change of what is selected, be the primary one the same.
 */
void
tl_session_select (TlSession *self, const char *id)
{
  g_autofree char *kept = NULL;

  g_return_if_fail (TL_IS_SESSION (self));
  kept = g_strdup (find_id (self, id));
  if (g_strcmp0 (self->selected, kept) == 0 && self->chosen->len == (kept ? 1 : 0))
    return;
  g_ptr_array_set_size (self->chosen, 0);
  if (kept)
    g_ptr_array_add (self->chosen, g_strdup (kept));
  set_primary (self, kept);
}

/**
 * tl_session_select_many:
 * @ids: (array zero-terminated=1) (nullable): things' ids; what is not there is passed over, and what stands twice is
 *   taken once
 * @primary: (nullable): which of them is the primary one; %NULL for the last
 *
 * Selects these and nothing else.
 */
void
tl_session_select_many (TlSession *self, const char *const *ids, const char *primary)
{
  g_autoptr (GPtrArray)  chosen = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean               same;

  g_return_if_fail (TL_IS_SESSION (self));
  for (gsize i = 0; ids && ids[i]; i++)
    {
      char *id = g_strdup (find_id (self, ids[i]));

      if (id && g_hash_table_add (seen, id))
        g_ptr_array_add (chosen, id);
      else
        g_free (id);
    }
  if (primary == NULL || !g_hash_table_contains (seen, primary))
    primary = chosen->len > 0 ? chosen->pdata[chosen->len - 1] : NULL;
  same = chosen->len == self->chosen->len && g_strcmp0 (primary, self->selected) == 0;
  for (guint i = 0; same && i < chosen->len; i++)
    same = g_str_equal (chosen->pdata[i], self->chosen->pdata[i]);
  if (same)
    return;
  g_ptr_array_unref (self->chosen);
  self->chosen = g_steal_pointer (&chosen);
  set_primary (self, primary);
}

/**
 * tl_session_add:
 * @id: a thing's id
 *
 * Selects a thing besides what is selected, as the primary one.
 */
void
tl_session_add (TlSession *self, const char *id)
{
  g_autofree char *kept = NULL;

  g_return_if_fail (TL_IS_SESSION (self));
  kept = g_strdup (find_id (self, id));
  if (kept == NULL || g_strcmp0 (kept, self->selected) == 0)
    return;
  if (!tl_session_is_selected (self, kept))
    g_ptr_array_add (self->chosen, g_strdup (kept));
  set_primary (self, kept);
}

/**
 * tl_session_toggle:
 * @id: a thing's id
 *
 * Takes a thing into what is selected, or out of it.
 */
void
tl_session_toggle (TlSession *self, const char *id)
{
  guint at;

  g_return_if_fail (TL_IS_SESSION (self));
  if (id == NULL || !find_chosen (self, id, &at))
    {
      tl_session_add (self, id);
      return;
    }
  g_ptr_array_remove_index (self->chosen, at);
  if (self->selected && find_chosen (self, self->selected, &at))
    set_primary (self, self->chosen->pdata[at]);
  else
    set_primary (self, self->chosen->len > 0 ? self->chosen->pdata[self->chosen->len - 1] : NULL);
}

/**
 * tl_session_is_selected:
 *
 * Returns: whether that thing is among what is selected
 */
gboolean
tl_session_is_selected (TlSession *self, const char *id)
{
  g_return_val_if_fail (TL_IS_SESSION (self), FALSE);
  return id && g_hash_table_contains (self->marks, id);
}

/**
 * tl_session_n_selected:
 *
 * Returns: how many things are selected
 */
guint
tl_session_n_selected (TlSession *self)
{
  g_return_val_if_fail (TL_IS_SESSION (self), 0);
  return self->chosen->len;
}

/**
 * tl_session_dup_selection:
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of what is selected, in the order in which it was
 */
char **
tl_session_dup_selection (TlSession *self)
{
  char **ids;

  g_return_val_if_fail (TL_IS_SESSION (self), NULL);
  ids = g_new0 (char *, self->chosen->len + 1);
  for (guint i = 0; i < self->chosen->len; i++)
    ids[i] = g_strdup (self->chosen->pdata[i]);
  return ids;
}

/**
 * tl_session_ask:
 * @action: the name of an action of the map that needs no parameter
 *
 * Asks the map to do something with what is selected, from another part of the window.
 */
void
tl_session_ask (TlSession *self, const char *action)
{
  g_return_if_fail (TL_IS_SESSION (self));
  g_signal_emit (self, signals[ASKED], 0, action);
}

/**
 * tl_session_refresh:
 *
 * Works the figures out anew, off this thread; `notify::figures` says when they are there.
 */
void
tl_session_refresh (TlSession *self)
{
  g_return_if_fail (TL_IS_SESSION (self));
  if (self->working)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  self->working = g_cancellable_new ();
  self->serial = tl_document_get_serial (self->document);
  tl_figures_new_async (self->document, self->working, worked_out, g_object_ref (self));
}

/**
 * tl_session_can_edit:
 *
 * Returns: whether the journey may be changed, rather than only looked at
 */
gboolean
tl_session_can_edit (TlSession *self)
{
  g_return_val_if_fail (TL_IS_SESSION (self), FALSE);
  return !tl_document_is_read_only (self->document);
}

/* What was selected may be gone, or be there again. */
static void
note_edit (TlSession *self)
{
  TlJourney *journey = tl_session_get_journey (self);
  guint      n = self->chosen->len;
  gboolean   stays = self->selected && tl_journey_lookup (journey, self->selected);

  for (guint i = n; i-- > 0;)
    if (tl_journey_lookup (journey, self->chosen->pdata[i]) == NULL)
      {
        g_hash_table_remove (self->marks, self->chosen->pdata[i]);
        g_ptr_array_remove_index (self->chosen, i);
      }
  if (self->chosen->len < n)
    {
      const char *last = self->chosen->len > 0 ? self->chosen->pdata[self->chosen->len - 1] : NULL;

      set_primary (self, stays ? self->selected : last);
    }
  g_signal_emit (self, signals[EDITED], 0);
  tl_session_refresh (self);
}

/**
 * tl_session_apply:
 * @edit: what someone wants changed
 * @error: (nullable): return location; where it is %NULL, TlSession::failed says why not
 *
 * Hands @edit to the document's door. It is committed when this returns.
 *
 * Returns: %FALSE where the edit was refused, and nothing changed
 */
gboolean
tl_session_apply (TlSession *self, TlEdit *edit, GError **error)
{
  g_autoptr (GError) why = NULL;
  guint64            serial;

  g_return_val_if_fail (TL_IS_SESSION (self), FALSE);
  serial = tl_document_get_serial (self->document);
  if (tl_document_apply (self->document, edit, &why) > 0)
    {
      if (tl_document_get_serial (self->document) != serial)
        note_edit (self);
      return TRUE;
    }
  if (error)
    g_propagate_error (error, g_steal_pointer (&why));
  else
    g_signal_emit (self, signals[FAILED], 0, why->message);
  return FALSE;
}

static gboolean
step (TlSession *self, gboolean back)
{
  g_autoptr (GError) error = NULL;

  if (back ? tl_document_undo (self->document, &error) : tl_document_redo (self->document, &error))
    {
      note_edit (self);
      return TRUE;
    }
  if (!g_error_matches (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NOTHING_TO_UNDO))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  return FALSE;
}

/**
 * tl_session_undo:
 *
 * Returns: whether there was anything to undo
 */
gboolean
tl_session_undo (TlSession *self)
{
  g_return_val_if_fail (TL_IS_SESSION (self), FALSE);
  return step (self, TRUE);
}

/**
 * tl_session_redo:
 *
 * Returns: whether there was anything to redo
 */
gboolean
tl_session_redo (TlSession *self)
{
  g_return_val_if_fail (TL_IS_SESSION (self), FALSE);
  return step (self, FALSE);
}
