/* monkey.c: somebody who does anything at all, in any order
 *
 * As a test it does 120 things. By hand: monkey SEED SECONDS [FILE]. What one seed did it does again, nearly: frames come
 * when they come. Every warning ends it. In the end all is undone, and must be as it was, byte for byte.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "life-fixture.h"
#include "tl-xml.h"

/* What asks for a file, ends the program, or leaves it. */
static const char *const shunned[] = { "open",   "open-file", "open-sample", "save-copy", "share",  "copy-locked", "quit",
                                       "close",  "new",       "new-window",  "about",     "reload", "open-other",  "give-up",
                                       "try-again", "look", "insert-other", "preferences", "new-from-template", "print",
                                       "export", "export-pack", "choose-logo",
                                       /* GTK 4.8's chooser of emoji stays where its entry was, and GDK finds no monitor there */
                                       "insert-emoji" };

/* GDK 4.8 finds no monitor for them where no window manager is; by hand, TL_MONKEY_MENUS says that there is one. */
static const char *const menus[] = { "popup" };

static const char *const texts[] = { "", "12%", "5% .. 8% .. 15%", "132 of 1,200", "-1", "1e999", "Überraschung", "<b>&amp;",
                                     "%s%n", "0.0000001", "اسم", "=1+1", "a\tb", "9999999999999999999999", "3 months", "👍🏽" };

static guint32     seed = 1;
static double      seconds = 15;
static guint       n_most = 120; /* as a test it does the same however fast the machine is */
static guint       n_done;
static guint       n_edits;
static const char *given; /* the file that is played with */
static GRand      *chance;
static char        trail[16][160];
static GtkWidget  *shown; /* the window */

static guint
roll (guint n)
{
  return n > 0 ? (guint) g_rand_int_range (chance, 0, (gint32) n) : 0;
}

/* What it did last, for whoever looks for the reason. */
static void
note (const char *what, const char *where)
{
  g_snprintf (trail[n_done++ % G_N_ELEMENTS (trail)], sizeof trail[0], "%s %s", what, where ? where : "");
}

static void
tell_trail (void)
{
  fprintf (stderr, "monkey: seed %u, after %u acts; the last ones:\n", seed, n_done);
  for (guint i = n_done > G_N_ELEMENTS (trail) ? n_done - (guint) G_N_ELEMENTS (trail) : 0; i < n_done; i++)
    fprintf (stderr, "  %s\n", trail[i % G_N_ELEMENTS (trail)]);
}

/* What is open above the window, and whose it is. */
static void
tell_popovers (GtkWidget *widget)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_visible (widget))
    {
      graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, 0, 0);

      if (!gtk_widget_compute_bounds (gtk_widget_get_parent (widget), shown, &box))
        box = GRAPHENE_RECT_INIT (-1, -1, -1, -1);
      fprintf (stderr, "  open at %.0f %.0f, %.0f × %.0f:", box.origin.x, box.origin.y, box.size.width, box.size.height);
      for (GtkWidget *above = widget; above; above = gtk_widget_get_parent (above))
        fprintf (stderr, " %s", G_OBJECT_TYPE_NAME (above));
      fprintf (stderr, "\n");
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    tell_popovers (child);
}

/* What the window is as wide or as high as, where that is more than the screen. */
static void
tell_sizes (GtkWidget *widget, GtkOrientation orientation, int most)
{
  int least;

  if (!gtk_widget_get_visible (widget) || GTK_IS_POPOVER (widget))
    return;
  gtk_widget_measure (widget, orientation, -1, &least, NULL, NULL, NULL);
  if (least > most)
    fprintf (stderr, "  at least %d %s: %s\n", least, orientation == GTK_ORIENTATION_HORIZONTAL ? "wide" : "high",
             G_OBJECT_TYPE_NAME (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    tell_sizes (child, orientation, most);
}

static void
crashed (int number)
{
  tell_trail ();
  if (shown)
    {
      tell_popovers (shown);
      fprintf (stderr, "  the window is %d × %d\n", gtk_widget_get_width (shown), gtk_widget_get_height (shown));
      tell_sizes (shown, GTK_ORIENTATION_HORIZONTAL, 800);
      tell_sizes (shown, GTK_ORIENTATION_VERTICAL, 500);
    }
  signal (number, SIG_DFL);
  raise (number);
}

/* What has the focus, and which of ours it stands in. */
static const char *
get_focused (TlWindow *window)
{
  static char text[128];
  GtkWidget  *focus = gtk_window_get_focus (GTK_WINDOW (window));
  gsize       n = (gsize) g_snprintf (text, sizeof text, "%s", focus ? G_OBJECT_TYPE_NAME (focus) : "nothing");

  for (GtkWidget *above = focus; above && n < sizeof text; above = gtk_widget_get_parent (above))
    if (g_str_has_prefix (G_OBJECT_TYPE_NAME (above), "Tl"))
      n += (gsize) g_snprintf (text + n, sizeof text - n, " in %s", G_OBJECT_TYPE_NAME (above));
  return text;
}

static gboolean
is_shunned (const char *action)
{
  const char *name = strchr (action, '.');

  name = name ? name + 1 : action;
  for (gsize i = 0; i < G_N_ELEMENTS (shunned); i++)
    if (g_str_equal (name, shunned[i]))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (menus) && g_getenv ("TL_MONKEY_MENUS") == NULL; i++)
    if (g_str_equal (name, menus[i]))
      return TRUE;
  return g_str_has_prefix (action, "window.") || g_str_has_prefix (action, "app.") || g_str_has_prefix (action, "link.") ||
         g_str_has_prefix (action, "clipboard.") || g_str_has_prefix (action, "default.");
}

/* Somebody who has just done a lot does not often take it all back: there would be nothing left to look at. */
static gboolean
is_refrained_from (const char *action)
{
  const char *name = strchr (action, '.');

  name = name ? name + 1 : action;
  return (g_str_equal (name, "undo") || g_str_equal (name, "revert")) && roll (8) > 0;
}

static void
collect (GtkWidget *widget, GPtrArray *all)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_sensitive (widget) || GTK_IS_EMOJI_CHOOSER (widget))
    return;
  g_ptr_array_add (all, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect (child, all);
}

static const char *
pick_id (TlWindow *window)
{
  TlJourney             *journey = tl_session_get_journey (tl_window_get_session (window));
  g_autoptr (GPtrArray)  ids = g_ptr_array_new ();

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) things = tl_journey_collect (journey, kind);

      for (guint i = 0; i < things->len; i++)
        g_ptr_array_add (ids, (gpointer) tl_thing_get_id (things->pdata[i]));
    }
  return ids->len > 0 ? ids->pdata[roll (ids->len)] : NULL;
}

/* A parameter that an action of this type could get. */
static GVariant *
make_parameter (TlWindow *window, const GVariantType *type)
{
  if (type == NULL)
    return NULL;
  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    {
      const char *id = roll (4) ? pick_id (window) : "nothing-like-it";

      return g_variant_new_string (id ? id : "");
    }
  if (g_variant_type_equal (type, G_VARIANT_TYPE_BOOLEAN))
    return g_variant_new_boolean (roll (2) > 0);
  if (g_variant_type_equal (type, G_VARIANT_TYPE_INT32))
    return g_variant_new_int32 ((gint32) roll (7) - 3);
  if (g_variant_type_equal (type, G_VARIANT_TYPE ("(ii)")))
    return g_variant_new ("(ii)", (gint32) roll (5) - 2, (gint32) roll (5) - 2);
  return NULL;
}

static void
act_window (TlWindow *window)
{
  static const char *const pages[] = { "map", "map", "evidence", "fixes", "pack" };
  g_auto (GStrv)      names = g_action_group_list_actions (G_ACTION_GROUP (window));
  const char         *name = names[roll (g_strv_length (names))];
  const GVariantType *type = g_action_group_get_action_parameter_type (G_ACTION_GROUP (window), name);
  GVariant           *parameter;

  if (is_shunned (name) || is_refrained_from (name) ||
      (g_str_equal (name, "save") && tl_life_get_path (tl_window_get_life (window)) == NULL))
    return;
  if (g_str_equal (name, "page"))
    parameter = g_variant_new_string (pages[roll (G_N_ELEMENTS (pages))]);
  else
    parameter = make_parameter (window, type);
  if (type && parameter == NULL)
    return;
  note ("win", name);
  /* Nobody opens a menu faster than a frame is laid out. */
  if (g_str_equal (name, "problems"))
    ui_settle ();
  g_action_group_activate_action (G_ACTION_GROUP (window), name, parameter);
}

/* Whether somebody could point at it: a menu that opens where nothing is seen is GTK's to complain about. */
static gboolean
is_in_sight (TlWindow *window, GtkWidget *widget)
{
  graphene_rect_t box;

  return gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &box) && box.origin.x >= 0 && box.origin.y >= 0 &&
         box.origin.x + box.size.width <= gtk_widget_get_width (GTK_WIDGET (window)) &&
         box.origin.y + box.size.height <= gtk_widget_get_height (GTK_WIDGET (window));
}

static void
act_class (TlWindow *window, GtkWidget *widget)
{
  GtkWidgetClass     *klass = GTK_WIDGET_GET_CLASS (widget);
  const GVariantType *type;
  const char         *name, *property;
  GType               owner;
  guint               n = 0;
  g_autoptr (GVariant) parameter = NULL;

  while (gtk_widget_class_query_action (klass, n, &owner, &name, &type, &property))
    n++;
  if (n == 0 || !gtk_widget_class_query_action (klass, roll (n), &owner, &name, &type, &property) || is_shunned (name) ||
      is_refrained_from (name))
    return;
  if (g_str_has_prefix (name, "menu.") && !is_in_sight (window, widget))
    return;
  parameter = make_parameter (window, type);
  if (type && parameter == NULL)
    return;
  if (parameter)
    g_variant_ref_sink (parameter);
  if (strstr (name, "menu"))
    ui_settle ();
  note (G_OBJECT_TYPE_NAME (widget), name);
  gtk_widget_activate_action_variant (widget, name, parameter);
}

static void
press_key (GtkWidget *widget)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_Escape, GDK_KEY_Delete, GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Up,
                                GDK_KEY_Down, GDK_KEY_F2, GDK_KEY_Tab, GDK_KEY_plus, GDK_KEY_Home, GDK_KEY_End,
                                GDK_KEY_Insert, GDK_KEY_BackSpace, GDK_KEY_space, GDK_KEY_Menu, GDK_KEY_a };
  static const GdkModifierType states[] = { 0, GDK_CONTROL_MASK, GDK_SHIFT_MASK, GDK_ALT_MASK };
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      guint    key = keys[roll (G_N_ELEMENTS (keys))];
      gboolean handled;

      /* GTK's own want an event to go with it. */
      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) || !g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Tl"))
        continue;
      note (G_OBJECT_TYPE_NAME (widget), gdk_keyval_name (key));
      g_signal_emit_by_name (controller, "key-pressed", key, 0u, states[roll (G_N_ELEMENTS (states))], &handled);
      return;
    }
}

/* The items of menus that ask for files or end the program, by what they say. */
static gboolean
is_shunned_by_name (GtkWidget *widget)
{
  static const char *const said[] = { "Open", "New", "Save", "Share", "Close", "Quit", "Print", "Export", "Import", "Window",
                                      "About", "Preferences", "Copy", "Cut", "Paste", "Undo", "Revert", "Shortcuts" };
  g_autofree char         *text = NULL;

  g_object_get (widget, "text", &text, NULL);
  for (gsize i = 0; text && i < G_N_ELEMENTS (said); i++)
    {
      g_auto (GStrv)   parts = g_strsplit (text, "_", -1);
      g_autofree char *plain = g_strjoinv ("", parts);

      if (strstr (plain, said[i]))
        return TRUE;
    }
  return text == NULL;
}

static void
use (TlWindow *window, GtkWidget *widget)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);
  const char *action = GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  if (action && (is_shunned (action) || is_refrained_from (action)))
    return;
  /* What stands in menus does not say which action it is. */
  if (g_str_equal (type, "GtkModelButton") && is_shunned_by_name (widget))
    return;
  if (GTK_IS_TEXT (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget)))
    {
      const char *text = texts[roll (G_N_ELEMENTS (texts))];

      note ("type", text);
      gtk_widget_grab_focus (widget);
      gtk_editable_set_text (GTK_EDITABLE (widget), text);
      if (roll (2))
        g_signal_emit_by_name (widget, "activate");
    }
  else if (GTK_IS_TEXT_VIEW (widget))
    {
      note ("write", NULL);
      gtk_widget_grab_focus (widget);
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), texts[roll (G_N_ELEMENTS (texts))], -1);
    }
  else if (GTK_IS_DROP_DOWN (widget))
    {
      guint n = g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (widget)));

      note ("choose", type);
      if (n > 0)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), roll (n));
    }
  else
    switch (roll (4))
      {
      case 0:
        note ("focus", type);
        gtk_widget_grab_focus (widget);
        break;
      case 1:
        note ("tab from", get_focused (window));
        gtk_widget_child_focus (GTK_WIDGET (window), (GtkDirectionType) roll (6));
        break;
      case 2:
        note ("activate", type);
        /* Of a window it is what has the focus, whatever that is. */
        if (GTK_IS_MENU_BUTTON (widget) || GTK_IS_TOGGLE_BUTTON (widget))
          ui_settle ();
        if (!GTK_IS_ROOT (widget) && gtk_widget_get_mapped (widget) && is_in_sight (window, widget))
          gtk_widget_activate (widget);
        break;
      default:
        press_key (widget);
      }
}

/* Dialogs are answered: mostly so that they go. */
static gboolean
see_to_dialogs (TlWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (other == GTK_WINDOW (window) || !gtk_widget_get_visible (GTK_WIDGET (other)))
        continue;
      note ("close", G_OBJECT_TYPE_NAME (other));
      gtk_window_close (other);
      return TRUE;
    }
  return FALSE;
}

static void
close_popovers (GtkWidget *widget)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      close_popovers (child);
    }
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_visible (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
}

static void
act (TlWindow *window)
{
  g_autoptr (GPtrArray) widgets = NULL;

  if (see_to_dialogs (window))
    return;
  if (roll (8) == 0)
    {
      tl_session_select (tl_window_get_session (window), roll (6) ? pick_id (window) : NULL);
      note ("select", tl_session_get_selected (tl_window_get_session (window)));
      return;
    }
  if (roll (5) == 0)
    {
      act_window (window);
      return;
    }
  widgets = g_ptr_array_new ();
  collect (GTK_WIDGET (window), widgets);
  if (widgets->len == 0)
    return;
  if (roll (3) == 0)
    act_class (window, widgets->pdata[roll (widgets->len)]);
  else
    use (window, widgets->pdata[roll (widgets->len)]);
}

static GBytes *
get_state (TlWindow *window)
{
  g_autoptr (GError) error = NULL;
  GBytes            *bytes = tl_xml_to_bytes (tl_session_get_document (tl_window_get_session (window)), &error);

  g_assert_no_error (error);
  return bytes;
}

static void
count_edit (TlSession *session)
{
  n_edits++;
}

static void
test_monkey (UiFixture *self, gconstpointer data)
{
  g_autofree char   *made = given ? g_strdup (given) : life_make_file ("monkey.journey");
  gint64             end;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  TlSession         *session;
  guint              n_undone = 0;

  ui_open (self, made);
  session = tl_window_get_session (self->window);
  shown = GTK_WIDGET (self->window);
  tl_life_set_rest (tl_window_get_life (self->window), 500);
  before = get_state (self->window);
  chance = g_rand_new_with_seed (seed);
  end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  g_signal_connect (session, "edited", G_CALLBACK (count_edit), NULL);
  while (g_get_monotonic_time () < end && n_done < n_most)
    {
      act (self->window);
      for (guint i = roll (4); i > 0 && g_main_context_pending (NULL); i--)
        g_main_context_iteration (NULL, FALSE);
      g_assert_true (tl_window_get_session (self->window) == session);
    }
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  close_popovers (GTK_WIDGET (self->window));
  while (see_to_dialogs (self->window))
    ui_settle ();
  ui_settle ();
  g_signal_handlers_disconnect_by_func (session, count_edit, NULL);
  while (tl_session_undo (session))
    n_undone++;
  after = get_state (self->window);
  if (!g_bytes_equal (before, after))
    {
      tell_trail ();
      g_printerr ("before:\n%.*s\nafter:\n%.*s\n", (int) g_bytes_get_size (before), (const char *) g_bytes_get_data (before, NULL),
                  (int) g_bytes_get_size (after), (const char *) g_bytes_get_data (after, NULL));
      g_error ("undo did not bring back what was there");
    }
  g_test_message ("seed %u: %u acts, %u edits, %u undone in the end", seed, n_done, n_edits, n_undone);
  g_assert_cmpuint (n_done, >, 0);
  shown = NULL;
  g_rand_free (chance);
}

int
main (int argc, char **argv)
{
  if (argc >= 3 && g_ascii_isdigit (argv[1][0]))
    {
      given = argv[3];
      seed = (guint32) strtoul (argv[1], NULL, 10);
      seconds = g_ascii_strtod (argv[2], NULL);
      n_most = G_MAXUINT;
      argc = 1;
    }
  signal (SIGSEGV, crashed);
  signal (SIGTRAP, crashed);
  signal (SIGABRT, crashed);
  ui_test_init (argc, argv);
  LIFE_TEST ("/monkey", NULL, test_monkey);
  return g_test_run ();
}
