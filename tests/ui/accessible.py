#!/usr/bin/python3
"""The window by its accessible tree alone: read, edited, and every control named.

Speaks TAP. Usage: accessible.py PROGRAM SAMPLE, with a display and a session bus of its own.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
except (ImportError, ValueError) as error:
    print(f"1..0 # SKIP AT-SPI is not installed: {error}")
    sys.exit(0)
warnings.simplefilter("ignore")

PATIENCE = 10  # how long anything may take, in s
CONTROLS = {"push button", "toggle button", "check box", "radio button", "combo box", "entry", "text", "password text",
            "spin button", "slider", "list item", "page tab", "menu item", "check menu item", "radio menu item", "table row"}

n_tests = 0


def check(said, is_right, *why):
    global n_tests
    n_tests += 1
    print(f"{'ok' if is_right else 'not ok'} {n_tests} - {said}")
    for line in [] if is_right else why:
        print(f"# {line}")
    sys.stdout.flush()


def children(thing):
    try:
        found = [thing.get_child_at_index(i) for i in range(thing.get_child_count())]
    except Exception:  # it has gone meanwhile
        return []
    return [child for child in found if child is not None]


def walk(thing, path=()):
    yield thing, path
    # Each question is a message to the program: what has nothing in it is not asked.
    for child in children(thing) if role(thing) not in ("label", "image", "separator", "text", "page tab") else []:
        yield from walk(child, path + (thing,))


def name(thing):
    try:
        return thing.get_name() or ""
    except Exception:
        return ""


def role(thing):
    try:
        return thing.get_role_name()
    except Exception:
        return ""


def actions(thing):
    try:
        interface = thing.get_action_iface()
        return [interface.get_action_name(i) for i in range(interface.get_n_actions())] if interface else []
    except Exception:
        return []


def do(thing, action):
    names = actions(thing)
    if action not in names:
        return False
    return thing.get_action_iface().do_action(names.index(action))


def wait(find, said=None):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = find()
        except Exception:
            found = None
        if found:
            return found
        time.sleep(0.05)
    if said:
        check(said, False, "it never came")
    return None


def find(root, wanted_role, begins, inside=None):
    """The first of a role whose name begins so."""
    for thing, path in walk(root):
        if role(thing) == wanted_role and name(thing).startswith(begins):
            if inside is None or any(name(above).startswith(inside) for above in path):
                return thing
    return None


def find_text(root):
    """What is being written in, where a title is typed, and what commits it."""
    for thing, path in walk(root):
        if role(thing) in ("text", "entry"):
            above = next((above for above in reversed(path) if "entry.commit" in actions(above)), None)
            if above:
                return thing, above
    return None


def write(root, text):
    """Writes a title where one is asked for, and commits it."""
    found = wait(lambda: find_text(root))
    if not found:
        return False
    entry, above = found
    entry.get_editable_text_iface().set_text_contents(text)
    if not do(above, "entry.commit"):
        return False
    # Behind a new thing the next one waits for its title: that is for those who type on.
    found = find_text(root)
    if found:
        do(found[1], "entry.cancel")
    return True


def list_flows(thing):
    try:
        return [relation.get_target(i) for relation in thing.get_relation_set()
                if relation.get_relation_type() == Atspi.RelationType.FLOWS_TO
                for i in range(relation.get_n_targets())]
    except Exception:
        return []


def read_map(window):
    canvas = wait(lambda: find(window, "list", "Map of "), "the map is in the tree")
    stages = wait(lambda: [child for child in children(canvas) if ", " in name(child) and "visit" in name(child)])
    stages = [child for child in children(canvas) if role(child) == "list item"]
    check("the map is a list of stages", stages and all(name(stage).startswith("Stage ") for stage in stages),
          *[name(stage) for stage in stages])
    check("stages say how many visit them", all("visit" in name(stage) for stage in stages))
    money = [stage for stage in stages if "at stake £" in name(stage)]
    check("and what is at stake", bool(money), *[name(stage) for stage in stages])
    check("stages flow to others", sum(len(list_flows(stage)) for stage in stages) >= len(stages) - 2)
    check("a flow leads to a stage", all(name(target).startswith("Stage ") for stage in stages
                                         for target in list_flows(stage)))
    touchpoints = [child for stage in stages for child in children(stage) if role(child) == "list item"]
    check("touchpoints stand in stages", touchpoints and all(name(t).startswith("Touchpoint ") for t in touchpoints),
          *[name(t) for t in touchpoints])
    marks = [child for t in touchpoints for child in children(t) if role(child) == "list item"]
    check("pain points stand in touchpoints", any(name(mark).startswith("Pain point ") for mark in marks))
    check("stages say where they lead", any(" go to " in (stage.get_description() or "") for stage in stages))
    check("touchpoints say their channel", any("Channel: " in (t.get_description() or "") for t in touchpoints))
    for action in ("open", "add-inside", "add-after", "rename", "delete", "connect"):
        check(f"a stage can be told to {action}", f"thing.{action}" in actions(stages[0]), *actions(stages[0]))
    return canvas, stages


def edit_map(canvas, stages, undo):
    do(stages[0], "thing.add-after")
    check("a stage is added by the tree", write(canvas, "Queue at the door")
          and wait(lambda: find(canvas, "list item", "Stage Queue at the door")))
    made = find(canvas, "list item", "Stage Queue at the door")
    do(made, "thing.rename")
    check("and renamed", write(canvas, "Waits outside") and wait(lambda: find(canvas, "list item", "Stage Waits outside")))
    made = find(canvas, "list item", "Stage Waits outside")
    do(made, "thing.add-inside")
    check("it gets a touchpoint", write(canvas, "Doorman") and wait(lambda: find(canvas, "list item", "Touchpoint Doorman")))
    do(find(canvas, "list item", "Touchpoint Doorman"), "thing.add-pain")
    check("that gets a pain point", write(canvas, "He is rude")
          and wait(lambda: find(canvas, "list item", "Pain point He is rude", "Touchpoint Doorman")))
    check("undo is a button", do(undo, "click"))
    check("that takes it back", wait(lambda: not find(canvas, "list item", "Pain point He is rude")))


def edit_outline(window, canvas, undo):
    button = wait(lambda: find(window, "toggle button", "Outline") or find(window, "push button", "Outline"))
    check("the outline has a button", button and do(button, "click"))
    outline = wait(lambda: find(window, "list", "Outline of the journey"), "the outline is in the tree")
    row = wait(lambda: find(outline, "list item", "Stage Waits outside"), "it has the stages")
    act = next((thing for thing, _ in walk(row) if "row.rename" in actions(thing)), None)
    check("rows can be renamed", act and do(act, "row.rename") and write(outline, "Waits in the rain")
          and wait(lambda: find(outline, "list item", "Stage Waits in the rain")))
    check("and the map follows", wait(lambda: find(canvas, "list item", "Stage Waits in the rain")))
    check("the outline says where stages lead", find(outline, "list item", "goes to "))
    row = find(outline, "list item", "Stage Waits in the rain")
    act = next((thing for thing, _ in walk(row) if "row.delete" in actions(thing)), None)
    check("rows can be deleted", act and do(act, "row.delete")
          and wait(lambda: not find(outline, "list item", "Stage Waits in the rain")))
    do(undo, "click")
    check("which can be undone", wait(lambda: find(outline, "list item", "Stage Waits in the rain")))


def is_named(thing):
    said = name(thing).strip()
    return said and not said.startswith(("Gtk", "Adw", "Tl")) and "_" not in said


def read_names(window, where):
    bad = [f"{role(thing)} “{name(thing)}” in " + " / ".join(name(above) or role(above) for above in path[-4:])
           # The row of a table is read by its cells.
           for thing, path in walk(window) if role(thing) in CONTROLS and role(thing) != "table row" and not is_named(thing)]
    check(f"every control is named {where}", not bad, *bad)


def find_window(pid):
    desktop = Atspi.get_desktop(0)
    for application in children(desktop):
        if application.get_process_id() == pid:
            application.set_cache_mask(Atspi.Cache.NONE)  # nobody runs a loop that would keep it fresh
            frames = [child for child in children(application) if role(child) == "frame"]
            return frames[0] if frames else None
    return None


def start(program, home, *arguments):
    environment = dict(os.environ, GTK_A11Y="atspi", HOME=home, GDK_BACKEND="x11", GSK_RENDERER="cairo")
    for folder in ("CACHE", "CONFIG", "DATA", "STATE", "RUNTIME"):
        path = os.path.join(home, folder.lower())
        os.makedirs(path, mode=0o700, exist_ok=True)
        environment[f"XDG_{folder}_{'DIR' if folder == 'RUNTIME' else 'HOME'}"] = path
    return subprocess.Popen([program, *arguments], env=environment)


def stop(process):
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main():
    program, sample = sys.argv[1:3]
    with tempfile.TemporaryDirectory(prefix="throughline-a11y-") as home:
        shutil.copy(sample, os.path.join(home, "sample.xml"))
        os.chmod(os.path.join(home, "sample.xml"), 0o600)
        process = start(program, home, os.path.join(home, "sample.xml"))
        try:
            window = wait(lambda: find_window(process.pid))
            if window is None:
                print("1..0 # SKIP the accessibility bus cannot be reached")
                return
            canvas, stages = read_map(window)
            undo = find(window, "push button", "Undo")
            edit_map(canvas, stages, undo)
            edit_outline(window, canvas, undo)
            read_names(window, "on the map, in the outline and in the panel")
            pages = [thing for thing, _ in walk(window) if role(thing) == "page tab" and name(thing).startswith("Fixes")]
            check("the Fixes page is a tab", pages and do(pages[0], "click"))
            wait(lambda: find(window, "list", "Ranking of fixes"))
            read_names(window, "on the Fixes page")
            check("it is still there", process.poll() is None)
        finally:
            stop(process)
        print(f"1..{n_tests}")


main()
