/* tl-what-if.h: some of the fixes, within a budget, by other settings
 *
 * Nothing of this is in the journey: it is asked of a copy, off the main thread, and gone when the window closes, unless
 * it is used in the journey.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-ranking.h"
#include "tl-scenario.h"

G_BEGIN_DECLS

#define TL_TYPE_WHAT_IF (tl_what_if_get_type ())
G_DECLARE_FINAL_TYPE (TlWhatIf, tl_what_if, TL, WHAT_IF, GObject)

/**
 * TlWhatIfSetting:
 * @TL_WHAT_IF_HORIZON: years
 * @TL_WHAT_IF_RATE: the discount rate a year, a share
 * @TL_WHAT_IF_MARGIN: a share of revenue
 */
typedef enum
{
  TL_WHAT_IF_HORIZON,
  TL_WHAT_IF_RATE,
  TL_WHAT_IF_MARGIN,
  TL_WHAT_IF_N_SETTINGS,
} TlWhatIfSetting;

TlWhatIf                *tl_what_if_new           (void);
void                     tl_what_if_set_ranking   (TlWhatIf        *self,
                                                   TlRanking       *ranking);
TlRanking               *tl_what_if_get_ranking   (TlWhatIf        *self);
void                     tl_what_if_set_wanted    (TlWhatIf        *self,
                                                   gboolean         set,
                                                   gboolean         doubt);

double                   tl_what_if_get_preset    (TlWhatIf        *self,
                                                   TlWhatIfSetting  setting);
double                   tl_what_if_get_setting   (TlWhatIf        *self,
                                                   TlWhatIfSetting  setting);
void                     tl_what_if_set_setting   (TlWhatIf        *self,
                                                   TlWhatIfSetting  setting,
                                                   double           value);
gboolean                 tl_what_if_is_included   (TlWhatIf        *self,
                                                   const char      *id);
void                     tl_what_if_include       (TlWhatIf        *self,
                                                   const char      *id,
                                                   gboolean         included);
double                   tl_what_if_get_budget    (TlWhatIf        *self);
void                     tl_what_if_set_budget    (TlWhatIf        *self,
                                                   double           budget);
gboolean                 tl_what_if_is_changed    (TlWhatIf        *self);
gboolean                 tl_what_if_has_settings  (TlWhatIf        *self);
void                     tl_what_if_reset         (TlWhatIf        *self);
void                     tl_what_if_open          (TlWhatIf         *self,
                                                   const TlScenario *scenario);
gboolean                 tl_what_if_use           (TlWhatIf        *self,
                                                   GError         **error);

gboolean                 tl_what_if_is_working    (TlWhatIf        *self);
TlFigures               *tl_what_if_get_figures   (TlWhatIf        *self);
const GArray            *tl_what_if_get_frontier  (TlWhatIf        *self);
const TlImpactPortfolio *tl_what_if_get_set       (TlWhatIf        *self);
const TlImpactSpread    *tl_what_if_get_spread    (TlWhatIf        *self);
double                   tl_what_if_get_overspent (TlWhatIf        *self);

const TlImpactFrontierPoint *tl_what_if_find_step (const GArray    *frontier,
                                                   double           budget);

G_END_DECLS
