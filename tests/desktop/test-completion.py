#!/usr/bin/env python3
"""What bash offers: commands, options, their values, ids, and files by what they are.

Usage: test-completion.py COMPLETIONS-FOLDER THROUGHLINE-CLI SOURCE-ROOT [THROUGHLINE]
SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import re
import shutil
import sys

import tap

scripts, cli, source = (pathlib.Path(word).absolute() for word in sys.argv[1:4])
window = pathlib.Path(sys.argv[4]).absolute() if len(sys.argv) > 4 else None
here = pathlib.Path(__file__).parent
place = pathlib.Path(tap.folder())
programs = pathlib.Path(tap.folder())
os.symlink(cli, programs / "throughline-cli")
if window:
    os.symlink(window, programs / "throughline")
env = tap.plain_environment(PATH=f"{programs}:{os.environ['PATH']}")
for name in ("survey.csv", "log.tsv", "rules.txt", "picture.png", "notes.odt"):
    (place / name).write_text("a\n")
shutil.copy(source / "data/samples/sample.xml", place / "sample.xml")
tap.run(cli, "new", place / "Empty.journey", env=env)
(place / "folder").mkdir()


def offers(line):
    tap.need("bash")
    if not os.path.exists("/usr/share/bash-completion/bash_completion"):
        raise tap.Skip("bash-completion is not installed")
    out = tap.run("bash", "--norc", "--noprofile", here / "complete.bash", scripts, line, cwd=place, env=env, quiet=True)
    return [offer for offer in out.split("\n") if offer]


def check(line, *wanted):
    tap.equal(offers(line), wanted, line)


def commands_are_those_of_the_program():
    commands = re.findall(r"^  ([a-z][a-z-]*)  ", tap.run(cli, "--help", env=env), re.M)
    check("throughline-cli ", *commands)
    check("throughline-cli import", "import-evidence", "import-facts")
    check("throughline-cli -", "--help", "--version")
    check("throughline-cli nonsense --")


def options_are_those_of_the_command():
    for command in re.findall(r"^  ([a-z][a-z-]*)  ", tap.run(cli, "--help", env=env), re.M):
        taken = re.findall(r"^  (?:-\w, )?(--[a-z][a-z-]*=?)", tap.run(cli, command, "--help", env=env), re.M)
        check(f"throughline-cli {command} -", *taken)
    check("throughline-cli rank sample.xml --b", "--by=")
    check("throughline-cli rank -- --b")


def values_are_offered():
    orders = ("npv", "net_year", "revenue", "cost", "payback", "return")
    check("throughline-cli rank --by ", *orders)
    check("throughline-cli rank --by=", *orders)
    check("throughline-cli rank -b n", "npv", "net_year")
    check("throughline-cli rank --by=n", "npv", "net_year")
    check("throughline-cli rank --format=", "text", "csv", "json")
    check("throughline-cli info sample.xml -f ", "text", "json")
    check("throughline-cli import-evidence sample.xml survey.csv --kind=c", "complaint", "contact")
    check("throughline-cli import-facts sample.xml --date-order ", "dmy", "mdy")
    check("throughline-cli new a.journey --title ")


def files_are_offered_by_what_they_are():
    journeys = ("sample.xml", "Empty.journey", "folder")
    check("throughline-cli rank ", *journeys)
    check("throughline-cli rank --format csv sam", "sample.xml")
    check("throughline-cli rank --format=csv --by npv ", *journeys)
    check("throughline-cli rank sample.xml ")
    check("throughline-cli convert sample.xml ", *journeys)
    check("throughline-cli import-evidence sample.xml ", "survey.csv", "log.tsv", "rules.txt", "folder")
    check("throughline-cli import-evidence -k survey sample.xml s", "survey.csv")
    check("throughline-cli import-evidence sample.xml --assign=r", "rules.txt")
    check("throughline-cli export sample.xml -o ", "picture.png", "folder")
    check("throughline-cli export-facts sample.xml --output ", "survey.csv", "folder")


def ids_are_those_of_the_journey():
    found = offers("throughline-cli search sample.xml cold --on ")
    text = (source / "data/samples/sample.xml").read_text("utf-8")
    assert len(found) > 20, found
    for offer in found:
        assert f'id="{offer}"' in text, offer
    check("throughline-cli search Empty.journey --on=e", "empty")
    check("throughline-cli search missing.xml --on ")


def the_window_is_completed():
    if window is None:
        raise tap.Skip("the window is not built")
    check("throughline ", "sample.xml", "Empty.journey", "folder")
    check("throughline sample.xml Em", "Empty.journey")
    out = tap.run(window, "--help-all", env=env)
    taken = [name for name in re.findall(r"^  (?:-\w, )?(--[a-z][a-z-]*)", out, re.M)
             if not re.match(r"--(gtk|gdk|display|class|name|gapplication-service)", name)]
    check("throughline -", *taken)


tap.main(commands_are_those_of_the_program, options_are_those_of_the_command, values_are_offered,
         files_are_offered_by_what_they_are, ids_are_those_of_the_journey, the_window_is_completed)
