/* tl-form-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-form-field.h"

#include <glib/gi18n-lib.h>

#include "tl-entry.h"
#include "tl-parts.h"
#include "tl-phrase-effect.h"
#include "tl-phrase.h"

#define N_FACES 5

typedef struct
{
  TlSession    *session;
  char         *id;
  TlField       field;
  GtkWidget    *origin; /* below a number; NULL where there is none */

  GtkDropDown  *words;
  GPtrArray    *values; /* of words: canonical, by place in the list; the first may be NULL */
  GtkWidget    *faces[N_FACES]; /* or words side by side */
  GtkWidget    *feeling;
  GtkWidget    *clear;
  GtkWidget    *message;
  gboolean      filling;
} Field;

static Field *
field_new (TlSession *session, const char *id, TlField field)
{
  Field *self = g_new0 (Field, 1);

  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  self->field = field;
  return self;
}

static void
field_free (gpointer data)
{
  Field *self = data;

  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_object_unref (self->session);
  g_free (self->id);
  g_free (self);
}

static TlThing *
get_thing (Field *self)
{
  return tl_journey_lookup (tl_session_get_journey (self->session), self->id);
}

static gboolean
check_text (TlEntry *entry, const char *text, gpointer data, char **understood, GError **error)
{
  Field           *self = data;
  g_autofree char *value = NULL;

  /* What a reference is to is seen to when it is chosen. */
  return tl_field_get_info (self->field)->type == TL_TYPE_ID_REF ||
         tl_form_read (tl_session_get_journey (self->session), self->field, text,
                       tl_session_get_currency (self->session), &value, error);
}

static gboolean
commit_text (TlEntry *entry, const char *text, const char *choice, gpointer data, GError **error)
{
  Field             *self = data;
  g_autofree char   *value = g_strdup (choice);
  g_autoptr (TlEdit) edit = NULL;

  if (value == NULL && !tl_form_read (tl_session_get_journey (self->session), self->field, text,
                                      tl_session_get_currency (self->session), &value, error))
    return FALSE;
  edit = tl_form_edit (self->id, self->field, value);
  return tl_session_apply (self->session, edit, error);
}

static GPtrArray *
suggest (TlEntry *entry, gpointer data)
{
  Field *self = data;

  return tl_form_suggest (tl_session_get_journey (self->session), get_thing (self), self->field);
}

static const TlEntryUse plain_use = { check_text, commit_text, NULL };
static const TlEntryUse suggested_use = { check_text, commit_text, suggest };

static void
refresh_entry (TlEntry *entry)
{
  Field           *self = g_object_get_data (G_OBJECT (entry), "field");
  TlThing         *thing = get_thing (self);
  const char      *currency = tl_session_get_currency (self->session);
  g_autofree char *text = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *hint = NULL;

  if (thing == NULL)
    return;
  text = tl_form_show (tl_session_get_journey (self->session), thing, self->field, currency);
  empty = tl_form_show_empty (self->field, currency);
  hint = tl_form_hint (thing, self->field);
  tl_entry_set_given (entry, text);
  tl_entry_set_placeholder (entry, empty);
  tl_entry_set_hint (entry, hint);
  /* Its line is there before there is a number: one that came with it would move what stands below, which someone may be
   * about to press. */
  if (self->origin)
    {
      gboolean has = tl_thing_has (thing, self->field);

      gtk_widget_set_opacity (self->origin, has ? 1 : 0);
      gtk_widget_set_can_target (self->origin, has);
      gtk_widget_set_can_focus (self->origin, has);
    }
}

static GtkWidget *
entry_new (TlSession *session, const char *id, TlField field, const char *label, TlEntryFlags flags)
{
  const TlFieldInfo    *info = tl_field_get_info (field);
  Field                *self = field_new (session, id, field);
  g_autoptr (GPtrArray) choices = tl_form_suggest (tl_session_get_journey (session), get_thing (self), field);
  GtkWidget            *entry;

  if (tl_form_is_note (field))
    flags |= TL_ENTRY_NOTE;
  if (info->type == TL_TYPE_ID_REF)
    flags |= TL_ENTRY_CHOOSE;
  entry = tl_entry_new (label, flags, choices ? &suggested_use : &plain_use, self, field_free);
  g_object_set_data (G_OBJECT (entry), "field", self);
  if (info->type == TL_TYPE_ESTIMATE)
    {
      self->origin = tl_form_origin_new (session, id, field);
      tl_entry_add_below (TL_ENTRY (entry), self->origin);
    }
  refresh_entry (TL_ENTRY (entry));
  g_signal_connect_object (session, "edited", G_CALLBACK (refresh_entry), entry, G_CONNECT_SWAPPED);
  return entry;
}

/* What is chosen is applied at once; where the door refuses it, that is said below. */
static void
apply (Field *self, const char *value)
{
  g_autoptr (TlEdit) edit = tl_form_edit (self->id, self->field, value);
  g_autoptr (GError) error = NULL;
  gboolean           done = tl_session_apply (self->session, edit, &error);

  gtk_widget_set_visible (self->message, !done);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (self->message)), done ? "" : error->message);
}

static GtkWidget *
card_new (const char *label, GtkWidget **head)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = tl_part_label (label, "dim-label");

  *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (card, "tl-card");
  gtk_widget_add_css_class (name, "tl-small");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (*head), name);
  gtk_box_append (GTK_BOX (card), *head);
  return card;
}

/* Words */

/* The word that holds; NULL where none does. */
static const char *
get_word (Field *self)
{
  TlThing *thing = get_thing (self);

  return thing && tl_thing_has (thing, self->field) ? tl_thing_get_text (thing, self->field)
                                                   : tl_field_get_info (self->field)->preset;
}

static void
refresh_words (GtkWidget *card)
{
  Field      *self = g_object_get_data (G_OBJECT (card), "field");
  const char *value = get_word (self);

  self->filling = TRUE;
  for (guint i = 0; i < self->values->len; i++)
    if (g_strcmp0 (self->values->pdata[i], value) == 0)
      gtk_drop_down_set_selected (self->words, i);
  self->filling = FALSE;
}

static void
word_chosen (GtkWidget *card)
{
  Field *self = g_object_get_data (G_OBJECT (card), "field");
  guint  at = gtk_drop_down_get_selected (self->words);

  if (self->filling || at >= self->values->len)
    return;
  apply (self, self->values->pdata[at]);
  refresh_words (card);
}

static void
set_up_word (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer short_one)
{
  GtkWidget *label = tl_part_label (NULL, short_one ? "tl-value" : NULL);

  if (short_one)
    {
      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  gtk_list_item_set_child (item, label);
}

static void
bind_word (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* For what is chosen, which takes one line, or for the list. */
static GtkListItemFactory *
word_factory_new (gboolean short_one)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_word), GINT_TO_POINTER (short_one));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_word), NULL);
  return factory;
}

/* Two or three words stand side by side, each a press away. */

static void
refresh_sides (GtkWidget *card)
{
  Field      *self = g_object_get_data (G_OBJECT (card), "field");
  const char *value = get_word (self);

  self->filling = TRUE;
  for (guint i = 0; i < self->values->len; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->faces[i]),
                                  g_strcmp0 (self->values->pdata[i], value) == 0);
  self->filling = FALSE;
}

static void
side_chosen (GtkToggleButton *button, GtkWidget *card)
{
  Field *self = g_object_get_data (G_OBJECT (card), "field");

  if (self->filling)
    return;
  for (guint i = 0; i < self->values->len; i++)
    if (GTK_WIDGET (button) == self->faces[i] && g_strcmp0 (self->values->pdata[i], get_word (self)) != 0)
      apply (self, self->values->pdata[i]);
  refresh_sides (card);
}

static const char *
side_label (const char *word)
{
  static const struct
  {
    const char *word;
    const char *label;
  } shorter[] = { { "step", NC_ ("side", "Step") }, { "won", NC_ ("side", "Won") }, { "lost", NC_ ("side", "Lost") } };

  for (gsize i = 0; i < G_N_ELEMENTS (shorter); i++)
    if (g_str_equal (shorter[i].word, word))
      return g_dpgettext2 (GETTEXT_PACKAGE, "side", shorter[i].label);
  return tl_phrase_word (word);
}

static GtkWidget *
sides_new (TlSession *session, const char *id, TlField field, const char *label)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  Field             *self = field_new (session, id, field);
  GtkWidget         *head;
  GtkWidget         *card = card_new (label, &head);
  GtkWidget         *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->values = g_ptr_array_new ();
  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  for (guint i = 0; info->words[i]; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (side_label (info->words[i]));

      g_ptr_array_add (self->values, (gpointer) info->words[i]);
      gtk_widget_set_tooltip_text (button, tl_phrase_word (info->words[i]));
      gtk_widget_add_css_class (button, "tl-side");
      self->faces[i] = button;
      gtk_box_append (GTK_BOX (box), button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (side_chosen), card, 0);
    }
  self->message = tl_part_problem ();
  gtk_box_append (GTK_BOX (card), box);
  gtk_box_append (GTK_BOX (card), self->message);
  g_object_set_data_full (G_OBJECT (card), "field", self, field_free);
  refresh_sides (card);
  g_signal_connect_object (session, "edited", G_CALLBACK (refresh_sides), card, G_CONNECT_SWAPPED);
  return card;
}

/* An effect can change only what the thing it is on has. */
static gboolean
is_fitting (Field *self, const char *word)
{
  TlThing *thing = get_thing (self);
  TlThing *on = thing && self->field == TL_EFFECT_FIELD
                  ? tl_phrase_effect_thing (tl_session_get_journey (self->session), thing) : NULL;

  return on == NULL || g_strv_contains (tl_phrase_effect_fields (tl_thing_get_kind (on)), word);
}

static const char *
word_label (Field *self, const char *word)
{
  TlThing *thing = get_thing (self);
  TlThing *on = thing && self->field == TL_EFFECT_FIELD
                  ? tl_phrase_effect_thing (tl_session_get_journey (self->session), thing) : NULL;

  return on ? tl_phrase_effect_label (tl_thing_get_kind (on), word) : tl_phrase_word (word);
}

static GtkWidget *
words_new (TlSession *session, const char *id, TlField field, const char *label)
{
  const TlFieldInfo             *info = tl_field_get_info (field);
  Field                         *self = field_new (session, id, field);
  GtkWidget                     *head;
  GtkWidget                     *card = card_new (label, &head);
  GtkStringList                 *list = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) shown = word_factory_new (TRUE);
  g_autoptr (GtkListItemFactory) listed = word_factory_new (FALSE);

  self->values = g_ptr_array_new ();
  /* Where a word holds anyhow, leaving it out is no choice of its own. */
  if (!(info->flags & TL_FIELD_REQUIRED) && info->preset == NULL)
    {
      g_autofree char *empty = tl_form_show_empty (field, NULL);

      g_ptr_array_add (self->values, NULL);
      gtk_string_list_append (list, empty);
    }
  for (const char *const *word = info->words; *word; word++)
    if (is_fitting (self, *word))
      {
        g_ptr_array_add (self->values, (gpointer) *word);
        gtk_string_list_append (list, word_label (self, *word));
      }
  self->words = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (list), NULL));
  gtk_drop_down_set_factory (self->words, shown);
  gtk_drop_down_set_list_factory (self->words, listed);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "tl-words");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->message = tl_part_problem ();
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (card), self->message);
  g_object_set_data_full (G_OBJECT (card), "field", self, field_free);
  refresh_words (card);
  g_signal_connect_object (self->words, "notify::selected", G_CALLBACK (word_chosen), card, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "edited", G_CALLBACK (refresh_words), card, G_CONNECT_SWAPPED);
  return card;
}

/* Feelings */

static void
refresh_faces (GtkWidget *card)
{
  Field           *self = g_object_get_data (G_OBJECT (card), "field");
  TlThing         *thing = get_thing (self);
  gboolean         has = thing && tl_thing_has (thing, self->field);
  g_autofree char *text = has ? tl_phrase_value (thing, self->field, NULL) : tl_form_show_empty (self->field, NULL);

  self->filling = TRUE;
  for (int i = 0; i < N_FACES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->faces[i]),
                                  has && tl_thing_get_number (thing, self->field) == i - 2);
  self->filling = FALSE;
  gtk_label_set_label (GTK_LABEL (self->feeling), text);
  gtk_widget_set_visible (self->clear, has);
}

static void
face_chosen (GtkToggleButton *button, GtkWidget *card)
{
  Field *self = g_object_get_data (G_OBJECT (card), "field");

  if (self->filling)
    return;
  for (int i = 0; i < N_FACES; i++)
    if (GTK_WIDGET (button) == self->faces[i])
      {
        g_autofree char *value = g_strdup_printf ("%d", i - 2);

        apply (self, value);
      }
  refresh_faces (card);
}

static void
clear_feeling (GtkWidget *card)
{
  Field *self = g_object_get_data (G_OBJECT (card), "field");

  /* The button goes: whoever pressed it stays here. */
  gtk_widget_grab_focus (self->faces[N_FACES / 2]);
  apply (self, NULL);
}

static GtkWidget *
faces_new (TlSession *session, const char *id, TlField field, const char *label)
{
  Field     *self = field_new (session, id, field);
  GtkWidget *head;
  GtkWidget *card = card_new (label, &head);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  for (int i = 0; i < N_FACES; i++)
    {
      g_autofree char *icon = g_strdup_printf ("tl-face-%d-symbolic", i + 1);
      g_autofree char *mood = g_strdup_printf ("tl-mood-%d", i + 1);
      const char      *name = tl_phrase_feeling (i - 2);
      GtkWidget       *button = gtk_toggle_button_new ();
      GtkWidget       *image = gtk_image_new_from_icon_name (icon);

      gtk_image_set_pixel_size (GTK_IMAGE (image), 20);
      gtk_widget_add_css_class (image, mood);
      gtk_button_set_child (GTK_BUTTON (button), image);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "circular");
      gtk_widget_add_css_class (button, "tl-face");
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      self->faces[i] = button;
      gtk_box_append (GTK_BOX (box), button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (face_chosen), card, 0);
    }
  self->feeling = tl_part_note (NULL);
  gtk_widget_set_hexpand (self->feeling, TRUE);
  self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_add_css_class (self->clear, "circular");
  gtk_widget_add_css_class (self->clear, "tl-tiny");
  gtk_widget_set_tooltip_text (self->clear, _("Say nothing of the feeling"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Say nothing of the feeling"), -1);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_feeling), card, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (head), self->clear);
  self->message = tl_part_problem ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (card), box);
  gtk_box_append (GTK_BOX (card), self->feeling);
  gtk_box_append (GTK_BOX (card), self->message);
  g_object_set_data_full (G_OBJECT (card), "field", self, field_free);
  refresh_faces (card);
  g_signal_connect_object (session, "edited", G_CALLBACK (refresh_faces), card, G_CONNECT_SWAPPED);
  return card;
}

/* Where nothing may be changed, it is only read. */
static GtkWidget *
read_only_new (TlSession *session, const char *id, TlField field, const char *label)
{
  TlJourney       *journey = tl_session_get_journey (session);
  TlThing         *thing = tl_journey_lookup (journey, id);
  const char      *currency = tl_session_get_currency (session);
  g_autofree char *text = tl_form_show (journey, thing, field, currency);
  g_autofree char *empty = tl_form_show_empty (field, currency);
  g_autofree char *hint = tl_form_hint (thing, field);
  g_autofree char *feeling = field == TL_TOUCHPOINT_EMOTION ? tl_phrase_value (thing, field, currency) : NULL;
  g_autofree char *origin = tl_field_get_info (field)->type == TL_TYPE_ESTIMATE
                              ? tl_phrase_origin (journey, thing, field) : NULL;

  return tl_part_card (label, feeling ? feeling : *text ? text : NULL, *text ? hint : empty, origin);
}

/**
 * tl_form_field_new:
 * @id: a thing's id
 * @field: a field of its kind
 * @label: (nullable): what it is called here, where that is not the field's own label
 *
 * Returns: (transfer floating): a card that shows the field, follows it, and lets it be changed
 */
GtkWidget *
tl_form_field_new (TlSession *session, const char *id, TlField field, const char *label)
{
  GtkWidget *card;

  if (label == NULL)
    label = tl_field_get_label (field);
  if (!tl_session_can_edit (session))
    card = read_only_new (session, id, field, label);
  else if (field == TL_STAGE_KIND)
    card = sides_new (session, id, field, label);
  else if (tl_field_get_info (field)->type == TL_TYPE_WORD)
    card = words_new (session, id, field, label);
  else if (field == TL_TOUCHPOINT_EMOTION)
    card = faces_new (session, id, field, label);
  else
    card = entry_new (session, id, field, label, TL_ENTRY_PLAIN);
  if (tl_session_can_edit (session))
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", id, tl_field_get_info (field)->name);

      gtk_widget_set_name (card, name);
    }
  return card;
}

/**
 * tl_form_title_new:
 *
 * Returns: (transfer floating): the title of a thing, as the head of the panel
 */
GtkWidget *
tl_form_title_new (TlSession *session, const char *id, TlField field)
{
  GtkWidget *title;

  if (!tl_session_can_edit (session))
    return tl_part_label (tl_thing_get_title (tl_journey_lookup (tl_session_get_journey (session), id)), "tl-title");
  title = entry_new (session, id, field, tl_field_get_label (field), TL_ENTRY_TITLE);
  gtk_widget_set_name (title, "title");
  return title;
}
