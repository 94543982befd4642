#!/bin/sh
# What a key costs, what a start costs, what checking a thousand drafts costs: in bytes to the terminal and in
# instructions, which do not depend on the machine's load. For `make bench`. nano stands beside us where it is installed.
# Needs valgrind for the instructions.
top=${TB_SRCDIR:-.} build=${TB_BUILDDIR:-.}
program=$build/tianbiao drive=$build/tests/pty/drive
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/c" XDG_DATA_HOME="$work/d" TIANBIAO_FORMS="$top/forms"
sample=$top/forms/chain-case-2024/samples/complete.yaml
field=measures.text keys_to_field='<Expect:Enter><Down*4><Enter><C-End>'
cd "$work" || exit 1

# ---- the text: 1,800 字 in paragraphs, and the same as one ----
"$program" get "$sample" $field >many.txt || exit 1
tr -d '\n' <many.txt >one.txt
fresh() { # TEXT: a draft with it
  rm -rf d.yaml .d.yaml*
  "$program" new --form chain-case-2024 d.yaml >/dev/null 2>&1 && "$program" set d.yaml $field "@$1" >/dev/null
}

# ---- bytes a key ----
bytes() { # NAME, KEYS BEFORE, then the command
  name=$1; before=$2; shift 2
  printf '%s<Mark:%s><Type:100@1><Mark:>%s' "$before" "$name" "$after" >keys
  "$drive" --bytes --keys keys -- "$@" || echo "$name: the program did not end as it should"
}
echo "== bytes a key, 80x24, 100 characters typed =="
for text in many one; do
  after='<C-q><Enter>'
  fresh $text.txt; bytes "tianbiao, at the end ($text)" "$keys_to_field" "$program" d.yaml
  fresh $text.txt; bytes "tianbiao, in the middle ($text)" "$keys_to_field<Up*5><Home><Right*3>" "$program" d.yaml
  command -v nano >/dev/null || continue
  after='<C-x>n'
  cp $text.txt n.txt; bytes "nano -S, at the end ($text)" '<Expect:nano><C-End>' nano -S n.txt
  cp $text.txt n.txt; bytes "nano -S, in the middle ($text)" '<Expect:nano><C-End><Up*5><Home><Right*3>' nano -S n.txt
done

command -v valgrind >/dev/null || { echo "valgrind is missing (Debian: apt-get install valgrind): no instructions counted"; exit 0; }

# ---- instructions ----
counted() { # runs the command under callgrind in a terminal with the script `keys`; prints its instructions
  rm -f cg.*
  "$drive" --bytes --quiet 200 --keys keys -- valgrind -q --tool=callgrind --callgrind-out-file=cg.%p --log-file=cg.log "$@" >/dev/null 2>drive.log || cat drive.log >&2
  sed -n 's/^\(summary\|totals\): \([0-9]*\).*/\2/p' cg.[0-9]* | sort -n | tail -n 1
}
a_key() { # NAME, KEYS BEFORE, TEXT, then the command: (I(2N) - I(N)) / N
  name=$1; before=$2; typed=$3; shift 3
  for n in 0 40 80; do
    fresh "$typed"; cp "$typed" n.txt
    printf '%s<Type:%d@1>%s' "$before" $n "$after" >keys
    eval "i$n=$(counted "$@")"
  done
  echo "$name: $(((i80 - i40) / 40)) instructions a key; start and end $i0"
}
echo "== instructions =="
for text in many one; do
  after='<C-q><Enter>'
  a_key "tianbiao, at the end ($text)" "$keys_to_field" $text.txt "$program" d.yaml
  a_key "tianbiao, in the middle ($text)" "$keys_to_field<Up*5><Home><Right*3>" $text.txt "$program" d.yaml
  command -v nano >/dev/null || continue
  after='<C-x>n'
  a_key "nano -S, at the end ($text)" '<Expect:nano><C-End>' $text.txt nano -S n.txt
done

# ---- check over many drafts, against libyaml's bare events ----
mkdir -p many && "$build/tests/bench/make_drafts" "$sample" many 120 || exit 1
cp -R "$top"/forms/chain-case-2024/samples/* . 2>/dev/null
sed -i 's/^demo: .*//' many/*.yaml
plain() { rm -f cg.*; valgrind -q --tool=callgrind --callgrind-out-file=cg.%p --log-file=cg.log "$@" >/dev/null 2>&1; sed -n 's/^\(summary\|totals\): \([0-9]*\).*/\2/p' cg.[0-9]* | tail -n 1; }
few=$(ls many/*.yaml | head -n 20)
check_few=$(plain "$program" check $few); check_all=$(plain "$program" check many)
yaml_few=$(plain "$build/tests/bench/yaml_events" $few); yaml_all=$(plain "$build/tests/bench/yaml_events" many/*.yaml)
each=$(((check_all - check_few) / 100)) yaml_each=$(((yaml_all - yaml_few) / 100))
echo "== check =="
echo "a draft: $each instructions; libyaml's events of it: $yaml_each"
total=$((check_few + each * 980)) yaml_total=$((yaml_few + yaml_each * 980))
echo "1,000 drafts: $total instructions, $((total * 100 / yaml_total)) % of libyaml's $yaml_total"

sh "$top/tests/bench/desk.sh"
