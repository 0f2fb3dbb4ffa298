/* tl-csv-scan.c: from UTF-8 to fields
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A mask of 64 bits tells which of the next 64 bytes are special: the delimiter, the quote, CR, LF. The scanner walks
 * from bit to bit and never looks at the bytes between.
 *
 * LF, CR, CR LF and CR CR LF end a line, mixed as they come. A quote opens a field where it is the field's first byte; it
 * closes the field where the delimiter, a line's end or the end of the file follows, blanks between allowed. Two quotes
 * in a quoted field are one. Elsewhere a quote is literal. People's files break these rules, so:
 *
 *  - a quote in a quoted field that is neither doubled nor closing is literal (`"so "nice", it was",5`), but the field
 *    must close on that line;
 *  - an opening quote is taken literally, and the field ends at the next delimiter or line's end, where it does not close
 *    - in TL_CSV_MAX_FIELD bytes;
 *    - on the line of a literal quote inside it;
 *    - before a quote on a later line that looks like an opening one (behind a delimiter or a line's end);
 *    - before it holds LINES_ALIKE lines of which nine in ten have just as many delimiters as a row of the table;
 *    - before the end of the file, unless what is left holds no line that is like a row (a file cut short);
 *  - where such quotes have cost more than GIVE_UP bytes of vain search and as much as was read, all quotes are literal
 *    from there on: no file takes more than time in proportion to its length.
 */
#include "tl-csv-private.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define LINES_ALIKE 32
#define GIVE_UP     (16 * 1024 * 1024)

guint64
tl_csv_mask_plain (const char *p, char a, char b)
{
  guint64 mask = 0;

  for (guint i = 0; i < 64; i++)
    mask |= (guint64) (p[i] == a || p[i] == b || p[i] == '\n' || p[i] == '\r') << i;
  return mask;
}

guint64
tl_csv_mask (const char *p, char a, char b)
{
#ifdef __SSE2__
  const __m128i va = _mm_set1_epi8 (a), vb = _mm_set1_epi8 (b), lf = _mm_set1_epi8 ('\n'), cr = _mm_set1_epi8 ('\r');
  guint64       mask = 0;

  for (guint i = 0; i < 4; i++)
    {
      __m128i v = _mm_loadu_si128 ((const __m128i *) (const void *) (p + 16 * i));
      __m128i hit = _mm_or_si128 (_mm_or_si128 (_mm_cmpeq_epi8 (v, va), _mm_cmpeq_epi8 (v, vb)),
                                  _mm_or_si128 (_mm_cmpeq_epi8 (v, lf), _mm_cmpeq_epi8 (v, cr)));

      mask |= (guint64) (guint) _mm_movemask_epi8 (hit) << (16 * i);
    }
  return mask;
#else
  return tl_csv_mask_plain (p, a, b);
#endif
}

/* A delimiter or quote that there is not is stood for by LF, which is special anyway. */
static inline void
load_block (TlCsvScanner *self, const char *block)
{
  gsize left = block < self->end ? (gsize) (self->end - block) : 0;

  self->block = block;
  self->mask = left == 0 ? 0
                         : tl_csv_mask (block, self->delimiter ? self->delimiter : '\n',
                                        self->quote ? self->quote : '\n');
  if (left < 64)
    self->mask &= (G_GUINT64_CONSTANT (1) << left) - 1;
}

/* The next special byte, or the end of the window. */
static inline const char *
next_special (TlCsvScanner *self)
{
  const char *p;

  while (G_UNLIKELY (self->mask == 0))
    {
      if (self->end - self->block <= 64)
        return self->end;
      load_block (self, self->block + 64);
    }
  p = self->block + __builtin_ctzll (self->mask);
  self->mask &= self->mask - 1;
  return p;
}

static inline void
add_field (TlCsvScanner *self, const char *start, const char *end, guint32 flags)
{
  self->n_given++;
  if (self->n_fields >= TL_CSV_MAX_COLUMNS)
    return;
  if (G_UNLIKELY (self->n_fields == self->n_allocated))
    {
      self->n_allocated = MAX (64, self->n_allocated * 2);
      self->fields = g_renew (TlCsvField, self->fields, self->n_allocated);
    }
  self->fields[self->n_fields].text = start;
  self->fields[self->n_fields].length = (guint32) (end - start);
  self->fields[self->n_fields++].flags = flags;
}

static gboolean
is_blank_between (const char *start, const char *end)
{
  while (start < end && (*start == ' ' || *start == '\t'))
    start++;
  return start == end;
}

static gboolean
is_escaped (const TlCsvScanner *self, const char *start, const char *quote)
{
  const char *p = quote;

  while (p > start && p[-1] == self->escape)
    p--;
  return ((quote - p) & 1) != 0;
}

/* Whether the CR at @p is the last byte of its line's end. */
static gboolean
is_cr_last (const TlCsvScanner *self, const char *p)
{
  if (p + 1 < self->end && p[1] == '\n')
    return FALSE;
  return !(p + 2 < self->end && p[1] == '\r' && p[2] == '\n');
}

typedef enum
{
  QUOTED_CLOSED,
  QUOTED_MORE,
  QUOTED_BAD,
} Quoted;

/* Reads the field that the quote at @start opens. @after: the delimiter, line's end or end of the window behind it. */
static Quoted
scan_quoted (TlCsvScanner *self, const char *start, const char **after)
{
  const char *end = self->end;
  const char *t;
  const char  delimiter = self->delimiter, quote = self->quote;
  guint32     flags = self->escape ? TL_CSV_FIELD_QUOTED | TL_CSV_FIELD_DOUBLED : TL_CSV_FIELD_QUOTED;
  gsize       n_lines = 0, n_alike = 0, n_delimiters = self->n_given;
  gboolean    has_literal = FALSE;

  next_special (self); /* the opening quote */
  t = next_special (self);
  for (;;)
    {
      if (G_UNLIKELY (t - start > TL_CSV_MAX_FIELD))
        return QUOTED_BAD;
      if (t == end)
        {
          if (!self->is_final)
            return QUOTED_MORE;
          if (n_alike > 0 || n_lines > LINES_ALIKE || has_literal || (self->n_columns < 2 && n_lines > 1))
            return QUOTED_BAD;
          while (t > start + 1 && (t[-1] == '\n' || t[-1] == '\r'))
            t--;
          break;
        }
      if (*t == quote)
        {
          const char *u;

          if (self->escape && is_escaped (self, start + 1, t))
            {
              t = next_special (self);
              continue;
            }
          u = next_special (self);
          if (u == end && !self->is_final)
            return QUOTED_MORE;
          if (u == t + 1 && u < end && *u == quote)
            {
              flags |= TL_CSV_FIELD_DOUBLED;
              t = next_special (self);
              continue;
            }
          if ((u == t + 1 || is_blank_between (t + 1, u)) && (u == end || *u != quote))
            {
              self->n_lines += n_lines;
              self->n_good++;
              add_field (self, start + 1, t, flags);
              *after = u;
              return QUOTED_CLOSED;
            }
          if (n_lines > 0 && (t[-1] == delimiter || t[-1] == '\n' || t[-1] == '\r'))
            return QUOTED_BAD;
          has_literal = TRUE;
          t = u;
          continue;
        }
      if (*t == '\n' || *t == '\r')
        {
          if (has_literal)
            return QUOTED_BAD;
          if (*t == '\n' || is_cr_last (self, t))
            {
              n_lines++;
              if (self->n_columns > 1)
                {
                  n_alike += n_delimiters + 1 == self->n_columns;
                  if (n_lines >= LINES_ALIKE && n_alike * 10 >= n_lines * 9)
                    return QUOTED_BAD;
                }
              n_delimiters = 0;
            }
        }
      else
        n_delimiters++;
      t = next_special (self);
    }

  /* The file is cut short inside the field. */
  self->n_lines += n_lines;
  self->n_bad++;
  add_field (self, start + 1, t, flags);
  *after = end;
  return QUOTED_CLOSED;
}

void
tl_csv_scanner_init (TlCsvScanner *self, char delimiter, char quote, char escape, guint n_columns)
{
  *self = (TlCsvScanner){ .delimiter = delimiter, .quote = quote, .escape = escape, .n_columns = n_columns };
}

void
tl_csv_scanner_clear (TlCsvScanner *self)
{
  g_clear_pointer (&self->fields, g_free);
}

/* @end: TL_CSV_SLACK bytes behind it belong to the window's memory. */
void
tl_csv_scanner_set_window (TlCsvScanner *self, const char *start, const char *end, gboolean is_final)
{
  self->pos = start;
  self->end = end;
  self->is_final = is_final;
  load_block (self, start);
}

TlCsvScan
tl_csv_scanner_next (TlCsvScanner *self)
{
  const char *end = self->end;
  const char *p = self->pos;
  const char *t;

  if (p >= end)
    return self->is_final ? TL_CSV_SCAN_END : TL_CSV_SCAN_MORE;
  self->n_fields = 0;
  self->n_given = 0;
  self->n_lines = 0;
  self->start = p;
  for (;;)
    {
      const char *start = p;

      if (p < end && *p == self->quote && self->quote)
        {
          guint64 n_lines = self->n_lines;
          Quoted  quoted = scan_quoted (self, start, &t);

          if (quoted == QUOTED_MORE)
            return TL_CSV_SCAN_MORE;
          if (quoted == QUOTED_CLOSED)
            goto behind;
          self->n_bad++;
          self->n_lines = n_lines;
          self->n_wasted += (guint64) (self->block - start) + 64;
          if (self->n_wasted > GIVE_UP + self->n_scanned)
            {
              self->quote = 0;
              self->gave_up = TRUE;
            }
          load_block (self, start + 1);
        }
      do
        t = next_special (self);
      while (t < end && *t == self->quote); /* inside an unquoted field it is literal */
      if (t == end && !self->is_final)
        return TL_CSV_SCAN_MORE;
      add_field (self, start, t, 0);

    behind:
      self->stop = t;
      if (t == end)
        {
          p = end;
          break;
        }
      if (*t == '\n')
        {
          p = t + 1;
          break;
        }
      if (*t == '\r')
        {
          if (end - t < 3 && !self->is_final)
            return TL_CSV_SCAN_MORE;
          p = t + 1;
          while (!is_cr_last (self, p - 1))
            {
              next_special (self);
              p++;
              if (p[-1] == '\n')
                break;
            }
          break;
        }
      p = t + 1;
    }
  self->n_lines++;
  self->n_scanned += (guint64) (p - self->pos);
  self->pos = p;
  return TL_CSV_SCAN_RECORD;
}

/* Makes the fields of the record just read what they mean, in place, and ends each with a NUL. */
void
tl_csv_scanner_unescape (TlCsvScanner *self)
{
  for (gsize i = 0; i < self->n_fields; i++)
    {
      TlCsvField *field = &self->fields[i];
      char       *text = (char *) field->text; /* the window is ours to write */

      if (G_UNLIKELY (field->flags & TL_CSV_FIELD_DOUBLED))
        {
          const char *p = text, *end = p + field->length;
          char       *out = text;

          while (p < end)
            {
              if (p + 1 < end && p[1] == self->quote && (*p == self->quote || *p == self->escape))
                p++;
              else if (p + 1 < end && self->escape && *p == self->escape && p[1] == self->escape)
                p++;
              *out++ = *p++;
            }
          field->length = (guint32) (out - text);
        }
      text[field->length] = '\0';
    }
}
