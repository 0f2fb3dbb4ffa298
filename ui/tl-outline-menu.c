/* tl-outline-menu.c: the menu of a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-outline-private.h"

/* A longer list of stages is no menu any more. */
#define MOST_STAGES 200

static void
add_item (GMenu *menu, const char *label, const char *action, const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  if (accel)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

static void
add_section (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static GMenu *
list_stages (TlOutline *self, const char *but)
{
  GMenu   *menu = g_menu_new ();
  TlThing *root = tl_journey_get_root (tl_session_get_journey (self->session));

  for (guint i = 0; i < MIN (tl_thing_n (root, TL_KIND_STAGE), MOST_STAGES); i++)
    {
      TlThing              *stage = tl_thing_nth (root, TL_KIND_STAGE, i);
      g_auto (GStrv)        parts = g_strsplit (tl_thing_get_title (stage), "_", -1);
      g_autofree char      *label = g_strjoinv ("__", parts); /* an underscore in a title is no mnemonic */
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      if (g_strcmp0 (tl_thing_get_id (stage), but) == 0)
        continue;
      g_menu_item_set_action_and_target (item, "outline.connect-to", "s", tl_thing_get_id (stage));
      g_menu_append_item (menu, item);
    }
  return menu;
}

static void
add_new (GMenu *menu, TlKind kind)
{
  switch ((guint) kind)
    {
    case TL_KIND_STAGE:
      add_item (menu, _("Add _Touchpoint"), "outline.add-inside", "<Control><Shift>Return");
      add_item (menu, _("Add _Stage After"), "outline.add-after", "<Control>Return");
      break;

    case TL_KIND_TOUCHPOINT:
      add_item (menu, _("Add _Pain Point"), "outline.add-inside", "<Control><Shift>Return");
      add_item (menu, _("Add _Delight"), "outline.add-delight", NULL);
      add_item (menu, _("Add _Touchpoint After"), "outline.add-after", "<Control>Return");
      break;

    case TL_KIND_PAIN:
      add_item (menu, _("Add _Pain Point After"), "outline.add-after", "<Control>Return");
      add_item (menu, _("Add _Delight"), "outline.add-delight", NULL);
      break;

    case TL_KIND_DELIGHT:
      add_item (menu, _("Add _Delight After"), "outline.add-after", "<Control>Return");
      break;

    case TL_KIND_PERSONA:
      add_item (menu, _("Add _Persona"), "outline.add-after", "<Control>Return");
      break;

    case TL_KIND_CAUSE:
      add_item (menu, _("Add _Cause"), "outline.add-after", "<Control>Return");
      break;

    case TL_KIND_FIX:
      add_item (menu, _("Add _Fix"), "outline.add-after", "<Control>Return");
      break;

    case TL_KIND_PARKED:
      add_item (menu, _("_Park Something"), "outline.add-after", "<Control>Return");
      break;

    default:
      break;
    }
}

static void
add_moves (GMenu *menu, TlKind kind)
{
  g_autoptr (GMenu) moves = g_menu_new ();

  add_item (moves, _("_Up"), "outline.move-up", "<Alt>Up");
  add_item (moves, _("_Down"), "outline.move-down", "<Alt>Down");
  if (kind == TL_KIND_PAIN || kind == TL_KIND_DELIGHT)
    add_item (moves, _("_Out: Make It a Touchpoint"), "outline.move-out", "<Alt>Left");
  if (kind == TL_KIND_TOUCHPOINT)
    {
      add_item (moves, _("_Out: Make It a Stage"), "outline.move-out", "<Alt>Left");
      add_item (moves, _("_In: Make It a Pain Point"), "outline.move-in", "<Alt>Right");
    }
  if (kind == TL_KIND_STAGE)
    add_item (moves, _("_In: Make It a Touchpoint"), "outline.move-in", "<Alt>Right");
  g_menu_append_submenu (menu, _("_Move"), G_MENU_MODEL (moves));
}

static void
add_kinds (GMenu *menu, TlOutline *self, TlOutlineItem *item)
{
  static const char *const words[] = { "step", "won", "lost" };
  const char *const        labels[] = { _("_Step on the Way"), _("_Won"), _("_Lost") };
  g_autoptr (GMenu)        kinds = g_menu_new ();
  g_autoptr (GMenu)        stages = NULL;

  if (item->kind == TL_KIND_PAIN)
    add_item (menu, _("Make It a D_elight"), "outline.turn", NULL);
  if (item->kind == TL_KIND_DELIGHT)
    add_item (menu, _("Make It a P_ain Point"), "outline.turn", NULL);
  if (item->kind != TL_KIND_STAGE)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GMenuItem) kind = g_menu_item_new (labels[i], NULL);

      g_menu_item_set_action_and_target (kind, "outline.set-kind", "s", words[i]);
      g_menu_append_item (kinds, kind);
    }
  g_menu_append_submenu (menu, _("_Kind of Stage"), G_MENU_MODEL (kinds));
  stages = list_stages (self, item->id);
  if (g_menu_model_get_n_items (G_MENU_MODEL (stages)) > 0)
    g_menu_append_submenu (menu, _("_Connect To"), G_MENU_MODEL (stages));
}

static GMenu *
build_menu (TlOutline *self, TlOutlineItem *item)
{
  GMenu   *menu = g_menu_new (), *section = g_menu_new ();
  gboolean is_way = item->kind == TL_KIND_TRANSITION || item->kind == TL_KIND_BECAUSE;

  add_item (section, _("Show _Details"), "outline.open", NULL);
  add_section (menu, section);
  if (tl_session_can_edit (self->session))
    {
      section = g_menu_new ();
      add_new (section, item->kind);
      add_section (menu, section);
      section = g_menu_new ();
      if (item->id)
        add_kinds (section, self, item);
      if (item->id)
        add_moves (section, item->kind);
      add_section (menu, section);
      section = g_menu_new ();
      add_item (section, is_way ? _("Change the _Share") : _("_Rename"), "outline.rename", "F2");
      add_item (section, _("D_elete"), "outline.delete", "Delete");
      add_section (menu, section);
    }
  section = g_menu_new ();
  add_item (section, _("_Unfold All"), "outline.unfold-all", NULL);
  add_item (section, _("_Fold All"), "outline.fold-all", NULL);
  add_section (menu, section);
  return menu;
}

/* The focus goes back to the row, unless an action has put it somewhere else. */
static void
closed (TlOutline *self)
{
  GtkRoot       *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget     *focus = root ? gtk_root_get_focus (root) : NULL;
  TlOutlineItem *item = _tl_outline_get_item (self);

  if (self->edited == NULL
      && (focus == NULL || focus == self->menu || gtk_widget_is_ancestor (focus, self->menu)))
    {
      if (item)
        _tl_outline_go_to (self, item->key, TRUE);
      else
        gtk_widget_grab_focus (self->list);
    }
}

static void
show_menu (TlOutline *self, GMenu *model, double x, double y)
{
  g_autoptr (GMenu) owned = model;

  _tl_outline_menu_dispose (self);
  self->menu = gtk_popover_menu_new_from_model_full (G_MENU_MODEL (model), GTK_POPOVER_MENU_NESTED);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  x = CLAMP (x, 0, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 1, 0));
  y = CLAMP (y, 0, MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 1, 0));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (closed), self);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

void
_tl_outline_menu_dispose (TlOutline *self)
{
  if (self->menu)
    g_signal_handlers_disconnect_by_data (self->menu, self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}

/* Opens the menu of the selected row, at a point of the widget. */
void
_tl_outline_menu_open (TlOutline *self, double x, double y)
{
  TlOutlineItem *item = _tl_outline_get_item (self);

  if (self->session && item && !item->is_draft && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_menu (self, build_menu (self, item), x, y);
}

/* Opens the list of stages that the selected one can be connected to. */
void
_tl_outline_menu_connect (TlOutline *self)
{
  TlOutlineItem   *item = _tl_outline_get_item (self);
  TlOutlineRow    *row = item ? _tl_outline_get_row (self, item->key) : NULL;
  g_autoptr (GMenu) menu = NULL;
  graphene_point_t at = GRAPHENE_POINT_INIT (24, 48);

  if (row == NULL || item->id == NULL)
    return;
  menu = list_stages (self, item->id);
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return;
  if (!gtk_widget_compute_point (GTK_WIDGET (row), GTK_WIDGET (self), &GRAPHENE_POINT_INIT (48, 24), &at))
    at = GRAPHENE_POINT_INIT (24, 48);
  show_menu (self, g_steal_pointer (&menu), at.x, at.y);
}
