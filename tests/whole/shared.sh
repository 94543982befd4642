#!/bin/sh
# A desk in a folder that a group shares: two officers with masks of their own work on the same cases, one may only read,
# one sees nothing. Needs to be root, to be four people in turn by their numbers; no users are made. Speaks TAP.
top=$(cd "${TB_SRCDIR:-.}" && pwd) build=$(cd "${TB_BUILDDIR:-.}" && pwd) drive=$build/tests/pty/drive
model=$top/forms/chain-case-2024/samples/complete.yaml
[ "$(id -u)" -eq 0 ] || { echo '1..0 # SKIP only root can be several people'; exit 0; }
setpriv --reuid 61001 --regid 61001 --groups 61000 true 2>/dev/null || { echo '1..0 # SKIP setpriv is missing, or may not'; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/c" XDG_DATA_HOME="$work/home/d" XDG_STATE_HOME="$work/home/s"
export TIANBIAO_FORMS="$work/forms" LC_ALL=C.UTF-8 TZ=UTC
unset LANG LANGUAGE TIANBIAO_LANG NO_COLOR
# All four must get at the program and the form wherever they were built.
chmod 755 "$work"; mkdir "$work/home" "$work/forms" "$work/in"; cp -R "$top/forms/chain-case-2024" "$work/forms/"; cp "$build/tianbiao" "$work/tianbiao"
chmod -R a+rX "$work"
program=$work/tianbiao
n=0
result() { # WHAT, after the test
  code=$?; n=$((n + 1))
  [ $code -eq 0 ] && echo "ok $n - $1" || { tail -n 40 "$work/log" | sed 's/^/# /'; echo "not ok $n - $1"; }
}
cd "$work/in" || exit 1
. "$top/tests/pty/officer.sh"
tb() { "$program" --now 2024-06-03T09:00 "$@"; }
cp -R "$top"/forms/chain-case-2024/samples/*.png "$top"/forms/chain-case-2024/samples/materials .
for case in 01 02 03 04; do officer_draft $case >"$work/log" 2>&1; done
chmod -R a+rX .

be() { # UID GROUPS MASK COMMAND...
  uid=$1 groups=$2 mask=$3; shift 3
  (umask "$mask"; [ "$groups" ] && set -- --groups "$groups" -- "$@" || set -- --clear-groups -- "$@"
   exec setpriv --reuid "$uid" --regid "$uid" "$@")
}
closed() { be 61001 61000 077 "$program" --now 2024-06-03T09:00 "$@"; } # the mask of a careful user
open() { be 61002 61000 022 "$program" --now 2024-06-03T10:00 "$@"; }
stranger() { be 61003 '' 022 "$program" --now 2024-06-03T11:00 "$@"; }
id1=$(desk_ids 01) id2=$(desk_ids 02)

mkdir "$work/share"; chgrp 61000 "$work/share"; chmod 2770 "$work/share"
desk=$work/share/办公夹
be 61001 61000 077 "$program" desk init --form chain-case-2024 --name 高新区 --office 高新区经济发展局 --contact 演示联系人 --phone 0311-00000000 --round r1 "$desk" >"$work/log" 2>&1 &&
  closed desk receive --by 甲 "$desk" d01.yaml d02.yaml >"$work/log" 2>&1 && open desk receive --by 乙 "$desk" d03.yaml >"$work/log" 2>&1
result "two of a group take in what comes, one with the mask 077, one with 022"
closed desk review --by 甲 "$desk" $id1 remark '' 甲先说的 >"$work/log" 2>&1 && open desk review --by 乙 "$desk" $id1 remark '' 乙再说的 >"$work/log" 2>&1 &&
  closed desk review --by 甲 "$desk" $id1 mark 一 pass >"$work/log" 2>&1 && open desk review --by 乙 "$desk" $id1 decide declined 项目实施地点不在本市，不符合条件。 >"$work/log" 2>&1 &&
  open desk review --by 乙 "$desk" $id2 mark-rest >"$work/log" 2>&1 && closed desk review --by 甲 "$desk" $id2 decide recommended 材料齐全，举措和成效可以互相印证。 >"$work/log" 2>&1 &&
  open desk summary --format tsv -o "$work/share/汇总.tsv" "$desk" >"$work/log" 2>&1
result "each works on what the other has begun"
if [ -x "$drive" ]; then
  printf '<Expect:逐条审核><End><Up*7><Enter><Ins><Expect:说的是整件申报>断线前的话<Expect:断线前的话><Signal:KILL>' >"$work/keys"
  be 61001 61000 077 "$drive" --code 137 --keys "$work/keys" -- "$program" --now 2024-06-03T12:00 desk review --by 甲 "$desk" "$(desk_ids 03)" >"$work/log" 2>&1 &&
    open desk review --by 乙 "$desk" "$(desk_ids 03)" remark '' 乙说的 >"$work/log" 2>&1 &&
    printf '<Expect:找回来了><Expect:断线前的话><F8><Expect:条意见已记下><F10><Expect:后台>1' >"$work/keys" &&
    be 61001 61000 077 "$drive" --keys "$work/keys" -- "$program" --now 2024-06-03T12:00 desk review --by 甲 "$desk" "$(desk_ids 03)" >"$work/log" 2>&1 &&
    grep -q 断线前的话 "$desk/cases/$(desk_ids 03)/review.yaml"
  result "the lock of a line that dropped keeps the other from nothing, and the words are there again"
else
  n=$((n + 1)); echo "ok $n - the lock of a line that dropped keeps the other from nothing # SKIP libvterm is missing"
fi
{ find "$desk" -type d ! -perm 2770; find "$desk" -type f ! -perm 660; find "$desk" ! -group 61000; find "$desk" -name '.*lock' -o -name '*.journal'; } >"$work/log"
[ ! -s "$work/log" ]
result "what both made is the group's to write, whatever their masks"

# Whoever manages the folder lets somebody look.
chmod 755 "$work/share"; chmod -R o+rX "$desk"
stranger desk list "$desk" >"$work/log" 2>&1 && [ "$(grep -c '^00000' "$work/log")" -eq 3 ] && stranger desk review "$desk" $id1 show >"$work/log" 2>&1 && grep -q 乙再说的 "$work/log"
result "one who may only read sees the list and the cases"
before=$(find "$desk" -type f -exec cksum {} + | sort)
! stranger desk review --by 丙 "$desk" "$(desk_ids 03)" remark '' 丙说的 >"$work/log" 2>&1 && grep -q 请管理的人给您写的权限 "$work/log" && ! stranger desk receive --by 丙 "$desk" d04.yaml >>"$work/log" 2>&1 &&
  [ "$(find "$desk" -type f -exec cksum {} + | sort)" = "$before" ]
result "and does nothing, and is told so: $(sed -n 1p "$work/log" | sed 's/.*办公夹/办公夹/')"
if [ -x "$drive" ]; then
  printf '<Expect:只列><Enter><Expect:只能看><F8>3<Expect:只能看><F10><Expect:后台>1' >"$work/keys"
  be 61003 '' 022 "$drive" --keys "$work/keys" -- "$program" --now 2024-06-03T12:00 --by 丙 "$desk" >"$work/log" 2>&1
  result "nor at a terminal"
else
  n=$((n + 1)); echo "ok $n - nor at a terminal # SKIP libvterm is missing"
fi
chmod 2770 "$work/share"; chmod -R o-rwx "$desk"
! stranger desk list "$desk" >"$work/log" 2>&1 && ! grep -q '0000000000000001\|样例' "$work/log" && grep -q 请管理的人给您权限 "$work/log"
result "one who may not even read sees nothing: $(sed -n 1p "$work/log" | sed "s#$work/share/##")"
echo "1..$n"
