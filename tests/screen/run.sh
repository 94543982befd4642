#!/bin/sh
# Replays each case headless at three sizes and compares the screens. Speaks TAP.
#
# A case is a folder:  keys    the script (src/tui/script.h), with <Shot:name> where to look
#                      draft   optional: the draft to open, a path from the top of the source; it is copied first
#                      desk    optional, empty: an officer's desk is opened, a copy of the one that desk.sh makes
#                      beside  optional: a folder of files that lie beside it
#                      setup   optional: shell commands run in the folder beforehand
#                      options optional: more options, such as --styles
#                      80x24 40x12 132x43   the screens expected; a size without a file is not played
# TB_GOLDEN_UPDATE=1 writes what is shown now into the expected files (all three sizes of a new case).
top=${TB_SRCDIR:-.}
program=${TB_BUILDDIR:-.}/tianbiao
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data"
export TIANBIAO_FORMS="$top/forms:$top/tests/fixtures/forms"
n=0
desk() { # into the present folder; made once
  [ -d "$work/desk" ] || { mkdir "$work/desk" && (cd "$work/desk" && . "$top/tests/screen/desk.sh"); }
  cp -R "$work/desk/." .
}
play() { # CASE SIZE: plays it in a fresh folder
  rm -rf "$work/run" "$work/home"; mkdir -p "$work/run" "$work/home"
  set -- "$1" "$2" $(cat "$1/options" 2>/dev/null)
  case=$1 size=$2; shift 2
  draft=
  if [ -e "$case/draft" ]; then
    draft=草稿.yaml
    cp -R "$top/$(cat "$case/draft")" "$work/run/$draft"
  fi
  [ ! -d "$case/beside" ] || cp -R "$case/beside/." "$work/run"
  if [ -e "$case/desk" ]; then
    draft=办公夹
    (cd "$work/run" && desk)
  fi
  [ ! -e "$case/setup" ] || (cd "$work/run" && sh -e "$case/setup")
  (cd "$work/run" && "$program" --lang zh --now 2024-06-01T09:00 --keys "$case/keys" --dump-screen --size "$size" "$@" $draft) \
    >"$work/got" 2>"$work/said"
}
for case in "$top"/tests/screen/*/; do
  case=${case%/}
  [ -e "$case/keys" ] || continue
  for size in 80x24 40x12 132x43; do
    if [ -n "${TB_GOLDEN_UPDATE:-}" ]; then
      if [ -e "$case/$size" ] || ! ls "$case"/*x* >/dev/null 2>&1 || [ -n "$fresh" ]; then
        ls "$case"/*x* >/dev/null 2>&1 || fresh=yes
        play "$case" "$size" && cp "$work/got" "$case/$size" || { echo "# $case $size"; sed 's/^/# /' "$work/said"; }
      fi
      continue
    fi
    [ -e "$case/$size" ] || continue
    n=$((n + 1))
    play "$case" "$size"; code=$?
    if [ "$code" -eq 0 ] && cmp -s "$work/got" "$case/$size"; then
      echo "ok $n - ${case##*/} $size"
    else
      { echo "exit code $code"; cat "$work/said"; diff -u "$case/$size" "$work/got"; } | sed 's/^/# /'
      echo "not ok $n - ${case##*/} $size"
    fi
  done
  fresh=
done
echo "1..$n"
