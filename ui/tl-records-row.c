/* tl-records-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-records-row.h"

#include <glib/gi18n-lib.h>

#include "tl-number.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-records-filter.h"
#include "tl-text.h"

/* Rows are of one height, so that a list of a million knows where each stands without having seen it. In pixels, at the
 * usual size of text. */
#define HEIGHT    76
#define LINES     2
#define MOST_TEXT 600 /* characters: no row shows more */
#define MOST_CHIPS 3

struct _TlRecordsRow
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkWidget     *words;
  GtkWidget     *origin;
  GtkWidget     *chips;
  GtkWidget     *scores;
  GtkWidget     *star;

  TlSession     *session;
  TlRecordsItem *item;
  guint          position;
};

G_DEFINE_FINAL_TYPE (TlRecordsRow, tl_records_row, GTK_TYPE_WIDGET)

/**
 * tl_records_mark_up:
 * @marked: words, with what was found between U+0002 and U+0003
 * @at_most: how many characters
 *
 * Returns: (transfer full): the same for a label, with what was found standing out
 */
char *
tl_records_mark_up (const char *marked, gsize at_most)
{
  g_autofree char *squeezed = tl_text_squeeze (marked);
  GString         *markup = g_string_new (NULL);
  gboolean         open = FALSE;
  gsize            n = 0;
  const char      *p;

  for (p = squeezed; *p && n < at_most; p = g_utf8_next_char (p), n++)
    {
      g_autofree char *one = NULL;

      if (*p == 2 && !open)
        g_string_append (markup, "<span weight=\"bold\" background=\"#f6c744\" background_alpha=\"45%\">");
      else if (*p == 3 && open)
        g_string_append (markup, "</span>");
      if (*p == 2 || *p == 3)
        {
          open = *p == 2;
          continue;
        }
      one = g_markup_escape_text (p, g_utf8_next_char (p) - p);
      g_string_append (markup, one);
    }
  if (open)
    g_string_append (markup, "</span>");
  if (*p)
    g_string_append (markup, "…");
  return g_string_free (markup, FALSE);
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

static void
add_chip (TlRecordsRow *self, const char *id, guint *n)
{
  TlThing   *thing = tl_journey_lookup (tl_session_get_journey (self->session), id);
  GtkWidget *chip, *icon, *label;

  if (++*n > MOST_CHIPS)
    return;
  chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  label = gtk_label_new (thing ? tl_thing_get_title (thing) : id);
  icon = thing ? tl_part_icon (tl_thing_get_kind (thing)) : NULL;
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_widget_set_tooltip_text (chip, gtk_label_get_label (GTK_LABEL (label)));
  if (icon)
    gtk_box_append (GTK_BOX (chip), icon);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_widget_add_css_class (chip, "tl-chip");
  gtk_widget_add_css_class (chip, "tl-about");
  gtk_box_append (GTK_BOX (self->chips), chip);
}

static void
show_chips (TlRecordsRow *self, const TlRecord *record)
{
  static const TlField fields[] = { TL_EVIDENCE_TOUCHPOINT, TL_EVIDENCE_ON };
  guint                n = 0;

  empty (self->chips);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (tl_record_has (record, fields[i]))
      add_chip (self, tl_record_get_text (record, fields[i]), &n);
  for (gsize i = 0; record->about && record->about[i]; i++)
    add_chip (self, record->about[i], &n);
  if (n > MOST_CHIPS)
    {
      g_autofree char *more = g_strdup_printf ("+%u", n - MOST_CHIPS);
      GtkWidget       *label = gtk_label_new (more);

      gtk_widget_add_css_class (label, "tl-chip");
      gtk_box_append (GTK_BOX (self->chips), label);
    }
}

static void
show_scores (TlRecordsRow *self, const TlRecord *record)
{
  static const TlField scores[] = { TL_EVIDENCE_NPS, TL_EVIDENCE_CSAT, TL_EVIDENCE_CES, TL_EVIDENCE_STARS };
  int                  mood = tl_phrase_mood (record);

  empty (self->scores);
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    if (tl_record_has (record, scores[i]))
      {
        double           value = record->values[scores[i] - TL_EVIDENCE_SOURCE].number;
        g_autofree char *number = tl_number_format_people (value, -1, NULL);
        g_autofree char *text = g_strdup_printf (C_ ("score", "%s %s"), tl_records_say_score (scores[i]), number);
        GtkWidget       *label = gtk_label_new (text);

        gtk_widget_add_css_class (label, "tl-score");
        gtk_widget_add_css_class (label, "numeric");
        gtk_widget_add_css_class (label, mood == 0 || mood == 3 ? "tl-plain" : mood < 3 ? "tl-low" : "tl-high");
        gtk_box_append (GTK_BOX (self->scores), label);
      }
}

static char *
say_origin (TlRecordsRow *self, const TlRecord *record)
{
  static const TlField fields[] = { TL_EVIDENCE_CHANNEL, TL_EVIDENCE_SEGMENT };
  const char          *source = tl_record_get_text (record, TL_EVIDENCE_SOURCE);
  TlThing             *thing = source ? tl_journey_lookup (tl_session_get_journey (self->session), source) : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (tl_record_has (record, TL_EVIDENCE_DATE))
    g_ptr_array_add (parts, tl_phrase_date (tl_record_get_text (record, TL_EVIDENCE_DATE)));
  if (source)
    g_ptr_array_add (parts, g_strdup (thing ? tl_thing_get_title (thing) : source));
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (tl_record_has (record, fields[i]))
      g_ptr_array_add (parts, g_strdup (tl_record_get_text (record, fields[i])));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
show_star (TlRecordsRow *self, gboolean shown, gboolean starred)
{
  gtk_button_set_icon_name (GTK_BUTTON (self->star), starred ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (self->star, starred ? _("Take the star away") : _("Star it: worth showing"));
  if (starred)
    gtk_widget_add_css_class (self->star, "tl-now");
  else
    gtk_widget_remove_css_class (self->star, "tl-now");
  gtk_widget_set_visible (self->star, shown);
}

/* What is not there yet keeps its place. */
static void
show_waiting (TlRecordsRow *self)
{
  const char *error = tl_records_item_get_error (self->item);

  empty (self->chips);
  empty (self->scores);
  gtk_label_set_text (GTK_LABEL (self->words), error ? error : "");
  gtk_label_set_text (GTK_LABEL (self->origin), "");
  show_star (self, FALSE, FALSE);
  if (error == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "tl-waiting");
}

static void
show (TlRecordsRow *self)
{
  const TlRecord  *record = self->item ? tl_records_item_get_record (self->item) : NULL;
  const char      *text;
  g_autofree char *origin = NULL, *markup = NULL;

  if (record == NULL)
    {
      if (self->item)
        show_waiting (self);
      return;
    }
  text = record->extract ? record->extract : tl_record_get_text (record, TL_EVIDENCE_TEXT);
  origin = say_origin (self, record);
  markup = text ? tl_records_mark_up (text, MOST_TEXT) : NULL;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "tl-waiting");
  if (markup && *markup)
    {
      gtk_label_set_markup (GTK_LABEL (self->words), markup);
      gtk_widget_remove_css_class (self->words, "dim-label");
    }
  else
    {
      gtk_label_set_text (GTK_LABEL (self->words), _("No words"));
      gtk_widget_add_css_class (self->words, "dim-label");
    }
  gtk_label_set_text (GTK_LABEL (self->origin), origin);
  show_chips (self, record);
  show_scores (self, record);
  show_star (self, TRUE, tl_record_is_starred (record));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (self->words)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, origin, -1);
}

static void
star_clicked (GtkWidget *button, TlRecordsRow *self)
{
  const TlRecord *record = self->item ? tl_records_item_get_record (self->item) : NULL;

  if (record)
    gtk_widget_activate_action (GTK_WIDGET (self), "records.star-one", "u", self->position);
}

static void
tl_records_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  TlRecordsRow *self = TL_RECORDS_ROW (widget);

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) (HEIGHT * tl_part_text_factor ());
}

static void
tl_records_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (TL_RECORDS_ROW (widget)->box, width, height, baseline, NULL);
}

static void
tl_records_row_dispose (GObject *object)
{
  TlRecordsRow *self = TL_RECORDS_ROW (object);

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_records_row_parent_class)->dispose (object);
}

static void
tl_records_row_class_init (TlRecordsRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_records_row_dispose;
  widget_class->measure = tl_records_row_measure;
  widget_class->size_allocate = tl_records_row_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "tl-records-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_records_row_init (TlRecordsRow *self)
{
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->words = tl_part_label ("", "tl-record-words");
  gtk_label_set_lines (GTK_LABEL (self->words), LINES);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->words), 12);
  self->origin = tl_part_label ("", "dim-label");
  gtk_widget_add_css_class (self->origin, "tl-small");
  gtk_label_set_wrap (GTK_LABEL (self->origin), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (self->origin), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->origin), 6);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_box_append (GTK_BOX (line), self->origin);
  gtk_box_append (GTK_BOX (line), self->chips);
  gtk_widget_set_hexpand (middle, TRUE);
  gtk_widget_set_valign (middle, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (middle), self->words);
  gtk_box_append (GTK_BOX (middle), line);
  self->scores = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_set_valign (self->scores, GTK_ALIGN_CENTER);
  self->star = gtk_button_new ();
  gtk_widget_add_css_class (self->star, "flat");
  gtk_widget_add_css_class (self->star, "tl-star");
  gtk_widget_set_valign (self->star, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (self->star, FALSE);
  g_signal_connect (self->star, "clicked", G_CALLBACK (star_clicked), self);
  gtk_box_append (GTK_BOX (self->box), middle);
  gtk_box_append (GTK_BOX (self->box), self->scores);
  gtk_box_append (GTK_BOX (self->box), self->star);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * tl_records_row_new:
 *
 * Returns: (transfer floating): a row of nothing yet
 */
GtkWidget *
tl_records_row_new (void)
{
  return g_object_new (TL_TYPE_RECORDS_ROW, NULL);
}

/**
 * tl_records_row_bind:
 * @session: what the window shows
 * @item: (nullable): the record to show, now and when it changes
 * @position: where it stands in the list
 */
void
tl_records_row_bind (TlRecordsRow *self, TlSession *session, TlRecordsItem *item, guint position)
{
  g_return_if_fail (TL_IS_RECORDS_ROW (self));
  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->session, session);
  g_set_object (&self->item, item);
  self->position = position;
  if (item)
    g_signal_connect_swapped (item, "changed", G_CALLBACK (show), self);
  show (self);
}

/**
 * tl_records_row_get_position:
 *
 * Returns: where it stands in the list
 */
guint
tl_records_row_get_position (TlRecordsRow *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_ROW (self), GTK_INVALID_LIST_POSITION);
  return self->position;
}

/**
 * tl_records_row_get_text:
 *
 * Returns: (transfer none): the words that it shows
 */
const char *
tl_records_row_get_text (TlRecordsRow *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_ROW (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->words));
}
