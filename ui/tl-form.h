/* tl-form.h: a field as people read and write it
 *
 * Between what a thing holds, in canonical form, and what stands in an entry. No widget is needed for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-session.h"

G_BEGIN_DECLS

/**
 * TlChoice:
 * @value: (nullable): what is meant, such as an id; %NULL where it is what is written
 * @title: what it is called
 * @subtitle: (nullable): said beside it, so that two of one name can be told apart
 *
 * Something that can be chosen rather than typed.
 */
typedef struct
{
  char *value;
  char *title;
  char *subtitle;
} TlChoice;

TlChoice  *tl_choice_new       (const char   *value,
                                const char   *title,
                                const char   *subtitle);
void       tl_choice_free      (TlChoice     *self);
TlChoice  *tl_choice_of_thing  (TlThing      *thing);
GPtrArray *tl_choices_new      (void);
gboolean   tl_choices_find     (GPtrArray    *choices,
                                const char   *text,
                                char        **value,
                                GError      **error);

gboolean   tl_form_is_layout   (TlField       field);
gboolean   tl_form_is_note     (TlField       field);
char      *tl_form_show        (TlJourney    *journey,
                                TlThing      *thing,
                                TlField       field,
                                const char   *currency);
gboolean   tl_form_read        (TlJourney    *journey,
                                TlField       field,
                                const char   *text,
                                const char   *currency,
                                char        **value,
                                GError      **error);
char      *tl_form_show_empty  (TlField       field,
                                const char   *currency);
char      *tl_form_hint        (TlThing      *thing,
                                TlField       field);
GPtrArray *tl_form_suggest     (TlJourney    *journey,
                                TlThing      *thing,
                                TlField       field);
TlEdit    *tl_form_edit        (const char   *id,
                                TlField       field,
                                const char   *value);

G_END_DECLS
