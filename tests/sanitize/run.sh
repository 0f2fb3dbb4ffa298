#!/usr/bin/env bash
# run.sh BUILD asan|tsan [TEST…]: runs the suites of a build that was made with a sanitizer, and says what it found.
# What is not ours is left out by the short lists beside this file, which say why.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
build=$1
kind=$2
shift 2
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
code=0
case $kind in
  asan)
    export LSAN_OPTIONS=suppressions=$here/lsan.supp:print_suppressions=0
    options=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
    : >"$build/sanitize.log"
    : >"$build/story.txt"
    # Only with whole stacks is it known in whose library something was left behind; they take ten times as long. Without
    # a display they are taken only where something was found.
    if ! ASAN_OPTIONS=$options meson test -C "$build" --no-rebuild -t 15 --suite displayless --no-suite lint "$@" \
      >>"$build/sanitize.log" 2>&1; then
      mapfile -t again < <(python3 "$here/failed.py" "$build/meson-logs/testlog.json")
      sed -i -E '/^ *[0-9]+\/[0-9]+ .*(FAIL|ERROR|TIMEOUT)/d' "$build/sanitize.log"
      [ ${#again[@]} = 0 ] || ASAN_OPTIONS=$options:fast_unwind_on_malloc=0 meson test -C "$build" --no-rebuild -t 60 \
        "${again[@]}" >>"$build/sanitize.log" 2>&1 || code=$?
    fi
    cat "$build/meson-logs/testlog.txt" >>"$build/story.txt"
    # With a display whole stacks would be needed of everything, which takes minutes a suite.
    leaks=${TL_LEAKS:-0}
    ASAN_OPTIONS=$options:detect_leaks=$leaks:fast_unwind_on_malloc=$((1 - leaks)) meson test -C "$build" --no-rebuild \
      -t 15 --suite display "$@" >>"$build/sanitize.log" 2>&1 || code=$?
    cat "$build/meson-logs/testlog.txt" >>"$build/story.txt"
    story=$build/story.txt
    ;;
  tsan)
    shim=$build/libtsan-glib.so
    cc -shared -fPIC -O1 -o "$shim" "$here/tsan-glib.c" $(pkg-config --cflags gio-2.0) -ldl
    export TSAN_OPTIONS=suppressions=$here/tsan.supp:ignore_noninstrumented_modules=1:halt_on_error=0:second_deadlock_stack=1
    # The sanitizer's own library comes first, so that the one before GLib finds its functions.
    preload=$(cc -print-file-name=libtsan.so):$shim
    # Where everything lies where it is put, the sanitizer's own maps fit beside it; some kernels scatter too widely for it.
    fixed=
    setarch "$(uname -m)" -R true 2>/dev/null && fixed="setarch $(uname -m) -R "
    # The control: what is handed over is no race, and a race is found. On a machine with much to do, the threads may happen
    # to run one after the other and meet in a lock of GLib's; so it may try more than once, and says what it saw.
    cc -fsanitize=thread -g -O1 -o "$build/race" "$here/race.c" $(pkg-config --cflags --libs gio-2.0)
    # Not by a pipe: it ends with an error where it finds a race, and so would the pipe.
    is_told() {
      env LD_PRELOAD="$preload" ${fixed}"$build/race" "$@" >"$build/control.log" 2>&1 || true
      grep -q 'WARNING: ThreadSanitizer' "$build/control.log"
    }
    told=no
    for _ in 1 2 3 4 5; do
      if is_told; then
        echo "the control failed: what is handed over is taken for a race"
        cat "$build/control.log"
        exit 1
      fi
      if is_told x; then
        told=yes
        break
      fi
    done
    if [ $told = no ]; then
      echo "the control failed: a race is not told"
      cat "$build/control.log"
      exit 1
    fi
    meson test -C "$build" --no-rebuild -t 15 --wrapper "${fixed}env LD_PRELOAD=$preload" "$@" >"$build/sanitize.log" 2>&1 ||
      code=$?
    ;;
esac
grep -E '^ *[0-9]+/[0-9]+ .*(OK|FAIL|ERROR|TIMEOUT|SKIP)|^(Ok|Fail|Timeout|Skipped|Expected Fail)' "$build/sanitize.log" || true
# With a wrapper, meson names the log by it.
story=${story:-$(ls -t "$build"/meson-logs/testlog*.txt | head -n 1)}
if grep -qE 'ERROR: (Address|Leak)Sanitizer|runtime error:|WARNING: ThreadSanitizer' "$story"; then
  code=1
  grep -nE 'ERROR: (Address|Leak)Sanitizer|runtime error:|WARNING: ThreadSanitizer|^SUMMARY' "$story" |
    sort -t: -k2 -u | head -n 30
fi
[ "$code" = 0 ] || echo "the whole story: $story"
exit "$code"
