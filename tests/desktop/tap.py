"""What the tests of the desktop's files share: they speak TAP, and run other programs.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import subprocess
import sys
import tempfile
import traceback


class Skip(Exception):
    """Why a case cannot be tried here."""


def need(*programs):
    """Skips the case where one of these is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            raise Skip(f"{program} is not installed")


def run(*command, code=0, quiet=False, **options):
    """Runs a program, which must end with this code, and, if quiet, say nothing on standard error."""
    options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("timeout", 60)
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    words = " ".join(str(word) for word in command)
    assert done.returncode == code, f"{words}: ended with {done.returncode}, not {code}\n{done.stdout}{done.stderr}"
    if quiet:
        assert not done.stderr.strip(), f"{words}: {done.stderr}"
    return done.stdout


def equal(found, wanted, what=""):
    """Two collections of strings are the same."""
    found, wanted = set(found), set(wanted)
    lines = [f"not expected: {x}" for x in sorted(found - wanted)] + [f"missing: {x}" for x in sorted(wanted - found)]
    assert not lines, "\n".join(([what] if what else []) + lines)


def plain_environment(**more):
    """The environment without a person's own folders, in English."""
    home = folder()
    env = dict(os.environ, HOME=home, LC_ALL="C.UTF-8", LANGUAGE="C")
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        env[f"XDG_{name}_HOME"] = os.path.join(home, name.lower())
    env["XDG_RUNTIME_DIR"] = os.path.join(home, "run")
    os.mkdir(env["XDG_RUNTIME_DIR"], 0o700)
    env.update(more)
    return env


_folders = []


def folder():
    """A new folder, which is removed at the end."""
    path = tempfile.mkdtemp(prefix="throughline-desktop-")
    _folders.append(path)
    return path


def main(*cases):
    """Tries every case: a function that raises where it finds something wrong."""
    print(f"1..{len(cases)}", flush=True)
    for number, case in enumerate(cases, 1):
        name = case.__name__.replace("_", " ")
        try:
            case()
            print(f"ok {number} {name}", flush=True)
        except Skip as why:
            print(f"ok {number} {name} # SKIP {why}", flush=True)
        except Exception:  # whatever it is, it is the test's result
            print(f"not ok {number} {name}", flush=True)
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
    for path in _folders:
        shutil.rmtree(path, ignore_errors=True)
    sys.exit(0)
