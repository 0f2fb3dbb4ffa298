#!/bin/sh
# Runs a test on a display of its own, where there can be one.
# SPDX-License-Identifier: GPL-3.0-or-later
if ! command -v xvfb-run >/dev/null || ! command -v xauth >/dev/null; then
  echo '1..0 # SKIP xvfb-run is not installed'
  exit 0
fi
exec xvfb-run -a -s '-screen 0 1280x800x24 -nolisten tcp -noreset' "$@"
