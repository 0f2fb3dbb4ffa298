/* tl-evidence-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-evidence-box.h"

#include <glib/gi18n-lib.h>

#include "tl-parts.h"
#include "tl-text.h"
#include "tl-phrase.h"

/* How many are shown at first, and how many more each time. */
#define FIRST 3
#define MORE  20

/* Folded, a record takes at most so many lines; unfolded, so many characters: some hold a whole correspondence. */
#define FOLDED_LINES 4
#define MAX_CHARS    20000

struct _TlEvidenceBox
{
  GtkWidget     parent_instance;

  GtkWidget    *list;
  GtkWidget    *more;

  TlSession    *session;
  char         *thing;
  TlEvidenceCount count;
  gint64        shown;
};

G_DEFINE_FINAL_TYPE (TlEvidenceBox, tl_evidence_box, GTK_TYPE_WIDGET)

/* Unfolded, a record shows what can be done with it. */
static void
fold (GtkButton *button, GtkLabel *label)
{
  gboolean   folded = gtk_label_get_lines (label) > 0;
  GtkWidget *below = gtk_widget_get_next_sibling (GTK_WIDGET (button));

  if (below)
    gtk_widget_set_visible (below, folded);

  gtk_label_set_lines (label, folded ? -1 : FOLDED_LINES);
  gtk_label_set_ellipsize (label, folded ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, folded, -1);
}

/* Where it is from, when, and what it scores. */
static char *
say_origin (TlEvidenceBox *self, const TlRecord *record)
{
  TlJourney          *journey = tl_session_get_journey (self->session);
  const char         *source = tl_record_get_text (record, TL_EVIDENCE_SOURCE);
  TlThing            *thing = source ? tl_journey_lookup (journey, source) : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (source)
    g_ptr_array_add (parts, g_strdup (thing ? tl_thing_get_title (thing) : source));
  if (tl_record_has (record, TL_EVIDENCE_DATE))
    g_ptr_array_add (parts, tl_phrase_date (tl_record_get_text (record, TL_EVIDENCE_DATE)));
  g_ptr_array_add (parts, tl_phrase_score (record));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GtkWidget *
face_of (const TlRecord *record)
{
  int              mood = tl_phrase_mood (record);
  g_autofree char *name = g_strdup_printf ("tl-face-%d-symbolic", mood);
  g_autofree char *class = g_strdup_printf ("tl-mood-%d", mood);
  GtkWidget       *face;

  if (mood == 0)
    return NULL;
  face = gtk_image_new_from_icon_name (name);
  gtk_widget_add_css_class (face, class);
  gtk_widget_set_valign (face, GTK_ALIGN_START);
  return face;
}

static gboolean
is_within (TlEvidenceBox *self, const char *id)
{
  TlThing *thing = id ? tl_journey_lookup (tl_session_get_journey (self->session), id) : NULL;

  for (; thing; thing = tl_thing_get_parent (thing))
    if (g_strcmp0 (tl_thing_get_id (thing), self->thing) == 0)
      return TRUE;
  return FALSE;
}

static void
detach (GtkWidget *button, TlEvidenceBox *self)
{
  static const TlField fields[] = { TL_EVIDENCE_ON, TL_EVIDENCE_TOUCHPOINT };
  const char          *id = g_object_get_data (G_OBJECT (button), "record");
  g_autoptr (TlEdit)   edit = tl_edit_new (_("Detach record"));

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_object_get_data (G_OBJECT (button), tl_field_get_info (fields[i])->name))
      tl_edit_set (edit, id, fields[i], NULL);
  tl_session_apply (self->session, edit, NULL);
}

/* Takes a record away from what is selected, by whichever way it is about it; NULL where nothing is to be taken. */
static GtkWidget *
detach_new (TlEvidenceBox *self, const TlRecord *record)
{
  gboolean   on = is_within (self, tl_record_get_text (record, TL_EVIDENCE_ON));
  gboolean   touchpoint = is_within (self, tl_record_get_text (record, TL_EVIDENCE_TOUCHPOINT));
  GtkWidget *button;

  if (self->thing == NULL || (!on && !touchpoint) || !tl_session_can_edit (self->session))
    return NULL;
  button = gtk_button_new_with_mnemonic (_("_Not About This"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_visible (button, FALSE);
  g_object_set_data_full (G_OBJECT (button), "record", g_strdup (record->id), g_free);
  g_object_set_data (G_OBJECT (button), tl_field_get_info (TL_EVIDENCE_ON)->name, GINT_TO_POINTER (on));
  g_object_set_data (G_OBJECT (button), tl_field_get_info (TL_EVIDENCE_TOUCHPOINT)->name, GINT_TO_POINTER (touchpoint));
  g_signal_connect_object (button, "clicked", G_CALLBACK (detach), self, 0);
  return button;
}

static GtkWidget *
quote_new (TlEvidenceBox *self, const TlRecord *record)
{
  g_autofree char *squeezed = tl_text_squeeze (tl_record_get_text (record, TL_EVIDENCE_TEXT));
  g_autofree char *kept = tl_text_shorten (squeezed, MAX_CHARS);
  g_autofree char *quoted = g_strdup_printf (C_ ("quote", "“%s”"), kept);
  g_autofree char *origin = say_origin (self, record);
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *text = tl_part_label (quoted, "tl-quote");
  GtkWidget       *face = face_of (record);
  GtkWidget       *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *below = detach_new (self, record);

  gtk_label_set_lines (GTK_LABEL (text), FOLDED_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (text), 3); /* GTK complains of one that is narrower than an ellipsis */
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), text);
  gtk_box_append (GTK_BOX (words), tl_part_note (origin));
  if (face)
    gtk_box_append (GTK_BOX (row), face);
  gtk_box_append (GTK_BOX (row), words);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tl-row");
  gtk_widget_add_css_class (button, "tl-quote-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, quoted,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, origin, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (fold), text);
  gtk_box_append (GTK_BOX (all), button);
  if (below)
    gtk_box_append (GTK_BOX (all), below);
  return all;
}

static void
show_more (TlEvidenceBox *self)
{
  TlEvidenceFilter      filter = { .thing = self->thing, .with_text_only = TRUE };
  g_autoptr (GError)    error = NULL;
  g_autoptr (GPtrArray) records = tl_evidence_list (tl_session_get_document (self->session), &filter, self->shown,
                                                    self->shown == 0 ? FIRST : MORE, &error);
  gint64                rest;

  if (records == NULL)
    {
      gtk_box_append (GTK_BOX (self->list), tl_part_note (error->message));
      gtk_widget_set_visible (self->more, FALSE);
      return;
    }
  for (guint i = 0; i < records->len; i++)
    gtk_box_append (GTK_BOX (self->list), quote_new (self, records->pdata[i]));
  self->shown += records->len;
  rest = self->count.with_text - self->shown;
  gtk_widget_set_visible (self->more, rest > 0 && records->len > 0);
}

static void
tl_evidence_box_dispose (GObject *object)
{
  TlEvidenceBox  *self = TL_EVIDENCE_BOX (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  g_clear_pointer (&self->thing, g_free);
  G_OBJECT_CLASS (tl_evidence_box_parent_class)->dispose (object);
}

static void
tl_evidence_box_class_init (TlEvidenceBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_evidence_box_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_evidence_box_init (TlEvidenceBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->more = gtk_button_new_with_mnemonic (_("Show _More"));
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (show_more), self);
}

/**
 * tl_evidence_box_new:
 * @session: what the window shows
 * @thing: id of the thing; the journey's own for every record
 *
 * Returns: (transfer floating) (nullable): how many records there are of @thing and what they say; %NULL where there
 *   are none
 */
GtkWidget *
tl_evidence_box_new (TlSession *session, const char *thing)
{
  TlThing           *root = tl_journey_get_root (tl_session_get_journey (session));
  g_autoptr (GError) error = NULL;
  TlEvidenceFilter   filter = { NULL };
  TlEvidenceCount    count;
  TlEvidenceBox          *self;
  g_autofree char   *number = NULL;
  g_autofree char   *records = NULL;
  g_autofree char   *sources = NULL;
  g_autofree char   *aside = NULL;

  /* Every record is the whole journey's, assigned or not. */
  if (g_strcmp0 (thing, tl_thing_get_id (root)) != 0)
    filter.thing = thing;
  if (!tl_evidence_count (tl_session_get_document (session), &filter, &count, &error))
    return tl_part_note (error->message);
  if (count.records == 0)
    return NULL;
  self = g_object_new (TL_TYPE_EVIDENCE_BOX, NULL);
  self->session = g_object_ref (session);
  self->thing = g_strdup (filter.thing);
  self->count = count;
  number = tl_phrase_count ((double) count.records);
  records = g_strdup_printf (ngettext ("%s record", "%s records", (gulong) count.records), number);
  sources = g_strdup_printf (ngettext ("%d source", "%d sources", (gulong) count.sources), (int) count.sources);
  /* Translators: records and sources, as in “412 records · 3 sources”. */
  aside = g_strdup_printf (C_ ("evidence", "%s · %s"), records, sources);
  gtk_widget_set_parent (tl_part_heading (_("Evidence"), aside), GTK_WIDGET (self));
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Evidence"), -1);
  if (count.with_text == 0)
    {
      gtk_box_append (GTK_BOX (self->list), tl_part_note (_("None of these records has words.")));
      gtk_widget_set_visible (self->more, FALSE);
    }
  else
    show_more (self);
  return GTK_WIDGET (self);
}
