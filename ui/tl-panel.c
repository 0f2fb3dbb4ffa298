/* tl-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-panel.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-entry.h"
#include "tl-panel-edit.h"
#include "tl-panel-sections.h"
#include "tl-parts.h"

/* What makes a section be made anew, other than that something else is selected. */
typedef enum
{
  FOLLOWS_FIGURES = 1 << 0,
  FOLLOWS_EDITS = 1 << 1,
} Follows;

typedef struct
{
  void  (*fill)  (TlSection *);
  Follows follows;
  char *(*shape) (TlSection *); /* where it is the same after an edit, nothing is to be done */
  guint  kinds;                 /* of what it is, as bits */
  guint  index;
} Part;

#define BIT(KIND) (1u << TL_KIND_##KIND)
#define ALL       (~0u)

/* In the order in which they are read: what a thing comes to, then what is written of it. A pain is read the other way
 * round, as its few numbers are what its stake is made of. */
static const Part parts[] = {
  { tl_section_path, FOLLOWS_EDITS, tl_section_shape_path, ALL & ~BIT (JOURNEY) },
  { tl_section_head, FOLLOWS_EDITS, tl_section_shape_head, ALL },
  { tl_section_problems, FOLLOWS_FIGURES, NULL, ALL },
  { tl_section_figures, FOLLOWS_FIGURES, NULL, ALL },
  { tl_section_outcome, FOLLOWS_FIGURES, NULL, BIT (FIX) },
  { tl_section_fields, FOLLOWS_EDITS, tl_section_shape_fields, BIT (PAIN) },
  { tl_section_contacts, FOLLOWS_EDITS, tl_section_shape_lists, BIT (PAIN) },
  { tl_section_stake, FOLLOWS_FIGURES, NULL, ALL },
  { tl_section_reasons, FOLLOWS_EDITS, tl_section_shape_lists, BIT (PAIN) },
  { tl_section_effects, FOLLOWS_EDITS, tl_section_shape_lists, BIT (FIX) },
  { tl_section_inside, FOLLOWS_FIGURES | FOLLOWS_EDITS, tl_section_shape_inside, BIT (STAGE) | BIT (TOUCHPOINT), 0 },
  { tl_section_adder, 0, NULL, BIT (STAGE) | BIT (TOUCHPOINT), 0 },
  { tl_section_inside, FOLLOWS_EDITS, tl_section_shape_inside, BIT (TOUCHPOINT), 1 },
  { tl_section_adder, 0, NULL, BIT (TOUCHPOINT), 1 },
  { tl_section_ways, FOLLOWS_EDITS, tl_section_shape_lists, BIT (STAGE) },
  { tl_section_driven, FOLLOWS_EDITS, tl_section_shape_lists, BIT (CAUSE) },
  { tl_section_fields, FOLLOWS_EDITS, tl_section_shape_fields, ALL & ~BIT (PAIN) },
  { tl_section_notes, 0, NULL, ALL },
  { tl_section_inside, FOLLOWS_EDITS, tl_section_shape_inside, BIT (JOURNEY), 0 },
  { tl_section_adder, 0, NULL, BIT (JOURNEY), 0 },
  { tl_section_inside, FOLLOWS_EDITS, tl_section_shape_inside, BIT (JOURNEY), 1 },
  { tl_section_adder, 0, NULL, BIT (JOURNEY), 1 },
  { tl_section_inside, FOLLOWS_EDITS, tl_section_shape_inside, BIT (JOURNEY), 2 },
  { tl_section_adder, 0, NULL, BIT (JOURNEY), 2 },
  { tl_section_evidence, FOLLOWS_EDITS, tl_section_shape_evidence, ALL },
  { tl_section_fixes, FOLLOWS_FIGURES, NULL, ALL },
  { tl_section_removal, FOLLOWS_EDITS, tl_section_shape_removal, ALL & ~BIT (JOURNEY) },
};

#define N_PARTS G_N_ELEMENTS (parts)

struct _TlPanel
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scrolled;
  GtkBox            *box;
  GtkBox            *slots[N_PARTS]; /* where each section stands */
  char              *shapes[N_PARTS];
  GtkBox            *many;           /* what is said of several things */

  TlSession         *session;
  char              *shown;          /* the id of what is shown */
  GtkWindow         *window;         /* not owned: the one it stands in */
  gboolean           rebuilding;
  guint              later;          /* an idle: what has changed while the focus was moving */
  gboolean           anew;           /* and whether it is something else that is shown */
};

G_DEFINE_FINAL_TYPE (TlPanel, tl_panel, GTK_TYPE_WIDGET)

static gboolean
prepare (TlPanel *self, TlSection *section)
{
  *section = (TlSection) { .session = self->session };
  if (self->session == NULL || self->shown == NULL)
    return FALSE;
  section->journey = tl_session_get_journey (self->session);
  section->thing = tl_journey_lookup (section->journey, self->shown);
  if (section->thing == NULL)
    return FALSE;
  section->figures = tl_session_get_figures (self->session);
  section->kind = tl_thing_get_kind (section->thing);
  section->id = tl_thing_get_id (section->thing);
  section->currency = tl_session_get_currency (self->session);
  return TRUE;
}

static GtkWidget *
get_focus (TlPanel *self, GtkWidget *within)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, within) ? focus : NULL;
}

/* While the focus goes from one widget to the next nobody has it, and GTK holds on to the way between them: what is written
 * in the one is committed, and the other may stand in what is made anew because of that. */
static gboolean
is_focus_moving (TlPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root && gtk_root_get_focus (root) == NULL;
}

static gboolean
is_named (GtkWidget *widget)
{
  return g_strcmp0 (gtk_widget_get_name (widget), G_OBJECT_TYPE_NAME (widget)) != 0;
}

/* The widget of a name, or the first whose name begins so. */
static GtkWidget *
find_named (GtkWidget *widget, const char *name, gboolean whole)
{
  if (whole ? g_str_equal (gtk_widget_get_name (widget), name) : g_str_has_prefix (gtk_widget_get_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, name, whole);

      if (found)
        return found;
    }
  return NULL;
}

/* Whether nothing between it and what it stands in is hidden. */
static gboolean
is_shown (GtkWidget *widget, GtkWidget *within)
{
  for (; widget && widget != within; widget = gtk_widget_get_parent (widget))
    if (!gtk_widget_get_visible (widget))
      return FALSE;
  return TRUE;
}

static TlEntry *
get_entry (GtkWidget *focus)
{
  return focus ? TL_ENTRY (gtk_widget_get_ancestor (focus, TL_TYPE_ENTRY)) : NULL;
}

/* Makes a section anew. Whoever is in it stays where they were, with what they have written so far. */
static void
refill (TlPanel *self, TlSection *section, guint n)
{
  GtkWidget       *slot = GTK_WIDGET (self->slots[n]);
  GtkWidget       *focus = get_focus (self, slot);
  TlEntry         *entry = get_entry (focus);
  GtkWidget       *child, *found = NULL;
  g_autofree char *name = NULL;
  g_autofree char *written = NULL;

  for (GtkWidget *widget = focus; widget && widget != slot && name == NULL; widget = gtk_widget_get_parent (widget))
    if (is_named (widget))
      name = g_strdup (gtk_widget_get_name (widget));
  if (entry && tl_entry_is_dirty (entry))
    {
      written = tl_entry_dup_text (entry);
      tl_entry_restore (entry);
    }
  while ((child = gtk_widget_get_first_child (slot)))
    gtk_box_remove (GTK_BOX (slot), child);
  section->box = self->slots[n];
  section->index = parts[n].index;
  parts[n].fill (section);
  g_free (self->shapes[n]);
  self->shapes[n] = parts[n].shape ? parts[n].shape (section) : NULL;
  gtk_widget_set_visible (slot, gtk_widget_get_first_child (slot) != NULL);
  if (focus == NULL)
    return;
  if (name)
    found = find_named (slot, name, TRUE);
  /* What was asked for something new is hidden again when it is there; then the next can be added. */
  if (found == NULL || !is_shown (found, slot))
    found = find_named (slot, "add:", FALSE);
  if (found == NULL || !gtk_widget_grab_focus (found))
    gtk_widget_grab_focus (GTK_WIDGET (self->scrolled));
  else if (written && TL_IS_ENTRY (found) && g_strcmp0 (gtk_widget_get_name (found), name) == 0)
    tl_entry_set_text (TL_ENTRY (found), written);
}

/* What someone has written so far is theirs, also when they turn elsewhere by a way that leaves the focus. */
static void
settle (TlPanel *self)
{
  TlEntry *entry = get_entry (get_focus (self, GTK_WIDGET (self)));

  if (entry && tl_entry_is_dirty (entry) && !tl_entry_is_wrong (entry))
    gtk_widget_activate_action (GTK_WIDGET (entry), "entry.commit", NULL);
  if (entry && tl_entry_is_dirty (entry))
    tl_entry_restore (entry);
}

/* Shows something else. A thing of the model may still be on show while the window is taken down; the panel keeps none
 * of them. */
static void
rebuild (TlPanel *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scrolled);
  TlSection      section;
  GtkWidget     *child;

  if (self->rebuilding)
    return;
  self->rebuilding = TRUE;
  g_clear_handle_id (&self->later, g_source_remove);
  self->anew = FALSE;
  if (self->session && self->shown)
    settle (self);
  g_clear_pointer (&self->shown, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->many))))
    gtk_box_remove (self->many, child);
  gtk_widget_set_visible (GTK_WIDGET (self->many), self->session && tl_session_n_selected (self->session) > 1);
  if (gtk_widget_get_visible (GTK_WIDGET (self->many)))
    tl_section_many (self->many, self->session);
  else if (self->session)
    self->shown = g_strdup (tl_thing_get_id (tl_session_get_thing (self->session)));
  for (guint i = 0; i < N_PARTS; i++)
    {
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->slots[i]))))
        gtk_box_remove (self->slots[i], child);
      gtk_widget_set_visible (GTK_WIDGET (self->slots[i]), FALSE);
      g_clear_pointer (&self->shapes[i], g_free);
    }
  if (prepare (self, &section))
    for (guint i = 0; i < N_PARTS; i++)
      if (parts[i].kinds & (1u << section.kind))
        refill (self, &section, i);
  gtk_adjustment_set_value (place, 0);
  self->rebuilding = FALSE;
}

/* New figures change what the figures are in, and nothing that is being written. */
static void
show_figures (TlPanel *self)
{
  TlSection section;

  if (self->rebuilding || !prepare (self, &section))
    return;
  for (guint i = 0; i < N_PARTS; i++)
    if (parts[i].follows & FOLLOWS_FIGURES && parts[i].kinds & (1u << section.kind))
      refill (self, &section, i);
}

/* Fields follow an edit by themselves; lists are made anew where something came or went. */
static void
follow_lists (TlPanel *self)
{
  TlSection section;

  if (self->rebuilding)
    return;
  g_clear_handle_id (&self->later, g_source_remove);
  if (self->anew || !prepare (self, &section))
    {
      rebuild (self);
      return;
    }
  for (guint i = 0; i < N_PARTS; i++)
    if (parts[i].follows & FOLLOWS_EDITS && parts[i].kinds & (1u << section.kind))
      {
        g_autofree char *shape = NULL;

        section.index = parts[i].index;
        shape = parts[i].shape (&section);
        if (g_strcmp0 (shape, self->shapes[i]) != 0)
          refill (self, &section, i);
      }
}

static gboolean
catch_up (gpointer data)
{
  TlPanel *self = data;

  self->later = 0;
  follow_lists (self);
  show_figures (self);
  return G_SOURCE_REMOVE;
}

static void
follow_later (TlPanel *self, gboolean anew)
{
  self->anew = self->anew || anew;
  if (self->later == 0)
    self->later = g_idle_add_full (G_PRIORITY_HIGH_IDLE, catch_up, self, NULL);
}

static void
follow_figures (TlPanel *self)
{
  if (is_focus_moving (self))
    follow_later (self, FALSE);
  else
    show_figures (self);
}

static void
follow_edit (TlPanel *self)
{
  if (is_focus_moving (self))
    follow_later (self, FALSE);
  else
    follow_lists (self);
}

static void
follow_selection (TlPanel *self)
{
  if (is_focus_moving (self))
    follow_later (self, TRUE);
  else
    rebuild (self);
}

static void
select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlPanel         *self = TL_PANEL (widget);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);

  /* The button that was pressed goes away with what it stood in: leave the focus with the panel. */
  if (self->session == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->scrolled));
  tl_session_select (self->session, id);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *found;

  if (TL_PANEL (widget)->later)
    follow_lists (TL_PANEL (widget));
  found = find_named (widget, g_variant_get_string (parameter, NULL), TRUE);
  if (found)
    gtk_widget_grab_focus (found);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlPanel    *self = TL_PANEL (widget);
  const char *id;
  gboolean    after;

  g_variant_get (parameter, "(&sb)", &id, &after);
  if (self->session)
    tl_panel_edit_move (self->session, id, after);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlPanel         *self = TL_PANEL (widget);
  GtkWidget       *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);
  g_autofree char *said = NULL;
  g_autofree char *title = NULL;
  AdwToast        *toast;

  if (self->session == NULL)
    return;
  if (g_strcmp0 (id, self->shown) == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->scrolled));
  if (!tl_panel_edit_delete (self->session, id, &said) || toasts == NULL)
    return;
  title = g_markup_escape_text (said, -1);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  /* Undo means the last edit: once there is another, the offer is void. */
  g_signal_connect_object (self->session, "edited", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), toast);
}

static gboolean
window_closes (TlPanel *self)
{
  tl_panel_commit (self);
  return FALSE;
}

static void
tl_panel_root (GtkWidget *widget)
{
  TlPanel *self = TL_PANEL (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (tl_panel_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (root))
    return;
  self->window = GTK_WINDOW (root);
  g_signal_connect_swapped (root, "close-request", G_CALLBACK (window_closes), self);
}

static void
tl_panel_unroot (GtkWidget *widget)
{
  TlPanel *self = TL_PANEL (widget);

  if (self->window)
    g_signal_handlers_disconnect_by_func (self->window, window_closes, self);
  self->window = NULL;
  GTK_WIDGET_CLASS (tl_panel_parent_class)->unroot (widget);
}

static void
tl_panel_dispose (GObject *object)
{
  TlPanel *self = TL_PANEL (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_handle_id (&self->later, g_source_remove);
  g_clear_pointer (&self->shown, g_free);
  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&self->shapes[i], g_free);
  g_clear_pointer ((GtkWidget **) &self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_panel_parent_class)->dispose (object);
}

static void
tl_panel_class_init (TlPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_panel_dispose;
  widget_class->root = tl_panel_root;
  widget_class->unroot = tl_panel_unroot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-panel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  /**
   * TlPanel|panel.select:
   * @id: a thing's id
   *
   * Selects a thing.
   */
  gtk_widget_class_install_action (widget_class, "panel.select", "s", select_action);

  /**
   * TlPanel|panel.edit:
   * @name: the name of a card: a thing's id, a dot and a field
   *
   * Puts the caret there.
   */
  gtk_widget_class_install_action (widget_class, "panel.edit", "s", edit_action);

  /**
   * TlPanel|panel.move:
   * @id: a thing's id
   * @after: whether it goes down rather than up
   *
   * Lets a thing change places with its neighbour in the list.
   */
  gtk_widget_class_install_action (widget_class, "panel.move", "(sb)", move_action);

  /**
   * TlPanel|panel.delete:
   * @id: a thing's id
   *
   * Deletes a thing and what hangs on it, says so, and offers to undo it.
   */
  gtk_widget_class_install_action (widget_class, "panel.delete", "s", delete_action);

  /* From where somebody came by Enter they come back; an entry in which something is written needs it for itself first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.leave-details", NULL);
}

static void
tl_panel_init (TlPanel *self)
{
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "tl-panel-box");
  self->many = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_visible (GTK_WIDGET (self->many), FALSE);
  gtk_box_append (self->box, GTK_WIDGET (self->many));
  for (guint i = 0; i < N_PARTS; i++)
    {
      self->slots[i] = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
      gtk_widget_set_visible (GTK_WIDGET (self->slots[i]), FALSE);
      gtk_box_append (self->box, GTK_WIDGET (self->slots[i]));
    }
  gtk_widget_set_size_request (GTK_WIDGET (self), (int) MIN (280 * tl_part_text_factor (), 400), -1);
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->box));
  gtk_widget_set_parent (GTK_WIDGET (self->scrolled), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Side Panel"), -1);
}

/**
 * tl_panel_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_panel_set_session (TlPanel *self, TlSession *session)
{
  g_return_if_fail (TL_IS_PANEL (self));
  if (self->session == session)
    return;
  if (self->session)
    {
      tl_panel_commit (self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_clear_pointer (&self->shown, g_free);
  g_set_object (&self->session, session);
  if (session)
    {
      g_signal_connect_swapped (session, "notify::selected", G_CALLBACK (follow_selection), self);
      g_signal_connect_swapped (session, "notify::figures", G_CALLBACK (follow_figures), self);
      g_signal_connect_swapped (session, "edited", G_CALLBACK (follow_edit), self);
    }
  rebuild (self);
}

/**
 * tl_panel_commit:
 *
 * Commits what is being written in it, where that is right.
 */
void
tl_panel_commit (TlPanel *self)
{
  TlEntry *entry;

  g_return_if_fail (TL_IS_PANEL (self));
  entry = get_entry (get_focus (self, GTK_WIDGET (self)));
  if (entry && tl_entry_is_dirty (entry) && !tl_entry_is_wrong (entry))
    gtk_widget_activate_action (GTK_WIDGET (entry), "entry.commit", NULL);
}

/**
 * tl_panel_name_thing:
 *
 * Goes to the title of what is selected, for it to be written over.
 */
void
tl_panel_name_thing (TlPanel *self)
{
  GtkWidget *title;

  g_return_if_fail (TL_IS_PANEL (self));
  if (self->later)
    follow_lists (self);
  title = find_named (GTK_WIDGET (self->box), "title", TRUE);
  if (title)
    gtk_widget_grab_focus (title);
}

/**
 * tl_panel_enter:
 *
 * Goes to the first of what is written of the thing that is selected.
 */
void
tl_panel_enter (TlPanel *self)
{
  g_return_if_fail (TL_IS_PANEL (self));
  if (self->later)
    follow_lists (self);
  for (guint i = 0; i < N_PARTS; i++)
    if (parts[i].fill == tl_section_fields && gtk_widget_get_visible (GTK_WIDGET (self->slots[i])) &&
        gtk_widget_child_focus (GTK_WIDGET (self->slots[i]), GTK_DIR_TAB_FORWARD))
      return;
  gtk_widget_child_focus (GTK_WIDGET (self->box), GTK_DIR_TAB_FORWARD);
}
