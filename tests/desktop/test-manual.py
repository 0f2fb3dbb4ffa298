#!/usr/bin/env python3
"""The manual pages say all that the programs take, and nothing that they do not.

Usage: test-manual.py CLI-PAGE THROUGHLINE-CLI [PAGE THROUGHLINE]
SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import sys

import tap

pages = [pathlib.Path(word).absolute() for word in sys.argv[1::2]]
programs = [pathlib.Path(word).absolute() for word in sys.argv[2::2]]
env = tap.plain_environment()


def options_of(text):
    """The options that a help text lists: “-f, --format=FORMAT”."""
    found = set()
    for short, long in re.findall(r"^  (?:-(\w), )?(--[a-z][a-z-]*)", text, re.M):
        found |= {long} | ({f"-{short}"} if short else set())
    return found


def plain(line):
    """A line of a page without its fonts."""
    line = re.sub(r"\\f(?:\[\w*\]|.)|\\&", "", line).replace("\\-", "-").replace('"', "")
    return re.sub(r"^\.[A-Z]+ ", "", line)


def sections_of(page):
    """What stands below each heading of a page, headings being .SH and .SS."""
    found, name = {}, ""
    for line in page.read_text("utf-8").splitlines():
        if line.startswith((".SH ", ".SS ")):
            name = plain(line)
        found.setdefault(name, []).append(line)
    return found


def options_in(lines):
    """The options that are described: what follows .TP."""
    found = set()
    for tag, line in zip(lines, lines[1:]):
        if tag.startswith(".TP"):
            found |= set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", plain(line).replace(" , ", ", ")))
    return found


def pages_are_clean():
    tap.need("man")
    for page in pages:
        # man looks at the width of the terminal; there is none.
        out = tap.run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page, quiet=True,
                      env=dict(env, MANWIDTH="80", MANROFFSEQ=""))
        assert out


def pages_have_a_name():
    tap.need("lexgrog")
    for page in pages:
        out = tap.run("lexgrog", page, env=env)
        assert f': "{page.stem} - ' in out, out


def every_command_is_described():
    text = tap.run(programs[0], "--help", env=env)
    commands = re.findall(r"^  ([a-z][a-z-]*)  ", text, re.M)
    assert len(commands) > 10, text
    sections = sections_of(pages[0])
    described = {title.split()[0]: lines for title, lines in sections.items() if lines and lines[0].startswith(".SS ")}
    tap.equal(described, commands, "commands")
    general = options_in(sections["OPTIONS"])
    tap.equal(general, {"-h", "--help", "--version"}, "without a command")
    for command in commands:
        taken = options_of(tap.run(programs[0], command, "--help", env=env))
        assert "--help" in taken
        tap.equal(options_in(described[command]), taken - {"-h", "--help"}, command)


def every_option_of_the_window_is_described():
    if len(pages) < 2:
        raise tap.Skip("the window is not built")
    text = tap.run(programs[1], "--help-all", env=env)
    # GTK adds options of its own to those of the program, where it was built with them.
    taken = {name for name in options_of(text) if not re.match(r"--(gtk|gdk|display|class|name)", name)}
    tap.equal(options_in(sections_of(pages[1])["OPTIONS"]), taken)


tap.main(pages_are_clean, pages_have_a_name, every_command_is_described, every_option_of_the_window_is_described)
