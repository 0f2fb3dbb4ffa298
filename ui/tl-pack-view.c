/* tl-pack-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "tl-pack-bar.h"
#include "tl-parts.h"

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
  GtkWidget    *middle;  /* a stack: the sheets, or that there are none */
  GtkLabel     *none;    /* why there are none */
  GtkWidget    *status;  /* why there is nothing */
  GtkWidget    *export;
  GtkSpinner   *spinner;
  GtkWidget    *progress;
  GtkLabel     *progress_label;
  GtkWidget    *cancel;

  TlPackWork   *work;
  TlSession    *session;
  char         *paper;
  TlPalette     palette;
  guint         placing; /* an idle */
  int           folds;   /* how narrow it is laid out for: 0, 1 or 2 */
  int           wanted_folds;
  GCancellable *writing;
  gboolean      follows;   /* the settings */
  gboolean      exporting; /* a thread writes; else the pack is waited for */
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

static void update (TlPackView *self);

static void
end_writing (TlPackView *self)
{
  g_clear_object (&self->writing);
  g_clear_pointer (&self->path, g_free);
  self->exporting = FALSE;
  gtk_widget_set_visible (self->progress, FALSE);
  tl_pack_work_set_active (self->work, gtk_widget_get_mapped (GTK_WIDGET (self)));
  update (self);
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

  if (self->path == NULL || self->writing == NULL || self->exporting || tl_pack_work_is_working (self->work))
    return;
  if (made == NULL || tl_pack_book_n_sheets (made->book) == 0)
    {
      const char *error = tl_pack_work_get_error (self->work);

      end_writing (self);
      g_signal_emit (self, signals[FAILED], 0, error ? error : _("No page of the pack is shown. Tick one first."));
      return;
    }
  self->exporting = TRUE;
  tl_pack_export_async (tl_session_get_document (self->session), made, self->format, self->palette, self->path,
                        self->writing, was_written, g_object_ref (self));
}

static void
update (TlPackView *self)
{
  const char *error = tl_pack_work_get_error (self->work);
  TlPackMade *made = tl_pack_work_get_made (self->work);
  guint       n = made ? tl_pack_book_n_sheets (made->book) : 0;

  tl_pack_list_update (self->list);
  tl_pack_side_update (self->side);
  gtk_spinner_set_spinning (self->spinner, self->session && tl_pack_work_is_working (self->work) && error == NULL);
  gtk_widget_set_sensitive (self->export, made && n > 0 && self->writing == NULL);
  gtk_label_set_label (self->none, made ? _("No page is ticked. Tick one on the list to see it here.")
                                        : _("The pages are being worked out…"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->middle), n == 0 ? "none" : "sheets");
}

/* The pack, or why there is none. */
static void
show_state (TlPackView *self)
{
  const char *state = "pack";

  if (self->session && tl_journey_n (tl_session_get_journey (self->session), TL_KIND_STAGE) == 0)
    state = "empty";
  else if (tl_pack_work_get_error (self->work))
    state = "error";
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), state);
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
  show_state (self);
  tl_pack_sheets_set_made (self->sheets, made);
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
  show_state (self);
  update (self);
}

static gboolean
place (gpointer data)
{
  TlPackView *self = data;
  GtkWidget  *side = GTK_WIDGET (self->side);
  double      letters = MIN (tl_part_text_factor (), 1.5);
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
  gtk_widget_set_size_request (self->left, self->folds == 2 ? -1 : (int) (280 * letters), self->folds == 2 ? 150 : -1);
  gtk_widget_set_size_request (self->right, self->folds == 2 ? -1 : (int) (300 * letters), self->folds == 2 ? 170 : -1);
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
  double      letters = tl_part_text_factor ();
  int         folds = width < NARROWEST * letters ? 2 : width < NARROW * letters ? 1 : 0;
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

/* A window that is closed writes no more; a thread may keep this a little longer. */
static void
tl_pack_view_unroot (GtkWidget *widget)
{
  TlPackView *self = TL_PACK_VIEW (widget);

  if (self->writing)
    g_cancellable_cancel (self->writing);
  g_clear_object (&self->writing);
  GTK_WIDGET_CLASS (tl_pack_view_parent_class)->unroot (widget);
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
          if (gtk_widget_get_mapped (GTK_WIDGET (self)))
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

  if (self->writing == NULL)
    return;
  g_cancellable_cancel (self->writing);
  /* What the thread says is waited for: nobody is told that nothing was written when it was. */
  gtk_label_set_label (self->progress_label, _("Stopping…"));
  gtk_widget_set_sensitive (self->cancel, FALSE);
  if (!self->exporting)
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
  widget_class->unroot = tl_pack_view_unroot;
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
  GtkWidget *moves = tl_pack_moves_new ();

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
  double     letters = MIN (tl_part_text_factor (), 1.5);
  GtkWidget *empty, *none;

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
  self->status = tl_pack_state_new ("dialog-warning-symbolic", _("There Are No Figures to Report"), NULL,
                                    _("_Show What Is to Be Mended"), "win.problems");
  empty = tl_pack_state_new ("tl-pack-symbolic", _("A Fact Pack Writes Itself"),
                             _("Draw the journey’s stages, with what hurts and what is loved.\n"
                               "Say what each pain makes customers do, and what a fix would cost.\n"
                               "The pages fill with what it comes to: the decision first, then what bears it out."),
                             _("_Go to the Map"), NULL);
  none = gtk_label_new (NULL);
  self->none = GTK_LABEL (none);
  gtk_widget_add_css_class (self->left, "tl-pack-left");
  gtk_widget_add_css_class (self->right, "tl-pack-right");
  gtk_widget_set_hexpand (GTK_WIDGET (self->sheets), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->sheets), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->side), TRUE);
  gtk_widget_set_hexpand (self->left, FALSE);
  gtk_widget_set_hexpand (self->right, FALSE);
  gtk_widget_set_size_request (self->left, (int) (280 * letters), -1);
  gtk_widget_set_size_request (self->right, (int) (300 * letters), -1);
  fill_left (self);
  gtk_box_append (GTK_BOX (self->right), GTK_WIDGET (self->side));
  gtk_box_append (GTK_BOX (self->sides), self->left);
  self->middle = gtk_stack_new ();
  gtk_label_set_wrap (GTK_LABEL (none), TRUE);
  gtk_label_set_justify (GTK_LABEL (none), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (none, "tl-pack-none");
  gtk_stack_add_named (GTK_STACK (self->middle), GTK_WIDGET (self->sheets), "sheets");
  gtk_stack_add_named (GTK_STACK (self->middle), none, "none");
  gtk_box_append (GTK_BOX (self->sides), self->middle);
  gtk_box_append (GTK_BOX (self->sides), self->right);
  gtk_box_append (GTK_BOX (self->all), tl_pack_bar_new (&self->export, &self->spinner));
  self->progress = tl_pack_progress_new (&self->progress_label, &self->cancel);
  gtk_box_append (GTK_BOX (self->all), self->progress);
  gtk_box_append (GTK_BOX (self->all), self->sides);
  gtk_widget_set_vexpand (self->sides, TRUE);
  gtk_stack_add_named (GTK_STACK (self->states), self->all, "pack");
  gtk_stack_add_named (GTK_STACK (self->states), self->status, "error");
  gtk_stack_add_named (GTK_STACK (self->states), empty, "empty");
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
  show_state (self);
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
  g_autofree char  *whole = NULL;
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
  whole = g_str_has_suffix (path, tl_pack_format_get_ending (format))
              ? g_strdup (path) : g_strconcat (path, tl_pack_format_get_ending (format), NULL);
  /* Nobody was asked about the name that gets its ending from us. */
  if (!g_str_equal (whole, path) && g_file_test (whole, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_basename (whole);
      g_autofree char *why = g_strdup_printf (_("There is a file “%s” already. Choose another name."), name);

      g_signal_emit (self, signals[FAILED], 0, why);
      return;
    }
  tl_pack_view_export_to (self, format, whole);
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
  gtk_widget_set_sensitive (self->cancel, TRUE);
  gtk_widget_set_visible (self->progress, TRUE);
  gtk_widget_set_sensitive (self->export, FALSE);
  tl_pack_work_set_active (self->work, TRUE);
  write_if_made (self);
}

/**
 * tl_pack_view_follow_settings:
 *
 * Begins with the audience, page and style of the last time, and keeps those that are chosen here.
 */
void
tl_pack_view_follow_settings (TlPackView *self, GSettings *settings)
{
  static const char *const names[][2] = { { "pack-audience", "audience" }, { "pack-page", "paper" }, { "pack-style", "style" } };

  g_return_if_fail (TL_IS_PACK_VIEW (self));
  if (self->follows)
    return;
  self->follows = TRUE;
  /* What is chosen in another window is not chosen here. */
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_settings_bind (settings, names[i][0], self, names[i][1], G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);
}
