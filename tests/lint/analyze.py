#!/usr/bin/env python3
"""Static analysis: clang-tidy (its checks are in .clang-tidy) on everything, cppcheck on the core.

Usage: analyze.py SOURCE-ROOT BUILD-DIR [FILE…]. What is known and harmless stands in known.txt, each with its reason.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

root = pathlib.Path(sys.argv[1]).resolve()
build = pathlib.Path(sys.argv[2]).resolve()
FOUND = re.compile(r"^(\S+?):(\d+):(\d+): (?:warning|error|style|performance|portability): (.*) \[([\w.,-]+)\]$")


def read_known():
    """Lines “FILE CHECK  why”; a FILE may be *."""
    known = {}
    for line in (root / "tests/lint/known.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            file, check, why = line.split(None, 2)
            known[(file, check)] = why
    return known


def list_sources():
    """The program's own sources, as they are compiled."""
    files = set()
    for entry in json.loads((build / "compile_commands.json").read_text("utf-8")):
        path = pathlib.Path(os.path.normpath(os.path.join(entry["directory"], entry["file"])))
        if path.suffix == ".c" and path.is_relative_to(root) and path.relative_to(root).parts[0] in ("app", "ui"):
            files.add(path)
    wanted = [pathlib.Path(name).resolve() for name in sys.argv[3:]]
    return sorted(files & set(wanted) if wanted else files)


def tidy(path):
    run = subprocess.run(["clang-tidy", "-p", str(build), "--quiet", str(path)], capture_output=True, text=True)
    # Where it could not read a file at all, it has looked at nothing.
    return run.stdout + ("" if run.returncode == 0 else run.stderr)


def check_core(sources):
    core = [str(path) for path in sources if path.relative_to(root).parts[0] == "app"]
    if not core:
        return ""
    run = subprocess.run(
        ["cppcheck", "--enable=warning,performance,portability", "--library=gtk", "--std=c11", "--inline-suppr", "--quiet",
         "--template={file}:{line}:{column}: {severity}: {message} [{id}]", '-DGETTEXT_PACKAGE="x"', '-DTL_VERSION="0"',
         '-DG_LOG_DOMAIN="x"', "-D__GNUC__=12", *(f"-I{folder}" for folder in sorted({os.path.dirname(p) for p in core})),
         *core],
        capture_output=True, text=True)
    return run.stderr + run.stdout


def main():
    missing = [tool for tool in ("clang-tidy", "cppcheck") if not shutil.which(tool)]
    if missing:
        print(f"analyze: {' and '.join(missing)} must be installed")
        return 1
    known, used, seen = read_known(), set(), set()
    sources = list_sources()
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        core = pool.submit(check_core, sources)
        outputs = [*pool.map(tidy, sources), core.result()]
    for line in "\n".join(outputs).splitlines():
        match = FOUND.match(line)
        if not match:
            continue
        path = pathlib.Path(os.path.normpath(os.path.join(build, match[1])))
        name = str(path.relative_to(root)) if path.is_relative_to(root) else match[1]
        for check in match[5].split(","):
            keys = [key for key in ((name, check), ("*", check)) if key in known]
            used.update(keys)
            if not keys:
                seen.add(f"{name}:{match[2]}:{match[3]}: {match[4]} [{check}]")
    for line in sorted(seen):
        print(line)
    if len(sys.argv) == 3:
        for file, check in sorted(known.keys() - used):
            print(f"tests/lint/known.txt: {file} {check} is not found any more; take it out")
    print(f"analyze: {len(sources)} files in {time.monotonic() - began:.0f} s, {len(seen)} finds, "
          f"{len(used)} kinds of known ones")
    return 1 if seen else 0


sys.exit(main())
