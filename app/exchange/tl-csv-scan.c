/* tl-csv-scan.c: from UTF-8 to fields
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sixteen or thirty-two bytes at a time are compared with the special ones: the delimiter, the quote, CR, LF. Where
 * they stand in the next few thousand bytes is listed; the scanner walks down the list and never looks at the bytes
 * between. Each field is ended with a NUL as it is found, in place of the byte behind it.
 *
 * LF, CR, CR LF and CR CR LF end a line, mixed as they come. A quote opens a field where it is the field's first byte;
 * it closes the field where the delimiter, a line's end or the end of the file follows, blanks between allowed. Two
 * quotes in a quoted field are one. Elsewhere a quote is literal. People's files break these rules, so:
 *
 *  - a quote in a quoted field that is neither doubled nor closing is literal (`"a 5" pipe",7`), but the field must
 *    close on that line; where a blank stands before it, so is the next quote, its partner, even before a delimiter
 *    (`"so "nice", it was",5`), unless nothing else would close the field on that line;
 *  - an opening quote is taken literally, and the field ends at the next delimiter or line's end, where it does not
 *    close
 *    - on the line of a literal quote inside it;
 *    - before a quote on a later line that looks like an opening one (behind a delimiter or a line's end);
 *    - before it holds LINES_ALIKE lines of which nine in ten have just as many delimiters as a row of the table;
 *    - before the end of the file, unless what is left holds no line that is like a row (a file cut short);
 *  - a quoted field beyond TL_CSV_MAX_FIELD is left to the reader, which leaves out its record; in a table of one column
 *    its quote is literal;
 *  - where such quotes have cost more than GIVE_UP bytes of vain search and as much as was read, all quotes are literal
 *    from there on: no file takes more than time in proportion to its length.
 */
#include "tl-csv-private.h"

#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

#define LINES_ALIKE 32
#define GIVE_UP     (16 * 1024 * 1024)

static inline __attribute__ ((always_inline)) void
write_8 (guint16 *out, guint64 *mask, guint offset)
{
#pragma GCC unroll 8
  for (guint i = 0; i < 8; i++)
    {
      out[i] = (guint16) (offset + (guint) __builtin_ctzll (*mask | G_GUINT64_CONSTANT (1) << 63));
      *mask &= *mask - 1;
    }
}

/* Writes the offsets of the special bytes among 64, which are the bits of @mask: the first ones without asking whether
 * they are there, and then the bits are counted. */
static inline __attribute__ ((always_inline)) guint16 *
write_offsets (guint16 *out, guint64 mask, guint offset)
{
  guint n = (guint) __builtin_popcountll (mask);

  write_8 (out, &mask, offset);
  if (G_UNLIKELY (n > 8))
    write_8 (out + 8, &mask, offset);
  for (guint i = 16; G_UNLIKELY (i < n); i++, mask &= mask - 1)
    out[i] = (guint16) (offset + (guint) __builtin_ctzll (mask));
  return out + n;
}

static inline guint64
keep_first (guint64 mask, guint n_left)
{
  return n_left < 64 ? mask & ((G_GUINT64_CONSTANT (1) << n_left) - 1) : mask;
}

guint
tl_csv_list_plain (const char *p, guint n_bytes, char a, char b, guint16 *out)
{
  guint n = 0;

  for (guint i = 0; i < n_bytes; i++)
    {
      out[n] = (guint16) i;
      n += p[i] == a || p[i] == b || p[i] == '\n' || p[i] == '\r';
    }
  return n;
}

#ifdef __SSE2__
static inline guint64
mask_16 (const char *p, __m128i a, __m128i b, __m128i lf, __m128i cr)
{
  __m128i v = _mm_loadu_si128 ((const __m128i *) (const void *) p);
  __m128i hit = _mm_or_si128 (_mm_or_si128 (_mm_cmpeq_epi8 (v, a), _mm_cmpeq_epi8 (v, b)),
                              _mm_or_si128 (_mm_cmpeq_epi8 (v, lf), _mm_cmpeq_epi8 (v, cr)));

  return (guint) _mm_movemask_epi8 (hit);
}

guint
tl_csv_list_sse2 (const char *p, guint n_bytes, char a, char b, guint16 *out)
{
  const __m128i va = _mm_set1_epi8 (a), vb = _mm_set1_epi8 (b), lf = _mm_set1_epi8 ('\n'), cr = _mm_set1_epi8 ('\r');
  guint16      *start = out;

  for (guint i = 0; i < n_bytes; i += 64)
    {
      guint64 mask = mask_16 (p + i, va, vb, lf, cr) | mask_16 (p + i + 16, va, vb, lf, cr) << 16 |
                     mask_16 (p + i + 32, va, vb, lf, cr) << 32 | mask_16 (p + i + 48, va, vb, lf, cr) << 48;

      out = write_offsets (out, keep_first (mask, n_bytes - i), i);
    }
  return (guint) (out - start);
}
#endif

#ifdef TL_CSV_AVX2
static inline __attribute__ ((target ("avx2,bmi,popcnt"), always_inline)) guint64
mask_32 (const char *p, __m256i a, __m256i b, __m256i lf, __m256i cr)
{
  __m256i v = _mm256_loadu_si256 ((const __m256i *) (const void *) p);
  __m256i hit = _mm256_or_si256 (_mm256_or_si256 (_mm256_cmpeq_epi8 (v, a), _mm256_cmpeq_epi8 (v, b)),
                                 _mm256_or_si256 (_mm256_cmpeq_epi8 (v, lf), _mm256_cmpeq_epi8 (v, cr)));

  return (guint) _mm256_movemask_epi8 (hit);
}

__attribute__ ((target ("avx2,bmi,popcnt"))) guint
tl_csv_list_avx2 (const char *p, guint n_bytes, char a, char b, guint16 *out)
{
  const __m256i va = _mm256_set1_epi8 (a), vb = _mm256_set1_epi8 (b);
  const __m256i lf = _mm256_set1_epi8 ('\n'), cr = _mm256_set1_epi8 ('\r');
  guint16      *start = out;

  for (guint i = 0; i < n_bytes; i += 64)
    {
      guint64 mask = mask_32 (p + i, va, vb, lf, cr) | mask_32 (p + i + 32, va, vb, lf, cr) << 32;

      out = write_offsets (out, keep_first (mask, n_bytes - i), i);
    }
  return (guint) (out - start);
}
#endif

/* Lists the special bytes of the next part of the window. A delimiter or quote that there is not is stood for by LF,
 * which is special anyway. */
static G_GNUC_NO_INLINE void
list_more (TlCsvScanner *self, const char *start)
{
  const char a = self->delimiter ? self->delimiter : '\n';
  const char b = self->quote ? self->quote : '\n';
  guint      n_bytes = (guint) MIN (self->end - start, TL_CSV_INDEX);

  self->index_start = start;
  self->index_end = start + n_bytes;
  self->next_index = 0;
#ifdef TL_CSV_AVX2
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("bmi") && __builtin_cpu_supports ("popcnt"))
    {
      self->n_index = tl_csv_list_avx2 (start, n_bytes, a, b, self->index);
      return;
    }
#endif
#ifdef __SSE2__
  self->n_index = tl_csv_list_sse2 (start, n_bytes, a, b, self->index);
#else
  self->n_index = tl_csv_list_plain (start, n_bytes, a, b, self->index);
#endif
}

/* The next special byte, or the end of the window. */
static inline const char *
next_special (TlCsvScanner *self)
{
  while (G_UNLIKELY (self->next_index == self->n_index))
    {
      if (self->index_end == self->end)
        return self->end;
      list_more (self, self->index_end);
    }
  return self->index_start + self->index[self->next_index++];
}

/* Goes back, so that the next special byte is the first from @p on. */
static void
go_back (TlCsvScanner *self, const char *p)
{
  if (p < self->index_start)
    list_more (self, p);
  while (self->next_index > 0 && self->index_start + self->index[self->next_index - 1] >= p)
    self->next_index--;
}

static G_GNUC_NO_INLINE gboolean
grow_fields (TlCsvScanner *self)
{
  if (self->n_fields >= TL_CSV_MAX_COLUMNS)
    return FALSE;
  self->n_allocated = CLAMP (self->n_allocated * 2, 64, TL_CSV_MAX_COLUMNS);
  self->fields = g_renew (TlCsvField, self->fields, self->n_allocated);
  return TRUE;
}

static inline void
add_field (TlCsvScanner *self, const char *start, const char *end, guint32 flags)
{
  TlCsvField *field;

  self->n_given++;
  if (G_UNLIKELY (self->n_fields == self->n_allocated) && !grow_fields (self))
    return;
  field = &self->fields[self->n_fields++];
  field->text = start;
  field->length = (guint32) (end - start);
  field->flags = flags;
  *(char *) end = '\0'; /* the window is ours to write */
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
  QUOTED_LONG,
  QUOTED_BAD,
} Quoted;

/* Reads the field that the quote at @start opens. @after: the delimiter, line's end or end of the window behind it;
 * where it is bad, how far we looked. */
static Quoted
scan_quoted (TlCsvScanner *self, const char *start, const char **after)
{
  const char *end = self->end;
  const char *t;
  const char  delimiter = self->delimiter, quote = self->quote;
  guint32     flags = self->escape ? TL_CSV_FIELD_QUOTED | TL_CSV_FIELD_DOUBLED : TL_CSV_FIELD_QUOTED;
  gsize       n_lines = 0, n_alike = 0, n_delimiters = 0;
  gboolean    has_literal = FALSE, wants_partner = FALSE;
  const char *partner = NULL, *behind_partner = NULL;

  next_special (self); /* the opening quote */
  t = next_special (self);
  for (;;)
    {
      *after = t;
      if (G_UNLIKELY (t - start > TL_CSV_MAX_FIELD))
        return self->n_columns < 2 || has_literal ? QUOTED_BAD : QUOTED_LONG;
      if (t == end)
        {
          if (!self->is_final)
            return QUOTED_MORE;
          if (partner)
            break;
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
              if (wants_partner && partner == NULL && u < end && *u == delimiter)
                {
                  wants_partner = FALSE;
                  partner = t;
                  behind_partner = u;
                  n_delimiters++;
                  t = next_special (self);
                  continue;
                }
              self->n_lines += n_lines;
              self->n_good++;
              if (flags & TL_CSV_FIELD_DOUBLED)
                self->n_plain = MIN (self->n_plain, self->n_fields);
              *after = u;
              add_field (self, start + 1, t, flags);
              return QUOTED_CLOSED;
            }
          if (n_lines > 0 && (t[-1] == delimiter || t[-1] == '\n' || t[-1] == '\r'))
            return QUOTED_BAD;
          has_literal = TRUE;
          wants_partner = !wants_partner && (t[-1] == ' ' || t[-1] == '(') && t > start + 1;
          t = u;
          continue;
        }
      if (*t == '\n' || *t == '\r')
        {
          if (partner)
            break;
          if (has_literal)
            return QUOTED_BAD;
          if (*t == '\n' || is_cr_last (self, t))
            {
              /* The first is but the end of a line. */
              if (n_lines > 0 && self->n_columns > 1)
                {
                  n_alike += n_delimiters + 1 == self->n_columns;
                  if (n_lines >= LINES_ALIKE && n_alike * 10 >= n_lines * 9)
                    return QUOTED_BAD;
                }
              n_lines++;
              n_delimiters = 0;
            }
        }
      else
        n_delimiters++;
      t = next_special (self);
    }

  if (partner)
    {
      self->n_wasted += (guint64) (t - behind_partner);
      self->n_lines += n_lines;
      self->n_good++;
      if (flags & TL_CSV_FIELD_DOUBLED)
        self->n_plain = MIN (self->n_plain, self->n_fields);
      go_back (self, behind_partner + 1);
      *after = behind_partner;
      add_field (self, start + 1, partner, flags);
      return QUOTED_CLOSED;
    }

  /* The file is cut short inside the field. */
  self->n_lines += n_lines;
  self->n_bad++;
  if (flags & TL_CSV_FIELD_DOUBLED)
    self->n_plain = MIN (self->n_plain, self->n_fields);
  add_field (self, start + 1, t, flags | TL_CSV_FIELD_OPEN);
  *after = end;
  return QUOTED_CLOSED;
}

void
tl_csv_scanner_init (TlCsvScanner *self, char delimiter, char quote, char escape, guint n_columns)
{
  *self = (TlCsvScanner){
    .delimiter = delimiter, .quote = quote, .first_quote = quote, .escape = escape, .n_columns = n_columns,
  };
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
  list_more (self, start);
}

/* Puts back what the NULs behind the fields of the record at hand took the place of. */
void
tl_csv_scanner_restore (TlCsvScanner *self)
{
  for (gsize i = 0; i < self->n_fields; i++)
    {
      char *behind = (char *) self->fields[i].text + self->fields[i].length;

      if (behind >= self->stop)
        *behind = self->stop_byte;
      else if (self->fields[i].flags & TL_CSV_FIELD_OPEN)
        *behind = '\n';
      else
        *behind = self->fields[i].flags & TL_CSV_FIELD_QUOTED ? self->first_quote : self->delimiter;
    }
}

/* Gives up the record at hand, to read it again when there is more of it. */
static TlCsvScan
want_more (TlCsvScanner *self)
{
  self->stop = self->end;
  self->stop_byte = '\0';
  tl_csv_scanner_restore (self);
  return TL_CSV_SCAN_MORE;
}

/* Takes in the unquoted fields from @p on up to the last delimiter before a byte that wants a closer look: an opening
 * quote, a line's end, the end of the list. Most of the time is spent here, so what it needs stands in registers. */
static inline const char *
scan_plain (TlCsvScanner *self, const char *p)
{
  const char     delimiter = self->delimiter, quote = self->quote;
  const char    *base = self->index_start;
  const guint16 *next = self->index + self->next_index, *last = self->index + self->n_index;
  TlCsvField    *field, *end_field;

  if (self->fields == NULL)
    return p;
  field = self->fields + self->n_fields;
  end_field = self->fields + self->n_allocated;
  while (next < last && field < end_field)
    {
      const char *t = base + *next;

      if (*p == quote)
        break;
      if (*t != delimiter)
        {
          if (*t != quote)
            break;
          next++; /* inside an unquoted field it is literal */
          continue;
        }
      next++;
      field->text = p;
      field->length = (guint32) (t - p);
      field->flags = 0;
      field++;
      *(char *) t = '\0';
      p = t + 1;
    }
  self->next_index = (guint) (next - self->index);
  self->n_given += (gsize) (field - self->fields) - self->n_fields;
  self->n_fields = (gsize) (field - self->fields);
  return p;
}

TlCsvScan
tl_csv_scanner_next (TlCsvScanner *self)
{
  const char *end = self->end;
  const char *p = self->pos;
  const char *t;
  char        c;

  if (p >= end)
    return self->is_final ? TL_CSV_SCAN_END : TL_CSV_SCAN_MORE;
  self->n_fields = 0;
  self->n_given = 0;
  self->n_lines = 0;
  self->n_plain = G_MAXSIZE;
  self->open_quote = NULL;
  self->start = p;
  for (;;)
    {
      const char *start;

      p = start = scan_plain (self, p);
      if (G_UNLIKELY (self->n_wasted > GIVE_UP + self->n_scanned) && self->quote)
        {
          self->quote = 0;
          self->gave_up = TRUE;
          list_more (self, start);
        }
      if (*p == self->quote && p < end)
        {
          guint64 n_lines = self->n_lines;
          Quoted  quoted = scan_quoted (self, start, &t);

          if (quoted == QUOTED_MORE || quoted == QUOTED_LONG)
            {
              self->open_quote = start;
              want_more (self);
              return quoted == QUOTED_LONG ? TL_CSV_SCAN_LONG : TL_CSV_SCAN_MORE;
            }
          if (quoted == QUOTED_CLOSED)
            {
              c = *t;
              goto behind;
            }
          self->n_bad++;
          self->n_lines = n_lines;
          self->n_wasted += (guint64) (t - start) + 64;
          go_back (self, start + 1);
        }
      do
        t = next_special (self);
      while (t < end && *t == self->quote);
      if (G_UNLIKELY (t == end) && !self->is_final)
        return want_more (self);
      c = *t;
      if (G_UNLIKELY (c == '\r' && end - t < 3 && !self->is_final))
        return want_more (self);
      add_field (self, start, t, 0);

    behind:
      p = t + 1;
      if (c == self->delimiter && t < end && self->delimiter)
        continue;
      self->stop = t;
      self->stop_byte = t < end ? c : '\0';
      if (t == end)
        p = end;
      else if (c == '\r')
        {
          if (end - t < 3 && !self->is_final)
            return want_more (self);
          if (p < end && *p == '\n')
            p++;
          else if (p + 1 < end && p[0] == '\r' && p[1] == '\n')
            p += 2;
          for (const char *q = t + 1; q < p; q++)
            next_special (self);
        }
      break;
    }
  self->n_lines++;
  self->n_scanned += (guint64) (p - self->pos);
  self->pos = p;
  return TL_CSV_SCAN_RECORD;
}

/* Makes one quote of two in the fields of the record just read, in place. */
void
tl_csv_scanner_unescape (TlCsvScanner *self)
{
  for (gsize i = self->n_plain; i < self->n_fields; i++)
    {
      TlCsvField *field = &self->fields[i];
      char       *text = (char *) field->text;
      const char *p = text, *end = p + field->length;
      char       *out = text;

      if (!(field->flags & TL_CSV_FIELD_DOUBLED))
        continue;
      while (p < end)
        {
          if (self->escape == 0)
            {
              const char *quote = memchr (p, self->first_quote, (gsize) (end - p));
              gsize       n = (gsize) ((quote ? quote + 1 : end) - p);

              memmove (out, p, n);
              out += n;
              p += n;
              p += quote && p < end && *p == self->first_quote;
              continue;
            }
          if (p + 1 < end && p[1] == self->first_quote && (*p == self->first_quote || *p == self->escape))
            p++;
          else if (p + 1 < end && self->escape && *p == self->escape && p[1] == self->escape)
            p++;
          *out++ = *p++;
        }
      field->length = (guint32) (out - text);
      *out = '\0';
    }
}
