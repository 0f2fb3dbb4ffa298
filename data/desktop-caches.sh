#!/bin/sh
# Brings up to date what the desktop keeps in its caches of a data folder, as after “ninja uninstall”, of which Meson tells
# nobody: ninja -C build uninstall && ninja -C build desktop-caches
# Usage: desktop-caches.sh DATADIR
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
share=$1

# Whether there is a file of that name below a folder.
has() {
  [ -d "$1" ] && [ -n "$(find "$1" -name "$2" -type f -print -quit)" ]
}

# Where nothing is left that a cache could be of, it goes as well, and its folders with it.
if has "$share/glib-2.0/schemas" '*.xml'; then
  glib-compile-schemas "$share/glib-2.0/schemas"
else
  rm -f "$share/glib-2.0/schemas/gschemas.compiled"
fi
if has "$share/applications" '*.desktop'; then
  update-desktop-database -q "$share/applications"
else
  rm -f "$share/applications/mimeinfo.cache"
fi
if [ -d "$share/mime" ]; then
  mkdir -p "$share/mime/packages"
  update-mime-database "$share/mime"
  if ! has "$share/mime/packages" '*.xml'; then
    for name in aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version XMLnamespaces; do
      rm -f "$share/mime/$name"
    done
  fi
fi
if has "$share/icons/hicolor" '*.*g'; then
  gtk-update-icon-cache -q -t -f "$share/icons/hicolor"
else
  rm -f "$share/icons/hicolor/icon-theme.cache"
fi
for folder in glib-2.0 applications mime icons/hicolor; do
  if [ -d "$share/$folder" ]; then
    find "$share/$folder" -depth -type d -empty -delete
  fi
done
for folder in icons .; do
  rmdir "$share/$folder" 2>/dev/null || true
done
