/* tl-problems.h: what is wrong with the journey, or worth knowing: where it is on the map, and in one list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-canvas.h"

G_BEGIN_DECLS

#define TL_TYPE_PROBLEM_LIST (tl_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (TlProblemList, tl_problem_list, TL, PROBLEM_LIST, GtkWidget)

void  tl_problem_list_set_session (TlProblemList *self,
                                   TlSession     *session);
void  tl_problem_list_set_thing   (TlProblemList *self,
                                   const char    *thing);
void  tl_problem_list_fill        (TlProblemList *self);
guint tl_problem_list_count       (TlProblemList *self);

#define TL_TYPE_PROBLEM_MARKS (tl_problem_marks_get_type ())
G_DECLARE_FINAL_TYPE (TlProblemMarks, tl_problem_marks, TL, PROBLEM_MARKS, GtkWidget)

void  tl_problem_marks_set_canvas  (TlProblemMarks *self,
                                    TlCanvas       *canvas);
void  tl_problem_marks_set_session (TlProblemMarks *self,
                                    TlSession      *session);

char *tl_problem_place             (TlJourney      *journey,
                                    const char     *id);

G_END_DECLS
