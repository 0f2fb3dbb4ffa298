/* tl-canvas-menu.c: menus on the map
 *
 * What can be done by dragging can be done here, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-canvas-private.h"

#define IS_DRAWN(kind)                                                                                                 \
  ((kind) == TL_KIND_STAGE || (kind) == TL_KIND_TOUCHPOINT || (kind) == TL_KIND_PAIN || (kind) == TL_KIND_DELIGHT      \
   || (kind) == TL_KIND_TRANSITION)

static void
add_submenu (GMenu *menu, const char *label, GMenuModel *submenu)
{
  if (g_menu_model_get_n_items (submenu) > 0)
    g_menu_append_submenu (menu, label, submenu);
  g_object_unref (submenu);
}

static void
add_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accel)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

static GMenuModel *
list_kinds (void)
{
  static const char *const words[] = { "step", "won", "lost" };
  const char *const        labels[] = { _("_Step on the Way"), _("_Won"), _("_Lost") };
  GMenu                   *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (labels[i], NULL);

      g_menu_item_set_action_and_target (item, "kind.set", "s", words[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
add_moves (GMenu *menu, TlKind kind)
{
  GMenu *moves = g_menu_new ();

  if (kind == TL_KIND_STAGE || kind == TL_KIND_TOUCHPOINT)
    {
      add_item (moves, _("_Left"), "canvas.move-left", "<Alt>Left");
      add_item (moves, _("_Right"), "canvas.move-right", "<Alt>Right");
    }
  add_item (moves, _("_Up"), "canvas.move-up", "<Alt>Up");
  add_item (moves, _("_Down"), "canvas.move-down", "<Alt>Down");
  add_item (moves, kind == TL_KIND_STAGE ? _("_Behind…") : _("_To…"), "canvas.move", "<Control><Shift>m");
  add_submenu (menu, _("_Move"), G_MENU_MODEL (moves));
}

static void
add_ways (GMenu *menu, TlThing *thing, TlKind kind)
{
  if (kind == TL_KIND_STAGE && tl_thing_is_word (thing, TL_STAGE_KIND, "step"))
    add_item (menu, _("_Connect To…"), "canvas.connect", "<Control>l");
  if (kind == TL_KIND_STAGE)
    add_submenu (menu, _("_Kind of Stage"), list_kinds ());
  if (kind == TL_KIND_TRANSITION)
    {
      add_item (menu, _("_Begin At…"), "canvas.choose-from", NULL);
      add_item (menu, _("_End At…"), "canvas.choose-to", NULL);
    }
  if (kind != TL_KIND_TRANSITION)
    add_moves (menu, kind);
}

/* Cut and paste, of whatever is selected. */
static void
add_clipboard (GMenu *menu, gboolean some, gboolean can)
{
  if (some && can)
    add_item (menu, _("Cu_t"), "canvas.cut", "<Control>x");
  if (some)
    add_item (menu, _("_Copy"), "canvas.copy", "<Control>c");
  if (can)
    add_item (menu, _("_Paste"), "canvas.paste", "<Control>v");
  if (some && can)
    add_item (menu, _("D_uplicate"), "canvas.duplicate", "<Control>d");
}

static void
add_selects (GMenu *menu)
{
  static const char *const kinds[] = { "stage", "touchpoint", "pain", "delight", "transition", "fix" };
  const char *const        labels[] = { _("All _Stages"),   _("All _Touchpoints"), _("All _Pain Points"),
                                        _("All _Delights"), _("All T_ransitions"), _("All _Fixes") };
  GMenu                   *selects = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (labels[i], NULL);

      g_menu_item_set_action_and_target (item, "canvas.select-kind", "s", kinds[i]);
      if (i == 0)
        g_menu_item_set_attribute (item, "accel", "s", "<Control>a");
      g_menu_append_item (selects, item);
    }
  add_submenu (menu, _("_Select"), G_MENU_MODEL (selects));
}

static void
add_new (GMenu *menu, TlKind kind)
{
  switch (kind)
    {
    case TL_KIND_STAGE:
      add_item (menu, _("Add _Touchpoint"), "canvas.add-inside", "<Control><Shift>Return");
      add_item (menu, _("Add _Stage After"), "canvas.add-after", "<Control>Return");
      break;

    case TL_KIND_TOUCHPOINT:
      add_item (menu, _("Add _Pain Point"), "canvas.add-pain", "<Control><Shift>Return");
      add_item (menu, _("Add _Delight"), "canvas.add-delight", NULL);
      add_item (menu, _("Add _Touchpoint After"), "canvas.add-after", "<Control>Return");
      break;

    case TL_KIND_PAIN:
      add_item (menu, _("Add _Pain Point After"), "canvas.add-after", "<Control>Return");
      break;

    case TL_KIND_DELIGHT:
      add_item (menu, _("Add _Delight After"), "canvas.add-after", "<Control>Return");
      break;

    default:
      break;
    }
}

static GMenuModel *
build_ground_menu (TlCanvas *self)
{
  GMenu   *menu = g_menu_new (), *section = g_menu_new ();
  gboolean can = _tl_canvas_can_edit (self);

  if (can)
    {
      add_item (section, _("Add _Stage"), "canvas.add-stage", "Insert");
      add_item (section, _("_Insert Template or Journey…"), "canvas.insert", "<Control><Shift>i");
    }
  add_section (menu, section);
  section = g_menu_new ();
  add_clipboard (section, FALSE, can);
  add_selects (section);
  add_section (menu, section);
  section = g_menu_new ();
  add_item (section, _("Show the _Whole Journey"), "win.zoom-fit", NULL);
  add_section (menu, section);
  return G_MENU_MODEL (menu);
}

/* Of many things one does what can be done with all of them. */
static GMenuModel *
build_many_menu (TlCanvas *self, TlKind kind)
{
  GMenu   *menu = g_menu_new (), *section = g_menu_new ();
  gboolean can = _tl_canvas_can_edit (self);

  add_clipboard (section, TRUE, can);
  add_section (menu, section);
  section = g_menu_new ();
  if (can && IS_DRAWN (kind) && kind != TL_KIND_TRANSITION)
    add_moves (section, kind);
  add_selects (section);
  add_section (menu, section);
  section = g_menu_new ();
  if (can)
    add_item (section, _("D_elete"), "canvas.delete", "Delete");
  add_section (menu, section);
  return G_MENU_MODEL (menu);
}

/* What can be done with what is selected, or with the map where nothing is. */
static GMenuModel *
build_menu (TlCanvas *self)
{
  const char *id = _tl_canvas_get_target (self);
  TlThing    *thing = id ? tl_journey_lookup (tl_session_get_journey (self->session), id) : NULL;
  TlKind      kind = thing ? tl_thing_get_kind (thing) : TL_KIND_NONE;
  gboolean    can = _tl_canvas_can_edit (self);
  GMenu      *menu, *section;

  if (thing == NULL)
    return build_ground_menu (self);
  if (tl_session_n_selected (self->session) > 1)
    return build_many_menu (self, kind);
  menu = g_menu_new ();
  section = g_menu_new ();
  add_item (section, _("Show _Details"), "canvas.open", "Return");
  add_section (menu, section);
  section = g_menu_new ();
  if (can)
    add_new (section, kind);
  add_section (menu, section);
  section = g_menu_new ();
  if (can && IS_DRAWN (kind))
    add_ways (section, thing, kind);
  if (can && kind == TL_KIND_TOUCHPOINT)
    _tl_canvas_feel_add_menu (section);
  add_section (menu, section);
  section = g_menu_new ();
  add_clipboard (section, TRUE, can);
  add_section (menu, section);
  section = g_menu_new ();
  if (can && IS_DRAWN (kind) && kind != TL_KIND_TRANSITION)
    add_item (section, _("_Rename"), "canvas.rename", "F2");
  if (can)
    add_item (section, _("D_elete"), "canvas.delete", "Delete");
  if (kind == TL_KIND_STAGE && can)
    add_item (section, _("_Insert Template or Journey After…"), "canvas.insert", "<Control><Shift>i");
  add_selects (section);
  add_section (menu, section);
  return G_MENU_MODEL (menu);
}

static void
kind_set (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action_variant (data, "canvas.set-kind", parameter);
}

/* The kinds of stage are a choice of one, and the menu shows which it is. */
static void
insert_kinds (TlCanvas *self)
{
  const char                    *id = _tl_canvas_get_target (self);
  TlThing                       *thing = id ? tl_journey_lookup (tl_session_get_journey (self->session), id) : NULL;
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction)      action = NULL;
  const char                    *kind = NULL;

  if (thing && tl_thing_get_kind (thing) == TL_KIND_STAGE)
    kind = tl_thing_get_text (thing, TL_STAGE_KIND);
  action = g_simple_action_new_stateful ("set", G_VARIANT_TYPE_STRING, g_variant_new_string (kind ? kind : "step"));
  g_signal_connect_object (action, "activate", G_CALLBACK (kind_set), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "kind", G_ACTION_GROUP (group));
}

/* The focus goes back to what the menu was of, unless an action has put it somewhere else. */
static void
closed (TlCanvas *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *leaf = tl_canvas_get_leaf (self, _tl_canvas_get_target (self));

  if (self->entry == NULL
      && (focus == NULL || focus == GTK_WIDGET (self) || focus == self->menu
          || gtk_widget_is_ancestor (focus, self->menu)))
    gtk_widget_grab_focus (leaf ? leaf : GTK_WIDGET (self));
}

/* Shows a popover that belongs to a point of the map. */
void
_tl_canvas_menu_show (TlCanvas *self, GtkWidget *popover, double x, double y)
{
  g_object_ref_sink (popover);
  _tl_canvas_menu_dispose (self);
  self->menu = popover;
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  /* What the menu is of may be out of sight: GDK finds no monitor where a menu points far beyond the window. */
  x = CLAMP (x, 0, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 1, 0));
  y = CLAMP (y, 0, MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 1, 0));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_object_unref (popover);
  g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (closed), self);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
show_menu (TlCanvas *self, GMenuModel *model, double x, double y)
{
  insert_kinds (self);
  _tl_canvas_menu_show (self, gtk_popover_menu_new_from_model_full (model, GTK_POPOVER_MENU_NESTED), x, y);
  g_object_unref (model);
}

void
_tl_canvas_menu_dispose (TlCanvas *self)
{
  if (self->menu)
    g_signal_handlers_disconnect_by_data (self->menu, self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}

/* Opens the menu of what is selected, at a point of the widget. */
void
_tl_canvas_menu_open (TlCanvas *self, double x, double y)
{
  if (self->session && self->scene)
    show_menu (self, build_menu (self), x, y);
}

static void
get_place (TlCanvas *self, double *x, double *y)
{
  const char *thing = _tl_canvas_get_target (self);

  if (thing && tl_canvas_get_place (self, thing, x, y))
    return;
  *x = self->view.view_width / 2;
  *y = self->view.view_height / 2;
}

/* An open menu goes along, and stays on the map where the map gets smaller. */
void
_tl_canvas_menu_allocate (TlCanvas *self, int width, int height)
{
  GdkRectangle at;

  if (self->menu == NULL || !gtk_widget_get_visible (self->menu))
    return;
  if (gtk_popover_get_pointing_to (GTK_POPOVER (self->menu), &at) && (at.x >= width || at.y >= height))
    {
      at.x = CLAMP (at.x, 0, MAX (width - 1, 0));
      at.y = CLAMP (at.y, 0, MAX (height - 1, 0));
      gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
    }
  gtk_popover_present (GTK_POPOVER (self->menu));
}

/* Where what is selected is on the widget, or its middle. */
void
_tl_canvas_menu_get_place (TlCanvas *self, double *x, double *y)
{
  get_place (self, x, y);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCanvas *self = TL_CANVAS (widget);
  double    x, y;

  get_place (self, &x, &y);
  _tl_canvas_menu_open (self, x, y);
}

void
_tl_canvas_menu_class_init (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "canvas.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "canvas.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "canvas.menu", NULL);
}
