/* tl-ranking.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-ranking.h"

/* Figures whose first worlds take longer than this are shown without them. */
#define SOON_MS 250

/* One run for one set of figures. The threads that work on it hold it, so that it may be abandoned at any moment. */
typedef struct
{
  TlFigures        *figures;
  GCancellable     *drawing;     /* cancelled when it ends too: worlds that are still on their way come too late */
  GCancellable     *cancellable; /* of all that follows */
  gint              stop; /* outlives the sets, which ask it */
  TlImpactTogether *together;
  GArray           *sensitivity;
  GPtrArray        *advice;
  GArray           *evens; /* TlImpactBreakEven, two to a fix: by incrementality, and by the cashable share of all savings */
} Run;

struct _TlRanking
{
  GObject        parent_instance;

  TlSession     *session;
  gboolean       active;
  Run           *run;  /* that goes on or has ended, of the newest figures */
  gboolean       working;
  guint          soon; /* a timeout: @run is taken over even without worlds */

  /* What is shown: it belongs together. */
  Run           *shown; /* NULL where nothing is drawn */
  TlFigures     *figures;
  TlImpactDoubt *doubt;
  char          *warning;
  gboolean       known; /* whether the sets, sensitivity and advice of @shown are there */
  GHashTable    *evidence; /* id → TlFixEvidence, counted when it is asked for */
  GPtrArray     *order; /* ids of the ranked fixes, the first first */
  char          *selected;
  gboolean       is_preset; /* nobody has selected it */
};

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlRanking, tl_ranking, G_TYPE_OBJECT)

static Run *
run_new (TlFigures *figures)
{
  Run *run = g_atomic_rc_box_new0 (Run);

  run->figures = g_object_ref (figures);
  run->drawing = g_cancellable_new ();
  run->cancellable = g_cancellable_new ();
  return run;
}

static void
run_clear (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->together, tl_impact_together_free);
  g_clear_pointer (&run->sensitivity, g_array_unref);
  g_clear_pointer (&run->advice, g_ptr_array_unref);
  g_clear_pointer (&run->evens, g_array_unref);
  g_clear_object (&run->drawing);
  g_clear_object (&run->cancellable);
  g_clear_object (&run->figures);
}

static void
run_unref (gpointer run)
{
  g_atomic_rc_box_release_full (run, run_clear);
}

static TlImpactDoubt *
copy_doubt (const TlImpactDoubt *doubt)
{
  TlImpactDoubt *copy = g_memdup2 (doubt, sizeof *doubt);

  copy->fixes = g_memdup2 (doubt->fixes, (doubt->n_fixes + 1) * sizeof *doubt->fixes);
  copy->ranking = g_new (guint, doubt->n_ranked + 1);
  for (guint i = 0; i < doubt->n_ranked; i++)
    copy->ranking[i] = doubt->ranking[i];
  return copy;
}

/* Where all worlds say the same, nothing that the ranking hangs on is in doubt. */
static gboolean
says_anything (const TlImpactDoubt *doubt)
{
  for (guint i = 0; i < doubt->n_ranked; i++)
    {
      const TlImpactSpread *spread = &doubt->fixes[doubt->ranking[i]];

      if (spread->npv_p90 > spread->npv_p10 || (spread->p_pays > 0 && spread->p_pays < 1) ||
          (spread->p_best > 0 && spread->p_best < 1))
        return TRUE;
    }
  return doubt->refused > 0;
}

/* Whether there is anything to be drawn, and to be asked of it. */
static gboolean
is_ranked (TlFigures *figures)
{
  return figures != NULL && tl_figures_are_known (figures) && tl_figures_get_results (figures)->n_ranked > 0;
}

static gboolean
find_id (const GPtrArray *ids, const char *id)
{
  return id != NULL && g_ptr_array_find_with_equal_func ((GPtrArray *) ids, id, g_str_equal, NULL);
}

/* The ranked fixes by the mean where worlds were drawn, else by their points. */
static GPtrArray *
make_order (TlRanking *self)
{
  const TlSnapshot      *snapshot = tl_figures_get_snapshot (self->figures);
  const TlImpactResults *results = tl_figures_get_results (self->figures);
  GPtrArray             *order = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->doubt && i < self->doubt->n_ranked; i++)
    g_ptr_array_add (order, g_strdup (snapshot->fixes.ids[self->doubt->ranking[i]]));
  for (guint i = 0; results && i < results->n_ranked; i++)
    if (!find_id (order, snapshot->fixes.ids[results->ranking[i]]))
      g_ptr_array_add (order, g_strdup (snapshot->fixes.ids[results->ranking[i]]));
  return order;
}

static gboolean
is_same_fixes (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!find_id (b, a->pdata[i]))
      return FALSE;
  return TRUE;
}

/* While worlds come in, fixes stay where they are. */
static void
set_order (TlRanking *self, gboolean drawn)
{
  g_autoptr (GPtrArray) order = self->figures && tl_figures_are_known (self->figures)
                                  ? make_order (self) : g_ptr_array_new_with_free_func (g_free);

  if (!drawn && is_same_fixes (self->order, order))
    return;
  g_clear_pointer (&self->order, g_ptr_array_unref);
  self->order = g_steal_pointer (&order);
}

/* The fix that is selected, or that what is selected belongs to. */
static const char *
find_selected_fix (TlRanking *self)
{
  const char *id = self->session ? tl_session_get_selected (self->session) : NULL;
  TlThing    *thing = id ? tl_journey_lookup (tl_session_get_journey (self->session), id) : NULL;

  while (thing && tl_thing_get_kind (thing) != TL_KIND_FIX)
    thing = tl_thing_get_parent (thing);
  return thing ? tl_thing_get_id (thing) : NULL;
}

/* Returns whether it is another one; nobody is told yet. */
static gboolean
update_selected (TlRanking *self)
{
  const char *id = find_selected_fix (self);
  gboolean    is_preset = id == NULL;

  if (id == NULL && !self->is_preset && self->selected && self->figures &&
      tl_figures_get_fix (self->figures, self->selected))
    {
      id = self->selected;
      is_preset = FALSE;
    }
  else if (id == NULL && self->order && self->order->len > 0)
    id = self->order->pdata[0];
  self->is_preset = is_preset;
  if (g_strcmp0 (id, self->selected) == 0)
    return FALSE;
  id = g_strdup (id);
  g_free (self->selected);
  self->selected = (char *) id;
  return TRUE;
}

static void
emit (TlRanking *self, TlRankingParts parts)
{
  gboolean other = parts & (TL_RANKING_FIGURES | TL_RANKING_DRAWN) && update_selected (self);

  g_object_ref (self);
  /* First what there is, then which of it is selected. */
  g_signal_emit (self, signals[CHANGED], 0, (guint) parts);
  if (other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  g_object_unref (self);
}

/* From here on the new figures are shown, and nothing of the old ones. */
static TlRankingParts
take_over (TlRanking *self, TlFigures *figures, const TlImpactDoubt *doubt)
{
  TlRankingParts parts = 0;

  g_clear_handle_id (&self->soon, g_source_remove);
  if (self->figures != figures || self->shown != self->run)
    {
      parts = TL_RANKING_FIGURES;
      g_set_object (&self->figures, figures);
      g_hash_table_remove_all (self->evidence);
      g_clear_pointer (&self->shown, run_unref);
      self->shown = self->run ? g_atomic_rc_box_acquire (self->run) : NULL;
      self->known = FALSE;
      g_clear_pointer (&self->warning, g_free);
      g_clear_pointer (&self->doubt, tl_impact_doubt_free);
    }
  if (doubt)
    {
      g_clear_pointer (&self->doubt, tl_impact_doubt_free);
      self->doubt = says_anything (doubt) ? copy_doubt (doubt) : NULL;
      g_free (self->warning);
      self->warning = tl_doubt_warn (figures, doubt);
      parts |= TL_RANKING_DOUBT;
    }
  return parts;
}

typedef struct
{
  TlRanking *self;
  Run       *run;
} Drawing;

static void
refined (TlFigures *figures, const TlImpactDoubt *doubt, gpointer data)
{
  TlRanking     *self = ((Drawing *) data)->self;
  TlRankingParts parts;

  if (self->run == NULL || self->run->figures != figures)
    return;
  parts = take_over (self, figures, doubt);
  set_order (self, FALSE);
  emit (self, parts);
}

static gboolean
show_soon (gpointer data)
{
  TlRanking     *self = data;
  TlRankingParts parts;

  self->soon = 0;
  parts = take_over (self, self->run->figures, NULL);
  set_order (self, FALSE);
  emit (self, parts);
  return G_SOURCE_REMOVE;
}

static void
stop_more (GCancellable *cancellable, gpointer data)
{
  g_atomic_int_set (&((Run *) data)->stop, 1);
}

/* Where each ranked fix stops paying. */
static void
find_evens (Run *run, const TlImpactModel *model, const TlImpactResults *results)
{
  guint n = tl_figures_get_snapshot (run->figures)->fixes.n;

  run->evens = g_array_sized_new (FALSE, TRUE, sizeof (TlImpactBreakEven), 2 * n);
  g_array_set_size (run->evens, 2 * n);
  for (guint i = 0; i < results->n_ranked && !g_atomic_int_get (&run->stop); i++)
    {
      guint              fix = results->ranking[i];
      TlImpactBreakEven *evens = &g_array_index (run->evens, TlImpactBreakEven, 2 * fix);

      tl_impact_break_even (model, fix, TL_IMPACT_PART_INCREMENTALITY, 0, &evens[0]);
      tl_impact_break_even (model, fix, TL_IMPACT_PART_CASHABLE, TL_IMPACT_NONE, &evens[1]);
    }
}

static void
find_more (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run                   *run = data;
  const TlImpactModel   *model = tl_figures_get_model (run->figures);
  const TlImpactResults *results = tl_figures_get_results (run->figures);
  gulong                 handler = g_cancellable_connect (cancellable, G_CALLBACK (stop_more), run, NULL);

  run->together = tl_impact_together_new (model, results, &run->stop);
  if (run->together && tl_figures_has_doubt (run->figures))
    run->sensitivity = tl_impact_sensitivity (model, results, &run->stop);
  if (run->together && !g_atomic_int_get (&run->stop))
    run->advice = tl_advice_new (run->figures, run->together, run->sensitivity);
  if (run->advice)
    find_evens (run, model, results);
  g_cancellable_disconnect (cancellable, handler);
  g_task_return_boolean (task, TRUE);
}

static void
found_more (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlRanking) self = data;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || self->run == NULL ||
      self->run != g_task_get_task_data (G_TASK (result)))
    return;
  self->working = FALSE;
  self->known = TRUE;
  emit (self, TL_RANKING_MORE | TL_RANKING_ENDED);
}

static void
begin_more (TlRanking *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->run->cancellable, found_more, g_object_ref (self));

  g_task_set_source_tag (task, begin_more);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self->run), run_unref);
  g_task_run_in_thread (task, find_more);
}

/* All worlds are in, or none is to be drawn; or most of them cannot be, as @why says. */
static void
finish_drawing (TlRanking *self, const TlImpactDoubt *doubt, const char *why)
{
  TlRankingParts parts = take_over (self, self->run->figures, doubt);

  if (why)
    {
      g_clear_pointer (&self->doubt, tl_impact_doubt_free);
      g_free (self->warning);
      self->warning = g_strdup (why);
      parts |= TL_RANKING_DOUBT;
    }
  set_order (self, TRUE);
  begin_more (self);
  emit (self, parts | TL_RANKING_DRAWN);
}

static void
drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Drawing       *drawing = data;
  g_autoptr (TlRanking)     self = drawing->self;
  g_autoptr (GError)        error = NULL;
  g_autoptr (TlImpactDoubt) doubt = tl_doubt_draw_finish (result, &error);
  gboolean                  current = self->run == drawing->run;

  g_cancellable_cancel (drawing->run->drawing);
  run_unref (drawing->run);
  if (!current || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  finish_drawing (self, doubt, error ? error->message : NULL);
}

static void
abandon (TlRanking *self)
{
  g_clear_handle_id (&self->soon, g_source_remove);
  if (self->run)
    {
      g_cancellable_cancel (self->run->drawing);
      g_cancellable_cancel (self->run->cancellable);
    }
}

static void
begin (TlRanking *self)
{
  TlFigures *figures = self->session ? tl_session_get_figures (self->session) : NULL;

  abandon (self);
  g_clear_pointer (&self->run, run_unref);
  self->working = self->active && is_ranked (figures);
  if (!self->working)
    {
      TlRankingParts parts = take_over (self, figures, NULL);

      set_order (self, TRUE);
      emit (self, parts | TL_RANKING_DRAWN | TL_RANKING_ENDED);
      return;
    }
  self->run = run_new (figures);
  if (tl_figures_has_doubt (figures))
    {
      Drawing *drawing = g_new (Drawing, 1);

      *drawing = (Drawing) { g_object_ref (self), g_atomic_rc_box_acquire (self->run) };
      self->soon = g_timeout_add (SOON_MS, show_soon, self);
      tl_doubt_draw_async (figures, TL_IMPACT_DRAWS, TL_RANKING_SEED, refined, self->run->drawing, drawn, drawing);
    }
  else
    finish_drawing (self, NULL, NULL);
}

/* The journey has moved on: whatever is still worked out is of what it was. */
static void
note_edit (TlRanking *self)
{
  abandon (self);
  self->working = self->active && is_ranked (self->figures);
}

static void
note_selection (TlRanking *self)
{
  if (update_selected (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
tl_ranking_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_string (value, TL_RANKING (object)->selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tl_ranking_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    tl_ranking_select (TL_RANKING (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tl_ranking_dispose (GObject *object)
{
  TlRanking *self = TL_RANKING (object);

  abandon (self);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->run, run_unref);
  g_clear_pointer (&self->shown, run_unref);
  g_clear_object (&self->figures);
  g_clear_pointer (&self->doubt, tl_impact_doubt_free);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->evidence, g_hash_table_unref);
  g_clear_pointer (&self->warning, g_free);
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (tl_ranking_parent_class)->dispose (object);
}

static void
tl_ranking_class_init (TlRankingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tl_ranking_get_property;
  object_class->set_property = tl_ranking_set_property;
  object_class->dispose = tl_ranking_dispose;

  /**
   * TlRanking:selected:
   *
   * The id of the fix that is selected, or was last; of the first where none was; %NULL where there is none.
   */
  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                   | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * TlRanking::changed:
   * @parts: #TlRankingParts: what has changed
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_RANKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_UINT);
}

static void
tl_ranking_init (TlRanking *self)
{
  self->is_preset = TRUE;
  self->evidence = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * tl_ranking_new:
 *
 * Returns: (transfer full): a ranking of nothing yet
 */
TlRanking *
tl_ranking_new (void)
{
  return g_object_new (TL_TYPE_RANKING, NULL);
}

/**
 * tl_ranking_set_session:
 * @session: (nullable): whose fixes are ranked
 */
void
tl_ranking_set_session (TlRanking *self, TlSession *session)
{
  g_return_if_fail (TL_IS_RANKING (self));
  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  self->is_preset = TRUE;
  if (session)
    {
      g_signal_connect_swapped (session, "notify::figures", G_CALLBACK (begin), self);
      g_signal_connect_swapped (session, "notify::selected", G_CALLBACK (note_selection), self);
      g_signal_connect_swapped (session, "edited", G_CALLBACK (note_edit), self);
    }
  begin (self);
}

/**
 * tl_ranking_get_session:
 *
 * Returns: (transfer none) (nullable): whose fixes are ranked
 */
TlSession *
tl_ranking_get_session (TlRanking *self)
{
  g_return_val_if_fail (TL_IS_RANKING (self), NULL);
  return self->session;
}

/**
 * tl_ranking_set_active:
 * @active: whether anyone looks at it
 *
 * Worlds are drawn only while someone looks; the figures are there all the same.
 */
void
tl_ranking_set_active (TlRanking *self, gboolean active)
{
  g_return_if_fail (TL_IS_RANKING (self));
  if (self->active == active)
    return;
  self->active = active;
  /* What was drawn before it was out of sight still holds. */
  if (active && self->known && self->session && self->figures == tl_session_get_figures (self->session))
    return;
  if (active)
    begin (self);
  else if (self->working)
    {
      abandon (self);
      self->working = FALSE;
    }
}

/**
 * tl_ranking_get_figures:
 *
 * Returns: (transfer none) (nullable): the figures that everything here is of; %NULL while the first are worked out
 */
TlFigures *
tl_ranking_get_figures (TlRanking *self)
{
  g_return_val_if_fail (TL_IS_RANKING (self), NULL);
  return self->figures;
}

/**
 * tl_ranking_get_doubt:
 *
 * Returns: (transfer none) (nullable): what the worlds so far say, until the next change; %NULL where nothing is in
 *   doubt, none is in yet, or most of them cannot be
 */
const TlImpactDoubt *
tl_ranking_get_doubt (TlRanking *self)
{
  g_return_val_if_fail (TL_IS_RANKING (self), NULL);
  return self->doubt;
}

/**
 * tl_ranking_get_together:
 *
 * To be asked in the main thread only, until the next change. Up to %TL_IMPACT_EXACT ranked fixes a set is looked up;
 * beyond, each is worked out as it is asked for: make another, with tl_impact_together_new(), for what takes long.
 *
 * Returns: (transfer none) (nullable): sets of fixes; %NULL until they are known
 */
TlImpactTogether *
tl_ranking_get_together (TlRanking *self)
{
  g_return_val_if_fail (TL_IS_RANKING (self), NULL);
  return self->known && self->shown ? self->shown->together : NULL;
}

/**
 * tl_ranking_get_sensitivity:
 *
 * Returns: (transfer none) (nullable) (element-type TlImpactSensitivity): what would change the order, until the next
 *   change; %NULL until it is known, and where nothing is in doubt
 */
const GArray *
tl_ranking_get_sensitivity (TlRanking *self)
{
  g_return_val_if_fail (TL_IS_RANKING (self), NULL);
  return self->known && self->shown ? self->shown->sensitivity : NULL;
}

/**
 * tl_ranking_get_advice:
 *
 * Returns: (transfer none) (nullable) (element-type TlAdvice): what to beware of, until the next change; %NULL until it
 *   is known
 */
const GPtrArray *
tl_ranking_get_advice (TlRanking *self)
{
  g_return_val_if_fail (TL_IS_RANKING (self), NULL);
  return self->known && self->shown ? self->shown->advice : NULL;
}

/**
 * tl_ranking_get_even:
 * @id: of a ranked fix
 * @cashable: whether by the cashable share of every saving, rather than by incrementality
 *
 * Returns: (transfer none) (nullable): where it stops paying, until the next change; %NULL until it is known
 */
const TlImpactBreakEven *
tl_ranking_get_even (TlRanking *self, const char *id, gboolean cashable)
{
  guint fix = TL_IMPACT_NONE;

  if (self->known && self->shown && self->shown->evens)
    fix = tl_names_find (&tl_figures_get_snapshot (self->shown->figures)->fixes, id);
  return fix == TL_IMPACT_NONE ? NULL : &g_array_index (self->shown->evens, TlImpactBreakEven, 2 * fix + !!cashable);
}

/**
 * tl_ranking_get_warning:
 *
 * Returns: (transfer none) (nullable): for people: that many worlds, or most, cannot be, and where
 */
const char *
tl_ranking_get_warning (TlRanking *self)
{
  g_return_val_if_fail (TL_IS_RANKING (self), NULL);
  return self->warning;
}

/**
 * tl_ranking_is_working:
 *
 * Returns: whether more will be known of the figures, or others will follow
 */
gboolean
tl_ranking_is_working (TlRanking *self)
{
  g_return_val_if_fail (TL_IS_RANKING (self), FALSE);
  return self->working;
}

/**
 * tl_ranking_get_place:
 * @id: of a fix
 *
 * Its place by the mean of all worlds, by its points where none are drawn. It stays while worlds come in.
 *
 * Returns: the place, from 1; 0 where it is not ranked
 */
guint
tl_ranking_get_place (TlRanking *self, const char *id)
{
  guint place;

  g_return_val_if_fail (TL_IS_RANKING (self), 0);
  if (self->order == NULL || id == NULL ||
      !g_ptr_array_find_with_equal_func (self->order, id, g_str_equal, &place))
    return 0;
  return place + 1;
}

/**
 * tl_ranking_get_spread:
 * @id: of a fix
 *
 * Returns: (transfer none) (nullable): what the worlds so far say of it; %NULL where they say nothing
 */
const TlImpactSpread *
tl_ranking_get_spread (TlRanking *self, const char *id)
{
  guint index;

  g_return_val_if_fail (TL_IS_RANKING (self), NULL);
  if (self->doubt == NULL || id == NULL)
    return NULL;
  index = tl_names_find (&tl_figures_get_snapshot (self->figures)->fixes, id);
  if (index >= self->doubt->n_fixes || !self->doubt->fixes[index].known)
    return NULL;
  return &self->doubt->fixes[index];
}

/**
 * tl_ranking_get_impact:
 * @id: of a fix
 * @impact: (out): its combined impact: the mean of the worlds so far, its point where none are drawn
 *
 * Returns: whether it has any
 */
gboolean
tl_ranking_get_impact (TlRanking *self, const char *id, double *impact)
{
  const TlImpactSpread *spread = tl_ranking_get_spread (self, id);
  const TlFixFigures   *fix = self->figures && id ? tl_figures_get_fix (self->figures, id) : NULL;

  *impact = 0;
  if (spread)
    *impact = spread->npv_mean;
  else if (fix && fix->outcome && fix->outcome->known)
    *impact = fix->outcome->npv;
  else
    return FALSE;
  return TRUE;
}

/**
 * tl_ranking_get_evidence:
 * @id: of a fix
 *
 * Returns: (transfer none): how well the numbers are known that it hangs on
 */
const TlFixEvidence *
tl_ranking_get_evidence (TlRanking *self, const char *id)
{
  TlFixEvidence *evidence;

  g_return_val_if_fail (TL_IS_RANKING (self) && self->figures, NULL);
  evidence = g_hash_table_lookup (self->evidence, id);
  if (evidence == NULL)
    {
      evidence = g_new (TlFixEvidence, 1);
      tl_fix_evidence_count (self->figures, id, evidence);
      g_hash_table_insert (self->evidence, g_strdup (id), evidence);
    }
  return evidence;
}

/**
 * tl_ranking_get_selected:
 *
 * Returns: (transfer none) (nullable): see TlRanking:selected
 */
const char *
tl_ranking_get_selected (TlRanking *self)
{
  g_return_val_if_fail (TL_IS_RANKING (self), NULL);
  return self->selected;
}

/**
 * tl_ranking_select:
 * @id: (nullable): of a fix
 *
 * Selects it in the whole window.
 */
void
tl_ranking_select (TlRanking *self, const char *id)
{
  g_return_if_fail (TL_IS_RANKING (self));
  if (self->session)
    tl_session_select (self->session, id);
}
