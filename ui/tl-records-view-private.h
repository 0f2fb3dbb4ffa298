/* tl-records-view-private.h: what the files of the list of records share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-facets-pane.h"
#include "tl-records-bar.h"
#include "tl-records-view.h"

G_BEGIN_DECLS

struct _TlRecordsView
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkWidget       *search;
  GtkWidget       *found_label;
  GtkWidget       *sort;
  GtkWidget       *direction;
  GtkWidget       *chips;
  GtkWidget       *trouble;
  GtkWidget       *list;
  GtkWidget       *states;
  TlFacetsPane    *facets;
  TlRecordsBar    *bar;
  GtkWidget       *popover; /* (nullable): of what was asked for last */

  TlSession       *session;
  TlDocument      *document;
  TlRecordsFilter *filter;
  TlRecordsModel  *model;
  TlEvidenceQuery *query;     /* the latest, which may still be counted */
  GCancellable    *counting;
  GCancellable    *acting;
  gboolean         same;      /* the same was asked for before */
  gboolean         is_stale;  /* something changed while nobody looked */
  gboolean         is_empty;  /* there is no evidence at all */
  guint            n_waiting; /* answers */
  gint64           found;
};

void       _tl_records_view_tell         (TlRecordsView  *self,
                                          const char     *text,
                                          gboolean        undo);
void       _tl_records_view_update_bar   (TlRecordsView  *self);
void       _tl_records_view_pop_up_menu  (TlRecordsView  *self,
                                          double          x,
                                          double          y);
void       _tl_records_view_install_acts (GtkWidgetClass *widget_class);
GtkWidget *_tl_records_view_make_list    (TlRecordsView  *self);

G_END_DECLS
