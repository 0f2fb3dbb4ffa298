/* tl-kind.h: the kinds of things, and their fields
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>

#include "tl-estimate.h"

G_BEGIN_DECLS

/**
 * TlKind:
 *
 * The kinds of interchange.rng, in the order of tl-kinds.def.
 */
typedef enum
{
#define TL_KIND(KIND, name, PARENT, label) TL_KIND_##KIND,
#define TL_FIELD(KIND, FIELD, name, TYPE, flags, ...)
#include "tl-kinds.def"
#undef TL_KIND
#undef TL_FIELD
  TL_N_KINDS,
  TL_KIND_NONE = TL_N_KINDS,
} TlKind;

/**
 * TlField:
 *
 * Every field of every kind, as TL_KIND_FIELD: %TL_STAGE_ENTRY, %TL_PAIN_LEAVE. The fields of one kind are neighbours.
 */
typedef enum
{
#define TL_KIND(KIND, name, PARENT, label)
#define TL_FIELD(KIND, FIELD, name, TYPE, flags, ...) TL_##KIND##_##FIELD,
#include "tl-kinds.def"
#undef TL_KIND
#undef TL_FIELD
  TL_N_FIELDS,
  TL_FIELD_NONE = TL_N_FIELDS,
} TlField;

typedef enum
{
  TL_TYPE_ID_REF,   /* the id of another thing */
  TL_TYPE_TEXT,     /* one line of text */
  TL_TYPE_NOTE,     /* text of any length, an element of its own in the XML */
  TL_TYPE_BODY,     /* text of any length, what the element holds in the XML */
  TL_TYPE_ESTIMATE, /* TlEstimate */
  TL_TYPE_NUMBER,   /* a double */
  TL_TYPE_INTEGER,  /* a whole number, kept as a double */
  TL_TYPE_DATE,     /* YYYY-MM-DD */
  TL_TYPE_WORD,     /* one of a few words */
  TL_TYPE_CURRENCY, /* three capitals, ISO 4217 */
} TlType;

typedef enum
{
  TL_FIELD_REQUIRED = 1 << 0, /* a thing without it is refused */
  TL_FIELD_SHARE = 1 << 1,    /* may be a count, x/n; shown per cent */
  TL_FIELD_MONEY = 1 << 2,    /* in the journey's currency */
  TL_FIELD_ROW = 1 << 3,      /* an assignment: rows of its own, no column */
} TlFieldFlags;

/**
 * TlFieldInfo:
 * @name: its attribute in the interchange XML, and its name in facts and change rows
 * @minimum: the least it may be, where it is a number
 * @maximum: the most it may be
 * @preset: (nullable): the value that holds where none is set, canonical
 * @targets: for references, the kinds it may refer to, as bits (1 << kind)
 * @words: (nullable): for words, the words it may be
 * @label: what people call it; not translated yet
 */
typedef struct
{
  TlKind             kind;
  const char        *name;
  TlType             type;
  TlFieldFlags       flags;
  double             minimum;
  double             maximum;
  const char        *preset;
  guint              targets;
  const char *const *words;
  const char        *label;
} TlFieldInfo;

/**
 * TlKindInfo:
 * @name: its element in the interchange XML, and its table in the file
 * @parent: the kind of thing it stands in, or %TL_KIND_NONE
 * @first: its first field
 * @n_fields: how many it has
 * @has_given_id: whether every thing of the kind must bring an id; where not, one is made from what it joins
 */
typedef struct
{
  const char *name;
  TlKind      parent;
  TlField     first;
  guint       n_fields;
  gboolean    has_given_id;
  const char *label;
} TlKindInfo;

const TlKindInfo  *tl_kind_get_info       (TlKind            kind);
TlKind             tl_kind_from_name      (const char       *name);
const char        *tl_kind_get_label      (TlKind            kind);
TlField            tl_kind_find_field     (TlKind            kind,
                                           const char       *name);
TlField            tl_kind_get_title      (TlKind            kind);
const TlFieldInfo *tl_field_get_info      (TlField           field);
const char        *tl_field_get_label     (TlField           field);
gboolean           tl_field_is_number     (TlField           field);
char              *tl_field_describe_range (TlField          field);

/**
 * TlValue:
 *
 * What a field holds. Which member counts follows from the field's type: @text for texts, references, dates and words,
 * @number for numbers and whole numbers, @estimate for estimates.
 */
typedef struct
{
  gboolean is_set;
  union
  {
    char      *text;
    double     number;
    TlEstimate estimate;
  };
} TlValue;

void      tl_value_clear        (TlValue        *self,
                                 TlField         field);
gboolean  tl_field_parse        (TlField         field,
                                 const char     *text,
                                 TlValue        *value,
                                 GError        **error);
char     *tl_field_format       (TlField         field,
                                 const TlValue  *value);
gboolean  tl_field_check_estimate (TlField            field,
                                   const TlEstimate  *estimate,
                                   GError           **error);

G_END_DECLS
