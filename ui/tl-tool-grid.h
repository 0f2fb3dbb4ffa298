/* tl-tool-grid.h: the columns and rows that stages stand in
 *
 * What the map drew, as a grid to drop stages into: which stage stands where, what lies under a point, and what must be
 * said in the journey so that a stage stands somewhere else and nothing moves but what is in its way. No widgets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-figures.h"
#include "tl-layers.h"
#include "tl-scene.h"

G_BEGIN_DECLS

/**
 * TlCell:
 * @id: the stage's
 * @asked: what the journey says, -1 where it says nothing
 * @place: where it is drawn
 * @box: where that is in the scene; empty where there is none
 * @band: index of the panel that it is drawn in
 */
typedef struct
{
  char    *id;
  TlPlace  asked;
  TlPlace  place;
  TlBox    box;
  guint    band;
} TlCell;

/**
 * TlSpot:
 * @inserts: whether a column is made before @column
 * @swaps: whether what stands there goes where the moved stage stood, rather than down
 * @box: where to show it in the scene; a bar in a gap where a column is made
 *
 * Where a stage may be put.
 */
typedef struct
{
  int      column;
  int      row;
  gboolean inserts;
  gboolean swaps;
  TlBox    box;
} TlSpot;

/**
 * TlShift:
 * @index: of a cell; the number of cells for a stage that is not there yet
 *
 * What must be said of a stage.
 */
typedef struct
{
  guint   index;
  TlPlace place;
} TlShift;

/**
 * TlGrid:
 * @cells: (element-type TlCell): in the order of the journey
 * @links: (element-type TlLink)
 * @bands: (element-type TlBox): the panels
 * @rtl: whether it was drawn from right to left
 */
typedef struct
{
  GArray   *cells;
  GArray   *links;
  GArray   *bands;
  gboolean  rtl;
} TlGrid;

TlGrid       *tl_grid_new       (TlJourney    *journey,
                                 TlFigures    *figures,
                                 TlScene      *scene);
void          tl_grid_free      (TlGrid       *self);
const TlCell *tl_grid_find      (TlGrid       *self,
                                 const char   *id);
const TlCell *tl_grid_find_at   (TlGrid       *self,
                                 int           column,
                                 int           row);
gboolean      tl_grid_drop      (TlGrid       *self,
                                 const char   *moving,
                                 double        x,
                                 double        y,
                                 TlSpot       *spot);
void          tl_grid_next      (TlGrid       *self,
                                 const char   *id,
                                 TlSpot       *spot);
gboolean      tl_grid_step      (TlGrid       *self,
                                 const char   *id,
                                 int           dx,
                                 int           dy,
                                 TlSpot       *spot);
GArray       *tl_grid_shift     (TlGrid       *self,
                                 const char   *id,
                                 const TlSpot *spot);
GArray       *tl_grid_shift_many (TlGrid            *self,
                                  const char *const *ids,
                                  const char        *held,
                                  const TlSpot      *spot);
GArray       *tl_grid_insert    (TlGrid        *self,
                                 const char    *after,
                                 const TlPlace *places,
                                 guint          n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlGrid, tl_grid_free)

G_END_DECLS
