#!/usr/bin/env bash
# run.sh BUILD SECONDS [TARGET…]: runs each fuzz target for so long, one after the other, and says what came of it.
# The corpus starts from valid files in the tree and, where it is there, from ../shared/data; it is kept in BUILD/corpus.
# What breaks a target is put into BUILD/found/TARGET, to become a test under tests/fuzz/found/TARGET.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
root=$here/../..
build=$1
seconds=$2
shift 2
targets=("$@")
if [ ${#targets[@]} = 0 ]; then
  for exe in "$build"/tests/fuzz/fuzz-*; do
    [ -x "$exe" ] && [ -f "$exe" ] && targets+=("${exe##*/fuzz-}")
  done
fi
shared=${TL_SHARED:-$root/../shared}
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:malloc_limit_mb=1500:handle_abort=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LSAN_OPTIONS=suppressions=$root/tests/sanitize/lsan.supp:print_suppressions=0
export LC_ALL=C.UTF-8 GSETTINGS_BACKEND=memory GIO_USE_VFS=local

# seed FROM TO PREFIX BYTES: the beginning of a file, behind what the target wants to see first.
seed() {
  [ -f "$1" ] || return 0
  { printf '%b' "$3"; head -c "$4" "$1"; } >"$2"
}

make_seeds() {
  local target=$1 corpus=$2 file n=0
  mkdir -p "$corpus"
  for file in "$here/seeds/$target"/* "$here/found/$target"/*; do
    [ ! -f "$file" ] || cp "$file" "$corpus/tree-$(basename "$file")"
  done
  case $target in
    xml)
      for file in "$root"/tests/cases/*.xml "$root"/tests/cases/refused/*.xml "$root"/data/templates/*.xml \
        "$root"/data/samples/*.xml; do
        [ ! -f "$file" ] || cp "$file" "$corpus/"
      done
      ;;
    csv)
      while IFS= read -r file; do
        n=$((n + 1))
        seed "$file" "$corpus/shared-$n" '\x00' 3000
        seed "$file" "$corpus/shared-$n-import" '\x10' 1500
      done < <(find "$shared/data" -type f \( -name '*.csv' -o -name '*.tsv' \) 2>/dev/null | sort | head -n 60)
      ;;
    journey | salvage)
      FUZZ_SEED=$corpus/sample.journey "$build/tests/fuzz/fuzz-$target" >/dev/null 2>&1 || true
      for file in "$root"/tests/document/samples/*.journey; do
        [ ! -f "$file" ] || cp "$file" "$corpus/"
      done
      ;;
  esac
}

status=0
printf '%-10s %10s %9s %9s %8s %7s\n' target runs edges features corpus found
for target in "${targets[@]}"; do
  exe=$build/tests/fuzz/fuzz-$target
  if [ ! -x "$exe" ]; then
    echo "there is no target “$target”" >&2
    exit 2
  fi
  corpus=$build/corpus/$target
  found=$build/found/$target
  mkdir -p "$found"
  make_seeds "$target" "$corpus"
  dict=$here/$target.dict
  case $target in journey | salvage) dict=$here/pages.dict ;; esac
  length=4096
  case $target in journey | salvage) length=300000 ;; svg | xml) length=16384 ;; estimates) length=200 ;; esac
  log=$build/fuzz-$target.log
  code=0
  "$exe" "$corpus" -dict="$dict" -max_total_time="$seconds" -max_len="$length" -timeout=20 -rss_limit_mb=3000 \
    -artifact_prefix="$found/" -print_final_stats=1 ${FUZZ_ARGS:-} >"$log" 2>&1 || code=$?
  line=$(grep -E '^#[0-9]+.*cov:' "$log" | tail -n 1 || true)
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
  printf '%-10s %10s %9s %9s %8s %7s\n' "$target" "${runs:-$(sed -n 's/^#\([0-9]*\).*/\1/p' <<<"$line")}" \
    "$(sed -n 's/.*cov: \([0-9]*\).*/\1/p' <<<"$line")" "$(sed -n 's/.*ft: \([0-9]*\).*/\1/p' <<<"$line")" \
    "$(sed -n 's/.*corp: \([0-9]*\).*/\1/p' <<<"$line")" "$(find "$found" -type f | wc -l)"
  if [ "$code" != 0 ]; then
    status=1
    grep -nE 'ERROR|SUMMARY|Throughline-|runtime error|assertion' "$log" | head -n 5
    echo "  the whole story: $log; the file: $(ls -t "$found" | head -n 1)"
  fi
done
exit $status
