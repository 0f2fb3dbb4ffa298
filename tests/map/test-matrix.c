/* test-matrix.c: the same proofs over journeys of every size and shape, in every script, with and without what may be
 * known, laid out with Inter and with the font that stands in for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "map-checks.h"
#include "map-journeys.h"
#include "tl-export.h"
#include "tl-open.h"
#include "tl-quotes.h"

typedef enum
{
  FORM_CHAIN,
  FORM_BRANCH,
  FORM_LOOP,
  FORM_PARALLEL,
  FORM_STAR,
  FORM_DENSE,
  N_FORMS,
} Form;

static const char *const form_names[N_FORMS] = { "chain", "branch", "loop", "parallel", "star", "dense" };

typedef enum
{
  PARTS_NONE,        /* no money, nobody's number, no feelings */
  PARTS_NO_EVIDENCE, /* money and feelings, but nobody is quoted */
  PARTS_ALL,
  N_PARTS,
} Parts;

static const char *const part_names[N_PARTS] = { "nothing known", "no evidence", "all" };

static const char *const english[] = { "Search", "Compare offers", "Delivery fee appears late",
                                       "Could not reach a person", "Get help", "Set up at home", NULL };
static const char *const german[] = { "Kundenzufriedenheitsbefragung", "Rechtsschutzversicherungsgesellschaften",
                                      "Vertragsverlängerung", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
                                      NULL };
static const char *const finnish[] = { "Käyttöjärjestelmäasennus", "Lentokonesuihkuturbiinimoottoriapumekaanikko",
                                       "Maksu", "Yhteydenotto asiakaspalveluun", NULL };
static const char *const chinese[] = { "搜索并比较商品", "加入购物车", "我想知道为什么运费在最后一步才显示出来", "联系客服",
                                       "退货", NULL };
static const char *const japanese[] = { "商品を探して比較する", "カートに入れる", "支払い方法を選んで注文を確定する",
                                        "配送状況を何度も確認してからコールセンターに電話する", "返品", NULL };
static const char *const arabic[] = { "البحث عن المنتج المناسب", "سلة المشتريات", "الدفع",
                                      "تأكيد الطلب ومتابعة الشحنة حتى الوصول إلى باب البيت", NULL };
static const char *const hebrew[] = { "חיפוש המוצר", "סל הקניות", "תשלום", "אי אפשר להגיע לנציג בטלפון", NULL };
static const char *const emoji[] = { "👩‍👩‍👧‍👦 🇬🇧", "🛒", "👍🏽 Pay", "😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡😡", NULL };
static const char *const letters[] = { "A", "b", "W", "i", NULL };

/* Words of 400 letters, wide and narrow. */
static const char *const *
endless (void)
{
  static char        words[3][401];
  static const char *titles[] = { words[0], words[1], words[2], NULL };

  memset (words[0], 'W', 400);
  memset (words[1], 'i', 400);
  memset (words[2], 'e', 400);
  return titles;
}

#define N_LANGUAGES 10

static const char *const *
titles_of (guint language)
{
  const char *const *const all[N_LANGUAGES] = { english, german, finnish, chinese,  japanese,
                                                arabic,  hebrew, emoji,   letters, endless () };

  return all[language];
}

static void
link_up (TlJourney *journey, Form form, guint n)
{
  for (guint i = 0; i + 1 < n; i++)
    switch (form)
      {
      case FORM_CHAIN:
        put_transition (journey, i, i + 1, "0.8");
        break;
      case FORM_BRANCH:
        put_transition (journey, i / 2, i + 1, "0.4");
        break;
      case FORM_LOOP:
        put_transition (journey, i, i + 1, "0.7");
        if (i % 2 == 1)
          put_transition (journey, i, i - i % 5 % (i + 1), "0.1");
        break;
      case FORM_PARALLEL:
        if (i > 0)
          put_transition (journey, 0, i, "0.015");
        put_transition (journey, i, n - 1, "0.01");
        break;
      case FORM_STAR:
        put_transition (journey, 0, i + 1, "0.015");
        if (i % 3 == 1)
          put_transition (journey, i, 0, "0.05");
        break;
      case FORM_DENSE:
      default:
        for (guint k = 0; k < n; k++)
          if (k != i && (n <= 8 || (k > i && k < i + 5) || (i > 6 && k == i - 6)))
            put_transition (journey, i, k, "0.05");
        break;
      }
}

static TlJourney *
make (Form form, guint n, const char *const *titles, Parts parts)
{
  Shape                 shape = { NULL, n, titles, FALSE, parts != PARTS_NONE, parts != PARTS_NONE,
                                  parts != PARTS_NONE, 0, 7 };
  TlJourney            *journey = tl_journey_new ("j");
  g_autoptr (GRand)     rand = g_rand_new_with_seed (n + (guint) form);
  g_autoptr (GPtrArray) pains = g_ptr_array_new_with_free_func (g_free);
  guint                 number = 0;

  put (journey, TL_KIND_JOURNEY, "j", NULL, "title", titles[0], "currency", shape.money ? "GBP" : NULL, "margin",
       shape.money ? "0.4" : NULL, "period", "year to June 2026", NULL);
  put (journey, TL_KIND_PERSONA, "who", "j", "title", titles[1], NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);
      gboolean         won = n > 1 && i == n - 1;

      put (journey, TL_KIND_STAGE, id, "j", "title", titles[i % g_strv_length ((char **) titles)], "kind",
           won ? "won" : i % 7 == 5 && form == FORM_STAR ? "lost" : "step", "entry",
           shape.flow && (i == 0 || i == n / 2) && !won ? "1234567" : NULL, "revenue",
           shape.money && i % 4 == 1 ? "58.95" : NULL, NULL);
      for (int k = won ? 0 : g_rand_int_range (rand, 0, 4); k > 0; k--)
        put_touchpoint (journey, &shape, rand, id, number++, pains);
    }
  link_up (journey, form, n);
  for (guint i = 0; shape.money && i < 6 && i < pains->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("f%u", i);
      g_autofree char *effect = g_strdup_printf ("e%u", i);

      put (journey, TL_KIND_FIX, id, "j", "title", titles[i % g_strv_length ((char **) titles)], "one-off", "2000000",
           NULL);
      put (journey, TL_KIND_EFFECT, effect, id, "on", pains->pdata[i], "field", "incidence", "scale", "0.4", NULL);
    }
  return journey;
}

static void
check_one (Form form, guint n, guint language, Parts parts, gboolean stands_in)
{
  const char *const    *titles = titles_of (language);
  g_autoptr (TlJourney) journey = make (form, n, titles, parts);
  g_autoptr (TlFigures) figures = tl_figures_new (journey);
  const TlMapQuote      quotes[] = {
    { "s0", titles[2], "Post-delivery survey", 132 }, { "t1", titles[0], titles[1], 12345 }, { "s1", titles[1], NULL, 0 },
  };
  TlMapOptions        options = { .family = stands_in ? DEJAVU : NULL, .date = "21 November 2026" };
  g_autoptr (TlScene) scene = NULL;

  g_test_message ("%s of %u, language %u, %s, %s", form_names[form], n, language, part_names[parts],
                  stands_in ? DEJAVU : "Inter");
  if (parts == PARTS_ALL)
    {
      options.quotes = quotes;
      options.n_quotes = G_N_ELEMENTS (quotes);
    }
  scene = tl_map_layout (journey, figures, &options);
  /* To see what fails: where the last picture is put before it is looked at. */
  if (g_getenv ("TL_MATRIX_SVG"))
    {
      g_autoptr (GBytes) bytes = tl_export_svg (scene, NULL, NULL);

      g_file_set_contents (g_getenv ("TL_MATRIX_SVG"), g_bytes_get_data (bytes, NULL),
                           (gssize) g_bytes_get_size (bytes), NULL);
    }
  check_scene (scene);
  check_things (scene, journey);
  check_ids (scene);
}

/* All sizes and languages of a form. What may be known, and the font, take turns, so that each meets each; larger
 * journeys come in every other language, great ones in one each. */
static void
test_form (gconstpointer data)
{
  const guint sizes[] = { 1, 2, 3, 8, 12, 20, 60 };
  Form        form = (Form) GPOINTER_TO_UINT (data);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint language = 0; language < N_LANGUAGES; language++)
      {
        guint turn = i + language + (guint) form;

        if (turn % (sizes[i] < 8 ? 1 : sizes[i] < 20 ? 2 : N_LANGUAGES) != 0)
          continue;
        check_one (form, sizes[i], language, (Parts) (turn % N_PARTS), (turn / N_PARTS) % 2 == 1);
      }
}

/* The sample that comes with the program, with its evidence. */
static void
test_sample (void)
{
  g_autofree char       *path = g_build_filename (g_getenv ("TL_CASES"), "..", "..", "data", "samples", "sample.xml",
                                                  NULL);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_open (path, TL_DOCUMENT_READ_ONLY, NULL, &error);
  g_autoptr (TlFigures)  figures = NULL;
  TlQuotes              *quotes;

  g_assert_no_error (error);
  figures = tl_figures_new_for_document (document, &error);
  g_assert_no_error (error);
  quotes = tl_quotes_new (document, figures, &error);
  g_assert_no_error (error);
  for (int columns = -1; columns < 4; columns++)
    for (int stands_in = 0; stands_in < 2; stands_in++)
      {
        TlMapOptions        options = { .max_columns = columns, .family = stands_in ? DEJAVU : NULL };
        g_autoptr (TlScene) scene = NULL;

        options.quotes = quotes->quotes;
        options.n_quotes = quotes->n;
        scene = tl_map_layout (tl_document_get_journey (document), figures, &options);
        check_scene (scene);
        check_things (scene, tl_document_get_journey (document));
        check_ids (scene);
      }
  tl_quotes_free (quotes);
}

/* A pain of which nobody said how many it hits is not shown as nought. */
static void
test_unsized (void)
{
  g_autoptr (TlJourney) journey = tl_journey_new ("j");
  g_autoptr (TlFigures) figures = NULL;
  g_autoptr (TlScene)   scene = NULL;
  guint                 n = 0;

  put (journey, TL_KIND_JOURNEY, "j", NULL, "title", "Unsized", "currency", "GBP", "margin", "0.4", NULL);
  put (journey, TL_KIND_STAGE, "s0", "j", "title", "Order", "entry", "1000", "revenue", "20", NULL);
  put (journey, TL_KIND_TOUCHPOINT, "t0", "s0", "title", "Shop", "unit-cost", "2", NULL);
  put (journey, TL_KIND_PAIN, "p0", "t0", "title", "Queue", NULL);
  figures = tl_figures_new (journey);
  scene = tl_map_layout (journey, figures, NULL);
  check_scene (scene);
  for (guint i = 0; i < tl_scene_n_items (scene); i++)
    {
      const TlItem *item = tl_scene_get_item (scene, i);

      n += item->type == TL_ITEM_TEXT && strcmp (item->text.string, "not sized") == 0;
      g_assert_false (item->type == TL_ITEM_TEXT && strcmp (item->text.string, "£0") == 0);
    }
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (tl_scene_find_group (scene, TL_ROLE_STAKE, "s0"), ==, TL_SCENE_NONE);
}

static guint
count_ids (TlScene *a, TlScene *b)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint                  n = 0;

  for (guint i = 0; i < tl_scene_n_groups (a); i++)
    g_hash_table_add (seen, (gpointer) tl_scene_get_group (a, i)->id);
  for (guint i = 0; i < tl_scene_n_groups (b); i++)
    n += g_hash_table_contains (seen, tl_scene_get_group (b, i)->id);
  return n;
}

/* Ids stay when something else comes, and even when a whole strip goes. */
static void
test_ids (void)
{
  g_autoptr (TlJourney) journey = make (FORM_BRANCH, 8, english, PARTS_NO_EVIDENCE);
  g_autoptr (TlFigures) before = tl_figures_new (journey);
  g_autoptr (TlFigures) after = NULL;
  TlMapOptions          bare = { .without = TL_MAP_NO_FEELING | TL_MAP_NO_TITLE };
  g_autoptr (TlScene)   first = tl_map_layout (journey, before, NULL);
  g_autoptr (TlScene)   less = tl_map_layout (journey, before, &bare);
  g_autoptr (TlScene)   second = NULL;

  put (journey, TL_KIND_STAGE, "s0.2", "j", "title", "New", NULL);
  put (journey, TL_KIND_TRANSITION, "odd id <&> \"\u00b2\"", "j", "from", "s0", "to", "s0.2", "share", "0.1", NULL);
  put (journey, TL_KIND_TRANSITION, "odd_id", "j", "from", "s1", "to", "s0.2", "share", "0.1", NULL);
  after = tl_figures_new (journey);
  second = tl_map_layout (journey, after, NULL);
  check_ids (second);
  check_things (second, journey);
  g_assert_cmpuint (count_ids (first, second), ==, tl_scene_n_groups (first));
  g_assert_cmpuint (count_ids (first, less), ==, tl_scene_n_groups (less));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint form = 0; form < N_FORMS; form++)
    {
      g_autofree char *path = g_strdup_printf ("/map/matrix/%s", form_names[form]);

      g_test_add_data_func (path, GUINT_TO_POINTER (form), test_form);
    }
  g_test_add_func ("/map/matrix/sample", test_sample);
  g_test_add_func ("/map/matrix/unsized", test_unsized);
  g_test_add_func ("/map/matrix/ids", test_ids);
  return g_test_run ();
}
