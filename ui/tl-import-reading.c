/* tl-import-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was recognised is said, and each part of it is a choice: the sheet, what stands between fields, the characters,
 * the header, and what comes first in a date. A choice that a table does not have is not shown.
 */
#include "tl-import-reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-wrap-layout.h"

#define MOST_HEADER_ROWS 5

typedef struct
{
  GtkWidget   *box;
  GtkDropDown *choice;
} Choice;

struct _TlImportReading
{
  GtkWidget     parent_instance;

  GtkWidget    *row;
  Choice        sheet;
  Choice        delimiter;
  Choice        encoding;
  Choice        header;
  Choice        dates;
  GtkLabel     *dates_label;
  GtkWidget    *dates_box;
  GtkWidget    *dates_icon;

  TlImportPlan *plan;
  GPtrArray    *sheets;     /* of char *: names, as they are listed */
  int           delimiters[8];
  guint         n_delimiters;
  TlCsvEncoding encodings[16];
  guint         n_encodings;
  gboolean      were_dates_asked;
  gboolean      is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlImportReading, tl_import_reading, GTK_TYPE_WIDGET)

static void
say_change (TlImportReading *self, TlImportPlan *plan, gboolean is_read_anew)
{
  g_signal_emit (self, signals[CHANGED], 0, plan, is_read_anew);
}

static void
sheet_chosen (TlImportReading *self)
{
  guint                    at = gtk_drop_down_get_selected (self->sheet.choice);
  g_autoptr (TlImportPlan) plan = NULL;

  if (self->is_filling || at >= self->sheets->len)
    return;
  plan = tl_import_plan_copy (self->plan);
  g_free (plan->sheet);
  plan->sheet = g_strdup (self->sheets->pdata[at]);
  plan->n_header_rows = TL_CSV_AUTO;
  say_change (self, plan, TRUE);
}

static void
delimiter_chosen (TlImportReading *self)
{
  guint                    at = gtk_drop_down_get_selected (self->delimiter.choice);
  g_autoptr (TlImportPlan) plan = NULL;

  if (self->is_filling || at >= self->n_delimiters)
    return;
  plan = tl_import_plan_copy (self->plan);
  plan->delimiter = self->delimiters[at];
  plan->quote = TL_CSV_AUTO;
  plan->n_header_rows = TL_CSV_AUTO;
  say_change (self, plan, TRUE);
}

static void
encoding_chosen (TlImportReading *self)
{
  guint                    at = gtk_drop_down_get_selected (self->encoding.choice);
  g_autoptr (TlImportPlan) plan = NULL;

  if (self->is_filling || at >= self->n_encodings)
    return;
  plan = tl_import_plan_copy (self->plan);
  plan->encoding = self->encodings[at];
  say_change (self, plan, TRUE);
}

static void
header_chosen (TlImportReading *self)
{
  guint                    at = gtk_drop_down_get_selected (self->header.choice);
  g_autoptr (TlImportPlan) plan = NULL;

  if (self->is_filling || at == GTK_INVALID_LIST_POSITION)
    return;
  plan = tl_import_plan_copy (self->plan);
  plan->n_header_rows = (int) at;
  say_change (self, plan, TRUE);
}

static void
dates_chosen (TlImportReading *self)
{
  guint                    at = gtk_drop_down_get_selected (self->dates.choice);
  g_autoptr (TlImportPlan) plan = NULL;

  if (self->is_filling || at > TL_DATE_ORDER_MDY)
    return;
  plan = tl_import_plan_copy (self->plan);
  plan->date_order = (TlDateOrder) at;
  say_change (self, plan, FALSE);
}

/* Filling */

static void
set_choices (Choice *choice, GtkStringList *list, guint selected)
{
  gtk_drop_down_set_model (choice->choice, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (choice->choice, selected);
}

static void
show_sheets (TlImportReading *self, GPtrArray *sheets)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint                     selected = 0;

  gtk_widget_set_visible (self->sheet.box, sheets && sheets->len > 0 && self->plan->sheet);
  g_ptr_array_set_size (self->sheets, 0);
  for (guint i = 0; sheets && i < sheets->len; i++)
    {
      const TlCsvSheet *sheet = sheets->pdata[i];
      g_autofree char  *text = NULL;

      if (!sheet->is_full)
        text = g_strdup_printf (_("%s (empty)"), sheet->name);
      else if (sheet->is_hidden)
        text = g_strdup_printf (_("%s (hidden)"), sheet->name);
      gtk_string_list_append (list, text ? text : sheet->name);
      g_ptr_array_add (self->sheets, g_strdup (sheet->name));
      if (g_strcmp0 (sheet->name, self->plan->sheet) == 0)
        selected = i;
    }
  set_choices (&self->sheet, list, selected);
}

static const char *
say_delimiter (int delimiter)
{
  switch (delimiter)
    {
    case ',':  return C_ ("delimiter", "Commas");
    case ';':  return C_ ("delimiter", "Semicolons");
    case '\t': return C_ ("delimiter", "Tabs");
    case '|':  return C_ ("delimiter", "Bars");
    case 0:    return C_ ("delimiter", "Nothing: one column");
    default:   return NULL;
    }
}

static void
show_delimiters (TlImportReading *self)
{
  static const int          usual[] = { ',', ';', '\t', '|', 0 };
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint                     selected = 0;

  self->n_delimiters = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      if (usual[i] == self->plan->delimiter)
        selected = (guint) i;
      gtk_string_list_append (list, say_delimiter (usual[i]));
      self->delimiters[self->n_delimiters++] = usual[i];
    }
  if (say_delimiter (self->plan->delimiter) == NULL)
    {
      const char other[] = { (char) self->plan->delimiter, '\0' };

      selected = self->n_delimiters;
      gtk_string_list_append (list, other);
      self->delimiters[self->n_delimiters++] = self->plan->delimiter;
    }
  gtk_widget_set_visible (self->delimiter.box, self->plan->sheet == NULL);
  set_choices (&self->delimiter, list, selected);
}

static void
show_encodings (TlImportReading *self)
{
  static const struct
  {
    TlCsvEncoding encoding;
    const char   *label;
  } known[] = {
    { TL_CSV_ENCODING_UTF_8, N_("Unicode (UTF-8)") },
    { TL_CSV_ENCODING_UTF_16_LE, N_("Unicode (UTF-16)") },
    { TL_CSV_ENCODING_UTF_16_BE, N_("Unicode (UTF-16, high byte first)") },
    { TL_CSV_ENCODING_WINDOWS_1252, N_("Western (Windows-1252)") },
    { TL_CSV_ENCODING_ISO_8859_15, N_("Western (ISO-8859-15)") },
    { TL_CSV_ENCODING_MAC_ROMAN, N_("Western (Mac Roman)") },
    { TL_CSV_ENCODING_WINDOWS_1250, N_("Central European (Windows-1250)") },
    { TL_CSV_ENCODING_WINDOWS_1251, N_("Cyrillic (Windows-1251)") },
  };
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint                     selected = 0;

  self->n_encodings = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (known[i].encoding == self->plan->encoding)
        selected = (guint) i;
      gtk_string_list_append (list, _(known[i].label));
      self->encodings[self->n_encodings++] = known[i].encoding;
    }
  gtk_widget_set_visible (self->encoding.box, self->plan->sheet == NULL);
  set_choices (&self->encoding, list, selected);
}

static void
show_header (TlImportReading *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint                     n = (guint) MAX (self->plan->n_header_rows, 0);

  gtk_string_list_append (list, C_ ("header", "None"));
  for (guint i = 1; i <= MAX (n, MOST_HEADER_ROWS); i++)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u row", "%u rows", i), i);

      gtk_string_list_append (list, text);
    }
  set_choices (&self->header, list, n);
}

/* A cell that is another day in the other order. */
static const char *
find_open_date (const TlImportPreview *preview, char day_first[], char month_first[])
{
  guint at;

  for (at = 0; at < preview->plan->n_columns && preview->plan->roles[at] != TL_COLUMN_DATE; at++)
    ;
  for (guint i = 0; at < preview->plan->n_columns && i < preview->first_rows->len; i++)
    {
      const char *cell = ((char **) preview->first_rows->pdata[i])[at];

      if (cell && tl_date_parse (cell, -1, TL_DATE_ORDER_DMY, day_first) &&
          tl_date_parse (cell, -1, TL_DATE_ORDER_MDY, month_first) && strcmp (day_first, month_first) != 0)
        return cell;
    }
  return NULL;
}

static char *
say_day (const char *iso)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (iso, zone);
  g_autofree char      *full = NULL;

  if (day == NULL)
    {
      full = g_strconcat (iso, "T00:00:00Z", NULL);
      day = g_date_time_new_from_iso8601 (full, zone);
    }
  /* Translators: a day, such as “3 April 2026”; see g_date_time_format() */
  return day ? g_date_time_format (day, _("%-d %B %Y")) : g_strdup (iso);
}

static char *
say_order (const char *cell, const char *iso, gboolean day_first)
{
  g_autofree char *day = cell ? say_day (iso) : NULL;

  if (cell == NULL)
    return g_strdup (day_first ? _("Day first") : _("Month first"));
  return g_strdup_printf (day_first ? _("Day first: %s is %s") : _("Month first: %s is %s"), cell, day);
}

static void
show_dates (TlImportReading *self, const TlImportPreview *preview)
{
  char                      day_first[TL_DATE_LENGTH + 1], month_first[TL_DATE_LENGTH + 1];
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const char               *cell = find_open_date (preview, day_first, month_first);
  g_autofree char          *dmy = say_order (cell, day_first, TRUE);
  g_autofree char          *mdy = say_order (cell, month_first, FALSE);
  gboolean                  is_said = preview->plan->date_order != TL_DATE_ORDER_AUTO;
  gboolean                  is_asked = preview->plan->date_order_is_open;
  gboolean                  has_dates = FALSE;

  for (guint i = 0; i < preview->plan->n_columns; i++)
    has_dates = has_dates || preview->plan->roles[i] == TL_COLUMN_DATE;
  self->were_dates_asked = has_dates && (self->were_dates_asked || is_asked || preview->dates_are_ambiguous || is_said);
  gtk_string_list_append (list, is_asked ? _("Say which comes first…") : _("As the rows say"));
  gtk_string_list_append (list, dmy);
  gtk_string_list_append (list, mdy);
  set_choices (&self->dates, list, preview->plan->date_order);
  gtk_label_set_label (self->dates_label, is_said            ? _("Dates are read as you say.")
                                          : preview->dates ? preview->dates
                                                             : "");
  gtk_widget_set_visible (self->dates_icon, !is_said && preview->dates_are_ambiguous);
  gtk_widget_set_visible (self->dates.box, self->were_dates_asked || cell);
  gtk_widget_set_visible (self->dates_box, has_dates && (self->were_dates_asked || cell || preview->dates));
  if (is_asked)
    gtk_widget_add_css_class (self->dates_box, "tl-asking");
  else
    gtk_widget_remove_css_class (self->dates_box, "tl-asking");
}

/**
 * tl_import_reading_show:
 * @preview: what was found
 */
void
tl_import_reading_show (TlImportReading *self, const TlImportPreview *preview)
{
  g_clear_pointer (&self->plan, tl_import_plan_free);
  self->plan = tl_import_plan_copy (preview->plan);
  self->is_filling = TRUE;
  show_sheets (self, preview->sheets);
  show_delimiters (self);
  show_encodings (self);
  show_header (self);
  show_dates (self, preview);
  self->is_filling = FALSE;
}

/**
 * tl_import_reading_ask:
 *
 * Asks for what comes first in a date.
 */
void
tl_import_reading_ask (TlImportReading *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->dates.choice));
}

/* Making */

static void
make_choice (TlImportReading *self, Choice *choice, const char *label, GtkWidget *into, GCallback chosen)
{
  GtkWidget *caption = gtk_label_new_with_mnemonic (label);

  choice->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  choice->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_label_set_mnemonic_widget (GTK_LABEL (caption), GTK_WIDGET (choice->choice));
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (caption, "tl-readable");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (choice->choice), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
  gtk_box_append (GTK_BOX (choice->box), caption);
  gtk_box_append (GTK_BOX (choice->box), GTK_WIDGET (choice->choice));
  gtk_box_append (GTK_BOX (into), choice->box);
  g_signal_connect_object (choice->choice, "notify::selected", chosen, self, G_CONNECT_SWAPPED);
}

static void
make_dates (TlImportReading *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->dates_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->dates_box, "tl-import-dates");
  self->dates_icon = gtk_image_new_from_icon_name ("dialog-question-symbolic");
  self->dates_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->dates_label, TRUE);
  gtk_label_set_xalign (self->dates_label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->dates_label), TRUE);
  gtk_box_append (GTK_BOX (words), self->dates_icon);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->dates_label));
  gtk_box_append (GTK_BOX (self->dates_box), words);
  make_choice (self, &self->dates, _("_Dates"), self->dates_box, G_CALLBACK (dates_chosen));
  gtk_widget_set_parent (self->dates_box, GTK_WIDGET (self));
}

static void
tl_import_reading_dispose (GObject *object)
{
  TlImportReading *self = TL_IMPORT_READING (object);

  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_pointer (&self->dates_box, gtk_widget_unparent);
  g_clear_pointer (&self->plan, tl_import_plan_free);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  G_OBJECT_CLASS (tl_import_reading_parent_class)->dispose (object);
}

static void
tl_import_reading_class_init (TlImportReadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_import_reading_dispose;

  /**
   * TlImportReading::changed:
   * @plan: (type gpointer): a #TlImportPlan, as it was corrected
   * @is_read_anew: whether the table becomes another
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_IMPORT_READING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_POINTER, G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-import-reading");
}

static void
tl_import_reading_init (TlImportReading *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  self->sheets = g_ptr_array_new_with_free_func (g_free);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->row, tl_wrap_layout_new (12));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  make_choice (self, &self->sheet, _("S_heet"), self->row, G_CALLBACK (sheet_chosen));
  make_choice (self, &self->delimiter, _("Se_parated by"), self->row, G_CALLBACK (delimiter_chosen));
  make_choice (self, &self->encoding, _("C_haracters"), self->row, G_CALLBACK (encoding_chosen));
  make_choice (self, &self->header, _("H_eader"), self->row, G_CALLBACK (header_chosen));
  make_dates (self);
}

/**
 * tl_import_reading_new:
 *
 * Returns: (transfer floating): choices of how a table is read
 */
GtkWidget *
tl_import_reading_new (void)
{
  return g_object_new (TL_TYPE_IMPORT_READING, NULL);
}
