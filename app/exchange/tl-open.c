/* tl-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-open.h"

#include "tl-xml-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SQLITE_HEAD "SQLite format 3"

/* How often a file is read that another program is just writing, and how many µs apart. */
#define TRIES 5
#define WAIT 200000

/* Where a document that was read from XML came from. */
typedef struct
{
  char     *path; /* NULL: standard input */
  gboolean  is_read_only;
} Origin;

G_DEFINE_QUARK (tl-open-error-quark, tl_open_error)
static G_DEFINE_QUARK (tl-open-origin, origin)

static void
origin_free (gpointer data)
{
  Origin *origin = data;

  g_free (origin->path);
  g_free (origin);
}

static Origin *
get_origin (TlDocument *document)
{
  return g_object_get_qdata (G_OBJECT (document), origin_quark ());
}

static gboolean
is_same (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
         a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* What was read is what stands there: otherwise what somebody else wrote after it was read would be overwritten. */
static gboolean
is_unchanged (const char *path, const struct stat *stamp, GError **error)
{
  struct stat now;

  if (stat (path, &now) == 0 && is_same (&now, stamp))
    return TRUE;
  g_set_error (error, TL_OPEN_ERROR, TL_OPEN_ERROR_CHANGED,
               _("Another program keeps writing “%s”. Try again when it is done."), path);
  return FALSE;
}

/* @stamp: what the file was before it was read */
static TlDocument *
read_xml (TlXmlInput *input, const char *path, const struct stat *stamp, TlDocumentFlags flags, GPtrArray **problems,
          GError **error)
{
  g_autoptr (TlDocument) document = NULL;
  g_autofree char       *notice = NULL;
  gboolean               to_edit = path && !(flags & TL_DOCUMENT_READ_ONLY);
  Origin                *origin;

  if (to_edit)
    document = tl_document_recover_origin (path, &notice);
  if (document == NULL)
    {
      document = tl_xml_read (input, problems, error);
      if (document == NULL || (to_edit && (!tl_document_set_origin (document, path, error) ||
                                           !is_unchanged (path, stamp, error))))
        return NULL;
    }
  if (notice)
    tl_document_set_notice (document, notice);
  if (flags & TL_DOCUMENT_READ_ONLY)
    tl_document_set_read_only (document);
  origin = g_new0 (Origin, 1);
  origin->path = g_strdup (path);
  origin->is_read_only = (flags & TL_DOCUMENT_READ_ONLY) != 0;
  g_object_set_qdata_full (G_OBJECT (document), origin_quark (), origin, origin_free);
  return g_steal_pointer (&document);
}

static TlDocument *
open_input (TlXmlInput *input, const char *path, const struct stat *stamp, TlDocumentFlags flags, GPtrArray **problems,
            GError **error)
{
  g_autoptr (GBytes) carried = NULL;
  gboolean           is_svg;

  if (tl_xml_input_is_empty (input))
    {
      g_set_error (error, TL_OPEN_ERROR, TL_OPEN_ERROR_EMPTY, _("“%s” is empty: there is no journey in it."),
                   tl_xml_input_get_name (input));
      return NULL;
    }
  if (path && tl_xml_input_begins_with (input, SQLITE_HEAD, sizeof SQLITE_HEAD))
    return tl_document_open (path, flags, error);
  if (!tl_xml_input_looks_like_xml (input))
    {
      g_set_error (error, TL_OPEN_ERROR, TL_OPEN_ERROR_UNKNOWN_FORMAT,
                   _("“%s” is not a journey: it is neither a .journey file nor XML."), tl_xml_input_get_name (input));
      return NULL;
    }
  carried = _tl_svg_find_journey (input, &is_svg, error);
  if (is_svg && carried == NULL)
    return NULL;
  if (carried)
    {
      g_autoptr (TlXmlInput) journey = tl_xml_input_new_for_bytes (carried, tl_xml_input_get_name (input));

      /* The picture is not written back: it would be one no more. What came out of it is new, and may be edited. */
      return read_xml (journey, NULL, NULL, flags & ~TL_DOCUMENT_READ_ONLY, problems, error);
    }
  return read_xml (input, path, stamp, flags, problems, error);
}

static TlDocument *
open_file (const char *path, TlDocumentFlags flags, GPtrArray **problems, GError **error)
{
  for (int i = 1; TRUE; i++)
    {
      g_autoptr (TlXmlInput) input = NULL;
      g_autoptr (GError)     why = NULL;
      TlDocument            *document;
      struct stat            stamp;

      if (stat (path, &stamp) != 0)
        stamp = (struct stat) { 0 };
      input = tl_xml_input_new_for_path (path, error);
      if (input == NULL)
        return NULL;
      document = open_input (input, path, &stamp, flags, problems, &why);
      if (document)
        return document;
      if (i == TRIES || !g_error_matches (why, TL_OPEN_ERROR, TL_OPEN_ERROR_CHANGED))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return NULL;
        }
      if (problems)
        g_clear_pointer (problems, g_ptr_array_unref);
      g_usleep (WAIT);
    }
}

/**
 * tl_open:
 * @path: a `.journey` or XML file, whatever its name; `-` for XML from standard input
 * @flags: how
 * @problems: (out) (optional) (transfer full) (element-type TlXmlProblem): of XML, what is wrong with it; otherwise empty
 * @error: return location
 *
 * Opens a journey. The format is decided by what is in the file.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with a %TL_OPEN_ERROR, a %TL_XML_ERROR or a
 *   %TL_DOCUMENT_ERROR
 */
TlDocument *
tl_open (const char *path, TlDocumentFlags flags, GPtrArray **problems, GError **error)
{
  g_autoptr (TlXmlInput) input = NULL;
  TlDocument            *document;
  struct stat            stamp;

  if (problems)
    *problems = NULL;
  if (strcmp (path, "-") == 0)
    {
      input = tl_xml_input_new_for_fd (STDIN_FILENO, _("standard input"), error);
      document = input ? open_input (input, NULL, NULL, flags, problems, error) : NULL;
    }
  else if (stat (path, &stamp) == 0 && S_ISREG (stamp.st_mode) && tl_document_is_journey (path))
    document = tl_document_open (path, flags, error);
  else
    document = open_file (path, flags, problems, error);
  if (problems && *problems == NULL)
    *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) tl_xml_problem_free);
  return document;
}

static gboolean
has_ending (const char *path, const char *ending)
{
  gsize length = strlen (path), n = strlen (ending);

  return length > n && path[length - n - 1] != '/' && g_ascii_strcasecmp (path + length - n, ending) == 0;
}

/**
 * tl_save:
 * @document: a journey
 * @path: a file whose name ends in `.journey` or `.xml`; `-` for XML to standard output
 * @error: return location
 *
 * Saves @document as another file, in the format that its name says. A file that is there already is replaced, whole.
 *
 * Returns: %FALSE with an error
 */
gboolean
tl_save (TlDocument *document, const char *path, GError **error)
{
  if (strcmp (path, "-") == 0)
    return tl_xml_write_fd (document, STDOUT_FILENO, error);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, TL_OPEN_ERROR, TL_OPEN_ERROR_UNREADABLE,
                   _("“%s” is a folder; say the name of a file in it."), path);
      return FALSE;
    }
  if (has_ending (path, ".journey"))
    return tl_document_publish_to (document, path, error);
  if (has_ending (path, ".xml"))
    return tl_xml_write (document, path, error);
  g_set_error (error, TL_OPEN_ERROR, TL_OPEN_ERROR_UNKNOWN_FORMAT,
               _("“%s” could not be saved: the name must end in .journey or .xml, which says the format."), path);
  return FALSE;
}

static gboolean
save_back_xml (TlDocument *document, Origin *origin, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  struct stat        about;

  if (origin->path == NULL)
    {
      g_set_error (error, TL_OPEN_ERROR, TL_OPEN_ERROR_NO_PLACE,
                   _("The journey came from standard input or a picture and cannot be saved back; save it as a file."));
      return FALSE;
    }
  if (origin->is_read_only)
    {
      g_set_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY, _("“%s” was opened only to look at."),
                   origin->path);
      return FALSE;
    }
  /* What is no file of its own, such as a terminal, cannot be exchanged. */
  if (stat (origin->path, &about) == 0 && !S_ISREG (about.st_mode))
    return tl_xml_write (document, origin->path, error);
  bytes = tl_xml_to_bytes (document, error);
  if (bytes == NULL)
    return FALSE;
  return tl_document_publish_origin (document, origin->path, bytes, error);
}

/**
 * tl_save_back:
 * @document: a journey that tl_open() opened
 * @error: return location
 *
 * Saves @document where it came from, in the format that it had there. XML keeps no history. Where someone else
 * changed the file meanwhile both are kept, theirs under its name.
 *
 * Returns: %FALSE with an error; %TL_DOCUMENT_ERROR_CHANGED names the file beside
 */
gboolean
tl_save_back (TlDocument *document, GError **error)
{
  Origin *origin = get_origin (document);

  return origin ? save_back_xml (document, origin, error) : tl_document_publish (document, error);
}

/**
 * tl_open_get_path:
 *
 * Returns: (transfer none) (nullable): the file that @document was opened from, in whatever format
 */
const char *
tl_open_get_path (TlDocument *document)
{
  Origin *origin = get_origin (document);

  return origin ? origin->path : tl_document_get_path (document);
}

/**
 * tl_open_is_xml:
 *
 * Returns: whether @document was read from XML
 */
gboolean
tl_open_is_xml (TlDocument *document)
{
  return get_origin (document) != NULL;
}
