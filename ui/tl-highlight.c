/* tl-highlight.c
 *
 * A stage that is selected, or that the pointer rests on, stands out with its paths in and out: what does not belong to
 * it steps back. So do the pains of a cause, and what a fix acts on. Nothing is painted anew for it: leaves and the
 * parts of the picture are only shown fainter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-highlight.h"

#include <adwaita.h>
#include <math.h>

#include "tl-canvas-private.h"

/* How long the pointer rests before the map answers, and how long after it has gone, in ms. */
#define REST  350
#define LINGER 150

/* How far each goes towards where it should be, in a second; a fifth of a second brings it near enough. */
#define SPEED 18.0

struct _TlHighlight
{
  TlCanvas   *canvas;
  gboolean    enabled;
  char       *hover;    /* what the pointer rests on */
  char       *waiting;  /* what it may come to rest on */
  guint       timeout;

  gboolean    on;
  gboolean    by_hover;
  GHashTable *lit;      /* ids, as the picture has them */
  float      *opacity;  /* by group of the scene */
  guint       n_groups;
  guint       ticking;
  gint64      last;
};

static void
add_stage_of (TlHighlight *self, TlThing *thing)
{
  for (; thing; thing = tl_thing_get_parent (thing))
    if (tl_thing_get_kind (thing) != TL_KIND_JOURNEY)
      g_hash_table_add (self->lit, g_strdup (tl_thing_get_id (thing)));
}

static void
light_all_in (TlHighlight *self, TlThing *thing)
{
  static const TlKind kinds[] = { TL_KIND_TOUCHPOINT, TL_KIND_PAIN };

  g_hash_table_add (self->lit, g_strdup (tl_thing_get_id (thing)));
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < tl_thing_n (thing, kinds[k]); i++)
      light_all_in (self, tl_thing_nth (thing, kinds[k], i));
}

static void
light_transition (TlHighlight *self, TlThing *way)
{
  const char *from = tl_thing_get_text (way, TL_TRANSITION_FROM);
  const char *to = tl_thing_get_text (way, TL_TRANSITION_TO);

  g_hash_table_add (self->lit, g_strdup_printf ("%s-%s", from, to));
}

static void
light_end (TlHighlight *self, TlJourney *journey, const char *id)
{
  TlThing *stage = tl_journey_lookup (journey, id);

  if (stage)
    light_all_in (self, stage);
}

/* A stage, its paths, and where they come from and lead to. */
static void
light_stage (TlHighlight *self, TlJourney *journey, TlThing *stage)
{
  TlThing    *root = tl_journey_get_root (journey);
  const char *id = tl_thing_get_id (stage);

  light_all_in (self, stage);
  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing    *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      const char *from = tl_thing_get_text (way, TL_TRANSITION_FROM);
      const char *to = tl_thing_get_text (way, TL_TRANSITION_TO);

      if (g_strcmp0 (from, id) != 0 && g_strcmp0 (to, id) != 0)
        continue;
      light_transition (self, way);
      light_end (self, journey, g_strcmp0 (from, id) == 0 ? to : from);
    }
}

typedef struct
{
  TlHighlight *self;
  const char  *cause;
} Because;

static void
light_because (TlThing *because, gpointer data)
{
  Because *about = data;

  if (g_strcmp0 (tl_thing_get_text (because, TL_BECAUSE_CAUSE), about->cause) == 0)
    add_stage_of (about->self, tl_thing_get_parent (because));
}

static void
light_cause (TlHighlight *self, TlJourney *journey, const char *cause)
{
  Because about = { self, cause };

  tl_journey_foreach (journey, TL_KIND_BECAUSE, light_because, &about);
}

/* What a fix acts on; a cause stands for its pains. */
static void
light_fix (TlHighlight *self, TlJourney *journey, TlThing *fix)
{
  for (guint i = 0; i < tl_thing_n (fix, TL_KIND_EFFECT); i++)
    {
      TlThing *on = tl_journey_lookup (journey, tl_thing_get_text (tl_thing_nth (fix, TL_KIND_EFFECT, i), TL_EFFECT_ON));

      if (on && tl_thing_get_kind (on) == TL_KIND_CAUSE)
        light_cause (self, journey, tl_thing_get_id (on));
      else if (on && tl_thing_get_kind (on) == TL_KIND_TRANSITION)
        light_transition (self, on);
      else if (on)
        {
          add_stage_of (self, on);
          light_all_in (self, on);
        }
    }
  g_hash_table_add (self->lit, g_strdup (tl_thing_get_id (fix)));
}

/* The pains that have a cause in common with this one; none where it has no cause. */
static void
light_pain (TlHighlight *self, TlJourney *journey, TlThing *pain)
{
  for (guint i = 0; i < tl_thing_n (pain, TL_KIND_BECAUSE); i++)
    light_cause (self, journey, tl_thing_get_text (tl_thing_nth (pain, TL_KIND_BECAUSE, i), TL_BECAUSE_CAUSE));
}

static void
find_lit (TlHighlight *self, const char *id)
{
  TlJourney *journey = tl_session_get_journey (self->canvas->session);
  TlThing   *thing = tl_journey_lookup (journey, id);

  switch (thing ? tl_thing_get_kind (thing) : TL_KIND_NONE)
    {
    case TL_KIND_STAGE:
      light_stage (self, journey, thing);
      break;

    case TL_KIND_TRANSITION:
      light_transition (self, thing);
      light_end (self, journey, tl_thing_get_text (thing, TL_TRANSITION_FROM));
      light_end (self, journey, tl_thing_get_text (thing, TL_TRANSITION_TO));
      break;

    case TL_KIND_CAUSE:
      light_cause (self, journey, id);
      break;

    case TL_KIND_PAIN:
      light_pain (self, journey, thing);
      break;

    case TL_KIND_FIX:
      light_fix (self, journey, thing);
      break;

    default:
      break;
    }
}

/* How faint what does not belong to it is: a card that is selected is at work, and the others must still be read. */
static double
faint (TlHighlight *self, gboolean is_path)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    return is_path ? 0.5 : 1;
  if (self->by_hover)
    return is_path ? 0.25 : 0.4;
  return is_path ? 0.4 : 0.75;
}

static gboolean
is_lit (TlHighlight *self, const char *thing)
{
  return !self->on || thing == NULL || g_hash_table_contains (self->lit, thing);
}

static double
target_of_leaf (TlHighlight *self, TlCanvasLeaf *leaf)
{
  return is_lit (self, tl_canvas_leaf_get_thing (leaf)) ? 1 : faint (self, FALSE);
}

static double
target_of_group (TlHighlight *self, guint index)
{
  const TlGroup *group = tl_scene_get_group (self->canvas->scene, index);

  switch (group->role)
    {
    case TL_ROLE_TRANSITION:
    case TL_ROLE_LEAVERS:
    case TL_ROLE_ENTRY:
      return is_lit (self, group->thing) ? 1 : faint (self, TRUE);

    default:
      return 1;
    }
}

static double
approach (double from, double to, double by, gboolean *settled)
{
  double next = from + (to - from) * by;

  if (fabs (next - to) < 0.02)
    return to;
  *settled = FALSE;
  return next;
}

static void
approach_leaf (TlHighlight *self, GtkWidget *leaf, double by, gboolean *settled)
{
  double target = target_of_leaf (self, TL_CANVAS_LEAF (leaf));

  gtk_widget_set_opacity (leaf, approach (gtk_widget_get_opacity (leaf), target, by, settled));
  for (GtkWidget *child = gtk_widget_get_first_child (leaf); child; child = gtk_widget_get_next_sibling (child))
    if (TL_IS_CANVAS_LEAF (child))
      {
        /* What stands in something faint is faint with it, once. */
        if (target < 1)
          gtk_widget_set_opacity (child, approach (gtk_widget_get_opacity (child), 1, by, settled));
        else
          approach_leaf (self, child, by, settled);
      }
}

/* Goes a part of the way; returns whether that was all. */
static gboolean
go (TlHighlight *self, double by)
{
  TlCanvas *canvas = self->canvas;
  gboolean  settled = TRUE;

  for (guint i = 0; i < canvas->stages->len; i++)
    approach_leaf (self, canvas->stages->pdata[i], by, &settled);
  for (guint i = 0; i < self->n_groups; i++)
    self->opacity[i] = (float) approach (self->opacity[i], target_of_group (self, i), by, &settled);
  gtk_widget_queue_draw (canvas->below);
  return settled;
}

static gboolean
tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TlHighlight *self = data;
  gint64       now = gdk_frame_clock_get_frame_time (clock);
  double       seconds = self->last > 0 ? (double) (now - self->last) / G_USEC_PER_SEC : 1.0 / 60;

  self->last = now;
  if (!go (self, MIN (1, SPEED * seconds)))
    return G_SOURCE_CONTINUE;
  self->ticking = 0;
  return G_SOURCE_REMOVE;
}

static void
settle (TlHighlight *self)
{
  GtkWidget *canvas = GTK_WIDGET (self->canvas);

  if (!adw_get_enable_animations (canvas) || !gtk_widget_get_mapped (canvas))
    go (self, 1);
  else if (self->ticking == 0)
    {
      self->last = 0;
      self->ticking = gtk_widget_add_tick_callback (canvas, tick, self, NULL);
    }
}

/* What stands out now: nothing while something is typed or on its way. */
static void
find (TlHighlight *self)
{
  TlCanvas   *canvas = self->canvas;
  const char *selected = canvas->session ? tl_session_get_selected (canvas->session) : NULL;
  gboolean    may = self->enabled && canvas->session && canvas->scene && !canvas->entry && !tl_canvas_is_typing (canvas)
                    && tl_tool_get_state (canvas->tool) != TL_TOOL_ACTIVE;

  g_hash_table_remove_all (self->lit);
  /* To a room, the stage that is shown must not fade because the map moved below a pointer that rests somewhere. */
  self->by_hover = may && self->hover != NULL && !canvas->presents;
  if (self->by_hover)
    find_lit (self, self->hover);
  if (may && g_hash_table_size (self->lit) == 0)
    {
      self->by_hover = FALSE;
      if (selected)
        find_lit (self, selected);
    }
  self->on = g_hash_table_size (self->lit) > 0;
}

static gboolean
rested (gpointer data)
{
  TlHighlight *self = data;

  self->timeout = 0;
  g_free (self->hover);
  self->hover = g_steal_pointer (&self->waiting);
  _tl_highlight_update (self);
  return G_SOURCE_REMOVE;
}

/* The stage, or the pain, that an id on the map belongs to. */
static char *
find_subject (TlHighlight *self, const char *id)
{
  TlThing *thing = id ? tl_journey_lookup (tl_session_get_journey (self->canvas->session), id) : NULL;

  if (thing && tl_thing_get_kind (thing) == TL_KIND_PAIN && tl_thing_n (thing, TL_KIND_BECAUSE) > 0)
    return g_strdup (id);
  for (TlThing *up = thing; up; up = tl_thing_get_parent (up))
    if (tl_thing_get_kind (up) == TL_KIND_STAGE)
      return g_strdup (tl_thing_get_id (up));
  return thing && tl_thing_get_kind (thing) != TL_KIND_JOURNEY ? g_strdup (id) : NULL;
}

TlHighlight *
_tl_highlight_new (TlCanvas *canvas)
{
  TlHighlight *self = g_new0 (TlHighlight, 1);

  self->canvas = canvas;
  self->enabled = TRUE;
  self->lit = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
_tl_highlight_free (TlHighlight *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->ticking)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->canvas), self->ticking);
  g_hash_table_unref (self->lit);
  g_free (self->hover);
  g_free (self->waiting);
  g_free (self->opacity);
  g_free (self);
}

void
_tl_highlight_set_enabled (TlHighlight *self, gboolean enabled)
{
  self->enabled = enabled;
  _tl_highlight_update (self);
}

/**
 * _tl_highlight_hover:
 * @thing: (nullable): what the pointer is on
 *
 * The map answers when the pointer rests there, and not to each thing that it goes over on its way.
 */
void
_tl_highlight_hover (TlHighlight *self, const char *thing)
{
  g_autofree char *subject = self->canvas->session ? find_subject (self, thing) : NULL;

  if (self->timeout ? g_strcmp0 (subject, self->waiting) == 0 : g_strcmp0 (subject, self->hover) == 0)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->waiting, g_free);
  if (g_strcmp0 (subject, self->hover) == 0)
    return;
  self->waiting = g_steal_pointer (&subject);
  self->timeout = g_timeout_add (self->waiting ? REST : LINGER, rested, self);
}

/**
 * _tl_highlight_update:
 *
 * Something else is selected, or typing or dragging has begun or ended.
 */
void
_tl_highlight_update (TlHighlight *self)
{
  gboolean was_on = self->on;

  find (self);
  if (was_on || self->on)
    settle (self);
}

/**
 * _tl_highlight_redrawn:
 *
 * There is another picture: what stood out in the last does so in this one, at once.
 */
void
_tl_highlight_redrawn (TlHighlight *self)
{
  TlScene *scene = self->canvas->scene;

  self->n_groups = scene ? tl_scene_n_groups (scene) : 0;
  self->opacity = g_renew (float, self->opacity, self->n_groups + 1);
  for (guint i = 0; i < self->n_groups; i++)
    self->opacity[i] = 1;
  find (self);
  if (scene)
    go (self, 1);
}

/**
 * _tl_highlight_get_opacity:
 * @group: index of a group that no leaf paints
 *
 * Returns: how much of it is seen, from 0 to 1
 */
double
_tl_highlight_get_opacity (TlHighlight *self, guint group)
{
  return group < self->n_groups ? self->opacity[group] : 1;
}

/**
 * _tl_highlight_is_lit:
 * @thing: an id, as the picture has it
 *
 * Returns: whether it stands out, now or in a moment, while other things do not
 */
gboolean
_tl_highlight_is_lit (TlHighlight *self, const char *thing)
{
  return self->on && g_hash_table_contains (self->lit, thing);
}
