/* tl-outline-private.h: what the parts of the outline share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-outline-edits.h"
#include "tl-outline-row.h"
#include "tl-outline.h"

G_BEGIN_DECLS

struct _TlOutline
{
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkWidget          *add;
  GtkWidget          *list;
  GtkWidget          *menu;     /* GtkPopoverMenu, the last that was open */
  GtkEventController *keys;

  TlSession          *session;
  TlOutlineTree      *tree;
  GtkSingleSelection *selection;
  GHashTable         *rows;     /* TlOutlineItem → TlOutlineRow, both borrowed: those that are shown */
  GString            *words;    /* typed ahead */
  guint               forget;   /* a timeout: they are over */
  guint               syncing;  /* what is selected changes by the program, not by a person */
  TlDraft            *draft;    /* what gets its title and is not there yet */
  char               *edited;   /* key of the row that someone writes in; empty for the draft */
  char               *kept;     /* what they wrote, where the list has taken their row away */
  guint               resuming; /* an idle: they get it back */
};

/* tl-outline.c */
TlOutlineItem *_tl_outline_get_item     (TlOutline     *self);
TlOutlineRow  *_tl_outline_get_row      (TlOutline     *self,
                                         const char    *key);
void           _tl_outline_go_to        (TlOutline     *self,
                                         const char    *key,
                                         gboolean       focuses);
void           _tl_outline_say          (TlOutline     *self,
                                         const char    *text,
                                         gboolean       offers_undo);
gboolean       _tl_outline_apply        (TlOutline     *self,
                                         TlEdit        *edit);
void           _tl_outline_end_edit     (TlOutline     *self);
void           _tl_outline_edit_row     (TlOutline     *self,
                                         const char    *key);
void           _tl_outline_draft_begin  (TlOutline     *self,
                                         TlDraft       *draft);

/* tl-outline-act.c */
void           _tl_outline_act_class_init (GtkWidgetClass *klass);
void           _tl_outline_act_update   (TlOutline     *self);
void           _tl_outline_done         (TlOutlineRow  *row,
                                         const char    *text,
                                         gboolean       commits,
                                         const char    *next,
                                         gpointer       data);

/* tl-outline-feel.c */
void           _tl_outline_feel_class_init (GtkWidgetClass *klass);

/* tl-outline-menu.c */
void           _tl_outline_menu_open    (TlOutline     *self,
                                         double         x,
                                         double         y);
void           _tl_outline_menu_connect (TlOutline     *self);
void           _tl_outline_menu_dispose (TlOutline     *self);

G_END_DECLS
