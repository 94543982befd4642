#!/bin/sh
# Drives the real program in a real pseudo-terminal, case by case (tests/pty/drive.c). Speaks TAP.
#
# A case is a folder:  keys     the script
#                      draft    optional: the draft to open, a path from the top of the source; it is copied first
#                      desk     optional, empty: an officer's desk is opened, that of the screen tests, by 王芳
#                      other    optional: the script of a second officer, 李四, at another terminal at the same time; they
#                               meet by <Mark:name> and <Await:name>
#                      options  optional: options of drive, such as --term vt100 --size 132x43 --code 129
#                      env      optional: NAME=VALUE a line
#                      before   optional: shell commands run in the folder first; they must succeed
#                      after    optional: shell commands run in the folder afterwards; they must succeed
top=${TB_SRCDIR:-.}
program=${TB_BUILDDIR:-.}/tianbiao
drive=${TB_BUILDDIR:-.}/tests/pty/drive
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export TIANBIAO_FORMS="$top/forms:$top/tests/fixtures/forms"
drives() { "$drive" $(cat "$case/options" 2>/dev/null) --meet "$work/meet" --keys "$@"; }
n=0
for case in "$top"/tests/pty/cases/*/; do
  case=${case%/}
  n=$((n + 1))
  rm -rf "$work/run" "$work/home" "$work/meet"; mkdir -p "$work/run" "$work/home" "$work/meet"
  draft=
  [ -e "$case/draft" ] && { draft=草稿.yaml; cp -R "$top/$(cat "$case/draft")" "$work/run/$draft"; }
  if [ -e "$case/desk" ]; then
    draft='--by 王芳 办公夹'
    [ -d "$work/desk" ] || { mkdir "$work/desk" && (cd "$work/desk" && . "$top/tests/screen/desk.sh"); }
    cp -R "$work/desk/." "$work/run"
  fi
  (cd "$work/run" || exit 1
   export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data" PROGRAM="$program"
   [ -e "$case/env" ] && while read -r line; do export "$line"; done <"$case/env"
   [ ! -e "$case/before" ] || sh -e "$case/before" || exit 1
   second=
   if [ -e "$case/other" ]; then
     drives "$case/other" -- "$program" --now 2024-06-01T09:00 --by 李四 办公夹 >other.log 2>&1 &
     second=$!
   fi
   drives "$case/keys" -- "$program" --now 2024-06-01T09:00 $draft &&
   { [ -z "$second" ] || wait $second || { cat other.log; false; }; } &&
   { [ ! -e "$case/after" ] || sh -e "$case/after"; }) >"$work/log" 2>&1 </dev/null
  if [ $? -eq 0 ]; then
    echo "ok $n - ${case##*/}"
  else
    sed 's/^/# /' "$work/log"
    echo "not ok $n - ${case##*/}"
  fi
done
echo "1..$n"
