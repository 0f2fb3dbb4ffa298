/* tl-rules.c: reading the rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-rules-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "tl-error.h"
#include "tl-input.h"

typedef enum
{
  TOKEN_END,
  TOKEN_WORD,
  TOKEN_QUOTED,
  TOKEN_COMMA,
  TOKEN_ARROW,
} TokenKind;

typedef struct
{
  const char *name;  /* of the file */
  const char *line;  /* its start */
  const char *p;     /* behind the token */
  guint       n_line;
  TokenKind   kind; /* of the token at hand */
  const char *start;
  GString    *text;
} Parser;

static void
condition_free (gpointer data)
{
  TlRuleCondition *self = data;

  g_free (self->column);
  g_strfreev (self->values);
  g_free (self);
}

static void
line_free (gpointer data)
{
  TlRuleLine *self = data;

  g_free (self->target);
  g_free (self->when);
  g_ptr_array_unref (self->conditions);
  g_free (self);
}

static guint
position_of (const Parser *self, const char *p)
{
  return (guint) g_utf8_pointer_to_offset (self->line, p) + 1;
}

static gboolean
fail (Parser *self, const char *what, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_FORM, C_("file, line, column: what is wrong", "“%s”, line %u, column %u: %s"),
               self->name, self->n_line, position_of (self, self->start), what);
  return FALSE;
}

static gboolean
is_arrow (const char *p)
{
  return strncmp (p, "->", 2) == 0 || strncmp (p, "=>", 2) == 0 || g_utf8_get_char (p) == 0x2192;
}

/* Straight and typographic quotes; what an editor makes of them must do too. */
static gunichar
closing_quote (gunichar c)
{
  switch (c)
    {
    case '"':
      return '"';
    case 0x201c:
      return 0x201d;
    case 0x201e:
      return 0x201c;
    case 0xab:
      return 0xbb;
    default:
      return 0;
    }
}

/* Moves on to the next token. */
static gboolean
advance (Parser *self, GError **error)
{
  const char *p = self->p;
  gunichar    c, close;

  while (*p && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  self->start = p;
  g_string_truncate (self->text, 0);
  c = g_utf8_get_char (p);
  close = closing_quote (c);
  if (c == 0)
    self->kind = TOKEN_END;
  else if (c == ',')
    {
      self->kind = TOKEN_COMMA;
      p++;
    }
  else if (is_arrow (p))
    {
      self->kind = TOKEN_ARROW;
      p += *p == '-' || *p == '=' ? 2 : 3;
    }
  else if (close)
    {
      self->kind = TOKEN_QUOTED;
      for (p = g_utf8_next_char (p);; p = g_utf8_next_char (p))
        {
          c = g_utf8_get_char (p);
          if (c == 0)
            return fail (self, _("this quote is never closed; a quote is expected at the end of the words."), error);
          if (c == '\\' && (p[1] == '"' || p[1] == '\\'))
            c = (gunichar) *++p;
          else if (c == close || (c == 0x201d && close == 0x201c))
            {
              if (close != '"' || p[1] != '"')
                break;
              p++;
            }
          g_string_append_unichar (self->text, c);
        }
      p = g_utf8_next_char (p);
    }
  else
    {
      self->kind = TOKEN_WORD;
      while ((c = g_utf8_get_char (p)) != 0 && !g_unichar_isspace (c) && c != ',' && !closing_quote (c) &&
             !is_arrow (p))
        {
          g_string_append_unichar (self->text, c);
          p = g_utf8_next_char (p);
        }
    }
  self->p = p;
  return TRUE;
}

static gboolean
is_word (const Parser *self, const char *word)
{
  return self->kind == TOKEN_WORD && g_ascii_strcasecmp (self->text->str, word) == 0;
}

/* Moves on where the token at hand is @word. */
static gboolean
accept_word (Parser *self, const char *word, gboolean *accepted, GError **error)
{
  *accepted = is_word (self, word);
  return !*accepted || advance (self, error);
}

static gboolean
is_value (const Parser *self)
{
  return self->kind == TOKEN_WORD || self->kind == TOKEN_QUOTED;
}

static gboolean
has_letters (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
parse_values (Parser *self, TlRuleCondition *condition, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (;;)
    {
      if (!is_value (self))
        return fail (self, values->len == 0 ? _("a word or “words in quotes” are expected here.")
                                            : _("a word or “words in quotes” are expected after the comma."),
                     error);
      if (condition->test == TL_RULE_HAS && !has_letters (self->text->str))
        return fail (self, _("“has” looks for words, and there is no letter or digit here; “contains” looks for any "
                             "characters."),
                     error);
      if (condition->test == TL_RULE_CONTAINS && self->text->len == 0)
        return fail (self, _("these quotes are empty; “is empty” tests for an empty field."), error);
      if (values->len == TL_RULES_MAX_WORDS)
        {
          g_autofree char *what = g_strdup_printf (_("a list has at most %d words; go on in another rule."),
                                                   TL_RULES_MAX_WORDS);

          return fail (self, what, error);
        }
      g_ptr_array_add (values, g_strdup (self->text->str));
      if (!advance (self, error))
        return FALSE;
      if (self->kind != TOKEN_COMMA)
        {
          gboolean joined = FALSE;

          if (is_word (self, "or") && !condition->all && !accept_word (self, "or", &joined, error))
            return FALSE;
          if (!joined)
            break;
        }
      else if (!advance (self, error))
        return FALSE;
    }
  g_ptr_array_add (values, NULL);
  condition->values = (char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
  return TRUE;
}

static gboolean
parse_condition (Parser *self, TlRuleLine *line, GError **error)
{
  TlRuleCondition *condition = g_new0 (TlRuleCondition, 1);
  gboolean         accepted, not_before = FALSE, has_any = FALSE;

  g_ptr_array_add (line->conditions, condition);
  if (is_word (self, "text"))
    condition->is_text = TRUE;
  else if (!is_word (self, "column"))
    return fail (self, _("“column” or “text” is expected here, as in: column \"Issue\" is \"Late\" -> pain late"),
                 error);
  if (!advance (self, error))
    return FALSE;
  if (!condition->is_text)
    {
      if (!is_value (self) || self->text->len == 0)
        return fail (self, _("the name of a column is expected here, in quotes where it has several words."), error);
      condition->column = g_strdup (self->text->str);
      condition->position = position_of (self, self->start);
      if (!advance (self, error))
        return FALSE;
    }

  if (!accept_word (self, "not", &not_before, error))
    return FALSE;
  if (is_word (self, "is"))
    condition->test = TL_RULE_IS;
  else if (is_word (self, "contains"))
    condition->test = TL_RULE_CONTAINS;
  else if (is_word (self, "has"))
    condition->test = TL_RULE_HAS;
  else
    return fail (self, _("“is”, “contains” or “has” is expected here; a name of several words needs quotes."), error);
  condition->negated = not_before;
  if (!advance (self, error))
    return FALSE;
  if (!not_before && !accept_word (self, "not", &condition->negated, error))
    return FALSE;

  if (condition->test == TL_RULE_IS && is_word (self, "empty"))
    {
      condition->values = g_new0 (char *, 1);
      return advance (self, error);
    }
  if (is_word (self, "any"))
    has_any = TRUE;
  else if (is_word (self, "all") && condition->test != TL_RULE_IS)
    condition->all = has_any = TRUE;
  if (has_any)
    {
      const char *p = self->p;

      /* "any" may be the word itself. */
      while (*p == ' ' || *p == '\t')
        p++;
      if (g_ascii_strncasecmp (p, "of", 2) == 0 && !g_ascii_isalnum (p[2]))
        {
          if (!advance (self, error) || !accept_word (self, "of", &accepted, error))
            return FALSE;
        }
      else
        condition->all = FALSE;
    }
  return parse_values (self, condition, error);
}

/* Reads the rule that begins with the token at hand. */
static gboolean
parse_rule (Parser *self, TlRuleLine *line, GError **error)
{
  gboolean    more = TRUE;
  const char *start = self->start;

  while (more)
    if (!parse_condition (self, line, error) || !accept_word (self, "and", &more, error))
      return FALSE;
  if (self->kind != TOKEN_ARROW)
    return fail (self, _("“->” is expected here, or “and”, or a comma and another word; several words need quotes."),
                 error);
  line->when = g_strstrip (g_strndup (start, (gsize) (self->start - start)));
  line->public.when = line->when;
  if (!advance (self, error))
    return FALSE;
  if (is_word (self, "touchpoint"))
    line->public.kind = TL_RULE_TOUCHPOINT;
  else if (is_word (self, "pain"))
    line->public.kind = TL_RULE_PAIN;
  else if (is_word (self, "delight"))
    line->public.kind = TL_RULE_DELIGHT;
  else if (is_word (self, "stage"))
    line->public.kind = TL_RULE_STAGE;
  else
    return fail (self, _("“touchpoint”, “pain”, “delight” or “stage” is expected here, and then its id or title."), error);
  if (!advance (self, error))
    return FALSE;
  if (!is_value (self) || !has_letters (self->text->str))
    return fail (self, _("an id, or a title in quotes, is expected here."), error);
  line->target = g_strdup (self->text->str);
  line->public.target = line->target;
  if (!advance (self, error) || !accept_word (self, "stop", &line->public.stops, error))
    return FALSE;
  if (self->kind != TOKEN_END)
    return fail (self, _("the rule should end here; a title of several words needs quotes."), error);
  return TRUE;
}

/**
 * tl_rules_parse:
 * @text: the rules, UTF-8
 * @length: bytes, or -1 where a NUL ends it
 * @name: what messages call the file
 *
 * Reads rules, as the head of this file has them.
 *
 * Returns: (transfer full): the rules; %NULL with a #TlError that says line, column and what is expected there
 */
TlRules *
tl_rules_parse (const char *text, gssize length, const char *name, GError **error)
{
  g_autoptr (TlRules)  self = g_new0 (TlRules, 1);
  g_autoptr (GString)  token = g_string_new (NULL);
  gsize                n = length < 0 ? strlen (text) : (gsize) length;
  const char          *p = text, *end = text + n, *bad;
  Parser               parser = { .name = name, .text = token };

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  if (n > TL_RULES_MAX_BYTES)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, _("“%s” is larger than %d KiB. Check that it is a file of rules."),
                   name, TL_RULES_MAX_BYTES / 1024);
      return NULL;
    }
  if (n >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  if (!g_utf8_validate (p, end - p, &bad))
    {
      guint n_line = 1;

      for (const char *q = p; q < bad; q++)
        n_line += *q == '\n';
      g_set_error (error, TL_ERROR, TL_ERROR_FORM, _("“%s”, line %u: this is not UTF-8. Save the rules as UTF-8."),
                   name, n_line);
      return NULL;
    }

  while (p < end)
    {
      gsize            n_bytes = 0;
      g_autofree char *line_text = NULL;
      TlRuleLine      *line;

      while (p + n_bytes < end && p[n_bytes] != '\n' && p[n_bytes] != '\r')
        n_bytes++;
      line_text = g_strndup (p, n_bytes);
      p += n_bytes;
      if (end - p > 1 && p[0] == '\r' && p[1] == '\n')
        p++;
      if (p < end)
        p++;
      parser.line = parser.p = line_text;
      parser.n_line++;
      while (g_ascii_isspace (*parser.p))
        parser.p++;
      if (*parser.p == '#')
        continue;
      if (!advance (&parser, error))
        return NULL;
      if (parser.kind == TOKEN_END)
        continue;
      if (self->lines->len == TL_RULES_MAX)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, _("“%s”, line %u: there are more than %d rules."), name,
                       parser.n_line, TL_RULES_MAX);
          return NULL;
        }
      line = g_new0 (TlRuleLine, 1);
      line->conditions = g_ptr_array_new_with_free_func (condition_free);
      line->public.line = parser.n_line;
      g_ptr_array_add (self->lines, line);
      if (!parse_rule (&parser, line, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * tl_rules_load:
 * @path: a file of rules, UTF-8
 *
 * Returns: (transfer full): the rules; %NULL with a #GFileError where the file cannot be read, or a #TlError
 */
TlRules *
tl_rules_load (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;
  struct stat      about;
  int              fd = tl_input_open (path, &about);
  gsize            length = 0;
  gssize           n;
  int              code;

  if (fd < 0)
    {
      code = errno;
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), _("“%s” cannot be opened: %s."), name,
                   tl_input_strerror (code));
      return NULL;
    }
  text = g_malloc (TL_RULES_MAX_BYTES + 2);
  do
    {
      n = tl_input_read (fd, text + length, TL_RULES_MAX_BYTES + 1 - length);
      length += (gsize) MAX (n, 0);
    }
  while (n > 0 && length <= TL_RULES_MAX_BYTES);
  code = errno;
  close (fd);
  if (n < 0)
    {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), _("“%s” cannot be read: %s."), name,
                   tl_input_strerror (code));
      return NULL;
    }
  text[length] = '\0';
  return tl_rules_parse (text, (gssize) length, name, error);
}

TlRules *
tl_rules_ref (TlRules *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_rules_unref (TlRules *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->lines);
  g_free (self->name);
  g_free (self);
}

/**
 * tl_rules_get_n:
 *
 * Returns: how many rules there are
 */
guint
tl_rules_get_n (const TlRules *self)
{
  return self->lines->len;
}

/**
 * tl_rules_get:
 * @index: from 0
 *
 * Returns: (transfer none): a rule
 */
const TlRule *
tl_rules_get (const TlRules *self, guint index)
{
  const TlRuleLine *line = g_ptr_array_index (self->lines, index);

  return &line->public;
}

/**
 * tl_rules_get_name:
 *
 * Returns: the file's name, for messages
 */
const char *
tl_rules_get_name (const TlRules *self)
{
  return self->name;
}
