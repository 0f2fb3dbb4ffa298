/* tl-channel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-channel.h"

#include <glib/gi18n-lib.h>

#include "tl-icon.h"
#include "tl-text.h"

/* The keys are letters that no menu or button of the window has. */
static const TlChannel channels[] = {
  { "web", 'b' },      { "app", 'a' },     { "phone", 'p' },        { "email", 'e' },
  { "chat", 'h' },     { "text message", 't' }, { "letter", 'l' },  { "shop", 'r' },
  { "person", 'i' },   { "courier", 'd' }, { "social media", 'y' }, { "paper", 'n' },
  { "machine", 'k' },
};

/**
 * tl_channel_list:
 * @n: (out): how many
 *
 * Returns: (array length=n): the channels that everybody has
 */
const TlChannel *
tl_channel_list (guint *n)
{
  *n = G_N_ELEMENTS (channels);
  return channels;
}

/**
 * tl_channel_get_title:
 *
 * Returns: what it is called
 */
const char *
tl_channel_get_title (const TlChannel *self)
{
  const char *const titles[] = {
    C_ ("channel", "Web"),    C_ ("channel", "App"),     C_ ("channel", "Phone"),        C_ ("channel", "Email"),
    C_ ("channel", "Chat"),   C_ ("channel", "Text message"), C_ ("channel", "Letter"),  C_ ("channel", "Shop"),
    C_ ("channel", "In person"), C_ ("channel", "Courier"), C_ ("channel", "Social media"), C_ ("channel", "Paper"),
    C_ ("channel", "Machine"),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (titles) == G_N_ELEMENTS (channels));
  return titles[self - channels];
}

static gboolean
is_known (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    if (g_ascii_strcasecmp (channels[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * tl_channel_list_own:
 *
 * Returns: (transfer full) (element-type utf8): the other channels that touchpoints of a journey have, in order
 */
GPtrArray *
tl_channel_list_own (TlJourney *journey)
{
  g_autoptr (GPtrArray)  touchpoints = tl_journey_collect (journey, TL_KIND_TOUCHPOINT);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray             *own = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < touchpoints->len; i++)
    {
      const char *name = tl_thing_get_text (touchpoints->pdata[i], TL_TOUCHPOINT_CHANNEL);

      if (name && !tl_text_is_blank (name) && !is_known (name) && g_hash_table_add (seen, (gpointer) name))
        g_ptr_array_add (own, g_strdup (name));
    }
  g_ptr_array_sort (own, compare_names);
  return own;
}

/**
 * tl_channel_dup_icon:
 *
 * Returns: (transfer full): the name of an icon
 */
char *
tl_channel_dup_icon (const char *name)
{
  return g_strdup_printf ("throughline-%s-symbolic", tl_icon_for_channel (name));
}

static TlThing *
find_touchpoint (TlJourney *journey, const char *id)
{
  TlThing *thing = tl_journey_lookup (journey, id);

  if (thing && (tl_thing_get_kind (thing) == TL_KIND_PAIN || tl_thing_get_kind (thing) == TL_KIND_DELIGHT))
    thing = tl_thing_get_parent (thing);
  return thing && tl_thing_get_kind (thing) == TL_KIND_TOUCHPOINT ? thing : NULL;
}

/**
 * tl_channel_edit:
 * @things: %NULL-terminated: touchpoints; what stands in one means it
 * @name: (nullable): blank or %NULL for none
 *
 * Returns: (transfer full) (nullable): the edit that says how customers meet us there; %NULL where that is said already
 */
TlEdit *
tl_channel_edit (TlJourney *journey, const char *const *things, const char *name)
{
  g_autofree char   *channel = name ? tl_text_squeeze (name) : g_strdup ("");
  g_autoptr (TlEdit) edit = tl_edit_new (*channel ? _("Set channel") : _("Clear channel"));

  for (gsize i = 0; things[i]; i++)
    {
      TlThing    *thing = find_touchpoint (journey, things[i]);
      const char *now = thing ? tl_thing_get_text (thing, TL_TOUCHPOINT_CHANNEL) : NULL;

      if (thing && g_strcmp0 (now ? now : "", channel) != 0)
        tl_edit_set (edit, tl_thing_get_id (thing), TL_TOUCHPOINT_CHANNEL, *channel ? channel : NULL);
    }
  return tl_edit_is_empty (edit) ? NULL : g_steal_pointer (&edit);
}
