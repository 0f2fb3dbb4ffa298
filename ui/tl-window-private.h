/* tl-window-private.h: what the files of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence-page.h"
#include "tl-file-watch.h"
#include "tl-fixes-page.h"
#include "tl-life.h"
#include "tl-loader.h"
#include "tl-map-page.h"
#include "tl-notice.h"
#include "tl-outline-split.h"
#include "tl-pack-view.h"
#include "tl-panel.h"
#include "tl-window.h"

G_BEGIN_DECLS

struct _TlWindow
{
  AdwApplicationWindow  parent_instance;

  /* Template widgets */
  AdwToastOverlay      *toasts;
  AdwHeaderBar         *header;
  AdwViewSwitcherTitle *switcher;
  AdwViewSwitcherBar   *switcher_bar;
  GtkWidget            *open_button;
  GtkWidget            *new_button;
  GtkWidget            *undo_button;
  GtkWidget            *redo_button;
  GtkWidget            *copy_button;
  GtkWidget            *find_button;
  GtkWidget            *present_button;
  GtkWidget            *title_box;
  GtkLabel             *title_label;
  GtkLabel             *subtitle_label;
  GtkWidget            *menu_button;
  GMenu                *edit_menu;
  GMenu                *template_menu;
  GtkWidget            *panel_button;
  TlNotice             *notice;
  GtkStack             *states;
  GtkWidget            *start_page;
  GtkSpinner           *spinner;
  AdwStatusPage        *error_page;
  GtkLabel             *error_label;
  AdwStatusPage        *locked_page;
  GtkLabel             *locked_label;
  GtkWidget            *squeeze;
  GtkPaned             *paned;
  AdwViewStack         *pages;
  TlMapPage            *map_page;
  TlOutlineSplit       *outline_split;
  TlEvidencePage       *evidence_page;
  TlFixesPage          *fixes_page;
  TlPackView           *pack_view;
  TlPanel              *panel;

  /* Owned */
  TlSession            *session;
  TlLife               *life;
  GFile                *file;
  char                 *error;
  GCancellable         *opening;
  TlLoaderFlags         loading; /* how @file is opened */
  char                 *copy_to; /* where a copy of @file goes, which is then opened in its place */

  /* Where the journey is only looked at */
  TlFileWatch          *look_watch;
  guint                 looking;  /* a timeout: whoever has the file may have closed it */
  gboolean              was_held; /* another program has had it */

  GtkWidget            *came_from; /* weak: who had the focus before somebody went to the panel */

  guint                 patience;
  guint                 placing;  /* an idle: the panel is shown, hidden or given its width */
  guint                 titling;  /* an idle: the titles go where there is room */
  guint                 inhibited;
  gboolean              panel_wanted;
  gboolean              panel_instead; /* where there is no room for both: it is shown, and not the page */
  gboolean              panel_placed;
  gboolean              narrow;
  gboolean              presents; /* the map has the screen for itself */
  gboolean              outline_wanted; /* behind that */
  gboolean              was_fullscreen;
  gboolean              may_close; /* everything was asked and seen to */
  gboolean              closing;   /* it is being asked, or saved */
};

void      _tl_window_bind_pages      (GtkWidgetClass  *klass);
void      _tl_window_add_page_actions (TlWindow       *self);
void      _tl_window_show_on_pages   (TlWindow        *self,
                                      TlSession       *session);
void      _tl_window_update_titles   (TlWindow        *self);
void      _tl_window_add_panel_actions (TlWindow      *self);
void      _tl_window_place_panel_soon (TlWindow       *self);
void      _tl_window_show_page       (TlWindow        *self);
void      _tl_window_check_room      (TlWindow        *self,
                                      int              width);
void      _tl_window_load_panel      (TlWindow        *self,
                                      GSettings       *settings);
void      _tl_window_save_panel      (TlWindow        *self,
                                      GSettings       *settings);
void      _tl_window_load            (TlWindow        *self,
                                      GFile           *file,
                                      TlLoaderFlags    flags);
void      _tl_window_close_journey   (TlWindow        *self);
void      _tl_window_add_actions     (TlWindow        *self);
void      _tl_window_begin_life      (TlWindow        *self,
                                      const char      *path);
void      _tl_window_end_life        (TlWindow        *self);
void      _tl_window_update_history  (TlWindow        *self);
void      _tl_window_ask_for_place   (TlWindow        *self);
void      _tl_window_close_soon      (TlWindow        *self);
void      _tl_window_add_import_actions (TlWindow     *self);
void      _tl_window_update_import_actions (TlWindow  *self);
void      _tl_window_import          (TlWindow        *self,
                                      GFile           *file);
gboolean  _tl_window_take_files      (TlWindow        *self,
                                      GSList          *files);
void      _tl_window_show_pack      (TlWindow        *self,
                                      TlSession       *session);
void      _tl_window_add_pack_actions (TlWindow       *self);
gboolean  _tl_window_has_own_side   (TlWindow        *self);
void      _tl_window_bind_seeing     (GtkWidgetClass  *klass);
void      _tl_window_add_seeing_actions (TlWindow     *self);
void      _tl_window_update_seeing   (TlWindow        *self);
void      _tl_window_follow_settings (TlWindow        *self,
                                      GSettings       *settings);
void      _tl_window_begin_look      (TlWindow        *self);
void      _tl_window_end_look        (TlWindow        *self);
void      _tl_window_became_active   (TlWindow        *self);
void      _tl_window_tell_look       (TlWindow        *self);
gboolean  _tl_window_is_held_elsewhere (TlWindow      *self);
void      _tl_window_show_error      (TlWindow        *self,
                                      const char      *message);
void      _tl_window_show_document   (TlWindow        *self,
                                      TlDocument      *document);
void      _tl_window_salvage         (TlWindow        *self,
                                      const char      *path,
                                      const char      *message);
void      _tl_window_tell_missing    (TlWindow        *self,
                                      const char      *text);
gboolean  _tl_window_confirm_close   (TlWindow        *self);
gboolean  _tl_window_step            (TlWindow        *self,
                                      gboolean         back);
void      _tl_window_toast           (TlWindow        *self,
                                      const char      *text);
void      _tl_window_tell            (TlWindow        *self,
                                      const char      *heading,
                                      const char      *body);

G_END_DECLS
