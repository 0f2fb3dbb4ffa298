/* tl-walk.c: what to do next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-walk.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MANY_THINGS 120

typedef struct
{
  TlDocument  *document;
  TlJourney   *journey;
  GRand       *chance;
  JsonBuilder *builder;
  guint        number; /* for ids that are not used yet */
  guint        n_made;
} Maker;

static const char *const texts[] = {
  "Pay", "A long wait at the “till”", "Überweisung & Lastschrift", "=1+1", "", " ", "<b>bold</b>", "two\nlines",
  "tab\there", "日本語のタイトル", "a\\b\"c", "%s %n %d", "\u202eright to left", "e\u0301", "x", "🛒", "'; DROP TABLE stage; --",
};

static int
dice (Maker *maker, int sides)
{
  return g_rand_int_range (maker->chance, 0, sides);
}

static void
say (Maker *maker, const char *member, const char *text)
{
  json_builder_set_member_name (maker->builder, member);
  json_builder_add_string_value (maker->builder, text);
}

static void
add_id (GPtrArray *ids, TlThing *thing)
{
  g_ptr_array_add (ids, (gpointer) tl_thing_get_id (thing));
}

/* The id of a thing of one of @kinds; "nobody" where there is none, and now and then. */
static const char *
pick_of (Maker *maker, guint kinds)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    if (kinds & (1u << kind) && kind != TL_KIND_EVIDENCE)
      {
        g_autoptr (GPtrArray) things = tl_journey_collect (maker->journey, kind);

        for (guint i = 0; i < things->len; i++)
          add_id (ids, things->pdata[i]);
      }
  return ids->len == 0 || dice (maker, 40) == 0 ? "nobody" : ids->pdata[dice (maker, (int) ids->len)];
}

static const char *
pick (Maker *maker, TlKind kind)
{
  return pick_of (maker, 1u << kind);
}

static TlKind
pick_kind (Maker *maker)
{
  TlKind kind;

  do
    kind = (TlKind) dice (maker, TL_N_KINDS);
  while (kind == TL_KIND_JOURNEY || kind == TL_KIND_EVIDENCE);
  return kind;
}

static char *
pick_record (Maker *maker)
{
  TlEvidenceCount       count;
  g_autoptr (GPtrArray) records = NULL;

  if (!tl_evidence_count (maker->document, NULL, &count, NULL) || count.records == 0)
    return g_strdup ("r-none");
  records = tl_evidence_list (maker->document, NULL, g_rand_int_range (maker->chance, 0, (gint32) count.records), 1, NULL);
  return g_strdup (records && records->len > 0 ? ((TlRecord *) records->pdata[0])->id : "r-none");
}

static char *
make_number (Maker *maker, double minimum, double maximum, gboolean whole)
{
  double low = MAX (minimum, -50), high = MIN (maximum, low + 1000);
  double value = g_rand_double_range (maker->chance, low, high);

  if (dice (maker, 25) == 0)
    value = maximum + 1; /* refused, where there is a limit */
  return whole ? g_strdup_printf ("%.0f", value) : tl_number_format (dice (maker, 3) ? (double) (gint64) (value * 100) / 100
                                                                                     : value);
}

static char *
make_estimate (Maker *maker, const TlFieldInfo *info)
{
  double low = g_rand_double_range (maker->chance, MAX (info->minimum, -5), MIN (info->maximum, 500));
  double high = MIN (info->maximum, low + g_rand_double (maker->chance));
  g_autofree char *first = tl_number_format (low);
  g_autofree char *second = tl_number_format ((low + high) / 2);
  g_autofree char *third = tl_number_format (high);

  switch (dice (maker, 5))
    {
    case 0:
      return g_strdup_printf ("%s .. %s", first, third);
    case 1:
      return g_strdup_printf ("%s .. %s .. %s", first, second, third);
    case 2:
      if (info->flags & TL_FIELD_SHARE)
        return g_strdup_printf ("%d of %d", dice (maker, 100), 100 + dice (maker, 900));
      return g_strdup (first);
    case 3:
      if (info->flags & TL_FIELD_SHARE)
        return g_strdup_printf ("%d%%", dice (maker, 101));
      return g_strdup (third);
    default:
      return g_strdup (first);
    }
}

static char *
make_value (Maker *maker, TlField field)
{
  const TlFieldInfo *info = tl_field_get_info (field);

  switch (info->type)
    {
    case TL_TYPE_ID_REF:
      return g_strdup (pick_of (maker, info->targets));
    case TL_TYPE_ESTIMATE:
      return make_estimate (maker, info);
    case TL_TYPE_NUMBER:
    case TL_TYPE_INTEGER:
      return make_number (maker, info->minimum, info->maximum, info->type == TL_TYPE_INTEGER);
    case TL_TYPE_DATE:
      return g_strdup_printf ("20%02d-%02d-%02d", dice (maker, 99), 1 + dice (maker, 12), 1 + dice (maker, 29));
    case TL_TYPE_WORD:
      return g_strdup (info->words[dice (maker, (int) g_strv_length ((char **) info->words))]);
    case TL_TYPE_CURRENCY:
      return g_strdup (dice (maker, 5) ? "EUR" : "euro");
    default:
      if (field == TL_FACT_FIELD)
        return g_strdup (dice (maker, 2) ? "incidence" : "title");
      return dice (maker, 3) ? g_strdup (texts[dice (maker, G_N_ELEMENTS (texts))])
                             : g_strdup_printf ("%s %u", texts[dice (maker, G_N_ELEMENTS (texts))], maker->number);
    }
}

static void
set_field (Maker *maker, TlField field, gboolean may_clear)
{
  g_autofree char *value = NULL;

  json_builder_set_member_name (maker->builder, tl_field_get_info (field)->name);
  if (may_clear && dice (maker, 4) == 0)
    {
      json_builder_add_null_value (maker->builder);
      return;
    }
  value = make_value (maker, field);
  json_builder_add_string_value (maker->builder, value);
}

/* A fact says something of a field that there is; an effect is on a field of what it is on. */
static gboolean
set_matching (Maker *maker, TlKind kind)
{
  static const TlField of_fact[] = { TL_PAIN_INCIDENCE, TL_PAIN_COST, TL_TOUCHPOINT_REACH, TL_STAGE_ENTRY, TL_FIX_RUN };
  static const TlField of_effect[] = { TL_PAIN_INCIDENCE, TL_PAIN_LEAVE, TL_PAIN_COST, TL_TOUCHPOINT_REACH,
                                       TL_TOUCHPOINT_UNIT_COST, TL_STAGE_ENTRY };
  TlField              field;

  if (kind != TL_KIND_FACT && kind != TL_KIND_EFFECT)
    return FALSE;
  field = kind == TL_KIND_FACT ? of_fact[dice (maker, G_N_ELEMENTS (of_fact))]
                               : of_effect[dice (maker, G_N_ELEMENTS (of_effect))];
  say (maker, kind == TL_KIND_FACT ? "of" : "on", pick (maker, tl_field_get_info (field)->kind));
  say (maker, "field", tl_field_get_info (field)->name);
  if (kind == TL_KIND_EFFECT)
    {
      say (maker, dice (maker, 2) ? "scale" : "shift", dice (maker, 2) ? "0.5" : "0.1 .. 0.3");
      return TRUE;
    }
  say (maker, "basis", dice (maker, 2) ? "assumed" : "measured");
  if (dice (maker, 2))
    say (maker, "source", pick (maker, TL_KIND_SOURCE));
  return TRUE;
}

static void
add_fields (Maker *maker, TlKind kind)
{
  const TlKindInfo *info = tl_kind_get_info (kind);

  json_builder_set_member_name (maker->builder, "set");
  json_builder_begin_object (maker->builder);
  if (!set_matching (maker, kind))
    for (guint i = 0; i < info->n_fields; i++)
      if (tl_field_get_info (info->first + i)->flags & TL_FIELD_REQUIRED || dice (maker, 5) == 0)
        set_field (maker, info->first + i, FALSE);
  json_builder_end_object (maker->builder);
}

static void
create (Maker *maker, TlKind kind, const char *parent, int depth)
{
  const TlKindInfo *info = tl_kind_get_info (kind);
  g_autofree char  *id = g_strdup_printf ("t%u-%u", maker->number, maker->n_made++);

  json_builder_begin_object (maker->builder);
  say (maker, "create", info->name);
  if (dice (maker, 4))
    say (maker, "id", dice (maker, 30) ? id : pick (maker, kind));
  if (parent)
    say (maker, "in", parent);
  else if (info->parent != TL_KIND_JOURNEY)
    say (maker, "in", pick (maker, info->parent));
  add_fields (maker, kind);
  if (depth > 0)
    {
      json_builder_set_member_name (maker->builder, "holds");
      json_builder_begin_array (maker->builder);
      for (TlKind child = 0; child < TL_N_KINDS; child++)
        if (tl_kind_get_info (child)->parent == kind && child != TL_KIND_EVIDENCE && dice (maker, 2))
          {
            json_builder_begin_object (maker->builder);
            say (maker, "create", tl_kind_get_info (child)->name);
            add_fields (maker, child);
            json_builder_end_object (maker->builder);
          }
      json_builder_end_array (maker->builder);
    }
  json_builder_end_object (maker->builder);
}

static void
change (Maker *maker)
{
  gboolean          is_record = dice (maker, 6) == 0;
  g_autofree char  *record = is_record ? pick_record (maker) : NULL;
  TlKind            kind = is_record ? TL_KIND_EVIDENCE : dice (maker, 20) ? pick_kind (maker) : TL_KIND_JOURNEY;
  const TlKindInfo *info = tl_kind_get_info (kind);
  int               n = 1 + dice (maker, 3);
  guint             first = (guint) dice (maker, (int) info->n_fields);

  json_builder_begin_object (maker->builder);
  say (maker, "change", record ? record : pick (maker, kind));
  json_builder_set_member_name (maker->builder, "set");
  json_builder_begin_object (maker->builder);
  for (int i = 0; i < n && first + (guint) i < info->n_fields; i++)
    set_field (maker, info->first + first + (guint) i, TRUE);
  json_builder_end_object (maker->builder);
  json_builder_end_object (maker->builder);
}

static void
move (Maker *maker)
{
  TlKind      kind = pick_kind (maker);
  TlKind      parent = tl_kind_get_info (kind)->parent;
  const char *id = pick (maker, kind);
  TlThing    *thing = tl_journey_lookup (maker->journey, id);
  TlThing    *siblings = thing && tl_thing_get_kind (thing) == kind ? tl_thing_get_parent (thing) : NULL;

  json_builder_begin_object (maker->builder);
  say (maker, "move", id);
  if (parent != TL_KIND_JOURNEY && dice (maker, 3) == 0)
    say (maker, "in", pick (maker, parent));
  else if (siblings && dice (maker, 4))
    /* Over and over into the same gap: until all must be numbered anew. */
    say (maker, dice (maker, 2) ? "before" : "after",
         tl_thing_get_id (tl_thing_nth (siblings, kind, (guint) dice (maker, MIN (2, (int) tl_thing_n (siblings, kind))))));
  json_builder_end_object (maker->builder);
}

static void
delete (Maker *maker)
{
  int n = 1 + (dice (maker, 3) == 0 ? dice (maker, 3) : 0);

  json_builder_begin_object (maker->builder);
  json_builder_set_member_name (maker->builder, "delete");
  json_builder_begin_array (maker->builder);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *record = dice (maker, 5) == 0 ? pick_record (maker) : NULL;

      json_builder_add_string_value (maker->builder, record ? record : pick (maker, pick_kind (maker)));
    }
  json_builder_end_array (maker->builder);
  json_builder_end_object (maker->builder);
}

static void
connect_stages (Maker *maker)
{
  gboolean again = dice (maker, 3) == 0;

  json_builder_begin_object (maker->builder);
  if (again)
    {
      say (maker, "reconnect", pick (maker, TL_KIND_TRANSITION));
      say (maker, dice (maker, 2) ? "from" : "to", pick (maker, TL_KIND_STAGE));
    }
  else
    {
      say (maker, "connect", pick (maker, TL_KIND_STAGE));
      say (maker, "to", pick (maker, TL_KIND_STAGE));
      if (dice (maker, 2))
        say (maker, "share", "12%");
    }
  json_builder_end_object (maker->builder);
}

static void
attach (Maker *maker)
{
  gboolean away = dice (maker, 3) == 0;
  int      n = 1 + dice (maker, 3);

  json_builder_begin_object (maker->builder);
  json_builder_set_member_name (maker->builder, away ? "detach" : "attach");
  json_builder_begin_array (maker->builder);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *record = pick_record (maker);

      json_builder_add_string_value (maker->builder, record);
    }
  json_builder_end_array (maker->builder);
  say (maker, away ? "from" : "to", pick_of (maker, (1u << TL_KIND_PAIN) | (1u << TL_KIND_TOUCHPOINT) | (1u << TL_KIND_DELIGHT)));
  json_builder_end_object (maker->builder);
}

static void
paste (Maker *maker)
{
  TlKind kind = dice (maker, 2) ? TL_KIND_TOUCHPOINT : TL_KIND_STAGE;

  json_builder_begin_object (maker->builder);
  json_builder_set_member_name (maker->builder, "paste");
  json_builder_begin_array (maker->builder);
  create (maker, kind, NULL, 1);
  json_builder_end_array (maker->builder);
  json_builder_end_object (maker->builder);
}

static void
make_one (Maker *maker, gboolean is_full)
{
  int what = dice (maker, 100);

  if (what < (is_full ? 5 : 28))
    create (maker, pick_kind (maker), NULL, dice (maker, 4) == 0);
  else if (what < 52)
    change (maker);
  else if (what < 66)
    move (maker);
  else if (what < (is_full ? 85 : 74))
    delete (maker);
  else if (what < 84)
    connect_stages (maker);
  else if (what < 93)
    attach (maker);
  else if (is_full)
    delete (maker);
  else
    paste (maker);
}

static char *
finish (Maker *maker)
{
  g_autoptr (JsonNode) root = json_builder_get_root (maker->builder);

  return json_to_string (root, FALSE);
}

/* What is no edit of things: going back and forth, importing, saving. */
static char *
make_other (Maker *maker, TlWalkFlags flags)
{
  int what = dice (maker, 100);
  int n = flags & TL_WALK_STEPS_ALONE ? 1 : dice (maker, 12) == 0 ? 1000 : 1 + dice (maker, 5);

  if (what < 17)
    return g_strdup_printf ("{\"undo\":%d}", n);
  if (what < 31)
    return g_strdup_printf ("{\"redo\":%d}", n);
  if (what < 34)
    return g_strdup_printf ("{\"import\":%d,\"source\":\"%s\",\"prefix\":\"r%u\",\"on\":\"%s\"}", 1 + dice (maker, 12),
                            dice (maker, 3) ? pick (maker, TL_KIND_SOURCE) : "other", maker->number,
                            pick_of (maker, (1u << TL_KIND_PAIN) | (1u << TL_KIND_TOUCHPOINT) | (1u << TL_KIND_STAGE)));
  if (what < 36)
    return g_strdup ("{\"publish\":true}");
  if (what < 37 && flags & TL_WALK_RESTARTS)
    return g_strdup ("{\"reopen\":true}");
  if (what < 42 && flags & TL_WALK_THREADS)
    return g_strdup_printf ("{\"thread\":\"typing\",\"edit\":{\"change\":\"%s\",\"set\":{\"title\":\"Typed %u\"}}}",
                            pick (maker, TL_KIND_STAGE), maker->number);
  return NULL;
}

static gboolean
is_full (TlJourney *journey)
{
  guint n = 0;

  for (TlKind kind = 0; kind < TL_N_KINDS; kind++)
    n += kind == TL_KIND_EVIDENCE ? 0 : tl_journey_n (journey, kind);
  return n > MANY_THINGS;
}

/**
 * tl_walk_make_line:
 * @number: a number that no other line was made with
 *
 * Returns: (transfer full): something to do next, which may well be refused
 */
char *
tl_walk_make_line (TlDocument *document, GRand *chance, guint number, TlWalkFlags flags)
{
  Maker maker = { document, tl_document_get_journey (document), chance, NULL, number, 0 };
  char *line = make_other (&maker, flags);
  gboolean full = is_full (maker.journey);

  if (line)
    return line;
  maker.builder = json_builder_new ();
  if (dice (&maker, 8) == 0)
    {
      json_builder_begin_object (maker.builder);
      json_builder_set_member_name (maker.builder, "do");
      json_builder_begin_array (maker.builder);
      for (int i = 2 + dice (&maker, 3); i > 0; i--)
        make_one (&maker, full);
      json_builder_end_array (maker.builder);
      json_builder_end_object (maker.builder);
    }
  else
    make_one (&maker, full);
  line = finish (&maker);
  g_object_unref (maker.builder);
  return line;
}
