/* test-matrix-words.c: no word is clipped and none lies on another, in any script, of any length, on any page
 *
 * Pango measures each text with the fonts that paint it, and its ink is held against its room, its page, and every other.
 * TL_MATRIX_SECONDS=600 walks on through the space of journeys for as long.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>
#include <math.h>
#include <stdlib.h>

#include "map-ink.h"
#include "map-words.h"
#include "tl-export.h"
#include "tl-quotes.h"
#include "tl-tile.h"

#define SLOP 0.6     /* rounding */
#define BEARING 0.35 /* of the size: what letters reach beyond their advance, as a j does, and a Thai am alone */
#define MARK 0.65    /* the same of letters with marks */

static char *about; /* what is looked at */

static void complain (const char *format,
                      ...) G_GNUC_PRINTF (1, 2);

/* One failure says it all; TL_MATRIX_ALL lists every one. */
static void
complain (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (g_getenv ("TL_MATRIX_ALL") == NULL)
    g_error ("%s: %s", about, text);
  g_printerr ("%s: %s\n", about, text);
  g_test_fail ();
}

static gboolean
holds (const TlBox *outer, const TlBox *inner, double slop)
{
  return inner->x >= outer->x - slop && inner->y >= outer->y - slop &&
         inner->x + inner->width <= outer->x + outer->width + slop &&
         inner->y + inner->height <= outer->y + outer->height + slop;
}

static gboolean
meet (const TlBox *a, const TlBox *b, double slop)
{
  return a->x + slop < b->x + b->width && b->x + slop < a->x + a->width && a->y + slop < b->y + b->height &&
         b->y + slop < a->y + a->height;
}

static gboolean
has_marks (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_ismark (g_utf8_get_char (p)) || g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_FORMAT)
      return TRUE;
  return FALSE;
}

static gint
compare_tops (gconstpointer a, gconstpointer b)
{
  const Ink *first = a, *second = b;

  return first->ink.y < second->ink.y ? -1 : first->ink.y > second->ink.y;
}

static const TlBox *
first_box (TlScene *scene, guint group, TlRole role)
{
  while (group != TL_SCENE_NONE && tl_scene_get_group (scene, group)->role != role)
    group = tl_scene_get_group (scene, group)->parent;
  return group == TL_SCENE_NONE ? NULL : &tl_scene_get_item (scene, tl_scene_get_group (scene, group)->first_item)->box;
}

static void
check_ink (TlScene *scene, const Ink *ink)
{
  const TlText *text = ink->text;
  TlBox         page = { 0, 0, tl_scene_get_width (scene), tl_scene_get_height (scene) };
  const TlBox  *card = first_box (scene, ink->group, TL_ROLE_STAGE);
  const TlBox  *mark = first_box (scene, ink->group, TL_ROLE_PAIN);
  double        beyond = text->font.size * (has_marks (text->string) ? MARK : BEARING);
  TlBox         wide = text->room;

  if (!g_utf8_validate (text->string, -1, NULL))
    complain ("“%s” is no UTF-8", text->string);
  if (ink->ink.width <= 0)
    return;
  if (!holds (&page, &text->room, 0.25))
    complain ("“%s” has its room beyond the page", text->string);
  wide.x -= beyond;
  wide.width += 2 * beyond;
  if (!holds (&wide, &ink->ink, MAX (SLOP, text->font.size * 0.06)))
    complain ("“%s”, %g, leaves its room: ink %.1f,%.1f %.1f×%.1f in %.1f,%.1f %.1f×%.1f", text->string, text->font.size,
              ink->ink.x, ink->ink.y, ink->ink.width, ink->ink.height, text->room.x, text->room.y, text->room.width,
              text->room.height);
  if (ink->advance.width > text->room.width + SLOP)
    complain ("“%s” is wider than its room: %.1f in %.1f", text->string, ink->advance.width, text->room.width);
  if (card && !holds (card, &ink->ink, SLOP))
    complain ("“%s” leaves its card", text->string);
  if (mark && !holds (mark, &ink->ink, SLOP))
    complain ("“%s” leaves its pain: ink %.1f,%.1f %.1f×%.1f in %.1f,%.1f %.1f×%.1f", text->string, ink->ink.x, ink->ink.y,
              ink->ink.width, ink->ink.height, mark->x, mark->y, mark->width, mark->height);
}

/* Every text's box against its room, and against all others. */
static guint
check_scene (TlScene *scene, double least)
{
  g_autoptr (GArray) all = ink_of_scene (scene);

  g_array_sort (all, compare_tops);
  for (guint i = 0; i < all->len; i++)
    {
      const Ink *a = &g_array_index (all, Ink, i);

      check_ink (scene, a);
      if (a->text->font.size < least)
        complain ("“%s” is %g high", a->text->string, a->text->font.size);
      for (guint k = i + 1; k < all->len; k++)
        {
          const Ink *b = &g_array_index (all, Ink, k);

          if (b->ink.y > a->ink.y + a->ink.height)
            break;
          if (meet (&a->ink, &b->ink, SLOP))
            complain ("“%s” (%.1f,%.1f %.1f×%.1f) lies on “%s” (%.1f,%.1f %.1f×%.1f)", a->text->string, a->ink.x, a->ink.y,
                      a->ink.width, a->ink.height, b->text->string, b->ink.x, b->ink.y, b->ink.width, b->ink.height);
          if (meet (&a->text->room, &b->text->room, 0.25))
            complain ("the rooms of “%s” and “%s” meet", a->text->string, b->text->string);
        }
    }
  return all->len;
}

/* By their place among the scripts: those that keep to the line whatever they are made of. */
#define FLAT "abcfhijkl"

/* How a map is put on pages. */
typedef struct
{
  const char *paper; /* NULL: as large as it is */
  TlFit       fit;
  gboolean    some;  /* some of the stages alone */
  gboolean    stands_in;
} Way;

/* Letters that reach high or low are set smaller, so that they keep to their line; all others are as large as is said. */
static gboolean
is_flat (const Words *words)
{
  return words->script >= 0 && words->manner >= 0 && words->manner != MANNER_MARKS && strchr (FLAT, 'a' + words->script);
}

static guint
check_way (TlDocument *document, TlFigures *figures, const TlMapOptions *options, const Way *way, gboolean flat)
{
  const TlPaper        *paper = way->paper ? tl_paper_find (way->paper, NULL) : NULL;
  const char *const     some[] = { "s0", "s1", "s3", NULL };
  TlMapOptions          own = *options;
  g_autoptr (TlMapBook) book = NULL;
  guint                 n = 0;

  if (way->some)
    own.stages = some;
  if (way->stands_in)
    own.family = "DejaVu Sans";
  book = tl_map_book_new_fitted (tl_document_get_journey (document), figures, &own, paper, way->fit);
  for (guint p = 0; p < tl_map_book_n_pages (book); p++)
    {
      if (g_getenv ("TL_MATRIX_SVG"))
        {
          g_autoptr (GBytes) bytes = tl_export_svg (tl_map_book_get_page (book, p), NULL, NULL);

          g_file_set_contents (g_getenv ("TL_MATRIX_SVG"), g_bytes_get_data (bytes, NULL),
                               (gssize) g_bytes_get_size (bytes), NULL);
        }
      n += check_scene (tl_map_book_get_page (book, p),
                        flat && paper && way->fit == TL_FIT_FOLD ? paper->least / tl_map_book_get_scale (book) - 1e-6 : 0);
    }
  return n;
}

static const Way ways[] = {
  { NULL, TL_FIT_FOLD, FALSE, FALSE },    { NULL, TL_FIT_FOLD, FALSE, TRUE },    { NULL, TL_FIT_FOLD, TRUE, FALSE },
  { "a4", TL_FIT_FOLD, FALSE, FALSE },    { "a3", TL_FIT_FOLD, FALSE, FALSE },   { "a2", TL_FIT_FOLD, FALSE, FALSE },
  { "slide", TL_FIT_FOLD, FALSE, FALSE }, { "a3", TL_FIT_ONE, FALSE, FALSE },    { "slide", TL_FIT_FOLD, TRUE, TRUE },
  { "a3", TL_FIT_FOLD, FALSE, TRUE },
};

/* One journey, in one way or, where @way is below 0, in all. */
static guint
check_words (const Words *words, int way)
{
  g_autoptr (TlDocument) document = words_open (words);
  g_autoptr (GError)     error = NULL;
  g_autoptr (TlFigures)  figures = tl_figures_new_for_document (document, &error);
  g_autoptr (TlQuotes)   quotes = NULL;
  Words                  own = { 1, words->script, words->manner, words->length, words->seed + 7, 0 };
  g_autofree char       *date = words_title (&own);
  g_autofree char       *source = words_title (&own);
  g_autofree char       *mark = words_title (&own);
  TlMapOptions           options = { .date = date, .watermark = mark };
  guint                  n = 0;

  g_assert_no_error (error);
  quotes = tl_quotes_new (document, figures, &error);
  g_assert_no_error (error);
  options.quotes = quotes->quotes;
  options.n_quotes = quotes->n;
  if (words->seed % 2)
    options.source = source;
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (way < 0 || (guint) way == i)
      {
        g_free (about);
        about = g_strdup_printf ("%u stages, script %d, manner %d, length %d, seed %u, way %u", words->n_stages,
                                 words->script, words->manner, words->length, words->seed, i);
        n += check_way (document, figures, &options, &ways[i], is_flat (words));
      }
  return n;
}

/* Each script in two manners, of mixed lengths and of one, in ways that take turns. */
static void
test_script (gconstpointer data)
{
  guint script = GPOINTER_TO_UINT (data);
  Words mixed = { 3, (int) script, (int) (script % N_MANNERS), 0, script, 0 };
  Words one = { 2, (int) script, (int) ((script + 2) % N_MANNERS), 0, script, 0 };

  one.length = (int) words_lengths[script * 3 % G_N_ELEMENTS (words_lengths)];
  g_assert_cmpuint (check_words (&mixed, script % 3 == 0 ? 1 : 0), >, 20);
  g_assert_cmpuint (check_words (&one, (int) (2 + script % (G_N_ELEMENTS (ways) - 2))), >, 10);
}

/* All lengths, in words of all scripts. */
static void
test_lengths (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (words_lengths); i++)
    {
      Words words = { 2 + i % 3, -1, -1, (int) words_lengths[i], i, 0 };

      check_words (&words, (int) (i % G_N_ELEMENTS (ways)));
    }
}

static void
test_stages (void)
{
  static const struct
  {
    guint n_stages;
    int   script;
    int   way;
  } sizes[] = { { 1, -1, 3 }, { 2, -1, 6 }, { 9, -1, 4 }, { 14, 1, 7 }, { 40, 6, 5 }, { 300, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Words words = { sizes[i].n_stages, sizes[i].script, -1, sizes[i].n_stages > 30 ? 22 : 0, i, 0 };

      check_words (&words, sizes[i].way);
    }
}

/* On, by chance, for as long as is asked. */
static void
test_walk (void)
{
  const char *seconds = g_getenv ("TL_MATRIX_SECONDS");
  gint64      until = g_get_monotonic_time () + (gint64) (seconds ? atof (seconds) : 0) * G_USEC_PER_SEC;
  guint       seed = seconds && g_getenv ("TL_MATRIX_SEED") ? (guint) atoi (g_getenv ("TL_MATRIX_SEED")) : 1000, n = 0;

  if (seconds == NULL)
    {
      g_test_skip ("TL_MATRIX_SECONDS says for how long");
      return;
    }
  for (; g_get_monotonic_time () < until; n++, seed++)
    {
      Words words = { 1 + (guint) (pow (seed * 0.618034 - floor (seed * 0.618034), 4) * 300), -1, -1, 0, seed, 0 };

      /* What is large takes long, and is looked at in turns. */
      if (words.n_stages > 40 && seed % 4 != 0)
        words.n_stages %= 40;
      if (seed % 3 == 0)
        words.script = (int) (seed / 3 % N_SCRIPTS);
      if (seed % 5 == 0)
        words.length = (int) words_lengths[seed / 5 % G_N_ELEMENTS (words_lengths)];
      check_words (&words, (int) (seed % G_N_ELEMENTS (ways)));
    }
  g_test_message ("%u journeys", n);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < N_SCRIPTS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/map/words/%s", scripts[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_script);
    }
  g_test_add_func ("/map/words/lengths", test_lengths);
  g_test_add_func ("/map/words/stages", test_stages);
  g_test_add_func ("/map/words/walk", test_walk);
  return g_test_run ();
}
