/* test-shortcuts.c: the list of shortcuts says what is so: all of it, and nothing else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-accessible.h"
#include "tl-canvas.h"
#include "tl-export-preview.h"
#include "tl-outline.h"
#include "tl-pack-list.h"
#include "tl-records-view.h"
#include "tl-suggestions-view.h"
#include "ui-fixture.h"

/* Keys that are no accelerator and no binding of a class, but of a controller, of GTK, or of a gesture. */
static const char *const by_hand[] = {
  "<Control>z", "<Control><Shift>z", "<Control>y", "Tab", "<Shift>Tab", "Left", "Right", "Up", "Down", "space", "Return",
  "Escape", "F10", "<Control>Tab", "<Control>space",
};

/* Bindings that need no line of their own: what every list, entry or dialog has. */
static const char *const obvious[] = { "Menu", "Escape" };

/* One way to write a key: as GTK does, with the number pad's keys as the others. */
static char *
normalise (const char *accel)
{
  static const struct
  {
    guint from, to;
  } pad[] = {
    { GDK_KEY_KP_Enter, GDK_KEY_Return },  { GDK_KEY_KP_Delete, GDK_KEY_Delete }, { GDK_KEY_KP_Insert, GDK_KEY_Insert },
    { GDK_KEY_KP_Add, GDK_KEY_plus },      { GDK_KEY_KP_Subtract, GDK_KEY_minus }, { GDK_KEY_KP_0, GDK_KEY_0 },
    { GDK_KEY_KP_9, GDK_KEY_9 },           { GDK_KEY_equal, GDK_KEY_plus },       { GDK_KEY_KP_Left, GDK_KEY_Left },
    { GDK_KEY_KP_Right, GDK_KEY_Right },   { GDK_KEY_KP_Up, GDK_KEY_Up },         { GDK_KEY_KP_Down, GDK_KEY_Down },
    { GDK_KEY_ISO_Left_Tab, GDK_KEY_Tab }, { GDK_KEY_KP_Tab, GDK_KEY_Tab },       { GDK_KEY_KP_1, GDK_KEY_1 },
    { GDK_KEY_KP_2, GDK_KEY_2 },           { GDK_KEY_KP_3, GDK_KEY_3 },           { GDK_KEY_KP_4, GDK_KEY_4 },
    { GDK_KEY_KP_5, GDK_KEY_5 },           { GDK_KEY_KP_6, GDK_KEY_6 },           { GDK_KEY_KP_7, GDK_KEY_7 },
    { GDK_KEY_KP_8, GDK_KEY_8 },
  };
  GdkModifierType state;
  guint           key;

  if (!gtk_accelerator_parse (accel, &key, &state))
    return NULL;
  key = gdk_keyval_to_lower (key);
  for (gsize i = 0; i < G_N_ELEMENTS (pad); i++)
    if (pad[i].from == key)
      key = pad[i].to;
  return gtk_accelerator_name (key, state);
}

/* Splits the accelerators of a line: “<Alt>Left <Alt>Right”, “<Alt>1...5”. */
static void
add_told (GHashTable *told, const char *accels)
{
  g_auto (GStrv) parts = g_strsplit_set (accels, " &", -1);

  for (char **part = parts; *part; part++)
    {
      const char *dots = strstr (*part, "...");

      if (**part == '\0')
        continue;
      if (dots)
        {
          g_autofree char *stem = g_strndup (*part, (gsize) (dots - *part) - 1);
          char             first = dots[-1], last = dots[3];

          for (char c = first; c <= last; c++)
            {
              g_autofree char *one = g_strdup_printf ("%s%c", stem, c);

              g_hash_table_add (told, normalise (one));
            }
        }
      else
        {
          char *name = normalise (*part);

          if (name == NULL)
            g_test_message ("This is no key: %s", *part);
          g_assert_nonnull (name);
          g_hash_table_add (told, name);
        }
    }
}

static void
collect_lines (GtkWidget *widget, GHashTable *told, GHashTable *actions)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *accel = NULL;
      g_autofree char *action = NULL;
      g_autofree char *title = NULL;

      g_object_get (widget, "accelerator", &accel, "action-name", &action, "title", &title, NULL);
      g_assert_true (title && *title);
      if (action)
        g_hash_table_add (actions, g_steal_pointer (&action));
      else if (accel)
        add_told (told, accel);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_lines (child, told, actions);
}

/* The keys that a class of widgets is bound to. */
static GHashTable *
list_bindings (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GHashTable            *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger     *trigger = gtk_shortcut_get_trigger (shortcut);
          g_autofree char        *name = gtk_shortcut_trigger_to_string (trigger);
          GtkShortcutAction      *action = gtk_shortcut_get_action (shortcut);
          char                   *key;

          /* The palette of channels, which is told, tells the letter of each. */
          if (GTK_IS_NAMED_ACTION (action)
              && g_str_has_suffix (gtk_named_action_get_action_name (GTK_NAMED_ACTION (action)), ".channel"))
            continue;
          key = normalise (name);
          if (key)
            g_hash_table_add (keys, key);
        }
    }
  return keys;
}

/* The keys that a list below is given for what it can do beyond what every list can. */
static void
add_list_keys (GtkWidget *widget, const char *acts, GHashTable *keys)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      guint               n = GTK_IS_SHORTCUT_CONTROLLER (controller) ? g_list_model_get_n_items (G_LIST_MODEL (controller)) : 0;

      for (guint k = 0; k < n; k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutAction      *action = gtk_shortcut_get_action (shortcut);
          g_autofree char        *name = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (GTK_IS_NAMED_ACTION (action) &&
              g_str_has_prefix (gtk_named_action_get_action_name (GTK_NAMED_ACTION (action)), acts))
            g_hash_table_add (keys, normalise (name));
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    add_list_keys (child, acts, keys);
}

static void
add_all (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (to, g_strdup (key));
}

static guint
complain (GHashTable *keys, GHashTable *among, const char *said)
{
  GHashTableIter iter;
  gpointer       key;
  guint          n = 0;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (among, key))
      {
        g_test_message ("%s: %s", said, (char *) key);
        n++;
      }
  return n;
}

static GHashTable *
list_accels (GtkApplication *application, GHashTable *actions, GHashTable *told)
{
  g_auto (GStrv) names = gtk_application_list_action_descriptions (application);
  GHashTable    *accels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char **name = names; *name; name++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, *name);

      for (char **key = keys; *key; key++)
        {
          char *normal = normalise (*key);

          g_hash_table_add (accels, normal);
          if (g_hash_table_contains (actions, *name))
            g_hash_table_add (told, g_strdup (normal));
        }
    }
  return accels;
}

static void
test_told (UiFixture *self, gconstpointer data)
{
  GtkWidget                   *window = GTK_WIDGET (self->window);
  GtkShortcutsWindow          *overlay = gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window));
  g_autoptr (GHashTable)       told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)       actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)       known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)       lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)       canvas = NULL;
  g_autoptr (GHashTable)       outline = NULL;
  g_autoptr (GHashTable)       pack = NULL;
  g_autoptr (GHashTable)       preview = NULL;
  g_autoptr (GHashTable)       accels = NULL;
  g_autoptr (GtkWidget)        pages = g_object_ref_sink (tl_export_preview_new ());
  GHashTableIter               iter;
  gpointer                     action;
  guint                        n_wrong = 0;

  g_assert_nonnull (overlay);
  collect_lines (GTK_WIDGET (overlay), told, actions);
  canvas = list_bindings (ui_find_type (window, TL_TYPE_CANVAS));
  outline = list_bindings (ui_find_type (window, TL_TYPE_OUTLINE));
  pack = list_bindings (ui_find_type (window, TL_TYPE_PACK_LIST));
  preview = list_bindings (pages);
  g_assert_cmpuint (g_hash_table_size (pack), >, 3);
  add_list_keys (ui_find_type (window, TL_TYPE_RECORDS_VIEW), "records.", lists);
  g_assert_cmpuint (g_hash_table_size (lists), >, 13);
  add_list_keys (ui_find_type (window, TL_TYPE_SUGGESTIONS_VIEW), "suggestions.", lists);
  g_assert_cmpuint (g_hash_table_size (canvas), >, 10);
  g_assert_cmpuint (g_hash_table_size (outline), >, 10);
  accels = list_accels (GTK_APPLICATION (self->application), actions, told);
  for (gsize i = 0; i < G_N_ELEMENTS (by_hand); i++)
    g_hash_table_add (known, normalise (by_hand[i]));
  add_all (known, canvas);
  add_all (known, outline);
  add_all (known, pack);
  add_all (known, preview);
  add_all (known, lists);
  add_all (known, accels);
  n_wrong += complain (told, known, "Nothing has this shortcut, and the list tells of it");
  for (gsize i = 0; i < G_N_ELEMENTS (obvious); i++)
    g_hash_table_add (told, normalise (obvious[i]));
  n_wrong += complain (accels, told, "The list does not tell of this accelerator");
  n_wrong += complain (canvas, told, "The list does not tell of this key of the map");
  n_wrong += complain (outline, told, "The list does not tell of this key of the outline");
  n_wrong += complain (pack, told, "The list does not tell of this key of the fact pack");
  n_wrong += complain (preview, told, "The list does not tell of this key of a preview");
  n_wrong += complain (lists, told, "The list does not tell of this key of a list of evidence");
  g_hash_table_iter_init (&iter, actions);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (GTK_APPLICATION (self->application), action);

      if (keys[0] == NULL)
        {
          g_test_message ("The list tells of an action that has no shortcut: %s", (char *) action);
          n_wrong++;
        }
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

static guint
check_tooltips (GtkWidget *widget, GtkApplication *application)
{
  guint n = 0;

  if (GTK_IS_BUTTON (widget) && gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)))
    {
      g_autofree char *keys = tl_accessible_shortcut (application, GTK_ACTIONABLE (widget));
      const char      *tip = gtk_widget_get_tooltip_text (widget);

      if (keys && tip && !strchr (tip, '('))
        {
          g_test_message ("The tooltip does not tell %s: %s", keys, tip);
          n++;
        }
      if (keys && tip == NULL && gtk_button_get_icon_name (GTK_BUTTON (widget)))
        {
          g_test_message ("There is no tooltip on what has %s", keys);
          n++;
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += check_tooltips (child, application);
  return n;
}

/* Every button that has a shortcut tells it. */
static void
test_tooltips (UiFixture *self, gconstpointer data)
{
  GtkWidget *undo = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  g_assert_cmpuint (check_tooltips (GTK_WIDGET (self->window), GTK_APPLICATION (self->application)), ==, 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (undo), "win.save");
  gtk_widget_set_tooltip_text (undo, "Save Now");
  g_object_ref_sink (undo);
  tl_accessible_mend (undo);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (undo), ==, "Save Now (Ctrl+S)");
  g_object_unref (undo);
}

int
main (int argc, char *argv[])
{
  ui_test_init (argc, argv);
  UI_TEST ("/ui/shortcuts/told", "tradeoffs.xml", test_told);
  UI_TEST ("/ui/shortcuts/tooltips", "tradeoffs.xml", test_tooltips);
  return g_test_run ();
}
