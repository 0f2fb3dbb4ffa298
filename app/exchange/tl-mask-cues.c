/* tl-mask-cues.c: what the words around a number say of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-mask-private.h"

#define MAX_LOOK  48 /* characters back */
#define MAX_WORD  20
#define MAX_WORDS 6

/* In the plain form: lower case, no accents. */
static const struct
{
  TlCue       cue;
  const char *words;
} cues[] = {
  { TL_CUE_PHONE,
    "tel tele telephone telephones phone phones phoned ph mobile mobil mob cell cellphone cellular call calling called caller "
    "ring dial dialled dialed fax whatsapp sms contact contacted reach landline hotline "
    "telefon telefonnummer rufnummer handy handynummer anrufen mobilnummer mobiltelefon festnetz "
    "portable appeler appelez telefono telefonos movil celular llamar llame llamame cellulare chiamare telefone telemovel ligar "
    "telefoon telefoonnummer mobiel bellen gsm puhelin matkapuhelin puhelinnumero telefonszam komorka zadzwon" },
  { TL_CUE_ACCOUNT,
    "account accounts acct acc ac konto kontonummer kontonr kto compte cuenta conto rekening rekeningnummer conta konta "
    "bankkonto iban routing bsb clabe aba bankgiro plusgiro tili tilinumero rachunek" },
  { TL_CUE_CARD, "card cards visa mastercard amex maestro debit credit karte kreditkarte carte tarjeta carta creditcard" },
  { TL_CUE_SORT, "sort sortcode" },
  { TL_CUE_REFERENCE,
    "order orders ordernumber ref reference refs invoice ticket case claim booking reservation confirmation tracking parcel "
    "shipment policy sku item product isbn issn ean gtin barcode serial model complaint docket po job id complaintid "
    "bestellung bestellnummer auftrag rechnung rechnungsnummer sendung sendungsnummer paket artikel artikelnummer vorgang "
    "commande facture dossier colis pedido factura ordine fattura bestelling factuur zip postcode plz case-no waybill awb "
    "transaction vin imei flight room" },
  { TL_CUE_MONEY,
    "balance amount total price cost costs paid pay payment owe owed fee fees refund charged charge saldo betrag preis "
    "montant prix "
    "importe precio limit worth" },
  { TL_CUE_VERSION,
    "version versions ver v release build firmware ios android app update upgrade software rev revision patch chrome firefox "
    "safari edge opera windows section sections chapter clause article paragraph para figure table item step kernel driver macos "
    "abschnitt kapitel fassung" },
  { TL_CUE_FILLER,
    "number numbers no nr num nos nbr is was are my the our at on to me us and or of for a an in it please pls by under "
    "via with this "
    "new here his her your their nummer numero ist war unter auf meine mein der die das am bei est mon le la sur au es mi el code "
    "ending uk us de n o" },
};

static GHashTable *
get_words (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      GHashTable *words = g_hash_table_new (g_str_hash, g_str_equal);

      for (gsize i = 0; i < G_N_ELEMENTS (cues); i++)
        {
          g_auto (GStrv) list = g_strsplit (cues[i].words, " ", -1);

          for (char **word = list; *word; word++)
            if (!g_hash_table_contains (words, *word))
              g_hash_table_insert (words, g_strdup (*word), GINT_TO_POINTER (cues[i].cue));
        }
      g_once_init_leave (&once, (gsize) words);
    }
  return (GHashTable *) once;
}

/* Words of scripts that the plain form does not tell apart. */
static TlCue
find_foreign (const TlPlain *plain, gsize from, gsize to)
{
  static const struct
  {
    TlCue       cue;
    const char *word;
  } foreign[] = {
    { TL_CUE_PHONE, "电话" },    { TL_CUE_PHONE, "電話" },   { TL_CUE_PHONE, "手机" },      { TL_CUE_PHONE, "手機" },
    { TL_CUE_PHONE, "携帯" },    { TL_CUE_PHONE, "전화" },   { TL_CUE_PHONE, "휴대폰" },    { TL_CUE_PHONE, "тел" },
    { TL_CUE_PHONE, "звон" },    { TL_CUE_PHONE, "هاتف" },  { TL_CUE_PHONE, "جوال" },     { TL_CUE_PHONE, "اتصل" },
    { TL_CUE_PHONE, "फ़ोन" },     { TL_CUE_PHONE, "फोन" },   { TL_CUE_PHONE, "τηλ" },       { TL_CUE_PHONE, "טלפון" },
    { TL_CUE_ACCOUNT, "账号" },  { TL_CUE_ACCOUNT, "账户" }, { TL_CUE_ACCOUNT, "口座" },    { TL_CUE_ACCOUNT, "계좌" },
    { TL_CUE_ACCOUNT, "счет" }, { TL_CUE_ACCOUNT, "счёт" }, { TL_CUE_ACCOUNT, "حساب" },
    { TL_CUE_REFERENCE, "订单" }, { TL_CUE_REFERENCE, "注文" }, { TL_CUE_REFERENCE, "заказ" }, { TL_CUE_REFERENCE, "طلب" },
  };
  const char      *last = NULL;
  TlCue            cue = TL_CUE_NONE;
  g_autofree char *head = NULL;
  g_autofree char *folded = NULL;

  if (plain->at == NULL)
    return TL_CUE_NONE;
  head = g_strndup (plain->text + plain->at[from], plain->at[to] - plain->at[from]);
  folded = g_utf8_strdown (head, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      const char *found = g_strrstr (folded, foreign[i].word);

      if (found && (last == NULL || found > last))
        {
          last = found;
          cue = foreign[i].cue;
        }
    }
  return cue;
}

/**
 * _tl_mask_find_cue:
 * @at: where the number begins
 * @gap: (out): how many words stand between that mean nothing here
 *
 * Returns: what the nearest word before the number that says anything says
 */
TlCue
_tl_mask_find_cue (const TlPlain *plain, gsize at, guint *gap)
{
  GHashTable *words = get_words ();
  gsize       floor = at > MAX_LOOK ? at - MAX_LOOK : 0;
  gsize       end = at;
  gboolean    is_foreign = FALSE;

  *gap = 0;
  for (int n = 0; n < MAX_WORDS; n++)
    {
      char     word[MAX_WORD + 1];
      gboolean has_digit = FALSE;
      gsize    start;
      gpointer cue;

      while (end > floor && !(plain->s[end - 1] >= 'a' && plain->s[end - 1] <= 'z'))
        {
          is_foreign |= plain->s[end - 1] == TL_PLAIN_LETTER || plain->s[end - 1] == TL_PLAIN_SIGN;
          /* Another number ends what was said of this one, unless it is a small one: “phone 2:”. */
          if (end >= 4 && _tl_plain_is_digit (plain->s[end - 1]) && _tl_plain_is_digit (plain->s[end - 2]) &&
              _tl_plain_is_digit (plain->s[end - 3]) && _tl_plain_is_digit (plain->s[end - 4]))
            goto done;
          has_digit |= _tl_plain_is_digit (plain->s[end - 1]);
          end--;
        }
      *gap += has_digit;
      for (start = end; start > floor && plain->s[start - 1] >= 'a' && plain->s[start - 1] <= 'z';)
        start--;
      if (start == end)
        break;
      if (end - start <= MAX_WORD)
        {
          memcpy (word, plain->s + start, end - start);
          word[end - start] = '\0';
          /* “a/c” */
          if (strcmp (word, "c") == 0 && start >= 2 && plain->s[start - 1] == '/' && plain->s[start - 2] == 'a')
            return TL_CUE_ACCOUNT;
          cue = g_hash_table_lookup (words, word);
          if (cue == NULL)
            (*gap)++;
          else if (GPOINTER_TO_INT (cue) != TL_CUE_FILLER)
            return GPOINTER_TO_INT (cue);
        }
      else
        (*gap)++;
      end = start;
    }
done:
  return is_foreign ? find_foreign (plain, floor, at) : TL_CUE_NONE;
}

static gboolean
is_currency (const guchar *s, gsize length)
{
  static const char words[] = " eur euro euros usd gbp chf jpy cny inr aud cad nzd sek nok dkk pln czk huf brl mxn zar hkd sgd "
                              "aed sar try krw rub dollar dollars pound pounds quid pence cents cent yen yuan rupees rs kr zl ft "
                              "franken francs bucks euros k mio million millions billion billions percent prozent pts points "
                              "km kg miles mi lbs mb gb kwh sqft rows units pieces times views followers "
                              "people customers years days "
                              "hours minutes weeks months words ";
  char              word[MAX_WORD + 3];

  if (length == 0 || length > MAX_WORD)
    return FALSE;
  word[0] = ' ';
  memcpy (word + 1, s, length);
  word[length + 1] = ' ';
  word[length + 2] = '\0';
  return strstr (words, word) != NULL;
}

static gboolean
is_sign (guchar c)
{
  return c == '$' || c == '%' || c == TL_PLAIN_CURRENCY;
}

/**
 * _tl_mask_is_money:
 *
 * Returns: whether what stands beside a number makes it an amount: a currency, a share, a unit, decimals
 */
gboolean
_tl_mask_is_money (const TlPlain *plain, gsize start, gsize end)
{
  gsize p = start, q = end;

  while (p > 0 && start - p < 2 && plain->s[p - 1] == ' ')
    p--;
  if (p > 0 && is_sign (plain->s[p - 1]))
    return TRUE;
  for (gsize w = p;; w--)
    {
      if (w > 0 && p - w < 4 && plain->s[w - 1] >= 'a' && plain->s[w - 1] <= 'z')
        continue;
      /* Codes of three letters, as a rule; “k” and “times” stand behind. */
      if (p - w >= 2 && p - w <= 3 && (w == 0 || !_tl_plain_is_part (plain->s[w - 1])) && is_currency (plain->s + w, p - w))
        return TRUE;
      break;
    }
  if ((plain->s[q] == ',' || plain->s[q] == '.') && _tl_plain_is_digit (plain->s[q + 1]))
    return TRUE;
  while (q - end < 2 && plain->s[q] == ' ')
    q++;
  if (is_sign (plain->s[q]))
    return TRUE;
  p = q;
  while (q - p <= MAX_WORD && plain->s[q] >= 'a' && plain->s[q] <= 'z')
    q++;
  return is_currency (plain->s + p, q - p);
}
