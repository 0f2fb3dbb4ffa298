/* test-columns.c: which column of a table is what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "tl-columns.h"
#include "tl-error.h"

/* "role=column role=column …" in the order of the roles. */
static char *
guess (const char *text)
{
  g_autoptr (GBytes)       bytes = g_bytes_new (text, strlen (text));
  g_autoptr (TlCsvSource)  source = tl_csv_source_new_for_bytes (bytes, "test.csv");
  g_autoptr (GError)       error = NULL;
  g_autoptr (TlCsvDialect) dialect = tl_csv_sniff (source, NULL, &error);
  g_autoptr (TlColumns)    columns = NULL;
  GString                 *out = g_string_new (NULL);

  g_assert_no_error (error);
  columns = tl_columns_guess_for (source, dialect, &error);
  g_assert_no_error (error);
  for (guint role = 0; role < TL_COLUMN_N_ROLES; role++)
    {
      int column = tl_columns_get (columns, role);

      g_assert_cmpint (column, <, (int) dialect->n_columns);
      if (column >= 0)
        g_string_append_printf (out, "%s%s=%s", out->len > 0 ? " " : "", tl_column_role_to_string (role),
                                dialect->names[column]);
    }
  return g_string_free (out, FALSE);
}

static void
test_guess (void)
{
  static const struct
  {
    const char *text;
    const char *roles;
  } cases[] = {
    { "Date received,Date sent to company,Consumer complaint narrative,Company public response,Submitted via,"
      "Complaint ID\n2024-01-02,2024-01-03,\"They lost my letter, twice, and no one called\","
      "Company has responded to the consumer and chooses not to say more,Web,17\n",
      "text=Consumer complaint narrative date=Date received channel=Submitted via id=Complaint ID" },
    { "Company public response,Issue\nCompany has responded to the consumer and chooses not to say more,Late\n"
      "Company believes it acted appropriately as authorised by law,Lost\n",
      "" },
    { "id,created_at,rating,review_text,review_title\n1,2024-05-06T10:00:00Z,4,Not bad at all for the price,Fine\n"
      "2,2024-05-07T10:00:00Z,1,It broke on the very first day,Broken\n",
      "text=review_text date=created_at stars=rating id=id title=review_title" },
    { "ResponseId,RecordedDate,NPS_NPS_GROUP,NPS,Q3_TEXT,CustomerSegment\nR_1,2024-05-06 10:00:00,1,9,All good there "
      "with you,Gold\nR_2,2024-05-07 10:00:00,3,2,Slow and rude,Gold\n",
      "text=Q3_TEXT date=RecordedDate nps=NPS segment=CustomerSegment id=ResponseId" },
    { "NPS_NPS_GROUP,Date\n1,2024-05-06\n3,2024-05-07\n", "date=Date" },
    { "NPS Group,NPS Score,NPS Comment\nPromoter,9,Great people\nDetractor,3,Awful wait\n",
      "text=NPS Comment nps=NPS Score" },
    { "Timestamp,How likely are you to recommend us to a friend?,What is the main reason for your score?\n"
      "3/14/2025 10:11:12,9,Nice people and quick answers\n"
      "3/15/2025 10:11:12,2,I had to wait for an hour on the phone\n",
      "text=What is the main reason for your score? date=Timestamp "
      "nps=How likely are you to recommend us to a friend?" },
    { "Datum;Kommentar;Weiterempfehlung;Kundennummer;Kanal;Kundengruppe\n01.02.2024;War in Ordnung, aber zu spät;7;K1;"
      "Web;Privat\n02.02.2024;Nie wieder, keiner ruft zurück;0;K2;Telefon;Firma\n",
      "text=Kommentar date=Datum nps=Weiterempfehlung customer=Kundennummer segment=Kundengruppe channel=Kanal" },
    { "Date de création;Commentaire;Satisfaction;N° client;Titre\n01/02/2024;Très bien mais trop lent;4;7;Bien\n"
      "15/02/2024;Personne ne répond au téléphone;1;8;Nul\n",
      "text=Commentaire date=Date de création csat=Satisfaction title=Titre" },
    { "Fecha;Comentarios;Calificación;Canal\n15/02/2024;Muy bien todo pero lento;4;web\n16/02/2024;No contestan nunca "
      "al teléfono;1;tienda\n",
      "text=Comentarios date=Fecha stars=Calificación channel=Canal" },
    { "Aangemaakt op;Toelichting;Tevredenheid;Klantnummer\n15-02-2024;Prima geholpen maar erg traag;4;7\n16-02-2024;"
      "Niemand neemt de telefoon op;1;8\n",
      "text=Toelichting date=Aangemaakt op csat=Tevredenheid customer=Klantnummer" },
    { "Customer Effort Score (1-7),CSAT,Overall Rating,comments\n6,5,4,fine\n2,1,1,awful\n",
      "text=comments csat=CSAT ces=Customer Effort Score (1-7) stars=Overall Rating" },
    { "sentiment,text\npositive,Great value for little money\nnegative,Broke on the first day\n",
      "text=text sentiment=sentiment" },
    /* what stands in the columns, where the names say nothing */
    { "Q1,Q2,Q3\n2024-05-06,5,I had to wait for more than an hour\n2024-05-07,2,Nobody told me what to do next\n"
      "2024-05-08,3,The new app is so much better now\n",
      "text=Q3 date=Q1" },
    { "I had to wait for more than an hour.\t0\nNobody told me what to do next.\t0\n"
      "The new app is much better now.\t1\n",
      "text=Column 1 sentiment=Column 2" },
    { "Great service all around, thank you so much!\t5\nI will never come back to this place.\t1\nIt was fine but a "
      "bit slow today.\t3\n",
      "text=Column 1 stars=Column 2" },
    /* a score that is none by its values; a text that is none */
    { "nps,comment\nPromoter,12\nDetractor,13\n", "" },
    { "score,note\n85,ok\n90,ok\n", "text=note" },
    { "score,feedback\n10,good to talk to you\n3,no\n", "text=feedback nps=score" },
    { "likelihood to recommend,why\n10 - Extremely likely,Kind people everywhere\n0 - Not at all likely,Nobody cares\n",
      "text=why nps=likelihood to recommend" },
    { "a,b\n1,2\n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *roles = guess (cases[i].text);

      g_assert_cmpstr (roles, ==, cases[i].roles);
    }
}

static void
test_normalise (void)
{
  static const char *const cases[][2] = {
    { "customerID", "customer id" },
    { "Customer_Id", "customer id" },
    { "  CUSTOMER  ID (hashed)", "customer id" },
    { "RecordedDate", "recorded date" },
    { "NPSScore", "nps score" },
    { "NPS_NPS_GROUP", "nps nps group" },
    { "Geschäftsstraße", "geschaftsstrasse" },
    { "Was möchten Sie uns (noch) sagen?", "was mochten sie uns sagen" },
    { "(hidden)", "hidden" },
    { "Don’t know", "dont know" },
    { "Q2 - Topics", "q2 topics" },
    { "", "" },
    { "???", "" },
    { "((((", "" },
    { "名前", "名前" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = tl_columns_normalise (cases[i][0]);

      g_assert_cmpstr (normal, ==, cases[i][1]);
    }
}

static void
test_find (void)
{
  static const char *const names[] = {
    "Date received", "Consumer complaint narrative", "Tags", "tags", "", "#9", "A_b",
  };
  static const struct
  {
    const char *wanted;
    int         column; /* -1: an error that holds @said */
    const char *said;
  } cases[] = {
    { "Date received", 0, NULL },
    { "date_received", 0, NULL },
    { " DATE   received ", 0, NULL },
    { "Tags", 2, NULL },
    { "tags", 3, NULL },
    { "TAGS", -1, "#3" },
    { "#2", 1, NULL },
    { "#9", 5, NULL },
    { "#0", -1, "7" },
    { "#8", -1, "7" },
    { "a b", 6, NULL },
    { "Consumer complaint naration", -1, "Consumer complaint narrative" },
    { "nothing of the kind", -1, "“Date received”, “Consumer complaint narrative”" },
    { "", 4, NULL },
    { "?", -1, "?" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint              column = 99;
      gboolean           found = tl_columns_find (names, G_N_ELEMENTS (names), cases[i].wanted, &column, &error);

      if (cases[i].column >= 0)
        {
          g_assert_no_error (error);
          g_assert_true (found);
          g_assert_cmpint ((int) column, ==, cases[i].column);
          continue;
        }
      g_assert_false (found);
      g_assert_true (error && error->domain == TL_ERROR);
      g_assert_nonnull (strstr (error->message, cases[i].said));
    }
}

static void
test_find_label (void)
{
  static const char        text[] = "StartDate,Q1,Q2\nAnfangsdatum,How was it?,Why?\n"
                                    "\"{\"\"ImportId\"\":\"\"startDate\"\"}\","
                                    "\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\"\n"
                                    "2024-01-01,3,Because\n";
  g_autoptr (GBytes)       bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (TlCsvSource)  source = tl_csv_source_new_for_bytes (bytes, "test.csv");
  g_autoptr (TlCsvDialect) dialect = tl_csv_sniff (source, NULL, NULL);
  g_autoptr (GError)       error = NULL;
  guint                    column = 99;

  g_assert_true (tl_columns_find_in (dialect, "q1", &column, &error));
  g_assert_cmpuint (column, ==, 1);
  g_assert_true (tl_columns_find_in (dialect, "how was it", &column, &error));
  g_assert_cmpuint (column, ==, 1);
  g_assert_true (tl_columns_find_in (dialect, "QID2_TEXT", &column, &error));
  g_assert_cmpuint (column, ==, 2);
  g_assert_false (tl_columns_find_in (dialect, "Q3", &column, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "“Q"));
}

static void
test_set (void)
{
  static const char        text[] = "date,comment,nps\n2024-01-01,fine people here,9\n";
  g_autoptr (GBytes)       bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (TlCsvSource)  source = tl_csv_source_new_for_bytes (bytes, "test.csv");
  g_autoptr (TlCsvDialect) dialect = tl_csv_sniff (source, NULL, NULL);
  g_autoptr (TlColumns)    columns = tl_columns_guess_for (source, dialect, NULL);
  TlColumnRole             role;

  g_assert_cmpint (tl_columns_get (columns, TL_COLUMN_NPS), ==, 2);
  tl_columns_set (columns, TL_COLUMN_STARS, 2);
  g_assert_cmpint (tl_columns_get (columns, TL_COLUMN_NPS), ==, -1);
  g_assert_cmpint (tl_columns_get (columns, TL_COLUMN_STARS), ==, 2);
  tl_columns_set (columns, TL_COLUMN_TEXT, -1);
  g_assert_cmpint (tl_columns_get (columns, TL_COLUMN_TEXT), ==, -1);
  for (guint i = 0; i < TL_COLUMN_N_ROLES; i++)
    {
      g_assert_true (tl_column_role_parse (tl_column_role_to_string (i), &role));
      g_assert_cmpuint (role, ==, i);
    }
  g_assert_false (tl_column_role_parse ("colour", &role));
}

/* A header of as many columns as we take is looked at in no time. */
static void
test_wide (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64              start = g_get_monotonic_time ();

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "%sQuestion %u: how (((was) it, really", i > 0 ? ";" : "", i);
  g_string_append (text, ";comment\n");
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "4;");
  g_string_append (text, "So much to say about it all\n");
  {
    g_autofree char *roles = guess (text->str);

    g_assert_cmpstr (roles, ==, "text=comment");
  }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_USEC_PER_SEC);
  g_test_message ("%.0f ms", (double) (g_get_monotonic_time () - start) / 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/guess", test_guess);
  g_test_add_func ("/columns/normalise", test_normalise);
  g_test_add_func ("/columns/find", test_find);
  g_test_add_func ("/columns/find-label", test_find_label);
  g_test_add_func ("/columns/set", test_set);
  g_test_add_func ("/columns/wide", test_wide);
  return g_test_run ();
}
