/* tl-xml.h: journeys as XML, the interchange format (data/schema/interchange.rng)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-evidence.h"
#include "tl-validate.h"

G_BEGIN_DECLS

#define TL_XML_NAMESPACE "urn:throughline:journey:1"

/* What we take. A file beyond these is refused. */
#define TL_XML_MAX_FILE      (1024 * 1024 * 1024) /* bytes */
#define TL_XML_MAX_PIPE      (256 * 1024 * 1024)  /* bytes of what is not a file, which are kept in memory */
#define TL_XML_MAX_DEPTH     32                   /* elements in elements */
#define TL_XML_MAX_ATTRIBUTE (8 * 1024 * 1024)    /* bytes of UTF-8 in an attribute */
#define TL_XML_MAX_TEXT      (32 * 1024 * 1024)   /* bytes of UTF-8 in a note or a record */
#define TL_XML_MAX_THINGS    1000000              /* records not counted */

#define TL_XML_ERROR (tl_xml_error_quark ())

typedef enum
{
  TL_XML_ERROR_UNREADABLE, /* there is no such file, or it cannot be read */
  TL_XML_ERROR_NEWER,      /* written by a newer version */
  TL_XML_ERROR_REFUSED,    /* not a journey, or one with mistakes */
  TL_XML_ERROR_FAILED,     /* it could not be written */
} TlXmlError;

GQuark tl_xml_error_quark (void);

/**
 * TlXmlProblem:
 * @problem: what tl_problem_to_string() says on one line: where, as `broken.xml:12:5: Queue (p)`, and what is wrong
 * @line: the line of the file, from 1; 0 where it is about no one place
 * @column: the character of the line, from 1
 * @thing: (nullable): the thing it is about: its title and id
 * @field: (nullable): the field's name
 *
 * It begins with a #TlProblem, and can be read as one.
 */
typedef struct
{
  TlProblem  problem;
  int        line;
  int        column;
  char      *thing;
  char      *field;
} TlXmlProblem;

void  tl_xml_problem_free      (TlXmlProblem        *self);
char *tl_xml_problem_to_string (const TlXmlProblem  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlXmlProblem, tl_xml_problem_free)

/**
 * TlXmlInput:
 *
 * A file that may be a journey as XML. It is read piece by piece, as often as it takes.
 */
typedef struct _TlXmlInput TlXmlInput;

TlXmlInput *tl_xml_input_new_for_path  (const char  *path,
                                        GError     **error);
TlXmlInput *tl_xml_input_new_for_fd    (int          fd,
                                        const char  *name,
                                        GError     **error);
TlXmlInput *tl_xml_input_new_for_bytes (GBytes      *bytes,
                                        const char  *name);
void        tl_xml_input_free          (TlXmlInput  *self);
const char *tl_xml_input_get_name      (TlXmlInput  *self);
gboolean    tl_xml_input_is_empty      (TlXmlInput  *self);
gboolean    tl_xml_input_begins_with   (TlXmlInput  *self,
                                        const void  *bytes,
                                        gsize        length);
gboolean    tl_xml_input_looks_like_xml (TlXmlInput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlXmlInput, tl_xml_input_free)

TlDocument *tl_xml_read     (TlXmlInput   *input,
                             GPtrArray   **problems,
                             GError      **error);
gboolean    tl_xml_write    (TlDocument   *document,
                             const char   *path,
                             GError      **error);
gboolean    tl_xml_write_fd (TlDocument   *document,
                             int           fd,
                             GError      **error);
GBytes     *tl_xml_to_bytes (TlDocument   *document,
                             GError      **error);
GBytes     *tl_xml_to_bytes_without_records (TlDocument *document,
                             GError      **error);

G_END_DECLS
