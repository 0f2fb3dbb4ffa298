/* tl-chooser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-chooser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-parts.h"

#define WIDTH  320
#define HEIGHT 340

/* A row */

#define TL_TYPE_CHOICE (tl_choice_get_type ())
G_DECLARE_FINAL_TYPE (TlChoice, tl_choice, TL, CHOICE, GObject)

struct _TlChoice
{
  GObject  parent_instance;

  char    *target;
  char    *title;
  char    *aside; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TlChoice, tl_choice, G_TYPE_OBJECT)

static void
tl_choice_finalize (GObject *object)
{
  TlChoice *self = TL_CHOICE (object);

  g_free (self->target);
  g_free (self->title);
  g_free (self->aside);
  G_OBJECT_CLASS (tl_choice_parent_class)->finalize (object);
}

static void
tl_choice_class_init (TlChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_choice_finalize;
}

static void
tl_choice_init (TlChoice *self)
{
}

/* The chooser */

struct _TlChooser
{
  GtkPopover          parent_instance;

  char               *action;
  GtkWidget          *box;
  GtkWidget          *search;
  GtkWidget          *list;
  GtkWidget          *stack;
  GListStore         *choices;
  GtkFilter          *filter;
  GtkSingleSelection *selection;
  char               *wanted; /* what is looked for, folded */
};

G_DEFINE_FINAL_TYPE (TlChooser, tl_chooser, GTK_TYPE_POPOVER)

static gboolean
holds (const char *text, const char *wanted)
{
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  return folded && strstr (folded, wanted);
}

static gboolean
matches (gpointer item, gpointer data)
{
  TlChooser *self = data;
  TlChoice  *choice = item;

  return self->wanted == NULL || *self->wanted == '\0' || holds (choice->title, self->wanted)
         || holds (choice->aside, self->wanted);
}

static void
search_changed (TlChooser *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));

  g_free (self->wanted);
  self->wanted = g_utf8_casefold (text, -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0 ? "list" : "none");
}

static void
choose (TlChooser *self, guint position)
{
  g_autoptr (TlChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  GtkWidget           *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char     *action = NULL;
  g_autofree char     *target = NULL;

  if (choice == NULL || parent == NULL)
    return;
  /* What is chosen may be the end of the chooser. */
  action = g_strdup (self->action);
  target = g_strdup (choice->target);
  g_object_ref (parent);
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (parent, action, "s", target);
  g_object_unref (parent);
}

static void
search_activated (TlChooser *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

/* Up and down choose a row while one types. */
static gboolean
key_pressed (TlChooser *self, guint key, guint code, GdkModifierType state)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0 || (key != GDK_KEY_Down && key != GDK_KEY_Up && key != GDK_KEY_KP_Down && key != GDK_KEY_KP_Up))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    at = at == GTK_INVALID_LIST_POSITION ? 0 : MIN (at + 1, n - 1);
  else
    at = at == GTK_INVALID_LIST_POSITION || at == 0 ? 0 : at - 1;
  gtk_single_selection_set_selected (self->selection, at);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", at);
  return GDK_EVENT_STOP;
}

static void
row_made (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *title = tl_part_label ("", NULL), *aside = tl_part_label ("", "dim-label");

  gtk_widget_add_css_class (aside, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (aside), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (title), FALSE);
  gtk_label_set_wrap (GTK_LABEL (aside), FALSE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), aside);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, box);
}

static void
row_bound (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *aside = gtk_widget_get_next_sibling (title);
  TlChoice  *choice = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (title), choice->title);
  gtk_label_set_text (GTK_LABEL (aside), choice->aside ? choice->aside : "");
  gtk_widget_set_visible (aside, choice->aside != NULL);
}

static gboolean
tl_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TL_CHOOSER (widget)->search);
}

static void
tl_chooser_finalize (GObject *object)
{
  TlChooser *self = TL_CHOOSER (object);

  g_free (self->action);
  g_free (self->wanted);
  g_object_unref (self->choices);
  G_OBJECT_CLASS (tl_chooser_parent_class)->finalize (object);
}

static void
tl_chooser_class_init (TlChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_chooser_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = tl_chooser_grab_focus;
}

static GtkWidget *
make_list (TlChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scrolled = gtk_scrolled_window_new ();
  GListModel         *filtered;

  g_signal_connect (factory, "setup", G_CALLBACK (row_made), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bound), NULL);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->choices)), self->filter));
  self->selection = gtk_single_selection_new (filtered);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "tl-chooser-list");
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (choose), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  return scrolled;
}

static void
tl_chooser_init (TlChooser *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->choices = g_list_store_new (TL_TYPE_CHOICE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->search = gtk_search_entry_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), make_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), tl_part_note (_("Nothing is called that.")), "none");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activated), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
  gtk_widget_set_size_request (self->box, WIDTH, -1);
  gtk_box_append (GTK_BOX (self->box), self->search);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
}

/**
 * tl_chooser_new:
 * @title: what is asked for
 * @action: an action of what it is attached to, whose parameter is the target of the row that is chosen
 *
 * Returns: (transfer floating): a chooser of nothing yet
 */
GtkWidget *
tl_chooser_new (const char *title, const char *action)
{
  TlChooser *self = g_object_new (TL_TYPE_CHOOSER, NULL);

  self->action = g_strdup (action);
  gtk_box_prepend (GTK_BOX (self->box), tl_part_label (title, "heading"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

/**
 * tl_chooser_add:
 * @target: what the action is given
 * @title: what is chosen
 * @aside: (nullable): where that is, or what it is
 */
void
tl_chooser_add (TlChooser *self, const char *target, const char *title, const char *aside)
{
  g_autoptr (TlChoice) choice = g_object_new (TL_TYPE_CHOICE, NULL);

  choice->target = g_strdup (target);
  choice->title = g_strdup (title);
  choice->aside = g_strdup (aside);
  g_list_store_append (self->choices, choice);
}

/**
 * tl_chooser_add_button:
 * @label: with a mnemonic
 * @action: an action without a parameter
 *
 * Offers something besides what is in the list.
 */
void
tl_chooser_add_button (TlChooser *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

/**
 * tl_chooser_get_n:
 *
 * Returns: among how many one chooses
 */
guint
tl_chooser_get_n (TlChooser *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->choices));
}
