#!/bin/sh
# The main job, end to end: a whole application of some 3,400 字 is begun, its short answers set, its prose typed key by
# key, checked without an error, saved, reopened and saved again byte for byte, exported in three encodings. Speaks TAP.
top=${TB_SRCDIR:-.}
program=${TB_BUILDDIR:-.}/tianbiao
model=$top/tests/fixtures/drafts/complete.yaml
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/c" XDG_DATA_HOME="$work/d" TIANBIAO_FORMS="$top/forms"
prose='brief.name brief.summary brief.short measures.text results.text problems.text'
n=0
result() { # WHAT, after the test
  code=$?; n=$((n + 1))
  [ $code -eq 0 ] && echo "ok $n - $1" || { tail -n 5 "$work/log" | sed 's/^/# /'; echo "not ok $n - $1"; }
}
cd "$work" || exit 1
cp "$top"/forms/chain-case-2024/samples/*.png .; cp -R "$top"/forms/chain-case-2024/samples/materials . 2>/dev/null
exec 3>log

"$program" new --form chain-case-2024 d.yaml >&3 2>&3
result "an empty draft is made"

# Short answers, rows before their cells. Lists of prose are typed below.
"$program" get "$model" >answers
sed -n 's/^\([a-z_.]*\)\[\([0-9]*\)\]\..*/\1 \2/p' answers | sort -u | while read -r table row; do
  "$program" set d.yaml "$table+" >/dev/null 2>&3 || exit 1
done
result "rows are added"
(while IFS= read -r line; do
  path=${line%%=*}
  case " $prose " in *" $path "*) continue ;; esac
  "$program" set d.yaml "$path" "${line#*=}" >&3 2>&3 || exit 1
done <answers)
result "short answers are set"

# Prose, one key a character, Enter between paragraphs: sections by their place in the task list.
typed() { "$program" get "$model" "$1" | sed 's/</<lt>/g; $!s/$/<Enter>/'; }
{
  printf '<Down*3><Enter>'; typed brief.name; printf '<Tab>'; typed brief.summary; printf '<Tab>'; typed brief.short
  for section in measures results problems; do printf '<Esc><Down><Enter>'; typed $section.text; done
  printf '<C-s><Expect:全文 3,>'
} >keys
"$program" --now 2024-06-01T09:00 --keys keys --save d.yaml >&3 2>&3
result "3,400 characters are typed and saved"

"$program" check d.yaml >found 2>&3; code=$?; cat found >&3
[ $code -eq 0 ] && ! grep -q . found
result "no error and no warning stands"
"$program" get d.yaml >again
diff answers again >&3
result "every answer is as it was meant"
[ "$("$program" count --json d.yaml >/dev/null 2>&1; "$program" get d.yaml measures.text | "$program" count | cut -d' ' -f1)" = 1731 ]
result "the count of a section is Word's"

cp d.yaml before.yaml
printf '<Down*4><Enter><C-End>甲<BS><C-s>' >keys
"$program" --now 2024-06-01T09:00 --keys keys --save d.yaml >&3 2>&3 && cmp d.yaml before.yaml >&3
result "reopened, typed in, taken back and saved, it is the same file"

for encoding in utf-8 utf-8-bom gb18030; do
  "$program" export --encoding $encoding -o $encoding.txt d.yaml >&3 2>&3
done
pages=$(($(tr -cd '\f' <utf-8.txt | wc -c) + 1))
grep -q "第 $pages 页 共 $pages 页" utf-8.txt
result "the pages number $pages, as each says"
awk 'BEGIN { RS = "\f" } { lines = gsub(/\n/, "\n"); if (lines != 24) bad = 1 } END { exit bad }' utf-8.txt
result "each page has its 24 lines"
{ printf '\357\273\277'; sed 's/$/\r/' utf-8.txt; } | cmp - utf-8-bom.txt >&3
result "for WPS and Word: the same with a mark and CR LF"
iconv -f GB18030 -t UTF-8 gb18030.txt 2>&3 | tr -d '\r' | cmp - utf-8.txt >&3
result "for old Windows: the same in GB18030"
echo "1..$n"
