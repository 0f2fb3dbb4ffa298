/* tl-canvas-share.c: how many go a way, written on its ribbon
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-private.h"
#include "tl-form.h"
#include "tl-number.h"
#include "tl-text.h"

static TlThing *
get_way (TlCanvas *self, const char *id)
{
  TlThing *way = id ? tl_journey_lookup (tl_session_get_journey (self->session), id) : NULL;

  return way && tl_thing_get_kind (way) == TL_KIND_TRANSITION ? way : NULL;
}

/* Where its share stands: in its pill, or in the middle of it where there is none. */
static gboolean
find_label (TlCanvas *self, const char *way, TlBox *box, gboolean *is_drawn)
{
  guint          index = way ? _tl_canvas_find_group (self, way) : TL_SCENE_NONE;
  const TlGroup *group;

  if (index == TL_SCENE_NONE)
    return FALSE;
  group = tl_scene_get_group (self->scene, index);
  *is_drawn = FALSE;
  *box = (TlBox) { group->bounds.x + group->bounds.width / 2 - 24, group->bounds.y + group->bounds.height / 2 - 12, 48, 24 };
  for (guint i = group->first_item; i < group->end_item; i++)
    {
      const TlItem *item = tl_scene_get_item (self->scene, i);

      if (item->type != TL_ITEM_RECT || item->radius <= 0)
        continue;
      *box = item->box;
      *is_drawn = TRUE;
    }
  return TRUE;
}

/* Where the entry for a share goes. */
gboolean
_tl_canvas_share_find (TlCanvas *self, TlBox *box, TlFont *font)
{
  gboolean is_drawn;

  if (!find_label (self, self->shared, box, &is_drawn))
    return FALSE;
  *font = (TlFont) { 14, 600, FALSE };
  box->x -= 24;
  box->width += 48;
  return TRUE;
}

/* The way whose share stands at a point of the widget; a finger or a hand may miss it by a little. */
const char *
_tl_canvas_share_at (TlCanvas *self, double x, double y)
{
  const char *way = _tl_canvas_get_thing (self, _tl_canvas_hit (self, x, y));
  double      at_x, at_y;
  gboolean    is_drawn;
  TlBox       box;

  if (get_way (self, way) == NULL || !find_label (self, way, &box, &is_drawn) || !is_drawn)
    return NULL;
  tl_viewport_to_picture (&self->view, x, y, &at_x, &at_y);
  return at_x >= box.x - 4 && at_x <= box.x + box.width + 4 && at_y >= box.y - 4 && at_y <= box.y + box.height + 4 ? way
                                                                                                               : NULL;
}

static double
get_share (TlThing *way)
{
  TlEstimate share;

  if (!tl_thing_has (way, TL_TRANSITION_SHARE))
    return 0;
  share = tl_thing_get_estimate (way, TL_TRANSITION_SHARE);
  return tl_estimate_point (&share);
}

/* What goes from the same stage by the other ways. */
static double
sum_others (TlCanvas *self, TlThing *way)
{
  TlThing    *root = tl_journey_get_root (tl_session_get_journey (self->session));
  const char *from = tl_thing_get_text (way, TL_TRANSITION_FROM);
  double      sum = 0;

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
    {
      TlThing *other = tl_thing_nth (root, TL_KIND_TRANSITION, i);

      if (other != way && g_strcmp0 (tl_thing_get_text (other, TL_TRANSITION_FROM), from) == 0)
        sum += get_share (other);
    }
  return sum;
}

/* Reads a share, and says what becomes of the rest. A number alone is per cent: nobody types 0.4 in a workshop. */
static gboolean
read_share (TlCanvas *self, TlThing *way, const char *text, char **value, char **said, GError **error)
{
  TlJourney       *journey = tl_session_get_journey (self->session);
  TlThing         *from = tl_journey_lookup (journey, tl_thing_get_text (way, TL_TRANSITION_FROM));
  const char      *title = from ? tl_thing_get_title (from) : "";
  g_autofree char *per_cent = NULL;
  g_autofree char *rest = NULL;
  double           others = sum_others (self, way), share, number;
  const char      *end;
  TlEstimate       estimate;

  *said = NULL;
  if (tl_number_scan_people (text, &end, NULL, &number) && tl_text_is_blank (end) && number > 1)
    text = per_cent = g_strdup_printf ("%s%%", text);
  if (!tl_form_read (journey, TL_TRANSITION_SHARE, text, NULL, value, error))
    return FALSE;
  if (*value == NULL)
    {
      *said = g_strdup (_("Empty: nobody has said how many."));
      return TRUE;
    }
  if (!tl_estimate_parse (*value, &estimate, error))
    return FALSE;
  share = tl_estimate_point (&estimate);
  if (others + share > 1 + 1e-9)
    {
      g_autofree char *elsewhere = tl_number_format_percent (others, NULL);
      g_autofree char *left = tl_number_format_percent (MAX (1 - others, 0), NULL);

      /* Translators: a share, a stage's title, and what is left of it. */
      g_set_error (error, TL_JOURNEY_ERROR, TL_JOURNEY_ERROR_INVALID,
                   _("%s of those at “%s” go elsewhere already, so at most %s can go here."), elsewhere, title, left);
      return FALSE;
    }
  rest = tl_number_format_percent (MAX (1 - others - share, 0), NULL);
  if (1 - others - share < 5e-5)
    *said = g_strdup_printf (_("Everybody at “%s” goes on."), title);
  else
    /* Translators: the share that is left, and a stage's title. */
    *said = g_strdup_printf (_("%s of those at “%s” leave."), rest, title);
  return TRUE;
}

static void
typed (TlCanvas *self)
{
  TlThing           *way = get_way (self, self->shared);
  TlCanvasEntry     *entry = TL_CANVAS_ENTRY (self->entry);
  g_autofree char   *value = NULL;
  g_autofree char   *said = NULL;
  g_autoptr (GError) error = NULL;

  if (way == NULL)
    return;
  if (read_share (self, way, tl_canvas_entry_get_text (entry), &value, &said, &error))
    tl_canvas_entry_set_message (entry, said, FALSE);
  else
    tl_canvas_entry_set_message (entry, error->message, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Whether what is typed is a share that can be. */
gboolean
_tl_canvas_share_is_right (TlCanvas *self)
{
  TlThing         *way = get_way (self, self->shared);
  g_autofree char *value = NULL;
  g_autofree char *said = NULL;

  return way == NULL || self->entry == NULL
         || read_share (self, way, tl_canvas_entry_get_text (TL_CANVAS_ENTRY (self->entry)), &value, &said, NULL);
}

/* Writes it down; what is wrong is not. */
void
_tl_canvas_share_apply (TlCanvas *self, const char *transition, const char *text)
{
  TlThing           *way = get_way (self, transition);
  g_autofree char   *value = NULL;
  g_autofree char   *said = NULL;
  g_autofree char   *before = NULL;
  g_autoptr (TlEdit) edit = NULL;

  if (way == NULL || !read_share (self, way, text, &value, &said, NULL))
    return;
  before = tl_thing_format (way, TL_TRANSITION_SHARE);
  if (g_strcmp0 (tl_thing_has (way, TL_TRANSITION_SHARE) ? before : NULL, value) == 0)
    return;
  edit = tl_edit_new (_("Set share"));
  tl_edit_set (edit, transition, TL_TRANSITION_SHARE, value);
  _tl_canvas_apply (self, edit);
}

/**
 * _tl_canvas_share_begin:
 * @anew: whether what stands there gives way to what is typed
 *
 * Asks for the share of a transition, on its ribbon.
 *
 * Returns: whether it does
 */
gboolean
_tl_canvas_share_begin (TlCanvas *self, const char *transition, gboolean anew)
{
  TlThing         *way = get_way (self, transition);
  g_autofree char *id = g_strdup (transition);
  g_autofree char *share = NULL;

  if (way == NULL || !_tl_canvas_can_edit (self))
    return FALSE;
  if (!anew)
    share = tl_form_show (tl_session_get_journey (self->session), way, TL_TRANSITION_SHARE, NULL);
  tl_session_select (self->session, id);
  if (!_tl_canvas_title_share (self, id, share, _("40%, or 2,300 of 5,000")))
    return FALSE;
  g_signal_connect_swapped (self->entry, "typed", G_CALLBACK (typed), self);
  typed (self);
  return TRUE;
}

/* Asks for the share of what was just drawn between two stages. */
void
_tl_canvas_share_begin_between (TlCanvas *self, const char *from, const char *to)
{
  TlThing *root = tl_journey_get_root (tl_session_get_journey (self->session));

  for (guint i = tl_thing_n (root, TL_KIND_TRANSITION); i > 0; i--)
    {
      TlThing *way = tl_thing_nth (root, TL_KIND_TRANSITION, i - 1);

      if (g_strcmp0 (tl_thing_get_text (way, TL_TRANSITION_FROM), from) == 0
          && g_strcmp0 (tl_thing_get_text (way, TL_TRANSITION_TO), to) == 0)
        {
          _tl_canvas_share_begin (self, tl_thing_get_id (way), FALSE);
          return;
        }
    }
}
