#!/bin/sh
# The samples that the forms bring along keep their word: a complete one has nothing left to mend, a flawed one raises
# exactly the findings its comments name, and every form passes lint. Speaks TAP.
top=${TB_SRCDIR:-.}
program=${TB_BUILDDIR:-.}/tianbiao
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work" TIANBIAO_FORMS="$top/forms"
n=0
result() {
  code=$?; n=$((n + 1))
  [ $code -eq 0 ] && echo "ok $n - $1" || { head -n 20 "$work/log" | sed 's/^/# /'; echo "not ok $n - $1"; }
}
forms=0
for form in "$top"/forms/*/; do
  form=${form%/} name=$(basename "$form"); forms=$((forms + 1))
  "$program" form lint "$form" >"$work/log" 2>&1
  result "$name passes lint"
  "$program" check "$form/samples/complete.yaml" >"$work/log" 2>/dev/null && [ ! -s "$work/log" ]
  result "$name: nothing to mend in the complete sample"
  "$program" check "$form/samples/flawed.yaml" 2>/dev/null | sed 's/.*\[\([^]]*\)\]$/\1/' | LC_ALL=C sort -u >"$work/found"
  sed -n 's/^ *# 错处：*//p' "$form/samples/flawed.yaml" | tr -s ' 、，' '\n\n\n' | grep . | LC_ALL=C sort -u >"$work/named"
  diff "$work/named" "$work/found" >"$work/log"
  result "$name: the flawed sample raises exactly what its comments name ($(wc -l <"$work/named") codes)"
  [ "$(wc -l <"$work/named")" -ge 15 ] && [ "$(cut -d. -f1 "$work/named" | sort -u | wc -l)" -ge 6 ]
  result "$name: at least 15 codes over at least 6 sections"
done
[ $forms -ge 2 ]
result "two forms at least are shipped"
echo "1..$n"
