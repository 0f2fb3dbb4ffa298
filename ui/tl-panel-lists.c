/* tl-panel-lists.c: what stands in a thing or hangs on it, to be added to, put in order and taken away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-panel-sections.h"

#include <glib/gi18n-lib.h>

#include "tl-entry.h"
#include "tl-error.h"
#include "tl-form-effect.h"
#include "tl-form-field.h"
#include "tl-panel-edit.h"
#include "tl-panel.h"
#include "tl-parts.h"
#include "tl-phrase.h"
#include "tl-text.h"

/* Longer lists are for the search to find things in. */
#define MAX_ROWS 100

/* What an entry that adds something knows. */
typedef struct
{
  TlSession  *session;
  char       *id;   /* of what is selected */
  TlKind      kind; /* of what is added */
  TlField     self; /* of things that join two: the field that holds what is selected; TL_FIELD_NONE: it stands in it */
  TlField     other;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *self = data;

  g_object_unref (self->session);
  g_free (self->id);
  g_free (self);
}

static void
add (TlSection *self, GtkWidget *widget)
{
  gtk_box_append (self->box, widget);
}

/* Menus of rows */

static void
fill_menu (GtkMenuButton *button, gpointer data)
{
  TlSession         *session = data;
  const char        *id = g_object_get_data (G_OBJECT (button), "id");
  TlThing           *thing = tl_journey_lookup (tl_session_get_journey (session), id);
  g_autoptr (GMenu)  menu = g_menu_new ();
  static const struct
  {
    const char *label;
    gboolean    after;
  } moves[] = { { N_("Move _Up"), FALSE }, { N_("Move _Down"), TRUE } };
  GMenuItem         *item;

  if (thing == NULL)
    return;
  item = g_menu_item_new (_("_Open"), NULL);
  g_menu_item_set_action_and_target (item, "panel.select", "s", id);
  g_menu_append_item (menu, item);
  g_object_unref (item);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (tl_panel_edit_neighbour (session, thing, moves[i].after))
      {
        item = g_menu_item_new (_(moves[i].label), NULL);
        g_menu_item_set_action_and_target (item, "panel.move", "(sb)", id, moves[i].after);
        g_menu_append_item (menu, item);
        g_object_unref (item);
      }
  item = g_menu_item_new (_("_Delete"), NULL);
  g_menu_item_set_action_and_target (item, "panel.delete", "s", id);
  g_menu_append_item (menu, item);
  g_object_unref (item);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GtkWidget *
menu_new (TlSession *session, TlThing *thing, const char *title)
{
  GtkWidget       *button = gtk_menu_button_new ();
  g_autofree char *label = g_strdup_printf (_("Menu of “%s”"), title);
  g_autofree char *name = g_strdup_printf ("menu:%s", tl_thing_get_id (thing));

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "tl-tiny");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_name (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (tl_thing_get_id (thing)), g_free);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_menu, g_object_ref (session), g_object_unref);
  return button;
}

/**
 * tl_section_add_row:
 * @row: of tl_part_link()
 *
 * Adds a row that leads to @thing, with its menu where the journey can be changed.
 */
void
tl_section_add_row (TlSection *self, TlThing *thing, GtkWidget *row)
{
  GtkWidget *box;

  if (!tl_session_can_edit (self->session))
    {
      add (self, row);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), menu_new (self->session, thing, tl_thing_get_title (thing)));
  add (self, box);
}

/* A field of something that hangs on what is selected, under the name of what it joins it to. */
static void
add_joined (TlSection *self, TlThing *thing, TlField field, const char *title)
{
  GtkWidget *card = tl_form_field_new (self->session, tl_thing_get_id (thing), field, title);

  if (TL_IS_ENTRY (card))
    tl_entry_add_end (TL_ENTRY (card), menu_new (self->session, thing, title));
  add (self, card);
}

/* Adding something with a title */

static gboolean
check_title (TlEntry *entry, const char *text, gpointer data, char **understood, GError **error)
{
  return TRUE;
}

static gboolean
commit_title (TlEntry *entry, const char *text, const char *choice, gpointer data, GError **error)
{
  Adding          *self = data;
  TlThing         *thing = tl_journey_lookup (tl_session_get_journey (self->session), self->id);
  g_autofree char *title = tl_text_squeeze (text);
  g_autofree char *id = NULL;

  if (*title == '\0')
    return TRUE;
  id = tl_panel_edit_add_titled (self->session, self->kind,
                                 thing && tl_thing_get_kind (thing) != TL_KIND_JOURNEY ? self->id : NULL, title, error);
  return id != NULL;
}

static const TlEntryUse title_use = { check_title, commit_title, NULL };

static Adding *
adding_new (TlSection *section, TlKind kind, TlField self, TlField other)
{
  Adding *adding = g_new0 (Adding, 1);

  adding->session = g_object_ref (section->session);
  adding->id = g_strdup (section->id);
  adding->kind = kind;
  adding->self = self;
  adding->other = other;
  return adding;
}

static void
add_adder (TlSection *self, const char *label, TlEntryFlags flags, const TlEntryUse *use, Adding *adding)
{
  GtkWidget       *entry = tl_entry_new (label, TL_ENTRY_ADD | flags, use, adding, adding_free);
  g_autofree char *name = NULL;

  name = adding->self == TL_FIELD_NONE
           ? g_strdup_printf ("add:%s", tl_kind_get_info (adding->kind)->name)
           : g_strdup_printf ("add:%s.%s", tl_kind_get_info (adding->kind)->name, tl_field_get_info (adding->self)->name);

  gtk_widget_set_name (entry, name);
  add (self, entry);
}

/**
 * tl_section_add_title_adder:
 * @label: “Add a touchpoint…”
 *
 * Adds an entry that makes a new thing of @kind in what is selected.
 */
void
tl_section_add_title_adder (TlSection *self, TlKind kind, const char *label)
{
  if (tl_session_can_edit (self->session))
    add_adder (self, label, TL_ENTRY_PLAIN, &title_use, adding_new (self, kind, TL_FIELD_NONE, TL_FIELD_NONE));
}

/* Adding something that joins two */

/* Whether what is selected is joined with @id already, or is it. */
static gboolean
is_joined (Adding *self, const char *id)
{
  TlJourney *journey = tl_session_get_journey (self->session);
  GPtrArray *all;
  gboolean   joined = FALSE;

  if (g_strcmp0 (id, self->id) == 0)
    return TRUE;
  all = tl_journey_collect (journey, self->kind);
  for (guint i = 0; i < all->len && !joined; i++)
    {
      TlThing    *thing = all->pdata[i];
      const char *one = self->self == TL_FIELD_NONE ? tl_thing_get_id (tl_thing_get_parent (thing))
                                                    : tl_thing_get_text (thing, self->self);
      const char *other = self->other == TL_FIELD_NONE ? tl_thing_get_id (tl_thing_get_parent (thing))
                                                       : tl_thing_get_text (thing, self->other);

      joined = g_strcmp0 (one, self->id) == 0 && g_strcmp0 (other, id) == 0;
    }
  g_ptr_array_unref (all);
  return joined;
}

static gboolean
is_outcome (TlThing *stage)
{
  return tl_thing_is_word (stage, TL_STAGE_KIND, "won") || tl_thing_is_word (stage, TL_STAGE_KIND, "lost");
}

static GPtrArray *
suggest_others (TlEntry *entry, gpointer data)
{
  Adding               *self = data;
  TlJourney            *journey = tl_session_get_journey (self->session);
  GPtrArray            *choices = tl_choices_new ();
  TlKind                kind = self->kind == TL_KIND_TRANSITION ? TL_KIND_STAGE
                               : self->kind == TL_KIND_CONTACT  ? TL_KIND_TOUCHPOINT
                               : self->other == TL_FIELD_NONE   ? TL_KIND_PAIN
                                                                : TL_KIND_CAUSE;
  g_autoptr (GPtrArray) things = tl_journey_collect (journey, kind);

  for (guint i = 0; i < things->len; i++)
    {
      TlThing *thing = things->pdata[i];

      if (is_joined (self, tl_thing_get_id (thing)))
        continue;
      /* Nothing leaves an outcome. */
      if (self->other == TL_TRANSITION_FROM && is_outcome (thing))
        continue;
      g_ptr_array_add (choices, tl_choice_of_thing (thing));
    }
  return choices;
}

static gboolean
can_be_new (Adding *self)
{
  return self->kind == TL_KIND_BECAUSE && self->other == TL_BECAUSE_CAUSE;
}

static gboolean
check_other (TlEntry *entry, const char *text, gpointer data, char **understood, GError **error)
{
  Adding               *self = data;
  g_autoptr (GPtrArray) choices = NULL;
  g_autofree char      *id = NULL;

  if (!can_be_new (self) || tl_text_is_blank (text))
    return TRUE;
  choices = suggest_others (entry, self);
  if (!tl_choices_find (choices, text, &id, NULL))
    *understood = g_strdup (_("Enter adds this as a new cause."));
  return TRUE;
}

static gboolean
commit_other (TlEntry *entry, const char *text, const char *choice, gpointer data, GError **error)
{
  Adding               *self = data;
  TlDocument           *document = tl_session_get_document (self->session);
  g_autoptr (GPtrArray) choices = suggest_others (entry, self);
  g_autofree char      *title = tl_text_squeeze (text);
  g_autofree char      *other = g_strdup (choice);
  g_autofree char      *wish = NULL;
  g_autofree char      *id = NULL;
  g_autoptr (TlEdit)    edit = tl_edit_new (tl_panel_edit_add_name (self->kind));
  GtkWidget            *panel = gtk_widget_get_ancestor (GTK_WIDGET (entry), TL_TYPE_PANEL);
  gboolean              asks = self->kind == TL_KIND_TRANSITION;
  g_autoptr (GError)    why = NULL;

  if (*title == '\0')
    return TRUE;
  if (other == NULL && !tl_choices_find (choices, title, &other, &why))
    {
      if (!can_be_new (self))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      other = tl_document_make_id (document, title);
      tl_edit_create (edit, TL_KIND_CAUSE, other, NULL, TL_EDIT_LAST);
      tl_edit_set (edit, other, TL_CAUSE_TITLE, title);
    }
  wish = self->self == TL_TRANSITION_TO ? g_strdup_printf ("%s-%s", other, self->id)
                                        : g_strdup_printf ("%s-%s", self->id, other);
  id = tl_document_make_id (document, wish);
  tl_edit_create (edit, self->kind, id,
                  self->kind == TL_KIND_TRANSITION  ? NULL
                  : self->other == TL_FIELD_NONE    ? other
                                                    : self->id, TL_EDIT_LAST);
  if (self->self != TL_FIELD_NONE)
    tl_edit_set (edit, id, self->self, self->id);
  if (self->other != TL_FIELD_NONE)
    tl_edit_set (edit, id, self->other, other);
  if (!tl_session_apply (self->session, edit, error))
    return FALSE;
  /* How many go that way is what is asked next. The entry, and what it knows, may be gone by now. */
  if (panel && asks)
    {
      g_autofree char *share = g_strdup_printf ("%s.%s", id, tl_field_get_info (TL_TRANSITION_SHARE)->name);

      gtk_widget_activate_action (panel, "panel.edit", "s", share);
    }
  return TRUE;
}

static const TlEntryUse other_use = { check_other, commit_other, suggest_others };

static void
add_other_adder (TlSection *self, const char *label, TlKind kind, TlField own, TlField other)
{
  if (tl_session_can_edit (self->session))
    add_adder (self, label, TL_ENTRY_CHOOSE, &other_use, adding_new (self, kind, own, other));
}

/* Sections */

/**
 * tl_section_effects:
 *
 * What a fix does, for people who do not think in multipliers.
 */
void
tl_section_effects (TlSection *self)
{
  guint n = tl_thing_n (self->thing, TL_KIND_EFFECT);

  add (self, tl_part_heading (_("What it does"), NULL));
  if (n == 0)
    add (self, tl_part_note (_("Nothing is written of what it does, so it comes to what it costs.")));
  for (guint i = 0; i < n; i++)
    {
      TlThing         *effect = tl_thing_nth (self->thing, TL_KIND_EFFECT, i);
      g_autofree char *title = NULL;
      GtkWidget       *card;

      card = tl_form_effect_new (self->session, tl_thing_get_id (effect));
      title = tl_thing_describe (effect);
      if (TL_IS_ENTRY (card))
        tl_entry_add_end (TL_ENTRY (card), menu_new (self->session, effect, title));
      add (self, card);
    }
  if (tl_session_can_edit (self->session))
    add (self, tl_form_new_effect_new (self->session, self->id));
}

/**
 * tl_section_reasons:
 *
 * The causes behind a pain, and how much of it each explains.
 */
void
tl_section_reasons (TlSection *self)
{
  guint n = tl_thing_n (self->thing, TL_KIND_BECAUSE);

  if (n == 0 && !tl_session_can_edit (self->session))
    return;
  add (self, tl_part_heading (_("Why it happens"), NULL));
  for (guint i = 0; i < n; i++)
    {
      TlThing    *because = tl_thing_nth (self->thing, TL_KIND_BECAUSE, i);
      const char *id = tl_thing_get_text (because, TL_BECAUSE_CAUSE);
      TlThing    *cause = id ? tl_journey_lookup (self->journey, id) : NULL;

      if (cause)
        add_joined (self, because, TL_BECAUSE_SHARE, tl_thing_get_title (cause));
    }
  add_other_adder (self, _("Add a cause, or write a new one…"), TL_KIND_BECAUSE, TL_FIELD_NONE, TL_BECAUSE_CAUSE);
}

/**
 * tl_section_contacts:
 *
 * Where a pain makes people get in touch.
 */
void
tl_section_contacts (TlSection *self)
{
  guint n = tl_thing_n (self->thing, TL_KIND_CONTACT);

  if (n == 0 && !tl_session_can_edit (self->session))
    return;
  add (self, tl_part_heading (_("Makes them contact us"), n > 0 ? _("contacts each time") : NULL));
  for (guint i = 0; i < n; i++)
    {
      TlThing    *contact = tl_thing_nth (self->thing, TL_KIND_CONTACT, i);
      const char *id = tl_thing_get_text (contact, TL_CONTACT_TOUCHPOINT);
      TlThing    *touchpoint = id ? tl_journey_lookup (self->journey, id) : NULL;

      if (touchpoint)
        add_joined (self, contact, TL_CONTACT_COUNT, tl_thing_get_title (touchpoint));
    }
  add_other_adder (self, _("Add a touchpoint that they contact…"), TL_KIND_CONTACT, TL_FIELD_NONE,
                   TL_CONTACT_TOUCHPOINT);
}

static void
add_ways (TlSection *self, TlField own, TlField other, const char *heading, const char *label)
{
  TlThing *root = tl_journey_get_root (self->journey);
  guint    n = tl_thing_n (root, TL_KIND_TRANSITION);
  guint    shown = 0;
  gboolean open = tl_session_can_edit (self->session) && !(own == TL_TRANSITION_FROM && is_outcome (self->thing));

  if (open)
    add (self, tl_part_heading (heading, NULL));
  for (guint i = 0; i < n; i++)
    {
      TlThing    *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
      const char *id = tl_thing_get_text (way, other);
      TlThing    *stage = id ? tl_journey_lookup (self->journey, id) : NULL;

      if (stage == NULL || g_strcmp0 (tl_thing_get_text (way, own), self->id) != 0)
        continue;
      if (shown++ == 0 && !open)
        add (self, tl_part_heading (heading, NULL));
      if (shown <= MAX_ROWS)
        add_joined (self, way, TL_TRANSITION_SHARE, tl_thing_get_title (stage));
    }
  if (open)
    add_other_adder (self, label, TL_KIND_TRANSITION, own, other);
}

/**
 * tl_section_ways:
 *
 * Where customers go from a stage, and where they come from.
 */
void
tl_section_ways (TlSection *self)
{
  add_ways (self, TL_TRANSITION_FROM, TL_TRANSITION_TO, _("From here to"), _("Add where they go on to…"));
  add_ways (self, TL_TRANSITION_TO, TL_TRANSITION_FROM, _("They come from"), _("Add where they come from…"));
}

/**
 * tl_section_driven:
 *
 * The pains that a cause is behind.
 */
void
tl_section_driven (TlSection *self)
{
  g_autoptr (GPtrArray) becauses = tl_journey_collect (self->journey, TL_KIND_BECAUSE);

  add (self, tl_part_heading (_("Pain points it is behind"), NULL));
  for (guint i = 0; i < becauses->len; i++)
    {
      TlThing *because = becauses->pdata[i];
      TlThing *pain = tl_thing_get_parent (because);

      if (pain && g_strcmp0 (tl_thing_get_text (because, TL_BECAUSE_CAUSE), self->id) == 0)
        add_joined (self, because, TL_BECAUSE_SHARE, tl_thing_get_title (pain));
    }
  add_other_adder (self, _("Add a pain point…"), TL_KIND_BECAUSE, TL_BECAUSE_CAUSE, TL_FIELD_NONE);
}

static void
shape_things (GString *shape, TlThing *parent, TlKind kind, TlField field, TlJourney *journey)
{
  for (guint i = 0; i < tl_thing_n (parent, kind); i++)
    {
      TlThing    *thing = tl_thing_nth (parent, kind, i);
      const char *id = tl_thing_get_text (thing, field);
      TlThing    *other = id ? tl_journey_lookup (journey, id) : NULL;

      g_string_append_printf (shape, "%s=%s;", tl_thing_get_id (thing), other ? tl_thing_get_title (other) : "");
    }
}

/**
 * tl_section_shape_lists:
 *
 * Returns: (transfer full): what the lists of a thing are of: as long as it is the same, they need not be made anew
 */
char *
tl_section_shape_lists (TlSection *self)
{
  GString *shape = g_string_new (NULL);

  switch ((guint) self->kind)
    {
    case TL_KIND_STAGE:
      {
        TlThing *root = tl_journey_get_root (self->journey);

        g_string_append (shape, is_outcome (self->thing) ? "outcome;" : "step;");
        for (guint i = 0; i < tl_thing_n (root, TL_KIND_TRANSITION); i++)
          {
            TlThing    *way = tl_thing_nth (root, TL_KIND_TRANSITION, i);
            const char *from = tl_thing_get_text (way, TL_TRANSITION_FROM);
            const char *to = tl_thing_get_text (way, TL_TRANSITION_TO);

            if (g_strcmp0 (from, self->id) == 0 || g_strcmp0 (to, self->id) == 0)
              {
                TlThing *one = from ? tl_journey_lookup (self->journey, from) : NULL;
                TlThing *other = to ? tl_journey_lookup (self->journey, to) : NULL;

                g_string_append_printf (shape, "%s=%s>%s;", tl_thing_get_id (way), one ? tl_thing_get_title (one) : "",
                                        other ? tl_thing_get_title (other) : "");
              }
          }
        break;
      }

    case TL_KIND_PAIN:
      shape_things (shape, self->thing, TL_KIND_CONTACT, TL_CONTACT_TOUCHPOINT, self->journey);
      shape_things (shape, self->thing, TL_KIND_BECAUSE, TL_BECAUSE_CAUSE, self->journey);
      break;

    case TL_KIND_FIX:
      for (guint i = 0; i < tl_thing_n (self->thing, TL_KIND_EFFECT); i++)
        g_string_append_printf (shape, "%s;", tl_thing_get_id (tl_thing_nth (self->thing, TL_KIND_EFFECT, i)));
      break;

    case TL_KIND_CAUSE:
      {
        g_autoptr (GPtrArray) becauses = tl_journey_collect (self->journey, TL_KIND_BECAUSE);

        for (guint i = 0; i < becauses->len; i++)
          if (g_strcmp0 (tl_thing_get_text (becauses->pdata[i], TL_BECAUSE_CAUSE), self->id) == 0)
            g_string_append_printf (shape, "%s=%s;", tl_thing_get_id (becauses->pdata[i]),
                                    tl_thing_get_title (tl_thing_get_parent (becauses->pdata[i])));
        break;
      }

    default:
      break;
    }
  return g_string_free (shape, FALSE);
}
