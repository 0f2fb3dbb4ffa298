/* tl-fix-order.c
 *
 * The numbers in doubt on which most hangs, for the fix that is selected: how far each moves it, how often another fix
 * takes first place from it, where the number comes from, up to which value the fix pays, and a way to the number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-order.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-fix-why-bar.h"
#include "tl-fix-why-task.h"
#include "tl-inputs.h"
#include "tl-panel.h"
#include "tl-parts.h"
#include "tl-phrase-effect.h"
#include "tl-phrase.h"

/* So many at first, so many at the most. */
#define N_FIRST 5
#define N_MOST  40

struct _TlFixOrder
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkLabel     *subtitle;
  GtkGrid      *grid;
  GtkWidget    *more;
  GPtrArray    *lines;  /* GtkLabel, of each number: up to which value the fix pays */

  TlRanking    *ranking;
  GCancellable *working;
  const GArray *of;     /* what is shown: the ranking's, only compared */
  TlFigures    *figures;
  char         *shown;
  gboolean      all;
};

G_DEFINE_FINAL_TYPE (TlFixOrder, tl_fix_order, GTK_TYPE_WIDGET)

static guint shown_fix; /* by which the numbers are being sorted */

/* What takes first place away comes first, as the ranking has it; then what moves this fix most. */
static int
by_swing (gconstpointer a, gconstpointer b)
{
  const TlImpactSensitivity *x = *(const TlImpactSensitivity *const *) a;
  const TlImpactSensitivity *y = *(const TlImpactSensitivity *const *) b;
  double                     wx = tl_impact_swing_width (&x->swings[shown_fix]);
  double                     wy = tl_impact_swing_width (&y->swings[shown_fix]);

  if (x->takes_first != y->takes_first)
    return x->takes_first < y->takes_first ? 1 : -1;
  if (wx != wy)
    return wx < wy ? 1 : -1;
  return (x->input.value > y->input.value) - (x->input.value < y->input.value);
}

/* The numbers of which something hangs for the fix, or for the first place. */
static GPtrArray *
choose (const GArray *sensitivity, guint fix)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < sensitivity->len; i++)
    {
      TlImpactSensitivity *one = &g_array_index (sensitivity, TlImpactSensitivity, i);

      if (one->takes_first > 0 || tl_impact_swing_width (&one->swings[fix]) > 0)
        g_ptr_array_add (chosen, one);
    }
  shown_fix = fix;
  g_ptr_array_sort (chosen, by_swing);
  return chosen;
}

/* The side panel of the window that this stands in. */
static GtkWidget *
find_panel (GtkWidget *widget)
{
  GtkWidget *found = TL_IS_PANEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_panel (child);
  return found;
}

static void
go_to (GtkButton *button, gpointer data)
{
  TlFixOrder *self = data;
  TlSession  *session = tl_ranking_get_session (self->ranking);
  TlJourney  *journey = session ? tl_session_get_journey (session) : NULL;
  const char *of = g_object_get_data (G_OBJECT (button), "of");
  TlThing    *thing = journey ? tl_journey_lookup (journey, of) : NULL;
  GtkRoot    *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget  *panel;
  g_autofree char *name = NULL;

  if (thing == NULL)
    return;
  name = tl_thing_get_kind (thing) == TL_KIND_EFFECT
           ? g_strdup_printf ("%s.words", of)
           : g_strdup_printf ("%s.%s", of, (const char *) g_object_get_data (G_OBJECT (button), "field"));
  /* Contacts, reasons and effects are written where the thing they are of is. */
  while (thing && (tl_thing_get_kind (thing) == TL_KIND_CONTACT || tl_thing_get_kind (thing) == TL_KIND_BECAUSE
                   || tl_thing_get_kind (thing) == TL_KIND_EFFECT))
    thing = tl_thing_get_parent (thing);
  tl_session_select (session, thing && tl_thing_get_kind (thing) != TL_KIND_JOURNEY ? tl_thing_get_id (thing) : NULL);
  panel = root ? find_panel (GTK_WIDGET (root)) : NULL;
  if (panel)
    gtk_widget_activate_action (panel, "panel.edit", "s", name);
}

/* What a number is called: of an effect, what it changes. */
static void
name_number (TlFixOrder *self, const TlImpactSensitivity *one, const TlInputName *name, char **label, char **where)
{
  const TlSnapshot *snapshot = tl_figures_get_snapshot (self->figures);

  if (one->input.part == TL_IMPACT_PART_AMOUNT)
    {
      guint fix = snapshot->journey.effects[one->input.index].fix;

      *label = tl_inputs_describe (self->figures, one->input.part, one->input.index, FALSE);
      /* Translators: whose effect it is: the title of a fix. */
      *where = g_strdup_printf (_("with “%s”"), snapshot->fixes.titles[fix]);
      return;
    }
  *label = g_strdup (tl_field_get_label (name->field));
  *where = g_strdup (g_str_equal (name->of, snapshot->id) ? _("the whole journey") : name->where);
}

static GtkWidget *
small_new (const char *text, const char *css_class)
{
  GtkWidget *label = tl_part_label (text, "tl-small");

  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Which number it is; under it where it stands and comes from, what it does to first place, and when the fix pays. */
static void
add_name (TlFixOrder *self, const TlImpactSensitivity *one, const TlInputName *name, int row)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *pays = small_new (NULL, "dim-label");
  GtkWidget       *title;
  g_autofree char *label = NULL;
  g_autofree char *where = NULL;
  g_autofree char *origin = NULL;

  name_number (self, one, name, &label, &where);
  title = tl_part_label (label, "tl-strong");
  gtk_label_set_width_chars (GTK_LABEL (title), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 30);
  gtk_grid_attach (self->grid, title, 0, row, 1, 1);
  /* Translators: where a number stands, and whether it is assumed, observed or measured. */
  origin = g_strdup_printf (_("%s · %s"), where, name->basis ? tl_phrase_word (name->basis) : _("no basis given"));
  gtk_box_append (GTK_BOX (box), small_new (origin, "dim-label"));
  if (one->takes_first > 0)
    {
      const TlSnapshot *snapshot = tl_figures_get_snapshot (self->figures);
      g_autofree char  *part = tl_number_format_percent (one->takes_first, NULL);
      g_autofree char  *text =
        one->taker < snapshot->fixes.n
          ? g_strdup_printf (_("Another fix comes first over %s of what it may be, mostly “%s”."), part,
                             snapshot->fixes.titles[one->taker])
          : g_strdup_printf (_("Another fix comes first over %s of what it may be."), part);

      gtk_box_append (GTK_BOX (box), small_new (text, NULL));
    }
  gtk_widget_set_visible (pays, FALSE);
  gtk_box_append (GTK_BOX (box), pays);
  gtk_widget_set_margin_bottom (box, 6);
  g_ptr_array_add (self->lines, pays);
  gtk_grid_attach (self->grid, box, 0, row + 1, 3, 1);
}

static void
add_swing (TlFixOrder *self, const TlImpactSensitivity *one, const TlFixWhyScale *scale, guint fix, int row)
{
  const TlImpactSwing *swing = &one->swings[fix];
  const TlImpactInput *input = &one->input;
  g_autofree char     *low = tl_inputs_show (self->figures, input->part, input->index, one->low, NULL);
  g_autofree char     *high = tl_inputs_show (self->figures, input->part, input->index, one->high, NULL);
  g_autofree char     *range = tl_inputs_show_range (self->figures, input->part, input->index, one->low, one->high, NULL);
  g_autofree char     *width = tl_phrase_money (tl_impact_swing_width (swing), tl_figures_get_currency (self->figures));
  g_autofree char     *at_low = tl_phrase_gain (swing->low, tl_figures_get_currency (self->figures));
  g_autofree char     *at_high = tl_phrase_gain (swing->high, tl_figures_get_currency (self->figures));
  g_autofree char     *text = NULL;
  g_autofree char     *tip = NULL;
  GtkWidget           *label;

  if (swing->known && swing->low == swing->high)
    text = g_strdup_printf (_("%s does not move this fix"), range);
  else if (swing->known)
    {
      text = g_strdup_printf (_("%s moves it by %s"), range, width);
      /* Translators: combined impact with a number at its low end, and at its high end. */
      tip = g_strdup_printf (_("At %s, its P10, combined impact is %s; at %s, its P90, it is %s; the rest stay at their "
                               "points."),
                             low, at_low, high, at_high);
      gtk_grid_attach (self->grid, tl_fix_why_bar_new (scale, TL_FIX_WHY_RANGE, swing->low, swing->high), 1, row, 1, 1);
    }
  else
    text = g_strdup_printf (_("%s: the fix has no result at one end"), range);
  label = tl_part_label (text, "tl-small");
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_tooltip_text (label, tip);
  gtk_grid_attach (self->grid, label, 2, row, 1, 1);
}

static void
add_button (TlFixOrder *self, const TlImpactSensitivity *one, const TlInputName *name, int row)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  g_autofree char *number = NULL;
  g_autofree char *where = NULL;
  g_autofree char *label = NULL;

  name_number (self, one, name, &number, &where);
  label = g_strdup_printf (_("Go to this number: %s, %s"), number, where);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "of", g_strdup (name->of), g_free);
  g_object_set_data_full (G_OBJECT (button), "field", g_strdup (tl_field_get_info (name->field)->name), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (go_to), self);
  gtk_grid_attach (self->grid, button, 3, row, 1, 2);
}

static void
got_evens (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) evens = tl_fix_evens_finish (result, &error);
  TlFixOrder        *self = data;

  /* Cancelled, it is about something that nobody looks at any more, or whoever asked is gone. */
  if (evens == NULL)
    return;
  g_clear_object (&self->working);
  for (guint i = 0; i < evens->len && i < self->lines->len; i++)
    {
      g_autofree char *text = tl_fix_even_say (self->figures, &g_array_index (evens, TlFixEven, i));

      gtk_label_set_label (self->lines->pdata[i], text);
      gtk_widget_set_visible (self->lines->pdata[i], text != NULL);
    }
}

static void
stop (TlFixOrder *self)
{
  if (self->working)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
}

static void
clear (TlFixOrder *self)
{
  GtkWidget *child;

  stop (self);
  g_ptr_array_set_size (self->lines, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))))
    gtk_grid_remove (self->grid, child);
}

static void
fill (TlFixOrder *self, const GArray *sensitivity, guint fix, double npv)
{
  g_autoptr (GPtrArray) chosen = choose (sensitivity, fix);
  g_autoptr (GArray)    asked = g_array_new (FALSE, TRUE, sizeof (TlFixEven));
  guint                 n = MIN (chosen->len, self->all ? N_MOST : N_FIRST);
  TlFixWhyScale         scale = { npv, npv, npv };

  for (guint i = 0; i < n; i++)
    {
      const TlImpactSensitivity *one = chosen->pdata[i];

      if (!one->swings[fix].known)
        continue;
      tl_fix_why_scale_add (&scale, one->swings[fix].low);
      tl_fix_why_scale_add (&scale, one->swings[fix].high);
    }
  for (guint i = 0; i < n; i++)
    {
      const TlImpactSensitivity *one = chosen->pdata[i];
      const TlFixEven            even = { fix, one->input.part, one->input.index };
      TlInputName                name;

      if (!tl_inputs_name (self->figures, one->input.part, one->input.index, &name))
        continue;
      add_name (self, one, &name, 2 * (int) i);
      add_swing (self, one, &scale, fix, 2 * (int) i);
      add_button (self, one, &name, 2 * (int) i);
      g_array_append_val (asked, even);
    }
  gtk_widget_set_visible (self->more, chosen->len > N_FIRST);
  if (n > 0)
    {
      self->working = g_cancellable_new ();
      tl_fix_evens_async (self->figures, asked, self->working, got_evens, self);
    }
}

static void
say_subtitle (TlFixOrder *self, const GArray *sensitivity, gboolean any)
{
  const char *text;

  if (sensitivity == NULL && tl_ranking_is_working (self->ranking))
    text = _("Being worked out…");
  else if (sensitivity == NULL && tl_figures_has_doubt (self->figures))
    text = NULL;
  else if (sensitivity == NULL || sensitivity->len == 0)
    text = _("No doubt entered: nothing could change the order. Write numbers as ranges, or give the journey a doubt.");
  else if (!any)
    text = _("No number in doubt moves this fix.");
  else
    text = _("Combined impact as one number alone goes from its P10 to its P90. The top of this list is the next fact "
             "worth collecting.");
  gtk_label_set_label (self->subtitle, text);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), text != NULL);
}

static void
follow (TlFixOrder *self)
{
  TlFigures          *figures = self->ranking ? tl_ranking_get_figures (self->ranking) : NULL;
  const char         *id = self->ranking ? tl_ranking_get_selected (self->ranking) : NULL;
  const TlFixFigures *fix = figures && id ? tl_figures_get_fix (figures, id) : NULL;
  const GArray       *sensitivity = fix ? tl_ranking_get_sensitivity (self->ranking) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), fix != NULL && fix->outcome != NULL);
  /* Until the new figures have theirs, those that were there stay, rather than flicker. */
  if (fix && sensitivity == NULL && tl_ranking_is_working (self->ranking) && g_strcmp0 (id, self->shown) == 0)
    return;
  if (figures == self->figures && sensitivity == self->of && g_strcmp0 (id, self->shown) == 0)
    {
      if (fix)
        say_subtitle (self, sensitivity, self->lines->len > 0);
      return;
    }
  clear (self);
  g_set_object (&self->figures, figures);
  if (g_strcmp0 (id, self->shown) != 0)
    self->all = FALSE;
  g_free (self->shown);
  self->shown = g_strdup (id);
  self->of = sensitivity;
  gtk_widget_set_visible (self->more, FALSE);
  if (fix == NULL || fix->outcome == NULL)
    return;
  if (sensitivity)
    fill (self, sensitivity, tl_names_find (&tl_figures_get_snapshot (figures)->fixes, id), fix->outcome->npv);
  say_subtitle (self, sensitivity, self->lines->len > 0);
}

static void
show_more (GtkButton *button, gpointer data)
{
  TlFixOrder *self = data;

  self->all = !self->all;
  gtk_button_set_label (button, self->all ? _("Show _Fewer Numbers") : _("Show _More Numbers"));
  self->of = NULL;
  g_clear_object (&self->figures);
  follow (self);
}

static void
tl_fix_order_dispose (GObject *object)
{
  TlFixOrder *self = TL_FIX_ORDER (object);

  tl_fix_order_set_ranking (self, NULL);
  stop (self);
  g_clear_object (&self->figures);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_fix_order_parent_class)->dispose (object);
}

static void
tl_fix_order_class_init (TlFixOrderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_fix_order_dispose;
  gtk_widget_class_set_css_name (widget_class, "tl-fix-order");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_fix_order_init (TlFixOrder *self)
{
  GtkWidget *title = tl_part_label (_("What would change the order"), "heading");

  self->lines = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->subtitle = GTK_LABEL (tl_part_label (NULL, "dim-label"));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 0);
  self->more = gtk_button_new_with_mnemonic (_("Show _More Numbers"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect (self->more, "clicked", G_CALLBACK (show_more), self);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * tl_fix_order_set_ranking:
 * @ranking: (nullable): what stands behind the ranking; it is about the fix that is selected there
 */
void
tl_fix_order_set_ranking (TlFixOrder *self, TlRanking *ranking)
{
  g_return_if_fail (TL_IS_FIX_ORDER (self));
  if (self->ranking == ranking)
    return;
  if (self->ranking)
    g_signal_handlers_disconnect_by_data (self->ranking, self);
  g_set_object (&self->ranking, ranking);
  if (ranking)
    {
      g_signal_connect_swapped (ranking, "changed", G_CALLBACK (follow), self);
      g_signal_connect_swapped (ranking, "notify::selected", G_CALLBACK (follow), self);
    }
  if (self->box)
    follow (self);
}
