/* tl-rules-match.c: trying the rules on records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A field is folded once for each record, and only where a rule asks for it. Whole values are looked up in a table, and
 * words in one by the first word of each phrase, so that a record costs the same whether ten phrases are looked for or
 * ten thousand. What is looked for in one field is found in one go, on first demand.
 */
#include "tl-rules-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-columns.h"
#include "tl-error.h"

#define TEXT G_MAXUINT /* in place of a column's number */

/* What an "is" or a "has" looks for. */
typedef struct _Phrase Phrase;

struct _Phrase
{
  char   *folded; /* of a "has": its words, one blank before each, one behind unless the last is a beginning (delay*) */
  gsize   length;
  guint32 hash;   /* of the whole, or of the first word */
  guint   id;     /* in its field */
  guint   line;   /* the rule that it is the key of; NO_LINE */
  Phrase *next;   /* in its bucket */
};

#define N_BUCKETS 4096 /* a power of two */
#define NO_LINE   G_MAXUINT
#define MANY      64 /* rules from which on those that cannot hold are not even looked at */

/* A field that rules look at. */
typedef struct
{
  guint      column;
  GPtrArray *phrases;
  Phrase   **by_word;   /* of a "has", N_BUCKETS */
  Phrase    *open[256]; /* of a "has" with but a beginning (delay*), by its first byte */
  Phrase   **by_value;  /* of an "is", N_BUCKETS */
  gboolean   has_keys;
  gboolean   is_fetched; /* of the record at hand */
  gboolean   is_folded;
  gboolean   is_looked_up;
  gboolean   is_searched;
  GString   *folded;
  GString   *words;
  guint8    *found; /* by phrase */
  GArray    *found_ids;
  const char *raw;
  gsize      raw_length;
} Field;

typedef struct
{
  guint      field;
  TlRuleTest test;
  gboolean   negated;
  gboolean   all;
  guint      n_values; /* 0: is empty */
  char     **values;   /* folded */
  gsize     *lengths;
  guint     *phrases;
} Condition;

/* A rule. Its key is its first condition that needs something to be found. */
typedef struct
{
  Condition *conditions;
  guint      n_conditions;
} Line;

struct _TlRulesMatcher
{
  TlRules   *rules;
  GPtrArray *fields; /* of Field */
  Line      *lines;
  guint      n_lines;
  GArray    *keyless; /* rules without a key, in order */
  GArray    *keyed;   /* rules whose keys were found in the record at hand */
};

static inline guint32
hash_bytes (const char *p, const char *end)
{
  guint32 hash = 2166136261u; /* FNV-1a */

  for (; p < end; p++)
    hash = (hash ^ (guchar) *p) * 16777619u;
  return hash ^ hash >> 15;
}

static void
phrase_free (gpointer data)
{
  Phrase *self = data;

  g_free (self->folded);
  g_free (self);
}

static void
field_free (gpointer data)
{
  Field *self = data;

  g_free (self->by_word);
  g_free (self->by_value);
  g_ptr_array_unref (self->phrases);
  g_string_free (self->folded, TRUE);
  g_string_free (self->words, TRUE);
  g_free (self->found);
  g_array_unref (self->found_ids);
  g_free (self);
}

static guint
get_field (TlRulesMatcher *self, guint column)
{
  Field *field;

  for (guint i = 0; i < self->fields->len; i++)
    {
      field = g_ptr_array_index (self->fields, i);
      if (field->column == column)
        return i;
    }
  field = g_new0 (Field, 1);
  field->column = column;
  field->phrases = g_ptr_array_new_with_free_func (phrase_free);
  field->folded = g_string_new (NULL);
  field->words = g_string_new (NULL);
  field->found_ids = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->fields, field);
  return self->fields->len - 1;
}

/* Adds what an "is" looks for, folded, and returns its id. */
static guint
add_value (Field *field, const char *folded)
{
  Phrase  *phrase = g_new0 (Phrase, 1);
  Phrase **bucket;

  phrase->folded = g_strdup (folded);
  phrase->length = strlen (folded);
  phrase->hash = hash_bytes (folded, folded + phrase->length);
  phrase->id = field->phrases->len;
  phrase->line = NO_LINE;
  g_ptr_array_add (field->phrases, phrase);
  if (field->by_value == NULL)
    field->by_value = g_new0 (Phrase *, N_BUCKETS);
  bucket = &field->by_value[phrase->hash % N_BUCKETS];
  phrase->next = *bucket;
  *bucket = phrase;
  return phrase->id;
}

/* Adds what a "has" looks for and returns its id. */
static guint
add_words (Field *field, const char *value)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gsize               length = strlen (value);
  gboolean            is_open;
  Phrase             *phrase = g_new0 (Phrase, 1);
  Phrase            **bucket;
  const char         *blank;

  while (length > 0 && g_ascii_isspace (value[length - 1]))
    length--;
  is_open = length > 1 && value[length - 1] == '*';
  tl_rules_fold (words, value, length, TRUE);
  if (is_open)
    g_string_truncate (words, words->len - 1);
  phrase->length = words->len;
  phrase->folded = g_strdup (words->str);
  phrase->id = field->phrases->len;
  phrase->line = NO_LINE;
  g_ptr_array_add (field->phrases, phrase);
  blank = strchr (phrase->folded + 1, ' ');
  if (field->by_word == NULL)
    field->by_word = g_new0 (Phrase *, N_BUCKETS);
  if (blank)
    {
      phrase->hash = hash_bytes (phrase->folded + 1, blank);
      bucket = &field->by_word[phrase->hash % N_BUCKETS];
    }
  else
    bucket = &field->open[(guchar) phrase->folded[1]];
  phrase->next = *bucket;
  *bucket = phrase;
  return phrase->id;
}

static gboolean
bind_condition (TlRulesMatcher *self, const TlRuleLine *line, const TlRuleCondition *source, Condition *condition,
                const char *const *columns, gsize n_columns, GError **error)
{
  guint  column = TEXT;
  Field *field;

  if (!source->is_text)
    {
      g_autoptr (GError) local = NULL;

      if (!tl_columns_find (columns, n_columns, source->column, &column, &local))
        {
          g_set_error (error, local->domain, local->code, C_("file, line, column: what is wrong",
                                                             "“%s”, line %u, column %u: %s"),
                       self->rules->name, line->public.line, source->position, local->message);
          return FALSE;
        }
    }
  condition->field = get_field (self, column);
  condition->test = source->test;
  condition->negated = source->negated;
  condition->all = source->all;
  condition->n_values = g_strv_length (source->values);
  condition->values = g_new0 (char *, condition->n_values + 1);
  condition->lengths = g_new0 (gsize, condition->n_values);
  condition->phrases = g_new0 (guint, condition->n_values);
  field = g_ptr_array_index (self->fields, condition->field);
  for (guint i = 0; i < condition->n_values; i++)
    {
      g_autoptr (GString) folded = g_string_new (NULL);

      tl_rules_fold (folded, source->values[i], strlen (source->values[i]), FALSE);
      condition->lengths[i] = folded->len;
      condition->values[i] = g_strdup (folded->str);
      if (source->test == TL_RULE_HAS)
        condition->phrases[i] = add_words (field, source->values[i]);
      else if (source->test == TL_RULE_IS)
        condition->phrases[i] = add_value (field, folded->str);
    }
  return TRUE;
}

static gboolean
set_key (TlRulesMatcher *self, guint index)
{
  const Line *line = &self->lines[index];

  for (guint i = 0; i < line->n_conditions; i++)
    {
      const Condition *condition = &line->conditions[i];
      Field           *field = g_ptr_array_index (self->fields, condition->field);

      if (condition->negated || condition->n_values == 0 || condition->test == TL_RULE_CONTAINS)
        continue;
      field->has_keys = TRUE;
      for (guint j = 0; j < condition->n_values; j++)
        {
          Phrase *phrase = g_ptr_array_index (field->phrases, condition->phrases[j]);

          phrase->line = index;
        }
      return TRUE;
    }
  return FALSE;
}

/**
 * tl_rules_matcher_new:
 * @rules: the rules
 * @columns: (array length=n_columns): the columns of the table they are tried on
 *
 * Makes @rules ready for a table.
 *
 * Returns: (transfer full): to be used by one thread at a time; %NULL with a #TlError that names line, column and the
 *   nearest name where a rule speaks of a column that the table does not have
 */
TlRulesMatcher *
tl_rules_matcher_new (TlRules *rules, const char *const *columns, gsize n_columns, GError **error)
{
  g_autoptr (TlRulesMatcher) self = g_new0 (TlRulesMatcher, 1);

  self->rules = tl_rules_ref (rules);
  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->n_lines = rules->lines->len;
  self->lines = g_new0 (Line, self->n_lines);
  self->keyless = g_array_new (FALSE, FALSE, sizeof (guint));
  self->keyed = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->n_lines; i++)
    {
      const TlRuleLine *line = g_ptr_array_index (rules->lines, i);

      self->lines[i].conditions = g_new0 (Condition, line->conditions->len);
      self->lines[i].n_conditions = line->conditions->len;
      for (guint j = 0; j < line->conditions->len; j++)
        if (!bind_condition (self, line, g_ptr_array_index (line->conditions, j), &self->lines[i].conditions[j],
                             columns, n_columns, error))
          return NULL;
    }
  for (guint i = 0; i < self->n_lines; i++)
    if (!set_key (self, i))
      g_array_append_val (self->keyless, i);
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      field->found = g_new0 (guint8, field->phrases->len + 1);
    }
  return g_steal_pointer (&self);
}

void
tl_rules_matcher_free (TlRulesMatcher *self)
{
  for (guint i = 0; i < self->n_lines; i++)
    {
      for (guint j = 0; j < self->lines[i].n_conditions; j++)
        {
          g_strfreev (self->lines[i].conditions[j].values);
          g_free (self->lines[i].conditions[j].lengths);
          g_free (self->lines[i].conditions[j].phrases);
        }
      g_free (self->lines[i].conditions);
    }
  g_free (self->lines);
  g_array_unref (self->keyless);
  g_array_unref (self->keyed);
  g_ptr_array_unref (self->fields);
  tl_rules_unref (self->rules);
  g_free (self);
}

static inline void
note_found (TlRulesMatcher *self, Field *field, const Phrase *phrase)
{
  if (field->found[phrase->id])
    return;
  field->found[phrase->id] = 1;
  g_array_append_val (field->found_ids, phrase->id);
  if (phrase->line != NO_LINE)
    g_array_append_val (self->keyed, phrase->line);
}

/* Finds all values that the folded field is. */
static void
look_up_value (TlRulesMatcher *self, Field *field)
{
  guint32 hash = hash_bytes (field->folded->str, field->folded->str + field->folded->len);

  field->is_looked_up = TRUE;
  for (const Phrase *phrase = field->by_value[hash % N_BUCKETS]; phrase; phrase = phrase->next)
    if (phrase->hash == hash && phrase->length == field->folded->len &&
        memcmp (phrase->folded, field->folded->str, phrase->length) == 0)
      note_found (self, field, phrase);
}

/* Finds all phrases that stand in the words of the field. */
static void
search_words (TlRulesMatcher *self, Field *field)
{
  const char *end;

  field->is_searched = TRUE;
  if (field->raw_length == 0)
    return;
  g_string_truncate (field->words, 0);
  tl_rules_fold (field->words, field->raw, field->raw_length, TRUE);
  end = field->words->str + field->words->len;
  for (const char *p = field->words->str; p + 1 < end;)
    {
      const char *blank = p + 1;
      guint32     hash;

      while (*blank != ' ')
        blank++;
      hash = hash_bytes (p + 1, blank);
      for (const Phrase *phrase = field->by_word[hash % N_BUCKETS]; phrase; phrase = phrase->next)
        if (phrase->hash == hash && phrase->length <= (gsize) (end - p) &&
            memcmp (phrase->folded, p, phrase->length) == 0)
          note_found (self, field, phrase);
      for (const Phrase *phrase = field->open[(guchar) p[1]]; phrase; phrase = phrase->next)
        if (phrase->length <= (gsize) (end - p) && memcmp (phrase->folded, p, phrase->length) == 0)
          note_found (self, field, phrase);
      p = blank;
    }
}

typedef struct
{
  TlRulesGet  get;
  gpointer    data;
  const char *text;
  gsize       length;
} Record;

static void
fetch (Field *field, const Record *record)
{
  if (field->is_fetched)
    return;
  field->is_fetched = TRUE;
  field->raw = record->text;
  field->raw_length = record->length;
  if (field->column == TEXT)
    return;
  field->raw_length = 0;
  field->raw = record->get ? record->get (field->column, &field->raw_length, record->data) : NULL;
  if (field->raw == NULL)
    field->raw_length = 0;
}

static void
fold_field (Field *field)
{
  if (field->is_folded)
    return;
  field->is_folded = TRUE;
  g_string_truncate (field->folded, 0);
  tl_rules_fold (field->folded, field->raw, field->raw_length, FALSE);
}

static inline gboolean
test_value (const Condition *condition, const Field *field, guint i)
{
  if (condition->test == TL_RULE_CONTAINS)
    return memmem (field->folded->str, field->folded->len, condition->values[i], condition->lengths[i]) != NULL;
  return field->found[condition->phrases[i]] != 0;
}

static gboolean
test_condition (TlRulesMatcher *self, const Condition *condition, Field *field)
{
  gboolean holds;

  if (condition->test == TL_RULE_HAS)
    {
      if (!field->is_searched)
        search_words (self, field);
    }
  else
    {
      fold_field (field);
      if (condition->n_values == 0)
        return (field->folded->len == 0) != condition->negated;
      if (condition->test == TL_RULE_IS && !field->is_looked_up)
        look_up_value (self, field);
    }
  holds = condition->all;
  for (guint i = 0; i < condition->n_values && holds == condition->all; i++)
    holds = test_value (condition, field, i);
  return holds != condition->negated;
}

static gboolean
test_line (TlRulesMatcher *self, guint index, const Record *record)
{
  const Line *line = &self->lines[index];

  for (guint i = 0; i < line->n_conditions; i++)
    {
      Field *field = g_ptr_array_index (self->fields, line->conditions[i].field);

      fetch (field, record);
      if (!test_condition (self, &line->conditions[i], field))
        return FALSE;
    }
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* Tries the rules whose keys are found, and those without, in their order. */
static int
match_keyed (TlRulesMatcher *self, const Record *record, guint from)
{
  const guint *keyless, *keyed;
  guint        n_keyless, n_keyed;

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (!field->has_keys)
        continue;
      fetch (field, record);
      if (field->by_word)
        search_words (self, field);
      if (field->by_value)
        {
          fold_field (field);
          look_up_value (self, field);
        }
    }
  g_array_sort (self->keyed, compare_lines);
  keyed = (const guint *) (const void *) self->keyed->data;
  n_keyed = self->keyed->len;
  keyless = (const guint *) (const void *) self->keyless->data;
  n_keyless = self->keyless->len;
  while (n_keyed > 0 || n_keyless > 0)
    {
      guint line;

      if (n_keyless == 0 || (n_keyed > 0 && *keyed < *keyless))
        {
          line = *keyed++;
          n_keyed--;
        }
      else
        {
          line = *keyless++;
          n_keyless--;
        }
      if (line >= from && test_line (self, line, record))
        return (int) line;
    }
  return -1;
}

/**
 * tl_rules_matcher_match:
 * @get: (scope call) (nullable): gives the fields of the record
 * @data: for @get
 * @text: (nullable): the record's words, UTF-8
 * @length: bytes, or -1 where a NUL ends it
 * @from: the first rule to try: 0, or one behind the last that held, to find all
 *
 * Tries the rules on a record.
 *
 * Returns: the number of the first rule that holds, from 0; -1: none
 */
int
tl_rules_matcher_match (TlRulesMatcher *self, TlRulesGet get, gpointer data, const char *text, gssize length,
                        guint from)
{
  const Record record = {
    .get = get, .data = data, .text = text ? text : "",
    .length = text == NULL ? 0 : length < 0 ? strlen (text) : (gsize) length,
  };

  g_array_set_size (self->keyed, 0);
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      field->is_fetched = field->is_folded = field->is_looked_up = field->is_searched = FALSE;
      for (guint j = 0; j < field->found_ids->len; j++)
        field->found[g_array_index (field->found_ids, guint, j)] = 0;
      g_array_set_size (field->found_ids, 0);
    }
  if (self->n_lines >= MANY)
    return match_keyed (self, &record, from);
  for (guint i = from; i < self->n_lines; i++)
    if (test_line (self, i, &record))
      return (int) i;
  return -1;
}
