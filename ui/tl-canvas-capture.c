/* tl-canvas-capture.c: typing on the map
 *
 * What a key opens, where the entry goes on to, and the bar that says what the keys do meanwhile. What is drafted is for
 * TlCapture to know.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "tl-canvas-private.h"
#include "tl-text.h"

/* From the bar to the lower edge, where other bars are, in pixels. */
#define BELOW 62

/* From the bar to the edge where the map begins, in pixels. */
#define ASIDE 12

/* Between a stage and one that will stand under it, in units. */
#define GAP 40.0

/* A larger map takes longer to draw than it may take to begin a line: what is typed then covers what is below. */
#define MOST_STAGES 300

/* Whether a key writes something by itself, or begins to: dead keys, and those that input methods are called by. */
static gboolean
writes (guint key, GdkModifierType state)
{
  gunichar c = gdk_keyval_to_unicode (key);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK))
    return FALSE;
  if (key >= GDK_KEY_dead_grave && key <= GDK_KEY_dead_longsolidusoverlay)
    return TRUE;
  if (key == GDK_KEY_Multi_key)
    return TRUE;
  return c > ' ' && g_unichar_isprint (c);
}

gboolean
_tl_canvas_capture_key (TlCanvas *self, GtkEventControllerKey *controller, guint key, GdkModifierType state)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean   is_way;

  if (self->entry || !_tl_canvas_can_edit (self) || tl_tool_get_state (self->tool) != TL_TOOL_IDLE)
    return FALSE;
  /* A menu has its own ways. */
  if (focus && self->menu && (focus == self->menu || gtk_widget_is_ancestor (focus, self->menu)))
    return FALSE;
  is_way = _tl_canvas_get_target_kind (self) == TL_KIND_TRANSITION;
  if (is_way && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
      && !(state & gtk_accelerator_get_default_mod_mask ()))
    return _tl_canvas_share_begin (self, _tl_canvas_get_target (self), FALSE);
  if (!writes (key, state))
    return FALSE;
  if (is_way)
    _tl_canvas_share_begin (self, _tl_canvas_get_target (self), TRUE);
  else
    _tl_canvas_capture_begin (self, tl_capture_new (tl_session_get_journey (self->session),
                                                    _tl_canvas_get_target (self)));
  if (self->entry)
    tl_canvas_entry_forward (TL_CANVAS_ENTRY (self->entry), controller);
  return TRUE;
}

static const char *
get_icon (TlKind kind)
{
  switch ((guint) kind)
    {
    case TL_KIND_STAGE:
      return "tl-stage-symbolic";

    case TL_KIND_PAIN:
      return "tl-pain-symbolic";

    case TL_KIND_DELIGHT:
      return "tl-delight-symbolic";

    default:
      return NULL;
    }
}

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A key, and what it does now. */
static void
add_key (GtkWidget *bar, const char *key, const char *does)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  gtk_box_append (GTK_BOX (box), label_new (key, "tl-key"));
  gtk_box_append (GTK_BOX (box), label_new (does, "tl-does"));
  gtk_box_append (GTK_BOX (bar), box);
}

static const char *
say_next (TlKind kind)
{
  switch ((guint) kind)
    {
    case TL_KIND_TOUCHPOINT:
      return _("next touchpoint");

    case TL_KIND_PAIN:
      return _("next pain point");

    case TL_KIND_DELIGHT:
      return _("next");

    default:
      return _("next stage");
    }
}

/* What the keys do, as far as there is room for it. */
static void
fill_bar (TlCanvas *self)
{
  TlKind           kind = tl_capture_get_draft (self->capture)->kind;
  gboolean         is_empty = *tl_capture_get_title (self->capture) == '\0';
  gboolean         is_mark = kind == TL_KIND_PAIN || kind == TL_KIND_DELIGHT;
  g_autofree char *what = tl_capture_say (self->capture);
  GtkWidget       *child, *label;

  while ((child = gtk_widget_get_first_child (self->bar)))
    gtk_box_remove (GTK_BOX (self->bar), child);
  label = label_new (what, "tl-what");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_box_append (GTK_BOX (self->bar), label);
  add_key (self->bar, _("Enter"), is_empty ? _("done") : say_next (kind));
  if (tl_capture_can_go (self->capture, TL_CAPTURE_IN))
    add_key (self->bar, _("Tab"), kind == TL_KIND_STAGE ? _("touchpoint in it") : _("its pain points"));
  if (tl_capture_can_go (self->capture, TL_CAPTURE_OUT))
    add_key (self->bar, _("Shift+Tab"), is_mark ? _("touchpoint") : _("next stage"));
  if (is_empty && !is_mark && tl_capture_can_go (self->capture, TL_CAPTURE_IN))
    {
      add_key (self->bar, "!", _("pain point"));
      add_key (self->bar, "+", _("delight"));
    }
  add_key (self->bar, _("Esc"), _("leave"));
}

/* Shows what is drafted now: in the entry, in the bar, and by where both are. */
static void
show (TlCanvas *self)
{
  TlKind           kind = tl_capture_get_draft (self->capture)->kind;
  g_autofree char *label = NULL;

  if (self->bar == NULL)
    {
      self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
      gtk_widget_add_css_class (self->bar, "tl-capture");
      gtk_widget_set_can_target (self->bar, FALSE);
      gtk_widget_insert_before (self->bar, GTK_WIDGET (self), NULL);
    }
  fill_bar (self);
  if (self->entry)
    tl_canvas_entry_set_use (TL_CANVAS_ENTRY (self->entry), _tl_canvas_title_label (kind), get_icon (kind));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Under the cards that stand in its way: rows differ in height from column to column. */
static void
clear_cards (TlCanvas *self, TlBox *box)
{
  gboolean moved = TRUE;

  for (guint n = 0; moved && n <= self->grid->cells->len; n++)
    {
      moved = FALSE;
      for (guint i = 0; i < self->grid->cells->len; i++)
        {
          const TlBox *card = &g_array_index (self->grid->cells, TlCell, i).box;

          if (card->width <= 0 || box->x >= card->x + card->width || card->x >= box->x + box->width
              || box->y >= card->y + card->height || card->y >= box->y + box->height)
            continue;
          box->y = card->y + card->height + GAP;
          moved = TRUE;
        }
    }
}

/* Takes over what is drafted, and where it stands as the map is drawn now. */
void
_tl_canvas_capture_follow (TlCanvas *self)
{
  const TlDraft *draft = tl_capture_get_draft (self->capture);

  g_clear_pointer (&self->draft, tl_draft_free);
  self->draft = tl_draft_new (draft->kind, draft->parent, draft->after);
  self->draft->from = g_strdup (draft->from);
  if (draft->kind == TL_KIND_STAGE)
    {
      tl_grid_next (self->grid, draft->after, &self->draft->spot);
      clear_cards (self, &self->draft->spot.box);
    }
}

/* Whether the map leaves room for what is typed; for a stage there is room enough. */
gboolean
_tl_canvas_capture_takes_room (TlCanvas *self)
{
  return self->draft && self->draft->parent && tl_journey_n (tl_session_get_journey (self->session), TL_KIND_STAGE) <= MOST_STAGES;
}

/* Something else is drafted: the map leaves room for that. */
static void
turn (TlCanvas *self)
{
  gboolean took_room = _tl_canvas_capture_takes_room (self);

  _tl_canvas_capture_follow (self);
  if (took_room || _tl_canvas_capture_takes_room (self))
    _tl_canvas_rebuild (self);
  if (self->entry == NULL || self->capture == NULL)
    return;
  _tl_canvas_title_place (self);
  show (self);
}

static void
typed (TlCanvas *self)
{
  gboolean was_empty = *tl_capture_get_title (self->capture) == '\0';

  if (tl_capture_type (self->capture, tl_canvas_entry_get_text (TL_CANVAS_ENTRY (self->entry))))
    turn (self);
  else if (was_empty != (*tl_capture_get_title (self->capture) == '\0'))
    show (self);
}

/* Makes what is typed and goes on to the next, in the same entry: whoever types fast loses no key. */
static void
make (TlCanvas *self)
{
  g_autofree char *title = g_strdup (tl_capture_get_title (self->capture));
  g_autofree char *id = NULL;
  GtkWidget       *entry = self->entry;

  _tl_canvas_capture_follow (self);
  id = _tl_canvas_title_make (self, title);
  /* Whatever an edit sets off may have ended this. */
  if (self->entry != entry || self->capture == NULL)
    return;
  if (id == NULL)
    {
      tl_capture_refused (self->capture);
      return;
    }
  tl_session_select (self->session, id);
  if (self->entry != entry || self->capture == NULL)
    return;
  tl_capture_made (self->capture, id);
  g_signal_handlers_block_by_func (entry, typed, self);
  tl_canvas_entry_set_text (TL_CANVAS_ENTRY (entry), "");
  g_signal_handlers_unblock_by_func (entry, typed, self);
}

static void
pressed (TlCanvas *self, int key)
{
  TlCaptureStep step;

  if (self->capture == NULL || self->entry == NULL)
    return;
  step = tl_capture_press (self->capture, (TlCaptureKey) key);
  switch (step)
    {
    case TL_CAPTURE_ENDS:
      _tl_canvas_title_end (self, FALSE, TRUE);
      return;

    case TL_CAPTURE_STAYS:
      gtk_widget_error_bell (self->entry);
      return;

    case TL_CAPTURE_MAKES:
      make (self);
      break;

    case TL_CAPTURE_TURNS:
    default:
      tl_canvas_entry_set_text (TL_CANVAS_ENTRY (self->entry), "");
      break;
    }
  if (self->capture && self->entry)
    turn (self);
}

/* Makes what is typed, as Enter does, so that something can be said of it. */
void
_tl_canvas_capture_commit (TlCanvas *self)
{
  if (self->capture && self->entry && !tl_text_is_blank (tl_capture_get_title (self->capture)))
    pressed (self, TL_CAPTURE_ENTER);
}

/* Begins to capture; owns it. */
void
_tl_canvas_capture_begin (TlCanvas *self, TlCapture *capture)
{
  _tl_canvas_title_end (self, TRUE, FALSE);
  if (!_tl_canvas_title_capture (self, capture))
    return;
  tl_canvas_entry_set_captures (TL_CANVAS_ENTRY (self->entry), TRUE);
  g_signal_connect_swapped (self->entry, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect_swapped (self->entry, "typed", G_CALLBACK (typed), self);
  turn (self);
}

void
_tl_canvas_capture_hide (TlCanvas *self)
{
  g_clear_pointer (&self->bar, gtk_widget_unparent);
}

/* The map may have been drawn anew, and what is drafted stands somewhere else. */
void
_tl_canvas_capture_allocate (TlCanvas *self)
{
  graphene_point_t place;
  int              least, natural, width, height;

  if (self->grid)
    _tl_canvas_capture_follow (self);
  if (self->bar == NULL)
    return;
  gtk_widget_measure (self->bar, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  width = MAX (least, MIN (natural, (int) self->view.view_width - 24));
  gtk_widget_measure (self->bar, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  /* At the side where the map begins; the overview is at the other. */
  place = GRAPHENE_POINT_INIT ((float) (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                                          ? MAX (self->view.view_width - width - ASIDE, 0) : ASIDE),
                               (float) round (self->view.view_height - height - BELOW));
  gtk_widget_allocate (self->bar, width, height, -1, gsk_transform_translate (NULL, &place));
}
