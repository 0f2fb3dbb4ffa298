/* tl-import-source.h: the source that a table becomes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tl-import.h"
#include "tl-journey.h"

G_BEGIN_DECLS

#define TL_TYPE_IMPORT_SOURCE (tl_import_source_get_type ())
G_DECLARE_FINAL_TYPE (TlImportSource, tl_import_source, TL, IMPORT_SOURCE, AdwPreferencesGroup)

/**
 * TlImportSaid:
 *
 * What was said of the source; each may be %NULL. Clear it with tl_import_said_clear().
 */
typedef struct
{
  char *source;
  char *kind;
  char *asked;
  char *from;
  char *to;
} TlImportSaid;

GtkWidget *tl_import_source_new        (TlJourney            *journey);
void       tl_import_source_set_title  (TlImportSource       *self,
                                        const char           *title);
void       tl_import_source_show       (TlImportSource       *self,
                                        const TlImportResult *result);
gboolean   tl_import_source_read       (TlImportSource       *self,
                                        TlImportSaid         *said,
                                        GError              **error);
void       tl_import_said_clear        (TlImportSaid         *self);

G_END_DECLS
