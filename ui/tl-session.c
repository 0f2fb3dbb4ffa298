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
  char         *selected;

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
  G_OBJECT_CLASS (tl_session_parent_class)->dispose (object);
}

static void
tl_session_class_init (TlSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tl_session_get_property;
  object_class->set_property = tl_session_set_property;
  object_class->dispose = tl_session_dispose;
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
}

static void
tl_session_init (TlSession *self)
{
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
 * Returns: (transfer none) (nullable): the id of what is selected
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
 * Returns: (transfer none): what is selected, or the journey itself where nothing is
 */
TlThing *
tl_session_get_thing (TlSession *self)
{
  TlJourney *journey = tl_session_get_journey (self);
  TlThing   *thing = self->selected ? tl_journey_lookup (journey, self->selected) : NULL;

  return thing ? thing : tl_journey_get_root (journey);
}

/**
 * tl_session_select:
 * @id: (nullable): a thing's id, or %NULL to select nothing; so does the journey's own, or one that is not there
 */
void
tl_session_select (TlSession *self, const char *id)
{
  TlThing *thing;

  g_return_if_fail (TL_IS_SESSION (self));
  thing = id ? tl_journey_lookup (tl_session_get_journey (self), id) : NULL;
  id = thing && tl_thing_get_kind (thing) != TL_KIND_JOURNEY ? tl_thing_get_id (thing) : NULL;
  if (g_strcmp0 (self->selected, id) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
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
  if (self->selected && tl_journey_lookup (tl_session_get_journey (self), self->selected) == NULL)
    tl_session_select (self, NULL);
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
