#!/bin/sh
# Every command over drafts, forms and names made to do harm. Speaks TAP.
#
# A case is a folder:  *.yaml, forms/  templates: each poison of tests/hostile/poisons in turn is put in place of @POISON@
#                      keys    what is pressed in the wizard without a terminal
#                      pressed optional: what is pressed in a real pseudo-terminal; it must lead out of the wizard
#                      poisons optional: the names of those it takes
#                      make    optional: shell commands that make what no source tree can hold; then there is no poison
#                      after   optional: shell commands that must succeed afterwards
# and each command of tests/hostile/commands is run over it. It must come to an end by itself, with an exit code of
# ours, and no byte that steers a terminal may be in what it says, prints or writes, wherever that goes.
# TB_CASES='draft form' and TB_POISONS='escape c1' run only those.
top=$(cd "${TB_SRCDIR:-.}" && pwd) || exit 1
build=$(cd "${TB_BUILDDIR:-.}" && pwd) || exit 1
[ -x "$build/tianbiao" ] || { echo "Bail out! no program in $build"; exit 1; }
here=$top/tests/hostile
export HERE="$here"
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
export PATH="$build:$PATH" LC_ALL=C.UTF-8 TZ=UTC TMPDIR="$work/tmp"
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data" XDG_STATE_HOME="$work/home/state"
unset LANG LANGUAGE LC_MESSAGES LC_CTYPE TIANBIAO_LANG TIANBIAO_FORMS NO_COLOR EDITOR VISUAL
patience='timeout 30'; command -v timeout >/dev/null || patience=

# ---- what may not come out, as bytes of UTF-8 ----
bytes() { printf "$1"; }
# C0 but LF and tab, DEL; C1; the marks of direction and the separators of lines.
c0=$(bytes '[\001-\010\013-\037\177]')
c0_but_feed=$(bytes '[\001-\010\013\015-\037\177]')
others=$(bytes '\302[\200-\237]\|\330\234\|\342\200[\216\217\250-\256]\|\342\201[\246-\251]')
# KIND FILE: says what is wrong with it.
dirt() {
  case $1 in
    RAW) return ;;
    PAGES) LC_ALL=C grep -an -e "$c0_but_feed" -e "$others" "$2" ;;
    GB) iconv -f GB18030 -t UTF-8 "$2" 2>&1 | tr -d '\r' | LC_ALL=C grep -an -e "$c0_but_feed" -e "$others" ;;
    BOM) tr -d '\r' <"$2" | LC_ALL=C grep -an -e "$c0_but_feed" -e "$others" ;;
    CSV)
      tr -d '\r' <"$2" | LC_ALL=C grep -an -e "$c0" -e "$others"
      cells "$2" , ;;
    TSV) LC_ALL=C grep -an -e "$c0" -e "$others" "$2"; cells "$2" "$(bytes '\t')" ;;
    *) LC_ALL=C grep -an -e "$c0" -e "$others" "$2" ;;
  esac
  LC_ALL=C tr -d -c '\000' <"$2" | LC_ALL=C tr '\000' 'x' | sed 's/.*/a NUL byte/'
}
# FILE SEPARATOR: cells that begin a formula, quotes taken off.
cells() {
  LC_ALL=C.UTF-8 awk -v sep="$2" '
    { text = text $0 "\n" }
    function end() { if (cell ~ /^ *([-=+@\t\n]|＝|＋|－|＠)/) print "a formula: " cell; cell = "" }
    END {
      sub(/^\357\273\277/, "", text); n = length(text); csv = sep == ","
      for (i = 1; i <= n; i++) {
        c = substr(text, i, 1)
        if (csv && c == "\"") { if (quoted && substr(text, i + 1, 1) == "\"") { cell = cell c; i++ } else quoted = !quoted }
        else if (!quoted && (c == sep || c == "\n" || c == "\r")) end()
        else cell = cell c
      }
    }' "$1"
}
# What a terminal was sent: once our own sequences and the bell are taken away, nothing may be left; and none of those of
# the poisons.
dirt_of_terminal() {
  LC_ALL=C sed -e "s/$(bytes '\033')\[[?>]*\(5n\|21t\)/<HOSTILE>/g" \
    -e "s/$(bytes '\033')\[[?>0-9;]*[A-Za-z@\`]//g" -e "s/$(bytes '\033')[()][AB0]//g" -e "s/$(bytes '\033')[=>78M]//g" \
    -e "s/$(bytes '[\a\b\r\t\016\017]')//g" "$1" | LC_ALL=C grep -an -e "$c0" -e "$others" -e '<HOSTILE>'
}

# ---- one case with one poison ----
lay_out() { # POISON
  chmod -R u+rwx "$work/run" 2>/dev/null
  rm -rf "$work/run" "$work/home" "$work/tmp"; mkdir -p "$work/run" "$work/home" "$work/tmp"
  cp -R "$case/." "$work/run" && cd "$work/run" || exit 1
  if [ -e make ]; then sh -e ./make || { echo "# make failed"; return 1; }; return; fi
  find . -name '*.yaml' -type f | while IFS= read -r file; do
    POISON=$1 awk 'BEGIN { p = ENVIRON["POISON"] }
      { while (i = index($0, "@POISON@")) { printf "%s%s", substr($0, 1, i - 1), p; $0 = substr($0, i + 8) } print }' "$file" >"$work/filled"
    cat "$work/filled" >"$file"
  done
}
blame() { # TEXT, and what was found on standard input
  found=$(head -n 3 | LC_ALL=C cut -c1-200 | LC_ALL=C sed "s/$c0/?/g; s/$others/?/g" | sed 's/^/#     /')
  [ -z "$found" ] && return
  echo "# $1"; echo "$found"; : >"$work/wrong"
}
run_command() { # KIND COMMAND
  cp "$work/run/draft.yaml" "$work/run/d.yaml"
  rm -f "$O"; : >"$work/out"; : >"$work/err"
  $patience sh -c "$2" >"$work/out" 2>"$work/err" </dev/null
  code=$?
  case $code in [01234]) ;; *) echo "exit code $code" | blame "$2" ;; esac
  grep -a 'ERROR: AddressSanitizer\|runtime error:\|LeakSanitizer' "$work/err" | blame "$2: a sanitizer speaks"
  dirt "$1" "$work/out" | blame "$2: standard output"
  dirt TEXT "$work/err" | blame "$2: standard error"
  if [ -e "$O" ] && [ "$1" != TEXT ]; then dirt "$1" "$O" | blame "$2: the file written"; fi
}
run_commands() {
  while read -r kind command; do
    case $kind in '#'|'') continue ;; esac
    case $1$kind in cells*[SV]) ;; cells*) continue ;; esac
    run_command "$kind" "$command"
  done <"$here/commands"
}
run_terminal() {
  [ -x "$build/tests/pty/drive" ] || return
  : >"$work/none"
  cp draft.yaml d.yaml
  if [ -e pressed ]; then
    $patience "$build/tests/pty/drive" --bytes --quiet 60 --raw "$work/raw" --keys pressed -- tianbiao --now 2024-06-01T09:00 d.yaml >"$work/out" 2>&1 ||
      blame "the wizard" <"$work/out"
    dirt_of_terminal "$work/raw" | blame "the wizard's terminal"
  fi
  for command in "get d.yaml a.name" "get d.yaml" "check --all d.yaml" "export d.yaml" "desk summary d.yaml" "form show hostile" "form lint forms"; do
    $patience "$build/tests/pty/drive" --raw "$work/raw" --keys "$work/none" -- tianbiao $command >"$work/out" 2>&1
    tr -d '\f' <"$work/raw" >"$work/raw2"
    dirt_of_terminal "$work/raw2" | blame "$command, on a terminal"
  done
}

n=0
play() { # POISON-NAME WHERE POISON
  case " ${TB_POISONS:-$1} " in *" $1 "*) ;; *) return ;; esac
  n=$((n + 1)); rm -f "$work/wrong"
  lay_out "$3" || : >"$work/wrong"
  export TIANBIAO_FORMS="$work/run/forms" D=d.yaml F=hostile O="$work/written"
  run_commands "$2"
  [ "$2" = tty ] && run_terminal
  if [ -e after ]; then sh -e ./after >"$work/out" 2>&1 || { echo; cat "$work/out"; } | blame "what must be true afterwards"; fi
  [ ! -e "$work/wrong" ] || printf 'not '
  echo "ok $n - ${case##*/}${1:+ }$1"
}
for case in "$here"/cases/*/; do
  case=${case%/}
  case " ${TB_CASES:-${case##*/}} " in *" ${case##*/} "*) ;; *) continue ;; esac
  if [ -e "$case/make" ]; then play '' all ''; continue; fi
  while read -r name where poison; do
    case $name in '#'|'') continue ;; esac
    case " $(cat "$case/poisons" 2>/dev/null || echo "$name") " in *" $name "*) ;; *) continue ;; esac
    play "$name" "$where" "$poison"
  done <"$here/poisons"
done
echo "1..$n"
