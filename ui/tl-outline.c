/* tl-outline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-outline.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-form.h"
#include "tl-outline-private.h"

/* What is typed ahead is over when nothing more comes for so long, in ms. */
#define FORGET 1200

G_DEFINE_FINAL_TYPE (TlOutline, tl_outline, GTK_TYPE_WIDGET)

TlOutlineItem *
_tl_outline_get_item (TlOutline *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* The row that shows an item; %NULL where it is out of sight. */
TlOutlineRow *
_tl_outline_get_row (TlOutline *self, const char *key)
{
  guint n;

  if (!tl_outline_tree_find (self->tree, key && *key ? key : NULL, &n))
    return NULL;
  return g_hash_table_lookup (self->rows, tl_outline_tree_nth (self->tree, n));
}

static gboolean
has_focus (TlOutline *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
select_row (TlOutline *self, guint n)
{
  self->syncing++;
  gtk_single_selection_set_selected (self->selection, n);
  self->syncing--;
}

/* Selects a row, brings it into sight and, where it @focuses, gives it the focus. */
void
_tl_outline_go_to (TlOutline *self, const char *key, gboolean focuses)
{
  TlOutlineRow *row;
  guint         n;

  if (key == NULL || !tl_outline_tree_find (self->tree, *key ? key : NULL, &n))
    return;
  select_row (self, n);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", n);
  row = g_hash_table_lookup (self->rows, tl_outline_tree_nth (self->tree, n));
  if (focuses && row && gtk_widget_get_mapped (GTK_WIDGET (row)))
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

/* Says something in passing. */
void
_tl_outline_say (TlOutline *self, const char *text, gboolean offers_undo)
{
  GtkWidget       *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast        *toast;

  if (overlay == NULL)
    return;
  toast = adw_toast_new (escaped);
  if (offers_undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/* Hands an edit to the door; what the door has against it is said in passing. */
gboolean
_tl_outline_apply (TlOutline *self, TlEdit *edit)
{
  g_autoptr (GError) error = NULL;

  if (edit == NULL || self->session == NULL || !tl_session_can_edit (self->session))
    return FALSE;
  if (tl_session_apply (self->session, edit, &error))
    return TRUE;
  _tl_outline_say (self, error->message, FALSE);
  return FALSE;
}

/* The row that the selection is on, by the session. */
static void
sync_selection (TlOutline *self)
{
  const char    *id = self->session ? tl_session_get_selected (self->session) : NULL;
  TlOutlineItem *item = _tl_outline_get_item (self);
  gboolean       focused = has_focus (self) && self->edited == NULL;
  guint          n;

  if (item && g_strcmp0 (item->id, id) == 0)
    return;
  self->syncing++;
  if (tl_outline_tree_reveal (self->tree, id, &n))
    _tl_outline_go_to (self, id, focused);
  else
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->syncing--;
  _tl_outline_act_update (self);
}

/* Someone has gone to another row. */
static void
selected (TlOutline *self)
{
  TlOutlineItem *item = _tl_outline_get_item (self);

  if (self->syncing > 0 || self->session == NULL)
    return;
  if (item && !item->is_draft)
    tl_session_select (self->session, item->id);
  _tl_outline_act_update (self);
}

static void
activated (TlOutline *self, guint n)
{
  TlOutlineItem *item = tl_outline_tree_nth (self->tree, n);

  if (item == NULL || self->edited)
    return;
  if (item->id == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "outline.fold-key", "(sb)", item->key, !item->unfolded);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), tl_session_can_edit (self->session) ? "outline.rename"
                                                                                      : "outline.open", NULL);
}

/* The tree, with the focus and what is written kept where they are. */
static void
update_tree (TlOutline *self)
{
  TlOutlineItem   *item = _tl_outline_get_item (self);
  g_autofree char *key = item ? g_strdup (item->key) : NULL;
  gboolean         focused = has_focus (self) && self->edited == NULL;
  guint            n;

  self->syncing++;
  tl_outline_tree_update (self->tree);
  self->syncing--;
  item = _tl_outline_get_item (self);
  if (key && (item == NULL || g_strcmp0 (item->key, key) != 0) && tl_outline_tree_find (self->tree, key, &n))
    _tl_outline_go_to (self, key, focused);
  else if (focused && !has_focus (self))
    gtk_widget_grab_focus (self->list);
  sync_selection (self);
  _tl_outline_act_update (self);
}

static void
update_rows (TlOutline *self)
{
  GHashTableIter iter;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    tl_outline_row_update (row);
}

/* Where stages stand may follow from how many go where. */
static void
figures_changed (TlOutline *self)
{
  update_tree (self);
}

void
_tl_outline_end_edit (TlOutline *self)
{
  TlOutlineRow *row = self->edited ? _tl_outline_get_row (self, self->edited) : NULL;

  g_clear_pointer (&self->edited, g_free);
  if (row)
    tl_outline_row_end_edit (row);
  if (self->draft == NULL)
    return;
  g_clear_pointer (&self->draft, tl_draft_free);
  self->syncing++;
  tl_outline_tree_set_draft (self->tree, NULL);
  self->syncing--;
}

static const char *
label_draft (TlKind kind)
{
  switch ((guint) kind)
    {
    case TL_KIND_STAGE:
      return _("Title of the stage");

    case TL_KIND_TOUCHPOINT:
      return _("Title of the touchpoint");

    case TL_KIND_PAIN:
      return _("Title of the pain point");

    case TL_KIND_DELIGHT:
      return _("Title of the delight");

    case TL_KIND_PERSONA:
      return _("Name of the persona");

    case TL_KIND_CAUSE:
      return _("Title of the cause");

    case TL_KIND_FIX:
      return _("Title of the fix");

    case TL_KIND_PARKED:
      return _("What must not be lost now");

    default:
      return _("Title");
    }
}

/* Lets someone write in a row; @key is empty for the draft. */
void
_tl_outline_edit_row (TlOutline *self, const char *key)
{
  TlJourney       *journey = tl_session_get_journey (self->session);
  TlThing         *thing = *key ? tl_journey_lookup (journey, key) : NULL;
  g_autofree char *shown = NULL;
  TlOutlineRow    *row;

  _tl_outline_go_to (self, key, FALSE);
  row = _tl_outline_get_row (self, key);
  if (row == NULL || (*key && thing == NULL))
    return;
  g_free (self->edited);
  self->edited = g_strdup (key);
  if (thing == NULL)
    tl_outline_row_edit (row, "", label_draft (self->draft->kind));
  else if (tl_thing_get_kind (thing) == TL_KIND_TRANSITION)
    {
      if (tl_thing_has (thing, TL_TRANSITION_SHARE))
        shown = tl_form_show (journey, thing, TL_TRANSITION_SHARE, NULL);
      tl_outline_row_edit (row, shown ? shown : "", _("Share of the visits, such as 40% or 2,300 of 5,000"));
    }
  else if (tl_thing_get_kind (thing) == TL_KIND_BECAUSE)
    {
      if (tl_thing_has (thing, TL_BECAUSE_SHARE))
        shown = tl_form_show (journey, thing, TL_BECAUSE_SHARE, NULL);
      tl_outline_row_edit (row, shown ? shown : "", _("Share that the cause explains, such as 40%"));
    }
  else
    tl_outline_row_edit (row, tl_thing_get_title (thing), label_draft (tl_thing_get_kind (thing)));
}

/* Begins a thing that is there once it has a title, and owns @draft. */
void
_tl_outline_draft_begin (TlOutline *self, TlDraft *draft)
{
  g_autoptr (TlDraft) owned = draft;

  if (draft == NULL || self->session == NULL || !tl_session_can_edit (self->session))
    return;
  tl_outline_finish (self);
  _tl_outline_end_edit (self);
  self->draft = g_steal_pointer (&owned);
  self->syncing++;
  tl_outline_tree_set_draft (self->tree, self->draft);
  self->syncing--;
  _tl_outline_edit_row (self, "");
}

static void
row_menu (GtkGesture *gesture, double x, double y)
{
  GtkWidget       *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  TlOutline       *self = TL_OUTLINE (gtk_widget_get_ancestor (row, TL_TYPE_OUTLINE));
  TlOutlineItem   *item = tl_outline_row_get_item (TL_OUTLINE_ROW (row));
  graphene_point_t at;

  if (item == NULL || tl_outline_row_is_edited (TL_OUTLINE_ROW (row)))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (row, "outline.select-key", "s", item->key);
  if (gtk_widget_compute_point (row, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    _tl_outline_menu_open (self, at.x, at.y);
}

static void
menu_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  row_menu (GTK_GESTURE (gesture), x, y);
}

static void
long_pressed (GtkGestureLongPress *gesture, double x, double y, gpointer data)
{
  row_menu (GTK_GESTURE (gesture), x, y);
}

static void
set_up (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget  *row = tl_outline_row_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed), NULL);
  g_signal_connect (hold, "pressed", G_CALLBACK (long_pressed), NULL);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (menu));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (hold));
  g_signal_connect_object (row, "done", G_CALLBACK (_tl_outline_done), data, 0);
  gtk_list_item_set_child (item, row);
}

static void
bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  TlOutline    *self = data;
  TlOutlineRow *row = TL_OUTLINE_ROW (gtk_list_item_get_child (item));

  g_hash_table_insert (self->rows, gtk_list_item_get_item (item), row);
  tl_outline_row_set_item (row, self->session, gtk_list_item_get_item (item));
}

/* The list has put another row in the place of the one that someone writes in, as others came or went above it: they go
 * on where they were. */
static gboolean
resume (gpointer data)
{
  TlOutline       *self = data;
  g_autofree char *text = g_steal_pointer (&self->kept);
  g_autofree char *key = g_strdup (self->edited);
  TlOutlineRow    *row;

  self->resuming = 0;
  if (key == NULL || self->session == NULL)
    return G_SOURCE_REMOVE;
  _tl_outline_edit_row (self, key);
  row = _tl_outline_get_row (self, key);
  if (row && tl_outline_row_is_edited (row))
    tl_outline_row_set_text (row, text);
  else
    _tl_outline_end_edit (self);
  return G_SOURCE_REMOVE;
}

static void
unbind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  TlOutline    *self = data;
  TlOutlineRow *row = TL_OUTLINE_ROW (gtk_list_item_get_child (item));

  if (self->edited && tl_outline_row_is_edited (row))
    {
      g_free (self->kept);
      self->kept = g_strdup (tl_outline_row_get_text (row));
      if (self->resuming == 0)
        self->resuming = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, resume, self, NULL);
    }
  if (g_hash_table_lookup (self->rows, gtk_list_item_get_item (item)) == row)
    g_hash_table_remove (self->rows, gtk_list_item_get_item (item));
  tl_outline_row_set_item (row, NULL, NULL);
}

static gboolean
forget_words (gpointer data)
{
  TlOutline *self = data;

  self->forget = 0;
  g_string_truncate (self->words, 0);
  return G_SOURCE_REMOVE;
}

/* Typing goes to the next row that begins so; the same letter again, to the one behind it. */
static void
typed_ahead (TlOutline *self, const char *text)
{
  TlOutlineItem *item = _tl_outline_get_item (self);
  guint          from = 0, n;

  if (self->edited || self->session == NULL || (self->words->len == 0 && g_str_equal (text, " ")))
    return;
  if (item && tl_outline_tree_find (self->tree, item->key, &from) && self->words->len == 0)
    from++;
  g_string_append (self->words, text);
  g_clear_handle_id (&self->forget, g_source_remove);
  self->forget = g_timeout_add (FORGET, forget_words, self);
  if (!tl_outline_tree_find_words (self->tree, self->words->str, from, &n))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  item = tl_outline_tree_nth (self->tree, n);
  _tl_outline_go_to (self, item->key, TRUE);
  tl_session_select (self->session, item->id);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  TlOutline *self = data;
  gboolean   rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (self->edited || (state & gtk_accelerator_get_default_mod_mask ()))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    return gtk_widget_activate_action (GTK_WIDGET (self), rtl ? "outline.walk-out" : "outline.walk-in", NULL);
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    return gtk_widget_activate_action (GTK_WIDGET (self), rtl ? "outline.walk-in" : "outline.walk-out", NULL);
  return GDK_EVENT_PROPAGATE;
}

/* The input method is the row's while someone writes in one. */
static void
focus_moved (TlOutline *self)
{
  GtkRoot      *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget    *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkIMContext *context = g_object_get_data (G_OBJECT (self->keys), "context");
  gboolean      is_row = focus && !GTK_IS_EDITABLE (focus) && gtk_widget_is_ancestor (focus, self->list);

  gtk_event_controller_key_set_im_context (GTK_EVENT_CONTROLLER_KEY (self->keys), is_row ? context : NULL);
}

static void
init_keys (TlOutline *self)
{
  GtkIMContext *context = gtk_im_multicontext_new ();

  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_object_set_data_full (G_OBJECT (self->keys), "context", context, g_object_unref);
  g_signal_connect_object (context, "commit", G_CALLBACK (typed_ahead), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (self->list, self->keys);
}

static void
watch_focus (TlOutline *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_moved), self, G_CONNECT_SWAPPED);
}

static void
tl_outline_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_outline_parent_class)->root (widget);
  watch_focus (TL_OUTLINE (widget));
}

static void
tl_outline_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_root (widget), widget);
  GTK_WIDGET_CLASS (tl_outline_parent_class)->unroot (widget);
}

static gboolean
tl_outline_grab_focus (GtkWidget *widget)
{
  TlOutline     *self = TL_OUTLINE (widget);
  TlOutlineItem *item = _tl_outline_get_item (self);
  TlOutlineRow  *row = item ? _tl_outline_get_row (self, item->key) : NULL;

  if (row && gtk_widget_get_mapped (GTK_WIDGET (row)))
    return gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
  return gtk_widget_grab_focus (self->list);
}

static void
tl_outline_dispose (GObject *object)
{
  TlOutline *self = TL_OUTLINE (object);

  if (self->tree)
    {
      tl_outline_set_session (self, NULL);
      g_signal_handlers_disconnect_by_data (self->tree, self);
    }
  g_clear_handle_id (&self->forget, g_source_remove);
  g_clear_handle_id (&self->resuming, g_source_remove);
  _tl_outline_menu_dispose (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  G_OBJECT_CLASS (tl_outline_parent_class)->dispose (object);
  /* What goes may have asked for it once more. */
  g_clear_handle_id (&self->forget, g_source_remove);
  g_clear_handle_id (&self->resuming, g_source_remove);
}

static void
tl_outline_finalize (GObject *object)
{
  TlOutline *self = TL_OUTLINE (object);

  g_hash_table_unref (self->rows);
  g_string_free (self->words, TRUE);
  g_clear_pointer (&self->draft, tl_draft_free);
  g_free (self->edited);
  g_free (self->kept);
  G_OBJECT_CLASS (tl_outline_parent_class)->finalize (object);
}

static void
tl_outline_class_init (TlOutlineClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tl_outline_dispose;
  object_class->finalize = tl_outline_finalize;
  widget_class->root = tl_outline_root;
  widget_class->unroot = tl_outline_unroot;
  widget_class->grab_focus = tl_outline_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-outline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  _tl_outline_act_class_init (widget_class);
}

static GtkWidget *
make_head (TlOutline *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_("Outline"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_tooltip_text (self->add, _("Add a Stage (Insert)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add Stage"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "outline.add-stage");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), self->add);
  gtk_widget_add_css_class (head, "tl-outline-head");
  return head;
}

static void
tl_outline_init (TlOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scrolled = gtk_scrolled_window_new ();

  self->rows = g_hash_table_new (NULL, NULL);
  self->words = g_string_new (NULL);
  self->tree = tl_outline_tree_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->tree)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind), self);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "tl-outline-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Outline of the journey"),
                                  -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), scrolled);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected), self);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activated), self);
  g_signal_connect_swapped (self->tree, "refreshed", G_CALLBACK (update_rows), self);
  init_keys (self);
  _tl_outline_act_update (self);
}

/**
 * tl_outline_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_outline_set_session (TlOutline *self, TlSession *session)
{
  g_return_if_fail (TL_IS_OUTLINE (self));
  if (self->session == session)
    return;
  tl_outline_finish (self);
  _tl_outline_end_edit (self);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->syncing++;
  tl_outline_tree_set_session (self->tree, session);
  self->syncing--;
  if (session)
    {
      g_signal_connect_swapped (session, "edited", G_CALLBACK (update_tree), self);
      g_signal_connect_swapped (session, "notify::figures", G_CALLBACK (figures_changed), self);
      g_signal_connect_swapped (session, "notify::selected", G_CALLBACK (sync_selection), self);
      sync_selection (self);
    }
  _tl_outline_act_update (self);
}

/**
 * tl_outline_get_tree:
 *
 * Returns: (transfer none): its rows
 */
TlOutlineTree *
tl_outline_get_tree (TlOutline *self)
{
  g_return_val_if_fail (TL_IS_OUTLINE (self), NULL);
  return self->tree;
}

/**
 * tl_outline_finish:
 *
 * Takes at once what was typed in a row by someone who has turned to something else.
 */
void
tl_outline_finish (TlOutline *self)
{
  TlOutlineRow *row;

  g_return_if_fail (TL_IS_OUTLINE (self));
  row = self->edited ? _tl_outline_get_row (self, self->edited) : NULL;
  if (row)
    tl_outline_row_finish (row);
}

/**
 * tl_outline_is_typing:
 *
 * Returns: whether someone writes in a row
 */
gboolean
tl_outline_is_typing (TlOutline *self)
{
  g_return_val_if_fail (TL_IS_OUTLINE (self), FALSE);
  return self->edited != NULL;
}
