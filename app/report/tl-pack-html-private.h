/* tl-pack-html-private.h: what the pack's page of words is written with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-pack.h"

G_BEGIN_DECLS

extern const char _tl_pack_html_style[];

/**
 * TlHtmlColumn:
 * @at_end: numbers
 * @wide: what is drawn: no words to be kept on a line
 */
typedef struct
{
  const char *title;
  gboolean    at_end;
  gboolean    wide;
} TlHtmlColumn;

/**
 * TlPackHtml:
 * @n_blocks: written so far, for ids that stay the same
 * @headline: (nullable): of the page that is being written
 * @columns: of the table that is being written
 * @col: where its next cell stands
 */
typedef struct
{
  const TlPack *pack;
  const char   *currency;
  GString      *out;
  guint         n_blocks;
  const char   *headline;
  const TlHtmlColumn *columns;
  guint         col;
} TlPackHtml;

/* tl-pack-html-charts.c */
void _tl_html_begin_table (TlPackHtml *self, const TlBlock *block, const TlHtmlColumn *columns, guint n);
void _tl_html_end_table   (TlPackHtml *self);
void _tl_html_begin_row   (TlPackHtml *self);
void _tl_html_end_row     (TlPackHtml *self);
void _tl_html_head        (TlPackHtml *self, const char *title, const char *small);
void _tl_html_cell        (TlPackHtml *self, const char *text);
void _tl_html_bars        (TlPackHtml *self, const TlBlock *block);
void _tl_html_intervals   (TlPackHtml *self, const TlBlock *block);
void _tl_html_chart       (TlPackHtml *self, const TlBlock *block);
void _tl_html_links       (TlPackHtml *self, const TlBlock *block);
void _tl_html_stages      (TlPackHtml *self, const TlBlock *block);
void _tl_html_map         (TlPackHtml *self, const TlBlock *block);

G_END_DECLS
