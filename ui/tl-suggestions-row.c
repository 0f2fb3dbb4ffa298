/* tl-suggestions-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-suggestions-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-number.h"
#include "tl-parts.h"
#include "tl-records-row.h"

#define LINES      3
#define MOST_TEXT  600 /* characters: no row shows more */
#define FAR        160 /* bytes: words that stand so far from the beginning are led up to */
#define LEAD       60
#define FEELS      .5  /* a mood that is weaker is not told */

struct _TlSuggestionsItem
{
  GObject      parent_instance;

  TlSuggestion suggestion;
};

G_DEFINE_FINAL_TYPE (TlSuggestionsItem, tl_suggestions_item, G_TYPE_OBJECT)

static void
tl_suggestions_item_finalize (GObject *object)
{
  TlSuggestion *suggestion = &TL_SUGGESTIONS_ITEM (object)->suggestion;

  g_free (suggestion->record);
  g_free (suggestion->thing);
  g_strfreev (suggestion->words);
  g_free (suggestion->extract);
  g_free (suggestion->text);
  G_OBJECT_CLASS (tl_suggestions_item_parent_class)->finalize (object);
}

static void
tl_suggestions_item_class_init (TlSuggestionsItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_suggestions_item_finalize;
}

static void
tl_suggestions_item_init (TlSuggestionsItem *self)
{
}

/**
 * tl_suggestions_item_new:
 * @suggestion: a proposal; what it holds is moved out of it
 *
 * Returns: (transfer full): the same for a list
 */
TlSuggestionsItem *
tl_suggestions_item_new (TlSuggestion *suggestion)
{
  TlSuggestionsItem *self = g_object_new (TL_TYPE_SUGGESTIONS_ITEM, NULL);

  self->suggestion = *suggestion;
  *suggestion = (TlSuggestion) { NULL };
  return self;
}

/**
 * tl_suggestions_item_get:
 *
 * Returns: (transfer none): the proposal
 */
const TlSuggestion *
tl_suggestions_item_get (TlSuggestionsItem *self)
{
  g_return_val_if_fail (TL_IS_SUGGESTIONS_ITEM (self), NULL);
  return &self->suggestion;
}

/* Words as the learner tells them apart, with where they stand. */

typedef struct
{
  gsize    from, to; /* bytes */
  GString *name;
  gboolean marked;
  gboolean marked_on; /* up to the next one */
} Word;

static void
word_clear (gpointer data)
{
  g_string_free (((Word *) data)->name, TRUE);
}

static void
end_word (GArray *words, Word *word)
{
  if (word->name == NULL)
    return;
  if (g_ascii_isdigit (*word->name->str))
    g_string_assign (word->name, "0");
  g_array_append_val (words, *word);
  *word = (Word) { 0 };
}

static gboolean
stands_alone (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA ||
         script == G_UNICODE_SCRIPT_THAI;
}

static GArray *
split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  Word    word = { 0 };

  g_array_set_clear_func (words, word_clear);
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar         c = g_utf8_get_char (p);
      gsize            size = (gsize) (g_utf8_next_char (p) - p);
      g_autofree char *folded = NULL;

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && !(c == '\'' && word.name))
        {
          end_word (words, &word);
          continue;
        }
      if (stands_alone (c))
        end_word (words, &word);
      if (word.name == NULL)
        word = (Word) { .from = (gsize) (p - text), .name = g_string_new (NULL) };
      folded = g_utf8_casefold (p, (gssize) size);
      if (c != '\'')
        {
          g_string_append (word.name, folded);
          word.to = (gsize) (p - text) + size;
        }
      if (stands_alone (c))
        end_word (words, &word);
    }
  end_word (words, &word);
  return words;
}

static void
mark_words (GArray *all, char *const *words)
{
  for (guint i = 0; i < all->len; i++)
    {
      Word            *one = &g_array_index (all, Word, i);
      Word            *next = i + 1 < all->len ? &g_array_index (all, Word, i + 1) : NULL;
      g_autofree char *both = next ? g_strconcat (one->name->str, " ", next->name->str, NULL) : NULL;

      if (g_strv_contains ((const char *const *) words, one->name->str))
        one->marked = TRUE;
      if (both && g_strv_contains ((const char *const *) words, both))
        one->marked = one->marked_on = next->marked = TRUE;
    }
}

/* Where to begin, so that the first of the words is seen. */
static gsize
find_beginning (const char *text, const GArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const Word *first = &g_array_index (all, Word, i);

      if (!first->marked)
        continue;
      if (first->from <= FAR)
        return 0;
      for (guint k = 0; k < i; k++)
        if (g_array_index (all, Word, k).from + LEAD >= first->from)
          return g_array_index (all, Word, k).from;
      return first->from;
    }
  return 0;
}

/**
 * tl_suggestions_mark:
 * @text: what a record says
 * @words: (array zero-terminated=1): words and pairs of neighbours, as tl_learner_explain() names them
 *
 * Returns: (transfer full): the text, from a little before the first of them, with each between U+0002 and U+0003, for
 *   tl_records_mark_up()
 */
char *
tl_suggestions_mark (const char *text, char *const *words)
{
  g_autofree char   *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GArray) all = split (valid);
  GString           *marked = g_string_new (NULL);
  gboolean           open = FALSE;
  gsize              done;

  mark_words (all, words);
  done = find_beginning (valid, all);
  if (done > 0)
    g_string_append (marked, "… ");
  for (guint i = 0; i < all->len; i++)
    {
      const Word *one = &g_array_index (all, Word, i);

      if (!one->marked || one->from < done)
        continue;
      g_string_append_len (marked, valid + done, (gssize) (one->from - done));
      if (!open)
        g_string_append_c (marked, 2);
      g_string_append_len (marked, valid + one->from, (gssize) (one->to - one->from));
      open = one->marked_on;
      if (!open)
        g_string_append_c (marked, 3);
      done = one->to;
    }
  g_string_append (marked, valid + done);
  return g_string_free (marked, FALSE);
}

/* The row */

struct _TlSuggestionsRow
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *words;
  GtkWidget *chip;
  GtkWidget *mood;
  GtkWidget *sure;
  GtkWidget *percent;
};

G_DEFINE_FINAL_TYPE (TlSuggestionsRow, tl_suggestions_row, GTK_TYPE_WIDGET)

static const char *
say_sure (double confidence)
{
  confidence += TL_SUGGESTIONS_ROUND;
  if (confidence >= .9)
    return C_ ("confidence", "Almost certain");
  if (confidence >= .75)
    return C_ ("confidence", "Likely");
  if (confidence >= .5)
    return C_ ("confidence", "More likely than not");
  return C_ ("confidence", "A guess");
}

static void
show_chip (TlSuggestionsRow *self, TlThing *thing, const char *title)
{
  GtkWidget *icon = thing ? tl_part_icon (tl_thing_get_kind (thing)) : NULL;
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chip)))
    gtk_box_remove (GTK_BOX (self->chip), child);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  if (icon)
    gtk_box_append (GTK_BOX (self->chip), icon);
  gtk_box_append (GTK_BOX (self->chip), label);
  gtk_widget_set_tooltip_text (self->chip, title);
}

static void
show_mood (TlSuggestionsRow *self, double sentiment)
{
  gboolean felt = !isnan (sentiment) && fabs (sentiment) >= FEELS;

  gtk_widget_set_visible (self->mood, felt);
  if (!felt)
    return;
  gtk_label_set_text (GTK_LABEL (self->mood), sentiment < 0 ? _("sounds unhappy") : _("sounds happy"));
  gtk_widget_remove_css_class (self->mood, sentiment < 0 ? "tl-high" : "tl-low");
  gtk_widget_add_css_class (self->mood, sentiment < 0 ? "tl-low" : "tl-high");
}

static void
tl_suggestions_row_dispose (GObject *object)
{
  g_clear_pointer (&TL_SUGGESTIONS_ROW (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_suggestions_row_parent_class)->dispose (object);
}

static void
tl_suggestions_row_class_init (TlSuggestionsRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_suggestions_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-suggestions-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
said_new (TlSuggestionsRow *self)
{
  GtkWidget *said = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->words = tl_part_label ("", "tl-record-words");
  gtk_label_set_lines (GTK_LABEL (self->words), LINES);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->words), 12);
  gtk_box_append (GTK_BOX (said), self->words);
  self->chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->chip, "tl-chip");
  gtk_widget_add_css_class (self->chip, "tl-about");
  self->mood = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->mood, "tl-score");
  gtk_box_append (GTK_BOX (line), self->chip);
  gtk_box_append (GTK_BOX (line), self->mood);
  gtk_box_append (GTK_BOX (said), line);
  gtk_widget_set_hexpand (said, TRUE);
  gtk_widget_set_valign (said, GTK_ALIGN_CENTER);
  return said;
}

static GtkWidget *
sure_new (TlSuggestionsRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->percent = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->percent, "numeric");
  gtk_widget_add_css_class (self->percent, "tl-strong");
  self->sure = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->sure, "dim-label");
  gtk_widget_add_css_class (self->sure, "tl-small");
  gtk_label_set_xalign (GTK_LABEL (self->percent), 1);
  gtk_label_set_xalign (GTK_LABEL (self->sure), 1);
  gtk_box_append (GTK_BOX (box), self->percent);
  gtk_box_append (GTK_BOX (box), self->sure);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static void
tl_suggestions_row_init (TlSuggestionsRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->box), said_new (self));
  gtk_box_append (GTK_BOX (self->box), sure_new (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
yes_clicked (GtkWidget *button, GtkListItem *item)
{
  gtk_widget_activate_action (button, "suggestions.accept", "u", gtk_list_item_get_position (item));
}

static void
no_clicked (GtkWidget *button, GtkListItem *item)
{
  gtk_widget_activate_action (button, "suggestions.skip", "u", gtk_list_item_get_position (item));
}

/* The list has the focus, and its keys do the same: a row that goes away must not take the focus with it. */
static void
add_button (TlSuggestionsRow *self, GtkListItem *item, const char *label, const char *tooltip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_object (button, "clicked", clicked, item, 0);
  gtk_box_append (GTK_BOX (self->box), button);
}

/**
 * tl_suggestions_row_new:
 * @item: where it stands in a list
 *
 * Its buttons activate `suggestions.accept` and `suggestions.skip` with their place.
 *
 * Returns: (transfer floating): a row of nothing yet
 */
GtkWidget *
tl_suggestions_row_new (GtkListItem *item)
{
  TlSuggestionsRow *self = g_object_new (TL_TYPE_SUGGESTIONS_ROW, NULL);

  add_button (self, item, _("Accept"), _("Assign the record to it (Enter or A)"), G_CALLBACK (yes_clicked));
  add_button (self, item, _("Not This"), _("Pass it over until it is learned again (N)"), G_CALLBACK (no_clicked));
  return GTK_WIDGET (self);
}

/**
 * tl_suggestions_row_bind:
 * @session: what the window shows
 * @suggestion: what to show
 */
void
tl_suggestions_row_bind (TlSuggestionsRow *self, TlSession *session, const TlSuggestion *suggestion)
{
  TlThing         *thing = tl_journey_lookup (tl_session_get_journey (session), suggestion->thing);
  const char      *title = thing ? tl_thing_get_title (thing) : suggestion->thing;
  g_autofree char *marked = tl_suggestions_mark (suggestion->text, suggestion->words);
  g_autofree char *markup = tl_records_mark_up (marked, MOST_TEXT);
  /* Nothing that is learned is sure altogether. */
  g_autofree char *percent = tl_number_format_percent (MIN (suggestion->confidence, .99), NULL);
  g_autofree char *said = NULL;

  g_return_if_fail (TL_IS_SUGGESTIONS_ROW (self));
  /* Translators: what a record may speak of, and how sure that is, in words and in per cent. */
  said = g_strdup_printf (_("May be about “%s”. %s: %s."), title, say_sure (suggestion->confidence), percent);
  gtk_label_set_markup (GTK_LABEL (self->words), markup);
  show_chip (self, thing, title);
  show_mood (self, suggestion->sentiment);
  gtk_label_set_text (GTK_LABEL (self->sure), say_sure (suggestion->confidence));
  gtk_label_set_text (GTK_LABEL (self->percent), percent);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (self->words)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
}
