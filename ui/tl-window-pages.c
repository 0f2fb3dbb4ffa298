/* tl-window-pages.c: the pages of a window, and the way from one to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-tie.h"
#include "tl-window-private.h"

/* The page so many places further, in the order of the switcher. */
static void
go_by (TlWindow *self, int by)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->pages);
  guint                         n = g_list_model_get_n_items (G_LIST_MODEL (pages));

  for (guint i = 0; i < n; i++)
    if (gtk_selection_model_is_selected (pages, i))
      {
        gtk_selection_model_select_item (pages, (guint) CLAMP ((int) i + by, 0, (int) n - 1), TRUE);
        return;
      }
}

static void
previous_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go_by (data, -1);
}

static void
next_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  go_by (data, 1);
}

/* The records that a number is tied to. */
static void
show_tied_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  TlWindow   *self = data;
  const char *of, *field;
  TlThing    *root = self->session ? tl_journey_get_root (tl_session_get_journey (self->session)) : NULL;

  g_variant_get (parameter, "(&s&s)", &of, &field);
  for (guint i = 0; root && i < tl_thing_n (root, TL_KIND_TIE); i++)
    {
      TlThing *tie = tl_thing_nth (root, TL_KIND_TIE, i);

      if (g_strcmp0 (tl_thing_get_text (tie, TL_TIE_OF), of) == 0 &&
          g_strcmp0 (tl_thing_get_text (tie, TL_TIE_FIELD), field) == 0)
        {
          g_autoptr (TlEvidenceFilter) filter = tl_tie_dup_filter (tie, FALSE);

          adw_view_stack_set_visible_child_name (self->pages, "evidence");
          tl_evidence_page_show_records (self->evidence_page, filter);
          return;
        }
    }
}

/**
 * _tl_window_add_page_actions:
 */
void
_tl_window_add_page_actions (TlWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "previous-page", .activate = previous_action },
    { .name = "next-page", .activate = next_action },
    { .name = "show-tied", .activate = show_tied_action, .parameter_type = "(ss)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  _tl_window_add_pack_actions (self);
}

/**
 * _tl_window_bind_pages:
 *
 * The pages of the template.
 */
void
_tl_window_bind_pages (GtkWidgetClass *klass)
{
  g_type_ensure (TL_TYPE_MAP_PAGE);
  g_type_ensure (TL_TYPE_OUTLINE_SPLIT);
  g_type_ensure (TL_TYPE_EVIDENCE_PAGE);
  g_type_ensure (TL_TYPE_FIXES_PAGE);
  g_type_ensure (TL_TYPE_PACK_VIEW);
  g_type_ensure (TL_TYPE_PANEL);
  gtk_widget_class_bind_template_child (klass, TlWindow, map_page);
  gtk_widget_class_bind_template_child (klass, TlWindow, outline_split);
  gtk_widget_class_bind_template_child (klass, TlWindow, evidence_page);
  gtk_widget_class_bind_template_child (klass, TlWindow, fixes_page);
  gtk_widget_class_bind_template_child (klass, TlWindow, pack_view);
  gtk_widget_class_bind_template_child (klass, TlWindow, panel);
}

/**
 * _tl_window_show_on_pages:
 * @session: (nullable): what all of them show
 */
void
_tl_window_show_on_pages (TlWindow *self, TlSession *session)
{
  if (self->map_page == NULL)
    return;
  tl_map_page_set_session (self->map_page, session);
  tl_outline_split_set_session (self->outline_split, session);
  tl_evidence_page_set_session (self->evidence_page, session);
  tl_fixes_page_set_session (self->fixes_page, session);
  _tl_window_show_pack (self, session);
  tl_panel_set_session (self->panel, session);
}
