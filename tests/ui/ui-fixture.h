/* ui-fixture.h: a program with a window, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-window.h"

G_BEGIN_DECLS

typedef struct
{
  TlApplication *application;
  TlWindow      *window; /* GTK owns it */
} UiFixture;

void       ui_test_init     (int           argc,
                             char        **argv);
void       ui_wait_until    (gboolean    (*done) (gpointer data),
                             gpointer      data);
void       ui_settle        (void);
char      *ui_case          (const char   *name);
void       ui_set_up        (UiFixture    *self,
                             gconstpointer data);
void       ui_tear_down     (UiFixture    *self,
                             gconstpointer data);
void       ui_open          (UiFixture    *self,
                             const char   *path);
GtkWidget *ui_find_type     (GtkWidget    *widget,
                             GType         type);
GtkWidget *ui_find_label    (GtkWidget    *widget,
                             const char   *text);

#define UI_TEST(path, data, function) g_test_add (path, UiFixture, data, ui_set_up, function, ui_tear_down)

G_END_DECLS
