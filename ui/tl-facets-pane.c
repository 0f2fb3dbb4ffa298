/* tl-facets-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-facets-pane.h"

#include <glib/gi18n-lib.h>

#include "tl-facets-months.h"
#include "tl-number.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-records-targets.h"

/* Values that are shown before somebody asks for more, and then. */
#define FEW  6
#define MANY 200

/* A row */

typedef struct
{
  TlFacet  facet;
  char    *value;
  TlField  score; /* 0 where it is a value */
  double   low;
  double   high;
  guint    depth;
  gint64   n;
  char    *text;
  TlKind   kind; /* of the thing that it is about; TL_N_KINDS for none */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *self = data;

  g_free (self->value);
  g_free (self->text);
  g_free (self);
}

typedef enum
{
  SECTION_MARKS,
  SECTION_THINGS,
  SECTION_SCORES,
  SECTION_SOURCES,
  SECTION_CHANNELS,
  SECTION_SEGMENTS,
  N_SECTIONS,
} Section;

struct _TlFacetsPane
{
  GtkWidget        parent_instance;

  GtkWidget       *scrolled;
  GtkWidget       *boxes[N_SECTIONS];
  gboolean         is_whole[N_SECTIONS]; /* somebody asked for more */
  TlFacetsMonths  *months;
  TlRecordsFilter *filter;
  TlJourney       *journey;
  TlFacets        *facets;
};

G_DEFINE_FINAL_TYPE (TlFacetsPane, tl_facets_pane, GTK_TYPE_WIDGET)

static Choice *
choice_new (TlFacet facet, const char *value, char *text, gint64 n)
{
  Choice *self = g_new0 (Choice, 1);

  self->facet = facet;
  self->value = g_strdup (value);
  self->text = text;
  self->n = n;
  self->kind = TL_N_KINDS;
  return self;
}

static gboolean
is_chosen (TlFacetsPane *self, const Choice *choice)
{
  return choice->score ? tl_records_filter_has_score (self->filter, choice->score, choice->low, choice->high)
                       : tl_records_filter_has (self->filter, choice->facet, choice->value);
}

static void
chosen (GtkWidget *button, TlFacetsPane *self)
{
  const Choice *choice = g_object_get_data (G_OBJECT (button), "choice");

  if (choice->score && is_chosen (self, choice))
    tl_records_filter_set_score (self->filter, 0, 0, 0);
  else if (choice->score)
    tl_records_filter_set_score (self->filter, choice->score, choice->low, choice->high);
  else
    tl_records_filter_toggle (self->filter, choice->facet, choice->value);
}

static GtkWidget *
row_new (TlFacetsPane *self, Choice *choice)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *label = gtk_label_new (choice->text);
  g_autofree char *number = tl_phrase_count ((double) choice->n);
  GtkWidget       *count = gtk_label_new (number);
  GtkWidget       *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  gboolean         is_on = is_chosen (self, choice);
  g_autofree char *said = NULL;
  g_autofree char *name = g_strdup_printf ("facet:%d:%s:%g", choice->facet, choice->value, choice->low);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (button, choice->text);
  gtk_widget_set_margin_start (box, (int) choice->depth * 14);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "tl-facet-count");
  if (choice->kind < TL_N_KINDS && tl_part_icon (choice->kind))
    gtk_box_append (GTK_BOX (box), tl_part_icon (choice->kind));
  gtk_box_append (GTK_BOX (box), label);
  if (is_on)
    gtk_box_append (GTK_BOX (box), check);
  else
    g_object_ref_sink (check), g_object_unref (check);
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tl-facet");
  if (is_on)
    gtk_widget_add_css_class (button, "tl-now");
  if (choice->n == 0 && !is_on)
    gtk_widget_add_css_class (button, "tl-none");
  gtk_widget_set_name (button, name);
  /* Translators: a value to filter by, and how many records have it. */
  said = g_strdup_printf (C_ ("facet", "%s, %s"), choice->text, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
                               is_on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  g_object_set_data_full (G_OBJECT (button), "choice", choice, choice_free);
  g_signal_connect (button, "clicked", G_CALLBACK (chosen), self);
  return button;
}

static void
add (GPtrArray *choices, Choice *choice)
{
  g_ptr_array_add (choices, choice);
}

static void
collect_marks (TlFacetsPane *self, GPtrArray *choices)
{
  static const char *const names[] = { "unassigned", "starred", "text" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add (choices, choice_new (TL_FACET_MARK, names[i], tl_records_say_value (self->journey, TL_FACET_MARK, names[i]),
                              tl_facets_count (self->facets, TL_FACET_MARK, names[i])));
}

static void
collect_things (TlFacetsPane *self, GPtrArray *choices)
{
  g_autoptr (GArray) targets = tl_records_list_targets (self->journey);

  for (guint i = 0; i < targets->len; i++)
    {
      const TlRecordsTarget *target = &g_array_index (targets, TlRecordsTarget, i);
      const char            *id = tl_thing_get_id (target->thing);
      gint64                 n = tl_facets_count (self->facets, TL_FACET_THING, id);
      Choice                *choice;

      if (n == 0 && !tl_records_filter_has (self->filter, TL_FACET_THING, id))
        continue;
      choice = choice_new (TL_FACET_THING, id, g_strdup (tl_thing_get_title (target->thing)), n);
      choice->depth = target->depth;
      choice->kind = tl_thing_get_kind (target->thing);
      add (choices, choice);
    }
}

static void
add_range (GPtrArray *choices, TlField score, double low, double high, char *text, gint64 n)
{
  Choice *choice = choice_new (TL_FACET_NPS, tl_field_get_info (score)->name, text, n);

  choice->score = score;
  choice->low = low;
  choice->high = high;
  add (choices, choice);
}

static void
collect_nps (TlFacetsPane *self, GPtrArray *choices)
{
  static const struct
  {
    double      low, high;
    const char *text;
  } groups[] = {
    { 9, 10, NC_ ("nps", "Promoters, 9 and 10") },
    { 7, 8, NC_ ("nps", "Passives, 7 and 8") },
    { 0, 6, NC_ ("nps", "Detractors, 0 to 6") },
  };
  const GArray *values = self->facets->values[TL_FACET_NPS];
  gint64        n[3] = { 0, 0, 0 };

  for (guint i = 0; i < values->len; i++)
    {
      const TlFacetValue *value = &g_array_index (values, TlFacetValue, i);
      double              number = g_ascii_strtod (value->value, NULL);

      for (gsize k = 0; k < G_N_ELEMENTS (groups) && *value->value; k++)
        if (number >= groups[k].low && number <= groups[k].high)
          n[k] += value->n;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (groups) && n[0] + n[1] + n[2] > 0; k++)
    add_range (choices, TL_EVIDENCE_NPS, groups[k].low, groups[k].high,
               g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "nps", groups[k].text)), n[k]);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = g_ascii_strtod (((const TlFacetValue *) a)->value, NULL);
  double second = g_ascii_strtod (((const TlFacetValue *) b)->value, NULL);

  return (first < second) - (first > second);
}

/* The best first. What has many values is no scale of steps, and is left to sorting. */
static void
collect_steps (TlFacetsPane *self, GPtrArray *choices, TlFacet facet, TlField score)
{
  const GArray     *values = self->facets->values[facet];
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (TlFacetValue));

  for (guint i = 0; i < values->len; i++)
    if (*g_array_index (values, TlFacetValue, i).value)
      g_array_append_val (sorted, g_array_index (values, TlFacetValue, i));
  if (sorted->len > 11)
    return;
  g_array_sort (sorted, compare_numbers);
  for (guint i = 0; i < sorted->len; i++)
    {
      const TlFacetValue *value = &g_array_index (sorted, TlFacetValue, i);
      double              number = g_ascii_strtod (value->value, NULL);
      g_autofree char    *shown = tl_number_format_people (number, -1, NULL);

      add_range (choices, score, number, number, g_strdup_printf (C_ ("score", "%s %s"), tl_records_say_score (score), shown),
                 value->n);
    }
}

static void
collect_scores (TlFacetsPane *self, GPtrArray *choices)
{
  collect_nps (self, choices);
  collect_steps (self, choices, TL_FACET_CSAT, TL_EVIDENCE_CSAT);
  collect_steps (self, choices, TL_FACET_CES, TL_EVIDENCE_CES);
  collect_steps (self, choices, TL_FACET_STARS, TL_EVIDENCE_STARS);
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  const Choice *first = *(Choice *const *) a, *second = *(Choice *const *) b;

  if (first->n != second->n)
    return first->n < second->n ? 1 : -1;
  return g_utf8_collate (first->text, second->text);
}

static void
collect_values (TlFacetsPane *self, GPtrArray *choices, TlFacet facet)
{
  const GArray *values = self->facets->values[facet];
  gboolean      says = FALSE;

  for (guint i = 0; i < values->len; i++)
    if (*g_array_index (values, TlFacetValue, i).value)
      says = TRUE;
  for (guint i = 0; i < values->len && says; i++)
    {
      const TlFacetValue *value = &g_array_index (values, TlFacetValue, i);

      add (choices, choice_new (facet, value->value, tl_records_say_value (self->journey, facet, value->value), value->n));
    }
  g_ptr_array_sort (choices, compare_choices);
}

static void show_section (TlFacetsPane *self, Section section);

static void
show_whole (GtkWidget *button, TlFacetsPane *self)
{
  Section section = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "section"));

  self->is_whole[section] = !self->is_whole[section];
  show_section (self, section);
}

static void
add_more (TlFacetsPane *self, Section section, guint n)
{
  GtkWidget       *button;
  g_autofree char *label = NULL;

  if (n <= FEW)
    return;
  label = self->is_whole[section] ? g_strdup (_("Show Fewer"))
                                  : g_strdup_printf (ngettext ("Show All %u", "Show All %u", n), n);
  button = gtk_button_new_with_label (label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tl-facet-more");
  gtk_widget_set_name (button, "facet-more");
  g_object_set_data (G_OBJECT (button), "section", GUINT_TO_POINTER (section));
  g_signal_connect (button, "clicked", G_CALLBACK (show_whole), self);
  gtk_box_append (GTK_BOX (self->boxes[section]), button);
}

static char *
get_focused (TlFacetsPane *self, GtkWidget *box)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, box) ? g_strdup (gtk_widget_get_name (focus)) : NULL;
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  /* The heading stays. */
  while ((child = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box))))
    gtk_box_remove (GTK_BOX (box), child);
}

static void
collect (TlFacetsPane *self, Section section, GPtrArray *choices)
{
  switch (section)
    {
    case SECTION_MARKS:
      collect_marks (self, choices);
      break;

    case SECTION_THINGS:
      collect_things (self, choices);
      break;

    case SECTION_SCORES:
      collect_scores (self, choices);
      break;

    case SECTION_SOURCES:
      collect_values (self, choices, TL_FACET_SOURCE);
      break;

    case SECTION_CHANNELS:
      collect_values (self, choices, TL_FACET_CHANNEL);
      break;

    case SECTION_SEGMENTS:
      collect_values (self, choices, TL_FACET_SEGMENT);
      break;

    case N_SECTIONS:
    default:
      break;
    }
}

static void
show_section (TlFacetsPane *self, Section section)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  GtkWidget            *box = self->boxes[section];
  g_autofree char      *focused = get_focused (self, box);
  guint                 shown = 0;

  /* The focus leaves before its widget does. */
  if (focused)
    gtk_widget_grab_focus (self->scrolled);
  empty (box);
  collect (self, section, choices);
  for (guint i = 0; i < choices->len; i++)
    {
      Choice *choice = choices->pdata[i];

      /* What is chosen is seen, however few have it. */
      if (is_chosen (self, choice) || shown < (self->is_whole[section] ? MANY : section == SECTION_THINGS ? 2 * FEW : FEW))
        {
          GtkWidget *row = row_new (self, choice);

          gtk_box_append (GTK_BOX (box), row);
          if (g_strcmp0 (gtk_widget_get_name (row), focused) == 0)
            gtk_widget_grab_focus (row);
          shown++;
        }
      else
        choice_free (choice);
    }
  if (shown < choices->len || self->is_whole[section])
    add_more (self, section, choices->len);
  gtk_widget_set_visible (box, choices->len > 0);
}

static void
show_all (TlFacetsPane *self)
{
  if (self->facets == NULL || self->filter == NULL || self->journey == NULL)
    return;
  for (Section i = 0; i < N_SECTIONS; i++)
    show_section (self, i);
  tl_facets_months_set (self->months, self->filter, self->facets);
}

static void
tl_facets_pane_dispose (GObject *object)
{
  TlFacetsPane *self = TL_FACETS_PANE (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->filter);
  g_clear_object (&self->journey);
  g_clear_pointer (&self->facets, tl_facets_free);
  G_OBJECT_CLASS (tl_facets_pane_parent_class)->dispose (object);
}

static void
tl_facets_pane_class_init (TlFacetsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_facets_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-facets-pane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static const char *
get_heading (Section section)
{
  switch (section)
    {
    case SECTION_MARKS:
      return _("Show");

    case SECTION_THINGS:
      return _("Speaks Of");

    case SECTION_SCORES:
      return _("Score");

    case SECTION_SOURCES:
      return _("Source");

    case SECTION_CHANNELS:
      return _("Channel");

    case SECTION_SEGMENTS:
      return _("Segment");

    case N_SECTIONS:
    default:
      return "";
    }
}

static void
tl_facets_pane_init (TlFacetsPane *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (all, "tl-facets");
  for (Section i = 0; i < N_SECTIONS; i++)
    {
      self->boxes[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_box_append (GTK_BOX (self->boxes[i]), tl_part_label (get_heading (i), "tl-facet-head"));
      gtk_widget_set_visible (self->boxes[i], FALSE);
      gtk_box_append (GTK_BOX (all), self->boxes[i]);
      if (i == SECTION_SCORES)
        {
          self->months = TL_FACETS_MONTHS (tl_facets_months_new ());
          gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->months));
        }
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), all);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filters"), -1);
}

/**
 * tl_facets_pane_set_filter:
 * @filter: what it changes
 */
void
tl_facets_pane_set_filter (TlFacetsPane *self, TlRecordsFilter *filter)
{
  g_return_if_fail (TL_IS_FACETS_PANE (self));
  g_set_object (&self->filter, filter);
}

/**
 * tl_facets_pane_set_facets:
 * @journey: (nullable): whose records they are
 * @facets: (transfer full) (nullable): what each further value would find
 */
void
tl_facets_pane_set_facets (TlFacetsPane *self, TlJourney *journey, TlFacets *facets)
{
  g_return_if_fail (TL_IS_FACETS_PANE (self));
  g_set_object (&self->journey, journey);
  g_clear_pointer (&self->facets, tl_facets_free);
  self->facets = facets;
  show_all (self);
}
