/* tl-canvas-choose.c: what would be dragged far, chosen from a list
 *
 * A stage to connect to, the ends of a transition, where something moves to, a journey to be inserted: each is looked for
 * by typing, however many there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-canvas-private.h"
#include "tl-chooser.h"
#include "tl-file-dialog.h"
#include "tl-installed.h"
#include "tl-loader.h"
#include "tl-text.h"

#define NAME_LENGTH 40

typedef struct
{
  GtkWidget *canvas;
  GtkWidget *chooser;
} Showing;

static void
showing_free (gpointer data)
{
  Showing *showing = data;

  g_object_unref (showing->canvas);
  g_object_unref (showing->chooser);
  g_free (showing);
}

static gboolean
show_now (gpointer data)
{
  Showing  *showing = data;
  TlCanvas *self = TL_CANVAS (showing->canvas);
  double    x, y;

  if (self->session && self->scene && gtk_widget_get_mapped (showing->canvas))
    {
      _tl_canvas_menu_get_place (self, &x, &y);
      _tl_canvas_menu_show (self, showing->chooser, x, y);
      gtk_widget_grab_focus (showing->chooser);
    }
  return G_SOURCE_REMOVE;
}

/* Not now: it may be an item of the menu that asks for it, which is still on its way out. */
static void
show (TlCanvas *self, GtkWidget *chooser)
{
  Showing *showing = g_new0 (Showing, 1);

  showing->canvas = g_object_ref (GTK_WIDGET (self));
  showing->chooser = g_object_ref_sink (chooser);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_now, showing, showing_free);
}

static void
add_stages (TlCanvas *self, GtkWidget *chooser, gboolean (*is_out) (TlCanvas *canvas, const char *id))
{
  TlThing *root = tl_journey_get_root (tl_session_get_journey (self->session));

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_STAGE); i++)
    {
      TlThing *stage = tl_thing_nth (root, TL_KIND_STAGE, i);

      if (!is_out (self, tl_thing_get_id (stage)))
        tl_chooser_add (TL_CHOOSER (chooser), tl_thing_get_id (stage), tl_thing_get_title (stage), NULL);
    }
}

static void
show_if_any (TlCanvas *self, GtkWidget *chooser)
{
  if (tl_chooser_get_n (TL_CHOOSER (chooser)) > 0)
    show (self, chooser);
  else
    {
      g_object_ref_sink (chooser);
      g_object_unref (chooser);
      _tl_canvas_say (self, _("There is nothing else to choose from."), FALSE);
    }
}

/* Itself, and what it leads to already. */
static gboolean
is_connected (TlCanvas *self, const char *id)
{
  TlThing    *root = tl_journey_get_root (tl_session_get_journey (self->session));
  const char *from = _tl_canvas_get_target (self);

  if (g_strcmp0 (from, id) == 0)
    return TRUE;
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);

      if (g_strcmp0 (tl_thing_get_text (way, TL_TRANSITION_FROM), from) == 0
          && g_strcmp0 (tl_thing_get_text (way, TL_TRANSITION_TO), id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
connect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas  *self = TL_CANVAS (widget);
  GtkWidget *chooser;

  if (!_tl_canvas_can_edit (self) || _tl_canvas_get_target_kind (self) != TL_KIND_STAGE)
    return;
  chooser = tl_chooser_new (_("Connect to which stage?"), "canvas.connect-to");
  add_stages (self, chooser, is_connected);
  show_if_any (self, chooser);
}

static const char *
get_end (TlCanvas *self, TlField field)
{
  TlThing *way = tl_journey_lookup (tl_session_get_journey (self->session), _tl_canvas_get_target (self));

  return way ? tl_thing_get_text (way, field) : NULL;
}

/* What begins at an outcome cannot be. */
static gboolean
is_no_beginning (TlCanvas *self, const char *id)
{
  TlThing *stage = tl_journey_lookup (tl_session_get_journey (self->session), id);

  return g_strcmp0 (get_end (self, TL_TRANSITION_FROM), id) == 0 || !tl_thing_is_word (stage, TL_STAGE_KIND, "step");
}

static gboolean
is_no_end (TlCanvas *self, const char *id)
{
  return g_strcmp0 (get_end (self, TL_TRANSITION_TO), id) == 0;
}

static void
choose_from_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas  *self = TL_CANVAS (widget);
  GtkWidget *chooser;

  if (!_tl_canvas_can_edit (self) || _tl_canvas_get_target_kind (self) != TL_KIND_TRANSITION)
    return;
  chooser = tl_chooser_new (_("Begin at which stage?"), "canvas.reconnect-from");
  add_stages (self, chooser, is_no_beginning);
  show_if_any (self, chooser);
}

static void
choose_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas  *self = TL_CANVAS (widget);
  GtkWidget *chooser;

  if (!_tl_canvas_can_edit (self) || _tl_canvas_get_target_kind (self) != TL_KIND_TRANSITION)
    return;
  chooser = tl_chooser_new (_("End at which stage?"), "canvas.reconnect-to");
  add_stages (self, chooser, is_no_end);
  show_if_any (self, chooser);
}

static gboolean
is_chosen (TlCanvas *self, const char *id)
{
  return tl_session_is_selected (self->session, id);
}

static void
add_touchpoints (TlCanvas *self, GtkWidget *chooser, TlThing *but)
{
  g_autoptr (GPtrArray) touchpoints = tl_journey_collect (tl_session_get_journey (self->session), TL_KIND_TOUCHPOINT);

  for (guint i = 0; i < touchpoints->len; i++)
    {
      TlThing *touchpoint = touchpoints->pdata[i];

      if (touchpoint != but)
        tl_chooser_add (TL_CHOOSER (chooser), tl_thing_get_id (touchpoint), tl_thing_get_title (touchpoint),
                        tl_thing_get_title (tl_thing_get_parent (touchpoint)));
    }
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas  *self = TL_CANVAS (widget);
  TlThing   *thing = self->session ? tl_session_get_thing (self->session) : NULL;
  TlKind     kind = thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;
  GtkWidget *chooser;

  if (!_tl_canvas_can_edit (self)
      || (kind != TL_KIND_STAGE && kind != TL_KIND_TOUCHPOINT && kind != TL_KIND_PAIN && kind != TL_KIND_DELIGHT))
    return;
  chooser = tl_chooser_new (kind == TL_KIND_STAGE        ? _("Move behind which stage?")
                            : kind == TL_KIND_TOUCHPOINT ? _("Move to which stage?")
                                                         : _("Move to which touchpoint?"),
                            "canvas.move-to");
  if (kind == TL_KIND_STAGE || kind == TL_KIND_TOUCHPOINT)
    add_stages (self, chooser, is_chosen);
  else
    add_touchpoints (self, chooser, tl_thing_get_parent (thing));
  show_if_any (self, chooser);
}

static void
move_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas             *self = TL_CANVAS (widget);
  g_auto (GStrv)        ids = NULL;
  g_autoptr (GPtrArray) moved = g_ptr_array_new ();
  const char           *primary = _tl_canvas_get_target (self);
  TlKind                kind = _tl_canvas_get_target_kind (self);

  if (!_tl_canvas_can_edit (self) || primary == NULL)
    return;
  ids = tl_session_dup_selection (self->session);
  g_ptr_array_add (moved, (gpointer) primary);
  for (gsize i = 0; ids[i]; i++)
    if (g_strcmp0 (ids[i], primary) != 0
        && tl_thing_get_kind (tl_journey_lookup (tl_session_get_journey (self->session), ids[i])) == kind)
      g_ptr_array_add (moved, ids[i]);
  g_ptr_array_add (moved, NULL);
  _tl_canvas_do (self, tl_act_move_to (tl_session_get_document (self->session), self->grid,
                                       (const char *const *) moved->pdata, g_variant_get_string (parameter, NULL)));
}

/* Templates, and any other journey */

static void
insert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas             *self = TL_CANVAS (widget);
  g_autoptr (GPtrArray) templates = NULL;
  GtkWidget            *chooser;

  if (!_tl_canvas_can_edit (self) || self->entry)
    return;
  templates = tl_installed_list_templates ();
  chooser = tl_chooser_new (_("Insert which journey?"), "canvas.insert-file");
  for (guint i = 0; i < templates->len; i++)
    {
      const TlTemplate *template = templates->pdata[i];

      tl_chooser_add (TL_CHOOSER (chooser), template->path, template->title, template->summary);
    }
  tl_chooser_add_button (TL_CHOOSER (chooser), _("From a _File…"), "canvas.insert-other");
  show (self, chooser);
}

typedef struct
{
  TlCanvas  *canvas;
  TlSession *session;
} Inserting;

static void
inserting_free (Inserting *inserting)
{
  g_object_unref (inserting->canvas);
  g_object_unref (inserting->session);
  g_free (inserting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Inserting, inserting_free)

static Inserting *
inserting_new (TlCanvas *self)
{
  Inserting *inserting = g_new0 (Inserting, 1);

  inserting->canvas = g_object_ref (self);
  inserting->session = g_object_ref (self->session);
  return inserting;
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Inserting)  inserting = data;
  TlCanvas              *self = inserting->canvas;
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_loader_open_finish (result, &error);
  g_autoptr (TlFragment) fragment = NULL;
  g_autofree char       *title = NULL;
  g_autofree char       *name = NULL;

  /* The window may show another journey by now. */
  if (self->session != inserting->session || self->scene == NULL)
    return;
  if (document == NULL)
    {
      _tl_canvas_say (self, error->message, FALSE);
      return;
    }
  fragment = tl_fragment_new_whole (tl_document_get_journey (document));
  title = tl_text_shorten (tl_thing_get_title (tl_journey_get_root (tl_document_get_journey (document))), NAME_LENGTH);
  name = g_strdup_printf (_("Insert “%s”"), title);
  if (tl_fragment_n_roots (fragment) == 0)
    {
      g_autofree char *said = g_strdup_printf (_("In “%s” there is nothing to insert."), title);

      _tl_canvas_say (self, said, FALSE);
    }
  else
    _tl_canvas_insert (self, fragment, name);
}

static void
insert_file (GFile *file, gpointer data)
{
  g_autoptr (Inserting) inserting = data;

  if (file && inserting->canvas->session == inserting->session)
    tl_loader_open_async (file, TL_LOADER_TO_LOOK_AT, NULL, opened, g_steal_pointer (&inserting));
}

static void
insert_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas         *self = TL_CANVAS (widget);
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  if (_tl_canvas_can_edit (self))
    insert_file (file, inserting_new (self));
}

static void
insert_other_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);
  GtkRoot  *root = gtk_widget_get_root (widget);

  if (_tl_canvas_can_edit (self) && GTK_IS_WINDOW (root))
    tl_file_dialog_open (GTK_WINDOW (root), insert_file, inserting_new (self));
}

void
_tl_canvas_choose_update (TlCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean   can = _tl_canvas_can_edit (self) && self->entry == NULL;
  TlKind     kind = can ? _tl_canvas_get_target_kind (self) : TL_KIND_NONE;
  gboolean   moves = kind == TL_KIND_STAGE || kind == TL_KIND_TOUCHPOINT || kind == TL_KIND_PAIN || kind == TL_KIND_DELIGHT;

  gtk_widget_action_set_enabled (widget, "canvas.choose-from", kind == TL_KIND_TRANSITION);
  gtk_widget_action_set_enabled (widget, "canvas.choose-to", kind == TL_KIND_TRANSITION);
  gtk_widget_action_set_enabled (widget, "canvas.move", moves);
  gtk_widget_action_set_enabled (widget, "canvas.move-to", moves);
  gtk_widget_action_set_enabled (widget, "canvas.insert", can);
  gtk_widget_action_set_enabled (widget, "canvas.insert-file", can);
  gtk_widget_action_set_enabled (widget, "canvas.insert-other", can);
}

void
_tl_canvas_choose_class_init (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "canvas.connect", NULL, connect_action);
  gtk_widget_class_install_action (klass, "canvas.choose-from", NULL, choose_from_action);
  gtk_widget_class_install_action (klass, "canvas.choose-to", NULL, choose_to_action);
  gtk_widget_class_install_action (klass, "canvas.move", NULL, move_action);
  gtk_widget_class_install_action (klass, "canvas.move-to", "s", move_to_action);
  gtk_widget_class_install_action (klass, "canvas.insert", NULL, insert_action);
  gtk_widget_class_install_action (klass, "canvas.insert-file", "s", insert_file_action);
  gtk_widget_class_install_action (klass, "canvas.insert-other", NULL, insert_other_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_l, GDK_CONTROL_MASK, "canvas.connect", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_m, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.move", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_i, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.insert", NULL);
}
