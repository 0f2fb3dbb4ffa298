/* tl-find.c
 *
 * What is typed is looked for in the journey at once, and in the records step by step, while nothing else is to be done:
 * a million of them never keep anyone waiting. What is found has a ring around it on the map.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-canvas-view.h"
#include "tl-evidence.h"
#include "tl-find-index.h"
#include "tl-phrase.h"

/* Nothing is looked for before the keys rest so long, in ms. */
#define REST 120

/* So many records are looked at in one step. */
#define STEP 400

/* No more records than these are looked at: who finds more must say more. */
#define MOST 2000000

typedef struct
{
  guint  order;   /* in the index */
  char  *thing;
  char  *place;   /* (nullable): where it is on the map */
  gint64 records; /* that have the words, besides or instead of its own */
  gboolean own;   /* the words are its own */
} Hit;

struct _TlFind
{
  GtkWidget    parent_instance;

  GtkWidget   *revealer;
  GtkWidget   *entry;
  GtkWidget   *count;
  GtkWidget   *what;
  GtkWidget   *previous;
  GtkWidget   *next;

  TlCanvas    *canvas; /* weak */
  TlSession   *session;

  TlFindIndex *index;
  GPtrArray   *hits;    /* Hit, along the journey */
  char        *current; /* id of the hit that is shown */
  GtkWidget   *before;  /* weak: what had the focus */

  char        *words;   /* for the records */
  GHashTable  *places;
  gint64       after;
  gint64       records;
  guint        timeout;
  guint        stepping;
};

G_DEFINE_FINAL_TYPE (TlFind, tl_find, GTK_TYPE_WIDGET)

static void
hit_free (gpointer data)
{
  Hit *hit = data;

  g_free (hit->thing);
  g_free (hit->place);
  g_free (hit);
}

static guint
find_current (TlFind *self)
{
  for (guint i = 0; self->current && i < self->hits->len; i++)
    if (g_str_equal (((Hit *) self->hits->pdata[i])->thing, self->current))
      return i;
  return G_MAXUINT;
}

/* Where nothing on the map has the words, the records may. */
static char *
say_none (TlFind *self)
{
  g_autofree char *number = tl_phrase_count ((double) self->records);

  if (self->stepping)
    return g_strdup (_("Looking…"));
  if (self->records == 0)
    return g_strdup (_("Nothing found"));
  return g_strdup_printf (ngettext ("%s record, about nothing on the map", "%s records, about nothing on the map",
                                    (gulong) self->records), number);
}

static void
say (TlFind *self)
{
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint            at = find_current (self);
  const Hit       *hit = at == G_MAXUINT ? NULL : self->hits->pdata[at];
  g_autofree char *count = NULL;
  g_autofree char *what = NULL;

  if (*text == '\0')
    count = g_strdup ("");
  else if (self->hits->len == 0)
    count = self->timeout ? g_strdup ("") : say_none (self);
  else if (hit == NULL)
    count = g_strdup_printf (ngettext ("%u found", "%u found", self->hits->len), self->hits->len);
  else
    /* Translators: which of the things found is shown: “3 of 12”. */
    count = g_strdup_printf (self->stepping ? _("%u of %u…") : _("%u of %u"), at + 1, self->hits->len);
  if (hit && hit->records > 0)
    {
      g_autofree char *number = tl_phrase_count ((double) hit->records);

      what = g_strdup_printf (ngettext ("%s record says so", "%s records say so", (gulong) hit->records), number);
    }
  else if (hit && hit->place == NULL)
    what = g_strdup (_("not on the map"));
  gtk_label_set_label (GTK_LABEL (self->count), count);
  gtk_label_set_label (GTK_LABEL (self->what), what ? what : "");
  gtk_widget_set_visible (self->what, what != NULL);
  gtk_widget_set_visible (self->count, *count != '\0');
  gtk_widget_set_sensitive (self->previous, self->hits->len > 0);
  gtk_widget_set_sensitive (self->next, self->hits->len > 0);
  if (*text && self->hits->len == 0 && !self->stepping && !self->timeout)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

static void
show (TlFind *self, const Hit *hit)
{
  g_free (self->current);
  self->current = g_strdup (hit ? hit->thing : NULL);
  if (self->canvas)
    {
      TlBox       box;
      const char *place = hit ? hit->place : NULL;

      /* What the map shows itself, as a fix in its strip, is shown there. */
      if (hit && tl_canvas_get_box (self->canvas, hit->thing, &box))
        place = hit->thing;
      tl_canvas_set_ring (self->canvas, place);
      if (place)
        tl_canvas_reveal (self->canvas, place);
    }
  if (hit)
    tl_session_select (self->session, hit->thing);
  say (self);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *left = *(Hit *const *) a, *right = *(Hit *const *) b;

  return left->order < right->order ? -1 : left->order > right->order;
}

static Hit *
add_hit (TlFind *self, guint order, const char *thing, const char *place)
{
  Hit *hit = g_new0 (Hit, 1);

  hit->order = order;
  hit->thing = g_strdup (thing);
  hit->place = g_strdup (place);
  g_ptr_array_add (self->hits, hit);
  return hit;
}

/* What the records found speak of, beside what has the words itself. */
static void
take_places (TlFind *self)
{
  TlJourney             *journey = tl_session_get_journey (self->session);
  g_autoptr (GHashTable) by_place = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter         iter;
  gpointer               key, value;

  for (guint i = 0; i < self->hits->len; i++)
    {
      Hit *hit = self->hits->pdata[i];

      hit->records = 0;
      g_hash_table_insert (by_place, hit->thing, hit);
    }
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autofree char *place = tl_find_place (journey, key);
      Hit             *hit = place ? g_hash_table_lookup (by_place, place) : NULL;

      if (place == NULL)
        continue;
      if (hit == NULL)
        {
          hit = add_hit (self, tl_find_index_lookup (self->index, place), place, place);
          g_hash_table_insert (by_place, hit->thing, hit);
        }
      hit->records = MAX (hit->records, GPOINTER_TO_INT (value));
    }
  g_ptr_array_sort (self->hits, compare_hits);
}

static gboolean
step_records (gpointer data)
{
  TlFind            *self = data;
  g_autoptr (GError) error = NULL;
  guint              n_places = g_hash_table_size (self->places);
  gboolean           done;

  done = !tl_evidence_find_places (tl_session_get_document (self->session), self->words, &self->after, STEP,
                                   self->places, &self->records, &error)
         || self->after < 0 || self->records >= MOST;
  if (done)
    self->stepping = 0;
  if (done || g_hash_table_size (self->places) != n_places)
    {
      take_places (self);
      if (self->current == NULL && self->hits->len > 0)
        show (self, self->hits->pdata[0]);
      say (self);
    }
  return done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* As one types, the last word may not be whole yet. */
static char *
make_words (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  gsize            length = strlen (trimmed);
  const char      *last = length > 0 ? g_utf8_find_prev_char (trimmed, trimmed + length) : NULL;
  const char      *space = strrchr (trimmed, ' ');
  gboolean         quoted = strchr (trimmed, '"') != NULL;

  if (length == 0)
    return NULL;
  /* One letter begins half of all words. */
  if (quoted || *last == '*' || g_utf8_strlen (space ? space + 1 : trimmed, -1) < 2)
    return g_strdup (trimmed);
  return g_strconcat (trimmed, "*", NULL);
}

static void
stop (TlFind *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_handle_id (&self->stepping, g_source_remove);
}

static void
search (TlFind *self)
{
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_auto (GStrv)   words = tl_find_words (text);
  const char      *selected = tl_session_get_selected (self->session);
  guint            from = 0;
  const Hit       *first = NULL;

  stop (self);
  g_ptr_array_set_size (self->hits, 0);
  g_hash_table_remove_all (self->places);
  g_clear_pointer (&self->words, g_free);
  self->after = self->records = 0;
  if (self->index == NULL)
    self->index = tl_find_index_new (tl_session_get_journey (self->session));
  for (guint i = 0; i < tl_find_index_n (self->index); i++)
    {
      const TlFindEntry *entry = tl_find_index_nth (self->index, i);

      if (tl_find_matches (entry, words))
        add_hit (self, i, entry->thing, entry->place)->own = TRUE;
    }
  self->words = make_words (text);
  if (self->words)
    self->stepping = g_idle_add_full (G_PRIORITY_LOW, step_records, self, NULL);
  /* From where one is. */
  if (selected)
    from = tl_find_index_lookup (self->index, self->current ? self->current : selected);
  for (guint i = 0; from != G_MAXUINT && i < self->hits->len && first == NULL; i++)
    if (((Hit *) self->hits->pdata[i])->order >= from)
      first = self->hits->pdata[i];
  if (first == NULL && self->hits->len > 0)
    first = self->hits->pdata[0];
  show (self, first);
}

static gboolean
rested (gpointer data)
{
  TlFind *self = data;

  self->timeout = 0;
  if (self->session)
    search (self);
  return G_SOURCE_REMOVE;
}

static void
typed (TlFind *self)
{
  if (self->session == NULL || !tl_find_is_open (self))
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (REST, rested, self);
}

/* The words of the journey have changed; what is shown stays, if it is still found. */
static void
edited (TlFind *self)
{
  g_clear_pointer (&self->index, tl_find_index_free);
  if (tl_find_is_open (self))
    typed (self);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  TlFind *self = data;

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
        return GDK_EVENT_PROPAGATE;
      tl_find_step (self, state & GDK_SHIFT_MASK ? -1 : 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_Down:
      tl_find_step (self, key == GDK_KEY_Up ? -1 : 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      tl_find_close (self);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
go_back (TlFind *self)
{
  tl_find_step (self, -1);
}

static void
go_on (TlFind *self)
{
  tl_find_step (self, 1);
}

static GtkWidget *
button_new (const char *icon, const char *tip, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static void
tl_find_dispose (GObject *object)
{
  TlFind *self = TL_FIND (object);

  tl_find_set_session (self, NULL);
  g_clear_weak_pointer (&self->canvas);
  g_clear_weak_pointer (&self->before);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_find_parent_class)->dispose (object);
}

static void
tl_find_finalize (GObject *object)
{
  TlFind *self = TL_FIND (object);

  g_ptr_array_unref (self->hits);
  g_hash_table_unref (self->places);
  g_free (self->words);
  g_free (self->current);
  G_OBJECT_CLASS (tl_find_parent_class)->finalize (object);
}

static void
tl_find_class_init (TlFindClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_find_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_find_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  gtk_widget_class_set_css_name (widget_class, "tl-find");
}

static void
tl_find_init (TlFind *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget          *close = button_new ("window-close-symbolic", _("Close (Esc)"), _("Close the Search"));
  GtkEventController *key = gtk_event_controller_key_new ();

  self->hits = g_ptr_array_new_with_free_func (hit_free);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _("Titles, notes and what customers said"), "search-delay", 0, NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 26);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find on the Map"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed), self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (self->entry, key);
  self->count = gtk_label_new (NULL);
  self->what = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_add_css_class (self->what, "dim-label");
  gtk_widget_add_css_class (self->what, "tl-readable");
  gtk_widget_set_visible (self->count, FALSE);
  gtk_widget_set_visible (self->what, FALSE);
  self->previous = button_new ("go-up-symbolic", _("Previous (Shift+Enter)"), _("Previous"));
  self->next = button_new ("go-down-symbolic", _("Next (Enter)"), _("Next"));
  g_signal_connect_swapped (self->previous, "clicked", G_CALLBACK (go_back), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (go_on), self);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (tl_find_close), self);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_box_append (GTK_BOX (box), self->what);
  gtk_box_append (GTK_BOX (box), self->previous);
  gtk_box_append (GTK_BOX (box), self->next);
  gtk_box_append (GTK_BOX (box), close);
  gtk_widget_add_css_class (box, "tl-find-bar");
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_SLIDE_DOWN);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tl_find_set_canvas:
 * @canvas: the map that shows what is found
 */
void
tl_find_set_canvas (TlFind *self, TlCanvas *canvas)
{
  g_return_if_fail (TL_IS_FIND (self) && TL_IS_CANVAS (canvas));
  g_set_weak_pointer (&self->canvas, canvas);
}

/**
 * tl_find_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_find_set_session (TlFind *self, TlSession *session)
{
  g_return_if_fail (TL_IS_FIND (self));
  if (self->session == session)
    return;
  if (self->session)
    {
      tl_find_close (self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  stop (self);
  g_clear_pointer (&self->index, tl_find_index_free);
  g_clear_pointer (&self->current, g_free);
  g_ptr_array_set_size (self->hits, 0);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "edited", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
}

/**
 * tl_find_open:
 *
 * Shows the search, with what was looked for last, or turns to it where it is shown already.
 */
void
tl_find_open (TlFind *self)
{
  GtkRoot *root;

  g_return_if_fail (TL_IS_FIND (self));
  if (self->session == NULL)
    return;
  if (!tl_find_is_open (self))
    {
      root = gtk_widget_get_root (GTK_WIDGET (self));
      g_set_weak_pointer (&self->before, root ? gtk_root_get_focus (root) : NULL);
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
      if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)))
        typed (self);
    }
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * tl_find_close:
 *
 * Puts the search away; the focus goes to what was found, or back to where it was.
 */
void
tl_find_close (TlFind *self)
{
  GtkWidget *leaf;
  GtkRoot   *root;
  GtkWidget *focus;

  g_return_if_fail (TL_IS_FIND (self));
  if (!tl_find_is_open (self))
    return;
  stop (self);
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root ? gtk_root_get_focus (root) : NULL;
  leaf = self->canvas && self->current ? tl_canvas_get_leaf (self->canvas, self->current) : NULL;
  if (leaf == NULL)
    leaf = self->before && gtk_widget_get_mapped (self->before) ? self->before : GTK_WIDGET (self->canvas);
  /* Somebody may have turned to something else already. */
  if (leaf && (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    gtk_widget_grab_focus (leaf);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->canvas)
    tl_canvas_set_ring (self->canvas, NULL);
  g_clear_pointer (&self->current, g_free);
  g_clear_weak_pointer (&self->before);
}

/**
 * tl_find_is_open:
 *
 * Returns: whether the search is shown
 */
gboolean
tl_find_is_open (TlFind *self)
{
  g_return_val_if_fail (TL_IS_FIND (self), FALSE);
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/**
 * tl_find_step:
 * @by: 1 for the next, -1 for the one before
 *
 * Goes on to another of the things found, round and round; opens the search where it is not shown.
 */
void
tl_find_step (TlFind *self, int by)
{
  guint at;

  g_return_if_fail (TL_IS_FIND (self));
  if (!tl_find_is_open (self))
    {
      tl_find_open (self);
      return;
    }
  if (self->timeout)
    {
      search (self); /* which shows the first */
      return;
    }
  if (self->hits->len == 0)
    return;
  at = find_current (self);
  if (at == G_MAXUINT)
    at = by > 0 ? 0 : self->hits->len - 1;
  else
    at = (at + self->hits->len + (guint) by) % self->hits->len;
  show (self, self->hits->pdata[at]);
}
