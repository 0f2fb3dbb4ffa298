/* tl-export-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-export-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-export-job.h"
#include "tl-strips.h"

/* Of a picture, in pixels. */
#define LEAST_WIDTH 16

/* What was written about the sources of this journey, as long as it is open. */
#define SOURCE_KEY "tl-export-source"

static const struct
{
  TlMapParts  part;
  const char *title;
} parts[] = {
  { TL_MAP_NO_TITLE, N_("_Title and Key Figures") },
  { TL_MAP_NO_MONEY, N_("_Money") },
  { TL_MAP_NO_LEAVERS, N_("Those Who _Leave") },
  { TL_MAP_NO_LEGEND, N_("Le_gend") },
};

struct _TlExportForm
{
  GtkWidget       parent_instance;

  GtkWidget      *scrolled;
  AdwComboRow    *kind;
  GtkWidget      *carry_row;
  GtkSwitch      *carry;
  GtkWidget      *width_row;
  GtkSpinButton  *width;
  AdwComboRow    *page;
  AdwComboRow    *fit;
  GtkWidget      *overlap_row;
  GtkSpinButton  *overlap;
  AdwComboRow    *style;
  AdwComboRow    *stages;   /* nullable: none are selected */
  GtkSwitch      *parts[G_N_ELEMENTS (parts)];
  GtkSwitch      *strips[TL_MAP_N_STRIPS]; /* as @order is */
  GtkEditable    *watermark;
  GtkEditable    *source;
  GtkEditable    *date;

  TlSession      *session;
  GSettings      *settings; /* nullable */
  TlMapStrip      order[TL_MAP_N_STRIPS]; /* as the journey has them */
  char          **selected; /* nullable: stages */
  TlExportChoice *choice;
  gboolean        filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlExportForm, tl_export_form, GTK_TYPE_WIDGET)

static void
set_text (char **field, GtkEditable *entry)
{
  g_free (*field);
  *field = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  if (**field == '\0')
    g_clear_pointer (field, g_free);
}

static void
read_rows (TlExportForm *self)
{
  TlExportChoice  *choice = self->choice;
  guint            n, page = adw_combo_row_get_selected (self->page);
  const TlPaper   *papers = tl_paper_list (&n);
  g_autofree char *today = tl_export_choice_today ();

  choice->kind = (TlExportKind) MIN (adw_combo_row_get_selected (self->kind), TL_EXPORT_N_KINDS - 1);
  choice->paper = page >= 1 && page <= n ? &papers[page - 1] : NULL;
  choice->fit = (TlFit) adw_combo_row_get_selected (self->fit);
  choice->palette = (TlPalette) adw_combo_row_get_selected (self->style);
  choice->overlap = gtk_spin_button_get_value_as_int (self->overlap);
  choice->width = gtk_spin_button_get_value_as_int (self->width);
  if (choice->width > 0)
    choice->width = MAX (choice->width, LEAST_WIDTH);
  choice->without = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!gtk_switch_get_active (self->parts[i]))
      choice->without |= parts[i].part;
  choice->n_strips = 0;
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    if (gtk_switch_get_active (self->strips[i]))
      choice->strips[choice->n_strips++] = self->order[i];
  g_clear_pointer (&choice->stages, g_strfreev);
  if (self->selected && adw_combo_row_get_selected (self->stages) == 1)
    choice->stages = g_strdupv (self->selected);
  set_text (&choice->watermark, self->watermark);
  set_text (&choice->source, self->source);
  set_text (&choice->date, self->date);
  choice->today = g_strcmp0 (choice->date, today) == 0;
  choice->with_journey = tl_export_choice_may_carry (choice) && gtk_switch_get_active (self->carry);
}

/* What says nothing about this format is not shown, or cannot be chosen. */
static void
update_rows (TlExportForm *self)
{
  const TlExportChoice *choice = self->choice;
  gboolean              has_pages = choice->kind != TL_EXPORT_AS_HTML;

  gtk_widget_set_visible (self->carry_row, choice->kind == TL_EXPORT_AS_SVG);
  gtk_widget_set_sensitive (self->carry_row, tl_export_choice_may_carry (choice));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->carry_row),
                               tl_export_choice_may_carry (choice)
                                   ? _("It opens in Throughline again. Whoever gets the file gets the whole journey, with "
                                       "its money, but none of its evidence.")
                                   : _("The whole journey would be in the file, so this needs a map of which nothing is "
                                       "left out."));
  gtk_widget_set_visible (self->width_row, choice->kind == TL_EXPORT_AS_PNG);
  gtk_widget_set_visible (GTK_WIDGET (self->page), has_pages);
  gtk_widget_set_visible (GTK_WIDGET (self->style), has_pages);
  gtk_widget_set_visible (GTK_WIDGET (self->fit), has_pages && choice->paper);
  gtk_widget_set_visible (self->overlap_row, has_pages && choice->paper && choice->fit == TL_FIT_TILE);
}

static void
changed (TlExportForm *self)
{
  if (self->filling)
    return;
  read_rows (self);
  update_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tl_export_form_dispose (GObject *object)
{
  TlExportForm *self = TL_EXPORT_FORM (object);

  self->filling = TRUE;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->selected, g_strfreev);
  g_clear_pointer (&self->choice, tl_export_choice_free);
  G_OBJECT_CLASS (tl_export_form_parent_class)->dispose (object);
}

static void
tl_export_form_class_init (TlExportFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_export_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "tl-export-form");

  /**
   * TlExportForm::changed:
   *
   * Something else is chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_EXPORT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_export_form_init (TlExportForm *self)
{
}

static void
row_begin (GtkWidget *row, GtkWidget *group, const char *title)
{
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static AdwComboRow *
add_combo (TlExportForm *self, GtkWidget *group, const char *title, const char *const *choices)
{
  GtkWidget                *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (choices);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  row_begin (row, group, title);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  return ADW_COMBO_ROW (row);
}

static GtkWidget *
add_action_row (GtkWidget *group, const char *title, GtkWidget *suffix)
{
  GtkWidget       *row = adw_action_row_new ();
  g_auto (GStrv)   bits = g_strsplit (title, "_", 2);
  g_autofree char *plain = g_strjoinv (NULL, bits);

  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), suffix);
  gtk_accessible_update_property (GTK_ACCESSIBLE (suffix), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  row_begin (row, group, title);
  return row;
}

static GtkSwitch *
add_switch (TlExportForm *self, GtkWidget *group, const char *title, GtkWidget **row)
{
  GtkWidget *toggle = gtk_switch_new ();
  GtkWidget *added = add_action_row (group, title, toggle);

  if (row)
    *row = added;
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  return GTK_SWITCH (toggle);
}

static GtkSpinButton *
add_number (TlExportForm *self, GtkWidget *group, const char *title, const char *subtitle, int most, int step,
            GtkWidget **row)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, most, step);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  *row = add_action_row (group, title, spin);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (*row), subtitle);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  return GTK_SPIN_BUTTON (spin);
}

static void
fill_in (GtkButton *button, GtkEditable *entry)
{
  gtk_editable_set_text (entry, g_object_get_data (G_OBJECT (button), "text"));
  gtk_editable_set_position (entry, -1);
}

static GtkEditable *
add_entry (TlExportForm *self, GtkWidget *group, const char *title, const char *label, char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  if (label)
    {
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data_full (G_OBJECT (button), "text", text, g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (fill_in), row, 0);
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
    }
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  row_begin (row, group, title);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  return GTK_EDITABLE (row);
}

static void
add_stages (TlExportForm *self, GtkWidget *group)
{
  guint            n = self->selected ? g_strv_length (self->selected) : 0;
  g_autofree char *some = g_strdup_printf (ngettext ("The selected one", "The %u that are selected", n), n);
  const char      *names[] = { _("All"), some, NULL };
  GtkWidget       *row;

  if (n > 0)
    {
      self->stages = add_combo (self, group, _("St_ages"), names);
      return;
    }
  row = adw_action_row_new ();
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("All of them; select some on the map to export only those."));
  row_begin (row, group, _("St_ages"));
}

static GtkWidget *
group_new (GtkWidget *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);
  return group;
}

static void
add_file (TlExportForm *self, GtkWidget *group)
{
  const char           *kinds[TL_EXPORT_N_KINDS + 1] = { NULL };
  const char *const     fits[] = { _("Fold over pages"), _("Pages to join on a wall"), _("All on one page"), NULL };
  const char *const     styles[] = { _("Light"), _("Dark"), _("Print, without fills"), NULL };
  g_autoptr (GPtrArray) papers = g_ptr_array_new ();
  guint                 n;
  const TlPaper        *known = tl_paper_list (&n);

  for (guint i = 0; i < TL_EXPORT_N_KINDS; i++)
    kinds[i] = tl_export_kind_get_title ((TlExportKind) i);
  g_ptr_array_add (papers, (gpointer) _("As large as the map"));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (papers, (gpointer) _(known[i].title));
  g_ptr_array_add (papers, NULL);
  self->kind = add_combo (self, group, _("_Format"), kinds);
  self->page = add_combo (self, group, _("_Page"), (const char *const *) papers->pdata);
  self->fit = add_combo (self, group, _("F_it"), fits);
  self->overlap = add_number (self, group, _("_Overlap"), _("What neighbouring pages both show, in millimetres"), 60, 1,
                              &self->overlap_row);
  self->style = add_combo (self, group, _("St_yle"), styles);
  self->width = add_number (self, group, _("Wi_dth"), _("In pixels; 0 for what suits the page"), 32767, 160,
                            &self->width_row);
  self->carry = add_switch (self, group, _("Carry the _Journey"), &self->carry_row);
}

static void
add_parts (TlExportForm *self, GtkWidget *group)
{
  add_stages (self, group);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    self->parts[i] = add_switch (self, group, _(parts[i].title), NULL);
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    self->strips[i] = add_switch (self, group, tl_strips_get_title (self->order[i]), NULL);
}

static void
fill (TlExportForm *self, guint shown)
{
  const TlExportChoice *choice = self->choice;
  const char           *source = g_object_get_data (G_OBJECT (self->session), SOURCE_KEY);
  guint                 n;
  const TlPaper        *papers = tl_paper_list (&n);

  self->filling = TRUE;
  adw_combo_row_set_selected (self->kind, choice->kind);
  for (guint i = 0; i < n; i++)
    if (choice->paper == &papers[i])
      adw_combo_row_set_selected (self->page, i + 1);
  adw_combo_row_set_selected (self->fit, choice->fit);
  adw_combo_row_set_selected (self->style, choice->palette);
  gtk_spin_button_set_value (self->overlap, choice->overlap);
  gtk_spin_button_set_value (self->width, choice->width);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_switch_set_active (self->parts[i], (choice->without & parts[i].part) == 0);
  for (guint i = 0; i < TL_MAP_N_STRIPS; i++)
    gtk_switch_set_active (self->strips[i], (shown & (1u << self->order[i])) != 0);
  gtk_editable_set_text (self->watermark, choice->watermark ? choice->watermark : "");
  gtk_editable_set_text (self->source, source ? source : "");
  gtk_editable_set_text (self->date, choice->date ? choice->date : "");
  self->filling = FALSE;
  read_rows (self);
  update_rows (self);
}

/**
 * tl_export_form_new:
 * @settings: (nullable): where habits are kept
 *
 * Returns: (transfer floating): the choices, as they were the last time
 */
GtkWidget *
tl_export_form_new (TlSession *session, GSettings *settings)
{
  TlExportForm *self = g_object_new (TL_TYPE_EXPORT_FORM, NULL);
  GtkWidget    *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget    *words;
  guint         shown;

  self->session = g_object_ref (session);
  self->settings = settings ? g_object_ref (settings) : NULL;
  self->choice = tl_export_choice_new (settings);
  self->selected = tl_export_find_selected (session);
  shown = tl_strips_read (tl_session_get_journey (session), self->order);
  self->filling = TRUE;
  add_file (self, group_new (box, ""));
  add_parts (self, group_new (box, _("What It Shows")));
  words = group_new (box, _("What It Says"));
  /* Translators: a word that lies over a map, faint and large. */
  self->watermark = add_entry (self, words, _("_Watermark"), C_ ("watermark", "Draft"), g_strdup (C_ ("watermark", "Draft")));
  self->source = add_entry (self, words, _("Source Li_ne, Instead of the Journey’s"), NULL, NULL);
  self->date = add_entry (self, words, _("Date at the Foot"), _("Today"), tl_export_choice_today ());
  gtk_widget_add_css_class (box, "tl-export-choices");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  fill (self, shown);
  return GTK_WIDGET (self);
}

/**
 * tl_export_form_get_choice:
 *
 * Returns: (transfer none): what is chosen
 */
const TlExportChoice *
tl_export_form_get_choice (TlExportForm *self)
{
  g_return_val_if_fail (TL_IS_EXPORT_FORM (self), NULL);
  return self->choice;
}

/**
 * tl_export_form_set_kind:
 */
void
tl_export_form_set_kind (TlExportForm *self, TlExportKind kind)
{
  g_return_if_fail (TL_IS_EXPORT_FORM (self) && kind < TL_EXPORT_N_KINDS);
  adw_combo_row_set_selected (self->kind, kind);
}

/**
 * tl_export_form_remember:
 *
 * Keeps what is chosen for the next time.
 */
void
tl_export_form_remember (TlExportForm *self)
{
  g_return_if_fail (TL_IS_EXPORT_FORM (self));
  tl_export_choice_remember (self->choice, self->settings);
  g_object_set_data_full (G_OBJECT (self->session), SOURCE_KEY, g_strdup (self->choice->source), g_free);
}
