/* tl-export-words.c
 *
 * For a preview of what we wrote ourselves: headings, paragraphs, lists and the cells of tables. It is no reader of other
 * people's pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-export-words.h"

#include <string.h>

typedef struct
{
  GtkTextBuffer *buffer;
  GString       *text;    /* what stands on the line by now */
  const char    *style;   /* nullable: of the line */
  gboolean       skipped; /* in what is not read */
  gsize          left;    /* characters */
} Words;

static void
end_line (Words *self)
{
  GtkTextIter end;
  glong       n;

  g_strchomp (self->text->str);
  self->text->len = strlen (self->text->str);
  n = g_utf8_strlen (self->text->str, -1);
  if (n > 0 && self->left > 0)
    {
      gtk_text_buffer_get_end_iter (self->buffer, &end);
      gtk_text_buffer_insert_with_tags_by_name (self->buffer, &end, self->text->str, -1, self->style ? self->style : "plain",
                                                NULL);
      gtk_text_buffer_get_end_iter (self->buffer, &end);
      gtk_text_buffer_insert (self->buffer, &end, "\n", 1);
      self->left -= MIN (self->left, (gsize) n);
    }
  g_string_truncate (self->text, 0);
  self->style = NULL;
}

static gboolean
is_tag (const char *tag, const char *name)
{
  gsize length = strlen (name);

  return strncmp (tag, name, length) == 0 && !g_ascii_isalnum (tag[length]);
}

static void
take_tag (Words *self, const char *tag)
{
  static const char *const lines[] = { "p", "li", "tr", "caption", "blockquote", "table", "ul", "ol", "h1", "h2", "h3" };
  static const char *const unread[] = { "title", "style", "script" };
  gboolean                 ends = *tag == '/';

  tag += ends;
  for (gsize i = 0; i < G_N_ELEMENTS (unread); i++)
    if (is_tag (tag, unread[i]))
      self->skipped = !ends;
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (is_tag (tag, lines[i]))
      {
        end_line (self);
        if (!ends && *tag == 'h')
          self->style = lines[i];
        if (!ends && is_tag (tag, "li"))
          g_string_append (self->text, "•\u00a0");
        return;
      }
  if (ends && (is_tag (tag, "td") || is_tag (tag, "th")))
    g_string_append (self->text, "\u2002");
}

static void
add_text (Words *self, const char *text, gsize length)
{
  static const struct
  {
    const char *name, *text;
  } entities[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&apos;", "'" },
                   { "&#39;", "'" } };

  for (const char *p = text; p < text + length && !self->skipped;)
    {
      gsize k = 0;

      while (k < G_N_ELEMENTS (entities) && !g_str_has_prefix (p, entities[k].name))
        k++;
      if (k < G_N_ELEMENTS (entities))
        {
          g_string_append (self->text, entities[k].text);
          p += strlen (entities[k].name);
        }
      else if (g_ascii_isspace (*p))
        {
          if (self->text->len > 0 && self->text->str[self->text->len - 1] != ' ')
            g_string_append_c (self->text, ' ');
          p++;
        }
      else
        g_string_append_c (self->text, *p++);
    }
}

/**
 * tl_export_words_fill:
 * @buffer: has the tags h1, h2, h3 and plain
 * @html: as tl_map_to_html() writes it
 * @most: about how many characters are shown
 */
void
tl_export_words_fill (GtkTextBuffer *buffer, GBytes *html, gsize most)
{
  gsize            length;
  const char      *data = g_bytes_get_data (html, &length);
  g_autofree char *copy = g_strndup (data, length);
  Words            self = { buffer, g_string_new (NULL), NULL, FALSE, most };

  gtk_text_buffer_set_text (buffer, "", 0);
  for (const char *p = copy; *p && self.left > 0;)
    {
      const char *end = *p == '<' ? strchr (p, '>') : strchr (p, '<');

      if (*p == '<')
        {
          take_tag (&self, p + 1);
          p = end ? end + 1 : p + strlen (p);
        }
      else
        {
          if (end == NULL)
            end = p + strlen (p);
          add_text (&self, p, (gsize) (end - p));
          p = end;
        }
    }
  end_line (&self);
  g_string_free (self.text, TRUE);
}
