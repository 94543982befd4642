#!/bin/sh
# Every fuzz target over its seeds, over what ever broke it, and over a fixed number of mutations of both, always the
# same. Speaks TAP. What kills a target is left in the build folder as tests/fuzz/crash-TARGET.
# TB_TARGETS='a b' runs only those; TB_MUTATIONS=N asks for N of each.
top=$(cd "${TB_SRCDIR:-.}" && pwd) || exit 1
build=$(cd "${TB_BUILDDIR:-.}" && pwd) || exit 1
fuzz=$top/tests/fuzz
export TB_SRCDIR="$top" LC_ALL=C.UTF-8
export ASAN_OPTIONS="abort_on_error=1:${ASAN_OPTIONS:-}" UBSAN_OPTIONS="abort_on_error=1:${UBSAN_OPTIONS:-}"

mutations() { # TARGET: as many as about half a second is good for
  case $1 in
    picture) echo 100000 ;;
    package | form) echo 20000 ;;
    import | wrap) echo 10000 ;;
    csv | draft | manifest) echo 4000 ;;
    journal | review) echo 1000 ;;
    *) echo 600 ;;
  esac
}

targets=${TB_TARGETS:-$(ls "$fuzz"/fuzz_*.c | sed 's/.*fuzz_\(.*\)\.c/\1/')}
set -- $targets
echo "1..$#"
n=0
for target; do
  n=$((n + 1))
  program=$build/tests/fuzz/fuzz_$target
  crash=$build/tests/fuzz/crash-$target
  rm -f "$crash"
  set -- -n "${TB_MUTATIONS:-$(mutations "$target")}" -o "$crash"
  [ -e "$fuzz/$target.dict" ] && set -- "$@" -d "$fuzz/$target.dict"
  for folder in seeds regress; do
    [ -d "$fuzz/$folder/$target" ] && set -- "$@" "$fuzz/$folder/$target"
  done
  if said=$("$program" "$@" 2>&1); then
    echo "ok $n - $target: $said"
  else
    echo "$said" | sed 's/^/# /' | head -n 40
    [ -e "$crash" ] && echo "# the input that did it: $crash"
    echo "not ok $n - $target"
  fi
done
