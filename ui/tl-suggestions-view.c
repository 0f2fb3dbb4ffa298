/* tl-suggestions-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-suggestions-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-error.h"
#include "tl-number.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-suggestions-row.h"
#include "tl-suggestions-say.h"

#define AT_MOST     20000 /* records that are looked at */
#define LEAST       .2    /* below that, a proposal is noise */
#define PULSE       120   /* ms */
#define THINGS_TOLD 8

static const double shares[] = { .8, .9, .95 };

/* What was accepted, and can be taken back. */
typedef struct
{
  gint64     edit;
  GPtrArray *items;
} Act;

struct _TlSuggestionsView
{
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkWidget          *said;
  GtkWidget          *stale;
  GtkWidget          *head;
  GtkWidget          *share;
  GtkWidget          *all;
  GtkWidget          *states;
  GtkWidget          *page;
  GtkWidget          *progress;
  GtkWidget          *list;
  GListStore         *items;
  GtkSingleSelection *selection;

  TlSession          *session;
  TlDocument         *document;
  GCancellable       *working;
  guint               pulse;
  guint64             serial;   /* of the evidence that it was learned from */
  GPtrArray          *acts;
  AdwToast           *toast;
  gboolean            is_stale;
  gboolean            is_asked; /* learned, or tried */
  gboolean            acting;
  char               *skill;    /* a sentence */
};

G_DEFINE_FINAL_TYPE (TlSuggestionsView, tl_suggestions_view, GTK_TYPE_WIDGET)

static void
act_free (gpointer data)
{
  Act *act = data;

  g_ptr_array_unref (act->items);
  g_free (act);
}

static void
tell (TlSuggestionsView *self, const char *text, gboolean undo)
{
  GtkWidget       *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast        *toast;

  if (overlay == NULL)
    return;
  /* One after the other is accepted: only the last is told. */
  if (self->toast)
    adw_toast_dismiss (self->toast);
  toast = adw_toast_new (escaped);
  if (undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/* What is said */

static gboolean
can_act (TlSuggestionsView *self)
{
  return self->session && tl_session_can_edit (self->session) && !self->is_stale && !self->working;
}

static double
get_share (TlSuggestionsView *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->share));

  return shares[MIN (at, G_N_ELEMENTS (shares) - 1)];
}

static const TlSuggestion *
get_suggestion (TlSuggestionsView *self, guint position)
{
  g_autoptr (TlSuggestionsItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item ? tl_suggestions_item_get (item) : NULL; /* the list keeps it */
}

/* How many are at least so sure: the surest come first. */
static guint
count_sure (TlSuggestionsView *self)
{
  double share = get_share (self);
  guint  low = 0, high = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_suggestion (self, middle)->confidence + TL_SUGGESTIONS_ROUND >= share)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
update (TlSuggestionsView *self)
{
  guint            n = count_sure (self);
  gboolean         can = can_act (self);
  g_autofree char *count = tl_phrase_count (n);
  g_autofree char *label = g_strdup_printf (_("Accept A_ll %s…"), count);

  gtk_button_set_label (GTK_BUTTON (self->all), n > 0 ? label : _("Accept A_ll…"));
  gtk_widget_set_visible (self->stale, self->is_stale && !self->working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "suggestions.accept", can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "suggestions.accept-all", can && n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "suggestions.skip", !self->working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "suggestions.learn", self->session && !self->working);
}

static void
say_learned (TlSuggestionsView *self, const TlSuggestions *learned)
{
  g_autofree char *text = tl_suggestions_say_learned (learned);

  g_free (self->skill);
  self->skill = tl_suggestions_say_skill (&learned->skill);
  gtk_label_set_label (GTK_LABEL (self->said), text);
}

static void
show_page (TlSuggestionsView *self, const char *title, const char *text)
{
  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), title);
  {
    g_autofree char *escaped = g_markup_escape_text (text, -1);

    adw_status_page_set_description (ADW_STATUS_PAGE (self->page), escaped);
  }
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "page");
}

static void
show_list (TlSuggestionsView *self)
{
  gboolean learned = self->skill != NULL;

  gtk_widget_set_visible (self->head, learned && !self->working);
  if (self->working)
    gtk_stack_set_visible_child_name (GTK_STACK (self->states), "working");
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->states), "list");
  else if (learned)
    show_page (self, _("Nothing Left to Propose"),
               self->acts->len > 0
                 ? _("Learn again: what you accepted may teach something about the rest.")
                 : _("No record that speaks of nothing yet is enough like those that people assigned."));
  update (self);
}

/* Learning */

static gboolean
pulse (gpointer data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (TL_SUGGESTIONS_VIEW (data)->progress));
  return G_SOURCE_CONTINUE;
}

static void
stop (TlSuggestionsView *self)
{
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
  g_clear_handle_id (&self->pulse, g_source_remove);
}

static void
fill (TlSuggestionsView *self, TlSuggestions *learned)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < learned->all->len; i++)
    g_ptr_array_add (items, tl_suggestions_item_new (learned->all->pdata[i]));
  g_ptr_array_set_size (self->acts, 0);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  say_learned (self, learned);
}

static void
forget (TlSuggestionsView *self)
{
  g_clear_pointer (&self->skill, g_free);
  g_ptr_array_set_size (self->acts, 0);
  g_list_store_remove_all (self->items);
}

typedef struct
{
  TlSuggestionsView *self;
  GCancellable      *cancellable;
  guint64            serial;
} Learning;

static void
learned (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Learning          *learning = data;
  g_autoptr (TlSuggestionsView) self = learning->self;
  g_autoptr (GCancellable)      cancellable = learning->cancellable;
  g_autoptr (GError)            error = NULL;
  g_autoptr (TlSuggestions)     suggestions = tl_suggestions_new_finish (result, &error);

  if (self->working != cancellable) /* cancelled, or another journey */
    return;
  stop (self);
  if (suggestions)
    {
      self->serial = learning->serial;
      self->is_stale = tl_document_get_evidence_serial (self->document) != self->serial;
      fill (self, suggestions);
    }
  else
    forget (self);
  show_list (self);
  if (g_error_matches (error, TL_ERROR, TL_ERROR_LIMIT))
    show_page (self, _("Too Little to Learn From Yet"), error->message);
  else if (error)
    show_page (self, _("That Did Not Work"), error->message);
  else if (gtk_widget_get_mapped (self->list))
    gtk_widget_grab_focus (self->list);
}

static void
learn (TlSuggestionsView *self)
{
  Learning *learning = g_new0 (Learning, 1);

  stop (self);
  self->is_asked = TRUE;
  self->working = g_cancellable_new ();
  self->pulse = g_timeout_add (PULSE, pulse, self);
  learning->self = g_object_ref (self);
  learning->cancellable = g_object_ref (self->working);
  learning->serial = tl_document_get_evidence_serial (self->document);
  tl_suggestions_new_async (self->document, NULL, AT_MOST, LEAST, self->working, learned, learning);
  show_list (self);
}

static void
learn_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (TL_SUGGESTIONS_VIEW (widget)->session)
    learn (TL_SUGGESTIONS_VIEW (widget));
}

static void
cancel_clicked (TlSuggestionsView *self)
{
  stop (self);
  show_list (self);
  if (self->skill == NULL)
    show_page (self, _("Learning Was Cancelled"), _("Nothing was changed. Learn again whenever you like."));
}

/* Accepting */

static int
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  const TlSuggestion *one = tl_suggestions_item_get ((TlSuggestionsItem *) a);
  const TlSuggestion *other = tl_suggestions_item_get ((TlSuggestionsItem *) b);

  if (one->confidence != other->confidence)
    return one->confidence < other->confidence ? 1 : -1;
  return g_strcmp0 (one->record, other->record);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (a, b);
}

/* The first @n from @position on, by what they are about. */
static GHashTable *
group (TlSuggestionsView *self, guint position, guint n)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = position; i < position + n; i++)
    {
      const TlSuggestion *one = get_suggestion (self, i);
      GPtrArray          *records = g_hash_table_lookup (groups, one->thing);

      if (records == NULL)
        {
          records = g_ptr_array_new ();
          g_hash_table_insert (groups, one->thing, records);
        }
      g_ptr_array_add (records, one->record);
    }
  return groups;
}

static gboolean
accept (TlSuggestionsView *self, guint position, guint n)
{
  g_autoptr (TlEdit)     edit = tl_edit_new (_("Assign records"));
  g_autoptr (GHashTable) groups = group (self, position, n);
  g_autoptr (GList)      things = g_list_sort (g_hash_table_get_keys (groups), compare_names);
  g_autoptr (GError)     error = NULL;
  Act                   *act;
  gboolean               done;

  for (GList *l = things; l; l = l->next)
    {
      GPtrArray               *records = g_hash_table_lookup (groups, l->data);
      g_autoptr (TlRecordSet)  set = NULL;

      g_ptr_array_add (records, NULL);
      set = tl_record_set_new (self->document, (const char *const *) records->pdata);
      tl_edit_assign (edit, set, l->data);
    }
  self->acting = TRUE;
  done = tl_session_apply (self->session, edit, &error);
  self->acting = FALSE;
  if (!done)
    {
      tell (self, error->message, FALSE);
      return FALSE;
    }
  self->serial = tl_document_get_evidence_serial (self->document);
  act = g_new0 (Act, 1);
  act->edit = tl_document_get_position (self->document);
  act->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (act->items, g_list_model_get_item (G_LIST_MODEL (self->items), position + i));
  g_ptr_array_add (self->acts, act);
  g_list_store_splice (self->items, position, n, NULL, 0);
  show_list (self);
  return TRUE;
}

/* Where an action is meant: the place that is told, or what is selected. */
static guint
get_place (TlSuggestionsView *self, GVariant *parameter)
{
  guint place = g_variant_get_uint32 (parameter);

  if (place == GTK_INVALID_LIST_POSITION)
    place = gtk_single_selection_get_selected (self->selection);
  return place < g_list_model_get_n_items (G_LIST_MODEL (self->items)) ? place : GTK_INVALID_LIST_POSITION;
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSuggestionsView *self = TL_SUGGESTIONS_VIEW (widget);
  guint              place = get_place (self, parameter);
  TlThing           *thing;
  g_autofree char   *text = NULL;

  if (place == GTK_INVALID_LIST_POSITION || !can_act (self))
    return;
  thing = tl_journey_lookup (tl_session_get_journey (self->session), get_suggestion (self, place)->thing);
  /* Translators: %s is the title of what a record speaks of. */
  text = g_strdup_printf (_("Assigned to “%s”"),
                          thing ? tl_thing_get_title (thing) : get_suggestion (self, place)->thing);
  if (accept (self, place, 1))
    tell (self, text, TRUE);
}

static void
skip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSuggestionsView *self = TL_SUGGESTIONS_VIEW (widget);
  guint              place = get_place (self, parameter);

  if (place == GTK_INVALID_LIST_POSITION)
    return;
  g_list_store_remove (self->items, place);
  show_list (self);
}

static char *
list_things (TlSuggestionsView *self, guint n)
{
  g_autoptr (GHashTable) groups = group (self, 0, n);
  g_autoptr (GList)      things = g_list_sort (g_hash_table_get_keys (groups), compare_names);
  GString               *text = g_string_new (NULL);
  guint                  told = 0, rest = 0;

  for (GList *l = things; l; l = l->next)
    {
      GPtrArray       *records = g_hash_table_lookup (groups, l->data);
      TlThing         *thing = tl_journey_lookup (tl_session_get_journey (self->session), l->data);
      g_autofree char *count = tl_phrase_count (records->len);

      if (++told > THINGS_TOLD)
        {
          rest++;
          continue;
        }
      /* Translators: the title of what records may be about, and how many of them. */
      g_string_append_printf (text, C_ ("suggestions", "%s: %s"),
                              thing ? tl_thing_get_title (thing) : (const char *) l->data, count);
      g_string_append_c (text, '\n');
    }
  if (rest > 0)
    {
      g_string_append_printf (text, ngettext ("and %u other thing", "and %u other things", rest), rest);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
all_answered (AdwMessageDialog *dialog, const char *answer, TlSuggestionsView *self)
{
  guint            n = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "n"));
  g_autofree char *count = tl_phrase_count (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s record assigned", "%s records assigned", n), count);

  /* What was counted is what is done, or nothing. */
  if (g_str_equal (answer, "accept") && can_act (self) && n == count_sure (self) && accept (self, 0, n))
    tell (self, text, TRUE);
}

static void
accept_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSuggestionsView *self = TL_SUGGESTIONS_VIEW (widget);
  guint              n = count_sure (self);
  g_autofree char   *count = tl_phrase_count (n);
  g_autofree char   *title = g_strdup_printf (ngettext ("Assign %s Record?", "Assign %s Records?", n), count);
  g_autofree char   *things = NULL, *body = NULL;
  GtkWidget         *dialog;

  if (n == 0 || !can_act (self))
    return;
  things = list_things (self, n);
  body = g_strjoin ("\n", things, self->skill, _("One undo takes all of it back."), NULL);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), title, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "accept", _("_Assign"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "n", GUINT_TO_POINTER (n));
  g_signal_connect_object (dialog, "response", G_CALLBACK (all_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What is taken back is proposed again. Anything else that happens to records makes the list old. */
static void
edited (TlSuggestionsView *self)
{
  guint64  serial = tl_document_get_evidence_serial (self->document);
  gboolean taken_back = FALSE;

  if (self->acting)
    return;
  if (serial == self->serial || self->skill == NULL)
    {
      update (self);
      return;
    }
  while (self->acts->len > 0)
    {
      Act *act = self->acts->pdata[self->acts->len - 1];

      if (act->edit <= tl_document_get_position (self->document))
        break;
      for (guint i = 0; i < act->items->len; i++)
        g_list_store_insert_sorted (self->items, act->items->pdata[i], compare_items, NULL);
      g_ptr_array_set_size (self->acts, self->acts->len - 1);
      taken_back = TRUE;
    }
  self->serial = serial;
  self->is_stale = self->is_stale || !taken_back;
  show_list (self);
}

static void
activated (TlSuggestionsView *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "suggestions.accept", "u", position);
}

/* The widget */

static void
tl_suggestions_view_map (GtkWidget *widget)
{
  TlSuggestionsView *self = TL_SUGGESTIONS_VIEW (widget);

  GTK_WIDGET_CLASS (tl_suggestions_view_parent_class)->map (widget);
  if (self->session && !self->is_asked)
    learn (self);
}

static gboolean
tl_suggestions_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (TL_SUGGESTIONS_VIEW (widget)->states, GTK_DIR_TAB_FORWARD);
}

static void
tl_suggestions_view_dispose (GObject *object)
{
  TlSuggestionsView *self = TL_SUGGESTIONS_VIEW (object);

  if (self->box)
    tl_suggestions_view_set_session (self, NULL);
  g_clear_weak_pointer (&self->toast);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  G_OBJECT_CLASS (tl_suggestions_view_parent_class)->dispose (object);
}

static void
tl_suggestions_view_class_init (TlSuggestionsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_suggestions_view_dispose;
  widget_class->map = tl_suggestions_view_map;
  widget_class->grab_focus = tl_suggestions_view_grab_focus;

  gtk_widget_class_install_action (widget_class, "suggestions.learn", NULL, learn_action);
  gtk_widget_class_install_action (widget_class, "suggestions.accept", "u", accept_action);
  gtk_widget_class_install_action (widget_class, "suggestions.skip", "u", skip_action);
  gtk_widget_class_install_action (widget_class, "suggestions.accept-all", NULL, accept_all_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-suggestions-view");
}

static void
set_up_row (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, tl_suggestions_row_new (item));
}

static void
bind_row (GtkListItemFactory *factory, GtkListItem *item, TlSuggestionsView *self)
{
  if (self->session)
    tl_suggestions_row_bind (TL_SUGGESTIONS_ROW (gtk_list_item_get_child (item)), self->session,
                             tl_suggestions_item_get (gtk_list_item_get_item (item)));
}

static void
add_key (GtkEventController *keys, guint key, const char *action)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, 0), gtk_named_action_new (action));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_uint32 (GTK_INVALID_LIST_POSITION));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

static GtkWidget *
list_new (TlSuggestionsView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkWidget          *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "tl-records");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Suggestions"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activated), self);
  add_key (keys, GDK_KEY_a, "suggestions.accept");
  add_key (keys, GDK_KEY_n, "suggestions.skip");
  gtk_widget_add_controller (self->list, keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  return scrolled;
}

static GtkWidget *
working_new (TlSuggestionsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_size_request (self->progress, 320, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Learning"), -1);
  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_clicked), self);
  gtk_box_append (GTK_BOX (box), tl_part_label (_("Learning from what people have assigned…"), NULL));
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
learn_button_new (const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Learn Again"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "suggestions.learn");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (css_class)
    gtk_widget_add_css_class (button, css_class);
  return button;
}

static GtkWidget *
page_new (TlSuggestionsView *self)
{
  GtkWidget *button = learn_button_new ("pill");

  self->page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page), "tl-evidence-symbolic");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->page), button);
  return self->page;
}

static GtkWidget *
head_new (TlSuggestionsView *self)
{
  GtkWidget                *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autofree char *percent = tl_number_format_percent (shares[i], NULL);
      /* Translators: how sure proposals are, as in “90% sure or more”. */
      g_autofree char *name = g_strdup_printf (_("%s sure or more"), percent);

      gtk_string_list_append (names, name);
    }
  self->share = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->share), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->share), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How sure what is accepted at once must be"), -1);
  g_signal_connect_swapped (self->share, "notify::selected", G_CALLBACK (update), self);
  self->all = gtk_button_new_with_mnemonic ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->all), "suggestions.accept-all");
  self->said = tl_part_label ("", NULL);
  gtk_box_append (GTK_BOX (line), self->share);
  gtk_box_append (GTK_BOX (line), self->all);
  {
    GtkWidget *again = learn_button_new (NULL);

    gtk_widget_set_hexpand (again, TRUE);
    gtk_widget_set_halign (again, GTK_ALIGN_END);
    gtk_box_append (GTK_BOX (line), again);
  }
  gtk_box_append (GTK_BOX (self->head), self->said);
  gtk_box_append (GTK_BOX (self->head), line);
  gtk_widget_add_css_class (self->head, "tl-records-head");
  return self->head;
}

static void
tl_suggestions_view_init (TlSuggestionsView *self)
{
  self->items = g_list_store_new (TL_TYPE_SUGGESTIONS_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  self->acts = g_ptr_array_new_with_free_func (act_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->states = gtk_stack_new ();
  self->stale = tl_part_problem ();
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->stale)),
                       _("Records have changed since this was learned. Learn again before you accept more."));
  gtk_stack_add_named (GTK_STACK (self->states), list_new (self), "list");
  gtk_stack_add_named (GTK_STACK (self->states), working_new (self), "working");
  gtk_stack_add_named (GTK_STACK (self->states), page_new (self), "page");
  gtk_widget_set_vexpand (self->states, TRUE);
  gtk_box_append (GTK_BOX (self->box), head_new (self));
  gtk_box_append (GTK_BOX (self->box), self->stale);
  gtk_box_append (GTK_BOX (self->box), self->states);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_list (self);
}

/**
 * tl_suggestions_view_set_session:
 * @session: (nullable): what the window shows
 *
 * Learns when somebody looks for the first time.
 */
void
tl_suggestions_view_set_session (TlSuggestionsView *self, TlSession *session)
{
  g_return_if_fail (TL_IS_SUGGESTIONS_VIEW (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  stop (self);
  forget (self);
  self->is_stale = self->is_asked = FALSE;
  g_set_object (&self->session, session);
  g_clear_object (&self->document);
  if (session == NULL)
    return;
  self->document = g_object_ref (tl_session_get_document (session));
  g_signal_connect_swapped (session, "edited", G_CALLBACK (edited), self);
  g_signal_connect_swapped (self->document, "notify::serial", G_CALLBACK (edited), self);
  show_list (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    learn (self);
}

/**
 * tl_suggestions_view_is_working:
 *
 * Returns: whether something is being learned
 */
gboolean
tl_suggestions_view_is_working (TlSuggestionsView *self)
{
  g_return_val_if_fail (TL_IS_SUGGESTIONS_VIEW (self), FALSE);
  return self->working != NULL;
}

/**
 * tl_suggestions_view_get_list:
 *
 * Returns: (transfer none): what is proposed, as #TlSuggestionsItem, the surest first
 */
GListModel *
tl_suggestions_view_get_list (TlSuggestionsView *self)
{
  g_return_val_if_fail (TL_IS_SUGGESTIONS_VIEW (self), NULL);
  return G_LIST_MODEL (self->items);
}
