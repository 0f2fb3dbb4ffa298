/* tl-pack-side.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-side.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-entry.h"
#include "tl-pack-edits.h"
#include "tl-pack-logo.h"
#include "tl-parts.h"
#include "tl-picture.h"

static const TlField pack_fields[] = { TL_PACK_TITLE, TL_PACK_AUTHOR, TL_PACK_ASK, TL_PACK_BY, TL_PACK_BUDGET };

struct _TlPackSide
{
  GtkWidget    parent_instance;

  GtkWidget   *scrolled;
  GtkWidget   *name;      /* of the page */
  TlEntry     *headline;
  GtkWidget   *own;       /* a button: back to the headline from the figures */
  TlEntry     *comment;
  TlEntry     *entries[G_N_ELEMENTS (pack_fields)];
  GtkWidget   *logo;      /* a picture */
  GtkWidget   *choose;
  GtkWidget   *remove;
  GtkLabel    *problem;   /* with the logo */
  TlPackWork  *work;
  TlPackAbout  about;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (TlPackSide, tl_pack_side, GTK_TYPE_WIDGET)

static TlThing *
get_settings (TlPackSide *self)
{
  TlSession *session = tl_pack_work_get_session (self->work);

  return session ? tl_pack_find_settings (tl_session_get_journey (session), tl_pack_work_get_audience (self->work))
                 : NULL;
}

static gboolean
set_page (TlPackSide *self, TlField field, const char *text, GError **error)
{
  TlSession *session = tl_pack_work_get_session (self->work);

  return session && tl_pack_edits_set_page (session, tl_pack_work_get_audience (self->work), self->about, field, text,
                                            error);
}

static gboolean
commit_headline (TlEntry *entry, const char *text, const char *choice, gpointer data, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdelimit (g_strdup (text), "\n\r\t", ' '));

  return set_page (data, TL_PAGE_HEADLINE, clean, error);
}

static gboolean
commit_comment (TlEntry *entry, const char *text, const char *choice, gpointer data, GError **error)
{
  return set_page (data, TL_PAGE_NOTE, text, error);
}

static TlField
find_field (TlPackSide *self, TlEntry *entry)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pack_fields); i++)
    if (self->entries[i] == entry)
      return pack_fields[i];
  return pack_fields[0];
}

static gboolean
read_field (TlPackSide *self, TlField field, const char *text, char **value, GError **error)
{
  TlSession *session = tl_pack_work_get_session (self->work);

  *value = NULL;
  if (session == NULL || text[strspn (text, " \t\n")] == '\0')
    return TRUE;
  return tl_form_read (tl_session_get_journey (session), field, text, tl_session_get_currency (session), value, error);
}

static gboolean
check_field (TlEntry *entry, const char *text, gpointer data, char **understood, GError **error)
{
  TlPackSide      *self = data;
  g_autofree char *value = NULL;

  return read_field (self, find_field (self, entry), text, &value, error);
}

static gboolean
commit_field (TlEntry *entry, const char *text, const char *choice, gpointer data, GError **error)
{
  TlPackSide      *self = data;
  TlSession       *session = tl_pack_work_get_session (self->work);
  TlField          field = find_field (self, entry);
  g_autofree char *value = NULL;

  return session && read_field (self, field, text, &value, error) &&
         tl_pack_edits_set (session, tl_pack_work_get_audience (self->work), field, value, error);
}

static const TlEntryUse headline_use = { NULL, commit_headline, NULL };
static const TlEntryUse comment_use = { NULL, commit_comment, NULL };
static const TlEntryUse field_use = { check_field, commit_field, NULL };

static void
from_figures_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_page (TL_PACK_SIDE (widget), TL_PAGE_HEADLINE, NULL, NULL);
}

static void
say_problem (TlPackSide *self, const char *text)
{
  gtk_label_set_label (self->problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

/**
 * tl_pack_side_take_logo:
 * @file: a picture
 *
 * Makes it the logo of the pack, or says why not.
 *
 * Returns: whether it is the logo now
 */
gboolean
tl_pack_side_take_logo (TlPackSide *self, GFile *file)
{
  TlSession         *session = tl_pack_work_get_session (self->work);
  g_autofree char   *why = NULL;
  g_autofree char   *text = NULL;
  g_autoptr (GBytes) bytes = session ? tl_pack_logo_read (file, &why) : NULL;

  if (bytes == NULL)
    {
      say_problem (self, why);
      return FALSE;
    }
  text = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  say_problem (self, NULL);
  return tl_pack_edits_set (session, tl_pack_work_get_audience (self->work), TL_PACK_LOGO, text, NULL);
}

static void
logo_chosen (GtkNativeDialog *dialog, int response, TlPackSide *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  gtk_native_dialog_destroy (dialog);
  g_clear_object (&self->chooser);
  if (file)
    tl_pack_side_take_logo (self, file);
}

static void
choose_logo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const  endings[] = { "png", "jpg", "jpeg", "svg" };
  TlPackSide               *self = TL_PACK_SIDE (widget);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot                  *root = gtk_widget_get_root (widget);

  if (self->chooser)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Choose a Logo"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), NULL);
  gtk_file_filter_set_name (filter, _("Pictures (PNG, JPEG, SVG)"));
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (filter, endings[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (logo_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
remove_logo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlPackSide *self = TL_PACK_SIDE (widget);
  TlSession  *session = tl_pack_work_get_session (self->work);

  if (session)
    tl_pack_edits_set (session, tl_pack_work_get_audience (self->work), TL_PACK_LOGO, NULL, NULL);
  say_problem (self, NULL);
}

static void
tl_pack_side_dispose (GObject *object)
{
  TlPackSide *self = TL_PACK_SIDE (object);

  if (self->chooser)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (tl_pack_side_parent_class)->dispose (object);
}

static void
tl_pack_side_class_init (TlPackSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_pack_side_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-pack-side");

  /**
   * TlPackSide|pack.from-figures:
   *
   * Gives the page back the headline that is written from the figures.
   */
  gtk_widget_class_install_action (widget_class, "pack.from-figures", NULL, from_figures_action);

  /**
   * TlPackSide|pack.choose-logo:
   */
  gtk_widget_class_install_action (widget_class, "pack.choose-logo", NULL, choose_logo_action);

  /**
   * TlPackSide|pack.remove-logo:
   */
  gtk_widget_class_install_action (widget_class, "pack.remove-logo", NULL, remove_logo_action);
}

static GtkWidget *
entry_new (TlPackSide *self, GtkWidget *box, const char *label, TlEntryFlags flags, const TlEntryUse *use)
{
  GtkWidget *entry = tl_entry_new (label, flags, use, self, NULL);

  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

static void
button_clicked (GtkWidget *button, const char *action)
{
  gtk_widget_activate_action (gtk_widget_get_ancestor (button, TL_TYPE_PACK_SIDE), action, NULL);
}

static GtkWidget *
button_new (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect (button, "clicked", G_CALLBACK (button_clicked), (gpointer) action);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return button;
}

static void
add_logo (TlPackSide *self, GtkWidget *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->logo = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->logo), TRUE);
  gtk_widget_set_size_request (self->logo, -1, 64);
  gtk_widget_set_halign (self->logo, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->logo, "tl-pack-logo");
  gtk_picture_set_alternative_text (GTK_PICTURE (self->logo), _("The logo"));
  self->choose = button_new (_("Choose a _Logo…"), "pack.choose-logo");
  self->remove = button_new (_("_Remove"), "pack.remove-logo");
  self->problem = GTK_LABEL (tl_part_label (NULL, "tl-loss-ink"));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (buttons), self->choose);
  gtk_box_append (GTK_BOX (buttons), self->remove);
  gtk_box_append (GTK_BOX (box), self->logo);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
}

static void
tl_pack_side_init (TlPackSide *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (box, "tl-pack-form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  self->name = tl_part_label (NULL, "title-4");
  gtk_box_append (GTK_BOX (box), self->name);
  self->headline = TL_ENTRY (entry_new (self, box, _("Headline"), TL_ENTRY_PLAIN, &headline_use));
  self->own = button_new (_("_Back to the One From the Figures"), "pack.from-figures");
  gtk_widget_add_css_class (self->own, "flat");
  gtk_box_append (GTK_BOX (box), self->own);
  self->comment = TL_ENTRY (entry_new (self, box, _("Comment"), TL_ENTRY_NOTE, &comment_use));
  tl_entry_set_placeholder (self->comment, _("What you want to add to this page"));
  gtk_box_append (GTK_BOX (box), tl_part_heading (_("The whole pack"), NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (pack_fields); i++)
    self->entries[i] = TL_ENTRY (entry_new (self, box, tl_field_get_label (pack_fields[i]), TL_ENTRY_PLAIN, &field_use));
  add_logo (self, box);
}

/**
 * tl_pack_side_new:
 * @work: what it writes into
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
tl_pack_side_new (TlPackWork *work)
{
  TlPackSide *self = g_object_new (TL_TYPE_PACK_SIDE, NULL);

  self->work = g_object_ref (work);
  return GTK_WIDGET (self);
}

static void
show_logo (TlPackSide *self, TlThing *settings)
{
  const char            *text = settings ? tl_thing_get_text (settings, TL_PACK_LOGO) : NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (text && *text)
    {
      gsize              length;
      guchar            *data = g_base64_decode (text, &length);
      g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);

      if (tl_picture_check (bytes, NULL))
        texture = gdk_texture_new_from_bytes (bytes, NULL);
    }
  gtk_picture_set_paintable (GTK_PICTURE (self->logo), texture ? GDK_PAINTABLE (texture) : NULL);
  gtk_widget_set_visible (self->logo, texture != NULL);
  gtk_widget_set_visible (self->remove, text && *text);
}

static void
show_pack (TlPackSide *self, TlThing *settings)
{
  TlSession  *session = tl_pack_work_get_session (self->work);
  TlJourney  *journey = tl_session_get_journey (session);
  const char *currency = tl_session_get_currency (session);

  for (gsize i = 0; i < G_N_ELEMENTS (pack_fields); i++)
    {
      g_autofree char *given = settings ? tl_form_show (journey, settings, pack_fields[i], currency) : NULL;
      g_autofree char *empty = tl_form_show_empty (pack_fields[i], currency);

      if (pack_fields[i] == TL_PACK_TITLE)
        tl_entry_set_placeholder (self->entries[i], tl_thing_get_title (tl_journey_get_root (journey)));
      else
        tl_entry_set_placeholder (self->entries[i], empty);
      tl_entry_set_given (self->entries[i], given ? given : "");
    }
}

/**
 * tl_pack_side_update:
 *
 * Shows what is decided now.
 */
void
tl_pack_side_update (TlPackSide *self)
{
  TlSession        *session;
  TlPackMade       *made;
  TlThing          *settings, *page;
  const TlPackPage *written;
  const char       *headline;
  gboolean          may;

  g_return_if_fail (TL_IS_PACK_SIDE (self));
  session = tl_pack_work_get_session (self->work);
  if (session == NULL)
    return;
  made = tl_pack_work_get_made (self->work);
  settings = get_settings (self);
  page = tl_pack_find_page_settings (settings, self->about);
  written = made && made->pack->audience == tl_pack_work_get_audience (self->work) ? tl_pack_find (made->pack, self->about)
                                                                                   : NULL;
  may = tl_session_can_edit (session);
  headline = page ? tl_thing_get_text (page, TL_PAGE_HEADLINE) : NULL;
  gtk_label_set_label (GTK_LABEL (self->name), tl_pack_get_name (self->about));
  tl_entry_set_placeholder (self->headline, written ? written->written
                                            : made  ? _("Nothing to say yet") : _("The pages are being worked out…"));
  tl_entry_set_given (self->headline, headline ? headline : "");
  tl_entry_set_given (self->comment, page && tl_thing_get_text (page, TL_PAGE_NOTE)
                                       ? tl_thing_get_text (page, TL_PAGE_NOTE) : "");
  gtk_widget_set_visible (self->own, headline && *headline && may);
  gtk_widget_set_sensitive (GTK_WIDGET (self->headline), may);
  gtk_widget_set_sensitive (GTK_WIDGET (self->comment), may);
  for (gsize i = 0; i < G_N_ELEMENTS (pack_fields); i++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->entries[i]), may);
  gtk_widget_set_sensitive (self->choose, may);
  gtk_widget_set_sensitive (self->remove, may);
  show_pack (self, settings);
  show_logo (self, settings);
}

/**
 * tl_pack_side_set_about:
 *
 * Turns to another page. What was being written for the one before is committed first.
 */
void
tl_pack_side_set_about (TlPackSide *self, TlPackAbout about)
{
  g_return_if_fail (TL_IS_PACK_SIDE (self));
  if (about == self->about)
    return;
  if (tl_entry_is_dirty (self->headline) && !tl_entry_commit (self->headline))
    tl_entry_restore (self->headline);
  if (tl_entry_is_dirty (self->comment) && !tl_entry_commit (self->comment))
    tl_entry_restore (self->comment);
  self->about = about;
  tl_pack_side_update (self);
}
