/* tl-export.h: a scene as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-book.h"

G_BEGIN_DECLS

#define TL_EXPORT_ERROR (tl_export_error_quark ())

/* A scene without paper is so large that one as wide as the design, 1,680 units, is as wide as an A3 sheet. */
#define TL_EXPORT_POINTS_PER_UNIT (1190.5512 / 1680)

typedef enum
{
  TL_EXPORT_ERROR_SIZE,   /* the picture would be larger than the format or the memory holds */
  TL_EXPORT_ERROR_FORMAT, /* no format of that name */
  TL_EXPORT_ERROR_FAILED, /* what writes the format failed */
} TlExportError;

GQuark tl_export_error_quark (void);

typedef enum
{
  TL_EXPORT_SVG,
  TL_EXPORT_PDF,
  TL_EXPORT_PNG,
} TlExportFormat;

/**
 * TlExportOptions:
 * @palette: the colours
 * @width: of a PNG, its width in pixels; 0 for what its paper asks for, or the scene's own width twice over
 * @title: (nullable): of the document; %NULL for the scene's own
 * @author: (nullable): of the document
 * @date: (nullable): when the document says it was made, ISO 8601; %NULL for SOURCE_DATE_EPOCH where that is set, and
 *   for no date otherwise, so that the same journey gives the same bytes
 *
 * @journey: (nullable): XML of the journey, which an SVG carries in its metadata
 *
 * A structure of zeros is sound.
 */
typedef struct
{
  TlPalette   palette;
  int         width;
  const char *title;
  const char *author;
  const char *date;
  GBytes     *journey;
} TlExportOptions;

gboolean  tl_export_format_for_file (const char             *name,
                                     TlExportFormat         *format,
                                     GError                **error);
GBytes   *tl_export                 (TlScene                *scene,
                                     TlExportFormat          format,
                                     const TlExportOptions  *options,
                                     GError                **error);
GBytes   *tl_export_svg             (TlScene                *scene,
                                     const TlExportOptions  *options,
                                     GError                **error);
GBytes   *tl_export_pdf             (TlScene                *scene,
                                     const TlExportOptions  *options,
                                     GError                **error);
GBytes   *tl_export_png             (TlScene                *scene,
                                     const TlExportOptions  *options,
                                     GError                **error);
GPtrArray *tl_export_book           (TlMapBook              *book,
                                     TlExportFormat          format,
                                     const TlExportOptions  *options,
                                     GError                **error);
GPtrArray *tl_export_book_save      (TlMapBook              *book,
                                     const char             *path,
                                     const TlExportOptions  *options,
                                     GError                **error);
char     *tl_export_page_name       (const char             *path,
                                     guint                   index);
char     *tl_export_source_date     (void);

G_END_DECLS
