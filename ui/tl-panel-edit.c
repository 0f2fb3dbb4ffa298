/* tl-panel-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-panel-edit.h"

#include <glib/gi18n-lib.h>

/**
 * tl_panel_edit_add_name:
 *
 * Returns: (transfer none): the name of the edit that adds a thing of that kind
 */
const char *
tl_panel_edit_add_name (TlKind kind)
{
  static const char *const names[TL_N_KINDS] = {
    [TL_KIND_PERSONA] = N_("Add persona"),   [TL_KIND_STAGE] = N_("Add stage"),
    [TL_KIND_TOUCHPOINT] = N_("Add touchpoint"), [TL_KIND_PAIN] = N_("Add pain point"),
    [TL_KIND_CONTACT] = N_("Add contacts"),  [TL_KIND_BECAUSE] = N_("Add cause"),
    [TL_KIND_DELIGHT] = N_("Add delight"),   [TL_KIND_TRANSITION] = N_("Connect stages"),
    [TL_KIND_CAUSE] = N_("Add cause"),       [TL_KIND_FIX] = N_("Add fix"),
    [TL_KIND_EFFECT] = N_("Add effect"),     [TL_KIND_SOURCE] = N_("Add source"),
  };

  return kind < TL_N_KINDS && names[kind] ? _(names[kind]) : _("Add");
}

static char *
say_count (TlKind kind, guint n)
{
  switch ((guint) kind)
    {
    case TL_KIND_PERSONA:
      return g_strdup_printf (ngettext ("%u persona", "%u personas", n), n);

    case TL_KIND_STAGE:
      return g_strdup_printf (ngettext ("%u stage", "%u stages", n), n);

    case TL_KIND_TOUCHPOINT:
      return g_strdup_printf (ngettext ("%u touchpoint", "%u touchpoints", n), n);

    case TL_KIND_PAIN:
      return g_strdup_printf (ngettext ("%u pain point", "%u pain points", n), n);

    case TL_KIND_CONTACT:
      return g_strdup_printf (ngettext ("%u further contact", "%u further contacts", n), n);

    case TL_KIND_BECAUSE:
      return g_strdup_printf (ngettext ("%u reason", "%u reasons", n), n);

    case TL_KIND_DELIGHT:
      return g_strdup_printf (ngettext ("%u delight", "%u delights", n), n);

    case TL_KIND_TRANSITION:
      return g_strdup_printf (ngettext ("%u transition", "%u transitions", n), n);

    case TL_KIND_CAUSE:
      return g_strdup_printf (ngettext ("%u cause", "%u causes", n), n);

    case TL_KIND_FIX:
      return g_strdup_printf (ngettext ("%u fix", "%u fixes", n), n);

    case TL_KIND_EFFECT:
      return g_strdup_printf (ngettext ("%u effect", "%u effects", n), n);

    case TL_KIND_SOURCE:
      return g_strdup_printf (ngettext ("%u source", "%u sources", n), n);

    case TL_KIND_FACT:
      return g_strdup_printf (ngettext ("%u note on where a number comes from", "%u notes on where numbers come from", n),
                              n);

    default:
      return g_strdup_printf ("%u", n);
    }
}

/**
 * tl_panel_edit_say_doomed:
 *
 * Returns: (transfer full) (nullable): what goes with a thing when it is deleted: `1 pain point, 2 effects`; %NULL where
 *   nothing does
 */
char *
tl_panel_edit_say_doomed (TlSession *session, const char *id)
{
  g_autoptr (GPtrArray) doomed = tl_document_list_doomed (tl_session_get_document (session), id);
  g_autoptr (GString)   said = g_string_new (NULL);
  guint                 counts[TL_N_KINDS] = { 0 };

  for (guint i = 1; i < doomed->len; i++)
    counts[tl_thing_get_kind (doomed->pdata[i])]++;
  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (counts[kind] > 0)
      {
        g_autofree char *count = say_count (kind, counts[kind]);

        g_string_append_printf (said, "%s%s", said->len > 0 ? C_ ("list", ", ") : "", count);
      }
  return said->len > 0 ? g_string_free (g_steal_pointer (&said), FALSE) : NULL;
}

static char *
title_of (TlThing *thing)
{
  return tl_kind_get_title (tl_thing_get_kind (thing)) == TL_FIELD_NONE ? tl_thing_describe (thing)
                                                                       : g_strdup (tl_thing_get_title (thing));
}

/**
 * tl_panel_edit_delete:
 * @said: (out) (optional): where it went, what went with it, for people
 *
 * Deletes a thing and what hangs on it, as one edit that can be undone. Where it was selected, what it stood in is.
 *
 * Returns: whether it went
 */
gboolean
tl_panel_edit_delete (TlSession *session, const char *id, char **said)
{
  TlThing           *thing = tl_journey_lookup (tl_session_get_journey (session), id);
  g_autofree char   *title = NULL;
  g_autofree char   *name = NULL;
  g_autofree char   *doomed = NULL;
  g_autoptr (TlEdit) edit = NULL;

  if (thing == NULL || tl_thing_get_parent (thing) == NULL || !tl_session_can_edit (session))
    return FALSE;
  title = title_of (thing);
  name = g_strdup_printf (_("Delete “%s”"), title);
  doomed = tl_panel_edit_say_doomed (session, id);
  edit = tl_edit_new (name);
  tl_edit_delete (edit, id);
  if (g_strcmp0 (tl_session_get_selected (session), id) == 0)
    tl_session_select (session, tl_thing_get_id (tl_thing_get_parent (thing)));
  if (!tl_session_apply (session, edit, NULL))
    return FALSE;
  if (said)
    *said = doomed ? g_strdup_printf (_("Deleted “%s”, and with it %s"), title, doomed)
                   : g_strdup_printf (_("Deleted “%s”"), title);
  return TRUE;
}

/**
 * tl_panel_edit_neighbour:
 * @after: whether behind it rather than before it
 *
 * Returns: (transfer none) (nullable): the next of its kind in the list that it is shown in
 */
TlThing *
tl_panel_edit_neighbour (TlSession *session, TlThing *thing, gboolean after)
{
  TlThing *parent = tl_thing_get_parent (thing);
  TlKind   kind = tl_thing_get_kind (thing);
  TlThing *before = NULL;
  gboolean past = FALSE;

  for (guint i = 0; parent && i < tl_thing_n (parent, kind); i++)
    {
      TlThing *other = tl_thing_nth (parent, kind, i);

      if (other == thing)
        {
          if (!after)
            return before;
          past = TRUE;
          continue;
        }
      /* Ways are listed by where they come from. */
      if (kind == TL_KIND_TRANSITION && g_strcmp0 (tl_thing_get_text (other, TL_TRANSITION_FROM),
                                                   tl_thing_get_text (thing, TL_TRANSITION_FROM)) != 0)
        continue;
      if (past)
        return other;
      before = other;
    }
  return NULL;
}

/**
 * tl_panel_edit_move:
 *
 * Returns: whether it changed places with its neighbour
 */
gboolean
tl_panel_edit_move (TlSession *session, const char *id, gboolean after)
{
  TlThing           *thing = tl_journey_lookup (tl_session_get_journey (session), id);
  TlThing           *other = thing ? tl_panel_edit_neighbour (session, thing, after) : NULL;
  g_autofree char   *title = NULL;
  g_autofree char   *name = NULL;
  g_autoptr (TlEdit) edit = NULL;

  if (other == NULL || !tl_session_can_edit (session))
    return FALSE;
  title = title_of (thing);
  name = g_strdup_printf (_("Move “%s”"), title);
  edit = tl_edit_new (name);
  tl_edit_place (edit, id, NULL, tl_thing_get_id (other), after);
  return tl_session_apply (session, edit, NULL);
}

/**
 * tl_panel_edit_add_titled:
 * @kind: a kind of things with titles
 * @parent: (nullable): what it is to stand in
 *
 * Returns: (transfer full) (nullable): the id of the new thing; %NULL where the door refused it
 */
char *
tl_panel_edit_add_titled (TlSession *session, TlKind kind, const char *parent, const char *title, GError **error)
{
  g_autofree char   *id = tl_document_make_id (tl_session_get_document (session), title);
  g_autoptr (TlEdit) edit = tl_edit_new (tl_panel_edit_add_name (kind));

  tl_edit_create (edit, kind, id, parent, TL_EDIT_LAST);
  tl_edit_set (edit, id, tl_kind_get_title (kind), title);
  return tl_session_apply (session, edit, error) ? g_steal_pointer (&id) : NULL;
}
