/* tl-csv-bytes.c: encodings of one byte a character
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-csv-private.h"

#define SAMPLE (256 * 1024)

static const char *const names[] = {
  [TL_CSV_ENCODING_WINDOWS_1252] = "WINDOWS-1252", [TL_CSV_ENCODING_WINDOWS_1250] = "WINDOWS-1250",
  [TL_CSV_ENCODING_WINDOWS_1251] = "WINDOWS-1251", [TL_CSV_ENCODING_ISO_8859_15] = "ISO-8859-15",
  [TL_CSV_ENCODING_MAC_ROMAN] = "MACINTOSH",
};

/* What the bytes from 0x80 on stand for; U+FFFD: nothing. */
const guint16 *
tl_csv_bytes_table (TlCsvEncoding encoding)
{
  static guint16 tables[G_N_ELEMENTS (names)][128];
  static gsize   once;

  if (g_once_init_enter (&once))
    {
      for (guint i = TL_CSV_ENCODING_WINDOWS_1252; i < G_N_ELEMENTS (names); i++)
        for (guint byte = 0x80; byte < 0x100; byte++)
          {
            char             c = (char) byte;
            g_autofree char *text = g_convert (&c, 1, "UTF-8", names[i], NULL, NULL, NULL);

            tables[i][byte - 0x80] = text && *text ? (guint16) g_utf8_get_char (text) : 0xfffd;
          }
      g_once_init_leave (&once, 1);
    }
  return tables[encoding];
}

static gboolean
is_lower (guchar c)
{
  return c >= 'a' && c <= 'z';
}

/* Which encoding text is in that is not UTF-8, by the company its bytes keep: Cyrillic words are made of nothing else;
 * between the small letters of a word Mac Roman has é, ü and ö where Windows has marks. Anything else is taken for
 * Windows-1252, which Latin-1 is a part of. */
TlCsvEncoding
tl_csv_guess_bytes (TlCsvSource *source)
{
  /* é è ê ë à â ä ç î ï ô ö û ü ù á ú ñ of Mac Roman, but those that are quotes and dashes in Windows-1252 */
  static const char mac[] = "\x8e\x8f\x90\x88\x89\x8a\x8d\x99\x9a\x9d\x9e\x9f\x87\x98\x8b\x8c";
  g_autofree guchar *bytes = g_malloc (SAMPLE);
  gboolean           is_mac[256] = { FALSE };
  guint64            offset = 0;
  gsize              n_high = 0, n_pairs = 0, n_mac = 0, n_windows = 0;

  for (const char *p = mac; *p; p++)
    is_mac[(guchar) *p] = TRUE;
  while (n_high < 4096)
    {
      gssize n = tl_csv_source_read (source, offset, bytes, SAMPLE, NULL);

      if (n <= 0)
        break;
      offset += (guint64) n;
      for (gssize i = 1; i + 1 < n; i++)
        {
          if (bytes[i] < 0x80)
            continue;
          n_high++;
          n_pairs += bytes[i] >= 0xc0 && bytes[i - 1] >= 0xc0;
          if (!is_lower (bytes[i - 1]) && !is_lower (bytes[i + 1]))
            continue;
          n_mac += is_mac[bytes[i]] && is_lower (bytes[i - 1]);
          n_windows += bytes[i] >= 0xe0;
        }
    }
  if (n_high >= 8 && n_pairs * 10 > n_high * 6)
    return TL_CSV_ENCODING_WINDOWS_1251;
  return n_mac > n_windows ? TL_CSV_ENCODING_MAC_ROMAN : TL_CSV_ENCODING_WINDOWS_1252;
}
