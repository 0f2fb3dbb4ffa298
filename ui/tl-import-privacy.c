/* tl-import-privacy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-import-privacy.h"

#include <glib/gi18n-lib.h>

#include "tl-mask.h"

struct _TlImportPrivacy
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow       *mask_row;
  GtkSwitch          *mask;
  AdwActionRow       *hash_row;
  GtkSwitch          *hash;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlImportPrivacy, tl_import_privacy, ADW_TYPE_PREFERENCES_GROUP)

/**
 * tl_import_privacy_show:
 * @result: what would come of an import
 */
void
tl_import_privacy_show (TlImportPrivacy *self, const TlImportResult *result)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char    *ids = NULL;

  if (gtk_switch_get_active (self->mask))
    {
      for (TlMaskKind kind = 0; kind < TL_MASK_N_KINDS; kind++)
        {
          g_autofree char *text = result->masked[kind] > 0 ? tl_mask_kind_say (kind, result->masked[kind]) : NULL;

          if (text)
            g_string_append_printf (found, "%s%s", found->len > 0 ? C_ ("between things", ", ") : "", text);
        }
      adw_action_row_set_subtitle (self->mask_row, found->len > 0 ? found->str : _("None were found in this table."));
    }
  else
    adw_action_row_set_subtitle (self->mask_row, _("They stay in the words as they are."));
  if (gtk_switch_get_active (self->hash))
    ids = g_strdup_printf (ngettext ("%" G_GUINT64_FORMAT " record names a customer. A hash stands for the id, the same in "
                                     "every import into this journey.",
                                     "%" G_GUINT64_FORMAT " records name a customer. A hash stands for each id, the same in "
                                     "every import into this journey.", (gulong) result->n_hashed),
                           result->n_hashed);
  else
    ids = g_strdup (_("They stay as they are."));
  adw_action_row_set_subtitle (self->hash_row, ids);
  gtk_widget_set_visible (GTK_WIDGET (self->hash_row), result->n_hashed > 0 || !gtk_switch_get_active (self->hash));
}

gboolean
tl_import_privacy_get_masks (TlImportPrivacy *self)
{
  return gtk_switch_get_active (self->mask);
}

gboolean
tl_import_privacy_get_hashes (TlImportPrivacy *self)
{
  return gtk_switch_get_active (self->hash);
}

static void
changed (TlImportPrivacy *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static AdwActionRow *
add_switch (TlImportPrivacy *self, const char *title, GtkSwitch **out)
{
  GtkWidget *row = adw_action_row_new ();

  *out = GTK_SWITCH (gtk_switch_new ());
  gtk_switch_set_active (*out, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (*out), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (*out));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (*out));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (*out, "notify::active", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  return ADW_ACTION_ROW (row);
}

static void
tl_import_privacy_class_init (TlImportPrivacyClass *klass)
{
  /**
   * TlImportPrivacy::changed:
   *
   * Something else is to be masked.
   */
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_IMPORT_PRIVACY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_import_privacy_init (TlImportPrivacy *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Privacy"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Masking knows patterns. Names, and what people tell of themselves, stay."));
  self->mask_row = add_switch (self, _("_Mask Personal Details"), &self->mask);
  self->hash_row = add_switch (self, _("Hide Customers’ _Ids"), &self->hash);
  gtk_widget_set_visible (GTK_WIDGET (self->hash_row), FALSE);
}

/**
 * tl_import_privacy_new:
 *
 * Returns: (transfer floating): two switches, both on
 */
GtkWidget *
tl_import_privacy_new (void)
{
  return g_object_new (TL_TYPE_IMPORT_PRIVACY, NULL);
}
