/* tl-canvas-clipboard.c: cut, copy, paste and duplicate on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-canvas-private.h"
#include "tl-clipboard.h"
#include "tl-list.h"
#include "tl-text.h"

#define NAME_LENGTH 40

/* The keys belong to what is typed while something is typed. */
static gboolean
is_at_work (TlCanvas *self)
{
  return self->session && self->scene && self->entry == NULL;
}

/* “Duplicate “Basket””, “Duplicate 3 things” */
static char *
name_act (const char *one, const char *one_untitled, const char *many, TlFragment *fragment)
{
  const char      *title = tl_fragment_get_title (fragment);
  guint            n = tl_fragment_n_roots (fragment);
  g_autofree char *shown = NULL;

  if (n > 1)
    return g_strdup_printf (many, n);
  if (title == NULL)
    return g_strdup (one_untitled);
  shown = tl_text_shorten (title, NAME_LENGTH);
  return g_strdup_printf (one, shown);
}

static void
copy (TlCanvas *self)
{
  g_auto (GStrv)                 ids = tl_session_dup_selection (self->session);
  g_autoptr (GdkContentProvider) content = tl_clipboard_offer (self->session, self->grid, (const char *const *) ids);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);
  guint     n;

  if (!is_at_work (self) || (n = tl_session_n_selected (self->session)) == 0)
    return;
  copy (self);
  if (n > 1)
    {
      g_autofree char *said = g_strdup_printf (ngettext ("%u thing copied", "%u things copied", n), n);

      _tl_canvas_say (self, said, FALSE);
    }
}

static void
cut_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas              *self = TL_CANVAS (widget);
  g_auto (GStrv)         ids = NULL;
  g_autoptr (TlFragment) fragment = NULL;
  g_autofree char       *act = NULL;

  if (!is_at_work (self) || !_tl_canvas_can_edit (self) || tl_session_n_selected (self->session) == 0)
    return;
  ids = tl_session_dup_selection (self->session);
  fragment = tl_fragment_new (tl_session_get_journey (self->session), (const char *const *) ids);
  act = name_act (_("Cut “%s”"), _("Cut transition"),
                  ngettext ("Cut %u thing", "Cut %u things", tl_fragment_n_roots (fragment)), fragment);
  copy (self);
  _tl_canvas_delete (self, act);
}

/* Selects what has come and says what has not. */
static void
show_result (TlCanvas *self, const TlFragmentResult *result)
{
  const char *first = result->ids->len > 0 ? result->ids->pdata[0] : NULL;
  GtkWidget  *leaf = tl_canvas_get_leaf (self, first);

  g_ptr_array_add (result->ids, NULL);
  tl_session_select_many (self->session, (const char *const *) result->ids->pdata, first);
  gtk_widget_grab_focus (leaf ? leaf : GTK_WIDGET (self));
  if (result->n_dropped > 0)
    {
      g_autofree char *said =
        g_strdup_printf (ngettext ("Pasted, but for %u thing that refers to what is not here",
                                   "Pasted, but for %u things that refer to what is not here", result->n_dropped),
                         result->n_dropped);

      _tl_canvas_say (self, said, TRUE);
    }
}

static gboolean
put (TlCanvas *self, TlFragment *fragment, const char *after, gboolean beside, const char *name)
{
  TlFragmentPut            where = { after, beside, name };
  g_auto (TlFragmentResult) result = { 0 };
  g_autoptr (GError)       error = NULL;
  g_autoptr (TlEdit)       edit = tl_clipboard_put (fragment, self->session, self->grid, &where, &result, &error);

  if (edit == NULL)
    _tl_canvas_say (self, error->message, FALSE);
  else if (_tl_canvas_apply (self, edit))
    {
      show_result (self, &result);
      return TRUE;
    }
  return FALSE;
}

static void
add_id (TlThing *thing, gpointer data)
{
  g_hash_table_add (data, g_strdup (tl_thing_get_id (thing)));
}

static void
visit_all (TlJourney *journey, void (*visit) (TlThing *thing, gpointer data), gpointer data)
{
  static const TlKind kinds[] = { TL_KIND_STAGE, TL_KIND_TOUCHPOINT, TL_KIND_PAIN, TL_KIND_DELIGHT };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    tl_journey_foreach (journey, kinds[i], visit, data);
}

typedef struct
{
  GHashTable *before;
  GPtrArray  *ids;
} News;

/* What is new, and stands in something that is not. */
static void
add_new (TlThing *thing, gpointer data)
{
  News *news = data;

  if (g_hash_table_contains (news->before, tl_thing_get_id (thing)))
    return;
  if (tl_thing_get_kind (thing) == TL_KIND_STAGE
      || g_hash_table_contains (news->before, tl_thing_get_id (tl_thing_get_parent (thing))))
    g_ptr_array_add (news->ids, g_strdup (tl_thing_get_id (thing)));
}

/* A list, as people write them. */
static void
put_text (TlCanvas *self, const char *text, const char *after)
{
  TlJourney                *journey = tl_session_get_journey (self->session);
  g_autoptr (GError)        error = NULL;
  g_autoptr (TlEdit)        edit = tl_list_to_edit (journey, text, after, &error);
  g_autoptr (GHashTable)    before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (TlFragmentResult) result = { .ids = g_ptr_array_new_with_free_func (g_free) };
  News                      news = { before, result.ids };

  if (edit == NULL)
    {
      _tl_canvas_say (self, error->message, FALSE);
      return;
    }
  visit_all (journey, add_id, before);
  if (!_tl_canvas_apply (self, edit))
    return;
  visit_all (journey, add_new, &news);
  show_result (self, &result);
}

/**
 * _tl_canvas_insert:
 * @fragment: what comes from another journey
 * @name: what people call the act
 *
 * Puts something behind what is selected.
 */
gboolean
_tl_canvas_insert (TlCanvas *self, TlFragment *fragment, const char *name)
{
  return _tl_canvas_can_edit (self) && put (self, fragment, _tl_canvas_get_target (self), FALSE, name);
}

typedef struct
{
  TlCanvas  *canvas;
  TlSession *session;
  char      *after;
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->canvas);
  g_object_unref (paste->session);
  g_free (paste->after);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static void
paste_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paste)      paste = data;
  TlCanvas              *self = paste->canvas;
  g_autoptr (TlFragment) fragment = NULL;
  g_autofree char       *text = NULL;
  g_autofree char       *name = NULL;
  g_autoptr (GError)     error = NULL;

  if (!tl_clipboard_read_finish (result, &fragment, &text, &error))
    {
      if (self->session == paste->session)
        _tl_canvas_say (self, error->message, FALSE);
      return;
    }
  /* The window may show something else by now, or somebody may type. */
  if (self->session != paste->session || !is_at_work (self) || !_tl_canvas_can_edit (self))
    return;
  if (text)
    {
      put_text (self, text, paste->after);
      return;
    }
  name = name_act (_("Paste “%s”"), _("Paste transition"),
                   ngettext ("Paste %u thing", "Paste %u things", tl_fragment_n_roots (fragment)), fragment);
  put (self, fragment, paste->after, FALSE, name);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);
  Paste    *paste;

  if (!is_at_work (self) || !_tl_canvas_can_edit (self))
    return;
  paste = g_new0 (Paste, 1);
  paste->canvas = g_object_ref (self);
  paste->session = g_object_ref (self->session);
  paste->after = g_strdup (_tl_canvas_get_target (self));
  tl_clipboard_read (gtk_widget_get_clipboard (widget), NULL, paste_read, paste);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas              *self = TL_CANVAS (widget);
  g_auto (GStrv)         ids = NULL;
  g_autoptr (TlFragment) fragment = NULL;
  g_autofree char       *act = NULL;
  const char            *after = NULL;
  int                    column = -1;

  if (!is_at_work (self) || !_tl_canvas_can_edit (self) || tl_session_n_selected (self->session) == 0)
    return;
  ids = tl_session_dup_selection (self->session);
  fragment = tl_clipboard_take (self->session, self->grid, (const char *const *) ids);
  act = name_act (_("Duplicate “%s”"), _("Duplicate transition"),
                  ngettext ("Duplicate %u thing", "Duplicate %u things", tl_fragment_n_roots (fragment)), fragment);
  /* Copies of stages stand behind the last of them. */
  for (gsize i = 0; ids[i]; i++)
    {
      const TlCell *cell = tl_grid_find (self->grid, ids[i]);

      if (cell && cell->place.column > column)
        {
          column = cell->place.column;
          after = ids[i];
        }
    }
  put (self, fragment, after ? after : _tl_canvas_get_target (self), TRUE, act);
}

void
_tl_canvas_clipboard_class_init (GtkWidgetClass *klass)
{
  static const struct
  {
    const char                 *name;
    GtkWidgetActionActivateFunc activate;
    guint                       key, other_key;
    GdkModifierType             other_state;
  } actions[] = {
    { "canvas.cut", cut_action, GDK_KEY_x, GDK_KEY_Delete, GDK_SHIFT_MASK },
    { "canvas.copy", copy_action, GDK_KEY_c, GDK_KEY_Insert, GDK_CONTROL_MASK },
    { "canvas.paste", paste_action, GDK_KEY_v, GDK_KEY_Insert, GDK_SHIFT_MASK },
    { "canvas.duplicate", duplicate_action, GDK_KEY_d, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (klass, actions[i].name, NULL, actions[i].activate);
      gtk_widget_class_add_binding_action (klass, actions[i].key, GDK_CONTROL_MASK, actions[i].name, NULL);
      if (actions[i].other_key)
        gtk_widget_class_add_binding_action (klass, actions[i].other_key, actions[i].other_state, actions[i].name, NULL);
    }
}

/* What can be done with the clipboard now. */
void
_tl_canvas_clipboard_update (TlCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   at_work = is_at_work (self);
  gboolean   some = at_work && tl_session_n_selected (self->session) > 0;
  gboolean   can = at_work && _tl_canvas_can_edit (self);

  gtk_widget_action_set_enabled (widget, "canvas.copy", some);
  gtk_widget_action_set_enabled (widget, "canvas.cut", some && can);
  gtk_widget_action_set_enabled (widget, "canvas.duplicate", some && can);
  gtk_widget_action_set_enabled (widget, "canvas.paste", can);
}
