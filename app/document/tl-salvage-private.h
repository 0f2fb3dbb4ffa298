/* tl-salvage-private.h: a damaged file, page by page and row by row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tl-document-private.h"
#include "tl-salvage.h"
#include "tl-seal-private.h"

G_BEGIN_DECLS

typedef enum
{
  TL_PAGE_SOUND,   /* as it was written; without a seal: nothing speaks against it */
  TL_PAGE_DOUBTFUL, /* not as it was written */
  TL_PAGE_GONE,    /* behind the end of the file */
} TlPageState;

/**
 * TlImage:
 * @working: a private copy of the damaged file
 * @file: the pages in it that are there
 * @map: the same, as they are mended; what is changed there does not reach the copy until it is told to
 * @seal: (nullable): the file's seal
 * @states: of each page
 * @owners: of each page, a place in @names from 1, or 0
 * @n_pages: how many pages there should be
 * @n_repaired: how many were put right
 * @budget: bytes of overflow pages that may still be read: chains can be made to be read for ever
 */
typedef struct
{
  TlWorking    *working;
  int           fd;
  const guchar *file;
  guchar       *map;
  gsize         length;
  TlPages       pages;
  TlSeal       *seal;
  guint32       n_pages;
  guint8       *states;
  guint16      *owners;
  GPtrArray    *names;
  guint32       n_repaired;
  guint32       n_damaged;
  guint64       budget;
  GCancellable *cancellable;
} TlImage;

/**
 * TlSalvageRow:
 * @rowid: of a table with row numbers
 * @values: what its columns hold
 * @n: how many there are
 * @is_doubtful: whether any of it comes from a page that is not as it was written
 */
typedef struct
{
  gint64             rowid;
  const TlCellValue *values;
  int                n;
  gboolean           is_doubtful;
} TlSalvageRow;

typedef gboolean (*TlSalvageVisit) (const TlSalvageRow *row,
                                    gpointer            data,
                                    GError            **error);

TlImage  *_tl_image_new        (const char       *path,
                                GCancellable     *cancellable,
                                GError          **error);
gboolean  _tl_image_write_back (TlImage          *self,
                                GError          **error);
void      _tl_image_free       (TlImage          *self);
void      _tl_image_repair     (TlImage          *self);

void      _tl_image_find_owners (TlImage         *self);
gboolean  _tl_image_foreach    (TlImage          *self,
                                const char       *table,
                                TlSalvageVisit    visit,
                                gpointer          data,
                                GError          **error);
guint64   _tl_image_count      (TlImage          *self,
                                const char       *table);
guint32   _tl_image_count_missing (TlImage       *self,
                                const char       *table);
char     *_tl_value_dup_text   (const TlCellValue *value);

/**
 * TlSalvage:
 *
 * A rescue under way: what was read, and the journey that is made of it.
 */
typedef struct
{
  TlImage         *image;
  TlSalvageReport *report;
  TlSalvageCount  *counts[TL_N_KINDS + 1]; /* the last of assignments */
  GPtrArray       *things[TL_N_KINDS];     /* of what was read: see tl-salvage-things.c */
  GHashTable      *by_id;
  char            *journey_id;
  guint            n_unsaid;
} TlSalvage;

void      _tl_salvage_say          (TlSalvage        *self,
                                    const char       *format,
                                    ...) G_GNUC_PRINTF (2, 3);
gboolean  _tl_salvage_read_things  (TlSalvage        *self,
                                    GError          **error);
gboolean  _tl_salvage_add_sources  (TlSalvage        *self,
                                    GError          **error);
gboolean  _tl_salvage_need         (TlSalvage        *self,
                                    TlKind            kind,
                                    const char       *id);
TlJourney *_tl_salvage_make_journey (TlSalvage       *self,
                                    GError          **error);
void      _tl_salvage_clear_things (TlSalvage        *self);
gboolean  _tl_salvage_write_records (TlSalvage       *self,
                                    TlDocument       *document,
                                    GError          **error);

TlDocument *_tl_open_copy      (TlWorking        *working,
                                GError          **error);
int       _tl_open_for_reading (const char       *path,
                                struct stat      *about,
                                GError          **error);
gboolean  _tl_copy_bytes       (int               from,
                                int               to,
                                off_t             length,
                                guint64          *n_bytes,
                                const char       *path,
                                GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImage, _tl_image_free)

G_END_DECLS
