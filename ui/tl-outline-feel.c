/* tl-outline-feel.c: how customers feel, and how they meet us, said in the outline by the same keys as on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-channel.h"
#include "tl-feeling.h"
#include "tl-outline-private.h"

/* The touchpoint that is meant; a title that is being typed counts first. */
static char **
get_things (TlOutline *self)
{
  TlOutlineRow *row = self->edited ? _tl_outline_get_row (self, self->edited) : NULL;

  if (self->session == NULL || !tl_session_can_edit (self->session))
    return NULL;
  if (row)
    gtk_widget_activate_action (GTK_WIDGET (row), "entry.commit", NULL);
  return self->session ? tl_session_dup_selection (self->session) : NULL;
}

static void
apply (TlOutline *self, TlEdit *edit)
{
  g_autoptr (TlEdit) owned = edit;

  if (edit == NULL)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    _tl_outline_apply (self, edit);
}

static void
feel (TlOutline *self, int feeling)
{
  g_auto (GStrv) things = get_things (self);

  if (things)
    apply (self, tl_feeling_edit (tl_session_get_journey (self->session), (const char *const *) things, feeling));
}

static void
feel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  feel (TL_OUTLINE (widget), CLAMP (g_variant_get_int32 (parameter), TL_FEELING_WORST, TL_FEELING_BEST));
}

static void
feel_nothing_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  feel (TL_OUTLINE (widget), TL_FEELING_NONE);
}

static void
channel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline     *self = TL_OUTLINE (widget);
  g_auto (GStrv) things = get_things (self);

  if (things)
    apply (self, tl_channel_edit (tl_session_get_journey (self->session), (const char *const *) things,
                                  g_variant_get_string (parameter, NULL)));
}

/* The palette stands on the map, beside the touchpoint. */
static void
channels_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlOutline     *self = TL_OUTLINE (widget);
  g_auto (GStrv) things = get_things (self);

  if (things)
    tl_session_ask (self->session, "canvas.channels");
}

void
_tl_outline_feel_class_init (GtkWidgetClass *klass)
{
  const TlChannel *channels;
  guint            n;

  gtk_widget_class_install_action (klass, "outline.feel", "i", feel_action);
  gtk_widget_class_install_action (klass, "outline.feel-nothing", NULL, feel_nothing_action);
  gtk_widget_class_install_action (klass, "outline.channel", "s", channel_action);
  gtk_widget_class_install_action (klass, "outline.channels", NULL, channels_action);
  for (int i = 0; i < 5; i++)
    {
      gtk_widget_class_add_binding_action (klass, GDK_KEY_1 + (guint) i, GDK_ALT_MASK, "outline.feel", "i", i - 2);
      gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_1 + (guint) i, GDK_ALT_MASK, "outline.feel", "i", i - 2);
    }
  gtk_widget_class_add_binding_action (klass, GDK_KEY_0, GDK_ALT_MASK, "outline.feel-nothing", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_0, GDK_ALT_MASK, "outline.feel-nothing", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_ALT_MASK, "outline.channels", NULL);
  channels = tl_channel_list (&n);
  for (guint i = 0; i < n; i++)
    gtk_widget_class_add_binding_action (klass, (guint) channels[i].key, GDK_ALT_MASK, "outline.channel", "s",
                                         channels[i].name);
}
