/* tl-both-ways-mark.h: a fix as a circle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-ranking.h"

G_BEGIN_DECLS

#define TL_TYPE_BOTH_WAYS_MARK (tl_both_ways_mark_get_type ())
G_DECLARE_FINAL_TYPE (TlBothWaysMark, tl_both_ways_mark, TL, BOTH_WAYS_MARK, GtkWidget)

/**
 * TlMarkLook:
 * @place: in the ranking
 * @radius: of the circle, in pixels
 * @ring: how wide the ring around it is, in pixels; 0 for none
 * @loss: whether it does not pay
 * @selected: whether it stands out
 */
typedef struct
{
  guint    place;
  double   radius;
  double   ring;
  gboolean loss;
  gboolean selected;
} TlMarkLook;

GtkWidget  *tl_both_ways_mark_new    (void);
void        tl_both_ways_mark_set    (TlBothWaysMark   *self,
                                      TlRanking        *ranking,
                                      const char       *id,
                                      const TlMarkLook *look);
const char *tl_both_ways_mark_get_id (TlBothWaysMark   *self);
double      tl_both_ways_mark_reach  (TlBothWaysMark   *self);

G_END_DECLS
