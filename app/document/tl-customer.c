/* tl-customer.c
 *
 * The secret is 256 random bits, in four rows of the table of counters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-customer-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#include "tl-document-private.h"

#define PREFIX   "c-"
#define N_LETTERS 12 /* of five bits: two of a million customers meet once in two million journeys */
#define N_PARTS  4
#define N_KNOWN  (1u << 17) /* hashes that are kept at hand: 4 MiB */

/* A customer answers more than once: the hash of an id of ordinary length is found again here. */
typedef struct
{
  char    id[24]; /* ended by a NUL; empty where there is none */
  guint64 bits;
} Known;

struct _TlCustomerKey
{
  GHmac *hmac;  /* that has taken the key up */
  Known *known; /* by the id's own hash; a later one takes the place of an earlier */
};

static const char *const parts[N_PARTS] = { "customer-key-1", "customer-key-2", "customer-key-3", "customer-key-4" };

/* No letter that looks like another. */
static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";

static TlCustomerKey *
key_new (const gint64 *values)
{
  TlCustomerKey *self = g_new0 (TlCustomerKey, 1);
  guint64        bytes[N_PARTS];

  for (int i = 0; i < N_PARTS; i++)
    bytes[i] = GUINT64_TO_BE ((guint64) values[i]);
  self->hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) bytes, sizeof bytes);
  return self;
}

/**
 * tl_customer_key_free:
 */
void
tl_customer_key_free (TlCustomerKey *self)
{
  if (self == NULL)
    return;
  g_hmac_unref (self->hmac);
  if (self->known)
    explicit_bzero (self->known, N_KNOWN * sizeof *self->known);
  g_free (self->known);
  g_free (self);
}

/* @n: (out): how many of its rows are there */
static gboolean
read_key (TlSql *sql, gint64 *values, int *n, GError **error)
{
  *n = 0;
  for (int i = 0; i < N_PARTS; i++)
    {
      g_autoptr (TlSqlFresh) row = _tl_sql_prepare (sql, "SELECT value FROM state WHERE name = ?", error);
      gboolean               has_row;

      if (row == NULL)
        return FALSE;
      _tl_sql_bind (row, "s", parts[i]);
      if (!_tl_sql_step (sql, row, &has_row, error))
        return FALSE;
      if (has_row)
        values[(*n)++] = sqlite3_column_int64 (row, 0);
    }
  return TRUE;
}

/**
 * _tl_customer_key_make:
 * @sql: a journey's connection, inside a transaction
 *
 * Returns: (transfer full): the journey's secret, which it has from now on
 */
TlCustomerKey *
_tl_customer_key_make (TlSql *sql, GError **error)
{
  gint64 values[N_PARTS];
  int    n;

  if (!read_key (sql, values, &n, error))
    return NULL;
  if (n == N_PARTS)
    return key_new (values);
  if (getrandom (values, sizeof values, 0) != sizeof values)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_FAILED,
                   _("The system gives no random numbers to hide customers' ids with (%s)."), g_strerror (errno));
      return NULL;
    }
  for (int i = 0; i < N_PARTS; i++)
    if (!_tl_sql_do (sql, error, "INSERT INTO state (name, value) VALUES (?, ?)"
                                 " ON CONFLICT (name) DO UPDATE SET value = excluded.value", "si", parts[i], values[i]))
      return NULL;
  return key_new (values);
}

/**
 * _tl_customer_key_remove:
 *
 * Takes the secret out: whoever gets the journey then cannot try ids.
 */
gboolean
_tl_customer_key_remove (TlSql *sql, GError **error)
{
  for (int i = 0; i < N_PARTS; i++)
    if (!_tl_sql_do (sql, error, "DELETE FROM state WHERE name = ?", "s", parts[i]))
      return FALSE;
  return TRUE;
}

/**
 * tl_customer_key_find:
 * @document: a document
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the journey's secret; %NULL, and no error, where no import has hashed ids yet
 */
TlCustomerKey *
tl_customer_key_find (TlDocument *document, GError **error)
{
  gint64 values[N_PARTS];
  int    n;

  g_return_val_if_fail (TL_IS_DOCUMENT (document), NULL);
  return read_key (document->sql, values, &n, error) && n == N_PARTS ? key_new (values) : NULL;
}

static guint64
hash_bits (const TlCustomerKey *self, const char *id)
{
  g_autoptr (GHmac) hmac = g_hmac_copy (self->hmac);
  guint8            digest[32];
  gsize             length = sizeof digest;
  guint64           bits = 0;

  g_hmac_update (hmac, (const guchar *) id, -1);
  g_hmac_get_digest (hmac, digest, &length);
  for (int i = 0; i < 8; i++)
    bits = bits << 8 | digest[i];
  return bits;
}

static guint64
find_bits (TlCustomerKey *self, const char *id)
{
  gsize  length = strlen (id);
  Known *known;

  if (length == 0 || length >= sizeof known->id)
    return hash_bits (self, id);
  if (self->known == NULL)
    self->known = g_new0 (Known, N_KNOWN);
  known = &self->known[(g_str_hash (id) * 2654435761u) >> 15 & (N_KNOWN - 1)];
  if (strcmp (known->id, id) != 0)
    {
      known->bits = hash_bits (self, id);
      memcpy (known->id, id, length + 1);
    }
  return known->bits;
}

/**
 * tl_customer_key_hash:
 * @self: the secret; one thread uses it at a time
 * @id: a customer's id
 *
 * HMAC-SHA256, the first 60 bits of it. Blanks around the id and the form of its accents do not count; capitals do.
 *
 * Returns: (transfer full): what to keep instead, such as `c-4m9x7q2p0ra3`
 */
char *
tl_customer_key_hash (const TlCustomerKey *self, const char *id)
{
  g_autofree char *plain = g_strstrip (g_strdup (id));
  g_autofree char *composed = g_str_is_ascii (plain) ? NULL : g_utf8_normalize (plain, -1, G_NORMALIZE_NFC);
  guint64          bits = find_bits ((TlCustomerKey *) self, composed ? composed : plain);
  char             text[] = PREFIX "............";

  for (int i = 0; i < N_LETTERS; i++, bits <<= 5)
    text[strlen (PREFIX) + (gsize) i] = letters[bits >> 59];
  return g_strdup (text);
}

/**
 * tl_customer_is_hash:
 *
 * Returns: whether @text looks like what tl_customer_key_hash() gives
 */
gboolean
tl_customer_is_hash (const char *text)
{
  return g_str_has_prefix (text, PREFIX) && strlen (text) == strlen (PREFIX) + N_LETTERS &&
         strspn (text + strlen (PREFIX), letters) == N_LETTERS;
}
