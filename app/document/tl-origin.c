/* tl-origin.c: journeys whose file is of another format, such as XML
 *
 * Such a file is read and written elsewhere. Here is known which one it is, so that nobody else writes it meanwhile, and
 * that edits it has not seen are found again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "tl-document-private.h"
#include "tl-recover-private.h"

static gboolean
is_same_file (const TlIdentity *a, const TlIdentity *b)
{
  return a->exists && b->exists && a->device == b->device && a->inode == b->inode;
}

/**
 * tl_document_set_read_only:
 *
 * From now on the document is only to look at.
 */
void
tl_document_set_read_only (TlDocument *self)
{
  g_return_if_fail (TL_IS_DOCUMENT (self));
  self->is_read_only = TRUE;
}

/**
 * tl_document_set_origin:
 * @self: a document without a `.journey` file
 * @origin: a file of another format, which holds all that is in the document at this moment
 * @error: return location
 *
 * Ties the document to a file that was just read into it, or just written from it, by somebody who knows its format. No
 * other program can open that to write as long as the document is there. Edits made from now on, and lost sight of when
 * the program dies, are found by tl_document_recover_origin().
 *
 * Returns: %FALSE with %TL_DOCUMENT_ERROR_LOCKED where somebody else writes that file, or another error
 */
gboolean
tl_document_set_origin (TlDocument *self, const char *origin, GError **error)
{
  g_autofree char   *target = NULL;
  g_autoptr (TlLock) lock = NULL;
  TlIdentity         identity;

  g_return_val_if_fail (TL_IS_DOCUMENT (self) && self->path == NULL && origin, FALSE);
  if (self->working == NULL)
    return TRUE;
  target = _tl_place_resolve (origin, error);
  if (target == NULL || !_tl_identity_get (target, &identity, error))
    return FALSE;
  /* The lock it has may be on the very same file. */
  if (identity.exists && (self->lock == NULL || !is_same_file (&identity, &self->working->published)))
    {
      lock = _tl_lock_take (&identity, target, error);
      if (lock == NULL)
        return FALSE;
      g_clear_pointer (&self->lock, _tl_lock_release);
      self->lock = g_steal_pointer (&lock);
    }
  self->working->published = identity;
  self->working->acts = self->acts;
  g_free (self->working->origin);
  self->working->origin = g_steal_pointer (&target);
  _tl_document_mark_published (self, self->serial);
  return !self->is_safe || _tl_working_write_key (self->working, error);
}

/**
 * tl_document_recover_origin:
 * @origin: a file of another format
 * @notice: (out) (nullable): what the person should be told
 *
 * Brings back a journey with edits that @origin has not seen, because a program died. Where @origin was changed since,
 * they wait among those of tl_document_recover_untitled().
 *
 * Returns: (transfer full) (nullable): the document, to be tied to @origin by tl_document_set_origin() when that is
 *   written; mostly %NULL
 */
TlDocument *
tl_document_recover_origin (const char *origin, char **notice)
{
  g_autofree char       *target = _tl_place_resolve (origin, NULL);
  g_autofree char       *found = NULL;
  TlWorking             *working;
  g_autoptr (TlDocument) left = NULL;
  g_autoptr (TlLock)     lock = NULL;
  TlIdentity             there;

  *notice = NULL;
  /* Whoever has the file locked is the one to look: of two programs that begin at the same moment, one. */
  if (target == NULL || !_tl_identity_get (target, &there, NULL) ||
      (there.exists && (lock = _tl_lock_take (&there, target, NULL)) == NULL) ||
      (working = _tl_working_find_origin (target)) == NULL)
    return NULL;
  _tl_recover_settle (working, target, &there, &found);
  if (!_tl_identity_equal (&there, &working->published))
    {
      g_autofree char *name = g_filename_display_basename (origin);

      *notice = g_strdup_printf (_("“%s” was changed by another program. Edits made here before, and never saved, are kept"
                                   " as a journey that is not saved anywhere yet."), name);
      _tl_working_free (working);
      return NULL;
    }
  left = _tl_recover_working (working, NULL);
  if (left == NULL || left->acts <= left->working->acts)
    {
      /* Nothing was lost, or nobody can read it: then it is not thrown away either. */
      if (left)
        left->is_kept = FALSE;
      *notice = g_steal_pointer (&found);
      return NULL;
    }
  left->lock = g_steal_pointer (&lock);
  left->n_recovered = (guint) (left->acts - left->working->acts);
  left->serial = 1;
  left->is_safe = TRUE;
  left->is_kept = FALSE;
  *notice = g_strdup_printf (ngettext ("%u edit made after the last save was brought back.",
                                       "%u edits made after the last save were brought back.", left->n_recovered),
                             left->n_recovered);
  if (found)
    {
      g_autofree char *first = g_steal_pointer (notice);

      *notice = g_strconcat (first, "\n", found, NULL);
    }
  return g_steal_pointer (&left);
}

/**
 * tl_document_set_notice:
 * @notice: (nullable): what tl_document_get_notice() shall say
 */
void
tl_document_set_notice (TlDocument *self, const char *notice)
{
  g_return_if_fail (TL_IS_DOCUMENT (self));
  g_free (self->notice);
  self->notice = g_strdup (notice);
}

/**
 * tl_document_get_origin:
 *
 * Returns: (transfer none) (nullable): the file of another format that the document is tied to; of a journey that
 *   tl_document_recover_untitled() brought back, the file that it once had
 */
const char *
tl_document_get_origin (TlDocument *self)
{
  g_return_val_if_fail (TL_IS_DOCUMENT (self), NULL);
  if (self->working == NULL || self->path)
    return NULL;
  return self->working->origin ? self->working->origin : self->working->path;
}
