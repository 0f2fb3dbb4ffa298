/* tl-life.h: how an open journey gets into its file
 *
 * Every edit is safe when it shows as done. What happens here is that the person's file follows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-session.h"

G_BEGIN_DECLS

#define TL_TYPE_LIFE (tl_life_get_type ())
G_DECLARE_FINAL_TYPE (TlLife, tl_life, TL, LIFE, GObject)

/**
 * TlLifeState:
 * @TL_LIFE_UNTITLED: there is no file yet
 * @TL_LIFE_LOOKED_AT: the journey is only looked at
 * @TL_LIFE_SAVED: the file has everything
 * @TL_LIFE_WAITING: there are edits that wait for a moment of rest
 * @TL_LIFE_SAVING: the file is being written
 * @TL_LIFE_FAILED: it could not be written; tl_life_get_error() says why
 */
typedef enum
{
  TL_LIFE_UNTITLED,
  TL_LIFE_LOOKED_AT,
  TL_LIFE_SAVED,
  TL_LIFE_WAITING,
  TL_LIFE_SAVING,
  TL_LIFE_FAILED,
} TlLifeState;

TlLife      *tl_life_new           (TlSession           *session,
                                    const char          *path);
TlLifeState  tl_life_get_state     (TlLife              *self);
const char  *tl_life_get_path      (TlLife              *self);
const char  *tl_life_get_error     (TlLife              *self);
char        *tl_life_dup_words     (TlLife              *self);
gboolean     tl_life_is_saved      (TlLife              *self);
gboolean     tl_life_is_untouched  (TlLife              *self);
void         tl_life_set_rest      (TlLife              *self,
                                    guint                rest);
void         tl_life_set_precious  (TlLife              *self);
void         tl_life_retry         (TlLife              *self);
void         tl_life_save_async    (TlLife              *self,
                                    GAsyncReadyCallback  callback,
                                    gpointer             data);
gboolean     tl_life_save_finish   (TlLife              *self,
                                    GAsyncResult        *result,
                                    GError             **error);
gboolean     tl_life_save_as       (TlLife              *self,
                                    const char          *path,
                                    GError             **error);
gboolean     tl_life_save_copy     (TlLife              *self,
                                    const char          *path,
                                    gboolean             share,
                                    GError             **error);
gboolean     tl_life_can_revert    (TlLife              *self);
guint        tl_life_revert        (TlLife              *self);

G_END_DECLS
