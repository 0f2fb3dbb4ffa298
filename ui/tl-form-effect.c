/* tl-form-effect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-form-effect.h"

#include <glib/gi18n-lib.h>

#include "tl-effect-words.h"
#include "tl-entry.h"
#include "tl-error.h"
#include "tl-parts.h"
#include "tl-phrase-effect.h"
#include "tl-text.h"

/* An effect that there is, or one that is being made. */
typedef struct
{
  TlSession   *session;
  char        *id;    /* of the effect; NULL of a new one */
  char        *fix;   /* of a new one */

  char        *on;    /* of a new one, what it is to be on */
  GtkDropDown *fields;
  GtkWidget   *target;
  GtkWidget   *words;
  GtkWidget   *rest;  /* what is asked next */
} Effect;

static void
effect_free (gpointer data)
{
  Effect *self = data;

  g_object_unref (self->session);
  g_free (self->id);
  g_free (self->fix);
  g_free (self->on);
  g_free (self);
}

static TlJourney *
get_journey (Effect *self)
{
  return tl_session_get_journey (self->session);
}

/* What it is on, and what of that it changes. */
static TlThing *
get_target (Effect *self, const char **field)
{
  TlThing           *effect = self->id ? tl_journey_lookup (get_journey (self), self->id) : NULL;
  TlThing           *on;
  const char *const *fields;
  guint              at;

  if (effect)
    {
      *field = tl_thing_get_text (effect, TL_EFFECT_FIELD);
      return *field ? tl_phrase_effect_thing (get_journey (self), effect) : NULL;
    }
  on = self->on ? tl_journey_lookup (get_journey (self), self->on) : NULL;
  if (on == NULL)
    return NULL;
  fields = tl_phrase_effect_fields (tl_thing_get_kind (on));
  at = gtk_drop_down_get_selected (self->fields);
  if (at >= g_strv_length ((char **) fields))
    return NULL;
  *field = fields[at];
  return on;
}

/* `× 0.4: 30% → 12%` */
static char *
say_understood (Effect *self, TlThing *on, const char *field, const TlEffectWords *words)
{
  TlThing         *to = words->to ? tl_journey_lookup (get_journey (self), words->to) : NULL;
  g_autofree char *amount = tl_estimate_format_people (&words->amount, FALSE, NULL);
  g_autofree char *result = tl_phrase_effect_bounds (on, field, words->shift ? NULL : &words->amount,
                                                     words->shift ? &words->amount : NULL,
                                                     tl_session_get_currency (self->session));
  g_autofree char *change = NULL;

  if (to)
    /* Translators: what an effect multiplies by, and where the rest goes. */
    change = g_strdup_printf (_("× %s, the rest to “%s”"), amount, tl_thing_get_title (to));
  else if (words->shift && words->amount.low >= 0)
    change = g_strdup_printf (C_ ("effect", "+ %s"), amount);
  else
    change = words->shift ? g_steal_pointer (&amount) : g_strdup_printf (C_ ("effect", "× %s"), amount);
  if (result == NULL)
    return g_steal_pointer (&change);
  /* Translators: a change, and what comes of it: “× 0.4: 30% → 12%”. */
  return g_strdup_printf (C_ ("effect", "%s: %s"), change, result);
}

static gboolean
parse (Effect *self, const char *text, TlEffectWords *words, TlThing **on, const char **field, GError **error)
{
  *on = get_target (self, field);
  if (*on)
    return tl_effect_words_parse (get_journey (self), *on, *field, text, NULL, words, error);
  g_set_error_literal (error, TL_ERROR, TL_ERROR_MISSING, _("Choose first what it changes."));
  return FALSE;
}

static gboolean
check_words (TlEntry *entry, const char *text, gpointer data, char **understood, GError **error)
{
  Effect                 *self = data;
  g_auto (TlEffectWords)  words = { FALSE };
  TlThing                *on;
  const char             *field;

  if (tl_text_is_blank (text))
    {
      if (self->id == NULL)
        return TRUE;
      g_set_error_literal (error, TL_ERROR, TL_ERROR_MISSING, _("Write what it does, or remove it by its menu."));
      return FALSE;
    }
  if (!parse (self, text, &words, &on, &field, error))
    return FALSE;
  *understood = say_understood (self, on, field, &words);
  return TRUE;
}

static void
set_words (TlEdit *edit, const char *id, const TlEffectWords *words)
{
  g_autofree char *amount = tl_estimate_format (&words->amount);

  tl_edit_set (edit, id, TL_EFFECT_SCALE, words->shift ? NULL : amount);
  tl_edit_set (edit, id, TL_EFFECT_SHIFT, words->shift ? amount : NULL);
  tl_edit_set (edit, id, TL_EFFECT_TO, words->to);
}

static gboolean
commit_words (TlEntry *entry, const char *text, const char *choice, gpointer data, GError **error)
{
  Effect                *self = data;
  g_auto (TlEffectWords) words = { FALSE };
  g_autoptr (TlEdit)     edit = NULL;
  TlThing               *on;
  const char            *field;

  if (!parse (self, text, &words, &on, &field, error))
    return FALSE;
  edit = tl_edit_new (_("Change effect"));
  set_words (edit, self->id, &words);
  return tl_session_apply (self->session, edit, error);
}

/* What it changes, as the label of what it does. */
static char *
say_target (TlJourney *journey, TlThing *effect)
{
  TlThing  *on = tl_phrase_effect_thing (journey, effect);
  TlChoice *choice = on ? tl_choice_of_thing (on) : NULL;
  char     *label;

  /* Translators: the title of what a fix changes, and what of it. */
  label = g_strdup_printf (C_ ("effect", "%s: %s"), choice ? choice->title : "?", tl_phrase_effect_field (journey, effect));
  g_clear_pointer (&choice, tl_choice_free);
  return label;
}

static void
refresh (TlEntry *entry)
{
  Effect          *self = g_object_get_data (G_OBJECT (entry), "effect");
  TlJourney       *journey = get_journey (self);
  TlThing         *effect = tl_journey_lookup (journey, self->id);
  const char      *currency = tl_session_get_currency (self->session);
  g_autofree char *change = NULL;
  g_autofree char *result = NULL;
  g_autofree char *label = NULL;

  if (effect == NULL)
    return;
  change = tl_phrase_effect_change (journey, effect, currency);
  result = tl_phrase_effect_result (journey, effect, currency);
  label = say_target (journey, effect);
  tl_entry_set_label (entry, label);
  tl_entry_set_given (entry, change);
  tl_entry_set_hint (entry, result);
}

static const TlEntryUse words_use = { check_words, commit_words, NULL };

/**
 * tl_form_effect_new:
 * @id: an effect's id
 *
 * Returns: (transfer floating): a card that says what it does, and lets that be said otherwise
 */
GtkWidget *
tl_form_effect_new (TlSession *session, const char *id)
{
  Effect          *self;
  GtkWidget       *entry;
  g_autofree char *name = g_strdup_printf ("%s.words", id);

  if (!tl_session_can_edit (session))
    {
      TlJourney       *journey = tl_session_get_journey (session);
      TlThing         *effect = tl_journey_lookup (journey, id);
      const char      *currency = tl_session_get_currency (session);
      g_autofree char *label = say_target (journey, effect);
      g_autofree char *change = tl_phrase_effect_change (journey, effect, currency);
      g_autofree char *result = tl_phrase_effect_result (journey, effect, currency);

      return tl_part_card (label, change, result, NULL);
    }
  self = g_new0 (Effect, 1);
  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  entry = tl_entry_new ("", TL_ENTRY_PLAIN, &words_use, self, effect_free);
  g_object_set_data (G_OBJECT (entry), "effect", self);
  gtk_widget_set_name (entry, name);
  refresh (TL_ENTRY (entry));
  g_signal_connect_object (session, "edited", G_CALLBACK (refresh), entry, G_CONNECT_SWAPPED);
  return entry;
}

/* A new one */

static GPtrArray *
suggest_targets (TlEntry *entry, gpointer data)
{
  Effect *self = data;

  return tl_form_suggest (get_journey (self), NULL, TL_EFFECT_ON);
}

static gboolean
check_target (TlEntry *entry, const char *text, gpointer data, char **understood, GError **error)
{
  return TRUE;
}

static void
suggest_words (Effect *self)
{
  const char      *field;
  TlThing         *on = get_target (self, &field);
  TlThing         *stage = on && tl_thing_get_kind (on) == TL_KIND_TOUCHPOINT ? tl_thing_get_parent (on) : NULL;
  TlThing         *other = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; stage && i < tl_thing_n (stage, TL_KIND_TOUCHPOINT); i++)
    if (tl_thing_nth (stage, TL_KIND_TOUCHPOINT, i) != on)
      other = tl_thing_nth (stage, TL_KIND_TOUCHPOINT, i);
  if (other && g_str_equal (field, "reach"))
    text = g_strdup_printf (_("halves it, 60%% fewer, moves 20%% to %s"), tl_thing_get_title (other));
  else if (on && (g_str_equal (field, "strength") || g_str_equal (field, "contacts")))
    text = g_strdup (_("halves it, 60% fewer, ends it"));
  else
    text = g_strdup (_("halves it, 60% less, adds 0.15, down to 5"));
  tl_entry_set_placeholder (TL_ENTRY (self->words), text);
}

/* What someone most likely means to change of it: what is written down there. Of a stage with nothing written, who goes on. */
static guint
likely_field (TlThing *on, const char *const *fields)
{
  TlKind kind = tl_thing_get_kind (on);

  for (guint i = 0; fields[i]; i++)
    {
      TlField field = tl_kind_find_field (kind, fields[i]);

      if (field != TL_FIELD_NONE && tl_thing_has (on, field))
        return i;
    }
  return kind == TL_KIND_STAGE ? 2 : 0;
}

static gboolean
choose_target (TlEntry *entry, const char *text, const char *choice, gpointer data, GError **error)
{
  Effect                   *self = data;
  g_autoptr (GPtrArray)     targets = suggest_targets (entry, self);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree char          *id = g_strdup (choice);
  TlThing                  *on;
  const char *const        *fields;

  if (id == NULL && !tl_choices_find (targets, text, &id, error))
    return FALSE;
  on = tl_journey_lookup (get_journey (self), id);
  if (on == NULL)
    return FALSE;
  g_free (self->on);
  self->on = g_steal_pointer (&id);
  fields = tl_phrase_effect_fields (tl_thing_get_kind (on));
  for (guint i = 0; fields[i]; i++)
    gtk_string_list_append (list, tl_phrase_effect_label (tl_thing_get_kind (on), fields[i]));
  gtk_drop_down_set_model (self->fields, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->fields, likely_field (on, fields));
  gtk_widget_set_visible (self->rest, TRUE);
  tl_entry_set_given (entry, text);
  suggest_words (self);
  gtk_widget_grab_focus (self->words);
  return TRUE;
}

static gboolean
create_effect (TlEntry *entry, const char *text, const char *choice, gpointer data, GError **error)
{
  Effect                *self = data;
  g_auto (TlEffectWords) words = { FALSE };
  g_autoptr (TlEdit)     edit = NULL;
  g_autoptr (GtkWidget)  kept = NULL; /* what this stands in, which the edit may take down */
  g_autofree char       *wish = NULL;
  g_autofree char       *id = NULL;
  TlThing               *on;
  const char            *field;

  if (!parse (self, text, &words, &on, &field, error))
    return FALSE;
  kept = g_object_ref (gtk_widget_get_parent (self->target));
  wish = g_strdup_printf ("%s-%s-%s", self->fix, tl_thing_get_id (on), field);
  id = tl_document_make_id (tl_session_get_document (self->session), wish);
  edit = tl_edit_new (_("Add effect"));
  tl_edit_create (edit, TL_KIND_EFFECT, id, self->fix, TL_EDIT_LAST);
  tl_edit_set (edit, id, TL_EFFECT_ON, tl_thing_get_id (on));
  tl_edit_set (edit, id, TL_EFFECT_FIELD, field);
  set_words (edit, id, &words);
  if (!tl_session_apply (self->session, edit, error))
    return FALSE;
  /* Where the panel was made anew, the focus is in the place of this one already. */
  if (gtk_widget_get_root (kept) == NULL)
    return TRUE;
  /* Ready for the next. */
  g_clear_pointer (&self->on, g_free);
  tl_entry_set_given (TL_ENTRY (self->target), "");
  gtk_widget_grab_focus (self->target);
  gtk_widget_set_visible (self->rest, FALSE);
  return TRUE;
}

static void
field_chosen (GtkWidget *box)
{
  Effect          *self = g_object_get_data (G_OBJECT (box), "effect");
  g_autofree char *text = tl_entry_dup_text (TL_ENTRY (self->words));

  suggest_words (self);
  /* What is written is held against what is chosen now. */
  tl_entry_set_text (TL_ENTRY (self->words), text);
}

static const TlEntryUse target_use = { check_target, choose_target, suggest_targets };
static const TlEntryUse create_use = { check_words, create_effect, NULL };

/**
 * tl_form_new_effect_new:
 * @fix: a fix's id
 *
 * Returns: (transfer floating): asks what a new effect is on, what of that it changes, and what it does
 */
GtkWidget *
tl_form_new_effect_new (TlSession *session, const char *fix)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *card, *label;
  Effect    *self = g_new0 (Effect, 1);

  self->session = g_object_ref (session);
  self->fix = g_strdup (fix);
  g_object_set_data_full (G_OBJECT (box), "effect", self, effect_free);
  self->target = tl_entry_new (_("Add what it changes…"), TL_ENTRY_ADD | TL_ENTRY_CHOOSE, &target_use, self, NULL);
  gtk_widget_set_name (self->target, "add:effect");
  gtk_box_append (GTK_BOX (box), self->target);
  self->rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->fields = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->fields), "tl-words");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fields), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What of it"), -1);
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (card, "tl-card");
  label = tl_part_label (_("What of it"), "dim-label");
  gtk_widget_add_css_class (label, "tl-small");
  gtk_box_append (GTK_BOX (card), label);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->fields));
  gtk_box_append (GTK_BOX (self->rest), card);
  self->words = tl_entry_new (_("What it does"), TL_ENTRY_PLAIN, &create_use, self, NULL);
  gtk_widget_set_name (self->words, "new-effect");
  gtk_box_append (GTK_BOX (self->rest), self->words);
  gtk_box_append (GTK_BOX (box), self->rest);
  gtk_widget_set_visible (self->rest, FALSE);
  g_signal_connect_object (self->fields, "notify::selected", G_CALLBACK (field_chosen), box, G_CONNECT_SWAPPED);
  return box;
}
