/* tl-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-edit-private.h"

#include <string.h>

#include "tl-record-set-private.h"
#include "tl-text.h"

struct _TlEdit
{
  char   *name;
  char   *thread;
  GArray *wishes;
};

static void
clear_wish (gpointer data)
{
  TlWish *wish = data;

  g_free (wish->id);
  g_free (wish->text);
  g_free (wish->sibling);
  tl_record_set_unref (wish->set);
}

/* Ids and values come from outside: whatever their bytes are, from here on they are text. */
static char *
dup_clean (const char *text)
{
  return text ? tl_text_clean (text, strlen (text), NULL) : NULL;
}

/**
 * tl_edit_new:
 * @name: what people call the act, as in “Move stage”: a translated text, shown beside Undo
 *
 * Returns: (transfer full): an edit that asks for nothing yet
 */
TlEdit *
tl_edit_new (const char *name)
{
  TlEdit *self = g_new0 (TlEdit, 1);

  self->name = name ? dup_clean (name) : g_strdup ("");
  self->wishes = g_array_new (FALSE, FALSE, sizeof (TlWish));
  g_array_set_clear_func (self->wishes, clear_wish);
  return self;
}

/**
 * tl_edit_free:
 */
void
tl_edit_free (TlEdit *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->wishes);
  g_free (self->name);
  g_free (self->thread);
  g_free (self);
}

/**
 * tl_edit_get_name:
 *
 * Returns: (transfer none): the edit's name
 */
const char *
tl_edit_get_name (TlEdit *self)
{
  return self->name;
}

/**
 * tl_edit_set_name:
 * @name: another name
 */
void
tl_edit_set_name (TlEdit *self, const char *name)
{
  g_free (self->name);
  self->name = name ? dup_clean (name) : g_strdup ("");
}

/**
 * tl_edit_set_thread:
 * @thread: (nullable): what goes on, as in “typing the title of pay”
 *
 * Edits of one thread that follow each other within %TL_EDIT_THREAD_SECONDS, with nothing between them, are one edit in the
 * history: typing, dragging. Each is committed all the same. They may only set fields and places of things.
 */
void
tl_edit_set_thread (TlEdit *self, const char *thread)
{
  g_free (self->thread);
  self->thread = g_strdup (thread);
}

/**
 * tl_edit_get_thread:
 *
 * Returns: (transfer none) (nullable): the thread it belongs to
 */
const char *
tl_edit_get_thread (TlEdit *self)
{
  return self->thread;
}

/**
 * tl_edit_is_empty:
 *
 * Returns: whether it asks for nothing
 */
gboolean
tl_edit_is_empty (TlEdit *self)
{
  return self->wishes->len == 0;
}

/**
 * tl_edit_create:
 * @kind: any kind but the journey itself and records, which come in by a #TlBatch
 * @id: its id: tl_document_make_id() gives one that is free
 * @parent: (nullable): the id of what it shall stand in; %NULL for the journey
 * @position: its place among its siblings, or %TL_EDIT_LAST
 *
 * Asks for a new thing. Its fields are set by tl_edit_set() behind this.
 */
void
tl_edit_create (TlEdit *self, TlKind kind, const char *id, const char *parent, double position)
{
  TlWish wish = { .type = TL_WISH_CREATE, .kind = kind, .position = position };

  g_return_if_fail (kind < TL_N_KINDS);
  wish.id = dup_clean (id ? id : "");
  wish.text = dup_clean (parent);
  g_array_append_val (self->wishes, wish);
}

/**
 * tl_edit_set:
 * @id: a thing's or a record's id
 * @field: one of its fields
 * @value: (nullable): what shall stand there, in canonical form; %NULL for nothing
 *
 * Asks for a field to hold something else. Set on a record, %TL_EVIDENCE_TOUCHPOINT and %TL_EVIDENCE_ON assign it to a
 * thing, in the place of what it was assigned to in that way; %NULL detaches it.
 */
void
tl_edit_set (TlEdit *self, const char *id, TlField field, const char *value)
{
  TlWish wish = { .type = TL_WISH_SET, .field = field };

  g_return_if_fail (field < TL_N_FIELDS);
  wish.id = dup_clean (id ? id : "");
  wish.text = dup_clean (value);
  g_array_append_val (self->wishes, wish);
}

/**
 * tl_edit_move:
 * @id: a thing's id
 * @parent: (nullable): the id of what it shall stand in; %NULL to stay where it is
 * @position: its place among its siblings there, or %TL_EDIT_LAST
 *
 * Asks for a thing to stand somewhere else.
 */
void
tl_edit_move (TlEdit *self, const char *id, const char *parent, double position)
{
  TlWish wish = { .type = TL_WISH_MOVE, .id = dup_clean (id ? id : ""), .text = dup_clean (parent), .position = position };

  g_array_append_val (self->wishes, wish);
}

/**
 * tl_edit_place:
 * @id: a thing's id
 * @parent: (nullable): the id of what it shall stand in; %NULL for what @sibling stands in
 * @sibling: the id of a thing of the same kind that stands there
 * @after: whether it shall stand behind @sibling rather than before it
 *
 * Asks for a thing to stand next to another. Where there is no room between the two that it shall stand between, all
 * that stand there are numbered anew.
 */
void
tl_edit_place (TlEdit *self, const char *id, const char *parent, const char *sibling, gboolean after)
{
  TlWish wish = { .type = TL_WISH_PLACE, .id = dup_clean (id ? id : ""), .text = dup_clean (parent),
                  .sibling = dup_clean (sibling ? sibling : ""), .after = after };

  g_array_append_val (self->wishes, wish);
}

/**
 * tl_edit_delete:
 * @id: a thing's or a record's id
 *
 * Asks for a thing to go, and with it what hangs on it: what stands in it; transitions, contacts, reasons, effects and
 * facts that refer to it or to what goes with it; assignments of records to it; a source's records. A fact that only
 * names a source which goes loses that name and stays; a scenario keeps the title of a fix which goes.
 */
void
tl_edit_delete (TlEdit *self, const char *id)
{
  TlWish wish = { .type = TL_WISH_DELETE, .id = dup_clean (id ? id : "") };

  g_array_append_val (self->wishes, wish);
}

static void
add_act (TlEdit *self, TlRecordSet *set, TlMassAct act, const char *thing)
{
  TlWish wish = { .type = TL_WISH_ACT, .act = act, .set = tl_record_set_ref (set), .text = dup_clean (thing) };

  g_array_append_val (self->wishes, wish);
}

/**
 * tl_edit_assign:
 * @set: records
 * @thing: the id of a touchpoint, a pain, a delight or another thing, which the edit may make before this
 *
 * Asks for records to speak of one more thing. Those that do already are left alone.
 */
void
tl_edit_assign (TlEdit *self, TlRecordSet *set, const char *thing)
{
  add_act (self, set, TL_MASS_ASSIGN, thing ? thing : "");
}

/**
 * tl_edit_unassign:
 * @set: records
 * @thing: (nullable): the id of what they shall no longer speak of; %NULL for everything
 *
 * Asks for assignments to be taken back.
 */
void
tl_edit_unassign (TlEdit *self, TlRecordSet *set, const char *thing)
{
  add_act (self, set, TL_MASS_UNASSIGN, thing);
}

/**
 * tl_edit_star:
 * @set: records
 * @starred: whether they are worth showing
 *
 * Asks for records to have a star, or none.
 */
void
tl_edit_star (TlEdit *self, TlRecordSet *set, gboolean starred)
{
  add_act (self, set, starred ? TL_MASS_STAR : TL_MASS_UNSTAR, NULL);
}

guint
_tl_edit_get_n_wishes (TlEdit *self)
{
  return self->wishes->len;
}

const TlWish *
_tl_edit_get_wish (TlEdit *self, guint n)
{
  return &g_array_index (self->wishes, TlWish, n);
}
