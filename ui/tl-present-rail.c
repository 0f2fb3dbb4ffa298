/* tl-present-rail.c
 *
 * The stage that is spoken of is open: its whole title. The others are collapsed to title, feeling and money; where
 * there is no room for that, to their number; and where there is not even room for these, the ends say how many more
 * there are. Nothing is written so small that a room could not read it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-present-rail.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-phrase.h"

/* How wide things are, in pixels, with the gaps. */
#define GAP      6
#define OPEN     340
#define OPEN_LEAST 280 /* where not all have a title */
#define TITLED   138
#define TITLED_MOST 240
#define NUMBERED 42
#define END      96
#define PADDING  36

struct _TlPresentRail
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  TlSession *session;
  GPtrArray *stages; /* ids */
  guint      at;
  gboolean   money;
  int        width;  /* that it was filled for */
  guint      filling; /* an idle */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlPresentRail, tl_present_rail, GTK_TYPE_WIDGET)

static void
clicked (GtkButton *button, TlPresentRail *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")));
}

/* How its customers feel, all touchpoints alike; 0 where nobody has said. */
static int
find_mood (TlThing *stage)
{
  double sum = 0;
  guint  n = 0;

  for (guint i = 0; i < tl_thing_n (stage, TL_KIND_TOUCHPOINT); i++)
    {
      TlThing *touchpoint = tl_thing_nth (stage, TL_KIND_TOUCHPOINT, i);

      if (!tl_thing_has (touchpoint, TL_TOUCHPOINT_EMOTION))
        continue;
      sum += tl_thing_get_number (touchpoint, TL_TOUCHPOINT_EMOTION);
      n++;
    }
  return n == 0 ? 0 : CLAMP ((int) lround (sum / n) + 3, 1, 5);
}

/* What is at stake; what pains save is no loss. */
static char *
say_money (TlPresentRail *self, const char *id, gboolean *loses)
{
  TlFigures                 *figures = tl_session_get_figures (self->session);
  const TlImpactStageResult *stage;

  if (!self->money || figures == NULL || !tl_figures_are_known (figures) || !tl_figures_has_money (figures))
    return NULL;
  stage = tl_figures_get_stage (figures, id);
  if (stage == NULL || stage->is_outcome || !stage->stake.known || fabs (stage->stake.net_lost) < 0.5)
    return NULL;
  *loses = stage->stake.net_lost > 0;
  return tl_phrase_money (stage->stake.net_lost, tl_session_get_currency (self->session));
}

static void
add_signs (TlPresentRail *self, GtkWidget *box, TlThing *stage)
{
  int              mood = find_mood (stage);
  gboolean         loses = FALSE;
  g_autofree char *money = say_money (self, tl_thing_get_id (stage), &loses);
  GtkWidget       *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  if (mood > 0)
    {
      g_autofree char *icon = g_strdup_printf ("tl-face-%d-symbolic", mood);
      g_autofree char *class = g_strdup_printf ("tl-mood-%d", mood);
      GtkWidget       *face = gtk_image_new_from_icon_name (icon);

      gtk_image_set_pixel_size (GTK_IMAGE (face), 22);
      gtk_widget_add_css_class (face, class);
      gtk_box_append (GTK_BOX (line), face);
    }
  if (money)
    {
      GtkWidget *label = gtk_label_new (money);

      if (loses)
        gtk_widget_add_css_class (label, "tl-loss-ink");
      gtk_box_append (GTK_BOX (line), label);
    }
  gtk_box_append (GTK_BOX (box), line);
}

static GtkWidget *
chip_new (TlPresentRail *self, guint index, int width)
{
  TlThing         *stage = tl_journey_lookup (tl_session_get_journey (self->session), self->stages->pdata[index]);
  const char      *title = stage ? tl_thing_get_title (stage) : "";
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget       *label;
  gboolean         is_open = index == self->at;
  g_autofree char *number = g_strdup_printf ("%u", index + 1);

  label = gtk_label_new (width <= NUMBERED ? number : title);
  if (width > NUMBERED)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 3);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 3);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
    }
  gtk_box_append (GTK_BOX (box), label);
  if (width > NUMBERED && stage)
    add_signs (self, box, stage);
  else
    gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_size_request (button, width - GAP, -1);
  gtk_widget_set_tooltip_text (button, title);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "tl-chapter");
  if (is_open)
    gtk_widget_add_css_class (button, "tl-open");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, is_open, -1);
  g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, 0);
  return button;
}

static void
add_end (TlPresentRail *self, guint n, guint to)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u more", "%u more", n), n);
  GtkWidget       *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "tl-chapter");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_size_request (button, END - GAP, -1);
  g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (to));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, 0);
  gtk_box_append (GTK_BOX (self->box), button);
}

/* How wide each stage is, from @first on; returns how many there is room for. */
static guint
share_room (TlPresentRail *self, int room, int *widths, guint *first)
{
  guint n = self->stages->len, titled, shown, before;
  int   titled_width;

  room -= OPEN;
  if ((int) (n - 1) * TITLED <= room + OPEN - OPEN_LEAST)
    {
      titled_width = n > 1 ? CLAMP (room / (int) (n - 1), TITLED, TITLED_MOST) : TITLED;
      for (guint i = 0; i < n; i++)
        widths[i] = i == self->at ? OPEN + MIN (room - (int) (n - 1) * titled_width, 0) : titled_width;
      *first = 0;
      return n;
    }
  shown = n;
  room += OPEN - OPEN_LEAST;
  if ((int) (n - 1) * NUMBERED > room)
    shown = (guint) CLAMP ((room - 2 * END) / NUMBERED, 0, (int) n - 1) + 1;
  if (shown < n)
    room -= 2 * END;
  before = shown / 2;
  *first = self->at > before ? MIN (self->at - before, n - shown) : 0;
  /* Those beside the open one have titles as far as the room goes. */
  room -= (int) (shown - 1) * NUMBERED;
  titled = room > 0 ? (guint) (room / (TITLED - NUMBERED)) : 0;
  for (guint i = 0; i < n; i++)
    widths[i] = i == self->at ? OPEN_LEAST : NUMBERED;
  for (guint far = 1; titled > 0 && far < n; far++)
    for (int side = -1; side <= 1 && titled > 0; side += 2)
      {
        guint index = self->at + (guint) (side * (int) far);

        if (index < *first || index >= *first + shown || index >= n)
          continue;
        widths[index] = TITLED;
        titled--;
      }
  return shown;
}

static void
fill (TlPresentRail *self)
{
  g_autofree int *widths = NULL;
  GtkWidget      *child;
  guint           first = 0, shown;

  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  if (self->session == NULL || self->stages == NULL || self->stages->len == 0 || self->width <= 0)
    return;
  widths = g_new0 (int, self->stages->len);
  shown = share_room (self, self->width - PADDING, widths, &first);
  if (first > 0)
    add_end (self, first, first - 1);
  for (guint i = first; i < first + shown; i++)
    gtk_box_append (GTK_BOX (self->box), chip_new (self, i, widths[i]));
  if (first + shown < self->stages->len)
    add_end (self, self->stages->len - first - shown, first + shown);
}

static gboolean
fill_later (gpointer data)
{
  TlPresentRail *self = data;

  self->filling = 0;
  self->width = gtk_widget_get_width (GTK_WIDGET (self));
  fill (self);
  return G_SOURCE_REMOVE;
}

/* As wide as it may be; what does not fit is collapsed. */
static void
tl_present_rail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  TlPresentRail *self = TL_PRESENT_RAIL (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (self->box, orientation, -1, minimum, natural, NULL, NULL);
  else
    *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = MAX (*natural, 84);
}

static void
tl_present_rail_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlPresentRail *self = TL_PRESENT_RAIL (widget);
  int            least;

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (self->box, MAX (width, least), height, -1, NULL);
  if (width != self->width && self->filling == 0)
    self->filling = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fill_later, self, NULL);
}

static void
tl_present_rail_dispose (GObject *object)
{
  TlPresentRail *self = TL_PRESENT_RAIL (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_present_rail_parent_class)->dispose (object);
  /* What goes may have asked for it once more. */
  g_clear_handle_id (&self->filling, g_source_remove);
}

static void
tl_present_rail_class_init (TlPresentRailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_present_rail_dispose;
  widget_class->measure = tl_present_rail_measure;
  widget_class->size_allocate = tl_present_rail_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "tl-present-rail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NAVIGATION);

  /**
   * TlPresentRail::chosen:
   * @at: which stage someone wants to see
   */
  signals[CHOSEN] = g_signal_new ("chosen", TL_TYPE_PRESENT_RAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_UINT);
}

static void
tl_present_rail_init (TlPresentRail *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP);
  gtk_widget_set_halign (self->box, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Stages"), -1);
}

/**
 * tl_present_rail_show:
 * @session: (nullable): what the window shows
 * @stages: (nullable) (element-type utf8) (transfer full): ids, along the journey
 * @at: which of them is open
 * @money: whether amounts are shown
 */
void
tl_present_rail_show (TlPresentRail *self, TlSession *session, GPtrArray *stages, guint at, gboolean money)
{
  g_return_if_fail (TL_IS_PRESENT_RAIL (self));
  g_set_object (&self->session, session);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  self->stages = stages;
  self->at = at;
  self->money = money;
  if (self->width > 0)
    fill (self);
}
