/* tl-canvas-private.h: what the parts of the canvas share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-canvas-entry.h"
#include "tl-canvas-leaf.h"
#include "tl-canvas-look.h"
#include "tl-canvas.h"
#include "tl-capture.h"
#include "tl-feeling.h"
#include "tl-highlight.h"
#include "tl-map.h"
#include "tl-fragment.h"
#include "tl-paint-cairo.h"
#include "tl-tool.h"
#include "tl-viewport.h"

G_BEGIN_DECLS

/**
 * TlChunk:
 * @group: index of the group in the scene
 * @without: roles that are not painted with it
 *
 * A part of the picture that no leaf paints.
 */
typedef struct
{
  guint   group;
  guint   without;
  TlBox   bounds;
  TlLook  look;
} TlChunk;

struct _TlCanvas
{
  GtkWidget   parent_instance;

  TlSession  *session;
  TlScene    *scene;    /* NULL until there is one */
  TlPainter  *painter;  /* of @scene */
  TlPainter  *far[TL_N_DETAILS]; /* its cards from afar, once they were seen so */
  TlMapParts  drawn_without; /* what @scene leaves out */
  TlDetail    detail;   /* what was last painted */
  gpointer    moving;   /* AdwAnimation: leaves are on their way to where they stand now */
  double      motion;   /* how much of the way is left, from 1 to 0 */
  guint       n_layouts; /* texts laid out for earlier pictures */
  GHashTable *looks;    /* id of a group → TlLook: of the chunks of the picture before, while there is another made */
  TlViewport  view;
  gboolean    fitted;   /* nobody has moved it since it was fitted: fit it again when the room changes */
  gboolean    fit_whole;
  guint       telling;  /* an idle: others learn that it was fitted */
  guint       naming;   /* an idle: what is drawn gets its names */
  guint       named;    /* so many have theirs */

  gboolean    edited;   /* it is someone's work, and not only looked at */
  GHashTable *transitions; /* what the picture calls a transition → its id */

  /* Children, from below to above; the leaves are between them. */
  GtkWidget  *below;
  GtkWidget  *above;

  GArray     *chunks;   /* TlChunk */
  GPtrArray  *stages;   /* TlCanvasLeaf, borrowed: those that are children of the canvas */
  GPtrArray  *order;    /* TlCanvasLeaf, borrowed: all, along the journey */
  GHashTable *leaves;   /* thing → TlCanvasLeaf, borrowed */

  guint       hover;    /* group, or TL_SCENE_NONE */

  /* Seeing */
  TlHighlight *highlight;
  TlMapParts  without;  /* what this window's map leaves out */
  char       *ring;     /* what was found */
  gboolean    presents; /* to a room: nothing that is there only for the pointer */

  /* Editing */
  TlGrid     *grid;     /* of @scene */
  TlTool     *tool;
  GtkWidget  *buttons;  /* beside what is selected */
  GtkWidget  *add_inside;
  GtkWidget  *add_pain;
  GtkWidget  *add_delight;
  GtkWidget  *entry;    /* TlCanvasEntry while something gets its title */
  TlDraft    *draft;    /* what gets its title and is not there yet */
  char       *renamed;  /* what gets another title */
  char       *shared;   /* the transition that gets its share */
  TlCapture  *capture;  /* what is typed, and goes on to the next */
  GtkWidget  *bar;      /* what the keys do while that is so */
  TlFeelingTool *feeling; /* a face that is dragged; NULL before the first */
  TlBox       dropping; /* where what was parked would go; no width for nowhere */
  gpointer    toast;    /* AdwToast, weak: what was said last */
  GtkWidget  *menu;     /* GtkPopover, the last menu or chooser that was open */

  /* Input */
  double      pointer_x, pointer_y;
  double      drag_x, drag_y;
  double      pinch;
  char       *way_of;   /* the stage whose transitions are walked through */
  gboolean    space;
  gboolean    pans;     /* what is dragged is the map */
  double      tool_x, tool_y; /* where the tool is on the widget */
  double      hold_x, hold_y; /* and where it began */
  guint       scrolling; /* a tick: the map moves under what is dragged to its edge */
  gint64      scrolled;  /* when it last did, in microseconds */
};

/* Left around the picture when it is fitted, and around what is brought into sight, in pixels. */
#define TL_CANVAS_MARGIN 24.0

/* One notch of a wheel moves so many pixels, one press of an arrow key too. */
#define TL_CANVAS_STEP 60.0

/* What a pointer may miss a handle by, in pixels. */
#define TL_CANVAS_HANDLE 14.0

/**
 * TlHandle:
 * @thing: (nullable): the stage to connect from, or the transition; %NULL for no handle
 * @x: its middle, on the widget
 * @y: its middle, on the widget
 */
typedef struct
{
  TlToolKind  kind;
  const char *thing;
  gboolean    at_start;
  double      x, y;
} TlHandle;

#define TL_CANVAS_LEAVES                                                                                               \
  (TL_ROLE_BIT (TL_ROLE_STAGE) | TL_ROLE_BIT (TL_ROLE_TOUCHPOINT) | TL_ROLE_BIT (TL_ROLE_PAIN)                         \
   | TL_ROLE_BIT (TL_ROLE_DELIGHT))

/* tl-canvas-scene.c */
GskRenderNode *_tl_canvas_render        (TlCanvas     *self,
                                         guint         group,
                                         guint         without,
                                         const TlBox  *bounds);
void           _tl_canvas_chunk_clear   (gpointer      data);
void           _tl_canvas_take_palette  (TlCanvas     *self);
void           _tl_canvas_clear_leaves  (TlCanvas     *self);
void           _tl_canvas_clear_scene   (TlCanvas     *self);
void           _tl_canvas_rebuild       (TlCanvas     *self);

/* tl-canvas-motion.c */
void           _tl_canvas_motion_begin  (TlCanvas     *self,
                                         const TlViewport *before);
void           _tl_canvas_motion_end    (TlCanvas     *self);

/* tl-canvas.c */
void           _tl_canvas_tell_drawn   (TlCanvas     *self);
void           _tl_canvas_moved         (TlCanvas     *self);
guint          _tl_canvas_hit           (TlCanvas     *self,
                                         double        x,
                                         double        y);
guint          _tl_canvas_find_group    (TlCanvas     *self,
                                         const char   *thing);
const char    *_tl_canvas_get_thing     (TlCanvas     *self,
                                         guint         group);
void           _tl_canvas_set_hover     (TlCanvas     *self,
                                         guint         group);
void           _tl_canvas_open          (TlCanvas     *self,
                                         const char   *thing);
void           _tl_canvas_go_to         (TlCanvas     *self,
                                         TlCanvasLeaf *leaf);

GtkWidget     *_tl_canvas_layer_new     (TlCanvas     *canvas,
                                         void        (*paint) (TlCanvas    *canvas,
                                                               GtkSnapshot *snapshot));
void           _tl_canvas_paint_below   (TlCanvas     *self,
                                         GtkSnapshot  *snapshot);
void           _tl_canvas_paint_above   (TlCanvas     *self,
                                         GtkSnapshot  *snapshot);
void           _tl_canvas_paint_mark    (TlCanvas     *self,
                                         GtkSnapshot  *snapshot,
                                         guint         index,
                                         float         width,
                                         float         alpha);
void           _tl_canvas_paint_grid    (TlCanvas     *self,
                                         GtkSnapshot  *snapshot);

/* tl-canvas-edit.c */
void           _tl_canvas_edit_class_init (GtkWidgetClass *klass);
void           _tl_canvas_edit_init     (TlCanvas     *self);
void           _tl_canvas_edit_dispose  (TlCanvas     *self);
void           _tl_canvas_edit_update   (TlCanvas     *self);
const char    *_tl_canvas_get_target    (TlCanvas     *self);
TlKind         _tl_canvas_get_target_kind (TlCanvas   *self);
gboolean       _tl_canvas_can_edit      (TlCanvas     *self);
gboolean       _tl_canvas_apply         (TlCanvas     *self,
                                         TlEdit       *edit);
void           _tl_canvas_say           (TlCanvas     *self,
                                         const char   *text,
                                         gboolean      offers_undo);
void           _tl_canvas_delete        (TlCanvas     *self,
                                         const char   *name);
void           _tl_canvas_unsay         (TlCanvas     *self);
void           _tl_canvas_do            (TlCanvas     *self,
                                         TlAct        *act);

/* tl-canvas-title.c */
void           _tl_canvas_draft_begin   (TlCanvas     *self,
                                         TlDraft      *draft);
void           _tl_canvas_rename_begin  (TlCanvas     *self,
                                         const char   *thing);
void           _tl_canvas_title_end     (TlCanvas     *self,
                                         gboolean      commits,
                                         gboolean      goes_on);
gboolean       _tl_canvas_title_is_at   (TlCanvas     *self,
                                         double        x,
                                         double        y);
void           _tl_canvas_title_allocate (TlCanvas    *self);
void           _tl_canvas_title_place   (TlCanvas     *self);
char          *_tl_canvas_title_make    (TlCanvas     *self,
                                         const char   *title);
gboolean       _tl_canvas_title_capture (TlCanvas     *self,
                                         TlCapture    *capture);
gboolean       _tl_canvas_title_share   (TlCanvas     *self,
                                         const char   *transition,
                                         const char   *share,
                                         const char   *label);
const char    *_tl_canvas_title_label   (TlKind        kind);

/* tl-canvas-capture.c */
gboolean       _tl_canvas_capture_key   (TlCanvas     *self,
                                         GtkEventControllerKey *controller,
                                         guint         key,
                                         GdkModifierType state);
void           _tl_canvas_capture_begin (TlCanvas     *self,
                                         TlCapture    *capture);
void           _tl_canvas_capture_follow (TlCanvas    *self);
gboolean       _tl_canvas_capture_takes_room (TlCanvas *self);
void           _tl_canvas_capture_allocate (TlCanvas  *self);
void           _tl_canvas_capture_hide  (TlCanvas     *self);
void           _tl_canvas_capture_commit (TlCanvas    *self);

/* tl-canvas-share.c */
gboolean       _tl_canvas_share_find    (TlCanvas     *self,
                                         TlBox        *box,
                                         TlFont       *font);
const char    *_tl_canvas_share_at      (TlCanvas     *self,
                                         double        x,
                                         double        y);
gboolean       _tl_canvas_share_begin   (TlCanvas     *self,
                                         const char   *transition,
                                         gboolean      anew);
void           _tl_canvas_share_begin_between (TlCanvas   *self,
                                               const char *from,
                                               const char *to);
gboolean       _tl_canvas_share_is_right (TlCanvas    *self);
void           _tl_canvas_share_apply   (TlCanvas     *self,
                                         const char   *transition,
                                         const char   *text);

/* tl-canvas-handles.c */
gboolean       _tl_canvas_handle_at     (TlCanvas     *self,
                                         double        x,
                                         double        y,
                                         TlHandle     *handle);
void           _tl_canvas_buttons_init  (TlCanvas     *self);
void           _tl_canvas_buttons_update (TlCanvas    *self);
void           _tl_canvas_buttons_allocate (TlCanvas  *self);
void           _tl_canvas_paint_edit    (TlCanvas     *self,
                                         GtkSnapshot  *snapshot);
void           _tl_canvas_get_colour    (GtkWidget    *widget,
                                         const char   *name,
                                         GdkRGBA      *colour);

/* tl-canvas-names.c */
void           _tl_canvas_name_leaves   (TlCanvas     *self);
void           _tl_canvas_name_nothing  (TlCanvas     *self);

/* tl-canvas-feel.c */
gboolean       _tl_canvas_feel_press    (TlCanvas     *self,
                                         double        x,
                                         double        y,
                                         double        slop);
gboolean       _tl_canvas_feel_holds    (TlCanvas     *self);
gboolean       _tl_canvas_feel_move     (TlCanvas     *self,
                                         double        x,
                                         double        y);
gboolean       _tl_canvas_feel_release  (TlCanvas     *self,
                                         gboolean      commits);
void           _tl_canvas_feel_dispose  (TlCanvas     *self);
void           _tl_canvas_feel_paint    (TlCanvas     *self,
                                         GtkSnapshot  *snapshot,
                                         const GdkRGBA *paper,
                                         const GdkRGBA *accent);
void           _tl_canvas_feel_update   (TlCanvas     *self,
                                         gboolean      can);
void           _tl_canvas_feel_add_menu (GMenu        *menu);
void           _tl_canvas_feel_class_init (GtkWidgetClass *klass);

/* tl-canvas-parked.c */
void           _tl_canvas_parked_paint  (TlCanvas     *self,
                                         GtkSnapshot  *snapshot,
                                         const GdkRGBA *accent);
void           _tl_canvas_parked_class_init (GtkWidgetClass *klass);
void           _tl_canvas_parked_init   (TlCanvas     *self);

/* tl-canvas-menu.c */
void           _tl_canvas_menu_class_init (GtkWidgetClass *klass);
void           _tl_canvas_menu_open     (TlCanvas     *self,
                                         double        x,
                                         double        y);
void           _tl_canvas_menu_show     (TlCanvas     *self,
                                         GtkWidget    *popover,
                                         double        x,
                                         double        y);
void           _tl_canvas_menu_allocate (TlCanvas     *self,
                                         int           width,
                                         int           height);
void           _tl_canvas_menu_get_place (TlCanvas    *self,
                                          double      *x,
                                          double      *y);
void           _tl_canvas_menu_dispose  (TlCanvas     *self);

/* tl-canvas-select.c */
void           _tl_canvas_select_class_init (GtkWidgetClass *klass);
void           _tl_canvas_select_by     (TlCanvas     *self,
                                         const char   *thing,
                                         GdkModifierType state);
void           _tl_canvas_select_band   (TlCanvas     *self,
                                         const char *const *things,
                                         GdkModifierType state);
void           _tl_canvas_tell_chosen   (TlCanvas     *self);
void           _tl_canvas_paint_selection (TlCanvas   *self,
                                           GtkSnapshot *snapshot,
                                           const char *primary);
void           _tl_canvas_paint_band    (TlCanvas     *self,
                                         GtkSnapshot  *snapshot,
                                         const TlToolPreview *preview,
                                         const GdkRGBA *accent);
void           _tl_canvas_paint_along   (TlCanvas     *self,
                                         GtkSnapshot  *snapshot,
                                         const TlToolPreview *preview,
                                         const GdkRGBA *accent,
                                         void        (*paint_ghost) (TlCanvas      *canvas,
                                                                     GtkSnapshot   *snapshot,
                                                                     const TlBox   *box,
                                                                     const GdkRGBA *colour));

/* tl-canvas-choose.c */
void           _tl_canvas_choose_class_init (GtkWidgetClass *klass);
void           _tl_canvas_choose_update (TlCanvas     *self);

/* tl-canvas-clipboard.c */
void           _tl_canvas_clipboard_class_init (GtkWidgetClass *klass);
void           _tl_canvas_clipboard_update (TlCanvas  *self);
gboolean       _tl_canvas_insert        (TlCanvas     *self,
                                         TlFragment   *fragment,
                                         const char   *name);

/* tl-canvas-walk.c */
void           _tl_canvas_walk_class_init (GtkWidgetClass *klass);
gboolean       _tl_canvas_walk          (TlCanvas     *self,
                                         int           dx,
                                         int           dy,
                                         gboolean      extends);
gboolean       _tl_canvas_focus         (GtkWidget    *widget,
                                         GtkDirectionType direction);

/* tl-canvas-input.c */
void           _tl_canvas_input_class_init (GtkWidgetClass *klass);
void           _tl_canvas_input_init    (TlCanvas     *self);

G_END_DECLS
