#!/usr/bin/env python3
"""The packaging says what the project says: what it needs, what it installs, who holds the rights.

Usage: test-packaging.py SOURCE-ROOT
SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import sys

import tap

source = pathlib.Path(sys.argv[1]).absolute()
debian = source / "data/debian"


def read(name):
    return (source / name).read_text("utf-8")


def build_depends():
    """What the packages are built with, without conditions and versions."""
    text = (debian / "control").read_text("utf-8").split("Build-Depends:")[1].split("\n\n")[0]
    return {re.split(r"[ (<]", word.strip())[0] for word in text.split(",") if word.strip()}


def the_packages_need_what_the_project_needs():
    lists = dict(re.findall(r"^(core|window)_packages=\(([^)]*)\)", read("dev"), re.M))
    wanted = set(" ".join(lists.values()).split())
    # The compiler is there wherever packages are built; the icons are for running the window.
    wanted -= {"gcc", "adwaita-icon-theme", "librsvg2-common"}
    tap.equal(build_depends() - {"debhelper-compat"}, wanted, "Build-Depends and the lists in dev")


def the_window_needs_its_icons_and_the_command_line_no_widget():
    packages = dict(re.findall(r"^Package: (\S+)\n(.*?)(?=\n\n|\Z)", (debian / "control").read_text("utf-8"), re.M | re.S))
    tap.equal(packages, ("throughline", "throughline-cli"))
    for name in ("adwaita-icon-theme", "librsvg2-common", "throughline-cli (= ${binary:Version})"):
        assert f" {name}," in packages["throughline"], name
    assert " fonts-inter," in packages["throughline-cli"]
    assert "gtk" not in packages["throughline-cli"] and "adwaita" not in packages["throughline-cli"]


def every_file_goes_into_one_package():
    lists = {name: (debian / f"{name}.install").read_text("utf-8").split() for name in ("throughline", "throughline-cli")}
    tap.equal(set(lists["throughline"]) & set(lists["throughline-cli"]), [])
    for name, paths in lists.items():
        for place in (f"usr/bin/{name}", f"usr/share/man/man1/{name}.1", f"usr/share/bash-completion/completions/{name}"):
            assert place in paths, f"{name}: {place}"


def the_version_stands_in_one_place():
    version = re.search(r"^  version: '([^']+)'", read("meson.build"), re.M).group(1)
    changelog = (debian / "changelog.in").read_text("utf-8")
    assert changelog.startswith("throughline (@VERSION@) "), changelog
    assert "@DATE@" in changelog
    metainfo = read("data/org.throughline.Throughline.metainfo.xml.in")
    assert re.search(rf'<release version="{re.escape(version)}" date="\d{{4}}-\d\d-\d\d"', metainfo), version
    for path in debian.rglob("*"):
        if path.is_file() and path.name not in ("changelog.in", "control", "copyright"):
            assert version not in path.read_text("utf-8"), path


tap.main(the_packages_need_what_the_project_needs, the_window_needs_its_icons_and_the_command_line_no_widget,
         every_file_goes_into_one_package, the_version_stands_in_one_place)
