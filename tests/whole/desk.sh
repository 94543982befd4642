#!/bin/sh
# What happens after the applicant hands in, end to end: twelve applicants in three counties, two returned and handed in
# again, one handed in twice, one package made to do harm, one withdrawn, one declined, one selected before; three bundles,
# the city's two rounds, its lists and its ledger. Every state is reached. Speaks TAP.
top=$(cd "${TB_SRCDIR:-.}" && pwd) program=$(cd "${TB_BUILDDIR:-.}" && pwd)/tianbiao
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/c" XDG_DATA_HOME="$work/home/d" XDG_STATE_HOME="$work/home/s"
export TIANBIAO_FORMS="$top/forms" LC_ALL=C.UTF-8 TZ=UTC
unset LANG LANGUAGE TIANBIAO_LANG
mkdir -p "$work/home"
cd "$work" || exit 1
n=0
result() { # WHAT, after the test
  code=$?; n=$((n + 1))
  [ $code -eq 0 ] && echo "ok $n - $1" || { tail -n 12 "$work/log" | sed 's/^/# /'; echo "not ok $n - $1"; }
}
exec 3>log
tb() { at=${AT:-2024-06-01T09:00}; "$program" --now "$at" "$@"; }
refused() { # CODE, command: it must end with this code
  want=$1; shift
  "$@" >said 2>&1; got=$?; cat said >&3
  [ $got -eq "$want" ] || { echo "ended with $got, not $want: $*" >&3; return 1; }
}

# ---- the applicants ----
model=$top/tests/fixtures/drafts/complete.yaml
applicant() { # NUMBER COUNTY: a final draft in its own folder
  folder=$(printf 'a%02d' "$1")
  mkdir -p "$folder"
  cp -R "$top"/forms/chain-case-2024/samples/materials "$top"/forms/chain-case-2024/samples/*.png "$folder"/ 2>/dev/null
  name=$(printf '样例%s号药业（河北）有限公司' "$1")
  sed -e "s/^draft_id: .*/draft_id: 00000000000000$(printf %02d "$1")/" -e '/^demo:/d' \
      -e "s/演示药业（河北）有限公司/$name/g" -e "s/91130100DEM000014U/91130100DEM0000$(printf %02d "$1")U/" \
      -e "s/^\( *\)county: 高新区$/\1county: $2/" "$model" >"$folder/d.yaml"
  tb final "$folder/d.yaml" >>finals 2>&3
}
packed() { # NUMBER [FILE]
  folder=$(printf 'a%02d' "$1")
  tb pack -o "${2:-$folder.zip}" "$folder/d.yaml" >&3 2>&3
}
for i in 1 2 3 4 5; do applicant $i 甲样县 && packed $i; done &&
  for i in 6 7 8 9; do applicant $i 乙样县 && packed $i; done &&
  for i in 10 11 12; do applicant $i 丙样区 && packed $i; done
result "twelve applications are final and packed"
id() { printf '00000000000000%02d' "${1#0}"; }
packed 1 again.zip && cmp a01.zip again.zip >&3
result "the same application makes the same package"

# ---- the desks ----
desk() { # FOLDER NAME
  tb desk init --form chain-case-2024 --name "$2" --office "$2工业和信息化局" --contact 经办员 --phone 0311-00000000 --round r1 "$1" >&3 2>&3
}
desk ja 甲样县 && desk yi 乙样县 && desk bing 丙样区 &&
  tb desk init --form chain-case-2024 --role city --name 样城市 --office 样城市工业和信息化局 --round r1 --ceiling 2000000 shi >&3 2>&3
result "three counties and the city have desks"
printf '统一社会信用代码,企业名称,轮次\r\n91130100DEM000005U,样例5号药业（河北）有限公司,r0\r\n' >ja/earlier.csv
cp ja/earlier.csv shi/earlier.csv

# ---- receiving ----
mkdir in && cp a01.zip a02.zip a03.zip a04.zip a05.zip in/
printf 'PK\003\004 no archive at all' >in/hostile.zip
cp a06.zip in/elsewhere.zip
refused 4 tb desk receive --by 收件员 ja in
result "a folder is received, what is damaged or another county's is refused"
[ "$(tb desk list ja 2>/dev/null | wc -l)" -eq 5 ] && grep -q 甲样县 said && grep -q hostile.zip said
result "five cases lie on the desk, and the refusals say why"
tb desk receive ja a01.zip >said 2>&1; cat said >&3; grep -q 重复 said && [ "$(tb desk list ja 2>/dev/null | wc -l)" -eq 5 ]
result "what came already is known as a duplicate"
tb desk receive yi a06.zip a07.zip a08.zip a09.zip >&3 2>&3 && tb desk receive bing a10.zip a11.zip a12.zip >&3 2>&3
result "the other counties receive theirs"

# ---- reviewing ----
act() { desk=$1; case=$2; shift 2; AT=${AT:-2024-06-05T10:00} tb desk review --by 审核员 "$desk" "$case" "$@" >&3 2>&3; }
recommend() { # DESK NUMBER
  act "$1" "$(id "$2")" mark-rest &&
    act "$1" "$(id "$2")" decide recommended "带动企业盖章齐全，举措和成效可以互相印证。"
}
refused 4 act ja "$(id 1)" decide recommended "带动企业盖章齐全，举措和成效可以互相印证。"
result "nothing is recommended before every clause is looked at"
recommend ja 1
result "a case is recommended"
refused 4 act ja "$(id 3)" decide declined 不同意
result "an empty phrase is no reason"
act ja "$(id 3)" decide declined "项目实施地点不在本市，不符合申报条件第三条。" && act ja "$(id 4)" withdraw "企业来函撤回申报。"
result "one is declined, one withdrawn"
recommend ja 5 && recommend yi 7 && recommend yi 8 && recommend yi 9 && recommend bing 10 && recommend bing 11 && recommend bing 12
result "others are recommended"

# ---- returned, mended, handed in again ----
mend() { # DESK NUMBER
  folder=$(printf 'a%02d' "$2")
  act "$1" "$(id "$2")" remark results.text "请写明数据的时间范围。" --quote "$(tb get "$folder/d.yaml" results.text | head -n 1 | cut -c1-12)" &&
    act "$1" "$(id "$2")" remark problems.text "建议部分太笼统，请具体些。" &&
    act "$1" "$(id "$2")" decide returned "两处数据口径不清，请补充后再报。" &&
    tb desk return -o "$folder/退回.returned.yaml" "$1" "$(id "$2")" >&3 2>&3 || return 1
  refused 1 tb pack -o "$folder-2.zip" "$folder/d.yaml" || return 1
  tb set "$folder/d.yaml" results.text "$(tb get "$folder/d.yaml" results.text)（数据均为2023年全年。）" >&3 2>&3 &&
    tb set "$folder/d.yaml" cover.phone 0311-88880009 >&3 2>&3 &&
    tb set "$folder/d.yaml" 'returned[1].answer' changed >&3 2>&3 &&
    tb set "$folder/d.yaml" 'returned[2].reason' "建议已经和行业协会商量过，不宜再细。" >&3 2>&3 &&
    tb final "$folder/d.yaml" >&3 2>&3 && tb pack -o "$folder-2.zip" "$folder/d.yaml" >&3 2>&3 &&
    AT=2024-06-10T09:00 tb desk receive "$1" "$folder-2.zip" >said 2>&1
  code=$?; cat said >&3; return $code
}
mend ja 2
result "a case is returned, answered, and handed in again"
grep -q 没有要求 said
result "what changed unasked is told"
printf '<Shot:queue>' >keys
tb --keys keys --dump-screen ja 2>&3 | tee -a log | grep -qF '[第2次]样例2号'
result "the queue shows that it came again"
refused 4 recommend ja 2
result "it is not recommended while an answer waits"
act ja "$(id 2)" accept 1 && act ja "$(id 2)" accept 2 &&
  act ja "$(id 2)" decide recommended "两处口径已经补充清楚，举措和成效可以互相印证。"
result "once the answers are accepted, it is"
mend yi 6 && act yi "$(id 6)" accept 1 && act yi "$(id 6)" accept 2 && recommend yi 6
result "another one goes the same way"

# ---- the county's summary and bundle ----
copies() { # DESK NUMBER
  code=$(tail -n 1 "$(printf 'a%02d' "$2").code")
  act "$1" "$(id "$2")" copy 1 "$code" && act "$1" "$(id "$2")" copy 2 "$code" && act "$1" "$(id "$2")" copy 3 "$code"
}
for i in 1 2 5 6 7 8 9 10 11 12; do
  folder=$(printf 'a%02d' $i)
  tb final "$folder/d.yaml" 2>&3 | cut -f2 >"$folder.code"
done
act ja "$(id 1)" experience "龙头企业开放接口，中小企业按订单接入，先易后难。"
refused 4 act ja "$(id 1)" copy 1 "A7K2-M9QX-4TRC"
result "a code that is not the application's is refused"
refused 1 tb desk bundle -o ja-bundle ja && [ ! -e ja-bundle ]
result "no bundle before the codes of three paper copies are typed"
(for i in 1 2 5; do copies ja $i || exit 1; done; for i in 6 7 8 9; do copies yi $i || exit 1; done
 for i in 10 11 12; do copies bing $i || exit 1; done)
result "the codes of the paper copies are those of the files"
over=$(i=0; while [ $i -lt 151 ]; do printf 字; i=$((i + 1)); done)
refused 4 act ja "$(id 1)" brief "$over"
result "a brief of 151 is refused"
tb desk summary --format csv -o ja.csv ja >&3 2>&3 && tr -d '\r' <ja.csv | cut -d, -f1 | grep -x '[0-9]*' | paste -sd' ' | grep -q '1 2 3$'
result "the summary has what is recommended, numbered without a gap"
# Each row is what the package says that the desk holds.
equal() { # DESK: its summary against the drafts as they were packed
  tb desk summary --format tsv -o summary.tsv "$1" >&3 2>&3 || return 1
  for i in $2; do
    case=$1/cases/$(id "$i")
    last=$(ls "$case" | grep -x '[0-9]*' | sort -n | tail -n 1)
    digest=$(sha256sum <"$case/$last/package.zip" | cut -d' ' -f1)
    grep -q "$digest" "$case/review.yaml" || { echo "$i: the digest is not in its record" >&3; return 1; }
    sum=$(printf 'a%02d' "$i")
    [ -e "$sum-2.zip" ] && sum=$sum-2
    cmp "$sum.zip" "$case/$last/package.zip" >&3 || return 1
    name=$(tb get "$case/$last/draft.yaml" brief.name) brief=$(tb get "$case/$last/draft.yaml" brief.short)
    grep -F "$name" summary.tsv | grep -qF "$brief" || { echo "$i: not as its package says" >&3; return 1; }
  done
}
equal ja '1 2 5' && equal yi '6 7 8 9' && equal bing '10 11 12'
result "each row of the summaries is what its package says, proven by its digest"
AT=2024-06-20T09:00
for d in ja yi; do tb desk bundle -o $d-bundle $d >&3 2>&3 || break; done
result "two counties send"
[ "$(tb desk list --state sent yi 2>/dev/null | wc -l)" -eq 4 ]
result "what was sent is in that state"
tb verify ja-bundle >&3 2>&3 && tb verify yi-bundle >&3 2>&3
result "the bundles are whole"

# ---- the city ----
tb desk receive shi ja-bundle yi-bundle >&3 2>&3
result "the city receives two bundles"
AT=2024-06-25T09:00 tb desk bundle -o bing-bundle.zip bing >&3 2>&3 && tb desk receive shi bing-bundle.zip >&3 2>&3
result "and the third, as one file"
[ "$(tb desk list shi 2>/dev/null | wc -l)" -eq 10 ]
result "ten cases lie on the city's desk"
act shi "$(id 11)" withdraw "企业来函撤回申报，县里同意。"
result "the applicant may withdraw until the city decides"

AT=2024-08-10T09:00
{
  printf '\357\273\277编号,企业名称,专家,总分,意见\r\n'
  for pair in 01:95.5 02:88 05:97 06:91.25 07:90 08:79.5 09:60 10:91.3 12:70; do
    printf '%s,,,%s,"按表打分，%s 号"\r\n' "$(id "${pair%:*}")" "${pair#*:}" "${pair%:*}"
  done
} >scores.csv
sed 's/^0000000000000007/0000000000000077/' scores.csv >wrong.csv
refused 4 tb desk score --import wrong.csv shi && ! tb desk select --rank 总分 shi 2>/dev/null | grep -q 95.5
result "a table with a row of nobody is refused whole"
tb desk score --import scores.csv shi >&3 2>&3
result "the readers' marks are entered"
tb desk select --rank 总分 shi >ranks 2>&3; cat ranks >&3
cut -f3 ranks | paste -sd' ' | grep -q "^$(id 5) $(id 1) $(id 10) $(id 6) $(id 7)"
result "the rank is that of the city's own column, as numbers"
refused 4 tb desk select shi "$(id 1)" "$(id 10)" "$(id 6)" "$(id 7)" "$(id 2)"
result "five times 500,000 are beyond a ceiling of 2,000,000"
refused 4 tb desk select shi "$(id 1)" "$(id 5)"
result "a code that was selected before is not selected again"
[ "$(tb desk list --state selected shi 2>/dev/null | wc -l)" -eq 0 ]
result "what is refused leaves nothing behind"
tb desk select --rest shi "$(id 1)" "$(id 10)" "$(id 6)" >&3 2>&3 &&
  [ "$(tb desk list --state selected shi 2>/dev/null | wc -l)" -eq 3 ] &&
  [ "$(tb desk list --state unselected shi 2>/dev/null | wc -l)" -eq 6 ]
result "three are selected, the others are not"
tb desk select --public -o public.txt shi >&3 2>&3 && grep -q 样例1号药业 public.txt && grep -q 样例10号药业 public.txt &&
  ! grep -q '0311\|@' public.txt
result "the public list has the names, and no phone or mail"
tb desk select --public --format earlier -o next.csv shi >&3 2>&3 && grep -q 91130100DEM000001U next.csv
result "the counties get the codes"

# ---- the second round ----
AT=2025-04-01T09:00
tb desk init --round r2 --ceiling 1000000 shi >&3 2>&3 && act shi "$(id 7)" carry r2
result "a case that was not selected is carried into the second round"
tb desk return -o a07/补件.returned.yaml shi "$(id 7)" >&3 2>&3 && grep -q 纳税证明 a07/补件.returned.yaml
result "only what has grown stale is asked for anew"
(cd a07 && echo "2024年全年的纳税证明（样例）" >materials/tax-2024.txt && tb set d.yaml materials.tax.files materials/tax-2024.txt >&3 2>&3) &&
  tb pack -o a07-2.zip a07/d.yaml >&3 2>&3 && tb desk receive shi a07-2.zip >&3 2>&3
result "the supplement is received"
refused 4 tb desk select --round r2 shi "$(id 1)"
result "nobody is selected twice"
tb desk select --round r2 --rest shi "$(id 7)" >&3 2>&3
result "and the carried case is selected in the second round"

# ---- afterwards ----
AT=2025-06-01T09:00
tb desk ledger --amount 500000 shi "$(id 1)" payment 2024-12-20 >&3 2>&3 && tb desk ledger shi "$(id 1)" audit 2025-03-01 "审计报告已收" >&3 2>&3 &&
  tb desk ledger --format csv -o ledger.csv shi >&3 2>&3 && grep -q 2024-12-20 ledger.csv && grep -q 500000 ledger.csv
result "the ledger has payment and audit with their dates"
act shi "$(id 1)" archive && act shi "$(id 8)" archive && refused 4 act shi "$(id 1)" decide declined "改为不予推荐，理由另附。"
result "what is archived stays so"
tb desk bundle --archive -o archive shi >&3 2>&3 && tb verify archive >&3 2>&3
result "the archive is made, and proven"
echo x >>archive/index.txt; refused 4 tb verify archive
result "an archive that was changed is found"
[ "$(tb desk list --find "行业协会商量过" ja 2>/dev/null | wc -l)" -eq 1 ]
result "words of a remark are found on the desk"
for s in received:0 declined:1 withdrawn:1 sent:3; do
  [ "$(tb desk list --state ${s%:*} ja 2>/dev/null | wc -l)" -eq ${s#*:} ] || break
done
result "each case of the first county is where it should be"
echo "1..$n"
