/* tl-outline-split.c
 *
 * It has the window's action `outline`, which shows and hides it, and remembers whether it was shown and how wide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-outline-split.h"

#include "tl-application.h"
#include "tl-parts.h"
#include "tl-squeeze.h"

/* Narrower than this, the outline would leave the map no room, at the text's own size. */
#define NARROW 560

struct _TlOutlineSplit
{
  GtkWidget      parent_instance;

  GtkWidget     *paned;
  GtkWidget     *content; /* the map */
  GtkWidget     *button;  /* not owned: what shows and hides it, where there is room for it */
  TlOutline     *outline;
  GSimpleAction *action;
  GSettings     *settings;
  gboolean       wanted;
  gboolean       placed;  /* it was given its width */
  gboolean       narrow;
  guint          placing; /* an idle */
};

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_BUTTON,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TlOutlineSplit, tl_outline_split, GTK_TYPE_WIDGET)

/* Who had the focus in what is hidden has it in what is shown instead. */
static void
keep_focus (TlOutlineSplit *self, gboolean was_shown)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL)
    return;
  if (self->wanted && self->narrow && gtk_widget_is_ancestor (focus, self->content))
    gtk_widget_grab_focus (GTK_WIDGET (self->outline));
  else if (was_shown && !self->wanted && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->outline)))
    gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
}

static gboolean
place (gpointer data)
{
  TlOutlineSplit *self = data;
  gboolean        was_shown = gtk_widget_get_visible (GTK_WIDGET (self->outline));

  self->placing = 0;
  if (self->wanted)
    gtk_widget_set_visible (GTK_WIDGET (self->outline), TRUE);
  if (!(self->wanted && self->narrow))
    gtk_widget_set_visible (self->content, TRUE);
  keep_focus (self, was_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->outline), self->wanted);
  gtk_widget_set_visible (self->content, !(self->wanted && self->narrow));
  if (self->wanted && !self->narrow && !self->placed)
    {
      gtk_paned_set_position (GTK_PANED (self->paned),
                              self->settings ? g_settings_get_int (self->settings, "outline-width") : 300);
      self->placed = TRUE;
    }
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being given out. */
static void
place_soon (TlOutlineSplit *self)
{
  if (self->placing == 0)
    self->placing = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, place, self, NULL);
}

static void
save (TlOutlineSplit *self)
{
  int width = gtk_paned_get_position (GTK_PANED (self->paned));

  if (self->settings == NULL)
    return;
  g_settings_set_boolean (self->settings, "outline-shown", self->wanted);
  if (self->placed && !self->narrow && gtk_widget_get_mapped (GTK_WIDGET (self->outline)))
    g_settings_set_int (self->settings, "outline-width", CLAMP (width, 200, 1000));
}

static void
change_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  TlOutlineSplit *self = data;
  gboolean        wanted = g_variant_get_boolean (state);

  if (!wanted)
    save (self);
  self->wanted = wanted;
  g_simple_action_set_state (action, state);
  save (self);
  if (wanted && self->placing == 0)
    {
      place (self);
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_widget_grab_focus (GTK_WIDGET (self->outline));
    }
  place_soon (self);
}

static void
tl_outline_split_root (GtkWidget *widget)
{
  TlOutlineSplit *self = TL_OUTLINE_SPLIT (widget);
  GtkRoot        *root;
  GtkApplication *application;

  GTK_WIDGET_CLASS (tl_outline_split_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (G_IS_ACTION_MAP (root))
    g_action_map_add_action (G_ACTION_MAP (root), G_ACTION (self->action));
  application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;
  if (TL_IS_APPLICATION (application) && self->settings == NULL)
    g_set_object (&self->settings, tl_application_get_settings (TL_APPLICATION (application)));
  place_soon (self);
}

/* The window gets its program behind its widgets. */
static void
tl_outline_split_map (GtkWidget *widget)
{
  TlOutlineSplit *self = TL_OUTLINE_SPLIT (widget);
  GtkRoot        *root = gtk_widget_get_root (widget);
  GtkApplication *application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  if (TL_IS_APPLICATION (application) && self->settings == NULL
      && g_set_object (&self->settings, tl_application_get_settings (TL_APPLICATION (application))))
    {
      self->wanted = g_settings_get_boolean (self->settings, "outline-shown");
      g_simple_action_set_state (self->action, g_variant_new_boolean (self->wanted));
      /* At once, and not a second time when this may be gone. */
      g_clear_handle_id (&self->placing, g_source_remove);
      place (self);
    }
  GTK_WIDGET_CLASS (tl_outline_split_parent_class)->map (widget);
}

static void
tl_outline_split_unmap (GtkWidget *widget)
{
  save (TL_OUTLINE_SPLIT (widget));
  GTK_WIDGET_CLASS (tl_outline_split_parent_class)->unmap (widget);
}

static void
tl_outline_split_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  tl_squeeze_measure (TL_OUTLINE_SPLIT (widget)->paned, orientation, for_size, minimum, natural);
}

static void
tl_outline_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlOutlineSplit *self = TL_OUTLINE_SPLIT (widget);
  gboolean        narrow = width < MAX ((int) (NARROW * tl_part_text_factor ()), tl_squeeze_get_need (self->paned));

  tl_squeeze_allocate (self->paned, width, height);
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      place_soon (self);
    }
}

static void
tl_outline_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TlOutlineSplit *self = TL_OUTLINE_SPLIT (object);

  switch (id)
    {
    case PROP_CONTENT:
      self->content = g_value_get_object (value);
      gtk_paned_set_end_child (GTK_PANED (self->paned), self->content);
      break;

    case PROP_BUTTON:
      self->button = g_value_get_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_outline_split_dispose (GObject *object)
{
  TlOutlineSplit *self = TL_OUTLINE_SPLIT (object);

  g_clear_handle_id (&self->placing, g_source_remove);
  if (self->action)
    g_signal_handlers_disconnect_by_data (self->action, self);
  g_clear_object (&self->action);
  if (self->outline)
    tl_outline_set_session (self->outline, NULL);
  self->outline = NULL;
  self->content = NULL;
  self->button = NULL;
  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (tl_outline_split_parent_class)->dispose (object);
  /* What goes may have asked for it once more. */
  g_clear_handle_id (&self->placing, g_source_remove);
}

static void
tl_outline_split_class_init (TlOutlineSplitClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = tl_outline_split_set_property;
  object_class->dispose = tl_outline_split_dispose;
  widget_class->root = tl_outline_split_root;
  widget_class->map = tl_outline_split_map;
  widget_class->unmap = tl_outline_split_unmap;
  widget_class->measure = tl_outline_split_measure;
  widget_class->size_allocate = tl_outline_split_size_allocate;
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUTTON] = g_param_spec_object ("button", NULL, NULL, GTK_TYPE_WIDGET,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "tl-outline-split");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_outline_split_init (TlOutlineSplit *self)
{
  self->outline = g_object_new (TL_TYPE_OUTLINE, "visible", FALSE, "width-request", 200, NULL);
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_start_child (GTK_PANED (self->paned), GTK_WIDGET (self->outline));
  gtk_paned_set_resize_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->action = g_simple_action_new_stateful ("outline", NULL, g_variant_new_boolean (FALSE));
  g_simple_action_set_enabled (self->action, FALSE);
  g_signal_connect (self->action, "change-state", G_CALLBACK (change_state), self);
}

/**
 * tl_outline_split_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_outline_split_set_session (TlOutlineSplit *self, TlSession *session)
{
  g_return_if_fail (TL_IS_OUTLINE_SPLIT (self));
  if (self->outline)
    tl_outline_set_session (self->outline, session);
  if (self->action)
    g_simple_action_set_enabled (self->action, session != NULL);
  if (self->button)
    gtk_widget_set_visible (self->button, session != NULL);
}

/**
 * tl_outline_split_get_outline:
 *
 * Returns: (transfer none): the outline
 */
TlOutline *
tl_outline_split_get_outline (TlOutlineSplit *self)
{
  g_return_val_if_fail (TL_IS_OUTLINE_SPLIT (self), NULL);
  return self->outline;
}
