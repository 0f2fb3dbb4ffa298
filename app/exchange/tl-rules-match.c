/* tl-rules-match.c: trying the rules on records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A field is folded once for each record, and only where a rule asks for it. Words are looked up in a table by the
 * first word of each phrase, so that a record costs the same whether ten phrases are looked for or ten thousand. What
 * is looked for in the words of one field is found in one go, on first demand.
 */
#include "tl-rules-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-columns.h"
#include "tl-error.h"

#define TEXT G_MAXUINT /* in place of a column's number */

/* A phrase of a "has". */
typedef struct
{
  char    *folded; /* its words, one blank before each, one behind unless the last is a beginning (delay*) */
  gsize    length;
  gboolean is_first_open; /* the first word is the last, and a beginning */
  guint    id;            /* in its field */
} Phrase;

/* A field that rules look at. */
typedef struct
{
  guint       column;
  gboolean    needs_words;
  GHashTable *by_word;    /* first word → GPtrArray of Phrase */
  GPtrArray  *open[256];  /* phrases of one open word, by its first byte */
  GPtrArray  *phrases;
  guint       n_phrases;
  gboolean    is_folded; /* of the record at hand */
  gboolean    is_searched;
  GString    *folded;
  GString    *words;
  guint8     *found; /* by phrase */
  GArray     *found_ids;
  const char *raw;
  gsize       raw_length;
  gboolean    is_fetched;
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
  GString   *word;
};

/* Scripts that write no blanks between words: each character is a word, so that words are found inside a run. */
static gboolean
stands_alone (gunichar c)
{
  switch (c < 0xe00 ? G_UNICODE_SCRIPT_LATIN : g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
append_words (GString *out, const char *text, gsize length)
{
  gboolean in_word = FALSE;

  for (const char *p = text, *end = text + length; p < end;)
    {
      gunichar    c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c) || g_unichar_ismark (c))
        {
          if (!in_word || (c >= 0xe00 && stands_alone (c)))
            g_string_append_c (out, ' ');
          g_string_append_len (out, p, next - p);
          in_word = c < 0xe00 || !stands_alone (c);
        }
      else
        in_word = FALSE;
      p = next;
    }
  g_string_append_c (out, ' ');
}

static void
append_squeezed (GString *out, const char *text, gsize length)
{
  gsize start = out->len;

  for (const char *p = text, *end = text + length; p < end;)
    {
      gunichar    c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c < 0x80 ? g_ascii_isspace ((char) c) : g_unichar_isspace (c))
        {
          if (out->len > start && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else
        g_string_append_len (out, p, next - p);
      p = next;
    }
  if (out->len > start && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}

void
tl_rules_fold (GString *out, const char *text, gsize length, gboolean words)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;
  gsize            start = out->len;
  gboolean         is_ascii = TRUE;

  for (gsize i = 0; i < length && is_ascii; i++)
    is_ascii = (guchar) text[i] < 0x80 && text[i] != '\0';
  if (is_ascii)
    {
      gboolean in_word = FALSE;

      /* The same as below without the detour. */
      for (gsize i = 0; i < length; i++)
        {
          char c = g_ascii_tolower (text[i]);

          if (words ? g_ascii_isalnum (c) : !g_ascii_isspace (c))
            {
              if (!in_word && (words || out->len > start))
                g_string_append_c (out, ' ');
              g_string_append_c (out, c);
              in_word = TRUE;
            }
          else
            in_word = FALSE;
        }
      if (words)
        g_string_append_c (out, ' ');
      return;
    }
  normal = g_utf8_normalize (text, (gssize) length, G_NORMALIZE_ALL_COMPOSE);
  if (normal == NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);

      normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
    }
  folded = g_utf8_casefold (normal, -1);
  if (words)
    append_words (out, folded, strlen (folded));
  else
    append_squeezed (out, folded, strlen (folded));
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

  g_hash_table_unref (self->by_word);
  for (guint i = 0; i < 256; i++)
    g_clear_pointer (&self->open[i], g_ptr_array_unref);
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
  field->by_word = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  field->phrases = g_ptr_array_new_with_free_func (phrase_free);
  field->folded = g_string_new (NULL);
  field->words = g_string_new (NULL);
  field->found_ids = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->fields, field);
  return self->fields->len - 1;
}

/* Adds the phrase @value and returns its id. */
static guint
add_phrase (Field *field, const char *value)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gsize               length = strlen (value);
  gboolean            is_open;
  Phrase             *phrase = g_new0 (Phrase, 1);
  GPtrArray          *bucket;
  const char         *blank;

  while (length > 0 && g_ascii_isspace (value[length - 1]))
    length--;
  is_open = length > 1 && value[length - 1] == '*';
  tl_rules_fold (words, value, length, TRUE);
  if (is_open)
    g_string_truncate (words, words->len - 1);
  phrase->id = field->n_phrases++;
  phrase->length = words->len;
  phrase->folded = g_strdup (words->str);
  blank = strchr (phrase->folded + 1, ' ');
  phrase->is_first_open = blank == NULL;
  g_ptr_array_add (field->phrases, phrase);
  if (phrase->is_first_open)
    {
      guchar first = (guchar) phrase->folded[1];

      if (field->open[first] == NULL)
        field->open[first] = g_ptr_array_new ();
      bucket = field->open[first];
    }
  else
    {
      char *word = g_strndup (phrase->folded + 1, (gsize) (blank - phrase->folded - 1));

      bucket = g_hash_table_lookup (field->by_word, word);
      if (bucket == NULL)
        {
          bucket = g_ptr_array_new ();
          g_hash_table_insert (field->by_word, word, bucket);
        }
      else
        g_free (word);
    }
  g_ptr_array_add (bucket, phrase);
  field->needs_words = TRUE;
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
        condition->phrases[i] = add_phrase (field, source->values[i]);
    }
  return TRUE;
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
  self->word = g_string_new (NULL);
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
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      field->found = g_new0 (guint8, field->n_phrases + 1);
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
  g_ptr_array_unref (self->fields);
  g_string_free (self->word, TRUE);
  tl_rules_unref (self->rules);
  g_free (self);
}

static void
note_found (Field *field, const GPtrArray *bucket, const char *at, gsize left)
{
  for (guint i = 0; bucket && i < bucket->len; i++)
    {
      const Phrase *phrase = g_ptr_array_index (bucket, i);

      if (field->found[phrase->id] || phrase->length > left || memcmp (phrase->folded, at, phrase->length) != 0)
        continue;
      field->found[phrase->id] = 1;
      g_array_append_val (field->found_ids, phrase->id);
    }
}

/* Finds all phrases that stand in the words of @field. */
static void
search_words (TlRulesMatcher *self, Field *field)
{
  const char *end;
  const char *p;

  field->is_searched = TRUE;
  if (field->raw_length == 0)
    return;
  g_string_truncate (field->words, 0);
  tl_rules_fold (field->words, field->raw, field->raw_length, TRUE);
  end = field->words->str + field->words->len;
  for (p = field->words->str; p + 1 < end;)
    {
      const char *blank = memchr (p + 1, ' ', (gsize) (end - p - 1));

      note_found (field, field->open[(guchar) p[1]], p, (gsize) (end - p));
      g_string_truncate (self->word, 0);
      g_string_append_len (self->word, p + 1, blank - p - 1);
      note_found (field, g_hash_table_lookup (field->by_word, self->word->str), p, (gsize) (end - p));
      p = blank;
    }
}

static void
fetch (Field *field, TlRulesGet get, gpointer data, const char *text, gsize length)
{
  field->is_fetched = TRUE;
  field->raw = text;
  field->raw_length = length;
  if (field->column == TEXT)
    return;
  field->raw_length = 0;
  field->raw = get ? get (field->column, &field->raw_length, data) : NULL;
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

static gboolean
test_value (const Condition *condition, const Field *field, guint i)
{
  switch (condition->test)
    {
    case TL_RULE_IS:
      return field->folded->len == condition->lengths[i] &&
             memcmp (field->folded->str, condition->values[i], condition->lengths[i]) == 0;
    case TL_RULE_CONTAINS:
      return memmem (field->folded->str, field->folded->len, condition->values[i], condition->lengths[i]) != NULL;
    case TL_RULE_HAS:
    default:
      return field->found[condition->phrases[i]] != 0;
    }
}

static gboolean
test_condition (TlRulesMatcher *self, const Condition *condition, Field *field)
{
  gboolean holds;

  if (condition->test != TL_RULE_HAS)
    fold_field (field);
  else if (!field->is_searched)
    search_words (self, field);
  if (condition->n_values == 0)
    return (field->folded->len == 0) != condition->negated;
  holds = condition->all;
  for (guint i = 0; i < condition->n_values && holds == condition->all; i++)
    holds = test_value (condition, field, i);
  return holds != condition->negated;
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
  gsize n = text == NULL ? 0 : length < 0 ? strlen (text) : (gsize) length;

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      field->is_fetched = field->is_folded = field->is_searched = FALSE;
      for (guint j = 0; j < field->found_ids->len; j++)
        field->found[g_array_index (field->found_ids, guint, j)] = 0;
      g_array_set_size (field->found_ids, 0);
    }
  for (guint i = from; i < self->n_lines; i++)
    {
      const Line *line = &self->lines[i];
      gboolean    holds = TRUE;

      for (guint j = 0; j < line->n_conditions && holds; j++)
        {
          Field *field = g_ptr_array_index (self->fields, line->conditions[j].field);

          if (!field->is_fetched)
            fetch (field, get, data, text ? text : "", n);
          holds = test_condition (self, &line->conditions[j], field);
        }
      if (holds)
        return (int) i;
    }
  return -1;
}
