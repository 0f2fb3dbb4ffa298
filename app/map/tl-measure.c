/* tl-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-measure.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "tl-characters.h"
#include "tl-text.h"
#include "tl-widths.h"

/* No title is read further than this before it is cut: what is longer does not fit anywhere. */
#define LONGEST 600

/* How many marks a letter shows: of those for all scripts, as in Vietnamese, and of those that belong to one. */
#define MARKS_MOST 2
#define MARKS_OTHERS 5

/* What a box has beyond the measured words, and what it has where nothing is known of the font that may stand in. */
#define SLACK 1.15
#define SLACK_UNKNOWN 1.2

/* What was measured: words in a font; of wrapped words also their room, in tenths, and lines. The words are behind it. */
typedef struct
{
  TlFont      font;
  gint64      room;
  guint       max_lines;
  guint       hash;
  const char *text;
} Key;

/* What is known is kept for the next picture: most of its words are those of the last one. When it has become much more
 * than a picture uses, what was not used since goes. */
typedef struct
{
  GHashTable *now;
  GHashTable *before;
  guint       n_used; /* since the picture was begun */
} Store;

struct _TlMeasure
{
  char         *family;
  PangoContext *context;
  PangoLayout  *layout;
  GThread      *thread; /* that it is for */
  guint         serial; /* of the fonts that are there */
  TlFont        font;   /* that the layout has now */
  Store         known;  /* words and font → width */
  Store         wraps;  /* words, font, room and lines → lines */
  Store         inks;   /* words and font → Reach */
  Store         shapes; /* words and font → how wide they are up to each letter */
};

/* Words of plain letters, as Pango sets them on one line: where it would break them, whatever the room is. */
typedef struct
{
  guint   n;
  guint  *bytes;     /* where letter i begins; n + 1 of them */
  int    *at;        /* how wide the first i letters are, in Pango's units; n + 1 of them */
  guint8 *can_break; /* before letter i; 2: within a word */
  int     hyphen; /* its width, in Pango’s units */
} Shape;

static void
shape_free (gpointer data)
{
  Shape *self = data;

  g_free (self->bytes);
  g_free (self->at);
  g_free (self->can_break);
  g_free (self);
}

/* How far the ink of words goes above and below their line. */
typedef struct
{
  double rise, drop;
} Reach;

/* So much is kept whatever a picture uses. */
#define KEPT_LEAST 4096

/* Each thread keeps the last that it used. */
static void     measure_free (gpointer data);
static GPrivate kept = G_PRIVATE_INIT (measure_free);

static guint
key_hash (gconstpointer data)
{
  return ((const Key *) data)->hash;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *ka = a, *kb = b;

  return ka->hash == kb->hash && ka->font.size == kb->font.size && ka->font.weight == kb->font.weight &&
         ka->font.italic == kb->font.italic && ka->room == kb->room && ka->max_lines == kb->max_lines &&
         strcmp (ka->text, kb->text) == 0;
}

static Key
make_key (TlFont font, double room, guint max_lines, const char *text)
{
  /* Beyond any picture, all rooms are alike. */
  Key   key = { font, (gint64) llround (CLAMP (room, -1e6, 1e6) * 10), max_lines, 0, text };
  guint hash = g_str_hash (text);

  hash = hash * 31 + (guint) (font.size * 8) + (guint) font.weight * 7 + (guint) font.italic;
  key.hash = hash * 31 + (guint) key.room * 17 + max_lines;
  return key;
}

static Key *
copy_key (const Key *key)
{
  gsize length = strlen (key->text) + 1;
  Key  *copy = g_malloc (sizeof (Key) + length);

  *copy = *key;
  copy->text = memcpy (copy + 1, key->text, length);
  return copy;
}

static void
store_init (Store *self, GDestroyNotify free_value)
{
  self->now = g_hash_table_new_full (key_hash, key_equal, g_free, free_value);
  self->before = g_hash_table_new_full (key_hash, key_equal, g_free, free_value);
}

static void
store_clear (Store *self)
{
  g_hash_table_unref (self->now);
  g_hash_table_unref (self->before);
}

static gpointer
store_lookup (Store *self, const Key *key)
{
  gpointer value = g_hash_table_lookup (self->now, key), old;

  self->n_used++;
  if (value == NULL && g_hash_table_steal_extended (self->before, key, &old, &value))
    g_hash_table_insert (self->now, old, value);
  return value;
}

static void
store_begin (Store *self)
{
  guint size = g_hash_table_size (self->now);

  if (size > KEPT_LEAST && size / 2 > self->n_used)
    {
      GHashTable *oldest = self->before;

      g_hash_table_remove_all (oldest);
      self->before = self->now;
      self->now = oldest;
    }
  self->n_used = 0;
}

static TlMeasure *
measure_new (const char *family)
{
  TlMeasure            *self = g_new0 (TlMeasure, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->family = g_strdup (family);
  self->thread = g_thread_self ();
  self->serial = pango_font_map_get_serial (pango_cairo_font_map_get_default ());
  /* The thread's own map: fonts that were found once stay found. Sizes are absolute, so no screen matters. */
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string ("en"));
  self->layout = pango_layout_new (self->context);
  store_init (&self->known, g_free);
  store_init (&self->wraps, (GDestroyNotify) g_ptr_array_unref);
  store_init (&self->shapes, shape_free);
  store_init (&self->inks, g_free);
  return self;
}

static void
measure_free (gpointer data)
{
  TlMeasure *self = data;

  store_clear (&self->known);
  store_clear (&self->wraps);
  store_clear (&self->shapes);
  store_clear (&self->inks);
  g_object_unref (self->layout);
  g_object_unref (self->context);
  g_free (self->family);
  g_free (self);
}

/**
 * tl_measure_new:
 * @family: (nullable): font families in order of preference
 *
 * What this thread measured before in the same family is still known.
 *
 * Returns: (transfer full): a new one, for this thread
 */
TlMeasure *
tl_measure_new (const char *family)
{
  TlMeasure *self = g_private_get (&kept);

  if (family == NULL || *family == '\0')
    family = TL_DEFAULT_FAMILY;
  if (self && strcmp (self->family, family) == 0
      && self->serial == pango_font_map_get_serial (pango_cairo_font_map_get_default ()))
    {
      g_private_set (&kept, NULL);
      store_begin (&self->known);
      store_begin (&self->wraps);
      store_begin (&self->shapes);
      store_begin (&self->inks);
      return self;
    }
  return measure_new (family);
}

void
tl_measure_free (TlMeasure *self)
{
  if (self->thread == g_thread_self ())
    g_private_replace (&kept, self);
  else
    measure_free (self);
}

const char *
tl_measure_family (TlMeasure *self)
{
  return self->family;
}

static void
set_font (TlMeasure *self, TlFont font)
{
  PangoFontDescription *description;

  if (self->font.size == font.size && self->font.weight == font.weight && self->font.italic == font.italic)
    return;
  description = pango_font_description_new ();
  pango_font_description_set_family (description, self->family);
  pango_font_description_set_absolute_size (description, font.size * PANGO_SCALE);
  pango_font_description_set_weight (description, (PangoWeight) font.weight);
  pango_font_description_set_style (description, font.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (self->layout, description);
  pango_font_description_free (description);
  self->font = font;
}

/**
 * tl_measure_exact:
 *
 * Returns: the width of @text on one line, as it is painted in the family measured with
 */
double
tl_measure_exact (TlMeasure *self, TlFont font, const char *text)
{
  Key            key = make_key (font, 0, 0, text);
  double        *width = store_lookup (&self->known, &key);
  PangoRectangle extents;

  if (width)
    return *width;
  set_font (self, font);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_extents (self->layout, NULL, &extents);
  width = g_new (double, 1);
  *width = (double) extents.width / PANGO_SCALE;
  g_hash_table_insert (self->known.now, copy_key (&key), width);
  return *width;
}

/* Whether letters may reach further than those of Latin, Greek, Cyrillic and of East Asia, which all keep to their line. */
static gboolean
may_be_tall (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);

      if (c >= 0x300 && !(c >= 0x370 && c < 0x483) && !(c >= 0x48a && c < 0x590) && !(c >= 0x5d0 && c < 0x600)
          && !(c >= 0x2000 && c < 0x20d0) && !(c >= 0x2100 && c < 0x2c00) && !(c >= 0x2e80 && c < 0xa000)
          && !(c >= 0xac00 && c < 0xd7b0) && !(c >= 0xff00 && c < 0xfff0))
        return TRUE;
    }
  return FALSE;
}

/**
 * tl_measure_ink:
 * @rise: (out): how far the ink of @text goes above its line, in units; 0 where it keeps to what letters usually take
 * @drop: (out): how far it goes below
 *
 * Letters of some scripts carry marks above marks, or reach down twice as far as a g does.
 */
void
tl_measure_ink (TlMeasure *self, TlFont font, const char *text, double *rise, double *drop)
{
  Key            key = make_key (font, 0, 0, text);
  Reach         *reach;
  PangoRectangle ink;

  *rise = *drop = 0;
  if (!may_be_tall (text))
    return;
  reach = store_lookup (&self->inks, &key);
  if (reach == NULL)
    {
      set_font (self, font);
      pango_layout_set_width (self->layout, -1);
      pango_layout_set_text (self->layout, text, -1);
      pango_layout_line_get_extents (pango_layout_get_line_readonly (self->layout, 0), &ink, NULL);
      reach = g_new (Reach, 1);
      *reach = (Reach) { (double) -ink.y / PANGO_SCALE, (double) (ink.y + ink.height) / PANGO_SCALE };
      g_hash_table_insert (self->inks.now, copy_key (&key), reach);
    }
  *rise = reach->rise;
  *drop = reach->drop;
}

/**
 * tl_measure_room:
 *
 * Returns: the room that @text needs on one line: 15 % more than it takes, and what it takes in the font that stands in
 */
double
tl_measure_room (TlMeasure *self, TlFont font, const char *text)
{
  double exact = tl_measure_exact (self, font, text);
  double other;

  if (tl_widths_of (text, font.weight >= 600, &other))
    return ceil (MAX (exact * SLACK, other * font.size));
  return ceil (exact * SLACK_UNKNOWN);
}

/* No letter carries more marks than a script has use for: some heap them up until they cover the lines around. */
static void
thin_marks (char *text)
{
  char *out = text;
  guint n = 0;

  for (char *p = text, *next; *p; p = next)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_mark = g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK || g_unichar_type (c) == G_UNICODE_ENCLOSING_MARK;
      gboolean is_common = (c >= 0x300 && c < 0x370) || (c >= 0x1ab0 && c < 0x1b00) || (c >= 0x1dc0 && c < 0x1e00)
                           || (c >= 0x20d0 && c < 0x2100) || (c >= 0xfe20 && c < 0xfe30);

      next = g_utf8_next_char (p);
      n = is_mark ? n + 1 : 0;
      if (n > (is_common ? MARKS_MOST : MARKS_OTHERS))
        continue;
      memmove (out, p, (gsize) (next - p));
      out += next - p;
    }
  *out = '\0';
}

/* As many characters of @text as fit with an ellipsis behind them; cut where a person would move the cursor to. */
static char *
cut_to_fit (TlMeasure *self, TlFont font, const char *text, double room)
{
  PangoLogAttr     *attrs = NULL;
  g_autofree guint *stops = NULL;
  int               n_attrs = 0;
  guint             n = 0, low = 0, high;
  char             *best = NULL;

  set_font (self, font);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_log_attrs (self->layout, &attrs, &n_attrs);
  stops = g_new (guint, n_attrs + 1);
  for (int i = 1; i < n_attrs; i++)
    if (attrs[i].is_cursor_position)
      stops[n++] = i;
  g_free (attrs);
  high = n;
  while (low < high)
    {
      guint            middle = (low + high + 1) / 2;
      const char      *end = g_utf8_offset_to_pointer (text, stops[middle - 1]);
      g_autofree char *head = g_strndup (text, end - text);
      g_autofree char *whole = g_strconcat (g_strchomp (head), "…", NULL);

      if (tl_measure_room (self, font, whole) <= room)
        {
          low = middle;
          g_free (best);
          best = g_steal_pointer (&whole);
        }
      else
        high = middle - 1;
    }
  return best ? best : g_strdup ("…");
}

/* Whether a letter is a character that stands beside the next, whatever that is: Latin, and what stands between words. */
static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      gboolean is_latin = (c >= ' ' && c <= '~') || (c >= 0xa0 && c <= 0x24f && c != 0xad);

      if (!is_latin && !(c >= 0x2010 && c <= 0x2027) && c != 0x20ac && c != 0x2212)
        return FALSE;
    }
  return *text != '\0';
}

/* Returns: (nullable): %NULL where Pango alone can break it */
static const Shape *
get_shape (TlMeasure *self, TlFont font, const char *text)
{
  Key                 key = make_key (font, 0, 0, text);
  Shape              *shape = store_lookup (&self->shapes, &key);
  PangoLayoutLine    *line;
  const PangoLogAttr *attrs;
  int                 n_attrs;
  guint               n = 0;

  if (shape || !is_plain (text))
    return shape;
  set_font (self, font);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, text, -1);
  line = pango_layout_get_line_readonly (self->layout, 0);
  attrs = pango_layout_get_log_attrs_readonly (self->layout, &n_attrs);
  shape = g_new0 (Shape, 1);
  shape->n = (guint) g_utf8_strlen (text, -1);
  shape->bytes = g_new0 (guint, shape->n + 1);
  shape->at = g_new0 (int, shape->n + 1);
  shape->can_break = g_new0 (guint8, shape->n + 1);
  for (const GSList *l = line->runs; l; l = l->next)
    {
      PangoGlyphItem *run = l->data;

      pango_glyph_item_get_logical_widths (run, text, shape->at + 1 + n);
      n += (guint) run->item->num_chars;
    }
  for (guint i = 1; i <= shape->n; i++)
    {
      shape->at[i] += shape->at[i - 1];
      shape->bytes[i] = (guint) (g_utf8_next_char (text + shape->bytes[i - 1]) - text);
    }
  for (guint i = 1; i < shape->n && (int) i < n_attrs; i++)
    shape->can_break[i] = attrs[i].is_line_break ? 1 : attrs[i].is_char_break ? 2 : 0;
  shape->hyphen = (int) (tl_measure_exact (self, font, "-") * PANGO_SCALE);
  g_hash_table_insert (self->shapes.now, copy_key (&key), shape);
  return shape;
}

static gboolean
is_letter (const Shape *self, const char *text, guint i)
{
  return i < self->n && g_unichar_isalpha (g_utf8_get_char (text + self->bytes[i]));
}

/* Whether a break before letter @i falls inside a word, and takes a hyphen. */
static gboolean
is_inside (const Shape *self, const char *text, guint i)
{
  return i > 0 && is_letter (self, text, i - 1) && is_letter (self, text, i);
}

/* Whether a break inside a word leaves enough of it for the next line. */
static gboolean
leaves_some (const Shape *self, const char *text, guint i)
{
  return !is_letter (self, text, i) || (is_letter (self, text, i + 1) && is_letter (self, text, i + 2));
}

/* Where the line ends that begins with letter @start: behind as many words as fit, or as many letters of one. */
static guint
find_end (const Shape *self, const char *text, guint start, int width)
{
  guint end = 0, last = start + 1;

  for (guint i = start + 1; i <= self->n; i++)
    {
      int wide = self->at[i] - self->at[start];

      if (i == self->n || self->can_break[i] == 1)
        {
          /* A blank hangs out of its line. */
          if (text[self->bytes[i - 1]] == ' ')
            wide = self->at[i - 1] - self->at[start];
          if (wide > width)
            break;
          end = i;
        }
      else if (wide + (is_inside (self, text, i) ? self->hyphen : 0) <= width && self->can_break[i] == 2 &&
               (leaves_some (self, text, i) || i < start + 3))
        last = i;
    }
  return end > 0 ? end : last;
}

/* As break_lines(), of words that are known letter by letter. */
static gboolean
break_shape (const Shape *shape, TlFont font, const char *text, double width, double room, guint max_lines,
             GPtrArray *lines)
{
  const int units = (int) (MAX (width, 1) * PANGO_SCALE);
  gboolean  fit = TRUE;

  g_ptr_array_set_size (lines, 0);
  for (guint start = 0, end; start < shape->n; start = end)
    {
      const char *from = text + shape->bytes[start];
      guint       last;
      char       *line;
      double      wide, other;
      gboolean    hyphened;

      end = last = find_end (shape, text, start, units);
      if (lines->len + 1 == max_lines && end < shape->n)
        {
          g_ptr_array_add (lines, g_strdup (from));
          break;
        }
      while (last > start && text[shape->bytes[last - 1]] == ' ')
        last--;
      hyphened = shape->can_break[end] == 2 && is_inside (shape, text, end) &&
                 shape->at[end] - shape->at[start] + shape->hyphen <= units;
      line = g_strdup_printf ("%.*s%s", (int) (shape->bytes[last] - shape->bytes[start]), from, hyphened ? "-" : "");
      g_ptr_array_add (lines, line);
      wide = (double) (shape->at[last] - shape->at[start] + (hyphened ? shape->hyphen : 0)) / PANGO_SCALE;
      fit = fit && ceil (tl_widths_of (line, font.weight >= 600, &other) ? MAX (wide * SLACK, other * font.size)
                                                                         : wide * SLACK_UNKNOWN) <= room;
    }
  return fit;
}

/* The lines that a paragraph is broken into at a width; FALSE where one does not fit the room with its slack. */
static gboolean
break_lines (TlMeasure *self, TlFont font, const char *text, double width, double room, guint max_lines,
             GPtrArray *lines)
{
  const Shape *shape = get_shape (self, font, text);
  gboolean     fit = TRUE;
  int          n;

  if (shape)
    return break_shape (shape, font, text, width, room, max_lines, lines);
  set_font (self, font);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (self->layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_text (self->layout, text, -1);
  n = pango_layout_get_line_count (self->layout);
  g_ptr_array_set_size (lines, 0);
  for (int i = 0; i < n && i < (int) max_lines; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (self->layout, i);
      const char      *start = text + line->start_index;

      if (i == (int) max_lines - 1 && i < n - 1)
        g_ptr_array_add (lines, g_strdup (start));
      else
        g_ptr_array_add (lines, g_strchomp (g_strndup (start, line->length)));
    }
  /* Measured once Pango's layout is no longer needed. The last may be too long: it is cut anyhow. */
  for (guint i = 0; i < lines->len && (n <= (int) max_lines || i + 1 < lines->len); i++)
    fit = fit && tl_measure_room (self, font, lines->pdata[i]) <= room;
  return fit;
}

/* As tl_measure_wrap(), without looking at what is known. */
static GPtrArray *
wrap (TlMeasure *self, TlFont font, const char *text, double room, guint max_lines)
{
  GPtrArray       *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *plain = tl_characters_dup (text);
  g_autofree char *squeezed = tl_text_squeeze (plain);
  double           width = room / SLACK;
  gboolean         fit = FALSE;

  thin_marks (squeezed);
  if (g_utf8_strlen (squeezed, -1) > LONGEST)
    strcpy (g_utf8_offset_to_pointer (squeezed, LONGEST - 1), "…");
  if (tl_measure_room (self, font, squeezed) <= room)
    {
      g_ptr_array_add (lines, g_steal_pointer (&squeezed));
      return lines;
    }
  if (max_lines <= 1)
    {
      g_ptr_array_add (lines, cut_to_fit (self, font, squeezed, room));
      return lines;
    }
  /* Lines of letters that run wide in the other font need a little more room than the usual slack. */
  for (int i = 0; i < 6 && !fit; i++, width *= 0.94)
    fit = break_lines (self, font, squeezed, width, room, max_lines, lines);
  /* Where they fit, that is not said of the last, which may hold all the rest. */
  for (guint i = fit ? lines->len - 1 : 0; i < lines->len; i++)
    if (tl_measure_room (self, font, lines->pdata[i]) > room)
      {
        char *cut = cut_to_fit (self, font, lines->pdata[i], room);

        g_free (lines->pdata[i]);
        lines->pdata[i] = cut;
      }
  return lines;
}

/**
 * tl_measure_wrap:
 * @text: one paragraph
 * @room: the width of the lines
 * @max_lines: how many there may be
 *
 * Breaks @text into lines that fit @room with their slack. What does not fit ends in an ellipsis.
 *
 * Returns: (transfer container) (element-type utf8): at least one line, not to be changed; blank where there are no
 *   words
 */
GPtrArray *
tl_measure_wrap (TlMeasure *self, TlFont font, const char *text, double room, guint max_lines)
{
  Key        key;
  GPtrArray *lines;

  if (text == NULL)
    text = "";
  key = make_key (font, room, max_lines, text);
  lines = store_lookup (&self->wraps, &key);
  if (lines == NULL)
    {
      lines = wrap (self, font, text, room, max_lines);
      g_hash_table_insert (self->wraps.now, copy_key (&key), lines);
    }
  return g_ptr_array_ref (lines);
}

/**
 * tl_measure_fit:
 *
 * Returns: (transfer full): @text on one line, cut with an ellipsis where it does not fit @room
 */
char *
tl_measure_fit (TlMeasure *self, TlFont font, const char *text, double room)
{
  g_autoptr (GPtrArray) lines = tl_measure_wrap (self, font, text, room, 1);

  return g_strdup (lines->pdata[0]);
}

/**
 * tl_text_is_rtl:
 *
 * Returns: whether a paragraph of @text runs from right to left: whether its first letter is of a script that does; what is
 *   isolated (U+2066 to U+2069), a name in a sentence, does not count
 */
gboolean
tl_text_is_rtl (const char *text)
{
  int depth = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      depth += c >= 0x2066 && c <= 0x2068 ? 1 : c == 0x2069 && depth > 0 ? -1 : 0;
      if (depth > 0 || !g_unichar_isalpha (c))
        continue;
      switch (g_unichar_get_script (c))
        {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
        case G_UNICODE_SCRIPT_NKO:
        case G_UNICODE_SCRIPT_SAMARITAN:
        case G_UNICODE_SCRIPT_MANDAIC:
        case G_UNICODE_SCRIPT_ADLAM:
        case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
          return TRUE;
        default:
          return FALSE;
        }
    }
  return FALSE;
}
