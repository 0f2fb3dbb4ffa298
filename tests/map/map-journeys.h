/* map-journeys.h: journeys for the tests of the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-journey.h"

G_BEGIN_DECLS

/* Puts a thing into a journey: fields and their values in pairs, NULL at the end. */
static inline void
put (TlJourney *journey, TlKind kind, const char *id, const char *parent, ...)
{
  GError  *error = NULL;
  TlChange exists = { kind, (char *) id, (char *) TL_CHANGE_EXISTS, NULL, (char *) "1" };
  TlChange place = { kind, (char *) id, (char *) TL_CHANGE_PARENT, NULL, (char *) parent };
  TlChange position = { kind, (char *) id, (char *) TL_CHANGE_POSITION, NULL, NULL };
  static int n = 0;
  g_autofree char *number = g_strdup_printf ("%d", ++n);
  va_list          args;

  position.after = number;
  if (kind != TL_KIND_JOURNEY)
    {
      tl_journey_apply (journey, &exists, FALSE, &error);
      g_assert_no_error (error);
      tl_journey_apply (journey, &place, FALSE, &error);
      g_assert_no_error (error);
      tl_journey_apply (journey, &position, FALSE, &error);
      g_assert_no_error (error);
    }
  va_start (args, parent);
  for (;;)
    {
      const char *field = va_arg (args, const char *);
      const char *value = field ? va_arg (args, const char *) : NULL;
      TlChange    change = { kind, (char *) id, (char *) field, NULL, (char *) value };

      if (field == NULL)
        break;
      if (value == NULL)
        continue;
      tl_journey_apply (journey, &change, FALSE, &error);
      g_assert_no_error (error);
    }
  va_end (args);
}

/* What a made-up journey is like. */
typedef struct
{
  const char        *name;
  guint              n_stages;
  const char *const *titles;   /* NULL at the end; used over and over */
  gboolean           columns;  /* whether stages say where they stand */
  gboolean           flow;
  gboolean           money;
  gboolean           feeling;
  guint              n_fixes;
  guint              seed;
} Shape;

static const char *const plain_titles[] = {
  "Search", "Compare", "Basket", "Delivery fee appears late", "Checkout", "Pay", "Could not reach a person", "Order",
  "First use", "Get help", "Renew", "Return", "Set up at home", NULL,
};

static const char *const long_titles[] = {
  "Kundenzufriedenheitsbefragungsergebnisbesprechung und was danach noch alles kommt",
  "The customer looks for the number, finds none, writes an e-mail, waits for two days, and then writes another one",
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  "A",
  "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
  "Order placed, paid for, confirmed, packed, labelled, weighed, handed over, scanned, lost, found and delivered",
  NULL,
};

static const char *const arabic_titles[] = {
  "البحث عن المنتج المناسب", "المقارنة بين العروض", "سلة المشتريات", "الدفع", "تأكيد الطلب ومتابعة الشحنة حتى الوصول",
  "طلب المساعدة من مركز الاتصال", "استرداد المبلغ", NULL,
};

static const char *const cjk_titles[] = {
  "商品を探して比較する", "カートに入れる", "支払い方法を選んで注文を確定する", "配送状況を何度も確認する", "コールセンターに電話する",
  "我想知道为什么运费在最后一步才显示出来", "返品", NULL,
};

static const char *const odd_titles[] = {
  "<b>&amp; \"quotes\" 'and' ]]> --></b>",
  "👩‍👩‍👧‍👦 family 🇬🇧 flag 👍🏽", "e\u0301\u0302\u0303 combined", "\u202eoverride",
  "tab\tand\nnewline", "   ", "𝔉𝔯𝔞𝔨𝔱𝔲𝔯 outside the plane", NULL,
};

static inline const char *
pick (GRand *rand, const Shape *shape)
{
  guint n = g_strv_length ((char **) shape->titles);

  return shape->titles[g_rand_int_range (rand, 0, (gint32) n)];
}

static inline void
put_touchpoint (TlJourney *journey, const Shape *shape, GRand *rand, const char *stage, guint number, GPtrArray *pains)
{
  static const char *const channels[] = { "web", "phone", "email", "courier", "shop", "app", "chat", "carrier pigeon" };
  g_autofree char         *id = g_strdup_printf ("t%u", number);
  g_autofree char         *emotion = g_strdup_printf ("%d", g_rand_int_range (rand, -2, 3));

  put (journey, TL_KIND_TOUCHPOINT, id, stage, "title", pick (rand, shape), "channel",
       channels[g_rand_int_range (rand, 0, G_N_ELEMENTS (channels))], "emotion", shape->feeling ? emotion : NULL,
       "unit-cost", shape->money ? "1.5" : NULL, NULL);
  for (int i = g_rand_int_range (rand, 0, 3); i > 0; i--)
    {
      g_autofree char *pain = g_strdup_printf ("p%u-%d", number, i);

      put (journey, TL_KIND_PAIN, pain, id, "title", pick (rand, shape), "incidence", "0.1", "leave", "0.1", "cost",
           shape->money ? "2" : NULL, NULL);
      g_ptr_array_add (pains, g_strdup (pain));
    }
  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      g_autofree char *delight = g_strdup_printf ("d%u", number);

      put (journey, TL_KIND_DELIGHT, delight, id, "title", pick (rand, shape), NULL);
    }
}

static inline void
put_transition (TlJourney *journey, guint from, guint to, const char *share)
{
  g_autofree char *id = g_strdup_printf ("x%u-%u", from, to);
  g_autofree char *a = g_strdup_printf ("s%u", from);
  g_autofree char *b = g_strdup_printf ("s%u", to);

  if (tl_journey_lookup (journey, id) == NULL)
    put (journey, TL_KIND_TRANSITION, id, "j", "from", a, "to", b, "share", share, NULL);
}

/* A journey with branches, loops, skips, entries on the way and outcomes. */
static inline TlJourney *
make_journey (const Shape *shape)
{
  TlJourney           *journey = tl_journey_new ("j");
  g_autoptr (GRand)     rand = g_rand_new_with_seed (shape->seed + 1);
  g_autoptr (GPtrArray) pains = g_ptr_array_new_with_free_func (g_free);
  guint                 n = shape->n_stages, number = 0;

  put (journey, TL_KIND_JOURNEY, "j", NULL, "title", pick (rand, shape), "currency", shape->money ? "GBP" : NULL,
       "margin", "0.4", "period", "year to June 2026", NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      g_autofree char *column = g_strdup_printf ("%u", i / 2 * 2 + 3 * (i % 2));
      gboolean         won = n > 1 && i == n - 1, lost = n > 3 && i == n - 2;

      put (journey, TL_KIND_STAGE, id, "j", "title", i < 3 ? shape->titles[i % g_strv_length ((char **) shape->titles)]
                                                           : pick (rand, shape),
           "kind", won ? "won" : lost ? "lost" : "step", "column", shape->columns ? column : NULL, "row",
           shape->columns && i % 3 == 1 ? "1" : NULL, "entry",
           shape->flow && i == 0 ? "250000" : shape->flow && i % 5 == 3 && !won && !lost ? "4000" : NULL, "revenue",
           shape->money && i % 4 == 1 ? "58.95" : NULL, NULL);
      for (int k = won || lost ? 0 : g_rand_int_range (rand, 0, 4); k > 0; k--)
        put_touchpoint (journey, shape, rand, id, number++, pains);
    }
  for (guint i = 0; i + 3 < n; i++)
    {
      put_transition (journey, i, i + 1, "0.5");
      if (i % 3 == 0)
        put_transition (journey, i, i + 2, "0.15");
      if (i % 4 == 2)
        put_transition (journey, i, (guint) g_rand_int_range (rand, 0, (gint32) i + 1), "0.05");
      if (i % 5 == 1)
        put_transition (journey, i, n - 1, "0.02");
      put_transition (journey, i, n - 2, "0.03");
    }
  if (n > 3)
    {
      put_transition (journey, n - 3, n - 1, "0.6");
      put_transition (journey, n - 3, n - 2, "0.1");
    }
  else if (n > 1)
    put_transition (journey, 0, n - 1, "0.4");
  for (guint i = 0; i < shape->n_fixes && pains->len > 0; i++)
    {
      g_autofree char *id = g_strdup_printf ("f%u", i);
      g_autofree char *effect = g_strdup_printf ("e%u", i);

      put (journey, TL_KIND_FIX, id, "j", "title", pick (rand, shape), "one-off", "20000", NULL);
      put (journey, TL_KIND_EFFECT, effect, id, "on", pains->pdata[g_rand_int_range (rand, 0, (gint32) pains->len)],
           "field", "incidence", "scale", "0.4", NULL);
    }
  return journey;
}

G_END_DECLS
