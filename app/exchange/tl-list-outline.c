/* tl-list-outline.c: indented text and Markdown lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-error.h"
#include "tl-list-private.h"
#include "tl-list.h"
#include "tl-text.h"

/* Deeper than any list that people write; what may stand in a journey is less. */
#define MAX_LEVELS 64

#define TAB 4

/* How a line is written. */
typedef struct
{
  guint       heading; /* how many #, 0 for none */
  guint       indent;  /* columns */
  gboolean    bullet;
  const char *text;
} Line;

static gboolean
is_break (char c)
{
  return c == ' ' || c == '\t' || c == '\0';
}

/* “-”, “*”, “•” and their like, with something behind. */
static const char *
skip_bullet (const char *text, gboolean plus)
{
  static const char *const bullets[] = { "-", "*", "•", "◦", "▪", "‣", "·", "–", "—", "o" };

  if (plus && *text == '+' && is_break (text[1]) && text[1] != '\0')
    return text + 1;
  for (gsize i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      gsize length = strlen (bullets[i]);

      /* What Outlook and Word write as “o” is a letter elsewhere: only before a tab. */
      if (g_str_has_prefix (text, bullets[i])
          && (text[length] == '\t' || (text[length] == ' ' && !g_str_equal (bullets[i], "o"))))
        return text + length;
    }
  return NULL;
}

/* “1.”, “12)”, “1.2.”: short, so that a year that ends a sentence is none. */
static const char *
skip_number (const char *text)
{
  const char *p = text;
  gsize       digits = 0;

  while (g_ascii_isdigit (*p) && digits < 3)
    {
      while (g_ascii_isdigit (*p))
        {
          digits++;
          p++;
        }
      if (digits > 3)
        return NULL;
      if (*p != '.' && *p != ')')
        return NULL;
      p++;
      if (*p == ' ' || *p == '\t')
        return p;
      digits = 0;
    }
  return NULL;
}

static const char *
skip_blanks (const char *text)
{
  while (*text == ' ' || *text == '\t')
    text++;
  return text;
}

static const char *
skip_box (const char *text)
{
  if (text[0] == '[' && (text[1] == ' ' || text[1] == 'x' || text[1] == 'X') && text[2] == ']' && is_break (text[3]))
    return skip_blanks (text + 3);
  return text;
}

static void
read_line (const char *text, gboolean plus, Line *line)
{
  const char *behind;

  *line = (Line) { 0 };
  for (; *text == ' ' || *text == '\t' || g_str_has_prefix (text, "\302\240"); text++)
    {
      line->indent += *text == '\t' ? TAB - line->indent % TAB : 1;
      if ((guchar) *text == 0302)
        text++;
    }
  while (text[line->heading] == '#')
    line->heading++;
  if (line->heading > 0 && line->heading <= 6 && is_break (text[line->heading]))
    {
      line->text = skip_blanks (text + line->heading);
      return;
    }
  line->heading = 0;
  behind = skip_bullet (text, plus);
  if (behind == NULL)
    behind = skip_number (text);
  line->bullet = behind != NULL;
  line->text = skip_box (skip_blanks (behind ? behind : text));
}

/* “**Basket**” and “Basket:” are both Basket. */
static char *
strip_markup (const char *text)
{
  char *title = tl_text_squeeze (text);
  gsize length = strlen (title);

  if (length > 4 && ((g_str_has_prefix (title, "**") && g_str_has_suffix (title, "**"))
                     || (g_str_has_prefix (title, "__") && g_str_has_suffix (title, "__"))))
    {
      char *inner = g_strndup (title + 2, length - 4);

      g_free (title);
      title = inner;
    }
  return title;
}

/* A line of dashes, as under a heading or between parts, says nothing. */
static gboolean
is_rule (const char *text)
{
  gsize n = 0;

  for (; *text; text++)
    if (*text == '-' || *text == '=' || *text == '*' || *text == '_')
      n++;
    else if (*text != ' ' && *text != '\t')
      return FALSE;
  return n >= 3;
}

/* One that stands above everything else is the list's own title, where the rest would be one level too deep. */
static void
drop_title (GArray *items)
{
  guint deepest = 0, tops = 0;

  for (guint i = 0; i < items->len; i++)
    {
      deepest = MAX (deepest, TL_LIST_ITEM (items, i)->depth);
      tops += TL_LIST_ITEM (items, i)->depth == 0;
    }
  if (deepest < 3 || tops != 1 || TL_LIST_ITEM (items, 0)->kind != TL_KIND_NONE)
    return;
  g_array_remove_index (items, 0);
  for (guint i = 0; i < items->len; i++)
    TL_LIST_ITEM (items, i)->depth--;
}

/* How deep an indent is, and forgets those that are deeper. */
static guint
find_depth (GArray *indents, guint indent)
{
  while (indents->len > 0 && g_array_index (indents, guint, indents->len - 1) >= indent)
    g_array_set_size (indents, indents->len - 1);
  g_array_append_val (indents, indent);
  return indents->len - 1;
}

static guint
find_heading (const guint *headings, guint n, guint heading)
{
  guint depth = 0;

  for (guint i = 0; i < n; i++)
    depth += headings[i] < heading;
  return depth;
}

/* The levels of heading that there are, in order. */
static guint
list_headings (char **lines, gboolean plus, guint *headings)
{
  gboolean seen[7] = { FALSE };
  guint    n = 0;

  for (guint i = 0; lines[i]; i++)
    {
      Line line;

      read_line (lines[i], plus, &line);
      seen[line.heading] = TRUE;
    }
  for (guint i = 1; i < G_N_ELEMENTS (seen); i++)
    if (seen[i])
      headings[n++] = i;
  return n;
}

/**
 * _tl_list_read_outline:
 *
 * Reads text in which the indent, the bullets and the headings say what stands in what.
 */
gboolean
_tl_list_read_outline (const char *text, GArray *items, GError **error)
{
  g_auto (GStrv)     lines = g_strsplit (text, "\n", -1);
  g_autoptr (GArray) indents = g_array_new (FALSE, FALSE, sizeof (guint));
  guint              headings[6], n_headings, base = 0;
  gboolean           plus = FALSE, before = TRUE;

  /* Where the list begins with “+ ”, that is its bullet; elsewhere it is a delight. */
  for (guint i = 0; lines[i] && before; i++)
    if (!tl_text_is_blank (lines[i]))
      {
        const char *first = skip_blanks (lines[i]);

        plus = first[0] == '+' && is_break (first[1]);
        before = FALSE;
      }
  n_headings = list_headings (lines, plus, headings);
  for (guint i = 0; lines[i]; i++)
    {
      g_autofree char *title = NULL;
      TlKind           kind;
      guint            depth;
      Line             line;

      read_line (lines[i], plus, &line);
      if (tl_text_is_blank (line.text) || is_rule (lines[i]))
        continue;
      if (line.heading > 0)
        {
          depth = find_heading (headings, n_headings, line.heading);
          base = depth + 1;
          g_array_set_size (indents, 0);
        }
      else
        depth = base + find_depth (indents, line.indent);
      if (depth >= MAX_LEVELS)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, _("Line %u is deeper than any list is read: indent it less."), i + 1);
          return FALSE;
        }
      title = strip_markup (_tl_list_skip_mark (line.text, &kind));
      if (!_tl_list_add (items, i + 1, depth, kind, title, error))
        return FALSE;
    }
  if (items->len > 0)
    drop_title (items);
  return TRUE;
}
