/* tl-panel-sections.h: the sections of the side panel
 *
 * Each adds what it has to say of a thing to a box, or nothing where there is nothing to say. The fields come from the
 * description of the kinds; there is no form for any one kind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tl-session.h"

G_BEGIN_DECLS

/**
 * TlSection:
 * @box: where to add to
 * @figures: (nullable): what the journey comes to, where that is known
 * @index: which of the lists of what stands in the thing
 *
 * What a section works with.
 */
typedef struct
{
  GtkBox     *box;
  TlSession  *session;
  TlJourney  *journey;
  TlFigures  *figures;
  TlThing    *thing;
  TlKind      kind;
  const char *id;
  const char *currency;
  guint       index;
} TlSection;

/* What they show */
void  tl_section_path      (TlSection *self);
void  tl_section_head      (TlSection *self);
void  tl_section_figures   (TlSection *self);
void  tl_section_fields    (TlSection *self);
void  tl_section_notes     (TlSection *self);
void  tl_section_stake     (TlSection *self);
void  tl_section_outcome   (TlSection *self);
void  tl_section_problems  (TlSection *self);
void  tl_section_effects   (TlSection *self);
void  tl_section_reasons   (TlSection *self);
void  tl_section_contacts  (TlSection *self);
void  tl_section_inside    (TlSection *self);
void  tl_section_adder     (TlSection *self);
void  tl_section_ways      (TlSection *self);
void  tl_section_driven    (TlSection *self);
void  tl_section_fixes     (TlSection *self);
void  tl_section_evidence  (TlSection *self);
void  tl_section_removal   (TlSection *self);
void  tl_section_many      (GtkBox    *box,
                            TlSession *session);

/* What they are of: as long as that is the same, they need not be made anew after an edit */
char *tl_section_shape_path     (TlSection *self);
char *tl_section_shape_head     (TlSection *self);
char *tl_section_shape_fields   (TlSection *self);
char *tl_section_shape_inside   (TlSection *self);
char *tl_section_shape_lists    (TlSection *self);
char *tl_section_shape_evidence (TlSection *self);
char *tl_section_shape_removal  (TlSection *self);

void  tl_section_add_row         (TlSection  *self,
                                  TlThing    *thing,
                                  GtkWidget  *row);
void  tl_section_add_title_adder (TlSection  *self,
                                  TlKind      kind,
                                  const char *label);

G_END_DECLS
