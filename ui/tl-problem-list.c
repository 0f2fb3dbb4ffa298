/* tl-problem-list.c
 *
 * The figures say what is wrong, off the main thread, behind each edit; the list is made when it is looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-parts.h"
#include "tl-problems.h"
#include "tl-remedy.h"
#include "tl-text.h"

/* More than these nobody reads; when the first are mended, the others follow. */
#define MOST 100

struct _TlProblemList
{
  GtkWidget  parent_instance;

  GtkWidget *scrolled;
  GtkWidget *list;

  TlSession *session;
  char      *thing; /* only what is in this stage, or on this transition */
};

enum
{
  GO,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlProblemList, tl_problem_list, GTK_TYPE_WIDGET)

/**
 * tl_problem_place:
 * @id: (nullable): what a problem is about
 *
 * Returns: (transfer full) (nullable): the id of the stage or transition where it is shown on the map; %NULL where it
 *   is about the journey, or something that the map does not show
 */
char *
tl_problem_place (TlJourney *journey, const char *id)
{
  TlThing *thing = id ? tl_journey_lookup (journey, id) : NULL;

  for (; thing; thing = tl_thing_get_parent (thing))
    if (tl_thing_get_kind (thing) == TL_KIND_STAGE || tl_thing_get_kind (thing) == TL_KIND_TRANSITION)
      return g_strdup (tl_thing_get_id (thing));
  return NULL;
}

static const GPtrArray *
get_problems (TlProblemList *self)
{
  TlFigures *figures = self->session ? tl_session_get_figures (self->session) : NULL;

  return figures ? tl_figures_get_problems (figures) : NULL;
}

static gboolean
is_shown (TlProblemList *self, const TlProblem *problem)
{
  g_autofree char *place = NULL;

  if (self->thing == NULL)
    return TRUE;
  place = tl_problem_place (tl_session_get_journey (self->session), problem->id);
  return g_strcmp0 (place, self->thing) == 0;
}

static void
go (GtkButton *button, TlProblemList *self)
{
  g_signal_emit (self, signals[GO], 0, g_object_get_data (G_OBJECT (button), "thing"));
}

static void
mend (GtkButton *button, TlProblemList *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "thing");
  const char *name = g_object_get_data (G_OBJECT (button), "name");
  TlFigures  *figures = tl_session_get_figures (self->session);
  const GPtrArray *problems = get_problems (self);

  /* What it said may have been overtaken by other edits: it is made anew, and must still be the same. */
  for (guint i = 0; problems && i < problems->len; i++)
    {
      const TlProblem   *problem = problems->pdata[i];
      g_autoptr (TlEdit) edit = NULL;

      if (g_strcmp0 (problem->id, id) != 0)
        continue;
      edit = tl_remedy_new (tl_session_get_journey (self->session), figures, problem);
      if (edit == NULL || g_strcmp0 (tl_edit_get_name (edit), name) != 0)
        continue;
      gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
      tl_session_apply (self->session, edit, NULL);
      return;
    }
}

static char *
capitalise (const char *text)
{
  g_autofree char *squeezed = tl_text_squeeze (text);
  gunichar         first = g_utf8_get_char (squeezed);
  char             upper[7] = { 0 };

  if (*squeezed == '\0')
    return g_strdup ("");
  g_unichar_to_utf8 (g_unichar_toupper (first), upper);
  return g_strconcat (upper, g_utf8_next_char (squeezed), NULL);
}

/* As wide as the list is: it is measured before it has a width, and must know how many lines there will be. */
static void
set_width (GtkWidget *label)
{
  gtk_label_set_width_chars (GTK_LABEL (label), 3);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 38);
}

static GtkWidget *
row_new (TlProblemList *self, const TlProblem *problem)
{
  g_autofree char   *what = capitalise (problem->what);
  g_autofree char   *where = tl_text_squeeze (problem->where);
  GtkWidget         *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget         *button = gtk_button_new ();
  GtkWidget         *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget         *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget         *said = tl_part_label (what, *where ? "tl-small" : NULL);
  GtkWidget         *icon = gtk_image_new_from_icon_name (problem->severity == TL_PROBLEM_REFUSED
                                                            ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  gboolean           can_edit = tl_session_can_edit (self->session);
  g_autoptr (TlEdit) remedy = NULL;

  if (can_edit)
    remedy = tl_remedy_new (tl_session_get_journey (self->session), tl_session_get_figures (self->session), problem);
  if (*where)
    {
      GtkWidget *title = tl_part_label (where, "tl-strong");

      gtk_label_set_lines (GTK_LABEL (title), 2);
      gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
      set_width (title);
      gtk_box_append (GTK_BOX (words), title);
    }
  set_width (said);
  gtk_box_append (GTK_BOX (words), said);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  if (problem->severity == TL_PROBLEM_REFUSED)
    gtk_widget_add_css_class (icon, "tl-loss-ink");
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), words);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tl-problem-row");
  g_object_set_data_full (G_OBJECT (button), "thing", g_strdup (problem->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (go), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, *where ? where : what,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, what, -1);
  gtk_box_append (GTK_BOX (row), button);
  if (remedy)
    {
      GtkWidget *mender = gtk_button_new_with_label (tl_edit_get_name (remedy));

      gtk_widget_add_css_class (mender, "tl-mend");
      gtk_widget_set_halign (mender, GTK_ALIGN_START);
      g_object_set_data_full (G_OBJECT (mender), "thing", g_strdup (problem->id), g_free);
      g_object_set_data_full (G_OBJECT (mender), "name", g_strdup (tl_edit_get_name (remedy)), g_free);
      g_signal_connect_object (mender, "clicked", G_CALLBACK (mend), self, 0);
      gtk_box_append (GTK_BOX (row), mender);
    }
  return row;
}

static void
empty_list (TlProblemList *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child;

  /* What goes must not have the focus. */
  if (focus && gtk_widget_is_ancestor (focus, self->list))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_box_remove (GTK_BOX (self->list), child);
}

static void
fill (TlProblemList *self)
{
  const GPtrArray *problems = get_problems (self);
  guint            n = 0, n_shown = 0;

  empty_list (self);
  for (int severity = TL_PROBLEM_REFUSED; problems && severity >= TL_PROBLEM_WARNING; severity--)
    for (guint i = 0; i < problems->len; i++)
      {
        const TlProblem *problem = problems->pdata[i];

        if ((int) problem->severity != severity || !is_shown (self, problem))
          continue;
        if (n++ < MOST)
          {
            gtk_box_append (GTK_BOX (self->list), row_new (self, problem));
            n_shown++;
          }
      }
  if (problems == NULL)
    gtk_box_append (GTK_BOX (self->list), tl_part_note (_("It is being looked at.")));
  else if (n == 0)
    gtk_box_append (GTK_BOX (self->list), tl_part_note (_("Nothing to mend.")));
  else if (n > n_shown)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("And %u more.", "And %u more.", n - n_shown), n - n_shown);

      gtk_box_append (GTK_BOX (self->list), tl_part_note (more));
    }
}

static void
figures_changed (TlProblemList *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tl_problem_list_dispose (GObject *object)
{
  TlProblemList *self = TL_PROBLEM_LIST (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->thing, g_free);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_problem_list_parent_class)->dispose (object);
}

static void
tl_problem_list_class_init (TlProblemListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_problem_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "tl-problem-list");

  /**
   * TlProblemList::go:
   * @thing: (nullable): the id of what someone wants to see; %NULL for the journey
   */
  signals[GO] = g_signal_new ("go", TL_TYPE_PROBLEM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);

  /**
   * TlProblemList::changed:
   *
   * There are other problems, or none.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_PROBLEM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
}

static void
tl_problem_list_init (TlProblemList *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_size_request (self->scrolled, 380, -1);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Problems"), -1);
}

/**
 * tl_problem_list_set_session:
 * @session: (nullable): what the window shows
 */
void
tl_problem_list_set_session (TlProblemList *self, TlSession *session)
{
  g_return_if_fail (TL_IS_PROBLEM_LIST (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "notify::figures", G_CALLBACK (figures_changed), self, G_CONNECT_SWAPPED);
  figures_changed (self);
}

/**
 * tl_problem_list_set_thing:
 * @thing: (nullable): the id of a stage or a transition, whose problems alone are listed; %NULL for all
 */
void
tl_problem_list_set_thing (TlProblemList *self, const char *thing)
{
  g_return_if_fail (TL_IS_PROBLEM_LIST (self));
  if (g_strcmp0 (self->thing, thing) == 0)
    return;
  g_free (self->thing);
  self->thing = g_strdup (thing);
}

/**
 * tl_problem_list_fill:
 *
 * Makes the list, which somebody is about to look at; until then there is none.
 */
void
tl_problem_list_fill (TlProblemList *self)
{
  g_return_if_fail (TL_IS_PROBLEM_LIST (self));
  fill (self);
}

/**
 * tl_problem_list_count:
 *
 * Returns: how many problems there are, listed or not
 */
guint
tl_problem_list_count (TlProblemList *self)
{
  const GPtrArray *problems;

  g_return_val_if_fail (TL_IS_PROBLEM_LIST (self), 0);
  problems = get_problems (self);
  return problems ? problems->len : 0;
}
