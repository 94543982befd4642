#!/bin/sh
# Many officers at one desk lose nothing. Eight of them at real terminals go through two cases each of their own and four
# that are everybody's, in turns that make them meet: one finds another at a case and may only look, one takes it over
# while the other writes, lines drop in the middle of a remark and the officer comes back. Commands work on the same desk
# meanwhile. What a screen said was recorded must be in the record once, with who and when, and nothing else. Speaks TAP.
#
# The officers wait for each other by marks in a folder (tests/pty/drive.c), never for time.
top=$(cd "${TB_SRCDIR:-.}" && pwd) build=$(cd "${TB_BUILDDIR:-.}" && pwd)
program=$build/tianbiao drive=$build/tests/pty/drive model=$top/forms/chain-case-2024/samples/complete.yaml
[ -x "$drive" ] || { echo '1..0 # SKIP libvterm is missing'; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/c" XDG_DATA_HOME="$work/home/d" XDG_STATE_HOME="$work/home/s"
export TIANBIAO_FORMS="$top/forms" LC_ALL=C.UTF-8 TZ=UTC
unset LANG LANGUAGE TIANBIAO_LANG NO_COLOR
mkdir -p "$work/home" "$work/meet" "$work/run"
cd "$work/run" || exit 1
. "$top/tests/pty/officer.sh"
tb() { "$program" --now 2024-06-03T09:00 "$@"; }
n=0
result() { # WHAT, after the test; $work/log says why not
  code=$?; n=$((n + 1))
  [ $code -eq 0 ] && echo "ok $n - $1" || { tail -n 60 "$work/log" | sed 's/^/# /'; echo "not ok $n - $1"; }
}
silent() { "$@" >"$work/log" 2>&1; [ ! -s "$work/log" ]; } # what audits say is wrong

# ---- the desk ----

own=$(seq -w 1 16) shared='17 18 19 20' commands='21 22' later='23 24'
cp -R "$top"/forms/chain-case-2024/samples/*.png "$top"/forms/chain-case-2024/samples/materials .
(for case in $own $shared $commands $later; do officer_draft $case || exit 1; done) >codes 2>"$work/log" &&
  tb desk init --form chain-case-2024 --name 高新区 --office 高新区经济发展局 --contact 演示联系人 --phone 0311-00000000 --round r1 办公夹 2>"$work/log" &&
  (for case in $own $shared $commands; do echo d$case.yaml; done | xargs "$program" --now 2024-06-01T09:00 desk receive --by 收件员 办公夹) >"$work/log" 2>&1
result "twenty-two cases lie on a desk"

# ---- what the officers do ----

# sit OFFICER COMMAND...: a session begins, its keys are those that follow; its line drops at the end of them or not.
sit() { number=$((number + 1)); keys=$work/officer$1.$number; shift; printf '%s ' "$@" >"$keys.command"; echo 0 >"$keys.code"; }
drops() { press "<Signal:$1>"; echo "$2" >"$keys.code"; }
drop_somehow() { case $1 in 0) drops HUP 0 ;; 1) drops KILL 137 ;; 2) drops CLOSE 0 ;; esac; }

own_cases() { # OFFICER
  first=$(printf %02d $((2 * $1 - 1))) second=$(printf %02d $((2 * $1)))
  sit "$1" --by "$who" 办公夹
  at "$first"; press '<Expect:只列>'; find_case
  mark 2; mark 3; remark; experience; see_licence; write_remark; drop_somehow $(($1 % 3))
  sit "$1" desk review --by "$who" 办公夹 "$(desk_ids "$first")"
  words_come_back; copy "$(sed -n "$(echo "$first" | sed 's/^0//')p" codes | cut -f 2)"; decide $((2 + $1 % 2)); leave_case
  at "$second"; find_case; brief; pass_rest 28; decide 1; leave_case
}

# In each of four rounds two officers meet at each shared case: the one who came first, and the other. Whoever has done
# there leaves a mark: left-CASE-ROUND-1 or -2.
came_first() { # OFFICER ROUND
  [ $2 -eq 0 ] || press "<Await:left-$case-$(($2 - 1))-1><Await:left-$case-$(($2 - 1))-2>"
  [ $2 -ne 2 ] || press "<Await:command-$case>"
  find_case; remark; mark 2
  if [ $2 -lt 2 ]; then # taken over while writing: told at the next key, gone, back when the other has left
    write_remark
    press "<Mark:in-$case-$2><Await:taken-$case-$2>，<Expect:接过去审了>"
    words="$words，"
    drops KILL 137
    sit "$1" desk review --by "$who" 办公夹 "$(desk_ids "$case")"
    waits "<Await:left-$case-$2-2>"
    words_come_back; leave_case
  else # stays until the other has seen him, and leaves
    press "<Mark:in-$case-$2><Await:seen-$case-$2>"; leave_case
  fi
  press "<Mark:left-$case-$2-1>"
}
came_second() { # OFFICER ROUND
  press "<Await:in-$case-$2>"; find_case
  press "<Expect:正在审这一件><End><Up*7><Enter><Expect:Ins 对全文提><Ins><Esc>$on_case" # where one may write, Esc leads not so far
  if [ $2 -lt 2 ]; then
    press "<F10><Expect:接过来审>5<Expect:【审核】><Mark:taken-$case-$2>"
  else
    press "<Mark:seen-$case-$2><Await:left-$case-$2-1>"; leave_case; find_case; press '<Expect:【审核】>'
  fi
  remark; mark 3; leave_case; press "<Mark:left-$case-$2-2>"
}
# A session that must not look at the desk before another one has left it.
waits() { printf '%s' "$1" >"$keys.waits"; }

shared_cases() { # OFFICER
  for round in 0 1 2 3; do
    at $((17 + ($1 + round) % 4))
    if [ $(($1 <= 4)) -eq $((round % 2 == 0)) ]; then came_first $1 $round; else came_second $1 $round; fi
  done
  [ $1 -le 4 ] || { leave_desk; return; }
  at $((17 + $1 % 4)); press "<Await:left-$case-3-1><Await:left-$case-3-2>"; find_case; decide 3; leave_desk
}

acts=$work/acts
for officer in 1 2 3 4 5 6 7 8; do
  who=审核员$officer number=0
  own_cases $officer; shared_cases $officer
done

# A session's command, once what it waits for is there: a script of its own waits.
play() { # KEYS
  if [ -e "$1.waits" ]; then
    cp "$1.waits" "$1.before"; printf '<Signal:TERM>' >>"$1.before"
    "$drive" --meet "$work/meet" --code 143 --keys "$1.before" -- cat || return 1
  fi
  "$drive" --size 80x40 --meet "$work/meet" --code "$(cat "$1.code")" --keys "$1" -- "$program" --now 2024-06-03T09:00 $(cat "$1.command")
}
officer() { # sessions in their order; the next only if what the last one waited for came
  for session in $(seq 1 "$(ls "$work/officer$1".*.code | wc -l)"); do
    play "$work/officer$1.$session" || { echo "officer $1, session $session"; return 1; }
  done
}

# ---- and the commands, at once ----

# Until it is done: a case that somebody has open is told to be so.
insist() { # LOG COMMAND...
  log=$1; shift
  for try in 1 2 3 4 5 6 7 8; do
    "$@" >"$log" 2>&1 && return 0
    grep -q '正在审' "$log" || break
  done
  cat "$log"; return 1
}
commanded() { # CLAUSE, his own: acts of one who works by command, on two cases
  for case in $commands; do
    for i in 1 2; do
      insist "$work/command$1.log" "$program" --now 2024-06-03T10:00 desk review --by "$who" 办公夹 "$(desk_ids $case)" remark '' "$who在$case用命令说的话$i" || return 1
    done
    insist "$work/command$1.log" "$program" --now 2024-06-03T10:00 desk review --by "$who" 办公夹 "$(desk_ids $case)" mark "三($1)" fail "$who在$case审出的不符" || return 1
  done
}
received() {
  for case in $later; do
    tb desk receive --by 收件员 办公夹 d$case.yaml >"$work/receive.log" 2>&1 || { cat "$work/receive.log"; return 1; }
    tb desk receive --by 收件员 办公夹 d$case.yaml >"$work/receive.log" 2>&1
    grep -q 重复 "$work/receive.log" || { cat "$work/receive.log"; return 1; }
  done
}
looked() {
  for i in 1 2 3 4 5 6; do
    tb desk list 办公夹 >"$work/list.log" 2>&1 && tb desk list --json 办公夹 >"$work/list.json" 2>&1 || { cat "$work/list.log"; return 1; }
    tb desk summary --format tsv -o "$work/summary$i.tsv" 办公夹 >"$work/summary.log" 2>&1 || grep -q 推荐 "$work/summary.log" || { cat "$work/summary.log"; return 1; }
  done
}
# Between two rounds of the officers, to each case that is everybody's.
between() {
  for case in $shared; do
    printf '<Await:left-%s-1-1><Await:left-%s-1-2><Signal:TERM>' $case $case >"$work/between"
    "$drive" --meet "$work/meet" --code 143 --keys "$work/between" -- cat || return 1
    insist "$work/between.log" "$program" --now 2024-06-03T10:00 desk review --by 命令员9 办公夹 "$(desk_ids $case)" remark '' "命令员9在$case用命令说的话" || return 1
    : >"$work/meet/command-$case"
  done
}
for i in 一 二 三 五 六; do
  who=命令员$i
  for case in $commands; do
    told words "$who在$case用命令说的话1"; told words "$who在$case用命令说的话2"; told words "$who在$case审出的不符"
  done
done
who=命令员9
for case in $shared; do told words "$who在$case用命令说的话"; done

running=
start() { # NAME COMMAND...
  name=$1; shift
  { "$@" >"$work/$name.out" 2>&1 || echo failed >>"$work/$name.out"; } &
  running="$running $name"
}
for officer in 1 2 3 4 5 6 7 8; do start officer$officer officer $officer; done
for i in 一 二 三 五 六; do who=命令员$i; start command$i commanded $i; done
start received received; start looked looked; start between between
wait
ended() { for name in $running; do [ ! -s "$work/$name.out" ] || { echo "$name:"; cat "$work/$name.out"; }; done; }
silent ended
result "eight officers at their terminals saw what they waited for, through takings-over and dropped lines, and so did the commands"

# ---- what is left ----

total=$(grep -cE '	(words|deed)	' "$acts")
silent audit_acts 办公夹 "$acts"
result "$total acts that were told to be recorded are each there once, with who and when, and no others"
silent audit_leftovers 办公夹
result "no lock, journal or temporary file is left"
silent audit_states 办公夹
result "each case is where its moves led it, and is listed there"
[ "$(tb desk list 办公夹 2>"$work/log" | wc -l)" -eq 24 ] &&
  for id in $(tb desk list 办公夹 2>/dev/null | cut -f 1); do tb desk review 办公夹 $id show >/dev/null 2>"$work/log" || break; done
result "no record is damaged, and what came meanwhile is there"
for s in recommended:8 declined:8 returned:4 received:4; do
  [ "$(tb desk list --state ${s%:*} 办公夹 2>"$work/log" | wc -l)" -eq ${s#*:} ] || { tb desk list 办公夹 >"$work/log" 2>&1; false; break; }
done
result "each is decided as its officer decided"
echo "1..$n"
