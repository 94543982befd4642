#!/bin/sh
# What the analysers say of src/, less what tests/lint/known explains. For `make lint`; fails when anything is left.
# A tool that is missing is told and passed over. TB_LINT='cppcheck' runs only that one; TB_FILES='src/x/y.c' only those.
#
# clang-tidy   the sets bugprone and cert and clang's own analyser (.clang-tidy says what is switched off, and why)
# cppcheck     errors, warnings, portability, performance
# gcc          -fanalyzer
cd "${TB_SRCDIR:-.}" || exit 1
build=${TB_BUILDDIR:-.}
[ -e "$build/config.h" ] || { echo "no config.h in $build: run configure there"; exit 1; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
files=${TB_FILES:-$(find src -name '*.c' | LC_ALL=C sort)}
libraries=$(pkg-config --cflags ncursesw yaml-0.1 libpng libjpeg nettle libarchive libxml-2.0 xlsxwriter 2>/dev/null)
flags="-std=gnu11 -Isrc -DLOCALEDIR=\"/\" -DPKGDATADIR=\"/\" $libraries"
forced="-include $build/config.h"

# Each leaves lines FILE:LINE:COLUMN: LEVEL: MESSAGE [CHECK] on standard output.
clang_tidy() {
  for file in $files; do clang-tidy -quiet "$file" -- $flags $forced 2>/dev/null; done
}
cppcheck_all() {
  cppcheck -q --std=c11 --enable=warning,portability,performance --inline-suppr -D_GNU_SOURCE -Isrc \
    --template='{file}:{line}:{column}: {severity}: {message} [{id}]' $files 2>&1 >/dev/null
}
# The paths it finds may be many; where there are too many for it, it says nothing.
gcc_analyser() {
  for file in $files; do ${TB_CC:-gcc} $flags $forced -O2 -fanalyzer -c -o /dev/null "$file" 2>&1; done
}
has_analyser() { echo 'int x;' | ${TB_CC:-gcc} -fanalyzer -x c -c -o /dev/null - 2>/dev/null; }

run() { # NAME, WHETHER IT IS THERE, FUNCTION, DEBIAN'S PACKAGE
  case " ${TB_LINT:-$1} " in *" $1 "*) ;; *) return ;; esac
  if ! eval "$2" >/dev/null 2>&1; then echo "$1 is missing (Debian: apt-get install $4): passed over"; return; fi
  $3 >"$work/said"
  # The same line of a header comes once for each file that includes it. Paths are those from the top of the source.
  sed -n "s|^$(pwd)/||; s/^\(src[^:]*\):\([0-9]*\):\([0-9]*\): \(warning\|error\|portability\|performance\): \(.*\) \[\([^]]*\)\]\$/\1\t\6\t\2\t\5/p" \
    "$work/said" | sort -u >"$work/found"
  awk -F'\t' -v tool="$1" '
    NR == FNR { if ($0 !~ /^#/ && $1 == tool) { known[$2 "\t" $3] = 1 } next }
    { check = $2; sub(/^CWE-[0-9]*\] \[/, "", check) }
    ($1 "\t" check) in known { met[$1 "\t" check] = 1; next }
    { print $1 ":" $3 ": " $4 " [" check "]"; bad++ }
    END {
      for (k in known) if (!(k in met)) stale[k]
      for (k in stale) print "tests/lint/known: nothing like this is found any more: " k
      exit bad > 0
    }' tests/lint/known "$work/found" && echo "$1: clean" || : >"$work/failed"
}
run clang-tidy 'command -v clang-tidy' clang_tidy clang-tidy
run cppcheck 'command -v cppcheck' cppcheck_all cppcheck
run gcc has_analyser gcc_analyser gcc
[ ! -e "$work/failed" ]
