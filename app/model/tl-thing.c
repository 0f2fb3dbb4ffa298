/* tl-thing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-thing-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-journey.h"

struct _TlThingList
{
  GObject    parent_instance;

  GPtrArray *things; /* by position, then id; each owned */
};

struct _TlThing
{
  GObject      parent_instance;

  /* Borrowed: the journey owns its things, and a thing its children. */
  TlJourney   *journey;
  TlThing     *parent;

  TlKind       kind;
  char        *id;
  double       position;
  TlValue     *values;
  TlThingList *lists[TL_N_KINDS];
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void tl_thing_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (TlThing, tl_thing, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (TlThingList, tl_thing_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, tl_thing_list_model_init))

static GType
tl_thing_list_get_item_type (GListModel *model)
{
  return TL_TYPE_THING;
}

static guint
tl_thing_list_get_n_items (GListModel *model)
{
  return TL_THING_LIST (model)->things->len;
}

static gpointer
tl_thing_list_get_item (GListModel *model, guint position)
{
  TlThingList *self = TL_THING_LIST (model);

  return position < self->things->len ? g_object_ref (self->things->pdata[position]) : NULL;
}

static void
tl_thing_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = tl_thing_list_get_item_type;
  iface->get_n_items = tl_thing_list_get_n_items;
  iface->get_item = tl_thing_list_get_item;
}

static int
compare_places (TlThing *a, TlThing *b)
{
  if (a->position != b->position)
    return a->position < b->position ? -1 : 1;
  return strcmp (a->id, b->id);
}

static void
tl_thing_list_insert (TlThingList *self, TlThing *thing)
{
  guint low = 0, high = self->things->len;

  /* Things come in order as a file is read: look at the end first. */
  if (high > 0 && compare_places (self->things->pdata[high - 1], thing) < 0)
    low = high;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_places (self->things->pdata[middle], thing) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  g_ptr_array_insert (self->things, (int) low, g_object_ref (thing));
  g_list_model_items_changed (G_LIST_MODEL (self), low, 0, 1);
}

static void
tl_thing_list_remove (TlThingList *self, TlThing *thing)
{
  guint at;

  if (!g_ptr_array_find (self->things, thing, &at))
    return;
  g_ptr_array_remove_index (self->things, at);
  g_list_model_items_changed (G_LIST_MODEL (self), at, 1, 0);
}

static void
tl_thing_list_finalize (GObject *object)
{
  g_clear_pointer (&TL_THING_LIST (object)->things, g_ptr_array_unref);
  G_OBJECT_CLASS (tl_thing_list_parent_class)->finalize (object);
}

static void
tl_thing_list_class_init (TlThingListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_thing_list_finalize;
}

static void
tl_thing_list_init (TlThingList *self)
{
  self->things = g_ptr_array_new_with_free_func (g_object_unref);
}

static TlThingList *
ensure_list (TlThing *self, TlKind kind)
{
  if (self->lists[kind] == NULL)
    self->lists[kind] = g_object_new (TL_TYPE_THING_LIST, NULL);
  return self->lists[kind];
}

static void
tl_thing_finalize (GObject *object)
{
  TlThing          *self = TL_THING (object);
  const TlKindInfo *info = tl_kind_get_info (self->kind);

  for (guint i = 0; i < TL_N_KINDS; i++)
    if (self->lists[i])
      {
        for (guint j = 0; j < self->lists[i]->things->len; j++)
          TL_THING (self->lists[i]->things->pdata[j])->parent = NULL;
        g_clear_object (&self->lists[i]);
      }
  for (guint i = 0; i < info->n_fields; i++)
    tl_value_clear (&self->values[i], info->first + i);
  g_free (self->values);
  g_free (self->id);
  G_OBJECT_CLASS (tl_thing_parent_class)->finalize (object);
}

static void
tl_thing_class_init (TlThingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_thing_finalize;

  /**
   * TlThing::changed:
   * @self: a thing
   * @field: the #TlField that changed, or %TL_FIELD_NONE where it moved
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_THING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_UINT);
}

static void
tl_thing_init (TlThing *self)
{
}

TlThing *
_tl_thing_new (TlJourney *journey, TlKind kind, const char *id)
{
  TlThing *self = g_object_new (TL_TYPE_THING, NULL);

  self->journey = journey;
  self->kind = kind;
  self->id = g_strdup (id);
  self->values = g_new0 (TlValue, tl_kind_get_info (kind)->n_fields);
  return self;
}

TlJourney *
_tl_thing_get_journey (TlThing *self)
{
  return self->journey;
}

void
_tl_thing_set_journey (TlThing *self, TlJourney *journey)
{
  self->journey = journey;
}

void
_tl_thing_set_parent (TlThing *self, TlThing *parent)
{
  g_autoptr (TlThing) hold = g_object_ref (self);

  if (self->parent)
    tl_thing_list_remove (ensure_list (self->parent, self->kind), self);
  self->parent = parent;
  if (parent)
    tl_thing_list_insert (ensure_list (parent, self->kind), self);
  g_signal_emit (self, signals[CHANGED], 0, TL_FIELD_NONE);
}

void
_tl_thing_set_position (TlThing *self, double position)
{
  g_autoptr (TlThing) hold = g_object_ref (self);

  if (self->position == position)
    return;
  if (self->parent)
    tl_thing_list_remove (ensure_list (self->parent, self->kind), self);
  self->position = position;
  if (self->parent)
    tl_thing_list_insert (ensure_list (self->parent, self->kind), self);
  g_signal_emit (self, signals[CHANGED], 0, TL_FIELD_NONE);
}

void
_tl_thing_take_value (TlThing *self, TlField field, TlValue *value)
{
  TlValue *mine = &self->values[field - tl_kind_get_info (self->kind)->first];

  tl_value_clear (mine, field);
  *mine = *value;
  *value = (TlValue) { FALSE };
  g_signal_emit (self, signals[CHANGED], 0, field);
}

gboolean
_tl_thing_has_children (TlThing *self)
{
  for (guint i = 0; i < TL_N_KINDS; i++)
    if (self->lists[i] && self->lists[i]->things->len > 0)
      return TRUE;
  return FALSE;
}

/**
 * tl_thing_get_kind:
 *
 * Returns: what kind of thing @self is
 */
TlKind
tl_thing_get_kind (TlThing *self)
{
  g_return_val_if_fail (TL_IS_THING (self), TL_KIND_NONE);
  return self->kind;
}

/**
 * tl_thing_get_id:
 *
 * Returns: (transfer none): its id, unique in the journey
 */
const char *
tl_thing_get_id (TlThing *self)
{
  g_return_val_if_fail (TL_IS_THING (self), NULL);
  return self->id;
}

/**
 * tl_thing_get_parent:
 *
 * Returns: (transfer none) (nullable): the thing it stands in: the journey's own for stages and their like
 */
TlThing *
tl_thing_get_parent (TlThing *self)
{
  g_return_val_if_fail (TL_IS_THING (self), NULL);
  return self->parent;
}

/**
 * tl_thing_get_position:
 *
 * Returns: its place among the things of its kind in its parent: they are ordered by it, then by id
 */
double
tl_thing_get_position (TlThing *self)
{
  g_return_val_if_fail (TL_IS_THING (self), 0);
  return self->position;
}

/**
 * tl_thing_get_value:
 * @field: a field of its kind
 *
 * Returns: (transfer none): what is written down, which may be nothing
 */
const TlValue *
tl_thing_get_value (TlThing *self, TlField field)
{
  static const TlValue unset = { FALSE };

  g_return_val_if_fail (TL_IS_THING (self), &unset);
  g_return_val_if_fail (field < TL_N_FIELDS && tl_field_get_info (field)->kind == self->kind, &unset);
  return &self->values[field - tl_kind_get_info (self->kind)->first];
}

/**
 * tl_thing_has:
 * @field: a field of its kind
 *
 * Returns: whether anything is written down there
 */
gboolean
tl_thing_has (TlThing *self, TlField field)
{
  return tl_thing_get_value (self, field)->is_set;
}

/**
 * tl_thing_get_text:
 * @field: a field of its kind that holds text, a reference, a date or a word
 *
 * Returns: (transfer none) (nullable): the text, or the preset where none is set, or %NULL
 */
const char *
tl_thing_get_text (TlThing *self, TlField field)
{
  const TlValue *value = tl_thing_get_value (self, field);

  g_return_val_if_fail (!tl_field_is_number (field), NULL);
  return value->is_set ? value->text : tl_field_get_info (field)->preset;
}

/**
 * tl_thing_get_number:
 * @field: a field of its kind that holds a number, a whole number or an estimate
 *
 * Returns: the number, or the estimate's point value, or the preset where none is set, or 0
 */
double
tl_thing_get_number (TlThing *self, TlField field)
{
  const TlValue *value = tl_thing_get_value (self, field);
  const char    *preset = tl_field_get_info (field)->preset;

  g_return_val_if_fail (tl_field_is_number (field), 0);
  if (!value->is_set)
    return preset ? g_ascii_strtod (preset, NULL) : 0;
  return tl_field_get_info (field)->type == TL_TYPE_ESTIMATE ? tl_estimate_point (&value->estimate) : value->number;
}

/**
 * tl_thing_get_estimate:
 * @field: a field of its kind that holds an estimate
 *
 * Returns: the estimate, or the preset where none is set, or a known 0
 */
TlEstimate
tl_thing_get_estimate (TlThing *self, TlField field)
{
  const TlValue *value = tl_thing_get_value (self, field);

  g_return_val_if_fail (tl_field_get_info (field)->type == TL_TYPE_ESTIMATE, tl_estimate_known (0));
  return value->is_set ? value->estimate : tl_estimate_known (tl_thing_get_number (self, field));
}

/**
 * tl_thing_is_word:
 *
 * Returns: whether the text of @field, or its preset where none is set, is @word
 */
gboolean
tl_thing_is_word (TlThing *self, TlField field, const char *word)
{
  return g_strcmp0 (tl_thing_get_text (self, field), word) == 0;
}

/**
 * tl_thing_format:
 *
 * Returns: (transfer full) (nullable): what is written down in @field, in canonical form; %NULL where nothing is
 */
char *
tl_thing_format (TlThing *self, TlField field)
{
  return tl_field_format (field, tl_thing_get_value (self, field));
}

/**
 * tl_thing_get_title:
 *
 * Returns: (transfer none): its title, or its id where its kind has none
 */
const char *
tl_thing_get_title (TlThing *self)
{
  TlField     field = tl_kind_get_title (self->kind);
  const char *title = field == TL_FIELD_NONE ? NULL : tl_thing_get_text (self, field);

  return title && *title ? title : self->id;
}

static const char *
text_or_mark (TlThing *self, TlField field)
{
  const char *text = tl_thing_get_text (self, field);

  return text ? text : "?";
}

/* The words for what a reference points to: a title, or what a thing without one joins. */
static char *
name_of (TlThing *self, TlField reference)
{
  const char *id = tl_thing_get_text (self, reference);
  TlThing    *thing = id && self->journey ? tl_journey_lookup (self->journey, id) : NULL;

  if (thing && thing != self && thing->kind == TL_KIND_TRANSITION)
    return tl_thing_describe (thing);
  return g_strdup (thing ? tl_thing_get_title (thing) : id ? id : "?");
}

/**
 * tl_thing_describe:
 *
 * Where @self is, in titles, as people would say it: `Basket / Basket page / Delivery fee`, `Pay → Bought`.
 *
 * Returns: (transfer full): the words
 */
char *
tl_thing_describe (TlThing *self)
{
  g_autofree char *above = NULL;
  g_autofree char *own = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  switch (self->kind)
    {
    case TL_KIND_TRANSITION:
      one = name_of (self, TL_TRANSITION_FROM);
      other = name_of (self, TL_TRANSITION_TO);
      return g_strdup_printf ("%s → %s", one, other);

    case TL_KIND_CONTACT:
      one = name_of (self, TL_CONTACT_TOUCHPOINT);
      /* Translators: further contacts that a pain causes at a touchpoint; %s is the touchpoint's title. */
      own = g_strdup_printf (_("contacts at %s"), one);
      break;

    case TL_KIND_BECAUSE:
      one = name_of (self, TL_BECAUSE_CAUSE);
      own = g_strdup_printf (_("because of %s"), one);
      break;

    case TL_KIND_EFFECT:
      one = name_of (self, TL_EFFECT_ON);
      /* Translators: a fix's effect: a field's name, and the title of the thing it is of. */
      own = g_strdup_printf (_("%s of %s"), text_or_mark (self, TL_EFFECT_FIELD), one);
      break;

    case TL_KIND_FACT:
      one = name_of (self, TL_FACT_OF);
      return g_strdup_printf (_("%s of %s"), text_or_mark (self, TL_FACT_FIELD), one);

    case TL_KIND_CHOICE:
      own = tl_thing_has (self, TL_CHOICE_FIX) ? name_of (self, TL_CHOICE_FIX)
                                               : g_strdup (text_or_mark (self, TL_CHOICE_TITLE));
      break;

    case TL_KIND_RULE:
      one = name_of (self, TL_RULE_TO);
      /* Translators: a rule that assigns records to what %s is the title of. */
      return g_strdup_printf (_("rule for %s"), one);

    case TL_KIND_TIE:
      one = name_of (self, TL_TIE_OF);
      /* Translators: a number that follows the records: a field's name, and the title of the thing it is of. */
      return g_strdup_printf (_("tie of %s of %s"), text_or_mark (self, TL_TIE_FIELD), one);

    case TL_KIND_WITHIN:
      own = name_of (self, TL_WITHIN_SOURCE);
      break;

    case TL_KIND_PAGE:
      own = g_strdup (text_or_mark (self, TL_PAGE_ABOUT));
      break;

    default:
      own = g_strdup (tl_thing_get_title (self));
      break;
    }
  if (self->parent == NULL || self->parent->kind == TL_KIND_JOURNEY)
    return g_steal_pointer (&own);
  above = tl_thing_describe (self->parent);
  return g_strdup_printf ("%s / %s", above, own);
}

/**
 * tl_thing_list:
 * @kind: a kind whose parent is the kind of @self
 *
 * Returns: (transfer none): a list of #TlThing that follows every change
 */
GListModel *
tl_thing_list (TlThing *self, TlKind kind)
{
  g_return_val_if_fail (TL_IS_THING (self) && kind < TL_N_KINDS, NULL);
  return G_LIST_MODEL (ensure_list (self, kind));
}

/**
 * tl_thing_n:
 *
 * Returns: how many things of @kind stand in @self
 */
guint
tl_thing_n (TlThing *self, TlKind kind)
{
  g_return_val_if_fail (TL_IS_THING (self) && kind < TL_N_KINDS, 0);
  return self->lists[kind] ? self->lists[kind]->things->len : 0;
}

/**
 * tl_thing_nth:
 *
 * Returns: (transfer none) (nullable): the @n-th thing of @kind in @self, from 0
 */
TlThing *
tl_thing_nth (TlThing *self, TlKind kind, guint n)
{
  return n < tl_thing_n (self, kind) ? self->lists[kind]->things->pdata[n] : NULL;
}
