/* tl-records-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-records-bar.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-records-model.h"
#include "tl-records-row.h"
#include "tl-records-targets.h"
#include "tl-wrap-layout.h"

#define MOST_TEXT 20000 /* some hold a whole correspondence */
#define MOST_READ 220   /* pixels */

typedef struct
{
  char  *thing;
  char  *title;
  guint  used; /* when last; 0 for one that is only proposed */
} Target;

struct _TlRecordsBar
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *reader;
  GtkWidget *words;
  GtkWidget *selected;
  GtkWidget *spinner;
  GtkWidget *targets;
  GtkWidget *assign;
  GtkWidget *acts;

  Target     list[TL_RECORDS_TARGETS];
  guint      n;
  guint      uses;
};

G_DEFINE_FINAL_TYPE (TlRecordsBar, tl_records_bar, GTK_TYPE_WIDGET)

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *button)
{
  GVariant *digit = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button));

  /* What is dragged is what is selected. */
  return gtk_widget_activate_action_variant (button, "records.assign-recent", digit);
}

static GtkWidget *
target_new (TlSession *session, const Target *target, guint digit)
{
  TlThing         *thing = tl_journey_lookup (tl_session_get_journey (session), target->thing);
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *label = gtk_label_new (target->title);
  GtkWidget       *icon = thing ? tl_part_icon (tl_thing_get_kind (thing)) : NULL;
  GtkDropTarget   *drop = gtk_drop_target_new (TL_TYPE_RECORDS_MODEL, GDK_ACTION_COPY);
  g_autofree char *key = g_strdup_printf ("%u", digit);
  g_autofree char *tip = NULL;
  GtkWidget       *number = gtk_label_new (key);

  gtk_widget_add_css_class (number, "tl-digit");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_box_append (GTK_BOX (box), number);
  if (icon)
    gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  /* Translators: the title of a thing on the map, and a key. */
  tip = g_strdup_printf (_("Assign what is selected to “%s” (%s), or drop records here"), target->title, key);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "records.assign-recent");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (int) digit);
  gtk_widget_add_css_class (button, "tl-target");
  gtk_widget_set_focus_on_click (button, FALSE);
  g_signal_connect (drop, "drop", G_CALLBACK (dropped), button);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (drop));
  return button;
}

static void
show_targets (TlRecordsBar *self, TlSession *session)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child;

  if (focus && gtk_widget_is_ancestor (focus, self->targets))
    gtk_widget_grab_focus (self->assign);
  while ((child = gtk_widget_get_first_child (self->targets)))
    gtk_widget_unparent (child);
  for (guint i = 0; i < self->n; i++)
    gtk_widget_set_parent (target_new (session, &self->list[i], i + 1), self->targets);
  gtk_widget_set_visible (self->targets, self->n > 0 && tl_session_can_edit (session));
}

static void
close_reader (TlRecordsBar *self)
{
  gtk_widget_set_visible (self->reader, FALSE);
}

static void
target_clear (Target *target)
{
  g_clear_pointer (&target->thing, g_free);
  g_clear_pointer (&target->title, g_free);
  target->used = 0;
}

static void
tl_records_bar_dispose (GObject *object)
{
  TlRecordsBar *self = TL_RECORDS_BAR (object);
  GtkWidget    *child;

  while (self->box && (child = gtk_widget_get_first_child (self->targets)))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  tl_records_bar_forget (self);
  G_OBJECT_CLASS (tl_records_bar_parent_class)->dispose (object);
}

static void
tl_records_bar_class_init (TlRecordsBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_records_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tl-records-bar");
}

static GtkWidget *
reader_new (TlRecordsBar *self)
{
  GtkWidget *reader = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->words = tl_part_label ("", NULL);
  gtk_label_set_selectable (GTK_LABEL (self->words), TRUE);
  gtk_widget_set_valign (self->words, GTK_ALIGN_START);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_READ);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->words);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (close, _("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_reader), self);
  gtk_box_append (GTK_BOX (reader), scrolled);
  gtk_box_append (GTK_BOX (reader), close);
  gtk_widget_add_css_class (reader, "tl-reader");
  gtk_widget_set_visible (reader, FALSE);
  return reader;
}

static GtkWidget *
act_new (const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

static void
tl_records_bar_init (TlRecordsBar *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->reader = reader_new (self);
  self->targets = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->targets, tl_wrap_layout_new (6));
  gtk_widget_add_css_class (self->targets, "tl-targets");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->targets), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Assign to"), -1);
  gtk_widget_set_visible (self->targets, FALSE);
  self->selected = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->selected), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->selected), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->selected), 6);
  gtk_widget_set_hexpand (self->selected, TRUE);
  gtk_widget_add_css_class (self->selected, "numeric");
  self->spinner = gtk_spinner_new ();
  self->assign = gtk_button_new_with_mnemonic (_("_Assign To…"));
  gtk_widget_add_css_class (self->assign, "suggested-action");
  gtk_widget_set_focus_on_click (self->assign, FALSE);
  gtk_widget_set_tooltip_text (self->assign, _("Say what they speak of (A)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->assign), "records.assign");
  self->acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_box_append (GTK_BOX (self->acts), act_new ("starred-symbolic", _("Star or Unstar (S)"), "records.star"));
  gtk_box_append (GTK_BOX (self->acts), act_new ("edit-clear-symbolic", _("Unassign (U)"), "records.unassign"));
  gtk_box_append (GTK_BOX (self->acts), act_new ("user-trash-symbolic", _("Delete (Del)"), "records.delete"));
  gtk_box_append (GTK_BOX (line), self->selected);
  gtk_box_append (GTK_BOX (line), self->spinner);
  gtk_box_append (GTK_BOX (line), self->acts);
  gtk_box_append (GTK_BOX (line), self->assign);
  gtk_widget_add_css_class (line, "tl-records-acts");
  gtk_box_append (GTK_BOX (self->box), self->reader);
  gtk_box_append (GTK_BOX (self->box), self->targets);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * tl_records_bar_update:
 * @session: (nullable): what the window shows
 * @n_selected: how many records are selected
 * @n_found: of how many
 * @is_acting: whether something is being done to them
 */
void
tl_records_bar_update (TlRecordsBar *self, TlSession *session, guint n_selected, guint n_found, gboolean is_acting)
{
  g_autofree char *selected = tl_phrase_count (n_selected);
  g_autofree char *found = tl_phrase_count (n_found);
  g_autofree char *text = NULL;
  gboolean         can = session && tl_session_can_edit (session) && n_selected > 0 && !is_acting;

  g_return_if_fail (TL_IS_RECORDS_BAR (self));
  if (n_found == 0)
    text = g_strdup ("");
  else if (n_selected == 0)
    text = g_strdup_printf (_("None selected. Ctrl+A selects all %s."), found);
  else
    /* Translators: how many of how many records are selected. */
    text = g_strdup_printf (_("%s of %s selected"), selected, found);
  gtk_label_set_label (GTK_LABEL (self->selected), text);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_acting);
  gtk_widget_set_visible (self->spinner, is_acting);
  gtk_widget_set_visible (self->acts, session && tl_session_can_edit (session));
  gtk_widget_set_visible (self->assign, session && tl_session_can_edit (session));
  gtk_widget_set_sensitive (self->acts, can);
  gtk_widget_set_sensitive (self->assign, can);
  gtk_widget_set_sensitive (self->targets, !is_acting);
  if (n_selected > 0)
    gtk_widget_add_css_class (self->targets, "tl-ready");
  else
    gtk_widget_remove_css_class (self->targets, "tl-ready");
  gtk_widget_set_visible (GTK_WIDGET (self), n_found > 0);
}

static gboolean
has_target (TlRecordsBar *self, const char *thing, guint *at)
{
  for (guint i = 0; i < self->n; i++)
    if (g_strcmp0 (self->list[i].thing, thing) == 0)
      {
        *at = i;
        return TRUE;
      }
  return FALSE;
}

static void
take (TlRecordsBar *self, guint at, TlThing *thing, guint used)
{
  target_clear (&self->list[at]);
  self->list[at] = (Target) { g_strdup (tl_thing_get_id (thing)), g_strdup (tl_thing_get_title (thing)), used };
}

static void
drop_gone (TlRecordsBar *self, TlJourney *journey)
{
  for (guint i = 0; i < self->n;)
    {
      TlThing *thing = tl_journey_lookup (journey, self->list[i].thing);

      if (thing)
        {
          g_free (self->list[i].title);
          self->list[i].title = g_strdup (tl_thing_get_title (thing));
          i++;
          continue;
        }
      target_clear (&self->list[i]);
      memmove (&self->list[i], &self->list[i + 1], (--self->n - i) * sizeof *self->list);
      memset (&self->list[self->n], 0, sizeof *self->list);
    }
}

/**
 * tl_records_bar_propose:
 * @facets: how many records speak of what
 *
 * Where there is still room, offers what most speak of, then pains in the order of the map.
 */
void
tl_records_bar_propose (TlRecordsBar *self, TlSession *session, const TlFacets *facets)
{
  TlJourney         *journey = tl_session_get_journey (session);
  g_autoptr (GArray) targets = tl_records_list_targets (journey);
  guint              at;

  g_return_if_fail (TL_IS_RECORDS_BAR (self));
  drop_gone (self, journey);
  for (gboolean more = TRUE; more && self->n < 5;)
    {
      TlThing *best = NULL;
      gint64   most = -1;

      for (guint i = 0; i < targets->len; i++)
        {
          TlThing *thing = g_array_index (targets, TlRecordsTarget, i).thing;
          TlKind   kind = tl_thing_get_kind (thing);
          gint64   n = tl_facets_count (facets, TL_FACET_THING, tl_thing_get_id (thing));

          if ((kind == TL_KIND_PAIN || kind == TL_KIND_DELIGHT) && n > most &&
              !has_target (self, tl_thing_get_id (thing), &at))
            {
              best = thing;
              most = n;
            }
        }
      more = best != NULL;
      if (best)
        take (self, self->n++, best, 0);
    }
  show_targets (self, session);
}

/**
 * tl_records_bar_note:
 * @thing: what was assigned to
 *
 * It gets a digit, or keeps its own: digits do not wander.
 */
void
tl_records_bar_note (TlRecordsBar *self, TlSession *session, const char *thing)
{
  TlThing *found = tl_journey_lookup (tl_session_get_journey (session), thing);
  guint    at;

  g_return_if_fail (TL_IS_RECORDS_BAR (self));
  if (found == NULL)
    return;
  if (!has_target (self, thing, &at))
    {
      if (self->n < TL_RECORDS_TARGETS)
        at = self->n++;
      else
        {
          at = 0;
          for (guint i = 1; i < self->n; i++)
            if (self->list[i].used < self->list[at].used)
              at = i;
        }
      take (self, at, found, 0);
      show_targets (self, session);
    }
  self->list[at].used = ++self->uses;
}

/**
 * tl_records_bar_forget:
 *
 * Forgets what was assigned to: another journey is shown.
 */
void
tl_records_bar_forget (TlRecordsBar *self)
{
  g_return_if_fail (TL_IS_RECORDS_BAR (self));
  for (guint i = 0; i < self->n; i++)
    target_clear (&self->list[i]);
  self->n = 0;
  if (self->box)
    close_reader (self);
}

/**
 * tl_records_bar_get_target:
 * @digit: from 1
 *
 * Returns: (transfer none) (nullable): the id of what that digit assigns to
 */
const char *
tl_records_bar_get_target (TlRecordsBar *self, guint digit)
{
  g_return_val_if_fail (TL_IS_RECORDS_BAR (self), NULL);
  return digit >= 1 && digit <= self->n ? self->list[digit - 1].thing : NULL;
}

/**
 * tl_records_bar_make_menu:
 *
 * Returns: (transfer full): what the digits assign to
 */
GMenu *
tl_records_bar_make_menu (TlRecordsBar *self)
{
  GMenu *menu = g_menu_new ();

  g_return_val_if_fail (TL_IS_RECORDS_BAR (self), menu);
  for (guint i = 0; i < self->n; i++)
    {
      g_auto (GStrv)        parts = g_strsplit (self->list[i].title, "_", -1);
      g_autofree char      *title = g_strjoinv ("__", parts);
      /* Translators: a digit, which is its key, and the title of a thing on the map. */
      g_autofree char      *label = g_strdup_printf (C_ ("target", "_%u %s"), i + 1, title);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "records.assign-recent", "i", (int) i + 1);
      g_menu_append_item (menu, item);
    }
  return menu;
}

/**
 * tl_records_bar_get_assign_button:
 *
 * Returns: (transfer none): where a chooser belongs
 */
GtkWidget *
tl_records_bar_get_assign_button (TlRecordsBar *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_BAR (self), NULL);
  return self->assign;
}

/**
 * tl_records_bar_read:
 * @record: a record
 *
 * Shows all of its words.
 */
void
tl_records_bar_read (TlRecordsBar *self, const TlRecord *record)
{
  const char      *text = record->marked ? record->marked : tl_record_get_text (record, TL_EVIDENCE_TEXT);
  g_autofree char *markup = text ? tl_records_mark_up (text, MOST_TEXT) : NULL;

  g_return_if_fail (TL_IS_RECORDS_BAR (self));
  if (markup && *markup)
    gtk_label_set_markup (GTK_LABEL (self->words), markup);
  else
    gtk_label_set_text (GTK_LABEL (self->words), _("No words"));
  gtk_widget_set_visible (self->reader, TRUE);
}
