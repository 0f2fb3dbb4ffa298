/* life-fixture.h: files and windows, for the tests of what becomes of edits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "ui-fixture.h"

G_BEGIN_DECLS

void              life_set_up          (UiFixture     *self,
                                        gconstpointer  data);
char             *life_get_path        (const char    *name);
char             *life_make_file       (const char    *name);
char             *life_read_title      (const char    *path);
const char       *life_get_title       (TlWindow      *window);
void              life_rename_journey  (TlWindow      *window,
                                        const char    *title);
void              life_act             (gpointer       group,
                                        const char    *name);
TlLifeState       life_get_state       (TlWindow      *window);
gboolean          life_is_saved        (gpointer       window);
gboolean          life_is_gone         (gpointer       pointer);
gboolean          life_has_session     (gpointer       window);
gboolean          life_has_dialog      (gpointer       data);
AdwMessageDialog *life_find_dialog     (void);
void              life_answer          (const char    *response);
void              life_assert_says     (const char    *text,
                                        const char    *what);
void              life_close_window    (UiFixture     *self);
void              life_delete_untitled (UiFixture     *self);

#define life_assert_title(path, expected) \
  G_STMT_START { \
    g_autofree char *title_ = life_read_title (path); \
    g_assert_cmpstr (title_, ==, expected); \
  } G_STMT_END

#define LIFE_TEST(path, data, function) g_test_add (path, UiFixture, data, life_set_up, function, ui_tear_down)

G_END_DECLS
