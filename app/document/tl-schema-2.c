/* tl-schema-2.c: the tables as versions 1 and 2 of the file had them
 *
 * Word by word: a file of those versions is held against them before anything in it is believed. Never changed again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-schema-private.h"

const char *const _tl_schema_2[] = {
  "CREATE TABLE \"journey\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"title\" TEXT NOT NULL, \"currency\" TEXT, "
  "\"margin\" TEXT, \"incrementality\" TEXT, \"doubt\" REAL, \"horizon-years\" REAL, \"discount-rate\" "
  "REAL, \"period\" TEXT, \"note\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"persona\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL "
  "NOT NULL, \"title\" TEXT NOT NULL, \"goal\" TEXT, \"note\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"stage\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL "
  "NOT NULL, \"title\" TEXT NOT NULL, \"kind\" TEXT, \"column\" INTEGER, \"row\" INTEGER, \"entry\" TEXT, "
  "\"revenue\" TEXT, \"note\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"touchpoint\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" "
  "REAL NOT NULL, \"title\" TEXT NOT NULL, \"channel\" TEXT, \"owner\" TEXT, \"emotion\" REAL, \"reach\" "
  "TEXT, \"unit-cost\" TEXT, \"fixed-cost\" TEXT, \"cashable\" TEXT, \"note\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"pain\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL NOT "
  "NULL, \"title\" TEXT NOT NULL, \"incidence\" TEXT, \"leave\" TEXT, \"cost\" TEXT, \"note\" TEXT) STRICT, "
  "WITHOUT ROWID",
  "CREATE TABLE \"contact\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL "
  "NOT NULL, \"touchpoint\" TEXT NOT NULL, \"count\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"because\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL "
  "NOT NULL, \"cause\" TEXT NOT NULL, \"share\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"delight\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL "
  "NOT NULL, \"title\" TEXT NOT NULL, \"credit\" TEXT, \"note\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"transition\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" "
  "REAL NOT NULL, \"from\" TEXT NOT NULL, \"to\" TEXT NOT NULL, \"share\" TEXT, \"note\" TEXT) STRICT, "
  "WITHOUT ROWID",
  "CREATE TABLE \"cause\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL "
  "NOT NULL, \"title\" TEXT NOT NULL, \"kind\" TEXT, \"owner\" TEXT, \"note\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"fix\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL NOT "
  "NULL, \"title\" TEXT NOT NULL, \"one-off\" TEXT, \"run\" TEXT, \"start-month\" REAL, \"ramp-months\" "
  "REAL, \"fades-half-life\" REAL, \"status\" TEXT, \"owner\" TEXT, \"sponsor\" TEXT, \"due\" TEXT, "
  "\"note\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"effect\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL "
  "NOT NULL, \"to\" TEXT, \"on\" TEXT NOT NULL, \"field\" TEXT NOT NULL, \"scale\" TEXT, \"shift\" TEXT) "
  "STRICT, WITHOUT ROWID",
  "CREATE TABLE \"source\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL "
  "NOT NULL, \"title\" TEXT NOT NULL, \"kind\" TEXT, \"from\" TEXT, \"to\" TEXT, \"asked\" INTEGER, "
  "\"note\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"evidence\" (\"number\" INTEGER PRIMARY KEY, \"id\" TEXT NOT NULL UNIQUE, \"gone\" INTEGER "
  "NOT NULL, \"worded\" INTEGER NOT NULL, \"source\" TEXT NOT NULL, \"date\" TEXT, \"nps\" INTEGER, "
  "\"csat\" REAL, \"ces\" REAL, \"stars\" REAL, \"sentiment\" REAL, \"segment\" TEXT, \"customer\" TEXT, "
  "\"row\" INTEGER, \"text\" TEXT) STRICT",
  "CREATE TABLE \"fact\" (\"id\" TEXT NOT NULL PRIMARY KEY, \"parent\" TEXT NOT NULL, \"position\" REAL NOT "
  "NULL, \"of\" TEXT NOT NULL, \"field\" TEXT NOT NULL, \"basis\" TEXT NOT NULL, \"source\" TEXT, \"date\" "
  "TEXT, \"by\" TEXT, \"text\" TEXT) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"assignment\" (\"number\" INTEGER PRIMARY KEY, \"record\" INTEGER NOT NULL, \"role\" TEXT "
  "NOT NULL, \"thing\" TEXT NOT NULL, \"gone\" INTEGER NOT NULL) STRICT",
  "CREATE TABLE \"edit\" (\"number\" INTEGER PRIMARY KEY, \"name\" TEXT NOT NULL, \"time\" INTEGER NOT "
  "NULL, \"undone\" INTEGER NOT NULL) STRICT",
  "CREATE TABLE \"change\" (\"edit\" INTEGER NOT NULL, \"seq\" INTEGER NOT NULL, \"kind\" TEXT NOT NULL, "
  "\"id\" TEXT NOT NULL, \"field\" TEXT NOT NULL, \"old\" TEXT, \"new\" TEXT, PRIMARY KEY (\"edit\", "
  "\"seq\")) STRICT, WITHOUT ROWID",
  "CREATE TABLE \"batch\" (\"number\" INTEGER PRIMARY KEY, \"edit\" INTEGER NOT NULL, \"first_record\" "
  "INTEGER, \"last_record\" INTEGER, \"first_assignment\" INTEGER, \"last_assignment\" INTEGER, \"live\" "
  "INTEGER NOT NULL) STRICT",
  "CREATE TABLE \"state\" (\"name\" TEXT NOT NULL PRIMARY KEY, \"value\" INTEGER NOT NULL) STRICT, WITHOUT "
  "ROWID",
  "CREATE INDEX \"assignment_record\" ON \"assignment\" (\"record\")",
  "CREATE INDEX \"assignment_thing\" ON \"assignment\" (\"thing\", \"record\")",
  "CREATE INDEX \"assignment_gone\" ON \"assignment\" (\"gone\") WHERE \"gone\" <> 0",
  "CREATE INDEX \"evidence_source\" ON \"evidence\" (\"source\", \"worded\")",
  "CREATE INDEX \"evidence_gone\" ON \"evidence\" (\"gone\") WHERE \"gone\" <> 0",
  "CREATE INDEX \"edit_undone\" ON \"edit\" (\"number\") WHERE \"undone\" <> 0",
  "CREATE INDEX \"batch_edit\" ON \"batch\" (\"edit\")",
  "CREATE INDEX \"batch_dead\" ON \"batch\" (\"first_record\") WHERE \"live\" = 0",
  "CREATE VIRTUAL TABLE \"words\" USING fts5(\"text\", content=\"evidence\", content_rowid=\"number\", "
  "tokenize=\"unicode61 remove_diacritics 2\")",
  NULL,
};
