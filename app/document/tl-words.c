/* tl-words.c: the full-text index
 *
 * FTS5 over the records' words, which stay in their table. It is fed here, and is a cache: where it is found broken it
 * is built again from the records.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-evidence-private.h"
#include "tl-error.h"
#include "tl-schema-private.h"
#include "tl-text.h"

#define MAX_WORDS 60 /* in one search */

/**
 * _tl_words_is_broken:
 *
 * Whether what SQLite has just complained of is the index.
 */
gboolean
_tl_words_is_broken (TlSql *sql)
{
  return (sqlite3_errcode (_tl_sql_get_db (sql)) & 0xff) == SQLITE_CORRUPT;
}

/**
 * _tl_words_rebuild:
 *
 * Empties the index and fills it again.
 */
gboolean
_tl_words_rebuild (TlSql *sql, GError **error)
{
  return _tl_sql_exec (sql, "INSERT INTO words (words) VALUES ('delete-all')", error) &&
         _tl_sql_exec (sql, "INSERT INTO words (rowid, text) SELECT number, text FROM evidence WHERE worded = 1", error);
}

/* Runs an act on the index; where that is broken, it is built again as the records have it before @act. */
static gboolean
run (TlSql *sql, sqlite3_stmt *act, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (_tl_sql_run (sql, act, &why))
    return TRUE;
  if (!_tl_words_is_broken (sql))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  return _tl_words_rebuild (sql, error) && _tl_sql_run (sql, act, error);
}

/**
 * _tl_words_add:
 *
 * Takes a record's words up, while its row says that it has none.
 */
gboolean
_tl_words_add (TlSql *sql, gint64 number, const char *text, GError **error)
{
  sqlite3_stmt *act = _tl_sql_get (sql, "INSERT INTO words (rowid, text) VALUES (?, ?)", error);

  if (act == NULL)
    return FALSE;
  _tl_sql_bind (act, "is", number, text);
  return run (sql, act, error);
}

/**
 * _tl_words_add_from:
 * @first: the first of the records that were just written
 *
 * Takes the words of many records up, in one statement: FTS5 writes what it has gathered at the end of each.
 */
gboolean
_tl_words_add_from (TlSql *sql, gint64 first, GError **error)
{
  g_autoptr (GError)     why = NULL;
  g_autoptr (TlSqlFresh) act = NULL;

  /* A statement of its own: this may be another thread than the document's. */
  act = _tl_sql_prepare (sql, "INSERT INTO words (rowid, text) SELECT number, text FROM evidence WHERE number >= ?"
                              " AND worded + 0 = 1 ORDER BY number", error);
  if (act == NULL)
    return FALSE;
  _tl_sql_bind (act, "i", first);
  if (_tl_sql_run (sql, act, &why))
    return TRUE;
  if (_tl_words_is_broken (sql))
    return _tl_words_rebuild (sql, error);
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/**
 * _tl_words_remove:
 * @text: the words as they were taken up
 *
 * Takes a record's words out.
 */
gboolean
_tl_words_remove (TlSql *sql, gint64 number, const char *text, GError **error)
{
  sqlite3_stmt *act = _tl_sql_get (sql, "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", error);

  if (act == NULL)
    return FALSE;
  _tl_sql_bind (act, "is", number, text);
  return run (sql, act, error);
}

/**
 * _tl_words_remove_where:
 * @condition: SQL on the rows of evidence
 *
 * Takes the words of many records out.
 */
gboolean
_tl_words_remove_where (TlSql *sql, const char *condition, GError **error)
{
  g_autofree char       *text = g_strdup_printf ("INSERT INTO words (words, rowid, text) SELECT 'delete', number, text"
                                                 " FROM evidence WHERE worded = 1 AND (%s)", condition);
  g_autoptr (TlSqlFresh) act = _tl_sql_prepare (sql, text, error);

  return act && run (sql, act, error);
}

/* The settings of the index are kept in a table, which must hold what _tl_schema_create() had put there, no more. */
static gboolean
check_settings (TlSql *sql, GError **error)
{
  gint64 n;

  if (!_tl_sql_int (sql, &n, error,
                    "SELECT count(*) * 10 + total(k IS 'version' AND v IS 4) + total(k IS 'hashsize' AND v IS ?)"
                    " FROM words_config", "i", (gint64) TL_WORDS_HASH_SIZE))
    return FALSE;
  if (n == 22)
    return TRUE;
  g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_DAMAGED,
               _("the settings of its full-text index are not those of a journey"));
  return FALSE;
}

/**
 * _tl_words_check:
 *
 * Whether the index speaks of as many records as have words; if not, it is built again.
 */
gboolean
_tl_words_check (TlSql *sql, GError **error)
{
  gint64 indexed, worded;

  if (!check_settings (sql, error) || !_tl_sql_int (sql, &indexed, error, "SELECT count(*) FROM words_docsize", "") ||
      !_tl_sql_int (sql, &worded, error, "SELECT count(*) FROM evidence WHERE worded = 1", ""))
    return FALSE;
  return indexed == worded || _tl_words_rebuild (sql, error);
}

static gboolean
is_part_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
has_word (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (is_part_of_word (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* One of the things to look for, as a string of FTS5, in which nothing has a meaning of its own. */
static void
append_phrase (GString *query, const char *joint, const char *text, gsize length, gboolean is_prefix)
{
  g_autofree char *phrase = g_strndup (text, length);

  if (!has_word (phrase))
    return;
  if (query->len > 0)
    g_string_append (query, joint);
  g_string_append_c (query, '"');
  for (const char *p = phrase; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (query, '"');
      g_string_append_c (query, *p);
    }
  g_string_append_c (query, '"');
  if (is_prefix)
    g_string_append (query, " *");
}

/* A word that asks for the next not to be there. */
static gboolean
is_not (const char *start, const char *end)
{
  return end - start == 3 && strncmp (start, "NOT", 3) == 0;
}

/**
 * _tl_words_make_query:
 * @words: what someone typed: words, "phrases", prefixes with a star behind them; those that must not occur have a minus
 *   right before them, or NOT
 * @without: (out): whether there are only such as must not occur: then the query is of these, and those records are meant
 *   that it does not find
 *
 * Makes a query that finds the records in which all of it occurs. What FTS5 would take for a sign of its own is a word
 * like any other. What has neither letters nor digits is left out; where nothing else is there, nothing is found.
 *
 * Returns: (transfer full): the query, empty where it finds nothing; %NULL with %TL_ERROR_LIMIT
 */
char *
_tl_words_make_query (const char *words, gboolean *without, GError **error)
{
  g_autofree char   *clean = tl_text_clean (words, strlen (words), NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GString) unwanted = g_string_new (NULL);
  const char        *p = clean;
  gboolean           negate = FALSE;

  *without = FALSE;
  for (int n = 0; *p;)
    {
      const char *start, *end;
      gboolean    is_quoted, is_minus;

      while (*p && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      is_minus = *p == '-' && p[1] != '\0' && p[1] != '-' && !g_unichar_isspace (g_utf8_get_char (p + 1));
      p += is_minus;
      is_quoted = *p == '"';
      if (is_quoted)
        {
          start = ++p;
          end = strchr (p, '"');
          if (end == NULL)
            end = p + strlen (p);
          p = *end ? end + 1 : end;
        }
      else
        {
          start = p;
          while (*p && *p != '"' && !g_unichar_isspace (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
          end = p;
        }
      if (start == end)
        continue;
      if (!is_quoted && !is_minus && is_not (start, end))
        {
          negate = TRUE;
          continue;
        }
      if (++n > MAX_WORDS)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, _("A search can have %d words at most."), MAX_WORDS);
          return NULL;
        }
      append_phrase (negate || is_minus ? unwanted : wanted, negate || is_minus ? " OR " : " AND ", start,
                     (gsize) (end - start), is_quoted ? *p == '*' : end > start + 1 && end[-1] == '*');
      negate = FALSE;
      if (is_quoted && *p == '*')
        p++;
    }
  /* Behind it stands nothing: then it is a word. */
  if (negate)
    append_phrase (wanted, " AND ", "NOT", 3, FALSE);
  *without = wanted->len == 0 && unwanted->len > 0;
  if (*without)
    return g_string_free (g_steal_pointer (&unwanted), FALSE);
  if (unwanted->len > 0)
    {
      g_string_prepend_c (wanted, '(');
      g_string_append_printf (wanted, ") NOT (%s)", unwanted->str);
    }
  return g_string_free (g_steal_pointer (&wanted), FALSE);
}
