#!/bin/sh
# The unit tests named, and a replayed script, under valgrind: no error, no leak. For `make check-valgrind`.
cd "${TB_BUILDDIR:-.}" || exit 1
command -v valgrind >/dev/null || { echo "valgrind is missing (Debian: apt-get install valgrind)" >&2; exit 3; }
bad=0
run() {
  if valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect \
    --child-silent-after-fork=yes "$@" >/dev/null 2>valgrind.log; [ $? -ne 99 ]; then
    echo "ok: $1"
  else
    echo "FAILED: $*"; cat valgrind.log; bad=1
  fi
}
for test; do run "./$test"; done
work=$(mktemp -d); trap 'rm -rf "$work" valgrind.log' EXIT
export HOME="$work" TIANBIAO_FORMS="$TB_SRCDIR/forms"
sample=$TB_SRCDIR/forms/chain-case-2024/samples/complete.yaml
for keys in "$TB_SRCDIR"/tests/screen/*/keys; do
  cp "$sample" "$work/d.yaml"
  run ./tianbiao --keys "$keys" --dump-screen "$work/d.yaml"
done
run ./tianbiao check --all "$sample" "$TB_SRCDIR/forms/chain-case-2024/samples/flawed.yaml"
run ./tianbiao export -o "$work/out.txt" "$sample"
exit $bad
