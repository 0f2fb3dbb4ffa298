/* test-xml-chance.c: journeys of any shape, as XML and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "xml-helpers.h"

/* Every field of every kind is filled by chance, or left out. */
typedef struct
{
  GRand   *rand;
  GString *out;
  guint    n;
} Maker;

static void
append_value (Maker *self, TlField field)
{
  static const char *const texts[] = { "",     "a",     " b  c ", "&lt;&amp;&gt;&quot;'", "é 日本 😀", "&#10;&#9;&#13;x",
                                       "=1+1", "]]&gt;" };
  const TlFieldInfo       *info = tl_field_get_info (field);
  double                   most = MIN (info->maximum, 1e6);
  double                   least = isfinite (info->minimum) ? info->minimum : -1e3;
  double                   a = g_rand_double_range (self->rand, least, most);
  double                   b = g_rand_double_range (self->rand, a, most);

  switch (info->type)
    {
    case TL_TYPE_ESTIMATE:
      switch (g_rand_int_range (self->rand, 0, 4))
        {
        case 0:
          g_string_append_printf (self->out, "%.3f..%.3f", a, b + 0.001 > most ? most : b + 0.001);
          break;

        case 1:
          g_string_append_printf (self->out, "%.2f..%.2f..%.2f", least, least, most);
          break;

        case 2:
          if (info->flags & TL_FIELD_SHARE)
            g_string_append_printf (self->out, "%d/%d", g_rand_int_range (self->rand, 0, 50),
                                    g_rand_int_range (self->rand, 50, 99));
          else
            g_string_append_printf (self->out, "%.0fe-2", a < 0 ? least : 100.);
          break;

        default:
          g_string_append_printf (self->out, "%.17f", a);
          break;
        }
      break;

    case TL_TYPE_NUMBER:
      g_string_append_printf (self->out, "%.17g", a);
      break;

    case TL_TYPE_INTEGER:
      g_string_append_printf (self->out, "%d", (int) a);
      break;

    case TL_TYPE_DATE:
      g_string_append_printf (self->out, "20%02d-%02d-%02d", g_rand_int_range (self->rand, 0, 99),
                              g_rand_int_range (self->rand, 1, 13), g_rand_int_range (self->rand, 1, 29));
      break;

    case TL_TYPE_WORD:
      g_string_append (self->out,
                       info->words[g_rand_int_range (self->rand, 0, (gint32)g_strv_length ((char **) info->words))]);
      break;

    case TL_TYPE_CURRENCY:
      g_string_append (self->out, "GBP");
      break;

    case TL_TYPE_ID_REF:
    case TL_TYPE_TEXT:
    case TL_TYPE_NOTE:
    case TL_TYPE_BODY:
    default:
      g_string_append (self->out, texts[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (texts))]);
      break;
    }
}

/* An element of @kind, with its id or none, and references as given: "from=\"a\" to=\"b\"". */
static void
append_thing (Maker *self, TlKind kind, const char *id, const char *references, const char *inside)
{
  const TlKindInfo *info = tl_kind_get_info (kind);
  TlField           prose = TL_FIELD_NONE;

  g_string_append_printf (self->out, "<%s %s", info->name, references);
  if (id)
    g_string_append_printf (self->out, " id=\"%s\"", id);
  for (guint i = info->n_fields; i-- > 0;)
    {
      TlField            field = info->first + i;
      const TlFieldInfo *about = tl_field_get_info (field);

      if (about->type == TL_TYPE_NOTE || about->type == TL_TYPE_BODY)
        prose = field;
      else if (about->type != TL_TYPE_ID_REF && field != TL_PAGE_ABOUT && field != TL_CHOICE_TITLE &&
               kind != TL_KIND_EFFECT && strcmp (about->name, "field") != 0 &&
               !(kind == TL_KIND_STAGE && about->type == TL_TYPE_WORD) &&
               (about->flags & TL_FIELD_REQUIRED || g_rand_boolean (self->rand)))
        {
          g_string_append_printf (self->out, "\n %s = \"", about->name);
          append_value (self, field);
          g_string_append_c (self->out, '"');
        }
    }
  g_string_append (self->out, ">");
  if (inside)
    g_string_append (self->out, inside);
  if (prose != TL_FIELD_NONE && g_rand_boolean (self->rand))
    {
      gboolean is_note = tl_field_get_info (prose)->type == TL_TYPE_NOTE;

      g_string_append (self->out, is_note ? "<note>" : "");
      append_value (self, prose);
      g_string_append (self->out, is_note ? "</note>" : "");
    }
  g_string_append_printf (self->out, "</%s>", info->name);
}

static void
test_by_chance (void)
{
  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand)   rand = g_rand_new_with_seed (seed);
      Maker               maker = { rand, g_string_new (NULL), 0 };
      g_autoptr (GString) top = g_string_new (NULL);
      int                 n = g_rand_int_range (rand, 1, 6);
      g_autofree char    *once = NULL;

#define THING(kind, id, references, inside)                                                                            \
  (g_string_truncate (maker.out, 0), append_thing (&maker, kind, id, references, inside), g_strdup (maker.out->str))
      for (int i = 0; i < n; i++)
        {
          g_autofree char *s = g_strdup_printf ("s%d", i);
          g_autofree char *t = g_strdup_printf ("t%d", i);
          g_autofree char *p = g_strdup_printf ("p%d", i);
          g_autofree char *d = g_strdup_printf ("d%d", i);
          g_autofree char *f = g_strdup_printf ("f%d", i);
          g_autofree char *e = g_strdup_printf ("e%d", i);
          g_autofree char *to_self = g_strdup_printf ("touchpoint='t%d'", i);
          g_autofree char *way = g_strdup_printf ("from='s%d' to='s%d'", i, (i + 1) % n);
          g_autofree char *on = g_strdup_printf ("on='p%d' field='%s' %s='%d'", i, i % 2 ? "leave" : "cost",
                                                 i % 3 ? "scale" : "shift", i);
          g_autofree char *of = g_strdup_printf ("of='p%d' field='cost' source='q'", i);
          g_autofree char *to_rule = g_strdup_printf ("to='t%d'", i);
          g_autofree char *record = g_strdup_printf ("source='q' on='p%d' touchpoint='t%d'", i, i);
          g_autofree char *contact = THING (TL_KIND_CONTACT, i % 2 ? NULL : d, to_self, NULL);
          g_autofree char *because = THING (TL_KIND_BECAUSE, NULL, "cause='c'", NULL);
          g_autofree char *joined = g_strconcat (because, contact, NULL);
          g_autofree char *pain = THING (TL_KIND_PAIN, p, "", joined);
          g_autofree char *touchpoint = THING (TL_KIND_TOUCHPOINT, t, "", pain);
          g_autofree char *stage = THING (TL_KIND_STAGE, s, "", touchpoint);
          g_autofree char *transition = THING (TL_KIND_TRANSITION, NULL, way, NULL);
          g_autofree char *effect = THING (TL_KIND_EFFECT, NULL, on, NULL);
          g_autofree char *fix = THING (TL_KIND_FIX, f, "", effect);
          g_autofree char *fact = THING (TL_KIND_FACT, NULL, of, NULL);
          g_autofree char *evidence = THING (TL_KIND_EVIDENCE, e, record, NULL);
          g_autofree char *k = g_strdup_printf ("k%d", i);
          g_autofree char *l = g_strdup_printf ("l%d", i);
          g_autofree char *r = g_strdup_printf ("r%d", i);
          g_autofree char *chosen = g_strdup_printf ("fix='f%d'", i);
          g_autofree char *tied = g_strdup_printf ("of='p%d' field='incidence' about='p%d' among='t%d'", i, i, i);
          g_autofree char *choice = THING (TL_KIND_CHOICE, NULL, chosen, NULL);
          g_autofree char *within = THING (TL_KIND_WITHIN, NULL, "source='q'", NULL);
          g_autofree char *scenario = THING (TL_KIND_SCENARIO, k, "", choice);
          g_autofree char *parked = THING (TL_KIND_PARKED, l, "", NULL);
          g_autofree char *rule = THING (TL_KIND_RULE, r, to_rule, NULL);
          g_autofree char *tie = g_strdup_printf ("<tie %s from='2024-01-0%d'>%s</tie>", tied, i + 1, within);

          g_string_append_printf (top, "%s\n%s%s%s%s", fact, evidence, fix, transition, stage);
          g_string_append_printf (top, "%s\n%s%s%s", tie, rule, scenario, parked);
        }
      {
        g_autofree char *cause = THING (TL_KIND_CAUSE, "c", "", NULL);
        g_autofree char *source = THING (TL_KIND_SOURCE, "q", "", NULL);
        g_autofree char *text = NULL;

        g_string_append (top, cause);
        g_string_append (top, source);
        for (int i = 0; i < 3; i++)
          {
            static const char *const audiences[] = { "board", "finance", "team" };
            g_autofree char         *page = THING (TL_KIND_PAGE, NULL, "about='leaks'", NULL);

            g_string_append_printf (top, "<pack audience='%s' title=' a  b'>%s<page about='map' shown='0'/></pack>",
                                    audiences[i], page);
          }
        text = THING (TL_KIND_JOURNEY, "j", "xmlns='urn:throughline:journey:1'", top->str);
        once = round_trip (text);
        g_assert_true (is_valid (text, strlen (text)));
      }
      g_string_free (maker.out, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/xml/by-chance", test_by_chance);
  return g_test_run ();
}
