#!/bin/sh
# What other programs make of our pages: paps and LibreOffice must count as many pages as we do. For `make check-print`;
# a program that is missing is named and passed over. Speaks TAP.
top=${TB_SRCDIR:-.}
program=${TB_BUILDDIR:-.}/tianbiao
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work" TIANBIAO_FORMS="$top/forms"
n=0
result() { # WANTED GOT WHAT
  n=$((n + 1))
  if [ "$1" = "$2" ]; then echo "ok $n - $3: $1 pages"; else echo "not ok $n - $3: $2 pages, not $1"; bad=1; fi
}
have() { command -v "$1" >/dev/null 2>&1 || { echo "# $1 is missing: its tests are passed over"; return 1; }; }
pages_of_pdf() { pdfinfo "$1" 2>/dev/null | sed -n 's/^Pages: *//p'; }
for form in "$top"/forms/*/; do
  for profile in official dense; do
    name=$(basename "$form")-$profile
    "$program" export --profile "$profile" --encoding utf-8 -o "$work/$name.txt" "$form/samples/complete.yaml" 2>/dev/null || { result 1 0 "export of $name"; continue; }
    ours=$(($(tr -cd '\f' <"$work/$name.txt" | wc -c) + 1))
    size=18; [ "$profile" = dense ] && size=11.5
    if have paps && have ps2pdf && have pdfinfo; then
      paps --font="Noto Sans Mono CJK SC $size" "$work/$name.txt" >"$work/$name.ps" 2>/dev/null && ps2pdf "$work/$name.ps" "$work/$name.paps.pdf"
      result "$ours" "$(pages_of_pdf "$work/$name.paps.pdf")" "paps, $name"
    fi
    if [ "$profile" = official ] && have soffice && have pdfinfo; then
      soffice --headless --convert-to pdf --outdir "$work/lo" "$work/$name.txt" >/dev/null 2>&1
      result "$ours" "$(pages_of_pdf "$work/lo/$name.pdf")" "LibreOffice, $name"
    fi
  done
done
echo "1..$n"
exit ${bad:-0}
