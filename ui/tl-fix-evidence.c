/* tl-fix-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-fix-evidence.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-inputs.h"

typedef struct
{
  TlFigures             *figures;
  const TlImpactJourney *journey;
  GHashTable            *seen; /* index in a world's values */
  TlFixEvidence         *evidence;
} Counting;

static void
count (Counting *self, TlImpactPart part, guint index)
{
  TlFixEvidence *evidence = self->evidence;
  TlInputName    name;

  if (!tl_inputs_name (self->figures, part, index, &name) ||
      !g_hash_table_add (self->seen, GSIZE_TO_POINTER (tl_impact_world_find (self->journey, part, index))))
    return;
  /* What is not written down is a rule of the model, not a claim. */
  if (name.basis == NULL && !name.number->doubtful && tl_estimate_is_known (&name.number->estimate))
    return;
  evidence->n++;
  evidence->measured += g_strcmp0 (name.basis, "measured") == 0;
  evidence->observed += g_strcmp0 (name.basis, "observed") == 0;
  evidence->assumed += g_strcmp0 (name.basis, "assumed") == 0;
}

static void
count_touchpoint (Counting *self, guint touchpoint)
{
  count (self, TL_IMPACT_PART_REACH, touchpoint);
  count (self, TL_IMPACT_PART_UNIT_COST, touchpoint);
  count (self, TL_IMPACT_PART_CASHABLE, touchpoint);
}

static void
count_pain (Counting *self, guint pain)
{
  count (self, TL_IMPACT_PART_INCIDENCE, pain);
  count (self, TL_IMPACT_PART_LEAVE, pain);
  count (self, TL_IMPACT_PART_COST, pain);
  count (self, TL_IMPACT_PART_REACH, self->journey->pains[pain].touchpoint);
  for (guint c = 0; c < self->journey->n_contacts; c++)
    if (self->journey->contacts[c].pain == pain)
      {
        count (self, TL_IMPACT_PART_COUNT, c);
        count (self, TL_IMPACT_PART_UNIT_COST, self->journey->contacts[c].touchpoint);
      }
}

static void
count_effect (Counting *self, guint index)
{
  const TlImpactEffect *effect = &self->journey->effects[index];

  count (self, TL_IMPACT_PART_AMOUNT, index);
  switch (effect->field)
    {
    case TL_IMPACT_FIELD_SHARE:
      if (self->journey->transitions[effect->on].given)
        count (self, TL_IMPACT_PART_SHARE, effect->on);
      break;

    case TL_IMPACT_FIELD_REACH:
      count_touchpoint (self, effect->on);
      if (effect->to != TL_IMPACT_NONE)
        count_touchpoint (self, effect->to);
      break;

    case TL_IMPACT_FIELD_UNIT_COST:
      count_touchpoint (self, effect->on);
      break;

    case TL_IMPACT_FIELD_FIXED_COST:
      count (self, TL_IMPACT_PART_FIXED_COST, effect->on);
      break;

    case TL_IMPACT_FIELD_INCIDENCE:
    case TL_IMPACT_FIELD_LEAVE:
    case TL_IMPACT_FIELD_COST:
    case TL_IMPACT_FIELD_CONTACTS:
      count_pain (self, effect->on);
      break;

    case TL_IMPACT_FIELD_STRENGTH:
      for (guint b = 0; b < self->journey->n_becauses; b++)
        if (self->journey->becauses[b].cause == effect->on)
          {
            count (self, TL_IMPACT_PART_BECAUSE, b);
            count_pain (self, self->journey->becauses[b].pain);
          }
      break;

    case TL_IMPACT_FIELD_ENTRY:
    case TL_IMPACT_FIELD_REVENUE:
    case TL_IMPACT_FIELD_CONTINUE:
    default:
      break;
    }
}

/**
 * tl_fix_evidence_count:
 * @figures: figures
 * @id: of a fix
 * @evidence: (out): how well its numbers are known
 */
void
tl_fix_evidence_count (TlFigures *figures, const char *id, TlFixEvidence *evidence)
{
  const TlSnapshot      *snapshot = tl_figures_get_snapshot (figures);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Counting               self = { figures, &snapshot->journey, seen, evidence };
  guint                  fix = tl_names_find (&snapshot->fixes, id);

  *evidence = (TlFixEvidence) { 0 };
  if (fix == TL_IMPACT_NONE)
    return;
  count (&self, TL_IMPACT_PART_MARGIN, 0);
  count (&self, TL_IMPACT_PART_INCREMENTALITY, 0);
  for (guint s = 0; s < self.journey->n_stages; s++)
    {
      count (&self, TL_IMPACT_PART_ENTRY, s);
      count (&self, TL_IMPACT_PART_REVENUE, s);
    }
  count (&self, TL_IMPACT_PART_ONE_OFF, fix);
  count (&self, TL_IMPACT_PART_RUN, fix);
  for (guint e = 0; e < self.journey->n_effects; e++)
    if (self.journey->effects[e].fix == fix)
      count_effect (&self, e);
}

/**
 * tl_fix_evidence_share:
 *
 * Returns: the share of the numbers that somebody observed or measured
 */
double
tl_fix_evidence_share (const TlFixEvidence *evidence)
{
  return evidence->n > 0 ? (double) (evidence->measured + evidence->observed) / evidence->n : 0;
}

/**
 * tl_fix_evidence_say:
 *
 * Returns: (transfer full): that share, in few words
 */
char *
tl_fix_evidence_say (const TlFixEvidence *evidence)
{
  /* Translators: of so many numbers, so many were observed or measured: “5 of 9 seen”. */
  return g_strdup_printf (C_ ("evidence", "%u of %u seen"), evidence->measured + evidence->observed, evidence->n);
}

/**
 * tl_fix_evidence_explain:
 *
 * Returns: (transfer full): what that share is made of
 */
char *
tl_fix_evidence_explain (const TlFixEvidence *evidence)
{
  guint unsaid = evidence->n - evidence->measured - evidence->observed - evidence->assumed;

  return g_strdup_printf (ngettext ("It hangs on %u number: measured %u, observed %u, assumed %u, nobody says of %u.\n"
                                    "Only what was observed or measured is sure.",
                                    "It hangs on %u numbers: measured %u, observed %u, assumed %u, nobody says of %u.\n"
                                    "Only what was observed or measured is sure.",
                                    evidence->n),
                          evidence->n, evidence->measured, evidence->observed, evidence->assumed, unsaid);
}

#define N_SQUARES 4
#define SQUARE 11
#define BETWEEN 4

struct _TlEvidenceBar
{
  GtkWidget parent_instance;

  guint     full;
};

G_DEFINE_FINAL_TYPE (TlEvidenceBar, tl_evidence_bar, GTK_TYPE_WIDGET)

static void
tl_evidence_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlEvidenceBar   *self = TL_EVIDENCE_BAR (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  gboolean         rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int              width = gtk_widget_get_width (widget);
  float            y = (float) (gtk_widget_get_height (widget) - SQUARE) / 2;
  GdkRGBA          colour;

  gtk_style_context_get_color (context, &colour);
  gtk_style_context_lookup_color (context, "tl_gain", &colour);
  for (guint i = 0; i < N_SQUARES; i++)
    {
      int            x = (int) i * (SQUARE + BETWEEN);
      GskRoundedRect square;

      gsk_rounded_rect_init_from_rect (&square,
                                       &GRAPHENE_RECT_INIT ((float) (rtl ? width - x - SQUARE : x), y, SQUARE, SQUARE), 3);
      /* Empty ones are outlines: colour is not the only sign. */
      gtk_snapshot_append_border (snapshot, &square, (float[4]) { 1.5F, 1.5F, 1.5F, 1.5F },
                                  (GdkRGBA[4]) { colour, colour, colour, colour });
      if (i >= self->full)
        continue;
      gtk_snapshot_push_rounded_clip (snapshot, &square);
      gtk_snapshot_append_color (snapshot, &colour, &square.bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
tl_evidence_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? N_SQUARES * SQUARE + (N_SQUARES - 1) * BETWEEN : SQUARE + 2;
  *natural = *minimum;
}

static void
tl_evidence_bar_class_init (TlEvidenceBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = tl_evidence_bar_snapshot;
  widget_class->measure = tl_evidence_bar_measure;
  /* The words beside it say the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tl_evidence_bar_init (TlEvidenceBar *self)
{
}

GtkWidget *
tl_evidence_bar_new (void)
{
  return g_object_new (TL_TYPE_EVIDENCE_BAR, NULL);
}

/**
 * tl_evidence_bar_set:
 * @share: of what is known well, from 0 to 1
 *
 * It is full only where everything is, and empty only where nothing is.
 */
void
tl_evidence_bar_set (TlEvidenceBar *self, double share)
{
  g_return_if_fail (TL_IS_EVIDENCE_BAR (self));
  self->full = share <= 0 ? 0 : share >= 1 ? N_SQUARES : (guint) CLAMP (lround (share * N_SQUARES), 1, N_SQUARES - 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
