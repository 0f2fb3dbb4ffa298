#!/usr/bin/env python3
"""The desktop starts the program over D-Bus and tells it what to show; there is one program, and one window a file.

Runs itself again on a session bus of its own.
Usage: test-activation.py THROUGHLINE THROUGHLINE-CLI SERVICE-FILE DESKTOP-FILE SCHEMA-FOLDER MAN-PAGE SOURCE-ROOT
SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import tap

window, cli, service, entry, schemas, page, source = (pathlib.Path(word).absolute() for word in sys.argv[1:8])
ID = "org.throughline.Throughline"
PATH = "/org/throughline/Throughline"

if len(sys.argv) == 8:
    for program in ("dbus-run-session", "gdbus", "gapplication"):
        if shutil.which(program) is None:
            print(f"1..0 # SKIP {program} is not installed")
            sys.exit(0)
    env = tap.plain_environment(GSETTINGS_SCHEMA_DIR=str(schemas), GTK_A11Y="none",
                                THROUGHLINE_DATADIR=str(source / "data"),
                                PATH=f"{window.parent}:{os.environ['PATH']}")
    share = pathlib.Path(env["XDG_DATA_HOME"])
    (share / "dbus-1/services").mkdir(parents=True)
    (share / "applications").mkdir()
    # The service as it is installed, but for where the program is.
    text = re.sub(r"^Exec=\S+", f"Exec={window}", service.read_text("utf-8"), flags=re.M)
    (share / "dbus-1/services" / f"{ID}.service").write_text(text, "utf-8")
    shutil.copy(entry, share / "applications")
    done = subprocess.run(["dbus-run-session", "--", sys.executable, *sys.argv, "on-bus"], env=env)
    shutil.rmtree(env["HOME"], ignore_errors=True)
    sys.exit(done.returncode)

place = pathlib.Path(tap.folder())
for letter in "ab":
    tap.run(cli, "new", place / f"{letter}.journey", "--title", letter.upper())


def call(method, *arguments):
    return tap.run("gdbus", "call", "--session", "--dest", ID, "--object-path", PATH, "--method", method, *arguments)


def is_running():
    return "true" in tap.run("gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/",
                             "--method", "org.freedesktop.DBus.NameHasOwner", ID)


def windows():
    """The numbers of the windows that there are: GTK gives each an object on the bus."""
    out = tap.run("gdbus", "introspect", "--session", "--dest", ID, "--object-path", f"{PATH}/window", "--xml")
    return re.findall(r'<node name="(\d+)"', out)


def shows_journey(number):
    out = tap.run("gdbus", "call", "--session", "--dest", ID, "--object-path", f"{PATH}/window/{number}", "--method",
                  "org.gtk.Actions.Describe", "save-copy")
    return out.startswith("((true")


def wait(what, condition):
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, f"in vain waited until {what}; windows: {windows() if is_running() else 'none'}"
        time.sleep(0.05)


def quit_program():
    if is_running():
        call("org.freedesktop.Application.ActivateAction", "quit", "[]", "{}")
        wait("it has ended", lambda: not is_running())


def uri(letter):
    return f"'{(place / letter).as_uri()}.journey'"


def the_desktop_starts_it():
    assert not is_running()
    assert ID in tap.run("gapplication", "list-apps")
    call("org.freedesktop.Application.Activate", "{}")
    wait("there is a window", lambda: len(windows()) == 1)
    assert not shows_journey(windows()[0])
    call("org.freedesktop.Application.Activate", "{}")
    assert len(windows()) == 1, "a second call for the same window"
    quit_program()


def the_desktop_opens_a_file_with_it():
    call("org.freedesktop.Application.Open", f"[{uri('a')}]", "{}")
    wait("the journey is shown", lambda: len(windows()) == 1 and shows_journey(windows()[0]))
    call("org.freedesktop.Application.Open", f"[{uri('b')}, {uri('a')}]", "{}")
    wait("the other is shown too", lambda: len(windows()) == 2 and all(map(shows_journey, windows())))
    quit_program()


def one_window_a_file():
    tap.run("gapplication", "launch", ID, place / "a.journey")
    wait("the journey is shown", lambda: len(windows()) == 1 and shows_journey(windows()[0]))
    first = windows()
    # A second program hands the file over and ends; by another path it is the same file.
    os.symlink(place / "a.journey", place / "link.journey")
    for name in ("a.journey", "link.journey", "../" + place.name + "/a.journey"):
        tap.run(window, name, cwd=place, quiet=True)
        assert windows() == first, f"{name}: {windows()}"
    tap.run(window, "b.journey", cwd=place, quiet=True)
    wait("the other is shown too", lambda: len(windows()) == 2 and all(map(shows_journey, windows())))
    quit_program()


def actions_can_be_called():
    # As the desktop does for an action of the entry.
    call("org.freedesktop.Application.ActivateAction", "new-window", "[]", "{}")
    wait("there is a window", lambda: len(windows()) == 1)
    tap.run("gapplication", "action", ID, "new-window")
    wait("there are two", lambda: len(windows()) == 2)
    tap.run(window, "--new-window", quiet=True)
    wait("there are three", lambda: len(windows()) == 3)
    found = re.findall(r"'([\w-]+)'", call("org.gtk.Actions.List"))
    for action in re.search(r"^Actions=(.*);$", entry.read_text("utf-8"), re.M).group(1).split(";"):
        assert action in found, action
    # Those that GTK and libadwaita bring along are not ours to describe.
    manual = page.read_text("utf-8").split(".SH D\\-BUS")[1].split(".SH ")[0]
    tap.equal(re.findall(r"^\.TP\n\.BI? ([\w\\-]+)", manual, re.M), [name.replace("-", "\\-") for name in found], "actions")
    quit_program()


def actions_that_ask_have_a_window():
    for action in ("open", "about", "preferences"):
        call("org.freedesktop.Application.ActivateAction", action, "[]", "{}")
        wait("there is a window", lambda: is_running() and len(windows()) >= 1)
        tap.run("gdbus", "call", "--session", "--dest", ID, "--object-path", PATH, "--method",
                "org.freedesktop.DBus.Peer.Ping")
        quit_program()


def bad_files_end_nothing():
    call("org.freedesktop.Application.Open", "['file:///nowhere/at%20all.journey', 'nonsense:x', '']", "{}")
    wait("there is a window", lambda: len(windows()) >= 1)
    call("org.freedesktop.Application.Open", f"[{uri('a')}]", "{}")
    wait("the journey is shown", lambda: any(map(shows_journey, windows())))
    quit_program()


def started_by_hand_it_is_called_too():
    process = subprocess.Popen([window, "--new-window", place / "a.journey"], stderr=subprocess.PIPE, text=True)

    def is_shown():
        assert process.poll() is None, f"it ended with {process.returncode}: {process.stderr.read()}"
        return is_running() and len(windows()) == 1 and shows_journey(windows()[0])

    wait("the journey is shown", is_shown)
    call("org.freedesktop.Application.Open", f"[{uri('b')}]", "{}")
    wait("the other is shown too", lambda: len(windows()) == 2)
    quit_program()
    words = process.communicate(timeout=20)[1]
    # What GTK 4.8 says of its own widgets is not ours.
    ours = [line for line in words.splitlines() if "CRITICAL" in line or "Throughline-" in line]
    assert process.returncode == 0 and not ours, words


tap.main(the_desktop_starts_it, the_desktop_opens_a_file_with_it, one_window_a_file, actions_can_be_called,
         actions_that_ask_have_a_window, bad_files_end_nothing, started_by_hand_it_is_called_too)
