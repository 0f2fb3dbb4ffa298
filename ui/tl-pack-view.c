/* tl-pack-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Narrower than this, what can be written stands below the pages; than that, everything is below each other. */
#define NARROW 1060
#define NARROWEST 620

struct _TlPackView
{
  GtkWidget     parent_instance;

  GtkWidget    *states;
  GtkWidget    *all;
  GtkWidget    *sides;   /* a box: the left one, the sheets, the right one */
  GtkWidget    *left;
  GtkWidget    *right;
  TlPackList   *list;
  TlPackSheets *sheets;
  TlPackSide   *side;
  GtkWidget    *status;  /* why there is nothing */
  GtkWidget    *export;
  GtkSpinner   *spinner;
  GtkWidget    *progress;
  GtkLabel     *progress_label;

  TlPackWork   *work;
  TlSession    *session;
  char         *paper;
  TlPalette     palette;
  guint         placing; /* an idle */
  int           folds;   /* how narrow it is laid out for: 0, 1 or 2 */
  int           wanted_folds;
  GCancellable *writing;
  char         *path;    /* where a pack goes once it is made */
  TlPackFormat  format;
  GtkFileChooserNative *chooser;
};

enum
{
  PROP_0,
  PROP_AUDIENCE,
  PROP_PAPER,
  PROP_STYLE,
  N_PROPS,
};

enum
{
  EXPORTED,
  FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlPackView, tl_pack_view, GTK_TYPE_WIDGET)

static const char *const styles[] = { "light", "dark", "print", NULL };

static void
end_writing (TlPackView *self)
{
  g_clear_object (&self->writing);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_set_visible (self->progress, FALSE);
}

static void
was_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlPackView) self = data;
  g_autoptr (GError)     error = NULL;
  gboolean               done = tl_pack_export_finish (result, &error);
  g_autofree char       *path = g_strdup (self->path);

  if (g_task_get_cancellable (G_TASK (result)) != self->writing)
    return;
  end_writing (self);
  if (done)
    g_signal_emit (self, signals[EXPORTED], 0, path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/* Once the pack is of now. */
static void
write_if_made (TlPackView *self)
{
  TlPackMade *made = tl_pack_work_get_made (self->work);

  if (self->path == NULL || self->writing == NULL || tl_pack_work_is_working (self->work))
    return;
  if (made == NULL || tl_pack_book_n_sheets (made->book) == 0)
    {
      const char *error = tl_pack_work_get_error (self->work);

      end_writing (self);
      g_signal_emit (self, signals[FAILED], 0, error ? error : _("No page of the pack is shown. Tick one first."));
      return;
    }
  tl_pack_export_async (tl_session_get_document (self->session), made, self->format, self->palette, self->path,
                        self->writing, was_written, g_object_ref (self));
}

static void
update (TlPackView *self)
{
  const char *error = tl_pack_work_get_error (self->work);

  tl_pack_list_update (self->list);
  tl_pack_side_update (self->side);
  gtk_spinner_set_spinning (self->spinner, self->session && tl_pack_work_is_working (self->work) && error == NULL);
}

static void
work_changed (TlPackView *self)
{
  TlPackMade *made = tl_pack_work_get_made (self->work);
  const char *error = tl_pack_work_get_error (self->work);

  if (error)
    {
      g_autofree char *escaped = g_markup_escape_text (error, -1);

      adw_status_page_set_description (ADW_STATUS_PAGE (self->status), escaped);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), error ? "error" : "pack");
  tl_pack_sheets_set_made (self->sheets, made);
  gtk_widget_set_sensitive (self->export, made && tl_pack_book_n_sheets (made->book) > 0);
  update (self);
  write_if_made (self);
}

static void
page_selected (TlPackView *self, guint about)
{
  tl_pack_side_set_about (self->side, about);
  tl_pack_sheets_go_to (self->sheets, about);
}

static void
sheet_chosen (TlPackView *self, guint about)
{
  tl_pack_list_select (self->list, about);
  tl_pack_side_set_about (self->side, about);
}

static void
journey_changed (TlJourney *journey, TlThing *thing, gpointer data)
{
  TlKind kind = tl_thing_get_kind (thing);

  /* The tick and the words are there at once; the sheets follow. */
  if (kind == TL_KIND_PACK || kind == TL_KIND_PAGE)
    gtk_spinner_set_spinning (TL_PACK_VIEW (data)->spinner, TRUE);
}

static void
edited (TlPackView *self)
{
  update (self);
}

static gboolean
place (gpointer data)
{
  TlPackView *self = data;
  GtkWidget  *side = GTK_WIDGET (self->side);
  GtkWidget  *to = self->wanted_folds == 0 ? self->right : self->wanted_folds == 1 ? self->left : self->right;

  self->placing = 0;
  self->folds = self->wanted_folds;
  if (gtk_widget_get_parent (side) != to)
    {
      g_object_ref (side);
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (side)), side);
      gtk_box_append (GTK_BOX (to), side);
      g_object_unref (side);
    }
  gtk_widget_set_visible (self->right, self->folds != 1);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides),
                                  self->folds == 2 ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->left, self->folds == 2 ? -1 : 280, self->folds == 2 ? 150 : -1);
  gtk_widget_set_size_request (self->right, self->folds == 2 ? -1 : 300, self->folds == 2 ? 170 : -1);
  return G_SOURCE_REMOVE;
}

static void
tl_pack_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (TL_PACK_VIEW (widget)->states, orientation, for_size, minimum, natural, NULL, NULL);
  /* It folds where there is less. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, 340);
}

static void
tl_pack_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlPackView *self = TL_PACK_VIEW (widget);
  int         folds = width < NARROWEST ? 2 : width < NARROW ? 1 : 0;
  int         least;

  gtk_widget_measure (self->states, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (self->states, MAX (width, least), height, baseline, NULL);
  if (folds != self->folds)
    {
      self->wanted_folds = folds;
      if (self->placing == 0)
        self->placing = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, place, self, NULL);
    }
}

static void
tl_pack_view_map (GtkWidget *widget)
{
  TlPackView *self = TL_PACK_VIEW (widget);

  GTK_WIDGET_CLASS (tl_pack_view_parent_class)->map (widget);
  tl_pack_work_set_active (self->work, TRUE);
  update (self);
}

static void
tl_pack_view_unmap (GtkWidget *widget)
{
  TlPackView *self = TL_PACK_VIEW (widget);

  tl_pack_work_set_active (self->work, self->writing != NULL);
  GTK_WIDGET_CLASS (tl_pack_view_parent_class)->unmap (widget);
}

static void
take_style (TlPackView *self, const char *name)
{
  for (guint i = 0; styles[i]; i++)
    if (g_strcmp0 (name, styles[i]) == 0 && tl_palette_from_name (name, &self->palette))
      {
        tl_pack_sheets_set_palette (self->sheets, self->palette);
        tl_pack_list_set_palette (self->list, self->palette);
      }
}

static void
tl_pack_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TlPackView    *self = TL_PACK_VIEW (object);
  const char    *text = g_value_get_string (value);
  TlAudience     audience;
  const TlPaper *paper;

  switch (id)
    {
    case PROP_AUDIENCE:
      if (text && tl_audience_from_name (text, &audience))
        {
          /* What is being written belongs to the one before. */
          gtk_widget_grab_focus (GTK_WIDGET (self->list));
          tl_pack_work_set_audience (self->work, audience);
          update (self);
        }
      break;

    case PROP_PAPER:
      paper = text ? tl_paper_find (text, NULL) : NULL;
      if (paper)
        {
          g_free (self->paper);
          self->paper = g_strdup (paper->name);
          tl_pack_work_set_paper (self->work, paper);
          update (self);
        }
      break;

    case PROP_STYLE:
      take_style (self, text);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
tl_pack_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlPackView *self = TL_PACK_VIEW (object);

  switch (id)
    {
    case PROP_AUDIENCE:
      g_value_set_string (value, tl_audience_get_name (tl_pack_work_get_audience (self->work)));
      break;
    case PROP_PAPER:
      g_value_set_string (value, self->paper);
      break;
    case PROP_STYLE:
      g_value_set_string (value, styles[self->palette]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlPackView *self = TL_PACK_VIEW (widget);

  if (self->writing)
    g_cancellable_cancel (self->writing);
  end_writing (self);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *ending = g_variant_get_string (parameter, NULL);

  for (TlPackFormat i = 0; i < TL_PACK_N_FORMATS; i++)
    if (g_str_equal (tl_pack_format_get_ending (i) + 1, ending))
      tl_pack_view_export (TL_PACK_VIEW (widget), i);
}

static void
export_clicked (TlPackView *self)
{
  tl_pack_view_export (self, TL_PACK_FORMAT_PDF);
}

static void
tl_pack_view_dispose (GObject *object)
{
  TlPackView *self = TL_PACK_VIEW (object);

  g_clear_handle_id (&self->placing, g_source_remove);
  if (self->writing)
    g_cancellable_cancel (self->writing);
  g_clear_object (&self->writing);
  if (self->chooser)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (tl_session_get_journey (self->session), self);
    }
  g_clear_object (&self->session);
  if (self->work)
    {
      g_signal_handlers_disconnect_by_data (self->work, self);
      tl_pack_work_set_session (self->work, NULL);
    }
  g_clear_pointer (&self->states, gtk_widget_unparent);
  g_clear_object (&self->work);
  g_clear_pointer (&self->paper, g_free);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (tl_pack_view_parent_class)->dispose (object);
  /* What goes may have asked for it once more. */
  g_clear_handle_id (&self->placing, g_source_remove);
}

static void
tl_pack_view_class_init (TlPackViewClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = tl_pack_view_set_property;
  object_class->get_property = tl_pack_view_get_property;
  object_class->dispose = tl_pack_view_dispose;
  widget_class->measure = tl_pack_view_measure;
  widget_class->size_allocate = tl_pack_view_size_allocate;
  widget_class->map = tl_pack_view_map;
  widget_class->unmap = tl_pack_view_unmap;
  gtk_widget_class_set_css_name (widget_class, "tl-pack");

  /**
   * TlPackView:audience:
   *
   * Whom the pack is for: board, finance or team.
   */
  properties[PROP_AUDIENCE] = g_param_spec_string ("audience", NULL, NULL, "board", flags);

  /**
   * TlPackView:paper:
   *
   * What the sheets are: slide or a4.
   */
  properties[PROP_PAPER] = g_param_spec_string ("paper", NULL, NULL, "slide", flags);

  /**
   * TlPackView:style:
   *
   * The colours: light, dark or print.
   */
  properties[PROP_STYLE] = g_param_spec_string ("style", NULL, NULL, "light", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "pack.audience", "audience");
  gtk_widget_class_install_property_action (widget_class, "pack.paper", "paper");
  gtk_widget_class_install_property_action (widget_class, "pack.style", "style");

  /**
   * TlPackView|pack.export:
   *
   * Asks where a file of a format shall go, by its ending.
   */
  gtk_widget_class_install_action (widget_class, "pack.export", "s", export_action);

  /**
   * TlPackView|pack.cancel:
   *
   * Stops writing.
   */
  gtk_widget_class_install_action (widget_class, "pack.cancel", NULL, cancel_action);

  /**
   * TlPackView::exported:
   * @path: the file
   */
  signals[EXPORTED] = g_signal_new ("exported", TL_TYPE_PACK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    1, G_TYPE_STRING);

  /**
   * TlPackView::failed:
   * @why: for people
   */
  signals[FAILED] = g_signal_new ("failed", TL_TYPE_PACK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static GtkWidget *
toggles_new (const char *const *names, const char *const *labels, const char *action, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (gsize i = 0; names[i]; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (labels[i]);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", names[i]);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return box;
}

static GtkWidget *
export_new (TlPackView *self)
{
  GtkWidget        *button = adw_split_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (TlPackFormat i = 0; i < TL_PACK_N_FORMATS; i++)
    {
      g_autofree char      *label = g_strdup_printf ("%s…", tl_pack_format_get_title (i));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "pack.export", "s", tl_pack_format_get_ending (i) + 1);
      g_menu_append_item (menu, item);
    }
  g_menu_append (menu, _("_Print…"), "win.print");
  adw_split_button_set_label (ADW_SPLIT_BUTTON (button), _("_Export Fact Pack…"));
  adw_split_button_set_use_underline (ADW_SPLIT_BUTTON (button), TRUE);
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Export the fact pack as PDF (Shift+Ctrl+E)"));
  gtk_widget_add_css_class (button, "suggested-action");
  for (GtkWidget *part = gtk_widget_get_first_child (button); part; part = gtk_widget_get_next_sibling (part))
    if (GTK_IS_MENU_BUTTON (part))
      gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Other Formats"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (export_clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
bar_new (TlPackView *self)
{
  static const char *const papers[] = { "slide", "a4", NULL };
  const char *const        audiences[] = { tl_audience_get_name (TL_AUDIENCE_BOARD),
                                           tl_audience_get_name (TL_AUDIENCE_FINANCE),
                                           tl_audience_get_name (TL_AUDIENCE_TEAM), NULL };
  const char *const        who[] = { C_("audience", "Board"), C_("audience", "Finance"), C_("audience", "Team"), NULL };
  const char *const        what[] = { C_("paper", "Slide"), C_("paper", "A4"), NULL };
  const char *const        how[] = { C_("style", "Light"), C_("style", "Dark"), C_("style", "Print"), NULL };
  GtkWidget               *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget               *scrolled = gtk_scrolled_window_new ();
  GtkWidget               *choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->export = export_new (self);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_add_css_class (bar, "tl-pack-bar");
  gtk_box_append (GTK_BOX (choices), toggles_new (audiences, who, "pack.audience", _("Audience")));
  gtk_box_append (GTK_BOX (choices), toggles_new (papers, what, "pack.paper", _("Page")));
  gtk_box_append (GTK_BOX (choices), toggles_new (styles, how, "pack.style", _("Style")));
  gtk_box_append (GTK_BOX (choices), GTK_WIDGET (self->spinner));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), choices);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (bar), scrolled);
  gtk_box_append (GTK_BOX (bar), self->export);
  return bar;
}

static GtkWidget *
progress_new (TlPackView *self)
{
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->progress = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->progress_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->progress_label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (self->progress_label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress_label), TRUE);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "pack.cancel");
  gtk_box_append (GTK_BOX (self->progress), spinner);
  gtk_box_append (GTK_BOX (self->progress), GTK_WIDGET (self->progress_label));
  gtk_box_append (GTK_BOX (self->progress), cancel);
  gtk_widget_add_css_class (self->progress, "tl-pack-bar");
  gtk_widget_set_visible (self->progress, FALSE);
  return self->progress;
}

static GtkWidget *
moves_new (void)
{
  static const struct
  {
    const char *icon, *action, *tip;
  } moves[] = { { "go-up-symbolic", "pack.up", N_("Earlier (Alt+Up)") },
                { "go-down-symbolic", "pack.down", N_("Later (Alt+Down)") } };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      GtkWidget *button = gtk_button_new_from_icon_name (moves[i].icon);

      gtk_widget_set_tooltip_text (button, _(moves[i].tip));
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "action", (gpointer) moves[i].action);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

/* The buttons stand beside the list, whose actions they are. */
static void
move_clicked (GtkButton *button, TlPackView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), g_object_get_data (G_OBJECT (button), "action"), NULL);
}

static void
fill_left (TlPackView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (_("Pages"));
  GtkWidget *moves = moves_new ();

  for (GtkWidget *button = gtk_widget_get_first_child (moves); button; button = gtk_widget_get_next_sibling (button))
    g_signal_connect (button, "clicked", G_CALLBACK (move_clicked), self);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (head, "tl-pack-head");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), moves);
  gtk_box_append (GTK_BOX (self->left), head);
  gtk_box_append (GTK_BOX (self->left), GTK_WIDGET (self->list));
}

static void
tl_pack_view_init (TlPackView *self)
{
  self->work = tl_pack_work_new ();
  self->paper = g_strdup ("slide");
  self->list = TL_PACK_LIST (tl_pack_list_new (self->work));
  self->sheets = TL_PACK_SHEETS (tl_pack_sheets_new ());
  self->side = TL_PACK_SIDE (tl_pack_side_new (self->work));
  self->states = gtk_stack_new ();
  self->all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->status = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), _("There Is No Fact Pack"));
  gtk_widget_add_css_class (self->left, "tl-pack-left");
  gtk_widget_add_css_class (self->right, "tl-pack-right");
  gtk_widget_set_hexpand (GTK_WIDGET (self->sheets), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->sheets), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->side), TRUE);
  gtk_widget_set_hexpand (self->left, FALSE);
  gtk_widget_set_hexpand (self->right, FALSE);
  gtk_widget_set_size_request (self->left, 280, -1);
  gtk_widget_set_size_request (self->right, 300, -1);
  fill_left (self);
  gtk_box_append (GTK_BOX (self->right), GTK_WIDGET (self->side));
  gtk_box_append (GTK_BOX (self->sides), self->left);
  gtk_box_append (GTK_BOX (self->sides), GTK_WIDGET (self->sheets));
  gtk_box_append (GTK_BOX (self->sides), self->right);
  gtk_box_append (GTK_BOX (self->all), bar_new (self));
  gtk_box_append (GTK_BOX (self->all), progress_new (self));
  gtk_box_append (GTK_BOX (self->all), self->sides);
  gtk_widget_set_vexpand (self->sides, TRUE);
  gtk_stack_add_named (GTK_STACK (self->states), self->all, "pack");
  gtk_stack_add_named (GTK_STACK (self->states), self->status, "error");
  gtk_widget_set_parent (self->states, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_sensitive (self->export, FALSE);
  g_signal_connect_swapped (self->work, "changed", G_CALLBACK (work_changed), self);
  g_signal_connect_object (self->list, "selected", G_CALLBACK (page_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheets, "chosen", G_CALLBACK (sheet_chosen), self, G_CONNECT_SWAPPED);
}

/**
 * tl_pack_view_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_pack_view_set_session (TlPackView *self, TlSession *session)
{
  g_return_if_fail (TL_IS_PACK_VIEW (self));
  if (session == self->session)
    return;
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (tl_session_get_journey (self->session), self);
    }
  g_set_object (&self->session, session);
  tl_pack_work_set_session (self->work, session);
  tl_pack_sheets_set_made (self->sheets, NULL);
  gtk_widget_set_sensitive (self->export, FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "pack");
  if (session)
    {
      g_signal_connect_object (tl_session_get_journey (session), "changed", G_CALLBACK (journey_changed), self, 0);
      g_signal_connect_object (session, "edited", G_CALLBACK (edited), self, G_CONNECT_SWAPPED);
    }
  update (self);
}

TlPackWork *
tl_pack_view_get_work (TlPackView *self)
{
  return self->work;
}

TlPackSheets *
tl_pack_view_get_sheets (TlPackView *self)
{
  return self->sheets;
}

TlPackList *
tl_pack_view_get_list (TlPackView *self)
{
  return self->list;
}

TlPackSide *
tl_pack_view_get_side (TlPackView *self)
{
  return self->side;
}

TlPalette
tl_pack_view_get_palette (TlPackView *self)
{
  return self->palette;
}

/**
 * tl_pack_view_choose:
 *
 * Turns to a page, as if it was selected.
 */
void
tl_pack_view_choose (TlPackView *self, TlPackAbout about)
{
  g_return_if_fail (TL_IS_PACK_VIEW (self));
  tl_pack_list_select (self->list, about);
  page_selected (self, about);
}

static void
place_chosen (GtkNativeDialog *dialog, int response, TlPackView *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char  *path = file ? g_file_get_path (file) : NULL;
  TlPackFormat      format = self->format;

  gtk_native_dialog_destroy (dialog);
  g_clear_object (&self->chooser);
  if (file && path == NULL)
    g_signal_emit (self, signals[FAILED], 0, _("Save the fact pack in a folder of this computer."));
  if (path == NULL)
    return;
  /* Who writes another ending means it. */
  for (TlPackFormat i = 0; i < TL_PACK_N_FORMATS; i++)
    if (g_str_has_suffix (path, tl_pack_format_get_ending (i)))
      format = i;
  tl_pack_view_export_to (self, format, path);
}

/**
 * tl_pack_view_export:
 *
 * Asks where the pack shall go, and writes it there.
 */
void
tl_pack_view_export (TlPackView *self, TlPackFormat format)
{
  GtkRoot         *root = gtk_widget_get_root (GTK_WIDGET (self));
  TlPackMade      *made = tl_pack_work_get_made (self->work);
  g_autofree char *clean = NULL, *cut = NULL, *name = NULL;

  g_return_if_fail (TL_IS_PACK_VIEW (self));
  if (self->session == NULL || self->chooser || self->writing)
    return;
  /* What is being written belongs to the pack, too. */
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  clean = g_strdup (made && *made->pack->title ? made->pack->title : _("Fact pack"));
  g_strdelimit (clean, "/\\:*?\"<>|\n\t", '-');
  cut = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), 60));
  name = g_strconcat (cut, tl_pack_format_get_ending (format), NULL);
  self->format = format;
  self->chooser = gtk_file_chooser_native_new (_("Export the Fact Pack"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (place_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Whether the journey itself is in that file, by whatever name. */
static gboolean
is_journey (TlPackView *self, const char *path)
{
  TlDocument *document = tl_session_get_document (self->session);
  const char *names[] = { tl_document_get_path (document), tl_document_get_origin (document) };
  GStatBuf    there, mine;

  if (g_stat (path, &there) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] && g_stat (names[i], &mine) == 0 && there.st_dev == mine.st_dev && there.st_ino == mine.st_ino)
      return TRUE;
  return FALSE;
}

/**
 * tl_pack_view_export_to:
 * @path: where to; the format's ending is added where there is none
 *
 * Writes the pack as it is now, in a thread. The signals say how that ended.
 */
void
tl_pack_view_export_to (TlPackView *self, TlPackFormat format, const char *path)
{
  const char      *ending = tl_pack_format_get_ending (format);
  g_autofree char *whole = g_str_has_suffix (path, ending) ? g_strdup (path) : g_strconcat (path, ending, NULL);
  g_autofree char *shown = g_filename_display_basename (whole);
  g_autofree char *text = g_strdup_printf (_("Writing “%s”…"), shown);

  g_return_if_fail (TL_IS_PACK_VIEW (self));
  if (self->session == NULL || self->writing)
    return;
  if (is_journey (self, whole))
    {
      g_signal_emit (self, signals[FAILED], 0, _("That is the file of the journey. Save the pack under another name."));
      return;
    }
  self->format = format;
  self->path = g_steal_pointer (&whole);
  self->writing = g_cancellable_new ();
  gtk_label_set_label (self->progress_label, text);
  gtk_widget_set_visible (self->progress, TRUE);
  tl_pack_work_set_active (self->work, TRUE);
  write_if_made (self);
}
