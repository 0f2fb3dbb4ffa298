/* tl-import-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-phrase.h"
#include "tl-text.h"

struct _TlImportSource
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow        *which;
  AdwEntryRow        *title;
  AdwComboRow        *kind;
  AdwEntryRow        *asked;
  AdwEntryRow        *from;
  AdwEntryRow        *to;

  GPtrArray          *ids;        /* of char *: of the sources that there are, as @which lists them behind the new one */
  GPtrArray          *titles;     /* of char *: the same, folded */
  char               *shown_from; /* what was found, and not said */
  char               *shown_to;
  gboolean            is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlImportSource, tl_import_source, ADW_TYPE_PREFERENCES_GROUP)

static char *
fold (const char *text)
{
  g_autofree char *line = tl_text_squeeze (text);

  return g_utf8_casefold (line, -1);
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* The source that there is and that the records go to; NULL: a new one. */
static const char *
get_there (TlImportSource *self)
{
  guint            at = adw_combo_row_get_selected (self->which);
  g_autofree char *key = NULL;

  if (at > 0 && at <= self->ids->len)
    return self->ids->pdata[at - 1];
  key = fold (get_text (self->title));
  for (guint i = 0; i < self->titles->len; i++)
    if (strcmp (key, self->titles->pdata[i]) == 0)
      return self->ids->pdata[i];
  return NULL;
}

static void
mark (AdwEntryRow *row, TlField field)
{
  const char *text = get_text (row);
  TlValue     value = { FALSE };

  if (*text && !tl_field_parse (field, text, &value, NULL))
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  tl_value_clear (&value, field);
}

static void
update (TlImportSource *self)
{
  gboolean is_listed = adw_combo_row_get_selected (self->which) > 0;
  gboolean is_new = get_there (self) == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->title), !is_listed);
  gtk_widget_set_visible (GTK_WIDGET (self->kind), is_new);
  gtk_widget_set_visible (GTK_WIDGET (self->asked), is_new);
  gtk_widget_set_visible (GTK_WIDGET (self->from), is_new);
  gtk_widget_set_visible (GTK_WIDGET (self->to), is_new);
  mark (self->asked, TL_SOURCE_ASKED);
  mark (self->from, TL_SOURCE_FROM);
  mark (self->to, TL_SOURCE_TO);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         is_new ? NULL : _("The records join those that are there already."));
}

static void
changed (TlImportSource *self)
{
  if (self->is_filling)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_sources (TlImportSource *self, TlJourney *journey)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  TlThing                  *root = tl_journey_get_root (journey);

  gtk_string_list_append (list, _("A new source"));
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_SOURCE); i++)
    {
      TlThing *source = tl_thing_nth (root, TL_KIND_SOURCE, i);

      gtk_string_list_append (list, tl_thing_get_title (source));
      g_ptr_array_add (self->ids, g_strdup (tl_thing_get_id (source)));
      g_ptr_array_add (self->titles, fold (tl_thing_get_title (source)));
    }
  adw_combo_row_set_model (self->which, G_LIST_MODEL (list));
  gtk_widget_set_visible (GTK_WIDGET (self->which), self->ids->len > 0);
}

static void
add_kinds (TlImportSource *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const TlFieldInfo        *info = tl_field_get_info (TL_SOURCE_KIND);

  gtk_string_list_append (list, C_ ("kind of source", "Not said"));
  for (const char *const *word = info->words; *word; word++)
    gtk_string_list_append (list, tl_phrase_word (*word));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (list));
}

static void
tl_import_source_finalize (GObject *object)
{
  TlImportSource *self = TL_IMPORT_SOURCE (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->titles);
  g_free (self->shown_from);
  g_free (self->shown_to);
  G_OBJECT_CLASS (tl_import_source_parent_class)->finalize (object);
}

static void
tl_import_source_class_init (TlImportSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_import_source_finalize;

  /**
   * TlImportSource::changed:
   *
   * Something was said of it.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_IMPORT_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static AdwEntryRow *
add_entry (TlImportSource *self, const char *title, const char *name, const char *tip)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_tooltip_text (row, tip);
  gtk_widget_set_name (row, name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  return ADW_ENTRY_ROW (row);
}

static AdwComboRow *
add_combo (TlImportSource *self, const char *title, const char *name)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_name (row, name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  return ADW_COMBO_ROW (row);
}

static void
tl_import_source_init (TlImportSource *self)
{
  self->is_filling = TRUE;
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Source"));
  self->which = add_combo (self, _("Goes To"), "import:which");
  self->title = add_entry (self, _("Title"), "import:title", NULL);
  self->kind = add_combo (self, _("Kind"), "import:kind");
  self->asked = add_entry (self, _("People Asked"), "import:asked",
                           _("How many were asked, where it is known: few answers of many asked are weak evidence"));
  self->from = add_entry (self, _("From"), "import:from", _("The first day it is about, such as 2026-01-31"));
  self->to = add_entry (self, _("To"), "import:to", _("The last day it is about, such as 2026-03-31"));
  add_kinds (self);
}

/**
 * tl_import_source_new:
 * @journey: where the table goes
 *
 * Returns: (transfer floating): a form
 */
GtkWidget *
tl_import_source_new (TlJourney *journey)
{
  TlImportSource *self = g_object_new (TL_TYPE_IMPORT_SOURCE, NULL);

  add_sources (self, journey);
  self->is_filling = FALSE;
  update (self);
  return GTK_WIDGET (self);
}

/**
 * tl_import_source_set_title:
 * @title: a proposal
 */
void
tl_import_source_set_title (TlImportSource *self, const char *title)
{
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->title), title);
  self->is_filling = FALSE;
  update (self);
}

static void
propose (AdwEntryRow *row, const char *found, char **shown)
{
  const char *text = get_text (row);

  if (*text && g_strcmp0 (text, *shown) != 0)
    return;
  if (strcmp (text, found) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), found);
  g_free (*shown);
  *shown = g_strdup (found);
}

/**
 * tl_import_source_show:
 * @result: what would come of the import
 *
 * Shows the period that was found, where nobody said another.
 */
void
tl_import_source_show (TlImportSource *self, const TlImportResult *result)
{
  self->is_filling = TRUE;
  propose (self->from, result->from, &self->shown_from);
  propose (self->to, result->to, &self->shown_to);
  self->is_filling = FALSE;
  update (self);
}

static gboolean
read_entry (AdwEntryRow *row, TlField field, const char *found, char **out, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (row)));
  TlValue          value = { FALSE };

  if (*text == '\0' || g_strcmp0 (text, found) == 0)
    return TRUE;
  if (!tl_field_parse (field, text, &value, error))
    return FALSE;
  tl_value_clear (&value, field);
  *out = g_steal_pointer (&text);
  return TRUE;
}

/**
 * tl_import_source_read:
 * @said: (out caller-allocates): what was said of it
 * @error: return location
 *
 * Returns: %FALSE where something cannot be understood
 */
gboolean
tl_import_source_read (TlImportSource *self, TlImportSaid *said, GError **error)
{
  const char *there = get_there (self);
  guint       kind = adw_combo_row_get_selected (self->kind);

  *said = (TlImportSaid){ NULL };
  said->source = there ? g_strdup (there) : g_strstrip (g_strdup (get_text (self->title)));
  if (*said->source == '\0')
    {
      g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_OPTIONS, _("The source must have a title."));
      return FALSE;
    }
  if (there)
    return TRUE;
  if (kind > 0 && kind != GTK_INVALID_LIST_POSITION)
    said->kind = g_strdup (tl_field_get_info (TL_SOURCE_KIND)->words[kind - 1]);
  return read_entry (self->asked, TL_SOURCE_ASKED, NULL, &said->asked, error) &&
         read_entry (self->from, TL_SOURCE_FROM, self->shown_from, &said->from, error) &&
         read_entry (self->to, TL_SOURCE_TO, self->shown_to, &said->to, error);
}

void
tl_import_said_clear (TlImportSaid *self)
{
  g_free (self->source);
  g_free (self->kind);
  g_free (self->asked);
  g_free (self->from);
  g_free (self->to);
  *self = (TlImportSaid){ NULL };
}
