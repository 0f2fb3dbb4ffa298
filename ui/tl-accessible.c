/* tl-accessible.c
 *
 * GTK 4.8 calls a button by its label with the underscore, or by the name of its class where its label is a widget of the
 * program's, or it has none and only a tooltip. And nobody tells the keys of an action but its menu. Both is mended as
 * widgets come to be seen, wherever they were made, so that nobody can forget it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-accessible.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MENDED "tl-accessible-mended"

/* A label without what marks its mnemonic. */
static char *
strip (const char *label)
{
  GString *text = g_string_new (NULL);

  for (const char *p = label; *p; p++)
    if (*p != '_')
      g_string_append_c (text, *p);
    else if (p[1] == '_')
      g_string_append_c (text, *p++);
  return g_string_free (text, FALSE);
}

/* The words that can be seen in a widget. */
static void
collect_words (GtkWidget *widget, GString *words)
{
  if (GTK_IS_POPOVER (widget))
    return;
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (widget));

      if (text && *text)
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", text);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_words (child, words);
}

/* What a tooltip says, without its shortcut. */
static char *
read_tooltip (GtkWidget *widget)
{
  const char *tip = gtk_widget_get_tooltip_text (widget);
  const char *end = tip ? strrchr (tip, '(') : NULL;

  if (tip == NULL || *tip == '\0')
    return NULL;
  return g_strchomp (g_strndup (tip, end && end > tip ? (gsize) (end - tip) : strlen (tip)));
}

static gboolean
has_label (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* A button with a label of its own has it twice: as its name, with the underscore, and by the label in it. */
static void
mend_label (GtkWidget *widget, const char *label, gboolean underlined)
{
  g_autofree char *given = NULL;
  g_autofree char *text = underlined ? strip (label) : g_strdup (label);

  if (has_label (widget))
    given = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  /* What the program calls it stands, where that is something else. */
  if (given == NULL)
    set_label (widget, text);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
relabelled (GtkButton *button)
{
  const char *label = gtk_button_get_label (button);

  if (label)
    mend_label (GTK_WIDGET (button), label, gtk_button_get_use_underline (button));
}

static gboolean
shows_icon (GtkWidget *widget, const char *name)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), name) == 0;
}

/* By what can be read in it, else by its tooltip. */
static void
mend_nameless (GtkWidget *widget)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char    *tip = read_tooltip (widget);

  /* GTK names it after the widget that draws its icon. */
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  if (has_label (widget)
      || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return;
  collect_words (widget, words);
  if (tip && GTK_IS_MENU_BUTTON (widget))
    set_label (widget, tip);
  else if (words->len > 0)
    set_label (widget, words->str);
  else if (tip)
    set_label (widget, tip);
  else if (shows_icon (widget, "window-close-symbolic"))
    /* What closes a toast, which is libadwaita's. */
    set_label (widget, C_ ("button", "Close"));
}

/**
 * tl_accessible_shortcut:
 * @widget: what activates an action
 *
 * Returns: (transfer full) (nullable): the keys that activate it, too, for people
 */
char *
tl_accessible_shortcut (GtkApplication *application, GtkActionable *widget)
{
  const char      *name = gtk_actionable_get_action_name (widget);
  GVariant        *target = gtk_actionable_get_action_target_value (widget);
  g_autofree char *detailed = name ? g_action_print_detailed_name (name, target) : NULL;
  g_auto (GStrv)   accels = NULL;
  GdkModifierType  state;
  guint            key;

  if (detailed == NULL)
    return NULL;
  accels = gtk_application_get_accels_for_action (application, detailed);
  if (accels == NULL || accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &state))
    return NULL;
  return gtk_accelerator_get_label (key, state);
}

/* A button's tooltip tells its keys. */
static void
mend_tooltip (GtkWidget *widget)
{
  GApplication    *application = g_application_get_default ();
  const char      *tip = gtk_widget_get_tooltip_text (widget);
  g_autofree char *keys = NULL;
  g_autofree char *told = NULL;

  if (tip == NULL || !GTK_IS_APPLICATION (application) || g_str_has_suffix (tip, ")"))
    return;
  keys = tl_accessible_shortcut (GTK_APPLICATION (application), GTK_ACTIONABLE (widget));
  if (keys == NULL)
    return;
  /* Translators: a button's tooltip, and its shortcut: “Undo (Ctrl+Z)”. */
  told = g_strdup_printf (C_ ("tooltip", "%s (%s)"), tip, keys);
  gtk_widget_set_tooltip_text (widget, told);
}

static void
mend_one (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    {
      const char *label = gtk_button_get_label (GTK_BUTTON (widget));

      mend_tooltip (widget);
      if (label)
        mend_label (widget, label, gtk_button_get_use_underline (GTK_BUTTON (widget)));
      else
        mend_nameless (widget);
      if (label && g_object_get_data (G_OBJECT (widget), MENDED) == NULL)
        {
          g_object_set_data (G_OBJECT (widget), MENDED, GINT_TO_POINTER (1));
          g_signal_connect (widget, "notify::label", G_CALLBACK (relabelled), NULL);
        }
    }
  else if (GTK_IS_MENU_BUTTON (widget) || GTK_IS_EXPANDER (widget))
    mend_nameless (widget);
}

/**
 * tl_accessible_mend:
 * @widget: a widget, seen or not
 *
 * Names it and everything in it.
 */
void
tl_accessible_mend (GtkWidget *widget)
{
  mend_one (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    tl_accessible_mend (child);
}

/* Whether a finger or a pointer was used last: the style makes room for the one. */
static gboolean
pointed (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_TOUCH_BEGIN:
      gtk_widget_add_css_class (window, "tl-touch");
      break;

    case GDK_BUTTON_PRESS:
      if (!gdk_event_get_pointer_emulated (event))
        gtk_widget_remove_css_class (window, "tl-touch");
      break;

    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
watch_fingers (GtkWidget *window)
{
  GtkEventController *controller;

  if (g_object_get_data (G_OBJECT (window), MENDED))
    return;
  g_object_set_data (G_OBJECT (window), MENDED, GINT_TO_POINTER (1));
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (pointed), NULL);
  gtk_widget_add_controller (window, controller);
}

static gboolean
mapped (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (values);

  /* A window also with what it does not show yet: that is in the tree as well. */
  if (GTK_IS_WINDOW (widget))
    watch_fingers (widget);
  if (GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget))
    tl_accessible_mend (widget);
  else
    mend_one (widget);
  return TRUE;
}

/**
 * tl_accessible_watch:
 *
 * Mends every widget of the program from now on. Once is enough.
 */
void
tl_accessible_watch (void)
{
  static gulong hook = 0;

  if (hook == 0)
    {
      g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
      hook = g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped, NULL, NULL);
    }
}
