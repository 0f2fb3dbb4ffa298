/* case-loader.c: the worked cases as snapshots, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "case-loader.h"

#include <libxml/xmlreader.h>

typedef struct
{
  GArray *stages;
  GArray *transitions;
  GArray *touchpoints;
  GArray *pains;
  GArray *contacts;
  GArray *becauses;
  GArray *fixes;
  GArray *effects;
  guint   n_causes;
} Arrays;

static char *
attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char    *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static TlImpactNumber
number (xmlNode *node, const char *name, double by_default)
{
  g_autofree char  *text = attribute (node, name);
  g_autoptr (GError) error = NULL;
  TlImpactNumber    value = TL_IMPACT_NUMBER (by_default);

  if (text == NULL)
    return value;
  value.doubtful = TRUE;
  tl_estimate_parse (text, &value.estimate, &error);
  g_assert_no_error (error);
  return value;
}

static double
setting (xmlNode *node, const char *name, double by_default)
{
  g_autofree char *text = attribute (node, name);

  return text ? g_ascii_strtod (text, NULL) : by_default;
}

static gboolean
is (xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, name);
}

static void
name_it (Case *self, int kind, xmlNode *node, guint index)
{
  char *id = attribute (node, "id");

  if (id != NULL)
    g_hash_table_insert (self->ids[kind], id, GUINT_TO_POINTER (index + 1));
}

guint
case_find (Case *self, int kind, const char *id)
{
  return id ? GPOINTER_TO_UINT (g_hash_table_lookup (self->ids[kind], id)) - 1 : TL_IMPACT_NONE;
}

static guint
refer (Case *self, xmlNode *node, const char *name, int kind)
{
  g_autofree char *id = attribute (node, name);
  guint            index = case_find (self, kind, id);

  g_assert_cmpuint (index, !=, TL_IMPACT_NONE);
  return index;
}

static int
choose (xmlNode *node, const char *name, const char *const *choices)
{
  g_autofree char *text = attribute (node, name);

  for (int i = 0; text && choices[i]; i++)
    if (g_str_equal (text, choices[i]))
      return i;
  return 0;
}

static const char *const stage_kinds[] = { "step", "won", "lost", NULL };
static const char *const statuses[] = { "idea", "proposed", "approved", "live", "measured", "rejected", NULL };
static const char *const fields[] = { "entry", "revenue", "continue", "share", "reach", "unit-cost", "fixed-cost",
                                      "incidence", "leave", "cost", "contacts", "strength", NULL };
static const int field_kinds[] = { CASE_STAGE, CASE_STAGE, CASE_STAGE, CASE_TRANSITION, CASE_TOUCHPOINT,
                                   CASE_TOUCHPOINT, CASE_TOUCHPOINT, CASE_PAIN, CASE_PAIN, CASE_PAIN, CASE_PAIN,
                                   CASE_CAUSE };

/* First the things that others refer to. */
static void
load_things (Case *self, Arrays *arrays, xmlNode *root)
{
  for (xmlNode *node = root->children; node; node = node->next)
    if (is (node, "stage"))
      {
        TlImpactStage stage = { (TlImpactStageKind) choose (node, "kind", stage_kinds), number (node, "entry", 0),
                                number (node, "revenue", 0) };

        name_it (self, CASE_STAGE, node, arrays->stages->len);
        g_ptr_array_add (self->stage_ids, attribute (node, "id"));
        for (xmlNode *child = node->children; child; child = child->next)
          if (is (child, "touchpoint"))
            {
              TlImpactTouchpoint touchpoint = { arrays->stages->len, number (child, "reach", 1),
                                                number (child, "unit-cost", 0), number (child, "fixed-cost", 0),
                                                number (child, "cashable", 1) };

              name_it (self, CASE_TOUCHPOINT, child, arrays->touchpoints->len);
              for (xmlNode *grandchild = child->children; grandchild; grandchild = grandchild->next)
                if (is (grandchild, "pain"))
                  {
                    TlImpactPain pain = { arrays->touchpoints->len, number (grandchild, "incidence", 0),
                                          number (grandchild, "leave", 0), number (grandchild, "cost", 0) };

                    name_it (self, CASE_PAIN, grandchild, arrays->pains->len);
                    g_array_append_val (arrays->pains, pain);
                  }
              g_array_append_val (arrays->touchpoints, touchpoint);
            }
        g_array_append_val (arrays->stages, stage);
      }
    else if (is (node, "cause"))
      name_it (self, CASE_CAUSE, node, arrays->n_causes++);
    else if (is (node, "fix"))
      {
        TlImpactFix fix = { attribute (node, "id"), (TlImpactStatus) choose (node, "status", statuses),
                            number (node, "one-off", 0), number (node, "run", 0), setting (node, "start-month", 0),
                            setting (node, "ramp-months", 0), setting (node, "fades-half-life", 0) };

        name_it (self, CASE_FIX, node, arrays->fixes->len);
        g_array_append_val (arrays->fixes, fix);
      }
}

static void
load_pain_links (Case *self, Arrays *arrays, xmlNode *node)
{
  for (xmlNode *child = node->children; child; child = child->next)
    if (is (child, "contact"))
      {
        TlImpactContact contact = { refer (self, node, "id", CASE_PAIN),
                                    refer (self, child, "touchpoint", CASE_TOUCHPOINT), number (child, "count", 1) };

        g_array_append_val (arrays->contacts, contact);
      }
    else if (is (child, "because"))
      {
        TlImpactBecause because = { refer (self, node, "id", CASE_PAIN), refer (self, child, "cause", CASE_CAUSE),
                                    number (child, "share", 1) };

        g_array_append_val (arrays->becauses, because);
      }
    else
      load_pain_links (self, arrays, child);
}

static void
load_links (Case *self, Arrays *arrays, xmlNode *root)
{
  for (xmlNode *node = root->children; node; node = node->next)
    if (is (node, "stage"))
      load_pain_links (self, arrays, node);
    else if (is (node, "transition"))
      {
        TlImpactTransition transition = { refer (self, node, "from", CASE_STAGE), refer (self, node, "to", CASE_STAGE),
                                          xmlHasProp (node, (const xmlChar *) "share") != NULL,
                                          number (node, "share", 0) };

        name_it (self, CASE_TRANSITION, node, arrays->transitions->len);
        g_array_append_val (arrays->transitions, transition);
      }
  for (xmlNode *node = root->children; node; node = node->next)
    for (xmlNode *child = is (node, "fix") ? node->children : NULL; child; child = child->next)
      if (is (child, "effect"))
        {
          g_autofree char *to = attribute (child, "to");
          TlImpactField    field = (TlImpactField) choose (child, "field", fields);
          gboolean         shift = xmlHasProp (child, (const xmlChar *) "shift") != NULL;
          TlImpactEffect   effect = { refer (self, node, "id", CASE_FIX), field,
                                      refer (self, child, "on", field_kinds[field]), shift,
                                      number (child, shift ? "shift" : "scale", 0),
                                      case_find (self, CASE_TOUCHPOINT, to) };

          g_array_append_val (arrays->effects, effect);
        }
}

#define STEAL(journey, arrays, name) \
  (journey)->n_##name = (arrays).name->len; \
  (journey)->name = (void *) g_array_free ((arrays).name, FALSE)

Case *
case_load (const char *path)
{
  Case   *self = g_new0 (Case, 1);
  xmlDoc *doc = xmlReadFile (path, NULL, XML_PARSE_NONET);
  xmlNode *root;
  Arrays  arrays = {
    g_array_new (FALSE, FALSE, sizeof (TlImpactStage)), g_array_new (FALSE, FALSE, sizeof (TlImpactTransition)),
    g_array_new (FALSE, FALSE, sizeof (TlImpactTouchpoint)), g_array_new (FALSE, FALSE, sizeof (TlImpactPain)),
    g_array_new (FALSE, FALSE, sizeof (TlImpactContact)), g_array_new (FALSE, FALSE, sizeof (TlImpactBecause)),
    g_array_new (FALSE, FALSE, sizeof (TlImpactFix)), g_array_new (FALSE, FALSE, sizeof (TlImpactEffect)), 0
  };

  g_assert_nonnull (doc);
  root = xmlDocGetRootElement (doc);
  for (int k = 0; k < CASE_N_KINDS; k++)
    self->ids[k] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stage_ids = g_ptr_array_new_with_free_func (g_free);
  self->journey = (TlImpactJourney) TL_IMPACT_JOURNEY_INIT;
  self->journey.margin = number (root, "margin", 1);
  self->journey.incrementality = number (root, "incrementality", 1);
  self->journey.doubt = setting (root, "doubt", 0);
  self->journey.horizon_years = setting (root, "horizon-years", 3);
  self->journey.discount_rate = setting (root, "discount-rate", 0);
  load_things (self, &arrays, root);
  load_links (self, &arrays, root);
  STEAL (&self->journey, arrays, stages);
  STEAL (&self->journey, arrays, transitions);
  STEAL (&self->journey, arrays, touchpoints);
  STEAL (&self->journey, arrays, pains);
  STEAL (&self->journey, arrays, contacts);
  STEAL (&self->journey, arrays, becauses);
  STEAL (&self->journey, arrays, fixes);
  STEAL (&self->journey, arrays, effects);
  self->journey.n_causes = arrays.n_causes;
  xmlFreeDoc (doc);
  return self;
}

void
case_free (Case *self)
{
  tl_impact_journey_clear (&self->journey);
  for (int k = 0; k < CASE_N_KINDS; k++)
    g_hash_table_unref (self->ids[k]);
  g_ptr_array_unref (self->stage_ids);
  g_free (self);
}
