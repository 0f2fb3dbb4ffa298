/* tl-pack-edits.c
 *
 * What is decided is kept in a pack for each audience, made when it is first needed. Pages are made all at once, in the
 * order they have: one alone would come before the others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-pack-edits.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TlSession  *session;
  TlAudience  audience;
  TlEdit     *edit;
  TlThing    *settings; /* NULL: it is made by the edit */
  char       *pack;     /* its id */
  char       *pages[TL_PACK_N_PAGES];
} Plan;

static void
plan_clear (Plan *self)
{
  g_clear_pointer (&self->edit, tl_edit_free);
  g_free (self->pack);
  for (guint i = 0; i < TL_PACK_N_PAGES; i++)
    g_free (self->pages[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static void
plan_init (Plan *self, TlSession *session, TlAudience audience, const char *name)
{
  TlDocument      *document = tl_session_get_document (session);
  const char      *word = tl_audience_get_name (audience);
  g_autofree char *wish = g_strdup_printf ("pack-%s", word);

  self->session = session;
  self->audience = audience;
  self->edit = tl_edit_new (name);
  self->settings = tl_pack_find_settings (tl_session_get_journey (session), audience);
  if (self->settings)
    {
      self->pack = g_strdup (tl_thing_get_id (self->settings));
      return;
    }
  self->pack = tl_document_make_id (document, wish);
  tl_edit_create (self->edit, TL_KIND_PACK, self->pack, NULL, TL_EDIT_LAST);
  tl_edit_set (self->edit, self->pack, TL_PACK_AUDIENCE, word);
}

/* Every page has a thing of its own, and they stand in @order. */
static void
plan_pages (Plan *self, const TlPackAbout order[TL_PACK_N_PAGES])
{
  TlDocument        *document = tl_session_get_document (self->session);
  const char *const *words = tl_field_get_info (TL_PAGE_ABOUT)->words;

  for (guint i = 0; i < TL_PACK_N_PAGES; i++)
    {
      TlPackAbout about = order[i];
      TlThing    *page = tl_pack_find_page_settings (self->settings, about);

      if (page)
        {
          self->pages[about] = g_strdup (tl_thing_get_id (page));
          if (tl_thing_get_position (page) != i + 1)
            tl_edit_move (self->edit, self->pages[about], self->pack, i + 1);
        }
      else
        {
          g_autofree char *wish = g_strdup_printf ("%s-%s", self->pack, words[about]);

          self->pages[about] = tl_document_make_id (document, wish);
          tl_edit_create (self->edit, TL_KIND_PAGE, self->pages[about], self->pack, i + 1);
          tl_edit_set (self->edit, self->pages[about], TL_PAGE_ABOUT, words[about]);
        }
    }
}

static gboolean
is_same (TlThing *thing, TlField field, const char *value)
{
  g_autofree char *now = thing && tl_thing_has (thing, field) ? tl_thing_format (thing, field) : NULL;

  return g_strcmp0 (now, value && *value ? value : NULL) == 0;
}

/**
 * tl_pack_edits_set:
 * @field: of %TL_KIND_PACK
 * @value: (nullable): in canonical form; %NULL or “” for none
 * @error: (nullable): return location; where it is %NULL, TlSession::failed says why not
 *
 * Returns: whether it is so now
 */
gboolean
tl_pack_edits_set (TlSession *session, TlAudience audience, TlField field, const char *value, GError **error)
{
  g_autofree char *name = g_strdup_printf (C_("edit", "Set “%s” of the fact pack"), tl_field_get_label (field));
  g_auto (Plan)    plan = { NULL };

  if (is_same (tl_pack_find_settings (tl_session_get_journey (session), audience), field, value))
    return TRUE;
  plan_init (&plan, session, audience, name);
  tl_edit_set (plan.edit, plan.pack, field, value && *value ? value : NULL);
  return tl_session_apply (session, plan.edit, error);
}

/**
 * tl_pack_edits_set_page:
 * @field: of %TL_KIND_PAGE
 * @value: (nullable): in canonical form; %NULL or “” for none
 * @error: (nullable): return location; where it is %NULL, TlSession::failed says why not
 *
 * Returns: whether it is so now
 */
gboolean
tl_pack_edits_set_page (TlSession *session, TlAudience audience, TlPackAbout about, TlField field, const char *value,
                        GError **error)
{
  TlThing         *settings = tl_pack_find_settings (tl_session_get_journey (session), audience);
  const char      *what = tl_pack_get_name (about);
  g_autofree char *name = NULL;
  TlPackAbout      order[TL_PACK_N_PAGES];
  g_auto (Plan)    plan = { NULL };

  if (is_same (tl_pack_find_page_settings (settings, about), field, value))
    return TRUE;
  if (field == TL_PAGE_SHOWN)
    name = value && g_str_equal (value, "0") ? g_strdup_printf (C_("edit", "Leave out the page “%s”"), what)
                                             : g_strdup_printf (C_("edit", "Show the page “%s”"), what);
  else if (field == TL_PAGE_HEADLINE)
    name = g_strdup_printf (C_("edit", "Write the headline of “%s”"), what);
  else
    name = g_strdup_printf (C_("edit", "Comment on the page “%s”"), what);
  plan_init (&plan, session, audience, name);
  tl_pack_find_order (settings, audience, order);
  plan_pages (&plan, order);
  tl_edit_set (plan.edit, plan.pages[about], field, value && *value ? value : NULL);
  return tl_session_apply (session, plan.edit, error);
}

/**
 * tl_pack_edits_move:
 * @place: where it goes to, from 0
 *
 * Puts a page elsewhere in the order.
 *
 * Returns: whether it went anywhere
 */
gboolean
tl_pack_edits_move (TlSession *session, TlAudience audience, TlPackAbout about, guint place)
{
  TlThing         *settings = tl_pack_find_settings (tl_session_get_journey (session), audience);
  g_autofree char *name = g_strdup_printf (C_("edit", "Move the page “%s”"), tl_pack_get_name (about));
  TlPackAbout      order[TL_PACK_N_PAGES];
  g_auto (Plan)    plan = { NULL };
  guint            from = 0;

  tl_pack_find_order (settings, audience, order);
  while (order[from] != about)
    from++;
  place = MIN (place, TL_PACK_N_PAGES - 1);
  if (place == from)
    return FALSE;
  for (; from < place; from++)
    order[from] = order[from + 1];
  for (; from > place; from--)
    order[from] = order[from - 1];
  order[place] = about;
  plan_init (&plan, session, audience, name);
  plan_pages (&plan, order);
  return tl_session_apply (session, plan.edit, NULL);
}
