/* tl-map-data.c: from the journey and its figures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-map-data.h"

#include <math.h>
#include <string.h>

/* A title that nobody sees, as high as one that somebody does. */
#define BLANK "\302\240"

typedef struct
{
  TlMapData  *data;
  TlFigures  *figures; /* NULL where nothing is known */
  gboolean    money;
  GHashTable *stage_of; /* id of a stage, or of what stands in it, or a cause or transition → index + 1 */
  gboolean    says_shares; /* there are shares to show */
} Reader;

static void
clear_touchpoint (gpointer item)
{
  TlDataTouchpoint *touchpoint = item;

  g_array_unref (touchpoint->pains);
  g_array_unref (touchpoint->delights);
}

static void
clear_stage (gpointer item)
{
  g_array_unref (((TlDataStage *) item)->touchpoints);
}

static const char *
text_or_null (TlThing *thing, TlField field)
{
  const char *text = tl_thing_get_text (thing, field);

  return text && *text ? text : NULL;
}

static void
belongs_to (Reader *self, const char *id, guint stage)
{
  if (!g_hash_table_contains (self->stage_of, id))
    g_hash_table_insert (self->stage_of, (gpointer) id, GUINT_TO_POINTER (stage + 1));
}

static double
known_net (const Reader *self, const TlImpactStake *stake)
{
  return self->money && stake && stake->known ? stake->net_lost : NAN;
}

static gint64
count_records (const Reader *self, const char *id)
{
  return self->figures ? tl_figures_count_records (self->figures, id) : 0;
}

static void
read_pains (Reader *self, TlThing *thing, guint index, TlDataStage *stage, TlDataTouchpoint *touchpoint)
{
  for (guint i = 0; i < tl_thing_n (thing, TL_KIND_PAIN); i++)
    {
      TlThing                  *at = tl_thing_nth (thing, TL_KIND_PAIN, i);
      const char               *id = tl_thing_get_id (at);
      const TlImpactPainResult *result = self->figures ? tl_figures_get_pain (self->figures, id) : NULL;
      TlDataPain                pain = { id, tl_thing_get_title (at), known_net (self, result ? &result->stake : NULL),
                                         tl_thing_has (at, TL_PAIN_INCIDENCE), count_records (self, id) };
      TlEstimate                incidence = tl_thing_get_estimate (at, TL_PAIN_INCIDENCE);
      TlEstimate                leave = tl_thing_get_estimate (at, TL_PAIN_LEAVE);

      belongs_to (self, id, index);
      for (guint k = 0; k < tl_thing_n (at, TL_KIND_BECAUSE); k++)
        {
          const char *cause = tl_thing_get_text (tl_thing_nth (at, TL_KIND_BECAUSE, k), TL_BECAUSE_CAUSE);

          if (cause)
            belongs_to (self, cause, index);
        }
      stage->n_sized += pain.sized;
      if (tl_estimate_point (&incidence) > 0 && tl_estimate_point (&leave) > 0)
        {
          stage->n_painful++;
          stage->painful = stage->n_painful == 1 ? pain.title : NULL;
        }
      g_array_append_val (touchpoint->pains, pain);
    }
}

static void
read_touchpoints (Reader *self, TlThing *thing, guint index, TlDataStage *stage)
{
  for (guint i = 0; i < tl_thing_n (thing, TL_KIND_TOUCHPOINT); i++)
    {
      TlThing                        *at = tl_thing_nth (thing, TL_KIND_TOUCHPOINT, i);
      const char                     *id = tl_thing_get_id (at);
      const TlImpactTouchpointResult *result = self->figures ? tl_figures_get_touchpoint (self->figures, id) : NULL;
      TlDataTouchpoint                touchpoint = { id, tl_thing_get_title (at) };

      touchpoint.channel = text_or_null (at, TL_TOUCHPOINT_CHANNEL);
      /* A touchpoint of which no cost was ever said costs nothing that is known. */
      touchpoint.cost = self->money && result &&
                            (tl_thing_has (at, TL_TOUCHPOINT_UNIT_COST) || tl_thing_has (at, TL_TOUCHPOINT_FIXED_COST))
                          ? result->cost
                          : NAN;
      touchpoint.emotion =
        tl_thing_has (at, TL_TOUCHPOINT_EMOTION) ? tl_thing_get_number (at, TL_TOUCHPOINT_EMOTION) : NAN;
      touchpoint.records = count_records (self, id);
      touchpoint.pains = g_array_new (FALSE, TRUE, sizeof (TlDataPain));
      touchpoint.delights = g_array_new (FALSE, TRUE, sizeof (TlDataDelight));
      belongs_to (self, id, index);
      read_pains (self, at, index, stage, &touchpoint);
      stage->has_pains = stage->has_pains || touchpoint.pains->len > 0;
      for (guint k = 0; k < tl_thing_n (at, TL_KIND_DELIGHT); k++)
        {
          TlThing      *joy = tl_thing_nth (at, TL_KIND_DELIGHT, k);
          TlDataDelight delight = { tl_thing_get_id (joy), tl_thing_get_title (joy) };

          delight.credit = text_or_null (joy, TL_DELIGHT_CREDIT);
          delight.records = count_records (self, delight.id);
          belongs_to (self, delight.id, index);
          g_array_append_val (touchpoint.delights, delight);
        }
      g_array_append_val (stage->touchpoints, touchpoint);
    }
}

static void
read_stage (Reader *self, TlThing *thing)
{
  const char                *id = tl_thing_get_id (thing);
  const TlImpactStageResult *result = self->figures ? tl_figures_get_stage (self->figures, id) : NULL;
  TlDataStage                stage = { id, tl_thing_get_title (thing) };
  TlEstimate                 entry = tl_thing_get_estimate (thing, TL_STAGE_ENTRY);
  TlEstimate                 revenue = tl_thing_get_estimate (thing, TL_STAGE_REVENUE);
  guint                      index = self->data->stages->len;

  stage.kind = tl_thing_is_word (thing, TL_STAGE_KIND, "won")    ? TL_DATA_WON
               : tl_thing_is_word (thing, TL_STAGE_KIND, "lost") ? TL_DATA_LOST
                                                                 : TL_DATA_STEP;
  stage.visits = self->data->has_flow && result ? result->visits : NAN;
  stage.entry = tl_estimate_point (&entry);
  stage.revenue = tl_thing_has (thing, TL_STAGE_REVENUE) && self->money ? tl_estimate_point (&revenue) : NAN;
  stage.undrawn = NAN;
  stage.leave = stage.kind == TL_DATA_STEP && result ? result->leave : NAN;
  if (stage.kind == TL_DATA_STEP && result)
    stage.undrawn = result->ends;
  stage.net = known_net (self, result ? &result->stake : NULL);
  stage.caused = isnan (stage.net) ? NAN : result->stake.cost_caused;
  stage.touchpoints = g_array_new (FALSE, TRUE, sizeof (TlDataTouchpoint));
  g_array_set_clear_func (stage.touchpoints, clear_touchpoint);
  belongs_to (self, id, index);
  read_touchpoints (self, thing, index, &stage);
  /* What nobody sized is unknown, not nought. */
  if (stage.n_sized == 0)
    stage.net = NAN;
  if (isfinite (stage.visits))
    self->data->most = MAX (self->data->most, stage.visits);
  g_array_append_val (self->data->stages, stage);
}

static guint
find_stage (const Reader *self, const char *id)
{
  guint index = id ? GPOINTER_TO_UINT (g_hash_table_lookup (self->stage_of, id)) : 0;

  return index == 0 ? G_MAXUINT : index - 1;
}

/* Where nobody comes and no share is written down anywhere, what the model makes of that is no figure to draw. */
static gboolean
says_shares (const Reader *self, TlThing *root)
{
  if (self->data->has_flow)
    return TRUE;
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    if (tl_thing_has (tl_thing_nth (root, TL_KIND_TRANSITION, i), TL_TRANSITION_SHARE))
      return TRUE;
  return FALSE;
}

static void
read_link (Reader *self, TlThing *thing)
{
  const char                     *id = tl_thing_get_id (thing);
  const TlImpactTransitionResult *result = self->figures ? tl_figures_get_transition (self->figures, id) : NULL;
  TlDataLink                      link = { id, find_stage (self, tl_thing_get_text (thing, TL_TRANSITION_FROM)),
                                           find_stage (self, tl_thing_get_text (thing, TL_TRANSITION_TO)), NAN, NAN };

  if (link.from == G_MAXUINT || link.to == G_MAXUINT)
    return;
  if (result && self->says_shares)
    {
      link.share = result->share;
      link.flow = self->data->has_flow ? result->flow : NAN;
    }
  else if (tl_thing_has (thing, TL_TRANSITION_SHARE))
    {
      TlEstimate share = tl_thing_get_estimate (thing, TL_TRANSITION_SHARE);

      link.share = tl_estimate_point (&share);
    }
  if (TL_STAGE_AT (self->data, link.to)->kind == TL_DATA_LOST && isfinite (link.share))
    {
      TlDataStage *from = TL_STAGE_AT (self->data, link.from);

      from->undrawn = MAX (0, from->undrawn - link.share);
    }
  belongs_to (self, id, link.from);
  g_array_append_val (self->data->links, link);
}

/* The stage that most of a fix's effects act on, the first of them where several do. */
static guint
find_stage_of_fix (const Reader *self, TlThing *fix)
{
  guint n = tl_thing_n (fix, TL_KIND_EFFECT);
  guint best = G_MAXUINT, most = 0;

  for (guint i = 0; i < n; i++)
    {
      guint stage = find_stage (self, tl_thing_get_text (tl_thing_nth (fix, TL_KIND_EFFECT, i), TL_EFFECT_ON));
      guint count = 0;

      for (guint k = 0; k < n && stage != G_MAXUINT; k++)
        count += find_stage (self, tl_thing_get_text (tl_thing_nth (fix, TL_KIND_EFFECT, k), TL_EFFECT_ON)) == stage;
      if (count > most)
        {
          most = count;
          best = stage;
        }
    }
  return best;
}

static void
read_fixes (Reader *self, TlJourney *journey)
{
  for (guint i = 0; self->figures && i < tl_figures_n_fixes (self->figures); i++)
    {
      const TlFixFigures *figures = tl_figures_nth_fix (self->figures, i);
      TlThing            *thing = tl_journey_lookup (journey, figures->id);
      TlDataFix           fix = { figures->id, figures->title, figures->kind, figures->rank, G_MAXUINT, NAN };

      if (figures->rank == 0 || thing == NULL)
        continue;
      fix.stage = find_stage_of_fix (self, thing);
      if (figures->outcome && figures->outcome->known)
        {
          fix.known = TRUE;
          fix.npv = figures->outcome->npv;
          fix.payback = figures->outcome->pays_back ? figures->outcome->payback_months : -1;
        }
      g_array_append_val (self->data->fixes, fix);
    }
}

/* How many records the touchpoint has that a pain stands in. */
static gint64
count_around (const TlDataStage *stage, const char *pain)
{
  for (guint i = 0; i < stage->touchpoints->len; i++)
    {
      const TlDataTouchpoint *touchpoint = &g_array_index (stage->touchpoints, TlDataTouchpoint, i);

      for (guint k = 0; k < touchpoint->pains->len; k++)
        if (strcmp (g_array_index (touchpoint->pains, TlDataPain, k).id, pain) == 0)
          return touchpoint->records;
    }
  return 0;
}

static void
read_quotes (Reader *self, const TlMapOptions *options)
{
  for (gsize i = 0; i < options->n_quotes; i++)
    {
      guint stage = find_stage (self, options->quotes[i].of);

      if (stage < self->data->stages->len && TL_STAGE_AT (self->data, stage)->quote == NULL &&
          options->quotes[i].words && *options->quotes[i].words)
        {
          TL_STAGE_AT (self->data, stage)->quote = &options->quotes[i];
          TL_STAGE_AT (self->data, stage)->quoted_of =
            count_around (TL_STAGE_AT (self->data, stage), options->quotes[i].of);
        }
    }
}

static void
read_journey (Reader *self, TlJourney *journey)
{
  TlMapData *data = self->data;
  TlThing   *root = tl_journey_get_root (journey);

  data->title = tl_thing_get_title (root);
  data->period = text_or_null (root, TL_JOURNEY_PERIOD);
  data->currency = text_or_null (root, TL_JOURNEY_CURRENCY);
  data->horizon = tl_thing_get_number (root, TL_JOURNEY_HORIZON);
  data->margin = NAN;
  data->kept = NAN;
  data->source_titles = g_ptr_array_new ();
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_SOURCE); i++)
    g_ptr_array_add (data->source_titles, (gpointer) tl_thing_get_title (tl_thing_nth (root, TL_KIND_SOURCE, i)));
  data->net = NAN;
  if (tl_thing_n (root, TL_KIND_PERSONA) > 0)
    {
      TlThing *persona = tl_thing_nth (root, TL_KIND_PERSONA, 0);

      data->persona = tl_thing_get_title (persona);
      data->goal = text_or_null (persona, TL_PERSONA_GOAL);
    }
  if (self->figures)
    {
      data->horizon = tl_figures_get_horizon (self->figures);
      data->entries = tl_figures_get_entries (self->figures);
      data->won = tl_figures_get_won (self->figures);
      data->records = tl_figures_get_records (self->figures);
      data->sources = tl_figures_get_sources (self->figures);
      data->has_flow = tl_figures_are_known (self->figures) && data->entries > 0;
      data->has_money = self->money;
      if (self->money)
        data->net = known_net (self, tl_figures_get_stake (self->figures));
      if (tl_thing_has (root, TL_JOURNEY_MARGIN))
        data->margin = tl_figures_get_margin (self->figures);
      if (tl_thing_has (root, TL_JOURNEY_INCREMENTALITY))
        {
          TlEstimate kept = tl_thing_get_estimate (root, TL_JOURNEY_INCREMENTALITY);

          data->kept = tl_estimate_point (&kept);
        }
    }
}

/* Where in a row of things one comes: behind a sibling, or last. */
#define INDEX_AFTER(array, Type, after, index)                          \
  G_STMT_START                                                          \
  {                                                                     \
    *(index) = (array)->len;                                            \
    for (guint at = 0; (after) && at < (array)->len; at++)              \
      if (g_strcmp0 (g_array_index ((array), Type, at).id, (after)) == 0) \
        *(index) = at + 1;                                              \
  }                                                                     \
  G_STMT_END

static void
leave_room_in_touchpoint (TlDataTouchpoint *touchpoint, const TlMapDraft *draft)
{
  guint index;

  if (draft->kind == TL_KIND_PAIN)
    {
      TlDataPain pain = { NULL, BLANK, NAN };

      INDEX_AFTER (touchpoint->pains, TlDataPain, draft->after, &index);
      g_array_insert_val (touchpoint->pains, index, pain);
    }
  else
    {
      TlDataDelight delight = { NULL, BLANK };

      INDEX_AFTER (touchpoint->delights, TlDataDelight, draft->after, &index);
      g_array_insert_val (touchpoint->delights, index, delight);
    }
}

/* Leaves room for what is being typed, so that it stands where it will, and covers nothing. */
static void
leave_room (TlMapData *self, const TlMapDraft *draft)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      TlDataStage *stage = TL_STAGE_AT (self, i);
      guint        index;

      if (g_strcmp0 (stage->id, draft->parent) == 0)
        {
          TlDataTouchpoint touchpoint = { NULL, BLANK, NULL, NAN, NAN };

          touchpoint.pains = g_array_new (FALSE, TRUE, sizeof (TlDataPain));
          touchpoint.delights = g_array_new (FALSE, TRUE, sizeof (TlDataDelight));
          INDEX_AFTER (stage->touchpoints, TlDataTouchpoint, draft->after, &index);
          g_array_insert_val (stage->touchpoints, index, touchpoint);
          return;
        }
      for (guint k = 0; k < stage->touchpoints->len; k++)
        if (g_strcmp0 (g_array_index (stage->touchpoints, TlDataTouchpoint, k).id, draft->parent) == 0)
          {
            leave_room_in_touchpoint (&g_array_index (stage->touchpoints, TlDataTouchpoint, k), draft);
            return;
          }
    }
}

/**
 * tl_map_data_new:
 * @figures: (nullable): what the journey comes to
 * @options: how it is drawn
 * @places: (out) (transfer full): the columns and rows that the stages ask for, -1 for none
 *
 * Returns: (transfer full): what the map shows; borrows from @journey, @figures and @options
 */
TlMapData *
tl_map_data_new (TlJourney *journey, TlFigures *figures, const TlMapOptions *options, TlPlace **places)
{
  TlMapData *self = g_new0 (TlMapData, 1);
  Reader     reader = { self, figures, FALSE, g_hash_table_new (g_str_hash, g_str_equal) };
  TlThing   *root = tl_journey_get_root (journey);
  guint      n = tl_thing_n (root, TL_KIND_STAGE);

  reader.money = figures && (options->without & TL_MAP_NO_MONEY) == 0 && tl_figures_has_money (figures);
  self->stages = g_array_new (FALSE, TRUE, sizeof (TlDataStage));
  g_array_set_clear_func (self->stages, clear_stage);
  self->links = g_array_new (FALSE, TRUE, sizeof (TlDataLink));
  self->fixes = g_array_new (FALSE, TRUE, sizeof (TlDataFix));
  read_journey (&reader, journey);
  *places = g_new0 (TlPlace, n + 1);
  for (guint i = 0; i < n; i++)
    {
      TlThing *stage = tl_thing_nth (root, TL_KIND_STAGE, i);

      read_stage (&reader, stage);
      (*places)[i].column =
        tl_thing_has (stage, TL_STAGE_COLUMN) ? (int) tl_thing_get_number (stage, TL_STAGE_COLUMN) : -1;
      (*places)[i].row = tl_thing_has (stage, TL_STAGE_ROW) ? (int) tl_thing_get_number (stage, TL_STAGE_ROW) : -1;
      if (TL_STAGE_AT (self, i)->kind == TL_DATA_WON)
        {
          self->won_title = TL_STAGE_AT (self, i)->title;
          self->n_won++;
        }
      if (self->has_flow)
        self->most = MAX (self->most, TL_STAGE_AT (self, i)->entry);
    }
  reader.says_shares = says_shares (&reader, root);
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    read_link (&reader, tl_thing_nth (root, TL_KIND_TRANSITION, i));
  read_fixes (&reader, journey);
  read_quotes (&reader, options);
  for (guint i = 0; (options->without & TL_MAP_NO_LEAVERS) && i < self->stages->len; i++)
    TL_STAGE_AT (self, i)->undrawn = TL_STAGE_AT (self, i)->leave = NAN;
  if (options->stages)
    tl_map_data_select (self, *places, options->stages);
  if (options->draft && options->draft->parent)
    leave_room (self, options->draft);
  g_hash_table_unref (reader.stage_of);
  return self;
}

void
tl_map_data_free (TlMapData *self)
{
  g_array_unref (self->stages);
  g_array_unref (self->links);
  g_array_unref (self->fixes);
  g_ptr_array_unref (self->source_titles);
  g_free (self);
}
