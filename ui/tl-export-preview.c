/* tl-export-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-export-preview.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "tl-export-words.h"
#include "tl-parts.h"

/* Characters of a map in words that are shown. */
#define MOST_WORDS 20000

struct _TlExportPreview
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  GtkWidget      *stack;
  TlSheetPicture *picture;
  GtkTextView    *words;
  GtkWidget      *pager;
  GtkLabel       *place;   /* which page */
  GtkSpinner     *spinner;
  GtkLabel       *size;
  GtkLabel       *files;
  GtkLabel       *warning;

  TlExportMade   *made;
  TlExportKind    kind;
  TlPalette       palette;
  int             width;
  guint           page;
};

G_DEFINE_FINAL_TYPE (TlExportPreview, tl_export_preview, GTK_TYPE_WIDGET)

static guint
count_pages (TlExportPreview *self)
{
  return self->made && self->made->book ? tl_map_book_n_pages (self->made->book) : 0;
}

static void
show_page (TlExportPreview *self)
{
  guint            n = count_pages (self);
  g_autofree char *place = NULL;
  g_autofree char *label = NULL;
  TlScene         *scene = NULL;

  self->page = n > 0 ? MIN (self->page, n - 1) : 0;
  if (n > 0)
    scene = tl_map_book_get_page (self->made->book, self->page);
  tl_sheet_picture_set_scene (self->picture, scene, self->palette);
  gtk_widget_set_visible (self->pager, n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.previous", self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.next", self->page + 1 < n);
  place = g_strdup_printf (_("Page %u of %u"), self->page + 1, MAX (n, 1));
  label = n > 0 ? g_strdup_printf (_("Preview, page %u of %u"), self->page + 1, n) : g_strdup (_("Preview"));
  gtk_label_set_label (self->place, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_words (TlExportPreview *self)
{
  g_autofree char *pages = NULL, *size = NULL, *both = NULL, *files = NULL;
  guint            n_files;

  if (self->made == NULL)
    return;
  n_files = tl_export_made_n_files (self->made, self->kind);
  pages = tl_export_made_dup_pages (self->made);
  size = tl_export_made_dup_size (self->made, self->kind, self->width);
  /* Translators: how many pages, and how large each is: “2 pages, 297 × 210 mm”. */
  both = g_strdup_printf (C_ ("size of pages", "%s, %s"), pages, size);
  set_line (self->size, both);
  if (n_files > 1)
    {
      const char *ending = tl_export_kind_get_ending (self->kind);

      /* Translators: 3 files: the further ones end in -2.svg to -3.svg */
      files = g_strdup_printf (ngettext ("%u file: the further ones end in -2%s to -%u%s",
                                         "%u files: the further ones end in -2%s to -%u%s", n_files),
                               n_files, ending, n_files, ending);
    }
  set_line (self->files, files);
  if (tl_export_made_is_small (self->made))
    {
      g_autofree char *text = g_strdup_printf (_("The smallest letters are %.1f points high, too small to be read."),
                                               tl_map_book_letters (self->made->book));

      set_line (self->warning, text);
    }
  else
    set_line (self->warning, NULL);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlExportPreview *self = TL_EXPORT_PREVIEW (widget);

  if (self->page > 0)
    tl_export_preview_go_to (self, self->page - 1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlExportPreview *self = TL_EXPORT_PREVIEW (widget);

  tl_export_preview_go_to (self, self->page + 1);
}

static void
first_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_export_preview_go_to (TL_EXPORT_PREVIEW (widget), 0);
}

static void
last_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_export_preview_go_to (TL_EXPORT_PREVIEW (widget), G_MAXUINT);
}

static void
tl_export_preview_dispose (GObject *object)
{
  TlExportPreview *self = TL_EXPORT_PREVIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->made, tl_export_made_unref);
  G_OBJECT_CLASS (tl_export_preview_parent_class)->dispose (object);
}

static void
tl_export_preview_class_init (TlExportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_export_preview_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tl-export-preview");

  /**
   * TlExportPreview|preview.previous:
   */
  gtk_widget_class_install_action (widget_class, "preview.previous", NULL, previous_action);

  /**
   * TlExportPreview|preview.next:
   */
  gtk_widget_class_install_action (widget_class, "preview.next", NULL, next_action);

  /**
   * TlExportPreview|preview.first:
   */
  gtk_widget_class_install_action (widget_class, "preview.first", NULL, first_action);

  /**
   * TlExportPreview|preview.last:
   */
  gtk_widget_class_install_action (widget_class, "preview.last", NULL, last_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "preview.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "preview.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "preview.first", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, 0, "preview.last", NULL);
}

static GtkWidget *
turn_new (const char *icon, const char *action, const char *tip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
words_new (TlExportPreview *self)
{
  static const struct
  {
    const char *name;
    double      scale;
    int         above;
  } tags[] = { { "h1", 1.5, 0 }, { "h2", 1.25, 12 }, { "h3", 1.05, 6 }, { "plain", 1, 0 } };
  GtkWidget     *scrolled = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer;

  self->words = GTK_TEXT_VIEW (gtk_text_view_new ());
  buffer = gtk_text_view_get_buffer (self->words);
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    gtk_text_buffer_create_tag (buffer, tags[i].name, "scale", tags[i].scale, "weight", i < 3 ? 700 : 400,
                                "pixels-above-lines", tags[i].above, NULL);
  gtk_text_view_set_editable (self->words, FALSE);
  gtk_text_view_set_cursor_visible (self->words, FALSE);
  gtk_text_view_set_accepts_tab (self->words, FALSE);
  gtk_text_view_set_wrap_mode (self->words, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_pixels_below_lines (self->words, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "tl-export-words");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->words));
  return scrolled;
}

static GtkLabel *
line_new (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
tl_export_preview_init (TlExportPreview *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->stack = gtk_stack_new ();
  self->picture = TL_SHEET_PICTURE (tl_sheet_picture_new ());
  gtk_widget_set_focusable (GTK_WIDGET (self->picture), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "tl-export-page");
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->picture), "page");
  gtk_stack_add_named (GTK_STACK (self->stack), words_new (self), "words");
  gtk_widget_set_size_request (self->stack, 200, 120);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_widget_set_hexpand (self->stack, TRUE);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->spinner), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->spinner), GTK_ALIGN_START);
  gtk_widget_set_can_target (GTK_WIDGET (self->spinner), FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->stack);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->box), overlay);
  self->pager = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->pager, GTK_ALIGN_CENTER);
  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "numeric");
  gtk_box_append (GTK_BOX (self->pager), turn_new ("go-previous-symbolic", "preview.previous", _("Page Before")));
  gtk_box_append (GTK_BOX (self->pager), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (self->pager), turn_new ("go-next-symbolic", "preview.next", _("Next Page")));
  gtk_box_append (GTK_BOX (self->box), self->pager);
  self->size = line_new (self->box, "tl-soft");
  self->files = line_new (self->box, "tl-soft");
  self->warning = line_new (self->box, "tl-loss-ink");
  gtk_widget_add_css_class (self->box, "tl-export-preview");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  show_page (self);
}

/**
 * tl_export_preview_new:
 *
 * Returns: (transfer floating): room for pages, with none yet
 */
GtkWidget *
tl_export_preview_new (void)
{
  return g_object_new (TL_TYPE_EXPORT_PREVIEW, NULL);
}

/**
 * tl_export_preview_set_made:
 * @made: what it shows the pages of; the page that is looked at stays, where there is one of that number
 */
void
tl_export_preview_set_made (TlExportPreview *self, TlExportMade *made)
{
  g_return_if_fail (TL_IS_EXPORT_PREVIEW (self) && made);
  tl_export_made_ref (made);
  g_clear_pointer (&self->made, tl_export_made_unref);
  self->made = made;
  if (made->html)
    tl_export_words_fill (gtk_text_view_get_buffer (self->words), made->html, MOST_WORDS);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), made->html ? "words" : "page");
  show_page (self);
  show_words (self);
}

/**
 * tl_export_preview_set_choice:
 * @choice: format, colours and width of what is shown
 */
void
tl_export_preview_set_choice (TlExportPreview *self, const TlExportChoice *choice)
{
  g_return_if_fail (TL_IS_EXPORT_PREVIEW (self));
  self->kind = choice->kind;
  self->palette = choice->palette;
  self->width = choice->width;
  show_page (self);
  show_words (self);
}

/**
 * tl_export_preview_set_working:
 * @working: whether other pages are on their way
 */
void
tl_export_preview_set_working (TlExportPreview *self, gboolean working)
{
  g_return_if_fail (TL_IS_EXPORT_PREVIEW (self));
  gtk_spinner_set_spinning (self->spinner, working);
}

/**
 * tl_export_preview_go_to:
 * @page: from 0; beyond the last one, the last one
 */
void
tl_export_preview_go_to (TlExportPreview *self, guint page)
{
  g_return_if_fail (TL_IS_EXPORT_PREVIEW (self));
  self->page = page;
  show_page (self);
}

guint
tl_export_preview_get_page (TlExportPreview *self)
{
  g_return_val_if_fail (TL_IS_EXPORT_PREVIEW (self), 0);
  return self->page;
}

/**
 * tl_export_preview_get_text:
 *
 * Returns: (transfer none): how many pages there are, and how large they are
 */
const char *
tl_export_preview_get_text (TlExportPreview *self)
{
  g_return_val_if_fail (TL_IS_EXPORT_PREVIEW (self), NULL);
  return gtk_label_get_label (self->size);
}
