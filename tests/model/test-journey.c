/* test-journey.c: things, changes and rules
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-validate.h"

static void
apply (TlJourney *journey, TlKind kind, const char *id, const char *field, const char *before, const char *after)
{
  g_autoptr (TlChange) change = tl_change_new (kind, id, field, before, after);
  g_autoptr (GError)   error = NULL;

  tl_journey_apply (journey, change, FALSE, &error);
  g_assert_no_error (error);
}

static void
add (TlJourney *journey, TlKind kind, const char *id, const char *parent, const char *position)
{
  apply (journey, kind, id, TL_CHANGE_EXISTS, NULL, "1");
  apply (journey, kind, id, TL_CHANGE_PARENT, NULL, parent);
  apply (journey, kind, id, TL_CHANGE_POSITION, NULL, position);
  if (tl_kind_get_title (kind) != TL_FIELD_NONE)
    apply (journey, kind, id, "title", NULL, id);
}

static TlJourney *
make (void)
{
  TlJourney *journey = tl_journey_new ("j");

  apply (journey, TL_KIND_JOURNEY, "j", "title", NULL, "A journey");
  add (journey, TL_KIND_STAGE, "basket", "j", "1");
  add (journey, TL_KIND_STAGE, "order", "j", "2");
  add (journey, TL_KIND_STAGE, "bought", "j", "3");
  apply (journey, TL_KIND_STAGE, "bought", "kind", NULL, "won");
  add (journey, TL_KIND_TOUCHPOINT, "page", "basket", "1");
  add (journey, TL_KIND_TOUCHPOINT, "chat", "basket", "2");
  add (journey, TL_KIND_TOUCHPOINT, "parcel", "order", "1");
  add (journey, TL_KIND_PAIN, "fee", "page", "1");
  add (journey, TL_KIND_CAUSE, "rule", "j", "1");
  add (journey, TL_KIND_TRANSITION, "go", "j", "1");
  apply (journey, TL_KIND_TRANSITION, "go", "from", NULL, "basket");
  apply (journey, TL_KIND_TRANSITION, "go", "to", NULL, "order");
  add (journey, TL_KIND_FIX, "free", "j", "1");
  return journey;
}

static char *
problems_of (TlJourney *journey)
{
  g_autoptr (GPtrArray) problems = tl_journey_validate (journey);
  GString              *all = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = tl_problem_to_string (problems->pdata[i]);

      g_string_append_printf (all, "%s\n", line);
    }
  return g_string_free (all, FALSE);
}

static void
test_order (void)
{
  g_autoptr (TlJourney) journey = make ();
  TlThing              *root = tl_journey_get_root (journey);
  g_autofree char      *path = NULL;

  g_assert_cmpuint (tl_thing_n (root, TL_KIND_STAGE), ==, 3);
  apply (journey, TL_KIND_STAGE, "bought", TL_CHANGE_POSITION, "3", "1.5");
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, 1)), ==, "bought");
  g_assert_cmpuint (tl_journey_n (journey, TL_KIND_TOUCHPOINT), ==, 3);
  path = tl_thing_describe (tl_journey_lookup (journey, "fee"));
  g_assert_cmpstr (path, ==, "basket / page / fee");
  g_assert_null (tl_journey_lookup (journey, "nothing"));
}

/* A change taken back leaves what was there, to the order of the list. */
static void
test_back (void)
{
  g_autoptr (TlJourney) journey = make ();
  g_autoptr (TlChange)  move = tl_change_new (TL_KIND_TOUCHPOINT, "chat", TL_CHANGE_PARENT, "basket", "order");
  g_autoptr (TlChange)  rename = tl_change_new (TL_KIND_STAGE, "order", "title", "order", "Order placed");
  GListModel           *list = tl_thing_list (tl_journey_lookup (journey, "basket"), TL_KIND_TOUCHPOINT);

  g_assert_true (tl_journey_apply (journey, move, FALSE, NULL));
  g_assert_true (tl_journey_apply (journey, rename, FALSE, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  g_assert_cmpstr (tl_thing_get_title (tl_journey_lookup (journey, "order")), ==, "Order placed");
  g_assert_true (tl_journey_apply (journey, rename, TRUE, NULL));
  g_assert_true (tl_journey_apply (journey, move, TRUE, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  g_assert_cmpstr (tl_thing_get_title (tl_journey_lookup (journey, "order")), ==, "order");
}

static void
count_changes (TlJourney *journey, TlThing *thing, gpointer data)
{
  (*(int *) data)++;
}

static void
test_refused_changes (void)
{
  static const struct
  {
    TlKind      kind;
    const char *id;
    const char *field;
    const char *after;
    int         code;
  } cases[] = {
    { TL_KIND_STAGE, "basket", TL_CHANGE_EXISTS, "1", TL_JOURNEY_ERROR_ID_TAKEN },
    { TL_KIND_STAGE, "basket", TL_CHANGE_EXISTS, NULL, TL_JOURNEY_ERROR_NOT_EMPTY },
    { TL_KIND_STAGE, "ghost", "title", "x", TL_JOURNEY_ERROR_NO_THING },
    { TL_KIND_PAIN, "basket", "title", "x", TL_JOURNEY_ERROR_NO_THING },
    { TL_KIND_STAGE, "basket", "leave", "0.1", TL_JOURNEY_ERROR_NO_FIELD },
    { TL_KIND_PAIN, "fee", TL_CHANGE_PARENT, "basket", TL_JOURNEY_ERROR_NO_PARENT },
    { TL_KIND_PAIN, "fee", TL_CHANGE_PARENT, "ghost", TL_JOURNEY_ERROR_NO_PARENT },
  };
  g_autoptr (TlJourney) journey = make ();
  int                   n_changes = 0;

  g_signal_connect (journey, "changed", G_CALLBACK (count_changes), &n_changes);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlChange) change = tl_change_new (cases[i].kind, cases[i].id, cases[i].field, NULL, cases[i].after);
      g_autoptr (GError)   error = NULL;

      g_assert_false (tl_journey_apply (journey, change, FALSE, &error));
      g_assert_error (error, TL_JOURNEY_ERROR, cases[i].code);
    }
  g_assert_cmpint (n_changes, ==, 0);
  apply (journey, TL_KIND_STAGE, "basket", "title", "basket", "Basket");
  g_assert_cmpint (n_changes, ==, 1);
}

static void
test_valid (void)
{
  g_autoptr (TlJourney) journey = make ();
  g_autofree char      *problems = problems_of (journey);

  g_assert_cmpstr (problems, ==, "");
}

typedef struct
{
  TlKind      kind;
  const char *id;
  const char *parent;
  const char *fields[10];
  const char *needle; /* what the message must hold */
} Fault;

static void
test_rules (void)
{
  static const Fault faults[] = {
    { TL_KIND_TRANSITION, "x", "j", { "from", "basket", "to", "order" }, "twice" },
    { TL_KIND_TRANSITION, "x", "j", { "from", "bought", "to", "order" }, "outcome" },
    { TL_KIND_TRANSITION, "x", "j", { "from", "basket" }, "must be given" },
    { TL_KIND_TRANSITION, "x", "j", { "from", "basket", "to", "ghost" }, "“ghost”" },
    { TL_KIND_TRANSITION, "x", "j", { "from", "basket", "to", "page" }, "touchpoint" },
    { TL_KIND_EFFECT, "x", "free", { "on", "fee", "field", "leave" }, "neither" },
    { TL_KIND_EFFECT, "x", "free", { "on", "fee", "field", "leave", "scale", "0.5", "shift", "1" }, "both" },
    { TL_KIND_EFFECT, "x", "free", { "on", "fee", "field", "reach", "scale", "0.5" }, "“reach”" },
    { TL_KIND_EFFECT, "x", "free", { "on", "rule", "field", "strength", "shift", "0.5" }, "scaled" },
    { TL_KIND_EFFECT, "x", "free", { "on", "fee", "field", "contacts", "shift", "1" }, "scaled" },
    { TL_KIND_EFFECT, "x", "free", { "on", "free", "field", "cost", "scale", "1" }, "cannot stand here" },
    { TL_KIND_EFFECT, "x", "free", { "on", "page", "field", "unit-cost", "scale", "0.5", "to", "chat" }, "only a scale" },
    { TL_KIND_EFFECT, "x", "free", { "on", "page", "field", "reach", "scale", "0.5", "to", "parcel" }, "same stage" },
    { TL_KIND_EFFECT, "x", "free", { "on", "page", "field", "reach", "scale", "0.5", "to", "page" }, "same stage" },
    { TL_KIND_EFFECT, "x", "free", { "on", "page", "field", "reach", "scale", "1.5", "to", "chat" }, "from 0 to 1" },
    { TL_KIND_FACT, "x", "j", { "of", "fee", "field", "reach", "basis", "assumed" }, "“reach”" },
    { TL_KIND_FACT, "x", "j", { "of", "ghost", "field", "leave", "basis", "assumed" }, "“ghost”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (TlJourney) journey = make ();
      g_autofree char      *problems = NULL;

      add (journey, faults[i].kind, faults[i].id, faults[i].parent, "9");
      for (int j = 0; faults[i].fields[j]; j += 2)
        apply (journey, faults[i].kind, faults[i].id, faults[i].fields[j], NULL, faults[i].fields[j + 1]);
      problems = problems_of (journey);
      g_assert_nonnull (strstr (problems, faults[i].needle));
    }
}

static void
test_pairs (void)
{
  static const struct
  {
    TlKind      kind;
    const char *field;
    const char *to;
    const char *needle;
  } cases[] = {
    { TL_KIND_CONTACT, "touchpoint", "chat", "two contacts" },
    { TL_KIND_BECAUSE, "cause", "rule", "twice" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlJourney) journey = make ();
      g_autofree char      *one = NULL;
      g_autofree char      *two = NULL;

      add (journey, cases[i].kind, "a", "fee", "1");
      apply (journey, cases[i].kind, "a", cases[i].field, NULL, cases[i].to);
      one = problems_of (journey);
      g_assert_cmpstr (one, ==, "");
      add (journey, cases[i].kind, "b", "fee", "2");
      apply (journey, cases[i].kind, "b", cases[i].field, NULL, cases[i].to);
      two = problems_of (journey);
      g_assert_nonnull (strstr (two, cases[i].needle));
    }
}

static void
test_finalise (void)
{
  TlJourney *journey = make ();
  TlThing   *stage = g_object_ref (tl_journey_lookup (journey, "basket"));

  g_assert_finalize_object (journey);
  g_assert_cmpstr (tl_thing_get_title (stage), ==, "basket");
  g_assert_finalize_object (stage);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/journey/order", test_order);
  g_test_add_func ("/model/journey/back", test_back);
  g_test_add_func ("/model/journey/refused-changes", test_refused_changes);
  g_test_add_func ("/model/journey/valid", test_valid);
  g_test_add_func ("/model/journey/rules", test_rules);
  g_test_add_func ("/model/journey/pairs", test_pairs);
  g_test_add_func ("/model/journey/finalise", test_finalise);
  return g_test_run ();
}
