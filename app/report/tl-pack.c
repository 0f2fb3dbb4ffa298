/* tl-pack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "tl-export.h"
#include "tl-pack-private.h"

G_DEFINE_QUARK (tl-pack-error-quark, tl_pack_error)

static const struct
{
  const char *name;
  TlPackMake  make;
} pages[TL_PACK_N_PAGES] = {
  [TL_PACK_DECISION] = { N_("The decision"), _tl_pack_make_decision },
  [TL_PACK_LOVES] = { N_("What customers love"), _tl_pack_make_loves },
  [TL_PACK_MEASURES] = { N_("Customers and money"), _tl_pack_make_measures },
  [TL_PACK_MAP] = { N_("The map"), _tl_pack_make_map },
  [TL_PACK_LEAKS] = { N_("Where money leaks"), _tl_pack_make_leaks },
  [TL_PACK_CAUSES] = { N_("Cause and symptom"), _tl_pack_make_causes },
  [TL_PACK_RANKING] = { N_("The ranking"), _tl_pack_make_ranking },
  [TL_PACK_OPTIONS] = { N_("Options"), _tl_pack_make_options },
  [TL_PACK_CERTAINTY] = { N_("How sure we are"), _tl_pack_make_certainty },
  [TL_PACK_PROOF] = { N_("How we will know"), _tl_pack_make_proof },
  [TL_PACK_PEOPLE] = { N_("Who does what"), _tl_pack_make_people },
  [TL_PACK_VOICES] = { N_("Voices"), _tl_pack_make_voices },
  [TL_PACK_SOURCES] = { N_("Sources and assumptions"), _tl_pack_make_sources },
};

static const TlPackAbout orders[TL_N_AUDIENCES][TL_PACK_N_PAGES] = {
  [TL_AUDIENCE_BOARD] = { TL_PACK_DECISION, TL_PACK_LOVES, TL_PACK_MEASURES, TL_PACK_MAP, TL_PACK_LEAKS, TL_PACK_CAUSES,
                          TL_PACK_RANKING, TL_PACK_OPTIONS, TL_PACK_CERTAINTY, TL_PACK_PROOF, TL_PACK_PEOPLE,
                          TL_PACK_VOICES, TL_PACK_SOURCES },
  [TL_AUDIENCE_FINANCE] = { TL_PACK_DECISION, TL_PACK_RANKING, TL_PACK_CERTAINTY, TL_PACK_OPTIONS, TL_PACK_SOURCES,
                            TL_PACK_MEASURES, TL_PACK_LEAKS, TL_PACK_CAUSES, TL_PACK_PROOF, TL_PACK_PEOPLE, TL_PACK_MAP,
                            TL_PACK_LOVES, TL_PACK_VOICES },
  [TL_AUDIENCE_TEAM] = { TL_PACK_LOVES, TL_PACK_PROOF, TL_PACK_VOICES, TL_PACK_MAP, TL_PACK_LEAKS, TL_PACK_CAUSES,
                         TL_PACK_DECISION, TL_PACK_PEOPLE, TL_PACK_RANKING, TL_PACK_OPTIONS, TL_PACK_MEASURES,
                         TL_PACK_CERTAINTY, TL_PACK_SOURCES },
};

/**
 * tl_pack_get_name:
 *
 * Returns: (transfer none): what a page is about, in a word or two
 */
const char *
tl_pack_get_name (TlPackAbout about)
{
  g_return_val_if_fail (about < TL_PACK_N_PAGES, "");
  return _(pages[about].name);
}

/**
 * tl_audience_get_name:
 *
 * Returns: (transfer none): board, finance or team
 */
const char *
tl_audience_get_name (TlAudience audience)
{
  g_return_val_if_fail (audience < TL_N_AUDIENCES, "");
  return tl_field_get_info (TL_PACK_AUDIENCE)->words[audience];
}

/**
 * tl_audience_from_name:
 * @audience: (out): the audience
 *
 * Returns: whether there is an audience of that name
 */
gboolean
tl_audience_from_name (const char *name, TlAudience *audience)
{
  for (TlAudience i = 0; i < TL_N_AUDIENCES; i++)
    if (g_ascii_strcasecmp (name, tl_audience_get_name (i)) == 0)
      {
        *audience = i;
        return TRUE;
      }
  return FALSE;
}

static void
page_free (gpointer data)
{
  TlPackPage *self = data;

  g_free (self->headline);
  g_free (self->written);
  g_free (self->lead);
  g_free (self->comment);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * tl_pack_free:
 */
void
tl_pack_free (TlPack *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->author);
  g_free (self->foot);
  g_free (self->date);
  g_clear_pointer (&self->logo, g_bytes_unref);
  g_ptr_array_unref (self->pages);
  g_clear_object (&self->figures);
  g_clear_object (&self->journey);
  g_clear_pointer (&self->basis, tl_pack_basis_unref);
  g_free (self);
}

/**
 * tl_pack_find:
 *
 * Returns: (nullable): the page about @about, where there is one
 */
TlPackPage *
tl_pack_find (const TlPack *self, TlPackAbout about)
{
  for (guint i = 0; i < self->pages->len; i++)
    if (((TlPackPage *) self->pages->pdata[i])->about == about)
      return self->pages->pdata[i];
  return NULL;
}

/**
 * tl_pack_find_settings:
 *
 * Returns: (transfer none) (nullable): what somebody decided about the pack for @audience: a thing of %TL_KIND_PACK
 */
TlThing *
tl_pack_find_settings (TlJourney *journey, TlAudience audience)
{
  TlThing *root = tl_journey_get_root (journey);

  for (guint i = 0; i < tl_thing_n (root, TL_KIND_PACK); i++)
    {
      TlThing *pack = tl_thing_nth (root, TL_KIND_PACK, i);

      if (tl_thing_is_word (pack, TL_PACK_AUDIENCE, tl_audience_get_name (audience)))
        return pack;
    }
  return NULL;
}

/**
 * tl_pack_find_page_settings:
 * @settings: (nullable): a thing of %TL_KIND_PACK
 *
 * Returns: (transfer none) (nullable): what somebody decided about a page: a thing of %TL_KIND_PAGE
 */
TlThing *
tl_pack_find_page_settings (TlThing *settings, TlPackAbout about)
{
  const char *name = tl_field_get_info (TL_PAGE_ABOUT)->words[about];

  for (guint i = 0; settings && i < tl_thing_n (settings, TL_KIND_PAGE); i++)
    {
      TlThing *page = tl_thing_nth (settings, TL_KIND_PAGE, i);

      if (tl_thing_is_word (page, TL_PAGE_ABOUT, name))
        return page;
    }
  return NULL;
}

/* What each fix comes to, in the order of their means over all worlds, or of the points where nothing is in doubt. */
static void
rank (TlPackMaker *maker)
{
  const guint *order = maker->doubt ? maker->doubt->ranking : maker->results->ranking;

  maker->n_ranked = maker->doubt ? maker->doubt->n_ranked : maker->results->n_ranked;
  maker->ranked = g_new0 (TlPackRanked, MAX (1, maker->n_ranked));
  for (guint i = 0; i < maker->n_ranked; i++)
    {
      TlPackRanked *at = &maker->ranked[i];

      at->fix = order[i];
      at->rank = i + 1;
      at->id = maker->snapshot->fixes.ids[at->fix];
      at->title = maker->snapshot->fixes.titles[at->fix];
      at->name = _tl_pack_name (maker, &maker->snapshot->fixes, at->fix);
      at->thing = tl_journey_lookup (maker->journey, at->id);
      at->outcome = &maker->results->fixes[at->fix];
      at->spread = maker->doubt && maker->doubt->fixes[at->fix].known ? &maker->doubt->fixes[at->fix] : NULL;
      at->npv = at->spread ? at->spread->npv_mean : at->outcome->npv;
    }
}

/* What is asked for, and all there is, together. */
static void
choose (TlPackMaker *maker)
{
  const TlImpactJourney    *journey = &maker->snapshot->journey;
  g_autoptr (TlImpactWorld) points = tl_impact_world_new (journey);
  g_auto (TlImpactRefusal)  refusal = TL_IMPACT_REFUSAL_INIT;
  g_autofree guint         *all = g_new (guint, maker->n_ranked + 1);

  maker->solver = tl_impact_solver_new (tl_figures_get_model (maker->figures));
  tl_impact_solver_set_world (maker->solver, points, &refusal);
  if (maker->n_ranked == 0)
    return;
  for (guint i = 0; i < maker->n_ranked; i++)
    all[i] = maker->ranked[i].fix;
  maker->everything = _tl_pack_set_new (maker, all, maker->n_ranked);
  maker->choice = _tl_pack_set_choose (maker, maker->budget);
}

/* What the journey comes to, as the pages want it. */
static void
take_basis (TlPackMaker *maker, TlPackBasis *basis)
{
  maker->basis = basis;
  maker->figures = basis->figures;
  maker->currency = tl_figures_get_currency (basis->figures);
  maker->snapshot = tl_figures_get_snapshot (basis->figures);
  maker->results = tl_figures_get_results (basis->figures);
  maker->doubt = basis->doubt;
  maker->together = basis->together;
  maker->frontier = basis->frontier;
  maker->sensitivity = basis->sensitivity;
  maker->advice = basis->advice;
  rank (maker);
  choose (maker);
}

static gboolean
make_page (TlPackMaker *maker, TlPackAbout about, GError **error)
{
  TlThing    *settings = tl_pack_find_page_settings (maker->settings, about);
  const char *headline = settings ? tl_thing_get_text (settings, TL_PAGE_HEADLINE) : NULL;
  TlPackPage *page = g_new0 (TlPackPage, 1);

  page->about = about;
  page->name = tl_pack_get_name (about);
  page->shown = settings == NULL || !tl_thing_has (settings, TL_PAGE_SHOWN) ||
                tl_thing_get_number (settings, TL_PAGE_SHOWN) != 0;
  page->comment = settings ? g_strdup (tl_thing_get_text (settings, TL_PAGE_NOTE)) : NULL;
  page->blocks = g_ptr_array_new_with_free_func (_tl_pack_block_free);
  maker->page = page;
  if (!pages[about].make (maker, error))
    {
      page_free (page);
      return FALSE;
    }
  if (page->blocks->len == 0)
    {
      page_free (page);
      return TRUE;
    }
  if (page->comment && *page->comment)
    g_ptr_array_add (_tl_pack_add (maker, TL_BLOCK_NOTE, NULL)->items, g_strdup (page->comment));
  page->written = g_strdup (page->headline);
  if (headline && *headline)
    {
      g_free (page->headline);
      page->headline = g_strdup (headline);
      page->is_own = TRUE;
    }
  g_ptr_array_add (maker->pack->pages, page);
  return TRUE;
}

/**
 * tl_pack_find_order:
 * @settings: (nullable): a thing of %TL_KIND_PACK
 * @order: (out): what the pages are about
 *
 * The pages that somebody has put in an order come in it; the others keep theirs, behind them.
 */
void
tl_pack_find_order (TlThing *settings, TlAudience audience, TlPackAbout order[TL_PACK_N_PAGES])
{
  gboolean seen[TL_PACK_N_PAGES] = { FALSE };
  guint    n = 0;

  for (guint i = 0; settings && i < tl_thing_n (settings, TL_KIND_PAGE); i++)
    {
      const char        *word = tl_thing_get_text (tl_thing_nth (settings, TL_KIND_PAGE, i), TL_PAGE_ABOUT);
      const char *const *words = tl_field_get_info (TL_PAGE_ABOUT)->words;

      for (TlPackAbout about = 0; word && about < TL_PACK_N_PAGES; about++)
        if (strcmp (words[about], word) == 0 && !seen[about])
          {
            seen[about] = TRUE;
            order[n++] = about;
          }
    }
  for (guint i = 0; i < TL_PACK_N_PAGES; i++)
    if (!seen[orders[audience][i]])
      order[n++] = orders[audience][i];
}

/* The day that somebody says the pack is of; what is on its pages hangs on no other. */
static char *
find_given_day (const TlPackOptions *options)
{
  g_autofree char *source_date = options->today ? NULL : tl_export_source_date ();

  if (options->today)
    return g_strdup (options->today);
  return source_date ? g_strndup (source_date, 10) : NULL;
}

static char *
find_today (const char *given)
{
  g_autoptr (GDateTime) now = given ? NULL : g_date_time_new_now_local ();

  return given ? g_strdup (given) : g_date_time_format (now, "%Y-%m-%d");
}

static char *
make_foot (TlPackMaker *maker)
{
  TlThing    *root = tl_journey_get_root (maker->journey);
  const char *parts[] = { tl_thing_get_title (root), tl_thing_get_text (root, TL_JOURNEY_PERIOD), maker->currency };
  GString    *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] && *parts[i])
      g_string_append_printf (text, "%s%s", text->len ? "  ·  " : "", parts[i]);
  return g_string_free (text, FALSE);
}

static GBytes *
read_logo (TlThing *settings)
{
  const char *text = settings ? tl_thing_get_text (settings, TL_PACK_LOGO) : NULL;
  guchar     *bytes;
  gsize       length;

  if (text == NULL || *text == '\0')
    return NULL;
  bytes = g_base64_decode (text, &length);
  return g_bytes_new_take (bytes, length);
}

static void
stop (GCancellable *cancellable, gpointer data)
{
  g_atomic_int_set ((gint *) data, 1);
}

/* Puts the pages together. The journey is kept. */
TlPack *
_tl_pack_make (TlPackBasis *basis, TlJourney *journey, const TlPackOptions *options, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (TlPack) self = g_new0 (TlPack, 1);
  g_autofree char   *given = find_given_day (options);
  TlPackMaker        maker = { 0 };
  gboolean           done = TRUE;
  gulong             handler = 0;

  self->pages = g_ptr_array_new_with_free_func (page_free);
  self->basis = tl_pack_basis_ref (basis);
  self->figures = g_object_ref (basis->figures);
  self->journey = g_object_ref (journey);
  self->audience = options->audience;
  self->date = find_today (given);
  maker.pack = self;
  maker.names = g_string_chunk_new (1024);
  maker.journey = journey;
  maker.numbers = options->numbers;
  maker.mask = options->mask;
  maker.audience = options->audience;
  maker.today = given;
  maker.settings = tl_pack_find_settings (journey, options->audience);
  maker.budget = maker.settings && tl_thing_has (maker.settings, TL_PACK_BUDGET)
                   ? tl_thing_get_number (maker.settings, TL_PACK_BUDGET) : NAN;
  self->title = g_strdup (maker.settings ? tl_thing_get_text (maker.settings, TL_PACK_TITLE) : NULL);
  if (self->title == NULL || *self->title == '\0')
    {
      g_free (self->title);
      self->title = g_strdup (tl_thing_get_title (tl_journey_get_root (journey)));
    }
  self->author = g_strdup (maker.settings ? tl_thing_get_text (maker.settings, TL_PACK_AUTHOR) : NULL);
  self->logo = read_logo (maker.settings);
  tl_pack_find_order (maker.settings, options->audience, self->order);
  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (stop), &maker.stop, NULL);
  take_basis (&maker, basis);
  self->foot = make_foot (&maker);
  for (guint i = 0; done && i < TL_PACK_N_PAGES; i++)
    done = make_page (&maker, self->order[i], error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
  g_cancellable_disconnect (cancellable, handler);
  g_clear_pointer (&maker.choice, _tl_pack_set_free);
  g_clear_pointer (&maker.everything, _tl_pack_set_free);
  g_clear_pointer (&maker.solver, tl_impact_solver_free);
  g_string_chunk_free (maker.names);
  g_clear_pointer (&maker.ranked, g_free);
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * tl_pack_new:
 * @document: what voices are read from
 * @figures: of that document
 * @options: (nullable): how
 * @cancellable: (nullable): ends it early
 * @error: return location
 *
 * Makes a fact pack. Where numbers are in doubt, worlds are drawn, so this takes a moment.
 *
 * Returns: (transfer full): the pack; %NULL with an error where the journey has no figures, or it was cancelled
 */
TlPack *
tl_pack_new (TlDocument *document, TlFigures *figures, const TlPackOptions *options, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (TlPackJob) job = tl_pack_job_new (document, figures, options);

  return tl_pack_job_run (job, cancellable, error);
}
