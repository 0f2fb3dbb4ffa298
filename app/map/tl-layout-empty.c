/* tl-layout-empty.c: what is shown of a journey that has no stage yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-icon.h"
#include "tl-layout.h"

#define STEPS 3
#define STEP_WIDTH 340.0
#define STEP_GAP 120.0
#define CARD_HEIGHT 132.0
#define HEIGHT 360.0

static const TlPen outline = { TL_COLOUR_CARD, TL_COLOUR_LEAVERS, 1.4, TL_DASH_FINE, TRUE, 1 };

/* A line of words that nobody has written yet. */
static void
draw_blank (TlLayout *self, double x, double y, double width, double height)
{
  tl_scene_rect (self->scene, (TlBox) { x, y, width, height }, height / 2,
                 (TlPen) { .fill = TL_COLOUR_CHIP, .stroke = TL_COLOUR_CHIP_EDGE, .stroke_width = 1 });
}

/* The outline of a card, with more in it at each step: a stage, what hurts there, what that comes to. */
static void
draw_card (TlLayout *self, double x, double y, int step)
{
  tl_scene_rect (self->scene, (TlBox) { x, y, STEP_WIDTH, CARD_HEIGHT }, 12, outline);
  draw_blank (self, x + 20, y + 20, 130, 14);
  draw_blank (self, x + 20, y + 44, 90, 10);
  if (step == 1)
    {
      tl_scene_rect (self->scene, (TlBox) { x + 20, y + 78, STEP_WIDTH - 40, 31 }, 7,
                     (TlPen) { .fill = TL_COLOUR_LOSS_TINT, .stroke = TL_COLOUR_LOSS_EDGE, .stroke_width = 1 });
      tl_icon_draw (self->scene, "pain", x + 30, y + 86.5, 14, TL_COLOUR_LOSS);
      tl_face_draw (self, x + STEP_WIDTH - 32, y + 32, 12, -1);
    }
  else if (step == 2)
    tl_scene_hatch (self->scene, (TlBox) { x + 20, y + 84, STEP_WIDTH - 120, 18 }, 3, TL_COLOUR_LOSS);
}

/**
 * tl_empty_draw:
 * @y: the panel's top
 *
 * Teaches in three steps what makes a map, where there is no stage yet.
 */
void
tl_empty_draw (TlLayout *self, double y)
{
  const char *const titles[STEPS] = {
    _("A journey begins with its stages"),
    _("Then say what hurts"),
    _("Then say how many it hits"),
  };
  const char *const lines[STEPS] = {
    _("Add what customers do, one after the other: visit, order, receive, return. Join the stages in that order."),
    _("Add touchpoints to the stages, and to these the pain points that customers meet, and how they feel."),
    _("With how many start, how many go on and what things cost, the map shows what is at stake."),
  };
  double pitch = STEP_WIDTH + STEP_GAP;
  double left = (self->width - STEPS * STEP_WIDTH - (STEPS - 1) * STEP_GAP) / 2;

  tl_scene_begin (self->scene, TL_ROLE_EMPTY, NULL, titles[0], lines[0]);
  tl_scene_rect (self->scene, (TlBox) { TL_EDGE, y, self->width - 2 * TL_EDGE, HEIGHT }, 16,
                 (TlPen) { .fill = TL_COLOUR_PANEL, .stroke = TL_COLOUR_PANEL_EDGE, .stroke_width = 1 });
  for (int i = 0; i + 1 < STEPS; i++)
    tl_scene_rect (self->scene, (TlBox) { left + i * pitch + STEP_WIDTH, y + 98 + 4 * i, STEP_GAP, 24 - 8 * i }, 0,
                   (TlPen) { .fill = TL_COLOUR_RIBBON, .stroke = TL_COLOUR_RIBBON_EDGE, .stroke_width = 0.8 });
  for (int i = 0; i < STEPS; i++)
    {
      double x = left + i * pitch;

      draw_card (self, x, y + 44, i);
      tl_words_block (self, TL_FONT (19, 600), TL_COLOUR_INK, x + STEP_WIDTH / 2, y + 216, TL_ANCHOR_MIDDLE,
                      STEP_WIDTH + 40, 24, 2, titles[i]);
      tl_words_block (self, TL_FONT (15, 400), TL_COLOUR_SOFT, x + STEP_WIDTH / 2, y + 260, TL_ANCHOR_MIDDLE,
                      STEP_WIDTH + 20, 22, 4, lines[i]);
    }
  tl_scene_end (self->scene);
}
