/* tl-installed.h: the journeys that come with the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlTemplate:
 * @path: its file
 * @title: what it is called
 * @summary: (nullable): what it is about, in a sentence
 *
 * A journey to begin from: stages and touchpoints, without any figure.
 */
typedef struct
{
  char *path;
  char *title;
  char *summary;
} TlTemplate;

char      *tl_installed_find_sample    (void);
GPtrArray *tl_installed_list_templates (void);
gboolean   tl_installed_is_original    (GFile *file);

G_END_DECLS
