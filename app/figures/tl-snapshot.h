/* tl-snapshot.h: a journey as plain arrays, at one moment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>

#include "tl-impact.h"
#include "tl-validate.h"

G_BEGIN_DECLS

/**
 * TlNames:
 * @ids: (array length=n): the ids of the things, by their index in the impact model's arrays
 * @titles: (array length=n): what people call them
 * @indices: id → index + 1
 */
typedef struct
{
  guint       n;
  char      **ids;
  char      **titles;
  GHashTable *indices;
} TlNames;

/**
 * TlSnapshot:
 * @journey: what the impact model works on
 * @id: of the journey
 * @title: of the journey
 * @bases: (nullable): id, a line break and a field's name → basis, for every number somebody says the origin of
 * @problems: (element-type TlProblem): what is to be said of the journey as it is written, before its figures are known
 * @valid: whether the journey keeps to its rules; without that there are no figures
 * @currency: (nullable): ISO 4217
 * @n_numbers: how many figures are written down that the model uses
 * @n_without_basis: how many of them nobody says the origin of
 * @n_in_doubt: how many of them could be another number (impact-model.md, "Doubt")
 *
 * It shares nothing with the journey it was taken from, so that another thread may work on it.
 */
typedef struct
{
  TlImpactJourney journey;
  TlNames         stages;
  TlNames         transitions;
  TlNames         touchpoints;
  TlNames         pains;
  TlNames         fixes;
  TlNames         contacts;
  TlNames         becauses;
  TlNames         causes;
  TlNames         effects;
  char          **owners; /* by touchpoint, or NULL */
  char          **payers; /* by fix: its owner, or NULL */
  char          **holders; /* by fix: whose budget pays for it: the budget holder, or else its owner, or NULL */
  char           *id;
  char           *title;
  GHashTable     *bases;
  GPtrArray      *problems;
  gboolean        valid;
  char           *currency;
  guint           n_numbers;
  guint           n_without_basis;
  guint           n_in_doubt;
} TlSnapshot;

/**
 * TlOverrides:
 *
 * Other settings than the journey's, to see what would be. NaN where the journey's holds. They are held to their ranges.
 */
typedef struct
{
  double horizon_years;
  double discount_rate;
  double margin;
} TlOverrides;

#define TL_OVERRIDES_NONE { NAN, NAN, NAN }

TlSnapshot *tl_snapshot_new      (TlJourney         *journey);
void        tl_snapshot_override (TlSnapshot        *self,
                                  const TlOverrides *overrides);
void        tl_snapshot_free     (TlSnapshot        *self);
guint       tl_names_find        (const TlNames     *self,
                                  const char        *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSnapshot, tl_snapshot_free)

G_END_DECLS
