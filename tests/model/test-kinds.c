/* test-kinds.c: the description of the kinds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-error.h"
#include "tl-kind.h"

static void
test_tables (void)
{
  TlField field = 0;

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      const TlKindInfo *info = tl_kind_get_info (kind);

      g_assert_cmpint (tl_kind_from_name (info->name), ==, kind);
      g_assert_cmpuint (info->first, ==, field);
      g_assert_cmpuint (info->n_fields, >, 0);
      g_assert_cmpint (strlen (tl_kind_get_label (kind)), >, 0);
      for (guint i = 0; i < info->n_fields; i++, field++)
        {
          const TlFieldInfo *about = tl_field_get_info (field);

          g_assert_cmpint (about->kind, ==, kind);
          g_assert_cmpint (tl_kind_find_field (kind, about->name), ==, field);
          g_assert_cmpint (strlen (tl_field_get_label (field)), >, 0);
          g_assert_true ((about->type == TL_TYPE_WORD) == (about->words != NULL));
          g_assert_true ((about->type == TL_TYPE_ID_REF) == (about->targets != 0));
          if (about->preset)
            {
              TlValue          value = { FALSE };
              g_autofree char *text = NULL;

              g_assert_true (tl_field_parse (field, about->preset, &value, NULL));
              text = tl_field_format (field, &value);
              g_assert_cmpstr (text, ==, about->preset);
              tl_value_clear (&value, field);
            }
        }
    }
  g_assert_cmpint (field, ==, TL_N_FIELDS);
  g_assert_cmpint (tl_kind_from_name ("stages"), ==, TL_KIND_NONE);
  g_assert_cmpint (tl_kind_find_field (TL_KIND_STAGE, "leave"), ==, TL_FIELD_NONE);
}

static void
test_values (void)
{
  static const struct
  {
    TlField     field;
    const char *text;
    const char *canonical; /* NULL: refused */
    int         code;
  } cases[] = {
    { TL_PAIN_INCIDENCE, "0.9", "0.9" },
    { TL_PAIN_INCIDENCE, "132/1200", "132/1200" },
    { TL_PAIN_INCIDENCE, "1.3", NULL, TL_ERROR_RANGE },
    { TL_PAIN_INCIDENCE, "0.9..1.1", NULL, TL_ERROR_RANGE },
    { TL_PAIN_INCIDENCE, "-0.1..0.1", NULL, TL_ERROR_RANGE },
    { TL_PAIN_COST, "132/1200", NULL, TL_ERROR_FORM },
    { TL_PAIN_COST, "-1", NULL, TL_ERROR_RANGE },
    { TL_STAGE_REVENUE, "-30", "-30" },
    { TL_STAGE_KIND, "won", "won" },
    { TL_STAGE_KIND, " won ", "won" },
    { TL_STAGE_KIND, "gone", NULL, TL_ERROR_FORM },
    { TL_STAGE_COLUMN, " 3 ", "3" },
    { TL_STAGE_COLUMN, "3.5", NULL, TL_ERROR_FORM },
    { TL_STAGE_COLUMN, "-1", NULL, TL_ERROR_RANGE },
    { TL_STAGE_COLUMN, "99999999999999999999", NULL, TL_ERROR_RANGE },
    { TL_TOUCHPOINT_EMOTION, "-2", "-2" },
    { TL_TOUCHPOINT_EMOTION, "2.5", NULL, TL_ERROR_RANGE },
    { TL_JOURNEY_DOUBT, "0.25", "0.25" },
    { TL_JOURNEY_DOUBT, "INF", NULL, TL_ERROR_FORM },
    { TL_JOURNEY_CURRENCY, "GBP", "GBP" },
    { TL_JOURNEY_CURRENCY, "gbp", NULL, TL_ERROR_FORM },
    { TL_FIX_DUE, "2026-02-29", NULL, TL_ERROR_FORM },
    { TL_FIX_DUE, "2026-03-31", "2026-03-31" },
    { TL_CONTACT_TOUCHPOINT, "a b", NULL, TL_ERROR_FORM },
    { TL_CONTACT_TOUCHPOINT, " desk ", "desk" },
    { TL_STAGE_NOTE, "a\r\nb\x01", "a\nb\ufffd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TlValue            value = { FALSE };
      gboolean           good = tl_field_parse (cases[i].field, cases[i].text, &value, &error);
      g_autofree char   *text = good ? tl_field_format (cases[i].field, &value) : NULL;

      g_assert_cmpstr (text, ==, cases[i].canonical);
      if (!good)
        {
          g_assert_error (error, TL_ERROR, cases[i].code);
          g_assert_nonnull (strstr (error->message, tl_field_get_info (cases[i].field)->name));
        }
      tl_value_clear (&value, cases[i].field);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/kinds/tables", test_tables);
  g_test_add_func ("/model/kinds/values", test_values);
  return g_test_run ();
}
