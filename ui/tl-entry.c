/* tl-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-choice-list.h"
#include "tl-entry-view.h"
#include "tl-parts.h"
#include "tl-text.h"

struct _TlEntry
{
  GtkWidget          parent_instance;

  GtkWidget         *head;
  GtkLabel          *name;
  GtkWidget         *line;
  GtkTextView       *view;
  GtkTextBuffer     *buffer;
  GtkLabel          *ghost;   /* says what is written as long as nobody writes, and then makes room for it, unseen */
  char              *placeholder;
  GtkLabel          *hint;
  GtkWidget         *choices; /* a list box, filled while it is needed */
  GtkWidget         *message;
  GtkImage          *icon;
  GtkLabel          *words;

  TlEntryFlags       flags;
  const TlEntryUse  *use;
  gpointer           data;
  GDestroyNotify     destroy;

  char              *given;  /* what stands there as long as nobody writes */
  GPtrArray         *known;  /* what can be chosen, while someone is here */
  gboolean           filling;
  gboolean           wrong;
  gboolean           composing; /* an input method has not made up its mind */
  gboolean           clicked;
  gboolean           committing;
  gboolean           going; /* it is being taken down */
  guint              showing; /* an idle: all of it comes into sight */
};

G_DEFINE_FINAL_TYPE (TlEntry, tl_entry, GTK_TYPE_WIDGET)

static gboolean
has_focus (TlEntry *self)
{
  return gtk_widget_is_focus (GTK_WIDGET (self->view));
}

static gboolean
differs (TlEntry *self)
{
  g_autofree char *text = tl_entry_dup_text (self);

  return g_strcmp0 (text, self->given) != 0;
}

static void
update_quiet_parts (TlEntry *self)
{
  gboolean         empty = gtk_text_buffer_get_char_count (self->buffer) == 0;
  g_autofree char *text = tl_entry_dup_text (self);
  /* A line without letters takes room too. */
  g_autofree char *room = g_str_has_suffix (text, "\n") ? g_strconcat (text, "\u200b", NULL) : g_strdup (text);

  gtk_label_set_label (self->ghost, empty ? self->placeholder : room);
  gtk_widget_set_opacity (GTK_WIDGET (self->ghost), empty || !has_focus (self) ? 1 : 0);
  gtk_widget_set_opacity (GTK_WIDGET (self->view), has_focus (self) ? 1 : 0);
  if (empty)
    gtk_widget_add_css_class (GTK_WIDGET (self->ghost), "tl-placeholder");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->ghost), "tl-placeholder");
  gtk_widget_set_visible (GTK_WIDGET (self->hint),
                          !empty && !has_focus (self) && *gtk_label_get_label (self->hint) != '\0');
}

/* What is said below, or can be chosen there, is of use only where it is seen. */
static gboolean
show_whole (gpointer data)
{
  TlEntry         *self = data;
  GtkWidget       *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment   *place;
  graphene_rect_t  bounds;

  self->showing = 0;
  if (scrolled == NULL || !has_focus (self) || !gtk_widget_compute_bounds (GTK_WIDGET (self), scrolled, &bounds))
    return G_SOURCE_REMOVE;
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  if (bounds.origin.y + bounds.size.height > gtk_widget_get_height (scrolled))
    gtk_adjustment_set_value (place, gtk_adjustment_get_value (place)
                                       + MIN (bounds.origin.y + bounds.size.height + 12 - gtk_widget_get_height (scrolled),
                                              MAX (bounds.origin.y, 0)));
  return G_SOURCE_REMOVE;
}

static void
show_whole_soon (TlEntry *self)
{
  /* Behind the giving out of sizes. */
  if (self->showing == 0 && has_focus (self))
    self->showing = g_timeout_add (40, show_whole, self);
}

static void
say (TlEntry *self, const char *text, gboolean wrong)
{
  self->wrong = wrong;
  gtk_label_set_label (self->words, text ? text : "");
  gtk_widget_set_visible (self->message, text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), wrong);
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "tl-wrong");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "tl-wrong");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text ? text : "", -1);
  if (text)
    show_whole_soon (self);
}

static void
check (TlEntry *self)
{
  g_autofree char   *text = tl_entry_dup_text (self);
  g_autofree char   *understood = NULL;
  g_autoptr (GError) error = NULL;

  if (!tl_entry_is_dirty (self) || self->use->check == NULL)
    say (self, NULL, FALSE);
  else if (self->use->check (self, text, self->data, &understood, &error))
    say (self, understood, FALSE);
  else
    say (self, error->message, TRUE);
}

/* What can be chosen, given what is written so far. */
static void
offer_choices (TlEntry *self, gboolean all)
{
  g_autofree char *text = tl_entry_dup_text (self);

  tl_choice_list_clear (self->choices);
  if (self->use->suggest == NULL || !gtk_text_view_get_editable (self->view))
    return;
  if (self->known == NULL)
    self->known = self->use->suggest (self, self->data);
  if (self->known && tl_choice_list_offer (self->choices, self->known, text, all))
    show_whole_soon (self);
}

static gboolean
commit_choice (TlEntry *self, const TlChoice *choice)
{
  const TlChoice    *only;
  g_autofree char   *text = choice ? g_strdup (choice->title) : tl_entry_dup_text (self);
  g_autofree char   *value = choice ? g_strdup (choice->value) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean           done;

  if (self->committing)
    return FALSE;
  /* What this sets off may take the entry away. */
  g_object_ref (self);
  self->committing = TRUE;
  if (choice)
    tl_entry_set_text (self, text);
  if (self->use->commit == NULL)
    {
      self->committing = FALSE;
      tl_choice_list_clear (self->choices);
      g_object_unref (self);
      return TRUE;
    }
  done = self->use->commit (self, text, value, self->data, &error);
  self->committing = FALSE;
  if (done)
    {
      /* What stands there now has been given meanwhile, as it is written best. */
      tl_entry_restore (self);
      if (self->flags & TL_ENTRY_ADD && has_focus (self))
        {
          g_clear_pointer (&self->known, g_ptr_array_unref);
          if (self->flags & TL_ENTRY_CHOOSE)
            offer_choices (self, TRUE);
        }
    }
  else if (choice == NULL && (only = tl_choice_list_get_only (self->choices)))
    {
      TlChoice *kept = tl_choice_new (only->value, only->title, only->subtitle);

      done = commit_choice (self, kept);
      tl_choice_free (kept);
    }
  else
    say (self, error ? error->message : _("This cannot be done."), TRUE);
  g_object_unref (self);
  return done;
}

static void
changed (TlEntry *self)
{
  if (self->going)
    return;
  update_quiet_parts (self);
  if (self->filling)
    return;
  check (self);
  if (has_focus (self))
    offer_choices (self, FALSE);
}

static void
row_activated (GtkListBox *list, GtkListBoxRow *row, TlEntry *self)
{
  const TlChoice *choice = tl_choice_list_get_choice (row);
  TlChoice       *kept = tl_choice_new (choice->value, choice->title, choice->subtitle);

  commit_choice (self, kept);
  tl_choice_free (kept);
}

static gboolean
key_pressed (TlEntry *self, guint key, guint code, GdkModifierType modifiers)
{
  gboolean ctrl = (modifiers & GDK_CONTROL_MASK) != 0;

  if (self->composing)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (self->flags & TL_ENTRY_NOTE && !ctrl)
        return FALSE;
      if (tl_choice_list_get_selected (self->choices))
        row_activated (GTK_LIST_BOX (self->choices), tl_choice_list_get_selected (self->choices), self);
      else if (self->use->commit == NULL)
        gtk_widget_activate_action (GTK_WIDGET (self), "form.submit", NULL);
      else
        gtk_widget_activate_action (GTK_WIDGET (self), "entry.commit", NULL);
      return TRUE;

    case GDK_KEY_Escape:
      if (!tl_entry_is_dirty (self) && !gtk_widget_get_visible (self->choices))
        return FALSE;
      gtk_widget_activate_action (GTK_WIDGET (self), "entry.restore", NULL);
      return TRUE;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (!gtk_widget_get_visible (self->choices) && self->use->suggest && !(self->flags & TL_ENTRY_NOTE))
        offer_choices (self, TRUE);
      return tl_choice_list_step (self->choices, 1, GTK_ACCESSIBLE (self->view));

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return tl_choice_list_step (self->choices, -1, GTK_ACCESSIBLE (self->view));

    default:
      return FALSE;
    }
}

static void
focus_entered (TlEntry *self)
{
  GtkTextIter start, end;

  gtk_widget_add_css_class (GTK_WIDGET (self), "tl-writing");
  update_quiet_parts (self);
  /* Who comes by the keyboard writes over what stands there, as in any entry. */
  if (!self->clicked && !(self->flags & TL_ENTRY_NOTE))
    {
      gtk_text_buffer_get_bounds (self->buffer, &start, &end);
      gtk_text_buffer_select_range (self->buffer, &end, &start);
    }
  self->clicked = FALSE;
  if (self->flags & TL_ENTRY_CHOOSE)
    offer_choices (self, TRUE);
}

static void
focus_left (TlEntry *self)
{
  GtkTextIter start;

  if (self->going)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "tl-writing");
  tl_choice_list_clear (self->choices);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  update_quiet_parts (self);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  if (self->use->commit && tl_entry_is_dirty (self) && !self->wrong)
    tl_entry_commit (self);
}

static void
pressed (TlEntry *self)
{
  self->clicked = !has_focus (self);
}

/* Anywhere on the card is the entry. */
static void
card_pressed (TlEntry *self)
{
  if (!has_focus (self) && gtk_widget_get_sensitive (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
preedit_changed (TlEntry *self, const char *preedit)
{
  self->composing = preedit && *preedit;
}

static void
commit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlEntry *self = TL_ENTRY (widget);

  if (tl_entry_is_dirty (self) && !self->wrong)
    tl_entry_commit (self);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_entry_restore (TL_ENTRY (widget));
}

static gboolean
tl_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TL_ENTRY (widget)->view));
}

static void
tl_entry_dispose (GObject *object)
{
  TlEntry   *self = TL_ENTRY (object);
  GtkWidget *child;

  /* Nothing is committed by being taken away. */
  self->going = TRUE;
  g_clear_handle_id (&self->showing, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  if (self->destroy)
    self->destroy (g_steal_pointer (&self->data));
  self->destroy = NULL;
  g_clear_pointer (&self->given, g_free);
  g_clear_pointer (&self->placeholder, g_free);
  G_OBJECT_CLASS (tl_entry_parent_class)->dispose (object);
}

static void
tl_entry_class_init (TlEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_entry_dispose;
  widget_class->grab_focus = tl_entry_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-entry");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * TlEntry|entry.commit:
   *
   * Commits what is written, where it is right.
   */
  gtk_widget_class_install_action (widget_class, "entry.commit", NULL, commit_action);

  /**
   * TlEntry|entry.restore:
   *
   * Puts back what was there.
   */
  gtk_widget_class_install_action (widget_class, "entry.restore", NULL, restore_action);
}

static void
add_view (TlEntry *self)
{
  /* The window may hold on to the view, as its focus, for longer than the entry is there. */
  GtkWidget          *overlay = gtk_overlay_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkGesture         *card = gtk_gesture_click_new ();

  self->view = GTK_TEXT_VIEW (g_object_new (TL_TYPE_ENTRY_VIEW, NULL));
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (card, "released", G_CALLBACK (card_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (card));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "preedit-changed", G_CALLBACK (preedit_changed), self, G_CONNECT_SWAPPED);
  /* A text view knows how high its text is only after it has been given a size; a label knows before. */
  self->ghost = GTK_LABEL (tl_part_label (NULL, NULL));
  self->placeholder = g_strdup ("");
  gtk_widget_set_can_target (GTK_WIDGET (self->ghost), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->ghost), GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->ghost));
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->ghost), TRUE);
  gtk_box_append (GTK_BOX (self->line), overlay);
}

static void
tl_entry_init (TlEntry *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gboolean          large = tl_part_text_factor () > 1.25;

  self->given = g_strdup ("");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tl-card");
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->name = GTK_LABEL (tl_part_label (NULL, "dim-label"));
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "tl-small");
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->name));
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  /* There is no room beside in large text. */
  self->line = gtk_box_new (large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, large ? 0 : 9);
  add_view (self);
  self->hint = GTK_LABEL (tl_part_note (NULL));
  gtk_label_set_xalign (self->hint, large ? 0 : 1);
  gtk_widget_set_valign (GTK_WIDGET (self->hint), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->line), GTK_WIDGET (self->hint));
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  self->message = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->message, "tl-message");
  self->icon = GTK_IMAGE (gtk_image_new_from_icon_name ("dialog-error-symbolic"));
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  self->words = GTK_LABEL (tl_part_label (NULL, "tl-small"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_box_append (GTK_BOX (self->message), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->message), GTK_WIDGET (self->words));
  gtk_widget_set_parent (self->message, GTK_WIDGET (self));
  self->choices = tl_choice_list_new ();
  g_signal_connect (self->choices, "row-activated", G_CALLBACK (row_activated), self);
  gtk_widget_set_parent (self->choices, GTK_WIDGET (self));
  gtk_widget_set_visible (self->message, FALSE);
  update_quiet_parts (self);
}

/**
 * tl_entry_new:
 * @label: what it is, said above it; of a title, only to those who cannot see it
 * @use: what it is for; it must outlive the entry
 * @data: for @use
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
tl_entry_new (const char *label, TlEntryFlags flags, const TlEntryUse *use, gpointer data, GDestroyNotify destroy)
{
  TlEntry   *self = g_object_new (TL_TYPE_ENTRY, NULL);
  GtkWidget *written[] = { GTK_WIDGET (self->view), GTK_WIDGET (self->ghost) };

  self->flags = flags;
  self->use = use;
  self->data = data;
  self->destroy = destroy;
  tl_entry_set_label (self, label);
  gtk_widget_set_visible (self->head, !(flags & (TL_ENTRY_TITLE | TL_ENTRY_ADD)));
  if (flags & TL_ENTRY_ADD)
    {
      tl_entry_set_placeholder (self, label);
      gtk_widget_add_css_class (GTK_WIDGET (self), "tl-add");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    gtk_widget_add_css_class (written[i], flags & TL_ENTRY_TITLE                     ? "tl-title"
                                          : flags & (TL_ENTRY_NOTE | TL_ENTRY_ADD) ? "tl-plain"
                                                                                   : "tl-value");
  if (flags & TL_ENTRY_TITLE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "tl-title-entry");
  return GTK_WIDGET (self);
}

/**
 * tl_entry_set_given:
 * @text: what stands there now
 *
 * What someone is writing stays; it is what Esc puts back that changes.
 */
void
tl_entry_set_given (TlEntry *self, const char *text)
{
  gboolean dirty = tl_entry_is_dirty (self);

  g_return_if_fail (TL_IS_ENTRY (self));
  if (g_strcmp0 (self->given, text) != 0)
    {
      g_free (self->given);
      self->given = g_strdup (text ? text : "");
      if (!dirty)
        tl_entry_restore (self);
    }
}

/**
 * tl_entry_set_text:
 *
 * Writes into it, as someone would.
 */
void
tl_entry_set_text (TlEntry *self, const char *text)
{
  g_return_if_fail (TL_IS_ENTRY (self));
  gtk_text_buffer_set_text (self->buffer, text ? text : "", -1);
}

/**
 * tl_entry_dup_text:
 *
 * Returns: (transfer full): what is written in it
 */
char *
tl_entry_dup_text (TlEntry *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (TL_IS_ENTRY (self), NULL);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/**
 * tl_entry_set_placeholder:
 * @text: what is said while it is empty
 */
void
tl_entry_set_placeholder (TlEntry *self, const char *text)
{
  g_free (self->placeholder);
  self->placeholder = g_strdup (text ? text : "");
  update_quiet_parts (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, text ? text : "", -1);
}

/**
 * tl_entry_set_hint:
 * @text: (nullable): how to read what stands there
 */
void
tl_entry_set_hint (TlEntry *self, const char *text)
{
  gtk_label_set_label (self->hint, text ? text : "");
  update_quiet_parts (self);
}

/**
 * tl_entry_set_label:
 * @text: what it is
 */
void
tl_entry_set_label (TlEntry *self, const char *text)
{
  gtk_label_set_label (self->name, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * tl_entry_get_message:
 *
 * Returns: (transfer none): what is said below it, or ""
 */
const char *
tl_entry_get_message (TlEntry *self)
{
  return gtk_label_get_label (self->words);
}

/**
 * tl_entry_is_wrong:
 *
 * Returns: whether what is written cannot be committed
 */
gboolean
tl_entry_is_wrong (TlEntry *self)
{
  return self->wrong;
}

/**
 * tl_entry_is_dirty:
 *
 * Returns: whether something else is written than what stood there
 */
gboolean
tl_entry_is_dirty (TlEntry *self)
{
  /* What is being committed is nobody's unfinished work any more. */
  return !self->committing && differs (self);
}

/**
 * tl_entry_commit:
 *
 * Returns: whether what is written is now what stands there; what is wrong stays to be mended
 */
gboolean
tl_entry_commit (TlEntry *self)
{
  g_return_val_if_fail (TL_IS_ENTRY (self), FALSE);
  if (!tl_entry_is_dirty (self))
    return TRUE;
  check (self);
  return !self->wrong && commit_choice (self, NULL);
}

/**
 * tl_entry_restore:
 *
 * Puts back what was there.
 */
void
tl_entry_restore (TlEntry *self)
{
  g_return_if_fail (TL_IS_ENTRY (self));
  tl_choice_list_clear (self->choices);
  self->filling = TRUE;
  if (differs (self))
    {
      gtk_text_buffer_begin_irreversible_action (self->buffer);
      gtk_text_buffer_set_text (self->buffer, self->given, -1);
      gtk_text_buffer_end_irreversible_action (self->buffer);
    }
  self->filling = FALSE;
  update_quiet_parts (self);
  say (self, NULL, FALSE);
}

/**
 * tl_entry_add_end:
 * @widget: what stands behind its label
 */
void
tl_entry_add_end (TlEntry *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->head), widget);
}

/**
 * tl_entry_add_below:
 * @widget: what stands below everything else
 */
void
tl_entry_add_below (TlEntry *self, GtkWidget *widget)
{
  gtk_widget_insert_before (widget, GTK_WIDGET (self), self->message);
}
