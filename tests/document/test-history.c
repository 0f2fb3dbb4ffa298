/* test-history.c: the door, undo and redo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

static void
undo (TlDocument *document)
{
  g_autoptr (GError) error = NULL;

  tl_document_undo (document, &error);
  g_assert_no_error (error);
}

static void
redo (TlDocument *document)
{
  g_autoptr (GError) error = NULL;

  tl_document_redo (document, &error);
  g_assert_no_error (error);
}

static void
assert_dump (TlDocument *document, const char *expected)
{
  g_autofree char *dump = support_dump (document);

  g_assert_cmpstr (dump, ==, expected);
}

static TlEdit *
rename_edit (const char *id, TlField field, const char *title)
{
  TlEdit *edit = tl_edit_new ("Rename");

  tl_edit_set (edit, id, field, title);
  return edit;
}

static void
test_new (void)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlDocument) document = tl_document_new ("j", "A journey", &error);
  g_autofree char       *undo_name = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (tl_thing_get_title (tl_journey_get_root (tl_document_get_journey (document))), ==, "A journey");
  g_assert_false (tl_document_is_modified (document));
  g_assert_null (tl_document_get_path (document));
  undo_name = tl_document_dup_undo_name (document);
  g_assert_null (undo_name);
  g_assert_false (tl_document_undo (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NOTHING_TO_UNDO);
  g_clear_error (&error);
  g_assert_false (tl_document_redo (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_NOTHING_TO_UNDO);
  g_clear_error (&error);
  g_clear_object (&document);
  g_assert_null (tl_document_new ("no id", "x", &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (tl_document_new ("\xe0", "x", &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
  g_assert_cmpuint (support_count_working (), ==, 0);
}

static void
count_notify (TlDocument *document, GParamSpec *spec, gpointer data)
{
  (*(int *) data)++;
}

static void
test_edit (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autofree char       *first = support_dump (document);
  g_autofree char       *second = NULL;
  g_autofree char       *name = NULL;
  guint64                serial = tl_document_get_serial (document);
  int                    n = 0;

  g_signal_connect (document, "notify::undo-name", G_CALLBACK (count_notify), &n);
  support_apply (document, rename_edit ("basket", TL_STAGE_TITLE, "Shopping basket"));
  g_assert_cmpint (n, ==, 1);
  g_assert_cmpuint (tl_document_get_serial (document), >, serial);
  g_assert_true (tl_document_is_modified (document));
  g_object_get (document, "undo-name", &name, NULL);
  g_assert_cmpstr (name, ==, "Rename");
  second = support_dump (document);
  g_assert_cmpstr (first, !=, second);
  undo (document);
  assert_dump (document, first);
  g_clear_pointer (&name, g_free);
  name = tl_document_dup_redo_name (document);
  g_assert_cmpstr (name, ==, "Rename");
  redo (document);
  assert_dump (document, second);
  /* What changes nothing leaves no trace, and what was undone can still be redone. */
  undo (document);
  support_apply (document, rename_edit ("basket", TL_STAGE_TITLE, "Basket"));
  redo (document);
  assert_dump (document, second);
  undo (document);
  support_apply (document, rename_edit ("phone", TL_TOUCHPOINT_TITLE, "Telephone"));
  g_assert_null (tl_document_dup_redo_name (document));
}

static void
test_refused (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  TlEdit                *edit;

  support_refuse (document, rename_edit ("nobody", TL_STAGE_TITLE, "x"), "nobody");
  support_refuse (document, rename_edit ("basket", TL_TOUCHPOINT_TITLE, "x"), "Basket");
  support_refuse (document, rename_edit ("basket", TL_STAGE_TITLE, NULL), "title");
  support_refuse (document, rename_edit ("fee", TL_PAIN_INCIDENCE, "1.2"), "from 0 to 1");
  support_refuse (document, rename_edit ("fee", TL_PAIN_INCIDENCE, "much"), "Basket / Basket page / Delivery fee");
  support_refuse (document, rename_edit ("fee-phone", TL_CONTACT_TOUCHPOINT, "basket"), "basket");
  support_refuse (document, rename_edit ("fee-phone", TL_CONTACT_TOUCHPOINT, "nowhere"), "nowhere");

  edit = tl_edit_new ("Create");
  tl_edit_create (edit, TL_KIND_STAGE, "phone", NULL, TL_EDIT_LAST);
  support_refuse (document, edit, "phone");
  edit = tl_edit_new ("Create");
  tl_edit_create (edit, TL_KIND_STAGE, "two words", NULL, TL_EDIT_LAST);
  support_refuse (document, edit, "two words");
  edit = tl_edit_new ("Create");
  tl_edit_create (edit, TL_KIND_STAGE, "\xe0", NULL, TL_EDIT_LAST);
  support_refuse (document, edit, "id");
  edit = tl_edit_new ("Create");
  tl_edit_create (edit, TL_KIND_STAGE, "s", NULL, TL_EDIT_LAST);
  support_refuse (document, edit, "title");
  edit = tl_edit_new ("Create");
  tl_edit_create (edit, TL_KIND_TOUCHPOINT, "t", "page", TL_EDIT_LAST);
  support_refuse (document, edit, "Basket page");
  edit = tl_edit_new ("Create");
  tl_edit_create (edit, TL_KIND_TOUCHPOINT, "t", NULL, TL_EDIT_LAST);
  support_refuse (document, edit, "id");
  edit = tl_edit_new ("Create");
  tl_edit_create (edit, TL_KIND_EVIDENCE, "e", NULL, TL_EDIT_LAST);
  support_refuse (document, edit, "import");
  edit = tl_edit_new ("Create");
  tl_edit_create (edit, TL_KIND_JOURNEY, "j", NULL, TL_EDIT_LAST);
  support_refuse (document, edit, "journey");
  edit = tl_edit_new ("Move");
  tl_edit_move (edit, "fee", "basket", TL_EDIT_LAST);
  support_refuse (document, edit, "Basket");
  edit = tl_edit_new ("Move");
  tl_edit_move (edit, "shop", "basket", TL_EDIT_LAST);
  support_refuse (document, edit, "moved");
  edit = tl_edit_new ("Move");
  tl_edit_move (edit, "fee", NULL, NAN);
  support_refuse (document, edit, "number");
  edit = tl_edit_new ("Move");
  tl_edit_move (edit, "fee", NULL, -HUGE_VAL);
  support_refuse (document, edit, "number");
  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "shop");
  support_refuse (document, edit, "deleted");
  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "nobody");
  support_refuse (document, edit, "nobody");

  /* Much happens before the last wish fails: all of it is taken back. */
  edit = tl_edit_new ("Many");
  tl_edit_create (edit, TL_KIND_STAGE, "s", NULL, 1.5);
  tl_edit_set (edit, "s", TL_STAGE_TITLE, "S");
  tl_edit_move (edit, "page", "s", TL_EDIT_LAST);
  tl_edit_set (edit, "basket", TL_STAGE_TITLE, "B");
  tl_edit_delete (edit, "form");
  tl_edit_delete (edit, "phone");
  tl_edit_set (edit, "gone", TL_STAGE_COLUMN, "-1");
  support_refuse (document, edit, "0 to");
  /* A rule that only the whole shows. */
  edit = tl_edit_new ("Twice");
  tl_edit_create (edit, TL_KIND_TRANSITION, "again", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "again", TL_TRANSITION_FROM, "basket");
  tl_edit_set (edit, "again", TL_TRANSITION_TO, "gone");
  support_refuse (document, edit, "twice");
}

static void
test_places (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  TlThing               *root = tl_journey_get_root (tl_document_get_journey (document));
  g_autofree char       *before = support_dump (document);
  TlEdit                *edit = tl_edit_new ("Move");

  tl_edit_move (edit, "basket", NULL, TL_EDIT_LAST);
  support_apply (document, edit);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, 2)), ==, "basket");
  edit = tl_edit_new ("Move");
  tl_edit_move (edit, "basket", NULL, 0.1);
  support_apply (document, edit);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, 0)), ==, "basket");
  edit = tl_edit_new ("Move");
  tl_edit_create (edit, TL_KIND_STAGE, "far", NULL, 1e15);
  tl_edit_set (edit, "far", TL_STAGE_TITLE, "Far");
  tl_edit_create (edit, TL_KIND_STAGE, "a-farther", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "a-farther", TL_STAGE_TITLE, "Farther");
  tl_edit_delete (edit, "free-phone");
  tl_edit_move (edit, "page", "a-farther", TL_EDIT_LAST);
  support_apply (document, edit);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, 4)), ==, "a-farther");
  g_assert_cmpuint (tl_thing_n (tl_thing_nth (root, TL_KIND_STAGE, 4), TL_KIND_TOUCHPOINT), ==, 1);
  for (int i = 0; i < 3; i++)
    undo (document);
  assert_dump (document, before);
}

/* Next to another, again and again into the same gap, until there is no room for a number between two. */
static void
test_next_to (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  TlThing               *root = tl_journey_get_root (tl_document_get_journey (document));
  g_autofree char       *before = support_dump (document);
  g_autofree char       *after = NULL;
  TlEdit                *edit;

  for (int i = 0; i < 150; i++)
    {
      edit = tl_edit_new ("Place");
      tl_edit_place (edit, i % 2 ? "bought" : "gone", NULL, "basket", TRUE);
      support_apply (document, edit);
      g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, 0)), ==, "basket");
      g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, 1)), ==, i % 2 ? "bought" : "gone");
    }
  edit = tl_edit_new ("Place");
  tl_edit_place (edit, "basket", NULL, "gone", TRUE);
  tl_edit_place (edit, "bought", "shop", "gone", FALSE);
  tl_edit_delete (edit, "free-phone");
  tl_edit_create (edit, TL_KIND_TOUCHPOINT, "door", "gone", TL_EDIT_LAST);
  tl_edit_set (edit, "door", TL_TOUCHPOINT_TITLE, "Door");
  tl_edit_place (edit, "phone", "gone", "door", FALSE);
  support_apply (document, edit);
  g_assert_cmpstr (tl_thing_get_id (tl_thing_nth (root, TL_KIND_STAGE, 2)), ==, "basket");
  after = support_dump (document);
  for (int i = 0; i < 151; i++)
    undo (document);
  assert_dump (document, before);
  for (int i = 0; i < 151; i++)
    redo (document);
  assert_dump (document, after);
  edit = tl_edit_new ("Place");
  tl_edit_place (edit, "basket", NULL, "basket", TRUE);
  support_refuse (document, edit, "Basket");
  edit = tl_edit_new ("Place");
  tl_edit_place (edit, "basket", NULL, "form", TRUE);
  support_refuse (document, edit, "Basket");
  edit = tl_edit_new ("Place");
  tl_edit_place (edit, "page", "basket", "phone", TRUE);
  support_refuse (document, edit, "Phone");
  edit = tl_edit_new ("Place");
  tl_edit_place (edit, "page", NULL, "nobody", TRUE);
  support_refuse (document, edit, "nobody");
  tl_document_discard (document);
}

static void
assert_there (TlDocument *document, const char *ids, gboolean there)
{
  g_auto (GStrv) all = g_strsplit (ids, " ", -1);

  for (guint i = 0; all[i]; i++)
    if ((tl_journey_lookup (tl_document_get_journey (document), all[i]) != NULL) != there)
      g_error ("%s %s", all[i], there ? "is missing" : "is still there");
}

static void
test_delete (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autofree char       *before = NULL;
  TlEdit                *edit;

  support_import (document, "survey", "r", 9, "fee");
  support_import (document, "other", "o", 4, "phone");
  before = support_dump (document);

  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "phone");
  support_apply (document, edit);
  assert_there (document, "phone smile fee-phone free-phone", FALSE);
  assert_there (document, "page fee free-fee free fact-1", TRUE);
  undo (document);
  assert_dump (document, before);

  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "basket");
  tl_edit_delete (edit, "fee"); /* goes with it */
  support_apply (document, edit);
  assert_there (document, "basket page phone fee fee-phone fee-form smile basket-bought basket-gone free-fee free-phone"
                          " fact-1", FALSE);
  assert_there (document, "form bought gone free survey ann", TRUE);
  undo (document);
  assert_dump (document, before);
  redo (document);
  assert_there (document, "basket", FALSE);
  undo (document);

  /* A source takes its records along; a fact only forgets it. */
  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "survey");
  support_apply (document, edit);
  assert_there (document, "fact-1", TRUE);
  {
    TlEvidenceCount count;

    g_assert_true (tl_evidence_count (document, NULL, &count, NULL));
    g_assert_cmpint (count.records, ==, 4);
  }
  undo (document);
  assert_dump (document, before);

  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "form");
  support_apply (document, edit);
  assert_there (document, "fee-form form", FALSE);
  assert_there (document, "fee", TRUE);
  undo (document);
  assert_dump (document, before);
}

/* A scenario goes on saying that it held a fix that is gone, whatever it was called last. */
static void
test_delete_fix (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autofree char       *before = NULL;
  TlEdit                *edit = tl_edit_new ("Scenario");
  TlThing               *choice;

  tl_edit_create (edit, TL_KIND_SCENARIO, "plan", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "plan", TL_SCENARIO_TITLE, "Plan");
  tl_edit_create (edit, TL_KIND_CHOICE, "plan-1", "plan", TL_EDIT_LAST);
  tl_edit_set (edit, "plan-1", TL_CHOICE_FIX, "free");
  tl_edit_set (edit, "free", TL_FIX_TITLE, "Free at last");
  support_apply (document, edit);
  before = support_dump (document);

  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "free");
  support_apply (document, edit);
  assert_there (document, "free free-fee", FALSE);
  assert_there (document, "plan plan-1", TRUE);
  choice = tl_journey_lookup (tl_document_get_journey (document), "plan-1");
  g_assert_false (tl_thing_has (choice, TL_CHOICE_FIX));
  g_assert_cmpstr (tl_thing_get_text (choice, TL_CHOICE_TITLE), ==, "Free at last");
  undo (document);
  assert_dump (document, before);
  g_assert_false (tl_thing_has (tl_journey_lookup (tl_document_get_journey (document), "plan-1"), TL_CHOICE_TITLE));

  /* Both at once leave nothing. */
  edit = tl_edit_new ("Delete");
  tl_edit_delete (edit, "free");
  tl_edit_delete (edit, "plan");
  support_apply (document, edit);
  assert_there (document, "free plan plan-1", FALSE);
  undo (document);
  assert_dump (document, before);
}

static void
test_again (void)
{
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autofree char       *before = support_dump (document);
  g_autofree char       *after = NULL;
  TlEdit                *edit = tl_edit_new ("Again");

  /* The same id, first one thing, then another. */
  tl_edit_delete (edit, "fee");
  tl_edit_create (edit, TL_KIND_STAGE, "fee", NULL, TL_EDIT_LAST);
  tl_edit_set (edit, "fee", TL_STAGE_TITLE, "A stage now");
  tl_edit_create (edit, TL_KIND_PAIN, "smile-2", "page", TL_EDIT_LAST);
  tl_edit_set (edit, "smile-2", TL_PAIN_TITLE, "x");
  tl_edit_delete (edit, "smile-2");
  support_apply (document, edit);
  after = support_dump (document);
  undo (document);
  assert_dump (document, before);
  redo (document);
  assert_dump (document, after);
}

static void
test_reopen (void)
{
  g_autofree char       *path = support_path ("reopen.journey");
  g_autofree char       *first = NULL;
  g_autofree char       *second = NULL;
  g_autofree char       *third = NULL;
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;
  guint                  n_working = support_count_working ();

  first = support_dump (document);
  support_import (document, "survey", "r", 30, "fee");
  second = support_dump (document);
  support_apply (document, rename_edit ("basket", TL_STAGE_TITLE, "B"));
  third = support_dump (document);
  undo (document);
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_object (&document);
  g_assert_cmpuint (support_count_working (), ==, n_working - 1);

  document = support_open (path, TL_DOCUMENT_DEFAULT);
  assert_dump (document, second);
  redo (document);
  assert_dump (document, third);
  undo (document);
  undo (document);
  assert_dump (document, first);
  g_assert_true (tl_document_publish (document, &error));
  g_clear_object (&document);

  document = support_open (path, TL_DOCUMENT_DEFAULT);
  assert_dump (document, first);
  redo (document);
  redo (document);
  assert_dump (document, third);
  g_clear_object (&document);
  support_clear ();
}

static void
test_load (void)
{
  g_autofree char       *path = support_path ("load.journey");
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlEdit)     edit = tl_edit_new ("Load");

  g_assert_null (tl_document_dup_undo_name (document));
  tl_edit_set (edit, "basket", TL_STAGE_TITLE, "B");
  g_assert_true (tl_document_load (document, edit, &error));
  support_apply (document, rename_edit ("basket", TL_STAGE_TITLE, "C"));
  g_assert_false (tl_document_load (document, edit, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_INVALID);
  g_clear_error (&error);
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  undo (document);
  g_assert_false (tl_document_load (document, edit, &error));
  tl_document_discard (document);
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_READ_ONLY);
  g_clear_error (&error);
  g_assert_cmpint (tl_document_apply (document, edit, &error), ==, 0);
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (tl_document_undo (document, &error));
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
  g_clear_object (&document);
  support_clear ();
}

/* The walk: any edit that comes to mind, in any order. Most are good, some are refused. */

static const char *
pick (GPtrArray *ids, GRand *rand)
{
  return ids->len ? ids->pdata[g_rand_int_range (rand, 0, (gint32) ids->len)] : "nobody";
}

static void
list_ids (TlDocument *document, GPtrArray **ids)
{
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) things = kind == TL_KIND_EVIDENCE ? g_ptr_array_new ()
                                                              : tl_journey_collect (tl_document_get_journey (document), kind);

      ids[kind] = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < things->len; i++)
        g_ptr_array_add (ids[kind], g_strdup (tl_thing_get_id (things->pdata[i])));
      if (kind == TL_KIND_EVIDENCE)
        {
          g_autoptr (GPtrArray) records = tl_evidence_list (document, NULL, 0, 50, NULL);

          for (guint i = 0; i < records->len; i++)
            g_ptr_array_add (ids[kind], g_strdup (((TlRecord *) records->pdata[i])->id));
        }
    }
}

static void
set_required (TlEdit *edit, TlKind kind, const char *id, GPtrArray **ids, GRand *rand)
{
  static const char *const shares[] = { "0.1", "0.25..0.5", "1/7" };

  switch (kind)
    {
    case TL_KIND_TRANSITION:
      tl_edit_set (edit, id, TL_TRANSITION_FROM, pick (ids[TL_KIND_STAGE], rand));
      tl_edit_set (edit, id, TL_TRANSITION_TO, pick (ids[TL_KIND_STAGE], rand));
      break;
    case TL_KIND_CONTACT:
      tl_edit_set (edit, id, TL_CONTACT_TOUCHPOINT, pick (ids[TL_KIND_TOUCHPOINT], rand));
      break;
    case TL_KIND_BECAUSE:
      tl_edit_set (edit, id, TL_BECAUSE_CAUSE, pick (ids[TL_KIND_CAUSE], rand));
      tl_edit_set (edit, id, TL_BECAUSE_SHARE, shares[g_rand_int_range (rand, 0, 3)]);
      break;
    case TL_KIND_EFFECT:
      tl_edit_set (edit, id, TL_EFFECT_ON, pick (ids[TL_KIND_PAIN], rand));
      tl_edit_set (edit, id, TL_EFFECT_FIELD, g_rand_boolean (rand) ? "leave" : "cost");
      tl_edit_set (edit, id, TL_EFFECT_SCALE, shares[g_rand_int_range (rand, 0, 2)]);
      break;
    case TL_KIND_FACT:
      tl_edit_set (edit, id, TL_FACT_OF, pick (ids[TL_KIND_TOUCHPOINT], rand));
      tl_edit_set (edit, id, TL_FACT_FIELD, g_rand_boolean (rand) ? "reach" : "unit-cost");
      tl_edit_set (edit, id, TL_FACT_BASIS, "assumed");
      if (g_rand_boolean (rand))
        tl_edit_set (edit, id, TL_FACT_SOURCE, pick (ids[TL_KIND_SOURCE], rand));
      break;
    case TL_KIND_CHOICE:
      tl_edit_set (edit, id, TL_CHOICE_FIX, pick (ids[TL_KIND_FIX], rand));
      break;
    case TL_KIND_RULE:
      tl_edit_set (edit, id, TL_RULE_TO, pick (ids[TL_KIND_PAIN], rand));
      tl_edit_set (edit, id, TL_RULE_WHEN, "text has \"late\"");
      break;
    case TL_KIND_TIE:
      tl_edit_set (edit, id, TL_TIE_OF, pick (ids[TL_KIND_PAIN], rand));
      tl_edit_set (edit, id, TL_TIE_FIELD, "incidence");
      tl_edit_set (edit, id, TL_TIE_ABOUT, pick (ids[TL_KIND_PAIN], rand));
      tl_edit_set (edit, id, TL_TIE_AMONG, pick (ids[TL_KIND_TOUCHPOINT], rand));
      break;
    case TL_KIND_WITHIN:
      tl_edit_set (edit, id, TL_WITHIN_SOURCE, pick (ids[TL_KIND_SOURCE], rand));
      break;
    case TL_KIND_PACK:
      tl_edit_set (edit, id, TL_PACK_AUDIENCE, g_rand_boolean (rand) ? "board" : "team");
      break;
    case TL_KIND_PAGE:
      tl_edit_set (edit, id, TL_PAGE_ABOUT, g_rand_boolean (rand) ? "leaks" : "map");
      break;
    default:
      {
        g_autofree char *title = g_strdup_printf ("Title %d “é\n”", g_rand_int_range (rand, 0, 100));

        tl_edit_set (edit, id, tl_kind_get_title (kind), title);
      }
    }
}

static void
add_random_wish (TlEdit *edit, GPtrArray **ids, GRand *rand, guint *n_made)
{
  TlKind kind = (TlKind) g_rand_int_range (rand, 1, TL_N_KINDS);
  double position = g_rand_boolean (rand) ? TL_EDIT_LAST : g_rand_double_range (rand, -3, 9);

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
    case 1:
    case 2:
    case 3:
      {
        g_autofree char *id = g_strdup_printf ("n%u", (*n_made)++);

        if (kind == TL_KIND_EVIDENCE)
          break;
        tl_edit_create (edit, kind, id, pick (ids[tl_kind_get_info (kind)->parent], rand), position);
        set_required (edit, kind, id, ids, rand);
      }
      break;
    case 4:
    case 5:
      if (kind == TL_KIND_EVIDENCE)
        {
          tl_edit_set (edit, pick (ids[kind], rand), TL_EVIDENCE_TEXT, g_rand_boolean (rand) ? "other words" : NULL);
          tl_edit_set (edit, pick (ids[kind], rand), TL_EVIDENCE_ON, pick (ids[TL_KIND_PAIN], rand));
          tl_edit_set (edit, pick (ids[kind], rand), TL_EVIDENCE_TOUCHPOINT, NULL);
          tl_edit_set (edit, pick (ids[kind], rand), TL_EVIDENCE_SOURCE, pick (ids[TL_KIND_SOURCE], rand));
        }
      else
        set_required (edit, kind, pick (ids[kind], rand), ids, rand);
      break;
    case 6:
    case 7:
      tl_edit_move (edit, pick (ids[kind], rand),
                    g_rand_boolean (rand) ? NULL : pick (ids[tl_kind_get_info (kind)->parent], rand), position);
      break;
    case 8:
      tl_edit_set (edit, pick (ids[TL_KIND_TOUCHPOINT], rand), TL_TOUCHPOINT_EMOTION,
                   g_rand_boolean (rand) ? "0.30000000000000004" : NULL);
      break;
    default:
      tl_edit_delete (edit, pick (ids[kind], rand));
      break;
    }
}

static gboolean
do_random_edit (TlDocument *document, GRand *rand, guint *n_made)
{
  g_autoptr (TlEdit) edit = tl_edit_new ("Walk");
  GPtrArray         *ids[TL_N_KINDS + 1] = { NULL };
  gint64             number = 0;

  list_ids (document, ids);
  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
    add_random_wish (edit, ids, rand, n_made);
  if (g_rand_int_range (rand, 0, 12) == 0)
    {
      g_autofree char *prefix = g_strdup_printf ("i%u", (*n_made)++);

      if (ids[TL_KIND_SOURCE]->len > 0 && ids[TL_KIND_PAIN]->len > 0)
        number = support_import (document, pick (ids[TL_KIND_SOURCE], rand), prefix, 5, pick (ids[TL_KIND_PAIN], rand));
    }
  else
    number = tl_document_apply (document, edit, NULL);
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    g_ptr_array_unref (ids[kind]);
  return number > 0;
}

static void
test_walk (gconstpointer data)
{
  g_autofree char       *path = support_path ("walk.journey");
  g_autoptr (GRand)      rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GPtrArray)  states = g_ptr_array_new_with_free_func (g_free); /* after each edit that stands */
  guint                  now = 0, n_made = 0, n_done = 0, n_refused = 0;
  g_autoptr (GError)     error = NULL;

  g_ptr_array_add (states, support_dump (document));
  for (int i = 0; i < 250; i++)
    {
      int act = g_rand_int_range (rand, 0, 10);

      if (act < 2 && now > 0)
        {
          undo (document);
          now--;
        }
      else if (act == 2 && now + 1 < states->len)
        {
          redo (document);
          now++;
        }
      else if (act == 3 && g_rand_int_range (rand, 0, 10) == 0)
        {
          tl_document_publish_to (document, path, &error);
          g_assert_no_error (error);
          g_clear_object (&document);
          document = support_open (path, TL_DOCUMENT_DEFAULT);
        }
      else
        {
          guint64 serial = tl_document_get_serial (document);

          if (do_random_edit (document, rand, &n_made))
            {
              if (tl_document_get_serial (document) != serial)
                {
                  g_ptr_array_set_size (states, (gint) ++now);
                  g_ptr_array_add (states, support_dump (document));
                  n_done++;
                }
            }
          else
            n_refused++;
        }
      assert_dump (document, states->pdata[now]);
    }
  g_test_message ("%u edits done, %u refused", n_done, n_refused);
  g_assert_cmpuint (n_done, >, 30);

  for (; now + 1 < states->len; now++)
    redo (document);
  assert_dump (document, states->pdata[now]);
  for (; now > 0; now--)
    undo (document);
  g_assert_null (tl_document_dup_undo_name (document));
  assert_dump (document, states->pdata[0]);
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_object (&document);
  document = support_open (path, TL_DOCUMENT_DEFAULT);
  for (; now + 1 < states->len; now++)
    {
      redo (document);
      assert_dump (document, states->pdata[now + 1]);
    }
  g_assert_null (tl_document_dup_redo_name (document));
  tl_document_discard (document);
  g_clear_object (&document);
  support_clear ();
}

/* Beyond ten thousand edits the oldest is forgotten, with what only it could bring back. */
static void
test_cap (void)
{
  g_autofree char       *path = support_path ("cap.journey");
  g_autoptr (TlDocument) document = support_new_sample ();
  g_autoptr (GError)     error = NULL;
  TlEdit                *edit = tl_edit_new ("Delete");
  TlEvidenceCount        count;
  guint                  n = 0;

  support_import (document, "survey", "r", 6, "fee");
  support_import (document, "other", "o", 6, "fee");
  tl_edit_delete (edit, "other");
  support_apply (document, edit);
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  g_clear_object (&document);
  g_assert_cmpint (support_sql_int (path, "SELECT count(*) FROM evidence"), ==, 12);
  support_sql (path, "WITH RECURSIVE n (i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < 9990)"
                     " INSERT INTO edit SELECT i, 'Nothing', 0, 0 FROM n");

  document = support_open (path, TL_DOCUMENT_DEFAULT);
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %d", i);

      support_apply (document, rename_edit ("basket", TL_STAGE_TITLE, title));
    }
  while (n < 50 && tl_document_undo (document, &error))
    n++;
  g_assert_no_error (error);
  g_assert_cmpstr (tl_thing_get_title (tl_journey_lookup (tl_document_get_journey (document), "basket")), ==, "Basket");
  tl_evidence_count (document, NULL, &count, NULL);
  g_assert_cmpint (count.records, ==, 6);
  tl_document_publish (document, &error);
  g_assert_no_error (error);
  g_clear_object (&document);
  g_assert_cmpint (support_sql_int (path, "SELECT count(*) FROM edit"), ==, 10000);
  g_assert_cmpint (support_sql_int (path, "SELECT min(number) FROM edit"), ==, 21);
  g_assert_cmpint (support_sql_int (path, "SELECT count(*) FROM evidence"), ==, 6);
  g_assert_cmpint (support_sql_int (path, "SELECT count(*) FROM assignment"), ==, 6);
  g_assert_cmpint (support_sql_int (path, "SELECT count(*) FROM batch"), ==, 0);
  support_clear ();
}

static void
add_tests (void)
{
  g_test_add_func ("/document/history/new", test_new);
  g_test_add_func ("/document/history/edit", test_edit);
  g_test_add_func ("/document/history/refused", test_refused);
  g_test_add_func ("/document/history/places", test_places);
  g_test_add_func ("/document/history/next-to", test_next_to);
  g_test_add_func ("/document/history/delete", test_delete);
  g_test_add_func ("/document/history/delete-fix", test_delete_fix);
  g_test_add_func ("/document/history/again", test_again);
  g_test_add_func ("/document/history/reopen", test_reopen);
  g_test_add_func ("/document/history/load", test_load);
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree char *name = g_strdup_printf ("/document/history/walk/%u", seed);

      g_test_add_data_func (name, GUINT_TO_POINTER (seed), test_walk);
    }
  g_test_add_func ("/document/history/cap", test_cap);
}

int
main (int argc, char **argv)
{
  return support_run (&argc, &argv, add_tests);
}
