/* tl-import-rules.c: the rules of an import, those that the journey keeps and those that were given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A rule of the journey whose column the table does not have says nothing about it and is passed over; one that was
 * given with the table, and does not fit it, is a mistake.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tl-import-find.h"
#include "tl-import-private.h"

static TlKind
kind_of (TlRuleTarget target)
{
  switch (target)
    {
    case TL_RULE_PAIN:
      return TL_KIND_PAIN;
    case TL_RULE_DELIGHT:
      return TL_KIND_DELIGHT;
    case TL_RULE_STAGE:
      return TL_KIND_STAGE;
    case TL_RULE_TOUCHPOINT:
    default:
      return TL_KIND_TOUCHPOINT;
    }
}

/* What stands at a touchpoint takes it along. */
static TlImportTarget
target_of (TlThing *thing)
{
  TlThing *parent = tl_thing_get_parent (thing);

  if (tl_thing_get_kind (thing) == TL_KIND_TOUCHPOINT)
    return (TlImportTarget){ tl_thing_get_id (thing), NULL };
  return (TlImportTarget){
    parent && tl_thing_get_kind (parent) == TL_KIND_TOUCHPOINT ? tl_thing_get_id (parent) : NULL, tl_thing_get_id (thing),
  };
}

static void
add_result (TlImport *self, TlImportRules *set, guint rule, const char *id, guint line)
{
  TlImportRule *result = g_new0 (TlImportRule, 1);

  result->id = g_strdup (id);
  result->line = line;
  result->thing = g_strdup (set->targets[rule].on ? set->targets[rule].on : set->targets[rule].touchpoint);
  set->indices[rule] = self->result->rules->len;
  g_ptr_array_add (self->result->rules, result);
}

static gboolean
find_target (TlImport *self, TlFinder *finder, const TlRule *rule, TlImportTarget *target, GError **error)
{
  TlKind             kind = kind_of (rule->kind);
  g_autoptr (GError) trouble = NULL;
  TlThing           *thing = tl_finder_find (finder, rule->target, 1u << kind, &trouble);
  TlThing           *other;

  if (thing)
    {
      *target = target_of (thing);
      return TRUE;
    }
  /* It may be there, and be something else. */
  other = tl_finder_find (finder, rule->target, G_MAXUINT, NULL);
  if (other)
    g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_RULES, _("%s:%u: “%s” is a %s, and the rule says %s"),
                 tl_rules_get_name (self->options->rules), rule->line, rule->target,
                 tl_kind_get_label (tl_thing_get_kind (other)), tl_kind_get_label (kind));
  else
    g_set_error (error, TL_IMPORT_ERROR, TL_IMPORT_ERROR_RULES, "%s:%u: %s", tl_rules_get_name (self->options->rules),
                 rule->line, trouble->message);
  return FALSE;
}

static gboolean
prepare_given (TlImport *self, GError **error)
{
  TlImportRules       *set = &self->sets[1];
  g_autoptr (TlFinder) finder = tl_finder_new (self->journey);
  guint                n;

  set->rules = tl_rules_ref (self->options->rules);
  n = tl_rules_get_n (set->rules);
  set->targets = g_new0 (TlImportTarget, n + 1);
  set->indices = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      if (!find_target (self, finder, tl_rules_get (set->rules, i), &set->targets[i], error))
        return FALSE;
      add_result (self, set, i, NULL, tl_rules_get (set->rules, i)->line);
    }
  set->matcher = tl_rules_matcher_new (set->rules, (const char *const *) self->dialect->names, self->dialect->n_columns,
                                       error);
  return set->matcher != NULL;
}

/* A rule of the journey, as a line of a file of rules. */
static char *
write_line (TlThing *rule)
{
  const char      *when = tl_thing_get_text (rule, TL_RULE_WHEN);
  g_autofree char *line = g_strdelimit (g_strstrip (g_strdup (when ? when : "")), "\r\n", ' ');

  return *line ? g_strconcat (line, " -> stage x", NULL) : NULL;
}

/* Reads a rule alone. Returns: (nullable): why it cannot be tried */
static char *
try_line (TlImport *self, const char *line)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (TlRules)        rules = tl_rules_parse (line, -1, _("a rule of the journey"), &error);
  g_autoptr (TlRulesMatcher) matcher = NULL;

  if (rules)
    matcher = tl_rules_matcher_new (rules, (const char *const *) self->dialect->names, self->dialect->n_columns, &error);
  return matcher ? NULL : g_strdup (error->message);
}

static gboolean
prepare_kept (TlImport *self, GError **error)
{
  TlThing            *root = tl_journey_get_root (self->journey);
  TlImportRules      *set = &self->sets[0];
  guint               n = tl_thing_n (root, TL_KIND_RULE), n_good = 0;
  g_autoptr (GString) text = g_string_new (NULL);

  set->targets = g_new0 (TlImportTarget, n + 1);
  set->indices = g_new0 (guint, n + 1);
  for (guint i = 0; i < n && n_good < TL_RULES_MAX; i++)
    {
      TlThing         *rule = tl_thing_nth (root, TL_KIND_RULE, i);
      const char      *to = tl_thing_get_text (rule, TL_RULE_TO);
      TlThing         *thing = to ? tl_journey_lookup (self->journey, to) : NULL;
      g_autofree char *line = write_line (rule);
      g_autofree char *why = NULL;

      if (thing == NULL || line == NULL || tl_thing_get_number (rule, TL_RULE_OFF) > 0)
        continue;
      if (text->len + strlen (line) + 1 > TL_RULES_MAX_BYTES)
        break;
      set->targets[n_good] = target_of (thing);
      add_result (self, set, n_good, tl_thing_get_id (rule), 0);
      why = try_line (self, line);
      if (why)
        {
          ((TlImportRule *) self->result->rules->pdata[self->result->rules->len - 1])->why = g_steal_pointer (&why);
          continue;
        }
      g_string_append (text, line);
      g_string_append_c (text, '\n');
      n_good++;
    }
  if (n_good == 0)
    return TRUE;
  set->rules = tl_rules_parse (text->str, -1, _("the rules of the journey"), error);
  if (set->rules)
    set->matcher = tl_rules_matcher_new (set->rules, (const char *const *) self->dialect->names, self->dialect->n_columns,
                                         error);
  return set->matcher != NULL;
}

static gboolean
is_kept (TlImport *self, const char *when, const char *to)
{
  TlThing *root = tl_journey_get_root (self->journey);

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_RULE); i++)
    {
      TlThing *rule = tl_thing_nth (root, TL_KIND_RULE, i);

      if (g_strcmp0 (tl_thing_get_text (rule, TL_RULE_WHEN), when) == 0 &&
          g_strcmp0 (tl_thing_get_text (rule, TL_RULE_TO), to) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Lets the journey keep the rules that were given, by the edit of the import. */
void
_tl_import_keep_rules (TlImport *self)
{
  const TlImportRules *set = &self->sets[1];
  guint                number = 0;

  for (guint i = 0; self->options->keep_rules && set->rules && i < tl_rules_get_n (set->rules); i++)
    {
      const TlRule    *rule = tl_rules_get (set->rules, i);
      const char      *to = set->targets[i].on ? set->targets[i].on : set->targets[i].touchpoint;
      g_autofree char *id = NULL;

      self->result->n_unkept += rule->kind == TL_RULE_STAGE;
      if (rule->kind == TL_RULE_STAGE || is_kept (self, rule->when, to))
        continue;
      do
        {
          g_free (id);
          id = g_strdup_printf ("rule-%u", ++number);
        }
      while (tl_journey_lookup (self->journey, id) || tl_evidence_has_id (self->document, id));
      tl_edit_create (self->edit, TL_KIND_RULE, id, NULL, TL_EDIT_LAST);
      tl_edit_set (self->edit, id, TL_RULE_TO, to);
      tl_edit_set (self->edit, id, TL_RULE_WHEN, rule->when);
    }
}

/* Finds the rules, and what they assign to. */
gboolean
_tl_import_prepare_rules (TlImport *self, GError **error)
{
  return (self->options->without_rules || prepare_kept (self, error)) &&
         (self->options->rules == NULL || prepare_given (self, error));
}

static const char *
get_field (guint column, gsize *length, gpointer data)
{
  const TlCsvRecord *row = data;

  if (column >= row->n_fields)
    return NULL;
  *length = row->fields[column].length;
  return row->fields[column].text;
}

/* What the rules say that a row speaks of, each thing once; at most TL_IMPORT_MAX_ABOUT of @targets. Which rules held is
 * in self->hits, to be counted where the record goes in. */
guint
_tl_import_find_targets (TlImport *self, const TlCsvRecord *row, const char *text, const TlImportTarget **targets)
{
  guint    n = 0;
  gboolean stops = FALSE;

  g_array_set_size (self->hits, 0);

  for (guint i = 0; i < G_N_ELEMENTS (self->sets) && !stops; i++)
    {
      const TlImportRules *set = &self->sets[i];
      int                  rule = -1;

      while (set->matcher && !stops &&
             (rule = tl_rules_matcher_match (set->matcher, get_field, (gpointer) row, text, -1, (guint) (rule + 1))) >= 0)
        {
          const TlImportTarget *target = &set->targets[rule];
          gboolean              is_new = n < TL_IMPORT_MAX_ABOUT;

          g_array_append_val (self->hits, set->indices[rule]);
          for (guint j = 0; j < n && is_new; j++)
            is_new = targets[j]->on != target->on || (target->on == NULL && targets[j]->touchpoint != target->touchpoint);
          if (is_new)
            targets[n++] = target;
          stops = self->options->first_rule_only || tl_rules_get (set->rules, (guint) rule)->stops;
        }
    }
  return n;
}
