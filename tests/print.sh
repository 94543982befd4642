#!/bin/sh
# What other programs make of our pages: paps and LibreOffice must count as many pages of text as we do, LibreOffice must
# find in our docx the text of the plain pages, nothing more or less, and count its words as we do; of the officers' table
# it must find the same cells in the workbook, the CSV, the TSV and the docx. For `make check-print`; a program that is missing is named and passed over. Speaks TAP.
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
say() { # VERDICT WHAT
  n=$((n + 1))
  if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi
}

# The words of plain pages without what pages add: heads, feet, line ends, blanks, lines to write on, and the notes that
# stand for pictures.
words_of_pages() {
  sed 's/^\f//' "$1" | awk -v total=24 'NR % total != 1 && NR % total != 0' | squeeze | sed 's/（附图文件[^）]*）//g'
}
squeeze() { sed 's/^\xEF\xBB\xBF//; s/　//g' | LC_ALL=C tr -d ' \t\r\n\f_'; echo; }
words_of_lo() { sed -n 's/.*meta:word-count="\([0-9]*\)".*/\1/p' "$1" | head -n 1; }
convert() { soffice --headless --convert-to "$1" --outdir "$work/lo" "$2" >/dev/null 2>&1; }

# LibreOffice joins each of “”‘’…·×℃ to what stands beside it and blanks —: so it may count fewer words by as many as
# there are, never more (text-rules 1.1). In the docx itself it counts heads and feet too, which Word does not.
compare_counts() { # NAME
  ours=$("$program" count "$work/lo/$1.txt" | cut -d ' ' -f 1)
  theirs=$(words_of_lo "$work/lo/$1.txt.fodt")
  either=$(grep -o '[“”‘’…—·×℃]' "$work/lo/$1.txt" | wc -l)
  echo "# $1: ours $ours, LibreOffice's $theirs, with heads and feet $(words_of_lo "$work/lo/$1.fodt"); $either characters either way"
  [ "$theirs" -le "$ours" ] && [ $((ours - theirs)) -le "$either" ]
}

docx() { # FORM NAME
  "$program" export --format docx -o "$work/$2.docx" "$1/samples/complete.yaml" 2>/dev/null
  "$program" export --encoding utf-8 -o "$work/$2.plain" "$1/samples/complete.yaml" 2>/dev/null
  for to in pdf fodt "txt:Text (encoded):UTF8"; do convert "$to" "$work/$2.docx"; done
  pages=$(pages_of_pdf "$work/lo/$2.pdf")
  [ -n "$pages" ]; say $? "LibreOffice opens $2.docx: ${pages:-no} pages"
  words_of_pages "$work/$2.plain" >"$work/want"
  squeeze <"$work/lo/$2.txt" >"$work/got"
  cmp "$work/want" "$work/got" | sed 's/^/# /'
  cmp -s "$work/want" "$work/got"; say $? "$2.docx has the text of the plain pages"
  # The plain text under a name of its own: the two results must not meet.
  cp "$work/lo/$2.txt" "$work/$2.txt.txt"; convert fodt "$work/$2.txt.txt"
  compare_counts "$2"; say $? "$2.docx: 字数 as LibreOffice counts"
}

# The cells of a table as LibreOffice reads them, parted by tabs. The workbook has title and head in front of them.
cells() { soffice --headless --infilter="$2" --convert-to 'csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false' --outdir "$work/lo" "$work/$1" >/dev/null 2>&1; }
landscape() { pdfinfo "$1" 2>/dev/null | grep -q '^Page size: *84[12][.0-9]* x 595'; }
plain_cells() { sed 's/^\xEF\xBB\xBF//' | LC_ALL=C tr -d '"\r\n\t '; }

# LibreOffice may be there without its part for spreadsheets.
have_calc() {
  [ -e "$work/lo/probe.xlsx" ] && return
  echo a >"$work/probe.csv"; convert xlsx "$work/probe.csv"
  [ -e "$work/lo/probe.xlsx" ] || { echo "# LibreOffice Calc is missing: its tests are passed over"; return 1; }
}

table() { # FORM NAME
  # A sample is demonstration data, which no table takes: this is one made of it, with what spreadsheets like to change.
  sed '/^demo:/d; s/^draft_id:.*/draft_id: 00000000000000a1/' "$1/samples/complete.yaml" >"$work/one.yaml"
  sed 's/00000000000000a1/00000000000000b2/; s/^\( *phone:\).*/\1 "031100000012345678"/' "$work/one.yaml" >"$work/two.yaml"
  for to in csv tsv xlsx docx; do "$program" desk summary --county 演示县 --contact 李演示 --phone 0311-1 --format $to -o "$work/$2-sum.$to" "$work/one.yaml" "$work/two.yaml" 2>/dev/null; done
  "$program" desk summary --format tsv "$work/one.yaml" "$work/two.yaml" 2>/dev/null | plain_cells >"$work/want"
  cells "$2-sum.xlsx" 'Calc MS Excel 2007 XML'; mv "$work/lo/$2-sum.csv" "$work/xlsx.cells"
  sed 1,2d "$work/xlsx.cells" | plain_cells >"$work/got"
  cmp -s "$work/want" "$work/got"; say $? "LibreOffice finds our cells in $2-sum.xlsx"
  for kind in csv:44 tsv:9; do
    # As text columns: what a spreadsheet program makes of digits without being told is the reason for the workbook.
    cells "$2-sum.${kind%:*}" "CSV:${kind#*:},34,76,1,1/2/2/2/3/2/4/2/5/2/6/2/7/2/8/2"; plain_cells <"$work/lo/$2-sum.csv" >"$work/got"
    cmp -s "$work/want" "$work/got"; say $? "LibreOffice finds our cells in $2-sum.${kind%:*}"
  done
  convert "txt:Text (encoded):UTF8" "$work/$2-sum.docx"
  squeeze <"$work/lo/$2-sum.txt" | tr -d '"' >"$work/got"
  { sed -n 1,2p "$work/xlsx.cells"; sed 1,2d "$work/xlsx.cells"; } | squeeze | tr -d '"' >"$work/want"
  cmp -s "$work/want" "$work/got"; say $? "LibreOffice finds our cells in $2-sum.docx"
  for to in xlsx docx; do
    rm -f "$work/lo/$2-sum.pdf"; convert pdf "$work/$2-sum.$to"
    landscape "$work/lo/$2-sum.pdf"; say $? "$2-sum.$to is printed on landscape pages"
  done
}

for form in "$top"/forms/*/; do
  name=$(basename "$form")
  have soffice && have pdfinfo && docx "$form" "$name"
  have soffice && have pdfinfo && have_calc && table "$form" "$name"
  for paper in application bound; do for profile in official dense; do
    name=$(basename "$form")-$paper-$profile
    "$program" export --paper "$paper" --profile "$profile" --encoding utf-8 -o "$work/$name.txt" "$form/samples/complete.yaml" 2>/dev/null || { result 1 0 "export of $name"; continue; }
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
  done; done
done
echo "1..$n"
exit ${bad:-0}
