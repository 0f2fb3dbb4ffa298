/* map-words.h: journeys full of words that are hard to set, as XML, with records, sources and quotes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "tl-text.h"
#include "tl-xml.h"

G_BEGIN_DECLS

typedef enum
{
  MANNER_WORD,   /* no space anywhere */
  MANNER_WORDS,
  MANNER_BREAKS, /* with new lines, tabs and spaces of other kinds */
  MANNER_MARKS,  /* letters that carry one mark or two */
  N_MANNERS,
} Manner;

/* What titles are made of: letters, each of which a person sees as one, with commas between. */
static const struct
{
  const char *name;
  const char *letters;
} scripts[] = {
  { "english", "a,b,e,i,l,m,n,o,r,s,t,W,w,Q,g,j" },
  { "german", "Versicherungs,vertrags,verlängerungs,gebühr,Straßen,über,ß,Ä,q,gesellschafts" },
  { "finnish", "käyttö,järjestelmä,suihku,turbiini,moottori,apu,mekaanikko,ä,ö,y" },
  { "vietnamese", "ệ,ỗ,ữ,Ẵ,ợ,Ể,đ,n,g,h" },
  { "greek", "ψ,υ,χ,ή,Ω,ΐ,λ" },
  { "cyrillic", "щ,ж,ё,Й,ы,Ф,превышающий" },
  { "arabic", "ب,ح,ث,ض,لا,ك,م,ي,ّ" },
  { "hebrew", "ש,ל,ו,ם,ץ,ק,ן" },
  { "mixed", "שלום,abc,123,البحث,£4.50,(,),%,W" },
  { "japanese", "商,品,を,探,し,て,カ,ー,ト,ッ,ぎゃ,。,「,」" },
  { "chinese", "我,想,知,道,为,什,么,运,费,龘,,,!" },
  { "korean", "안,녕,하,세,요,배,송,뷁" },
  { "devanagari", "क्षि,र्त्स्न्य,ज्ञा,ग्रा,हि,की,ठ्ठ,ओं" },
  { "thai", "ก,ำ,ที่,นี่,ผู้,ซื้อ,ฎ,ป้,ญู" },
  { "tamil", "கௌ,ஸ்ரீ,ணி,மொ,ழி" },
  { "khmer", "ស្ត្រី,ខ្មែ,រ៉ា,ញ៉ាំ" },
  { "emoji", "👩‍👩‍👧‍👦,🇬🇧,👍🏽,😡,❤️,🏴󠁧󠁢󠁳󠁣󠁴󠁿,1️⃣,👩🏿‍🚀,🇯🇵" },
  { "odd", "𝔉,ﷺ,ﬃ,꧅,𒐫,<b>,&amp;,\",',\u202e,\u200f,\u00ad,\u200b,\ufeff,\ue000,\U0010ffff,🤖" },
};

#define N_SCRIPTS G_N_ELEMENTS (scripts)

static const guint words_lengths[] = { 1, 2, 3, 7, 14, 22, 35, 60, 110, 400 };

/* Which words a journey is made of; what is below 0 takes turns. */
typedef struct
{
  guint n_stages;
  int   script;
  int   manner;
  int   length;
  guint seed;
  guint n; /* titles made so far */
} Words;

static inline guint
words_next (Words *self)
{
  guint h = (self->seed + 1) * 2654435761u + ++self->n * 40503u;

  h ^= h >> 15;
  h *= 2246822519u;
  return h ^ (h >> 13);
}

/* A title of @length characters, the same each time. */
static inline char *
words_make (Words *self, guint script, Manner manner, guint length)
{
  static const char *const breaks[] = { "\n", "\t", "\r\n", "\u00a0", "\u2028", "  ", "\u3000" };
  static const char *const marks[] = { "\u0301", "\u0323", "\u0308", "\u0302\u0301", "\u0327" };
  g_auto (GStrv)           letters = g_strsplit (scripts[script].letters, ",", -1);
  guint                    n = g_strv_length (letters), until = 3;
  g_autoptr (GString)      out = g_string_new (NULL);

  while ((guint) g_utf8_strlen (out->str, -1) < length)
    {
      guint h = words_next (self);

      g_string_append (out, letters[h % n]);
      if (manner == MANNER_MARKS)
        g_string_append (out, marks[h / 64 % G_N_ELEMENTS (marks)]);
      if (manner == MANNER_WORD || --until > 0)
        continue;
      until = 2 + h / 256 % 9;
      g_string_append (out, manner == MANNER_BREAKS && h % 3 == 0 ? breaks[h / 32 % G_N_ELEMENTS (breaks)] : " ");
    }
  g_string_truncate (out, (gsize) (g_utf8_offset_to_pointer (out->str, length) - out->str));
  if (*g_strchomp (out->str) == '\0')
    return g_strdup ("x");
  return g_strdup (out->str);
}

static inline char *
words_title (Words *self)
{
  guint  h = words_next (self);
  guint  script = self->script >= 0 ? (guint) self->script : h % N_SCRIPTS;
  Manner manner = self->manner >= 0 ? (Manner) self->manner : (Manner) (h / 32 % N_MANNERS);
  guint  length = self->length > 0 ? (guint) self->length : words_lengths[h / 256 % G_N_ELEMENTS (words_lengths)];

  return words_make (self, script, manner, length);
}

static inline void words_put (GString    *out,
                              const char *format,
                              ...) G_GNUC_PRINTF (2, 3);

static inline void
words_put (GString *out, const char *format, ...)
{
  va_list          args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_markup_vprintf_escaped (format, args);
  va_end (args);
  g_string_append (out, text);
}

static inline void
words_put_attribute (GString *out, const char *name, char *value)
{
  g_autofree char   *clean = tl_text_clean (value, strlen (value), NULL);
  g_autofree char   *escaped = g_markup_escape_text (clean, -1);
  g_auto (GStrv)     lines = g_strsplit (escaped, "\n", -1);
  g_autofree char   *joined = g_strjoinv ("&#10;", lines);
  g_auto (GStrv)     tabs = g_strsplit (joined, "\t", -1);
  g_autofree char   *whole = g_strjoinv ("&#9;", tabs);

  g_string_append_printf (out, " %s=\"%s\"", name, whole);
  g_free (value);
}

static inline void
words_put_touchpoint (Words *self, GString *out, guint number)
{
  static const char *const channels[] = { "web", "phone", "email", "courier", "shop", "app", "chat", "carrier pigeon" };
  guint                    h = words_next (self);

  g_string_append_printf (out, "<touchpoint id=\"t%u\" channel=\"%s\" emotion=\"%d\" unit-cost=\"%u\"", number,
                          channels[h % G_N_ELEMENTS (channels)], (int) (h % 5) - 2, 1 + h / 8 % 40);
  words_put_attribute (out, "title", words_title (self));
  g_string_append (out, ">");
  for (guint i = 0; i < h / 512 % 3; i++)
    {
      g_string_append_printf (out, "<pain id=\"p%u-%u\" incidence=\"0.1\" leave=\"0.1\" cost=\"2\"", number, i);
      words_put_attribute (out, "title", words_title (self));
      g_string_append (out, "/>");
    }
  if (h / 4096 % 3 == 0)
    {
      g_string_append_printf (out, "<delight id=\"d%u\"", number);
      words_put_attribute (out, "title", words_title (self));
      words_put_attribute (out, "credit", words_title (self));
      g_string_append (out, "/>");
    }
  g_string_append (out, "</touchpoint>");
}

/* A journey that branches, returns and skips, of which everything is known. */
static inline char *
words_to_xml (Words *self)
{
  GString *out = g_string_new ("<journey xmlns=\"urn:throughline:journey:1\" id=\"j\" currency=\"GBP\" margin=\"0.4\"");
  guint    n = self->n_stages, number = 0;

  words_put_attribute (out, "title", words_title (self));
  words_put_attribute (out, "period", words_title (self));
  g_string_append (out, "><persona id=\"who\"");
  words_put_attribute (out, "title", words_title (self));
  words_put_attribute (out, "goal", words_title (self));
  g_string_append (out, "/>");
  for (guint i = 0; i < n; i++)
    {
      gboolean is_won = n > 1 && i + 1 == n, is_lost = n > 4 && i % 9 == 4;

      g_string_append_printf (out, "<stage id=\"s%u\" kind=\"%s\"", i, is_won ? "won" : is_lost ? "lost" : "step");
      if (i == 0 || (i % 11 == 3 && !is_won && !is_lost))
        g_string_append_printf (out, " entry=\"%u\"", i == 0 ? 1234567 : 40000);
      if (i % 4 == 1)
        g_string_append (out, " revenue=\"58.95\"");
      words_put_attribute (out, "title", words_title (self));
      g_string_append (out, ">");
      for (guint k = 0; !is_won && !is_lost && k < 1 + words_next (self) % 3; k++)
        words_put_touchpoint (self, out, number++);
      g_string_append (out, "</stage>");
    }
  for (guint i = 0; i + 1 < n; i++)
    if (n <= 4 || i % 9 != 4)
      {
        g_string_append_printf (out, "<transition id=\"x%u\" from=\"s%u\" to=\"s%u\" share=\"0.6\"/>", i, i,
                                n > 4 && (i + 1) % 9 == 4 && i + 2 < n ? i + 2 : i + 1);
        if (n > 4 && i % 9 == 2 && i + 2 < n - 1)
          g_string_append_printf (out, "<transition id=\"y%u\" from=\"s%u\" to=\"s%u\" share=\"0.1\"/>", i, i, i + 2);
        if (i % 5 == 3)
          g_string_append_printf (out, "<transition id=\"z%u\" from=\"s%u\" to=\"s%u\" share=\"0.05\"/>", i, i, i - 2);
      }
  for (guint i = 0; i < MIN (number, 9); i++)
    {
      g_string_append_printf (out, "<fix id=\"f%u\" one-off=\"2000\"", i);
      words_put_attribute (out, "title", words_title (self));
      g_string_append_printf (out, "><effect id=\"e%u\" on=\"t%u\" field=\"unit-cost\" scale=\"0.7\"/></fix>", i,
                              i * number / 9);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_string_append_printf (out, "<source id=\"q%u\" kind=\"survey\"", i);
      words_put_attribute (out, "title", words_title (self));
      g_string_append (out, "/>");
    }
  for (guint i = 0; i < MIN (number, 40); i++)
    {
      g_autofree char *words = words_title (self);
      g_autofree char *clean = tl_text_clean (words, strlen (words), NULL);

      words_put (out, "<evidence id=\"v%u\" source=\"q%u\" touchpoint=\"t%u\">%s</evidence>", i, i % 3, i, clean);
    }
  g_string_append (out, "</journey>");
  return g_string_free (out, FALSE);
}

static inline TlDocument *
words_open (const Words *words)
{
  Words                  own = *words;
  char                  *xml = words_to_xml (&own);
  g_autoptr (GBytes)     bytes = g_bytes_new_take (xml, strlen (xml));
  g_autoptr (TlXmlInput) input = tl_xml_input_new_for_bytes (bytes, "words.xml");
  g_autoptr (GPtrArray)  problems = NULL;
  g_autoptr (GError)     error = NULL;
  TlDocument            *document = tl_xml_read (input, &problems, &error);

  g_assert_no_error (error);
  return document;
}

G_END_DECLS
