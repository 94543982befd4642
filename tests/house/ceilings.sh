#!/bin/sh
# What is over the ceilings of the house: .c 500 lines, .h 150, a function 60 lines, nesting 4, 6 parameters. Speaks TAP.
# Reads the layout clang-format gives: a function opens with { in column 1 and ends with } in column 1.
cd "${TB_SRCDIR:-.}" || exit 1
find src tests/unit tests/pty tests/bench -name '*.[ch]' 2>/dev/null | LC_ALL=C sort | xargs awk '
function over(what) { bad[++nbad] = what }
function file_end() {
    if (file == "" || file !~ /^src/) return
    limit = file ~ /\.h$/ ? 150 : 500
    if (lines > limit) over(file ": " lines " lines (ceiling " limit ")")
}
FNR == 1 { file_end(); file = FILENAME; head = ""; infn = 0 }
{ lines = FNR }
/^[A-Za-z_].*[^;]$/ && !infn { if ($0 !~ /^#/ && $0 ~ /\(/) { head = $0; start = FNR } else if ($0 !~ /\(/) head = "" ; next_line = 1 }
/^ +[^ ].*\)$/ && !infn && head != "" && head !~ /\)$/ { head = head " " $0 }
/^\{$/ && head != "" {
    infn = 1; depth = 0; name = head; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
    args = head; sub(/^[^(]*\(/, "", args); n = gsub(/,/, ",", args) + 1
    if (n > 6) over(FILENAME ":" start ": " name " has " n " parameters (ceiling 6)")
    functions++
    next
}
infn && /^\}/ {
    n = FNR - start + 1; sizes[functions] = n
    if (n > 60) over(FILENAME ":" start ": " name " has " n " lines (ceiling 60)")
    if (depth > 4) over(FILENAME ":" start ": " name " nests " depth " deep (ceiling 4)")
    infn = 0; head = ""
}
infn && /^ +(if|for|while|do|switch|\} else)/ && /\{$/ { match($0, /^ +/); d = RLENGTH / 4; if (d > depth) depth = d }
END {
    file_end()
    for (i = 2; i <= functions; i++) { v = sizes[i]; for (j = i - 1; j > 0 && sizes[j] > v; j--) sizes[j + 1] = sizes[j]; sizes[j + 1] = v }
    print "1..1"
    print "# " functions " functions, median " sizes[int((functions + 1) / 2)] " lines"
    for (i = 1; i <= nbad; i++) print "# " bad[i]
    print (nbad || !functions ? "not ok" : "ok") " 1 - nothing is over the ceilings"
}'
