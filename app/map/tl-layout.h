/* tl-layout.h: what the parts of the layout share; for this room alone
 *
 * The layout goes from the whole to the parts: columns and rows, bands, widths, what each card needs, the ways of the
 * ribbons, and with these the heights of the rows; then everything is drawn.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-map-data.h"
#include "tl-measure.h"

G_BEGIN_DECLS

#define TL_EDGE 32.0        /* of the picture */
#define TL_LEFT 184.0       /* where the first column begins, where there is room */
#define TL_RIGHT 22.0       /* from the last column to the panel's edge */
#define TL_STUB_ROOM 204.0  /* the same where ribbons lead on to another band */
#define TL_SMALL_WIDTH 172.0 /* of a column of outcomes alone */
#define TL_LABEL_X 52.0     /* of the strips' names */
#define TL_LABEL_X_DENSE 42.0 /* the same where room is dear */
#define TL_PORT 80.0        /* from a row's top to the ribbon that runs straight */
#define TL_WIDEST 66.0      /* the widest ribbon */
#define TL_UNDER_PANEL 14.0 /* from a panel to what stands under it */
#define TL_UNDER_BAND 18.0  /* from a band's strips to the next band */
#define TL_THINNEST 2.5     /* what still can be seen */

/**
 * TlDetail:
 *
 * How much a card tells, from all there is to its title, its visits and what is at stake there.
 */
typedef enum
{
  TL_DETAIL_FULL,
  TL_DETAIL_TOUCHPOINTS, /* of pains the worst, the others counted */
  TL_DETAIL_WORST,       /* the worst pain alone */
  TL_DETAIL_PLAIN,
} TlDetail;

/**
 * TlCard:
 * @band: index
 * @column: in its band
 * @row: in its band
 * @port: from its top to where the straight ribbon meets it
 * @above: room over it, for those who start there
 * @below: room under it, for those who go no further
 * @entry_y: where those who start there from the left meet it
 * @first_piece: of the touchpoints and what stands in them, counted one after the other, the first that is shown
 * @end_piece: behind the last; 0 for all there are
 * @is_rest: whether this is what a card could not show, on a card of its own
 * @goes_on: whether it says that the rest is on the next page
 * @is_sheet: whether it stands for its stage alone, so that it says who leaves
 */
typedef struct
{
  guint    stage;
  guint    band;
  int      column;
  int      row;
  gboolean is_small; /* an outcome with nothing in it */
  double   x, y, width, height;
  double   port;
  double   above;
  double   below;
  double   entry_y;
  guint    first_piece;
  guint    end_piece;
  gboolean is_rest;
  gboolean goes_on;
  gboolean is_sheet;
} TlCard;

typedef struct
{
  double x, y;
} TlPoint;

typedef enum
{
  TL_WAY_DIRECT,  /* to the next column */
  TL_WAY_PASS,    /* over free cells of a row */
  TL_WAY_CHANNEL, /* above a row */
} TlWay;

/**
 * TlRoute:
 * @from: index of a card, or %G_MAXUINT where it comes from another band
 * @to: index of a card, or %G_MAXUINT where it leads to another band
 * @first_column: of the straight part
 * @row: of the straight part, or below it
 * @y: of the straight part
 * @label: where its share stands; without width where it does not
 * @others: (nullable): guint: further links that lead to or come from other bands at the same card, drawn as one
 */
typedef struct
{
  guint    link;
  guint    from;
  guint    to;
  gboolean back;
  TlWay    way;
  int      from_column;
  int      to_column;
  int      row;
  int      track;
  double   width;
  double   y;
  double   out_y;
  double   in_y;
  TlBox    label;
  GArray  *others;
} TlRoute;

/**
 * TlBand:
 * @first_row: of the map, where a band holds some rows of its columns alone
 * @end_row: behind the last; %G_MAXINT for all
 */
typedef struct
{
  int     first_row;
  int     end_row;
  int     first_column; /* of the map */
  int     n_columns;
  double *x;            /* by column */
  double *width;        /* by column */
  GArray *cards;        /* guint: index */
  GArray *routes;       /* TlRoute */
  int     n_rows;
  double  top;          /* of the panel */
  double  bottom;
  double  right;        /* where its columns end */
  GArray *taken;        /* TlBox: what labels must keep clear of */
  double  grid;         /* of fixes that stand side by side, whatever they act on: from one to the next; else 0 */
  gboolean is_ranked;   /* whether its fixes stand by rank, rather than under their stages */
} TlBand;

typedef struct
{
  TlScene            *scene;
  TlMeasure          *measure;
  TlMapOptions        resolved;   /* as they were given, with what the journey says of strips */
  const TlMapOptions *options;    /* &resolved */
  TlMapData          *data;
  TlPlace            *places;
  TlLink             *links;
  TlCard             *cards; /* by stage */
  TlBand             *bands;
  guint               n_bands;
  int                 n_columns;
  double              width;      /* of the picture */
  double              card_width;
  gboolean            compact;    /* narrow cards put under each other what wide ones put side by side */
  gboolean            has_faces;
  gboolean            has_records;
  double              scale;      /* units of width for a customer */
  guint              *first_link; /* by stage: where the links that leave it begin in links_from */
  guint              *links_from;
  guint              *main_rank;  /* by stage: its place on the main way, from 1; 0 for none */
  guint               narrowed;   /* how often ribbons gave way because a page could not hold them */
  gboolean            tight;      /* whether it gives up room between things, so that a page holds it */
  double              headroom;   /* more room over and under the cards than they need, where a page has it */
  TlMapParts          asked_without; /* what was asked to be left out; a page may leave out more */
  TlDetail            detail;
  gboolean            on_sheets;  /* whether it is told stage by stage */
  gboolean            dense;      /* letters as small as they can be, edges narrow: the whole map on one page */
  double              left;       /* where the first column begins */
  double              stub_room;  /* from the last column to the edge, where ribbons lead on to another band */
  double              small_width; /* of a column of outcomes alone */
  double              port;       /* from a row's top to the ribbon that runs straight */
  double              feeling_unit; /* from one feeling to the next */
  double              row_gap;    /* more room between rows than they need */
  guint               n_quotes;   /* how many quotes stand side by side; 0 for each under its stage */
  guint               badge_rows; /* rows of fixes that stand by rank in a few words; 0 for all of them at length */
  int                 first_row;  /* which rows of a band, and which of a column's fixes, a strip shows */
  int                 end_row;    /* behind the last; 0 for all */
  const char         *foot;       /* what the foot says at the end of its line; NULL for the date */
} TlLayout;

#define TL_ROUTE_AT(band, i) (&g_array_index ((band)->routes, TlRoute, (i)))
#define TL_BAND_CARD(layout, band, i) (&(layout)->cards[g_array_index ((band)->cards, guint, (i))])

/* Whether a strip that shows some rows only, because the rest is on another page, shows this one. */
#define TL_SHOWS_ROW(layout, row) ((layout)->end_row == 0 || ((row) >= (layout)->first_row && (row) < (layout)->end_row))

/* tl-layout-bands.c */
void    tl_bands_find      (TlLayout   *self,
                            guint       most);
void    tl_bands_clear     (TlLayout   *self);
void    tl_bands_split     (TlLayout   *self,
                            guint       band);
void    tl_bands_plan      (TlLayout   *self);
double  tl_bands_share     (TlLayout   *self,
                            double      width);
void    tl_bands_set_width (TlLayout   *self,
                            double      width);
void    tl_band_measure    (TlLayout   *self,
                            TlBand     *band);
void    tl_band_settle     (TlLayout   *self,
                            TlBand     *band,
                            double      y);
void    tl_band_draw       (TlLayout   *self,
                            TlBand     *band);
double  tl_band_strip      (TlLayout   *self,
                            TlBand     *band,
                            TlMapStrip  strip,
                            double      y);
guint   tl_map_strips      (const TlMapOptions *options,
                            TlMapStrip *strips);

/* tl-layout.c */
void    tl_layout_init     (TlLayout           *self,
                            TlJourney          *journey,
                            TlFigures          *figures,
                            const TlMapOptions *options);
void    tl_layout_clear    (TlLayout           *self);
void    tl_layout_reset    (TlLayout           *self);
void    tl_layout_set_dense (TlLayout          *self,
                            gboolean            dense);
void    tl_layout_begin    (TlLayout           *self);
gboolean tl_layout_is_rtl  (TlLayout           *self);
TlScene *tl_layout_end     (TlLayout           *self,
                            double              height);

/* tl-layout-words.c */
#define TL_FONT(size, weight) ((TlFont) { (size), (weight), FALSE })
double  tl_words_line      (TlLayout   *self,
                            TlFont      font,
                            TlColour    colour,
                            double      x,
                            double      y,
                            TlAnchor    anchor,
                            double      room,
                            const char *text);
guint   tl_words_count     (TlLayout   *self,
                            TlFont      font,
                            double      room,
                            guint       max_lines,
                            const char *text);
gboolean tl_words_unbroken (TlLayout   *self,
                            TlFont      font,
                            double      room,
                            const char *text);
guint   tl_words_block     (TlLayout   *self,
                            TlFont      font,
                            TlColour    colour,
                            double      x,
                            double      y,
                            TlAnchor    anchor,
                            double      room,
                            double      line_height,
                            guint       max_lines,
                            const char *text);
gulong  tl_words_plural    (double      n);
char   *tl_words_count_of  (TlLayout   *self,
                            double      n);
char   *tl_words_money     (TlLayout   *self,
                            double      amount,
                            gboolean    is_signed);
char   *tl_words_stake     (TlLayout   *self,
                            double      net);
char   *tl_words_stake_yearly (TlLayout *self,
                               double    net);
TlColour tl_words_stake_colour (double net);
char   *tl_words_money_full (TlLayout  *self,
                             double     amount);
char   *tl_words_percent   (TlLayout   *self,
                            double      share);

/* tl-layout-card.c */
void    tl_card_measure    (TlLayout   *self,
                            TlCard     *card);
void    tl_card_draw       (TlLayout   *self,
                            TlCard     *card);
guint   tl_card_n_pieces   (const TlDataStage *stage);
gboolean tl_card_is_head   (const TlDataStage *stage,
                            guint       piece);
void    tl_face_draw       (TlLayout   *self,
                            double      x,
                            double      y,
                            double      radius,
                            double      emotion);

/* tl-layout-route.c */
void    tl_route_plan      (TlLayout   *self,
                            TlBand     *band);
double  tl_route_need      (TlLayout   *self,
                            TlBand     *band,
                            TlCard     *card);
void    tl_route_settle    (TlLayout   *self,
                            TlBand     *band);

/* tl-layout-ribbon.c */
void    tl_ribbons_place   (TlLayout   *self,
                            TlBand     *band);
void    tl_ribbons_draw    (TlLayout   *self,
                            TlBand     *band);
guint   tl_ribbon_stations (TlLayout   *self,
                            TlBand     *band,
                            const TlRoute *route,
                            TlPoint    *stations);
void    tl_ribbon_legs     (TlLayout   *self,
                            TlBand     *band,
                            const TlRoute *route,
                            double     *left,
                            double     *right);

/* tl-layout-label.c */
void    tl_labels_place    (TlLayout   *self,
                            TlBand     *band);
GArray *tl_labels_order    (TlLayout   *self,
                            TlBand     *band);
void    tl_label_draw      (TlLayout   *self,
                            const TlRoute *route);

/* tl-layout-edge.c */
void    tl_edges_measure   (TlLayout   *self,
                            TlCard     *card);
double  tl_entry_width     (TlLayout   *self,
                            const TlCard *card);
gboolean tl_entry_is_left  (TlLayout   *self,
                            const TlCard *card);
void    tl_edges_take      (TlLayout   *self,
                            TlBand     *band,
                            const TlCard *card);
void    tl_entry_draw      (TlLayout   *self,
                            const TlCard *card);
char   *tl_leavers_describe (TlLayout  *self,
                            const TlDataStage *stage);
void    tl_leavers_draw    (TlLayout   *self,
                            const TlCard *card);

/* tl-layout-feeling.c */
void    tl_feeling_plan    (TlLayout   *self);
double  tl_feeling_draw    (TlLayout   *self,
                            TlBand     *band,
                            double      y);

/* tl-layout-strips.c */
double  tl_strip_room      (TlLayout   *self,
                            TlBand     *band,
                            int         column);
double  tl_strip_begin     (TlLayout   *self,
                            const char *part,
                            const char *name,
                            const char *detail,
                            double      y);
double  tl_voice_draw      (TlLayout   *self,
                            TlBand     *band,
                            double      y);
double  tl_quote_draw      (TlLayout   *self,
                            const TlDataStage *stage,
                            double      x,
                            double      y,
                            double      room,
                            guint       max_lines);
gboolean tl_stage_has_stake (const TlDataStage *stage);
double  tl_stake_draw_bar  (TlLayout   *self,
                            const TlDataStage *stage,
                            double      x,
                            double      y,
                            double      room,
                            double      widest,
                            gboolean    with_parts);
double  tl_stake_draw      (TlLayout   *self,
                            TlBand     *band,
                            double      y);

/* tl-layout-grid.c */
int     tl_layout_grid_find (TlLayout   *self,
                            TlBand     *band,
                            int        *columns,
                            int        *rows);

int     tl_grid_n_columns  (TlLayout   *self,
                            TlBand     *band);
double  tl_grid_column     (TlLayout   *self,
                            TlBand     *band,
                            int         column,
                            double     *x);

/* tl-layout-fixes.c */
double  tl_fix_draw        (TlLayout   *self,
                            const TlDataFix *fix,
                            double      x,
                            double      y,
                            double      room,
                            gboolean    says_stage);
char   *tl_fixes_describe  (TlLayout   *self);
double  tl_fixes_draw      (TlLayout   *self,
                            TlBand     *band,
                            double      y);

guint   tl_fixes_n_badges  (TlLayout   *self);

/* tl-layout-title.c */
double  tl_title_draw      (TlLayout   *self);
double  tl_title_draw_small (TlLayout  *self);
double  tl_legend_draw     (TlLayout   *self,
                            double      y);
double  tl_foot_draw_small (TlLayout   *self,
                            double      y);
char   *tl_foot_describe   (TlLayout   *self,
                            guint       page,
                            guint       n_pages);

/* tl-layout-empty.c */
void    tl_empty_draw      (TlLayout   *self,
                            double      y);

G_END_DECLS
