/* tl-pdf-tags.c: what cairo leaves out of a tagged PDF
 *
 * cairo 1.16 writes the structure, but not that there is one, nor its language, nor the one document that everything
 * stands in, and it breaks off where a tag spans pages. What it wrote is left as it is; the few objects that change are
 * written again behind it, which the format calls an update.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "tl-paged.h"

typedef struct
{
  const GByteArray *bytes;
  GArray           *numbers; /* gsize: of the objects that are written again, ascending */
  GArray           *places;  /* gsize: where they begin */
  GString          *text;
} Update;

static const char *
find (const char *from, gsize length, const char *words)
{
  return memmem (from, length, words, strlen (words));
}

/* The number behind the last @key in the file, or 0. */
static gsize
find_number (const GByteArray *bytes, const char *key)
{
  gsize       from = bytes->len > 1024 ? bytes->len - 1024 : 0;
  const char *found = find ((const char *) bytes->data + from, bytes->len - from, key);

  return found ? (gsize) g_ascii_strtoull (found + strlen (key), NULL, 10) : 0;
}

/* What stands between "N 0 obj" and "endobj". */
static char *
dup_object (const GByteArray *bytes, gsize number)
{
  g_autofree char *head = g_strdup_printf ("\n%" G_GSIZE_FORMAT " 0 obj\n", number);
  const char      *start = number > 0 ? find ((const char *) bytes->data, bytes->len, head) : NULL;
  const char      *end;

  if (start == NULL)
    return NULL;
  start += strlen (head);
  end = find (start, bytes->len - (gsize) (start - (const char *) bytes->data), "endobj");
  return end ? g_strndup (start, (gsize) (end - start)) : NULL;
}

static void
put_object (Update *self, gsize number, const char *object)
{
  gsize at = self->bytes->len + self->text->len;

  g_array_append_val (self->numbers, number);
  g_array_append_val (self->places, at);
  g_string_append_printf (self->text, "%" G_GSIZE_FORMAT " 0 obj\n%sendobj\n", number, object);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gsize first = *(const gsize *) a, second = *(const gsize *) b;

  return first < second ? -1 : first > second;
}

/* @object with @was, once, as @is. */
static char *
exchange (const char *object, const char *was, const char *is)
{
  const char *at = strstr (object, was);

  return at ? g_strdup_printf ("%.*s%s%s", (int) (at - object), object, is, at + strlen (was)) : NULL;
}

/* What the root of the structure holds becomes what one document holds, and that what the root does. */
static gboolean
put_document (Update *self, gsize root, gsize document)
{
  g_autofree char   *tree = dup_object (self->bytes, root);
  g_autofree char   *of_root = g_strdup_printf ("/P %" G_GSIZE_FORMAT " 0 R", root);
  g_autofree char   *of_document = g_strdup_printf ("/P %" G_GSIZE_FORMAT " 0 R", document);
  g_autofree char   *kids = NULL, *whole = NULL, *new_tree = NULL, *new_kids = NULL;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gsize));
  const char        *start = tree ? strstr (tree, "/K [") : NULL;
  const char        *end = start ? strchr (start, ']') : NULL;

  if (end == NULL)
    return FALSE;
  kids = g_strndup (start, (gsize) (end + 1 - start));
  for (const char *p = kids + 4; *p && *p != ']';)
    {
      char *next;
      gsize number = (gsize) g_ascii_strtoull (p, &next, 10);

      if (next == p || !g_str_has_prefix (next, " 0 R"))
        return FALSE;
      g_array_append_val (numbers, number);
      p = next + 4;
      while (*p == ' ')
        p++;
    }
  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autofree char *object = dup_object (self->bytes, g_array_index (numbers, gsize, i));
      g_autofree char *changed = object ? exchange (object, of_root, of_document) : NULL;

      if (changed == NULL)
        return FALSE;
      put_object (self, g_array_index (numbers, gsize, i), changed);
    }
  new_kids = g_strdup_printf ("/K [ %" G_GSIZE_FORMAT " 0 R ]", document);
  new_tree = exchange (tree, kids, new_kids);
  put_object (self, root, new_tree);
  whole = g_strdup_printf ("<< /Type /StructElem\n   /S /Document\n   %s\n   %s\n>>\n", of_root, kids);
  put_object (self, document, whole);
  return TRUE;
}

static void
put_table (Update *self, gsize size, gsize root, gsize info, gsize last)
{
  gsize at = self->bytes->len + self->text->len;

  g_string_append (self->text, "xref\n");
  for (guint i = 0; i < self->numbers->len; i++)
    g_string_append_printf (self->text, "%" G_GSIZE_FORMAT " 1\n%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (self->numbers, gsize, i), g_array_index (self->places, gsize, i));
  g_string_append_printf (self->text, "trailer\n<< /Size %" G_GSIZE_FORMAT "\n   /Root %" G_GSIZE_FORMAT " 0 R\n", size,
                          root);
  if (info > 0)
    g_string_append_printf (self->text, "   /Info %" G_GSIZE_FORMAT " 0 R\n", info);
  g_string_append_printf (self->text, "   /Prev %" G_GSIZE_FORMAT "\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          last, at);
}

/**
 * _tl_pdf_mark_tagged:
 * @bytes: a PDF as cairo wrote it
 * @language: of its words, as in "en-GB"
 *
 * Completes a tagged PDF. One that is not as expected stays as it is.
 */
void
_tl_pdf_mark_tagged (GByteArray *bytes, const char *language)
{
  gsize            root = find_number (bytes, "/Root "), size = find_number (bytes, "/Size ");
  gsize            last = find_number (bytes, "startxref\n"), info = find_number (bytes, "/Info ");
  g_autofree char *catalog = dup_object (bytes, root);
  g_autofree char *more = g_strdup_printf ("   /MarkInfo << /Marked true >>\n   /Lang (%s)\n"
                                           "   /ViewerPreferences << /DisplayDocTitle true >>\n>>\n", language);
  g_autofree char *changed = catalog ? exchange (catalog, ">>\n", more) : NULL;
  const char      *tree = catalog ? strstr (catalog, "/StructTreeRoot ") : NULL;
  Update update = { bytes, g_array_new (FALSE, FALSE, sizeof (gsize)), g_array_new (FALSE, FALSE, sizeof (gsize)),
                    g_string_new (NULL) };

  if (changed && tree && size > 0 && last > 0 &&
      put_document (&update, (gsize) g_ascii_strtoull (tree + strlen ("/StructTreeRoot "), NULL, 10), size))
    {
      put_object (&update, root, changed);
      put_table (&update, size + 1, root, info, last);
      g_byte_array_append (bytes, (const guint8 *) update.text->str, (guint) update.text->len);
    }
  g_array_unref (update.numbers);
  g_array_unref (update.places);
  g_string_free (update.text, TRUE);
}
