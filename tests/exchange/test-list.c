/* test-list.c: lists as people write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-document.h"
#include "tl-error.h"
#include "tl-list.h"

typedef struct
{
  TlDocument *document;
} Fixture;

static TlJourney *
get_journey (Fixture *self)
{
  return tl_document_get_journey (self->document);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->document = tl_document_new ("journey", "Journey", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  tl_document_discard (self->document);
  g_object_unref (self->document);
}

static void
outline (GString *all, TlThing *thing, guint depth)
{
  static const TlKind kinds[] = { TL_KIND_STAGE, TL_KIND_TOUCHPOINT, TL_KIND_PAIN, TL_KIND_DELIGHT };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; tl_kind_get_info (kinds[k])->parent == tl_thing_get_kind (thing) && i < tl_thing_n (thing, kinds[k]);
         i++)
      {
        TlThing         *child = tl_thing_nth (thing, kinds[k], i);
        const char      *channel = NULL;
        g_autofree char *feeling = NULL;

        if (kinds[k] == TL_KIND_TOUCHPOINT)
          {
            channel = tl_thing_get_text (child, TL_TOUCHPOINT_CHANNEL);
            feeling = tl_thing_has (child, TL_TOUCHPOINT_EMOTION) ? tl_thing_format (child, TL_TOUCHPOINT_EMOTION) : NULL;
          }
        g_string_append_printf (all, "%*s%s%s", (int) depth * 2, "",
                                kinds[k] == TL_KIND_PAIN ? "!" : kinds[k] == TL_KIND_DELIGHT ? "+" : "",
                                tl_thing_get_title (child));
        if (channel || feeling)
          g_string_append_printf (all, " (%s %s)", channel ? channel : "", feeling ? feeling : "");
        g_string_append_c (all, '\n');
        outline (all, child, depth + 1);
      }
}

static void
assert_outline (Fixture *self, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  outline (all, tl_journey_get_root (get_journey (self)), 0);
  g_assert_cmpstr (all->str, ==, expected);
}

static void
paste (Fixture *self, const char *text, const char *after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlEdit) edit = tl_list_to_edit (get_journey (self), text, after, &error);

  g_assert_no_error (error);
  tl_document_apply (self->document, edit, &error);
  g_assert_no_error (error);
}

static void
assert_refused (Fixture *self, const char *text, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlEdit) edit = tl_list_to_edit (get_journey (self), text, NULL, &error);

  g_assert_null (edit);
  g_assert_nonnull (error);
  g_assert_true (error->domain == TL_ERROR);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}

#define EXPECTED "Basket\n"           \
                 "  Basket page\n"    \
                 "    !Fees late\n"   \
                 "    +Photos help\n" \
                 "  3D Secure\n"      \
                 "Delivery\n"         \
                 "  Courier\n"        \
                 "    !Left in rain\n"

/* One and the same, as people write it. */
static void
test_outlines (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "Basket\n\tBasket page\n\t\tFees late\n\t\t+ Photos help\n\t3D Secure\nDelivery\n\tCourier\n\t\tLeft in rain",
    "  Basket\r\n    Basket page\r\n      !Fees late\r\n      +Photos help\r\n    3D Secure\r\n\r\n  Delivery\r\n"
    "    Courier\r\n      ! Left in rain\r\n",
    "- Basket\n  - Basket page\n    - Fees late\n    - +Photos help\n  - 3D Secure\n- Delivery\n  - Courier\n"
    "    - Left in rain\n",
    "* **Basket**\n    * [ ] Basket page\n        * [x] Fees late\n        * +Photos help\n    * 3D Secure\n* Delivery\n"
    "    * Courier\n        * Left in rain\n",
    "+ Basket\n  + Basket page\n    + !Fees late\n    + +Photos help\n  + 3D Secure\n+ Delivery\n  + Courier\n"
    "    + Left in rain\n",
    "1. Basket\n   1. Basket page\n      1) Fees late\n      2) +Photos help\n   2. 3D Secure\n2. Delivery\n   1. Courier\n"
    "      - Left in rain\n",
    "# Basket\n## Basket page\n- Fees late\n- +Photos help\n\n## 3D Secure\n\n# Delivery\n## Courier\n! Left in rain\n",
    "# Buying online\n\n## Basket\n- Basket page\n  - Fees late\n  - +Photos help\n- 3D Secure\n---\n## Delivery\n- Courier\n"
    "  - Left in rain\n",
    "•\tBasket\n\t◦\tBasket page\n\t\t▪\tFees late\n\t\t▪\t+Photos help\n\t◦\t3D Secure\n•\tDelivery\n\t◦\tCourier\n"
    "\t\t▪\tLeft in rain\n",
    "\357\273\277Basket\n  Basket page\n  !Fees late\n  +Photos help\n  3D Secure\nDelivery\n  Courier\n  !Left in rain\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = NULL;

      paste (self, texts[i], NULL);
      name = tl_document_dup_undo_name (self->document);
      g_assert_cmpstr (name, ==, "Paste 8 things");
      assert_outline (self, EXPECTED);
      g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_TRANSITION), ==, 1);
      g_assert_true (tl_document_undo (self->document, NULL));
      assert_outline (self, "");
    }
}

static void
test_tables (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "Stage\tTouchpoint\tPain point\tDelight\nBasket\tBasket page\tFees late\tPhotos help\nBasket\t3D Secure\t\t\n"
    "Delivery\tCourier\tLeft in rain\t\n",
    "Basket\tBasket page\tFees late\n\t\t+Photos help\n\t3D Secure\t\nDelivery\tCourier\t!Left in rain\n",
    "stage,touchpoint,pain\nBasket,Basket page,Fees late\n,,\n,,+Photos help\n,3D Secure,\nDelivery,Courier,\"Left in rain\"\n",
    "Basket;Basket page;Fees late\r\nBasket;Basket page;+Photos help\r\nBasket;3D Secure;\r\nDelivery;Courier;Left in rain\r\n",
    "Pain;Notes;Touch point;Phase\nFees late;;Basket page;Basket\n+Photos help;x;Basket page;Basket\n;;3D Secure;Basket\n"
    "\"Left\nin rain\";;Courier;Delivery\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      paste (self, texts[i], NULL);
      assert_outline (self, EXPECTED);
      g_assert_true (tl_document_undo (self->document, NULL));
    }
  paste (self, "Stage,Touchpoint,Pain,Channel,Feeling\nBasket,Page,,web,very bad\n,Page,\"Says \"\"no\"\"\",app,\n,Chat,,chat,−1\n",
         NULL);
  assert_outline (self, "Basket\n  Page (web -2)\n    !Says \"no\"\n  Chat (chat -1)\n");
  g_assert_true (tl_document_undo (self->document, NULL));
  /* From 1 to 5, where there is one above 2. */
  paste (self, "Basket\tPage\t\tweb\t1\nBasket\tChat\t\t\t5\n", NULL);
  assert_outline (self, "Basket\n  Page (web -2)\n  Chat ( 2)\n");
}

/* Commas in what people write make no table. */
static void
test_words (Fixture *self, gconstpointer data)
{
  paste (self, "Choose, compare\nBuy, pay\n2024 offers\n1984. A year\nDon't stop\no well\n", NULL);
  assert_outline (self, "Choose, compare\nBuy, pay\n2024 offers\n1984. A year\nDon't stop\no well\n");
  g_assert_cmpuint (tl_journey_n (get_journey (self), TL_KIND_TRANSITION), ==, 5);
}

/* It goes behind what is selected, and becomes what that is. */
static void
test_after (Fixture *self, gconstpointer data)
{
  paste (self, "One\n\tShop\n\t\tSlow\n\tPost\nTwo", NULL);
  paste (self, "Mail\nChat", "Shop");
  paste (self, "Dear\n+Near", "Slow");
  paste (self, "Between", "One");
  paste (self, "!Far", "Two");
  paste (self, "Fax\n\tBusy", "Post");
  paste (self, "End\n\tDoor\n\t\tShut", "Dear");
  assert_outline (self, "One\n"
                        "  Shop\n"
                        "    !Slow\n"
                        "    !Dear\n"
                        "    +Near\n"
                        "  Mail\n"
                        "  Chat\n"
                        "  Post\n"
                        "  Fax\n"
                        "    !Busy\n"
                        "End\n"
                        "  Door\n"
                        "    !Shut\n"
                        "Between\n"
                        "Two\n"
                        "  Two\n"
                        "    !Far\n");
}

/* The same title twice is two things. */
static void
test_twice (Fixture *self, gconstpointer data)
{
  paste (self, "One\nOne\n\tOne\n\t\tOne\n\t\tOne\n", NULL);
  paste (self, "One\n", NULL);
  assert_outline (self, "One\nOne\n  One\n    !One\n    !One\nOne\n");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *long_title = g_strnfill (TL_LIST_MAX_TITLE + 1, 'x');
  g_autofree char *much = g_strnfill (TL_LIST_MAX_BYTES + 1, 'x');
  GString         *many = g_string_new (NULL), *deep = g_string_new (NULL);

  assert_refused (self, "", "nothing");
  assert_refused (self, " \n\t\n---\n", "nothing");
  assert_refused (self, "!Pain", "Line 1");
  assert_refused (self, "a\n\tb\n\t\tc\n\t\t\td\ne", "Line 4");
  assert_refused (self, long_title, "500");
  assert_refused (self, much, "1.0");
  assert_refused (self, "Stage,Touchpoint,Feeling\nA,B,meh\n", "“meh”");
  for (guint i = 0; i <= TL_LIST_MAX_ITEMS; i++)
    g_string_append (many, "x\n");
  assert_refused (self, many->str, "2000");
  /* Rows that make nothing new are counted, too: none is left out in silence. */
  g_string_assign (many, "stage,touchpoint\n");
  for (guint i = 0; i <= TL_LIST_MAX_ITEMS; i++)
    g_string_append (many, "A,B\n");
  assert_refused (self, many->str, "2000");
  /* However it is made up, it is seen through at once. */
  memset (much, '\t', TL_LIST_MAX_BYTES);
  much[TL_LIST_MAX_BYTES] = '\0';
  assert_refused (self, much, "nothing");
  memset (much, '"', TL_LIST_MAX_BYTES);
  assert_refused (self, much, "500");
  for (guint i = 0; i < 200; i++)
    {
      for (guint k = 0; k < i; k++)
        g_string_append_c (deep, ' ');
      g_string_append (deep, "x\n");
    }
  assert_refused (self, deep->str, "Line");
  assert_outline (self, "");
  g_string_free (many, TRUE);
  g_string_free (deep, TRUE);
}

/* What nobody would write is taken or refused, and breaks nothing. */
static void
test_odd (Fixture *self, gconstpointer data)
{
  static const char *const parts[] = { "\t", "\n", " ", "a", "!", "+", "-", "*", "#", "1.", "[ ]", "\"", ",", ";", "é",
                                       "\302", "\001", "•", "o", "\r", "stage", "touchpoint", "feeling", "\302\240", "0" };

  for (guint i = 0; i < 4000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (TlEdit)  edit = NULL;
      g_autoptr (GError)  error = NULL;

      for (int n = g_test_rand_int_range (0, 24); n > 0; n--)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      edit = tl_list_to_edit (get_journey (self), text->str, NULL, &error);
      g_assert_true ((edit != NULL) != (error != NULL));
      if (edit == NULL || i % 20 > 0)
        continue;
      tl_document_apply (self->document, edit, &error);
      g_assert_no_error (error);
      g_assert_true (tl_document_undo (self->document, NULL));
    }
}

static const char *
find (Fixture *self, TlKind kind, const char *title)
{
  g_autoptr (GPtrArray) things = tl_journey_collect (get_journey (self), kind);

  for (guint i = 0; i < things->len; i++)
    if (g_str_equal (tl_thing_get_title (things->pdata[i]), title))
      return tl_thing_get_id (things->pdata[i]);
  g_error ("“%s” is not there", title);
}

/* What is copied can be pasted. */
static void
test_of (Fixture *self, gconstpointer data)
{
  const char      *ids[8] = { NULL };
  g_autofree char *list = NULL;
  g_autofree char *few = NULL;
  g_autofree char *none = NULL;
  g_autofree char *odd = NULL;

  none = tl_list_of (get_journey (self), ids);
  g_assert_cmpstr (none, ==, "");
  paste (self, "Basket\n\tBasket page\n\t\tFees late\n\t\t+ Photos help\n\t3D Secure\nDelivery\n\tCourier\n\t\tLeft in rain",
         NULL);
  /* What stands in what is listed goes with it, and twice is once. */
  ids[0] = find (self, TL_KIND_STAGE, "Basket");
  ids[1] = find (self, TL_KIND_PAIN, "Fees late");
  ids[2] = find (self, TL_KIND_STAGE, "Delivery");
  ids[3] = ids[0];
  ids[4] = "nothing";
  list = tl_list_of (get_journey (self), ids);
  g_assert_cmpstr (list, ==, "Basket\n\tBasket page\n\t\t! Fees late\n\t\t+ Photos help\n\t3D Secure\n"
                             "Delivery\n\tCourier\n\t\t! Left in rain\n");
  ids[0] = find (self, TL_KIND_TOUCHPOINT, "Courier");
  ids[2] = NULL;
  few = tl_list_of (get_journey (self), ids);
  g_assert_cmpstr (few, ==, "Courier\n\t! Left in rain\n! Fees late\n");
  while (tl_document_undo (self->document, NULL))
    ;
  paste (self, list, NULL);
  assert_outline (self, EXPECTED);
  paste (self, "++1 button", find (self, TL_KIND_STAGE, "Delivery"));
  ids[0] = find (self, TL_KIND_STAGE, "+1 button");
  ids[1] = NULL;
  odd = tl_list_of (get_journey (self), ids);
  g_assert_cmpstr (odd, ==, "++1 button\n");
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("/list/outlines", test_outlines);
  TEST ("/list/tables", test_tables);
  TEST ("/list/words", test_words);
  TEST ("/list/after", test_after);
  TEST ("/list/twice", test_twice);
  TEST ("/list/refused", test_refused);
  TEST ("/list/odd", test_odd);
  TEST ("/list/of", test_of);
  return g_test_run ();
}
