/* tl-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "tl-evidence.h"
#include "tl-text.h"

typedef struct
{
  TlDocument *document;
  TlJourney  *journey;
  TlEdit     *edit;
  GHashTable *made;    /* id → GINT_TO_POINTER (kind + 1), of things this edit creates */
  GHashTable *renamed; /* id as written → id given, within a paste; NULL outside one */
  GPtrArray  *created; /* ids, in order; may be NULL */
  GPtrArray  *deleted; /* as @created */
  char       *name;    /* what the first change would be called */
} Reading;

static gboolean fail (GError     **error,
                      TlJsonError  code,
                      const char  *format,
                      ...) G_GNUC_PRINTF (3, 4);
static gboolean read_create (Reading     *reading,
                             JsonObject  *object,
                             const char  *parent,
                             GError     **error);

G_DEFINE_QUARK (tl-json-error-quark, tl_json_error)

static gboolean
fail (GError **error, TlJsonError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, TL_JSON_ERROR, code, message);
  return FALSE;
}

/* A member that must be text where it is there at all. */
static gboolean
get_text (JsonObject *object, const char *member, const char **text, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *text = NULL;
  if (node == NULL || json_node_is_null (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (error, TL_JSON_ERROR_FORM, _("“%s” must be text in quotes."), member);
  *text = json_node_get_string (node);
  return TRUE;
}

static gboolean
need_text (JsonObject *object, const char *member, const char **text, GError **error)
{
  if (!get_text (object, member, text, error))
    return FALSE;
  return *text || fail (error, TL_JSON_ERROR_FORM, _("“%s” is missing."), member);
}

/* Every member must be one that the change knows: a slip of the pen must not be taken for nothing. */
static gboolean
check_members (JsonObject *object, const char *const *known, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l; l = l->next)
    if (!g_strv_contains (known, l->data) && strcmp (l->data, "name") != 0)
      {
        const char *nearest = tl_text_nearest (l->data, known, g_strv_length ((char **) known));

        return nearest ? fail (error, TL_JSON_ERROR_UNKNOWN, _("There is no “%s” here; did you mean “%s”?"),
                               (char *) l->data, nearest)
                       : fail (error, TL_JSON_ERROR_UNKNOWN, _("There is no “%s” here."), (char *) l->data);
      }
  return TRUE;
}

static TlKind
kind_of (Reading *reading, const char *id)
{
  TlThing *thing = tl_journey_lookup (reading->journey, id);
  gpointer made = g_hash_table_lookup (reading->made, id);

  if (made)
    return (TlKind) (GPOINTER_TO_INT (made) - 1);
  if (thing)
    return tl_thing_get_kind (thing);
  return tl_evidence_has_id (reading->document, id) ? TL_KIND_EVIDENCE : TL_KIND_NONE;
}

static const char *
real_id (Reading *reading, const char *id)
{
  const char *renamed = reading->renamed && id ? g_hash_table_lookup (reading->renamed, id) : NULL;

  return renamed ? renamed : id;
}

/* A value in canonical form, from a JSON number, text in canonical form, or an estimate as people write it. */
static gboolean
read_value (Reading *reading, TlField field, JsonNode *node, char **text, GError **error)
{
  const TlFieldInfo *info = tl_field_get_info (field);
  GType              type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  *text = NULL;
  if (json_node_is_null (node))
    return TRUE;
  if (tl_field_is_number (field) && type == G_TYPE_INT64)
    *text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (tl_field_is_number (field) && type == G_TYPE_DOUBLE)
    *text = tl_number_format (json_node_get_double (node));
  else if (type == G_TYPE_STRING)
    {
      const char *written = json_node_get_string (node);
      TlEstimate  estimate;

      if (info->type == TL_TYPE_ESTIMATE && !tl_estimate_parse (written, &estimate, NULL) &&
          tl_estimate_parse_people (written, &TL_NUMBER_STYLE_POINT, &estimate, NULL))
        *text = tl_estimate_format (&estimate);
      else if (info->type == TL_TYPE_ID_REF)
        *text = g_strdup (real_id (reading, written));
      else
        *text = g_strdup (written);
    }
  else
    return fail (error, TL_JSON_ERROR_FORM, _("%s: this must be text in quotes, a number or null."), info->name);
  return TRUE;
}

static TlField
find_field (TlKind kind, const char *name, GError **error)
{
  const TlKindInfo     *info = tl_kind_get_info (kind);
  TlField               field = tl_kind_find_field (kind, name);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char           *nearest;

  if (field != TL_FIELD_NONE)
    return field;
  for (guint i = 0; i < info->n_fields; i++)
    g_ptr_array_add (names, (char *) tl_field_get_info (info->first + i)->name);
  nearest = tl_text_nearest (name, (const char *const *) names->pdata, names->len);
  if (nearest)
    fail (error, TL_JSON_ERROR_UNKNOWN, _("A %s has no field “%s”; did you mean “%s”?"), tl_kind_get_label (kind), name,
          nearest);
  else
    fail (error, TL_JSON_ERROR_UNKNOWN, _("A %s has no field “%s”."), tl_kind_get_label (kind), name);
  return TL_FIELD_NONE;
}

static gboolean
read_set (Reading *reading, const char *id, TlKind kind, JsonObject *object, gboolean needed, GError **error)
{
  JsonNode         *node = json_object_get_member (object, "set");
  g_autoptr (GList) members = NULL;

  if (node == NULL && !needed)
    return TRUE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, TL_JSON_ERROR_FORM, _("“set” must be an object of fields and values."));
  members = json_object_get_members (json_node_get_object (node));
  for (GList *l = members; l; l = l->next)
    {
      TlField          field = find_field (kind, l->data, error);
      g_autofree char *text = NULL;

      if (field == TL_FIELD_NONE ||
          !read_value (reading, field, json_object_get_member (json_node_get_object (node), l->data), &text, error))
        return FALSE;
      tl_edit_set (reading->edit, id, field, text);
    }
  return TRUE;
}

static gboolean
id_is_taken (const char *id, gpointer data)
{
  return kind_of (data, id) != TL_KIND_NONE;
}

/* An id for a thing that brings none: from its title, or from what it joins. */
static char *
make_id (Reading *reading, TlKind kind, JsonObject *object)
{
  static const char *const telling[] = { "title", "from", "to", "on", "of", "field", "touchpoint", "cause" };
  JsonNode                *node = json_object_get_member (object, "set");
  JsonObject              *set = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GString)      wish = g_string_new (NULL);
  g_autofree char         *name = NULL;

  for (gsize i = 0; set && i < G_N_ELEMENTS (telling); i++)
    {
      JsonNode *value = json_object_get_member (set, telling[i]);

      if (value && JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
        g_string_append_printf (wish, "%s%s", wish->len > 0 ? "-" : "", json_node_get_string (value));
    }
  name = tl_text_make_name (wish->len > 0 ? wish->str : tl_kind_get_info (kind)->name);
  return tl_text_make_unique (name, id_is_taken, reading);
}

static gboolean
read_place (Reading *reading, JsonObject *object, const char *id, const char *parent, GError **error)
{
  const char *before, *after;

  if (!get_text (object, "before", &before, error) || !get_text (object, "after", &after, error))
    return FALSE;
  if (before && after)
    return fail (error, TL_JSON_ERROR_FORM, _("Say “before” or “after”, not both."));
  if (before || after)
    tl_edit_place (reading->edit, id, parent, real_id (reading, before ? before : after), after != NULL);
  return TRUE;
}

static gboolean
read_held (Reading *reading, JsonObject *object, const char *id, GError **error)
{
  JsonNode  *node = json_object_get_member (object, "holds");
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, TL_JSON_ERROR_FORM, _("“holds” must be a list."));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *held = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (held))
        return fail (error, TL_JSON_ERROR_FORM, _("“holds” must be a list of objects with “create”."));
      if (!read_create (reading, json_node_get_object (held), id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_create (Reading *reading, JsonObject *object, const char *parent, GError **error)
{
  static const char *const known[] = { "create", "id", "in", "before", "after", "set", "holds", NULL };
  const char              *kind_name, *given, *in;
  g_autofree char         *id = NULL;
  TlKind                   kind;

  if (!check_members (object, known, error) || !need_text (object, "create", &kind_name, error) ||
      !get_text (object, "id", &given, error) || !get_text (object, "in", &in, error))
    return FALSE;
  kind = tl_kind_from_name (kind_name);
  if (kind == TL_KIND_NONE || kind == TL_KIND_JOURNEY || kind == TL_KIND_EVIDENCE)
    return fail (error, TL_JSON_ERROR_UNKNOWN, _("“%s” is not a kind of thing that can be created."), kind_name);
  if (parent && in)
    return fail (error, TL_JSON_ERROR_FORM, _("What stands under “holds” needs no “in”."));
  id = given ? g_strdup (real_id (reading, given)) : make_id (reading, kind, object);
  if (parent == NULL)
    parent = real_id (reading, in);
  if (parent == NULL && tl_kind_get_info (kind)->parent != TL_KIND_JOURNEY)
    return fail (error, TL_JSON_ERROR_FORM, _("A %s must say what it stands in: “in” is missing."),
                 tl_kind_get_label (kind));
  tl_edit_create (reading->edit, kind, id, parent, TL_EDIT_LAST);
  g_hash_table_insert (reading->made, g_strdup (id), GINT_TO_POINTER ((int) kind + 1));
  if (reading->created)
    g_ptr_array_add (reading->created, g_strdup (id));
  if (reading->name == NULL)
    reading->name = g_strdup_printf (_("Add %s"), tl_kind_get_label (kind));
  return read_place (reading, object, id, NULL, error) && read_set (reading, id, kind, object, FALSE, error) &&
         read_held (reading, object, id, error);
}

static gboolean
read_change (Reading *reading, JsonObject *object, GError **error)
{
  static const char *const known[] = { "change", "set", NULL };
  const char              *id;
  TlKind                   kind;

  if (!check_members (object, known, error) || !need_text (object, "change", &id, error))
    return FALSE;
  kind = kind_of (reading, id);
  if (kind == TL_KIND_NONE)
    return fail (error, TL_JSON_ERROR_UNKNOWN, _("Nothing in this journey has the id “%s”."), id);
  if (reading->name == NULL)
    reading->name = g_strdup_printf (_("Change %s"), tl_kind_get_label (kind));
  return read_set (reading, id, kind, object, TRUE, error);
}

static gboolean
read_move (Reading *reading, JsonObject *object, GError **error)
{
  static const char *const known[] = { "move", "in", "before", "after", NULL };
  const char              *id, *in;
  TlKind                   kind;

  if (!check_members (object, known, error) || !need_text (object, "move", &id, error) ||
      !get_text (object, "in", &in, error))
    return FALSE;
  kind = kind_of (reading, id);
  if (reading->name == NULL && kind != TL_KIND_NONE)
    reading->name = g_strdup_printf (_("Move %s"), tl_kind_get_label (kind));
  if (json_object_has_member (object, "before") || json_object_has_member (object, "after"))
    return read_place (reading, object, id, in, error);
  tl_edit_move (reading->edit, id, in, TL_EDIT_LAST);
  return TRUE;
}

/* A text, or a list of texts. */
static gboolean
read_ids (JsonObject *object, const char *member, GPtrArray *ids, GError **error)
{
  JsonNode  *node = json_object_get_member (object, member);
  JsonArray *array;
  const char *one;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      if (!need_text (object, member, &one, error))
        return FALSE;
      g_ptr_array_add (ids, (char *) one);
      return TRUE;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *id = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (id) || json_node_get_value_type (id) != G_TYPE_STRING)
        return fail (error, TL_JSON_ERROR_FORM, _("“%s” must be an id, or a list of ids."), member);
      g_ptr_array_add (ids, (char *) json_node_get_string (id));
    }
  return TRUE;
}

/* What goes with it is said, each thing once. */
static void
note_doomed (Reading *reading, const char *id)
{
  g_autoptr (GPtrArray) doomed = tl_document_list_doomed (reading->document, id);

  for (guint i = 0; reading->deleted && i < doomed->len; i++)
    if (!g_ptr_array_find_with_equal_func (reading->deleted, tl_thing_get_id (doomed->pdata[i]), g_str_equal, NULL))
      g_ptr_array_add (reading->deleted, g_strdup (tl_thing_get_id (doomed->pdata[i])));
}

static gboolean
read_delete (Reading *reading, JsonObject *object, GError **error)
{
  static const char *const known[] = { "delete", NULL };
  g_autoptr (GPtrArray)    ids = g_ptr_array_new ();

  if (!check_members (object, known, error) || !read_ids (object, "delete", ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      TlKind kind = kind_of (reading, ids->pdata[i]);

      tl_edit_delete (reading->edit, ids->pdata[i]);
      note_doomed (reading, ids->pdata[i]);
      if (reading->name == NULL && kind != TL_KIND_NONE)
        reading->name = g_strdup_printf (_("Delete %s"), tl_kind_get_label (kind));
    }
  return TRUE;
}

static gboolean
read_connect (Reading *reading, JsonObject *object, GError **error)
{
  static const char *const known[] = { "connect", "to", "id", "share", NULL };
  const char              *from, *to, *given;
  g_autofree char         *wish = NULL;
  g_autofree char         *id = NULL;

  if (!check_members (object, known, error) || !need_text (object, "connect", &from, error) ||
      !need_text (object, "to", &to, error) || !get_text (object, "id", &given, error))
    return FALSE;
  wish = g_strdup_printf ("%s-%s", from, to);
  id = given ? g_strdup (given) : tl_text_make_unique (wish, id_is_taken, reading);
  tl_edit_create (reading->edit, TL_KIND_TRANSITION, id, NULL, TL_EDIT_LAST);
  g_hash_table_insert (reading->made, g_strdup (id), GINT_TO_POINTER ((int) TL_KIND_TRANSITION + 1));
  tl_edit_set (reading->edit, id, TL_TRANSITION_FROM, from);
  tl_edit_set (reading->edit, id, TL_TRANSITION_TO, to);
  if (reading->created)
    g_ptr_array_add (reading->created, g_strdup (id));
  if (reading->name == NULL)
    reading->name = g_strdup (_("Connect stages"));
  if (json_object_has_member (object, "share"))
    {
      g_autofree char *share = NULL;

      if (!read_value (reading, TL_TRANSITION_SHARE, json_object_get_member (object, "share"), &share, error))
        return FALSE;
      tl_edit_set (reading->edit, id, TL_TRANSITION_SHARE, share);
    }
  return TRUE;
}

static gboolean
read_reconnect (Reading *reading, JsonObject *object, GError **error)
{
  static const char *const known[] = { "reconnect", "from", "to", NULL };
  const char              *id, *from, *to;

  if (!check_members (object, known, error) || !need_text (object, "reconnect", &id, error) ||
      !get_text (object, "from", &from, error) || !get_text (object, "to", &to, error))
    return FALSE;
  if (kind_of (reading, id) != TL_KIND_TRANSITION)
    return fail (error, TL_JSON_ERROR_UNKNOWN, _("There is no transition “%s”."), id);
  if (from)
    tl_edit_set (reading->edit, id, TL_TRANSITION_FROM, from);
  if (to)
    tl_edit_set (reading->edit, id, TL_TRANSITION_TO, to);
  if (reading->name == NULL)
    reading->name = g_strdup (_("Reconnect stages"));
  return TRUE;
}

static gboolean
read_attach (Reading *reading, JsonObject *object, gboolean attach, GError **error)
{
  static const char *const known_attach[] = { "attach", "to", NULL };
  static const char *const known_detach[] = { "detach", "from", NULL };
  g_autoptr (GPtrArray)    ids = g_ptr_array_new ();
  const char              *to;
  TlThing                 *thing;

  if (!check_members (object, attach ? known_attach : known_detach, error) ||
      !read_ids (object, attach ? "attach" : "detach", ids, error) ||
      !need_text (object, attach ? "to" : "from", &to, error))
    return FALSE;
  thing = tl_journey_lookup (reading->journey, to);
  if (thing == NULL)
    return fail (error, TL_JSON_ERROR_UNKNOWN, _("Nothing in this journey has the id “%s”."), to);
  for (guint i = 0; i < ids->len; i++)
    {
      gboolean is_touchpoint = tl_thing_get_kind (thing) == TL_KIND_TOUCHPOINT;
      TlThing *parent = tl_thing_get_parent (thing);

      if (kind_of (reading, ids->pdata[i]) != TL_KIND_EVIDENCE)
        return fail (error, TL_JSON_ERROR_UNKNOWN, _("There is no record “%s”."), (char *) ids->pdata[i]);
      tl_edit_set (reading->edit, ids->pdata[i], is_touchpoint ? TL_EVIDENCE_TOUCHPOINT : TL_EVIDENCE_ON,
                   attach ? to : NULL);
      if (attach && parent && tl_thing_get_kind (parent) == TL_KIND_TOUCHPOINT)
        tl_edit_set (reading->edit, ids->pdata[i], TL_EVIDENCE_TOUCHPOINT, tl_thing_get_id (parent));
    }
  if (reading->name == NULL)
    reading->name = g_strdup_printf (attach ? ngettext ("Attach %u record", "Attach %u records", ids->len)
                                            : ngettext ("Detach %u record", "Detach %u records", ids->len),
                                     ids->len);
  return TRUE;
}

/* Gives every id of what is pasted that is taken anew, so that references within it can follow. */
static void
rename_taken (Reading *reading, JsonArray *things)
{
  for (guint i = 0; i < json_array_get_length (things); i++)
    {
      JsonNode   *node = json_array_get_element (things, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id;
      JsonNode   *held;

      if (object == NULL || !get_text (object, "id", &id, NULL))
        continue;
      if (id)
        {
          char *fresh = tl_text_make_unique (id, id_is_taken, reading);

          g_hash_table_insert (reading->renamed, g_strdup (id), fresh);
          /* Taken from now on; its kind follows when it is created. */
          g_hash_table_insert (reading->made, g_strdup (fresh), GINT_TO_POINTER ((int) TL_KIND_JOURNEY + 1));
        }
      held = json_object_get_member (object, "holds");
      if (held && JSON_NODE_HOLDS_ARRAY (held))
        rename_taken (reading, json_node_get_array (held));
    }
}

static gboolean
read_paste (Reading *reading, JsonObject *object, GError **error)
{
  static const char *const known[] = { "paste", "in", NULL };
  JsonNode                *node = json_object_get_member (object, "paste");
  const char              *in;
  JsonArray               *things;
  gboolean                 done = TRUE;

  if (!check_members (object, known, error) || !get_text (object, "in", &in, error))
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, TL_JSON_ERROR_FORM, _("“paste” must be a list of objects with “create”."));
  things = json_node_get_array (node);
  reading->renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rename_taken (reading, things);
  for (guint i = 0; done && i < json_array_get_length (things); i++)
    {
      JsonNode *thing = json_array_get_element (things, i);

      done = JSON_NODE_HOLDS_OBJECT (thing)
               ? read_create (reading, json_node_get_object (thing), in, error)
               : fail (error, TL_JSON_ERROR_FORM, _("“paste” must be a list of objects with “create”."));
    }
  g_clear_pointer (&reading->renamed, g_hash_table_unref);
  g_free (reading->name);
  reading->name = g_strdup (_("Paste"));
  return done;
}

static gboolean
read_one (Reading *reading, JsonNode *node, GError **error)
{
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL)
    return fail (error, TL_JSON_ERROR_FORM, _("A change must be an object, as in {\"delete\": \"pay\"}."));
  if (json_object_has_member (object, "create"))
    return read_create (reading, object, NULL, error);
  if (json_object_has_member (object, "change"))
    return read_change (reading, object, error);
  if (json_object_has_member (object, "move"))
    return read_move (reading, object, error);
  if (json_object_has_member (object, "delete"))
    return read_delete (reading, object, error);
  if (json_object_has_member (object, "connect"))
    return read_connect (reading, object, error);
  if (json_object_has_member (object, "reconnect"))
    return read_reconnect (reading, object, error);
  if (json_object_has_member (object, "attach"))
    return read_attach (reading, object, TRUE, error);
  if (json_object_has_member (object, "detach"))
    return read_attach (reading, object, FALSE, error);
  if (json_object_has_member (object, "paste"))
    return read_paste (reading, object, error);
  return fail (error, TL_JSON_ERROR_UNKNOWN,
               _("A change must say create, change, move, delete, connect, reconnect, attach, detach or paste."));
}

static gboolean
read_all (Reading *reading, JsonNode *root, const char **name, GError **error)
{
  static const char *const known[] = { "do", NULL };
  JsonObject              *object = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode                *list = object ? json_object_get_member (object, "do") : NULL;
  JsonArray               *changes;

  if (object == NULL)
    return fail (error, TL_JSON_ERROR_FORM, _("An edit must be one JSON object."));
  if (!get_text (object, "name", name, error))
    return FALSE;
  if (list == NULL)
    return read_one (reading, root, error);
  if (!check_members (object, known, error))
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (list))
    return fail (error, TL_JSON_ERROR_FORM, _("“do” must be a list of changes."));
  changes = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (changes); i++)
    if (!read_one (reading, json_array_get_element (changes, i), error))
      return FALSE;
  return TRUE;
}

/* The parser calls itself for every list in a list; a text of nothing but brackets must not use up the stack. */
static gboolean
is_too_deep (const char *text)
{
  gboolean quoted = FALSE;
  int      depth = 0;

  for (const char *p = text; *p; p++)
    if (quoted && *p == '\\' && p[1])
      p++;
    else if (*p == '"')
      quoted = !quoted;
    else if (!quoted && (*p == '[' || *p == '{') && ++depth > TL_JSON_MAX_DEPTH)
      return TRUE;
    else if (!quoted && (*p == ']' || *p == '}'))
      depth--;
  return FALSE;
}

/**
 * tl_json_read_edit:
 * @document: the document it is for; nothing of it changes
 * @text: one JSON object, valid UTF-8
 * @created: (nullable) (element-type utf8): where the ids of what it creates go, in order; give it g_free()
 * @deleted: (nullable) (element-type utf8): where the ids of what it deletes go, with what goes with that
 * @error: return location
 *
 * Reads an edit, to be handed to tl_document_apply().
 *
 * Returns: (transfer full) (nullable): the edit, or %NULL with %TL_JSON_ERROR
 */
TlEdit *
tl_json_read_edit (TlDocument *document, const char *text, GPtrArray *created, GPtrArray *deleted, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (TlEdit)     wishes = NULL;
  g_autoptr (GError)     why = NULL;
  g_autofree char       *own_name = NULL;
  Reading                reading = { document, tl_document_get_journey (document) };
  const char            *name = NULL;
  gboolean               done;

  if (strlen (text) > TL_JSON_MAX_BYTES)
    {
      fail (error, TL_JSON_ERROR_FORM, _("The edit is longer than an edit may be (%d MiB)."),
            TL_JSON_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  if (is_too_deep (text))
    {
      fail (error, TL_JSON_ERROR_FORM, _("The edit has more lists in lists than an edit may have (%d)."), TL_JSON_MAX_DEPTH);
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, -1, &why))
    {
      fail (error, TL_JSON_ERROR_FORM, _("This is not JSON: %s"), why->message);
      return NULL;
    }
  /* Its name may only be known at its end. */
  wishes = tl_edit_new ("");
  reading.edit = wishes;
  reading.created = created;
  reading.deleted = deleted;
  reading.made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  done = read_all (&reading, json_parser_get_root (parser), &name, error);
  g_hash_table_unref (reading.made);
  own_name = g_steal_pointer (&reading.name);
  if (!done)
    return NULL;
  tl_edit_set_name (wishes, name && *name ? name : own_name ? own_name : _("Edit"));
  return g_steal_pointer (&wishes);
}
