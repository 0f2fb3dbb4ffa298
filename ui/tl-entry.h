/* tl-entry.h: a card with something that can be written in it
 *
 * It shows its value as text. Once someone writes in it, it says below what is wrong, or how it is understood; Enter,
 * Tab or turning elsewhere commits what is right, Esc puts back what was there. What is wrong is never committed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-form.h"

G_BEGIN_DECLS

#define TL_TYPE_ENTRY (tl_entry_get_type ())
G_DECLARE_FINAL_TYPE (TlEntry, tl_entry, TL, ENTRY, GtkWidget)

/**
 * TlEntryUse:
 * @check: (nullable): whether @text is right; @understood may say how it is understood
 * @commit: (nullable): puts @text in its place; @choice is what was chosen from the suggestions, %NULL where it was
 *   written; without it, the entry is part of a form, and Enter activates `form.submit`
 * @suggest: (nullable): (transfer full): what can be chosen
 *
 * What an entry is for.
 */
typedef struct
{
  gboolean   (*check)   (TlEntry     *entry,
                         const char  *text,
                         gpointer     data,
                         char       **understood,
                         GError     **error);
  gboolean   (*commit)  (TlEntry     *entry,
                         const char  *text,
                         const char  *choice,
                         gpointer     data,
                         GError     **error);
  GPtrArray *(*suggest) (TlEntry     *entry,
                         gpointer     data);
} TlEntryUse;

/**
 * TlEntryFlags:
 * @TL_ENTRY_NOTE: of any length: Enter begins a new line, Ctrl+Enter commits
 * @TL_ENTRY_CHOOSE: what can be chosen is shown at once, before anything is written
 * @TL_ENTRY_ADD: for something new: it is empty again when it has been committed, and ready for the next
 * @TL_ENTRY_TITLE: what heads the panel
 */
typedef enum
{
  TL_ENTRY_PLAIN = 0,
  TL_ENTRY_NOTE = 1 << 0,
  TL_ENTRY_CHOOSE = 1 << 1,
  TL_ENTRY_ADD = 1 << 2,
  TL_ENTRY_TITLE = 1 << 3,
} TlEntryFlags;

GtkWidget  *tl_entry_new             (const char        *label,
                                      TlEntryFlags       flags,
                                      const TlEntryUse  *use,
                                      gpointer           data,
                                      GDestroyNotify     destroy);
void        tl_entry_set_given       (TlEntry           *self,
                                      const char        *text);
void        tl_entry_set_text        (TlEntry           *self,
                                      const char        *text);
char       *tl_entry_dup_text        (TlEntry           *self);
void        tl_entry_set_placeholder (TlEntry           *self,
                                      const char        *text);
void        tl_entry_set_hint        (TlEntry           *self,
                                      const char        *text);
void        tl_entry_set_label       (TlEntry           *self,
                                      const char        *text);
const char *tl_entry_get_message     (TlEntry           *self);
gboolean    tl_entry_is_wrong        (TlEntry           *self);
gboolean    tl_entry_is_dirty        (TlEntry           *self);
gboolean    tl_entry_commit          (TlEntry           *self);
void        tl_entry_restore         (TlEntry           *self);
void        tl_entry_add_end         (TlEntry           *self,
                                      GtkWidget         *widget);
void        tl_entry_add_below       (TlEntry           *self,
                                      GtkWidget         *widget);

G_END_DECLS
