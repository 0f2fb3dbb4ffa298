/* tl-map-page.c
 *
 * The canvas, and over its corners what one needs to see it: how large it is, what it shows, what it comes to, what is to
 * be mended, where one is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-map-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-view.h"
#include "tl-find.h"
#include "tl-overview.h"
#include "tl-parking.h"
#include "tl-present.h"
#include "tl-phrase.h"
#include "tl-problems.h"
#include "tl-strips.h"

#define FOOT_GAP 20 /* between what stands at the two ends of the foot */

struct _TlMapPage
{
  GtkWidget       parent_instance;

  /* Template widgets */
  GtkWidget      *overlay;
  TlCanvas       *canvas;
  GtkWidget      *empty;
  GtkWidget      *first;
  GtkWidget      *add;
  GtkWidget      *zoom;
  GtkMenuButton  *scale;
  GtkWidget      *view;
  TlStrips       *strips;
  GtkWidget      *foot;
  TlOverview     *overview;
  GtkWidget      *headline;
  GtkWidget      *problems;
  GtkImage       *problem_icon;
  GtkLabel       *problem_count;
  GtkPopover     *problem_popover;
  TlProblemList  *problem_list;
  TlProblemMarks *marks;
  TlFind         *find;
  TlPresent      *present;
  TlParking      *parking;

  TlSession      *session;
  gboolean        overview_wanted;
  gboolean        highlights;
  guint           placing; /* an idle: the overview comes or goes */
};

enum
{
  PROP_0,
  PROP_OVERVIEW,
  PROP_HIGHLIGHT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TlMapPage, tl_map_page, GTK_TYPE_WIDGET)

static gboolean
place (gpointer data)
{
  TlMapPage *self = data;

  self->placing = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->overview), self->overview_wanted && !tl_present_is_on (self->present) &&
                                                           tl_overview_is_needed (self->overview));
  /* What stands at the other end gives way to the ways to zoom, whatever the size of the text. */
  gtk_widget_set_margin_start (self->foot,
                               gtk_widget_get_visible (self->zoom) ? gtk_widget_get_width (self->zoom) + FOOT_GAP : 0);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being given out. */
static void
place_soon (TlMapPage *self)
{
  if (self->placing == 0)
    self->placing = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, place, self, NULL);
}

static void
update_scale (TlMapPage *self)
{
  g_autofree char *text = g_strdup_printf (C_("zoom", "%.0f%%"), tl_canvas_get_scale (self->canvas) * 100);

  if (g_strcmp0 (gtk_menu_button_get_label (self->scale), text) != 0)
    gtk_menu_button_set_label (self->scale, text);
  place_soon (self);
}

static void
opened (TlMapPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-details", NULL);
}

static void
add_stage (TlMapPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.add-stage", NULL);
}

/* How many leave over pain, wherever they do. */
static double
count_leavers (TlMapPage *self, TlFigures *figures)
{
  TlThing *root = tl_journey_get_root (tl_session_get_journey (self->session));
  double   leavers = 0;

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_STAGE); i++)
    {
      const TlImpactStageResult *stage =
        tl_figures_get_stage (figures, tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, i)));

      if (stage && !stage->is_outcome)
        leavers += stage->visits * stage->leave;
    }
  return leavers;
}

/* What the whole journey comes to, and nothing that is not known. */
static char *
say_headline (TlMapPage *self, TlFigures *figures)
{
  const TlImpactStake *stake = tl_figures_are_known (figures) ? tl_figures_get_stake (figures) : NULL;
  double               leavers = stake ? count_leavers (self, figures) : 0;
  g_autofree char     *money = NULL;
  g_autofree char     *number = tl_phrase_count (leavers);
  g_autofree char     *lost = NULL;

  if (stake && stake->known && tl_figures_has_money (figures) && fabs (stake->net_lost) >= 0.5)
    money = tl_phrase_money (stake->net_lost, tl_session_get_currency (self->session));
  if (leavers >= 0.5)
    lost = g_strdup_printf (ngettext ("%s customer lost", "%s customers lost", (gulong) MAX (leavers, 1)), number);
  if (money && lost)
    /* Translators: money, and customers: “£1.16m at stake, net · 65,250 customers lost · a year”. */
    return g_strdup_printf (_("%s at stake, net · %s · a year"), money, lost);
  if (money)
    return g_strdup_printf (_("%s at stake, net, a year"), money);
  return lost ? g_strdup_printf (_("%s a year"), lost) : NULL;
}

static void
show_figures (TlMapPage *self)
{
  TlFigures       *figures = self->session ? tl_session_get_figures (self->session) : NULL;
  g_autofree char *text = figures ? say_headline (self, figures) : NULL;

  gtk_label_set_label (GTK_LABEL (self->headline), text ? text : "");
  gtk_widget_set_tooltip_text (self->headline, text ? _("What all pain points of the journey together take") : NULL);
  gtk_widget_set_visible (self->headline, text != NULL);
}

static void
show_problems (TlMapPage *self)
{
  TlFigures       *figures = self->session ? tl_session_get_figures (self->session) : NULL;
  guint            n = tl_problem_list_count (self->problem_list);
  gboolean         refused = figures && !tl_figures_are_known (figures);
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *tip = NULL;

  if (n == 0)
    tip = g_strdup (_("Nothing to Mend"));
  else
    tip = g_strdup_printf (ngettext ("%u Thing to Mend (F8)", "%u Things to Mend (F8)", n), n);
  gtk_image_set_from_icon_name (self->problem_icon, n == 0    ? "emblem-ok-symbolic"
                                                    : refused ? "dialog-warning-symbolic"
                                                              : "dialog-information-symbolic");
  if (refused)
    gtk_widget_add_css_class (self->problems, "tl-loss-ink");
  else
    gtk_widget_remove_css_class (self->problems, "tl-loss-ink");
  gtk_label_set_label (self->problem_count, number);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_count), n > 0);
  gtk_widget_set_visible (self->problems, figures != NULL);
  gtk_widget_set_tooltip_text (self->problems, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problems), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

static void
list_problems (GtkMenuButton *button, gpointer data)
{
  tl_problem_list_fill (TL_MAP_PAGE (data)->problem_list);
}

/* Where something is to be mended, there one goes: on the map, or where the panel shows it. */
static void
go_to_problem (TlMapPage *self, const char *thing)
{
  gtk_popover_popdown (self->problem_popover);
  if (self->session == NULL)
    return;
  tl_session_select (self->session, thing);
  if (thing == NULL || !tl_canvas_reveal (self->canvas, thing))
    {
      g_autofree char *place = tl_problem_place (tl_session_get_journey (self->session), thing);

      tl_canvas_reveal (self->canvas, place);
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-panel", NULL);
}

/* Where nothing is drawn yet, the page says how to begin; and it offers nothing that cannot be done. */
static void
update (TlMapPage *self)
{
  gboolean can_edit = self->session && tl_session_can_edit (self->session);
  gboolean empty = self->session && tl_canvas_is_drawn (self->canvas)
                   && tl_journey_n (tl_session_get_journey (self->session), TL_KIND_STAGE) == 0;

  gtk_widget_set_visible (self->empty, empty && !tl_canvas_is_typing (self->canvas));
  gtk_widget_set_visible (self->first, can_edit);
  gtk_widget_set_visible (self->add, can_edit && !empty && !tl_present_is_on (self->present));
  gtk_widget_set_visible (self->zoom, !empty && !tl_present_is_on (self->present));
  gtk_widget_set_visible (self->foot, self->session && !empty && !tl_present_is_on (self->present));
  gtk_widget_set_visible (GTK_WIDGET (self->marks), !tl_present_is_on (self->present));
  place_soon (self);
}

static void
tl_map_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlMapPage *self = TL_MAP_PAGE (object);

  switch (id)
    {
    case PROP_OVERVIEW:
      g_value_set_boolean (value, self->overview_wanted);
      break;

    case PROP_HIGHLIGHT:
      g_value_set_boolean (value, self->highlights);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_map_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TlMapPage *self = TL_MAP_PAGE (object);
  gboolean   wanted = g_value_get_boolean (value);

  switch (id)
    {
    case PROP_OVERVIEW:
      if (self->overview_wanted == wanted)
        return;
      self->overview_wanted = wanted;
      place_soon (self);
      break;

    case PROP_HIGHLIGHT:
      if (self->highlights == wanted)
        return;
      self->highlights = wanted;
      tl_canvas_set_highlight (self->canvas, wanted);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
tl_map_page_dispose (GObject *object)
{
  TlMapPage *self = TL_MAP_PAGE (object);

  g_clear_handle_id (&self->placing, g_source_remove);
  tl_map_page_set_session (self, NULL);
  g_clear_handle_id (&self->placing, g_source_remove);
  if (self->canvas)
    {
      g_signal_handlers_disconnect_by_data (self->canvas, self);
      g_signal_handlers_disconnect_by_data (self->problem_list, self);
      g_signal_handlers_disconnect_by_data (self->present, self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_MAP_PAGE);
  G_OBJECT_CLASS (tl_map_page_parent_class)->dispose (object);
  /* What goes may have asked for it once more. */
  g_clear_handle_id (&self->placing, g_source_remove);
}

static void
tl_map_page_class_init (TlMapPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tl_map_page_dispose;
  object_class->get_property = tl_map_page_get_property;
  object_class->set_property = tl_map_page_set_property;
  properties[PROP_OVERVIEW] = g_param_spec_boolean ("overview", NULL, NULL, TRUE, flags);
  properties[PROP_HIGHLIGHT] = g_param_spec_boolean ("highlight", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (TL_TYPE_CANVAS);
  g_type_ensure (TL_TYPE_FIND);
  g_type_ensure (TL_TYPE_OVERVIEW);
  g_type_ensure (TL_TYPE_PRESENT);
  g_type_ensure (TL_TYPE_PROBLEM_LIST);
  g_type_ensure (TL_TYPE_PROBLEM_MARKS);
  g_type_ensure (TL_TYPE_STRIPS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/throughline/Throughline/tl-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, empty);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, first);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, add);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, zoom);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, scale);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, view);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, strips);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, foot);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, overview);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, headline);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, problems);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, problem_icon);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, problem_count);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, problem_popover);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, problem_list);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, marks);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, find);
  gtk_widget_class_bind_template_child (widget_class, TlMapPage, present);
  gtk_widget_class_bind_template_callback (widget_class, add_stage);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_map_page_init (TlMapPage *self)
{
  self->overview_wanted = self->highlights = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->parking = TL_PARKING (tl_parking_new (self->canvas));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->parking));
  tl_overview_set_canvas (self->overview, self->canvas);
  tl_problem_marks_set_canvas (self->marks, self->canvas);
  tl_find_set_canvas (self->find, self->canvas);
  tl_present_set_canvas (self->present, self->canvas);
  g_signal_connect_swapped (self->present, "notify::on", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->canvas, "moved", G_CALLBACK (update_scale), self);
  g_signal_connect_swapped (self->canvas, "drawn", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->canvas, "opened", G_CALLBACK (opened), self);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->problems), list_problems, self, NULL);
  g_signal_connect_swapped (self->problem_list, "go", G_CALLBACK (go_to_problem), self);
  g_signal_connect_swapped (self->problem_list, "changed", G_CALLBACK (show_problems), self);
  g_signal_connect_swapped (self->marks, "go", G_CALLBACK (go_to_problem), self);
}

/**
 * tl_map_page_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_map_page_set_session (TlMapPage *self, TlSession *session)
{
  g_return_if_fail (TL_IS_MAP_PAGE (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "notify::figures", G_CALLBACK (show_figures), self, G_CONNECT_SWAPPED);
  tl_find_set_session (self->find, session);
  tl_present_set_session (self->present, session);
  tl_canvas_set_session (self->canvas, session);
  tl_parking_set_session (self->parking, session);
  tl_strips_set_session (self->strips, session);
  tl_problem_marks_set_session (self->marks, session);
  tl_problem_list_set_session (self->problem_list, session);
  show_figures (self);
  update (self);
}

/**
 * tl_map_page_get_canvas:
 *
 * Returns: (transfer none): the canvas
 */
TlCanvas *
tl_map_page_get_canvas (TlMapPage *self)
{
  g_return_val_if_fail (TL_IS_MAP_PAGE (self), NULL);
  return self->canvas;
}

/**
 * tl_map_page_get_find:
 *
 * Returns: (transfer none): the search over the map
 */
TlFind *
tl_map_page_get_find (TlMapPage *self)
{
  g_return_val_if_fail (TL_IS_MAP_PAGE (self), NULL);
  return self->find;
}

/**
 * tl_map_page_get_present:
 *
 * Returns: (transfer none): what shows the map to a room
 */
TlPresent *
tl_map_page_get_present (TlMapPage *self)
{
  g_return_val_if_fail (TL_IS_MAP_PAGE (self), NULL);
  return self->present;
}

/* GDK finds no monitor for a menu at a button that has no room yet. */
static gboolean
pop_up_once_placed (GtkWidget *button, GdkFrameClock *clock, gpointer data)
{
  if (gtk_widget_get_mapped (button) && gtk_widget_get_width (button) == 0)
    return G_SOURCE_CONTINUE;
  if (gtk_widget_get_mapped (button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  return G_SOURCE_REMOVE;
}

/**
 * tl_map_page_show_problems:
 *
 * Opens the list of what is to be mended.
 */
void
tl_map_page_show_problems (TlMapPage *self)
{
  g_return_if_fail (TL_IS_MAP_PAGE (self));
  if (gtk_widget_get_width (self->problems) > 0)
    pop_up_once_placed (self->problems, NULL, NULL);
  else
    gtk_widget_add_tick_callback (self->problems, pop_up_once_placed, NULL, NULL);
}
