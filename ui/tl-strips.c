/* tl-strips.c
 *
 * A row for each strip: a tick shows it, two buttons move it, as do Alt+Up and Alt+Down. The journey remembers, so that
 * what is exported looks like what is seen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-strips.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"

struct _TlStrips
{
  GtkWidget   parent_instance;

  GtkWidget  *list;
  GtkWidget  *ticks[TL_MAP_N_STRIPS]; /* by strip */
  GtkWidget  *ups[TL_MAP_N_STRIPS];
  GtkWidget  *downs[TL_MAP_N_STRIPS];
  GtkWidget  *rows[TL_MAP_N_STRIPS];

  TlSession  *session;
  TlMapStrip  order[TL_MAP_N_STRIPS];
  guint       shown; /* bits */
  gboolean    filling;
};

G_DEFINE_FINAL_TYPE (TlStrips, tl_strips, GTK_TYPE_WIDGET)

static guint
find (TlStrips *self, TlMapStrip strip)
{
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    if (self->order[i] == strip)
      return i;
  return 0;
}

static gboolean
is_shown (TlStrips *self, TlMapStrip strip)
{
  return (self->shown & (1u << strip)) != 0;
}

/* The next strip that is shown, this way or that; or itself. */
static guint
find_next (TlStrips *self, guint at, int by)
{
  for (int i = (int) at + by; i >= 0 && i < TL_MAP_N_STRIPS; i += by)
    if (is_shown (self, self->order[i]))
      return (guint) i;
  return at;
}

static void
fill (TlStrips *self)
{
  gboolean   can_edit = self->session && tl_session_can_edit (self->session);
  GtkWidget *last = NULL;

  if (self->session == NULL)
    return;
  self->filling = TRUE;
  self->shown = tl_strips_read (tl_session_get_journey (self->session), self->order);
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    {
      TlMapStrip strip = self->order[i];
      gboolean   shown = is_shown (self, strip);

      gtk_box_reorder_child_after (GTK_BOX (self->list), self->rows[strip], last);
      last = self->rows[strip];
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->ticks[strip]), shown);
      gtk_widget_set_sensitive (self->ticks[strip], can_edit);
      gtk_widget_set_sensitive (self->ups[strip], can_edit && shown && find_next (self, i, -1) != i);
      gtk_widget_set_sensitive (self->downs[strip], can_edit && shown && find_next (self, i, 1) != i);
    }
  self->filling = FALSE;
}

/* What is shown, in order. */
static guint
list_shown (TlStrips *self, TlMapStrip *strips)
{
  guint n = 0;

  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    if (is_shown (self, self->order[i]))
      strips[n++] = self->order[i];
  return n;
}

static void
apply (TlStrips *self, const TlMapStrip *shown, guint n, const char *name)
{
  TlThing           *root = tl_journey_get_root (tl_session_get_journey (self->session));
  g_autofree char   *text = tl_map_name_strips (shown, n);
  g_autoptr (TlEdit) edit = tl_edit_new (name);

  if (g_strcmp0 (text, tl_thing_get_text (root, TL_JOURNEY_STRIPS)) == 0)
    return;
  tl_edit_set (edit, tl_thing_get_id (root), TL_JOURNEY_STRIPS, text);
  tl_session_apply (self->session, edit, NULL);
  fill (self);
}

static void
ticked (GtkCheckButton *tick, TlStrips *self)
{
  TlMapStrip       strip = (TlMapStrip) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (tick), "strip"));
  gboolean         shown = gtk_check_button_get_active (tick);
  TlMapStrip       strips[TL_MAP_N_STRIPS];
  g_autofree char *name = NULL;
  guint            n;

  if (self->filling || self->session == NULL)
    return;
  self->shown = shown ? self->shown | (1u << strip) : self->shown & ~(1u << strip);
  n = list_shown (self, strips);
  name = g_strdup_printf (shown ? _("Show strip “%s”") : _("Hide strip “%s”"), tl_strips_get_title (strip));
  apply (self, strips, n, name);
}

static gboolean
move (TlStrips *self, TlMapStrip strip, int by)
{
  guint            at = find (self, strip), to = find_next (self, at, by);
  TlMapStrip       strips[TL_MAP_N_STRIPS];
  g_autofree char *name = NULL;
  guint            n;

  if (self->session == NULL || !tl_session_can_edit (self->session) || to == at || !is_shown (self, strip))
    return FALSE;
  self->order[at] = self->order[to];
  self->order[to] = strip;
  n = list_shown (self, strips);
  name = g_strdup_printf (_("Move strip “%s”"), tl_strips_get_title (strip));
  apply (self, strips, n, name);
  return TRUE;
}

static void
move_clicked (GtkButton *button, TlStrips *self)
{
  TlMapStrip strip = (TlMapStrip) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "strip"));
  int        by = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "by"));

  move (self, strip, by);
  /* A button that cannot go on gives the focus to the other. */
  if (!gtk_widget_get_sensitive (GTK_WIDGET (button)))
    gtk_widget_grab_focus (self->ticks[strip]);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  TlStrips *self = data;
  int       by = key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? -1 : key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? 1 : 0;
  GtkRoot  *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (by == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK || focus == NULL)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    if (focus == self->rows[i] || gtk_widget_is_ancestor (focus, self->rows[i]))
      {
        move (self, (TlMapStrip) i, by);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
mover_new (TlStrips *self, TlMapStrip strip, int by)
{
  GtkWidget       *button = gtk_button_new_from_icon_name (by < 0 ? "go-up-symbolic" : "go-down-symbolic");
  const char      *title = tl_strips_get_title (strip);
  g_autofree char *label = g_strdup_printf (by < 0 ? _("Move “%s” up") : _("Move “%s” down"), title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, by < 0 ? _("Move Up (Alt+Up)") : _("Move Down (Alt+Down)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "strip", GINT_TO_POINTER (strip));
  g_object_set_data (G_OBJECT (button), "by", GINT_TO_POINTER (by));
  g_signal_connect_object (button, "clicked", G_CALLBACK (move_clicked), self, 0);
  return button;
}

static GtkWidget *
row_new (TlStrips *self, TlMapStrip strip)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  self->ticks[strip] = gtk_check_button_new_with_label (tl_strips_get_title (strip));
  gtk_widget_set_hexpand (self->ticks[strip], TRUE);
  g_object_set_data (G_OBJECT (self->ticks[strip]), "strip", GINT_TO_POINTER (strip));
  g_signal_connect_object (self->ticks[strip], "toggled", G_CALLBACK (ticked), self, 0);
  self->ups[strip] = mover_new (self, strip, -1);
  self->downs[strip] = mover_new (self, strip, 1);
  gtk_box_append (GTK_BOX (row), self->ticks[strip]);
  gtk_box_append (GTK_BOX (row), self->ups[strip]);
  gtk_box_append (GTK_BOX (row), self->downs[strip]);
  self->rows[strip] = row;
  return row;
}

static void
tl_strips_dispose (GObject *object)
{
  TlStrips *self = TL_STRIPS (object);

  tl_strips_set_session (self, NULL);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_strips_parent_class)->dispose (object);
}

static void
tl_strips_class_init (TlStripsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_strips_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "tl-strips");
}

static void
tl_strips_init (TlStrips *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    {
      self->order[i] = (TlMapStrip) i;
      gtk_box_append (GTK_BOX (self->list), row_new (self, (TlMapStrip) i));
    }
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Strips Under the Journey"), -1);
}

/**
 * tl_strips_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_strips_set_session (TlStrips *self, TlSession *session)
{
  g_return_if_fail (TL_IS_STRIPS (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "edited", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

/**
 * tl_strips_read:
 * @journey: a journey
 * @order: (out) (array fixed-size=4): every strip, as the journey has them; one that is hidden where it usually is
 *
 * Returns: which are shown, as bits (1 << strip)
 */
guint
tl_strips_read (TlJourney *journey, TlMapStrip *order)
{
  TlMapOptions options = { 0 };
  guint        n = 0, shown = 0;

  tl_map_take_strips (journey, &options);
  for (guint i = 0; i < options.n_strips; i++)
    {
      order[n++] = options.strips[i];
      shown |= 1u << options.strips[i];
    }
  if (options.n_strips == 0 && options.without == 0)
    shown = (1u << TL_MAP_N_STRIPS) - 1;
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    {
      guint at = 0;

      if (options.n_strips > 0 && (shown & (1u << i)))
        continue;
      for (guint k = 0; i > 0 && k < n; k++)
        if (order[k] == (TlMapStrip) (i - 1))
          at = k + 1;
      for (guint k = n; k > at; k--)
        order[k] = order[k - 1];
      order[at] = (TlMapStrip) i;
      n++;
    }
  return shown;
}

/**
 * tl_strips_get_title:
 *
 * Returns: what people call a strip
 */
const char *
tl_strips_get_title (TlMapStrip strip)
{
  static const char *const titles[TL_MAP_N_STRIPS] = {
    [TL_MAP_STRIP_FEELING] = N_("Feeling"),
    [TL_MAP_STRIP_VOICE] = N_("Voice of the customer"),
    [TL_MAP_STRIP_STAKE] = N_("At stake"),
    [TL_MAP_STRIP_FIXES] = N_("Fixes"),
  };

  g_return_val_if_fail (strip < TL_MAP_N_STRIPS, "");
  return _(titles[strip]);
}
