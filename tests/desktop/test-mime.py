#!/usr/bin/env python3
"""The desktop knows a journey by what is in it, and nothing else for one.

Usage: test-mime.py MIME-XML THROUGHLINE-CLI SOURCE-ROOT
SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import shutil
import sqlite3
import sys

import tap

mime_xml, cli, source = (pathlib.Path(word).absolute() for word in sys.argv[1:4])
JOURNEY = "application/vnd.throughline.journey"
SQLITE = "application/vnd.sqlite3"

env = tap.plain_environment()
share = pathlib.Path(env["XDG_DATA_HOME"])
place = pathlib.Path(tap.folder())


def type_of(name):
    out = tap.run("gio", "info", "-a", "standard::content-type", place / name, env=env)
    return re.search(r"standard::content-type: (\S+)", out).group(1)


def prepare():
    tap.need("gio", "update-mime-database")
    if not (share / "mime").exists():
        (share / "mime/packages").mkdir(parents=True)
        shutil.copy(mime_xml, share / "mime/packages")
        tap.run("update-mime-database", share / "mime", env=env, quiet=True)
    (place / "known.sqlite").write_bytes(b"SQLite format 3\0" + bytes(84))
    if type_of("known.sqlite") != SQLITE:
        raise tap.Skip("shared-mime-info is not installed")


def a_journey_is_known_by_its_name():
    prepare()
    (place / "named.journey").write_bytes(bytes(200))  # nothing to go by but the name
    assert type_of("named.journey") == JOURNEY, type_of("named.journey")


def a_journey_is_known_by_its_content():
    prepare()
    tap.run(cli, "new", place / "content.journey", env=env)
    for name in ("no-extension", "called.dat", "Übersicht 1"):
        shutil.copy(place / "content.journey", place / name)
        assert type_of(name) == JOURNEY, f"{name}: {type_of(name)}"


def other_databases_are_not_journeys():
    prepare()
    for number, name in ((0, "plain"), (1, "other"), (0x75726854, "backwards")):
        with sqlite3.connect(place / name) as base:
            base.execute(f"PRAGMA application_id = {number}")
            base.execute("CREATE TABLE journey (id)")
        base.close()
        assert type_of(name) == SQLITE, f"{name}: {type_of(name)}"
    (place / "short").write_bytes(b"SQLite format 3\0")
    assert type_of("short") == SQLITE, type_of("short")


def the_interchange_format_is_known():
    prepare()
    sample = (source / "data/samples/sample.xml").read_text("utf-8")
    (place / "sample").write_text(sample, "utf-8")
    (place / "late").write_text('<?xml version="1.0"?>\n<!-- A note. -->\n<journey id="a" title="A"\n'
                                ' xmlns="urn:throughline:journey:1"/>\n', "utf-8")
    (place / "named.journey.xml").write_text(sample, "utf-8")
    for name in ("sample", "late", "named.journey.xml"):
        assert type_of(name) == JOURNEY + "+xml", f"{name}: {type_of(name)}"


def a_picture_with_its_journey_is_known_by_its_name():
    prepare()
    tap.run(cli, "export", source / "data/samples/sample.xml", "-o", place / "map.journey.svg", "--with-journey", env=env)
    shutil.copy(place / "map.journey.svg", place / "map.svg")
    for name, kind in (("map.journey.svg", JOURNEY + "+svg"), ("map.svg", "image/svg+xml")):
        assert type_of(name) == kind, f"{name}: {type_of(name)}"


def other_xml_is_not_a_journey():
    prepare()
    for name, text in (("journey-of-others", '<?xml version="1.0"?>\n<journey xmlns="urn:others"/>\n'),
                       ("about-journeys", '<?xml version="1.0"?>\n<list xmlns="urn:throughline:journey:1"/>\n')):
        (place / name).write_text(text, "utf-8")
        assert type_of(name) == "application/xml", f"{name}: {type_of(name)}"


tap.main(a_journey_is_known_by_its_name, a_journey_is_known_by_its_content, other_databases_are_not_journeys,
         the_interchange_format_is_known, a_picture_with_its_journey_is_known_by_its_name, other_xml_is_not_a_journey)
