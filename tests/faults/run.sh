#!/bin/sh
# Nothing that was on the screen is lost: lets the program die, fail, be cut off and be raced at every point, and looks
# at what is left. Speaks TAP. TB_FAULTS=long tries everything (make check-faults) and ends with a table of figures.
#
# inject.c  a call that fails, half succeeds or is the last, each in turn (fault.c lies under the program)
# power.c   every folder a disk may hold after the power was cut
# kills.c   the real program in a real terminal, killed at random
# two.c     two people in two terminals, of whom one takes the draft over
# crowd.sh  many at once on one draft, and on a folder of drafts
# officers.sh  many officers at one desk, whose lines drop
top=$(cd "${TB_SRCDIR:-.}" && pwd) || exit 1
build=$(cd "${TB_BUILDDIR:-.}" && pwd) || exit 1
faults=$build/tests/faults
[ -x "$build/tianbiao" ] || { echo "Bail out! no program in $build"; exit 1; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export TB_SRCDIR="$top" TB_BUILDDIR="$build" TMPDIR="$work" LC_ALL=C.UTF-8 TZ=UTC
unset LANG LANGUAGE LC_MESSAGES TIANBIAO_LANG NO_COLOR EDITOR VISUAL
long=; [ "${TB_FAULTS:-short}" = long ] && long=yes
: >"$work/figures"

n=0 bad=0
result() { # CODE NAME
  n=$((n + 1))
  if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi
}
skip() { # NAME WHY
  n=$((n + 1))
  echo "ok $n - $1 # SKIP $2"
}
# try KIND NAME COMMAND...: the last line of a command's output is its figures, "tries N lost N ...".
try() {
  kind=$1 name=$2; shift 2
  "$@" >"$work/said" 2>&1
  code=$?
  [ $code -eq 0 ] || sed 's/^\([^#]\)/# \1/' "$work/said"
  sed -n "\$s/^/$kind /p" "$work/said" >>"$work/figures"
  result $code "$name: $(tail -n 1 "$work/said")"
}

# ---- one call goes wrong ----

if grep -q __asan_init "$build/tianbiao"; then layer='the sanitizers want to be first under the program'
elif [ ! -e "$faults/fault.so" ]; then layer='the layer was not built'
else layer=; fi
[ -z "$layer" ] || export TB_NO_LAYER=1

deeds='kill kill-half fail=ENOSPC fail-from=ENOSPC fail-from=ENODEV short'
[ -z "$long" ] || deeds='kill kill-after kill-half short
  fail=ENOSPC fail=EIO fail=EROFS fail=EACCES fail=EDQUOT fail=ENODEV
  fail-from=ENOSPC fail-from=EIO fail-from=EROFS fail-from=EACCES fail-from=EDQUOT fail-from=ENODEV'
stride() { # SCENARIO DEED [NO]: the short form tries each so many
  case $long$1-$2$3 in
  yes*-memory) echo 3 ;;
  *-memory) echo 197 ;;
  yes* | session-kill) echo 1 ;;
  session*) echo 9 ;;
  *) echo 1 ;;
  esac
}
fat=link,renameat2,fsync,chmod,flock,utimensat

inject() { # SCENARIO DEED [NO]
  try inject "$1, $2${3:+, on a stick}" "$faults/inject" "$1" "$2" "$(stride "$1" "$2" "${3:-}")" $3
}
if [ -n "$layer" ]; then
  skip 'a call goes wrong' "$layer"
  skip 'the power is cut' "$layer"
else
  for scenario in set new export session restore; do
    for deed in $deeds memory; do inject $scenario $deed; done
  done
  for scenario in set new session; do
    for deed in kill fail=EIO fail-from=ENODEV; do inject $scenario $deed $fat; done
  done
  for deed in kill kill-half fail=ENOSPC fail-from=ENODEV; do inject dialogue $deed; done
  inject restore-back kill
  for deed in full remove replace folder link; do inject session $deed; done
  for scenario in set new export session restore; do
    step=1; [ -n "$long" ] || step=4
    try power "$scenario, the power is cut" "$faults/power" $scenario $step
  done
fi

# ---- a real terminal ----

count=20; [ -z "$long" ] || count=1000
if [ -x "$faults/kills" ]; then
  try kills "killed in a terminal" "$faults/kills" $count
else
  skip 'killed in a terminal' 'libvterm is missing'
fi
meetings=2; [ -z "$long" ] || meetings=40
if [ -x "$faults/two" ]; then
  try two "two in two terminals, and one takes over" "$faults/two" $meetings
else
  skip 'two in two terminals, and one takes over' 'libvterm is missing'
fi

# ---- many at once ----

try crowd 'many write one draft' sh "$top/tests/faults/crowd.sh" one
try crowd 'many write a folder of drafts' sh "$top/tests/faults/crowd.sh" folder
if [ -n "$layer" ]; then skip 'many write one draft, and some are killed' "$layer"
else try crowd 'many write one draft, and some are killed' sh "$top/tests/faults/crowd.sh" killed; fi
rounds=1; [ -z "$long" ] || rounds=100
if [ -x "$build/tests/pty/drive" ]; then
  try officers 'many officers at one desk, whose lines drop' sh "$top/tests/faults/officers.sh" $rounds
else
  skip 'many officers at one desk, whose lines drop' 'libvterm is missing'
fi

echo "1..$n"

# ---- the figures ----

[ -n "$long" ] && awk '
function add(kind, name, value) { sum[kind "," name] += value }
{ for (i = 2; i < NF; i += 2) add($1, $i, $(i + 1)) }
END {
    printf "# calls made to go wrong, each in turn: %d; the program reported it %d times, got round it %d times; characters lost: %d\n",
        sum["inject,tries"], sum["inject,failed"], sum["inject,survived"], sum["inject,lost"]
    printf "# folders a disk may hold after a power cut: %d, after %d calls; characters lost: %d\n",
        sum["power,tries"], sum["power,calls"], sum["power,lost"]
    printf "# kills in a real terminal: %d, with %d characters on the screen and %d saves under way; characters lost: %d\n",
        sum["kills,tries"], sum["kills,characters"], sum["kills,saves"], sum["kills,lost"]
    printf "# take-overs between two terminals: %d; characters lost: %d\n", sum["two,tries"], sum["two,lost"]
    printf "# writers at once: %d, updates: %d; updates lost: %d\n",
        sum["crowd,writers"], sum["crowd,tries"], sum["crowd,lost"]
    printf "# acts of officers at one desk: %d, in %d sessions, %d of them killed, %d cases taken over; acts lost: %d\n",
        sum["officers,acts"], sum["officers,sessions"], sum["officers,kills"], sum["officers,taken"], sum["officers,lost"]
}' "$work/figures"
[ -z "$long" ] || exit $bad
