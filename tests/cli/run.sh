#!/bin/sh
# Runs each case in a fresh folder and compares what it says. Speaks TAP.
#
# A case is a folder:  cmd        shell commands; `tianbiao` is the program just built
#                      in         optional: standard input
#                      out, err   expected, byte for byte; without the file nothing may be said
#                      out.has, err.has     instead: lines of which each must be found in what is said
#                      out.lacks, err.lacks lines of which none may be found
#                      code       the exit code, 0 without the file
# All other files of the case are copied into the folder it runs in. @TOP@ in what is expected stands for the top of the
# source. TB_GOLDEN_UPDATE=1 writes what is said now into out, err and code where they are there already or where nothing
# else is expected. TB_CASES='a b' runs only those.
top=$(cd "${TB_SRCDIR:-.}" && pwd) || exit 1
build=$(cd "${TB_BUILDDIR:-.}" && pwd) || exit 1
[ -x "$build/tianbiao" ] || { echo "Bail out! no program in $build"; exit 1; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export TB_SRCDIR="$top" TB_BUILDDIR="$build" PATH="$build:$PATH" LC_ALL=C.UTF-8 TZ=UTC
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data" TMPDIR="$work/tmp"
export TIANBIAO_FORMS="$top/tests/fixtures/forms:$top/forms"
unset LANG LANGUAGE LC_MESSAGES LC_CTYPE TIANBIAO_LANG NO_COLOR EDITOR VISUAL POSIXLY_CORRECT

play() { # CASE: leaves out, err and code in $work
  chmod -R u+rwx "$work/run" 2>/dev/null
  rm -rf "$work/run" "$work/home" "$work/tmp"; mkdir -p "$work/run" "$work/home" "$work/tmp"
  cp -R "$1/." "$work/run"
  (cd "$work/run" && rm -f cmd in out err code out.has err.has out.lacks err.lacks)
  input=/dev/null; [ -e "$1/in" ] && input=$1/in
  (cd "$work/run" && sh "$1/cmd") <"$input" >"$work/out" 2>"$work/err"
  echo $? >"$work/code"
}

same() { # STREAM: against the case's file, or against nothing
  sed "s|@TOP@|$top|g" "$case/$1" 2>/dev/null >"$work/want"
  cmp -s "$work/want" "$work/$1" || { echo "# std$1 differs:"; diff -u "$work/want" "$work/$1" | sed 's/^/# /'; return 1; }
}
holds() { # STREAM: has and lacks
  good=0
  [ -e "$case/$1.has" ] && while IFS= read -r line; do
    grep -qF -e "$line" "$work/$1" || { echo "# std$1 lacks: $line"; good=1; }
  done <"$case/$1.has"
  [ -e "$case/$1.lacks" ] && while IFS= read -r line; do
    grep -qF -e "$line" "$work/$1" && { echo "# std$1 has: $line"; good=1; }
  done <"$case/$1.lacks"
  [ $good -eq 0 ] || { sed 's/^/# | /' "$work/$1" | head -n 40; return 1; }
}
judge() {
  verdict=0
  want=0; [ -e "$case/code" ] && want=$(cat "$case/code")
  [ "$want" = "$(cat "$work/code")" ] || { echo "# exit code $(cat "$work/code"), not $want"; verdict=1; }
  for stream in out err; do
    if [ -e "$case/$stream.has" ] || [ -e "$case/$stream.lacks" ]; then holds $stream || verdict=1
    else same $stream || verdict=1; fi
  done
  [ $verdict -eq 0 ] || sed 's/^/# stderr: /' "$work/err" | head -n 10
  return $verdict
}
update() {
  [ "$(cat "$work/code")" = 0 ] && rm -f "$case/code" || cp "$work/code" "$case/code"
  for stream in out err; do
    [ -e "$case/$stream.has" ] || [ -e "$case/$stream.lacks" ] && continue
    if [ -s "$work/$stream" ]; then sed "s|$top|@TOP@|g" "$work/$stream" >"$case/$stream"; else rm -f "$case/$stream"; fi
  done
}

n=0
for case in "$top"/tests/cli/*/; do
  case=${case%/}
  [ -e "$case/cmd" ] || continue
  case " ${TB_CASES:-${case##*/}} " in *" ${case##*/} "*) ;; *) continue ;; esac
  n=$((n + 1))
  play "$case"
  if [ -n "${TB_GOLDEN_UPDATE:-}" ]; then update; continue; fi
  if judge; then echo "ok $n - ${case##*/}"; else echo "not ok $n - ${case##*/}"; fi
done
echo "1..$n"
