#!/bin/sh
# make fuzz: builds the whole program with clang's libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer in a
# folder of its own, and lets each target run for FUZZ_SECONDS (600), one after the other. TARGETS='a b' chooses.
# What was found new is kept in fuzz/corpus between runs; what broke, in fuzz/crashes. Fails if anything broke.
# From the Makefile: TB_SRCDIR, TB_BUILDDIR, FUZZ_CPPFLAGS, FUZZ_LIBS.
top=$(cd "${TB_SRCDIR:-.}" && pwd) || exit 1
build=$(cd "${TB_BUILDDIR:-.}" && pwd)/fuzz || exit 1
clang=${CLANG:-clang}
seconds=${FUZZ_SECONDS:-600}
targets=${TARGETS:-$(ls "$top"/tests/fuzz/fuzz_*.c | sed 's/.*fuzz_\(.*\)\.c/\1/')}
flags="-std=gnu11 -O2 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined"
export TB_SRCDIR="$top" LC_ALL=C.UTF-8 UBSAN_OPTIONS=print_stacktrace=1

mkdir -p "$build" && cd "$build" || exit 1
echo 'int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n); int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n) { return !d && n; }' >have.c
"$clang" -fsanitize=fuzzer,address,undefined -o have have.c >have.log 2>&1 || {
  echo "make fuzz needs clang with libFuzzer (Debian: apt-get install clang libclang-rt-dev); set CLANG to another one:"
  sed 's/^/  /' have.log
  exit 1
}

# Nothing is installed: the catalogues are not found, and the forms are those of the source.
printf '#define LOCALEDIR "%s/none"\n#define PKGDATADIR "%s"\n' "$build" "$top" >folders.h
flags="$flags -include folders.h"

# Compiles what changed since the last time: its object is older than it, or than any header.
newest=$(find "$top/src" "$top/tests/fuzz" -name '*.h' -exec ls -t {} + | sed -n 1p)
objects=
for source in $(cd "$top" && find src -name '*.c' | sort); do
  case $source in */cmd/main.c) continue ;; esac
  source=$top/$source
  object=$(echo "${source#"$top"/src/}" | tr / -)
  object=${object%.c}.o
  objects="$objects $object"
  [ -e "$object" ] && [ -z "$(find "$source" "$newest" -newer "$object")" ] && continue
  "$clang" $flags -fsanitize=fuzzer-no-link $FUZZ_CPPFLAGS -c -o "$object" "$source" || exit 1
done
for target in $targets; do
  "$clang" $flags -fsanitize=fuzzer $FUZZ_CPPFLAGS -I"$top/tests/fuzz" -o "fuzz_$target" \
    "$top/tests/fuzz/fuzz_$target.c" $objects $FUZZ_LIBS || exit 1
done

number() { # NAME: of the statistics libFuzzer prints at its end
  sed -n "s/^stat::$1: *//p" "$target.log" | tail -n 1
}
length() { # TARGET: the longest input worth trying
  case $1 in form | draft | docx | journal) echo 16384 ;; import | package | picture) echo 4096 ;; *) echo 1024 ;; esac
}
broken=0
printf '%-10s %10s %10s %8s\n' target runs 'new units' crashes
for target in $targets; do
  mkdir -p "corpus/$target" "crashes/$target"
  before=$(ls "crashes/$target" | wc -l)
  set -- "corpus/$target"
  for folder in seeds regress; do
    [ -d "$top/tests/fuzz/$folder/$target" ] && set -- "$@" "$top/tests/fuzz/$folder/$target"
  done
  [ -e "$top/tests/fuzz/$target.dict" ] && set -- "$@" "-dict=$top/tests/fuzz/$target.dict"
  "./fuzz_$target" -max_total_time="$seconds" -max_len="$(length "$target")" -timeout=20 -malloc_limit_mb=512 \
    -print_final_stats=1 -artifact_prefix="crashes/$target/" "$@" >"$target.log" 2>&1
  code=$?
  crashes=$(($(ls "crashes/$target" | wc -l) - before))
  [ $code -eq 0 ] && [ $crashes -eq 0 ] || broken=1
  printf '%-10s %10s %10s %8s\n' "$target" "$(number number_of_executed_units)" "$(number new_units_added)" $crashes
  [ $code -eq 0 ] || { echo "  $target ended with code $code: see $build/$target.log"; grep -m 3 -E 'ERROR|fuzz: |tianbiao: |runtime error' "$target.log" | sed 's/^/  /'; }
done
exit $broken
