#!/bin/sh
# What a desk of ten thousand cases costs, in instructions: listed, filtered, one case received, the summary of a fifth
# of them, drafts searched and checked by all processors; a key in its list and on a case's page, in bytes to the
# terminal too. For `make bench`; run.sh calls it. DESK_CASES says how many cases, 10000 without it.
top=${TB_SRCDIR:-.} build=${TB_BUILDDIR:-.}
top=$(cd "$top" && pwd) build=$(cd "$build" && pwd)
program=$build/tianbiao drive=$build/tests/pty/drive
cases=${DESK_CASES:-10000}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/c" XDG_DATA_HOME="$work/d" TIANBIAO_FORMS="$top/forms" LC_ALL=C.UTF-8
command -v valgrind >/dev/null || { echo "valgrind is missing (Debian: apt-get install valgrind): no instructions counted"; exit 0; }
cd "$work" || exit 1
tb() { "$program" --now 2024-06-01T09:00 "$@" >>log 2>&1 || { tail -n 3 log; exit 1; }; }

# ---- one case, recommended, and a package to come ----
applicant() { # ID COUNTER: a package
  mkdir -p "$1" && cp -R "$top"/forms/chain-case-2024/samples/materials "$top"/forms/chain-case-2024/samples/*.png "$1"/
  sed -e "s/^draft_id: .*/draft_id: $1/" -e '/^demo:/d' -e "s/演示药业（河北）有限公司/样例$2号药业（河北）有限公司/g" \
      -e "s/91130100DEM000014U/91130100D0000000${2}U/" -e 's/^\( *\)county: 高新区$/\1county: 样县/' \
      "$top/tests/fixtures/drafts/complete.yaml" >"$1/d.yaml"
  tb final "$1/d.yaml"
  tb pack -o "$1.zip" "$1/d.yaml"
}
model=00000000000000a1 coming=00000000000000b2
applicant $model 1; applicant $coming 2
tb desk init --form chain-case-2024 --name 样县 --round r1 desk
tb desk receive desk $model.zip
tb desk review --by 审核员 desk $model mark-rest
cp -R desk/cases/$model received
tb desk review --by 审核员 desk $model decide recommended 举措和成效可以互相印证，材料齐全。
cp -R desk/cases/$model recommended
rm -rf desk/cases/$model

# ---- and many like it: every fifth is recommended ----
seq -f 'desk/cases/00c0ffee%08.0f/1' 1 $cases | xargs mkdir -p
spread() { # FILE of received, of recommended, NAME in the case's folder
  awk -v model=$model -v cases=$cases -v name="$3" -v sums=sums '
    FNR == 1 { source++ }
    { text[source] = text[source] $0 "\n" }
    END {
      while ((getline line < sums) > 0) { split(line, w, " "); split(w[2], p, "/"); sum[p[3]] = w[1] }
      for (i = 1; i <= cases; i++) {
        id = sprintf("00c0ffee%08d", i); t = text[i % 5 == 0 ? 2 : 1]
        gsub(model, id, t); gsub("样例1号", "样例" i "号", t); gsub(/91130100D00000001U/, sprintf("91130100D%08dU", i), t)
        if (id in sum) sub(/\n    draft: [^\n]*/, "\n    draft: " sum[id], t)
        out = "desk/cases/" id "/" name; printf "%s", t >out; close(out)
      }
    }' "$1" "$2"
}
: >sums
spread received/1/draft.yaml recommended/1/draft.yaml 1/draft.yaml
find desk/cases -name draft.yaml | xargs sha256sum >sums
spread received/review.yaml recommended/review.yaml review.yaml

# ---- measured ----
counted() { # NAME, command: all its processes, the dearest of them
  name=$1; shift
  rm -f cg.*
  valgrind -q --tool=callgrind --trace-children=no --callgrind-out-file=cg.%p --log-file=cg.log "$program" --now 2024-06-01T10:00 "$@" >out 2>err
  sed -n 's/^totals: \([0-9]*\).*/\1/p' cg.[0-9]* |
    awk -v name="$name" '{ s += $1; if ($1 > m) m = $1; n++ } END { printf "%s: %.0f instructions", name, s; if (n > 1) printf " in %d processes, the dearest %.0f", n, m; print "" }'
}
echo "== a desk of $cases cases =="
counted "listed, no index yet" desk list desk
while [ "$(find desk/cases -newermt '-4 seconds' -name review.yaml | head -n 1)" ]; do :; done
"$program" desk list desk >/dev/null 2>&1
counted "listed" desk list desk
counted "filtered by state" desk list --state recommended desk
counted "with problems, sorted by name" desk list --problems --sort name desk
counted "one act on a case" desk review --by 审核员 desk 00c0ffee00000001 mark 二\(一\) doubt 请核对登记的地址
counted "one package received" desk receive desk $coming.zip
counted "summary of a fifth" desk summary --format csv -o s.csv desk
# What reads every draft is the same for each: a fiftieth of them says it.
mkdir few few/cases && cp desk/desk.yaml few/ && cp -R desk/cases/00c0ffee00000[12]?? few/cases/ && rm -f few/.index
few=$(ls few/cases | wc -l)
counted "$few cases searched through every draft" desk list --find 样例177号 few
counted "$few drafts checked" check few/cases

# ---- keys ----
at_terminal() { # KEYS, then what runs the program: it opens the desk, 80x24; each key waits for the screen
  printf '%s<F10><Enter>' "$1" >keys; shift
  "$drive" --bytes --quiet 200 --keys keys -- "$@" "$program" --by 审核员 ./desk || echo 'the program did not end as it should'
}
a_key() { # NAME, KEYS BEFORE, KEY: (I(16) - I(8)) / 8; 16 lines down is still the first screen
  at_terminal "$2<Mark:$1><$3*16><Mark:>" env
  for n in 8 16; do
    rm -f cg.*
    at_terminal "$2<$3*$n>" valgrind -q --tool=callgrind --callgrind-out-file=cg.%p --log-file=cg.log >/dev/null
    eval "i$n=$(sed -n 's/^totals: \([0-9]*\).*/\1/p' cg.[0-9]* | sort -n | tail -n 1)"
  done
  echo "$1: $(((i16 - i8) / 8)) instructions a key"
}
list='<Expect:第 1/>' page='<Expect:第 1/><Enter><Expect:待改>'
a_key "down the list" "$list" Down
a_key "down the list, which scrolls" "$list<Down*20>" Down
a_key "the list by pages" "$list" PgDn
a_key "down a case's page" "$page" Down
