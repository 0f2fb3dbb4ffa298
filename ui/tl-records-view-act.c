/* tl-records-view-act.c: what is done to the records that are selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-records-view-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-chooser.h"
#include "tl-phrase.h"
#include "tl-records-act.h"
#include "tl-records-targets.h"

void
_tl_records_view_tell (TlRecordsView *self, const char *text, gboolean undo)
{
  GtkWidget       *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast        *toast;

  if (overlay == NULL)
    return;
  toast = adw_toast_new (escaped);
  if (undo)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

typedef struct
{
  TlRecordsView *self;
  TlRecordsAct   act;
  char          *thing;
  guint64        serial;
} Acting;

static char *
say_done (Acting *acting, guint n)
{
  TlThing         *thing = acting->thing ? tl_journey_lookup (tl_session_get_journey (acting->self->session), acting->thing)
                                         : NULL;
  g_autofree char *number = tl_phrase_count (n);

  switch (acting->act)
    {
    case TL_RECORDS_ASSIGN:
      /* Translators: how many records, and the title of what they speak of. */
      return g_strdup_printf (ngettext ("%s record assigned to “%s”", "%s records assigned to “%s”", n), number,
                              thing ? tl_thing_get_title (thing) : acting->thing);

    case TL_RECORDS_UNASSIGN:
      return g_strdup_printf (ngettext ("%s record unassigned", "%s records unassigned", n), number);

    case TL_RECORDS_STAR:
      return g_strdup_printf (ngettext ("%s record starred", "%s records starred", n), number);

    case TL_RECORDS_UNSTAR:
      return g_strdup_printf (ngettext ("Star taken from %s record", "Stars taken from %s records", n), number);

    case TL_RECORDS_DELETE:
    default:
      return g_strdup_printf (ngettext ("%s record deleted", "%s records deleted", n), number);
    }
}

static void
acted (GObject *source, GAsyncResult *result, gpointer data)
{
  Acting                   *acting = data;
  g_autoptr (TlRecordsView) self = acting->self;
  g_autoptr (GError)        error = NULL;
  guint                     n;
  gboolean                  ok = tl_records_act_finish (result, &n, &error);

  g_clear_object (&self->acting);
  if (self->session == TL_SESSION (source))
    {
      g_autofree char *text = ok ? say_done (acting, n) : NULL;
      gboolean         changed = tl_document_get_serial (self->document) != acting->serial;

      if (ok)
        _tl_records_view_tell (self, changed ? text : _("That was so already."), changed);
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        _tl_records_view_tell (self, error->message, FALSE);
      _tl_records_view_update_bar (self);
    }
  g_free (acting->thing);
  g_free (acting);
}

static void
act_on (TlRecordsView *self, GtkBitset *places, TlRecordsAct act, const char *thing)
{
  Acting *acting;

  if (self->session == NULL || !tl_session_can_edit (self->session) || self->acting || gtk_bitset_is_empty (places) ||
      tl_records_model_get_query (self->model) == NULL)
    return;
  acting = g_new0 (Acting, 1);
  acting->self = g_object_ref (self);
  acting->act = act;
  acting->thing = g_strdup (thing);
  acting->serial = tl_document_get_serial (self->document);
  self->acting = g_cancellable_new ();
  _tl_records_view_update_bar (self);
  if (thing)
    tl_records_bar_note (self->bar, self->session, thing);
  tl_records_act_async (self->session, self->model, places, act, thing, self->acting, acted, acting);
}

static void
act (TlRecordsView *self, TlRecordsAct what, const char *thing)
{
  g_autoptr (GtkBitset) places = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->model));

  act_on (self, places, what, thing);
}

static void
unassign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (TL_RECORDS_VIEW (widget), TL_RECORDS_UNASSIGN, NULL);
}

static gboolean
is_starred_at (TlRecordsView *self, guint place)
{
  g_autoptr (TlRecordsItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), place);
  const TlRecord           *record = item ? tl_records_item_get_record (item) : NULL;

  return record && tl_record_is_starred (record);
}

/* The first that is selected says which way. */
static void
star_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlRecordsView        *self = TL_RECORDS_VIEW (widget);
  g_autoptr (GtkBitset) places = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->model));

  if (!gtk_bitset_is_empty (places))
    act_on (self, places,
            is_starred_at (self, gtk_bitset_get_minimum (places)) ? TL_RECORDS_UNSTAR : TL_RECORDS_STAR, NULL);
}

static void
star_one_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlRecordsView        *self = TL_RECORDS_VIEW (widget);
  guint                 place = g_variant_get_uint32 (parameter);
  g_autoptr (GtkBitset) places = gtk_bitset_new_range (place, 1);

  act_on (self, places, is_starred_at (self, place) ? TL_RECORDS_UNSTAR : TL_RECORDS_STAR, NULL);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (TL_RECORDS_VIEW (widget), TL_RECORDS_DELETE, NULL);
}

static void
assign_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (TL_RECORDS_VIEW (widget), TL_RECORDS_ASSIGN, g_variant_get_string (parameter, NULL));
}

static void
assign_recent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlRecordsView *self = TL_RECORDS_VIEW (widget);
  const char    *thing = tl_records_bar_get_target (self->bar, (guint) g_variant_get_int32 (parameter));

  if (thing)
    act (self, TL_RECORDS_ASSIGN, thing);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (TL_RECORDS_VIEW (widget)->model));
}

static void
select_none_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (TL_RECORDS_VIEW (widget)->model));
}

/* What pops up */

static gboolean
drop_popover (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* Not now: what it asks for is on its way. */
static void
popover_closed (GtkWidget *popover, TlRecordsView *self)
{
  if (self->popover == popover)
    {
      self->popover = NULL;
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_popover, g_object_ref (popover), g_object_unref);
    }
}

static void
pop_up (TlRecordsView *self, GtkWidget *popover, GtkWidget *at, double x, double y)
{
  graphene_point_t place = GRAPHENE_POINT_INIT ((float) x, (float) y), here = place;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      g_object_ref_sink (popover);
      g_object_unref (popover);
      return;
    }
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (!gtk_widget_compute_point (at, GTK_WIDGET (self), &place, &here))
    here = place;
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) here.x, (int) here.y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed), self);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
assign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlRecordsView     *self = TL_RECORDS_VIEW (widget);
  g_autoptr (GArray) targets = NULL;
  GtkWidget         *chooser, *button;

  if (self->session == NULL || !tl_session_can_edit (self->session) || tl_records_model_n_selected (self->model) == 0)
    return;
  targets = tl_records_list_targets (tl_session_get_journey (self->session));
  if (targets->len == 0)
    {
      _tl_records_view_tell (self,
                             _("There is nothing to assign to yet: draw stages, touchpoints and pains on the map first."), FALSE);
      return;
    }
  chooser = tl_chooser_new (_("What do they speak of?"), "records.assign-to");
  for (guint i = 0; i < targets->len; i++)
    {
      TlThing         *thing = g_array_index (targets, TlRecordsTarget, i).thing;
      g_autofree char *place = tl_records_say_place (thing);

      tl_chooser_add (TL_CHOOSER (chooser), tl_thing_get_id (thing), tl_thing_get_title (thing), place);
    }
  button = tl_records_bar_get_assign_button (self->bar);
  gtk_popover_set_position (GTK_POPOVER (chooser), GTK_POS_TOP);
  pop_up (self, chooser, button, gtk_widget_get_width (button) / 2.0, 0);
  if (self->popover == chooser)
    gtk_widget_grab_focus (chooser);
}

void
_tl_records_view_pop_up_menu (TlRecordsView *self, double x, double y)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) recent = tl_records_bar_make_menu (self->bar);
  g_autoptr (GMenu) acts = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  GtkWidget        *popover;

  g_menu_append (acts, _("_Assign To…"), "records.assign");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (recent));
  g_menu_append (rest, _("_Unassign"), "records.unassign");
  g_menu_append (rest, _("_Star or Unstar"), "records.star");
  g_menu_append (rest, _("_Delete"), "records.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  pop_up (self, popover, GTK_WIDGET (self), x, y);
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlRecordsView *self = TL_RECORDS_VIEW (widget);
  GtkRoot       *root = gtk_widget_get_root (widget);
  GtkWidget     *focus = root ? gtk_root_get_focus (root) : NULL;
  double         x = gtk_widget_get_width (widget) / 2.0, y = gtk_widget_get_height (widget) / 2.0;

  if (focus && gtk_widget_is_ancestor (focus, self->list))
    gtk_widget_translate_coordinates (focus, widget, 24, gtk_widget_get_height (focus) / 2.0, &x, &y);
  if (tl_records_model_n_selected (self->model) > 0)
    _tl_records_view_pop_up_menu (self, x, y);
}

/**
 * _tl_records_view_install_acts:
 */
void
_tl_records_view_install_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "records.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "records.select-none", NULL, select_none_action);
  gtk_widget_class_install_action (widget_class, "records.assign", NULL, assign_action);
  gtk_widget_class_install_action (widget_class, "records.assign-to", "s", assign_to_action);
  gtk_widget_class_install_action (widget_class, "records.assign-recent", "i", assign_recent_action);
  gtk_widget_class_install_action (widget_class, "records.unassign", NULL, unassign_action);
  gtk_widget_class_install_action (widget_class, "records.star", NULL, star_action);
  gtk_widget_class_install_action (widget_class, "records.star-one", "u", star_one_action);
  gtk_widget_class_install_action (widget_class, "records.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "records.menu", NULL, menu_action);
}
