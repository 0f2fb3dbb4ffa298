/* tl-pack-sheet.c: head and foot of a sheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define HEADLINE 38.0
#define HEADLINE_LEAST 24.0
#define HEADLINE_LINES 4
#define CONTENTS_COLUMNS 4
#define CONTENTS_LINE 25.0

static double
get_head_room (TlPackLayout *layout, gboolean is_first)
{
  return TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE - (is_first && layout->logo_width > 0 ? 280 : 0);
}

static guint
count_lines (TlPackLayout *layout, TlFont font, double room, guint most, const char *text)
{
  g_autoptr (GPtrArray) lines = tl_measure_wrap (layout->measure, font, text, room, most);

  return lines->len;
}

/* Lines of about the same length: as narrow as @text can be in @n lines. */
static double
find_narrowest (TlPackLayout *layout, TlFont font, double room, guint n, const char *text)
{
  for (double narrower = room * 0.4; narrower < room; narrower += 20)
    if (count_lines (layout, font, narrower, n + 1, text) <= n)
      return narrower;
  return room;
}

/**
 * _tl_sheet_plan_head:
 * @begins: (nullable): of a sheet that goes on, the block that begins on it
 * @first: the first of its items that is on the sheet
 * @is_balanced: whether a long headline takes two lines though one would hold it
 *
 * Returns: the head of a sheet
 */
TlPackHead
_tl_sheet_plan_head (TlPackLayout *layout, const TlPackPage *page, gboolean goes_on, const TlBlock *begins, guint first,
                     gboolean is_balanced)
{
  TlPackHead  head = { .font = TL_PACK_FONT (goes_on ? 32 : HEADLINE, 700) };
  const char *heading = goes_on && begins && begins->heading ? begins->heading : NULL;
  double      room = get_head_room (layout, layout->sheets->len == 0);
  guint       n;

  if (heading)
    {
      /* Translators: a headline on the sheets that a page goes on on. */
      head.headline = first > 0 ? g_strdup_printf (_("%s (continued)"), heading) : g_strdup (heading);
      head.lead = g_strdup (page->headline);
    }
  else
    {
      head.headline = goes_on ? g_strdup_printf (_("%s (continued)"), page->headline) : g_strdup (page->headline);
      head.lead = goes_on ? NULL : g_strdup (page->lead);
    }
  for (guint most = goes_on ? 1 : 2; most <= HEADLINE_LINES; most++)
    {
      double least = most <= 2 ? 30 : most == 3 ? 26 : HEADLINE_LEAST;

      while (head.font.size > least && count_lines (layout, head.font, room, most + 1, head.headline) > most)
        head.font.size -= 2;
      if (count_lines (layout, head.font, room, most + 1, head.headline) <= most)
        break;
    }
  n = head.n_lines = count_lines (layout, head.font, room, HEADLINE_LINES, head.headline);
  head.width = room;
  if (n == 1 && is_balanced && tl_measure_room (layout->measure, head.font, head.headline) > 0.72 * room)
    n = 2;
  if (n == 2)
    {
      head.width = find_narrowest (layout, head.font, room, 2, head.headline);
      head.n_lines = 2;
    }
  head.bottom = 72 + head.font.size * 1.16 + (head.n_lines - 1) * head.font.size * 1.24;
  head.lead_width = TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE;
  if (head.lead)
    head.bottom += 38 + (count_lines (layout, TL_PACK_FONT (18, 400), head.lead_width, 3, head.lead) - 1) * 26;
  head.bottom += 44;
  return head;
}

void
_tl_sheet_clear_head (TlPackHead *head)
{
  g_clear_pointer (&head->headline, g_free);
  g_clear_pointer (&head->lead, g_free);
}

/**
 * _tl_sheet_begin:
 *
 * Returns: (transfer none): a new sheet, with its head on it
 */
TlPackSheet *
_tl_sheet_begin (TlPackLayout *layout, const TlPackPage *page, gboolean goes_on, TlPackHead *head)
{
  TlPackSheet *self = g_new0 (TlPackSheet, 1);
  TlScene     *scene = tl_scene_new ();
  TlFont       font = head->font;
  double       y = 72 + font.size * 1.16;

  self->page = page;
  self->about = page->about;
  self->goes_on = goes_on;
  tl_scene_set_family (scene, layout->family);
  tl_scene_set_size (scene, TL_SHEET_WIDTH, layout->height);
  tl_scene_set_paper (scene, layout->paper->width, layout->paper->height);
  self->paged = tl_paged_page_new (scene);
  self->placed = g_array_new (FALSE, FALSE, sizeof (TlPackPlaced));
  self->pen = (TlPackPen) { .pack = layout->pack, .scene = scene, .measure = layout->measure,
                            .tags = self->paged->tags, .zoom = 1, .least = layout->least,
                            .point = layout->paper->width / TL_SHEET_WIDTH,
                            .mirrored = layout->mirrored };
  tl_scene_begin (scene, TL_ROLE_ROOT, NULL, head->headline, head->lead);
  tl_scene_rect (scene, (TlBox) { 0, 0, TL_SHEET_WIDTH, layout->height }, 0, (TlPen) { .fill = TL_COLOUR_PAPER });
  tl_scene_rect (scene, (TlBox) { TL_SHEET_EDGE, 58, 44, 5 }, 2, (TlPen) { .fill = TL_COLOUR_INK });
  _tl_pen_begin (&self->pen, "H1", head->headline, NULL);
  _tl_pen_text (&self->pen, font, TL_COLOUR_INK, TL_SHEET_EDGE, y, head->width, font.size * 1.24, head->n_lines,
                head->headline);
  _tl_pen_end (&self->pen);
  if (head->lead)
    {
      y += (head->n_lines - 1) * font.size * 1.24 + 38;
      _tl_pen_begin (&self->pen, "P", NULL, NULL);
      _tl_pen_text (&self->pen, TL_PACK_FONT (18, 400), TL_COLOUR_SOFT, TL_SHEET_EDGE, y, head->lead_width, 26, 3,
                    head->lead);
      _tl_pen_end (&self->pen);
    }
  self->y = head->bottom;
  self->headline = g_steal_pointer (&head->headline);
  self->lead = g_steal_pointer (&head->lead);
  g_ptr_array_add (layout->sheets, self);
  return self;
}

static guint
count_shown (TlPackLayout *layout)
{
  guint n = 0;

  for (guint i = 0; i < layout->pack->pages->len; i++)
    n += ((TlPackPage *) layout->pack->pages->pdata[i])->shown;
  return n;
}

/**
 * _tl_sheet_get_foot:
 *
 * Returns: how much room the foot of a sheet takes; that of the first one on paper has the contents
 */
double
_tl_sheet_get_foot (TlPackLayout *layout, gboolean is_first)
{
  guint n = count_shown (layout);

  /* A slide is gone through in order; paper is leafed through. */
  if (!is_first || n < 4 || layout->height < 0.6 * TL_SHEET_WIDTH)
    return TL_SHEET_FOOT;
  return TL_SHEET_FOOT + 44 + (n + CONTENTS_COLUMNS - 1) / CONTENTS_COLUMNS * CONTENTS_LINE;
}

static void
draw_contents (TlPackLayout *layout, TlPackSheet *self)
{
  guint  n = count_shown (layout), each = (n + CONTENTS_COLUMNS - 1) / CONTENTS_COLUMNS, at = 0;
  double room = (TL_SHEET_WIDTH - 2 * TL_SHEET_EDGE) / CONTENTS_COLUMNS;
  double y = layout->height - TL_SHEET_FOOT - (each - 1) * CONTENTS_LINE - 14;

  tl_scene_line (self->pen.scene, TL_SHEET_EDGE, y - 34, TL_SHEET_WIDTH - TL_SHEET_EDGE, y - 34,
                 (TlPen) { .stroke = TL_COLOUR_RULE, .stroke_width = 1 });
  for (guint i = 0; i < layout->sheets->len; i++)
    {
      const TlPackSheet *sheet = layout->sheets->pdata[i];
      g_autofree char   *number = g_strdup_printf ("%u", i + 1);
      double             x = TL_SHEET_EDGE + at / each * room, base = y + at % each * CONTENTS_LINE;

      if (sheet->goes_on)
        continue;
      g_array_append_val (self->paged->links,
                          ((TlPagedLink) { tl_scene_n_groups (self->pen.scene), i }));
      _tl_pen_begin (&self->pen, "P", sheet->page->name, NULL);
      _tl_pen_line (&self->pen, TL_PACK_FONT (15, 600), TL_COLOUR_SOFT, x + 26, base, TL_ANCHOR_END, 30, number);
      _tl_pen_line (&self->pen, TL_PACK_FONT (15, 400), TL_COLOUR_SOFT, x + 38, base, TL_ANCHOR_START, room - 56,
                    sheet->page->name);
      _tl_pen_end (&self->pen);
      at++;
    }
}

/* On the first sheet at the top, on the others small at the foot. */
static void
draw_logo (TlPackLayout *layout, TlPackSheet *self, gboolean is_first)
{
  double most_wide = is_first ? 220 : 120, most_tall = is_first ? 64 : 28;
  double scale, width, height;
  TlBox  box;

  if (layout->logo_width <= 0 || layout->logo == NULL)
    return;
  /* A tiny one is not blown up to dots. */
  scale = MIN (MIN (most_wide / layout->logo_width, most_tall / layout->logo_height), is_first ? 3 : 1.5);
  width = layout->logo_width * scale;
  height = layout->logo_height * scale;
  box = (TlBox) { TL_SHEET_WIDTH - TL_SHEET_EDGE - width - (is_first ? 0 : 60),
                  is_first ? 46 : layout->height - 41 - height / 2, width, height };
  /* Most are made for white paper: in the dark one that lets the ground through is not seen. */
  tl_scene_rect (self->pen.scene, (TlBox) { box.x - 6, box.y - 5, box.width + 12, box.height + 10 }, 6,
                 (TlPen) { .fill = TL_COLOUR_PLATE });
  tl_scene_image (self->pen.scene, box, layout->logo);
}

/**
 * _tl_sheet_finish:
 *
 * Draws the foot of a sheet, when all are laid out.
 */
void
_tl_sheet_finish (TlPackLayout *layout, guint index)
{
  TlPackSheet     *self = layout->sheets->pdata[index];
  g_autofree char *number = g_strdup_printf ("%u", index + 1);

  if (index == 0 && _tl_sheet_get_foot (layout, TRUE) > TL_SHEET_FOOT)
    draw_contents (layout, self);
  /* Not of the reading order, and painted once: what is no panel is painted with the sheet as well. */
  tl_scene_begin_part (self->pen.scene, TL_ROLE_PANEL, "foot", NULL, NULL);
  draw_logo (layout, self, index == 0);
  _tl_pen_line (&self->pen, TL_PACK_FONT (15, 400), TL_COLOUR_SOFT, TL_SHEET_EDGE, layout->height - 36, TL_ANCHOR_START,
                1200, layout->pack->foot);
  _tl_pen_line (&self->pen, TL_PACK_FONT (15, 600), TL_COLOUR_SOFT, TL_SHEET_WIDTH - TL_SHEET_EDGE, layout->height - 36,
                TL_ANCHOR_END, 100, number);
  tl_scene_end (self->pen.scene);
  tl_scene_end (self->pen.scene);
  if (layout->mirrored)
    tl_scene_mirror (self->pen.scene);
  self->paged->label = g_steal_pointer (&number);
  self->paged->title = self->goes_on ? NULL : g_strdup (self->page->name);
}

void
_tl_sheet_free (gpointer sheet)
{
  TlPackSheet *self = sheet;

  g_free (self->headline);
  g_free (self->lead);
  tl_paged_page_free (self->paged);
  g_array_unref (self->placed);
  g_free (self);
}
