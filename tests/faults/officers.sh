# Officers at one desk whose lines drop at random places, for many rounds: what their screens told them was recorded, and
# the words they had before their eyes, must be there at the end.
#
#   officers.sh ROUNDS [SEED]
#
# In each round six pairs of officers have a case each. The first one's program dies somewhere in what he does, the second
# finds a lock of nobody and dies as well; or the second takes the case over while the first writes. Whoever left words
# behind finds them when he comes back, unless they had just been recorded. Commands work on two more cases. Which is
# done and where it ends follows from the seed. Ends with a line of figures; exit code 1 when something was lost.
rounds=$1 start=${2:-2024}
top=$TB_SRCDIR program=$TB_BUILDDIR/tianbiao drive=$TB_BUILDDIR/tests/pty/drive model=$top/forms/chain-case-2024/samples/complete.yaml
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/c" XDG_DATA_HOME="$work/home/d" XDG_STATE_HOME="$work/home/s"
export TIANBIAO_FORMS="$top/forms"
mkdir -p "$work/home" "$work/meet" "$work/run" "$work/left"
cd "$work/run" || exit 1
. "$top/tests/pty/officer.sh"
tb() { "$program" --now 2024-06-03T09:00 "$@"; }
pick() { seed=$(((seed * 1103515245 + 12345) % 2147483648)); picked=$((seed / 65536 % $1)); } # BELOW: sets $picked

pairs=6 cases='01 02 03 04 05 06 07 08'
cp -R "$top"/forms/chain-case-2024/samples/*.png "$top"/forms/chain-case-2024/samples/materials .
{
  for case in $cases; do officer_draft $case; done
  tb desk init --form chain-case-2024 --name 高新区 --office 高新区经济发展局 --contact 演示联系人 --phone 0311-00000000 --round r1 办公夹
  tb desk receive --by 收件员 办公夹 d??.yaml
} >"$work/log" 2>&1 || { sed 's/^/# /' "$work/log"; exit 1; }

# ---- one session ----

# What an officer had before his eyes when his program died. It may have been recorded as it died.
left_behind() { echo "$words" >"$work/left/$who-$case"; }
begin() { keys=$work/keys.$who; : >"$keys"; }
# The case is open and ours.
come_back() {
  file=$work/left/$who-$case
  [ -e "$file" ] || { press '<Expect:办理记录>'; return; }
  words=$(cat "$file")
  rm "$file"
  if grep -q "^ *$words\$" "办公夹/cases/$(desk_ids "$case")/review.yaml"; then
    press '<Expect:办理记录>'; told words "$words"
  else
    press "<Expect:找回来了><Expect:$words>完<F8><Expect:条意见已记下>"; told begun "$words"
    press "$on_case"
  fi
}
some_acts() {
  pick 3; number=$picked
  while [ $number -gt 0 ]; do
    pick 4
    case $picked in 0) new_words; press "<End><Up*5><Enter><Expect:写好按>$words<F8><Expect:典型经验已记下>"; told deed experience ;; *) remark ;; esac
    number=$((number - 1))
  done
}
# Keys that nobody saw the end of, and the end.
dies() {
  write_remark; left_behind
  pick 3
  case $picked in 0) ;; 1) press '<F8>' ;; 2) press '后来又写了几个字' ;; esac
  pick 4
  case $picked in 0) press '<Signal:HUP>'; code=0 ;; 1) press '<Signal:CLOSE>'; code=0 ;; *) press '<Signal:KILL>'; code=137 ;; esac
  echo >>"$work/kills"
}
play() { # CODE COMMAND...
  code=$1; shift
  echo >>"$work/sessions"
  "$drive" --size 80x40 --meet "$work/meet" --code "$code" --keys "$keys" -- "$program" --now 2024-06-03T09:00 "$@" && return
  echo "$who at $case in round $round:"; cat "$keys"; echo
  return 1
}
opens() { play "$1" desk review --by "$who" 办公夹 "$(desk_ids "$case")"; }

# ---- two of them ----

one_after_the_other() {
  for who in $first $second; do
    begin; come_back; some_acts; dies
    opens $code || return 1
  done
}
one_takes_it() {
  who=$first; begin; come_back; some_acts; write_remark; left_behind
  press "<Mark:in-$round-$case><Await:taken-$round-$case>"
  pick 2; [ $picked -eq 0 ] || press '<F8>'
  press '<Signal:KILL>'
  echo >>"$work/kills"
  opens 137 >"$work/first.$case" 2>&1 &
  who=$second; begin
  press "<Expect:只列><Await:in-$round-$case>"; press "<F3><Expect:空着按><C-a>样例$case<Enter><Expect:找“样例$case”><Enter>"
  press "<Expect:只看><F10><Expect:接过来审>5<Expect:【审核】><Mark:taken-$round-$case>"
  come_back; some_acts; dies
  play $code --by "$who" 办公夹 || return 1
  wait $! || { cat "$work/first.$case"; return 1; }
}
meet() { # PAIR
  seed=$((start + round * 7919 + $1 * 104729)) first=审核员甲$1 second=审核员乙$((($1 + round) % pairs))
  case=0$((($1 + round) % 8 + 1)) acts=$work/acts.$1
  pick 3
  if [ $picked -eq 0 ]; then one_takes_it; else one_after_the_other; fi
}
command() {
  who=命令员 acts=$work/acts.command
  for case in 0$(((6 + round) % 8 + 1)) 0$(((7 + round) % 8 + 1)); do
    new_words
    tb desk review --by "$who" 办公夹 "$(desk_ids $case)" remark '' "$words" && told words "$words" || return 1
    tb desk list 办公夹 && tb desk list --json 办公夹 || return 1
  done
}

# ---- all of them, and what is left ----

round=0
while [ $round -lt "$rounds" ]; do
  for pair in 0 1 2 3 4 5; do { meet $pair >"$work/out.$pair" 2>&1 || echo >>"$work/failed"; } & done
  { command >"$work/out.command" 2>&1 || echo >>"$work/failed"; } &
  wait
  [ ! -e "$work/failed" ] || { cat "$work"/out.* | sed 's/^/# /'; break; }
  round=$((round + 1))
done
acts=$work/acts.end
for file in "$work"/left/*; do
  [ -e "$file" ] || continue
  who=${file##*/} case=${who##*-} who=${who%-*}
  begin; come_back; leave_desk
  opens 0 >"$work/out" 2>&1 || { sed 's/^/# /' "$work/out"; echo >>"$work/failed"; }
done
# Whatever was half written goes when the next officer has the case.
who=命令员 acts=$work/acts.last
for case in $cases; do
  tb desk review --by "$who" 办公夹 "$(desk_ids $case)" seen materials.licence >/dev/null 2>&1 && told deed 'seen materials.licence'
done
cat "$work"/acts.* >"$work/acts"
{ audit_acts 办公夹 "$work/acts"; audit_states 办公夹; audit_leftovers 办公夹; } >"$work/wrong"
sed 's/^/# /' "$work/wrong"
lost=$(wc -l <"$work/wrong")
[ ! -e "$work/failed" ] || lost=$((lost + 1))
echo "acts $(wc -l <"$work/acts") sessions $(wc -l <"$work/sessions") kills $(wc -l <"$work/kills") taken $(ls "$work/meet" | grep -c taken) lost $lost"
[ "$lost" -eq 0 ]
