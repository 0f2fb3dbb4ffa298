#!/usr/bin/env python3
"""What is installed lands where the specifications say, is right by their own tools, and goes away again.

Usage: test-install.py SOURCE-ROOT BUILD-ROOT VERSION WINDOW PREFIX BINDIR DATADIR MANDIR LOCALEDIR
SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import shutil
import sys
import xml.etree.ElementTree as tree

import tap

source, build = (pathlib.Path(word).absolute() for word in sys.argv[1:3])
version, window = sys.argv[3], sys.argv[4] == "true"
prefix, bindir, datadir, mandir, localedir = (pathlib.PurePosixPath(word) for word in sys.argv[5:10])
ID = "org.throughline.Throughline"

dest = pathlib.Path(tap.folder())


def at(place, name):
    """Where a file of an installed folder lies while it is staged."""
    return dest / str(prefix / place / name).lstrip("/")


def wanted():
    """Every file, by what it is for."""
    yield at(bindir, "throughline-cli")
    yield at(mandir, "man1/throughline-cli.1")
    yield at(datadir, "bash-completion/completions/throughline-cli")
    yield at(datadir, "throughline/schema/interchange.rng")
    for kind in ("samples", "templates"):
        for path in (source / "data" / kind).glob("*.xml"):
            yield at(datadir, f"throughline/{kind}/{path.name}")
    yield at(datadir, "thumbnailers/throughline.thumbnailer")
    for language in (source / "po/LINGUAS").read_text("utf-8").split():
        yield at(localedir, f"{language}/LC_MESSAGES/throughline.mo")
    if window:
        yield at(bindir, "throughline")
        yield at(mandir, "man1/throughline.1")
        yield at(datadir, "bash-completion/completions/throughline")
        yield at(datadir, f"applications/{ID}.desktop")
        yield at(datadir, f"dbus-1/services/{ID}.service")
        yield at(datadir, f"glib-2.0/schemas/{ID}.gschema.xml")
        yield at(datadir, f"metainfo/{ID}.metainfo.xml")
        yield at(datadir, f"mime/packages/{ID}.xml")
        yield at(datadir, f"icons/hicolor/scalable/apps/{ID}.svg")
        yield at(datadir, f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg")
        yield at(datadir, "icons/hicolor/scalable/mimetypes/application-vnd.throughline.journey.svg")
        yield at(datadir, "icons/hicolor/symbolic/mimetypes/application-vnd.throughline.journey-symbolic.svg")


def files():
    return [path for path in dest.rglob("*") if not path.is_dir()]


def everything_is_installed_where_it_belongs():
    tap.need("meson")
    # The list of what a person installed from this folder must survive.
    log = build / "meson-logs/install-log.txt"
    kept = log.read_bytes() if log.exists() else None
    try:
        tap.run("meson", "install", "-C", build, "--no-rebuild", "--destdir", dest)
        shutil.copy(log, dest.with_name(dest.name + ".log"))
    finally:
        if kept is None:
            log.unlink(missing_ok=True)
        else:
            log.write_bytes(kept)
    tap.equal(map(str, files()), map(str, wanted()))
    for path in files():
        mode = 0o755 if path.parent == at(bindir, "") else 0o644
        assert path.stat().st_mode & 0o777 == mode, f"{path}: mode {path.stat().st_mode:o}"
        assert not path.is_symlink(), path


def staged(place, name):
    path = at(place, name)
    if not window:
        raise tap.Skip("the window is not built")
    assert path.is_file(), f"{path} was not installed"
    return path


def desktop_entry_is_valid():
    path = staged(datadir, f"applications/{ID}.desktop")
    tap.need("desktop-file-validate")
    assert tap.run("desktop-file-validate", path, quiet=True) == ""
    text = path.read_text("utf-8")
    assert "DBusActivatable=true" in text and f"Icon={ID}" in text


def metainfo_is_valid():
    path = staged(datadir, f"metainfo/{ID}.metainfo.xml")
    tap.need("appstreamcli")
    tap.run("appstreamcli", "validate", "--no-net", "--explain", path)


def versions_agree():
    root = tree.parse(staged(datadir, f"metainfo/{ID}.metainfo.xml")).getroot()
    assert root.find("releases/release").get("version") == version, "metainfo: the first release is another"
    for page in ("throughline", "throughline-cli"):
        title = re.search(r'^\.TH .*"Throughline (\S+)"', at(mandir, f"man1/{page}.1").read_text("utf-8"), re.M)
        assert title and title.group(1) == version, f"{page}.1: another version"
    out = tap.run(at(bindir, "throughline-cli"), "--version")
    assert out == f"throughline-cli {version}\n", out


def the_files_name_each_other():
    """The types that the entry opens are those that are defined; the icons it and they name are there."""
    entry = staged(datadir, f"applications/{ID}.desktop").read_text("utf-8")
    opened = re.search(r"^MimeType=(.*);$", entry, re.M).group(1).split(";")
    types = tree.parse(at(datadir, f"mime/packages/{ID}.xml")).getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    tap.equal(opened, [kind.get("type") for kind in types.iter(f"{space}mime-type")], "desktop entry and MIME types")
    metainfo = tree.parse(at(datadir, f"metainfo/{ID}.metainfo.xml")).getroot()
    tap.equal(opened, [kind.text for kind in metainfo.iter("mediatype")], "desktop entry and metainfo")
    assert metainfo.find("launchable").text == f"{ID}.desktop"
    for icon in types.iter(f"{space}icon"):
        assert at(datadir, f"icons/hicolor/scalable/mimetypes/{icon.get('name')}.svg").is_file(), icon.get("name")
    service = at(datadir, f"dbus-1/services/{ID}.service").read_text("utf-8")
    assert f"Name={ID}\n" in service
    assert f"Exec={prefix / bindir / 'throughline'} --gapplication-service\n" in service, service


def icons_can_be_drawn():
    staged(datadir, f"icons/hicolor/scalable/apps/{ID}.svg")
    tap.need("rsvg-convert")
    for path in files():
        if path.suffix == ".svg":
            tap.run("rsvg-convert", "-w", "16", "-h", "16", path, "-o", dest.with_name(dest.name + ".png"), quiet=True)
            # GTK recolours a symbolic icon by its fills; a stroke would stay black.
            assert not path.stem.endswith("-symbolic") or "stroke" not in path.read_text("utf-8"), f"{path}: a stroke"


def caches_can_be_built():
    staged(datadir, f"mime/packages/{ID}.xml")
    tap.need("glib-compile-schemas", "update-mime-database", "update-desktop-database")
    copy = pathlib.Path(tap.folder()) / "share"
    shutil.copytree(at(datadir, ""), copy)
    tap.run("glib-compile-schemas", "--strict", copy / "glib-2.0/schemas", quiet=True)
    tap.run("update-mime-database", copy / "mime", env=tap.plain_environment(XDG_DATA_DIRS=str(copy)), quiet=True)
    tap.run("update-desktop-database", "-v", copy / "applications")
    types = (copy / "applications/mimeinfo.cache").read_text("utf-8")
    assert f"application/vnd.throughline.journey={ID}.desktop;" in types, types


def schema_and_journeys_agree():
    tap.need("xmllint")
    schema = at(datadir, "throughline/schema/interchange.rng")
    journeys = [path for path in files() if path.parent.name in ("samples", "templates")]
    assert schema.is_file() and journeys
    tap.run("xmllint", "--noout", "--relaxng", schema, *journeys)
    if window:
        tap.run("xmllint", "--noout", staged(datadir, f"mime/packages/{ID}.xml"), quiet=True)


def build_caches():
    """As an install that is not staged does."""
    share = at(datadir, "")
    tap.run("glib-compile-schemas", share / "glib-2.0/schemas")
    tap.run("update-desktop-database", "-q", share / "applications")
    tap.run("update-mime-database", share / "mime", env=tap.plain_environment(XDG_DATA_DIRS=str(share)))
    tap.run("gtk-update-icon-cache", "-q", "-t", "-f", share / "icons/hicolor")


def nothing_is_left_behind():
    """By Meson's own way of taking away again, on the list that it made."""
    log = dest.with_name(dest.name + ".log")
    if not log.exists():
        raise tap.Skip("nothing was installed")
    copy = pathlib.Path(tap.folder()) / "copy"
    shutil.copytree(dest, copy)
    there = pathlib.Path(tap.folder())
    (there / "meson-logs").mkdir()
    shutil.copy(log, there / "meson-logs/install-log.txt")
    tap.run("meson", "--internal", "uninstall", cwd=there)
    tap.equal([str(path) for path in dest.rglob("*")], [], "after ninja uninstall")
    dest.with_name(dest.name + ".png").unlink(missing_ok=True)
    if not window:
        log.unlink()
        return
    # Once more, where the desktop has caches, and another program has files: they stay, and nothing speaks of ours.
    tap.need("glib-compile-schemas", "update-mime-database", "update-desktop-database", "gtk-update-icon-cache")
    for others in (False, True):
        shutil.copytree(copy, dest, dirs_exist_ok=True)
        share = at(datadir, "")
        kept = []
        if others:
            for path, text in (("applications/other.desktop", "[Desktop Entry]\nType=Application\nName=O\nExec=o\n"),
                               ("icons/hicolor/scalable/apps/other.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")):
                kept.append(share / path)
                kept[-1].write_text(text, "utf-8")
        build_caches()
        tap.run("meson", "--internal", "uninstall", cwd=there)
        tap.run(source / "data/desktop-caches.sh", share)
        left = files()
        if others:
            kept += [share / "applications/mimeinfo.cache", share / "icons/hicolor/icon-theme.cache"]
        tap.equal(map(str, left), map(str, kept), "after ninja uninstall and desktop-caches")
        for path in left:
            assert b"throughline" not in path.read_bytes(), path
    log.unlink()


tap.main(everything_is_installed_where_it_belongs, desktop_entry_is_valid, metainfo_is_valid, versions_agree,
         the_files_name_each_other, icons_can_be_drawn, caches_can_be_built, schema_and_journeys_agree,
         nothing_is_left_behind)
