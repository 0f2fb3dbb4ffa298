/* tl-csv-utf8.c: what of a file is UTF-8
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Thirty-two bytes at a time by looking up what two bytes behind each other can be (Keiser and Lemire, Validating UTF-8
 * in less than one instruction per byte, 2021); where something is wrong, a character at a time finds the place.
 */
#include "tl-csv-private.h"

#ifdef __SSE2__
#include <immintrin.h>
#endif

gsize
tl_csv_utf8_count_plain (const guchar *p, const guchar *end)
{
  const guchar *start = p;

#ifdef __SSE2__
  while (end - p >= 64)
    {
      const __m128i *q = (const __m128i *) (const void *) p;
      __m128i        a = _mm_loadu_si128 (q), b = _mm_loadu_si128 (q + 1), c = _mm_loadu_si128 (q + 2);
      __m128i        d = _mm_loadu_si128 (q + 3);
      __m128i        least = _mm_min_epu8 (_mm_min_epu8 (a, b), _mm_min_epu8 (c, d));
      const guchar  *next = p + 64;
      guint64        others;

      if (_mm_movemask_epi8 (_mm_cmpeq_epi8 (least, _mm_setzero_si128 ())) != 0)
        break;
      others = (guint64) (guint) _mm_movemask_epi8 (a) | (guint64) (guint) _mm_movemask_epi8 (b) << 16 |
               (guint64) (guint) _mm_movemask_epi8 (c) << 32 | (guint64) (guint) _mm_movemask_epi8 (d) << 48;
      while (others != 0)
        {
          guint i = (guint) __builtin_ctzll (others);
          int   n = tl_csv_utf8_length (p + i, end);

          if (n <= 0)
            return (gsize) (p + i - start);
          if (i + (guint) n >= 64)
            {
              next = p + i + n;
              break;
            }
          others &= ~(((G_GUINT64_CONSTANT (1) << n) - 1) << i);
        }
      p = next;
    }
#endif
  while (p < end && *p > 0)
    {
      int n = *p < 0x80 ? 1 : tl_csv_utf8_length (p, end);

      if (n <= 0)
        break;
      p += n;
    }
  return (gsize) (p - start);
}

#ifdef TL_CSV_AVX2
/* What is wrong about two bytes in a row, one bit each; a pair has it where all three lookups do. */
enum
{
  SHORT = 1 << 0,       /* a first byte of several, and no other behind it */
  LONG = 1 << 1,        /* ASCII, and one of several behind it */
  OVERLONG_3 = 1 << 2,  /* what fits two bytes, in three */
  TOO_LARGE = 1 << 3,   /* beyond U+10FFFF */
  SURROGATE = 1 << 4,
  OVERLONG_2 = 1 << 5,
  OVERLONG_4 = 1 << 6,  /* and, by the second byte, what is far too large */
  TWO_OTHERS = 1 << 7,  /* the second and third of several, or wrong */
  CARRY = SHORT | LONG | TWO_OTHERS,
};

typedef struct
{
  __m256i first_high; /* by the upper half of the first byte */
  __m256i first_low;
  __m256i second_high;
} Tables;

#define TWICE(...) _mm256_setr_epi8 (__VA_ARGS__, __VA_ARGS__)
#define FAR (CARRY | TOO_LARGE | OVERLONG_4)

static inline __attribute__ ((target ("avx2"), always_inline)) Tables
make_tables (void)
{
  return (Tables) {
    TWICE (LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, (char) TWO_OTHERS, (char) TWO_OTHERS, (char) TWO_OTHERS,
           (char) TWO_OTHERS, SHORT | OVERLONG_2, SHORT, SHORT | OVERLONG_3 | SURROGATE,
           SHORT | TOO_LARGE | OVERLONG_4),
    TWICE ((char) (CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), (char) (CARRY | OVERLONG_2), (char) CARRY, (char) CARRY,
           (char) (CARRY | TOO_LARGE), (char) FAR, (char) FAR, (char) FAR, (char) FAR, (char) FAR, (char) FAR, (char) FAR,
           (char) FAR, (char) (FAR | SURROGATE), (char) FAR, (char) FAR),
    TWICE (SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
           (char) (LONG | OVERLONG_2 | TWO_OTHERS | OVERLONG_3 | OVERLONG_4),
           (char) (LONG | OVERLONG_2 | TWO_OTHERS | OVERLONG_3 | TOO_LARGE),
           (char) (LONG | OVERLONG_2 | TWO_OTHERS | SURROGATE | TOO_LARGE),
           (char) (LONG | OVERLONG_2 | TWO_OTHERS | SURROGATE | TOO_LARGE), SHORT, SHORT, SHORT, SHORT),
  };
}

static inline __attribute__ ((target ("avx2"), always_inline)) __m256i
upper_half (__m256i v)
{
  return _mm256_and_si256 (_mm256_srli_epi16 (v, 4), _mm256_set1_epi8 (0x0f));
}

/* Other than 0 where something is wrong up to the last bytes of @now, @before being in front of it. */
static inline __attribute__ ((target ("avx2"), always_inline)) __m256i
find_wrong (const Tables *tables, __m256i before, __m256i now)
{
  __m256i joined = _mm256_permute2x128_si256 (before, now, 0x21);
  __m256i one = _mm256_alignr_epi8 (now, joined, 15);
  __m256i two = _mm256_alignr_epi8 (now, joined, 14);
  __m256i three = _mm256_alignr_epi8 (now, joined, 13);
  __m256i pairs = _mm256_and_si256 (
    _mm256_and_si256 (_mm256_shuffle_epi8 (tables->first_high, upper_half (one)),
                      _mm256_shuffle_epi8 (tables->first_low, _mm256_and_si256 (one, _mm256_set1_epi8 (0x0f)))),
    _mm256_shuffle_epi8 (tables->second_high, upper_half (now)));
  /* The third and fourth of several: there, and there alone, two others in a row are right. */
  __m256i others = _mm256_or_si256 (_mm256_subs_epu8 (two, _mm256_set1_epi8 ((char) (0xe0 - 0x80))),
                                    _mm256_subs_epu8 (three, _mm256_set1_epi8 ((char) (0xf0 - 0x80))));

  return _mm256_xor_si256 (_mm256_and_si256 (others, _mm256_set1_epi8 ((char) 0x80)), pairs);
}

__attribute__ ((target ("avx2"))) gsize
tl_csv_utf8_count_avx2 (const guchar *p, const guchar *end)
{
  const Tables  tables = make_tables ();
  const guchar *start = p;
  __m256i       before = _mm256_setzero_si256 ();

  for (; end - p >= 64; p += 64)
    {
      __m256i a = _mm256_loadu_si256 ((const __m256i *) (const void *) p);
      __m256i b = _mm256_loadu_si256 ((const __m256i *) (const void *) (p + 32));
      __m256i wrong = _mm256_cmpeq_epi8 (_mm256_min_epu8 (a, b), _mm256_setzero_si256 ());

      wrong = _mm256_or_si256 (wrong, _mm256_or_si256 (find_wrong (&tables, before, a), find_wrong (&tables, a, b)));
      if (!_mm256_testz_si256 (wrong, wrong))
        break;
      before = b;
    }
  /* All before is right but the last character, which may go on here. */
  for (int i = 0; i < 3 && p > start && (p[-1] & 0xc0) == 0x80; i++)
    p--;
  if (p > start && p[-1] >= 0xc0)
    p--;
  return (gsize) (p - start) + tl_csv_utf8_count_plain (p, end);
}
#endif

/* How many bytes from @p on are UTF-8 without NUL. */
gsize
tl_csv_utf8_count (const guchar *p, const guchar *end)
{
#ifdef TL_CSV_AVX2
  if (__builtin_cpu_supports ("avx2"))
    return tl_csv_utf8_count_avx2 (p, end);
#endif
  return tl_csv_utf8_count_plain (p, end);
}
