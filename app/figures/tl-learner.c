/* tl-learner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-learner.h"

#include <math.h>
#include <string.h>

#define N_PARTS 5
#define N_ROUNDS 12
#define RATE .2
#define PRIOR 4.          /* how much naive Bayes counts for, to begin with */
#define SMOOTH .5
#define SHRINK 2e-6           /* of a weight, each time its feature is met */
#define MAX_FEATURES 400000
#define MAX_WEIGHTS 24000000  /* classes times features */
#define MAX_WORDS 400         /* of one text: what it is about is said by then */
#define MAX_WORD_BYTES 40
#define NEGLIGIBLE 1e-3       /* an error that teaches nothing */

/* A text: its features, with their weights, in the order of their numbers. */
typedef struct
{
  guint32 *features;
  float   *values;
  guint    n;
  guint   *classes;
  guint    n_classes;
} Example;

struct _TlLearner
{
  guint       n_classes;
  GHashTable *numbers;  /* word or pair → number + 1 */
  GPtrArray  *names;    /* by number */
  GArray     *counts;   /* by number: in how many texts */
  GArray     *examples; /* Example; features by raw count until they are taught */
  guint       n_features; /* that are used: renumbered, the rest dropped */
  float      *idf;
  float      *weights;  /* by feature, then class */
  float      *biases;
  double      temperature;
};

static void
clear_example (gpointer data)
{
  Example *example = data;

  g_free (example->features);
  g_free (example->values);
  g_free (example->classes);
}

/**
 * tl_learner_new:
 * @n_classes: how many classes there are
 *
 * Returns: (transfer full): one that knows nothing yet
 */
TlLearner *
tl_learner_new (guint n_classes)
{
  TlLearner *self = g_new0 (TlLearner, 1);

  self->n_classes = MAX (n_classes, 1);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->examples = g_array_new (FALSE, FALSE, sizeof (Example));
  g_array_set_clear_func (self->examples, clear_example);
  self->temperature = 1;
  return self;
}

/**
 * tl_learner_free:
 */
void
tl_learner_free (TlLearner *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->names);
  g_array_unref (self->counts);
  g_array_unref (self->examples);
  g_free (self->idf);
  g_free (self->weights);
  g_free (self->biases);
  g_free (self);
}

static gboolean
stands_alone (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA ||
         script == G_UNICODE_SCRIPT_THAI;
}

static gboolean
is_mask (const char *word)
{
  for (const char *p = word; *p; p++)
    if (*p != 'x')
      return FALSE;
  return TRUE;
}

/* Words in small letters; a number is “0”, whatever it says; characters of scripts without spaces stand alone. What was
   blacked out as xxxx is none. */
static GPtrArray *
split (const char *text)
{
  g_autofree char    *valid = g_utf8_make_valid (text, -1);
  g_autofree char    *folded = g_utf8_casefold (valid, -1);
  g_autoptr (GString) word = g_string_new (NULL);
  GPtrArray          *words = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_part = c && (g_unichar_isalnum (c) || g_unichar_ismark (c) || (c == '\'' && word->len > 0));

      if (is_part && !stands_alone (c) && word->len < MAX_WORD_BYTES)
        {
          if (c != '\'')
            g_string_append_unichar (word, c);
          continue;
        }
      if (is_part && !stands_alone (c))
        continue;
      if (word->len > 0 && !(word->len > 1 && is_mask (word->str)))
        g_ptr_array_add (words, g_ascii_isdigit (*word->str) ? g_strdup ("0") : g_strdup (word->str));
      g_string_truncate (word, 0);
      if (is_part)
        {
          g_string_append_unichar (word, c);
          g_ptr_array_add (words, g_strdup (word->str));
          g_string_truncate (word, 0);
        }
      if (c == 0 || words->len >= MAX_WORDS)
        return words;
    }
}

static guint32
find_number (TlLearner *self, const char *name)
{
  gpointer      number = g_hash_table_lookup (self->numbers, name);
  const guint32 none = 0;
  char         *copy;

  if (number)
    return GPOINTER_TO_UINT (number) - 1;
  if (self->names->len >= 8 * MAX_FEATURES)
    return G_MAXUINT32;
  copy = g_strdup (name);
  g_ptr_array_add (self->names, copy);
  g_array_append_val (self->counts, none);
  g_hash_table_insert (self->numbers, copy, GUINT_TO_POINTER (self->names->len));
  return self->names->len - 1;
}

typedef struct
{
  guint32 feature;
  float   value;
} Feature;

static int
compare_features (gconstpointer a, gconstpointer b)
{
  guint32 one = ((const Feature *) a)->feature, other = ((const Feature *) b)->feature;

  return (one > other) - (one < other);
}

/* The features of a text, each with how often it occurs. @learner: makes new ones; NULL looks up those of @known. */
static GArray *
count_features (const TlLearner *known, TlLearner *learner, const char *text)
{
  g_autoptr (GPtrArray) words = split (text);
  GArray               *all = g_array_new (FALSE, FALSE, sizeof (Feature));
  guint                 n = 0;

  for (guint i = 0; i < words->len; i++)
    for (int pair = 0; pair < 2; pair++)
      {
        g_autofree char *both = pair && i + 1 < words->len
                                  ? g_strconcat (words->pdata[i], " ", words->pdata[i + 1], NULL) : NULL;
        const char      *name = pair ? both : words->pdata[i];
        Feature          feature = { G_MAXUINT32, 1 };

        if (name == NULL)
          continue;
        if (learner)
          feature.feature = find_number (learner, name);
        else
          feature.feature = GPOINTER_TO_UINT (g_hash_table_lookup (known->numbers, name)) - 1;
        if (feature.feature != G_MAXUINT32)
          g_array_append_val (all, feature);
      }
  g_array_sort (all, compare_features);
  for (guint i = 0; i < all->len; i++)
    {
      Feature *one = &g_array_index (all, Feature, i);

      if (n > 0 && g_array_index (all, Feature, n - 1).feature == one->feature)
        g_array_index (all, Feature, n - 1).value++;
      else
        g_array_index (all, Feature, n++) = *one;
    }
  g_array_set_size (all, n);
  return all;
}

/**
 * tl_learner_add:
 * @text: a text
 * @classes: (array length=n_classes): what it belongs to
 *
 * Shows a text whose classes are known, before it is taught.
 */
void
tl_learner_add (TlLearner *self, const char *text, const guint *classes, guint n_classes)
{
  g_autoptr (GArray) features = count_features (NULL, self, text);
  Example            example = { .n = features->len, .n_classes = n_classes };

  example.features = g_new (guint32, features->len + 1);
  example.values = g_new (float, features->len + 1);
  example.classes = g_memdup2 (classes, n_classes * sizeof *classes);
  for (guint i = 0; i < features->len; i++)
    {
      const Feature *feature = &g_array_index (features, Feature, i);

      example.features[i] = feature->feature;
      example.values[i] = feature->value;
      g_array_index (self->counts, guint32, feature->feature)++;
    }
  g_array_append_val (self->examples, example);
}

static int
compare_down (gconstpointer a, gconstpointer b)
{
  guint32 one = *(const guint32 *) a, other = *(const guint32 *) b;

  return (one < other) - (one > other);
}

/* How many texts a feature must be in: two, or more where there would be too many of them. */
static guint32
find_least (TlLearner *self)
{
  guint             most = MIN (MAX_FEATURES, MAX_WEIGHTS / self->n_classes);
  g_autoptr (GArray) sorted = g_array_copy (self->counts);

  if (self->counts->len <= most)
    return self->examples->len < 50 ? 1 : 2;
  g_array_sort (sorted, compare_down);
  return MAX (2, g_array_index (sorted, guint32, most) + 1);
}

/* tf·idf, of length 1. */
static void
weigh (float *values, const float *idf, const guint32 *features, guint n)
{
  double length = 0;

  for (guint i = 0; i < n; i++)
    {
      values[i] = (float) ((1 + log (values[i])) * idf[features[i]]);
      length += values[i] * values[i];
    }
  for (guint i = 0; i < n && length > 0; i++)
    values[i] = (float) (values[i] / sqrt (length));
}

/* Drops what is too rare, numbers the rest anew, and weighs it. */
static void
settle_features (TlLearner *self)
{
  guint32             least = find_least (self);
  g_autofree guint32 *places = g_new (guint32, self->names->len + 1);
  GPtrArray          *names = g_ptr_array_new_with_free_func (g_free);

  self->idf = g_new (float, self->names->len + 1);
  g_hash_table_remove_all (self->numbers);
  for (guint i = 0; i < self->names->len; i++)
    {
      guint32 count = g_array_index (self->counts, guint32, i);

      places[i] = G_MAXUINT32;
      if (count < least)
        continue;
      places[i] = names->len;
      self->idf[names->len] = (float) log ((1.0 + self->examples->len) / (1.0 + count)) + 1;
      g_ptr_array_add (names, g_steal_pointer (&self->names->pdata[i]));
      g_hash_table_insert (self->numbers, names->pdata[names->len - 1], GUINT_TO_POINTER (names->len));
    }
  g_ptr_array_unref (self->names);
  self->names = names;
  self->n_features = names->len;
  for (guint i = 0; i < self->examples->len; i++)
    {
      Example *example = &g_array_index (self->examples, Example, i);
      guint    n = 0;

      for (guint j = 0; j < example->n; j++)
        if (places[example->features[j]] != G_MAXUINT32)
          {
            example->features[n] = places[example->features[j]];
            example->values[n++] = example->values[j];
          }
      example->n = n;
      weigh (example->values, self->idf, example->features, n);
    }
}

static void
score (const TlLearner *self, const guint32 *features, const float *values, guint n, double *scores)
{
  guint c = self->n_classes;

  for (guint k = 0; k < c; k++)
    scores[k] = self->biases[k];
  for (guint i = 0; i < n; i++)
    {
      const float *weights = self->weights + (gsize) features[i] * c;

      for (guint k = 0; k < c; k++)
        scores[k] += weights[k] * values[i];
    }
}

static void
soften (double *scores, guint n, double temperature)
{
  double most = scores[0], sum = 0;

  for (guint k = 1; k < n; k++)
    most = MAX (most, scores[k]);
  for (guint k = 0; k < n; k++)
    sum += scores[k] = exp ((scores[k] - most) / temperature);
  for (guint k = 0; k < n; k++)
    scores[k] /= sum;
}

static void
learn_from (TlLearner *self, const Example *example, float *seen, float *seen_biases, double *chances)
{
  guint c = self->n_classes;

  score (self, example->features, example->values, example->n, chances);
  soften (chances, c, 1);
  for (guint j = 0; j < example->n_classes; j++)
    chances[example->classes[j]] -= 1.0 / example->n_classes;
  for (guint k = 0; k < c; k++)
    {
      double error = chances[k];

      if (fabs (error) < NEGLIGIBLE)
        continue;
      seen_biases[k] += (float) (error * error);
      self->biases[k] -= (float) (RATE * error / sqrt (seen_biases[k] + 1e-8));
      for (guint i = 0; i < example->n; i++)
        {
          gsize  at = (gsize) example->features[i] * c + k;
          double slope = error * example->values[i] + SHRINK * self->weights[at];

          seen[at] += (float) (slope * slope);
          self->weights[at] -= (float) (RATE * slope / sqrt (seen[at] + 1e-8));
        }
    }
}

/* Begins with what complement naive Bayes makes of the texts: how much rarer a feature is in all other classes. */
static void
begin_with_counts (TlLearner *self, const guint *parts, guint part)
{
  guint              c = self->n_classes;
  g_autofree double *totals = g_new0 (double, c);
  double             all = 0;

  for (guint i = 0; i < self->examples->len; i++)
    {
      const Example *example = &g_array_index (self->examples, Example, i);

      for (guint j = 0; parts[i] != part && j < example->n; j++)
        for (guint k = 0; k < example->n_classes; k++)
          {
            double value = example->values[j] / example->n_classes;

            self->weights[(gsize) example->features[j] * c + example->classes[k]] += (float) value;
            totals[example->classes[k]] += value;
            all += value;
          }
    }
  for (guint f = 0; f < self->n_features; f++)
    {
      float *weights = self->weights + (gsize) f * c;
      double sum = 0, mean = 0;

      for (guint k = 0; k < c; k++)
        sum += weights[k];
      for (guint k = 0; k < c; k++)
        {
          weights[k] = (float) -log ((sum - weights[k] + SMOOTH) / (all - totals[k] + SMOOTH * self->n_features));
          mean += weights[k] / c;
        }
      for (guint k = 0; k < c; k++)
        weights[k] = (float) (PRIOR * (weights[k] - mean));
    }
}

/* Learns from all texts but those of @part. */
static gboolean
learn (TlLearner *self, const guint *parts, guint part, GCancellable *cancellable)
{
  gsize              n_weights = (gsize) self->n_features * self->n_classes;
  g_autofree float  *seen = g_new0 (float, n_weights + 1);
  g_autofree float  *seen_biases = g_new0 (float, self->n_classes);
  g_autofree double *chances = g_new (double, self->n_classes);
  g_autofree guint  *order = g_new (guint, self->examples->len + 1);
  g_autoptr (GRand)  rand = g_rand_new_with_seed (20260101);

  g_free (self->weights);
  g_free (self->biases);
  self->weights = g_new0 (float, n_weights + 1);
  self->biases = g_new0 (float, self->n_classes);
  begin_with_counts (self, parts, part);
  for (guint i = 0; i < self->examples->len; i++)
    order[i] = i;
  for (int round = 0; round < N_ROUNDS; round++)
    {
      for (guint i = self->examples->len; i > 1; i--)
        {
          guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
          guint other = order[j];

          order[j] = order[i - 1];
          order[i - 1] = other;
        }
      for (guint i = 0; i < self->examples->len; i++)
        {
          if (i % 256 == 0 && g_cancellable_is_cancelled (cancellable))
            return FALSE;
          if (parts[order[i]] != part)
            learn_from (self, &g_array_index (self->examples, Example, order[i]), seen, seen_biases, chances);
        }
    }
  return TRUE;
}

static gboolean
belongs (const Example *example, guint class)
{
  for (guint j = 0; j < example->n_classes; j++)
    if (example->classes[j] == class)
      return TRUE;
  return FALSE;
}

static guint
find_most (const double *scores, guint n)
{
  guint best = 0;

  for (guint k = 1; k < n; k++)
    if (scores[k] > scores[best])
      best = k;
  return best;
}

/* The temperature under which what was held back is least surprising. */
static double
fit_temperature (const TlLearner *self, const double *held, guint n)
{
  g_autofree double *scores = g_new (double, self->n_classes);
  double             best = 1, least = HUGE_VAL;

  for (double temperature = .2; temperature < 8; temperature *= 1.1)
    {
      double surprise = 0;

      for (guint i = 0; i < n; i++)
        {
          const Example *example = &g_array_index (self->examples, Example, i);
          double         chance = 0;

          memcpy (scores, held + (gsize) i * self->n_classes, self->n_classes * sizeof *scores);
          soften (scores, self->n_classes, temperature);
          for (guint j = 0; j < example->n_classes; j++)
            chance += scores[example->classes[j]];
          surprise -= log (MAX (chance, 1e-12));
        }
      if (surprise < least)
        {
          least = surprise;
          best = temperature;
        }
    }
  return best;
}

static void
set_wilson (TlLearnerSkill *skill)
{
  const double z = 1.959963984540054;
  double       n = skill->n, p = (double) skill->right / MAX (skill->n, 1);
  double       middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  double       half = z / (1 + z * z / n) * sqrt (p * (1 - p) / n + z * z / (4 * n * n));

  skill->low = skill->n ? MAX (0, middle - half) : 0;
  skill->high = skill->n ? MIN (1, middle + half) : 1;
}

/* Texts are dealt to parts class by class, so that each part has some of each. */
static guint *
deal (TlLearner *self)
{
  guint            *parts = g_new (guint, self->examples->len + 1);
  g_autofree guint *next = g_new0 (guint, self->n_classes);

  for (guint k = 0; k < self->n_classes; k++)
    next[k] = k;
  for (guint i = 0; i < self->examples->len; i++)
    {
      const Example *example = &g_array_index (self->examples, Example, i);
      guint          class = example->n_classes ? example->classes[0] : 0;

      parts[i] = next[class]++ % N_PARTS;
    }
  return parts;
}

static guint
count_majority (TlLearner *self)
{
  g_autofree guint *counts = g_new0 (guint, self->n_classes);
  guint             most = 0;

  for (guint i = 0; i < self->examples->len; i++)
    {
      const Example *example = &g_array_index (self->examples, Example, i);

      for (guint j = 0; j < example->n_classes; j++)
        {
          counts[example->classes[j]]++;
          most = MAX (most, counts[example->classes[j]]);
        }
    }
  return most;
}

/**
 * tl_learner_teach:
 * @skill: (out) (optional): how well it does on texts that were held back while it learned from the others; without, that
 *   is not looked at, and chances are not calibrated
 * @cancellable: (nullable): ends it
 * @error: return location
 *
 * Learns from all that was added. Nothing can be added any more.
 *
 * Returns: %FALSE where it was cancelled
 */
gboolean
tl_learner_teach (TlLearner *self, TlLearnerSkill *skill, GCancellable *cancellable, GError **error)
{
  guint              n = self->examples->len;
  g_autofree guint  *parts = deal (self);
  g_autofree double *held = g_new0 (double, (gsize) n * self->n_classes + 1);

  settle_features (self);
  for (guint part = 0; skill && part < N_PARTS; part++)
    {
      if (!learn (self, parts, part, cancellable))
        break;
      for (guint i = 0; i < n; i++)
        {
          const Example *example = &g_array_index (self->examples, Example, i);

          if (parts[i] == part)
            score (self, example->features, example->values, example->n, held + (gsize) i * self->n_classes);
        }
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (skill)
    {
      *skill = (TlLearnerSkill) { .n = n, .majority = count_majority (self) };
      for (guint i = 0; i < n; i++)
        skill->right += belongs (&g_array_index (self->examples, Example, i),
                                 find_most (held + (gsize) i * self->n_classes, self->n_classes));
      set_wilson (skill);
      self->temperature = fit_temperature (self, held, n);
    }
  learn (self, parts, G_MAXUINT, cancellable);
  g_array_set_size (self->examples, 0);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * tl_learner_ask:
 * @self: one that was taught
 * @chances: (out) (array): by class, how likely the text belongs to it; they sum to 1
 *
 * Returns: the likeliest class
 */
guint
tl_learner_ask (const TlLearner *self, const char *text, double *chances)
{
  g_autoptr (GArray)  features = count_features (self, NULL, text);
  g_autofree guint32 *numbers = g_new (guint32, features->len + 1);
  g_autofree float   *values = g_new (float, features->len + 1);

  for (guint i = 0; i < features->len; i++)
    {
      numbers[i] = g_array_index (features, Feature, i).feature;
      values[i] = g_array_index (features, Feature, i).value;
    }
  weigh (values, self->idf, numbers, features->len);
  score (self, numbers, values, features->len, chances);
  soften (chances, self->n_classes, self->temperature);
  return find_most (chances, self->n_classes);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  float one = ((const Feature *) a)->value, other = ((const Feature *) b)->value;

  return (one < other) - (one > other);
}

/**
 * tl_learner_explain:
 * @chosen: a class
 * @at_most: how many words to name
 *
 * Returns: (transfer full) (array zero-terminated=1): the words and pairs of the text that spoke most for that class
 *   rather than for the others; empty where none did
 */
char **
tl_learner_explain (const TlLearner *self, const char *text, guint chosen, guint at_most)
{
  g_autoptr (GArray)   features = count_features (self, NULL, text);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < features->len; i++)
    {
      Feature     *feature = &g_array_index (features, Feature, i);
      const float *weights = self->weights + (gsize) feature->feature * self->n_classes;
      double       others = 0;

      for (guint k = 0; k < self->n_classes; k++)
        others += k == chosen ? 0 : weights[k];
      if (self->n_classes > 1)
        others /= self->n_classes - 1;
      feature->value = (float) ((weights[chosen] - others) * self->idf[feature->feature] * (1 + log (feature->value)));
    }
  g_array_sort (features, compare_values);
  for (guint i = 0; i < features->len && words->len < at_most; i++)
    {
      const Feature *feature = &g_array_index (features, Feature, i);
      const char    *name = self->names->pdata[feature->feature];
      gboolean       is_told = FALSE;

      /* A pair says what its words would say again. */
      for (guint j = 0; j < words->len; j++)
        is_told |= strstr (words->pdata[j], name) != NULL;
      if (feature->value > 0 && !is_told)
        g_ptr_array_add (words, g_strdup (name));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}
