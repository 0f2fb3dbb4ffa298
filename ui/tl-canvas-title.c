/* tl-canvas-title.c: titles typed in place
 *
 * A new thing is a draft until it has a title: it is made by one edit, with its title, or not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-canvas-private.h"
#include "tl-parts.h"
#include "tl-text.h"

/* However far it is zoomed out, what is typed can be read. */
#define LEAST_SIZE 12.0

/* Above and below the line in the entry, in pixels, as style.css has it. */
#define PADDING 2

/* As wide as a sentence needs, in pixels. */
#define SENTENCE 240

/* Where a title stands, and how it is written, in the scene. */
typedef struct
{
  TlBox box;
  TlFont font;
} Site;

static gboolean
is_line_of (const char *line, const char *title)
{
  gsize length = strlen (line);

  if (g_str_has_suffix (line, "…"))
    length -= strlen ("…");
  return length > 0 && strncmp (line, title, length) == 0;
}

/* Where the title of a thing that is drawn stands. */
static gboolean
find_title (TlCanvas *self, const char *thing, Site *site)
{
  guint          index = _tl_canvas_find_group (self, thing);
  const TlGroup *group;
  gboolean       found = FALSE;

  if (index == TL_SCENE_NONE)
    return FALSE;
  group = tl_scene_get_group (self->scene, index);
  *site = (Site) { group->bounds, { 15, 500, FALSE } };
  for (guint i = group->first_item; i < group->end_item && !found; i++)
    {
      const TlItem *item = tl_scene_get_item (self->scene, i);

      if (item->type != TL_ITEM_TEXT || group->title == NULL || !is_line_of (item->text.string, group->title))
        continue;
      found = TRUE;
      site->font = item->text.font;
      site->box.y = item->text.y - 1.2 * item->text.font.size;
      site->box.height = 1.7 * item->text.font.size;
      if (item->text.anchor == TL_ANCHOR_MIDDLE)
        {
          site->box.x += 8;
          site->box.width -= 16;
        }
      else if (self->grid->rtl)
        site->box.width = item->text.room.x + item->text.room.width + 6 - (site->box.x + 8);
      else
        {
          site->box.width += site->box.x - item->text.room.x - 2;
          site->box.x = item->text.room.x - 6;
        }
      if (self->grid->rtl && item->text.anchor != TL_ANCHOR_MIDDLE)
        site->box.x += 8;
    }
  return TRUE;
}

static gboolean
get_bounds (TlCanvas *self, const char *thing, TlBox *box)
{
  guint group = thing ? _tl_canvas_find_group (self, thing) : TL_SCENE_NONE;

  if (group == TL_SCENE_NONE)
    return FALSE;
  *box = tl_scene_get_group (self->scene, group)->bounds;
  return TRUE;
}

/* The room that the map leaves for what is not there yet: up to the edge of its card. */
static gboolean
find_room (TlCanvas *self, TlBox *box)
{
  static const TlRole roles[] = { TL_ROLE_TOUCHPOINT, TL_ROLE_PAIN, TL_ROLE_DELIGHT };

  for (guint i = 0; i < tl_scene_n_groups (self->scene); i++)
    {
      const TlGroup *group = tl_scene_get_group (self->scene, i), *card = group;

      if (group->thing || !(group->role == roles[0] || group->role == roles[1] || group->role == roles[2]))
        continue;
      while (card->role != TL_ROLE_STAGE && card->parent != TL_SCENE_NONE)
        card = tl_scene_get_group (self->scene, card->parent);
      *box = group->bounds;
      if (self->grid->rtl)
        {
          box->width += box->x - card->bounds.x - 10;
          box->x = card->bounds.x + 10;
        }
      else
        box->width = card->bounds.x + card->bounds.width - 10 - box->x;
      return TRUE;
    }
  return FALSE;
}

/* Where the title of what is not there yet will stand, or near it. */
static gboolean
find_draft (TlCanvas *self, Site *site)
{
  const TlDraft *draft = self->draft;
  gboolean       is_touchpoint = draft->kind == TL_KIND_TOUCHPOINT;
  TlBox          parent, after;
  double         indent = is_touchpoint ? 46 : 18;

  if (draft->kind == TL_KIND_STAGE)
    {
      TlBox box = draft->spot.box;

      /* A new column has no room yet: its stage is shown in front of what is there. */
      if (box.width < 120)
        {
          box.x -= (200 - box.width) / 2;
          box.width = 200;
        }
      if (self->stages->len == 0)
        {
          tl_viewport_to_picture (&self->view, self->view.view_width * 0.08, self->view.view_height * 0.25, &box.x,
                                  &box.y);
        }
      *site = (Site) { { box.x + 12, box.y + 12, box.width - 24, 34 }, { 19, 700, FALSE } };
      return TRUE;
    }
  *site = (Site) { { 0 }, is_touchpoint ? (TlFont) { 16, 500, FALSE } : (TlFont) { 14, 500, FALSE } };
  if (find_room (self, &site->box))
    {
      /* Behind its icon, and up to the edge of the card. */
      indent = is_touchpoint ? 36 : 4;
      if (!self->grid->rtl)
        site->box.x += indent;
      site->box.width = MAX (site->box.width - indent, 120);
      return TRUE;
    }
  if (!get_bounds (self, draft->parent, &parent))
    return FALSE;
  site->box = parent;
  site->box.height = 30;
  site->box.y = parent.y + parent.height - (is_touchpoint ? 16 : 2);
  if (get_bounds (self, draft->after, &after))
    site->box.y = after.y + after.height + 2;
  site->box.width = MAX (parent.width - indent - 12, 120);
  site->box.x = self->grid->rtl ? parent.x + 12 : parent.x + indent;
  return TRUE;
}

static gboolean
find_site (TlCanvas *self, Site *site)
{
  if (self->scene == NULL)
    return FALSE;
  if (self->shared)
    return _tl_canvas_share_find (self, &site->box, &site->font);
  return self->draft ? find_draft (self, site) : self->renamed && find_title (self, self->renamed, site);
}

/* Puts the entry where the title is, as large as the title. */
void
_tl_canvas_title_allocate (TlCanvas *self)
{
  graphene_point_t place;
  double           x, y, size;
  int              width, height, least, line;
  Site             site;

  if (self->entry == NULL)
    return;
  if (self->capture)
    _tl_canvas_capture_allocate (self);
  if (!find_site (self, &site))
    {
      /* What it was of is gone; what was typed is not. */
      gtk_widget_measure (self->entry, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      gtk_widget_measure (self->entry, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      gtk_widget_allocate (self->entry, width, height, -1, NULL);
      return;
    }
  tl_viewport_to_view (&self->view, site.box.x, site.box.y, &x, &y);
  size = MAX (site.font.size * self->view.scale, LEAST_SIZE);
  gtk_widget_measure (self->entry, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  width = MAX ((int) ceil (site.box.width * self->view.scale), MAX (least, (int) (size * 8)));
  /* What is said of a share is a sentence. */
  if (self->shared)
    width = MAX (width, SENTENCE);
  gtk_widget_measure (self->entry, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  height = least;
  gtk_widget_measure (tl_canvas_entry_get_line (TL_CANVAS_ENTRY (self->entry)), GTK_ORIENTATION_VERTICAL, width, &line,
                      NULL, NULL, NULL);
  /* Its line is where the title is, whatever is said under it; and all of it is in the window. */
  y -= (MAX (line, 0) + PADDING - site.box.height * self->view.scale) / 2;
  x = CLAMP (x, 4, MAX (self->view.view_width - width - 4, 4));
  y = CLAMP (y, 4, MAX (self->view.view_height - height - 4, 4));
  place = GRAPHENE_POINT_INIT ((float) round (x), (float) round (y));
  gtk_widget_allocate (self->entry, width, height, -1, gsk_transform_translate (NULL, &place));
}

gboolean
_tl_canvas_title_is_at (TlCanvas *self, double x, double y)
{
  graphene_rect_t bounds;

  return self->entry && gtk_widget_compute_bounds (self->entry, GTK_WIDGET (self), &bounds)
         && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

static gboolean
remove_entry (gpointer data)
{
  GtkWidget *entry = data;

  if (gtk_widget_get_parent (entry))
    gtk_widget_unparent (entry);
  return G_SOURCE_REMOVE;
}

/* Selects a thing and puts the focus on it. */
static void
settle_on (TlCanvas *self, const char *thing)
{
  GtkWidget *leaf = tl_canvas_get_leaf (self, thing);

  if (thing)
    tl_session_select (self->session, thing);
  gtk_widget_grab_focus (leaf ? leaf : GTK_WIDGET (self));
}

/* Makes the draft, or gives the thing its new title. */
static char *
commit (TlCanvas *self, TlDraft *draft, const char *renamed, const char *typed)
{
  TlDocument        *document = tl_session_get_document (self->session);
  g_autofree char   *title = g_strstrip (g_strdup (typed));
  g_autofree char   *id = NULL;
  g_autoptr (TlEdit) edit = NULL;

  if (draft)
    edit = tl_draft_to_edit (draft, document, self->grid, title, &id);
  else if (renamed)
    {
      edit = tl_edits_rename (document, renamed, title);
      id = g_strdup (renamed);
    }
  if (edit && !_tl_canvas_apply (self, edit) && draft)
    g_clear_pointer (&id, g_free);
  return g_steal_pointer (&id);
}

/* Makes what is typed, and keeps the entry; returns its id, or NULL where it was refused. */
char *
_tl_canvas_title_make (TlCanvas *self, const char *title)
{
  return commit (self, self->draft, NULL, title);
}

/**
 * _tl_canvas_title_end:
 * @commits: whether what was typed counts
 * @goes_on: whether the one who typed stays at it, so that it is selected
 */
void
_tl_canvas_title_end (TlCanvas *self, gboolean commits, gboolean goes_on)
{
  GtkWidget            *entry = g_steal_pointer (&self->entry);
  g_autoptr (TlDraft)   draft = g_steal_pointer (&self->draft);
  g_autoptr (TlCapture) capture = g_steal_pointer (&self->capture);
  g_autofree char      *renamed = g_steal_pointer (&self->renamed);
  g_autofree char      *shared = g_steal_pointer (&self->shared);
  g_autofree char      *typed = NULL;
  g_autofree char      *id = NULL;
  g_autofree char      *before = NULL;

  if (entry == NULL)
    return;
  g_signal_handlers_disconnect_by_data (entry, self);
  typed = g_strdup (capture ? tl_capture_get_title (capture) : tl_canvas_entry_get_text (TL_CANVAS_ENTRY (entry)));
  before = g_strdup (renamed ? renamed : shared ? shared : _tl_canvas_get_target (self));
  if (commits && shared)
    _tl_canvas_share_apply (self, shared, typed);
  else if (commits)
    id = commit (self, draft, renamed, typed);
  if (goes_on)
    settle_on (self, id ? id : before);
  gtk_widget_set_visible (entry, FALSE);
  /* Not now: it may be its own focus that is just leaving. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, remove_entry, g_object_ref (entry), g_object_unref);
  _tl_canvas_capture_hide (self);
  _tl_canvas_edit_update (self);
  gtk_widget_queue_draw (self->above);
  /* The room that was left for it closes. */
  if (id == NULL && draft && draft->parent && self->session && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    _tl_canvas_rebuild (self);
  /* How many go where a stage was pulled to is what is asked next. */
  if (goes_on && id && draft && draft->is_pulled)
    _tl_canvas_share_begin_between (self, draft->from, id);
}

static void
done (TlCanvas *self, gboolean commits, const char *next)
{
  if (self->shared && commits && next && !_tl_canvas_share_is_right (self))
    {
      /* What is wrong stays, and what is said of it. */
      tl_canvas_entry_go_on (TL_CANVAS_ENTRY (self->entry));
      return;
    }
  _tl_canvas_title_end (self, commits, next != NULL);
  if (next && *next)
    gtk_widget_activate_action (GTK_WIDGET (self), next, NULL);
}

/* Where it is, as large as what it is. */
void
_tl_canvas_title_place (TlCanvas *self)
{
  Site site;

  if (self->entry == NULL || !find_site (self, &site))
    return;
  tl_canvas_entry_set_font (TL_CANVAS_ENTRY (self->entry), MAX (site.font.size * self->view.scale, LEAST_SIZE),
                            site.font.weight);
  if (tl_viewport_reveal (&self->view, site.box.x - 12, site.box.y - 12, site.box.width + 24, site.box.height + 24,
                          TL_CANVAS_MARGIN))
    _tl_canvas_moved (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->above);
}

static gboolean
begin (TlCanvas *self, const char *title, const char *label)
{
  Site site;

  if (!find_site (self, &site))
    {
      g_clear_pointer (&self->draft, tl_draft_free);
      g_clear_pointer (&self->capture, tl_capture_free);
      g_clear_pointer (&self->renamed, g_free);
      g_clear_pointer (&self->shared, g_free);
      return FALSE;
    }
  self->entry = tl_canvas_entry_new (title, label);
  gtk_widget_insert_before (self->entry, GTK_WIDGET (self), NULL);
  g_signal_connect_swapped (self->entry, "done", G_CALLBACK (done), self);
  _tl_canvas_title_place (self);
  _tl_canvas_edit_update (self);
  gtk_widget_grab_focus (self->entry);
  return TRUE;
}

/* Asks for what is captured; owns it. */
gboolean
_tl_canvas_title_capture (TlCanvas *self, TlCapture *capture)
{
  self->capture = capture;
  _tl_canvas_capture_follow (self);
  /* The first of all is typed as large as it will be seen. */
  if (self->stages->len == 0)
    self->view.scale = TL_VIEWPORT_PLEASANT * tl_part_text_factor ();
  return begin (self, NULL, "");
}

const char *
_tl_canvas_title_label (TlKind kind)
{
  switch (kind)
    {
    case TL_KIND_STAGE:
      return _("New stage");

    case TL_KIND_TOUCHPOINT:
      return _("New touchpoint");

    case TL_KIND_PAIN:
      return _("New pain point");

    case TL_KIND_DELIGHT:
    default:
      return _("New delight");
    }
}

/* Asks for the title of a thing that is to be; owns the draft. */
void
_tl_canvas_draft_begin (TlCanvas *self, TlDraft *draft)
{
  g_autoptr (TlDraft) owned = draft;

  _tl_canvas_title_end (self, TRUE, FALSE);
  if (!draft->is_pulled)
    {
      _tl_canvas_capture_begin (self, tl_capture_new_for (tl_session_get_journey (self->session), draft));
      return;
    }
  self->draft = g_steal_pointer (&owned);
  begin (self, NULL, _tl_canvas_title_label (self->draft->kind));
}

/* Asks what share of the visits go a way. */
gboolean
_tl_canvas_title_share (TlCanvas *self, const char *transition, const char *share, const char *label)
{
  _tl_canvas_title_end (self, TRUE, FALSE);
  self->shared = g_strdup (transition);
  return begin (self, share, label);
}

void
_tl_canvas_rename_begin (TlCanvas *self, const char *thing)
{
  TlThing *found = tl_journey_lookup (tl_session_get_journey (self->session), thing);
  TlField  field = found ? tl_kind_get_title (tl_thing_get_kind (found)) : TL_FIELD_NONE;

  if (field == TL_FIELD_NONE)
    return;
  _tl_canvas_title_end (self, TRUE, FALSE);
  self->renamed = g_strdup (thing);
  begin (self, tl_thing_get_text (found, field), _("Title"));
}
