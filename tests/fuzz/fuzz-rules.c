/* fuzz-rules.c: assignment rules, and the texts they are held against
 *
 * What stands before the first NUL is the rules, the rest a record: its columns, then its words, a NUL between them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include <string.h>

#include "tl-rules.h"

static const char *const columns[] = { "Product", "Issue", "Channel" };

typedef struct
{
  char *texts[G_N_ELEMENTS (columns)];
} Record;

static const char *
get_column (guint column, gsize *length, gpointer data)
{
  Record *record = data;

  g_assert_cmpuint (column, <, G_N_ELEMENTS (columns));
  *length = record->texts[column] ? strlen (record->texts[column]) : 0;
  return record->texts[column];
}

int
fuzz_rules (const uint8_t *data, size_t size)
{
  const uint8_t            *end = memchr (data, 0, size);
  gsize                     length = end ? (gsize) (end - data) : size;
  g_autoptr (TlRules)       rules = NULL;
  g_autoptr (TlRulesMatcher) matcher = NULL;
  g_autoptr (GError)        error = NULL;
  g_autofree char          *words = NULL;
  Record                    record = { { NULL } };
  int                       rule = -1;

  rules = tl_rules_parse ((const char *) data, (gssize) length, "rules.txt", &error);
  if (rules == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  matcher = tl_rules_matcher_new (rules, columns, G_N_ELEMENTS (columns), &error);
  if (matcher == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  data += MIN (length + 1, size);
  size -= MIN (length + 1, size);
  for (guint i = 0; i <= G_N_ELEMENTS (columns); i++)
    {
      const uint8_t   *stop = memchr (data, 0, size);
      gsize            part = stop ? (gsize) (stop - data) : size;
      g_autofree char *raw = fuzz_dup_text (data, part);
      char            *text = g_utf8_make_valid (raw, -1);

      if (i < G_N_ELEMENTS (columns))
        record.texts[i] = text;
      else
        words = text;
      data += MIN (part + 1, size);
      size -= MIN (part + 1, size);
    }
  do
    {
      int next = tl_rules_matcher_match (matcher, get_column, &record, words, (gssize) strlen (words), (guint) (rule + 1));

      g_assert_cmpint (next, <, (int) tl_rules_get_n (rules));
      if (next >= 0)
        g_assert_cmpint (next, >, rule);
      rule = next;
    }
  while (rule >= 0);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free (record.texts[i]);
  return 0;
}
