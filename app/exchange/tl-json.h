/* tl-json.h: edits as JSON
 *
 * One edit is one object. It is a change itself, or holds several under "do", which are made together or not at all:
 *
 *     {"create": "stage", "id": "pay", "set": {"title": "Pay", "column": 1}}
 *     {"change": "pay", "set": {"title": "Pay now", "note": null}}
 *     {"move": "chat", "in": "pay", "before": "till"}
 *     {"delete": ["old", "older"]}
 *     {"connect": "basket", "to": "pay", "share": "64%"}
 *     {"reconnect": "basket-pay", "from": "order", "to": "pay"}
 *     {"attach": ["r.17", "r.19"], "to": "fee"}
 *     {"detach": ["r.17"], "from": "fee"}
 *     {"paste": [{"create": "touchpoint", "id": "till", "set": {"title": "Till"}, "holds": [...]}], "in": "pay"}
 *     {"name": "Split the desk", "do": [...]}
 *
 * - "create" takes the kinds of the interchange format but records. Without "id" one is made from the title; without "in"
 *   it stands in the journey; "before" or "after" a sibling, or last. "holds" has the things that stand in it.
 * - "set" takes fields by their names in the interchange format: text, numbers, estimates in either form (0.12, "12%",
 *   "5% .. 8% .. 15%", "132 of 1200"); null takes a value away.
 * - "paste" is "create" with every id that is taken given anew, and references among what is pasted following.
 * - A record attached to a pain or delight is attached to its touchpoint too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tl-document.h"

G_BEGIN_DECLS

#define TL_JSON_MAX_BYTES (16 * 1024 * 1024) /* of one edit */
#define TL_JSON_MAX_DEPTH 64                 /* lists in lists */

#define TL_JSON_ERROR (tl_json_error_quark ())

typedef enum
{
  TL_JSON_ERROR_FORM,    /* not JSON, or not an edit */
  TL_JSON_ERROR_UNKNOWN, /* a kind, a field or a member that there is not */
} TlJsonError;

GQuark tl_json_error_quark (void);

TlEdit *tl_json_read_edit (TlDocument  *document,
                           const char  *text,
                           GPtrArray   *created,
                           GPtrArray   *deleted,
                           GError     **error);

G_END_DECLS
