/* tl-fix-why-bar.h: a bar from one amount to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TlFixWhyScale:
 * @low: the least amount of all the bars
 * @high: the greatest
 * @rule: where the upright line stands, within them
 *
 * What bars under each other share. All amounts are in one unit, and to scale.
 */
typedef struct
{
  double low;
  double high;
  double rule;
} TlFixWhyScale;

/**
 * TlFixWhyLook:
 * @TL_FIX_WHY_CHANGE: a gain where it ends above where it begins, else a loss, which is hatched
 * @TL_FIX_WHY_RANGE: what may be on either side of the rule: what lies above it is a gain, what lies below a loss
 */
typedef enum
{
  TL_FIX_WHY_CHANGE,
  TL_FIX_WHY_RANGE,
} TlFixWhyLook;

#define TL_TYPE_FIX_WHY_BAR (tl_fix_why_bar_get_type ())
G_DECLARE_FINAL_TYPE (TlFixWhyBar, tl_fix_why_bar, TL, FIX_WHY_BAR, GtkWidget)

GtkWidget *tl_fix_why_bar_new         (const TlFixWhyScale *scale,
                                       TlFixWhyLook         look,
                                       double               from,
                                       double               to);
void       tl_fix_why_scale_add       (TlFixWhyScale       *self,
                                       double               amount);

G_END_DECLS
