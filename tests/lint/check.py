#!/usr/bin/env python3
"""What the compiler lets through: the rooms, the door, the size of files, the words for translators.

Speaks TAP. Usage: check.py SOURCE-ROOT
SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import sys
import xml.etree.ElementTree

root = pathlib.Path(sys.argv[1])

# A room may include its own headers and those of the rooms below it (house.md).
USES = {
    "base": [],
    "model": ["base"],
    "impact": ["base"],
    "document": ["model", "base"],
    "exchange": ["document", "model", "base"],
    "figures": ["document", "impact", "model", "base"],
    "map": ["figures", "document", "impact", "model", "base"],
    "report": ["map", "figures", "document", "impact", "model", "base"],
    "cli": ["report", "map", "figures", "exchange", "document", "impact", "model", "base"],
    "ui": ["report", "map", "figures", "exchange", "document", "impact", "model", "base"],
}
# Who may speak to which library.
OUTSIDE = {
    r"gtk/|gdk/|gsk/|adwaita": {"ui"},
    r"sqlite3": {"document"},
    r"suitesparse|klu|cs\.h|gsl/": {"impact"},
    r"libxml/": {"exchange", "map"},
    r"cairo|pango|fontconfig": {"map", "ui"},
}


def room_folder(room):
    return root / ("ui" if room == "ui" else f"app/{room}")


def sources(*folders, suffixes=(".c", ".h", ".def")):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path


def includes(path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1)


def name(path):
    return path.relative_to(root)


def check_rooms():
    owner = {}
    for room in USES:
        for path in sources(room_folder(room).relative_to(root), suffixes=(".h", ".def")):
            owner[path.name] = room
    for room, below in USES.items():
        if not room_folder(room).is_dir():
            continue
        for path in sources(room_folder(room).relative_to(root)):
            for number, header in includes(path):
                base = header.split("/")[-1]
                if base in owner and owner[base] != room and owner[base] not in below:
                    yield f"{name(path)}:{number}: {room} may not use {owner[base]} ({header})"
                if base in owner and owner[base] != room and "private" in base:
                    yield f"{name(path)}:{number}: {header} is private to {owner[base]}"
                for pattern, rooms in OUTSIDE.items():
                    if re.match(pattern, header) and room not in rooms:
                        yield f"{name(path)}:{number}: {room} may not speak to {header}"


# These fill a journey of their own, which no document holds, to look at it.
OWN_JOURNEY = {"app/exchange/tl-xml-check.c", "app/exchange/tl-fragment.c", "app/report/tl-pack-job.c"}


def check_door():
    """Only the document's door changes a journey; only the document speaks SQL."""
    for path in sources("app", "ui", suffixes=(".c",)):
        room = path.relative_to(root).parts[1 if path.relative_to(root).parts[0] == "app" else 0]
        text = path.read_text("utf-8")
        if room not in ("document", "model"):
            if str(name(path)) not in OWN_JOURNEY and re.search(r"\btl_journey_apply\s*\(|_tl_thing_\w+\s*\(", text):
                yield f"{name(path)}: changes the journey outside the door"
            if re.search(r'"\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b', text):
                yield f"{name(path)}: speaks SQL outside app/document"


def check_sizes():
    for path in sources("app", "ui", "tests", suffixes=(".c", ".h", ".py")):
        n = len(path.read_text("utf-8").splitlines())
        if n > 800:
            yield f"{name(path)}: {n} lines; past 800 a file has two subjects"


def check_manners():
    for path in sources("app", "ui"):
        text = path.read_text("utf-8")
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in text:
            yield f"{name(path)}: says nothing of its licence"
        if path.suffix == ".h" and "#pragma once" not in text:
            yield f"{name(path)}: lacks #pragma once"
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"\b(TODO|FIXME|XXX)\b", line):
                yield f"{name(path)}:{number}: left open"
            if len(line) > 132:  # we aim at 120
                yield f"{name(path)}:{number}: {len(line)} columns"
            if "\t" in line or line != line.rstrip():
                yield f"{name(path)}:{number}: a tab, or space at the end"


def check_translation():
    listed = {
        line.strip()
        for line in (root / "po/POTFILES.in").read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    for path in sources("app", "ui", suffixes=(".c", ".def")):
        marked = re.search(r'(?<![A-Za-z_])(N?C?_|ngettext|g_dngettext)\s?\(\s*"', path.read_text("utf-8"))
        if marked and str(name(path)) not in listed:
            yield f"{name(path)}: has words to translate and is not in po/POTFILES.in"
    for path in sources("ui", suffixes=(".ui",)):
        if 'translatable="yes"' in path.read_text("utf-8") and str(name(path)) not in listed:
            yield f"{name(path)}: has words to translate and is not in po/POTFILES.in"
    for entry in sorted(listed):
        if not (root / entry).is_file():
            yield f"po/POTFILES.in: {entry} is not there"


# Properties of .ui files that people read.
READ = {"label", "title", "subtitle", "description", "tooltip-text", "placeholder-text", "text", "heading", "body", "help"}
# Calls that show one of their words.
SHOWS = re.compile(r"\b(?:gtk_label_new|gtk_label_set_(?:label|text)|gtk_button_new_with_(?:label|mnemonic)|"
                   r"gtk_widget_set_tooltip_text|adw_toast_new|adw_status_page_set_\w+|adw_message_dialog_new|"
                   r"adw_preferences_\w+_set_title|adw_action_row_set_subtitle|gtk_window_set_title|tl_notice_say)"
                   r"\s*\(([^;]*);")


def check_words():
    """What people read can be translated: in .ui files by its mark, in code by being asked for."""
    for path in sources("ui", suffixes=(".ui",)):
        try:
            tree = xml.etree.ElementTree.parse(path)
        except xml.etree.ElementTree.ParseError as error:
            yield f"{name(path)}: {error}"
            continue
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            yield f"{name(path)}: two things are called {twice}"
        for element in tree.iter():
            text = (element.text or "").strip()
            if element.tag in ("property", "attribute", "item", "col") and element.get("name") in READ and \
                    re.search(r"[A-Za-z]{2}", text) and element.get("translatable") != "yes":
                yield f"{name(path)}: “{text}” cannot be translated"
    for path in sources("ui", suffixes=(".c",)):
        for match in SHOWS.finditer(re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)):
            for words in re.finditer(r'"([A-Z][a-z][^"]*)"', match[1]):
                if not re.search(r'(?:_|ngettext) ?\($|C_ ?\("[^"]*", $', match[1][:words.start()]):
                    yield f"{name(path)}: “{words[1]}” cannot be translated"


def check_top():
    allowed = {"app", "ui", "data", "icons", "tests", "po", "meson.build", "README.md", "dev", "COPYING"}
    for path in sorted(root.iterdir()):
        if path.name not in allowed and not path.name.startswith(".") and not path.name.startswith("build"):
            yield f"{path.name}: does not belong at the top"


checks = [check_rooms, check_door, check_sizes, check_manners, check_translation, check_words, check_top]
print(f"1..{len(checks)}")
bad = False
for i, check in enumerate(checks, 1):
    found = list(check())
    bad |= bool(found)
    print(f"{'not ' if found else ''}ok {i} lint {check.__name__[6:]}")
    for line in found:
        print(f"# {line}")
sys.exit(0)
